package ask

import (
	"slices"
	"strings"
	"unicode/utf8"

	"suance/calc"
	"suance/calc/fact"
	"suance/calc/money"
	"suance/dialog/answer"
	"suance/dialog/nlu"
	"suance/knowledge"
	"suance/knowledge/clause"
)

// document answers from the text, part by part; it reports whether anything was
// asked that the document holds or that it can be said not to hold.
func (t *turn) document() bool {
	answered, absent := false, false
	for i := range t.q.items {
		it := &t.q.items[i]
		switch {
		case it.outside():
			t.absent(it)
			absent = true
		case len(it.offices) > 0:
			answered = t.duties(it) || answered
		case len(it.found) > 0:
			t.found(it)
			answered = true
		case len(it.topics) > 0 && t.whetherSupported(it):
			fields := *it
			fields.aspects = aspectFields.bit()
			said, _ := t.topics(&fields)
			answered = answered || said
		case len(it.topics) > 0 && (t.mereIndustry(it) || t.describes(it)):
		case len(it.topics) > 0:
			said, missing := t.topics(it)
			answered, absent = answered || said, absent || missing
		}
	}
	switch {
	case answered:
		t.kind = KindAnswer
	case !absent && t.byAmount():
		t.kind = KindAnswer
	case absent:
		t.kind = KindNotInDoc
	default:
		return false
	}
	return true
}

// mereIndustry says whether an item asks what an industry gets, and so leaves open
// for what.
func (t *turn) mereIndustry(it *item) bool {
	const sums = 1<<aspectAmount | 1<<aspectBenefit | 1<<aspectCap | 1<<aspectTotal
	return it.aspects&sums != 0 && it.aspects&(1<<aspectFields|1<<aspectDefinition|1<<aspectWho) == 0 &&
		!slices.ContainsFunc(it.topics, func(x int) bool { return !t.weak[x] })
}

// whetherSupported says whether an item asks if an industry is supported (政策支持机器人企业吗).
func (t *turn) whetherSupported(it *item) bool {
	const sums = 1<<aspectAmount | 1<<aspectCap | 1<<aspectTotal
	return it.polar && it.aspects&sums == 0 && strings.Contains(string(t.q.runes[it.from:it.to]), "支持") &&
		!slices.ContainsFunc(it.topics, func(x int) bool { return !t.weak[x] })
}

// describes says whether an item only says what the person's enterprise is.
func (t *turn) describes(it *item) bool {
	return t.own && it.aspects == 0 && !it.polar &&
		!slices.ContainsFunc(it.topics, func(x int) bool { return !t.weak[x] })
}

// byAmount answers a question that names nothing but a sum of the document
// (2500万是奖给谁的) with the sentences that hold it.
func (t *turn) byAmount() bool {
	asked := slices.ContainsFunc(t.q.hits, func(h hit) bool { return h.sort == cueWord || h.sort == polarWord }) || strings.Contains(string(t.q.runes), "还是")
	if t.own || len(t.stated) > 0 || !asked {
		return false
	}
	ids := t.holdingAll()
	if len(ids) == 0 || len(ids) > maxByAmount && !t.all() && !t.means() {
		return false
	}
	t.b.Line().Words("文件里写到这个数的是：")
	for _, id := range ids {
		t.quote(id)
	}
	return true
}

// aboutNamed says whether a sentence holds at least half of what the question names (设备
// of 设备2000万): another's sum is no answer.
func (t *turn) aboutNamed(s clause.Sentence) bool {
	held, all := 0, 0
	for i := range t.q.parts {
		p := &t.q.parts[i]
		for _, w := range t.named(t.q, p, span{p.from, p.to}) {
			for x := range eachPair(t.q.runes[w.from:w.to]) {
				all++
				if strings.Contains(nlu.Plain(s.Text), string(x[:])) {
					held++
				}
			}
		}
	}
	return held*2 >= all
}

// means says whether it is asked what a number is.
func (t *turn) means() bool {
	return containsAny(string(t.q.runes), "哪一项", "哪项", "指什么", "什么意思", "指的是", "是指", "哪里的", "哪个的")
}

