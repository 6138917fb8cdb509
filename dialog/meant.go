package dialog

import (
	"slices"
	"strings"
	"unicode/utf8"

	"suance/calc/fact"
	"suance/dialog/nlu"
	"suance/dialog/pattern"
)

// Which fact a correction is of, where it does not say so: the one that waits for confirmation,
// else the one that has the value which the message calls wrong, or of the year or the place that
// it points at, else the one stated last that can have the new value and is not far from it.

// lastStated are the facts that a correction without a name can be of: the one that waits,
// then those lately stated, the latest first.
func (u *turn) lastStated() []fact.ID {
	ids := slices.DeleteFunc(slices.Clone(u.now.Recent), func(id fact.ID) bool { return !u.now.Facts.Get(id).Known() })
	first := u.now.Asking
	if !u.askedWaits() {
		first = u.refusedLast()
	}
	if first != "" {
		ids = append([]fact.ID{first}, slices.DeleteFunc(ids, func(o fact.ID) bool { return o == first })...)
	}
	return ids
}

// refusedLast is the fact whose value was said last and could not be taken: what is put right then
// is that. Empty if there is none.
func (u *turn) refusedLast() fact.ID {
	if len(u.now.Recent) == 0 || u.now.Facts.Get(u.now.Recent[0]).Known() {
		return ""
	}
	return u.now.Recent[0]
}

// ofLast reads what a correction says, and names nothing, as of the fact that it can be of:
// a sum, of the last one of its size that there is any of.
func (u *turn) ofLast(rest, text string) (nlu.Understanding, bool) {
	if holdsAmount(rest) {
		return u.amountOfLast(rest, text)
	}
	for k, id := range u.lastStated() {
		sp := u.spec(id)
		read := u.readFor(id, rest)
		if len(read.Facts) != 1 || len(read.WhatIf) > 0 || read.Facts[0].Fact != id {
			continue
		}
		n, exact := read.Facts[0].Value.Exact()
		none := exact && n == 0 && k == 0 && (says(rest, denial) || noneWords.MatchString(rest) || notOne.MatchString(rest)) // 没有，搞混了
		if sp.Type == fact.Choice || sp.Type == fact.YesNo && (k == 0 || grantedWords.MatchString(rest) || shared(sp.Label, rest) > 2) || numeric(sp) && none {
			return asCorrection(read, text), true
		}
	}
	return nlu.Understanding{}, false
}

// notOne says that there is none at all.
var notOne = pattern.Of(`一(项|个|台|套|辆|款|家|分)(都|也)?(没|无)`)

// amountOfLast is ofLast for what holds an amount: the latest fact that has one of its size is
// meant, unless another is so much nearer, or was told with it and is nearer: that is said back.
func (u *turn) amountOfLast(rest, text string) (best nlu.Understanding, ok bool) {
	const clearly = 3
	if u.overlapSaidLast() != "" {
		return best, false
	}
	away := int64(farApart + 1)
	for k, id := range u.lastStated() {
		sp := u.spec(id)
		read := u.readFor(id, rest)
		if !numeric(sp) || u.ofWrongYear(sp, rest) || len(read.WhatIf) > 0 {
			continue
		}
		old, known := u.now.Facts.Get(id).Exact()
		none := known && old == 0 && !tellsReceived(rest)
		if ranged := !none && len(read.Facts) == 0 && len(read.Unclear) == 1 && read.Unclear[0].Fact == id && read.Unclear[0].Range.Known(); ranged && !ok {
			best, ok = asCorrection(read, text), true
			continue
		}
		if len(read.Facts) != 1 || read.Facts[0].Fact != id {
			continue
		}
		if was := u.now.SupposedOf(id); k == 0 && was.Known() && was != read.Facts[0].Value && !u.hears(inFact, text) { // 如果营收60亿呢; 说错了，是70亿
			return nlu.Understanding{Intent: nlu.IntentWhatIf, WhatIf: read.Facts}, true
		}
		n, exact := read.Facts[0].Value.Exact()
		if !exact || received(sp) && n >= int64(hugeSum) || len(u.now.Facts.With(id, read.Facts[0].Value).Conflicts()) > 0 {
			continue // 10.2万辆 is no part of 10万辆, 7.4亿 nothing that was received
		}
		read = asCorrection(read, text)
		far := u.apart(id, n)
		switch {
		case none || far > farApart:
			if !ok && (k == 0 || old != 0) {
				read.Facts[0].Confirm = read.Facts[0].Confirm || k > 0 || old != 0 || received(sp) && !tellsReceived(rest)
				best, ok = read, true
			}
			continue
		case away > farApart:
			read.Facts[0].Confirm = read.Facts[0].Confirm || far > apartEnough && sp.Type == fact.Money
		case far*clearly < away, far < away && u.toldTogether(id, best.Facts[0].Fact):
			read.Facts[0].Confirm = true
		default:
			continue
		}
		best, ok, away = read, true, far
	}
	return best, ok
}

