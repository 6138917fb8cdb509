package nlu

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"
	"suance/calc/fact"
	"suance/dialog/pattern"
)

// longestWeighed is how many characters a reply has at most whose figures are weighed
// against each other.
const longestWeighed = 48

// weighReply decides which figure of a reply to the question for a sum or a count is the
// answer, before its clauses are read: the whole of parts, so many times one, what the
// question is about and not what was paid for it.
func (rd *reading) weighReply() {
	if rd.asked < 0 || len(rd.f.run) > longestWeighed {
		return
	}
	rd.notOfTalk()
	rd.takeKind()
	rd.takeSince()
	rd.takeShare()
	if sp := rd.schema.Spec(rd.asked); sp.Type != fact.Money && sp.Type != fact.Count || len(sp.Words.Ordinal) > 0 {
		return
	}
	rd.takeSales()
	rd.takeOwnAward()
	figures := rd.figures()
	rd.takeShort(figures)
	rd.takeEach(figures)
	rd.takeParts(figures)
	rd.takeWhole(figures)
	rd.takeOwnLevel(figures)
	rd.takeAttained(figures)
	for _, i := range figures {
		rd.notForeign(i)
		rd.addHalf(i)
		rd.notPaidOut(i)
		rd.notSold(i, len(figures))
	}
}

// takeKind takes the words by which an enterprise says that it is not of another kind than
// the one asked for out of a reply: 不是，我们是配套商.
func (rd *reading) takeKind() {
	for i := range rd.toks {
		if rd.kinds[rd.asked] && rd.toks[i].word >= 0 && slices.ContainsFunc(rd.lex.entries[rd.toks[i].word].refs, func(x ref) bool {
			return x.role == roleNo && int(x.fact) != rd.asked && rd.kinds[x.fact]
		}) {
			rd.hushWord(i)
		}
	}
}

// takeSince takes how long ago something was out of a reply by yes or no: 三年前就评上了.
func (rd *reading) takeSince() {
	if rd.firsts[rd.asked] || rd.deadlines[rd.asked].months.IsPositive() {
		return
	}
	for i := range rd.toks {
		if t := &rd.toks[i]; rd.schema.Spec(rd.asked).Type == fact.YesNo && t.kind == quantity && isTime(rd.amounts[t.amount].unit) &&
			t.end < len(rd.f.run) && rd.f.run[t.end] == '前' {
			rd.hushWord(i)
		}
	}
}

// figures are the tokens of a text that are values of the kind asked for.
func (rd *reading) figures() []int {
	var at []int
	for i := range rd.toks {
		if t := &rd.toks[i]; t.kind == quantity && rd.amounts[t.amount].calendarYear == 0 && !rd.amounts[t.amount].vague && rd.takes(rd.asked, &rd.amounts[t.amount]) {
			at = append(at, i)
		}
	}
	return at
}

// clauseOf are the tokens of the stretch between marks in which token i stands.
func (rd *reading) clauseOf(i int) (from, to int) {
	isEnd := func(j int) bool { return rd.toks[j].kind == mark && rd.toks[j].arg != endsItem }
	for from = i; from > 0 && !isEnd(from-1); from-- {
	}
	for to = i + 1; to < len(rd.toks) && !isEnd(to); to++ {
	}
	return from, to
}

// clauseText is what stands between the marks around token i.
func (rd *reading) clauseText(i int) string {
	from, to := rd.clauseOf(i)
	return rd.f.words(rd.toks[from].start, rd.toks[to-1].end)
}

// saidBefore is what stands before token i between it and the mark or the amount before it.
func (rd *reading) saidBefore(i int) string {
	from, _ := rd.clauseOf(i)
	start := 0
	if from > 0 {
		start = rd.toks[from-1].end
	}
	for j := i - 1; j >= from; j-- {
		if rd.toks[j].kind == quantity {
			start = rd.toks[j].end
			break
		}
	}
	return strings.TrimSpace(rd.f.words(start, rd.toks[i].start))
}

// textOf is what stands between the marks around some tokens.
func (rd *reading) textOf(from, to int) string {
	start, end := 0, len(rd.f.run)
	if from > 0 {
		start = rd.toks[from-1].end
	}
	if to < len(rd.toks) {
		end = rd.toks[to].start
	}
	return rd.f.words(start, max(start, end))
}

