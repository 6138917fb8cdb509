package nlu

import (
	"slices"
	"strings"

	"suance/calc/fact"
)

// reading is one text on its way to an Understanding.
type reading struct {
	*Reader
	ctx     Context
	asked   int // the fact asked for; -1 for none
	f       *folded
	amounts []amount
	toks    []token
	loose   []int32 // loose[i]: characters before place i that belong to no token

	// What earlier words of the text leave behind.
	subject   int    // the group last brought up
	spoken    int    // the group of the fact that the clause gave an amount
	thisYear  bool   // this year is spoken of
	heading   int    // the group of the clause before, if that said nothing of it
	cues      uint64 // all groups that the text brings up
	unit      string // that the label just named has in its brackets
	allUnit   string // that the text gives all its sums: 单位：万元
	foreign   bool   // the clause before ended with the name of a sum that is no fact
	heard     int    // the fact that the clause before named without an amount; -1 for none
	hedging   bool   // a clause that was nothing but a hedge
	open      bool   // nothing but those names stood in their clause
	awarded   bool   // an award was named with them
	queried   bool   // that clause only asked whether they hold
	about     []int  // the facts that the sentence names
	query     query
	claims    []claim    // the yes/no facts last named
	phrase    claim      // the phrase last read that states one by itself
	claimed   bool       // the clause before stated a yes
	left      yearBefore // the year that the clause before named
	theirs    int        // the fact that somebody else's sum was first named for; -1 for none
	retold    int        // the fact of which the sentence names the known value to put another in its place; -1 for none
	contrast  int        // the fact that the sentence takes a known value back of; -1 for none
	carrySum  *sentence  // where it was named
	carry     int        // the fact last named; -1 for none
	supposed  bool       // a supposition reaches here
	orderEnd  int        // where the brackets around it end; 0 for none
	ordered   bool       // an order to the program reaches here
	lastFrom  int        // where the clause before began
	lone      int        // the word of an option that was all of a clause; -1 for none
	planned   bool       // a plan for next year reaches the end of the clause
	ahead     bool       // and its beginning
	vaguely   bool       // that plan named nothing of the policy
	strange   bool       // somebody else is spoken of
	elsewhere bool       // and not only the place where the speaker is
	owned     bool       // the speaker's own enterprise was named in this sentence
	parted    bool       // the clause gives the parts of a sum one by one
	fixedAt   int        // what was said before the correction
	corrected bool       // a correction was announced
	sum       *sentence
	clause    *clause
	rest      []clause // the clauses of the sentence after this one

	said       []statement
	before     int             // what was said before this sentence
	clauseFrom int             // what was said before this clause
	paired     map[int]pairing // amounts that go with names or years one by one
	names      int             // how many amounts or choices the clause names
	answered   bool            // the fact asked for was answered by a bare word
	signs      []Quantity      // those words, if they are yes or no
	contrasts  bool            // 不是12亿 was said
	denied     denied          // the options denied so far
	refused    int             // 1 + the choice of which an option was denied; 0 for none
}

// statement is one thing that a text says of a fact.
type statement struct {
	fact      int
	value     fact.Value
	span      Span
	why       Why // understood in part only; value is then the range, if known
	confirm   bool
	supposed  bool
	corrects  bool
	withdrawn bool // 不是12亿
	year      int  // relative (0, -1, -2) or absolute
	hasYear   bool
	unnamed   bool // said of somebody whose name is not known
	owned     bool // said of the speaker's own enterprise
	milestone bool // 首次突破5亿
	instead   bool // said to be the whole, the part that counts, or how it is now
	bare      bool // a name alone, which a question turns into its subject
}

// Read understands a text.
func (r *Reader) Read(text string, ctx Context) Understanding {
	has := formOf(text)
	t := uncontrol(text, has)
	if t == nil {
		t = untick(text, has)
	}
	if t == nil {
		t = untable(text, has)
	}
	if t != nil {
		u := r.read(string(t.run), ctx)
		t.restore(&u)
		r.dates(text, ctx, &u)
		return u
	}
	u := r.read(text, ctx)
	r.dates(text, ctx, &u)
	return u
}

