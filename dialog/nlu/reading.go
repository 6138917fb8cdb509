package nlu

import (
	"slices"
	"strings"

	"suance/calc/fact"
	"suance/dialog/pattern"
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
	subject    int    // the group last brought up
	spoken     int    // the group of the fact that the clause gave an amount
	thisYear   bool   // this year is spoken of
	heading    int    // the group of the clause before, if that said nothing of it
	cues       uint64 // all groups that the text brings up
	spokenOf   uint64 // those that words do, and not units alone
	unit       string // that the label just named has in its brackets
	allUnit    string // that the text gives all its sums: 单位：万元
	foreign    bool   // the clause before ended with the name of a sum that is no fact
	heard      int    // the fact that the clause before named without an amount; -1 for none
	onAward    bool   // and by the award only, not as what was got of it
	hedging    bool   // a clause that was nothing but a hedge
	open       bool   // nothing but those names stood in their clause
	awarded    bool   // an award was named with them
	queried    bool   // that clause only asked whether they hold
	about      []int  // the facts that the sentence names
	query      query
	claims     []claim    // the yes/no facts last named
	phrase     claim      // the phrase last read that states one by itself
	claimed    bool       // the clause before stated a yes
	left       yearBefore // the year that the clause before named
	began      yearBefore // the year that a deadline counts from
	dated      int        // 1 + the fact of which the clause says whether it was in time; 0 for none
	theirs     int        // the fact that somebody else's sum was first named for; -1 for none
	retold     int        // the fact of which the sentence names the known value to put another in its place; -1 for none
	contrast   int        // the fact that the sentence takes a known value back of; -1 for none
	carrySum   *sentence  // where it was named
	carry      int        // the fact last named; -1 for none
	idle       bool       // what named it only told of something else of its subject: 新车型上公告了
	supposed   bool       // a supposition reaches here
	askedIf    bool       // what the supposition would bring was asked
	quoting    bool       // the policy's own words are told here
	orderEnd   int        // where the brackets around it end; 0 for none
	ordered    bool       // an order to the program reaches here
	lastFrom   int        // where the clause before began
	lone       int        // the word of an option that was all of a clause; -1 for none
	loneGroup  int        // the group of what that clause counts in order; 0 for nothing
	planned    bool       // a plan for next year reaches the end of the clause
	ahead      bool       // and its beginning
	vaguely    bool       // that plan named nothing of the policy
	yearAhead  bool       // but next year
	strange    bool       // somebody else is spoken of
	toldTheirs bool       // and something was told of them
	elsewhere  bool       // and not only the place where the speaker is
	owned      bool       // the speaker's own enterprise was named in this sentence
	between    bool       // and something told of it before somebody else was spoken of
	parted     bool       // the clause gives the parts of a sum one by one
	fixedAt    int        // what was said before the correction
	corrected  bool       // a correction was announced
	sum        *sentence
	clause     *clause
	rest       []clause // the clauses of the sentence after this one
	askedAlone bool     // the sentence before was one clause that asks
	earlier    int      // what was said before the sentence before
	allOf      int      // 1 + the part that was said to be all of the whole before that was told; 0 for none

	said       []statement
	swapped    []statement     // a value in another's place, whatever their order
	beside     []Span          // stretches of a reply that state nothing beside its answer
	gone       int64           // the place in a row of years that comes after those that are gone; 0 for none
	before     int             // what was said before this sentence
	clauseFrom int             // what was said before this clause
	paired     map[int]pairing // amounts that go with names or years one by one
	names      int             // how many amounts or choices the clause names
	answered   bool            // the fact asked for was answered by a bare word
	signs      []Quantity      // those words, if they are yes or no
	contrasts  bool            // 不是12亿 was said
	denied     denied          // the options denied so far
	refused    int             // 1 + the choice of which an option was denied; 0 for none

	lookedUp    bool // what the whole message is for, if it is one of the commands
	isWhole     bool
	wholeIntent Intent
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
	unnamed   bool  // said of somebody whose name is not known
	owned     bool  // said of the speaker's own enterprise
	milestone bool  // 首次突破5亿
	loose     bool  // its name only suggests the fact
	other     bool  // another value was said before, neither in the place of the other
	sinceLong bool  // said to be the sum of many years: 累计
	former    bool  // the year before is named as the labels of facts name it: 上一年度
	more      bool  // said to come on top of what was said before: 又拿了50万
	name      int   // 1 + the word that named the fact; 0 for none
	instead   bool  // said to be the whole, the part that counts, or how it is now
	bare      bool  // a name alone, which a question turns into its subject
	ofPart    bool  // that of a part of a year, or of several
	step      int64 // that was said not to be reached for the first time; 0 for none
}

