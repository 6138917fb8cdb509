package dialog

import (
	"slices"
	"strings"
	"unicode/utf8"

	"suance/calc/fact"
	"suance/dialog/nlu"
	"suance/dialog/pattern"
)

// What by itself says nothing, or nothing that fits, is read once more: with the name of what was
// brought up before, or as about something that was spoken of lately.

// inTopic reads a message together with the name of the matter that was brought up
// before, where that tells more of it: 认定了两个, after 咨询一下首台套; or of the matter that it
// asks of itself, behind what it states: 我们离5亿还远，能拿营收奖吗.
func (u *turn) inTopic(read *nlu.Understanding, text string) (again nlu.Understanding, ok bool) {
	if len(read.WhatIf) > 0 || read.Theirs {
		return again, false
	}
	asked := u.askedOf(read, text) // of which a sum is said back elsewhere, and a bound taken here
	topic := asked
	if len(topic) == 0 && u.now.Asking == "" {
		topic = u.now.Topic
	}
	if len(topic) == 0 {
		return again, false
	}
	could := 0 // facts of the topic that can have an amount which is all that the message says
	if len(asked) == 0 && bareAmount(read, text) {
		if could = u.couldBeOf(topic, read, text); could > 1 { // 10万, after 整车产能奖怎么算, may be the capacity or the output
			again = *read
			again.Unclear = []nlu.Unclear{whichOf(read)}
			return again, true
		}
	}
	if again, ok = u.cameTrueOfScope(text); ok && u.now.Asking == "" && len(again.Facts) > 1 { // 都评上了, after 智能工厂和数字化车间能不能都拿
		return again, true
	}
	var full string
	for _, name := range u.topicNames(topic) {
		full = name + "，" + text
		again = u.readFor("", full)
		length := utf8.RuneCountInString(name)
		again.Facts = slices.DeleteFunc(again.Facts, func(s nlu.Slot) bool { // nobody said the name, nor that a sum was received
			return s.Span.End <= length || received(u.spec(s.Fact)) && !tellsReceived(text)
		})
		for i := range again.Facts { // nothing was asked that a mere no could answer
			again.Facts[i].Confirm = again.Facts[i].Confirm && !u.now.SupposedOf(again.Facts[i].Fact).Known() || says(text, denial) || says(text, haveIt) || could == 1
		}
		if len(again.Facts) > 0 {
			break
		}
	}
	if u.isRangeOf(&again, read) {
		moveBack(&again, utf8.RuneCountInString(full)-utf8.RuneCountInString(text))
		return again, true // 不到5个亿
	}
	more := len(asked) == 0 && len(again.Facts) > len(read.Facts) && len(again.Unclear) <= len(read.Unclear)
	for _, s := range read.Facts {
		more = more && slices.ContainsFunc(again.Facts, func(o nlu.Slot) bool { return o.Fact == s.Fact && o.Value == s.Value })
	}
	if !more || u.passesOver(&again, full) > len(again.Unclear) { // an amount that is passed over shows that it was not understood
		return again, false
	}
	moveBack(&again, utf8.RuneCountInString(full)-utf8.RuneCountInString(text))
	return again, true
}

// couldBeOf is how many facts of some measures can have the amount that is all that a message says.
func (u *turn) couldBeOf(measures []string, read *nlu.Understanding, text string) int {
	could := except(u.factsOf(measures), func(sp *fact.Spec) bool {
		return !numeric(sp) || sp.Asked == fact.Never || received(sp) || u.yearAfter(sp.ID) != nil ||
			len(u.valuesIn(sp.ID, text, &nlu.Understanding{Quantities: read.Quantities})) != 1
	})
	counts := except(could, func(sp *fact.Spec) bool { return sp.Type != fact.Count })
	if q := amountsOf(read.Quantities); len(counts) > 0 && len(q) == 1 && strings.HasSuffix(q[0].Text, "万") {
		return len(counts) // 6万, of a model, are vehicles
	}
	return len(could)
}