// read understands a text that is no table.
func (r *Reader) read(text string, ctx Context) Understanding {
	rd := &reading{Reader: r, ctx: ctx, asked: -1, f: fold(text), carry: -1, contrast: -1, retold: -1, heard: -1, theirs: -1, phrase: claim{tok: -1}}
	if i, ok := r.schema.Index(ctx.Asking); ok {
		rd.asked = i
	}
	u := Understanding{Quantities: Quantities(text)}
	rd.amounts = rd.readAmounts(u.Quantities)
	n := len(rd.f.run)
	rd.loose = make([]int32, n+1)
	rd.toks = make([]token, 0, min(n, 24+n/2))
	rd.said = make([]statement, 0, 8)
	if intent, ok := rd.command(); ok {
		u.Intent = intent
		return u
	}
	rd.scan()
	rd.punctuate()
	rd.asksFor()
	rd.reword()
	for i := range rd.toks {
		if w := rd.toks[i].word; w >= 0 {
			rd.cues |= rd.lex.entries[w].cues
			if rd.toks[i].kind == unitWord && (strings.HasPrefix(rd.word(i), "单位") || i > 0 && isColumn(rd.word(i-1))) {
				rd.allUnit = rd.word(i)
			}
			rd.thisYear = rd.thisYear || rd.toks[i].kind == year && rd.toks[i].arg == 0
		} else if k := rd.toks[i].amount; k >= 0 {
			rd.cues |= rd.unitCues[rd.amounts[k].unit]
		}
	}
	ss := rd.sentences()
	for i := range ss {
		rd.sentence(&ss[i])
	}
	rd.settle(&u)
	if len(rd.signs) > 0 {
		u.Quantities = append(u.Quantities, rd.signs...)
		slices.SortStableFunc(u.Quantities, func(a, b Quantity) int { return a.Span.Start - b.Span.Start })
	}
	u.Intent = rd.intent(ss, &u)
	return u
}

// isColumn says whether a word heads a column of sums.
func isColumn(w string) bool { return w == "金额" || w == "数额" || w == "数值" }

// asksFor makes 企业咨询： a word for whom the consultation is about.
func (rd *reading) asksFor() {
	for i := 0; i+1 < len(rd.toks); i++ {
		if k := rd.toks[i].kind; (k == ask || k == polarAsk) && rd.isHeading(i) && i+2 < len(rd.toks) {
			rd.toks[i+1].kind, rd.toks[i+1].arg, rd.toks[i+1].word = mark, endsClause, -1 // 能拿多少：新材料，营收6亿
		}
		if rd.toks[i].kind == inquiry {
			rd.endsRequest(i)
		}
		if rd.toks[i].kind == firm && rd.isHeading(i) { // 我想问A企业：
			for j := i - 1; j >= max(0, i-4) && rd.toks[j].kind != mark; j-- {
				if rd.toks[j].kind == inquiry {
					rd.toks[i].kind, rd.toks[j].kind = client, plainWord
				}
			}
		}
		if rd.toks[i].kind == inquiry && rd.isHeading(i) {
			rd.toks[i].kind = client
		}
	}
}

