package dialog

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"suance/calc"
	"suance/calc/fact"
	"suance/dialog/answer"
	"suance/dialog/ask"
	"suance/dialog/nlu"
	"suance/dialog/pattern"
	"suance/dialog/session"
	"suance/knowledge"
)

// MaxRunes is the longest message that is read, in characters.
const MaxRunes = 4096

// idleLimit is how many messages in a row may neither answer nor ask before the
// fact asked for counts as skipped.
const idleLimit = 3

// Talk holds conversations under one policy. It is immutable and safe for
// concurrent use; a turn is a pure function of its arguments.
type Talk struct {
	policy *knowledge.Policy
	reader *nlu.Reader
	asker  *ask.Asker
	calc   *calc.Calculator
	codec  session.Codec

	matters   []matter
	uses      map[fact.ID][]string // the measures that a fact bears on
	names     []factName
	unitRunes string
	textOnly  bool
}

// NewTalk prepares conversations under a policy that was opened.
func NewTalk(p *knowledge.Policy, r *nlu.Reader, a *ask.Asker) *Talk {
	c := p.Calc
	return &Talk{policy: p, reader: r, asker: a, calc: c, matters: mattersOf(p), uses: usesOf(c), names: factNamesOf(p.Rules.Schema), unitRunes: unitRunesOf(p.Rules.Schema),
		codec: session.Codec{Schema: p.Rules.Schema, Awards: p.Rules.AwardMeasures()}}
}

// Begin is the state of a conversation that has not begun.
func (t *Talk) Begin() session.State {
	return session.New(t.policy.ID, t.policy.Version, t.policy.Rules.Schema)
}

// Outcome is what a turn comes to.
type Outcome struct {
	State  session.State
	Forget bool // the person wants all that is kept of the conversation deleted
	Reply  Reply
}

// Turn answers one message, as typed, on a day. The buttons of the reply carry no
// Data yet: that names the version under which the state will be stored.
func (t *Talk) Turn(s session.State, text string, day fact.Day) Outcome {
	u := t.open(s, day, nil)
	u.text = text
	u.run()
	return u.finish()
}

// open begins a turn; lost are facts of the state that the policy no longer has.
func (t *Talk) open(s session.State, day fact.Day, lost []fact.ID) *turn {
	u := &turn{Talk: t, was: s, now: s, day: day, out: answer.New(t.policy)}
	u.now.Steps, u.now.Line = 0, 0
	u.renew(lost)
	return u
}

// turn is one turn under way. Its methods change now and write to out; was and
// the arguments stay.
type turn struct {
	*Talk
	was, now session.State
	day      fact.Day
	text     string
	typed    string // where text has common words in the place of the region's
	relayed  bool   // somebody of the enterprise, or the one who asks through another, was said to say it
	out      *answer.Builder

	kind      Kind       // of the reply, once something decides it
	changed   bool       // facts or scope changed: the question is chosen anew
	stated    bool       // the message gave values
	engaged   bool       // the message answered or asked something
	unused    bool       // it was an answer that does not fit: it counts as none
	statedIDs []fact.ID  // the facts that it gave
	given     []nlu.Slot // as they were read, and where
	refused   bool       // a value was refused: figures that rest on it too
	result    bool       // the result is wanted if nothing is left to ask
	silent    bool       // nothing is asked after this reply
	forget    bool       // all that is kept is to be deleted
	choices   []string   // offered in place of the question's own

	rests  *calc.Assessment // what the figures in out rest on, if not on the state
	based  bool             // out says already what its figures rest on
	parted *parting         // what was said before a new start in the midst of the message

	heardText   string // of which heardChars are the characters
	heardChars  pattern.Chars
	namedText   string // of which namedIDs are the facts that it names
	namedIDs    []fact.ID
	assessed    *calc.Assessment // of what is settled, once computed
	outcomes    *calc.Assessment // the same without what explains it
	stakesKnown []calc.Stake
}

