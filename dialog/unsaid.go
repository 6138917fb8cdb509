package dialog

import (
	"slices"
	"strings"
	"unicode/utf8"

	"suance/calc/fact"
	"suance/dialog/nlu"
	"suance/dialog/pattern"
)

// Sums and answers that name nothing, and what of a message is left after what was
// understood: they are taken for what is spoken of or asked for, and said back where that
// is not plain.

// saysYesAgain says whether a clause stands before a yes, which is all that was read, and says the same
// (通过了，认定了): it is of nothing else that is open.
func (u *turn) saysYesAgain(clause, text string, read *nlu.Understanding) bool {
	at := utf8.RuneCountInString(text[:max(0, strings.Index(text, clause))])
	return !slices.ContainsFunc(read.Facts, func(s nlu.Slot) bool {
		return s.Value != fact.Bool(true) || u.spec(s.Fact).Type != fact.YesNo || s.Span.Start < at
	})
}

// takeRest reads what is left of a message that answers the question and goes on with
// answers to those that will follow (智能装备，10亿，首次): an impatient person has
// them ready. Only what was asked for by name leaves no doubt which those are.
func (u *turn) takeRest(text string, read *nlu.Understanding) {
	if len(read.Facts) == 0 || read.Intent == nlu.IntentWhatIf || !severalClauses(text) {
		return
	}
	const most = 8
	clauses := clausesOf(text)
	if len(clauses) > most {
		return
	}
	u.severalToo(clauses, read)
	u.cameBeside(clauses, read)
	for _, c := range u.unread(text, clauses, read) {
		if utf8.RuneCountInString(c) > 16 || says(c, refusals) || wholeWords.MatchString(c) || otherWords.MatchString(c) {
			continue // 不是，去年报过了: the no is of what was asked; 全部30亿: the sum is of something wider
		}
		if u.saysAgain(c, read) {
			continue
		}
		if ids := u.cameTrue(c); len(ids) > 0 && !u.saidToCome(read) && !u.saysYesAgain(c, text, read) {
			for _, id := range ids {
				u.take(&nlu.Understanding{Facts: []nlu.Slot{{Fact: id, Value: fact.Bool(true)}}})
			}
			continue
		}
		if read.Intent == nlu.IntentQuestion {
			continue
		}
		if next := u.plan(); next != "" && len(u.scope()) > 0 {
			if rest := u.readFor(next, c); (saysItself(u.spec(next), &rest) || saysRange(next, &rest)) && !slices.ContainsFunc(read.Facts, func(s nlu.Slot) bool { return s.Fact == next }) {
				u.take(&rest)
				continue
			}
		}
		rest, ok := u.companion(c)
		if !ok {
			rest, ok = u.ofAnotherYear(c)
		}
		if !ok && !u.hears(totalWords, text) { // the parts of a sum are in it
			rest, ok = u.ofScope(c)
			ok = ok && (!u.now.Facts.Get(rest.Facts[0].Fact).Known() || shared(u.spec(rest.Facts[0].Fact).Label, c) > 0)
		}
		given := func(s nlu.Slot) bool {
			return slices.ContainsFunc(read.Facts, func(o nlu.Slot) bool { return o.Fact == s.Fact })
		}
		if ok && !slices.ContainsFunc(rest.Facts, given) {
			u.take(&rest)
		}
	}
}

// cameBeside takes that what one waits for came, where a clause says so behind a fact of its own
// (智能工厂补助，我们新材料企业刚评上).
func (u *turn) cameBeside(clauses []string, read *nlu.Understanding) {
	if read.Intent == nlu.IntentQuestion || len(read.Unclear) > 0 || u.saidToCome(read) {
		return
	}
	for _, c := range clauses {
		rest := u.unstated(c)
		if rest == c || !u.saysKind(c, read) {
			continue
		}
		rest = kindAlone.ReplaceAllString(strings.TrimSpace(rest), "")
		value := fact.Bool(true)
		ids := u.cameTrue(rest)
		if notCome.MatchString(rest) && strings.ContainsAny(rest, "评认入列批通选") {
			value, ids = fact.Bool(false), u.openYesNo()
		}
		if says(rest, haveIt) || len(ids) != 1 || slices.ContainsFunc(read.Facts, func(s nlu.Slot) bool { return s.Fact == ids[0] }) {
			continue
		}
		u.take(&nlu.Understanding{Facts: []nlu.Slot{{Fact: ids[0], Value: value}}})
	}
}