// reword takes words for what they are beside others: 什么 after 没有 asks nothing
// (没买什么保险), and what is so unless one errs is a hedge (如果没记错的话).
func (rd *reading) reword() {
	denied, erring := -1, false
	for i := range rd.toks {
		t := &rd.toks[i]
		switch t.kind {
		case negation:
			denied = i
		case ask:
			if w := rd.word(i); denied >= 0 && (w == "什么" || w == "啥") && rd.namesNext(i) {
				t.kind = plainWord
			}
		case supposition:
			if erring = rd.mayErr(t.end); erring {
				t.kind = hedge
			}
		case correction:
			if erring {
				t.kind = plainWord
			}
		case choiceAsk:
			if rd.word(i) == "还是" && i > 0 && (rd.toks[i-1].kind == present || rd.toks[i-1].kind == year) && (i+1 == len(rd.toks) || rd.toks[i+1].kind == mark) {
				t.kind = affirmation // 现在还是
			} else if rd.word(i) == "还是" && rd.opensClause(i) {
				t.kind = plainWord // 还是按6亿算
			}
		case stranger:
			if rd.isOurselves(i) { // 我们是整车企业的供应商
				t.kind = firm
			}
		case own:
			if strings.HasSuffix(rd.word(i), "集团") && containsAny(string(rd.f.run[t.end:min(len(rd.f.run), t.end+12)]), merged) {
				t.kind = stranger // 我们集团营收合并50亿
			}
		case part:
			if strings.HasSuffix(rd.word(i), "里有") && (i+1 == len(rd.toks) || rd.toks[i+1].kind != quantity) {
				t.kind = affirmation // 名单里有我们
			}
		case unsaid:
			if i+1 < len(rd.toks) && rd.toks[i+1].kind == negation { // 没说不是
				t.kind = negation
			}
		case conditional:
			if erring || rd.raisesTopic(i) {
				t.kind = plainWord
			}
			erring = false
		case hedge:
			if rd.word(i) == "吧" && rd.raisesTopic(i) && i+1 < len(rd.toks) && rd.toks[i+1].kind != mark {
				t.kind = plainWord // 首台套吧我们有三个
			}
		case policyWord:
			if denied >= 0 && !rd.isVerbal(i) {
				denied = -1
			}
		case affirmation:
			if w := rd.word(i); (w == "嗯" || w == "恩") && i+1 < len(rd.toks) && rd.toks[i+1].start == t.end && rd.toks[i+1].kind == policyWord {
				t.kind = plainWord // 嗯首次认定小巨人否
			}
		case plainWord, year, firm, bound:
		default:
			denied, erring = -1, erring && t.kind != quantity
		}
	}
}

// opensClause says whether nothing that could be chosen stands in the clause before token i.
func (rd *reading) opensClause(i int) bool {
	for j := i - 1; j >= max(0, i-4) && rd.toks[j].kind != mark; j-- {
		if k := rd.toks[j].kind; k != plainWord && k != own {
			return false
		}
	}
	return i == 0 || i < 4 || rd.residue(rd.toks[max(0, i-4)].end, rd.toks[i].start) <= 4
}

// raisesTopic says whether nothing but a name stands in the clause before token i, so that
// a particle there supposes nothing: 营收的话大概是七亿.
func (rd *reading) raisesTopic(i int) bool {
	if i == 0 || rd.toks[i-1].kind != policyWord && rd.toks[i-1].kind != year || rd.toks[i-1].end != rd.toks[i].start || i+1 == len(rd.toks) {
		return false
	}
	for j := i - 1; j >= max(0, i-4) && rd.toks[j].kind != mark; j-- {
		if k := rd.toks[j].kind; k != policyWord && k != plainWord && k != own && k != year {
			return false
		}
	}
	return true
}

// merged are words for the sums of a group.
var merged = strings.Fields(`合并 并表`)

// isOurselves says whether a word for others is what the speaker says to be.
func (rd *reading) isOurselves(i int) bool {
	is := false
	for j := i - 1; j >= max(0, i-6) && rd.toks[j].kind != mark; j-- {
		switch t := &rd.toks[j]; {
		case t.kind == affirmation && strings.HasSuffix(rd.word(j), "是"):
			is = rd.f.run[rd.toks[i].start-1] == '的'
		case t.kind == own:
			return is
		}
	}
	return false
}

// namesNext says whether a word of the policy stands right after token i.
func (rd *reading) namesNext(i int) bool {
	return i+1 < len(rd.toks) && rd.toks[i+1].word >= 0 && (rd.toks[i+1].kind == policyWord || rd.lex.entries[rd.toks[i+1].word].cues != 0) && rd.residue(rd.toks[i].end, rd.toks[i+1].start) <= 4
}

// isVerbal says whether token i is a word of the policy that names nothing by itself: 拿过.
func (rd *reading) isVerbal(i int) bool {
	for _, x := range rd.lex.entries[rd.toks[i].word].refs {
		if x.role != roleWeak {
			return false
		}
	}
	return true
}

