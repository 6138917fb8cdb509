package dialog

import (
	"slices"
	"strconv"
	"strings"

	"suance/calc"
	"suance/calc/fact"
	"suance/dialog/answer"
	"suance/dialog/nlu"
	"suance/dialog/pattern"
)

// Ways to ask about several situations at once: sideWords set them side by side, joined names them in a row,
// sumUpWords want all of a row, afterWords what comes after the present, eachWords
// every one, nextWords the year to come, lastWords the one before, placeAsked what a place of it gets; one of these stands in any question about a
// row. pastWords tell of years that were: two sums of theirs are two facts.
var (
	sideWords  = pattern.Of(`还是|或者|或是|哪个|哪种|分别|比较|对比|相比`)
	joined     = pattern.Of(`差多少|相差|[亿万元辆%台套项年]\s*(和|与|跟|、|或)`)
	sumUpWords = pattern.Of(`一共|总共|合计|总计|加起来|下来|分别|全部|都能|各`)
	afterWords = pattern.Of(`后|接下来|剩|往下`)
	nextWords  = pattern.Of(`明年|来年|下一年|下年|后年`)
	lastWords  = pattern.Of(`(去年|上年|上一年|前一年)[^，。？?]{0,4}(补|拿|领|得|赔)[^，。？?]{0,3}多少`)
	paysWords  = pattern.Of(`(拿|奖|补|给|领|得)(到|了)?\s*$`) // 那到5亿能拿50万
	placeAsked = pattern.Of(`第[^，。？?]{1,6}(补|拿|领|得|赔|给|付)[^，。？?]{0,4}(多少|几成|几)`)
	rowWords   = pattern.Of(placeAsked.String() + `|[每各逐历]|` + sumUpWords.String() + `|` + afterWords.String() + `|` + nextWords.String() + `|` + lastWords.String())
	pastWords  = pattern.Of(`去年|上年|前年|今年|本年|当年|上一年`)
)

// situation is one of several that a message asks about: what tells it from the others, and then
// what is supposed of them all.
type situation []statement

// severalIn are the situations that a message sets side by side, nil unless it
// asks about two or more: several values of one fact (做到20亿和60亿呢), the places
// of a row (第二年、第三年能补多少), or one thing or another (评上甲还是评上乙).
func (u *turn) severalIn(text string, read *nlu.Understanding) []situation {
	trails := trailsOff(text)
	if u.now.Settled().Empty() || u.hears(evenIf, text) || read.Intent != nlu.IntentQuestion && read.Intent != nlu.IntentWhatIf && !trails {
		return nil
	}
	if len(read.WhatIf) > 1 && u.hears(sideWords, text) {
		if list := u.eitherOr(read.WhatIf); list != nil {
			return list
		}
	}
	amounts, open := 0, false // open: one of them was not read as of a fact of its own
	for _, q := range read.Quantities {
		if before, _, _ := strings.Cut(text, q.Text); isAmount(q) && !paysWords.MatchString(before) {
			amounts++
			open = open || !supposedIn(q, read)
		}
	}
	beside := trails || read.Intent == nlu.IntentWhatIf || u.hears(sideWords, text) || u.hears(joined, text)
	if amounts > 1 && open && beside && (u.hears(sideWords, text) || !u.hears(receiptWords, text)) && !u.hears(pastWords, text) && !u.hears(lineWords, text) &&
		!(len(read.Facts) > 0 && awayFrom.MatchString(lastClause(text))) { // 营收6亿，离50亿还差多少
		for _, id := range u.comparable(text, read) {
			if values := u.valuesIn(id, text, read); len(values) > 1 {
				return u.situationsOf(id, values, read)
			}
		}
	}
	id, values := u.rowIn(text, read)
	if len(values) == 0 {
		return nil
	}
	list := u.situationsOf(id, values, read)
	if len(list) == 1 && len(news(u.now.Settled(), list[0])) == 0 { // 第一年能补多少, in the first
		return nil
	}
	return list
}

// news are the statements that say another thing than what is known.
func news(known fact.Set, list []statement) []statement {
	return except(list, func(s statement) bool { return known.Get(s.id) == s.value })
}

// eitherOr are suppositions about different facts, each a situation of its own;
// nil where a number is among them, which belongs to the others.
func (u *turn) eitherOr(slots []nlu.Slot) []situation {
	var list []situation
	for _, s := range slots {
		sp := u.spec(s.Fact)
		if sp == nil || sp.Type != fact.YesNo || sp.Check(s.Value) != nil {
			return nil
		}
		list = append(list, situation{{id: s.Fact, value: s.Value}})
	}
	return list
}

