package dialog

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"suance/calc"
	"suance/calc/fact"
	"suance/dialog/nlu"
	"suance/knowledge"
)

// dwell notes the measures that were asked about before anything else, or later of which a
// sum was asked for or that were brought up, or else the planned matter, which grants nothing,
// unless the person is in the middle of a question or asked for figures of their own.
func (u *turn) dwell(planned string) {
	if u.now.Asking != "" || u.now.All || len(u.now.Scope) > 0 || u.stated ||
		u.now.Begun && !wantWords.MatchString(u.text) && !topicWords.MatchString(u.text) {
		return
	}
	if named := u.named(); len(named) > 0 && !slices.Equal(named, u.now.Topic) {
		if strings.HasSuffix(strings.TrimRight(u.text, "？? "), "呢") { // 智能工厂给多少 … 数字化车间呢
			for _, id := range u.now.Topic {
				if !slices.Contains(named, id) && u.measure(id) != nil {
					named = append(slices.Clone(named), id)
				}
			}
		}
		u.now.Topic, u.stakesKnown = named, nil
	} else if len(named) == 0 && planned != "" && u.measure(planned) == nil {
		u.now.Topic, u.stakesKnown = []string{planned}, nil
	}
}

// leaveTopic lets go of what the document was asked about, where a statement bears
// on other measures. The field of an enterprise is said in any talk.
func (u *turn) leaveTopic(list []statement) {
	focus := u.policy.Rules.Focus
	if len(u.now.Topic) == 0 || !slices.ContainsFunc(list, func(s statement) bool {
		return (focus == nil || s.id != focus.Fact) && !slices.ContainsFunc(u.uses[s.id], func(m string) bool { return slices.Contains(u.now.Topic, m) })
	}) {
		return
	}
	topic := slices.DeleteFunc(slices.Clone(u.now.Topic), func(id string) bool { return u.measure(id) == nil })
	u.now.Topic = nil
	u.stale()
	if u.was.Begun && u.was.Asking == "" { // what was asked about is told: this is asked beside it
		for _, s := range list {
			if ms := u.uses[s.id]; len(ms) == 1 && !slices.Contains(topic, ms[0]) {
				topic = append(slices.Clone(topic), ms[0])
			}
		}
		u.now.Scope = topic
	}
}

// knowsOf says whether something particular to one of the measures is known.
func (u *turn) knowsOf(measures []string) bool {
	const few = 2 // a fact that bears on more tells of no measure
	for _, id := range differing(u.Begin().Facts, u.now.Settled()) {
		if ms := u.uses[id]; len(ms) <= few && slices.ContainsFunc(ms, func(m string) bool { return slices.Contains(measures, m) }) {
			return true
		}
	}
	return false
}

// widen takes the measures into what is asked for; nil means all, and who asked
// for all keeps being asked about all.
func (u *turn) widen(named []string) {
	u.now.Begun = true
	if len(u.now.Topic) > 0 {
		u.now.Topic, u.stakesKnown, u.changed = nil, nil, true
	}
	scope := named
	switch {
	case len(named) == 0:
		u.now.All = true
	case u.now.All && onlyWords.MatchString(u.text):
		u.now.All = false // the rest when it is asked for: 先算采购那块能拿多少
	case u.now.All && !u.needsFacts(named):
		scope = nil
	case (u.now.Asking != "" || addWords.MatchString(u.text) || trailsOff(u.text)) && len(u.now.Scope) > 0: // what was asked for before is still open
		scope = slices.Clone(u.now.Scope)
		for _, id := range named {
			if !slices.Contains(scope, id) {
				scope = append(scope, id)
			}
		}
	}
	if !slices.Equal(scope, u.now.Scope) {
		u.now.Scope = scope
		u.stakesKnown, u.changed = nil, true
	}
}

// needsFacts says whether one of the measures waits for facts.
func (u *turn) needsFacts(ids []string) bool {
	a := u.figures()
	return slices.ContainsFunc(ids, func(id string) bool { return resultOf(a, id).Status == calc.NeedsFacts })
}

