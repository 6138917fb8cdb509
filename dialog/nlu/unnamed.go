package nlu

import (
	"strings"

	"suance/calc/fact"
	"suance/dialog/pattern"
)

// unnamed deals with an amount that its clause names no fact for: the fact that
// the clause before named, the one asked for, the one corrected.
func (rd *reading) unnamed(i int, a *amount, m []mention) {
	c := rd.clause
	if rd.takesBack(i, a) || rd.isRetold(a) || rd.isEither(c) || rd.isSure(c) || rd.asked >= 0 && rd.asksOver(c) || rd.foreign && c.sep != endsSentence {
		return
	}
	if j := i + 1; j < c.to && rd.toks[j].kind == benefit && rd.toks[j].start == rd.toks[i].end && rd.asked < 0 && a.value.IsZero() { // 0奖
		return
	}
	if c.has(ordinal) && a.kind == moneyAmount && rd.carry >= 0 && rd.carrySum == rd.sum && rd.takes(rd.carry, a) && rd.isSettled(i, rd.carry) {
		rd.doubt(rd.carry)
		return
	}
	if rd.isOpenVerb(i, a) {
		rd.said = append(rd.said, statement{fact: -1, span: rd.boundOf(i, a).span, why: WhyWhichFact})
		return
	}
	if rd.unknownName(i) || rd.isOfOtherThing(i) || c.has(otherSum) || c.has(every) || c.has(part) && !rd.followsTotal() || rd.claimsBeside(i) || rd.strangeWord(i) || rd.countsOption(i) {
		return
	}
	if rd.claimed && rd.carry < 0 && a.kind == countAmount { // 新车型上了公告，两个
		return
	}
	if i+1 < c.to && a.kind == countAmount && strings.HasPrefix(rd.word(i+1), "都") && (c.has(polarAsk) || strings.HasSuffix(strings.TrimRight(string(rd.f.run), "？?。！! "), "呢")) { // 两个都有的话一共是280万吗
		return
	}
	if rd.named(i, m) && !(rd.asked >= 0 && len(rd.said) == 0 && rd.takes(rd.asked, a) && len(m) == 1 && rd.group[m[0].fact] == rd.group[rd.asked]) || (rd.sum.asks && !rd.supposed && c.has(reach) && !c.has(year) && !rd.isOwn(i)) {
		return
	}
	if rd.asked < 0 && !rd.supposed && (c.has(ask) || c.has(polarAsk)) && !c.has(year) && !rd.isOwn(i) {
		return
	}
	if f := rd.unsaid(i, a); f >= 0 {
		if rd.isSettled(i, f) {
			if f != rd.asked && rd.asked >= 0 && !rd.saidOf(rd.asked) && rd.takes(rd.asked, a) { // 公司营收8亿，这个产品1500万
				a.approx = true
				rd.amountFor(i, a, rd.asked, -1, false)
			}
			return
		}
		rd.carry = f
		rd.amountFor(i, a, f, -1, false)
		return
	}
	if rd.asked >= 0 && rd.carry < 0 && rd.subject == 0 && !c.has(ask) && rd.fits(a) && !(a.kind == moneyAmount && rd.schema.Spec(rd.asked).Type == fact.Count && len(rd.said) > 0) && rd.mismatch(i, a) { // 做机器人的，今年12亿 answers nothing
		return
	}
	if a.kind == moneyAmount && rd.residue(c.start, c.end) == 0 && !c.has(firm) && !c.has(policyWord) && !c.has(ask) && !c.has(polarAsk) && !c.has(requirement) && !c.has(pendingWord) && !c.has(inquiry) && !c.has(benefit) && !c.has(plan) &&
		!rd.planned && !rd.supposed && !rd.isStrange(i) && !rd.sum.asks {
		rd.said = append(rd.said, statement{fact: -1, span: rd.boundOf(i, a).span, why: WhyWhichFact})
	}
}

