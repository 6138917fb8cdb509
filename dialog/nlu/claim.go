package nlu

import (
	"slices"
	"strings"
	"unicode/utf8"

	"suance/calc/fact"
	"suance/dialog/pattern"
)

// claim is a token that names or states a yes/no fact.
type claim struct {
	tok   int
	fact  int
	role  role
	loose bool
}

// readYesNo states the yes/no facts of a clause.
func (rd *reading) readYesNo(c *clause) {
	var named, phrases []claim
	granted := rd.isGrantsName(c)
	for i := c.from; i < c.to; i++ {
		x, ok := rd.resolve(i, isClaim)
		if !ok {
			x, ok = rd.ofNameless(i)
		}
		if !ok {
			x, ok = rd.ofTimed(i)
		}
		if !ok || rd.toks[i].kind == pendingWord && rd.isSoon(i) {
			continue
		}
		cl := claim{tok: i, fact: int(x.fact), role: x.role, loose: x.role == roleLoose}
		if cl.fact+1 == rd.dated || rd.dated > 0 && startsWithAny(rd.f.words(rd.toks[i].end, c.end), "后", "之后", "以后") { // 认定后两年内已应用 tells when
			continue
		}
		if granted && x.role != roleName && x.role != roleLoose || x.role == roleWeak && rd.isMoment(c, i, cl.fact) {
			continue
		}
		if rd.isPointedFirm(c, i) {
			rd.say(statement{fact: cl.fact, value: fact.Bool(true), span: rd.spanOf(i, i)}, i)
			continue
		}
		if x.role == roleYes || x.role == roleNo || x.role == roleWeak || x.role == roleWeakNo {
			rd.readPhrase(c, cl)
			rd.readForAll(c, cl)
			phrases = append(phrases, cl)
			continue
		}
		named = append(named, cl)
	}
	if len(phrases) > 0 {
		rd.phrase = phrases[len(phrases)-1]
	}
	if len(named) > 0 {
		if !granted {
			rd.readNamed(c, named)
		}
		rd.claims = named
		rd.open = rd.residue(c.start, c.end) == 0 && len(named) == c.to-c.from-rd.particles(c)
	}
}

// isPointedFirm says whether token i says what the enterprise is whose award a clause names, and whose figures follow:
// 核一家整车企业的产能奖励，核准产能20万辆.
func (rd *reading) isPointedFirm(c *clause, i int) bool {
	if !c.has(benefit) || rd.supposed || !isFirm(rd.word(i)) || !slices.ContainsFunc(rd.rest, func(next clause) bool { return next.has(quantity) }) {
		return false
	}
	before, after := rd.f.words(c.start, rd.toks[i].start), rd.f.words(rd.toks[i].end, c.end)
	return endsWithAny(before, pointsAtFirm...) && strings.HasPrefix(after, "的")
}

// pointsAtFirm stand before the kind of an enterprise that is spoken of.
var pointsAtFirm = strings.Fields(`一家 这家 某 某家 该 本 我们 我司 咱们 来电`)

// isMoment says whether what token i says of a thing that has a time limit only tells when something else is:
// 首台套用出去之后不是还有个10%么.
func (rd *reading) isMoment(c *clause, i, f int) bool {
	if !rd.deadlines[f].months.IsPositive() {
		return false
	}
	rest, after := cutAny(rd.f.words(rd.toks[i].end, c.end), afterwards)
	return after && (strings.Trim(rest, "不是就也还") == "" || c.has(ask) || c.has(polarAsk) || c.has(benefit) || endsWithAny(rest, "吗", "么", "嘛"))
}

var afterwards = strings.Fields(`之后 以后 后`)

// isGrantsName says whether a clause is but the name of what is granted, however much that tells of what it is granted
// for (小巨人首次认定那笔钱; 场景开放入选项目的补助): nobody says that they have done so.
func (rd *reading) isGrantsName(c *clause) bool {
	if !c.has(benefit) || c.has(own) || c.has(quantity) || rd.supposed || rd.asked >= 0 {
		return false
	}
	for k := range rd.rest {
		if next := &rd.rest[k]; next.has(own) && (next.has(affirmation) || next.has(quantity)) { // 列入公告的那个奖励，我们有一款
			return false
		}
	}
	text := strings.TrimRight(rd.f.words(c.start, c.end), "吧呢啊 ")
	return endsWithAny(text, grants...) && !strings.ContainsAny(text, "了过已没不未无是有拿领获得")
}

// grants end a clause that is the name of what is granted.
var grants = strings.Fields(`的奖励 的奖金 的奖 的补助 的补贴 的补偿 的资助 的钱 那笔奖励 那笔奖金 那笔补助 那笔补贴 那笔补偿 那笔资助 那笔钱 那笔 那个奖励 那个奖 那个补助 那个补贴 那项奖励 那项补助 那项补贴 那块奖励 那块补助 那份奖励 那份钱 那些钱 这笔奖励 这笔补助 这笔补贴 这笔钱 这个奖 这个奖励 这个补助 这项奖励 这项补助 这项补贴`)

// particles counts the words of a clause that only raise a topic: 数字化车间嘛，没评上.
func (rd *reading) particles(c *clause) int {
	n := 0
	for i := c.from; i < c.to; i++ {
		switch rd.word(i) {
		case "忘说了", "忘了说", "忘了说了", "忘记说了", "忘记说", "忘说", "漏说了", "漏说", "漏了", "忘提了", "忘了提",
			"嘛", "么", "呢", "啊", "吧", "哦", "的话":
			n++
			continue
		}
		if rd.toks[i].kind == correction || rd.toks[i].kind == benefit {
			n++
		}
	}
	return n
}

// ofNameless is what a word for a first time says right after a sum without a name:
// of what sums are reached in (12亿，第一次).
func (rd *reading) ofNameless(i int) (ref, bool) {
	n := len(rd.said)
	if rd.toks[i].word < 0 || n <= rd.before || rd.said[n-1].fact >= 0 || rd.said[n-1].why != WhyWhichFact {
		return ref{}, false
	}
	for _, x := range rd.lex.entries[rd.toks[i].word].refs {
		if x.role == roleWeak && isClaim(rd.schema.Spec(int(x.fact)), x) && rd.sums[rd.group[x.fact]] > 0 {
			return x, true
		}
	}
	return ref{}, false
}

