package dialog

import (
	"slices"
	"strings"
	"unicode/utf8"

	"suance/calc/fact"
	"suance/dialog/answer"
	"suance/dialog/nlu"
	"suance/dialog/pattern"
	"suance/dialog/session"
)

// statement is a value that the message gives for a fact.
type statement struct {
	id     fact.ID
	value  fact.Value
	hedged bool // said with a hedge, or interpreted
	at     int  // where in the message it stands
	year   nlu.Year
	within bool  // a range, which narrows one that is known
	by     int64 // how much more it is than what is known, where that is what was said
	onTop  bool  // what was said is how much more it is than what was supposed
	than   bool  // it is more than that of the year before
}

// take puts what the message states into the state, and writes what became of it.
func (u *turn) take(read *nlu.Understanding) {
	before := u.now.Core
	all := u.statements(read)
	facts, list := u.compatible(before.Facts, all)
	u.store(facts, list, read.Retracted)
	u.leaveTopic(list)
	u.alsoAsked(list)
	for _, s := range list {
		u.statedIDs = append(u.statedIDs, s.id)
	}
	for _, s := range all {
		if !slices.ContainsFunc(list, func(o statement) bool { return o.id == s.id }) {
			u.now.Touch(s.id) // refused: what is said next may put it right
		}
	}
	if changed := differing(before.Facts, u.now.Facts); len(changed) > 0 {
		u.remember()
		u.stale()
		u.report(&before, changed)
	}
	u.numbers(read)
	u.overlap(read)
	if len(list) > 0 || len(read.Retracted) > 0 {
		u.stated, u.engaged, u.result, u.now.Begun = true, true, true, true
	}
}

// alsoAsked takes what is volunteered about another measure, after what was asked for is
// answered, as asked for too.
func (u *turn) alsoAsked(list []statement) {
	if len(u.now.Scope) == 0 || u.now.Asking != "" || !u.now.Begun {
		return
	}
	for _, s := range list {
		if ms := u.uses[s.id]; len(ms) == 1 && !slices.Contains(u.now.Scope, ms[0]) {
			u.now.Scope = append(slices.Clone(u.now.Scope), ms[0])
			u.stale()
		}
	}
}

// statements are the values of a message in their order: what is plain, and what
// is known as a range. What lies outside a fact's limits is told and left out.
func (u *turn) statements(read *nlu.Understanding) []statement {
	list := u.statementsOf(read)
	list = slices.DeleteFunc(u.byYear(list, read.Intent), u.namesTier)
	for i := range list {
		if s := &list[i]; s.within && !u.ofOtherYear(*s) {
			s.value = narrowed(u.spec(s.id), u.now.Facts.Get(s.id), s.value, u.now.Waits(s.id))
		}
	}
	return slices.DeleteFunc(list, func(s statement) bool {
		sp := u.spec(s.id)
		if s.id == u.each && u.each != "" {
			return true
		}
		bad := sp == nil || sp.Check(s.value) != nil
		if bad && sp != nil {
			u.engaged = true
			u.out.Line().Words("“").Label(sp).Words("”：").Value(sp, s.value).Words("超出了可以填写的范围，没有记下。")
			u.expected(sp)
		}
		return bad
	})
}

// namesTier says whether a range is but the line that was crossed for the first time (是首次过10亿),
// with a number above it that waits to be confirmed: that is no less likely than before.
func (u *turn) namesTier(s statement) bool {
	n, exact := u.now.Facts.Get(s.id).Exact()
	if !s.within || !exact || !u.now.Waits(s.id) || s.at > len([]rune(u.text)) || !firstTime.MatchString(string([]rune(u.text)[:s.at])) {
		return false
	}
	lo, hi := s.value.Interval()
	return lo <= n && n <= hi
}

// firstTime stands before the line that was crossed.
var firstTime = pattern.Of(`(首次|首度|第一次|头一[次回])[^，。；,;]{0,3}$`)

