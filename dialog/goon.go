package dialog

import (
	"slices"
	"strings"

	"suance/calc/fact"
	"suance/dialog/nlu"
	"suance/dialog/pattern"
)

// After a result or a supposition people go on with what else might be, in words that name no fact:
// they try an amount (试算一下12亿, 按12亿试试), put one in the place of another (8亿变成9亿呢), want what
// was supposed together (两个都实现呢) or set against the real case (那比现在多多少), and come back to
// that (我们自己是8亿). None of it states anything; what was supposed is taken over only with a yes (就按这个算).

// goesOn answers such a message; false if it is none.
func (u *turn) goesOn() bool {
	if u.now.Settled().Empty() {
		return false
	}
	return u.triesWay() || u.tries() || u.asksOfOther() || u.triesAnother() || u.putsInPlace() || u.now.Supposed.Schema() != nil && (u.setsAgainst() || u.together() || u.comesBack() || u.adopts())
}

// supposesOn says whether what a message gives is supposed beside what was supposed before (那没领过呢,
// after 如果是首次呢): it answers nothing that is asked for.
func (u *turn) supposesOn(read *nlu.Understanding, text string) bool {
	if len(read.Facts) > 0 && len(read.WhatIf) == 0 && u.now.Begun && u.hears(wondersThen, text) && !u.hears(ownWords, text) {
		return true
	}
	return u.now.Supposed.Schema() != nil && trailsOff(text) && !u.hears(ownWords, text) && len(read.Facts) > 0 && len(read.WhatIf) == 0 && read.Intent != nlu.IntentCorrection &&
		!slices.ContainsFunc(read.Facts, func(s nlu.Slot) bool { return s.Fact == u.now.Asking })
}

// wondersThen brings up another amount and asks what would be so then (营收50亿呢，还是首次吗).
var wondersThen = pattern.Of(`^[^，,。；;？?！! ]{0,10}[0-9一二两三四五六七八九十百千万][万亿]元?呢[，,？? ]+[^，,。；;]{1,12}[吗么？?]+$`)

// tries tries an amount: of the fact that the message names, else of the one spoken of that has one
// of its size. One that is known already is no other case than the real one.
func (u *turn) tries() bool {
	if !u.hears(tryWords, u.text) {
		return false
	}
	said := amountsOf(nlu.Quantities(u.text))
	if len(said) != 1 {
		return false
	}
	name, rest := u.nameCutOff(withAmounts(u.text, said))
	year := yearWord.FindString(rest)
	if !triesAmount.MatchString(strings.Replace(rest, year, "", 1)) {
		return false
	}
	read := u.supposedOfRecent("如果" + year + name + withPlace(u.text, said[0]))
	if read == nil || len(read.WhatIf) != 1 {
		return false
	}
	s := read.WhatIf[0]
	s.Fact = u.ofLastYear(s)
	if name != "" && u.hears(asksEnough, u.text) && !u.now.Settled().Get(s.Fact).Known() {
		return false // 产量13万辆够吗, of which nothing is known yet, tells it
	}
	return u.trySupposed(u.now.Settled(), []statement{{id: s.Fact, value: s.Value, year: s.Year}}) || u.real()
}

// triesWay asks how far the next step would be from an amount that it gives to reckon by (按新能源4.7万辆算还差多少;
// 就按8.8万算，产量还差多少): it states nothing.
func (u *turn) triesWay() bool {
	at := strings.Index(u.text, "算")
	if at < 0 {
		return false
	}
	head, rest := u.text[:at], wayAsked.FindStringSubmatch(u.text[at+len("算"):])
	said := amountsOf(nlu.Quantities(head))
	if rest == nil || len(said) != 1 {
		return false
	}
	by := reckonBy.FindStringSubmatch(withAmounts(head, said))
	if by == nil {
		return false
	}
	name := by[1] + by[2]
	if name == "" {
		name = rest[1]
	}
	s := statement{}
	if sp, v := u.ofSize(said[0]); sp != nil && len(u.factsNamed(name)) == 0 {
		s.id, s.value = sp.ID, v
	} else if read := u.readFor("", "如果"+name+said[0].Text+"呢"); len(read.WhatIf) == 1 {
		s.id, s.value, s.year = read.WhatIf[0].Fact, read.WhatIf[0].Value, read.WhatIf[0].Year
	}
	if s.id == "" || !u.now.Settled().Get(s.id).Known() {
		return false
	}
	return u.trySupposed(u.now.Settled(), []statement{s}) || u.nearby()
}

