package dialog

import (
	"slices"
	"strings"

	"suance/calc"
	"suance/calc/fact"
	"suance/calc/money"
	"suance/dialog/nlu"
	"suance/dialog/pattern"
)

// After a result a sum without a name is doubted (96万对不对) or repeated (那就是50万咯): it is said
// whether it is what came out, and how that came about. It states nothing.

// doubtsSum is what is left of such a message without its sum, and repeats what is left of one
// that draws the conclusion; otherReading asks how else the text can be read.
var (
	doubtsSum = pattern.Whole(`(那|那么|所以|这么说|就|也|还|我们|是|不应该是|不应是|应该是?|不是|总共|一共|合计|给|补|奖|拿|能拿|现在|目前|最后|最终|结果|确认|一下|，|,)*(对不对|对吗|是吗|对吧|是吧|没错吧?|没错吗|对么|是不是|准不准|准吗|确定吗|确定么|确定吧|确不确定|靠谱吗)[？?。！! ]*|(那|那么|所以|怎么|难道|，|,)*(不应该|不该|不)(就)?是吗[？?。 ]*|(那|那么|所以|，|,)*是不是[？?。 ]*|` +
		`(那|那么|所以|这么说|现在|目前|最后|最终|，|,)*(就|也)?(还|确认(一下)?)(是|能拿|拿|有)?(吗|么|吧)[？?。 ]*`)
	repeatsSum   = pattern.Whole(`(那|那么|所以|这么说|也)+(就)?是(，|,)*(咯|了|啊)?[？?。！! ]*`)
	otherReading = pattern.Of(`(另外?一?[种个]|别的|其[他它]|哪一?种|两种|不同)的?(读法|算法|理解|解释|口径|说法)|(怎么|咋|为什么|为啥|哪来)(会|还|又|来)*(有|出来|冒出)了?一?个[^，。？?]{0,12}的?(说法|读法|算法|数)|按(低|高|较低|较高|另一种|别的|其他)的?(档|比例|标准|方式)?的?(去|来)?(算|走|理解)`)
)

// doubts answers such a message; false if it is none.
func (u *turn) doubts() bool {
	if !u.now.Begun || !strings.ContainsAny(u.text, "是对确错准") || u.now.Settled().Empty() || len(u.now.Confirm) > 0 || len(u.namedIn(u.text)) > 0 {
		return false
	}
	said := amountsOf(nlu.Quantities(u.text))
	if len(said) != 1 {
		return false
	}
	rest := string(cut([]rune(u.text), said[0].Span))
	doubted, concludes := doubtsSum.MatchString(rest), repeatsSum.MatchString(rest)
	if doubted && u.saidBack(said[0]) {
		return true
	}
	if !concludes && !doubted || u.now.Asking != "" && !(doubted && !numeric(u.spec(u.now.Asking))) || len(u.factsNamed(u.text)) > 0 || !isMoney(said[0]) || said[0].Value == "" || u.knownAs(said[0]) != nil {
		return false
	}
	came := u.cameOut(said[0].Value)
	if u.now.Asking != "" { // 就是100万对吧, in the midst of all that is asked for
		paying := u.inStatus(nil, calc.Payable, calc.Ceiling)
		if one := except(paying, func(r *calc.Result) bool { return r.Amount.Decimal() != said[0].Value }); len(one) > 0 {
			paying = one
		}
		if len(paying) == 0 {
			return false
		}
		u.whetherCame(came)
		u.explainOf(idsOf(paying))
		return true
	}
	if concludes && !came || len(u.explained()) == 0 {
		return false
	}
	if len(u.inStatus(nil, calc.Payable, calc.Ceiling)) == 0 { // 1.8亿是吧, of what is wanting
		return u.nearby() || u.explain()
	}
	u.whetherCame(came)
	return u.explain()
}

