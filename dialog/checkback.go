package dialog

import (
	"slices"
	"unicode/utf8"

	"suance/calc"
	"suance/calc/fact"
	"suance/calc/money"
	"suance/dialog/answer"
	"suance/dialog/nlu"
	"suance/dialog/pattern"
)

// After a result people check how far something is away, or what so many would come to, and want to hear whether it is
// so (那就是还差20亿对吧; 再投120万就封顶了对不; 3个就是150对吧). It states nothing.

// checksBack answers such a message; false if it is none.
func (u *turn) checksBack() bool {
	const most = 32
	if !u.now.Begun || u.now.Settled().Empty() || len(u.now.Confirm) > 0 || !u.hears(tagEnds, u.text) || u.hears(asksEnough, u.text) || utf8.RuneCountInString(u.text) > most {
		return false
	}
	text := u.text
	if tag := tagEnds.FindStringIndex(text); tag != nil && tag[0] > 0 { // 150对吧 counts no pairs
		text = text[:tag[0]] + "，" + text[tag[0]:]
	}
	said := amountsOf(nlu.Quantities(text))
	if len(said) == 0 || len(said) > 2 || slices.ContainsFunc(said, func(q nlu.Quantity) bool { return q.Value == "" }) {
		return false
	}
	_, marked := u.nameCutOff(withAmounts(text, said))
	switch {
	case gapFrom.MatchString(marked) && len(said) == 2:
		return u.checksGap(said[1], &said[0])
	case gapThen.MatchString(marked), gapTo.MatchString(marked) && len(said) == 1:
		return u.checksGap(said[0], nil)
	case caseComesTo.MatchString(marked) && len(said) == 2:
		return u.checksCase(said[0], said[1])
	}
	return false
}

// checksGap says whether so much is wanting to the next better outcome, or to a target, with what is; false if nothing is
// known to be wanting. What was supposed before may be meant.
func (u *turn) checksGap(gap nlu.Quantity, target *nlu.Quantity) bool {
	told, ok := u.written(func() bool { return target != nil && u.awayFromTarget(*target) || u.nearby() })
	if right := ok && tellsGap(told, gap); !right && u.now.Supposed.Schema() != nil {
		if rest, supposed := u.gapsSupposed(); tellsGap(rest, gap) {
			u.engaged, u.kind, u.rests = true, KindAssessment, supposed
			u.out.Line().Words("对，按刚才假设的情况：").Append(rest)
			return true
		}
	}
	if !ok {
		return false
	}
	if tellsGap(told, gap) {
		u.out.Line().Words("对：")
	} else {
		u.out.Line().Words("不是这个数，按记着的情况：")
	}
	u.out.Append(told)
	return true
}

// written is what a way to answer writes, by itself, and whether it answers.
func (u *turn) written(answers func() bool) (answer.Text, bool) {
	out := u.out
	u.out = answer.New(u.policy)
	ok := answers()
	text := u.out.Text()
	u.out = out
	return text, ok
}

// awayFromTarget says how far what is known is from an amount, and what that would bring; false if it is of nothing spoken of.
func (u *turn) awayFromTarget(target nlu.Quantity) bool {
	for i := range u.policy.Rules.Measures {
		r := resultOf(u.figures(), u.policy.Rules.Measures[i].ID)
		if scope := u.scope(); len(scope) > 0 && !slices.Contains(scope, r.ID) || !u.knowsOf([]string{r.ID}) {
			continue
		}
		for _, sp := range u.factsOf([]string{r.ID}) {
			if there := u.amountAway(r, sp, target.Text+"还差多少"); there != nil {
				u.engaged, u.kind = true, KindAssessment
				u.out.Passage(there).Offices(r)
				return true
			}
		}
	}
	return false
}

// gapsSupposed are the ways to the next better outcomes of what was supposed before, and what they rest on.
func (u *turn) gapsSupposed() (answer.Text, *calc.Assessment) {
	supposed, _ := u.compatible(u.now.Settled(), u.statedIn(u.now.Supposed))
	a := u.assessOf(supposed)
	text, _ := u.written(func() bool {
		for i := range a.Measures {
			r := &a.Measures[i]
			if scope := u.scope(); len(scope) > 0 && !slices.Contains(scope, r.ID) {
				continue
			}
			for _, n := range r.Near {
				u.out.Nearer(r, n)
			}
		}
		return true
	})
	return text, a
}