// situationsOf are a fact's values as situations, each beside what the message supposes of other
// facts (如果费率2%，三年一共补多少).
func (u *turn) situationsOf(id fact.ID, values []int64, read *nlu.Understanding) []situation {
	var shared situation
	for _, s := range read.WhatIf {
		sp := u.spec(s.Fact)
		if s.Fact == id || sp == nil || sp.Check(s.Value) != nil || numeric(sp) && sp.Type == u.spec(id).Type && !slices.Contains(u.factsNamed(u.text), s.Fact) {
			continue // its number is one of the values
		}
		shared = append(shared, statement{id: s.Fact, value: s.Value})
	}
	list := make([]situation, len(values))
	for i, v := range values {
		list[i] = append(situation{{id: id, value: fact.Point(v)}}, shared...)
	}
	return list
}

// comparable are the facts that the amounts of a message can be of: those that it
// names; if it names none, the one asked for and those lately stated, the ones that one
// can strive for first.
func (u *turn) comparable(text string, read *nlu.Understanding) []fact.ID {
	if ids := u.factsNamed(text); len(ids) > 0 {
		return slices.Clone(ids)
	}
	var first, rest []fact.ID
	spoken := u.spokenOf()
	for _, id := range spoken {
		if u.spec(id).Near {
			first = append(first, id)
		} else {
			rest = append(rest, id)
		}
	}
	for _, s := range append(slices.Clone(read.WhatIf), read.Facts...) {
		if !slices.Contains(spoken, s.Fact) {
			rest = append(rest, s.Fact)
		}
	}
	return append(first, rest...)
}

// factName is a word that names a fact with a number.
type factName struct {
	place int // of the fact in the schema
	pattern.Word
}

// factNamesOf lists the words that name the facts with a number, each fact's longest
// first.
func factNamesOf(s *fact.Schema) []factName {
	var list []factName
	for i := range s.Len() {
		sp := s.Spec(i)
		for _, w := range append([]string{sp.Label, sp.Short}, sp.Synonyms...) {
			if w = nlu.Plain(w); w != "" && numeric(sp) {
				list = append(list, factName{i, pattern.WordOf(w)})
			}
		}
	}
	slices.SortStableFunc(list, func(a, b factName) int {
		if a.place != b.place {
			return a.place - b.place
		}
		return len(b.Text) - len(a.Text)
	})
	return list
}

// factsNamed are the facts with a number whose name stands in a text, a word inside
// a longer one aside.
func (u *turn) factsNamed(text string) []fact.ID {
	if u.namedIDs != nil && u.namedText == text {
		return u.namedIDs
	}
	plain := nlu.Plain(text)
	var found []factName
	chars := pattern.CharsOf(plain)
	for i := range u.names {
		if n := &u.names[i]; chars.MayHold(n.Word) && (len(found) == 0 || found[len(found)-1].place != n.place) && strings.Contains(plain, n.Text) {
			found = append(found, *n)
		}
	}
	ids := []fact.ID{}
	for _, n := range found {
		inside := func(o factName) bool { return len(o.Text) > len(n.Text) && strings.Contains(o.Text, n.Text) }
		if !slices.ContainsFunc(found, inside) {
			ids = append(ids, u.policy.Rules.Schema.Spec(n.place).ID)
		}
	}
	u.namedText, u.namedIDs = text, ids
	return ids
}

func numeric(sp *fact.Spec) bool {
	return sp.Type == fact.Money || sp.Type == fact.Share || sp.Type == fact.Count
}

// valuesIn are the different values of a fact among the amounts of a text; nil if
// one of the amounts is no value of it, or belongs to another fact by its name.
func (u *turn) valuesIn(id fact.ID, text string, read *nlu.Understanding) []int64 {
	sp := u.spec(id)
	others := slices.DeleteFunc(slices.Clone(u.factsNamed(text)), func(o fact.ID) bool { return o == id })
	var values []int64
	for _, q := range read.Quantities {
		switch {
		case q.Kind == nlu.KindYesNo || q.Kind == nlu.KindDate, u.takenBy(q, others, read), q.Ordinal && len(sp.Words.Ordinal) == 0 && supposedIn(q, read):
			continue
		case q.Value == "" || !fits(sp, q) || u.unitOfAnother(sp, q):
			return nil
		}
		v, err := sp.Parse(q.Text)
		if err != nil || sp.Check(fact.Point(v)) != nil {
			return nil
		}
		if !slices.Contains(values, v) {
			values = append(values, v)
		}
	}
	return values
}

// fits says whether an amount is of the kind that a fact has.
func fits(sp *fact.Spec, q nlu.Quantity) bool {
	switch q.Kind {
	case nlu.KindMoney:
		return sp.Type == fact.Money || sp.Type == fact.Count && sp.Words.DoubtBelow > 0 && strings.HasSuffix(q.Text, "万") // 10万, of vehicles
	case nlu.KindShare:
		return sp.Type == fact.Share
	case nlu.KindCount:
		return sp.Type == fact.Count && q.Ordinal == (len(sp.Words.Ordinal) > 0)
	}
	return false
}