// readSame reads a clause that is nothing but a sign as one on the facts named
// before it: 隔壁公司有智能工厂，我们没有; a tick in the next cell.
func (rd *reading) readSame(c *clause) {
	if rd.heard >= 0 && c.sep == endsCell && !c.has(policyWord) && rd.residue(c.start, c.end) == 0 && rd.signAfter(c.from-1, 0) < 0 {
		rd.sayZero(c.from, rd.heard)
		return
	}
	claims := rd.claims
	changed := rd.isOfAnotherTime(c)
	contrasted := rd.toldTheirs && c.has(own) // 我朋友首次认定小巨人，我们没有
	if (changed || contrasted) && rd.phrase.tok >= rd.lastFrom && (len(claims) == 0 || claims[0].tok < rd.lastFrom) {
		claims = []claim{rd.phrase} // 新车型去年没上公告，今年上了
	} else if changed && (len(claims) == 0 || claims[0].tok < rd.lastFrom) {
		changed = false
	}
	if len(claims) == 0 || rd.statesInClause() || c.has(unsaid) || c.has(policyWord) && !isReally(rd.word(c.from)) && !(changed && rd.tellsFirst(c)) || c.has(quantity) && !rd.countsAll(c, len(claims)) || c.has(ask) || c.has(polarAsk) || c.has(inquiry) {
		return
	}
	again := c.sep == endsCell || (c.sep == endsClause || c.sep == asksSentence) && rd.open || c.sep == asksSentence && rd.queried || isReally(rd.word(c.from))
	granted := rd.isAppliedBefore(claims) // 我们申报的是智能工厂，已经评上了
	if !c.has(own) && !again && !changed && !granted || rd.residue(c.start, c.end) > 0 {
		return
	}
	sign, at, first := 0, c.from, false
	for i := c.from; i < c.to; i++ {
		switch rd.toks[i].kind {
		case negation:
			sign, at = product(sign, -1), i
		case policyWord:
			if changed && (containsAny(rd.word(i), attained) || rd.firsts[claims[0].fact]) {
				sign, at, first = product(sign, 1), i, true
			}
		case affirmation:
			if rd.isOfUnknown(c, i) { // 链主企业，我们是委托方
				return
			}
			sign, at = product(sign, 1), i
			first = first || containsAny(rd.word(i), firstOfAll)
		case bound:
			if i == c.to-1 && rd.word(i) == "过了" && changed { // 去年审核没过，今年过了
				sign, at = product(sign, 1), i
			}
		}
	}
	if (rd.awarded && !c.has(own) || granted && !c.has(own) && !again && !changed) && (sign == 0 || !rd.isAttained(at)) { // 智能工厂补助，没有
		return
	}
	for _, cl := range claims {
		if sign > 0 && rd.firsts[cl.fact] && rd.isSaidNoIn(cl.fact) && !changed { // 不是今年首次认定的，是去年的
			continue
		}
		if sign != 0 {
			rd.say(statement{fact: cl.fact, value: fact.Bool(sign > 0), span: rd.spanOf(at, at), confirm: cl.loose && sign > 0 && !first}, c.to)
		}
	}
}

// tellsFirst says whether a clause has no words of the policy but that it is the first time: 今年头一回评上.
func (rd *reading) tellsFirst(c *clause) bool {
	for i := c.from; i < c.to; i++ {
		if w := rd.word(i); rd.toks[i].kind == policyWord && !contains(firstOfAll, w) && !(containsAny(w, firstOfAll) && containsAny(w, attained)) {
			return false
		}
	}
	return true
}

// isAppliedBefore says whether the clause before said no more of what it named than that it was applied for.
func (rd *reading) isAppliedBefore(claims []claim) bool {
	n := len(rd.said)
	return n > rd.before && rd.said[n-1].why == WhyPending && rd.said[n-1].fact == claims[0].fact && claims[0].tok >= rd.lastFrom && rd.clause.sep == endsClause && len(claims) == 1
}

// readTurned turns round the yes or no that was just told where a correction and then nothing
// but a sign follow: 我们是链主——说错了，不是.
func (rd *reading) readTurned(c *clause) {
	n := len(rd.said)
	if !rd.corrected || n == rd.before || n != rd.fixedAt || rd.residue(c.start, c.end) > 0 {
		return
	}
	sign := 0
	for i := c.from; i < c.to; i++ {
		switch rd.toks[i].kind {
		case negation:
			sign = product(sign, -1)
		case affirmation:
			sign = product(sign, 1)
		case plainWord, correction, own:
		case hedge:
			if !strings.HasPrefix(rd.word(i), "应") { // 写错了，应该是否
				return
			}
		default:
			return
		}
	}
	last := &rd.said[n-1]
	if sign != 0 && last.fact >= 0 && last.why == "" && rd.schema.Spec(last.fact).Type == fact.YesNo {
		rd.say(statement{fact: last.fact, value: fact.Bool(sign > 0), span: rd.spanOf(c.from, c.to-1)}, c.to)
	}
}

// isAttained says whether a sign is of a title: 评上了, and not 有.
func (rd *reading) isAttained(i int) bool {
	return containsAny(rd.word(i), attained) || i+1 < rd.clause.to && containsAny(rd.word(i+1), attained)
}

// attained are what words of getting a title hold.
var attained = strings.Fields(`评 认定 通过 选 批`)

// countsAll says whether all that a clause counts is how many were named: 俩都评上了.
func (rd *reading) countsAll(c *clause, n int) bool {
	for i := c.from; i < c.to; i++ {
		if rd.toks[i].kind != quantity {
			continue
		}
		if k, ok := rd.amounts[rd.toks[i].amount].count(); !ok || int(k) != n || n < 2 {
			return false
		}
	}
	return true
}

// isOfAnotherTime says whether a clause says how it is at another time with what the
// clause before named: 智能工厂去年没评上，今年评上了.
func (rd *reading) isOfAnotherTime(c *clause) bool {
	t := &rd.toks[c.from]
	if c.sep != endsClause {
		return false
	}
	if rd.isNow(c.from) || t.kind == present {
		return true
	}
	if t.kind != year {
		return false
	}
	for j := rd.lastFrom; j < min(c.from, rd.lastFrom+reachOfWords); j++ {
		if y, ok := rd.yearAt(j); ok {
			return y < int(t.arg)
		}
	}
	return false
}

// readForAll states what 都 makes a phrase say of the other names before it:
// 专精特新和小巨人都是首次.
func (rd *reading) readForAll(c *clause, cl claim) {
	all := false
	var cues uint64
	for j := cl.tok - 1; j >= rd.near(cl.tok); j-- {
		switch w := rd.word(j); {
		case w == "都", w == "均", w == "都是", w == "都有", w == "全是":
			all = true
		case all && rd.toks[j].word >= 0:
			cues |= rd.lex.entries[rd.toks[j].word].cues
		}
	}
	if !all {
		return
	}
	for _, x := range rd.lex.entries[rd.toks[cl.tok].word].refs {
		if int(x.fact) != cl.fact && x.role == cl.role && cues>>rd.group[x.fact]&1 == 1 && isClaim(rd.schema.Spec(int(x.fact)), x) {
			rd.readPhrase(c, claim{tok: cl.tok, fact: int(x.fact), role: x.role})
		}
	}
}

