package answer

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Limits of a reply, in characters and citations.
const (
	MaxRunes     = 1500
	MaxCitations = 12
)

// Kind says what a part of a reply is, so that a channel can render it.
type Kind uint8

// The kinds of parts.
const (
	Words     Kind = iota // fixed words and names
	Number                // a figure with its source
	Quotation             // verbatim words of the document
	Reference             // where a quote stands: 第（三）条第4句
	Heard                 // the person's own words or values
	Mark                  // the receipt
)

// Part is a run of a reply with one kind and, for its numbers, one source.
type Part struct {
	kind   Kind
	runes  int32 // of text; counted once, for the length of a reply is asked for often
	text   string
	source string
}

func (p Part) counted() Part {
	for i := range len(p.text) {
		if utf8.RuneStart(p.text[i]) {
			p.runes++
		}
	}
	return p
}

// Kind is the kind of the part.
func (p Part) Kind() Kind { return p.kind }

// Text is what a person reads.
func (p Part) Text() string { return p.text }

// Figure is a number of a reply and what backs it, in the contract's words.
type Figure struct {
	Text   string `json:"text"`
	Source string `json:"source"`
}

// Worked says whether the figure was worked out.
func (f Figure) Worked() bool { return strings.HasPrefix(f.Source, "calc:") }

// Citation is a verbatim run of the document and the id it stands under.
type Citation struct {
	Clause string `json:"clause"`
	Quote  string `json:"quote"`
}

// Rank says how readily a line is left out of a reply that would be too long.
type Rank uint8

// The ranks: what answers the question, what completes it, how it comes about.
const (
	Keep Rank = iota
	Useful
	Detail
)

// line is one line of a reply.
type line struct {
	parts []Part
	rank  Rank
	what  words   // what is missing when the line is left out
	left  []words // of the line that says what was left out
	of    matter  // what the line is, where it is to be said but once
}

// matter is what one line of a reply says for all of it.
type matter uint8

const (
	anything matter = iota
	standing        // of the document
	counter         // the lead office to ask, and no more
	offices         // where to apply and ask
	passage         // the sentence that an outcome rests on
	basis           // what figures rest on
	receipt         // that binds it
)

// Text is a reply, or a piece of one. The zero Text is empty. It is immutable.
type Text struct {
	lines []line
	cites []Citation
}

// Empty says whether there is nothing to read.
func (t Text) Empty() bool { return len(t.lines) == 0 }

// Lines are the parts of each line, for a channel to render.
func (t Text) Lines() [][]Part {
	out := make([][]Part, len(t.lines))
	for i, l := range t.lines {
		out[i] = l.parts
	}
	return out
}

// String is the reply as plain text.
func (t Text) String() string {
	size := len(t.lines)
	for _, l := range t.lines {
		for _, p := range l.parts {
			size += len(p.text)
		}
	}
	var b strings.Builder
	b.Grow(size)
	for i, l := range t.lines {
		if i > 0 {
			b.WriteByte('\n')
		}
		for _, p := range l.parts {
			b.WriteString(p.text)
		}
	}
	return b.String()
}

// usualFigures is how many numbers most replies have at most.
const usualFigures = 6

// Figures are the numbers of the reply in their order, each once a source.
func (t Text) Figures() []Figure {
	figs := make([]Figure, 0, usualFigures)
	t.Has(func(f Figure) bool {
		worked := f.Source == "user" && slices.Contains(figs, Figure{Text: f.Text, Source: "calc:compare"}) // nobody said it
		if !worked && !slices.Contains(figs, f) {
			figs = append(figs, f)
		}
		return false
	})
	return figs
}

// Has says whether a number of the reply is such.
func (t Text) Has(such func(Figure) bool) bool {
	for _, l := range t.lines {
		for _, p := range l.parts {
			if p.source == "" {
				continue
			}
			for from, to := nextNumber(p.text, 0); to > 0; from, to = nextNumber(p.text, to) {
				if such(Figure{Text: p.text[from:to], Source: p.source}) {
					return true
				}
			}
		}
	}
	return false
}

// Citations are the passages the reply rests on, the most telling first.
func (t Text) Citations() []Citation {
	return append([]Citation{}, t.cites[:min(len(t.cites), MaxCitations)]...)
}

// Runes is the length of the reply in characters.
func (t Text) Runes() int {
	n := max(len(t.lines)-1, 0)
	for _, l := range t.lines {
		n += l.runes()
	}
	return n
}

func (l line) runes() int {
	n := 0
	for _, p := range l.parts {
		n += int(p.runes)
	}
	return n
}

// same says whether another line has the same parts.
func (l line) same(o line) bool {
	return slices.EqualFunc(l.parts, o.parts, func(a, b Part) bool { return a.text == b.text })
}

// fit leaves whole lines out, the least needed and the last first, until the
// reply is no longer than limit, and says what was left out, now or before.
// Nothing is ever cut inside a line, so that no quote or figure is.
func (t Text) fit(limit int) Text {
	if t.Runes() <= limit {
		return t
	}
	const notice words = "（篇幅所限，未列出："
	room := limit - utf8.RuneCountInString(string(notice)) - 2
	cut := Text{cites: t.cites}
	var left []words
	missing := func(what words) {
		if what != "" && !slices.Contains(left, what) {
			left = append(left, what)
			room -= utf8.RuneCountInString(string(what)) + 1
		}
	}
	for _, l := range t.lines {
		if l.left == nil {
			cut.lines = append(cut.lines, l)
		}
		for _, what := range l.left {
			missing(what)
		}
	}
	for len(cut.lines) > 1 && cut.Runes() > room {
		i := leastNeeded(cut.lines)
		missing(cut.lines[i].what)
		cut.lines = slices.Delete(cut.lines, i, i+1)
	}
	if len(left) == 0 {
		return cut
	}
	say := notice
	for i, what := range left {
		if i > 0 {
			say += "、"
		}
		say += what
	}
	cut.lines = append(cut.lines, line{parts: []Part{Part{kind: Words, text: string(say + "）")}.counted()}, left: left})
	return cut
}

// leastNeeded is the line to leave out next: of the highest rank the last, but
// of the lines to keep rather one from the middle than the end, where standing
// and question stand.
func leastNeeded(lines []line) int {
	at := 0
	for i, l := range lines {
		if l.rank >= lines[at].rank {
			at = i
		}
	}
	if lines[at].rank == Keep {
		return len(lines) / 2
	}
	return at
}
