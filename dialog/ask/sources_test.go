package ask_test

import (
	"encoding/json"
	"strings"
	"testing"

	"suance/dialog/answer/answertest"
	"suance/dialog/ask"
	"suance/knowledge"
)

// reply is an answer as the checker takes it.
func reply(q string, a ask.Answer) answertest.Reply {
	return answertest.Reply{Text: a.Text(), Figures: a.Figures, Citations: a.Citations, Receipt: a.Receipt, Said: q}
}

// Every number of every answer has a source that backs it, every quote is
// verbatim, every ceiling is called one, nothing is too long; an answer with a
// figure says what the document is, and an assessment whom to turn to.
func TestEveryNumberHasASource(t *testing.T) {
	p, err := knowledge.Default()
	if err != nil {
		t.Fatal(err)
	}
	a := asker(t)
	for _, q := range questions(t) {
		for _, card := range []bool{false, true} {
			got := a.Ask(ask.Question{Text: q.Text, AsOf: today, Card: card})
			for _, wrong := range answertest.Check(p, reply(q.Text, got)) {
				t.Errorf("%s: %s\n%s", q.Text, wrong, indent(got.Text()))
			}
			stated(t, p, q.Text, got)
		}
	}
}

// stated holds an answer to what goes with its kind.
func stated(t *testing.T, p *knowledge.Policy, q string, a ask.Answer) {
	t.Helper()
	if (a.Kind == ask.KindAnswer || a.Kind == ask.KindAssessment) && len(a.Citations) == 0 {
		t.Errorf("%s: %s without a citation", q, a.Kind)
	}
	if len(a.Figures) > 0 && (len(a.Warnings) == 0 || !strings.Contains(a.Text(), p.Rules.Standing.Name) || !strings.Contains(a.Text(), p.Rules.Validity.Until.Chinese())) {
		t.Errorf("%s: figures without standing and validity", q)
	}
	if a.Kind == ask.KindAssessment && (a.Receipt == "" || a.Assessment == nil || !strings.Contains(a.Text(), "牵头单位") || !strings.Contains(a.Text(), a.Receipt)) {
		t.Errorf("%s: assessment without receipt or office", q)
	}
	if a.Kind == ask.KindNotInDoc && len(a.Figures) > 0 {
		for _, f := range a.Figures {
			if f.Source != "user" {
				t.Errorf("%s: a sum %q where the document says nothing", q, f.Text)
			}
		}
	}
	if _, err := json.Marshal(a); err != nil {
		t.Errorf("%s: %v", q, err)
	}
}

// Whatever is typed gets an answer in which every number has a source.
func FuzzAsk(f *testing.F) {
	p, err := knowledge.Default()
	if err != nil {
		f.Fatal(err)
	}
	a := asker(f)
	for _, q := range questions(f) {
		f.Add(q.Text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got := a.Ask(ask.Question{Text: text, AsOf: today, Card: true})
		for _, wrong := range answertest.Check(p, reply(text, got)) {
			if !strings.Contains(wrong, "of user") { // a value may be said in words that only nlu reads
				t.Errorf("%q: %s\n%s", text, wrong, indent(got.Text()))
			}
		}
	})
}
