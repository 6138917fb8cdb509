package nlu

import (
	"slices"
	"strings"

	"suance/calc/fact"
	"suance/dialog/pattern"
)

// isAskedAbout says whether an amount is what the sentence asks about, or the
// text's own, and nothing that is stated of an enterprise.
func (rd *reading) isAskedAbout(i int, a *amount, name int) bool {
	c := rd.clause
	if rd.isCase(i) {
		return false
	}
	if rd.isDisowned(i, name) {
		return true
	}
	if name >= 0 && rd.tellsOfGot(name) && !c.has(polarAsk) && !c.has(requirement) && !c.has(every) {
		return false // 领过50万的营收奖，还能拿多少
	}
	if rd.isSome(a) && rd.asksHowMany(c) || rd.isComparedAs(i) {
		return true
	}
	if at := rd.toks[i].start; rd.sum.asks && at > 0 && strings.ContainsRune("要需", rd.f.run[at-1]) && (c.has(polarAsk) || rd.whyBefore(i)) {
		return true // 采购额要1亿吗
	}
	if c.has(requirement) || c.has(every) || c.has(period) && !rd.isOfCalendar(i) || rd.isChoice(c) && !rd.isOwn(i) {
		return true
	}
	if c.has(ask) && rd.asksTier(i) && !rd.isOwn(i) && !c.has(year) && !rd.sum.has(firm) && len(rd.sum.clauses) == 1 {
		return true // 产能15万辆算哪一档
	}
	if rd.whoBefore(i) {
		return true // 哪些企业营收12亿
	}
	if rd.isCaseAsked(i, name) {
		return true // 10亿营收能拿多少
	}
	asks := c.has(ask) || c.has(polarAsk) || c.has(inquiry) && c.has(benefit) || (rd.sum.asks && c.has(benefit))
	mine := rd.isOwn(i) || c.has(year) || c.has(present) || rd.isOwn(c.to)
	if rd.supposed || mine {
		return rd.isPolar(i) && !(c.has(supposition) && rd.word(c.to-1) == "呢") // 如果营收是6亿呢？ supposes it
	}
	switch {
	case asks && (rd.isGrantAsked(i) || rd.isOnlyAsked(i)):
		return true
	case asks && (rd.isReached(i) || rd.isAward(i) || rd.askerBefore(i) && !rd.sum.has(firm)):
		return true
	case rd.sum.asks && rd.isReached(i) && !rd.sum.has(firm) && !rd.statesAnything() && len(rd.rest) > 0:
		return true
	case !asks && !(rd.sum.asks && len(rd.rest) == 0 && len(rd.sum.clauses) == 1):
		return false
	case rd.isPolar(i), rd.isProposed(i), a.vague, rd.boundOf(i, a).kind != 0:
		return true
	case a.isOne():
		return true
	}
	return rd.severalFor(i)
}

// tellsOfGot says whether the clause tells that what the word at token i names was got.
func (rd *reading) tellsOfGot(i int) bool {
	x, ok := rd.resolve(i, isAmountName)
	return ok && rd.isGot(int(x.fact)) && tellsGot(rd.f.words(rd.clause.start, rd.clause.end))
}

// isDisowned says whether it is said that an amount is not so, or only an example: 没有营收6亿, 营收6亿
// 我们做不到, 像营收6亿这种.
func (rd *reading) isDisowned(i, name int) bool {
	end := rd.toks[i].end
	after := strings.TrimLeft(rd.f.words(end, min(len(rd.f.run), end+10)), " ,?!。我们公司是那肯定根本")
	if untrue.Begin(after) {
		return true
	}
	if name < 0 || name > i {
		return false
	}
	j, at := name-1, rd.toks[name].start
	if j >= rd.clause.from && rd.toks[j].end == at && rd.word(j) == "没有" {
		return j == rd.clause.from || rd.toks[j-1].kind == own
	}
	return endsWithAny(rd.f.words(max(rd.clause.start, at-3), at), "像", "类似", "好比", "哪有", "哪里有", "哪来")
}

// untrue are words behind an amount that is not so.
var untrue = pattern.Fields(`做不到 够不着 不现实 不可能 没有的事 没有这回事 没这回事 假的 没那么多 没有那么多 为例`)

// whyBefore says whether the reason is asked for before token i.
func (rd *reading) whyBefore(i int) bool {
	return whys.In(rd.f.words(rd.clause.start, min(rd.toks[i].start, rd.clause.start+longestWhich)))
}