// reckonBy gives an amount, N, to reckon by, wayAsked is what follows 算 and asks how far the next step is; what
// they name is of the amount.
var (
	reckonBy = pattern.Whole(`(?:那|那么|就|先|再|如果|要是|假如|我们?|，|,| )*([^，,。N按照拿用以]{0,8}?)[，, ]*(?:就|先)?(?:按照?|照|拿|用|以)着?([^，,。N]{0,8}?)N的?(?:来|去|再)?(?:测|计|推)?`)
	wayAsked = pattern.Whole(`(?:的话|下来|一下|[，,、 ])*(?:那|我们?|我司)*(离线|[^，,。离距到还差缺0-9]{0,8}?)(?:(?:离|距离?|到)[^，,。]{1,12}?)?(?:还|得|要|又|再|就|的话|，|,)*(?:[差缺少]|要)(?:多少|几|多远)[^，,。]{0,8}[呢啊？?。 ]*`)
)

// asksOfOther asks what another amount, or a range, would bring than what is known (投资500万能补多少; 买到2000万能
// 补多少; 营收12亿的企业能拿多少; 营收9亿多能拿多少): it states nothing.
func (u *turn) asksOfOther() bool {
	if !strings.Contains(u.text, "多少") {
		return false
	}
	told := oneSuch.ReplaceAllString(u.text, "")
	said := amountsOf(nlu.Quantities(told))
	if len(said) != 1 {
		return false
	}
	name, rest := u.nameCutOff(withAmounts(told, said))
	m := bringsWhat.FindStringSubmatch(rest)
	if m == nil || thingsAlone.MatchString(told) || byHowMuch(u.text) {
		return false
	}
	text := "如果" + told
	read := u.readFor("", text)
	if again := u.supposedRange(text); again != nil {
		read = *again // 营收9亿多能拿多少
	} else if name == "" || len(read.WhatIf) != 1 {
		again := u.supposedOfRecent(text)
		if again == nil {
			return false
		}
		read = *again
	}
	if len(read.WhatIf) != 1 || len(read.Facts)+len(read.Unclear) > 0 {
		return false
	}
	s := read.WhatIf[0]
	if doing := m[1]; name == "" && doing != "" && !weaklyNames(u.spec(s.Fact), u.text) && !(doings.MatchString(doing) && u.canBe(s)) {
		return false // 设备2000万能补多少, with the revenue known
	}
	return !received(u.spec(s.Fact)) && u.now.Settled().Get(s.Fact).Known() && u.trySupposed(u.now.Settled(), []statement{{id: s.Fact, value: s.Value, year: s.Year}})
}

// oneSuch begins to tell of any enterprise (一个营收12亿的企业).
var oneSuch = pattern.Of(`^(?:那|那么)?(?:要是|如果)?一[个家](?:年)?`)

// bringsWhat is the whole of a message, without a name of a fact, that asks what an amount brings, by N, and says
// of nobody that they have it; doings may stand before the amount of anything; thingsAlone begins one of which the amount may count what was named before (两个能拿多少).
var (
	bringsWhat = pattern.Whole(`(?:那|那么|要|年)*([^我咱是过了已实本现今去上一第前拿领得获受到最高差还再缺多少每几，,。；;：: ]{0,3})(?:到|达到)?N(?:以上|以下|以内|左右)?(?:的(?:企业|公司|单位|工厂|厂|项目|平台|车型)|的|的话)?(?:我们)?` +
		`(?:能|可以|会|该|就|应该)*(?:拿|给|奖|补|领|得|有)(?:我们)?(?:到|得)?(?:多少|几多)(?:钱|奖励|补助|补贴)?[呢啊呀]?[？?。！! ]*`)
	doings      = pattern.Whole(`能|会|做|做够|冲|涨|升|增|干|搞|弄|花|买|投|投入|交|产|生产|卖|销售|扩|扩产|提`)
	thingsAlone = pattern.Of(`^(?:那|那么|这|，|,)*(?:[一二两三四五六七八九十]|[0-9]+)[个项样种]`)
)

