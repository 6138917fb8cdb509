package ask

import (
	"slices"
	"strings"

	"suance/dialog/answer"
	"suance/dialog/nlu"
	"suance/knowledge"
	"suance/knowledge/clause"
)

// lacks says that the document does not hold an aspect of a topic.
func (t *turn) lacks(tp *knowledge.Topic, x aspect) {
	t.lacking = t.lacking.with(x)
	b := t.b.Line().MarkedTopic(tp)
	switch x {
	case aspectOffice:
		b.Words("由哪个部门负责")
	case aspectQuota:
		b.Words("有没有名额限制、名额多少")
	case aspectWhen:
		b.Words("的具体时间")
	case aspectLong, aspectTimes:
		b.Words("的期限和次数")
	case aspectCondition:
		b.Words("要符合什么条件")
	default:
		b.Words("怎样定义")
	}
	b.Words("，文件没有写明。")
	t.nearest(tp.Clause)
}

// nearest names the clause that comes nearest, without its sums, and whom to ask.
func (t *turn) nearest(id clause.ID) {
	c := t.policy.Doc.Clause(id)
	if c == nil {
		return
	}
	b := t.b.Line().Words("最接近的是").Where(c.ID)
	if q, err := t.policy.Doc.QuoteSentence(c.ID + ".1"); err == nil && c.Heading != "" {
		b.Words("“").Heading(c).Words("”").Cite(q)
	}
	b.Words("。")
	t.b.Counter(c)
}

// absent says that the document does not hold a matter.
func (t *turn) absent(it *item) {
	b := t.b.Line()
	near := clause.ID("")
	if len(it.found) > 0 {
		near = it.found[0].Clause()
	}
	if len(it.topics) > 0 {
		near = t.policy.Topics[it.topics[0]].Clause
	}
	fields := t.fieldsFor(it)
	switch {
	case it.absence >= 0 && len(fields) > 0: // 光伏企业算不算 asks of its kind, not of what is granted it
		b.Words("文件没有提到“").Said(answer.Hear(it.word)).Words("”。")
	case it.place:
		b.Words("这份文件只写了").City().Words("自己的措施，没有写其他地方或其他层级政府的政策，回答不了。")
	case it.sumless:
		b.Words("文件没有写这里问到的金额。")
	case it.absence >= 0:
		x := &t.policy.Absent[it.absence]
		b.Words("文件没有写“").Absence(x).Words("”")
		if !strings.Contains(x.Name, it.word) && !strings.ContainsFunc(it.word, isDigit) && (t.qn.Typed == "" || strings.Contains(t.qn.Typed, it.word)) {
			b.Words("（您问到“").Said(answer.Hear(it.word)).Words("”）")
		}
		b.Words("。")
		if near == "" {
			near = x.Near
		}
	case it.word == "" || t.speaks(it):
		b.Words("您问的这一点，文件没有写。")
	case t.holdsWord(it.word) && len(it.topics) > 0:
		b.Words("这一项没有写“").Said(answer.Hear(it.word)).Words("”。")
	case t.holdsWord(it.word):
		b.Words("您问的这一点，文件没有写。")
	default:
		b.Words("文件没有提到“").Said(answer.Hear(it.word)).Words("”。")
	}
	if len(fields) > 0 {
		t.b.Line().Words("文件列举的是：")
		for _, id := range fields {
			t.quote(id)
		}
	} else if near != "" {
		t.nearest(near)
	} else if it.absence >= 0 {
		t.b.Line().Words("可向负责该项措施的牵头单位确认，或以").City().Words("政府公布的文件为准。")
	}
}

// ofOtherSum says of a sum that is no fact, for which it is asked in general words what there is (利润三千万，有奖励没有),
// that the document does not hold it. It reports whether that is asked.
func (t *turn) ofOtherSum() bool {
	asks := func(p part) bool { return p.has(benefitWord) || p.aspects().has(aspectAmount) }
	if t.u.Other == "" || t.holdsWord(t.u.Other) || !slices.ContainsFunc(t.q.parts, asks) ||
		slices.ContainsFunc(t.q.hits, func(h hit) bool {
			return h.sort == topicWord && !strings.Contains(h.text, t.u.Other) && !strings.Contains(t.u.Other, h.text)
		}) {
		return false
	}
	it := item{absence: -1, word: t.u.Other, foreign: t.u.Other, from: 0, to: len(t.q.runes)}
	for _, h := range t.q.hits {
		if h.sort == absenceWord {
			it.absence, it.word = h.arg, h.text
		}
	}
	q := *t.q
	q.items = []item{it}
	t.q, t.kind = &q, KindNotInDoc
	t.absent(&it)
	return true
}

// holdsWord says whether a word stands anywhere in the document, brackets of offices too.
func (a *Asker) holdsWord(word string) bool {
	word = nlu.Plain(word)
	return slices.ContainsFunc(a.policy.Doc.Sentences(), func(s clause.Sentence) bool { return strings.Contains(nlu.Plain(s.Text), word) }) ||
		slices.ContainsFunc(a.offices, func(o string) bool { return strings.Contains(nlu.Plain(o), word) })
}

// speaks says whether what the document says of an item's topics holds the item's word.
func (t *turn) speaks(it *item) bool { return t.says(it.topics, nlu.Plain(it.word)) }