// holdingAll are the sentences that hold all numbers of the question, if it has several
// and some do, else those that hold any.
func (t *turn) holdingAll() []clause.ID {
	var any, all []clause.ID
	for _, s := range t.policy.Doc.Sentences() {
		n, held := 0, 0
		for _, x := range t.u.Quantities {
			if x.Kind == nlu.KindMoney || x.Kind == nlu.KindShare || x.Kind == nlu.KindCount && (counters[x.Unit] || x.Unit != "" && t.means()) {
				n++
				if holds(s.Text, x) {
					held++
				}
			}
		}
		if held > 0 && (t.means() || t.aboutNamed(s)) {
			any = append(any, s.ID)
		}
		if held > 1 && held == n {
			all = append(all, s.ID)
		}
	}
	if len(all) > 0 {
		return all
	}
	return any
}

// all says whether all that there is of something is asked for (1000万的奖励有哪些).
func (t *turn) all() bool {
	return slices.ContainsFunc(t.q.hits, func(h hit) bool { return h.sort == severalWord })
}

// maxByAmount is how many sentences may hold a sum for it to name a matter.
const maxByAmount = 3

// topics answers what is asked about each topic of an item.
func (t *turn) topics(it *item) (said, missing bool) {
	var ids []clause.ID
	for _, x := range it.topics {
		tp := &t.policy.Topics[x]
		if t.places(x, it) {
			said = true
			continue
		}
		found, lacks := t.sentences(x, it)
		if said = said || len(found) > 0; len(found) > 0 && !contains(ids, found) {
			t.say(tp, it, found)
			ids = append(ids, found...)
		}
		for _, l := range lacks {
			if l == aspectOffice && len(t.withOffice(it.topics)) > 0 && len(t.withOffice([]int{x})) == 0 {
				continue // 小巨人跟中小企业能一起拿吗，找哪个部门: the one spoken of has one
			}
			t.lacks(tp, l)
			missing = true
		}
	}
	if said && t.Asker.pays(it.topics) {
		t.unheld(it, ids)
	}
	if said && it.aspects.has(aspectTogether) {
		t.together(ids)
	}
	if said {
		t.apart(it)
		t.unnamed(it)
	}
	return said, missing
}

// apart says how far two sums lie apart that the topics of an item grant, where they are
// compared and each is one number of the text.
func (t *turn) apart(it *item) {
	sum := func(x nlu.Quantity) bool { return x.Kind == nlu.KindMoney && x.Value != "" } // tiers are told by their lines
	if it.aspects&(1<<aspectCompare|1<<aspectGap) == 0 || slices.ContainsFunc(t.u.Quantities, sum) {
		return
	}
	ceilings := containsAny(string(t.q.runes), "上限", "最高", "最多", "封顶", "顶格")
	var of []string
	var sums []answer.Sum
	for _, x := range it.topics {
		for _, id := range t.policy.Topics[x].Measures {
			if !slices.Contains(of, id) {
				of = append(of, id)
				sums = append(sums, t.b.Granted(&t.policy.Rules.Measures[t.measure(id)], ceilings)...)
			}
		}
	}
	if len(sums) == 2 && len(of) <= 2 {
		if greater := slices.IndexFunc(sums, func(x answer.Sum) bool { return x.Exceeds(sums[0]) || x.Exceeds(sums[1]) }); len(of) == 2 && greater >= 0 && t.asksWhich() {
			t.b.Line().Words("文件写的数，").TitleOf(of[greater]).Words("更高。")
		}
		t.b.Line().Words("两者相差").Difference(sums[0], sums[1]).Words("。")
	}
}

// asksWhich says whether it is asked which of several is more.
func (t *turn) asksWhich() bool {
	return containsAny(string(t.q.runes), "哪", "谁") && containsAny(string(t.q.runes), "多", "高", "划算")
}

// say writes the sentences that answer what is asked of a topic.
func (t *turn) say(tp *knowledge.Topic, it *item, ids []clause.ID) {
	ids = t.ofOneMeasure(tp, it, ids)
	wrong, held := t.premise(tp, it, ids)
	in, named := t.ofOne(tp)
	of := answer.Said{}
	if named {
		m := &t.policy.Rules.Measures[t.measure(tp.Measures[0])]
		ids = in.first(m, ids)
		if it.polar && wrong == "" {
			wrong, of = t.claimed(m, &in), in.said()
		}
	}
	if wrong == "" && contains(t.told, ids) {
		t.remarks(tp, it)
		return
	}
	t.told = append(t.told, ids...)
	b := t.b.Line().Topic(tp)
	switch {
	case wrong == "":
		b.Words("，文件原文：")
	case of != answer.Said{}:
		b.Words("：“").Said(answer.Hear(wrong)).Words("”不是“").Said(of).Words("”对应的数，原文是：")
	case held || t.elsewhere(wrong):
		b.Words("：“").Said(answer.Hear(wrong)).Words("”不是这一项的数，原文是：")
	default:
		b.Words("：文件里没有“").Said(answer.Hear(wrong)).Words("”这个说法，原文是：")
	}
	for _, id := range ids {
		t.quote(id)
	}
	t.tiers(tp, it)
	t.remarks(tp, it)
}

