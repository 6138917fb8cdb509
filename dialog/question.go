package dialog

import (
	"slices"
	"strings"
	"unicode/utf8"

	"suance/calc"
	"suance/dialog/ask"
	"suance/dialog/nlu"
	"suance/dialog/pattern"
)

// asked is a message that asks something, as it was understood before it is answered.
type asked struct {
	greets bool
	asks   bool       // it reads as a question
	named  []string   // the measures that it names
	answer ask.Answer // by the document, of what the conversation is at where the message names nothing

	worked bool // answer works out what the message states, or asks what is wanting for that
	near   bool // how far the next better outcome is
	mine   bool // what the enterprise of this conversation gets
	atMost bool // the cap of what is asked for
	why    bool // how an outcome came about
	line   bool // which line a sum takes
}

// question answers what the message asks. One that does not read as a question
// and stated nothing is tried too, for it may name a matter of the document.
func (u *turn) question(intent nlu.Intent) {
	q := u.understood(intent)
	switch {
	case u.aboutTalk(q):
	case q.why && !(u.stated && u.needsFacts(u.explained())) && u.explain():
	case u.target():
	case q.line && q.answer.Kind == ask.KindClarify && !q.near && u.line():
	case q.worked:
		u.workedOut(q)
	case u.distance(q):
	case trailsOff(u.text) && !u.stated && u.settles(q.named) && u.explain(): // 那智能工厂这块呢, with its sum told among others
	case q.mine && len(q.named) == 0 && u.whichBound():
	case q.mine:
		u.takenUp(q)
	case q.answer.Kind == ask.KindClarify:
		u.smallTalk(q)
	case q.asks || u.now.Asking == "" || trailsOff(u.text), u.isKeyword(q), u.whichOfTwo(q): // 贷款贴息呢, 用地优惠呢
		u.told(q)
	default:
		u.noUse()
	}
}

// understood is the message as it is to be answered. A part that asks of something beside what
// is asked for is all that is left of it then.
func (u *turn) understood(intent nlu.Intent) *asked {
	q := &asked{greets: intent == nlu.IntentGreeting}
	q.asks = (intent == nlu.IntentQuestion || intent == nlu.IntentWhatIf || u.hears(aspectAlone, u.text) || !u.stated && u.mereName() || trailsOff(u.text) && len(u.namedIn(u.text)) > 0) && !says(u.text, murmurs)
	if part := u.askedPart(true); u.stated && u.was.Asking != "" && addWords.MatchString(part) && !ownWords.MatchString(part) && askWords.MatchString(part) {
		u.text, u.stated = part, false // 我们是新材料，另外问下数字化车间补多少
	}
	q.named = u.named()
	q.answer = u.asker.Ask(ask.Question{Text: u.text, Typed: u.typed, AsOf: u.day, Facts: u.now.Settled()})
	if q.answer.Kind == ask.KindClarify && len(q.named) == 1 && len(u.titled(u.text)) == 1 { // 认定奖励能拿多少
		q.answer = u.asker.Ask(ask.Question{Text: u.measure(q.named[0]).Title + u.text, AsOf: u.day, Facts: u.now.Settled()})
	}
	if named, ok := u.byName(q.named); ok && !q.answer.Absent && q.answer.Kind != ask.KindAnswer && q.answer.Kind != ask.KindAssessment {
		q.answer = u.asker.Ask(ask.Question{Text: named, AsOf: u.day, Facts: u.now.Settled()}) // 工厂智能化的那笔能拿多少
	}
	if part := u.askedPart(true); u.stated && len(q.named) == 0 && otherBenefit.MatchString(part) { // 我们是新材料企业，房租补贴能拿多少
		if a := u.asker.Ask(ask.Question{Text: part, AsOf: u.day}); a.Absent {
			q.answer = a
		}
	}
	planned := q.answer.Topic
	u.aim(q)
	if u.namesNothing(q) {
		q.answer = u.inContext(q.answer)
	}
	if !q.worked && !q.near && !q.mine {
		u.dwell(planned)
	}
	return q
}

