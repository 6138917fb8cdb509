package nlu

import (
	"slices"
	"strings"

	"suance/calc/fact"
	"suance/dialog/pattern"
)

// amountFor states what an amount says of a fact.
func (rd *reading) amountFor(i int, a *amount, f, name int, loose bool) {
	if rd.isAskedAbout(i, a, name) || !rd.summed[f] && rd.isYearsTotal(i) || rd.isOfMore(i, f) || loose && rd.isAskedCount(a) || rd.isNegated(name, i, f) || rd.isAnyones(i) {
		return
	}
	told := f
	f = rd.ofAward(i, a, f, name)
	if c := rd.current[f]; c >= 0 && name >= 0 && name < i-1 && rd.isThisYear(i) { // 上年采购额8亿本年9亿
		f = c
	}
	if rd.previous[f] < 0 && rd.isMeasure(i) && rd.isOfEarlier(i) && rd.saidOf(f) { // 2024年11.3亿，较上年9.6亿增长
		rd.doubt(f)
		return
	}
	if rd.isOfAnother(i, f, name) {
		return
	}
	if rd.isMeasure(i) && rd.isOfEarlier(i) && !rd.saidOf(f) && !rd.isKnown(f) || rd.previous[f] < 0 && rd.isStart(i) {
		if f = rd.previous[f]; f < 0 { // 比去年的8亿增长了50%
			return
		}
	}
	sp := rd.schema.Spec(f)
	s := statement{fact: f, span: a.span, confirm: loose || a.approx || f == rd.base[told], milestone: rd.isMilestone(name, f) || rd.afterFirst(i, f)}
	if s.year, s.hasYear = rd.yearOf(i); !s.hasYear && rd.previous[f] >= 0 && rd.isStart(i) {
		s.year, s.hasYear = -1, true
	}
	if n := len(rd.said); !s.hasYear && (rd.clause.has(part) || name >= 0 && strings.HasPrefix(rd.word(name), "其中")) && n > rd.before && rd.said[n-1].fact == f {
		s.year, s.hasYear = rd.said[n-1].year, rd.said[n-1].hasYear // of the year of the whole
	}
	s.former = s.hasYear && s.year == -1 && rd.saysFormer(i)
	if s.milestone {
		s.confirm = rd.claimNameless(a, f) || s.confirm
	}
	if n := len(rd.said); !s.hasYear && n > rd.before && rd.said[n-1].fact == f && (rd.corrected || rd.said[n-1].withdrawn || rd.isDenied(i, name)) {
		s.year, s.hasYear = rd.said[n-1].year, rd.said[n-1].hasYear // of the year of what it corrects
	}
	s.confirm = s.confirm || name >= 0 && rd.isPartial(name, 1) || rd.isOfWellKnown() || rd.isAtEdge(i)
	s.loose, s.sinceLong = loose, !rd.summed[f] && rd.isSinceLong(i)
	s.more = (rd.summed[f] || rd.clause.has(apart) && rd.names == 1 && sp.Type == fact.Money && !rd.sum.asks && !rd.supposed && !rd.tellsYears()) && (rd.comesOnTop(i) || rd.summed[f] && rd.isEarlierToo())
	if name >= 0 {
		s.name = rd.toks[name].word + 1
	}
	s.instead = rd.clause.has(present) || rd.clause.has(part) || rd.isTotal(i) || name >= 0 && rd.f.run[rd.toks[name].start] == '其' && strings.HasPrefix(rd.word(name), "其中") ||
		name < 0 && i > rd.clause.from && rd.f.run[rd.toks[i].start-1] == '是' // 等等我看看，是10.9亿
	b := rd.boundOf(i, a)
	if b.kind != 0 {
		s.span = b.span
	}
	s.milestone = s.milestone || b.kind == 0 && rd.isAttainedSum(i)
	if rd.annual[f] && rd.isPartOfYear(i, name) {
		s.why, s.ofPart = WhyType, true
		rd.say(s, i)
		return
	}
	if rd.hasGrown(a) || rd.previous[f] >= 0 && rd.growsFrom(a) {
		if p := rd.previous[f]; p >= 0 && rd.growsFrom(a) {
			if n, ok := inner(rd.schema.Spec(p), a.low.value); ok { // 产值从4.4亿到5.1亿
				rd.say(statement{fact: p, value: fact.Point(n), span: a.span, confirm: true}, i)
			}
		}
		a.value, a.vague, s.confirm = a.high.value, false, true
		b.kind = 0
	}
	if rd.judge(&s, i, a, b, name) {
		rd.sayOfYears(s, i)
	}
}

