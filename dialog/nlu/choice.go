package nlu

import (
	"slices"
	"strings"

	"suance/calc/fact"
	"suance/dialog/pattern"
)

// readOptions states the choices of a clause.
func (rd *reading) readOptions(c *clause, m []mention) {
	if c.has(requirement) || c.has(choiceAsk) && rd.sum.asks || rd.isRest(c) {
		return
	}
	said := map[int]int{}  // fact → place in said
	denied := len(rd.said) // what came before is said by none
	for i := c.from; i < c.to; i++ {
		if rd.toks[i].kind == negation { // 没有 is an option only as an answer
			continue
		}
		if rd.deniesAll(i) && len(rd.claims) > 0 && rd.claims[0].tok >= c.from { // 链主和小巨人都不是
			continue
		}
		x, ok := rd.resolve(i, isOption)
		if ok {
			x.option = rd.restWithin(i, x)
		}
		if ok && rd.signNext(i) < 0 && rd.known(int(x.fact)) == fact.Point(int64(x.option)) {
			rd.said = append(rd.said, statement{fact: int(x.fact), value: fact.Point(int64(x.option)), withdrawn: true, supposed: rd.supposed, span: rd.spanOf(i, i)})
			rd.contrasts = true
			continue
		}
		joined := ok && rd.joinsDenied(i)
		if ok && (joined || rd.signBefore(i, 0) < 0) {
			rd.refused = int(x.fact) + 1
			rd.refuse(int(x.fact), int(x.option), i)
		}
		if ok && rd.signBefore(i, 2) < 0 && (rd.isGiven(i) || rd.isCompound(i, int(x.fact)) || rd.isListedFor(i, int(x.fact))) { // 没给首台套买保险
			rd.sayZero(i, int(x.fact))
			said[int(x.fact)] = -1
			continue
		}
		if ok && rd.group[x.fact] == 0 && rd.isAll(i) && !rd.isKnown(int(x.fact)) {
			if f := rd.partNamed(i); f >= 0 { // 全是新能源车，产量9万
				rd.allOf = f + 1
				continue
			}
		}
		if !ok || rd.isChain(i, int(x.fact)) || rd.isSaidOfOther(i, int(x.fact)) || rd.isOfApart(i, int(x.fact)) || rd.isOfProject(i, int(x.fact)) || rd.isBeneficiary(i, int(x.fact)) || rd.isBought(i, int(x.fact)) || rd.isPriced(i, x) || rd.isShareOf(i) || rd.isRestOf(i) || rd.namesMore(i, int(x.fact)) || rd.isTaken(m, i) || rd.inName(i) || rd.isOfAssistant(c, i) || joined || rd.signNext(i) < 0 || rd.isPart(c, i) {
			continue
		}
		if rd.isLeft(i, x) || rd.isTopicOnly(c, i) || rd.tellsOther(i, int(x.fact)) || rd.isTakenBack(c, i) || rd.isDeniedBefore(int(x.fact), denied) {
			continue
		}
		s := statement{fact: int(x.fact), value: fact.Point(int64(x.option)), span: rd.spanOf(i, i),
			confirm: x.role == roleLooseOption}
		rd.contrasts = rd.contrasts || rd.refused == s.fact+1 // 不是高端装备，是新材料
		at, twice := said[s.fact]
		if !twice {
			said[s.fact] = len(rd.said)
			rd.say(s, i)
			if len(rd.said) == said[s.fact] {
				delete(said, s.fact)
			}
			continue
		}
		if at >= 0 && (rd.said[at].confirm && !s.confirm || c.has(correction)) { // the plain one, the new one counts
			rd.said[at].value, rd.said[at].span, rd.said[at].confirm = s.value, s.span, false
		} else if at >= 0 && rd.said[at].value != s.value && !s.confirm {
			rd.said[at].value, rd.said[at].why = fact.Value{}, WhyType
		}
	}
}

