package nlu

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"
	"suance/calc/fact"
	"suance/dialog/pattern"
)

// readAmountsOf gives each amount of a clause to the fact that the clause names
// for it.
func (rd *reading) readAmountsOf(c *clause, all []mention) {
	lo, hi := 0, 0 // the mentions near enough
	for i := c.from; i < c.to; i++ {
		t := &rd.toks[i]
		if t.kind == first || t.kind == policyWord && rd.isFirstUnit(i) {
			rd.readFirst(i)
		}
		if t.kind != quantity {
			continue
		}
		a := &rd.amounts[t.amount]
		rd.toldTheirs = rd.toldTheirs || rd.isStrange(i)
		if rd.isUnitPrice(i, a) || rd.isReckoned(i) || rd.isWholeOf(i, a) || rd.asksAway(i, a) || rd.asksOfScale(i, a) || rd.asksOfLimit(i, a) {
			continue
		}
		if a.kind == otherAmount || rd.countsElse(i, a) || rd.isFirstOf(a) || rd.readOrdinal(i, a) || rd.isStep(i) || rd.isLongPast(i, a) || rd.isOnlyStep(i, a) {
			continue
		}
		rd.joined(i)
		if rd.readShareOf(i, a, all) {
			continue
		}
		if rd.isBehind(i) {
			rd.leadUp(i, a, all)
			continue
		}
		rd.compared(i, a)
		rd.reckon(i, a)
		for lo < len(all) && all[lo].tok < i-reachOfWords {
			lo++
		}
		for hi < len(all) && all[hi].tok <= i+reachOfWords {
			hi++
		}
		m := all[lo:max(lo, hi)]
		k, stop := rd.nameOf(i, a, m)
		switch {
		case k >= 0 && m[k].loose && rd.carrySum == rd.sum && rd.carry >= 0 && rd.carry != m[k].fact && !(rd.base[rd.carry] == m[k].fact && a.isHuge()) && rd.takes(rd.carry, a):
			m[k].used = true
			rd.amountFor(i, a, rd.carry, -1, false)
		case k >= 0:
			m[k].used = true
			rd.carrySum = rd.sum
			rd.carry, rd.idle = m[k].fact, false
			rd.spoken = rd.group[m[k].fact]
			rd.readFirstIn(m[k])
			rd.amountFor(i, a, m[k].fact, m[k].tok, m[k].loose)
		case !stop:
			rd.unnamed(i, a, m)
		default:
			rd.leadUp(i, a, m)
		}
	}
}

// isWholeOf says whether an amount is only that of which the next one is a part: 80项中的3项.
func (rd *reading) isWholeOf(i int, a *amount) bool {
	rest := rd.f.words(a.end, min(len(rd.f.run), a.end+2))
	if !strings.HasPrefix(rest, "中") && !strings.HasPrefix(rest, "里的") {
		return false
	}
	for j := i + 1; j < min(rd.clause.to, i+4); j++ {
		if rd.toks[j].kind == quantity {
			return rd.amounts[rd.toks[j].amount].unit == a.unit && a.kind == countAmount
		}
	}
	return false
}

// asksAway says whether an amount is only that to which it is asked how far it is: 营收离50亿还差多少.
func (rd *reading) asksAway(i int, a *amount) bool {
	if !endsWithAny(rd.f.words(max(rd.clause.start, a.start-1), a.start), "离", "距", "到") {
		return false
	}
	until := rd.clause.end
	if b := rd.nextAmount(i); b >= 0 {
		until = min(until, rd.amounts[b].start+1) // 差几万辆
	}
	return howFar.In(rd.f.words(a.end, max(a.end, until)))
}

// howFar asks how far it is.
var howFar = pattern.Fields(`差多少 差多远 差几 有多远`)

// isUnitPrice says whether an amount only says for how many a sum right before it is: 500万一台.
func (rd *reading) isUnitPrice(i int, a *amount) bool {
	return a.kind == countAmount && a.isOne() && i > rd.clause.from && rd.isSum(i-1) && rd.toks[i-1].end == rd.toks[i].start
}

