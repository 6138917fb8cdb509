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
		key := keyAt(text, at)
		if l.keys.has(key) && l.begins(text[at:], key) {
			return true
		}
		at += widthAt(text, at)
	}
	return false
}

// begin tells whether a text begins with one of the words.
func (l *wordList) begin(text string) bool {
	if text == "" {
		return false
	}
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

// keyAt is the key of the character that begins at a place of a text: one that few others
// share.
func keyAt(text string, at int) byte {
	c := text[at]
	switch {
	case c >= 0xe0 && at+2 < len(text): // most Chinese characters
		return text[at+1]<<6 | text[at+2]&0x3f
	case c >= 0xc0 && at+1 < len(text):
		return text[at+1]
	}
	return c
}

// keySet is a set of keys.
type keySet [4]uint64

// keysOf are the keys of the characters of a text.
func keysOf(text string) (s keySet) {
	for at := 0; at < len(text); at += widthAt(text, at) {
		s.add(keyAt(text, at))
	}
	return s
}

// widthAt is how far it is from a place of a text to the next where a character may begin.
func widthAt(text string, at int) int {
	if text[at] >= 0xe0 && at+2 < len(text) && !utf8.RuneStart(text[at+1]) && !utf8.RuneStart(text[at+2]) {
		return 3
	}
	return 1
}

func (s *keySet) add(key byte)         { s[key>>6] |= 1 << (key & 63) }
func (s *keySet) has(key byte) bool    { return s[key>>6]&(1<<(key&63)) != 0 }
func (s *keySet) meets(o *keySet) bool { return s[0]&o[0]|s[1]&o[1]|s[2]&o[2]|s[3]&o[3] != 0 }