// countsOption says whether an amount counts what is only an option in its place:
// 两项首台套，一项首批次.
func (rd *reading) countsOption(i int) bool {
	if !rd.countsOther(i) || rd.amounts[rd.toks[i].amount].kind != countAmount {
		return false
	}
	for _, x := range rd.lex.entries[rd.toks[i+1].word].refs {
		if x.role != roleOption {
			return false
		}
	}
	return true
}

// strangeWord says whether a word of the policy stands right before an amount that
// means nothing in its place: it names something else than what was spoken of.
func (rd *reading) strangeWord(i int) bool {
	if rd.corrected || rd.supposed {
		return false
	}
	j := i - 1
	for j > rd.clause.from && (rd.toks[j].kind == plainWord || rd.toks[j].kind == affirmation || rd.toks[j].kind == bound) {
		j--
	}
	return j >= rd.clause.from && rd.toks[j].kind == policyWord && rd.mentionOf(j) > 0 && !rd.means(j) && rd.word(j) != "实际"
}

// isOpenVerb says whether a message is nothing but that somebody spent or got a sum, by a word
// that nothing spoken of gives a fact: 我们投了3000万.
func (rd *reading) isOpenVerb(i int, a *amount) bool {
	c := rd.clause
	if rd.asked >= 0 || a.kind != moneyAmount || len(rd.sum.clauses) > 1 || len(rd.said) > 0 || rd.supposed || rd.sum.asks || rd.residue(c.start, c.end) > 0 {
		return false
	}
	verb := false
	for j := c.from; j < c.to; j++ {
		switch k := rd.toks[j].kind; {
		case k == policyWord && rd.isVerbal(j) && !rd.means(j) && strings.ContainsAny(rd.word(j), "了过"):
			verb = true
		case j == i, k == own, k == plainWord, k == year, k == hedge:
		default:
			return false
		}
	}
	return verb
}

// takesBack withdraws the known fact that has a value which a clause takes back:
// 刚说的12亿不算. What is only supposed (如果这300万没有给呢) takes nothing back.
func (rd *reading) takesBack(i int, a *amount) bool {
	wrong := i+1 < rd.clause.to && rd.toks[i+1].kind == correction && !rd.sum.asks && strings.ContainsAny(rd.word(i+1), "错对") // 12亿说错了
	if !rd.clause.has(retraction) && !wrong && (!rd.endsAfterSign(i) || rd.signAfter(i, 0) >= 0) {
		return false
	}
	for f := range rd.schema.Len() {
		v, known := rd.known(f).Exact()
		if n, exact := a.exactly(rd.schema.Spec(f)); known && exact && n == v && rd.takes(f, a) {
			rd.said = append(rd.said, statement{fact: f, withdrawn: true, corrects: true, supposed: rd.supposed, span: a.span})
			return true
		}
	}
	return false
}

// claimsBeside says whether the clause states a yes or no after an amount without
// a name: 1个已经应用 counts another thing than the clause before.
func (rd *reading) claimsBeside(i int) bool {
	if rd.corrected {
		return false
	}
	for j := i + 1; j < min(rd.clause.to, i+4); j++ {
		if x, ok := rd.resolve(j, isClaim); ok && x.role != roleNo && !rd.isSums(j) && rd.group[x.fact] == rd.subject && rd.subject != 0 {
			return rd.amounts[rd.toks[i].amount].kind == countAmount
		}
	}
	return false
}

// isStep says whether an amount follows a phrase that states a yes or no about
// reaching it: 从来没到过5亿.
func (rd *reading) isStep(i int) bool {
	j := i - 1
	for j >= rd.near(i) && rd.toks[j].kind == reach {
		j--
	}
	if j < rd.near(i) || rd.residue(rd.toks[j].end, rd.toks[i].start) > 0 || rd.isSums(j) {
		return false
	}
	x, ok := rd.resolve(j, isClaim)
	return ok && (rd.sums[rd.group[x.fact]] > 0 && (x.role == roleYes || x.role == roleNo) || strings.HasSuffix(rd.word(j), "过"))
}

