package dialog

import (
	"slices"
	"strings"
	"unicode/utf8"

	"suance/calc"
	"suance/calc/fact"
	"suance/dialog/ask"
	"suance/dialog/nlu"
	"suance/dialog/pattern"
	"suance/dialog/session"
)

// listen reads a message that is no order.
func (u *turn) listen() {
	if u.now.Asking == "" && u.now.Begun && says(u.text, noMore) {
		u.obey(enough)
		return
	}
	u.rewordStatement()
	if u.settlesWaiting() || u.checksBack() || u.goesOn() || u.byOther() || u.concludes() || u.disbelieves() || u.protests() || u.asksOfTotal() || u.keepsOld() || u.neverCame() || u.ofAnother() || u.turnsTo() {
		return
	}
	if u.titleNotCome() {
		return
	}
	if u.now.Number.Text == "" {
		if read, ok := u.putRight(u.text); ok {
			u.heed(&read, u.text)
			return
		}
	}
	if u.settledAtOnce() || u.aside() || u.theirCase() {
		return
	}
	if u.claims(u.text) {
		u.text = asClaim(u.text)
		u.question(nlu.IntentQuestion)
		return
	}
	if u.premise() {
		if text := untagged(u.text); !severalClauses(text) || addsUp.MatchString(lastClause(text)) {
			u.text = text
		}
		u.takeHead(u.text[:strings.LastIndex(u.text, lastClause(u.text))])
		u.question(nlu.IntentQuestion)
		return
	}
	if u.total() || u.largest() || u.setsBeside() || u.sharesOut() || u.shareOfPlace() {
		return
	}
	if u.asksWhatElse() {
		u.overview()
		return
	}
	if (u.hears(inHand, u.text) || u.hears(otherReading, u.text)) && u.explain() || u.doubts() {
		return
	}
	text, later := u.text, []session.Number(nil)
	unit := ""
	if n := u.now.Number; n.Text != "" {
		if unit = u.unitAlone(text); unit != "" {
			text = n.Text + unit
			if strings.Contains(u.text, "都") { // 都是万辆
				later = u.now.Later
			}
		}
	}
	if u.furtherCase(text) {
		return
	}
	read := u.read(text)
	for _, n := range later {
		read.Facts = append(read.Facts, u.readFor(n.Fact, n.Text+unit).Facts...)
	}
	if u.supposesOn(&read, text) {
		read.WhatIf, read.Facts, read.Intent = read.Facts, nil, nlu.IntentWhatIf
	}
	u.ofText(&read, text)
	read.Facts = except(read.Facts, func(s nlu.Slot) bool { // supposed is not stated
		return slices.ContainsFunc(read.WhatIf, func(o nlu.Slot) bool { return o.Fact == s.Fact && (o.Value == s.Value || o.Span.Meets(s.Span)) })
	})
	if len(read.Facts) == 1 && read.Facts[0].Fact != u.now.Asking && u.spec(read.Facts[0].Fact).Type == fact.YesNo && !u.ofRecentSubject(read.Facts[0].Fact) && !u.hears(saysOfItself, text) && u.mereName() {
		u.question(nlu.IntentQuestion) // 智能工厂, where something else is asked
		return
	}
	u.doubt(read.Facts, text)
	states := len(read.Facts)+len(read.WhatIf)+len(read.Unclear) > 0
	if u.leavesUnknown(text, states) && !states {
		return
	}
	if len(read.Facts) == 0 && len(read.WhatIf) == 0 && (!(u.now.Begun && u.hears(howMuch, text)) && u.obey(intents[read.Intent]) || u.givesUp(&read, text)) { // 结果到底多少 asks for the sum
		return
	}
	if u.eachOfSeveral(&read, text) || u.supposesNot(&read, text) || u.partOnly(&read, text) || u.severalParts(&read, text) {
		return
	}
	u.heed(&read, text)
}

// saysOfItself is in a name that says by itself what one is or got (链主企业, 首次申报).
var saysOfItself = pattern.Of(`^(首次|再次|获|评|认定|入选|新)|(企业|单位)$`)

// ofRecentSubject says whether a fact is of a subject lately spoken of.
func (u *turn) ofRecentSubject(id fact.ID) bool {
	group := u.spec(id).Words.Group
	return group != "" && slices.ContainsFunc(u.now.Recent, func(r fact.ID) bool { return u.spec(r).Words.Group == group })
}