// aim finds what the message wants of an outcome, if it wants anything of one.
func (u *turn) aim(q *asked) {
	kind, source := q.answer.Kind, u.hears(sourceWords, u.text) && !u.stated
	q.line, q.why = u.hears(lineWords, u.text), u.asksWhy(q.answer, q.named)
	q.atMost = u.hears(capWords, u.text) && !u.stated && !(len(q.named) == 0 && u.hears(totalWords, u.text)) && len(u.scope()) > 0 && !slices.ContainsFunc(q.named, func(id string) bool { return !slices.Contains(u.scope(), id) })
	elsewhere := q.answer.Elsewhere && !u.stated || len(q.named) == 0 && (q.answer.Absent || !u.stated && (q.answer.Topic != "" || q.answer.Foreign)) && u.ofOtherThing(q)
	ofText := elsewhere || kind == ask.KindAnswer && (u.hears(besideWords, u.text) && !u.hears(sumWords, u.text) || q.line)
	switch {
	case !q.atMost && (kind == ask.KindAssessment || kind == ask.KindClarify && q.answer.Asking != ""):
		q.worked = true
	case u.hears(gapWords, u.text) && !u.hears(certainWords, u.text) && !u.hears(sumCapped, u.text) && !u.now.Settled().Empty():
		q.near = true
	case !q.atMost && !source && !ofText:
		q.mine = u.wantsOwn(q.asks)
	}
}

// ofOtherThing says whether a message asks how much there is for what the document does not hold, or grants
// nothing for (房租补贴能拿多少, 引进人才给多少, 区里给多少; 要是引进博士，政府给多少).
func (u *turn) ofOtherThing(q *asked) bool {
	if q.answer.OtherSum || q.answer.Foreign && !q.answer.Absent && !q.answer.Named {
		return q.answer.OtherSum // 扣税后能拿多少 is of one's own
	}
	part := u.askedPart(u.stated)
	return otherBenefit.MatchString(part) || otherThing.MatchString(part) || u.hears(levelGives, u.text) || q.answer.Topic != "" && supposing.MatchString(ourselves.ReplaceAllString(u.text, ""))
}

// levelGives asks what another level of government gives.
var levelGives = pattern.Of(`^(那|那么|请问|，|,)*(区县?|县|市县|开发区|街道|镇|省|国家|中央)(里|上|级|财政|政府|那边|层面)?(还|也|会|能|另外|再|有没有)*(给|补|奖|发|有)`)

// namesNothing says whether a message asks something of the document and does not say of what:
// it is of what the conversation is at.
func (u *turn) namesNothing(q *asked) bool {
	source := u.hears(sourceWords, u.text)
	required := q.answer.Kind == ask.KindNotInDoc && !q.answer.Absent && u.hears(requires, u.text)
	switch {
	case !q.asks && !source, q.worked, q.near, q.mine, q.answer.OtherSum, q.why && len(u.explained()) > 0:
		return false
	case q.atMost, q.answer.Kind == ask.KindClarify:
		return true
	case len(q.named) > 0 && !(required && !slices.ContainsFunc(q.named, func(id string) bool { return !slices.Contains(u.scope(), id) })):
		return false
	}
	return !u.stated && (!q.answer.Named || u.opens()) || source || u.hears(againWords, u.text) || u.premise() ||
		q.answer.Kind == ask.KindNotInDoc && (u.hears(whoWords, u.text) || u.ofTopicAlone() || required)
}

// distance answers how far the next better outcome is, or which line a sum takes.
func (u *turn) distance(q *asked) bool {
	switch {
	case q.line && u.stated && q.answer.Kind == ask.KindAnswer && len(q.named) > 0: // 新车型进公告，产量多少能拿奖
		u.told(q)
	case q.near && u.nextIsSaid() && u.nearby(): // 采购额做到多少能拿满1000万
	case (q.line || q.near && u.hears(wholeSum, u.text)) && slices.ContainsFunc(nlu.Quantities(u.text), isMoney) && u.line():
	case q.line && !u.stated && u.notMet() && (u.nearby() || u.explain()): // 新能源要到多少辆才够
	case q.near && u.nearby():
	case q.line && u.line():
	case q.near && u.notMet() && u.explain():
	case q.near && q.answer.Kind != ask.KindAnswer:
		u.nothingNear(q.answer)
	default:
		return false
	}
	return true
}

