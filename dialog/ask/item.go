package ask

import (
	"slices"
	"strings"

	"suance/calc"
	"suance/calc/fact"
	"suance/dialog/nlu"
	"suance/knowledge/clause"
)

// itemiser makes items of the parts of a question, one after another: a part without
// a matter of its own goes with the matter spoken of before.
type itemiser struct {
	*Asker
	q         *query
	pending   []int // topics named in parts that ask nothing
	last      []int // topics of the last part that asked
	staffedBy []int // the topics last named that somebody is in charge of
	pointed   *item // a clause named in a part that asks nothing
	beside    bool  // the part before tells what the document does not speak of
}

// itemise makes items of the parts.
func (a *Asker) itemise(q *query) {
	m := itemiser{Asker: a, q: q}
	for i := range q.parts {
		p := &q.parts[i]
		topics := m.onward(p, a.topicsOf(p))
		about := append(slices.Clone(m.onward(p, m.pending)), topics...)
		if len(about) == 0 {
			about = m.last
			if p.aspects().has(aspectOffice) && len(m.staffedBy) > 0 {
				about = m.staffedBy // 链主补助多少，到哪天为止，归谁管
			}
		}
		if of := m.withOffice(topics); len(of) > 0 {
			m.staffedBy = of
		}
		switch {
		case i == 0 && len(q.parts) > 1 && q.says(p):
		case p.chats(topics):
			q.greeted = append(q.greeted, topics...)
			m.last = append(m.last, topics...) // 你好我想问那个小巨人，市里有没有配套奖
		case m.points(p, topics, i+1 == len(q.parts)):
		case i > 0 && q.goesOn(&q.parts[i-1], p):
		case m.qualified(p, topics):
		case a.outside(q, p, topics, about):
			m.beside = !p.asks() && len(q.items) > 0 && a.own(&q.items[len(q.items)-1])
			if len(m.pending) > 0 && q.inRow(p) {
				q.add(item{topics: a.narrow(m.pending), aspects: p.aspects(), absence: -1, rowed: true, from: p.from, to: p.to})
			}
			m.pending = nil                                             // 小巨人复核没通过，奖金会不会收回: what was named is what that is asked of
			if !p.asks() && len(q.stated) > 0 && q.numbers && q.own() { // 我们公交集团是场景建设单位: a case of the matter
				m.pending = append(m.pending, topics...)
			}
			if len(topics) > 0 {
				m.last = topics
			}
		case !p.asks() && len(topics) == 0:
			if len(q.parts) == 1 {
				a.bare(q, p)
			}
		case !p.asks() && i+1 < len(q.parts):
			m.pending = append(m.pending, topics...)
		case !p.asks() && m.attached(topics):
		default:
			m.asked(p, topics, about)
		}
	}
	if m.pointed != nil {
		q.add(*m.pointed)
	}
	if len(m.pending) > 0 && !m.attached(m.pending) {
		q.add(item{topics: a.narrow(m.pending), absence: -1, to: len(q.runes)})
	}
}

// inRow says whether a part goes on a row of things of each of which the same is asked (智能工厂补助和
// 贷款贴息分别多少).
func (q *query) inRow(p *part) bool {
	return p.from > 0 && strings.ContainsRune("和跟与及、", q.runes[p.from-1]) && p.asksMoney() && containsAny(string(q.runes[p.from:p.to]), "分别", "各", "都")
}

// withOffice are those of some topics whose clause names who is in charge.
func (a *Asker) withOffice(topics []int) []int {
	return slices.DeleteFunc(slices.Clone(topics), func(x int) bool {
		c := a.policy.Doc.Clause(a.policy.Topics[x].Clause)
		return c == nil || len(c.Lead) == 0
	})
}

// attached lets topics named after all that is asked tell what an absent matter before them
// was asked of (补贴到账要几个月，营收那笔); it reports whether there is one.
func (m *itemiser) attached(topics []int) bool {
	last := len(m.q.items) - 1
	if last < 0 || len(topics) == 0 {
		return false
	}
	it := &m.q.items[last]
	if !it.outside() || it.told || it.place || len(it.topics) > 0 {
		return false
	}
	it.topics = m.narrow(topics)
	return true
}

