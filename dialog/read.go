package dialog

import (
	"slices"
	"strings"
	"unicode/utf8"

	"suance/calc/fact"
	"suance/dialog/nlu"
	"suance/dialog/pattern"
)

// read reads a message in its place in the conversation: as an answer to what was
// asked, unless it is rather about something said before.
func (u *turn) read(text string) nlu.Understanding {
	read := u.readFor(u.now.Asking, text)
	if u.hears(basisWords, text) && len(read.WhatIf) == 1 && len(read.Facts) == 0 && !u.hears(evenIf, text) && !trailsOff(text) { // 那就算4000万
		read.Facts, read.WhatIf, read.Intent = slices.Clone(read.WhatIf), nil, nlu.IntentCorrection
		read.Facts[0].Confirm = u.now.Facts.Get(read.Facts[0].Fact).Known()
		return read
	}
	if u.hears(evenIf, text) && len(read.WhatIf) == 0 && len(read.Facts) > 0 {
		read.WhatIf, read.Facts, read.Intent = read.Facts, nil, nlu.IntentWhatIf
		return read
	}
	if again := u.supposedUndone(&read, text); again != nil {
		return *again
	}
	u.correctsOverlap(&read, text)
	bare := len(read.Facts) == 1 && read.Facts[0].Fact == u.now.Asking
	if u.byItself(&read, text, bare) || u.asAnswer(&read, text, bare) {
		return read
	}
	u.dropBareOrdinal(&read, text)
	u.dropOutsize(&read)
	u.manyOf(&read, text)
	u.shareOfWhole(&read, text)
	u.dropNames(&read, text)
	u.dropGlued(&read, text)
	u.keepToScope(&read, text)
	if u.hears(whatIfSo, text) && u.supposesOther(text, &read) { // 不是首次的话呢, of what it was kept to
		read.WhatIf, read.Facts, read.Intent = read.Facts, nil, nlu.IntentWhatIf
		return read
	}
	switch {
	case bare && read.Intent == nlu.IntentCorrection && !u.now.Facts.Get(u.now.Asking).Known():
		// Nothing is known of it that could be corrected: 不对，是5亿.
		if again := u.readFor("", text); len(again.Facts) == 1 && u.now.Facts.Get(again.Facts[0].Fact).Known() && !u.misgiven(&again.Facts[0], text) {
			return again
		}
	case read.Intent == nlu.IntentQuestion:
		u.dropAskedAbout(&read, text)
		if again := u.askedAbout(&read, text); again != nil {
			return *again
		}
	}
	if u.hears(whyWords, text) {
		read.Retracted = nil                                    // 为什么不是280万 takes nothing back
		read.Facts = except(read.Facts, func(s nlu.Slot) bool { // 为啥平台设备补助是0 says no sum
			n, exact := s.Value.Exact()
			return exact && n == 0 && numeric(u.spec(s.Fact)) && whyWords.MatchString(clauseAround([]rune(text), s.Span))
		})
	}
	if len(read.Retracted) > 0 || read.Intent == nlu.IntentCorrection {
		u.takesBackKnown(&read, text)
	}
	if again, ok := u.inTopic(&read, text); ok {
		return again
	}
	if again, ok := u.readAnew(&read, text); ok {
		return again
	}
	return read
}

// byItself says whether the reading is finished as that of a message that denies without a number, tells by how much, or
// supposes without a name.
func (u *turn) byItself(read *nlu.Understanding, text string, bare bool) bool {
	if bare && numeric(u.spec(u.now.Asking)) && says(text, plainNo) {
		read.Facts = nil // 不是 is no number
		return true
	}
	if again, ok := u.moreThanBefore(read, text); ok {
		*read = again
		return true
	}
	if (len(read.Facts) == 0 || len(read.Facts) == 1 && u.now.Facts.Get(read.Facts[0].Fact).Known()) && byHowMuch(text) && !u.statesBeside(read, text) && !u.hears(totalWords, text) && !u.hears(standsAt, text) && !nowWords.MatchString(lastClause(text)) && !u.now.Settled().Empty() {
		if len(read.Facts) > 0 && u.comesBeside(read.Facts) && u.supposes() { // 再加个智能工厂呢
			read.WhatIf, read.Intent = read.Facts, nlu.IntentWhatIf
		}
		read.Facts, read.Unclear = nil, nil // 多生产一辆 says by how much, not how many
		return true
	}
	if bare || len(read.Facts) == 0 || u.wouldReach(read, text) {
		if again := u.supposition(read, text); again != nil {
			*read = *again
			return true
		}
	}
	return false
}

