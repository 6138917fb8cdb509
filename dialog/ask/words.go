package ask

import (
	_ "embed"
	"slices"
	"strings"
)

// A thing that the document does not speak of is named back in whole words, and what is
// no word is none: of 年底就 the run 底就 names nothing. Which words a stretch is made of
// is told by a list of the words of the language, looked up only where something is
// about to be held absent.

// The words of one to four characters, one a line, each with how rare it is (a
// letter, a for the commonest, a step for half as common) and its sort: n names a thing,
// v an act, a a quality, o none of them (年底, 突然, 因为). The lines of a file are of one
// length and sorted, so that a word is found without reading the file. From jieba's
// dictionary, see words/README.md.
var (
	//go:embed words/1.txt
	words1 string
	//go:embed words/2.txt
	words2 string
	//go:embed words/3.txt
	words3 string
	//go:embed words/4.txt
	words4 string
)

// maxWord is the length of the longest words listed.
const maxWord = 4

// lookUp finds a word in the list: how rare it is, in bits, and its sort.
func lookUp(word string) (rarity int, sort byte, ok bool) {
	list := ""
	switch len(word) {
	case hanBytes:
		list = words1
	case 2 * hanBytes:
		list = words2
	case 3 * hanBytes:
		list = words3
	case 4 * hanBytes:
		list = words4
	default:
		return 0, 0, false
	}
	width := len(word) + len("an\n")
	low, high := 0, len(list)/width
	for low < high {
		mid := (low + high) / 2
		line := list[mid*width : (mid+1)*width]
		switch strings.Compare(line[:len(word)], word) {
		case 0:
			return int(line[len(word)] - 'a'), line[len(word)+1], true
		case -1:
			low = mid + 1
		default:
			high = mid
		}
	}
	return 0, 0, false
}

// hanBytes is how long a Chinese character is in UTF-8.
const hanBytes = len("字")

// token is a word of a stretch: from the list, of a matter of the policy, or a character
// by itself.
type token struct {
	span
	sort byte // as in the list; 0 for a character alone, m for a matter of the policy
}

// How much a character that is not listed weighs against words of the list, and a word of
// asking, in bits.
const aloneBits, askingBits = 20, 14

// window is how far around a run the words are looked at, and maxNamed how long a run may
// be that names something.
const window, maxNamed = 20, 40

// around is a part as far as it lies around a run.
func (p *part) around(run span) *part {
	out := part{from: max(p.from, run.from-window), to: min(p.to, run.to+window)}
	for _, h := range p.hits {
		if h.from >= out.from && h.to <= out.to && !strings.Contains(h.text, gap) {
			out.hits = append(out.hits, h)
		}
	}
	return &out
}

// withoutTorn drops words for absent matters that begin with the last character of another
// word of the question: 分给 of 部分给, 担保费 of 承担保费, 收多少 of 营收多少.
func (q *query) withoutTorn(hits []hit) []hit {
	torn := func(h hit) bool {
		if h.sort != absenceWord || h.from == 0 || strings.Contains(h.text, gap) {
			return false
		}
		if slices.ContainsFunc(hits, func(o hit) bool {
			return o.sort == topicWord && o.from < h.from && o.to > h.from && o.to < h.to && !strings.Contains(o.text, gap)
		}) {
			return true
		}
		if h.to-h.from > maxWord {
			return false
		}
		p := part{from: max(0, h.from-maxWord), to: min(len(q.runes), h.to+maxWord)}
		return slices.ContainsFunc(tokens(q, &p), func(t token) bool { return t.from < h.from && t.to == h.from+1 })
	}
	return slices.DeleteFunc(hits, torn)
}

// tokens cuts a part into words, so that they are the least rare together.
func tokens(q *query, p *part) []token {
	type step struct {
		bits int
		last token
	}
	best := make([]step, p.to-p.from+1)
	for i := 1; i < len(best); i++ {
		best[i].bits = 1 << 30
	}
	take := func(from, to, bits int, sort byte) {
		if b := best[from-p.from].bits + bits; b < best[to-p.from].bits {
			best[to-p.from] = step{b, token{span{from, to}, sort}}
		}
	}
	for i := p.from; i < p.to; i++ {
		alone, _, ok := lookUp(string(q.runes[i : i+1]))
		if !ok {
			alone = aloneBits
		}
		take(i, i+1, alone, 0)
		for n := 2; n <= maxWord && i+n <= p.to; n++ {
			if bits, sort, ok := lookUp(string(q.runes[i : i+n])); ok {
				take(i, i+n, bits, sort)
			}
		}
		for _, h := range p.hits {
			switch {
			case h.from != i || h.to-i < 2:
			case h.sort.names():
				take(i, h.to, 0, 'm')
			default:
				take(i, h.to, askingBits, 'o')
			}
		}
	}
	var out []token
	for i := p.to; i > p.from; i = best[i-p.from].last.from {
		out = append(out, best[i-p.from].last)
	}
	slices.Reverse(out)
	return out
}

