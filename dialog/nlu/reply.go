package nlu

import (
	"slices"
	"strings"
	"unicode/utf8"

	"suance/calc/fact"
	"suance/dialog/pattern"
)

// longestReply is how many characters a clause has at most that is nothing but a reply.
const longestReply = 14

// readReply reads a clause as the reply to the fact asked for, in words that mean
// nothing without the question: 第二次了, 都三年了, 超了. It is false where it says nothing
// of the kind.
func (rd *reading) readReply(c *clause) bool {
	if rd.asked < 0 || rd.supposed || c.end-c.start > longestReply {
		return false
	}
	for _, k := range [...]kind{ask, polarAsk, supposition, conditional, stranger, pendingWord, unsure, plan, nextYear, inquiry, benefit} {
		if c.has(k) {
			return false
		}
	}
	if n := len(rd.said); n > 0 && rd.schema.Spec(rd.asked).Type == fact.YesNo && rd.said[n-1].fact == rd.asked && rd.said[n-1].value == fact.Bool(false) && c.has(policyWord) && rd.isOfSibling(c) {
		return false // 小巨人没有，中小企业的那个今年刚认定
	}
	if n := len(rd.said); n > 0 && rd.said[n-1].fact != rd.asked && rd.said[n-1].fact >= 0 && rd.firsts[rd.said[n-1].fact] {
		return false // …中小企业的那个今年刚认定，第一次
	}
	sign, doubt := 0, false
	said := replyIn(rd.f.words(c.start, c.end))
	switch {
	case rd.schema.Spec(rd.asked).Type != fact.YesNo:
		return rd.readValueReply(c, said)
	case rd.isLostTitle():
		sign = -1
	case rd.firsts[rd.asked]:
		sign, doubt = rd.firstTime(c, said)
	case rd.deadlines[rd.asked].months.IsPositive():
		sign = overdue(said)
	case contains(attainedReply, said), contains(attainedAt, withoutTime(said)) && withoutTime(said) != said:
		sign = 1
	}
	if sign == 0 {
		return false
	}
	rd.say(statement{fact: rd.asked, value: fact.Bool(sign > 0), span: rd.spanOf(c.from, c.to-1), confirm: doubt || c.has(hedge)}, c.from)
	return true
}

// isOfSibling says whether a clause speaks of another yes/no fact than the one asked for.
func (rd *reading) isOfSibling(c *clause) bool {
	for i := c.from; i < c.to; i++ {
		if rd.toks[i].word < 0 {
			continue
		}
		for _, x := range rd.lex.entries[rd.toks[i].word].refs {
			if int(x.fact) != rd.asked && (x.role == roleName || x.role == roleLoose || x.role == roleLabel) && rd.schema.Spec(int(x.fact)).Type == fact.YesNo {
				return true
			}
		}
	}
	return false
}

// asksOver says whether a clause that may reply to a question asks one itself, of what it
// holds: 300万的上限是按年算吗, 为什么只有300万.
func (rd *reading) asksOver(c *clause) bool {
	if c.kinds&(1<<ask|1<<polarAsk|1<<choiceAsk) == 0 {
		return c.to-c.from > 1 && rd.word(c.to-1) == "吧" && ofLimits.In(rd.f.words(c.start, c.end)) // 第四年就没有了吧
	}
	if c.to-c.from > 1 && rd.toks[c.from].kind == quantity && rd.toks[c.from+1].kind == benefit { // 12亿能奖多少
		return false
	}
	for i := c.from; i < c.to; i++ {
		switch t := &rd.toks[i]; {
		case t.kind == ask && !rd.isVaguely(i):
			return true
		case t.kind == polarAsk && !contains(mereTags, rd.word(i)):
			return true
		case t.kind == choiceAsk && rd.word(i) == "还是" && i > c.from && rd.amountBeside(i) && rd.amountBefore(i):
			return true
		}
	}
	return c.has(polarAsk) && (c.has(requirement) || ofLimits.In(rd.f.words(c.start, c.end)))
}

// ofLimits are words of what the document sets.
var ofLimits = pattern.Fields(`就不 就没 没有了 不补 不给 不算 才行 才能 才够 才算 才给 才可以 就行 就可以 上限 下限 封顶 最高 门槛 标准`)

// mereTags are words that only ask whether one is right.
var mereTags = strings.Fields(`吧 对吧 是吧 没错吧 对吗 是吗 对么 是么 对不对 对伐 嘛 有吗 行吗`)