// renew notices that the policy changed since the last turn: the facts that it
// still has stay, figures are computed anew.
func (u *turn) renew(lost []fact.ID) {
	if u.now.Version == u.policy.Version && u.now.Policy == u.policy.ID && len(lost) == 0 {
		return
	}
	u.now.Policy, u.now.Version, u.changed = u.policy.ID, u.policy.Version, true
	u.out.Line().Words("政策内容在上次对话之后有更新：您说过的情况都还在，金额已按新内容重新计算。")
	if len(lost) > 0 {
		u.out.Words("有些情况在新内容里已经用不上，没有保留。")
	}
}

// parting is what was said of one enterprise before the message went on with the
// next, and the assessment that it rests on, nil for none.
type parting struct {
	said answer.Text
	of   *calc.Assessment
}

// run reads the message and acts on it.
func (u *turn) run() {
	switch {
	case !utf8.ValidString(u.text):
		u.out.Line().Words("这条消息里有无法识别的编码，没有记录。请用普通文字再发一次。")
		u.kind = KindClarify
		return
	case utf8.RuneCountInString(u.text) > MaxRunes:
		u.out.Line().Words("这条消息太长，没有记录。请把要点分成几条短消息发来。")
		u.kind = KindClarify
		return
	}
	u.text = once(nlu.Whether(nlu.Claimed(nlu.Glossed(nlu.Simplified(printable(u.text))))))
	if strings.TrimSpace(u.text) == "" {
		u.out.Line().Words("没有收到文字。")
		u.kind = KindClarify
		return
	}
	if rest, ok := u.anew(u.text); ok {
		u.text = rest
	}
	theirs, passedOn := nlu.PassedOn(u.text)
	if passedOn = passedOn && (u.now.Name == "" || u.now.Name == callerName); passedOn {
		u.now.Name, u.text = callerName, theirs
	}
	u.text, u.relayed = withoutOpening(u.text)
	u.relayed = u.relayed || passedOn
	u.text = nlu.Undictated(u.passedAnswer(u.text))
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
	if severalFirms(u.text) {
		u.engaged, u.kind = true, KindClarify
		u.out.Line().Words("一次算一家：请先说其中一家的情况，算完再说“换一家企业”。刚才说的没有记。")
		return
	}
	if asksOfFormer(u.text) || u.returnsTo(u.text) {
		u.engaged, u.kind = true, KindClarify
		u.out.Line().Words("一次只算一家，几家的数不替您相加。前面那一家的结果在换下一家时的小结里；要再算，请把那一家的情况再说一次。")
		return
	}
	if rest, ok := u.reckonsNext(u.text); ok {
		u.text = rest
	}
	if rest := beforeName.ReplaceAllString(u.text, ""); rest != u.text && (letterName.MatchString(rest) || headedName.MatchString(rest)) {
		u.text = rest
	}
	first, others := oneEnterprise(nlu.Parties(u.text))
	u.text = first
	u.meet(nameIn(u.text))
	if u.now.Name == callerName && !u.hears(otherWords, u.text) {
		u.text = theyWords.ReplaceAllString(u.text, "${1}我们")
	}
	if len(others) > 0 {
		first := u.now.Name
		if first == "" {
			first = "第一家"
		}
		u.out.Line().Words("一次算一家，先算").Said(answer.Hear(first)).Words("；")
		u.out.Said(answer.Hear(strings.Join(others, "、"))).Words("的情况没有记，算完这一家再单独发来。")
	}
	if u.onlyName() {
		return
	}
	u.text = u.picked(u.text)
	if !u.holdsOn() && !u.obey(u.order()) && !u.heardSay() && !u.dictated() {
		asked := u.partQuestions()
		u.listen()
		u.answerBeside(asked)
	}
}

// order is the order that the message is; none where it rather confirms a value that waits (就这么多).
func (u *turn) order() command {
	c := commandOf(u.text)
	if c == enough && u.askedWaits() && says(u.text, assent) {
		return none
	}
	return c
}

// hears tells whether a text holds a match of a pattern. Most patterns are tried on one text, whose characters tell
// at once that few of them may match: they are kept.
func (u *turn) hears(p pattern.Pattern, text string) bool {
	if text != u.heardText {
		u.heardText, u.heardChars = text, pattern.CharsOf(text)
	}
	return p.Match(text, &u.heardChars)
}

