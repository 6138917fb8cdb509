package calc

import "slices"

// settled is what comes of a measure under what is known.
type settled struct {
	status   Status
	amount   int64 // 0 unless the status has an amount
	min, max int64 // the amounts still possible; boundless without limit
	missing  []int // positions of the facts that can still change the outcome
	branch   int   // the branch that counts; -1 none or not known
}

// spread is what a leaf can yield over a box.
type spread struct {
	alive    bool
	met      bool
	min, max int64 // of the measure's own figure
	paid     bool  // the figure can stand against the other policy's sum
	beaten   bool  // the other policy's sum can be higher
}

// constant says whether every filling of the leaf has one outcome.
func (r *spread) constant() bool { return !r.met || r.paid != r.beaten && (r.beaten || r.min == r.max) }

// amounts are the least and largest amount, 0 where nothing is paid.
func (r *spread) amounts() (lo, hi int64) {
	if r.met && r.paid {
		hi = r.max
		if !r.beaten {
			lo = r.min
		}
	}
	return lo, hi
}

// same says that two constant spreads have the same outcome.
func (r *spread) same(q *spread) bool {
	if r.met != q.met || r.beaten != q.beaten {
		return false
	}
	return !r.met || r.beaten || r.min == q.min
}

// apart says that no filling of the one has the outcome of a filling of the
// other.
func (r *spread) apart(q *spread) bool {
	if r.met != q.met {
		return true
	}
	if !r.met || r.beaten && q.beaten {
		return false
	}
	return !(r.paid && q.paid) || r.max < q.min || q.max < r.min
}

// work is the room in which one assessment computes: one at a time, for nothing
// of it is part of a result.
type work struct {
	c       *Calculator
	hulls   []dom // of the leaves of the measure at hand, vars by vars
	spreads []spread
	box     []dom // a leaf, or two leaves that differ in one fact, whose second value has the last place
	lins    []linear
	stack   [][]dom // boxes saved by depth
	depth   int
	point   []dom
	counts  []int // by fact
}

// work is room to compute in, which rest takes back.
func (c *Calculator) work() *work {
	if w, ok := c.works.Get().(*work); ok {
		return w
	}
	return &work{c: c, box: make([]dom, len(c.full)+1), point: make([]dom, len(c.full)+1), counts: make([]int, len(c.full))}
}

// rest takes back the room of an assessment that came to its end.
func (c *Calculator) rest(w *work) { c.works.Put(w) }

// push returns a copy of a box that lasts until pop.
func (w *work) push(box []dom) []dom {
	if w.depth == len(w.stack) {
		w.stack = append(w.stack, make([]dom, len(w.c.full)+1))
	}
	b := w.stack[w.depth][:len(box)]
	w.depth++
	copy(b, box)
	return b
}

func (w *work) pop() { w.depth-- }

// settle finds what comes of a measure when each fact may be anything in its
// dom: the outcome if all fillings agree, else the facts that can change it.
func (w *work) settle(m *measure, box []dom, award int64) settled {
	if award == 0 && m.blank.status != "" && w.untouched(m, box) {
		return m.blank
	}
	if w.fixed(m, box) {
		return m.decide(box, award)
	}
	w.survey(m, box, award)
	out := settled{branch: -2, min: boundless}
	first := -1
	agree := true
	for i := range w.spreads {
		r := &w.spreads[i]
		if !r.alive {
			continue
		}
		lo, hi := r.amounts()
		out.min, out.max = min(out.min, lo), max(out.max, hi)
		if b := m.leaves[i].branch; out.branch == -2 {
			out.branch = b
		} else if out.branch != b {
			out.branch = -1
		}
		if first < 0 {
			first = i
		}
		agree = agree && r.constant() && r.same(&w.spreads[first])
	}
	out.branch = max(out.branch, -1)
	switch {
	case first < 0: // facts that contradict each other: nothing can be paid
		out.status, out.min = NotMet, 0
	case agree:
		out.status, out.amount = m.outcome(&m.leaves[first], w.spreads[first].min, award)
	default:
		out.status, out.missing = NeedsFacts, w.missing(m, box, award)
	}
	return out
}

