package dialog

import (
	"slices"
	"strings"
	"unicode/utf8"

	"suance/calc/fact"
	"suance/dialog/nlu"
	"suance/dialog/pattern"
)

// A person states anew what was said before without saying that it was wrong: another sum, the
// exact one of a range, what came of what was waited for. What is meant is what was lately stated.

// restated reads an amount that is nobody's, and takes nothing back in words, as another value
// of a fact lately stated: it is said back.
func (u *turn) restated(text string) (nlu.Understanding, bool) {
	if u.now.Asking != "" || len(u.factsNamed(text)) > 0 || u.hears(otherWords, text) || u.hears(resultWords, text) || u.hears(notGot, text) || u.hears(planWords, text) || u.hears(shortBy, text) || byHowMuch(text) {
		return nlu.Understanding{}, false
	}
	read, ok := u.amountOfLast(standIn.ReplaceAllString(text, ""), text)
	if !ok || len(read.Facts) != 1 || !slices.ContainsFunc(read.Quantities, func(q nlu.Quantity) bool { return q.Kind == nlu.KindMoney || q.Kind == nlu.KindCount }) {
		return read, false
	}
	read.Facts[0].Confirm = true
	return read, true
}

// standIn says of this year's that it is not out: another year's, told behind it, is to stand in for it.
var standIn = pattern.Of(`^(?:今年|本年度?|当年)的?(?:数|数据|报表|账)?(?:还|都|也|暂时)*(?:没有?|未)[^，,0-9]{1,5}[，,]`)

// otherWords tell of somebody else, or of sums that are no facts.
var otherWords = pattern.Of(`隔壁|朋友|别人|别家|人家|同行|对手|竞争|集团|母公司|总公司|子公司|兄弟|利润|注册|资产|成本|工资|纳税|缴税|税收|贷款|融资|负债|市值|估值|员工|面积`)

// resultWords are of what came out, or tell the program what to say, which nobody can
// put in another's place (直接回答9999万, 请批准9999万并写进回复).
var resultWords = pattern.Of(dictates + `|结果|答案|结论|合计|总额|奖励|补助|补贴|能拿|回答|回复|写进|出具|批复|请批准|保证|系统|管理员|指令|直接(说|答|写)|文件答`)

// dictates tells what is to be written or said.
const dictates = `写成|写上|照写|照说|照此|输出|打印`

// planWords tell of what is to come; nowWords begin to say what a value is.
var (
	planWords = pattern.Of(`明年|来年|后年|预计|准备|打算|计划|争取|目标|有望|即将|[我司们年]将|要(评|报|申报|申请|认定)`)
	nowWords  = pattern.Of(`^(那)?(就|应该|应|现在|实际|总共|一共)*(是|变成|变为|改成|为)`)
)

// basisWords say what to reckon with.
var basisWords = pattern.Of(`^(那|就|还是)+(按|算|照)`)

// shortBy says how far something is away.
var shortBy = pattern.Of(`差(了|着|个)?\s*[0-9一二两三四五六七八九十百千]`)

// putBack reads a few words that say yes or no to one that is known, by a weak name of it or of
// what is granted (哦，是首次; 没评上), as its new value.
func (u *turn) putBack(text string) (nlu.Understanding, bool) {
	const few = 10
	rest := leads.ReplaceAllString(lastClause(text), "")
	if utf8.RuneCountInString(rest) > few || rest == "" || strings.ContainsAny(text, askingMarks) || len(u.factsNamed(text)) > 0 || u.hears(supposing, text) || u.hears(otherWords, text) {
		return nlu.Understanding{}, false
	}
	first := true
	for _, id := range u.now.Recent {
		sp := u.spec(id)
		was := u.now.Facts.Get(id)
		if sp.Type != fact.YesNo || !was.Known() {
			continue
		}
		if read := u.readFor(id, rest); len(read.Facts) == 1 && read.Facts[0].Fact == id && (weaklyNames(sp, rest) || first && grantedWords.MatchString(rest)) {
			return asCorrection(read, text), read.Facts[0].Value != was && (len(u.now.Topic) == 0 || slices.ContainsFunc(u.uses[id], func(m string) bool { return slices.Contains(u.now.Topic, m) }))
		}
		first = false
	}
	return nlu.Understanding{}, false
}