// statementsOf are the values and the ranges of a message in their order, as they were
// read.
func (u *turn) statementsOf(read *nlu.Understanding) []statement {
	var list []statement
	for _, s := range read.Facts {
		list = append(list, statement{id: s.Fact, value: s.Value, hedged: s.Confirm, at: s.Span.Start, year: s.Year})
	}
	for _, x := range read.Unclear {
		if x.Fact != "" && x.Range.Known() {
			list = append(list, statement{id: x.Fact, value: x.Range, at: x.Span.Start, year: x.Year, within: read.Intent != nlu.IntentCorrection})
		}
	}
	slices.SortStableFunc(list, func(a, b statement) int { return a.at - b.at })
	return list
}

// narrowed is what is known of a fact after a range is said of it: their common
// part, so that the order of two statements does not matter; the new range where
// they have none.
func narrowed(sp *fact.Spec, old, v fact.Value, waits bool) fact.Value {
	if !old.Known() {
		return v
	}
	oldLow, oldHigh := sp.Ends(old)
	if _, ok := old.Exact(); ok && waits {
		return v // 大概12亿, then 超过10亿: nobody confirmed the number
	}
	low, high := sp.Ends(v)
	lo, hi := v.Interval()
	was, till := old.Interval()
	if was > lo {
		low = oldLow
	}
	if till < hi {
		high = oldHigh
	}
	if max(was, lo) > min(till, hi) {
		return v
	}
	if n, ok := old.Exact(); ok {
		return fact.Point(n)
	}
	return sp.Range(low, high)
}

// compatible puts the statements beside what is known and leaves out, and tells,
// those that are impossible there: of two new ones the part, not the whole.
func (u *turn) compatible(known fact.Set, list []statement) (fact.Set, []statement) {
	facts := known
	for i, s := range list {
		if i == 0 {
			facts = known.With(s.id, s.value)
		} else {
			facts.Put(s.id, s.value)
		}
	}
	for {
		errs := facts.Conflicts()
		if len(errs) == 0 {
			return facts, list
		}
		part := fact.ID(errs[0].Field)
		i := slices.IndexFunc(list, func(s statement) bool { return s.id == part })
		other := u.conflicting(facts, part)
		if i < 0 {
			i = slices.IndexFunc(list, func(s statement) bool { return s.id == other })
			part, other = other, part
		}
		if i < 0 { // both were there before: nothing that this message could leave out
			return facts, list
		}
		u.impossible(facts, part, other)
		facts = facts.With(part, known.Get(part))
		list = slices.Delete(slices.Clone(list), i, i+1)
	}
}

// conflicting is the fact beside which the value of part cannot stand.
func (u *turn) conflicting(f fact.Set, part fact.ID) fact.ID {
	sp := u.spec(part)
	if sp.AtMost != "" && f.Get(sp.AtMost).Known() {
		if sp.PositiveIf == "" || len(f.With(sp.AtMost, fact.Value{}).Conflicts()) < len(f.Conflicts()) {
			return sp.AtMost
		}
	}
	return sp.PositiveIf
}

// impossible tells that a value cannot stand beside another, and names both.
func (u *turn) impossible(f fact.Set, id, other fact.ID) {
	u.engaged, u.refused = true, true
	sp, beside := u.spec(id), u.spec(other)
	u.out.Line().Words("“").Label(sp).Words("”").Value(sp, f.Get(id)).
		Words("与“").Label(beside).Words("”").Value(beside, f.Get(other))
	switch {
	case sp.AtMost == other:
		u.out.Words("对不上：前者不能大于后者。")
	case beside.AtMost == id:
		u.out.Words("对不上：前者不能小于后者。")
	default:
		u.out.Words("对不上：两者不能一个为零、一个大于零。")
	}
	u.out.Words("这次没有记下“").Label(sp).Words("”，请核对后再说一次；如果是另一个数错了，先改那一个。")
}

