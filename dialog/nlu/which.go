package nlu

import (
	"slices"
	"strings"

	"suance/calc/fact"
	"suance/dialog/pattern"
)

// readWhich reads what a clause says of two names as the former, the latter or one of
// them: 智能工厂和数字化车间只有后者; 一个有一个没有. It is false where it speaks so of none.
func (rd *reading) readWhich(c *clause) bool {
	if c.has(ask) || c.has(polarAsk) {
		return false
	}
	run := rd.f.words(c.start, min(c.end, c.start+longestWhich))
	pointed := strings.Contains(run, "者") && (strings.Contains(run, "前者") || strings.Contains(run, "后者"))
	if !pointed && !strings.Contains(run, "一") {
		return false
	}
	two, from := rd.twoNamed(c)
	if len(two) < 2 {
		return false
	}
	if pointed {
		return rd.readPointed(c, two, from)
	}
	end := c
	if len(rd.rest) > 0 && rd.opensOne(c) && rd.opensOne(&rd.rest[0]) { // 一个评上了，一个没评上
		end = &rd.rest[0]
	}
	rest := rd.f.words(rd.toks[from].start, end.end)
	if !someOne.In(rest) && !(oneEach(rest) && rd.bothSigns(from, end.to)) {
		return false
	}
	if end != c {
		end.kinds, end.from, end.start = 0, end.to-1, end.end
	}
	rd.said = slices.DeleteFunc(rd.said, func(s statement) bool {
		return !s.supposed && s.fact >= 0 && (s.fact == two[0] || s.fact == two[1]) && s.span.Start >= rd.spanOf(rd.sum.clauses[0].from, from).Start
	})
	rd.clauseFrom = min(rd.clauseFrom, len(rd.said))
	rd.say(statement{fact: -1, why: WhyWhichFact, span: rd.spanOf(from, c.to-1)}, from)
	return true
}

// longestWhich is how many characters of a clause are looked at for it.
const longestWhich = 40

// someOne are words of one of those that were named.
var someOne = pattern.Fields(`只有一个 只有一项 只评上一个 只评上了一个 只评了一个 只拿到一个 只拿到了一个 只拿了一个 只中了一个 只过了一个 只通过了一个 其中一个 其中一项 二者之一 两者之一 两个里头一个`)

// opensOne says whether a clause begins with 一个 or 另一个.
func (rd *reading) opensOne(c *clause) bool {
	s := strings.TrimPrefix(rd.f.words(c.start, min(c.end, c.start+4)), "另")
	return oneEach(s + s)
}

// oneEach says whether a text tells one from another: 一个有一个没有.
func oneEach(s string) bool {
	for _, w := range [...]string{"一个", "一项", "一家", "一样"} {
		if strings.Count(s, w) > 1 {
			return true
		}
	}
	return false
}

// bothSigns says whether both a yes and a no stand between two tokens.
func (rd *reading) bothSigns(from, to int) bool {
	yes, no := false, false
	for i := from; i < min(to, from+reachOfWords); i++ {
		yes = yes || rd.toks[i].kind == affirmation
		no = no || rd.toks[i].kind == negation
	}
	return yes && no
}

// twoNamed are the two yes/no facts last named in the sentence, and the token of the
// clause after them.
func (rd *reading) twoNamed(c *clause) (two []int, from int) {
	from = c.from
	for i := c.from; i < min(c.to, c.from+reachOfWords); i++ {
		if x, ok := rd.resolve(i, isClaim); ok && (x.role == roleName || x.role == roleLabel || x.role == roleLoose) {
			two, from = append(two, int(x.fact)), i+1
		}
	}
	if len(two) == 0 && len(rd.claims) > 1 && rd.claims[0].tok >= rd.sum.clauses[0].from {
		for _, cl := range rd.claims {
			two = append(two, cl.fact)
		}
	}
	if len(two) != 2 || two[0] == two[1] || from >= c.to {
		return nil, 0
	}
	return two, from
}

// signOfPointed is the sign that goes with 前者 or 后者 at token i: the first after it that is
// not the other's, else the one before it.
func (rd *reading) signOfPointed(i int) int {
	for j := i + 1; j < min(rd.clause.to, i+6) && !isPointer(rd.word(j)); j++ {
		switch rd.toks[j].kind {
		case negation:
			return -1
		case affirmation:
			return 1
		}
	}
	return rd.signBefore(i, 1)
}

func isPointer(w string) bool { return w == "前者" || w == "后者" }

// readPointed states what is said of the former and of the latter.
func (rd *reading) readPointed(c *clause, two []int, from int) bool {
	said := false
	for i := from; i < min(c.to, from+reachOfWords); i++ {
		k := slices.Index([]string{"前者", "后者"}, rd.word(i))
		if k < 0 {
			continue
		}
		sign := rd.signOfPointed(i)
		only := i > from && strings.ContainsAny(rd.f.words(max(c.start, rd.toks[i].start-5), rd.toks[i].start), "只仅就单")
		if sign == 0 && only {
			sign = 1
		}
		if sign == 0 {
			continue
		}
		said = true
		rd.say(statement{fact: two[k], value: fact.Bool(sign > 0), span: rd.spanOf(i, i)}, i)
		if only && sign > 0 {
			rd.say(statement{fact: two[1-k], value: fact.Bool(false), span: rd.spanOf(i, i)}, i)
		}
	}
	return said
}
