package dialog

import (
	"strings"
	"unicode/utf8"

	"suance/calc/fact"
	"suance/dialog/pattern"
)

// findsLittle answers a message that finds the sum which came out too little, by itself (才100万; 60万也太少了; 少说也要90万) or beside
// what another enterprise got (我朋友公司拿了400万 凭啥我们100万), with how it came about: it states nothing. It is
// false if it is none, or may answer what is asked.
func (u *turn) findsLittle() bool {
	const most = 40
	if !u.now.Begun || !u.hears(littleWords, u.text) || len(u.now.Confirm) > 0 || u.now.Settled().Empty() || utf8.RuneCountInString(u.text) > most || u.hears(gotBefore, u.text) {
		return false
	}
	if sp := u.spec(u.now.Asking); sp != nil && sp.Type == fact.Money {
		return false
	}
	said, text := sumsMarked(u.text)
	switch {
	case len(said) == 0:
		return false
	case len(said) == 1 && u.now.Asking == "" && atLeastSum.MatchString(text) && u.ofResult(said[0]): // 少说也要90万
	case !u.cameOut(said[len(said)-1].Value):
		return false
	case len(said) == 1 && littleSum.MatchString(text):
	case len(said) == 2 && lessThanTheirs.MatchString(text) && theirFirm.MatchString(text[:strings.Index(text, "N")]):
		u.out.Line().Words("别家的数没有记。")
	default:
		return false
	}
	u.asComputed()
	u.explainOf(idsOf(u.paying()))
	return true
}

// littleWords are in every such message; littleSum is the whole of one, with N for the sum, atLeastSum of one that says what should
// have come out, and lessThanTheirs of one
// that sets it beside what another got. Who says that so much was got (我们拿了100万), and no more, may tell of before.
var (
	littleWords = pattern.Of(`才|就|只|仅|凭|[少低抠亏][了点啊吧呀得说]|至少|起码|好歹|太|不公|万元?[啊呀哦]|怎么|咋|为啥|为什么|我们|咱|我司`)
	littleSum   = pattern.Whole(littleHead + `(?:` + littleYet + `N|N(?:也|都|是|就|真的?|实在|未免|有点|感觉|觉得|好像|这|也就)*` + tooFew + `|N[啊呀哦])` + littleTail)

	atLeastSum     = pattern.Whole(littleHead + `(?:少说|至少|最少|起码|好歹|怎么着?|再怎么)也?(?:应该|应当|该|要|得|有|给|能|拿|补|奖|是)+N` + littleTail)
	lessThanTheirs = pattern.Whole(`[^N]{2,16}N[^N我咱]{0,10}(?:` + littleYet + `(?:我们?|咱们?|我司|我家)|(?:我们?|咱们?|我司|我家)` + littleYet + `?)N` + littleTail)
)

// The parts of such messages.
const (
	littleHead = `(?:那|那么|啊|哦|呃|诶|什么|我们?|咱们?|我司|你们?|算下来|算来算去|最后|结果|一共|总共|合计|到头来|忙活半天|[，,。！!？? ])*`
	littleYet  = `(?:(?:凭啥|凭什么|怎么|咋|为啥|为什么|居然|竟然|却|可|才|就|只|仅|也就|不过)+(?:我们?|咱们?|我司)?(?:才|就|只)?(?:有|给|是|能?拿到?|补|奖|领|算|得)*了?)`
	tooFew     = `(?:太少|[少低]了|偏少|偏低|不多|不够|太低|太抠|抠门|太亏|亏了|少得可怜|打发)`
	littleTail = `(?:` + tooFew + `|啊|呀|呢|吗|么|吧|哦|嘛|的|了|也|都|有|点|些|一?点|还|真|实在|这|行吧?|好吧|算了|不公平|不合理|没意思|叫花子|谁|[，,。！!？?~ ])*`
)
