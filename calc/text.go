package calc

import (
	"strings"

	"suance/calc/money"
)

// Figure is a number that the calculator made, as a person reads it, with what
// it was computed by. Only this package makes one; the zero Figure is absent.
type Figure struct {
	decimal string // plain decimal in yuan or units, "500000"
	text    string // as written for people, "50万元"
	source  string // "calc:revenue_milestone", "calc:total", "clause:art-3.4", "meta:as_of"
}

// Present says whether there is a figure.
func (f Figure) Present() bool { return f.text != "" }

// Decimal is the value without unit, exponent or separators.
func (f Figure) Decimal() string { return f.decimal }

// Amount is the figure as a sum of money; false if it is absent or no such sum.
func (f Figure) Amount() (money.Amount, bool) {
	a, err := money.ParseAmount(f.decimal)
	return a, err == nil
}

// String is the figure as a person reads it, with its unit.
func (f Figure) String() string { return f.text }

// Source says what backs the figure, in the contract's words.
func (f Figure) Source() string { return f.source }

// Text is a sentence of the calculator: words, which hold no figure, and
// figures. Only this package makes one.
type Text struct{ parts []Piece }

// Piece is a run of words or one figure.
type Piece struct {
	words  string
	figure Figure
}

// Words is the run of words; empty for a figure.
func (p Piece) Words() string { return p.words }

// Figure is the figure; absent for words.
func (p Piece) Figure() Figure { return p.figure }

// Pieces returns the parts of the sentence in order. The slice must not be
// changed.
func (t Text) Pieces() []Piece { return t.parts }

// String is the whole sentence.
func (t Text) String() string {
	var b strings.Builder
	for _, p := range t.parts {
		b.WriteString(p.words)
		b.WriteString(p.figure.text)
	}
	return b.String()
}
