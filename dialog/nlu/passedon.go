package nlu

import (
	"strings"

	"suance/dialog/pattern"
)

// What an enterprise says may be passed on by somebody else, most often at the hotline: 来电的说他们是整车厂.
// Whoever is named there as speaking is the enterprise that the text is about.

// passesOn begins a text that passes on what somebody of the enterprise said or asked.
var passesOn = pattern.Of(func() string {
	const (
		whose  = `(?:企业|公司|厂家|厂里|厂子|厂|单位)?的?`
		office = `(?:客户|老板|老总|负责人|企业主|会计|财务(?:总监|经理)?|经办人?|联系人|总经理|经理|厂长|董事长|法人)`
		person = `(?:` + whose + `(?:` + office + `|先生|女士|小姐|大姐|大哥|男士)|(?:企业|公司|厂家|厂里|厂|单位)的?人|企业|公司|厂家|厂里|厂子|单位)(?:来电|那边|那头|这边)?`
		called = `(?:来电|来访|打(?:来|进来?|过来)?(?:的|了|个)*(?:电话|热线)?(?:来|进来|过来)?(?:了|的)?|在?(?:电话|热线)(?:里|中)?)`
		call   = `(?:来电|来访|打电话|电话|热线|诉求|咨询)(?:来|进来|过来|里面?|里头|那头|中)*的?(?:那个|这个|那位|这位|那家|这家)?(?:` + person + `|[人者方])?`
		one    = `(?:(?:区|市|县|镇|街道|园区|辖区)(?:里|内)?的?|本地的?|当地的?)?(?:有一?[个位家]|[这那][个位家]|一[个位家])?`
		single = `对方|他|她|那边|那头`
		anyone = `(?:市民|群众|有一?[个位]?人)(?:来|来电|打电话)?(?:问|咨询)`
		comma  = `[，,：: ]`
	)
	return `^(?:刚才|刚刚|刚|今天|上午|下午|现在|这边)*(?:(?:` + call + `|` + one + person + `|` + single + `)?(?:` + called + comma + `*)?` + hasSaid + comma + `*|` +
		anyone + comma + `*|` + call + comma + `+|` + one + person + called + comma + `+)`
}())

// hasSaid is that somebody said or asked something.
const hasSaid = `(?:来问|来咨询|问|咨询|说|讲|称|反映|表示|提到|介绍)(?:的是|道|了|过|是|一?下)*`

// theySay begins a text of which they are the ones who said it.
var theySay = pattern.Of(`^(?:他们|她们|他家|那边|那头)(?:说|讲|反映|表示)`)

// PassedOn is a text that passes on what others say of themselves, as they say it: 我们营收6亿 for 来电的说他们营收6亿;
// ok is false for any other text.
func PassedOn(text string) (theirs string, ok bool) {
	if !strings.ContainsAny(text, "他她") {
		return "", false
	}
	head := passesOn.FindString(text)
	if head == "" {
		return "", false
	}
	said := text[len(head):]
	if rest, ok := cutAny(said, they); ok {
		return "我们" + rest, true
	}
	rest, ok := cutAny(said, itsHead)
	return "我们" + rest, ok && startsWithAny(rest, firmNouns...)
}

// they are words for those whose words are passed on, itsHead for one of them before its firm (他公司).
var (
	they      = strings.Fields(`他们 她们 他家 她家`)
	itsHead   = strings.Fields(`他的 她的 他 她`)
	firmNouns = strings.Fields(`公司 企业 厂 单位`)
)

// isCallers says whether token i, a word for others, is those whose words the text passes on.
func (rd *reading) isCallers(i int) bool {
	w := rd.word(i)
	if !startsWithAny(w, "他们", "她们", "他家", "那边") || i > 0 && rd.toks[i-1].kind == stranger {
		return false
	}
	run := rd.f.words(0, min(len(rd.f.run), longestFrame))
	if rd.toks[i].start == 0 {
		return rd.ctx.Known.Empty() && theySay.MatchString(run) && rd.onlyTells()
	}
	if strings.HasPrefix(w, "那边") || !passesOn.MatchString(run) {
		return false
	}
	if i > 0 && rd.toks[i-1].kind == hedge && rd.toks[i-1].end == rd.toks[i].start {
		rd.toks[i-1].kind = plainWord // 老板说他们营收6亿 is no more in doubt than 企业说
	}
	return true
}

// longestFrame is how many characters are looked at for who says it.
const longestFrame = 24

// onlyTells says whether a text asks nothing and speaks of no money that is granted: 他们说营收到10亿给100万 may
// be anybody's hearsay.
func (rd *reading) onlyTells() bool {
	for i := range rd.toks {
		switch rd.toks[i].kind {
		case ask, polarAsk, benefit, inquiry, grant:
			return false
		}
	}
	return !strings.ContainsAny(rd.f.said, "给补奖拿领")
}