// says whether a part only says who asks, and states nothing of an enterprise (我是保险经纪，…).
func (q *query) says(p *part) bool {
	text := string(q.runes[p.from:p.to])
	return strings.HasPrefix(text, "我是") && !p.asks() && !p.has(absenceWord) && !slices.ContainsFunc(q.stated, func(s string) bool { return strings.Contains(text, s) })
}

// isBare says whether a question is but the name of who is in charge (牵头单位).
func (q *query) isBare(p *part) bool {
	return len(q.parts) == 1 && len(p.hits) > 0 && p.hits[0].from == p.from && p.hits[0].to == p.to && !strings.ContainsAny(p.hits[0].text, "谁哪什找问")
}

// asksOffices says whether it is asked which offices there are (都有哪些部门参与).
func (p *part) asksOffices() bool {
	return slices.ContainsFunc(p.hits, func(h hit) bool {
		return h.sort == cueWord && containsAny(h.text, "几个部门", "哪些部门", "哪些单位")
	})
}

// own says whether an item is an absent matter of the enterprise itself, and not of what
// others grant.
func (a *Asker) own(it *item) bool {
	return it.absence >= 0 && !a.answers(a.overlap, a.policy.Absent[it.absence].ID)
}

// qualified takes a part that asks whether one who is as told before, in words that the
// document does not hold, qualifies for its matter (我们是事业单位，可以报平台补助吗): that
// is not in the document.
func (m *itemiser) qualified(p *part, topics []int) bool {
	const more = 1<<aspectAmount | 1<<aspectCap | 1<<aspectTotal | 1<<aspectOffice | 1<<aspectQuota | 1<<aspectTimes
	was := m.beside
	m.beside = false
	if !was || len(topics) == 0 || !p.has(polarWord) || p.aspects()&more != 0 || p.has(absenceWord) {
		return false
	}
	it := &m.q.items[len(m.q.items)-1]
	it.topics, it.told = m.narrow(topics), false
	return true
}

// bare takes a message that is nothing but a name: of a support that the document does
// not know (科技贷), or the words of a sentence (浙商青蓝).
func (a *Asker) bare(q *query, p *part) {
	content := a.content(q, p)
	if len(content) == 0 || p.has(talkWord) {
		return
	}
	it := p.item()
	text := q.runes[content[0].from:content[0].to]
	switch found := a.search(q, p); {
	case len(content) == 1 && len(text) >= 4 && len(found) > 0 && !a.strange(text):
		it.found, it.guessed = found, true
	case slices.ContainsFunc(strings.Fields(supports), func(w string) bool { return strings.HasSuffix(string(q.runes[p.from:p.to]), w) }):
		it.foreign = string(q.runes[p.from:p.to])
		it.word = it.foreign
	default:
		return
	}
	q.add(it)
}

// supports are how the names of supports end.
const supports = "贷 减免 培育 券 计划 工程 贴息 扶持 险 担保 工作室 试点 示范"

// goesOn says whether a part that names nothing asks on about a benefit that the part
// before asked for and that the document does not hold (能拿到贴息吗，几个点), or
// compares what another place gives.
func (q *query) goesOn(before, p *part) bool {
	if before.has(placeWord) && p.has(cueWord) && p.aspects().has(aspectCompare) && len(p.args(topicWord)) == 0 {
		return true // 嘉兴的奖励和杭州比哪个多
	}
	names := slices.ContainsFunc(p.hits, func(h hit) bool { return h.sort.names() || h.sort == benefitWord })
	comma := p.from > 0 && strings.ContainsRune(",，", q.runes[p.from-1])
	return comma && !names && before.has(absenceWord) && before.has(polarWord) && !before.asksBefore(q) && p.aspects() == aspectAmount.bit()
}

