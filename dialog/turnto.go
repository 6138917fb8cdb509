package dialog

import (
	"slices"
	"strings"

	"suance/dialog/ask"
	"suance/dialog/nlu"
	"suance/dialog/pattern"
)

// turnsTo deals with a message that only turns to another measure by its name (改看数字化车间;
// 算了，还是先看场景开放的; 换个问题，首台套的; 接着算小巨人; in the midst of all measures, 达产奖; 营收的先来).
// The name states nothing, what was asked for is let go of, and the first fact of what is turned to
// is asked for.
func (u *turn) turnsTo() bool {
	left := u.leavesNamed()
	if left && u.text == "" {
		u.out.Line().Words("好，这一项先放下。")
		u.mild()
		return true
	}
	u.turnsWithin(left)
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
	away := left || lets != "" || first != "" || turnsAway.MatchString(turns) && !(strings.HasSuffix(turns, "换成") && trailsOff(text)) // 换成新能源企业呢 supposes
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

// turnsWithin turns to what the first clause of a message turns to by its name, where the message goes on to tell
// something (先看采购的，今年8亿，去年6亿; 算算智能工厂，我们是智能装备企业): the name states nothing by itself, so
// that it stands there as that of what is granted. The ones left are let go of before.
func (u *turn) turnsWithin(left bool) {
	if !u.hears(turnsIn, u.text) || !severalClauses(u.text) { // cheap, and true of most
		return
	}
	lets := letsGo.FindString(u.text)
	head, mark := firstClause(u.text[len(lets):])
	left = left || lets != ""
	turns := turnVerb.FindString(head)
	first := putFirst.FindString(head)
	if !turnsIn.MatchString(turns+first) || holdsAmount(head) {
		return
	}
	name := turnEnd.ReplaceAllString(head[len(turns):max(len(turns), len(head)-len(first))], "")
	if !u.namesGrant(name) {
		return
	}
	named := u.namedIn(name)
	if !benefitNames.MatchString(name) {
		name += "的补助"
	}
	text := name + mark + u.text[len(lets)+len(head)+len(mark):]
	if !left && len(u.readFor("", text).Facts) == 0 {
		return
	}
	u.turnTo(named, true, skips.MatchString(lets))
	u.text, u.result = text, true
}

// turnsIn is in what turns to something.
var turnsIn = pattern.Of(`[看算问测聊谈查]|[换改]成?`)

// namesGrant says whether a text is but the name of what is granted, of which nothing is said.
func (u *turn) namesGrant(name string) bool {
	return (u.isName(nlu.Plain(name)) || benefitNames.MatchString(name)) && !holdsAmount(name) && !signs.MatchString(name) && len(u.namedIn(name)) > 0
}

// leavesNamed lets go of what the clauses at the head of a message leave by its name (不算保险了，…; 新车型先放一放，…;
// 不看链主了), and takes those off the text: what is known of it stays. It says whether there are any.
func (u *turn) leavesNamed() bool {
	var left []string
	for u.hears(leavesIn, u.text) { // cheap, and true of few
		text := u.text[len(letsGo.FindString(u.text)):]
		head, mark := firstClause(text)
		ids := u.leftIn(head, text[len(head)+len(mark):])
		if len(ids) == 0 {
			break
		}
		left = append(left, ids...)
		u.text = text[len(head)+len(mark):]
	}
	if len(left) > 0 {
		u.letGo(left)
	}
	return len(left) > 0
}

// leftIn are the measures that a clause leaves by their name. 不算 and 别算 can be said of values as well: of the name of a
// sum, which is withdrawn by them, and of what is asked for, which is denied.
func (u *turn) leftIn(clause, rest string) []string {
	m := leavesWhat.FindStringSubmatch(clause)
	if m == nil {
		return nil
	}
	name := turnEnd.ReplaceAllString(m[2]+m[3], "")
	if !u.namesGrant(name) {
		return nil
	}
	named := u.namedIn(name)
	reckons := strings.Contains(m[1]+m[4], "算")
	switch {
	case reckons && len(u.factsNamed(name)) > 0 && !benefitNames.MatchString(name):
		return nil
	case reckons && m[1] != "" && ownWords.MatchString(clause): // 我们不算链主了 denies it
		return nil
	case reckons && !strings.Contains(m[1]+m[4], "先") && !strings.HasSuffix(clause, "了"), strings.Contains(clause, "多少"):
		return nil
	case reckons && rest != "" && !turnsIn.MatchString(rest): // 链主那条别算了，名单还在公示 says why it does not hold
		return nil
	case rest == "" && u.now.Asking != "" && u.bearsOn(u.now.Asking, named) && (reckons || len(u.scope()) == 0):
		return nil
	}
	return named
}

// letGo lets go of some measures that were asked for, and of the fact asked for where it bears on no others.
func (u *turn) letGo(left []string) {
	isLeft := func(id string) bool { return slices.Contains(left, id) }
	scoped := len(u.scope()) > 0
	u.now.Scope = except(u.now.Scope, isLeft)
	u.now.Topic = except(u.now.Topic, isLeft)
	if id := u.now.Asking; id != "" && !slices.ContainsFunc(u.uses[id], func(m string) bool { return !isLeft(m) }) {
		u.leave(id)
	}
	if scoped && len(u.scope()) == 0 && !u.now.All {
		u.now.Asking, u.now.Begun = "", false
	}
	u.stale()
	u.engaged = true
}

// leavesWhat leaves what it names (不算保险了; 新车型先放一放), leavesIn is in what does.
var (
	leavesWhat = pattern.Whole(`(?:那|就|好|好吧|嗯|我们?|咱们?|这次|现在)*(?:((?:先|暂时)*[不别]再?(?:要|用)?[算看问聊谈说管测查弄]{1,2})([^，,。不 ]+?)|` +
		`([^，,。不 ]+?)(?:的事)?((?:先|就|暂时|暂且|以后|回头|改天|我们?|咱们?|也|可以)*(?:[不别]再?(?:要|用)?[算看问聊谈说管测查弄]{1,2}|放一?放|[放搁]着|[放搁]一边|搁一?搁|搁下|再说|[往靠]后(?:放|排|说)?)))[了吧啊呀 ]*`)
	leavesIn = pattern.Of(`[不别]再?(?:要|用)?[算看问聊谈说管测查弄]|放一?放|[放搁]着|[放搁]一边|搁|再说|[往靠]后`)
)

// wishes says whether a message turns to what it names without leaving what was asked for: as the
// next, as what one would have, or by the mere name of a benefit while all are asked for.
func (u *turn) wishes(text, turns, rest string) bool {
	switch {
	case u.hears(wishWords, text):
		return true
	case onward.MatchString(turns):
		return u.now.Begun
	}
	return u.now.All && len(u.now.Scope) == 0 && u.now.Asking != "" && !u.hears(wantWords, text) && (trailsOff(text) || benefitNames.MatchString(turnEnd.ReplaceAllString(rest, "")))
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
	letsGo = pattern.Of(`^(?:(?:那|先|好|好吧|嗯|哦|要不|还是)*(?:不?算了|拉倒|得了|换一?个(?:问题|话题|项目)?|(?:先)?[不别]再?[说算问管看谈聊弄][这那](?:个|项|条|件事)?|` +
		`[这那](?:个|项|条)?(?:问题|事)?(?:先)?[不别][说算问管看]|跳过(?:[这那](?:个|项|题|条))?|下一个|等(?:一?下|会儿?)再[说算看][这那](?:个|项|条)|[这那](?:个|项|条)(?:先)?(?:等(?:一?下|会儿?)再说|放一放|放着|放一边))[吧了啊]*[，,。；; ]*)+`)
	skips     = pattern.Of(`跳过`)
	turnVerb  = pattern.Of(`^(?:改成?|还是|那|我们?|咱们?|想|要|要不|先|再|还|也|接着|继续|来|就|帮我|帮忙|帮|给我|转|回头|换成?|换到|麻烦|请)*(?:[看问说算查聊谈]{1,2}(?:一?下)?|了解(?:一?下)?|申请|申报|报|拿|领|回到|看回|说回)?(?:[这那一]?个)?`)
	turnsAway = pattern.Of(`改|先|还是|换|回到|看回|说回|回头`)
	besides   = pattern.Of(`^(?:我们?|咱们?|也|那)*还是$`)
	onward    = pattern.Of(`接着|继续|再[看问说算查]|还想|想[问看算]|想了解`)
	putFirst  = pattern.Of(`的?先(?:来|算|看|说|问|弄|搞){1,2}(?:一?下|吧|呗|好了)*[。！! ]*$`)
	wishWords = pattern.Of(`^(?:那|我们?|咱们?|也|还)*想(?:申请|申报|报|拿|领)|也[想要](?:拿|领|要|申请|申报|报|[测计]?算)?(?:一?下)?[吧啊。 ]*$`)
	turnEnd   = pattern.Of(`(?:[，,]?(?:我们|我司|咱们?)?(?:一共)?(?:(?:能|可以)(?:拿|补|奖|领|得)(?:到)?|(?:我们|我司|咱们?)(?:拿|有|得))多少(?:钱)?|(?:我们|我司|咱们?)?也[想要](?:拿|领|要|申请|申报|报|[测计]?算)?(?:一?下)?|的|吧|呢|啊|了|呀|那个|那条|那块|那项|这块|这个|好了|，|,|。|？|\?|！|!| )+$`)
	signs     = pattern.Of(`谁|哪|什么|怎|多少|几|吗|归|找|没|不|无|有|是|过|了|获|评|选上|入选|被|通过|删|撤|作废|取消|去掉|收回|划掉|抹掉`)
)
