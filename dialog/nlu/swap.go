package nlu

import (
	"slices"
	"strings"

	"suance/calc/fact"
	"suance/dialog/pattern"
)

// longestSwap is how many characters a text has at most in which one value is looked for that
// another takes the place of.
const longestSwap = 60

// swap reads a text that tells the known value of a fact and another one, with words that put
// one in the other's place, whatever their order: 1.3亿，12亿是笔误; 别按12亿，按1.3亿.
func (rd *reading) swap() {
	if len(rd.f.run) > longestSwap {
		return
	}
	a, b, ok := rd.pairOfValues()
	if !ok || !swapWords.In(string(rd.f.run)) || swapNot.In(string(rd.f.run)) {
		return
	}
	f := rd.knownOf(a, b)
	if f < 0 {
		a, b = b, a
		f = rd.knownOf(a, b)
	}
	if f < 0 {
		a, b = min(a, b), max(a, b)
		if rd.isFallen(a) != rd.isFallen(b) || rd.isPutAfter(a, b) {
			f = rd.namedFor(a, b)
		}
	}
	if f < 0 || rd.tellsMore(a, f) || rd.tellsMore(b, f) || rd.isOfNamedOther(a, f) || rd.isOfNamedOther(b, f) {
		return
	}
	other := b
	if rd.isFallen(b) && !rd.isFallen(a) { // 不是1.3亿，是12亿
		b = a
	}
	n, exact := rd.amounts[rd.toks[b].amount].exactly(rd.schema.Spec(f))
	s := statement{fact: f, value: fact.Point(n), span: rd.amounts[rd.toks[b].amount].span, corrects: true, confirm: rd.amounts[rd.toks[b].amount].approx || rd.isHedgedIn(b)}
	if !exact || rd.schema.Spec(f).Check(s.value) != nil {
		return
	}
	rd.swapped, rd.contrasts = append(rd.swapped, s), true
	for _, i := range [...]int{a, other} {
		from, to := rd.clauseOf(i)
		for j := from; j < to; j++ {
			if !rd.states(j, f, roleName) && !rd.states(j, f, roleLabel) {
				rd.hushWord(j)
			}
		}
	}
}

// Words that put one value in another's place, and those of what is no such thing.
var (
	swapWords = pattern.Fields(`笔误 作废 不作数 不算数 为准 误 错 正确 看成 别按 不按 别用 等下 等一下 等等 核实 核对 哪有 哪里有 也就 先前 原先 原填 原报 之前 此前 刚说 刚才 实为 实际 更正 改 而非 并非 不是 不对 不准 哦不 错了 调成 调整 审定 核定 核减 补正`)
	swapNot   = pattern.Fields(`如果 假如 要是 吗 多少 比 其中 增 差 涨 明年 去年 前年 上年 今年 上一年 本年 第 各 都 和 领 拿 补`)
)

// pairOfValues are the only two values of a text, of one kind.
func (rd *reading) pairOfValues() (a, b int, ok bool) {
	a, b = -1, -1
	for i := range rd.toks {
		switch t := &rd.toks[i]; {
		case t.kind == order || t.kind == supposition || t.kind == nextYear || t.kind == difference || t.kind == year || t.kind == otherSum || t.kind == stranger:
			return a, b, false
		case t.kind != quantity:
		case rd.amounts[t.amount].vague || rd.amounts[t.amount].kind == otherAmount || rd.amounts[t.amount].isOrdinal || b >= 0:
			return a, b, false
		case a < 0:
			a = i
		default:
			b = i
		}
	}
	return a, b, b >= 0
}

// knownOf is the fact whose known value one token gives and that another can have too: one
// that the text names, else the only one; -1 for none.
func (rd *reading) knownOf(old, other int) int {
	found, n := -1, 0
	x, y := &rd.amounts[rd.toks[old].amount], &rd.amounts[rd.toks[other].amount]
	for f := range rd.schema.Len() {
		v, known := rd.known(f).Exact()
		if m, exact := x.exactly(rd.schema.Spec(f)); !known || !exact || m != v || !rd.takes(f, x) || !rd.takes(f, y) {
			continue
		}
		if rd.isNamed(f) {
			return f
		}
		found = f
		n++
	}
	if n != 1 {
		return -1
	}
	return found
}