// item is what a part asks, without what it asks it of.
func (p *part) item() item {
	return item{aspects: p.aspects(), absence: -1, polar: p.has(polarWord), several: p.has(severalWord), from: p.from, to: p.to}
}

// chats says whether a part is small talk: a greeting, an order to the assistant.
func (p *part) chats(topics []int) bool {
	if p.has(orderWord) && len(topics) == 0 {
		return true
	}
	return p.has(talkWord) && (!p.asks() || len(topics) == 0 && (p.has(selfWord) || !p.has(absenceWord) && !p.has(benefitWord)))
}

// points takes a part that names a clause or an office, or asks about a clause named
// before; it reports whether it was one.
func (m *itemiser) points(p *part, topics []int, last bool) bool {
	if len(topics) > 0 {
		return false
	}
	if it, ok := m.Asker.pointed(m.q, p); ok {
		m.pointed = &it
		if p.asks() || last {
			m.q.add(it)
			m.pointed = nil
		}
		return true
	}
	if m.pointed == nil || !p.asks() || p.has(absenceWord) {
		return false
	}
	it := p.item()
	if it.found, it.offices = m.pointed.found, m.pointed.offices; it.aspects&(1<<aspectWho|1<<aspectFields) != 0 && slices.Equal(it.found, []clause.ID{m.policy.Doc.Clauses[0].ID}) {
		it.found, it.topics = nil, m.ofAllFields() // 关于…的若干措施，面向哪些企业
	}
	m.q.add(it)
	m.pointed = nil
	return true
}

// asked takes a part that asks something of the topics it is about, of the document
// as a whole, or of what its own words find.
func (m *itemiser) asked(p *part, topics, about []int) {
	it := p.item()
	it.polar = it.polar || it.aspects&^(aspectSupport.bit()|aspectBenefit.bit()) == 0 && p.to < len(m.q.runes) && m.q.runes[p.to] == '?' // 每年支持10个？
	if len(about) == 0 && it.aspects.has(aspectTogether) {
		about = m.overlap
	}
	if len(about) == 0 && it.aspects.has(aspectOffice) && (p.ofTheWhole() || m.q.isBare(p) || p.asksOffices() && len(m.content(m.q, p)) == 0) {
		it.found, it.aspects = m.staffed, aspectOffice.bit()
		m.q.add(it)
		return
	}
	if len(about) == 0 && it.aspects.has(aspectQuota) && (it.several || it.aspects.has(aspectOverview)) { // 哪些措施有名额限制
		it.found, it.aspects = m.limited(), aspectQuota.bit()
		m.q.add(it)
		return
	}
	if len(about) == 0 && (it.several || it.aspects.has(aspectOverview)) {
		if it.found = m.granted(string(m.q.runes[p.from:p.to])); len(it.found) > 0 { // 哪些奖励是一次性的
			m.q.add(it)
			return
		}
	}
	if len(about) == 0 && it.aspects&^(1<<aspectFields|1<<aspectSupport|1<<aspectBenefit) == 0 && m.asksField(m.q, &it) {
		about, it.aspects = m.ofAllFields(), it.aspects.with(aspectFields) // 半导体企业算不算
	}
	if len(about) == 0 {
		if it.found = m.search(m.q, p); len(it.found) == 0 && p.trusted && !slices.ContainsFunc(m.q.hits, func(h hit) bool { return h.sort == topicWord }) {
			it.found = m.closest(m.q, p)
		}
		if len(it.found) > 0 {
			it.guessed, it.sumless = true, p.asksMoney() && !p.trusted && !m.holdsSum(it.found)
			m.q.add(it)
			return
		}
	}
	if p.has(officeWord) && containsAny(string(m.q.runes[p.from:p.to]), "管不管", "参与", "配合", "负责吗", "归", "管吗", "负责不", "是不是") && !it.aspects.has(aspectAmount) { // 新车型奖励科技局管不管
		it.aspects = it.aspects.with(aspectOffice)
	}
	if it.aspects.has(aspectOffice) && m.namesWhoActs(string(m.q.runes[p.from:p.to]), about) { // 产能是以哪个部门核准的为准
		it.aspects = it.aspects&^aspectOffice.bit() | aspectCondition.bit()
	}
	about = m.withoutMoments(p, about)
	m.pending, m.last = nil, about
	it.topics, it.named = about, m.overruled(p, about)
	if slices.ContainsFunc(about, func(x int) bool { return slices.Contains(m.overlap, x) }) {
		it.aspects = it.aspects.with(aspectTogether)
	}
	about = m.withoutSince(p, m.withoutRest(about, it.aspects))
	if it.aspects.has(aspectCompare) { // 首次和再次有什么区别 asks about both
		it.topics = m.withoutNames(p, about)
	} else {
		it.topics = m.narrow(about)
	}
	m.q.add(it)
}