// heed takes what a message states and does what it wants.
func (u *turn) heed(read *nlu.Understanding, text string) {
	u.mention(text)
	comes := u.supposeToCome(read, text)
	several := u.severalIn(text, read)
	if len(several) > 0 {
		setAside(read, several)
	}
	u.given = append(u.given, read.Facts...)
	if u.headsWithMatter(text, slotIDs(read.Facts)) { // its sums are of that: 场景 入选了 500万
		read.Unclear = slices.DeleteFunc(slices.Clone(read.Unclear), func(x nlu.Unclear) bool { return x.Why == nlu.WhyWhichFact })
	}
	u.take(read)
	u.takeRest(text, read)
	u.tellUnplaced(text, read)
	if comes {
		u.out.Line().Words("还没有定下来的先不记，只按假设算：")
	}
	u.act(read, several, text)
	u.takeAmounts(text, read)
	if u.kind == "" && len(u.was.Scope) > 0 && len(u.now.Scope) > len(u.was.Scope) && u.plan() != "" {
		if done := u.settledNow(); len(done) > 0 { // 对，对了我们智能工厂也评上了
			u.sofar(done)
		}
	}
}

// noMore say, where nothing is asked, that there is nothing to add.
var noMore = words(`没有了 没了 都没有了 没啥了 没什么了 没有别的了 没别的了`)

// askedWaits says whether a value waits for the confirmation that is asked for.
func (u *turn) askedWaits() bool { return u.now.Asking != "" && u.now.Waits(u.now.Asking) }

// settlesWaiting confirms or withdraws a value that waits, where that is all that a message
// says (对，评上了; 不是这个数).
func (u *turn) settlesWaiting() bool {
	if !u.askedWaits() {
		return false
	}
	switch c := correctionIn(u.text); {
	case says(u.text, assent), u.hears(presumes, u.text), u.assentsTwice(u.now.Asking):
		u.confirm()
	case u.hears(supposesSo, u.text):
		u.engaged, u.kind = true, KindClarify
		u.out.Line().Words("拿不准也没关系：是这样就答“对”，不是就说一下是多少或者怎样，说不清的答“不清楚”，这一项先放着。")
	case u.hears(allRight, u.text):
		u.confirmAll(u.allRightOf(u.text))
	case u.settlesByName():
		return u.text == ""
	case says(u.text, denial), c.marked && !c.news && (c.rest == "" || says(c.rest, denial) || !c.actual && lookAgain.MatchString(c.rest)), u.hears(withdraws, u.text):
		u.withdraw()
	default:
		return false
	}
	return true
}

// allRightOf are the values that wait of which a message says that all are right (都对; 三个数都没问题): the one
// asked for, where it counts others than there are.
func (u *turn) allRightOf(text string) []fact.ID {
	n := allRight.FindStringSubmatch(text)[1]
	counted := []string{"", "", "两俩2", "三仨3", "四4", "五5"}
	if n != "" && (len(u.now.Confirm) >= len(counted) || !strings.Contains(counted[len(u.now.Confirm)], n)) {
		return []fact.ID{u.now.Asking}
	}
	return slices.Clone(u.now.Confirm)
}

// settlesByName confirms the values that wait of which a clause says by name that they are right (产能对，产量是7.8万辆),
// and takes those clauses off the text; false if there are none.
func (u *turn) settlesByName() bool {
	if !u.hears(rightByName, u.text) {
		return false
	}
	var right []fact.ID
	var rest []string
	for _, c := range clausesOf(u.text) {
		m := namedRight.FindStringSubmatch(c)
		var ids []fact.ID
		if m != nil {
			ids = u.waitingNamed(m[1])
		}
		if len(ids) != 1 {
			rest = append(rest, c)
			continue
		}
		right = append(right, ids[0])
	}
	if len(right) == 0 {
		return false
	}
	u.confirmAll(right)
	if u.text = strings.Join(rest, "，"); u.text != "" {
		u.now.Asking, u.kind = "", ""
	}
	return true
}

// waitingNamed are the facts that wait for confirmation which a text names, those by their full names before others.
func (u *turn) waitingNamed(text string) []fact.ID {
	var ids []fact.ID
	for _, id := range u.factsNamed(text) {
		if u.now.Waits(id) {
			ids = append(ids, id)
		}
	}
	if len(ids) > 0 {
		return ids
	}
	for _, id := range u.now.Confirm {
		if endsName(u.spec(id), text) {
			ids = append(ids, id)
		}
	}
	return ids
}