// concludes answers a message that concludes from a result that nothing is had (那营收奖没戏了？一分钱都没有吗), or wonders
// that something is (产值没到50亿也给？), with how that came about; false if it is none, or no result is known.
func (u *turn) concludes() bool {
	if !u.now.Begun || u.now.Settled().Empty() || len(u.now.Confirm) > 0 || u.now.Asking != "" && !strings.ContainsAny(u.text, askingMarks+"吧") {
		return false
	}
	if !(u.hears(nothingHad, u.text) || u.hears(mayConclude, u.text) && nothingHad.MatchString(u.withoutNames(u.text))) && !u.wonders() {
		return false
	}
	ids := u.explained()
	if len(ids) == 0 {
		ids = idsOf(u.inStatus(u.lately(), calc.NotMet))
	}
	if len(ids) == 0 || u.needsFacts(ids) {
		return false
	}
	u.explainOf(ids)
	return true
}

// wonders says whether a message asks whether something is given below a line that is not reached by what is known.
func (u *turn) wonders() bool {
	if !u.hears(givenBelow, u.text) {
		return false
	}
	said := amountsOf(nlu.Quantities(u.text))
	return len(said) == 1 && slices.ContainsFunc(u.numbersKnown(), func(id fact.ID) bool {
		sp := u.spec(id)
		v, err := sp.Parse(said[0].Text)
		n, exact := u.now.Settled().Get(id).Exact()
		return err == nil && exact && n < v && weaklyNames(sp, u.text)
	})
}

// mayConclude is in every message that concludes that nothing is had, nothingHad the whole of one without the names
// in it; givenBelow ends one that wonders that something is given below a line.
var (
	mayConclude = pattern.Of(`没戏|没.{0,3}份|没希望|没指望|泡汤|白搭|没得拿|没钱拿|一[分毛]|半毛|拿不到|领不到`)
	nothingHad  = pattern.Whole(`(?:那|那么|所以|这么说|这样|也就是说|就是说|岂不是|难道|比[去上]年[少低跌降]了?|就|是|也|，|,|我们?|咱们?|我司|企业|公司|这个?|的|奖励|补助|奖|钱|都|真的?|全|彻底)*` +
		`(?:没戏|没份|没有?(?:我们?|咱们?)的?份|没希望|没指望|没得拿|没钱拿|泡汤|白搭|(?:一分|一毛|半毛|一点)(?:钱|奖励|补助)?儿?(?:都|也)?(?:没有?|没得|拿不[到着]|领不[到着]|得不到|不给|不补|不奖|没给)(?:拿|给)?|拿不到|领不到)` +
		`(?:钱|了|咯|喽|啦|吗|么|吧|呀|啊|是吧|对吧|是吗|的|[，, ])*[？?。！! ]*`)
	givenBelow = pattern.Of(`(?:没到|不到|没达到|未达到|未到|达不到|不足|低于|没过|不满)[^，。？?]{2,10}[，, ]*(?:的话)?(?:也|照样|还)(?:能|可以|会)?(?:给|拿|补|奖|领|有|算)(?:到|得)?(?:钱|奖励|奖|补助)?[吗么吧啊呀]*[？?]*$`)
)

// whetherCame says whether a sum that was said is what came out.
func (u *turn) whetherCame(came bool) {
	if came {
		u.out.Line().Words("对，算出来的有这个数：")
		return
	}
	u.out.Line().Words("不是这个数，算出来的是：")
}

// disbelieves answers a message that cannot believe what came out (才50万？不是说100万吗; 应该是100万才对吧)
// or reckons it otherwise (120万的九成不是108万吗) with how it came about; false if it is none. The sums in
// it are those of the result, of what is known, or of what was hoped for, and state nothing.
func (u *turn) disbelieves() bool {
	if u.findsLittle() {
		return true
	}
	if !u.relayed && !u.hears(disbelief, u.text) || len(u.now.Confirm) > 0 || len(u.namedIn(u.text)) > 0 {
		return false
	}
	said, text := amountsMarked(u.text, func(q nlu.Quantity) bool { return q.Kind != nlu.KindCount && q.Kind != nlu.KindDate })
	own, ofKnown, sums := 0, "", reckonsSum.MatchString(text)
	for _, q := range said {
		if sp := u.knownAs(q); sp != nil {
			own, ofKnown = own+1, wordFor(sp, u.text)
		} else if sums && u.cameOut(inWan(q)) { // 200加80
			own++
		} else if q.Kind == nlu.KindShare && slices.ContainsFunc(u.scope(), func(id string) bool { return u.writes(id, q.Text) }) {
			own++ // 30%不应该是1500万吗
		}
	}
	money := !slices.ContainsFunc(said, func(q nlu.Quantity) bool { return !isMoney(q) })
	result := !slices.ContainsFunc(said, func(q nlu.Quantity) bool { return !u.ofResult(q) })
	plain := money && result && len(u.factsNamed(u.text)) == 0 && u.hears(disbelievesSum, text)
	if len(said) == 0 || !plain && !u.reckonsOtherwise(strings.Replace(text, ofKnown, "", 1), len(said), own, result) {
		return false
	}
	came, settled := u.cameAbout()
	if !settled && plain {
		u.noneYet()
		return true
	}
	if !settled {
		return false
	}
	other := slices.ContainsFunc(said, func(q nlu.Quantity) bool { return !u.cameOut(inWan(q)) && u.knownAs(q) == nil })
	var next *calc.Step
	for i := len(said) - 1; i >= 0 && next == nil; i-- {
		next = stepAfter(came, said[i].Value)
	}
	switch {
	case plain && strings.Contains(u.text, "还是"):
		u.whetherCame(!other)
	case next != nil:
		u.out.Line().Words("您说的数是算到一半的，后面还有一步：").Calculated(next.Text).Words("。记着的情况没有改。")
	case other:
		u.asComputed()
	}
	u.explainOf(idsOf(came))
	return true
}

