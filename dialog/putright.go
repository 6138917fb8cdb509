package dialog

import (
	"slices"
	"strings"
	"unicode/utf8"

	"suance/calc"
	"suance/calc/fact"
	"suance/dialog/nlu"
	"suance/dialog/pattern"
)

// A message that says that something was wrong is taken apart: what says so, and what is right
// instead. It answers nothing else: a no that opens it is no answer to what is asked.

// putRight reads a message that puts something right; false if it is another.
func (u *turn) putRight(text string) (nlu.Understanding, bool) {
	const most = 40
	if utf8.RuneCountInString(text) > most || u.hears(supposing, text) || u.hears(evenIf, text) || u.hears(wantWords, text) || u.hears(otherWords, text) || trailsOff(text) || u.hears(comesOnTop, text) {
		return nlu.Understanding{}, false
	}
	if read, ok := u.ofSkipped(text); ok {
		return read, true
	}
	if read, ok := u.pointedBack(text); ok {
		return read, true
	}
	if read, ok := u.oldToNew(text); ok {
		return read, true
	}
	if read, ok := u.notAfterAll(text); ok {
		return read, true
	}
	if read, ok := u.signPut(text); ok {
		return read, true
	}
	if read, ok := u.exactly(text); ok {
		return read, true
	}
	if read, ok := u.byTooLittle(text); ok {
		return read, true
	}
	if _, ok := u.swapped(text); ok {
		return nlu.Understanding{}, false
	}
	c := correctionIn(text)
	waits := u.askedWaits()
	if sp := u.spec(u.now.Asking); c.plain && sp != nil && sp.Type == fact.YesNo && !waits && !justAmount(c.rest) {
		return nlu.Understanding{}, false // 不是，去年报过了 answers
	}
	if !c.marked && c.actual && u.now.Asking == "" && u.isKnownOption(c.rest) { // 应该是智能物联
		read, ok := u.ofLast(c.rest, text)
		if ok && strings.Contains(text, "应该") {
			read.Facts[0].Confirm = true
		}
		return read, ok
	}
	if !c.marked && !waits && u.hears(ought, text) && justAmount(c.rest) && !u.fitsAsked(c.rest) { // 应该是7亿, where a count is asked
		read, ok := u.ofLast(c.rest, text)
		if ok && len(read.Facts) > 0 {
			read.Facts[0].Confirm = true
		}
		return read, ok
	}
	switch {
	case !c.marked && !(waits && c.actual), c.decided && !justAmount(c.rest) && !u.isKnownOption(c.rest), strings.ContainsAny(c.rest, askingMarks), c.news && (len(u.now.Skipped) > 0 || !waits && u.fitsAsked(c.rest)):
		return nlu.Understanding{}, false
	case c.rest == "", lookAgain.MatchString(c.rest):
		return u.retractLast(c)
	}
	if u.namesFact(c.rest) && !u.isKnownOption(c.rest) {
		read := u.readFor("", c.rest)
		return asCorrection(read, text), len(read.Facts) > 0 && len(read.WhatIf) == 0 && c.marked && !waits && !u.tellsKnown(&read)
	}
	read, ok := u.ofLast(c.rest, text)
	if ok && len(read.Facts) == 1 && u.hears(oughtAll, text) && u.mayBeAward(c.rest) { // 不对 应该是90万, behind an award
		read.Facts[0].Confirm = true
	}
	return read, ok
}

// oughtAll says anywhere what an amount should be.
var oughtAll = pattern.Of(`应[该当]?[是为有]`)

// mayBeAward says whether a text is a sum that may be meant for what was just reckoned as well as for what one knows.
func (u *turn) mayBeAward(text string) bool {
	said := amountsOf(nlu.Quantities(text))
	return len(said) == 1 && isMoney(said[0]) && u.now.Asking == "" && len(u.inStatus(nil, calc.Payable, calc.Ceiling)) > 0 && u.ofResult(said[0])
}

// comesOnTop says that so many more were recognized (其实是又认定了一个): that is no number to put in the place of another.
var comesOnTop = pattern.Of(recognizedMore)

