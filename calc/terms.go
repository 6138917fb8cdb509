package calc

import (
	"slices"

	"suance/calc/fact"
	"suance/calc/money"
)

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
	case Value:
		c.value(s, t, next)
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

// value follows what lies above the part that does not count, and what lies below.
func (c *compiler) value(s state, t Value, next func(state, func(*product))) {
	if t.Above == 0 {
		next(s, func(p *product) { c.term(p, t) })
		return
	}
	v := c.fact(t.Fact, fact.Money, fact.Count, fact.Share)
	if u, ok := c.with(s, span{v: v, dom: dom{-1 << 62, t.Above}}); ok {
		next(u, func(p *product) { p.num = 0 })
	}
	if u, ok := c.with(s, span{v: v, dom: dom{t.Above + 1, 1<<63 - 1}}); ok {
		next(u, func(p *product) { c.term(p, t) })
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
		f := factor{kind: plain, v: v, limit: t.Limit, above: t.Above, every: t.Every, boundless: beyond(typ)}
		if t.Limit < 0 || t.Above < 0 || t.Every < 0 || t.Limit > 0 && t.Limit <= t.Above {
			c.failf("the limits of %s", t.Fact)
			return
		}
		if typ == fact.Share && t.Every == 0 {
			f.kind = share
		}
		p.factors = append(p.factors, f)
	case Increment:
		v, w := c.fact(t.Now, fact.Money, fact.Count), c.fact(t.Before, fact.Money, fact.Count)
		if t.Every < 0 {
			c.failf("the limits of %s", t.Now)
			return
		}
		p.factors = append(p.factors, factor{kind: increment, v: v, w: w, every: t.Every, boundless: beyond(c.schema.Spec(v).Type)})
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