// Read understands a text.
func (r *Reader) Read(text string, ctx Context) Understanding {
	has := formOf(text)
	t := r.unwrap(text, has)
	if t == nil {
		t = uncontrol(text, has)
	}
	if t == nil {
		t = untick(text, has)
	}
	if t == nil {
		t = r.untable(text, has)
	}
	if t == nil {
		t = unname(text)
	}
	if t == nil {
		t = gloss(text)
	}
	if t == nil {
		t = setAgainst(text)
	}
	if t == nil {
		t = whether(text)
	}
	var u Understanding
	if t != nil {
		u = r.read(string(t.run), ctx)
		t.restore(&u)
	} else {
		u = r.read(text, ctx)
	}
	r.dates(text, ctx, &u)
	r.overlap(text, &u)
	r.parts(text, &u)
	r.plus(text, &u)
	r.namesAlone(text, &u)
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
	rd.said = make([]statement, 0, 4)
	if intent, ok := rd.command(); ok {
		u.Intent = intent
		return u
	}
	rd.scan()
	rd.reckonShort()
	rd.bareCounts()
	rd.setNowApart()
	rd.punctuate()
	rd.asksFor()
	rd.reword()
	rd.rewordReply()
	rd.weighReply()
	rd.swap()
	for i := range rd.toks {
		if w := rd.toks[i].word; w >= 0 {
			rd.cues |= rd.lex.entries[w].cues
			rd.spokenOf |= rd.lex.entries[w].cues
			if rd.toks[i].kind == unitWord && (strings.HasPrefix(rd.word(i), "单位") || i > 0 && isColumn(rd.word(i-1))) {
				rd.allUnit = rd.word(i)
			}
			rd.thisYear = rd.thisYear || rd.toks[i].kind == year && rd.toks[i].arg == 0
		} else if k := rd.toks[i].amount; k >= 0 {
			rd.cues |= rd.unitCues[rd.amounts[k].unit]
		}
	}
	rd.dropGone()
	ss := rd.sentences()
	for i := range ss {
		rd.sentence(&ss[i])
	}
	rd.said = append(rd.said, rd.swapped...)
	rd.doubtSeconds()
	rd.doubtSteps()
	rd.sayAfterGone()
	if len(rd.said) == 0 {
		rd.replyOrdinal()
	}
	rd.setAsideReplaced()
	rd.settle(&u)
	if len(rd.signs) > 0 {
		u.Quantities = append(u.Quantities, rd.signs...)
		slices.SortStableFunc(u.Quantities, func(a, b Quantity) int { return a.Span.Start - b.Span.Start })
	}
	rd.recount(&u)
	u.Beside, u.Theirs = rd.beside, rd.toldTheirs
	if len(u.Facts)+len(u.WhatIf)+len(u.Unclear) == 0 {
		u.Other = rd.otherTold()
	}
	u.Intent = rd.intent(ss, &u)
	return u
}

// otherTold is the word for a sum that is no fact, where its amount of money stands right behind it; empty for none.
func (rd *reading) otherTold() string {
	for i := 0; i+1 < len(rd.toks); i++ {
		if rd.toks[i].kind != otherSum {
			continue
		}
		for j := i + 1; j < len(rd.toks) && rd.toks[j].kind != mark && rd.toks[j].kind != otherSum; j++ {
			if k := rd.toks[j].amount; rd.toks[j].kind == quantity && k >= 0 && rd.amounts[k].kind == moneyAmount && strings.Trim(rd.f.words(rd.toks[i].end, rd.toks[j].start), toAmount) == "" {
				return rd.word(i)
			}
		}
	}
	return ""
}

// toAmount are the characters that may stand between a sum's name and its amount.
const toAmount = "了是有约大概差不多投额达到共一总资做"