// What a body other than the one in charge does by the document's own words, and how it is asked which body
// that is.
var (
	acts    = strings.Fields(`核准 审核 公告 同意`)
	bodies  = strings.Fields(`哪个部门 什么部门 哪些部门 哪个单位 什么单位 哪家单位 哪个局 什么局`)
	towards = strings.Fields(`负责 来 去 的 《`)
	issues  = strings.Fields(`发 公布 出`)
)

// namesWhoActs says whether a text asks which body does what the sentences of its topics say that one does
// (哪个部门核准的产能, 列入哪个部门的公告): not who is in charge.
func (m *itemiser) namesWhoActs(text string, topics []int) bool {
	for _, body := range bodies {
		before, after, ok := strings.Cut(text, body)
		if !ok {
			continue
		}
		before = strings.TrimRight(before, "是由》")
		for _, w := range towards {
			after = strings.TrimPrefix(after, w)
		}
		for _, act := range acts {
			issued := strings.HasSuffix(before, act) && slices.ContainsFunc(issues, func(w string) bool { return strings.HasPrefix(after, w) })
			if (issued || strings.HasPrefix(after, act)) && m.saysOf(topics, act) {
				return true
			}
		}
	}
	return false
}

// saysOf says whether what the document says of some topics holds a word.
func (m *itemiser) saysOf(topics []int, word string) bool {
	return slices.ContainsFunc(topics, func(x int) bool {
		return slices.ContainsFunc(m.said[x], func(id clause.ID) bool {
			s, ok := m.policy.Doc.Sentence(id)
			return ok && strings.Contains(s.Text, word)
		})
	})
}

// withoutMoments drops the topics that a part names only to say from when on (首台套认定后多久内要应用): what
// is to come then is what is asked about, where that is a matter of the document too.
func (m *itemiser) withoutMoments(p *part, topics []int) []int {
	moment := func(x int) bool {
		named := false
		for _, h := range p.hits {
			if h.sort != topicWord || h.arg != x {
				continue
			}
			if named = m.q.sinceThen(h, p.to); !named {
				return false
			}
		}
		return named
	}
	kept := slices.DeleteFunc(slices.Clone(topics), moment)
	wider := func(x int) bool {
		return moment(x) && slices.ContainsFunc(kept, func(k int) bool { return contains(m.policy.Topics[k].Measures, m.policy.Topics[x].Measures) })
	}
	if !m.pays(kept) || slices.ContainsFunc(topics, wider) { // 首台套实现应用以后怎么奖励
		return topics
	}
	return kept
}

// sinceThen says whether what follows a word makes it the moment that something is counted from.
func (q *query) sinceThen(h hit, end int) bool {
	after := string(q.runes[h.to:end])
	return slices.ContainsFunc([]string{"后", "之后", "以后", "下来以后", "下来之后", "下来后", "起", "多久", "多长时间", "几年"}, func(w string) bool { return strings.HasPrefix(after, w) })
}

