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

// dictating are the verbs of such an order.
var dictating = pattern.Fields(`告诉 回答 回复 答复 输出 说 写 改成 改为`)

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
