package dialog

import (
	"slices"
	"strings"

	"suance/calc"
	"suance/calc/fact"
	"suance/dialog/answer"
	"suance/dialog/ask"
	"suance/dialog/nlu"
	"suance/knowledge"
)

// Ways to ask what one's own enterprise gets. ownWords name the asker, canWords ask
// whether something can be had, wantWords for what can be had, requestWords put that as a request (诉求：咨询奖励金额), reckonWords put it as an order (帮我算算), sumWords for the sum of all, totalWords plainly so, getWords for one's own sum, gapWords how far the next
// step is, overviewWords which measures concern one. sameMatter points at what was
// spoken of, besideWords ask whether one thing excludes another, whyWords for reasons,
// topicWords bring a matter up, asksWords stand in questions of any kind.
var (
	ownWords      = match(`我们|我司|我公司|我厂|我的|我家|我这|我能|我可|本公司|本企业|本厂|咱|这家|该公司|该企业|他们|帮我|替我|给我`)
	canWords      = match(can + `[^，。？?]{0,8}(拿|领|得|享|补|奖|申|获|报)`)
	wantWords     = match(`(` + can + `|有)[^，。？?]{0,8}(拿|领|得|享|补|奖|申|获|报|资格)|(奖|补|拿|给|领)[^，。？?]{0,3}(多少|几)|多少(钱|补贴|补助|奖励)|(我们|我司|我们?公司|我|咱们?)[^，。？?]{0,3}(有|是|拿|得|领)(多少|几)|(能|会|可以)有(多少|几)|还有吗|有份|有戏|轮得[上到]|沾[得到]?[上光边]|` + reckonWords.String() + `|` + requestWords.String() + `|符合|达标|够得上|够不够|够格|够条件|行不行`)
	reckonWords   = match(`帮.{0,4}算|算一?算|算一?下|测算|算个数|[测核估]一下|测一?测|(^|[，,。；;])(那|就|先|来|再|只|我想|我要|想)*[算测][^不了上进在作是来出试量绘]`)
	totalWords    = match(`一共|总共|合计|总计|加起来`)
	requestWords  = match(`(咨询|了解|打听|请教|想问|询问|诉求|查询)[^，。；;？?\n]{0,16}(金额|额度|奖励|补助|补贴|补偿|标准)|问[^，。；;？?\n]{0,4}(可|能|应)[^，。；;？?\n]{0,3}(得|获|领|拿|享)[^，。；;？?\n]{0,4}(金额|数额|额度)`)
	sumWords      = match(`(能|可以|可)(够)?(拿|领|得|获得|享受|申请|申报|申领)(到|得)?(多少|几)|一共|总共|合计|总计|加起来|算算|算一?下|测算一?下|帮.{0,4}算|(能|可以|会)给(我们?|我司|咱们?)[补奖发]?(多少|几)|多少(钱|补贴|奖励|补助|奖补)(可以|能|可|好)[拿领享申]|(补贴|奖励|补助|奖补)的?总额|算(一?笔|个)账`)
	getWords      = match(`(能|可以|可)(够)?(拿|领|得|获得|享受|有)(到|得)?(多少|几)`)
	gapWords      = match(`(拿|领|得|补|奖)到?(得)?更多|(能|可以)多(拿|领|得)到?(吗|么|点)|多少[^，。？?]{0,4}(封顶|到顶|顶格|拿满)|差(多少|几|多远)|[下上]一?档|[更再]高(的|一)?一?档|还有多远|再[^，。？?]{1,6}多少|还要[^，。？?]{0,4}多少|多少才(能|够)|(到|达到|够到|达标|上去)了[^，。？?]{0,4}(能|可以|会|就|多?拿|给|奖|得)`)
	sameMatter    = match(`^(那|那么|所以|这样|这么说)|这个|这项|这一项|这笔`)
	besideWords   = match(`都(能|可以)?[拿要领]|一起|同时|叠加|重复|重叠|兼|一并|冲突`)
	whyWords      = match(`为什么|为啥|为何|去哪(儿|里)?了|哪儿?去了|怎么(会|才|就|只|是|不|没)`)
	topicWords    = match(`咨询|了解|打听|请教|问一下|问下|想问|介绍|讲讲|说说|关于`)
	asksWords     = match(`[?？吗]|多少|什么|怎么|哪|几|能不能|是不是|有没有|奖|补贴|补助`)
	overviewWords = match(`(哪些|什么|啥)[^，。？?]{0,10}(适合|符合|可以|能|够)|(适合|符合)[^，。？?]{0,6}(哪些|什么|啥)|(能|可以)[^，。？?]{0,4}(申请|申报|享受|拿|领)[^，。？?]{0,3}(哪些|什么|啥)`)
)

// can says that something can be had; not the ends of 产能, 智能, 新能源, 社会.
const can = `((^|[^产智性功职储节新])能|(^|[^社])会|可以|可|够|应该)`

