package dialog

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"suance/calc/fact"
	"suance/dialog/nlu"
)

// inTopic reads a message together with the name of the matter that was brought up
// before, where that tells more of it: 认定了两个, after 咨询一下首台套.
func (u *turn) inTopic(read *nlu.Understanding, text string) (again nlu.Understanding, ok bool) {
	if u.now.Asking != "" || len(u.now.Topic) == 0 || len(read.WhatIf) > 0 {
		return again, false
	}
	for i := range u.policy.Topics {
		if t := &u.policy.Topics[i]; slices.Equal(t.Measures, u.now.Topic) {
			again = u.readFor("", t.Name+"，"+text)
			length := utf8.RuneCountInString(t.Name)
			again.Facts = slices.DeleteFunc(again.Facts, func(s nlu.Slot) bool { return s.Span.End <= length }) // nobody said the name
			break
		}
	}
	more := len(again.Facts) > len(read.Facts) && len(again.Unclear) <= len(read.Unclear)
	for _, s := range read.Facts {
		more = more && slices.ContainsFunc(again.Facts, func(o nlu.Slot) bool { return o.Fact == s.Fact && o.Value == s.Value })
	}
	amounts := 0
	for _, q := range again.Quantities {
		if isAmount(q) {
			amounts++
		}
	}
	for _, s := range again.Facts {
		if numeric(u.spec(s.Fact)) {
			amounts--
		}
	}
	return again, more && amounts <= len(again.Unclear) // an amount that is passed over shows that it was not understood
}

