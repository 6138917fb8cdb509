package ask

import (
	"slices"
	"strings"
	"unicode/utf8"

	"suance/calc"
)

// The document speaks of something if it uses its words: a question is held
// against the pairs of characters that the document and the policy's own words
// use. What is left of a question without the words of asking, and is made of
// pairs that nobody uses here, is a foreign matter.

// span is a stretch of a question.
type span struct{ from, to int }

// content are the stretches of a part that no word of asking covers.
func (a *Asker) content(q *query, p *part) []span {
	covered := make([]bool, p.to-p.from)
	var single []hit
	for _, h := range p.hits {
		switch {
		case h.sort == matterWord:
			continue
		case h.to-h.from == 1 && !strings.ContainsRune(particles, q.runes[h.from]):
			single = append(single, h)
			continue
		}
		for i := h.from; i < h.to; i++ {
			covered[i-p.from] = true
		}
	}
	for i := p.from; i < min(p.from+maxAsker, p.to); i++ {
		if q.runes[i] == '问' { // 律师问, 园区经理问
			for j := p.from; j <= i; j++ {
				covered[j-p.from] = true
			}
		}
	}
	for i := p.from; i < p.leadIn(q); i++ {
		covered[i-p.from] = true
	}
	free := func(i int) bool { return i >= p.from && i < p.to && !covered[i-p.from] && isText(q.runes[i]) }
	for _, h := range single { // 能 in 新能源 or 节能改造 is no word of asking
		if !a.vocabulary.within(q.runes, h.from) && !(free(h.from-1) && free(h.from+1)) {
			covered[h.from-p.from] = true
		}
	}
	var out []span
	for i := p.from; i < p.to; {
		if covered[i-p.from] || !isText(q.runes[i]) {
			i++
			continue
		}
		j := i
		for j < p.to && !covered[j-p.from] && isText(q.runes[j]) {
			j++
		}
		if j-i >= 2 {
			out = append(out, span{i, j})
		}
		i = j
	}
	return out
}

// leadIn is where a part begins to ask after a colon (老板让我写汇报：…): before it nothing is
// named and nothing asked.
func (p *part) leadIn(q *query) int {
	at := slices.Index(q.runes[p.from:p.to], ':') + p.from
	if at < p.from || slices.ContainsFunc(p.hits, func(h hit) bool { return h.from < at && (h.sort.names() || h.sort == cueWord) }) {
		return p.from
	}
	return at
}

// maxAsker is how many characters may say who asks: 园区经理问.
const maxAsker = 6

// particles are never part of a name.
const particles = "的了吗呢吧啊么呀"

// isText says whether a character may belong to the name of a matter.
func isText(r rune) bool {
	return isHan(r) && !strings.ContainsRune(numerals, r) || r >= 'a' && r <= 'z'
}

const numerals = "零〇一二两三四五六七八九十百千万亿"

// foreign is a matter that the part asks about and the document does not speak
// of, in the person's words; empty if there is none.
//
// Beside a matter of the document, words that it does not use are mostly the
// asker's own way to ask (下来, 分摊, 念给我听): see foreignName for what is told
// from that. Alone they are the matter.
func (a *Asker) foreign(q *query, p *part, topics, near []int) string {
	if p.trusted {
		return ""
	}
	content := a.content(q, p)
	strong := func(x int) bool { return !a.weak[x] }
	named := slices.ContainsFunc(topics, strong)
	if p.asks() && !p.asksWhy() && (named || slices.ContainsFunc(near, strong)) {
		if what, ok := a.uncovered(q, p, near); ok {
			return what
		}
	}
	for _, s := range content {
		if named {
			if name := a.foreignName(q, p, s, topics); name != "" {
				return name
			}
		}
		if (named || slices.ContainsFunc(near, strong)) && !q.own() && !q.numbers && !p.aspects().has(aspectOffice) && (a.pays(near) || !p.asksForAll() || p.asksMoney()) && !p.asksWhy() && !a.basis(q, p, near) && !a.choosesSaid(q, p, s, near) {
			if name := a.anotherThing(q, p, s, near); name != "" {
				return name
			}
		}
		w, ok := p.benefitAt(s.to)
		if text := q.runes[s.from:s.to]; ok && !q.states(text) && len(withoutEnds(text)) > 0 && (!named && len(near) == 0 || len(a.named(q, p, s)) > 0) && (a.unknown(text) && (!named || a.strange(text)) || len(near) == 0 && len(a.search(q, p)) == 0) {
			return string(text) + w // 展会补贴
		}
	}
	if named || len(topics) == 0 && len(near) == 0 && len(a.search(q, p)) > 0 || q.own() || q.numbers && !(p.has(polarWord) && p.asksMoney() && len(q.stated)+len(near) == 0) || !p.asks() {
		return ""
	}
	return a.foreignAlone(q, p, content, topics, near)
}

// asksWhy says whether a reason is asked for: what a matter's sentence says is all there is
// of one (为什么说链主补助不是承诺).
func (p *part) asksWhy() bool {
	return slices.ContainsFunc(p.hits, func(h hit) bool {
		return h.sort == cueWord && containsAny(h.text, "为什么", "为啥", "为何")
	})
}

// basis says whether it is asked what a sum goes by, of measures that grant nothing but sums
// (和投资额挂钩吗): their sentence answers that.
func (a *Asker) basis(q *query, p *part, topics []int) bool {
	if !containsAny(string(q.runes[p.from:p.to]), "挂钩", "看投资", "按投资") || !a.pays(topics) {
		return false
	}
	for _, t := range topics {
		for _, id := range a.policy.Topics[t].Measures {
			if at := slices.IndexFunc(a.policy.Rules.Measures, func(m calc.Measure) bool { return m.ID == id }); !constant(&a.policy.Rules.Measures[at]) {
				return false
			}
		}
	}
	return true
}

