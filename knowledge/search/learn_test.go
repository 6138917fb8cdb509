//go:build evidence

package search

import (
	"cmp"
	"flag"
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
)

// dev is a folder with clauses-55k.jsonl.gz, queries.jsonl and qrels-55k.jsonl (and
// the same without -55k): the questions that the lexicon is learnt from.
var (
	dev   = flag.String("dev", "", "folder of questions with answers")
	write = flag.Bool("write", false, "write lexicon.txt as learnt from -dev")
)

// How the lexicon is learnt. For each pair of a bigram of questions and one of
// statutes that go together in at least two questions, a weight, never below 0, is
// found by gradient descent: softmax over the answers and the best wrong clauses of
// the ranking without lexicon, with a pull towards 0 that lets few pairs live.
// Chosen by cross-validation; neighbouring values differ by less than noise.
const (
	wrongClauses = 150
	together     = 2
	commonest    = 0.2 // share of the questions above which a bigram leads nowhere
	temperature  = 8
	sparsity     = 0.01
	rate         = 0.02
	rounds       = 6
	pairsKept    = 40000
	emphasis     = 1.2 // makes up for the pairs that are dropped
)

// TestLearn learns the lexicon and the judgement of the best, and tells what they are
// worth on questions that they have not seen, in five parts, drawn at random and drawn so that no two questions with a
// common answer fall apart:
//
//	go test -tags evidence -run TestLearn -v ./knowledge/search -dev DIR [-write]
func TestLearn(t *testing.T) {
	s, small := readSuite(t, *dev, "-55k"), readSuite(t, *dev, "")
	x, y := New(s.docs), New(small.docs)
	for _, at := range []struct {
		size string
		s    suite
		x    *Index
	}{{"55k", s, x}, {"3k", small, y}} {
		t.Logf("%s, BM25 alone:     %v", at.size, at.s.ask(at.x.plain()))
		t.Logf("%s, with documents: %v", at.size, at.s.ask(at.x.known()))
	}
	c := newCourse(s.lessons(x.known()))
	var all []exam
	for _, way := range []struct {
		name string
		part []int
	}{{"random parts", s.parts(5, false)}, {"parts without common answers", s.parts(5, true)}} {
		lexicons := make([]lexicon, 5)
		for p := range lexicons {
			lexicons[p] = c.learn(func(i int) bool { return way.part[i] != p })
		}
		t.Logf("55k, with lexicon, %s: %v", way.name, s.crossed(x, lexicons, way.part))
		t.Logf("3k, with lexicon, %s: %v", way.name, small.crossed(y, lexicons, way.part))
		exams := s.exams(x, lexicons, way.part)
		weights := others(exams, way.part)
		t.Logf("55k, reranked, %s: %v", way.name, s.passed(x, exams, weights, way.part))
		t.Logf("3k, reranked, %s: %v", way.name, small.passed(y, small.exams(y, lexicons, way.part), weights, way.part))
		all = append(all, exams...)
	}
	for n, weight := range judgementFrom(all) {
		if math.Abs(float64(weight-judgement[n])) > 0.01*math.Abs(float64(weight)) {
			t.Errorf("trait %d: its weight is %.3f, learnt is %.3f", n, judgement[n], weight)
		}
	}
	text := c.learn(func(int) bool { return true })
	if *write {
		if err := os.WriteFile("lexicon.txt", []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	} else if string(text) != string(learnt) {
		t.Error("lexicon.txt is not what is learnt from this folder")
	}
}

// crossed asks each question with the lexicon that has not seen it.
func (s suite) crossed(x *Index, lexicons []lexicon, part []int) quality {
	by := make([]*Index, len(lexicons))
	for i, l := range lexicons {
		by[i] = x.known()
		by[i].lexicon = l
	}
	number := map[string]int{}
	for i, q := range s.queries {
		number[q.ID] = i
	}
	return s.evaluate(func(q Doc) []Hit { return by[part[number[q.ID]]].Search(q.Text, 100) })
}

// parts deals the questions out; with apart, questions with a common answer,
// directly or over others, fall into the same part.
func (s suite) parts(n int, apart bool) []int {
	part := rand.New(rand.NewPCG(7, 7)).Perm(len(s.queries))
	for i := range part {
		part[i] %= n
	}
	if !apart {
		return part
	}
	for changed := true; changed; {
		changed = false
		least := map[string]int{}
		for round := range 2 {
			for i, q := range s.queries {
				for id := range s.relevant[q.ID] {
					if m, ok := least[id]; !ok || part[i] < m {
						least[id] = part[i]
					} else if round == 1 && m < part[i] {
						part[i], changed = m, true
					}
				}
			}
		}
	}
	return part
}

// lesson is a question with the clauses to be told apart.
type lesson struct {
	query   []term // its bigrams and words
	terms   []term // bigrams of the clauses
	clauses []candidate
}

type candidate struct {
	base    float64 // score without lexicon
	right   bool
	terms   []int32 // places in lesson.terms
	impacts []float64
}

// lessons collects for each question the right clauses and the best wrong ones.
func (s suite) lessons(x *Index) []lesson {
	place := map[string]int{}
	for d, id := range x.ids {
		place[id] = d
	}
	needed := map[int]map[term]float64{} // impacts of the terms of a clause
	all := make([]map[int]float64, len(s.queries))
	for i, q := range s.queries {
		all[i] = map[int]float64{}
		for _, h := range x.Search(q.Text, len(x.ids)) {
			if len(all[i]) < wrongClauses || s.relevant[q.ID][h.ID] {
				all[i][h.Doc] = h.Score
			}
		}
		for id := range s.relevant[q.ID] {
			all[i][place[id]] += 0
		}
		for d := range all[i] {
			needed[d] = map[term]float64{}
		}
	}
	for t, id := range x.terms {
		if !t.bigram() {
			continue
		}
		for _, p := range x.postings[x.start[id]:x.start[id+1]] {
			if m := needed[int(p.doc())]; m != nil {
				m[t] = float64(x.idf[id] * impactStep * float32(p.impact()))
			}
		}
	}
	lessons := make([]lesson, len(s.queries))
	for i, q := range s.queries {
		lessons[i] = newLesson(q.Text, all[i], needed, func(d int) bool { return s.relevant[q.ID][x.ids[d]] })
	}
	return lessons
}

func newLesson(query string, scores map[int]float64, impacts map[int]map[term]float64, right func(int) bool) lesson {
	var l lesson
	w := &work{}
	w.read(query)
	for _, t := range w.query {
		if t.term.bigram() {
			l.query = append(l.query, t.term)
		}
	}
	number := map[term]int32{}
	for _, d := range slices.Sorted(maps.Keys(scores)) {
		c := candidate{base: scores[d], right: right(d)}
		for _, t := range slices.Sorted(maps.Keys(impacts[d])) {
			n, ok := number[t]
			if !ok {
				n = int32(len(l.terms))
				number[t] = n
				l.terms = append(l.terms, t)
			}
			c.terms = append(c.terms, n)
			c.impacts = append(c.impacts, impacts[d][t])
		}
		l.clauses = append(l.clauses, c)
	}
	return l
}

// rights is the places of the terms of the right clauses.
func (l lesson) rights() map[int32]bool {
	set := map[int32]bool{}
	for _, c := range l.clauses {
		for _, n := range c.terms {
			if c.right {
				set[n] = true
			}
		}
	}
	return set
}

// course is lessons with the pairs that act in them.
type course struct {
	lessons  []lesson
	pairs    []pair
	meetings [][]meeting // by lesson
}

// pair leads from a bigram of questions to one of statutes.
type pair struct{ from, to term }

// meeting is a place where a pair acts in a lesson; right if a right clause is there.
type meeting struct {
	term, pair int32
	right      bool
}

// newCourse finds the pairs that go together often enough, and where they act.
func newCourse(lessons []lesson) *course {
	meet, rights := map[pair]int{}, make([]map[int32]bool, len(lessons))
	for i, l := range lessons {
		rights[i] = l.rights()
		for _, from := range l.query {
			for n := range rights[i] {
				meet[pair{from, l.terms[n]}]++
			}
		}
	}
	maps.DeleteFunc(meet, func(p pair, n int) bool { return n < together || p.from == p.to })
	c := &course{lessons: lessons, meetings: make([][]meeting, len(lessons))}
	c.pairs = slices.SortedFunc(maps.Keys(meet), func(a, b pair) int {
		return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to))
	})
	first := map[term]int{} // of the pairs from a term
	for i := len(c.pairs) - 1; i >= 0; i-- {
		first[c.pairs[i].from] = i
	}
	for i, l := range lessons {
		place := map[term]int32{}
		for n, to := range l.terms {
			place[to] = int32(n)
		}
		for _, from := range l.query {
			begin, ok := first[from]
			for p := begin; ok && p < len(c.pairs) && c.pairs[p].from == from; p++ {
				if n, here := place[c.pairs[p].to]; here {
					c.meetings[i] = append(c.meetings[i], meeting{n, int32(p), rights[i][n]})
				}
			}
		}
	}
	return c
}

