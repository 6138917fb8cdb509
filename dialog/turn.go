package dialog

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"suance/calc"
	"suance/calc/fact"
	"suance/dialog/answer"
	"suance/dialog/ask"
	"suance/dialog/nlu"
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
	out      *answer.Builder

	kind      Kind      // of the reply, once something decides it
	changed   bool      // facts or scope changed: the question is chosen anew
	stated    bool      // the message gave values
	engaged   bool      // the message answered or asked something
	unused    bool      // it was an answer that does not fit: it counts as none
	statedIDs []fact.ID // the facts that it gave
	refused   bool      // a value was refused: figures that rest on it too
	result    bool      // the result is wanted if nothing is left to ask
	silent    bool      // nothing is asked after this reply
	forget    bool      // all that is kept is to be deleted
	choices   []string  // offered in place of the question's own

	rests  *calc.Assessment // what the figures in out rest on, if not on the state
	based  bool             // out says already what its figures rest on
	parted *parting         // what was said before a new start in the midst of the message

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

// parting is what was said of one enterprise before the message went on with the
// next, and the assessment that it rests on, nil for none.
type parting struct {
	said answer.Text
	of   *calc.Assessment
}

// run reads the message and acts on it.
func (u *turn) run() {
	switch {
	case !utf8.ValidString(u.text):
		u.out.Line().Words("这条消息里有无法识别的编码，没有记录。请用普通文字再发一次。")
		u.kind = KindClarify
		return
	case utf8.RuneCountInString(u.text) > MaxRunes:
		u.out.Line().Words("这条消息太长，没有记录。请把要点分成几条短消息发来。")
		u.kind = KindClarify
		return
	}
	u.text = nlu.Simplified(printable(u.text))
	if strings.TrimSpace(u.text) == "" {
		u.out.Line().Words("没有收到文字。")
		u.kind = KindClarify
		return
	}
	if rest, ok := u.anew(u.text); ok {
		u.text = rest
	}
	if rest := greetings.ReplaceAllString(u.text, ""); utf8.RuneCountInString(rest) > 3 {
		u.text = rest
	}
	if firmsWords.MatchString(u.text) && strings.Count(u.text, "一个")+strings.Count(u.text, "一家") > 1 {
		u.engaged, u.kind = true, KindClarify
		u.out.Line().Words("一次算一家：请先说其中一家的情况，算完再说“换一家企业”。刚才说的没有记。")
		return
	}
	first, others := oneEnterprise(u.text)
	u.text = first
	u.meet(nameIn(u.text))
	if len(others) > 0 {
		u.out.Line().Words("一次算一家，先算").Said(answer.Hear(u.now.Name)).Words("；")
		u.out.Said(answer.Hear(strings.Join(others, "、"))).Words("的情况没有记，算完这一家再单独发来。")
	}
	if !u.obey(commandOf(u.text)) {
		u.listen()
	}
}

// anew begins anew where a message opens with that order and goes on (换一家企业，
// 这家是智能装备); rest is how it goes on.
func (u *turn) anew(text string) (rest string, ok bool) {
	text = openers.ReplaceAllString(text, "")
	at := strings.IndexAny(text, "，,。：:；;！!\n")
	if at < 0 {
		return "", false
	}
	_, size := utf8.DecodeRuneInString(text[at:])
	c := commandOf(text[:at])
	rest = strings.TrimSpace(text[at+size:])
	if rest == "" || c != next && c != restart {
		return "", false
	}
	u.begin(c)
	return rest, true
}

// begin carries out an order to begin anew in the midst of a message.
func (u *turn) begin(c command) {
	u.obey(c)
	u.was = u.now // undo does not lead back to before the new start
	u.parted = &parting{said: u.out.Text(), of: u.rests}
	u.out, u.rests = answer.New(u.policy), nil
	u.kind, u.silent, u.engaged, u.based = "", false, false, false
	u.stale()
}

// meet notes the name of the enterprise spoken of. Another name than before is
// another enterprise: what is known of the one is not mixed with the other.
func (u *turn) meet(name string) {
	if name == "" || name == u.now.Name {
		return
	}
	if u.now.Name != "" && !u.now.Facts.Empty() {
		u.begin(next)
	}
	u.now.Name = name
}

// printable takes control characters, byte order marks and marks of direction
// out of a text.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case r == '\r' || unicode.IsControl(r) || unicode.Is(unicode.Cf, r):
			return -1
		}
		return r
	}, s)
}