// isOfAnother says whether an amount beside a name of fact f is of something else: of another level's award,
// of what was paid for, of another place, or of a part alone.
func (rd *reading) isOfAnother(i, f, name int) bool {
	at := rd.toks[i].start
	switch {
	case rd.isGot(f) && containsAny(rd.f.words(max(rd.clause.start, at-8), at), otherLevels[:]):
		return true // 另获省级奖励100万
	case !rd.isGot(f) && endsWithAny(rd.f.words(max(rd.clause.start, at-4), at), paidFor...):
		return true // 本地采购奖了300万
	case rd.isFromElsewhere(f):
		return true // 从上海采购了3亿
	case f != rd.asked && name >= 0 && rd.schema.Spec(f).AtMost != "" && rd.isPurchase(min(i, name)):
		return true // 采购新能源汽车10辆
	case len(rd.rest) > 0 && rd.isPartial(i, 1):
		return true // 省级1项，市级2项
	}
	// 其中软件投入200万; 占采购总额46亿的30%
	return name >= 0 && (rd.f.run[rd.toks[name].start] != '其' && rd.isPartOnly(name, f) || rd.toks[name].start > 0 && rd.f.run[rd.toks[name].start-1] == '占')
}

// isPurchase says whether words of buying stand right before token i: what follows was bought, and not made.
func (rd *reading) isPurchase(i int) bool {
	at := rd.toks[i].start
	return buying.In(rd.f.words(max(rd.clause.start, at-3), at)) && !rd.isMade(i)
}

// judge gives a statement its value, or says why it has none that is sure; no if the amount is only asked for.
func (rd *reading) judge(s *statement, i int, a *amount, b limit, name int) bool {
	f, sp := s.fact, rd.schema.Spec(s.fact)
	n, exact := a.exactly(sp)
	unit := ""
	if a.kind == bareAmount && !a.vague {
		if unit = rd.labelUnit(i, name); unit == "" && (sp.Type == fact.Money && endsWithAny(rd.allUnit, "元", "亿", "万") || sp.Type == fact.Count && sp.Unit != "" && strings.HasSuffix(rd.allUnit, sp.Unit)) {
			unit = rd.allUnit
		}
		if unit != "" {
			n, exact = a.scaled(sp, unit)
		}
	}
	switch {
	case a.negative:
		s.why = WhyNegative
	case a.foreign:
		s.why = WhyCurrency
	case sp.Type == fact.Count && a.kind == moneyAmount && !a.vague && a.value.GreaterThan(mostBare):
		s.why = WhyType
	case rd.isBrokenOff(a), sp.Type == fact.Count && rd.isHalved(i), sp.Type == fact.Count && sp.Words.DoubtBelow == 0 && a.kind == bareAmount && a.looksLikeYear():
		s.why = WhyType
	case rd.clause.has(unsure) && rd.isDoubted(i), rd.clause.has(pendingWord) && rd.isPendingFor(i), rd.clause.has(reach) && sp.Type == fact.Count && !rd.isMilestone(name, f) && rd.appliedBefore(i): // 申请扩到20万
		s.why = WhyPending
	case a.isOne() && a.kind == countAmount && (rd.zero[f] >= 0 || sp.Type == fact.Count && sp.Check(fact.Point(0)) == nil) && (b.kind == below || rd.signAfter(i, 0) < 0 && !rd.isYet(i) || name == i+1 && rd.signAfter(name, 0) < 0):
		s.value, s.span = fact.Point(max(0, rd.zero[f])), a.span // 一个都没有
	case rd.isDenied(i, name) && rd.clause.has(polarAsk):
		return false // 营收不是12亿吗
	case name < 0 && rd.isDenied(i, name) && exact && rd.isKnown(f) && rd.known(f) != fact.Point(n) && len(rd.rest) == 0 && !rd.statesAnything():
		return false // 不是270万, where 300万 was said: of what came out
	case rd.isDenied(i, name):
		s.withdrawn, rd.contrasts = true, true
		s.value = fact.Point(n)
	case b.kind != 0 || a.vague:
		s.value, s.why = rd.rangeOf(sp, a, b)
	case (unit == "" || a.pointed) && a.doubt(sp) != "":
		s.why = a.doubt(sp)
	case !exact:
		s.why = WhyType
	default:
		if s.value = fact.Point(n); sp.Check(s.value) != nil {
			s.value, s.why = fact.Value{}, WhyType
		}
	}
	return true
}

// isAtEdge says whether an amount is only the edge that was come to: 摸到10亿的边了.
func (rd *reading) isAtEdge(i int) bool {
	return startsWithAny(strings.TrimPrefix(rd.f.words(rd.toks[i].end, min(rd.clause.end, rd.toks[i].end+3)), "的"), "边")
}

// isDoubted says whether right before an amount it is said that it need not be so much: 营收未必有5亿.
func (rd *reading) isDoubted(i int) bool {
	j := i - 1
	for j > rd.clause.from && (rd.toks[j].kind == affirmation || rd.toks[j].kind == reach || rd.toks[j].kind == plainWord) {
		j--
	}
	return j >= rd.clause.from && rd.toks[j].kind == unsure && rd.residue(rd.toks[j].end, rd.toks[i].start) <= 1
}