// How many times another a value is, in hundredths, that is said back for that, and that is not of
// its size at all: it may be said of something else (记错了，是150万, after 60亿).
const (
	apartEnough = 10 * 100
	farApart    = 100 * 100
)

// apart is how many times what is known of a fact a value is, or that the value, in hundredths.
func (u *turn) apart(id fact.ID, value int64) int64 {
	lo, hi := u.now.Facts.Get(id).Interval()
	return timesApart(value, min(max(value, lo), hi))
}

// timesApart is how many times another a number is, in hundredths; a slip of
// the unit (九千万, then 九亿) is not apart.
func timesApart(a, b int64) int64 {
	more, less := max(a, b), min(a, b)
	times := min(more, farApart) * 100 / max(less, 1)
	if less >= 100 {
		times = more / (less / 100)
	}
	if tens := max(times/100, 1); less*tens == more && (tens == 10 || tens == 100) {
		return 100
	}
	return times
}

// toldTogether says whether the last message that changed any facts gave both of two.
func (u *turn) toldTogether(a, b fact.ID) bool {
	before, ok := u.coreBefore()
	changed := differing(before.Facts, u.now.Facts)
	return ok && slices.Contains(changed, a) && slices.Contains(changed, b)
}

// answeredAlone says whether a fact is all that the last message which changed any gave.
func (u *turn) answeredAlone(id fact.ID) bool {
	before, ok := u.coreBefore()
	if !ok {
		return false
	}
	changed := differing(before.Facts, u.now.Facts)
	return len(changed) == 1 && changed[0] == id
}

// inFact tells how it really is, or puts right what is noted.
var inFact = pattern.Of(`其实|实际|我们|真|更正|纠正|修正|改|审计|核|最终|今年|确定`)

// namesFact says whether a text names a fact.
func (u *turn) namesFact(text string) bool {
	for i := range u.policy.Rules.Schema.Len() {
		if names(u.policy.Rules.Schema.Spec(i), text) {
			return true
		}
	}
	return false
}

// isKnownOption says whether a text is no more than an option of a choice lately stated, whatever
// else it names (更正，首台套产品).
func (u *turn) isKnownOption(text string) bool {
	return slices.ContainsFunc(u.lastStated(), func(id fact.ID) bool { return isOption(u.spec(id), text) })
}

// oldToNew reads a message that holds the old value of a fact and a new one (15亿写错了，应该
// 是18亿; 不是高端装备，是新材料) as the new value of that fact.
func (u *turn) oldToNew(text string) (nlu.Understanding, bool) {
	if !u.hears(insteadWords, text) || u.hears(pastWords, text) {
		return nlu.Understanding{}, false
	}
	sums := amountsOf(nlu.Quantities(text))
	ids := u.lastStated()
	if named := u.factsNamed(text); len(named) > 0 {
		ids = slices.DeleteFunc(ids, func(id fact.ID) bool { return numeric(u.spec(id)) && !slices.Contains(named, id) })
	}
	for _, id := range ids {
		v, ok := int64(0), false
		switch sp := u.spec(id); {
		case numeric(sp) && len(sums) == 2:
			v, ok = u.newSum(sp, sums, text)
		case sp.Type == fact.Choice && len(sums) == 0:
			v, ok = u.newOption(sp, text)
		}
		if ok {
			return asCorrection(nlu.Understanding{Facts: []nlu.Slot{{Fact: id, Value: fact.Point(v)}}}, text), true
		}
	}
	return nlu.Understanding{}, false
}

