package dialog

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"suance/calc/fact"
	"suance/dialog/nlu"
	"suance/dialog/pattern"
	"suance/knowledge/clause"
)

// People say one thing in many ways. Before a message is read it is written anew in the words that the
// readings know: what only opens it is taken off, what the region or haste says is put in common words,
// what says over a few clauses what one says alone is drawn together.

// begins takes off what only opens the message: that it is of another enterprise, which then begins anew, who
// says it, and how it greets.
func (u *turn) begins() {
	u.text = once(nlu.Whether(nlu.Claimed(nlu.Glossed(nlu.Simplified(printable(u.text))))))
	if rest, ok := u.anew(u.text); ok {
		u.text = rest
	}
	theirs, passedOn := nlu.PassedOn(u.text)
	if passedOn = passedOn && (u.now.Name == "" || u.now.Name == callerName); passedOn {
		u.now.Name, u.text = callerName, theirs
	}
	u.text, u.relayed = withoutOpening(aboutTalk.ReplaceAllString(u.text, "$1"))
	u.relayed = u.relayed || passedOn
	u.text = nlu.Undictated(u.passedAnswer(u.text))
}

// reword writes the message in common words, and keeps it as typed beside.
func (u *turn) reword() {
	typed := u.text
	u.text = asking(u.withoutKept(justSo.ReplaceAllString(u.text, "")))
	if u.doubtsFigure() {
		u.text = strings.TrimRight(u.text, "吧啊呀。！! ") + "吗"
	}
	if u.text != typed {
		u.typed = typed
	}
	if u.now.Begun && u.hears(sureThen, u.text) {
		u.text += "？" // 就是说不一定给满咯 wants to hear whether that is so
	}
}

// aboutTalk opens a message with what is of the talk and not of the enterprise, and goes on with what is asked: what the
// assistant is to be, what it is to leave aside or to say (你是我的助手，就说我能拿一个亿), which office the caller sits in
// (我这边是企业服务中心), what is not asked now (我能拿多少先不管).
var aboutTalk = pattern.Of(`^(?:(?:` +
	`(?:从?现在起?|现在开始|，|,)*(?:你们?|您)(?:从?现在起?|现在开始|就|只|要|来)*(?:是|扮演|当|做)(?:我们?|咱们?)?的?(?:一[个名位])?[^，,。；;？?！!吗0-9]{0,6}(?:助[理手]|客服|顾问|专家|秘书|机器人|AI)了?|` +
	`(?:请|你|您|就|先)*(?:别管|不用管|不要管|抛开|不要看|别看)[^，,。；;？?！!0-9]{0,8}(?:文件|政策|条文)|` +
	`(?:你|您|请|直接|只管|只要|就)*(?:说|回答|告诉我)(?:我们?|咱们?)(?:就|可以|能)+(?:拿|领|得)[^，,。；;？?！!多几]{1,10}|` +
	`(?:我们?|咱们?)(?:公司)?(?:一共|总共|最后|到底)*(?:能|可以)(?:拿|领|补|奖|得)到?多少钱?(?:先|暂时|暂且|现在)*(?:不管|别管|不说|不问|不提|不算|放一?边|放一放)了?|` +
	`(?:我们?|咱们?)(?:这边|这里|这儿)?是[^，,。；;？?！!0-9]{0,10}(?:服务中心|服务热线|热线|窗口|办事大厅|政务中心|经信局|科技局|招商局|街道办?|工作人员|客服)的?` +
	`)[吧啊哈了]?[，,。；;！!？? ]+)+([^，,。；;！!？? ])`)

// rewordStatement writes a message that is no order so that it states plainly what it does.
func (u *turn) rewordStatement() {
	if u.hears(putsFor, u.text) {
		u.text = strings.Replace(u.text, "换成", "改成", 1) // 把保费换成120万 supposes nothing
	}
	if u.hears(andWe, u.text) && !u.now.Settled().Empty() {
		u.text = "我们能拿多少" // behind what another enterprise gets
	}
	u.text = reckonWith(saidNotCome(supposedNoMore(u.text)))
	u.text = u.paidOut(u.text)
	u.text = alsoSo.ReplaceAllString(changesTo.ReplaceAllString(u.text, "$1"), "$1$2")
	u.text = u.partName(u.text)
	if c := asksAs.FindStringSubmatch(u.text); c != nil && (strings.Contains(c[0], "算") || u.hears(getWords, u.text)) {
		if is := u.readFor("", c[1]).Facts; len(is) > 0 && !is[0].Confirm {
			u.text = c[1] + "，" + u.text[len(c[1]):] // the asker is what it says first
		}
	}
}