// tiers writes what is granted from the lines of the text on that the question names,
// and of two how far that lies apart.
func (t *turn) tiers(tp *knowledge.Topic, it *item) {
	if it.aspects&(1<<aspectOffice|1<<aspectQuota|1<<aspectDefinition) != 0 {
		t.deducted(tp, false)
		return
	}
	var sums []answer.Sum
	for _, id := range tp.Measures {
		m := &t.policy.Rules.Measures[t.measure(id)]
		named := t.instances(m, len(tp.Measures) == 1)
		for i := range named {
			sums = append(sums, t.instance(m, &named[i]))
		}
		for _, x := range t.quantities() {
			line, err := money.ParseAmount(x.Value)
			if x.Kind == nlu.KindMoney && err == nil && !slices.ContainsFunc(named, func(in instance) bool { return in.x.Span == x.Span }) {
				sums = append(sums, t.b.Tier(m, int64(line)))
			}
		}
	}
	sums = slices.DeleteFunc(sums, func(s answer.Sum) bool { return !s.Known() })
	t.deducted(tp, len(sums) > 0)
	if len(sums) == 2 && it.aspects&(1<<aspectCompare|1<<aspectGap) != 0 {
		t.b.Line().Words("两者相差").Difference(sums[0], sums[1]).Words("。")
	}
}

// deducted says of a topic's measure from which what was received before is taken off that it is, where a sum
// of it is told or it is asked what comes of a second award: the sum alone would promise too much.
func (t *turn) deducted(tp *knowledge.Topic, told bool) {
	again := told || containsAny(string(t.q.runes), "差额", "补差", "跳", "拿过", "领过", "升到", "全额", "扣")
	if !again || len(tp.Measures) != 1 {
		return
	}
	m := &t.policy.Rules.Measures[t.measure(tp.Measures[0])]
	for range m.ByBands() {
		if m.Received == "" {
			return
		}
		t.b.Line().Words("以前已拿过这项奖励的，从达到的那一档里减去拿过的，只补差额。")
		return
	}
}

// quote writes a sentence, or the bracket of offices of a clause, on its line.
func (t *turn) quote(id clause.ID) {
	q, err := t.policy.Doc.QuoteSentence(id)
	if err != nil {
		q, err = t.policy.Doc.QuoteOffices(id)
	}
	if err == nil {
		t.b.Line().Words("· ").Quote(q).Words("（").Where(id).Words("）")
	}
}

// unheld says what is asked by its word of sentences that do not have it: whether something is
// granted once, or up to a sum.
func (t *turn) unheld(it *item, ids []clause.ID) {
	asked := string(t.q.runes[it.from:it.to])
	held := func(words ...string) bool {
		return slices.ContainsFunc(ids, func(id clause.ID) bool {
			s, ok := t.policy.Doc.Sentence(id)
			return !ok || containsAny(s.Text, words...)
		})
	}
	switch {
	case it.aspects.has(aspectTimes) && strings.Contains(asked, "一次性") && !held("一次性"):
		t.b.Line().Words("条文里没有写“一次性”。")
	case it.aspects.has(aspectCap) && containsAny(asked, "上限", "封顶") && !held("上限", "封顶", "最高", "不超过"):
		t.b.Line().Words("条文里没有另外写上限。")
	}
}

