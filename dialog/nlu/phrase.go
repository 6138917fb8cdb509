package nlu

import (
	"slices"
	"strings"

	"suance/calc/fact"
	"suance/dialog/pattern"
)

// readPhrase states what a phrase says by itself; a negation right before it
// turns it round.
func (rd *reading) readPhrase(c *clause, cl claim) {
	if rd.isSubjectOnly(c, cl.tok) && !rd.goesWithSum(c, cl) || c.has(retraction) || c.has(unsure) && rd.unsureOf(cl.tok) {
		return
	}
	if f := rd.sums[rd.group[cl.fact]]; f > 0 && rd.carry < 0 {
		rd.carry, rd.carrySum = f-1, rd.sum
	}
	if next := cl.tok + 1; next < c.to && rd.toks[next].kind == colon {
		if rd.signAfter(cl.tok, 0) != 0 { // 首次达到：否
			rd.readName(c, cl, rd.signAfter(cl.tok, 0))
		}
		return
	}
	if cl.tok <= c.from+1 && rd.isRaised(c, cl.tok) { // 场景项目入选怎么说
		return
	}
	if rd.isDeniedInCell(cl.tok) { // 首次达到\t否
		rd.say(statement{fact: cl.fact, value: fact.Bool(cl.role == roleNo || cl.role == roleWeakNo), span: rd.spanOf(cl.tok, cl.tok)}, cl.tok)
		return
	}
	if cl.role == roleWeak && c.has(pendingWord) && rd.pendingBefore(cl.tok) { // 新车型还在申请公告
		rd.say(statement{fact: cl.fact, why: WhyPending, span: rd.spanOf(cl.tok, cl.tok)}, cl.tok)
		return
	}
	if cl.role == roleWeakNo && (rd.isAcquired(cl.tok) || buying.In(rd.f.words(rd.toks[cl.tok].end, min(c.end, rd.toks[cl.tok].end+4)))) { // 采购零部件3.6亿
		return
	}
	if rd.isOfNamed(cl.tok, cl.fact) || strings.HasPrefix(rd.f.words(rd.toks[cl.tok].end, c.end), "某") { // 采购额首次突破20亿; 首次达到某一档
		return
	}
	if rd.isAbove(cl) || rd.isTitleOf(c, cl) || rd.isOfNext(cl) || rd.isAwardOf(cl) || rd.isOfOrdinal(cl) {
		return
	}
	if cl.role == roleWeak && cl.tok > c.from && rd.word(cl.tok-1) == "才" { // 2024年才应用
		return
	}
	if cl.role == roleWeak && rd.deadlines[cl.fact].months.IsPositive() && rd.signBefore(cl.tok, 0) == 0 && rd.onlyModifies(c, cl) { // 应用的首台套 tells no time
		return
	}
	if cl.role == roleWeak && rd.deniedInSentence(cl.fact) { // 小巨人不是，都是今年首次认定
		return
	}
	yes := cl.role != roleNo && cl.role != roleWeakNo
	if yes && cl.tok > c.from && rd.states(cl.tok-1, cl.fact, roleNo) {
		yes = false // 没有新车型列入公告
	}
	if n := rd.signBefore(cl.tok, 0); n < 0 || n == 0 && yes && (rd.isDeniedFar(cl) || rd.isDeniedAcross(cl.tok)) {
		yes = !yes
	} else if n == 0 && rd.isPlainBefore(c, cl.tok) {
		if rd.signAfter(cl.tok, 0) < 0 && (rd.endsAfterSign(cl.tok) || yes && isRefusal(rd.f.words(rd.toks[cl.tok].end, c.end))) || rd.signAfter(cl.tok, 1) < 0 && rd.endsWithSubject(cl) {
			yes = !yes
		}
	}
	if yes && rd.firsts[cl.fact] && cl.role == roleYes && longAgo.In(rd.f.words(rd.toks[cl.tok].end, min(c.end, rd.toks[cl.tok].end+4))) {
		yes = false // 首次认定专精特新以前就是了
	}
	rd.say(statement{fact: cl.fact, value: fact.Bool(yes), span: rd.spanOf(cl.tok, cl.tok), confirm: rd.isOfLastTold(cl), step: rd.stepBeside(cl, yes)}, cl.tok)
	if rd.spoken == 0 {
		rd.spoken = rd.group[cl.fact]
	}
}