// isLongPast says whether it is said right behind an amount that it was reached in earlier years,
// so that it is no value of this one: 10亿前年就过了.
func (rd *reading) isLongPast(i int, a *amount) bool {
	j := rd.pastOwner(i)
	if j >= rd.clause.to || !rd.isPastBehind(i) {
		return false
	}
	if startsWithAny(rd.word(j), "去年", "上年") && i > rd.clause.from && rd.means(i-1) { // 营收12亿去年就到了
		return false
	}
	x, ok := rd.resolve(j, isClaim)
	if !ok || x.role != roleNo {
		return false
	}
	g := rd.group[x.fact]
	return rd.sums[g] > 0 && rd.takes(rd.sums[g]-1, a) && rd.onlySpeaksOf(i, g)
}

// isOnlyStep says whether it is said right behind an amount that it was never reached, or is for the first time,
// where the sum itself is told already: 营收60亿，我们50亿没到过; 营收12亿，10亿是头一回.
func (rd *reading) isOnlyStep(i int, a *amount) bool {
	j := rd.pastOwner(i)
	is := j+1 < len(rd.toks) && rd.word(j) == "是"
	if is {
		j++
	}
	if j >= len(rd.toks) || rd.toks[j].kind != policyWord || rd.toks[j].start != rd.toks[j-1].end || !is && !strings.ContainsAny(rd.word(j), "没未") {
		return false
	}
	for _, x := range rd.lex.entries[rd.toks[j].word].refs {
		f := rd.sums[rd.group[x.fact]] - 1
		if f >= 0 && (x.role == roleYes || x.role == roleWeak) && rd.schema.Spec(int(x.fact)).Type == fact.YesNo && rd.takes(f, a) && (rd.saidOf(f) || !is && rd.isKnown(f)) && !(i > rd.clause.from && rd.means(i-1)) {
			return true
		}
	}
	return false
}

// isPastBehind says whether a phrase that begins with an earlier time stands right behind token i, or
// behind the word for whose it is.
func (rd *reading) isPastBehind(i int) bool {
	j := rd.pastOwner(i)
	return j < len(rd.toks) && rd.toks[j].start == rd.toks[j-1].end && isPast(rd.word(j))
}

// isPast says whether a phrase begins with an earlier time.
func isPast(w string) bool {
	_, ok := pastTimes.Cut(w)
	if !ok {
		_, ok = cutYearsAgo(w)
	}
	return ok
}

// named says whether the clause has a name of its own whose type the amount does
// not fit.
func (rd *reading) named(i int, m []mention) bool {
	for j := range m {
		if m[j].tok < i && !m[j].used {
			return !m[j].loose && rd.schema.Spec(m[j].fact).Type != fact.Choice
		}
	}
	return false
}