// paidFor are words right before a sum that was paid for something, and is none of it.
var paidFor = strings.Fields(`奖了 补了 奖过 补过 奖励了 补贴了 补助了`)

// isOfWellKnown says whether a clause begins with an enterprise that everybody knows, which need not be the
// one that the consultation is about: 吉利采购了100亿.
func (rd *reading) isOfWellKnown() bool {
	c := rd.clause
	return rd.asked < 0 && !rd.sum.asks && !rd.sum.has(own) && !c.has(colon) && wellKnown.Begin(rd.f.words(c.start, min(c.end, c.start+4)))
}

// wellKnown are such enterprises.
var wellKnown = pattern.Fields(`吉利 比亚迪 海康 大华 零跑 特斯拉 蔚来 小鹏 华为 小米 阿里 宁德时代 上汽 广汽 奇瑞 长安汽车 长城汽车 理想汽车`)

// ofAward is what an award is given for, where only the award's name stands before a sum that is
// too large for one, or in a clause of its own before one that nothing says was got, to be said
// back: 营收奖励，6000万.
func (rd *reading) ofAward(i int, a *amount, f, name int) int {
	base := rd.base[f]
	switch {
	case base < 0 || rd.corrected:
		return f
	case name < 0 && (!a.atLeast(7) || !rd.onAward || rd.saysGot(i)):
		return f
	case name >= 0 && (!a.isHuge() || rd.sums[rd.group[base]] != base+1 || !rd.isAwardName(mention{fact: f, tok: name})):
		return f
	}
	return base
}

// saysGot says whether the sentence says of anything that it was got, or the clause of amount i
// speaks of an earlier time.
func (rd *reading) saysGot(i int) bool {
	c := rd.sum.clauses
	return containsAny(rd.f.words(c[0].start, c[len(c)-1].end), wasGot) || alreadyGot.In(rd.f.words(rd.clause.start, rd.toks[i].start))
}

// wasGot are words with which something was got.
var wasGot = strings.Fields(`拿过 领过 得过 获得 已获 已拿 已领 已经拿 已经领 拿了 领了 得了 拿到 领到 到账 到手 发了 发过 给过 给了 享受过 补过 补了 已补 奖过 奖了 拨 兑现`)

// tellsGot says whether a clause tells that something was got, and does not only ask whether it can
// be: 已领过营收奖300万, but not 营收奖能拿到50万吗.
func tellsGot(said string) bool {
	for _, w := range wasGot {
		before, _, ok := strings.Cut(said, w)
		if ok && !endsWithAny(strings.TrimRight(before, "够以再还给我们"), mayGet...) {
			return true
		}
	}
	return false
}

// mayGet are words before one of getting that is only hoped for, asked about or denied.
var mayGet = strings.Fields(`能 可 会 想 要 应该 没 不 未 没有 吗 吧 多少`)

// claimNameless gives a sum without a name that the sentence told before a step of a fact was, and
// is not below it, to the fact: 我们60亿，首次到50亿. It says whether there is a smaller one.
func (rd *reading) claimNameless(a *amount, f int) (smaller bool) {
	for n := len(rd.said) - 1; n >= max(rd.before, len(rd.said)-reachOfWords); n-- {
		s := &rd.said[n]
		if s.fact >= 0 || s.why != WhyWhichFact || a.vague {
			continue
		}
		for k := range rd.amounts {
			b := &rd.amounts[k]
			if b.span != s.span || b.vague {
				continue
			}
			v, ok := b.exactly(rd.schema.Spec(f))
			if smaller = b.value.LessThan(a.value); ok && !smaller {
				s.fact, s.value, s.why = f, fact.Point(v), ""
			}
		}
	}
	return smaller
}

// isPendingFor says whether what is not settled yet is amount i, and not the next item of a
// list: 去年营收4.7亿元、今年预计5.3亿元.
func (rd *reading) isPendingFor(i int) bool {
	for j := i - 1; j >= rd.near(i); j-- {
		if k := rd.toks[j].kind; k == pendingWord {
			return true
		} else if k == present || strings.HasPrefix(rd.word(j), "实际") { // 预计6亿实际7亿
			break
		}
	}
	for j := i + 1; j < min(rd.clause.to, i+reachOfWords); j++ {
		switch t := &rd.toks[j]; t.kind {
		case pendingWord:
			return true
		case mark, quantity:
			return false
		}
	}
	return false
}

// appliedBefore says whether amount i is what is applied for: 申请扩到20万.
func (rd *reading) appliedBefore(i int) bool {
	for j := i - 1; j >= rd.near(i) && rd.toks[j].kind != quantity; j-- {
		if rd.toks[j].kind == applied || rd.toks[j].kind == pendingWord {
			return true
		}
	}
	return false
}

