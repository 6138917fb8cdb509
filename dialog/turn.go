package dialog

import (
	"slices"
	"strings"
	"unicode/utf8"

	"suance/calc"
	"suance/calc/fact"
	"suance/dialog/answer"
	"suance/dialog/ask"
	"suance/dialog/nlu"
	"suance/dialog/pattern"
	"suance/dialog/session"
	"suance/knowledge"
)

// MaxRunes is the longest message that is read, in characters.
const MaxRunes = 4096

// idleLimit is how many messages in a row may neither answer nor ask before the
// fact asked for counts as skipped.
const idleLimit = 3

// Talk holds conversations under one policy. It is immutable and safe for
// concurrent use; a turn is a pure function of its arguments.
type Talk struct {
	policy *knowledge.Policy
	reader *nlu.Reader
	asker  *ask.Asker
	calc   *calc.Calculator
	codec  session.Codec

	matters   []matter
	uses      map[fact.ID][]string // the measures that a fact bears on
	names     []factName
	unitRunes string
	textOnly  bool
}

// NewTalk prepares conversations under a policy that was opened.
func NewTalk(p *knowledge.Policy, r *nlu.Reader, a *ask.Asker) *Talk {
	c := p.Calc
	return &Talk{policy: p, reader: r, asker: a, calc: c, matters: mattersOf(p), uses: usesOf(c), names: factNamesOf(p.Rules.Schema), unitRunes: unitRunesOf(p.Rules.Schema),
		codec: session.Codec{Schema: p.Rules.Schema, Awards: p.Rules.AwardMeasures()}}
}

// Begin is the state of a conversation that has not begun.
func (t *Talk) Begin() session.State {
	return session.New(t.policy.ID, t.policy.Version, t.policy.Rules.Schema)
}

// Outcome is what a turn comes to.
type Outcome struct {
	State  session.State
	Forget bool // the person wants all that is kept of the conversation deleted
	Reply  Reply
}

// Turn answers one message, as typed, on a day. The buttons of the reply carry no
// Data yet: that names the version under which the state will be stored.
func (t *Talk) Turn(s session.State, text string, day fact.Day) Outcome {
	u := t.open(s, day, nil)
	u.text = text
	u.run()
	return u.finish()
}

// open begins a turn; lost are facts of the state that the policy no longer has.
func (t *Talk) open(s session.State, day fact.Day, lost []fact.ID) *turn {
	u := &turn{Talk: t, was: s, now: s, day: day, out: answer.New(t.policy)}
	u.now.Steps, u.now.Line = 0, 0
	u.renew(lost)
	return u
}

// turn is one turn under way. Its methods change now and write to out; was and
// the arguments stay.
type turn struct {
	*Talk
	was, now session.State
	day      fact.Day
	text     string
	typed    string // where text has common words in the place of the region's
	relayed  bool   // somebody of the enterprise, or the one who asks through another, was said to say it
	out      *answer.Builder

	kind      Kind       // of the reply, once something decides it
	changed   bool       // facts or scope changed: the question is chosen anew
	stated    bool       // the message gave values
	engaged   bool       // the message answered or asked something
	unused    bool       // it was an answer that does not fit: it counts as none
	statedIDs []fact.ID  // the facts that it gave
	given     []nlu.Slot // as they were read, and where
	each      fact.ID    // of one thing, where the message gave the numbers of several: none is taken
	refused   bool       // a value was refused: figures that rest on it too
	result    bool       // the result is wanted if nothing is left to ask
	silent    bool       // nothing is asked after this reply
	forget    bool       // all that is kept is to be deleted
	choices   []string   // offered in place of the question's own

	rests  *calc.Assessment // what the figures in out rest on, if not on the state
	based  bool             // out says already what its figures rest on
	parted *parting         // what was said before a new start in the midst of the message

	heardText   string // of which heardChars are the characters
	heardChars  pattern.Chars
	namedText   string // of which namedIDs are the facts that it names
	namedIDs    []fact.ID
	assessed    *calc.Assessment // of what is settled, once computed
	outcomes    *calc.Assessment // the same without what explains it
	stakesKnown []calc.Stake
}