// Ways to say of several values that they are right: of all that wait, or of one by its name, which rightByName tells
// of any clause.
var (
	allRight = pattern.Whole(`(?:嗯|恩|是的|对|好|没错|，|,|。| )*(?:[这那]|上面|刚才|刚刚|以上|前面|您?说的|你说的|的)*([两俩三仨四五2-5])?(?:个|项|条|样)?(?:数字?|数据|金额|情况|信息)?(?:我)?(?:都|全部?|均|统统|通通)+(?:是|就是)?` +
		areRight + `(?:[，, ]*` + areRight + `)*[。！!~～ ]*`)
	namedRight  = pattern.Whole(`([^，,。0-9没不未]{2,12}?)(?:[这那][个项]|的)?(?:数字?)?(?:也|都|是|就是)*` + areRight)
	rightByName = pattern.Of(`[^，,。；; ]{2}` + areRight + `(?:[，,。；;！! ]|$)`)
)

// areRight says that values are right.
const areRight = `(?:对|准确?|正确|没错|没有错|没问题|没有问题|属实)(?:的|了|啊|呀|哈|哦|吧)*`

// assentsTwice says whether a message confirms a value and says it once more.
func (u *turn) assentsTwice(id fact.ID) bool {
	at := strings.IndexAny(u.text, "，,。！! ")
	if at < 0 || !says(u.text[:at], assent) {
		return false
	}
	read := u.readFor(id, strings.TrimLeft(u.text[at:], "，,。！! "))
	return len(read.Facts) == 1 && read.Facts[0].Fact == id && read.Facts[0].Value == u.now.Facts.Get(id)
}

// Ways to say of a value that waits that it is right, with a reserve: who presumes so (应该没错, 差不多就是这个数) confirms
// it, who but guesses so (大概是吧) is asked once more.
var (
	presumes   = pattern.Whole(`(?:嗯|恩|那|哦|，|,| )*(?:应该|应当|差不多|基本上?|大致|大体上?)+(?:就|都|也)*` + isRight)
	supposesSo = pattern.Whole(`(?:嗯|恩|那|哦|我|，|,| )*(?:大概|可能|也许|或许|兴许|估计|估摸着?|好像|似乎|多半|说不定)+(?:应该|就|都|也)*` + isRight + `(?:我?(?:再|去|先|回头|还|得|要)+(?:看|查|核|问|确认)[^，。0-9]{0,4})?`)
)

// isRight ends such words.
const isRight = `(?:是的?|对的?|没错|没有错|错不了|不会错|没问题|没有问题|准确?的?|正确|属实|是?这样|是?(?:这个|这)数|是?这么多|是?这个|没差)(?:子|的|了|吧|啊|呀|哈|哦)*[，,。！!~～ ]*`

// withdraws says that a value that waits is not so, lookAgain that one will see.
var (
	withdraws = pattern.Of(`^(应该不(?:是|对)|不(?:完全|全|都|大|很|怎么)(?:对|准确?)|不太准确?|不太对|当然不是|才不是|并不是|并非|肯定不是|不准确?|这个?数?有误|这个数不对|错的|不是这个数?|不是，不对|不，不对)[啊呀吧的了。！!]*$`)
	lookAgain = pattern.Of(`^(等我|我|再|去|先|回头|等一?下|还要|等会儿?)+(再)?(看|查|核|问|想|确认)[^，。0-9]{0,4}$`)
)

// premise says whether a message supposes something of what is granted, and wants to hear
// whether that is so (智能工厂是补300万吧; 营收奖励最高5000万，没错吧): it states nothing.
func (u *turn) premise() bool {
	text := untagged(u.text)
	if addsUp.MatchString(lastClause(text)) {
		return true
	}
	if severalClauses(text) { // behind what is stated only 吧 is sure to ask of the document
		text = strings.TrimRight(u.text, "。.？?！! ")
	}
	return u.hears(tag, text) && (strings.HasSuffix(text, "吧") || !severalClauses(text)) && u.hears(grantsWords, text) && !u.hears(ownWords, text) &&
		(len(u.namedIn(text)) > 0 || len(u.scope()) > 0)
}

// untagged is a message with what asks whether it is right put to what that is about.
func untagged(text string) string {
	return tagged.ReplaceAllString(strings.TrimRight(text, "。.？?！! "), "$1")
}

// addsUp adds sums and wants to hear whether that is right (50万+100万一共150万对吧).
var addsUp = pattern.Of(`[万亿元]\s*[+＋加]\s*[0-9一二两三四五六七八九十].*([对是][吧吗么]|对不对|是不是)[?？]?$`)

