package nlu

import (
	"strings"
	"unicode/utf8"
)

// Plain is a text made plain for matching: half-width, lower case, simplified,
// without quotation marks, invisible characters and the brackets of 首台（套）.
func Plain(text string) string {
	if isPlain(text) {
		return text
	}
	given := []rune(text)
	said := make([]byte, 0, len(text))
	for i := range given {
		if p := plainAt(given, i); p != drop {
			said = utf8.AppendRune(said, p)
		}
	}
	return string(said)
}

// isPlain says whether a text is plain already, each character by itself: most words of a
// policy are.
func isPlain(text string) bool {
	for _, r := range text {
		if r == '(' || r == ')' || r == ' ' || plain(r) != r {
			return false
		}
	}
	return true
}

// Simplified is a text with its traditional characters as simplified ones, character by
// character.
func Simplified(text string) string { return strings.Map(simplified.of, text) }
