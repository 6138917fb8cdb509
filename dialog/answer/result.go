package answer

import (
	"slices"

	"suance/calc"
	"suance/calc/fact"
	"suance/knowledge"
	"suance/knowledge/clause"
)

// Result is the reply that ends a consultation: what is payable with its total,
// ceilings apart from it, what is still missing, other readings, the office to
// turn to, standing and validity, and the receipt with what it rests on.
func Result(p *knowledge.Policy, a *calc.Assessment) Text {
	b := New(p)
	b.total(a)
	b.payable(a)
	b.ceilings(a)
	b.splits(a)
	b.open(a)
	b.alternatives(a)
	b.others(a)
	b.counters(a)
	return b.Footing(a.AsOf).CiteStanding().Basis(a).Text()
}

// awards says what other policies of the city gave.
func (b *Builder) awards(a *calc.Assessment) {
	for _, id := range a.Facts.AwardIDs() {
		b.Line().Words("· ").TitleOf(id).Words("，本市其他政策的：").Award(a.Facts.Award(id))
	}
}

// More says by what a little more would gain, for the measures at the given places;
// empty where nothing would.
func More(p *knowledge.Policy, a *calc.Assessment, at []int) Text {
	b := New(p)
	for _, i := range at {
		for k := range a.Measures[i].Near {
			if !Worthwhile(a.Measures[i].Near[k].Gain) {
				continue
			}
			b.Nearer(&a.Measures[i], a.Measures[i].Near[k])
		}
	}
	return b.Text()
}

// OtherReadings says what the other readings of the text give, for the measures at
// the given places and in total; empty where none bears on them.
func OtherReadings(p *knowledge.Policy, a *calc.Assessment, at []int) Text {
	b := New(p)
	for _, i := range at {
		r := &a.Measures[i]
		c := New(p).Alternatives(r)
		if len(c.text.lines) > 0 {
			b.Line().Title(r).Words("：")
			b.Append(c.text)
		}
	}
	if len(at) > 1 {
		b.alternatives(a)
	}
	return b.Text()
}

// StillOpen says which measures wait for which facts; empty if none does.
func StillOpen(p *knowledge.Policy, a *calc.Assessment) Text { return New(p).open(a).Text() }

// Summary is the facts known so far and what comes of them by now.
func Summary(p *knowledge.Policy, a *calc.Assessment) Text {
	b := New(p)
	known := 0
	for i := range a.Facts.Schema().Len() {
		v := a.Facts.At(i)
		if !v.Known() {
			continue
		}
		if known == 0 {
			b.Line().Words("目前已知：")
		}
		known++
		sp := a.Facts.Schema().Spec(i)
		b.Line().Words("· ").Label(sp).Words("：").Value(sp, v)
	}
	awards := a.Facts.AwardIDs()
	if known == 0 && len(awards) > 0 {
		b.Line().Words("目前已知：")
	}
	b.awards(a)
	if known == 0 && len(awards) == 0 {
		return b.Line().Words("目前还没有记录您企业的任何情况。").Text()
	}
	b.Total(a)
	b.payable(a)
	b.superseded(a)
	b.ceilings(a)
	b.splits(a)
	b.refused(a)
	b.open(a)
	return b.Footing(a.AsOf).CiteStanding().Basis(a).Text()
}

// Total writes the fixed total, and what it is by other readings.
func (b *Builder) Total(a *calc.Assessment) *Builder { return b.total(a).alternatives(a) }

// total writes the fixed total.
func (b *Builder) total(a *calc.Assessment) *Builder { return b.Line().fixed(a) }

// fixed writes the fixed total in the line that was begun.
func (b *Builder) fixed(a *calc.Assessment) *Builder {
	b.Words("固定金额合计：").Figure(a.Total.Payable)
	if reference(b.policy, a.AsOf) {
		b.Words("（参考测算）")
	}
	return b.capped(a)
}

