package ask

import (
	"slices"
	"strings"

	"suance/calc"
	"suance/calc/fact"
	"suance/dialog/answer"
	"suance/dialog/nlu"
	"suance/knowledge"
	"suance/knowledge/clause"
)

// document answers from the text, part by part; it reports whether anything was
// asked that the document holds or that it can be said not to hold.
func (t *turn) document() bool {
	answered, absent := false, false
	for i := range t.q.items {
		it := &t.q.items[i]
		switch {
		case it.absence >= 0 || it.foreign != "" || it.place:
			t.absent(it)
			absent = true
		case len(it.offices) > 0:
			answered = t.duties(it) || answered
		case len(it.found) > 0:
			t.found(it)
			answered = true
		case len(it.topics) > 0 && (t.mereIndustry(it) || t.describes(it)):
		case len(it.topics) > 0:
			said, missing := t.topics(it)
			answered, absent = answered || said, absent || missing
		}
	}
	switch {
	case answered:
		t.kind = KindAnswer
	case !absent && t.byAmount():
		t.kind = KindAnswer
	case absent:
		t.kind = KindNotInDoc
	default:
		return false
	}
	return true
}

// mereIndustry says whether an item asks what an industry gets, and so leaves open
// for what.
func (t *turn) mereIndustry(it *item) bool {
	const sums = 1<<aspectAmount | 1<<aspectBenefit | 1<<aspectCap | 1<<aspectTotal
	return it.aspects&sums != 0 && it.aspects&(1<<aspectFields|1<<aspectDefinition|1<<aspectWho) == 0 &&
		!slices.ContainsFunc(it.topics, func(x int) bool { return !t.weak[x] })
}

// describes says whether an item only says what the person's enterprise is.
func (t *turn) describes(it *item) bool {
	return t.own && it.aspects == 0 && !it.polar &&
		!slices.ContainsFunc(it.topics, func(x int) bool { return !t.weak[x] })
}

// byAmount answers a question that names nothing but a sum of the document
// (2500万是奖给谁的) with the sentences that hold it.
func (t *turn) byAmount() bool {
	if t.own || len(t.stated) > 0 {
		return false
	}
	var ids []clause.ID
	for _, x := range t.u.Quantities {
		if string(x.Kind) != "money" && string(x.Kind) != "share" {
			continue
		}
		for _, s := range t.policy.Doc.Sentences() {
			if holds(s.Text, x) {
				ids = append(ids, s.ID)
			}
		}
	}
	if len(ids) == 0 || len(ids) > maxByAmount {
		return false
	}
	t.b.Line().Words("文件里写到这个数的是：")
	for _, id := range ids {
		t.quote(id)
	}
	return true
}

// maxByAmount is how many sentences may hold a sum for it to name a matter.
const maxByAmount = 3

// topics answers what is asked about each topic of an item.
func (t *turn) topics(it *item) (said, missing bool) {
	var ids []clause.ID
	for _, x := range it.topics {
		tp := &t.policy.Topics[x]
		found, lacks := t.sentences(x, it)
		for _, l := range lacks {
			t.lacks(tp, l)
			missing = true
		}
		if len(found) == 0 || contains(ids, found) {
			said = said || len(found) > 0
			continue
		}
		t.say(tp, it, found)
		said = true
		ids = append(ids, found...)
	}
	if said && it.aspects.has(aspectTogether) {
		t.together(ids)
	}
	return said, missing
}

// say writes the sentences that answer what is asked of a topic.
func (t *turn) say(tp *knowledge.Topic, it *item, ids []clause.ID) {
	b := t.b.Line().Topic(tp)
	if wrong, ok := t.premise(it, ids); ok {
		b.Words("：文件里没有“").Said(answer.Hear(wrong)).Words("”这个说法，原文是：")
	} else {
		b.Words("，文件原文：")
	}
	for _, id := range ids {
		t.quote(id)
	}
	t.remarks(tp, it)
}

// quote writes a sentence, or the bracket of offices of a clause, on its line.
func (t *turn) quote(id clause.ID) {
	q, err := t.policy.Doc.QuoteSentence(id)
	if err != nil {
		q, err = t.policy.Doc.QuoteOffices(id)
	}
	if err == nil {
		t.b.Line().Words("· ").Quote(q).Words("（").Where(id).Words("）")
	}
}

