package nlu

import (
	"slices"
	"strings"

	"suance/calc/money"
	"suance/dialog/pattern"
)

// Overlap is a sum that another policy of the city pays or has paid for the same matter
// (市里其他政策已给210万元). The zero Overlap is none.
type Overlap struct {
	Quantity Quantity // of money, exact
	Clause   string   // where it stands, which may name the matter
	Named    bool     // the policy is called by a name of its own: 技改政策
	Unsure   bool     // the city paid it, and it may be of this policy too: 市里给过150万
}

// Amount is the sum; false if there is none, in another currency, or perhaps of this policy.
func (o Overlap) Amount() (money.Amount, bool) {
	if o.Quantity.Unit != "CNY" || o.Unsure {
		return 0, false
	}
	a, err := money.ParseAmount(o.Quantity.Value)
	return a, err == nil
}

// anotherPolicy is what stands before such a sum: another policy, of no other level of
// government, and that it pays.
var anotherPolicy = pattern.Of(`(?:(?:其他|其它|别的|另一个|另一项|另外的|另外一[个项]|市里另外|本市另外|同类)[^。；;！？!?\n]{0,6}(?:政策|补助|补贴|奖励|扶持|资金)|(?:其他|其它|别的|另外的|同类)政策)[^。；;！？!?\n0-9]{0,14}$|市\p{Han}{2,4}局[^。；;！？!?\n0-9]{0,6}同[一类][^。；;！？!?\n0-9]{0,12}$|同[一类][^。；;！？!?\n0-9]{0,8}市\p{Han}{2,4}局[^。；;！？!?\n0-9]{0,12}$|(?:区里|区级|县里|县级|镇里|街道|开发区|高新区|\p{Han}{2}[区县])(?:[^。；;，,！？!?\n0-9]{0,12}|[^。；;，,！？!?\n0-9]{0,10}(?:政策|专项|补贴|补助|奖励|资金)[^。；;，,！？!?\n0-9]{0,14}|[^。；;，,！？!?\n0-9]{0,6}[就为给对][^。；;，,！？!?\n0-9]{2,14}[给补奖拨发](?:过|了)+(?:我们|我司|我公司|咱们?)?)$`)

// bureauPaid is what stands before a sum that an office of the city is said to have paid, and
// that is read as nothing else: 市科技局已经给过我们300万. The treasury pays for all policies.
var bureauPaid = pattern.Of(`市\p{Han}{2,4}局(?:那边|那里|也|都|已经|已|另外|又|前面|之前|去年|今年)*[给补奖拨发](?:过|了)+(?:我们|我司|我公司|咱们?)?(?:了|一共|共|大概|约)?$`)

// namedPolicy is what stands before a sum of a policy of the city that is called by its name, the first
// group: 市里技改政策已经给了我们260万; 同一项目数字经济专项补了120万; 技改政策同一项目给过100万.
var namedPolicy = pattern.Of(`(?:市里头?|市级|市本级|我市|本市|市?(?:经信|科技|商务|发改|工信|投促|人社|住建|交通|文旅|数据|财政|生态环境)局|同[一样类]的?[个项]?(?:项目|事项|事情?)?)(?:的|那个|有个|那边|另外|今年|去年|前年|之前|以前|还|也|有|一个|拿过|领过|得过|获得|已获)*(\p{Han}{2,8}?)(?:政策|专项|补贴|补助|扶持|奖补|奖励|资金|计划)[^。；;！？!?\n0-9]{0,14}$|(?:^|[，,])(\p{Han}{2,8}?)(?:政策|专项|补贴|补助|资金)\p{Han}{0,4}同[一样类][^。；;！？!?\n0-9]{0,12}$`)

// cityPaid is what stands before a sum that the city is said to have paid by no name.
var cityPaid = pattern.Of(`(?:市里头?|市级|市本级|我市|本市|市?财政局?|政策|专项)(?:\p{Han}{0,10}(?:政策|补贴|补助|奖励|资金|专项|扶持))?[^。；;！？!?，,\n0-9]{0,6}[给补奖拨发拿领得获][贴励付]?(?:过|了|到)+(?:我们|我司|我公司|咱们?)?(?:一共|共|大概|约)?$`)

// wasPaid says that something was paid, and not only that it can be.
var wasPaid = pattern.Of(`[给补奖拨发拿领得获批享](?:受|取|到)?[过了到]|已经?\p{Han}{0,2}[给补奖拨发拿领得获批享]|获批|到账`)

// noNames are words before 政策 or 补贴 that name none, and characters that no name has.
var noNames = pattern.Fields(`财政 产业 相关 有关 专项 扶持 政府 政策 补贴 补助 奖励 资金 工业 企业 配套 各类 一次性 现有 这 那 某 给 拿 领 得 获 已 没 的 了 过 其他 别的`)

// paying are the characters of words of paying.
const paying = "给获拿领奖补拨享得兑发配"

