package dialog

import (
	"slices"
	"strings"
	"unicode/utf8"

	"suance/calc"
	"suance/calc/fact"
	"suance/dialog/answer"
	"suance/dialog/session"
)

// obey carries out an order; false if there is none.
func (u *turn) obey(c command) bool {
	switch c {
	case none:
		return false
	case start, restart:
		u.restart()
	case undo:
		u.undo()
	case takeAll:
		u.takeAll()
	case summary:
		u.summary()
	case skip:
		u.skip()
	case why:
		u.why()
	case next:
		u.nextEnterprise()
	case forget:
		u.forgetAll()
	case privacy:
		u.privacy()
	case export:
		u.export()
	case reckon:
		if u.now.Begun {
			u.enough()
			break
		}
		u.widen(u.scope())
		u.sofar(nil)
	case wanting:
		return u.wanting()
	case enough:
		u.enough()
	case help:
		u.help()
	case all:
		u.widen(nil)
		u.result = true
	case drop:
		u.drop()
	}
	u.engaged = true
	return true
}

// restart forgets all and says so.
func (u *turn) restart() {
	u.now = u.Begin()
	u.out.Line().Words("现在从头开始：之前说过的情况都已清除。")
	u.introduce()
	u.kind, u.silent = KindClarify, true
}

// introduce says in a line what the assistant can do.
func (u *turn) introduce() {
	u.out.Line().Words("我是算策，根据").Document().Words("回答条款问题，并逐项测算企业能拿多少、还缺什么情况。" +
		"可以直接说企业的情况，也可以直接提问。")
}

// undo goes back to before the last message that changed facts.
func (u *turn) undo() {
	h := u.now.History
	if len(h) == 0 {
		u.out.Line().Words("没有可以撤销的内容。")
		u.mild()
		return
	}
	core, err := u.codec.Restore(h[len(h)-1])
	if err != nil { // the checksum held, so only a schema could have changed: nothing to go back to
		u.now.History = nil
		u.out.Line().Words("上一步的记录已无法恢复，现有情况不变。")
		u.mild()
		return
	}
	before := u.figures()
	if u.now.Core, u.now.History = core, h[:len(h)-1]; !core.Begun && len(u.was.Scope) > 0 {
		u.now.Begun, u.now.Scope = true, u.was.Scope // the message gave facts and asked: what it said of itself is taken back, and what it asked for stays
	}
	u.now.Idle = 0
	u.stale()
	u.out.Line().Words("已撤销上一步。")
	u.tellUndone(before)
}

// takeAll takes back all that was told so far, and says what that did to the figures.
func (u *turn) takeAll() {
	if u.now.Facts.Empty() && len(u.now.Facts.AwardIDs()) == 0 {
		u.out.Line().Words("还没有记下什么情况，没有可以收回的。")
		u.mild()
		return
	}
	before := u.figures()
	u.dropAll()
	u.tellUndone(before)
}

// dropAll takes back all that was told so far, in one step that can be undone; what was asked for stays.
func (u *turn) dropAll() {
	u.remember()
	u.now.Core = session.Core{Facts: u.Begin().Facts, Scope: u.now.Scope, All: u.now.All, Topic: u.now.Topic, Name: u.now.Name, Begun: u.now.Begun}
	u.stale()
	u.out.Line().Words("好，前面说的情况全部收回，都不再算数；要恢复请说“撤销”。")
}

// tellUndone says what an order took back, and what that did to the figures. The assessment is the one
// before.
func (u *turn) tellUndone(before *calc.Assessment) {
	settled := differing(u.was.Settled(), u.now.Settled())
	for _, id := range differing(u.was.Facts, u.now.Facts) {
		if !slices.Contains(settled, id) { // it waited for confirmation and bore on no figure
			u.out.Line().Words("“").Label(u.spec(id)).Words("”已撤回。")
		}
	}
	u.tell(settled, before)
	for _, id := range u.was.Facts.AwardIDs() {
		if was := u.was.Facts.Award(id); was != u.now.Facts.Award(id) && u.measure(id) != nil {
			u.awardMoved(id, was)
			if len(settled) == 0 {
				u.out.Append(answer.Change(u.policy, before, u.figures(), nil))
			}
		}
	}
	if !u.now.Begun {
		u.mild()
	}
}