// unitOfAnother says whether a count has the unit of other facts, and not that of this one: vehicles
// are no products, and three of something (三个工厂) no vehicles.
func (u *turn) unitOfAnother(sp *fact.Spec, q nlu.Quantity) bool {
	if q.Kind != nlu.KindCount || q.Unit == "" || q.Unit == sp.Unit {
		return false
	}
	if sp.Words.DoubtBelow > 0 && strings.Contains("个家款种项条座间", q.Unit) {
		return true
	}
	schema := u.policy.Rules.Schema
	for i := range schema.Len() {
		if schema.Spec(i).Unit == q.Unit {
			return true
		}
	}
	return false
}

// takenBy says whether an amount was read as the value of one of the facts.
func (u *turn) takenBy(q nlu.Quantity, ids []fact.ID, read *nlu.Understanding) bool {
	return slices.ContainsFunc(append(slices.Clone(read.Facts), read.WhatIf...), func(s nlu.Slot) bool {
		return slices.Contains(ids, s.Fact) && s.Span.Meets(q.Span)
	})
}

// supposedIn says whether an amount was read as the value of a fact that is supposed, or counts what is
// (1个智能工厂).
func supposedIn(q nlu.Quantity, read *nlu.Understanding) bool {
	return slices.ContainsFunc(read.WhatIf, func(s nlu.Slot) bool { return s.Span.Meets(q.Span) || q.Span.End == s.Span.Start })
}

// rowIn are the places of a row that a text asks about as a whole (三年一共, 每年,
// 后两年), with the fact that counts them, where the measure at hand pays by place.
func (u *turn) rowIn(text string, read *nlu.Understanding) (fact.ID, []int64) {
	if !u.hears(rowWords, text) {
		return "", nil
	}
	id, length, _ := u.rowAtHand()
	if length == 0 {
		return "", nil
	}
	unit := u.spec(id).Unit
	now, known := u.now.Settled().Get(id).Exact()
	each := slices.ContainsFunc([]string{"每", "各", "逐", "历"}, func(w string) bool { return strings.Contains(text, w+unit) })
	after := false
	var named []int64
	for _, q := range read.Quantities {
		if n, err := strconv.ParseInt(q.Value, 10, 64); err == nil && q.Kind == nlu.KindCount && q.Unit == unit && q.Ordinal && !slices.Contains(named, n) {
			named = append(named, n)
		}
		if q.Kind == nlu.KindCount && q.Unit == unit && !q.Ordinal {
			each = each || u.hears(sumUpWords, text)
			after = after || known && u.hears(afterWords, text)
		}
	}
	from := int64(1)
	apart := !slices.ContainsFunc(read.Quantities, func(q nlu.Quantity) bool { return isAmount(q) && !supposedIn(q, read) })
	switch {
	case after:
		from = now + 1
	case known && strings.Contains(text, "后年") && now+2 <= int64(length) && apart:
		return id, []int64{now + 2}
	case known && u.hears(nextWords, text) && apart:
		return id, []int64{now + 1}
	case known && now > 1 && u.hears(lastWords, text) && apart:
		return id, []int64{now - 1}
	case known && len(named) > 0 && u.hears(placeAsked, text):
		return id, named
	case !each:
		return "", nil
	}
	var places []int64
	for n := from; n <= int64(length); n++ {
		places = append(places, n)
	}
	return id, places
}

func isAmount(q nlu.Quantity) bool { return q.Kind != nlu.KindYesNo }

// holdsAmount says whether there is an amount in a text.
func holdsAmount(text string) bool { return slices.ContainsFunc(nlu.Quantities(text), isAmount) }

// amountsOf are the amounts among quantities.
func amountsOf(list []nlu.Quantity) []nlu.Quantity {
	return except(list, func(q nlu.Quantity) bool { return !isAmount(q) })
}

// rowAtHand is the fact by whose place the measure spoken of pays, how many
// places pay, and that measure; 0 if there is none, or not just one.
func (u *turn) rowAtHand() (id fact.ID, length int, of *calc.Measure) {
	spoken := u.namedIn(u.text)
	if len(spoken) == 0 {
		spoken = u.scope()
	}
	rows := 0
	for i := range u.policy.Rules.Measures {
		m := &u.policy.Rules.Measures[i]
		if len(spoken) > 0 && !slices.Contains(spoken, m.ID) {
			continue
		}
		x, n := rowOf(m)
		if n == 0 || len(spoken) == 0 && !slices.ContainsFunc(u.now.Recent, func(r fact.ID) bool { return slices.Contains(u.uses[r], m.ID) }) {
			continue
		}
		id, length, of, rows = x, n, m, rows+1
	}
	if rows != 1 {
		return "", 0, nil
	}
	return id, length, of
}

