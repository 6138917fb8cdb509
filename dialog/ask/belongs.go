package ask

import (
	"slices"
	"strings"
	"unicode/utf8"

	"suance/dialog/answer"
	"suance/knowledge"
	"suance/knowledge/clause"
)

// Whether a kind of enterprise or thing belongs to what is supported (半导体企业算不算, 做传感器的算智能
// 装备吗) is answered by the sentences that list the fields; what they do not name is said to be
// unnamed.

// asksField says whether an item asks that, and of no measure.
func (a *Asker) asksField(q *query, it *item) bool {
	text := string(q.runes[it.from:it.to])
	if it.aspects.has(aspectWho) && len(it.topics) > 0 && len(q.parts) > 1 {
		return !slices.ContainsFunc(it.topics, func(x int) bool {
			return len(a.policy.Topics[x].Measures) > 0 || len(a.policy.Topics[x].Aspects[aspectNames[aspectFields]]) == 0
		})
	}
	if !containsAny(text, "算不算", "属不属于", "在不在") && !((it.polar || strings.ContainsAny(text, "吗么吧")) && containsAny(text, "算", "属于", "范围")) {
		return false
	}
	paying := func(x int) bool { return !a.weak[x] && len(a.policy.Topics[x].Measures) > 0 }
	return (len(it.topics) > 0 || containsAny(text, "企业", "公司", "厂", "做")) && !slices.ContainsFunc(it.topics, paying)
}

// ofAllFields is the topic that says which fields are supported, of no measure alone; nil if there is
// none.
func (a *Asker) ofAllFields() []int {
	at := slices.IndexFunc(a.policy.Topics, func(tp knowledge.Topic) bool {
		return len(tp.Measures) == 0 && len(tp.Aspects[aspectNames[aspectFields]]) > 1
	})
	if at < 0 {
		return nil
	}
	return []int{at}
}

// fieldsFor are the sentences that list the fields, where an item asks whether something belongs to
// them that the document does not name; nil where it asks anything else.
func (t *turn) fieldsFor(it *item) []clause.ID {
	if it.foreign == "" && it.absence < 0 || it.place || it.sumless || it.told || !t.asksField(t.q, it) {
		return nil
	}
	topics := it.topics
	if len(topics) == 0 {
		topics = t.ofAllFields()
	}
	at := indexRunes(t.q.runes[it.from:it.to], []rune(it.word)) + it.from
	if it.word == "" || at < it.from || !t.q.isKind(&part{from: it.from, to: it.to}, span{at, at + utf8.RuneCountInString(it.word)}) {
		return nil
	}
	var out []clause.ID
	for _, x := range topics {
		for _, id := range t.policy.Topics[x].Aspects[aspectNames[aspectFields]] {
			if s, _ := t.policy.Doc.Sentence(id); !strings.ContainsFunc(s.Text, isDigit) { // what is not there is told without figures
				out = append(out, id)
			}
		}
	}
	return out
}

// unnamed says of what an item asks to belong to a field that the document does not name it.
func (t *turn) unnamed(it *item) {
	if !t.asksField(t.q, it) {
		return
	}
	for i := range t.q.parts {
		p := &t.q.parts[i]
		if p.from < it.from || p.to > it.to {
			continue
		}
		for _, w := range t.named(t.q, p, span{p.from, p.to}) {
			if text := t.q.runes[w.from:w.to]; t.unknown(text) && !slices.ContainsFunc(text, isLatin) && t.q.isKind(p, w) {
				t.b.Line().Words("文件没有提到“").Said(answer.Hear(string(text))).Words("”。")
				return
			}
		}
	}
}

// isKind says whether a word stands where the kind of an enterprise is told: 做传感器的, 传感器企业.
func (q *query) isKind(p *part, w span) bool {
	before, after := string(q.runes[p.from:w.from]), string(q.runes[w.to:p.to])
	led := before == ""
	for _, verb := range [...]string{"做", "搞", "生产", "是", "我们", "研发", "从事"} {
		led = led || strings.HasSuffix(before, verb)
	}
	for _, end := range [...]string{"企业", "公司", "厂", "的", "产品", "行业", "算", "属"} {
		if led && strings.HasPrefix(after, end) {
			return true
		}
	}
	return false
}
