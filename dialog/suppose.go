package dialog

import (
	"math/big"
	"slices"
	"strings"
	"unicode/utf8"

	"suance/calc"
	"suance/calc/fact"
	"suance/calc/money"
	"suance/dialog/answer"
	"suance/dialog/nlu"
	"suance/dialog/pattern"
)

// Words of a supposition. moreWords say by how much something grows or shrinks, and not
// up to where, as untilWords do: the sum would be nobody's words. ifWords frame a supposition. receiptWords say that
// money was received before.
var (
	moreWords    = pattern.Of(`再(做|干|产|造)[0-9二两三四五六七八九十]|再(多|增|加|涨|来|买|投|卖|采购|认定|生产)|` + recognizedMore + `|多(做|卖|产|生产|采购?|买|投|认定|交|缴|报|造)|增加了?[^到至]|追加了?[^到至]|加投|增投|[又还](加|投|采购|买|卖)了|(少|多|漏)[算报写说填记]了?[0-9一二两三四五六七八九十][^点些]|少(做|卖|产|生产|采购?|买|投|交|缴|报|造)|(^|[^亿万千百十几余])[多少]\s*[0-9一二两三四五六七八九十]|减少了?[^到至]`)
	untilWords   = pattern.Of(`到|至|达|成|为`)
	ifWords      = pattern.Of(`^\s*(那么|那)?(` + ifHead + `)|(的话)?呢?[？?。\s]*$`)
	receiptWords = pattern.Of(`(拿|领|得|获|享|收|补|奖)(到|取|得|受)?过|[拿领补][满足了]`)
)

// recognizedMore says that so many more were recognized.
const recognizedMore = `[再又还](认定|[认评批])(上|到|下来?)?了?[0-9一二两三四五六七八九十几]`

// ifHead are the words that begin a supposition, as a pattern.
var ifHead = strings.ReplaceAll(nlu.If, " ", "|")

// goesOn goes on with what was supposed before.
var goesOn = pattern.Of(`^(那|那么)|呢[？?。！! ]*$`)

// notMore are words that say of nothing that it grows.
var notMore = pattern.Of(`差不多|多少|[多少](做|卖|产|生产|买|投|采购|认定)?一?[点些]|[最至顶]多|[最至]少`)

// asksMore asks by how much something would have to grow (再买多少设备才拿满).
var asksMore = pattern.Of(`(再|还要|还得)[^，。？?0-9]{0,4}(多少|几)[^，。？?0-9]{0,8}(才|就|能|可以|[上下升]|到|满|封顶|够)`)

// byHowMuch says whether a text says by how much something grows or shrinks, and not up to
// where.
func byHowMuch(text string) bool {
	if asksMore.MatchString(text) {
		return false
	}
	if _, ok := multiple(text); ok || growsByItself(text) {
		return true
	}
	return !untilWords.MatchString(tenths.ReplaceAllString(text, "")) && (saysMore(text) || growsByShare(text) ||
		(addsIn.MatchString(text) || takesOff.MatchString(text) && !ofAward.MatchString(text)) && asksWhatThen(text))
}

// asksWhatThen says whether a text supposes, or asks what would be.
func asksWhatThen(text string) bool {
	return supposing.MatchString(text) || trailsOff(text) || thenGets.MatchString(text) || moreBy.MatchString(text)
}

// moreBy ends what grows with the question what more that brings (再多认一个多多少).
var moreBy = pattern.Of(`(会|能|又|，|,)*多(拿|给|得|奖|补)?多少(钱)?[呢啊]?[？?。 ]*$`)

// tenths are shares said in tenths, whose 成 is not that of 变成; ofAward says that it is what is granted that
// changes.
var (
	tenths  = pattern.Of(`[0-9一二两三四五六七八九十]成`)
	ofAward = pattern.Of(`(奖励|奖金|补助|补贴|资助|补偿|封顶|上限)[^，。]{0,4}(打|只|翻|是|少|降|跌|砍|扣|涨|变)|[少降退砍扣掉][掉了去回]*[0-9.一二两三四五六七八九十百千万亿元]+的?(奖|补|资助)`)
)

// takesOff supposes that something is taken off (要是少了2亿呢, 如果砍掉800万设备呢).
var takesOff = pattern.Of(`(少|降低?|跌|掉|减产?|砍|退货?|扣|缩水?|裁|下滑|去掉|拿掉)(掉|去|了)*\s*[0-9一二两三四五六七八九十]`)

// multiple is how many times as much as it is now something is supposed to be (如果营收是现在的五倍呢,
// 翻两番, 打八折, 要是只买了一半呢); false where a text supposes nothing of the kind.
func multiple(text string) (*big.Rat, bool) {
	if !strings.ContainsAny(text, "倍番折半成%％") || !asksWhatThen(text) || elsewhen.MatchString(text) || ofAward.MatchString(text) {
		return nil, false
	}
	if m := doublings.FindStringSubmatch(text); m != nil {
		return new(big.Rat).SetInt64(1 << (2 + strings.Index("两三四", m[1])/len("两"))), true
	}
	if onlyHalf.MatchString(text) {
		return big.NewRat(1, 2), true
	}
	runes := []rune(text)
	for _, q := range nlu.Quantities(text) {
		n, ok := new(big.Rat).SetString(q.Value)
		if !ok || n.Sign() <= 0 {
			continue
		}
		before := string(runes[:q.Span.Start])
		switch {
		case q.Unit == "倍" && growsBefore.MatchString(before):
			return n.Add(n, big.NewRat(1, 1)), true
		case q.Unit == "倍" && strings.HasSuffix(strings.TrimRight(before, "了"), "翻"): // who says 翻两倍 may mean twice or three times
			return nil, false
		case q.Unit == "倍", q.Kind == nlu.KindShare && (strings.HasSuffix(q.Text, "折") || ofPresent.MatchString(before)):
			return n, true
		}
	}
	return nil, false
}

// Ways to multiply: doublings double several times, onlyHalf leaves half; growsBefore stands before how many
// times as much comes on top, ofPresent before how many times as much it is. elsewhen is another measure of it.
var (
	doublings   = pattern.Of(`翻了?([两三四])番`)
	onlyHalf    = pattern.Of(`(只|才|仅)(有|剩|做|卖|买|产|生产|采购|投|完成|达到?|用|能|会|了)*(现在|目前|原来)?的?一半|(现在|目前|原来|眼下)的一半`)
	growsBefore = pattern.Of(`(增长|增加|增|涨|多|提高|上升|扩大)了?$`)
	ofPresent   = pattern.Of(`(现在|目前|原来|眼下)的$`)
	elsewhen    = pattern.Of(`(去年|上年|前年|上一年度?)的?\s*[0-9一二两三四五六七八九十.]+倍`)
)

