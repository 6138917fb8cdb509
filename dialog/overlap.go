package dialog

import (
	"slices"
	"strings"

	"suance/calc"
	"suance/calc/fact"
	"suance/calc/money"
	"suance/dialog/answer"
	"suance/dialog/nlu"
	"suance/dialog/pattern"
	"suance/knowledge"
)

// overlap takes up a sum that another policy of the city pays: of the measure that the
// message names, or the only one that pays. Nobody is asked for such a sum, and one that
// cannot be placed is told, for it may be the higher one.
func (u *turn) overlap(read *nlu.Understanding) {
	if read.Overlap.Unsure && read.Intent != nlu.IntentWhatIf {
		u.engaged = true
		u.out.Line().Words("“").Said(answer.Hear(read.Overlap.Quantity.Text)).Words("”说的是哪一项、是不是本市其他政策的，还不清楚，没有记下；如是其他政策的，请连同那一项的名称再说一次。与其他政策重叠的只算较高的。")
		return
	}
	sum, ok := read.Overlap.Amount()
	if !ok || read.Intent == nlu.IntentWhatIf {
		return
	}
	u.engaged = true
	r := u.overlapped(read)
	if r == nil {
		return
	}
	was, before := u.now.Facts.Award(r.ID), u.figures()
	if was != sum {
		u.now.Facts = u.now.Facts.WithAward(r.ID, sum)
		u.remember()
		u.stale()
	}
	u.stated, u.result, u.now.Begun = true, true, true
	if was == 0 || was == sum {
		u.awardNoted(r.ID)
		return
	}
	u.awardMoved(r.ID, was)
	u.out.Append(answer.Change(u.policy, before, u.figures(), nil))
}

// awardNoted says what another policy is said to pay for a measure.
func (u *turn) awardNoted(id string) {
	u.out.Line().Words("记下：").TitleOf(id).Words("，本市其他政策的").Award(u.now.Facts.Award(id)).Words("；两者不重复，只算较高的。")
}

// awardMoved says what another policy was said to pay for a measure before, and what it is said to pay now.
func (u *turn) awardMoved(id string, was money.Amount) {
	u.out.Line().TitleOf(id).Words("，本市其他政策的")
	if now := u.now.Facts.Award(id); now != 0 {
		u.out.Words("金额由").Award(was).Words("改为").Award(now).Words("；两者不重复，只算较高的。")
		return
	}
	u.out.Award(was).Words("已撤回。")
}

// withoutAward takes back what another policy was said to pay for a measure.
func (u *turn) withoutAward(id string) {
	was, before := u.now.Facts.Award(id), u.figures()
	u.now.Facts = u.now.Facts.WithoutAward(id)
	u.remember()
	u.stale()
	u.stated, u.engaged, u.result, u.now.Begun = true, true, true, true
	u.awardMoved(id, was)
	u.out.Append(answer.Change(u.policy, before, u.figures(), nil))
}

// correctsOverlap puts a sum that takes one back, and names nothing, in the place of what
// another policy pays, where that was the sum said last (记错了，是150万).
func (u *turn) correctsOverlap(read *nlu.Understanding, text string) {
	id := u.overlapSaidLast()
	if id == "" || len(u.factsNamed(text)) > 0 || tellsReceived(text) {
		return
	}
	sums := amountsOf(read.Quantities)
	if len(sums) == 2 && u.hears(notButIs, text) {
		if was, ok := (nlu.Overlap{Quantity: sums[0]}).Amount(); !ok || was != u.now.Facts.Award(id) {
			return
		}
		sums = sums[1:] // 区里给的不是150万，是260万
	} else if !u.hears(takesBack, text) && !u.hears(changeWords, text) {
		return
	}
	if len(sums) == 1 && sums[0].Kind == nlu.KindMoney {
		read.Facts, read.Unclear, read.Intent = nil, nil, nlu.IntentCorrection
		read.Overlap = nlu.Overlap{Quantity: sums[0], Clause: u.measure(id).Title}
	}
}

// notButIs says that a sum is not so, and which is.
var notButIs = pattern.Of(`不是[^，,。；;]{1,12}[，,。；; ]+(?:而是|应该是|应当是|是)`)

// overlapSaidLast is the measure for which another policy's sum was told by the last message
// that changed anything, with no other sum; empty if that told something else.
func (u *turn) overlapSaidLast() string {
	if len(u.now.Facts.AwardIDs()) == 0 {
		return ""
	}
	before, ok := u.coreBefore()
	if !ok || slices.ContainsFunc(differing(before.Facts, u.now.Facts), func(id fact.ID) bool { return u.spec(id).Type == fact.Money }) {
		return ""
	}
	for _, id := range u.now.Facts.AwardIDs() {
		if before.Facts.Award(id) != u.now.Facts.Award(id) && u.measure(id) != nil {
			return id
		}
	}
	return ""
}