// stepBeside is the sum right beside a phrase that says that it was reached at an earlier time; 0 for none.
func (rd *reading) stepBeside(cl claim, yes bool) int64 {
	f := rd.sums[rd.group[cl.fact]] - 1
	if yes || f < 0 || !isPast(rd.word(cl.tok)) {
		return 0
	}
	for i := max(rd.clause.from, cl.tok-2); i < min(rd.clause.to, cl.tok+3); i++ {
		if n, ok := rd.sumAt(i, f); ok {
			return n
		}
	}
	return 0
}

// isOfLastTold says whether a phrase about reaching a sum may be about the number of another subject
// that was just told, since nothing was said of that sum: 采购额20亿，前年就达到了.
func (rd *reading) isOfLastTold(cl claim) bool {
	g := rd.group[cl.fact]
	if rd.sums[g] == 0 || cl.fact == rd.asked || rd.sums[g]-1 == rd.asked || rd.isGroupKnown(g) || rd.clause.has(quantity) {
		return false
	}
	other := false
	for _, s := range rd.said[max(rd.before, len(rd.said)-reachOfWords):] {
		if s.fact < 0 || rd.group[s.fact] == g {
			return false
		}
		t := rd.schema.Spec(s.fact).Type
		other = other || rd.group[s.fact] != 0 && (t == fact.Money || t == fact.Count)
	}
	return other
}

// isDeniedInCell says whether the cell after a phrase that is all of its own is nothing but a no.
func (rd *reading) isDeniedInCell(i int) bool {
	c := rd.clause
	if i != c.from || c.to != i+1 || len(rd.rest) == 0 || rd.residue(c.start, c.end) > 0 {
		return false
	}
	next := &rd.rest[0]
	return next.sep == endsCell && next.to == next.from+1 && rd.toks[next.from].kind == negation && rd.residue(next.start, next.end) == 0
}

// unsureOf says whether it is said behind token i that nobody knows it: 首次达到不确定.
func (rd *reading) unsureOf(i int) bool {
	for j := i + 1; j < min(rd.clause.to, i+reachOfWords) && rd.toks[j].kind != quantity; j++ {
		if rd.toks[j].kind == unsure {
			return true
		}
	}
	return false
}

// onlyModifies says whether a phrase only says more of its subject, which follows it.
func (rd *reading) onlyModifies(c *clause, cl claim) bool {
	j := cl.tok + 1
	if j+1 >= c.to || rd.word(j) != "的" || rd.toks[j].start != rd.toks[cl.tok].end || rd.toks[j+1].start != rd.toks[j].end || rd.toks[j+1].word < 0 {
		return false
	}
	return rd.lex.entries[rd.toks[j+1].word].cues>>rd.group[cl.fact]&1 == 1
}

// endsWithSubject says whether nothing but a sign and the speaker or the subject of a phrase
// follow it: 公告里没有我们的新车型.
func (rd *reading) endsWithSubject(cl claim) bool {
	c := rd.clause
	last := c.to - 1
	if last <= cl.tok+1 || rd.toks[last].word < 0 || rd.toks[last].kind != own && rd.lex.entries[rd.toks[last].word].cues>>rd.group[cl.fact]&1 == 0 {
		return false
	}
	for j := cl.tok + 1; j < last; j++ {
		if k := rd.toks[j].kind; k != negation && k != affirmation && k != own && k != plainWord {
			return false
		}
	}
	return rd.residue(rd.toks[cl.tok].end, c.end) <= 1
}

// isPlainBefore says whether nothing that says anything stands in the clause before
// token i.
func (rd *reading) isPlainBefore(c *clause, i int) bool {
	for j := max(c.from, i-4); j < i; j++ {
		if rd.toks[j].kind != plainWord && rd.word(j) != "嗯" {
			return false
		}
	}
	return i-c.from <= 4
}

