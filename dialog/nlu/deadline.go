package nlu

import (
	"strings"

	"github.com/shopspring/decimal"

	"suance/calc/fact"
)

// deadline is what the label of a yes/no fact says of a time: 认定后两年内成功实现应用. The zero
// deadline is none.
type deadline struct {
	months decimal.Decimal
	start  string // from what it is counted: 认定
}

// deadlineOf reads it from a label.
func deadlineOf(sp *fact.Spec) deadline {
	if sp.Type != fact.YesNo {
		return deadline{}
	}
	runes := []rune(sp.Label)
	for _, q := range Quantities(sp.Label) {
		months, ok := inMonths(q.Unit, q.Value)
		if ok && q.Span.End < len(runes) && runes[q.Span.End] == '内' {
			start, _, _ := strings.Cut(string(runes[:q.Span.Start]), "后")
			return deadline{months, start}
		}
	}
	return deadline{}
}

// inMonths is a length of time in months; false for none.
func inMonths(unit, value string) (decimal.Decimal, bool) {
	d, ok := number(value)
	switch unit {
	case "年":
		return d.Mul(decimal.New(12, 0)), ok
	case "个月", "月":
		return d, ok
	case "天", "日":
		return d.DivRound(decimal.New(30, 0), 1), ok
	}
	return d, false
}

// readDeadlines states whether what a clause says happened in time: 30个月才用上. It returns 1 +
// the fact of which it said so, or could not say; 0 for none.
func (rd *reading) readDeadlines(c *clause) int {
	rd.startYear(c)
	for _, f := range rd.timed {
		event := rd.eventOf(c, f)
		if event < 0 || c.has(ask) || c.has(polarAsk) || c.has(requirement) || c.has(every) {
			continue
		}
		if f != rd.asked && rd.isSpan(event) {
			rd.say(statement{fact: f, span: rd.spanOf(event, event), why: WhyRange}, event)
			return f + 1
		}
		if in, ok, told := rd.inTime(c, f, event); ok {
			s := statement{fact: f, value: fact.Bool(in), span: rd.spanOf(event, event)}
			if !told {
				s.value, s.why = fact.Value{}, WhyRange
			}
			rd.say(s, event)
			return f + 1
		}
		if n, ok := rd.yearsSince(c, f); ok {
			s := statement{fact: f, span: rd.spanOf(c.from, c.to-1), why: WhyRange}
			if months := decimal.New(int64(12*n), 0); !months.Equal(rd.deadlines[f].months) {
				s.value, s.why, s.confirm = fact.Bool(months.LessThan(rd.deadlines[f].months)), "", true
			}
			rd.say(s, event)
			return f + 1
		}
	}
	return 0
}

// eventOf is the token of a clause that says what was to happen in time for a fact; -1 for
// none, or where another subject is spoken of.
func (rd *reading) eventOf(c *clause, f int) int {
	said := rd.f.words(c.start, c.end)
	if f != rd.asked && rd.cues>>rd.group[f]&1 == 0 && !strings.Contains(said, rd.deadlines[f].start) && !rd.isGroupKnown(rd.group[f]) && !rd.tellsLimit(c, f) {
		return -1
	}
	for i := min(c.to, c.from+reachOfWords) - 1; i >= c.from; i-- {
		if f == rd.asked && rd.isLength(i) && !rd.deniedHere(f) { // 超过两年了
			return c.to - 1
		}
		if rd.states(i, f, roleWeak) && !rd.tellsWhich(i) || rd.states(i, f, roleName) {
			return i
		}
	}
	return -1
}