// whatElse is the whole of a question what else there is, or which of all that there is
// concern one; elseMarks are what tells that it is one, besideThis names what is had already.
var (
	whatElse   = whole(`(那|那么|你好|你看|看看?|请问|想问|问一?下|贵司|贵市|我们?|咱们?|我司|公司|企业|这种?|种|还|都|也|就|有没有|有|没有?|能够?|可以|可|够得上|够|符合|适合|是|属于|享受|拿|领|申请|申报|报|获得?|算|到|得|别的|其[他它余]|另外|的|什么|啥|哪些|哪几?|几|项|条|个|类|奖励|奖金|补贴|补助|奖补|政策|项目|措施|支持|扶持|好处|优惠|钱|东西|吗|么|呢|啊|呀|给|，|,)+[？?。 ]*`)
	elseMarks  = match(`(别的|其[他它余])[^，,]*([吗么呢]|有没有|哪|什么|啥|[?？])|[吗么呢有没能]+[^，,]*(别的|其[他它余])|(还|都)[^，,]*(什么|啥|哪)|(哪些|哪几|什么|啥)[^，,]*(我|咱|能|可|够|符合|适合|奖|补|政策|项目|措施)|(我|咱|能|可|够|符合|适合)[^，,]*(哪些|哪几|什么|啥)|^(那|然后|，|,)*(还有[吗么没]|[?？呢])`)
	besideThis = match(`^(那|那么|请问)?除(了|去|开)?(这[个些项笔]*|此)?(补贴|补助|奖励)?(之外|以外|外)?[，,]?`)
)

// bareOther is an answer where the options of a fact are asked for, and else a question.
var bareOther = whole(`(那)?其[他它余]的?[。！!？? ]*`)

// asksWhatElse says whether a message asks what else there is (还有别的吗, 其他的呢, 有哪些我们
// 可以报): what was spoken of is no answer to that.
func (u *turn) asksWhatElse() bool {
	if !u.now.Begun && len(u.now.Topic) == 0 || !strings.ContainsAny(u.text, "别其什啥哪还除") {
		return false
	}
	if sp := u.spec(u.now.Asking); bareOther.MatchString(u.text) && (sp == nil || sp.Type != fact.Choice) {
		return true
	}
	text := u.text
	if beside := besideThis.FindString(text); beside != "" {
		text = "还有什么" + besideThis.ReplaceAllString(u.withoutNames(text), "")
	}
	return elseMarks.MatchString(text) && whatElse.MatchString(text) && len(u.namedIn(text)) == 0
}

// overview says which measures are open, excluded and possible; where nothing is asked, all of
// them are asked for then.
func (u *turn) overview() {
	a := u.asker.Ask(ask.Question{Text: "有哪些适合我们？", AsOf: u.day, Facts: u.now.Settled()})
	u.engaged, u.kind = true, Kind(a.Kind)
	u.out.Append(a.Body)
	if u.now.Asking == "" {
		u.widen(nil)
	}
}

// asking marks stand in what asks; 嘛 and 呢 alone do not.
const askingMarks = "?？吗"

// answersOnly says whether a message that stated something asks nothing in plain words
// (首台套嘛，就一项).
func answersOnly(text string) bool {
	return !strings.ContainsAny(text, askingMarks) && !asksWords.MatchString(text) && !whyWords.MatchString(text) &&
		!wantWords.MatchString(text) && !gapWords.MatchString(text) && !topicWords.MatchString(text) && !strings.HasSuffix(text, "呢")
}

// asksLast says whether the last clause of a message that puts something right asks
// (营收改成13亿，谁负责？).
func asksLast(text string) bool {
	return len(clausesOf(text)) > 1 && strings.ContainsAny(text, "?？") && (askWords.MatchString(lastClause(text)) || wantWords.MatchString(lastClause(text)))
}

// askWords ask for a thing, a person, a time, a sum.
var askWords = match(`什么|怎么|谁|哪|多少|几(项|年|个|家|次)|多久|何时`)

// asksAfter says whether one of the clauses of a message asks after a matter by its name
// (场景开放呢，入选了).
func (u *turn) asksAfter(text string) bool {
	return slices.ContainsFunc(clausesOf(text), func(c string) bool { return strings.HasSuffix(c, "呢") && len(u.namedIn(c)) > 0 })
}

// asksBeside says whether one of the clauses of a message asks for a sum (营收奖励有多少
// 钱？我们是…).
func asksBeside(text string) bool {
	return slices.ContainsFunc(clausesOf(text), func(c string) bool {
		return strings.ContainsAny(c, "多几") && (wantWords.MatchString(c) || sumWords.MatchString(c)) && !receiptWords.MatchString(c)
	})
}

// benefitNames end the name of a matter that is asked for by its mere name.
var benefitNames = match(`(奖励|奖|补助|补贴|补偿|资助|扶持)$`)

// thisMatter ends a clause that brings something up (营收这块); raises begins one that does
// so as a request, raised ends it (来问营收奖励的, 平台补助申请咨询).
var (
	thisMatter = match(`[这那](一)?(块|项|条|个|方面)$`)
	raises     = match(`^(我们?|来|想|要|先|就|麻烦|请|帮忙|再|你好|您好)*(问|咨询|了解|打听|请教|算一?下|算算|测算)(一?下|问)?`)
	raised     = match(`(申请|申报)?(咨询(一下)?|的事|事宜|情况|政策|的)$`)
)

// bareMatter says whether one of the clauses of a message is but the name of a benefit
// (新材料，营收60亿，营收奖励), or its head (营收奖励：新材料，营收60亿).
func (u *turn) bareMatter(text string) bool {
	return slices.ContainsFunc(headAndClauses(text), u.bringsUp)
}

// bringsUp says whether a clause is but the name of a benefit, as a request or not.
func (u *turn) bringsUp(whole string) bool {
	whole = strings.TrimSpace(whole)
	c := thisMatter.ReplaceAllString(whole, "")
	c, asked := strings.CutPrefix(onlyThis.ReplaceAllString(c, "问"), "问") // 问数字化车间
	if raises.MatchString(c) || strings.Contains(c, "咨询") {
		c, asked = raised.ReplaceAllString(raises.ReplaceAllString(c, ""), ""), true
	}
	if !asked && c == whole && !benefitNames.MatchString(c) {
		return false
	}
	if p := nlu.Plain(strings.TrimSpace(c)); slices.ContainsFunc(u.matters, func(m matter) bool { return m.word == p }) {
		return true
	}
	return benefitNames.MatchString(c) && !tellsWords.MatchString(c) && len(u.namedIn(c)) > 0
}