// protests answers a message that finds what came out too little or wrong, and says no sum (不是应该更多吗, 才这点, 你算错了),
// with how it came about; false if it is none, or nothing came out. What is asked for stays.
func (u *turn) protests() bool {
	if !u.now.Begun || !u.hears(protest, u.text) || len(u.now.Confirm) > 0 || u.now.Settled().Empty() {
		return false
	}
	came, settled := u.cameAbout()
	if !settled {
		return false
	}
	u.asComputed()
	u.explainOf(idsOf(came))
	return true
}

// protest is the whole of such a message.
var protest = pattern.Whole(`(?:那|那么|所以|但是?|可是?|咦|啊|哦|额|诶|嗯|什么|不对[吧啊]?|不会吧|难道|你们?|您|这个?|我们?|的|总|老|觉得|感觉|好像|似乎|恐怕|有没有|是不是|会不会|怕是|结果|最后|[，,。！!？? ])*(?:` +
	`(?:(?:不是|不)?(?:应该|应当|该|理应|本来|不是)(?:能|可以|还|会|要|是|有|拿|给|补|奖)*(?:更[多高]|再?[多高]一?[点些])|(?:不是|不)?(?:应该|应当|该|肯定|绝对|会|是)*不[止只](?:是|有|能|拿|给)*)` + soLittle + `?|` +
	`(?:怎么|咋|为什么|为啥|居然|竟然|可能)(?:会|就|才|只|有|是|给|能|拿|补|奖|得)*(?:` + soLittle + `|少|低)|` +
	`(?:就|才|只)(?:有|是|给|能|拿|补|奖|得|到)*` + soLittle + `|` +
	`(?:[给算拿补奖]?得?|有点?|太|也太|未免|实在)*[少低](?:算|给)?了(?:一?[点些])?|` +
	`(?:[少漏多错]算|算[少漏多错岔])(?:了|的)?|[搞弄]错|(?:算|数|结果|金额)(?:得|的)?(?:是|都|也)*(?:不对|有误|有问题|不准))` +
	`(?:没有?|才对|才是|的|了|钱|吧|吗|么|嘛|啊|呀|呢|[，,。！!？?~～ ])*`)

// soLittle points at what came out as little.
const soLittle = `(?:(?:(?:这么|那么|这样)(?:一?点|一?些|少|低|多)|[这那]一?[点些]|这几个|这个数|这个)(?:儿|钱)*)`

// asComputed says before what came out that nothing was changed by a message that holds it for wrong.
func (u *turn) asComputed() {
	u.out.Line().Words("算出来的是这样，记着的情况没有改；有说错的，请连同名称再说一次：")
}

// cameAbout is what came out of what is asked for, or else of anything that is known; false if nothing did.
func (u *turn) cameAbout() (came []*calc.Result, settled bool) {
	if came = u.paying(); len(came) > 0 {
		return came, true
	}
	if ids := u.explained(); len(ids) > 0 && !u.needsFacts(ids) {
		return u.inStatus(ids, calc.NotMet), true
	}
	return nil, false
}

