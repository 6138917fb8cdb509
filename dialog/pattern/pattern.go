// Package pattern finds words and regular expressions in messages, and passes over those that do not hold
// what they look for at little cost.
package pattern

import (
	"regexp"
	"regexp/syntax"
	"slices"
	"sync"
)

// Pattern is a regular expression over a message. It is made when first needed, for
// most messages and commands need few of them, and a message that does not hold the words
// that every match holds is passed over without matching.
type Pattern struct {
	expr  string
	ready func() *matcher
}

// matcher is a pattern with what is known of its matches.
type matcher struct {
	regexp func() *regexp.Regexp // compiled when first needed
	heads  *Words                // the texts with a match begin with one of them or are empty; nil where not known
	ways   []way                 // each match goes one of them; none where nothing is known
	any    Chars                 // of which each match holds one, where ways are known
	exact  bool                  // the only way is all there is to it: a text with one of its words holds a match
}

// way is lists of words, of each of which a match holds one.
type way []Words

// Of is the pattern that an expression stands for.
func Of(expr string) Pattern {
	return Pattern{expr, sync.OnceValue(func() *matcher {
		m := &matcher{regexp: sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })}
		tree, err := syntax.Parse(expr, syntax.Perl)
		if err != nil {
			panic("pattern: " + err.Error()) // as MustCompile does
		}
		tree = tree.Simplify()
		m.heads = headsOf(tree)
		if words := alternatives(tree); words != nil && !slices.Contains(words, "") {
			m.ways, m.exact = []way{{WordsOf(words...)}}, true
		} else {
			m.ways = waysOf(tree)
		}
		for _, w := range m.ways {
			m.any.join(w.rarest())
		}
		return m
	})}
}

// Whole is a pattern for the whole of a text.
func Whole(expr string) Pattern { return Of(`^(?:` + expr + `)$`) }

// String is the expression.
func (p Pattern) String() string { return p.expr }

// MatchString tells whether the text holds a match.
func (p Pattern) MatchString(text string) bool {
	m := p.ready()
	return m.mayMatch(text) && m.matches(text)
}

// Match is MatchString of a text whose characters are known.
func (p Pattern) Match(text string, chars *Chars) bool {
	m := p.ready()
	return (m.ways == nil || m.any.meets(chars)) && m.mayBegin(text) && m.mayHold(text, chars) && m.matches(text)
}

// matches tells whether a text that may hold a match does.
func (m *matcher) matches(text string) bool { return m.exact || m.regexp().MatchString(text) }

// over is the expression where a text may hold a match; nil where it holds none.
func (p Pattern) over(text string) *regexp.Regexp {
	if m := p.ready(); m.mayMatch(text) {
		return m.regexp()
	}
	return nil
}

// FindStringIndex tells where the first match is; nil if there is none.
func (p Pattern) FindStringIndex(text string) []int {
	if re := p.over(text); re != nil {
		return re.FindStringIndex(text)
	}
	return nil
}

// FindString is the first match; empty if there is none.
func (p Pattern) FindString(text string) string {
	if re := p.over(text); re != nil {
		return re.FindString(text)
	}
	return ""
}

// FindStringSubmatch is the first match with its groups; nil if there is none.
func (p Pattern) FindStringSubmatch(text string) []string {
	if re := p.over(text); re != nil {
		return re.FindStringSubmatch(text)
	}
	return nil
}

// FindStringSubmatchIndex tells where the first match and its groups are; nil if there is none.
func (p Pattern) FindStringSubmatchIndex(text string) []int {
	if re := p.over(text); re != nil {
		return re.FindStringSubmatchIndex(text)
	}
	return nil
}

// FindAllStringSubmatch are all matches with their groups.
func (p Pattern) FindAllStringSubmatch(text string) [][]string {
	if re := p.over(text); re != nil {
		return re.FindAllStringSubmatch(text, -1)
	}
	return nil
}

// FindAllStringSubmatchIndex tells where all matches and their groups are.
func (p Pattern) FindAllStringSubmatchIndex(text string) [][]int {
	if re := p.over(text); re != nil {
		return re.FindAllStringSubmatchIndex(text, -1)
	}
	return nil
}

// ReplaceAllStringFunc puts something in the place of each match that depends on it.
func (p Pattern) ReplaceAllStringFunc(text string, by func(string) string) string {
	if re := p.over(text); re != nil {
		return re.ReplaceAllStringFunc(text, by)
	}
	return text
}

// ReplaceAllString puts something in the place of each match.
func (p Pattern) ReplaceAllString(text, by string) string {
	if re := p.over(text); re != nil {
		return re.ReplaceAllString(text, by)
	}
	return text
}

// mayMatch is false only for a text without a match.
func (m *matcher) mayMatch(text string) bool {
	if !m.mayBegin(text) {
		return false
	}
	if len(m.ways) < 2 {
		return m.ways == nil || m.ways[0].in(text)
	}
	chars := CharsOf(text)
	return m.mayHold(text, &chars)
}

// mayBegin is false only for a text that does not begin as one with a match does.
func (m *matcher) mayBegin(text string) bool {
	return m.heads == nil || text == "" || m.heads.Begin(text)
}

// mayHold is false only for a text, whose characters are known, that goes none of the ways.
func (m *matcher) mayHold(text string, chars *Chars) bool {
	return m.ways == nil || m.any.meets(chars) && slices.ContainsFunc(m.ways, func(w way) bool { return w.meets(chars) && w.in(text) })
}

