package dialog

import (
	"strings"
	"unicode/utf8"
)

// wordList is words to look for in a text.
type wordList struct {
	words []keyed
	keys  keySet
}

// keyed is a word with the key of its first character.
type keyed struct {
	key  byte
	word string
}

// keyOf is a word, which is not empty, with its key.
func keyOf(word string) keyed { return keyed{keyAt(word, 0), word} }

func listOf(words []string) (l wordList) {
	for _, w := range words {
		k := keyOf(w)
		l.words = append(l.words, k)
		l.keys.add(k.key)
	}
	return l
}

// in tells whether a text holds one of the words.
func (l *wordList) in(text string) bool {
	for at := 0; at < len(text); {
		key, next := step(text, at)
		if l.keys.has(key) && l.begins(text[at:], key) {
			return true
		}
		at = next
	}
	return false
}

// begin tells whether a text, which is not empty, begins with one of the words.
func (l *wordList) begin(text string) bool {
	key := keyAt(text, 0)
	return l.keys.has(key) && l.begins(text, key)
}

// begins tells whether a text begins with one of the words; key is that of the text.
func (l *wordList) begins(text string, key byte) bool {
	for i := range l.words {
		if w := &l.words[i]; w.key == key && strings.HasPrefix(text, w.word) {
			return true
		}
	}
	return false
}

// step is the key of the character that begins at a place of a text, one that few others
// share, and where the next may begin.
func step(text string, at int) (key byte, next int) {
	if c := text[at]; c < 0xe0 || at+2 >= len(text) { // most Chinese characters are of three bytes
		return c, at + 1
	}
	a, b := text[at+1]^utf8.RuneSelf, text[at+2]^utf8.RuneSelf
	if a|b >= 0x40 { // not UTF-8
		return text[at], at + 1
	}
	return a<<6 | b, at + 3
}

// keyAt is the key of the character that begins at a place of a text.
func keyAt(text string, at int) byte {
	key, _ := step(text, at)
	return key
}

// keySet is a set of keys.
type keySet [4]uint64

// keysOf are the keys of the characters of a text.
func keysOf(text string) (s keySet) {
	for at := 0; at < len(text); {
		key, next := step(text, at)
		s.add(key)
		at = next
	}
	return s
}

func (s *keySet) add(key byte)         { s[key>>6] |= 1 << (key & 63) }
func (s *keySet) has(key byte) bool    { return s[key>>6]&(1<<(key&63)) != 0 }
func (s *keySet) meets(o *keySet) bool { return s[0]&o[0]|s[1]&o[1]|s[2]&o[2]|s[3]&o[3] != 0 }