// headAndClauses are the clauses of a text, what stands before a colon being one of its own.
func headAndClauses(text string) []string {
	head, rest, ok := strings.Cut(text, "：")
	if !ok || strings.ContainsFunc(head, isMark) || strings.Contains(rest, "：") { // a form
		return clausesOf(text)
	}
	return append([]string{head}, clausesOf(rest)...)
}

// tellsWords say of a benefit what became of it: the clause is no mere name.
var tellsWords = match(`[领拿获得享到过了没无不是有停取]`)

// question answers what the message asks. One that does not read as a question
// and stated nothing is tried too, for it may name a matter of the document.
func (u *turn) question(intent nlu.Intent) {
	asks := (intent == nlu.IntentQuestion || intent == nlu.IntentWhatIf || !u.stated && u.mereName() || trailsOff(u.text) && len(u.namedIn(u.text)) > 0) && !says(u.text, murmurs)
	if part := u.askedPart(true); u.stated && u.was.Asking != "" && addWords.MatchString(part) && !ownWords.MatchString(part) && askWords.MatchString(part) {
		u.text, u.stated = part, false // 我们是新材料，另外问下数字化车间补多少
	}
	a := u.asker.Ask(ask.Question{Text: u.text, AsOf: u.day, Facts: u.now.Settled()})
	named, planned := u.named(), a.Topic
	if !u.stated && len(named) > 0 && sourceWords.MatchString(u.text) && a.Kind != ask.KindAnswer { // 智能工厂补200万的原文
		a = u.asker.Ask(ask.Question{Text: u.measure(named[0]).Title + "，原文", AsOf: u.day})
	}
	own := a.Kind == ask.KindAssessment || a.Kind == ask.KindClarify && a.Asking != ""
	atMost := capWords.MatchString(u.text) && !u.stated && len(u.scope()) > 0 && !slices.ContainsFunc(named, func(id string) bool { return !slices.Contains(u.scope(), id) })
	own = own && !atMost
	near := !own && gapWords.MatchString(u.text) && !certainWords.MatchString(u.text) && !u.now.Settled().Empty()
	mine := !own && !near && !atMost && !(sourceWords.MatchString(u.text) && !u.stated) && u.wantsOwn(asks) &&
		!(a.Kind == ask.KindAnswer && (besideWords.MatchString(u.text) && !sumWords.MatchString(u.text) || lineWords.MatchString(u.text)))
	why := u.asksWhy(a, named)
	if (!u.stated && len(named) == 0 && (!a.Named || u.opens()) || a.Kind == ask.KindClarify || a.Kind == ask.KindNotInDoc && (u.ofTopicAlone() || whoWords.MatchString(u.text) && len(named) == 0) || atMost || u.premise() && len(named) == 0 || againWords.MatchString(u.text) && len(named) == 0 || sourceWords.MatchString(u.text) && len(named) == 0) && (asks || sourceWords.MatchString(u.text)) && !own && !near && !mine && !(why && len(u.explained()) > 0) {
		a = u.inContext(a)
	}
	if !own && !near && !mine {
		u.dwell(planned)
	}
	switch {
	case insults.MatchString(u.text) && len(named) == 0 && !u.stated:
		u.kind = KindClarify
		u.out.Line().Words("抱歉没能帮上忙。").Words("我可以回答条款问题，也可以测算能拿多少。")
	case selfWords.MatchString(u.text) && a.Kind != ask.KindAssessment:
		u.engaged, u.kind = true, KindClarify
		u.out.Line().Words("我是自动答复的程序，不是人工；要找人，可以联系各项措施的牵头单位。")
	case why && u.explain():
	case lineWords.MatchString(u.text) && a.Kind == ask.KindClarify && !near && u.line():
	case own:
		if besideWords.MatchString(u.text) && a.Kind == ask.KindClarify {
			u.overlaps()
		}
		u.ownCase(&a)
	case lineWords.MatchString(u.text) && slices.ContainsFunc(nlu.Quantities(u.text), isMoney) && u.line():
	case lineWords.MatchString(u.text) && !u.stated && u.notMet() && (u.nearby() || u.explain()): // 新能源要到多少辆才够
	case near && u.nearby():
	case lineWords.MatchString(u.text) && u.line():
	case near && u.notMet() && u.explain():
	case near && a.Kind != ask.KindAnswer:
		u.nothingNear(a)
	case trailsOff(u.text) && !u.stated && u.settles(named) && u.explain(): // 那智能工厂这块呢, with its sum told among others
	case mine:
		if a.Kind == ask.KindNotInDoc && len(named) > 0 && rowMarks.MatchString(u.askedPart(true)) {
			u.out.Append(a.Body) // 营收奖励和贷款贴息能拿多少
		}
		if a.Kind == ask.KindAnswer && !u.stated && !u.was.Begun && requestWords.MatchString(u.text) && !asksSum(u.text) && !canWords.MatchString(u.text) {
			u.out.Append(a.Body) // 我们想了解一下数字化改造方面的补助
			u.kind = KindAnswer
		}
		u.ownCase(nil)
	case a.Kind == ask.KindClarify:
		u.smallTalk(&a, asks, intent == nlu.IntentGreeting)
	case asks || u.now.Asking == "" || trailsOff(u.text): // 贷款贴息呢, 用地优惠呢
		u.engaged = true
		u.out.Append(a.Body)
		u.kind = Kind(a.Kind)
		switch {
		case overviewWords.MatchString(u.text) && ownWords.MatchString(u.text):
			u.widen(nil)
		case u.kind == KindAnswer && len(named) > 0 && (u.stated && !u.was.Begun || getWords.MatchString(u.text) || u.was.Begun && u.was.Asking == "" && trailsOff(u.text) || u.was.Begun && u.was.Asking == "" && canWords.MatchString(u.text) && wantWords.MatchString(u.text)):
			u.widen(named) // what it grants is said; what the asker gets of it takes facts
		}
	default:
		u.noUse()
	}
}

