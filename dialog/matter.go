package dialog

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"suance/calc/fact"
	"suance/dialog/nlu"
	"suance/dialog/pattern"
	"suance/knowledge"
)

// Which matter a message is about. One that only turns to another is dealt with first (turnto.go);
// then count its own words (named, below), then what was asked for before or brought up last
// (scope.go), then what was stated last (atHand). Values that name no fact, or name two, go to the
// facts of that matter (aim.go), and what says nothing by itself is read as of it (reread.go,
// unsaid.go).

// matter is a word that names measures.
type matter struct {
	pattern.Word
	measures []string
	marks    [][]string // of each of several measures, the pairs of characters that only its title has
}

// mattersOf lists the words that name measures of a policy.
func mattersOf(p *knowledge.Policy) []matter {
	var list []matter
	for _, t := range p.Topics {
		if len(t.Measures) == 0 {
			continue
		}
		marks := marksOf(p, t.Measures)
		for _, w := range append([]string{t.Name}, t.Words...) {
			if w = nlu.Plain(w); w != "" {
				list = append(list, matter{pattern.WordOf(w), t.Measures, marks})
			}
		}
	}
	return list
}

// askedPart is the part of the message that asks: where facts are stated beside it, or
// all is asked for, other words name no measure (营收12亿，能拿多少？).
func (u *turn) askedPart(stated bool) string {
	clauses := partsOf(u.text)
	total := func(p string) bool {
		return !theseWords.MatchString(p) && totalWords.MatchString(p) && (canWords.MatchString(p) || strings.ContainsAny(p, "多几"))
	}
	all := slices.ContainsFunc(clauses, total)
	if !stated && !all {
		return u.text
	}
	var parts []string
	for _, p := range clauses {
		if all {
			if total(p) {
				parts = append(parts, p)
			}
			continue
		}
		if wantWords.MatchString(p) || sumWords.MatchString(p) || overviewWords.MatchString(p) || u.asksBenefit(p) {
			parts = append(parts, p)
		}
	}
	return strings.Join(parts, "，")
}

// theseWords point at several things that were named.
var theseWords = pattern.Of(`[这那]?[两三几](个|项|样|块)|[这那][俩仨]`)

// clausesOf are the stretches of a text between its marks.
func clausesOf(text string) []string {
	return strings.FieldsFunc(text, isMark)
}

// anyClause says whether a stretch of a text between its marks and spaces is such.
func anyClause(text string, such func(string) bool) bool {
	for c := range strings.FieldsFuncSeq(text, parts) {
		if such(c) {
			return true
		}
	}
	return false
}

// severalClauses says whether a text has marks inside.
func severalClauses(text string) bool {
	return strings.ContainsFunc(strings.TrimFunc(text, isMark), isMark)
}

// lastClause is what a text says last.
func lastClause(text string) string {
	text = strings.TrimRightFunc(text, isMark)
	at := strings.LastIndexFunc(text, isMark)
	if at < 0 {
		return text
	}
	_, size := utf8.DecodeRuneInString(text[at:])
	return text[at+size:]
}

// partsOf are the stretches of a text between its marks and spaces.
func partsOf(text string) []string {
	return strings.FieldsFunc(text, parts)
}

func parts(r rune) bool { return isMark(r) || unicode.IsSpace(r) }

// itemsOf are the stretches between the marks of a list too (第一年、60万、2%).
func itemsOf(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return isMark(r) || unicode.IsSpace(r) || strings.ContainsRune("、：:", r) })
}

func isMark(r rune) bool {
	switch r {
	case '，', ',', '。', '？', '?', '！', '!', '；', ';', '\n':
		return true
	}
	return false
}

// named are the measures that the message is about by its own words, in the policy's order; nil
// for none, which means what was asked for before, or all. The part that asks comes first. Where
// that names nothing, and the message states something, what stands beside it does: a clause that
// brings a measure up, or that begins with its benefit; then, if a benefit is asked for, the one
// that all the statements are of; then a name in any place, unless the sum of all is asked for;
// then what came about by the statements. What was asked for before is scope, what was brought up
// last or stated atHand.
func (u *turn) named() []string {
	part := u.askedPart(u.stated)
	ids := u.namedIn(part)
	if len(ids) > 1 {
		ids = u.askedAmong(ids, part)
	}
	if len(ids) == 0 {
		ids = u.partPointedAt(part)
	}
	if len(ids) == 0 {
		ids = u.describedIn(part)
	}
	if len(ids) > 0 || !u.stated {
		if len(ids) == 0 {
			ids = u.titled(part)
		}
		return ids
	}
	for _, beside := range []func(part string) []string{u.broughtUp, u.headedBy, u.pointedAt, u.statedFor, u.titled, u.namedAnywhere, u.claimed} {
		if ids = beside(part); len(ids) > 0 {
			break
		}
	}
	return ids
}

