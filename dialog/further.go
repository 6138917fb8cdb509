package dialog

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"suance/calc/fact"
	"suance/calc/money"
	"suance/dialog/ask"
	"suance/dialog/nlu"
	"suance/dialog/pattern"
)

// What goes on from what the document grants to another case of the text (50亿呢, or mere 50亿 after
// another line, 再上一档呢, 200亿比100亿呢, 产能15万辆以上呢, 那第二年呢, 新能源企业呢), where nothing of the kind is known of the
// enterprise, asks of the text and states nothing.

// furtherCase answers such a message.
func (u *turn) furtherCase(text string) bool {
	const few = 16
	next := u.was.Line != 0 && u.now.Asking == "" && justAmount(text) // 50亿, after 营收到100亿奖多少
	step := toLine.FindStringSubmatch(text)
	if !trailsOff(text) && !next && step == nil || !u.now.Supposed.Empty() || utf8.RuneCountInString(text) > few || u.hears(ownWords, text) || severalClauses(text) {
		return false
	}
	r := u.atHand()
	said := amountsOf(nlu.Quantities(text))
	both := len(said) == 2 && linesAlone.MatchString(withAmounts(text, said))
	if named := u.namedIn(text); r == nil || !both && u.knowsNumberOf(r.ID) || len(named) > 0 && !slices.Contains(named, r.ID) && !u.deniesFor(r.ID, caseOf(text)) {
		return false
	}
	further, line := caseOf(text), u.was.Line
	switch {
	case step != nil || both:
		further, line = u.lineTo(r.ID, step, said)
	case len(said) == 1:
		line = u.lineNamed(r.ID, said[0])
		if sp := u.spec(u.now.Asking); sp != nil && fits(sp, said[0]) {
			return false // it may be one's own
		}
		further += "是多少"
	case len(said) == 0 && u.deniesFor(r.ID, further):
		further = "能拿吗" // what else the word names is not asked for
	case len(said) == 0 && u.isField(further):
		further += "能拿吗"
	default:
		return false
	}
	if (len(said) > 0 || step != nil) && line == 0 {
		return false
	}
	a := u.asker.Ask(ask.Question{Text: u.subject(r) + further, AsOf: u.day})
	if a.Kind != ask.KindAnswer {
		return false
	}
	u.engaged, u.kind, u.now.Line = true, KindAnswer, line
	u.out.Append(a.Body)
	return true
}

// lineAsked is the line of what the conversation is at that a message asks about; 0 if it asks of none.
func (u *turn) lineAsked() int {
	said := amountsOf(nlu.Quantities(u.text))
	if len(said) != 1 {
		return 0 // most: nothing is to be reckoned for them
	}
	if r := u.atHand(); r != nil {
		return u.lineNamed(r.ID, said[0])
	}
	return 0
}

// linesAlone is the whole of a message that goes on to two lines, by N, set against each other (200亿比100亿呢).
var linesAlone = pattern.Whole(`(?:那|那么|如果|要是|从|达?到|，|,)*N(?:的|[那这]?一?个?档)*(?:比|和|跟|与|同|对比|相比|到|、)+(?:达到|起)?N(?:的|[那这]?一?个?档|之间|相比|比起?来|，|,)*呢[？?。 ]*`)

// toLine is the whole of a message that goes on to another line, by where that is from the last (再往上一档呢), or from
// all (最高一档是多少).
var toLine = pattern.Whole(`(?:那|那么|如果|要是|到|，|,)*((?:再|更|又|往|继续)*[上下高低]的?一?个?档|[再更]往?[上下高低]一?个?档|(?:最[高低上下]|最顶上|顶上)的?(?:那|这)?一?个?档|顶格?档)次?(?:的|呢|是|能|可以|会|给|奖|补|拿|有|到|得|多少|钱|奖励)*[？?。 ]*`)

// lineTo asks of the line of a measure that a step leads to, or of two that are set against each other, and
// gives the line, or the first of the two; 0 where there is none.
func (u *turn) lineTo(measure string, step []string, said []nlu.Quantity) (string, int) {
	if step != nil {
		line := u.stepTo(measure, step[1])
		return money.Amount(line).Chinese() + "是多少", line
	}
	line := u.lineNamed(measure, said[0])
	if u.lineNamed(measure, said[1]) == 0 {
		line = 0
	}
	return said[0].Text + "比" + said[1].Text + "差多少", line
}

