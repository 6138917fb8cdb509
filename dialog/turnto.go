package dialog

import (
	"slices"
	"strings"

	"suance/dialog/ask"
	"suance/dialog/nlu"
)

// turnsTo deals with a message that only turns to another measure by its name (改看数字化车间;
// 算了，还是先看场景开放的; 换个问题，首台套的; 接着算小巨人; in the midst of all measures, 达产奖; 营收的先来).
// The name states nothing, what was asked for is let go of, and the first fact of what is turned to
// is asked for.
func (u *turn) turnsTo() bool {
	u.turnsFirst()
	const long = 30 * 3 // bytes: what goes on longer states something
	text := strings.TrimSpace(u.text)
	if len(text) > long || strings.ContainsAny(text, "0123456789") || len(u.namedIn(text)) == 0 { // cheap, and true of most
		return false
	}
	lets := letsGo.FindString(text)
	turns := turnVerb.FindString(text[len(lets):])
	rest := text[len(lets)+len(turns):]
	if lets == "" && besides.MatchString(turns) && !turnEnd.MatchString(rest) && !benefitNames.MatchString(rest) {
		return false // 我们还是链主企业 says what one is besides
	}
	first := putFirst.FindString(rest)
	rest = rest[:len(rest)-len(first)]
	away := lets != "" || first != "" || turnsAway.MatchString(turns) && !(strings.HasSuffix(turns, "换成") && trailsOff(text)) // 换成新能源企业呢 supposes
	if !away && !u.wishes(text, turns, rest) {
		return false
	}
	name := turnEnd.ReplaceAllString(rest, "")
	if !u.isName(nlu.Plain(name)) && !benefitNames.MatchString(name) || holdsAmount(name) || signs.MatchString(name) || u.isKnownOption(name) {
		return false
	}
	named := u.namedIn(name)
	if len(named) == 0 || !away && !u.needsFacts(named) {
		return false
	}
	u.mention(text)
	u.turnTo(named, away, skips.MatchString(lets))
	if tells := trailsOff(text) || !away || strings.Contains(rest, "多少") && u.needsFacts(named); tells {
		if a := u.asker.Ask(ask.Question{Text: name, AsOf: u.day}); a.Kind == ask.KindAnswer {
			u.kind = KindAnswer
			u.out.Append(a.Body)
			return true
		}
	}
	if u.plan() == "" {
		u.result = true
	} else {
		u.sofar(named)
	}
	return true
}

// turnsFirst turns to what a message puts before all else, where it goes on to tell something of that
// (先看采购的，今年8亿，去年6亿).
func (u *turn) turnsFirst() {
	if !strings.Contains(u.text, "先") || !severalClauses(u.text) { // cheap, and true of most
		return
	}
	head, _ := firstClause(u.text)
	turns := turnVerb.FindString(head)
	first := putFirst.FindString(head)
	if first == "" && !strings.Contains(turns, "先") || holdsAmount(head) || u.now.Facts.Empty() && !u.now.Begun {
		return
	}
	name := turnEnd.ReplaceAllString(head[len(turns):max(len(turns), len(head)-len(first))], "")
	if !u.isName(nlu.Plain(name)) && !benefitNames.MatchString(name) || signs.MatchString(name) {
		return
	}
	named := u.namedIn(name)
	if len(named) > 0 && slices.ContainsFunc(u.readFor("", u.text).Facts, func(s nlu.Slot) bool { return u.bearsOn(s.Fact, named) }) {
		u.turnTo(named, true, false)
		u.result = true
	}
}

// wishes says whether a message turns to what it names without leaving what was asked for: as the
// next, as what one would have, or by the mere name of a benefit while all are asked for.
func (u *turn) wishes(text, turns, rest string) bool {
	switch {
	case wishWords.MatchString(text):
		return true
	case onward.MatchString(turns):
		return u.now.Begun
	}
	return u.now.All && len(u.now.Scope) == 0 && u.now.Asking != "" && !wantWords.MatchString(text) && (trailsOff(text) || benefitNames.MatchString(turnEnd.ReplaceAllString(rest, "")))
}

// turnTo asks for some measures, and no longer for what was asked for; away says that all the others
// are let go of too, skip that the fact asked for is left open.
func (u *turn) turnTo(named []string, away, skip bool) {
	if skip && u.now.Asking != "" {
		u.leave(u.now.Asking)
	}
	for _, id := range u.now.Confirm {
		u.leave(id)
	}
	u.now.Asking, u.now.Topic = "", nil
	u.now.AwaitNothing()
	u.now.Scope, u.now.All, u.now.Begun = named, u.now.All && !away, true
	u.stale()
	u.engaged, u.result = true, false
}

// letsGo lets go of what is asked, turnVerb turns to something, away where it says so, and turnEnd
// ends what is turned to; besides alone turns only to what such an end follows; putFirst, behind its name, puts it before all else (营收的先来).
var (
	letsGo = match(`^(?:(?:那|先|好|好吧|嗯|哦|要不|还是)*(?:不?算了|拉倒|得了|换一?个(?:问题|话题|项目)?|(?:先)?[不别]再?[说算问管看谈聊弄][这那](?:个|项|条|件事)?|` +
		`[这那](?:个|项|条)?(?:问题|事)?(?:先)?[不别][说算问管看]|跳过(?:[这那](?:个|项|题|条))?|下一个|等(?:一?下|会儿?)再[说算看][这那](?:个|项|条)|[这那](?:个|项|条)(?:先)?(?:等(?:一?下|会儿?)再说|放一放|放着|放一边))[吧了啊]*[，,。；; ]*)+`)
	skips     = match(`跳过`)
	turnVerb  = match(`^(?:改成?|还是|那|我们?|咱们?|想|要|要不|先|再|还|也|接着|继续|来|就|帮我|帮忙|帮|给我|转|回头|换成?|换到|麻烦|请)*(?:[看问说算查聊谈]{1,2}(?:一?下)?|了解(?:一?下)?|申请|申报|报|拿|领|回到|看回|说回)?(?:[这那]个)?`)
	turnsAway = match(`改|先|还是|换|回到|看回|说回|回头`)
	besides   = match(`^(?:我们?|咱们?|也|那)*还是$`)
	onward    = match(`接着|继续|再[看问说算查]|还想|想[问看算]|想了解`)
	putFirst  = match(`的?先(?:来|算|看|说|问|弄|搞){1,2}(?:一?下|吧|呗|好了)*[。！! ]*$`)
	wishWords = match(`^(?:那|我们?|咱们?|也|还)*想(?:申请|申报|报|拿|领)|也[想要](?:拿|领|要|申请|申报|报|[测计]?算)?(?:一?下)?[吧啊。 ]*$`)
	turnEnd   = match(`(?:[，,]?(?:我们|我司|咱们?)?(?:一共)?(?:(?:能|可以)(?:拿|补|奖|领|得)(?:到)?|(?:我们|我司|咱们?)(?:拿|有|得))多少(?:钱)?|(?:我们|我司|咱们?)?也[想要](?:拿|领|要|申请|申报|报|[测计]?算)?(?:一?下)?|的|吧|呢|啊|了|呀|那个|那条|那块|那项|这块|这个|好了|，|,|。|？|\?|！|!| )+$`)
	signs     = match(`谁|哪|什么|怎|多少|几|吗|归|找|没|不|无|有|是|过|了|获|评|选上|入选|被|通过|删|撤|作废|取消|去掉|收回|划掉|抹掉`)
)
