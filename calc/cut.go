package calc

import (
	"math/bits"
	"slices"
)

// splitter picks the open fact that most of the open measures share and that
// their conditions cut, with the doms it is cut into; -1 if there is none.
func (t *tally) splitter(parts []part, box []dom) (int, []dom) {
	c := t.r.c
	counts := t.w.counts
	clear(counts)
	for _, p := range parts {
		for _, i := range p.open {
			for _, v := range t.r.measures[i].vars {
				if !box[v].exact(c.choice[v]) {
					counts[v]++
				}
			}
		}
	}
	best, at := 1, -1
	var cuts []dom
	for v, n := range counts {
		if n > best {
			if ds := t.cuts(parts, v, box[v]); len(ds) > 1 {
				best, at, cuts = n, v, ds
			}
		}
	}
	return at, cuts
}

// cuts divides what a fact may be at the conditions of the open measures.
func (t *tally) cuts(parts []part, v int, d dom) []dom {
	if t.r.c.choice[v] {
		return t.optionCuts(parts, v, d)
	}
	points := []int64{d.lo}
	t.spans(parts, v, func(s *span) {
		for _, x := range [2]int64{s.lo, s.hi + 1} {
			if s.lo <= s.hi && x > d.lo && x <= d.hi && x != -1<<63 {
				points = append(points, x)
			}
		}
	})
	slices.Sort(points)
	points = slices.Compact(points)
	out := make([]dom, len(points))
	for i, x := range points {
		out[i] = dom{x, d.hi}
		if i+1 < len(points) {
			out[i].hi = points[i+1] - 1
		}
	}
	return out
}

// optionCuts divides the options of a choice into those that no condition of the
// open measures tells apart.
func (t *tally) optionCuts(parts []part, v int, d dom) []dom {
	out := []dom{d}
	t.spans(parts, v, func(s *span) {
		for i := range out {
			in, outside := out[i].lo&s.lo, out[i].lo&^s.lo
			if in != 0 && outside != 0 {
				out[i].lo = in
				out = append(out, dom{lo: outside})
			}
		}
	})
	slices.SortFunc(out, func(a, b dom) int { return bits.TrailingZeros64(uint64(a.lo)) - bits.TrailingZeros64(uint64(b.lo)) })
	return out
}

// spans calls f with each condition of the open measures on a fact.
func (t *tally) spans(parts []part, v int, f func(*span)) {
	for _, p := range parts {
		for _, i := range p.open {
			ls := t.r.measures[i].leaves
			for k := range ls {
				for j := range ls[k].spans {
					if s := &ls[k].spans[j]; s.v == v {
						f(s)
					}
				}
			}
		}
	}
}