// rowOf is the fact by whose place a measure pays, and how many places pay.
func rowOf(m *calc.Measure) (fact.ID, int) {
	_, r := m.Row()
	return r.Fact, len(r.Ratios)
}

// setAside takes out of what was understood the facts that the situations are about.
func setAside(read *nlu.Understanding, list []situation) {
	about := func(id fact.ID) bool {
		return slices.ContainsFunc(list, func(s situation) bool { return s[0].id == id })
	}
	read.Facts = slices.DeleteFunc(slices.Clone(read.Facts), func(s nlu.Slot) bool { return about(s.Fact) })
	read.Unclear = slices.DeleteFunc(slices.Clone(read.Unclear), func(x nlu.Unclear) bool { return x.Fact == "" || about(x.Fact) })
	read.WhatIf = nil
}

// outcome is what one of several situations comes to.
type outcome struct {
	of    statement   // what the situation is about
	facts fact.Set    // with it in place of what is known
	left  []statement // of it; none where it is impossible
	a     *calc.Assessment
}

// compare works out several situations, each on a copy: the facts stay.
func (u *turn) compare(list []situation) {
	known := u.now.Settled()
	outcomes := make([]outcome, len(list))
	for i, s := range list {
		outcomes[i].of = s[0]
		outcomes[i].facts, outcomes[i].left = u.compatible(known, s)
	}
	if o := &outcomes[0]; len(list) == 1 && len(o.left) > 0 { // 那明年还能补多少
		u.tryOut(known, o.facts, news(known, o.left))
		return
	}
	for i := range outcomes {
		outcomes[i].a = u.assessOf(outcomes[i].facts)
	}
	if u.settlesNone(outcomes) && u.line() { // 10亿和50亿分别奖多少, with nothing else known
		return
	}
	var cases []*calc.Assessment
	u.writeSupposition(known, news(known, list[0][1:]))
	for _, o := range outcomes {
		if len(o.left) == 0 {
			continue
		}
		cases = append(cases, o.a)
		u.out.Line().Words("· ").Label(u.spec(o.of.id)).Words("：").Value(u.spec(o.of.id), o.of.value).
			Words("，固定金额合计").Figure(o.a.Total.Payable)
		for _, i := range u.concerned(o.of.id, o.a) {
			u.out.Headline(&o.a.Measures[i], u.reference())
		}
	}
	u.engaged = true
	u.now.Touch(list[0][0].id) // 那还是52亿 is said of it
	if len(cases) == 0 {
		return
	}
	u.kind = KindAssessment
	u.drawTogether(list[0][0].id, cases)
}

// settlesNone says whether none of several situations settles a measure that it is about.
func (u *turn) settlesNone(outcomes []outcome) bool {
	return !slices.ContainsFunc(outcomes, func(o outcome) bool {
		return slices.ContainsFunc(u.concerned(o.of.id, o.a), func(i int) bool { return o.a.Measures[i].Status != calc.NeedsFacts })
	})
}

// drawTogether says what several situations come to beside each other: the sum of
// a row, or how far two lie apart; and the office to turn to.
func (u *turn) drawTogether(id fact.ID, cases []*calc.Assessment) {
	at := u.concerned(id, cases[0])
	switch {
	case len(cases) > 1 && len(u.spec(id).Words.Ordinal) > 0 && len(at) == 1:
		var sums []answer.Sum
		for _, a := range cases {
			if r := &a.Measures[at[0]]; r.Status == calc.Payable {
				sums = append(sums, answer.OfFigure(r.Amount))
			}
		}
		if len(sums) > 1 {
			u.out.Line().Words("以上各次加起来：").Added(sums...)
		}
	case len(cases) == 2 && cases[0].Total.Payable != cases[1].Total.Payable:
		u.out.Line().Words("两种情况的固定金额合计相差").
			Difference(answer.OfFigure(cases[0].Total.Payable), answer.OfFigure(cases[1].Total.Payable)).Words("。")
	}
	for _, i := range at {
		u.out.Offices(&cases[0].Measures[i])
		return
	}
}

// concerned are the places of the measures that a fact bears on, of those asked for
// if it bears on any of them.
func (u *turn) concerned(id fact.ID, a *calc.Assessment) []int {
	var all, asked []int
	for i := range a.Measures {
		if !slices.Contains(u.uses[id], a.Measures[i].ID) {
			continue
		}
		all = append(all, i)
		if slices.Contains(u.scope(), a.Measures[i].ID) {
			asked = append(asked, i)
		}
	}
	if len(asked) > 0 {
		return asked
	}
	return all
}