// isOfCalendar says whether a year of the calendar stands right before amount i.
func (rd *reading) isOfCalendar(i int) bool {
	return i > rd.clause.from && rd.toks[i-1].amount >= 0 && rd.amounts[rd.toks[i-1].amount].calendarYear != 0
}

// whoBefore says whether who or what it is is asked right at the beginning of the clause of token
// i: 谁采购了8亿.
func (rd *reading) whoBefore(i int) bool {
	c := rd.clause
	if !c.has(ask) || rd.isOwn(i) {
		return false
	}
	for j := c.from; j < min(i, c.from+3); j++ {
		if w := rd.word(j); rd.toks[j].kind == ask && (w == "谁" || w == "哪些" || w == "哪个" || strings.HasPrefix(w, "哪") && j+1 < i && rd.toks[j+1].kind == firm) {
			return true
		}
	}
	return false
}

// isPremise says whether a clause only asks whether the policy pays what for what: 新车型5万辆给
// 1000万对吗; 营收5000万也奖吧; 营收过1亿就有10万奖励，对吧.
func (rd *reading) isPremise(c *clause) bool {
	if !c.has(quantity) || c.has(own) || rd.sum.has(client) || c.has(year) || c.has(present) || rd.supposed {
		return false
	}
	mine := rd.sum.has(own)
	if last := rd.word(c.to - 1); last != "吧" && rd.toks[c.to-1].kind != polarAsk && !rd.isTagged() {
		return false
	}
	said := rd.f.words(c.start, c.end)
	if tellsGot(said) || alreadyGot.In(said) {
		return false
	}
	sums := 0
	for i := c.from; i < min(c.to, c.from+reachOfWords); i++ {
		if rd.toks[i].kind != quantity {
			continue
		}
		at := rd.toks[i].start
		sums++
		if at > 0 && !mine && (strings.ContainsRune("给补奖", rd.f.run[at-1]) || sums > 1 && rd.f.run[at-1] == '是') || rd.isHad(i, sums > 1) {
			return true
		}
	}
	return !mine && alsoPaid.In(rd.f.words(c.start, min(c.end, c.start+longestWhich)))
}

// isTagged says whether nothing but a question whether that is so follows the clause: …，对吧.
func (rd *reading) isTagged() bool {
	if len(rd.rest) != 1 {
		return false
	}
	tag := rd.f.words(rd.rest[0].start, rd.rest[0].end)
	return slices.Contains(tags, tag)
}

// tags ask whether what was said is so.
var tags = strings.Fields(`对吧 是吧 对不对 对吗 是吗 对么 是么 是不是 是这样吧 是这样吗 是不是这样 没错吧 对伐 真的吗 是真的吗 真的假的 真的么 有这回事吗 有这事吗 有没有这回事 有没有这事 没记错吧 我没记错吧 没说错吧`)

// isHad says whether a sum is what one has of an award for what is said before it: 就有10万奖励; behind another
// amount, 有10万奖励.
func (rd *reading) isHad(i int, behind bool) bool {
	before := rd.f.words(max(rd.clause.start, rd.toks[i].start-4), rd.toks[i].start)
	if !endsWithAny(before, "有", "能拿", "可以拿", "能得", "可得") || !behind && !strings.Contains(before, "就") || strings.Contains(before, "早就") {
		return false
	}
	j := i + 1
	if j < rd.clause.to && rd.word(j) == "的" {
		j++
	}
	return j < rd.clause.to && (rd.toks[j].kind == benefit || rd.awardAt(j) >= 0)
}

// alsoPaid are words that ask whether something is paid for too, or not, or how much at most.
var alsoPaid = pattern.Fields(`最高 封顶 上限 顶格 也奖 也行 也补 也给 也有奖 也有补 也能奖 也能补 没有奖励 没有补助 不奖 不补 就奖 就有奖`)

// isCaseAsked says whether a sum before its name, or an amount for which it is asked at once
// what is given (营收50亿奖多少), is all that a question speaks of.
func (rd *reading) isCaseAsked(i, name int) bool {
	c := rd.clause
	return (i == c.from && name == i+1 && rd.isSum(i) || name == c.from && rd.awardAfter(i, name)) && len(rd.sum.clauses) == 1 && rd.sum.asks && !rd.supposed && !rd.owned &&
		!c.has(own) && !c.has(year) && !c.has(firm) && !c.has(present) && rd.before == 0
}