// tell says of facts what they were and are, and what that did to the figures.
// The assessment is the one before.
func (u *turn) tell(ids []fact.ID, before *calc.Assessment) {
	if len(ids) > 0 {
		u.out.Append(answer.Replaced(u.policy, before, u.figures(), ids))
		u.stillOpen(before, u.figures())
	}
}

// mild gives a reply that settles nothing its kind, unless a question follows.
func (u *turn) mild() {
	if u.now.Asking == "" {
		u.kind = KindClarify
	}
}

// differing are the facts that two sets do not agree on, in the schema's order.
func differing(a, b fact.Set) []fact.ID {
	var ids []fact.ID
	for i := range a.Schema().Len() {
		if a.At(i) != b.At(i) {
			ids = append(ids, a.Schema().Spec(i).ID)
		}
	}
	return ids
}

// summary says what is known and what comes of it.
func (u *turn) summary() {
	u.out.Append(answer.Summary(u.policy, u.assess()))
	for i, id := range u.now.Confirm {
		if i == 0 {
			u.out.Line().Words("还没有确认、未计入的：")
		}
		sp := u.spec(id)
		u.out.Line().Words("· ").Label(sp).Words("：").Value(sp, u.now.Facts.Get(id))
	}
	u.kind = KindSummary
	u.based = !u.now.Settled().Empty()
}

// skip leaves the fact asked for open.
func (u *turn) skip() {
	id := u.now.Asking
	if id == "" {
		u.out.Line().Words("现在没有等您回答的问题。")
		u.mild()
		return
	}
	u.leave(id)
	u.out.Line().Words("好，“").Label(u.spec(id)).Words("”先放着，想补充时随时告诉我。")
}

// why says which measures need the fact asked for and the sums at stake.
func (u *turn) why() {
	id := u.now.Asking
	if id == "" && u.explain() {
		return // of what came out
	}
	if id == "" {
		u.out.Line().Words("现在没有等您回答的问题。")
		u.mild()
		return
	}
	u.out.Append(answer.Why(u.policy, u.figures(), u.spec(id), u.scope()))
}

// drop lets go of what was asked for; nothing is asked until something is again. Who
// asked for everything leaves but the fact asked for.
func (u *turn) drop() {
	if len(u.scope()) == 0 {
		u.skip()
		return
	}
	u.now.Scope, u.now.Topic = nil, nil
	u.now.AwaitNothing()
	for _, id := range u.now.Confirm {
		u.leave(id)
	}
	u.now.Asking, u.now.Begun = "", false
	u.stale()
	u.out.Line().Words("好，这一项先放下。")
	u.mild()
}

// asksWhyAsked says whether the message asks why the question is asked, and names what
// was asked for or points at itself.
func (u *turn) asksWhyAsked() bool {
	const long = 24
	return u.now.Asking != "" && utf8.RuneCountInString(u.text) <= long && u.hears(whyAsked, u.text) &&
		(names(u.spec(u.now.Asking), u.text) || strings.ContainsAny(u.text, "我这那"))
}

// leave marks a fact as skipped; a value that waited for confirmation is dropped.
func (u *turn) leave(id fact.ID) {
	u.dropWaiting(id)
	u.now.AwaitNone(id)
	u.now.Skipped = session.With(u.now.Skipped, id)
	u.now.Asking = ""
	u.stale()
	u.result = true
}