// triesAnother tries an amount of what goes with the fact that a message asks about (16万的话产量够吗):
// the one that is known to have an amount of its size.
func (u *turn) triesAnother() bool {
	if !u.hears(asksEnough, u.text) {
		return false
	}
	said := amountsOf(nlu.Quantities(u.text))
	if len(said) != 1 {
		return false
	}
	name, rest := u.nameCutOff(withAmounts(u.text, said))
	if name == "" || !anotherEnough.MatchString(rest) || strings.Index(u.text, name) < strings.Index(u.text, said[0].Text) {
		return false
	}
	asked := u.spec(u.factsNamed(name)[0])
	best, away := nlu.Slot{}, int64(farApart+1)
	for _, id := range u.numbersKnown() {
		sp := u.spec(id)
		v, err := sp.Parse(said[0].Text)
		if id == asked.ID || sp.Type != asked.Type || sp.Unit != asked.Unit || err != nil || sp.Check(fact.Point(v)) != nil {
			continue
		}
		s := nlu.Slot{Fact: id, Value: fact.Point(v)}
		if far := u.apart(id, v); u.canBe(s) && far < away {
			best, away = s, far
		}
	}
	return best.Fact != "" && (u.trySupposed(u.now.Settled(), []statement{{id: best.Fact, value: best.Value}}) || u.real())
}

// suffices asks whether something suffices; asksEnough is in every message that does, anotherEnough the
// whole of one, without the name of what is asked about, that gives the amount of something else.
const suffices = `(?:够(?:得上|格|条件|封顶|拿满|到顶|上一档|拿|用|标)?|达标|行)(?:了)?(?:吗|么|不够|不达标|不行|没有?|不|[？?])`

var (
	asksEnough    = pattern.Of(suffices + `|够不够|达不达标|` + can + `达标`)
	anotherEnough = pattern.Whole(`(?:那|那么|如果|要是|假如|按|是|，|,)*N(?:的话|来算|算)?[，, ]*(?:的|还|就|也|算|能|，|,)*` + suffices + `[？?。！! ]*`)
)

// withAmounts is a text with N in the place of its amounts, and of the places in a row (第三年).
func withAmounts(text string, said []nlu.Quantity) string {
	runes := []rune(text)
	for i := len(said) - 1; i >= 0; i-- {
		from := said[i].Span.Start
		if from > 0 && runes[from-1] == '第' {
			from--
		}
		runes = slices.Replace(runes, from, said[i].Span.End, 'N')
	}
	return string(runes)
}

// withPlace is an amount as it is written, with the word that makes it a place in a row.
func withPlace(text string, q nlu.Quantity) string {
	if strings.Contains(text, "第"+q.Text) {
		return "第" + q.Text
	}
	return q.Text
}

// nameCutOff is the name of the only fact with a number that a text names, and the text without it;
// the whole text if it names none, or several.
func (u *turn) nameCutOff(text string) (name, rest string) {
	ids := u.factsNamed(text)
	if len(ids) != 1 {
		return "", text
	}
	name = wordFor(u.spec(ids[0]), text)
	return name, strings.Replace(text, name, "", 1)
}

// yearWord says of which year an amount that is tried is.
var yearWord = pattern.Of(`今年|本年|去年|上年|明年`)

// tryWords are in every message that tries an amount; triesAmount is the whole of one, with N for it.
var (
	tryWords    = pattern.Of(`试|算|看|[点些]|模拟|推演|够|达标`)
	triesAmount = pattern.Whole(`(?:那|那么|再|就|我们?|想|要|麻烦|请|帮我|帮忙|给我|先|也|来|不如|要不|，|,| )*(?:` +
		`(?:试着?算|试一?试|试一?下|试|模拟|推演)(?:一?下|看看|看|一?算)?(?:如果|要是)?(?:按|以|用|做到|达到|到|是|有)?N|` +
		`(?:算一?算|算一?下|测算(?:一?下)?|看看|看一?下|看一?看|推算(?:一?下)?|算)(?:如果|要是)?(?:按|以|用|做到|达到|到|是|有)?N(?:的话|呢|会怎么?样|怎么样|的情况)|` +
		`(?:按照?|以|用|照)?N(?:来|去|再)?(?:试着?算|试一?试|试一?下|试|模拟)(?:看看|看|一?下)?|` +
		`(?:按照?|以|用|照)N(?:来|去|再|先|给我们?|帮我们?|帮忙)*(?:算一?算|算一?下|算个|算)(?:看看|看一?下|看|试试)|` +
		`(?:按照?|以|用|照|拿)N的?(?:来|去)?算(?:下来|出来|的话|，|,)*(?:是|能|会|可以|就|有|得|拿|奖|补|到)+多少(?:钱)?|` +
		`(?:要不|不如)+(?:就|先)?(?:按照?|以|用|照)N(?:来|去|再|先|给我们?|帮我们?|帮忙)*(?:算一?算|算一?下)|` +
		`(?:换成?|改成?|变成|做到|到)N(?:再|来)?(?:试着?算|试一?试|试一?下|试|算算看|再算算|看看|看)(?:看看|看|一?下)?|` +
		`(?:还)?(?:多|高|少|低|大|小|往上|往下)一?[点些](?:儿)?(?:的话|呢)?[，, ]+(?:比如说?|就|做到|到|按)?N|` +
		`(?:如果|要是|做到|达到|到|有)*N(?:(?:就|也|能|算|还|可以|是|，|,)*` + suffices + `|(?:还|也)(?:有|能拿|能有|可以拿)(?:吗|么|不))` +
		`)(?:的话|呢|吧|会怎么?样|怎么样|，|,|(?:能|可以)(?:拿|有)多少(?:钱)?)*[？?。！! ]*`)
)