// tellsKnown says whether all that was read is known already, so that it is what the message calls wrong
// (前面讲评上智能工厂，讲错了), and not what it puts in another's place.
func (u *turn) tellsKnown(read *nlu.Understanding) bool {
	return !slices.ContainsFunc(read.Facts, func(s nlu.Slot) bool { return s.Value != u.now.Facts.Get(s.Fact) })
}

// fitsAsked says whether a text gives an amount for the fact asked for (查过了，6亿).
func (u *turn) fitsAsked(text string) bool {
	sp := u.spec(u.now.Asking)
	return sp != nil && numeric(sp) && len(u.valuesIn(sp.ID, text, &nlu.Understanding{Quantities: nlu.Quantities(text)})) == 1
}

// supposing begins or ends a supposition.
var supposing = pattern.Of(`^\s*(那么|那)?(` + ifHead + `)|的话[？?。！!\s]*$`)

// correction is a message taken apart: what it says beside that something was wrong.
type correction struct {
	rest    string
	marked  bool // it says that something was wrong, or that one knows better now
	plain   bool // by a mere no, which may be an answer
	news    bool // by no more than that one knows better now
	actual  bool // it says what it is really
	decided bool // it only puts a value in another's place
}

// correctionIn takes the clauses that say that something was wrong off a message. A no
// behind them is what is right (看错了，不是).
func correctionIn(text string) correction {
	parts := strings.FieldsFunc(text, func(r rune) bool { return isMark(r) || strings.ContainsRune("：:？?！! ", r) })
	c := correction{plain: true, news: true}
	mark := func(part string) bool {
		wrong := wrongClause.MatchString(part)
		if !wrong && !newsClause.MatchString(part) {
			return false
		}
		c.marked, c.plain, c.news = true, c.plain && mereNo.MatchString(part), c.news && !wrong
		return true
	}
	for n := len(parts); n > 0 && !mereNo.MatchString(parts[n-1]) && mark(parts[n-1]); n-- {
		parts = parts[:n-1]
	}
	for len(parts) > 0 && !(len(parts) == 1 && c.marked && !c.plain && mereNo.MatchString(parts[0])) && mark(parts[0]) {
		parts = parts[1:]
	}
	rest := pointsBack.ReplaceAllString(strings.Join(parts, "，"), "$1")
	right := len(parts) == 1 && rightly.MatchString(rest) && (strings.HasPrefix(rest, "以") || !strings.Contains(rest, "为准"))
	c.rest = rest
	if right {
		c.rest = rightly.ReplaceAllString(rest, "")
	}
	if c.rest = actually.ReplaceAllString(c.rest, ""); mereParticle.MatchString(c.rest) {
		c.rest = rest // 错了错了，是的
		if fillsYes.MatchString(rest) {
			c.rest = "是"
		}
	}
	c.actual = c.rest != rest
	c.rest = strings.ReplaceAll(c.rest, "应该", "") // it says what is right, not what is likely
	if firmly.MatchString(rest) || right {
		c.marked, c.plain, c.news = true, false, false
	}
	if m := changed.FindStringSubmatch(rest); m != nil {
		c.rest, c.marked, c.plain, c.news = m[1], true, false, false
	}
	c.plain, c.news = c.plain && c.marked, c.news && c.marked
	if m := decides.FindStringSubmatch(rest); m != nil && (!c.marked || c.news) {
		c.rest, c.marked, c.news, c.decided = m[1]+m[2], true, true, true
	}
	return c
}

