// Package clause turns a policy document into clauses and sentences with ids,
// offices and verbatim quotes. It alone makes a Quote.
package clause

// ID names a clause ("art-3") or one of its sentences ("art-3.4").
type ID string

// Document is a policy document cut into clauses. It is immutable.
type Document struct {
	Title   string // the title lines without their breaks
	Clauses []Clause
}

// Clause is one article or paragraph of the document.
type Clause struct {
	ID        ID
	Heading   string // 推动提质增效; empty where there is none
	Marker    string // （三）; part of no sentence
	Sentences []Sentence
	Lead      []string // 牵头单位
	Support   []string // 配合单位
	Bracket   string   // the closing bracket with the offices, verbatim; no sentence
}

// Sentence is one sentence of a clause, verbatim.
type Sentence struct {
	ID   ID
	Text string
}

// Quote is a verbatim run of a clause. Only a Document makes one.
type Quote struct {
	clause ID // the sentence or clause it is cited by
	text   string
}

// Clause is the id the quote is cited by: a sentence's, or the clause's for its
// bracket of offices.
func (q Quote) Clause() ID { return q.clause }

// Text is the verbatim run.
func (q Quote) Text() string { return q.text }
