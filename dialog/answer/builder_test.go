package answer_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"suance/calc"
	"suance/calc/fact"
	"suance/calc/money"
	"suance/dialog/answer"
	"suance/dialog/answer/answertest"
	"suance/knowledge"
)

func policy(t testing.TB) *knowledge.Policy {
	p, err := knowledge.Default()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

var today, _ = fact.ParseDay("2026-11-23")

// A quote brings its numbers, each with the sentence it stands in, and itself as
// a citation.
func TestQuoteCarriesItsSource(t *testing.T) {
	p := policy(t)
	q, err := p.Doc.QuoteSentence("art-1.4")
	if err != nil {
		t.Fatal(err)
	}
	text := answer.New(p).Words("原文：").Quote(q).Words("（").Where("art-1.4").Words("）").Text()
	if want := "原文：“" + q.Text() + "”（第（一）条第4句）"; text.String() != want {
		t.Errorf("%s, want %s", text, want)
	}
	want := []answer.Figure{{Text: "80项", Source: "clause:art-1.4"}, {Text: "50万元", Source: "clause:art-1.4"}}
	if got := text.Figures(); len(got) != 2 || got[0] != want[0] || got[1] != want[1] {
		t.Errorf("%v, want %v", got, want)
	}
	if c := text.Citations(); len(c) != 1 || c[0].Clause != "art-1.4" || c[0].Quote != q.Text() {
		t.Errorf("cites %v", c)
	}
}

// A text that would be too long loses whole lines, the least needed first, and
// says so; a quote or a figure is never cut.
func TestLongTextIsCutAtLines(t *testing.T) {
	p := policy(t)
	b := answer.New(p)
	for _, s := range p.Doc.Sentences() {
		q, err := p.Doc.QuoteSentence(s.ID)
		if err != nil {
			continue
		}
		b.Spare(answer.Detail, "其余条文").Quote(q)
	}
	b.Line().Words("请说明产业。")
	text := b.Text()
	if n := utf8.RuneCountInString(text.String()); n > answer.MaxRunes {
		t.Errorf("%d characters", n)
	}
	for _, part := range []string{"请说明产业。", "（篇幅所限，未列出：其余条文）"} {
		if !strings.Contains(text.String(), part) {
			t.Errorf("lacks %s", part)
		}
	}
	for _, l := range strings.Split(text.String(), "\n") {
		if strings.HasPrefix(l, "“") != strings.HasSuffix(l, "”") {
			t.Errorf("a quote is cut: %s", l)
		}
	}
	if n := len(text.Citations()); n > answer.MaxCitations {
		t.Errorf("%d citations", n)
	}
}

// Whatever is known of an enterprise, every reply about its assessment has a
// source for every number, fits, and calls a ceiling a ceiling.
func TestAssessmentsHaveSources(t *testing.T) {
	p := policy(t)
	rapid.Check(t, func(t *rapid.T) {
		before, after := assessed(t, p, "before"), assessed(t, p, "after")
		earlier := append(values(&before), values(&after)...)
		texts := map[string]answer.Text{
			"result":  answer.Result(p, &after),
			"summary": answer.Summary(p, &after),
			"report":  answer.Report(p, after),
		}
		m := &after.Measures[rapid.IntRange(0, len(after.Measures)-1).Draw(t, "measure")]
		texts["measure "+m.ID] = answer.New(p).Outcome(&after, m).Footing(after.AsOf).CiteStanding().Basis(&after).Text()
		for name, text := range texts {
			r := answertest.Reply{Text: text.String(), Figures: text.Figures(), Citations: text.Citations(), Receipt: after.Receipt, Earlier: earlier}
			for _, wrong := range answertest.Check(p, r) {
				t.Fatalf("%s: %s\n%s", name, wrong, text)
			}
		}
	})
}

// assessed draws facts and assesses them.
func assessed(t *rapid.T, p *knowledge.Policy, name string) calc.Assessment {
	s := p.Rules.Schema
	f := fact.NewSet(s)
	for i := range s.Len() {
		sp := s.Spec(i)
		if rapid.IntRange(0, 2).Draw(t, name+" knows "+string(sp.ID)) == 0 {
			continue
		}
		g := f.With(sp.ID, fact.Point(drawn(t, sp, name)))
		if len(g.Conflicts()) == 0 {
			f = g
		}
	}
	return p.Calc.Assess(f, calc.Options{AsOf: today})
}

func drawn(t *rapid.T, sp *fact.Spec, name string) int64 {
	label := name + " " + string(sp.ID)
	switch sp.Type {
	case fact.Money:
		return rapid.Int64Range(0, 300).Draw(t, label) * int64(rapid.SampledFrom([]money.Amount{money.Yuan, money.Wan, money.Yi}).Draw(t, label+" unit"))
	case fact.Share:
		return rapid.Int64Range(1, 100).Draw(t, label) * (int64(money.One) / 1000)
	case fact.YesNo:
		return rapid.Int64Range(0, 1).Draw(t, label)
	case fact.Choice:
		return rapid.Int64Range(0, int64(len(sp.Options)-1)).Draw(t, label)
	}
	return rapid.SampledFrom([]int64{1, 2, 3, 4, 12, 60_000, 75_000, 120_000, 150_000, 200_000}).Draw(t, label)
}

// values are what is known, as it is said: the person has said it before.
func values(a *calc.Assessment) []string {
	var out []string
	for i := range a.Facts.Schema().Len() {
		out = append(out, a.Facts.Schema().Spec(i).SayValue(a.Facts.At(i)))
	}
	return out
}

// A change says both values and the difference between the totals.
func TestChange(t *testing.T) {
	p := policy(t)
	f := fact.NewSet(p.Rules.Schema).With("first_set_recognized", fact.Point(1))
	before := p.Calc.Assess(f, calc.Options{AsOf: today})
	after := p.Calc.Assess(f.With("first_set_recognized", fact.Point(3)), calc.Options{AsOf: today})
	text := answer.Change(p, &before, &after, []fact.ID{"first_set_recognized"})
	for _, part := range []string{"由一项改为三项", "由50万元变为150万元", "（增加100万元）"} {
		if !strings.Contains(text.String(), part) {
			t.Errorf("lacks %s:\n%s", part, text)
		}
	}
	if !strings.Contains(strings.Join(sources(text), " "), "calc:compare") {
		t.Errorf("the difference has no source: %v", text.Figures())
	}
}

func sources(t answer.Text) []string {
	var out []string
	for _, f := range t.Figures() {
		out = append(out, f.Source)
	}
	return out
}