// hush takes the stretch of a figure that is no answer out of a reply.
func (rd *reading) hush(i int) {
	from, to := rd.clauseOf(i)
	for j := from; j < to; j++ {
		rd.hushWord(j)
	}
	rd.beside = append(rd.beside, rd.f.span(rd.toks[from].start, rd.toks[to-1].end))
}

func (rd *reading) hushWord(j int) {
	rd.toks[j].kind, rd.toks[j].arg, rd.toks[j].word, rd.toks[j].amount = plainWord, 0, -1, -1
}

// namesAnother says whether the stretch of a figure names another fact that it can be of.
func (rd *reading) namesAnother(i int) bool {
	from, to := rd.clauseOf(i)
	for j := from; j < to; j++ {
		if rd.toks[j].word < 0 {
			continue
		}
		for _, x := range rd.lex.entries[rd.toks[j].word].refs {
			if sp := rd.schema.Spec(int(x.fact)); int(x.fact) != rd.asked && (x.role == roleName || x.role == roleLabel || rd.group[x.fact] == rd.group[rd.asked]) && isAmountName(sp, x) && rd.takes(int(x.fact), &rd.amounts[rd.toks[i].amount]) {
				return true
			}
		}
	}
	return false
}

// takeWhole takes the figure that is the sum of all others, and is said to be, for the
// answer: 我们出300万，对方出200万，共500万.
func (rd *reading) takeWhole(figures []int) {
	if len(figures) < 3 {
		return
	}
	last := len(figures) - 1
	for _, whole := range [...]int{last, 0} {
		sum := decimal.Zero
		for k, i := range figures {
			if k != whole {
				sum = sum.Add(rd.amounts[rd.toks[i].amount].value)
			}
		}
		at := figures[whole]
		if !sum.Equal(rd.amounts[rd.toks[at].amount].value) || !endsWithAny(strings.TrimRight(rd.saidBefore(at), "是有为约就"), wholes...) {
			continue
		}
		for k, i := range figures {
			if k != whole && !rd.namesAnother(i) {
				rd.hush(i)
			}
		}
		return
	}
}

// wholes are words right before the whole of several parts.
var wholes = strings.Fields(`共 合计 总计 总共 一共 共计 累计 加起来 加一起 合起来 合在一起 全年 总数 总额 总的 小计 相加 总量 总产能 总投资 总价 下来 加总`)

// takeEach takes so many times a figure that each of several things has for the answer, to
// be said back: 两个厂，各10万; 两次都是50万.
func (rd *reading) takeEach(figures []int) {
	if len(figures) != 1 {
		return
	}
	i := figures[0]
	before, after := rd.saidBefore(i), rd.f.words(rd.toks[i].end, min(len(rd.f.run), rd.toks[i].end+2))
	per := contains(perUnit, after) || endsWithAny(strings.TrimRight(rd.f.words(max(0, rd.toks[i].start-4), rd.toks[i].start), "卖是价售"), perUnit...)
	if !per && !endsWithAny(before, eaches...) && !eachOfUnits.In(before) {
		return
	}
	n, at := rd.timesIn(i)
	if n < 2 {
		if !rd.summed[rd.asked] && per { // 一台900万
			rd.amounts[rd.toks[i].amount].approx = true
		}
		if rd.summed[rd.asked] && eachOfUnits.In(before) { // 每年50万
			rd.hush(i)
		}
		return
	}
	a := &rd.amounts[rd.toks[i].amount]
	if rd.amounts[rd.toks[at].amount].unit != "年" || rd.summed[rd.asked] {
		a.value, a.approx = a.value.Mul(decimal.New(n, 0)), true
	}
	own := rd.toks[i]
	rd.hush(at)
	from, _ := rd.clauseOf(i)
	for j := from; j < i; j++ {
		rd.hushWord(j)
	}
	rd.toks[i] = own
}

