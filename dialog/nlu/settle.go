package nlu

import (
	"slices"

	"suance/calc/fact"
)

// settle turns what a text says, in its order, into one value a fact.
func (rd *reading) settle(u *Understanding) {
	u.Facts = make([]Slot, 0, len(rd.said))
	var supposed []statement
	real := rd.said[:0]
	for _, s := range rd.said {
		switch {
		case s.fact < 0:
			u.Unclear = append(u.Unclear, rd.unclear(s))
		case s.supposed:
			supposed = append(supposed, s)
		default:
			real = append(real, s)
		}
	}
	rd.settleAll(rd.withoutAgreement(real), u, &u.Facts)
	rest := Understanding{}
	rd.settleAll(supposed, &rest, &u.WhatIf)
	slices.SortStableFunc(u.Unclear, func(a, b Unclear) int { return a.Span.Start - b.Span.Start })
}

// setAsideReplaced sets the amounts aside in whose place others were put (12万辆，不，20万辆): they are
// none of anything else.
func (rd *reading) setAsideReplaced() {
	if !rd.corrected || len(rd.said) > reachOfWords {
		return
	}
	for _, s := range rd.said {
		if !s.corrects || s.withdrawn || s.fact < 0 {
			continue
		}
		k := len(rd.amounts) - 1
		for k >= 0 && rd.amounts[k].span.Start >= s.span.Start {
			k--
		}
		if k < 0 || !rd.takes(s.fact, &rd.amounts[k]) || slices.ContainsFunc(rd.said, func(o statement) bool {
			return o.fact != s.fact && o.span.Meets(rd.amounts[k].span)
		}) {
			continue
		}
		rd.beside = append(rd.beside, rd.amounts[k].span)
	}
}

// withoutAgreement drops a bare 对 as an answer to the fact asked for where all that
// follows is about something else.
func (rd *reading) withoutAgreement(said []statement) []statement {
	if len(rd.signs) == 0 || len(said) < 2 || rd.group[rd.asked] == 0 {
		return said
	}
	switch rd.signs[0].Text {
	case "对", "嗯", "恩", "哦":
	default:
		return said
	}
	for _, s := range said {
		if s.span != rd.signs[0].Span && rd.group[s.fact] == rd.group[rd.asked] {
			return said
		}
	}
	return slices.DeleteFunc(said, func(s statement) bool { return s.span == rd.signs[0].Span })
}

// settleAll settles one scope, fact by fact in the order of the schema.
func (rd *reading) settleAll(said []statement, u *Understanding, facts *[]Slot) {
	if len(said) == 0 {
		return
	}
	said = rd.byYear(withoutTotals(withoutUnnamed(rd.withoutMilestones(rd.withoutStrays(said)))))
	slices.SortStableFunc(said, func(a, b statement) int { return a.fact - b.fact })
	for len(said) > 0 {
		n := 1
		for n < len(said) && said[n].fact == said[0].fact {
			n++
		}
		rd.settleFact(said[0].fact, said[:n], u, facts)
		said = said[n:]
	}
}

// withoutStrays drops that something is the first of its kind (首次申报, beside 营收12亿) where nothing speaks of
// that kind, and amounts are given of something else: it is said of them as well.
func (rd *reading) withoutStrays(said []statement) []statement {
	if len(said) < 2 {
		return said
	}
	stray := func(s *statement) bool {
		g := rd.group[s.fact]
		if !rd.firsts[s.fact] || !rd.isOfThing(g) || s.value != fact.Bool(true) || s.fact == rd.asked || rd.asked >= 0 && rd.group[rd.asked] == g ||
			rd.isGroupKnown(g) || rd.isSpokenOfBeside(g, s.span) || s.span.End < len(rd.f.text) && rd.f.text[s.span.End] == '：' {
			return false
		}
		amount := false
		for _, o := range said {
			if o.fact != s.fact && rd.group[o.fact] == g {
				return false
			}
			amount = amount || rd.schema.Spec(o.fact).Type == fact.Money
		}
		return amount
	}
	for i := range said {
		if stray(&said[i]) {
			return slices.Delete(slices.Clone(said), i, i+1)
		}
	}
	return said
}