// store keeps the statements: hedged ones wait, withdrawn facts are forgotten.
func (u *turn) store(facts fact.Set, list []statement, retracted []fact.ID) {
	for _, id := range retracted {
		if !slices.ContainsFunc(list, func(s statement) bool { return s.id == id }) {
			facts = facts.With(id, fact.Value{})
			u.now.Confirm = session.Without(u.now.Confirm, id)
			u.now.Skipped = session.Without(u.now.Skipped, id)
			if u.hears(leavesOpen, u.text) {
				u.now.Skipped = session.With(u.now.Skipped, id)
			}
			u.keepYear(statement{id: id})
		}
	}
	var confirmed []fact.ID
	for _, s := range list {
		same := u.now.Facts.Get(s.id) == s.value
		switch {
		case s.hedged && !(same && !u.now.Waits(s.id)):
			u.now.Confirm = session.With(u.now.Confirm, s.id)
		case u.now.Waits(s.id):
			u.now.Confirm = session.Without(u.now.Confirm, s.id)
			u.stale()
			if same {
				confirmed = append(confirmed, s.id)
			}
		}
		u.now.Skipped = session.Without(u.now.Skipped, s.id)
		u.keepYear(s)
		u.now.Touch(s.id)
		u.now.AwaitNone(s.id)
		if same && !u.now.Waits(s.id) && !slices.Contains(confirmed, s.id) {
			sp := u.spec(s.id)
			u.out.Line().Words("已经记着：").Label(sp).Words("：").Value(sp, s.value).Words("。")
		}
	}
	if len(list) > 0 {
		u.now.Supposed, u.now.SupposedBefore = fact.Set{}, fact.Set{}
	}
	u.now.Facts = facts
	schema := u.policy.Rules.Schema
	slices.SortFunc(u.now.Confirm, func(a, b fact.ID) int {
		i, _ := schema.Index(a)
		j, _ := schema.Index(b)
		return i - j
	})
	u.sayConfirmed(confirmed)
}

// leavesOpen says that what is withdrawn is to stay open (营收还没定，先不填).
var leavesOpen = pattern.Of(`先不[填报写答]|先?(空着|留空|放着|放一放)`)

// report says what was noted, and of what replaced something else what was there
// before and what that did to the figures. Values that wait for confirmation are
// said where they are asked for.
func (u *turn) report(before *session.Core, changed []fact.ID) {
	var noted, replaced []fact.ID
	for _, id := range changed {
		switch {
		case u.now.Waits(id):
		case before.Waits(id) && !u.now.Facts.Get(id).Known():
			u.out.Line().Words("“").Label(u.spec(id)).Words("”已撤回。")
		case !before.Facts.Get(id).Known() || before.Waits(id) && u.now.Facts.Get(id).Known():
			noted = append(noted, id)
		default:
			replaced = append(replaced, id)
		}
	}
	for i, id := range noted {
		sp := u.spec(id)
		if i == 0 {
			u.out.Line().Words("记下：")
		} else {
			u.out.Words("；")
		}
		u.out.Label(sp).Words("：").Value(sp, u.now.Facts.Get(id))
	}
	if len(noted) > 0 {
		u.out.Words("。")
	}
	u.settled(slices.DeleteFunc(noted, func(id fact.ID) bool { return !before.Waits(id) }))
	if len(replaced) > 0 {
		u.tell(replaced, u.figuresOf(before.Settled()))
	}
}