// growsByShare says whether a text supposes that something grows or shrinks by a share of what it
// is (保费涨10%的话呢), and says no other amount.
func growsByShare(text string) bool {
	return byShare.MatchString(text) && (supposing.MatchString(text) || strings.ContainsAny(text, askingMarks+"呢")) &&
		!slices.ContainsFunc(nlu.Quantities(text), func(q nlu.Quantity) bool {
			return isAmount(q) && q.Kind != nlu.KindShare && !strings.Contains(q.Text, "分之")
		})
}

// addsIn says that something is reckoned in too (如果把子公司的3亿也算进来呢).
var addsIn = pattern.Of(`算(进|上|入)(来|去)?|加(上|进)|[并合](进|入)来?`)

// byShare tells of growth by a share.
var byShare = pattern.Of(`(涨|增|增长|增加|提高|提升|上升|上涨|多|少|降|跌|下降|下滑|减|减少|降低|砍掉?|缩水?|掉)了?\s*(百分之|[0-9.一二两三四五六七八九十]+\s*(%|％|成|个百分点)|[一二两三四五六七八九十]+分之)`)

// saysMore says whether a text says that something grows or shrinks.
func saysMore(text string) bool { return moreWords.MatchString(notMore.ReplaceAllString(text, "几")) }

// growsByItself says whether a text says that something doubles or halves.
func growsByItself(text string) bool { return doubled.MatchString(text) || halved.MatchString(text) }

// Ways to grow: doubled puts as much again on top, halved takes half off (产量降到一半呢), lessWords
// take something off.
var (
	doubled   = pattern.Of(`翻(一)?[倍番]|加倍|[多涨增长加高升][^，。？?0-9一二两三四五六七八九十]{0,3}一倍`)
	halved    = pattern.Of(`[少降减砍跌掉缩腰打剩][^，。？?0-9一二两三四五六七八九十]{0,4}(一半|半|对折)([^年天个月]|$)|腰斩`)
	lessWords = pattern.Of(`少|减|降|退|跌|砍|掉|缩|扣|裁|下滑`)
)

// grown are the values that a supposition gives by how much something grows or shrinks
// (再追加150万呢, 产量翻倍呢): of the fact that it names, else of the one lately stated
// that fits; false if it gives none.
func (u *turn) grown(read *nlu.Understanding) ([]statement, bool) {
	if !byHowMuch(u.text) || !u.supposes() {
		return nil, false
	}
	from := u.now.Settled()
	onTop := u.now.Supposed.Schema() != nil && u.hears(buildsOnIt, u.text)
	if onTop { // 在这个假设上，保费再多100万
		from, _ = u.compatible(from, u.statedIn(u.now.Supposed))
	}
	recent := slices.Clone(u.now.Recent)
	slices.SortStableFunc(recent, func(a, b fact.ID) int { return u.mentions(b) - u.mentions(a) })
	for _, id := range recent {
		sp := u.spec(id)
		was, exact := from.Get(id).Exact()
		if !exact || !numeric(sp) || len(sp.Words.Ordinal) > 0 || received(sp) {
			continue
		}
		if u.yearAfter(id) != nil && !u.hears(lastYearWords, u.text) {
			continue // what grows is this year's
		}
		by := was
		if times, ok := multiple(u.text); ok {
			is := times.Mul(times, new(big.Rat).SetInt64(was))
			if !is.IsInt() || !is.Num().IsInt64() || sp.Type == fact.Share {
				continue
			}
			if v := is.Num().Int64() - was; v != 0 {
				return u.grownBy(sp, was, v)
			}
			continue
		} else if u.hears(halved, u.text) {
			if by = -was / 2; was%2 != 0 || sp.Type == fact.Share {
				continue
			}
		} else if growsByShare(u.text) {
			var ok bool
			if by, ok = shareOf(was, read.Quantities); !ok || sp.Type == fact.Share {
				continue
			}
		} else if !u.hears(doubled, u.text) {
			values := u.valuesIn(id, u.text, &nlu.Understanding{Quantities: read.Quantities})
			if len(values) != 1 {
				continue
			}
			by = values[0]
		}
		if by > 0 && lessWords.MatchString(notMore.ReplaceAllString(u.text, "")) { // 再多50万，能拿多少 takes nothing off
			by = -by
		}
		if known, _ := u.now.Settled().Get(sp.ID).Exact(); onTop && known != was && sp.Check(fact.Point(was+by)) == nil {
			return []statement{{id: sp.ID, value: fact.Point(was + by), by: was + by - known, onTop: true}}, true
		}
		if sp.Check(fact.Point(was+by)) == nil {
			return u.grownBy(sp, was, by)
		}
	}
	return nil, false
}

// grownBy is the value that a fact has when it grows by so much; false where it cannot be beside the others,
// which is said, or cannot be at all.
func (u *turn) grownBy(sp *fact.Spec, was, by int64) ([]statement, bool) {
	v := fact.Point(was + by)
	if sp.Check(v) != nil {
		return nil, false
	}
	if with := u.now.Settled().With(sp.ID, v); len(with.Conflicts()) > 0 {
		other := fact.ID(with.Conflicts()[0].Field)
		if other == sp.ID {
			other = u.conflicting(with, sp.ID)
		}
		u.refused = true
		u.out.Line().Words("这样变的话，“").Label(sp).Words("”与“").Label(u.spec(other)).Words("”对不上，")
		return nil, false
	}
	return []statement{{id: sp.ID, value: v, by: by}}, true
}

// comesBeside says whether what is supposed comes beside what is known, and nothing grows by it: a
// yes, or a number of which none is known (如果再加上智能工厂, 再认定2项首台套呢).
func (u *turn) comesBeside(list []nlu.Slot) bool {
	return !slices.ContainsFunc(list, func(s nlu.Slot) bool {
		return numeric(u.spec(s.Fact)) && u.now.Settled().Get(s.Fact).Known()
	})
}

// shareOf is the share of a number that a message says; false if there is not just one, or it
// is no whole number.
func shareOf(n int64, said []nlu.Quantity) (int64, bool) {
	var of *big.Rat
	for _, q := range said {
		if q.Kind != nlu.KindShare && !strings.Contains(q.Text, "分之") {
			continue
		}
		r, ok := new(big.Rat).SetString(q.Value)
		if !ok || of != nil {
			return 0, false
		}
		of = r.Mul(r, new(big.Rat).SetInt64(n))
	}
	if of == nil || !of.IsInt() || !of.Num().IsInt64() {
		return 0, false
	}
	return of.Num().Int64(), true
}