// choosesSaid says whether of two alternatives (看年度产量还是月度) one is what is said of the
// topics.
func (a *Asker) choosesSaid(q *query, p *part, s span, topics []int) bool {
	const or = "还是"
	if !strings.Contains(string(q.runes[p.from:p.to]), or) || !a.pays(topics) {
		return false
	}
	return slices.ContainsFunc(a.words(q, p, span{p.from, p.to}), func(w span) bool {
		return a.speaksOf(topics, q.runes[w.from:w.to])
	})
}

// pays says whether one of some topics is about a measure. What the document says of
// another matter holds no sum that could be taken for an answer, and people ask about it
// in words of all kinds (有哪些量化目标).
func (a *Asker) pays(topics []int) bool {
	return slices.ContainsFunc(topics, func(x int) bool { return len(a.policy.Topics[x].Measures) > 0 })
}

// asksForAll says whether a part asks which things there are: 有哪些量化目标, 什么安排.
func (p *part) asksForAll() bool {
	return p.has(severalWord) || slices.ContainsFunc(p.hits, func(h hit) bool {
		return h.sort == cueWord && aspect(h.arg) == aspectWhat && (strings.HasPrefix(h.text, "哪") || strings.HasPrefix(h.text, "什么"))
	})
}

// foreignName is a stretch that names another thing beside a matter of the document:
// a requirement that it does not make (能耗要求), a thing none of whose characters it
// puts together (直播间), or, of a matter that brings no money, one that does
// (员工培训给多少).
func (a *Asker) foreignName(q *query, p *part, s span, topics []int) string {
	pays := a.pays(topics)
	text := q.runes[s.from:s.to]
	if r, ok := p.requirementAt(s.to); ok {
		strange := func(w span) bool { return a.unknown(q.runes[w.from:w.to]) }
		if what := p.trim(q, s); len(what) > 2 && a.unknown(what) && slices.ContainsFunc(a.named(q, p, s), strange) {
			return string(what) + r
		}
	}
	if name, ok := p.besideTopic(q, s); ok && !pays && p.asksMoney() && a.strange(text) && len(withoutEnds(text)) > 1 {
		return name
	}
	return ""
}

// foreignAlone is the longest stretch of a part that the policy does not speak of,
// where no matter is named that it could be said of.
func (a *Asker) foreignAlone(q *query, p *part, content []span, topics, near []int) string {
	strong := p.aspects()&^(aspectWhat.bit()|aspectBenefit.bit()) != 0
	best := ""
	for _, s := range content {
		text := p.trim(q, s)
		if len(withoutEnds(text)) == 0 { // 资金上有什么照顾
			continue
		}
		if len(near) > 0 && (strong || !a.unknown(text)) && !(len(topics) > 0 && p.has(benefitWord)) {
			continue
		}
		if len(string(text)) >= len(best) {
			best = string(text)
		}
	}
	return best
}

// trim is a stretch without words of asking of one character at its ends.
func (p *part) trim(q *query, s span) []rune {
	asking := func(i int) bool {
		return slices.ContainsFunc(p.hits, func(h hit) bool { return h.from == i && h.to == i+1 })
	}
	for s.to-s.from > 2 && asking(s.to-1) {
		s.to--
	}
	for s.to-s.from > 2 && asking(s.from) {
		s.from++
	}
	return q.runes[s.from:s.to]
}

// strange says whether most of a stretch is used nowhere in the policy.
func (a *Asker) strange(text []rune) bool {
	n := 0
	for i := 0; i+1 < len(text); i++ {
		if !a.vocabulary.knows(pair{text[i], text[i+1]}) {
			n++
		}
	}
	return n*2 > len(text)-1
}

// own says whether the person speaks of their own enterprise.
func (q *query) own() bool {
	return slices.ContainsFunc(q.hits, func(h hit) bool { return h.sort == ownWord })
}

func (x aspect) bit() aspects { return 1 << x }

// benefitAt is the word for a benefit, of two characters or more, that begins at
// a place of the part.
func (p *part) benefitAt(at int) (string, bool) {
	for _, h := range p.hits {
		if h.sort == benefitWord && h.from == at && utf8.RuneCountInString(h.text) >= 2 {
			return h.text, true
		}
	}
	return "", false
}

// asksMoney says whether the part asks for a sum or a benefit.
func (p *part) asksMoney() bool {
	return slices.ContainsFunc(p.hits, func(h hit) bool {
		return h.sort == cueWord && (aspect(h.arg) == aspectAmount || aspect(h.arg) == aspectCap) || h.sort == benefitWord && h.text != "政策"
	})
}

// besideTopic is a stretch with the word for a topic right before or after it.
func (p *part) besideTopic(q *query, s span) (string, bool) {
	for _, h := range p.hits {
		switch {
		case h.sort != topicWord:
		case h.to == s.from:
			return h.text + string(q.runes[s.from:s.to]), true
		case h.from == s.to:
			return string(q.runes[s.from:s.to]) + h.text, true
		}
	}
	return "", false
}

// requirementAt is the word for a requirement that begins at a place of the part.
func (p *part) requirementAt(at int) (string, bool) {
	for _, h := range p.hits {
		switch {
		case h.from != at:
		case slices.Contains([]string{"要求", "限制", "门槛", "指标"}, h.text):
			return h.text, true
		case slices.Contains([]string{"有", "没有", "有没有", "什么", "啥", "哪些", "具体"}, h.text):
			at = h.to // 对能耗有什么要求
		}
	}
	return "", false
}
