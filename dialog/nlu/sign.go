package nlu

import (
	"strings"

	"suance/calc/fact"
	"suance/dialog/pattern"
)

func product(a, b int) int {
	switch {
	case a == 0:
		return b
	case b == 0:
		return a
	}
	return a * b
}

// isExcepted says whether 除了 stands before a name, so that the sign is all others':
// 除了智能工厂都有.
func (rd *reading) isExcepted(i int) bool {
	for j := i - 1; j >= rd.near(i); j-- {
		if w := rd.word(j); w == "除了" || w == "除" || w == "除去" {
			return true
		}
	}
	return false
}

// isRefused says whether what was applied for was refused: 申报了没通过.
func (rd *reading) isRefused(c *clause) bool {
	if !c.has(pendingWord) && !c.has(applied) || !c.has(negation) {
		return false
	}
	waits := false
	for j := c.from; j < c.to; j++ {
		waits = waits || rd.toks[j].kind == pendingWord && !strings.HasPrefix(rd.word(j), "公示") || rd.toks[j].kind == applied
		if waits && rd.toks[j].kind == negation {
			return true
		}
	}
	return false
}

// noneBefore says whether 没有一家 stands before a name in its clause.
func (rd *reading) noneBefore(i int) bool {
	for j := rd.near(i); j < i; j++ {
		at := rd.toks[j].end
		if rd.toks[j].kind == negation && at+1 < len(rd.f.run) && rd.f.run[at] == '一' && strings.ContainsRune("家个项台款样种", rd.f.run[at+1]) {
			return true
		}
	}
	return false
}

// signBefore is the sign that stands before token i with at most gap unknown
// characters between: -1 for a negation, 1 for an affirmation, 0 for none. Signs
// beside each other multiply: 不是没有.
func (rd *reading) signBefore(i, gap int) int {
	sign := 0
	at := rd.toks[i].start
	for j := i - 1; j >= rd.near(i); j-- {
		t := &rd.toks[j]
		if rd.residue(t.end, at) > gap {
			return sign
		}
		switch {
		case t.kind == negation:
			sign, at, gap = product(sign, -1), t.start, min(gap, 1)
		case t.kind == affirmation:
			sign, at, gap = product(sign, 1), t.start, min(gap, 1)
		case isLight(t.kind), t.kind == policyWord && (!rd.means(j) || !rd.clause.has(quantity) && rd.isVerb(j)):
		default:
			return sign
		}
	}
	return sign
}

// deniesAll says whether token j is a no to all that was named, which can also be an
// option: 都不是.
func (rd *reading) deniesAll(j int) bool {
	return rd.toks[j].kind == policyWord && (strings.HasPrefix(rd.word(j), "都不") || strings.HasPrefix(rd.word(j), "都没"))
}

// isVerb says whether token j only leads up to amounts of facts: 生产.
func (rd *reading) isVerb(j int) bool {
	for _, x := range rd.lex.entries[rd.toks[j].word].refs {
		if x.role != roleWeak && x.role != roleName || rd.schema.Spec(int(x.fact)).Type != fact.Count {
			return false
		}
	}
	return len(rd.lex.entries[rd.toks[j].word].refs) > 1
}

// signAfter is the sign that stands after token i.
func (rd *reading) signAfter(i, gap int) int {
	sign := 0
	at := rd.toks[i].end
	for j := i + 1; j < min(rd.clause.to, i+reachOfWords); j++ {
		t := &rd.toks[j]
		if rd.residue(at, t.start) > gap {
			return sign
		}
		switch {
		case t.kind == negation:
			sign, at, gap = product(sign, -1), t.end, min(gap, 1)
		case t.kind == affirmation:
			if j+1 < rd.clause.to && rd.isSum(j+1) { // 有20万 is about the sum
				return sign
			}
			sign, at, gap = product(sign, 1), t.end, min(gap, 1)
		case rd.deniesAll(j):
			return product(sign, -1)
		case isLight(t.kind), t.kind == colon, t.kind == policyWord && !rd.means(j):
		default:
			return sign
		}
	}
	return sign
}

// isSum says whether token j is a sum of money.
func (rd *reading) isSum(j int) bool {
	return j < len(rd.toks) && rd.toks[j].kind == quantity && rd.amounts[rd.toks[j].amount].kind == moneyAmount
}

// isLight says whether words of a kind may stand between a sign and a name.
func isLight(k kind) bool {
	switch k {
	case plainWord, partial, hedge, year, firm, own, quantity, present, applied, every, correction, mark, unitWord, bound, nothing:
		return true
	}
	return false
}

