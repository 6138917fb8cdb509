package dialog

import (
	"slices"
	"unicode/utf8"

	"suance/calc/fact"
	"suance/dialog/nlu"
	"suance/dialog/session"
)

// A person takes back a number without its name: by the year that it is of (去年的先不算), by
// its place in what was said last (头一个数说错了), or by a name that what was spoken of shares
// with something else.

// pointedBack reads such a message as a withdrawal, or as a correction where it says what is
// right.
func (u *turn) pointedBack(text string) (nlu.Understanding, bool) {
	const few = 8
	m := pointsAt.FindStringSubmatch(text)
	if m == nil {
		return nlu.Understanding{}, false
	}
	year, place, rest := m[1], m[2], actually.ReplaceAllString(m[3], "")
	id := u.toldAt(place)
	if year != "" {
		id = u.toldOfYear(lastYearWords.MatchString(year))
	}
	if id == "" {
		return nlu.Understanding{}, false
	}
	if slices.ContainsFunc(nlu.Quantities(rest), isAmount) {
		read := u.readFor(id, rest)
		return asCorrection(read, text), len(read.Facts) == 1 && read.Facts[0].Fact == id && len(read.WhatIf) == 0
	}
	return nlu.Understanding{Intent: nlu.IntentCorrection, Retracted: []fact.ID{id}}, utf8.RuneCountInString(rest) <= few && !asksWords.MatchString(rest)
}

// pointsAt points at a number by its year or place, and takes it back.
var pointsAt = match(`^(?:把|刚才|刚刚|前面|报|说|给|的)*(?:(去年|上年度?|上一年度?|今年|本年度?|当年)|(第一|头一|前一|前面那|第二|后一|后面那)个)的?(?:[那这]个)?(?:数字?|金额)?(?:我|先|都|刚才|也|就)*` +
	`(?:不算|不作数|去掉|删掉|删了|作废|别算|别记|空着|[说报写填搞弄打记]?错了?|不对|有误|有问题)[了的]?(?:[，,。；;！! ]+(.*))?$`)

// toldOfYear is the fact, of those lately stated, that is of last year or of this one beside
// another year; empty if there is none.
func (u *turn) toldOfYear(last bool) fact.ID {
	for _, id := range u.lastStated() {
		this, before := id, u.spec(id).Previous
		if after := u.yearAfter(id); after != nil {
			this, before = after.ID, id
		}
		said, ok := u.now.SaidOf(id)
		switch {
		case last && u.now.Facts.Get(before).Known():
			return before
		case last && before == "" && ok && said.Year == -1:
			return id
		case !last && before != "" && u.now.Facts.Get(this).Known():
			return this
		}
	}
	return ""
}

// toldAt is the number that stood at a place of the last message which gave several; empty if
// there is none.
func (u *turn) toldAt(place string) fact.ID {
	before, ok := u.coreBefore()
	if !ok || place == "" {
		return ""
	}
	var ids []fact.ID
	changed := differing(before.Facts, u.now.Facts)
	for _, id := range slices.Backward(u.now.Recent) {
		if numeric(u.spec(id)) && slices.Contains(changed, id) {
			ids = append(ids, id)
		}
	}
	at := 0
	if secondPlace.MatchString(place) {
		at = 1
	}
	if len(ids) != 2 {
		return ""
	}
	return ids[at]
}

// secondPlace is that of the second of two.
var secondPlace = match(`第二|后`)

// takesBackKnown gives the withdrawal of a fact that is not known to the known one lately stated
// that the same word names (销售额说错了, of a first set's).
func (u *turn) takesBackKnown(read *nlu.Understanding, text string) {
	read.Retracted = slices.Clone(read.Retracted)
	for i, id := range read.Retracted {
		was := u.spec(id)
		name := wordFor(was, text)
		if u.now.Facts.Get(id).Known() || name == "" {
			continue
		}
		for _, o := range u.now.Recent {
			if sp := u.spec(o); sp.Type == was.Type && u.now.Facts.Get(o).Known() && isWordFor(sp, name) {
				read.Retracted[i] = o
				break
			}
		}
	}
}

// keepsOld lets go of a number that waits for its unit, where the person says that what it was to
// replace stays (算了，还是原来的).
func (u *turn) keepsOld() bool {
	id := u.now.Number.Fact
	v := u.now.Facts.Get(id)
	if u.now.Number.Text == "" || !v.Known() || !staysAsItWas.MatchString(u.text) {
		return false
	}
	sp := u.spec(id)
	u.out.Line().Words("好，“").Label(sp).Words("”还是").Value(sp, v).Words("，没有改动。")
	u.now.Number, u.now.Asking = session.Number{}, ""
	u.engaged, u.changed, u.result = true, true, true
	return true
}

// staysAsItWas says that what was said before is right.
var staysAsItWas = match(`^(?:算了|哦|噢|不对|等等|[，,。 ])*(?:(?:还是|就是|就|用|按)?(?:原来|之前|前面|先前|刚才)的?那?个?数?(?:是)?(?:没错|对的?|正确)?|不用?改了?)[吧了。！!]*$`)