// unsaid is the fact that an amount without a name is for; -1 for none.
func (rd *reading) unsaid(i int, a *amount) int {
	if rd.theirs >= 0 && rd.clause.has(own) && rd.takes(rd.theirs, a) {
		return rd.notGot(a, rd.theirs) // 隔壁营收20亿，我们才5亿
	}
	if rd.answersAsked(a) {
		return rd.asked // 今年认定了5项首台套，15亿
	}
	if f := rd.ofNewSubject(i, a); f >= 0 {
		return f // 关键技术已认定，再次申报，今年5亿
	}
	if rd.carry >= 0 && rd.supposed && rd.base[rd.carry] >= 0 && rd.takes(rd.base[rd.carry], a) && !rd.corrected {
		return rd.base[rd.carry] // 设备1000万，没领过补助。假如再买2000万呢
	}
	if f := rd.gotBeforeOf(i, a); f >= 0 && rd.takes(f, a) {
		return f // 营收12亿，此前累计50万
	}
	if rd.carry >= 0 && rd.takes(rd.carry, a) {
		if rd.apart>>rd.group[rd.carry]&1 == 1 && rd.clause.has(own) {
			return -1 // 政府出资5000万，我们出1.5亿
		}
		if f := rd.sums[rd.group[rd.carry]] - 1; f >= 0 && rd.clause.has(year) && rd.takes(f, a) && (!rd.isGot(rd.carry) || rd.heard != rd.carry || a.isHuge()) {
			return f // of a year is what is reached in one: 拿过50万，今年10亿
		}
		if f, ok := rd.schema.Index(rd.schema.Spec(rd.carry).AtMost); ok && rd.isTotal(i) && rd.takes(f, a) {
			return f // 产了6万辆新能源车，总共10万辆
		}
		if f := rd.current[rd.carry]; f >= 0 && rd.isThisYear(i) {
			return f // 上年同口径采购额8亿，今年9亿
		}
		return rd.notGot(a, rd.carry)
	}
	if rd.retold >= 0 && rd.takes(rd.retold, a) {
		rd.corrected = true
		return rd.retold
	}
	if rd.asked >= 0 && rd.takes(rd.asked, a) && (rd.carry < 0 || rd.corrected) && rd.fits(a) && !(rd.schema.Spec(rd.asked).Type == fact.Count && a.isHuge() && rd.saidOf(rd.asked)) {
		if f := rd.ofRest(a); f >= 0 && rd.schema.Spec(rd.asked).Type != fact.Money {
			return f // 180万，费率2.5%: no number of vehicles
		}
		return rd.asked
	}
	if rd.contrast >= 0 && rd.takes(rd.contrast, a) {
		return rd.contrast
	}
	if f := rd.ofYear(i, a); f >= 0 {
		return f
	}
	if !rd.corrected && !rd.isContrast(i) && !rd.supposed && !rd.isBasis(i) {
		return -1
	}
	got := -1
	for _, id := range rd.ctx.Recent {
		f, ok := rd.schema.Index(id)
		if !ok || !rd.takes(f, a) {
			continue
		}
		if !rd.isGot(f) || rd.isKnown(f) {
			return rd.ofBasis(i, a, f)
		}
		got = f // only supposed: what it was got for goes first
	}
	if got >= 0 {
		return got
	}
	if !rd.corrected && rd.supposed && rd.clause.has(policyWord) {
		return -1
	}
	return rd.ofBasis(i, a, rd.knownFor(i, a))
}

// ofBasis is what an amount to reckon by is of in the place of an award of which nothing was got: what the award
// is given for, to be said back, unless that is known (没领过奖, then 按8亿算好了).
func (rd *reading) ofBasis(i int, a *amount, f int) int {
	if f < 0 || !rd.isBasis(i) || !rd.isGot(f) {
		return f
	}
	if n, exact := rd.known(f).Exact(); !exact || n != 0 {
		return f
	}
	base := rd.base[f]
	if base < 0 || !rd.takes(base, a) || rd.isKnown(base) {
		return -1
	}
	a.approx = true
	return base
}

// notGot is what an award is given for in the place of what was got of it, to be said back, where a
// sum is too large for an award, or the speaker's own behind what was got already: 拿过50万营收奖。
// 我们8个亿. Of the name of an award alone ofAward tells.
func (rd *reading) notGot(a *amount, f int) int {
	base, c := rd.base[f], rd.clause
	if base < 0 || rd.onAward || rd.corrected || !rd.takes(base, a) {
		return f
	}
	behind := rd.saidOf(f) && c.has(own) && !c.has(benefit)
	unlike := rd.toldTheirs && !rd.saidOf(f) && a.atLeast(7) // 同行拿了200万，我们小，8000万
	if !a.isHuge() && !behind && !unlike {
		return f
	}
	a.approx = true
	return base
}

// answersAsked says whether an amount whose clause names nothing is the answer to the question
// for one of its kind: a clause beside it that states a yes, a choice or a count of its own takes
// none from it.
func (rd *reading) answersAsked(a *amount) bool {
	if rd.asked < 0 || rd.corrected || rd.supposed || rd.saidOf(rd.asked) || !rd.takes(rd.asked, a) || !rd.fits(a) || rd.clause.has(policyWord) || rd.clause.has(year) {
		return false
	}
	if sp := rd.schema.Spec(rd.asked); sp.Type == fact.Count && (a.isHuge() || rd.ofRest(a) >= 0 || rd.claimed && a.kind == countAmount && a.unit != sp.Unit) {
		return false // 6亿; 180万，费率2.5%; 新车型上公告了，两个
	}
	return rd.carry < 0 || rd.idle || !rd.takes(rd.carry, a)
}