// capped says that the total is less than what its parts add up to, where the
// document caps it.
func (b *Builder) capped(a *calc.Assessment) *Builder {
	c := b.policy.Rules.Cap
	if c == nil {
		return b
	}
	for _, w := range a.Warnings {
		for _, p := range w.Pieces() {
			if p.Figure().Present() && p.Figure().Source() == "clause:"+c.Sentence {
				if q, err := b.policy.Doc.Quote(clause.ID(c.Sentence), c.Quote); err == nil {
					b.Cite(q)
				}
				return b.Words("。").Calculated(w)
			}
		}
	}
	return b
}

// payable writes the measures that pay a fixed sum, each with its steps.
func (b *Builder) payable(a *calc.Assessment) *Builder {
	for i := range a.Measures {
		r := &a.Measures[i]
		if r.Status != calc.Payable {
			continue
		}
		b.Line().Words("· ").Title(r).Words("：").Figure(r.Amount)
		if q, ok := b.quoteOf(r); ok {
			b.Words("（").Where(q.Clause()).Words("）").Cite(q)
		}
		b.Steps(r)
		if r.Quota != nil {
			b.Spare(Detail, "名额").Words("  名额：").Calculated(*r.Quota)
		}
	}
	return b
}

// superseded writes the measures in whose place a higher sum of another policy of the city stands.
func (b *Builder) superseded(a *calc.Assessment) *Builder {
	for i := range a.Measures {
		r := &a.Measures[i]
		if r.Status != calc.Superseded {
			continue
		}
		b.Line().Words("· ").Title(r).Words("：").Figure(r.Amount).Words("（本市其他政策的金额更高，两者不重复享受）").Steps(r)
	}
	return b
}

// ceilings writes what the text only limits, apart from the total.
func (b *Builder) ceilings(a *calc.Assessment) *Builder {
	first := true
	for i := range a.Measures {
		r := &a.Measures[i]
		if r.Status != calc.Ceiling {
			continue
		}
		if first {
			b.Line().Words("另有只定上限的支持（不计入合计，是否给予、给多少由主管部门核定）：")
			first = false
		}
		b.Line().Words("· ").Title(r).Words("：最高不超过").Figure(r.Amount)
		if q, ok := b.quoteOf(r); ok {
			b.Words("（").Where(q.Clause()).Words("）").Cite(q)
		}
	}
	if !first {
		b.Line().Words("上限合计：不超过").Figure(a.Total.UpTo)
	}
	return b
}

// splits writes what is shared out and is no award.
func (b *Builder) splits(a *calc.Assessment) *Builder {
	for i := range a.Measures {
		if r := &a.Measures[i]; r.Status == calc.Divided {
			b.Headline(r, false)
			if q, ok := b.quoteOf(r); ok {
				b.Words("（").Where(q.Clause()).Words("）").Cite(q)
			}
		}
	}
	return b
}

// refused names the measures that are not met, in one line: all that is said to be none of one's own are among them.
func (b *Builder) refused(a *calc.Assessment) *Builder {
	first := true
	for i := range a.Measures {
		r := &a.Measures[i]
		if r.Status != calc.NotMet {
			continue
		}
		if first {
			b.Spare(Useful, "不符合条件的措施").Words("按目前所说的情况不符合条件的：")
			first = false
		} else {
			b.Words("、")
		}
		b.Title(r)
	}
	if !first {
		b.Words("。")
	}
	return b
}

// open writes which measures wait for which facts.
func (b *Builder) open(a *calc.Assessment) *Builder {
	first := true
	for i := range a.Measures {
		r := &a.Measures[i]
		if r.Status != calc.NeedsFacts {
			continue
		}
		if first {
			b.Spare(Useful, "尚缺的信息").Words("以下各项还缺信息，未计入：")
			first = false
		}
		b.Spare(Useful, "尚缺的信息").Words("· ").Title(r).Words("：还缺").missing(r.Missing)
	}
	return b
}

// alternatives writes the other readings that bear on the result.
func (b *Builder) alternatives(a *calc.Assessment) *Builder {
	return b.alternativesOf(a, func(string) bool { return true })
}

