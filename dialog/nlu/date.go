package nlu

import (
	"strings"

	"suance/calc/fact"
	"suance/dialog/pattern"
)

// dates binds the days of a text to the facts that are days: to the one whose name
// stands in the same clause (2024年3月1日成立, 设立日期：2024-03-01), else to the one
// that was asked for. A month or a year alone is no day.
func (r *Reader) dates(text string, ctx Context, u *Understanding) {
	runes := []rune(text)
	for i := range u.Quantities {
		q := &u.Quantities[i]
		if q.Kind == KindCount && q.Unit == "年" {
			r.years(ctx, q, u, text)
		}
		if q.Kind != KindDate {
			continue
		}
		day, ok := fact.ParseDay(q.Value)
		if !ok {
			r.years(ctx, q, u, text)
			continue
		}
		sp := r.dayNamed(clauseAround(runes, q.Span))
		if asked := r.schema.Lookup(ctx.Asking); sp == nil && asked != nil && asked.Type == fact.Date {
			sp = asked
		}
		if sp == nil || sp.Check(fact.Point(int64(day))) != nil {
			continue
		}
		slot := Slot{Fact: sp.ID, Value: fact.Point(int64(day)), Span: q.Span}
		if u.Intent == IntentWhatIf {
			u.WhatIf = replaced(u.WhatIf, slot)
			continue
		}
		u.Facts = replaced(u.Facts, slot)
		if u.Intent == IntentOther {
			u.Intent = IntentFacts
		}
	}
}

// years reads 20年 as the answer to a question for a number of years; elsewhere it
// names a year.
func (r *Reader) years(ctx Context, q *Quantity, u *Understanding, text string) {
	sp := r.schema.Lookup(ctx.Asking)
	if sp == nil || sp.Type != fact.Count || sp.Unit != "年" || len(u.Quantities) != 1 || len(u.Facts) > 0 || len(u.WhatIf) > 0 || len(u.Retracted) > 0 || len(u.Beside) > 0 || u.Intent == IntentQuestion || u.Intent == IntentWhatIf || len(text) <= 4*longestReply && (ofLimits.In(text) || ofOthers.In(text)) {
		return
	}
	n, err := sp.Parse(q.Text)
	if v := fact.Point(n); err == nil && n < 1000 && sp.Check(v) == nil {
		u.Facts, u.Unclear, u.Intent = []Slot{{Fact: sp.ID, Value: v, Span: q.Span}}, nil, IntentFacts
	}
}

// replaced is the list with the slot in place of one of the same fact.
func replaced(list []Slot, s Slot) []Slot {
	for i := range list {
		if list[i].Fact == s.Fact {
			list[i] = s
			return list
		}
	}
	return append(list, s)
}

// dayNamed is the fact that is a day and whose name, or what is left of it without
// 日期 or 时间, stands in a clause; nil if none does.
func (r *Reader) dayNamed(clause string) *fact.Spec {
	var best *fact.Spec
	longest := 0
	plain := Plain(clause)
	for i := range r.schema.Len() {
		sp := r.schema.Spec(i)
		if sp.Type != fact.Date {
			continue
		}
		for _, name := range append([]string{sp.Label, sp.Short}, sp.Synonyms...) {
			name = Plain(name)
			for _, end := range []string{"日期", "时间", "之日", "日"} {
				name = strings.TrimSuffix(name, end)
			}
			if len(name) > longest && strings.Contains(plain, name) {
				best, longest = sp, len(name)
			}
		}
	}
	return best
}

// clauseAround is the clause that a span lies in.
func clauseAround(text []rune, s Span) string {
	const ends = "，,。；;！!？?\n"
	from, to := s.Start, s.End
	for from > 0 && !strings.ContainsRune(ends, text[from-1]) {
		from--
	}
	for to < len(text) && !strings.ContainsRune(ends, text[to]) {
		to++
	}
	return string(text[from:to])
}

// ofOthers are words of what lasts for years by itself, and is counted in no order: 成立12年.
var ofOthers = pattern.Fields(`成立 创办 开业 经营 亏损 亏了 盈利 获评 评为 工龄`)
