package answer

import (
	"suance/calc"
	"suance/calc/fact"
	"suance/calc/money"
	"suance/knowledge/clause"
)

// Cases writes the measures of an assessment at the given places of it: one in
// full; of several each with its steps and its passage, and the total.
func (b *Builder) Cases(a *calc.Assessment, at []int) *Builder {
	if len(at) == 1 {
		r := &a.Measures[at[0]]
		return b.Outcome(a, r)
	}
	paying, received := 0, 0
	for _, i := range at {
		r := &a.Measures[i]
		b.Headline(r, reference(b.policy, a.AsOf))
		b.steps(r)
		b.because(r)
		b.Passage(r)
		b.readings(r)
		if r.Status == calc.Payable {
			paying++
		}
		if b.onlyReceived(r) {
			received++
		}
	}
	if paying+received > 1 || paying == 0 {
		b.total(a)
	}
	if received > 0 && paying > 0 {
		b.atMost(a, at)
	}
	b.alternatives(a)
	for _, i := range at {
		if r := &a.Measures[i]; len(r.Lead) > 0 {
			b.Line().Words("申报和咨询：牵头单位").names(r.Lead)
			break
		}
	}
	return b
}

// atMost adds to the total what depends only on what was received before.
func (b *Builder) atMost(a *calc.Assessment, at []int) *Builder {
	sums := []Sum{OfFigure(a.Total.Payable)}
	for _, i := range at {
		if r := &a.Measures[i]; b.onlyReceived(r) {
			sums = append(sums, Sum{r.Bounds.Max, true})
		}
	}
	return b.Words("；此前没有领过的话，连同上面写“最高”的各项，一共是").Added(sums...)
}

// Possible writes what a measure that waits for facts may still come to.
func (b *Builder) Possible(r *calc.Result) *Builder { return b.bounds(r) }

// Question writes the question for a fact.
func (b *Builder) Question(sp *fact.Spec) *Builder {
	b.Line().name(sp.Question)
	if sp.Hint != "" {
		b.Words("（").name(sp.Hint).Words("）")
	}
	return b
}

// Distance writes how far a stated value lies below a line that the measure's
// sentences name. It reports whether they name it.
func (b *Builder) Distance(r *calc.Result, sp *fact.Spec, have fact.Value, next int64) bool {
	at, ok := b.stands(r.ID, sp, next)
	v, exact := have.Exact()
	if !ok || !exact {
		return false
	}
	b.Line().Label(sp).Value(sp, have).Words("，下一档是").add(Part{kind: Number, text: sp.Say(next), source: "clause:" + string(at)}).
		Words("，还差").add(Part{kind: Number, text: sp.Say(next - v), source: "calc:compare"}).Words("。")
	return true
}

// stands finds the sentence of a measure that holds a value of a fact.
func (b *Builder) stands(measure string, sp *fact.Spec, v int64) (clause.ID, bool) {
	for i := range b.policy.Rules.Measures {
		m := &b.policy.Rules.Measures[i]
		if m.ID != measure {
			continue
		}
		for _, id := range m.Sentences {
			s, _ := b.policy.Doc.Sentence(clause.ID(id))
			for _, n := range numbers(s.Text) {
				if valueOf(sp, n) == v {
					return s.ID, true
				}
			}
		}
	}
	return "", false
}

// valueOf reads a number of the document as a value of a fact; -1 if it is none.
func valueOf(sp *fact.Spec, s string) int64 {
	switch sp.Type {
	case fact.Money:
		if a, err := money.ParseAmount(s); err == nil {
			return int64(a)
		}
	case fact.Count:
		if n, _, err := money.ParseCount(s); err == nil {
			return n
		}
	}
	return -1
}

// Overview sorts the measures by what is known: certain, excluded, still
// possible. It holds no figures.
func (b *Builder) Overview(a *calc.Assessment) *Builder {
	for _, group := range []struct {
		say      words
		statuses []calc.Status
	}{
		{"按目前所知符合条件的：", []calc.Status{calc.Payable, calc.Ceiling, calc.Divided}},
		{"可能符合、还要看具体情况的：", []calc.Status{calc.NeedsFacts}},
		{"按目前所知不符合的：", []calc.Status{calc.NotMet, calc.Superseded}},
	} {
		first := true
		for i := range a.Measures {
			r := &a.Measures[i]
			if !among(r.Status, group.statuses) {
				continue
			}
			if first {
				b.Line().Words(group.say)
				first = false
			}
			b.Line().Words("· ").Title(r).Words("（").Where(clause.ID(r.Clause)).Words("）")
			if q, ok := b.quoteOf(r); ok {
				b.Cite(q)
			}
		}
	}
	return b
}

func among(s calc.Status, list []calc.Status) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}
