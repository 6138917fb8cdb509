package dialog

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"suance/calc/fact"
	"suance/dialog/ask"
	"suance/dialog/nlu"
)

// What goes on from what the document grants to another case of the text (50亿呢, or mere 50亿 after
// another line, 产能15万辆以上呢, 那第二年呢, 新能源企业呢), where nothing of the kind is known of the
// enterprise, asks of the text and states nothing.

// furtherCase answers such a message.
func (u *turn) furtherCase(text string) bool {
	const few = 16
	next := u.was.Lines && u.now.Asking == "" && justAmount(text) // 50亿, after 营收到100亿奖多少
	if !trailsOff(text) && !next || !u.now.Supposed.Empty() || utf8.RuneCountInString(text) > few || ownWords.MatchString(text) || severalClauses(text) {
		return false
	}
	r := u.atHand()
	if named := u.namedIn(text); r == nil || u.knowsNumberOf(r.ID) || len(named) > 0 && !slices.Contains(named, r.ID) && !u.deniesFor(r.ID, caseOf(text)) {
		return false
	}
	further := caseOf(text)
	switch said := amountsOf(nlu.Quantities(text)); {
	case len(said) == 1 && u.isLineOf(r.ID, said[0]):
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
	a := u.asker.Ask(ask.Question{Text: u.subject(r) + further, AsOf: u.day})
	if a.Kind != ask.KindAnswer {
		return false
	}
	u.engaged, u.kind, u.now.Lines = true, KindAnswer, true
	u.out.Append(a.Body)
	return true
}

// asksLine says whether a message asks what a line of what the conversation is at brings.
func (u *turn) asksLine() bool {
	said, r := amountsOf(nlu.Quantities(u.text)), u.atHand()
	return len(said) == 1 && r != nil && u.isLineOf(r.ID, said[0])
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

// isLineOf says whether an amount is a line of a measure, or a place in the row that it counts.
func (u *turn) isLineOf(measure string, q nlu.Quantity) bool {
	m := u.measure(measure)
	return slices.ContainsFunc(u.factsOf([]string{measure}), func(sp *fact.Spec) bool {
		if slices.Contains(sp.Words.Ordinal, q.Unit) {
			return q.Ordinal
		}
		end := q.Value
		if end == "" {
			end = cmp.Or(q.Low, q.High)
		}
		n, err := sp.Parse(end)
		if !numeric(sp) || err != nil || !fits(sp, q) {
			return false
		}
		next, ok := m.NextBand(sp.ID, n-1)
		return ok && (next == n || next == n+1) // 15万辆以上 begins behind the line
	})
}

// ofText drops what a question that opens a talk says of a place in a row, and of what that is of,
// where it asks of the text and of nobody's enterprise (首台套保险补偿第一年补多少).
func (u *turn) ofText(read *nlu.Understanding, text string) {
	if read.Intent != nlu.IntentQuestion || u.now.Begun || !u.now.Facts.Empty() || len(read.Facts) == 0 || ownWords.MatchString(text) || severalClauses(text) {
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