// gotBeforeOf is what was got already of the sum in hand, where the words right before an amount say
// that it was: 此前累计50万, 已获50万; -1 for none. What an earlier time alone stands before is said back
// (此前50万), where it is no sum of the size of what is awarded for.
func (rd *reading) gotBeforeOf(i int, a *amount) int {
	if rd.carry < 0 || rd.corrected || rd.supposed || rd.carrySum != rd.sum {
		return -1
	}
	at := rd.toks[i].start
	before := rd.f.words(max(rd.clause.start, at-7), at)
	if endsWithAny(before, earlier...) && !a.atLeast(7) {
		a.approx = a.approx || !a.value.IsZero()
	} else if !endsWithAny(before, "获", "领", "拿", "得", "获得", "领取", "享受") && !(strings.HasSuffix(before, "累计") || strings.HasSuffix(before, "共")) || !alreadyGot.In(before) {
		return -1
	}
	for f, base := range rd.base {
		if base == rd.carry {
			return f
		}
	}
	return -1
}

// alreadyGot are words of what was got before.
var alreadyGot = pattern.Fields(earlierTimes + ` 已 前期 先前 曾`)

// ofNewSubject is the fact of the subject brought up since the fact in hand, of which something
// else was just told: its only sum or share, or the one of the year; -1 for none.
func (rd *reading) ofNewSubject(i int, a *amount) int {
	g := rd.subjectAt(i)
	if g == 0 || rd.corrected || rd.supposed || rd.sum.asks && rd.carry < 0 || rd.clause.has(benefit) || rd.clause.has(ask) || !rd.onlySpeaksOf(i, g) || !rd.toldOf(i, g) {
		return -1
	}
	kind := fact.Money
	switch {
	case a.kind == shareAmount:
		kind = fact.Share
	case a.kind != moneyAmount:
		return -1
	}
	if rd.carry >= 0 && rd.group[rd.carry] == g && (rd.schema.Spec(rd.carry).Type == kind || rd.takes(rd.carry, a)) {
		return -1
	}
	found := -1
	for f := range rd.group {
		if rd.group[f] != g || rd.schema.Spec(f).Type != kind || rd.isGot(f) || rd.current[f] >= 0 {
			continue
		}
		if found >= 0 {
			return -1
		}
		found = f
	}
	return found
}

// subjectAt is the group last brought up before token i.
func (rd *reading) subjectAt(i int) int {
	for j := i - 1; j >= rd.near(i); j-- {
		if g := rd.cue(j); g != 0 {
			return g
		}
	}
	return rd.subject
}

// onlySpeaksOf says whether the words of the policy before token i in its clause are of a group or
// mean nothing there.
func (rd *reading) onlySpeaksOf(i, g int) bool {
	for j := rd.near(i); j < i; j++ {
		if rd.toks[j].kind != policyWord {
			continue
		}
		if x, ok := rd.resolve(j, isAny); ok && rd.group[x.fact] != g {
			return false
		}
	}
	return true
}

// toldOf says whether what was told last, or what stands right before token i, states something of
// a group that is no sum.
func (rd *reading) toldOf(i, g int) bool {
	j := i - 1
	if j > rd.clause.from && rd.word(j) == "了" {
		j--
	}
	if j >= rd.clause.from && rd.toks[j].kind == policyWord && rd.toks[j].end <= rd.toks[i].start && rd.residue(rd.toks[j].end, rd.toks[i].start) == 0 {
		if x, ok := rd.resolve(j, isClaim); ok && x.role != roleName && x.role != roleLabel && x.role != roleLoose && rd.group[x.fact] == g {
			return true
		}
		if x, ok := rd.resolve(j, isOption); ok && rd.group[x.fact] == g {
			return true
		}
	}
	n := len(rd.said)
	if n == 0 || n <= rd.before && rd.clause.sep == endsSentence || rd.clause.has(policyWord) && n <= rd.clauseFrom {
		return false
	}
	last := &rd.said[n-1]
	return last.fact >= 0 && rd.group[last.fact] == g && rd.schema.Spec(last.fact).Type != fact.Money
}