// stepTo is the line of a measure that a step leads to from the one last asked about, or that is the last or the
// first of all; 0 where there is none.
func (u *turn) stepTo(measure, step string) int {
	down, all, at := strings.Contains(step, "往下") || strings.Contains(step, "低"), strings.ContainsAny(step, "最顶"), int64(u.was.Line)
	for _, by := range u.measure(measure).ByBands() {
		if sp := u.spec(by.Fact); sp == nil || sp.Type != fact.Money || !all && at == 0 {
			continue
		}
		lines := slices.Clone(by.Bands)
		if down != all { // one down, or the last of all, is looked for from above
			slices.Reverse(lines)
		}
		for _, band := range lines {
			if to := band.From; all && to > 0 || !all && (down && to < at && to > 0 || !down && to > at) {
				return int(to)
			}
		}
	}
	return 0
}

// caseOf is what a message goes on to.
func caseOf(text string) string {
	return strings.TrimRight(strings.TrimLeft(strings.TrimSpace(text), "那么"), "呢？?。 ")
}

// knowsNumberOf says whether a number of a measure is known.
func (u *turn) knowsNumberOf(measure string) bool {
	return slices.ContainsFunc(u.factsOf([]string{measure}), func(sp *fact.Spec) bool { return numeric(sp) && u.now.Facts.Get(sp.ID).Known() })
}

// deniesFor says whether a word says no to something that a measure rests on (零部件企业, of one for
// carmakers), of which nothing is known.
func (u *turn) deniesFor(measure, word string) bool {
	return slices.ContainsFunc(u.factsOf([]string{measure}), func(sp *fact.Spec) bool {
		return sp.Type == fact.YesNo && !u.now.Facts.Get(sp.ID).Known() && (slices.Contains(sp.Words.WeakNo, word) || slices.Contains(sp.Words.No, word))
	})
}

// isField says whether a text is but a field of enterprises, of which nothing is known.
func (u *turn) isField(text string) bool {
	f := u.policy.Rules.Focus
	if f == nil || u.now.Facts.Get(f.Fact).Known() {
		return false
	}
	read := u.readFor(f.Fact, text)
	return len(read.Facts) == 1 && read.Facts[0].Fact == f.Fact
}

// lineNamed is the line of a measure, or the place in the row that it counts, that an amount is; 0 if it is none.
func (u *turn) lineNamed(measure string, q nlu.Quantity) int {
	m := u.measure(measure)
	for _, sp := range u.factsOf([]string{measure}) {
		if slices.Contains(sp.Words.Ordinal, q.Unit) {
			if !q.Ordinal {
				continue
			}
			return 1
		}
		end := q.Value
		if end == "" {
			end = cmp.Or(q.Low, q.High)
		}
		n, err := sp.Parse(end)
		if !numeric(sp) || err != nil || !fits(sp, q) {
			continue
		}
		if next, ok := m.NextBand(sp.ID, n-1); ok && (next == n || next == n+1) { // 15万辆以上 begins behind the line
			return int(next)
		}
	}
	return 0
}

// ofText drops what a question that opens a talk says of a place in a row, and of what that is of,
// where it asks of the text and of nobody's enterprise (首台套保险补偿第一年补多少).
func (u *turn) ofText(read *nlu.Understanding, text string) {
	if read.Intent != nlu.IntentQuestion || u.now.Begun || !u.now.Facts.Empty() || len(read.Facts) == 0 || u.hears(ownWords, text) || severalClauses(text) {
		return
	}
	ordinal := false
	for _, s := range read.Facts {
		sp := u.spec(s.Fact)
		switch {
		case len(sp.Words.Ordinal) > 0:
			ordinal = true
		case sp.Type != fact.Choice:
			return
		}
	}
	if ordinal && len(u.namedIn(text)) > 0 {
		read.Facts = nil
	}
}
