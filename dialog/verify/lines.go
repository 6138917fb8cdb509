package verify

import (
	"slices"
	"strconv"
	"strings"

	"suance/calc"
	"suance/calc/fact"
	"suance/dialog/answer"
	"suance/knowledge/clause"
)

// line is a line that the program could have written.
type line struct {
	tokens  []token
	sources []string // of each token; empty for words
	owners  []string // the measures under whose name alone it can stand; none: anywhere
	scene   int      // of which situation it speaks: 0 the one that the reply rests on, from 1 those supposed
}

// anywhere is the scene of lines about the document.
const anywhere = -1

// corpus gathers lines, each once.
type corpus struct {
	lines []line
	index map[string]int
	scene int // of the lines that are added
}

func newCorpus() *corpus { return &corpus{index: map[string]int{}, scene: anywhere} }

// text adds the lines of a text that hold something to compare. An owner says
// under which measure's name they stand; empty: they say so themselves.
func (c *corpus) text(t answer.Text, owner string) {
	for _, parts := range t.Lines() {
		c.add(parts, owner)
	}
}

func (c *corpus) add(parts []answer.Part, owner string) {
	var text strings.Builder
	var sources []string // of each rune
	for _, p := range parts {
		text.WriteString(p.Text())
		for range []rune(p.Text()) {
			sources = append(sources, p.Source())
		}
	}
	f := fold(text.String())
	l := line{tokens: tokens(f), scene: c.scene}
	items := false
	for _, t := range l.tokens {
		l.sources = append(l.sources, sources[f.at[t.start]])
		items = items || t.class == number || t.class == place
	}
	if !items {
		return
	}
	if owner != "" {
		l.owners = []string{owner}
	}
	c.put(strconv.Itoa(c.scene)+string(f.runes), l)
}

// put adds a line, or the owner to one that is there.
func (c *corpus) put(key string, l line) {
	i, have := c.index[key]
	if !have {
		c.index[key] = len(c.lines)
		c.lines = append(c.lines, l)
		return
	}
	old := &c.lines[i]
	switch {
	case l.owners == nil:
		old.owners = nil
	case old.owners != nil && !slices.Contains(old.owners, l.owners[0]):
		old.owners = append(old.owners, l.owners[0])
	}
}

// document adds what replies say of the text alone.
func (v *Verifier) document(c *corpus) {
	doc := v.policy.Doc
	for _, s := range doc.Sentences() {
		if q, err := doc.QuoteSentence(s.ID); err == nil {
			v.quoted(c, q, s.ID)
		}
		c.text(v.write().Where(s.ID).Words("，文件原文：").Text(), "")
	}
	for i := range doc.Clauses {
		cl := &doc.Clauses[i]
		c.text(v.write().Where(cl.ID).Words("，文件原文：").Text(), "")
		c.text(v.write().Words("最接近的是").Where(cl.ID).Words("“").Heading(cl).Words("”").Text(), "")
		if q, err := doc.QuoteOffices(cl.ID); err == nil {
			v.quoted(c, q, cl.ID)
			c.text(v.write().Where(cl.ID).Words("“").Heading(cl).Words("”：").Quote(q).Text(), "")
		}
	}
	v.apart(c)
	for i := range v.policy.Rules.Measures {
		m := &v.policy.Rules.Measures[i]
		c.text(v.write().Readings(m).Text(), "")
		if _, row := m.Row(); len(row.Ratios) > 0 {
			c.text(v.write().Places(m).Text(), "")
			for place := range row.Ratios {
				c.text(v.write().Place(m, int64(place+1)).Text(), "")
			}
		}
		v.tiers(c, m)
		v.cases(c, m)
		for _, id := range m.Sentences {
			c.text(v.write().TitleOf(m.ID).Words("（").Where(clause.ID(id)).Words("）").Text(), "")
		}
		for _, s := range measureQuotes(m) {
			if q, err := doc.Quote(clause.ID(s.id), s.text); err == nil {
				v.quoted(c, q, q.Clause())
			}
		}
	}
}

// apart adds how far two sums lie apart where each is what a measure grants and they are
// compared: the two of one measure, or the only ones of two.
func (v *Verifier) apart(c *corpus) {
	var only []answer.Sum
	for i := range v.policy.Rules.Measures {
		for _, ceilings := range [...]bool{false, true} {
			switch sums := v.write().Granted(&v.policy.Rules.Measures[i], ceilings); {
			case len(sums) == 1 && !slices.Contains(only, sums[0]):
				only = append(only, sums[0])
			case len(sums) == 2:
				v.between(c, sums[0], sums[1])
			}
		}
	}
	for i := range only {
		for _, other := range only[:i] {
			v.between(c, only[i], other)
		}
	}
}

// between adds how far two sums lie apart.
func (v *Verifier) between(c *corpus, x, y answer.Sum) {
	c.text(v.write().Words("两者相差").Difference(x, y).Words("。").Text(), "")
}

// tiers adds which sum a measure grants from each of its lines on, and how far two lie
// apart.
func (v *Verifier) tiers(c *corpus, m *calc.Measure) {
	for _, by := range m.ByBands() {
		var sums []answer.Sum
		for _, band := range by.Bands {
			b := v.write()
			sum := b.Tier(m, band.From)
			if !sum.Known() {
				continue
			}
			c.text(b.Text(), "")
			for _, other := range sums {
				v.between(c, sum, other)
			}
			sums = append(sums, sum)
		}
	}
}

// cases adds what a measure grants in each of its cases, and the lowest line of each of its facts.
func (v *Verifier) cases(c *corpus, m *calc.Measure) {
	for i := range m.Branches {
		b := v.write()
		b.Holds(&m.Branches[i])
		c.text(b.Text(), "")
	}
	schema := v.policy.Rules.Schema
	for i := range schema.Len() {
		sp := schema.Spec(i)
		if lowest, ok := m.NextBand(sp.ID, fact.NoLow); ok {
			c.text(v.write().Lowest(m.ID, sp, lowest).Text(), "")
		}
	}
}

func (v *Verifier) write() *answer.Builder { return answer.New(v.policy) }

// quoted adds a quote alone and with its place.
func (v *Verifier) quoted(c *corpus, q clause.Quote, id clause.ID) {
	c.text(v.write().Quote(q).Text(), "")
	c.text(v.write().Quote(q).Words("（").Where(id).Words("）").Text(), "")
}

type measureQuote struct{ id, text string }

// measureQuotes are the words of the document that a measure's results quote.
func measureQuotes(m *calc.Measure) []measureQuote {
	out := []measureQuote{{m.Sentences[0], m.Quote}}
	for _, br := range m.Branches {
		if br.Quote != "" {
			out = append(out, measureQuote{br.Sentence, br.Quote})
		}
	}
	return out
}

// assessment adds what replies say of an assessment.
func (v *Verifier) assessment(c *corpus, a *calc.Assessment) {
	general, under := answer.All(v.policy, a)
	c.text(general, "")
	for i := range under {
		c.text(under[i], a.Measures[i].ID)
	}
}

// day adds what replies say of the day.
func (v *Verifier) day(c *corpus, day fact.Day) { c.text(v.write().Footing(day).Text(), "") }

// change adds what replies say of what a change did.
func (v *Verifier) change(c *corpus, was, now *calc.Assessment, changed []fact.ID) {
	c.text(answer.Change(v.policy, was, now, changed), "")
}
