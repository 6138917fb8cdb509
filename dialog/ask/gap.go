package ask

import (
	"slices"

	"suance/calc"
	"suance/calc/fact"
)

// gap writes how far a stated value lies from the next line of the text, where
// that was asked or is why nothing is paid. The calculator says it only of what
// is settled whatever else may come; this holds by the text alone. It reports
// whether it wrote anything.
func (t *turn) gap(r *calc.Result) bool {
	asked := slices.ContainsFunc(t.q.items, func(it item) bool { return it.aspects.has(aspectGap) || it.aspects.has(aspectCompare) && t.numeric })
	if !asked && r.Status != calc.NotMet {
		return false
	}
	m := &t.policy.Rules.Measures[t.measure(r.ID)]
	for _, s := range t.stated {
		v, exact := s.Value.Exact()
		sp := t.policy.Rules.Schema.Lookup(s.Fact)
		if !exact || !sp.Near {
			continue
		}
		next, ok := m.NextBand(s.Fact, v)
		if ok && (asked || t.helps(r.ID, s.Fact, next)) && t.b.Distance(r, sp, s.Value, next, 1) {
			return true
		}
	}
	return false
}

// helps says whether a measure that pays nothing would, or might, with another
// value of a fact.
func (t *turn) helps(measure string, id fact.ID, v int64) bool {
	a := t.calc.Assess(t.facts.With(id, fact.Point(v)), calc.Options{AsOf: t.qn.AsOf})
	return a.Measures[t.measure(measure)].Status != calc.NotMet
}
