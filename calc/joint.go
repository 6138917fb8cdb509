package calc

import "slices"

// joint is what measures can give together that share facts by more than
// conditions on single facts: each choice of one leaf a measure is a case, cut
// by the linear conditions of all of them.
type joint struct {
	t        *tally
	parts    []part
	measures []int
	leaves   []*leaf // the leaf chosen for each
	lins     []linear
	lo, hi   int64
	budget   int
}

// maxJoint bounds the cases of one joint; beyond it the ends are added as if
// nothing were shared, which is never too narrow.
const maxJoint = 20_000

// joint is over for parts that share facts which no condition cuts.
func (t *tally) joint(parts []part, box []dom) (lo, hi int64) {
	j := joint{t: t, parts: parts, lo: boundless, budget: maxJoint}
	for _, p := range parts {
		j.measures = append(j.measures, p.open...)
	}
	for _, i := range j.measures {
		j.lins = append(j.lins, t.r.measures[i].couplings...)
	}
	j.lins = append(j.lins, t.r.c.couplings...)
	j.leaves = make([]*leaf, len(j.measures))
	j.choose(box, 0)
	if j.budget > 0 {
		return ifAny(j.lo), j.hi
	}
	lo, hi = 0, 0
	for _, p := range parts {
		lo, hi = plus(lo, p.lo), plus(hi, p.hi)
	}
	return lo, hi
}

// choose tries each leaf of the k-th measure.
func (j *joint) choose(box []dom, k int) {
	if k == len(j.measures) {
		j.evaluate(box)
		return
	}
	w, m := j.t.w, j.t.r.measures[j.measures[k]]
	for i := range m.leaves {
		if j.budget--; j.budget <= 0 {
			return
		}
		l := &m.leaves[i]
		p := w.push(box)
		n := len(j.lins)
		j.lins = append(j.lins, l.lins...)
		if meetAll(p, l.spans) && narrow(p, j.lins) {
			j.leaves[k] = l
			j.choose(p, k+1)
		}
		j.lins = j.lins[:n]
		w.pop()
	}
}

// meetAll narrows a box by conditions on single facts.
func meetAll(box []dom, spans []span) bool {
	for i := range spans {
		s := &spans[i]
		if box[s.v] = box[s.v].meet(s.dom, s.choice); box[s.v].empty(s.choice) {
			return false
		}
	}
	return true
}

// evaluate takes the ends of one case into account. Facts that raise one amount
// and lower another are tried at the ends and where a figure turns.
func (j *joint) evaluate(box []dom) {
	var uses []use
	for _, l := range j.leaves {
		for _, u := range l.uses {
			if i := slices.IndexFunc(uses, func(o use) bool { return o.v == u.v }); i < 0 {
				uses = append(uses, u)
			} else if uses[i].sign != u.sign {
				uses[i].sign = 0
			}
		}
	}
	systems := [1][]linear{j.lins}
	j.fix(box, uses, 0, func(p []dom) {
		j.lo = min(j.lo, j.t.w.corner(p, uses, -1, systems[:], j.least))
		j.hi = max(j.hi, j.t.w.corner(p, uses, +1, systems[:], j.most))
	})
}

// fix settles the facts that work both ways, one by one.
func (j *joint) fix(box []dom, uses []use, k int, visit func([]dom)) {
	for k < len(uses) && (uses[k].sign != 0 || box[uses[k].v].lo == box[uses[k].v].hi) {
		k++
	}
	if k == len(uses) {
		visit(box)
		return
	}
	w, v := j.t.w, uses[k].v
	points := []int64{box[v].lo, box[v].hi}
	for i, l := range j.leaves {
		for _, u := range l.uses {
			if u.v != v || l.branch < 0 {
				continue
			}
			for side := -1; side <= 1; side += 2 {
				p := w.push(box)
				for _, o := range l.uses {
					p[o.v] = end(p[o.v], side)
				}
				points = l.turns(p, v, u.sign, box[v], j.t.r.awards[j.measures[i]], points)
				w.pop()
			}
		}
	}
	slices.Sort(points)
	for _, x := range slices.Compact(points) {
		if x < box[v].lo || x > box[v].hi {
			continue
		}
		p := w.push(box)
		p[v] = dom{x, x}
		if narrow(p, j.lins) {
			j.fix(p, uses, k+1, visit)
		}
		w.pop()
	}
}

// least and most are the sums at a point; in most, measures without limit are
// left out.
func (j *joint) least(p []dom) int64 { return j.sum(p, false) }
func (j *joint) most(p []dom) int64  { return j.sum(p, true) }

func (j *joint) sum(p []dom, limited bool) int64 {
	var sum int64
	k := 0
	for _, part := range j.parts {
		var best int64
		for _, i := range part.unit {
			var a int64
			if k < len(j.measures) && j.measures[k] == i {
				a = j.amount(k, p)
				k++
			} else {
				a, _ = j.t.w.ends(j.t.r.measures[i], p, j.t.r.awards[i])
			}
			if limited && j.t.r.results[i].max == boundless {
				a = 0
			}
			best = max(best, a)
		}
		sum = plus(sum, best)
	}
	return sum
}

// amount is what the k-th measure gives at a point in the leaf chosen for it.
func (j *joint) amount(k int, p []dom) int64 {
	i, l := j.measures[k], j.leaves[k]
	if l.branch < 0 {
		return 0
	}
	_, a := j.t.r.measures[i].outcome(l, l.figure(p), j.t.r.awards[i])
	return a
}
