package calc

import (
	"math/big"
	"strconv"

	"suance/calc/fact"
	"suance/calc/money"
)

// line is a sentence being written. Words go in as words, numbers as figures with
// their source; there is no other way in.
type line struct {
	parts  []Piece
	source string
	room   *room // where the parts lie; nil: on their own
}

// room holds the parts of many sentences, so that a sentence costs no allocation
// of its own.
type room struct{ pieces []Piece }

// usual is how many parts most sentences have at most.
const usual = 5

// take returns an empty run with room for a usual sentence.
func (r *room) take() []Piece {
	if r == nil {
		return make([]Piece, 0, usual)
	}
	if cap(r.pieces)-len(r.pieces) < usual {
		r.pieces = make([]Piece, 0, 64*usual)
	}
	n := len(r.pieces)
	r.pieces = r.pieces[:n+usual]
	return r.pieces[n : n : n+usual]
}

// words adds words.
func (l *line) words(s string) *line {
	if s == "" {
		return l
	}
	if n := len(l.parts); n > 0 && l.parts[n-1].figure.text == "" {
		l.parts[n-1].words += s
		return l
	}
	if l.parts == nil {
		l.parts = l.room.take()
	}
	l.parts = append(l.parts, Piece{words: s})
	return l
}

// figure adds a figure.
func (l *line) figure(f Figure) *line {
	if l.parts == nil {
		l.parts = l.room.take()
	}
	l.parts = append(l.parts, Piece{figure: f})
	return l
}

// amount adds a sum of money.
func (l *line) amount(a int64) *line { return l.figure(amountFigure(a, l.source)) }

// value adds a value of a fact: a figure, or words for yes, no and options.
func (l *line) value(sp *fact.Spec, v int64) *line {
	if sp.Type == fact.YesNo || sp.Type == fact.Choice {
		return l.words(sp.Say(v))
	}
	return l.figure(Figure{decimal: plainValue(sp, v), text: sp.Say(v), source: l.source})
}

// known adds what is known of a fact: a value or a range.
func (l *line) known(sp *fact.Spec, v fact.Value) *line {
	if n, ok := v.Exact(); ok {
		return l.value(sp, n)
	}
	low, high := sp.Ends(v)
	bound := func(b *fact.Bound, open, closed string) {
		if b.Open {
			closed = open
		}
		l.words(closed).value(sp, b.Value)
	}
	if low != nil {
		bound(low, "超过", "不少于")
	}
	if low != nil && high != nil {
		l.words("、")
	}
	if high != nil {
		bound(high, "不到", "不超过")
	}
	if low == nil && high == nil {
		l.words("未知")
	}
	return l
}

// share adds a share of the text: 10%, or a ratio where no decimals write it.
func (l *line) share(r Ratio) *line {
	one := int64(money.One)
	if r.Den > 0 && one%r.Den == 0 && r.Num <= 9*r.Den {
		s := money.Share(one / r.Den * r.Num)
		return l.figure(Figure{decimal: s.String(), text: s.Percent(), source: l.source})
	}
	t := strconv.FormatInt(r.Num, 10) + "/" + strconv.FormatInt(r.Den, 10)
	return l.figure(Figure{decimal: t, text: t, source: l.source})
}

// text ends the sentence.
func (l *line) text() Text { return Text{l.parts} }

// wordsOnly is a sentence without figures.
func wordsOnly(s string) Text { return Text{[]Piece{{words: s}}} }

// amountFigure is a sum of money.
func amountFigure(fen int64, source string) Figure {
	a := money.Amount(fen)
	return Figure{decimal: decimal(fen), text: a.Chinese(), source: source}
}

// decimal writes fen in yuan, without needless zeros.
func decimal(fen int64) string { return string(appendDecimal(make([]byte, 0, 20), fen)) }

func appendDecimal(b []byte, fen int64) []byte {
	if fen < 0 {
		b, fen = append(b, '-'), -fen
	}
	b = strconv.AppendInt(b, fen/100, 10)
	if cents := fen % 100; cents > 0 {
		b = append(b, '.', byte('0'+cents/10))
		if cents%10 > 0 {
			b = append(b, byte('0'+cents%10))
		}
	}
	return b
}

// exactFigure is a sum that need not be whole fen: exact if a few decimals write
// it, else down to the fen.
func exactFigure(fen *big.Rat, source string) Figure {
	if fen.IsInt() && fen.Num().IsInt64() {
		return amountFigure(fen.Num().Int64(), source)
	}
	scaled := new(big.Rat).Set(fen)
	for places := 3; places <= 8; places++ {
		if scaled.Mul(scaled, big.NewRat(10, 1)).IsInt() {
			s := scaled.Num().String()
			for len(s) <= places {
				s = "0" + s
			}
			s = s[:len(s)-places] + "." + s[len(s)-places:]
			return Figure{decimal: s, text: s + "元", source: source}
		}
	}
	q := new(big.Int).Quo(fen.Num(), fen.Denom())
	return amountFigure(q.Int64(), source)
}

// plainValue writes a value without unit, as facts are printed.
func plainValue(sp *fact.Spec, v int64) string {
	switch sp.Type {
	case fact.Money:
		return decimal(v)
	case fact.Share:
		return money.Share(v).String()
	case fact.Date:
		return fact.Day(v).String()
	}
	return strconv.FormatInt(v, 10)
}

// partFigure is an exact part of an amount.
func partFigure(fen int64, share Ratio, source string) Figure {
	if share.Den == 2 && fen%2 == 0 || share.Den == 1 {
		return amountFigure(fen/share.Den*share.Num, source)
	}
	part := new(big.Rat).SetFrac64(share.Num, share.Den)
	return exactFigure(part.Mul(part, new(big.Rat).SetInt64(fen)), source)
}
