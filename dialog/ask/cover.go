package ask

import (
	"slices"
	"strings"
	"unicode/utf8"

	"suance/calc"
	"suance/calc/fact"
	"suance/dialog/nlu"
	"suance/knowledge/clause"
)

// What is asked of a measure must be in what the document says of it: a count in a unit
// that it counts, a figure that the measure rests on, an act that it demands. Else the
// answer would be another thing's sum.

// uncovered is what a part asks of its measures and what they do not say, as it is named;
// false if they may say it.
func (a *Asker) uncovered(q *query, p *part, topics []int) (string, bool) {
	topics = slices.DeleteFunc(slices.Clone(topics), func(t int) bool { return a.weak[t] })
	if what, ok := a.uncounted(q, p, topics); ok {
		return what, true
	}
	if !a.pays(topics) {
		return "", false
	}
	if what, ok := a.ofAnother(q, p, topics); ok {
		return what, true
	}
	return a.demanded(q, p, topics)
}

// units are what things are counted in that a document of this kind rarely counts.
const units = "批次 批 份 页 届 小时 个小时 天 个月 个星期 个工作日 工作日 周 平方米 个平方 平米 亩 岁 星级 星 轮 分钟 张 遍 户 个章 道 吨 公斤 千克 人"

// uncounted is a count that is asked for in a unit that nothing said of the topics counts
// (开几批, 多少小时).
func (a *Asker) uncounted(q *query, p *part, topics []int) (string, bool) {
	for i := p.from; i < p.to; i++ {
		for _, how := range [...]string{"几", "多少"} {
			at := i + utf8.RuneCountInString(how)
			if at >= p.to || string(q.runes[i:at]) != how || i > p.from && strings.ContainsRune("十百千万亿好", q.runes[i-1]) {
				continue
			}
			if what, ok := a.countedThing(q, p, at, topics); ok {
				return what, true
			}
			for u := range strings.FieldsSeq(units) {
				end := at + utf8.RuneCountInString(u)
				if end > p.to || string(q.runes[at:end]) != u {
					continue
				}
				if !a.counts(u, topics) {
					return string(q.runes[i:end]), true
				}
				break
			}
		}
	}
	return "", false
}

// countedThing is a thing whose number is asked for, right after how many or a measure word
// (几条生产线), and that nothing said of the topics speaks of.
func (a *Asker) countedThing(q *query, p *part, at int, topics []int) (string, bool) {
	if !a.pays(topics) || q.numbers || at < p.to && q.runes[at] == '多' {
		return "", false
	}
	for _, h := range p.hits { // 需要多少机器人
		if h.sort == topicWord && a.weak[h.arg] && (h.from == at || h.from == at+1) && !a.says(topics, h.text) {
			return h.text, true
		}
	}
	for _, w := range a.named(q, p, span{at, min(at+4, p.to)}) {
		text := q.runes[w.from:w.to]
		if (w.from == at || w.from == at+1) && a.unknown(text) && !a.speaksOf(topics, text) {
			return string(text), true
		}
	}
	return "", false
}

// says whether a sentence about one of the topics holds a word.
func (a *Asker) says(topics []int, word string) bool {
	return slices.ContainsFunc(topics, func(t int) bool {
		return slices.ContainsFunc(a.said[t], func(id clause.ID) bool {
			s, _ := a.policy.Doc.Sentence(id)
			return strings.Contains(nlu.Plain(s.Text), word)
		})
	})
}

// counts says whether a sentence about one of the topics, or any where there is none,
// counts something in a unit.
func (a *Asker) counts(unit string, topics []int) bool {
	said := func(id clause.ID) bool {
		s, _ := a.policy.Doc.Sentence(id)
		return slices.ContainsFunc([]rune(numerals+"0123456789"), func(n rune) bool {
			return strings.Contains(s.Text, string(n)+unit) || unit == "人" && strings.Contains(s.Text, string(n)+"名")
		})
	}
	if len(topics) == 0 {
		return slices.ContainsFunc(a.vocabulary.sentences, said)
	}
	return slices.ContainsFunc(topics, func(t int) bool { return slices.ContainsFunc(a.said[t], said) })
}