// in tells whether a text holds a word of each list.
func (w way) in(text string) bool {
	for i := range w {
		if !w[i].In(text) {
			return false
		}
	}
	return true
}

// rarest are the characters that the words of its list with the fewest begin with.
func (w way) rarest() *Chars {
	least := slices.MinFunc(w, func(a, b Words) int { return len(a.list) - len(b.list) })
	return &least.heads
}

// meets tells whether the characters of a text are such that it may.
func (w way) meets(chars *Chars) bool {
	for i := range w {
		if !w[i].heads.meets(chars) {
			return false
		}
	}
	return true
}

// headsOf are the words that the texts with a match of an expression for their beginning begin
// with, empty ones aside; nil where it is none or they are not known.
func headsOf(e *syntax.Regexp) *Words {
	if !anchored(e) {
		return nil
	}
	heads, all := firsts(e)
	if all != some {
		return nil
	}
	list := WordsOf(heads...)
	return &list
}

// anchored tells whether all matches of an expression are at the beginning of a text.
func anchored(e *syntax.Regexp) bool {
	switch e.Op {
	case syntax.OpBeginText:
		return true
	case syntax.OpCapture, syntax.OpConcat:
		return anchored(e.Sub[0])
	case syntax.OpAlternate:
		return !slices.ContainsFunc(e.Sub, func(s *syntax.Regexp) bool { return !anchored(s) })
	}
	return false
}

// firsts are the words that the matches of an expression begin with.
func firsts(e *syntax.Regexp) ([]string, extent) {
	switch e.Op {
	case syntax.OpBeginText, syntax.OpEmptyMatch:
		return nil, maybe
	case syntax.OpEndText: // what comes before it may be empty only in an empty text
		return nil, some
	case syntax.OpLiteral, syntax.OpCharClass:
		if words := needed(e); words != nil {
			return words, some
		}
	case syntax.OpCapture, syntax.OpPlus:
		return firsts(e.Sub[0])
	case syntax.OpQuest, syntax.OpStar:
		words, of := firsts(e.Sub[0])
		return words, min(of, maybe)
	case syntax.OpAlternate:
		var all []string
		of := some
		for _, branch := range e.Sub {
			words, o := firsts(branch)
			all, of = append(all, words...), min(of, o)
		}
		return all, of
	case syntax.OpConcat:
		var all []string
		for _, piece := range e.Sub {
			words, of := firsts(piece)
			if all = append(all, words...); of != maybe {
				return all, of
			}
		}
		return all, maybe
	}
	return nil, unknown
}

// extent tells of which matches such words are known.
type extent int

const (
	unknown extent = iota // of none
	maybe                 // of those that are not empty
	some                  // of all
)

// mostWords is how many words a list has, and mostWays how many ways an expression, before
// a match is as cheap.
const mostWords, mostWays = 64, 48

// alternatives are all texts that an expression matches, where it matches nothing else;
// nil if they are too many or not known.
func alternatives(e *syntax.Regexp) []string {
	switch e.Op {
	case syntax.OpEmptyMatch:
		return []string{""}
	case syntax.OpQuest:
		if sub := alternatives(e.Sub[0]); sub != nil {
			return append(sub, "")
		}
	case syntax.OpLiteral, syntax.OpCharClass:
		return needed(e)
	case syntax.OpCapture:
		return alternatives(e.Sub[0])
	case syntax.OpAlternate:
		return ofEach(e.Sub, alternatives)
	case syntax.OpConcat:
		all := []string{""}
		for _, s := range e.Sub {
			next := alternatives(s)
			if next == nil || len(all)*len(next) > mostWords {
				return nil
			}
			var longer []string
			for _, head := range all {
				for _, tail := range next {
					longer = append(longer, head+tail)
				}
			}
			all = longer
		}
		return all
	}
	return nil
}

// waysOf are the ways of the matches of an expression; nil if one of them holds no words
// that are known.
func waysOf(e *syntax.Regexp) []way {
	switch e.Op {
	case syntax.OpCapture:
		return waysOf(e.Sub[0])
	case syntax.OpAlternate:
		var all []way
		for _, s := range e.Sub {
			ways := waysOf(s)
			if ways == nil || len(all)+len(ways) > mostWays {
				return together(e)
			}
			all = append(all, ways...)
		}
		return all
	case syntax.OpConcat:
		var w way
		for _, s := range e.Sub {
			if words := needed(s); words != nil {
				w = append(w, WordsOf(words...))
			}
		}
		if w != nil {
			return []way{w}
		}
		return nil
	}
	return together(e)
}

// together is one way, of the words that each match holds one of.
func together(e *syntax.Regexp) []way {
	if words := needed(e); words != nil {
		return []way{{WordsOf(words...)}}
	}
	return nil
}

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
		return fewest(e.Sub)
	case syntax.OpAlternate:
		return ofEach(e.Sub, needed)
	}
	return nil
}

// fewest are the words of the piece that has the fewest.
func fewest(pieces []*syntax.Regexp) (found []string) {
	for _, s := range pieces {
		if w := needed(s); w != nil && (found == nil || len(w) < len(found)) {
			found = w
		}
	}
	return found
}

// ofEach are the words of all branches together.
func ofEach(branches []*syntax.Regexp, wordsOf func(*syntax.Regexp) []string) (all []string) {
	for _, s := range branches {
		w := wordsOf(s)
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