// remarks adds to the sentences what keeps them from being misread.
func (t *turn) remarks(tp *knowledge.Topic, it *item) {
	const aside = 1<<aspectOffice | 1<<aspectQuota | 1<<aspectDefinition | 1<<aspectFields | 1<<aspectWhat
	sums := it.aspects&aside == 0 || it.aspects&^aside != 0
	switch {
	case len(tp.Measures) > 0 && sums:
		for i := range t.policy.Rules.Measures {
			if m := &t.policy.Rules.Measures[i]; slices.Contains(tp.Measures, m.ID) {
				t.b.Readings(m)
			}
		}
		if c := t.policy.Doc.Clause(tp.Clause); !it.aspects.has(aspectOffice) {
			t.b.Counter(c)
		}
	case len(tp.Measures) == 0 && !t.pays(tp.Clause):
		t.b.Line().Words("这一条写的是工作安排，条文没有规定据此向企业发放资金。")
	case len(tp.Measures) == 0 && sums && t.policy.Doc.Clause(tp.Clause).Marker != "":
		t.b.Line().Words("对此条文没有规定具体金额。")
	}
}

// pays says whether a clause holds any measure, or is no article at all.
func (t *turn) pays(id clause.ID) bool {
	c := t.policy.Doc.Clause(id)
	if c == nil || c.Marker == "" {
		return true
	}
	return slices.ContainsFunc(t.policy.Rules.Measures, func(m calc.Measure) bool { return clause.ID(m.Clause) == c.ID })
}

// together adds what the document says of benefits that overlap.
func (t *turn) together(have []clause.ID) {
	for i := range t.policy.Topics {
		for _, id := range t.policy.Topics[i].Aspects[aspectNames[aspectTogether]] {
			if !slices.Contains(have, id) {
				have = append(have, id)
				t.b.Line().Words("政策重叠时，文件原文：")
				t.quote(id)
			}
		}
	}
}

// premise is an amount in the question that none of the sentences holds, where a
// yes or no is expected.
func (t *turn) premise(it *item, ids []clause.ID) (string, bool) {
	if !it.polar {
		return "", false
	}
	for _, x := range t.u.Quantities {
		if string(x.Kind) != "money" && string(x.Kind) != "share" || x.Value == "" {
			continue
		}
		held := slices.ContainsFunc(ids, func(id clause.ID) bool {
			s, _ := t.policy.Doc.Sentence(id)
			return holds(s.Text, x)
		})
		if !held {
			return x.Text, true
		}
	}
	return "", false
}

// sentences chooses the sentences that answer an item for a topic, and the
// aspects that the document lacks for it.
func (t *turn) sentences(x int, it *item) (ids []clause.ID, lacks []aspect) {
	tp := &t.policy.Topics[x]
	add := func(more []clause.ID) {
		for _, id := range more {
			if !slices.Contains(ids, id) {
				ids = append(ids, id)
			}
		}
	}
	for _, n := range it.named {
		add(tp.Aspects[n])
	}
	if len(ids) > 0 {
		return ids, nil
	}
	if len(tp.Aspects["validity"])+len(tp.Aspects["standing"]) > 0 {
		add(tp.Aspects["validity"])
		add(tp.Aspects["standing"])
		return ids, nil
	}
	if it.aspects&^(aspectWhat.bit()|aspectBenefit.bit()) == 0 && len(tp.Aspects[aspectNames[aspectWhat]]) == 0 {
		if held := t.holding(t.said[x]); len(held) > 0 {
			return held, nil
		}
	}
	for _, x := range chosen(it.aspects) {
		found, lacking := t.aspect(tp, x)
		if lacking {
			lacks = append(lacks, x)
		}
		if len(lacks) > 0 && x == aspectAmount && !it.aspects.has(aspectBenefit) {
			continue // 名额多少 asks for no sum
		}
		add(found)
	}
	if len(ids) > 0 || len(lacks) > 0 {
		if len(tp.Measures) == 0 {
			ids = t.telling(ids)
		}
		return ids, lacks
	}
	for _, x := range []aspect{aspectWhat, aspectAmount, aspectCondition, aspectWho, aspectFields} {
		add(tp.Aspects[aspectNames[x]])
	}
	if it.aspects == aspectWhat.bit() { // 有什么服务机制: whatever the clause says of it
		for _, s := range t.policy.Doc.Clause(tp.Clause).Sentences[1:] {
			add([]clause.ID{s.ID})
		}
		return t.telling(ids), nil
	}
	if len(tp.Measures) > 0 && len(tp.Aspects[aspectNames[aspectWhat]]) == 0 {
		return ids, nil // of sums nothing is left out
	}
	return t.telling(ids), nil
}