// wouldReach says whether a message but asks what it would be to come up, or down, to an amount of no
// name (做到20亿呢): the fact that it was read of is a guess, and nothing is put right.
func (u *turn) wouldReach(read *nlu.Understanding, text string) bool {
	return len(read.Facts) == 1 && numeric(u.spec(read.Facts[0].Fact)) && trailsOff(text) &&
		upTo.MatchString(yearWord.ReplaceAllString(text, "")) && !u.hears(insists, text) && !severalClauses(text) && len(u.factsNamed(text)) == 0
}

// asAnswer says whether the reading is finished as that of a message whose one value, or none, is of the fact asked for, where
// it is of another that it names by a part of its name, of several, asked about or supposed.
func (u *turn) asAnswer(read *nlu.Understanding, text string, bare bool) bool {
	if sp := u.spec(u.now.Asking); sp != nil && sp.Type == fact.YesNo && (bare || len(read.Facts) == 0) {
		if again, ok := u.ofItsLabel(text); ok {
			*read = again
			return true
		}
	}
	if bare && u.spec(u.now.Asking).Type == fact.YesNo && !weaklyNames(u.spec(u.now.Asking), text) {
		if again, ok := u.companion(text); ok { // 我们是再次, asked whether it was recognized
			*read = again
			return true
		}
	}
	if bare && u.withinJustSaid(read) {
		return true
	}
	if several := severalWords.FindString(text); bare && several != "" && read.Facts[0].Value == fact.Bool(true) && u.spec(u.now.Asking).Type == fact.YesNo {
		for _, id := range u.cameTrue(text) { // 都评上了
			if id != u.now.Asking {
				read.Facts = append(slices.Clone(read.Facts), nlu.Slot{Fact: id, Value: fact.Bool(true), Span: read.Facts[0].Span})
			}
		}
		return true
	}
	if bare && numeric(u.spec(u.now.Asking)) && u.hears(asksOfLine, text) && asksOfLine.MatchString(sinceClause(text, read.Facts[0].Span)) {
		read.Facts, read.Intent = nil, nlu.IntentQuestion // 要5亿才行？
		return true
	}
	if u.supposesOther(text, read) {
		read.WhatIf, read.Facts, read.Intent = read.Facts, nil, nlu.IntentWhatIf
		return true
	}
	if u.now.Asking != "" && (bare || len(read.Facts) == 0) && read.Intent != nlu.IntentQuestion && u.hears(noneWords, text) {
		if again, ok := u.noneReceived(text); ok {
			*read = again
			return true
		}
	}
	if again, ok := u.misread(read, text); ok {
		*read = again
		return true
	}
	if bare && u.spec(u.now.Asking).Type == fact.YesNo && !u.hears(signWords, text) && !weaklyNames(u.spec(u.now.Asking), text) && slices.ContainsFunc(read.Quantities, func(q nlu.Quantity) bool { return q.Unit != "" && (q.Kind == nlu.KindCount || q.Kind == nlu.KindMoney) }) {
		read.Facts = nil // 那我们10万辆 is no yes
	}
	return false
}

// plainNo say that something is not so, and not that there is none of it.
var plainNo = words(`不是 不是的 不是啊 不 否 不对 不行 不能 不可以 不可能 不用 不要 不算 不是这样 no n`)