// nothingNear says that no single fact would bring more of what came out; of what waits for
// facts, what the document says of it.
func (u *turn) nothingNear(a ask.Answer) {
	u.engaged, u.kind = true, KindClarify
	if r := u.atHand(); r != nil && r.Status == calc.NeedsFacts {
		if b := u.inContext(a); b.Kind == ask.KindAnswer {
			u.kind = KindAnswer
			u.out.Append(b.Body)
			return
		}
	}
	u.out.Line().Words("按目前知道的情况，没有哪一项只要再多一点就能多拿。")
	u.explain()
}

// asksWhy says whether a message asks how an outcome comes about: how a sum is worked out, where
// it fell short, why something is paid or is not. The answer is what the document says of it,
// the measures those that the message names.
func (u *turn) asksWhy(a ask.Answer, named []string) bool {
	if (howWords.MatchString(u.text) || whereShort.MatchString(u.text)) && !u.stated && (len(named) == 0 || u.settles(named)) {
		return true
	}
	polar := !u.stated && polarWords.MatchString(u.text)
	if (polar || !u.stated && strings.ContainsAny(u.text, askingMarks)) && outcomeWords.MatchString(u.text) && (ownWords.MatchString(u.text) || len(named) == 0) {
		ids := named
		if len(ids) == 0 && sameMatter.MatchString(u.text) {
			ids = u.scope()
		}
		if len(ids) > 0 && !u.needsFacts(ids) { // 那营收奖励我们没有是吧, 那就没有了对吧
			return true
		}
	}
	why := whyWords.MatchString(u.text)
	if !polar && !why {
		return false
	}
	sum := slices.ContainsFunc(nlu.Quantities(u.text), isMoney) || thisSum.MatchString(u.text)
	if sum && !u.stated && u.settles(named) { // 应用的260万对吧, 达产的为什么有2500万
		return true
	}
	return why && (a.Kind == ask.KindClarify || u.was.Begun && u.was.Asking == "" && len(named) == 0 ||
		outcomeWords.MatchString(u.text) && (len(named) > 0 || sum || ownWords.MatchString(u.text) || sameMatter.MatchString(u.text)))
}

// notMet says whether a measure that was asked for pays nothing.
func (u *turn) notMet() bool {
	a := u.assess()
	return slices.ContainsFunc(u.scope(), func(id string) bool { return resultOf(a, id).Status == calc.NotMet })
}

// line answers by the document which line a sum takes (要到多少才能拿200万); false if no
// measure is spoken of or the document answers nothing.
func (u *turn) line() bool {
	r := u.lineOf()
	if r == nil {
		return false
	}
	text := u.text
	if u.stated { // what is stated beside it is not asked of the document
		text = lastClause(text)
	}
	a := u.asker.Ask(ask.Question{Text: r.Title + "，" + text, AsOf: u.day})
	if a.Kind != ask.KindAnswer {
		return false
	}
	u.engaged, u.kind = true, KindAnswer
	u.out.Append(a.Body)
	if u.stated && len(u.scope()) == 0 && !u.now.All {
		u.widen([]string{r.ID}) // 整车企业，产能15万，新能源多少才够
	}
	return true
}

func isMoney(q nlu.Quantity) bool { return q.Kind == nlu.KindMoney }

// lineOf is the measure whose line is asked for: the one at hand, or the only one that a
// fact which the message names bears on (营收多少才能拿到2000万).
func (u *turn) lineOf() *calc.Result {
	for _, id := range u.factsNamed(u.text) {
		if ms := u.uses[id]; len(ms) == 1 && !u.speaksOfScope() {
			return resultOf(u.figures(), ms[0])
		}
	}
	return u.atHand()
}

// explain says how the outcome of the measure at hand comes about; false if nothing is
// known of one.
func (u *turn) explain() bool {
	ids := u.explained()
	if len(ids) == 0 {
		return false
	}
	u.explainOf(ids)
	return true
}

// explainOf says how the outcome of some measures comes about.
func (u *turn) explainOf(ids []string) {
	a := u.assess()
	var places []int
	for i := range a.Measures {
		if slices.Contains(ids, a.Measures[i].ID) {
			places = append(places, i)
		}
	}
	u.engaged, u.kind = true, KindAssessment
	u.out.Cases(a, places)
}

// explained are the measures named, asked for or at hand, where something is known of them;
// where all was asked for, those that pay.
func (u *turn) explained() []string {
	if u.now.Settled().Empty() {
		return nil
	}
	ids := u.named()
	if len(ids) > 0 && u.was.Begun && u.was.Asking == "" && outcomeWords.MatchString(u.text) {
		return ids // why one of all that was reckoned came to nothing
	}
	if len(ids) == 0 {
		ids = u.scope()
	}
	if len(ids) == 0 && u.was.Begun && u.was.Asking == "" && !nothingWords.MatchString(u.text) {
		for _, r := range u.inStatus(nil, calc.Payable, calc.Ceiling) {
			ids = append(ids, r.ID)
		}
		return ids
	}
	if r := u.atHand(); len(ids) == 0 && r != nil {
		ids = []string{r.ID}
	}
	if len(ids) > 0 && (u.knowsOf(ids) || !u.needsFacts(ids)) {
		return ids
	}
	return nil
}

