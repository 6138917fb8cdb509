package dialog

import (
	"cmp"
	"slices"
	"strings"

	"suance/calc"
	"suance/calc/fact"
	"suance/dialog/answer"
	"suance/dialog/nlu"
	"suance/dialog/pattern"
)

// sumOfKnown is the whole of a question for the sum of what was worked out, one after the other
// or all at once (一共多少, 两项加起来能拿多少, 总数呢); 一共能拿多少 asks for all that there is.
var sumOfKnown = pattern.Whole(`(那|那么|好|我们?|这些?|` + severalThings + `|现在|目前|到现在为止|到目前为止|算下来|都|，|,)*` + gathered + `(是|有|奖|补|给)*(多少|几多)?(钱|奖励|补贴|补助)?[呢啊呀吗]?[？?。 ]*|` +
	`(那|那么|我们?|，|,)*` + severalThings + `(都|奖励|补助|补贴|钱)*` + apiece + `|(那|那么|我们?|，|,)*` + severalThings + `(都|奖励|补助|补贴)*` + gathered + canHave + `|(那|那么|所以|，|,)*` + theseTwo + `(都|奖励|补助|补贴)*` + canHave + `|(那|那么|所以|，|,)*` + theseTwo + `(奖励|补助|补贴)*` + gathered + `?[补奖给]多少钱?[呢啊呀]?[？?。 ]*|` +
	`(那|那么|所以|我们?|，|,)*` + severalThings + `(都|奖励|奖金|奖|补助|补贴|钱|[放算]?在?)*` + inOne + `(是|有|算|能|可以|[拿领给补奖]到?)*多少钱?[呢啊呀]?[？?。 ]*`)

// theseFew begins to point at several things, which may be called by their name (这几个首台套一共奖多少).
var theseFew = pattern.Of(`^(那|那么)?[这那][两三几][项个笔样块]`)

// severalThings points at several things that were spoken of, theseTwo at two of them; gathered asks what
// they come to, inOne does beside them, apiece what each does, canHave how much can be had.
const (
	severalThings = `(?:[这那]?[两三几][项个笔样块]|` + theseTwo + `)`
	theseTwo      = `(?:[这那](?:两[项个笔样块]|俩))`
	apiece        = `(?:分别|各自?)(?:是|有|能|可以|会|拿|领|得|补|奖|给|到)*多少(?:钱)?[呢啊呀]?[？?。 ]*`
	gathered      = `(?:一共|总共|合计|总计|共计|[加合](?:起来|一起|在一起|一块儿?|在一块儿?|总)|总的|总数|总额|总和)`
	inOne         = `(?:一起|一块儿?|一并)`
	canHave       = `(?:最[多高]|顶多)?(?:能|可以)(?:拿|领|有|得|补|奖|给)到?多少(?:钱)?[呢啊呀]?[？?。 ]*`
)

// total says what all that was worked out comes to together, where a message asks for that;
// false if it does not, or nothing is known.
func (u *turn) total() bool {
	ofSeveral := u.asksOfSeveral()
	if !ofSeveral && !u.hears(sumOfKnown, u.text) && !(u.hears(theseFew, u.text) && sumOfKnown.MatchString(u.withoutNames(u.text))) || u.now.Settled().Empty() {
		return false
	}
	if sp := u.spec(u.now.Asking); !ofSeveral && sp != nil && sp.Type == fact.Count && !strings.Contains(u.text, "多少") && u.hears(theseWords, u.text) {
		return false // 两项一共 may be how many there are
	}
	var ids []string
	if !ofSeveral {
		ids = u.scope()
	}
	paid := 0
	for _, r := range u.inStatus(nil, calc.Payable, calc.Ceiling) {
		paid++
		if !slices.Contains(ids, r.ID) {
			ids = append(slices.Clone(ids), r.ID)
		}
	}
	if two := u.twoPointedAt(); len(two) > 0 && !ofSeveral {
		u.ofTwo(two)
		return true
	}
	if len(ids) == 0 || ofSeveral && paid < 2 {
		return false
	}
	u.engaged = true
	switch {
	case ofSeveral:
		u.explainOf(ids)
	case u.plan() != "":
		u.sofar(ids)
		if paid > 1 {
			u.out.Total(u.figures())
		}
	case u.now.All:
		u.result = true
	default:
		if len(u.inStatus(nil, calc.Payable)) == 1 && paid > 1 { // ceilings stand beside it, and are in no total
			u.out.Total(u.figures())
		}
		u.now.Begun, u.now.Scope, u.now.Topic, u.result = true, ids, nil, true
		u.stale()
	}
	return true
}

