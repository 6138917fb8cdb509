package dialog

import (
	"strings"

	"suance/dialog/ask"
	"suance/dialog/nlu"
	"suance/dialog/pattern"
)

// insults ask nothing; selfWords ask who answers.
var (
	insults   = pattern.Of(`破(玩意|系统|东西|程序|软件)|傻|垃圾|废物|有病|智障|弱智|滚|白痴|蠢|脑残`)
	selfWords = pattern.Of(`转人工|人工(客服|服务|坐席)|你们?(是|叫)(不是)?个?(机器|人工|真人|AI|ai|谁|什么|啥)|是(机器人|真人|人工)(吗|还是|么|啊|？|\?)`)
)

// farewell ends a message that takes leave.
var farewell = pattern.Of(`(再见|拜拜|再会|bye)[啊呀了哦吧！!。~\s]*$`)

// courteous is such a message, in more words.
var courteous = pattern.Whole(`(ok|OK|Ok|好的?|嗯+|行|知道了|明白了?|收到|了解了?|懂了|太|非常|十分|真是?|先|那|就|，|,|。|！|!|~| )*(谢谢|多谢|感谢|谢了|谢啦|谢|辛苦|麻烦|thanks|thx)(你|您|了|啦|啊|哈|大家|你们)*([，,。！! ]*(没|不用|没有)(别的|其他)?(问题|事情?|要问的)?了)?[。！!~～ ]*`)

// courtesies ask nothing and want no list of what can be asked.
var courtesies = words(`谢谢 谢谢你 谢谢您 多谢 感谢 辛苦了 辛苦 麻烦了 麻烦你了 thanks thx 谢了 非常感谢 好的谢谢`)

// smallTalk answers what asks nothing of the document: in the middle of a
// question it counts as neither answer nor question.
func (u *turn) smallTalk(q *asked) {
	u.kind = KindClarify
	switch {
	case u.hears(farewell, u.text):
		u.out.Line().Words("再见，有需要随时来问。")
	case u.hears(courteous, u.text), says(lastClause(u.text), courtesies) && !q.asks:
		u.out.Line().Words("不客气，有需要随时说。")
	case q.greets && u.now.Asking != "":
		u.out.Line().Words("您好！我们接着来。")
	case u.now.Asking == "" && u.callsWrong():
		u.out.Line().Words("哪一项不对？请连同名称把正确的情况说一次。现在是这样算的：")
		u.explain()
	case u.now.Asking == "":
		u.out.Append(q.answer.Body)
		u.choices = q.answer.Choices
	case q.asks:
		u.engaged = true
		u.out.Line().Words("没听出您问的是哪一项措施，请连同措施的名称再问一次。")
	default:
		u.noUse()
	}
}

// callsWrong says whether a message says of a result that it is wrong, and not what is (不对, behind what several facts
// come to).
func (u *turn) callsWrong() bool {
	if !u.now.Begun || !strings.ContainsAny(u.text, "对错题准误") || u.now.Settled().Empty() || len(u.explained()) == 0 {
		return false
	}
	c := correctionIn(u.text)
	return c.marked && !c.news && c.rest == ""
}

// aboutTalk answers what is said of the assistant, and not of the policy.
func (u *turn) aboutTalk(q *asked) bool {
	switch {
	case (u.hears(insults, u.text) || nlu.OfAssistant(u.text)) && !u.hears(selfWords, u.text) && len(q.named) == 0 && !u.stated:
		u.kind = KindClarify
		u.out.Line().Words("抱歉没能帮上忙。").Words("我可以回答条款问题，也可以测算能拿多少。")
	case u.hears(selfWords, u.text) && q.answer.Kind != ask.KindAssessment:
		u.engaged, u.kind = true, KindClarify
		u.out.Line().Words("我是自动答复的程序，不是人工；要找人，可以联系各项措施的牵头单位。")
	default:
		return false
	}
	return true
}
