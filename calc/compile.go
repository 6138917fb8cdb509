package calc

import (
	"fmt"
	"math/bits"
	"slices"

	"suance/calc/fact"
	"suance/calc/money"
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

// shownBranch is the display of one case.
type shownBranch struct {
	when      []shown
	selectors []int // the conditions that rule other cases out, by position in when
}

// display prepares what is shown of the measure under all facts.
func (c *compiler) display() {
	m := c.out.src
	if len(c.errs) > 0 {
		return
	}
	for _, cond := range m.Require {
		c.out.require = append(c.out.require, c.show(cond))
	}
	for _, b := range m.Branches {
		var sb shownBranch
		for _, cond := range b.When {
			sb.when = append(sb.when, c.show(cond))
		}
		c.out.branches = append(c.out.branches, sb)
	}
	for i := range c.out.branches {
		for k := range c.out.branches[i].when {
			if c.divides(i, &c.out.branches[i].when[k]) {
				c.out.branches[i].selectors = append(c.out.branches[i].selectors, k)
			}
		}
	}
	c.out.notes, c.out.quota = fixedNotes(m), quota(m.Quota)
	if f := c.focus; f != nil {
		v, ok := c.schema.Index(f.Fact)
		c.out.outsideFocus = ok && !c.out.requires(v)
	}
}

// divides says whether a condition of case i excludes a condition of another
// case on the same fact.
func (c *compiler) divides(i int, s *shown) bool {
	if len(s.facts) != 1 || s.parts != nil {
		return false
	}
	for k := range c.out.branches {
		for j := range c.out.branches[k].when {
			o := &c.out.branches[k].when[j]
			if k != i && len(o.facts) == 1 && o.parts == nil && o.hold.v == s.hold.v && o.hold.meet(s.hold.dom, s.hold.choice).empty(s.hold.choice) {
				return true
			}
		}
	}
	return false
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

// couple finds the schema's couplings among the measure's facts, along chains of
// facts too.
func (c *compiler) couple() {
	slices.Sort(c.out.vars)
	if len(c.out.vars) > maxVars {
		c.failf("reads more than %d facts", maxVars)
	}
	for _, x := range c.out.vars {
		sp := c.schema.Spec(x)
		for at, hops := sp.AtMost, 0; at != "" && hops < c.schema.Len(); hops++ {
			y, ok := c.schema.Index(at)
			if !ok {
				break
			}
			if slices.Contains(c.out.vars, y) {
				c.out.couplings = append(c.out.couplings, linear{x: y, y: x, a: 1, b: 1})
			}
			at = c.schema.Spec(y).AtMost
		}
		if y, ok := c.schema.Index(sp.PositiveIf); ok && slices.Contains(c.out.vars, y) {
			c.out.couplings = append(c.out.couplings, positive(x, y))
		}
		if sp.Near && (sp.Type == fact.Money || sp.Type == fact.Count) {
			c.out.near = append(c.out.near, x)
		}
	}
}

// numerics finds the facts that are computed with.
func (m *measure) numerics() {
	add := func(v int) {
		if !slices.Contains(m.numeric, v) {
			m.numeric = append(m.numeric, v)
		}
	}
	for i := range m.leaves {
		for _, u := range m.leaves[i].uses {
			add(u.v)
		}
		for _, l := range m.leaves[i].lins {
			add(l.x)
			add(l.y)
		}
	}
	for _, l := range m.couplings {
		add(l.x)
		add(l.y)
	}
}

// positive says that x is above zero where y is: top·x ≥ y.
func positive(x, y int) linear { return linear{x: x, y: y, a: top, b: 1} }

// schemaLinears are the couplings of a whole schema.
func schemaLinears(s *fact.Schema) (ls []linear, errs []error) {
	for i := range s.Len() {
		sp := s.Spec(i)
		for _, id := range []fact.ID{sp.AtMost, sp.PositiveIf} {
			if id == "" {
				continue
			}
			j, ok := s.Index(id)
			if !ok || j == i {
				errs = append(errs, fmt.Errorf("fact %s: is coupled with the unknown fact %q", sp.ID, id))
				continue
			}
			if id == sp.AtMost {
				ls = append(ls, linear{x: j, y: i, a: 1, b: 1})
			}
			if id == sp.PositiveIf {
				ls = append(ls, positive(i, j))
			}
		}
	}
	return ls, errs
}

// terms settles the terms of product i from term j on and adds what remains to
// the formula; then the leaf is whole.
func (c *compiler) terms(s state, branch, i, j int, f formula) {
	b := &c.out.src.Branches[branch]
	if i == len(b.Amount) {
		f.uses = f.directions()
		if i := slices.IndexFunc(f.uses, func(u use) bool { return u.v == f.received && u.sign == 0 }); i >= 0 {
			c.failf("what was received is also what the amount is computed from")
		}
		c.emit(s, branch, f)
		return
	}
	if j == 0 {
		f.products = append(slices.Clone(f.products), product{num: 1, den: 1})
	}
	if j == len(b.Amount[i]) {
		f.products[i].reduce()
		c.terms(s, branch, i+1, 0, f)
		return
	}
	next := func(s state, apply func(p *product)) {
		g := f
		g.products = slices.Clone(f.products)
		g.products[i].factors = slices.Clone(f.products[i].factors)
		apply(&g.products[i])
		c.terms(s, branch, i, j+1, g)
	}
	switch t := b.Amount[i][j].(type) {
	case ByBand:
		c.bands(s, t, next)
	case ByOrdinal:
		c.ordinals(s, t, next)
	default:
		next(s, func(p *product) { c.term(p, t) })
	}
}

// bands follows each band of a term.
func (c *compiler) bands(s state, t ByBand, next func(state, func(*product))) {
	v := c.fact(t.Fact, fact.Money, fact.Share, fact.Count, fact.Date)
	from := func(b Band) int64 {
		if b.Above {
			return b.From + 1
		}
		return b.From
	}
	for k := -1; k < len(t.Bands); k++ {
		d := dom{-1 << 62, 1<<63 - 1}
		if k >= 0 {
			d.lo = from(t.Bands[k])
		}
		if k+1 < len(t.Bands) {
			d.hi = from(t.Bands[k+1]) - 1
			if k >= 0 && d.hi < d.lo {
				c.failf("the bands of %s do not rise", t.Fact)
			}
		}
		if u, ok := c.with(s, span{v: v, dom: d}); ok {
			next(u, func(p *product) {
				switch {
				case k < 0:
					p.num = 0
				case t.Bands[k].Rate.Den != 0:
					c.ratio(p, t.Bands[k].Rate)
				default:
					c.sum(p, t.Bands[k].Sum)
				}
			})
		}
	}
}

// ordinals follows the first, the second, … and all others of a counting fact.
func (c *compiler) ordinals(s state, t ByOrdinal, next func(state, func(*product))) {
	v := c.fact(t.Fact, fact.Count)
	n := int64(len(t.Ratios))
	for k := int64(0); k <= n+1; k++ {
		d := dom{k, k}
		switch k {
		case 0:
			d.lo = -1 << 62
		case n + 1:
			d.hi = 1<<63 - 1
		}
		if u, ok := c.with(s, span{v: v, dom: d}); ok {
			next(u, func(p *product) {
				if k == 0 || k == n+1 {
					p.num = 0
					return
				}
				c.ratio(p, t.Ratios[k-1])
			})
		}
	}
}

// term adds a term that needs no split.
func (c *compiler) term(p *product, t Term) {
	switch t := t.(type) {
	case Sum:
		c.sum(p, money.Amount(t))
	case Ratio:
		c.ratio(p, t)
	case Value:
		v := c.fact(t.Fact, fact.Money, fact.Count, fact.Share)
		typ := c.schema.Spec(v).Type
		f := factor{kind: plain, v: v, limit: t.Limit, boundless: beyond(typ)}
		if typ == fact.Share {
			f.kind = share
		}
		p.factors = append(p.factors, f)
	case Increment:
		v, w := c.fact(t.Now, fact.Money, fact.Count), c.fact(t.Before, fact.Money, fact.Count)
		p.factors = append(p.factors, factor{kind: increment, v: v, w: w, boundless: beyond(c.schema.Spec(v).Type)})
	case Capped:
		v, w := c.fact(t.Base, fact.Money), c.fact(t.Rate, fact.Share)
		if t.Limit.Den <= 0 || t.Limit.Num <= 0 || int64(money.One)%t.Limit.Den != 0 {
			c.failf("the limit of %s is no share that can be written in decimals", t.Rate)
			return
		}
		p.factors = append(p.factors, factor{kind: capped, v: v, w: w,
			limit: int64(money.One) / t.Limit.Den * t.Limit.Num, boundless: boundlessMoney})
	default:
		c.failf("unknown term %T", t)
	}
}

func (c *compiler) sum(p *product, a money.Amount) {
	if a < 0 {
		c.failf("a sum below zero")
		return
	}
	c.ratio(p, Ratio{int64(a), 1})
}

func (c *compiler) ratio(p *product, r Ratio) {
	if r.Num < 0 || r.Den <= 0 {
		c.failf("a ratio of %d to %d", r.Num, r.Den)
		return
	}
	num, fits := mul64(p.num, uint64(r.Num))
	den, fits2 := mul64(p.den, uint64(r.Den))
	if !fits || !fits2 {
		c.failf("constants too large")
		return
	}
	p.num, p.den = num, den
}

// reduce shortens the constant.
func (p *product) reduce() {
	g := gcd(p.num, p.den)
	p.num, p.den = p.num/g, p.den/g
}

// directions lists the facts that the formula depends on, and how.
func (f *formula) directions() []use {
	var us []use
	add := func(v, sign int, b ...bend) {
		for i := range us {
			if us[i].v == v {
				if us[i].sign != sign {
					us[i].sign = 0
				}
				us[i].bends = append(us[i].bends, b...)
				return
			}
		}
		us = append(us, use{v, sign, b})
	}
	for _, p := range f.products {
		if p.num == 0 {
			continue
		}
		for _, t := range p.factors {
			switch t.kind {
			case increment:
				add(t.v, 1, bend{other: t.w})
				add(t.w, -1, bend{other: t.v})
			case capped:
				add(t.v, 1)
				add(t.w, -1, bend{at: t.limit, other: -1})
			default:
				add(t.v, 1, bend{at: t.limit, other: -1})
			}
		}
	}
	if f.received >= 0 {
		add(f.received, -1)
	}
	return us
}
