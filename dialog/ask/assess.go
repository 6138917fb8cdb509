package ask

import (
	"slices"
	"strings"
	"unicode/utf8"

	"suance/calc"
	"suance/calc/fact"
	"suance/dialog/answer"
	"suance/dialog/nlu"
	"suance/knowledge/clause"
)

// assess works out what the person stated of an enterprise. It reports whether
// that is the answer: a figure, or the one fact that is still needed for it.
func (t *turn) assess() bool {
	if len(t.stated) == 0 || !t.sure && !t.wantsFigure() {
		return false
	}
	ms, named := t.relevant()
	if len(ms) == 0 {
		return false
	}
	if named && !t.sure && !t.isCase(ms) {
		return false
	}
	a := t.calc.Assess(t.facts, calc.Options{AsOf: t.qn.AsOf})
	settled, open := t.sift(&a, t.alsoPaid(&a, ms))
	if wanted := t.wanted(); len(wanted) > 0 && !intersects(settled, wanted) && intersects(open, wanted) {
		settled = nil // what comes of other measures is no answer
		open = slices.DeleteFunc(open, func(m int) bool { return !slices.Contains(wanted, m) })
	}
	settled = t.nearMisses(&a, settled)
	if t.overlap(&a, settled) {
		a = t.calc.Assess(t.facts, calc.Options{AsOf: t.qn.AsOf})
	}
	if !t.own && !t.sure && (len(t.u.WhatIf) == 0 || t.conditional()) && named && t.aboutText(&a, settled) {
		return false
	}
	if len(settled) == 0 && named && t.asksLine(&a, open) {
		return false
	}
	switch {
	case len(settled) > 0 && (t.own || len(t.u.WhatIf) > 0 || t.numeric || named):
		t.assessment, t.worked, t.kind, t.settled = &a, true, KindAssessment, settled
		t.suppose()
		t.b.Cases(&a, settled)
		t.besideStated(&a, settled)
		for _, m := range settled {
			if len(a.Measures[m].Near) == 0 {
				t.gap(&a.Measures[m])
			}
		}
		t.unsettled(&a, open)
		for _, m := range settled {
			t.b.Rests(&a.Measures[m])
		}
		t.rest(append(settled, open...))
		return true
	case len(open) > 0 && (t.numeric || !named || t.own && t.bears(open) || t.toldBefore() && (t.bears(open) || t.bearsField(open))):
		t.assessment = &a
		t.needs(&a, open)
		return true
	}
	return false
}

// overlap takes a sum of another policy of the city for that of the one measure that is
// asked about or paid; false if there is no such sum or measure.
func (t *turn) overlap(a *calc.Assessment, settled []int) bool {
	sum, ok := t.u.Overlap.Amount()
	if !ok {
		return false
	}
	paid := func(ms []int) []int {
		return slices.DeleteFunc(slices.Clone(ms), func(m int) bool {
			return a.Measures[m].Status != calc.Payable && a.Measures[m].Status != calc.Ceiling
		})
	}
	of := paid(settled)
	if wanted := paid(t.wanted()); len(of) != 1 && len(wanted) == 1 {
		of = wanted
	}
	if there := t.namedIn(t.u.Overlap.Clause); len(there) > 0 {
		of = slices.DeleteFunc(there, func(m int) bool {
			return a.Measures[m].Status == calc.NotMet || t.policy.Rules.Measures[m].Kind == calc.Split
		})
	}
	if len(of) != 1 {
		return false
	}
	t.facts = t.facts.WithAward(a.Measures[of[0]].ID, sum)
	return true
}

// namedIn are the measures that a clause by itself names.
func (t *turn) namedIn(clause string) []int {
	u := nlu.Understanding{}
	by := &turn{Asker: t.Asker, q: t.read(clause, &u, false)}
	return by.wanted()
}

// nearMisses keeps, where none of several measures is met, those that another value of
// what is stated would meet: it is them that the question is about.
func (t *turn) nearMisses(a *calc.Assessment, ms []int) []int {
	var near []int
	for _, m := range ms {
		if a.Measures[m].Status != calc.NotMet {
			return ms
		}
		if slices.ContainsFunc(t.stated, func(s nlu.Slot) bool {
			v, exact := s.Value.Exact()
			next, ok := t.policy.Rules.Measures[m].NextBand(s.Fact, v)
			return exact && ok && t.helps(a.Measures[m].ID, s.Fact, next)
		}) {
			near = append(near, m)
		}
	}
	if len(near) == 0 {
		return ms
	}
	return near
}

