package dialog

import (
	"slices"
	"strings"
	"unicode/utf8"

	"suance/calc/fact"
	"suance/dialog/nlu"
)

// A person puts right what was said without naming it: another sum, a range, a no that was
// a yes. What is meant is what was lately stated.

// correctsNone says whether a correction that names nothing was taken for one of a
// fact of which there is none (没拿过): what is corrected is a number that was said.
func (u *turn) correctsNone(read *nlu.Understanding, text string) bool {
	if read.Intent != nlu.IntentCorrection || len(read.Facts) != 1 || !numeric(u.spec(read.Facts[0].Fact)) {
		return false
	}
	id := read.Facts[0].Fact
	if received(u.spec(id)) && receiptWords.MatchString(lastClause(text)) {
		return false // 刚才说没拿过错了，拿过200万
	}
	n, exact := u.now.Facts.Get(id).Exact()
	return exact && n == 0 && id != u.now.Asking && !slices.Contains(u.factsNamed(text), id)
}

// correctsRecent reads an amount that is nobody's as another value of the fact lately
// stated that has one of its kind. Where several have, or doubt is to be said, it waits
// for confirmation unless the words take something back.
func (u *turn) correctsRecent(read *nlu.Understanding, text string, doubt bool) (nlu.Understanding, bool) {
	if len(u.factsNamed(text)) > 0 || otherWords.MatchString(text) || resultWords.MatchString(text) || notGot.MatchString(text) || planWords.MatchString(text) || shortBy.MatchString(text) || byHowMuch(text) && !nowWords.MatchString(lastClause(text)) {
		return nlu.Understanding{}, false
	}
	if notOne.MatchString(text) && len(u.now.Recent) > 0 { // 一项都没有，搞混了
		id := u.now.Recent[0]
		again := u.readFor(id, text)
		return again, len(again.Facts) == 1 && again.Facts[0].Fact == id
	}
	quantities := read.Quantities
	if nowWords.MatchString(lastClause(text)) { // 多了3000万，是10.1亿
		from := utf8.RuneCountInString(text[:strings.LastIndex(text, lastClause(text))])
		quantities = slices.DeleteFunc(slices.Clone(quantities), func(q nlu.Quantity) bool { return q.Span.Start < from })
	}
	var found []fact.ID
	var value int64
	for _, id := range u.now.Recent {
		sp := u.spec(id)
		old := u.now.Facts.Get(id)
		if n, exact := old.Exact(); !old.Known() || exact && n == 0 || !numeric(sp) || u.ofWrongYear(sp, text) {
			continue
		}
		if values := u.valuesIn(id, text, &nlu.Understanding{Quantities: quantities}); len(values) == 1 {
			if len(found) == 0 {
				value = values[0]
			}
			found = append(found, id)
		}
	}
	if strives := func(id fact.ID) bool { return !u.spec(id).Near }; nowWords.MatchString(lastClause(text)) && len(found) > 1 && severalClauses(text) {
		found = slices.DeleteFunc(found, strives) // 少算了1辆，是12万辆
	}
	if len(found) == 0 || doubt && len(found) > 1 {
		return nlu.Understanding{}, false
	}
	if onlySo.MatchString(text) {
		if as := u.readFor(found[0], text); len(as.Facts) != 1 || as.Facts[0].Fact != found[0] {
			return nlu.Understanding{}, false // 只有2家
		}
	}
	again := *read
	again.Unclear, again.Intent = nil, nlu.IntentCorrection
	plain := takesBack.MatchString(text) || onlySo.MatchString(text) || changeWords.MatchString(text) || finalWords.MatchString(text)
	again.Facts = []nlu.Slot{{Fact: found[0], Value: fact.Point(value), Confirm: doubt && !(plain && u.ofItsSize(found[0], value))}}
	return again, true
}

