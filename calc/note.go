package calc

import "slices"

// fixedNotes are the notes that a measure carries under all facts: what the text
// leaves open, readings without another figure, what is assumed.
func fixedNotes(m *Measure) []Text {
	var out []Text
	for _, n := range m.Notes {
		out = append(out, wordsOnly(n))
	}
	for _, u := range m.Readings {
		if u.Note != "" {
			out = append(out, wordsOnly(u.Note))
		}
	}
	return out
}

var (
	onceNote    = wordsOnly("一次性给予：按这一项以前没有领取过测算。")
	jointNote   = wordsOnly("按已知情况，各项条件不能同时满足。")
	receivedAll = wordsOnly("条件已满足，但此前已获的金额不低于这次测算的金额，差额为零。")
	tooLittle   = wordsOnly("条件已满足，但按比例算出的金额不足一分，记为零。")
)

// notes are the notes of a measure under the facts.
func (r *run) notes(i int, s *settled, conditions []Checked) []Text {
	m := r.measures[i]
	source := m.source
	out := append(make([]Text, 0, len(m.notes)+3), m.notes...)
	if m.src.Once && s.status != NotMet {
		out = append(out, onceNote)
	}
	if f := r.c.rules.Focus; f != nil && m.outsideFocus && r.beyondFocus(f) {
		out = append(out, r.c.focusNote)
	}
	switch s.status {
	case Payable, Ceiling:
		if s.amount == 0 {
			out = append(out, r.zeroNote(m))
		}
		if a := r.awards[i]; a > 0 {
			l := r.line(source)
			out = append(out, l.words("本市其他同类政策的").amount(a).words("不高于本措施，按就高、不重复以本措施为准，两项不叠加。").text())
		}
	case NotMet:
		if !slices.ContainsFunc(conditions, func(c Checked) bool { return c.Holds == False }) {
			out = append(out, jointNote)
		}
		if t, ok := r.nextTier(m); ok {
			out = append(out, t)
		}
	}
	return out
}

// beyondFocus says that the enterprise lies outside of what the policy mainly
// supports.
func (r *run) beyondFocus(f *Focus) bool {
	v, ok := r.c.rules.Schema.Index(f.Fact)
	if !ok {
		return false
	}
	var outside int64
	for _, o := range f.Outside {
		outside |= 1 << o
	}
	return r.box[v].lo&^outside == 0
}

// zeroNote says why a measure whose conditions hold pays nothing.
func (r *run) zeroNote(m *measure) Text {
	l := m.leafAt(r.box)
	if l == nil || !r.within(l, &m.src.Branches[l.branch]) {
		return wordsOnly("条件已满足，但在各种可能下算出的金额都是零。")
	}
	if fen, whole := l.raw(r.box); fen > 0 {
		return receivedAll
	} else if !whole {
		return tooLittle
	}
	for _, u := range l.uses {
		if u.sign >= 0 && r.box[u.v].lo == 0 {
			t := &line{}
			return t.words("条件已满足，但“").words(name(r.c.rules.Schema.Spec(u.v))).words("”为零，算出的金额为零。").text()
		}
	}
	return wordsOnly("条件已满足，但按条文算出的金额为零。")
}

// quota says how many are supported.
func quota(q *Quota) *Text {
	if q == nil {
		return nil
	}
	l := &line{source: "clause:" + q.Clause}
	t := l.words(q.Text).words("（名额").figure(countFigure(q.Number, q.Unit, l.source)).words("）").text()
	return &t
}

// requires says whether a measure reads a fact.
func (m *measure) requires(v int) bool { return slices.Contains(m.vars, v) }