// takeParts takes the sum of what one and another come to for the answer, to be said back:
// 一个200万，一个150万.
func (rd *reading) takeParts(figures []int) {
	if len(figures) < 2 {
		return
	}
	sum := decimal.Zero
	for k, i := range figures {
		if from, _ := rd.clauseOf(i); !rd.isOfOne(i) || k > 0 && from <= figures[k-1] {
			return
		}
		sum = sum.Add(rd.amounts[rd.toks[i].amount].value)
	}
	last := figures[len(figures)-1]
	a := &rd.amounts[rd.toks[last].amount]
	a.value, a.approx = sum, true
	for _, i := range figures {
		if from, _ := rd.clauseOf(i); i == last {
			for j := from; j < i; j++ {
				rd.hushWord(j)
			}
		} else {
			rd.hush(i)
		}
	}
}

// isOfOne says whether figure i is said of one of several things.
func (rd *reading) isOfOne(i int) bool {
	if j := i - 1; j >= 0 && rd.toks[j].kind == quantity && rd.toks[j].end == rd.toks[i].start {
		return rd.amounts[rd.toks[j].amount].isOne()
	}
	return endsWithAny(strings.TrimRight(rd.saidBefore(i), "是投了花买交产领卖"), "一个", "一家", "一张", "一边", "一个厂", "一个项目")
}

// timesIn is how many there are of what each has figure i, and the token that says so; 0 for
// none.
func (rd *reading) timesIn(i int) (n int64, at int) {
	for j := range rd.toks {
		if t := &rd.toks[j]; j != i && t.kind == quantity {
			a := &rd.amounts[t.amount]
			k, ok := a.count()
			if ok && k == 1 && (t.end == rd.toks[i].start || t.start == rd.toks[i].end) { // 900万一台
				continue
			}
			if !ok || n > 0 || a.isOrdinal || a.unit == "" || k < 2 || k > 20 {
				return 0, 0
			}
			n, at = k, j
		}
	}
	return n, at
}

// Words that give a figure to each of several things.
var (
	eaches      = strings.Fields(`各 各是 各有 都是 均为 均是 都 各自 分别是 各领 各拿 各投 各交`)
	perUnit     = strings.Fields(`一台 一套 一个 每台 每套 每个 单台 单套`)
	eachOfUnits = pattern.Fields(`每次 每个 每期 每批 每台 每套 每张 每笔 每款 每条 每家 每年 每项 每单 每份 一台 一次 一张`)
)

// takeOwnLevel takes the figure of the city for the answer where another is the province's:
// 省级1项，市级2项.
func (rd *reading) takeOwnLevel(figures []int) {
	if !strings.Contains(rd.schema.Spec(rd.asked).Label, "市") {
		return
	}
	for _, i := range figures {
		before := rd.saidBefore(i)
		if !higherLevels.In(before) || cityLevel.In(before) {
			continue
		}
		if len(figures) > 1 {
			rd.hush(i)
		} else {
			rd.amounts[rd.toks[i].amount].approx = true
		}
	}
}

// How people call what is the state's or the province's, and the city's.
var (
	higherLevels = pattern.Fields(`省级 国家级 省里 省的 国家的 部级 工信部 浙江省 全国`)
	cityLevel    = pattern.Fields(`市级 市里 杭州`)
)

// notPaidOut takes what was paid out for what is asked about out of a reply, where no fact
// is of such: 赔了30万; 省里补了200万.
func (rd *reading) notPaidOut(i int) {
	if rd.toks[i].kind != quantity || rd.amounts[rd.toks[i].amount].kind == countAmount || rd.isGot(rd.asked) {
		return
	}
	before, words := rd.saidBefore(i), paidOut
	if rd.gotOf(rd.asked) && !higherLevels.In(before) {
		words = paidBack
	}
	if containsAny(before, words) && !paidMore.In(before) {
		rd.hush(i)
	}
}

// gotOf says whether what was got already of an award for a fact is a fact.
func (rd *reading) gotOf(f int) bool {
	for g := range rd.group {
		if rd.group[f] != 0 && rd.group[g] == rd.group[f] && rd.isGot(g) {
			return true
		}
	}
	return false
}

// Words of what was paid out, of what is never an award, and of what was paid on top.
var (
	paidBack = strings.Fields(`赔 返还 返了 退了 退还`)
	paidOut  = strings.Fields(`赔 补偿 补贴了 补了 奖了 奖励了 返还 返了 退了 退还 减免了`)
	paidMore = pattern.Fields(`补交 补缴 补投`)
)