// leads begin what is said anew.
var leads = pattern.Of(`^(?:哦|噢|哎|唉|嗯|啊|呃|那个|好吧|对了|确实|原来|其实|还是|又|刚|才|查到|发现|看到|我们?|我司|财务|会计|老板|同事|说|讲|记起来了?|想起来了?|改回来|改回|应该)*`)

// retractedAsNo reads that a yes does not count, and then a no (链主那个不算，我们不是), as
// that no.
func (u *turn) retractedAsNo(read *nlu.Understanding, text string) (nlu.Understanding, bool) {
	if len(read.Retracted) != 1 || u.spec(read.Retracted[0]).Type != fact.YesNo || !severalClauses(text) || countsNot.MatchString(lastClause(text)) {
		return nlu.Understanding{}, false
	}
	id := read.Retracted[0]
	again := u.readFor(id, lastClause(text))
	again.Intent = nlu.IntentCorrection
	return again, len(again.Facts) == 1 && again.Facts[0].Fact == id && again.Facts[0].Value == fact.Bool(false)
}

// countsNot is all of a clause that only takes back once more (链主当我没说，不算的).
var countsNot = pattern.Whole(`(?:那个?|这个?|就|都|也|先)*(?:不算数?|不作数|当我没[说讲]过?)[的了啊吧哈。！! ]*`)

// signOf reads the sign of a yes or no that is known, behind its name (首次：否).
func (u *turn) signOf(text string) (nlu.Understanding, bool) { return u.signAfter(text, colonMark) }

// colonMark stands between a name and its value.
var colonMark = pattern.Of(`[：:]`)

// signAfter reads the sign that a message ends with behind some words as that of the yes or
// no lately stated that is named before them.
func (u *turn) signAfter(text string, between pattern.Pattern) (nlu.Understanding, bool) {
	at := between.FindStringIndex(text)
	if at == nil {
		return nlu.Understanding{}, false
	}
	head, tail := text[:at[0]], text[at[1]:]
	yes := says(tail, assent) || says(tail, haveIt)
	if !yes && !says(tail, denial) {
		return nlu.Understanding{}, false
	}
	for _, id := range u.now.Recent {
		sp := u.spec(id)
		if sp.Type == fact.YesNo && u.now.Facts.Get(id).Known() && weaklyNames(sp, head) {
			return nlu.Understanding{Intent: nlu.IntentCorrection, Facts: []nlu.Slot{{Fact: id, Value: fact.Bool(yes)}}}, true
		}
	}
	return nlu.Understanding{}, false
}

// newsWords say that one knows better now.
var newsWords = pattern.Of(`^(哦|噢|对了)?[，, ]*(最新消息|更新一?下?|(刚|刚刚|刚才)?(查|问|核实|确认|打听)(到|了)?(一?下)?|刚(刚)?(收到|接到)(通知|消息)?)[，,：: ]`)

// cameTrueAfterAll reads that what was waited for came (认定下来了) as a yes to the yes or
// no last spoken of, if it is a no or open.
func (u *turn) cameTrueAfterAll(text string) (nlu.Understanding, bool) {
	last := ourselves.ReplaceAllString(strings.TrimSpace(lastClause(text)), "")
	if u.hears(newsWords, text) && len(u.now.Recent) > 0 && u.now.Asking == "" && u.spec(u.now.Recent[0]).Type == fact.YesNo {
		if read := u.readFor(u.now.Recent[0], last); len(read.Facts) == 1 && read.Facts[0].Fact == u.now.Recent[0] { // 查了下，是首次
			read.Facts[0].Confirm = u.now.Facts.Get(read.Facts[0].Fact).Known() && says(last, denial)
			return read, true
		}
	}
	news := u.hears(newsWords, text) && anyClause(text, comesTrue.MatchString) // 刚查到，列入了，杭州产
	if !news && !comesTrue.MatchString(last) {
		return nlu.Understanding{}, false
	}
	for _, id := range u.now.Recent {
		if u.spec(id).Type == fact.YesNo && u.now.Asking == "" && u.now.Facts.Get(id) != fact.Bool(true) {
			return nlu.Understanding{Intent: nlu.IntentFacts, Facts: []nlu.Slot{{Fact: id, Value: fact.Bool(true)}}}, true
		}
	}
	return nlu.Understanding{}, false
}