// mayErr says whether a clause goes on from a place with what rules out an error:
// 没记错, 数据没问题.
func (rd *reading) mayErr(at int) bool {
	run := rd.f.run[at:min(at+12, len(rd.f.run))]
	denied := false
	for k, r := range run {
		switch r {
		case '没', '无', '不':
			denied = true
		case '错', '误':
			return denied
		case '问':
			if denied && k+1 < len(run) && run[k+1] == '题' {
				return true
			}
		case ',', '。', '?', '!', ';', '\n':
			return false
		}
	}
	return false
}

// endsRequest ends the clause of a request at the colon before what is told: 帮我看看这家：
// 整车，产能12万.
func (rd *reading) endsRequest(i int) {
	for j := i + 1; j < min(len(rd.toks)-1, i+5); j++ {
		switch t := &rd.toks[j]; {
		case t.kind == colon && j > i+1:
			t.kind, t.arg, t.word = mark, endsClause, -1
			return
		case t.kind != plainWord:
			return
		}
	}
}

// sentence reads the clauses of a sentence in their order.
func (rd *reading) sentence(s *sentence) {
	rd.sum = s
	rd.supposed, rd.planned, rd.strange, rd.elsewhere, rd.owned, rd.ordered = false, false, false, false, s.has(client), false
	rd.before = len(rd.said)
	rd.lone = -1
	rd.contrast = rd.contrastOf(s)
	rd.retold = rd.retoldOf(s)
	for i := range s.clauses {
		rd.clause, rd.rest = &s.clauses[i], s.clauses[i+1:]
		rd.readClause()
	}
	rd.readLone()
	rd.answersItself(s)
	if s.asks {
		rd.dropSubject(rd.before)
	}
}

// query is a sentence that asks of facts, which the next may answer.
type query struct {
	asked *sentence
	facts []int
}

// answersItself takes what a sentence asks for no question where the next one answers it:
// 有没有智能工厂？有。
func (rd *reading) answersItself(s *sentence) {
	for _, st := range rd.said[rd.before:min(len(rd.said), rd.before+reachOfWords)] {
		if rd.query.asked != nil && slices.Contains(rd.query.facts, st.fact) {
			rd.query.asked.asks = false
		}
	}
	rd.query = query{}
	if s.asks && !s.has(benefit) && !s.has(requirement) && !s.has(supposition) && len(rd.said) == rd.before && rd.asksValue(s) {
		rd.query = query{s, rd.about}
	}
	rd.about = nil
}

// asksValue says whether a sentence asks for nothing but a value or a yes: 营收多少？
func (rd *reading) asksValue(s *sentence) bool {
	if len(s.clauses) > 2 {
		return false
	}
	for k := range s.clauses {
		for i := s.clauses[k].from; i < min(s.clauses[k].to, s.clauses[k].from+reachOfWords); i++ {
			if rd.toks[i].kind == ask && !strings.Contains("多少 几 多少钱 多大 哪个 哪年", rd.word(i)) {
				return false
			}
		}
	}
	return true
}

// dropSubject drops what a question names only to ask about it: 智能工厂，补多少？
func (rd *reading) dropSubject(first int) {
	for _, s := range rd.said[first:] {
		if !s.bare || s.supposed {
			return
		}
	}
	if !rd.owned && len(rd.sum.clauses) < 3 {
		rd.said = rd.said[:first]
	}
}