// numbers deals with what was understood only in part: a number without a unit
// waits for it, of anything else a line says what would fit.
func (u *turn) numbers(read *nlu.Understanding) {
	const atOnce = 4 // nobody mends more of them at once
	told := 0
	for _, x := range read.Unclear {
		if x.Fact != "" && x.Range.Known() {
			continue
		}
		if read.Intent == nlu.IntentQuestion && (x.Why == nlu.WhyType || x.Why == nlu.WhyWhichFact || x.Why == nlu.WhyPending && u.isWanted(x)) {
			continue // the sum is what is asked about: 5000万也奖吧？ 要拿到800万得采购多少
		}
		if x.Why == nlu.WhyType && u.partOfAnother(x, read) {
			continue // the words say something else: 两年内都用上了
		}
		if x.Why == nlu.WhyType && x.Fact == u.now.Asking && says(u.text, noneAtAll) {
			u.obey(enough)
			return
		}
		if told++; told > atOnce {
			return
		}
		sp := u.spec(x.Fact)
		if sp != nil && (x.Why == nlu.WhyPending || numeric(sp)) {
			u.now.Touch(x.Fact) // 那假如批下来呢; 打错了，是9亿
			if x.Why == nlu.WhyPending {
				u.turnTopic(u.namedIn(u.text))
			}
		}
		u.unused = x.Fact == u.now.Asking && (x.Why == nlu.WhyType || x.Why == nlu.WhyNegative) || says(u.text, assent) // 嗯 answers nothing
		u.engaged = u.engaged || !u.unused
		switch {
		case sp != nil && (x.Why == nlu.WhyNoUnit || x.Why == nlu.WhyMagnitude) && short(x.Text):
			u.dropWaiting(x.Fact)
			if u.now.Await(session.Number{Fact: x.Fact, Text: strings.ReplaceAll(x.Text, "个", "")}); u.now.Number.Fact != x.Fact {
				u.out.Line().Words("“").Label(sp).Words("”的“").Said(answer.Hear(strings.ReplaceAll(x.Text, "个", ""))).Words("”也没有单位，接着再问。")
			}
			u.now.Skipped = session.Without(u.now.Skipped, x.Fact)
			u.now.Begun = true
		case sp != nil || x.Why == nlu.WhyCurrency:
			u.misfit(sp, x)
		case !u.yearOfKnown(x, read):
			u.whichFact(x, read)
		}
	}
}

// yearOfKnown takes the only sum of a message, that only a year is said for beside something else (没评上，去年7.4亿), as one of the
// fact lately stated that has one of its size, to be said back; false if there is none.
func (u *turn) yearOfKnown(x nlu.Unclear, read *nlu.Understanding) bool {
	clause := clauseAround([]rune(u.text), x.Span)
	if read.Theirs || read.Intent == nlu.IntentQuestion || len(amountsOf(read.Quantities)) != 1 || !pastWords.MatchString(clause) || !ownSum.MatchString(strings.Replace(clause, x.Text, "", 1)) {
		return false
	}
	for _, id := range u.lastStated() {
		again := u.readFor(id, clause)
		if slices.Contains(u.statedIDs, id) || !numeric(u.spec(id)) || received(u.spec(id)) || len(again.Facts) != 1 || again.Facts[0].Fact != id {
			continue
		}
		if n, exact := again.Facts[0].Value.Exact(); exact && u.apart(id, n) <= apartEnough {
			again.Facts[0].Confirm, again.Intent = true, nlu.IntentCorrection
			u.take(&again)
			return true
		}
	}
	return false
}

// noneAtAll say that there is nothing of anything.
var noneAtAll = words(`都没有 全没有 全都没有 什么都没有 啥都没有 通通没有 统统没有 真没有 都没 啥也没有 什么也没有`)

// partOfAnother says whether what fits no fact stands in the clause of what was taken
// for another, before it.
func (u *turn) partOfAnother(x nlu.Unclear, read *nlu.Understanding) bool {
	runes := []rune(u.text)
	return slices.ContainsFunc(read.Facts, func(s nlu.Slot) bool {
		return x.Span.End <= s.Span.Start && s.Span.Start <= len(runes) && !strings.ContainsAny(string(runes[x.Span.End:s.Span.Start]), "，,。；;、\n")
	})
}

// dropWaiting takes back a value that waited for confirmation, for a number was
// said in its place.
func (u *turn) dropWaiting(id fact.ID) {
	if u.now.Waits(id) {
		u.remember()
		u.now.Facts = u.now.Facts.With(id, fact.Value{})
		u.now.Confirm = session.Without(u.now.Confirm, id)
		u.stale()
	}
}

// partWords say that an amount is a part of another.
var partWords = pattern.Of(`里面?(有|含|包括)|其中(有|含|包括)|扣掉|扣除|剔除|刨去|刨掉|减掉|去掉`)

