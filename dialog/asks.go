package dialog

import (
	"slices"
	"strings"

	"suance/dialog/nlu"
	"suance/dialog/pattern"
)

// Whether a message asks something beside what it states, and of what.

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
	return severalClauses(text) && strings.ContainsAny(text, "?？") && (askWords.MatchString(lastClause(text)) || wantWords.MatchString(lastClause(text)))
}

// askWords ask for a thing, a person, a time, a sum.
var askWords = pattern.Of(`什么|啥|怎么|谁|哪|多少|几(项|年|个|家|次|号)|多久|何时`)

// asksWords stand in questions of any kind, topicWords bring a matter up.
var (
	asksWords  = pattern.Of(`[?？吗]|多少|什么|啥|怎么|哪|几|能不能|是不是|有没有|奖|补贴|补助`)
	topicWords = pattern.Of(`咨询|了解|打听|请教|问一下|问下|想问|介绍|讲讲|说说|关于`)
)

// asksAfter says whether one of the clauses of a message asks after a matter by its name
// (场景开放呢，入选了).
func (u *turn) asksAfter(text string) bool {
	return anyClause(text, func(c string) bool { return strings.HasSuffix(c, "呢") && len(u.namedIn(c)) > 0 })
}

// asksBeside says whether one of the clauses of a message asks for a sum (营收奖励有多少
// 钱？我们是…).
func asksBeside(text string) bool {
	return anyClause(text, func(c string) bool {
		return strings.ContainsAny(c, "多几") && (wantWords.MatchString(c) || sumWords.MatchString(c)) && !receiptWords.MatchString(c)
	})
}

// benefitNames end the name of a matter that is asked for by its mere name, or by its sum's
// (平台补助金额).
var benefitNames = pattern.Of(`(奖励|奖|补助|补贴|补偿|资助|扶持)` + itsSum + `$`)

// itsSum may follow what is granted: 金额, 的数额.
const itsSum = `(的?(总?金额|数额|额度|总?额|资金|钱数))?`

// thisMatter ends a clause that brings something up (营收这块, 场景那笔钱, 关键技术的事情); raises begins
// one that does so as a request, raised ends it (来问营收奖励的, 平台补助申请咨询), raisedLast
// does so without any other (保险补偿想问下).
var (
	thisMatter = pattern.Of(`[这那]一?(块|项|条|个|方面|笔|部分|件事情?)儿?的?(一次性的?)?(钱|奖|奖励|补助|补贴|补偿|事情?|政策)?$|的(钱|事情?|事儿)$`)
	raises     = pattern.Of(`^(我们?|来|想|要|先|就|麻烦|请|帮忙|再|你好|您好)*(问|咨询|了解|打听|请教|算一?下|算算|测算|求|[报说]一下|报个|` + lookFor + `)(一?下|问)?`)
	raised     = pattern.Of(`(申请|申报)?(咨询(一下)?|的事|事宜|情况|政策|的)$|` + raisedLast.String() + `|` + lookAfter)
	raisedLast = pattern.Of(`(我们?|也|还|就|先|再|来|想|要|麻烦|请)+(问|咨询|了解|打听|请教)(一?[下声问点]|一问)?$|(问|咨询|了解|打听|请教)一?[下声]$|问(一问|问)$`)
)

// pointsInside is a name that what is known of it points at.
var pointsInside = pattern.Of(`^[^，。；：、]{2,8}[那这]个([^，。；：、]{2,12})$`)

// lookAfter asks to look at what stands before it (保险补偿也帮我看下).
const lookAfter = `(也|再|还|就|请|麻烦)*(帮我|帮忙|给我|替我)(也|再)?(看|查|算|测算|了解)(一?[下看算])*[吧呗]?$|(也|再|还|都|想|要)*(一起|一并|一块儿?|顺便)(算|看|测算)(一?[下看算])*[吧呗]?$`

// lookFor asks to look at what stands behind it for somebody (帮这家看下整车产能那项奖励).
const lookFor = `[帮替给](?:我们?|咱们?|忙|这家|该家|他们?|她们?|[这该]?家?(?:企业|公司|厂))+看(?:一?下|看|一看)`

// looks are such words, or what wants but one thing looked at.
var looks = pattern.Of(lookAfter + `|^[^，。]{0,4}` + lookFor + `|^[^，。]{0,2}[只光单]看`)

