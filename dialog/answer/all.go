package answer

import (
	"suance/calc"
	"suance/calc/fact"
	"suance/calc/money"
	"suance/knowledge"
	"suance/knowledge/clause"
)

// All is every line with a number that this package can write about an
// assessment, whatever the length: those that name what they speak of, and by
// measure those that stand under its name. A reply is read back by them.
func All(p *knowledge.Policy, a *calc.Assessment) (general Text, under []Text) {
	b := New(p)
	b.totals(a)
	b.awards(a)
	b.payable(a).ceilings(a).splits(a).alternatives(a).Footing(a.AsOf).Overview(a)
	for i := range a.Facts.Schema().Len() {
		b.whyLines(a, a.Facts.Schema().Spec(i))
	}
	for i := range a.Warnings {
		b.Line().Calculated(a.Warnings[i])
	}
	under = make([]Text, len(a.Measures))
	for i := range a.Measures {
		r := &a.Measures[i]
		b.Headline(r, reference(p, a.AsOf))
		for k := range r.Near {
			b.Nearer(r, r.Near[k])
		}
		if x, ok := p.Calc.Reach(a.Facts, r.ID); ok {
			b.Short(r, x)
		}
		u := New(p).Outcome(a, r)
		u.distances(a, r)
		under[i] = u.text
	}
	return b.text, under
}

// Reaches writes from which values of its facts on each measure could pay each of some sums.
func Reaches(p *knowledge.Policy, a *calc.Assessment, sums []money.Amount) Text {
	b := New(p)
	for i := range a.Measures {
		for k := range a.Facts.Schema().Len() {
			for _, sum := range sums {
				if x, ok := p.Calc.LeastFor(a.Facts, a.Measures[i].ID, a.Facts.Schema().Spec(k).ID, sum); ok {
					b.Reaching(&a.Measures[i], x)
				}
			}
		}
	}
	return b.text
}

// Sums are the sums that the sentences of a measure name.
func Sums(p *knowledge.Policy, measure string) (sums []money.Amount) {
	for _, id := range p.Rules.Measure(measure).Sentences {
		s, _ := p.Doc.Sentence(clause.ID(id))
		for _, n := range numbers(s.Text) {
			if sum, err := money.ParseAmount(n); err == nil {
				sums = append(sums, sum)
			}
		}
	}
	return sums
}

// totals writes the line of the total in every form it can take.
func (b *Builder) totals(a *calc.Assessment) {
	b.total(a)
	var received []int
	for i := range a.Measures {
		if b.onlyReceived(&a.Measures[i]) && len(received) < 4 {
			received = append(received, i)
		}
	}
	for set := 1; set < 1<<len(received); set++ {
		var at []int
		for k, i := range received {
			if set&(1<<k) != 0 {
				at = append(at, i)
			}
		}
		b.total(a).atMost(a, at)
	}
}

// whyLines writes what is at stake in each measure that needs a fact.
func (b *Builder) whyLines(a *calc.Assessment, sp *fact.Spec) {
	b.text.lines = append(b.text.lines, Why(b.policy, a, sp, nil).lines...)
}

// distances writes how far the stated values lie below each line of the text.
func (b *Builder) distances(a *calc.Assessment, r *calc.Result) {
	for i := range a.Facts.Schema().Len() {
		sp := a.Facts.Schema().Spec(i)
		v, exact := a.Facts.At(i).Exact()
		if !exact || !sp.Near {
			continue
		}
		for _, id := range b.policy.Rules.Measure(r.ID).Sentences {
			s, _ := b.policy.Doc.Sentence(clause.ID(id))
			for _, n := range numbers(s.Text) {
				if at := valueOf(sp, n); at > v {
					b.Distance(r, sp, a.Facts.At(i), at, 1)
				}
			}
		}
	}
}

// Source is what backs the numbers of the part, in the contract's words; empty
// for words.
func (p Part) Source() string { return p.source }