// isOfThing says whether a group has a yes or no for the thing itself, beside that it is the first.
func (rd *reading) isOfThing(g int) bool {
	for f := range rd.schema.Len() {
		if g != 0 && rd.group[f] == g && !rd.firsts[f] && rd.schema.Spec(f).Type == fact.YesNo {
			return true
		}
	}
	return false
}

// isSpokenOfBeside says whether a word outside of a stretch speaks of a group.
func (rd *reading) isSpokenOfBeside(g int, said Span) bool {
	for i := range rd.toks {
		if w := rd.toks[i].word; w >= 0 && rd.lex.entries[w].cues>>g&1 == 1 && !rd.spanOf(i, i).Meets(said) {
			return true
		}
	}
	return false
}

// settleFact lets the last word on a fact count, a signed one before a name
// alone; a value taken back without another is withdrawn.
func (rd *reading) settleFact(f int, said []statement, u *Understanding, facts *[]Slot) {
	var last *statement
	denied := false
	for k := range said {
		s := &said[k]
		switch {
		case s.withdrawn:
			denied = true
			if last != nil && (s.value == last.value || !s.value.Known()) {
				last = nil
			}
		case last == nil:
			last = s
		case s.bare && !last.bare, !s.corrects && within(s, last):
		case s.loose && !last.loose && last.why == "" && !s.corrects:
		case rd.isWithin(s, last):
		case rd.addsUp(s, last):
			s.value, s.confirm = sumOf(s.value, last.value), true
			last = s
		case s.value == last.value && s.why == last.why:
			s.confirm = s.confirm && last.confirm
			last = s
		case s.why != "" && last.why != "" && !s.corrects && rd.narrows(s, last):
			last = s
		case last.why == "" && s.why != "" && !s.corrects && !s.value.Known():
		default:
			if rd.isOther(s, last) {
				s.confirm, s.other = true, true
			}
			last = s
		}
	}
	switch {
	case last == nil && denied:
		u.Retracted = append(u.Retracted, rd.schema.Spec(f).ID)
	case last == nil:
	case last.why != "":
		u.Unclear = append(u.Unclear, rd.unclear(*last))
	default:
		*facts = append(*facts, Slot{Fact: rd.schema.Spec(f).ID, Value: last.value, Span: last.span, Confirm: last.confirm, Year: Year{last.year, last.hasYear}})
	}
}

// isOther says whether two values were said of a fact, neither in the place of the other:
// 一项是绿色低碳的，另一项是生物医药的; 设备A 1200万，设备B 800万.
func (rd *reading) isOther(s, last *statement) bool {
	if s.value == last.value || s.corrects || s.instead || s.owned && !last.owned || len(rd.schema.Spec(s.fact).Words.Ordinal) > 0 || rd.contrasts || s.why != "" || last.why != "" || last.confirm && !last.other || s.milestone || last.milestone {
		return false
	}
	switch rd.schema.Spec(s.fact).Type {
	case fact.Choice:
		return true
	case fact.YesNo:
		return false
	}
	return s.hasYear == last.hasYear && s.year == last.year
}

// narrows makes s the common part of two ranges said of a fact (大于5亿小于10亿);
// false where they have none.
func (rd *reading) narrows(s, last *statement) bool {
	if !s.value.Known() || !last.value.Known() {
		return false
	}
	sp := rd.schema.Spec(s.fact)
	low, high := sp.Ends(s.value)
	low2, high2 := sp.Ends(last.value)
	if low2 != nil && (low == nil || low2.Value > low.Value) {
		low = low2
	}
	if high2 != nil && (high == nil || high2.Value < high.Value) {
		high = high2
	}
	v := sp.Range(low, high)
	if sp.Check(v) != nil || s.span.End < last.span.Start {
		return false
	}
	s.value, s.span.Start = v, min(s.span.Start, last.span.Start)
	if low != nil && high != nil {
		s.why = WhyRange
	}
	return true
}