// recount makes a number without a currency that was read as a count no sum of money: 12万,
// asked how many.
func (rd *reading) recount(u *Understanding) {
	for _, s := range u.Facts {
		for i := range u.Quantities {
			if q := &u.Quantities[i]; q.Span == s.Span && q.Kind == KindMoney && !q.Written && rd.schema.Lookup(s.Fact).Type == fact.Count {
				q.Kind, q.Unit = KindNumber, ""
			}
		}
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
	} else if rd.supposed && rd.askedIf && rd.isOwnClaim(c) {
		rd.supposed = false // 如果营收10亿能拿多少，我们营收6亿
	}
	rd.askedIf = rd.supposed && (rd.askedIf || c.has(ask))
	if c.has(present) || (c.has(year) && !c.has(nextYear)) || rd.isSo(c) || rd.isOwnStart(c) || rd.isNextItem(c) {
		rd.planned = false
	}
	rd.ahead = rd.planned
	if c.has(nextYear) {
		rd.planned = true
	}
	if c.has(correction) || rd.isNo(c) {
		rd.corrected, rd.fixedAt = true, len(rd.said)
	} else if c.has(quantity) && len(rd.said) > 0 {
		rd.readRepair(c)
	}
	rd.clauseFrom, rd.parted = len(rd.said), false
	if len(rd.said) > rd.before && rd.ctx.Known.Schema() == rd.schema && (c.has(quantity) || !c.has(policyWord)) && rd.isOfOld(c) {
		return // 应为整车企业，前面误填为否
	}
	if rd.readOrder(c) || c.has(colon) && rd.readEntry(c) {
		rd.follow(c, nil)
		return
	}
	if rd.readCurrency(c) || rd.readReply(c) || rd.readWithdrawal(c) || rd.readFlip(c) || rd.readListed(c) {
		return
	}
	m := rd.mentions(c)
	if c.has(unchanged) && !c.has(quantity) { // 首次这个不变
		rd.follow(c, m)
		return
	}
	rd.names = len(m)
	rd.pair(c, m)
	if rd.quoting = (rd.quoting || c.has(quoted)) && !(c.has(own) && !c.has(quoted)); rd.quoting || c.has(grant) || rd.sum.has(grant) && !c.has(own) {
		return
	}
	if rd.isPremise(c) {
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
	rd.dated = rd.readDeadlines(c)
	if !rd.readWhich(c) {
		rd.readYesNo(c)
	}
	rd.readRefused(c)
	rd.readPlaces(c)
	if rd.sum.asks && len(rd.about) < 8 && len(rd.claims) > 0 && rd.claims[0].tok >= c.from {
		rd.about = append(rd.about, rd.claims[0].fact, rd.claims[len(rd.claims)-1].fact)
	}
	if !rd.readNoneOf(c) {
		rd.readOptions(c, m)
	}
	if rd.isLone(c) {
		if rd.lone, rd.loneGroup = rd.loneIn(c), 0; rd.statesInClause() {
			rd.loneGroup = rd.group[rd.said[rd.clauseFrom].fact]
		}
	} else if at := rd.optionSaid(c); at >= 0 {
		rd.lone, rd.loneGroup = at, 0
	}
	rd.readNothing(c)
	rd.readHas(c)
	rd.readTurned(c)
	rd.readSame(c)
	rd.readAlike(c)
	rd.readNoneNow(c)
	rd.readFirstOf(c)
	rd.readFirm(c)
	rd.readOnlyOther(c)
	rd.readBare(c)
	rd.readRetraction(c, m)
	rd.readCalledWrong(c)
	rd.readPending(c, m)
	rd.follow(c, m)
	if c.has(conditional) && !c.has(supposition) {
		rd.supposed = false
	}
}

// isOwnClaim says whether a clause begins with the speaker and tells an amount.
func (rd *reading) isOwnClaim(c *clause) bool {
	return rd.toks[c.from].kind == own && c.has(quantity) && !c.has(ask) && !c.has(polarAsk) && !c.has(nextYear)
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
		n := len(rd.said)
		return rd.asked >= 0 && rd.isKnown(rd.asked) || n > rd.before && len(rd.rest) > 0 && rd.said[n-1].fact >= 0 && rd.schema.Spec(rd.said[n-1].fact).Type == fact.Money
	}
	return false
}

