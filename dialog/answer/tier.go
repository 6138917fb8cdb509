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
