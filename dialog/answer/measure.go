package answer

import (
	"slices"
	"strings"

	"suance/calc"
	"suance/calc/fact"
	"suance/calc/money"
	"suance/knowledge/clause"
)

// Outcome writes one measure of an assessment in full: what comes of it, how it
// is computed, what is missing, what would change it, and the sentence.
func (b *Builder) Outcome(a *calc.Assessment, r *calc.Result) *Builder {
	b.Headline(r, reference(b.policy, a.AsOf))
	b.Steps(r)
	b.because(r)
	if r.Status == calc.NotMet {
		b.Line().Words("因此这一项为").amount(0, "calc:"+r.ID).Words("。")
	}
	b.bounds(r)
	for i := range r.Near {
		if Worthwhile(r.Near[i].Gain) {
			b.Spare(Useful, "差额提示").Words("· ").Calculated(r.Near[i].Text)
		}
	}
	b.Alternatives(r)
	if r.Status == calc.NotMet {
		b.refusal(r)
	} else {
		b.Passage(r)
	}
	if r.Quota != nil {
		b.Spare(Useful, "名额").Words("名额：").Calculated(*r.Quota)
	}
	for i := range r.Notes {
		b.Spare(Detail, "说明").Words("说明：").Calculated(r.Notes[i])
	}
	return b.Offices(r)
}

// Headline writes the line that says what comes of a measure.
func (b *Builder) Headline(r *calc.Result, reference bool) *Builder {
	b.Line().Title(r)
	switch r.Status {
	case calc.Payable:
		b.Words("：").Figure(r.Amount)
		if reference {
			b.Words("（参考测算）")
		}
	case calc.Ceiling:
		b.Words("：最高不超过").Figure(r.Amount).Words("。这只是上限，不是承诺，具体金额由主管部门核定，不计入合计")
	case calc.NotMet:
		b.Words("：按目前所说的情况，不符合条件")
	case calc.NeedsFacts:
		if b.onlyReceived(r) {
			b.Words("：最高").amount(r.Bounds.Max, "calc:"+r.ID).Words("，条件是").missing(r.Missing).Words("为零；领过的要减去已领的数额")
			break
		}
		b.Words("：还要知道").missing(r.Missing).Words("，才能得出结果")
	case calc.Superseded:
		b.Words("：").Figure(r.Amount).Words("。本市其他同类政策的金额更高，两者不重复享受")
	case calc.Divided:
		b.Words("：")
		for i := range r.Parts {
			if i > 0 {
				b.Words("，")
			}
			b.name(r.Parts[i].Label).Words("出资").Figure(r.Parts[i].Amount)
		}
		b.Words("。这是配套分担，不是奖励，不计入合计")
	}
	return b
}

// onlyReceived says whether nothing is missing of a measure but what was received
// of it before.
func (b *Builder) onlyReceived(r *calc.Result) bool {
	m := b.policy.Rules.Measure(r.ID)
	return m != nil && len(r.Missing) == 1 && r.Missing[0] == m.Received && !r.Bounds.Unlimited
}

// missing writes the labels of facts.
func (b *Builder) missing(ids []fact.ID) *Builder {
	for i, id := range ids {
		if i > 0 {
			b.Words("、")
		}
		if sp := b.policy.Rules.Schema.Lookup(id); sp != nil {
			b.Words("“").Label(sp).Words("”")
		}
	}
	return b
}

// Steps writes the calculation, each step with its sum.
func (b *Builder) Steps(r *calc.Result) *Builder {
	if len(r.Steps) == 0 || r.Status == calc.Ceiling { // a ceiling comes of no calculation
		return b
	}
	b.Spare(Useful, "算法").Words("算法：")
	for i := range r.Steps {
		if i > 0 {
			b.Words("；")
		}
		b.Calculated(r.Steps[i].Text)
		if f := r.Steps[i].Amount; f.Present() {
			b.Words("，得").Figure(f)
		}
	}
	return b
}

// because writes the conditions that do not hold, or those still open.
func (b *Builder) because(r *calc.Result) *Builder {
	for i := range r.Conditions {
		c := &r.Conditions[i]
		if r.Status == calc.NotMet && c.Holds == calc.False {
			b.Line().Words("· 条件“").Calculated(c.Text).Words("”不满足")
			if len(c.Because.Pieces()) > 0 {
				b.Words("：").Calculated(c.Because)
			}
		}
	}
	return b
}

// bounds writes what is possible while facts are missing.
func (b *Builder) bounds(r *calc.Result) *Builder {
	if r.Status != calc.NeedsFacts || b.onlyReceived(r) {
		return b
	}
	source := "calc:" + r.ID
	switch {
	case r.Bounds.Unlimited:
		return b.Line().Words("目前可能的金额：最少").amount(r.Bounds.Min, source).Words("，上不封顶")
	case r.Bounds.Max == r.Bounds.Min:
		return b
	}
	return b.Line().Words("目前可能的金额：最少").amount(r.Bounds.Min, source).
		Words("，最高").amount(r.Bounds.Max, source)
}

// amount writes a sum that an assessment holds as a bare amount.
func (b *Builder) amount(a money.Amount, source string) *Builder {
	return b.add(Part{kind: Number, text: a.Chinese(), source: source})
}