// askedAmong are those of several measures, named in the part that asks, that are asked about.
func (u *turn) askedAmong(ids []string, part string) []string {
	if !u.stated { // 首台套投保了，保险补偿能拿多少？
		if asked := u.namedIn(u.askedPart(true)); len(asked) > 0 {
			return asked
		}
		return ids
	}
	if rest := u.benefitsIn(part); len(rest) > 0 && !rowMarks.MatchString(part) {
		return rest
	}
	if rest := u.namedIn(u.unstated(part)); len(rest) > 0 { // 营收6亿的新能源汽车零部件企业能拿营收奖励吗
		return rest
	}
	return ids
}

// partPointedAt is the measure, of those of which something is known, that a text points at by a word that
// only its title has (那认定这块给多少); nil for none, or more than one.
func (u *turn) partPointedAt(text string) []string {
	m := thingBefore.FindStringSubmatch(text)
	if m == nil {
		return nil
	}
	var ids []string
	for i := range u.policy.Rules.Measures {
		if x := &u.policy.Rules.Measures[i]; strings.Contains(x.Title, m[1]) && u.knowsOf([]string{x.ID}) {
			ids = append(ids, x.ID)
		}
	}
	if len(ids) != 1 {
		return nil
	}
	return ids
}

// thingBefore points at a thing by a word before it.
var thingBefore = pattern.Of(`(?:^|[，,。；;])(?:那|那么|我们|光|就|只)*([^，,。；;那这的]{2,4})的?[这那]一?(?:块|笔|部分|项|个)`)

// broughtUp are the measures that a clause names beside what it states: as what is granted
// (营收奖励，营收6亿，能拿多少), several of them at the head of the message (保险和场景两项：
// 保费50万), or by their mere name, where all that is stated bears on them (整车企业达产，产能16
// 万辆，能拿多少).
func (u *turn) broughtUp(part string) []string {
	all := totalWords.MatchString(part)
	for _, c := range headAndClauses(u.text) {
		if u.bringsUp(c) {
			if ids := u.namedIn(c); len(ids) > 0 {
				return ids
			}
			if ids := u.describedIn(c); len(ids) > 0 {
				return ids
			}
		}
	}
	if all {
		return nil
	}
	if head, _, ok := strings.Cut(u.text, "："); ok && utf8.RuneCountInString(head) <= headRunes && theseWords.MatchString(head) {
		if ids := u.namedIn(head); len(ids) > 0 {
			return ids
		}
	}
	for _, c := range headAndClauses(u.text) {
		rest := u.unstated(c)
		ids := u.namedIn(rest)
		if len(ids) > 0 && !holdsAmount(c) && u.isName(nlu.Plain(rest)) && !u.bearsBeside(u.statedIDs, ids) {
			return ids
		}
	}
	return nil
}

// headedBy are the measures with whose benefit a clause begins that goes on to state something, as
// of what is asked for (保险补偿我们是第二年，能拿多少; 平台补助已经拿过200万，还能拿多少), where all that
// is stated bears on them.
func (u *turn) headedBy(part string) []string {
	had := slices.ContainsFunc(u.statedIDs, func(id fact.ID) bool { return received(u.spec(id)) })
	if totalWords.MatchString(part) || furtherThings.MatchString(part) && !had {
		return nil
	}
	if ids := u.benefitAhead(u.text); len(ids) > 0 && !u.bearsBeside(u.statedIDs, ids) {
		return ids
	}
	return nil
}

// benefitAhead are the measures of the first clause of a text that begins with what is granted,
// by its name (我们的平台补助已经拿过200万).
func (u *turn) benefitAhead(text string) []string {
	if !u.hears(benefitWord, text) {
		return nil
	}
	for _, c := range clausesOf(text) {
		head := c[:benefitEnd(c)]
		if tellsWords.MatchString(head) || holdsAmount(head) {
			continue
		}
		if ids := u.namedIn(head); len(ids) > 0 {
			return ids
		}
	}
	return nil
}

