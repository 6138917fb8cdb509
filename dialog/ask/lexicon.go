package ask

import (
	"slices"
	"strings"
	"unicode/utf8"

	"suance/dialog/nlu"
	"suance/knowledge"
)

// sort is what a word of a question is good for.
type sort uint8

// The sorts of words.
const (
	topicWord   sort = iota + 1 // arg: index of the topic
	absenceWord                 // arg: index of the absence
	officeWord                  // arg: index of the office
	placeWord                   // another city or province
	cueWord                     // arg: aspect
	benefitWord                 // 奖励, 补贴: what a matter is asked about
	ownWord                     // 我们
	polarWord                   // 吗, 对不对
	talkWord                    // greetings, thanks, abuse, orders to the assistant
	splitWord                   // 另外: a new part begins
	fillWord                    // says nothing about the matter
	headingWord                 // arg: index of the clause
	selfWord                    // 你会: about the assistant itself; also a talkWord
	matterWord                  // 节能: part of a name, whatever its characters say alone
	severalWord                 // 哪些: all that there is
	orderWord                   // 改写成: an order to the assistant, whatever stands beside it; also a talkWord
	toldWord                    // 花了, 去年: something that happened, and no question about the text
)

// names says whether a word names a matter.
func (s sort) names() bool {
	return s == topicWord || s == absenceWord || s == officeWord || s == placeWord || s == headingWord
}

// word is a word with one of its meanings.
type word struct {
	text string
	sort sort
	arg  int
}

// hit is a word found in a question, in runes of the plain text.
type hit struct {
	word
	from, to int
}

// lexicon finds words in a text.
type lexicon struct {
	entries  []entry
	heads    map[pair]int32     // 1 + an entry that begins with two characters, or is one; others follow by entry.next
	patterns map[rune][]pattern // by the first character before the gap
	topical  []entry            // words for what is granted, long enough to be known when misspelt
}

// pattern is a word with a gap: 什么时候…申报.
type pattern struct {
	before, after []rune
	word          word
}

// gap stands in a word for a few characters of any kind.
const gap = "…"

// maxGap is how many characters the gap of a pattern may hold.
const maxGap = 6

// entry is a spelling with all its meanings.
type entry struct {
	runes []rune
	words []word
	next  int32 // 1 + another entry that begins alike
}

// newLexicon gathers the words of the language and of a policy.
func newLexicon(p *knowledge.Policy) (*lexicon, []string) {
	x := &lexicon{entries: make([]entry, 0, roomForEntries), heads: make(map[pair]int32, roomForEntries/2), patterns: make(map[rune][]pattern, 1<<7)}
	b := lexiconBuilder{lexicon: x}
	b.language(p)
	offices := officesOf(p)
	b.policy(p, offices)
	for _, e := range x.entries {
		if len(e.runes) >= minMisspelt && slices.ContainsFunc(e.words, func(w word) bool { return w.sort == topicWord && len(p.Topics[w.arg].Measures) > 0 }) {
			x.topical = append(x.topical, e)
		}
	}
	slices.SortFunc(x.topical, func(a, b entry) int { return slices.Compare(a.runes, b.runes) })
	return x, offices
}

// lexiconBuilder gathers words by their spelling. Those of which the first lie side by
// side in rooms for many: there are thousands, and few with a second meaning.
type lexiconBuilder struct {
	*lexicon
	runes []rune
	words []word
}

// roomForEntries is how many spellings the language and a policy of usual size have,
// roomForWords how many words a room is made for.
const roomForEntries, roomForWords = 6 << 10, 1 << 10