// statesBeside says whether the value that a message gives stands in another clause than the
// growth that it tells of (少算一项吧，首台套是3项).
func (u *turn) statesBeside(read *nlu.Understanding, text string) bool {
	if len(read.Facts) != 1 || !severalClauses(text) {
		return false
	}
	clause := clauseAround([]rune(text), read.Facts[0].Span)
	return clause != text && len(u.factsNamed(clause)) > 0 && !byHowMuch(clause)
}

// asksOfLine asks of a sum what line of the text it is.
var asksOfLine = pattern.Of(`才(行|能|够|可以|有).*[?？吗]|是(总共|一共|累计|单个|每家)还是|还是(每年|每|一次|总共)|(封顶|上限|门槛|起步).*[?？吗]|(还|也|能)(能|会)?(补|奖|给|有|算|拿).*[?？吗]`)

// withinJustSaid gives a sum that answers the question to the fact that was said just
// before as a narrow range in which it lies (3100来万, then 3120万), to be said back.
func (u *turn) withinJustSaid(read *nlu.Understanding) bool {
	if len(u.now.Recent) == 0 || u.now.Recent[0] == u.now.Asking {
		return false
	}
	id := u.now.Recent[0]
	lo, hi := u.now.Facts.Get(id).Interval()
	n, exact := read.Facts[0].Value.Exact()
	if sp := u.spec(id); !exact || !numeric(sp) || sp.Type != u.spec(u.now.Asking).Type || lo == hi || n < lo || n > hi || hi/2 > lo {
		return false
	}
	read.Facts[0].Fact, read.Facts[0].Confirm = id, true
	return true
}

// evenIf begins a supposition that is granted for the sake of argument.
var evenIf = pattern.Of(`^\s*(那)?(就算|即使|即便|哪怕).*([?？吗]|也)`)

// supposition reads what states nothing, or only answers, as a supposition about what was
// lately stated: 那60亿呢, 有了能拿多少, 明年预计12亿, 今年要到10亿能拿多少; nil if it is none.
func (u *turn) supposition(read *nlu.Understanding, text string) *nlu.Understanding {
	asks := read.Intent == nlu.IntentQuestion
	none := len(read.Facts) == 0
	trails := strings.HasSuffix(strings.TrimRight(text, "？?。!！ "), "呢")
	if ends := thenGets.ReplaceAllString(text, ""); ends != text && strings.HasSuffix(ends, "的话") {
		trails, text = true, ends // 是首次的话能多拿多少
	}
	if sp := u.spec(u.now.Asking); trails && sp != nil && sp.Type == fact.YesNo && (says(text, denial) || says(text, haveIt) || notCome.MatchString(strings.TrimRight(text, "呢？?。！! "))) {
		return nil // 没呢 answers
	}
	if u.hears(bothWords, text) { // 两个一起拿呢 counts nothing
		if trails {
			return u.allSupposed(strings.TrimLeft(ifWords.ReplaceAllString(text, ""), "那要"))
		}
		return nil
	}
	plans := none && u.hears(planWords, text) && (!asks || asksSum(text) && holdsAmount(text)) // 明年营收8亿能拿多少
	reaches := none && asks && u.hears(upTo, text) && u.hears(wantWords, text) && !u.hears(lineWords, text)
	if len(read.WhatIf) == 0 && (trails || plans || reaches) {
		if again := u.supposedOfRecent("如果" + text); again != nil {
			return again
		}
	}
	if id := u.toCome(); none && id != "" && u.onOwn() {
		if came := thenGets.ReplaceAllString(text, ""); came != text && comesTrue.MatchString(came) { // 批了给多少, of what is planned
			return &nlu.Understanding{Intent: nlu.IntentWhatIf, WhatIf: []nlu.Slot{{Fact: id, Value: fact.Bool(true)}}}
		}
	}
	if trails && len(read.WhatIf) == 0 {
		if again := u.supposedOnly(text); again != nil { // 只评了车间呢
			return again
		}
		if again := u.supposedLevel(text, nil); again != nil { // 今年跟去年一样呢
			return again
		}
		if again := u.supposedYesNo(futureWords.ReplaceAllString(text, "")); again != nil { // 明年评上了呢
			return again
		}
	}
	return u.supposedAfterNo(text)
}