// isSettled says whether a clause before gave a fact its value, so that
// another amount is not a second one for it: 营收12亿，总共得50万.
func (rd *reading) isSettled(i, f int) bool {
	c := rd.clause
	if rd.isTotal(i) {
		return false
	}
	if _, ok := rd.yearOf(i); ok || rd.corrected || rd.contrasts || rd.supposed || c.has(own) && !rd.isShareOfCost(i) || c.has(nextYear) || c.has(present) || c.has(negation) && rd.deniesAny(c) || c.has(reach) && laterOn.In(rd.f.words(c.start, min(c.end, c.start+6))) { // 后来涨到6亿
		return false
	}
	for _, s := range rd.said[max(0, rd.clauseFrom-reachOfWords):rd.clauseFrom] {
		if n, exact := s.value.Exact(); exact && s.fact == f && s.why == "" && !s.milestone {
			return !(s.confirm && !s.loose && rd.isFiner(i, f, n)) && !rd.isPutInstead(i)
		}
	}
	return false
}

// laterOn are words of what came after.
var laterOn = pattern.Fields(`后来 之后 最后 最终 后面`)

// isFiner says whether a clause gives nothing but an amount near a rough one: 大概6亿，账上是
// 6.12亿.
func (rd *reading) isFiner(i, f int, rough int64) bool {
	c := rd.clause
	if n, ok := rd.amounts[rd.toks[i].amount].exactly(rd.schema.Spec(f)); !ok || n > rough*2 || n < rough/2 {
		return false
	}
	return c.kinds&(1<<hedge|1<<ask|1<<polarAsk|1<<benefit|1<<otherSum|1<<policyWord|1<<difference|1<<bound) == 0 && i == c.to-1 && rd.residue(c.start, c.end) <= 4
}

// isPutInstead says whether a clause is nothing but what a value is after all: 噢是1.2亿; 实际
// 1.2亿.
func (rd *reading) isPutInstead(i int) bool {
	c := rd.clause
	if i != c.from+1 || i != c.to-1 || rd.residue(c.start, c.end) > 1 {
		return false
	}
	w := rd.word(c.from)
	return rd.toks[c.from].kind == affirmation && strings.HasSuffix(w, "是") || w == "实际" && rd.isSum(i)
}

// isShareOfCost says whether an amount is what somebody bears of a total: 我们出220万.
func (rd *reading) isShareOfCost(i int) bool {
	at := rd.toks[i].start
	for k := at - 1; k >= max(1, at-3); k-- {
		if strings.ContainsRune("出掏担筹垫", rd.f.run[k]) {
			return !strings.ContainsRune("卖产支输售", rd.f.run[k-1])
		}
	}
	return false
}

// isBasis says whether an amount is said to be what to reckon with: 还是按6亿算.
func (rd *reading) isBasis(i int) bool {
	at := rd.toks[i].start
	return at > 0 && (rd.f.run[at-1] == '按' || rd.f.run[at-1] == '照')
}

// deniesAny says whether a clause takes a value back: 不是12亿.
func (rd *reading) deniesAny(c *clause) bool {
	for j := c.from; j < min(c.to, c.from+reachOfWords); j++ {
		if t := &rd.toks[j]; t.kind == negation && rd.lex.entries[t.word].deniesValue() {
			return true
		}
	}
	return false
}

// doubt has the value of a fact said back, since another amount followed that may be a
// part of the same: 第一批200万，第二批150万.
func (rd *reading) doubt(f int) {
	for k := len(rd.said) - 1; k >= max(0, len(rd.said)-reachOfWords); k-- {
		if s := &rd.said[k]; s.fact == f && s.why == "" {
			s.confirm = true
			return
		}
	}
}

