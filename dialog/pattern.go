package dialog

import (
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"
	"sync"
)

// pattern is a regular expression over a message. It is made when first needed, for
// most messages and commands need few of them, and a message that holds none of the
// words of which every match holds one is passed over without matching.
type pattern struct {
	expr  string
	ready func() matcher
}

// matcher is a compiled pattern with the words of which every match holds one; none
// where there are no such words.
type matcher struct {
	*regexp.Regexp
	words []string
	first runeSet // of the words' first characters
}

// match is the pattern that an expression stands for.
func match(expr string) pattern {
	return pattern{expr, sync.OnceValue(func() matcher {
		m := matcher{Regexp: regexp.MustCompile(expr)}
		if tree, err := syntax.Parse(expr, syntax.Perl); err == nil {
			m.words = needed(tree.Simplify())
		}
		for _, w := range m.words {
			m.first.add(firstRune(w))
		}
		return m
	})}
}

// whole is a pattern for the whole of a text.
func whole(expr string) pattern { return match(`^(?:` + expr + `)$`) }

// String is the expression.
func (p pattern) String() string { return p.expr }

// MatchString tells whether the text holds a match.
func (p pattern) MatchString(text string) bool {
	m := p.ready()
	return m.mayMatch(text) && m.Regexp.MatchString(text)
}

// FindStringIndex tells where the first match is; nil if there is none.
func (p pattern) FindStringIndex(text string) []int {
	m := p.ready()
	if !m.mayMatch(text) {
		return nil
	}
	return m.Regexp.FindStringIndex(text)
}

// FindString is the first match; empty if there is none.
func (p pattern) FindString(text string) string {
	m := p.ready()
	if !m.mayMatch(text) {
		return ""
	}
	return m.Regexp.FindString(text)
}

// FindStringSubmatch is the first match with its groups; nil if there is none.
func (p pattern) FindStringSubmatch(text string) []string {
	m := p.ready()
	if !m.mayMatch(text) {
		return nil
	}
	return m.Regexp.FindStringSubmatch(text)
}

// ReplaceAllString puts something in the place of each match.
func (p pattern) ReplaceAllString(text, by string) string {
	m := p.ready()
	if !m.mayMatch(text) {
		return text
	}
	return m.Regexp.ReplaceAllString(text, by)
}

// mayMatch is false only for a text without a match.
func (m matcher) mayMatch(text string) bool {
	if m.words == nil {
		return true
	}
	for i, r := range text {
		if m.first.has(r) && slices.ContainsFunc(m.words, func(w string) bool { return strings.HasPrefix(text[i:], w) }) {
			return true
		}
	}
	return false
}

// mostWords is how many words are looked for before a match is as cheap.
const mostWords = 64

// needed are words of which each match of an expression holds one; nil if none are
// known.
func needed(e *syntax.Regexp) []string {
	switch e.Op {
	case syntax.OpLiteral:
		if e.Flags&syntax.FoldCase == 0 {
			return []string{string(e.Rune)}
		}
	case syntax.OpCharClass:
		return runesOf(e.Rune)
	case syntax.OpCapture, syntax.OpPlus:
		return needed(e.Sub[0])
	case syntax.OpRepeat:
		if e.Min > 0 {
			return needed(e.Sub[0])
		}
	case syntax.OpConcat:
		return neededOfSome(e.Sub)
	case syntax.OpAlternate:
		return neededOfEach(e.Sub)
	}
	return nil
}

// neededOfSome are the words of the piece whose words stand in the fewest messages.
func neededOfSome(pieces []*syntax.Regexp) (rarest []string) {
	for _, s := range pieces {
		if w := needed(s); w != nil && (rarest == nil || commonness(w) < commonness(rarest)) {
			rarest = w
		}
	}
	return rarest
}

// everyday are characters that stand in most messages, alone.
const everyday = "的一是不了有会能可要我这那个到就还多"

// commonness tells lists of words that stand in many messages from those that stand in few.
func commonness(words []string) int {
	n := len(words)
	for _, w := range words {
		if strings.Contains(everyday, w) {
			n += mostWords
		}
	}
	return n
}

// neededOfEach are the words of all branches together.
func neededOfEach(branches []*syntax.Regexp) (all []string) {
	for _, s := range branches {
		w := needed(s)
		if w == nil || len(all)+len(w) > mostWords {
			return nil
		}
		all = append(all, w...)
	}
	return all
}

// runesOf are the characters of a class, given by the ends of its ranges.
func runesOf(ends []rune) (runes []string) {
	for i := 0; i+1 < len(ends); i += 2 {
		if int(ends[i+1]-ends[i]) >= mostWords-len(runes) {
			return nil
		}
		for r := ends[i]; r <= ends[i+1]; r++ {
			runes = append(runes, string(r))
		}
	}
	return runes
}

func firstRune(s string) rune {
	for _, r := range s {
		return r
	}
	return 0
}

// runeSet may hold a character that was not added, never lacks one that was.
type runeSet [4]uint64

func (s *runeSet) add(r rune)      { s[r>>6&3] |= 1 << (r & 63) }
func (s *runeSet) has(r rune) bool { return s[r>>6&3]&(1<<(r&63)) != 0 }