// putsInPlace puts an amount in the place of the one that is known, or supposed, of a fact.
func (u *turn) putsInPlace() bool {
	if !u.hears(becomesWords, u.text) {
		return false
	}
	said := amountsOf(nlu.Quantities(u.text))
	if len(said) != 2 || said[0].Kind != said[1].Kind {
		return false
	}
	name, rest := u.nameCutOff(withAmounts(u.text, said))
	if !becomes.MatchString(rest) || !trailsOff(u.text) && !u.hears(supposing, u.text) && !u.hears(tryWords, u.text) && !u.hears(wantWords, u.text) {
		return false
	}
	id := u.oneWith(said[0], u.factsNamed(name))
	if id == "" {
		return false
	}
	v, err := u.spec(id).Parse(said[1].Text)
	if err != nil || u.spec(id).Check(fact.Point(v)) != nil {
		return false
	}
	return u.trySupposed(u.now.Settled(), []statement{{id: id, value: fact.Point(v)}}) || u.real()
}

// oneWith is the fact, the named one if one is, that an amount is known or was supposed of, else the
// one lately spoken of, that one strives for, which has one of its size; empty if there is none.
func (u *turn) oneWith(q nlu.Quantity, named []fact.ID) fact.ID {
	near, ids := fact.ID(""), named
	if len(named) == 0 {
		ids = append(slices.Clone(u.now.Recent), u.numbersKnown()...)
	}
	for _, id := range ids {
		sp := u.spec(id)
		v, err := sp.Parse(q.Text)
		if !numeric(sp) || err != nil || !fits(sp, q) {
			continue
		}
		if u.now.Settled().Get(id) == fact.Point(v) || u.now.SupposedOf(id) == fact.Point(v) {
			return id
		}
		if near == "" && (len(named) > 0 || sp.Near && u.now.Settled().Get(id).Known() && u.apart(id, v) <= farApart) {
			near = id
		}
	}
	return near
}

// numbersKnown are the facts with a number that are known.
func (u *turn) numbersKnown() []fact.ID {
	var ids []fact.ID
	for i := range u.policy.Rules.Schema.Len() {
		if sp := u.policy.Rules.Schema.Spec(i); numeric(sp) && u.now.Settled().Get(sp.ID).Known() {
			ids = append(ids, sp.ID)
		}
	}
	return ids
}

// becomesWords are in every message that puts an amount in the place of another; becomes is the whole
// of one, with N for both.
var (
	becomesWords = pattern.Of(`变|换|改|[涨升增降减跌掉高]到|[涨升增降减跌]成`)
	becomes      = pattern.Whole(`(?:那|那么|如果|要是|假如|假设|若|我们?的?|从|由|把|将|这|的|，|,| )*N(?:的)?(?:如果|要是|假如)?(?:能|会)?(?:变成?|变为|换成?|换为|改成?|改为|(?:上|下)?(?:涨|升|增|降|减|跌|掉)(?:加|少|长|高|低)?[到成为至]|提高到|扩大到)了?N` +
		`(?:的话|呢|试试看?|试一?下|看看|算算看?|，|,|会怎么?样|怎么样|(?:能|可以)(?:拿|有)多少(?:钱)?)*[？?。！! ]*`)
)

// setsAgainst sets what was supposed last against the real case, or says whether it suffices.
func (u *turn) setsAgainst() bool {
	return (u.hears(setAgainst, u.text) || u.hears(enoughAlone, u.text)) && u.trySupposed(u.now.Settled(), u.statedIn(u.now.Supposed))
}