// learn returns the lexicon that is learnt from some of the lessons.
func (c *course) learn(in func(int) bool) lexicon {
	seen, meetings := c.class(in)
	weights, slopes := make([]float64, len(c.pairs)), make([]float64, len(c.pairs))
	rng := rand.New(rand.NewPCG(1, 1))
	for range rounds {
		for _, i := range rng.Perm(len(seen)) {
			push := seen[i].gradient(meetings[i], weights)
			for _, a := range meetings[i] {
				slopes[a.pair] += push[a.term] * push[a.term]
				step := rate / (0.05 + math.Sqrt(slopes[a.pair]))
				weights[a.pair] = max(0, weights[a.pair]-step*(push[a.term]+sparsity))
			}
		}
	}
	return c.format(weights)
}

// class is some of the lessons with the meetings of those pairs that meet often enough
// in them, as if there were no others.
func (c *course) class(in func(int) bool) (seen []lesson, meetings [][]meeting) {
	var numbers []int
	meet, asked := make([]int, len(c.pairs)), map[term]int{}
	for i, l := range c.lessons {
		if !in(i) {
			continue
		}
		seen, numbers = append(seen, l), append(numbers, i)
		for _, from := range l.query {
			asked[from]++
		}
		for _, a := range c.meetings[i] {
			if a.right {
				meet[a.pair]++
			}
		}
	}
	for _, i := range numbers {
		meetings = append(meetings, slices.DeleteFunc(slices.Clone(c.meetings[i]), func(a meeting) bool {
			often := float64(asked[c.pairs[a.pair].from]) > commonest*float64(len(seen))
			return often || meet[a.pair] < together
		}))
	}
	return seen, meetings
}