// tag ends a message that wants to hear whether it is right, tagged parts such words from what
// they are about.
var (
	tag    = pattern.Of(`吧$|(对|是|没错|真的|是这样)(吗|么)$|对不对$|是不是$`)
	tagged = pattern.Of(`[，, ]+((对|是|没错|真的|是这样)(吧|吗|么)|对不对|是不是)$`)
)

// inHand takes a result for money in hand (那就是100万到手咯).
var inHand = pattern.Of(`^(那|那么|所以|这么说)[^，。没未不]{0,12}(到手|到账|稳了|稳拿|拿定了?)`)

// grantsWords say what is granted, to whom, and what is enough for that (三年内应用就行吧).
var grantsWords = pattern.Of(`[补给奖发][^，。了过]{0,4}[0-9一二两三四五六七八九十百千]|也(能|可以|奖|补|有|给)|[就也才]能?(行|够|算)|就可以|还(有|能|给)[^，。]{0,4}[奖补]|名额|封顶|上限|(最高|最多|顶多)[^，。]{0,3}[0-9一二两三四五六七八九十百千]`)

// givesUp leaves the fact asked for open where a message that gives no value ends with
// that (去年没统计，不知道).
func (u *turn) givesUp(read *nlu.Understanding, text string) bool {
	const few = 20
	if u.now.Asking == "" || len(read.Retracted) > 0 || utf8.RuneCountInString(text) > few || strings.ContainsAny(text, askingMarks) ||
		slices.ContainsFunc(read.Quantities, isAmount) || commandOf(lastClause(text)) != skip {
		return false
	}
	asked := u.spec(u.now.Asking)
	if !weaklyNames(asked, text) && slices.ContainsFunc(u.factsOf(u.scope()), func(sp *fact.Spec) bool { return sp != asked && weaklyNames(sp, text) }) {
		return false // that of something else
	}
	return u.obey(skip)
}

// leavesUnknown leaves the fact open that a message names and says is not known, where that is
// another than the one asked for, which is asked on (第几台我也不知道), or where the message states
// something beside it (产能不知道，产量8万辆).
func (u *turn) leavesUnknown(text string, states bool) bool {
	if !u.hears(notKnown, text) {
		return false
	}
	left := false
	for _, c := range clausesOf(text) {
		at := notKnown.FindStringIndex(c)
		if at == nil || at[0] == 0 || asksWords.MatchString(c) && !strings.Contains(c, "几") {
			continue
		}
		id := u.unknownIn(c[:at[0]])
		if id == "" || id == u.now.Asking && !states || u.now.Skips(id) || u.now.Facts.Get(id).Known() {
			continue
		}
		asking, changed, result := u.now.Asking, u.changed, u.result
		if u.leave(id); asking != id {
			u.now.Asking, u.changed, u.result = asking, changed, result
		}
		u.engaged, left = true, true
		u.out.Line().Words("好，“").Label(u.spec(id)).Words("”先放着，想补充时随时告诉我。")
	}
	return left
}

// unknownIn is the one fact that a text names, of what is asked for where that is told; the one
// asked for before others. Empty for none.
func (u *turn) unknownIn(text string) fact.ID {
	if u.now.Asking != "" && weaklyNames(u.spec(u.now.Asking), text) {
		return u.now.Asking
	}
	var ids []fact.ID
	if len(u.scope()) == 0 {
		ids = u.factsNamed(text)
	}
	for _, sp := range u.factsOf(u.scope()) {
		if weaklyNames(sp, text) || asksRow(sp, text) {
			ids = append(ids, sp.ID)
		}
	}
	if len(ids) != 1 {
		return ""
	}
	return ids[0]
}

// asksRow says whether a text points at a place in the row that a fact counts (第几台).
func asksRow(sp *fact.Spec, text string) bool {
	return slices.ContainsFunc(sp.Words.Ordinal, func(w string) bool { return strings.Contains(text, "第几"+w) })
}

// notKnown says that something is not known.
var notKnown = pattern.Of(`(我)?(也|都|还)?(不(太)?(知道|清楚|确定|晓得|记得|了解)|没(查|问)过?|记不清|忘了)`)