// listen reads a message that is no order.
func (u *turn) listen() {
	waits := u.now.Asking != "" && u.now.Waits(u.now.Asking)
	switch {
	case waits && says(u.text, assent):
		u.confirm()
		return
	case waits && says(u.text, denial):
		u.withdraw()
		return
	case waits && u.isLastYears(u.text):
		return
	case u.asksWhyAsked():
		u.obey(why)
		return
	}
	if u.now.Asking == "" && u.mereName() {
		u.question(nlu.IntentQuestion) // the mere name of a matter, whatever else its words could state
		return
	}
	if label := u.offeredFor(); label != "" {
		u.text = label // 是营收, after: 8.8亿说的是哪一项
	}
	if acknowledged.MatchString(u.text) {
		u.kind = KindClarify
		u.out.Line().Words("好的，有需要随时说。")
		return
	}
	u.settleFirst(waits)
	u.text = u.withoutEcho(trailing.ReplaceAllString(u.text, "$1"))
	const few = 12
	if u.now.Begun && onlyThis.MatchString(u.text) && utf8.RuneCountInString(u.text) <= few && len(u.namedIn(u.text)) > 0 {
		u.ownCase(nil)
		return
	}
	text := u.text
	if n := u.now.Number; n.Text != "" && u.unitAlone(text) {
		text = n.Text + strings.TrimSpace(text)
	}
	read := u.read(text)
	read.Facts = slices.DeleteFunc(slices.Clone(read.Facts), func(s nlu.Slot) bool { // supposed is not stated
		return slices.ContainsFunc(read.WhatIf, func(o nlu.Slot) bool { return o.Fact == s.Fact })
	})
	if len(read.Facts) == 0 && len(read.WhatIf) == 0 && u.obey(intents[read.Intent]) {
		return
	}
	if u.partOnly(&read, text) {
		return
	}
	u.mention(text)
	several := u.severalIn(text, &read)
	if len(several) > 0 {
		setAside(&read, several)
	}
	u.take(&read)
	u.takeRest(text, &read)
	switch {
	case len(several) > 0:
		u.compare(several)
	case read.Intent == nlu.IntentWhatIf || len(read.WhatIf) > 0, !u.stated && byHowMuch(text) && slices.ContainsFunc(read.Quantities, isAmount) && !u.now.Settled().Empty():
		u.suppose(&read)
	case !u.engaged && !u.unused && u.takeUp(text):
	case read.Intent == nlu.IntentQuestion && !(u.stated && answersOnly(text)), whyWords.MatchString(text) && !u.engaged:
		u.question(nlu.IntentQuestion)
	case u.stated && (requestWords.MatchString(text) || reckonWords.MatchString(text) || asksBeside(text)):
		u.question(nlu.IntentQuestion)
	case u.stated && read.Intent == nlu.IntentCorrection && asksLast(text):
		u.text = lastClause(text)
		u.question(nlu.IntentQuestion)
	case u.stated && (u.bareMatter(text) || u.asksAfter(text)):
		u.ownCase(nil)
	case u.engaged, u.unused:
	case u.now.Asking != "" && (read.Intent == nlu.IntentYesNo || len(read.Quantities) > 0):
		u.unused = true // an answer, but not to this question
		u.out.Line().Words("这样的回答对不上这一项。")
		u.expected(u.spec(u.now.Asking))
	default:
		u.question(read.Intent)
	}
	u.takeAmounts(text, &read)
}

// acknowledged says that something was heard, and no more; trailing are particles at the
// end of a message that ask nothing.
var (
	acknowledged = regexp.MustCompile(`^(嗯|哦|噢|好|好的|行|行吧|ok|OK|那)*[，, ]*(我)?(知道了|明白了?|了解了?|收到|懂了|清楚了|晓得了|好嘞|原来如此|行吧|(行了|好了|可以了|够了|得了)+)[。！!~～ ]*$`)
	trailing     = regexp.MustCompile(`[嘛呗咯喽]([。！!~～\s]*)$`)
)

// withoutEcho takes the question that a person repeats before the answer out of a text
// (产值？九千九百万).
func (u *turn) withoutEcho(text string) string {
	const few = 10 * 3 // bytes
	at := strings.IndexAny(text, "?？")
	if u.now.Asking == "" || at <= 0 || at > few || asksWords.MatchString(text[:at]) || shared(u.spec(u.now.Asking).Label, text[:at]) == 0 {
		return text
	}
	_, size := utf8.DecodeRuneInString(text[at:])
	if rest := strings.TrimSpace(text[at+size:]); rest != "" && !strings.ContainsAny(rest, askingMarks) {
		return rest
	}
	return text
}

