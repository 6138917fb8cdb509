package ask

import (
	"slices"
	"strings"

	"suance/dialog/nlu"
	"suance/knowledge"
	"suance/knowledge/clause"
)

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
	if len(ids) > 0 && !it.mixed { // but of 认定条件是什么，奖多少 the rest is told too
		return ids, nil
	}
	if len(tp.Aspects["validity"])+len(tp.Aspects["standing"]) > 0 {
		add(tp.Aspects["validity"])
		add(tp.Aspects["standing"])
		return ids, nil
	}
	if it.aspects&^(aspectWhat.bit()|aspectBenefit.bit()|aspectSupport.bit()) == 0 && len(tp.Aspects[aspectNames[aspectWhat]]) == 0 {
		if held := t.holding(t.said[x]); len(held) > 0 {
			return held, nil
		}
	}
	if quota := tp.Aspects[aspectNames[aspectQuota]]; (it.polar || containsAny(string(t.q.runes), "怎么分", "怎么办", "各多少", "各几")) && t.counted(quota) {
		add(quota) // 一年补十个对吗
	}
	if it.aspects.has(aspectOverview) { // 链主企业有哪些支持: all that there is
		add(tp.Aspects[aspectNames[aspectAmount]])
		add(tp.Aspects[aspectNames[aspectSupport]])
	}
	for _, x := range chosen(it.aspects) {
		found, lacking := t.aspect(tp, x)
		if lacking && !t.q.sure {
			lacks = append(lacks, x)
		}
		add(found)
	}
	if named := t.naming(tp); !strings.Contains(string(t.q.runes), "才") && it.aspects&(1<<aspectOffice|1<<aspectQuota) == 0 && len(ids) > 0 && len(named) > 0 && !intersects(ids, named) { // 那50万是一台给一次吗
		ids = named
	}
	const sums = 1<<aspectAmount | 1<<aspectCap | 1<<aspectTotal | 1<<aspectQuota | 1<<aspectOffice
	if len(ids) > 0 && it.aspects&sums == 0 { // 商业流通机构能否参与
		add(t.worded(tp.Clause, it, minWorded))
	}
	if len(ids) > 0 || len(lacks) > 0 {
		if len(tp.Measures) == 0 {
			ids = t.telling(ids, it)
		}
		return ids, lacks
	}
	for _, x := range []aspect{aspectWhat, aspectAmount, aspectCondition, aspectWho, aspectFields} {
		add(tp.Aspects[aspectNames[x]])
	}
	if it.aspects == aspectWhat.bit() && len(tp.Measures) > 0 { // 有什么服务机制: the sentence that has these words
		if named := t.worded(tp.Clause, it, 1); len(named) > 0 {
			return named, nil
		}
	}
	if it.aspects == aspectWhat.bit() && len(tp.Measures) == 0 { // whatever the clause says of it
		for _, s := range t.policy.Doc.Clause(tp.Clause).Sentences[1:] {
			add([]clause.ID{s.ID})
		}
		return t.telling(ids, it), nil
	}
	if len(tp.Measures) > 0 && len(tp.Aspects[aspectNames[aspectWhat]]) == 0 {
		return ids, nil // of sums nothing is left out
	}
	return t.telling(ids, it), nil
}

// minWorded is how many characters of a sentence a question must repeat for it to be
// told beside the sentences chosen for what is asked.
const minWorded = 4

// worded are the sentences of a clause that hold what is left of an item without
// the words of asking, in the same words, of at least so many characters.
func (t *turn) worded(id clause.ID, it *item, least int) []clause.ID {
	var out []clause.ID
	for i := range t.q.parts {
		p := &t.q.parts[i]
		if p.from < it.from || p.to > it.to {
			continue
		}
		for _, c := range t.content(t.q, p) {
			text := string(t.q.runes[c.from:c.to])
			if c.to-c.from < least {
				continue
			}
			for _, s := range t.policy.Doc.Clause(id).Sentences {
				if strings.Contains(nlu.Plain(s.Text), text) && !slices.Contains(out, s.ID) {
					out = append(out, s.ID)
				}
			}
		}
	}
	return out
}

// holding are the sentences that hold a count of the question. A sum is no guide:
// it may be the very thing that the question has wrong.
func (t *turn) holding(ids []clause.ID) []clause.ID {
	if slices.ContainsFunc(t.u.Quantities, func(x nlu.Quantity) bool { return string(x.Kind) != "count" }) {
		return nil
	}
	var out []clause.ID
	for _, id := range ids {
		s, _ := t.policy.Doc.Sentence(id)
		if slices.ContainsFunc(t.u.Quantities, func(x nlu.Quantity) bool { return holds(s.Text, x) && sameUnit(s.Text, x) }) {
			out = append(out, id)
		}
	}
	return out
}

// sameUnit says whether a sentence counts as many of the same: 三项支持 are no 3 years.
func sameUnit(sentence string, x nlu.Quantity) bool {
	return slices.ContainsFunc(nlu.Quantities(sentence), func(y nlu.Quantity) bool {
		return y.Kind == x.Kind && y.Value == x.Value && (y.Unit == x.Unit || x.Unit == "" || y.Unit == "" || counters[y.Unit] && counters[x.Unit])
	})
}

