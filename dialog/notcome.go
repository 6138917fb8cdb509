package dialog

import (
	"suance/calc/fact"
	"suance/dialog/answer"
	"suance/dialog/nlu"
)

// titleNotCome deals with a message that says, without a name, that a title has not come (还没评上), where what is asked
// takes no such answer: it is of the only title of what is asked for, and of several that were said to have come one is
// to be named.
func (u *turn) titleNotCome() bool {
	if !u.hears(grantedWords, u.text) || !u.hears(hasNotCome, u.text) {
		return false
	}
	sp := u.spec(u.now.Asking)
	switch {
	case sp == nil:
		return u.whichNotCome()
	case sp.Type != fact.Choice || u.askedWaits():
		return false
	}
	var titles []nlu.Slot
	for _, o := range u.factsOf(u.scope()) {
		if o.Type == fact.YesNo && !u.now.Facts.Get(o.ID).Known() {
			titles = append(titles, u.deniedBy(o.ID)...)
		}
	}
	if len(titles) != 1 {
		return false
	}
	u.heed(&nlu.Understanding{Intent: nlu.IntentFacts, Facts: titles}, u.text)
	return true
}

// whichNotCome asks which of several titles that are known to have come a message denies; false if there is but one.
func (u *turn) whichNotCome() bool {
	var names []string
	for _, id := range u.now.Recent {
		sp := u.spec(id)
		if sp.Type != fact.YesNo || u.now.Settled().Get(id) != fact.Bool(true) || len(u.deniedBy(id)) == 0 {
			continue
		}
		for _, name := range append([]string{sp.Short}, sp.Synonyms...) {
			if read := u.readFor("", name+u.text); name != "" && len(read.Facts) == 1 && read.Facts[0].Fact == id && read.Facts[0].Value == fact.Bool(false) {
				names = append(names, name+u.text)
				break
			}
		}
	}
	if len(names) < 2 || !short(u.text) {
		return false
	}
	u.engaged, u.kind, u.choices = true, KindClarify, names
	u.out.Line().Words("“").Said(answer.Hear(u.text)).Words("”说的是哪一项？请连同名称再说一次；记着的先没有改动。")
	return true
}

// deniedBy is the no that the message says to a yes or no, as its answer; none where it says none.
func (u *turn) deniedBy(id fact.ID) []nlu.Slot {
	read := u.readFor(id, u.text)
	if len(read.Facts) == 1 && read.Facts[0].Fact == id && read.Facts[0].Value == fact.Bool(false) {
		return read.Facts
	}
	return nil
}