// named are the words that name something and that a run meets, without those of every
// day.
func (a *Asker) named(q *query, p *part, run span) []span {
	return slices.DeleteFunc(a.words(q, p, run), func(w span) bool {
		return a.common().longest(q.runes[w.from:w.to]) == w.to-w.from || everyday(string(q.runes[w.from:w.to]))
	})
}

// everyday says whether a word is one of the commonest for acts and qualities (获得, 允许).
func everyday(word string) bool {
	rarity, sort, _ := lookUp(word)
	return (sort == 'v' || sort == 'a') && rarity <= everydayBits
}

// everydayBits is up to how rare a word for an act is one of every day.
const everydayBits = 13

// words are the words that name something and that a run meets.
func (a *Asker) words(q *query, p *part, run span) []span {
	if run.to-run.from > maxNamed {
		return nil
	}
	var out []span
	p = p.around(run)
	ts := tokens(q, p)
	for i := 0; i < len(ts); i++ {
		t := ts[i]
		for t.sort == 0 && i+1 < len(ts) && ts[i+1].sort == 0 && p.joinable(q, t.to-1) && p.joinable(q, t.to) {
			i++ // characters that no word of the list joins may be a word together
			t.to = ts[i].to
		}
		switch next := min(i+1, len(ts)-1); {
		case t.sort == 0:
			t.span = t.withoutEnds(q)
		case t.sort == 'n' || t.sort == 'v':
			if ts[next].sort == 0 && strings.ContainsRune(kinds, q.runes[ts[next].from]) { // 运营费
				i++
				t.to = ts[i].to
			}
		}
		if run.from < t.to && t.from < run.to && p.namesThing(q, t) {
			out = append(out, t.span)
		}
	}
	return out
}

// whole is what a run names in whole words: the longest row of words that name something
// and that the run meets; false if none does.
func (a *Asker) whole(q *query, p *part, run span) (span, bool) {
	best, row := span{}, span{}
	for _, w := range a.named(q, p, run) {
		if row.to != w.from {
			row.from = w.from
		}
		row.to = w.to
		if row.to-row.from > best.to-best.from {
			best = row
		}
	}
	return best, best.to > best.from
}

// kinds are characters that make the name of a kind of thing of the word before them.
const kinds = "费厂率期人车商店表证书款税金权员额量价线站器机类"

// joinable says whether the character at a place may belong to a word that is not
// listed: it is no word of asking by itself.
func (p *part) joinable(q *query, at int) bool {
	r := q.runes[at]
	return isText(r) && !strings.ContainsRune(particles, r) && !slices.ContainsFunc(p.hits, func(h hit) bool { return h.from == at && h.to == at+1 })
}

// namesThing says whether a word may name a thing or an act.
func (p *part) namesThing(q *query, t token) bool {
	switch t.sort {
	case 'o', 'm':
		return false
	case 0:
		done := t.to-t.from == 2 && strings.ContainsRune("到上出成掉住过起", q.runes[t.to-1]) // 爬到, 评出
		return t.to-t.from > 1 && !done && !p.asking(t.span)
	}
	return !p.asking(t.span)
}

// asking says whether words of asking make up a stretch (给钱).
func (p *part) asking(s span) bool {
	at := s.from
	for _, h := range p.hits {
		if h.from == at && h.to <= s.to && !h.sort.names() && h.sort != matterWord {
			at = h.to
		}
	}
	return at == s.to
}

// sayable is an unknown matter as it can be said back, in whole words; empty if it names
// nothing in whole words.
func (a *Asker) sayable(q *query, p *part, foreign string) string {
	name := []rune(foreign)
	at := indexRunes(q.runes[p.from:p.to], name)
	matter := func(h hit) bool { return h.sort == topicWord && h.text == foreign }
	if at < 0 || slices.ContainsFunc(name, isLatin) || slices.ContainsFunc(p.hits, matter) {
		return foreign
	}
	whole, ok := a.whole(q, p, span{p.from + at, p.from + at + len(name)})
	switch {
	case !ok:
		return ""
	case whole.to-whole.from < len(name) && whole.from >= p.from+at: // 展会补贴 is said with its benefit
		if w, has := p.benefitAt(whole.to); has {
			whole.to += len([]rune(w))
		}
	}
	return string(q.runes[whole.from:whole.to])
}

// withoutEnds is a stretch without characters at its ends that are words by themselves,
// down to two characters (小微 is a word for all that).
func (s span) withoutEnds(q *query) span {
	for s.from+2 < s.to && strings.ContainsRune(endings, q.runes[s.from]) {
		s.from++
	}
	for s.from+2 < s.to && strings.ContainsRune(endings, q.runes[s.to-1]) {
		s.to--
	}
	return s
}