// settledAtOnce deals with messages that are settled before they are read: last year's value
// for one that waits, the mere name of a matter, what only says that something was heard.
// It takes what opens a message and settles what was asked off the text.
func (u *turn) settledAtOnce() bool {
	waits := u.askedWaits()
	switch {
	case waits && u.isLastYears(u.text):
		return true
	case u.asksWhyAsked():
		u.obey(why)
		return true
	}
	if u.now.Asking == "" && u.mereName() {
		if _, ok := u.exactOfRange(u.text); !ok { // 15万辆, after 不到15万辆
			u.question(nlu.IntentQuestion) // the mere name of a matter, whatever else its words could state
			return true
		}
	}
	if label := u.offeredFor(); label != "" {
		u.text = label // 是营收, after: 8.8亿说的是哪一项
	}
	if u.hears(acknowledged, u.text) {
		u.kind = KindClarify
		u.out.Line().Words("好的，有需要随时说。")
		return true
	}
	u.settleFirst(waits)
	u.text = u.withoutEcho(trailing.ReplaceAllString(u.text, "$1"))
	const few = 12
	if u.now.Begun && u.hears(onlyThis, u.text) && utf8.RuneCountInString(u.text) <= few && len(u.namedIn(u.text)) > 0 {
		u.ownCase(nil)
		return true
	}
	return false
}

// act does what a message wants beside what it states: it compares, supposes, asks.
func (u *turn) act(read *nlu.Understanding, several []situation, text string) {
	switch {
	case len(several) > 0:
		u.compare(several)
	case read.Intent == nlu.IntentWhatIf || len(read.WhatIf) > 0, !u.stated && byHowMuch(text) && !nowWords.MatchString(lastClause(text)) && (slices.ContainsFunc(read.Quantities, isAmount) || trailsOff(text)) && !u.now.Settled().Empty():
		u.suppose(read)
	case !u.engaged && !u.unused && (u.takeUp(text) || u.planned(text)):
	case read.Intent == nlu.IntentQuestion && !(u.stated && answersOnly(text)), u.hears(whyWords, text) && !u.engaged:
		u.question(nlu.IntentQuestion)
	case u.stated && (u.hears(requestWords, text) || u.hears(reckonWords, text) || asksBeside(text)):
		u.question(nlu.IntentQuestion)
	case u.stated && read.Intent == nlu.IntentCorrection && asksLast(text):
		u.text = lastClause(text)
		u.question(nlu.IntentQuestion)
	case u.stated && (u.bareMatter(text) || u.endsAsking(text) || u.asksAfter(text) || u.headsWithMatter(text, u.statedIDs)):
		u.ownCase(nil)
	case u.engaged, u.unused:
	case u.tellsBeside(text):
		u.notNeeded()
	case u.now.Asking == "" && !u.now.Begun && len(u.scope()) > 0 && u.hears(ownMatter, text) && !strings.ContainsAny(text, askingMarks) && !u.hears(asksWords, text) && utf8.RuneCountInString(text) <= waitRunes:
		u.ownCase(nil) // 我们是建设单位, after what the document grants those
	case u.now.Asking != "" && (read.Intent == nlu.IntentYesNo || len(read.Quantities) > 0):
		u.unused = true // an answer, but not to this question
		if !u.now.Facts.Get(u.now.Asking).Known() {
			u.now.Touch(u.now.Asking) // what is put right next is this
		}
		u.out.Line().Words("这样的回答对不上这一项。")
		u.expected(u.spec(u.now.Asking))
	default:
		u.question(read.Intent)
	}
}

// ownMatter begins to tell what one is oneself.
var ownMatter = pattern.Of(`^(我们?|我司|我公司|咱们?)(公司|企业|单位)?(就|也|正好)?(是|属于|有|做|想)`)

// tellsBeside says whether a message tells of the enterprise, and asks nothing, what the document is
// known not to speak of (我们是滨江的, 注册资本5000万).
func (u *turn) tellsBeside(text string) bool {
	return !u.stated && u.hears(tellsOfSelf, text) && !u.hears(wishesFor, text) && !u.hears(asksWords, text) && !u.hears(askWords, text) && !strings.Contains(text, "呢") &&
		len(u.namedIn(text)) == 0 && u.asker.Ask(ask.Question{Text: text, AsOf: u.day}).Absent
}

// tellsOfSelf begins to tell how things are with the enterprise; wishesFor tell instead what one wants of
// the document, or has to do for it.
var (
	tellsOfSelf = pattern.Of(`^(我们?|我司|我公司|我厂|咱们?|本公司|本企业|公司|企业|单位)(公司|企业|厂|单位|这边|这里|家)?(现在|目前|去年|今年|一共|总共|的|都|也|就)*(是|属于|在|有|注册|成立|搬|迁|员工|职工|年?利润|纳税|股东|总部|法人|\d)`)
	wishesFor   = pattern.Of(`[想要求问报办领给补奖]|配套|申请|咨询|了解|打算|准备|需要|应该|必须|可以|能|来`)
)