// onward puts, for a topic that a part names only as what is past, the one that asks on in words for what
// follows it (评上首台套之后卖出去有奖吗, 首台套应用后的封顶).
func (m *itemiser) onward(p *part, topics []int) []int {
	if len(topics) == 0 || !p.asks() {
		return topics
	}
	var out []int
	for i, x := range topics {
		next := -1
		switch ms := m.policy.Topics[x].Measures; {
		case len(ms) == 1:
			next = m.follows(p, x, ms[0])
		case len(ms) > 1 && !slices.ContainsFunc(topics, func(u int) bool { return m.supersedes(u, x) }):
			next = m.happened(p, ms)
		}
		if next < 0 {
			continue
		}
		if out == nil {
			out = slices.Clone(topics)
		}
		out[i], m.q.onward = next, true
	}
	if out == nil {
		return topics
	}
	return out
}

// follows is the topic of the measure beside another, of the same group of facts, that a part asks for in a
// word for a fact of its own; -1 if there is none, or the part asks for the first one itself.
func (m *itemiser) follows(p *part, topic int, id string) int {
	text := string(m.q.runes[p.from:p.to])
	for _, h := range p.hits {
		if h.sort != topicWord || h.arg != topic {
			continue
		}
		if !m.q.sinceThen(h, p.to) {
			return -1
		}
		text = string(m.q.runes[h.to:p.to])
	}
	first := m.measure(id)
	beside := func(sp *fact.Spec) bool {
		return sp.Words.Group != "" && !slices.Contains(m.uses[sp.ID], first) && slices.ContainsFunc(m.factsOf(first), func(of *fact.Spec) bool { return of.Words.Group == sp.Words.Group })
	}
	return m.ownWord(func(sp *fact.Spec, word string) bool { return beside(sp) && strings.Contains(text, word) })
}

// happened is the topic of the one of some measures that asks whether something happened, where a part says
// that it has (应用后); -1 if there is none.
func (m *itemiser) happened(p *part, of []string) int {
	text := string(m.q.runes[p.from:p.to])
	if !strings.Contains(text, "后") {
		return -1
	}
	return m.ownWord(func(sp *fact.Spec, word string) bool {
		return sp.Type == fact.YesNo && slices.Contains(of, m.policy.Rules.Measures[m.uses[sp.ID][0]].ID) && containsAny(text, word+"后", word+"之后", word+"以后")
	})
}

// ownWord is the topic of the one measure that a word names which stands for a fact of it alone, of such
// words as are said; -1 if there is none, or words of several are said.
func (a *Asker) ownWord(said func(sp *fact.Spec, word string) bool) int {
	found := -1
	s := a.policy.Rules.Schema
	for i := range s.Len() {
		sp := s.Spec(i)
		if len(a.uses[sp.ID]) != 1 || sp.Type != fact.Money && sp.Type != fact.YesNo || a.uses[sp.ID][0] == found {
			continue
		}
		if slices.ContainsFunc(sp.Words.Weak, func(w string) bool { return said(sp, nlu.Plain(w)) }) {
			if found >= 0 {
				return -1
			}
			found = a.uses[sp.ID][0]
		}
	}
	if found < 0 {
		return -1
	}
	return a.topicOf(found)
}

// factsOf are the facts that bear on a measure.
func (a *Asker) factsOf(measure int) []*fact.Spec {
	var out []*fact.Spec
	for i := range a.policy.Rules.Schema.Len() {
		if sp := a.policy.Rules.Schema.Spec(i); slices.Contains(a.uses[sp.ID], measure) {
			out = append(out, sp)
		}
	}
	return out
}

// withoutRest drops what the document says of all fields where those of a measure are asked
// for that has its own.
func (m *itemiser) withoutRest(topics []int, asked aspects) []int {
	own := func(x int) bool {
		tp := &m.policy.Topics[x]
		return len(tp.Measures) > 0 && len(tp.Aspects[aspectNames[aspectFields]]) > 0
	}
	if !asked.has(aspectFields) || !slices.ContainsFunc(topics, own) {
		return topics
	}
	return slices.DeleteFunc(slices.Clone(topics), func(x int) bool {
		c := m.policy.Doc.Clause(m.policy.Topics[x].Clause)
		return !own(x) && !m.weak[x] && c.Marker == "" && len(m.policy.Topics[x].Aspects[aspectNames[aspectFields]]) > 0
	})
}

