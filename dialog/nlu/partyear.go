package nlu

import (
	"strings"
	"unicode/utf8"

	"suance/calc/fact"
	"suance/dialog/pattern"
)

// isAnnual says whether a fact is what comes together in a year, by its label.
func isAnnual(sp *fact.Spec) bool {
	return strings.Contains(sp.Label, "年") && (sp.Type == fact.Money || sp.Type == fact.Count && sp.Words.DoubtBelow > 0)
}

// isPartOfYear says whether the words beside an amount or before its name say that it came together in a
// month, a quarter or half a year, or in several years, so that it is not that of a year: 月营收5000万,
// 营收4亿（半年）. Nothing is reckoned from it.
func (rd *reading) isPartOfYear(i, name int) bool {
	if name >= 0 && name < i && rd.endsInPart(rd.toks[name].start) || rd.endsInPart(rd.toks[i].start) {
		return true
	}
	after := rd.f.words(rd.toks[i].end, min(len(rd.f.run), rd.toks[i].end+5))
	if rest, ok := strings.CutPrefix(after, "("); ok {
		return partsInBrackets.Begin(rest)
	}
	return startsWithAny(after, "/月", "/天", "/日", "/季")
}

// partsInBrackets are words of such a time that stand behind an amount.
var partsInBrackets = pattern.Fields(`半年 上半年 下半年 月 每月 单月 一个月 季 单季 一季 一个季 日 每日 天 每天 一天 近两年 近三年 近五年 近几年 近2年 近3年 近5年 两年 三年 五年`)

// partEnds are what words of such a time end with.
var partEnds = pattern.CharsOf("半年季月日天中度的")

// endsInPart says whether the words of the clause before a place end in such a time.
func (rd *reading) endsInPart(at int) bool {
	const few = 7
	from := max(rd.clause.start, at-few)
	if at-from < 1 {
		return false
	}
	if !partEnds.Has(rd.f.run[at-1]) {
		return false
	}
	before := rd.f.words(from, at)
	if strings.HasSuffix(before, "半") && rd.f.run[at] == '年' { // 半年产值
		return true
	}
	before = strings.TrimSuffix(before, "的")
	if rest, ok := strings.CutSuffix(strings.TrimSuffix(before, "度"), "季"); ok {
		return !endsWithAny(rest, "四个", "4个", "四")
	}
	if endsWithAny(before, "半年", "半年度") {
		return true
	}
	if rest, ok := strings.CutSuffix(before, "天"); ok {
		return endsWithAny(rest, "一", "每", "单")
	}
	for _, w := range [...]struct{ word, not string }{{"月", "个"}, {"日", "今昨近即往当同"}, {"年中", "去今前当几多"}} {
		if rest, ok := strings.CutSuffix(before, w.word); ok {
			last, _ := utf8.DecodeLastRuneInString(rest)
			return !isDigit(last) && numeralOf(last) == 0 && !strings.ContainsRune(w.not, last) // 12月营收, 截至今日营收
		}
	}
	return false
}
