package calc

import "slices"

// doubts fills in the readings that bear on a figure, and the totals under the
// alternative of each.
func (r *run) doubts(w *work, a *Assessment) {
	for k := range r.c.rules.Readings {
		rd := &r.c.rules.Readings[k]
		if r.applied[rd.ID] {
			continue
		}
		stands := r.doubtFigures(w, rd, a)
		if r.doubtGroups(rd, a) || stands {
			other := r.under(w, rd.ID)
			a.Total.Alternatives = append(a.Total.Alternatives, Alternate{Reading: rd.ID,
				Payable: amountFigure(other.capped(Fixed), "calc:total"), UpTo: amountFigure(other.capped(UpTo), "calc:total")})
		}
	}
}

// doubtFigures finds the measures that have another figure under the alternative
// of a reading, before other policies are taken into account.
func (r *run) doubtFigures(w *work, rd *Reading, a *Assessment) bool {
	vs := r.c.variants[rd.ID]
	stands := false
	for i := range vs {
		if vs[i] == nil {
			continue
		}
		own, other := r.figureOf(w, i, r.measures[i]), r.figureOf(w, i, r.c.variant(i, r.with(rd.ID)))
		if own.status == NeedsFacts || other.status == NeedsFacts || own.amount == other.amount {
			continue
		}
		stands = true
		a.Measures[i].Readings = append(a.Measures[i].Readings, doubt(rd, other.amount, r.measures[i].source))
	}
	return stands
}

// figureOf is what comes of a measure before other policies.
func (r *run) figureOf(w *work, i int, m *measure) settled {
	if r.awards[i] == 0 && m == r.measures[i] {
		return r.results[i]
	}
	return w.settle(m, r.box, 0)
}

func doubt(rd *Reading, fen int64, source string) Doubt {
	return Doubt{ID: rd.ID, Text: wordsOnly(rd.Text), Alternative: wordsOnly(rd.Alternative), Amount: amountFigure(fen, source)}
}

// with are the readings applied and one more.
func (r *run) with(reading string) map[string]bool {
	out := map[string]bool{reading: true}
	for id := range r.applied {
		out[id] = true
	}
	return out
}

// doubtGroups finds the groups of a reading of which more than one member counts
// with the same status: each stands with its own amount.
func (r *run) doubtGroups(rd *Reading, a *Assessment) bool {
	stands := false
	for i, g := range r.c.groups {
		if g == nil || g.reading != rd.ID || g.members[0] != i {
			continue
		}
		var counted []int
		for _, j := range g.members {
			if r.results[j].amount > 0 {
				counted = append(counted, j)
			}
		}
		if len(counted) < 2 {
			continue
		}
		stands = true
		for _, j := range counted {
			d := doubt(rd, r.results[j].amount, r.measures[j].source)
			a.Measures[j].Readings = append(a.Measures[j].Readings, d)
		}
	}
	return stands
}

// under is the run under the alternative of one more reading.
func (r *run) under(w *work, reading string) *run {
	o := *r
	o.applied = r.with(reading)
	o.measures = slices.Clone(r.measures)
	o.results = slices.Clone(r.results)
	for i, m := range r.c.variants[reading] {
		if m != nil {
			o.measures[i] = r.c.variant(i, o.applied)
			o.results[i] = w.settle(o.measures[i], o.box, o.awards[i])
		}
	}
	return &o
}