// alsoPaid adds to the measures those that pay by what is stated although each fact of
// theirs bears on another one too: of several things told none is left out.
func (t *turn) alsoPaid(a *calc.Assessment, ms []int) []int {
	out := slices.Clone(ms)
	for m := range a.Measures {
		if a.Measures[m].Status == calc.Payable && t.bearing(m) == 2 && !slices.Contains(out, m) {
			out = append(out, m)
		}
	}
	slices.Sort(out)
	return out
}

// unsettled names, beside what is settled, the measures that a fact of theirs alone
// was stated for and that cannot be worked out yet.
func (t *turn) unsettled(a *calc.Assessment, open []int) {
	for _, m := range open {
		if r := &a.Measures[m]; t.particular(m) {
			t.b.Line().Marked(r).Words("还差信息，暂时算不出准数。")
			t.b.Possible(r)
			t.b.Passage(r)
		}
	}
}

// bears says whether what is stated bears on one of the measures.
func (t *turn) bears(ms []int) bool {
	return slices.ContainsFunc(ms, func(m int) bool { return t.bearing(m) > 0 })
}

// bearsField says whether the field of the enterprise is stated and bears on one of the measures.
func (t *turn) bearsField(ms []int) bool {
	return t.field() && intersects(t.uses[t.policy.Rules.Focus.Fact], ms)
}

// toldBefore says whether a clause of its own states something, and it is asked behind it how much
// there is for that: it is a case, and not one of the text (营收12亿，营收奖励能拿多少).
func (t *turn) toldBefore() bool {
	if t.onLines() {
		return false
	}
	text := []rune(t.qn.Text)
	kind := func(s nlu.Slot) bool { return s.Span.End <= len(text) && ofAKind(string(text[s.Span.End:])) }
	return !slices.ContainsFunc(t.u.Facts, kind) && slices.ContainsFunc(t.u.Facts, func(s nlu.Slot) bool {
		if s.Span.End > len(text) || s.Span.Start >= s.Span.End {
			return false
		}
		before, after := string(text[:s.Span.Start]), string(text[s.Span.End:])
		from, to := strings.LastIndexAny(before, clauseMarks), strings.IndexAny(after, clauseMarks)
		if to < 0 {
			return false
		}
		clause, asked := before[from+1:]+string(text[s.Span.Start:s.Span.End])+after[:to], after[to:]
		return t.statesAll(nlu.Span{Start: s.Span.Start - utf8.RuneCountInString(before[from+1:]), End: s.Span.End + utf8.RuneCountInString(after[:to])}) && strings.Contains(asked, "多少") && !containsAny(asked, "差", "比例", "百分") && !containsAny(clause, "多少", "几", "吗", "什么", "哪", "一款", "一家", "问", "咨询", "了解") && !t.isTopic(clause)
	})
}

// isTopic says whether a text is nothing but a word for a topic.
func (t *turn) isTopic(text string) bool {
	return slices.ContainsFunc(t.q.hits, func(h hit) bool { return h.sort == topicWord && h.text == nlu.Plain(text) })
}

// ofAKind says whether what stands before a text tells which kind of thing follows (15万辆 of 15万辆的
// 整车厂).
func ofAKind(after string) bool {
	thing, ok := strings.CutPrefix(after, "的")
	return ok && thing != "" && strings.IndexAny(thing, clauseMarks) != 0
}

// statesAll says whether every sum in a stretch is one that is stated (not 首次到5亿, of a line of the
// text).
func (t *turn) statesAll(at nlu.Span) bool {
	return !slices.ContainsFunc(t.u.Quantities, func(x nlu.Quantity) bool {
		return x.Kind == nlu.KindMoney && at.Meets(x.Span) && !slices.ContainsFunc(t.u.Facts, func(s nlu.Slot) bool { return s.Span.Meets(x.Span) })
	})
}

// clauseMarks part clauses.
const clauseMarks = "，,。；;？?！!\n"

