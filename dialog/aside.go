package dialog

import (
	"slices"
	"strings"
	"unicode/utf8"

	"suance/calc/fact"
	"suance/dialog/ask"
	"suance/dialog/nlu"
	"suance/dialog/pattern"
)

// aside deals with what a message says that is no fact of the enterprise, though its words
// could be an answer: a question that ends like one (生效了没有, 是吗), and what the state
// or the province gave. It takes such clauses off the text, and says whether nothing is left.
func (u *turn) aside() bool {
	switch {
	case u.now.Asking != "" && u.hears(isSo, u.text):
		u.engaged, u.kind = true, KindClarify // the question again
		return true
	case u.now.Asking != "" && u.hears(callsOut, u.text):
		u.kind = KindClarify
		u.out.Line().Words("在的，我们接着来。")
		return true
	case u.now.Asking != "" && u.hears(goesAhead, u.text):
		u.engaged, u.kind = true, KindClarify // the question again
		return true
	case u.now.Asking != "" && u.hears(besideThePoint, u.text):
		u.noUse()
		return true
	case u.hears(insults, u.text) && utf8.RuneCountInString(u.text) <= fewInsulting && !holdsAmount(u.text):
		u.question(nlu.IntentOther)
		return true
	case u.now.Asking != "" && (u.hears(asksMidway, u.text) || u.hears(asksToSend, u.text) && u.asker.Ask(ask.Question{Text: u.text, AsOf: u.day}).Absent):
		u.question(nlu.IntentQuestion)
		return true
	case askedWhether.MatchString(lastClause(u.text)) && !u.hears(unsure, u.text) && !u.repeatsQuestion(u.text):
		if u.asker.Ask(ask.Question{Text: u.text, AsOf: u.day}).Kind == ask.KindClarify { // 吃了没
			u.noUse()
			return true
		}
		u.question(nlu.IntentQuestion)
		return true
	}
	if u.now.Asking != "" && asksOfGrant(u.text) {
		u.question(nlu.IntentQuestion)
		return true
	}
	return u.higherCounts() || u.tellsOfOthers() || u.higherLevels()
}

// Questions that end like an answer: whether something is so, whether it came about; and
// what is said by one who does not know.
var (
	isSo         = pattern.Of(`^(真的?)?(是|真|对|这样)(的)?(吗|么|嘛)[？?。！!]*$|^(那|这)?(个)?是(今年|本年|去年|上年|前年)(的)?还是(今年|本年|去年|上年|前年)(的)?[呢啊]?[？?]*$`)
	askedWhether = pattern.Of(`[^，,。；;]了(没|没有)[啊呀呢]?[？?。 ]*$|^(下班|上班|吃饭|睡)[^，。]{0,2}(没|没有)[啊呀呢]?[？?。 ]*$`)
	asksMidway   = pattern.Of(`^[^，,。；;]{1,14}[吗么](这个|那个|这|那|我|怎么|如何)[^，。]{0,6}(怎么|如何|什么)[^，。]{0,4}[?？]?$`)
	asksToSend   = pattern.Of(`[给发](我|个|一个|一下|下)|^把[^，。]{1,8}发`) // 电话号码给我一个 counts nothing
	unsure       = pattern.Of(`不(知道|清楚|确定|晓得|记得|了解)|没(查|问)`)
)

// callsOut asks whether somebody is there, and nothing else (喂喂听得到吗).
var callsOut = pattern.Whole(`(喂|哎|诶|你好|您好|你们?|您|还|我(说话|讲话|的话)?|，|,| |？|\?)*(听|看)(得|不)?(到|见|清楚?)(我(说话|讲话)?)?(吗|么|不|没)?[？?！!。 ]*|喂+[？?！!。 ]*|(喂|，|,| )*(还)?有?人(在|呢)(吗|么|不在)?[？?！!。 ]*`)

// goesAhead wants the talk to go on where it was, and says nothing else (接着来吧, 那我们继续).
var goesAhead = pattern.Whole(`(?:好的?|行|嗯|那|那么|我们?|咱们?|现在|可以|，|,| )*(?:接着|继续)(?:往下|下去|来|问|说|走|进行|刚才的?|前面的?)*[吧呗啊哈了]*[。！!~ ]*`)