// supposes says whether a message that tells of growth asks what that would come to.
func (u *turn) supposes() bool {
	return strings.ContainsAny(u.text, askingMarks+"呢如假若") || asksWhatThen(u.text) || u.hears(wantWords, u.text) && !u.hears(cameAbout, u.text)
}

// cameAbout tells of growth that came about already.
var cameAbout = pattern.Of(`[又还][^，。]{1,4}了|已经`)

// mentions counts how much of a fact's name stands in the message.
func (u *turn) mentions(id fact.ID) int {
	sp := u.spec(id)
	n := shared(sp.Label, u.text)
	if weaklyNames(sp, u.text) {
		n++
	}
	return n
}

// suppose computes what a supposition would come to, on a copy: the facts stay.
func (u *turn) suppose(read *nlu.Understanding) {
	known := u.now.Settled()
	if u.supposeOverlap(read) || u.supposeOverlapUndone(read) {
		return
	}
	list, grows := u.grown(read)
	if byHowMuch(u.text) && !known.Empty() && !grows && !(len(read.WhatIf) > 0 && (u.hears(thanLastYear, u.text) || u.comesBeside(read.WhatIf))) {
		u.engaged, u.kind = true, KindClarify
		if u.refused {
			u.out.Words("算不出来；请把两个数变成多少一起说。")
		} else if u.supposes() {
			u.out.Line().Words("请直接说变成多少（例如“如果做到……呢”），我再按假设来算。")
		} else {
			u.out.Line().Words("请直接说现在一共是多少，我再改；记着的没有改动。")
		}
		return
	}
	if !grows {
		list = u.thanBefore(u.supposedIn(read), known)
	}
	base := known
	if known.Empty() && u.now.Supposed.Schema() != nil && u.hears(goesOn, u.text) {
		base = u.now.Supposed // 那营收5亿的呢 is about the same case
	}
	if !u.trySupposed(base, u.onTop(list)) {
		u.question(read.Intent)
	}
}

// onTop is what is supposed behind what was supposed before, where a message says that it comes on top of that
// (在这个假设上，再假如是第三年呢; 同时费率是4%呢).
func (u *turn) onTop(list []statement) []statement {
	if len(list) == 0 || u.now.Settled().Empty() || u.now.Supposed.Schema() == nil || !u.hears(buildsOnIt, u.text) {
		return list
	}
	return append(u.statedIn(without(u.now.Supposed, list)), list...)
}

// buildsOnIt begins what is supposed on top of what was supposed before.
var buildsOnIt = pattern.Of(`^(?:那|那么|要是|如果|，|,| )*(?:(?:在|按|照|就)*(?:[这那此]|上面|上述|刚才|前面|以上)(?:[个种样些一]|的)*(?:假设|基础|前提|设想|假定)(?:之?[上下]|里|，|,|的)|(?:同时|并且|而且|与此同时|外加|(?:再|还|又)加上|叠加)(?:[^拿领享申报]|$))`)

// trySupposed says what supposed values come to in the place of what a base holds; false if they are
// no others than those.
func (u *turn) trySupposed(base fact.Set, list []statement) bool {
	list = news(base, list) // 那智能工厂这块呢, of one that is got, supposes nothing
	supposed, list := u.compatible(base, list)
	switch {
	case len(list) == 0 && u.refused: // what cannot be beside what is known
		u.kind = KindClarify
	case len(list) == 0:
		return false
	default:
		u.tryOut(base, supposed, list)
	}
	return true
}

// supposeToCome takes what is yet to come about (我们要被定为链主，能补多少), where a message asks what it
// would bring, for supposed, and says whether there is such a thing.
func (u *turn) supposeToCome(read *nlu.Understanding, text string) bool {
	last := lastClause(text)
	if len(read.WhatIf) > 0 || !wantWords.MatchString(last) || !strings.ContainsAny(last, "多几") {
		return false
	}
	named := u.namedIn(last)
	come := except(u.yetToCome(read, text), func(id fact.ID) bool {
		return len(named) > 0 && !u.bearsOn(id, named) || slices.ContainsFunc(read.Facts, func(s nlu.Slot) bool {
			return u.spec(s.Fact).Type == fact.YesNo && !u.bearsOn(s.Fact, u.uses[id]) // what came about is asked for
		})
	})
	for _, id := range come {
		u.now.Touch(id)
		read.WhatIf = append(read.WhatIf, nlu.Slot{Fact: id, Value: fact.Bool(true)})
	}
	read.Unclear = except(read.Unclear, func(x nlu.Unclear) bool { return slices.Contains(come, x.Fact) })
	read.WhatIf = append(read.WhatIf, u.plannedSums(read, text)...)
	return len(read.WhatIf) > 0
}

// plannedSums are the numbers that the clauses of a message only plan (明年打算把营收做到55亿), of facts that it does not
// state.
func (u *turn) plannedSums(read *nlu.Understanding, text string) (sums []nlu.Slot) {
	if !u.hears(planWords, text) {
		return nil
	}
	for _, c := range clausesOf(text) {
		told := func(s nlu.Slot) bool { return numeric(u.spec(s.Fact)) && weaklyNames(u.spec(s.Fact), c) } // 产量8万辆，明年计划产量10万辆
		if !planWords.MatchString(c) || !holdsAmount(c) || asksWords.MatchString(c) || slices.ContainsFunc(read.Facts, told) {
			continue
		}
		for _, s := range u.readFor("", "如果"+planWords.ReplaceAllString(c, "")).WhatIf {
			if numeric(u.spec(s.Fact)) {
				u.now.Touch(s.Fact)
				sums = append(sums, s)
			}
		}
	}
	return sums
}

// yetToCome are the yes or nos of which a message says that they are not settled, or planned.
func (u *turn) yetToCome(read *nlu.Understanding, text string) []fact.ID {
	var come []fact.ID
	for _, x := range read.Unclear {
		if sp := u.spec(x.Fact); sp != nil && sp.Type == fact.YesNo && x.Why == nlu.WhyPending {
			come = append(come, x.Fact)
		}
	}
	if len(come) > 0 || !u.hears(planWords, text) {
		return come
	}
	for _, sp := range u.factsOf(u.namedIn(text)) {
		stated := slices.ContainsFunc(read.Facts, func(s nlu.Slot) bool { return s.Fact == sp.ID })
		if sp.Type == fact.YesNo && names(sp, text) && !stated && !u.now.Facts.Get(sp.ID).Known() {
			come = append(come, sp.ID)
		}
	}
	return come
}

// bearsOn says whether a fact bears on one of some measures.
func (u *turn) bearsOn(id fact.ID, measures []string) bool {
	return slices.ContainsFunc(u.uses[id], func(m string) bool { return slices.Contains(measures, m) })
}

