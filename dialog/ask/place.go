package ask

import (
	"slices"
	"strconv"

	"suance/calc"
	"suance/calc/fact"
	"suance/dialog/nlu"
)

// places answers which share the places of a row have that an item names (第二年保险补多少), where it asks
// that and nothing else of a measure that pays by place, and nothing is stated that a sum could rest on. It
// says whether it did.
func (t *turn) places(it *item) bool {
	const asks, beside = 1<<aspectAmount | 1<<aspectBenefit, 1<<aspectCap | 1<<aspectTotal | 1<<aspectOffice | 1<<aspectTogether
	m := t.rowOf(it)
	if m == nil || it.aspects&asks == 0 || it.aspects&beside != 0 || t.own {
		return false
	}
	_, row := m.Row()
	unit := t.policy.Rules.Schema.Lookup(row.Fact).Unit
	var at []int64
	for _, q := range t.u.Quantities {
		if q.Kind == nlu.KindYesNo {
			continue
		}
		n, err := strconv.ParseInt(q.Value, 10, 64)
		if err != nil || !q.Ordinal || q.Unit != unit {
			return false
		}
		if !slices.Contains(at, n) {
			at = append(at, n)
		}
	}
	if len(at) == 0 || slices.ContainsFunc(t.stated, func(s nlu.Slot) bool { return s.Fact != row.Fact }) {
		return false
	}
	for _, n := range at {
		t.b.Place(m, n)
	}
	t.b.Places(m).Readings(m).Counter(t.policy.Doc.Clause(t.policy.Topics[it.topics[0]].Clause))
	t.facts = t.qn.Facts
	if t.facts.Schema() == nil {
		t.facts = fact.NewSet(t.policy.Rules.Schema)
	}
	a := t.calc.Assess(t.facts, calc.Options{AsOf: t.qn.AsOf})
	t.assessment = &a
	return true
}

// rowOf is the only measure of all the topics of an item, if it pays by place; else nil.
func (t *turn) rowOf(it *item) *calc.Measure {
	id := ""
	for _, x := range it.topics {
		ms := t.policy.Topics[x].Measures
		if len(ms) != 1 || id != "" && id != ms[0] {
			return nil
		}
		id = ms[0]
	}
	if id == "" {
		return nil
	}
	m := &t.policy.Rules.Measures[t.measure(id)]
	if _, row := m.Row(); len(row.Ratios) == 0 {
		return nil
	}
	return m
}