// twoPointedAt are the two measures that a message points at by their number: those asked for, where they
// are two, or else those last stated; nil for none.
func (u *turn) twoPointedAt() []string {
	if !u.hears(twoOf, u.text) {
		return nil
	}
	if ids := u.scope(); len(ids) == 2 {
		return ids
	}
	var ids []string
	for _, id := range u.fieldAside(u.now.Recent) {
		if of := u.uses[id]; len(of) == 1 && u.now.Facts.Get(id).Known() && !slices.Contains(ids, of[0]) {
			ids = append(ids, of[0])
		}
		if len(ids) == 2 {
			return ids
		}
	}
	return nil
}

var twoOf = pattern.Of(theseTwo)

// ofTwo says what two measures come to, which are all that is asked for then, unless all are.
func (u *turn) ofTwo(ids []string) {
	u.engaged = true
	switch {
	case !u.now.All:
		u.now.Begun, u.now.Scope, u.now.Topic, u.now.Asking = true, ids, nil, ""
		u.stale()
	case !u.needsFacts(ids):
		u.explainOf(ids)
		return
	}
	if u.plan() == "" {
		u.result = true
		return
	}
	u.sofar(ids)
}

// asksOfSeveral says whether a message asks what several things that were spoken of come to together
// (两个加起来600万？两个都实现呢): their number answers no question for one.
func (u *turn) asksOfSeveral() bool {
	if !u.hears(severalTogether, u.text) {
		return false
	}
	if sp := u.spec(u.now.Asking); sp != nil && sp.Type == fact.Money {
		return false
	}
	runes, sums := []rune(u.text), except(nlu.Quantities(u.text), func(q nlu.Quantity) bool { return !isMoney(q) })
	if len(sums) == 1 {
		runes = cut(runes, sums[0].Span)
	}
	return len(sums) <= 1 && ofSeveralWords.MatchString(string(runes))
}

// allCounted asks what comes out if all are counted (都算进去的话是多少).
const allCounted = `(能|给)?算(上|进去|进来|在内|在一起|入)?(的话|，|,)*(那|就|一共|总共|合计|是|有|能|可以|拿|给)*多少(钱)?[呢啊]?`

// ofSeveralWords are the whole of such a message without its sum; severalTogether is in every one.
var (
	severalTogether = pattern.Of(`[两三四五几][项个笔样块](奖励|补助|补贴|钱)?(一共|总共|合计|总计|共计|加|合|都|全)|都(能|给)?算`)
	ofSeveralWords  = pattern.Whole(`(那|那么|所以|如果|要是|假如|我们?|，|,)*[这那]?[两三四五几][项个笔样块](奖励|补助|补贴|钱)?(都|全)?(` +
		`(一共|总共|合计|总计|共计|[加合](起来|一起|在一起|总))(就|不|是|有|能|可以|拿|给)*(吗|吧|对吗|对吧|是吧|对不对|是不是|行不行|行吗|可不可以|呢|[？?])|` +
		`(能?(给|实现|成|拿到?|拿下|算上?|要|报|申请|申报|做)了?|都)(的话)?(一共|合计|就|是|，)*(呢|[？?]|是不是|对吧|对吗)|` + allCounted + `)[？?。 ]*|(那|那么|所以|如果|要是|假如|我们?|，|,)*都` + allCounted + `[？?。 ]*`)
)

// largestWords ask which of several sums is the largest.
var largestWords = pattern.Of(`^(那|那么|请问|这些|这里面|其中|里面|我们|，|,)*(哪一?[项个笔条种样块](奖励|补贴|补助|钱)?(给|拿|补|奖|能拿|金额|钱|得)*(的|得|是)?最[多高大]|最[多高大]的?(一|那)?[项个笔条]?(奖励|补贴|补助|钱|金额)?(的)?是?(哪|什么|啥)|大头(是|在)(哪|什么|啥))`)

// chooses asks which of several that go together is to be chosen.
var chooses = pattern.Whole(`(那|那么|所以|我们|该|应该|，|,)*(选|要|报|留)(哪一?[个项])(好|划算|合算|合适)?[呢啊]?[？?。 ]*|(那|那么)*哪一?[个项](更?划算|更?合算|更多|留下|保留)[呢啊]?[？?。 ]*`)

