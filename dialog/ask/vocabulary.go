package ask

import (
	"iter"
	"slices"
	"strings"

	"suance/calc/fact"
	"suance/dialog/nlu"
	"suance/knowledge"
	"suance/knowledge/clause"
)

// pair is two characters in a row.
type pair [2]rune

// vocabulary is the pairs of a policy and which sentences hold them.
type vocabulary struct {
	sentences []clause.ID
	plain     []string         // their texts
	holds     map[pair][]int32 // sentences by index; none for a pair that only the policy's words hold
}

func newVocabulary(p *knowledge.Policy, x *lexicon) *vocabulary {
	v := &vocabulary{holds: make(map[pair][]int32, 3<<10)}
	for _, s := range p.Doc.Sentences() {
		at := int32(len(v.sentences))
		text := nlu.Plain(s.Text)
		v.sentences, v.plain = append(v.sentences, s.ID), append(v.plain, text)
		for x := range eachPair([]rune(text)) {
			if in := v.holds[x]; len(in) == 0 || in[len(in)-1] != at {
				v.holds[x] = append(in, at)
			}
		}
	}
	for _, e := range x.entries {
		if slices.ContainsFunc(e.words, func(w word) bool { return w.sort == topicWord }) {
			v.learn(e.runes)
		}
	}
	for _, ps := range x.patterns {
		for _, p := range ps {
			if p.word.sort == topicWord {
				v.learn(p.before)
				v.learn(p.after)
			}
		}
	}
	s := p.Rules.Schema
	for i := range s.Len() {
		sp := s.Spec(i)
		v.learn([]rune(nlu.Plain(sp.Label)))
		for _, w := range sp.Synonyms {
			v.learn([]rune(nlu.Plain(w)))
		}
	}
	return v
}

// wordsFor are the words by which people state a fact.
func wordsFor(sp *fact.Spec) [][]string {
	w := &sp.Words
	return [][]string{sp.Synonyms, w.Cues, w.Weak, w.WeakNo, w.Loose, w.Sums, w.Yes, w.No, w.Zero}
}

// learn adds the pairs of a word that the policy uses.
func (v *vocabulary) learn(w []rune) {
	for x := range eachPair(w) {
		if !v.knows(x) {
			v.holds[x] = nil
		}
	}
}

// knows says whether the policy uses a pair.
func (v *vocabulary) knows(x pair) bool {
	_, ok := v.holds[x]
	return ok
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

// mayHold is false if the document does not hold a text, for a pair of it stands nowhere.
func (v *vocabulary) mayHold(text []rune) bool {
	for i := len(text) - 1; i > 0; i-- {
		if isHan(text[i-1]) && isHan(text[i]) && len(v.holds[pair{text[i-1], text[i]}]) == 0 {
			return false
		}
	}
	return true
}

// contains says whether a sentence of the document holds a text.
func (v *vocabulary) contains(text []rune) bool {
	if !v.mayHold(text) {
		return false
	}
	if len(text) < 2 || !isHan(text[0]) || !isHan(text[1]) {
		return slices.ContainsFunc(v.plain, func(s string) bool { return strings.Contains(s, string(text)) })
	}
	return slices.ContainsFunc(v.holds[pair{text[0], text[1]}], func(at int32) bool { return strings.Contains(v.plain[at], string(text)) })
}

// within says whether a character is part of a pair that the policy uses.
func (v *vocabulary) within(text []rune, i int) bool {
	return i > 0 && v.knows(pair{text[i-1], text[i]}) || i+1 < len(text) && v.knows(pair{text[i], text[i+1]})
}

// unknown says whether the document does not speak of a stretch: it holds a pair
// of characters that is used nowhere.
func (a *Asker) unknown(text []rune) bool {
	for i := 0; i+1 < len(text); i++ {
		if !a.vocabulary.knows(pair{text[i], text[i+1]}) {
			return true
		}
	}
	return false
}