// isReckoned says whether an amount is what a share of another comes to: 15万的75%是11.25万.
func (rd *reading) isReckoned(i int) bool {
	j := i - 2
	if j <= rd.clause.from || rd.toks[i-1].kind != affirmation || rd.toks[j].kind != quantity || rd.amounts[rd.toks[j].amount].kind != shareAmount {
		return false
	}
	return rd.toks[j].start > 0 && rd.f.run[rd.toks[j].start-1] == '的'
}

// compared takes 多 off an amount that another is compared with: 比去年的2亿多. 比2亿多一点 tells a sum by
// that one alone.
func (rd *reading) compared(i int, a *amount) {
	if a.start > 0 && rd.f.run[a.start-1] == '比' && aLittleMore.In(rd.f.words(a.start, min(len(rd.f.run), a.end+4))) {
		return
	}
	over := rd.f.run[a.end-1] == '多' || a.end < len(rd.f.run) && rd.f.run[a.end] == '多'
	if over && a.vague && a.low != nil && rd.isMeasure(i) {
		a.value, a.vague, a.approx, a.numbered = a.low.value, false, false, true
	}
}

// aLittleMore says that it is more, and not by how much.
var aLittleMore = pattern.Fields(`多一点 多点 多一些 多些 多不少 多出一点 多出点`)

// reckon makes an amount that another is told by, with how much more or less it is, what that
// comes to, to be said back: 离5亿还差3000万; 比5亿少200万.
func (rd *reading) reckon(i int, a *amount) {
	before, by := rd.f.words(max(rd.clause.start, a.start-2), a.start), rd.nextAmount(i)
	if by < 0 || a.vague || rd.amounts[by].vague || rd.amounts[by].kind != a.kind || !endsWithAny(before, "比", "离", "距", "距离") || rd.isOfEarlier(i) {
		return
	}
	b := &rd.amounts[by]
	switch between := rd.f.words(a.end-1, b.start); {
	case strings.ContainsAny(between, "少差低"):
		a.value = a.value.Sub(b.value)
	case strings.ContainsAny(between, "多高超"):
		a.value = a.value.Add(b.value)
	default:
		return
	}
	a.approx, a.span.End = true, b.span.End
}

// reckonShort makes a sum that another is taken off behind it what is left, to be said back: 10亿差100万,
// 5亿少200万. Where as much is missing, it may as well be missing to the next step (8亿还差2亿), and nothing is known.
func (rd *reading) reckonShort() {
	if len(rd.amounts) < 2 {
		return
	}
	i := -1 // the amount before
	for j := range rd.toks {
		if rd.toks[j].kind != quantity {
			continue
		}
		at := i
		if i = j; at < 0 {
			continue
		}
		a, b := &rd.amounts[rd.toks[at].amount], &rd.amounts[rd.toks[j].amount]
		if n := b.start - a.end; n < 1 || n > longestMissing {
			continue
		}
		between := rd.f.words(a.end, b.start)
		if a.kind != b.kind || a.vague || !b.numbered || b.value.GreaterThanOrEqual(a.value) || !missing.MatchString(between) && !takenOff.MatchString(between) ||
			!endsThere(rd.f.run, b.end) || b.end < len(rd.f.run) && strings.ContainsRune("就够", rd.f.run[b.end]) ||
			endsWithAny(rd.f.words(max(0, a.start-2), a.start), "比", "离", "距", "距离", "到", "从") {
			continue
		}
		if missing.MatchString(between) && b.value.GreaterThan(a.value.Shift(-1)) {
			a.vague = true
		} else {
			a.value, a.approx = a.value.Sub(b.value), true
		}
		a.end, a.span.End, rd.toks[at].end = b.end, b.span.End, b.end
		rd.toks = slices.Delete(rd.toks, at+1, j+1)
		return
	}
}

// longestMissing is how many characters the words for that have at most.
const longestMissing = 5