// readClause reads one clause: scope first, then amounts, yes and no, options.
func (rd *reading) readClause() {
	c := rd.clause
	if rd.ordered && rd.orderEnd > 0 && c.start > rd.orderEnd {
		rd.ordered = false
	}
	if c.has(order) {
		rd.orderEnd = rd.bracketEnd(c)
	}
	if rd.ordered = rd.ordered || c.has(order); rd.ordered {
		return
	}
	if rd.wonders(c) {
		rd.sum.kinds |= 1 << supposition
		rd.supposed = true
	}
	if c.has(supposition) || c.has(conditional) {
		rd.supposed = true
	}
	if c.has(present) || (c.has(year) && !c.has(nextYear)) || rd.isSo(c) || rd.isOwnStart(c) {
		rd.planned = false
	}
	rd.ahead = rd.planned
	if c.has(nextYear) {
		rd.planned = true
	}
	if c.has(correction) || rd.isNo(c) {
		rd.corrected, rd.fixedAt = true, len(rd.said)
	}
	rd.clauseFrom, rd.parted = len(rd.said), false
	m := rd.mentions(c)
	rd.names = len(m)
	rd.pair(c, m)
	if c.has(grant) || rd.sum.has(grant) && !c.has(own) {
		return
	}
	rd.readAmountsOf(c, m)
	if rd.sum.asks && len(rd.about) < 8 {
		for _, x := range m[:min(len(m), 8)] {
			rd.about = append(rd.about, x.fact)
		}
	}
	rd.readZero(c, m)
	rd.readWhole(c)
	rd.readYesNo(c)
	if rd.sum.asks && len(rd.about) < 8 && len(rd.claims) > 0 && rd.claims[0].tok >= c.from {
		rd.about = append(rd.about, rd.claims[0].fact, rd.claims[len(rd.claims)-1].fact)
	}
	if !rd.readNoneOf(c) {
		rd.readOptions(c, m)
	}
	if rd.isLone(c) {
		rd.lone = c.from
	}
	rd.readNothing(c)
	rd.readSame(c)
	rd.readFirstOf(c)
	rd.readBare(c)
	rd.readRetraction(c, m)
	rd.readPending(c, m)
	rd.follow(c, m)
	if c.has(conditional) && !c.has(supposition) {
		rd.supposed = false
	}
}