// follow moves the subject and the speaker on to the next clause.
func (rd *reading) follow(c *clause, m []mention) {
	rd.awarded = c.has(benefit) && len(rd.claims) > 0 && rd.claims[0].tok >= c.from
	rd.open = rd.open && len(rd.claims) > 0 && rd.claims[0].tok >= c.from
	rd.queried = c.has(polarAsk) && c.kinds&(1<<benefit|1<<ask|1<<requirement|1<<quantity) == 0 && len(rd.claims) > 0 && rd.claims[0].tok >= c.from && rd.residue(c.start, c.end) <= 2
	rd.hedging = rd.onlyHedges(c)
	if n := len(rd.said); rd.hedging && n > 0 && rd.asked >= 0 && rd.said[n-1].fact == rd.asked { // 12万，大概
		rd.said[n-1].confirm = true
	}
	if rd.hedging && c.sep != endsSentence {
		for k := rd.clauseFrom - 1; k >= rd.before && rd.said[k].span.Start >= int(rd.f.at[rd.toks[rd.lastFrom].start]); k-- {
			rd.said[k].confirm = rd.said[k].confirm || rd.said[k].why == "" // 营收12亿，不太确定
		}
	}
	if f := rd.heard; f >= 0 && f == rd.carry && rd.onAward && !c.has(quantity) {
		rd.carry = rd.base[f] // 营收奖励，新材料，52亿
	}
	rd.heading, rd.heard, rd.lastFrom, rd.onAward = 0, -1, c.from, false
	if c.to == c.from+1 && rd.toks[c.from].kind == unitWord && rd.carry >= 0 {
		rd.unit = rd.word(c.from) // 年营业收入\n（万元）\n125600
	} else if n := len(m); n > 0 {
		rd.unit = rd.unitAfter(m[n-1].tok, c)
	}
	rd.claimed = false
	for _, s := range rd.said[rd.clauseFrom:] {
		rd.claimed = rd.claimed || s.fact >= 0 && s.value == fact.Bool(true) && rd.schema.Spec(s.fact).Type == fact.YesNo
	}
	rd.foreign = !c.has(quantity) && rd.toks[c.to-1].kind == otherSum && !rd.means(c.to-1)
	if n := len(m); n > 0 && !m[n-1].used && !m[n-1].loose && (!c.has(quantity) || rd.isGot(m[n-1].fact) && rd.countsTiers(c) || rd.onlyDiffers(c) || rd.countsTimes(c) || rd.countsOnly(c, m[n-1].fact)) && (!c.has(otherSum) || m[n-1].tok == c.to-1) && !rd.isLikened(c) {
		rd.carry, rd.carrySum, rd.heard = m[n-1].fact, rd.sum, m[n-1].fact
		rd.idle = rd.statesInClause() && !rd.isOwnName(m[n-1])
		if rd.onAward = rd.isAwardName(m[n-1]); rd.onAward && c.has(ask) && (c.has(benefit) || c.to == len(rd.toks) || rd.toks[c.to].arg != asksSentence) {
			rd.carry = rd.base[rd.carry] // 营收奖励多少，52亿
		}
	}
	for i := c.from; i < c.to; i++ {
		if g := rd.cue(i); g != 0 && !rd.isTrait(i) {
			rd.subject = g
			if !rd.statesInClause() {
				rd.heading = g
			}
		}
		rd.speaker(i)
	}
	rd.left = rd.yearLeft(c)
	if c.has(nextYear) || !rd.planned {
		rd.vaguely = rd.planned && !c.has(policyWord) && !c.has(quantity)
		rd.yearAhead = c.has(nextYear)
	}
	if rd.theirs = -1; rd.strange && len(m) > 0 {
		rd.theirs = m[0].fact
	}
	if rd.spoken != 0 {
		rd.subject, rd.spoken = rd.spoken, 0
	}
}

// isTrait says whether token i ends an item of a list that says what kind of enterprise it is, and
// brings up no subject where a sum that is reached was told just before: 营收6亿，中小企业，首次.
func (rd *reading) isTrait(i int) bool {
	if !isFirm(rd.word(i)) || rd.mentionOf(i) > 0 || i+1 < rd.clause.to && rd.toks[i+1].kind != mark {
		return false
	}
	n := len(rd.said)
	return n > 0 && rd.said[n-1].fact >= 0 && rd.sums[rd.group[rd.said[n-1].fact]] == rd.said[n-1].fact+1
}