// missing and takenOff stand between a sum and what is not there of it.
var (
	missing  = pattern.Whole(`还?就?只?[差缺欠]个?|不到`)
	takenOff = pattern.Whole(`[少减]|减[去掉]`)
)

// nextAmount is the amount that follows token i closely in its clause; -1 for none.
func (rd *reading) nextAmount(i int) int {
	for j := i + 1; j < min(rd.clause.to, i+5); j++ {
		if rd.toks[j].kind == quantity {
			return rd.toks[j].amount
		}
	}
	return -1
}

// isMeasure says whether amount i is what another is compared with: 比去年的2亿.
func (rd *reading) isMeasure(i int) bool {
	from := max(rd.clause.start, rd.toks[i].start-12)
	if i > rd.clause.from && rd.toks[i-1].kind == quantity {
		from = max(from, rd.toks[i-1].end)
	}
	for at := rd.toks[i].start - 1; at >= from; at-- {
		switch rd.f.run[at] {
		case '比':
			return !strings.ContainsRune("例如率重", rd.f.run[at+1]) && (at == 0 || !strings.ContainsRune("占同环", rd.f.run[at-1]))
		case '较':
			return at == 0 || rd.f.run[at-1] != '比'
		}
	}
	return false
}

// isFirstOf says whether an amount only says how many come first: 前三台里的第二台.
func (rd *reading) isFirstOf(a *amount) bool {
	return a.kind == countAmount && a.start > 0 && rd.f.run[a.start-1] == '前' && !(a.start > 1 && strings.ContainsRune("目当之以此", rd.f.run[a.start-2]))
}

// isSecond says whether an amount is another than the one that the name at token name was
// given in the clause, with nothing that makes it the newer or another year's.
func (rd *reading) isSecond(name, i int) bool {
	last := -1
	for j := i - 1; j > name; j-- {
		if t := &rd.toks[j]; t.kind == quantity && rd.amounts[t.amount].calendarYear == 0 && rd.amounts[t.amount].kind == rd.amounts[rd.toks[i].amount].kind {
			last = j
			break
		}
	}
	if last < 0 || rd.isMeasure(last) || rd.toks[last].start > 0 && strings.ContainsRune("从由", rd.f.run[rd.toks[last].start-1]) {
		return false
	}
	if strings.ContainsAny(rd.f.words(rd.toks[last].end, rd.toks[i].start), "即合") { // 一半即6万辆
		return false
	}
	for j := last + 1; j < i; j++ {
		if rd.toks[j].kind == ordinal { // 第1台500万、第2台480万
			rd.parted = true
			return true
		}
	}
	for j := last + 1; j < i; j++ {
		switch t := &rd.toks[j]; t.kind {
		case year, nextYear, present, reach, correction, negation, choiceAsk, apart, quantity, affirmation, mark, hedge, bound:
			return false
		}
	}
	return rd.residue(rd.toks[last].end, rd.toks[i].start) > 0
}

// isBehind says whether amount i is how much more or less than another it was: 比去年的
// 10亿多了2亿.
func (rd *reading) isBehind(i int) bool {
	if at := rd.toks[i].start; at > 0 {
		switch rd.f.run[at-1] {
		case '多', '少', '高', '低': // 比前年多2亿
			if slices.Contains(rd.f.run[max(rd.clause.start, at-12):at], '比') {
				return true
			}
		}
	}
	for j := i - 1; j >= max(rd.clause.from, i-3); j-- {
		switch k := rd.toks[j].kind; {
		case k == quantity && rd.amounts[rd.toks[j].amount].calendarYear != 0: // 较2023年的11.2亿
		case k == quantity:
			return rd.isMeasure(j) && rd.residue(rd.toks[j].end, rd.toks[i].start) <= 1
		case k == reach || k != plainWord && k != bound && k != difference:
			return false
		}
	}
	return false
}

