package ask

import (
	"slices"
	"strconv"
	"strings"

	"suance/calc"
	"suance/calc/fact"
	"suance/dialog/nlu"
)

// places answers of a topic which share the places of a row have that an item names (第二年保险补多少), where
// it asks that and no cap or office of a measure that pays by place, and nothing is stated that a sum could
// rest on. It says whether it did.
func (t *turn) places(topic int, it *item) bool {
	const asks, beside = 1<<aspectAmount | 1<<aspectBenefit, 1<<aspectCap | 1<<aspectOffice | 1<<aspectTogether
	m := t.rowOf(topic)
	if m == nil || it.aspects&asks == 0 && !it.polar || it.aspects&beside != 0 {
		return false
	}
	_, row := m.Row()
	unit := t.policy.Rules.Schema.Lookup(row.Fact).Unit
	var at []int64
	told, last := false, 0
	for _, q := range t.u.Quantities {
		if q.Kind == nlu.KindYesNo {
			continue
		}
		n, err := strconv.ParseInt(q.Value, 10, 64)
		switch {
		case err == nil && q.Ordinal && q.Unit == unit:
			if !slices.Contains(at, n) {
				at = append(at, n)
			}
			last = q.Span.End
		case q.Kind == nlu.KindShare && t.toldOfPlace(last, q): // 保险第三年是不是70%
			told = true
		case t.beside(it, q.Text): // 保险第二年补600万吧
			return false
		}
	}
	states := func(s nlu.Slot) bool {
		return s.Fact != row.Fact && slices.Contains(t.uses[s.Fact], t.measure(m.ID))
	}
	if len(at) == 0 || it.aspects&asks == 0 && !told || slices.ContainsFunc(t.stated, states) {
		return false
	}
	for _, n := range at {
		t.b.Place(m, n)
	}
	t.b.Places(m).Readings(m).Counter(t.policy.Doc.Clause(t.policy.Topics[topic].Clause))
	t.facts = t.qn.Facts
	if t.facts.Schema() == nil {
		t.facts = fact.NewSet(t.policy.Rules.Schema)
	}
	a := t.calc.Assess(t.facts, calc.Options{AsOf: t.qn.AsOf})
	t.assessment = &a
	return true
}

// toldOfPlace says whether a share is said of the place that ends before it, and is named for nothing else.
func (t *turn) toldOfPlace(end int, share nlu.Quantity) bool {
	const near = 5
	text := []rune(t.qn.Text)
	if end == 0 || share.Span.Start-end > near || share.Span.Start < end || share.Span.End > len(text) {
		return false
	}
	after := string(text[share.Span.End:min(share.Span.End+4, len(text))])
	return !strings.ContainsAny(string(text[end:share.Span.Start]), "费率，,。；") && !strings.Contains(after, "费率")
}

// beside says whether words stand in the part of the question that names the matter of an item.
func (t *turn) beside(it *item, words string) bool {
	return slices.ContainsFunc(t.q.parts, func(p part) bool {
		return p.from >= it.from && p.to <= it.to && p.has(topicWord) && strings.Contains(string(t.q.runes[p.from:p.to]), nlu.Plain(words))
	})
}

// rowOf is the measure that a topic stands for alone, if it pays by place; else nil.
func (t *turn) rowOf(topic int) *calc.Measure {
	ms := t.policy.Topics[topic].Measures
	if len(ms) != 1 {
		return nil
	}
	m := &t.policy.Rules.Measures[t.measure(ms[0])]
	if _, row := m.Row(); len(row.Ratios) == 0 {
		return nil
	}
	return m
}
