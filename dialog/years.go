package dialog

import (
	"slices"
	"strings"
	"unicode/utf8"

	"suance/calc/fact"
	"suance/dialog/nlu"
	"suance/dialog/pattern"
	"suance/dialog/session"
)

// lastYearWords say that something is of last year, thisYearWords of this one.
var (
	lastYearWords = pattern.Of(`去年|上年|上一年`)
	thisYearWords = pattern.Of(`今年|本年|当年`)
)

// A person says last year's sum in one message and this year's in the next, or the
// other way round. What comes of it is what comes of both in one message: the newer
// year counts, the year before it goes to the fact of the year before, where there is
// one. So the year that was said for a value is kept beside it.

// byYear gives the statements of a message to the facts that their years make them
// statements of, beside what earlier messages said of other years.
func (u *turn) byYear(list []statement, intent nlu.Intent) []statement {
	var out []statement
	for _, s := range list {
		sp := u.spec(s.id)
		if sp == nil || !numeric(sp) {
			out = append(out, s)
			continue
		}
		c := u.yearAfter(s.id)
		has := func(id fact.ID) bool {
			return id != "" && slices.ContainsFunc(list, func(o statement) bool { return o.id == id })
		}
		switch {
		case c != nil && has(c.ID): // told apart when they were read, and older than that
			if !u.older(list, c.ID) {
				out = append(out, s)
			}
		case has(sp.Previous) && !u.older(list, s.id):
			out = append(out, s)
		case c != nil && (s.year.N == 0 || u.keepsYear(c.ID)) && s.year.Said:
			before := s
			s.id = c.ID // what year it is of decides, not the fact that was asked for
			s.hedged = s.hedged || u.now.Waits(c.ID)
			for _, k := range u.besideKept(s) {
				if k.id == before.id {
					k.hedged = before.hedged // the doubt is of the other year
				}
				out = append(out, k)
			}
		case received(sp) && s.year.Said && s.value != fact.Point(0):
			out = append(out, u.soFar(s, intent))
		case c == nil && u.ofSomeYear(s, intent):
			out = append(out, u.besideKept(s)...)
		default:
			out = append(out, s)
		}
	}
	return out
}

// soFar is a statement about a sum that counts over the years, as one of them all (前年拿过
// 50万): where another year was told before, both together, and where the whole was, it is
// to be said back.
func (u *turn) soFar(s statement, intent nlu.Intent) statement {
	n, exact := s.value.Exact()
	kept := u.kept(s.id)
	was, _ := kept.Value.Exact()
	if _, said := u.now.SaidOf(s.id); exact && was > 0 && intent != nlu.IntentCorrection && kept.Year != s.year.N {
		s.hedged = true
		if said {
			s.value = fact.Point(was + n)
		}
	}
	return s
}

// older says whether the statement about a fact is of an older year than the value that
// is kept for it.
func (u *turn) older(list []statement, id fact.ID) bool {
	at := slices.IndexFunc(list, func(s statement) bool { return s.id == id })
	kept := u.kept(id)
	return list[at].year.Said && kept.Value.Known() && newer(kept.Year, list[at].year.N)
}

// ofSomeYear says whether the year of a statement is told apart by what is kept: it
// names one, or names its fact while a value of another year waits (采购11亿, after
// 去年采购8亿). Where there is no fact of the year before, a correction replaces the
// value.
func (u *turn) ofSomeYear(s statement, intent nlu.Intent) bool {
	before := u.spec(s.id).Previous
	if s.year.Said && before == "" && intent == nlu.IntentWhatIf {
		return false // 按去年9亿算呢: nobody supposes two years
	}
	if s.year.Said {
		return before != "" || intent != nlu.IntentCorrection || s.year.N < -1 // 前年是9亿 puts nothing in the place of this year's
	}
	return before != "" && u.keepsYear(s.id) && u.kept(s.id).Year != 0 && (u.now.Waits(s.id) || u.now.Skips(s.id)) &&
		intent == nlu.IntentFacts && slices.Contains(u.factsNamed(u.text), s.id)
}

// keepsYear says whether the year of the value that is kept for a fact was said.
func (u *turn) keepsYear(id fact.ID) bool {
	kept, ok := u.now.SaidOf(id)
	return ok && u.holds(kept)
}

// kept is the value that a statement about a fact stands beside: the one of which a year
// was said, else what is known, which is of this year as far as anybody said.
func (u *turn) kept(id fact.ID) session.YearSaid {
	if kept, ok := u.now.SaidOf(id); ok && u.holds(kept) {
		return kept
	}
	return session.YearSaid{Fact: id, Value: u.now.Facts.Get(id)}
}

// holds says whether a value of a year is still what is known, or nothing is since it
// was left open.
func (u *turn) holds(kept session.YearSaid) bool {
	v := u.now.Facts.Get(kept.Fact)
	return !v.Known() || v == kept.Value
}