// isOfMore says whether an amount is said to be of more than what the value of a fact just
// told is of, or only applied for: 本市的12.2亿，全部30亿; 15万，今年申请到20万.
func (rd *reading) isOfMore(i, f int) bool {
	if rd.summed[f] || rd.corrected || rd.supposed || rd.clauseFrom == 0 && len(rd.said) == 0 {
		return false
	}
	from := max(rd.clause.start, rd.toks[i].start-12)
	for j := i - 1; j >= rd.clause.from && rd.toks[j].end > from; j-- {
		if rd.toks[j].kind == quantity {
			from = rd.toks[j].end // 再次申报，产值3.8亿去年3.2亿
		}
	}
	if !ofMore.In(rd.f.words(from, rd.toks[i].start)) && !appliedTo.In(rd.f.words(max(from, rd.lastPolicyWord(i)), rd.toks[i].start)) {
		return false
	}
	for _, s := range rd.said[max(rd.before, len(rd.said)-reachOfWords):] {
		if _, exact := s.value.Exact(); exact && s.fact == f && s.why == "" && !s.supposed {
			return true
		}
	}
	return false
}

// ofMore are words of the whole of which something is a part.
var ofMore = pattern.Fields(`全部 总的 公司总 全公司 公司整体 总采购 其他 其它 其余`)

// appliedTo are words of what is applied for.
var appliedTo = pattern.Fields(`申请 申报`)

// lastPolicyWord is where the last word of the policy before token i in its clause ends.
func (rd *reading) lastPolicyWord(i int) int {
	for j := i - 1; j >= rd.near(i); j-- {
		if rd.toks[j].kind == policyWord {
			return rd.toks[j].end
		}
	}
	return 0
}

// isPartOnly says whether a name is that of a part of what was told, by a word that nobody
// knows or that is of something else: 总价2500万，其中进口设备1800万.
func (rd *reading) isPartOnly(name, f int) bool {
	if !rd.clause.has(part) || !rd.saidOf(f) || name == rd.clause.from {
		return false
	}
	if rd.residue(rd.toks[name-1].end, rd.toks[name].start) >= 2 {
		return true
	}
	_, option := rd.resolve(name-1, isOption)
	return option && rd.toks[name-1].end == rd.toks[name].start
}

// isAskedCount says whether an amount without a currency can be of the count asked for.
func (rd *reading) isAskedCount(a *amount) bool {
	return rd.asked >= 0 && a.noCurrency && rd.schema.Spec(rd.asked).Type == fact.Count && rd.takes(rd.asked, a)
}

// isHalved says whether half of another follows an amount: 两台半.
func (rd *reading) isHalved(i int) bool {
	end := rd.toks[i].end
	return end < len(rd.f.run) && rd.f.run[end] == '半' && (end+1 == len(rd.f.run) || !isHan(rd.f.run[end+1]) || rd.residue(end+1, end+2) == 0)
}

// isYet says whether 还 follows an amount, so that what is denied of it is something else:
// 两项用上了，一项还没.
func (rd *reading) isYet(i int) bool {
	end := rd.toks[i].end
	return end < len(rd.f.run) && rd.f.run[end] == '还'
}

// hasGrown says whether a range is what a sum grew from and to: 翻了一番，从6亿到12亿.
func (rd *reading) hasGrown(a *amount) bool {
	return rd.growsFrom(a) && rd.sum.has(difference)
}

// growsFrom says whether 从 stands before a range: 从6亿到12亿.
func (rd *reading) growsFrom(a *amount) bool {
	return a.vague && a.low != nil && a.high != nil && a.start > 0 && strings.ContainsRune("从由", rd.f.run[a.start-1]) &&
		strings.ContainsAny(rd.f.words(a.start, a.end-2), "亿万元")
}

// isBrokenOff says whether an amount is what is left of a decimal that a blank tore apart:
// 采购额：9. 8亿.
func (rd *reading) isBrokenOff(a *amount) bool {
	at := a.start
	if at > 2 && rd.f.run[at-1] == ' ' && isDigit(rd.f.run[at-2]) && a.end-at > 3 && isDigit(rd.f.run[at+2]) && !isDigit(rd.f.run[at+3]) && !(at > 5 && isDigit(rd.f.run[at-5])) {
		return true // 12 500 万元
	}
	if at > 2 && strings.ContainsRune(",。", rd.f.run[at-1]) && isDigit(rd.f.run[at-2]) && isDigit(rd.f.run[at]) && !isDigit(rd.f.run[at+1]) && isSized(rd.f.run[at:a.end]) && rd.isBareBefore(at-1) {
		return true // 营收6，2亿
	}
	if at < 4 || rd.f.run[at-1] != ' ' || rd.f.run[at-2] != '.' {
		return false
	}
	at -= 2
	if rd.f.run[at-1] == ' ' { // 6 . 5
		at--
	}
	if at < 1 || !isDigit(rd.f.run[at-1]) {
		return false
	}
	for ; at > 0 && isDigit(rd.f.run[at-1]); at-- {
	}
	return at > 0 && rd.f.run[at-1] != '\n'
}