// isOwnStart says whether a clause begins with the speaker and goes on about something of
// its own, so that no plan before it reaches there: 明年计划…；我们已获….
func (rd *reading) isOwnStart(c *clause) bool {
	return rd.toks[c.from].kind == own && c.has(policyWord) && !c.has(plan) && !c.has(nextYear) && !c.has(reach)
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

// isSo says whether a clause says of what it names whether it is so, and so ends the reach
// of a plan before it: 明年才评智能工厂，数字化车间已经有了.
func (rd *reading) isSo(c *clause) bool {
	return c.has(policyWord) && (c.has(affirmation) || c.has(negation)) && !c.has(quantity) && !c.has(plan) && !c.has(nextYear)
}

// wonders says whether a clause asks what would be with one thing more: 再加一个数字化车间呢.
func (rd *reading) wonders(c *clause) bool {
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

// isNo says whether a clause is nothing but a no that takes back what was said or
// is known of the fact asked for: 1.2亿，不，1.3亿.
func (rd *reading) isNo(c *clause) bool {
	if c.to-c.from != 1 || !c.has(negation) {
		return false
	}
	switch rd.word(c.from) {
	case "不":
		return len(rd.said) > 0
	case "不是":
		return rd.asked >= 0 && rd.isKnown(rd.asked)
	}
	return false
}

// follow moves the subject and the speaker on to the next clause.
func (rd *reading) follow(c *clause, m []mention) {
	rd.awarded = c.has(benefit) && len(rd.claims) > 0 && rd.claims[0].tok >= c.from
	rd.open = rd.open && len(rd.claims) > 0 && rd.claims[0].tok >= c.from
	rd.queried = c.has(polarAsk) && c.kinds&(1<<benefit|1<<ask|1<<requirement|1<<quantity) == 0 && len(rd.claims) > 0 && rd.claims[0].tok >= c.from && rd.residue(c.start, c.end) <= 2
	rd.hedging = c.has(hedge) && !c.has(quantity) && !c.has(policyWord) && rd.word(c.to-1) != "吧"
	rd.heading, rd.heard, rd.lastFrom = 0, -1, c.from
	if c.to == c.from+1 && rd.toks[c.from].kind == unitWord && rd.carry >= 0 {
		rd.unit = rd.word(c.from) // 年营业收入\n（万元）\n125600
	} else if n := len(m); n > 0 {
		rd.unit = rd.unitAfter(m[n-1].tok, c)
	}
	rd.claimed = false
	for _, s := range rd.said[rd.clauseFrom:] {
		rd.claimed = rd.claimed || s.fact >= 0 && s.value == fact.Bool(true) && rd.schema.Spec(s.fact).Type == fact.YesNo
	}
	if n := len(m); n > 0 && !m[n-1].used && !m[n-1].loose && (!c.has(quantity) || rd.countsTimes(c) || rd.countsOnly(c, m[n-1].fact)) && !c.has(otherSum) && !rd.isLikened(c) {
		rd.carry, rd.carrySum, rd.heard = m[n-1].fact, rd.sum, m[n-1].fact
	}
	for i := c.from; i < c.to; i++ {
		if g := rd.cue(i); g != 0 {
			rd.subject = g
			if !c.has(quantity) && !rd.statesInClause() {
				rd.heading = g
			}
		}
		rd.speaker(i)
	}
	rd.foreign = !c.has(quantity) && rd.toks[c.to-1].kind == otherSum
	rd.left = rd.yearLeft(c)
	if c.has(nextYear) || !rd.planned {
		rd.vaguely = rd.planned && !c.has(policyWord) && !c.has(quantity)
	}
	if rd.theirs = -1; rd.strange && len(m) > 0 {
		rd.theirs = m[0].fact
	}
	if rd.spoken != 0 {
		rd.subject, rd.spoken = rd.spoken, 0
	}
}

// isLikened says whether a clause names something only to say that another is the same:
// 跟产能一样.
func (rd *reading) isLikened(c *clause) bool {
	return c.end-c.start <= 12 && containsAny(string(rd.f.run[c.start:c.end]), likened)
}

var likened = strings.Fields(`一样 相同 一致`)

// countsTimes says whether all that a clause counts is how often something was got: 拿过两笔.
func (rd *reading) countsTimes(c *clause) bool {
	for i := c.from; i < c.to; i++ {
		if rd.toks[i].kind == quantity && !strings.Contains("笔次回期批份年", rd.amounts[rd.toks[i].amount].unit) {
			return false
		}
	}
	return true
}

// countsOnly says whether a clause that names a sum only counts things: 首台套卖了3台.
func (rd *reading) countsOnly(c *clause, f int) bool {
	for i := c.from; i < c.to; i++ {
		if rd.toks[i].kind == quantity && rd.amounts[rd.toks[i].amount].kind != countAmount {
			return false
		}
	}
	return rd.schema.Spec(f).Type == fact.Money
}

// unitAfter is the unit that the label at token i has in its brackets; empty for none.
func (rd *reading) unitAfter(i int, c *clause) string {
	for j := i + 1; j < c.to; j++ {
		if rd.toks[j].kind == unitWord {
			return rd.word(j)
		}
	}
	return ""
}

// speaker follows whose enterprise is spoken of.
func (rd *reading) speaker(i int) {
	switch {
	case rd.isOwnWord(i):
		rd.strange, rd.owned, rd.elsewhere = false, true, false
	case rd.isStrangeWord(i):
		rd.strange = true
		rd.elsewhere = rd.elsewhere || !isPlace(rd.word(i))
	}
}

// isOwnWord says whether token i names the enterprise that the text is about: the
// speaker's, the one asked for, the one that a colon follows (某某公司：).
func (rd *reading) isOwnWord(i int) bool {
	switch k := rd.toks[i].kind; {
	case k == own: // 我们想问 is the asker, not the enterprise
		return i+1 >= len(rd.toks) || rd.toks[i+1].kind != inquiry
	case k == client:
		return true
	case k == stranger:
		return rd.isHeading(i)
	}
	return false
}

func (rd *reading) isStrangeWord(i int) bool {
	return rd.toks[i].kind == stranger && !rd.sum.has(client) && !rd.isHeading(i)
}

// isHeading says whether a colon follows token i.
func (rd *reading) isHeading(i int) bool {
	return i+1 < len(rd.toks) && rd.toks[i+1].kind == colon && rd.toks[i].end == rd.toks[i+1].start
}

// isStrange says whether the words before token i speak of somebody else.
func (rd *reading) isStrange(i int) bool {
	strange := rd.strange
	for j := rd.near(i); j < i; j++ {
		strange = (strange || rd.isStrangeWord(j)) && !rd.isOwnWord(j)
	}
	return strange
}

// isOwn says whether the sentence names the speaker's enterprise before token i.
func (rd *reading) isOwn(i int) bool {
	if rd.owned {
		return true
	}
	for j := rd.near(i); j < i; j++ {
		if rd.isOwnWord(j) {
			return true
		}
	}
	return false
}

// cue is a group that token i brings up; 0 for none.
func (rd *reading) cue(i int) int {
	t := &rd.toks[i]
	if t.word < 0 {
		return 0
	}
	cues := rd.lex.entries[t.word].cues
	if cues == 0 {
		return 0
	}
	if cues&(1<<rd.subject) != 0 {
		return rd.subject
	}
	g := 1
	for cues>>g&1 == 0 {
		g++
	}
	return g
}

// say adds a statement unless its words reach nothing: plans and other people.
func (rd *reading) say(s statement, i int) {
	switch {
	case rd.isStrange(i) && !(s.fact >= 0 && rd.isApart(i, s.fact)):
		return
	case rd.supposed:
		s.supposed = true
	case rd.isPlanned(i), rd.clause.has(unsaid) && rd.isUnsaid(i):
		return
	}
	s.confirm = s.confirm || rd.hedged(i) || rd.ahead
	s.corrects = s.corrects || rd.corrected
	c := rd.clause
	s.owned, s.unnamed = c.has(own), !c.has(own) && rd.residue(c.start, min(c.start+2, c.end)) == 2
	rd.said = append(rd.said, s)
}

// isPlanned says whether a plan reaches token i: one of an earlier clause about something
// that the policy knows, or one of this clause, unless what token i says stands before
// it and is complete: 有两个首台套打算明年再报一个.
func (rd *reading) isPlanned(i int) bool {
	c := rd.clause
	if rd.ahead && !rd.vaguely {
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
	if t := &rd.toks[i]; t.kind != quantity && rd.signBefore(i, 1) <= 0 && t.kind != affirmation {
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

// hedged says whether a hedge stands before what token i says, or right after it.
func (rd *reading) hedged(i int) bool {
	if rd.hedging {
		return true
	}
	if !rd.clause.has(hedge) {
		return false
	}
	for j := i - 1; j >= rd.near(i) && rd.toks[j].kind != quantity; j-- {
		if rd.toks[j].kind == hedge && rd.word(j) != "吧" && !(strings.HasPrefix(rd.word(j), "应") && rd.isPutRight(i)) {
			return true
		}
	}
	for j := i + 1; j < min(rd.clause.to, i+reachOfWords) && rd.toks[j].kind != quantity && rd.mentionOf(j) == 0; j++ {
		if rd.toks[j].kind == hedge {
			return true
		}
	}
	return false
}

// isPutRight says whether token i is what a correction puts in a wrong value's
// place, so that 应该是 is no hedge.
func (rd *reading) isPutRight(i int) bool {
	if rd.corrected || rd.contrasts || rd.sum.has(correction) {
		return true
	}
	for j := i + 1; j < min(rd.clause.to, i+reachOfWords); j++ {
		if t := &rd.toks[j]; t.kind == negation && rd.lex.entries[t.word].deniesValue() {
			return true
		}
	}
	return false
}

// mentionOf is the number of meanings that token i has to the policy.
func (rd *reading) mentionOf(i int) int {
	if rd.toks[i].word < 0 {
		return 0
	}
	return len(rd.lex.entries[rd.toks[i].word].refs)
}

// spanOf is the place in the given text of tokens from to to, inclusive.
func (rd *reading) spanOf(from, to int) Span {
	return rd.f.span(rd.toks[from].start, rd.toks[to].end)
}