// besideKept is what a statement of a year comes to beside the value of another year
// that is kept for its fact.
func (u *turn) besideKept(s statement) []statement {
	sp := u.spec(s.id)
	kept := u.kept(s.id)
	if isCalendar(kept.Year) && s.year.Said && (s.year.N < 0 || kept.Year == u.day.Year()) && !isCalendar(s.year.N) {
		s.year.N += u.day.Year() // 2024年, which is last year beside 2025年
	}
	before := statement{id: sp.Previous, at: s.at}
	switch {
	case !kept.Value.Known() || kept.Year == s.year.N:
		return []statement{s}
	case newer(s.year.N, kept.Year):
		s.hedged = s.hedged || sp.Previous == ""
		if sp.Previous == "" || !follows(s.year.N, kept.Year) {
			return []statement{s}
		}
		before.value, before.year = kept.Value, nlu.Year{N: kept.Year, Said: true}
		return []statement{s, before}
	case sp.Previous != "" && follows(kept.Year, s.year.N):
		before.value, before.hedged, before.year = s.value, s.hedged, s.year
		return []statement{before}
	}
	u.engaged = true
	u.out.Line().Words("“").Label(sp).Words("”按较近的一年算，还是").Value(sp, kept.Value).Words("；更早一年的数没有记。")
	return nil
}

// ofOtherYear says whether a statement is of another year than what is kept for its fact.
func (u *turn) ofOtherYear(s statement) bool {
	kept, ok := u.now.SaidOf(s.id)
	return ok && s.year.Said && s.year.N != kept.Year
}

// newer says whether a year comes after another. Beside a year of the calendar, one
// that is counted from this one is the newer.
func newer(a, b int) bool {
	if isCalendar(a) != isCalendar(b) {
		return isCalendar(b)
	}
	return a > b
}

// follows says whether a year is the one right after an older one, or may be taken for
// that: 今年 after 2024年.
func follows(a, older int) bool {
	return a == older+1 || isCalendar(older) && !isCalendar(a)
}

// isCalendar says whether a year is that of the calendar, and not counted from this one.
func isCalendar(y int) bool { return y > 100 }

// yearAfter is the fact of which one is the year before; nil if there is none.
func (u *turn) yearAfter(id fact.ID) *fact.Spec {
	schema := u.policy.Rules.Schema
	for i := range schema.Len() {
		if sp := schema.Spec(i); sp.Previous == id {
			return sp
		}
	}
	return nil
}

// keepYear notes the year that was said for a value which is now known.
func (u *turn) keepYear(s statement) {
	u.now.Years = except(u.now.Years, func(y session.YearSaid) bool { return y.Fact == s.id })
	if s.year.Said && u.yearAfter(s.id) == nil {
		u.now.Years = append(u.now.Years, session.YearSaid{Fact: s.id, Year: s.year.N, Value: s.value})
	}
}

// ofAnotherYear reads an amount that a year is said for, and nothing else, as one of a
// fact that was lately stated for another year (今年采购11亿。去年8亿).
func (u *turn) ofAnotherYear(text string) (nlu.Understanding, bool) {
	if !u.hears(pastWords, text) || len(u.factsNamed(text)) > 0 {
		return nlu.Understanding{}, false
	}
	for _, id := range u.withYears() {
		if _, ok := u.now.SaidOf(id); !ok && u.spec(id).Previous == "" {
			continue
		}
		read := u.readFor(id, text)
		said := u.statementsOf(&read)
		other := slices.ContainsFunc(said, func(s statement) bool { return !s.year.Said || s.id != id && s.id != u.spec(id).Previous })
		if len(said) > 0 && !other {
			return read, true
		}
	}
	return nlu.Understanding{}, false
}

// moreThanBefore reads by how much a sum differs from that of the year before (今年比去年多2
// 亿) as the one of the two that is not known, to be said back.
func (u *turn) moreThanBefore(read *nlu.Understanding, text string) (nlu.Understanding, bool) {
	at := thanLastYear.FindStringIndex(text)
	if at == nil {
		return nlu.Understanding{}, false
	}
	supposes := read.Intent == nlu.IntentWhatIf || trailsOff(text)
	if !supposes && (read.Intent == nlu.IntentQuestion || strings.ContainsAny(text, askingMarks)) {
		return nlu.Understanding{}, false
	}
	ids := u.withYears()
	if sp := u.spec(u.now.Asking); sp != nil {
		ids = append([]fact.ID{sp.ID}, ids...)
	}
	for _, id := range ids {
		if after := u.yearAfter(id); after != nil {
			id = after.ID
		}
		sp := u.spec(id)
		more := u.valuesIn(id, text[at[1]:], &nlu.Understanding{Quantities: nlu.Quantities(text[at[1]:])})
		if sp.Previous == "" || len(more) != 1 {
			continue
		}
		if lessWords.MatchString(text[at[0]:at[1]]) {
			more[0] = -more[0]
		}
		switch slots := u.apartBy(sp, more[0]); {
		case slots == nil:
		case supposes:
			return nlu.Understanding{Intent: nlu.IntentWhatIf, WhatIf: slots}, true
		default:
			return nlu.Understanding{Intent: nlu.IntentFacts, Facts: slots}, true
		}
	}
	return nlu.Understanding{}, false
}

