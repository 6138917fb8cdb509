package calc

import (
	"cmp"
	"slices"

	"suance/calc/fact"
)

// nears finds, for a settled measure, each fact given as a single value whose
// change alone gives a larger amount, and the nearest value that does: a
// condition, the next band, the first value that pays, the value at which the
// cap is reached.
func (w *work) nears(r *run, i int) []Near {
	m, s := r.measures[i], &r.results[i]
	if s.status == NeedsFacts || m.src.Kind == Split {
		return nil
	}
	var out []Near
	for _, v := range m.near {
		if n, exact := r.value(v).Exact(); exact {
			if near, ok := w.nearer(r, i, v, n); ok {
				out = append(out, near)
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Near) int { return cmp.Compare(a.Gap, b.Gap) })
	return out
}

// nearer tries the values above the present one at which the outcome can turn, in
// order.
func (w *work) nearer(r *run, i, v int, at int64) (Near, bool) {
	m, s := r.measures[i], &r.results[i]
	if !w.hopeful(r, i, v) {
		return Near{}, false
	}
	for _, x := range w.steps(r, i, v, at) {
		now := w.given(r, i, v, x.at)
		if now.status == NeedsFacts || now.amount <= s.amount || x.edge && !w.turnsAt(r, i, v, x.at, now) {
			continue
		}
		return r.near(m, v, x.at, x.at-at, now.amount-s.amount), true
	}
	return Near{}, false
}

// hopeful says whether any higher value of the fact could give more.
func (w *work) hopeful(r *run, i, v int) bool {
	b := w.push(r.given)
	defer w.pop()
	b[v] = dom{b[v].lo, w.c.full[v].hi}
	if !narrow(b, w.c.couplings) {
		return false
	}
	_, hi := w.ends(r.measures[i], b, r.awards[i])
	return hi > r.results[i].amount
}

// given is what comes of a measure when one fact has another value; an
// inadmissible one gives nothing.
func (w *work) given(r *run, i, v int, x int64) settled {
	b := w.push(r.given)
	defer w.pop()
	b[v] = dom{x, x}
	if !narrow(b, w.c.couplings) {
		return settled{status: NotMet}
	}
	return w.settle(r.measures[i], b, r.awards[i])
}

// turn is a value at which an outcome may change for the better.
type turn struct {
	at   int64
	edge bool // of a case, at which the figure may well run on as before
}

// steps lists the values of a fact above at that can be a near miss, ascending:
// the edges of the cases and the turns of their figures.
func (w *work) steps(r *run, i, v int, at int64) []turn {
	m, sp := r.measures[i], w.c.rules.Schema.Spec(v)
	b := w.push(r.given)
	defer w.pop()
	b[v] = dom{at, w.c.full[v].hi}
	narrow(b, w.c.couplings)
	var edges, turns []int64
	for k := range m.leaves {
		l := &m.leaves[k]
		for _, s := range l.spans {
			if s.v == v || m.pushes(v, s.v) {
				edges = append(edges, s.lo)
			}
		}
		edges = lineEdges(edges, l.lins, v, b)
		if l.branch >= 0 && w.enter(m, l, b) {
			turns = w.figureTurns(m, l, v, r.awards[i], turns)
			if sp.Type == fact.Count && l.dependsOn(v) {
				turns = append(turns, at+1) // counted item by item
			}
		}
	}
	var out []turn
	add := func(xs []int64, edge bool) {
		for _, x := range xs {
			if x > at && x <= b[v].hi && x < beyond(sp.Type) {
				out = append(out, turn{x, edge})
			}
		}
	}
	add(turns, false)
	add(edges, true)
	slices.SortStableFunc(out, func(a, b turn) int { return cmp.Compare(a.at, b.at) })
	return slices.CompactFunc(out, func(a, b turn) bool { return a.at == b.at })
}

// pushes says whether a fact can never be above another, so that raising it
// raises the other's least value.
func (m *measure) pushes(v, other int) bool {
	return slices.ContainsFunc(m.couplings, func(l linear) bool { return l.y == v && l.x == other && l.a == l.b })
}

// turnsAt says whether another case, or another band, begins at a value of a
// fact: at an edge that another fact has already decided nothing changes.
func (w *work) turnsAt(r *run, i, v int, x int64, now settled) bool {
	below := w.given(r, i, v, x-1)
	if below.status != NeedsFacts && below.amount >= now.amount {
		return false
	}
	if below.status != now.status || below.amount == 0 || below.branch != now.branch || now.branch < 0 {
		return true
	}
	b := w.push(r.given)
	defer w.pop()
	m := r.measures[i]
	b[v] = dom{x, x}
	after := m.leafAt(b)
	b[v] = dom{x - 1, x - 1}
	before := m.leafAt(b)
	if after == nil || before == nil {
		return m.src.Branches[now.branch].banded()
	}
	return !slices.EqualFunc(before.products, after.products, func(a, b product) bool { return a.num == b.num && a.den == b.den })
}

// banded says whether the amount depends on a band.
func (b *Branch) banded() bool {
	return slices.ContainsFunc(b.Amount, func(p Product) bool {
		return slices.ContainsFunc(p, func(t Term) bool { _, ok := t.(ByBand); return ok })
	})
}

// lineEdges adds the values at which a condition on this fact and another begins
// to hold, seen from both ends of the other.
func lineEdges(out []int64, ls []linear, v int, box []dom) []int64 {
	for _, l := range ls {
		if l.x == v {
			out = append(out, ceilDiv(l.b, box[l.y].lo, l.c, l.a), ceilDiv(l.b, box[l.y].hi, l.c, l.a))
		}
	}
	return out
}

// figureTurns adds the values of a fact in a leaf, which w.box holds, at which
// the figure begins to pay, meets the other policy's sum, and reaches its cap.
func (w *work) figureTurns(m *measure, l *leaf, v int, award int64, out []int64) []int64 {
	for _, u := range l.uses {
		if u.v != v || u.sign <= 0 {
			continue
		}
		for side := -1; side <= 1; side += 2 {
			p := w.push(w.box)
			d := p[v]
			for _, o := range l.uses {
				p[o.v] = end(p[o.v], side)
			}
			targets := [5]int64{1, award, l.cap}
			if l.received >= 0 {
				targets[2] -= p[l.received].lo
			}
			for _, b := range u.bends {
				if b.other < 0 && b.at > 0 { // no more of the fact counts
					p[v] = dom{b.at, b.at}
					targets[3] = l.figure(p)
				}
			}
			if l.stepped(v) {
				p[v] = dom{d.lo, d.lo}
				targets[4] = l.figure(p) + 1
			}
			for _, t := range targets {
				if t > 0 && t < largest {
					if x, ok := l.reach(p, v, 1, d, t); ok && x > d.lo {
						out = append(out, x)
					}
				}
			}
			w.pop()
		}
	}
	return out
}

// stepped says whether the figure rises with a fact in steps.
func (f *formula) stepped(v int) bool {
	for i := range f.products {
		if slices.ContainsFunc(f.products[i].factors, func(t factor) bool { return t.v == v && t.every > 0 }) {
			return true
		}
	}
	return false
}

// near writes a near miss.
func (r *run) near(m *measure, v int, target, gap, gain int64) Near {
	sp := r.c.rules.Schema.Spec(v)
	l := r.line(m.source)
	l.words(name(sp)).words("达到").value(sp, target).words("（还差").value(sp, gap).words("），可多得").amount(gain)
	return Near{Fact: sp.ID, Target: target, Gap: gap, Gain: amountFigure(gain, l.source), Text: l.text()}
}

// nextTier says, where a measure is not met because its band was reached before,
// which band would count when it is first reached.
func (r *run) nextTier(m *measure) (Text, bool) {
	first, ok := r.c.rules.Schema.Index(m.src.FirstReached)
	if !ok || !r.exact(first) || r.box[first].lo != 0 {
		return Text{}, false
	}
	for _, bands := range m.src.ByBands() {
		return r.tierAbove(m, bands) // the first
	}
	return Text{}, false
}

func (r *run) tierAbove(m *measure, bands ByBand) (Text, bool) {
	v, _ := r.c.rules.Schema.Index(bands.Fact)
	sp := r.c.rules.Schema.Spec(v)
	if sp.Type == fact.YesNo || !r.exact(v) {
		return wordsOnly("按条文，同一档以前达到过的不再奖励；以后首次达到更高一档的，可以按那一档计算。"), true
	}
	for _, b := range bands.Bands {
		if b.From > r.box[v].lo {
			l := r.line(m.source)
			l.words("按条文，同一档以前达到过的不再奖励；").words(name(sp)).words("首次达到").value(sp, b.From)
			return l.words("的，可以按那一档计算。").text(), true
		}
	}
	return Text{}, false
}