// partOnly asks for the whole where a message tells of a part of a sum that is known
// (里面有50万是人工，扣掉): what is left is for the person to say.
func (u *turn) partOnly(read *nlu.Understanding, text string) bool {
	if !u.hears(partWords, text) || read.Intent == nlu.IntentQuestion || len(read.Facts) > 1 || u.hears(changeWords, text) || !slices.ContainsFunc(read.Quantities, isAmount) {
		return false
	}
	for _, id := range append(slotIDs(read.Facts), u.now.Recent...) {
		sp := u.spec(id)
		if v := u.now.Facts.Get(id); numeric(sp) && v.Known() && (len(read.Facts) == 0 || read.Facts[0].Fact == id) {
			last := lastClause(text)
			if values := u.valuesIn(id, last, &nlu.Understanding{Quantities: nlu.Quantities(last)}); len(values) == 1 && !partWords.MatchString(last) {
				read.Unclear, read.Facts = nil, []nlu.Slot{{Fact: id, Value: fact.Point(values[0]), Confirm: !weaklyNames(sp, last)}} // the rest is said too
				return false
			}
			u.engaged, u.kind, u.now.Asking = true, KindClarify, id
			u.out.Line().Words("请直接说去掉以后“").Label(sp).Words("”一共是多少；现在记着的是").Value(sp, v).Words("，没有改动。")
			return true
		}
	}
	return false
}

// timesWords tell of a sum that came in several parts.
var timesWords = pattern.Of(`一次[^，。]*[，、]?[^，。]*一次|一笔[^，。]*[，、]?[^，。]*一笔|一批[^，。]*[，、]?[^，。]*一批|[两二三几](次|笔|批)[^，。]*各|[分前后]+[两二三几](次|笔|批)`)

// severalParts asks for the whole where a message tells the parts of the sum that was
// asked for (领过两次，一次50万一次50万).
func (u *turn) severalParts(read *nlu.Understanding, text string) bool {
	sp := u.spec(u.now.Asking)
	if sp == nil || sp.Type != fact.Money || !u.hears(timesWords, text) || u.hears(totalWords, text) || len(read.Facts) > 1 ||
		len(read.Facts) == 1 && read.Facts[0].Fact != sp.ID || !slices.ContainsFunc(read.Quantities, func(q nlu.Quantity) bool { return q.Kind == nlu.KindMoney }) {
		return false
	}
	u.engaged, u.kind = true, KindClarify
	u.out.Line().Words("请直接说“").Label(sp).Words("”一共是多少，几次的数没有替您相加。")
	return true
}

func slotIDs(slots []nlu.Slot) []fact.ID {
	ids := make([]fact.ID, len(slots))
	for i, s := range slots {
		ids[i] = s.Fact
	}
	return ids
}

// misfit says why an answer does not fit and what would, with an example.
func (u *turn) misfit(sp *fact.Spec, x nlu.Unclear) {
	if sp == nil {
		sp = u.spec(u.now.Asking)
	}
	u.out.Line()
	u.echo(x.Text)
	if x.OfPart {
		u.out.Words("不是一整年的数，没有替您折算，也没有记下。")
		u.expected(sp)
		return
	}
	switch x.Why {
	case nlu.WhyNegative:
		u.out.Words("是负数，这里不能填，没有记下。")
	case nlu.WhyCurrency:
		u.out.Words("不是人民币，请换算成人民币再告诉我，没有记下。")
	case nlu.WhyPending:
		u.out.Words("还没有定下来，先不记；定下来了再告诉我。")
		if sp != nil && sp.Type == fact.YesNo {
			u.out.Words("按现在的情况也可以直接答“否”。")
		}
	case nlu.WhyType:
		if q := nlu.Quantities(x.Text); sp != nil && sp.Type == fact.Count && len(q) == 1 && q[0].Kind == nlu.KindShare {
			u.out.Words("是比例，这一项要的是数量，没有记下。")
			break
		}
		u.out.Words("对不上这一项，没有记下。")
		u.offerChange(x.Text)
	default:
		u.out.Words("还不能确定是多少，没有记下。")
	}
	u.expected(sp)
}

