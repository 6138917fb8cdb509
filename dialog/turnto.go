package dialog

import (
	"slices"
	"strings"

	"suance/dialog/ask"
	"suance/dialog/nlu"
	"suance/dialog/session"
)

// turnsTo deals with a message that only turns to another measure by its name (改看数字化车间;
// 算了，还是先看场景开放的; 换个问题，首台套的). The name states nothing, what was asked for is let
// go of, and the first fact of what is turned to is asked for.
func (u *turn) turnsTo() bool {
	if u.now.Asking == "" && !u.now.Begun && len(u.now.Topic) == 0 {
		return false
	}
	text := strings.TrimSpace(u.text)
	lets := letsGo.FindString(text)
	turns := turnVerb.FindString(text[len(lets):])
	name := turnEnd.ReplaceAllString(text[len(lets)+len(turns):], "")
	if lets == "" && !turnsAway.MatchString(turns) || !u.isName(nlu.Plain(name)) || slices.ContainsFunc(nlu.Quantities(name), isAmount) || signs.MatchString(name) {
		return false
	}
	named := u.namedIn(name)
	if len(named) == 0 {
		return false
	}
	u.engaged = true
	if skips.MatchString(lets) && u.now.Asking != "" {
		u.leave(u.now.Asking)
	}
	for _, id := range u.now.Confirm {
		u.leave(id)
	}
	u.now.Asking, u.now.Number, u.now.Topic = "", session.Number{}, nil
	u.now.Scope, u.now.All, u.now.Begun = named, false, true
	u.stale()
	u.result = false
	if a := u.asker.Ask(ask.Question{Text: name, AsOf: u.day}); trailsOff(text) && a.Kind == ask.KindAnswer {
		u.kind = KindAnswer
		u.out.Append(a.Body)
		return true
	}
	if u.plan() == "" {
		u.result = true
	} else {
		u.sofar(named)
	}
	return true
}

// letsGo lets go of what is asked, turnVerb turns to something, away where it says so, and turnEnd
// ends what is turned to.
var (
	letsGo = match(`^(?:(?:那|先|好|好吧|嗯|哦|要不|还是)*(?:不?算了|拉倒|得了|换一?个(?:问题|话题|项目)?|(?:先)?[不别]再?[说算问管看谈聊弄][这那](?:个|项|条|件事)?|` +
		`[这那](?:个|项|条)?(?:问题|事)?(?:先)?[不别][说算问管看]|跳过(?:[这那](?:个|项|题|条))?|等(?:一?下|会儿?)再[说算看][这那](?:个|项|条)|[这那](?:个|项|条)(?:先)?(?:等(?:一?下|会儿?)再说|放一放|放着|放一边))[吧了啊]*[，,。；; ]*)+`)
	skips     = match(`跳过`)
	turnVerb  = match(`^(?:改成?|还是|那|我们?|咱们?|想|要|要不|先|再|来|就|帮我|帮忙|帮|给我|转|回头|换|麻烦|请)*(?:[看问说算查聊谈]{1,2}(?:一?下)?|换成|换到|回到|看回|说回|换)?(?:[这那]个)?`)
	turnsAway = match(`改|先|还是|换|回到|看回|说回|回头`)
	turnEnd   = match(`(?:[，,]?(?:我们|我司|咱们?)?(?:一共)?(?:能|可以|会|该)?(?:拿|补|奖|领|有|得|给)(?:到)?多少(?:钱)?|的|吧|呢|啊|了|呀|那个|那条|那块|那项|这块|这个|好了|，|,|。|？|\?|！|!| )+$`)
	signs     = match(`谁|哪|什么|怎|多少|几|吗|归|找|没|不|无|有|是|过|了|获|评|选上|入选|被|通过`)
)