// leadUp keeps the name before a difference for the sum that follows it: 采购额比去年
// 多了2亿，达到12亿.
func (rd *reading) leadUp(i int, a *amount, m []mention) {
	if !rd.clause.has(difference) && !rd.clause.has(period) { // 上半年3亿，全年6.2亿
		return
	}
	for j := len(m) - 1; j >= 0; j-- {
		if m[j].tok < i && !m[j].used && rd.takes(m[j].fact, a) {
			rd.carry, rd.carrySum = m[j].fact, rd.sum
			return
		}
	}
}

// nameOf finds the mention that an amount belongs to: the nearest before it that
// has no amount yet, else the one right after it. stop says that the words
// before it make it nobody's (利润3000万, 增长20%).
func (rd *reading) nameOf(i int, a *amount, m []mention) (k int, stop bool) {
	if p, ok := rd.paired[i]; ok && p.name >= 0 && rd.names == len(m) && rd.takes(m[p.name].fact, a) {
		return p.name, false
	}
	if i+1 < rd.clause.to && rd.toks[i+1].kind == tier || rd.countsClaim(i, a) {
		return -1, true
	}
	left, right := -1, -1
	for j := range m {
		if m[j].tok < i && rd.takes(m[j].fact, a) && !rd.loseTo(m, j, left) {
			left = j
		} else if m[j].tok > i && right < 0 && rd.takes(m[j].fact, a) && !(rd.isSums(m[j].tok) && rd.isAmountNext(m[j].tok, rd.clause.to)) {
			right = j
		}
	}
	for left > 0 && (rd.onlyQualifies(m[left-1], m[left]) || rd.tellsYear(m[left-1], m[left]) || rd.isPartOf(m[left-1], m[left])) && rd.takes(m[left-1].fact, a) { // 核准产能实际16万辆
		m[left].used = true
		left--
	}
	if right >= 0 && !rd.follows(i, m[right].tok) {
		right = -1
	}
	from := rd.near(i)
	if left >= 0 {
		from = max(from, m[left].tok+1)
	}
	switch {
	case rd.isNobodys(from, i) && !rd.followsTotal(), left >= 0 && rd.isOtherSum(m[left]), rd.isGranted(i), rd.countsSold(i, a, m):
		return -1, true
	case left >= 0 && m[left].used && right >= 0:
		return right, false
	case left >= 0 && m[left].used && rd.toks[i].start > 0 && rd.f.run[rd.toks[i].start-1] == '即':
		return left, false
	case left >= 0 && m[left].used && rd.isSecond(m[left].tok, i):
		if rd.parted {
			rd.doubt(m[left].fact)
		}
		return -1, true
	case left >= 0 && m[left].used && (rd.unknownName(i) || rd.countsOther(i) && !rd.isSums(i+1)):
		return -1, true
	case left >= 0 && right >= 0 && m[right].tok == i+1 && rd.toks[i+1].start == rd.toks[i].end && rd.schema.Spec(m[right].fact).AtMost == rd.schema.Spec(m[left].fact).ID && !rd.amountBeside(i+1):
		return right, false // 产了6万辆新能源车
	case left >= 0 && rd.isCount(m[left].fact) && right >= 0 && m[right].fact != m[left].fact &&
		m[right].tok == i+1 && rd.residue(rd.toks[m[left].tok].end, rd.toks[i].start) > 1:
		return right, false
	case left >= 0 && m[left].loose && right >= 0 && !m[right].loose && !rd.amountBeside(m[right].tok): // 做了11.6亿营收
		return right, false
	case left >= 0:
		return left, false
	case right >= 0:
		return right, false
	}
	return -1, false
}

// onlyQualifies says whether a word that could name a fact only says more of the name right
// before it: 产能实际.
func (rd *reading) onlyQualifies(name, word mention) bool {
	return name.fact != word.fact && name.tok == word.tok-1 && rd.toks[name.tok].end == rd.toks[word.tok].start && strings.HasPrefix(rd.word(word.tok), "实际") && rd.toks[word.tok].end-rd.toks[word.tok].start <= 3
}

// tellsYear says whether the name right before another is that of the same a year before:
// 上年度采购本地零部件.
func (rd *reading) tellsYear(name, word mention) bool {
	return rd.previous[word.fact] == name.fact && rd.toks[name.tok].end == rd.toks[word.tok].start
}