// benefitEnd is where the benefit ends that a clause names first, or the last of a row of them (营
// 收奖励和保险补偿); 0 for none.
func benefitEnd(clause string) int {
	end := 0
	for {
		at := benefitWord.FindStringIndex(clause[end:])
		if at == nil {
			return end
		}
		end += at[1]
		if row := rowMarks.FindStringIndex(clause[end:]); row == nil || row[0] > 0 {
			return end
		}
	}
}

// benefitWord is a word for what is granted.
var benefitWord = pattern.Of(`奖励|奖金|补助|补贴|补偿|资助|扶持`)

// pointedAt are the measures that a message names, as many as the part that asks points at (智能工厂和
// 数字化车间都评上了，两项合计多少).
func (u *turn) pointedAt(part string) []string {
	these := theseWords.FindString(part)
	if these == "" {
		return u.gatheredOf(part)
	}
	ids := u.namedIn(u.text)
	if of := u.ofAny(ids); len(of) > 0 {
		ids = of
	}
	n := len(ids)
	if strings.Contains(these, "两") && n == 2 || strings.Contains(these, "三") && n == 3 || strings.Contains(these, "几") && n > 1 {
		return ids
	}
	return nil
}

// gatheredOf are the several measures that a message names and states something of, and of nothing else, where it
// asks no more than what is granted for them together (智能工厂、数字化车间都评上了，一共补多少).
func (u *turn) gatheredOf(part string) []string {
	if !grantedTogether.MatchString(part) {
		return nil
	}
	ids := u.ofAny(u.namedIn(u.text))
	oneName := func(m matter) bool { // 整车企业，…，一共多少 gathers nothing
		inside := func(o matter) bool {
			return len(o.Text) > len(m.Text) && strings.Contains(o.Text, m.Text) && strings.Contains(u.text, o.Text)
		}
		stands := strings.Contains(u.text, m.Text) && !slices.ContainsFunc(u.matters, inside)
		return stands && !slices.ContainsFunc(ids, func(id string) bool { return !slices.Contains(m.measures, id) })
	}
	if len(ids) < 2 || u.bearsBeside(u.ownStated(), ids) || slices.ContainsFunc(u.matters, oneName) {
		return nil
	}
	return ids
}

// grantedTogether is the whole of such a question.
var grantedTogether = pattern.Whole(`(?:那|那么|这样|，|,)*` + gathered + `(?:是|有|给|补|奖|会)*多少(?:钱)?[呢啊]?[？?。 ]*`)

// titled is the measure that the part that asks names as a benefit by a part of its title, which no
// other has (认定奖励, 达标奖励); of what is stated beside it something has to bear on it.
func (u *turn) titled(part string) []string {
	name := benefitAskedOf(part)
	if mere, _ := mereBenefitOf(part); name == "" {
		name = nlu.Plain(mere)
	}
	if name == "" {
		return nil
	}
	ids := u.byTitleWord(name)
	if len(ids) != 1 || len(u.ownStated()) > 0 && len(u.ofAny(ids)) == 0 {
		return nil
	}
	return ids
}

// byTitleWord are the measures whose titles hold a word, which is plain.
func (u *turn) byTitleWord(word string) []string {
	var ids []string
	for i := range u.policy.Rules.Measures {
		if m := &u.policy.Rules.Measures[i]; strings.Contains(nlu.Plain(m.Title), word) {
			ids = append(ids, m.ID)
		}
	}
	return ids
}

// benefitAskedOf is by what name a text asks for a benefit (产量达标奖励能拿多少; 我们能拿多少认定奖励);
// empty where it has none.
func benefitAskedOf(text string) string {
	if !benefitWord.MatchString(text) || !strings.ContainsAny(text, "多几") {
		return ""
	}
	const most = 12
	const least = 2
	for _, c := range clausesOf(text) {
		at := benefitWord.FindStringIndex(c)
		if at == nil {
			continue
		}
		name := c[:at[0]]
		if asks := strings.LastIndex(name, "多少"); asks >= 0 {
			name = name[asks+len("多少"):]
		}
		name = strings.TrimSuffix(noName.ReplaceAllString(name, ""), "的")
		if n := utf8.RuneCountInString(name); n >= least && n <= most && !tellsWords.MatchString(name) && !holdsAmount(name) {
			return nlu.Plain(name)
		}
	}
	return ""
}

