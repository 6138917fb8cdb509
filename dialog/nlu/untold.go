package nlu

import (
	"slices"
	"strings"
	"unicode/utf8"

	"suance/calc/fact"
	"suance/dialog/pattern"
)

// isUntold says whether a clause says that a figure cannot be told or is not there yet, or not all of it:
// its 没 and 不 do not say that there is none (算不出来, 没结算, 没出报表, 没那么多, 还没花完). To a yes or no what
// is not finished is a no: 没建完.
func (rd *reading) isUntold(c *clause, f int) bool {
	said := rd.f.words(c.start, min(c.end, c.start+longestReply))
	return isUnknown(said) || isLess(said) && !(rd.firsts[f] && containsAny(said, before)) || rd.schema.Spec(f).Type != fact.YesNo && isUnfinished(said)
}

// isUnknown says whether words say that nobody can tell a figure.
func isUnknown(said string) bool {
	no := strings.IndexFunc(said, isDenying)
	if no < 0 {
		return false
	}
	if unable.In(said) || isUnableTo(said) {
		return true
	}
	if !strings.ContainsAny(said, "没未无") {
		return false
	}
	bare := replyIn(said)
	if endsWithAny(bare, papers...) || startsWithAny(said, papers...) && endsWithAny(said, "没", "没有", "没出", "没出来", "没做", "没做好") {
		return true
	}
	for _, w := range reckoned {
		if i := strings.Index(said, w); i > no && !startsWithAny(said[i+len(w):], "上", "进", "在", "数") && isUndone(said[no:i]) {
			return true
		}
	}
	return false
}

// isUndone says whether words end in a negation of what follows them: 还没, 没有单独.
func isUndone(said string) bool {
	for _, w := range howReckoned {
		said = strings.TrimSuffix(said, w)
	}
	return endsWithAny(said, "没", "没有", "未", "没能")
}

// isUnableTo says whether words say that something cannot be brought out which figures are: 算不出来; 卖不出去
// is of wares.
func isUnableTo(said string) bool {
	for _, w := range [...]string{"不出", "勿出", "弗出"} {
		before, after, ok := strings.Cut(said, w)
		r, _ := utf8.DecodeLastRuneInString(before)
		if ok && strings.ContainsRune("算报说讲答查估填拿拆分列计", r) && !strings.HasPrefix(after, "去") {
			return true
		}
	}
	return false
}

// isUnknownIn says whether a clause of a sentence says that nobody can tell a figure.
func (rd *reading) isUnknownIn(s *sentence) bool {
	return slices.ContainsFunc(s.clauses, func(c clause) bool {
		return c.end-c.start <= longestReply && isUnknown(rd.f.words(c.start, c.end)) && !rd.namesOther(&c)
	})
}

// isLess says whether words say that it is not as much as somebody named, or without what: 没那么多, 没算上设备.
func isLess(said string) bool {
	return strings.ContainsAny(said, "没未") && soMuch.In(said)
}

// isUnfinished says whether words say that something is there, and not all of it: 没花完.
func isUnfinished(said string) bool {
	return strings.ContainsAny(said, "没未") && endsWithAny(strings.TrimRight(said, "的了呢啊呀嘛哦"), "完", "清", "齐", "满", "全", "足", "到位", "全到")
}

// isDenying says whether a character denies.
func isDenying(r rune) bool { return strings.ContainsRune("没未不无勿弗难", r) }

// What is done to know a figure, how it is done, what holds it, what says that nobody can do it, and as much as
// somebody named, or with something.
var (
	reckoned    = strings.Fields(`算 结算 核算 决算 统计 盘点 盘过 对账 对过账 记账 做账 结账 查 汇总 测算 清点 数过 估过 估算 审计`)
	howReckoned = strings.Fields(`单独 分开 仔细 具体 详细 正式 细 去 来得及 最终 最后`)
	papers      = strings.Fields(`报表 数据 数字 统计数 台账 账单 发票 流水 决算书 审计报告`)
	unable      = pattern.Fields(`没法算 没办法算 无法算 没法统计 没办法统计 无法统计 没法估 无法估 没法核算 无法核算 不好算 不好统计 不好估 难算 难统计 难估 估不准 算不清 查不清 统计不了 统计不来 算不来`)
	soMuch      = pattern.Fields(`那么多 这么多 那么大 这么大 那么高 这么高 算上 算进 算在`)
)
