package knowledge

import (
	"slices"

	"suance/calc"
	"suance/calc/fact"
)

// conditionKeys are the keys of a condition: one about a fact, or one that
// combines others.
var conditionKeys = []string{"fact", "is", "in", "not_in", "at_least", "more_than", "at_most", "less_than", "of",
	"grows_over", "grows", "over", "technical", "all", "any", "none", "some", "named", "text"}

var comparisons = []struct {
	key string
	op  calc.Op
}{{"at_least", calc.AtLeast}, {"more_than", calc.MoreThan}, {"at_most", calc.AtMost}, {"less_than", calc.LessThan}}

// conditions notes the conditions that are defined once; each is read where a
// measure names it, so that its numbers are proven against that measure.
func (l *loader) conditions(t table) {
	l.named = map[string]*node{}
	n := t.vals["conditions"]
	if n == nil {
		return
	}
	if n.Kind != mapping {
		l.fail(n, "“conditions”应当是“名称: 条件”的表")
		return
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		if l.named[n.Content[i].Value] != nil {
			l.fail(n.Content[i], "条件“%s”重复", n.Content[i].Value)
		}
		l.named[n.Content[i].Value] = n.Content[i+1]
	}
}

// when reads a list of conditions, all of which must hold.
func (l *loader) when(nodes []*node) []calc.Condition {
	var out []calc.Condition
	for _, n := range nodes {
		if c := l.condition(n); c != nil {
			out = append(out, c)
		}
	}
	return out
}

// condition reads one condition; nil if it is unsound.
func (l *loader) condition(n *node) calc.Condition {
	t := l.table(n, conditionKeys...)
	switch {
	case t.has("fact"):
		return l.factCondition(t)
	case t.has("named"):
		return l.namedCondition(t)
	case t.has("all"):
		return l.combined(t, "all", func(n int) int { return n }, false)
	case t.has("any"):
		return l.combined(t, "any", func(int) int { return 1 }, false)
	case t.has("none"):
		return l.combined(t, "none", func(int) int { return 1 }, true)
	case t.has("some"):
		return l.someOf(t)
	}
	l.fail(n, "条件里要有 fact、all、any、none、some 或 named")
	return nil
}

// namedCondition reads the condition that the name stands for.
func (l *loader) namedCondition(t table) calc.Condition {
	name := t.text("named")
	n := l.named[name]
	switch {
	case n == nil:
		l.fail(t.at("named"), "没有名为“%s”的条件", name)
		return nil
	case slices.Contains(l.naming, name):
		l.fail(t.at("named"), "条件“%s”绕回了自己", name)
		return nil
	}
	l.naming = append(l.naming, name)
	defer func() { l.naming = l.naming[:len(l.naming)-1] }()
	return l.condition(n)
}

// combined reads all, any or none of a list.
func (l *loader) combined(t table, key string, k func(int) int, not bool) calc.Condition {
	of := l.when(t.list(key))
	if len(of) == 0 {
		l.fail(t.at(key), "“%s”下至少要有一个条件", key)
		return nil
	}
	return calc.Combined{K: k(len(of)), Of: of, Not: not, Text: l.word(t, "text")}
}

// someOf reads k of n: {some: {count: 2项, of: […]}}.
func (l *loader) someOf(t table) calc.Condition {
	st := l.table(t.vals["some"], "count!", "of!", "technical")
	k := l.technicalCount(st, "count", "")
	of := l.when(st.list("of"))
	if k < 1 || int(k) > len(of) {
		l.fail(st.at("count"), "要求满足的项数应在一与所列条件数之间")
		return nil
	}
	return calc.Combined{K: int(k), Of: of, Text: l.word(t, "text")}
}

// technicalCount reads a count that need not stand in the text where a reason is
// given.
func (l *loader) technicalCount(t table, key, unit string) int64 {
	if !t.has("technical") {
		return l.count(t.vals[key], unit)
	}
	kept := l.sentences
	l.sentences = nil
	defer func() { l.sentences = kept }()
	return l.count(t.vals[key], unit)
}

// factCondition reads a condition about one fact.
func (l *loader) factCondition(t table) calc.Condition {
	id := fact.ID(t.text("fact"))
	sp := l.lookup(t.at("fact"), id)
	if sp == nil {
		return nil
	}
	tests := 0
	var out calc.Condition
	for _, key := range []string{"is", "in", "not_in", "at_least", "more_than", "at_most", "less_than", "grows_over", "grows"} {
		if t.has(key) {
			tests++
			out = l.test(t, key, sp)
		}
	}
	if tests != 1 {
		l.fail(t.node, "关于“%s”的条件应当恰好有一种比较", id)
		return nil
	}
	return out
}

// test reads what a fact is held against.
func (l *loader) test(t table, key string, sp *fact.Spec) calc.Condition {
	switch key {
	case "is":
		if sp.Type != fact.YesNo {
			l.fail(t.at(key), "“%s”不是“是/否”，不能用 is", sp.ID)
			return nil
		}
		return calc.Is{Fact: sp.ID, Want: t.flag(key)}
	case "in", "not_in":
		return calc.In{Fact: sp.ID, Options: l.options(t, key, sp), Not: key == "not_in"}
	case "grows_over":
		return l.against(t, key, sp, calc.MoreThan, calc.Ratio{Num: 1, Den: 1})
	case "grows":
		return l.growth(t, sp)
	}
	for _, c := range comparisons {
		switch {
		case c.key != key:
		case t.has("of"):
			return l.against(t, "of", sp, c.op, l.ratio(t.vals[key]))
		default:
			return l.compare(t, key, sp, c.op)
		}
	}
	return nil
}

// growth reads a growth of at least a share over another fact: {fact: 今年,
// grows: 20%, over: 去年}.
func (l *loader) growth(t table, sp *fact.Spec) calc.Condition {
	if !t.has("over") {
		l.fail(t.node, "增长（grows）要写与哪一项相比（over）")
		return nil
	}
	g := l.ratio(t.vals["grows"])
	p, ok := l.against(t, "over", sp, calc.AtLeast, lowest(calc.Ratio{Num: g.Den + g.Num, Den: g.Den})).(calc.Proportion)
	if !ok {
		return nil
	}
	p.Growth = g
	return p
}

// compare reads a comparison with a constant. One that stands in no sentence
// needs a reason under technical.
func (l *loader) compare(t table, key string, sp *fact.Spec, op calc.Op) calc.Condition {
	c := calc.Compare{Fact: sp.ID, Op: op, Technical: t.text("technical")}
	kept := l.sentences
	if t.has("technical") {
		if c.Technical == "" {
			l.fail(t.at("technical"), "请写明这个数为什么不在原文中")
		}
		l.sentences = nil
	}
	c.Value = l.constant(t.vals[key], sp)
	l.sentences = kept
	return c
}

// against reads a comparison with a share of another fact.
func (l *loader) against(t table, key string, sp *fact.Spec, op calc.Op, share calc.Ratio) calc.Condition {
	other := l.lookup(t.at(key), fact.ID(t.text(key)))
	if other == nil {
		return nil
	}
	if other.Type != sp.Type || sp.Type != fact.Money && sp.Type != fact.Count && sp.Type != fact.Share {
		l.fail(t.at(key), "“%s”与“%s”不能相比", sp.ID, other.ID)
		return nil
	}
	return calc.Proportion{Fact: sp.ID, Op: op, Share: share, Of: other.ID}
}