// entry is a spelling with its first meaning.
func (b *lexiconBuilder) entry(w word) entry {
	if cap(b.words)-len(b.words) < 1 {
		b.words = make([]word, 0, roomForWords)
	}
	if cap(b.runes)-len(b.runes) < len(w.text) {
		b.runes = make([]rune, 0, max(4*roomForWords, len(w.text)))
	}
	b.words = append(b.words, w)
	n, from := len(b.words), len(b.runes)
	for _, r := range w.text {
		b.runes = append(b.runes, r)
	}
	return entry{runes: b.runes[from:len(b.runes):len(b.runes)], words: b.words[n-1 : n : n]}
}

// language enters how people ask. These words are written plain, which a test
// proves: making thousands of them plain would take longer than the answer.
func (b *lexiconBuilder) language(p *knowledge.Policy) {
	for _, l := range language {
		for w := range strings.FieldsSeq(l.words) {
			b.plain(w, l.sort, int(l.aspect))
		}
	}
	for w := range strings.FieldsSeq(places) {
		if !strings.HasPrefix(p.City, w) {
			b.plain(w, placeWord, 0)
		}
	}
	b.aspect(p, "validity", validity)
	b.aspect(p, "standing", standing)
}

// aspect enters words for the first topic that has an aspect.
func (b *lexiconBuilder) aspect(p *knowledge.Policy, aspect, words string) {
	at := slices.IndexFunc(p.Topics, func(t knowledge.Topic) bool { return len(t.Aspects[aspect]) > 0 })
	for w := range strings.FieldsSeq(words) {
		if at >= 0 {
			b.plain(w, topicWord, at)
		}
	}
}

// policy enters how a policy's matters are called.
func (b *lexiconBuilder) policy(p *knowledge.Policy, offices []string) {
	for i := range p.Topics {
		b.enter(p.Topics[i].Name, topicWord, i) // choices are sent back by name
		for _, w := range p.Topics[i].Words {
			b.enter(w, topicWord, i)
		}
	}
	for i := range p.Absent {
		for _, w := range p.Absent[i].Words {
			b.enter(w, absenceWord, i)
		}
	}
	for i := range p.Doc.Clauses {
		h := []rune(strings.TrimSuffix(p.Doc.Clauses[i].Heading, "。"))
		b.enter(string(h), headingWord, i)
		if len(h) >= 6 { // 推动提质增效 is called 提质增效
			b.enter(string(h[2:]), headingWord, i)
		}
	}
	b.enter(p.City, fillWord, 0)
	for _, outside := range []string{"以外", "之外"} {
		b.enter(strings.TrimSuffix(p.City, "市")+outside, placeWord, 0)
		b.enter(p.City+outside, placeWord, 0)
	}
	b.enter(strings.TrimSuffix(p.City, "市"), fillWord, 0)
	for i, o := range offices {
		b.enter(o, officeWord, i)
		if short, ok := strings.CutPrefix(o, "市"); ok && utf8.RuneCountInString(short) > 2 { // 科技局
			b.enter(short, officeWord, i)
		}
	}
}

// enter enters a word as a policy writes it.
func (b *lexiconBuilder) enter(text string, s sort, arg int) {
	if before, after, ok := strings.Cut(text, gap); ok {
		b.plain(squeezed(before)+gap+squeezed(after), s, arg)
		return
	}
	b.plain(squeezed(text), s, arg)
}

// squeezed is a text made plain, without its white space.
func squeezed(text string) string {
	text = nlu.Plain(text)
	if !strings.ContainsAny(text, " \t\r") {
		return text
	}
	return string(squeeze(text))
}

// plain enters a word that is plain already.
func (b *lexiconBuilder) plain(text string, s sort, arg int) {
	w := word{text, s, arg}
	if before, after, ok := strings.Cut(text, gap); ok {
		r, _ := utf8.DecodeRuneInString(before)
		b.patterns[r] = append(b.patterns[r], pattern{[]rune(before), []rune(after), w})
		return
	}
	if text == "" {
		return
	}
	head := headOf(text)
	for at := b.heads[head]; at != 0; at = b.entries[at-1].next {
		e := &b.entries[at-1]
		if e.words[0].text != text {
			continue
		}
		if !slices.Contains(e.words, w) {
			e.words = append(e.words, w)
		}
		return
	}
	e := b.entry(w)
	e.next = b.heads[head]
	b.entries = append(b.entries, e)
	b.heads[head] = int32(len(b.entries))
}

