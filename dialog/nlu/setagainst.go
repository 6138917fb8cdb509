package nlu

import (
	"strings"
	"unicode/utf8"

	"suance/dialog/pattern"
)

// A supposition may be made only to be set against what is so, and be done with before that is told (如果是1亿
// 肯定没戏，我们营收6亿): it asks nothing, and what follows is no part of it.

// Claimed is a text without the suppositions that it only sets what is so against.
func Claimed(text string) string { return setAgainst(text).or(text) }

// setAgainst writes a text so; nil for one that makes no such supposition.
func setAgainst(text string) *table {
	if !suppositions.In(text) || !strings.ContainsAny(text, "，,；;。") {
		return nil
	}
	w := rewriting(text)
	for _, m := range isSetAgainst.FindAllStringSubmatchIndex(text) {
		if !backTo.MatchString(text[m[3]:]) {
			continue
		}
		_, mark := utf8.DecodeLastRuneInString(text[:m[3]])
		w.keep(m[2])
		if from, to := topicOf(text[m[2]:m[3]]); to > from {
			w.skip(m[2] + from)
			w.keep(m[2] + to)
			w.skip(m[3] - mark)
		}
		if w.at > m[2] {
			w.keep(m[3]) // the mark behind its topic
		} else {
			w.skip(m[3])
		}
	}
	if w.at == 0 {
		return nil
	}
	w.keep(len(text))
	return w.t
}

// topicOf is where a supposition says what it is of: before its word, or behind that up to a number or a verb. It
// is empty where that is no name.
func topicOf(text string) (from, to int) {
	const name = len("营收")
	if at := ifWord.FindStringIndex(text); at != nil && at[0] >= name {
		return 0, at[0]
	} else if at != nil {
		from = at[1]
	}
	if n := strings.IndexAny(text[from:], "0123456789０１２３４５６７８９零一二两三四五六七八九十百千没未不才只仅就是达做到能肯定的我咱"); n >= name {
		return from, from + n
	}
	return 0, 0
}

// suppositions are the words of a supposition.
var suppositions = pattern.Fields(If + " 的话")

// ifWord begins a supposition.
var ifWord = pattern.Of(ifWords)

// ifWords is a word of a supposition.
var ifWords = `(?:` + strings.ReplaceAll(If, " ", "|") + `)`

// isSetAgainst is a supposition, and what is said to come of it: that it would be nothing, or too easy, or another
// sum. backTo goes on with how it is with the speaker.
var (
	isSetAgainst = pattern.Of(func() string {
		const amount = `[0-9０-９零一二两三四五六七八九十百千万.]+(?:[万亿]?元|[万亿%％辆台])`
		const clause = `[^，,；;。?？]`
		head := `(?:[^，,；;。?？我咱0-9０-９]{0,8}?` + ifWords + `|` + clause + `*?的话)`
		done := `(?:[没无]戏|没份|没得[拿领补]|(?:肯定|当然|那|就|也|铁定|自然)是?没有|[拿够领]不[到着了上]|不够格|不[来用会必]+(?:来|再)?问|还?用得着问|没必要问|问都不|没资格|不可能|就好了|好[算办]了|简单了|倒好|免谈|不指望|想都)`
		comesTo := `(?:` + ifWords + clause + `*?` + amount + `|` + clause + `*?` + amount + clause + `*?的话)` + clause + `*?(?:才|就|只|能|可以|[拿领补奖])` + clause + `*?` + amount + `[^，,；;。?？多几]*`
		return `(?:^|[，,；;。])(` + head + `[，,]?` + clause + `*?` + done + clause + `*[，,；;。]|` + comesTo + `[，,；;。])`
	}())
	backTo = pattern.Of(`^(?:那么?|可是?|但是?|不过|然而|而|只是|其实|好在|幸好|现在|，|,| )*(?:我们?|我司|我厂|咱们?|我家|本公司|本企业|公司|企业|实际上?|事实上|现在)[^，,；;。?？多几]*(?:[0-9０-９零一二两三四五六七八九十百千万.]+|[评选认通拿][上中定过到]+了)[^，,；;。?？多几]*(?:[，,；;。]|$)`)
)