// isReally says whether a word begins what is so after all: 其实没有.
func isReally(w string) bool {
	return w == "其实" || w == "实际" || w == "实际上" || w == "事实上" || w == "结果"
}

// states says whether token i plays a role for a fact.
func (rd *reading) states(i, f int, r role) bool {
	if rd.toks[i].word < 0 {
		return false
	}
	for _, x := range rd.lex.entries[rd.toks[i].word].refs {
		if int(x.fact) == f && x.role == r {
			return true
		}
	}
	return false
}

// endsAfterSign says whether nothing but a sign follows token i in the clause.
func (rd *reading) endsAfterSign(i int) bool {
	for j := i + 1; j < rd.clause.to; j++ {
		if k := rd.toks[j].kind; k != negation && k != affirmation && k != plainWord && k != hedge && k != colon && k != nothing && k != year && (k != policyWord || rd.means(j) && !rd.isSame(i, j)) {
			return false
		}
	}
	return true
}

// isSame says whether two tokens can be about the same fact: 补助 and 到账.
func (rd *reading) isSame(i, j int) bool {
	if rd.toks[i].word < 0 || rd.toks[j].word < 0 {
		return false
	}
	for _, x := range rd.lex.entries[rd.toks[i].word].refs {
		for _, y := range rd.lex.entries[rd.toks[j].word].refs {
			if x.fact == y.fact && y.role == roleWeak {
				return true
			}
		}
	}
	return false
}

// isSubjectOnly says whether a clause asks about what it names rather than
// stating it.
func (rd *reading) isSubjectOnly(c *clause, i int) bool {
	if c.has(requirement) || c.has(every) {
		return true
	}
	if !c.has(ask) && !c.has(polarAsk) && !c.has(inquiry) && !(c.has(benefit) && rd.sum.asks) {
		return false
	}
	if rd.supposed || i+1 < c.to && rd.toks[i+1].kind == quantity && rd.isCase(i+1) || rd.isDescribed(c, i) {
		return false
	}
	if rd.isPolarAbout(c, i) {
		return true
	}
	if rd.statesInClause() && (rd.isOwn(i) || c.has(year) || !rd.sum.asks || rd.sum.has(firm)) {
		return false
	}
	return !rd.isOwn(i) || rd.inquiredBefore(i)
}

// inquiredBefore says whether somebody wants to know of what token i names, and not of their
// own: 询问链主企业共有几家.
func (rd *reading) inquiredBefore(i int) bool {
	for j := i - 1; j >= rd.near(i) && !rd.isOwnWord(j); j-- {
		if rd.toks[j].kind == inquiry {
			return true
		}
	}
	return false
}

// isDescribed says whether what token i names is said of an enterprise as a case: right
// after what its amounts are (新能源7万辆的整车企业), or of one of a kind that has it
// (新材料企业评上智能工厂).
func (rd *reading) isDescribed(c *clause, i int) bool {
	if i-2 >= c.from && rd.word(i-1) == "的" && rd.toks[i-2].kind == quantity && rd.statesInClause() && isFirm(rd.word(i)) {
		return true
	}
	f := rd.caseIn(c)
	return f >= 0 && f < i && rd.signBefore(i, 6) > 0
}

// caseIn is the word for an enterprise in a clause that says of one of a kind what it got:
// 餐饮公司评上数字化车间; -1 for none.
func (rd *reading) caseIn(c *clause) int {
	if !c.has(firm) || !c.has(affirmation) || c.has(requirement) || c.has(polarAsk) && rd.toks[c.to-1].kind != polarAsk && !c.has(benefit) {
		return -1
	}
	for j := c.from + 1; j+2 < min(c.to, c.from+reachOfWords); j++ {
		if rd.toks[j].kind != firm || rd.toks[j-1].end != rd.toks[j].start || rd.toks[j+1].kind != affirmation {
			continue
		}
		if w := rd.word(j + 1); w == "有" || w == "是" || strings.HasPrefix(w, "算") { // 新材料企业算链主吗
			continue
		}
		if _, ok := rd.resolve(j-1, isOption); !ok {
			continue
		}
		if _, ok := rd.resolve(j+2, isClaim); ok {
			return j
		}
	}
	return -1
}

// isPolarAbout says whether a clause asks whether what token i names holds: no
// benefit is spoken of after it.
func (rd *reading) isPolarAbout(c *clause, i int) bool {
	if !c.has(polarAsk) {
		return false
	}
	for j := i + 1; j < min(c.to, i+reachOfWords); j++ {
		if k := rd.toks[j].kind; k == benefit || k == ask {
			return rd.askBefore(i)
		}
	}
	return true
}

// askBefore says whether 是不是 stands before token i.
func (rd *reading) askBefore(i int) bool {
	for j := i - 1; j >= rd.near(i); j-- {
		if rd.toks[j].kind == polarAsk {
			return true
		}
	}
	return false
}

// statesInClause says whether the clause has stated something already.
func (rd *reading) statesInClause() bool { return len(rd.said) > rd.clauseFrom }

// readNamed gives each name of a yes/no fact the sign that goes with it. Where
// the clause ends with a sign each sign goes with the names before it (智能工厂
// 没有，有), else with those after it.
func (rd *reading) readNamed(c *clause, named []claim) {
	last := named[len(named)-1].tok
	post := rd.signAfter(last, 6) != 0 && len(named) > 1
	for k, cl := range named {
		sign := 0
		switch {
		case len(named) == 1:
			sign = rd.signAfter(cl.tok, 4)
			if sign == 0 || cl.tok == c.from || rd.toks[cl.tok-1].kind != mark { // 平台无、链主无
				sign = product(rd.signBefore(cl.tok, 6), sign)
			}
		case post:
			if sign = rd.signAfter(cl.tok, 6); sign == 0 { // 不是链主但是小巨人是
				sign = rd.signBefore(cl.tok, 1)
			}
			for j := k + 1; j < min(len(named), k+8) && sign == 0; j++ {
				sign = rd.signAfter(named[j].tok, 6)
			}
		default:
			for j := k; j >= max(0, k-8) && sign == 0; j-- {
				if j < k && rd.isParted(named[j].tok, named[j+1].tok) {
					break
				}
				if sign = rd.signBefore(named[j].tok, 6); j < k && rd.isPrefixed(named[j].tok) {
					sign = 0
					break
				}
			}
		}
		if sign == 0 && rd.isSignedLater(cl, named[k+1:]) {
			continue
		}
		rd.readName(c, cl, sign)
	}
}

// isSignedLater says whether what a name alone is the name of has its sign where it is named again, so that the first
// only raises it: 链主那条我们不是链主企业.
func (rd *reading) isSignedLater(cl claim, later []claim) bool {
	return slices.ContainsFunc(later[:min(len(later), reachOfWords)], func(o claim) bool { return o.fact == cl.fact && rd.signBefore(o.tok, 1) != 0 })
}