// isTotal says whether the word right before an amount makes it the sum of those before:
// 累计2000万.
func (rd *reading) isTotal(i int) bool {
	j := i - 1
	if j < rd.clause.from || rd.toks[j].kind != plainWord || rd.toks[j].end != rd.toks[i].start {
		return false
	}
	return contains(totals, rd.word(j))
}

// totals are words that make an amount the sum of those before.
var totals = strings.Fields(`累计 合计 总计 共计 总共 一共 加起来 目前累计 全部`)

// isThisYear says whether an amount is said to be this year's.
func (rd *reading) isThisYear(i int) bool {
	y, ok := rd.yearOf(i)
	return ok && y == 0
}

// fits says whether the fact asked for can have an amount, or whether that is for
// the words after it to say.
func (rd *reading) fits(a *amount) bool {
	sp := rd.schema.Spec(rd.asked)
	n, exact := a.exactly(sp)
	return len(rd.rest) == 0 || !exact || sp.Type != fact.Count || sp.Check(fact.Point(n)) == nil
}

// ofRest is the only sum of what all the clauses after an amount speak of, one of them by a
// rate of it, if that is not what was asked about: 180万，费率2.5%. -1 for none.
func (rd *reading) ofRest(a *amount) int {
	c := rd.clause
	defer func() { rd.clause = c }()
	g, rate := 0, false
	for k := range min(len(rd.rest), reachOfWords) {
		rd.clause = &rd.rest[k]
		for _, x := range rd.mentions(rd.clause) {
			if g != 0 && rd.group[x.fact] != g {
				return -1
			}
			g, rate = rd.group[x.fact], rate || rd.schema.Spec(x.fact).Type == fact.Share
		}
	}
	found := -1
	for f := range rd.group {
		if !rate || g == 0 || rd.group[f] != g || rd.schema.Spec(f).Type != fact.Money {
			continue
		}
		if found >= 0 {
			return -1
		}
		found = f
	}
	if g == rd.group[rd.asked] || found >= 0 && !rd.takes(found, a) {
		return -1
	}
	return found
}

// ofYear is the fact of the subject that has one of the year before, for an amount
// with a year but no name: 关键技术第二次申报，今年12亿去年9亿. -1 for none.
func (rd *reading) ofYear(i int, a *amount) int {
	if _, ok := rd.yearOf(i); !ok {
		return -1
	}
	if rd.subject == 0 {
		return rd.ofKnownYears(a)
	}
	for f := range rd.schema.Len() {
		if rd.previous[f] >= 0 && rd.group[f] == rd.subject && rd.takes(f, a) {
			return f
		}
	}
	return -1
}

// ofKnownYears is the only fact with one of the year before of which the session knows
// either; -1 for none or several.
func (rd *reading) ofKnownYears(a *amount) int {
	found := -1
	for f, p := range rd.previous {
		if p < 0 || !rd.isKnown(f) && !rd.isKnown(p) || !rd.takes(f, a) {
			continue
		}
		if found >= 0 {
			return -1
		}
		found = f
	}
	return found
}

// contrastOf is the known fact whose value a sentence takes back without naming
// it: 是13亿，不是12亿; -1 for none.
func (rd *reading) contrastOf(s *sentence) int {
	if rd.ctx.Known.Schema() != rd.schema || !s.has(negation) {
		return -1
	}
	for k := range s.clauses {
		c := &s.clauses[k]
		for i := c.from + 1; i < c.to; i++ {
			if rd.toks[i].kind != quantity || rd.toks[i-1].kind != negation {
				continue
			}
			a := &rd.amounts[rd.toks[i].amount]
			for f := range rd.schema.Len() {
				v, ok := rd.ctx.Known.At(f).Exact()
				if n, exact := a.exactly(rd.schema.Spec(f)); ok && exact && n == v && rd.takes(f, a) {
					return f
				}
			}
		}
	}
	return -1
}