// besideThePoint begins something else, or tells of trouble with the page: no yes and no no.
var besideThePoint = pattern.Of(`^(我|我们|还|那|另外|等下)*(有|想问)(个|一个|几个|点|些)?(问题|疑问|事情?|困难)(想问|要问|请教|想请教|咨询)?(一下|下|你|您)?[。！!]*$|(网页|页面|链接|系统|软件|手机|电脑)[^，。]{0,4}(打不开|卡|登不上|进不去|没反应)|打不开(网页|页面|链接|系统)|^(我|我们|还|先|等下|等等|稍等|，)*(正?在|去)(翻|查|找|看|调|问)(一下|下|着)?(文件|资料|材料|报表|合同|账本?|台账|通知|公告|档案|单据|批文)(呢|着|了|啊|哈)*[。！!]*$`)

// fewInsulting is how many characters a message has at most that is nothing but an insult (垃圾机器人).
const fewInsulting = 10

// noUse says that a message was of no use, and what would be an answer to what is asked.
func (u *turn) noUse() {
	u.kind = KindClarify
	u.out.Line().Words("这句话我没能用上。")
	if u.now.Asking != "" && !u.askedWaits() {
		u.expected(u.spec(u.now.Asking))
	}
}

// repeatsQuestion says whether what a message asks whether it came about is the fact asked for:
// the person repeats the question, and answers it behind a mark.
func (u *turn) repeatsQuestion(text string) bool {
	sp := u.spec(u.now.Asking)
	return sp != nil && severalClauses(text) && weaklyNames(sp, lastClause(text))
}

// higherLevels tells that what the state or the province gave is set against nothing here,
// and takes it off the text; it says whether nothing is left.
func (u *turn) higherLevels() bool {
	gave := func(c string) bool {
		return (higherGave.MatchString(c) || supposing.MatchString(c) && higherGave.MatchString(withoutIf(c))) && slices.ContainsFunc(nlu.Quantities(c), isMoney) && !strings.ContainsAny(c, askingMarks) && !noneWords.MatchString(c)
	}
	if !anyClause(u.text, gave) {
		return false
	}
	if award, id := u.sumUndone(u.text); award != "" || id != "" {
		return false // 要是省里给的120万呢, of a sum that was told as another's
	}
	u.engaged = true
	u.out.Line().Words(notOfCity)
	u.text = strings.Join(u.withoutClauses(clausesOf(u.text), gave), "，")
	if strings.TrimSpace(u.text) != "" {
		return false
	}
	u.kind = KindClarify
	return true
}

// notOfCity says that what the state and the province give is set against nothing here.
const notOfCity = "国家和省里给的不是本市各级的政策，与这里的计算无关，没有记。"

// higherCounts answers whether what the state or the province gives counts as given twice (省里给的也算重复吗) by
// what the document says of other policies of the city.
func (u *turn) higherCounts() bool {
	if !u.hears(higherTwice, u.text) || holdsAmount(u.text) {
		return false
	}
	u.engaged, u.kind = true, KindAnswer
	u.out.Line().Words(notOfCity)
	u.overlaps()
	return true
}

// higherTwice asks whether what the state or the province gives counts beside what is given here.
var higherTwice = pattern.Whole(`(?:那|那么|请问|如果|要是|，|,)*(?:国家|中央|部里|浙江省|省)[里级]?(?:财政|政策)?[^，。市区县0-9]{0,8}(?:给|发|补|奖|拨|拿)[^，。市区县0-9]{0,4}?(?:也|要|会|会不会|是不是|也会|是否|，|,)*(?:算|属于)?(?:不算|要)?(?:重复|重叠|叠加|冲突|影响(?:这个|这里|我们)?|扣掉?|抵扣|减掉?)(?:享受|的|了|吗|么|不|嘛|呢)*[？?。 ]*`)

// withoutClauses are the clauses of a text that are not to go. Where the city is spoken of behind one
// that goes, and nothing else is, what that one was about stays as its heading: 省里首台套补了80万，
// 市里认定我们3个.
func (u *turn) withoutClauses(clauses []string, goes func(string) bool) []string {
	kept := slices.DeleteFunc(slices.Clone(clauses), goes)
	rest := strings.Join(kept, "，")
	if !cityWords.MatchString(rest) {
		return kept
	}
	for _, c := range clauses {
		ids := u.namedIn(c)
		word := u.wordIn(c)
		if !goes(c) || word == "" || slices.ContainsFunc(u.namedIn(rest), func(id string) bool { return !slices.Contains(ids, id) }) {
			continue
		}
		return append([]string{word}, kept...)
	}
	return kept
}

