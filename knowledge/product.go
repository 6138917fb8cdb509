package knowledge

import (
	"suance/calc"
	"suance/calc/fact"
)

// sumOf is a sum of products: a list of lists of terms.
func (l *loader) sumOf(n *node) []calc.Product {
	if n.Kind != sequence || len(n.Content) == 0 {
		l.fail(n, "这里应当是乘积的列表")
		return nil
	}
	var out []calc.Product
	for _, p := range n.Content {
		out = append(out, l.oneProduct(p)...)
	}
	return out
}

// oneProduct is a list of terms that are multiplied, of which exactly one is
// money.
func (l *loader) oneProduct(n *node) []calc.Product {
	if n.Kind != sequence || len(n.Content) == 0 {
		l.fail(n, "这里应当是因子的列表")
		return nil
	}
	var p calc.Product
	money := 0
	for _, tn := range n.Content {
		term, isMoney := l.term(tn)
		if term == nil {
			return nil
		}
		if isMoney {
			money++
		}
		p = append(p, term)
	}
	if money != 1 {
		l.fail(n, "一个乘积里应当恰好有一个金额")
	}
	return []calc.Product{p}
}

// term is one factor, and whether it is money.
func (l *loader) term(n *node) (term calc.Term, money bool) {
	t := l.table(n, "money", "share", "fact", "limit", "rate", "increment", "over", "bands", "of", "ordinal", "shares", "above", "per")
	switch {
	case t.has("money"):
		return calc.Sum(l.amount(t.vals["money"])), true
	case t.has("share"):
		return l.ratio(t.vals["share"]), false
	case t.has("increment"):
		return l.incrementTerm(t)
	case t.has("bands"):
		return l.bandTerm(t)
	case t.has("ordinal"):
		o := calc.ByOrdinal{Fact: l.value(t, "ordinal", fact.Count).Fact}
		for _, s := range t.list("shares") {
			o.Ratios = append(o.Ratios, l.ratio(s))
		}
		return o, false
	case t.has("fact") && t.has("rate"):
		return calc.Capped{Base: l.value(t, "fact", fact.Money).Fact, Rate: l.value(t, "rate", fact.Share).Fact,
			Limit: l.ratio(t.at("limit"))}, true
	case t.has("fact"):
		return l.factTerm(t)
	}
	l.fail(n, "因子里要有 money、share、fact、increment、bands 或 ordinal")
	return nil, false
}

// incrementTerm is what a fact has grown by: money, or a count of things.
func (l *loader) incrementTerm(t table) (calc.Term, bool) {
	typ := fact.Money
	if sp := l.lookup(t.at("increment"), fact.ID(t.text("increment"))); sp != nil && sp.Type == fact.Count {
		typ = fact.Count
	}
	inc := calc.Increment{Now: l.value(t, "increment", typ).Fact, Before: l.value(t, "over", typ).Fact}
	inc.Every = l.per(t, inc.Now)
	return inc, typ == fact.Money && inc.Every == 0
}

// bandTerm is a value by band: sums of money, or shares.
func (l *loader) bandTerm(t table) (calc.Term, bool) {
	value := "rate"
	for _, b := range t.list("bands") {
		if len(b.Content) > 0 && b.Content[len(b.Content)-2].Value == "sum" {
			value = "sum"
		}
	}
	return l.bands(t, "bands", value), value == "sum"
}

// factTerm is the value of a fact, counted up to a limit if there is one.
func (l *loader) factTerm(t table) (calc.Term, bool) {
	sp := l.lookup(t.at("fact"), fact.ID(t.text("fact")))
	if sp == nil {
		return nil, false
	}
	if sp.Type != fact.Money && sp.Type != fact.Count && sp.Type != fact.Share {
		l.fail(t.at("fact"), "“%s”不是数值，不能相乘", sp.ID)
		return nil, false
	}
	v := l.part(t, calc.Value{Fact: sp.ID}, sp)
	v.Every = l.per(t, sp.ID)
	return v, sp.Type == fact.Money && v.Every == 0
}

// per is what counts as one time of a fact's value (每满1亿元), 0 where nothing is said.
func (l *loader) per(t table, id fact.ID) int64 {
	sp := l.lookup(t.at("per"), id)
	if !t.has("per") || sp == nil {
		return 0
	}
	n := l.constant(t.vals["per"], sp)
	if n <= 0 {
		l.fail(t.at("per"), "每满多少（per）应当大于零")
	}
	return n
}

// part is the part of a fact's value that counts: up to a limit, above a line.
func (l *loader) part(t table, v calc.Value, sp *fact.Spec) calc.Value {
	if t.has("limit") {
		v.Limit = l.constant(t.vals["limit"], sp)
	}
	if t.has("above") {
		v.Above = l.constant(t.vals["above"], sp)
	}
	if v.Limit > 0 && v.Limit <= v.Above {
		l.fail(t.at("limit"), "上限（limit）应当高于起算线（above）")
	}
	return v
}