// withoutSince drops topics that only tell since when something counts that is asked about behind them
// (首台套认定后三年内应用).
func (m *itemiser) withoutSince(p *part, topics []int) []int {
	since := func(h hit) bool {
		after := string(m.q.runes[h.to:p.to])
		return h.sort == topicWord && (strings.HasPrefix(after, "后") || strings.HasPrefix(after, "以后") || strings.HasPrefix(after, "之后"))
	}
	rest := slices.DeleteFunc(slices.Clone(topics), func(x int) bool {
		named, told := false, true
		for _, h := range p.hits {
			if h.sort != topicWord || h.arg != x {
				continue
			}
			behind := func(o hit) bool {
				return o.sort == topicWord && o.from > h.to && slices.Contains(topics, o.arg) && o.arg != x && len(m.policy.Topics[o.arg].Measures) == 1
			}
			named, told = true, told && since(h) && slices.ContainsFunc(p.hits, behind)
		}
		return named && told
	})
	if len(rest) == 0 {
		return topics
	}
	return rest
}

// limited are the sentences that limit the number of awards.
func (a *Asker) limited() []clause.ID {
	var out []clause.ID
	for i := range a.policy.Topics {
		for _, id := range a.policy.Topics[i].Aspects[aspectNames[aspectQuota]] {
			if len(a.policy.Topics[i].Measures) == 1 && !slices.Contains(out, id) {
				out = append(out, id)
			}
		}
	}
	return out
}

// manners are how a sentence grants something, in the words of who asks and in those of
// the sentence.
var manners = [...]struct{ asked, said []string }{
	{[]string{"一次性", "只给一次", "只发一次"}, []string{"一次性"}},
	{[]string{"按比例", "百分比", "按百分"}, []string{"%"}},
	{[]string{"上限", "封顶", "最高额", "限额"}, []string{"最高", "不超过"}},
	{[]string{"首次"}, []string{"首次"}},
	{[]string{"市本级", "市级财政", "市财政"}, []string{"市本级"}},
}

// granted are the sentences of the measures that grant something in the manner that is
// asked for; none where no manner is.
func (a *Asker) granted(asked string) []clause.ID {
	in := func(text string) func(string) bool {
		return func(w string) bool { return strings.Contains(text, w) }
	}
	var out []clause.ID
	for _, x := range nlu.Quantities(asked) { // 最高能拿到2000万的有哪几项
		for i := range a.policy.Rules.Measures {
			for _, id := range a.policy.Rules.Measures[i].Sentences {
				if s, _ := a.policy.Doc.Sentence(clause.ID(id)); x.Kind == nlu.KindMoney && holds(s.Text, x) && !slices.Contains(out, s.ID) {
					out = append(out, s.ID)
				}
			}
		}
	}
	for _, m := range manners {
		if len(out) > 0 || !slices.ContainsFunc(m.asked, in(asked)) {
			continue
		}
		for i := range a.policy.Rules.Measures {
			if m.said[0] == "%" && constant(&a.policy.Rules.Measures[i]) { // its shares are conditions
				continue
			}
			for _, id := range a.policy.Rules.Measures[i].Sentences {
				s, _ := a.policy.Doc.Sentence(clause.ID(id))
				if slices.ContainsFunc(m.said, in(s.Text)) && !slices.Contains(out, s.ID) {
					out = append(out, s.ID)
				}
			}
		}
		break
	}
	return out
}

// constant says whether a measure grants nothing but sums.
func constant(m *calc.Measure) bool {
	return !slices.ContainsFunc(m.Branches, func(br calc.Branch) bool {
		return slices.ContainsFunc(br.Amount, func(p calc.Product) bool {
			_, sum := p[0].(calc.Sum)
			return len(p) != 1 || !sum
		})
	})
}