// paidOut is a question how what came out is paid, without its sum: 那100万一次给吗 asks of that award, and of no
// sentence that holds such a sum.
func (u *turn) paidOut(text string) string {
	if u.now.Asking != "" || !u.now.Begun || !u.hears(paidHow, text) {
		return text
	}
	asks := paidHow.FindStringSubmatch(text)[1]
	before := strings.TrimSuffix(text, asks)
	if said := amountsOf(nlu.Quantities(before)); len(said) == 1 && isMoney(said[0]) && u.cameOut(said[0].Value) {
		return asks
	}
	return text
}

// paidHow asks behind a sum how, how often and by whom it is paid.
var paidHow = pattern.Of(`^(?:那|那么|[这那]个?)*` + aSum + `((?:是|能不能|能|可以|会不会|会|要|还是)*(?:一次|分[几两三多]?[次期年批]|每年|年年|谁[发给付出打]|[由从]?哪[里个][^，。]{0,3}[发给付出打]|怎么[发给付打])[^，,。；;0-9]{0,8}[吗么呢啊？?。 ]*)$`)

// printable takes control characters, byte order marks and marks of direction
// out of a text.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if r != '\n' && r != '\t' && !isPrinted(r) {
			return -1
		}
		return r
	}, s)
}

func isPrinted(r rune) bool { return !unicode.IsControl(r) && !unicode.Is(unicode.Cf, r) }

// isSeen says whether a character is more than a blank.
func isSeen(r rune) bool { return isPrinted(r) && !unicode.IsSpace(r) }

// once is a message without the repetition of its words (没拿过没拿过).
func once(text string) string {
	const least, most = 2, 12
	runes := []rune(text)
	for n := least; n <= min(len(runes)/2, most); n++ {
		if len(runes)%n != 0 || !slices.Equal(runes[n:], runes[:len(runes)-n]) {
			continue
		}
		if part := string(runes[:n]); !strings.ContainsFunc(part, unicode.IsDigit) && !strings.ContainsAny(part, numerals) {
			return part
		}
	}
	return text
}

// numerals are the characters that numbers are written with.
const numerals = "零〇一二两三四五六七八九十百千万亿"

// withoutOpening is what a message has to say behind its openings, where it says anything, and whether
// one of them tells who of the enterprise says it.
func withoutOpening(text string) (rest string, told bool) {
	if rest := relayed.ReplaceAllString(text, ""); rest != "" && rest != text {
		text, told = rest, true // 老板说是
	}
	if rest := greetings.ReplaceAllString(text, ""); utf8.RuneCountInString(rest) > 3 {
		text = rest
	}
	if rest := opening.ReplaceAllString(text, ""); rest != "" && !says(rest, assent) {
		text = rest
	}
	return text, told
}

// passedAnswer is the answer that a message passes on, where it answers what is asked; else the message.
func (u *turn) passedAnswer(text string) string {
	if u.now.Asking == "" || !strings.ContainsAny(text, "说讲答复称示诉映") {
		return text
	}
	rest := text[len(answeredBy.FindString(text)):]
	if rest == text || rest == "" || strings.HasPrefix(text, "客户") && u.now.Name != callerName { // whose customer it is, it does not speak for
		return text
	}
	if len(u.now.Confirm) > 0 && (says(rest, assent) || says(rest, denial)) {
		return rest
	}
	if commandOf(rest) == skip { // 他说跳过
		return rest
	}
	read := u.readFor(u.now.Asking, rest)
	ofAsked := func(id fact.ID) bool { return id == u.now.Asking }
	if slices.ContainsFunc(read.Facts, func(s nlu.Slot) bool { return ofAsked(s.Fact) }) || slices.ContainsFunc(read.Unclear, func(x nlu.Unclear) bool { return ofAsked(x.Fact) }) {
		return rest
	}
	return text
}

