//go:build evidence

package ask

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"maps"
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

// How the judgement is learnt: logistic regression, not in the document against all else and
// cases against what is answered from the text, each as heavy as the other in all, with a pull towards 0; runs of one question are left
// out, and weights too small to matter. Chosen by cross-validation.
const (
	rounds      = 40
	rate        = 0.15
	leastOften  = 3
	leastWeight = 0.1
)

// perAttribute is of how many matters each line of asked_of_each.txt is asked.
var perAttribute = map[Kind]int{KindAnswer: 8, KindNotInDoc: 6}

// lesson is a question and its kind.
type lesson struct {
	grams []string
	kind  Kind
}

// tasks are what is to be told: which questions it is told of, and of which it is so.
var tasks = []struct {
	name    string
	of, yes func(Kind) bool
}{
	{"not in the document", func(Kind) bool { return true }, func(k Kind) bool { return k == KindNotInDoc }},
	{"case", func(k Kind) bool { return k == KindAnswer || k == KindAssessment }, func(k Kind) bool { return k == KindAssessment }},
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
	add := func(text string, kind Kind) {
		q := a.read(text, &nlu.Understanding{}, false)
		if plain := string(q.runes); !seen[plain] && len(q.runes) <= maxJudged {
			seen[plain] = true
			out = append(out, lesson{a.grams(q, span{0, len(q.runes)}), kind})
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
	letters := map[string]Kind{"A": KindAnswer, "N": KindNotInDoc, "S": KindAssessment, "C": KindClarify}
	var granted []string
	for _, tp := range p.Topics {
		add(tp.Name, KindAnswer)
		add(tp.Name+"是怎么规定的", KindAnswer)
		if len(tp.Measures) > 0 {
			granted = append(granted, tp.Words[0], tp.Words[0]+"奖励", strings.NewReplacer("“", "", "”", "").Replace(tp.Name))
			for _, how := range []string{"奖励多少", "补贴多少", "给多少钱", "补助标准是多少", "怎么奖"} {
				add(tp.Words[0]+how, KindAnswer)
				add(tp.Name+how, KindAnswer)
			}
		}
		if len(tp.Aspects[aspectNames[aspectOffice]]) > 0 {
			add(tp.Words[0]+"由哪个部门负责", KindAnswer)
		}
	}
	of := 0
	each("testdata/asked_of_each.txt", func(l string) {
		kind, text, _ := strings.Cut(l, "\t")
		for range perAttribute[letters[kind]] {
			add(strings.Replace(text, gap, granted[of%len(granted)], 1), letters[kind])
			of++
		}
	})
	each("testdata/kinds.txt", func(l string) {
		kind, text, _ := strings.Cut(l, "\t")
		add(text, letters[kind])
	})
	each("testdata/questions.jsonl", func(l string) {
		var q struct {
			Text string
			Kind Kind
		}
		if err := json.Unmarshal([]byte(l), &q); err != nil {
			t.Fatal(err)
		}
		add(q.Text, q.Kind)
	})
	return out
}

// learn finds the weights by which some lessons are told from the others, by stochastic
// gradient descent with a step for each weight.
func learn(all []lesson, yes func(Kind) bool) map[string]float64 {
	often, most := map[string]int{}, map[bool]int{}
	for _, l := range all {
		for _, g := range l.grams {
			often[g]++
		}
		most[yes(l.kind)]++
	}
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
			is := yes(all[i].kind)
			if is {
				y = 1
			}
			off := float64(len(all)) / float64(2*most[is]) * (1/(1+math.Exp(-sum)) - y)
			for n, f := range xs[i] {
				g := off
				if n > 0 {
					g += w[f] / float64(often[names[f]])
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
func spelled(absent, own map[string]float64) judgement {
	lines := map[string]string{}
	for _, w := range []map[string]float64{absent, own} {
		for g := range w {
			lines[g] = fmt.Sprintf("%s\t%d\t%d\n", g, int(math.Round(100*absent[g])), int(math.Round(100*own[g])))
		}
	}
	// A tab comes before all that a run holds.
	return judgement(strings.Join(slices.Sorted(maps.Values(lines)), ""))
}

// TestLearnJudgement learns the judgement and tells how well one that is learnt from
// nine tenths of the questions, set by set, tells the others:
//
//	go test -tags evidence -run TestLearnJudgement -v ./dialog/ask [-write FILE]
func TestLearnJudgement(t *testing.T) {
	all := lessons(t)
	var learnt []map[string]float64
	for _, task := range tasks {
		of := slices.DeleteFunc(slices.Clone(all), func(l lesson) bool { return !task.of(l.kind) })
		const parts = 10
		right, put := map[bool]int{}, map[bool]int{}
		for p := range parts {
			from, to := len(of)*p/parts, len(of)*(p+1)/parts
			w := learn(slices.Concat(of[:from], of[to:]), task.yes)
			for _, l := range of[from:to] {
				sum := w[""]
				for _, g := range l.grams {
					sum += w[g]
				}
				is := task.yes(l.kind)
				put[is]++
				if sum > 0 == is {
					right[is]++
				}
			}
		}
		for _, is := range []bool{true, false} {
			t.Logf("%s %v: %d of %d, %.1f%%", task.name, is, right[is], put[is], 100*float64(right[is])/float64(put[is]))
		}
		learnt = append(learnt, learn(of, task.yes))
	}
	j := spelled(learnt[0], learnt[1])
	t.Logf("%d questions, %d weights, %d bytes", len(all), strings.Count(string(j), "\n"), len(j))
	if *writeJudgement != "" {
		if err := os.WriteFile(*writeJudgement, []byte(j), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