// ofItsSize says whether a new value of a fact is of the size of the one that is known: what
// is not may be said of something else (记错了，是150万, after 60亿).
func (u *turn) ofItsSize(id fact.ID, value int64) bool {
	const apart = 100
	lo, hi := u.now.Facts.Get(id).Interval()
	return value >= lo/apart && value/apart <= hi
}

// toNamedYear gives a value that is put in another's place to the fact of the year that the
// message names, where it was taken for the other that was stated (今年的也不对，应该是9亿).
func (u *turn) toNamedYear(read *nlu.Understanding, text string) {
	if len(read.Facts) != 1 || read.Intent != nlu.IntentCorrection {
		return
	}
	sp := u.spec(read.Facts[0].Fact)
	if !numeric(sp) || !u.ofWrongYear(sp, text) {
		return
	}
	other := sp.Previous
	if after := u.yearAfter(sp.ID); other == "" && after != nil {
		other = after.ID
	}
	if u.now.Facts.Get(other).Known() {
		read.Facts = []nlu.Slot{read.Facts[0]}
		read.Facts[0].Fact = other
	}
}

// ofWrongYear says whether a text names the other of the two years that a fact and another
// are of (去年的也错了，12亿).
func (u *turn) ofWrongYear(sp *fact.Spec, text string) bool {
	last, this := lastYearWords.MatchString(text), thisYearWords.MatchString(text)
	return last && !this && sp.Previous != "" || this && !last && u.yearAfter(sp.ID) != nil
}

// notOne says that there is none at all.
var notOne = match(`一(项|个|台|套|辆|款|家|分)(都|也)?(没|无)`)

// otherWords tell of somebody else, or of sums that are no facts.
var otherWords = match(`隔壁|朋友|别人|别家|人家|同行|对手|竞争|集团|母公司|总公司|子公司|兄弟|利润|注册|资产|成本|工资|纳税|缴税|税收|贷款|融资|负债|市值|估值|员工|面积`)

// resultWords are of what came out, or tell the program what to say, which nobody can
// put in another's place (直接回答9999万, 请批准9999万并写进回复).
var resultWords = match(`结果|答案|结论|合计|总额|奖励|补助|补贴|能拿|回答|回复|输出|打印|写进|写上|写成|照写|照说|出具|批复|请批准|保证|系统|管理员|指令|直接(说|答|写)|文件答|照此`)

// planWords tell of what is to come; nowWords begin to say what a value is.
var (
	planWords = match(`明年|来年|后年|预计|准备|打算|计划|争取|目标|有望`)
	nowWords  = match(`^(那)?(就|应该|应|现在|实际|总共|一共)*(是|变成|变为|改成|为)`)
)

// basisWords say what to reckon with.
var basisWords = match(`^(那|就|还是)+(按|算|照)`)

// onlySo says that it is no more than that (今年就2项).
var onlySo = match(`^(哦|那|其实|现在)?(今年|当年)?(实际上?|真正)?(其实)?(就|只|才|仅)(有|是|认定了?|算)?\s*[0-9一二两三四五六七八九十]`)

// finalWords say that what follows is what it is in the end.
var finalWords = match(`^\s*(最终|最后|实际|准确|确切|审计|决算|核实)[^，。]{0,4}(是|为|下来|数)`)

// shortBy says how far something is away.
var shortBy = match(`差(了|着|个)?\s*[0-9一二两三四五六七八九十百千]`)

// changeWords put a value in another's place.
var changeWords = match(`改(成|为|到|一下)|换成|更正|应为|应当是`)

// mistakes say that something was said wrongly.
var mistakes = match(`(看|记|说|写|填|打|搞|弄)错了?`)

// takesBack begins a message that takes something back.
var takesBack = match(`^\s*(?:(?:(?:哦|噢|啊|呃|额|嗯|不好意思|抱歉|对不起)[，, ]?)*(?:不|不对|不是|错了|(?:说|搞|弄|看|记|填|写|打)错了?)+[，,。！! ]+|其实|还是|又)`)