// tryOut says what a supposed list of values, put in place of what a base holds, comes to.
func (u *turn) tryOut(base, supposed fact.Set, list []statement) {
	u.engaged = true
	for _, s := range list {
		u.now.Touch(s.id) // 真的是6亿 is said of it
	}
	known := u.now.Settled()
	u.rests = u.assessOf(supposed)
	u.keepSupposed(known, supposed, list)
	u.kind = KindAssessment
	u.writeSupposition(base, list)
	if known.Empty() {
		places := u.particular(u.rests, list)
		u.out.Cases(u.rests, places)
		if len(u.now.Scope) == 0 && !u.now.All { // 那我们呢 goes on with what was supposed
			u.now.Topic = nil
			for _, i := range places {
				u.now.Topic = append(u.now.Topic, u.rests.Measures[i].ID)
			}
		}
		return
	}
	if u.hears(asksEnough, u.text) {
		u.out.Cases(u.rests, u.particular(u.rests, list)) // whether it does, and what is wanting
		return
	}
	now := u.figures()
	u.out.Append(answer.Change(u.policy, now, u.rests, nil)).ReadingsMoved(now, u.rests)
	if stepAsked.MatchString(lastClause(u.text)) { // 假如营收是30亿，再上一档还差多少
		u.out.Append(answer.More(u.policy, u.rests, u.particular(u.rests, list)))
	} else if u.hears(gapWords, u.text) {
		u.wayFromThere(list)
	}
	u.stillOpen(now, u.rests)
	for i := range u.rests.Measures {
		if r := &u.rests.Measures[i]; r.Status == calc.NeedsFacts && now.Measures[i].Status != r.Status {
			u.out.Passage(r) // 那第二次申报呢
		}
	}
	for i := range u.rests.Measures {
		r := &u.rests.Measures[i]
		if r.Status == calc.Divided && r.Amount != now.Measures[i].Amount {
			u.out.Headline(r, u.reference())
		}
		if r.Status != now.Measures[i].Status || r.Amount != now.Measures[i].Amount {
			if u.hears(shareAsked, u.text) {
				u.out.Steps(r)
			}
			u.out.Offices(r)
			return
		}
	}
}

// wayFromThere says how far the next better outcome is from what is supposed, of the facts supposed where one
// of them leads to it.
func (u *turn) wayFromThere(list []statement) {
	is := func(id fact.ID) bool { return slices.ContainsFunc(list, func(s statement) bool { return s.id == id }) }
	for _, i := range u.particular(u.rests, list) {
		r := &u.rests.Measures[i]
		own := slices.ContainsFunc(r.Near, func(n calc.Near) bool { return is(n.Fact) })
		for _, n := range r.Near {
			if is(n.Fact) || !own {
				u.out.Nearer(r, n)
			}
		}
	}
}

// keepSupposed keeps what is supposed beside what is known, which alone a correction can be of, and
// what was supposed before of other facts.
func (u *turn) keepSupposed(known, supposed fact.Set, list []statement) {
	before := u.now.Supposed
	u.now.Supposed = supposed
	if known.Empty() {
		u.now.SupposedBefore = fact.Set{}
		return
	}
	u.now.Supposed = fact.NewSet(u.policy.Rules.Schema)
	for _, s := range list {
		u.now.Supposed.Put(s.id, s.value)
	}
	if earlier := without(before, list); earlier.Schema() != nil {
		u.now.SupposedBefore = earlier
	} else {
		u.now.SupposedBefore = without(u.now.SupposedBefore, list) // 12亿呢, then 20亿呢
	}
}

// without is a set without the facts of some statements, the zero Set if nothing is left.
func without(f fact.Set, list []statement) fact.Set {
	if f.Schema() == nil {
		return f
	}
	for _, s := range list {
		f = f.With(s.id, fact.Value{})
	}
	if f.Empty() {
		return fact.Set{}
	}
	return f
}

// shareAsked asks which share is granted, which the steps of a calculation show.
var shareAsked = pattern.Of(`百分之(多少|几)|几成|几个(百分)?点|(什么|多少|多大)的?比例|比例(是|为|有)?多少|按(多少|几)[补给赔]|(补偿|补助|奖励)?比例[？?。 ]*$`)

// supposedIn are the values that a message supposes.
func (u *turn) supposedIn(read *nlu.Understanding) []statement {
	if again := u.supposedUndone(read, u.text); again != nil {
		read = again
	} else if again := u.supposedLevel(u.text, read.WhatIf); again != nil {
		read = again
	} else if again := u.supposedOnly(u.text); again != nil {
		read = again
	} else if len(read.WhatIf) == 0 || u.guessed(read.WhatIf) {
		again := u.supposedOfRecent(u.text)
		if again == nil && len(read.WhatIf) == 0 {
			again = u.supposedOfNamed(u.text, read)
		}
		if again == nil && len(read.WhatIf) == 0 {
			again = u.supposedYesNo(u.text)
		}
		if again == nil && len(read.WhatIf) == 0 {
			again = u.supposedRange(u.text)
		}
		if again != nil {
			read = again
		}
	}
	var list []statement
	for _, s := range read.WhatIf {
		if sp := u.spec(s.Fact); sp != nil && sp.Check(s.Value) == nil {
			list = append(list, statement{id: u.ofLastYear(s), value: s.Value, year: s.Year})
		}
	}
	list = append(u.deniedComes(list), list...)
	return u.byYear(append(list, u.besideSupposed(read)...), nlu.IntentWhatIf)
}

// deniedComes is the yes or no denied last, supposed to come about by the first words of a message
// that supposes something else of the same matter (如果有，产量6万辆呢); nil if they do not say so.
func (u *turn) deniedComes(list []statement) []statement {
	if len(list) == 0 || !u.hears(ifItComes, u.text) || slices.ContainsFunc(list, func(s statement) bool { return u.spec(s.id).Type == fact.YesNo }) {
		return nil
	}
	for _, id := range u.now.Recent {
		if u.spec(id).Type != fact.YesNo || u.now.Settled().Get(id) != fact.Bool(false) {
			continue
		}
		if slices.ContainsFunc(list, func(s statement) bool {
			return slices.ContainsFunc(u.uses[s.id], func(m string) bool { return slices.Contains(u.uses[id], m) })
		}) {
			return []statement{{id: id, value: fact.Bool(true)}}
		}
		return nil
	}
	return nil
}

// ifItComes supposes before all else that what was denied comes about.
var ifItComes = pattern.Of(`^\s*(那么|那)?((` + ifHead + `)` + itComes + `(的话|[，, ])|` + itComes + `的话)`)

