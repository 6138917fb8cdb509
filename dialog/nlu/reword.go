package nlu

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"suance/calc/fact"
	"suance/dialog/pattern"
)

// endClause makes a mark that ends a clause of a token.
func (t *token) endClause() { t.kind, t.arg, t.word = mark, endsClause, -1 }

// opens ends the clause of the words that only open a message (请问, 咨询一下), where what follows them
// tells something and the question comes in a later clause: 请问新材料企业，营收6亿，能拿多少.
func (rd *reading) opens() {
	i := 0
	for i < len(rd.toks) && rd.toks[i].kind == inquiry && rd.residue(0, rd.toks[i].start) == 0 {
		i++
	}
	if i == 0 {
		return
	}
	first, told := true, false // whether it is the first clause, and whether the clause tells a thing
	for j := i; ; j++ {
		if ends := j == len(rd.toks) || rd.toks[j].kind == mark && rd.toks[j].arg == endsClause; ends {
			if told && j > i && (j < len(rd.toks) || !first) {
				rd.toks[i-1].endClause()
				return
			}
			if j >= len(rd.toks)-1 {
				return
			}
			first, told = false, false
			continue
		}
		switch t := rd.toks[j]; t.kind {
		case ask, polarAsk, benefit, inquiry, colon, supposition, correction, negation:
			return
		case affirmation:
			told = told || first
		case quantity, policyWord:
			told = told || !first
		}
	}
}

// asksFor makes 企业咨询： a word for whom the consultation is about.
func (rd *reading) asksFor() {
	rd.opens()
	rd.joinNobody()
	for i := 0; i+1 < len(rd.toks); i++ {
		if rd.toks[i].kind == ask && rd.deniesSum(i) {
			rd.toks[i+1].kind, rd.toks[i+1].start = negation, rd.toks[i].start
			rd.toks = slices.Delete(rd.toks, i, i+1)
		}
		if k := rd.toks[i].kind; (k == ask || k == polarAsk) && rd.isHeading(i) && i+2 < len(rd.toks) {
			rd.toks[i+1].endClause() // 能拿多少：新材料，营收6亿
		}
		if rd.toks[i].kind == benefit && rd.isHeading(i) && i+2 < len(rd.toks) && rd.toks[i+2].kind != quantity && rd.toks[i+2].kind != negation {
			rd.toks[i+1].endClause() // 达产奖励：整车企业，产能10万辆
		}
		if rd.toks[i].kind == plan && rd.isRequest(i) {
			rd.toks[i].kind = inquiry
		}
		if rd.toks[i].kind == inquiry {
			rd.endsRequest(i)
		}
		if rd.toks[i].kind == firm && rd.isHeading(i) { // 我想问A企业：
			for j := i - 1; j >= max(0, i-4) && rd.toks[j].kind != mark; j-- {
				if rd.toks[j].kind == inquiry {
					rd.toks[i].kind, rd.toks[j].kind = client, plainWord
				}
			}
		}
		if rd.toks[i].kind == inquiry && rd.isHeading(i) {
			rd.toks[i].kind = client
		}
	}
}

// deniesSum says whether 哪有 stands between a name and its amount, so that it asks nothing: 营收哪有6亿.
func (rd *reading) deniesSum(i int) bool {
	w := rd.word(i)
	return (w == "哪" || w == "哪里") && i > 0 && rd.toks[i-1].kind == policyWord && rd.toks[i-1].end == rd.toks[i].start && i+2 < len(rd.toks) &&
		rd.toks[i+1].kind == affirmation && rd.word(i+1) == "有" && rd.toks[i+2].kind == quantity && rd.toks[i+2].start == rd.toks[i].end+1
}

// joinNobody makes the words that nobody says so one negation of what is said: 没有一家说我们不是链主.
func (rd *reading) joinNobody() {
	kept, end := rd.toks[:0], 0
	for _, t := range rd.toks {
		if t.start < end {
			continue
		}
		if t.kind == negation && rd.f.run[t.start] == '没' {
			if n := nobodySays(rd.f.words(t.end, min(len(rd.f.run), t.end+6))); n > 0 {
				t.end += n
				end = t.end
			}
		}
		kept = append(kept, t)
	}
	rd.toks = kept
}