// retoldOf is the known fact whose value a sentence names only to put another in its place:
// 上面写的12亿是集团口径，我们自己是4.8亿; -1 for none.
func (rd *reading) retoldOf(s *sentence) int {
	if rd.ctx.Known.Schema() != rd.schema || s.asks || s.has(supposition) {
		return -1
	}
	if f := rd.oldOf(s); f >= 0 {
		return f
	}
	c := &s.clauses[0]
	switch {
	case c.has(policyWord) || !c.has(quantity) || c.has(year):
		return -1
	case len(s.clauses) > 1 && !s.clauses[1].has(policyWord) && s.clauses[1].has(quantity):
	case !rd.isReplaced(c):
		return -1
	}
	return rd.knownIn(c)
}

// oldOf is the known fact whose value a clause behind another value only tells to take it
// back: 16万，刚说15万记错了; 5.05亿，非此前登记的5.5亿. -1 for none.
func (rd *reading) oldOf(s *sentence) int {
	for k := 1; k < len(s.clauses); k++ {
		if c := &s.clauses[k]; c.has(quantity) && rd.isOfOld(c) {
			return rd.knownIn(c)
		}
	}
	return -1
}

// isOfOld says whether a clause takes back what was told before.
func (rd *reading) isOfOld(c *clause) bool {
	said := rd.f.words(c.start, min(c.end, c.start+longestOld))
	return takesOld.In(said) && tellsOld.In(said)
}

// longestOld is how many characters of a clause are looked at.
const longestOld = 24

// Words of what was told before, and of taking it back.
var (
	tellsOld = pattern.Fields(`刚说 刚刚说 刚讲 刚报 刚填 刚写 刚才 之前 此前 前面 上面 原来 原先 先前 上次 误填 误写 误报`)
	takesOld = pattern.Fields(`错 误 不对 说成 写成 填成 报成 不是 并非 而非 非此前 非之前 非前面 非原`)
)

// knownIn is the known fact that has the first value of a clause; -1 for none.
func (rd *reading) knownIn(c *clause) int {
	for i := c.from; i < min(c.to, c.from+reachOfWords); i++ {
		if rd.toks[i].kind != quantity {
			continue
		}
		a := &rd.amounts[rd.toks[i].amount]
		for f := range rd.schema.Len() {
			v, ok := rd.known(f).Exact()
			if n, exact := a.exactly(rd.schema.Spec(f)); ok && exact && n == v && rd.takes(f, a) {
				return f
			}
		}
		return -1
	}
	return -1
}

// isReplaced says whether a clause puts one amount in another's place: 8亿改9亿.
func (rd *reading) isReplaced(c *clause) bool {
	last := -1
	for i := c.from; i < min(c.to, c.from+reachOfWords); i++ {
		if rd.toks[i].kind != quantity {
			continue
		}
		if last >= 0 && strings.ContainsAny(rd.f.words(rd.toks[last].end, rd.toks[i].start), "改换") {
			return true
		}
		last = i
	}
	return false
}

// isRetold says whether an amount is the known value that the sentence only names.
func (rd *reading) isRetold(a *amount) bool {
	if rd.retold < 0 {
		return false
	}
	v, _ := rd.known(rd.retold).Exact()
	n, exact := a.exactly(rd.schema.Spec(rd.retold))
	return exact && n == v
}

// isContrast says whether an amount stands in 不是A是B.
func (rd *reading) isContrast(i int) bool {
	for j := rd.near(i); j < i; j++ {
		if rd.toks[j].kind == negation {
			return true
		}
	}
	return false
}

// knownFor is the known fact that a correction is about: the one that has the
// value taken back, or the only one of the amount's kind; -1 for none.
func (rd *reading) knownFor(i int, a *amount) int {
	if rd.ctx.Known.Schema() != rd.schema || rd.schema == nil {
		return -1
	}
	only := -1
	for f := range rd.schema.Len() {
		v, ok := rd.ctx.Known.At(f).Exact()
		if !ok || !rd.takes(f, a) || v == 0 && rd.supposed {
			continue // nothing got, of which nothing is supposed
		}
		if n, exact := a.exactly(rd.schema.Spec(f)); exact && n == v {
			return f
		}
		if only >= 0 {
			only = -2
		} else if only == -1 {
			only = f
		}
	}
	return max(only, -1)
}