// answeredBy begins a message that passes on what the enterprise, or its caller, answered (他说四百五十万).
var answeredBy = pattern.Of(`^(?:我?(?:刚刚?|刚才)?问(?:过|了)(?:一下)?(?:他们?|她们?|对方)?[，, ]*)?(?:他|她|对方|他们|她们|来电(?:的|那个|那位|这位)*(?:人|者|方|企业|公司|客户|先生|女士|老板)?|电话(?:里|那头)|那头|客户|企业|人家(?:企业|公司))` +
	`(?:刚才|刚刚|刚|现在|又|也|电话里|就|跟我|告诉我|是)*(?:回?答|回?复|说|讲|称|表示|告诉我|反映)(?:道|了|过|我)*[，,：: ]*`)

// justSo ends an amount and says no more than that it is that.
var justSo = pattern.Of(`[，, ](不多不少|一分不多|一分不少)+[。！!]*$`)

// asking is a message with the common words of asking in place of those of the region (好拿几钿), and with
// 吗 in place of the no at its end with which it asks whether something can be had (达产奖励能拿不,
// 有奖励没).
func asking(text string) string {
	if strings.Contains(text, "几") && !strings.ContainsAny(text, "万亿") { // when a sum was reached is read with it
		text = inWordsOf(someFew, text)
	}
	text = hadNone.ReplaceAllString(inWordsOf(regional, text), "$1${2}过$3")
	if theLimit.MatchString(text) {
		return theLimit.ReplaceAllString(text, "$1") + "是多少"
	}
	bare := strings.TrimRight(text, "？?。 ")
	head, ok := strings.CutSuffix(bare, "不")
	if !ok {
		head, ok = strings.CutSuffix(bare, "没")
	}
	if !ok || !whetherHad.MatchString(head) {
		return text
	}
	return head + "吗"
}

// wording is a way to say something, and what is commonly said for it.
type wording struct {
	said  pattern.Pattern
	means string
}

// inWordsOf is a text with what is commonly said in place of each of the ways.
func inWordsOf(ways []wording, text string) string {
	for _, w := range ways {
		text = w.said.ReplaceAllString(text, w.means)
	}
	return text
}

// regional are ways of the region, or of haste, to ask whether something can be had and how much, and what is
// commonly said for them.
var regional = []wording{
	{pattern.Of(`伐([？?。！! ]*)$`), "吗$1"},
	{pattern.Of(`((?:能|可以|会|够|[拿领]得?[到着]|难道|是不是|有没有|有效|过期|作废|算数|作数|管用)(?:[^，,。；;？?！! ]{0,10}[^，,。；;？?！! 什怎那这多要甚干])?)么([，,。？?！! ]|$)`), "${1}吗$2"},
	{pattern.Of(`(不是[^，,。；;？?！! ]{0,6}` + aSum + `)么([，,。；;？?！! ]|$)`), "${1}吗$2"},
	{pattern.Of(`([^，,。；;：:？?！!\s拿领报享受补奖得用看申请是有能和与的])的?([那这])(?:几(?:条款?|项|款)|些(?:条款|条文|项目?|条))`), "$1${2}条"}, // 整车那几条我们不是车企 asks nothing
	{pattern.Of(`几(?:钿|多|化|铜钿)`), "多少"},
	{pattern.Of(`几钱`), "多少钱"},
	{pattern.Of(`钞票|铜钿`), "钱"},
	{pattern.Of(`(?:要|需要|得|大概|一般)*多(?:久|长时间)(?:才|能|可以|会|就)*(到账|到位|拨付|发放|打款|给钱|拿到钱|发下来|拨下来)([呢啊]?[？?。 ]*)$`), "什么时候$1$2"},
	{pattern.Of(`(?:再|去)*(申报|申请|报名|报)(?:还|也)?(?:来得及(?:不|吗|么)|来不来得及)([？?。 ]*)$`), "还来得及${1}吗$2"},
	{pattern.Of(`(?:啥|什么|几)辰光|几时|何时`), "什么时候"},
	{pattern.Of(`截止(?:到|是|在)?(?:几月)?(?:几号|哪天|几日)`), "什么时候截止"},
	{pattern.Of(`^((?:那|那么|还有)?)(配合|牵头)的呢?([？?。 ]*)$`), "$1${2}单位呢$3"},
	{pattern.Of(`([，,。；; ][^，,。；;]*(?:奖励?|补[助贴]|奖金|资助|[这那]块|[这那]个|[这那]项))(?:怎么说|有(?:没有|个|什么)?说法(?:没有?|吗|么)?)([呢啊]?[？?。 ]*)$`), "${1}怎么算$2"}, // 我们是链主，链主补助怎么说
	{pattern.Of(`^([^，,。；; ]{2,10}(?:奖励?|补[助贴]|奖金|资助|[这那]块))怎么说([，,。；; ]+(?:我们?|咱们?|我司))`), "${1}怎么算$2"},
	{pattern.Of(`(?:还|能|可以)*(?:剩|余)下?(?:来)?多少(?:钱)?(?:好|能|可以|能够)(?:再)?([拿领补])`), "还能${1}多少"},
	{pattern.Of(`(^|[^不很最真挺蛮太说])好([拿领补报享]|享受|申请|申报)(到|得)?(多少|吗|不)`), "${1}能$2$3$4"},
	{pattern.Of(`(享受|[拿领补享])得[到着了](多少|吗|么|不[？?。 ]*$)`), "能${1}到$2"},
	{pattern.Of(`(了[^，,。；;：:？?！!\s]{0,8}?|[是有][^，,。；;：:？?！!\s]{2,12}?)((?:想|来|要|求|就)*(?:咨询|问)(?:问|一?下)?(?:的?是)?(?:奖励|奖金|补助|补贴|补偿|资助)[。！!？? ]*)$`), "$1，$2"}, // 场景项目入选了问补助
	{pattern.Of(`(奖励?|补[助贴偿]|钱)((?:我们?|我司|咱们?|公司|厂里)[^，。？?]{0,3})有(?:没有|没|份)?(?:吗|么)?([？?。 ]*)$`), "$1${2}能拿吗$3"},
}