// notNeeded says that what a message tells is not needed, and what would be.
func (u *turn) notNeeded() {
	u.out.Line().Words("这样的情况文件没有写，测算用不到，没有记。")
	if u.plan() == "" {
		u.out.Words("要知道能拿多少，请说出想算的措施；各项都过一遍，请说“都算一下”。")
		u.offer("都算一下")
	}
}

// laterOnly says of what is asked that it is yet to come.
var laterOnly = pattern.Of(`^(我们|我司|这个|这项|要|得|准备|打算|计划|预计)*(明年|来年|后年|下半年|年底)[^，。0-9]{0,4}(申报|申请|报|评|认定|建|做|投|上)[^，。0-9]{0,2}$`)

// planned takes up that something by its name is yet to come (智能工厂明年评): it states
// nothing, and what is supposed next may be of it.
func (u *turn) planned(text string) bool {
	if !u.hears(planWords, text) || u.hears(asksWords, text) {
		return false
	}
	title := func(sp *fact.Spec) bool {
		return sp.Type == fact.YesNo && (names(sp, text) || sp.ID == u.now.Asking)
	}
	specs := u.factsOf(u.namedIn(text))
	if sp := u.spec(u.now.Asking); len(specs) == 0 && sp != nil && u.hears(laterOnly, text) {
		specs = append(specs, sp) // 明年才报
	}
	at := slices.IndexFunc(specs, title)
	if at < 0 {
		return false
	}
	u.now.Touch(specs[at].ID)
	u.turnTopic(u.namedIn(text))
	u.engaged, u.kind = true, KindClarify
	u.out.Line().Words("还没有定下来，先不记；定下来了再告诉我。")
	return true
}

// acknowledged says that something was heard, and no more; trailing are particles at the
// end of a message that ask nothing.
var (
	acknowledged = pattern.Of(`^(嗯|哦|噢|好|好的|行|行吧|ok|OK|那)*[，, ]*(我)?(知道了|明白了?|了解了?|收到|懂了|清楚了|晓得了|好嘞|原来如此|行吧|(行了|好了|可以了|够了|得了)+)[。！!~～ ]*$`)
	trailing     = pattern.Of(`[嘛呗咯喽]([。！!~～\s]*)$`)
)

// holdsOn says whether a message asks to wait a moment for the answer (等一下，我去问问财务): the question
// stays.
func (u *turn) holdsOn() bool {
	if u.now.Asking == "" || !u.hears(waitWords, u.text) || utf8.RuneCountInString(u.text) > waitRunes || holdsAmount(u.text) {
		return false
	}
	u.out.Line().Words("好，不着急。")
	return true
}

// waitWords ask to wait a moment for the answer, or say that one goes to look in the papers first
// (我去翻翻文件, 我看看政策再说): that asks nothing of the document.
var waitWords = pattern.Of(`^(好的?|嗯|行|那|你|您|请|麻烦|哎呀?)*[，, ]*(` +
	`(先)?(稍等|等我?一?下|等等|等一等|等会儿?|稍候|等我|我先)[，, ]*(我)?` + goesToLook + `((` + colleague + `|他们|` + papers + `)(那边|部)?(再说)?)?|` +
	`我(先|得|要|这就|现在|马上|回头|回)*去` + opens + papers + `(再说)?|` +
	`(让?我|我们)(先|得|要|再)*` + opens + papers + `再说|` +
	`(我|我们)?(先|得|要|这就|现在|马上|回头)*(让|叫|请|找)(我们?的?)?(` + colleague + `)(们|那边)?(去|帮忙|帮我|给我|先)*[查看翻找算核问](一?[查看翻找算核问]|一下|下|` + papers + `)*|` +
	`(我|我们|财务|会计|他们|同事)?(那边)?(还|正)+在[查看翻找算核问](一?[查看翻找算核]|着|呢|` + papers + `)*呢?` +
	`)[，, ]*(再(来)?(回|告诉|答复)你?|马上(来|回来)?|就来|回来)*[吧啊哦哈。！!]*$`)

// colleague is whom one asks in one's own house (财务, 采购部).
var colleague = `财务部?|会计|出纳|同事|老板|领导|老总|经理|厂里|车间|产线|(?:` + strings.ReplaceAll(nlu.Departments, " ", "|") + `)+(?:管理|发展)*(?:部门?|科室?|处室?|组|经理|主管|主任|统计员?)`