// otherLevels are those that the city's policies do not overlap with.
var otherLevels = [...]string{"省", "国家", "中央", "部委", "外地", "外市", "外省", "别的区", "别的市", "别的地方", "其他区", "隔壁区", "隔壁市"}

// asking are words of a question: a text that has none of them and tells such a sum
// asks nothing, though it names what can be asked about.
var asking = [...]string{"?", "？", "吗", "呢", "哪", "怎", "多少", "几", "什么", "啥", "能", "可以", "是否", "是不是", "还"}

// paidBefore is how many bytes before the other policy it may be said that it paid: 拿过市里
// 另一项政策200万.
const paidBefore = 15

// paidBehind is how many characters behind a sum it may be said that it was paid: 60万已经拿了.
const paidBehind = 8

// overlapReach is how many characters before a sum are looked at.
const overlapReach = 28

// otherPayers stand in what pays beside the document.
var otherPayers = pattern.Fields("同 另 区 县 镇 街 局 市 专")

// overlap finds the sum of another policy, and takes the facts that were read from it
// back.
func (r *Reader) overlap(text string, u *Understanding) {
	if !strings.Contains(text, "政策") && !otherPayers.In(text) {
		return
	}
	runes := []rune(text)
	for k, q := range u.Quantities {
		bare := q.Kind == KindNumber && strings.ContainsAny(q.Text, "万亿") // 区里奖过500万, among numbers of vehicles
		if q.Kind != KindMoney && !bare || q.Value == "" || q.Span.End > len(runes) {
			continue
		}
		before := string(runes[max(0, q.Span.Start-overlapReach):q.Span.Start])
		if i := strings.LastIndexAny(before, "。；;！？!?\n"); i >= 0 {
			before = before[i:]
		}
		of := func(s Slot) bool { return s.Span.Meets(q.Span) }
		taken := slices.ContainsFunc(u.Facts, of)
		o, ok := r.overlapIn(before, string(runes[q.Span.End:min(len(runes), q.Span.End+paidBehind)]), taken)
		if !ok || bare && !wasPaid.MatchString(before) {
			continue
		}
		if bare {
			q.Kind, q.Unit = KindMoney, "CNY"
			u.Quantities[k] = q
		}
		o.Quantity, o.Clause = q, clauseAround(runes, q.Span)
		if o.Unsure && (taken || slices.ContainsFunc(u.WhatIf, of) || u.Intent == IntentQuestion) {
			continue
		}
		u.Overlap = o
		u.Facts = slices.DeleteFunc(u.Facts, of)
		u.WhatIf = slices.DeleteFunc(u.WhatIf, of)
		u.Unclear = slices.DeleteFunc(u.Unclear, func(x Unclear) bool { return x.Span.Meets(q.Span) })
		if u.Intent == IntentOther || u.Intent == IntentQuestion && !containsAny(text, asking[:]) {
			u.Intent = IntentFacts
		}
		return
	}
}

// overlapIn is the sum between two texts, without the sum itself, where another policy of the city
// paid it or may have; taken says that it was read as something else.
func (r *Reader) overlapIn(before, after string, taken bool) (o Overlap, ok bool) {
	if i := strings.IndexAny(after, "，,。；;！？!?\n"); i >= 0 {
		after = after[:i]
	}
	paid := func(from int) bool {
		return wasPaid.MatchString(before[max(0, from-paidBefore):]) || wasPaid.MatchString(after)
	}
	at := anotherPolicy.FindStringIndex(before)
	if at == nil && !taken && !strings.Contains(before, "财政局") {
		at = bureauPaid.FindStringIndex(before)
	}
	if at == nil {
		if m := namedPolicy.FindStringSubmatchIndex(before); m != nil && r.isForeignName(before[max(m[2], m[4]):max(m[3], m[5])]) && paid(m[0]) {
			at, o.Named = m[:2], true
		} else if at = cityPaid.FindStringIndex(before); at != nil {
			o.Unsure = true
		}
	}
	if at == nil || !strings.ContainsAny(before[max(0, at[0]-paidBefore):], paying) && !paid(at[0]) {
		return o, false
	}
	o.Unsure = o.Unsure || strings.Contains(before[at[0]:], "每") // 区里每个配套10万
	level := before
	if i := strings.LastIndexAny(before[:at[0]], "，,"); i >= 0 && strings.ContainsAny(before[at[0]:], "市区县镇街") {
		level = before[i:] // 省里补了100万，市里技改政策给过50万
	}
	return o, !containsAny(level, otherLevels[:])
}

// isForeignName says whether a word before 政策 names a policy, and none of this one's matters.
func (r *Reader) isForeignName(name string) bool {
	if noNames.In(name) {
		return false
	}
	f := fold(name)
	for i := range f.run {
		if w, _, ok := r.lex.longest(f, i); ok && (r.lex.entries[w].cues != 0 || len(r.lex.entries[w].refs) > 0) {
			return false
		}
	}
	return true
}
