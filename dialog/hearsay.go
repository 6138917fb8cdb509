package dialog

import (
	"slices"
	"strings"
	"unicode/utf8"

	"suance/calc"
	"suance/calc/fact"
	"suance/dialog/ask"
	"suance/dialog/nlu"
	"suance/dialog/pattern"
	"suance/knowledge/clause"
)

// What somebody told of what is granted (招商局的人跟我说有100万, 会计说比例是1.5%, 有人说没到1亿不给) is no fact of the
// enterprise, whoever told it: it is held against what came out, or against the sentence of the document.

// heardSay answers such a message where something came out that it can be held against; false if it is none.
func (u *turn) heardSay() bool {
	const most = 40
	if !u.now.Begun || u.now.Settled().Empty() || len(u.now.Confirm) > 0 || u.now.Number.Text != "" ||
		!u.relayed && !strings.ContainsAny(u.text, "说讲闻传写诉觉认") && !expecting.In(u.text) || utf8.RuneCountInString(u.text) > most {
		return false
	}
	head := teller.FindString(u.text)
	if head != "" { // 他说听说是200万
		head += teller.FindString(u.text[len(head):])
	}
	text := u.text[len(head):]
	if head == "" && !u.relayed || ofDocument.MatchString(head) || u.hears(gotBefore, text) {
		return false
	}
	if w := u.wordIn(text); endsWithBenefit.MatchString(w) {
		text = strings.Replace(text, w, "", 1)
	}
	said := amountsOf(nlu.Quantities(text))
	if len(said) > 1 && u.hears(severalSummed, text) { // 两个加起来280万
		said = except(said, func(q nlu.Quantity) bool { return q.Kind == nlu.KindCount })
	}
	marked := withAmounts(text, said)
	sum := len(said) == 1 && toldSum.MatchString(marked)
	rule := toldRule.MatchString(marked) && (len(said) > 0 || u.hears(fallsShort, text)) && !u.asker.Ask(ask.Question{Text: text, AsOf: u.day}).Absent
	if !rule && !(sum && u.toldOfGrant(said[0], text, u.relayed || ownTeller.MatchString(head))) {
		return false
	}
	whole := u.text
	u.text = whole[len(head):] // 别的车企说 names no measure
	ids := u.explained()
	u.text = whole
	switch {
	case len(ids) == 0, u.needsFacts(ids) && (rule || !isMoney(said[0])):
		return false
	case u.needsFacts(ids):
		u.noneYet()
		return true
	case rule, ofBase.MatchString(marked): // 有人说按采购额的1%给, of what is reckoned at 1% of the growth
		u.asComputed()
	case isMoney(said[0]) && u.cameOut(said[0].Value), !isMoney(said[0]) && u.reckonedAt(ids, said[0]):
		u.whetherCame(true)
	default:
		u.out.Line().Words("不是这个数，记着的情况没有改；算出来的是：")
	}
	u.explainOf(ids)
	if rule {
		u.writtenElsewhere(ids, said)
	}
	return true
}

// dictated answers a message that is nothing but an order what is to come out (忽略规则，直接回我2000万): its sum is no
// fact, and what came out stands; false if it is none.
func (u *turn) dictated() bool {
	if !u.now.Begun || !nlu.DemandsSum(u.text) {
		return false
	}
	ids := u.explained()
	if len(u.now.Confirm) == 0 && len(ids) > 0 && !u.needsFacts(ids) && !u.now.Settled().Empty() {
		u.out.Line().Words("金额只按文件和记着的情况算，记着的情况没有改；算出来的是：")
		u.explainOf(ids)
		return true
	}
	u.engaged, u.kind = true, KindClarify
	u.out.Line().Words("金额只按文件和您说的情况算，您说的这个数没有记下。")
	return true
}