// alternativesOf writes what the total is by those of the other readings that are wanted.
func (b *Builder) alternativesOf(a *calc.Assessment, wanted func(reading string) bool) *Builder {
	for i := range a.Total.Alternatives {
		alt := &a.Total.Alternatives[i]
		if !wanted(alt.Reading) {
			continue
		}
		for j := range b.policy.Rules.Readings {
			rd := &b.policy.Rules.Readings[j]
			if rd.ID != alt.Reading {
				continue
			}
			b.Spare(Useful, "其他读法").Words("读法：").name(rd.Text).
				Words("另一种读法：").name(rd.Alternative).
				Words("按另一种读法，固定金额合计为").Figure(alt.Payable)
			if alt.UpTo != a.Total.UpTo {
				b.Words("，上限合计不超过").Figure(alt.UpTo)
			}
		}
	}
	return b
}

// others names the measures of which nothing comes.
func (b *Builder) others(a *calc.Assessment) *Builder {
	for _, group := range []struct {
		status calc.Status
		say    words
	}{
		{calc.NotMet, "按目前情况不符合："},
		{calc.Superseded, "本市其他同类政策金额更高、不再重复的："},
	} {
		first := true
		for i := range a.Measures {
			if r := &a.Measures[i]; r.Status == group.status {
				if first {
					b.Spare(Detail, "不符合的措施").Words(group.say)
				} else {
					b.Words("、")
				}
				first = false
				b.Title(r)
			}
		}
	}
	return b
}

// counters writes the offices to turn to for what is payable or possible.
func (b *Builder) counters(a *calc.Assessment) *Builder {
	var lead []string
	for i := range a.Measures {
		r := &a.Measures[i]
		if r.Status == calc.NotMet || r.Status == calc.Superseded {
			continue
		}
		for _, o := range r.Lead {
			if !slices.Contains(lead, o) {
				lead = append(lead, o)
			}
		}
	}
	if len(lead) == 0 && len(a.Measures) > 0 {
		lead = a.Measures[0].Lead
	}
	return b.Line().is(offices).Words("申报和咨询：牵头单位").names(lead)
}

// Basis writes the line of facts that the figures rest on, in labels and Chinese
// notation, and the receipt that binds them; verify reads both back.
func (b *Builder) Basis(a *calc.Assessment) *Builder {
	b.Line().is(basis).Words("依据：测算日＝").AsOf(a.AsOf)
	for i := range a.Facts.Schema().Len() {
		if v := a.Facts.At(i); v.Known() {
			sp := a.Facts.Schema().Spec(i)
			b.Words("；").Label(sp).Words("＝").Value(sp, v)
		}
	}
	for _, id := range a.Facts.AwardIDs() {
		b.Words("；其他政策·").TitleOf(id).Words("＝").Award(a.Facts.Award(id))
	}
	return b.Line().is(receipt).Words("校验码：").Receipt(a)
}

// Change says what a new value did: before and after, measure by measure and in
// total. Both assessments are of the same policy.
func Change(p *knowledge.Policy, before, after *calc.Assessment, changed []fact.ID) Text {
	return change(New(p), before, after, changed).totalMoved(before, after).Text()
}

// Replaced is Change without a total that was nothing and stays so while nothing is settled that
// pays: that tells no more than that facts are open.
func Replaced(p *knowledge.Policy, before, after *calc.Assessment, changed []fact.ID) Text {
	b := change(New(p), before, after, changed)
	if !pays(before) && !pays(after) {
		return b.Text()
	}
	return b.totalMoved(before, after).Text()
}

// pays says whether a measure pays, or could but for what came of it before, or all are settled.
func pays(a *calc.Assessment) bool {
	open := false
	for i := range a.Measures {
		switch a.Measures[i].Status {
		case calc.NeedsFacts:
			open = true
		case calc.NotMet:
		default:
			return true
		}
	}
	return !open
}