// tellsOther says whether the clause of token i states something of the subject that the token
// brings up, which is not that of the choice asked for: 首台套两年内用上了 answers nothing of an
// insurance.
func (rd *reading) tellsOther(i, f int) bool {
	w := rd.toks[i].word
	if f != rd.asked || w < 0 || rd.group[f] == 0 || rd.subject == rd.group[f] {
		return false
	}
	for _, s := range rd.said[rd.clauseFrom:] {
		if s.fact >= 0 && rd.group[s.fact] != rd.group[f] && rd.lex.entries[w].cues>>rd.group[s.fact]&1 == 1 && rd.group[s.fact] != 0 {
			return true
		}
	}
	return false
}

// isTakenBack says whether a clause says of the word at token i only that it was wrong or is not
// settled: 新能源汽车刚才说错了, 新能源汽车还没定.
func (rd *reading) isTakenBack(c *clause, i int) bool {
	if i+1 >= c.to || rd.residue(rd.toks[i].end, c.end) > 2 {
		return false
	}
	last := rd.toks[c.to-1].kind
	for j := i + 1; j < c.to-1; j++ {
		if k := rd.toks[j].kind; k != plainWord && k != correction && k != pendingWord {
			return false
		}
	}
	return last == correction && strings.HasSuffix(strings.TrimRight(rd.word(c.to-1), "了"), "错") || last == pendingWord && i == c.from
}

// joinsDenied says whether the option at token i is joined to one that is denied: 不属于智能装备和
// 新材料.
func (rd *reading) joinsDenied(i int) bool {
	j := i - 2
	if j < rd.near(i) || rd.toks[j].end != rd.toks[i-1].start || rd.toks[i-1].end != rd.toks[i].start {
		return false
	}
	switch rd.word(i - 1) {
	case "和", "与", "及", "跟", "或", "或者", "以及":
	default:
		return false
	}
	_, ok := rd.resolve(j, isOption)
	return ok && rd.signNext(j) < 0
}

// isOfProject says whether what could be the enterprise's own only says of what kind is what is
// named right after it, of which sums are told: 机器人场景项目.
func (rd *reading) isOfProject(i, f int) bool {
	if rd.group[f] != 0 {
		return false
	}
	after := rd.f.words(rd.toks[i].end, min(rd.clause.end, rd.toks[i].end+4))
	if gatherings.Begin(after) || strings.Contains(after, "项目") && !rd.isMade(i) {
		return true
	}
	if rd.isUsers() && !rd.isMade(i) && !rd.isOfFirm(i) {
		return true
	}
	j := i + 1
	if j < rd.clause.to && rd.toks[j].kind == firm && rd.toks[j].start == rd.toks[i].end && rd.isGiven(i) && rd.f.run[rd.toks[i].start-1] != '为' {
		return true // 给机器人企业做配套
	}
	if rd.isSceneOf(i) {
		return true
	}
	if j >= rd.clause.to || rd.toks[j].start != rd.toks[i].end {
		return false
	}
	if isPointing(rd.word(j)) && j+1 < rd.clause.to {
		j++
	}
	x, ok := rd.resolve(j, isClaim)
	return ok && (x.role == roleName || x.role == roleYes) && rd.leadsSums(j, int(x.fact))
}

// gatherings are what people have been to, whatever it is about.
var gatherings = pattern.Fields(`展会 展览 博览会 论坛 大会 协会 培训 课程 专业 学院 比赛 大赛`)

// isSceneOf says whether the subject of a project of which a sum is told follows token i in its
// clause, with no more than what is done there between: 机器人巡检场景, 机器人送药的场景.
func (rd *reading) isSceneOf(i int) bool {
	const farthest = 8
	for j := i + 1; j < rd.clause.to && rd.toks[j].start-rd.toks[i].end <= farthest; j++ {
		w := rd.toks[j].word
		switch {
		case w >= 0 && len(rd.lex.entries[w].refs) == 0 && rd.isProjectCue(w):
			return rd.toks[j].start-rd.toks[i].end <= 2 || !rd.isMade(i)
		case rd.toks[j].kind != plainWord:
			return false
		}
	}
	return false
}