// aboutText says whether a question that states values is still one about the
// text: what is needed for it (产能30万辆的，产量要达到多少), or a claim to be put
// right (产值5000万也有奖吧).
func (t *turn) aboutText(a *calc.Assessment, settled []int) bool {
	var asked aspects
	polar := false
	for i := range t.q.items {
		asked |= t.q.items[i].aspects
		polar = polar || t.q.items[i].polar
	}
	if asked.has(aspectGap) {
		return false
	}
	if _, elsewhere := t.u.Overlap.Amount(); elsewhere || t.toCompute() {
		return false
	}
	if !t.listed() && t.onLines() { // 首次达到200亿元的新材料企业奖多少
		return true
	}
	if len(settled) == 0 {
		told := t.happened || t.toldBefore() || asked == 0 && !polar || len(t.stated) > 2 || t.several() && !polar // a case without a mark between
		return asked.has(aspectCondition) || containsAny(string(t.q.runes), "占多少", "占几成", "占百分", "占比") || !told && (polar || !t.listed() || t.onLines())
	}
	unmet := !slices.ContainsFunc(settled, func(m int) bool { return a.Measures[m].Status != calc.NotMet })
	sum := t.listed() && asked&(aspectAmount.bit()|aspectGap.bit()|aspectCompare.bit()) != 0 // 产能20万辆，产量11万辆，够条件吗，能拿多少
	return unmet && polar && (len(t.stated) == 1 || !t.listed()) && len(t.stated) <= 3 && !sum
}

// several says whether as much is stated as nobody names in a question about the text: two
// facts that are no field of an enterprise (营收6亿首次达到能拿多少).
func (t *turn) several() bool {
	n := 0
	for _, s := range t.stated {
		if f := t.policy.Rules.Focus; f == nil || f.Fact != s.Fact {
			n++
		}
	}
	return n > 1
}

// asksLine says whether it is asked how large a figure has to be that a measure still needs (新车型进公告，
// 产量多少能拿奖): the text answers that, and it is not to be asked for.
func (t *turn) asksLine(a *calc.Assessment, open []int) bool {
	before, after, ok := strings.Cut(string(t.q.runes), "多少")
	if !ok || !containsAny(after, "能", "才", "可以", "就", "有奖", "有补") {
		return false
	}
	for _, w := range [...]string{"达到", "做到", "需要", "要", "得", "到", "是", "在"} {
		before = strings.TrimSuffix(before, w)
	}
	return slices.ContainsFunc(open, func(m int) bool {
		return slices.ContainsFunc(a.Measures[m].Missing, func(id fact.ID) bool {
			sp := t.policy.Rules.Schema.Lookup(id)
			ends := func(w string) bool { return strings.HasSuffix(before, nlu.Plain(w)) }
			return (sp.Type == fact.Money || sp.Type == fact.Count) && (slices.ContainsFunc(sp.Synonyms, ends) || slices.ContainsFunc(sp.Words.Weak, ends))
		})
	})
}

// conditional says whether one thing is supposed and a share or a condition of the text asked
// for (采购额15亿的话，按多少百分比).
func (t *turn) conditional() bool {
	return len(t.stated) == 1 && containsAny(string(t.q.runes), "百分", "比例", "条件", "要达到", "要求")
}

// onLines says whether every figure that is stated is a line of the text, as people
// name a case of the text and not one of their own.
func (t *turn) onLines() bool {
	n := 0
	for _, s := range t.stated {
		switch v, exact := s.Value.Exact(); {
		case t.policy.Rules.Schema.Lookup(s.Fact).Type != fact.Money:
		case !exact || !t.isLine(s.Fact, v):
			return false
		default:
			n++
		}
	}
	return n > 0
}

// listed says whether what is stated is told one by one (新材料企业，营收12亿，奖多少), as
// people tell a case, and not all within the question (营收12亿的新材料企业奖多少).
func (t *turn) listed() bool {
	from, to := 1<<30, 0
	for _, s := range t.u.Facts {
		from, to = min(from, s.Span.Start), max(to, s.Span.End)
	}
	text := []rune(t.qn.Text)
	marks := ",，、;；。\n"
	if len(t.u.Facts) > 2 { // a form in one line
		marks += " \t　"
	}
	return from < to && to <= len(text) && strings.ContainsAny(string(text[from:to]), marks)
}

