package clause

import (
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// MinQuote is the least number of characters of a quote.
const MinQuote = 4

// Errors of Quote.
var (
	ErrNoClause    = errors.New("没有这个条款")
	ErrNotVerbatim = errors.New("引文不是该条款的原文")
	ErrShortQuote  = errors.New("引文过短")
)

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

// Quote returns the run of the sentence or clause that equals text, white space
// aside, as the document writes it. The bracket of offices is quoted by its
// clause's id.
func (d *Document) Quote(id ID, text string) (Quote, error) {
	body, ok := d.body(id)
	if !ok {
		return Quote{}, fmt.Errorf("%s：%w", id, ErrNoClause)
	}
	want := squeeze(text)
	if utf8.RuneCountInString(want) < MinQuote {
		return Quote{}, fmt.Errorf("%s：%w", id, ErrShortQuote)
	}
	run, ok := findRun(body, want)
	if !ok {
		return Quote{}, fmt.Errorf("%s：%w：%s", id, ErrNotVerbatim, text)
	}
	return Quote{clause: id, text: run}, nil
}

// QuoteSentence quotes the whole sentence with the id.
func (d *Document) QuoteSentence(id ID) (Quote, error) {
	s, ok := d.Sentence(id)
	if !ok {
		return Quote{}, fmt.Errorf("%s：%w", id, ErrNoClause)
	}
	return Quote{clause: id, text: s.Text}, nil
}

// QuoteOffices quotes the bracket of offices of the clause that the id names or
// lies in.
func (d *Document) QuoteOffices(id ID) (Quote, error) {
	c := d.Clause(id)
	if c == nil || c.Bracket == "" {
		return Quote{}, fmt.Errorf("%s：%w", id, ErrNoClause)
	}
	return Quote{clause: c.ID, text: c.Bracket}, nil
}

// body is the text that quotes of the id may be taken from.
func (d *Document) body(id ID) (string, bool) {
	if s, ok := d.Sentence(id); ok {
		return s.Text, true
	}
	if c := d.Clause(id); c != nil {
		return c.Text() + c.Bracket, true
	}
	return "", false
}

// squeeze takes the white space out of a text.
func squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

// findRun finds the run of body that is want but for white space.
func findRun(body, want string) (string, bool) {
	if i := strings.Index(body, want); i >= 0 {
		return body[i : i+len(want)], true
	}
	var tight strings.Builder
	var at []int // offset in body of each byte of tight
	for i, r := range body {
		if !unicode.IsSpace(r) {
			tight.WriteRune(r)
			for range utf8.RuneLen(r) {
				at = append(at, i)
			}
		}
	}
	i := strings.Index(tight.String(), want)
	if i < 0 {
		return "", false
	}
	last := at[i+len(want)-1]
	_, size := utf8.DecodeRuneInString(body[last:])
	return body[at[i] : last+size], true
}