// isBareBefore says whether a number without a unit ends at a place.
func (rd *reading) isBareBefore(at int) bool {
	for k := range rd.amounts {
		if a := &rd.amounts[k]; a.end == at {
			return a.kind == bareAmount || a.noUnit
		}
	}
	return false
}

// isOfEarlier says whether an amount is said to be an earlier year's.
func (rd *reading) isOfEarlier(i int) bool {
	y, ok := rd.yearOf(i)
	return ok && y < 0
}

// isStart says whether an amount is where another in its clause came from: 从2亿涨到3亿.
func (rd *reading) isStart(i int) bool {
	at := rd.toks[i].start
	if at == 0 || rd.f.run[at-1] != '从' && rd.f.run[at-1] != '由' {
		return false
	}
	for j := i + 1; j+1 < min(rd.clause.to, i+reachOfWords); j++ {
		if rd.toks[j].kind != reach {
			continue
		}
		if rd.word(j+1) == "了" {
			j++
		}
		if j+1 < rd.clause.to && rd.toks[j+1].kind == quantity {
			return true
		}
	}
	return false
}

// saysFormer says whether the year of amount i is named as labels name it: 上一年度, 上年.
func (rd *reading) saysFormer(i int) bool {
	for j := i - 1; j >= rd.near(i); j-- {
		if rd.toks[j].kind == year {
			return strings.HasPrefix(rd.word(j), "上")
		}
	}
	return false
}

// isAttainedSum says whether an amount is the step that a sum just went over: 上了10亿, which
// the sum itself may follow.
func (rd *reading) isAttainedSum(i int) bool {
	j := i - 1
	return j >= rd.clause.from && rd.word(j) == "上了" && rd.toks[j].end == rd.toks[i].start
}

// isNegated says whether a negation stands right before the name of an amount that
// follows: 没拿过那50万 states no sum.
func (rd *reading) isNegated(name, i, f int) bool {
	return name > rd.clause.from && name < i && rd.zero[f] >= 0 && rd.toks[name-1].kind == negation
}

// isMilestone says whether an amount is the step that was reached (首次突破5亿),
// which gives way to the sum itself.
func (rd *reading) isMilestone(name, f int) bool {
	if name < 0 {
		return false
	}
	for _, x := range rd.lex.entries[rd.toks[name].word].refs {
		if int(x.fact) == f && x.role == roleSums {
			return true
		}
	}
	return false
}

// afterFirst says whether a word for a first time of the same subject stands right
// before an amount without a name: 首次10亿.
func (rd *reading) afterFirst(i, f int) bool {
	if i == rd.clause.from || rd.toks[i-1].end != rd.toks[i].start || rd.sums[rd.group[f]] == 0 {
		return false
	}
	x, ok := rd.resolve(i-1, isClaim)
	return ok && (x.role == roleWeak || x.role == roleYes) && rd.group[x.fact] == rd.group[f]
}

// labelUnit is the unit that the label of an amount has in its brackets, as in
// 营业收入（万元）; empty for none.
func (rd *reading) labelUnit(i, name int) string {
	if j := i + 1; j < rd.clause.to && rd.toks[j].kind == unitWord && rd.toks[j].start == rd.toks[i].end+1 && rd.f.run[rd.toks[i].end] == '(' {
		return rd.word(j) // 120000（万元）
	}
	if name < 0 {
		return rd.unit
	}
	for j := name + 1; j < i; j++ {
		if rd.toks[j].kind == unitWord {
			return rd.word(j)
		}
	}
	return ""
}

// isDenied says whether 不是 stands right before an amount or its name.
func (rd *reading) isDenied(i, name int) bool {
	for j := i - 1; j >= rd.near(i); j-- {
		switch t := &rd.toks[j]; t.kind {
		case negation:
			return rd.lex.entries[t.word].deniesValue() && rd.residue(t.end, rd.toks[i].start) == 0
		case plainWord, hedge, year, unitWord, ordinal:
		default:
			if j != name {
				return false
			}
		}
	}
	return false
}

// deniesValue says whether a negation takes a value back (不是12亿), rather than
// saying that less was reached (没有12亿).
func (e *entry) deniesValue() bool {
	for _, r := range e.surface {
		if r == '是' || r == '非' || r == '为' || r == '系' {
			return true
		}
	}
	return len(e.surface) == 1 && e.surface[0] == '不'
}

// statesAnything says whether the sentence has already stated something.
func (rd *reading) statesAnything() bool { return len(rd.said) > rd.before }