const itComes = `(我们?|真的?|能|也|是|都|已经)*(有|(评|选|办|拿|批|通过|认定|入选|列入|列)(下来?|上|到|了|过|成)*)了?`

// supposedUndone reads that a sum told as received was not (如果没拿过那100万呢, 要是那笔没发呢) as that
// none was, beside what else is supposed (如果没领那50万，营收又是60亿呢); nil if it says nothing of the kind.
func (u *turn) supposedUndone(read *nlu.Understanding, text string) *nlu.Understanding {
	award, id := u.sumUndone(text)
	if award == "" && id == "" {
		return nil
	}
	sum := u.now.Facts.Award(award)
	if n, exact := u.now.Facts.Get(id).Exact(); id != "" && exact {
		sum = money.Amount(n)
	}
	again := &nlu.Understanding{Intent: nlu.IntentWhatIf}
	again.Quantities = except(read.Quantities, func(q nlu.Quantity) bool {
		said, err := money.ParseAmount(q.Value)
		return err == nil && said == sum || u.saysUndone(text, q.Span)
	})
	again.WhatIf = slices.Clone(except(read.WhatIf, func(s nlu.Slot) bool {
		return s.Fact == id || received(u.spec(s.Fact)) || s.Value == fact.Point(int64(sum)) || u.saysUndone(text, s.Span)
	}))
	if id != "" {
		again.WhatIf = append(again.WhatIf, nlu.Slot{Fact: id, Value: fact.Point(0)})
	}
	return again
}

// saysUndone says whether a clause of a text around a span says of a sum that it did not come.
func (u *turn) saysUndone(text string, at nlu.Span) bool {
	said := withoutIf(clauseAround([]rune(text), at))
	return undone.MatchString(said) || ofHigher(said) || saysNotCome(said)
}

// sumUndone is the sum told as received that a supposition says did not come: the measure for which
// another policy pays it, or the fact; neither if it says nothing of the kind.
func (u *turn) sumUndone(text string) (award string, id fact.ID) {
	if !u.hears(supposes, text) && !trailsOff(text) && !u.hears(supposing, text) {
		return "", ""
	}
	said := withoutIf(text)
	if severalClauses(said) { // 如果没领那50万，营收又是60亿呢
		for _, c := range clausesOf(said) {
			if award, id = u.sumUndoneIn(c); award != "" || id != "" {
				return award, id
			}
		}
	}
	return u.sumUndoneIn(said)
}

// sumUndoneIn is the sum told as received that is not to have come by what is supposed.
func (u *turn) sumUndoneIn(said string) (award string, id fact.ID) {
	isUndone := undone.MatchString(said)
	if !isUndone && !ofHigher(said) && !saysNotCome(said) && !(negates.MatchString(said) && len(amountsOf(nlu.Quantities(said))) == 1 && len(u.factsNamed(said)) == 0) {
		return "", ""
	}
	award, id = u.sumNotCome(said)
	if had := u.receivedKnown(); isUndone && award == "" && id == "" && len(had) == 1 {
		id = had[0]
	}
	return award, id
}

// undone says of a sum that it was not received.
var undone = pattern.Of(`(没|未|没有|不曾)(有)?(拿|领|得|获|享受|收|给|发)(到|取|得)?(过|了)?(那|这|的|笔|个)*\s*[0-9一二两三四五六七八九十百千]|[0-9百千]\s*[万亿元]元?(没|未|没有|不曾)(有)?(拿|领|得|获|享受|收|给|发)(到|取|得)?(过|了)?`)

// negates says of a sum that there is none, in words that can be of any sum: one received is meant
// where it has that size (如果那50万不算呢).
var negates = pattern.Of(`(没|未|无|没有|不算)(有)?[^0-9一二两三四五六七八九十百千，。]{0,6}$|^(没|未|没有|不算)(有)?(上)?[^0-9一二两三四五六七八九十百千，。]{0,6}\s*[0-9一二两三四五六七八九十百千]|[万亿元](被|又|要|得|给|都|全)*(退|收回|扣回|作废|取消|追回|不作数|不要)`)

// supposes begins a supposition anywhere in a text.
var supposes = pattern.Of(ifHead)

// supposedOnly reads that only one of two that go together is so (如果只评了数字化车间呢) as supposed of
// both; nil if it says nothing of the kind.
func (u *turn) supposedOnly(text string) *nlu.Understanding {
	if !u.hears(onlyOne, text) {
		return nil
	}
	known := u.now.Settled()
	for _, m := range u.matters {
		const pair = 2
		if len(m.measures) != pair {
			continue
		}
		specs := slices.DeleteFunc(u.factsOf(m.measures), func(sp *fact.Spec) bool {
			return sp.Type != fact.YesNo || !known.Get(sp.ID).Known() || len(u.uses[sp.ID]) != 1
		})
		if len(specs) != pair {
			continue
		}
		one, other := specs[0], specs[1]
		a, b := shared(one.Label, text), shared(other.Label, text)
		if a == b {
			continue
		}
		if b > a {
			one, other = other, one
		}
		return &nlu.Understanding{Intent: nlu.IntentWhatIf, WhatIf: []nlu.Slot{{Fact: one.ID, Value: fact.Bool(true)}, {Fact: other.ID, Value: fact.Bool(false)}}}
	}
	return nil
}

// onlyOne says that one thing alone is so.
var onlyOne = pattern.Of(`(只|光|就)(评|有|拿|认定|报|获)(上|了|到|下来)*`)

// ofLastYear is the fact that a supposed value is of: what was last year, with no name said, is of
// the fact lately stated that is told apart by years (要是去年是7亿).
func (u *turn) ofLastYear(s nlu.Slot) fact.ID {
	sp := u.spec(s.Fact)
	if !numeric(sp) || !s.Year.Said || s.Year.N != -1 || slices.Contains(u.factsNamed(u.text), s.Fact) {
		return s.Fact
	}
	for _, id := range u.now.Recent {
		of := u.spec(id)
		switch {
		case id == s.Fact:
			return s.Fact
		case of.Type != sp.Type || of.Unit != sp.Unit:
		case of.Previous != "":
			return of.Previous
		case u.yearAfter(id) != nil:
			return id
		}
	}
	return s.Fact
}

// levelWords say that this year's is as last year's, or comes back to it.
var levelWords = pattern.Of(`(跟|和|与|同)?(去年|上年|上一年)[^，。？?]{0,4}(一样|一致|持平|相同|差不多|不变)|持平|(没|零|无|不)有?(增长|增加|涨)|` +
	`[退回降跌掉落减](低|落|回|下|少)?[到至]了?(去年|上年|上一年度?)的?(水平|数字?|产值|产量|采购额?|规模|样子|\s*[0-9.一二两三四五六七八九十百千]+[万亿]|[呢？?。 ]*$)`)