// nothingWords say that nothing came out.
var nothingWords = match(`没有|没拿|没给|没得|拿不|得不|领不|不能|不给|不行|不算|不符合|不满足|不达标|不够|是零|是0|为零|为0`)

// thisSum points at a sum that came out.
var thisSum = match(`这么(多|点|少)|这个数|这个金额|这些钱|这笔`)

// ofTopicAlone says whether a message names no measure but words of what is asked for, or
// a number (产量要到多少, 第四年还补吗).
func (u *turn) ofTopicAlone() bool {
	scope := u.scope()
	return len(scope) > 0 && len(u.named()) == 0 && (slices.ContainsFunc(nlu.Quantities(u.text), isAmount) ||
		slices.ContainsFunc(u.factsOf(scope), func(sp *fact.Spec) bool { return weaklyNames(sp, u.text) }))
}

// factsOf are the facts that bear on one of some measures.
func (u *turn) factsOf(measures []string) []*fact.Spec {
	var out []*fact.Spec
	for i := range u.policy.Rules.Schema.Len() {
		sp := u.policy.Rules.Schema.Spec(i)
		if slices.ContainsFunc(u.uses[sp.ID], func(m string) bool { return slices.Contains(measures, m) }) {
			out = append(out, sp)
		}
	}
	return out
}

// inContext asks again about the matter that the conversation is at, where the
// question by itself names none (这个归谁管？).
func (u *turn) inContext(a ask.Answer) ask.Answer {
	subject := u.plannedMatter()
	if r := u.atHand(); subject == "" && r == nil {
		return a
	} else if subject == "" {
		subject = u.subject(r)
		if group := u.besideIn(r.ID); group != "" {
			subject = group
		}
	}
	text := u.text
	if sourceWords.MatchString(text) && len(u.named()) == 0 {
		text = "原文"
	}
	b := u.asker.Ask(ask.Question{Text: u.about(subject, text), AsOf: u.day, Facts: u.now.Settled()})
	switch {
	case b.Kind == ask.KindAnswer && a.Kind == ask.KindNotInDoc && a.Absent && otherBenefit.MatchString(u.text):
		return a // 电费补贴有吗 is of nothing that is granted here
	case b.Kind == ask.KindAnswer || b.Kind == ask.KindNotInDoc:
		return b
	}
	return a
}

// otherBenefit names a benefit by what it is for.
var otherBenefit = match(`[^这那该个项笔的有没拿领给发，。 ](补贴|补助|奖励|支持|扶持|优惠|减免|贴息|担保)`)

// besideIn is the name of the matter in which a message points at another measure than the one
// given by a word that is none alone (应用呢, with 首台（套）spoken of); empty if it does not.
func (u *turn) besideIn(id string) string {
	if !trailsOff(u.text) {
		return ""
	}
	for i := range u.policy.Topics {
		tp := &u.policy.Topics[i]
		if len(tp.Measures) < 2 || !slices.Contains(tp.Measures, id) {
			continue
		}
		if ids := u.namedIn(tp.Name + u.text); len(ids) > 0 && len(ids) < len(tp.Measures) && !slices.Contains(ids, id) {
			return tp.Name
		}
	}
	return ""
}

// plannedMatter is what the document was last asked about, by its name, if it grants nothing;
// empty if there is none.
func (u *turn) plannedMatter() string {
	if len(u.now.Topic) != 1 || len(u.now.Scope) > 0 || u.measure(u.now.Topic[0]) != nil {
		return ""
	}
	i := slices.IndexFunc(u.policy.Topics, func(t knowledge.Topic) bool { return t.ID == u.now.Topic[0] })
	if i < 0 {
		return ""
	}
	return u.policy.Topics[i].Name
}

// about is a question with what it is about put before it; of one whose clauses ask several
// things, before each that names nothing until one names something else (封顶是多少，政策什么时候
// 到期).
func (u *turn) about(subject, text string) string {
	parts := clausesOf(text)
	put := 0
	for i, p := range parts {
		asks, names := u.asker.Open(p)
		if names {
			break
		}
		if asks {
			parts[i] = subject + p
			put++
		}
	}
	if put == 0 || len(parts) < 2 {
		return subject + text
	}
	return strings.Join(parts, "？")
}

// opens says whether the first of several clauses that ask something names nothing.
func (u *turn) opens() bool {
	parts := clausesOf(u.text)
	if len(parts) < 2 {
		return false
	}
	for _, p := range parts {
		if asks, names := u.asker.Open(p); asks || names {
			return asks && !names
		}
	}
	return false
}

// subject is how what the conversation is at is called: the matter that stands for all the
// measures asked for, or the title of the one at hand.
func (u *turn) subject(r *calc.Result) string {
	scope := u.scope()
	if len(scope) < 2 || !slices.Contains(scope, r.ID) {
		return r.Title
	}
	if paid := u.inStatus(scope, calc.Payable, calc.Ceiling); len(paid) == 1 {
		return paid[0].Title
	}
	for i := range u.policy.Topics {
		if tp := &u.policy.Topics[i]; len(tp.Measures) == len(scope) && !slices.ContainsFunc(tp.Measures, func(id string) bool { return !slices.Contains(scope, id) }) {
			return tp.Name
		}
	}
	return r.Title
}

