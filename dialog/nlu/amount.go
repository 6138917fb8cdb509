package nlu

import (
	"strings"

	"github.com/shopspring/decimal"

	"suance/calc/fact"
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
	low, high    *decimal.Decimal // of a vague amount, inclusive; nil is open
	text         string           // plain
	unit         string           // the measure word of a count
	vague        bool             // no single value
	approx       bool
	negative     bool
	foreign      bool // another currency than the yuan
	noCurrency   bool // 15万 without 元
	noUnit       bool // digits alone, read as money
	bound        boundKind
	isOrdinal    bool
	calendarYear int
}

// exactly is the amount in the inner units of a fact; ok is false where it is no
// single value or the fact counts nothing so small.
func (a *amount) exactly(sp *fact.Spec) (int64, bool) {
	if a.vague {
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

// isRatio says whether a bare number can be a share as it stands: 0.018.
func (a *amount) isRatio() bool {
	return a.value.LessThanOrEqual(decimal.New(1, 0)) && strings.Contains(a.text, ".")
}

func (a *amount) isOne() bool { return !a.vague && a.value.Equal(decimal.New(1, 0)) }

// count is the amount as a whole number of things.
func (a *amount) count() (int64, bool) {
	if a.kind != countAmount && a.kind != bareAmount || a.vague || !a.value.IsInteger() {
		return 0, false
	}
	return a.value.IntPart(), true
}

// oneSided says whether a vague amount has one end only.
func (a *amount) oneSided() bool { return (a.low == nil) != (a.high == nil) }

// between is the range of a vague amount.
func (a *amount) between(sp *fact.Spec) (fact.Value, bool) {
	var low, high *fact.Bound
	open := strings.ContainsAny(a.text, "多余几数") || strings.Contains(a.text, "出头")
	if a.low != nil {
		n, ok := inner(sp, *a.low)
		if !ok {
			return fact.Value{}, false
		}
		low = &fact.Bound{Value: n, Open: open && !strings.HasPrefix(a.text, "几") && !strings.HasPrefix(a.text, "数")}
	}
	if a.high != nil {
		n, ok := inner(sp, *a.high)
		if !ok {
			return fact.Value{}, false
		}
		high = &fact.Bound{Value: n, Open: open}
	}
	if low == nil && high == nil {
		return fact.Value{}, false
	}
	v := sp.Range(low, high)
	return v, sp.Check(v) == nil
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
