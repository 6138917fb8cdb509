package nlu

import (
	"strings"

	"suance/calc/fact"
	"suance/dialog/pattern"
)

// sayOfYears states what token i tells of a fact; of both years where the sum of two is told at once: 今年跟去年
// 采购都是5亿.
func (rd *reading) sayOfYears(s statement, i int) {
	f := s.fact
	if c := rd.current[f]; c >= 0 {
		f = c
	}
	if rd.previous[f] >= 0 {
		if newer, older, ok := rd.yearsAlike(i); ok {
			s.fact, s.year, s.hasYear, s.former = f, newer, true, false
			rd.say(s, i)
			s.year = older
		}
	}
	rd.say(s, i)
}

// yearsAlike are two years named before token i, with a word that both have what it tells.
func (rd *reading) yearsAlike(i int) (newer, older int, ok bool) {
	from := rd.near(i)
	if c := rd.clause; c.sep == endsClause && rd.lastFrom < c.from && (endsWithAny(rd.f.words(max(0, c.start-4), c.start-1), "一样", "相同", "持平") ||
		bothHave.In(rd.f.words(c.start, min(rd.toks[i].start, c.start+2)))) {
		from = max(rd.lastFrom, from-reachOfWords) // 去年今年采购一样，都8亿
	}
	n, at := 0, 0
	for j := from; j < i; j++ {
		y, named := rd.yearAt(j)
		switch t := &rd.toks[j]; {
		case named && n == 0:
			newer, n, at = y, 1, t.end
		case named && y != newer:
			older, n, at = y, n+1, t.end
		case named:
		case t.kind == quantity && rd.amounts[t.amount].unit == "年" && rd.countsTwo(t.amount):
			newer, older, n, at = 0, -1, n+2, t.end // 两年都是3亿
		case t.kind == quantity && rd.amounts[t.amount].kind != otherAmount, t.kind == apart:
			return 0, 0, false
		}
	}
	if n != 2 || isCalendar(newer) != isCalendar(older) {
		return 0, 0, false
	}
	between := rd.f.words(at, rd.toks[i].start)
	if !bothHave.In(between) || strings.ContainsAny(rd.f.words(rd.toks[from].start, rd.toks[i].start), "比较") {
		return 0, 0, false
	}
	return max(newer, older), min(newer, older), true
}

// Words that both of two have the same, and that another year had the same as the one before.
var (
	bothHave = pattern.Fields(`都 均 各 一样 持平 相同 每年 同为`)
	asBefore = strings.Fields(`也是一样 也一样 一样 也相同 相同 也是 也是这个数 也是这么多`)
	nearly   = strings.Fields(`持平 也持平 基本持平 差不多 也差不多`)
)

// countsTwo says whether an amount is two.
func (rd *reading) countsTwo(amount int) bool {
	n, ok := rd.amounts[amount].count()
	return ok && n == 2
}

// readAlike gives the year before the sum that was just told where a clause says nothing but that it had the
// same: 今年采购6亿，去年也一样; 和去年持平.
func (rd *reading) readAlike(c *clause) {
	n := len(rd.said)
	if !c.has(year) || c.has(quantity) || c.has(negation) || c.has(ask) || c.has(polarAsk) || n <= rd.before || n != rd.clauseFrom {
		return
	}
	last := rd.said[n-1]
	if last.fact < 0 || last.why != "" || last.supposed || last.withdrawn || rd.previous[last.fact] < 0 || last.hasYear && last.year != 0 {
		return
	}
	words := rd.f.words(c.start, c.end)
	for _, w := range [...]string{"和", "跟", "与", "同"} {
		words = strings.TrimPrefix(words, w)
	}
	i := c.from
	for rd.toks[i].kind != year {
		i++
	}
	rest, ok := strings.CutPrefix(words, rd.word(i))
	if rest = strings.TrimRight(rest, "的了吧"); !ok || rd.toks[i].arg != -1 || !contains(asBefore, rest) && !contains(nearly, rest) {
		return
	}
	s := statement{fact: last.fact, value: last.value, span: rd.spanOf(c.from, c.to-1), year: -1, hasYear: true}
	s.confirm = last.confirm || !contains(asBefore, rest)
	rd.said[n-1].year, rd.said[n-1].hasYear = 0, true
	rd.say(s, i)
}

// hadNoneBefore says whether a name is said of last year, of which none can be told and not of this one.
func (rd *reading) hadNoneBefore(x mention) bool {
	p := rd.previous[x.fact]
	y, ok := rd.yearOf(x.tok)
	return p >= 0 && rd.zero[p] >= 0 && ok && y == -1 && !rd.isSaid(p)
}

// sayNoneBefore states that there was nothing in the year before of what a name is the sum: 产值去年没有.
func (rd *reading) sayNoneBefore(x mention) {
	p := rd.previous[x.fact]
	rd.say(statement{fact: p, value: fact.Point(rd.zero[p]), span: rd.spanOf(x.tok, x.tok), year: -1, hasYear: true}, x.tok)
	rd.carry = x.fact
}
