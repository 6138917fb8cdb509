package ask

import (
	"slices"
	"strings"

	"suance/dialog/nlu"
	"suance/knowledge/clause"
)

// query is a question taken apart.
type query struct {
	runes   []rune // the plain text without white space
	hits    []hit
	parts   []part
	items   []item
	stated  []string // the words that state something of the enterprise, plain
	greeted []int    // topics named beside a greeting, of which nothing is asked
	// numbers says that the question holds a number: what is said of an
	// enterprise is then no foreign matter.
	numbers bool
	sure    bool // the document is known to hold an answer
	onward  bool // it tells what is past, and asks for what follows it in words of its own
	names   int  // how many runs were looked at that may name another thing
}

// part is a stretch of a question between marks.
type part struct {
	from, to int
	hits     []hit
	trusted  bool // the document is known to answer it
}

// item is one thing that is asked: a matter of the document and what about it,
// or a matter that the document does not hold.
type item struct {
	topics  []int // what is asked about, or near which the absent matter lies
	aspects aspects
	named   []string    // aspects that a topic answers under an absence's name
	mixed   bool        // and one of the parts that ask it asks for more than those
	rowed   bool        // named in a row with what the document does not hold
	absence int         // index of the absent matter; -1 for none
	word    string      // the person's word for the absent or unknown matter; empty if it is no whole word
	foreign string      // an unknown matter in the person's own words
	found   []clause.ID // sentences found by their own words, or a clause named by number
	offices []int       // offices named
	place   bool        // another place's or level's policy
	unsaid  bool        // the wording as a whole tells that the document does not hold it
	sumless bool        // a sum is asked for, and the sentence found by its words holds none
	guessed bool        // found by the words of the question alone
	several bool        // 哪些: all that there is is asked for
	told    bool        // said in a part that asks nothing
	polar   bool        // a yes or no is expected
	from    int         // where it stands in the text
	to      int
}

// outside says whether the document does not hold what the item asks.
func (it *item) outside() bool {
	return it.absence >= 0 || it.foreign != "" || it.place || it.sumless || it.unsaid
}

// aspects is a set of aspects.
type aspects uint32

func (a aspects) has(x aspect) bool { return a&(1<<x) != 0 }

func (a aspects) with(x aspect) aspects { return a | 1<<x }

// read takes a question apart, knowing what it states of an enterprise, and if it is sure
// that the document holds an answer.
func (a *Asker) read(text string, u *nlu.Understanding, sure bool) *query {
	q := &query{runes: squeeze(nlu.Plain(text)), stated: wordsOf(text, u), sure: sure}
	q.hits = q.withoutAsker(q.withoutTorn(a.lex.find(q.runes)))
	if !slices.ContainsFunc(q.hits, func(h hit) bool { return h.sort.names() }) {
		if more := a.misspelt(q.runes, q.hits); len(more) > 0 {
			q.hits = inOrder(append(q.hits, more...))
		}
	}
	if q.babbles() {
		q.hits = nil
	}
	q.numbers = countsAnything(q.runes)
	q.split()
	if sure {
		a.trust(q)
	}
	a.itemise(q)
	return q
}

// babbles says whether a text is but sounds and letters behind them (啊吧啊吧qwerty): its 吧 asks nothing.
func (q *query) babbles() bool {
	n := 0
	for _, r := range q.runes {
		switch {
		case strings.ContainsRune(sounds, r):
			n++
		case !isLatin(r):
			return false
		}
	}
	return n > 1 && isLatin(q.runes[len(q.runes)-1])
}

// sounds are characters that mean nothing by themselves.
const sounds = "啊阿吧巴叭哈嘟嘎哇呀咿呜嘿呵哦喔噢嗯呃额啦咚叮哒咕噜喵汪嘀"

// withoutAsker drops words for what is absent that only say who asks (审计问：…).
func (q *query) withoutAsker(hits []hit) []hit {
	for i := 1; i < min(len(q.runes)-1, maxAsker+2); i++ {
		if strings.ContainsRune("问说讲", q.runes[i]) && strings.ContainsRune(":,，：", q.runes[i+1]) {
			return slices.DeleteFunc(hits, func(h hit) bool {
				return h.to <= i && (h.sort == absenceWord || h.sort == officeWord || h.sort == placeWord || h.sort == polarWord)
			})
		}
	}
	return hits
}

// wordsOf are the words of a text that state facts, plain.
func wordsOf(text string, u *nlu.Understanding) []string {
	if len(u.Facts)+len(u.WhatIf) == 0 {
		return nil
	}
	runes := []rune(text)
	var out []string
	for _, s := range append(slices.Clone(u.Facts), u.WhatIf...) {
		if s.Span.Start < s.Span.End && s.Span.End <= len(runes) {
			out = append(out, nlu.Plain(string(runes[s.Span.Start:s.Span.End])))
		}
	}
	return out
}

