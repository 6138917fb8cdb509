package dialog

import (
	"slices"

	"suance/calc/fact"
	"suance/dialog/nlu"
)

// What is said only to lie below a line of the text, and of nothing by name (连5亿都没有，能拿吗): it
// is of the fact of what is asked for that has this line, else the facts that have it are offered.

// boundOfScope reads the bound that a message gives no name as one of the only fact of what is
// asked for that has a line there.
func (u *turn) boundOfScope(text string) (nlu.Understanding, bool) {
	q := boundIn(text)
	scope := u.scope()
	if q == nil || len(scope) == 0 {
		return nlu.Understanding{}, false
	}
	ids := u.withLine(q, scope)
	if len(ids) != 1 {
		return nlu.Understanding{}, false
	}
	read := u.readFor(ids[0], text)
	return read, saysRange(ids[0], &read)
}

// whichBound asks of what the bound is that a message gives no name, and offers the facts that have
// a line there.
func (u *turn) whichBound() bool {
	q := boundIn(u.text)
	if q == nil || slices.ContainsFunc(u.statedIDs, func(id fact.ID) bool { return numeric(u.spec(id)) }) {
		return false
	}
	if u.choices = nil; len(u.withLine(q, nil)) == 0 {
		return false
	}
	u.engaged, u.kind = true, KindClarify
	for i, id := range u.withLine(q, nil) {
		sp := u.spec(id)
		n, _ := sp.Parse(q.High)
		label := sp.Label
		if sp.Short != "" {
			label = sp.Short
		}
		v := sp.Range(nil, &fact.Bound{Value: n, Open: q.HighOpen})
		u.choices = append(u.choices, label+sp.SayValue(v))
		if i == 0 {
			u.out.Line().Words("“").Value(sp, v).Words("”说的是哪一项？请选一项，或连同名称再说一次。")
		}
	}
	return true
}

// boundIn is the only amount of a text where it has but an upper end; nil for none.
func boundIn(text string) *nlu.Quantity {
	said := amountsOf(nlu.Quantities(text))
	if len(said) != 1 || said[0].Value != "" || said[0].Low != "" || said[0].High == "" {
		return nil
	}
	return &said[0]
}

// withLine are the facts, of some measures or of all, of which the end of a bound is a line of the text.
func (u *turn) withLine(q *nlu.Quantity, measures []string) []fact.ID {
	var ids []fact.ID
	for i := range u.policy.Rules.Schema.Len() {
		sp := u.policy.Rules.Schema.Spec(i)
		n, err := sp.Parse(q.High)
		if !numeric(sp) || err != nil || !fits(sp, *q) || u.now.Facts.Get(sp.ID).Known() {
			continue
		}
		if slices.ContainsFunc(u.uses[sp.ID], func(m string) bool {
			next, ok := u.measure(m).NextBand(sp.ID, n-1)
			return ok && next == n && (len(measures) == 0 || slices.Contains(measures, m))
		}) {
			ids = append(ids, sp.ID)
		}
	}
	return ids
}