// atHand is the measure that the conversation is at: one asked for; else, unless
// the message points at the question (这个), one of the fact last stated; else one
// that needs the fact asked for. It is nil if there is none.
func (u *turn) atHand() *calc.Result {
	a := u.figures()
	find := func(ids []string) *calc.Result {
		for i := range a.Measures {
			if slices.Contains(ids, a.Measures[i].ID) {
				return &a.Measures[i]
			}
		}
		return nil
	}
	if r := find(u.scope()); r != nil {
		return r
	}
	if len(u.now.Recent) > 0 && (!strings.Contains(u.text, "这") || ownThis.MatchString(u.text)) {
		if r := find(u.uses[u.now.Recent[0]]); r != nil {
			return r
		}
	}
	return find(u.uses[u.now.Asking])
}

// ownThis points at what is the asker's, not at the question (我们这个算哪一档).
var ownThis = match(`(我们?|我司|我厂|公司|企业|咱们?)(的)?这`)

// wantsOwn says whether the message asks what the enterprise of this conversation
// gets, and not what the document says.
func (u *turn) wantsOwn(asks bool) bool {
	own := ownWords.MatchString(u.text)
	known := !u.now.Facts.Empty()
	switch {
	case overviewWords.MatchString(u.text), oftenWords.MatchString(u.text):
		return false
	case reckonWords.MatchString(u.text) && len(u.named()) > 0:
		return true // 我想算一下营收奖励
	case asks && u.was.Begun && (u.was.Asking == "" || own) && addWords.MatchString(u.text) && wantWords.MatchString(u.text) && len(u.named()) > 0:
		return true // 再加上数字化车间能补多少
	case asksSum(u.text):
		return own || known || len(u.named()) == 0
	case asks && !u.stated && known && u.asksMerelyHowMuch() && u.settles(u.named()):
		return true // 营收奖励多少, of one that is known whole
	case asks && besideSum.MatchString(u.text) && !strings.Contains(u.text, "多少") && !u.stated:
		return false
	case asks && wantWords.MatchString(u.text) && !u.stated && !u.asksForSum() && !u.asksWhetherOwn():
		return false // 只能拿一次吗, 明年还能申请吗
	case asks && wantWords.MatchString(u.text):
		named := u.named()
		return own && (known || len(named) > 0 || len(u.now.Topic) > 0) || known && (u.stated || len(named) == 0) ||
			canWords.MatchString(u.text) && u.knowsOf(named)
	}
	return false
}

// asksForSum says whether a message asks how much something is, wants it reckoned, or asks of
// a sum whether it is given.
func (u *turn) asksForSum() bool {
	return strings.Contains(u.text, "多少") || manyWords.MatchString(u.text) || reckonWords.MatchString(u.text) || requestWords.MatchString(u.text) ||
		slices.ContainsFunc(nlu.Quantities(u.text), isMoney) && !meansWords.MatchString(u.text)
}

// meansWords ask by what means something comes about.
var meansWords = match(`怎么|怎样|如何`)

// manyWords ask for a sum by its order.
var manyWords = match(`几(个)?(钱|万|百|千|亿)`)

// asksWhetherOwn says whether one of the clauses of a message asks whether one gets what was
// spoken of or is named, and nothing particular about that.
func (u *turn) asksWhetherOwn() bool {
	return slices.ContainsFunc(clausesOf(u.text), func(c string) bool {
		return wantWords.MatchString(c) && whetherOwn.MatchString(u.withoutNames(c))
	})
}

// withoutNames is a text, plain, without the names of matters in it.
func (u *turn) withoutNames(text string) string {
	text = nlu.Plain(text)
	var names []string
	for i := range u.matters {
		if w := u.matters[i].word; strings.Contains(text, w) {
			names = append(names, w)
		}
	}
	slices.SortFunc(names, func(a, b string) int { return len(b) - len(a) })
	for _, w := range names {
		text = strings.ReplaceAll(text, w, "")
	}
	return text
}

// whetherOwn is the whole of a question whether one gets something.
var whetherOwn = whole(`(那|那么|所以|请问|问|我|想|知道|一?下|你看|看看?|这样|这么|照|按|现在|目前|到底|究竟|是不是|算不算|是否|应该|我们?|咱们?|我司|我厂|我公司|我家|本|公司|企业|厂|这|那|种|个|项|笔|块|家|的|情况|条件|话|就|得|到|了|给|过|去|来|要|不|没有?|会|能|能够|能否|可以|可否|可|够|符合|合|行|满足|达标|够格|够得上|有|有没有|资格|希望|机会|戏|份|轮得?[上到]|沾得?[上边光]|拿|领|享受|享|申请|申报|申领|申|报|获得|补|奖|评|钱|补贴|补助|奖励|补偿|政策|支持|和|与|跟|及|、|吗|么|嘛|吧|呢|啊|呀|是)*[?？。 ]*`)

// certainWords ask whether something is sure to be granted.
var certainWords = match(`一定|肯定|百分百|必然|保证`)

// besideSum asks something else of what can be had than how much it is: whether it is certain,
// when, who else has it, and what goes with it.
var besideSum = match(`一定|肯定|百分百|必然|保证|会不会[拿领得]不|稳[拿吗不]|板上钉钉|就(一定|肯定|有|给)|什么时候|何时|几(个)?(月|天|号|笔)|多久|外地|外省|外资|外商|别的(补贴|补助|奖励|政策|钱)|其他(补贴|补助|奖励|政策)|省里|国家(的|那)|区里`)

