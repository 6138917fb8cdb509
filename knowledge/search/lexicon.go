package search

import (
	"cmp"
	_ "embed" // the lexicon
	"slices"
	"strconv"
	"strings"
	"sync"
)

// lexiconText leads from words of questions to words of statutes. A line is a
// bigram of questions, a tab, and bigrams of statutes each with its weight in
// hundredths: "欠钱\t债务12 借款9". The line with "?" in the first place lists the
// set phrases of questions. TestLearn learns it, from nothing but the questions,
// answers and articles of the folder that it is given.
//
//go:embed lexicon.txt
var lexiconText string

// mostLearnt is how many learnt terms a query gets at most, the weightiest.
const mostLearnt = 80

// lexicon is the decoded text.
type lexicon struct {
	leads   map[term][]wanted
	phrases map[term]bool
}

var learnt = sync.OnceValue(func() *lexicon { return parseLexicon(lexiconText) })

// parseLexicon reads a lexicon; what is no entry is passed over, for the text is
// ours and a test reads it.
func parseLexicon(text string) *lexicon {
	l := &lexicon{leads: map[term][]wanted{}, phrases: map[term]bool{}}
	for line := range strings.Lines(text) {
		word, list, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		if !ok {
			continue
		}
		for entry := range strings.SplitSeq(list, " ") {
			digits := strings.TrimLeftFunc(entry, func(r rune) bool { return r > '9' })
			to := bigram(strings.TrimSuffix(entry, digits))
			if word == "?" {
				l.phrases[to] = true
			} else if n, err := strconv.Atoi(digits); err == nil {
				l.leads[bigram(word)] = append(l.leads[bigram(word)], wanted{to, float32(n) / 100})
			}
		}
	}
	return l
}

// bigram is the term of two characters.
func bigram(s string) term {
	t := term(0)
	for _, r := range s {
		t = t<<half | term(r)
	}
	return t
}

// phrase tells whether a term belongs to the set phrases of questions.
func (l *lexicon) phrase(t term) bool { return l.phrases[t] }

// expand tells what the query's terms lead to, with weights times trust. It needs
// the query sorted by term, and does not depend on the collection otherwise.
func (l *lexicon) expand(w *work, trust float32) []wanted {
	w.learnt = w.learnt[:0]
	if trust == 0 {
		return nil
	}
	for _, t := range w.query {
		for _, to := range l.leads[t.term] {
			w.learnt = append(w.learnt, wanted{to.term, to.weight * trust})
		}
	}
	slices.SortStableFunc(w.learnt, func(a, b wanted) int { return cmp.Compare(a.term, b.term) })
	w.learnt = merge(w.learnt)
	slices.SortFunc(w.learnt, func(a, b wanted) int {
		return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(a.term, b.term))
	})
	return w.learnt[:min(len(w.learnt), mostLearnt)]
}