// holding are the sentences that hold a count of the question. A sum is no guide:
// it may be the very thing that the question has wrong.
func (t *turn) holding(ids []clause.ID) []clause.ID {
	var out []clause.ID
	for _, id := range ids {
		s, _ := t.policy.Doc.Sentence(id)
		if slices.ContainsFunc(t.u.Quantities, func(x nlu.Quantity) bool { return string(x.Kind) == "count" && holds(s.Text, x) }) {
			out = append(out, id)
		}
	}
	return out
}

// holds says whether a sentence holds a number with the value and kind of another.
func holds(sentence string, x nlu.Quantity) bool {
	return x.Value != "" && slices.ContainsFunc(nlu.Quantities(sentence), func(y nlu.Quantity) bool {
		return y.Kind == x.Kind && y.Value == x.Value
	})
}

// chosen are the aspects to answer, the particular ones first.
func chosen(asked aspects) []aspect {
	var out []aspect
	if asked&^(aspectDefinition.bit()|aspectWhat.bit()) != 0 {
		asked &^= aspectDefinition.bit() // 标准是什么 asks for no definition
	}
	for x := aspectOffice; x <= aspectAmount; x++ {
		if asked.has(x) {
			out = append(out, x)
		}
	}
	if asked&(aspectGap.bit()|aspectTogether.bit()|aspectCompare.bit()|aspectTotal.bit()) != 0 && !asked.has(aspectAmount) {
		out = append(out, aspectAmount)
	}
	if len(out) == 0 && asked.has(aspectBenefit) {
		out = append(out, aspectAmount)
	}
	return out
}

// aspect is what a topic says of an aspect: its own sentences, else those that
// hold it too; lacking says that the document does not hold it.
func (t *turn) aspect(tp *knowledge.Topic, x aspect) (ids []clause.ID, lacking bool) {
	if own := tp.Aspects[aspectNames[x]]; len(own) > 0 {
		if x == aspectSupport {
			own = append(slices.Clone(tp.Aspects[aspectNames[aspectAmount]]), own...)
		}
		return own, false
	}
	pays := len(tp.Measures) > 0
	switch x {
	case aspectOffice:
		who := tp.Aspects[aspectNames[aspectWho]]
		return who, len(who) == 0
	case aspectQuota:
		if pays {
			return nil, true
		}
	case aspectDefinition:
		return nil, pays
	case aspectSupport:
		return t.first(tp, aspectWhat, aspectAmount), false
	}
	return t.first(tp, aspectCondition, aspectAmount, aspectWhat, aspectFields), false
}

// first is the first of the aspects that the topic has.
func (t *turn) first(tp *knowledge.Topic, order ...aspect) []clause.ID {
	for _, x := range order {
		if ids := tp.Aspects[aspectNames[x]]; len(ids) > 0 {
			return ids
		}
	}
	return nil
}

// telling keeps, of several sentences, those that hold most of what the question
// names; rare words weigh more than common ones.
func (t *turn) telling(ids []clause.ID) []clause.ID {
	if len(ids) < 2 {
		return ids
	}
	asked := pairs(t.q.runes)
	best, score := 0, make([]int, len(ids))
	for i, id := range ids {
		s, _ := t.policy.Doc.Sentence(id)
		for x := range pairs([]rune(nlu.Plain(s.Text))) {
			if asked[x] {
				score[i] += len(t.vocabulary.sentences) / len(t.vocabulary.holds[x])
			}
		}
		best = max(best, score[i])
	}
	var out []clause.ID
	for i, id := range ids {
		if score[i]*tellingDen >= best*tellingNum {
			out = append(out, id)
		}
	}
	return out
}