// deniedInSentence says whether a clause before in the sentence said no of a fact by its
// name: that a lower step was reached before denies nothing (5亿早几年就过了，10亿是头一回).
func (rd *reading) deniedInSentence(f int) bool {
	if rd.corrected || rd.clause.has(present) || thisTime.In(rd.f.words(rd.clause.start, min(rd.clause.end, rd.clause.start+6))) {
		return false
	}
	for _, s := range rd.said[max(rd.before, rd.clauseFrom-reachOfWords):max(rd.before, rd.clauseFrom)] {
		if s.fact == f && s.value == fact.Bool(false) && !s.withdrawn && !rd.isLowerStep(&s) {
			return true
		}
	}
	return false
}

// thisTime are words that tell this time from those before.
var thisTime = pattern.Fields(`这回 这次 这趟 这一回 这一次 此次 本次`)

// isDeniedFar says whether it is denied in the clause that there is what a phrase says
// something of: 没有新的车型列入公告.
func (rd *reading) isDeniedFar(cl claim) bool {
	if cl.role != roleWeak && cl.role != roleYes {
		return false
	}
	for j := cl.tok - 1; j >= max(rd.clause.from, cl.tok-5); j-- {
		t := &rd.toks[j]
		switch {
		case t.kind == negation:
			return !rd.lex.entries[t.word].deniesValue() && strings.HasSuffix(rd.word(j), "有") && rd.residue(t.end, rd.toks[cl.tok].start) <= 3
		case t.word < 0 || t.kind != plainWord && t.kind != policyWord:
			return false
		}
	}
	return false
}

// isDeniedAcross says whether nothing but when, where and how stands between a negation and token i:
// 没在今年列入公告, 未能按时通过认定.
func (rd *reading) isDeniedAcross(i int) bool {
	for j := i - 1; j >= max(rd.clause.from, i-4); j-- {
		t := &rd.toks[j]
		if t.kind != negation {
			if t.kind == policyWord || t.kind == quantity && rd.amounts[t.amount].kind != otherAmount {
				return false
			}
			continue
		}
		between := rd.f.words(t.end, rd.toks[i].start)
		for cut := between != ""; cut && between != ""; {
			between, cut = adverbials.Cut(between)
		}
		return between == ""
	}
	return false
}

// adverbials are words for when, where and how something came about.
var adverbials = pattern.Fields(`在 于 能够 能 有 被 还 再 今年 去年 当年 本年 前年 年内 两年内 规定时间内 规定期限内 期限内 时间内 杭州 本市 本地 国内 按时 如期 按期 顺利 最后 最终 真正 成功 及时 正式 一次 赶上 来得及 完全 最近 目前 至今 实现 能在`)

// goesWithSum says whether the clause states a sum of a phrase's subject before it, and so
// a case that is asked about: 营收12亿首次能拿多少.
func (rd *reading) goesWithSum(c *clause, cl claim) bool {
	if c.has(requirement) || c.has(every) || rd.isPolarAbout(c, cl.tok) || rd.group[cl.fact] == 0 {
		return false
	}
	for _, s := range rd.said[rd.clauseFrom:] {
		if _, exact := s.value.Exact(); exact && s.why == "" && s.fact >= 0 && rd.group[s.fact] == rd.group[cl.fact] && rd.schema.Spec(s.fact).Type == fact.Money {
			return true
		}
	}
	return false
}

// pendingBefore says whether what is not settled yet stands right before token i.
func (rd *reading) pendingBefore(i int) bool {
	return i > rd.clause.from && rd.toks[i-1].kind == pendingWord && rd.toks[i-1].end == rd.toks[i].start
}

// isAwardOf says whether a phrase only names an award that is asked about: 应用奖能拿多少.
func (rd *reading) isAwardOf(cl claim) bool {
	j := cl.tok + 1
	return cl.role == roleWeak && rd.sum.asks && j < rd.clause.to && rd.toks[j].kind == benefit && !strings.Contains(rd.word(j), "能") && rd.toks[j].start == rd.toks[cl.tok].end
}