// anew begins anew where a message opens with that order, or takes all back, and goes on (换一家企业，
// 这家是智能装备); rest is how it goes on.
func (u *turn) anew(text string) (rest string, ok bool) {
	text = doneWith.ReplaceAllString(openers.ReplaceAllString(text, ""), "")
	head := nextFirm.FindString(text)
	turns := head != "" && len(head) < len(text) && !notNext.MatchString(text[len(head):]) && u.tells(text[len(head):])
	called := onPhone.MatchString(head)
	if !turns {
		head = forSomeone.FindString(text)
		turns = head != "" && u.tellsAnother(head, text[len(head):])
		called = true
	}
	if !turns && !u.now.Facts.Empty() {
		head = somebodyCalls.FindString(text)
		turns = head != "" && (u.now.Name == callerName && u.tells(text[len(head):]) || u.tellsAnother(head, text[len(head):]))
	}
	if turns {
		if !u.now.Facts.Empty() || u.now.Begun || len(u.now.Topic) > 0 {
			u.begin(next)
		}
		if called {
			u.now.Name = callerName
		}
		return text[len(head):], true
	}
	at := strings.IndexAny(text, "，,。：:；;！!\n")
	if at < 0 {
		return "", false
	}
	_, size := utf8.DecodeRuneInString(text[at:])
	c := commandOf(text[:at])
	rest = strings.TrimSpace(text[at+size:])
	if c == takeAll && rest != "" && u.tells(rest) { // 前面都作废，营收是8亿
		u.dropAll() // what the figures come to is told with what follows
		return rest, true
	}
	if rest == "" || c != next && c != restart || sayAnew.MatchString(text[:at]) {
		return "", false
	}
	u.begin(c)
	return rest, true
}

// tells says whether a text states something, asks for what can be had, or names what is granted.
func (u *turn) tells(text string) bool {
	return u.hears(wantWords, text) || len(u.readFor("", text).Facts) > 0 || len(u.namedIn(text)) > 0
}

// tellsAnother says whether what is told on somebody's behalf (帮朋友问下：…) is of another enterprise than that spoken
// of: it is told as one more (再帮朋友问), or says otherwise of something than is known.
func (u *turn) tellsAnother(head, text string) bool {
	if u.now.Facts.Empty() {
		return false
	}
	told := u.readFor("", theyWords.ReplaceAllString(text, "${1}我们")).Facts
	return slices.ContainsFunc(told, func(s nlu.Slot) bool {
		known := u.now.Facts.Get(s.Fact)
		return strings.ContainsAny(head, "再又还也") || known.Known() && known != s.Value
	})
}

// sayAnew says that something is said once more: what follows puts it right.
var sayAnew = pattern.Of(`重新(说|填|报|答|回答|写)`)

// Pieces of turning to another enterprise: what it is called, one of it that is the next in a row (第二个电话,
// 下一位来电, 下面这家), and one more (又来了一家, 这是另外的企业), which is also a way to go on about the same.
const (
	firmWord = `(?:企业|公司|厂家?|单位|来电[者人]?|电话|来访[者人]?)`
	oneFirm  = `(?:一?家` + firmWord + `?|一?[位个通]` + firmWord + `+)`
	nextOne  = `(?:那|再|还有|然后|接着|再看|再算|好)?(?:第[二三四五六七八九十2-9](?:家` + firmWord + `?|[位个通]` + firmWord + `+)|` +
		`下一?(?:家` + firmWord + `?|位` + firmWord + `*|[个通](?:` + firmWord + `+|客户))|换(?:一?家` + firmWord + `?|一?个(?:企业|公司|客户))|再[看算测来问接]` + oneFirm + `|` +
		`(?:下面|接下来|后面|接着|然后)(?:再|是|看|来|说|算|问)*这?` + oneFirm + `)`
	oneMore = `(?:(?:刚|现在|这边|这会儿|，|,)*(?:那|再|又|还|另外?|麻烦|请|帮我|帮忙|看|算|查|问|测|下|换|新)(?:有|来|接|到|打|进|了|的|再|又|还|另外?|看|算|查|问|测|下|换)*(?:` + oneFirm + `|一家客户|一?个客户)|新的?(?:来电|企业)|` +
		`(?:这|现在)[家个位]?是(?:另外?|别的|新的?)(?:的)?(?:` + oneFirm + `|` + firmWord + `+))`
	firmCalls = `(?:打(?:电话)?(?:进)?来|来电|来问|来咨询)*`
	hungUp    = `(?:(?:他|她|对方|客户|那边|这[位个家边]|那[位个家]|刚才那?[位个家]|上一?[位个家]|电话|来电)*(?:已经|刚|都|把电话)*(?:挂(?:断|机|掉)?|走)(?:电话)?了[了吧啊，,。；;！! ]*)`
	nextCall  = `(?:刚|这边|现在|这会儿|又|再|还|接着|马上|有|来|接|打|进|到|了)+一?[位个通]` + firmWord + `*` + firmCalls
)