// isParted says whether something of its own is told between two names, so that no sign of the
// first reaches the other: 没有数字化车间、保费48万元、链主.
func (rd *reading) isParted(i, j int) bool {
	for k := max(i+1, j-reachOfWords); k < j; k++ {
		if rd.toks[k].kind == quantity && rd.amounts[rd.toks[k].amount].kind != otherAmount {
			return true
		}
	}
	return false
}

// isPrefixed says whether 非 or 无 stands right before a name, of which it is a part: 非链主.
func (rd *reading) isPrefixed(i int) bool {
	return i > rd.clause.from && rd.toks[i-1].end == rd.toks[i].start && (rd.word(i-1) == "非" || rd.word(i-1) == "无")
}

// readName states one name under its sign; 0 is a name alone.
func (rd *reading) readName(c *clause, cl claim, sign int) {
	i := cl.tok
	if n := rd.countAround(i); n >= 0 && sign >= 0 {
		if n > 1 && !rd.isOwn(i) && rd.countUnit(i) == "家" { // 有5家小巨人 speaks of others
			return
		}
		sign = 1
		if n == 0 {
			sign = -1
		}
	}
	if rd.noneBefore(i) || sign >= 0 && rd.isPast(i) || sign >= 0 && rd.firsts[cl.fact] && rd.isLongHeld(c, i) {
		sign = -1
	}
	if sign == 0 && rd.isDone(i) {
		sign = 1
	}
	if sign >= 0 && rd.isSaidNo(cl.fact) {
		return
	}
	if sign != 0 && rd.isExcepted(i) {
		if all := rd.signsAll(c, i) || allOthers.In(rd.f.words(rd.toks[i].end, c.end)); all {
			sign = -sign // 除了智能工厂都没有
		} else if sign > 0 {
			return
		}
	}
	if c.has(unsaid) || rd.isOthers(c, i) || sign == 0 && rd.toks[i].end < c.end && strings.ContainsRune("给让请找派", rd.f.run[rd.toks[i].end]) { // 链主给了我们订单
		return
	}
	if j := i + 1; j < c.to && rd.toks[j].start == rd.toks[i].end && (rd.states(j, cl.fact, roleWeakNo) || rd.states(j, cl.fact, roleNo)) {
		return // 整车配套企业
	}
	if rd.isSubjectOnly(c, i) && (rd.inquiredBefore(i) || !(sign != 0 && rd.isOwn(i) && !rd.isPolarAbout(c, i))) {
		return
	}
	if (c.has(ask) || c.has(polarAsk) || c.has(inquiry) || c.has(benefit) && !(strings.HasSuffix(rd.word(i), "申报") && !rd.sum.asks)) && sign == 0 && !rd.supposed &&
		!rd.statesInClause() && !(i > c.from && rd.toks[i-1].kind == own) {
		return
	}
	if sign == 0 && (rd.isOwnTopic(c, i) || rd.isInquired() || rd.isBesideTopic(i)) || sign >= 0 && (rd.isToReckon(c, cl) || rd.isOfTwo(c, i)) {
		return
	}
	if c.has(correction) && sign == 0 {
		if i == c.from || rd.toks[i-1].kind != correction || !strings.HasSuffix(rd.word(i-1), "为") || rd.toks[i-1].end != rd.toks[i].start {
			return
		}
		sign = 1 // 应为整车企业
	}
	if rd.isRefused(c) {
		sign = -1
	} else if c.has(pendingWord) || c.has(underWay) || c.has(unsure) || c.has(retraction) || c.has(applied) && !(sign > 0 && rd.isGrantedBehind(c, i)) {
		return
	}
	if sign >= 0 && rd.isCandidate(c, i) { // 链主培育企业
		rd.say(statement{fact: cl.fact, why: WhyPending, span: rd.spanOf(i, i)}, i)
		return
	}
	if rd.isOnlyMentioned(c, cl, sign) {
		return
	}
	if rd.modifies(i) && !(sign > 0 && i > c.from && rd.toks[i-1].kind == negation) || (sign == 0 || sign > 0 && rd.f.run[max(0, rd.toks[i].start-1)] == '给') && rd.isGiven(i) {
		return
	}
	if rd.isAppliedFor(i) {
		rd.say(statement{fact: cl.fact, why: WhyPending, span: rd.spanOf(i-1, i)}, i)
		return
	}
	if sign == 0 && rd.isMissed(c, i) {
		sign = -1
	}
	bare := sign == 0
	if bare && i+1 < c.to && rd.toks[i+1].kind == colon && (i+2 == c.to || c.has(quantity) && rd.leadsSums(i, cl.fact)) { // a label without a value
		return
	}
	if bare && (strings.HasSuffix(rd.word(i), "申报") && rd.isOfNext(cl) || rd.leadsTo(c, cl)) {
		return
	}
	if bare && rd.leadsSums(i, cl.fact) && !rd.saysMore(c, cl) && rd.valuesBefore(rd.group[cl.fact]) { // 投了900万在场景项目上
		return
	}
	if j := i + 1; bare && j < c.to && rd.toks[j].start == rd.toks[i].end && (rd.toks[j].kind == otherSum || rd.toks[j].kind == policyWord && strings.ContainsRune("奖补", rd.f.run[rd.toks[j].start])) { // 整车产值; 小巨人奖励没拿过
		return
	}
	if bare && rd.isLeftOpen() {
		if next := &rd.rest[0]; next.has(pendingWord) || next.has(underWay) { // 智能工厂，正在申报
			rd.say(statement{fact: cl.fact, why: WhyPending, span: rd.spanOf(i, next.to-1)}, i)
		}
		return
	}
	if bare && (!rd.standsAlone(c, i) || i+2 < c.to && rd.toks[i+1].kind == affirmation && rd.isSum(i+2)) {
		return
	}
	if sign > 0 && i > c.from && strings.HasSuffix(rd.word(i-1), "是") {
		rd.replaceClaim(cl.fact)
	}
	tells := rd.firsts[cl.fact] && containsAny(rd.word(i), attained) // 首次认定专精特新小巨人，能给多少
	s := statement{fact: cl.fact, value: fact.Bool(sign >= 0), span: rd.spanOf(i, i), bare: bare && !c.has(firm) && !isFirm(rd.word(i)) && !tells}
	s.confirm = cl.loose && sign >= 0 && !rd.sharesFirst(cl) || rd.toks[i].start > 0 && strings.ContainsRune("副准", rd.f.run[rd.toks[i].start-1]) // 副链主
	s.confirm = s.confirm || bare && cl.fact != rd.asked && !rd.firsts[cl.fact] && c.has(own) && rd.isPointedAt(c, i)
	if bare && rd.unknownBut(rd.toks[i].end, rd.predicateEnd(i), "个家的了嘛么呢呀哈哦起业批下来哉着牢好弄上完评也成整") {
		if !rd.supposed && !isFirm(rd.word(i)) && !c.has(quantity) {
			return // 小巨人今年黄了: what is said of it nobody knows
		}
		s.confirm = true
	}
	rd.say(s, i)
}

