package calc

import "slices"

// missing lists the open facts that matter: two fillings that differ in that
// fact alone give different outcomes. survey has gone before.
func (w *work) missing(m *measure, box []dom, award int64) []int {
	var out []int
	for k, v := range m.vars {
		if !box[v].exact(w.c.choice[v]) && w.matters(m, k, award) {
			out = append(out, v)
		}
	}
	return out
}

// matters looks for the witness that fact k of the measure matters: a pair of
// leaves, or one leaf twice.
func (w *work) matters(m *measure, k int, award int64) bool {
	for a := range w.spreads {
		if !w.spreads[a].alive {
			continue
		}
		for b := a; b < len(w.spreads); b++ {
			if w.spreads[b].alive && w.differ(m, a, b, k, award) {
				return true
			}
		}
	}
	return false
}

// pair is the search for two fillings, one in each of two leaves, that differ in
// the fact f alone. In the box f has the value of the first, and the place twin
// that of the second.
type pair struct {
	m       *measure
	la, lb  *leaf
	f, twin int
	award   int64
	rest    []int // the other open facts of the formulas
	systems [1][]linear
}

// differ says whether leaves a and b hold two fillings with different outcomes
// that differ in fact k alone.
func (w *work) differ(m *measure, a, b, k int, award int64) bool {
	ra, rb := &w.spreads[a], &w.spreads[b]
	if a == b && (ra.constant() || !m.leaves[a].dependsOn(m.vars[k])) {
		return false
	}
	if a != b && ra.constant() && rb.constant() && ra.same(rb) {
		return false
	}
	if !w.join(m, a, b, k) {
		return false
	}
	if a != b && (ra.apart(rb) || ra.constant() && rb.constant()) {
		return true
	}
	s := pair{m: m, la: &m.leaves[a], lb: &m.leaves[b], f: m.vars[k], twin: len(w.c.full), award: award}
	s.systems[0] = w.lins
	for _, us := range [2][]use{s.la.uses, s.lb.uses} {
		for _, u := range us {
			if d := w.box[u.v]; u.v != s.f && d.lo != d.hi && !slices.Contains(s.rest, u.v) {
				s.rest = append(s.rest, u.v)
			}
		}
	}
	return w.search(&s, w.box, 0)
}

// dependsOn says whether the formula reads the fact.
func (f *formula) dependsOn(v int) bool {
	for _, u := range f.uses {
		if u.v == v {
			return true
		}
	}
	return false
}

// join puts into w.box and w.lins the fillings that leaves a and b have in
// common but for fact k; false if there are none.
func (w *work) join(m *measure, a, b, k int) bool {
	nv, twin := len(m.vars), len(w.c.full)
	ha, hb := w.hulls[a*nv:(a+1)*nv], w.hulls[b*nv:(b+1)*nv]
	for i, v := range m.vars {
		if i == k {
			w.box[v], w.box[twin] = ha[i], hb[i]
			continue
		}
		ch := w.c.choice[v]
		if w.box[v] = ha[i].meet(hb[i], ch); w.box[v].empty(ch) {
			return false
		}
	}
	w.lins = append(append(w.lins[:0], m.leaves[a].lins...), m.couplings...)
	f := m.vars[k]
	for _, ls := range [2][]linear{m.leaves[b].lins, m.couplings} {
		for _, l := range ls {
			if l.x == f {
				l.x = twin
			}
			if l.y == f {
				l.y = twin
			}
			w.lins = append(w.lins, l)
		}
	}
	return len(w.lins) == 0 || narrow(w.box, w.lins)
}

// search fixes the other facts of the formulas one by one at the values where a
// difference can show, then compares the ends of f.
func (w *work) search(s *pair, box []dom, k int) bool {
	if k == len(s.rest) {
		return w.endsDiffer(s, box)
	}
	v := s.rest[k]
	d := box[v]
	try := func(x int64) bool {
		if x < d.lo || x > d.hi {
			return false
		}
		p := w.push(box)
		defer w.pop()
		p[v] = dom{x, x}
		return (len(w.lins) == 0 || narrow(p, w.lins)) && w.search(s, p, k+1)
	}
	if try(d.hi) || try(d.lo) {
		return true
	}
	for _, l := range [2]*leaf{s.la, s.lb} {
		for _, u := range l.uses {
			if u.v != v || u.sign != 0 {
				continue
			}
			for _, x := range bends(u, 1, box) {
				if try(x) {
					return true
				}
			}
		}
	}
	var points [16]int64
	for _, x := range w.turns(s, box, v, points[:0]) {
		if try(x) {
			return true
		}
	}
	return false
}