// noName stand before a benefit that is asked for and name none.
var noName = pattern.Of(`^(那么?|请问|问一?下|想问|我们?|咱们?|我司|我厂|公司|企业|本|这家|该|今年|去年|明年|这次|现在|目前|这些?|那些?|个|笔|项|种|家|各|类|市|里|级|区|政府|财政|政策|相关|相应|具体|大概|总|帮我|帮忙|算一?下|算算|的)+`)

// benefitAsked asks for a benefit without its name, or whether or how much is given, and not what
// can be had of all that there is (补助能拿多少; 有没有奖励; 奖多少, and not 能拿多少).
var benefitAsked = pattern.Of(`(^|，)(那|这个|这项)?(奖励|补助|补贴|补偿)|(算一?[下算]|帮.{0,2}算)[^，。？?]{0,2}(奖励|奖金|补助|补贴|补偿)|(奖励|奖金|补助|补贴|补偿)是?多少|这次[^，。？?]{0,8}多少|(^|，)(那|请|麻烦|只|我?想|我?要)*算(这|那|个|笔|项)*(奖励|奖金|补助|补贴|补偿)|` +
	`多少(奖励|奖金|补助|补贴|补偿)|[给奖补]多少|有(没有)?(奖励|奖金|补助|补贴|补偿|钱)|` + can + `[补奖](吗|么|不|没)`)

// statedFor are the measures that all that the message states is of, the field of the enterprise
// aside, where a benefit is asked for, without its name or by one that says nothing (达标奖励): one,
// or those of one topic; nil if there are none.
func (u *turn) statedFor(part string) []string {
	if mere := u.asksBenefit(part); !mere && (totalWords.MatchString(part) || furtherThings.MatchString(part) || !benefitAsked.MatchString(part) && benefitAskedOf(part) == "") {
		return nil
	}
	stated := u.ownStated()
	if len(stated) == 0 {
		return nil
	}
	if ids := u.ofAll(u.uses[stated[0]]); len(ids) == 1 || u.isTopic(ids) {
		return ids
	}
	return nil
}

// ofAll are those of some measures that all that the message states is of, the field of the
// enterprise aside.
func (u *turn) ofAll(measures []string) []string {
	stated := u.ownStated()
	return slices.DeleteFunc(slices.Clone(measures), func(m string) bool {
		return slices.ContainsFunc(stated, func(id fact.ID) bool { return !slices.Contains(u.uses[id], m) })
	})
}

// ownStated are the facts that the message states, the field of the enterprise aside, which is
// said in any talk.
func (u *turn) ownStated() []fact.ID { return u.fieldAside(u.statedIDs) }

// fieldAside are some facts without the field of the enterprise.
func (u *turn) fieldAside(ids []fact.ID) []fact.ID {
	focus := u.policy.Rules.Focus
	return slices.DeleteFunc(slices.Clone(ids), func(id fact.ID) bool { return focus != nil && id == focus.Fact })
}

// ofAny are those of some measures that any of it is of.
func (u *turn) ofAny(measures []string) []string {
	stated := u.ownStated()
	return slices.DeleteFunc(slices.Clone(measures), func(m string) bool {
		return !slices.ContainsFunc(stated, func(id fact.ID) bool { return slices.Contains(u.uses[id], m) })
	})
}

// isTopic says whether some measures are the few that one name stands for.
func (u *turn) isTopic(ids []string) bool {
	const pair = 2
	return slices.ContainsFunc(u.matters, func(m matter) bool { return len(m.measures) <= pair && slices.Equal(m.measures, ids) })
}

// namedAnywhere are the measures that the message names in any place, the sum of all not being
// asked for (智能工厂评上了，奖多少？).
func (u *turn) namedAnywhere(part string) []string {
	if sumWords.MatchString(part) {
		return nil
	}
	ids := u.namedIn(u.text)
	for _, of := range [][]string{u.ofAll(ids), u.ofAny(ids)} { // 产量, of all vehicles, names no award for a model
		if len(of) > 0 {
			return of
		}
	}
	return ids
}

// whatWords ask what there is, and not for one thing's sum (有什么补贴).
var whatWords = pattern.Of(`什么|啥|哪些`)