// supposedLevel reads that this year's is as last year's (如果采购额跟去年一样呢; 产值要是跟上年一样7000万呢) as a
// supposition about this year's, of which last year's is known; nil if it is none, or gives another amount, or
// supposes something else beside it.
func (u *turn) supposedLevel(text string, slots []nlu.Slot) *nlu.Understanding {
	if !u.hears(levelWords, text) {
		return nil
	}
	said := amountsOf(nlu.Quantities(text))
	for _, id := range u.now.Recent {
		sp := u.spec(id)
		before := u.now.Settled().Get(sp.Previous)
		if sp.Previous == "" || !before.Known() {
			continue
		}
		another := func(q nlu.Quantity) bool {
			v, err := sp.Parse(strings.TrimSpace(q.Text))
			return err != nil || fact.Point(v) != before
		}
		beside := func(s nlu.Slot) bool { return s.Fact != id && s.Fact != sp.Previous }
		if !slices.ContainsFunc(said, another) && !slices.ContainsFunc(slots, beside) {
			return &nlu.Understanding{Intent: nlu.IntentWhatIf, WhatIf: []nlu.Slot{{Fact: id, Value: before}}}
		}
	}
	return nil
}

// besideSupposed is the only other amount of a supposition, taken for the fact lately
// stated that one strives for (如果12亿且领过50万); nil if there is none.
func (u *turn) besideSupposed(read *nlu.Understanding) []statement {
	rest := slices.DeleteFunc(slices.Clone(read.Quantities), func(q nlu.Quantity) bool {
		return !isAmount(q) || slices.ContainsFunc(read.WhatIf, func(s nlu.Slot) bool { return s.Span.Meets(q.Span) })
	})
	if len(read.WhatIf) != 1 || len(rest) != 1 {
		return nil
	}
	for _, id := range u.now.Recent {
		if !u.spec(id).Near || read.WhatIf[0].Fact == id || len(u.factsNamed(u.text)) > 1 {
			continue
		}
		if values := u.valuesIn(id, u.text, &nlu.Understanding{Quantities: rest}); len(values) == 1 {
			return []statement{{id: id, value: fact.Point(values[0]), at: rest[0].Span.Start}}
		}
	}
	return nil
}

// stillOpen says of measures that a change left, or made, open what they may still
// come to, where that is something else than before, and which facts they wait for.
func (u *turn) stillOpen(before, after *calc.Assessment) {
	for i := range after.Measures {
		was, r := &before.Measures[i], &after.Measures[i]
		if r.Status != calc.NeedsFacts || was.Bounds == r.Bounds && was.Status == r.Status {
			continue
		}
		u.out.Headline(r, u.reference()).Possible(r)
	}
}

// guessed says whether a supposition is one number that was taken for a fact that nobody strives
// for, though no name says so, or for one not known though it is said of a known one as well
// (如果产了10万辆呢, with the output of a model stated).
func (u *turn) guessed(slots []nlu.Slot) bool {
	if len(slots) != 1 {
		return false
	}
	sp := u.spec(slots[0].Fact)
	if sp == nil || u.hears(receiptWords, u.text) || !numeric(sp) || len(sp.Words.Ordinal) > 0 {
		return false
	}
	known := func(id fact.ID) bool { return u.now.Facts.Get(id).Known() }
	if slices.Contains(u.factsNamed(u.text), sp.ID) {
		return !known(sp.ID) && slices.ContainsFunc(u.now.Recent, func(id fact.ID) bool {
			other := u.spec(id)
			if !known(id) || other.Type != sp.Type || other.Unit != sp.Unit {
				return false
			}
			again := u.readFor(id, u.text)
			return len(again.WhatIf) == 1 && again.WhatIf[0].Fact == id
		})
	}
	if sp.Near && known(sp.ID) {
		return !u.canBe(slots[0])
	}
	return !weaklyNames(sp, u.text) || slices.ContainsFunc(u.now.Recent, func(id fact.ID) bool {
		other := u.spec(id)
		return id != sp.ID && known(id) && other.Type == sp.Type && other.Unit == sp.Unit && weaklyNames(other, u.text)
	})
}

// particular are the places of the measures that statements are about: those that one
// of them bears on alone, else all that they bear on.
func (u *turn) particular(a *calc.Assessment, list []statement) []int {
	var alone, all []int
	for i := range a.Measures {
		bears, only := false, false
		for _, s := range list {
			ms := u.uses[s.id]
			bears = bears || slices.Contains(ms, a.Measures[i].ID)
			only = only || len(ms) == 1 && ms[0] == a.Measures[i].ID
		}
		if bears {
			all = append(all, i)
		}
		if only {
			alone = append(alone, i)
		}
	}
	if len(alone) > 0 {
		return alone
	}
	return all
}

// writeSupposition writes what is supposed in place of what is known.
func (u *turn) writeSupposition(known fact.Set, list []statement) {
	u.out.Line().Words("假设")
	for i, s := range list {
		if i > 0 {
			u.out.Words("；")
		}
		sp, old := u.spec(s.id), known.Get(s.id)
		u.out.Label(sp)
		if s.than && old.Known() {
			u.out.GrownOver(sp, old, u.spec(sp.Previous), known.Get(sp.Previous), s.by)
		} else if s.than {
			u.out.Words("比").Label(u.spec(sp.Previous)).Grown(sp, known.Get(sp.Previous), s.by)
		} else if n, exact := s.value.Exact(); exact && s.by != 0 && (s.onTop || !saysSum(u.text)) {
			u.out.Became(sp, old, n)
		} else if s.by != 0 {
			u.out.Grown(sp, old, s.by)
		} else if old.Known() {
			u.out.Words("由").Value(sp, old).Words("变为").Value(sp, s.value)
		} else {
			u.out.Words("：").Value(sp, s.value)
		}
	}
	u.out.Words("（只是假设，不改动已经记下的情况）：")
}

// saysSum says whether a text says by what sum something grows, or that it doubles, which is as much again.
func saysSum(text string) bool {
	_, times := multiple(text)
	return !times && !halved.MatchString(text) && !growsByShare(text)
}

// spokenOf are the facts that what names none can be about: the one asked for, then those
// stated, the last one first.
func (u *turn) spokenOf() []fact.ID {
	if u.spec(u.was.Asking) == nil || slices.Contains(u.now.Recent, u.was.Asking) {
		return u.now.Recent
	}
	return append([]fact.ID{u.was.Asking}, u.now.Recent...)
}