// nobodySays is how many characters the words behind 没有 take that nobody says so; 0 where they are others.
func nobodySays(after string) int {
	who := after
	for _, w := range nobody {
		who = strings.TrimPrefix(who, w)
	}
	rest, ok := saying.Cut(who)
	if !ok || who == after {
		return 0
	}
	return utf8.RuneCountInString(after) - utf8.RuneCountInString(rest)
}

// Whom nobody is one of, in the order in which the words follow each other, and what nobody does.
var (
	nobody = strings.Fields(`任何 一 哪 家 个 位 谁 人 企业 公司 部门 单位 领导 专家 也 会 敢 能`)
	saying = pattern.Fields(`说过 说 讲过 讲 认为 觉得`)
)

// isRequest says whether what is planned at token i is only to be reckoned or asked, and makes all up to
// that mean nothing: 应用奖励也想一起算.
func (rd *reading) isRequest(i int) bool {
	if w := rd.word(i); w != "想" && w != "想要" || i > 0 && rd.toks[i-1].kind == negation {
		return false
	}
	for at := rd.toks[i].end; at < min(len(rd.f.run), rd.toks[i].end+5); at++ {
		switch rd.f.run[at] {
		case ',', '。', '?', ':', ' ':
			return false
		case '算', '测', '问':
			j := i + 1
			for j < len(rd.toks) && rd.toks[j].start <= at && (rd.toks[j].kind == plainWord || rd.toks[j].start == at) {
				rd.toks[j].kind = plainWord
				j++
			}
			return j == len(rd.toks) || rd.toks[j].start > at
		}
	}
	return false
}

// endsRequest ends the clause of a request at the colon before what is told: 帮我看看这家：
// 整车，产能12万.
func (rd *reading) endsRequest(i int) {
	for j := i + 1; j < min(len(rd.toks)-1, i+5); j++ {
		switch t := &rd.toks[j]; {
		case t.kind == colon && j > i+1:
			t.endClause()
			return
		case t.kind != plainWord:
			return
		}
	}
}