// awardAfter says whether it is asked right behind an amount how much is awarded for it. What
// is paid for a premium or an investment is reckoned from it: that is a case.
func (rd *reading) awardAfter(i, name int) bool {
	after := rd.f.words(rd.toks[i].end, rd.clause.end)
	if strings.HasPrefix(after, "给多少") {
		x, ok := rd.resolve(name, isAmountName)
		return ok && rd.sums[rd.group[x.fact]] == int(x.fact)+1 // of what is reached
	}
	a := &rd.amounts[rd.toks[i].amount]
	counts := a.kind == countAmount && !isSized(rd.f.run[a.start:a.end]) // 认定3项奖多少 is of what one has
	return strings.HasPrefix(after, "奖多少") && !counts
}

// isComparedAs says whether an amount stands beside another, and the sentence asks how far what is granted for the two
// lies apart: 营收100亿和50亿差多少奖励.
func (rd *reading) isComparedAs(i int) bool {
	if !rd.sum.asks || !rd.sum.has(benefit) || rd.clause.has(year) {
		return false
	}
	if !rd.isJoined(i, i+1) && !rd.isJoined(i, i+2) && !rd.isJoined(i-1, i) && !rd.isJoined(i-2, i) {
		return false
	}
	last := &rd.sum.clauses[len(rd.sum.clauses)-1]
	return apartWords.In(rd.f.words(rd.toks[i].end, last.end))
}

// isJoined says whether two tokens of the clause are amounts with nothing but a word between them that joins them.
func (rd *reading) isJoined(i, j int) bool {
	c := rd.clause
	if i < c.from || j >= c.to || rd.toks[i].kind != quantity || rd.toks[j].kind != quantity {
		return false
	}
	return contains(joining, rd.f.words(rd.toks[i].end, rd.toks[j].start))
}

// Words that join two amounts, and that ask how far they lie apart.
var (
	joining    = strings.Fields(`和 跟 与 同 比 、 对比`)
	apartWords = pattern.Fields(`差多少 差几 差多大 差额 相差 多多少 少多少 多几 少几 多奖 多补 多拿`)
)

// dropCompared takes back the two cases that a text asks about one after the other:
// 采购1亿能拿多少？采购10亿呢？
func (rd *reading) dropCompared(s *sentence) {
	asks := s.asks && len(s.clauses) == 1
	c := &s.clauses[0]
	if asks && rd.askedAlone && !c.has(own) && !c.has(supposition) && rd.word(c.to-1) == "呢" && len(rd.said) == rd.before+1 && rd.before > rd.earlier {
		a, b := &rd.said[rd.before-1], &rd.said[rd.before]
		if a.fact == b.fact && a.fact >= 0 && !a.supposed && a.value != b.value && rd.schema.Spec(a.fact).Type != fact.YesNo {
			rd.said = rd.said[:rd.before-1]
		}
	}
	rd.askedAlone, rd.earlier = asks, rd.before
}

// dropSteps takes back what a sentence that sets two steps of the policy against each other seems to tell of its sum:
// 首次到5亿和首次到10亿的区别. Who names a year, or speaks of their own, tells what they reached.
func (rd *reading) dropSteps(s *sentence) {
	const tells = 1<<own | 1<<supposition | 1<<year | 1<<present
	if !s.has(quantity) || s.kinds&tells != 0 || len(rd.said) <= rd.before {
		return
	}
	isStep := func(st statement) bool {
		sum := st.fact >= 0 && rd.sums[rd.group[st.fact]] > 0
		return sum && (rd.sums[rd.group[st.fact]] == st.fact+1 || rd.schema.Spec(st.fact).Type == fact.YesNo)
	}
	if !slices.ContainsFunc(rd.said[rd.before:], isStep) {
		return
	}
	text := rd.f.words(s.clauses[0].start, s.clauses[len(s.clauses)-1].end)
	if strings.Count(text, "次到")+strings.Count(text, "次达")+strings.Count(text, "次过") > 1 { // 首次到, 头一次达到
		rd.said = append(rd.said[:rd.before], slices.DeleteFunc(slices.Clone(rd.said[rd.before:]), isStep)...)
	}
}