// tellsLimit says whether a clause speaks of no subject and of just the time that a fact allows:
// 两年内没有成功应用.
func (rd *reading) tellsLimit(c *clause, f int) bool {
	tells := false
	for i := c.from; i < min(c.to, c.from+reachOfWords); i++ {
		if rd.toks[i].kind == policyWord && !rd.states(i, f, roleWeak) && !rd.states(i, f, roleName) || rd.cue(i) != 0 {
			return false
		}
		if rd.isLength(i) && startsWithAny(rd.f.words(rd.toks[i].end, c.end), "内", "之内", "以内") {
			a := &rd.amounts[rd.toks[i].amount]
			n := a.value
			if a.vague && a.high != nil { // 两年以内
				n = a.high.value
			}
			months, _ := inMonths(a.unit, n.String())
			tells = months.Equal(rd.deadlines[f].months)
		}
	}
	return tells
}

// deniedHere says whether the sentence has said no of a fact: 还没用，才一年.
func (rd *reading) deniedHere(f int) bool {
	for _, s := range rd.said[rd.before:] {
		if s.fact == f && s.value == fact.Bool(false) {
			return true
		}
	}
	return false
}

// isLength says whether token i is a length of time.
func (rd *reading) isLength(i int) bool {
	if rd.toks[i].kind != quantity || rd.amounts[rd.toks[i].amount].isOrdinal {
		return false
	}
	_, _, ok := rd.monthsOf(i, &rd.amounts[rd.toks[i].amount])
	return ok
}

// inTime says whether the length of time in a clause is within what a fact allows; ok is
// false where there is none, told where it does not tell.
func (rd *reading) inTime(c *clause, f, event int) (in, ok, told bool) {
	limit := rd.deadlines[f].months
	from := event
	for from+1 < min(c.to, event+4) && rd.toks[from].kind != quantity && (strings.ContainsAny(rd.f.words(rd.toks[event].end, rd.toks[from+1].start), "隔历") || rd.toks[from+1].kind == bound || rd.toks[from+1].kind == colon || from > event && rd.toks[from].kind == colon || from > event && rd.toks[from].kind == bound) { // 认定到应用隔了三年
		from++
	}
	for i := max(event, from); i >= max(c.from, event-6); i-- {
		if rd.isOtherSubjectAt(i, f) {
			break
		}
		if rd.toks[i].kind != quantity {
			continue
		}
		a := &rd.amounts[rd.toks[i].amount]
		after := rd.f.words(a.end, min(len(rd.f.run), a.end+4))
		denied := rd.signBefore(event, 2) < 0
		low, high, known := rd.monthsOf(i, a)
		if !known {
			continue
		}
		if j := i - 1; j >= c.from && rd.toks[j].kind == quantity && rd.toks[j].end == rd.toks[i].start { // 两年零三个月
			more, _, _ := rd.monthsOf(j, &rd.amounts[rd.toks[j].amount])
			low, high = low.Add(more), high.Add(more)
		}
		switch {
		case denied:
			return false, low.GreaterThanOrEqual(limit), true
		case strings.HasPrefix(after, "内") || strings.HasPrefix(after, "之内") || strings.HasPrefix(after, "以内"):
			return true, true, high.LessThanOrEqual(limit)
		case a.isOrdinal || i > c.from && rd.toks[i-1].kind == ordinal:
			return high.LessThanOrEqual(limit), true, true
		case low.GreaterThan(limit) || low.Equal(limit) && strings.ContainsAny(after, "后才多"):
			return false, true, true
		}
		return true, true, high.LessThan(limit) || high.Equal(limit) && strings.Contains(after, "就")
	}
	return false, false, false
}

// isSpan says whether a length of time right after an event is how long it has gone on, which
// does not tell when it began: 投入应用两年了, 应用满三年.
func (rd *reading) isSpan(event int) bool {
	i := event + 1
	for i < min(rd.clause.to, event+3) && (rd.toks[i].kind == plainWord || rd.toks[i].kind == bound) {
		i++
	}
	if i >= rd.clause.to || !rd.isLength(i) || !strings.ContainsAny(rd.f.words(rd.toks[event].start, rd.toks[i].start), "用产") {
		return false
	}
	between, after := rd.f.words(rd.toks[event].end, rd.toks[i].start), rd.f.words(rd.toks[i].end, rd.clause.end)
	return strings.Trim(between, "了满过有已快") == "" && !startsWithAny(after, "内", "之内", "以内", "后", "之后", "以后", "前")
}