// readAnew reads what by itself says nothing, or nothing that fits, once more: as about
// something that was spoken of lately.
func (u *turn) readAnew(read *nlu.Understanding, text string) (again nlu.Understanding, ok bool) {
	if again, ok := u.sumReceived(read, text); ok {
		return again, true
	}
	if u.correctsNone(read, text) {
		return u.correctsRecent(read, text, false)
	}
	if len(read.Facts) > 0 || len(read.WhatIf) > 0 || read.Intent == nlu.IntentWhatIf {
		return again, false
	}
	var tries []func(string) (nlu.Understanding, bool)
	if u.unfit(read) {
		if takesBack.MatchString(text) || mistakes.MatchString(text) {
			tries = append(tries, func(string) (nlu.Understanding, bool) { return u.correctsRecent(read, text, true) })
		}
		tries = append(tries, u.namedAfter, u.ofSubject, u.ofAnotherYear, u.exactOfRange, u.otherRange, u.afterSkip, u.totalOf)
	}
	if len(read.Unclear) == 0 {
		tries = append(tries, u.companion, u.cameTrueAfterAll, u.takenOut, u.swapped, u.ofSubject, u.onSecondThought, u.afterSkip, u.totalOf)
		if slices.ContainsFunc(read.Quantities, isAmount) {
			tries = append(tries, u.exactOfRange)
		}
	}
	if u.now.Asking == "" && read.Intent != nlu.IntentQuestion {
		tries = append(tries, func(string) (nlu.Understanding, bool) { return u.correctsRecent(read, text, true) })
	}
	if u.now.Asking == "" && len(read.Unclear) == 0 && read.Intent != nlu.IntentQuestion && !asksWords.MatchString(text) {
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

// exactOfRange reads a bare value as the exact one of a fact that was lately said
// as a range, if it lies in that range, or as that of the fact last spoken of, if
// what was said of it could not stand.
func (u *turn) exactOfRange(text string) (nlu.Understanding, bool) {
	for i, id := range u.now.Recent {
		known := u.now.Facts.Get(id).Known()
		lo, hi := u.now.Facts.Get(id).Interval()
		if known && lo == hi || !known && (i > 0 || u.now.Skips(id)) {
			continue
		}
		read := u.readFor(id, text)
		if values := u.valuesIn(id, text, &nlu.Understanding{Quantities: read.Quantities}); known && len(read.Facts) == 0 && len(values) == 1 && exactWords.MatchString(text) {
			read.Facts = []nlu.Slot{{Fact: id, Value: fact.Point(values[0])}}
		}
		if len(read.Facts) != 1 || read.Facts[0].Fact != id {
			continue
		}
		if n, ok := read.Facts[0].Value.Exact(); ok && (!known || lo <= n && n <= hi) {
			return read, true
		}
	}
	return nlu.Understanding{}, false
}

// exactWords say that a sum is the exact one.
var exactWords = regexp.MustCompile(`准确|确切|精确|具体|实际|正好|刚好`)

// namedAfter reads a value whose name comes after it (差不多11亿吧，营收).
func (u *turn) namedAfter(text string) (nlu.Understanding, bool) {
	ids := u.factsNamed(text)
	if len(ids) != 1 || ids[0] == u.now.Asking {
		return nlu.Understanding{}, false
	}
	read := u.readFor(ids[0], text)
	return read, len(read.Facts) == 1 && read.Facts[0].Fact == ids[0]
}

// correctsNone says whether a correction that names nothing was taken for one of a
// fact of which there is none (没拿过): what is corrected is a number that was said.
func (u *turn) correctsNone(read *nlu.Understanding, text string) bool {
	if read.Intent != nlu.IntentCorrection || len(read.Facts) != 1 || !numeric(u.spec(read.Facts[0].Fact)) {
		return false
	}
	id := read.Facts[0].Fact
	if received(u.spec(id)) && receiptWords.MatchString(lastClause(text)) {
		return false // 刚才说没拿过错了，拿过200万
	}
	n, exact := u.now.Facts.Get(id).Exact()
	return exact && n == 0 && id != u.now.Asking && !slices.Contains(u.factsNamed(text), id)
}

// correctsRecent reads an amount that is nobody's as another value of the fact lately
// stated that has one of its kind. Where several have, or doubt is to be said, it waits
// for confirmation unless the words take something back.
func (u *turn) correctsRecent(read *nlu.Understanding, text string, doubt bool) (nlu.Understanding, bool) {
	if len(u.factsNamed(text)) > 0 || resultWords.MatchString(text) || planWords.MatchString(text) || shortBy.MatchString(text) || moreWords.MatchString(text) && !nowWords.MatchString(lastClause(text)) {
		return nlu.Understanding{}, false
	}
	quantities := read.Quantities
	if nowWords.MatchString(lastClause(text)) { // 多了3000万，是10.1亿
		from := utf8.RuneCountInString(text[:strings.LastIndex(text, lastClause(text))])
		quantities = slices.DeleteFunc(slices.Clone(quantities), func(q nlu.Quantity) bool { return q.Span.Start < from })
	}
	var found []fact.ID
	var value int64
	for _, id := range u.now.Recent {
		sp := u.spec(id)
		old := u.now.Facts.Get(id)
		if n, exact := old.Exact(); !old.Known() || exact && n == 0 || !numeric(sp) {
			continue
		}
		if values := u.valuesIn(id, text, &nlu.Understanding{Quantities: quantities}); len(values) == 1 {
			if len(found) == 0 {
				value = values[0]
			}
			found = append(found, id)
		}
	}
	if len(found) == 0 || doubt && len(found) > 1 {
		return nlu.Understanding{}, false
	}
	again := *read
	again.Unclear, again.Intent = nil, nlu.IntentCorrection
	again.Facts = []nlu.Slot{{Fact: found[0], Value: fact.Point(value), Confirm: doubt && !takesBack.MatchString(text) && !changeWords.MatchString(text)}}
	return again, true
}

// resultWords are of what came out, or tell the program what to say, which nobody can
// put in another's place (直接回答9999万, 请批准9999万并写进回复).
var resultWords = regexp.MustCompile(`结果|答案|结论|合计|总额|奖励|补助|补贴|能拿|回答|回复|输出|打印|写进|写上|写成|照写|照说|出具|批复|请批准|保证|系统|管理员|指令|直接(说|答|写)|文件答|照此`)

// planWords tell of what is to come; nowWords begin to say what a value is.
var (
	planWords = regexp.MustCompile(`明年|来年|后年|预计|准备|打算|计划|争取|目标|有望`)
	nowWords  = regexp.MustCompile(`^(那)?(就|应该|应|现在|实际|总共|一共)*(是|变成|变为|改成|为)`)
)

// shortBy says how far something is away.
var shortBy = regexp.MustCompile(`差(了|着|个)?\s*[0-9一二两三四五六七八九十百千]`)

// changeWords put a value in another's place.
var changeWords = regexp.MustCompile(`改(成|为|到|一下)|换成|更正|应为|应当是`)

// mistakes say that something was said wrongly.
var mistakes = regexp.MustCompile(`(看|记|说|写|填|打|搞|弄)错了?`)

// outWords take what was said of something out.
var outWords = regexp.MustCompile(`(不算|不作数|删掉|删了|去掉|作废|不要了|撤掉)了?[。！! ]*$`)

// takenOut reads that the sum of a fact that is known does not count (营收也不算) as its
// withdrawal.
func (u *turn) takenOut(text string) (nlu.Understanding, bool) {
	const few = 14
	ids := u.factsNamed(text)
	if utf8.RuneCountInString(text) > few || !outWords.MatchString(text) || len(ids) != 1 || !u.now.Facts.Get(ids[0]).Known() {
		return nlu.Understanding{}, false
	}
	return nlu.Understanding{Intent: nlu.IntentCorrection, Retracted: ids}, true
}

// cameTrueAfterAll reads that what was waited for came (认定下来了) as a yes to the yes or
// no last spoken of, if it is a no or open.
func (u *turn) cameTrueAfterAll(text string) (nlu.Understanding, bool) {
	if !comesTrue.MatchString(strings.TrimSpace(lastClause(text))) {
		return nlu.Understanding{}, false
	}
	for _, id := range u.now.Recent {
		if u.spec(id).Type == fact.YesNo && u.now.Asking == "" && u.now.Facts.Get(id) != fact.Bool(true) {
			return nlu.Understanding{Intent: nlu.IntentFacts, Facts: []nlu.Slot{{Fact: id, Value: fact.Bool(true)}}}, true
		}
	}
	return nlu.Understanding{}, false
}

// takesBack begins a message that takes something back.
var takesBack = regexp.MustCompile(`^\s*(?:(?:哦|噢|啊|呃|额|嗯)?[，, ]?(?:不|不对|不是|错了|说错了|搞错了)[，,。！! ]|其实|还是|又)`)

// onSecondThought reads what takes something back and names nothing as about the
// yes or no last stated (哦不，评上了).
func (u *turn) onSecondThought(text string) (nlu.Understanding, bool) {
	begins := takesBack.FindString(text)
	if begins == "" || len(u.now.Recent) == 0 || u.spec(u.now.Recent[0]).Type != fact.YesNo {
		return nlu.Understanding{}, false
	}
	id := u.now.Recent[0]
	read := u.readFor(id, strings.TrimPrefix(text, begins))
	return read, len(read.Facts) == 1 && read.Facts[0].Fact == id
}

// companion reads a few words that by themselves state nothing (首次, 没领过) as what
// they say beside the subjects lately spoken of.
func (u *turn) companion(text string) (nlu.Understanding, bool) {
	for _, recent := range u.now.Recent {
		group := u.spec(recent).Words.Group
		for i := range u.policy.Rules.Schema.Len() {
			sp := u.policy.Rules.Schema.Spec(i)
			if group == "" || sp.Words.Group != group || u.now.Facts.Get(sp.ID).Known() || !accompanies(sp, text) {
				continue
			}
			read := u.readFor(sp.ID, text)
			if len(read.Facts) != 1 || read.Facts[0].Fact != sp.ID {
				continue
			}
			if n, exact := read.Facts[0].Value.Exact(); !numeric(sp) || exact && n == 0 {
				return read, true
			}
		}
	}
	return nlu.Understanding{}, false
}

// accompanies says whether a few words can state a fact of a subject already spoken of:
// for a yes or no its own weak words, for a choice one of its options, for a number
// that there is none.
func accompanies(sp *fact.Spec, text string) bool {
	switch {
	case numeric(sp):
		return utf8.RuneCountInString(text) <= 8 && noneWords.MatchString(text)
	case sp.Type == fact.Choice:
		return slices.ContainsFunc(sp.Options, func(o fact.Option) bool {
			return slices.ContainsFunc(bare(text), func(t string) bool { return t == o.Label || slices.Contains(o.Synonyms, t) })
		})
	}
	words := append(slices.Clone(sp.Words.Weak), sp.Words.WeakNo...)
	for _, is := range []string{"也是", "是", "算"} {
		text = strings.TrimPrefix(text, is)
	}
	return sp.Type == fact.YesNo && slices.ContainsFunc(bare(text), func(t string) bool { return slices.Contains(words, t) })
}

// noneReceived reads words that nothing was received (没拿过) while something else is
// asked for as about a sum received that was lately spoken of or goes with what was.
func (u *turn) noneReceived(text string) (nlu.Understanding, bool) {
	if received(u.spec(u.now.Asking)) {
		return nlu.Understanding{}, false
	}
	for _, id := range u.now.Recent {
		if sp := u.spec(id); received(sp) {
			read := u.readFor(id, text)
			return read, len(read.Facts) == 1 && read.Facts[0].Fact == id
		}
	}
	return u.companion(text)
}

// received says whether a fact is a sum that was received before.
func received(sp *fact.Spec) bool {
	return sp.Type == fact.Money && receivedWords.MatchString(sp.Label)
}

var receivedWords = regexp.MustCompile(`已经?(获|领|得|享|拿)`)

// afterSkip reads a value that comes when nothing is asked as one of the fact that was
// skipped last (查到了，2项).
func (u *turn) afterSkip(text string) (nlu.Understanding, bool) {
	var best nlu.Understanding
	most := -1
	for _, id := range u.now.Skipped {
		sp := u.spec(id)
		if u.now.Asking != "" && !(numeric(sp) && foundWords.MatchString(text)) {
			continue // it answers what is asked, as well as it can
		}
		read := u.readFor(id, text)
		said := u.statementsOf(&read)
		if read.Intent == nlu.IntentQuestion || !saysItself(sp, &read) && !(len(said) == 1 && said[0].within && said[0].id == id) || received(sp) != tellsReceived(text) {
			continue
		}
		if n := shared(sp.Label, text); n >= most { // 设备花了2000万, of two that were skipped
			best, most = read, n
		}
	}
	return best, most >= 0
}

// foundWords say that what was left open was looked up.
var foundWords = regexp.MustCompile(`(查|问|翻|找|看)(到|过|清楚|明白|好)了?|想起来|有数了|刚(查|问|翻|找)`)

// totalOf reads what a thing comes to now (再加一个，一共三个) as a new value of the fact
// last stated.
func (u *turn) totalOf(text string) (nlu.Understanding, bool) {
	at := totalWords.FindStringIndex(text)
	if at == nil || len(u.now.Recent) == 0 || strings.ContainsAny(text, askingMarks) {
		return nlu.Understanding{}, false
	}
	id := u.now.Recent[0]
	total := strings.TrimLeft(text[at[1]:], "是有就，, ")
	read := u.readFor(id, total)
	for i := range read.Facts {
		before := utf8.RuneCountInString(text) - utf8.RuneCountInString(total)
		read.Facts[i].Span.Start, read.Facts[i].Span.End = 0, read.Facts[i].Span.End+before // what was added is in it
	}
	return read, numeric(u.spec(id)) && len(read.Facts) == 1 && read.Facts[0].Fact == id && len(u.factsNamed(text)) == 0
}

// tellsReceived says whether a text tells of what was received, or that nothing was.
func tellsReceived(text string) bool {
	return receiptWords.MatchString(text) || noneWords.MatchString(text)
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
	if !ok || u.now.Facts.Get(read.Facts[0].Fact).Known() || read.Intent == nlu.IntentQuestion {
		return read, false
	}
	read.Facts[0].Confirm = true
	return read, true
}

// elseWords tell of a plan, of somebody or something else, or deny.
var elseWords = regexp.MustCompile(`明年|来年|后年|准备|打算|计划|预计|争取|目标|希望|想|要|如果|假如|隔壁|朋友|别人|人家|同行|集团|母公司|不是|没|非|那档|这档|一档|利润|注册|资产|成本|工资|税|贷款|融资|奖|封顶|最高|上限|标准|比|差`)

// ofScope reads the only amount of a few words that say of nothing what it is (设备是
// 3300万) as that of a fact which what is asked for needs: of the one whose label shares
// most with the words, of the one lately supposed, of the only one that can have it.
func (u *turn) ofScope(text string) (nlu.Understanding, bool) {
	read := u.readFor("", text)
	if len(read.Facts) > 0 || len(read.WhatIf) > 0 || len(read.Unclear) > 1 || elseWords.MatchString(text) || moreWords.MatchString(text) || resultWords.MatchString(text) {
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
			sp.Previous != "" && pastWords.MatchString(text) {
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
	read.Unclear, read.Intent = nil, nlu.IntentFacts
	read.Facts = []nlu.Slot{{Fact: found, Value: fact.Point(value)}}
	return read, true
}

// sumReceived reads the only sum of a text that tells of what was received (领过的是
// 200万) as that of the fact for it which was spoken of, or which what is asked for needs.
func (u *turn) sumReceived(read *nlu.Understanding, text string) (nlu.Understanding, bool) {
	if at := changeWords.FindStringIndex(text); at != nil && noneWords.MatchString(text[at[1]:]) {
		for _, id := range u.receivedAtHand() { // 领的50万改成没领过
			if again := u.readFor(id, text[at[1]:]); len(again.Facts) == 1 && again.Facts[0].Fact == id {
				return again, true
			}
		}
	}
	if !receiptWords.MatchString(text) || noneWords.MatchString(lastClause(text)) || read.Intent == nlu.IntentQuestion || read.Intent == nlu.IntentWhatIf || len(read.WhatIf) > 0 {
		return nlu.Understanding{}, false
	}
	if len(read.Facts) > 1 || len(read.Facts) == 1 && (received(u.spec(read.Facts[0].Fact)) || slices.Contains(u.factsNamed(text), read.Facts[0].Fact)) {
		return nlu.Understanding{}, false
	}
	for _, id := range u.receivedAtHand() {
		values := u.valuesIn(id, text, &nlu.Understanding{Quantities: read.Quantities})
		if len(values) == 1 {
			again := *read
			again.Unclear, again.Retracted = nil, nil
			again.Facts = []nlu.Slot{{Fact: id, Value: fact.Point(values[0])}}
			return again, true
		}
	}
	return nlu.Understanding{}, false
}

// receivedAtHand are the facts for what was received: those lately stated, then the one
// that what is asked for needs, if it is the only one.
func (u *turn) receivedAtHand() []fact.ID {
	var ids, needed []fact.ID
	for _, id := range u.now.Recent {
		if received(u.spec(id)) {
			ids = append(ids, id)
		}
	}
	scope := u.scope()
	for i := range u.policy.Rules.Schema.Len() {
		sp := u.policy.Rules.Schema.Spec(i)
		if received(sp) && slices.ContainsFunc(u.uses[sp.ID], func(m string) bool { return slices.Contains(scope, m) }) {
			needed = append(needed, sp.ID)
		}
	}
	if len(ids) == 0 && len(needed) == 1 {
		return needed
	}
	return ids
}

// lastClause is what a text says last.
func lastClause(text string) string {
	clauses := clausesOf(text)
	if len(clauses) == 0 {
		return ""
	}
	return clauses[len(clauses)-1]
}

// otherRange reads a range that is nobody's as another one of the fact that was lately
// said as a range (其实可能是8到12亿).
func (u *turn) otherRange(text string) (nlu.Understanding, bool) {
	if len(u.factsNamed(text)) > 0 {
		return nlu.Understanding{}, false
	}
	for _, id := range u.now.Recent {
		v := u.now.Facts.Get(id)
		if _, exact := v.Exact(); exact || !v.Known() {
			continue
		}
		read := u.readFor(id, text)
		if len(read.Facts) == 0 && len(read.Unclear) == 1 && read.Unclear[0].Fact == id && read.Unclear[0].Range.Known() {
			read.Intent = nlu.IntentCorrection
			return read, true
		}
	}
	return nlu.Understanding{}, false
}

// noneWords say that nothing of the kind was had.
var noneWords = regexp.MustCompile(`(没|未|无)(有)?(拿|领|得|获|享受|收)`)