// paying are the results of what is asked for that bring something, or else of anything.
func (u *turn) paying() []*calc.Result {
	if came := u.inStatus(u.scope(), calc.Payable, calc.Ceiling); len(came) > 0 {
		return came
	}
	return u.inStatus(nil, calc.Payable, calc.Ceiling)
}

// inWan is the value of an amount, of a bare number in 万: of awards one speaks so.
func inWan(q nlu.Quantity) string {
	if q.Kind == nlu.KindNumber && q.Number != "" && len(q.Number) <= 6 {
		if sum, err := money.ParseAmount(q.Number + "万元"); err == nil {
			return sum.String()
		}
	}
	return q.Value
}

// noneYet says of a sum that nothing has come out that it could be, and what is known.
func (u *turn) noneYet() {
	u.engaged, u.kind = true, KindClarify
	u.out.Line().Words("这一项还没有算出金额，您说的这个数没有记下。")
	if r := u.atHand(); !u.explain() && r != nil {
		u.out.Headline(r, u.reference()).Possible(r)
	}
}

// ofResult says whether a sum is that of a result, or may well be meant for one: what is asked for can
// come to as much, all together, and it is no nearer to a sum that is known.
func (u *turn) ofResult(q nlu.Quantity) bool {
	if u.cameOut(q.Value) {
		return true
	}
	sum, err := money.ParseAmount(q.Value)
	if err != nil {
		return false
	}
	can, all := false, money.Amount(0)
	blank := u.figuresOf(u.Begin().Facts) // what each measure can come to at all
	for i := range blank.Measures {
		if scope := u.scope(); len(scope) == 0 || slices.Contains(scope, blank.Measures[i].ID) {
			can = can || blank.Measures[i].Bounds.Unlimited
			all += blank.Measures[i].Bounds.Max
		}
	}
	return (can || sum <= all) && !u.likelierKnown(int64(sum))
}

// likelierKnown says whether a sum is nearer to one that is known than to any that what is asked for can
// come to.
func (u *turn) likelierKnown(sum int64) bool {
	far, scope := int64(farApart), u.scope()
	for i := range u.figures().Measures {
		if r := &u.figures().Measures[i]; (len(scope) == 0 || slices.Contains(scope, r.ID)) && r.Bounds.Max > 0 && !r.Bounds.Unlimited {
			far = min(far, timesApart(sum, int64(r.Bounds.Max)))
		}
	}
	return slices.ContainsFunc(u.numbersKnown(), func(id fact.ID) bool {
		return u.spec(id).Type == fact.Money && u.apart(id, sum) < far
	})
}

// sumsMarked are the sums of a text, and the text with N for each; none where it has other amounts.
func sumsMarked(text string) (sums []nlu.Quantity, marked string) {
	return amountsMarked(text, isMoney)
}

// amountsMarked are the amounts of a text, all of which are such, and the text with N for each; none
// where it has others.
func amountsMarked(text string, such func(nlu.Quantity) bool) (sums []nlu.Quantity, marked string) {
	sums = amountsOf(nlu.Quantities(text))
	if slices.ContainsFunc(sums, func(q nlu.Quantity) bool { return !such(q) || q.Value == "" }) {
		return nil, ""
	}
	return sums, withAmounts(text, sums)
}

// asksOfTotal answers a message that asks why all together does not come to some sum, or why one is
// not in it (为什么不是280万; 80万怎么没算进去; 不是该200万吗), with how all that pays comes about, and the
// total; false if it is none. What was asked for by name is explained as such.
func (u *turn) asksOfTotal() bool {
	if u.doubtsTotal() {
		return true
	}
	if !u.hears(ofTotal, u.text) || len(u.now.Confirm) > 0 || u.now.Settled().Empty() {
		return false
	}
	said, text := sumsMarked(u.text)
	if len(said) != 1 || !leftOut.MatchString(nlu.Plain(text)) && !leftOut.MatchString(u.withoutNames(text)) && !u.hears(whyTotal, text) {
		return false
	}
	ids := u.scope()
	if len(ids) == 0 {
		ids = idsOf(u.inStatus(nil, calc.Payable, calc.Ceiling))
	}
	if len(ids) == 0 || !u.knowsOf(ids) && u.needsFacts(ids) {
		return false
	}
	u.explainOf(ids)
	if len(u.inStatus(ids, calc.Payable)) == 1 && len(u.inStatus(ids, calc.Ceiling)) > 0 { // ceilings stand beside it, and are in no total
		u.out.Total(u.assess())
	}
	return true
}

