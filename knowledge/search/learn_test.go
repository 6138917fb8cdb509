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

var write = flag.Bool("write", false, "write lexicon.txt as learnt from -dev")

// How the lexicon is learnt. For each pair of a bigram of questions and one of
// statutes that go together in at least two questions, a weight, never below 0, is
// found by gradient descent: softmax over the answers and the best wrong clauses of
// the plain ranking, with a pull towards 0 that lets few pairs live. Chosen by
// cross-validation; neighbouring values differ by less than noise.
const (
	wrongClauses = 150
	together     = 2
	commonest    = 0.2 // share of the questions above which a bigram leads nowhere
	temperature  = 4
	sparsity     = 0.01
	rate         = 0.02
	rounds       = 6
	pairsKept    = 40000
	emphasis     = 1.2 // makes up for the pairs that are dropped
)

// pair leads from a bigram of questions to one of statutes.
type pair struct{ from, to term }

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

// TestLearn learns the lexicon and tells what it is worth on questions that it has
// not seen, in five parts, drawn at random and drawn so that no two questions with a
// common answer fall apart. It takes minutes:
//
//	go test -run TestLearn -v -timeout 30m -args -dev DIR [-write]
func TestLearn(t *testing.T) {
	if *dev == "" {
		t.Skip("no -dev folder")
	}
	s := readSuite(t, *dev, "-55k")
	small := readSuite(t, *dev, "")
	x, y := New(s.docs).without(false, true), New(small.docs)
	lessons := s.lessons(x)
	for _, way := range []struct {
		name string
		part []int
	}{{"random", s.parts(5, false)}, {"no common answers", s.parts(5, true)}} {
		lexicons := make([]*lexicon, 5)
		for p := range lexicons {
			lexicons[p] = parseLexicon(learn(lessons, func(i int) bool { return way.part[i] != p }))
		}
		t.Logf("%s, 55k: %v", way.name, s.crossed(x, lexicons, way.part))
		t.Logf("%s, 3k: %v", way.name, small.crossed(y, lexicons, way.part))
	}
	text := setPhrases(s, x) + learn(lessons, func(int) bool { return true })
	if *write {
		if err := os.WriteFile("lexicon.txt", []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	} else if text != lexiconText {
		t.Error("lexicon.txt is not what is learnt from this folder")
	}
}

// crossed asks each question with the lexicon that has not seen it.
func (s suite) crossed(x *Index, lexicons []*lexicon, part []int) quality {
	by := make([]*Index, len(lexicons))
	for i, l := range lexicons {
		by[i] = x.without(false, false)
		by[i].lexicon, by[i].trust = l, 1
	}
	number := map[string]int{}
	for i, q := range s.queries {
		number[q.ID] = i
	}
	return s.evaluate(func(q Doc) []Hit { return by[part[number[q.ID]]].search(q.Text, 100, false) })
}

// parts deals the questions out; with together, questions with a common answer,
// directly or over others, fall into the same part.
func (s suite) parts(n int, together bool) []int {
	part := rand.New(rand.NewPCG(7, 7)).Perm(len(s.queries))
	for i := range part {
		part[i] %= n
	}
	if !together {
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
		for _, h := range x.search(q.Text, len(x.ids), false) {
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
		if t.char() || t&wordMark != 0 {
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
		if !t.term.char() {
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

// lead is a place where a pair acts in a lesson.
type lead struct{ term, pair int32 }

// learn returns the lexicon's text, learnt from some of the lessons.
func learn(lessons []lesson, in func(int) bool) string {
	var seen []lesson
	for i, l := range lessons {
		if in(i) {
			seen = append(seen, l)
		}
	}
	pairs, leads := meetings(seen)
	weights, slopes := make([]float64, len(pairs)), make([]float64, len(pairs))
	rng := rand.New(rand.NewPCG(1, 1))
	for range rounds {
		for _, i := range rng.Perm(len(seen)) {
			push := seen[i].gradient(leads[i], weights)
			for _, a := range leads[i] {
				slopes[a.pair] += push[a.term] * push[a.term]
				step := rate / (0.05 + math.Sqrt(slopes[a.pair]))
				weights[a.pair] = max(0, weights[a.pair]-step*(push[a.term]+sparsity))
			}
		}
	}
	return format(pairs, weights)
}

// meetings lists the pairs that are worth a weight, and where they act.
func meetings(lessons []lesson) (pairs []pair, leads [][]lead) {
	meet, asked := map[pair]int{}, map[term]int{}
	for _, l := range lessons {
		said := map[term]bool{}
		for _, c := range l.clauses {
			for _, n := range c.terms {
				said[l.terms[n]] = said[l.terms[n]] || c.right
			}
		}
		for _, from := range l.query {
			asked[from]++
			for to, right := range said {
				if right {
					meet[pair{from, to}]++
				}
			}
		}
	}
	number := map[pair]int32{}
	leads = make([][]lead, len(lessons))
	for i, l := range lessons {
		for _, from := range l.query {
			if float64(asked[from]) > commonest*float64(len(lessons)) {
				continue
			}
			for n, to := range l.terms {
				p := pair{from, to}
				if from == to || meet[p] < together {
					continue
				}
				if _, ok := number[p]; !ok {
					number[p] = int32(len(pairs))
					pairs = append(pairs, p)
				}
				leads[i] = append(leads[i], lead{int32(n), number[p]})
			}
		}
	}
	return pairs, leads
}

// gradient tells for each term of the lesson where its weight ought to go. What is
// wanted is half that some right clause leads, half that all do.
func (l lesson) gradient(leads []lead, weights []float64) []float64 {
	w := make([]float64, len(l.terms))
	for _, a := range leads {
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
func format(pairs []pair, weights []float64) string {
	order := make([]int, len(pairs))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(weights[b], weights[a]), cmp.Compare(pairs[a].from, pairs[b].from),
			cmp.Compare(pairs[a].to, pairs[b].to))
	})
	lines := map[term][]string{}
	for _, i := range order[:min(pairsKept, len(order))] {
		p, hundredths := pairs[i], int(math.Round(100*emphasis*weights[i]))
		if hundredths > 0 && p.from&wordMark == 0 {
			lines[p.from] = append(lines[p.from], fmt.Sprintf("%s%d", spell(p.to), hundredths))
		}
	}
	var b strings.Builder
	for _, from := range slices.Sorted(maps.Keys(lines)) {
		fmt.Fprintf(&b, "%s\t%s\n", spell(from), strings.Join(lines[from], " "))
	}
	return b.String()
}

// setPhrases lists the bigrams that questions have far more often than clauses.
func setPhrases(s suite, x *Index) string {
	count := map[term]int{}
	for _, q := range s.queries {
		w := &work{}
		w.read(q.Text)
		for _, t := range w.query {
			if !t.term.char() && t.term&wordMark == 0 {
				count[t.term]++
			}
		}
	}
	var list []string
	for _, t := range slices.Sorted(maps.Keys(count)) {
		clauses := 0
		if id, ok := x.terms[t]; ok {
			clauses = int(x.start[id+1] - x.start[id])
		}
		share := float64(count[t]) / float64(len(s.queries))
		if share >= 0.01 && share >= 4*float64(clauses)/float64(len(x.ids)) {
			list = append(list, spell(t))
		}
	}
	return "?\t" + strings.Join(list, " ") + "\n"
}

func spell(t term) string {
	return string(rune(t>>half)) + string(rune(t&(1<<half-1)))
}
