package calc

import (
	"slices"

	"suance/calc/money"
)

// sums adds up a run: what is payable, and apart from it what is a ceiling, each
// with the least and the most still possible.
func (r *run) sums(w *work) Sums {
	var s Sums
	s.Payable, s.PayableBounds, s.Unlimited = r.total(w, Fixed)
	s.UpTo, s.UpToBounds, s.UnlimitedUpTo = r.total(w, UpTo)
	return s
}

// total is the sum of the amounts of one kind, its bounds, and the measures that
// nothing limits, which are left out of the largest.
func (r *run) total(w *work, kind Kind) (money.Amount, Bounds, []string) {
	var unlimited []string
	for i := range r.results {
		if r.measures[i].src.Kind == kind && r.results[i].max == boundless {
			unlimited = append(unlimited, r.measures[i].src.ID)
		}
	}
	sum := r.add(kind)
	t := tally{r: r, w: w, kind: kind}
	lo, hi := t.all()
	if c := r.c.rules.Cap; c != nil && kind == Fixed {
		most := int64(c.Amount)
		if len(unlimited) > 0 {
			hi, unlimited = most, nil
		}
		sum, lo, hi = min(sum, most), min(lo, most), min(hi, most)
	}
	return money.Amount(sum), bounds(lo, hi), unlimited
}

// add sums the amounts that are settled with the status of the kind, of a group
// the higher.
func (r *run) add(kind Kind) int64 {
	var sum int64
	for i, m := range r.measures {
		if m.src.Kind == kind && r.first(i) {
			sum = plus(sum, r.highest(i, func(j int) int64 { return r.results[j].amount }))
		}
	}
	return sum
}

// groupOf is the group by which only the higher of measure i and others counts,
// nil if there is none or its reading's alternative is applied.
func (r *run) groupOf(i int) []int {
	g := r.c.groups[i]
	if g == nil || r.applied[g.reading] {
		return nil
	}
	return g.members
}

// first says that measure i stands for its group in a sum.
func (r *run) first(i int) bool {
	g := r.groupOf(i)
	return g == nil || g[0] == i
}

// highest is the largest value over the group of measure i.
func (r *run) highest(i int, value func(int) int64) int64 {
	g := r.groupOf(i)
	if g == nil {
		return value(i)
	}
	best := int64(0)
	for _, j := range g {
		best = max(best, value(j))
	}
	return best
}

// plus adds; without limit stays without limit.
func plus(a, b int64) int64 {
	if a == boundless || b == boundless {
		return boundless
	}
	return min(a+b, largest)
}

// unit is a measure, or a group of which the higher counts.
type unit []int

// tally finds the least and the most that measures of one kind can give
// together. Measures that share facts are split on those facts until they no
// longer do; then their ends add up.
type tally struct {
	r    *run
	w    *work
	kind Kind
	only []bool     // restricts the measures; nil: all
	ties [][][]part // by cluster: what is open in it under what is known, in components; made when asked for
}

// units are the measures of the kind, groups together.
func (t *tally) units() []unit {
	var us []unit
	for i, m := range t.r.measures {
		if m.src.Kind != t.kind || !t.r.first(i) {
			continue
		}
		if members := t.r.groupOf(i); members != nil {
			us = append(us, members)
		} else {
			us = append(us, unit{i})
		}
	}
	return us
}

// within are the units without the measures that were not asked about.
func (t *tally) within(us []unit) []unit {
	if t.only == nil {
		return us
	}
	var out []unit
	for _, u := range us {
		kept := slices.DeleteFunc(slices.Clone(u), func(i int) bool { return !t.only[i] })
		if len(kept) > 0 {
			out = append(out, kept)
		}
	}
	return out
}

// part is a unit under a box: its ends, and the measures in it that are open.
type part struct {
	unit
	lo, hi int64
	open   []int
}

// over is the least and the most of the units together over a box. A measure
// without limit adds nothing to the most.
func (t *tally) over(us []unit, box []dom) (lo, hi int64) {
	var parts []part
	for _, u := range us {
		p := t.part(u, box)
		if len(p.open) == 0 {
			lo, hi = plus(lo, p.lo), plus(hi, p.hi)
		} else {
			parts = append(parts, p)
		}
	}
	for len(parts) > 0 {
		var group []part
		group, parts = t.component(parts, box)
		l, h := group[0].lo, group[0].hi
		if len(group) > 1 || len(group[0].open) > 1 {
			l, h = t.together(group, box)
		}
		lo, hi = plus(lo, l), plus(hi, h)
	}
	return lo, hi
}