// isVaguely says whether a word for asking is only a way to say that one is not sure: 8亿多少
// 来着.
func (rd *reading) isVaguely(i int) bool {
	return strings.HasPrefix(rd.f.words(rd.toks[i].end, min(len(rd.f.run), rd.toks[i].end+2)), "来着")
}

// amountBefore says whether an amount stands in the clause before token i.
func (rd *reading) amountBefore(i int) bool {
	for j := rd.near(i); j < i; j++ {
		if rd.toks[j].kind == quantity {
			return true
		}
	}
	return false
}

// attainedReply are words of getting there that are a yes only to a question.
var attainedReply = strings.Fields(`进 认 进公告 中 中选 中标`)

// attainedAt are words of getting there that are a yes with a time only: 去年拿的.
var attainedAt = strings.Fields(`拿 批 发 授 颁 挂牌 挂 办 下来 上 入围 公布 通过 进 认 中 中选`)

// withoutTime is a reply without the time that it begins with.
func withoutTime(s string) string {
	for _, w := range timesOfReply {
		if t := strings.TrimPrefix(s, w); t != s && t != "" {
			return strings.TrimPrefix(t, "就")
		}
	}
	return s
}

var timesOfReply = strings.Fields(`去年底 去年初 去年 前年 今年初 今年上半年 今年 上个月 上月 上周 年初 年前 前几年 前些年 前些天 前两年 早几年 早些年 多年前 好多年前 早就 早已 刚刚 刚 才`)

// readValueReply reads a reply in words to a question for a value: nothing made, a first
// year, an option named in part or as the one that is left.
func (rd *reading) readValueReply(c *clause, said string) bool {
	sp := rd.schema.Spec(rd.asked)
	v, doubt := fact.Value{}, false
	switch {
	case sp.Type == fact.Choice:
		v, doubt = rd.partOfOption(c, said)
	case len(sp.Words.Ordinal) > 0:
		if again := strings.TrimSuffix(strings.TrimSuffix(said, "保"), "投"); contains(firstTimes, again) && len(rd.said) == 0 {
			v = fact.Point(1)
		} else if contains(justBegun, said) && len(rd.said) == 0 {
			v, doubt = fact.Point(1), true
		}
	case sp.Type == fact.Count && contains(noneMade, said) && sp.Check(fact.Point(0)) == nil:
		v = fact.Point(0)
	}
	if !v.Known() {
		return false
	}
	rd.say(statement{fact: rd.asked, value: v, span: rd.spanOf(c.from, c.to-1), confirm: doubt}, c.from)
	return true
}

// justBegun are replies that a row has only begun.
var justBegun = strings.Fields(`刚开始 才开始 刚投 刚投保 刚买 刚起步 新投 新投保`)

// noneMade are replies that nothing was made.
var noneMade = strings.Fields(`没产 没生产 没造 没做 没下线 没产过 没生产过 没造过 没有产 没有生产 未生产 未产 停产 没投产 没量产`)

// partOfOption is the option of which a reply is a part of the label and of no other's, or
// the one that stands for the rest; the zero Value for none.
func (rd *reading) partOfOption(c *clause, said string) (v fact.Value, doubt bool) {
	if rest := rd.restOption[rd.asked]; rest >= 0 && contains(theRest, said) {
		return fact.Point(int64(rest)), false
	}
	if n := len([]rune(said)); n < 2 || n > 6 || len(rd.said) > 0 {
		return v, false
	}
	for i := c.from; i < c.to; i++ {
		if _, ok := rd.resolve(i, isOption); ok {
			return v, false
		}
	}
	found := -1
	for j, o := range rd.schema.Spec(rd.asked).Options {
		if !strings.Contains(o.Label, said) || utf8.RuneCountInString(said) == 2 && !strings.HasSuffix(o.Label, said) {
			continue
		}
		if found >= 0 {
			return v, false
		}
		found, doubt = j, !strings.HasPrefix(o.Label, said)
	}
	if found < 0 {
		return v, false
	}
	return fact.Point(int64(found)), doubt
}

// theRest are words for none of the options that were offered.
var theRest = strings.Fields(`别的 别的领域 其他领域 其它领域 另外的 另外的领域 别的方向 其他方向 别的行业 别的产业 不是这两个 不在里面 不在其中`)

