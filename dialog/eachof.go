package dialog

import (
	"math/big"
	"slices"
	"strings"

	"suance/calc/fact"
	"suance/dialog/nlu"
	"suance/dialog/pattern"
)

// Numbers that cannot be the value of a fact as they were said: those of several things where one is asked for, a share
// of a number, a count out of all proportion.

// ofSingle says whether a fact is of one thing among others of its kind (该车型年度产量): several have no sum.
func (u *turn) ofSingle(sp *fact.Spec) bool {
	if sp == nil || !numeric(sp) || received(sp) || len(sp.Words.Ordinal) > 0 {
		return false
	}
	if this := u.yearAfter(sp.ID); this != nil {
		sp = this
	}
	return strings.HasPrefix(sp.Label, "该")
}

// eachItem tells the numbers of several things one by one (一款4万辆，一款3万辆; A款4万，B款3万; 分别是6万和5万).
var eachItem = pattern.Of(`(?:第?一|[A-Ca-c甲乙])(?:个|款|项|种)[^。；;]*?(?:一|二|两|另外?|[A-Ca-c甲乙])(?:个|款|项|种)[^。；;]*?[0-9一二两三四五六七八九十]|分别`)

// eachOfSeveral takes back the value of what is of one thing where a message tells those of several, and asks for that
// of one; it says whether nothing else is left in the message.
func (u *turn) eachOfSeveral(read *nlu.Understanding, text string) bool {
	if len(read.Facts) == 0 || len(read.Quantities) < 2 || !u.hears(eachItem, text) {
		return false
	}
	at := slices.IndexFunc(read.Facts, func(s nlu.Slot) bool { return u.ofSingle(u.spec(s.Fact)) })
	if at < 0 {
		return false
	}
	sp := u.spec(read.Facts[at].Fact)
	if slices.ContainsFunc(read.Facts, func(s nlu.Slot) bool { return s.Fact != sp.ID && u.ofSingle(u.spec(s.Fact)) }) {
		return false // 去年和今年分别是8000万和1亿, 产量和产值分别是6万辆和50亿
	}
	said := except(read.Quantities, func(q nlu.Quantity) bool {
		return q.Value == "" || q.Kind != nlu.KindNumber && !fits(sp, q) || u.unitOfAnother(sp, q)
	})
	if len(said) < 2 {
		return false
	}
	read.Facts = slices.Delete(slices.Clone(read.Facts), at, at+1)
	read.Unclear = except(read.Unclear, func(x nlu.Unclear) bool { return x.Fact == "" || x.Fact == sp.ID })
	u.engaged, u.each = true, sp.ID
	u.out.Line().Words("“").Label(sp).Words("”只按其中的一个算，几个的数不能相加，也没有替您挑，所以没有记下。请只说要算的那一个；别的再换上来算就是。")
	if len(read.Facts)+len(read.Unclear)+len(read.WhatIf)+len(read.Retracted) > 0 {
		return false
	}
	u.kind, u.now.Begun = KindClarify, true
	return true
}

// manyOf has a count said back that is out of proportion to things that are counted one by one: behind a range in 万 or
// 亿 in which it lies, it is rather the number for that (三千多万, then 3200).
func (u *turn) manyOf(read *nlu.Understanding, text string) {
	const many = 1000
	at := slices.IndexFunc(read.Facts, func(s nlu.Slot) bool {
		sp := u.spec(s.Fact)
		n, exact := s.Value.Exact()
		return sp.Type == fact.Count && sp.Words.DoubtBelow == 0 && exact && n >= many
	})
	if at < 0 {
		return
	}
	s := &read.Facts[at]
	s.Confirm = true
	if len(read.Facts) > 1 || len(read.Quantities) != 1 || !justAmount(text) || read.Quantities[0].Unit != "" {
		return
	}
	for _, id := range u.lastStated() {
		v := u.now.Facts.Get(id)
		if _, exact := v.Exact(); exact || !numeric(u.spec(id)) {
			continue
		}
		lo, hi := v.Interval()
		for _, unit := range [...]string{"万", "亿"} {
			n, err := u.spec(id).Parse(read.Quantities[0].Value + unit)
			if err == nil && lo <= n && n <= hi {
				s.Fact, s.Value = id, fact.Point(n)
				return
			}
		}
	}
}

// shareOfWhole reads a share, where a number is asked for that is a part of another that is known, as that part of it, to
// be said back (新能源占比60%, of 8万辆).
func (u *turn) shareOfWhole(read *nlu.Understanding, text string) {
	sp := u.spec(u.now.Asking)
	if sp == nil || sp.Type != fact.Count || len(read.Facts)+len(read.WhatIf) > 0 || len(read.Quantities) != 1 || read.Intent == nlu.IntentQuestion {
		return
	}
	q := read.Quantities[0]
	if q.Kind != nlu.KindShare || q.Value == "" || shareOfElse.MatchString(text) {
		return
	}
	read.Unclear = []nlu.Unclear{{Fact: sp.ID, Why: nlu.WhyType, Span: q.Span, Text: q.Text}}
	if sp.AtMost == "" {
		return
	}
	whole, exact := u.now.Settled().Get(sp.AtMost).Exact()
	part, ok := new(big.Rat).SetString(q.Value)
	if !exact || !ok {
		return
	}
	if part.Mul(part, new(big.Rat).SetInt64(whole)); !part.IsInt() || !part.Num().IsInt64() {
		return
	}
	read.Unclear = nil
	read.Facts = []nlu.Slot{{Fact: sp.ID, Value: fact.Point(part.Num().Int64()), Span: q.Span, Confirm: true}}
}

// shareOfElse tells a share of something else than what is asked for.
var shareOfElse = pattern.Of(`股|费率|市占|市场|增[长速]|利润|毛利|同比|环比|[涨降]|超过|不到|以上|以下|[一二]半多`)