// reword takes words for what they are beside others: 什么 after 没有 asks nothing
// (没买什么保险), and what is so unless one errs is a hedge (如果没记错的话).
func (rd *reading) reword() {
	denied, erring := -1, false
	for i := range rd.toks {
		t := &rd.toks[i]
		switch t.kind {
		case negation:
			denied = i
			if j := i - 1; j >= 0 && rd.word(i) == "没" && rd.word(j) == "有" && rd.residue(rd.toks[j].end, t.start) > 0 && (i+1 == len(rd.toks) || rd.toks[i+1].kind == mark) {
				t.kind = polarAsk // 有说法没
				continue
			}
			if rd.word(i) == "砸了" && rd.spends(i) {
				t.kind, denied = policyWord, -1 // 砸了800万
				continue
			}
			if rd.word(i) == "不" && rd.putsAnother(i) {
				t.kind = correction // 12亿……不，1.2亿
				continue
			}
			if i > 0 && i+1 < len(rd.toks) && rd.toks[i-1].kind == policyWord && rd.toks[i-1].word == rd.toks[i+1].word && rd.toks[i-1].end == t.start && !(i > 1 && rd.toks[i-2].kind == negation) {
				t.kind = polarAsk // 首次没首次
			} else if w := rd.word(i); (w == "不" || w == "没") && t.start > 0 && t.end < len(rd.f.run) && rd.f.run[t.start-1] == rd.f.run[t.end] && rd.residue(t.start-1, t.start) == 1 {
				t.kind = polarAsk // 难不难
			}
		case ask:
			if w := rd.word(i); denied >= 0 && (w == "什么" || w == "啥") && rd.namesNext(i) {
				t.kind = plainWord
			}
		case supposition:
			if erring = rd.mayErr(t.end); erring {
				t.kind = hedge
			} else if w := rd.word(i); strings.HasPrefix(w, "当") && (i > 0 && rd.toks[i-1].kind != mark || i == 0 && rd.residue(0, t.start) > 0) {
				t.kind = plainWord // 把它当作研发设备
			} else if (w == "比如" || w == "譬如") && i > 0 && !(rd.toks[i-1].kind == mark && rd.toks[i-1].arg >= endsLine) {
				t.kind = plainWord // 其他高端装备，比如轨道交通
			}
		case correction:
			if erring {
				t.kind = plainWord
			}
		case choiceAsk:
			if rd.word(i) == "还是" && i > 0 && (rd.toks[i-1].kind == present || rd.toks[i-1].kind == year) && (i+1 == len(rd.toks) || rd.toks[i+1].kind == mark) {
				t.kind = affirmation // 现在还是
			} else if rd.word(i) == "还是" && rd.opensClause(i) {
				t.kind = plainWord // 还是按6亿算
			}
		case year:
			if w := rd.word(i); strings.HasPrefix(w, "前一") && rd.lastYearBefore(i) {
				t.arg = -2 // 去年7.5亿，前一年6亿
			} else if w == "头年" && rd.countsYears() {
				t.kind, t.arg = first, 1 // 保费25万，头年
			}
		case requirement:
			if w := rd.word(i); (w == "标准" || w == "门槛") && i > 1 && rd.toks[i-1].kind == quantity && rd.toks[i-1].end == t.start && rd.isSums(i-2) {
				t.kind = plainWord // 首次达到5亿元标准
			}
		case stranger:
			if i+1 < len(rd.toks) && rd.toks[i+1].kind == own && rd.toks[i+1].start == t.end && isHearsay(rd.word(i)) {
				t.kind = hedge // 听说我们评上了
			}
			if w := rd.word(i); (w == "据说" || w == "听说") && i > 0 && rd.toks[i-1].kind == policyWord && rd.toks[i-1].end == t.start {
				t.kind = hedge // 营收据说12亿
			}
			if rd.word(i) == "集团" && i > 0 && rd.toks[i-1].kind == policyWord && rd.toks[i-1].end == t.start && (i+1 == len(rd.toks) || rd.toks[i+1].kind == mark) {
				t.kind = firm // 新材料集团，营收512亿
			}
			if rd.isCallers(i) {
				t.kind = own // 客户问：他们公司是…
			}
			if i > 0 && rd.toks[i-1].kind == own && rd.toks[i-1].end == t.start && strings.HasPrefix(rd.f.words(t.end, min(len(rd.f.run), t.end+2)), "口径") {
				t.kind = own // 集团口径80亿，我们子公司口径6亿
			}
			if rd.asksForClient(i) { // 客户是做新材料的，营收8亿，能拿多少
				t.kind = client
			}
			if rd.isOurselves(i) || i > 1 && (rd.word(i-1) == "作为" || rd.word(i-1) == "身为") && rd.toks[i-2].kind == own { // 我们是整车企业的供应商; 我们作为子公司
				t.kind = firm
			}
		case own:
			if strings.HasSuffix(rd.word(i), "集团") && merged.In(rd.f.words(t.end, min(len(rd.f.run), t.end+12))) {
				t.kind = stranger // 我们集团营收合并50亿
			}
		case part:
			if strings.HasSuffix(rd.word(i), "里有") && (i+1 == len(rd.toks) || rd.toks[i+1].kind != quantity) {
				t.kind = affirmation // 名单里有我们
			}
		case unsaid:
			if i+1 < len(rd.toks) && rd.toks[i+1].kind == negation { // 没说不是
				t.kind = negation
			}
		case conditional:
			if erring || rd.raisesTopic(i) {
				t.kind = plainWord
			}
			erring = false
		case quantity:
			if rd.isGuess(i) {
				t.kind = hedge // 八成是60亿
			}
		case benefit:
			if rd.word(i) == "资格" {
				rd.readHeld(i)
			}
		case hedge:
			if rd.word(i) == "吧" && rd.raisesTopic(i) && i+1 < len(rd.toks) && rd.toks[i+1].kind != mark {
				t.kind = plainWord // 首台套吧我们有三个
			}
		case policyWord:
			if (isFirm(rd.word(i)) || endsWithAny(rd.word(i), "厂", "平台")) && (rd.isServed(i) || rd.isSomeFirm(i)) {
				t.kind = stranger // 我们配套的主机厂; 别的车企
				continue
			}
			if rd.statesClaim(i) && rd.isSoon(i) { // 快上公告了
				t.kind = pendingWord
				continue
			}
			if rd.f.run[t.start] == '又' && rd.isBoth(i) {
				rd.cutFirst(i) // 既是首次又达到10亿
				t = &rd.toks[i]
			}
			if rd.asked >= 0 && rd.deniesAll(i) && rd.schema.Spec(rd.asked).Type == fact.YesNo && len(rd.toks) <= 3 {
				t.kind = negation // 都不是, asked whether it is one
			}
			if denied >= 0 && !rd.isVerbal(i) {
				denied = -1
			}
		case affirmation:
			if rd.word(i) == "么有的" && strings.Count(rd.f.said, "么") == 1 { // not 智能工厂么有的，数字化车间么呒没
				t.kind = unsure
				continue
			}
			if rd.isSoon(i) { // 快批了
				t.kind = pendingWord
				continue
			}
			if w := rd.word(i); (w == "嗯" || w == "恩") && i+1 < len(rd.toks) && rd.toks[i+1].start == t.end && rd.toks[i+1].kind == policyWord {
				t.kind = plainWord // 嗯首次认定小巨人否
			}
		case bound:
			if rd.failsAt(i) {
				t.kind = negation // 差一点就评上
			} else if i > 0 && rd.toks[i-1].kind == policyWord && (strings.ContainsAny(rd.word(i), "没未") || strings.Contains(rd.word(i), "差") && rd.namesTitle(i-1)) && (i+1 == len(rd.toks) || rd.toks[i+1].kind == mark) {
				t.kind = negation // 小巨人还没到
			}
		case firm:
			if rd.isSomeFirm(i) || rd.isServed(i) {
				t.kind = stranger // 萧山有家厂评上了，我们没评; 我们投资的公司营收12亿
			}
		case plainWord:
			if rd.failsAt(i) {
				t.kind, denied = negation, i // 无法评上
			} else if rd.word(i) == "平台" && rd.isSomeFirm(i) {
				t.kind = stranger // 别的平台拿了1000万
			}
		default:
			denied, erring = -1, erring && t.kind != quantity
		}
	}
}