// bareMatter says whether one of the clauses of a message is but the name of a benefit
// (新材料，营收60亿，营收奖励), or its head (营收奖励：新材料，营收60亿).
func (u *turn) bareMatter(text string) bool {
	return slices.ContainsFunc(headAndClauses(text), u.bringsUp)
}

// bringsUp says whether a clause is but the name of a benefit, as a request or not.
func (u *turn) bringsUp(whole string) bool {
	whole = strings.TrimSpace(whole)
	c, asked := strings.CutPrefix(onlyThis.ReplaceAllString(whole, "问"), "问") // 问数字化车间
	if raises.MatchString(c) || strings.Contains(c, "咨询") || looks.MatchString(c) || raisedLast.MatchString(c) {
		c, asked = raised.ReplaceAllString(raises.ReplaceAllString(c, ""), ""), true
	}
	if strings.Contains(c, "个") { // 氢燃料电池那个关键共性技术
		if m := pointsInside.FindStringSubmatch(c); m != nil && !tellsWords.MatchString(c) && u.isMatter(nlu.Plain(m[1])) {
			return true
		}
	}
	name := thisMatter.ReplaceAllString(c, "")
	if !asked && name == whole && !benefitNames.MatchString(c) {
		return false
	}
	if p := nlu.Plain(strings.TrimSpace(name)); u.isMatter(p) {
		return true
	} else if !tellsWords.MatchString(name) && len(u.namedIn(name)) > 0 {
		return benefitNames.MatchString(c) || (asked || name != whole) && u.isName(p) || points.MatchString(c)
	}
	return len(u.describedIn(c)) > 0
}

// asksBenefit says whether a clause asks, by a mere noun, for what is granted by all that is stated, or
// by what only one title has (补助合计, 问奖励, 认定奖励金额): for one's own sum, and not for all that the
// city pays out.
func (u *turn) asksBenefit(clause string) bool {
	name, ok := mereBenefitOf(clause)
	return ok && (name == "" || len(u.byTitleWord(nlu.Plain(name))) == 1)
}

// mereBenefitOf is the name of the benefit that is the whole of a clause; false if it is no such clause.
func mereBenefitOf(clause string) (name string, ok bool) {
	m := mereBenefit.FindStringSubmatch(clause)
	if m == nil {
		return "", false
	}
	return m[1] + m[2], true
}

// endsAsking says whether what a message says last asks so. What was received is told, and not asked for
// (拿过200万 补助).
func (u *turn) endsAsking(text string) bool {
	parts := partsOf(text)
	return len(parts) > 1 && u.asksBenefit(parts[len(parts)-1]) && !receiptWords.MatchString(lastClause(text))
}

// mereBenefit is the whole of such a clause, with the name in it, which alone makes 奖 a noun (认定奖总共给多少).
var mereBenefit = pattern.Whole(`(?:那|那么|请问|想问|求|问一?[下问]?|咨询一?下?|了解一?下?|这个?|的|我们?|本|该|企业|公司)*(?:` +
	benefitName + `?(?:奖励|奖金|补助|补贴|补偿|资助)` + itsTotal + `*|` + benefitName + `奖(?:` + itsTotal + `|(?:能|可以|会|该)*(?:给|拿|领|发|得)(?:到)?(?:多少钱?))*)`)

// benefitName is what a benefit is called, and itsTotal what asks how much it is.
const (
	benefitName = `([^，,。；;：:？?！!\s的和与及跟、拿领获得享到过了没无不是有停取多几]{2,6}?)`
	itsTotal    = `(?:的|总金额|总额|总数|金额|数额|额度|标准|合计|总计|共计|一共|总共|是|有|多少钱?|呢|吗|[？?])`
)

// isMatter says whether a plain text is the name of a matter.
func (u *turn) isMatter(name string) bool {
	return slices.ContainsFunc(u.matters, func(m matter) bool { return m.Text == name })
}

// headAndClauses are the clauses of a text, what stands before a colon or between blanks being one
// of its own.
func headAndClauses(text string) []string {
	head, rest, ok := strings.Cut(text, "：")
	if !ok || strings.Contains(rest, "：") { // a form
		return partsOf(text)
	}
	return append(partsOf(head), partsOf(rest)...)
}

// tellsWords say of a benefit what became of it: the clause is no mere name.
var tellsWords = pattern.Of(`[领拿获得享到过了没无不是有停取]`)