// isOwnTopic says whether a title with nothing but the speaker before it is what a clause asks about: 我们智能工厂能补多少.
// That asks what it brings; what they are says an enterprise of itself: 我们整车企业能拿多少.
func (rd *reading) isOwnTopic(c *clause, i int) bool {
	if rd.supposed || rd.statesInClause() || isFirm(rd.word(i)) {
		return false
	}
	return c.has(ask) || c.has(polarAsk) || c.has(inquiry) || c.has(benefit) && rd.sum.asks
}

// isInquired says whether a sentence that opens with nothing but a wish to know says no more than what of: 帮我看看
// 首台套认定 场景开放.
func (rd *reading) isInquired() bool {
	const tells = 1<<own | 1<<firm | 1<<quantity | 1<<affirmation | 1<<negation | 1<<colon
	if !rd.sum.has(inquiry) || rd.sum.kinds&tells != 0 || rd.supposed {
		return false
	}
	for i := rd.sum.clauses[0].from; i < rd.sum.clauses[0].to; i++ {
		if rd.toks[i].kind != inquiry && rd.toks[i].kind != plainWord {
			return false
		}
	}
	return true
}

// isToReckon says whether a clause is an order to reckon or to look at what bears a name: 只算链主这一条,
// 把智能工厂那项算一下. 算链主 alone answers where that is asked.
func (rd *reading) isToReckon(c *clause, cl claim) bool {
	if len(rd.rest) > 0 && rd.rest[0].has(affirmation) && !rd.rest[0].has(policyWord) && !rd.rest[0].has(own) { // 先看智能工厂，评上了
		return false
	}
	for j := c.from; j < c.to; j++ { // 算 by itself affirms: 也算链主
		if rd.toks[j].kind == affirmation && !strings.Contains(rd.word(j), "算") {
			return false
		}
	}
	t := &rd.toks[cl.tok]
	before, after := rd.f.words(c.start, t.start), rd.f.words(t.end, c.end)
	if isTaken(before) && reckonedBehind.MatchString(after) {
		return true
	}
	return (cl.fact != rd.asked || strings.Trim(after, "吧啊的了呢") != "") && toReckon.MatchString(before)
}

// isOfTwo says whether a clause only sets two names against each other: 营收奖励还是智能工厂. What somebody is besides tells
// who speaks or how it is: 我们是链主还是小巨人.
func (rd *reading) isOfTwo(c *clause, i int) bool {
	name, ok := strings.CutSuffix(rd.f.words(c.start, rd.toks[i].start), "还是")
	return ok && name != "" && rd.toks[c.from].kind == policyWord && endsWithAny(name, "奖励", "奖", "补助", "补贴", "补偿")
}

// isTaken says whether what stands before a name takes it as the thing that something is done with: 把, 先把.
func isTaken(before string) bool {
	return endsWithAny(before, "把", "将") || before == "拿"
}

// Orders to reckon before a name, and behind one that is taken: 单算, 就先看; 那项算一下, 也算进去.
var (
	toReckon       = pattern.Whole(`(?:那|那么|请|麻烦|你|您|先|再|就|只|光|单|单独|仅|也|还|帮我|给我|替我|帮忙|(?:我|我们|咱们)?[想要]|来|、| )*(?:测?算|看|测|查|[评估]估)(?:一?下|一?[算看]|个)?(?:上|清楚)?`)
	reckonedBehind = pattern.Of(`^(?:企业|公司)?(?:的|[那这]?一?[项条个块笔]|补助|补贴|奖励|奖|认定|申报|钱)*(?:也|都|先|再|给我|帮我|替我|单独|一并|一起|顺便)*(?:[测计核]?算|看|测|查)`)
)

// isBesideTopic says whether the name at token i is joined to that of a number that is not told, which only names a
// topic: 首台套认定和场景开放.
func (rd *reading) isBesideTopic(i int) bool {
	at := rd.toks[i].start
	if rd.sum.has(quantity) || at == 0 || !strings.ContainsRune("和与及跟、", rd.f.run[at-1]) {
		return false
	}
	for j := i - 1; j >= rd.near(i); j-- {
		if rd.toks[j].kind == policyWord {
			_, named := rd.resolve(j, isAmountName)
			return named && rd.toks[j].end == at-1
		}
	}
	return false
}

// isDone says whether a name that ends with what was to come about is said to have: 成套产品认定了, 技术认定好了.
func (rd *reading) isDone(i int) bool {
	if !endsWithAny(rd.word(i), attained...) || rd.isSoon(i) {
		return false
	}
	rest, ok := cutAny(rd.f.words(rd.toks[i].end, rd.clause.end), done)
	at := rd.toks[i].start
	return ok && !startsWithAny(rest, "再", "才", "就", "后", "之后", "以后", "没", "吗", "么") && (at == rd.clause.start || !strings.ContainsRune("等待", rd.f.run[at-1]))
}

// done are the ends of words for what has come about.
var done = strings.Fields(`好了 过了 完了 下来了 了`)

// allOthers are words for all but what is excepted: 除了智能工厂没有别的.
var allOthers = pattern.Fields(`别的 其他 其它 旁的 什么 啥`)

// isGrantedBehind says whether what token i names, which was applied for, is said to have been granted behind it:
// 申报的智能工厂已经评上了.
func (rd *reading) isGrantedBehind(c *clause, i int) bool {
	for j := i + 1; j < min(c.to, i+reachOfWords); j++ {
		switch t := &rd.toks[j]; {
		case t.kind == affirmation && containsAny(rd.word(j), attained):
			return rd.residue(rd.toks[i].end, t.start) <= 1
		case t.kind != affirmation && t.kind != plainWord && t.kind != year && t.kind != present:
			return false
		}
	}
	return false
}

// sharesFirst says whether a title is joined to one that was just said to be attained for the first time, and
// so is too: 首次认定小巨人和专精特新中小企业.
func (rd *reading) sharesFirst(cl claim) bool {
	n, at := len(rd.said), rd.toks[cl.tok].start
	if n == 0 || at == 0 || !rd.firsts[cl.fact] || !strings.ContainsRune("和及与跟、", rd.f.run[at-1]) {
		return false
	}
	last := &rd.said[n-1]
	return last.fact >= 0 && rd.firsts[last.fact] && last.value == fact.Bool(true) && last.why == "" && !last.confirm && int(rd.f.at[at])-last.span.End <= 2
}