// isPartOf says whether the word before a name tells of which part of it is spoken: 新能源这块产了5万辆.
func (rd *reading) isPartOf(part, whole mention) bool {
	for j := part.tok + 1; j < whole.tok; j++ {
		if rd.toks[j].kind == policyWord { // 新能源整车厂产了7万辆
			return false
		}
	}
	return rd.schema.Spec(part.fact).AtMost == rd.schema.Spec(whole.fact).ID && rd.schema.Spec(part.fact).AtMost != "" && !part.used &&
		!startsWithAny(rd.word(whole.tok), wholes...) && !endsWithAny(rd.f.words(rd.clause.start, rd.toks[whole.tok].start), wholes...)
}

// countsClaim says whether an amount counts what a yes/no fact names right beside
// it: 一个智能工厂, 数字化车间2个.
func (rd *reading) countsClaim(i int, a *amount) bool {
	if _, ok := a.count(); !ok || rd.unitCues[a.unit] != 0 {
		return false
	}
	if i > 1 && rd.toks[i-1].kind == colon && i+1 == rd.clause.to { // 智能工厂：1
		return rd.isClaimName(i-2, rd.toks[i-2].start)
	}
	return rd.isClaimName(i+1, rd.toks[i].end) || a.kind == countAmount && i > 0 && rd.isClaimName(i-1, rd.toks[i-1].start)
}

// isClaimName says whether token j names a yes/no fact and nothing unknown stands
// between it and a place.
func (rd *reading) isClaimName(j, at int) bool {
	if j < rd.clause.from || j >= rd.clause.to || rd.residue(at, rd.toks[j].start) > 0 {
		return false
	}
	x, ok := rd.resolve(j, isClaim)
	return ok && (x.role == roleName || x.role == roleLoose || x.role == roleLabel)
}

// countsOther says whether a word of the policy right after an amount is what it
// counts: 1项首台套和2个首批次材料.
func (rd *reading) countsOther(i int) bool {
	j := i + 1
	return j < rd.clause.to && rd.toks[j].kind == policyWord && rd.toks[j].start == rd.toks[i].end
}

// countsElse says whether what stands right after a count is what it counts, and nothing that
// an award is for: 首台套团队有20个人, 首台套有三项专利, 不属于那五个生态圈.
func (rd *reading) countsElse(i int, a *amount) bool {
	if a.kind != countAmount || a.unit != "个" && a.unit != "项" {
		return false
	}
	if rd.asked >= 0 {
		return rd.countsStray(i, a)
	}
	at, j := rd.toks[i].end, i+1
	recognized := recognition.In(rd.f.words(rd.clause.start, rd.toks[i].start))
	if j < rd.clause.to && rd.toks[j].start == at {
		switch rd.toks[j].kind {
		case otherSum:
			return true
		case policyWord:
			return !recognized && rd.isOnlyChoice(j)
		}
		return false
	}
	return !recognized && rd.residue(at, min(at+1, rd.clause.end)) > 0 && !products.In(rd.f.words(at, min(at+4, rd.clause.end)))
}

// countsStray says whether a count in a reply is of something that nobody asked for: 我们有两个厂区,
// 一共三个股东. What a product may be called stays an answer: 两个减速器.
func (rd *reading) countsStray(i int, a *amount) bool {
	c, at := rd.clause, rd.toks[i].end
	if a.isOrdinal || rd.schema.Spec(rd.asked).Type != fact.Count || recognition.In(rd.f.words(c.start, c.end)) { // 两个车间各认定1项
		return false
	}
	if at < c.end && strings.ContainsRune("新老大小", rd.f.run[at]) {
		at++
	}
	name := rd.f.words(at, min(at+longestStray, c.end))
	return strays.Begin(name) && !products.In(name) // 两个工厂自动化系统
}