// asksTier says whether a step of the policy is asked for after token i.
func (rd *reading) asksTier(i int) bool {
	for j := i + 1; j < min(rd.clause.to, i+reachOfWords); j++ {
		if w := rd.word(j); rd.toks[j].kind == ask && (strings.HasSuffix(w, "档") || strings.HasSuffix(w, "级")) {
			return true
		}
	}
	return false
}

// asksOfScale says whether amount i is of a scale that a sentence asks about, which tells the share of one place
// in an order and speaks of another: 第一年90%，第二年多少; 第二年是80%，第三年是多少. A place that is the enterprise's own
// (我们今年第三年) is none, nor is a share that is named for what it is.
func (rd *reading) asksOfScale(i int, a *amount) bool {
	if !rd.sum.asks || a.kind != shareAmount && !rd.isPlace(i) || rd.clause.has(own) || rd.clause.has(present) {
		return false
	}
	places, told, last := 0, false, -1
	from, to := rd.sum.clauses[0].from, rd.sum.clauses[len(rd.sum.clauses)-1].to
	for j := max(from, i-2*reachOfWords); j < min(to, i+2*reachOfWords); j++ {
		switch t := &rd.toks[j]; {
		case rd.isPlace(j):
			places, last = places+1, j
		case t.kind == mark, t.kind == policyWord:
			last = -1
		case t.kind == quantity && rd.amounts[t.amount].kind == shareAmount && last >= 0:
			told = told || j+1 == len(rd.toks) || rd.toks[j+1].kind != policyWord || rd.toks[j+1].start > t.end
		}
	}
	return told && places > 1
}

// isPlace says whether token i is a place in an order: 第三年, 头一年.
func (rd *reading) isPlace(i int) bool {
	t := &rd.toks[i]
	return t.kind == first || t.kind == quantity && (rd.amounts[t.amount].isOrdinal || i > 0 && rd.toks[i-1].kind == ordinal && rd.toks[i-1].end == t.start)
}

// asksOfLimit says whether amount i is a limit of the text beyond which a sentence asks what comes: 费率最高2%，
// 超过了怎么算.
func (rd *reading) asksOfLimit(i int, a *amount) bool {
	return rd.sum.asks && !rd.clause.has(own) && endsWithAny(rd.f.words(max(rd.clause.start, a.start-4), a.start), "最高", "最高是", "上限", "上限是", "上限为", "不超过", "不高于") &&
		beyondIt.Begin(rd.f.words(a.end, min(len(rd.f.run), a.end+6)))
}

// beyondIt begins to ask what comes beyond a limit.
var beyondIt = pattern.Fields(`，超 ,超 超过 超了 超出 ，高 ,高 ，多出 ,多出 ，那超 ,那超 ，如果超 ,如果超 ，要是超 ,要是超`)

// isAnyones says whether an amount is that of enterprises in general, of which something
// is said: 营收12亿的企业就该多奖点.
func (rd *reading) isAnyones(i int) bool {
	c := rd.clause
	j := i + 1
	if end := rd.toks[i].end; j >= c.to || rd.f.run[end] != '的' {
		return false
	}
	if j+1 < c.to && rd.word(j) == "的" {
		j++
	}
	if rd.toks[j].kind == firm && howMany.In(rd.f.words(rd.toks[j].end, min(c.end, rd.toks[j].end+8))) {
		return true // 营收12亿的企业有几家
	}
	if rd.toks[j].kind == firm && rd.isForThem(i, j) {
		return true // 我们给营收6亿的企业做审计
	}
	if rd.toks[j].kind != firm || rd.sum.asks || rd.supposed || rd.isOwn(i) || rd.isNamedAfter(j) {
		return false
	}
	return c.end > rd.toks[j].end
}

// isForThem says whether something is done for the enterprise at token j, of which amount i tells, and
// nothing is asked for it: 给营收6亿的企业做审计, but not 帮营收6亿的企业问.
func (rd *reading) isForThem(i, j int) bool {
	c := rd.clause
	before, after := rd.f.words(c.start, rd.toks[i].start), rd.f.words(rd.toks[j].end, c.end)
	return strings.ContainsAny(before, "给替为帮跟和向") && servedWith.Begin(after)
}

// servedWith are words for what is done for somebody.
var servedWith = pattern.Fields(`做 代账 记账 代理 审计 提供 供货 供应 配套 服务 设计 加工 生产 干活 打工 合作 担保 贷款 放贷`)

// howMany ask how many there are of a kind.
var howMany = pattern.Fields(`几家 多少家 多吗 多不多 有哪些 有谁`)

