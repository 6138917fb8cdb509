package dialog

import (
	"context"

	"suance/calc/fact"
	"suance/dialog/ask"
	"suance/dialog/nlu"
	"suance/knowledge"
)

// Model points at what a message may mean, for the person to choose from. It is
// asked only where the rules find no way on, at most once a turn.
//
// An error is as good as no pointer: the turn is answered as if there were no
// model. Point returns soon after ctx ends. It must be safe for concurrent use.
type Model interface {
	Point(ctx context.Context, q Query) (Pointers, error)
}

// Query is all that a model sees of a turn.
type Query struct {
	// Text is the message, with Mask in place of each character of a name, a
	// telephone number or a code of somebody, so that places in it are places in
	// the message.
	Text    string
	Asking  string // the question that waits for an answer; empty if none does
	Asks    bool   // a question in words that the rules do not know
	Catalog *Catalog
}

// Catalog is what a model may point at. It is the same for every query under a
// policy.
type Catalog struct {
	Facts     []Target
	Sentences []Target
	Intents   []Target
}

// Target is one thing of a catalog: its id, and what it is in words.
type Target struct{ ID, Text string }

// Pointers are what a model points at. There is no string in them, so that no
// word of a model can reach a reply: only places in the query's own lists.
type Pointers struct {
	Facts     []FactPointer
	Sentences []int // places in Catalog.Sentences
	Intents   []int // places in Catalog.Intents
}

// FactPointer says that a run of the query's text speaks of a fact.
type FactPointer struct {
	Fact       int // place in Catalog.Facts
	Start, End int // in characters of the text, End exclusive
}

// How many of a kind are put to the person; a model that points at everything
// points at nothing.
const (
	maxFactPointers     = 2
	maxSentencePointers = 3
	maxIntentPointers   = 1
)

// maxAsked is the longest message that is shown to a model, in characters.
const maxAsked = 2000

// guide turns what a model points at into choices that the rules understand.
type guide struct {
	policy  *knowledge.Policy
	reader  *nlu.Reader
	asker   *ask.Asker
	catalog Catalog
}

// newGuide lists what a model may point at under a policy.
func newGuide(p *knowledge.Policy, r *nlu.Reader, a *ask.Asker) *guide {
	g := &guide{policy: p, reader: r, asker: a}
	s := p.Rules.Schema
	for i := range s.Len() {
		sp := s.Spec(i)
		g.catalog.Facts = append(g.catalog.Facts, Target{string(sp.ID), sp.Label})
	}
	for _, sentence := range p.Doc.Sentences() {
		g.catalog.Sentences = append(g.catalog.Sentences, Target{string(sentence.ID), sentence.Text})
	}
	for _, w := range wishes {
		g.catalog.Intents = append(g.catalog.Intents, Target{w.id, w.meaning})
	}
	return g
}

// wishes are what a person may want of the conversation itself, with the words
// that say so to it.
var wishes = []struct{ id, meaning, words string }{
	{"total", "想知道自己的企业一共能拿多少", "我们能拿多少？"},
	{"overview", "想知道哪些措施适合自己的企业", "有哪些适合我们？"},
	{"summary", "想看已经说过的情况和目前的结果", "汇总"},
	{"undo", "想收回上一条说的情况", "撤销"},
	{"skip", "答不上现在这个问题，想先跳过", "跳过"},
	{"why", "想知道为什么问这个问题", "为什么问这个"},
	{"next", "想换一家企业来算", "换一家企业"},
	{"restart", "想全部清空，从头开始", "重新开始"},
}

// query is what a model is shown of a message; ok is false for one that it is not.
func (g *guide) query(text string, asking fact.ID) (q Query, ok bool) {
	if len([]rune(text)) > maxAsked {
		return Query{}, false
	}
	q = Query{Text: masked(text), Catalog: &g.catalog,
		Asks: g.reader.Read(text, nlu.Context{Asking: asking}).Intent == nlu.IntentQuestion && g.asker.Ask(ask.Question{Text: text}).Foreign}
	if sp := g.policy.Rules.Schema.Lookup(asking); sp != nil {
		q.Asking = sp.Question
	}
	return q, true
}