// onlyHedges says whether a clause is nothing but a hedge, or that the books are not closed: 大概是;
// 还没审计.
func (rd *reading) onlyHedges(c *clause) bool {
	if c.kinds&(1<<quantity|1<<ask|1<<polarAsk|1<<benefit|1<<inquiry|1<<applied) != 0 {
		return false
	}
	said := rd.f.words(c.start, c.end)
	if c.has(pendingWord) {
		return !c.has(policyWord) && unaudited.In(said)
	}
	if c.has(unsure) && !c.has(hedge) { // 60亿，记不清了; 不清楚，产能15万辆 is of another
		return !c.has(policyWord) && (len(rd.rest) == 0 || !rd.rest[0].has(policyWord))
	}
	return c.has(hedge) && (!c.has(policyWord) || rd.toks[c.to-1].kind == hedge && !rd.statesInClause()) && rd.word(c.to-1) != "吧" && !strings.Contains(said, "麻烦")
}

// unaudited are words of figures that may yet change.
var unaudited = pattern.Fields(`审计 结账`)

// isOwnName says whether a fact is named by a name of its own, and not by a word that only its
// subject makes one.
func (rd *reading) isOwnName(x mention) bool {
	_, ok := rd.resolve(x.tok, func(sp *fact.Spec, r ref) bool {
		return int(r.fact) == x.fact && (r.role == roleName || r.role == roleLabel)
	})
	return ok
}

// isAwardName says whether a name of what was got already only names the award: 营收奖励.
func (rd *reading) isAwardName(x mention) bool {
	return rd.isGot(x.fact) && !strings.ContainsAny(rd.word(x.tok), "已拿领获得过累共了到") && !rd.gotBefore(x.tok)
}

// gotBefore says whether it was said right before token i that something was got.
func (rd *reading) gotBefore(i int) bool {
	at := rd.toks[i].start
	return strings.ContainsAny(rd.f.words(max(rd.clause.start, at-4), at), "已拿领获得过")
}

// isLikened says whether a clause names something only to say that another is the same:
// 跟产能一样.
func (rd *reading) isLikened(c *clause) bool {
	return c.end-c.start <= 12 && likened.In(rd.f.words(c.start, c.end)) && !c.has(year)
}

var likened = pattern.Fields(`一样 相同 一致`)

// onlyDiffers says whether all amounts of a clause are how much more or less it was.
func (rd *reading) onlyDiffers(c *clause) bool {
	differs := c.has(difference)
	for i := c.from; i < c.to; i++ {
		if rd.toks[i].kind != quantity || rd.amounts[rd.toks[i].amount].kind == shareAmount {
			continue
		}
		if !rd.isBehind(i) {
			return false
		}
		differs = true
	}
	return differs
}

// countsTiers says whether a clause speaks of steps of the policy: 5亿那档, 5亿10亿两档.
func (rd *reading) countsTiers(c *clause) bool {
	for i := c.from; i < c.to; i++ {
		if rd.toks[i].kind == tier || rd.toks[i].kind == quantity && rd.amounts[rd.toks[i].amount].unit == "档" {
			return true
		}
	}
	return false
}