// whichOf is the only amount of a message, of which it is open what it is of.
func whichOf(read *nlu.Understanding) nlu.Unclear {
	q := amountsOf(read.Quantities)[0]
	return nlu.Unclear{Text: q.Text, Span: q.Span, Why: nlu.WhyWhichFact}
}

// askedOf is the matter that a message asks of, where it holds an amount that it gives no name.
func (u *turn) askedOf(read *nlu.Understanding, text string) []string {
	open := func(q nlu.Quantity) bool {
		return isAmount(q) && !slices.ContainsFunc(read.Facts, func(s nlu.Slot) bool { return s.Span.Meets(q.Span) }) &&
			!slices.ContainsFunc(read.Unclear, func(x nlu.Unclear) bool { return x.Fact != "" && x.Span.Meets(q.Span) })
	}
	if !slices.ContainsFunc(read.Quantities, open) || !severalClauses(text) || !u.hears(wantWords, text) {
		return nil
	}
	return u.namedIn(lastClause(text))
}

// isRangeOf says whether a text read anew says, beside what was read of it before, just a range of a
// fact, where that told of none.
func (u *turn) isRangeOf(again, read *nlu.Understanding) bool {
	return len(again.Facts) == len(read.Facts) && len(again.Unclear) == 1 && again.Unclear[0].Fact != "" && again.Unclear[0].Range.Known() &&
		!slices.ContainsFunc(read.Unclear, func(x nlu.Unclear) bool { return x.Fact != "" })
}

// moveBack takes what stood ahead of a text out of the places that were read, with what was read
// of it alone: nobody said that.
func moveBack(read *nlu.Understanding, ahead int) {
	read.Unclear = slices.DeleteFunc(slices.Clone(read.Unclear), func(x nlu.Unclear) bool { return x.Span.Start < ahead })
	read.Quantities = slices.DeleteFunc(slices.Clone(read.Quantities), func(q nlu.Quantity) bool { return q.Span.Start < ahead })
	move := func(s *nlu.Span) { s.Start, s.End = s.Start-ahead, s.End-ahead }
	for i := range read.Facts {
		move(&read.Facts[i].Span)
	}
	for i := range read.Unclear {
		move(&read.Unclear[i].Span)
	}
	for i := range read.Quantities {
		move(&read.Quantities[i].Span)
	}
}

// topicNames are what the matter that was brought up is called, with what is granted and
// without (“专精特新”企业奖励, “专精特新”企业).
func (u *turn) topicNames(topic []string) []string {
	for i := range u.policy.Topics {
		if t := &u.policy.Topics[i]; slices.Equal(t.Measures, topic) {
			return []string{t.Name, benefitNames.ReplaceAllString(t.Name, "")}
		}
	}
	return nil
}

// passesOver is how many amounts of a text state nothing of what was read; one thing of
// which a yes is said (有一个被认定了), and what an earlier year had, aside.
func (u *turn) passesOver(read *nlu.Understanding, text string) int {
	left := 0
	for _, q := range read.Quantities {
		if isAmount(q) && !earlierYear.MatchString(clauseAround([]rune(text), q.Span)) {
			left++
		}
		if one := q.Kind == nlu.KindCount && q.Value == "1"; one && slices.ContainsFunc(read.Facts, func(s nlu.Slot) bool { return s.Value == fact.Bool(true) && u.spec(s.Fact).Type == fact.YesNo }) {
			left--
		}
	}
	for _, s := range read.Facts {
		if numeric(u.spec(s.Fact)) {
			left--
		}
	}
	return left
}

// earlierYear says of a clause that it is not of this year.
var earlierYear = pattern.Of(`^(去年|上年|前年|往年|以前)`)

