package pattern

import (
	"strings"
	"unicode/utf8"
)

// Words is a list of words to look for in a text.
type Words struct {
	list  []Word
	heads Chars
}

// Word is a word that is not empty, with the key of its first character.
type Word struct {
	Text string
	head byte
}

// WordOf is a word to look for.
func WordOf(text string) Word {
	key, _ := step(text, 0)
	return Word{text, key}
}

// WordsOf are the words of a list.
func WordsOf(words ...string) (l Words) {
	for _, text := range words {
		w := WordOf(text)
		l.list = append(l.list, w)
		l.heads.add(w.head)
	}
	return l
}

// Fields are words with blanks between them.
func Fields(words string) Words { return WordsOf(strings.Fields(words)...) }

// In tells whether a text holds one of the words.
func (l *Words) In(text string) bool {
	for at := 0; at < len(text); {
		key, next := step(text, at)
		if l.heads.has(key) && l.at(text[at:], key) != nil {
			return true
		}
		at = next
	}
	return false
}

// Begin tells whether a text begins with one of the words.
func (l *Words) Begin(text string) bool { return l.first(text) != nil }

// Cut is a text without the first word of the list that it begins with.
func (l *Words) Cut(text string) (rest string, ok bool) {
	if w := l.first(text); w != nil {
		return text[len(w.Text):], true
	}
	return text, false
}

// first is the first word of the list that a text begins with; nil for none.
func (l *Words) first(text string) *Word {
	if text == "" {
		return nil
	}
	key, _ := step(text, 0)
	if !l.heads.has(key) {
		return nil
	}
	return l.at(text, key)
}

// at is the first word of the list that a text begins with, whose first key is given.
func (l *Words) at(text string, key byte) *Word {
	for i := range l.list {
		if w := &l.list[i]; w.head == key && strings.HasPrefix(text, w.Text) {
			return w
		}
	}
	return nil
}

// Chars is a set of characters that tells at little cost that one is not in it: it holds them by their
// keys, which few others share.
type Chars [4]uint64

// CharsOf are the characters of a text.
func CharsOf(text string) (s Chars) {
	for at := 0; at < len(text); {
		key, next := step(text, at)
		s.add(key)
		at = next
	}
	return s
}

// MayHold is false only for a word that the text of the characters does not hold.
func (s *Chars) MayHold(w Word) bool { return s.has(w.head) }

// Has is false only for a character that is not in the set.
func (s *Chars) Has(r rune) bool { return s.has(byte(r)) }

// In is false only for a text that holds no character of the set.
func (s *Chars) In(text string) bool {
	for at := 0; at < len(text); {
		key, next := step(text, at)
		if s.has(key) {
			return true
		}
		at = next
	}
	return false
}

// Meet is false only for characters none of which is in the set.
func (s *Chars) Meet(run []rune) bool {
	for _, r := range run {
		if s.Has(r) {
			return true
		}
	}
	return false
}

func (s *Chars) add(key byte)      { s[key>>6] |= 1 << (key & 63) }
func (s *Chars) has(key byte) bool { return s[key>>6]&(1<<(key&63)) != 0 }
func (s *Chars) join(o *Chars) {
	for i := range s {
		s[i] |= o[i]
	}
}

func (s *Chars) meets(o *Chars) bool { return s[0]&o[0]|s[1]&o[1]|s[2]&o[2]|s[3]&o[3] != 0 }

// step is the key of the character that begins at a place of a text, its last eight bits, and where the
// next begins.
func step(text string, at int) (key byte, next int) {
	c := text[at]
	if c < utf8.RuneSelf {
		return c, at + 1
	}
	if c&0xf0 == 0xe0 && at+2 < len(text) { // most Chinese characters are of three bytes
		if a, b := text[at+1]^utf8.RuneSelf, text[at+2]^utf8.RuneSelf; a|b < 0x40 {
			return a<<6 | b, at + 3
		}
	}
	r, size := utf8.DecodeRuneInString(text[at:])
	return byte(r), at + size
}