// strays are what a firm has or tells of, and no product.
var strays = pattern.Fields(`厂区 厂房 车间 工厂 分厂 股东 合伙 老板 老总 部门 政策 文件 同事 同学 朋友 领导 问题 客户 子公司 分公司 公司 企业 员工 园区 基地 仓库 办公 负责人 专员 会计 财务 经理 科室 处室 单位 门店 实验室 研究院 项目部 地方 地块 事情 奖项`)

// longestStray is how many characters behind a count are looked at.
const longestStray = 8

// What is said of things that were recognized, and how such things are called.
var (
	recognition = pattern.Fields(`认定 评 批 通过 拿 获 入选 入围`)
	products    = pattern.Fields(`设备 装备 系统 产品 机器 整机 机型 样机 材料 首台 首批`)
)

// isOnlyChoice says whether token j names nothing but a choice, or the fact that it is of.
func (rd *reading) isOnlyChoice(j int) bool {
	return !slices.ContainsFunc(rd.lex.entries[rd.toks[j].word].refs, func(x ref) bool {
		return rd.schema.Spec(int(x.fact)).Type != fact.Choice
	})
}

// loseTo says whether a mention only suggests what the one found before it names.
func (rd *reading) loseTo(m []mention, j, found int) bool {
	return found >= 0 && m[j].loose && !m[found].loose && !m[found].used
}

func (rd *reading) isCount(i int) bool { return rd.schema.Spec(i).Type == fact.Count }

// follows says whether a name after an amount belongs to it: 12亿的营收, 两个首台套.
func (rd *reading) follows(i, name int) bool {
	if rd.residue(rd.toks[i].end, rd.toks[name].start) > 0 {
		return false
	}
	for j := i + 1; j < name; j++ {
		if k := rd.toks[j].kind; k != plainWord && k != affirmation && k != own && k != year && k != hedge && k != bound && k != unitWord {
			return false
		}
	}
	return true
}

// isPartial says whether what stands right before a name makes it another sum than the
// fact's: 出口营收, 二手研发设备.
func (rd *reading) isPartial(name int, arg int8) bool {
	j := name - 1
	if j < rd.clause.from || rd.toks[j].end != rd.toks[name].start {
		return false
	}
	if arg == 1 { // of another level than the text's: 省级首台套
		w := rd.word(j)
		return w == "省级" || w == "国家级"
	}
	if t := &rd.toks[j]; t.kind == quantity && rd.f.run[t.end-1] == '月' { // 1—9月营收, but not 1—12月
		said := rd.f.words(max(rd.clause.start-3, t.start-3, 0), t.end)
		return !(strings.HasSuffix(said, "12月") && strings.ContainsAny(said, "-—–~至到"))
	}
	if w := rd.word(j); strings.HasSuffix(w, "整体") || w == "公司" || w == "企业" { // 公司整体产值 is no model's
		return rd.isWeakWord(name)
	}
	return rd.toks[j].kind == partial || rd.toks[j].kind == otherSum && rd.word(j) != "税"
}

// isOtherSum says whether what stands before a name makes it another sum's than the fact's.
func (rd *reading) isOtherSum(m mention) bool {
	return rd.isMore(m.tok) || rd.isPartial(m.tok, 0) || rd.isOfOtherThing(m.tok) || rd.isOfOtherSubject(m) || rd.isOfSecondThing(m) || rd.isFirmsShare(m)
}

// isOfOtherThing says whether what stands before token i says of a thing of its own, with a word that
// puts it beside what was spoken of, what the words from there on tell: 厂房另外花了2000万.
func (rd *reading) isOfOtherThing(i int) bool {
	c := rd.clause
	beside := -1
	for j := i - 1; j >= rd.near(i) && isLight(rd.toks[j].kind) && rd.toks[j].kind != quantity; j-- {
		if contains(setBeside, rd.word(j)) {
			beside = j
		}
	}
	if beside < 0 {
		return false
	}
	at := rd.toks[beside].start
	if j := beside - 1; j >= c.from && rd.toks[j].end == at {
		switch rd.toks[j].kind {
		case partial, otherSum, stranger:
			return true
		case policyWord:
			e := &rd.lex.entries[rd.toks[j].word]
			return e.cues == 0 && len(e.refs) > 0 && !slices.ContainsFunc(e.refs, func(x ref) bool { return x.role != roleLooseOption }) // 装修
		}
		return false
	}
	return at-c.start >= 2 && rd.residue(at-2, at) == 2 && !noThings.In(rd.f.words(max(c.start, at-3), at))
}