// bothWords point at several things at once, and count nothing.
var bothWords = pattern.Of(`[两二三几](个|项|样|块|家|笔)[^，。0-9]{0,4}(都|一起|同时|一块)`)

// futureWords begin what may come to be.
var futureWords = pattern.Of(`^(那|那么)?(明年|后年|下次|以后|将来|今后)(要是|如果)?`)

// misread puts right a sum that was taken for a fact's though it is in an order to write
// something, or was received, as nothing says.
func (u *turn) misread(read *nlu.Understanding, text string) (again nlu.Understanding, ok bool) {
	if len(read.Facts) != 1 {
		return again, false
	}
	s := &read.Facts[0]
	if numeric(u.spec(s.Fact)) && u.hears(orderedWords, text) && !slices.Contains(u.factsNamed(text), s.Fact) {
		again = *read
		again.Facts, again.Unclear = nil, nil
		return again, true
	}
	if !u.misgiven(s, text) {
		return again, false
	}
	if again, ok = u.exactOfRange(text); ok {
		return again, true
	}
	if sp := u.spec(u.now.Asking); sp != nil && numeric(sp) { // 不是11亿，10.8亿
		if again = u.readFor(u.now.Asking, lastClause(text)); len(again.Facts) == 1 && again.Facts[0].Fact == sp.ID {
			return again, true
		}
	}
	if again, ok = u.amountOfLast(text, text); ok && again.Facts[0].Fact != s.Fact { // 应该是3500万才对吧, of what cost 3000万
		again.Facts[0].Confirm = true
		return again, true
	}
	return again, false
}

// polarWords ask whether something is so.
var polarWords = pattern.Of(`是不是|对不对|对吗|是吗|对吧|是吧`)

// supposesOther says whether a message asks what another value than the known one
// would come to (那第二年呢, 第二年能补多少), and so changes nothing.
func (u *turn) supposesOther(text string, read *nlu.Understanding) bool {
	trails := strings.HasSuffix(strings.TrimRight(text, "？?。!！ "), "呢") || u.hears(asksEnough, text) // 产量13万辆够吗
	if len(read.Facts) == 0 || len(read.WhatIf) > 0 || !trails && read.Intent != nlu.IntentQuestion || read.Intent == nlu.IntentCorrection && !u.hears(whatIfSo, text) || u.hears(polarWords, text) {
		return false
	}
	return !slices.ContainsFunc(read.Facts, func(s nlu.Slot) bool {
		old := u.now.Settled().Get(s.Fact)
		if !old.Known() {
			old = u.now.SupposedOf(s.Fact)
		}
		place := len(u.spec(s.Fact).Words.Ordinal) > 0
		return !old.Known() || !trails && !(place && old != s.Value)
	})
}

// whatIfSo supposes the contrary of what is known (不是首次的话呢, 那不是新材料而是新能源汽车呢).
var whatIfSo = pattern.Of(`的话呢?[？?。 ]*$|^那[^。]*呢[？?。 ]*$`)

// dropOutsize takes back a bare count in tens of thousands for a fact that is not
// counted so: 6亿 are no products.
func (u *turn) dropOutsize(read *nlu.Understanding) {
	const outsize = 100_000
	read.Facts = except(read.Facts, func(s nlu.Slot) bool {
		sp := u.spec(s.Fact)
		lo, _ := s.Value.Interval()
		limit := int64(outsize)
		if sp.Words.DoubtBelow > 0 { // what is counted in tens of thousands, not in hundreds of millions: 8.8个亿
			limit = 100_000_000
		}
		if s.Fact != u.now.Asking || sp.Type != fact.Count || lo < limit || lo >= 100_000_000 && strings.Contains(u.text, sp.Unit) && sp.Words.DoubtBelow > 0 {
			return false
		}
		read.Unclear = append(read.Unclear, nlu.Unclear{Fact: s.Fact, Why: nlu.WhyType, Span: s.Span})
		return true
	})
}

