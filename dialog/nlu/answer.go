package nlu

import (
	"slices"
	"strconv"
	"strings"

	"suance/calc/fact"
	"suance/dialog/pattern"
)

// readZero states none: by a phrase (没拿过奖励), or by a negation beside a name
// that has no amount (首台套没有).
func (rd *reading) readZero(c *clause, m []mention) {
	for i := c.from; i < c.to; i++ {
		if f := rd.zeroOf(i); f >= 0 && !rd.asksNone(c, i) && !(i > c.from && rd.toks[i-1].kind == negation && rd.toks[i-1].end == rd.toks[i].start) { // 不存在没拿过奖励
			rd.sayZero(i, f)
		}
	}
	for _, x := range m {
		before := rd.zero[x.fact] < 0 && rd.hadNoneBefore(x)
		if x.used || rd.zero[x.fact] < 0 && !before || rd.asksNone(c, x.tok) && !rd.isOfLastYear(x) || rd.isSaid(x.fact) && !rd.isOfLastYear(x) {
			continue
		}
		if rd.isNone(x.tok) && !(rd.isInsuring(x.tok) && rd.schema.Spec(int(x.fact)).Type == fact.Count) && !rd.isUntold(c, x.fact) && !rd.amountBeside(x.tok) && !rd.isGiven(x.tok) && !rd.isOfOther(x.tok) {
			if before {
				rd.sayNoneBefore(x)
			} else {
				rd.sayZero(x.tok, x.fact)
			}
		}
	}
}

// readNothing states that there is nothing of what a clause brings up and names no
// fact of: 没有基金, 平台也没有. It is said of the first fact that can say so.
func (rd *reading) readNothing(c *clause) {
	if rd.statesInClause() || !c.has(negation) || rd.unknownBut(c.start, c.end, "建搞弄设办") || c.to-c.from > 6 {
		return
	}
	var cues uint64
	sign, of := 0, -1
	for i := c.from; i < c.to; i++ {
		switch t := &rd.toks[i]; {
		case t.kind == negation && (rd.word(i) == "不算" || rd.word(i) == "没戏" || rd.lex.entries[t.word].deniesValue()):
			return
		case t.kind == negation:
			sign = product(sign, -1)
		case t.kind == own, t.kind == colon, isLight(t.kind) && t.kind != quantity && (t.word < 0 || rd.lex.entries[t.word].cues == 0):
		case t.word >= 0 && cues == 0 && rd.lex.entries[t.word].cues != 0:
			cues, of = rd.lex.entries[t.word].cues, t.word
		case t.kind == policyWord && rd.isVerb(i):
		default:
			return
		}
	}
	if sign > 0 { // 没说没有
		return
	}
	for f := range rd.group {
		if cues>>rd.group[f]&1 == 0 || rd.group[f] == 0 || !rd.canMean(of, f) {
			continue
		}
		if rd.isUntold(c, f) { // 投资总额没结算
			return
		}
		at := c.to - 1
		if rd.zero[f] >= 0 {
			rd.sayZero(at, f)
		} else if rd.schema.Spec(f).Type == fact.YesNo {
			rd.say(statement{fact: f, value: fact.Bool(false), span: rd.spanOf(at, at)}, at)
		}
		return
	}
}

// readHas states that there is what a clause brings up and says it has (新车型有), where that
// is what a fact of its subject asks: 有新列入《公告》….
func (rd *reading) readHas(c *clause) {
	if rd.statesInClause() || rd.residue(c.start, c.end) > 0 || c.to-c.from != 2 && !(c.to-c.from == 3 && rd.toks[c.from+1].kind == colon) {
		return
	}
	name, has := c.from, c.to-1
	if rd.toks[name].kind == affirmation {
		name, has = has, name
	}
	if w := rd.word(has); rd.toks[has].kind != affirmation || w != "有" && w != "有的" && w != "有了" || rd.toks[name].word < 0 {
		return
	}
	for f := range rd.group {
		if sp := rd.schema.Spec(f); sp.Type == fact.YesNo && rd.group[f] != 0 && strings.HasPrefix(sp.Label, "有") && rd.lex.entries[rd.toks[name].word].cues>>rd.group[f]&1 == 1 {
			rd.say(statement{fact: f, value: fact.Bool(true), span: rd.spanOf(c.from, c.to-1)}, has)
			return
		}
	}
}

