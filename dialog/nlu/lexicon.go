package nlu

import (
	"slices"
	"strings"
)

// entry is one word that the reader knows.
type entry struct {
	surface []rune
	kind    kind
	arg     int8
	refs    []ref  // what it means to the policy
	cues    uint64 // the groups it brings up, a bit each
	next    int32  // 1 + another entry that sounds the same
}

// ref is one meaning of a word of the policy.
type ref struct {
	fact   int16 // position in the schema
	option int16 // of a Choice
	role   role
}

// role is what a word of a fact does.
type role uint8

// The roles follow fact.Words: a name, a name only beside its group (for no: a
// phrase), a name that
// only suggests the fact, a phrase that states yes, no or zero, words before an
// amount, an option of a choice, one that is only suggested, a label as printed
// on a form.
const (
	roleName role = iota
	roleWeak
	roleWeakNo
	roleLoose
	roleYes
	roleNo
	roleZero
	roleSums
	roleOption
	roleLooseOption
	roleLabel
)

// lexicon finds the known words of a text: a trie over runes of which those that
// sound alike are one.
type lexicon struct {
	entries []entry
	nodes   []node
	first   *han           // node of a Chinese first rune
	other   map[rune]int32 // node of any other first rune
	runes   []rune         // room for the surfaces of entries
	refs    []ref          // room for the first meaning of each
}

// node is a place in the trie. Nodes refer to each other by index, 0 being none,
// so that a lexicon is made with few allocations.
type node struct {
	key            rune
	child, sibling int32
	word           int32 // 1 + the first entry that ends here; others follow by entry.next
}

// roomForWords is how many words the language and a policy of usual size have; each has
// two nodes or less and four characters or less, taken together, and half have a meaning.
const roomForWords = 6 << 10

func newLexicon() *lexicon {
	return &lexicon{nodes: make([]node, 1, 2*roomForWords), entries: make([]entry, 0, roomForWords), first: new(han),
		other: make(map[rune]int32, 64), runes: make([]rune, 0, 4*roomForWords), refs: make([]ref, 0, roomForWords/2)}
}

// add returns the entry of a word, made if it is new; nil for a word of nothing.
// It is valid until the next one is added.
func (l *lexicon) add(word string) *entry {
	from := len(l.runes)
	if strings.Contains(word, "(") || strings.Contains(word, "（") {
		l.runes = append(l.runes, fold(word).run...)
	} else {
		for _, r := range word {
			if p := plain(r); p != drop {
				l.runes = append(l.runes, p)
			}
		}
	}
	surface := l.runes[from:len(l.runes):len(l.runes)]
	if len(surface) == 0 {
		return nil
	}
	at := l.root(homophones.of(surface[0]))
	for _, r := range surface[1:] {
		at = l.child(at, homophones.of(r))
	}
	for w := l.nodes[at].word; w != 0; w = l.entries[w-1].next {
		if equal(l.entries[w-1].surface, surface) {
			l.runes = l.runes[:from]
			return &l.entries[w-1]
		}
	}
	l.entries = append(l.entries, entry{surface: surface, next: l.nodes[at].word})
	l.nodes[at].word = int32(len(l.entries))
	return &l.entries[len(l.entries)-1]
}

// mean adds a meaning to a word.
func (l *lexicon) mean(e *entry, x ref) {
	if slices.Contains(e.refs, x) {
		return
	}
	if e.refs != nil {
		e.refs = append(e.refs, x)
		return
	}
	l.refs = append(l.refs, x)
	n := len(l.refs)
	e.refs = l.refs[n-1 : n : n]
}

// root is the node of a first rune, made if it is new.
func (l *lexicon) root(r rune) int32 {
	if at := l.start(r); at != 0 {
		return at
	}
	at := l.grow(r, 0)
	if isHan(r) {
		l.first[r-0x4e00] = uint16(at)
	} else {
		l.other[r] = at
	}
	return at
}

func (l *lexicon) start(r rune) int32 {
	if isHan(r) {
		return int32(l.first[r-0x4e00])
	}
	return l.other[r]
}

// child is the node after r, made if it is new.
func (l *lexicon) child(at int32, r rune) int32 {
	if to := l.step(at, r); to != 0 {
		return to
	}
	to := l.grow(r, l.nodes[at].child)
	l.nodes[at].child = to
	return to
}

func (l *lexicon) grow(r rune, sibling int32) int32 {
	l.nodes = append(l.nodes, node{key: r, sibling: sibling})
	return int32(len(l.nodes) - 1)
}

// step is the node after r; 0 for none.
func (l *lexicon) step(at int32, r rune) int32 {
	to := l.nodes[at].child
	for to != 0 && l.nodes[to].key != r {
		to = l.nodes[to].sibling
	}
	return to
}

// longest is the longest known word at a place of a text; ok is false for none.
func (l *lexicon) longest(f *folded, from int) (word int32, end int, ok bool) {
	at := l.start(f.key[from])
	for i := from + 1; at != 0; i++ {
		for w := l.nodes[at].word; w != 0; w = l.entries[w-1].next {
			if l.fits(w-1, f.run[from:i]) && (!ok || end < i || equal(l.entries[w-1].surface, f.run[from:i])) {
				word, end, ok = w-1, i, true
			}
		}
		if i >= len(f.key) {
			break
		}
		at = l.step(at, f.key[i])
	}
	return word, end, ok && whole(f.run, from, end)
}

// fits says whether a run that sounds like a word may be that word: words of the
// policy of three characters and more are known by their sound, unless the run begins
// with a word of its own (是首台套 is not 市首台套).
func (l *lexicon) fits(w int32, run []rune) bool {
	e := &l.entries[w]
	if equal(e.surface, run) {
		return true
	}
	return (len(run) >= 3 && len(e.refs) > 0 || len(run) >= 5 && e.cues != 0) && (run[0] == e.surface[0] || !isParticle(run[0]))
}

// isParticle says whether a character is mostly a word by itself.
func isParticle(r rune) bool {
	switch r {
	case '是', '有', '为', '没', '不', '在', '的', '了', '和', '与', '或':
		return true
	}
	return false
}

// whole says whether a word of Latin letters is not cut out of a longer one.
func whole(run []rune, from, end int) bool {
	return !(isLetter(run[from]) && from > 0 && isLetter(run[from-1])) &&
		!(isLetter(run[end-1]) && end < len(run) && isLetter(run[end]))
}

func isLetter(r rune) bool { return r >= 'a' && r <= 'z' }
func isDigit(r rune) bool  { return r >= '0' && r <= '9' }

func equal(a, b []rune) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}