// isPutAfter says whether the second of two values is said to come in the first one's place:
// 3亿……不是，30亿; 5亿，后来审计调成4.9亿.
func (rd *reading) isPutAfter(a, b int) bool {
	switch strings.Trim(rd.f.words(rd.toks[a].end, rd.toks[b].start), " ,。.!?…吧了啊是") {
	case "不", "不对", "哦不", "噢不", "呃不", "错", "说错", "打错", "写错", "不对不对", "不不", "不不不":
		return true
	}
	return endsWithAny(rd.saidBefore(b), "调成", "调整为", "调整到", "调为", "审定为", "审定", "核定为", "核减为", "改为", "改成", "更正为")
}

// namedFor is the only fact named that two tokens can be values of, or the one asked for; -1
// for none.
func (rd *reading) namedFor(a, b int) int {
	found := -1
	for f := range rd.schema.Len() {
		if f == rd.asked || rd.isNamed(f) {
			if !rd.takes(f, &rd.amounts[rd.toks[a].amount]) || !rd.takes(f, &rd.amounts[rd.toks[b].amount]) {
				continue
			}
			if found >= 0 {
				return -1
			}
			found = f
		}
	}
	return found
}

// isNamed says whether a word of the text names a fact.
func (rd *reading) isNamed(f int) bool {
	for i := range rd.toks {
		if rd.states(i, f, roleName) || rd.states(i, f, roleLabel) {
			return true
		}
	}
	return false
}

// tellsMore says whether the stretch of a value speaks of more than a fact, or bounds the value.
func (rd *reading) tellsMore(i, f int) bool {
	from, to := rd.clauseOf(i)
	for j := from; j < to; j++ {
		t := &rd.toks[j]
		if t.kind == bound && j == i+1 || t.kind == bound && j == i-1 && !strings.HasPrefix(rd.word(j), "不止") || t.kind == tier || t.kind == benefit {
			return true
		}
		if t.word < 0 || t.kind != policyWord || len(rd.lex.entries[t.word].refs) == 0 {
			continue
		}
		of := false
		for _, x := range rd.lex.entries[t.word].refs {
			of = of || int(x.fact) == f || rd.group[x.fact] == rd.group[f] && rd.group[f] != 0
		}
		if !of && rd.mentionOf(j) > 0 && rd.word(j) != "实际" {
			return true
		}
	}
	return false
}

// isOfNamedOther says whether a name right in the stretch of a value is that of another fact:
// 产能改成10万辆，产量改成9万辆.
func (rd *reading) isOfNamedOther(i, f int) bool {
	from, _ := rd.clauseOf(i)
	other := false
	for j := from; j < i; j++ {
		if rd.toks[j].word < 0 || rd.word(j) == "实际" {
			continue
		}
		for _, x := range rd.lex.entries[rd.toks[j].word].refs {
			if x.role != roleName && x.role != roleLabel {
				continue
			}
			if int(x.fact) == f {
				return false
			}
			other = other || rd.schema.Spec(int(x.fact)).Type == rd.schema.Spec(f).Type && rd.isKnown(int(x.fact))
		}
	}
	return other
}

// isFallen says whether a value is the one that the text takes back.
func (rd *reading) isFallen(i int) bool {
	if rd.toks[i].kind != quantity {
		return false
	}
	end := rd.toks[i].end
	after := strings.TrimLeft(rd.f.words(end, min(len(rd.f.run), end+6)), "是那个的")
	if endsWithAny(rd.saidBefore(i), "不是", "并非", "而非", "非", "别按", "不按", "别用", "误报为", "误填为", "说成", "看成") {
		return true
	}
	return startsWithAny(after, fallen...)
}

// Words that call wrong what stands before them, and all that stand right behind a value that is
// taken back.
var (
	calledWrong = strings.Fields(`笔误 口误 有误 错误 不对 错`)
	fallen      = slices.Concat(calledWrong, strings.Fields(`作废 不作数 不准 不算 说错 记错 写错 看成`))
)

// isHedgedIn says whether a hedge stands in the stretch of a value.
func (rd *reading) isHedgedIn(i int) bool {
	from, to := rd.clauseOf(i)
	for j := from; j < to; j++ {
		if rd.toks[j].kind == hedge && !strings.HasPrefix(rd.word(j), "应") {
			return true
		}
	}
	return false
}