// readNoneNow reads a clause that is nothing but a no of this year, after another time's
// value, or of the enterprise's own after another's: 首台套往年有5项，今年没有; 隔壁有三个，我们没有.
func (rd *reading) readNoneNow(c *clause) {
	if f := rd.theirs; f >= 0 && rd.toldTheirs && c.to-c.from == 2 && rd.toks[c.from].kind == own && strings.HasSuffix(rd.word(c.from+1), "没有") && rd.zero[f] >= 0 && !rd.statesInClause() && rd.residue(c.start, c.end) == 0 {
		rd.sayZero(c.from+1, f)
		return
	}
	if c.to-c.from != 2 || rd.toks[c.from].kind != year || rd.toks[c.from+1].kind != negation ||
		!strings.HasSuffix(rd.word(c.from+1), "没有") || rd.statesInClause() || rd.carry < 0 || rd.carrySum != rd.sum || rd.residue(c.start, c.end) > 0 {
		return
	}
	f := rd.carry
	if rd.toks[c.from].arg == -1 {
		if f = rd.previous[f]; f < 0 { // 关键技术产值5亿，去年没有
			return
		}
	} else if rd.toks[c.from].arg != 0 {
		return
	}
	if rd.zero[f] == 0 {
		rd.say(statement{fact: f, value: fact.Point(0), span: rd.spanOf(c.from, c.to-1)}, c.to-1)
	}
}

// isOfLastYear says whether a name is said of the year before, for which there is another
// fact: 今年5亿、去年没有采购.
func (rd *reading) isOfLastYear(x mention) bool {
	p := rd.previous[x.fact]
	y, ok := rd.yearOf(x.tok)
	return p >= 0 && ok && y < 0 && !rd.isSaid(p)
}

// unknownBut says whether a run holds characters of no word, other than some.
func (rd *reading) unknownBut(from, to int, some string) bool {
	for i := from; i < to; i++ {
		if rd.loose[i+1] > rd.loose[i] && !strings.ContainsRune(some, rd.f.run[i]) {
			return true
		}
	}
	return false
}

// canMean says whether a word can be about a fact: it is the name of no other.
func (rd *reading) canMean(word, f int) bool {
	return !slices.ContainsFunc(rd.lex.entries[word].refs, func(x ref) bool {
		return (x.role == roleName || x.role == roleLabel) && int(x.fact) != f
	})
}

// readWhole states that a part is the whole that it cannot exceed: 产量12万辆，全部是新
// 能源.
func (rd *reading) readWhole(c *clause) {
	if c.has(quantity) || c.has(negation) || c.has(ask) || c.has(polarAsk) {
		return
	}
	for i := c.from; i < c.to; i++ {
		x, ok := rd.partAt(i)
		if !ok || !rd.isAll(i) {
			continue
		}
		whole, _ := rd.schema.Index(rd.schema.Spec(int(x.fact)).AtMost)
		v := rd.known(whole)
		for _, s := range rd.said[max(0, len(rd.said)-reachOfWords):] {
			if s.fact == whole && s.why == "" {
				v = s.value
			}
		}
		if _, ok := v.Exact(); ok {
			rd.answered = rd.answered || int(x.fact) == rd.asked
			rd.say(statement{fact: int(x.fact), value: v, span: rd.spanOf(i, i)}, i)
			return
		}
	}
}

// partNamed is the fact that is a part of another which token i can name; -1 for none.
func (rd *reading) partNamed(i int) int {
	for _, x := range rd.lex.entries[rd.toks[i].word].refs {
		if sp := rd.schema.Spec(int(x.fact)); sp.AtMost != "" && isAmountName(sp, x) {
			return int(x.fact)
		}
	}
	return -1
}

// readAllOf gives a part the value of the whole that was told after it: 全是新能源车，产量9万.
func (rd *reading) readAllOf() {
	f := rd.allOf - 1
	rd.allOf = 0
	if f < 0 {
		return
	}
	whole, _ := rd.schema.Index(rd.schema.Spec(f).AtMost)
	for k := len(rd.said) - 1; k >= max(rd.before, len(rd.said)-reachOfWords); k-- {
		if s := rd.said[k]; s.fact == whole && s.why == "" && !s.withdrawn {
			s.fact = f
			rd.said = append(rd.said, s)
			return
		}
	}
}

// partAt is what token i names of a whole: in its place, or as the session's subject.
func (rd *reading) partAt(i int) (ref, bool) {
	isPart := func(sp *fact.Spec, x ref) bool { return sp.AtMost != "" && isAmountName(sp, x) }
	if x, ok := rd.resolve(i, isPart); ok || rd.toks[i].word < 0 {
		return x, ok
	}
	for _, x := range rd.lex.entries[rd.toks[i].word].refs {
		if isPart(rd.schema.Spec(int(x.fact)), x) && rd.isGroupKnown(rd.group[x.fact]) {
			return x, true
		}
	}
	return ref{}, false
}