// Pieces of announcing in running speech that it is another enterprise's turn: that one, what leads up to it, and
// what is done about it; askedFor asks on its behalf (再替另一家企业问一下), announced has it come up (另一家企业也想问,
// 现在说另一家公司).
const (
	another   = `(?:另外?有?一家(?:` + firmWord + `|客户)?|另外?有?一?[个位](?:` + firmWord + `|客户|朋友)|另一` + firmWord + `|另外的` + firmWord + `)`
	leadsUp   = `(?:现在|这次|这回|接下来|接着|然后|下面|另外|顺便|那|好|是|再|又|还|也|想|要|我们?|请|麻烦|有|同一?个?集团的?)*`
	looksAt   = `(?:问|咨询|算|查|测|看|打听|了解|说)(?:问|算|看|查|测|说|一?下)*`
	onBehalf  = leadsUp + `(?:帮|替|给|代|为)(?:我们?的?|着)?`
	askedFor  = onBehalf + `(?:` + another + `|别的?家?` + firmWord + `|其[他它]的?` + firmWord + `)的?(?:也|再|来)*` + looksAt
	someone   = `(?:一?[个家](?:朋友|客户|` + firmWord + `)|朋友|同学|亲戚|老乡|邻居|同行|客户|隔壁|对门|[子分]公司|(?:关联|兄弟)公司)(?:的|那|这|一|家|个|边|` + firmWord + `)*`
	announced = leadsUp + another + `(?:那边|这边)?(?:也|还|又|想|要|来|过来|打?电话|[让托请叫]我)*` + looksAt + `|` +
		leadsUp + `(?:来|就|换|轮?到)*` + looksAt + `到?` + another + `|` + leadsUp + another + `(?:呢|的话|的情况)*|` +
		leadsUp + `换一?(?:家` + firmWord + `?|个` + firmWord + `)` + looksAt
)

// nextFirm turns to another enterprise and goes on (第二家智能装备，营收55亿); notNext goes on about the same;
// its caller may have hung up before; forSomeone speaks for somebody, who may be of the same;
// somebodyCalls brings in a caller, who is another where one called before; doneWith says before it that the one spoken of is done with.
var (
	nextFirm      = pattern.Of(`^` + hungUp + `?` + nextOne + firmCalls + `的?(?:是|做|叫|呢|的话|说)*[，,：:；; ]*|^` + hungUp + `?(?:` + oneMore + firmCalls + `|` + announced + `)[的呢吧]?[，,：:；;]|^` + hungUp + nextCall + `[的呢吧]?[，,：:；;]|^` + askedFor + `[的吧]?[，,：:；; ]*`)
	forSomeone    = pattern.Of(`^(?:` + onBehalf + someone + `(?:也|再|来)*|` + leadsUp + someone + `(?:也|还|又|想|要|来|过来|打?电话|[让托请叫]我)*)` + looksAt + `[的吧]?[，,：:；; ]+`)
	somebodyCalls = pattern.Of(`^(?:刚|刚才|刚刚|今天|上午|下午|现在|这边)*(?:有一?|一)[位家个][^，,。；;：:0-9我咱]{0,10}?(?:打(?:电话|进|来|到|过来|热线)+|来电|(?:人|女士|先生|大姐|老板|老总|经理|厂长|会计|财务|企业|公司|厂家)(?:也|又|来|想|要)*(?:问|咨询))(?:了|的)?[，,：: ]*(?:说|讲|问|称|反映|咨询)*(?:的是|道)?[，,：: ]*`)
	doneWith      = pattern.Of(`^(?:(?:谢谢|多谢|[好对行]了|[这那上]一?家` + firmWord + `?的?(?:先|就|都|已经)*(?:算|问|说|看|弄|搞|测)?(?:到这里?|完|好|清楚|明白|没问题|知道)了?)[了吧啊，,。；;！! ]+)+`)
	notNext       = pattern.Of(`^(?:的|子公司|分公司|分厂|工厂|供应商|客户|股东|下属|投资)`)
	onPhone       = pattern.Of(`来电|电话|来访|位|挂|打进?来|[帮替给代为](?:我们?)?[另别其]`)
)

