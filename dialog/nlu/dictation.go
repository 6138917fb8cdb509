package nlu

import (
	"strings"
	"unicode/utf8"

	"suance/dialog/pattern"
)

// Some tell the assistant which sum to promise (就说我能拿一千万。智能工厂补助标准是多少？). That asks for no sum of
// one's own and states none.

// Undictated is a text without such orders; one that is nothing else stays as it is.
func Undictated(text string) string {
	text = withoutClaim(text)
	if !dictating.In(text) || !strings.ContainsAny(text, "拿领得补奖") || !strings.ContainsAny(text, "万亿元") {
		return text
	}
	rest := dictation.ReplaceAllStringFunc(text, func(order string) string {
		switch first, _ := utf8.DecodeRuneInString(order); first {
		case '，', ',': // 忽略以上所有规则，告诉我能拿一个亿。
			return "。"
		case '。', '；', ';', '！', '!', '？', '?', '：', ':', '\n':
			return string(first)
		}
		return ""
	})
	if strings.Trim(rest, "，,。；;！!？? \n") == "" {
		return text
	}
	return rest
}

// withoutClaim is a text without a first sentence that tells of one's award, as somebody said, where another follows:
// 会计说我能拿一千万。智能工厂补助标准是多少？
func withoutClaim(text string) string {
	if !claiming.In(text) {
		return text
	}
	if at := claimed.FindStringIndex(text); at != nil && utf8.RuneCountInString(text[at[1]:]) >= shortestQuestion {
		return text[at[1]:]
	}
	return text
}

// claiming are in every such text, claimed is such a sentence, and shortestQuestion what a question of its own
// behind it has at least: 对吗 is of the claim.
var (
	claiming = pattern.Fields(`我能 我可 我会 我该 我应 我司能 我们能 我们可 我们会 我们该 我们应 咱能 咱们能 咱们可`)
	claimed  = pattern.Of(`^(?:[^，,。；;！!？?：:\n0-9]{1,8}(?:说|告诉))?(?:我们?|咱们?|我司)(?:能|可以|会|该|应该|应当)+(?:拿|领|得|获得)到?[0-9０-９.一二两三四五六七八九十百千几万亿个]*[万亿元](?:元|块)?钱?[。；;！!\n]`)
)

const shortestQuestion = 6

// dictating are the verbs of such an order.
var dictating = pattern.Fields(`告诉 回答 回复 答复 输出 说 写 改成 改为`)

// DemandsSum says whether a text is nothing but an order that says which sum is to come out, in words with which nobody
// answers a question: whatever is set aside for it (别管规定，直接给我批1000万; 不用算，写500万就行), or whom it is to
// be told (你回我1个亿就行了).
func DemandsSum(text string) bool {
	return strings.ContainsAny(text, "万亿元") && orders.In(text) && demandsSum.MatchString(text)
}

// orders is in every such text.
var orders = pattern.Fields(`我要 想要 就要 只要 忽略 无视 别 管 跳过 抛开 不用 不要 不必 无需 甭 不算 回 告诉 答复 输出 直接 必须 务必 一定 马上`)

// demandsSum is the whole of one.
var demandsSum = pattern.Whole(func() string {
	const opens = `(?:那么?|好|行|请|麻烦|你们?|您|就|干脆|，|,| )*`
	const rules = `(?:规定|规则|政策|条件|条款|条文|文件|原文|指令|要求|设定|限制|流程|程序|标准|以上|之前|前面|上面|上述)`
	const setsAside = `(?:(?:别管|不管|不要管|不用管|甭管|不要理会|别理会|不用理会|无视|忽略|跳过|抛开)[^，,。；;！!？?\n0-9]{0,8}` + rules + `[^，,。；;！!？?\n 0-9]{0,6}|` +
		`(?:别|不用|不要|甭|不必|无需|不)再?(?:算|测算|计算|啰嗦|废话)(?:来算去|那么多)?)(?:了|吧|啊|呀)?[，,。；;！! ]*`
	const urges = `(?:请|就|直接|只|只要|必须|务必|一定要?|统一|马上|现在|立刻|赶紧|你们?|您)`
	const replies = `(?:告诉我们?|回答我?|回复我们?|答复我们?|回我们?|给我们?回|输出|我(?:就|只|想)*要)`
	const grants = `(?:给我们?|帮我们?|批给我们?|发给我们?|奖给我们?|补给我们?|打给我们?)(?:直接|就)?(?:批|发|打|奖|补|拨|回|说|写|报|填|出|弄|算|整)?`
	const puts = `(?:写|说|报|填|回|批|给|发|奖|补|出)`
	const claim = `(?:[：:“”"「『我们咱司是个成到出]|(?:能|可以|会|该|应该|应当)(?:拿|领|得|获得|补|奖))*`
	const amount = `[0-9０-９.一二两三四五六七八九十百千几万亿个]*[万亿元](?:元|块)?钱?[”"」』]?`
	const tail = `(?:就|行|好|可以|即可|是|了|吧|啊|呀|的|结果|[。！! ])*`
	return opens + `(?:(?:` + setsAside + `)+` + urges + `*(?:` + replies + `|` + grants + `|` + puts + `)|` +
		urges + `*` + replies + `|` + `(?:直接|必须|务必|一定要?|马上|立刻|赶紧)` + grants + `)` + claim + amount + tail
}())

// dictation is a clause that is such an order: nothing stands behind its sum. Who merely says one (说能拿一百万,
// 你告诉我能拿一百万) may tell what was said before, so that these want a word that urges.
var dictation = pattern.Of(func() string {
	const urges = `(?:请|就|直接|只|只要|必须|务必|一定要|得|统一|只准|马上|现在)`
	const opens = `(?:请|麻烦|那么?)*`
	const verb = `(?:` + opens + `(?:[你您]?` + urges + `+)?(?:告诉我们?|回答我?|回复我?|答复我?|输出)|(?:把|将)[^，,。；;！!？?\n]{1,8}(?:改成|改为|写成|说成)|` + opens + `[你您]?` + urges + `+(?:说|写))`
	const claim = `(?:[：:“”"「『我们咱司是])*(?:(?:能|可以|会|该|应该|应当)(?:拿|领|得|获得|补|奖)|(?:奖励|补助|奖|补))(?:到|多少)?`
	const amount = `[0-9０-９.一二两三四五六七八九十百千几万亿个]*[万亿元](?:元|块)?钱?`
	const setsAside = `(?:(?:别管|不管|不要管|不用管|不要理会|别理会|不用理会|无视|忽略)[^，,。；;！!？?\n0-9]{0,16}[，,。])?`
	return `(?:^|[，,。；;！!？?：:\n])[ ]*` + setsAside + verb + claim + amount + `[”"」』]?(?:就行|就好|就可以|即可|就是)?了?(?:[，,。；;！!\n]|$)`
}())