// readAnew reads what by itself says nothing, or nothing that fits, once more: as about
// something that was spoken of lately.
func (u *turn) readAnew(read *nlu.Understanding, text string) (again nlu.Understanding, ok bool) {
	if _, ok := read.Overlap.Amount(); ok || read.Theirs || u.hears(bothWords, text) && u.hears(asksWords, text) {
		return again, false // it is what another policy pays, or somebody else's, or counts nothing: 两个都评上能一起拿吗
	}
	if again, ok := u.sumReceived(read, text); ok {
		return again, true
	}
	if len(read.Facts) > 0 || len(read.WhatIf) > 0 || read.Intent == nlu.IntentWhatIf {
		return again, false
	}
	if again, ok := u.retractedAsNo(read, text); ok {
		return again, true
	}
	if len(read.Retracted) > 0 {
		return again, false // 去年采购额先不算 says itself of what
	}
	var tries []func(string) (nlu.Understanding, bool)
	if u.unfit(read) {
		tries = append(tries, u.namedAfter, u.ofSubject, u.ofAnotherYear, u.exactOfRange, u.otherRange, u.afterSkip, u.totalOf, u.noneDone, u.cameTrueOfScope, u.companion, u.putBack)
		if u.now.Asking == "" && len(u.scope()) > 0 && read.Intent != nlu.IntentQuestion {
			tries = append(tries, u.answersAnother)
		}
	}
	if len(read.Unclear) == 0 {
		tries = append(tries, u.companion, u.afterSkip, u.cameTrueAfterAll, u.cameTrueAsAsked, u.noneDone, u.swapped, u.ofSubject, u.putBack, u.signOf, u.totalOf)
		if slices.ContainsFunc(read.Quantities, isAmount) {
			tries = append(tries, u.exactOfRange, u.boundOfScope)
		}
	}
	if u.now.Asking == "" && read.Intent != nlu.IntentQuestion {
		tries = append(tries, u.restated)
	}
	if u.now.Asking == "" && len(read.Unclear) == 0 && read.Intent != nlu.IntentQuestion && !u.hears(asksWords, text) {
		tries = append(tries, u.ofScope)
	}
	if sp := u.spec(u.now.Asking); sp != nil && (sp.Type == fact.Choice || sp.Type == fact.YesNo) && len(u.scope()) > 0 {
		tries = append(tries, u.answersAnother)
	}
	for _, try := range tries {
		if again, ok = try(text); ok {
			return again, true
		}
	}
	return again, false
}

// unfit says whether all that was understood does not fit the fact asked for.
func (u *turn) unfit(read *nlu.Understanding) bool {
	return len(read.Unclear) > 0 && !slices.ContainsFunc(read.Unclear, func(x nlu.Unclear) bool {
		return x.Range.Known() || x.Why != nlu.WhyType && x.Why != nlu.WhyWhichFact
	})
}

// companion reads a few words that by themselves state nothing (首次, 没领过) as what
// they say beside the subjects lately spoken of.
func (u *turn) companion(text string) (nlu.Understanding, bool) {
	recent := u.now.Recent
	if u.now.Asking != "" {
		recent = append([]fact.ID{u.now.Asking}, recent...)
	}
	for _, id := range recent {
		group := u.spec(id).Words.Group
		for i := range u.policy.Rules.Schema.Len() {
			sp := u.policy.Rules.Schema.Spec(i)
			if group == "" || sp.Words.Group != group || u.now.Facts.Get(sp.ID).Known() || !accompanies(sp, text) {
				continue
			}
			read := u.readFor(sp.ID, text)
			at := slices.IndexFunc(read.Facts, func(s nlu.Slot) bool { return s.Fact == sp.ID })
			if at < 0 || slices.ContainsFunc(read.Facts, func(s nlu.Slot) bool { return u.spec(s.Fact).Words.Group != group }) {
				continue
			}
			if n, exact := read.Facts[at].Value.Exact(); !numeric(sp) || exact && (n == 0 || u.hears(ordinal, text)) {
				return read, true
			}
		}
	}
	return nlu.Understanding{}, false
}

// ordinal is a text that begins with the how manieth something is.
var ordinal = pattern.Of(`^(?:今年|这次|现在)?(?:已经)?是?(?:(?:第[一二三四五六七八九十0-9]|头一)个?(?:年|台|套)|首年)`)