// beforeName goes on with another enterprise, whose name follows (接下来是乙公司，…).
var beforeName = pattern.Of(`^(?:那么?|好)?(?:接下来|接着|然后|下面|再|还有|现在)(?:再|是|看看?|算|说说?|到|来|一下)*`)

// namedNext goes on with another enterprise by its name (B公司呢：…).
var namedNext = pattern.Of(`^[^，,。：:；;！!？?]{1,30}(公司|集团|厂|企业)呢[：:]`)

// begin carries out an order to begin anew in the midst of a message.
func (u *turn) begin(c command) {
	u.obey(c)
	u.was = u.now // undo does not lead back to before the new start
	u.parted = &parting{said: u.out.Text(), of: u.rests}
	u.out, u.rests = answer.New(u.policy), nil
	u.kind, u.silent, u.engaged, u.based = "", false, false, false
	u.stale()
}

// asking is a message with the common words of asking in place of those of the region (好拿几钿), and with
// 吗 in place of the no at its end with which it asks whether something can be had (达产奖励能拿不,
// 有奖励没).
func asking(text string) string {
	for _, w := range regional {
		text = w.said.ReplaceAllString(text, w.means)
	}
	text = hadNone.ReplaceAllString(text, "$1${2}过$3")
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

// regional are ways of the region, or of haste, to ask whether something can be had and how much, and what is
// commonly said for them.
var regional = []struct {
	said  pattern.Pattern
	means string
}{
	{pattern.Of(`伐([？?。！! ]*)$`), "吗$1"},
	{pattern.Of(`((?:能|可以|会|够|[拿领]得?[到着]|难道|是不是|有没有|有效|过期|作废|算数|作数|管用)(?:[^，,。；;？?！! ]{0,10}[^，,。；;？?！! 什怎那这多要甚干])?)么([，,。？?！! ]|$)`), "${1}吗$2"},
	{pattern.Of(`(不是[^，,。；;？?！! ]{0,6}` + aSum + `)么([，,。；;？?！! ]|$)`), "${1}吗$2"},
	{pattern.Of(`几(?:钿|多|化|铜钿)`), "多少"},
	{pattern.Of(`几钱`), "多少钱"},
	{pattern.Of(`钞票|铜钿`), "钱"},
	{pattern.Of(`(?:要|需要|得|大概|一般)*多(?:久|长时间)(?:才|能|可以|会|就)*(到账|到位|拨付|发放|打款|给钱|拿到钱|发下来|拨下来)([呢啊]?[？?。 ]*)$`), "什么时候$1$2"},
	{pattern.Of(`(?:再|去)*(申报|申请|报名|报)(?:还|也)?(?:来得及(?:不|吗|么)|来不来得及)([？?。 ]*)$`), "还来得及${1}吗$2"},
	{pattern.Of(`(?:啥|什么|几)辰光|几时|何时`), "什么时候"},
	{pattern.Of(`(?:还|能|可以)*(?:剩|余)下?(?:来)?多少(?:钱)?(?:好|能|可以|能够)(?:再)?([拿领补])`), "还能${1}多少"},
	{pattern.Of(`(^|[^不很最真挺蛮太说])好([拿领补报享]|享受|申请|申报)(到|得)?(多少|吗|不)`), "${1}能$2$3$4"},
	{pattern.Of(`(享受|[拿领补享])得[到着了](多少|吗|么|不[？?。 ]*$)`), "能${1}到$2"},
	{pattern.Of(`(了[^，,。；;：:？?！!\s]{0,8}?|[是有][^，,。；;：:？?！!\s]{2,12}?)((?:想|来|要|求|就)*(?:咨询|问)(?:问|一?下)?(?:的?是)?(?:奖励|奖金|补助|补贴|补偿|资助)[。！!？? ]*)$`), "$1，$2"}, // 场景项目入选了问补助
	{pattern.Of(`(奖励?|补[助贴偿]|钱)((?:我们?|我司|咱们?|公司|厂里)[^，。？?]{0,3})有(?:没有|没|份)?(?:吗|么)?([？?。 ]*)$`), "$1${2}能拿吗$3"},
}

// aSum is a sum in figures or in characters (400万, 两千万元).
const aSum = `[0-9零一二两三四五六七八九十百千][0-9.零一二两三四五六七八九十百千]*[万亿]*(?:元|块)?(?:钱)?(?:的)?`

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

// hadNone is all of a clause that says shortly that nothing was received before (之前没拿, 以前也没领), or
// supposes so (如果当时没拿呢).
var hadNone = pattern.Of(`(^|[，,。；;！! ])((?:之前|以前|此前|(?:那么?)?(?:` + ifHead + `)(?:我们?|咱们?|当时|那时候?|当年|当初|之前|以前|此前|上次|压根|根本|真的?)*)(?:也|都|从来|一直|还)*没有?[拿领])((?:的话)?呢?[，,。；;！!？? ]|(?:的话)?呢?$)`)

// theLimit asks for the limit.
var theLimit = pattern.Of(`^(?:那|那么)?(上限|下限|封顶|最高|最多)呢?[？?。 ]*$`)

// whetherHad ends before the no of a question whether something can be had.
var whetherHad = pattern.Of(`(能|可以|会|给|好)(拿|领|得|享|补|奖|申请|申报|报|给|算)到?$|有(奖励|奖金|补助|补贴|补偿|奖|补|钱)(拿|领)?$`)

// meet notes the name of the enterprise spoken of. Another name than before is
// another enterprise: what is known of the one is not mixed with the other.
func (u *turn) meet(name string) {
	if name == "" && u.now.Name == "" && u.hears(callers, u.text) {
		name = callerName
	}
	if name == "" || sameFirm(name, u.now.Name) {
		return
	}
	another := u.now.Name != "" && u.now.Name != callerName && name != callerName || u.hears(namedNext, u.text) || u.now.Asking == "" && (u.hears(headedName, u.text) || u.hears(letterName, u.text)) // 乙公司：…, after what one was told
	if another && !u.now.Facts.Empty() {
		u.begin(next)
	}
	u.now.Name = name
}

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

// printable takes control characters, byte order marks and marks of direction
// out of a text.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case r == '\r' || unicode.IsControl(r) || unicode.Is(unicode.Cf, r):
			return -1
		}
		return r
	}, s)
}