// remarks adds to the sentences what keeps them from being misread.
func (t *turn) remarks(tp *knowledge.Topic, it *item) {
	const aside = 1<<aspectOffice | 1<<aspectQuota | 1<<aspectDefinition | 1<<aspectFields | 1<<aspectWhat
	asked := it.aspects &^ (1 << aspectBenefit) // a benefit is spoken of in the matter's own name
	sums := asked&aside == 0 || asked&^aside != 0
	if it.aspects.has(aspectDefinition) && len(tp.Measures) == 1 && it.aspects&(1<<aspectOffice|1<<aspectQuota) == 0 { // 前三台是指哪前三台: how it is read is the answer
		sums = sums || len(tp.Aspects[aspectNames[aspectDefinition]]) > 0
	}
	if in, named := t.ofOne(tp); named && in.branch != nil && t.isLine(in.sp.ID, in.value) { // 刚好15万辆算哪一头
		sums = sums || asked&(1<<aspectOffice|1<<aspectQuota|1<<aspectDefinition) == 0
	}
	switch {
	case len(tp.Measures) > 0 && sums:
		for i := range t.policy.Rules.Measures {
			if m := &t.policy.Rules.Measures[i]; slices.Contains(tp.Measures, m.ID) {
				t.b.Readings(m)
			}
		}
		if c := t.policy.Doc.Clause(tp.Clause); !it.aspects.has(aspectOffice) {
			t.b.Counter(c)
		}
	case len(tp.Aspects["validity"])+len(tp.Aspects["standing"]) > 0:
		if t.applies() {
			t.b.Line().Words("怎样申报、何时受理，文件没有写明。")
		}
	case len(tp.Measures) == 0 && !t.pays(tp.Clause) && t.planned(tp.Clause):
		t.b.Line().Words("这一条写的是工作安排，条文没有规定据此向企业发放资金。")
	case len(tp.Measures) == 0 && sums && !t.holdsSum(t.toldOf(tp.Clause)) && t.policy.Doc.Clause(tp.Clause).Marker != "":
		t.b.Line().Words("对此条文没有规定具体金额。")
	}
}

// toldOf are the sentences of a clause that are quoted already.
func (t *turn) toldOf(c clause.ID) []clause.ID {
	return slices.DeleteFunc(slices.Clone(t.told), func(id clause.ID) bool { return id.Clause() != c })
}

// applies says whether the question speaks of applying (现在能申报吗).
func (t *turn) applies() bool {
	text := string(t.q.runes)
	return strings.Contains(text, "报") || strings.Contains(text, "申请")
}

// pays says whether a clause holds any measure, or is no article at all.
func (t *turn) pays(id clause.ID) bool {
	c := t.policy.Doc.Clause(id)
	if c == nil || c.Marker == "" {
		return true
	}
	return slices.ContainsFunc(t.policy.Rules.Measures, func(m calc.Measure) bool { return clause.ID(m.Clause) == c.ID })
}

// planned says whether a clause is one of work to be done, with a heading of its own,
// and none of scope, limits or validity.
func (t *turn) planned(id clause.ID) bool {
	c := t.policy.Doc.Clause(id)
	return c != nil && c.Heading != ""
}

// together adds what the document says of benefits that overlap.
func (t *turn) together(have []clause.ID) {
	for i := range t.policy.Topics {
		for _, id := range t.policy.Topics[i].Aspects[aspectNames[aspectTogether]] {
			if !slices.Contains(have, id) {
				have = append(have, id)
				t.b.Line().Words("政策重叠时，文件原文：")
				t.quote(id)
			}
		}
	}
}

// premise is an amount in the question that none of the sentences holds, or that they
// hold for another measure than the topic's, where a yes or no is expected; empty if
// there is none. Held says that the sentences hold it.
func (t *turn) premise(tp *knowledge.Topic, it *item, ids []clause.ID) (wrong string, held bool) {
	if !it.polar || len(tp.Aspects[aspectNames[aspectTogether]]) > 0 {
		return "", false
	}
	in, named := t.ofOne(tp)
	for _, x := range t.u.Quantities {
		if x.Value == "" || named && in.x.Span == x.Span || t.ofFirm(x) || t.ordinal(x) || x.Kind != nlu.KindMoney && x.Kind != nlu.KindShare && !(x.Kind == nlu.KindCount && t.counted(ids)) {
			continue
		}
		held := slices.ContainsFunc(ids, func(id clause.ID) bool {
			s, _ := t.policy.Doc.Sentence(id)
			return holds(s.Text, x) && (x.Kind != nlu.KindCount || sameUnit(s.Text, x))
		})
		switch {
		case !held && t.written(tp, ids, x):
		case !held || !t.theirs(tp, x):
			return x.Text, held
		}
	}
	return "", false
}