// Words that say that something was wrong, or that one knows better now: clauses of nothing
// else, of a mere no, and what stands right before or behind the new value.
var (
	wrongClause = pattern.Of(`^(?:我|刚才|刚刚|刚|前面|上面|之前|上一条|上一个|上个|前一个|这个|那个|那条|哦|噢|喔|啊|呃|额|嗯|哎呀|哎|唉|都|是|好像|有点|不好意思|抱歉|对不起|等等|等一下|的|回答|答案|话|数字?|说的?|又|确实)*` +
		`(?:(?:不是|不对|不|错|其实|[说看记写填打搞弄答选听报算点讲输按][错反岔混乱串多少](?:行|数|字)?|串行|有误|有问题|口误|笔误|手误|手滑|更正|纠正|修正|更改|改一?下|要改|重新[说答填报]|重新回答|[老旧](?:数据?|的)|[多少][打写按输]了?(?:一|两|个)*(?:位|零|0)?)(?:一下|了|的|啊|呀|哈|吧|这个数?)*)+$`)
	newsClause = pattern.Of(`^(?:我|刚才|刚刚|刚|又|再|已经|也|仔细)*(?:核实|确认|核对|核|查|问|看|算|打听)(?:过|了|到|清楚|明白)+(?:一?下|一遍|一次)?(?:财务|会计|同事|老板|领导|名单|名录|通知|公告|文件|报表|资料|账|系统)?了?$|^(?:我|刚才|刚刚|刚|又)*(?:核实|确认|核对)(?:一下)?$|^(?:不好意思|抱歉|对不起|等等|等一下|好消息)+$`)
	pointsBack = pattern.Of(`^(?:把)?(?:刚才|刚刚|前面|上面|上一?|前一?)的?(?:那|这)?一?(?:个|条|项|题)?(改成|改为|换成|更正为)`)
	mereNo     = pattern.Of(`^(?:不是|不对|不|错了?|哦|噢|啊|的)+$`)
	actually   = pattern.Of(`^(?:啊|哦|那就?)*(?:(?:我们|我司)?(?:其实|实际上?|确实|原来|还真)|(?:[看记说写填打搞弄报]错了?|刚发现)+(?:应该)?[是为]?|应该?[填选写勾]|应该是|应该|应为|准确说?|改成|改为|换成|更正为|就是|是|以|为)+`)
	firmly     = pattern.Of(`^(?:啊|哦|那就?)*(?:(?:我们|我司)?其实|(?:[看记说写填打搞弄报]错了?|刚发现)+(?:应该)?[是为]?|改成|改为|换成|更正为)`)
	rightly    = pattern.Of(`(?:才对|才是对的|才是|为准)[了的]?$`)
)

// changed puts an amount in the place of another by no more than that (改4, 改7亿; 改一个 counts what is to be
// changed); ought begins to say what an amount should be.
var (
	changed = pattern.Of(`^(?:就|那就?|要|请)*改([0-9两二三四五六七八九十百千][^，,。？?]*)$`)
	ought   = pattern.Of(`^(?:那|哦|噢|嗯|啊|，|,)*(?:应该[是为]|应当[是为]|应[是为])`)
)

// byTooLittle reads what is right behind the word that what was said is too little or too much (少了一个 4个;
// 多了 2个): of the fact lately stated that this is true of. Where it does not say by how much, it is said back.
func (u *turn) byTooLittle(text string) (nlu.Understanding, bool) {
	m := tooLittle.FindStringSubmatch(text)
	if m == nil || !justAmount(m[3]) {
		return nlu.Understanding{}, false
	}
	read, ok := u.amountOfLast(m[3], text)
	if !ok || len(read.Facts) != 1 {
		return read, false
	}
	s := &read.Facts[0]
	old, known := u.now.Facts.Get(s.Fact).Exact()
	n, exact := s.Value.Exact()
	if !known || !exact || (n > old) == (m[1] == "多") || n == old {
		return read, false
	}
	by, err := u.spec(s.Fact).Parse(m[2])
	sure := err == nil && max(n, old)-min(n, old) == by
	s.Confirm = s.Confirm || !sure
	return read, sure || !u.fitsAsked(m[3])
}

// tooLittle says that what was said is too little or too much, and what is right.
var tooLittle = pattern.Of(`^(?:哦|噢|啊|哎呀?|刚才|刚刚|前面|之前|我们?|那个|数|好像|，|,)*([多少漏])[算报写说填记数打输]?了(?:([一两二三四五六七八九十0-9]+[个项台套款家辆万亿元]*)|一?[点些])?[，,。；;！! ]+(?:应该|一共|总共|实际|其实|就)*[是有]?(.+)$`)

// fillsYes ends in the sign that is to be filled in.
var fillsYes = pattern.Of(`应该?[填选写勾]是$`)

