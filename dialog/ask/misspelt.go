package ask

import "slices"

// People dictate and mistype: 手台套, 链珠企业. Where a question names nothing of
// the policy, a run that differs in one character from a word for what is granted
// is taken for that word, if the document uses the wrong character beside neither
// neighbour and it is no part of a word of asking.

// maxMisspelt is the length of a question up to which it is searched for misspelt
// words: a longer one names its matter more than once.
const maxMisspelt = 60

// minMisspelt is how long a word must be to be known by all but one character.
const minMisspelt = 3

// misspelt finds words for topics with one wrong character.
func (a *Asker) misspelt(text []rune, hits []hit) []hit {
	if len(text) > maxMisspelt {
		return nil
	}
	asking := make([]bool, len(text))
	for _, h := range hits {
		for i := h.from; i < h.to && h.to-h.from > 1; i++ {
			asking[i] = true
		}
	}
	var out []hit
	for _, w := range a.lex.topical {
		n := len(w.runes)
		for i := 0; i+n <= len(text); i++ {
			at, ok := oneOff(w.runes, text[i:i+n])
			if !ok || asking[i+at] || crossed(text, i, i+n, i+at) || a.vocabulary.written(text[i:i+n], at) || n == minMisspelt && !a.telltale(w, at) {
				continue
			}
			for _, m := range w.words {
				out = append(out, hit{m, i, i + n})
			}
		}
	}
	slices.SortStableFunc(out, func(x, y hit) int { return (y.to - y.from) - (x.to - x.from) })
	if len(out) == 0 {
		return nil
	}
	longest := out[0]
	return slices.DeleteFunc(out, func(h hit) bool { return h.from != longest.from || h.to != longest.to })
}

// telltale says whether what is left of a word of three characters without one is
// used for this topic alone: 台套 is, 汽车 is not.
func (a *Asker) telltale(w entry, at int) bool {
	rest := pair{w.runes[0], w.runes[1]}
	switch at {
	case 0:
		rest = pair{w.runes[1], w.runes[2]}
	case 1:
		return false
	}
	for i := range a.policy.Topics {
		tp := &a.policy.Topics[i]
		kin := slices.ContainsFunc(w.words, func(m word) bool {
			return m.sort == topicWord && slices.ContainsFunc(a.policy.Topics[m.arg].Measures, func(id string) bool { return slices.Contains(tp.Measures, id) })
		})
		if !kin && slices.ContainsFunc(tp.Words, func(s string) bool { return pairs([]rune(s))[rest] }) {
			return false
		}
	}
	return true
}

// written says whether a character is part of a pair that the document uses.
func (v *vocabulary) written(text []rune, i int) bool {
	return i > 0 && len(v.holds[pair{text[i-1], text[i]}]) > 0 || i+1 < len(text) && len(v.holds[pair{text[i], text[i+1]}]) > 0
}

// oneOff is the place where two runs of the same length differ, if it is the only
// one and both hold a Chinese character there.
func oneOff(word, text []rune) (at int, ok bool) {
	at = -1
	for i := range word {
		switch {
		case word[i] == text[i]:
		case at >= 0 || !isHan(word[i]) || !isHan(text[i]):
			return 0, false
		default:
			at = i
		}
	}
	return at, at >= 0
}

// crossed says whether the wrong character at a place belongs to a word that reaches out of
// the run (宣传费 is no 保费).
func crossed(text []rune, from, to, at int) bool {
	q := &query{runes: text}
	p := part{from: max(0, from-maxWord), to: min(len(text), to+maxWord)}
	return slices.ContainsFunc(tokens(q, &p), func(t token) bool {
		return t.from <= at && at < t.to && t.to-t.from > 1 && (t.from < from || t.to > to)
	})
}