// dropBareOrdinal takes back a mere place in a row (第二年) that was taken for another fact
// than the one asked for: it is an answer, and does not fit.
func (u *turn) dropBareOrdinal(read *nlu.Understanding, text string) {
	if u.now.Asking == "" || len(read.Facts) != 1 || read.Facts[0].Fact == u.now.Asking || len(u.spec(read.Facts[0].Fact).Words.Ordinal) == 0 {
		return
	}
	s := read.Facts[0]
	if !u.now.Facts.Get(s.Fact).Known() && slices.ContainsFunc(u.factsOf(u.scope()), func(sp *fact.Spec) bool { return sp.ID == s.Fact }) {
		return // it answers what will be asked: 第四年了, of an insurance
	}
	rest := strings.Trim(string(cut([]rune(text), s.Span)), "第，,。.！!吧啊呀了嘛的 ")
	if rest == "" {
		read.Facts = nil
		read.Unclear = append(read.Unclear, nlu.Unclear{Fact: u.now.Asking, Why: nlu.WhyType, Span: s.Span, Text: strings.TrimSpace(text)})
	}
}

// cut is a text without a stretch.
func cut(text []rune, s nlu.Span) []rune {
	if s.Start < 0 || s.End > len(text) || s.Start > s.End {
		return text
	}
	return slices.Concat(text[:s.Start], text[s.End:])
}

// except is a list without those that are such; the list itself stays as it is.
func except[T any](list []T, such func(T) bool) []T {
	at := slices.IndexFunc(list, such)
	if at < 0 {
		return list
	}
	out := slices.Clone(list[:at])
	for _, x := range list[at+1:] {
		if !such(x) {
			out = append(out, x)
		}
	}
	return out
}

// readFor reads a message as an answer to the question for a fact; none if empty.
func (u *turn) readFor(id fact.ID, text string) nlu.Understanding {
	return u.reader.Read(text, nlu.Context{Asking: id, Known: u.now.Facts, Recent: u.now.Recent, Today: u.day})
}

// benefitWords follow the name of what is granted: 应用奖励 says nothing of an application.
var benefitWords = pattern.Of(`^的?(奖励|奖金|补助|补贴|补偿|资助|资金|政策|支持)`)

// dropNames takes back a yes that is but part of the name of what is granted, unless
// the rest of the text says it too.
func (u *turn) dropNames(read *nlu.Understanding, text string) {
	runes := []rune(text)
	read.Facts = except(read.Facts, func(s nlu.Slot) bool {
		if u.spec(s.Fact).Type == fact.YesNo && u.hears(wantWords, text) && u.namesOnly(clauseAround(runes, s.Span)) {
			return true // 场景项目和链主，我们两样一共能拿多少
		}
		if u.spec(s.Fact).Type != fact.YesNo || s.Span.End >= len(runes) || s.Span.Start >= s.Span.End ||
			!benefitWords.MatchString(string(runes[s.Span.End:])) {
			return false
		}
		rest := u.readFor(u.now.Asking, string(runes[:s.Span.Start])+string(runes[s.Span.End:]))
		return !slices.ContainsFunc(rest.Facts, func(o nlu.Slot) bool { return o.Fact == s.Fact })
	})
}

// namesOnly says whether a clause is but a row of names of what is granted.
func (u *turn) namesOnly(clause string) bool {
	names := strings.FieldsFunc(nlu.Plain(clause), func(r rune) bool { return strings.ContainsRune("和与及跟、", r) })
	return len(names) > 1 && !slices.ContainsFunc(names, func(n string) bool {
		return !slices.ContainsFunc(u.matters, func(m matter) bool { return m.Text == n || m.Text+"项目" == n || m.Text == n+"企业" })
	})
}