// isProjectCue says whether a word brings up the subject of a project of which a sum is told.
func (rd *reading) isProjectCue(w int) bool {
	for f := range rd.group {
		if sp := rd.schema.Spec(f); sp.Type == fact.YesNo && strings.Contains(sp.Label, "项目") && rd.lex.entries[w].cues>>rd.group[f]&1 == 1 && rd.group[f] != 0 {
			return true
		}
	}
	return false
}

// isUsers says whether the sentence says that the enterprise is one of a kind that uses what others
// make: 我们医院搞机器人导诊.
func (rd *reading) isUsers() bool {
	first := &rd.sum.clauses[0]
	said := rd.f.words(first.start, min(first.end, first.start+longestWhich))
	_, rest, ok := strings.Cut(said, "我们")
	if !ok {
		return users.Begin(said)
	}
	return users.Begin(strings.TrimPrefix(rest, "是"))
}

// users are kinds of enterprises that use what others make.
var users = pattern.Fields(`医院 银行 学校 大学 学院 幼儿园 商场 超市 酒店 宾馆 饭店 餐厅 物流公司 物流企业 快递公司 配送公司 机场 港口 码头 景区 社区 养老院 地铁 公交公司 出租车公司 保险公司 证券公司 电影院 博物馆 图书馆`)

// readNoneOf reads a clause that takes none of the options of the choice asked for:
// 不属于这两个领域, 哪个都不沾边.
func (rd *reading) readNoneOf(c *clause) bool {
	if rd.asked < 0 || c.end-c.start > 16 || rd.supposed || rd.schema.Spec(rd.asked).Type != fact.Choice {
		return false
	}
	rest := int64(rd.restOption[rd.asked])
	if rest < 0 {
		rest = rd.zero[rd.asked] // 这两个都没投
	}
	if rest < 0 {
		return false
	}
	said := rd.f.words(c.start, c.end)
	all, denied := theOptions.In(said), denials.In(said)
	if !denied || !all && !allDenied.In(said) || rd.namesOption(c) || strings.Contains(said, "怎么") {
		return false
	}
	rd.answered, rd.sum.asks = true, c.has(polarAsk) // 哪个都不是 asks nothing
	rd.say(statement{fact: rd.asked, value: fact.Point(rest), span: rd.spanOf(c.from, c.to-1)}, c.from)
	return true
}

// How people speak of all the options at once, how they deny, and what does both.
var (
	theOptions = pattern.Fields(`这几 这两 这些 这三 这四 这五 这里面 那几 那两 那些 上面 上述 以上 所列 列的 选项 几大 四大 五大 两大 哪个 哪类 哪一 哪样 哪种 一个都 一个也 哪项 两个 三个 四个 五个 几个 两类 几类 两样`)
	denials    = pattern.Fields(`不属于 不在 不是 不沾 不算 不搭 没有 不对 不符合 不相关 不涉及 不靠 没沾 不挨 不符 不属 没投 没买 未投 没保 没上`)
	allDenied  = pattern.Fields(`都不 全不 均不 都没 皆不`)
)

