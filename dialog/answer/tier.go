package answer

import (
	"suance/calc"
	"suance/calc/fact"
	"suance/calc/money"
	"suance/knowledge/clause"
)

// Tier writes which sum a measure grants from a line of the text on, as its sentence
// says it (年营业收入达到50亿元：200万元), and returns the sum. Where the measure has no
// such line, or its sentences do not hold both numbers, it writes nothing.
func (b *Builder) Tier(m *calc.Measure, from int64) Sum {
	for br, by := range m.ByBands() {
		for _, band := range by.Bands {
			if band.From == from && band.Sum > 0 && !band.Above && b.tier(br.Sentence, by.Fact, band) {
				return Sum{band.Sum, true}
			}
		}
	}
	return Sum{}
}

// tier writes a band; it reports whether the sentence holds its line and its sum.
func (b *Builder) tier(sentence string, id fact.ID, band calc.Band) bool {
	sp := b.policy.Rules.Schema.Lookup(id)
	s, ok := b.policy.Doc.Sentence(clause.ID(sentence))
	if !ok {
		return false
	}
	line, sum := false, false
	for _, n := range numbers(s.Text) {
		a, err := money.ParseAmount(n)
		line, sum = line || valueOf(sp, n) == band.From, sum || err == nil && a == band.Sum
	}
	if !line || !sum {
		return false
	}
	source := "clause:" + sentence
	b.Line().Label(sp).Words("达到").add(Part{kind: Number, text: sp.Say(band.From), source: source}).Words("：").amount(band.Sum, source)
	return true
}

// Grants writes what a case of a measure grants at a value that was said, and the sentence that says so;
// it returns the sum, if it is one.
func (b *Builder) Grants(said Said, br *calc.Branch) Sum {
	return b.Line().Words("“").Said(said).Words("”").Holds(br)
}

// Holds is what Grants writes behind the value.
func (b *Builder) Holds(br *calc.Branch) Sum {
	source := "clause:" + br.Sentence
	b.Words("对应的是").Where(clause.ID(br.Sentence)).Words("：")
	for _, p := range br.Amount {
		for _, x := range p {
			switch x := x.(type) {
			case calc.Sum:
				b.amount(money.Amount(x), source)
				return Sum{money.Amount(x), true}
			case calc.Ratio:
				b.add(Part{kind: Number, text: percent(x), source: source})
				return Sum{}
			}
		}
	}
	return Sum{}
}

// Outside writes that a value that was said lies below the lowest line of a measure, or else outside of
// what its sentences name.
func (b *Builder) Outside(said Said, measure string, sp *fact.Spec, value, lowest int64) *Builder {
	b.Line().Words("“").Said(said).Words("”")
	if value >= lowest {
		return b.Words("不在条文写的范围内。")
	}
	return b.Lowest(measure, sp, lowest)
}

// Lowest is what Outside writes behind a value that lies below the lowest line.
func (b *Builder) Lowest(measure string, sp *fact.Spec, lowest int64) *Builder {
	at, stands := b.stands(measure, sp, lowest)
	if !stands {
		return b.Words("没有达到条文写的最低线。")
	}
	return b.Words("没有达到条文写的最低线（").add(Part{kind: Number, text: sp.Say(lowest), source: "clause:" + string(at)}).Words("）。")
}