// wantsFigure says whether the question is for a sum, or only states facts.
func (t *turn) wantsFigure() bool {
	if len(t.q.items) == 0 {
		return t.numeric
	}
	const sums = 1<<aspectAmount | 1<<aspectCap | 1<<aspectCondition | 1<<aspectGap | 1<<aspectTotal |
		1<<aspectBenefit | 1<<aspectTogether | 1<<aspectCompare | 1<<aspectWho
	for i := range t.q.items {
		it := &t.q.items[i]
		if !t.numeric && it.aspects.has(aspectTimes) && it.aspects&(1<<aspectAmount|1<<aspectCap|1<<aspectTotal) == 0 {
			continue // 是发一次还是年年发
		}
		if !it.outside() && len(it.found) == 0 &&
			(it.aspects&sums != 0 || it.polar || it.aspects&^(1<<aspectWhat|1<<aspectTimes|t.classing(it)) == 0 && (t.numeric || len(t.stated) > 1 && t.field() || t.own && it.aspects == 0 && len(t.u.Facts) > 0)) && (it.aspects&(1<<aspectOffice|1<<aspectQuota|1<<aspectDefinition) == 0 || it.aspects&(1<<aspectAmount|1<<aspectTotal) != 0) {
			return true
		}
	}
	return false
}

// classing is the aspect of fields where it is not asked for: 属于高端装备 tells, beside
// figures, what a thing is.
func (t *turn) classing(it *item) aspects {
	if it.polar || it.several || !t.numeric || len(t.stated) < 3 {
		return 0
	}
	return aspectFields.bit()
}

// relevant are the measures that the question is about: those it names, as far as
// what is stated bears on them; else those that only the stated facts bear on.
// Named says that the question names them.
func (t *turn) relevant() (ms []int, named bool) {
	topical := t.topical(func(x int) bool { return !t.merelyDescribing(x) })
	if len(topical) == 0 {
		topical = t.topical(func(int) bool { return true })
	}
	stated := t.statedMeasures()
	if len(topical) == 0 {
		return stated, false
	}
	var both []int
	for _, m := range topical {
		if slices.Contains(stated, m) {
			both = append(both, m)
		}
	}
	total := slices.ContainsFunc(t.q.items, func(it item) bool { return it.aspects.has(aspectTotal) })
	switch {
	case len(both) == 0:
		both = topical
	case total || t.own || t.listed():
		for _, m := range stated {
			if !slices.Contains(both, m) && t.particular(m) {
				both = append(both, m)
			}
		}
	}
	slices.Sort(both)
	return both, true
}

// merelyDescribing says whether a topic is named only to say what the enterprise is, in words that
// are of no measure alone (我们是整车企业，小巨人奖励能拿多少).
func (t *turn) merelyDescribing(topic int) bool {
	particular := func(id string) bool { return t.particular(t.measure(id)) }
	return !slices.ContainsFunc(t.policy.Topics[topic].Measures, particular) && t.describing(topic)
}

// topical are the measures of such topics as the question names, each once.
func (t *turn) topical(such func(topic int) bool) []int {
	var out []int
	for i := range t.q.items {
		for _, x := range t.q.items[i].topics {
			for _, id := range t.policy.Topics[x].Measures {
				if at := t.measure(id); such(x) && !slices.Contains(out, at) {
					out = append(out, at)
				}
			}
		}
	}
	return out
}

// wanted are the measures that the question asks for by name; none where it asks for
// all together.
func (t *turn) wanted() []int {
	var out []int
	for i := range t.q.items {
		it := &t.q.items[i]
		if it.aspects.has(aspectTotal) {
			return nil
		}
		for _, x := range it.topics {
			for _, id := range t.policy.Topics[x].Measures {
				out = append(out, t.measure(id))
			}
		}
	}
	return out
}

func intersects[T comparable](a, b []T) bool {
	return slices.ContainsFunc(a, func(x T) bool { return slices.Contains(b, x) })
}

// statedMeasures are the measures that what is stated bears on: by a fact of
// theirs alone, else by one that few share.
func (t *turn) statedMeasures() []int {
	var alone, shared []int
	for m := range t.policy.Rules.Measures {
		switch n := t.bearing(m); {
		case n == 1:
			alone = append(alone, m)
		case n > 1:
			shared = append(shared, m)
		}
	}
	if len(alone) > 0 {
		return alone
	}
	return shared
}