// isOfOtherSubject says whether a word of another subject, with one that puts it beside what was told, stands
// right before a name that has its value already: 总投资300万，设备也投了100万.
func (rd *reading) isOfOtherSubject(m mention) bool {
	j := m.tok - 2
	if j < rd.clause.from || !rd.saidOf(m.fact) || !contains(setBeside, rd.word(j+1)) || rd.toks[j].kind != policyWord || rd.toks[j].end != rd.toks[j+1].start {
		return false
	}
	e, g := &rd.lex.entries[rd.toks[j].word], rd.group[m.fact]
	return g != 0 && e.cues>>g&1 == 0 && !slices.ContainsFunc(e.refs, func(x ref) bool { return rd.group[x.fact] == g })
}

// isOfSecondThing says whether what a name without a subject of its own tells is of another thing of the kind spoken of, and
// that has its own value already: 其他产品卖了5000万, 另一个没入选的项目投资700万.
func (rd *reading) isOfSecondThing(m mention) bool {
	if !rd.isKnown(m.fact) || rd.corrected || rd.supposed {
		return false
	}
	said := rd.f.words(max(rd.clause.start, rd.toks[m.tok].start-longestOther), rd.toks[m.tok].end)
	if olderThings.In(said) {
		return true
	}
	for _, w := range another {
		if _, of, ok := strings.Cut(said, w); ok && containsAny(of, things) && !strings.ContainsAny(of, "我咱") {
			return true
		}
	}
	return false
}

// longestOther is how many characters before a name tell of another thing.
const longestOther = 12

// Words for another than was spoken of, for what it may be, and for an older one.
var (
	another     = strings.Fields(`其他 其它 别的 另一 另外一 另外的`)
	things      = strings.Fields(`产品 车型 项目 设备`)
	olderThings = pattern.Fields(`老车型 老产品 老款 旧车型 旧产品 旧款`)
)

// isFirmsShare says whether what a firm puts in itself is told, where the fact is what others need to: 企业自己出资3亿.
func (rd *reading) isFirmsShare(m mention) bool {
	if rd.apart>>rd.group[m.fact]&1 == 0 || rd.group[m.fact] == 0 || !rd.isVerbal(m.tok) {
		return false
	}
	return endsWithAny(rd.f.words(rd.clause.start, rd.toks[m.tok].start), "企业", "公司", "自己", "企业方")
}

// Words that put a thing beside another, and what may stand before them that is no thing: a time, or
// who does it.
var (
	setBeside = strings.Fields(`另外 另 又 也 还 还另外 另外还 另外又 也另外`)
	noThings  = pattern.Fields(`天 月 周 早 晚 期 来 后 时 次 回 刚 近 我 咱 你 您`)
)

// isWeakWord says whether a word names sums only beside their subjects.
func (rd *reading) isWeakWord(i int) bool {
	for _, x := range rd.lex.entries[rd.toks[i].word].refs {
		if x.role != roleWeak {
			return false
		}
	}
	return true
}

// isGranted says whether a sentence that asks says of amount i that it is given: 产量5万辆给
// 1000万.
func (rd *reading) isGranted(i int) bool {
	j := i
	for j > rd.clause.from && rd.toks[j-1].kind == own {
		j--
	}
	at := rd.toks[j].start
	if at == 0 || !strings.ContainsRune("给奖补", rd.f.run[at-1]) || tellsGot(rd.f.words(rd.clause.start, rd.clause.end)) || alreadyGot.In(rd.f.words(max(rd.clause.start, at-4), at)) { // 已奖50万，能奖多少
		return false
	}
	if rd.sum.asks {
		return true
	}
	for k := rd.near(i); k < i; k++ { // 按20%给我200万
		if rd.toks[k].kind == quantity && rd.amounts[rd.toks[k].amount].kind == shareAmount {
			return true
		}
	}
	return false
}

