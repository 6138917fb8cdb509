package nlu

import (
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
	"suance/calc/fact"
	"suance/dialog/pattern"
)

// amountKind is what kind of fact an amount can be for.
type amountKind int8

const (
	otherAmount amountKind = iota // a date, a yes, a difference of shares
	moneyAmount                   // with a money word or 万, 亿
	shareAmount                   // 2%
	countAmount                   // with a measure word
	bareAmount                    // a number alone
)

// amount is a Quantity seen from the facts: in the plain text, and as the number
// that the facts count with.
type amount struct {
	start, end   int // in the plain text
	span         Span
	kind         amountKind
	value        decimal.Decimal
	low, high    *limitOf // of a vague amount; nil is open
	numbered     bool     // value is the number written, which a word may bound
	unit         string   // the measure word of a count
	vague        bool     // no single value
	approx       bool
	negative     bool
	foreign      bool // another currency than the yuan
	noCurrency   bool // 15万 without 元
	noUnit       bool // digits alone, read as money
	isOrdinal    bool
	endless      bool // without a finite decimal: 三分之一
	isFraction   bool // 一半, 三分之一: of something, and no count
	calendarYear int
	pointed      bool // a whole number with three decimals: 150.000 is likely 150,000
}

// exactly is the amount in the inner units of a fact; ok is false where it is no
// single value or the fact counts nothing so small.
func (a *amount) exactly(sp *fact.Spec) (int64, bool) {
	if a.vague || a.endless || sp.Type == fact.Count && (a.isFraction || a.kind == shareAmount) {
		return 0, false
	}
	return inner(sp, a.value)
}

// inner is a number in the inner units of a fact.
func inner(sp *fact.Spec, d decimal.Decimal) (int64, bool) {
	switch sp.Type {
	case fact.Money:
		d = d.Shift(2)
	case fact.Share:
		d = d.Shift(18)
	}
	if !d.IsInteger() || d.NumDigits() > 18 && d.Abs().GreaterThan(largest) {
		return 0, false
	}
	return d.IntPart(), true
}

var largest = decimal.New(9, 18)

// scaled is a bare number in the unit of its label: 营业收入（万元）.
func (a *amount) scaled(sp *fact.Spec, unit string) (int64, bool) {
	for _, u := range []struct {
		word string
		by   int32
	}{{"亿", 8}, {"千万", 7}, {"百万", 6}, {"万", 4}, {"千", 3}} {
		if strings.Contains(unit, u.word) {
			return inner(sp, a.value.Shift(u.by))
		}
	}
	if strings.Contains(unit, "%") {
		return inner(sp, a.value.Shift(-2))
	}
	return inner(sp, a.value)
}

// looksLikeYear says whether a bare number may be that of a year.
func (a *amount) looksLikeYear() bool {
	n := a.value.IntPart()
	return a.value.IsInteger() && n > 1990 && n < 2100
}

// isRatio says whether a bare number can be a share as it stands: 0.018.
func (a *amount) isRatio() bool { return a.value.LessThan(decimal.New(1, 0)) }

func (a *amount) isOne() bool { return !a.vague && a.value.Equal(decimal.New(1, 0)) }

// count is the amount as a whole number of things.
func (a *amount) count() (int64, bool) {
	if a.kind != countAmount && a.kind != bareAmount || a.vague || !a.value.IsInteger() {
		return 0, false
	}
	return a.value.IntPart(), true
}

// isHuge says whether an amount is at least a hundred million, more than is ever awarded.
func (a *amount) isHuge() bool { return a.atLeast(8) }

// atLeast says whether an amount is at least a power of ten.
func (a *amount) atLeast(power int32) bool {
	v := a.value
	if a.vague && a.low != nil {
		v = a.low.value
	}
	return v.GreaterThanOrEqual(decimal.New(1, power))
}

// oneSided says whether a vague amount has one end only.
func (a *amount) oneSided() bool { return (a.low == nil) != (a.high == nil) }

// limitOf is an end of a vague amount; open says that it is outside.
type limitOf struct {
	value decimal.Decimal
	open  bool
}