// isAll says whether 全部是 stands right before token i.
func (rd *reading) isAll(i int) bool {
	if i == rd.clause.from || rd.residue(rd.toks[i-1].end, rd.toks[i].start) > 0 {
		return false
	}
	w := rd.word(i - 1)
	if w == "是" && i-1 > rd.clause.from {
		w = rd.word(i - 2)
	}
	return strings.HasPrefix(w, "全") || strings.HasPrefix(w, "清一色") || w == "都是"
}

// isOfOther says whether a name is an option of what follows it at once, and so not
// what a negation takes away: 没买首台套保险.
func (rd *reading) isOfOther(i int) bool {
	for _, x := range rd.lex.entries[rd.toks[i].word].refs {
		if x.role == roleOption && (rd.isCompound(i, int(x.fact)) || rd.isListedFor(i, int(x.fact))) {
			return true
		}
	}
	return false
}

// isListedFor says whether token i is one of the options that a word of their subject
// follows: 首台套和首批次的保险.
func (rd *reading) isListedFor(i, f int) bool {
	for j := i + 1; j < min(rd.clause.to, i+5); j++ {
		w := rd.toks[j].word
		if w >= 0 && rd.group[f] != 0 && rd.lex.entries[w].cues>>rd.group[f]&1 == 1 {
			return rd.residue(rd.toks[i].end, rd.toks[j].start) == 0
		}
		if x, ok := rd.resolve(j, isOption); rd.toks[j].kind != plainWord && !(rd.toks[j].kind == mark && rd.toks[j].arg == endsItem) && !(ok && int(x.fact) == f) {
			return false
		}
	}
	return false
}

// isInsuring says whether what follows a name tells that it was bought or insured: 首台套没投.
func (rd *reading) isInsuring(i int) bool {
	return strings.ContainsAny(rd.f.words(rd.toks[i].end, rd.clause.end), "投买交卖")
}

// isNone says whether a negation makes a name none: 没有 before it, or after it
// and with nothing more (首台套没有). 不是 denies something else.
func (rd *reading) isNone(i int) bool {
	before, after := rd.signBefore(i, 2), 0
	if rd.endsAfterSign(i) && rd.residue(rd.toks[i].end, rd.clause.end) <= 1 {
		after = rd.signAfter(i, 1)
	}
	if product(before, after) >= 0 {
		return false
	}
	for j := max(rd.near(i), i-4); j < min(rd.clause.to, i+4); j++ {
		if t := &rd.toks[j]; t.kind == negation && (rd.lex.entries[t.word].deniesValue() || rd.word(j) == "没戏") { // 营收奖励没戏了
			return false
		}
	}
	return true
}

// zeroOf is the fact of which token i states zero: where several share the
// phrase, the one asked for or the only one whose group is the subject; -1 for
// none.
func (rd *reading) zeroOf(i int) int {
	if rd.toks[i].word < 0 {
		return -1
	}
	found, shared, spoken := -1, 0, 0
	for _, x := range rd.lex.entries[rd.toks[i].word].refs {
		if x.role != roleZero {
			continue
		}
		f := int(x.fact)
		if f == rd.asked {
			return f
		}
		if rd.isOfTitle(i, f) {
			return -1
		}
		shared++
		if rd.isSubject(i, rd.group[f]) {
			found, spoken = f, spoken+1
		} else if shared == 1 {
			found = f
		}
	}
	if shared > 1 && spoken != 1 {
		return -1
	}
	return found
}

// isOfTitle says whether the clause names a title of another subject before token i: 小巨人奖励没拿过.
func (rd *reading) isOfTitle(i, f int) bool {
	for j := rd.near(i); j < i; j++ {
		if x, ok := rd.resolve(j, isClaim); ok && (x.role == roleName || x.role == roleLoose) && rd.group[x.fact] != rd.group[f] && !isFirm(rd.word(j)) && (rd.toks[j+1].kind == benefit || j+1 == i && rd.toks[j].end == rd.toks[i].start) {
			return true
		}
	}
	return false
}

func (rd *reading) asksNone(c *clause, i int) bool {
	return rd.isSubjectOnly(c, i) && !rd.tellsOfPast(c, i) || c.has(pendingWord) || c.has(unsure) || c.has(retraction)
}

// tellsOfPast says whether a clause that asks nothing itself tells of what was, whatever the sentence asks for
// then: 补助没领过，能补多少.
func (rd *reading) tellsOfPast(c *clause, i int) bool {
	const asks = 1<<ask | 1<<polarAsk | 1<<inquiry | 1<<requirement | 1<<every | 1<<conditional | 1<<supposition
	return c.kinds&asks == 0 && !rd.supposed && strings.Contains(rd.word(i), "过")
}