// unclear is a statement that was understood in part.
func (rd *reading) unclear(s statement) Unclear {
	u := Unclear{Text: string(rd.f.text[s.span.Start:s.span.End]), Span: s.span, Why: s.why, Year: Year{s.year, s.hasYear}, OfPart: s.ofPart}
	if s.fact >= 0 {
		u.Fact = rd.schema.Spec(s.fact).ID
		u.Range = s.value
	}
	return u
}

// byYear gives the amounts of several years to the fact of the year and to that
// of the year before, and keeps the newest where there is only one.
func (rd *reading) byYear(said []statement) []statement {
	if !slices.ContainsFunc(said, func(s statement) bool { return s.hasYear }) {
		return said
	}
	said = rd.beforeCalendar(said)
	present := make([]bool, rd.schema.Len())
	for _, s := range said {
		present[s.fact] = true
	}
	for f, c := range rd.current {
		if c >= 0 && present[f] && severalYears(said, f, c) {
			present[c] = true
			for k := range said { // the year said decides, not the fact asked for
				if s := &said[k]; s.fact == f && s.hasYear {
					s.fact = c
				}
			}
		}
	}
	for f := range present {
		if !present[f] {
			continue
		}
		if ys := yearsOf(said, f); len(ys) > 0 {
			said = rd.spread(said, f, ys)
		}
	}
	return said
}

// beforeCalendar makes 上年 beside a year of the calendar, of the same fact, the one before that:
// 2024年11.5亿，上年9.8亿.
func (rd *reading) beforeCalendar(said []statement) []statement {
	newest := map[int]int{}
	for _, s := range said {
		if s.hasYear && isCalendar(s.year) && !s.withdrawn {
			newest[s.fact] = max(newest[s.fact], s.year)
		}
	}
	for k := range said {
		s := &said[k]
		if y := newest[s.fact]; y > 0 && s.former && s.year == -1 {
			s.year = y - 1
		}
	}
	return said
}

// severalYears says whether years were said for the fact of the year before and
// more than one for it and the current one together.
func severalYears(said []statement, previous, current int) bool {
	first, named, several := 0, false, false
	for _, s := range said {
		if (s.fact == previous || s.fact == current) && s.hasYear {
			several = several || named && s.year != first
			first, named = s.year, true
		}
	}
	return several
}

// yearsOf are the years for which a fact is stated, the newest first; a statement
// without a year is of this one.
func yearsOf(said []statement, f int) []int {
	ys := make([]int, 0, 4)
	named := false
	for _, s := range said {
		if s.fact == f && !s.withdrawn && (s.why != WhyPending || !s.hasYear) && !(s.why == WhyBound && !s.hasYear && isMet(said, &s)) {
			named = named || s.hasYear
			if !slices.Contains(ys, s.year) {
				ys = append(ys, s.year)
			}
		}
	}
	if !named {
		return nil
	}
	slices.SortFunc(ys, func(a, b int) int {
		if isCalendar(a) != isCalendar(b) { // beside 2023年, 去年 is the newer
			return a - b
		}
		return b - a
	})
	return ys
}

// isMet says whether one of the values said of the same fact lies within a bound: 从未超过5亿，
// 去年4.7亿.
func isMet(said []statement, bound *statement) bool {
	return slices.ContainsFunc(said[:min(len(said), reachOfWords)], func(s statement) bool { return s.fact == bound.fact && s.why == "" && within(bound, &s) })
}

// isCalendar says whether a year is absolute, and not counted from this one.
func isCalendar(y int) bool { return y > 100 }