// gradient tells for each term of the lesson where its weight ought to go. What is
// wanted is half that some right clause leads, half that all do.
func (l lesson) gradient(meetings []meeting, weights []float64) []float64 {
	w := make([]float64, len(l.terms))
	for _, a := range meetings {
		w[a.term] += weights[a.pair]
	}
	scores, best := make([]float64, len(l.clauses)), math.Inf(-1)
	for j, c := range l.clauses {
		scores[j] = c.base
		for n, t := range c.terms {
			scores[j] += w[t] * c.impacts[n]
		}
		best = max(best, scores[j])
	}
	whole, right, rights := 0.0, 0.0, 0.0
	for j, c := range l.clauses {
		scores[j] = math.Exp((scores[j] - best) / temperature)
		whole += scores[j]
		if c.right {
			right += scores[j]
			rights++
		}
	}
	push := make([]float64, len(l.terms))
	for j, c := range l.clauses {
		g := scores[j] / whole
		if c.right {
			g -= 0.5*scores[j]/right + 0.5/rights
		}
		for n, t := range c.terms {
			push[t] += g / temperature * c.impacts[n]
		}
	}
	return push
}

// format writes the weightiest pairs, a line for each bigram of questions.
func (c *course) format(weights []float64) lexicon {
	order := make([]int, len(weights))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(weights[b], weights[a]) })
	lines := map[term][]string{}
	for _, i := range order[:min(pairsKept, len(order))] {
		p, hundredths := c.pairs[i], int(math.Round(100*emphasis*weights[i]))
		if hundredths > 0 {
			lines[p.from] = append(lines[p.from], fmt.Sprintf("%s%d", p.to.spell(), hundredths))
		}
	}
	var b strings.Builder
	for _, from := range slices.Sorted(maps.Keys(lines)) {
		fmt.Fprintf(&b, "%s\t%s\n", from.spell(), strings.Join(lines[from], " "))
	}
	return lexicon(b.String())
}
