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
		a := amount{start: at, end: end, span: q.Span, text: string(rd.f.run[at:end]), approx: q.Approx, unit: q.Unit}
		a.classify(q)
		out = append(out, a)
		at = end
	}
	return out
}

// classify says what a quantity can be for.
func (a *amount) classify(q *Quantity) {
	var err error
	if q.Value != "" {
		if a.value, err = decimal.NewFromString(q.Value); err != nil {
			return
		}
		a.negative = a.value.IsNegative()
	}
	a.vague = q.Value == ""
	a.low, a.high = end(q.Low), end(q.High)
	switch q.Kind {
	case "money":
		a.kind = moneyAmount
		a.foreign = q.Unit != "CNY"
		a.unit = ""
		a.noCurrency = !strings.ContainsAny(a.text, "元块角分毛钱¥￥圆")
	case "share":
		a.kind = shareAmount
	case "count":
		a.kind = countAmount
	case "number":
		a.kind = bareAmount
	}
	if a.unit == "年" && len(a.text) == len("24年") && a.value.IsInteger() && a.value.GreaterThan(decimal.New(14, 0)) && a.value.LessThan(decimal.New(41, 0)) {
		a.kind = otherAmount
		a.calendarYear = 2000 + int(a.value.IntPart())
	}
	if a.unit == "年" && a.value.IsInteger() && a.value.GreaterThan(decimal.New(1990, 0)) && a.value.LessThan(decimal.New(2100, 0)) {
		a.kind = otherAmount
		a.calendarYear, _ = strconv.Atoi(q.Value)
	}
}

func end(s string) *decimal.Decimal {
	if d, err := decimal.NewFromString(s); s != "" && err == nil {
		return &d
	}
	return nil
}