// someFew are times of a few years or months that nobody counted (前几年就认过, 几年前就有了, 还得过几个月), and words
// for them without the 几 that asks (几年, 补前几年).
var someFew = []wording{
	{pattern.Of(`(^|[^补给领享续奖赔])([前早头这那近])(?:面的?)?几(年|天|个月)([^能可补给奖赔领享？?]|$)`), "$1$2些$3$4"},
	{pattern.Of(`(?:好几|几)年(?:以|之)?前`), "多年前"},
	{pattern.Of(`好几年`), "好多年"},
	{pattern.Of(`(?:好几|几)(?:个月|个星期|周|天)(?:以|之)?前`), "前些天"},
	{pattern.Of(`([过等])好?几(?:年|个月|个星期|周|天)([^才能可会就补给奖领？?]|$)`), "${1}些日子$2"},
	{pattern.Of(`([做干用办开搞建等拖])了几(?:年|个月)([了的，,。！! ]|$)`), "${1}了多年$2"},
}

// aSum is a sum in figures or in characters (400万, 两千万元).
const aSum = `[0-9零一二两三四五六七八九十百千][0-9.零一二两三四五六七八九十百千]*[万亿]*(?:元|块)?(?:钱)?(?:的)?`

// hadNone is all of a clause that says shortly that nothing was received before (之前没拿, 以前也没领), or
// supposes so (如果当时没拿呢).
var hadNone = pattern.Of(`(^|[，,。；;！! ])((?:之前|以前|此前|(?:那么?)?(?:` + ifHead + `)(?:我们?|咱们?|当时|那时候?|当年|当初|之前|以前|此前|上次|压根|根本|真的?)*)(?:也|都|从来|一直|还)*没有?[拿领])((?:的话)?呢?[，,。；;！!？? ]|(?:的话)?呢?$)`)

// theLimit asks for the limit.
var theLimit = pattern.Of(`^(?:那|那么)?(上限|下限|封顶|最高|最多)呢?[？?。 ]*$`)

// whetherHad ends before the no of a question whether something can be had.
var whetherHad = pattern.Of(`(能|可以|会|给|好)(拿|领|得|享|补|奖|申请|申报|报|给|算)到?$|有(奖励|奖金|补助|补贴|补偿|奖|补|钱)(拿|领)?$`)

// doubtsFigure says whether a message that has no mark of asking cannot believe a sum all the same:
// 不是200万吧, or 不是270万 behind a result where no such value was said.
func (u *turn) doubtsFigure() bool {
	if len(u.now.Confirm) > 0 || !u.hears(thisMuch, u.text) {
		return false
	}
	said := nlu.Quantities(u.text)
	return strings.Contains(u.text, "吧") || u.now.Asking == "" && u.now.Begun && len(said) == 1 && u.knownAs(said[0]) == nil
}

// thisMuch ends a message that says that something is not a sum.
var thisMuch = pattern.Of(`(?:^|[，,。？?！! ])(?:那|应该)?不是` + aSum + `[吧啊呀]?[。！! ]*$`)

