//go:build evidence

package ask

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"suance/dialog/nlu"
	"suance/knowledge"
)

var writeJudgement = flag.String("write", "", "write the judgement to this file")

// How the judgement is learnt: logistic regression, not in the document against all else,
// each as heavy as the other in all, with a pull towards 0; runs of one question are left
// out, and weights too small to matter. Chosen by cross-validation.
const (
	rounds      = 40
	rate        = 0.15
	leastOften  = 3
	leastWeight = 0.1
	pull        = 1
)

// lesson is a question and whether the document does not hold it.
type lesson struct {
	grams  []string
	absent bool
}

// lessons are the questions to learn from, in the order of their sets.
func lessons(t *testing.T) []lesson {
	p, err := knowledge.Default()
	if err != nil {
		t.Fatal(err)
	}
	a := New(p, nlu.New(p.Rules.Schema))
	var out []lesson
	seen := map[string]bool{}
	add := func(text string, absent bool) {
		q := a.read(text, &nlu.Understanding{}, false)
		if plain := string(q.runes); !seen[plain] && len(q.runes) <= maxJudged {
			seen[plain] = true
			out = append(out, lesson{a.grams(q, span{0, len(q.runes)}), absent})
		}
	}
	each := func(name string, line func(string)) {
		f, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		for sc := bufio.NewScanner(f); sc.Scan(); {
			line(sc.Text())
		}
	}
	for _, tp := range p.Topics { // what anybody asks first
		add(tp.Name, false)
		add(tp.Name+"是怎么规定的", false)
		if len(tp.Aspects[aspectNames[aspectOffice]]) > 0 {
			add(tp.Words[0]+"去哪里申请", false)
			add(tp.Words[0]+"由哪个部门负责", false)
		}
		for _, how := range []string{"奖励多少", "补贴多少", "给多少钱", "补助标准是多少", "怎么奖"} {
			if len(tp.Measures) > 0 {
				add(tp.Words[0]+how, false)
				add(tp.Name+how, false)
			}
		}
	}
	each("testdata/kinds.txt", func(l string) {
		kind, text, _ := strings.Cut(l, "\t")
		add(text, kind == "N")
	})
	each("testdata/questions.jsonl", func(l string) {
		var q struct {
			Text string
			Kind Kind
		}
		if err := json.Unmarshal([]byte(l), &q); err != nil {
			t.Fatal(err)
		}
		add(q.Text, q.Kind == KindNotInDoc)
	})
	return out
}

// learn finds the weights, by stochastic gradient descent with a step for each weight.
func learn(all []lesson) map[string]float64 {
	often, absent := map[string]int{}, 0
	for _, l := range all {
		for _, g := range l.grams {
			often[g]++
		}
		if l.absent {
			absent++
		}
	}
	heavy := map[bool]float64{true: float64(len(all)) / float64(2*absent), false: float64(len(all)) / float64(2*(len(all)-absent))}
	index, names := map[string]int{}, []string{""}
	var xs [][]int
	for _, l := range all {
		x := []int{0}
		for _, g := range l.grams {
			if often[g] < leastOften {
				continue
			}
			at, ok := index[g]
			if !ok {
				at = len(names)
				index[g], names = at, append(names, g)
			}
			x = append(x, at)
		}
		xs = append(xs, x)
	}
	w, steps := make([]float64, len(names)), make([]float64, len(names))
	draw := rand.New(rand.NewPCG(1, 2))
	for range rounds {
		for _, i := range draw.Perm(len(all)) {
			sum, y := 0.0, 0.0
			for _, f := range xs[i] {
				sum += w[f]
			}
			if all[i].absent {
				y = 1
			}
			off := heavy[all[i].absent] * (1/(1+math.Exp(-sum)) - y)
			for n, f := range xs[i] {
				g := off
				if n > 0 {
					g += pull * w[f] / float64(often[names[f]])
				}
				steps[f] += g * g
				w[f] -= rate * g / (1e-3 + math.Sqrt(steps[f]))
			}
		}
	}
	out := map[string]float64{}
	for i, n := range names {
		if n == "" || math.Abs(w[i]) >= leastWeight {
			out[n] = w[i]
		}
	}
	return out
}

// spelled is a judgement as it is read.
func spelled(w map[string]float64) judgement {
	var lines []string
	for g, x := range w {
		lines = append(lines, fmt.Sprintf("%s\t%d\n", g, int(math.Round(100*x))))
	}
	slices.Sort(lines) // a tab comes before all that a run holds
	return judgement(strings.Join(lines, ""))
}

// TestLearnJudgement learns the judgement and tells how well one that is learnt from
// nine tenths of the questions, set by set, tells the others:
//
//	go test -tags evidence -run TestLearnJudgement -v ./dialog/ask [-write FILE]
func TestLearnJudgement(t *testing.T) {
	all := lessons(t)
	const parts = 10
	right, of := map[bool]int{}, map[bool]int{}
	for p := range parts {
		from, to := len(all)*p/parts, len(all)*(p+1)/parts
		w := learn(slices.Concat(all[:from], all[to:]))
		for _, l := range all[from:to] {
			sum := w[""]
			for _, g := range l.grams {
				sum += w[g]
			}
			of[l.absent]++
			if sum > 0 == l.absent {
				right[l.absent]++
			}
		}
	}
	for _, absent := range []bool{true, false} {
		t.Logf("not in the document %v: %d of %d, %.1f%%", absent, right[absent], of[absent], 100*float64(right[absent])/float64(of[absent]))
	}
	j := spelled(learn(all))
	t.Logf("%d questions, %d weights, %d bytes", len(all), strings.Count(string(j), "\n"), len(j))
	if *writeJudgement != "" {
		if err := os.WriteFile(*writeJudgement, []byte(j), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