// Alternatives writes how the text was read where it matters, and what the other way
// to read it would give.
func (b *Builder) Alternatives(r *calc.Result) *Builder {
	for i := range r.Readings {
		d := &r.Readings[i]
		if d.Amount == r.Amount { // it bears on the total only
			continue
		}
		b.Spare(Useful, "其他读法").Words("读法：").Calculated(d.Text)
		if len(d.Alternative.Pieces()) > 0 {
			b.Words("另一种读法：").Calculated(d.Alternative)
		}
		if d.Amount.Present() {
			b.Words("按另一种读法为").Figure(d.Amount).Words("。")
		}
	}
	return b
}

// Worthwhile says whether a sum is enough to be told unasked: the first fen of a share that grows with every
// yuan is only where it begins.
func Worthwhile(sum calc.Figure) bool {
	a, ok := sum.Amount()
	return ok && a >= money.Yuan
}

// Passage writes the words of the document that a measure rests on.
func (b *Builder) Passage(r *calc.Result) *Builder { return b.passage(r, Keep, "") }

func (b *Builder) passage(r *calc.Result, rank Rank, what words) *Builder {
	q, ok := b.quoteOf(r)
	if !ok {
		return b
	}
	return b.Spare(rank, what).original(q)
}

// refusal writes the words that a refusal rests on: the whole sentence of the measure, for what is asked of the enterprise
// may stand before the words that tell the sum (前3台), and another of its sentences where only that holds the number of
// a condition that fails (最多可连续支持3年).
func (b *Builder) refusal(r *calc.Result) *Builder {
	main, err := b.policy.Doc.QuoteSentence(clause.ID(r.Clause))
	if err != nil {
		return b.Passage(r)
	}
	b.Line().original(main)
	m, limits := b.policy.Rules.Measure(r.ID), limitsFailed(r)
	if m == nil || holdsAny(main.Text(), limits) {
		return b
	}
	for _, s := range m.Sentences {
		if q, err := b.policy.Doc.QuoteSentence(clause.ID(s)); err == nil && s != r.Clause && !isBranch(m, s) && holdsAny(q.Text(), limits) {
			b.Line().original(q)
		}
	}
	return b
}

// original writes words of the document, which are the whole of a line.
func (b *Builder) original(q clause.Quote) *Builder {
	return b.is(passage).Words("原文：").Quote(q).Words("（").Where(q.Clause()).Words("）")
}

// limitsFailed are the numbers of the conditions that fail.
func limitsFailed(r *calc.Result) []string {
	var out []string
	for i := range r.Conditions {
		if c := &r.Conditions[i]; c.Holds == calc.False {
			out = append(out, unitless(c.Text.String())...)
		}
	}
	return out
}

// holdsAny says whether one of some numbers stands in a text.
func holdsAny(text string, wanted []string) bool {
	return slices.ContainsFunc(unitless(text), func(n string) bool { return slices.Contains(wanted, n) })
}

// unitless are the numbers of a text without their units: 第3个补偿年度 is of 3年.
func unitless(text string) []string {
	list := numbers(text)
	for i, n := range list {
		list[i] = n[:len(n)-suffixOf(n, units)]
	}
	return list
}

// suffixOf is the length of the first of some words that ends a text, 0 if none does.
func suffixOf(text string, words []string) int {
	for _, w := range words {
		if strings.HasSuffix(text, w) {
			return len(w)
		}
	}
	return 0
}

// Sentence cites the sentence of a measure, where its text need not stand.
func (b *Builder) Sentence(r *calc.Result) *Builder {
	if q, ok := b.quoteOf(r); ok {
		b.Cite(q)
	}
	return b
}

// Rests cites the other sentences that an outcome rests on: what they say of the
// same case, and where the cap stands. Those of other cases are left out.
func (b *Builder) Rests(r *calc.Result) *Builder {
	m := b.policy.Rules.Measure(r.ID)
	if m == nil {
		return b
	}
	for _, s := range m.Sentences {
		if q, err := b.policy.Doc.QuoteSentence(clause.ID(s)); err == nil && s != r.Clause && (!isBranch(m, s) || caps(m, r.Clause, q.Text())) {
			b.Cite(q)
		}
	}
	return b
}

// isBranch says whether a sentence is that of a case of the measure.
func isBranch(m *calc.Measure, sentence string) bool {
	return slices.ContainsFunc(m.Branches, func(br calc.Branch) bool { return br.Sentence == sentence })
}

// caps says whether a text holds the cap of the case at a sentence.
func caps(m *calc.Measure, sentence, text string) bool {
	return slices.ContainsFunc(m.Branches, func(br calc.Branch) bool {
		return br.Sentence == sentence && br.Cap > 0 && slices.ContainsFunc(numbers(text), func(n string) bool {
			a, err := money.ParseAmount(n)
			return err == nil && a == br.Cap
		})
	})
}

// quoteOf finds the quote of a measure in the document: in its sentence, else in
// the clause.
func (b *Builder) quoteOf(r *calc.Result) (clause.Quote, bool) {
	id := clause.ID(r.Clause)
	q, err := b.policy.Doc.Quote(id, r.Quote)
	if err != nil {
		q, err = b.policy.Doc.Quote(id.Clause(), r.Quote)
	}
	return q, err == nil
}

// Offices writes whom to turn to about a measure.
func (b *Builder) Offices(r *calc.Result) *Builder {
	if len(r.Lead) == 0 {
		return b
	}
	b.Line().is(offices).Words("申报和咨询：牵头单位").names(r.Lead)
	if len(r.Support) > 0 {
		b.Words("，配合单位").names(r.Support)
	}
	return b
}