// decides puts a value in the place of another, and says no more.
var (
	decides = pattern.Of(`^(?:那|哦|嗯|好吧|算了|想了想|今年|当年|我们|对不起|抱歉|不好意思|其实|现在|实际上?)*(?:就?按(.+?)改吧?|` +
		`(?:(?:就|只|才|仅)(?:有|是|认定了?)?|还是[写填报用]?|(?:加上|算上|连上)[^，。0-9]{1,8}?(?:一共|总共)?是|(?:最终|最后|审计|决算|核实)[^，。0-9]{0,4}?(?:是|为|下来|完|数)+|[^，。0-9]{2,6}(?:后|下来|出来)(?:是|为|变成))(.+?)吧?)$`)
	mereParticle = pattern.Of(`^[的了吧呀啊]*$`)
)

// justAmount says whether a text is an amount and no more.
func justAmount(text string) bool {
	return bareAmount(&nlu.Understanding{Quantities: nlu.Quantities(text)}, text)
}

// asCorrection is what a message says, as put in the place of what was said before; all of it
// is understood.
func asCorrection(read nlu.Understanding, text string) nlu.Understanding {
	read.Facts = slices.Clone(read.Facts)
	for i := range read.Facts {
		read.Facts[i].Span = nlu.Span{Start: 0, End: utf8.RuneCountInString(text)}
	}
	read.Intent = nlu.IntentCorrection
	return read
}

// retractLast takes back the fact answered last, where a message says no more than that it
// was wrong.
func (u *turn) retractLast(c correction) (nlu.Understanding, bool) {
	ids := u.lastStated()
	if len(ids) == 0 || !u.answeredAlone(ids[0]) || c.rest == "" && (c.plain || !u.hears(saidWrong, u.text)) {
		return nlu.Understanding{}, false
	}
	return nlu.Understanding{Intent: nlu.IntentCorrection, Retracted: ids[:1]}, true
}

// saidWrong says that what was said is wrong, and not that something else will follow.
var saidWrong = pattern.Of(`[说看记写填打搞弄答选听报算讲输](错|反|岔|混|乱|串)|有误|有问题|不对`)

// ofSkipped reads what was found out of the fact that was skipped last, where the message
// points at it (刚才跳过的那个是40万).
func (u *turn) ofSkipped(text string) (nlu.Understanding, bool) {
	if len(u.now.Skipped) == 0 {
		return nlu.Understanding{}, false
	}
	head := skippedBefore.FindString(text)
	if head == "" || !strings.ContainsAny(head, "跳知清空放查问答") {
		return nlu.Understanding{}, false
	}
	rest := strings.TrimPrefix(text[len(head):], "是")
	id := u.now.Skipped[len(u.now.Skipped)-1]
	read := asCorrection(u.readFor(id, rest), text)
	read.Intent = nlu.IntentFacts
	return read, len(read.Facts) == 1 && read.Facts[0].Fact == id
}

// skippedBefore points at what was asked before.
var skippedBefore = pattern.Of(`^(?:刚才|刚刚|前面|上面|之前|上一?个|上一题|前一题)(?:我)?(?:跳过|不知道|不清楚|没答|空着|放着)?的?(?:那个|那项|那题|那条|那个数|问题)?(?:我)?(?:(?:查|问)(?:到|清楚|出来|过)?了)?(?:是|[，,：: ]+)`)

// pointedBack reads that a number is wrong which is told by its year or its place (去年的先不算,
// 头一个数说错了) as its withdrawal, or as a correction where it says what is right.
func (u *turn) pointedBack(text string) (nlu.Understanding, bool) {
	const few = 8
	m := pointsAt.FindStringSubmatch(text)
	if m == nil {
		return nlu.Understanding{}, false
	}
	year, place, rest := m[1], m[2], actually.ReplaceAllString(m[3]+m[4], "")
	if m[4] != "" && place == "" {
		return nlu.Understanding{}, false // 去年的是5.5亿 may be the first that is said of it
	}
	id := u.toldAt(place)
	if year != "" {
		id = u.toldOfYear(lastYearWords.MatchString(year))
	}
	if id == "" {
		return nlu.Understanding{}, false
	}
	if holdsAmount(rest) {
		read := u.readFor(id, rest)
		return asCorrection(read, text), len(read.Facts) == 1 && read.Facts[0].Fact == id && len(read.WhatIf) == 0
	}
	return nlu.Understanding{Intent: nlu.IntentCorrection, Retracted: []fact.ID{id}}, utf8.RuneCountInString(rest) <= few && !asksWords.MatchString(rest)
}