// offerChange says how an amount that does not fit what is asked is put in the place of one lately stated of
// its size, if there is one (7亿, after 营收6亿).
func (u *turn) offerChange(amount string) {
	if !justAmount(u.text) || !short(amount) {
		return
	}
	read, ok := u.amountOfLast(amount, amount)
	if !ok || len(read.Facts) != 1 || u.now.Facts.Get(read.Facts[0].Fact) == read.Facts[0].Value {
		return
	}
	u.out.Words("要把“").Label(u.spec(read.Facts[0].Fact)).Words("”改成这个数，请在数的前面加上“改成”再说一次。")
}

// echo writes a few of the person's own words back; of more it only points at them.
func (u *turn) echo(words string) {
	if words == "" || !short(words) {
		u.out.Words("您刚才的话")
		return
	}
	u.out.Words("“").Said(answer.Hear(words)).Words("”")
}

// short says whether words are few enough to be written back in a reply.
func short(words string) bool { return utf8.RuneCountInString(words) <= 40 }

// expected says what an answer for the fact looks like, with an example that is
// no figure.
func (u *turn) expected(sp *fact.Spec) {
	if sp == nil {
		return
	}
	u.out.Words("“").Label(sp).Words("”")
	switch sp.Type {
	case fact.Money:
		u.out.Words("要写一个金额和单位，例如“三千五百万”“十二亿”。")
	case fact.Share:
		u.out.Words("要写一个比例，例如“两个点”。")
	case fact.Count:
		if sp.Words.DoubtBelow > 0 { // vehicles are many
			u.out.Words("要写一个整数，例如“八万五千”")
		} else {
			u.out.Words("要写一个整数，例如“").Value(sp, fact.Point(2)).Words("”")
		}
		if sp.Words.None {
			u.out.Words("；没有就写“没有”")
		}
		u.out.Words("。")
	case fact.YesNo:
		u.out.Words("请答“是”或“否”，例如“是”。")
	case fact.Choice:
		u.out.Words("请从选项里选一个，例如“").Value(sp, fact.Point(0)).Words("”。")
	case fact.Date:
		u.out.Words("要写一个日期，写明年、月、日，例如“二〇二五年六月三十日”。")
	}
}

// whichFact asks to which fact a number belongs, and offers those that matter.
func (u *turn) whichFact(x nlu.Unclear, read *nlu.Understanding) {
	u.out.Line()
	u.echo(x.Text)
	u.out.Words("说的是哪一项？请连同名称再说一次。")
	u.kind = KindClarify
	ids := slices.Clone(u.now.Recent) // a correction without a name, first of what one strives for
	slices.SortStableFunc(ids, func(a, b fact.ID) int {
		switch x, y := u.spec(a).Near, u.spec(b).Near; {
		case x && !y:
			return -1
		case y && !x:
			return 1
		}
		return 0
	})
	for _, st := range append(slices.Clone(u.stakes()), u.calc.Stakes(u.now.Settled(), nil)...) {
		if !slices.Contains(ids, st.Fact) {
			ids = append(ids, st.Fact)
		}
	}
	for _, id := range ids {
		sp := u.spec(id)
		misfits := func(q nlu.Quantity) bool {
			return q.Span.Meets(x.Span) && q.Kind != nlu.KindNumber && !fits(sp, q)
		}
		if sp.Asked == fact.Never || !numeric(sp) || slices.ContainsFunc(read.Quantities, misfits) || len(u.choices) == 4 || !short(x.Text) {
			continue
		}
		label := sp.Label + x.Text
		if sp.Short != "" {
			label = sp.Short + x.Text
		}
		said := u.reader.Read(label, nlu.Context{Known: u.now.Facts})
		if list := u.statementsOf(&said); len(list) == 1 && list[0].id == id && !list[0].hedged {
			u.choices = append(u.choices, label)
		}
	}
}