// notSold has a number of vehicles that were sold said back, or takes it out where another
// was made: 产了13万，卖了12万.
func (rd *reading) notSold(i, n int) {
	sp := rd.schema.Spec(rd.asked)
	if rd.toks[i].kind != quantity || sp.Type != fact.Count || sp.Words.DoubtBelow == 0 || !sold.In(rd.saidBefore(i)) || rd.bringsUpOther(i) {
		return
	}
	if n > 1 {
		rd.hush(i)
		return
	}
	rd.amounts[rd.toks[i].amount].approx = true
}

// bringsUpOther says whether the clause of token i brings up another subject before it than that
// of the fact asked for: 10万辆，首台套卖了1500万.
func (rd *reading) bringsUpOther(i int) bool {
	from, _ := rd.clauseOf(i)
	for j := i - 1; j >= from; j-- {
		if w := rd.toks[j].word; w >= 0 && rd.lex.entries[w].cues&^1 != 0 && rd.lex.entries[w].cues>>rd.group[rd.asked]&1 == 0 {
			return true
		}
	}
	return false
}

// sold are words of selling.
var sold = pattern.Fields(`卖 销 售 交付 上牌 发货`)

// takeSales takes a mere 收入 for what is sold, where the question is for that, and not for
// the name of all that the enterprise takes in: 确认收入900万.
func (rd *reading) takeSales() {
	if sp := rd.schema.Spec(rd.asked); sp.Type != fact.Money || !strings.Contains(sp.Label, "销售") {
		return
	}
	for i := range rd.toks {
		if w := rd.word(i); rd.toks[i].kind == policyWord && (w == "收入" || w == "销售收入" || w == "年收入") {
			rd.hushWord(i)
		}
	}
}

// takeOwnAward takes what was got of another award, and what is only due, out of a reply to
// what was got of one: 智能工厂领过200万，营收的没有; 应得100万，还没领.
func (rd *reading) takeOwnAward() {
	if !rd.isGot(rd.asked) {
		return
	}
	none := containsAny(string(rd.f.run), notGot)
	for i := range rd.toks { // 一次没领
		if t := &rd.toks[i]; none && t.kind == quantity && rd.amounts[t.amount].isOne() && rd.amounts[t.amount].unit == "次" {
			rd.hushWord(i)
		}
	}
	for i := 0; i < len(rd.toks); i++ {
		from, to := rd.clauseOf(i)
		said := strings.ReplaceAll(rd.textOf(from, to), "获评", "") // a title, and no money
		if gettings.In(said) && rd.isOfOtherAward(from, to) || none && dues.In(said) && !containsAny(said, notGot) {
			rd.hush(i)
		}
		i = to
	}
}

// isOfOtherAward says whether a stretch names a title, and nothing of what was asked about.
func (rd *reading) isOfOtherAward(from, to int) bool {
	other := false
	for j := from; j < to; j++ {
		if rd.toks[j].kind == negation {
			return false
		}
		if rd.toks[j].word < 0 {
			continue
		}
		if rd.lex.entries[rd.toks[j].word].cues>>rd.group[rd.asked]&1 == 1 {
			return false
		}
		for _, x := range rd.lex.entries[rd.toks[j].word].refs {
			if x.role != roleName && x.role != roleLabel && x.role != roleLoose || rd.group[x.fact] == rd.group[rd.asked] {
				continue
			}
			if rd.gotOf(int(x.fact)) { // 营收奖励拿过50万, asked of a platform
				return false
			}
			other = true
		}
	}
	return other
}

// Words of getting, of what is due, and of what was not got.
var (
	gettings = pattern.Fields(`领 拿 补 奖 得过 获`)
	dues     = pattern.Fields(`应得 应领 应该领 应该拿 应拿 应补 应获 可以拿 可以领 可领 可拿 能拿 能领 批了 批复 公示`)
	notGot   = strings.Fields(`没领 没拿 没到 没发 没给 未领 未到 未拿 未发 没收到 未收到 没申请 没申领 没有领 没有到 没有拿 没兑现 未兑现`)
)

