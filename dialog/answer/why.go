package answer

import (
	"slices"

	"suance/calc"
	"suance/calc/fact"
	"suance/knowledge"
)

// Why says which of the measures need a fact, and the sums that are at stake in
// each while it is open. No measures means all.
func Why(p *knowledge.Policy, a *calc.Assessment, sp *fact.Spec, measures []string) Text {
	b := New(p).Line().Words("问“").Label(sp).Words("”，是因为它会影响：")
	for i := range a.Measures {
		r := &a.Measures[i]
		if !slices.Contains(r.Missing, sp.ID) || len(measures) > 0 && !slices.Contains(measures, r.ID) {
			continue
		}
		b.Line().Words("· ").Title(r)
		q, quoted := b.quoteOf(r)
		if quoted {
			b.Words("（").Where(q.Clause()).Words("）").Cite(q)
		}
		b.Words("：目前最少").amount(r.Bounds.Min, "calc:"+r.ID)
		if r.Bounds.Unlimited {
			b.Words("，上不封顶")
			if quoted { // what each of them is worth
				b.Words("：").Quote(q)
			}
		} else {
			b.Words("，最高不超过").amount(r.Bounds.Max, "calc:"+r.ID)
		}
	}
	return b.Text()
}