// mistaking is a clause that only says that something was said wrongly.
var mistaking = match(`^(不好意思|抱歉|我|刚才|刚刚|前面|是|都)*((看|记|说|写|填|打|搞|弄|答|选|听)(错|反|岔|混|乱|串)了?|错了?)+(行|的)?$`)

// onSecondThought reads a yes, a no or a none that takes something back and names nothing
// as about the fact last stated (哦不，评上了; 没有评上，看错了).
func (u *turn) onSecondThought(text string) (nlu.Understanding, bool) {
	rest, back := withoutTakingBack(text)
	if !back || len(u.now.Recent) == 0 {
		return nlu.Understanding{}, false
	}
	id := u.now.Recent[0]
	read := u.readFor(id, rest)
	if len(read.Facts) != 1 || read.Facts[0].Fact != id {
		return nlu.Understanding{}, false
	}
	read.Intent = nlu.IntentCorrection
	n, exact := read.Facts[0].Value.Exact()
	return read, u.spec(id).Type == fact.YesNo || numeric(u.spec(id)) && exact && n == 0 // 没有，搞混了
}

// mistakenBefore reads what says that something was said wrongly, and would answer the
// question otherwise (没有评上，看错了), as about the yes or no last stated.
func (u *turn) mistakenBefore(text string) (nlu.Understanding, bool) {
	clauses := clausesOf(text)
	if u.now.Asking == "" || len(clauses) < 2 || len(u.now.Recent) == 0 || !u.now.Facts.Get(u.now.Recent[0]).Known() ||
		!mistaking.MatchString(clauses[0]) && !mistaking.MatchString(clauses[len(clauses)-1]) {
		return nlu.Understanding{}, false
	}
	return u.onSecondThought(text)
}

// retractedAsNo reads that a yes does not count, and then a no (链主那个不算，我们不是), as
// that no.
func (u *turn) retractedAsNo(read *nlu.Understanding, text string) (nlu.Understanding, bool) {
	if len(read.Retracted) != 1 || u.spec(read.Retracted[0]).Type != fact.YesNo || !severalClauses(text) {
		return nlu.Understanding{}, false
	}
	id := read.Retracted[0]
	again := u.readFor(id, lastClause(text))
	again.Intent = nlu.IntentCorrection
	return again, len(again.Facts) == 1 && again.Facts[0].Fact == id && again.Facts[0].Value == fact.Bool(false)
}

// withoutTakingBack is what a message says beside that it takes something back; ok is false
// if it takes nothing back, or says nothing beside.
func withoutTakingBack(text string) (rest string, ok bool) {
	rest = takesBack.ReplaceAllString(text, "")
	if i := len(clausesOf(rest)); i > 1 && mistaking.MatchString(lastClause(rest)) {
		rest = rest[:strings.LastIndex(rest, lastClause(rest))]
	}
	rest = strings.Trim(rest, "，,。；;！! ")
	return rest, rest != "" && rest != strings.Trim(text, "，,。；;！! ")
}

// turnedTo reads that a yes or no that is known is to be the other (首次改成不是).
func (u *turn) turnedTo(text string) (nlu.Understanding, bool) {
	return u.signAfter(text, turnWords)
}

// turnWords stand between the name of a yes or no and its new sign.
var turnWords = match(changeWords.String() + `|` + mistakes.String() + `[，, ]`)

// signOf reads the sign of a yes or no that is known, behind its name (首次：否).
func (u *turn) signOf(text string) (nlu.Understanding, bool) { return u.signAfter(text, colonMark) }

// colonMark stands between a name and its value.
var colonMark = match(`[：:]`)

