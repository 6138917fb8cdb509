package dialog

import (
	"strings"

	"suance/dialog/nlu"
)

// tellsOfOthers leaves out what a message tells of an enterprise that is not the one spoken of, though no word
// for a stranger says so: a firm that it does not name (有家公司智能工厂拿了300万), beside one's own; a sum of which
// it says behind it whose it is (年报里是30亿，那是母公司). It says whether that is all.
func (u *turn) tellsOfOthers() bool {
	const few = 2 // what one tells of another
	switch {
	case theirsBehind.MatchString(u.text) && holdsAmount(u.text):
	case u.now.Facts.Empty() && !heardOf.MatchString(u.text) || u.now.Name == callerName || asksCase.MatchString(u.text) || strings.ContainsAny(u.text, "我咱") && !ourSurroundings.MatchString(u.text):
		return false
	case theirFigure.MatchString(u.text):
	case !someFirm.MatchString(u.text) || callers.MatchString(u.text) || len(partsOf(u.text)) > few && strings.HasPrefix(u.text, "某"): // 某企业，智能装备，营收6亿: who checks it gives it no name
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

// Other enterprises: someFirm tells of one that is not named, theirFigure of a customer's figures; theirsBehind
// says behind a sum that it is another's. ourSurroundings are where such a firm may be.
var (
	ourSurroundings = match(`^(?:我?听说|我?看到|我?知道|我?认识)?(?:我们?|咱们?)?(?:园区|这边|这里|附近|区|镇|市|街道|开发区|高新区|圈子)(?:里面?|内|上)?(?:还)?(?:有|某)`)
	someFirm        = match(`^(?:我|也|还|刚|好像)*(?:` + hearsayWords + `|看到|知道|认识)?[，,：: ]*(?:隔壁|附近|旁边|我们?|咱们?|其他|别的)?(?:园区|区|镇|市|街道|开发区|高新区|圈子|这边|这里)?(?:里面?|内|上)?(?:还)?` +
		`(?:有(?:那么|这么)?一?[家个]|某[家个]?)(?:做|搞)?[^，,。？?！!；;：:我咱]{0,6}?(?:公司|企业|单位|客户|同行)[^：:技]`)
	heardOf      = match(`^(?:我|也|还|刚|好像)*(?:` + hearsayWords + `|隔壁|附近|旁边|别的)`) // before anything of one's own too
	asksCase     = match(`多少|几|帮.{0,4}算|算一?下|测算|能[拿领享补]|想问|来问|咨询`)               // what such a firm would get: a case
	theirFigure  = match(`^(?:客户|业主单位)的?(?:去年|今年|年|全年)?(?:营收|营业收入|收入|产值|销售额?|产量|采购额?)`)
	theirsBehind = match(`[，,。；; ]+(?:不过|但是?|可是?|只是|其实)*(?:(?:那|这)(?:个|笔)?(?:数字?)?(?:可|都)?是(?:我们?的?)?(?:` + otherOwners + `)(?:公司)?(?:的|那边的?|合并的?|口径的?)*(?:数字?|口径|报表|营收|收入|产值)?|` +
		`(?:可|都)?是(?:我们?的?)?(?:` + otherOwners + `)(?:公司)?(?:那边|合并)?(?:的|口径)(?:数字?|口径|报表|营收|收入|产值)?)[了啊吧呀]*[。！!]*$`)
)

// otherOwners are whose a sum may be that is not one's own.
const otherOwners = `母公司|全?集团(?:整体|合并)?|总公司|总部|上市公司|客户|业主(?:单位)?|别人家?|人家|别家|供应商|股东|关联公司|兄弟公司|兄弟企业|甲方|对方|隔壁|合作方|全行业|同行`
