package nlu

import (
	"regexp"
	"slices"
	"strings"
	"sync"

	"suance/calc/money"
)

// Overlap is a sum that another policy of the city pays or has paid for the same matter
// (市里其他政策已给210万元). The zero Overlap is none.
type Overlap struct {
	Quantity Quantity // of money, exact
	Clause   string   // where it stands, which may name the matter
}

// Amount is the sum; false if there is none, or in another currency.
func (o Overlap) Amount() (money.Amount, bool) {
	if o.Quantity.Unit != "CNY" {
		return 0, false
	}
	a, err := money.ParseAmount(o.Quantity.Value)
	return a, err == nil
}

// anotherPolicy is what stands before such a sum: another policy, of no other level of
// government, and that it pays.
var anotherPolicy = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?:(?:其他|其它|别的|另一个|另一项|另外的|另外一[个项]|市里另外|本市另外|同类)[^。；;！？!?\n]{0,6}(?:政策|补助|补贴|奖励|扶持|资金)|(?:其他|其它|别的|另外的|同类)政策)[^。；;！？!?\n0-9]{0,14}$|市\p{Han}{2,4}局[^。；;！？!?\n0-9]{0,6}同[一类][^。；;！？!?\n0-9]{0,12}$|同[一类][^。；;！？!?\n0-9]{0,8}市\p{Han}{2,4}局[^。；;！？!?\n0-9]{0,12}$|(?:区里|区级|县里|县级|镇里|街道|开发区|高新区|\p{Han}{2}[区县])(?:[^。；;，,！？!?\n0-9]{0,12}|[^。；;，,！？!?\n0-9]{0,6}[就为给对][^。；;，,！？!?\n0-9]{2,14}[给补奖拨发](?:过|了)+(?:我们|我司|我公司|咱们?)?)$`)
})

// bureauPaid is what stands before a sum that an office of the city is said to have paid, and
// that is read as nothing else: 市科技局已经给过我们300万. The treasury pays for all policies.
var bureauPaid = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`市\p{Han}{2,4}局(?:那边|那里|也|都|已经|已|另外|又|前面|之前|去年|今年)*[给补奖拨发](?:过|了)+(?:我们|我司|我公司|咱们?)?(?:了|一共|共|大概|约)?$`)
})

// paying are the characters of words of paying.
const paying = "给获拿领奖补拨享得兑发"

// otherLevels are those that the city's policies do not overlap with.
var otherLevels = [...]string{"省", "国家", "中央", "部委", "外地", "外市", "外省", "别的区", "别的市", "别的地方", "其他区", "隔壁区", "隔壁市"}

// asking are words of a question: a text that has none of them and tells such a sum
// asks nothing, though it names what can be asked about.
var asking = [...]string{"?", "？", "吗", "呢", "哪", "怎", "多少", "几", "什么", "啥", "能", "可以", "是否", "是不是", "还"}

// paidBefore is how many bytes before the other policy it may be said that it paid: 拿过市里
// 另一项政策200万.
const paidBefore = 15

// overlapReach is how many characters before a sum are looked at.
const overlapReach = 28

// overlap finds the sum of another policy, and takes the facts that were read from it
// back.
func overlap(text string, u *Understanding) {
	if !strings.Contains(text, "政策") && !strings.ContainsAny(text, "同另区县镇街局") {
		return
	}
	runes := []rune(text)
	for _, q := range u.Quantities {
		if q.Kind != KindMoney || q.Value == "" || q.Span.End > len(runes) {
			continue
		}
		before := string(runes[max(0, q.Span.Start-overlapReach):q.Span.Start])
		if i := strings.LastIndexAny(before, "。；;！？!?\n"); i >= 0 {
			before = before[i:]
		}
		of := func(s Slot) bool { return s.Span.Meets(q.Span) }
		at := anotherPolicy().FindStringIndex(before)
		if at == nil && !slices.ContainsFunc(u.Facts, of) && !strings.Contains(before, "财政局") {
			at = bureauPaid().FindStringIndex(before)
		}
		if at == nil || containsAny(before, otherLevels[:]) || !strings.ContainsAny(before[max(0, at[0]-paidBefore):], paying) {
			continue
		}
		u.Overlap = Overlap{q, clauseAround(runes, q.Span)}
		u.Facts = slices.DeleteFunc(u.Facts, of)
		u.WhatIf = slices.DeleteFunc(u.WhatIf, of)
		u.Unclear = slices.DeleteFunc(u.Unclear, func(x Unclear) bool { return x.Span.Meets(q.Span) })
		if u.Intent == IntentOther || u.Intent == IntentQuestion && !containsAny(text, asking[:]) {
			u.Intent = IntentFacts
		}
		return
	}
}