// between is the range of a vague amount.
func (a *amount) between(sp *fact.Spec) (fact.Value, bool) {
	low, ok1 := a.low.in(sp)
	high, ok2 := a.high.in(sp)
	if !ok1 || !ok2 || low == nil && high == nil {
		return fact.Value{}, false
	}
	v := sp.Range(low, high)
	return v, sp.Check(v) == nil
}

// in is an end in the inner units of a fact.
func (l *limitOf) in(sp *fact.Spec) (*fact.Bound, bool) {
	if l == nil {
		return nil, true
	}
	n, ok := inner(sp, l.value)
	return &fact.Bound{Value: n, Open: l.open}, ok
}

// step is one in the last digit of an amount that is not zero, in the inner units
// of a fact.
func (a *amount) step(sp *fact.Spec) (int64, bool) {
	d := a.value
	if d.IsZero() {
		return 0, false
	}
	c, e := d.Coefficient(), d.Exponent()
	ten := decimal.New(10, 0).BigInt()
	for {
		q, r := c.QuoRem(c, ten, decimal.Zero.BigInt())
		if r.Sign() != 0 {
			break
		}
		c, e = q, e+1
	}
	return inner(sp, decimal.New(1, e))
}

// doubt says why a number without a unit is asked back: one is likely to be
// missing. It is empty where the number is plain as it stands.
func (a *amount) doubt(sp *fact.Spec) Why {
	if sp.Type == fact.Count && a.pointed {
		return WhyMagnitude
	}
	if a.value.IsZero() || sp.Type == fact.Count && a.isFraction || a.kind != bareAmount && !a.noUnit {
		return ""
	}
	switch {
	case sp.Type == fact.Money && a.value.LessThan(decimal.New(1, 6)):
		return WhyNoUnit
	case sp.Type == fact.Share && !a.isRatio():
		return WhyNoUnit
	case sp.Type == fact.Count && a.value.LessThan(decimal.New(sp.Words.DoubtBelow, 0)):
		return WhyMagnitude
	}
	return ""
}

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
		if a := &out[len(out)-1]; a.unit == "台" && at > 1 && rd.f.words(at-2, at) == "整车" { // 下线整车8.8万台
			a.unit = "辆"
		}
		if rd.isMisspelt(end) || isByFours(rd.f.run[at:end]) {
			out[len(out)-1].approx = true
		}
		if end+1 < len(rd.f.run) && rd.f.run[end] == '平' && !strings.ContainsRune("均摊台衡", rd.f.run[end+1]) || end+1 == len(rd.f.run) && rd.f.run[end] == '平' { // 厂房3万平
			out[len(out)-1].kind = otherAmount
		}
		if q.Kind == KindShare && rd.asked >= 0 && rd.schema.Spec(rd.asked).Type == fact.Share { // 2个百分点, to a question
			out[len(out)-1].kind = shareAmount
		}
		at = end
	}
	rd.bareYears(out)
	rd.listMarks(out)
	return out
}

// isByFours says whether separators part groups of four digits, as few write them: 12,0000.
func isByFours(run []rune) bool {
	at := slices.IndexFunc(run, isGroupMark)
	if at < 0 || at+4 >= len(run) {
		return false
	}
	return !slices.ContainsFunc(run[at+1:at+5], func(c rune) bool { return !isDigit(c) })
}

// isMisspelt says whether 两 stands in the place of a measure word behind a number (10万两, for 辆), and nothing that it
// could count.
func (rd *reading) isMisspelt(end int) bool {
	if end >= len(rd.f.run) || rd.f.run[end] != '两' {
		return false
	}
	next := end + 1
	return next == len(rd.f.run) || !isHan(rd.f.run[next]) || strings.ContainsRune("的了吧啊呀左上整车其", rd.f.run[next])
}