// enoughAlone is the whole of a message that asks whether something suffices.
var enoughAlone = pattern.Whole(`(?:那|那么|这样|这么|的话|就|也|还|能|算|，|,| )*` + suffices + `[？?。 ]*`)

// setAgainst is the whole of a message that asks what a supposed case makes of a difference.
var setAgainst = pattern.Whole(`(?:那|那么|这样|这么|的话|就|是|我们?|总共|一共|总的|，|,| )*(?:(?:和|跟|与|比|相比|对比)?(?:现在|目前|实际|原来|之前|真实的?|现有的?)(?:的|情况|比|相比|比较|对比|起来|，|,)*)?(?:会|能|可以|还|要|就|又|到底)*` +
	`(?:(?:多|少|差|相差|增加|减少|高|低)(?:拿|补|奖|领|得|出|了|出来)*(?:多少|几多)(?:钱)?|(?:差别|差距|差额|区别)(?:是|有)?(?:多少|多大|什么))[呢啊]?[？?。 ]*`)

// statedIn are the values of a set as statements.
func (u *turn) statedIn(f fact.Set) []statement {
	var list []statement
	if f.Schema() == nil {
		return nil
	}
	for _, id := range differing(fact.NewSet(u.policy.Rules.Schema), f) {
		list = append(list, statement{id: id, value: f.Get(id)})
	}
	return list
}

// together supposes what was supposed last and before together.
func (u *turn) together() bool {
	list := append(u.statedIn(u.now.SupposedBefore), u.statedIn(u.now.Supposed)...)
	return len(list) > 1 && u.hears(allTogether, u.text) && u.trySupposed(u.now.Settled(), list)
}

// allTogether is the whole of a message that wants what was supposed together.
var allTogether = pattern.Whole(`(?:那|那么|所以|如果|要是|假如|假设|若|我们?|，|,)*(?:[这那]?[两三](?:个|项|样|种|者|边|条)?(?:情况|条件|假设)?)?(?:都|全|同时|一起|一块儿?|加(?:在)?一起|加起来|合起来)+(?:能|可以|会)?` +
	`(?:实现|做到|达到|达成|成立|满足|成|发生|办到|完成|有|算上?|是)?了?(?:的话)?(?:呢|会怎么?样|怎么样|，|,|(?:一共|总共)?(?:能|可以|会)?(?:拿|有|是|给)(?:到)?多少(?:钱)?|是多少)+[？?。 ]*`)

// adopts asks whether what was supposed is so after all, where a message says no more than to go by that.
func (u *turn) adopts() bool {
	if !u.hears(goBy, u.text) && !(u.now.Asking == "" && u.hears(reallySo, u.text)) {
		return false
	}
	read := nlu.Understanding{Intent: nlu.IntentCorrection}
	for _, s := range u.statedIn(u.now.Supposed) {
		read.Facts = append(read.Facts, nlu.Slot{Fact: s.id, Value: s.value, Confirm: true})
	}
	u.heed(&read, u.text)
	return true
}

// goBy is the whole of a message that wants what was supposed gone by.
var goBy = pattern.Whole(`(?:那么?|好的?|行|嗯|可以|，|,| )*(?:就|还是|都)*(?:按|照|用|以)(?:着)?(?:这个|这样|这|刚才(?:那个|说)?的?|(?:刚才|这个)?(?:假设|设想)的?|假设的这个)(?:数字?|情况|值|数据)?(?:来|(?:来)?(?:算|记|登记|填|定|改|为准))(?:了|吧|好了|下来|一下)*[。！! ]*|` +
	`(?:那么?|好的?|行|嗯|可以|，|,| )*(?:就|还是)*(?:这么|这样)(?:定|记|登记)(?:了|吧|好了|下来)*[。！!]*|` +
	`(?:那么?|好的?|行|嗯|可以|就|，|,| )*(?:采用|采纳|接受|改用)(?:[这那]个|刚才的?|上面的?)?(?:假设|设想|情况|数字?)(?:了|吧|好了)*[。！!]*|` +
	`(?:那么?|好的?|行|嗯|可以|就|，|,| )*把?(?:[这那]个|刚才的?|上面的?)*(?:假设|设想)(?:当真|当成真的?|算真的?|坐实|变成真的?|记下来?|记上|存下来?)[，, ]*(?:记下来?|记上|存下来?|算上)?(?:了|吧)*[。！!]*`)

