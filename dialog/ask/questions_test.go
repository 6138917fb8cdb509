package ask_test

import (
	"bufio"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"suance/calc/fact"
	"suance/dialog/ask"
	"suance/dialog/nlu"
	"suance/knowledge"
)

// question is one line of testdata/questions.jsonl.
type question struct {
	ID      string   `json:"id"`
	Text    string   `json:"text"`
	Kind    ask.Kind `json:"kind"`
	Clauses []string `json:"clauses"`  // each must be cited, itself or a sentence of it
	Must    []string `json:"must"`     // each must stand in the text
	MustNot []string `json:"must_not"` // none may stand in the text
}

func questions(t testing.TB) []question {
	f, err := os.Open("testdata/questions.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []question
	for sc := bufio.NewScanner(f); sc.Scan(); {
		var q question
		if err := json.Unmarshal(sc.Bytes(), &q); err != nil {
			t.Fatal(err)
		}
		out = append(out, q)
	}
	return out
}

func asker(t testing.TB) *ask.Asker {
	p, err := knowledge.Default()
	if err != nil {
		t.Fatal(err)
	}
	return ask.New(p, nlu.New(p.Rules.Schema))
}

var today, _ = fact.ParseDay("2026-11-23")

// wrong says what is wrong with an answer; empty if nothing is.
func (q question) wrong(a ask.Answer) string {
	if a.Kind != q.Kind {
		return "kind " + string(a.Kind)
	}
	for _, c := range q.Clauses {
		cited := false
		for _, x := range a.Citations {
			cited = cited || x.Clause == c || strings.HasPrefix(x.Clause, c+".") || strings.HasPrefix(c, x.Clause+".")
		}
		if !cited {
			return "does not cite " + c
		}
	}
	for _, m := range q.Must {
		if !strings.Contains(a.Text(), m) {
			return "lacks " + m
		}
	}
	for _, m := range q.MustNot {
		if strings.Contains(a.Text(), m) {
			return "must not say " + m
		}
	}
	return ""
}

// TestQuestions holds the asker to floors over all kinds of questions, so that a
// change that helps one kind cannot hurt another unseen.
//
// What is judged is kind, clauses, and what must and must not stand in the text.
func TestQuestions(t *testing.T) {
	a := asker(t)
	total, right := map[ask.Kind]int{}, map[ask.Kind]int{}
	for _, q := range questions(t) {
		got := a.Ask(ask.Question{Text: q.Text, AsOf: today})
		total[q.Kind]++
		if why := q.wrong(got); why != "" {
			t.Logf("%s %s [%s]: %s\n%s", q.ID, q.Text, q.Kind, why, indent(got.Text()))
			continue
		}
		right[q.Kind]++
	}
	for kind, n := range total {
		t.Logf("%s: %d of %d", kind, right[kind], n)
		if right[kind]*100 < n*97 {
			t.Errorf("%s: %d of %d are right; at least 97%% must be", kind, right[kind], n)
		}
	}
}

func indent(s string) string { return "      " + strings.ReplaceAll(s, "\n", "\n      ") }