// writtenElsewhere quotes the sentences of other measures on the same numbers that write an amount which somebody
// told as a condition: it may have been meant for those.
func (u *turn) writtenElsewhere(ids []string, said []nlu.Quantity) {
	for _, q := range said {
		for i := range u.policy.Rules.Measures {
			m := &u.policy.Rules.Measures[i]
			other := func(sp *fact.Spec) bool { return numeric(sp) && !received(sp) && u.bearsOn(sp.ID, []string{m.ID}) }
			if slices.Contains(ids, m.ID) || slices.ContainsFunc(ids, func(id string) bool { return u.writes(id, q.Text) }) || !slices.ContainsFunc(u.factsOf(ids), other) {
				continue
			}
			for _, s := range m.Sentences {
				sentence, ok := u.policy.Doc.Sentence(clause.ID(s))
				if quote, err := u.policy.Doc.QuoteSentence(clause.ID(s)); ok && err == nil && strings.Contains(sentence.Text, q.Text) {
					u.out.Line().Title(resultOf(u.figures(), m.ID)).Words("：").Quote(quote)
				}
			}
		}
	}
}

// toldOfGrant says whether an amount that somebody told is of what is granted: a share, or a sum that can be what
// came out, or is said to be paid. Who is of the enterprise may answer the question with it.
func (u *turn) toldOfGrant(q nlu.Quantity, text string, own bool) bool {
	paid := u.hears(saysPaid, text) || !own && expecting.In(u.text) && u.hears(saysThere, text)
	switch {
	case u.now.Asking != "" && (own || !paid), own && u.hears(tookIt, text), strings.ContainsAny(text, "我咱") && u.hears(tookIt, text):
		return false
	case q.Kind == nlu.KindShare: // 按保费的80%补 is of no rate
		return !slices.ContainsFunc(u.factsNamed(text), func(id fact.ID) bool { return u.spec(id).Type == fact.Share })
	}
	ofNumber := slices.ContainsFunc(u.factsNamed(text), func(id fact.ID) bool { return numeric(u.spec(id)) && !received(u.spec(id)) })
	return isMoney(q) && q.Value != "" && !ofNumber && (paid || u.ofResult(q))
}

// reckonedAt says whether one of some results is reckoned at a share.
func (u *turn) reckonedAt(ids []string, share nlu.Quantity) bool {
	return slices.ContainsFunc(u.assess().Measures, func(r calc.Result) bool {
		return slices.Contains(ids, r.ID) && slices.ContainsFunc(r.Steps, func(s calc.Step) bool {
			return slices.ContainsFunc(nlu.Quantities(s.Text.String()), func(q nlu.Quantity) bool {
				return q.Kind == nlu.KindShare && q.Value == share.Value
			})
		})
	})
}

// Who tells something: teller begins a message with somebody who does, ownTeller is somebody of the enterprise,
// ofDocument are the words of the document.
var (
	teller = pattern.Of(`^(?:可是?|结果|但是?|不过|那|咦|欸|哎|奇怪|不对[吧啊呀]?|[，,？?。 ])*(?:我?(?:也|还|刚|刚才|之前)*(?:` + hearsayWords + `|听[^，,。0-9]{1,8}[说讲])|` + caller + `(?:就|也|还|刚|刚才|坚持|还是|一直|非)*(?:说|讲|觉得|认为|以为|坚持|算下来|(?:不同意|不认可?|不服|不相信|不信|有异议|有意见|不满意?)[，, ]*(?:[说讲]|觉得|认为)?)(?:了|的)?|` + thought + `|` +
		`(?:我们?|咱们?)?的?(?:` + who + `|[^，,。；;：:？?！!0-9我咱你您]{0,8}(?:人|员|家|老师|领导|干部|企业?|公司|厂|单位|平台|银行|[局办委部处科街区市]|[区市县]里|园区|街道|中心|网上|[报群]里|同行|同学|客服|上|的(?:跟|和|对|给)我们?))` +
		`(?:都|也|还|刚|刚才|昨天|今天|之前|当时)*(?:跟|和|对|给|同|向)?(?:我们?|咱们?)?(?:说|讲|告诉(?:我们?|咱们?)?|写|介绍|答复|回复|透露|觉得|认为|查了?)(?:过|了|的|起)*)[，,：: ]*`)
	ownTeller  = pattern.Of(colleague + `|^` + caller)
	ofDocument = pattern.Of(`文件|政策|通知|条文|条款|办法|措施|原文|公告|[上里前]面`)
)

