package nlu

import (
	"slices"
	"strings"

	"suance/calc/fact"
)

// A row of years goes on by itself: the place in it that was told of last year, or of which the money was had
// already (第一年的去年领了), is not this year's.

// dropGone takes the places in a row of years that are gone out of a text, and keeps which one it must be now.
func (rd *reading) dropGone() {
	f := rd.onlyOrdinal("年")
	if f < 0 || len(rd.f.run) > longestParties || f != rd.asked && rd.cues>>rd.group[f]&1 == 0 && !rd.isGroupKnown(rd.group[f]) {
		return
	}
	left := false
	for i := range rd.toks {
		n, ordinal := rd.placeAt(i)
		switch {
		case n == 0 || !ordinal && f != rd.asked:
		case rd.isGonePlace(i, ordinal):
			rd.gone = max(rd.gone, n+rd.yearsGone(i))
			rd.beside = append(rd.beside, rd.spanOf(i, i))
			rd.hushWord(i)
		default:
			left = true
		}
	}
	if left {
		rd.gone = 0
	}
}

// sayAfterGone says back which place it must be now, where none is told.
func (rd *reading) sayAfterGone() {
	if rd.gone == 0 {
		return
	}
	f := rd.onlyOrdinal("年")
	rd.said = slices.DeleteFunc(rd.said, func(s statement) bool { return s.fact == f && s.why != "" }) // the 是 of 去年是第一年
	if slices.ContainsFunc(rd.said, func(s statement) bool { return s.fact == f || s.supposed }) {
		return
	}
	span := rd.beside[len(rd.beside)-1]
	rd.said = append(rd.said, statement{fact: f, value: fact.Point(rd.gone), span: span, confirm: true})
}

// placeAt is the place in a row of years that token i tells, 0 for none; ordinal is false where it counts years
// (拿了一年).
func (rd *reading) placeAt(i int) (n int64, ordinal bool) {
	t := &rd.toks[i]
	switch {
	case t.kind == first && strings.Contains(rd.word(i), "年") && !strings.HasPrefix(rd.word(i), "次"):
		return int64(max(1, t.arg)), true
	case t.kind != quantity || rd.amounts[t.amount].kind != countAmount && rd.amounts[t.amount].kind != otherAmount:
		return 0, false
	}
	a := &rd.amounts[t.amount]
	if a.unit != "年" && a.unit != "年度" && !strings.Contains(rd.f.words(t.end, min(len(rd.f.run), t.end+4)), "年度") || a.calendarYear != 0 || a.vague || !a.value.IsInteger() {
		return 0, false
	}
	return a.value.IntPart(), a.isOrdinal || t.start > 0 && rd.f.run[t.start-1] == '第'
}

// isGonePlace says whether the place in a row of years at token i is gone: a year before this one stands before it,
// or its money was had. How many years count so only where that is said right before: 拿了一年.
func (rd *reading) isGonePlace(i int, ordinal bool) bool {
	from, to := rd.clauseOf(i)
	before, after := rd.textOf(from, i), rd.textOf(i+1, to)
	if !ordinal {
		return endsWithAny(strings.TrimRight(before, "第满足"), hadBefore...)
	}
	if y, ok := rd.yearOfPlace(i); ok {
		return y < 0
	}
	for j := i + 1; j < to; j++ { // 第一年领了第二年没领
		if n, other := rd.placeAt(j); n > 0 && other {
			after = rd.textOf(i+1, j)
			break
		}
	}
	if strings.ContainsAny(before+after, "没未不") {
		return false
	}
	return containsAny(after, hadBefore) || endsWithAny(strings.TrimRight(before, "第的"), hadBefore...)
}

// yearOfPlace is the year that stands before token i in its stretch, counted from this one; ok is false for none.
func (rd *reading) yearOfPlace(i int) (y int, ok bool) {
	from, _ := rd.clauseOf(i)
	for j := i - 1; j >= from; j-- {
		switch y, ok := rd.yearAt(j); {
		case ok && isCalendar(y):
			return y - rd.ctx.Today.Year(), true
		case ok:
			return y, true
		case rd.toks[j].kind == quantity:
			return 0, false
		}
	}
	return 0, false
}

// yearsGone is how many years ago the place at token i was, which is one at least.
func (rd *reading) yearsGone(i int) int64 {
	y, _ := rd.yearOfPlace(i)
	return int64(max(1, -y))
}

// hadBefore say that the money of a year was had.
var hadBefore = strings.Fields(`领了 领过 领完 已领 领取过 拿了 拿过 拿到 拿完 已拿 补了 补过 补完 已补 补偿过 补偿了 享受过 享受了 享受完 得过 得到 获得 到账 兑现了 兑现过 发过 发了 给过 给了`)