// readOnlyOther answers no where a reply says that only another title is there: 只有数字化车间.
func (rd *reading) readOnlyOther(c *clause) {
	if rd.asked < 0 || rd.schema.Spec(rd.asked).Type != fact.YesNo || c.has(negation) || c.has(ask) || c.has(polarAsk) || rd.isSaid(rd.asked) {
		return
	}
	if s := replyIn(rd.f.words(c.start, min(c.end, c.start+longestReply))); !strings.HasPrefix(s, "只有") && !strings.HasPrefix(s, "仅有") && !strings.HasPrefix(s, "就有") && !strings.HasPrefix(s, "只评") {
		return
	}
	for _, s := range rd.said[rd.clauseFrom:] {
		if s.fact >= 0 && s.value == fact.Bool(true) && rd.group[s.fact] == rd.group[rd.asked] {
			rd.sayNot(c, false)
			return
		}
	}
}

// rewordReply takes words of a reply for what they are there: 就是新材料嘛 asks nothing, 哪有
// denies, 过了 is a yes, and what was 取消 is lost.
func (rd *reading) rewordReply() {
	if rd.asked < 0 {
		return
	}
	for i := range rd.toks {
		switch t := &rd.toks[i]; t.kind {
		case polarAsk:
			switch w := rd.word(i); {
			case w == "嘛" && rd.isLast(i):
				t.kind = plainWord
			case w == "是吧" && i > 0 && rd.toks[i-1].kind == hedge && rd.isLast(i): // 大概是吧
				t.kind = affirmation
			}
		case retraction:
			if rd.isLost(i) {
				t.kind = negation
			}
		case ask:
			if rd.isRhetorical(i) {
				t.kind = negation
			}
		case bound:
			if rd.isPassed(i) {
				t.kind = affirmation
			}
		}
	}
}

// isPassed says whether a bound at token i is no bound but a yes: 过了.
func (rd *reading) isPassed(i int) bool {
	return strings.HasSuffix(rd.word(i), "过了") && rd.schema.Spec(rd.asked).Type == fact.YesNo && !rd.firsts[rd.asked] &&
		rd.deadlines[rd.asked].months.IsZero() && (i+1 == len(rd.toks) || rd.toks[i+1].kind != quantity)
}

// replyIn is a reply without what people say around it.
func replyIn(s string) string {
	s = strings.Trim(s, " ,.!~")
	for cut := true; cut; {
		cut = false
		for _, w := range beforeReply {
			if t := strings.TrimPrefix(s, w); t != s && t != "" {
				s, cut = t, true
			}
		}
		for _, w := range afterReply {
			if t := strings.TrimSuffix(s, w); t != s && t != "" {
				s, cut = t, true
			}
		}
	}
	return s
}

// Words around a reply that change nothing, and those that deny it.
var (
	beforeReply = strings.Fields(`我们 我司 我 咱 公司 这次 这回 本次 此次 今年 今次 就是 算是 属于 应该是 是 对 嗯 哦 啊 也 已经 已 都 这 那 了`)
	afterReply  = strings.Fields(`的 了 啊 呀 嘛 吧 呢 哦 啦 哈 申报 申请 认定 获评 评上 评的 评 达到 报 拿到 到`)
	deniesReply = strings.Fields(`不是 并不是 并非 不算 算不上 非 不能算 没有`)
)

// firstTime is what a reply says of whether something was for the first time; doubt says
// that it is only likely.
func (rd *reading) firstTime(c *clause, said string) (sign int, doubt bool) {
	sign = 1
	for _, w := range deniesReply {
		if t := strings.TrimPrefix(said, w); t != said {
			said, sign = replyIn(t), -1
			break
		}
	}
	whole := rd.f.words(c.start, c.end)
	switch {
	case contains(firstTimes, said):
		return sign, rd.onlyApplies(whole)
	case contains(againTimes, said) || isNth(said):
		return -sign, false
	case sign < 0 || c.has(policyWord) && !rd.isOnly(c, rd.asked) && rd.namesOther(c):
		return 0, false
	case rd.sums[rd.group[rd.asked]] > 0:
		return rd.reachedBefore(c, whole)
	case notYet.In(whole):
		return 0, false
	case longSince.In(whole) || triedBefore.In(whole) || isAged(said) || strings.HasPrefix(said, "老") && !startsWithAny(said, "老板", "老总", "老师") || strings.HasPrefix(said, "早"):
		return -1, false
	}
	for i := c.from; i < c.to && !containsAny(whole, firstTimes); i++ {
		if y, ok := rd.yearAt(i); ok && y != 0 && c.has(affirmation) {
			return -1, y != -2 && !strings.Contains(whole, "就")
		}
	}
	return 0, false
}

