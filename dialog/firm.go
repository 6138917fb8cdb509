package dialog

import (
	"slices"
	"strings"
	"unicode/utf8"

	"suance/calc"
	"suance/dialog/answer"
	"suance/dialog/nlu"
	"suance/dialog/pattern"
)

// A conversation is of one enterprise at a time. A message may turn to another, which begins anew; name
// several, of which the first is taken; or want the figures of several, which nobody adds.

// ofSeveral says that one enterprise is reckoned at a time, where a message tells of several, or asks of one
// that was done with; false if it does neither.
func (u *turn) ofSeveral() bool {
	switch {
	case severalFirms(u.text):
		u.out.Line().Words("一次算一家：请先说其中一家的情况，算完再说“换一家企业”。刚才说的没有记。")
	case asksOfFormer(u.text), u.returnsTo(u.text):
		u.out.Line().Words("一次只算一家，几家的数不替您相加。前面那一家的结果在换下一家时的小结里；要再算，请把那一家的情况再说一次。")
	default:
		return false
	}
	u.engaged, u.kind = true, KindClarify
	return true
}

// ofOne keeps of a message what it says of one enterprise, and notes which that is.
func (u *turn) ofOne() {
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
	if len(others) == 0 {
		return
	}
	name := u.now.Name
	if name == "" {
		name = "第一家"
	}
	u.out.Line().Words("一次算一家，先算").Said(answer.Hear(name)).Words("；")
	u.out.Said(answer.Hear(strings.Join(others, "、"))).Words("的情况没有记，算完这一家再单独发来。")
}

// reckonsNext begins anew where a message has something reckoned of another enterprise by a mere letter
// (再算乙的营收奖励); rest is what is to be reckoned.
func (u *turn) reckonsNext(text string) (rest string, ok bool) {
	m := reckonsOf.FindStringSubmatch(text)
	if m == nil || u.now.Facts.Empty() && !u.now.Begun {
		return "", false
	}
	name := strings.ToUpper(m[2])
	if named := letterOnly.MatchString(u.now.Name); sameFirm(name, u.now.Name) || !named && m[1] == "" {
		return "", false
	}
	if rest = m[3] + m[4]; rest == "" {
		return anotherFirm, true
	}
	u.begin(next)
	u.now.Name = name
	if !severalClauses(rest) && !strings.ContainsAny(rest, "：:") {
		rest = "算一下" + rest
	}
	return rest, true
}

// oneEnterprise is what a message tells of the first enterprise and asks, where it goes
// on with others by name (甲公司：…；乙公司：…。各能拿多少？), and the names of those; nil
// where it tells of one only. What is true of the one is never mixed with the other.
func oneEnterprise(text string) (first string, others []string) {
	if first, others = firstOfRows(text); others != nil {
		return first, others
	}
	if at := strings.Index(text, "第二家"); at > 0 && strings.Contains(text[:at], "第一家") {
		first = text[:at]
		if last := lastClause(text[at:]); wantWords.MatchString(last) {
			first += "，" + last
		}
		return first, []string{"第二家"}
	}
	if strings.Count(text, "公司")+strings.Count(text, "集团")+strings.Count(text, "厂") > 1 {
		text = looksUp.ReplaceAllString(text, "")
		if first, others := namedInRow(text); others != nil {
			return first, others
		}
	}
	name := nameIn(text)
	if name == "" || formName.MatchString(text) || fieldName.MatchString(text) { // a form is of one
		return text, nil
	}
	if m := letterNext.FindStringSubmatch(text); m != nil && letterName.MatchString(text) && strings.ToUpper(m[1]) != name { // 甲公司营收5亿 乙公司营收8亿，各拿多少
		first, rest, _ := strings.Cut(text, m[1])
		parts := partsOf(rest)
		if last := parts[len(parts)-1]; wantWords.MatchString(last) {
			first += "，" + last
		}
		return first, m[1:]
	}
	runes := []rune(name)
	kind := string(runes[max(0, len(runes)-2):]) // 甲公司 and 乙公司, not 智能工厂：是
	own := true                                  // of the first enterprise is what is being read
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("；;。\n", r) }) {
		n := nameIn(part)
		if strings.HasSuffix(n, kind) && n != "" {
			if own = n == name; !own {
				others = append(others, n)
			}
		}
		if own || n == "" && wantWords.MatchString(part) {
			first += part + "。"
		}
	}
	if len(others) == 0 {
		return text, nil
	}
	return first, others
}

// severalFirms says whether a message tells of several enterprises at once without
// telling them apart by name or number.
func severalFirms(text string) bool {
	text = strings.ReplaceAll(strings.ReplaceAll(text, "一家一家", ""), "一个一个", "")
	return strings.Count(text, "一个")+strings.Count(text, "一家") > 1 && firmsWords.MatchString(text)
}

// asksOfFormer says whether a message asks of the enterprise before this one, or of several
// together (上一家能拿多少来着, 两家一共多少).
func asksOfFormer(text string) bool {
	return formerFirm.MatchString(text) && !slices.ContainsFunc(nlu.Quantities(text), isMoney)
}

// returnsTo says whether a message goes back to an enterprise by another name than that of the one
// spoken of, and states nothing of it (回到A公司，能拿多少).
func (u *turn) returnsTo(text string) bool {
	if m := backToLetter.FindStringSubmatch(text); m != nil && letterOnly.MatchString(u.now.Name) {
		return !sameFirm(m[1], u.now.Name)
	}
	m := backToFirm.FindStringSubmatch(text)
	if m == nil || u.now.Name == "" || holdsAmount(text) {
		return false
	}
	name := strings.ToUpper(m[1] + m[2])
	return !sameFirm(name, u.now.Name) && !isNameless(name)
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

// parting is what was said of one enterprise before the message went on with the
// next, and the assessment that it rests on, nil for none.
type parting struct {
	said answer.Text
	of   *calc.Assessment
}

// begin carries out an order to begin anew in the midst of a message.
func (u *turn) begin(c command) {
	u.obey(c)
	u.was = u.now // undo does not lead back to before the new start
	u.parted = &parting{said: u.out.Text(), of: u.rests}
	u.out, u.rests = answer.New(u.policy), nil
	u.kind, u.silent, u.engaged, u.based = "", false, false, false
	u.stale()
}

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