// saysKind says whether all that was understood of a clause is of what kind something is
// (新材料企业): 数字化车间评上了 says itself what came.
func (u *turn) saysKind(clause string, read *nlu.Understanding) bool {
	from := utf8.RuneCountInString(u.text[:strings.Index(u.text, clause)])
	at := nlu.Span{Start: from, End: from + utf8.RuneCountInString(clause)}
	return !slices.ContainsFunc(read.Facts, func(s nlu.Slot) bool { return s.Span.Meets(at) && u.spec(s.Fact).Type != fact.Choice })
}

// kindAlone begins what is left of a clause that says of what kind one is, without the kind.
var kindAlone = pattern.Of(`^(我们?|我司|我公司|咱们?)?(是|做|属于)?(的)?(企业|公司|厂家?|单位|行业|产业|领域)?(的|这边|今年|去年)?`)

// saysAgain says whether a clause says once more, in its own words, the yes or no that the message
// answers the question with (对，评上了; 是的，首次认定), and nothing of what comes next.
func (u *turn) saysAgain(clause string, read *nlu.Understanding) bool {
	asked := u.spec(u.was.Asking)
	if asked == nil || asked.Type != fact.YesNo {
		return false
	}
	at := slices.IndexFunc(read.Facts, func(s nlu.Slot) bool { return s.Fact == asked.ID })
	if at < 0 || u.nextNamed(asked, clause) {
		return false
	}
	clause = ourselves.ReplaceAllString(strings.TrimSpace(clause), "")
	if severalWords.MatchString(clause) {
		return false
	}
	if read.Facts[at].Value == fact.Bool(true) {
		return says(clause, assent) || says(clause, haveIt) || comesTrue.MatchString(clause) || weaklyNames(asked, clause)
	}
	return says(clause, denial) || notCome.MatchString(clause)
}

// notCome says that what one waits for has not come.
var notCome = pattern.Of(`^(还|也)?(没|没有|未)(有|评|认定|入选|列入|选|批|办|拿|通过)*(上|到|过|下来)?$`)

// nextNamed says whether a clause names, by a word that is none for what was asked, another yes
// or no of what is asked for.
func (u *turn) nextNamed(asked *fact.Spec, clause string) bool {
	return slices.ContainsFunc(u.factsOf(u.scope()), func(sp *fact.Spec) bool {
		name := wordFor(sp, clause)
		return sp.ID != asked.ID && sp.Type == fact.YesNo && name != "" && !isWordFor(asked, name)
	})
}

// saidToCome says whether a yes was understood from what came, with no name: what comes
// after it in other words is the same (通过了，认定了).
func (u *turn) saidToCome(read *nlu.Understanding) bool {
	return slices.ContainsFunc(read.Facts, func(s nlu.Slot) bool {
		return s.Span == nlu.Span{} && s.Value == fact.Bool(true) && u.spec(s.Fact).Type == fact.YesNo
	})
}

// severalToo gives a yes that a clause says of several things (两个都是首次认定) to those of
// what is asked for that it names as well.
func (u *turn) severalToo(clauses []string, read *nlu.Understanding) {
	for _, c := range clauses {
		c = ourselves.ReplaceAllString(strings.TrimSpace(c), "")
		if severalWords.FindString(c) == "" || strings.ContainsAny(c, "没未不非无") || strings.ContainsAny(c, askingMarks) {
			continue
		}
		for _, s := range read.Facts {
			sp := u.spec(s.Fact)
			if s.Value != fact.Bool(true) || sp.Type != fact.YesNo || !weaklyNames(sp, c) {
				continue
			}
			for _, o := range u.factsOf(u.namedIn(u.text)) {
				if o.Type == fact.YesNo && o.ID != s.Fact && !u.now.Facts.Get(o.ID).Known() && wordFor(o, c) != "" {
					u.take(&nlu.Understanding{Facts: []nlu.Slot{{Fact: o.ID, Value: fact.Bool(true)}}})
				}
			}
		}
	}
}

// refusals deny what was asked, and say of nothing else that there is none.
var refusals = words(`不是 不对 不 否 错 错了 不是的 no n 不对的 不是不是 不行`)