// particular says whether a fact that bears on this measure alone is stated.
func (t *turn) particular(m int) bool { return t.bearing(m) == 1 }

// bearing is how many measures the most particular fact stated of a measure bears
// on; 0 if none is stated. A plain no and an industry bear on nothing.
func (t *turn) bearing(m int) int {
	best := 0
	for _, s := range t.stated {
		ms := t.uses[s.Fact]
		if !slices.Contains(ms, m) || t.policy.Rules.Focus != nil && t.policy.Rules.Focus.Fact == s.Fact {
			continue
		}
		if v, exact := s.Value.Exact(); exact && v == 0 && t.policy.Rules.Schema.Lookup(s.Fact).Type == fact.YesNo && len(ms) == 1 {
			continue
		}
		if best == 0 || len(ms) < best {
			best = len(ms)
		}
	}
	return best
}

func (a *Asker) measure(id string) int {
	return slices.IndexFunc(a.policy.Rules.Measures, func(m calc.Measure) bool { return m.ID == id })
}

// sift parts the measures into those settled, without the unmet ones where
// another pays, and those that still need facts.
func (t *turn) sift(a *calc.Assessment, ms []int) (settled, open []int) {
	var unmet []int
	for _, m := range ms {
		switch a.Measures[m].Status {
		case calc.NeedsFacts:
			if t.onlyReceived(&a.Measures[m]) {
				settled = append(settled, m)
			} else {
				open = append(open, m)
			}
		case calc.NotMet:
			unmet = append(unmet, m)
		default:
			settled = append(settled, m)
		}
	}
	if len(settled) == 0 && len(open) == 0 {
		return unmet, nil
	}
	return settled, open
}

// onlyReceived says whether nothing is missing of a measure but what was received
// of it before: its largest amount is then what it comes to if nothing was.
func (t *turn) onlyReceived(r *calc.Result) bool {
	m := &t.policy.Rules.Measures[t.measure(r.ID)]
	return len(r.Missing) == 1 && r.Missing[0] == m.Received
}

// isCase says whether a case is stated, and not merely a value named in a question
// about the text. A sum to be shared out is always somebody's own.
func (t *turn) isCase(ms []int) bool {
	shares := t.numeric && !slices.ContainsFunc(ms, func(m int) bool {
		return t.policy.Rules.Measures[m].Kind != calc.Split
	})
	several := len(t.u.Facts) > 1 && (t.numeric || t.field())
	_, elsewhere := t.u.Overlap.Amount()
	several = several || t.counts() || t.toldBefore()
	return t.own || len(t.u.WhatIf) > 0 || t.happened || shares || several || elsewhere || t.toCompute()
}

// counts says whether a sum is asked for a number of things that is stated (认定3项首台套能拿多少).
func (t *turn) counts() bool {
	asked := slices.ContainsFunc(t.q.items, func(it item) bool { return it.aspects.has(aspectAmount) && !it.polar })
	return asked && slices.ContainsFunc(t.u.Facts, func(s nlu.Slot) bool {
		v, exact := s.Value.Exact()
		return exact && v > 1 && t.policy.Rules.Schema.Lookup(s.Fact).Type == fact.Count && !t.isLine(s.Fact, v)
	})
}

// toCompute says whether it is asked in so many words to compute.
func (t *turn) toCompute() bool {
	return containsAny(string(t.q.runes), "测算", "算一下", "算算", "帮我算")
}

// field says whether the field of the enterprise is stated.
func (t *turn) field() bool {
	f := t.policy.Rules.Focus
	return f != nil && slices.ContainsFunc(t.stated, func(s nlu.Slot) bool { return s.Fact == f.Fact })
}

// suppose says what the figures suppose.
func (t *turn) suppose() {
	if len(t.supposed) == 0 {
		return
	}
	t.b.Line().Words("假设")
	for i, s := range t.supposed {
		if i > 0 {
			t.b.Words("、")
		}
		sp := t.policy.Rules.Schema.Lookup(s.Fact)
		t.b.Label(sp)
		if was := t.base().Get(s.Fact); was.Known() {
			t.b.Words("由").Value(sp, was).Words("变")
		}
		t.b.Words("为").Value(sp, s.Value)
	}
	t.b.Words("：")
}