// goesToLook and opens say that one looks or asks, and papers are what one looks in.
const (
	goesToLook = `(马上|现在|这就)?(去|先|得|要|跟|向)?(查|看|问|翻|找|算|核|打听)?(一?[查看问翻找算核]|一下|下|会儿?)*`
	opens      = `[查看翻找](一?[查看翻找]|一下|下|出)*`
	papers     = `(一?下)?(那个?|这个?|你们的?|我们的?)?(政策|通知|申报)?(文件|政策|通知|条款|条文|规定|细则|原文|账本?|资料|材料|报表|数据?|单子|保单|合同|证书)(看看|看一?下)?`
)

// waitRunes is the longest of such messages.
const waitRunes = 16

// settleFirst deals with a first word that settles what was asked (对，智能工厂也评上了;
// 跳过，…): what follows is read by itself.
func (u *turn) settleFirst(waits bool) {
	at := strings.IndexAny(u.text, "，,。；;！!\n")
	if at < 0 || u.now.Asking == "" {
		return
	}
	_, size := utf8.DecodeRuneInString(u.text[at:])
	head, rest := u.text[:at], strings.TrimSpace(u.text[at+size:])
	switch {
	case rest == "":
		return
	case waits && says(head, assent) && numeric(u.spec(u.now.Asking)) && justAmount(rest):
		u.text = rest // 嗯，5.02亿
		return
	case waits && says(head, assent):
		u.confirm()
	case waits && allRight.MatchString(head):
		u.confirmAll(u.allRightOf(head))
	case letGo.MatchString(head) && asksNext.MatchString(rest):
		if len(u.scope()) > 0 {
			u.drop()
		}
	case commandOf(head) == skip && (u.guesses() || letGo.MatchString(head) && len(u.readFor("", rest).Retracted) > 0): // 算了，营收先撤掉
		return
	case commandOf(head) == skip:
		u.skip()
	case commandOf(head) == drop, notThis.MatchString(head) && asksNext.MatchString(rest):
		u.drop()
	default:
		return
	}
	u.text, u.now.Asking, u.kind = rest, "", ""
}

// guesses says whether a message that begins with what one does not know gives the fact asked for
// all the same, to be said back (不太确定，12万辆).
func (u *turn) guesses() bool {
	return slices.ContainsFunc(u.readFor(u.now.Asking, u.text).Facts, func(s nlu.Slot) bool { return s.Fact == u.now.Asking && s.Confirm })
}

// notThis and letGo let go of what is asked, where something else is asked next.
var (
	letGo    = pattern.Of(`^(算了|拉倒|得了|好了|行了)+吧?$`)
	notThis  = pattern.Of(`^(算了)?[这那]个?(事|项|题)?(先)?(不算|不问|不说|不管|放着|放一边|放一放)了?$`)
	asksNext = pattern.Of(`^(先|再|那|来)?(问|说|看|算)`)
)

// openers begin a message and say nothing (好，第二家：…).
var openers = pattern.Of(`^\s*(?:(?:好的?|嗯|行|那|ok|OK)[，,。 ]+)+`)

// withoutEcho takes the question that a person repeats before the answer out of a text
// (产值？九千九百万).
func (u *turn) withoutEcho(text string) string {
	const few = 10 * 3 // bytes
	if u.now.Asking == "" {
		return text
	}
	at := strings.IndexAny(text, "?？")
	if at <= 0 || at > few || asksWords.MatchString(text[:at]) || shared(u.spec(u.now.Asking).Label, text[:at]) == 0 {
		return text
	}
	_, size := utf8.DecodeRuneInString(text[at:])
	if rest := strings.TrimSpace(text[at+size:]); rest != "" && !strings.ContainsAny(rest, askingMarks) {
		return rest
	}
	return text
}

// offeredFor is the only choice offered last that states the one fact which the message
// names without a value of its own; empty if there is none.
func (u *turn) offeredFor() string {
	const few = 12
	number := func(label string) bool { return strings.ContainsAny(label, "0123456789") }
	if !slices.ContainsFunc(u.was.Offered, number) || u.now.Asking != "" && u.now.Number.Text != "" || utf8.RuneCountInString(u.text) > few || u.hears(asksWords, u.text) || slices.Contains(u.was.Offered, u.text) {
		return ""
	}
	ids := u.factsNamed(u.text)
	if len(ids) != 1 || holdsAmount(u.text) {
		return ""
	}
	for _, label := range u.was.Offered {
		if read := u.readFor("", label); len(read.Facts) == 1 && read.Facts[0].Fact == ids[0] && numeric(u.spec(ids[0])) {
			return label
		}
	}
	return ""
}

