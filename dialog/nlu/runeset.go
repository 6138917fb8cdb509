package nlu

import (
	"strings"
	"unicode/utf8"
)

// runeSet tells at little cost that characters are not there: it holds them by their last bits, so
// that what is not in it is none of them.
type runeSet [4]uint64

// setOf is the set of the characters of a text.
func setOf(chars string) (s runeSet) {
	for _, r := range chars {
		s.add(r)
	}
	return s
}

// fieldsOf are the words of a list, and the set of what they begin with.
func fieldsOf(words string) (list []string, heads runeSet) {
	for w := range strings.FieldsSeq(words) {
		r, _ := utf8.DecodeRuneInString(w)
		heads.add(r)
		list = append(list, w)
	}
	return list, heads
}

func (s *runeSet) add(r rune) { s[r>>6&3] |= 1 << (r & 63) }

// has is false only for a character that is not in the set.
func (s *runeSet) has(r rune) bool { return s[r>>6&3]>>(r&63)&1 == 1 }

// in is false only for a text that holds no character of the set.
func (s *runeSet) in(text string) bool {
	for _, r := range text {
		if s.has(r) {
			return true
		}
	}
	return false
}

// beginsIn says whether a text holds one of some words, of which this is the set of what they begin with.
func (s *runeSet) beginsIn(text string, words []string) bool {
	for at, r := range text {
		if s.has(r) && startsWithAny(text[at:], words...) {
			return true
		}
	}
	return false
}

// meets is false only for characters none of which is in the set.
func (s *runeSet) meets(run []rune) bool {
	for _, r := range run {
		if s.has(r) {
			return true
		}
	}
	return false
}