// assess assesses what is settled, once a turn.
func (u *turn) assess() *calc.Assessment {
	if u.assessed == nil {
		u.assessed = u.assessOf(u.now.Settled())
	}
	return u.assessed
}

// assessOf assesses other facts than the state's.
func (u *turn) assessOf(f fact.Set) *calc.Assessment {
	a := u.calc.Assess(f, calc.Options{AsOf: u.day})
	return &a
}

// figures is assess without what explains the figures, for a third of its cost,
// unless the whole is wanted anyway.
func (u *turn) figures() *calc.Assessment {
	if u.assessed != nil || !u.textOnly {
		return u.assess()
	}
	if u.outcomes == nil {
		u.outcomes = u.figuresOf(u.now.Settled())
	}
	return u.outcomes
}

// figuresOf is assessOf without what explains the figures.
func (u *turn) figuresOf(f fact.Set) *calc.Assessment {
	a := u.calc.Assess(f, calc.Options{AsOf: u.day, Brief: true})
	return &a
}

// remember puts the core as it was before this message into the history.
func (u *turn) remember() {
	h := append(slices.Clip(u.was.History), u.codec.Snapshot(&u.was.Core))
	u.now.History = h[max(0, len(h)-session.UndoDepth):]
}

// stale forgets what was computed from the facts before they changed.
func (u *turn) stale() {
	u.assessed, u.outcomes, u.stakesKnown, u.changed = nil, nil, nil, true
}