// isSaid says whether the clause has already stated something of a fact.
func (rd *reading) isSaid(f int) bool {
	for _, s := range rd.said[rd.clauseFrom:] {
		if s.fact == f {
			return true
		}
	}
	return false
}

// amountBeside says whether an amount follows a name, so that the negation is
// the amount's.
func (rd *reading) amountBeside(i int) bool {
	for j := i + 1; j < min(rd.clause.to, i+4); j++ {
		if rd.toks[j].kind == quantity {
			return true
		}
	}
	return false
}

// isOfStep says whether a clause speaks of one step alone: 10亿档的没拿过, 10亿的奖没拿过.
func (rd *reading) isOfStep(c *clause) bool {
	for i := c.from; i < min(c.to, c.from+reachOfWords); i++ {
		if t := &rd.toks[i]; t.kind == tier && c.has(quantity) || t.kind == policyWord && t.arg == ofStep {
			return true
		}
	}
	return false
}

// sayZero states what none means to a fact, in the year that the words name.
func (rd *reading) sayZero(i, f int) {
	if rd.zero[f] < 0 || rd.schema.Spec(f).Type == fact.Money && rd.isOfStep(rd.clause) {
		return
	}
	s := statement{fact: f, value: fact.Point(rd.zero[f]), span: rd.spanOf(i, i)}
	s.year, s.hasYear = rd.yearOf(i)
	s.former = s.hasYear && s.year == -1 && rd.saysFormer(i)
	if !s.hasYear && rd.asked >= 0 && rd.current[rd.asked] == f && rd.zero[rd.asked] >= 0 { // of the year asked for
		f = rd.asked
		s.fact, s.value = f, fact.Point(rd.zero[f])
	}
	rd.carry = f
	rd.sayOfYears(s, i)
}

// readBare reads a clause that names nothing as the answer to the fact asked for:
// 有, 没有, 是的.
func (rd *reading) readBare(c *clause) {
	if rd.asked < 0 || rd.statesInClause() || c.has(quantity) || c.has(ask) || c.has(polarAsk) || c.has(stranger) || rd.isOfStep(c) {
		return
	}
	if again := rd.isSince(c); (len(rd.said) > 0 || rd.answered) && !again && !rd.isAnswerBehind(c) {
		return
	}
	if c.has(pendingWord) && !rd.isRefused(c) || c.has(unsure) || c.has(supposition) || c.has(plan) || c.has(nextYear) {
		return
	}
	if rd.isOfFirst(c) || rd.speaksElse(c) || rd.isUntold(c, rd.asked) || rd.namesAsked(c) || rd.namesOther(c) || rd.isRest(c) || rd.readReceived(c) {
		return
	}
	sign := 0
	at, last := c.from, ""
	for i := c.from; i < c.to; i++ {
		if w := rd.word(i); w != "" && strings.HasSuffix(last, w) { // 没有没有, 啊不是不是 say it once
			continue
		}
		if k := rd.toks[i].kind; k == negation || k == affirmation {
			last = rd.word(i)
		}
		if rd.isOfElse(c, i) { // 属于绿色低碳
			return
		}
		switch k := rd.toks[i].kind; {
		case k == negation && sign < 0 && (rd.toks[at].end < rd.toks[i].start || isLetter(rd.f.run[rd.toks[at].start])): // 没呢还早; nope没有
		case k == negation:
			sign, at = product(sign, -1), i
		case k == affirmation && rd.isOfUnknown(c, i): // 我们是链上企业, 都是老车型
			return
		case k == affirmation && !rd.isReckoning(c, i):
			sign, at = product(sign, 1), i
		case k == correction && strings.Trim(rd.word(i), "不") == "": // 不不不
			sign, at = product(sign, -1), i
		case k == hedge && strings.HasSuffix(rd.word(i), "是"): // 应该是吧
			sign, at, rd.hedging = product(sign, 1), i, true
		}
	}
	if rd.isOtherPredicate(c, at, sign) {
		return
	}
	if sign > 0 && isMerely(rd.word(at)) && (rd.residue(c.start, c.end) > 0 && c.end-c.start > 2 || thinking.In(rd.f.words(c.end, len(rd.f.run)))) { // 嗯哼哈; 嗯，我想想
		return
	}
	if sign > 0 && rd.isOver(c, at) {
		sign, rd.hedging = -1, true
	}
	if sign == 0 || sign < 0 && rd.sum.has(unsure) && rd.toks[at].word >= 0 && rd.lex.entries[rd.toks[at].word].deniesValue() { // 不是我们负责的，不清楚
		return
	}
	if sign < 0 && rd.schema.Spec(rd.asked).Type != fact.YesNo && rd.isUnknownIn(rd.sum) { // 没有，算不出来
		return
	}
	if rd.firsts[rd.asked] && containsAny(rd.f.words(c.start, c.end), before) {
		sign = -sign                                                                 // 以前没有过
		rd.hedging = rd.hedging || !containsAny(rd.f.words(c.start, c.end), earlier) // 从来没有
	}
	rd.answer(at, sign)
}

