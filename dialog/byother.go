package dialog

import (
	"slices"
	"strings"
	"unicode/utf8"

	"suance/calc/fact"
	"suance/dialog/nlu"
	"suance/dialog/pattern"
)

// A doubt that carries what somebody else put in: 他是按3000万算的. Where it is said plainly that this is
// right (那就是3000万), the fact of that size changes; else nothing does.

// reckonsBy is the whole of such a message, with N for its amounts: the first that it reckons with, the
// last, if it has two, the one that is to count; concludes is in one that says which counts, maybeSo
// in one that only may.
var (
	reckonsBy = pattern.Whole(`(?:那|哦|噢|啊|原来|不对|[，, ])*(?:(?:我们?)?(?:` + who + `|他们?|她们?|人家|对方)?(?:那边|这边)?(?:是)?(?:说|讲)?(?:应该|该)?(?:有|是|能拿|拿)?N[，,。]+)?` +
		`(?:我们?)?(?:` + who + `|他们?|她们?|人家|对方)?(?:那边|这边)?(?:是|说|都|也|就|其实|用的是)*(?:按照?|照|用|拿)着?(?:的是|的)?N(?:的)?(?:来|去)?(?:测?算|计算)(?:的|出来|出|了)*(?:[，,。 ]+` +
		`(?:` + itCounts + `))?[。！!？? ]*`)
	concludes = pattern.Of(`[，,。 ](?:` + itCounts + `)[。！!？? ]*$`)
	maybeSo   = pattern.Of(`应该|应当|该是|是不是|对不对|[吗么？?]`)
)

// itCounts says of an amount, N, or of what somebody said, that it is to count.
const itCounts = `(?:那么?|所以|我们?)*(?:就|应该|应当|该|是不是)*(?:是|按照?|照|用|算|改成?|改为|以)*(?:N|他们?的|她们?的|` + who + `的|这个|那个)(?:来|去|为准|算|改)*(?:吧|了|好了|的|吗|么|对吗|对吧)*`

// byOther deals with such a message; false if it is none.
func (u *turn) byOther() bool {
	if !strings.Contains(u.text, "算") || u.now.Facts.Empty() || len(u.factsNamed(u.text)) > 0 {
		return false
	}
	said, text := amountsMarked(u.text, func(q nlu.Quantity) bool { return q.Kind != nlu.KindDate })
	if len(said) == 0 || !u.hears(reckonsBy, text) || !u.relayed && !u.hears(somebody, text) {
		return false
	}
	sp, value := u.ofSize(said[len(said)-1])
	if sp == nil {
		return false
	}
	if !u.hears(concludes, text) || u.hears(maybeSo, text) {
		u.staysAs(sp)
		return true
	}
	read := nlu.Understanding{Intent: nlu.IntentCorrection, Facts: []nlu.Slot{{Fact: sp.ID, Value: value, Span: nlu.Span{Start: 0, End: utf8.RuneCountInString(u.text)}}}}
	u.heed(&read, u.text)
	return true
}

// somebody names somebody who reckons.
var somebody = pattern.Of(who + `|他|她|人家|对方`)

// ofSize is the fact whose known number is nearest to an amount, of those on which what is at hand
// rests, and the amount as its value; nil where none has one of its size, or two have.
func (u *turn) ofSize(q nlu.Quantity) (*fact.Spec, fact.Value) {
	ids := u.explained()
	var best *fact.Spec
	var value fact.Value
	least := int64(apartEnough)
	for i := range u.policy.Rules.Schema.Len() {
		sp := u.policy.Rules.Schema.Spec(i)
		if !numeric(sp) || received(sp) || len(sp.Words.Ordinal) > 0 || !u.now.Facts.Get(sp.ID).Known() || len(ids) > 0 && !u.bearsOn(sp.ID, ids) {
			continue
		}
		n, err := sp.Parse(strings.TrimSpace(q.Text))
		if err != nil {
			continue
		}
		switch far := u.apart(sp.ID, n); {
		case far < least || far == least && best == nil:
			best, value, least = sp, fact.Point(n), far
		case far == least:
			best = nil
		}
	}
	return best, value
}

// staysAs says by what the result is reckoned, and that it stays so.
func (u *turn) staysAs(sp *fact.Spec) {
	u.engaged, u.kind = true, KindClarify
	u.out.Line().Words("记着的是“").Label(sp).Words("”：").Value(sp, u.now.Facts.Get(sp.ID)).Words("，没有改；那个数才对的话，请连同名称再说一次。")
	ids := slices.DeleteFunc(slices.Clone(u.uses[sp.ID]), func(id string) bool { return !slices.Contains(u.explained(), id) })
	if len(ids) > 0 && !u.needsFacts(ids) {
		u.explainOf(ids)
	}
}
