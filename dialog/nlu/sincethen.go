package nlu

import (
	"slices"
	"strings"

	"suance/dialog/pattern"
)

// That something was not so before may stand in one run with its being so now (小巨人没评过这次首次认定): what was
// not is no denial of what is.

// setNowApart puts the comma that such a run lacks before its word for now.
func (rd *reading) setNowApart() {
	for i := 2; i < len(rd.toks); i++ {
		switch {
		case !rd.isNow(i) || !rd.wasNotBefore(i) || !rd.isSoNow(i):
		case rd.isBlank(i - 1):
			rd.toks[i-1].arg = endsClause
		default:
			rd.toks = slices.Insert(rd.toks, i, comma(rd.toks[i].start))
			i++
		}
	}
}

// isNow says whether token i says of when something is that it is now.
func (rd *reading) isNow(i int) bool {
	switch rd.toks[i].kind {
	case year:
		return rd.toks[i].arg == 0
	case present, plainWord:
		return contains(ofNow, rd.word(i))
	case policyWord: // 今年首次认定
		return startsWithAny(rd.word(i), "今年", "本年")
	}
	return false
}

// wasNotBefore says whether it is denied before token i in its run, and said to be so of the time before, or
// complete as it is: 原来不是, 没评过.
func (rd *reading) wasNotBefore(i int) bool {
	from := i
	for from > max(0, i-reachOfWords) && (rd.toks[from-1].kind != mark || rd.isBlank(from-1)) && rd.toks[from-1].kind != colon {
		from--
	}
	before := rd.f.words(rd.toks[from].start, rd.toks[i].start)
	at := strings.LastIndexAny(before, "没未不")
	if at < 0 {
		return false
	}
	return strings.HasSuffix(strings.TrimRight(before, " 的"), "过") || ofBefore.In(before[:at])
}

// isSoNow says whether what follows token i in its run says that it is so, or is not so either, and asks nothing.
func (rd *reading) isSoNow(i int) bool {
	is := rd.toks[i].kind == policyWord
	for j := i + 1; j < min(len(rd.toks), i+reachOfWords) && (rd.toks[j].kind != mark || rd.isBlank(j)); j++ {
		switch t := &rd.toks[j]; t.kind {
		case affirmation:
			is = true
		case policyWord:
			is = is || containsAny(rd.word(j), firstOfAll)
		case negation:
			if !startsWithAny(rd.word(j), "也", "还") && !startsWithAny(rd.word(j-1), "也", "还", "仍", "依") {
				return false
			}
			is = true
		case ask, polarAsk, plan, pendingWord, supposition, requirement:
			return false
		}
	}
	return is
}

// isBlank says whether token i is a blank, which may end anything or nothing.
func (rd *reading) isBlank(i int) bool {
	t := &rd.toks[i]
	return t.kind == mark && t.arg == endsCell && rd.f.run[t.start] == ' '
}

// Words for now, for the time before, and that it is the first time.
var (
	ofNow      = strings.Fields(`现在 目前 如今 眼下 当前 这次 此次 本次 这回`)
	ofBefore   = pattern.Fields(`以前 之前 从前 此前 原来 原先 本来 过去 先前 早先 起初 去年 前年 上年`)
	firstOfAll = strings.Fields(`首次 首度 初次 第一次 第一回 头一次 头一回 头次 头回`)
)