// tellsGap says whether a text says that so much is wanting.
func tellsGap(told answer.Text, gap nlu.Quantity) bool {
	text := told.String()
	runes := []rune(text)
	return slices.ContainsFunc(nlu.Quantities(text), func(q nlu.Quantity) bool {
		return q.Span.Start > 0 && runes[q.Span.Start-1] == '差' && q.Kind == gap.Kind && (q.Value == gap.Value || isMoney(q) && nearlySame(q.Value, gap.Value))
	})
}

// nearlySame says whether two sums are the same but for what one leaves off when speaking (1333万 of 13,333,333.34元).
func nearlySame(exact, spoken string) bool {
	const thousandth = 1000
	a, err := money.ParseAmount(exact)
	b, wrong := money.ParseAmount(spoken)
	return err == nil && wrong == nil && max(a-b, b-a)*thousandth < a
}

// checksCase says what so many would come to, and whether that is the sum that was said; false if they are of nothing spoken
// of, or known already.
func (u *turn) checksCase(many, sum nlu.Quantity) bool {
	read := u.supposedOfRecent("如果" + many.Text)
	want, err := money.ParseAmount(inWan(sum))
	if read == nil || len(read.WhatIf) != 1 || err != nil || !isMoney(sum) && sum.Kind != nlu.KindNumber || isMoney(many) != (u.spec(read.WhatIf[0].Fact).Type == fact.Money) {
		return false
	}
	list := news(u.now.Settled(), []statement{{id: read.WhatIf[0].Fact, value: read.WhatIf[0].Value}})
	if len(list) == 0 {
		return false
	}
	supposed, list := u.compatible(u.now.Settled(), list)
	if len(list) == 0 {
		return false
	}
	a := u.figuresOf(supposed)
	is := func(f calc.Figure) bool {
		sum, err := money.ParseAmount(f.Decimal())
		return f.Present() && err == nil && sum == want
	}
	came := is(a.Total.Payable) || slices.ContainsFunc(a.Measures, func(r calc.Result) bool { return is(r.Amount) })
	if came {
		u.out.Line().Words("对，这样算出来的有这个数：")
	} else {
		u.out.Line().Words("不是这个数，这样算出来的是：")
	}
	u.tryOut(u.now.Settled(), supposed, list)
	return true
}

// tagEnds ends a message that wants to hear whether it is so. The others are the whole of one, with N for its amounts and
// without a name: how far it is to something, or how much more it takes, and what so many come to.
var (
	tagEnds = pattern.Of(isItSo + `$`)
	gapFrom = pattern.Whole(checkHead + `(?:离|距离?|到|要到)N` + `(?:的?[这那]?一?档|的)?` + wants + `N` + tagWhole)
	gapThen = pattern.Whole(checkHead + wants + `N(?:就|才|能|可以|会|拿|，|,)*到N` + tagWhole)
	gapTo   = pattern.Whole(checkHead + `(?:(?:离|距离?)(?:下一?档|上一?档|封顶|达标|拿满))?(?:` + wants + `|再` + moreOf + `)N` +
		`(?:就|才|能|可以|会|到|上|够|拿|，|,)*(?:封顶|到顶|顶格|拿满|满额|满|[下上]一?个?档次?|达标|够)?(?:了|的)*` + tagWhole)
	caseComesTo = pattern.Whole(checkHead + `N(?:的话|，|,)*(?:就|那就|应该|能|可以|会)+(?:是|有|拿|给|补|奖|得|领)*到?N` + tagWhole)
)

const (
	checkHead = `(?:那么?|所以|这么说|也就是说?|就是说?|如果|要是|就是|就|是|现在|目前|我们?|等于|应该|的|，|,| )*`
	wants     = `(?:的|就|还|只|才|是|也|应该|大概|，|,)*(?:(?:差|缺|欠)(?:了|着|个)?|(?:还|再|得|要)(?:要|需要?|得|再)` + moreOf + `)`
	moreOf    = `(?:多|投|买|采购|卖|产|做|加|增加|生产|追加|认定|涨|有|个)*`
	isItSo    = `(?:对不对?|对[吗吧么]|是[吗吧么]|是不是|没错吧|吧|吗|么)[呢啊]*[？?。！! ]*`
	tagWhole  = `(?:了|啦|咯|的)*[，, ]*` + isItSo
)
