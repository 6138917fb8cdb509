package dialog

import (
	"slices"
	"strings"
	"unicode/utf8"

	"suance/calc/fact"
	"suance/dialog/nlu"
)

// A message that says that something was wrong puts right one fact: the one that waits for
// confirmation, else the one that has the value which the message calls wrong, else the one
// answered last. It answers nothing else: a no that opens it is no answer to what is asked.

// putRight reads a message that puts something right; false if it is another.
func (u *turn) putRight(text string) (nlu.Understanding, bool) {
	const most = 40
	if utf8.RuneCountInString(text) > most || supposing.MatchString(text) || evenIf.MatchString(text) || wantWords.MatchString(text) || otherWords.MatchString(text) || trailsOff(text) {
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
	if _, ok := u.swapped(text); ok {
		return nlu.Understanding{}, false
	}
	c := correctionIn(text)
	waits := u.askedWaits()
	if sp := u.spec(u.now.Asking); c.plain && sp != nil && sp.Type == fact.YesNo && !waits && !justAmount(c.rest) {
		return nlu.Understanding{}, false // 不是，去年报过了 answers
	}
	switch {
	case !c.marked && !(waits && c.actual), strings.ContainsAny(c.rest, askingMarks), c.news && (len(u.now.Skipped) > 0 || !waits && u.fitsAsked(c.rest)):
		return nlu.Understanding{}, false
	case c.rest == "", lookAgain.MatchString(c.rest):
		return u.retractLast(c)
	}
	if u.namesFact(c.rest) && !u.isKnownOption(c.rest) {
		read := u.readFor("", c.rest)
		return asCorrection(read, text), len(read.Facts) > 0 && len(read.WhatIf) == 0 && c.marked && !waits
	}
	return u.ofLast(c.rest, text)
}

// fitsAsked says whether a text gives an amount for the fact asked for (查过了，6亿).
func (u *turn) fitsAsked(text string) bool {
	sp := u.spec(u.now.Asking)
	return sp != nil && numeric(sp) && len(u.valuesIn(sp.ID, text, &nlu.Understanding{Quantities: nlu.Quantities(text)})) == 1
}

// supposing begins or ends a supposition.
var supposing = match(`^\s*(那么|那)?(` + ifHead + `)|的话[？?。！!\s]*$`)

// correction is a message taken apart: what it says beside that something was wrong.
type correction struct {
	rest   string
	marked bool // it says that something was wrong, or that one knows better now
	plain  bool // by a mere no, which may be an answer
	news   bool // by no more than that one knows better now
	actual bool // it says what it is really
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
	c.rest = actually.ReplaceAllString(c.rest, "")
	c.actual = c.rest != rest
	c.rest = strings.ReplaceAll(c.rest, "应该", "") // it says what is right, not what is likely
	if firmly.MatchString(rest) || right {
		c.marked, c.plain, c.news = true, false, false
	}
	c.plain, c.news = c.plain && c.marked, c.news && c.marked
	return c
}

// Words that say that something was wrong, or that one knows better now: clauses of nothing
// else, of a mere no, and what stands right before or behind the new value.
var (
	wrongClause = match(`^(?:我|刚才|刚刚|刚|前面|上面|之前|上一条|上一个|上个|前一个|这个|那个|那条|哦|噢|喔|啊|呃|额|嗯|哎呀|哎|唉|都|是|好像|有点|不好意思|抱歉|对不起|等等|等一下|的|回答|答案|话|数字?|说的?|又|确实)*` +
		`(?:(?:不是|不对|不|错|其实|[说看记写填打搞弄答选听报算点讲输按][错反岔混乱串多少](?:行|数)?|串行|有误|有问题|口误|笔误|更正|纠正|修正|更改|改一?下|要改|重新[说答填报]|重新回答|[多少][打写按输]了?(?:一|两|个)*(?:位|零|0)?)(?:一下|了|的|啊|呀|哈|吧|这个数?)*)+$`)
	newsClause = match(`^(?:我|刚才|刚刚|刚|又|再|已经|也|仔细)*(?:核实|确认|核对|核|查|问|看|算|打听)(?:过|了|到|清楚|明白)+(?:一?下|一遍|一次)?(?:财务|会计|同事|老板|领导)?了?$|^(?:我|刚才|刚刚|刚|又)*(?:核实|确认|核对)(?:一下)?$|^(?:不好意思|抱歉|对不起|等等|等一下)+$`)
	pointsBack = match(`^(?:把)?(?:刚才|刚刚|前面|上面|上一?|前一?)的?(?:那|这)?一?(?:个|条|项|题)?(改成|改为|换成|更正为)`)
	mereNo     = match(`^(?:不是|不对|不|错了?|哦|噢|啊|的)+$`)
	actually   = match(`^(?:啊|哦)?(?:其实|实际上?|应该是|应该|应为|准确说?|改成|改为|换成|更正为|就是|是|以|为)+`)
	firmly     = match(`^(?:啊|哦)?(?:其实|改成|改为|换成|更正为)`)
	rightly    = match(`(?:才对|才是对的|才是|为准)[了的]?$`)
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

// namesFact says whether a text names a fact.
func (u *turn) namesFact(text string) bool {
	for i := range u.policy.Rules.Schema.Len() {
		if names(u.policy.Rules.Schema.Spec(i), text) {
			return true
		}
	}
	return false
}

// isKnownOption says whether a text is no more than an option of a choice lately stated, whatever
// else it names (更正，首台套产品).
func (u *turn) isKnownOption(text string) bool {
	return slices.ContainsFunc(u.lastStated(), func(id fact.ID) bool { return isOption(u.spec(id), text) })
}

// lastStated are the facts that a correction without a name can be of: the one that waits,
// then those lately stated, the latest first.
func (u *turn) lastStated() []fact.ID {
	ids := slices.DeleteFunc(slices.Clone(u.now.Recent), func(id fact.ID) bool { return !u.now.Facts.Get(id).Known() })
	if id := u.now.Asking; u.askedWaits() {
		ids = append([]fact.ID{id}, slices.DeleteFunc(ids, func(o fact.ID) bool { return o == id })...)
	}
	return ids
}

// ofLast reads what a correction says, and names nothing, as of the fact that it can be of:
// a sum, of the last one of its size that there is any of.
func (u *turn) ofLast(rest, text string) (nlu.Understanding, bool) {
	if slices.ContainsFunc(nlu.Quantities(rest), isAmount) {
		return u.amountOfLast(rest, text)
	}
	for k, id := range u.lastStated() {
		sp := u.spec(id)
		read := u.readFor(id, rest)
		if len(read.Facts) != 1 || len(read.WhatIf) > 0 || read.Facts[0].Fact != id {
			continue
		}
		n, exact := read.Facts[0].Value.Exact()
		none := exact && n == 0 && k == 0 && (says(rest, denial) || noneWords.MatchString(rest) || notOne.MatchString(rest)) // 没有，搞混了
		if sp.Type == fact.Choice || sp.Type == fact.YesNo && (k == 0 || grantedWords.MatchString(rest)) || numeric(sp) && none {
			return asCorrection(read, text), true
		}
	}
	return nlu.Understanding{}, false
}

// amountOfLast is ofLast for what holds an amount.
func (u *turn) amountOfLast(rest, text string) (found nlu.Understanding, ok bool) {
	if u.overlapSaidLast() != "" {
		return found, false
	}
	for k, id := range u.lastStated() {
		sp := u.spec(id)
		read := u.readFor(id, rest)
		if !numeric(sp) || u.ofWrongYear(sp, rest) || len(read.WhatIf) > 0 {
			continue
		}
		old, known := u.now.Facts.Get(id).Exact()
		nothing := known && old == 0 && !tellsReceived(rest)
		ranged := !nothing && len(read.Facts) == 0 && len(read.Unclear) == 1 && read.Unclear[0].Fact == id && read.Unclear[0].Range.Known()
		if ranged && !ok {
			found, ok = asCorrection(read, text), true
			continue
		}
		if len(read.Facts) != 1 || read.Facts[0].Fact != id {
			continue
		}
		if was := u.now.SupposedOf(id); k == 0 && was.Known() && was != read.Facts[0].Value && !inFact.MatchString(text) { // 如果营收60亿呢; 说错了，是70亿
			return nlu.Understanding{Intent: nlu.IntentWhatIf, WhatIf: read.Facts}, true
		}
		n, exact := read.Facts[0].Value.Exact()
		if !exact || len(u.now.Facts.With(id, read.Facts[0].Value).Conflicts()) > 0 {
			continue // 10.2万辆 is no part of 10万辆
		}
		if u.ofItsSize(id, n) && !nothing {
			return asCorrection(read, text), true
		}
		if !ok && (k == 0 || old != 0) {
			read.Facts = slices.Clone(read.Facts)
			read.Facts[0].Confirm = read.Facts[0].Confirm || !(k == 0 && old == 0)
			found, ok = asCorrection(read, text), true
		}
	}
	return found, ok
}

// inFact tells how it really is, or puts right what is noted.
var inFact = match(`其实|实际|我们|真|更正|纠正|修正|改`)

// retractLast takes back the fact answered last, where a message says no more than that it
// was wrong.
func (u *turn) retractLast(c correction) (nlu.Understanding, bool) {
	ids := u.lastStated()
	if len(ids) == 0 || !u.answeredAlone(ids[0]) || c.rest == "" && (c.plain || !saidWrong.MatchString(u.text)) {
		return nlu.Understanding{}, false
	}
	return nlu.Understanding{Intent: nlu.IntentCorrection, Retracted: ids[:1]}, true
}

// answeredAlone says whether a fact is all that the last message which changed any gave.
func (u *turn) answeredAlone(id fact.ID) bool {
	before, ok := u.coreBefore()
	if !ok {
		return false
	}
	changed := differing(before.Facts, u.now.Facts)
	return len(changed) == 1 && changed[0] == id
}

// saidWrong says that what was said is wrong, and not that something else will follow.
var saidWrong = match(`[说看记写填打搞弄答选听报算讲输](错|反|岔|混|乱|串)|有误|有问题|不对`)

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
var skippedBefore = match(`^(?:刚才|刚刚|前面|上面|之前|上一?个|上一题|前一题)(?:我)?(?:跳过|不知道|不清楚|没答|空着|放着)?的?(?:那个|那项|那题|那条|那个数|问题)?(?:我)?(?:(?:查|问)(?:到|清楚|出来|过)?了)?(?:是|[，,：: ]+)`)

// oldToNew reads a message that holds the old value of a fact and a new one (15亿写错了，应该
// 是18亿; 不是高端装备，是新材料) as the new value of that fact.
func (u *turn) oldToNew(text string) (nlu.Understanding, bool) {
	if !insteadWords.MatchString(text) || pastWords.MatchString(text) {
		return nlu.Understanding{}, false
	}
	var sums []nlu.Quantity
	for _, q := range nlu.Quantities(text) {
		if isAmount(q) {
			sums = append(sums, q)
		}
	}
	ids := u.lastStated()
	if named := u.factsNamed(text); len(named) > 0 {
		ids = slices.DeleteFunc(ids, func(id fact.ID) bool { return numeric(u.spec(id)) && !slices.Contains(named, id) })
	}
	for _, id := range ids {
		v, ok := int64(0), false
		switch sp := u.spec(id); {
		case numeric(sp) && len(sums) == 2:
			v, ok = u.newSum(sp, sums, text)
		case sp.Type == fact.Choice && len(sums) == 0:
			v, ok = u.newOption(sp, text)
		}
		if ok {
			return asCorrection(nlu.Understanding{Facts: []nlu.Slot{{Fact: id, Value: fact.Point(v)}}}, text), true
		}
	}
	return nlu.Understanding{}, false
}

// insteadWords put one value in the place of another.
var insteadWords = match(`错|不对|不是|并非|应|改|换|有误|作废|其实|[说写打填记算]成|而是|去掉|→|->`)

// newSum is the one of two amounts that a fact does not have, where it has the other.
func (u *turn) newSum(sp *fact.Spec, sums []nlu.Quantity, text string) (int64, bool) {
	known, exact := u.now.Facts.Get(sp.ID).Exact()
	var values [2]int64
	for i, q := range sums {
		v, err := sp.Parse(q.Text)
		if !exact || err != nil || !fits(sp, q) || sp.Check(fact.Point(v)) != nil {
			return 0, false
		}
		values[i] = v
	}
	denied := strings.HasSuffix(string([]rune(text)[:sums[1].Span.Start]), "不是")
	switch {
	case values[0] == values[1]:
		return 0, false
	case known == values[0] && !denied:
		return values[1], true
	case known == values[1] && (denied || strings.HasPrefix(string([]rune(text)[:sums[0].Span.Start]), "是")):
		return values[0], true
	}
	return 0, false
}

// newOption is the option of a choice that a text names beside the one that is known.
func (u *turn) newOption(sp *fact.Spec, text string) (int64, bool) {
	known, exact := u.now.Facts.Get(sp.ID).Exact()
	if !exact {
		return 0, false
	}
	word := func(o *fact.Option, in string) string {
		longest := ""
		for _, w := range append([]string{o.Label}, o.Synonyms...) {
			if len(w) > len(longest) && strings.Contains(in, w) {
				longest = w
			}
		}
		return longest
	}
	old := word(&sp.Options[known], text)
	if old == "" {
		return 0, false
	}
	rest := strings.Replace(text, old, "〇", 1)
	for i := range sp.Options {
		if w := word(&sp.Options[i], rest); int64(i) != known && utf8.RuneCountInString(w) > 1 && !strings.Contains(rest, "不是"+w) {
			return int64(i), true
		}
	}
	return 0, false
}