// apartBy are a sum and that of the year before, of which one is known, by how much they
// differ: this year's anew where both are; nil if neither is.
func (u *turn) apartBy(sp *fact.Spec, more int64) []nlu.Slot {
	now, known := u.now.Facts.Get(sp.ID).Exact()
	before, knownBefore := u.now.Facts.Get(sp.Previous).Exact()
	waits := u.now.Waits(sp.Previous)
	if knownBefore && known {
		return []nlu.Slot{{Fact: sp.ID, Value: fact.Point(before + more), Confirm: true}}
	}
	if kept, said := u.now.SaidOf(sp.ID); known && !knownBefore && said && kept.Year == -1 { // 去年大概10亿 was taken for want of another
		before, known, knownBefore = now, false, true
	}
	switch {
	case knownBefore && !known:
		return []nlu.Slot{{Fact: sp.ID, Value: fact.Point(before + more), Confirm: true}, {Fact: sp.Previous, Value: fact.Point(before), Confirm: waits}}
	case known && !knownBefore && now >= more:
		return []nlu.Slot{{Fact: sp.Previous, Value: fact.Point(now - more), Confirm: true}}
	}
	return nil
}

// thanBefore notes of values that were said to be so much more than those of the year before
// by how much.
func (u *turn) thanBefore(list []statement, known fact.Set) []statement {
	for i := range list {
		s := &list[i]
		before, ok := known.Get(u.spec(s.id).Previous).Exact()
		if n, exact := s.value.Exact(); ok && exact && u.hears(thanLastYear, u.text) {
			s.than, s.by = true, n-before
		}
	}
	return list
}

// thanLastYear begins to say by how much something differs from the year before.
var thanLastYear = pattern.Of(`(比|较)(去年|上年|上一年)(同期)?(要|也|还|大概|大约|约)*(多|增加|增长|增|涨|高|新增|少|减少|减|降|低)了?(大概|大约|约)?`)

// withYears are the facts lately stated, of a fact of the year before the current one,
// and the facts of two years that go with their subjects.
func (u *turn) withYears() []fact.ID {
	var ids, beside []fact.ID
	schema := u.policy.Rules.Schema
	for _, id := range u.now.Recent {
		if c := u.yearAfter(id); c != nil {
			id = c.ID
		}
		ids = append(ids, id)
		for i := range schema.Len() {
			if sp := schema.Spec(i); sp.Previous != "" && sp.Words.Group != "" && sp.Words.Group == u.spec(id).Words.Group {
				beside = append(beside, sp.ID)
			}
		}
	}
	return append(ids, beside...)
}

// swapped reads that two sums were said the wrong way round (写反了) as the two of a fact
// and its year before, if those were stated last.
func (u *turn) swapped(text string) (nlu.Understanding, bool) {
	if !u.hears(swapWords, text) {
		return nlu.Understanding{}, false
	}
	for _, a := range u.now.Recent {
		b := u.spec(a).Previous
		if b == "" || !slices.Contains(u.now.Recent, b) || !u.now.Facts.Get(a).Known() || !u.now.Facts.Get(b).Known() {
			continue
		}
		return nlu.Understanding{Intent: nlu.IntentCorrection,
			Facts: []nlu.Slot{{Fact: a, Value: u.now.Facts.Get(b)}, {Fact: b, Value: u.now.Facts.Get(a)}}}, true
	}
	return nlu.Understanding{}, false
}

// swapWords say that two things were said the wrong way round.
var swapWords = pattern.Of(`^[^，。]{0,6}(写|说|填|弄|搞|报|打)反了?[，。！!啊哈 ]*$|^反了[。！!]*$`)

// isLastYears moves a value that waits to the fact of the year before, where the
// person says that it is of last year (那是去年的); false if the message is another.
func (u *turn) isLastYears(text string) bool {
	sp := u.spec(u.now.Asking)
	if sp.Previous == "" || utf8.RuneCountInString(text) > 12 || strings.ContainsAny(text, "?？") ||
		!u.hears(lastYearWords, text) || len(u.readFor(sp.ID, text).Quantities) > 0 {
		return false
	}
	s := statement{id: sp.Previous, value: u.now.Facts.Get(sp.ID)}
	u.now.Confirm = session.Without(u.now.Confirm, sp.ID)
	u.now.Years = except(u.now.Years, func(y session.YearSaid) bool { return y.Fact == sp.ID })
	before := u.now.Core
	u.store(u.now.Facts.With(sp.ID, fact.Value{}).With(s.id, s.value), []statement{s}, nil)
	u.remember()
	u.stale()
	u.report(&before, []fact.ID{s.id})
	u.stated, u.engaged, u.now.Begun = true, true, true
	return true
}