// onlyApplies says whether a reply is of applying for what the fact asked for is to be granted: 首次申报 of a
// title need not be its first.
func (rd *reading) onlyApplies(said string) bool {
	return appliedTo.In(said) && !strings.Contains(rd.schema.Spec(rd.asked).Label, "申报") && !containsAny(said, attained)
}

// Words of a first time, of another time, of a time long past, and of what is not so.
var (
	firstTimes  = strings.Fields(`首次 第一次 头次 头回 头一次 头一回 头一遭 头一趟 第一回 第一趟 第一遭 首度 首回 初次 首 新 首次嘛`)
	againTimes  = strings.Fields(`再次 二次 又一次 复核 复审 复评 复查 续评 续 续报 重复 重新 到期重新 又 老 老的 老项目 重报 年年 每年`)
	longSince   = pattern.Fields(`年前就 年前已 早就 早已 老早 早在 早几年 早些年 前几年 前些年 前两年 好几年 好多年 多年 一直 年年 每年 连续 连着 去年就 去年也 前年就 前年 重新认定 复审 复核`)
	triedBefore = pattern.Fields(`申请过 报过 评过 认定过 拿过 领过 得过 奖过`)
	notYet      = pattern.Fields(`没 未 不 无 非`)
)

// reachedBefore is whether a sum was reached for the first time, by what a reply says of
// other years; doubt says that it is only likely.
func (rd *reading) reachedBefore(c *clause, said string) (sign int, doubt bool) {
	past, denied := containsAny(said, before) || yearsAgo.In(said), notYet.In(said)
	if c.has(quantity) {
		if !past {
			return 0, false
		}
		return rd.comparedBefore(c, said)
	}
	switch {
	case strings.Contains(said, "今年") && !denied && !strings.Contains(said, "也") && containsAny(said, reached):
		return 1, false
	case past && denied && containsAny(said, reached), denied && endsWithAny(strings.TrimRight(said, "的啊呀呢。"), "没上过", "没到过", "没过过", "没有上过", "没有到过", "未上过", "没达到过", "没有达到过"):
		return 1, false
	case past && strings.Contains(said, "也") && containsAny(said, reached):
		return -1, false
	case denied:
		return 0, false
	case longSince.In(said), isAged(said), strings.HasPrefix(said, "早"), strings.HasPrefix(said, "又") && containsAny(said, reached), isNth(strings.ReplaceAll(said, "年", "次")):
		return -1, false
	}
	return 0, false
}

// yearsAgo are words of years before this one.
var yearsAgo = pattern.Fields(`去年 前年 前几年 前些年 前两年 早几年 早些年 早年 多年前`)

// comparedBefore is whether a sum was reached for the first time where a reply says how much
// it was in other years: 以前最高4亿; 前年就有7亿了.
func (rd *reading) comparedBefore(c *clause, said string) (sign int, doubt bool) {
	f := rd.sums[rd.group[rd.asked]] - 1
	now, known := rd.known(f).Exact()
	most := atMost.In(said)
	for i := c.from; i < c.to; i++ {
		n, ok := rd.sumAt(i, f)
		if t := &rd.toks[i]; t.kind == quantity && !ok && rd.amounts[t.amount].high != nil { // 5亿以下
			n, ok = inner(rd.schema.Spec(f), rd.amounts[t.amount].high.value)
			ok = ok && most
		} else if t.kind == quantity && !ok && rd.amounts[t.amount].low != nil { // 超过5亿
			n, ok = inner(rd.schema.Spec(f), rd.amounts[t.amount].low.value)
			ok = ok && !most
		}
		if t := &rd.toks[i]; t.kind == quantity && !ok && notYet.In(said) && rd.takes(f, &rd.amounts[t.amount]) { // 没超过5亿
			ok = true
		}
		switch {
		case !ok:
		case notYet.In(said) && !most && containsAny(said, reached): // 以前没到过5亿
			return 1, false
		case known && n >= now:
			return -1, false
		case most:
			return 1, !known
		case notYet.In(said):
			return 0, false
		case strings.Contains(said, "就") || strings.Contains(said, "也") || strings.Contains(said, "过") || strings.Contains(said, "已"):
			return -1, !hasReached.In(said) || known && mayBeLower(n, now)
		}
	}
	return 0, false
}

// hasReached are words of having reached a sum at some time.
var hasReached = pattern.Fields(`过过 到过 破过 上过 有过`)

// Words of reaching, and of the most that was reached.
var (
	reached = strings.Fields(`到 达 过 破 上 有`)
	atMost  = pattern.Fields(`以下 不到 都在 最多 最高 顶多 至多 撑死 才 只有 只到`)
)