// isCandidate says whether what token i names is said to be only prepared for: 小巨人后备, 列入链主培育库.
func (rd *reading) isCandidate(c *clause, i int) bool {
	end := rd.toks[i].end
	return candidates.Begin(rd.f.words(end, min(c.end, end+5)))
}

// candidates are words behind a title that one may yet get.
var candidates = pattern.Fields(`培育 后备 候选 储备 种子 预备 企业培育 企业后备 入库培育`)

// isOnlyMentioned says whether a clause of nothing but a title's name says something else of it than that
// it is had: 我们对智能工厂感兴趣, 我们参观过智能工厂, 智能工厂那块.
func (rd *reading) isOnlyMentioned(c *clause, cl claim, sign int) bool {
	i := cl.tok
	if rd.supposed || c.has(quantity) || isFirm(rd.word(i)) || rd.firsts[cl.fact] || cl.fact == rd.asked || c.end-c.start > longestWhich {
		return false
	}
	before := rd.f.words(c.start, rd.toks[i].start)
	if endsWithAny(before, mentioning...) || endsWithAny(before, "做", "卖", "搞") && rd.toks[i].end < c.end {
		return true
	}
	return sign == 0 && (rd.isRaised(c, i) || rd.isPointedAt(c, i) && !c.has(own))
}

// isRaised says whether what token i says is only raised as a topic: 智能工厂那块, 首次达到怎么说.
func (rd *reading) isRaised(c *clause, i int) bool {
	return contains(topical, rd.f.words(rd.toks[i].end, c.end))
}

// isPointedAt says whether a title's name is only pointed at, alone or in a row: 智能工厂和数字化车间的, 链主那个,
// 那智能工厂. The speaker's own (我们链主的) may be one that they have, and one in a list of what is told is: 链主的，
// 新材料，营收6亿.
func (rd *reading) isPointedAt(c *clause, i int) bool {
	for k := range rd.sum.clauses[:min(len(rd.sum.clauses), reachOfWords)] {
		if o := &rd.sum.clauses[k]; o.from != c.from && (o.has(policyWord) || o.has(quantity)) && !o.has(ask) && !o.has(polarAsk) {
			return false
		}
	}
	if doings.Begin(rd.word(i)) || rd.saysWhen(i) {
		return false
	}
	last := i
	for last+2 < min(c.to, i+8) && rd.toks[last+2].kind == policyWord && rd.toks[last+2].start == rd.toks[last].end+1 && strings.ContainsRune("和与及跟、", rd.f.run[rd.toks[last].end]) {
		last += 2
	}
	after := rd.f.words(rd.toks[last].end, c.end)
	return contains(thatOne, after) || after == "" && contains(turning, rd.f.words(c.start, rd.toks[i].start))
}

// saysWhen says whether token i states that something was in time, and is no name: 两年内应用的.
func (rd *reading) saysWhen(i int) bool {
	x, ok := rd.resolve(i, isClaim)
	return ok && rd.deadlines[x.fact].months.IsPositive()
}

// Words before a title that is nobody's claim, behind what is only raised, before and behind what is only
// pointed at, and with which a name begins that tells what is done.
var (
	mentioning = strings.Fields(`对 参观过 服务过 报过 去过 了解过 听过 很多 不少`)
	topical    = strings.Fields(`怎么说 那块 这块 那一块 这一块 那部分 这部分 这一部分 方面 的事 这项 科普下 隔壁 旁边 附近`)
	turning    = strings.Fields(`那 那么`)
	thatOne    = strings.Fields(`的 那个 这个 的那个 的这个`)
	doings     = pattern.Fields(`做 造 是 获 评 认定 入选 通过 审`)
)

// isMissed says whether it is said far behind a name that its title was not attained: 智能工厂到现在也没评上.
func (rd *reading) isMissed(c *clause, i int) bool {
	for j := i + 1; j < min(c.to, i+6); j++ {
		switch k := rd.toks[j].kind; {
		case k == negation:
			return containsAny(rd.word(j), attained)
		case k == policyWord, k == quantity, k == mark:
			return false
		}
	}
	return false
}

// leadsSums says whether the name at token i can be that of a subject of which sums are told,
// which does not state that its yes/no fact is so: 场景项目：软件200万，硬件100万.
func (rd *reading) leadsSums(i, f int) bool {
	return rd.group[f] != 0 && !rd.kinds[f] && !rd.firsts[f] && !rd.deadlines[f].months.IsPositive() && !isFirm(rd.word(i))
}

// isLeftOpen says whether the clause after a name alone says that it is only planned:
// 智能工厂，明年申报.
func (rd *reading) isLeftOpen() bool {
	if len(rd.rest) == 0 || rd.supposed || !rd.isNameOnly(rd.clause) {
		return false
	}
	next := &rd.rest[0]
	return (next.has(plan) || next.has(nextYear) || next.has(pendingWord) || next.has(underWay)) && !next.has(policyWord) && !next.has(negation) && !next.has(own) && !next.has(quantity) && !next.has(affirmation)
}

// isNameOnly says whether a clause is nothing but one word of the policy.
func (rd *reading) isNameOnly(c *clause) bool {
	return c.to == c.from+1 && rd.residue(c.start, c.end) == 0
}

// predicateEnd is where what is said of the name at token i ends: at the next word of the
// policy or amount, or with the clause.
func (rd *reading) predicateEnd(i int) int {
	for j := i + 1; j < min(rd.clause.to, i+reachOfWords); j++ {
		if k := rd.toks[j].kind; k == policyWord || k == quantity {
			return rd.toks[j].start
		}
	}
	return rd.clause.end
}

// signsAll says whether the clause says of all others whether they are: 都没有.
func (rd *reading) signsAll(c *clause, i int) bool {
	for j := i + 1; j < min(c.to, i+6); j++ {
		if w := rd.word(j); strings.HasPrefix(w, "都没") || strings.HasPrefix(w, "都有") || (w == "都" && j+1 < c.to && (rd.toks[j+1].kind == negation || rd.toks[j+1].kind == affirmation)) {
			return true
		}
	}
	return false
}

// replaceClaim takes back the yes that a correction right before puts another name in the
// place of: 数字化车间评上了——说错，是智能工厂.
func (rd *reading) replaceClaim(f int) {
	n := len(rd.said)
	if !rd.corrected || n == 0 || n <= rd.before || rd.fixedAt != n {
		return
	}
	if s := &rd.said[n-1]; s.fact >= 0 && s.fact != f && s.value == fact.Bool(true) && rd.schema.Spec(s.fact).Type == fact.YesNo {
		rd.said = rd.said[:n-1]
		rd.clauseFrom = min(rd.clauseFrom, n-1)
	}
}