// renew notices that the policy changed since the last turn: the facts that it
// still has stay, figures are computed anew.
func (u *turn) renew(lost []fact.ID) {
	if u.now.Version == u.policy.Version && u.now.Policy == u.policy.ID && len(lost) == 0 {
		return
	}
	u.now.Policy, u.now.Version, u.changed = u.policy.ID, u.policy.Version, true
	u.out.Line().Words("政策内容在上次对话之后有更新：您说过的情况都还在，金额已按新内容重新计算。")
	if len(lost) > 0 {
		u.out.Words("有些情况在新内容里已经用不上，没有保留。")
	}
}

// run reads the message and acts on it.
func (u *turn) run() {
	if u.refuses() {
		return
	}
	u.begins()
	u.reword()
	if u.ofSeveral() {
		return
	}
	u.ofOne()
	if u.onlyName() {
		return
	}
	u.text = u.picked(u.text)
	if !u.holdsOn() && !u.obey(u.order()) && !u.heardSay() && !u.dictated() {
		asked := u.partQuestions()
		u.listen()
		u.answerBeside(asked)
	}
}

// refuses turns a message down that is no text, too long or empty.
func (u *turn) refuses() bool {
	switch {
	case !utf8.ValidString(u.text):
		u.out.Line().Words("这条消息里有无法识别的编码，没有记录。请用普通文字再发一次。")
	case utf8.RuneCountInString(u.text) > MaxRunes:
		u.out.Line().Words("这条消息太长，没有记录。请把要点分成几条短消息发来。")
	case !strings.ContainsFunc(u.text, isSeen):
		u.out.Line().Words("没有收到文字。")
	default:
		return false
	}
	u.kind = KindClarify
	return true
}

// order is the order that the message is; none where it rather confirms a value that waits (就这么多).
func (u *turn) order() command {
	c := commandOf(u.text)
	if c == enough && u.askedWaits() && says(u.text, assent) {
		return none
	}
	return c
}

// hears tells whether a text holds a match of a pattern. Most patterns are tried on one text, whose characters tell
// at once that few of them may match: they are kept.
func (u *turn) hears(p pattern.Pattern, text string) bool {
	if text != u.heardText {
		u.heardText, u.heardChars = text, pattern.CharsOf(text)
	}
	return p.Match(text, &u.heardChars)
}

// assess assesses what is settled, once a turn.
func (u *turn) assess() *calc.Assessment {
	if u.assessed == nil {
		u.assessed = u.assessOf(u.now.Settled())
	}
	return u.assessed
}

// assessOf assesses other facts than the state's.
func (u *turn) assessOf(f fact.Set) *calc.Assessment {
	a := u.calc.Assess(f, calc.Options{AsOf: u.day})
	return &a
}

// figures is assess without what explains the figures, for a third of its cost,
// unless the whole is wanted anyway.
func (u *turn) figures() *calc.Assessment {
	if u.assessed != nil || !u.textOnly {
		return u.assess()
	}
	if u.outcomes == nil {
		u.outcomes = u.figuresOf(u.now.Settled())
	}
	return u.outcomes
}

// figuresOf is assessOf without what explains the figures.
func (u *turn) figuresOf(f fact.Set) *calc.Assessment {
	a := u.calc.Assess(f, calc.Options{AsOf: u.day, Brief: true})
	return &a
}

// remember puts the core as it was before this message into the history.
func (u *turn) remember() {
	h := append(slices.Clip(u.was.History), u.codec.Snapshot(&u.was.Core))
	u.now.History = h[max(0, len(h)-session.UndoDepth):]
}

// stale forgets what was computed from the facts before they changed.
func (u *turn) stale() {
	u.assessed, u.outcomes, u.stakesKnown, u.changed = nil, nil, nil, true
}