// takeAmounts takes the only amount of a clause that names nothing, beside the question
// for something (场景开放补助能拿多少，入选了，600万), as one of what is asked for, to be
// said back; of a sum of one's own that is none of it, it asks what that is.
func (u *turn) takeAmounts(text string, read *nlu.Understanding) {
	const few = 12
	asks := read.Intent == nlu.IntentQuestion || !slices.Equal(u.now.Scope, u.was.Scope) || u.now.All != u.was.All
	if !asks || read.Theirs || len(read.WhatIf) > 0 || u.plan() == "" {
		return
	}
	for _, c := range u.leftOf(text, read) {
		if asksWords.MatchString(c) || u.hears(asksOfLine, text) || grantsWords.MatchString(c) || utf8.RuneCountInString(c) > few {
			continue
		}
		rest, ok := u.amountOfScope(c)
		switch {
		case !ok:
			u.askOfSum(c, text, read)
		case !slices.ContainsFunc(rest.Facts, func(s nlu.Slot) bool { return u.now.Facts.Get(s.Fact).Known() }):
			for i := range rest.Facts {
				rest.Facts[i].Confirm = true
			}
			u.take(&rest)
		}
	}
}

// amountOfScope reads the amount of a clause that names nothing as one of what is asked for.
func (u *turn) amountOfScope(clause string) (nlu.Understanding, bool) {
	if len(u.scope()) == 0 {
		return nlu.Understanding{}, false
	}
	if rest, ok := u.ofScope(clause); ok {
		return rest, true
	}
	return u.ofScopeYear(clause)
}

// askOfSum asks what a sum is that a clause tells of oneself and no name with it (我们今年12亿，
// 能拿多少): it would be lost else. Beside a sum that has one it may be that of another year.
func (u *turn) askOfSum(clause, text string, read *nlu.Understanding) {
	if slices.ContainsFunc(read.Facts, func(s nlu.Slot) bool { return u.spec(s.Fact).Type == fact.Money }) {
		return
	}
	sums := amountsOf(nlu.Quantities(clause))
	if len(sums) != 1 || !isMoney(sums[0]) {
		return
	}
	rest := string(cut([]rune(clause), sums[0].Span))
	if ownSum.MatchString(rest) && (rest != "" || slices.Contains(itemsOf(text), clause)) { // not 数字化车间80万
		u.whichFact(nlu.Unclear{Text: sums[0].Text, Why: nlu.WhyWhichFact}, read)
	}
}

// ownSum is what is left of such a clause without the sum.
var ownSum = pattern.Whole(`(我们?|我司|我厂|我公司|咱们?|本?公司|本?企业|厂|家|的|今年|去年|本年|年度?|全年|现在|目前|是|有|做|做了|大概|大约|约|差不多|左右|多|了|吧|，| )*`)

// leftOf are the items of a text in which nothing of what was understood stands, and of those in
// which facts stand what is left with an amount (我们整车厂今年12亿).
func (u *turn) leftOf(text string, read *nlu.Understanding) []string {
	items := itemsOf(text)
	left := u.unread(text, items, read)
	unclear := nlu.Understanding{Beside: read.Beside, Unclear: read.Unclear}
	for _, c := range u.unread(text, items, &unclear) {
		if rest := u.unstated(c); rest != c && holdsAmount(rest) {
			left = append(left, rest)
		}
	}
	return left
}

// ofScopeYear reads amounts that only a year is said for (今年5亿, 去年6亿) as those of
// the only fact of what is asked for that is told apart by years.
func (u *turn) ofScopeYear(text string) (nlu.Understanding, bool) {
	if !u.hears(pastWords, text) || len(u.factsNamed(text)) > 0 {
		return nlu.Understanding{}, false
	}
	var found []fact.ID
	for _, sp := range u.factsOf(u.scope()) {
		if sp.Previous != "" {
			found = append(found, sp.ID)
		}
	}
	if len(found) != 1 {
		return nlu.Understanding{}, false
	}
	read := u.readFor(found[0], text)
	other := func(s nlu.Slot) bool { return s.Fact != found[0] && s.Fact != u.spec(found[0]).Previous }
	return read, len(read.Facts) > 0 && !slices.ContainsFunc(read.Facts, other)
}

