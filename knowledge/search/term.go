package search

import "unicode"

// A term is what texts and queries are compared by: a Chinese character, two
// neighbouring ones (a bigram), or a run of other letters and digits (a word).
// Characters and bigrams are packed into the key, words are hashed.
type term uint64

const (
	half     = 21 // bits of a character
	wordMark = term(1) << 63
)

func (t term) char() bool   { return t>>half == 0 }
func (t term) word() bool   { return t&wordMark != 0 }
func (t term) bigram() bool { return !t.char() && !t.word() }

// spell writes a bigram out.
func (t term) spell() string { return string([]rune{rune(t >> half), rune(t & (1<<half - 1))}) }

// terms calls f for each term of a text, with repetitions, in linear time. Width
// and case are set aside; a bigram does not reach over punctuation, nor a word.
func terms(text string, f func(term)) {
	last, word := term(0), term(0)
	endWord := func() {
		if word != 0 {
			f(word | wordMark)
			word = 0
		}
	}
	for _, r := range text {
		r = fold(r)
		switch {
		case unicode.Is(unicode.Han, r):
			endWord()
			f(term(r))
			if last != 0 {
				f(last<<half | term(r))
			}
			last = term(r)
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			last = 0
			word = (word ^ term(r) ^ 14695981039346656037) * 1099511628211 // FNV-1a's constants
		default:
			last = 0
			endWord()
		}
	}
	endWord()
}

// fold turns full-width letters and digits into plain ones, and letters small.
func fold(r rune) rune {
	switch {
	case r >= 0x4e00 && r <= 0x9fff: // most of any text: nothing to fold
		return r
	case r >= '！' && r <= '～':
		r -= '！' - '!'
	}
	if r < 0x80 {
		if 'A' <= r && r <= 'Z' {
			r += 'a' - 'A'
		}
		return r
	}
	return unicode.ToLower(r)
}