// ofAnother is a figure that is asked of a measure named right before it and that only
// other measures rest on (链主企业营收要达到多少).
func (a *Asker) ofAnother(q *query, p *part, topics []int) (string, bool) {
	asked := p.aspects()
	if q.numbers || asked&(aspectCondition.bit()|aspectGap.bit()) == 0 && !p.has(polarWord) {
		return "", false
	}
	for i, h := range p.hits {
		if h.sort != topicWord || a.weak[h.arg] || !a.pays([]int{h.arg}) {
			continue
		}
		for _, o := range p.hits[i+1:] {
			if o.from < h.to || o.sort != topicWord {
				continue
			}
			id, ok := a.figure(o)
			if ok && attributes(q.runes[h.to:o.from]) && !intersects(a.policy.Topics[h.arg].Measures, a.policy.Topics[o.arg].Measures) && !a.restsOn(h.arg, id) && !slices.ContainsFunc(topics, func(t int) bool { return t != o.arg && a.restsOn(t, id) }) {
				return o.text, true
			}
			break
		}
	}
	return "", false
}

// attributes says whether what stands between a matter and a word makes the one an
// attribute of the other: 链主企业的营收, 链主企业需要多少年营收.
func attributes(between []rune) bool {
	return !slices.ContainsFunc(between, func(r rune) bool { return !strings.ContainsRune("的对企业其年需要多少", r) })
}

// figure is the fact that a word names by itself.
func (a *Asker) figure(h hit) (fact.ID, bool) {
	s := a.policy.Rules.Schema
	for i := range s.Len() {
		sp := s.Spec(i)
		if sp.Type == fact.YesNo || sp.Type == fact.Choice {
			continue
		}
		if slices.ContainsFunc(sp.Synonyms, func(w string) bool { return nlu.Plain(w) == h.text }) {
			return sp.ID, true
		}
	}
	return "", false
}

// restsOn says whether a measure of a topic bears on a fact.
func (a *Asker) restsOn(topic int, id fact.ID) bool {
	return slices.ContainsFunc(a.policy.Topics[topic].Measures, func(m string) bool {
		at := slices.IndexFunc(a.policy.Rules.Measures, func(x calc.Measure) bool { return x.ID == m })
		return slices.Contains(a.uses[id], at)
	})
}

// demandWords lead on to what is asked to be demanded: 要不要验收, 必须在杭州投保吗.
const demandWords = "至少 最低 最少 要不要 需不需要 用不用 是否需要 是不是要 是否要 需要 必须 非得 一定要 得先 要先 须 要"

// demanded is an act or a thing that a part asks whether a measure demands and that
// nothing said of the measure speaks of (要卖出去才算吗).
func (a *Asker) demanded(q *query, p *part, topics []int) (string, bool) {
	at, least := p.demand(q)
	if at < 0 || q.numbers || !least && !p.has(polarWord) && indexRunes(q.runes[p.from:p.to], []rune("才")) < 0 {
		return "", false
	}
	open := func(h hit) bool { // 要提供哪些服务才算
		return h.from >= at && h.sort == cueWord && (strings.HasPrefix(h.text, "哪") || strings.HasPrefix(h.text, "什么") || strings.HasSuffix(h.text, "多少"))
	}
	if slices.ContainsFunc(p.hits, open) && !least {
		return "", false
	}
	to := p.to
	for _, end := range [...]string{"才", "吗", "么", "吧"} {
		if n := indexRunes(q.runes[at:to], []rune(end)); n >= 0 {
			to = at + n
		}
	}
	for _, w := range a.words(q, p, span{at, to}) {
		if text := q.runes[w.from:w.to]; w.from >= at && !a.speaksOf(topics, text) {
			return string(text), true
		}
	}
	return "", false
}

// demand is where what is demanded begins in a part, and whether as the least of it; -1
// if nothing is.
func (p *part) demand(q *query) (at int, least bool) {
	for i := p.from; i < p.to; i++ {
		for w := range strings.FieldsSeq(demandWords) {
			n := i + utf8.RuneCountInString(w)
			within := func(h hit) bool { return h.from <= i && n <= h.to && h.to-h.from > n-i } // 只要
			if n < p.to && string(q.runes[i:n]) == w && !slices.ContainsFunc(p.hits, within) {
				return n, containsAny(w, "至少", "最低", "最少")
			}
		}
	}
	return -1, false
}