// workedOut takes up a case that the message states: its answer says what comes of it, or what is
// wanting.
func (u *turn) workedOut(q *asked) {
	if u.hears(besideWords, u.text) && q.answer.Kind == ask.KindClarify {
		u.overlaps()
	}
	u.ownCase(&q.answer)
}

// takenUp takes up what the enterprise gets; what the document says is put before where that is
// asked for too.
func (u *turn) takenUp(q *asked) {
	if q.answer.Kind == ask.KindNotInDoc && len(q.named) > 0 && rowMarks.MatchString(u.askedPart(true)) {
		u.out.Append(q.answer.Body) // 营收奖励和贷款贴息能拿多少
	}
	if q.answer.Kind == ask.KindAnswer && !u.stated && !u.was.Begun && u.hears(requestWords, u.text) && !asksSum(u.text) && !u.hears(canWords, u.text) {
		u.out.Append(q.answer.Body) // 我们想了解一下数字化改造方面的补助
		u.kind = KindAnswer
	}
	u.ownCase(nil)
}

// isKeyword says whether a message asks by a mere word of what the document holds, or is known not
// to (有效期, 联系电话).
func (u *turn) isKeyword(q *asked) bool {
	const few = 6
	a := &q.answer
	return !u.stated && utf8.RuneCountInString(u.text) <= few && !u.hears(tellsOfIt, u.text) && len(nlu.Quantities(u.text)) == 0 &&
		(a.Kind == ask.KindAnswer || a.Kind == ask.KindNotInDoc && a.Absent)
}

// whichOfTwo says whether a message asks, without a mark of asking, which of two things the document is or says, which
// it answers (正式的还是征求意见的).
func (u *turn) whichOfTwo(q *asked) bool {
	return !u.stated && q.answer.Kind == ask.KindAnswer && strings.Contains(u.text, "还是") && u.hears(ofTwo, u.text) && len(nlu.Quantities(u.text)) == 0
}

// ofTwo is the whole of such a message.
var ofTwo = pattern.Whole(`[^，,。；;！!]{2,12}还是[^，,。；;！!]{2,12}[。 ]*`)

// tellsOfIt stands in what tells something (没交保费, 天气真好).
var tellsOfIt = pattern.Of(`[没不未无是了过在的我也真好买交]`)

// told says what the document says. Where it says what is granted, and the asker wants to have
// that, what it comes to takes facts, which are asked for.
func (u *turn) told(q *asked) {
	u.engaged = true
	if u.sumRefused(q) {
		u.ownCase(nil)
		return
	}
	u.say(&q.answer)
	if u.kind == KindAnswer && !u.stated {
		u.now.Line = u.lineAsked()
	}
	switch {
	case q.answer.Kind == ask.KindNotInDoc && u.hears(stillOpen, u.text): // all that the document says of that
		u.out.Footing(u.day).CiteStanding()
	case u.hears(overviewWords, u.text) && u.hears(ownWords, u.text):
		u.widen(nil)
	case u.kind == KindAnswer && len(q.named) > 0 && u.wantsIt():
		u.widen(q.named)
	}
}

// sumRefused says whether a message asks whether its own case gets a sum, none of which it gets by what it states: the sum
// that the document writes would stand above that (做新能源车的，营收100亿，是不是有400万).
func (u *turn) sumRefused(q *asked) bool {
	return u.stated && q.answer.Kind == ask.KindAnswer && len(q.named) > 0 && slices.ContainsFunc(nlu.Quantities(lastClause(u.text)), isMoney) && u.wantsIt() &&
		!u.needsFacts(q.named) && len(u.inStatus(q.named, calc.NotMet)) == len(q.named)
}

// say says an answer of the document, and notes what it rests on.
func (u *turn) say(a *ask.Answer) {
	u.out.Append(a.Body)
	u.kind = Kind(a.Kind)
	if a.Receipt != "" {
		u.rests, u.based = a.Assessment, true
	}
}