// countAround is the count of things right beside a name (一个智能工厂, 数字化车间2个,
// 智能工厂：1); -1 for none.
func (rd *reading) countAround(i int) int64 {
	c := rd.clause
	if i+3 == c.to && rd.toks[i+1].kind == colon && rd.toks[i+2].kind == quantity {
		if n, ok := rd.amounts[rd.toks[i+2].amount].count(); ok {
			return n
		}
	}
	for _, j := range [...]int{i - 1, i + 1} {
		if j < c.from || j >= c.to || rd.toks[j].kind != quantity {
			continue
		}
		a := &rd.amounts[rd.toks[j].amount]
		gap := rd.residue(min(rd.toks[i].end, rd.toks[j].end), max(rd.toks[i].start, rd.toks[j].start))
		if n, ok := a.count(); ok && gap == 0 && (a.unit == "个" || a.unit == "家" || a.unit == "座" || a.unit == "间") {
			if n > 1 && j > i && rd.sum.asks && rd.goesTogether(j) {
				return -1
			}
			return n
		}
	}
	return -1
}

// goesTogether says whether a count is of what a question names: 两个一起能拿多少.
func (rd *reading) goesTogether(i int) bool {
	after := rd.f.words(rd.toks[i].end, min(len(rd.f.run), rd.toks[i].end+4))
	return startsWithAny(after, "一起", "都能", "都可", "能", "可以", "加起", "合起", "加在", "同时", "一共", "总共", "的奖", "的补", "奖", "补", "都拿", "都补", "都奖", "都领")
}

// countUnit is the measure word of the count beside a name; empty for none.
func (rd *reading) countUnit(i int) string {
	for _, j := range [...]int{i - 1, i + 1} {
		if j >= rd.clause.from && j < rd.clause.to && rd.toks[j].kind == quantity {
			return rd.amounts[rd.toks[j].amount].unit
		}
	}
	return ""
}

// isSoon says whether token i is said to come about soon, or yet: 快评上了, 马上就批下来了, 要被定为.
func (rd *reading) isSoon(i int) bool {
	at := rd.toks[i].start
	if at == 0 || !soonEnds.Has(rd.f.run[at-1]) {
		return false
	}
	before := strings.TrimSuffix(rd.f.words(max(0, at-4), at), "要")
	if w := rd.word(i); w == "是" || w == "有" || rd.toks[i].end < len(rd.f.run) && rd.f.run[rd.toks[i].end] == '吗' {
		return false
	}
	return endsWithAny(before, "快", "就快", "马上", "马上就", "马上会", "即将", "很快就", "快就") && !strings.HasSuffix(before, "尽快") || rd.isToCome(i)
}

// isToCome says whether token i, which states that something came about, is said to come about
// yet: 要被定为, 会被列为, 可能评上; 可能评上了 did already, as far as anybody knows.
func (rd *reading) isToCome(i int) bool {
	at := rd.toks[i].start
	if at == 0 || !soonEnds.Has(rd.f.run[at-1]) {
		return false
	}
	before := strings.TrimSuffix(rd.f.words(max(0, at-6), at), "被")
	if w := rd.word(i); w == "是" || w == "有" || w == "算" {
		return false
	}
	if endsWithAny(before, willBe...) {
		return !endsWithAny(before, noWill...)
	}
	rest, _, _ := strings.Cut(rd.f.words(rd.toks[i].end-1, min(len(rd.f.run), rd.toks[i].end+longestTitle)), ",")
	return endsWithAny(before, mayBe...) && !rd.isSums(i) && containsAny(rd.word(i), comes) && !strings.ContainsAny(rest, "了过")
}

// soonEnds are what words for what is yet to come about end with, and 被 behind them.
var soonEnds = pattern.CharsOf("快要上就会将能许率半计被")

// longestTitle is how far behind what comes about its end is looked for.
const longestTitle = 12

// comes are what words of something that comes about hold.
var comes = strings.Fields(`评 认定 通过 选 批 列 定为 确定 授 纳 拿 进 上`)

// Words right before what is yet to come about: willBe say that it will, noWill end in one of them and say
// something else, mayBe say that it may.
var (
	willBe = strings.Fields(`要 会 将`)
	noWill = strings.Fields(`只要 需要 主要 重要 必要 若要 协会 社会 委员会 机会 大会 商会 工会 理事会 不会 才会`)
	mayBe  = strings.Fields(`可能 或许 也许 大概率 多半 估计 有可能能 可能能 或许能 也许能 大概率能 多半能 估计能 估计今年能 今年能 年内能 年底能 应该能`)
)

// statesClaim says whether token i is a phrase for a yes to some fact.
func (rd *reading) statesClaim(i int) bool {
	for _, x := range rd.lex.entries[rd.toks[i].word].refs {
		if (x.role == roleYes || x.role == roleWeak) && rd.schema.Spec(int(x.fact)).Type == fact.YesNo {
			return true
		}
	}
	return false
}
