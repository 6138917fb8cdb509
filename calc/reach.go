package calc

import "suance/calc/fact"

// Reach is the least value of a fact from which on a measure that is not met could be,
// where facts that are still open keep a near miss from saying what that pays.
type Reach struct {
	Fact        fact.ID
	Target, Gap int64 // in inner units
	Text        Text  // 年度实际产量要达到11.25万辆，还差1.25万辆
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
			if x, ok := w.reach(r, i, v, at); ok {
				return r.reach(m, v, x, x-at), true
			}
		}
	}
	return Reach{}, false
}

// reach is the least value of a fact above at with which the measure could be met: it
// lies at one of the steps or, where the steps depend on facts that are open, between two.
func (w *work) reach(r *run, i, v int, at int64) (int64, bool) {
	could := func(x int64) bool { return w.given(r, i, v, x).status != NotMet }
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