// yearOf is the year that an amount is for: the nearest year word before it in
// the clause, else one right after it, else that of its clause before it.
func (rd *reading) yearOf(i int) (int, bool) {
	if p, ok := rd.paired[i]; ok && p.hasYear {
		return p.year, true
	}
	for j := i - 1; j >= rd.near(i); j-- {
		if y, ok := rd.yearAt(j); ok && !(j < i-1 && rd.isCompared(j, i)) {
			return y, true
		}
	}
	for j := i + 1; j < min(rd.clause.to, i+4) && rd.toks[j].kind != quantity; j++ {
		if y, ok := rd.yearAt(j); ok && !rd.amountBeside(j) {
			return y, true
		}
	}
	if c := rd.clause; rd.left.hasYear && (c.sep == endsCell || rd.left.alone || rd.heard >= 0 && rd.heard == rd.carry && !c.has(policyWord)) { // 去年采购额查到了，是13亿
		return rd.left.year, true
	}
	return 0, false
}

// isCompared says whether a year and its amount before token i are only what the
// amount there is compared with: 今年比去年的3亿增长到4亿.
func (rd *reading) isCompared(j, i int) bool {
	at := rd.toks[j].start
	if at == 0 || rd.f.run[at-1] != '比' {
		return false
	}
	for k := j + 1; k < i; k++ {
		if rd.toks[k].kind == quantity {
			return true
		}
	}
	return false
}

// yearBefore is the year that the clause before named for no amount of its own.
type yearBefore struct {
	year           int
	hasYear, alone bool // alone: it named nothing else
}

// yearLeft is what a clause leaves for the next one.
func (rd *reading) yearLeft(c *clause) (y yearBefore) {
	for i := c.from; c.has(quantity) && i < c.to; i++ {
		if rd.toks[i].kind == quantity && rd.amounts[rd.toks[i].amount].calendarYear == 0 {
			return y
		}
	}
	for i := c.from; i < c.to; i++ {
		if n, ok := rd.yearAt(i); ok {
			y = yearBefore{n, true, c.to-c.from == 1 && rd.residue(c.start, c.end) == 0}
		}
	}
	return y
}

// yearAt is the year that token j names.
func (rd *reading) yearAt(j int) (int, bool) {
	switch t := &rd.toks[j]; t.kind {
	case year:
		return int(t.arg), true
	case nextYear:
		return int(t.arg), t.arg > 0
	case quantity:
		if y := rd.amounts[t.amount].calendarYear; y != 0 {
			return rd.counted(y), true
		}
	}
	return 0, false
}

// counted is a year of the calendar counted from this one, where it is the only one that a text
// names and this one or, of what was spoken of, the last.
func (rd *reading) counted(y int) int {
	ago := rd.ctx.Today.Year() - y
	if ago != 0 && (ago != 1 || rd.asked < 0 && len(rd.ctx.Recent) == 0) {
		return y
	}
	for i := range rd.amounts {
		if other := rd.amounts[i].calendarYear; other != 0 && other != y {
			return y
		}
	}
	return -ago
}

// readOrdinal reads 第二台 where a fact counts with that measure word.
func (rd *reading) readOrdinal(i int, a *amount) bool {
	if !a.isOrdinal && (i == rd.clause.from || rd.toks[i-1].kind != ordinal || rd.residue(rd.toks[i-1].end, rd.toks[i].start) > 0) {
		return false
	}
	if (rd.clause.has(ask) || rd.clause.has(polarAsk) && rd.clause.has(benefit)) && !rd.isOwn(i) && rd.asked < 0 && !rd.statesInClause() && !rd.supposed && !rd.statesAnything() {
		return true
	}
	if rd.asked >= 0 && rd.asksOver(rd.clause) && !rd.isOwn(i) {
		return true // 第一台怎么证明
	}
	f := rd.ordinalFact(i, a.unit)
	if x, ok := rd.nextName(i); f < 0 && ok {
		f = x
	}
	if f < 0 && (rd.asked >= 0 && a.unit != "个" || rd.hintsAt(rd.onlyOrdinal(a.unit))) {
		f = rd.onlyOrdinal(a.unit)
	}
	if f >= 0 && rd.isMisplaced(f, a) {
		rd.answered = true
		rd.say(statement{fact: rd.asked, span: a.span, why: WhyType}, i)
		return true
	}
	if f >= 0 {
		n, exact := a.exactly(rd.schema.Spec(f))
		s := statement{fact: f, value: fact.Point(n), span: a.span, withdrawn: rd.isDenied(i, -1)}
		rd.contrasts = rd.contrasts || s.withdrawn
		if s.year, s.hasYear = rd.yearOf(i); s.hasYear && s.year < 0 && rd.saidOf(f) { // 第二年，去年是第一年
			return true
		}
		s.year, s.hasYear = 0, false
		if exact && rd.isGone(i, f, n) {
			return true
		}
		if exact {
			if rd.schema.Spec(f).Check(s.value) != nil {
				s.value, s.why = fact.Value{}, WhyType
			}
			rd.carry, rd.carrySum = f, rd.sum
			rd.say(s, i)
		}
	}
	return true
}

