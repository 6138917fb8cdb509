package nlu

import (
	"slices"
	"strings"
)

// joinEither makes the two values of which somebody says that it is one or the other the ends of what
// it is, since neither is told: 营收要么6亿要么7亿. What is asked of two is left (6亿或7亿奖多少).
func (rd *reading) joinEither() {
	for i := 0; i < len(rd.toks); i++ {
		j := rd.nextPlain(i)
		if j < 0 {
			continue
		}
		before, between := rd.textBefore(i), rd.textBetween(i, j)
		denies := strings.HasSuffix(before, "不是") && contains(notThen, between)
		if !denies && !contains(orWords, between) || rd.asksAround(i, j) || !rd.isRangeOf(rd.toks[i].amount, rd.toks[j].amount) {
			continue
		}
		if denies {
			rd.hushWord(i - 1)
		}
		rd.toks[i].end = rd.toks[j].end
		rd.toks = slices.Delete(rd.toks, i+1, j+1)
	}
}

// Words between two values of which one is it.
var (
	orWords = strings.Fields(`要么 要么是 或者 或者是 或 或是 要不 要不就是 要不然就是`)
	notThen = strings.Fields(`就是 便是 就`)
)

// dropDeclared takes a value that was only applied for for none, where the one that was found right
// follows it, which is said back: 申报7亿核定6亿.
func (rd *reading) dropDeclared() {
	for i := range rd.toks {
		j := rd.nextPlain(i)
		if j < 0 || !endsWithAny(rd.textBefore(i), declared...) || !contains(approved, rd.textBetween(i, j)) {
			continue
		}
		for k := i; k >= max(0, i-1); k-- {
			if k == i || rd.toks[k].kind == applied || rd.toks[k].kind == pendingWord {
				rd.hushWord(k)
			}
		}
		rd.amounts[rd.toks[j].amount].approx = true
	}
}

// Words of what was applied for, and of what was found right.
var (
	declared = strings.Fields(`申报 申报了 填报 填报了 上报 上报了 自报 报了 申请 申请了`)
	approved = strings.Fields(`核定 核定了 审定 审定了 核准 核准了 核定是 审定是 审计认定 认定 批了 实际核定 最后核定 最终核定`)
)

// nextPlain is the next amount after the one at token i, where both are plain values of one kind; -1 for none.
func (rd *reading) nextPlain(i int) int {
	if rd.toks[i].kind != quantity {
		return -1
	}
	for j := i + 1; j < min(len(rd.toks), i+6); j++ {
		if rd.toks[j].kind != quantity {
			continue
		}
		a, b := &rd.amounts[rd.toks[i].amount], &rd.amounts[rd.toks[j].amount]
		same := a.kind == b.kind && a.unit == b.unit || a.noCurrency && b.kind == countAmount // 6万或者7万辆
		if same && a.kind != otherAmount && !a.vague && !b.vague && !a.isOrdinal && !b.isOrdinal {
			return j
		}
		return -1
	}
	return -1
}

// textBefore is what stands right before token i, textBetween what stands between two.
func (rd *reading) textBefore(i int) string {
	const few = 6
	at := rd.toks[i].start
	return rd.f.words(max(0, at-few), at)
}

func (rd *reading) textBetween(i, j int) string {
	return strings.Trim(rd.f.words(rd.toks[i].end, rd.toks[j].start), " ,，、")
}

// asksAround says whether the clauses of two tokens ask anything.
func (rd *reading) asksAround(i, j int) bool {
	from, _ := rd.clauseOf(i)
	_, to := rd.clauseOf(j)
	if to < len(rd.toks) && rd.toks[to].arg == asksSentence {
		return true
	}
	return slices.ContainsFunc(rd.toks[from:to], func(t token) bool {
		return t.kind == ask || t.kind == polarAsk || t.kind == benefit || t.kind == supposition || t.kind == requirement
	})
}

// isRangeOf makes the first of two amounts the range between them, unless they are the same.
func (rd *reading) isRangeOf(x, y int) bool {
	a, b := &rd.amounts[x], &rd.amounts[y]
	low, high := a.value, b.value
	if low.GreaterThan(high) {
		low, high = high, low
	}
	if low.Equal(high) {
		return false
	}
	a.vague, a.low, a.high = true, &limitOf{value: low}, &limitOf{value: high}
	a.kind, a.unit, a.noCurrency = b.kind, b.unit, b.noCurrency
	a.end, a.span.End = b.end, b.span.End
	return true
}
