package ask

import (
	"fmt"
	"iter"
	"slices"
	"strings"
	"unicode/utf8"

	"suance/calc/money"
	"suance/dialog/nlu"
	"suance/knowledge"
	"suance/knowledge/clause"
)

// The document speaks of something if it uses its words: a question is held
// against the pairs of characters that the document and the policy's own words
// use. What is left of a question without the words of asking, and is made of
// pairs that nobody uses here, is a foreign matter.

// pair is two characters in a row.
type pair [2]rune

// vocabulary is the pairs of a policy and which sentences hold them.
type vocabulary struct {
	known     map[pair]bool
	sentences []clause.ID
	holds     map[pair][]int32 // sentences by index
}

func newVocabulary(p *knowledge.Policy) *vocabulary {
	v := &vocabulary{known: make(map[pair]bool, 1<<12), holds: make(map[pair][]int32, 1<<12)}
	for _, s := range p.Doc.Sentences() {
		at := int32(len(v.sentences))
		v.sentences = append(v.sentences, s.ID)
		for x := range pairs([]rune(nlu.Plain(s.Text))) {
			v.known[x] = true
			v.holds[x] = append(v.holds[x], at)
		}
	}
	for i := range p.Topics {
		for _, w := range p.Topics[i].Words {
			v.learn(w)
		}
	}
	s := p.Rules.Schema
	for i := range s.Len() {
		sp := s.Spec(i)
		v.learn(sp.Label)
		for _, w := range sp.Synonyms {
			v.learn(w)
		}
	}
	return v
}

// learn adds the pairs of a word that the policy uses.
func (v *vocabulary) learn(w string) {
	for x := range eachPair([]rune(nlu.Plain(w))) {
		v.known[x] = true
	}
}

// pairs are the distinct pairs of Chinese characters of a text.
func pairs(text []rune) map[pair]bool {
	out := make(map[pair]bool, len(text))
	for x := range eachPair(text) {
		out[x] = true
	}
	return out
}

// eachPair goes through the pairs of Chinese characters of a text.
func eachPair(text []rune) iter.Seq[pair] {
	return func(yield func(pair) bool) {
		for i := 0; i+1 < len(text); i++ {
			if isHan(text[i]) && isHan(text[i+1]) && !yield(pair{text[i], text[i+1]}) {
				return
			}
		}
	}
}

func isHan(r rune) bool { return r >= 0x4e00 && r <= 0x9fff }

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

// particles are never part of a name.
const particles = "的了吗呢吧啊么呀"

// isText says whether a character may belong to the name of a matter.
func isText(r rune) bool {
	return isHan(r) && !strings.ContainsRune(numerals, r) || r >= 'a' && r <= 'z'
}

const numerals = "零〇一二两三四五六七八九十百千万亿"

// within says whether a character is part of a pair that the policy uses.
func (v *vocabulary) within(text []rune, i int) bool {
	return i > 0 && v.known[pair{text[i-1], text[i]}] || i+1 < len(text) && v.known[pair{text[i], text[i+1]}]
}

// unknown says whether the document does not speak of a stretch: it holds a pair
// of characters that is used nowhere.
func (a *Asker) unknown(text []rune) bool {
	for i := 0; i+1 < len(text); i++ {
		if !a.vocabulary.known[pair{text[i], text[i+1]}] {
			return true
		}
	}
	return false
}

