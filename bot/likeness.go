package main

import (
	"cmp"
	"context"
	"errors"
	"math"
	"slices"
	"strings"
	"sync"
	"time"

	"suance/bot/openai"
	"suance/dialog"
	"suance/knowledge"
	"suance/knowledge/search"
)

// likeness is a dialog.Model that knows nothing but which sentences of the document
// mean what a question says, by an embedding model. It is safe for concurrent use.
type likeness struct {
	embedder  embedder
	stats     *openai.Stats
	sentences []string // ids, in the order of texts
	texts     []string
	timeout   time.Duration   // for an answer, the document's vectors included
	closing   context.Context // ends what is asked for besides an answer

	mu       sync.Mutex
	document *preparation // nil before the first one
}

// preparation is the document's vectors, or why there are none, once done is closed.
type preparation struct {
	done    chan struct{}
	vectors [][]float32
	err     error
}

// newLikeness returns the likeness of a policy's sentences, whose vectors by the
// embedder's model are kept in a folder; "" for none. Headings answer no question, and
// being short they lie near to whatever is asked.
func newLikeness(e *openai.Embedder, dir string, p *knowledge.Policy) *likeness {
	l := &likeness{embedder: &remembering{e, e.Model, dir}, stats: &e.Stats, timeout: e.Timeout, closing: e.Closing}
	for i := range p.Doc.Clauses {
		c := &p.Doc.Clauses[i]
		for _, s := range c.Sentences {
			if strings.TrimSuffix(s.Text, "。") != c.Heading {
				l.sentences, l.texts = append(l.sentences, string(s.ID)), append(l.texts, s.Text)
			}
		}
	}
	return l
}

// prepare has the document's vectors made, once for the process, and anew where
// that failed. It returns at once: no turn needs to wait longer than its timeout.
func (l *likeness) prepare() *preparation {
	l.mu.Lock()
	defer l.mu.Unlock()
	if p := l.document; p != nil {
		select {
		case <-p.done:
			if p.err == nil {
				return p
			}
		default:
			return p
		}
	}
	p := &preparation{done: make(chan struct{})}
	l.document = p
	go func() {
		defer close(p.done)
		p.vectors, p.err = l.embedder.Passages(l.closing, l.texts)
	}()
	return p
}

// Point points at the sentences that lie nearest to a question in words that the
// rules do not know. What is no question asks for no sentence, what the rules know
// that the document does not hold no vector finds in it, and while a question of the
// program's waits, what is said is about that.
func (l *likeness) Point(ctx context.Context, q dialog.Query) (out dialog.Pointers, err error) {
	if !q.Asks || q.Asking != "" {
		return out, nil
	}
	ctx, cancel := context.WithTimeout(ctx, l.timeout)
	defer cancel()
	p := l.prepare()
	select {
	case <-p.done:
	case <-ctx.Done():
		return out, openai.ErrTimeout
	}
	if p.err != nil {
		return out, p.err
	}
	asked, err := l.embedder.Queries(ctx, []string{q.Text})
	if err != nil {
		return out, err
	}
	if len(asked[0]) != len(p.vectors[0]) {
		return out, openai.ErrMalformed
	}
	for _, i := range standingOut(p.vectors, asked[0]) {
		at := slices.IndexFunc(q.Catalog.Sentences, func(t dialog.Target) bool { return t.ID == l.sentences[i] })
		if at >= 0 {
			out.Sentences = append(out.Sentences, at)
		}
	}
	return out, nil
}

// A sentence is pointed at that lies nearer to the question than the document's
// sentences do on the average, by so many standard deviations. Models differ in how
// near anything lies to anything (0.8 and more with E5), much less in this. What
// other cut-offs give is in openai/testdata/benefit.md.
const (
	nearEnough = 2.5
	mostNear   = 3
)

// standingOut is the places of the vectors that stand out by lying near a query,
// the nearest first.
func standingOut(vectors [][]float32, query []float32) []int {
	near, sum, squares := make([]float64, len(vectors)), 0.0, 0.0
	for i, v := range vectors {
		for j, x := range v {
			near[i] += float64(x) * float64(query[j])
		}
		sum += near[i]
		squares += near[i] * near[i]
	}
	n := float64(len(vectors))
	mean := sum / n
	deviation := math.Sqrt(max(0, squares/n-mean*mean))
	return slices.DeleteFunc(search.Nearest(vectors, query, mostNear), func(i int) bool {
		return deviation < 1e-6 || near[i]-mean < nearEnough*deviation // all alike: none stands out
	})
}

// both asks a model and a likeness at the same time, and points at what either does.
type both struct {
	model    dialog.Model
	likeness *likeness
}

// Point waits for both; one that fails leaves what the other points at.
func (b both) Point(ctx context.Context, q dialog.Query) (dialog.Pointers, error) {
	var near dialog.Pointers
	var nearErr error
	var wait sync.WaitGroup
	wait.Go(func() { near, nearErr = b.likeness.Point(ctx, q) })
	out, err := b.model.Point(ctx, q)
	wait.Wait()
	if err != nil && nearErr != nil {
		return dialog.Pointers{}, errors.Join(err, nearErr)
	}
	out.Sentences = inTurn(out.Sentences, near.Sentences)
	return out, nil
}

// inTurn is two rankings as one: what both have first, else one from each in turn.
func inTurn(a, b []int) []int {
	rank := func(x int) int {
		i, j := slices.Index(a, x), slices.Index(b, x)
		switch {
		case i >= 0 && j >= 0:
			return min(i, j) - len(a) - len(b)
		case i >= 0:
			return 2 * i
		}
		return 2*j + 1
	}
	out := slices.Clone(a)
	for _, x := range b {
		if !slices.Contains(out, x) {
			out = append(out, x)
		}
	}
	slices.SortStableFunc(out, func(x, y int) int { return cmp.Compare(rank(x), rank(y)) })
	return out
}