// largest says which of the sums that were worked out is the largest, and how it came about;
// a larger ceiling stands beside it, as no promise. It is false if that is not asked, or no
// two sums are known.
func (u *turn) largest() bool {
	if u.hears(chooses, u.text) && len(u.inStatus(nil, calc.Payable)) < 2 || !u.hears(chooses, u.text) && !u.hears(largestWords, u.text) || strings.Contains(u.text, "能拿多少") {
		return false
	}
	best, ceiling := greatest(u.inStatus(nil, calc.Payable)), greatest(u.inStatus(nil, calc.Ceiling))
	if best == nil {
		best = ceiling
	}
	if best == nil {
		return false
	}
	u.engaged, u.kind = true, KindAssessment
	u.out.Line().Words("按目前知道的情况，金额最大的是：")
	u.explainOf([]string{best.ID})
	if ceiling != nil && greatest([]*calc.Result{best, ceiling}) == ceiling && ceiling != best {
		u.out.Line().Words("另有只写了上限的：").Headline(ceiling, u.reference())
	}
	return true
}

// greatest is the first of some results with the largest amount; nil if there are none.
func greatest(of []*calc.Result) *calc.Result {
	if len(of) == 0 {
		return nil
	}
	return slices.MaxFunc(of, func(a, b *calc.Result) int { return cmp.Compare(a.Bounds.Max, b.Bounds.Max) })
}

// comparesSums is what is left, the names aside, of a message that asks which of some things comes to
// more, or by how much.
var comparesSums = pattern.Whole(`(那|那么|请问|我们?|的|这|和|与|跟|以?及|、|比起?来?|相比|，|,|是|钱|金额|还是)*(` +
	`(哪一?[项个笔条种样块边]|谁)(奖励|补助|补贴|金额|钱)?(能|可以|会|给|拿|补|奖|领|得|的|到|更|还|要|是|比较)*(多|高|大|少|低|划算|合算)|` +
	`(相?差|(能|可以|会|拿|给|补|奖|的|要|还)*[多少高低大](拿|给|补|奖|出|了)*)(多少|几多)|` +
	`(给|拿|补|奖|的)?[多高大](还是|，|,)(给|拿|补|奖|的)?[多高大]|(更|还|要|拿|给|得)*[多高大少低](吗|么|吧|不))(一些|一点|点|些|钱|的)*[呢啊]?[？?。 ]*`)

// setsBeside says what each of the things comes to that a message compares, and how far two of them lie
// apart; false if it compares none, or what one comes to is not known.
func (u *turn) setsBeside() bool {
	if !strings.ContainsAny(u.text, "多少高低大划合") || u.now.Settled().Empty() || len(u.now.Confirm) > 0 {
		return false
	}
	ids := u.namedIn(u.text)
	if len(ids) < 2 || !comparesSums.MatchString(u.withoutNames(u.text)) || !u.settles(ids) {
		return false
	}
	u.engaged, u.kind = true, KindAssessment
	list := u.inStatus(ids, calc.Payable, calc.NotMet, calc.Ceiling, calc.Superseded)
	u.out.Line().Words("按目前知道的情况：")
	for _, r := range list {
		u.out.Headline(r, u.reference())
	}
	if len(list) == 2 && list[0].Status == calc.Payable && list[1].Status == calc.Payable {
		if a, b := list[0].Amount, list[1].Amount; a.Decimal() == b.Decimal() {
			u.out.Line().Words("两项一样多。")
		} else {
			u.out.Line().Title(greatest(list)).Words("更多。").Line().Words("两者相差").Difference(answer.OfFigure(a), answer.OfFigure(b)).Words("。")
		}
	}
	u.out.Offices(list[0])
	return true
}

// partAsked asks what one of the levels of government bears of a sum that is shared out.
var partAsked = pattern.Whole(`(那|那么|其中|由|要|，|,)*(市|区|县)(里|级|本级|县|、县（市）|县市|财政)?(要|应|得|该)?(呢|(出|拿|承担|配套?|负担|分担|给)(多少|几多)(钱)?)[呢啊]?[？?。 ]*`)

// isAward asks whether that is granted to the enterprise at all.
var isAward = pattern.Whole(`(?:那|那么|所以|这|这个?|这笔|钱|些|，|,)*(?:到底|还)?(?:算不算|是不是|算|是)说?(?:` +
	`(?:发|补|奖|奖励|补助)给(?:我们?|咱们?)?(?:企业|公司)?的?(?:钱|奖励|补助)?|给?(?:我们?|咱们?)?(?:企业|公司)?的?(?:奖励|奖金|补助|补贴|奖))的?(?:吗|么|吧|对吧|是吧|呢|[？?])+`)

// sharesOut says how a sum that is known is shared out, where that is asked for; false if it is not.
func (u *turn) sharesOut() bool {
	if !u.hears(partAsked, u.text) && !u.hears(isAward, u.text) {
		return false
	}
	split := u.inStatus(nil, calc.Divided)
	if len(split) == 0 {
		return false
	}
	u.explainOf([]string{split[0].ID})
	return true
}