// wordIn is the longest word of a measure that stands in a text; empty for none.
func (u *turn) wordIn(text string) (longest string) {
	text = nlu.Plain(text)
	for i := range u.matters {
		if w := u.matters[i].Text; len(w) > len(longest) && strings.Contains(text, w) {
			longest = w
		}
	}
	return longest
}

// cityWords speak of the city's own level.
var cityWords = pattern.Of(`市里|市级|市本级|我市|本市|市认定`)

// higherGave says that the state or the province gave something.
var higherGave = pattern.Of(`^(另外|还有|不过|之前|以前|已经|去年|今年|前年|我们|([这那该]|同一?)[个项笔家台款][^，。市区县省0-9]{0,5})*(国家|中央|部里|工信部|财政部|科技部|发改委|浙江省|省)[^，。市区县]{0,8}(补|奖|给|发|拨|批|资助)(助|贴|励)?(了|过|的是|有)?[^，。市区县]{0,6}[0-9一二两三四五六七八九十百千]`)

// hearsayWords are the words that begin what others say, one or another.
var hearsayWords = strings.ReplaceAll(nlu.Hearsay, " ", "|")

// hearsay tells what others say of an award, or what one thinks to know of it.
var hearsay = pattern.Of(`^(我)?(也)?(` + hearsayWords + `|我?记得|我?印象中|印象里)`)

// claims says whether a message tells what others say that an award is (听说能给3000万): it
// states nothing, and wants to hear whether that is so.
func (u *turn) claims(text string) bool {
	head := hearsay.FindString(text)
	if head == "" || ownWords.MatchString(text[len(head):]) || u.hears(receiptWords, text) || !slices.ContainsFunc(nlu.Quantities(text), isMoney) {
		return false
	}
	return u.hears(grantsWords, text) || u.hears(awardWords, text) && len(u.namedIn(text)) > 0
}

// asClaim is such a message as what it wants to hear: 能给3000万吧.
func asClaim(text string) string {
	text = strings.TrimRight(text[len(hearsay.FindString(text)):], "。.！! ")
	if strings.ContainsAny(text, askingMarks) || strings.HasSuffix(text, "吧") {
		return text
	}
	return text + "吧"
}

// oneOf are words that hold a number and count nothing in what is asked about a grant:
// 一年给几家, 百分百能批吗.
var oneOf = words(`一年 一次 一家 一回 百分百 百分之百 一`)

// asksOfGrant says whether a message asks about what is granted, and its only numbers are
// such words.
func asksOfGrant(text string) bool {
	if !grantVerbs.MatchString(text) || !askWords.MatchString(text) && !strings.ContainsAny(text, askingMarks) && !strings.Contains(text, "还是") {
		return false
	}
	said := nlu.Quantities(text)
	return len(said) > 0 && !slices.ContainsFunc(said, func(q nlu.Quantity) bool { return isAmount(q) && !says(q.Text, oneOf) })
}

// grantVerbs say that something is granted.
var grantVerbs = pattern.Of(`[给补奖批发评选]`)

// awardWords name what is granted.
var awardWords = pattern.Of(`奖励|奖金|补助|补贴|补偿|资助`)

// onlyWhen is a time and nothing else (那是去年的), hadBefore that something was had before.
var (
	onlyWhen  = pattern.Of(`^(那|这|就)*是?(今年|本年|当年|去年|上年|前年|往年)的(事|事情)?了?[。！!]*$`)
	hadBefore = pattern.Of(`^(是|以前|之前|早就|早)*有过(的|了)?[。！!]*$`)
)

// doubt leaves a yes or no that was but hinted at to be confirmed: by a time alone, and by
// 有过 where the question is of a first time, of which it is rather a no.
func (u *turn) doubt(facts []nlu.Slot, text string) {
	text = strings.TrimSpace(text)
	for i := range facts {
		s := &facts[i]
		sp := u.spec(s.Fact)
		if sp.Type != fact.YesNo || s.Fact != u.now.Asking {
			continue
		}
		had := u.hears(hadBefore, text) && strings.Contains(sp.Label, "首次")
		if had {
			s.Value = fact.Bool(false)
		}
		s.Confirm = s.Confirm || had || u.hears(onlyWhen, text)
	}
}