// countsTimes says whether all that a clause counts is how often something was got: 拿过两笔.
func (rd *reading) countsTimes(c *clause) bool {
	for i := c.from; i < c.to; i++ {
		if u := &rd.amounts[max(0, rd.toks[i].amount)]; rd.toks[i].kind == quantity && u.calendarYear == 0 && (u.unit == "" || !strings.Contains("笔次回期批份年", u.unit)) {
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
		rd.strange, rd.owned, rd.elsewhere, rd.between = false, true, false, false
	case rd.isStrangeWord(i):
		if isAway(rd.word(i)) || i+1 < len(rd.toks) && rd.toks[i+1].kind == quantity && rd.toks[i+1].start == rd.toks[i].end && rd.amounts[rd.toks[i+1].amount].kind == countAmount { // 供应商30家
			return
		}
		rd.between = rd.between || rd.owned && !rd.strange && len(rd.said) > rd.before
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

// isAway says whether a word for others is only where something is, in its clause:
// 从外地采购20亿，本市采购5亿.
func isAway(w string) bool {
	return w == "外地" || w == "外省" || w == "外市" || w == "别的城市" || w == "其他城市"
}

func (rd *reading) isStrangeWord(i int) bool {
	return rd.toks[i].kind == stranger && !rd.sum.has(client) && !rd.isHeading(i)
}

// isOthersName says whether token i names another enterprise by what it is (别的车企), which says nothing of one's own.
func (rd *reading) isOthersName(i int) bool {
	return i < len(rd.toks) && rd.toks[i].word >= 0 && rd.lex.entries[rd.toks[i].word].kind == policyWord && rd.isStrangeWord(i)
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
	own, _ := rd.whose(i)
	return own
}

// isOnlyAsked says whether token i is only asked about: the speaker is not named again between it
// and where that begins.
func (rd *reading) isOnlyAsked(i int) bool {
	_, asked := rd.whose(i)
	return asked
}

// whose says whether what stands at token i is the enterprise's own, or only asked about.
func (rd *reading) whose(i int) (own, asked bool) {
	own = rd.owned
	for j := rd.near(i); j < i; j++ {
		switch {
		case rd.asksFrom(j):
			own, asked = false, true
		case rd.isOwnWord(j):
			own, asked = true, false
		}
	}
	return own, asked
}

// asksFrom says whether what is only asked about begins at token j: 我们是做机床的，问首次认定小巨人有多少.
// What opens a message politely (请问) may go on with what is so.
func (rd *reading) asksFrom(j int) bool {
	if rd.toks[j].kind != inquiry || !rd.clause.has(ask) && !rd.clause.has(polarAsk) {
		return false
	}
	switch rd.word(j) {
	case "问", "询问", "咨询", "想知道", "我想知道", "想了解", "我想了解":
		return true
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
	case (rd.isStrange(i) || rd.isOthersName(i)) && !(s.fact >= 0 && rd.isApart(i, s.fact)):
		rd.toldTheirs = true
		if !rd.isBehindTheirs(&s) {
			return
		}
		s.confirm, s.supposed = true, rd.supposed
	case rd.supposed:
		s.supposed = true
	case rd.isPlanned(i) && !rd.isOfPlannedFund(i, s.fact), rd.clause.has(unsaid) && rd.isUnsaid(i):
		return
	}
	s.confirm = s.confirm || rd.hedged(i) || rd.ahead
	s.corrects = s.corrects || rd.corrected
	c := rd.clause
	s.owned, s.unnamed = c.has(own), !c.has(own) && rd.residue(c.start, min(c.start+2, c.end)) == 2
	rd.said = append(rd.said, s)
}

// isBehindTheirs says whether a statement behind a clause on somebody else may be the speaker's own again,
// who had told of theirs before it: 我们产能12万辆，对手产能50万辆，产量9万辆. What they got is not.
func (rd *reading) isBehindTheirs(s *statement) bool {
	if !rd.between || s.fact < 0 || s.fact == rd.theirs || s.why != "" || rd.isGot(s.fact) || rd.sum.asks {
		return false
	}
	for i := rd.clause.from; i < rd.clause.to; i++ {
		if rd.isStrangeWord(i) {
			return false
		}
	}
	return !slices.ContainsFunc(rd.said[rd.before:], func(o statement) bool { return o.fact == s.fact })
}

// hedged says whether a hedge stands before what token i says, or right after it.
func (rd *reading) hedged(i int) bool {
	if rd.hedging {
		return true
	}
	if !rd.clause.has(hedge) {
		return false
	}
	for j := i - 1; j >= rd.near(i) && rd.toks[j].kind != quantity && rd.toks[j].kind != inquiry; j-- {
		if rd.toks[j].kind == hedge && rd.word(j) != "吧" && !(strings.HasPrefix(rd.word(j), "应") && rd.isPutRight(i)) {
			return true
		}
	}
	for j := i + 1; j < min(rd.clause.to, i+reachOfWords) && rd.toks[j].kind != quantity && rd.mentionOf(j) == 0; j++ {
		if rd.toks[j].kind == hedge {
			return rd.word(j) != "吧" || !rd.isSure(rd.clause) // 首次有奖吧
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