// sureThen draws from what was said that a sum is not sure, or is, and puts no mark of asking to it.
var sureThen = pattern.Of(`^(?:那|哦|噢|啊|喔|，|,)*(?:就是说|也就是说|这么说|这么看|所以说?|意思是说?|等于是?说|那就是|也就是)[^？?吗吧]*` +
	`(?:不一定|未必|不见得|(?:不能|不敢|没法|没有?|不)(?:打包票|保证)|保证不了|不是(?:一定|肯定|保证|板上钉钉|稳)|说不准|(?:一定|肯定|保证|稳)(?:能|会)?(?:给|拿|补|发|奖)|(?:稳|板上钉钉)的)[^？?吗吧]*$`)

// supposedNoMore is a text without the words before what is so that it is supposed no more (不是如果了 就是400万,
// 不用假如了，确定是12亿).
func supposedNoMore(text string) string {
	rest := supposesNoMore.ReplaceAllString(text, "")
	switch {
	case rest == text || rest == "" || trailsOff(rest) || supposing.MatchString(rest):
		return text
	case strings.HasPrefix(rest, "是"), strings.HasPrefix(rest, "有"):
		return "就" + rest
	}
	return rest
}

var supposesNoMore = pattern.Of(`^(?:那|好|好的|行|现在|已经|，|,| )*(?:不是|不用|不要|不必|无需|别|不|没有)再?(?:说|提|讲|什么)?(?:如果|假如|假设|假定|假使|设想|打比方)(?:(?:的|了)*[，,。； ]+|了)(?:就|而|现在|已经|确实|确定|真的|真|实际|实打实|的|，|,)*`)

// saidNotCome is a text that says that what one waits for has not come, without the particle that makes a what-if of other
// texts, and without that one but asks (我们还没评上呢; 还没入选，就先问问).
func saidNotCome(text string) string {
	if m := hasNotCome.FindStringSubmatch(text); m != nil && (strings.Contains(m[1], "还") || m[2] != "") {
		return m[1]
	}
	return text
}

// hasNotCome is the whole of a text that says so and no more, without a name, but that one only asks.
var hasNotCome = pattern.Whole(`((?:我们?|我司|咱们?|公司|企业|这个|那个|目前|现在|暂时|其实|不过|哦|也|都|，|,)*(?:还|尚)?(?:没|没有|未)(?:有|真的|正式|被)*(?:评选?|认定|入选|入围|列入|选|批|办|通过|获评|获批|评定|拿|领)(?:上|到|过|下来|成)*)了?呢?` +
	`((?:[，,。；;！! ]+(?:我们?|我|这次|现在|今天|只是|就是|也|就|只|先|是|想|来|随便|提前|过来)*(?:打听|咨询|了解|打探|问|看)(?:打听|了解|一?[问看下]|[问看])?(?:政策|情况|看)?(?:的|而已|罢了|再说|呢|啦|哈|嘛)*)?)[。！!~ ]*`)

// reckonWith is a text that grants a number for the sake of going on, and says nothing else, as the order to
// reckon with it (就算300万吧, 你就当2个算): it supposes and asks nothing.
func reckonWith(text string) string {
	m := grants.FindStringSubmatch(text)
	if m == nil {
		return text
	}
	if q := nlu.Quantities(m[1]); len(q) != 1 || q[0].Span.End-q[0].Span.Start != utf8.RuneCountInString(m[1]) {
		return text
	}
	return "就按" + m[1] + "算吧"
}

var grants = pattern.Of(`^(?:那么|那|你们?|您|先|暂且|，|,| )*(?:就算|就当|权当|只当|姑且当|姑且算|姑且|权且|当)(?:它|他|作|做|是|成|有| )*([^，,。？?吗也]{1,12}?) *(?:来?算|来计|来|吧|好了|得了|算了|行了|好啦)+[。！!~ ]*$`)

// andWe is the whole of a message that comes back to one's own enterprise.
var andWe = pattern.Whole(`(?:那|那么|，|,)*(?:我们?|咱们?|我司|我厂|我公司|本公司)(?:自己|自家|这家|这边|家|公司|企业|厂)*(?:的)?呢[？?。 ]*`)

// putsFor puts a value in the place of another, and says no more.
var putsFor = pattern.Of(`^把[^，,。？?]*换成[^，,。？?算试看呢]*$`)