// againWords ask whether something can be had in a later year.
var againWords = match(`(明年|来年|下年|下一年|后年|以后|今后|下次)[^，。？?]{0,3}` + can + `[^，。？?]{0,3}(拿|领|得|享|补|奖|申|报)`)

// howMuchOf is what is left of a question for the sum of something, its name aside.
var howMuchOf = match(`^(那|那么|所以|这么说|的|这块|部分|这部分|这一块|方面|这项|这个|这一项|现在|目前|到底|到时候|是|有|给|奖|补|能|拿|发|钱)*多少(钱)?[呢啊呀]?[？?。 ]*$`)

// asksMerelyHowMuch says whether a message asks for the sum of a matter and for nothing
// particular about it (not 场景补助的比例是多少).
func (u *turn) asksMerelyHowMuch() bool {
	if !strings.Contains(u.text, "多少") {
		return false
	}
	text := nlu.Plain(u.text)
	return slices.ContainsFunc(u.matters, func(m matter) bool {
		before, after, ok := strings.Cut(text, m.word)
		return ok && howMuchOf.MatchString(before+after)
	})
}

// settles says whether what is known settles some measures, something particular to them
// being known.
func (u *turn) settles(measures []string) bool {
	return len(measures) > 0 && u.knowsOf(measures) && !u.needsFacts(measures)
}

// oftenWords ask how often or for how many something is granted (最多能补几年, 一年补几家).
var oftenWords = match(`[补奖给续享评认支][^，。？?0-9]{0,3}(几|多少)(年|次|家|名|批|项)|[拿领得享][^，。？?0-9]{0,3}(几|多少)(年|次|回)|名额|多少个?指标`)

// rowMarks stand between things of a row.
var rowMarks = match(`[和与及跟、]`)

// trailsOff says whether a message goes on to another thing (智能工厂呢).
func trailsOff(text string) bool {
	return strings.HasSuffix(strings.TrimRight(text, "？?。 "), "呢")
}

// addWords bring something up beside what was asked for.
var addWords = match(`加上|再加|再算|算上|连上|另外|还有|顺便|顺带`)

// howMuch is the whole of a question for a sum.
var howMuch = match(`^(那|那么|到底|究竟|是|能|一共|总共|合计|总计|加起来)*(多少钱?|一共|总共|合计|总计|加起来)(呢|啊|呀)?[？?。 ]*$`)

// asksSum says whether a text asks what can be had; 一共 alone tells of a sum.
func asksSum(text string) bool {
	return howMuch.MatchString(text) || sumWords.MatchString(text) && (!totalWords.MatchString(text) || strings.ContainsAny(text, "多几算哪"+askingMarks) || strings.HasSuffix(text, "呢"))
}

// ownCase takes up a question about what the person's own enterprise gets: it
// sets what is asked for, and says what can be said by now. The answer is one
// that works the stated case out, nil if there is none.
func (u *turn) ownCase(a *ask.Answer) {
	u.engaged = true
	named := u.named()
	if len(named) == 0 && len(u.scope()) > 0 &&
		(u.toldOfScope() || u.was.Asking != "" && !totalWords.MatchString(u.text) && !ownWords.MatchString(u.text) || mereReckoning.MatchString(u.text) || sameMatter.MatchString(u.text) && !(totalWords.MatchString(u.text) && ownWords.MatchString(u.text)) || !sumWords.MatchString(u.text) || !u.now.Begun && !totalWords.MatchString(u.text) || totalWords.MatchString(u.text) && !canWords.MatchString(u.text)) {
		named = u.scope()
	}
	if len(named) == 0 && !u.stated && thisWords.MatchString(u.text) {
		named = u.lately()
	}
	u.widen(named)
	switch {
	case len(u.now.Confirm) > 0 || u.now.Number.Text != "":
		u.meanwhile()
	case a != nil && a.Kind == ask.KindAssessment && !u.refused && len(differing(a.Assessment.Facts, u.now.Settled())) == 0 && (u.plan() != "" || !u.stated):
		u.out.Append(a.Body)
		u.rests, u.based = a.Assessment, a.Receipt != ""
		u.kind = KindAssessment
	case u.plan() == "":
		u.result = true
	case len(named) > 0 && !u.stated && u.settles(named) && u.explain(): // 营收部分是多少, of several that are told
	default:
		u.sofar(named)
	}
}

// toldOfScope says whether all that a message states bears on what was asked for, and
// something on that in particular (我们12亿，能拿多少): the sum that it asks for is of that.
func (u *turn) toldOfScope() bool {
	if !u.stated || totalWords.MatchString(u.text) || furtherThings.MatchString(u.text) || u.bearsBeside(u.statedIDs, u.scope()) {
		return false
	}
	focus := u.policy.Rules.Focus
	return slices.Contains(u.statedIDs, u.was.Asking) || slices.ContainsFunc(u.statedIDs, func(id fact.ID) bool { return focus == nil || id != focus.Fact })
}

// furtherThings ask for more than what was spoken of.
var furtherThings = match(`全部|所有|统统|别的|其[他它余]|还(能|可以|有)|哪些|什么|啥|都能|都可以`)

// mereReckoning is an order to reckon that names nothing.
var mereReckoning = match(`^(那|就|先|来|再|请|麻烦|你)*(帮我|给我|替我)?(测?算一?算|测?算一?下|测算|算算|算)(看|吧|呗)*[。！!？? ]*$`)