// listMarks takes the numbers of a list that is counted through, beginning with one, for no
// amounts: 1. 首台套认定奖多少 2. 数字化车间补多少.
func (rd *reading) listMarks(as []amount) {
	next, marks := int64(1), make([]int, 0, 8)
	opened := len(as) > 0 && as[0].start > 0 && len(rd.f.run) > 1 && rd.f.run[0] == '1' && strings.ContainsRune(".、)", rd.f.run[1]) // the first one is no quantity
	if opened {
		next++
	}
	for k := range as {
		a := &as[k]
		if a.kind != bareAmount || a.vague || a.end-a.start > 2 || !isDigit(rd.f.run[a.start]) || a.end+1 >= len(rd.f.run) || a.value.IntPart() != next ||
			!strings.ContainsRune(".、)", rd.f.run[a.end]) || isDigit(rd.f.run[a.end+1]) || next > 1 && a.start > 0 && (isHan(rd.f.run[a.start-1]) && rd.f.run[a.end] == '、' || isDigit(rd.f.run[a.start-1])) {
			continue
		}
		marks = append(marks, k)
		next++
	}
	for _, k := range marks {
		if len(marks) > 1 || opened {
			as[k].kind = otherAmount
		}
	}
}

// bareCounts takes 个 behind a number that can only be a sum of money for no measure word but for the 个 of 个亿,
// so that its unit is asked for: 营收5个, 营收12个多.
func (rd *reading) bareCounts() {
	for i := range rd.toks {
		if rd.toks[i].kind != quantity {
			continue
		}
		a := &rd.amounts[rd.toks[i].amount]
		if a.kind != countAmount || a.unit != "个" || a.isOrdinal || a.vague || !afterBare.Begin(rd.f.words(a.end, min(len(rd.f.run), a.end+1))+".") {
			continue
		}
		j := i - 1
		for j >= 0 && (rd.toks[j].kind == affirmation || rd.toks[j].kind == hedge || rd.toks[j].kind == year || rd.toks[j].kind == bound || rd.toks[j].kind == colon) {
			j--
		}
		if rd.isMoneyName(j) || j < 0 && rd.asked >= 0 && rd.schema.Spec(rd.asked).Type == fact.Money {
			a.kind, a.unit = bareAmount, ""
		}
	}
}

// isMoneyName says whether token i can name sums of money alone, and none that was got of an award.
func (rd *reading) isMoneyName(i int) bool {
	if i < 0 || rd.toks[i].word < 0 || rd.toks[i].kind != policyWord {
		return false
	}
	for _, x := range rd.lex.entries[rd.toks[i].word].refs {
		if sp := rd.schema.Spec(int(x.fact)); sp.Type != fact.Money || !isAmountName(sp, x) || rd.isGot(int(x.fact)) {
			return false
		}
	}
	return true
}

// afterBare may follow such a 个: nothing, a mark, or a word that bounds the number.
var afterBare = pattern.Fields(`. , 。 ; ! ? 、 多 左 吧 了 啊 呀 呢 上 出 不`)

// bareYears takes 2023 right before an amount as a year: 营收：2023 4.7亿.
func (rd *reading) bareYears(as []amount) {
	for k := 0; k+1 < len(as); k++ {
		a := &as[k]
		if a.kind != bareAmount || a.vague || a.end-a.start != 4 || as[k+1].start-a.end != 1 || rd.f.run[a.end] != ' ' {
			continue
		}
		if n := a.value.IntPart(); a.value.IsInteger() && n >= 2000 && n < 2040 {
			a.kind, a.calendarYear = otherAmount, int(n)
		}
	}
}

// classify says what a quantity can be for.
func (a *amount) classify(q *Quantity, run []rune) {
	a.approx, a.isOrdinal = q.Approx, q.Ordinal
	a.isFraction = q.Kind == KindNumber && strings.ContainsAny(string(run), "半分/")
	a.vague = q.Value == "" && q.Kind != KindDate
	a.value, a.numbered = number(q.Number)
	if v, ok := number(q.Value); ok {
		a.value, a.numbered = v, true
	} else if q.Value != "" && q.Kind != KindDate {
		a.endless = true
	}
	a.negative = a.value.IsNegative()
	if n := len(run); n > 4 && run[n-4] == '.' && isDigit(run[n-1]) && a.value.IsInteger() {
		a.pointed = true
	}
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
		a.kind, a.unit = countAmount, Plain(q.Unit)
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