// pointsAt points at a number by its year or place, and takes it back.
var pointsAt = pattern.Of(`^(?:把|刚才|刚刚|前面|报|说|给|的)*(?:(去年|上年度?|上一年度?|今年|本年度?|当年)|(第一|头一|前一|前面那|第二|后一|后面那)个)的?(?:[那这]个)?(?:数字?|金额)?(?:我|先|都|刚才|也|就)*` +
	`(?:(?:不算|不作数|去掉|删掉|删了|作废|别算|别记|空着|[说报写填搞弄打记][错大小多少]了?|错了?|不对|有误|有问题)[了的]?(?:[，,。；;！! ]+(.*))?|(?:应该|应)?[是为](.+))$`)

// notAfterAll reads that a yes which is known by its name, or the end of it, is not so yet as a no
// (车间那个其实还没批下来), and that it is wrong as its withdrawal (首次那个不对).
func (u *turn) notAfterAll(text string) (nlu.Understanding, bool) {
	m := notYet.FindStringSubmatch(text)
	if m == nil {
		return nlu.Understanding{}, false
	}
	for _, id := range u.now.Recent {
		sp := u.spec(id)
		if sp.Type != fact.YesNo || !u.now.Facts.Get(id).Known() || !endsName(sp, m[1]) {
			continue
		}
		if m[2] != "" {
			return nlu.Understanding{Intent: nlu.IntentCorrection, Retracted: []fact.ID{id}}, true
		}
		no := nlu.Slot{Fact: id, Value: fact.Bool(false)}
		return asCorrection(nlu.Understanding{Facts: []nlu.Slot{no}}, text), u.now.Facts.Get(id) == fact.Bool(true)
	}
	return nlu.Understanding{}, false
}

// endsName says whether a text names a fact, or is the end of a name of it (车间).
func endsName(sp *fact.Spec, text string) bool {
	return weaklyNames(sp, text) || slices.ContainsFunc(slices.Concat(sp.Synonyms, sp.Words.Loose), func(w string) bool { return strings.HasSuffix(w, text) })
}

// ofItsLabel reads a yes or no behind a name that is another's than that of the fact asked for
// (中小企业：是) as that of the other; read says none where no other has the name.
func (u *turn) ofItsLabel(text string) (read nlu.Understanding, ok bool) {
	m := labelled.FindStringSubmatch(text)
	if m == nil || endsName(u.spec(u.now.Asking), m[1]) {
		return read, false
	}
	for i := range u.policy.Rules.Schema.Len() {
		if sp := u.policy.Rules.Schema.Spec(i); sp.Type == fact.YesNo && endsName(sp, m[1]) {
			yes := nlu.Slot{Fact: sp.ID, Value: fact.Bool(!says(m[2], denial))}
			return asCorrection(nlu.Understanding{Facts: []nlu.Slot{yes}}, text), true
		}
	}
	return read, false
}

// labelled is a yes or no behind a name.
var labelled = pattern.Of(`^([^，,。：:\s]{2,12})[：:\s]+(是|否|有|没有|无|评上了?)[。！!]*$`)

// signPut reads the sign that is put in another's place, as one fills in a form, behind the name of a
// yes or no that was wrong (首次达到那条说错了，应该是否: here 是否 is no question), or before it (应该选否，首次达到).
func (u *turn) signPut(text string) (nlu.Understanding, bool) {
	name, sign := "", ""
	if m := signBehind.FindStringSubmatch(text); m != nil {
		name, sign = m[1], m[2]
	} else if m := signBefore.FindStringSubmatch(text); m != nil {
		name, sign = m[2], m[1]
	} else {
		return nlu.Understanding{}, false
	}
	put := func(sp *fact.Spec) (nlu.Understanding, bool) {
		s := nlu.Slot{Fact: sp.ID, Value: fact.Bool(!says(sign, denial))}
		return asCorrection(nlu.Understanding{Facts: []nlu.Slot{s}}, text), true
	}
	for _, id := range u.now.Recent {
		if sp := u.spec(id); sp.Type == fact.YesNo && u.now.Facts.Get(id).Known() && endsName(sp, name) {
			return put(sp)
		}
	}
	for i := range u.policy.Rules.Schema.Len() {
		if sp := u.policy.Rules.Schema.Spec(i); sp.Type == fact.YesNo && u.now.Facts.Get(sp.ID).Known() && endsName(sp, name) {
			return put(sp)
		}
	}
	return nlu.Understanding{}, false
}