// backToAll goes on with all that is asked for, once nothing is left to ask of what was
// asked for in between, and says what came of that.
func (u *turn) backToAll() {
	if !u.now.All || len(u.now.Scope) == 0 {
		return
	}
	named := u.now.Scope
	u.now.Scope = nil
	u.stale()
	if !u.based && u.changed {
		u.sofar(named)
	}
}

// onlyWords narrow what is asked for.
var onlyWords = match(`(先|只|单独?|就|光)(帮我|给我)?(算|看|说|问|讲)|(先|只|单独?|光)(问|看|说)?[^，。？?]{1,12}能`)

// matter is a word that names measures.
type matter struct {
	keyed
	measures []string
}

// mattersOf lists the words that name measures of a policy.
func mattersOf(p *knowledge.Policy) []matter {
	var list []matter
	for _, t := range p.Topics {
		if len(t.Measures) == 0 {
			continue
		}
		for _, w := range append([]string{t.Name}, t.Words...) {
			if w = nlu.Plain(w); w != "" {
				list = append(list, matter{keyOf(w), t.Measures})
			}
		}
	}
	return list
}

// askedPart is the part of the message that asks: where facts are stated beside it, or
// all is asked for, other words name no measure (营收12亿，能拿多少？).
func (u *turn) askedPart(stated bool) string {
	clauses := strings.FieldsFunc(u.text, func(r rune) bool { return isMark(r) || unicode.IsSpace(r) })
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
		if wantWords.MatchString(p) || sumWords.MatchString(p) || overviewWords.MatchString(p) {
			parts = append(parts, p)
		}
	}
	return strings.Join(parts, "，")
}

// theseWords point at several things that were named.
var theseWords = match(`[这那]?[两三几](个|项|样|块)`)

// clausesOf are the stretches of a text between its marks.
func clausesOf(text string) []string {
	return strings.FieldsFunc(text, isMark)
}

