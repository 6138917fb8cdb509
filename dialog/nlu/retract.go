package nlu

import (
	"slices"
	"strings"

	"suance/calc/fact"
	"suance/dialog/pattern"
)

// Words with which people take back what they said, where they name it: firmly, and in
// words that can also be an answer.
var (
	takesAway  = pattern.Fields(`先不要 都不要 不要了 先空着 空着 先不填 先不报 先不写 先去掉 先放着 先留空 先留着 再议 我再查 我再核 我再问 再确认一下`)
	notCounted = pattern.Fields(`不算 不作数 作不得数`)
	lately     = pattern.Fields(`刚才 刚刚 前面 上面 之前说 刚说 那条 那个 那项 这条 先不`)
)

// readWithdrawal withdraws all the known facts that a clause names without a value and takes
// back, or that the clause before named: 营收和产业都先不要; 营收要等审计，先空着. It is false
// where it takes nothing back.
func (rd *reading) readWithdrawal(c *clause) bool {
	if rd.ctx.Known.Schema() != rd.schema || rd.supposed || c.has(ask) || c.has(polarAsk) || rd.sum.asks {
		return false
	}
	said := rd.f.words(c.start, min(c.end, c.start+longestWithdrawal))
	count := notCounted.In(said)
	if !count && !c.has(retraction) && !takesAway.In(said) || c.has(correction) && !count {
		return false
	}
	names, at := rd.knownNamed(c), c
	if c.has(quantity) {
		names = slices.DeleteFunc(names, func(f int) bool { return !rd.tellsKnown(c, f) })
	}
	if len(names) == 0 && rd.leftOpen() && !c.has(policyWord) && !c.has(quantity) && len(rd.sum.clauses) > 1 {
		for k := range rd.sum.clauses[:len(rd.sum.clauses)-len(rd.rest)-1] {
			if at = &rd.sum.clauses[k]; !at.has(quantity) {
				names = rd.knownNamed(at)
			}
		}
	}
	if count && at == c && !lately.In(said) && !c.has(retraction) {
		names = slices.DeleteFunc(names, func(f int) bool { return rd.schema.Spec(f).Type == fact.YesNo })
	}
	if len(names) > 0 && at != c {
		rd.said = rd.said[:rd.before] // 营收还没定，先不填
	}
	for _, f := range names {
		rd.carry = f
		rd.said = append(rd.said, statement{fact: f, withdrawn: true, corrects: true, span: rd.spanOf(at.from, at.to-1)})
	}
	return len(names) > 0
}

// leftOpen says whether the sentence stated nothing yet, but that something is not settled.
func (rd *reading) leftOpen() bool {
	return !slices.ContainsFunc(rd.said[rd.before:], func(s statement) bool { return s.why != WhyPending })
}

// tellsKnown says whether all that a clause gives of a fact is the value that is known.
func (rd *reading) tellsKnown(c *clause, f int) bool {
	v, ok := rd.known(f).Exact()
	for i := c.from; ok && i < min(c.to, c.from+reachOfWords); i++ {
		if rd.toks[i].kind == quantity {
			n, exact := rd.amounts[rd.toks[i].amount].exactly(rd.schema.Spec(f))
			ok = exact && n == v
		}
	}
	return ok
}

// longestWithdrawal is how many characters of a clause are looked at for it.
const longestWithdrawal = 32

// knownNamed are the facts that a clause names and the session knows: by their names, else
// by the words that only suggest them.
func (rd *reading) knownNamed(c *clause) []int {
	var names []int
	for _, named := range [...]bool{true, false} {
		for i := c.from; i < min(c.to, c.from+reachOfWords) && (named || len(names) == 0); i++ {
			if rd.toks[i].word < 0 || !named && rd.isSubjectBefore(c, i) {
				continue
			}
			for _, x := range rd.lex.entries[rd.toks[i].word].refs {
				if f := rd.ofItsYear(i, int(x.fact)); rd.isKnown(f) && isName(x.role) == named && rd.canName(x) && !slices.Contains(names, f) {
					names = append(names, f)
					break
				}
			}
		}
	}
	return names
}

// isSubjectBefore says whether a word only tells of what the word right behind it is one: 这款车
// 的产值.
func (rd *reading) isSubjectBefore(c *clause, i int) bool {
	x, ok := rd.resolve(i, isAmountName)
	for j := i + 1; ok && j < min(c.to, i+3); j++ {
		if y, named := rd.resolve(j, isAmountName); named {
			return rd.isSubjectOf(mention{tok: i, fact: int(x.fact)}, mention{tok: j, fact: int(y.fact)})
		}
	}
	return false
}

// isName says whether a role is that of a name in full.
func isName(r role) bool { return r == roleName || r == roleLabel || r == roleLoose }

// canName says whether a word with a meaning can stand for its fact when that is known: an
// option only for the value it has.
func (rd *reading) canName(x ref) bool {
	switch x.role {
	case roleOption, roleLooseOption:
		return rd.known(int(x.fact)) == fact.Point(int64(x.option))
	case roleZero, roleSums:
		return false
	}
	return true
}

// ofItsYear is a fact, or the one of the year before where a word before token i says so.
func (rd *reading) ofItsYear(i, f int) int {
	if y, ok := rd.yearOf(i); ok && y == -1 && rd.previous[f] >= 0 {
		return rd.previous[f]
	}
	return f
}

// readFlip reads a clause that puts a yes or no in the place of what was said of a fact:
// 首次那条改成否.
func (rd *reading) readFlip(c *clause) bool {
	if !c.has(correction) || c.has(quantity) || c.has(ask) || rd.supposed || c.has(polarAsk) && rd.word(c.from) != "是否" {
		return false
	}
	sign, last := 0, c.to-1
	for last > c.from && (rd.toks[last].kind == plainWord || rd.toks[last].kind == mark) {
		last--
	}
	switch rd.toks[last].kind {
	case negation:
		sign = -1
	case affirmation:
		sign = 1
	}
	if sign == 0 || last == c.from || rd.toks[last-1].kind != correction || !amends.In(rd.word(last-1)) || rd.residue(rd.toks[last-1].end, rd.toks[last].start) > 0 {
		return false
	}
	for i := c.from; i < last; i++ {
		x, ok := rd.resolve(i, isClaim)
		if known, found := rd.ofKnownClaim(i); found {
			x, ok = known, true
		}
		if ok {
			rd.sum.asks = false // 是否链主改为否
			rd.said = append(rd.said, statement{fact: int(x.fact), value: fact.Bool(sign > 0), corrects: true, span: rd.spanOf(i, last)})
			return true
		}
	}
	return false
}

// amends are what words hold that put a new value in the place of another.
var amends = pattern.Fields(`改 应为 更正 纠正 更新`)

// ofKnownClaim is the yes/no fact of which token i says something and the session knows.
func (rd *reading) ofKnownClaim(i int) (ref, bool) {
	if rd.toks[i].word < 0 {
		return ref{}, false
	}
	for _, x := range rd.lex.entries[rd.toks[i].word].refs {
		if isClaim(rd.schema.Spec(int(x.fact)), x) && rd.isKnown(int(x.fact)) {
			return x, true
		}
	}
	return ref{}, false
}

// readCalledWrong takes back what a clause tells of a fact, or the clause before it that only said it
// once more, where words behind it call it wrong: 刚才说首次达到是错的; 前面讲评上智能工厂，讲错了. What
// is right instead may follow.
func (rd *reading) readCalledWrong(c *clause) {
	if len(rd.said) == rd.before || rd.supposed || rd.sum.asks {
		return
	}
	at, last := c.start, c.from-1
	for i := c.to - 1; i > last; i-- {
		if k := rd.toks[i].kind; k == policyWord || k == quantity || k == first {
			at, last = rd.toks[i].end, i
		}
	}
	if c.end-at > longestVerdict || !callsWrong(rd.f.words(at, c.end)) {
		return
	}
	from := rd.clauseFrom
	if last < c.from {
		for from > rd.before && rd.said[from-1].span.Start >= int(rd.f.at[rd.toks[rd.lastFrom].start]) {
			from--
		}
	}
	s := lastBySpan(rd.said[from:])
	if s == nil || s.fact < 0 || s.supposed || last < c.from && s.value != rd.known(s.fact) && !rd.retoldBefore() {
		return
	}
	s.withdrawn, s.corrects = true, true
	rd.carry, rd.carrySum = s.fact, rd.sum
	rd.corrected, rd.fixedAt = true, len(rd.said)
}

// longestVerdict is how many characters say at most that what stands before them is wrong.
const longestVerdict = 14

// callsWrong says whether a text is nothing but that what stands before it is wrong.
func callsWrong(text string) bool {
	text = strings.TrimLeft(text, "是那这个的条项句话数字一我也都其实点栏格")
	rest, ok := cutSlip(text)
	if !ok {
		rest, ok = cutAny(text, calledWrong)
	}
	return ok && strings.Trim(rest, "的了啊呀哈吧嘞啦哦 ") == ""
}

// lastBySpan is the statement that stands last in the text; nil for none.
func lastBySpan(said []statement) *statement {
	var last *statement
	for k := range said {
		if last == nil || said[k].span.Start >= last.span.Start {
			last = &said[k]
		}
	}
	return last
}