// isGone says whether an ordinal is said of what was before the one that was told: 今年第二年，第一年
// 已拿到补偿.
func (rd *reading) isGone(i, f int, n int64) bool {
	if rd.corrected || rd.contrasts || !rd.clause.has(affirmation) && !rd.clause.has(benefit) {
		return false
	}
	for _, s := range rd.said[rd.before:] {
		if v, ok := s.value.Exact(); ok && s.fact == f && n < v {
			return strings.ContainsAny(rd.f.words(rd.toks[i].end, rd.clause.end), "已过拿领")
		}
	}
	return false
}

// hintsAt says whether a word of the clause can only be about the subject of a fact: 投用的是第三台.
func (rd *reading) hintsAt(f int) bool {
	if f < 0 || rd.group[f] == 0 {
		return false
	}
	for j := rd.clause.from; j < min(rd.clause.to, rd.clause.from+reachOfWords); j++ {
		if rd.toks[j].kind == policyWord && !slices.ContainsFunc(rd.lex.entries[rd.toks[j].word].refs, func(x ref) bool { return rd.group[x.fact] != rd.group[f] }) {
			return true
		}
	}
	return false
}

// saidOf says whether something was said of a fact lately.
func (rd *reading) saidOf(f int) bool {
	for _, s := range rd.said[max(0, len(rd.said)-reachOfWords):] {
		if s.fact == f {
			return true
		}
	}
	return false
}

// onlyOrdinal is the only fact that is counted in order with a measure word; -1 for
// none or several.
func (rd *reading) onlyOrdinal(unit string) int {
	found := -1
	for f := range rd.schema.Len() {
		if !slices.Contains(rd.schema.Spec(f).Words.Ordinal, unit) {
			continue
		}
		if found >= 0 {
			return -1
		}
		found = f
	}
	return found
}

// nextName is a fact that is counted in order and named right after an amount:
// 第一个补偿年度.
func (rd *reading) nextName(i int) (int, bool) {
	if i+1 >= rd.clause.to || rd.residue(rd.toks[i].end, rd.toks[i+1].start) > 0 {
		return -1, false
	}
	x, ok := rd.resolve(i+1, isAmountName)
	return int(x.fact), ok && len(rd.schema.Spec(int(x.fact)).Words.Ordinal) > 0
}

// readFirst reads 首年 as the first of its measure word, and 次年 as an answer.
func (rd *reading) readFirst(i int) {
	unit, n := "年", int64(max(1, rd.toks[i].arg))
	if rd.isFirstUnit(i) {
		if unit = string(rd.f.run[rd.toks[i].end-1]); len(rd.said) == 0 && rd.asked < 0 {
			return
		}
	}
	f := rd.ordinalFact(i, unit)
	denied := rd.isDenied(i, -1) // 补偿年度是次年度不是首年度
	put := denied || f >= 0 && (rd.contrasts && rd.saidOf(f) || rd.isNamedIn(f)) && i > rd.clause.from && rd.word(i-1) == "是"
	if f >= 0 && (!rd.clause.has(quantity) || rd.isItem(i) || i+1 == rd.clause.to || rd.beginsName(i, f)) && (n == 1 || f == rd.asked || put || (!rd.sum.asks || rd.statesAnything()) && (rd.isItem(i) || i+1 == rd.clause.to && rd.endsOn(i, f)) || rd.clause.has(year) && rd.signBefore(i, 0) > 0 || rd.beginsName(i, f)) {
		rd.contrasts = rd.contrasts || denied
		rd.say(statement{fact: f, value: fact.Point(n), span: rd.spanOf(i, i), withdrawn: denied, corrects: put}, i)
	}
}

// isNamedIn says whether the clause names a fact in full.
func (rd *reading) isNamedIn(f int) bool {
	for j := rd.clause.from; j < min(rd.clause.to, rd.clause.from+reachOfWords); j++ {
		if rd.states(j, f, roleName) || rd.states(j, f, roleLabel) {
			return true
		}
	}
	return false
}

// readOrder reads the places in an order that a clause gives without saying of what, where that was just
// said, is named in it or asked for: 不是第二个补偿年度，是第三个; 补偿年度：第一个改成第二个.
func (rd *reading) readOrder(c *clause) bool {
	if rd.supposed || rd.sum.asks || !strings.Contains(rd.f.words(c.start, c.end), "第") {
		return false
	}
	f, read := rd.orderedIn(c), false
	if f < 0 {
		return false
	}
	for at := c.start; at < c.end-1; at++ {
		n := numeralOf(rd.f.run[at+1])
		if rd.f.run[at] != '第' || n == 0 {
			continue
		}
		end := at + 2
		if end < c.end && rd.f.run[end] == '个' {
			end++
		}
		before := rd.f.words(c.start, at)
		sign := endsWithAny(before, "是", "为", "成") || strings.HasSuffix(before, "非")
		if !sign && !rd.isNamedIn(f) || strings.Trim(rd.f.words(end, c.end), "了吧啊呢的 ") != "" && !amends.Begin(rd.f.words(end, c.end)) {
			continue
		}
		s := statement{fact: f, value: fact.Point(n), span: rd.f.span(at+1, end), withdrawn: endsWithAny(before, "不是", "并非", "而非", "不为"), corrects: true}
		rd.contrasts, read = rd.contrasts || s.withdrawn, true
		rd.carry, rd.carrySum, rd.answered = f, rd.sum, rd.answered || f == rd.asked
		rd.said = append(rd.said, s)
	}
	return read
}