// doubtsTotal answers a message that holds the total for wrong (总数不对吧，应该是280万; 合计算错了吧) with how
// all that pays comes about, and the total: its sum, if it says one, states nothing. It is false if it is
// another, or nothing pays.
func (u *turn) doubtsTotal() bool {
	name := ofWhole.FindString(u.text)
	if name == "" || u.now.Settled().Empty() || slices.ContainsFunc(u.numbersKnown(), func(id fact.ID) bool { return strings.Contains(u.spec(id).Label, name) }) {
		return false // 总额不对, of what was invested
	}
	said, text := amountsMarked(u.text, func(q nlu.Quantity) bool { return isMoney(q) || q.Kind == nlu.KindNumber }) // 总数应该是280万
	if len(said) == 0 {
		text = u.text
	}
	ids := idsOf(u.inStatus(nil, calc.Payable, calc.Ceiling))
	if len(said) > 1 || len(ids) == 0 || !u.hears(totalWrong, text) || len(said) == 1 && !u.mayBeTotal(said[0]) {
		return false
	}
	if len(said) == 1 && u.figures().Total.Payable.Decimal() == said[0].Value {
		u.whetherCame(true)
	} else {
		u.asComputed()
	}
	u.explainOf(ids)
	if len(u.inStatus(ids, calc.Payable)) == 1 {
		u.out.Total(u.assess())
	}
	return true
}

// mayBeTotal says whether a sum may well be meant for the total.
func (u *turn) mayBeTotal(q nlu.Quantity) bool {
	sum, err := money.ParseAmount(q.Value)
	return err == nil && (u.cameOut(q.Value) || !u.likelierKnown(int64(sum)))
}

// ofWhole names the total, totalWrong is the whole of a message that holds it for wrong, with N for a sum.
var (
	ofWhole    = pattern.Of(`总[数额共和]|总金额|合计|总计|一共|加起来`)
	totalWrong = pattern.Whole(`(?:那|那么|你们?这个?|这个?|这里的?|算的|的|最后|最终|[，, ])*(?:总[数额共和]|总金额|合计|总计|一共|加起来)(?:` +
		`(?:是不是|好像|应该|感觉|的?金额|的?数|也|就|都|有点)*(?:不对|不太对|有误|不准|不止|[算搞弄加]?错)(?:了|吧|啊|呀|吗|么|没有?|的|[，,。？?！! ])*(?:(?:难道)?(?:不是|应该|应当|该|我算|要|是)+(?:是|有|为|的|能拿|给)*N(?:才对|才是|吧|吗|么|啊|呀|的)*)?|` +
		`(?:难道)?(?:不是|应该|应当|该|怎么也|至少)+(?:是|有|为|能拿|给)*N(?:才对|才是|吧|吗|么|啊|呀|的)*)[。？?！! ]*`)
)

// whyTotal is the whole of such a message, and leftOut of one that asks why a sum is not counted,
// with N for the sum, n in what is plain; ofTotal is in every one.
var (
	ofTotal  = pattern.Of(`为什么|为啥|为何|怎么|咋|凭什么|不是应?[该当]`)
	whyTotal = pattern.Whole(`(?:那么?|可是?|但是?|合计|总[数额共的]|一共|加起来|结果|，|,)*(?:` +
		`(?:为什么|为啥|为何|怎么|咋|凭什么)(?:会|合计|总[数额共的]|一共|加起来|就)*(?:不是|没有?|不到|没到|不给|不能拿|是|才|只有?|只能|只给|只算)(?:是|给|能?拿|有)*N|` +
		`(?:难道)?不是(?:应该|应当|该)(?:是|给|能?拿|有)*N(?:吗|么|嘛|[？?]))(?:呢|啊|呀|吧|才对|的)*[。？?！! ]*`)
	leftOut = pattern.Whole(`(?:那么?|可是?|但是?|，|,)*(?:的|那|这)*n(?:的|奖励|补助|补贴|钱)*(?:为什么|为啥|为何|怎么|咋|凭什么)(?:就|都|也|会)*(?:没有?|不|被)?(?:给|算|计|加|扣|减|包括|包含)(?:进去|进来|进|入|上|掉|在内|在里面|到|合计|总[数额]|里面?)*[了呢啊呀]*[。？?！! ]*|` +
		`(?:那么?|可是?|但是?|，|,)*(?:为什么|为啥|为何|怎么|咋|凭什么)(?:没有?|不|扣|减)(?:把|算|加|计|掉|了|上|入)*(?:的|那|这)*n(?:算|加|计)*(?:进去|进来|上|在内)*[了呢啊呀]*[。？?！! ]*`)
)