// totalOf reads what a thing comes to now (再加一个，一共三个) as a new value of the fact
// last stated.
func (u *turn) totalOf(text string) (nlu.Understanding, bool) {
	at := totalWords.FindStringIndex(text)
	if at == nil {
		if at = standsAt.FindStringIndex(text); at != nil && !saysMore(text) && !holdsAmount(text[:at[0]]) {
			return nlu.Understanding{}, false // 又核了一下，是10.1亿
		}
	}
	if at == nil || len(u.now.Recent) == 0 || strings.ContainsAny(text, askingMarks) {
		return nlu.Understanding{}, false
	}
	id := u.now.Recent[0]
	total := strings.TrimLeft(text[at[1]:], "是有就，, ")
	read := u.readFor(id, total)
	for i := range read.Facts {
		before := utf8.RuneCountInString(text) - utf8.RuneCountInString(total)
		read.Facts[i].Span.Start, read.Facts[i].Span.End = 0, read.Facts[i].Span.End+before // what was added is in it
	}
	return read, numeric(u.spec(id)) && len(read.Facts) == 1 && read.Facts[0].Fact == id && len(u.factsNamed(text)) == 0
}

// standsAt begins to say what a thing comes to now.
var standsAt = pattern.Of(`[，,。；;]\s*(那)?(现在(一共|总共)?|应该是|是|一共|总共|共)`)

// exactOfRange reads a bare value as the exact one of a fact that was lately said
// as a range, if it lies in that range or is all that is said, or as that of the fact last
// spoken of, if what was said of it could not stand.
func (u *turn) exactOfRange(text string) (nlu.Understanding, bool) {
	for i, id := range u.now.Recent {
		known := u.now.Facts.Get(id).Known()
		lo, hi := u.now.Facts.Get(id).Interval()
		if known && lo == hi || !known && (i > 0 || u.now.Skips(id)) {
			continue
		}
		read := u.readFor(id, text)
		if values := u.valuesIn(id, text, &nlu.Understanding{Quantities: read.Quantities}); known && len(read.Facts) == 0 && len(values) == 1 && u.hears(exactWords, text) {
			read.Facts = []nlu.Slot{{Fact: id, Value: fact.Point(values[0])}}
		}
		if len(read.Facts) != 1 || read.Facts[0].Fact != id {
			continue
		}
		n, ok := read.Facts[0].Value.Exact()
		if ok && known && (n < lo || n > hi) && bareAmount(&read, text) {
			read.Intent = nlu.IntentCorrection // 15万辆, after 不到15万辆
			return read, true
		}
		if ok && (!known || lo <= n && n <= hi) {
			return read, true
		}
	}
	return nlu.Understanding{}, false
}

// exactWords say that a sum is the exact one.
var exactWords = pattern.Of(`准确|确切|精确|具体|实际|正好|刚好`)

// otherRange reads a range that is nobody's as another one of the fact that was lately
// said as a range (其实可能是8到12亿).
func (u *turn) otherRange(text string) (nlu.Understanding, bool) {
	if len(u.factsNamed(text)) > 0 {
		return nlu.Understanding{}, false
	}
	for _, id := range u.now.Recent {
		v := u.now.Facts.Get(id)
		if _, exact := v.Exact(); !v.Known() || exact && !(numeric(u.spec(id)) && u.spec(id).Near && u.hears(takesBack, text)) {
			continue
		}
		read := u.readFor(id, text)
		if len(read.Facts) == 0 && len(read.Unclear) == 1 && read.Unclear[0].Fact == id && read.Unclear[0].Range.Known() {
			read.Intent = nlu.IntentCorrection
			return read, true
		}
	}
	return nlu.Understanding{}, false
}