// supposedOfRecent reads a supposition that names no fact (要是做到20亿呢) as one about the fact asked
// for or last stated that fits it: those first that can well have that value, and of them those that one
// can strive for; nil if none does.
func (u *turn) supposedOfRecent(text string) *nlu.Understanding {
	var unknown, rest *nlu.Understanding
	money := strings.ContainsAny(text, "亿元块")
	spoken, got := u.spokenOf(), u.hears(receiptWords, text)
	for _, near := range []bool{true, false} {
		for _, id := range spoken {
			sp := u.spec(id)
			if got && !received(sp) || sp.Near != near || money && sp.Type != fact.Money || sp.Type == fact.YesNo || unknown != nil && sp.Type != fact.Count {
				continue
			}
			again := u.supposedOf(id, text)
			known := u.now.Settled().Get(id).Known()
			switch can := again != nil && u.canBe(again.WhatIf[0]); {
			case can && (money || known || sp.Type != fact.Money) && (unknown == nil || known):
				return again
			case can && unknown == nil:
				unknown = again // 10万呢, asked for a value with an output known: of what it can be another number
			case rest == nil:
				rest = again
			}
		}
	}
	if unknown != nil {
		return unknown
	}
	return rest
}

// supposedOf reads a supposition as one about a fact, or that of the year before; nil if it is none.
func (u *turn) supposedOf(id fact.ID, text string) *nlu.Understanding {
	if before := u.spec(id).Previous; before != "" && u.hears(lastYearWords, text) && !u.hears(thanLastYear, text) {
		id = before // 去年是8亿呢
	}
	if u.hears(belowWords, text) { // 如果没做到10亿呢
		if less := u.rangeSupposed(id, text); less.Fact == id && isBelow(less.Value) {
			return &nlu.Understanding{Intent: nlu.IntentWhatIf, WhatIf: []nlu.Slot{less}}
		}
	}
	again := u.readFor(id, text)
	if len(again.WhatIf) == 1 && (again.WhatIf[0].Fact == id || again.WhatIf[0].Fact == u.spec(id).Previous) {
		return &again
	}
	values := u.valuesIn(id, text, &again)
	if len(values) != 1 || len(u.factsNamed(text)) > 0 {
		return nil
	}
	again.Facts, again.Intent = nil, nlu.IntentWhatIf
	again.WhatIf = []nlu.Slot{{Fact: id, Value: fact.Point(values[0])}}
	if said := amountsOf(again.Quantities); len(said) == 1 {
		again.WhatIf[0].Span = said[0].Span // the one amount is said of nothing else
	}
	return &again
}

// belowWords are in what says that a number is not reached.
var belowWords = pattern.Of(`没|不|未|低于|小于|少于`)

// canBe says whether a fact can well have a value: beside the others, and it is of the size that it has.
func (u *turn) canBe(s nlu.Slot) bool {
	n, exact := s.Value.Exact()
	if !exact || len(u.spec(s.Fact).Words.Ordinal) > 0 || !u.now.Settled().Get(s.Fact).Known() {
		return true
	}
	return u.apart(s.Fact, n) <= farApart && len(u.now.Settled().With(s.Fact, s.Value).Conflicts()) == 0
}

// supposedOfNamed reads a supposition of which only the fact and one amount are clear
// (如果费率只有2%呢); nil if there is no such fact.
func (u *turn) supposedOfNamed(text string, read *nlu.Understanding) *nlu.Understanding {
	for _, id := range u.factsNamed(text) {
		if values := u.valuesIn(id, text, &nlu.Understanding{Quantities: read.Quantities}); len(values) == 1 {
			again := *read
			again.Facts, again.Intent = nil, nlu.IntentWhatIf
			again.WhatIf = []nlu.Slot{{Fact: id, Value: fact.Point(values[0])}}
			return &again
		}
	}
	return nil
}

// supposedAfterNo reads a question what one gets with what one lately said not to have
// (有了能拿多少) as a supposition that one has it; nil if it is none.
func (u *turn) supposedAfterNo(text string) *nlu.Understanding {
	at := canWords.FindStringIndex(text)
	if at == nil || len(u.now.Recent) == 0 || u.now.Facts.Get(u.now.Recent[0]) != fact.Bool(false) || u.spec(u.now.Recent[0]).Type != fact.YesNo {
		return nil
	}
	head := strings.TrimRight(strings.TrimPrefix(strings.TrimSpace(text[:at[0]]), "那"), "，, 的话就")
	if !comesTrue.MatchString(head) && head != "有了" && head != "有" && head != "是" {
		return nil
	}
	return &nlu.Understanding{Intent: nlu.IntentWhatIf, WhatIf: []nlu.Slot{{Fact: u.now.Recent[0], Value: fact.Bool(true)}}}
}

// supposedRange reads a supposition that gives a range (要是9亿出头呢, 如果营收不到5亿) as one about the
// fact that it names, or that has the number which it repeats (如果不止50万呢), else about the fact last
// stated that one strives for; nil if it gives none.
func (u *turn) supposedRange(text string) *nlu.Understanding {
	ids := []fact.ID{""}
	if said := amountsOf(nlu.Quantities(text)); len(said) == 1 {
		if sp := u.knownAs(said[0]); sp != nil {
			ids = []fact.ID{"", sp.ID}
		}
	}
	for _, id := range u.now.Recent {
		if u.spec(id).Near {
			ids = append(ids, id)
		}
	}
	for _, id := range ids {
		if s := u.rangeSupposed(id, text); s.Fact != "" {
			return &nlu.Understanding{Intent: nlu.IntentWhatIf, WhatIf: []nlu.Slot{s}}
		}
	}
	return nil
}

// rangeSupposed is the one range that a supposition gives, read as of a fact unless it names another;
// of no fact if it gives none.
func (u *turn) rangeSupposed(id fact.ID, text string) nlu.Slot {
	again := u.readFor(id, withoutIf(text))
	if x := again.Unclear; len(again.Facts) == 0 && len(x) == 1 && x[0].Fact != "" && x[0].Range.Known() {
		return nlu.Slot{Fact: x[0].Fact, Value: x[0].Range}
	}
	return nlu.Slot{}
}

// isBelow says whether a range has no lower end.
func isBelow(v fact.Value) bool {
	lo, _ := v.Interval()
	return lo == 0
}

// withoutIf is what a supposition supposes.
func withoutIf(text string) string {
	text = thenGets.ReplaceAllString(strings.TrimSpace(text), "")
	text = supposes.ReplaceAllString(ifWords.ReplaceAllString(text, ""), "")
	return strings.Trim(text, "，, 呢？?。！!")
}

