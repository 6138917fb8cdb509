package dialog

import (
	"slices"
	"strings"

	"suance/calc/fact"
	"suance/dialog/ask"
	"suance/dialog/nlu"
	"suance/dialog/pattern"
)

// A message may state something and ask something else beside it, in any order (12亿，归谁管;
// 这文件啥时候到期？我们是链主): what it states is read without the question, and the question
// without the statement.

// beside is what a message asks beside what it states.
type beside struct {
	text   string // empty if there is none, or what is asked is no more than whether that is so
	itself bool   // it says by itself of what it asks; else it is of what the conversation is at
	agrees bool   // it asks whether what is stated is so
}

// partQuestions takes what a message asks beside what it states off its text.
func (u *turn) partQuestions() (b beside) {
	if !severalClauses(u.text) || u.hears(asksNothing, u.text) || nlu.Said(u.text) != u.text {
		return beside{} // what is written for a machine is told by the whole
	}
	asking := u.now.Asking != "" && !u.askedWaits()
	var told, lead string
	for text := u.text; text != ""; {
		c, mark := firstClause(text)
		stretch := c + mark
		text = text[len(stretch):]
		itself := false
		asks := u.asksElse(c, mark) && !(u.hears(answersItself, text) && !askWords.MatchString(c) && !asksPlainly.MatchString(c))
		if asks {
			itself = u.asker.Opens(c).Itself()
		}
		switch {
		case besideLead.MatchString(c): // 对了，…
			lead += stretch
			continue
		case asking && told != "" && onlyAgrees.MatchString(c):
			b.agrees = true
		case asks && (itself || told != "" && (asking || whoWords.MatchString(c)) || selfWords.MatchString(c)):
			b.text, b.itself = b.text+stretch, b.itself || itself
		default:
			told += lead + stretch
		}
		lead = ""
	}
	if told == "" || b.text == "" && !b.agrees || !u.partsInto(told, &b) {
		return beside{}
	}
	u.text = strings.TrimSpace(told)
	return b
}

// answersItself begins with the answer to what was just repeated as a question (首次申报？不是，去年申报过了).
var answersItself = pattern.Of(`^(不是?|没有?|是的?|有的?|对的?|嗯)([，,。！! ]|$)`)

// firstClause is the first clause of a text, with marks before it, and the marks that follow it.
func firstClause(text string) (clause, mark string) {
	end := len(text) - len(strings.TrimLeftFunc(text, isMark))
	if at := strings.IndexFunc(text[end:], isMark); at >= 0 {
		end += at
	} else {
		end = len(text)
	}
	rest := strings.TrimLeftFunc(text[end:], isMark)
	return text[:end], text[end : len(text)-len(rest)]
}

// besideLead is a clause that only leads to a question beside something else (还有问一声).
var besideLead = pattern.Whole(`(哦|噢|啊|欸|诶|哎|那|对了|另外|顺便|顺带|还有|再|还|也|多|请|我|就|想要?|问|咨询|打听|请教|了解|一?[下句声个]|麻烦|你|您|个问题)*`)

// asksElse says whether a clause asks something that is not what one gets, nor how that comes
// about.
func (u *turn) asksElse(c, mark string) bool {
	switch {
	case u.asksBenefit(c): // 奖励总额多少, of what is stated beside it
		return false
	case !askWords.MatchString(c) && !asksPlainly.MatchString(c) && !strings.ContainsAny(mark, "?？"):
		return false
	case notKnown.MatchString(c), supposing.MatchString(c), gapWords.MatchString(c), lineWords.MatchString(c), whyWords.MatchString(c), overviewWords.MatchString(c):
		return false
	case slices.ContainsFunc(nlu.Quantities(c), func(q nlu.Quantity) bool { return isAmount(q) && q.Value != "1" }):
		return false
	}
	return !asksForOwn(c) && (!ownWords.MatchString(c) || ofGrant.MatchString(c)) || u.asksOfAnother(c) || u.asker.Opens(c).Absent
}

// ofGrant asks of what is granted what does not depend on who asks: whom to turn to, what is required,
// how often it is granted.
var ofGrant = pattern.Of(whoWords.String() + `|` + requires.String() + `|` + oftenWords.String() + `|(什么|啥|哪些|具体)(条件|要求|标准|意思|领域)|怎么(认定|评定|申报|申请|界定)|包括|是指|文件|政策|措施|(每年|一年|一次)[^，,]{0,4}还是`)

// thisThing points at what was spoken of.
var thisThing = pattern.Of(`^(对了|那|那么|顺[便带]|另外|还有|请问|想?问一?[下声问]|，|,)*这一?(个|笔|项|件)?(事情?|奖励?|补助|补贴|补偿|钱|项目)?`)

// asksPlainly asks by its form.
var asksPlainly = pattern.Of(`[吗么伐啥]|还是|是不是|有没有|有无|能不能|可不可以|算不算|要不要|需不需要|咋|何|(生效|有效|到期|过期|发布|出台|实施|执行|作废)了?没有?$`)

