package search

import (
	"cmp"
	_ "embed" // the lexicon
	"slices"
	"strings"
	"unicode/utf8"
)

// lexicon leads from words of questions to words of statutes. A line is a bigram
// of questions, a tab, and bigrams of statutes each with its weight in hundredths:
// "欠钱\t债务12 借款9"; lines are in the order of their bytes. It is read where it
// stands: nothing of it is decoded but the lines that a query needs.
type lexicon string

// learnt is learnt offline, from nothing but questions, the articles that answer
// them, and the other articles of statutes, by TestLearn.
//
//go:embed lexicon.txt
var learnt lexicon

// mostLearnt is how many learnt terms a query gets at most, the weightiest.
const mostLearnt = 50

// expand tells what the query's terms lead to, with weights times trust. It does
// not depend on the collection otherwise. A lead is a term and the hundredths of its
// weight in one number, for numbers are sorted fast: first by term, to add up those
// of each, then by weight.
func (l lexicon) expand(w *work, trust float32) []wanted {
	w.leads = w.leads[:0]
	for _, t := range w.query {
		if t.term.bigram() {
			l.leads(t.term, func(to term, hundredths int) {
				w.leads = append(w.leads, uint64(to)<<weightBits|uint64(hundredths))
			})
		}
	}
	slices.Sort(w.leads)
	n, last := 0, uint64(0)
	for _, a := range w.leads {
		to, hundredths := a>>weightBits, a&(1<<weightBits-1)
		if n > 0 && to == last {
			w.leads[n-1] += hundredths << termBits
			continue
		}
		w.leads[n], last = hundredths<<termBits|to, to
		n++
	}
	best := w.leads[:n]
	slices.Sort(best)
	w.learnt = w.learnt[:0]
	for _, a := range best[max(0, n-mostLearnt):] {
		w.learnt = append(w.learnt, wanted{term: term(a & (1<<termBits - 1)), weight: trust * float32(a>>termBits) / 100})
	}
	return w.learnt
}

const (
	termBits   = 2 * half // of a bigram
	weightBits = 64 - termBits
)

// leads calls f for each term that a bigram leads to.
func (l lexicon) leads(from term, f func(to term, hundredths int)) {
	list := l.line(from.spell())
	for list != "" {
		var entry string
		entry, list, _ = strings.Cut(list, " ")
		if to, digits, ok := cutBigram(entry); ok {
			hundredths := 0
			for _, d := range digits {
				hundredths = 10*hundredths + int(d-'0')
			}
			f(to, hundredths)
		}
	}
}

// line finds a word's line by bisection and returns what stands behind the tab.
func (l lexicon) line(word string) string {
	text := string(l)
	low, high := 0, len(text) // beginnings of lines, between which the line lies
	for low < high {
		middle := low + (high-low)/2
		begin := strings.LastIndexByte(text[low:middle], '\n') + 1 + low
		end := begin + strings.IndexByte(text[begin:], '\n')
		here, list, _ := strings.Cut(text[begin:end], "\t")
		switch cmp.Compare(here, word) {
		case 0:
			return list
		case -1:
			low = end + 1
		default:
			high = begin
		}
	}
	return ""
}

// cutBigram cuts the first two characters off.
func cutBigram(s string) (t term, rest string, ok bool) {
	a, n := utf8.DecodeRuneInString(s)
	b, m := utf8.DecodeRuneInString(s[n:])
	return term(a)<<half | term(b), s[n+m:], n > 0 && m > 0
}