// atLast tells how something was before it is what it is now (去年没评上今年评上了).
var atLast = pattern.Of(`^(去年|上年|前年|以前|之前|原来|上次)[^，]*(今年|现在|这次|这回|后来)`)

// saysRange says whether an answer for a fact is a range and no more (不到5个亿).
func saysRange(id fact.ID, read *nlu.Understanding) bool {
	return len(read.Facts) == 0 && len(read.Unclear) == 1 && read.Unclear[0].Fact == id && read.Unclear[0].Range.Known()
}

// lately tells that something came in this year, or for the first time.
var lately = pattern.Of(`^((?:都|全|均|[两三]个都?)?)(?:是|就是)?(?:今年|这次|刚刚?|新|首次|第一次)+`)

// cameTrue are the yes or nos that what is asked for needs and a clause says came, as
// one waits for it (评上了): the only open one, or all that are open where it says so of
// several (两个都评上了).
func (u *turn) cameTrue(clause string) []fact.ID {
	clause = ourselves.ReplaceAllString(atLast.ReplaceAllString(strings.TrimSpace(clause), ""), "")
	clause = strings.TrimRight(lately.ReplaceAllString(clause, "$1"), "的")
	several := severalWords.FindString(clause)
	if !comesTrue.MatchString(strings.TrimPrefix(clause, several)) && !says(strings.TrimPrefix(clause, several), haveIt) {
		return u.partNamed(clause)
	}
	open := u.openYesNo()
	if len(open) > 1 && several == "" {
		return nil
	}
	return open
}

// openYesNo are the yes or nos that what is asked for needs and of which nothing is known.
func (u *turn) openYesNo() (open []fact.ID) {
	for _, sp := range u.factsOf(append(slices.Clone(u.scope()), u.namedIn(u.text)...)) {
		if sp.Type == fact.YesNo && !u.now.Facts.Get(sp.ID).Known() {
			open = append(open, sp.ID)
		}
	}
	return open
}

// partNamed is the only open yes or no that a clause says came by a part of its name (车间也评上了).
func (u *turn) partNamed(clause string) []fact.ID {
	at := strings.Index(clause, "也")
	if at <= len("车") || !comesTrue.MatchString(clause[at:]) {
		return nil
	}
	var of []fact.ID
	for i := range u.policy.Rules.Schema.Len() {
		sp := u.policy.Rules.Schema.Spec(i)
		if sp.Type == fact.YesNo && !u.now.Facts.Get(sp.ID).Known() && endsName(sp, clause[:at]) {
			of = append(of, sp.ID)
		}
	}
	if len(of) != 1 {
		return nil
	}
	return of
}

// cameTrueOfScope reads that what one waits for came (评上了, 都评上了) as a yes to what is
// open of what is asked for, though something else is asked.
func (u *turn) cameTrueOfScope(text string) (nlu.Understanding, bool) {
	ids := u.cameTrue(text)
	if len(u.scope()) == 0 || len(ids) == 0 || says(text, haveIt) {
		return nlu.Understanding{}, false
	}
	read := nlu.Understanding{Intent: nlu.IntentFacts}
	for _, id := range ids {
		read.Facts = append(read.Facts, nlu.Slot{Fact: id, Value: fact.Bool(true)})
	}
	return read, true
}

// haveIt say that there is what is spoken of.
var haveIt = words(`有 有的 都有 都是 是 是的 已经是 已经是了 早就是 是了`)

// severalWords say that something is true of several things.
var severalWords = pattern.Of(`^([这那]?[两二三几](个|项|样|块|家)?|全部?|统统|都|均)(都|全)?`)

// ourselves begins a clause with who one is.
var ourselves = pattern.Of(`^(我们?|我司|我公司|本公司|咱们?)`)

// cameTrueAsAsked reads that something came at some time (去年评的) as a yes to the
// question whether it did.
func (u *turn) cameTrueAsAsked(text string) (nlu.Understanding, bool) {
	sp := u.spec(u.now.Asking)
	if sp != nil && sp.Type == fact.YesNo && says(text, haveIt) { // 已经是了
		return nlu.Understanding{Intent: nlu.IntentFacts, Facts: []nlu.Slot{{Fact: sp.ID, Value: fact.Bool(true)}}}, true
	}
	verb := cameWhen.FindStringSubmatch(strings.TrimSpace(text))
	if sp == nil || sp.Type != fact.YesNo || verb == nil || strings.Contains(sp.Label, "首次") || !strings.Contains(sp.Label, verb[1]) {
		return nlu.Understanding{}, false
	}
	return nlu.Understanding{Intent: nlu.IntentFacts, Facts: []nlu.Slot{{Fact: sp.ID, Value: fact.Bool(true)}}}, true
}