// tellsWhich says whether an ordinal follows token i, of which it only says what it counts:
// 应用的第3台.
func (rd *reading) tellsWhich(i int) bool {
	j := i + 1
	for j < min(rd.clause.to, i+4) && (rd.toks[j].kind == plainWord || rd.toks[j].kind == ordinal) {
		j++
	}
	return j < rd.clause.to && rd.toks[j].kind == quantity && rd.amounts[rd.toks[j].amount].isOrdinal
}

// ofTimed is what a word of an event says right in a clause that tells from when its time is
// counted: 认定以来一直没有应用.
func (rd *reading) ofTimed(i int) (ref, bool) {
	if rd.toks[i].word < 0 {
		return ref{}, false
	}
	for _, f := range rd.timed {
		if rd.states(i, f, roleWeak) && rd.deadlines[f].start != "" && strings.Contains(rd.f.words(max(rd.clause.start, rd.toks[i].start-20), rd.toks[i].start), rd.deadlines[f].start+"以来") {
			return ref{fact: int16(f), role: roleWeak}, true
		}
	}
	return ref{}, false
}

// isOtherSubjectAt says whether token i brings up another subject than a fact's.
func (rd *reading) isOtherSubjectAt(i, f int) bool {
	w := rd.toks[i].word
	return w >= 0 && rd.lex.entries[w].cues != 0 && rd.lex.entries[w].cues>>rd.group[f]&1 == 0
}

// monthsOf are the ends of a length of time in months; false for another amount.
func (rd *reading) monthsOf(i int, a *amount) (low, high decimal.Decimal, ok bool) {
	scale := func(d decimal.Decimal) decimal.Decimal { m, _ := inMonths(a.unit, d.String()); return m }
	if _, ok = inMonths(a.unit, "1"); !ok || a.calendarYear != 0 {
		return low, high, false
	}
	low, high = scale(a.value), scale(a.value)
	switch b := rd.boundOf(i, a); {
	case a.vague && a.low == nil && a.high != nil, !a.vague && b.kind == below:
		if high = scale(a.value); a.high != nil {
			high = scale(a.high.value)
		}
		return decimal.Zero, high.Sub(decimal.New(1, -1)), true
	case a.vague && a.low != nil:
		low = scale(a.low.value)
		return low.Add(decimal.New(1, -1)), low.Add(decimal.New(1, 0)), true
	case a.vague:
		return low, high, false
	case b.kind == above || b.kind == bitOver:
		low = low.Add(decimal.New(1, -1))
		return low, low, true
	}
	return low, high, true
}

// startYear notes the year in which a clause says that what a deadline counts from was.
func (rd *reading) startYear(c *clause) {
	for _, f := range rd.timed {
		at := strings.Index(rd.f.words(c.start, c.end), rd.deadlines[f].start)
		if at < 0 || rd.deadlines[f].start == "" {
			continue
		}
		for i := c.from; i < min(c.to, c.from+reachOfWords); i++ {
			if y, ok := rd.yearAt(i); ok {
				rd.began = yearBefore{year: y, hasYear: true}
				return
			}
		}
	}
}

// yearsSince is how many years after the start of a fact's deadline a clause speaks of.
func (rd *reading) yearsSince(c *clause, f int) (int, bool) {
	if !rd.began.hasYear {
		return 0, false
	}
	for i := min(c.to, c.from+reachOfWords) - 1; i >= c.from; i-- {
		if y, ok := rd.yearAt(i); ok {
			return y - rd.began.year, y > rd.began.year && isCalendar(y) == isCalendar(rd.began.year)
		}
	}
	return 0, false
}