// numeralOf is the place up to ten that a numeral names; 0 for none.
func numeralOf(r rune) int64 {
	if r >= '1' && r <= '9' {
		return int64(r - '0')
	}
	return int64(slices.Index([]rune("一二三四五六七八九十"), r) + 1)
}

// orderedIn is the fact counted in order of which a clause may give places: the one that it names, the one
// just taken back, or the one asked for; -1 for none.
func (rd *reading) orderedIn(c *clause) int {
	isOrdered := func(f int) bool { return f >= 0 && len(rd.schema.Spec(f).Words.Ordinal) > 0 }
	for i := c.from; i < c.to; i++ {
		if x, ok := rd.resolve(i, isAmountName); ok && isOrdered(int(x.fact)) {
			return int(x.fact)
		}
	}
	if n := len(rd.said); n > rd.before && rd.said[n-1].withdrawn && isOrdered(rd.said[n-1].fact) {
		return rd.said[n-1].fact
	}
	if isOrdered(rd.asked) {
		return rd.asked
	}
	return -1
}

// isFirstUnit says whether token i is the first unit of a product, and ends its clause or item: 首台 is one,
// 首台产品 any.
func (rd *reading) isFirstUnit(i int) bool {
	t := &rd.toks[i]
	if last := rd.f.run[t.end-1]; last != '台' && last != '套' || t.end-t.start > 3 || t.kind != first && (t.end-t.start > 2 || rd.f.run[t.start] != '首') {
		return false
	}
	return i+1 == rd.clause.to && rd.residue(t.end, rd.clause.end) == 0 || rd.isItem(i)
}

// endsOn says whether token i is all of a clause, or stands right behind a word of the subject of a
// fact: 投保次年.
func (rd *reading) endsOn(i, f int) bool {
	if i == rd.clause.from {
		return rd.residue(rd.clause.start, rd.toks[i].start) == 0
	}
	w := rd.toks[i-1].word
	return w >= 0 && rd.toks[i-1].end == rd.toks[i].start && rd.lex.entries[w].cues>>rd.group[f]&1 == 1
}

// beginsName says whether a name of the subject of a fact follows token i at once: 头一年保费.
func (rd *reading) beginsName(i, f int) bool {
	j := i + 1
	return j < rd.clause.to && rd.toks[j].word >= 0 && rd.toks[j].start == rd.toks[i].end && rd.lex.entries[rd.toks[j].word].cues>>rd.group[f]&1 == 1
}

// isItem says whether token i is all of an item of a list: 费率2.2%、首年.
func (rd *reading) isItem(i int) bool {
	c := rd.clause
	return i > c.from && rd.toks[i-1].kind == mark && (i+1 == c.to || rd.toks[i+1].kind == mark) && rd.residue(rd.toks[i-1].end, rd.toks[i].start) == 0
}

// readFirstIn reads the 首年 that a name of an amount begins with: 首年保费.
func (rd *reading) readFirstIn(x mention) {
	if !strings.HasPrefix(rd.word(x.tok), "首年") {
		return
	}
	if f := rd.ordinalFact(x.tok, "年"); f >= 0 && rd.group[f] == rd.group[x.fact] {
		rd.say(statement{fact: f, value: fact.Point(1), span: rd.spanOf(x.tok, x.tok)}, x.tok)
	}
}

// ordinalFact is the fact that counts with a measure word: the one asked for, or
// one whose group is the subject; -1 for none.
func (rd *reading) ordinalFact(i int, unit string) int {
	found := -1
	for f := range rd.schema.Len() {
		words := &rd.schema.Spec(f).Words
		for _, w := range words.Ordinal {
			if w != unit && !(unit == "" && f == rd.asked) {
				continue
			}
			if f == rd.asked || rd.isSubject(i, rd.group[f]) || found < 0 && (rd.isGroupKnown(rd.group[f]) || rd.group[f] != 0 && rd.cues>>rd.group[f]&1 == 1) {
				found = f
			}
			if f == rd.asked {
				return f
			}
		}
	}
	return found
}

// isSubject says whether a group is spoken of in the clause or was before it.
func (rd *reading) isSubject(i, g int) bool {
	if g == 0 || rd.subject == g {
		return g != 0
	}
	for j := rd.near(i); j < min(rd.clause.to, i+reachOfWords); j++ {
		if w := rd.toks[j].word; w >= 0 && rd.lex.entries[w].cues>>g&1 == 1 {
			return true
		}
	}
	return false
}