// isNamedAfter says whether a word of the policy follows token i in its clause.
func (rd *reading) isNamedAfter(i int) bool {
	for j := i + 1; j < min(rd.clause.to, i+reachOfWords); j++ {
		if rd.toks[j].kind == policyWord {
			return true
		}
	}
	return false
}

// isCase says whether an amount describes an enterprise of a kind, as a case:
// 首次达到12亿的新材料企业能拿多少.
func (rd *reading) isCase(i int) bool {
	if i+3 >= rd.clause.to || rd.word(i+1) != "的" || rd.toks[i+3].kind != firm {
		return false
	}
	_, ok := rd.resolve(i+2, isOption)
	return ok
}

// isReached says whether 达到 stands before an amount, or is part of its name.
func (rd *reading) isReached(i int) bool {
	for j := i - 1; j >= rd.near(i) && rd.toks[j].kind != quantity; j-- {
		if rd.toks[j].kind == reach {
			return true
		}
		if rd.isSums(j) {
			return true
		}
		if t := &rd.toks[j]; t.kind == bound && boundKind(t.arg) == above {
			return true
		}
	}
	at := rd.toks[i].start
	return at > 0 && rd.f.run[at-1] == '上' && rd.isSum(i) // 营收上5亿给多少
}

// isChoice says whether 还是 or 或 stands between two amounts: 5亿还是10亿; 还是12亿 is
// still that.
func (rd *reading) isChoice(c *clause) bool {
	if !c.has(choiceAsk) {
		return false
	}
	before := false
	for j := c.from; j < c.to; j++ {
		switch k := rd.toks[j].kind; {
		case k == quantity:
			before = true
		case k == choiceAsk && (before || rd.word(j) != "还是"):
			return true
		}
	}
	return false
}

// askerBefore says whether somebody who wants to know stands before an amount, and
// so does not speak of their own: 我们想知道营收5亿奖多少.
func (rd *reading) askerBefore(i int) bool {
	for j := i - 1; j > rd.near(i); j-- {
		if rd.toks[j].kind == inquiry && rd.toks[j-1].kind == own {
			return true
		}
	}
	return false
}

// isAward says whether an award is spoken of that goes with an amount: 10亿元的奖励.
func (rd *reading) isAward(i int) bool {
	return i+2 < rd.clause.to && rd.word(i+1) == "的" && rd.toks[i+2].kind == benefit
}

// isSums says whether token j is words before an amount: 首次达到.
func (rd *reading) isSums(j int) bool {
	if rd.toks[j].word < 0 {
		return false
	}
	for _, x := range rd.lex.entries[rd.toks[j].word].refs {
		if x.role == roleSums {
			return true
		}
	}
	return false
}

// isPolar says whether the clause asks whether the amount is right: 是12亿吗.
func (rd *reading) isPolar(i int) bool {
	c := rd.clause
	if !c.has(polarAsk) || c.has(benefit) {
		return false
	}
	for j := max(rd.near(i), i-2); j < i; j++ {
		if k := rd.toks[j].kind; k == affirmation || k == polarAsk {
			return true
		}
	}
	return false
}

// isGrantAsked says whether 是不是 stands before an amount and after it what is given for it:
// 是不是产量5万辆给1000万.
func (rd *reading) isGrantAsked(i int) bool {
	at := rd.toks[i].end
	return at < len(rd.f.run) && strings.ContainsRune("给奖补", rd.f.run[at]) && rd.askBefore(i)
}

// isProposed says whether 是不是 and another amount follow one: 两个首台套是不是100万.
func (rd *reading) isProposed(i int) bool {
	asks := false
	for j := i + 1; j < min(rd.clause.to, i+reachOfWords); j++ {
		asks = asks || rd.toks[j].kind == polarAsk
		if asks && rd.toks[j].kind == quantity {
			return true
		}
	}
	return false
}

// severalFor says whether the clause has several amounts of the same kind and no
// years for them: 5亿和10亿分别奖多少.
func (rd *reading) severalFor(i int) bool {
	n := 0
	for j := rd.near(i); j < min(rd.clause.to, i+reachOfWords); j++ {
		if t := &rd.toks[j]; t.kind == quantity && rd.amounts[t.amount].kind == rd.amounts[rd.toks[i].amount].kind {
			n++
		}
	}
	return n > 1 && rd.names < 2
}