// withoutNames drops topics whose word is but the beginning of a more particular
// one's name: of 整车达产奖励 the carmakers.
func (m *itemiser) withoutNames(p *part, topics []int) []int {
	return slices.DeleteFunc(slices.Clone(topics), func(t int) bool {
		return slices.ContainsFunc(p.hits, func(h hit) bool {
			return h.sort == topicWord && h.arg == t && slices.ContainsFunc(p.hits, func(o hit) bool {
				return o.sort == topicWord && o.from == h.to && m.supersedes(o.arg, t)
			})
		})
	})
}

// holdsSum says whether one of the sentences holds a number that is no mere name.
func (a *Asker) holdsSum(ids []clause.ID) bool {
	return slices.ContainsFunc(ids, func(id clause.ID) bool {
		s, _ := a.policy.Doc.Sentence(id)
		return slices.ContainsFunc(nlu.Quantities(s.Text), func(x nlu.Quantity) bool {
			return x.Kind == nlu.KindMoney || x.Kind == nlu.KindShare
		})
	})
}

// pointed is the item of a part that names a clause by its number or heading, or
// an office.
func (a *Asker) pointed(q *query, p *part) (item, bool) {
	it := item{aspects: p.aspects(), absence: -1, from: p.from, to: p.to}
	it.found = a.numberedIn(q, p)
	for _, c := range p.args(headingWord) {
		it.found = append(it.found, a.policy.Doc.Clauses[c].ID)
	}
	if len(it.found) == 0 {
		it.offices = p.args(officeWord)
	}
	if len(it.found) == 0 && slices.ContainsFunc(a.content(q, p), func(s span) bool { return a.anotherThing(q, p, s, nil) != "" }) {
		return it, false
	}
	return it, len(it.found)+len(it.offices) > 0 && len(p.args(absenceWord)) == 0
}

// outside adds items for what the document does not hold; it reports whether the
// part holds nothing else.
func (a *Asker) outside(q *query, p *part, topics, near []int) bool {
	absences := a.absencesOf(p, near)
	place := len(absences) == 0 && p.elsewhere(q, len(topics) > 0) && !a.besideOurs(p)
	foreign := ""
	if len(absences) == 0 && !place {
		foreign = a.foreign(q, p, topics, near)
		if it := p.item(); foreign != "" && len(near) > 0 { // 做半导体的算新材料吗
			it.topics = near
			if word := a.sayable(q, p, foreign); word != "" && a.asksField(q, &it) && a.holdsWord(word) {
				foreign = ""
			}
		}
	}
	if len(absences) == 0 && foreign == "" && !place {
		return false
	}
	if len(topics) > 0 && !place && foreign == "" && p.asksBefore(q) {
		q.add(item{topics: a.narrow(near), aspects: p.topicAspects(), absence: -1, polar: p.has(polarWord), from: p.from, to: p.to})
	}
	it := item{topics: a.narrow(near), absence: -1, foreign: foreign, word: a.sayable(q, p, foreign), place: place, told: !p.asks(), from: p.from, to: p.to}
	if len(absences) == 0 {
		q.add(it)
	} else {
		for _, x := range absences {
			it.absence, it.word = x, q.wordOf(p, x)
			q.add(it)
		}
	}
	return true
}

// elsewhere says whether the part asks of another place or level of government. One
// named as a choice for a matter of the document (保险由市财政还是省财政出) is none, nor where a
// thing is bought that the document speaks of (采购宁波的零部件算不算).
func (p *part) elsewhere(q *query, named bool) bool {
	const or, buys = "还是", "采购"
	return slices.ContainsFunc(p.hits, func(h hit) bool {
		if h.sort != placeWord || !named {
			return h.sort == placeWord
		}
		before, after := string(q.runes[p.from:h.from]), string(q.runes[h.to:p.to])
		return !strings.HasSuffix(before, or) && !strings.HasPrefix(after, or) && !(strings.HasSuffix(before, buys) && strings.HasPrefix(after, "的"))
	})
}