func change(b *Builder, before, after *calc.Assessment, changed []fact.ID) *Builder {
	schema := after.Facts.Schema()
	for _, id := range changed {
		sp := schema.Lookup(id)
		if sp == nil {
			continue
		}
		was, now := before.Facts.Get(id), after.Facts.Get(id)
		b.Line().Words("“").Label(sp).Words("”")
		switch {
		case !now.Known():
			b.Words("已撤回").Words("（原为").Value(sp, was).Words("）。")
		case !was.Known():
			b.Words("记为").Value(sp, now).Words("。")
		default:
			b.Words("由").Value(sp, was).Words("改为").Value(sp, now).Words("。")
		}
	}
	for i := range after.Measures {
		if i < len(before.Measures) {
			b.moved(&before.Measures[i], &after.Measures[i])
		}
	}
	return b
}

// ReadingsMoved writes the other readings that bear on what a change moved: on a measure, or on the total of
// such as go together.
func (b *Builder) ReadingsMoved(before, after *calc.Assessment) *Builder {
	var ofTotal []string
	for i := range after.Measures {
		r := &after.Measures[i]
		if i < len(before.Measures) && same(&before.Measures[i], r) {
			continue
		}
		b.Alternatives(r)
		for k := range r.Readings {
			if d := &r.Readings[k]; d.Amount == r.Amount {
				ofTotal = append(ofTotal, d.ID)
			}
		}
	}
	return b.alternativesOf(after, func(id string) bool { return slices.Contains(ofTotal, id) })
}

// totalMoved says what became of the total, and of what is only limited, apart from it, where the change moved that.
func (b *Builder) totalMoved(before, after *calc.Assessment) *Builder {
	if was, now := before.Total.Payable, after.Total.Payable; was.Decimal() != now.Decimal() {
		b.Line().Words("固定金额合计：由").Figure(was).Words("变为").Figure(now).compared(was, now).Words("。")
	} else {
		b.Line().Words("固定金额合计不变，仍为").Figure(now).Words("。")
	}
	for i := range after.Measures {
		if i >= len(before.Measures) {
			break
		}
		if was, r := &before.Measures[i], &after.Measures[i]; !same(was, r) && (was.Status == calc.Ceiling || r.Status == calc.Ceiling) {
			if upTo, exact := after.Total.UpTo.Amount(); exact && upTo == 0 {
				return b.Line().Words("上限合计：目前没有算得出上限的措施。")
			}
			return b.Line().Words("上限合计：不超过").Figure(after.Total.UpTo).Words("。")
		}
	}
	return b
}

// same says whether two results come to the same.
func same(was, now *calc.Result) bool {
	return was.Status == now.Status && was.Amount.Decimal() == now.Amount.Decimal()
}

// moved writes a measure whose outcome changed.
func (b *Builder) moved(was, now *calc.Result) *Builder {
	if same(was, now) {
		return b
	}
	b.Spare(Useful, "各项变化").Words("· ").Title(now).Words("：由").outcome(was)
	return b.Words("变为").outcome(now)
}

// outcome names status and sum of a measure in a few words.
func (b *Builder) outcome(r *calc.Result) *Builder {
	switch r.Status {
	case calc.Payable:
		return b.Figure(r.Amount)
	case calc.Ceiling:
		return b.Words("上限").Figure(r.Amount)
	case calc.NeedsFacts:
		return b.Words("待补充信息")
	case calc.Superseded:
		return b.Figure(r.Amount).Words("（与本市其他政策不重复享受）")
	case calc.Divided:
		return b.Words("分担").Figure(r.Amount)
	}
	return b.Words("不符合条件")
}

// Question asks for one fact.
func Question(p *knowledge.Policy, sp *fact.Spec) Text {
	b := New(p).Line().name(sp.Question)
	if sp.Hint != "" {
		b.Words("（").name(sp.Hint).Words("）")
	}
	return b.Text()
}

// Report is the assessment for a person to read, as check prints it.
func Report(p *knowledge.Policy, a calc.Assessment) Text { return Result(p, &a) }