// claimed is the measure, or the pair of one topic, that the message names by what it says of them
// with a yes or no (场景项目入选了), where nothing that it states bears on others. What a
// number is of, and the words that are a yes, name none (营收12亿, 首次达到).
func (u *turn) claimed(part string) []string {
	if totalWords.MatchString(part) || whatWords.MatchString(part) {
		return nil
	}
	text := u.text
	for _, id := range u.statedIDs {
		w := u.spec(id).Words
		for _, word := range slices.Concat(w.Weak, w.WeakNo, w.Sums) {
			text = strings.ReplaceAll(text, word, "，")
		}
	}
	var rest []string
	for _, c := range clausesOf(text) {
		if !holdsAmount(c) {
			rest = append(rest, c)
		}
	}
	ids := u.namedIn(strings.Join(rest, "，"))
	says := func(id fact.ID) bool { // a field of a form names what it is for, not what is asked for
		sp := u.spec(id)
		return u.now.Facts.Get(id) == fact.Bool(true) && !strings.Contains(u.text, sp.Label) && (sp.Short == "" || !strings.Contains(u.text, sp.Short+"：")) && !slices.ContainsFunc(u.uses[id], func(m string) bool { return !slices.Contains(ids, m) })
	}
	if !u.isTopic(ids) || u.bearsBeside(u.statedIDs, ids) || !slices.ContainsFunc(u.statedIDs, says) {
		return nil
	}
	return ids
}

// bearsBeside says whether one of some facts, the field of the enterprise aside, bears on
// none of some measures.
func (u *turn) bearsBeside(stated []fact.ID, measures []string) bool {
	return slices.ContainsFunc(u.fieldAside(stated), func(id fact.ID) bool {
		return !slices.ContainsFunc(u.uses[id], func(m string) bool { return slices.Contains(measures, m) })
	})
}

// headsWithMatter says whether a message that states something begins with a mere name of
// what that is about (平台 高端装备 设备3000万), which may choose between things itself (首台套保险，保费88万): a yes or no tells something of
// the enterprise (整车企业，采购额18亿).
func (u *turn) headsWithMatter(text string, stated []fact.ID) bool {
	if u.was.Begun {
		return false
	}
	parts := partsOf(text)
	if len(parts) < 2 {
		return false
	}
	return slices.ContainsFunc(parts[:2], func(p string) bool {
		name := nlu.Plain(p)
		if utf8.RuneCountInString(name) > headRunes || u.unstated(p) != p && (!u.isMatter(name) || u.claimsIn(p)) {
			return false
		}
		return slices.ContainsFunc(u.matters, func(m matter) bool { return strings.HasSuffix(name, m.Text) && !u.bearsBeside(stated, m.measures) })
	})
}

// claimsIn says whether a part of the message gives more than a choice between things.
func (u *turn) claimsIn(part string) bool {
	at := strings.Index(u.text, part)
	if at < 0 {
		return false
	}
	start := utf8.RuneCountInString(u.text[:at])
	end := start + utf8.RuneCountInString(part)
	return slices.ContainsFunc(u.given, func(s nlu.Slot) bool {
		return s.Span.Start < end && start < s.Span.End && u.spec(s.Fact).Type != fact.Choice
	})
}

// headRunes is the longest head of a message that names what it is about.
const headRunes = 12

// unstated is a part of the message without the words that state something.
func (u *turn) unstated(part string) string {
	at := strings.Index(u.text, part)
	if at < 0 {
		return part
	}
	i := utf8.RuneCountInString(u.text[:at])
	var rest strings.Builder
	for _, r := range part {
		if !slices.ContainsFunc(u.given, func(s nlu.Slot) bool { return s.Span.Start <= i && i < s.Span.End }) {
			rest.WriteRune(r)
		}
		i++
	}
	return rest.String()
}

// benefitsIn are the measures that a text names as what is granted (营收奖励).
func (u *turn) benefitsIn(text string) []string {
	text = nlu.Plain(text)
	var ids []string
	for _, m := range u.matters {
		if benefitNames.MatchString(m.Text) && strings.Contains(text, m.Text) {
			ids = append(ids, m.measures...)
		}
	}
	return ids
}