// isTitleOf says whether a word that states something only ends the title of its subject, and is
// all of the clause with that: 首台套应用，第3套; 首台套应用奖励.
func (rd *reading) isTitleOf(c *clause, cl claim) bool {
	i, j := cl.tok, cl.tok+1
	if cl.role != roleWeak || cl.fact == rd.asked || !rd.deadlines[cl.fact].months.IsPositive() || strings.ContainsAny(rd.word(i), "已了上过内成起") || i == c.from || rd.toks[i-1].end != rd.toks[i].start || rd.toks[i-1].word < 0 || c.sep == endsItem {
		return false
	}
	if rd.lex.entries[rd.toks[i-1].word].cues>>rd.group[cl.fact]&1 == 0 || rd.isVerbal(i-1) {
		return false
	}
	if j == c.to || j+1 == c.to && rd.toks[j].kind == benefit && rd.toks[j].start == rd.toks[i].end || pointing.Begin(rd.f.words(rd.toks[i].end, c.end)) {
		return true
	}
	if rd.word(j) == "的" && j+1 < c.to {
		j++
	}
	return rd.toks[j].kind == quantity && rd.amounts[rd.toks[j].amount].kind == shareAmount && rd.residue(rd.toks[i].end, rd.toks[j].start) == 0
}

// pointing are words behind a title that point at what it names: 首台套应用那笔钱, 首台套应用这块.
var pointing = pattern.Fields(`那个 那笔 那块 那项 那条 那一 那部分 这个 这笔 这块 这项 这条 这一 这部分 的那 的这`)

// isOfOrdinal says whether a phrase only says of what an ordinal is one: 投入应用的第三台.
func (rd *reading) isOfOrdinal(cl claim) bool {
	if cl.role != roleWeak {
		return false
	}
	j := cl.tok + 1
	for j < rd.clause.to && (rd.toks[j].kind == plainWord || rd.toks[j].kind == ordinal || rd.toks[j].kind == reach || rd.word(j) == "是") {
		j++
	}
	if j < rd.clause.to && rd.toks[j].kind == quantity && rd.amounts[rd.toks[j].amount].isOrdinal && rd.residue(rd.toks[cl.tok].end, rd.toks[j].start) == 0 {
		return true
	}
	i := cl.tok - 1
	return i >= rd.clause.from && rd.toks[i].kind == quantity && rd.amounts[rd.toks[i].amount].isOrdinal && rd.toks[i].end == rd.toks[cl.tok].start &&
		!strings.ContainsAny(rd.word(cl.tok), "已了")
}

// isOfNext says whether a phrase belongs to what follows it at once, of another
// subject: 不是首次投保.
func (rd *reading) isOfNext(cl claim) bool {
	j := cl.tok + 1
	if j+1 < rd.clause.to && rd.word(j) == "了" && rd.toks[j].start == rd.toks[cl.tok].end && rd.isClaimName(j+1, rd.toks[j].end) { // 首次上了小巨人
		j++
	}
	if j+1 < rd.clause.to && rd.toks[j].kind == affirmation && containsAny(rd.word(j), attained) && rd.toks[j].start == rd.toks[cl.tok].end && rd.isClaimName(j+1, rd.toks[j].end) {
		return rd.sums[rd.group[cl.fact]] > 0 // 不是首次评上智能工厂 is of no sum that is reached
	}
	if j >= rd.clause.to || rd.toks[j].word < 0 || rd.toks[j].start != rd.toks[j-1].end {
		return false
	}
	e := &rd.lex.entries[rd.toks[j].word]
	return e.cues != 0 && e.cues>>rd.group[cl.fact]&1 == 0 && !slices.ContainsFunc(e.refs, func(x ref) bool { return rd.group[x.fact] == rd.group[cl.fact] }) // 入选了投了
}

// isAbove says whether a phrase is about a step above the sum that was said: 营收31亿，
// 50亿没到过.
func (rd *reading) isAbove(cl claim) bool {
	i := cl.tok - 1
	if i > rd.clause.from && rd.pastOwner(i-1) == cl.tok { // 50亿我们没到过
		i--
	}
	if i < rd.clause.from || !rd.isSum(i) || rd.toks[i].end != rd.toks[i+1].start {
		return false
	}
	a := &rd.amounts[rd.toks[i].amount]
	for k := len(rd.said) - 1; k >= max(0, len(rd.said)-reachOfWords); k-- {
		s := &rd.said[k]
		if s.fact < 0 || s.fact != rd.sums[rd.group[cl.fact]]-1 || s.milestone {
			continue
		}
		step, ok := a.exactly(rd.schema.Spec(s.fact))
		n, exact := s.value.Exact()
		return ok && exact && step > n
	}
	return false
}
