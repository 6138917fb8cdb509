package dialog

import (
	"slices"
	"strconv"
	"strings"

	"suance/calc/fact"
	"suance/dialog/nlu"
	"suance/dialog/pattern"
)

// A measure that pays by place (first year, second year) says the share of the first, and what each
// later one has less. Which share a place has needs no sum: it is said of the document, and nothing
// of the asker.

// stillPaid asks whether a place still brings anything (第4年还补吗).
var stillPaid = pattern.Of(`(还|也|能|可以|会)[^，。？?0-9]{0,3}[补赔给奖拿领有][^，。？?0-9]{0,5}[吗么不没]|[补给赔]不[补给赔]`)

// shareOfPlace says which share a place of the row of the measure at hand has, where that is asked
// and no sum could be worked out; false if it is not.
func (u *turn) shareOfPlace() bool {
	trails := trailsOff(u.text)
	if !trails && !asksShare(u.text) {
		return false
	}
	text, all := u.text, sentences(u.text)
	if i := slices.IndexFunc(all, asksShare); i >= 0 {
		text = all[i]
	} else if !trails {
		return false
	}
	id, length, m := u.rowAtHand()
	if length == 0 || u.hears(ownWords, text) || u.hears(supposing, text) || !trails && len(u.namedIn(text)) == 0 && len(u.scope()) == 0 {
		return false
	}
	place, ok := u.placeAlone(id, text)
	computes := slices.ContainsFunc(u.factsOf([]string{m.ID}), func(sp *fact.Spec) bool {
		return sp.Type == fact.Money && u.now.Settled().Get(sp.ID).Known()
	})
	if !ok || computes && (trails || place <= int64(length)) {
		return false
	}
	u.engaged, u.kind = true, KindAnswer
	u.out.Place(m, place).Places(m).Readings(m)
	if !u.now.Begun && !slices.Contains(u.scope(), m.ID) {
		u.now.Topic = []string{m.ID} // 那第二年呢 goes on with it
	}
	return true
}

// asksShare says whether a sentence asks which share is granted, or whether anything still is.
func asksShare(text string) bool { return shareAsked.MatchString(text) || stillPaid.MatchString(text) }

// sentences are what stands between the ends of a text's sentences.
func sentences(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("。！？?；\n", r) })
}

// placeAlone is the place of a row that a sentence says; ok is false if it says none, two, or anything
// else of an enterprise.
func (u *turn) placeAlone(id fact.ID, text string) (place int64, ok bool) {
	read := u.readFor(id, text)
	if len(read.Unclear) > 0 || slices.ContainsFunc(append(slices.Clone(read.Facts), read.WhatIf...), func(s nlu.Slot) bool { return s.Fact != id && numeric(u.spec(s.Fact)) }) {
		return 0, false
	}
	for _, q := range amountsOf(read.Quantities) {
		n, err := strconv.ParseInt(q.Value, 10, 64)
		if err != nil || !q.Ordinal || q.Unit != u.spec(id).Unit {
			continue
		}
		if ok {
			return 0, false
		}
		place, ok = n, true
	}
	for _, s := range append(slices.Clone(read.Facts), read.WhatIf...) { // 次年呢
		if n, exact := s.Value.Exact(); !ok && exact && s.Fact == id {
			return n, true
		}
	}
	return place, ok
}
