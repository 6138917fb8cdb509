package dialog

import (
	"strings"

	"suance/dialog/nlu"
	"suance/dialog/pattern"
)

// tellsOfOthers leaves out what a message tells of an enterprise that is not the one spoken of, though no word
// for a stranger says so: a firm that it does not name (有家公司智能工厂拿了300万), beside one's own; a sum of which
// it says behind it whose it is (年报里是30亿，那是母公司). It says whether that is all.
func (u *turn) tellsOfOthers() bool {
	const few = 2 // what one tells of another
	if u.setsOwnApart() {
		u.engaged, u.kind = true, KindClarify
		u.out.Line().Words("说的是您自己的公司，与要算的这一家无关，没有记。就是要算的这一家的，请直接说“他们……”。")
		return true
	}
	switch {
	case u.hears(theirsBehind, u.text) && holdsAmount(u.text):
	case u.now.Facts.Empty() && !u.hears(heardOf, u.text) || u.now.Name == callerName || u.hears(asksCase, u.text) || strings.ContainsAny(u.text, "我咱") && !u.hears(ourSurroundings, u.text):
		return false
	case u.hears(theirFigure, u.text):
	case !u.hears(someFirm, u.text) || u.hears(callers, u.text) || len(partsOf(u.text)) > few && strings.HasPrefix(u.text, "某"): // 某企业，智能装备，营收6亿: who checks it gives it no name
		return false
	case strings.ContainsAny(u.text, askingMarks):
		u.out.Line().Words("说的是别家企业，没有记。")
		u.question(nlu.IntentQuestion)
		return true
	}
	u.engaged, u.kind = true, KindClarify
	u.out.Line().Words("说的是别家企业，没有记。就是要算的这一家的，请直接说“我们……”；要另算一家，请说“换一家企业”。")
	return true
}

// setsOwnApart says whether a message tells of the speaker's own enterprise as of one that is not asked for: it says
// so (我自己公司营收两千万，不相干), or the speaker asks for another.
func (u *turn) setsOwnApart() bool {
	if !strings.ContainsAny(u.text, "我咱") || !u.hears(speakersOwn, u.text) || !holdsAmount(u.text) || strings.ContainsAny(u.text, askingMarks) {
		return false
	}
	return u.hears(setApart, u.text) || !u.now.Facts.Empty() && (u.now.Name == callerName && u.hears(speakersAlone, u.text) || u.hears(speakersTrade, u.text))
}

// speakersOwn is the speaker's own enterprise, speakersAlone as one beside that which is asked for, speakersTrade that
// it speaks for others, setApart that it is not of the matter.
var (
	speakersOwn   = pattern.Of(`^(?:哦|噢|对了|另外|不过|，|,| )*(?:我|咱)们?(?:本人|自己|自家|这边|这里|这家|家)*的?(?:家|公司|厂|单位|企业)?`)
	speakersAlone = pattern.Of(`^(?:哦|噢|对了|另外|不过|，|,| )*(?:我|咱)们?(?:本人|自己|自家|公司自己|这边自己|这边(?:公司|单位|厂))`)
	speakersTrade = pattern.Of(`(?:我|咱)们?(?:公司)?(?:自己)?是(?:做|搞)?(?:代账|代理记账|代办)`)
	setApart      = pattern.Of(`(?:[，,。；; ]|(?:我|咱)们?[^，,。；;0-9]{0,6})(?:跟|和|与)?(?:这|那|他们|客户|它|此)?(?:个|事|家|边)?(?:没关系|没有关系|无关|不相干|没什么关系|不搭界|不搭嘎|两码事|不用管|别管|不用算|不要算|别算(?:进去|进来|在内)?|不算(?:进去|在内)|不用记|别记|不要记)[的了啊哈]*(?:[，,。！!]|$)`)
)

// Other enterprises: someFirm tells of one that is not named, theirFigure of a customer's figures; theirsBehind
// says behind a sum that it is another's. ourSurroundings are where such a firm may be.
var (
	ourSurroundings = pattern.Of(`^(?:我?听说|我?看到|我?知道|我?认识)?(?:我们?|咱们?)?(?:园区|这边|这里|附近|区|镇|市|街道|开发区|高新区|圈子)(?:里面?|内|上)?(?:还)?(?:有|某)`)
	someFirm        = pattern.Of(`^(?:我|也|还|刚|好像)*(?:` + hearsayWords + `|看到|知道|认识)?[，,：: ]*(?:隔壁|附近|旁边|我们?|咱们?|其他|别的)?(?:园区|区|镇|市|街道|开发区|高新区|圈子|这边|这里)?(?:里面?|内|上)?(?:还)?` +
		`(?:有(?:那么|这么)?一?[家个]|某[家个]?)(?:做|搞)?[^，,。？?！!；;：:我咱]{0,6}?(?:公司|企业|单位|客户|同行)[^：:技]`)
	heardOf      = pattern.Of(`^(?:我|也|还|刚|好像)*(?:` + hearsayWords + `|隔壁|附近|旁边|别的)`) // before anything of one's own too
	asksCase     = pattern.Of(`多少|几|帮.{0,4}算|算一?下|测算|能[拿领享补]|想问|来问|咨询`)               // what such a firm would get: a case
	theirFigure  = pattern.Of(`^(?:客户|业主单位)的?(?:去年|今年|年|全年)?(?:营收|营业收入|收入|产值|销售额?|产量|采购额?)`)
	theirsBehind = pattern.Of(`[，,。；; ]+(?:不过|但是?|可是?|只是|其实)*(?:(?:那|这)(?:个|笔)?(?:数字?)?(?:可|都)?是(?:我们?的?)?(?:` + otherOwners + `)(?:公司)?(?:的|那边的?|合并的?|口径的?)*(?:数字?|口径|报表|营收|收入|产值)?|` +
		`(?:可|都)?是(?:我们?的?)?(?:` + otherOwners + `)(?:公司)?(?:那边|合并)?(?:的|口径)(?:数字?|口径|报表|营收|收入|产值)?)[了啊吧呀]*[。！!]*$`)
)

// otherOwners are whose a sum may be that is not one's own.
const otherOwners = `母公司|全?集团(?:整体|合并)?|总公司|总部|上市公司|客户|业主(?:单位)?|别人家?|人家|别家|供应商|股东|关联公司|兄弟公司|兄弟企业|甲方|对方|隔壁|合作方|全行业|同行`