// stepAfter is the step of one of some results that follows the one which comes to a sum; nil if there
// is none.
func stepAfter(list []*calc.Result, sum string) *calc.Step {
	for _, r := range list {
		for i := 1; i < len(r.Steps); i++ {
			if f := r.Steps[i-1].Amount; f.Present() && f.Decimal() == sum && r.Steps[i].Amount.Decimal() != sum {
				return &r.Steps[i]
			}
		}
	}
	return nil
}

// reckonsOtherwise says whether a text, with N for its sums, some of them known or that of a result,
// reckons a result in another way or asks whether it is not another: 120万的九成不是108万吗, 我们财务算的是108万.
func (u *turn) reckonsOtherwise(text string, sums, known int, result bool) bool {
	if !u.hears(reckoning, text) || u.hears(whyTotal, text) {
		return false
	}
	switch {
	case known > 0 && known < sums && (u.hears(reckonsWith, text) || u.hears(disputes, text)):
		return true
	case known > 0:
		return false
	}
	if sp := u.spec(u.now.Asking); sp != nil && sp.Type == fact.Money {
		return false
	}
	return u.hears(reckonedBy, text) || u.hears(differs, text) || result && u.hears(disputes, text)
}

// reckoning is the whole of such a message; reckonsWith works one sum out of another, reckonedBy tells
// who reckoned, disputes asks whether it is not so, differs
// says that it is not what came out here.
var (
	reckoning   = pattern.Whole(`(?:N|不对[吧啊呀]?|不会吧|那|咦|啊|诶|哦|怎么|难道|我们?|我这[边里]?|自己|你们?|您|这个?|` + who + `|他们?|她们?|那边|人家|说|讲|觉得|认为|按|照|用|就|也|还|是|不是|不该|不应[该当]|少了?|该|应该|应当|得|等于|有|能?拿到?|能补|补|奖|给|=|了|的|话|来|去|一?下|过|算|查|得出|出来|下来|着|乘以?|[×xX*]|打|减去?|[-－]|加上?|[+＋]|加起来|那?一?档|要|才对|才是|只|才|结果|跟|和|与|不一样|不一致|不同|对不上|有出入|哪个对|谁对|到底|对不对|对[吗吧]|是[吧吗]|是不是|有没有|[算搞弄]错了?|没错吧|吗|么|嘛|吧|呀|呢|[，,。.？?！!、 ：:])*`)
	reckonsWith = pattern.Of(`N(?:的|乘以?|[×xX*]|按|打|减去?|[-－]|加上?|[+＋])+N`)
	reckonsSum  = pattern.Of(`N(?:加上?|[+＋])N`)
	reckonedBy  = pattern.Of(`(?:我|我们|我自己|他|她|` + who + `)(?:那?边|这[边里])?[^N，,]{0,3}(?:算(?:出来|下来|过|了|着|得|的|是|下)*N|(?:结果|得出)[^N，,]{0,3}N)|计算器[^N，,]{0,6}N`)
	differs     = pattern.Of(`[跟和与](?:你|您|这)[^N，,]{0,6}(?:不一样|不一致|不同|对不上|有出入)|(?:对不上|不一样)[。！!]*$|(?:你们?|您)(?:算的?|的|这个?|这[边里]|是不是|有没有)*(?:不对|[算搞弄]错)|怎么(?:你们?|您)(?:这[边里]|算|的)*[只才]`)
	disputes    = pattern.Of(`(?:不是|不该|难道|不应该)[^，,]*N[^，,]*[吗么嘛？?]|[算搞弄]错了?[吧吗没？?]|该是?N[^N]*(?:对不对|对[吗吧]|是[吧吗]|吗|[？?])`)
)