// spread moves the statements of a fact to where their years belong.
func (rd *reading) spread(said []statement, f int, ys []int) []statement {
	current, previous, unsure := ys[0], ys[0]-1, false
	p := rd.previous[f]
	switch {
	case p < 0:
		if rd.summed[f] && len(ys) > 1 {
			return rd.overYears(said, f)
		}
		unsure = len(ys) > 1
		if unsure && !slices.ContainsFunc(said, func(s statement) bool { return s.fact == f && s.year == current && s.value.Known() }) {
			current = ys[1] // 没下来，去年7.4亿
		}
	case len(ys) == 2 && !isCalendar(current) && isCalendar(ys[1]):
		previous = ys[1] // 2024年采购2亿，今年3亿
	case len(ys) == 1 && ys[0] == -1 && (rd.asked == p || rd.isKnown(f) || rd.isKnown(p) || rd.thisYear):
		current, previous = 0, -1
	case len(ys) == 1 && ys[0] == -1 && slices.ContainsFunc(said, func(s statement) bool { return s.fact == f && s.former }):
		current, previous = 0, -1
	case len(ys) == 1 && ys[0] == -1:
		unsure = true
	}
	out := make([]statement, 0, len(said))
	for _, s := range said {
		switch {
		case s.fact != f || s.withdrawn && !s.hasYear:
		case s.year == current:
			s.confirm = s.confirm || unsure
		case p >= 0 && s.year == previous:
			s.fact = p
		default:
			continue // an older year
		}
		out = append(out, s)
	}
	return out
}

func (rd *reading) isKnown(f int) bool { return rd.known(f).Known() }

// known is what the session knows of a fact.
func (rd *reading) known(f int) fact.Value {
	if rd.ctx.Known.Schema() != rd.schema {
		return fact.Value{}
	}
	return rd.ctx.Known.At(f)
}

// withoutMilestones drops the steps that were reached where the sum is said too.
func (rd *reading) withoutMilestones(said []statement) []statement {
	if !slices.ContainsFunc(said, func(s statement) bool { return s.milestone }) {
		return said
	}
	sums := map[int]bool{}
	for _, s := range said {
		sums[s.fact] = sums[s.fact] || !s.milestone && !isBeforeStep(said, &s)
		step, ok := s.value.Exact()
		n, known := rd.known(s.fact).Exact()
		sums[s.fact] = sums[s.fact] || s.milestone && ok && known && step < n // it was reached and passed
	}
	return slices.DeleteFunc(said, func(s statement) bool { return s.milestone && sums[s.fact] })
}

// isBeforeStep says whether a value is that of a year before a step was reached: 首次突破20亿，
// 去年16亿.
func isBeforeStep(said []statement, s *statement) bool {
	n, ok := s.value.Exact()
	return ok && s.hasYear && s.year < 0 && slices.ContainsFunc(said[:min(len(said), reachOfWords)], func(o statement) bool {
		low, _ := o.value.Interval()
		return o.fact == s.fact && o.milestone && !o.hasYear && o.value.Known() && low > n
	})
}

// withoutUnnamed drops what is said of somebody with an unknown name where the
// speaker says the same fact of their own enterprise.
func withoutUnnamed(said []statement) []statement {
	if !slices.ContainsFunc(said, func(s statement) bool { return s.unnamed }) {
		return said
	}
	owned := map[int]bool{}
	for _, s := range said {
		owned[s.fact] = owned[s.fact] || s.owned
	}
	return slices.DeleteFunc(said, func(s statement) bool { return s.unnamed && owned[s.fact] })
}

// withoutTotals drops what was said of many years where a fact of one year has that too:
// 今年认定3项，累计认定9项. Alone it is said back.
func withoutTotals(said []statement) []statement {
	if !slices.ContainsFunc(said, func(s statement) bool { return s.sinceLong }) {
		return said
	}
	plain := map[int]bool{}
	for _, s := range said {
		plain[s.fact] = plain[s.fact] || !s.sinceLong && !s.withdrawn
	}
	for k := range said {
		said[k].confirm = said[k].confirm || said[k].sinceLong
	}
	return slices.DeleteFunc(said, func(s statement) bool { return s.sinceLong && plain[s.fact] })
}

// within says whether a range that was said holds a value that was said too.
func within(s, exact *statement) bool {
	n, ok := exact.value.Exact()
	lo, hi := s.value.Interval()
	return ok && exact.why == "" && s.why != "" && s.value.Known() && lo <= n && n <= hi
}