// turns are the values of a fact at which the figure of either leaf begins to
// pay, meets the other policy's sum or its cap, seen from the ends of the other
// facts, and their neighbours.
func (w *work) turns(s *pair, box []dom, v int, out []int64) []int64 {
	for _, l := range [2]*leaf{s.la, s.lb} {
		if l.branch < 0 {
			continue
		}
		for _, u := range l.uses {
			if u.v != v {
				continue
			}
			for side := -1; side <= 1; side += 2 {
				p := w.push(box)
				for _, o := range l.uses {
					p[o.v] = end(p[o.v], side)
				}
				if l == s.lb && l.dependsOn(s.f) {
					p[s.f] = end(box[s.twin], side)
				}
				out = l.turns(p, v, u.sign, box[v], s.award, out)
				w.pop()
			}
		}
	}
	return out
}

// turns are the values of a fact within d at which the figure, otherwise at the
// point p, first grows, reaches the other policy's sum and its cap, and their
// neighbours on the other side. p is left changed.
func (l *leaf) turns(p []dom, v, sign int, d dom, award int64, out []int64) []int64 {
	if sign == 0 {
		return out
	}
	p[v] = end(d, -sign)
	targets := [3]int64{boundless, award, boundless}
	if a := l.figure(p); a < largest {
		targets[2] = a + 1
	}
	if l.cap > 0 {
		targets[0] = l.cap
		if l.received >= 0 && l.received != v {
			targets[0] -= p[l.received].lo
		}
	}
	for _, t := range targets {
		if t > 0 && t < boundless {
			if x, ok := l.reach(p, v, sign, d, t); ok {
				out = append(out, x, x-int64(sign))
			}
		}
	}
	return out
}

// reach is the value of a fact within d, nearest to the end where the figure is
// least, at which the figure reaches t, the other facts at the point p; false if
// it does not. p is left changed.
func (l *leaf) reach(p []dom, v, sign int, d dom, t int64) (int64, bool) {
	at := func(x int64) bool {
		p[v] = dom{x, x}
		return l.figure(p) >= t
	}
	low, high := d.lo, d.hi // the figure rises from low to high
	if sign < 0 {
		low, high = high, low
	}
	if !at(high) {
		return 0, false
	}
	if at(low) {
		return low, true
	}
	for { // at(low) is false, at(high) true
		mid := low + (high-low)/2
		if mid == low || mid == high {
			return high, true
		}
		if at(mid) {
			high = mid
		} else {
			low = mid
		}
	}
}

// endsDiffer compares the outcomes at the ends of f, all else that the formulas
// read being fixed.
func (w *work) endsDiffer(s *pair, box []dom) bool {
	p := w.push(box)
	q := w.push(box)
	defer w.pop()
	defer w.pop()
	for _, x := range w.tries(s.la, s.f, box[s.f], box) {
		p[s.f] = dom{x, x}
		st, a := s.m.outcome(s.la, w.at(s.la, p), s.award)
		for _, y := range w.tries(s.lb, s.f, box[s.twin], box) {
			q[s.f] = dom{y, y}
			if su, b := s.m.outcome(s.lb, w.at(s.lb, q), s.award); st != su || a != b {
				return true
			}
		}
	}
	return false
}

// at is the figure of a leaf at a point, 0 where it is not met.
func (w *work) at(l *leaf, p []dom) int64 {
	if l.branch < 0 {
		return 0
	}
	return l.figure(p)
}

// tries are the values of a fact within d at which a leaf's figure is largest and
// least.
func (w *work) tries(l *leaf, v int, d dom, box []dom) []int64 {
	for _, u := range l.uses {
		if u.v == v && u.sign == 0 {
			p := w.push(box)
			defer w.pop()
			p[v] = d
			return bends(u, 1, p)
		}
	}
	return []int64{d.lo, d.hi}
}