// reallySo is the whole of a message that says that what was supposed came about (不是假设，真的到了; 确实领过，记上吧).
var reallySo = pattern.Whole(`(?:不是假设[了的]*[，, ]*)?(?:是真的|真的|真|已经|确实|实际|是)*(?:达?到|做到|实现|发生|[领拿得批]到?)[了过]+[，, ]*(?:请|就|那就)?(?:记上|记下来?|记一下|写上|存上|改一下|改过来)?[吧了的]*[。！!]*`)

// comesBack comes back to the real case, where a message says no more than that, or what is known
// (我们自己是8亿).
func (u *turn) comesBack() bool {
	if !u.hears(realWords, u.text) {
		return false
	}
	if u.hears(backToReal, u.text) {
		u.text = "回到实际情况" // it names nothing: 再报一遍 is no second application
		return u.real()
	}
	said := amountsOf(nlu.Quantities(u.text))
	if len(said) > 1 {
		return false
	}
	_, rest := u.nameCutOff(withAmounts(u.text, said))
	if !backToReal.MatchString(rest) {
		return false
	}
	if len(said) == 1 {
		sp := u.knownAs(said[0])
		if sp == nil {
			return false
		}
		u.out.Line().Words("记着的是“").Label(sp).Words("”：").Value(sp, u.now.Settled().Get(sp.ID)).Words("。")
	}
	return u.real()
}

// real says what the real case comes to.
func (u *turn) real() bool {
	u.now.Supposed, u.now.SupposedBefore = fact.Set{}, fact.Set{}
	u.engaged = true
	if !u.explain() {
		u.summary()
	}
	return true
}

// supposedNone says that nothing is supposed any more, realAgain wants the real case told again.
const (
	supposedNone = `(?:(?:(?:不|别|不要|不用|不必)(?:再|做|作|用)*|(?:停止|取消|撤回|撤销|撤掉|去掉|抛开|抛掉|不算|不管)(?:掉)?(?:刚才|刚刚|之前|前面|上面|那|这|个|些|的)*|(?:刚才|刚刚|前面)?(?:[这那][个些])?(?:的)?(?:只|就|都|不过|只不过)*是(?:个|我)?)假设(?:的话|的|而已|罢了|了|吧)*|把?(?:刚才|刚刚|前面|上面|[这那]|所有|全部|[两三四几]?[个种些]|的)*假设(?:先|就|都|全|全部|统统)*(?:不算|作废|取消|撤[回销掉]|不要|去[掉除]|[拿删抹]掉)了?)`
	realAgain    = `(?:呢|吧|的|啊|来着|，|,|没变|不变|来算|来|走|(?:再|重新)?(?:报|说|算|讲|来)(?:一[遍下次])?|(?:现在|目前|到底)?(?:一共|总共)?(?:算|能拿|可以拿|能补|应该|会|有|是)*多少(?:钱)?)*[？?。！! ]*`
)

// realWords are in every message that comes back to the real case; backToReal is the whole of one, with
// N for what is known.
var (
	realWords  = pattern.Of(`自己|我们|我司|现在|实际|真实|目前|原来|现状|其实|还是|假设|本来|[照如]实|现实|真正|最初|开始|当初`)
	backToReal = pattern.Whole(`(?:那|那么|[好行]了?|好的|嗯|可以了?|算了|先|再|还是|就|，|,|。| )*(?:` + supposedNone + `[，,。 ]*)?(?:(?:还是|就|先|再|得)*(?:回到|说回|看回|回归|按照?|照|依|算|看看?|还原到?|恢复到?)?` +
		`(?:我们|我司|咱们?|自己|公司|企业|现在|目前|刚才|实际上?|真实|现实|真正|原来|本来|最?初|当初|[最一]?开始|现状|其实|当前|实|的|情况|数字?|数据?|，|,)+` +
		`(?:里|中|下|的|(?:[这那][个笔项份])?(?:结果|金额|数额?|钱)?)*)(?:(?:还)?是|还|有|就|只有?|仍然?是?)*N?` + realAgain + `|` +
		`(?:那|好|好的|行|嗯|算了|如果|先|，|,|。| )*` + supposedNone + realAgain + `|(?:那|好|行|算了|，|,)*(?:还是|就)(?:按|算|是)?N(?:吧|算|来|的|了)*[。！! ]*`)
)
