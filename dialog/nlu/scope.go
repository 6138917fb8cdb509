package nlu

import (
	"slices"
	"strings"
)

// isPlanned says whether a plan reaches token i: one of an earlier clause about something
// that the policy knows, or one of this clause, unless what token i says stands before
// it and is complete: 有两个首台套打算明年再报一个.
func (rd *reading) isPlanned(i int) bool {
	c := rd.clause
	if rd.ahead && (!rd.vaguely || rd.yearAhead && c.has(reach)) { // 明年并购，营收到60亿
		return true
	}
	if !c.has(plan) && !c.has(nextYear) {
		return false
	}
	for j := rd.near(i); j < min(c.to, i+reachOfWords); j++ {
		if k := rd.toks[j].kind; k == plan || k == nextYear {
			return j < i || !rd.opensPlan(i, j)
		}
	}
	return true
}

// isOfPlannedFund says whether a sum that need not be the enterprise's own is of a thing that somebody is only
// about to set up, whose plan tells it: 拟设的产业基金政府出资3亿元.
func (rd *reading) isOfPlannedFund(i, f int) bool {
	c := rd.clause
	if f < 0 || rd.apart>>rd.group[f]&1 == 0 || rd.ahead || c.has(nextYear) {
		return false
	}
	planned := false
	for j := rd.near(i); j < i; j++ {
		t := &rd.toks[j]
		if t.kind == plan {
			planned = true
		} else if planned && t.word >= 0 && rd.lex.entries[t.word].cues>>rd.group[f]&1 == 1 {
			return true
		}
	}
	return false
}

// isUnsaid says whether it was said before token i that what follows was not said.
func (rd *reading) isUnsaid(i int) bool {
	for j := rd.near(i); j < i; j++ {
		if rd.toks[j].kind == unsaid {
			return true
		}
	}
	return false
}

// opensPlan says whether the plan that token j speaks of is another predicate than what
// token i before it says.
func (rd *reading) opensPlan(i, j int) bool {
	if i > rd.clause.from && rd.toks[i-1].kind == own && rd.toks[i-1].end == rd.toks[i].start {
		if x, ok := rd.resolve(i, isOption); ok && rd.group[x.fact] == 0 { // 我们新材料也想拿
			return true
		}
	}
	if t := &rd.toks[i]; t.kind == quantity && (rd.amounts[t.amount].isOrdinal || i > 0 && rd.toks[i-1].kind == ordinal) && t.end == rd.toks[j].start {
		return false // 第二年打算投150万
	} else if t.kind != quantity && rd.signBefore(i, 1) <= 0 && t.kind != affirmation {
		return false
	}
	next := j + 1
	if next == rd.clause.to || rd.toks[j].start > 0 && strings.ContainsRune("的是为", rd.f.run[rd.toks[j].start-1]) {
		return false // 5亿的计划
	}
	if rd.toks[j].kind == plan {
		return true
	}
	if w := rd.word(next); rd.toks[next].kind == plan || w == "再" || w == "还" {
		return true
	}
	for k := rd.near(i); k < i; k++ {
		if rd.toks[k].kind == year || rd.toks[k].kind == present {
			return true
		}
	}
	return false
}

// isSo says whether a clause says of what it names whether it is so, and so ends the reach
// of a plan before it: 明年才评智能工厂，数字化车间已经有了.
func (rd *reading) isSo(c *clause) bool {
	return c.has(policyWord) && (c.has(affirmation) || c.has(negation)) && !c.has(quantity) && !c.has(plan) && !c.has(nextYear)
}

// isOwnStart says whether a clause begins with the speaker and goes on about something of
// its own, so that no plan before it reaches there: 明年计划…；我们已获….
func (rd *reading) isOwnStart(c *clause) bool {
	if rd.toks[c.from].kind != own || c.has(plan) || c.has(nextYear) || c.has(reach) && c.has(quantity) {
		return false
	}
	for i := c.from + 1; i < min(c.to, c.from+reachOfWords); i++ {
		if t := &rd.toks[i]; t.kind == policyWord || t.word >= 0 && rd.lex.entries[t.word].cues != 0 {
			return true
		}
	}
	return false
}

// isNextItem says whether a clause begins the next item of a list with a name of its own:
// 智能工厂，明年申报；数字化车间，已获评.
func (rd *reading) isNextItem(c *clause) bool {
	return c.start > 0 && rd.f.run[c.start-1] == ';' && rd.toks[c.from].kind == policyWord && !c.has(quantity) && !(rd.sum.has(colon) && !c.has(colon))
}

// wonders says whether a clause asks what would be with one thing more: 再加一个数字化车间呢.
func (rd *reading) wonders(c *clause) bool {
	if c.has(quantity) && rd.word(c.to-1) == "呢" && slices.Contains(rd.f.run[c.start:c.end], '按') { // 产能按10万辆算呢
		return true
	}
	if c.to-c.from < 3 || !(c.has(difference) && c.has(ask) && !c.has(benefit)) && rd.word(c.to-1) != "呢" {
		return false
	}
	for i := c.from; i < min(c.to, c.from+3); i++ {
		if strings.HasPrefix(rd.word(i), "再") {
			return true
		}
	}
	return false
}

// bracketEnd is where the brackets end that a clause begins in; 0 for none.
func (rd *reading) bracketEnd(c *clause) int {
	if c.start == 0 || rd.f.run[c.start-1] != '(' {
		return 0
	}
	for i := c.start; i < min(len(rd.f.run), c.start+longestBlock); i++ {
		if rd.f.run[i] == ')' {
			return i
		}
	}
	return 0
}

// isApart says whether a fact need not be the enterprise's own and nobody else is spoken
// of than the place where the speaker is: 我们区里的基金.
func (rd *reading) isApart(i, f int) bool {
	if rd.apart>>rd.group[f]&1 == 0 || rd.elsewhere {
		return false
	}
	for j := rd.near(i); j < i; j++ {
		if rd.isStrangeWord(j) && !isPlace(rd.word(j)) {
			return false
		}
	}
	return true
}

// isPlace says whether a word for others names where the speaker is.
func isPlace(w string) bool {
	return w == "园区" || w == "全市" || w == "全区" || strings.HasPrefix(w, "我们") && !strings.HasSuffix(w, "户")
}