// signBehind and signBefore put a sign in the place of the one behind or before which the name stands.
var (
	signBehind = pattern.Of(`^(?:(?:不对|错了|不好意思|抱歉)[，,。！! ]+)*(?:把|将)?([^，,。：:！!？? ]{2,14}?)(?:[这那]?一?[个条项栏格题空]|的)?` +
		`(?:(?:我|刚才|刚刚|之前|是|也)*(?:[说填写选勾弄搞打记点报答](?:错|反)了?|不对|有误|错了?|反了)[，,。：:！! ]+(?:应该?|应当|该|要|改|换)?(?:是|为|填|选|勾|写|成)*?|(?:应该?|应当|该|要)(?:填|选|勾|写)(?:成|为)?)[“"「]?(是|否|不是)[”"」]?[的了才对]*[。！!]*$`)
	signBefore = pattern.Of(`^(?:(?:不对|错了|不好意思|抱歉)[，,。！! ]+)*(?:应该?|应当|该|要)(?:填|选|勾|写)(?:成|为)?[“"「]?(是|否|不是)[”"」]?[的了]*[，,。！! ]+([^，,。：:！!？? ]{2,14}?)(?:[这那]一?[个条项栏格题]|的)?[。！!]*$`)
)

// notYet says of what it names that it did not come, or is wrong.
var notYet = pattern.Of(`^(?:我们|我司)?的?([^，,。]{2,12}?)(?:(?:那|这)[个项])?(?:其实|实际上?|还|并|真的?|都|是)*(?:(?:没有?|未)(?:能|正式)?(?:批|评|公示|公布|认定|入选|列入|通过|拿|下来|定)[下来完上到过了]*|(?:那|这)[个项]((?:不对|有误|[说报写填搞弄记]?错了)))[啊呢呀。！!]*$`)

// exactly reads the exact value of a fact that was said as a range, and what is said behind it
// (具体1580万，补助还没拿过).
func (u *turn) exactly(text string) (nlu.Understanding, bool) {
	head, rest, _ := strings.Cut(strings.ReplaceAll(text, ",", "，"), "，")
	if !exactWords.MatchString(head) || justAmount(head) {
		return nlu.Understanding{}, false
	}
	read, ok := u.exactOfRange(head)
	if !ok || len(read.Facts) != 1 || !u.now.Facts.Get(read.Facts[0].Fact).Known() {
		return read, false
	}
	if rest != "" {
		more := u.readFor(u.now.Asking, rest)
		read.Facts = append(slices.Clone(read.Facts), more.Facts...)
	}
	return asCorrection(read, text), true
}

// keepsOld lets go of a number that waits for its unit, where the person says that what it was to
// replace stays (算了，还是原来的).
func (u *turn) keepsOld() bool {
	id := u.now.Number.Fact
	v := u.now.Facts.Get(id)
	if u.now.Number.Text == "" || !v.Known() || !u.hears(staysAsItWas, u.text) {
		return false
	}
	sp := u.spec(id)
	u.out.Line().Words("好，“").Label(sp).Words("”还是").Value(sp, v).Words("，没有改动。")
	u.now.AwaitNone(id)
	u.now.Asking = ""
	u.engaged, u.changed, u.result = true, true, true
	return true
}

// staysAsItWas says that what was said before is right.
var staysAsItWas = pattern.Of(`^(?:算了|哦|噢|不对|等等|[，,。 ])*(?:(?:还是|就是|就|用|按)?(?:原来|之前|前面|先前|刚才)的?那?个?数?(?:是)?(?:没错|对的?|正确)?|不用?改了?)[吧了。！!]*$`)

// takesBack begins a message that takes something back.
var takesBack = pattern.Of(`^\s*(?:(?:(?:哦|噢|啊|呃|额|嗯|不好意思|抱歉|对不起)[，, ]?)*(?:不|不对|不是|错了|(?:说|搞|弄|看|记|填|写|打)错了?)+[，,。！! ]+|其实|还是|又)`)

// changeWords put a value in another's place.
var changeWords = pattern.Of(`改(成|为|到|一下)|换成|更正|应为|应当是`)