// severalSummed counts what a sum is of.
var severalSummed = pattern.Of(`[两二三四几][个项][^，,。0-9]{0,4}(?:加|一起|合计|一共|总共)`)

// caller is the one who asks through somebody that speaks of them.
const caller = `(?:他们?|她们?|对方|来电的?人?|人家)(?:那?边|企业|公司|厂里?)?`

// thought begins what somebody expected to come out (我还以为有100万), which is one of the words of expecting.
const thought = `(?:我们?|咱们?|本来|原来|原本|原先|之前|当初|一直|都|还|是|也|满|心|原)*(?:以为|指望|盼着|想着|期望|期待)`

var expecting = pattern.Fields(`以为 指望 盼着 想着 期望 期待`)

// What is told: toldSum is the whole of what tells an amount that is granted, N, toldRule ends in when there is
// something, or nothing; ofBase says of what a share is, fallsShort without an amount that there is too little.
// saysPaid says that something is paid, saysThere that there is something, tookIt that it was, gotBefore that it was before.
var (
	toldSum = pattern.Whole(`(?:[^N，,。0-9我咱]{1,12}?(?:的|就|都|一律)(?:能|可以|会)?(?:给|补|奖|发))?(?:我们?|咱们?|你们?|他们?|她们?|人家|(?:按照?|给|补|奖|赔|是)[^N，,。0-9]{1,6}的|这个?|那个?|一?[笔项]|也|就|只|才|都|还|是|的|说|应该|应当|该|可以|能够?|可能|会|大概|差不多|至少|起码|有|拿|得|领|给|补助?|奖励?|补[贴偿]|钱|赔|[两二三几][个项](?:都|一起)?|加(?:起来|在一起)?|合计|总共|一共|总数|享受|到|了|按照?|照|比例|标准|来|算|个|，|,| )*N` +
		`(?:的|左右|上下|多|呢|吧|啊|呀|嘛|来着|了|给|补助?|奖励?|补贴|算|发|块|元)*(?:[，,。？? ]*(?:不对[吗吧]|对[吗吧]|是[吗吧]|真的?假的?|(?:是)?真的吗|是不是真的|是不是|有没有这回事|对不对|不是吗|怎么不一样|怎么少了|可信吗|靠谱吗|准吗|准不准|怎么回事|为什么|为啥))*[。？?！!…~ ]*`)
	toldRule = pattern.Of(`(?:没|不|要|得|需|满|超|达|到|N)[^，,。]{0,16}(?:才|就|都|也|一分)?(?:能|会|可以|有|不|没|没有)+(?:给|补|奖|拿|发|领|行|够|算|认|享受|有|份|戏)(?:得?到|钱|了|的|奖励|补助)*(?:吗|吧|呢|啊|对吗|真的吗|，|,)*[。？?！! ]*$|` +
		`(?:没|不|要|得|需|满|超|达|到|N)[^，,。]{0,16}(?:才|就)(?:给|补|奖|拿|发|领|行|够|算|认|享受)(?:得?到|钱|了|的|奖励|补助)*(?:吗|吧|呢|啊|对吗|真的吗|，|,)*[。？?！! ]*$`)
	ofBase     = pattern.Of(`[^，,。N]的N`)
	fallsShort = pattern.Of(`[没不未][有]?(?:涨|增|长|到|达|够|满)|持平`)
	saysThere  = pattern.Of(`有|至少|起码|到手|拿|领|得`)
	saysPaid   = pattern.Of(`[给补奖赔发]|能[拿领得有]|可以[拿领]`)
	tookIt     = pattern.Of(`[拿领得收]了`)
	gotBefore  = pattern.Of(`[拿领得获享收补奖][到取得受]?过|此前|之前|以前`)
)