// sumAt is the amount at token i as a value of a fact.
func (rd *reading) sumAt(i, f int) (int64, bool) {
	if rd.toks[i].kind != quantity || !rd.takes(f, &rd.amounts[rd.toks[i].amount]) {
		return 0, false
	}
	return rd.amounts[rd.toks[i].amount].exactly(rd.schema.Spec(f))
}

// isNth says whether a reply is a second time or a later one: 第三次.
func isNth(s string) bool {
	s = strings.TrimRight(s, "了的啊呀吧")
	r := []rune(s)
	return len(r) == 3 && r[0] == '第' && strings.ContainsRune("二三四五六七八九两23456789", r[1]) && strings.ContainsRune("次回趟遍遭埭", r[2])
}

// isAged says whether a reply is for how many years it has been so: 三年.
func isAged(s string) bool {
	s = strings.TrimSuffix(strings.TrimRight(s, "了的啊呀"), "年")
	r := []rune(s)
	return len(r) > 0 && len(r) <= 2 && strings.Trim(s, "一二两三四五六七八九十几多23456789") == ""
}

// overdue is whether a reply that names no time says that a deadline was kept.
func overdue(said string) int {
	switch said {
	case "没超", "没超过", "没超期", "没过期", "未超", "未超期", "没超时", "按期", "及时", "来得及", "不超":
		return 1
	case "超", "超过", "超期", "超时", "逾期", "超出", "超了期":
		return -1
	}
	return 0
}

// contains says whether a word is one of some.
func contains(words []string, s string) bool {
	for _, w := range words {
		if w == s {
			return true
		}
	}
	return false
}

// isOnly says whether all the words of the policy in a clause can be about a fact.
func (rd *reading) isOnly(c *clause, f int) bool {
	for i := c.from; i < c.to; i++ {
		if rd.toks[i].word < 0 || rd.mentionOf(i) == 0 {
			continue
		}
		found := rd.lex.entries[rd.toks[i].word].cues>>rd.group[f]&1 == 1
		for _, x := range rd.lex.entries[rd.toks[i].word].refs {
			found = found || int(x.fact) == f
		}
		if !found {
			return false
		}
	}
	return true
}

// readFirm reads a clause that says what else the enterprise is, or who is what it was
// asked to be, as a no: 我们只是做配套的, 链主是吉利.
func (rd *reading) readFirm(c *clause) {
	if rd.asked < 0 || !rd.kinds[rd.asked] || rd.isSaid(rd.asked) || c.end-c.start > longestReply || len(rd.said) > 0 && rd.said[len(rd.said)-1].fact == rd.asked {
		return
	}
	for _, k := range [...]kind{quantity, negation, ask, polarAsk, supposition, conditional, pendingWord, unsure, plan, nextYear, inquiry, benefit, retraction, correction, hedge} {
		if c.has(k) {
			return
		}
	}
	said := replyIn(rd.f.words(c.start, c.end))
	for i := c.from; i < c.to; i++ {
		if rd.states(i, rd.asked, roleName) || rd.states(i, rd.asked, roleLabel) {
			if _, makes := makings.Cut(said); !c.has(own) && rd.isOthers(c, i) || rd.isGiven(i) {
				rd.sayNot(c, false)
			} else if makes && strings.HasSuffix(said, rd.word(i)) { // 我们生产电动客车整车
				rd.sayKind(c, true, false)
			}
			return
		}
	}
	for _, s := range rd.said[rd.clauseFrom:] {
		if s.fact >= 0 && rd.schema.Spec(s.fact).Type == fact.Choice { // 我们做新能源汽车的
			return
		}
	}
	made, isMade := makings.Cut(said)
	switch {
	case suppliers.In(said):
		rd.sayNot(c, !rd.isDeniedBySupply(rd.asked)) // a supplier may well be a “链主”
	case isMade && len([]rune(made)) >= 2 && rd.residue(c.start, c.end) >= 2:
		rd.sayNot(c, true)
	}
}

// isDeniedBySupply says whether the policy's own words for who is not what a fact asks are those of who works for
// others.
func (rd *reading) isDeniedBySupply(f int) bool {
	return slices.ContainsFunc(rd.schema.Spec(f).Words.WeakNo, func(w string) bool { return suppliers.In(w) })
}

// sayNot says no to the fact asked for.
func (rd *reading) sayNot(c *clause, doubt bool) { rd.sayKind(c, false, doubt) }