// insteadWords put one value in the place of another.
var insteadWords = pattern.Of(`错|实际|是别|是另|不对|不是|并非|应|改|换|有误|作废|其实|[说写打填记算]成|而是|去掉|→|->`)

// newSum is the one of two amounts that a fact does not have, where it has the other.
func (u *turn) newSum(sp *fact.Spec, sums []nlu.Quantity, text string) (int64, bool) {
	known, exact := u.now.Facts.Get(sp.ID).Exact()
	var values [2]int64
	for i, q := range sums {
		v, err := sp.Parse(q.Text)
		if !exact || err != nil || !fits(sp, q) || sp.Check(fact.Point(v)) != nil {
			return 0, false
		}
		values[i] = v
	}
	runes := []rune(text)
	denied := strings.HasSuffix(string(runes[:sums[1].Span.Start]), "不是") || elses.MatchString(string(runes[sums[1].Span.End:]))
	switch {
	case values[0] == values[1]:
		return 0, false
	case known == values[0] && !denied:
		return values[1], true
	case known == values[1] && (denied || strings.HasPrefix(text, "是")):
		return values[0], true
	}
	return 0, false
}

// elses says of what stands before it that it is something else's (第五台是别的型号).
var elses = pattern.Of(`^[的]?(是|属于)(别|另|其他|其它)`)

// newOption is the option of a choice that a text names beside the one that is known.
func (u *turn) newOption(sp *fact.Spec, text string) (int64, bool) {
	known, exact := u.now.Facts.Get(sp.ID).Exact()
	if !exact {
		return 0, false
	}
	word := func(o *fact.Option, in string) string {
		longest := ""
		for _, w := range append([]string{o.Label}, o.Synonyms...) {
			if len(w) > len(longest) && strings.Contains(in, w) {
				longest = w
			}
		}
		return longest
	}
	old := word(&sp.Options[known], text)
	if old == "" {
		return 0, false
	}
	rest := strings.Replace(text, old, "〇", 1)
	for i := range sp.Options {
		if w := word(&sp.Options[i], rest); int64(i) != known && utf8.RuneCountInString(w) > 1 && !strings.Contains(rest, "不是"+w) {
			return int64(i), true
		}
	}
	return 0, false
}

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

// ofWrongYear says whether a text names the other of the two years that a fact and another
// are of (去年的也错了，12亿).
func (u *turn) ofWrongYear(sp *fact.Spec, text string) bool {
	last, this := u.hears(lastYearWords, text), u.hears(thisYearWords, text)
	return last && !this && sp.Previous != "" || this && !last && u.yearAfter(sp.ID) != nil
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
var secondPlace = pattern.Of(`第二|后`)

// takesBackKnown gives the withdrawal or the new value of a fact that is not known to the known one
// lately stated that the same word names (销售额说错了, of a first set's).
func (u *turn) takesBackKnown(read *nlu.Understanding, text string) {
	meant := func(id *fact.ID) {
		was := u.spec(*id)
		name := wordFor(was, text)
		if u.now.Facts.Get(*id).Known() || name == "" || *id == u.now.Asking {
			return
		}
		for _, o := range u.now.Recent {
			if sp := u.spec(o); sp.Type == was.Type && u.now.Facts.Get(o).Known() && isWordFor(sp, name) {
				*id = o
				return
			}
		}
	}
	read.Retracted, read.Facts = slices.Clone(read.Retracted), slices.Clone(read.Facts)
	for i := range read.Retracted {
		meant(&read.Retracted[i])
	}
	for i := range read.Facts {
		meant(&read.Facts[i].Fact)
	}
}