// untouched says that nothing is known of the measure's facts.
func (w *work) untouched(m *measure, box []dom) bool {
	for _, v := range m.vars {
		if box[v] != w.c.full[v] {
			return false
		}
	}
	return true
}

// fixed says that all the measure's facts are single values.
func (w *work) fixed(m *measure, box []dom) bool {
	for _, v := range m.vars {
		if !box[v].exact(w.c.choice[v]) {
			return false
		}
	}
	return true
}

// decide is settle at a point.
func (m *measure) decide(p []dom, award int64) settled {
	for i := range m.leaves {
		l := &m.leaves[i]
		if !l.holds(p) {
			continue
		}
		if l.branch < 0 {
			break
		}
		st, a := m.outcome(l, l.figure(p), award)
		return settled{status: st, amount: a, min: a, max: a, branch: l.branch}
	}
	return settled{status: NotMet, branch: -1}
}

// holds says whether a point, the lower ends of p, lies in the leaf.
func (l *leaf) holds(p []dom) bool {
	for i := range l.spans {
		s := &l.spans[i]
		if s.choice {
			if p[s.v].lo&s.lo == 0 {
				return false
			}
		} else if p[s.v].lo < s.lo || p[s.v].lo > s.hi {
			return false
		}
	}
	for i := range l.lins {
		if !l.lins[i].holds(p) {
			return false
		}
	}
	return true
}

// outcome is the status and amount of a figure of a leaf beside another policy's
// sum.
func (m *measure) outcome(l *leaf, figure, award int64) (Status, int64) {
	switch {
	case l.branch < 0:
		return NotMet, 0
	case m.src.Kind == Split:
		return Divided, figure
	case award > figure:
		return Superseded, 0
	case m.src.Kind == UpTo:
		return Ceiling, figure
	}
	return Payable, figure
}

// survey finds which leaves a box reaches, how far, and what each can yield.
func (w *work) survey(m *measure, box []dom, award int64) {
	nv := len(m.vars)
	w.spreads = slices.Grow(w.spreads[:0], len(m.leaves))[:len(m.leaves)]
	w.hulls = slices.Grow(w.hulls[:0], len(m.leaves)*nv)[:len(m.leaves)*nv]
	for i := range m.leaves {
		l := &m.leaves[i]
		r := &w.spreads[i]
		*r = spread{}
		if !w.enter(m, l, box) {
			continue
		}
		r.alive = true
		for k, v := range m.vars {
			w.hulls[i*nv+k] = w.box[v]
		}
		if l.branch < 0 {
			continue
		}
		r.met = true
		r.min, r.max = w.extremes(m, l)
		r.paid, r.beaten = r.max >= award, r.min < award
		if r.paid && r.beaten {
			r.min = award
		}
	}
}

// enter puts into w.box what a leaf leaves of a box; false if nothing.
func (w *work) enter(m *measure, l *leaf, box []dom) bool {
	for _, v := range m.vars {
		w.box[v] = box[v]
	}
	for i := range l.spans {
		s := &l.spans[i]
		w.box[s.v] = w.box[s.v].meet(s.dom, s.choice)
		if w.box[s.v].empty(s.choice) {
			return false
		}
	}
	if len(l.lins) == 0 && len(m.couplings) == 0 {
		return true
	}
	return narrow(w.box, l.lins, m.couplings)
}

// extremes are the least and largest figure of a leaf over w.box, which is as
// narrow as the leaf makes it.
func (w *work) extremes(m *measure, l *leaf) (lo, hi int64) {
	if w.settledUses(l) {
		a := l.figure(w.box)
		return a, a
	}
	systems := [2][]linear{l.lins, m.couplings}
	lo = w.corner(w.box, l.uses, -1, systems[:], l.figure)
	hi = w.corner(w.box, l.uses, +1, systems[:], l.figure)
	if l.cap > 0 && l.received >= 0 && !solo(systems[:]) {
		hi = max(hi, w.atCap(l, systems[:]))
	}
	return lo, hi
}