// readHeld takes 资格 at token i for a part of the title right before it, where the clause says that it is there
// or that it was lost, and asks nothing: 链主资格有的, 链主资格被取消了. That it was lost is said back: nobody
// knows since when.
func (rd *reading) readHeld(i int) {
	if i == 0 || rd.toks[i-1].kind != policyWord || rd.toks[i-1].end != rd.toks[i].start {
		return
	}
	told := -1
	for j := i + 1; j < len(rd.toks) && rd.toks[j].kind != mark; j++ {
		switch rd.toks[j].kind {
		case affirmation, negation, retraction:
			if told < 0 && rd.residue(rd.toks[j-1].end, rd.toks[j].start) <= 1 {
				told = j
			}
		case plainWord, year, hedge, present:
		default:
			return
		}
	}
	if told < 0 {
		return
	}
	t := &rd.toks[told]
	gone := rd.isNoMore(told)
	switch {
	case t.kind == retraction && !gone: // an order: 链主资格取消
	case gone && t.kind != affirmation:
		rd.toks[i].kind, t.kind = hedge, negation
	default:
		rd.toks[i].kind = plainWord
	}
}

// isNoMore says whether token i tells that something is no more: 被取消, 没了.
func (rd *reading) isNoMore(i int) bool {
	t := &rd.toks[i]
	return strings.HasPrefix(rd.f.words(t.end, len(rd.f.run)), "了") || strings.HasSuffix(rd.word(i), "了") || rd.f.run[t.start] == '被' || rd.f.run[t.start-1] == '被'
}

// namesTitle says whether token i names a fact that is had or not: 智能工厂还差一点.
func (rd *reading) namesTitle(i int) bool {
	return slices.ContainsFunc(rd.lex.entries[rd.toks[i].word].refs, func(x ref) bool {
		return isClaim(rd.schema.Spec(int(x.fact)), x) && (x.role == roleName || x.role == roleLoose || x.role == roleLabel)
	})
}

// isHearsay says whether a word begins what others say.
func isHearsay(w string) bool { return slices.Contains(hearsay(), w) }

var hearsay = sync.OnceValue(func() []string { return strings.Fields(Hearsay) })