// orderedWords tell what is to be written or said: a sum in them is nobody's statement.
var orderedWords = pattern.Of(dictates + `|写作|回答[“"「]|答复[“"「]`)

// upTo says that something grows to a value.
var upTo = pattern.Of(`(^(那么?|等|以后|明年|今年)?到了?|(提高|提升|增长|增加|扩大|扩|扩产|增产|上升|上涨|下降|降低|减少|减产|跌|掉)到了?|(要|能|做|冲|涨|升|增|干|达|提|加|降|减)到?了?)\s*[0-9一二两三四五六七八九十百千]`)

// signWords answer yes or no.
var signWords = pattern.Of(`是|对|有|嗯|算|没|不|否|非|已|过|了|评上|选上|拿到|认定|以前|此前|之前|去年|前年|往年`)

// insists puts a value right.
var insists = pattern.Of(`其实|改|错|更正|不对|应该是|应为`)

// wholeWords tell of an enterprise as a whole.
var wholeWords = pattern.Of(`全厂|全公司|全部|整个|总共|一共|合计|所有`)

// dropAskedAbout takes back a bare answer that stands in the clause that asks:
// 这两个能不能都拿？ does not answer 有几项.
func (u *turn) dropAskedAbout(read *nlu.Understanding, text string) {
	runes := []rune(text)
	read.Facts = except(read.Facts, func(s nlu.Slot) bool {
		if s.Fact != u.now.Asking || s.Span.End > len(runes) || s.Span.Start > s.Span.End {
			return false
		}
		clause := clauseAround(runes, s.Span)
		if !asksWords.MatchString(clause) || u.spec(s.Fact).Type == fact.Money && !received(u.spec(s.Fact)) && strings.HasPrefix(clause, string(runes[s.Span.Start:s.Span.End])) && wantWords.MatchString(clause) {
			return false // 6亿能拿多少
		}
		alone := u.readFor("", text)
		return !slices.ContainsFunc(alone.Facts, func(o nlu.Slot) bool { return o.Fact == s.Fact })
	})
}

// askedAbout reads a message that asks what one amount brings, and no more, as a supposition about
// the number that is asked for (12亿能给多少); nil if it is none.
func (u *turn) askedAbout(read *nlu.Understanding, text string) *nlu.Understanding {
	sp := u.spec(u.now.Asking)
	if sp == nil || !numeric(sp) || len(read.Facts)+len(read.WhatIf) > 0 {
		return nil
	}
	said := amountsOf(read.Quantities)
	if len(said) != 1 || !fits(sp, said[0]) || !brings.MatchString(string(cut([]rune(text), said[0].Span))) {
		return nil
	}
	return u.supposedOfRecent("如果" + text)
}

// brings is what is left of a question what an amount brings.
var brings = pattern.Whole(`(那|那么|我们?|的话|，|,)*(能|可以|会|该|就|应该)?(拿|给|奖|补|领|得|有|是)(我们)?(到|得)?多少(钱|奖励|补助|补贴)?[呢啊呀]?[？?。 ]*`)

// sinceClause is a text from the clause in which a span lies to that clause's end, the mark
// that ends it included.
func sinceClause(text string, s nlu.Span) string {
	runes := []rune(text)
	clause := clauseAround(runes, s)
	at := strings.Index(text, clause)
	if at < 0 {
		return text
	}
	end := at + len(clause)
	if _, size := utf8.DecodeRuneInString(text[end:]); size > 0 {
		end += size
	}
	return text[at:end]
}

// clauseAround is the stretch between marks in which a span lies.
func clauseAround(text []rune, s nlu.Span) string {
	const marks = "，,。；;？?！!\n"
	from, to := s.Start, s.End
	for from > 0 && !strings.ContainsRune(marks, text[from-1]) {
		from--
	}
	for to < len(text) && !strings.ContainsRune(marks, text[to]) {
		to++
	}
	return string(text[from:to])
}