func containsAny(s string, words []string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

// namesOption says whether a clause names another option of the choice asked for.
func (rd *reading) namesOption(c *clause) bool {
	for i := c.from; i < c.to; i++ {
		if rd.toks[i].word < 0 {
			continue
		}
		for _, x := range rd.lex.entries[rd.toks[i].word].refs {
			if int(x.fact) == rd.asked && (x.role == roleOption || x.role == roleLooseOption) && int(x.option) != rd.restOption[rd.asked] {
				return true
			}
		}
	}
	return false
}

// refuse notes that an option was denied, and states what is left where all but one that
// means none are: 平台既不是高端装备也不是新材料.
func (rd *reading) refuse(f, option, i int) {
	if rd.denied.fact != f+1 {
		rd.denied = denied{fact: f + 1}
	}
	rd.denied.options |= 1 << option
	rest := rd.restOption[f]
	if rest < 0 || rd.denied.options|1<<rest != 1<<len(rd.schema.Spec(f).Options)-1 {
		return
	}
	rd.say(statement{fact: f, value: fact.Point(int64(rest)), span: rd.spanOf(i, i)}, i)
}

// denied are the options of a choice that a text denies; fact is 1 + the choice.
type denied struct {
	fact    int
	options uint64
}

// restWithin is the option that a word for all others means right behind a word that has
// others of its own: 高端装备，其他类 is 其他高端装备.
func (rd *reading) restWithin(i int, x ref) int16 {
	if int(x.option) != rd.restOption[x.fact] {
		return x.option
	}
	options := rd.schema.Spec(int(x.fact)).Options
	before := strings.TrimRight(rd.f.words(max(0, rd.toks[i].start-10), rd.toks[i].start), " ,(:、-—/里中的类属于是那")
	for j, o := range options {
		if rest, ok := strings.CutPrefix(o.Label, options[x.option].Label); ok && rest != "" && strings.HasSuffix(before, rest) && !endsWithAny(strings.TrimSuffix(before, rest), "不是", "非", "不属于", "不算") {
			return int16(j)
		}
	}
	return x.option
}

// isChain says whether an option of the enterprise itself only says which chain a reply to
// another question is about: 是的，新材料链.
func (rd *reading) isChain(i, f int) bool {
	if rd.asked < 0 || f == rd.asked || rd.group[f] != 0 {
		return false
	}
	after := rd.f.words(rd.toks[i].end, min(len(rd.f.run), rd.toks[i].end+3))
	return strings.HasPrefix(after, "链") || strings.HasPrefix(after, "产业链") || strings.HasPrefix(after, "供应链") || strings.HasSuffix(rd.word(i), "产业") && strings.HasPrefix(after, "链")
}

// isLone says whether a clause is nothing but a word of the policy and says nothing yet.
func (rd *reading) isLone(c *clause) bool {
	at := rd.loneIn(c)
	for i := at + 1; i < c.to; i++ {
		if k := rd.toks[i].kind; k != plainWord && k != ordinal && k != quantity {
			return false
		}
	}
	for _, s := range rd.said[rd.clauseFrom:] { // 首台套第一年
		if s.fact < 0 || len(rd.schema.Spec(s.fact).Words.Ordinal) == 0 {
			return false
		}
	}
	return rd.toks[at].kind == policyWord && (!c.has(quantity) || rd.statesInClause()) && rd.residue(c.start, c.end) == 0
}

// optionSaid is the word of an option with which a clause ends that says no more than what something
// is, of whatever choice: 我们的产品是市级首台套; -1 for none.
func (rd *reading) optionSaid(c *clause) int {
	const other = 1<<quantity | 1<<negation | 1<<ask | 1<<polarAsk | 1<<benefit | 1<<inquiry | 1<<plan | 1<<nextYear | 1<<pendingWord | 1<<supposition | 1<<requirement | 1<<stranger
	if c.kinds&other != 0 || !c.has(affirmation) || rd.statesInClause() {
		return -1
	}
	for i := c.to - 1; i > c.from; i-- {
		if rd.word(i) == "的" {
			continue
		}
		if x, ok := rd.resolve(i, isOption); ok && rd.group[x.fact] == 0 || rd.toks[i].kind != policyWord || rd.residue(rd.toks[i].end, c.end) > 1 {
			return -1
		}
		return i
	}
	return -1
}

// hasDone says whether a later clause of the sentence says of a choice that it came to one, by a word
// that names none: 投了保险, 已经投保.
func (rd *reading) hasDone(f int) bool {
	for k := range rd.sum.clauses {
		c := &rd.sum.clauses[k]
		if c.from <= rd.lone || c.has(negation) || c.has(plan) || c.has(nextYear) || c.has(ask) || c.has(polarAsk) || !strings.ContainsAny(rd.f.words(c.start, c.end), "了已过") {
			continue
		}
		for i := c.from; i < c.to; i++ {
			if rd.states(i, f, roleWeak) {
				return rd.residue(c.start, rd.toks[i].start) <= 1
			}
		}
	}
	return false
}

// loneIn is the first word of a clause after the speaker: 我们的首台套.
func (rd *reading) loneIn(c *clause) int {
	at := c.from
	for at+1 < c.to && (rd.toks[at].kind == own || at > c.from && rd.word(at) == "的") {
		at++
	}
	return at
}

// readLone takes a word that was all of a clause as the option of what the sentence gives
// the amounts of: 首台套产品，保费120万，费率2%.
func (rd *reading) readLone() {
	if rd.lone < 0 || rd.sum.asks && len(rd.sum.clauses) < 4 {
		return
	}
	for _, x := range rd.lex.entries[rd.toks[rd.lone].word].refs {
		if x.role != roleOption || rd.group[x.fact] == 0 || rd.loneGroup != 0 && rd.group[x.fact] != rd.loneGroup {
			continue
		}
		own, others := 0, 0
		for _, s := range rd.said[rd.before:] {
			switch {
			case s.fact < 0:
			case s.fact == int(x.fact) || rd.states(rd.lone, s.fact, roleName):
				return
			case rd.group[s.fact] == rd.group[x.fact]:
				own++
			default:
				others++
			}
		}
		if own > 0 || rd.hasDone(int(x.fact)) {
			rd.say(statement{fact: int(x.fact), value: fact.Point(int64(x.option)), span: rd.spanOf(rd.lone, rd.lone), confirm: others > 0}, rd.lone)
			return
		}
	}
}

// isDeniedBefore says whether the clause has said by a place that there is none of
// a fact: 首台套保险没买.
func (rd *reading) isDeniedBefore(f, to int) bool {
	for _, s := range rd.said[rd.clauseFrom:to] {
		if s.fact == f && s.value == fact.Point(rd.zero[f]) {
			return true
		}
	}
	return false
}

// signNext is the negation that stands right before token i, particles and a verb of
// making aside: 不做新材料.
func (rd *reading) signNext(i int) int {
	at := rd.toks[i].start
	if at > rd.clause.start && strings.ContainsRune("做搞造产", rd.f.run[at-1]) && rd.residue(at-1, at) == 1 {
		return rd.signBefore(i, 1)
	}
	return rd.signBefore(i, 0)
}

// isOfApart says whether an option of the enterprise itself stands right before what need
// not be its own: 高端装备基金.
func (rd *reading) isOfApart(i, f int) bool {
	j := i + 1
	if rd.group[f] != 0 || j >= rd.clause.to || rd.toks[j].word < 0 || rd.residue(rd.toks[i].end, rd.toks[j].start) > 2 {
		return false
	}
	if rd.lex.entries[rd.toks[j].word].cues&rd.apart != 0 {
		return true
	}
	// 智能网联的关键技术, 智能网联那个关键技术 names the technology
	if at := rd.toks[i].start; at > 0 && strings.ContainsRune("做搞是属为", rd.f.run[at-1]) || rd.signBefore(i, 1) != 0 {
		return false // 做智能装备的
	}
	if isPointing(rd.word(j)) && j+1 < rd.clause.to && rd.toks[j+1].start == rd.toks[j].end {
		return rd.isSubjectWord(j + 1)
	}
	if rd.toks[j].start > rd.toks[i].end || rd.isOfFirm(j) { // 智能网联技术公司
		return false
	}
	e := &rd.lex.entries[rd.toks[j].word]
	return e.cues != 0 && len(e.refs) == 0 // 智能网联汽车成套产品, 新能源汽车测试平台
}

// isBeneficiary says whether an option of the enterprise itself is only whom a thing of it serves: 测试平台为智能网联汽车服务.
func (rd *reading) isBeneficiary(i, f int) bool {
	if rd.group[f] != 0 || rd.clause.has(own) || rd.clause.has(firm) {
		return false
	}
	before, after := rd.f.words(rd.clause.start, rd.toks[i].start), rd.f.words(rd.toks[i].end, rd.clause.end)
	return endsWithAny(before, serves...) || endsWithAny(before, "为", "给") && startsWithAny(after, "服务", "提供", "用", "使用", "产业服务", "行业服务", "企业服务", "产业提供", "行业提供")
}

var serves = strings.Fields(`面向 服务 服务于 用于 应用于 适用于`)

// isPriced says whether an option of the enterprise itself is what an amount right after it
// counts or buys: 新能源车2万辆; 软件500万.
func (rd *reading) isPriced(i int, x ref) bool {
	if rd.group[x.fact] != 0 {
		return false
	}
	sum := rd.isSum(i+1) && i+1 < rd.clause.to && rd.toks[i+1].start == rd.toks[i].end
	named := false
	if sum && i+2 < rd.clause.to && rd.toks[i+2].start == rd.toks[i+1].end { // 新材料2000万设备
		_, named = rd.resolve(i+2, isAmountName)
	}
	return rd.isCounted(i) || sum && (named || x.role == roleLooseOption) || x.role == roleLooseOption && rd.isSetBeside(i)
}

// isSetBeside says whether a sum of what token i names is told beside what was spoken of: 装修也花了800万, 软件另算.
func (rd *reading) isSetBeside(i int) bool {
	after := rd.f.words(rd.toks[i].end, min(len(rd.f.run), rd.toks[i].end+1))
	return after == "另" || rd.clause.has(quantity) && contains(setBeside, after)
}

// isSubjectWord says whether token j only brings up a subject, and no yes/no fact of its own.
func (rd *reading) isSubjectWord(j int) bool {
	if rd.toks[j].word < 0 || rd.lex.entries[rd.toks[j].word].cues == 0 {
		return false
	}
	_, claims := rd.resolve(j, isClaim)
	return !claims
}

// isBought says whether an option of the enterprise itself is what it bought or uses:
// 买了15台机床.
func (rd *reading) isBought(i, f int) bool {
	return rd.group[f] == 0 && (rd.isAcquired(i) || rd.isInstalled(i) || rd.isUsedByOthers(i))
}

// isUsedByOthers says whether others are said to use what the enterprise makes, which tells where it is used and
// not what the enterprise is: 医院里用我们机器人的那个场景.
func (rd *reading) isUsedByOthers(i int) bool {
	j := i - 1
	if j > rd.clause.from && rd.word(j) == "的" {
		j--
	}
	return j >= rd.clause.from && rd.toks[j].kind == own && rd.toks[j].start > 0 && rd.f.run[rd.toks[j].start-1] == '用' && rd.residue(rd.toks[j].end, rd.toks[i].start) == 0
}

// isInstalled says whether what token i names is said to have come to the enterprise, or to run there:
// 机器人已经装好了.
func (rd *reading) isInstalled(i int) bool {
	end := rd.toks[i].end
	return installed.In(rd.f.words(end, min(rd.clause.end, end+6))) && !rd.isMade(i)
}

// isMade says whether words of making stand before token i.
func (rd *reading) isMade(i int) bool {
	at := rd.toks[i].start
	return making.In(rd.f.words(max(rd.clause.start, at-10), at))
}

// isAcquired says whether words of buying or using stand before token i, and none of making.
func (rd *reading) isAcquired(i int) bool {
	at := rd.toks[i].start
	before := rd.f.words(max(rd.clause.start, at-10), at)
	return buying.In(before) && !rd.isMade(i) || strings.HasSuffix(before, "用") && !strings.HasSuffix(before, "应用")
}

// Words of buying and using, of what was bought, and of making.
var (
	installed = pattern.Fields(`装好 装了 装上 装完 安装 到货 到位 进场 调试 部署 用上 在用 上岗 坏了`)
	buying    = pattern.Fields(`买 购置 采购 购买 引进 引入 进了 使用 用了 用上 租 换了 装了 配了 上了一`)
	making    = pattern.Fields(`做 卖 生产 研发 制造 主营 主打 造 我们是 属于`)
)

// isRestOf says whether 其他 only says which of what the next word names: 其他政策.
func (rd *reading) isRestOf(i int) bool {
	end := rd.toks[i].end
	if end >= rd.clause.end || rd.f.run[rd.toks[i].start] != '其' {
		return false
	}
	if w := rd.word(i); w != "其他" && w != "其它" {
		return false
	}
	if i+1 < rd.clause.to && rd.toks[i+1].kind == quantity && rd.toks[i+1].start == end { // 本市12亿，其他30亿
		return true
	}
	for _, kindOf := range [...]string{"领域", "产业", "行业", "生态圈", "方向"} {
		if strings.HasPrefix(rd.f.words(end, min(end+3, len(rd.f.run))), kindOf) {
			return false
		}
	}
	if rd.f.run[end] == '的' && rd.residue(end+1, rd.clause.end) >= 2 && !rd.clause.has(affirmation) { // 其他的以后再说
		return true
	}
	return isHan(rd.f.run[end]) && !strings.ContainsRune("的类吧呀啊啦了", rd.f.run[end]) && !(i+1 < rd.clause.to && rd.toks[i+1].kind == firm && rd.toks[i+1].start == end)
}

// isShareOf says whether an option only names what has a share: 新能源汽车占比52%.
func (rd *reading) isShareOf(i int) bool {
	end := rd.toks[i].end
	return end < len(rd.f.run) && rd.f.run[end] == '占'
}

// isSaidOfOther says whether an option of the enterprise itself is said of what
// the clause names before it: 场景项目是物流机器人.
func (rd *reading) isSaidOfOther(i, f int) bool {
	if rd.group[f] != 0 || f == rd.asked {
		return false
	}
	is := false
	for j := i - 1; j >= rd.near(i); j-- {
		switch t := &rd.toks[j]; {
		case t.kind == affirmation:
			is = true
		case t.kind == own || t.kind == firm || t.kind == quantity || t.kind == mark:
			return false
		case t.word >= 0 && is && rd.cue(j) != 0:
			return true
		}
	}
	return false
}

// namesMore says whether an option's word is the name of something else (首台套)
// and its own subject is not spoken of here.
func (rd *reading) namesMore(i, f int) bool {
	g := rd.group[f]
	if g == 0 || f == rd.asked || rd.heading == g {
		return false
	}
	named := false
	for _, x := range rd.lex.entries[rd.toks[i].word].refs {
		named = named || x.role == roleName && int(x.fact) != f
	}
	if !named {
		return false
	}
	for j := rd.near(i); j < min(rd.clause.to, i+reachOfWords); j++ {
		if w := rd.toks[j].word; j != i && w >= 0 && (rd.lex.entries[w].cues>>g&1 == 1 || j < i && rd.states(j, f, roleWeak)) {
			return false
		}
	}
	return true
}

// isCompound says whether a word of an option's subject follows it at once: 首台套保险.
func (rd *reading) isCompound(i, f int) bool {
	j := i + 1
	if j >= rd.clause.to || rd.toks[j].word < 0 || rd.toks[j].start != rd.toks[i].end || rd.group[f] == 0 {
		return false
	}
	return rd.lex.entries[rd.toks[j].word].cues>>rd.group[f]&1 == 1
}

// isPart says whether an option is said of a part of the whole that has a sum of
// its own: 其中新材料业务占8亿.
func (rd *reading) isPart(c *clause, i int) bool {
	if !c.has(part) || !c.has(quantity) {
		return false
	}
	sum := false
	for j := i + 1; j < min(c.to, i+reachOfWords); j++ {
		sum = sum || rd.isSum(j)
	}
	for j := i - 1; j >= rd.near(i); j-- {
		if rd.toks[j].kind == part {
			return sum
		}
		sum = sum || rd.isSum(j) // 里面有300万是软件
	}
	return false
}

// isTaken says whether the word of an option was taken as the name of an amount
// (新能源汽车5万辆).
func (rd *reading) isTaken(m []mention, i int) bool {
	k, found := slices.BinarySearchFunc(m, i, func(x mention, tok int) int { return x.tok - tok })
	return found && m[k].used && rd.schema.Spec(m[k].fact).Type != fact.Choice
}

// inName says whether token i stands inside the name of an enterprise: 某某新材料公司.
func (rd *reading) inName(i int) bool {
	t := &rd.toks[i]
	if t.start < 2 || i+1 >= rd.clause.to {
		return false
	}
	next := &rd.toks[i+1]
	if rd.residue(t.end, next.start) > 4 || rd.word(i+1) == "的" { // 做机器人的有限公司
		return false
	}
	for end := i + 1; end < min(i+3, rd.clause.to); end++ {
		switch rd.word(end) {
		case "有限公司", "有限责任公司":
			return isHan(rd.f.run[t.start-1])
		case "公司":
			before, last := rd.f.run[t.start-2], rd.f.run[t.start-1]
			if last == '某' && before != '某' || strings.ContainsRune("区县市省", last) {
				return false // 滨江区某机器人公司 names nobody
			}
			return rd.residue(t.start-2, t.start) >= 2
		}
	}
	return false
}

// isTopicOnly says whether a clause asks about an option in general: 新材料企业有什么补贴.
func (rd *reading) isTopicOnly(c *clause, i int) bool {
	if rd.supposed || i-2 >= c.from && rd.toks[i-2].kind == quantity && rd.isCase(i-2) {
		return false
	}
	if f := rd.caseIn(c); f == i+1 || rd.isAsker(c, i) {
		return false
	}
	if !c.has(ask) && !c.has(polarAsk) && !c.has(inquiry) && !(c.has(benefit) && (rd.sum.asks || !rd.isOwn(i))) {
		return false
	}
	if rd.statesInClause() || c.has(quantity) && rd.sum.asks && rd.statesAnything() {
		return false
	}
	if rd.asksOfOption(c, i) {
		return true
	}
	if rd.isPolarAbout(c, i) {
		return true
	}
	return !rd.isOwn(i)
}

// isAsker says whether an option is of the enterprise that asks: 新材料企业问营收奖励; 一家智能装备企业来问.
func (rd *reading) isAsker(c *clause, i int) bool {
	if i > c.from+2 || i+2 >= c.to || !rd.isOfFirm(i) || c.has(stranger) {
		return false
	}
	j := i + 2
	if rd.toks[j].kind == plainWord && j+1 < c.to {
		j++
	}
	return rd.toks[j].kind == inquiry && rd.residue(rd.toks[i+1].end, rd.toks[j].start) <= 1 && rd.residue(c.start, rd.toks[i].start) == 0
}

// isLeft says whether the option for all others is only named to leave the rest alone: 其他产业不用算了.
func (rd *reading) isLeft(i int, x ref) bool {
	end := rd.toks[i].end
	return int(x.option) == rd.restOption[x.fact] && leaving.Begin(strings.TrimLeft(rd.f.words(end, min(rd.clause.end, end+6)), "的就都也我们"))
}

// leaving are words for what one does not want to speak of.
var leaving = pattern.Fields(`不用 不必 不管 不看 不问 不说 不算 不要 不考虑 不关心 不需要 先不 先别 暂不 暂时不 别管 别算 别问 别说 甭 算了 以后再说 回头再说 不感兴趣`)

// asksOfOption says whether a clause asks what an option is, or what belongs to it, and says nothing
// before it: 我们是链主，新材料包括哪些领域.
func (rd *reading) asksOfOption(c *clause, i int) bool {
	for j := c.from; j < i; j++ {
		if k := rd.toks[j].kind; k == own || k == affirmation || k == firm {
			return false
		}
	}
	end := rd.toks[i].end
	return definings.Begin(strings.TrimPrefix(rd.f.words(end, min(c.end, end+longestDefining)), "的"))
}

// definings go on behind a thing with what belongs to it or what it means.
var definings = pattern.Fields(`包括 包含 涵盖 包不包括 指 是指 范围 领域 有哪 都有哪 是什么 是啥 怎么界定 怎么定义 怎么认定 怎么划 如何界定 如何认定`)

// longestDefining is the longest of such words.
const longestDefining = 6