// partsInto says whether a message may be parted into what it states and what it asks: the one
// states something, the other nothing, and asks for no sum of what is stated.
func (u *turn) partsInto(told string, b *beside) bool {
	read := u.read(told)
	answers := slices.ContainsFunc(read.Facts, func(s nlu.Slot) bool { return s.Fact == u.now.Asking })
	if asking := u.now.Asking != ""; !b.itself && !((answers || !asking) && len(read.WhatIf) == 0 && read.Intent != nlu.IntentQuestion && read.Intent != nlu.IntentCorrection) {
		return false
	}
	if len(read.Facts)+len(read.WhatIf)+len(read.Retracted) == 0 && !slices.ContainsFunc(read.Unclear, func(x nlu.Unclear) bool { return x.Fact != "" }) {
		return false
	}
	whole := u.read(u.text)
	alone := u.readFor("", b.text)
	lost := func(s nlu.Slot) bool {
		is := func(o nlu.Slot) bool { return o.Fact == s.Fact }
		return !slices.ContainsFunc(read.Facts, is) && (numeric(u.spec(s.Fact)) || slices.ContainsFunc(alone.Facts, is))
	}
	if slices.ContainsFunc(whole.Facts, lost) {
		return false
	}
	if named := u.namedIn(b.text); len(named) > 0 && !ofGrant.MatchString(b.text) && !u.asker.Opens(b.text).Absent {
		own := u.fieldAside(slotIDs(read.Facts))
		return len(own) > 0 && !slices.ContainsFunc(own, func(id fact.ID) bool { return !u.bearsBeside([]fact.ID{id}, named) })
	}
	return true
}

// answerBeside answers what the message asks beside what it states.
func (u *turn) answerBeside(b beside) {
	if b.text == "" {
		return
	}
	told, stated, kind := u.text, u.stated, u.kind
	u.text, u.stated, u.engaged = strings.TrimFunc(b.text, func(r rune) bool { return isMark(r) && r != '？' }), false, true
	a := ask.Answer{}
	if b.itself {
		if a = u.asker.Ask(ask.Question{Text: u.text, AsOf: u.day}); !a.Named {
			a = u.inContext(a) // 要交什么材料
		}
	}
	switch {
	case a.Kind == ask.KindAnswer, a.Kind == ask.KindNotInDoc:
		u.say(&a)
		if named := u.named(); u.was.Begun && len(named) > 0 && u.hears(getWords, u.text) {
			u.widen(named) // 没有，智能工厂能补多少
		}
	case u.asksWhatElse():
		u.overview()
	default:
		if u.was.Asking == "" {
			u.text = thisThing.ReplaceAllString(u.text, "") // 这事归谁管 is of what is stated
		}
		u.question(nlu.IntentQuestion)
	}
	u.text, u.stated = told, stated
	if kind == KindAssessment {
		u.kind = kind
	}
	if done := u.settledNow(); kind == "" && len(done) > 0 && u.plan() != "" {
		u.sofar(done)
	}
}

// takeHead takes what a message states in its head, and leaves the rest of it to answer
// (新材料，营收60亿，首次，没领过，奖励一共350万对吧). It says whether there was anything to take.
func (u *turn) takeHead(head string) bool {
	read := u.read(head)
	if len(read.Facts) == 0 || len(read.WhatIf) > 0 || read.Intent == nlu.IntentQuestion || read.Intent == nlu.IntentCorrection {
		return false
	}
	u.takeRead(head, &read)
	return true
}

func (u *turn) takeRead(head string, read *nlu.Understanding) {
	u.doubt(read.Facts, head)
	u.mention(head)
	u.take(read)
	u.takeRest(head, read)
	u.text = u.text[len(head):]
}

// asksOfAnother says whether a text asks what the document grants by a name of which nothing was
// asked (12亿，链主补多少？): nobody's own sum is asked for.
func (u *turn) asksOfAnother(text string) bool {
	ids := u.namedIn(text)
	return len(ids) > 0 && !u.hears(ownWords, text) && !u.hears(sumWords, text) && !slices.ContainsFunc(ids, func(id string) bool { return slices.Contains(u.scope(), id) })
}

// onlyAgrees asks whether what was stated is so, and nothing else; asksNothing holds words
// that ask elsewhere (没什么问题).
var (
	onlyAgrees  = pattern.Of(`^[，,。；; ]*(这样|这个|那|就|都|应该|也|我)*(对|是|行|好|可以|没错|知道|怎么)(不(对|行|好))?(了|的)?(吗|么|吧)?[？?。 ]*$`)
	asksNothing = pattern.Of(`没有?(什么|啥|多少|谁|哪)|多少有|不怎么|什么的|怎么说呢?`)
)

// asksForOwn says whether a text asks what one gets, which is asked of what is stated beside it.
func asksForOwn(text string) bool {
	if capWords.MatchString(text) || oftenWords.MatchString(text) || besideSum.MatchString(text) {
		return false
	}
	return strings.Contains(text, "多少") || wantWords.MatchString(text) || sumWords.MatchString(text)
}