// naming are the sentences of a topic that hold a sum or a share of the question.
func (t *turn) naming(tp *knowledge.Topic) []clause.ID {
	var out []clause.ID
	for _, id := range t.first(tp, aspectAmount, aspectCondition) {
		s, _ := t.policy.Doc.Sentence(id)
		if slices.ContainsFunc(t.u.Quantities, func(x nlu.Quantity) bool { return x.Kind != nlu.KindCount && holds(s.Text, x) }) {
			out = append(out, id)
		}
	}
	return out
}

// counted says whether the question counts what one of the sentences counts.
func (t *turn) counted(ids []clause.ID) bool {
	if text := string(t.q.runes); !containsAny(text, "年", "名额", "超过", "只有") {
		return false // 两家企业合建 counts no awards
	}
	return slices.ContainsFunc(ids, func(id clause.ID) bool {
		s, _ := t.policy.Doc.Sentence(id)
		return slices.ContainsFunc(nlu.Quantities(s.Text), func(y nlu.Quantity) bool {
			return slices.ContainsFunc(t.u.Quantities, func(x nlu.Quantity) bool {
				return x.Kind == nlu.KindCount && y.Kind == x.Kind && (y.Unit == x.Unit || counters[y.Unit] && counters[x.Unit])
			})
		})
	})
}

// counters are measure words that people use for one another: 6个平台, 10家平台.
var counters = map[string]bool{"个": true, "家": true, "项": true, "名": true, "人": true, "位": true, "所": true}

// holds says whether a sentence holds a number with the value and kind of another.
func holds(sentence string, x nlu.Quantity) bool {
	return x.Value != "" && slices.ContainsFunc(nlu.Quantities(sentence), func(y nlu.Quantity) bool {
		return y.Kind == x.Kind && (y.Value == x.Value || y.Low == x.Value || y.High == x.Value) // 不超过500万元 is a bound
	})
}

// chosen are the aspects to answer, the particular ones first.
func chosen(asked aspects) []aspect {
	var out []aspect
	if asked&^(aspectDefinition.bit()|aspectWhat.bit()) != 0 {
		asked &^= aspectDefinition.bit() // 标准是什么 asks for no definition
	}
	for _, x := range []aspect{aspectWhen, aspectLong} {
		if asked.has(x) {
			out = append(out, x)
		}
	}
	for x := aspectOffice; x <= aspectAmount; x++ {
		if asked.has(x) {
			out = append(out, x)
		}
	}
	if asked&(aspectGap.bit()|aspectTogether.bit()|aspectCompare.bit()|aspectTotal.bit()) != 0 && !asked.has(aspectAmount) && !asked.has(aspectQuota) && !asked.has(aspectWhen) && !asked.has(aspectLong) {
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
		end := strings.TrimRight(string(t.q.runes), "?!。呢啊呀")
		if amount := tp.Aspects[aspectNames[aspectAmount]]; len(amount) > 0 && slices.ContainsFunc([]string{"奖几个", "补几个", "给几个", "拿几个"}, func(w string) bool { return strings.HasSuffix(end, w) }) {
			return amount, false // of what is not counted it is money
		}
		if pays {
			return nil, true
		}
	case aspectDefinition:
		what := tp.Aspects[aspectNames[aspectWhat]]
		if len(what) == 0 && pays { // 费率2%是什么意思
			what = append(t.naming(tp), t.holding(slices.Concat(tp.Aspects[aspectNames[aspectQuota]], tp.Aspects[aspectNames[aspectAmount]]))...)
		}
		return what, pays && len(what) == 0
	case aspectTimes: // 每年都有吗 is answered by 一次性
		found := t.first(tp, aspectCondition, aspectAmount, aspectWhat)
		return t.timed(found), pays && len(t.timed(found)) == 0
	case aspectWhen, aspectLong:
		times := tp.Aspects[aspectNames[aspectTimes]]
		return times, len(times) == 0
	case aspectCondition: // a measure for who has a title, and not a word on how to get it
		if pays && t.q.namesCondition() && len(tp.Aspects[aspectNames[aspectWho]])+len(tp.Aspects[aspectNames[aspectFields]]) == 0 {
			return nil, true
		}
	case aspectSupport:
		return t.first(tp, aspectWhat, aspectAmount), false
	}
	return t.first(tp, aspectCondition, aspectAmount, aspectWhat, aspectFields), false
}

// namesCondition says whether conditions are asked for by that name.
func (q *query) namesCondition() bool {
	return slices.ContainsFunc(q.hits, func(h hit) bool {
		return h.sort == cueWord && aspect(h.arg) == aspectCondition && containsAny(h.text, "条件", "门槛", "资格", "要求", "达到什么", "什么样", "具备")
	})
}

// timed keeps the sentences that say how often or in which year.
func (t *turn) timed(ids []clause.ID) []clause.ID {
	var out []clause.ID
	for _, id := range ids {
		if s, _ := t.policy.Doc.Sentence(id); slices.ContainsFunc([]string{"一次性", "首次", "年"}, func(w string) bool { return strings.Contains(s.Text, w) }) {
			out = append(out, id)
		}
	}
	return out
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
func (t *turn) telling(ids []clause.ID, it *item) []clause.ID {
	if len(ids) <= 2 || it.several && len(ids) <= 4 { // they are soon read
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
		if _, sentence := t.policy.Doc.Sentence(id); !sentence || score[i]*tellingDen >= best*tellingNum { // offices are no sentence
			out = append(out, id)
		}
	}
	return out
}

// A sentence is told beside the most telling one if it holds this share of what
// that holds of the question.
const tellingNum, tellingDen = 2, 3
