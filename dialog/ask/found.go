package ask

import (
	"fmt"
	"slices"
	"strings"

	"suance/calc/money"
	"suance/dialog/nlu"
	"suance/knowledge"
	"suance/knowledge/clause"
)

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
	seen := make(map[pair]bool)
	total := 0
	for i := p.from; i+1 < p.to; i++ {
		x := pair{q.runes[i], q.runes[i+1]}
		if asking[i-p.from] || asking[i+1-p.from] || !isHan(x[0]) || !isHan(x[1]) || seen[x] {
			continue
		}
		seen[x] = true
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

// closest is the sentence that holds most of a part that the document is known to answer,
// rare words weighing more than common ones; nil if none holds anything of it.
func (a *Asker) closest(q *query, p *part) []clause.ID {
	held := map[int32]int{}
	best, at := 0, int32(-1)
	for x := range pairs(q.runes[p.from:p.to]) {
		in := a.vocabulary.holds[x]
		for _, s := range in {
			held[s] += len(a.vocabulary.sentences) / len(in)
		}
	}
	for s, n := range held {
		if n > best || n == best && s < at {
			best, at = n, s
		}
	}
	if at < 0 {
		return nil
	}
	return []clause.ID{a.vocabulary.sentences[at]}
}

// numberedIn are the clauses and sentences that a part names by number: 第三条,
// 第（三）条第4句.
func (a *Asker) numberedIn(q *query, p *part) []clause.ID {
	var out []clause.ID
	for w := range strings.FieldsSeq(theLast) {
		if indexRunes(q.runes[p.from:p.to], []rune(w)) >= 0 {
			return []clause.ID{a.policy.Doc.Clauses[len(a.policy.Doc.Clauses)-1].ID}
		}
	}
	for i := p.from; i < p.to; i++ {
		num, next, ok := ordinal(q.runes[:p.to], i, "条")
		if !ok {
			num, next, ok = bracketed(q.runes[:p.to], i)
		}
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

// bracketed reads a Chinese numeral in brackets, (六), at a place.
func bracketed(text []rune, at int) (num string, next int, ok bool) {
	if text[at] != '(' {
		return "", at, false
	}
	for j := at + 1; j < len(text) && strings.ContainsRune(numerals, text[j]); j++ {
		if j+1 < len(text) && text[j+1] == ')' {
			return string(text[at+1 : j+1]), j + 2, true
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