// anyClause says whether a stretch of a text between its marks is such.
func anyClause(text string, such func(string) bool) bool {
	for c := range strings.FieldsFuncSeq(text, isMark) {
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
	return strings.FieldsFunc(text, func(r rune) bool { return isMark(r) || unicode.IsSpace(r) })
}

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

// named are the measures that the message asks about by name, in the policy's
// order, a word inside a longer one aside; nil for none, which means all.
func (u *turn) named() []string {
	part := u.askedPart(u.stated)
	ids := u.namedIn(part)
	if u.stated && len(ids) > 1 { // 营收6亿的新能源汽车零部件企业能拿营收奖励吗
		if rest := u.namedIn(u.unstated(part)); len(rest) > 0 {
			ids = rest
		}
		if rest := u.benefitsIn(part); len(rest) > 0 && !rowMarks.MatchString(part) {
			ids = rest
		}
	}
	if !u.stated && len(ids) > 1 { // 首台套投保了，保险补偿能拿多少？
		if asked := u.namedIn(u.askedPart(true)); len(asked) > 0 {
			ids = asked
		}
	}
	if len(ids) == 0 && u.stated {
		for _, c := range headAndClauses(u.text) { // 营收奖励，营收6亿，能拿多少
			if len(ids) == 0 && u.bringsUp(c) {
				ids = u.namedIn(c)
			}
		}
	}
	if len(ids) == 0 && u.stated && benefitWord.MatchString(part) && !totalWords.MatchString(part) {
		ids = u.statedFor()
	}
	if len(ids) == 0 && u.stated && givesWords.MatchString(part) && !totalWords.MatchString(part) {
		if own := u.statedFor(); len(own) == 1 && len(u.inStatus(own, calc.Payable, calc.Ceiling)) == 1 {
			ids = own // all of it is told: 数字化车间评上了，智能装备，可以拿多少补助
		}
	}
	if len(ids) == 0 && u.stated && !sumWords.MatchString(part) { // 智能工厂评上了，奖多少？
		ids = u.namedIn(u.text)
	}
	if len(ids) == 0 && u.stated && !totalWords.MatchString(part) {
		ids = u.broughtUp()
	}
	if len(ids) == 0 && u.stated && !totalWords.MatchString(part) && !whatWords.MatchString(part) { // 我们评上了数字化车间，能拿多少
		ids = u.claimed()
	}
	return ids
}

// whatWords ask what there is, and not for one thing's sum (有什么补贴).
var whatWords = match(`什么|啥|哪些`)

// claimed is the measure, or the pair of one topic, that the message names by what it says of them
// with a yes or no (场景项目入选了), where nothing that it states bears on others. What a
// number is of, and the words that are a yes, name none (营收12亿, 首次达到).
func (u *turn) claimed() []string {
	text := u.text
	for _, id := range u.statedIDs {
		w := u.spec(id).Words
		for _, word := range slices.Concat(w.Weak, w.WeakNo, w.Sums) {
			text = strings.ReplaceAll(text, word, "，")
		}
	}
	var rest []string
	for _, c := range clausesOf(text) {
		if !slices.ContainsFunc(nlu.Quantities(c), isAmount) {
			rest = append(rest, c)
		}
	}
	ids := u.namedIn(strings.Join(rest, "，"))
	says := func(id fact.ID) bool { // a field of a form names what it is for, not what is asked for
		sp := u.spec(id)
		return u.now.Facts.Get(id) == fact.Bool(true) && !strings.Contains(u.text, sp.Label) && (sp.Short == "" || !strings.Contains(u.text, sp.Short+"：")) && !slices.ContainsFunc(u.uses[id], func(m string) bool { return !slices.Contains(ids, m) })
	}
	const pair = 2
	topic := func(m matter) bool { return len(m.measures) <= pair && slices.Equal(m.measures, ids) }
	if !slices.ContainsFunc(u.matters, topic) || u.bearsBeside(u.statedIDs, ids) || !slices.ContainsFunc(u.statedIDs, says) {
		return nil
	}
	return ids
}

// broughtUp are the measures that a clause names beside what it states, where all that
// the message states bears on them (整车企业达产，产能16万辆，能拿多少), or that a
// message names several of at its head (保险和场景两项：保费50万).
func (u *turn) broughtUp() []string {
	if head, _, ok := strings.Cut(u.text, "："); ok && utf8.RuneCountInString(head) <= headRunes && theseWords.MatchString(head) {
		if ids := u.namedIn(head); len(ids) > 0 {
			return ids
		}
	}
	for _, c := range partsOf(u.text) {
		rest := u.unstated(c)
		ids := u.namedIn(rest)
		if len(ids) == 0 || slices.ContainsFunc(nlu.Quantities(c), isAmount) || !u.isName(nlu.Plain(rest)) {
			continue
		}
		if !u.bearsBeside(u.statedIDs, ids) {
			return ids
		}
	}
	return nil
}

// bearsBeside says whether one of some facts, the field of the enterprise aside, bears on
// none of some measures.
func (u *turn) bearsBeside(stated []fact.ID, measures []string) bool {
	focus := u.policy.Rules.Focus
	return slices.ContainsFunc(stated, func(id fact.ID) bool {
		return (focus == nil || id != focus.Fact) && !slices.ContainsFunc(u.uses[id], func(m string) bool { return slices.Contains(measures, m) })
	})
}

// headsWithMatter says whether a message that states something begins with a mere name of
// what that is about (平台 高端装备 设备3000万).
func (u *turn) headsWithMatter(text string, stated []fact.ID) bool {
	if u.was.Begun {
		return false
	}
	parts := partsOf(text)
	if len(parts) < 2 || u.unstated(parts[0]) != parts[0] && u.unstated(parts[1]) != parts[1] {
		return false
	}
	return slices.ContainsFunc(parts[:2], func(p string) bool {
		name := nlu.Plain(p)
		return u.unstated(p) == p && slices.ContainsFunc(u.matters, func(m matter) bool { return m.word == name && !u.bearsBeside(stated, m.measures) })
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
		if !slices.ContainsFunc(u.spans, func(s nlu.Span) bool { return s.Start <= i && i < s.End }) {
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
		if benefitNames.MatchString(m.word) && strings.Contains(text, m.word) {
			ids = append(ids, m.measures...)
		}
	}
	return ids
}

// isName says whether a text is the name of a matter, with little beside it.
func (u *turn) isName(text string) bool {
	const beside = 4
	return slices.ContainsFunc(u.matters, func(m matter) bool {
		return strings.Contains(text, m.word) && utf8.RuneCountInString(text)-utf8.RuneCountInString(m.word) <= beside
	})
}

// narrows says whether a name stands right behind a wider one that goes with it
// (首台套产品的应用奖励), and not beside it in a list.
func (m matter) narrows(wide matter, text string) bool {
	const apart = 5 * 3 // bytes
	if len(m.measures) >= len(wide.measures) || slices.ContainsFunc(m.measures, func(id string) bool { return !slices.Contains(wide.measures, id) }) {
		return false
	}
	_, after, ok := strings.Cut(text, wide.word)
	at := strings.Index(after, m.word)
	return ok && at >= 0 && at <= apart && !strings.ContainsAny(after[:at], "、和与及跟或，,；;。/ \n")
}

// byTitle are those of the measures that one name stands for which a text names by what
// is particular to their titles (认定奖励, of a first set), where that is no name that
// was found; all of them if it names none so.
func (u *turn) byTitle(ids []string, text string, found []matter) []string {
	if len(ids) < 2 {
		return ids
	}
	titles := make([]string, len(ids))
	for i, id := range ids {
		titles[i] = nlu.Plain(u.measure(id).Title)
	}
	var out []string
	for i, id := range ids {
		if slices.ContainsFunc(pairsOf(titles[i]), func(w string) bool {
			return strings.Contains(text, w) && !slices.ContainsFunc(titles, func(o string) bool { return o != titles[i] && strings.Contains(o, w) }) &&
				!slices.ContainsFunc(found, func(m matter) bool { return strings.Contains(m.word, w) })
		}) {
			out = append(out, id)
		}
	}
	if len(out) == 0 {
		return ids
	}
	return out
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

// benefitWord asks for a benefit without its name (补助能拿多少).
var benefitWord = match(`(^|，)(那|这个|这项)?(奖励|补助|补贴|补偿)|(算一?下|帮.{0,2}算)[^，。？?]{0,2}(奖励|奖金|补助|补贴|补偿)|(奖励|奖金|补助|补贴|补偿)是?多少|这次[^，。？?]{0,8}多少`)

// givesWords ask for what is given, and not what there is in general.
var givesWords = match(`多少(奖励|奖金|补助|补贴|补偿)|[给奖补]多少`)

// statedFor is the only measure that what the message states bears on alone; nil if there
// is none.
func (u *turn) statedFor() []string {
	var ids []string
	for _, id := range u.statedIDs {
		if ms := u.uses[id]; len(ms) == 1 && !slices.Contains(ids, ms[0]) {
			ids = append(ids, ms[0])
		}
	}
	if len(ids) != 1 {
		return nil
	}
	return ids
}

// mereName says whether the message is but the name of a matter.
func (u *turn) mereName() bool {
	offered := slices.Contains(u.was.Offered, u.text)
	if !offered && (strings.ContainsAny(u.text, askingMarks) || askWords.MatchString(u.text) || wantWords.MatchString(u.text) || gapWords.MatchString(u.text)) {
		return false
	}
	name := nlu.Plain(strings.TrimSpace(u.text))
	return slices.ContainsFunc(u.matters, func(m matter) bool { return m.word == name })
}

// namedIn are the measures whose names stand in a text.
func (u *turn) namedIn(text string) []string {
	text = nlu.Plain(text)
	var found []matter
	keys := keysOf(text)
	for i := range u.matters {
		if m := &u.matters[i]; keys.has(m.key) && strings.Contains(text, m.word) {
			found = append(found, *m)
		}
	}
	var ids []string
	for _, m := range found {
		inside := func(o matter) bool {
			return len(o.word) > len(m.word) && strings.Contains(o.word, m.word) || o.narrows(m, text)
		}
		if !slices.ContainsFunc(found, inside) {
			ids = append(ids, u.byTitle(m.measures, text, found)...)
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
