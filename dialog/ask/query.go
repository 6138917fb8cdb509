package ask

import (
	"slices"
	"strings"

	"suance/dialog/nlu"
	"suance/knowledge/clause"
)

// query is a question taken apart.
type query struct {
	runes []rune // the plain text without white space
	hits  []hit
	parts []part
	items []item
	// numbers says that the question holds a number: what is said of an
	// enterprise is then no foreign matter.
	numbers bool
}

// part is a stretch of a question between marks.
type part struct {
	from, to int
	hits     []hit
}

// item is one thing that is asked: a matter of the document and what about it,
// or a matter that the document does not hold.
type item struct {
	topics  []int // what is asked about, or near which the absent matter lies
	aspects aspects
	named   []string    // aspects that a topic answers under an absence's name
	absence int         // index of the absent matter; -1 for none
	word    string      // the person's word for the absent matter
	foreign string      // an unknown matter in the person's own words
	found   []clause.ID // sentences found by their own words, or a clause named by number
	offices []int       // offices named
	place   bool        // another place's or level's policy
	sumless bool        // a sum is asked for, and the sentence found by its words holds none
	guessed bool        // found by the words of the question alone
	several bool        // 哪些: all that there is is asked for
	polar   bool        // a yes or no is expected
	from    int         // where it stands in the text
	to      int
}

// outside says whether the document does not hold what the item asks.
func (it *item) outside() bool {
	return it.absence >= 0 || it.foreign != "" || it.place || it.sumless
}

// aspects is a set of aspects.
type aspects uint32

func (a aspects) has(x aspect) bool { return a&(1<<x) != 0 }

func (a aspects) with(x aspect) aspects { return a | 1<<x }