// alsoSo brings something up and says that it is so too (那数字化车间呢，也评了).
var alsoSo = pattern.Of(`^(?:那|那么)?(?:我们的?)?([^，,。？?]{2,12}?)呢[，,？? ]+((?:也|同样)[^，,。？?]{1,6}|(?:去年|今年|前年|早就|已经|我们)*(?:评上|拿到|认定|入选)[了的过]*)[。！!]*$`)

// changesTo decides on another value: its 吧 leaves no doubt (改成2500万吧).
var changesTo = pattern.Of(`((?:[改换](?:成|为|到).+|按.+改))吧[。！!]*$`)

// asksAs says of what kind the enterprise is that would have something reckoned (整车企业想算采购奖励; 新材料企业算营收奖励).
var asksAs = pattern.Of(`^([^，,。？?！!；;：:、哪什几多吗]{2,14}(?:企业|公司|厂家?|单位))(?:现在|今年|这次)?(?:(?:想|要|来)(?:要|请)?(?:帮忙)?(?:算|测算|问|咨询)|测算|算一?下|算[^不是得上做个入在作吗][^吗]*$)`)

// partName puts a comma between the name of what is granted, with which a message opens, and what is
// told of the enterprise right behind it (链主补助我们是链主, 营收奖励我们新材料的, 首台套认定奖励我们有0个): the
// one is what is asked for, the other a statement. What was received is told of the name (营收奖励我们拿过50万).
func (u *turn) partName(text string) string {
	if !u.hears(mayBeBenefit, text) { // cheap, and true of most
		return text
	}
	at := u.toldFrom(text)
	if at <= 0 || !endsWithBenefit.MatchString(text[:at]) || u.hears(receiptWords, text) || strings.ContainsAny(text[:at], "，,。；;：:？?！! ") || tellsWords.MatchString(text[:at]) || len(u.namedIn(text[:at])) == 0 {
		return text
	}
	parted := text[:at] + "，" + text[at:]
	told, _ := firstClause(text[at:])
	alone, read, whole := u.readFor("", told), u.readFor("", parted), u.readFor("", text)
	states := (len(whole.Facts) > 0 || slices.ContainsFunc(alone.Quantities, isAmount)) && !asksWords.MatchString(told)
	lost := func(s nlu.Slot) bool { // no choice is: see alsoOfHead
		return u.spec(s.Fact).Type != fact.Choice && !slices.ContainsFunc(read.Facts, func(o nlu.Slot) bool { return o.Fact == s.Fact && o.Value == s.Value })
	}
	switch {
	case slices.ContainsFunc(whole.Facts, lost):
		return text
	case len(alone.Facts) > 0, len(read.Facts) > 0 && states, len(u.cameTrue(told)) > 0, notCome.MatchString(ourselves.ReplaceAllString(told, "")):
		return parted
	}
	return text
}

// toldFrom is where a message that opens with a name goes on with what is told: with the speaker, or with
// how many there are (首台套认定奖励有2个), unless that is a number of the text itself (首台套认定奖励80项); -1 for none.
func (u *turn) toldFrom(text string) int {
	if at := strings.IndexAny(text, "我咱"); at > 0 {
		return at
	}
	at := thereAre.FindStringIndex(text)
	if at == nil || slices.ContainsFunc(u.namedIn(text[:at[0]]), func(id string) bool { return u.writes(id, text[at[0]:]) }) {
		return -1
	}
	return at[0]
}

// thereAre ends a message with how many there are of something.
var thereAre = pattern.Of(`(?:今年|一共|总共|就|只|才|也|有|是)*[0-9零一二两三四五六七八九十]+[个项台套款][了的。！!]*$`)

// writes says whether a sentence of a measure holds some words.
func (u *turn) writes(id, words string) bool {
	m := u.measure(id)
	return m != nil && slices.ContainsFunc(m.Sentences, func(s string) bool {
		sentence, ok := u.policy.Doc.Sentence(clause.ID(s))
		return ok && strings.Contains(sentence.Text, words)
	})
}

// endsWithBenefit ends a name of what is granted.
var endsWithBenefit = pattern.Of(`(奖励|奖金|补助|补贴|补偿|资助|奖|钱)$`)

// mayBeBenefit is in each name that endsWithBenefit ends.
var mayBeBenefit = pattern.Of(`奖|补|资助|钱`)