// who are those who may tell another sum than came out.
const who = `财务|会计|老板|领导|同事|代账(?:公司)?|中介(?:公司)?|顾问|朋友|别人|网上|(?:区里|街道|局里?|园区)的?人|计算器|隔壁(?:部门)?`

// disbelief is in every such message; disbelievesSum is the whole of one, with N for its sums.
var (
	disbelief      = pattern.Of(`才|只|怎么|不是|不该|难道|错|该|算|不对|还是|不一样|对不上|结果|得出|说有|说能`)
	disbelievesSum = pattern.Whole(`(?:(?:(?:那|那么|咦|啊|哦|额|诶|什么|不对吧|不会吧|不对啊|怎么会|搞错了吧|算错了吧|弄错了吧|是不是[算搞弄]错了?|有没有[算搞弄]错|[，,？?！!。 ])*)(?:` +
		`(?:怎么|为什么|为啥|咋|居然|竟然)(?:会|就)?(?:才|只有?|就)(?:是|给|能?拿|补|奖|能?有)?N(?:吗|啊|呀|呢|么)?|` +
		`(?:才|只有|只给|只能拿|只拿|就给|只补|只奖)N(?:吗|啊|呀|呢|么)?[？?]|(?:才|只有|只给|只能拿)N(?:吗|啊|么)|` +
		`(?:难道)?(?:你们?|您|之前|刚才)*不是(?:说|讲)(?:好)?(?:的)?(?:是|有|给|能拿|可以拿|能给|补|奖)*N(?:的)?(?:吗|么|嘛|[？?])|` +
		`难道(?:不是|不该是|不应该是|不应该|不该|没有|不给)(?:有|给|拿|能拿|补|奖)?N(?:的)?(?:吗|么|嘛)?|` +
		`(?:应该|应当|该)(?:是|有|给|能?拿|补|奖)?N(?:才对|才是)(?:吧|吗|[？?])|` +
		`(?:现在|目前|最后|最终|结果|算下来|这样|所以|我们|就|应该|也)*还是(?:给|能?拿|补|奖|有)?N(?:(?:对|是|没错)(?:吧|吗|么)|对不对|是不是|吗|么|吧[？?])` +
		`)[。？?！! ，,]*)+|(?:是不是)?(?:算|搞|弄)错了?(?:吧|没有?|吗|[？?])[，, ？?]*(?:应该|应当|该)(?:是|有|给|能?拿)N(?:吧|的|才对|啊)*[。？?！! ]*`)
)

// cameOut says whether a sum is that of one of the results, or of all together.
func (u *turn) cameOut(sum string) bool {
	a := u.figures()
	return a.Total.Payable.Decimal() == sum || slices.ContainsFunc(u.inStatus(nil, calc.Payable, calc.Ceiling), func(r *calc.Result) bool {
		return r.Amount.Decimal() == sum
	})
}

// saidBack says that a value is known as it is said (确认是9项吗), and what comes of it; false if none
// is, or it may be a value of the fact asked for.
func (u *turn) saidBack(q nlu.Quantity) bool {
	sp, asked := u.knownAs(q), u.spec(u.now.Asking)
	if sp == nil || asked != nil && numeric(asked) {
		return false
	}
	ids := slices.DeleteFunc(slices.Clone(u.uses[sp.ID]), func(id string) bool { return !slices.Contains(u.explained(), id) })
	if len(ids) == 0 {
		return false
	}
	u.out.Line().Words("对，记着的是“").Label(sp).Words("”：").Value(sp, u.now.Settled().Get(sp.ID)).Words("。")
	u.explainOf(ids)
	return true
}

// knownAs is the fact that has the value that a message says: it may be of that; nil if none has.
func (u *turn) knownAs(q nlu.Quantity) *fact.Spec {
	for i := range u.policy.Rules.Schema.Len() {
		sp := u.policy.Rules.Schema.Spec(i)
		known := u.now.Facts.Get(sp.ID)
		if !numeric(sp) || !known.Known() {
			continue
		}
		if v, err := sp.Parse(strings.TrimSpace(q.Text)); err == nil && known == fact.Point(v) {
			return sp
		}
	}
	return nil
}