// isMisplaced says whether a bare place in a row, which would be that of a fact, answers a
// question for another that has none: 第二年, asked for a revenue; 第一台, asked how many.
func (rd *reading) isMisplaced(f int, a *amount) bool {
	if rd.asked < 0 || f == rd.asked || len(rd.sum.clauses) > 1 || rd.before > 0 || rd.residue(0, len(rd.f.run)) > 0 {
		return false
	}
	for i := range rd.toks {
		if k := rd.toks[i].kind; k != quantity && k != ordinal && k != plainWord && k != mark {
			return false
		}
	}
	sp := rd.schema.Spec(rd.asked)
	return rd.group[f] != rd.group[rd.asked] || sp.Type == fact.Count && rd.measures(sp, a.unit)
}

// takeShare takes what a share was agreed in for no sum, where the question is for a share:
// 合同约定1.3%.
func (rd *reading) takeShare() {
	if rd.schema.Spec(rd.asked).Type != fact.Share {
		return
	}
	for i := range rd.toks {
		if rd.toks[i].kind == otherSum && strings.HasPrefix(rd.word(i), "合同") {
			rd.hushWord(i)
		}
	}
}

// takeAttained takes what was attained for the answer, and not what was applied for: 申报5项，
// 认定了3项.
func (rd *reading) takeAttained(figures []int) {
	attained := func(i int) bool { return attainedOf.In(rd.saidBefore(i)) }
	if !slices.ContainsFunc(figures, attained) {
		return
	}
	for _, i := range figures {
		if !attained(i) && appliedOf.In(rd.saidBefore(i)) {
			rd.hush(i)
		}
	}
}

// Words of what was applied for, and of what came of it.
var (
	appliedOf  = pattern.Fields(`申报 报了 申请 送了 报送`)
	attainedOf = pattern.Fields(`认定 过了 通过 评上 批了 获批 批下来 中了 认了`)
)

// notForeign takes a currency that is named right behind a figure for that of the figure:
// 1亿，是美金.
func (rd *reading) notForeign(i int) {
	if rd.toks[i].kind != quantity || rd.schema.Spec(rd.asked).Type != fact.Money {
		return
	}
	end := rd.toks[i].end
	after := strings.TrimLeft(rd.f.words(end, min(len(rd.f.run), end+8)), " ,(都是算的按单位")
	if foreignMoney.Begin(after) {
		rd.amounts[rd.toks[i].amount].foreign = true
	}
}

// foreignMoney are other currencies as people call them.
var foreignMoney = pattern.Fields(`美元 美金 港币 港元 欧元 日元 英镑 韩元 刀`)

// addHalf adds the half that stands right behind a figure in the big units: 1亿半.
func (rd *reading) addHalf(i int) {
	t := &rd.toks[i]
	if t.kind != quantity || rd.schema.Spec(rd.asked).Type != fact.Money || t.end >= len(rd.f.run) || rd.f.run[t.end] != '半' || t.end+1 < len(rd.f.run) && isHan(rd.f.run[t.end+1]) {
		return
	}
	a := &rd.amounts[t.amount]
	switch rd.f.run[t.end-1] {
	case '亿':
		a.value, a.approx = a.value.Add(decimal.New(5, 7)), true
	case '万':
		a.value, a.approx = a.value.Add(decimal.New(5, 3)), true
	}
}

// takeShort takes a step that is not reached yet for a bound, or for what is short of it: 离10亿
// 还差8000万; 10亿还差一点.
func (rd *reading) takeShort(figures []int) {
	if len(figures) == 0 || len(figures) > 2 {
		return
	}
	i := figures[0]
	a, end := &rd.amounts[rd.toks[i].amount], rd.toks[i].end
	after := strings.TrimLeft(rd.f.words(end, min(len(rd.f.run), end+5)), " ,就还也")
	if !strings.HasPrefix(after, "差") || a.vague {
		return
	}
	if len(figures) == 1 && startsWithAny(after, "差一点", "差一些", "差点", "差一截", "差得", "差不少") {
		a.vague, a.high, a.low = true, &limitOf{value: a.value, open: true}, nil
	}
	if len(figures) == 2 && endsWithAny(rd.saidBefore(i), "离", "距", "距离", "到") {
		b := figures[1]
		a.value, a.approx = a.value.Sub(rd.amounts[rd.toks[b].amount].value), true
		if from, to := rd.clauseOf(i); from <= b && b < to {
			for j := i + 1; j < to; j++ {
				rd.hushWord(j)
			}
		} else {
			rd.hush(b)
		}
	}
}