// atCap is the largest figure where the cap is just reached: beyond it a fact that
// raises the figure only raises, by a condition on both, what was received.
func (w *work) atCap(l *leaf, systems [][]linear) int64 {
	best := int64(0)
	for _, u := range l.uses {
		if u.sign <= 0 {
			continue
		}
		p := w.push(w.box)
		for _, o := range l.uses {
			p[o.v] = end(p[o.v], o.sign)
		}
		p[l.received] = dom{}
		x, ok := l.reach(p, u.v, 1, w.box[u.v], l.cap)
		w.pop()
		for k := int64(0); ok && k < 2 && x-k >= w.box[u.v].lo; k++ {
			q := w.push(w.box)
			q[u.v] = dom{x - k, x - k}
			if narrow(q, systems...) {
				best = max(best, w.corner(q, l.uses, +1, systems, l.figure))
			}
			w.pop()
		}
	}
	return best
}

// settledUses says that the formula depends on nothing open.
func (w *work) settledUses(l *leaf) bool {
	for _, u := range l.uses {
		if d := w.box[u.v]; d.lo != d.hi {
			return false
		}
	}
	return true
}

// corner is the least (sense -1) or largest (+1) value of a figure that rises or
// falls in each fact as uses say, over the solutions of the linear systems.
func (w *work) corner(box []dom, uses []use, sense int, systems [][]linear, figure func([]dom) int64) int64 {
	p := w.push(box)
	defer w.pop()
	straight := true
	for _, u := range uses {
		if u.sign == 0 {
			straight = false
			break
		}
		p[u.v] = end(p[u.v], u.sign*sense)
	}
	if straight && (solo(systems) || narrow(p, systems...)) {
		return figure(p)
	}
	return w.climb(box, uses, sense, systems, figure)
}

func solo(systems [][]linear) bool {
	for _, ls := range systems {
		if len(ls) > 0 {
			return false
		}
	}
	return true
}

// end is one end of a dom.
func end(d dom, side int) dom {
	if side > 0 {
		return dom{d.hi, d.hi}
	}
	return dom{d.lo, d.lo}
}

// climb is corner where the ends of the facts exclude each other: each order in
// which the facts take their ends is a corner of the solutions.
func (w *work) climb(box []dom, uses []use, sense int, systems [][]linear, figure func([]dom) int64) int64 {
	best, found := int64(0), false
	take := func(a int64) {
		if !found || sense > 0 && a > best || sense < 0 && a < best {
			best, found = a, true
		}
	}
	var walk func(box []dom, left []use)
	walk = func(box []dom, left []use) {
		if len(left) == 0 {
			take(figure(box))
			return
		}
		for i := range left {
			if i > 0 && len(uses) > 4 {
				break // many facts: the given order only
			}
			rest := append(append([]use(nil), left[:i]...), left[i+1:]...)
			for _, x := range bends(left[i], sense, box) {
				p := w.push(box)
				p[left[i].v] = dom{x, x}
				if narrow(p, systems...) {
					walk(p, rest)
				}
				w.pop()
			}
		}
	}
	walk(box, uses)
	return best
}

// bends are the values of a fact at which a figure can be largest or least: an
// end, or for a fact that works both ways both ends and where a term stops
// growing.
func bends(u use, sense int, box []dom) []int64 {
	d := box[u.v]
	if u.sign != 0 {
		return []int64{end(d, u.sign*sense).lo}
	}
	out := []int64{d.lo, d.hi}
	for _, b := range u.bends {
		at := dom{b.at, b.at}
		if b.other >= 0 {
			at = box[b.other]
		}
		for _, x := range [2]int64{at.lo, at.hi} {
			if x > d.lo && x < d.hi {
				out = append(out, x)
			}
		}
	}
	return out
}
