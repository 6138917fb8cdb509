package dialog

import (
	"slices"
	"strings"

	"suance/dialog/nlu"
)

// A message may state something and ask something else behind it (12亿，归谁管): what it states
// is read without the question, and the question without the statement.

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

// answersAndAsks takes a message in the course of a talk that answers, and then asks something
// that is not how much one gets; false if it is none.
func (u *turn) answersAndAsks() bool {
	if u.now.Asking == "" || u.askedWaits() {
		return false
	}
	at := u.asksFrom()
	if at <= 0 {
		return false
	}
	rest := u.text[at:]
	agrees := onlyAgrees.MatchString(rest)
	if read := u.readFor(u.now.Asking, rest); len(read.Facts)+len(read.WhatIf) > 0 || slices.ContainsFunc(read.Quantities, isAmount) || !agrees && asksForOwn(rest) && !u.asksOfAnother(rest) {
		return false
	}
	head := u.text[:at]
	read := u.read(head)
	if read.Intent == nlu.IntentQuestion || read.Intent == nlu.IntentCorrection || len(read.WhatIf) > 0 || !slices.ContainsFunc(read.Facts, func(s nlu.Slot) bool { return s.Fact == u.now.Asking }) {
		return false
	}
	u.takeRead(head, &read)
	u.text, u.stated = strings.TrimLeft(rest, "，,。；; "), false
	switch {
	case agrees:
	case u.asksWhatElse():
		u.overview()
	default:
		u.question(nlu.IntentQuestion)
	}
	u.stated = true
	if done := u.settledNow(); len(done) > 0 && u.plan() != "" {
		u.sofar(done)
	}
	return true
}

// asksOfAnother says whether a text asks what the document grants by a name of which nothing was
// asked (12亿，链主补多少？): nobody's own sum is asked for.
func (u *turn) asksOfAnother(text string) bool {
	ids := u.namedIn(text)
	return len(ids) > 0 && !ownWords.MatchString(text) && !sumWords.MatchString(text) && !slices.ContainsFunc(ids, func(id string) bool { return slices.Contains(u.scope(), id) })
}

// onlyAgrees asks whether what was stated is so, and nothing else; asksNothing holds words
// that ask elsewhere (没什么问题).
var (
	onlyAgrees  = match(`^[，,。；; ]*(这样|这个|那|就|都|应该|也|我)*(对|是|行|好|可以|没错|知道|怎么)(不(对|行|好))?(了|的)?(吗|么|吧)?[？?。 ]*$`)
	asksNothing = match(`没有?(什么|啥|多少|谁|哪)|多少有|不怎么|什么的|怎么说呢?`)
)

// asksForOwn says whether a text asks what one gets, which is asked of what is stated beside it.
func asksForOwn(text string) bool {
	if capWords.MatchString(text) || oftenWords.MatchString(text) || besideSum.MatchString(text) {
		return false
	}
	return strings.Contains(text, "多少") || wantWords.MatchString(text) || sumWords.MatchString(text)
}

// asksFrom is where the clauses of a message begin to ask that follow some that do not; 0 if
// there are none, or one that asks comes first.
func (u *turn) asksFrom() int {
	from := 0
	if !strings.ContainsFunc(strings.TrimRight(u.text, "？?。！! "), isMark) {
		return 0
	}
	for i, c := range clausesOf(u.text) {
		at := from + strings.Index(u.text[from:], c)
		if asksNothing.MatchString(c) {
			return 0
		}
		if askWords.MatchString(c) || strings.ContainsAny(c, "吗么") || strings.HasPrefix(u.text[at+len(c):], "？") {
			if i == 0 {
				return 0
			}
			return at
		}
		from = at + len(c)
	}
	return 0
}