// isAnswerBehind says whether a clause is nothing but a yes or no behind numbers of other facts,
// to which it answers nothing: 营业收入60亿元，是.
func (rd *reading) isAnswerBehind(c *clause) bool {
	if rd.answered || rd.schema.Spec(rd.asked).Type != fact.YesNo || c.to-c.from != 1 || rd.residue(c.start, c.end) > 0 || len(rd.rest) > 0 || len(rd.said) > reachOfWords {
		return false
	}
	for _, s := range rd.said {
		n, exact := s.value.Exact()
		if s.fact < 0 || !exact || n == 0 || s.corrects || rd.schema.Spec(s.fact).Type == fact.YesNo || rd.schema.Spec(s.fact).Type == fact.Choice {
			return false
		}
	}
	return true
}

// isOtherPredicate says whether a sign at token i is that of something else than what was asked:
// 是个鬼, 已经问过了, 那个项目没批下来.
func (rd *reading) isOtherPredicate(c *clause, i, sign int) bool {
	if abuse.In(rd.f.words(c.start, c.end)) || rd.isSaidOfTalk(c, i) {
		return true
	}
	if end := rd.toks[i].end; sign > 0 { // 获评绿色工厂
		return containsAny(rd.word(i), attained) && (rd.residue(end, c.end) >= 2 || endsWithAny(rd.f.words(end, c.end), "工厂", "车间"))
	}
	if rd.schema.Spec(rd.asked).Type != fact.YesNo && otherThings.In(rd.f.words(c.start, rd.toks[i].start)) { // 那个项目没批下来
		return true
	}
	return rd.word(i) == "不行" && c.end-c.start > 3 || rd.word(i) == "不在" && rd.schema.Spec(rd.asked).Type != fact.YesNo // 会计不在
}

// otherThings are words for what was not asked about.
var otherThings = pattern.Fields(`那笔 这笔 那个项目 合同 老板 他们`)

// abuse are words of somebody who is annoyed, and answers nothing.
var abuse = pattern.Fields(`玩意 毛病 个鬼 个屁 屁 锤子 毛线 傻 蠢 笨 垃圾 废物 有病`)

// thinking are words of who has no answer yet.
var thinking = pattern.Fields(`想想 想一想 想一下 看看 看一下 查一下 查查 怎么说 这个嘛 问题嘛 等等 等一下 稍等`)

// isMerely says whether a sign is a mere sound of assent.
func isMerely(w string) bool { return w == "嗯" || w == "恩" || w == "哦" }

// isOver says whether a yes at token i is of a time that is over: 曾经是.
func (rd *reading) isOver(c *clause, i int) bool {
	if w := rd.word(i); rd.firsts[rd.asked] || rd.deadlines[rd.asked].months.IsPositive() || w != "是" && w != "有" && w != "是的" && w != "有的" {
		return false
	}
	said := rd.f.words(c.start, c.end)
	return overs.In(said) && !strings.ContainsAny(said, "就一现今")
}

// overs are words of a time that is over.
var overs = pattern.Fields(earlierTimes + ` 曾经 原来 原先`)

// isOfUnknown says whether 是 at token i is said of something in words that nobody knows, or of what
// the speaker is to others: 我们是委托方.
func (rd *reading) isOfUnknown(c *clause, i int) bool {
	if !strings.HasSuffix(rd.word(i), "是") {
		return false
	}
	end, least := c.end, 2
	if i+1 < c.to {
		end = rd.toks[i+1].start
		if t := &rd.toks[i+1]; t.kind == firm && rd.lex.entries[t.word].kind == stranger && !isPlace(rd.word(i+1)) {
			return true
		}
		if k := rd.toks[i+1].kind; k == policyWord || rd.toks[i+1].word >= 0 && rd.lex.entries[rd.toks[i+1].word].cues != 0 {
			least = 1
		}
	}
	return rd.residue(rd.toks[i].end, end) >= least
}