// sayKind says yes or no to the fact asked for.
func (rd *reading) sayKind(c *clause, yes, doubt bool) {
	rd.answered = true
	rd.say(statement{fact: rd.asked, value: fact.Bool(yes), span: rd.spanOf(c.from, c.to-1), confirm: doubt}, c.from)
}

// Words that begin what an enterprise makes, and for one that works for others.
var (
	makings   = pattern.Fields(`只做 专做 主要做 做 生产 造 搞 卖 只卖 研发 只是 就做`)
	suppliers = pattern.Fields(`配套 供应商 供货 代工 贴牌 经销商 代理商`)
)

// cutAny cuts the first of some words that a text begins with.
func cutAny(s string, words []string) (rest string, ok bool) {
	for _, w := range words {
		if rest, ok = strings.CutPrefix(s, w); ok {
			return rest, true
		}
	}
	return s, false
}

// replyOrdinal reads a message that is nothing but an ordinal without a measure word as
// the reply to a fact that counts in order: 第二, 首套.
func (rd *reading) replyOrdinal() {
	if rd.asked < 0 || len(rd.f.run) > longestReply {
		return
	}
	units := rd.schema.Spec(rd.asked).Words.Ordinal
	if len(units) == 0 {
		return
	}
	whole := string(rd.f.run)
	said := strings.TrimSuffix(replyIn(whole), "个")
	n := int64(0)
	for _, w := range units {
		if said == "首"+w || said == "头"+w || said == "头一"+w {
			n = 1
		}
	}
	if s, ok := strings.CutPrefix(said, "第"); ok && n == 0 {
		if qs := Quantities(s + units[0]); len(qs) == 1 && qs[0].Unit == units[0] && qs[0].Span.Start == 0 && qs[0].Span.End == len([]rune(s+units[0])) {
			if v, ok := number(qs[0].Value); ok && v.IsInteger() {
				n = v.IntPart()
			}
		}
	}
	if n == 0 {
		return
	}
	s := statement{fact: rd.asked, value: fact.Point(n)}
	at := len([]rune(whole[:strings.Index(whole, said)]))
	s.span = rd.f.span(at, at+len([]rune(said)))
	if rd.schema.Spec(rd.asked).Check(s.value) != nil {
		s.value, s.why = fact.Value{}, WhyType
	}
	rd.said = append(rd.said, s)
}

// isLost says whether a retraction is what became of a title, and not of what was said.
func (rd *reading) isLost(i int) bool {
	if rd.schema.Spec(rd.asked).Type == fact.YesNo && rd.isLostTitle() {
		return true
	}
	if rd.schema.Spec(rd.asked).Type != fact.YesNo || !strings.HasPrefix(rd.word(i), "取消") || i == 0 {
		return false
	}
	k := rd.toks[i-1].kind
	return k == present || k == year || strings.HasPrefix(rd.word(i-1), "后来") || rd.f.run[rd.toks[i].start-1] == '被'
}

// isLostTitle says whether a reply to a question for a title is nothing but that it was taken
// away: 撤销了. An order has no 了.
func (rd *reading) isLostTitle() bool {
	if rd.asked < 0 || rd.firsts[rd.asked] || rd.schema.Spec(rd.asked).Type != fact.YesNo || rd.isKnown(rd.asked) {
		return false
	}
	switch strings.Trim(string(rd.f.run), " ,。.!~") {
	case "撤销了", "已撤销", "已经撤销了", "取消了", "已取消", "已经取消了", "收回了", "收回去了":
		return true
	}
	return false
}

// isRhetorical says whether 哪 in the reply to a question denies: 哪有啊.
func (rd *reading) isRhetorical(i int) bool {
	if rd.schema.Spec(rd.asked).Type != fact.YesNo || !strings.HasPrefix(rd.word(i), "哪") || len(rd.f.run) > longestReply {
		return false
	}
	next := rd.f.words(rd.toks[i].end, min(len(rd.f.run), rd.toks[i].end+3))
	return (strings.HasPrefix(next, "有") || strings.HasPrefix(next, "够") || strings.HasPrefix(next, "算") || strings.HasPrefix(next, "是") || strings.HasPrefix(next, "能")) &&
		!strings.ContainsAny(next, "些几个种?")
}

// isLast says whether nothing but marks follows token i in the text.
func (rd *reading) isLast(i int) bool {
	for j := i + 1; j < len(rd.toks); j++ {
		if rd.toks[j].kind != mark || rd.toks[j].arg == asksSentence {
			return false
		}
	}
	return true
}