// states says whether a run is among the words that state something.
func (q *query) states(run []rune) bool {
	return slices.ContainsFunc(q.stated, func(s string) bool { return strings.Contains(s, string(run)) })
}

// squeeze takes the white space out of a plain text, but for one blank between
// two words of Latin letters.
func squeeze(plain string) []rune {
	out := []rune{}
	blank := false
	for _, r := range plain {
		switch {
		case r == ' ' || r == '\t' || r == '\r':
			blank = true
			continue
		case blank && len(out) > 0 && isLatin(r) && isLatin(out[len(out)-1]):
			out = append(out, ' ')
		}
		blank = false
		out = append(out, r)
	}
	return out
}

func isLatin(r rune) bool { return r >= 'a' && r <= 'z' }

// countsAnything says whether a text holds a number that is no year.
func countsAnything(text []rune) bool {
	for i := 0; i < len(text); i++ {
		from := i
		for i < len(text) && isDigit(text[i]) {
			i++
		}
		if i > from && (i-from != len("2025") || i == len(text) || text[i] != '年') {
			return true
		}
	}
	return false
}

// split cuts the question at marks and at words that begin a new part.
func (q *query) split() {
	from := 0
	cut := func(at, next int) {
		if at > from {
			q.parts = append(q.parts, part{from: from, to: at})
		}
		from = next
	}
	covered, absent := make([]bool, len(q.runes)+1), make([]bool, len(q.runes)+1)
	for _, h := range q.hits {
		if h.sort == splitWord && !q.joins(h) {
			cut(h.from, h.to)
			continue
		}
		absent[h.from] = absent[h.from] || h.sort == absenceWord
		for i := h.from + 1; i < h.to; i++ {
			covered[i] = true
		}
	}
	// Marks are cut again within the stretches, so that order is kept.
	cut(len(q.runes), len(q.runes))
	var fine []part
	for _, p := range q.parts {
		start := p.from
		for i := p.from; i < p.to; i++ {
			switch {
			case covered[i]:
			case isMark(q.runes, i):
				if i > start {
					fine = append(fine, part{from: start, to: i})
				}
				start = i + 1
			case i > start && absent[i] && q.asksAnew(start, i, p.to):
				fine = append(fine, part{from: start, to: i})
				start = i
			}
		}
		if p.to > start {
			fine = append(fine, part{from: start, to: p.to})
		}
	}
	q.parts = fine
	rest := q.hits // in the order of the parts
	for i := range q.parts {
		p := &q.parts[i]
		for len(rest) > 0 && rest[0].from < p.from {
			rest = rest[1:]
		}
		for _, h := range rest {
			if h.from >= p.to {
				break
			}
			if h.to <= p.to {
				p.hits = append(p.hits, h)
			}
		}
	}
}

// asksAnew says whether at a place within a stretch a word for an absent matter begins a question of its own, right
// behind one that asks how much a topic gets: 链主给多少|多久到账.
func (q *query) asksAnew(from, at, to int) bool {
	absent, topic, amount := -1, false, false
	for _, h := range q.hits {
		switch {
		case h.from < from || h.to > to:
		case h.sort == absenceWord && h.from < at:
			return false
		case h.sort == absenceWord && h.from == at:
			absent = h.to
			if !amount {
				return false
			}
			if containsAny(h.text, wonders...) {
				return true
			}
		case h.sort == topicWord && h.from < at:
			topic = true
		case h.sort == cueWord && h.to <= at:
			amount = topic && aspect(h.arg) == aspectAmount && at-h.to <= 1 && containsAny(h.text, wonders...)
		case absent > 0 && h.from >= absent && (h.sort == cueWord || h.sort == polarWord):
			return true // 电话|多少
		}
	}
	return false
}

// wonders are in the words that ask something.
var wonders = strings.Fields(`多少 多久 多长 什么 啥 怎 如何 几 哪 谁 何时 好多 吗 有没`)

// joins says whether a word that begins a new part elsewhere stands right after one of
// asking, and so goes with what follows (能不能和省里的叠加).
func (q *query) joins(split hit) bool {
	return slices.ContainsFunc(q.hits, func(h hit) bool { return h.to == split.from && h.sort == polarWord && h.to-h.from > 1 })
}

// isMark says whether rune i separates parts: a mark that is not inside a number.
func isMark(text []rune, i int) bool {
	switch text[i] {
	case '?', '!', ';', '。', '、', '\n', '；', '，', '{', '}', '[', ']', '【', '】', '<', '>', '|':
		return true
	case ',', '.':
		return i == 0 || i+1 == len(text) || !isDigit(text[i-1]) || !isDigit(text[i+1])
	}
	return false
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }
