package nlu

import (
	"slices"
	"strings"
	"unicode/utf8"

	"suance/dialog/pattern"
)

// token is a known word, an amount or a mark in the plain text.
type token struct {
	kind       kind
	arg        int8
	start, end int // in the plain text
	word       int // entry of the lexicon; -1 for an amount or a mark
	amount     int // index of the amount; -1 for none
}

// sentence-ending and clause-ending marks, by the arg of a mark.
const (
	endsClause   int8 = iota // a comma
	endsItem                 // 、: the items of a list are one clause
	endsCell                 // a blank, a tab, a bar: what follows may belong to a label
	endsLine                 // a new line
	endsSentence             // a full stop
	asksSentence             // a question mark
)

// scan cuts a plain text into tokens. Amounts win over the words inside them,
// and words that hold an amount (两年内应用) win over it.
func (rd *reading) scan() {
	run := rd.f.run
	next := 0      // the next amount
	brackets := -1 // where the brackets of a label close
	staffed := mayBeDepartment(run)
	for i := 0; i < len(run); {
		if isSpeaker(run, i) {
			rd.toks = append(rd.toks, token{start: i, end: i + 2, word: -1, amount: -1})
			i += 2
			continue
		}
		if staffed {
			if end := i + department(rd.f.words(i, len(run))); end > i && !rd.reaches(i, end) { // 生产部说是7.1万
				rd.toks = append(rd.toks, token{start: i, end: end, word: -1, amount: -1})
				i = end
				continue
			}
		}
		for next < len(rd.amounts) && rd.amounts[next].end <= i {
			next++
		}
		at := len(run) // where the next amount begins
		if next < len(rd.amounts) {
			at = rd.amounts[next].start
		}
		w, end, ok := rd.lex.longest(rd.f, i)
		if ok && end > at && !(i <= at && end >= rd.amounts[next].end) {
			w, end, ok = rd.shorter(i, at)
		}
		if ok && (rd.isCutShort(w, end) || rd.isOverNext(w, end)) {
			w, end, ok = rd.shorter(i, end-1)
		}
		if ok && run[i] == '×' && i+1 < len(run) && isDigit(run[i+1]) {
			ok = false
		}
		switch {
		case ok && (i != at || end > rd.amounts[next].end || end == rd.amounts[next].end && rd.lex.entries[w].kind == nothing):
			e := &rd.lex.entries[w]
			rd.toks = append(rd.toks, token{kind: e.kind, arg: e.arg, start: i, end: end, word: int(w), amount: -1})
			i = end
		case i == at:
			a := &rd.amounts[next]
			rd.toks = append(rd.toks, token{kind: quantity, start: i, end: a.end, word: -1, amount: next})
			i = a.end
		default:
			if y, ok := rd.shortYear(i, at); ok {
				rd.toks = append(rd.toks, token{kind: year, arg: y, start: i, end: i + 1, word: -1, amount: -1})
				i++
				continue
			}
			if end, ok := rd.unitInBrackets(i); ok {
				i = end
				continue
			}
			if run[i] == '×' && i+1 < len(run) && isDigit(run[i+1]) { // 首台套×2
				i++
				continue
			}
			if rd.isReported(i) { // 来电人问首次认定小巨人有多少
				rd.toks = append(rd.toks, token{kind: inquiry, start: i, end: i + 1, word: -1, amount: -1})
				i++
				continue
			}
			if end := signsAsked(run, i); end > 0 {
				i = end
				continue
			}
			if end := labelBracket(run, i); end > 0 { // 小巨人（首次）：是
				brackets = end
				i++
				continue
			}
			if i == brackets {
				i++
				continue
			}
			if end := rd.remark(i); end > 0 { // 智能工厂（省级）已获评
				i = end
				continue
			}
			if n := len(rd.toks); run[i] == '=' && n > 0 && rd.toks[n-1].end == i && rd.toks[n-1].kind == policyWord && !isEquation(run[i+1:]) { // 整车企业=否
				rd.toks = append(rd.toks, token{kind: colon, start: i, end: i + 1, word: -1, amount: -1})
			} else if k, arg, ok := punctuation(run, i); ok {
				rd.toks = append(rd.toks, token{kind: k, arg: arg, start: i, end: i + 1, word: -1, amount: -1})
			} else if isHan(run[i]) || isLetter(run[i]) || isDigit(run[i]) {
				rd.loose[i+1] = 1
			}
			i++
		}
	}
	for i := range run {
		rd.loose[i+1] += rd.loose[i]
	}
	for i := range rd.toks {
		if rd.isTopicMark(i) {
			rd.toks[i].kind = plainWord
		}
		if rd.closesItem(i) {
			rd.toks[i].arg = endsClause
		}
	}
	rd.divideList()
	rd.partTotal()
	rd.joinEither()
	rd.dropDeclared()
	rd.nameSteps()
	rd.reachedEarlier()
}

// reaches says whether a known word from i reaches as far as end: that is the word.
func (rd *reading) reaches(i, end int) bool {
	_, last, ok := rd.lex.longest(rd.f, i)
	return ok && last >= end
}

// nameSteps makes a step and the word for its award that follows it one name of what was got of that
// award, where the clause speaks of that: 领过那个5亿的奖50万. The step is nobody's sum. So it is where the
// sum stands between them: 5亿那档的50万奖已经拿过了.
func (rd *reading) nameSteps() {
	for i := 0; i < len(rd.toks); i++ {
		if rd.toks[i].kind != quantity || rd.amounts[rd.toks[i].amount].kind != moneyAmount || !rd.amounts[rd.toks[i].amount].isHuge() {
			continue
		}
		if end := rd.toks[i].end; end == len(rd.f.run) || !stepHeads.Has(rd.f.run[end]) {
			continue
		}
		n := awardOfStep(rd.f.run[rd.toks[i].end:])
		within := n == 0
		if within {
			n = rd.sumOfStep(i)
		}
		if clause := rd.clauseText(i); n == 0 || !containsAny(clause, wasGot) || strings.ContainsAny(clause, "没未") && rd.sumBeside(i) { // 5亿那档的奖50万还没拿过
			continue
		}
		w := rd.stepAwardAt(i)
		if w == 0 {
			continue
		}
		t, j := token{kind: policyWord, arg: ofStep, start: rd.toks[i].start, end: rd.toks[i].end + n, word: int(w) - 1, amount: -1}, i+1
		for j < len(rd.toks) && rd.toks[j].start < t.end {
			j++
		}
		rd.toks = slices.Replace(rd.toks, i, j, t)
		if within && i+2 < len(rd.toks) && rd.toks[i+2].kind == benefit {
			rd.toks[i+2].kind = plainWord
		}
	}
}

// sumBeside says whether the clause of token i holds another sum.
func (rd *reading) sumBeside(i int) bool {
	from, to := rd.clauseOf(i)
	for j := from; j < to; j++ {
		if j != i && rd.toks[j].kind == quantity && rd.amounts[rd.toks[j].amount].kind == moneyAmount {
			return true
		}
	}
	return false
}

// sumOfStep is how many characters behind the step at token i only say that it is one, where the sum that
// was got of it follows, and no other step is spoken of: 那档的 of 5亿那档的50万奖; 0 for none.
func (rd *reading) sumOfStep(i int) int {
	at := rd.toks[i].end
	text := rd.f.words(at, min(len(rd.f.run), at+6))
	rest, of := stepWords.Cut(text)
	rest, _ = strings.CutPrefix(rest, "的")
	n := utf8.RuneCountInString(text) - utf8.RuneCountInString(rest)
	j := i + 1
	for j < len(rd.toks) && rd.toks[j].start < at+n {
		j++
	}
	if !of || j == len(rd.toks) || rd.toks[j].kind != quantity || rd.toks[j].start != at+n || rd.amounts[rd.toks[j].amount].kind != moneyAmount || rd.amounts[rd.toks[j].amount].isHuge() {
		return 0
	}
	clause := rd.clauseText(i)
	if strings.Count(clause, "档") > 1 || strings.Count(clause, "那") > 1 {
		return 0
	}
	return n
}

// ofStep is the arg of a name that tells of one step alone.
const ofStep int8 = 1

// awardOfStep is how many characters at the beginning of a text name the award of the step before it:
// 的奖, 那档的奖励; 0 for none.
func awardOfStep(run []rune) int {
	text := string(run[:min(len(run), 9)])
	rest, of := stepWords.Cut(text)
	rest, belongs := strings.CutPrefix(rest, "的")
	rest, award := awardWords.Cut(rest)
	if !award || !of && !belongs {
		return 0
	}
	return utf8.RuneCountInString(text) - utf8.RuneCountInString(rest)
}

// Words for a step, and for what is awarded for it.
var (
	stepHeads  = pattern.CharsOf("那这一档的") // what the step is followed by
	stepWords  = pattern.Fields(`那一档 这一档 那个档 这个档 那档 这档 一档 档次 档 那个 那次 那笔 这个 那回`)
	awardWords = pattern.Fields(`营业收入奖励 营业收入奖 营收奖励 营收奖 奖励 奖金 奖`)
)

// reachedEarlier makes words that a sum was reached in an earlier year, right behind or before it, one
// word of that: 5亿三年前就过了, 前几年就有5亿了.
func (rd *reading) reachedEarlier() {
	if !slices.ContainsFunc(rd.f.run, func(r rune) bool { return r == '就' || r == '已' || r == '早' || r == '过' }) {
		return // one of alreadyWords, or 早 itself, or 过 is in all of them
	}
	for i := 0; i < len(rd.toks); i++ {
		if rd.toks[i].kind != quantity || rd.amounts[rd.toks[i].amount].kind != moneyAmount {
			continue
		}
		start := rd.toks[rd.pastOwner(i)-1].end
		n := wasReached(rd.f.run[start:], false)
		for k := max(0, rd.toks[i].start-longestReached); n == 0 && k < rd.toks[i].start; k++ {
			if m := wasReached(rd.f.run[k:rd.toks[i].start], true); k+m == rd.toks[i].start {
				start, n = k, m
			}
		}
		w := rd.reachedAt(i)
		if n == 0 || w == 0 {
			continue
		}
		from, to := rd.tokensIn(start, start+n)
		if from == to || rd.toks[from].start < start && from != i { // it begins within another word
			continue
		}
		if to == from+1 && rd.toks[from].kind == policyWord { // a phrase of the policy says it
			continue
		}
		rd.toks = slices.Replace(rd.toks, from, to, token{kind: policyWord, start: start, end: start + n, word: int(w) - 1, amount: -1})
		if from <= i {
			i -= to - from - 1
		}
	}
}

// pastOwner is the token that follows token i, past the word for whose it is: 50亿我们前几年就到过了.
func (rd *reading) pastOwner(i int) int {
	if i+2 < len(rd.toks) && rd.toks[i+1].kind == own && rd.toks[i+1].start == rd.toks[i].end && rd.toks[i+2].start == rd.toks[i+1].end {
		return i + 2
	}
	return i + 1
}

// tokensIn are the tokens that begin in a stretch of the text.
func (rd *reading) tokensIn(start, end int) (from, to int) {
	for from < len(rd.toks) && rd.toks[from].start < start {
		from++
	}
	for to = from; to < len(rd.toks) && rd.toks[to].start < end; to++ {
	}
	return from, to
}

// longestReached is how many characters the words that a sum was reached before have at most.
const longestReached = 12

// wasReached is how many characters at the beginning of a text say that something was reached in an
// earlier year: 三年前就过了, 2023年就到了, 前几年到过; before the sum, 就 alone will do. 0 for none.
func wasReached(run []rune, ahead bool) int {
	if len(run) < 2 || !pastHeads.Has(run[0]) {
		return 0
	}
	text := string(run[:min(len(run), longestReached+4)])
	rest, ok := pastTimes.Cut(text)
	if !ok {
		if rest, ok = cutYearsAgo(text); !ok {
			return 0
		}
	}
	early := rest != text && strings.HasPrefix(text, "早") || strings.HasPrefix(text, "老早")
	rest, already := alreadyWords.Cut(rest)
	rest, verb := reachedVerbs.Cut(rest)
	if once := !ahead && verb && strings.HasPrefix(rest, "过"); !verb && !(ahead && already) || !already && !early && !once {
		return 0
	}
	rest, ended := cutAny(rest, []string{"过了", "了", "过"})
	if next, _ := utf8.DecodeRuneInString(rest); !ahead && !ended && isHan(next) { // 去年就到位了
		return 0
	}
	return utf8.RuneCountInString(text) - utf8.RuneCountInString(rest)
}

// cutYearsAgo takes 三年前, 好几年前 or a year of the calendar off the beginning of a text.
func cutYearsAgo(s string) (string, bool) {
	rest := strings.TrimLeft(s, "0123456789一二两三四五六七八九十几好多")
	if rest == s || !strings.HasPrefix(rest, "年") {
		return s, false
	}
	n := len(s) - len(rest)
	rest = strings.TrimPrefix(rest, "年")
	if before, ok := cutAny(rest, []string{"以前", "之前", "前"}); ok {
		return before, true
	}
	return rest, n == 4 && s[0] == '2'
}

// Words for an earlier time and what they, or numbers of years, begin with, for that something was so already then, and for reaching.
var (
	pastHeads    = pattern.CharsOf("去上前大早以之此往老好几多0123456789一二两三四五六七八九十")
	pastTimes    = pattern.Fields(`去年底 去年 上年 前年 大前年 前几年 前两年 前些年 早几年 早些年 以前 之前 此前 往年 老早 早`)
	alreadyWords = pattern.Fields(`就已经 已经 就已 早就 早已 就 已`)
	reachedVerbs = pattern.Fields(`达到 超过 突破 做到 超 到 过 破 达 有 上`)
)

// reachedAt is 1 + the word that the sum at token i was reached before: of the subject that the words
// before it brought up last, else of the fact asked for, else of the first that has one; 0 for none.
func (rd *reading) reachedAt(i int) int32 {
	for j := i - 1; j >= max(0, i-2*reachOfWords); j-- {
		if g := rd.cue(j); g != 0 {
			return rd.reached[g]
		}
	}
	if rd.asked >= 0 && rd.group[rd.asked] != 0 {
		return rd.reached[rd.group[rd.asked]]
	}
	return slices.Max(rd.reached)
}

// stepAwardAt is 1 + the word for the award of a step that stands at token i: of the subject that the
// words before it brought up last, else of the first that has any; 0 for none.
func (rd *reading) stepAwardAt(i int) int32 {
	for j := i - 1; j >= max(0, i-2*reachOfWords); j-- {
		if g := rd.cue(j); g != 0 {
			return rd.stepAwards[g]
		}
	}
	return slices.Max(rd.stepAwards)
}

// partTotal begins a clause with the word that sums up amounts which stand right before it:
// 50万和100万一共150万.
func (rd *reading) partTotal() {
	for i := 1; i+1 < len(rd.toks); i++ {
		before, after := &rd.toks[i-1], &rd.toks[i+1]
		if before.kind != quantity || after.kind != quantity || before.end != rd.toks[i].start || !contains(totals, rd.word(i)) && rd.word(i) != "共" {
			continue
		}
		a, b := &rd.amounts[before.amount], &rd.amounts[after.amount]
		if a.kind == b.kind && (a.kind == moneyAmount || a.unit == b.unit) {
			rd.toks = slices.Insert(rd.toks, i, comma(rd.toks[i].start))
			i++
		}
	}
}

// isCutShort says whether a phrase for none (平台没有) goes on with what is denied, and so is none:
// 平台没有拿过补助; or a word for somebody with what makes it another: 投资方面.
func (rd *reading) isCutShort(w int32, end int) bool {
	e := &rd.lex.entries[w]
	if e.kind == stranger && end < len(rd.f.run) && e.surface[len(e.surface)-1] == '方' {
		return strings.ContainsRune("面式案向便法才", rd.f.run[end])
	}
	if len(e.surface) < 4 || len(e.refs) == 0 || end == len(rd.f.run) || e.surface[len(e.surface)-1] != '有' || e.surface[len(e.surface)-2] != '没' {
		return false
	}
	next := rd.f.run[end]
	return isHan(next) && !strings.ContainsRune("了的吧啊呢呀哦哈嘛建搞弄设办做", next)
}

// isOverNext says whether a name of the policy begins with the last character of a word that says
// that nobody knows: 没数字化车间 has no 没数.
func (rd *reading) isOverNext(w int32, end int) bool {
	if rd.lex.entries[w].kind != unsure || end == len(rd.f.run) {
		return false
	}
	next, last, ok := rd.lex.longest(rd.f, end-1)
	return ok && last > end && len(rd.lex.entries[next].refs) > 0
}

// shortYear is the year that one character right before an amount stands for: 采购今14亿，去12亿.
func (rd *reading) shortYear(i, at int) (int8, bool) {
	run := rd.f.run
	if i+1 != at {
		return 0, false
	}
	switch run[i] {
	case '今':
		return 0, i == 0 || !strings.ContainsRune("如至现当迄", run[i-1])
	case '去':
		return -1, (i == 0 || !strings.ContainsRune("减除扣出进回", run[i-1])) && slices.Contains(run[max(0, i-12):i], '今')
	}
	return 0, false
}

// isSpeaker says whether a place begins with who speaks in what was written down of a
// talk: Q：是否链主？A：是。
func isSpeaker(run []rune, i int) bool {
	if i+1 >= len(run) || run[i+1] != ':' || !strings.ContainsRune("qa问答甲乙", run[i]) {
		return false
	}
	return i == 0 || !isHan(run[i-1]) && !isLetter(run[i-1]) && !isDigit(run[i-1])
}

// isReported says whether 问 at a place tells what somebody asked: it begins a clause or stands right
// behind whoever asked.
func (rd *reading) isReported(i int) bool {
	run := rd.f.run
	if run[i] != '问' || i+1 < len(run) && strings.ContainsRune("题卷世候诊责过", run[i+1]) {
		return false
	}
	n := len(rd.toks)
	if i == 0 || !isHan(run[i-1]) {
		return true
	}
	if n == 0 || rd.toks[n-1].end != i {
		return false
	}
	k := rd.toks[n-1].kind
	return k == own || k == firm || k == client
}

// remark is where the brackets end that open at a place and hold nothing but a word that
// means nothing here: 智能工厂（省级）已获评; 0 for none.
func (rd *reading) remark(i int) int {
	run := rd.f.run
	if run[i] != '(' || i == 0 || !isHan(run[i-1]) || i+2 >= len(run) {
		return 0
	}
	w, end, ok := rd.lex.longest(rd.f, i+1)
	if !ok || end+1 >= len(run) || run[end] != ')' || !isHan(run[end+1]) {
		return 0
	}
	if e := &rd.lex.entries[w]; e.kind != plainWord || len(e.refs) > 0 || e.cues != 0 {
		return 0
	}
	return end + 1
}

// signsAsked is where the brackets end that open at a place and tell what may be answered: 是否链主
// 企业（是/否）; 0 for none.
func signsAsked(run []rune, i int) int {
	if run[i] != '(' {
		return 0
	}
	for _, s := range [...]string{"(是/否)", "(有/无)", "(是或否)", "(是、否)", "(y/n)", "(是否)"} {
		if strings.HasPrefix(string(run[i:min(len(run), i+5)]), s) {
			return i + len([]rune(s))
		}
	}
	return 0
}

// isEquation says whether a run goes on with a sum of several: 营收=4亿+2亿.
func isEquation(run []rune) bool {
	for _, r := range run[:min(len(run), 24)] {
		switch r {
		case '+', '=':
			return true
		case ',', ';', '。', '\n':
			return false
		}
	}
	return false
}

// labelBracket is where the bracket closes that opens at a place inside a label before a
// colon: 小巨人（首次）：是; 0 for none.
func labelBracket(run []rune, i int) int {
	if run[i] != '(' || i == 0 || !isHan(run[i-1]) {
		return 0
	}
	for j := i + 1; j < min(len(run), i+8); j++ {
		if run[j] == ')' {
			if j+1 < len(run) && run[j+1] == ':' && j > i+1 {
				return j
			}
			return 0
		}
		if !isHan(run[j]) {
			return 0
		}
	}
	return 0
}

// unitInBrackets makes the unit of a label a token of its clause: 营业收入（万元）.
func (rd *reading) unitInBrackets(i int) (end int, ok bool) {
	run := rd.f.run
	if run[i] != '(' || i+1 >= len(run) {
		return 0, false
	}
	w, end, ok := rd.lex.longest(rd.f, i+1)
	if !ok || rd.lex.entries[w].kind != unitWord || end >= len(run) || run[end] != ')' {
		return 0, false
	}
	rd.toks = append(rd.toks, token{kind: unitWord, start: i + 1, end: end, word: int(w), amount: -1})
	return end + 1, true
}

// shorter is the longest word from i that ends by at, where an amount begins.
func (rd *reading) shorter(i, at int) (word int32, end int, ok bool) {
	if at <= i {
		return 0, 0, false
	}
	cut := folded{run: rd.f.run[:at], key: rd.f.key[:at]}
	return rd.lex.longest(&cut, i)
}

// punctuation says what a mark ends.
func punctuation(run []rune, i int) (kind, int8, bool) {
	switch run[i] {
	case ',', ';', '(', ')', '[', ']', '{', '}', '~', '→', '-', '—', '–', '/', '·', '•', '+', '=', '&':
		return mark, endsClause, true
	case '、':
		return mark, endsItem, true
	case ' ':
		if i > 0 && i+1 < len(run) && (isLetter(run[i-1]) && (isLetter(run[i+1]) || isDigit(run[i+1])) || run[i-1] == ':' || run[i+1] == ':') {
			return 0, 0, false // revenue 12亿; 首次达到: 是
		}
		return mark, endsCell, true
	case '\t', '|':
		return mark, endsCell, true
	case '\n':
		return mark, endsLine, true
	case '。', '!', '.':
		return mark, endsSentence, true
	case '?':
		return mark, asksSentence, true
	case ':':
		return colon, 0, true
	}
	return 0, 0, false
}

// clause is a run of tokens between marks, with the kinds of its words.
type clause struct {
	from, to   int // tokens, to exclusive
	start, end int // characters, end exclusive
	kinds      uint64
	sep        int8 // the mark before it
}

func (c *clause) has(k kind) bool { return c.kinds&(1<<k) != 0 }

// sentence is a run of clauses that ends with a full stop, a question mark or a
// line.
type sentence struct {
	clauses []clause
	kinds   uint64
	asks    bool // it ends with a question mark or holds a word that asks
}

func (s *sentence) has(k kind) bool { return s.kinds&(1<<k) != 0 }

// sentences groups the tokens.
func (rd *reading) sentences() []sentence {
	out := make([]sentence, 0, 2)
	s := sentence{clauses: make([]clause, 0, 4)}
	c := clause{sep: endsSentence}
	for i := 0; i <= len(rd.toks); i++ {
		last := i == len(rd.toks)
		if !last && (rd.toks[i].kind != mark || rd.toks[i].arg == endsItem) {
			c.kinds |= 1 << rd.toks[i].kind
			if rd.toks[i].kind == colon { // 是否首次： is a label
				c.kinds &^= 1 << polarAsk
			}
			continue
		}
		c.to, c.end = i, len(rd.f.run)
		next := c.end
		if !last {
			c.end, next = rd.toks[i].start, rd.toks[i].end
			if c.to > c.from && rd.toks[i].arg == endsCell && rd.toks[c.from].kind == polarAsk {
				c.kinds &^= 1 << polarAsk
			}
		}
		if !last && rd.toks[i].arg == asksSentence && !(len(s.clauses) == 0 && rd.isPlain(&c)) {
			c.kinds |= 1 << polarAsk
		}
		if rd.isReturned(&c) || rd.isEither(&c) || rd.asksByWhom(&c) || rd.asksHowMany(&c) {
			c.kinds |= 1 << ask
		}
		if c.to > c.from {
			s.clauses = append(s.clauses, c)
			s.kinds |= c.kinds
		}
		sep := endsSentence
		if !last {
			sep = rd.toks[i].arg
		}
		s.asks = s.asks || sep == asksSentence && !(len(s.clauses) == 1 && rd.isPlain(&s.clauses[0]))
		if last || sep >= endsLine {
			s.asks = s.asks || s.has(ask) || s.has(polarAsk)
			if len(s.clauses) > 0 {
				if rd.isProvision(&s) {
					s.kinds |= 1 << grant
				}
				out = append(out, s)
			}
			s = sentence{}
		}
		c = clause{from: i + 1, sep: sep, start: next}
	}
	return out
}

// isPlain says whether a clause is nothing but words that say nothing: 您好在吗？
func (rd *reading) isPlain(c *clause) bool {
	return c.to > c.from && c.kinds&^(1<<plainWord|1<<mark) == 0 && rd.residue(c.start, c.end) == 0
}

// isProvision says whether a sentence is the policy's own: 对…的企业，…给予….
func (rd *reading) isProvision(s *sentence) bool {
	if s.has(own) || s.has(client) || !s.has(quantity) {
		return false
	}
	for k := range s.clauses {
		c := &s.clauses[k]
		for i := c.start; i < min(c.end, c.start+8); i++ {
			if rd.f.run[i] == '对' && !strings.HasPrefix(rd.f.words(i+1, min(i+2, c.end)), "了") && (i == c.start || !isHan(rd.f.run[i-1]) || rd.f.run[i-1] == '说' || rd.f.run[i-1] == '是') {
				return rd.grants(i, s.clauses[len(s.clauses)-1].end)
			}
		}
	}
	return false
}

// grants says whether a run goes on with whom it is for and what is given: 企业…给.
func (rd *reading) grants(from, to int) bool {
	said := rd.f.words(from, min(to, from+160))
	at := strings.Index(said, "企业")
	return at > 0 && givings.In(said[at:])
}

// givings are words with which the policy gives.
var givings = pattern.Fields(`给 奖 补助 一次性`)

// divideList makes a clause of each item of a long list that gives a figure by its name, so that
// no item reaches into another: 链主、营收6亿、获评智能工厂、保费48万.
func (rd *reading) divideList() {
	for from := 0; from < len(rd.toks); {
		var ends []int // of the items
		to := from
		for ; to < len(rd.toks) && (rd.toks[to].kind != mark || rd.toks[to].arg == endsItem); to++ {
			if rd.toks[to].kind == mark {
				ends = append(ends, to)
			}
		}
		if len(ends) > 1 {
			left := rd.figureIn(from, ends[0])
			for k, at := range ends {
				next := to
				if k+1 < len(ends) {
					next = ends[k+1]
				}
				right := rd.figureIn(at+1, next)
				if left == namedFigure && right != bareFigure || right == namedFigure && left != bareFigure {
					rd.toks[at].arg = endsClause
				}
				left = right
			}
		}
		from = to + 1
	}
}

// What an item of a list gives: no figure, one by its name, one without.
const (
	noFigure = iota
	namedFigure
	bareFigure
)

// figureIn says what a run of tokens gives.
func (rd *reading) figureIn(from, to int) int {
	given := noFigure
	for i := from; i < to; i++ {
		if t := &rd.toks[i]; t.kind == quantity && rd.amounts[t.amount].kind != otherAmount {
			given = max(given, bareFigure)
		}
	}
	for i := from; i < to && given == bareFigure; i++ {
		if t := &rd.toks[i]; t.kind == policyWord && slices.ContainsFunc(rd.lex.entries[t.word].refs, func(x ref) bool {
			return x.role == roleName || x.role == roleLabel
		}) {
			return namedFigure
		}
	}
	return given
}

// closesItem says whether token i is the mark behind an item of a list that is a name and its
// sign, which reaches no other item: 链主否、小巨人首次.
func (rd *reading) closesItem(i int) bool {
	if t := &rd.toks[i]; t.kind != mark || t.arg != endsItem || i < 2 {
		return false
	}
	sign, name := &rd.toks[i-1], &rd.toks[i-2]
	return (sign.kind == negation || sign.kind == affirmation) && name.kind == policyWord && name.end == sign.start && sign.end == rd.toks[i].start
}

// isTopicMark says whether token i is 嘛 after a topic, and so asks nothing:
// 数字化车间嘛，没评上.
func (rd *reading) isTopicMark(i int) bool {
	if rd.toks[i].kind != polarAsk || rd.word(i) != "嘛" {
		return false
	}
	if i+1 >= len(rd.toks) {
		return rd.saysOwnAmount(i)
	}
	next := &rd.toks[i+1]
	return next.kind != mark || next.arg == endsClause || next.arg == endsCell
}

// saysOwnAmount says whether an amount is told of the speaker or of a year before token i, and
// nothing is asked: 我们今年认定了三个首台套嘛.
func (rd *reading) saysOwnAmount(i int) bool {
	told, whose := false, false
	for j := i - 1; j >= max(0, i-reachOfWords) && rd.toks[j].kind != mark; j-- {
		switch rd.toks[j].kind {
		case quantity:
			told = true
		case own, year:
			whose = true
		case ask, polarAsk, benefit, requirement:
			return false
		}
	}
	return told && whose
}

// isEither says whether a clause puts two amounts of a kind to choose from: 是100万还是500万.
func (rd *reading) isEither(c *clause) bool {
	if !c.has(choiceAsk) || c.has(unsure) || rd.asked >= 0 {
		return false
	}
	for i := c.from + 1; i+1 < c.to; i++ {
		if rd.toks[i].kind != choiceAsk || rd.word(i) != "还是" || rd.toks[i-1].kind != quantity || rd.toks[i+1].kind != quantity {
			continue
		}
		if rd.amounts[rd.toks[i-1].amount].kind == rd.amounts[rd.toks[i+1].amount].kind {
			return true
		}
	}
	return false
}

// asksByWhom says whether a clause asks which of two bodies or levels of government does something, and so
// says of nothing that the speaker has it: 链主是区里定的还是市里定的.
func (rd *reading) asksByWhom(c *clause) bool {
	if !c.has(choiceAsk) || c.has(own) || c.has(client) {
		return false
	}
	before, after, found := strings.Cut(rd.f.words(c.start, c.end), "还是")
	return found && bodies.In(before) && bodies.Begin(strings.TrimLeft(after, "由是归被得要该让"))
}

// bodies are levels and offices of government, by which something is done or given.
var bodies = pattern.Fields(`市里 市级 市政府 市本级 市局 市经信 市科技 市财政 市发改 区里 区级 区县 区政府 区局 区经信 县里 县级 省里 省级 省厅 省经信 省政府 省科技 国家 中央 部里 工信部 发改委 科技部 科技局 经信局 经信厅 财政局 财政部 商务局 政府 省 市 区 县`)

// asksHowMany says whether a clause asks with 几 how much an award is: 营收奖励到底几百万. What was got in some
// such sum is told (领过几十万), and so is what was asked for.
func (rd *reading) asksHowMany(c *clause) bool {
	last := c.to - 1
	for last > c.from && (rd.toks[last].kind == polarAsk || rd.toks[last].kind == plainWord) {
		last--
	}
	if last <= c.from || rd.toks[last].kind != quantity || !rd.isSome(&rd.amounts[rd.toks[last].amount]) || c.has(hedge) || c.has(correction) {
		return false
	}
	if c.has(year) && !c.has(polarAsk) || rd.word(c.to-1) == "吧" {
		return false
	}
	said := rd.f.words(c.start, c.end)
	if tellsGot(said) || alreadyGot.In(said) {
		return false
	}
	for i := c.from; i < last; i++ {
		if f := rd.awardAt(i); f >= 0 {
			return f != rd.asked || rd.isKnown(f)
		}
	}
	return false
}

// awardAt is the fact of what was got of an award that token i names, in whatever place; -1 for none.
func (rd *reading) awardAt(i int) int {
	if rd.toks[i].word >= 0 && strings.ContainsAny(rd.word(i), "奖补") {
		for _, x := range rd.lex.entries[rd.toks[i].word].refs {
			if rd.isGot(int(x.fact)) {
				return int(x.fact)
			}
		}
	}
	return -1
}

// isSome says whether an amount is written with 几 alone: 几百万.
func (rd *reading) isSome(a *amount) bool {
	return a.vague && a.kind == moneyAmount && rd.f.run[a.start] == '几' && (a.start == 0 || !strings.ContainsRune("大好", rd.f.run[a.start-1]))
}

// isSure says whether a clause puts what is given to be confirmed: 还能补70%吧.
func (rd *reading) isSure(c *clause) bool {
	last := c.to - 1
	if last <= c.from || last >= len(rd.toks) || rd.word(last) != "吧" || !c.has(benefit) || rd.asked >= 0 {
		return false
	}
	return strings.ContainsAny(rd.f.words(c.start, c.end), "能可该会有")
}

// isReturned says whether a clause only asks what of the thing it names: 链主呢？ 智能工厂的呢？
func (rd *reading) isReturned(c *clause) bool {
	last := c.to - 1
	if last <= c.from || last >= len(rd.toks) || rd.word(last) != "呢" || c.has(supposition) || c.has(negation) {
		return false
	}
	at := last - 1
	for at > c.from && rd.toks[at].kind != policyWord && rd.toks[at].kind != quantity {
		at--
	}
	t := &rd.toks[at]
	between := rd.f.words(t.end, rd.toks[last].start)
	if strings.HasPrefix(between, "的") && c.has(affirmation) { // 我们是新材料的呢
		return false
	}
	return (between == "" || slices.Contains(thisMatter, between)) && (t.kind == policyWord || t.kind == quantity && rd.amounts[t.amount].isOrdinal)
}

// thisMatter are words that point at what is named before them: 智能工厂那块呢.
var thisMatter = strings.Fields(`的 的话 的那个 的那块 的这块 这块 那块 这一块 那一块 那块钱 这笔 那笔 那笔钱 这项 那项 这个 那个 这边 那边 方面 这部分 那部分 的钱 的事 的事情`)

// residue is the number of characters between two places of the plain text that
// belong to no token.
func (rd *reading) residue(from, to int) int {
	if from >= to {
		return 0
	}
	return int(rd.loose[to] - rd.loose[from])
}
