package dialog

import (
	"slices"
	"strconv"

	"suance/calc/fact"
)

// A measure that pays by place (first year, second year) says the share of the first, and what each
// later one has less. Which share a place has needs no sum: it is said of the document, and nothing
// of the asker.

// stillPaid asks whether a place still brings anything (第4年还补吗).
var stillPaid = match(`(还|也|能|可以|会)[^，。？?0-9]{0,3}[补赔给奖拿领有][^，。？?0-9]{0,5}[吗么不没]|[补给赔]不[补给赔]`)

// shareOfPlace says which share a place of the row of the measure at hand has, where that is asked
// and no sum could be worked out; false if it is not.
func (u *turn) shareOfPlace() bool {
	trails := trailsOff(u.text)
	if !trails && !shareAsked.MatchString(u.text) && !stillPaid.MatchString(u.text) || ownWords.MatchString(u.text) || supposing.MatchString(u.text) {
		return false
	}
	id, length, m := u.rowAtHand()
	if length == 0 || !trails && len(u.namedIn(u.text)) == 0 && len(u.scope()) == 0 {
		return false
	}
	place, ok := u.placeAlone(id)
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

// placeAlone is the place of a row that a message says; ok is false if it says none, or any other
// number.
func (u *turn) placeAlone(id fact.ID) (place int64, ok bool) {
	read := u.readFor(id, u.text)
	for _, q := range amountsOf(read.Quantities) {
		n, err := strconv.ParseInt(q.Value, 10, 64)
		if ok || err != nil || !q.Ordinal || q.Unit != u.spec(id).Unit {
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
