package dialog

import (
	"slices"

	"suance/calc"
	"suance/calc/fact"
	"suance/dialog/answer"
	"suance/knowledge/clause"
)

// finish ends the turn: it asks the next fact or gives the result, says what
// figures rest on, and puts the reply together.
func (u *turn) finish() Outcome {
	u.idle()
	u.dropNumber()
	next := fact.ID("")
	if !u.silent {
		if next = u.plan(); next == "" {
			u.backToAll()
			next = u.plan()
		}
	}
	u.now.Asking = next
	done := next == "" && !u.silent && u.now.Begun && (u.changed || u.result)
	if !done {
		u.footing()
	}
	u.introducePrivacy(next)
	if done {
		u.conclude()
		u.footing()
	}
	if u.out.Text().Empty() && next == "" {
		u.introduce()
	}
	u.part()
	u.out.Tidied()
	if next != "" {
		u.ask(next)
	}
	if u.kind == "" {
		u.kind = KindClarify
		if next != "" {
			u.kind = KindAskFact
		}
	}
	return Outcome{State: u.now, Forget: u.forget, Reply: u.reply()}
}

// dropNumber lets go of a number that waits for its unit where its fact can change nothing
// any more.
func (u *turn) dropNumber() {
	for id := u.now.Number.Fact; id != "" && u.changed; id = u.now.Number.Fact {
		is := func(s calc.Stake) bool { return s.Fact == id }
		if slices.ContainsFunc(u.stakes(), is) || slices.ContainsFunc(u.calc.Stakes(u.now.Settled(), nil), is) {
			return
		}
		u.now.AwaitNone(id)
	}
}

// part puts what was said of the enterprise before at the head of the reply. A reply
// has one receipt: where the text has worked-out figures of the next one, a line
// stands for those of the one before.
func (u *turn) part() {
	if u.parted == nil {
		return
	}
	rest := u.out.Text()
	u.out = answer.New(u.policy)
	if u.parted.of != nil && rest.Has(answer.Figure.Worked) {
		u.parted.of = nil
		u.out.Line().Words("好，换一家企业：上一家的情况已经清空。")
	} else {
		u.out.Append(u.parted.said)
	}
	u.out.Append(rest)
}

// conclude gives the result of what was asked for.
func (u *turn) conclude() {
	u.kind, u.rests, u.based = KindDone, nil, false
	scope := u.scope()
	if len(scope) == 0 {
		u.out.Append(answer.Result(u.policy, u.assess()))
		u.based = true
		u.overlaps()
		return
	}
	var places []int
	a := u.assess()
	for i := range a.Measures {
		if slices.Contains(scope, a.Measures[i].ID) {
			places = append(places, i)
		}
	}
	u.out.Cases(a, places)
	if u.needsFacts(scope) { // what a change left open has been said beside the change
		u.out.Once()
	}
	u.out.Line().Words("以上只算了您问到的；要把其他措施也一起算，请说“都算一下”。")
	u.offer("都算一下")
	u.overlaps()
}

// overlaps quotes what the document says of benefits that overlap: what other
// policies pay is never asked for.
func (u *turn) overlaps() {
	var done []clause.ID
	for i := range u.policy.Topics {
		for _, id := range u.policy.Topics[i].Aspects["stacking"] {
			if q, err := u.policy.Doc.QuoteSentence(id); err == nil && !slices.Contains(done, id) {
				done = append(done, id)
				u.out.Spare(answer.Useful, "政策重叠").Words("与其他政策重叠的：").Quote(q)
			}
		}
	}
}

// idle counts a message that neither answered nor asked; after some in a row the
// fact asked for is left open.
func (u *turn) idle() {
	if u.engaged || u.now.Asking == "" {
		u.now.Idle = 0
		return
	}
	u.now.Idle++
	if u.now.Idle == idleLimit-1 {
		u.out.Line().Words("答不上来可以说“跳过”；想知道为什么问，就说“为什么问这个”；也可以直接提问。")
	}
	if u.now.Idle < idleLimit {
		return
	}
	id := u.now.Asking
	u.leave(id)
	u.now.Idle = 0
	u.out.Line().Words("“").Label(u.spec(id)).Words("”一直没有得到回答，先按跳过处理；想补充时随时告诉我。")
}

// ask writes the question for a fact as the last line, whatever had to be left
// out before it, and what to press.
func (u *turn) ask(id fact.ID) {
	said := u.out
	u.out = answer.New(u.policy)
	u.pose(id)
	question := u.out.Text()
	u.out = said
	u.standing(question)
	u.out.Within(answer.MaxRunes - question.Runes() - 1).Append(question)
}

