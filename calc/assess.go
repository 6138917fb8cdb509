package calc

import (
	"crypto/sha256"
	"encoding/base32"
	"slices"
	"strings"

	"suance/calc/fact"
)

// Options say for which day and how an assessment is made.
type Options struct {
	AsOf       fact.Day
	Enterprise string   // a name, carried through
	Readings   []string // whose alternatives are applied; each must be Selectable
	// Brief leaves out what explains a figure: conditions, steps, near misses, notes
	// and the other readings. Statuses, figures, missing facts, receipt and warnings
	// are those of the whole assessment.
	Brief bool
}

// Assess says what the policy gives an enterprise of which f is known, on a day,
// with all that a person needs to check it.
func (c *Calculator) Assess(f fact.Set, o Options) Assessment {
	w := c.work()
	r := c.run(w, f, o.Readings)
	s := r.sums(w)
	a := Assessment{
		Policy: c.rules.Policy, AsOf: o.AsOf, WithinValidity: c.rules.Validity.Holds(o.AsOf),
		Enterprise: o.Enterprise, Facts: f, Measures: make([]Result, len(r.results)),
		Receipt: c.Receipt(f, o.AsOf, o.Readings),
	}
	for i := range r.results {
		a.Measures[i] = r.result(w, i)
		if !o.Brief {
			r.explain(w, i, &a.Measures[i])
		}
	}
	a.Total = Total{
		Payable: amountFigure(int64(s.Payable), "calc:total"), UpTo: amountFigure(int64(s.UpTo), "calc:total"),
		PayableBounds: s.PayableBounds, UpToBounds: s.UpToBounds, Unlimited: s.Unlimited, UnlimitedUpTo: s.UnlimitedUpTo,
	}
	if !o.Brief {
		r.doubts(w, &a)
	}
	a.Warnings = r.warnings(o.AsOf)
	c.rest(w)
	return a
}

// result shows what comes of one measure.
func (r *run) result(w *work, i int) Result {
	m, s := r.measures[i], &r.results[i]
	src := m.src
	out := Result{
		ID: src.ID, Title: src.Title, Clause: src.Sentences[0], Quote: src.Quote, Status: s.status,
		Bounds: bounds(s.min, s.max), Quota: m.quota, Lead: src.Lead, Support: src.Support,
	}
	if b := r.branch(w, m, s); b >= 0 {
		out.Clause, out.Quote = src.Branches[b].Sentence, src.Branches[b].Quote
	}
	if s.status != NotMet && s.status != NeedsFacts {
		out.Amount = amountFigure(s.amount, m.source)
	}
	if s.status == Divided {
		out.Parts = parts(src, s.amount)
	}
	if len(s.missing) > 0 {
		out.Missing = make([]fact.ID, 0, len(s.missing))
	}
	for _, v := range s.missing {
		out.Missing = append(out.Missing, r.c.rules.Schema.Spec(v).ID)
	}
	return out
}

// explain adds to a measure how its outcome comes about and what would change it.
func (r *run) explain(w *work, i int, out *Result) {
	s := &r.results[i]
	out.Conditions, out.Steps, out.Near = r.conditions(w, i), r.steps(i, s), w.nears(r, i)
	out.Notes = r.notes(i, s, out.Conditions)
}

// branch is the case that applies: the one that every filling lies in, else the
// first that the facts choose, whatever else the measure requires; -1 if that is
// not known.
func (r *run) branch(w *work, m *measure, s *settled) int {
	if s.branch >= 0 || len(m.branches) < 2 {
		return s.branch
	}
	for k := range m.branches {
		switch r.selected(w, &m.branches[k]) {
		case True:
			return k
		case Open:
			return -1
		}
	}
	return -1
}

// selected says whether the facts that divide the cases choose this one; where
// the cases are steps of one another, whether its conditions hold.
func (r *run) selected(w *work, b *shownBranch) Truth {
	out := True
	for k := range b.when {
		if len(b.selectors) > 0 && !slices.Contains(b.selectors, k) {
			continue
		}
		switch w.truth(&b.when[k], r.box) {
		case False:
			return False
		case Open:
			out = Open
		}
	}
	return out
}

// conditions lists the conditions of a measure and of those of its cases that can
// apply.
func (r *run) conditions(w *work, i int) []Checked {
	m, s := r.measures[i], &r.results[i]
	source := m.source
	out := make([]Checked, 0, len(m.require)+4)
	for k := range m.require {
		out = append(out, r.checked(w, &m.require[k], source))
	}
	for _, k := range r.shownBranches(w, m, s) {
		b := &m.branches[k]
		open := s.branch != k && len(b.selectors) > 0 && r.selected(w, b) == Open
		for j := range b.when {
			c := r.checked(w, &b.when[j], source)
			if open && (c.Holds == True || s.status == NeedsFacts) {
				c.Holds = Open // whether the case applies is not known
			}
			out = append(out, c)
		}
	}
	return out
}

// shownBranches are the cases whose conditions are listed: the one that counts;
// else those that the facts which divide the cases do not rule out; of cases
// that are steps of one another, the lowest.
func (r *run) shownBranches(w *work, m *measure, s *settled) []int {
	if s.branch >= 0 {
		return []int{s.branch}
	}
	var out []int
	plain := -1
	for k := range m.branches {
		switch b := &m.branches[k]; {
		case len(b.selectors) == 0:
			plain = k
		case r.selected(w, b) != False:
			out = append(out, k)
		}
	}
	if plain >= 0 {
		out = append(out, plain)
	}
	return out
}

// parts divides an amount exactly.
func parts(m *Measure, fen int64) []Part {
	out := make([]Part, len(m.Parts))
	for i, p := range m.Parts {
		out[i] = Part{Label: p.Label, Amount: partFigure(fen, p.Share, "calc:"+m.ID)}
	}
	return out
}

// Holds says whether a day lies within the validity that a document states for
// itself.
func (v Validity) Holds(d fact.Day) bool {
	return (v.From == 0 || d >= v.From) && (v.Until == 0 || d <= v.Until)
}

// Receipt binds the policy's version, the facts, the day and the readings
// applied: the same input gives the same receipt.
func (c *Calculator) Receipt(f fact.Set, asOf fact.Day, readings []string) string {
	b := make([]byte, 0, 512)
	b = append(b, c.rules.Policy...)
	b = append(b, '\n')
	b = append(b, c.rules.Version...)
	b = append(b, '\n')
	b = append(b, asOf.String()...)
	b = append(b, '\n')
	if f.Schema() != nil {
		b = f.AppendJSON(b)
	} else {
		b = append(b, "{}"...)
	}
	b = append(b, '\n')
	if len(readings) > 0 {
		ids := slices.Clone(readings)
		slices.Sort(ids)
		b = append(b, strings.Join(slices.Compact(ids), " ")...)
	}
	sum := sha256.Sum256(b)
	s := base32.StdEncoding.EncodeToString(sum[:8])
	return "SC-" + s[:4] + "-" + s[4:8] + "-" + s[8:12]
}

// capped is the sum of one kind under the cap over all.
func (r *run) capped(kind Kind) int64 {
	sum := r.add(kind)
	if c := r.c.rules.Cap; c != nil && kind == Fixed {
		return min(sum, int64(c.Amount))
	}
	return sum
}

// Bound is an end of bounds as a figure of a measure or of the totals ("total"),
// for those who put it into a sentence.
func (b Bounds) Bound(upper bool, of string) Figure {
	a := b.Min
	if upper {
		a = b.Max
	}
	return amountFigure(int64(a), "calc:"+of)
}