// supposeOverlap says what such a sum would change; false if none is supposed.
func (u *turn) supposeOverlap(read *nlu.Understanding) bool {
	sum, ok := read.Overlap.Amount()
	if !ok {
		return false
	}
	u.engaged, u.kind = true, KindClarify
	r := u.overlapped(read)
	if r == nil {
		return true
	}
	u.kind = KindAssessment
	u.rests = u.assessOf(u.now.Settled().WithAward(r.ID, sum))
	u.out.Line().Words("假设").Title(r).Words("，本市其他政策有").Said(answer.Hear(read.Overlap.Quantity.Text)).Words("（只是假设，不改动已经记下的情况）：")
	u.out.Append(answer.Change(u.policy, u.figures(), u.rests, nil))
	u.out.Offices(r)
	return true
}

// supposeOverlapUndone says what it would change if such a sum had not come (如果区里那笔没给呢), and what else
// is supposed were so; false if that is not supposed.
func (u *turn) supposeOverlapUndone(read *nlu.Understanding) bool {
	id, _ := u.sumUndone(u.text)
	if id == "" {
		return false
	}
	u.engaged, u.kind = true, KindAssessment
	if ofHigher(u.text) {
		u.out.Line().Words(notOfCity)
	}
	base := u.now.Settled().WithoutAward(id)
	supposed, list := u.compatible(base, news(base, u.supposedIn(read)))
	u.rests = u.assessOf(supposed)
	u.out.Line().Words("假设").TitleOf(id).Words("，本市其他政策没有给（只是假设，不改动已经记下的情况）：")
	places := []int{slices.IndexFunc(u.rests.Measures, func(r calc.Result) bool { return r.ID == id })}
	if len(list) > 0 {
		u.writeSupposition(base, list)
		places = append(places, u.particular(u.rests, list)...)
		slices.Sort(places)
	}
	u.out.Cases(u.rests, slices.Compact(places))
	return true
}

// Overlapped is the measure that a sum of another policy of the city is said to be for, in
// the clause that holds it or else in the text; empty if that is not just one.
func Overlapped(p *knowledge.Policy, text string, read *nlu.Understanding) string {
	u := &turn{Talk: &Talk{policy: p, matters: mattersOf(p)}}
	for _, said := range []string{read.Overlap.Clause, text} {
		ids := slices.DeleteFunc(u.namedIn(said), func(id string) bool { return u.measure(id).Kind == calc.Split })
		if len(ids) == 1 {
			return ids[0]
		} else if len(ids) > 1 {
			return ""
		}
	}
	return ""
}

// overlapped is the measure that a sum of another policy is for; nil, and told, if that
// is not clear.
func (u *turn) overlapped(read *nlu.Understanding) *calc.Result {
	paying := []calc.Status{calc.Payable, calc.Ceiling, calc.Superseded}
	var of []*calc.Result
	if ids := u.namedIn(read.Overlap.Clause); len(ids) > 0 {
		if of = u.inStatus(ids, paying...); len(of) == 0 {
			of = u.inStatus(ids, calc.NeedsFacts)
		}
	} else if ids := u.titlesIn(read); len(ids) > 1 { // 智能工厂、链主都是，市里人才政策给过300万
		of = u.inStatus(ids, append(paying, calc.NeedsFacts)...)
	} else {
		for _, ids := range [][]string{u.named(), u.scope(), nil} {
			if of = u.inStatus(ids, paying...); len(of) == 0 && len(ids) > 0 {
				of = u.inStatus(ids, calc.NeedsFacts)
			}
			if len(of) > 0 {
				break
			}
		}
	}
	if len(of) != 1 || !read.Overlap.Named && slices.ContainsFunc(of[0].Lead, func(o string) bool { return strings.Contains(read.Overlap.Clause, o) }) {
		u.out.Line().Words("本市其他政策的").Said(answer.Hear(read.Overlap.Quantity.Text)).Words("是对哪一项的，还不清楚，没有记下；请连同那一项的名称再说一次。与其他政策重叠的只算较高的。")
		return nil
	}
	return of[0]
}

// titlesIn are the measures for titles that a message says are held.
func (u *turn) titlesIn(read *nlu.Understanding) (ids []string) {
	for _, s := range read.Facts {
		if ms := u.uses[s.Fact]; s.Value == fact.Bool(true) && u.spec(s.Fact).Type == fact.YesNo && len(ms) == 1 && !slices.Contains(ids, ms[0]) {
			ids = append(ids, ms[0])
		}
	}
	return ids
}

// inStatus are the measures, of some or of all, that have one of some statuses by what is
// settled.
func (u *turn) inStatus(ids []string, in ...calc.Status) []*calc.Result {
	var out []*calc.Result
	a := u.figures()
	for i := range a.Measures {
		if r := &a.Measures[i]; slices.Contains(in, r.Status) && (ids == nil || slices.Contains(ids, r.ID)) {
			out = append(out, r)
		}
	}
	return out
}

// idsOf are the measures of some results.
func idsOf(results []*calc.Result) []string {
	ids := make([]string, len(results))
	for i, r := range results {
		ids[i] = r.ID
	}
	return ids
}