// cameWhen tells when something was granted.
var cameWhen = pattern.Of(`^(?:就是|是|我们|已经|早就?|刚刚?|上个?月|年初|年底|今年|去年|前年|前几年|20\d\d年|\d+月份?)+(评|认定|入选|列入|通过|获评)(?:上|下来|到)?(?:的|了)[。！!]?$`)

// noneDone reads that nothing was paid, made or bought (没交保费) as none of what is
// asked for.
func (u *turn) noneDone(text string) (nlu.Understanding, bool) {
	sp := u.spec(u.now.Asking)
	object := noneDoneWords.FindStringSubmatch(strings.TrimSpace(text))
	if sp == nil || !numeric(sp) || object == nil || sp.Check(fact.Point(0)) != nil || object[1] != "" && shared(sp.Label, object[1]) == 0 && !weaklyNames(sp, object[1]) {
		return nlu.Understanding{}, false
	}
	return nlu.Understanding{Intent: nlu.IntentFacts, Facts: []nlu.Slot{{Fact: sp.ID, Value: fact.Point(0)}}}, true
}

// noneDoneWords say that nothing was done, and of what.
var noneDoneWords = pattern.Of(`^(?:我们|今年|去年|还|都|也|从来|一直|压根|根本)*(?:没|未|没有)(?:交|付|投|买|花|产|卖|采购|采|生产|销售|出|用)过?(?:什么|任何|一分|一毛)?([^，。？?]{0,8}?)[啊呀呢吧。！!]*$`)

// unread are the clauses of a text in which nothing of what was understood stands.
func (u *turn) unread(text string, clauses []string, read *nlu.Understanding) []string {
	var rest []string
	from := 0
	for _, c := range clauses {
		at := from + strings.Index(text[from:], c)
		from = at + len(c)
		span := nlu.Span{Start: utf8.RuneCountInString(text[:at]), End: utf8.RuneCountInString(text[:from])}
		if !slices.ContainsFunc(read.Facts, func(s nlu.Slot) bool { return s.Span.Meets(span) }) && !slices.ContainsFunc(read.Beside, span.Meets) &&
			!slices.ContainsFunc(read.Unclear, func(x nlu.Unclear) bool { return x.Span.Meets(span) }) {
			rest = append(rest, c)
		}
	}
	return rest
}

// saysItself says whether an answer for a fact shows by its own words that it is one:
// an amount with its unit, the name of an option.
func saysItself(sp *fact.Spec, read *nlu.Understanding) bool {
	if len(read.Facts) != 1 || read.Facts[0].Fact != sp.ID {
		return false
	}
	if sp.Type == fact.Choice {
		return true
	}
	if n, exact := read.Facts[0].Value.Exact(); numeric(sp) && exact && n == 0 {
		return true // 没有
	}
	return numeric(sp) && slices.ContainsFunc(read.Quantities, func(q nlu.Quantity) bool { return q.Kind != nlu.KindNumber && fits(sp, q) })
}

// namedAfter reads a value whose name comes after it (差不多11亿吧，营收).
func (u *turn) namedAfter(text string) (nlu.Understanding, bool) {
	ids := u.factsNamed(text)
	if len(ids) != 1 || ids[0] == u.now.Asking {
		return nlu.Understanding{}, false
	}
	read := u.readFor(ids[0], text)
	return read, len(read.Facts) == 1 && read.Facts[0].Fact == ids[0]
}

// ofSubject reads an amount that a loose word names (产值) as one of the subject lately
// spoken of, which has a fact of that word.
func (u *turn) ofSubject(text string) (nlu.Understanding, bool) {
	for _, id := range u.now.Recent {
		group := u.spec(id).Words.Group
		for i := range u.policy.Rules.Schema.Len() {
			sp := u.policy.Rules.Schema.Spec(i)
			if group == "" || sp.Words.Group != group || !numeric(sp) || !slices.ContainsFunc(sp.Words.Weak, func(w string) bool { return strings.Contains(text, w) }) {
				continue
			}
			read := u.readFor(sp.ID, text)
			if said := u.statementsOf(&read); len(said) == 1 && (said[0].id == sp.ID || said[0].id == sp.Previous) {
				return read, true
			}
		}
	}
	return nlu.Understanding{}, false
}