// headOf is what a spelling is looked up by: the first two characters, 0 for none.
func headOf(text string) (head pair) {
	i := 0
	for _, r := range text {
		if head[i] = r; i == len(head)-1 {
			break
		}
		i++
	}
	return head
}

// officesOf are the offices of all clauses, each once.
func officesOf(p *knowledge.Policy) []string {
	var out []string
	for i := range p.Doc.Clauses {
		c := &p.Doc.Clauses[i]
		for _, o := range append(slices.Clone(c.Lead), c.Support...) {
			if !slices.Contains(out, o) {
				out = append(out, o)
			}
		}
	}
	return out
}

// find returns the words of a text in their order, without those that lie within
// a longer one.
func (x *lexicon) find(text []rune) []hit {
	out := x.gapped(text)
	for i := range text {
		if e := x.longest(text, i); e != nil { // shorter ones lie within it
			for _, w := range e.words {
				out = append(out, hit{w, i, i + len(e.runes)})
			}
		}
	}
	return inOrder(out)
}

// longest is the longest spelling at a place of a text; nil for none.
func (x *lexicon) longest(text []rune, i int) (best *entry) {
	if i+1 < len(text) {
		best = x.longestOf(x.heads[pair{text[i], text[i+1]}], text, i)
	}
	if best == nil {
		best = x.longestOf(x.heads[pair{text[i]}], text, i)
	}
	return best
}

// longestOf is the longest of the entries that follow one another from a place on.
func (x *lexicon) longestOf(at int32, text []rune, i int) (best *entry) {
	for ; at != 0; at = x.entries[at-1].next {
		e := &x.entries[at-1]
		n := len(e.runes)
		if best != nil && n <= len(best.runes) || i+n > len(text) || !slices.Equal(e.runes, text[i:i+n]) || insideLatin(text, i, i+n) {
			continue
		}
		best = e
	}
	return best
}

// inOrder sorts words by their place and leaves out those that lie within a longer
// one.
func inOrder(out []hit) []hit {
	slices.SortStableFunc(out, func(a, b hit) int {
		if a.from != b.from {
			return a.from - b.from
		}
		return b.to - a.to
	})
	kept := out[:0]
	end, start := 0, -1
	for _, h := range out {
		if h.sort == talkWord && start < h.from && h.from < end { // 收到 in 营收到10亿
			continue
		}
		if h.to > end || h.to == end && h.from == start {
			kept = append(kept, h)
			if h.sort != cueWord || !strings.Contains(h.text, gap) { // 抽查 stands within 多久…一次
				end, start = h.to, h.from
			}
		}
	}
	return kept
}

// gapped finds the patterns of a text.
func (x *lexicon) gapped(text []rune) []hit {
	var out []hit
	for i, r := range text {
		for _, p := range x.patterns[r] {
			from := i + len(p.before)
			if from > len(text) || !slices.Equal(p.before, text[i:from]) {
				continue
			}
			for j := from; j <= from+maxGap && j+len(p.after) <= len(text); j++ {
				if slices.Equal(p.after, text[j:j+len(p.after)]) {
					out = append(out, hit{p.word, i, j + len(p.after)})
					break
				}
				if isMark(text, j) {
					break
				}
			}
		}
	}
	return out
}

// insideLatin says whether a run begins or ends inside a word of Latin letters: hi
// in china is no greeting.
func insideLatin(text []rune, from, to int) bool {
	letter := func(i int) bool { return i >= 0 && i < len(text) && isLatin(text[i]) }
	return letter(from) && letter(from-1) || letter(to-1) && letter(to)
}
