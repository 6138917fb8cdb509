package dialog

import (
	"slices"
	"strings"

	"suance/calc"
	"suance/dialog/ask"
	"suance/dialog/nlu"
	"suance/dialog/pattern"
)

// Questions of an outcome: how it came about, how far the next one is, which line a sum takes.

// asksWhy says whether a message asks how an outcome comes about: how a sum is worked out, where
// it fell short, why something is paid or is not. The answer is what the document says of it,
// the measures those that the message names.
func (u *turn) asksWhy(a ask.Answer, named []string) bool {
	if (u.hears(howWords, u.text) || u.hears(whereShort, u.text) && wantedIn(u.text) == 0) && !u.stated && (len(named) == 0 || u.settles(named)) {
		return true
	}
	polar := !u.stated && u.hears(polarWords, u.text)
	if (polar || !u.stated && strings.ContainsAny(u.text, askingMarks)) && u.hears(outcomeWords, u.text) && (u.hears(ownWords, u.text) || len(named) == 0) {
		ids := named
		if len(ids) == 0 && (u.hears(sameMatter, u.text) || u.hears(disputesRule, u.text)) {
			ids = u.scope()
		}
		if len(ids) > 0 && !u.needsFacts(ids) { // 那营收奖励我们没有是吧, 那就没有了对吧
			return true
		}
	}
	why := u.hears(whyWords, u.text)
	if !polar && !why {
		return false
	}
	sum := slices.ContainsFunc(nlu.Quantities(u.text), isMoney) || u.hears(thisSum, u.text)
	if sum && !u.stated && u.settles(named) { // 应用的260万对吧, 达产的为什么有2500万
		return true
	}
	return why && (a.Kind == ask.KindClarify || u.was.Begun && u.was.Asking == "" && len(named) == 0 ||
		u.hears(outcomeWords, u.text) && (len(named) > 0 || sum || u.hears(ownWords, u.text) || u.hears(sameMatter, u.text)))
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
	for _, i := range places {
		u.shortOfAll(&a.Measures[i])
	}
	u.out.Cases(a, places)
}

// shortOfAll says of a measure whose conditions cannot hold together, each of which by itself might, which fact lies too low
// for that and by how much.
func (u *turn) shortOfAll(r *calc.Result) {
	failed := func(c calc.Checked) bool { return c.Holds == calc.False }
	if r.Status == calc.NotMet && !slices.ContainsFunc(r.Conditions, failed) {
		u.short(r)
	}
}

// explained are the measures named, asked for or at hand, where something is known of them;
// where all was asked for, those that pay.
func (u *turn) explained() []string {
	if u.now.Settled().Empty() {
		return nil
	}
	ids := u.named()
	if len(ids) > 0 && u.was.Begun && u.was.Asking == "" && u.hears(outcomeWords, u.text) {
		return ids // why one of all that was reckoned came to nothing
	}
	if len(ids) == 0 {
		ids = u.scope()
	}
	if len(ids) == 0 && u.was.Begun && u.was.Asking == "" && !u.hears(nothingWords, u.text) {
		return idsOf(u.inStatus(nil, calc.Payable, calc.Ceiling))
	}
	if r := u.atHand(); len(ids) == 0 && r != nil {
		ids = []string{r.ID}
	}
	if len(ids) > 0 && (u.knowsOf(ids) || !u.needsFacts(ids)) {
		return ids
	}
	return nil
}

// refusedWords say that something is not granted, or sent back (批不了, 审不过, 批不下来, 被驳回).
const refusedWords = `(?:批|给|过|通过?|审|评|拿|得|领|补|奖|发|报|享受|申请|申报|兑现)不(?:了|到|过|下|上|成|着)|通不过|没(?:批|过|通过|给|拿到|评上)|不(?:予(?:补|奖|支持|给|批|通过|认定|兑现|发)|批|通过)|驳回|退[回件]|打回|被(?:退|拒|否|刷|卡)|拒(?:绝|了)|落空`

// nothingWords say that nothing came out.
var nothingWords = pattern.Of(refusedWords + `|没有|没拿|没给|没得|拿不|得不|领不|不能|不给|不行|不算|不符合|不满足|不达标|不够|是零|是0|为零|为0`)