// besideOurs says whether a part asks whether what a higher level of government gave goes together with the
// city's own (省里的奖励拿过了还能拿市里的吗): what the document says of overlaps answers that.
func (a *Asker) besideOurs(p *part) bool {
	ours := func(h hit) bool {
		return h.sort == topicWord && slices.Contains(a.overlap, h.arg) && strings.HasSuffix(h.text, "市里")
	}
	return slices.ContainsFunc(p.hits, ours) && !slices.ContainsFunc(p.hits, func(h hit) bool {
		return h.sort == placeWord && !containsAny(h.text, "省", "国家", "中央")
	})
}

// wordOf is the person's word for an absent matter.
func (q *query) wordOf(p *part, absence int) string {
	from, to := 0, 0
	for _, h := range p.hits {
		switch {
		case h.sort != absenceWord || h.arg != absence:
		case to == 0:
			from, to = h.from, h.to
		case h.from < to: // 制造业单项 and 单项冠军 are one name
			to = max(to, h.to)
		}
	}
	return string(q.runes[from:to])
}

// add adds an item, or joins it with one before it about the same matters.
func (q *query) add(it item) {
	slices.Sort(it.topics)
	it.topics = slices.Compact(it.topics)
	for i := range q.items {
		old := &q.items[i]
		if it.absence < 0 && old.absence < 0 && it.foreign == "" && old.foreign == "" && it.place == old.place &&
			slices.Equal(old.topics, it.topics) && slices.Equal(old.found, it.found) && slices.Equal(old.offices, it.offices) {
			old.aspects |= it.aspects
			old.mixed = old.mixed || (len(old.named) > 0) != (len(it.named) > 0)
			old.named = append(old.named, it.named...)
			old.polar = old.polar || it.polar
			old.several = old.several || it.several
			old.to = it.to
			return
		}
		if it.absence >= 0 && old.absence == it.absence {
			return
		}
	}
	q.items = append(q.items, it)
}

// asksBefore says whether a topic of the part is itself asked about before an
// absent matter is named. A topic after the absent matter is qualified by it
// (another district's 智能工厂).
func (p *part) asksBefore(q *query) bool {
	topic := false
	for _, h := range p.hits {
		switch h.sort {
		case topicWord:
			topic = true
		case absenceWord:
			return false
		case cueWord:
			if topic && aspect(h.arg) != aspectWhat && !demands(h) && !p.absentAt(h) && !p.absentAfter(q, h) {
				return true
			}
		}
	}
	return false
}

// demands says whether a word of asking leads on to what is required (要求接入…吗), so
// that what follows it is what is asked.
func demands(h hit) bool {
	return aspect(h.arg) == aspectCondition && !strings.ContainsAny(h.text, "条件门槛标准")
}

// absentAt says whether a word of asking is one for an absent matter too (多久评一次), or
// holds one (多久抽查一次).
func (p *part) absentAt(cue hit) bool {
	return slices.ContainsFunc(p.hits, func(h hit) bool {
		return h.sort == absenceWord && (h.from <= cue.from && cue.to <= h.to || cue.from <= h.from && h.to <= cue.to)
	})
}

// absentAfter says whether a word of asking stands right before an absent matter and
// so asks for that (哪几个步骤).
func (p *part) absentAfter(q *query, cue hit) bool {
	return slices.ContainsFunc(p.hits, func(h hit) bool {
		return h.sort == absenceWord && (h.from == cue.to || h.from > cue.to && h.from <= cue.to+3 && strings.ContainsAny(string(q.runes[cue.to:h.from]), "天年月周日次") || h.from > cue.to && aspect(cue.arg) == aspectFields)
	})
}

// topicAspects are the aspects of cues whose nearest matter before them is a
// topic.
func (p *part) topicAspects() aspects {
	var out aspects
	near := sort(0)
	for _, h := range p.hits {
		switch h.sort {
		case topicWord, absenceWord:
			near = h.sort
		case cueWord:
			if near != absenceWord {
				out = out.with(aspect(h.arg))
			}
		}
	}
	return out
}
