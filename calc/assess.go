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
	}
	a.Total = Total{
		Payable: amountFigure(int64(s.Payable), "calc:total"), UpTo: amountFigure(int64(s.UpTo), "calc:total"),
		PayableBounds: s.PayableBounds, UpToBounds: s.UpToBounds, Unlimited: s.Unlimited, UnlimitedUpTo: s.UnlimitedUpTo,
	}
	r.doubts(w, &a)
	a.Warnings = r.warnings(o.AsOf)
	return a
}

// result shows one measure.
func (r *run) result(w *work, i int) Result {
	m, s := r.measures[i], &r.results[i]
	src := m.src
	out := Result{
		ID: src.ID, Title: src.Title, Clause: src.Sentences[0], Quote: src.Quote, Status: s.status,
		Bounds: bounds(s.min, s.max), Conditions: r.conditions(w, i), Steps: r.steps(i, s), Near: w.nears(r, i),
		Quota: m.quota, Lead: src.Lead, Support: src.Support,
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
	for _, v := range s.missing {
		out.Missing = append(out.Missing, r.c.rules.Schema.Spec(v).ID)
	}
	out.Notes = r.notes(i, s, out.Conditions)
	return out
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

// warnings say what every figure is subject to.
func (r *run) warnings(asOf fact.Day) []Text {
	rules := r.c.rules
	var out []Text
	if rules.Standing.Text != "" {
		out = append(out, wordsOnly(rules.Standing.Text))
	}
	if v := rules.Validity; v.From != 0 || v.Until != 0 {
		out = append(out, validityWarning(v, asOf))
	}
	for _, s := range rules.Assumes {
		out = append(out, wordsOnly(s))
	}
	for i := range rules.Measures {
		q := rules.Measures[i].Quota
		if q == nil || q.Counts == "" {
			continue
		}
		if v, ok := rules.Schema.Index(q.Counts); ok && r.box[v].lo > q.Number {
			sp := rules.Schema.Spec(v)
			l := &line{source: "calc:" + rules.Measures[i].ID}
			l.words(name(sp))
			if !r.exact(v) {
				l.words("不少于")
			}
			l.value(sp, r.box[v].lo).words("，超过全部名额").figure(countFigure(q.Number, q.Unit, "clause:"+q.Clause))
			out = append(out, l.words("，请核对；能否全部获奖须以认定或遴选结果为准。").text())
		}
	}
	if c := rules.Cap; c != nil && int64(c.Amount) < r.add(Fixed) {
		l := &line{source: "clause:" + c.Sentence}
		out = append(out, l.words("各项合计超过总额上限，合计按").amount(int64(c.Amount)).words("计。").text())
	}
	return out
}

// validityWarning says until when the document is valid by its own words.
func validityWarning(v Validity, asOf fact.Day) Text {
	source := "clause:" + v.Clause
	day := func(l *line, d fact.Day, source string) {
		l.figure(Figure{decimal: d.String(), text: d.Chinese(), source: source})
	}
	l := &line{source: source}
	l.words("文件自述的有效期")
	if v.From != 0 {
		l.words("自")
		day(l, v.From, source)
		l.words("起")
	}
	if v.Until != 0 {
		l.words("至")
		day(l, v.Until, source)
	}
	switch {
	case v.Holds(asOf):
		return l.words("。").text()
	case v.From != 0 && asOf < v.From:
		l.words("，到")
		day(l, asOf, "meta:as_of")
		return l.words("尚未开始，以下金额只是参考测算。").text()
	}
	l.words("，到")
	day(l, asOf, "meta:as_of")
	return l.words("已经届满，以下金额只是参考测算，请以政府最终公布的文件为准。").text()
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
		for _, kind := range [2]Kind{Fixed, UpTo} {
			var counted []int
			for _, j := range g.members {
				if r.measures[j].src.Kind == kind && r.results[j].amount > 0 {
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