// part evaluates a unit over a box.
func (t *tally) part(u unit, box []dom) part {
	p := part{unit: u}
	for _, i := range u {
		lo, hi := t.w.ends(t.r.measures[i], box, t.r.awards[i])
		if lo != hi {
			if p.open == nil {
				p.open = make([]int, 0, len(u))
			}
			p.open = append(p.open, i)
		}
		if t.r.results[i].max == boundless {
			hi = 0
		}
		p.lo, p.hi = max(p.lo, lo), max(p.hi, hi)
	}
	return p
}

// ends are the least and the largest amount of a measure over a box.
func (w *work) ends(m *measure, box []dom, award int64) (lo, hi int64) {
	if award == 0 && m.blank.status != "" && w.untouched(m, box) {
		return m.blank.min, m.blank.max
	}
	w.survey(m, box, award)
	lo = boundless
	for i := range w.spreads {
		if r := &w.spreads[i]; r.alive {
			l, h := r.amounts()
			lo, hi = min(lo, l), max(hi, h)
		}
	}
	return ifAny(lo), hi
}

// ifAny is the least of several amounts that began at boundless: 0 if there were
// none.
func ifAny(lo int64) int64 {
	if lo == boundless {
		return 0
	}
	return lo
}

// component takes from the parts those that hang together by open facts, and
// returns the others.
func (t *tally) component(parts []part, box []dom) (group, others []part) {
	group, others = parts[:1:1], slices.Clone(parts[1:])
	for grown := true; grown; {
		grown = false
		for i := 0; i < len(others); i++ {
			if slices.ContainsFunc(group, func(p part) bool { return t.linked(p, others[i], box) }) {
				group = append(group, others[i])
				others = slices.Delete(others, i, i+1)
				grown = true
				i--
			}
		}
	}
	return group, others
}

// linked says that two units share an open fact, or have facts coupled with each
// other.
func (t *tally) linked(a, b part, box []dom) bool {
	for _, i := range a.open {
		for _, j := range b.open {
			if t.sharing(i, j, box) {
				return true
			}
		}
	}
	return false
}

func (t *tally) sharing(i, j int, box []dom) bool {
	c := t.r.c
	for _, v := range t.r.measures[i].vars {
		if box[v].exact(c.choice[v]) || !t.r.measures[i].sensitive(v, box[v]) {
			continue
		}
		for _, u := range t.r.measures[j].vars {
			if (u == v || c.coupled(u, v) && !box[u].exact(c.choice[u])) && t.r.measures[j].sensitive(u, box[u]) {
				return true
			}
		}
	}
	return false
}

// sensitive says whether it can matter to a measure which value in d a fact has:
// it is computed with, or a condition holds for some of d and not for the others.
func (m *measure) sensitive(v int, d dom) bool {
	if slices.Contains(m.numeric, v) {
		return true
	}
	for k := range m.leaves {
		for i := range m.leaves[k].spans {
			s := &m.leaves[k].spans[i]
			if s.v != v {
				continue
			}
			if in := d.meet(s.dom, s.choice); in != d && !in.empty(s.choice) {
				return true
			}
		}
	}
	return false
}

// coupled says that the schema couples two facts directly.
func (c *Calculator) coupled(u, v int) bool {
	for _, l := range c.couplings {
		if l.x == u && l.y == v || l.x == v && l.y == u {
			return true
		}
	}
	return false
}

// together is over for parts that hang together.
func (t *tally) together(parts []part, box []dom) (lo, hi int64) {
	v, cuts := t.splitter(parts, box)
	if v < 0 {
		if t.apart(parts, box) {
			for _, p := range parts {
				lo, hi = plus(lo, p.lo), plus(hi, p.hi)
			}
			return lo, hi
		}
		return t.joint(parts, box)
	}
	us := make([]unit, len(parts))
	for i := range parts {
		us[i] = parts[i].unit
	}
	lo = boundless
	for _, d := range cuts {
		b := t.w.push(box)
		b[v] = d
		if narrow(b, t.r.c.couplings) {
			l, h := t.over(us, b)
			lo, hi = min(lo, l), max(hi, h)
		}
		t.w.pop()
	}
	return ifAny(lo), hi
}

// apart says that no two open measures of the parts share an open fact.
func (t *tally) apart(parts []part, box []dom) bool {
	var all []int
	for _, p := range parts {
		all = append(all, p.open...)
	}
	for i := range all {
		for _, j := range all[i+1:] {
			if t.sharing(all[i], j, box) {
				return false
			}
		}
	}
	return true
}
