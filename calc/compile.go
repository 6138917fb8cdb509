package calc

import (
	"fmt"
	"math/bits"
	"slices"

	"suance/calc/fact"
)

// measure is a Measure compiled: its cases as leaves of a decision tree. In a
// leaf each condition is settled, so that the leaf is a box of facts cut by
// linear conditions, with one formula. The leaves cover every filling of the
// facts, each filling in exactly one.
type measure struct {
	src       *Measure
	at        int    // position among the measures
	source    string // of its figures
	vars      []int
	leaves    []leaf
	couplings []linear // of the schema, among vars
	numeric   []int    // vars that are computed with, not only compared with constants
	near      []int    // vars for which a nearer value is offered
	require   []shown
	branches  []shownBranch
	notes     []Text // that it carries under all facts
	quota     *Text
	// outsideFocus says that it carries the note of the policy's focus.
	outsideFocus bool
	blank        settled // what comes of it with nothing known
}

// leaf is one case.
type leaf struct {
	spans  []span
	lins   []linear
	branch int // position of the branch; -1: not met
	formula
}

// maxVars bounds the facts that one measure reads, maxLeaves its cases.
const (
	maxVars   = 24
	maxLeaves = 512
)

// compiler turns the conditions and terms of one measure into leaves.
type compiler struct {
	schema *fact.Schema
	full   []dom
	choice []bool
	focus  *Focus
	out    *measure
	errs   []error
}

// failf notes an error of the rules.
func (c *compiler) failf(format string, args ...any) {
	c.errs = append(c.errs, fmt.Errorf("measure %s: "+format, append([]any{c.out.src.ID}, args...)...))
}

// state is what a path of the decision tree has settled so far.
type state struct {
	spans []span
	lins  []linear
}

// with is the state with one more condition on a fact; false if nothing fits it.
func (c *compiler) with(s state, sp span) (state, bool) {
	spans := slices.Clone(s.spans)
	for i := range spans {
		if spans[i].v == sp.v {
			spans[i].dom = spans[i].meet(sp.dom, c.choice[sp.v])
			return state{spans, s.lins}, !spans[i].empty(c.choice[sp.v])
		}
	}
	sp.dom = sp.meet(c.full[sp.v], c.choice[sp.v])
	return state{append(spans, sp), s.lins}, !sp.empty(c.choice[sp.v])
}

// measure compiles a measure.
func (c *compiler) measure(m *Measure, at int) *measure {
	c.out = &measure{src: m, at: at, source: "calc:" + m.ID}
	c.all(state{}, m.Require, func(s state) { c.branches(s, 0) }, func(s state) { c.emit(s, -1, formula{received: -1}) })
	c.couple()
	c.out.numerics()
	c.display()
	return c.out
}

// branches tries the branches in order: the first whose conditions hold counts.
func (c *compiler) branches(s state, i int) {
	m := c.out.src
	if i == len(m.Branches) {
		c.emit(s, -1, formula{received: -1})
		return
	}
	c.all(s, m.Branches[i].When,
		func(s state) { c.terms(s, i, 0, 0, formula{cap: int64(m.Branches[i].Cap), received: c.received()}) },
		func(s state) { c.branches(s, i+1) })
}

func (c *compiler) received() int {
	if c.out.src.Received == "" {
		return -1
	}
	return c.fact(c.out.src.Received, fact.Money)
}

// all follows a conjunction: yes where every condition holds, no elsewhere.
func (c *compiler) all(s state, conds []Condition, yes, no func(state)) {
	if len(conds) == 0 {
		yes(s)
		return
	}
	c.split(s, conds[0], func(s state) { c.all(s, conds[1:], yes, no) }, no)
}

// split follows one condition both ways.
func (c *compiler) split(s state, cond Condition, yes, no func(state)) {
	if cb, ok := cond.(Combined); ok {
		if cb.Not {
			yes, no = no, yes
		}
		c.atLeast(s, cb.K, cb.Of, yes, no)
		return
	}
	if p, ok := cond.(Proportion); ok {
		c.splitLinear(s, c.linear(p), yes, no)
		return
	}
	hold, fail := c.spans(cond)
	if t, ok := c.with(s, hold); ok {
		yes(t)
	}
	if t, ok := c.with(s, fail); ok {
		no(t)
	}
}

