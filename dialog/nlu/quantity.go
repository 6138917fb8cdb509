package nlu

import (
	"encoding/json"

	"suance/calc/money"
)

// QuantityKind says what a Quantity counts.
type QuantityKind string

// The kinds of the contract.
const (
	KindMoney  QuantityKind = "money"
	KindShare  QuantityKind = "share"  // the value is the ratio
	KindCount  QuantityKind = "count"  // a number with a measure word
	KindNumber QuantityKind = "number" // a number alone
	KindDate   QuantityKind = "date"
	KindYesNo  QuantityKind = "yes_no"
)

// Quantity is one amount in a text: a number with its unit, with what the words
// right beside it make of it.
type Quantity struct {
	Span Span
	Text string
	Kind QuantityKind
	// Value is exact: a decimal, a fraction without a finite decimal (1/3), or a
	// date (2025, 2025-12, 2025-12-31, 12-31). It is empty for a range, a vague
	// amount, and one that a word bounds (不到5亿).
	Value string
	// Low and High are the ends where there is no value; an empty one is open.
	// LowOpen and HighOpen say that the end itself is not meant.
	Low, High         string
	LowOpen, HighOpen bool
	// Number is the one number written, without the words that bound it; empty
	// for a range or a vague amount.
	Number string
	// Approx is true beside 约, 左右, 多, 余, 几, 上 (上千万).
	Approx bool
	// Unit is the ISO code of money, 百分点 for a difference of shares, else the
	// measure word.
	Unit string
	// Written says that the unit was written: false for 12亿 beside a money word.
	Written bool
	// Ordinal says that 第 stands before it: 第2台.
	Ordinal bool
}

// MarshalJSON writes the quantity as the contract prints it.
func (q Quantity) MarshalJSON() ([]byte, error) {
	out := struct {
		Text   string       `json:"text"`
		Start  int          `json:"start"`
		End    int          `json:"end"`
		Kind   QuantityKind `json:"kind"`
		Value  *string      `json:"value"`
		Low    *string      `json:"low,omitempty"`
		High   *string      `json:"high,omitempty"`
		Unit   *string      `json:"unit"`
		Approx bool         `json:"approx"`
	}{Text: q.Text, Start: q.Span.Start, End: q.Span.End, Kind: q.Kind, Approx: q.Approx}
	for _, f := range []struct {
		from string
		to   **string
	}{{q.Value, &out.Value}, {q.Low, &out.Low}, {q.High, &out.High}, {q.Unit, &out.Unit}} {
		if f.from != "" {
			*f.to = &f.from
		}
	}
	return json.Marshal(out)
}

// Quantities finds the quantities of a text, in their order. Numerals inside words
// (一次性, 十四五) are none, nor are times, telephone numbers and list markers. Its
// cost is linear in the length of the text.
func Quantities(text string) []Quantity {
	r := &quantityReader{text: []rune(text)}
	for i := 0; i < len(r.text); {
		if !money.Begins(r.text[i]) && !startsQuantity(r.text[i]) && (r.text[i] != '个' || r.rune(i+1) != '把') {
			i++
			continue
		}
		n := len(r.out)
		i = max(r.read(i), i+1)
		if len(r.out) > n {
			r.from = i
		}
	}
	return r.out
}

// startsQuantity says whether a quantity may begin with a character that is no
// numeral.
func startsQuantity(r rune) bool {
	switch r {
	case '-', '－', '−', '负', '負', '.', '．', '上', '亿', '億', '点', '點', '俩', '倆', '仨', '对', '對':
		return true
	}
	return false
}

// quantityReader finds the quantities of one text.
type quantityReader struct {
	text []rune
	from int // what lies before belongs to an earlier quantity
	out  []Quantity

	// What the last quantity leaves to a bound that may follow it.
	shut  bool         // it has one end only
	bound money.Number // that end
	after int          // where its words end
}

// found is a quantity on its way: two ends of one unit.
type found struct {
	start, end        int
	low, high         money.Number
	noLow, noHigh     bool
	lowOpen, highOpen bool
	ranged, approx    bool
	kind              QuantityKind
	unit              string
	written, ordinal  bool
	fraction, large   bool
	beyond            bool // 出头
}

// put adds a quantity.
func (r *quantityReader) put(f *found) {
	q := Quantity{Span: Span{f.start, f.end}, Text: string(r.text[f.start:f.end]), Kind: f.kind,
		Approx: f.approx, Unit: f.unit, Written: f.written, Ordinal: f.ordinal}
	if f.low == f.high || f.beyond {
		q.Number = f.low.String()
	}
	r.shut = false
	if !f.ranged {
		q.Value = q.Number
		r.out = append(r.out, q)
		return
	}
	if !f.noLow {
		q.Low, q.LowOpen = f.low.String(), f.lowOpen
	}
	if !f.noHigh {
		q.High, q.HighOpen = f.high.String(), f.highOpen
	}
	r.out = append(r.out, q)
}

// rune returns the half-width character at a place; 0 outside the text.
func (r *quantityReader) rune(i int) rune {
	if i < 0 || i >= len(r.text) {
		return 0
	}
	c := r.text[i]
	switch {
	case c >= '！' && c <= '～':
		return c - '！' + '!'
	case c == '　' || c == 0xa0 || c == '\t':
		return ' '
	case c == '−':
		return '-'
	}
	return c
}

// blank passes over one blank.
func (r *quantityReader) blank(i int) int {
	if r.rune(i) == ' ' {
		return i + 1
	}
	return i
}

// at says whether a word stands at a place, and where it ends.
func (r *quantityReader) at(i int, word string) (end int, ok bool) {
	for _, w := range word {
		if r.rune(i) != w {
			return 0, false
		}
		i++
	}
	return i, true
}

// before says whether a word ends right before a place, and where it begins.
func (r *quantityReader) before(i int, word []rune) (start int, ok bool) {
	start = i - len(word)
	if start < r.from {
		return 0, false
	}
	for k, w := range word {
		if r.rune(start+k) != w {
			return 0, false
		}
	}
	return start, true
}