// isOthers says whether 是 after a name says whose it is, and that it is another's: 链主是
// 我们的大股东.
func (rd *reading) isOthers(c *clause, i int) bool {
	j := i + 1
	if end := rd.toks[i].end; end < c.end && rd.f.run[end] == '由' && rd.residue(end, end+1) > 0 { // 链主由海康担任
		return j >= c.to || rd.toks[j].kind != own || rd.toks[j].start > end+1
	}
	for j < min(c.to, i+3) && !(rd.toks[j].kind == affirmation && strings.HasSuffix(rd.word(j), "是")) {
		if w := rd.word(j); w == "又" || w == "也" || w == "还" || w == "同时" { // 既是链主又是首批小巨人
			return false
		}
		j++
	}
	if j >= c.to || rd.toks[j].kind != affirmation || rd.residue(rd.toks[i].end, rd.toks[j].start) > 3 {
		return false
	}
	if rd.isNameOfOther(rd.toks[j].end, c.end) { // 链主是吉利
		return true
	}
	if j+1 >= c.to {
		return false
	}
	switch k := rd.toks[j+1].kind; k {
	case stranger:
		return true
	case own:
		return j+2 < c.to && (rd.toks[j+2].kind == stranger || rd.word(j+2) == "的" && rd.toks[j+2].end < c.end)
	}
	return false
}

// isNameOfOther says whether the rest of a clause is nothing but characters of no word, two
// to six of them, with no word but a unit among them (万向): a name that nobody here has.
func (rd *reading) isNameOfOther(from, to int) bool {
	n := to - from
	if n < 2 || n > 6 || strings.ContainsRune("的了吧啊呢", rd.f.run[to-1]) {
		return false
	}
	known := 0
	for j := rd.clause.to - 1; j >= rd.clause.from && rd.toks[j].start >= from; j-- {
		if t := &rd.toks[j]; t.kind == unitWord {
			known += t.end - t.start
		}
	}
	return rd.residue(from, to) > 0 && rd.residue(from, to)+known == n
}

// saysMore says whether 了 follows a name right away, or another claim of its subject: 关键技术认定
// 首次3.3亿.
func (rd *reading) saysMore(c *clause, cl claim) bool {
	j := cl.tok + 1
	if j >= c.to || rd.toks[j].start != rd.toks[cl.tok].end {
		return false
	}
	x, ok := rd.resolve(j, isClaim)
	return rd.word(j) == "了" || ok && rd.group[x.fact] == rd.group[cl.fact]
}

// valuesBefore says whether the sentence gave a sum of a group a value.
func (rd *reading) valuesBefore(g int) bool {
	for _, s := range rd.said[max(rd.before, len(rd.said)-reachOfWords):] {
		if s.fact >= 0 && rd.group[s.fact] == g && rd.schema.Spec(s.fact).Type == fact.Money {
			return true
		}
	}
	return false
}

// isSaidNo says whether the clause has said no of a fact: 是参与单位，不是建设单位.
func (rd *reading) isSaidNo(f int) bool {
	for _, s := range rd.said[rd.clauseFrom:] {
		if s.fact == f && s.value == fact.Bool(false) {
			return true
		}
	}
	return false
}

// isSaidNoIn says whether the sentence has said no of a fact.
func (rd *reading) isSaidNoIn(f int) bool {
	return slices.ContainsFunc(rd.said[max(rd.before, len(rd.said)-reachOfWords):], func(s statement) bool {
		return s.fact == f && s.value == fact.Bool(false)
	})
}

// isPast says whether a name is what the enterprise only was: 以前是整车企业.
func (rd *reading) isPast(i int) bool {
	j := i - 1
	if j <= rd.clause.from || rd.toks[j].kind != affirmation || rd.toks[j].end != rd.toks[i].start || !strings.HasSuffix(rd.word(j), "是") {
		return false
	}
	switch rd.word(j - 1) {
	case "以前", "之前", "曾", "曾经", "原来", "从前", "过去", "原先", "早先":
		return rd.toks[j-1].end == rd.toks[j].start
	}
	return false
}

// isLongHeld says whether a clause says of a title that counts only the first time that it
// was had years ago: 小巨人三年前就是了, 老小巨人.
func (rd *reading) isLongHeld(c *clause, i int) bool {
	at := rd.toks[i].start
	if at > c.start && rd.f.run[at-1] == '老' {
		return true
	}
	for j := i + 1; j < min(c.to, i+6); j++ {
		if y, ok := rd.yearAt(j); ok && y < 0 && rd.toks[j].end < len(rd.f.run) && rd.f.run[rd.toks[j].end] == '就' { // 去年就评上了
			return true
		}
		if t := &rd.toks[j]; t.kind == quantity && rd.amounts[t.amount].unit == "年" && t.end < len(rd.f.run) && rd.f.run[t.end] == '前' {
			return true
		}
	}
	for j := rd.near(i); j < i; j++ { // 2019年就是小巨人了
		if y, ok := rd.yearAt(j); ok && (isCalendar(y) || y < 0) && rd.toks[j].end < len(rd.f.run) && strings.HasPrefix(rd.f.words(rd.toks[j].end, min(len(rd.f.run), rd.toks[j].end+2)), "就") {
			return true
		}
	}
	return longAgo.In(rd.f.words(max(c.start, rd.toks[i].start-8), min(c.end, rd.toks[i].end+8)))
}

// longAgo are words of a time long past.
var longAgo = pattern.Fields(`重新认定 到期 老牌 更早 老早 早在 复审 早几年 早就 以前就 之前就 原来就 好多年前 好几年前 多年前 前些年 前几年 早些年`)

// isAppliedFor says whether a name stands right after what says that it was applied
// for, itself a word of another fact: 首次申报小巨人.
func (rd *reading) isAppliedFor(i int) bool {
	j := i - 1
	return j >= rd.clause.from && rd.toks[j].kind == policyWord && rd.toks[j].end == rd.toks[i].start && strings.HasSuffix(rd.word(j), "申报")
}

// leadsTo says whether a name only says whose amount it is that is named right
// after it: 场景项目总投资450万; 12万辆整车 says what was counted, and 20万辆整车厂 whose that is.
func (rd *reading) leadsTo(c *clause, cl claim) bool {
	if rd.isCounted(cl.tok) && !isFirm(rd.word(cl.tok)) {
		return true
	}
	if isFirm(rd.word(cl.tok)) || rd.group[cl.fact] == 0 || rd.firsts[cl.fact] || cl.tok+1 < c.to && rd.word(cl.tok+1) == "了" { // 认定了首次申报年产值3亿
		return false
	}
	for j := cl.tok + 1; j+1 < min(c.to, cl.tok+6); j++ {
		if x, ok := rd.resolve(j, isAmountName); ok && rd.group[x.fact] == rd.group[cl.fact] {
			return rd.toks[j+1].kind == quantity || (rd.toks[j+1].kind == plainWord || rd.toks[j+1].kind == colon) && j+2 < c.to && rd.toks[j+2].kind == quantity
		}
		if k := rd.toks[j].kind; k != plainWord && k != year || rd.residue(rd.toks[j-1].end, rd.toks[j].start) > 0 {
			return false
		}
	}
	return false
}