// isName says whether a text is the name of a matter, with little beside it.
func (u *turn) isName(text string) bool {
	const beside = 4
	return slices.ContainsFunc(u.matters, func(m matter) bool {
		return strings.Contains(text, m.Text) && utf8.RuneCountInString(text)-utf8.RuneCountInString(m.Text) <= beside
	})
}

// narrows says whether a name stands right behind a wider one that goes with it
// (首台套产品的应用奖励), and not beside it in a list, or says before it which one is meant (两年内应用的首台套奖励).
func (m matter) narrows(wide matter, text string) bool {
	const apart = 5 * 3 // bytes
	if len(m.measures) >= len(wide.measures) || slices.ContainsFunc(m.measures, func(id string) bool { return !slices.Contains(wide.measures, id) }) {
		return false
	}
	if benefitNames.MatchString(wide.Text) && strings.Contains(text, m.Text+"的"+wide.Text) {
		return true
	}
	_, after, ok := strings.Cut(text, wide.Text)
	at := strings.Index(after, m.Text)
	return ok && at >= 0 && at <= apart && !strings.ContainsAny(after[:at], "、和与及跟或，,；;。/ \n")
}

// byTitle are those of the measures that one name stands for which a text names by what
// is particular to their titles (认定奖励, of a first set), where that is no name that
// was found; all of them if it names none so.
func (m *matter) byTitle(text string, found []matter) []string {
	var out []string
	for i, pairs := range m.marks {
		if slices.ContainsFunc(pairs, func(w string) bool {
			return strings.Contains(text, w) && !slices.ContainsFunc(found, func(m matter) bool { return strings.Contains(m.Text, w) })
		}) {
			out = append(out, m.measures[i])
		}
	}
	if len(out) == 0 {
		return m.measures
	}
	return out
}

// marksOf are, of each of several measures, the pairs of characters of its title that no other's has;
// nil for one measure.
func marksOf(p *knowledge.Policy, ids []string) [][]string {
	if len(ids) < 2 {
		return nil
	}
	titles := make([]string, len(ids))
	for i, id := range ids {
		titles[i] = nlu.Plain(p.Rules.Measure(id).Title)
	}
	marks := make([][]string, len(ids))
	for i, title := range titles {
		marks[i] = slices.DeleteFunc(pairsOf(title), func(w string) bool {
			return slices.ContainsFunc(titles, func(o string) bool { return o != title && strings.Contains(o, w) })
		})
	}
	return marks
}

// pairsOf are the pairs of characters that stand beside each other in a text.
func pairsOf(text string) []string {
	runes := []rune(text)
	var out []string
	for i := 1; i < len(runes); i++ {
		out = append(out, string(runes[i-1:i+1]))
	}
	return out
}

// mereName says whether the message is but the name of a matter, which it may only point at (还有智能工厂的; 链主那个).
func (u *turn) mereName() bool {
	offered := slices.Contains(u.was.Offered, u.text)
	if !offered && (strings.ContainsAny(u.text, askingMarks) || u.hears(askWords, u.text) || u.hears(wantWords, u.text) || u.hears(gapWords, u.text)) {
		return false
	}
	name := nlu.Plain(strings.TrimSpace(u.text))
	return u.isMatter(name) || u.isMatter(pointedAt.ReplaceAllString(name, "$1$2"))
}

// pointedAt is a name that is only pointed at, and what points.
var pointedAt = pattern.Of(`^(?:那么?|还有)?(.+?)(?:的|的?[那这](?:个|块|项))$|^那么?(.+)$`)

// namedIn are the measures whose names stand in a text.
func (u *turn) namedIn(text string) []string {
	text = nlu.Plain(text)
	var found []matter
	chars := pattern.CharsOf(text)
	for i := range u.matters {
		if m := &u.matters[i]; chars.MayHold(m.Word) && strings.Contains(text, m.Text) {
			found = append(found, *m)
		}
	}
	var ids []string
	for _, m := range found {
		inside := func(o matter) bool {
			return len(o.Text) > len(m.Text) && strings.Contains(o.Text, m.Text) || o.narrows(m, text)
		}
		if !slices.ContainsFunc(found, inside) {
			ids = append(ids, m.byTitle(text, found)...)
		}
	}
	var out []string
	for i := range u.policy.Rules.Measures {
		if m := &u.policy.Rules.Measures[i]; slices.Contains(ids, m.ID) {
			out = append(out, m.ID)
		}
	}
	return out
}