// countsSold says whether an amount counts things of which only a sum is a fact: 卖了三台.
func (rd *reading) countsSold(i int, a *amount, m []mention) bool {
	if a.kind != countAmount || rd.unitCues[a.unit] != 0 {
		return false
	}
	for k := range m {
		if m[k].tok == i-1 && rd.toks[i-1].end == rd.toks[i].start {
			return rd.schema.Spec(m[k].fact).Type == fact.Money
		}
	}
	return false
}

// isMore says whether a difference stands right before a name: 再多采购2亿.
func (rd *reading) isMore(name int) bool {
	return name > rd.clause.from && rd.toks[name-1].kind == difference && rd.toks[name-1].end == rd.toks[name].start
}

// isNobodys says whether the words between a name and an amount make it another
// sum's: 利润, or a difference that does not lead up to a sum (增长到).
func (rd *reading) isNobodys(from, i int) bool {
	if rd.isStart(i) { // 同比由8.2亿增至10.6亿
		return false
	}
	nobody := false
	for j := from; j < i; j++ {
		switch t := &rd.toks[j]; t.kind {
		case quantity:
			nobody = false
		case otherSum, difference, period, benefit, inquiry:
			if nobody = true; t.kind == difference && strings.HasSuffix(rd.word(j), "差") { // 差5000万就到10亿
				return true
			}
		case part: // 投资额里有50万是人工
			nobody = nobody || strings.HasSuffix(rd.word(j), "有") && rd.isSum(i)
		case reach:
			if nobody && j > 0 && rd.toks[j-1].kind != otherSum {
				nobody = false
			}
		}
	}
	return nobody
}

// unknownName says whether words that nobody knows stand right before an amount:
// they name something else (房租300万).
func (rd *reading) unknownName(i int) bool {
	at := rd.toks[i].start
	if rd.asked >= 0 && rd.schema.Spec(rd.asked).Type == fact.Money && rd.isBasis(i) { // 先照350万来
		at--
	}
	n := 0
	for at > 0 && rd.loose[at]-rd.loose[at-1] > 0 {
		n, at = n+1, at-1
	}
	return n >= 2
}

// takes says whether a fact can have an amount of this kind, or one that is put
// right by asking back.
func (rd *reading) takes(i int, a *amount) bool {
	sp := rd.schema.Spec(i)
	switch sp.Type {
	case fact.Money:
		return a.kind == moneyAmount || a.kind == bareAmount
	case fact.Share:
		return a.kind == shareAmount || a.kind == bareAmount
	case fact.Count:
		return (a.kind == bareAmount || a.kind == countAmount) && rd.measures(sp, a.unit) ||
			a.kind == moneyAmount && a.noCurrency && sp.Words.DoubtBelow > 0 && !a.value.GreaterThan(mostCounted) || a.kind == shareAmount && sp.AtMost != ""
	}
	return false
}

// mostCounted is more than anything is counted to: 61亿 is a sum. mostBare is more than vehicles
// are counted to without their measure word: 2300万 may be one too.
var (
	mostCounted = decimal.New(1, 9)
	mostBare    = decimal.New(5, 6)
)

// measures says whether a fact is counted with a measure word.
func (rd *reading) measures(sp *fact.Spec, unit string) bool {
	if unit == "" || unit == sp.Unit || unit == "个" && sp.Words.DoubtBelow == 0 {
		return true
	}
	if len(sp.Words.Ordinal) > 0 {
		for _, w := range sp.Words.Ordinal {
			if w == unit {
				return true
			}
		}
		return false
	}
	if sp.Words.DoubtBelow > 0 { // vehicles
		return unit == "台" || unit == "部" || unit == "车"
	}
	switch unit {
	case "项", "台", "套", "台套", "件", "款", "种", "只":
		return true
	}
	return false
}