// thisSum points at a sum that came out.
var thisSum = pattern.Of(`这么(多|点|少)|这个数|这个金额|这些钱|这笔`)

// whyWords ask for reasons, howWords how a sum came about, whereShort what is wanting;
// outcomeWords speak of what came out for somebody.
var (
	whyWords     = pattern.Of(`为什么|为啥|为何|去哪(儿|里)?了|哪儿?去了|(怎么|咋)(会|才|就|只|是|不|没|少[了给补奖算拿]|[还都也又][不没是只才])|[都还]不([给奖补](奖励?|补[贴助偿]|钱|我们)*|够|行)([吗么啊呀？?！!。，, ]|$)|凭(什么|啥)((我|咱|公司|企业|厂|单位|别人|人家|别家|他|这|那|你)[^，。；;？?]{0,8}([不没未]|[是为](零|0))|[不没未就只才还扣减少]|$|[？?。！，, ])|(什么|啥|哪个)(原因|理由|缘故)|[不没少][^，。；;]{0,4}(原因|理由|缘故)|(怎么|咋)(会|就|又|都|还|老|总|给)*(` + refusedWords + `)|(原因|理由|缘故)(是|在于?|到底)*(什么|啥|哪)`)
	howWords     = pattern.Of(`(怎么|咋|如何|怎样)(算|得|来)(出来)?的|算法|怎么个算法`)
	whereShort   = pattern.Of(`(差|卡|缺|输|坏)在(哪|什么|啥)|差哪|[差缺欠][点些了]?(什么|啥|哪些?)(条件|要求)?[了呢啊呀吗嘛？?。 ]*$|哪里?(不够|不行|不符|没达|没过|没够)|哪一?([条项个点](条件|要求|标准)?)([都还是]|就)?[不没未差]`)
	outcomeWords = pattern.Of(nothingWords.String() + `|只有|只能|才|这么少|不是`)
)

// disputesRule holds what the document grants against what came out (不是过1亿就奖吗).
var disputesRule = pattern.Of(`(不是|难道)[^，。？?]*([就都才也]|能|可以|应该)[^，。？?]*[奖补给拿有](励|助|贴|偿|钱)?的?[吗么嘛？?]|不是(都|已经|也|早就)*[过超达到够满][到过]?[^，。？?]{0,3}[0-9一二两三四五六七八九十百][^，。？?]{0,6}了(吗|么|嘛|[？?])`)

// wholeSum asks how much it takes until all that can be is granted (要让奖励封顶，采购额得到多少; 怎样才能拿到
// 最高的100万).
var wholeSum = pattern.Of(`(要|想|怎[么样]|如何)[^。？?]{0,8}(封顶|到顶|顶格|拿[满足]|上限|最高|再多[拿领得补])[^。？?]{0,10}(得|要|需|该)[^，。？?]{0,6}多少|(怎[么样]|如何)[^，。？?]{0,6}(拿|领|得)(到|满|足)(上限|封顶|顶格|最高|满额|全额)|多少就[^，。？?]{0,8}(封顶|到顶|顶格)`)

// gapWords ask how far the next step is, lineWords for the line that a sum takes.
var (
	gapWords  = pattern.Of(`(拿|领|得|补|奖)到?(得)?更多|(能|可以)更[多高]|(能|可以)多(拿|领|得)到?(吗|么|点)|多少[^，。？?]{0,4}(封顶|到顶|顶格|拿满)|` + wholeSum.String() + `|差(多少|几|多远)|[下上]一?档|[更再]高(的|一)?一?档|还有多远|再[^，。？?]{1,6}多少|还要[^，。？?]{0,4}多少|多少才(能|够)|(到|达到|够到|达标|上去)了[^，。？?]{0,4}(能|可以|会|就|多?拿|多(多少|几)|给|奖|得)`)
	lineWords = pattern.Of(`要(做|达|搞|干)?到多少|要(产|生产|造)到?多少|多少[辆台套项元万亿个]{0,2}才(能|够|有|可以)|到多少(能|才)|[量值额价收入费]多少(就|可以)?能|(算|属于?|在|是|落在?|归|按|套用?|适用)哪一?个?档`)
)