// nextEnterprise sums up and begins anew.
func (u *turn) nextEnterprise() {
	a := u.assess()
	if a.Facts.Empty() {
		u.out.Line().Words("好，换一家企业：请说说它的情况，或直接提问。")
	} else {
		u.summary()
		u.rests = a
		u.footing()
		u.out.Line().Words("以上是这一家的小结。现在换一家企业，从头开始：请说说它的情况，或直接提问。")
	}
	told := u.now.Told
	u.now = u.Begin()
	u.now.Told = told
	u.kind, u.silent = KindSummary, true
}

// forgetAll has everything that is kept of the conversation deleted.
func (u *turn) forgetAll() {
	u.now = u.Begin()
	u.out.Line().Words("已删除：这段对话保存的全部内容都没有了。")
	u.kind, u.silent, u.forget = KindClarify, true, true
}

// enough leaves all that could still be asked open and gives the result.
func (u *turn) enough() {
	if !u.now.Begun {
		u.introduce()
		u.mild()
		return
	}
	for _, s := range u.stakes() {
		if u.asked(s.Fact) && !u.now.Skips(s.Fact) && !u.now.Waits(s.Fact) {
			u.leave(s.Fact)
		}
	}
	u.now.AwaitNothing()
	u.result = true
	if len(u.now.Confirm) > 0 { // what follows asks for that
		u.out.Line().Words("好，别的不再问了，没说的先空着；只差确认一下。")
		return
	}
	u.out.Line().Words("好，不再问了，按已知的情况算；没说的先空着，随时可以补充。")
}

// wanting says what is known of what was asked for and what is wanting for the rest: nothing, where it is reckoned.
// It is false if nothing was asked for, or nothing came out, so that what is wanting may be meant for a condition.
func (u *turn) wanting() bool {
	if u.now.Begun && u.now.Asking == "" && len(u.now.Confirm) == 0 {
		return u.wantsNothing()
	}
	if !u.now.Begun || u.now.Asking == "" {
		return false
	}
	u.engaged = true
	u.sofar(nil)
	for i, s := range slices.DeleteFunc(slices.Clone(u.stakes()), func(s calc.Stake) bool { return !u.asked(s.Fact) || u.now.Waits(s.Fact) }) {
		if i == 0 {
			u.out.Line().Words("还要知道：")
		} else {
			u.out.Words("、")
		}
		u.out.Words("“").Label(u.spec(s.Fact)).Words("”")
	}
	return true
}

// wantsNothing says that nothing is wanting for what came out, and how that came about; false if something is open.
func (u *turn) wantsNothing() bool {
	ids := u.scope()
	if len(ids) == 0 || u.needsFacts(ids) || len(u.inStatus(ids, calc.Payable, calc.Ceiling)) == 0 {
		return false
	}
	u.out.Line().Words("要用的情况都有了，没有还要问的。")
	u.explainOf(ids)
	return true
}

// export says all that is kept of the conversation.
func (u *turn) export() {
	u.kind = KindClarify
	known := differing(u.Begin().Facts, u.now.Facts)
	if len(known) == 0 && len(u.now.Skipped) == 0 && u.now.Name == "" {
		u.out.Line().Words("这段对话没有保存您企业的任何情况。")
		return
	}
	u.out.Line().Words("这段对话保存的全部情况：")
	if u.now.Name != "" {
		u.out.Line().Words("· 企业：").Said(answer.Hear(u.now.Name))
	}
	for _, id := range known {
		sp := u.spec(id)
		u.out.Line().Words("· ").Label(sp).Words("：").Value(sp, u.now.Facts.Get(id))
		if u.now.Waits(id) {
			u.out.Words("（待确认）")
		}
	}
	for _, id := range u.now.Skipped {
		u.out.Line().Words("· ").Label(u.spec(id)).Words("：跳过未答")
	}
	u.out.Line().Words("此外只保存可以撤销的前几步和当前的提问；发 /forget 全部删除。")
}