// written says whether a number that none of some sentences holds in its own kind is
// written in them all the same (5万 of 5万辆), or in the clause of a topic that grants
// nothing itself.
func (t *turn) written(tp *knowledge.Topic, ids []clause.ID, x nlu.Quantity) bool {
	for _, s := range t.policy.Doc.Sentences() {
		if slices.Contains(ids, s.ID) && containsNumber(nlu.Plain(s.Text), nlu.Plain(x.Text)) || len(tp.Measures) == 0 && s.ID.Clause() == tp.Clause && holds(s.Text, x) {
			return true
		}
	}
	return false
}

// containsNumber says whether a text holds a number in these characters, and not as the tail of a longer
// one (5% of 75%).
func containsNumber(text, number string) bool {
	for at := 0; ; {
		i := strings.Index(text[at:], number)
		if i < 0 {
			return false
		}
		at += i
		before, _ := utf8.DecodeLastRuneInString(text[:at])
		if !isDigit(before) && before != '.' && !strings.ContainsRune(numerals, before) {
			return true
		}
		at += len(number)
	}
}

// elsewhere says whether a number of the question stands in another sentence of the document.
func (t *turn) elsewhere(text string) bool {
	return slices.ContainsFunc(t.u.Quantities, func(x nlu.Quantity) bool {
		return x.Text == text && slices.ContainsFunc(t.policy.Doc.Sentences(), func(s clause.Sentence) bool { return holds(s.Text, x) })
	})
}

// ofFirm says whether a number is what the question states of an enterprise, and so claims
// nothing of the document; a line of the text may be claimed all the same (5亿就给100万).
func (t *turn) ofFirm(x nlu.Quantity) bool {
	return slices.ContainsFunc(t.stated, func(s nlu.Slot) bool {
		v, exact := s.Value.Exact()
		yes := t.policy.Rules.Schema.Lookup(s.Fact).Type == fact.YesNo // 三年内应用 may be claimed
		return s.Span.Meets(x.Span) && !yes && !(exact && t.isLine(s.Fact, v))
	})
}

// ordinal says whether a count is one of order (第二年) or no count at all (一年最多).
func (t *turn) ordinal(x nlu.Quantity) bool {
	text := []rune(t.qn.Text)
	first := x.Span.Start > 0 && x.Span.Start <= len(text) && text[x.Span.Start-1] == '第'
	return x.Kind == nlu.KindCount && (first || x.Unit == "年" && x.Value == "1")
}

// theirs says whether a sum is one of the measures that a topic is about: a line, an
// award or a ceiling of theirs. Of a topic that pays nothing any sum may be.
func (t *turn) theirs(tp *knowledge.Topic, x nlu.Quantity) bool {
	sum, err := money.ParseAmount(x.Value)
	if x.Kind != nlu.KindMoney || err != nil || len(tp.Measures) == 0 {
		return true
	}
	return slices.ContainsFunc(tp.Measures, func(id string) bool {
		return slices.Contains(sumsOf(&t.policy.Rules.Measures[t.measure(id)]), sum)
	})
}

// found writes sentences found by their own words, or a clause named by number, or
// who is in charge of it.
func (t *turn) found(it *item) {
	for _, id := range it.found {
		c := t.policy.Doc.Clause(id)
		if it.aspects.has(aspectOffice) && t.staff(c) {
			continue
		}
		ids := []clause.ID{id}
		if !strings.Contains(string(id), ".") {
			ids = nil
			for _, s := range c.Sentences {
				ids = append(ids, s.ID)
			}
		}
		if contains(t.told, ids) {
			continue
		}
		t.told = append(t.told, ids...)
		t.b.Line().Where(id).Words("，文件原文：")
		for _, id := range ids {
			t.quote(id)
		}
		if !t.pays(c.ID) && t.planned(c.ID) {
			t.b.Line().Words("这一条写的是工作安排，条文没有规定据此向企业发放资金。")
		}
	}
}

// duties says which clauses an office leads or supports.
func (t *turn) duties(it *item) bool {
	said := false
	for _, o := range it.offices {
		name := t.offices[o]
		for i := range t.policy.Doc.Clauses {
			c := &t.policy.Doc.Clauses[i]
			if slices.Contains(c.Lead, name) || slices.Contains(c.Support, name) {
				said = t.staff(c) || said
			}
		}
	}
	return said
}

// staff writes the offices of a clause; it reports whether the clause names any.
func (t *turn) staff(c *clause.Clause) bool {
	q, err := t.policy.Doc.QuoteOffices(c.ID)
	if err != nil {
		return false
	}
	t.b.Line().Where(c.ID).Words("“").Heading(c).Words("”：").Quote(q)
	return true
}