// read takes a question apart.
func (a *Asker) read(text string) *query {
	q := &query{runes: squeeze(nlu.Plain(text))}
	q.hits = a.lex.find(q.runes)
	if !slices.ContainsFunc(q.hits, func(h hit) bool { return h.sort.names() }) {
		if more := a.misspelt(q.runes, q.hits); len(more) > 0 {
			q.hits = inOrder(append(q.hits, more...))
		}
	}
	q.numbers = countsAnything(q.runes)
	q.split()
	a.itemise(q)
	return q
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
	covered := make([]bool, len(q.runes)+1)
	for _, h := range q.hits {
		if h.sort == splitWord {
			cut(h.from, h.to)
			continue
		}
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
			if isMark(q.runes, i) && !covered[i] {
				if i > start {
					fine = append(fine, part{from: start, to: i})
				}
				start = i + 1
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

// isMark says whether rune i separates parts: a mark that is not inside a number.
func isMark(text []rune, i int) bool {
	switch text[i] {
	case '?', '!', ';', '。', '、', '\n', '；', '，':
		return true
	case ',', '.':
		return i == 0 || i+1 == len(text) || !isDigit(text[i-1]) || !isDigit(text[i+1])
	}
	return false
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

// args are the arguments of the words of a sort in a part, each once.
func (p *part) args(s sort) []int {
	var out []int
	for _, h := range p.hits {
		if h.sort == s && !slices.Contains(out, h.arg) {
			out = append(out, h.arg)
		}
	}
	return out
}

func (p *part) has(s sort) bool {
	return slices.ContainsFunc(p.hits, func(h hit) bool { return h.sort == s })
}

// aspects are what the part asks about.
func (p *part) aspects() aspects {
	var out aspects
	for i, h := range p.hits {
		switch h.sort {
		case cueWord:
			out = out.with(p.asked(i))
		case benefitWord:
			out = out.with(aspectBenefit)
		case topicWord: // 平台补助 is a matter and speaks of a benefit
			for _, w := range [...]string{"奖励", "补助", "补贴", "补偿"} {
				if strings.HasSuffix(h.text, w) {
					out = out.with(aspectBenefit)
				}
			}
		}
	}
	return out
}

// asked is what the word of asking at a place asks for. 名额多少 asks for no sum, and
// 作用是什么 for no definition.
func (p *part) asked(i int) aspect {
	h := p.hits[i]
	switch {
	case aspect(h.arg) == aspectAmount && h.text == "多少" && p.cueBefore(i) == aspectQuota:
		return aspectQuota
	case aspect(h.arg) == aspectDefinition && strings.HasPrefix(h.text, "是") && !strings.HasSuffix(h.text, "意思") && !p.topicAt(h.from):
		return aspectWhat
	}
	return aspect(h.arg)
}

// ofTheWhole says whether a part speaks of the document as a whole.
func (p *part) ofTheWhole() bool {
	return slices.ContainsFunc(p.hits, func(h hit) bool {
		return slices.Contains([]string{"政策", "文件", "措施", "规定", "办法"}, h.text)
	})
}

// cueBefore is what the last word of asking before a place asks for.
func (p *part) cueBefore(i int) aspect {
	for i--; i >= 0; i-- {
		switch p.hits[i].sort {
		case cueWord:
			return aspect(p.hits[i].arg)
		case fillWord:
		default:
			return noAspect
		}
	}
	return noAspect
}

// topicAt says whether a word for a topic ends at a place.
func (p *part) topicAt(at int) bool {
	return slices.ContainsFunc(p.hits, func(h hit) bool { return h.sort == topicWord && h.to == at })
}

// asks says whether the part asks for anything.
func (p *part) asks() bool {
	return p.has(cueWord) || p.has(benefitWord) || p.has(polarWord)
}

// itemise makes items of the parts: a part without a matter of its own goes with
// the matter spoken of before.
func (a *Asker) itemise(q *query) {
	var pending, last []int
	var pointed *item // a clause named in a part that asks nothing
	for i := range q.parts {
		p := &q.parts[i]
		topics := a.topicsOf(p)
		if p.has(talkWord) && (!p.asks() || len(topics) == 0 && (p.has(selfWord) || !p.has(absenceWord) && !p.has(benefitWord))) {
			continue
		}
		about := append(slices.Clone(pending), topics...)
		if len(about) == 0 {
			about = last
		}
		if it, ok := a.pointed(q, p); ok && len(topics) == 0 {
			if pointed = &it; p.asks() || i+1 == len(q.parts) {
				q.add(it)
				pointed = nil
			}
			continue
		}
		if pointed != nil && len(topics) == 0 && p.asks() && len(p.args(absenceWord)) == 0 {
			it := *pointed
			it.aspects, it.polar, it.to = p.aspects(), p.has(polarWord), p.to
			q.add(it)
			pointed = nil
			continue
		}
		if a.outside(q, p, topics, about) {
			if len(topics) > 0 {
				pending, last = nil, topics
			}
			continue
		}
		asks := p.asks()
		if len(about) == 0 && p.aspects().has(aspectTogether) {
			about = a.overlap
		}
		switch {
		case len(topics) > 0 && !asks && i+1 < len(q.parts):
			pending = append(pending, topics...)
			continue
		case len(topics) == 0 && !asks:
			continue
		case len(about) == 0 && p.aspects().has(aspectOffice) && p.ofTheWhole():
			q.add(item{found: a.staffed, aspects: aspectOffice.bit(), absence: -1, from: p.from, to: p.to})
			continue
		case len(about) == 0:
			if found := a.search(q, p); len(found) > 0 {
				it := item{found: found, guessed: true, aspects: p.aspects(), absence: -1, polar: p.has(polarWord), from: p.from, to: p.to}
				it.sumless = p.asksMoney() && !a.holdsSum(found)
				q.add(it)
				continue
			}
		}
		pending, last = nil, about
		named := a.overruled(p, topics)
		asked := p.aspects()
		if slices.ContainsFunc(about, func(x int) bool { return slices.Contains(a.overlap, x) }) {
			asked = asked.with(aspectTogether)
		}
		narrowed := about
		if !asked.has(aspectCompare) { // 首次和再次有什么区别 asks about both
			narrowed = a.narrow(about)
		}
		q.add(item{topics: narrowed, aspects: asked, named: named, several: p.has(severalWord), absence: -1, polar: p.has(polarWord), from: p.from, to: p.to})
	}
	if pointed != nil {
		q.add(*pointed)
	}
	if len(pending) > 0 {
		q.add(item{topics: a.narrow(pending), absence: -1, to: len(q.runes)})
	}
}

// holdsSum says whether one of the sentences holds a number that is no mere name.
func (a *Asker) holdsSum(ids []clause.ID) bool {
	return slices.ContainsFunc(ids, func(id clause.ID) bool {
		s, _ := a.policy.Doc.Sentence(id)
		return slices.ContainsFunc(nlu.Quantities(s.Text), func(x nlu.Quantity) bool {
			return x.Kind == nlu.KindMoney || x.Kind == nlu.KindShare
		})
	})
}

// pointed is the item of a part that names a clause by its number or heading, or
// an office.
func (a *Asker) pointed(q *query, p *part) (item, bool) {
	it := item{aspects: p.aspects(), absence: -1, from: p.from, to: p.to}
	it.found = a.named(q, p)
	for _, c := range p.args(headingWord) {
		it.found = append(it.found, a.policy.Doc.Clauses[c].ID)
	}
	if len(it.found) == 0 {
		it.offices = p.args(officeWord)
	}
	if len(it.found) == 0 && slices.ContainsFunc(a.content(q, p), func(s span) bool { return a.unknown(q.runes[s.from:s.to]) }) {
		return it, false
	}
	return it, len(it.found)+len(it.offices) > 0 && len(p.args(absenceWord)) == 0
}

// outside adds items for what the document does not hold; it reports whether the
// part holds nothing else.
func (a *Asker) outside(q *query, p *part, topics, near []int) bool {
	absences := a.absencesOf(p, topics)
	place := p.has(placeWord)
	foreign := ""
	if len(absences) == 0 && !place {
		foreign = a.foreign(q, p, topics, near)
	}
	if len(absences) == 0 && foreign == "" && !place {
		return false
	}
	if len(topics) > 0 && !place && foreign == "" && p.asksBefore() {
		q.add(item{topics: a.narrow(near), aspects: p.topicAspects(), absence: -1, polar: p.has(polarWord), from: p.from, to: p.to})
	}
	it := item{topics: a.narrow(near), absence: -1, foreign: foreign, place: place, from: p.from, to: p.to}
	if len(absences) == 0 || place {
		q.add(it)
	} else {
		for _, x := range absences {
			it.absence, it.word = x, q.wordOf(p, x)
			q.add(it)
		}
	}
	return true
}

// wordOf is the person's word for an absent matter.
func (q *query) wordOf(p *part, absence int) string {
	for _, h := range p.hits {
		if h.sort == absenceWord && h.arg == absence {
			return string(q.runes[h.from:h.to])
		}
	}
	return ""
}

// add adds an item, or joins it with one before it about the same matters.
func (q *query) add(it item) {
	slices.Sort(it.topics)
	it.topics = slices.Compact(it.topics)
	for i := range q.items {
		old := &q.items[i]
		if it.absence < 0 && old.absence < 0 && it.foreign == "" && old.foreign == "" && it.place == old.place &&
			slices.Equal(old.topics, it.topics) && slices.Equal(old.found, it.found) && slices.Equal(old.offices, it.offices) {
			old.aspects |= it.aspects
			old.named = append(old.named, it.named...)
			old.polar = old.polar || it.polar
			old.several = old.several || it.several
			old.to = it.to
			return
		}
		if it.absence >= 0 && old.absence == it.absence {
			return
		}
	}
	q.items = append(q.items, it)
}

// asksBefore says whether a topic of the part is itself asked about before an
// absent matter is named. A topic after the absent matter is qualified by it
// (another district's 智能工厂).
func (p *part) asksBefore() bool {
	topic := false
	for _, h := range p.hits {
		switch h.sort {
		case topicWord:
			topic = true
		case absenceWord:
			return false
		case cueWord:
			if topic && aspect(h.arg) != aspectWhat {
				return true
			}
		}
	}
	return false
}

// topicAspects are the aspects of cues whose nearest matter before them is a
// topic.
func (p *part) topicAspects() aspects {
	var out aspects
	near := sort(0)
	for _, h := range p.hits {
		switch h.sort {
		case topicWord, absenceWord:
			near = h.sort
		case cueWord:
			if near != absenceWord {
				out = out.with(aspect(h.arg))
			}
		}
	}
	return out
}
