// Package clause turns a policy document into clauses and sentences with ids,
// offices, numbers and verbatim quotes. It alone makes a Quote.
package clause

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// ID names a clause ("art-3") or one of its sentences ("art-3.4").
type ID string

// Clause is the id of the clause that a sentence belongs to; a clause's own id is
// returned as it is.
func (id ID) Clause() ID {
	if i := strings.LastIndexByte(string(id), '.'); i >= 0 {
		return id[:i]
	}
	return id
}

// Document is a policy document cut into clauses. It is immutable.
type Document struct {
	Title   string // the title lines without their breaks
	Clauses []Clause
	index   map[ID]place
}

// place is where an id leads: a clause, or one of its sentences.
type place struct{ clause, sentence int } // sentence -1: the clause itself

// Clause is one article or paragraph of the document.
type Clause struct {
	ID        ID
	Chapter   string // the chapter lines that stand before the clause; part of no sentence
	Marker    string // （三）; part of no sentence
	Heading   string // 推动提质增效; empty where there is none
	HeadLine  bool   // the heading stands on a line of its own and is part of no sentence
	Sentences []Sentence
	Lead      []string // 牵头单位
	Support   []string // 配合单位
	Bracket   string   // the closing bracket with the offices, verbatim; no sentence
}

// Text is the clause's sentences in a row, without marker and bracket.
func (c *Clause) Text() string {
	var b strings.Builder
	for _, s := range c.Sentences {
		b.WriteString(s.Text)
	}
	return b.String()
}

// before is what stands before the clause's first sentence.
func (c *Clause) before() string {
	s := c.Chapter
	if s != "" {
		s += "\n"
	}
	s += c.Marker
	if c.HeadLine {
		s += c.Heading + "\n"
	}
	return s
}

// Sentence is one sentence of a clause, verbatim but for line breaks.
type Sentence struct {
	ID   ID
	Text string
}

// Clause returns the clause with the id, or the one that the sentence with the id
// belongs to; nil if there is none.
func (d *Document) Clause(id ID) *Clause {
	p, ok := d.index[id]
	if !ok {
		return nil
	}
	return &d.Clauses[p.clause]
}

// Sentence returns the sentence with the id.
func (d *Document) Sentence(id ID) (Sentence, bool) {
	p, ok := d.index[id]
	if !ok || p.sentence < 0 {
		return Sentence{}, false
	}
	return d.Clauses[p.clause].Sentences[p.sentence], true
}

// Has says whether a clause or a sentence has the id.
func (d *Document) Has(id ID) bool {
	_, ok := d.index[id]
	return ok
}

// Sentences returns all sentences in the order of the document.
func (d *Document) Sentences() []Sentence {
	var all []Sentence
	for i := range d.Clauses {
		all = append(all, d.Clauses[i].Sentences...)
	}
	return all
}

// Text puts the document together again: all that it was cut into, in order, a
// line each. White space aside it is the text that was parsed.
func (d *Document) Text() string {
	var b strings.Builder
	for i := range d.Clauses {
		c := &d.Clauses[i]
		b.WriteString(c.before() + c.Text() + c.Bracket + "\n")
	}
	return b.String()
}

// build fills the index; of two clauses with one id the first keeps it.
func (d *Document) build() {
	d.index = make(map[ID]place)
	put := func(id ID, p place) {
		if _, taken := d.index[id]; !taken {
			d.index[id] = p
		}
	}
	for i := range d.Clauses {
		put(d.Clauses[i].ID, place{i, -1})
		for j, s := range d.Clauses[i].Sentences {
			put(s.ID, place{i, j})
		}
	}
}

// Position is the line and column, in characters from 1, at which a sentence's
// text from a byte offset on stands in the text that the document was parsed
// from.
func (d *Document) Position(source string, id ID, offset int) (line, column int) {
	p, ok := d.index[id]
	if !ok || p.sentence < 0 {
		return 0, 0
	}
	var before strings.Builder
	for i := range p.clause {
		c := &d.Clauses[i]
		before.WriteString(c.before() + c.Text() + c.Bracket)
	}
	c := &d.Clauses[p.clause]
	before.WriteString(c.before())
	for _, s := range c.Sentences[:p.sentence] {
		before.WriteString(s.Text)
	}
	before.WriteString(c.Sentences[p.sentence].Text[:offset])
	skip := utf8.RuneCountInString(squeeze(before.String()))
	line, column = 1, 1
	for _, r := range strings.TrimPrefix(source, "\ufeff") {
		if !unicode.IsSpace(r) {
			if skip == 0 {
				break
			}
			skip--
		}
		column++
		if r == '\n' {
			line, column = line+1, 1
		}
	}
	return line, column
}