// failsAt says whether token i says that what follows it at once was not attained: 没办法评上, 差点入选.
func (rd *reading) failsAt(i int) bool {
	if !contains(failing, rd.word(i)) {
		return false
	}
	j := i + 1
	for j < len(rd.toks) && rd.toks[j].kind == plainWord && rd.toks[j].start == rd.toks[j-1].end {
		j++
	}
	return j < len(rd.toks) && rd.toks[j].start == rd.toks[j-1].end && (rd.toks[j].kind == affirmation && containsAny(rd.word(j), attained) || rd.toks[j].kind == policyWord && (rd.statesClaim(j) || rd.word(i) == "够不上"))
}

// failing are words before what was not attained.
var failing = strings.Fields(`无法 没法 没办法 差一点 差点 险些 够不上 差一口气 差口气 还差一点 还差点 还差一口气 还差口气 还差一步 就差一口气 就差口气 只差一口气 差一步 就差一步 只差一步 只差一点 就差一点 差一丢丢 就差一丢丢`)

// isGuess says whether a share only says how likely something is, and is no share of anything.
func (rd *reading) isGuess(i int) bool {
	t := &rd.toks[i]
	if rd.amounts[t.amount].kind != shareAmount || rd.f.run[t.end-1] != '成' || t.start > 0 && strings.ContainsRune("的占中里到过达约近", rd.f.run[t.start-1]) {
		return false
	}
	j := i + 1
	for j < len(rd.toks) && (rd.word(j) == "是" || rd.word(j) == "有" || rd.word(j) == "就是" || rd.toks[j].kind == plainWord) && rd.toks[j].start == rd.toks[j-1].end {
		j++
	}
	if j == len(rd.toks) || rd.toks[j].start != rd.toks[j-1].end {
		return false
	}
	switch next := &rd.toks[j]; next.kind {
	case quantity:
		return rd.amounts[next.amount].kind != shareAmount
	case policyWord:
		return rd.partNamed(j) < 0
	case affirmation, negation, ordinal, first:
		return true
	}
	return false
}

// isSomeFirm says whether a word for an enterprise is of another than the speaker's own: of others (别的厂, 其他车企),
// one at a place (宁波那家厂), one that there is somewhere (萧山有家厂), where the speaker's own is known or named
// after it.
func (rd *reading) isSomeFirm(i int) bool {
	at := rd.toks[i].start
	if at < 2 || i > 0 && rd.toks[i-1].kind == own && at-rd.toks[i-1].end < 3 { // 我们有的厂
		return false
	}
	switch before := rd.f.words(max(0, at-5), at); {
	case endsWithAny(before, otherFirms...):
		return true
	case strings.HasSuffix(before, "那家"):
		return endsWithAny(strings.TrimSuffix(before, "那家"), otherPlaces...)
	case endsWithAny(before, "有家", "有一家", "有个", "合资"):
		return rd.tellsOfOwn(i)
	}
	return false
}

// otherFirms stand before a word for enterprises that are not the speaker's.
var otherFirms = strings.Fields(`别的 其他 其它 有的 有些 某些 别的几家 其他几家 其它几家`)

// tellsOfOwn says whether the speaker's own enterprise is named soon after token i, or is known already and not named
// before it in its clause.
func (rd *reading) tellsOfOwn(i int) bool {
	for j := i + 1; j < min(len(rd.toks), i+reachOfWords); j++ {
		if rd.toks[j].kind == own {
			return true
		}
	}
	for j := i - 1; j >= 0 && rd.toks[j].kind != mark; j-- {
		if k := rd.toks[j].kind; k == own || k == affirmation && strings.HasSuffix(rd.word(j), "是") {
			return false
		}
	}
	return rd.ctx.Known.Schema() == rd.schema && !rd.ctx.Known.Empty()
}

// isServed says whether a word for an enterprise is of one that the speaker only deals with: 我们投资的公司,
// 跟我们合作的企业. One that they are served by, or serve (服务的企业), may be whom they ask for.
func (rd *reading) isServed(i int) bool {
	at := rd.toks[i].start
	before := strings.TrimSuffix(rd.f.words(max(0, at-10), at), "一家")
	if rd.f.run[at] != '的' {
		if !strings.HasSuffix(before, "的") {
			return false
		}
		before = strings.TrimSuffix(before, "的")
	}
	if !endsWithAny(before, dealings...) {
		return false
	}
	for j := i - 1; j >= max(0, i-4) && rd.toks[j].kind != mark; j-- {
		if rd.toks[j].kind == own {
			return true
		}
	}
	return false
}

