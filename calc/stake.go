package calc

import (
	"cmp"
	"slices"

	"suance/calc/fact"
	"suance/calc/money"
)

// Stake is what is at stake in a fact that is missing: how far apart its best
// and its worst answer lie in the most that can still be payable.
type Stake struct {
	Fact      fact.ID
	Spread    money.Amount
	Unlimited bool     // nothing limits the best answer
	Measures  []string // the measures whose outcome it can change, of those asked about
}

// Stakes lists the facts that can still change the outcome of the given measures
// (none: all), those first that move the most money, without limit before all,
// else in the order of the schema.
func (c *Calculator) Stakes(f fact.Set, measures []string) []Stake {
	w := c.work()
	r := c.run(w, f, nil)
	t := tally{r: r, w: w, kind: Fixed}
	if len(measures) > 0 {
		t.only = make([]bool, len(r.measures))
		for i, m := range r.measures {
			t.only[i] = slices.Contains(measures, m.src.ID)
		}
	}
	out, facts := t.open()
	unasked := t.unasked()
	for k, v := range facts {
		if unasked[v] {
			out[k].Spread = c.blankSpreads()[v]
		} else {
			out[k].Spread = t.spread(v)
		}
	}
	c.rest(w)
	slices.SortStableFunc(out, func(a, b Stake) int {
		switch {
		case a.Unlimited && !b.Unlimited:
			return -1
		case b.Unlimited && !a.Unlimited:
			return 1
		}
		return cmp.Compare(b.Spread, a.Spread)
	})
	return out
}

// open are the facts that are missing for something that was asked about, with their
// positions, in the order of the schema: all but the spread.
func (t *tally) open() (out []Stake, facts []int) {
	c := t.r.c
	counts := make([]int, len(c.full)) // of the measures that miss a fact
	total, open := 0, 0
	for i := range t.r.results {
		for _, v := range t.missing(i) {
			if counts[v]++; counts[v] == 1 {
				open++
			}
			total++
		}
	}
	out, facts = make([]Stake, 0, open), make([]int, 0, open)
	ids := make([]string, total)
	for v, n := range counts {
		if n == 0 {
			continue
		}
		counts[v] = len(out)
		out, facts = append(out, Stake{Fact: c.rules.Schema.Spec(v).ID, Measures: ids[:0:n]}), append(facts, v)
		ids = ids[n:]
	}
	for i := range t.r.results {
		m := t.r.measures[i]
		unlimited := m.src.Kind == Fixed && t.r.results[i].max == boundless
		for _, v := range t.missing(i) {
			s := &out[counts[v]]
			s.Measures = append(s.Measures, m.src.ID)
			s.Unlimited = s.Unlimited || unlimited && t.limits(i, v)
		}
	}
	return out, facts
}

// missing are the facts that are missing for a measure; none if it was not asked about.
func (t *tally) missing(i int) []int {
	if t.only != nil && !t.only[i] {
		return nil
	}
	return t.r.results[i].missing
}

// spread is how far apart the most lies that can be payable after the best and
// after the worst answer.
func (t *tally) spread(v int) money.Amount {
	r, us := t.r, t.around(v)
	best, worst := int64(0), int64(boundless)
	for _, d := range t.answers(us, v) {
		b := t.w.push(r.box)
		b[v] = d
		if len(us) > 0 && narrow(b, r.c.couplings) {
			_, hi := t.over(us, b)
			best, worst = max(best, hi), min(worst, hi)
		}
		t.w.pop()
	}
	return money.Amount(best - min(best, worst))
}

// unasked are the facts of which, and of all that hangs together with them, nothing is
// known; none unless all was asked about.
func (t *tally) unasked() []bool {
	out := make([]bool, len(t.r.c.full))
	if t.only != nil {
		return out
	}
	for v := range out {
		out[v] = true
	}
	clusters := t.r.c.clusters[t.kind]
	for i := range clusters {
		if !t.untouched(&clusters[i]) {
			for _, v := range clusters[i].vars {
				out[v] = false
			}
		}
	}
	return out
}

// limits says whether an answer about a fact can put a limit to a measure that
// has none.
func (t *tally) limits(i, v int) bool {
	for _, d := range t.answers([]unit{{i}}, v) {
		b := t.w.push(t.r.box)
		b[v] = d
		_, hi := t.w.ends(t.r.measures[i], b, t.r.awards[i])
		t.w.pop()
		if hi < boundless {
			return true
		}
	}
	return false
}

// around are the units that still hang together with a fact: whatever its answer,
// the others give what they gave, and count for the best and the worst alike.
func (t *tally) around(v int) []unit {
	if t.ties == nil {
		t.ties = make([][][]part, len(t.r.c.clusters[t.kind]))
	}
	tied := t.r.c.tied(v)
	var us []unit
	for i := range t.ties {
		cl := &t.r.c.clusters[t.kind][i]
		if !slices.Contains(cl.vars, v) {
			continue
		}
		if t.ties[i] == nil {
			t.ties[i] = t.components(t.within(cl.units), t.r.box)
		}
		for _, group := range t.ties[i] {
			if !slices.ContainsFunc(group, func(p part) bool { return t.reads(p, tied) }) {
				continue
			}
			for _, p := range group {
				us = append(us, p.unit)
			}
		}
	}
	return us
}

// components are the units that are open over a box, those that hang together
// side by side.
func (t *tally) components(us []unit, box []dom) [][]part {
	var parts []part
	for _, u := range us {
		if p := t.part(u, box); len(p.open) > 0 {
			parts = append(parts, p)
		}
	}
	groups := [][]part{}
	for len(parts) > 0 {
		var group []part
		group, parts = t.component(parts, box)
		groups = append(groups, group)
	}
	return groups
}

// reads says whether an open measure of a part reads one of the facts.
func (t *tally) reads(p part, vars []int) bool {
	for _, i := range p.open {
		for _, v := range vars {
			if slices.Contains(t.r.measures[i].vars, v) {
				return true
			}
		}
	}
	return false
}

// tied are a fact and those that an answer about it can narrow, along chains of
// couplings.
func (c *Calculator) tied(v int) []int {
	tied := []int{v}
	for k := 0; k < len(tied); k++ {
		for _, l := range c.couplings {
			if l.x == tied[k] && !slices.Contains(tied, l.y) {
				tied = append(tied, l.y)
			}
			if l.y == tied[k] && !slices.Contains(tied, l.x) {
				tied = append(tied, l.x)
			}
		}
	}
	return tied
}

// answers are what a fact may turn out to be: each option, or the ends of each
// stretch that the conditions tell apart.
func (t *tally) answers(us []unit, v int) []dom {
	parts := make([]part, len(us))
	for i, u := range us {
		parts[i] = part{unit: u, open: u}
	}
	var out []dom
	for _, d := range t.cuts(parts, v, t.r.box[v]) {
		if t.r.c.choice[v] {
			out = append(out, d)
			continue
		}
		out = append(out, dom{d.lo, d.lo})
		if d.hi > d.lo {
			out = append(out, dom{d.hi, d.hi})
		}
	}
	return out
}
