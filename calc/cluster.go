package calc

import "slices"

// cluster are units that hang together when nothing is known: they share facts.
// What is known can only loosen the ties.
type cluster struct {
	units  []unit
	vars   []int // all facts that its measures read
	lo, hi int64 // with nothing known
}

// cluster finds the clusters of a kind.
func (t *tally) cluster() []cluster {
	var parts []part
	for _, u := range t.units() {
		parts = append(parts, t.part(u, t.r.box))
	}
	var out []cluster
	for len(parts) > 0 {
		var group []part
		group, parts = t.component(parts, t.r.box)
		var cl cluster
		for _, p := range group {
			cl.units = append(cl.units, p.unit)
			for _, i := range p.unit {
				cl.vars = append(cl.vars, t.r.measures[i].vars...)
			}
		}
		slices.Sort(cl.vars)
		cl.vars = slices.Compact(cl.vars)
		cl.lo, cl.hi = t.over(cl.units, t.r.box)
		out = append(out, cl)
	}
	return out
}

// all is the least and the most of all measures of the kind.
func (t *tally) all() (lo, hi int64) {
	if t.r.applied != nil {
		return t.over(t.units(), t.r.box) // other readings, other clusters
	}
	for i := range t.r.c.clusters[t.kind] {
		cl := &t.r.c.clusters[t.kind][i]
		l, h := cl.lo, cl.hi
		if !t.untouched(cl) {
			l, h = t.over(cl.units, t.r.box)
		}
		lo, hi = plus(lo, l), plus(hi, h)
	}
	return lo, hi
}

// untouched says that nothing is known that bears on a cluster.
func (t *tally) untouched(cl *cluster) bool {
	for _, v := range cl.vars {
		if t.r.box[v] != t.r.c.full[v] {
			return false
		}
	}
	for _, u := range cl.units {
		for _, i := range u {
			if t.r.awards[i] != 0 {
				return false
			}
		}
	}
	return true
}
