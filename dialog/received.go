package dialog

import (
	"slices"
	"strings"
	"unicode/utf8"

	"suance/calc/fact"
	"suance/calc/money"
	"suance/dialog/nlu"
	"suance/dialog/pattern"
)

// What was received before is told apart from what is earned: a sum goes to it only where
// the words say so.

// received says whether a fact is a sum that was received before.
func received(sp *fact.Spec) bool {
	return sp != nil && sp.Type == fact.Money && receivedWords.MatchString(sp.Label)
}

var receivedWords = pattern.Of(`已经?(获|领|得|享|拿)`)

// noneWords say that nothing of the kind was had.
var noneWords = pattern.Of(`(没|未|无)(有)?(拿|领|得|获|享受|收)`)

// tellsReceived says whether a text tells of what was received, or that nothing was.
func tellsReceived(text string) bool {
	return receiptWords.MatchString(text) || noneWords.MatchString(text)
}

// notGot says of a sum that it was not received after all.
var notGot = pattern.Of(`(没|未)(有|能)?(拿|领|得|收)(到手?|着|成)?`)

// priorWords tell of what was before.
var priorWords = pattern.Of(`此前|之前|以前|先前|已|曾|上次|累计|历年|过去|前期`)

// dropGlued takes sums back from what was received where the name of the award is all that
// stands beside them (营收奖励，12亿，新材料): the only other sum of that subject that is
// open has them, to be said back.
func (u *turn) dropGlued(read *nlu.Understanding, text string) {
	if tellsReceived(text) || u.hears(priorWords, text) {
		return
	}
	list := slices.Clone(read.Facts)
	for i := range list {
		s := &list[i]
		sp := u.spec(s.Fact)
		if n, exact := s.Value.Exact(); !exact || n == 0 || !received(sp) || s.Fact == u.now.Asking || u.now.Facts.Get(s.Fact).Known() {
			continue
		}
		open := slices.DeleteFunc(u.factsOf(u.uses[s.Fact]), func(o *fact.Spec) bool {
			given := slices.ContainsFunc(list, func(x nlu.Slot) bool { return x.Fact == o.ID })
			return o.Type != fact.Money || received(o) || given || u.now.Facts.Get(o.ID).Known()
		})
		if len(open) == 1 {
			s.Fact, s.Confirm = open[0].ID, true
		}
	}
	read.Facts = list
	read.Unclear = slices.Clone(read.Unclear)
	for i := range read.Unclear {
		x := &read.Unclear[i]
		if n, exact := u.now.Facts.Get(x.Fact).Exact(); x.Fact != u.now.Asking && x.Range.Known() && received(u.spec(x.Fact)) && exact && n == 0 {
			x.Fact, x.Why, x.Range = "", nlu.WhyWhichFact, fact.Value{} // 改成至少3500万, of what nobody said
		}
	}
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

// misgiven says whether a sum was taken for one that was received, though nothing says
// that it was (那就按4000万算).
func (u *turn) misgiven(s *nlu.Slot, text string) bool {
	was, known := u.now.Facts.Get(s.Fact).Exact()
	n, exact := s.Value.Exact()
	return received(u.spec(s.Fact)) && s.Fact != u.now.Asking && known && was == 0 && exact && n > 0 && !tellsReceived(text) && !names(u.spec(s.Fact), text)
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
	if !u.hears(receiptWords, text) || noneWords.MatchString(lastClause(text)) || read.Intent == nlu.IntentQuestion || read.Intent == nlu.IntentWhatIf || len(read.WhatIf) > 0 {
		return nlu.Understanding{}, false
	}
	if len(read.Beside) > 0 || len(read.Facts) > 1 || len(read.Facts) == 1 && (received(u.spec(read.Facts[0].Fact)) || slices.Contains(u.factsNamed(text), read.Facts[0].Fact)) {
		return nlu.Understanding{}, false
	}
	for _, id := range u.receivedAtHand() {
		values := u.valuesIn(id, text, &nlu.Understanding{Quantities: read.Quantities})
		if len(values) == 1 && values[0] < int64(hugeSum) { // 5亿那档拿过 tells of a step, and of no sum
			again := *read
			again.Unclear, again.Retracted = nil, nil
			again.Facts = []nlu.Slot{{Fact: id, Value: fact.Point(values[0])}}
			return again, true
		}
	}
	return nlu.Understanding{}, false
}

// hugeSum is more than is ever awarded.
const hugeSum = 10_000 * money.Wan

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

// neverCame takes back a sum that was told as received, here or from another policy, where the
// person says that it did not come after all (那50万没到账; 区里那笔后来没给).
func (u *turn) neverCame() bool {
	if !saysNotCome(u.text) || received(u.spec(u.now.Asking)) || strings.ContainsAny(u.text, askingMarks) || u.hears(asksOfSum, u.text) || u.hears(supposing, u.text) {
		return false
	}
	award, id := u.sumNotCome(u.text)
	switch {
	case award != "":
		u.withoutAward(award)
	case id != "":
		none := nlu.Slot{Fact: id, Value: fact.Point(0), Confirm: u.hears(fromElsewhere, u.text)}
		u.heed(&nlu.Understanding{Intent: nlu.IntentCorrection, Facts: []nlu.Slot{none}}, u.text)
	default:
		return false
	}
	return true
}

// ofAnother takes back a sum that was told as received of an award, to be said back, where the person says that
// another gave it, or that it was not that award (那100万是省里给的; 50万不是营收奖); and one of another policy of
// the city where it is said to be of the state or the province.
func (u *turn) ofAnother() bool {
	const most = 24
	if utf8.RuneCountInString(u.text) > most || !u.hears(isAnothers, u.text) || strings.ContainsAny(u.text, askingMarks+"没未") || u.hears(asksOfSum, u.text) || u.hears(supposing, u.text) {
		return false
	}
	award, id := u.sumNotCome(u.text)
	higher := u.hears(fromHigher, u.text)
	switch {
	case award != "" && higher:
		u.out.Line().Words(notOfCity)
		u.withoutAward(award)
		return true
	case award != "" && u.hears(cityLevels, u.text): // 那120万是区里给的: as it was said
		u.awardNoted(award)
		u.engaged, u.result = true, true
		return true
	case id == "" && award == "" && higher && u.now.Asking == "" && holdsAmount(u.text): // 记错了，50万是省里的, where 30万 is noted
		u.engaged, u.kind = true, KindClarify
		u.out.Line().Words(notOfCity)
		return true
	case id == "", award != "":
		return false
	}
	none := nlu.Slot{Fact: id, Value: fact.Point(0), Confirm: true}
	if !higher && u.hears(cityLevels, u.text) {
		u.out.Line().Words("要是本市别的政策就同一件事给的，请接着说是给哪一项的、给了多少。")
	}
	u.heed(&nlu.Understanding{Intent: nlu.IntentCorrection, Facts: []nlu.Slot{none}}, u.text)
	return true
}

// fromHigher says of a sum that was told before that the state or the province gave it.
var fromHigher = pattern.Of(`(?:^|[那这其实就都，,是])(?:国家|中央|部里|工信部|财政部|科技部|发改委|浙江省|省)[里级厅]?(?:财政|另外|单独)?[^，,。市区县也又]{0,4}(?:给|发|补|奖|拨|批|的钱|的资金|的款|的政策)|是(?:国家|中央|部里|浙江省|省)[里级]?的(?:[，,。]|不是|$)`)

// ofHigher says whether a text says so of a sum that it points at, or gives.
func ofHigher(text string) bool {
	return fromHigher.MatchString(text) && (thatSum.MatchString(text) || holdsAmount(text))
}

// isAnothers says of a sum told before that another gave it, or that it was not this award; cityLevels that the city
// or a part of it did.
var (
	isAnothers = pattern.Of(`^(?:不对|不是(?:[市区县镇]里?(?:给|补)?的?[，,])?|错了|[搞弄说讲记写]错了|等等|哦|噢|对了|，|,|。| )*[那这]?一?(?:笔|个)?\s*(?:[0-9零一二两三四五六七八九十百千.]+[万亿]?元?|钱|款|补助|奖励|笔)?(?:块钱|补助|奖励|补贴)?(?:其实|实际|都|可|并|原来)*(?:` +
		`是(?:国家|中央|部里|浙江省|省)[里级]?的(?:[，,。]|不是|$)|是(?:国家|中央|部里|省|市|区|县|镇|街道|开发区|园区|别的|其他|其它|另外?)[^，,。]{0,8}(?:给|发|补|奖|拨|政策|项目|奖励|补助|钱|资金|款)的?(?:[，,。]|不是|$)|(?:不是|不算)[^，,。没]{0,6}(?:奖|奖励|补助|补贴|补偿|政策)(?:的|给的|里的)?[。！!]*$)`)
	cityLevels = pattern.Of(`[市区县镇]|街道|别的|其他|其它|另`)
)

// saysNotCome says whether a text tells of a sum told before that it did not come.
func saysNotCome(text string) bool {
	const most = 24
	return cameToNothing.MatchString(text) && thatSum.MatchString(text) && utf8.RuneCountInString(text) <= most
}

// sumNotCome is the sum told as received that a text says did not come, of several the one told
// last: the measure for which another policy was said to pay it, or the fact; neither if the sum
// that it says was not told so.
func (u *turn) sumNotCome(text string) (award string, id fact.ID) {
	sums := slices.DeleteFunc(nlu.Quantities(text), func(q nlu.Quantity) bool { return q.Kind != nlu.KindMoney })
	meant := func(had money.Amount) bool {
		other := func(q nlu.Quantity) bool { a, err := money.ParseAmount(q.Value); return err != nil || a != had }
		return had > 0 && !slices.ContainsFunc(sums, other)
	}
	for _, m := range u.now.Facts.AwardIDs() {
		if meant(u.now.Facts.Award(m)) && u.measure(m) != nil && (award == "" || m == u.overlapSaidLast()) {
			award = m
		}
	}
	for _, f := range u.receivedKnown() {
		if n, _ := u.now.Facts.Get(f).Exact(); meant(money.Amount(n)) {
			id = f
			break
		}
	}
	if award != "" && (id == "" || award == u.overlapSaidLast() || u.hears(fromElsewhere, text)) {
		return award, ""
	}
	return "", id
}

// receivedKnown are the facts for what was received of which some was, those lately stated first.
func (u *turn) receivedKnown() []fact.ID {
	ids := slices.Clone(u.now.Recent)
	for i := range u.policy.Rules.Schema.Len() {
		if id := u.policy.Rules.Schema.Spec(i).ID; !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return slices.DeleteFunc(ids, func(id fact.ID) bool {
		n, exact := u.now.Facts.Get(id).Exact()
		return !received(u.spec(id)) || !exact || n == 0
	})
}

// Words of a sum that was told before, that it came to nothing, that ask, and of another policy.
var (
	thatSum       = pattern.Of(`[那这]一?[笔个]?(钱|款|奖|补|资金|\s*[0-9一二两三四五六七八九十百])|[那这]一?笔|^(之前|刚才|前面|上面)?说的|^(区|市|县|镇|街道|其他|别的)|^\s*[0-9.一二两三四五六七八九十百]+\s*[万亿千百]*元?(后来|其实|最后|没|未|取消|是别)`)
	cameToNothing = pattern.Of(`(没有?|未)(能|真的?)?(给|到账|到位|发|拨|兑现|拿|领|收|下来|批)[了成下来到手过]*(，.*)?[。！!]*$|(取消|黄|泡汤|不给)了[。！!]*$|是(别的|别家|其他|另外一?家)(公司|企业|单位)?的[。！!]*$`)
	asksOfSum     = pattern.Of(`怎么|什么|多少|能|会|为啥`)
	fromElsewhere = pattern.Of(`区|县|镇|街道|局|开发区|别的政策|其他政策|另外`)
)
