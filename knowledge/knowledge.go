// Package knowledge opens a policy: its text, its rules, its readings and the
// words people use for them, from a folder, checked as a whole. The default
// policy is embedded.
package knowledge

import (
	"suance/calc"
	"suance/knowledge/clause"
	"suance/knowledge/search"
)

// Policy is a policy that has been opened and found sound. It is immutable and
// safe for concurrent use.
type Policy struct {
	ID      string
	Version string // hash of the folder's content
	City    string // the city whose policy it is: 杭州市
	Doc     *clause.Document
	Rules   *calc.Rules
	Calc    *calc.Calculator // compiled from Rules
	Topics  []Topic
	Absent  []Absence
	// Asked weighs how questions are worded: lines of a run of characters and by how many
	// hundredths of a nat it speaks for what is asked being absent from the document, and for
	// its being a case to work out, parted by tabs, in the order of their bytes. Empty where
	// nothing was learnt.
	Asked string
}

// NewIndex makes an index over the document's sentences, whose hits name them by
// id. A start that ranks nothing does not pay for it; who ranks keeps one.
func (p *Policy) NewIndex() *search.Index {
	all := p.Doc.Sentences()
	docs := make([]search.Doc, len(all))
	for i, s := range all {
		docs[i] = search.Doc{ID: string(s.ID), Text: s.Text}
	}
	return search.New(docs)
}

// Topic is a thing that people ask about, with the words they use for it and the
// sentences that answer each aspect of it.
type Topic struct {
	ID       string
	Name     string   // how it is named back to a person, without figures
	Words    []string // how people call it
	Measures []string // ids of the measures it is about; empty for duties, plans, scope
	Clause   clause.ID
	// Aspects maps what is asked of the topic (amount, condition, who, office,
	// quota, times, fields, definition, …) to the sentences that say it.
	Aspects map[string][]clause.ID
}

// Absence is a matter that people ask about and that the document does not hold
// (materials, deadlines, telephone numbers, tax), with the words for it.
type Absence struct {
	ID    string
	Name  string // without figures
	Words []string
	Near  clause.ID // the clause that comes nearest to it; empty if none does
}