// isCounted says whether an amount in a unit of its own stands right before token i:
// 12万辆整车.
func (rd *reading) isCounted(i int) bool {
	if j := i + 1; j < rd.clause.to && rd.toks[j].kind == quantity && rd.toks[j].start == rd.toks[i].end && rd.unitCues[rd.amounts[rd.toks[j].amount].unit] != 0 {
		return true // 下线整车71,500辆
	}
	j := i - 1
	if j < rd.clause.from || rd.toks[j].kind != quantity || rd.toks[j].end != rd.toks[i].start {
		return false
	}
	return rd.unitCues[rd.amounts[rd.toks[j].amount].unit] != 0
}

// isFirm says whether a name is what an enterprise is, so that it is said of one:
// 整车企业，能拿多少？
func isFirm(w string) bool {
	return strings.HasSuffix(w, "企业") || strings.HasSuffix(w, "车厂") || strings.HasSuffix(w, "车企")
}

// isGiven says whether a name is what something is done to or for: 卖给整车企业.
func (rd *reading) isGiven(i int) bool {
	at := rd.toks[i].start
	if at == 0 || rd.f.run[at-1] == '为' && (strings.HasPrefix(rd.word(i), "首次") || at-1 == rd.clause.start && rd.toks[i].end == rd.clause.end && isFirm(rd.word(i))) { // 本次为首次申报; 为整车企业
		return false
	}
	if i > rd.clause.from {
		switch t := &rd.toks[i-1]; {
		case rd.f.run[at-1] == '为' && (t.kind == own || t.kind == firm) && t.end == at-1: // 我司为链主企业, 某企业为链主
			return false
		case t.kind == supposition && t.end == at: // 若为整车企业
			return false
		case t.end == at && (rd.word(i-1) == "作为" || rd.word(i-1) == "身为"):
			return false
		case rd.word(i-1) == "跟" && i-2 >= rd.clause.from && rd.toks[i-2].kind == policyWord && rd.toks[i-2].end == t.start: // 智能工厂跟数字化车间
			return false
		}
	}
	return strings.ContainsRune("给为向替跟对供", rd.f.run[at-1])
}

// modifies says whether a name only says more about another thing: 整车厂的供应商.
func (rd *reading) modifies(i int) bool {
	j := i + 1
	if j < rd.clause.to && rd.toks[j].kind == firm {
		j++
	}
	if j >= rd.clause.to || rd.word(j) != "的" {
		return false
	}
	at := rd.toks[j].end
	return at < len(rd.f.run) && rd.residue(at, at+1) > 0 || j+1 < rd.clause.to && isNoun(rd.toks[j+1].kind)
}

// isNoun says whether words of a kind can be what a name before 的 says more about.
func isNoun(k kind) bool {
	return k == stranger || k == benefit || k == firm || k == policyWord
}

// standsAlone says whether a name without a sign is a statement: little else
// stands in the clause, or it says what the enterprise is.
func (rd *reading) standsAlone(c *clause, i int) bool {
	if c.end-c.start <= 48 && rd.residue(c.start, c.end) <= 2 {
		return true
	}
	if i > c.from && rd.toks[i-1].kind == firm && rd.f.words(rd.toks[i-1].end, rd.toks[i].start) == "为" { // 称其公司为链主企业
		return true
	}
	if i > c.from && rd.toks[i-1].kind == colon && rd.residue(rd.toks[i].end, c.end) == 0 { // 某某汽车：整车
		return true
	}
	if at := rd.toks[i].start; at > 0 && rd.f.run[at-1] == '某' || rd.isOneOfPlace(c, i) { // 萧山某车企来电; 区里一家整车企业
		return true
	}
	if i > c.from && rd.toks[i-1].kind == own && strings.HasSuffix(rd.word(i-1), "系") && rd.residue(rd.toks[i-1].end, rd.toks[i].start) <= 6 { // 我公司系中外合资整车企业
		return true
	}
	return i > c.from && rd.toks[i-1].kind == own && rd.toks[i-1].end == rd.toks[i].start || i+1 < c.to && rd.toks[i+1].kind == firm
}

// isOneOfPlace says whether a clause only brings up an enterprise by where it is and by what it is: 区里一家整车企业.
func (rd *reading) isOneOfPlace(c *clause, i int) bool {
	if !isFirm(rd.word(i)) && !isFirm(rd.word(i)+rd.f.words(rd.toks[i].end, min(c.end, rd.toks[i].end+2))) || rd.residue(rd.toks[i].end, c.end) > 0 ||
		len(rd.rest) > 0 && rd.rest[0].has(own) { // 区里一家整车企业，我们给它配套
		return false
	}
	before := rd.f.words(c.start, rd.toks[i].start)
	for _, w := range introducing {
		if place, ok := strings.CutSuffix(before, w); ok {
			if endsWithAny(place, handing...) || endsWithAny(place, visiting...) && !selves.In(place) {
				return utf8.RuneCountInString(place) <= longestOffice && !dealt.In(place)
			}
			place = strings.TrimPrefix(strings.TrimPrefix(place, "我"), "们")
			return utf8.RuneCountInString(place) <= longestPlace && endsWithAny(place, places...) && !dealt.In(place) && !containsAny(place, dealings)
		}
	}
	return false
}

// Words that bring up an enterprise that was not spoken of, what a place before them ends with, how long it may
// be, and words that say that something is only done with an enterprise there: 给区里一家整车企业.
var (
	introducing = strings.Fields(`有一家 有家 一家 有个 一个`)
	places      = strings.Fields(`区里 区内 区 市里 市内 市 县里 县内 县 镇里 镇上 镇 乡里 街道 园里 这边 这里 本地 当地`)
	dealt       = pattern.Fields(`给 供 卖 向 为 跟 和 与 对 隔壁 别 其他 外`)
)

const longestPlace, longestOffice = 4, 10

// What an office does with an enterprise that it asks for: 区经信局报一家整车企业. Who visits or serves one as an
// enterprise of its own is another: 我们服务一家整车企业.
var (
	handing  = strings.Fields(`报 报来 报来了 报送 上报 推荐 推荐了 手上 手头 手里 里来 代问`)
	visiting = strings.Fields(`走访 走访了 服务 接待 接待了 联系 对接`)
	selves   = pattern.Fields(`我 咱`)
)