// A sentence is told beside the most telling one if it holds this share of what
// that holds of the question.
const tellingNum, tellingDen = 2, 3

// lacks says that the document does not hold an aspect of a topic.
func (t *turn) lacks(tp *knowledge.Topic, x aspect) {
	b := t.b.Line().Words("“").Topic(tp).Words("”")
	switch x {
	case aspectOffice:
		b.Words("由哪个部门负责")
	case aspectQuota:
		b.Words("有没有名额限制、名额多少")
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
	if len(it.topics) > 0 {
		near = t.policy.Topics[it.topics[0]].Clause
	}
	switch {
	case it.place:
		b.Words("这份文件只写了").City().Words("自己的措施，没有写其他地方或其他层级政府的政策，回答不了。")
	case it.absence >= 0:
		x := &t.policy.Absent[it.absence]
		b.Words("文件没有写“").Absence(x).Words("”")
		if !strings.Contains(x.Name, it.word) && !strings.ContainsFunc(it.word, isDigit) {
			b.Words("（您问到“").Said(answer.Hear(it.word)).Words("”）")
		}
		b.Words("。")
		if near == "" {
			near = x.Near
		}
	default:
		b.Words("文件没有提到“").Said(answer.Hear(it.foreign)).Words("”。")
	}
	if near != "" {
		t.nearest(near)
	} else if it.absence >= 0 {
		t.b.Line().Words("可向负责该项措施的牵头单位确认，或以").City().Words("政府公布的文件为准。")
	}
}

// found writes sentences found by their own words, or a clause named by number.
func (t *turn) found(it *item) {
	for _, id := range it.found {
		c := t.policy.Doc.Clause(id)
		t.b.Line().Where(id).Words("，文件原文：")
		switch {
		case strings.Contains(string(id), "."):
			t.quote(id)
		case it.aspects.has(aspectOffice):
			t.quote(c.ID)
		default:
			for _, s := range c.Sentences {
				t.quote(s.ID)
			}
		}
		if !t.pays(c.ID) {
			t.b.Line().Words("这一条写的是工作安排，条文没有规定据此向企业发放资金。")
		}
	}
}

// duties says which clauses an office leads or supports.
func (t *turn) duties(it *item) bool {
	said := false
	for _, o := range it.offices {
		name := t.offices[o]
		for i := range t.policy.Doc.Clauses {
			c := &t.policy.Doc.Clauses[i]
			lead := slices.Contains(c.Lead, name)
			if !lead && !slices.Contains(c.Support, name) {
				continue
			}
			q, err := t.policy.Doc.QuoteOffices(c.ID)
			if err != nil {
				continue
			}
			t.b.Line().Where(c.ID).Words("“").Heading(c).Words("”：").Quote(q)
			said = true
		}
	}
	return said
}

// usesOf lists the measures that each fact bears on.
func usesOf(r *calc.Rules) map[fact.ID][]int {
	out := map[fact.ID][]int{}
	for i := range r.Measures {
		m := &r.Measures[i]
		use := func(id fact.ID) {
			if id != "" && !slices.Contains(out[id], i) {
				out[id] = append(out[id], i)
			}
		}
		use(m.Received)
		conditions(m.Require, use)
		for _, br := range m.Branches {
			conditions(br.When, use)
			for _, p := range br.Amount {
				terms(p, use)
			}
		}
	}
	return out
}

func conditions(cs []calc.Condition, use func(fact.ID)) {
	for _, c := range cs {
		switch c := c.(type) {
		case calc.Is:
			use(c.Fact)
		case calc.In:
			use(c.Fact)
		case calc.Compare:
			use(c.Fact)
		case calc.Proportion:
			use(c.Fact)
			use(c.Of)
		case calc.Combined:
			conditions(c.Of, use)
		}
	}
}

func terms(p calc.Product, use func(fact.ID)) {
	for _, x := range p {
		switch x := x.(type) {
		case calc.Value:
			use(x.Fact)
		case calc.Capped:
			use(x.Base)
			use(x.Rate)
		case calc.Increment:
			use(x.Now)
			use(x.Before)
		case calc.ByBand:
			use(x.Fact)
		case calc.ByOrdinal:
			use(x.Fact)
		}
	}
}