// pose writes the question for a fact, and what to press.
func (u *turn) pose(id fact.ID) {
	sp := u.spec(id)
	value := u.now.Facts.Get(id)
	switch n := u.now.Number; {
	case u.now.Waits(id):
		u.heldBehind(id)
		u.out.Line().Words("请确认：").Label(sp)
		if old := u.replacedBy(id); old.Known() {
			u.out.Words("由").Value(sp, old).Words("改为").Value(sp, value).Words("，对吗？")
		} else {
			u.out.Words("：").Value(sp, value).Words("，对吗？")
		}
		if kept, ok := u.now.SaidOf(id); ok && kept.Year == -1 && sp.Previous != "" {
			u.out.Words("（您说的是去年：如果今年另有数，请说今年的，这个数就记作上一年度的。）")
		}
		u.offer("对", "不是")
	case n.Text != "":
		u.out.Line().Words("“").Label(sp).Words("”的“").Said(answer.Hear(n.Text)).Words("”，单位是什么？请写单位，或从下面选。")
		u.offer(append(answer.Units(sp, n.Text), "跳过")...)
	default:
		if _, exact := value.Exact(); value.Known() && !exact {
			u.out.Line().Words("目前只知道“").Label(sp).Words("”").Value(sp, value).Words("，还需要一个确定的数。")
		}
		u.out.Append(answer.Question(u.policy, sp))
		u.offer(append(options(sp), "跳过")...)
	}
}

// heldBehind tells what the message gave beside a value that waited before it and waits still: its turn
// to be confirmed comes behind that one.
func (u *turn) heldBehind(id fact.ID) {
	if !u.was.Waits(id) || u.was.Facts.Get(id) != u.now.Facts.Get(id) {
		return
	}
	for _, other := range u.statedIDs {
		if other != id && u.now.Waits(other) {
			u.out.Line().Words("“").Label(u.spec(other)).Words("”是").Value(u.spec(other), u.now.Facts.Get(other)).Words("，听到了，接着确认。")
		}
	}
}

// offer adds labels to press, unless an answer has choices of its own to offer.
func (u *turn) offer(labels ...string) {
	if len(u.choices) == 0 {
		u.choices = labels
	}
}

// options are the answers that a fact can have, where they are few.
func options(sp *fact.Spec) []string {
	switch sp.Type {
	case fact.YesNo:
		return []string{"是", "否"}
	case fact.Choice:
		labels := make([]string, len(sp.Options))
		for i, o := range sp.Options {
			labels[i] = o.Label
		}
		return labels
	}
	return nil
}

// footing says what the worked-out figures rest on, where the text holds any and
// does not say so already.
func (u *turn) footing() {
	if text := u.out.Text(); u.based || !text.Has(answer.Figure.Worked) {
		u.standing(text)
		return
	}
	u.based = true
	u.out.Footing(u.day).CiteStanding().Basis(u.base())
}

// standing writes the document's standing under an answer whose only figures are the
// person's own, where it does not stand there yet.
func (u *turn) standing(text answer.Text) {
	answers := u.kind == KindAnswer || u.kind == KindAssessment
	any := func(answer.Figure) bool { return true }
	stands := func(f answer.Figure) bool { return f.Source == "meta:as_of" }
	if answers && text.Has(any) && !u.out.Text().Has(stands) {
		u.out.Footing(u.day)
	}
}

// base is the assessment that the figures rest on.
func (u *turn) base() *calc.Assessment {
	if u.rests != nil {
		return u.rests
	}
	return u.figures()
}

// introducePrivacy says, before the first fact is told or asked for, what becomes
// of it.
func (u *turn) introducePrivacy(next fact.ID) {
	if u.now.Told || u.forget || (next == "" && !u.now.Begun) {
		return
	}
	u.now.Told = true
	u.out.Line().Words("（您说的情况只用于这次测算：/privacy 看说明，/forget 全部删除。）")
}

// Room for most facts and assessments as JSON.
const (
	factsBytes      = 256
	assessmentBytes = 40 << 10
)

// reply puts the reply together from what was written.
func (u *turn) reply() Reply {
	text := u.out.Text()
	r := Reply{
		Text: text.String(), Kind: u.kind, Asking: u.now.Asking,
		Facts: u.now.Facts.AppendJSON(make([]byte, 0, factsBytes)), Confirm: append([]fact.ID{}, u.now.Confirm...),
		Figures: text.Figures(), Citations: text.Citations(), Warnings: []string{},
	}
	calculated, any := false, false
	for _, f := range r.Figures {
		calculated = calculated || f.Worked()
		any = any || f.Source != "user"
	}
	if !u.textOnly && (calculated || !u.now.Facts.Empty()) {
		r.Assessment = u.base().AppendJSON(make([]byte, 0, assessmentBytes))
	}
	switch {
	case calculated:
		rests := u.base()
		if u.parted != nil && u.parted.of != nil {
			rests = u.parted.of
		}
		r.Receipt = rests.Receipt
		for _, w := range rests.Warnings {
			r.Warnings = append(r.Warnings, w.String())
		}
	case any:
		r.Warnings = answer.Warnings(u.policy, u.day)
	}
	for _, label := range u.choices {
		r.Buttons = append(r.Buttons, Choice{Label: label})
	}
	u.now.Offered = u.choices
	return r
}
