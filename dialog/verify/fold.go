package verify

import (
	"strings"
	"unicode"
)

// folded is a text as it is compared: half-width, without white space, marks of
// quotation and bullets, which pasting adds, drops or exchanges.
type folded struct {
	runes []rune
	at    []int  // where each rune stands in the text, in runes
	first []bool // whether it begins a line of the text
}

// marks are characters that mean nothing for what a reply says.
const marks = "“”\"‘’'「」『』·•*`>#\u200b\u200c\u200d\ufeff"

func fold(text string) folded {
	f := folded{}
	first := true
	i := 0
	for _, r := range text {
		switch {
		case r == '\n' || r == '\r':
			first = true
		case unicode.IsSpace(r) || strings.ContainsRune(marks, r):
		default:
			f.runes = append(f.runes, plain(r))
			f.at = append(f.at, i)
			f.first = append(f.first, first)
			first = false
		}
		i++
	}
	return f
}

// plain is the half-width form of a rune.
func plain(r rune) rune {
	switch {
	case r >= '！' && r <= '～':
		return r - '！' + '!'
	case r == '∶':
		return ':'
	case r == '–' || r == '—' || r == '−':
		return '-'
	}
	return r
}

// foldString is the folded form of words, for comparison.
func foldString(s string) string { return string(fold(s).runes) }