// isOfElse says whether what 是, 属于, 没有 and the like at token i is said of is a thing of its own, and not what was
// asked: 属于绿色低碳, 是个新厂. An answer says it of what was asked, or of nothing.
func (rd *reading) isOfElse(c *clause, i int) bool {
	if k := rd.toks[i].kind; k != affirmation && k != negation {
		return false
	}
	if w := rd.word(i); !endsWithAny(w, "是", "属于", "属", "算", "有", "归为", "归在") {
		return false
	}
	for j := i + 1; j < min(c.to, i+reachOfWords); j++ {
		switch t := &rd.toks[j]; {
		case t.kind == firm && t.start > rd.toks[i].end && rd.toks[j-1].kind != own && rd.residue(t.end, c.end) == 0: // 属于小企业, 有两个厂
			return true
		case t.kind == affirmation || t.kind == negation:
		case t.word >= 0 && !rd.isOfAsked(j) && rd.namesThing(j):
			return true
		case t.kind == year && t.arg != 0 && rd.firsts[rd.asked]: // 是去年的
			return true
		}
	}
	return false
}

// namesThing says whether token j is a word for something of which facts are told, and none for the fact asked for.
func (rd *reading) namesThing(j int) bool {
	e := &rd.lex.entries[rd.toks[j].word]
	thing := e.cues != 0 && len(e.refs) == 0
	for _, x := range e.refs {
		if int(x.fact) == rd.asked {
			return false
		}
		thing = thing || x.role == roleOption || x.role == roleLooseOption || x.role == roleName || x.role == roleLabel
	}
	return thing
}

// isSince says whether a clause says how it is now, after an answer that said how it was
// before: 之前没有，今年有了.
func (rd *reading) isSince(c *clause) bool {
	n := len(rd.said)
	counted := n > 0 && rd.schema.Spec(rd.asked).Type == fact.Count && rd.said[n-1].hasYear && rd.said[n-1].year < 0 && c.has(negation) // 去年有一个，今年没有
	if n == 0 || rd.said[n-1].fact != rd.asked || !(rd.answered && rd.schema.Spec(rd.asked).Type == fact.YesNo || counted) || c.has(policyWord) || rd.residue(c.start, rd.toks[c.from].start) > 0 {
		return false
	}
	t := &rd.toks[c.from]
	w := rd.word(c.from)
	return t.kind == present || t.kind == year && t.arg == 0 || w == "后来" || w == "结果"
}

// earlierTimes are words of a time before this one, earlier the same one by one.
const earlierTimes = `以前 之前 此前 从前 过去 往年`

var earlier = strings.Fields(earlierTimes)

// before are words of an earlier time, and of none.
var before = strings.Fields(earlierTimes + ` 从来 从没 从未 没有过`)

// isReckoning says whether 算 is no yes but asks to reckon: 就先算这些.
func (rd *reading) isReckoning(c *clause, i int) bool {
	return rd.word(i) == "算" && (rd.residue(c.start, c.end) > 0 || i+1 < c.to && rd.word(i+1) != "的" && (rd.word(i+1) != "吧" || len(rd.sum.clauses) > 1) && rd.word(i+1) != "了")
}

// isRest says whether a clause is about all the rest, and so about no fact: 其他的都没有.
func (rd *reading) isRest(c *clause) bool {
	switch rd.word(c.from) {
	case "其他", "其它", "别的", "其余", "剩下", "剩下的", "另外", "其他的", "其它的", "其余的":
		return c.has(negation) && !c.has(quantity)
	}
	return false
}

// isOfFirst says whether a clause follows one that says no more than that something is the first of its kind, which
// is not that of the number asked for: 首次，没报过, where products are counted.
func (rd *reading) isOfFirst(c *clause) bool {
	first := c.from - 2
	if first < 0 || rd.toks[first+1].kind != mark || !contains(firstOfAll, rd.word(first)) || rd.schema.Spec(rd.asked).Type == fact.YesNo {
		return false
	}
	return !slices.ContainsFunc(rd.lex.entries[rd.toks[first].word].refs, func(x ref) bool { return rd.group[x.fact] == rd.group[rd.asked] })
}

// readReceived reads a clause about what was got before, which answers nothing else
// that has an amount (之前没拿过): none was, if the session knows of it.
func (rd *reading) readReceived(c *clause) bool {
	if rd.schema.Spec(rd.asked).Type == fact.YesNo {
		return false
	}
	for i := c.from; i < c.to; i++ {
		if rd.mentionOf(i) == 0 {
			continue
		}
		of, known := true, -1
		for _, x := range rd.lex.entries[rd.toks[i].word].refs {
			of = of && int(x.fact) != rd.asked && x.role == roleWeak && len(rd.schema.Spec(int(x.fact)).Words.Zero) > 0
			if rd.isKnown(int(x.fact)) {
				known = int(x.fact)
			}
		}
		if of {
			if known >= 0 && rd.signBefore(i, 2) < 0 {
				rd.sayZero(i, known)
			}
			return true
		}
	}
	return false
}

