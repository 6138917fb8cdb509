package calc

import (
	"slices"

	"suance/calc/fact"
	"suance/calc/money"
)

// Reach is the least value of a fact from which on a measure that is not met could be,
// where facts that are still open keep a near miss from saying what that pays.
type Reach struct {
	Fact        fact.ID
	Target, Gap int64 // in inner units; no gap where the fact is open
	Text        Text  // 年度实际产量要达到11.25万辆，还差1.25万辆; 年度实际产量达到9.6万辆，可得2500万元
}

// Reach finds how far a measure is from what it could be met with: for the first of its
// money and count facts, given as a single value, that alone stands in the way. False if
// the measure is met or open, or no such fact stands in the way alone.
func (c *Calculator) Reach(f fact.Set, measure string) (Reach, bool) {
	w := c.work()
	defer c.rest(w)
	r := c.run(w, f, nil)
	for i, m := range r.measures {
		if m.src.ID != measure || r.results[i].status != NotMet {
			continue
		}
		for _, v := range m.near {
			at, exact := r.value(v).Exact()
			if !exact {
				continue
			}
			if x, ok := w.reach(r, i, v, at, w.wanted(r, i, v, 0)); ok {
				return r.reach(m, v, x, x-at), true
			}
		}
	}
	return Reach{}, false
}

// Top, as the sum that is wanted of a measure, is the most that it can come to.
const Top = money.Max

// LeastFor is the least value of a fact, above the one that is given if one is, from which on a
// measure could come to a sum that is wanted, with the other facts that are open at their best; of no
// sum, from which on it could be met. Where another open number could bring that alone (年产量达到5万辆或
// 年产值达到50亿元), it is taken to bring nothing. False if the measure comes to that already or never, or
// if the value hangs on another number that is open.
func (c *Calculator) LeastFor(f fact.Set, named string, of fact.ID, wanted money.Amount) (Reach, bool) {
	v, _ := c.rules.Schema.Index(of)
	i := slices.IndexFunc(c.measures, func(m *measure) bool { return m.src.ID == named && slices.Contains(m.near, v) })
	if i < 0 {
		return Reach{}, false
	}
	w := c.work()
	defer c.rest(w)
	r := c.run(w, f, nil)
	if r.hangsOnOpen(r.measures[i], v, wanted) {
		return Reach{}, false
	}
	at, exact := r.value(v).Exact()
	if !exact {
		at = c.full[v].lo
	}
	could := w.wanted(r, i, v, wanted)
	if could(at) {
		if rest, less := withoutOthers(f, r.measures[i], v); less {
			return c.LeastFor(rest, named, of, wanted)
		}
		return Reach{}, false
	}
	x, ok := w.reach(r, i, v, at, could)
	if !ok {
		return Reach{}, false
	}
	gap := int64(0)
	if exact {
		gap = x - at
	}
	return r.brings(r.measures[i], v, x, gap, w.given(r, i, v, x)), true
}

// wanted says of a value of a fact whether a measure could come to a sum with it.
func (w *work) wanted(r *run, i, v int, sum money.Amount) func(int64) bool {
	if sum == 0 {
		return func(x int64) bool { return w.given(r, i, v, x).status != NotMet }
	}
	least := int64(sum)
	if sum == Top {
		least = max(1, w.given(r, i, v, w.highest(r, v)).max)
	}
	return func(x int64) bool { return w.given(r, i, v, x).max >= least }
}

// withoutOthers are the facts with the other numbers of a measure that are open, and that more of could
// bring something, at their least; false if there are none.
func withoutOthers(f fact.Set, m *measure, v int) (fact.Set, bool) {
	less := false
	for _, o := range m.near {
		if sp := f.Schema().Spec(o); o != v && !f.At(o).Known() {
			f, less = f.With(sp.ID, fact.Point(sp.Least)), true
		}
	}
	return f, less
}

// hangsOnOpen says whether what a measure asks of a fact is measured by another number that is open,
// or, of a sum that is wanted, the amount is.
func (r *run) hangsOnOpen(m *measure, v int, wanted money.Amount) bool {
	open := func(o int) bool { return o != v && !r.exact(o) }
	return slices.ContainsFunc(m.leaves, func(l leaf) bool {
		by := func(c linear) bool { return c.x == v && open(c.y) }
		counts := func(u use) bool { return open(u.v) && u.sign < 0 && u.v != l.received }
		return l.branch >= 0 && (slices.ContainsFunc(l.lins, by) || wanted > 0 && slices.ContainsFunc(l.uses, counts))
	})
}

// reach is the least value of a fact above at with which a measure could be as wanted: it
// lies at one of the steps or, where the steps depend on facts that are open, between two.
func (w *work) reach(r *run, i, v int, at int64, could func(int64) bool) (int64, bool) {
	low := at
	for _, s := range append(w.steps(r, i, v, at), turn{at: w.highest(r, v)}) {
		if s.at <= low || !could(s.at) {
			low = max(low, s.at)
			continue
		}
		high := s.at
		for high-low > 1 {
			if middle := low + (high-low)/2; could(middle) {
				high = middle
			} else {
				low = middle
			}
		}
		return high, true
	}
	return 0, false
}

// highest is the largest value that a fact can have beside the others.
func (w *work) highest(r *run, v int) int64 {
	b := w.push(r.given)
	defer w.pop()
	b[v] = w.c.full[v]
	narrow(b, w.c.couplings)
	return min(b[v].hi, beyond(w.c.rules.Schema.Spec(v).Type)-1)
}

// reach writes how far a fact is from a value.
func (r *run) reach(m *measure, v int, target, gap int64) Reach {
	sp := r.c.rules.Schema.Spec(v)
	l := r.line(m.source)
	l.words(name(sp)).words("要达到").value(sp, target).words("，还差").value(sp, gap)
	return Reach{Fact: sp.ID, Target: target, Gap: gap, Text: l.text()}
}

// brings writes what a value of a fact brings, and how far it is.
func (r *run) brings(m *measure, v int, target, gap int64, there settled) Reach {
	sp := r.c.rules.Schema.Spec(v)
	l := r.line(m.source)
	l.words(name(sp)).words("达到").value(sp, target)
	if gap > 0 {
		l.words("（还差").value(sp, gap).words("）")
	}
	if there.status == Payable {
		l.words("，可得").amount(there.amount)
	} else {
		l.words("，最高可得").amount(there.max)
	}
	for i, o := range there.missing {
		l.words([...]string{"，还要看", "、"}[min(i, 1)]).words(name(r.c.rules.Schema.Spec(o)))
	}
	return Reach{Fact: sp.ID, Target: target, Gap: gap, Text: l.text()}
}
