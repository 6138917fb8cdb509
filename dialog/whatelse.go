package dialog

import (
	"strings"

	"suance/calc/fact"
	"suance/dialog/ask"
	"suance/dialog/pattern"
)

// whatElse is the whole of a question what else there is, or which of all that there is
// concern one; elseMarks are what tells that it is one, besideThis names what is had already.
var (
	whatElse   = pattern.Whole(`(那|那么|你好|你看|看看?|请问|想问|问一?下|贵司|贵市|我们?|咱们?|我司|公司|企业|这种?|种|还|都|也|就|有没有|有|没有?|能够?|可以|可|够得上|够|符合|适合|是|属于|享受|拿|领|申请|申报|报|获得?|算|到|得|别的|其[他它余]|另外|的|什么|啥|哪些|哪几?|几|项|条|个|类|奖励|奖金|补贴|补助|奖补|政策|项目|措施|支持|扶持|好处|优惠|钱|东西|吗|么|呢|啊|呀|给|，|,)+[？?。 ]*`)
	elseMarks  = pattern.Of(`(别的|其[他它余])[^，,]*([吗么呢]|有没有|哪|什么|啥|[?？])|[吗么呢有没能]+[^，,]*(别的|其[他它余])|(还|都)[^，,]*(什么|啥|哪)|(哪些|哪几|什么|啥)[^，,]*(我|咱|能|可|够|符合|适合|奖|补|政策|项目|措施)|(我|咱|能|可|够|符合|适合)[^，,]*(哪些|哪几|什么|啥)|^(那|然后|，|,)*(还有[吗么没]|[?？呢])`)
	besideThis = pattern.Of(`^(那|那么|请问)?除(了|去|开)?(这[个些项笔]*|此)?(补贴|补助|奖励)?(之外|以外|外)?[，,]?`)
)

// bareOther is an answer where the options of a fact are asked for, and else a question.
var bareOther = pattern.Whole(`(那)?其[他它余]的?[。！!？? ]*`)

// asksWhatElse says whether a message asks what else there is (还有别的吗, 其他的呢, 有哪些我们
// 可以报): what was spoken of is no answer to that.
func (u *turn) asksWhatElse() bool {
	if !u.now.Begun && len(u.now.Topic) == 0 || !strings.ContainsAny(u.text, "别其什啥哪还除") {
		return false
	}
	if sp := u.spec(u.now.Asking); u.hears(bareOther, u.text) && (sp == nil || sp.Type != fact.Choice) {
		return true
	}
	text := u.text
	if beside := besideThis.FindString(text); beside != "" {
		text = "还有什么" + besideThis.ReplaceAllString(u.withoutNames(text), "")
	}
	return u.hears(whatElse, text) && u.hears(elseMarks, text) && len(u.namedIn(text)) == 0
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

// overviewWords ask which measures concern one.
var overviewWords = pattern.Of(`(` + which + `|什么|啥)[^，。？?]{0,10}(适合|符合|可以|能|够|用得[上着]|搭界|搭边|沾边|有关|相关|对得上)|(适合|符合)[^，。？?]{0,6}(` + which + `|什么|啥)|(能|可以)[^，。？?]{0,4}(申请|申报|享受|拿|领)[^，。？?]{0,3}(` + which + `|什么|啥|几项(?:[？?。呢]|$))`)

// which asks for several.
const which = `哪(?:些|几[条项款个])`
