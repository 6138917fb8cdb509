package nlu

import (
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
)

// readAmounts sees the quantities of a text from the side of the facts.
func (rd *reading) readAmounts(qs []Quantity) []amount {
	out := make([]amount, 0, len(qs))
	at := 0 // place in the plain text
	for k := range qs {
		q := &qs[k]
		for at < len(rd.f.run) && int(rd.f.at[at]) < q.Span.Start {
			at++
		}
		end := at
		for end < len(rd.f.run) && int(rd.f.at[end]) < q.Span.End {
			end++
		}
		if end == at {
			continue
		}
		out = append(out, amount{start: at, end: end, span: q.Span})
		out[len(out)-1].classify(q, rd.f.run[at:end])
		at = end
	}
	return out
}

// classify says what a quantity can be for.
func (a *amount) classify(q *Quantity, run []rune) {
	a.approx, a.isOrdinal = q.Approx, q.Ordinal
	a.isFraction = q.Kind == KindNumber && strings.ContainsAny(string(run), "半分/")
	a.vague = q.Value == "" && q.Kind != KindDate
	a.value, a.numbered = number(q.Number)
	if v, ok := number(q.Value); ok {
		a.value, a.numbered = v, true
	}
	a.negative = a.value.IsNegative()
	a.low, a.high = end(q.Low, q.LowOpen), end(q.High, q.HighOpen)
	switch q.Kind {
	case KindMoney:
		a.kind, a.foreign = moneyAmount, q.Unit != "CNY"
		a.noCurrency = !q.Written
		a.noUnit = !q.Written && !isSized(run)
	case KindShare:
		if q.Unit == "" {
			a.kind = shareAmount
		}
	case KindCount:
		a.kind, a.unit = countAmount, string(fold(q.Unit).run)
		a.yearOf(run)
	case KindNumber:
		a.kind = bareAmount
		if isSized(run) { // 50万 alone is a sum as soon as it is given to one
			a.kind, a.noCurrency = moneyAmount, true
		}
	case KindDate:
		a.calendarYear = yearIn(q.Value)
	}
}

// isSized says whether a number is written with 万 or 亿, as sums and numbers of
// vehicles are.
func isSized(run []rune) bool { return strings.ContainsAny(string(run), "万亿w") }

// yearOf takes a number of two or four digits before 年 as a calendar year.
func (a *amount) yearOf(run []rune) {
	if a.unit != "年" && a.unit != "年度" || a.vague || !a.value.IsInteger() || !isDigit(run[0]) {
		return
	}
	switch n := a.value.IntPart(); {
	case n > 1990 && n < 2100:
		a.kind, a.calendarYear = otherAmount, int(n)
	case n > 14 && n < 41:
		a.kind, a.calendarYear = otherAmount, 2000+int(n)
	}
}

// yearIn is the year that a date begins with; 0 for none.
func yearIn(date string) int {
	s, _, _ := strings.Cut(date, "-")
	n, err := strconv.Atoi(s)
	if err != nil || n < 1990 || n > 2100 {
		return 0
	}
	return n
}

// number reads a decimal; ok is false for none, or one without a finite decimal.
func number(s string) (decimal.Decimal, bool) {
	if s == "" {
		return decimal.Decimal{}, false
	}
	d, err := decimal.NewFromString(s)
	return d, err == nil
}

// end is one end of a vague amount; nil where it is open.
func end(s string, open bool) *limitOf {
	d, ok := number(s)
	if !ok {
		return nil
	}
	return &limitOf{d, open}
}