// onlyThis narrows what is asked for to what it names (只问链主的).
var onlyThis = pattern.Of(`^(那|我)*(就|只|单独?|光)(是)?(问|算|看|要|想)`)

// Openings of a message that goes on: greetings (你好，…), what tells who of the enterprise says
// it (老板说是), and what begins to say it, which is no yes (是这样的，我们…).
var (
	greetings = pattern.Of(`^\s*(?:(?:你好|您好|喂)[啊呀，,。！!：: ]*)+`)
	opening   = pattern.Of(`^\s*(?:嗯[，, ]?)?(?:事情|情况)?是这样(?:的|子的?)?(?:啊|哈)?[，,：: ]+`)
	relayed   = pattern.Of(`^(?:我们?)?(?:` + colleague + `)(?:那边)?(?:刚)?(?:跟我|和我)?说[，,：: ]*`)
)

// firmsWords tell of several enterprises at once.
var firmsWords = pattern.Of(`[两二三四五几][个家](厂|公司|企业|子公司|单位)`)

// backToLetter goes back to an enterprise by a mere letter (那乙呢).
var backToLetter = pattern.Of(`^(?:那么?|再|回到|[，, ])*([甲乙丙丁A-H])(?:呢|(?:能|可以|一共|总共)*(?:拿|补|奖|领)(?:到)?多少(?:钱)?)[呢？?。 ]*$`)

var backToFirm = pattern.Of(`^(?:那么?|再|还是|先)*(?:(?:回到|回去看|说回|看看?|说说?)([^，。：:0-9]{1,12}?(?:公司|企业|厂))|([甲乙丙丁A-Ha-h](?:公司|企业|厂)))(?:呢|的|那边|[，, ])*(?:(?:一共|总共)?(?:能|可以|会)?(?:拿|补|奖|领|是|有|得)?(?:到)?(?:多少|什么|怎么样)(?:钱|来着)?)?[呢？?。 ]*$`)

// formerFirm names the enterprise before this one, or several, and asks.
var formerFirm = pattern.Of(`^(那|那么|哦)?(刚才|刚刚|之前|上|前面?|先前|原来)(的|那)?一?家(企业|公司|厂)?[^，。]{0,6}(多少|呢|什么|怎么)|^(那|那么)?[两二三几](家|个(企业|公司|厂))(企业|公司|厂)?(的)?(加起来|一共|合计|总共|总和)[^，。]{0,4}多少`)

// takeUp asks again for a fact that was skipped and that the message names without
// asking anything.
func (u *turn) takeUp(text string) bool {
	if u.hears(asksWords, text) {
		return false
	}
	for _, id := range u.now.Skipped {
		sp := u.spec(id)
		if !slices.ContainsFunc(append([]string{sp.Label, sp.Short}, sp.Synonyms...), func(w string) bool {
			return w != "" && strings.Contains(text, w)
		}) || !slices.ContainsFunc(u.stakes(), func(s calc.Stake) bool { return s.Fact == id }) {
			continue
		}
		u.now.Skipped = session.Without(u.now.Skipped, id)
		u.now.Asking, u.changed, u.engaged = id, false, true
		u.out.Line().Words("好，说回这一项。")
		return true
	}
	return false
}

// intents are the intents that are orders.
var intents = map[nlu.Intent]command{
	nlu.IntentSkip: skip, nlu.IntentDontKnow: skip, nlu.IntentWhy: why,
	nlu.IntentSummary: summary, nlu.IntentUndo: undo, nlu.IntentRestart: restart,
}

// unitAlone is the unit that a message consists of (万元, 单位是亿); empty if it says
// anything else.
func (u *turn) unitAlone(text string) string {
	const long = 4
	t := unitFrame.ReplaceAllString(strings.TrimRight(strings.TrimSpace(text), "。.!！ "), "")
	if utf8.RuneCountInString(t) > long || strings.Trim(t, u.unitRunes) != "" {
		return ""
	}
	return t
}

// unitFrame stands around a unit.
var unitFrame = pattern.Of(`^(就?是|都|这?两个|全部?|单位|以|按|用|算)+|(吧|啊|呀|呢|的|计|算|为单位|做单位)+$`)

// unitRunesOf are the characters of the units of a policy's facts.
func unitRunesOf(s *fact.Schema) string {
	runes := "元块万亿千百个点%％成"
	for i := range s.Len() {
		runes += s.Spec(i).Unit
	}
	return runes
}