// dealings are what one enterprise does with another.
var dealings = strings.Fields(`审计 审 代理 代账 记账 代理记账 投资 参股 入股 控股 合作 供货 供应 配套 担保 收购 合资`)

// countsYears says whether the text speaks of something of which the years are counted.
func (rd *reading) countsYears() bool {
	var cues uint64
	for i := range rd.toks {
		if w := rd.toks[i].word; w >= 0 {
			cues |= rd.lex.entries[w].cues
		}
	}
	for f := range rd.group {
		if cues>>rd.group[f]&1 == 1 && rd.group[f] != 0 && slices.Contains(rd.schema.Spec(f).Words.Ordinal, "年") {
			return true
		}
	}
	return false
}

// lastYearBefore says whether last year was spoken of before token i.
func (rd *reading) lastYearBefore(i int) bool {
	for j := max(0, i-reachOfWords); j < i; j++ {
		if rd.toks[j].kind == year && rd.toks[j].arg == -1 {
			return true
		}
	}
	return false
}

// spends says whether a sum follows token i, with nothing but how sure it is between: 砸了大概800万.
func (rd *reading) spends(i int) bool {
	j := i + 1
	for j < min(len(rd.toks), i+4) && (rd.toks[j].kind == hedge || rd.toks[j].kind == plainWord || rd.toks[j].kind == bound) {
		j++
	}
	return rd.isSum(j)
}

// putsAnother says whether an amount follows 不 at once, and one of its kind stands before.
func (rd *reading) putsAnother(i int) bool {
	j := i + 1
	if j < len(rd.toks) && rd.toks[j].kind == mark {
		j++
	}
	if j >= len(rd.toks) || rd.toks[j].kind != quantity || rd.toks[j].start > rd.toks[i].end+1 {
		return false
	}
	for k := i - 1; k >= max(0, i-3); k-- {
		if rd.toks[k].kind == quantity {
			return rd.amounts[rd.toks[k].amount].kind == rd.amounts[rd.toks[j].amount].kind
		}
	}
	return false
}

// isBoth says whether 既 stands before token i in its clause.
func (rd *reading) isBoth(i int) bool {
	for at := rd.toks[i].start - 1; at >= max(0, rd.toks[i].start-8); at-- {
		switch rd.f.run[at] {
		case '既':
			return true
		case ',', '。', '?', '!', ';', '\n':
			return false
		}
	}
	return false
}

// cutFirst takes the first character off the word at token i.
func (rd *reading) cutFirst(i int) {
	t := &rd.toks[i]
	if w, end, ok := rd.lex.longest(rd.f, t.start+1); ok && end == t.end {
		*t = token{kind: rd.lex.entries[w].kind, arg: rd.lex.entries[w].arg, start: t.start + 1, end: end, word: int(w), amount: -1}
		return
	}
	t.kind, t.word = plainWord, -1
}

// isOurselves says whether a word for others is what the speaker says to be.
func (rd *reading) isOurselves(i int) bool {
	is := false
	for j := i - 1; j >= max(0, i-6) && rd.toks[j].kind != mark; j-- {
		switch t := &rd.toks[j]; {
		case t.kind == affirmation && strings.HasSuffix(rd.word(j), "是"):
			last := i+1 == len(rd.toks) && rd.toks[i].end == len(rd.f.run) || i+1 < len(rd.toks) && (rd.toks[i+1].kind == mark || rd.word(i+1) == "的") && rd.toks[i+1].start == rd.toks[i].end
			place := isPlace(rd.word(i)) || strings.HasPrefix(rd.word(i), "全")
			is = last || place || rd.f.run[rd.toks[i].start-1] == '的' // 我们是甲方; 我们是园区一家链主企业; 我们是集团的子公司
		case t.kind == own:
			return is
		}
	}
	return false
}