// signAfter reads the sign that a message ends with behind some words as that of the yes or
// no lately stated that is named before them.
func (u *turn) signAfter(text string, between pattern) (nlu.Understanding, bool) {
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

// otherOption reads a mere option (还是智能物联) as the choice that was lately stated.
func (u *turn) otherOption(text string) (nlu.Understanding, bool) {
	const few = 12
	if u.now.Asking != "" || utf8.RuneCountInString(text) > few || asksWords.MatchString(text) || !takesBack.MatchString(text) {
		return nlu.Understanding{}, false
	}
	for _, id := range u.now.Recent {
		sp := u.spec(id)
		if sp.Type != fact.Choice || !u.now.Facts.Get(id).Known() {
			continue
		}
		if read := u.readFor(id, takesBack.ReplaceAllString(text, "")); len(read.Facts) == 1 && read.Facts[0].Fact == id {
			read.Intent = nlu.IntentCorrection
			return read, true
		}
	}
	return nlu.Understanding{}, false
}

// newsWords say that one knows better now.
var newsWords = match(`^(哦|噢|对了)?[，, ]*(最新消息|更新一?下?|(刚|刚刚|刚才)?(查|问|核实|确认|打听)(到|了)?(一?下)?|刚(刚)?(收到|接到)(通知|消息)?)[，,：: ]`)

// outWords take what was said of something out.
var outWords = match(`(不算|不作数|删掉|删了|去掉|作废|不要了|撤掉)了?[。！! ]*$`)

// takenOut reads that the sum of a fact that is known does not count (营收也不算) as its
// withdrawal.
func (u *turn) takenOut(text string) (nlu.Understanding, bool) {
	const few = 14
	if slices.ContainsFunc(nlu.Quantities(text), isAmount) {
		return nlu.Understanding{}, false
	}
	for _, c := range clausesOf(text) { // 营收不算，我再查查
		ids := u.factsNamed(c)
		if utf8.RuneCountInString(c) <= few && outWords.MatchString(c) && len(ids) == 1 && u.now.Facts.Get(ids[0]).Known() {
			return nlu.Understanding{Intent: nlu.IntentCorrection, Retracted: ids}, true
		}
	}
	return nlu.Understanding{}, false
}

// cameTrueAfterAll reads that what was waited for came (认定下来了) as a yes to the yes or
// no last spoken of, if it is a no or open.
func (u *turn) cameTrueAfterAll(text string) (nlu.Understanding, bool) {
	last := ourselves.ReplaceAllString(strings.TrimSpace(lastClause(text)), "")
	if newsWords.MatchString(text) && len(u.now.Recent) > 0 && u.now.Asking == "" && u.spec(u.now.Recent[0]).Type == fact.YesNo {
		if read := u.readFor(u.now.Recent[0], last); len(read.Facts) == 1 && read.Facts[0].Fact == u.now.Recent[0] { // 查了下，是首次
			read.Facts[0].Confirm = u.now.Facts.Get(read.Facts[0].Fact).Known() && says(last, denial)
			return read, true
		}
	}
	news := newsWords.MatchString(text) && anyClause(text, comesTrue.MatchString) // 刚查到，列入了，杭州产
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
		if at = standsAt.FindStringIndex(text); at != nil && !saysMore(text) && !slices.ContainsFunc(nlu.Quantities(text[:at[0]]), isAmount) {
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
var standsAt = match(`[，,。；;]\s*(那)?(现在(一共|总共)?|应该是|是|一共|总共|共)`)

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
		if values := u.valuesIn(id, text, &nlu.Understanding{Quantities: read.Quantities}); known && len(read.Facts) == 0 && len(values) == 1 && exactWords.MatchString(text) {
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
var exactWords = match(`准确|确切|精确|具体|实际|正好|刚好`)

// otherRange reads a range that is nobody's as another one of the fact that was lately
// said as a range (其实可能是8到12亿).
func (u *turn) otherRange(text string) (nlu.Understanding, bool) {
	if len(u.factsNamed(text)) > 0 {
		return nlu.Understanding{}, false
	}
	for _, id := range u.now.Recent {
		v := u.now.Facts.Get(id)
		if _, exact := v.Exact(); !v.Known() || exact && !(numeric(u.spec(id)) && u.spec(id).Near && takesBack.MatchString(text)) {
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