// comesTrue says that what one waits for comes.
var comesTrue = pattern.Of(`^(真的?|能|也|已经?|早就|都|刚)*(批|评|拿|通过|认定|入选|列入|选|过|办|定)(下来?|上|到|了|过|成)*了?[。！!]?$`)

// supposedYesNo reads a supposition that names no fact (假如评上了呢, 要是没选上能拿多少) as one about the
// yes or no lately stated, or the only one of what was asked for; nil if it says nothing of it.
func (u *turn) supposedYesNo(text string) *nlu.Understanding {
	head := thenGets.ReplaceAllString(strings.TrimSpace(text), "")
	said := ifWords.ReplaceAllString(head, "")
	if said == head {
		return nil
	}
	said = strings.TrimPrefix(strings.TrimPrefix(said, "那么"), "那")
	if again := u.allSupposed(said); again != nil { // 要是都评上呢
		return again
	}
	if again := u.partComes(said); again != nil { // 要是工厂没评上呢
		return again
	}
	came := strings.TrimLeft(said, "没未有")
	id := u.yesNoAtHand(comesTrue.MatchString(came))
	if id == "" {
		return u.supposedContrary(said)
	}
	again := u.readFor(id, said)
	if len(again.Facts) == 0 && comesTrue.MatchString(came) {
		again.Facts = []nlu.Slot{{Fact: id, Value: fact.Bool(came == said)}}
	}
	if len(again.Facts) != 1 || again.Facts[0].Fact != id {
		return nil
	}
	again.WhatIf, again.Facts, again.Intent = again.Facts, nil, nlu.IntentWhatIf
	return &again
}

// partComes reads that what a part of its name names comes about, or does not (工厂没评上), as supposed of
// the only yes or no known whose name has that part; nil if it says nothing of the kind.
func (u *turn) partComes(said string) *nlu.Understanding {
	m := partComesWords.FindStringSubmatch(said)
	if m == nil {
		return nil
	}
	var found *fact.Spec
	for i := range u.policy.Rules.Schema.Len() {
		sp := u.policy.Rules.Schema.Spec(i)
		if sp.Type != fact.YesNo || !u.now.Settled().Get(sp.ID).Known() || !strings.Contains(sp.Label, m[1]) {
			continue
		}
		if found != nil {
			return nil
		}
		found = sp
	}
	if found == nil {
		return nil
	}
	return &nlu.Understanding{Intent: nlu.IntentWhatIf, WhatIf: []nlu.Slot{{Fact: found.ID, Value: fact.Bool(m[2] == "")}}}
}

// partComesWords name something and say that it comes about, or does not.
var partComesWords = pattern.Of(`^(?:我们的?)?(?:那个|这个)?([^，。？?0-9没未都也]{2,6})(?:也|还|又)?(没有?|未|不)?(?:能|被)?(?:批|评|拿|通过|认定|入选|列入|选)(?:下来?|上|到|了|过|成)*$`)

// severalOf says of several things that something comes about.
var severalOf = pattern.Of(`^([这那]?[两二三几](个|项|样|块)?|全部?|统统|都|均)+(都|全)?`)

// allSupposed reads that several things come about (都评上), or that none does (两个都没评上), as supposed
// of all the yes or nos that what is asked for needs and that are not so yet; nil if that is not said, or
// there is only one.
func (u *turn) allSupposed(said string) *nlu.Understanding {
	came := severalOf.ReplaceAllString(said, "")
	comes := strings.TrimLeft(came, "没未有")
	if came == said || !comesTrue.MatchString(comes) {
		return nil
	}
	again := &nlu.Understanding{Intent: nlu.IntentWhatIf}
	n := 0
	for _, sp := range u.factsOf(u.scope()) {
		if sp.Type != fact.YesNo {
			continue
		}
		if n++; u.now.Settled().Get(sp.ID) != fact.Bool(came == comes) {
			again.WhatIf = append(again.WhatIf, nlu.Slot{Fact: sp.ID, Value: fact.Bool(came == comes)})
		}
	}
	if n < 2 || len(again.WhatIf) == 0 {
		return nil
	}
	return again
}

// supposedContrary reads a few words as the contrary of the only yes or no of what is asked for
// that is known and of which they say so (那以前达到过呢); nil if there is none.
func (u *turn) supposedContrary(said string) *nlu.Understanding {
	const few = 8
	if utf8.RuneCountInString(said) > few || strings.ContainsAny(said, askingMarks) {
		return nil
	}
	var found *nlu.Understanding
	for _, sp := range u.factsOf(u.scope()) {
		old := u.now.Settled().Get(sp.ID)
		if sp.Type != fact.YesNo || !old.Known() {
			continue
		}
		again := u.readFor(sp.ID, said)
		if len(again.Facts) != 1 || again.Facts[0].Fact != sp.ID || again.Facts[0].Value == old {
			continue
		}
		if found != nil {
			return nil
		}
		found = &nlu.Understanding{Intent: nlu.IntentWhatIf, WhatIf: again.Facts}
	}
	return found
}

// thenGets ends a supposition with the question what comes of it.
var thenGets = pattern.Of(`[，, ]*(那|就|我们?|又|该|还)*(能|可以|可|应该|会)?多?(拿|领|得|享|补|奖|给|有|是)[到受给奖补]*多少(钱|奖励|补贴|补助)?[呢啊呀]?[？?。\s]*$|[，, ]*(那|就)?(会|能)?(怎么?样|咋样|如何)[呢啊呀]?[？?。\s]*$`)

// toCome is the yes or no spoken of last, where it is open and not asked for: of what is planned (企业打算
// 申报链主).
func (u *turn) toCome() fact.ID {
	if len(u.now.Recent) == 0 {
		return ""
	}
	id := u.now.Recent[0]
	if id == u.now.Asking || u.spec(id).Type != fact.YesNo || u.now.Facts.Get(id).Known() || u.now.SupposedOf(id).Known() {
		return ""
	}
	return id
}

// yesNoAtHand is the yes or no stated last, or, where something is said to come about or not,
// the one that is asked, or the only one that what was asked for needs; empty if there is none.
func (u *turn) yesNoAtHand(comes bool) fact.ID {
	if sp := u.spec(u.was.Asking); comes && sp != nil && sp.Type == fact.YesNo {
		return sp.ID
	}
	if len(u.now.Recent) > 0 && u.spec(u.now.Recent[0]).Type == fact.YesNo {
		return u.now.Recent[0]
	}
	var found fact.ID
	for _, sp := range u.factsOf(u.scope()) {
		if sp.Type != fact.YesNo {
			continue
		}
		if found != "" || !comes {
			return ""
		}
		found = sp.ID
	}
	return found
}