// base is what is known and stated, without what is supposed.
func (t *turn) base() fact.Set {
	base := t.qn.Facts
	if base.Schema() == nil {
		base = fact.NewSet(t.policy.Rules.Schema)
	}
	for _, s := range t.stated {
		if !slices.Contains(t.supposed, s) {
			base = base.With(s.Fact, s.Value)
		}
	}
	return base
}

// besideStated says what a supposition adds to, or takes from, what some measures come to by what is
// stated, where it puts another value in place of one and that is asked for (营收6亿，要是做到10亿能
// 多拿多少).
func (t *turn) besideStated(a *calc.Assessment, ms []int) {
	base := t.base()
	if !containsAny(string(t.q.runes), "多拿", "多得", "多领", "多补", "多奖", "多给", "多享", "多多少", "多出", "多几", "少拿", "少得", "少多少", "差多少", "相差", "增加多少", "减少多少", "比现在") || !slices.ContainsFunc(t.supposed, func(s nlu.Slot) bool { return base.Get(s.Fact).Known() }) {
		return
	}
	was := t.calc.Assess(base, calc.Options{AsOf: t.qn.AsOf, Brief: true})
	if !slices.ContainsFunc(ms, func(m int) bool { return was.Measures[m].Status == calc.NeedsFacts }) {
		t.b.Line().Words("和现在的情况相比：").Append(answer.Change(t.policy, &was, a, nil))
	}
}

// rest answers the parts of the question that the assessment, of some measures, does not.
func (t *turn) rest(of []int) {
	for i := range t.q.items {
		it := &t.q.items[i]
		const other = 1<<aspectOffice | 1<<aspectQuota
		switch {
		case it.outside():
			if !it.told { // where the enterprise sits is no question
				t.absent(it)
			}
		case it.aspects&other != 0 && len(it.topics) > 0:
			only := *it
			only.aspects &= other
			t.topics(&only)
		case len(it.topics) > 0 && (!t.paying(it) || t.another(it, of)):
			t.topics(it)
		}
	}
}

// another says whether an item asks by name, apart from what is stated, for measures none
// of which is among some.
func (t *turn) another(it *item, of []int) bool {
	if it.aspects&(1<<aspectAmount|1<<aspectCap) == 0 && !it.aspects.has(aspectBenefit) || it.told {
		return false
	}
	paying := false
	for _, x := range it.topics {
		for _, id := range t.policy.Topics[x].Measures {
			paying = true
			if slices.Contains(of, t.measure(id)) {
				return false
			}
		}
	}
	return paying
}

// paying says whether one of the item's topics is about a measure.
func (t *turn) paying(it *item) bool {
	return slices.ContainsFunc(it.topics, func(x int) bool {
		return len(t.policy.Topics[x].Measures) > 0 || t.weak[x]
	})
}

// needs asks for the one fact that is needed next, and says what can be said.
func (t *turn) needs(a *calc.Assessment, open []int) {
	best := open[0]
	for _, m := range open {
		if len(a.Measures[m].Missing) < len(a.Measures[best].Missing) {
			best = m
		}
	}
	r := &a.Measures[best]
	t.kind = KindClarify
	t.suppose()
	if t.gap(r) {
		t.kind, t.worked = KindAssessment, true
	}
	t.b.Line().Marked(r).Words("还差信息，暂时算不出准数。")
	t.b.Possible(r)
	t.b.Passage(r)
	if t.kind == KindAssessment { // a figure was worked out all the same
		t.b.Counter(t.policy.Doc.Clause(clause.ID(r.Clause)))
	}
	t.rest(open)
	if t.kind == KindClarify && len(r.Missing) > 0 {
		t.ask(r.Missing[0])
	}
}

// ask asks for a fact, with its choices.
func (t *turn) ask(id fact.ID) {
	sp := t.policy.Rules.Schema.Lookup(id)
	t.asking = id
	t.b.Question(sp)
	switch sp.Type {
	case fact.YesNo:
		t.choices = []string{"是", "否"}
	case fact.Choice:
		for _, o := range sp.Options {
			t.choices = append(t.choices, o.Label)
		}
	}
}
