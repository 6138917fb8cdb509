package dialog_test

import (
	"bufio"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"suance/calc/fact"
	"suance/dialog"
	"suance/dialog/ask"
)

// pointer is a line of testdata/pointers.txt.
type pointer struct {
	talk  bool
	text  string
	fact  string // with words and value
	words string
	value string
	other []string // sentences, or a wish
}

var factTruth = regexp.MustCompile(`^(\w+) "(.+)" = (.+)$`)

func pointers(t testing.TB) []pointer {
	f, err := os.Open("testdata/pointers.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []pointer
	for sc := bufio.NewScanner(f); sc.Scan(); {
		parts := strings.Split(sc.Text(), " | ")
		if len(parts) != 3 || parts[0] != "talk" && parts[0] != "ask" {
			continue
		}
		p := pointer{talk: parts[0] == "talk", text: parts[1]}
		if m := factTruth.FindStringSubmatch(parts[2]); m != nil {
			p.fact, p.words, p.value = m[1], m[2], m[3]
		} else if parts[2] != "-" {
			p.other = strings.Fields(parts[2])
		}
		out = append(out, p)
	}
	return out
}

// point is what a model that points rightly answers.
func (p pointer) point(q dialog.Query) (out dialog.Pointers) {
	if p.fact != "" {
		out.Facts = []dialog.FactPointer{at(q, p.fact, p.words)}
	}
	for _, id := range p.other {
		if i := place(q.Catalog.Sentences, id); i >= 0 {
			out.Sentences = append(out.Sentences, i)
		} else {
			out.Intents = append(out.Intents, place(q.Catalog.Intents, id))
		}
	}
	return out
}

// right says whether choosing the label gets the person what they meant.
func (p pointer) right(t testing.TB, label string) bool {
	if !p.talk {
		return p.cites(asker.Ask(ask.Question{Text: label}))
	}
	r := newTester(t, defaultDay).say(label)
	switch {
	case p.fact != "":
		sp := policy.Rules.Schema.Lookup(fact.ID(p.fact))
		return sp.SayValue(factsOf(r).Get(sp.ID)) == p.value
	case len(p.other) > 0:
		return slices.ContainsFunc([]string{"我们能拿多少？total", "有哪些适合我们？overview", "汇总summary", "撤销undo", "跳过skip",
			"为什么问这个why", "换一家企业next", "重新开始restart"}, func(w string) bool { return w == label+p.other[0] })
	}
	return false
}

func (p pointer) cites(a ask.Answer) bool {
	for _, c := range a.Citations {
		if slices.Contains(p.other, c.Clause) {
			return true
		}
	}
	return false
}

// tally counts what became of dead ends.
type tally struct{ lines, deadEnds, meant, right, misleading, calls int }

// measure says every line to a conversation, or asks it, with the model that makes
// gives for it.
func measure(t testing.TB, lines []pointer, makes func(pointer) dialog.Model, calls func() int) (n tally) {
	for _, p := range lines {
		n.lines++
		model, before := makes(p), calls()
		var choices []string
		if p.talk {
			x := withModel(t, model)
			had := buttons(newTester(t, defaultDay).say(p.text))
			choices = without(buttons(x.say(p.text)), had)
		} else {
			had := asker.Ask(ask.Question{Text: p.text}).Choices
			choices = without(dialog.NewConsultant(policy, reader, asker, model).Ask(t.Context(), ask.Question{Text: p.text}).Choices, had)
		}
		n.calls += calls() - before
		if calls() == before {
			continue
		}
		n.deadEnds++
		if p.fact != "" || len(p.other) > 0 {
			n.meant++
		}
		right := slices.ContainsFunc(choices, func(l string) bool { return p.right(t, l) })
		switch {
		case right:
			n.right++
		case len(choices) > 0:
			n.misleading++
		}
		if !right && (p.fact != "" || len(p.other) > 0) || len(choices) > 0 && !right {
			t.Logf("%s: %v", p.text, choices)
		}
	}
	return n
}

func without(list, some []string) []string {
	return slices.DeleteFunc(list, func(s string) bool { return slices.Contains(some, s) })
}

// TestBenefit: with a model that points rightly, most dead ends become a question
// whose choices hold what was meant, and none a misleading one.
func TestBenefit(t *testing.T) {
	total := 0
	n := measure(t, pointers(t), func(p pointer) dialog.Model {
		return &scripted{point: func(q dialog.Query) dialog.Pointers { total++; return p.point(q) }}
	}, func() int { return total })
	t.Logf("%d lines, %d dead ends without a model, %d of them meant something; with one that points rightly %d become a question with the right choice, %d a misleading one; %d calls",
		n.lines, n.deadEnds, n.meant, n.right, n.misleading, n.calls)
	if n.right*100 < n.meant*85 || n.misleading > 0 || n.calls != n.deadEnds || n.meant < 30 {
		t.Errorf("%+v", n)
	}
}