// wantsIt says whether a message asks of what the document grants for oneself: as the first of all,
// in so many words, or as the next after what was told.
func (u *turn) wantsIt() bool {
	switch {
	case !u.was.Begun:
		return u.stated || u.hears(getWords, u.text) || u.asksMerelyHowMuch()
	case u.was.Asking == "":
		return u.hears(getWords, u.text) || trailsOff(u.text) || u.hears(canWords, u.text) && u.hears(wantWords, u.text)
	}
	return u.hears(getWords, u.text) || u.now.Facts.Empty() && trailsOff(u.text) || // 智能工厂给多少 … 数字化车间呢
		!u.stated && u.asksMerelyHowMuch() && u.knowsOf(u.named()) // 保险补偿多少, of which the premium is known
}

// nothingNear says that no single fact would bring more of what came out; of what waits for
// facts, what the document says of it.
func (u *turn) nothingNear(a ask.Answer) {
	u.engaged, u.kind = true, KindClarify
	if r := u.atHand(); r != nil && r.Status == calc.NeedsFacts {
		if b := u.inContext(a); b.Kind == ask.KindAnswer {
			u.kind = KindAnswer
			u.out.Append(b.Body)
			return
		}
	}
	u.out.Line().Words("按目前知道的情况，没有哪一项只要再多一点就能多拿。")
	u.explain()
}

// rowMarks stand between things of a row.
var rowMarks = pattern.Of(`[和与及跟、]`)

// trailsOff says whether a message goes on to another thing (智能工厂呢).
func trailsOff(text string) bool {
	return strings.HasSuffix(strings.TrimRight(text, "？?。 "), "呢")
}

// whoWords ask for whom to turn to, sourceWords for where something stands, capWords for the cap,
// againWords whether something can be had in a later year; besideWords ask whether one thing
// excludes another.
var (
	whoWords    = pattern.Of(`(找|问|归|由|是)谁|(部门|单位)(是|在|有)?(哪|什么|谁)|(哪|啥|什么)个?(部门|单位|局)|(哪里|哪儿|去哪|到哪)`)
	sourceWords = pattern.Of(`出处|原文|原话|依据|哪一?[条句]|第几[条句]|念(给|一下|来听)`)
	capWords    = pattern.Of(`(最多|最高|顶多|至多|最少|至少|最低|保底|起码)[^，。？?]{0,3}(能|可以|可)?[^，。？?]{0,2}(拿|领|得|补|奖|给|是)?[^，。？?]{0,2}多少|(上限|封顶|天花板|下限)(是|在|有)?多少|` + sumCapped.String())
	besideWords = pattern.Of(`都(能|可以)?[拿要领]|一起|同时|叠加|重复|重叠|兼|一并|冲突`)
)

// sumCapped asks at what sum what is granted ends (奖励多少封顶, and not 投资多少封顶).
var sumCapped = pattern.Of(`(奖励?|补[助贴偿]?|给)(到|是)?多少(就|算)?(封顶|到顶)`)

// aspectAlone is but a word for what can be asked of what is spoken of (牵头单位, 上限呢).
var aspectAlone = pattern.Whole(`(那|那么|它的|这个的?)*((牵头|配合|主管|受理|办理|负责)的?(单位|部门)|上限|封顶|名额|(补助|奖励|补贴|补偿)?标准|(申报|申请)?条件|门槛)[呢？?。 ]*`)

// againWords ask whether something can be had in a later year.
var againWords = pattern.Of(`(明年|来年|下年|下一年|后年|以后|今后|下次)[^，。？?]{0,3}` + can + `[^，。？?]{0,3}(拿|领|得|享|补|奖|申|报)`)

// certainWords ask whether something is sure to be granted.
var certainWords = pattern.Of(`一定|肯定|百分百|必然|保证`)

// addWords bring something up beside what was asked for.
var addWords = pattern.Of(`加上|再加|再算|算上|连上|另外|还有|顺便|顺带`)