// atLeast follows "at least k of these".
func (c *compiler) atLeast(s state, k int, of []Condition, yes, no func(state)) {
	switch {
	case k <= 0:
		yes(s)
	case len(of) < k:
		no(s)
	default:
		c.split(s, of[0],
			func(s state) { c.atLeast(s, k-1, of[1:], yes, no) },
			func(s state) { c.atLeast(s, k, of[1:], yes, no) })
	}
}

func (c *compiler) splitLinear(s state, l linear, yes, no func(state)) {
	add := func(l linear) state { return state{s.spans, append(slices.Clone(s.lins), l)} }
	yes(add(l))
	no(add(l.negated()))
}

// spans are a condition on one fact and its opposite.
func (c *compiler) spans(cond Condition) (hold, fail span) {
	switch k := cond.(type) {
	case Is:
		v := c.fact(k.Fact, fact.YesNo)
		hold, fail = span{v: v, dom: dom{1, 1}}, span{v: v}
		if !k.Want {
			hold, fail = fail, hold
		}
	case In:
		v := c.fact(k.Fact, fact.Choice)
		if len(k.Options) == 0 {
			c.failf("fact %s is compared with no option", k.Fact)
		}
		var set int64
		for _, o := range k.Options {
			if o < 0 || o >= bits.Len64(uint64(c.full[v].lo)) {
				c.failf("fact %s has no option %d", k.Fact, o)
				continue
			}
			set |= 1 << o
		}
		hold, fail = span{v, dom{lo: set}, true}, span{v, dom{lo: c.full[v].lo &^ set}, true}
		if k.Not {
			hold, fail = fail, hold
		}
	case Compare:
		hold, fail = halves(c.fact(k.Fact, fact.Money, fact.Share, fact.Count, fact.Date), k.Op, k.Value)
	default:
		c.failf("unknown condition %T", cond)
	}
	return hold, fail
}

// halves cuts the values of a fact at a constant.
func halves(v int, op Op, at int64) (hold, fail span) {
	const low, high = -1 << 62, 1<<63 - 1
	switch op {
	case AtLeast:
		return span{v: v, dom: dom{at, high}}, span{v: v, dom: dom{low, at - 1}}
	case MoreThan:
		return span{v: v, dom: dom{at + 1, high}}, span{v: v, dom: dom{low, at}}
	case AtMost:
		return span{v: v, dom: dom{low, at}}, span{v: v, dom: dom{at + 1, high}}
	}
	return span{v: v, dom: dom{low, at - 1}}, span{v: v, dom: dom{at, high}}
}

// linear is a proportion between two facts, cross-multiplied.
func (c *compiler) linear(p Proportion) linear {
	x := c.fact(p.Fact, fact.Money, fact.Share, fact.Count)
	y := c.fact(p.Of, fact.Money, fact.Share, fact.Count)
	n, d := p.Share.Num, p.Share.Den
	if n <= 0 || d <= 0 {
		c.failf("the share of %s in %s must be above zero", p.Of, p.Fact)
		n, d = 1, 1
	}
	switch p.Op {
	case AtLeast:
		return linear{x: x, y: y, a: d, b: n}
	case MoreThan:
		return linear{x: x, y: y, a: d, b: n, c: 1}
	case AtMost:
		return linear{x: y, y: x, a: n, b: d}
	}
	return linear{x: y, y: x, a: n, b: d, c: 1}
}

// emit adds a leaf, unless its conditions contradict each other.
func (c *compiler) emit(s state, branch int, f formula) {
	if len(c.out.leaves) == maxLeaves {
		c.failf("more than %d cases", maxLeaves)
		return
	}
	if len(c.out.leaves) > maxLeaves {
		return
	}
	c.out.leaves = append(c.out.leaves, leaf{spans: s.spans, lins: s.lins, branch: branch, formula: f})
}

// fact is the position of a fact, which must be of one of the types; it becomes
// one of the measure's facts.
func (c *compiler) fact(id fact.ID, types ...fact.Type) int {
	i, ok := c.schema.Index(id)
	if !ok {
		c.failf("unknown fact %q", id)
		return 0
	}
	if !slices.Contains(types, c.schema.Spec(i).Type) {
		c.failf("fact %s has the wrong type here", id)
	}
	if !slices.Contains(c.out.vars, i) {
		c.out.vars = append(c.out.vars, i)
	}
	return i
}