// privacy says what is kept, what for, and how to have it deleted.
func (u *turn) privacy() {
	u.out.Line().Words("关于您的信息：只保存您在这段对话里说的企业情况，用来测算和接着聊；" +
		"不用于其他目的，到期自动删除。发 /export 看保存了什么，发 /forget 立即全部删除。请不要发送身份证号、银行账号等与测算无关的信息。")
	u.kind = KindClarify
	u.now.Told = true
}

// help says what can be typed.
func (u *turn) help() {
	u.introduce()
	u.out.Line().Words("常用的话：汇总（看已知情况和金额）、撤销（退回上一步）、跳过（这一项先不说）、" +
		"为什么问这个、换一家企业、重新开始。")
	u.out.Line().Words("/privacy 信息怎么用，/export 看保存了什么，/forget 全部删除。")
	u.kind = KindClarify
}

// confirm takes a value that waited as said; where it replaces another, the reply
// says both and what that did to the figures.
func (u *turn) confirm() { u.confirmAll([]fact.ID{u.now.Asking}) }

// confirmAll is confirm for several values.
func (u *turn) confirmAll(ids []fact.ID) {
	for _, id := range ids {
		u.now.Confirm = session.Without(u.now.Confirm, id)
	}
	u.stale()
	u.engaged, u.result = true, true
	u.sayConfirmed(ids)
}

// sayConfirmed says of values that waited for confirmation that they count now, and what that brings.
func (u *turn) sayConfirmed(ids []fact.ID) {
	var first []fact.ID
	for _, id := range ids {
		if old := u.replacedBy(id); old.Known() {
			u.tell([]fact.ID{id}, u.figuresOf(u.now.Settled().With(id, old)))
			continue
		}
		sp := u.spec(id)
		u.out.Line().Words("好，").Label(sp).Words("：").Value(sp, u.now.Facts.Get(id)).Words("。")
		first = append(first, id)
	}
	u.settled(first)
}

// settled says what is payable by values that waited for confirmation and wait no
// longer: whoever asked for it was not told. The result says it where it follows.
func (u *turn) settled(ids []fact.ID) {
	if len(ids) == 0 || u.plan() == "" {
		return
	}
	before, a := u.figuresOf(u.was.Settled()), u.figures()
	for i := range a.Measures {
		r := &a.Measures[i]
		concerned := slices.ContainsFunc(ids, func(id fact.ID) bool { return !u.now.Waits(id) && slices.Contains(u.concerned(id, a), i) })
		if concerned && before.Measures[i].Status == calc.NeedsFacts && (r.Status == calc.Payable || r.Status == calc.Ceiling) {
			u.out.Headline(r, u.reference())
		}
	}
}

// coreBefore is the core before the last message that changed facts; false if there is none.
func (u *turn) coreBefore() (session.Core, bool) {
	h := u.now.History
	if len(h) == 0 {
		return session.Core{}, false
	}
	core, err := u.codec.Restore(h[len(h)-1])
	return core, err == nil
}

// replacedBy is the settled value that the fact had before the last message that
// changed facts, if that put another in its place.
func (u *turn) replacedBy(id fact.ID) fact.Value {
	core, ok := u.coreBefore()
	if !ok || core.Waits(id) || core.Facts.Get(id) == u.now.Facts.Get(id) {
		return fact.Value{}
	}
	return core.Facts.Get(id)
}

// withdraw takes a value that waited back and has the fact asked for again.
func (u *turn) withdraw() {
	id := u.now.Asking
	u.remember()
	u.now.Facts = u.now.Facts.With(id, fact.Value{})
	u.now.Confirm = session.Without(u.now.Confirm, id)
	u.stale()
	u.changed, u.engaged = false, true // the same fact is asked for again
	u.out.Line().Words("好，刚才那个不算。")
}

// spec is the declaration of a fact of the policy.
func (u *turn) spec(id fact.ID) *fact.Spec { return u.policy.Rules.Schema.Lookup(id) }