// thisWords point at what was said last.
var thisWords = match(`^(那|那么)?(这个|这项|这一项|这笔|这)[^，。？?]{0,4}(能|可以|可|应该|会|有|奖|补|给|是)`)

// lately are the measures that the fact last stated bears on, where those are few.
func (u *turn) lately() []string {
	if len(u.now.Recent) == 0 || !u.now.Facts.Get(u.now.Recent[0]).Known() {
		return nil
	}
	if ms := u.uses[u.now.Recent[0]]; len(ms) == 1 {
		return ms
	}
	return nil
}

// meanwhile answers by the document what is asked of a sum while figures wait for a
// value to be confirmed.
func (u *turn) meanwhile() {
	if u.stated {
		return
	}
	if len(u.named()) == 0 && asksSum(u.text) && !u.now.Settled().Empty() {
		u.sofar(nil)
		return
	}
	a := u.inContext(u.asker.Ask(ask.Question{Text: u.text, AsOf: u.day}))
	if a.Kind == ask.KindAnswer {
		u.out.Append(a.Body)
		u.kind = KindAnswer
		return
	}
	u.out.Line().Words("先把下面这一项定下来，马上就能算。")
}

// whereShort asks what is wanting; howWords ask how a sum came about, outcomeWords speak of what came out for somebody; selfWords ask who answers; lineWords
// ask for the line that a sum takes, sourceWords for where it stands, whoWords for whom to turn to, capWords for the cap.
var (
	whereShort   = match(`(差|卡|缺|输|坏)在(哪|什么|啥)|差哪|哪里?(不够|不行|不符|没达|没过|没够)|哪一?[条项]不`)
	howWords     = match(`(怎么|咋|如何|怎样)(算|得|来)(出来)?的|算法|怎么个算法`)
	outcomeWords = match(`没有|没拿|没给|没得|拿不|得不|领不|不能|不给|不行|不算|不符合|不满足|不达标|不够|只有|只能|才|这么少|是零|是0|为零|为0|不是`)
	sourceWords  = match(`出处|原文|原话|依据|哪一?[条句]|第几[条句]|念(给|一下|来听)`)
	lineWords    = match(`要(做|达|搞|干)?到多少|多少[辆台套项元万亿个]{0,2}才(能|够|有|可以)|到多少(能|才)|(算|属于?|在|是|落在?|归|按|套用?|适用)哪一?个?档`)
	whoWords     = match(`(找|问|归|由|是)谁|(部门|单位)(是|在|有)?(哪|什么|谁)|哪个(部门|单位|局)|(哪里|哪儿|去哪|到哪)`)
	insults      = match(`破(玩意|系统|东西|程序|软件)|傻|垃圾|废物|有病|智障|弱智|滚|白痴|蠢|脑残`)
	capWords     = match(`(最多|最高|顶多|至多|最少|至少|最低|保底|起码)[^，。？?]{0,3}(能|可以|可)?[^，。？?]{0,2}(拿|领|得|补|奖|给|是)?[^，。？?]{0,2}多少|(上限|封顶|天花板|下限)(是|在|有)?多少`)
	selfWords    = match(`转人工|人工(客服|服务|坐席)|你们?(是|叫)(不是)?个?(机器|人工|真人|AI|ai|谁|什么|啥)|是(机器人|真人|人工)(吗|还是|么|啊|？|\?)`)
)

// sofar says what comes of the measures named, none for those asked for, as far as
// it is settled by now.
func (u *turn) sofar(scope []string) {
	a := u.figures()
	if len(scope) == 0 {
		scope = u.scope()
	}
	shown := 0
	for i := range a.Measures {
		r := &a.Measures[i]
		named := slices.Contains(scope, r.ID)
		if len(scope) > 0 && !named || r.Status == calc.NeedsFacts || r.Status == calc.NotMet && !named {
			continue
		}
		if shown == 0 {
			u.out.Line().Words("按目前知道的情况：")
		}
		u.out.Headline(r, u.reference())
		shown++
	}
	switch {
	case shown == 0:
		u.out.Line().Words("要算出来，还需要了解一些情况，我一次问一项。")
	case shown > 1 && len(scope) == 0:
		u.out.Total(a)
	}
}

// reference says whether sums are for reference only, the document being no policy
// in force.
func (u *turn) reference() bool {
	return u.policy.Rules.Standing.ID != "in_force" || answer.Ended(u.policy, u.day)
}

// farewell ends a message that takes leave.
var farewell = match(`(再见|拜拜|再会|bye)[啊呀了哦吧！!。~\s]*$`)

// courtesies ask nothing and want no list of what can be asked.
var courtesies = words(`谢谢 谢谢你 谢谢您 多谢 感谢 辛苦了 辛苦 麻烦了 麻烦你了 thanks thx 谢了 非常感谢 好的谢谢`)

// smallTalk answers what asks nothing of the document: in the middle of a
// question it counts as neither answer nor question.
func (u *turn) smallTalk(a *ask.Answer, asks, greets bool) {
	u.kind = KindClarify
	switch {
	case farewell.MatchString(u.text):
		u.out.Line().Words("再见，有需要随时来问。")
	case says(u.text, courtesies), says(lastClause(u.text), courtesies) && !asks:
		u.out.Line().Words("不客气，有需要随时说。")
	case greets && u.now.Asking != "":
		u.out.Line().Words("您好！我们接着来。")
	case u.now.Asking == "":
		u.out.Append(a.Body)
		u.choices = a.Choices
	case asks:
		u.engaged = true
		u.out.Line().Words("没听出您问的是哪一项措施，请连同措施的名称再问一次。")
	default:
		u.noUse()
	}
}