// namesAsked says whether a clause names the yes/no fact asked for, of which it then said
// nothing: 链主是另一家.
func (rd *reading) namesAsked(c *clause) bool {
	if rd.schema.Spec(rd.asked).Type != fact.YesNo {
		return false
	}
	for i := c.from; i < min(c.to, c.from+reachOfWords); i++ {
		if (rd.states(i, rd.asked, roleName) || rd.states(i, rd.asked, roleLabel) || rd.states(i, rd.asked, roleLoose)) && rd.isOthers(c, i) {
			return true
		}
	}
	return false
}

// namesOther says whether a clause names another fact than the one asked for.
func (rd *reading) namesOther(c *clause) bool {
	for i := c.from; i < c.to; i++ {
		if rd.toks[i].word < 0 || rd.mentionOf(i) == 0 {
			continue
		}
		for _, wanted := range []func(*fact.Spec, ref) bool{isAmountName, isClaim} {
			if x, ok := rd.resolve(i, wanted); ok && int(x.fact) != rd.asked && int(x.fact) != rd.base[rd.asked] { // 营收的没有, of an award for it
				return true
			}
		}
	}
	return false
}

// answer states a bare yes or no of the fact asked for.
func (rd *reading) answer(i, sign int) {
	sp := rd.schema.Spec(rd.asked)
	s := statement{fact: rd.asked, span: rd.spanOf(i, i)}
	switch {
	case sp.Type == fact.YesNo:
		s.value = fact.Bool(sign > 0)
		rd.signs = append(rd.signs, rd.yesNo(i, sign > 0))
	case sign < 0 && rd.zero[rd.asked] >= 0 && rd.word(i) == "不算":
		return
	case sign < 0 && rd.zero[rd.asked] >= 0:
		s.value = fact.Point(rd.zero[rd.asked])
	case rd.clause.has(correction) || rd.isConfirmation():
		return
	default:
		s.why = WhyType
	}
	rd.answered = true
	if sp.Type == fact.Count && rd.saidOf(rd.asked) {
		s.year, s.hasYear = rd.yearOf(i)
	}
	rd.say(s, i)
}

// yesNo is a bare yes or no as a quantity.
func (rd *reading) yesNo(i int, yes bool) Quantity {
	sp := rd.spanOf(i, i)
	v := strconv.FormatBool(yes)
	return Quantity{Span: sp, Text: string(rd.f.text[sp.Start:sp.End]), Kind: KindYesNo, Value: v, Number: v}
}

// isConfirmation says whether the fact asked for is known, so that 对 and 不是 are
// about the value and no answer of their own.
func (rd *reading) isConfirmation() bool {
	return rd.ctx.Known.Schema() == rd.schema && rd.ctx.Known.At(rd.asked).Known()
}

// mismatch states that an amount does not fit the fact asked for.
func (rd *reading) mismatch(i int, a *amount) bool {
	pending := func(s statement) bool { return s.fact == rd.asked && s.why == WhyPending } // 没下来，去年7.4亿
	if rd.answered || slices.ContainsFunc(rd.said[max(0, len(rd.said)-reachOfWords):], pending) || rd.schema.Spec(rd.asked).Type == fact.YesNo && (isTime(a.unit) || rd.unitCues[a.unit] != 0 || rd.isOfOthers(i)) {
		return false
	}
	rd.answered = true
	s := statement{fact: rd.asked, span: a.span, why: WhyType}
	if n, ok := a.count(); ok && rd.schema.Spec(rd.asked).Type == fact.YesNo && a.kind == countAmount && contains(unitsOfTitles, a.unit) && !rd.speaksElse(rd.clause) && !(i > rd.clause.from && rd.isOfElse(rd.clause, i-1)) && !rd.firsts[rd.asked] && !rd.kinds[rd.asked] && !rd.deadlines[rd.asked].months.IsPositive() {
		s.value, s.why = fact.Bool(n > 0), "" // 评上了两个
	}
	rd.say(s, i)
	return true
}

// unitsOfTitles are measure words for what may be had or not: 评上了两个.
var unitsOfTitles = strings.Fields(`个 项 家 款 种 座 间 条 块 张 批 期`)

// isOfOthers says whether an amount is no answer by yes or no: it is said what it
// is (是两个), or something is done with it (一个卖了2800万).
func (rd *reading) isOfOthers(i int) bool {
	return rd.clause.has(policyWord) || i > rd.clause.from && rd.word(i-1) == "是"
}

// isTime says whether a measure word counts time, of which a yes or no may speak:
// 还没到两年，已经用了.
func isTime(unit string) bool {
	switch unit {
	case "年", "个月", "月", "天", "周", "年度":
		return true
	}
	return false
}