// asksForClient says whether a message is all of a client, whom somebody asks for: it begins with the client,
// says what that is, and tells of nobody else (not 客户是主机厂，我们做零部件).
func (rd *reading) asksForClient(i int) bool {
	is := strings.HasSuffix(rd.word(i), "是") || rd.toks[i].end < len(rd.f.run) && strings.ContainsRune("是做为", rd.f.run[rd.toks[i].end])
	if w := strings.TrimSuffix(rd.word(i), "是"); !is || !strings.HasSuffix(w, "客户") || strings.HasSuffix(w, "大客户") || strings.HasPrefix(w, "其") {
		return false // 我们客户营收60亿
	}
	from := i
	if i > 0 && rd.toks[i-1].kind == own {
		from-- // 我们客户
	}
	tells := false
	for j := range rd.toks {
		switch k := rd.toks[j].kind; {
		case j < from && k != mark && k != plainWord, j > i && (k == own || k == stranger):
			return false
		case k == quantity, k == benefit:
			tells = tells || j > i
		}
	}
	return tells && rd.namesNext(i)
}

// merged are words for the sums of a group.
var merged = pattern.Fields(`合并 并表`)

// namesNext says whether a word of the policy stands right after token i.
func (rd *reading) namesNext(i int) bool {
	return i+1 < len(rd.toks) && rd.toks[i+1].word >= 0 && (rd.toks[i+1].kind == policyWord || rd.lex.entries[rd.toks[i+1].word].cues != 0) && rd.residue(rd.toks[i].end, rd.toks[i+1].start) <= 4
}

// isVerbal says whether token i is a word of the policy that names nothing by itself: 拿过.
func (rd *reading) isVerbal(i int) bool {
	for _, x := range rd.lex.entries[rd.toks[i].word].refs {
		if x.role != roleWeak {
			return false
		}
	}
	return true
}

// mayErr says whether a clause goes on from a place with what rules out an error:
// 没记错, 数据没问题.
func (rd *reading) mayErr(at int) bool {
	run := rd.f.run[at:min(at+12, len(rd.f.run))]
	denied := false
	for k, r := range run {
		switch r {
		case '没', '无', '不':
			denied = true
		case '错', '误':
			return denied
		case '问':
			if denied && k+1 < len(run) && run[k+1] == '题' {
				return true
			}
		case ',', '。', '?', '!', ';', '\n':
			return false
		}
	}
	return false
}

// opensClause says whether nothing that could be chosen stands in the clause before token i.
func (rd *reading) opensClause(i int) bool {
	for j := i - 1; j >= max(0, i-4) && rd.toks[j].kind != mark; j-- {
		if k := rd.toks[j].kind; k != plainWord && k != own {
			return false
		}
	}
	return i == 0 || i < 4 || rd.residue(rd.toks[max(0, i-4)].end, rd.toks[i].start) <= 4
}

// raisesTopic says whether nothing but a name stands in the clause before token i, so that
// a particle there supposes nothing: 营收的话大概是七亿.
func (rd *reading) raisesTopic(i int) bool {
	if i == 0 || rd.toks[i-1].kind != policyWord && rd.toks[i-1].kind != year && !strings.HasSuffix(rd.word(i-1), "税") || rd.toks[i-1].end != rd.toks[i].start || i+1 == len(rd.toks) {
		return false
	}
	for j := i - 1; j >= max(0, i-4) && rd.toks[j].kind != mark; j-- {
		if k := rd.toks[j].kind; k != policyWord && k != plainWord && k != own && k != year {
			return false
		}
	}
	return true
}

// isColumn says whether a word heads a column of sums.
func isColumn(w string) bool { return w == "金额" || w == "数额" || w == "数值" }

// sentence reads the clauses of a sentence in their order.
func (rd *reading) sentence(s *sentence) {
	rd.sum = s
	rd.supposed, rd.planned, rd.strange, rd.elsewhere, rd.owned, rd.ordered, rd.quoting, rd.between = false, false, false, false, s.has(client), false, false, false
	rd.before = len(rd.said)
	rd.lone = -1
	rd.contrast = rd.contrastOf(s)
	rd.retold = rd.retoldOf(s)
	for i := range s.clauses {
		rd.clause, rd.rest = &s.clauses[i], s.clauses[i+1:]
		rd.readClause()
	}
	rd.readLone()
	rd.readAllOf()
	rd.readSwapped(s)
	rd.answersItself(s)
	if s.asks {
		rd.dropSubject(rd.before)
	}
	rd.dropCompared(s)
	rd.dropSteps(s)
}
