package ask

import (
	"slices"

	"suance/calc"
	"suance/calc/fact"
	"suance/dialog/answer"
	"suance/dialog/nlu"
)

// unitless asks for the unit of a number that was said of the enterprise without one (营收12, 产能15),
// where what it comes to depends on it: to ask for the whole fact would be deaf to the number, and to
// quote the text to the case. It reports whether it asks.
func (t *turn) unitless() bool {
	if !t.wantsFigure() {
		return false
	}
	for _, x := range t.u.Unclear {
		sp := t.policy.Rules.Schema.Lookup(x.Fact)
		if sp == nil || sp.Type == fact.Share || x.Range.Known() || x.Why != nlu.WhyNoUnit && x.Why != nlu.WhyMagnitude || t.facts.Get(x.Fact).Known() {
			continue
		}
		units := answer.Units(sp, x.Text)
		if len(units) == 0 { // 投资额的一半
			continue
		}
		a := t.calc.Assess(t.facts, calc.Options{AsOf: t.qn.AsOf})
		r := t.waitsFor(&a, x.Fact)
		if r == nil {
			continue
		}
		t.assessment, t.kind = &a, KindClarify
		t.b.Line().Marked(r).Words("还差信息，暂时算不出准数。")
		t.b.Possible(r)
		t.b.Passage(r)
		t.rest([]int{t.measure(r.ID)})
		t.kind, t.asking, t.unit, t.choices = KindClarify, x.Fact, true, units
		t.b.Line().Words("“").Label(sp).Words("”的“").Said(answer.Hear(x.Text)).Words("”，单位是什么？")
		return true
	}
	return false
}

// waitsFor is a measure that waits for a fact, one that the question asks for before any other; nil
// if none does.
func (t *turn) waitsFor(a *calc.Assessment, id fact.ID) *calc.Result {
	waits := func(m int) bool { return slices.Contains(a.Measures[m].Missing, id) }
	for _, ms := range [][]int{t.wanted(), t.uses[id]} {
		if at := slices.IndexFunc(ms, waits); at >= 0 {
			return &a.Measures[ms[at]]
		}
	}
	return nil
}