// readRetraction withdraws what a clause names without giving a new value.
func (rd *reading) readRetraction(c *clause, m []mention) {
	if !c.has(retraction) && !c.has(correction) || rd.statesInClause() {
		return
	}
	if c.has(ask) || c.has(polarAsk) {
		return
	}
	for k, x := range m {
		if rd.isSums(x.tok) || k+1 < len(m) && rd.isSubjectOf(x, m[k+1]) { // 首次达到; 这款车的产值
			continue
		}
		rd.carry = rd.ofItsYear(x.tok, x.fact)
		rd.said = append(rd.said, statement{fact: rd.carry, withdrawn: true, corrects: true, supposed: rd.supposed, span: rd.spanOf(x.tok, x.tok)})
	}
	if rd.statesInClause() {
		return
	}
	for i := c.from; i < c.to; i++ {
		x, ok := rd.resolve(i, isClaim)
		if !ok {
			x, ok = rd.resolve(i, isOption)
		}
		if ok {
			rd.said = append(rd.said, statement{fact: int(x.fact), withdrawn: true, corrects: true, supposed: rd.supposed, span: rd.spanOf(i, i)})
			return
		}
	}
	rd.readTakenBack(c)
}

// isSubjectOf says whether a word only tells of what the name right behind it is: 这款车的产值.
func (rd *reading) isSubjectOf(x, next mention) bool {
	between := rd.f.words(rd.toks[x.tok].end, rd.toks[next.tok].start)
	return rd.group[x.fact] == rd.group[next.fact] && (between == "" || between == "的") && !rd.isOwnName(x)
}

// readTakenBack withdraws what the clause before stated, where this one is nothing
// but a retraction: 智能工厂不算，去掉吧.
func (rd *reading) readTakenBack(c *clause) {
	if n := len(rd.said); c.has(retraction) && n > rd.before && rd.said[n-1].fact >= 0 && rd.isKnown(rd.said[n-1].fact) && !c.has(policyWord) && !c.has(quantity) && rd.residue(c.start, c.end) <= 1 {
		rd.said = append(rd.said, statement{fact: rd.said[n-1].fact, withdrawn: true, corrects: true, supposed: rd.supposed, span: rd.spanOf(c.from, c.to-1)})
	}
}

// readFirstOf reads 首台 as the first of what the fact asked for counts in order.
func (rd *reading) readFirstOf(c *clause) {
	if rd.asked < 0 || len(rd.said) > 0 || c.to == c.from {
		return
	}
	said := strings.TrimPrefix(rd.f.words(c.start, c.end), "是")
	for _, w := range rd.schema.Spec(rd.asked).Words.Ordinal {
		if said == "首"+w || said == "头"+w || said == "头一"+w {
			rd.answered = true
			rd.say(statement{fact: rd.asked, value: fact.Point(1), span: rd.spanOf(c.from, c.to-1)}, c.from)
			return
		}
	}
}

// readPending says that what a clause names is not settled yet.
func (rd *reading) readPending(c *clause, m []mention) {
	if !c.has(pendingWord) && !c.has(underWay) && !(c.has(applied) && !c.has(plan) && !rd.sum.asks) || rd.statesInClause() || c.has(ask) || c.has(polarAsk) {
		return
	}
	f, at := -1, c.from
	for i := c.from; i < c.to && f < 0; i++ {
		if x, ok := rd.resolve(i, isClaim); ok && (x.role != roleWeak || rd.toks[i].kind == pendingWord) { // 新车型会列入公告
			f, at = int(x.fact), i
		}
	}
	if f < 0 && len(m) > 0 && c.has(pendingWord) {
		f, at = m[0].fact, m[0].tok
	}
	waits := c.has(pendingWord) || c.has(underWay) && rd.residue(c.start, c.end) == 0
	after := waits && rd.asked >= 0 && len(rd.said) == 1 && rd.said[0].value == fact.Bool(true) && rd.said[0].fact == rd.asked && startsWithAny(rd.f.words(c.start, c.end), "等", "待", "还没", "没")
	if f < 0 && rd.asked >= 0 && (len(rd.said) == 0 || after) && waits && !rd.namesOther(c) {
		if f = rd.asked; after { // 专家评审通过，等发文
			rd.said = rd.said[:0]
		}
		for i := c.from; i < c.to; i++ {
			if k := rd.toks[i].kind; k == pendingWord || k == underWay {
				at = i
			}
		}
	}
	if f >= 0 {
		rd.say(statement{fact: f, why: WhyPending, span: rd.spanOf(c.from, c.to-1)}, at)
	}
}