// accompanies says whether a few words can state a fact of a subject already spoken of:
// for a yes or no its own weak words, for a choice one of its options, for a number
// that there is none, or the how manieth it is where that is what it tells (第二年).
func accompanies(sp *fact.Spec, text string) bool {
	switch {
	case numeric(sp):
		return utf8.RuneCountInString(text) <= 8 && (noneWords.MatchString(text) || len(sp.Words.Ordinal) > 0 && ordinal.MatchString(text))
	case sp.Type == fact.Choice:
		return isOption(sp, text)
	}
	const few = 20
	return sp.Type == fact.YesNo && utf8.RuneCountInString(text) <= few && slices.ContainsFunc(clausesOf(text), func(c string) bool { return saysWeakly(sp, c) })
}

// saysWeakly says whether a clause is nothing but weak words of a yes/no fact (是首次的, 今年首次).
func saysWeakly(sp *fact.Spec, clause string) bool {
	for _, is := range []string{"今年", "这次", "也是", "是", "算"} {
		clause = strings.TrimPrefix(clause, is)
	}
	return slices.ContainsFunc(bare(strings.TrimSuffix(clause, "的")), func(t string) bool {
		return slices.Contains(sp.Words.Weak, t) || slices.Contains(sp.Words.WeakNo, t)
	})
}

// afterSkip reads a value that comes when nothing is asked as one of the fact that was
// skipped last (查到了，2项). What does not say that it was found out is said back, where
// it need not be of that fact.
func (u *turn) afterSkip(text string) (nlu.Understanding, bool) {
	var best nlu.Understanding
	most := -1
	rest, found := foundOut(text)
	for _, id := range u.now.Skipped {
		sp := u.spec(id)
		if u.now.Asking != "" && !(numeric(sp) && found) {
			continue // it answers what is asked, as well as it can
		}
		read := u.readFor(id, rest)
		if read.Intent == nlu.IntentQuestion || len(read.Facts) > 1 {
			continue
		}
		if (found || grantedWords.MatchString(rest)) && sp.Type == fact.YesNo && len(read.Facts) == 1 && read.Facts[0].Fact == id {
			return read, true // 问了，是今年首次认定的; 没评上
		}
		said := u.statementsOf(&read)
		if !saysItself(sp, &read) && !(len(said) == 1 && said[0].within && said[0].id == id) {
			continue
		}
		if of := tellsReceived(text); of && !received(sp) || received(sp) && !of && !(found || says(rest, denial) || bareAmount(&read, rest)) {
			continue
		}
		if n := shared(sp.Label, text); n >= most { // 设备花了2000万, of two that were skipped
			if len(read.Facts) == 1 && !found {
				read.Facts[0].Confirm = read.Facts[0].Confirm || says(rest, denial) || received(sp) && !tellsReceived(text)
			}
			best, most = read, n
		}
	}
	return best, most >= 0
}

// foundOut is what a message says that was found out (问过财务了，没有); ok is false if it says
// nothing of the kind.
func foundOut(text string) (rest string, ok bool) {
	if head := lookedUp.FindString(text); head != "" && head != text {
		return text[len(head):], true
	}
	return text, foundWords.MatchString(text) || newsWords.MatchString(text)
}

// grantedWords are of what is granted.
var grantedWords = pattern.Of(`(评|认|入|选|列|批|通|拿)(上|定|选|入|过|下|到)`)

// foundWords say that what was left open was looked up; lookedUp does so before what was found.
var (
	foundWords = pattern.Of(`(查|问|翻|找|看)(到|过|清楚|明白|好)了?|想起来|有数了|刚(查|问|翻|找)`)
	lookedUp   = pattern.Of(`^(哦|噢|对了)?[，, ]*(有的?[，, ]|(我|刚才|刚刚|刚|已经|去|又|也)*(查|问|核实|确认|打听|翻)(到|过|了|清楚)+(一?下)?(` + colleague + `|账|[^，。]{1,3}那边)?(一?下)?了?[，,：: ]*)`)
)