// notThis lets go of what is asked, where something else is asked next.
var (
	notThis  = regexp.MustCompile(`^(算了)?[这那]个?(事|项|题)?(先)?(不算|不问|不说|不管|放着|放一边|放一放)了?$`)
	asksNext = regexp.MustCompile(`^(先|再|那|来)?(问|说|看|算)`)
)

// offeredFor is the only choice offered last that states the one fact which the message
// names without a value of its own; empty if there is none.
func (u *turn) offeredFor() string {
	const few = 12
	if len(u.was.Offered) == 0 || u.now.Asking != "" && u.now.Number.Text != "" || utf8.RuneCountInString(u.text) > few || asksWords.MatchString(u.text) || slices.Contains(u.was.Offered, u.text) {
		return ""
	}
	ids := u.factsNamed(u.text)
	if len(ids) != 1 || slices.ContainsFunc(nlu.Quantities(u.text), isAmount) {
		return ""
	}
	for _, label := range u.was.Offered {
		if read := u.readFor("", label); len(read.Facts) == 1 && read.Facts[0].Fact == ids[0] && numeric(u.spec(ids[0])) {
			return label
		}
	}
	return ""
}

// onlyThis narrows what is asked for to what it names (只问链主的).
var onlyThis = regexp.MustCompile(`^(那|我)*(就|只|单独?|光)(是)?(问|算|看|要|想)`)

// greetings open a message that goes on.
var greetings = regexp.MustCompile(`^\s*(?:(?:你好|您好|喂)[啊呀，,。！!：: ]*)+`)

// firmsWords tell of several enterprises at once.
var firmsWords = regexp.MustCompile(`[两二三四五几][个家](厂|公司|企业|子公司|单位)`)

// openers begin a message and say nothing (好，第二家：…).
var openers = regexp.MustCompile(`^\s*(?:(?:好的?|嗯|行|那|ok|OK)[，,。 ]+)+`)

// settleFirst deals with a first word that settles what was asked (对，智能工厂也评上了;
// 跳过，…): what follows is read by itself.
func (u *turn) settleFirst(waits bool) {
	at := strings.IndexAny(u.text, "，,。；;！!\n")
	if at < 0 || u.now.Asking == "" {
		return
	}
	_, size := utf8.DecodeRuneInString(u.text[at:])
	head, rest := u.text[:at], strings.TrimSpace(u.text[at+size:])
	switch {
	case rest == "":
		return
	case waits && says(head, assent):
		u.confirm()
	case commandOf(head) == skip:
		u.skip()
	case commandOf(head) == drop, notThis.MatchString(head) && asksNext.MatchString(rest):
		u.drop()
	default:
		return
	}
	u.text, u.now.Asking = rest, ""
}

// takeUp asks again for a fact that was skipped and that the message names without
// asking anything.
func (u *turn) takeUp(text string) bool {
	if asksWords.MatchString(text) {
		return false
	}
	for _, id := range u.now.Skipped {
		sp := u.spec(id)
		if !slices.ContainsFunc(append([]string{sp.Label, sp.Short}, sp.Synonyms...), func(w string) bool {
			return w != "" && strings.Contains(text, w)
		}) || !slices.ContainsFunc(u.stakes(), func(s calc.Stake) bool { return s.Fact == id }) {
			continue
		}
		u.now.Skipped = session.Without(u.now.Skipped, id)
		u.now.Asking, u.changed, u.engaged = id, false, true
		u.out.Line().Words("好，说回这一项。")
		return true
	}
	return false
}

// intents are the intents that are orders.
var intents = map[nlu.Intent]command{
	nlu.IntentSkip: skip, nlu.IntentDontKnow: skip, nlu.IntentWhy: why,
	nlu.IntentSummary: summary, nlu.IntentUndo: undo, nlu.IntentRestart: restart,
}

// unitAlone says whether a message is only a unit.
func (u *turn) unitAlone(text string) bool {
	t := strings.TrimRight(strings.TrimSpace(text), "。.!！ ")
	return t != "" && utf8.RuneCountInString(t) <= 4 && strings.Trim(t, u.unitRunes) == ""
}

// unitRunesOf are the characters of the units of a policy's facts.
func unitRunesOf(s *fact.Schema) string {
	runes := "元块万亿千百个点%％成"
	for i := range s.Len() {
		runes += s.Spec(i).Unit
	}
	return runes
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
	h := append(slices.Clone(u.was.History), u.codec.Snapshot(&u.was.Core))
	u.now.History = h[max(0, len(h)-session.UndoDepth):]
}

// stale forgets what was computed from the facts before they changed.
func (u *turn) stale() {
	u.assessed, u.outcomes, u.stakesKnown, u.changed = nil, nil, nil, true
}
