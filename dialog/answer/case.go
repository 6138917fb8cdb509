package answer

import (
	"slices"
	"strings"

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
	paying, received, ceilings := 0, 0, 0
	for _, i := range at {
		r := &a.Measures[i]
		b.Headline(r, reference(b.policy, a.AsOf))
		b.Steps(r)
		b.because(r)
		b.passage(r, Useful, "条文原文")
		b.Alternatives(r)
		switch r.Status {
		case calc.Payable:
			paying++
		case calc.Ceiling:
			ceilings++
		}
		if b.onlyReceived(r) {
			received++
		}
	}
	switch {
	case ceilings == len(at):
		b.Line().withOthers(a, at, calc.Ceiling).Words("上限合计：不超过").Figure(a.Total.UpTo)
	case paying+received > 1 || paying == 0 || ceilings > 1:
		b.Line().withOthers(a, at, calc.Payable).fixed(a)
		if ceilings > 1 {
			b.Words("；上限合计：不超过").Figure(a.Total.UpTo)
		}
	}
	if received > 0 && paying > 0 {
		b.atMost(a, at)
	}
	b.alternatives(a)
	for _, i := range at {
		if r := &a.Measures[i]; len(r.Lead) > 0 {
			b.Line().is(offices).Words("申报和咨询：牵头单位").names(r.Lead)
			break
		}
	}
	return b
}

// others says whether measures of a status stand beside those at the given places: the total of an
// assessment holds them too.
func others(a *calc.Assessment, at []int, s calc.Status) bool {
	for i := range a.Measures {
		if a.Measures[i].Status == s && !slices.Contains(at, i) {
			return true
		}
	}
	return false
}

// withOthers says before a total that it holds others too.
func (b *Builder) withOthers(a *calc.Assessment, at []int, s calc.Status) *Builder {
	if others(a, at, s) {
		b.Words("连同说过的其他各项，")
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

// Units are the values that a number without its unit can mean, those that a fact admits.
func Units(sp *fact.Spec, number string) []string {
	var labels []string
	for _, unit := range []string{"", "万", "亿"} {
		if sp.Type == fact.Money && unit == "" {
			unit = "元"
		}
		v, err := sp.Parse(strings.TrimSpace(number) + unit)
		small := unit == "元" && v < int64(1000*money.Yuan) // nobody means so little
		if err != nil || small || sp.Check(fact.Point(v)) != nil || unit == "亿" && sp.Type == fact.Count {
			continue
		}
		labels = append(labels, sp.Say(v))
	}
	return labels
}

// Distance writes how far a stated value lies below a line that the measure's
// sentences name, the next or one further up. It reports whether they name it.
func (b *Builder) Distance(r *calc.Result, sp *fact.Spec, have fact.Value, next int64, steps int) bool {
	at, ok := b.stands(r.ID, sp, next)
	v, exact := have.Exact()
	if !ok || !exact {
		return false
	}
	b.Line().Label(sp).Value(sp, have)
	if steps > 1 {
		b.Words("，再往上的一档是")
	} else {
		b.Words("，下一档是")
	}
	b.add(Part{kind: Number, text: sp.Say(next), source: "clause:" + string(at)}).
		Words("，还差").add(Part{kind: Number, text: sp.Say(next - v), source: "calc:compare"}).Words("。")
	return true
}

// Away writes how far a stated value lies below one to which a message would have it come.
func (b *Builder) Away(sp *fact.Spec, have fact.Value, to int64) *Builder {
	v, _ := have.Exact()
	return b.Line().Label(sp).Value(sp, have).Words("，要到的是").Value(sp, fact.Point(to)).
		Words("，还差").add(Part{kind: Number, text: sp.Say(to - v), source: "calc:compare"}).Words("。")
}

// Short writes how far a fact lies below the value from which on a measure could be met.
func (b *Builder) Short(r *calc.Result, x calc.Reach) *Builder {
	return b.ofMeasure(r, x.Text).Words("；其他条件另看。")
}

// Nearer writes by what a little more would gain.
func (b *Builder) Nearer(r *calc.Result, n calc.Near) *Builder { return b.ofMeasure(r, n.Text) }

// Reaching writes what a value of a fact, which is asked for, brings.
func (b *Builder) Reaching(r *calc.Result, x calc.Reach) *Builder {
	return b.ofMeasure(r, x.Text).Words("。")
}

// ofMeasure writes what the calculator says of a measure, behind its title.
func (b *Builder) ofMeasure(r *calc.Result, t calc.Text) *Builder {
	return b.Line().Words("· ").Title(r).Words("：").Calculated(t)
}

// stands finds the sentence of a measure that holds a value of a fact.
func (b *Builder) stands(measure string, sp *fact.Spec, v int64) (clause.ID, bool) {
	for _, id := range b.policy.Rules.Measure(measure).Sentences {
		s, _ := b.policy.Doc.Sentence(clause.ID(id))
		for _, n := range numbers(s.Text) {
			if valueOf(sp, n) == v {
				return s.ID, true
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

// Overview sorts the measures by what is known: certain, still possible, excluded.
// Of the possible ones those at the places bearing come first: what is known bears
// on them. It holds no figures.
func (b *Builder) Overview(a *calc.Assessment, bearing ...int) *Builder {
	near := func(i int) bool { return slices.Contains(bearing, i) }
	is := func(list ...calc.Status) func(int) bool {
		return func(i int) bool { return slices.Contains(list, a.Measures[i].Status) }
	}
	open := is(calc.NeedsFacts)
	var first, more []clause.Quote // of each clause one sentence before the others
	for _, group := range []struct {
		say words
		has func(int) bool
	}{
		{"按目前所知符合条件的：", is(calc.Payable, calc.Ceiling, calc.Divided)},
		{"与您说的情况直接有关、还要看具体条件的：", func(i int) bool { return open(i) && near(i) }},
		{"可能符合、还要看具体情况的：", func(i int) bool { return open(i) && !near(i) }},
		{"按目前所知不符合的：", is(calc.NotMet, calc.Superseded)},
	} {
		said := false
		for i := range a.Measures {
			r := &a.Measures[i]
			if !group.has(i) {
				continue
			}
			if !said {
				b.Line().Words(group.say)
				said = true
			}
			b.Line().Words("· ").Title(r).Words("（").Where(clause.ID(r.Clause)).Words("）")
			q, ok := b.quoteOf(r)
			switch of := func(have clause.Quote) bool { return have.Clause().Clause() == q.Clause().Clause() }; {
			case !ok:
			case slices.ContainsFunc(first, of):
				more = append(more, q)
			default:
				first = append(first, q)
			}
		}
	}
	for _, q := range append(first, more...) {
		b.Cite(q)
	}
	return b
}
