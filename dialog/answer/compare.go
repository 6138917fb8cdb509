package answer

import (
	"slices"

	"suance/calc"
	"suance/calc/fact"
	"suance/calc/money"
	"suance/knowledge/clause"
)

// Sum is an amount of money that stands in the same reply with its own source.
type Sum struct {
	amount money.Amount
	ok     bool
}

// OfFigure takes the amount of a figure of the calculator.
func OfFigure(f calc.Figure) Sum {
	a, ok := f.Amount()
	return Sum{a, ok}
}

// Known says whether there is an amount.
func (s Sum) Known() bool { return s.ok }

// Exceeds says whether one known sum is greater than another.
func (s Sum) Exceeds(o Sum) bool { return s.ok && o.ok && s.amount > o.amount }

// Difference writes how far two sums lie apart; unknown sums write nothing.
func (b *Builder) Difference(x, y Sum) *Builder {
	if !x.ok || !y.ok {
		return b
	}
	d := x.amount - y.amount
	if d < 0 {
		d = -d
	}
	return b.amount(d, "calc:compare")
}

// Added writes the sum of sums; unknown ones write nothing.
func (b *Builder) Added(xs ...Sum) *Builder {
	var total money.Amount
	for _, x := range xs {
		if !x.ok {
			return b
		}
		total += x.amount
	}
	return b.amount(total, "calc:compare")
}

// Grown writes that a value of a fact grows by so much, or shrinks.
func (b *Builder) Grown(sp *fact.Spec, was fact.Value, by int64) *Builder {
	n, _ := was.Exact()
	return b.Became(sp, was, n+by).Words("（").moreBy(sp, by).Words("）")
}

// Became writes that a value of a fact becomes another, which nobody said.
func (b *Builder) Became(sp *fact.Spec, was fact.Value, n int64) *Builder {
	return b.Words("由").Value(sp, was).Words("变为").grownTo(sp, n)
}

// GrownOver writes that a value of a fact becomes so much more, or less, than that of
// another.
func (b *Builder) GrownOver(sp *fact.Spec, was fact.Value, than *fact.Spec, other fact.Value, by int64) *Builder {
	n, _ := other.Exact()
	b.Words("由").Value(sp, was).Words("变为").grownTo(sp, n+by)
	return b.Words("（比").Label(than).Value(than, other).moreBy(sp, by).Words("）")
}

// moreBy writes by how much something is more, or less.
func (b *Builder) moreBy(sp *fact.Spec, by int64) *Builder {
	if by < 0 {
		return b.Words("减少").Value(sp, fact.Point(-by))
	}
	return b.Words("增加").Value(sp, fact.Point(by))
}

// grownTo writes what something comes to by growing.
func (b *Builder) grownTo(sp *fact.Spec, n int64) *Builder {
	if said, ok := inWords(sp, fact.Point(n)); ok {
		return b.add(Part{kind: Heard, text: said})
	}
	return b.add(Part{kind: Number, text: sp.Say(n), source: "calc:compare"})
}

// compared writes in brackets by how much a figure rose or fell.
func (b *Builder) compared(was, now calc.Figure) *Builder {
	x, y := OfFigure(was), OfFigure(now)
	switch {
	case !x.ok || !y.ok:
		return b
	case y.amount > x.amount:
		return b.Words("（增加").Difference(x, y).Words("）")
	}
	return b.Words("（减少").Difference(x, y).Words("）")
}

// Granted are the sums that a measure grants, one for each of its cases, where each is one
// number of that case's sentence; nil where one is not. With ceilings it is what a case
// grants at most that counts, where it has a limit.
func (b *Builder) Granted(m *calc.Measure, ceilings bool) []Sum {
	var out []Sum
	for _, br := range m.Branches {
		sum, ok := granted(&br, ceilings)
		if !ok || !b.holds(m, sum) {
			return nil
		}
		out = append(out, Sum{sum, true})
	}
	if ceilings && len(out) > 1 && !slices.ContainsFunc(out, func(s Sum) bool { return s != out[0] }) {
		return out[:1] // one limit over all cases
	}
	return out
}

// granted is the one sum of a case: a constant, for each item or once, or its limit.
func granted(br *calc.Branch, ceilings bool) (money.Amount, bool) {
	if br.Cap > 0 {
		return br.Cap, ceilings
	}
	if len(br.Amount) != 1 {
		return 0, false
	}
	for _, term := range br.Amount[0] {
		if sum, ok := term.(calc.Sum); ok {
			return money.Amount(sum), true
		}
	}
	return 0, false
}

// holds says whether a sentence of a measure holds a sum.
func (b *Builder) holds(m *calc.Measure, sum money.Amount) bool {
	return slices.ContainsFunc(m.Sentences, func(id string) bool {
		s, ok := b.policy.Doc.Sentence(clause.ID(id))
		return ok && slices.ContainsFunc(numbers(s.Text), func(n string) bool {
			a, err := money.ParseAmount(n)
			return err == nil && a == sum
		})
	})
}

// Place writes which share a measure grants at a place of its row, or that it grants none there.
func (b *Builder) Place(m *calc.Measure, place int64) *Builder {
	_, row := m.Row()
	b.Line().TitleOf(m.ID).Words("，").Value(b.policy.Rules.Schema.Lookup(row.Fact), fact.Point(place))
	if place > int64(len(row.Ratios)) {
		return b.Words("：不再补助。")
	}
	return b.Words("：").placeShare(m, place).Words("。")
}

// Places writes the shares of all places of a row (第一年90%，第二年80%), and the sentences that they
// come of.
func (b *Builder) Places(m *calc.Measure) *Builder {
	_, row := m.Row()
	b.Line().Words("各年的比例：")
	for i := range row.Ratios {
		if i > 0 {
			b.Words("，")
		}
		place := int64(i + 1)
		b.Value(b.policy.Rules.Schema.Lookup(row.Fact), fact.Point(place)).placeShare(m, place)
	}
	b.Words("；再往后不再给予。")
	for _, id := range m.Sentences {
		if q, err := b.policy.Doc.QuoteSentence(clause.ID(id)); err == nil {
			b.Line().Words("原文：").Quote(q).Words("（").Where(q.Clause()).Words("）")
		}
	}
	return b
}

// placeShare writes the share of one place of a row: the first is its sentence's, the others come of
// that by what the sentence takes off.
func (b *Builder) placeShare(m *calc.Measure, place int64) *Builder {
	br, row := m.Row()
	source := "calc:compare"
	if place == 1 {
		source = "clause:" + br.Sentence
	}
	return b.add(Part{kind: Number, text: percent(row.Ratios[place-1]), source: source})
}

// percent is a ratio as a percentage.
func percent(r calc.Ratio) string {
	return (money.One / money.Share(r.Den) * money.Share(r.Num)).Percent()
}