// foreign is a matter that the part asks about and the document does not speak
// of, in the person's words; empty if there is none.
//
// Beside a matter of the document, words that it does not use are nearly always
// the asker's own way to ask (下来, 分摊, 念给我听), so there only a benefit named
// outright (展会补贴) counts. Alone they are the matter.
func (a *Asker) foreign(q *query, p *part, topics, near []int) string {
	content := a.content(q, p)
	named := slices.ContainsFunc(topics, func(x int) bool { return !a.weak[x] })
	sum := p.asksMoney()
	pays := slices.ContainsFunc(topics, func(x int) bool { return len(a.policy.Topics[x].Measures) > 0 })
	for _, s := range content { // 展会补贴, 能耗要求, 员工培训给多少
		text := q.runes[s.from:s.to]
		w, ok := p.benefitAt(s.to)
		if r, asked := p.requirementAt(s.to); asked && named && a.strange(text) {
			return string(text) + r
		}
		if topic, ok := p.besideTopic(q, s); ok && named && sum && !pays && a.strange(text) {
			return topic
		}
		if ok && (a.unknown(text) && (!named || a.strange(text)) || len(near) == 0 && len(a.search(q, p)) == 0) {
			return string(text) + w
		}
	}
	if named || len(topics) == 0 && len(near) == 0 && len(a.search(q, p)) > 0 || q.own() || q.numbers || !p.asks() {
		return ""
	}
	strong := p.aspects()&^(aspectWhat.bit()|aspectBenefit.bit()) != 0
	best := ""
	for _, s := range content {
		text := p.trim(q, s)
		known := !a.unknown(text)
		if len(near) > 0 && (strong || known) && !(len(topics) > 0 && p.has(benefitWord)) {
			continue
		}
		if len(string(text)) >= len(best) { // the longest says most
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
		if !a.vocabulary.known[pair{text[i], text[i+1]}] {
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
		if h.from == at && slices.Contains([]string{"要求", "限制", "门槛", "指标"}, h.text) {
			return h.text, true
		}
	}
	return "", false
}

// search finds the sentence that speaks of what the part names, by its own words;
// nil if none holds most of them.
func (a *Asker) search(q *query, p *part) []clause.ID {
	asking := make([]bool, p.to-p.from)
	for _, h := range p.hits {
		if h.sort != matterWord && h.to-h.from > 1 || !a.vocabulary.within(q.runes, h.from) {
			for i := h.from; i < h.to; i++ {
				asking[i-p.from] = true
			}
		}
	}
	count := make(map[int32]int)
	total := 0
	for i := p.from; i+1 < p.to; i++ {
		x := pair{q.runes[i], q.runes[i+1]}
		if asking[i-p.from] || asking[i+1-p.from] || !isHan(x[0]) || !isHan(x[1]) {
			continue
		}
		total++
		for _, at := range a.vocabulary.holds[x] {
			count[at]++
		}
	}
	best, at := 0, int32(-1)
	for i, n := range count {
		if n > best || n == best && i < at {
			best, at = n, i
		}
	}
	if best < minPairs || best*5 < total*2 || best < manyPairs && best*5 < total*3 {
		return nil
	}
	return []clause.ID{a.vocabulary.sentences[at]}
}

// A sentence found by words alone must hold at least minPairs pairs of the question
// and three fifths of them, or manyPairs and two fifths: see the package comment for
// how that was calibrated.
const minPairs, manyPairs = 2, 3

// named are the clauses and sentences that a part names by number: 第三条,
// 第（三）条第4句.
func (a *Asker) named(q *query, p *part) []clause.ID {
	var out []clause.ID
	for w := range strings.FieldsSeq(theLast) {
		if indexRunes(q.runes[p.from:p.to], []rune(w)) >= 0 {
			return []clause.ID{a.policy.Doc.Clauses[len(a.policy.Doc.Clauses)-1].ID}
		}
	}
	for i := p.from; i < p.to; i++ {
		num, next, ok := ordinal(q.runes[:p.to], i, "条")
		id, known := a.numbered[num]
		if !ok || !known {
			continue
		}
		if n, _, ok := ordinal(q.runes[:p.to], next, "句"); ok {
			if k, _, err := money.ParseCount(n); err == nil {
				if s := clause.ID(fmt.Sprintf("%s.%d", id, k)); a.policy.Doc.Has(s) {
					id = s
				}
			}
		}
		if !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	return out
}

// theLast is how people point at the end of a document.
const theLast = "最后一条 最后一段 最后一款 末段 末条 结尾"

// ordinal reads 第N and a mark at a place; next is where it goes on.
func ordinal(text []rune, at int, mark string) (num string, next int, ok bool) {
	if at >= len(text) || text[at] != '第' {
		return "", at, false
	}
	for j := at + 1; j < len(text) && j-at < 7; j++ {
		switch r := text[j]; {
		case string(r) == mark:
			return num, j + 1, num != ""
		case r != '(' && r != ')':
			num += string(r)
		}
	}
	return "", at, false
}

// numberedClauses are the clauses by their printed number, in Chinese numerals
// and digits.
func numberedClauses(p *knowledge.Policy) map[string]clause.ID {
	out := map[string]clause.ID{}
	for i := range p.Doc.Clauses {
		c := &p.Doc.Clauses[i]
		num := strings.Trim(nlu.Plain(c.Marker), "第条()、. ")
		if num == "" {
			continue
		}
		out[num] = c.ID
		if _, digits, ok := strings.Cut(string(c.ID), "-"); ok {
			out[digits] = c.ID
		}
	}
	return out
}