// answersAnother reads a sum, where an option or a yes or no was asked for, as that of the
// only fact of what is asked for that can have it, to be said back.
func (u *turn) answersAnother(text string) (nlu.Understanding, bool) {
	read, ok := u.ofScope(text)
	if !ok || u.now.Facts.Get(read.Facts[0].Fact).Known() || read.Intent == nlu.IntentQuestion || u.hears(whyWords, text) || u.now.Asking != "" && !u.askedWaits() && bareAmount(&read, text) {
		return read, false
	}
	read.Facts[0].Confirm = true
	return read, true
}

// bareAmount says whether a text is an amount and no more: to another question it is an
// answer that does not fit.
func bareAmount(read *nlu.Understanding, text string) bool {
	runes := []rune(text)
	for _, q := range read.Quantities {
		if isAmount(q) && q.Kind != nlu.KindShare {
			return strings.Trim(string(cut(runes, q.Span)), "，,。.！!吧啊呀了嘛的是约刚好正整就到 ") == ""
		}
	}
	return false
}

// elseWords tell of a plan, of somebody or something else, or deny.
var elseWords = pattern.Of(planWords.String() + `|` + otherWords.String() + `|希望|想|要|如果|假如|不是|没|非|那档|这档|一档|税|奖|封顶|最高|上限|标准|比|差`)

// ofScope reads the only amount of a few words that say of nothing what it is (设备是
// 3300万) as that of a fact which what is asked for needs: of the one whose label shares
// most with the words, of the one lately supposed, of the only one that can have it.
func (u *turn) ofScope(text string) (nlu.Understanding, bool) {
	read := u.readFor("", text)
	if len(read.Facts) > 0 || len(read.WhatIf) > 0 || len(read.Unclear) > 1 || read.Theirs || u.hears(elseWords, text) || saysMore(text) || u.hears(resultWords, text) {
		return read, false
	}
	scope := u.scope()
	var found fact.ID
	var value int64
	most, fitting := 0, 0
	for i := range u.policy.Rules.Schema.Len() {
		sp := u.policy.Rules.Schema.Spec(i)
		recent := slices.Contains(u.now.Recent, sp.ID)
		bears := slices.ContainsFunc(u.uses[sp.ID], func(m string) bool { return slices.Contains(scope, m) })
		if !numeric(sp) || sp.Asked == fact.Never || !recent && !bears || received(sp) != tellsReceived(text) || u.yearAfter(sp.ID) != nil ||
			sp.Previous != "" && u.hears(pastWords, text) {
			continue
		}
		values := u.valuesIn(sp.ID, text, &nlu.Understanding{Quantities: read.Quantities})
		if len(values) != 1 || !slices.ContainsFunc(read.Quantities, func(q nlu.Quantity) bool { return fits(sp, q) }) {
			continue
		}
		fitting++
		score := 2 * shared(sp.Label, text)
		if recent && !u.now.Facts.Get(sp.ID).Known() {
			score++
		}
		if score > most {
			found, value, most = sp.ID, values[0], score
		} else if found == "" {
			found, value = sp.ID, values[0]
		}
	}
	if found == "" || most == 0 && fitting > 1 {
		return read, false
	}
	if again := u.readFor(found, text); len(again.Facts) == 0 && (len(again.Unclear) == 0 || len(again.Unclear) == 1 && again.Unclear[0].Range.Known()) {
		return read, false // 接近50亿 is not 50亿, and 保额1亿 is no premium even where that is asked for
	}
	read.Unclear, read.Intent = nil, nlu.IntentFacts
	read.Facts = []nlu.Slot{{Fact: found, Value: fact.Point(value)}}
	return read, true
}

// shared counts the pairs of characters of a label that stand in a text.
func shared(label, text string) int {
	n := 0
	for _, w := range pairsOf(label) {
		if strings.Contains(text, w) {
			n++
		}
	}
	return n
}