// retoldBefore says whether the clause before tells what was said earlier: 刚才说….
func (rd *reading) retoldBefore() bool {
	from, _ := rd.clauseOf(rd.lastFrom)
	return retelling.In(rd.f.words(rd.toks[from].start, rd.toks[rd.clause.from].start))
}

// retelling are words that tell once more what was said earlier.
var retelling = pattern.Fields(`刚才说 刚才讲 刚才报 刚才填 刚才写 刚刚说 刚刚讲 刚刚报 刚说 刚讲 前面说 前面讲 前面报 前面填 前面写 之前说 之前讲 之前报 之前填 之前写 上面说 上面写 上面填`)

// readListed gives the amounts that the next clause tells with 分别 to the facts that this
// one names: 更正一下产量和新能源，分别是13万和8万.
func (rd *reading) readListed(c *clause) bool {
	if len(rd.rest) == 0 || !rd.rest[0].has(apart) || c.has(quantity) || rd.supposed {
		return false
	}
	next := &rd.rest[0]
	var amounts []int
	for i := next.from; i < next.to; i++ {
		if rd.toks[i].kind == quantity {
			amounts = append(amounts, i)
		} else if rd.toks[i].kind == policyWord {
			return false
		}
	}
	names := rd.listed(c)
	if len(names) != len(amounts) || len(names) < 2 {
		return false
	}
	for k, f := range names {
		if a := &rd.amounts[rd.toks[amounts[k]].amount]; !rd.takes(f, a) {
			return false
		}
	}
	rd.clause = next
	for k, f := range names {
		rd.amountFor(amounts[k], &rd.amounts[rd.toks[amounts[k]].amount], f, -1, false)
	}
	rd.clause = c
	next.kinds, next.to, next.start = 0, amounts[0], next.end
	next.from = amounts[0] - 1
	return true
}

// listed are the facts with amounts that a clause names, one a word.
func (rd *reading) listed(c *clause) []int {
	var names []int
	for i := c.from; i < min(c.to, c.from+reachOfWords); i++ {
		if rd.toks[i].word < 0 || rd.mentionOf(i) == 0 {
			continue
		}
		f := -1
		if x, ok := rd.resolve(i, isAmountName); ok {
			f = int(x.fact)
		}
		for _, x := range rd.lex.entries[rd.toks[i].word].refs {
			if f < 0 && rd.isKnown(int(x.fact)) && isAmountName(rd.schema.Spec(int(x.fact)), x) {
				f = int(x.fact)
			}
		}
		if f >= 0 {
			names = append(names, rd.ofItsYear(i, f))
		}
	}
	return names
}

// readSwapped reads a sentence that takes back the option that is known of a choice and
// names another, where nothing else says what it is about: 是首批次材料，不是首台套.
func (rd *reading) readSwapped(s *sentence) {
	if rd.ctx.Known.Schema() != rd.schema || !s.has(negation) || s.asks || s.has(supposition) {
		return
	}
	out, in := -1, -1
	for k := range s.clauses {
		c := &s.clauses[k]
		for i := c.from; i < min(c.to, c.from+reachOfWords); i++ {
			if rd.toks[i].word < 0 || rd.toks[i].kind != policyWord {
				continue
			}
			denied := i > c.from && rd.toks[i-1].kind == negation && rd.toks[i-1].end == rd.toks[i].start
			for _, x := range rd.lex.entries[rd.toks[i].word].refs {
				if x.role != roleOption || !rd.isKnown(int(x.fact)) {
					continue
				}
				same := rd.known(int(x.fact)) == fact.Point(int64(x.option))
				if denied && same && out < 0 {
					out = int(x.fact)
				}
			}
		}
	}
	if out < 0 || slices.ContainsFunc(rd.said[rd.before:], func(x statement) bool { return x.fact == out && !x.withdrawn }) {
		return
	}
	at, n := 0, 0
	for k := range s.clauses {
		c := &s.clauses[k]
		for i := c.from; i < min(c.to, c.from+reachOfWords); i++ {
			if rd.toks[i].word < 0 || i > c.from && rd.toks[i-1].kind == negation {
				continue
			}
			for _, x := range rd.lex.entries[rd.toks[i].word].refs {
				if x.role == roleOption && int(x.fact) == out && rd.known(out) != fact.Point(int64(x.option)) {
					in, at = int(x.option), i
					n++
				}
			}
		}
	}
	if n == 1 {
		rd.contrasts = true
		rd.said = append(rd.said, statement{fact: out, value: fact.Point(int64(in)), corrects: true, span: rd.spanOf(at, at)})
	}
}
