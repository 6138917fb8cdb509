package clause

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
)

// MaxBytes is the size up to which a document is read.
const MaxBytes = 1 << 20

// Errors of Parse.
var (
	ErrEncoding = errors.New("文件不是有效的 UTF-8 文本")
	ErrEmpty    = errors.New("文件没有正文")
	ErrTooLarge = errors.New("文件过大")
)

// Parse cuts a document into clauses: the title lines, the preamble, chapters'
// own paragraphs (part-1), the numbered clauses (art-1; by their printed number
// where the numbers ascend through the document, else by position) and the
// closing paragraphs.
func Parse(text string, layout Layout) (*Document, error) {
	switch {
	case len(text) > MaxBytes:
		return nil, ErrTooLarge
	case !utf8.ValidString(text):
		return nil, ErrEncoding
	}
	paras := paragraphs(text)
	if len(paras) == 0 {
		return nil, ErrEmpty
	}
	c := cutter{layout: layout.settle(paras), paras: paras}
	c.cut()
	return c.document(), nil
}

// paragraphs are the lines with something on them, without the space around.
func paragraphs(text string) []string {
	var paras []string
	for line := range strings.Lines(strings.TrimPrefix(text, "\ufeff")) {
		for part := range strings.SplitSeq(line, "\r") {
			if part = strings.TrimSpace(part); part != "" {
				paras = append(paras, part)
			}
		}
	}
	return paras
}

// cutter collects the paragraphs of each clause.
type cutter struct {
	layout  Layout
	paras   []string
	drafts  []draft
	chapter string // chapter lines that wait for their first clause
	parts   int    // chapters seen
}

// draft is a clause whose sentences are not yet cut.
type draft struct {
	kind    draftKind
	number  int
	chapter string
	marker  string
	body    []string
}

// said says whether the draft holds more than a heading.
func (d *draft) said() bool {
	return len(d.body) > 1 || len(d.body) == 1 && strings.ContainsAny(d.body[0], "。；")
}

// headLine says whether an article begins with a line that is only a heading.
func (d *draft) headLine() bool {
	return d.kind == articleDraft && len(d.body) > 1 && d.body[0] != "" &&
		utf8.RuneCountInString(d.body[0]) <= 30 && !strings.ContainsAny(d.body[0], "。；，,：:")
}

type draftKind int

const (
	titleDraft draftKind = iota
	preambleDraft
	partDraft
	articleDraft
	closingDraft
)

// cut deals the paragraphs out to drafts.
func (c *cutter) cut() {
	for i, p := range c.paras {
		if n, marker, ok := matchMarker(p, c.layout.Article); ok {
			c.open(articleDraft, n, marker, strings.TrimSpace(p[len(marker):]))
			continue
		}
		if marker, ok := c.chapterMarker(p); ok {
			c.parts++
			if strings.ContainsAny(p, "。；") { // a chapter that is itself a clause
				c.open(partDraft, c.parts, marker, strings.TrimSpace(p[len(marker):]))
			} else {
				c.chapter = joinLines(c.chapter, p)
			}
			continue
		}
		c.plain(i, p)
	}
	if c.chapter != "" { // a chapter line with nothing after it is not lost
		c.open(partDraft, c.parts, "")
	}
}

// plain deals out a paragraph without a marker.
func (c *cutter) plain(i int, p string) {
	last := len(c.drafts) - 1
	switch {
	case c.chapter != "":
		c.open(partDraft, c.parts, "", p)
	case last < 0 && titleLine(p):
		c.open(titleDraft, 0, "", p)
	case last < 0, c.drafts[last].kind == titleDraft && !titleLine(p):
		c.open(preambleDraft, 0, "", p)
	case c.drafts[last].kind == articleDraft && c.drafts[last].said() && c.closes(i):
		c.open(closingDraft, 0, "", p)
	default:
		c.drafts[last].body = append(c.drafts[last].body, p)
	}
}

func (c *cutter) open(kind draftKind, n int, marker string, body ...string) {
	c.drafts = append(c.drafts, draft{kind: kind, number: n, chapter: c.chapter, marker: marker, body: body})
	c.chapter = ""
}

func (c *cutter) chapterMarker(p string) (string, bool) {
	for _, pattern := range c.layout.Chapters {
		if _, marker, ok := matchMarker(p, pattern); ok {
			return marker, true
		}
	}
	return "", false
}

// titleLine says whether a paragraph before all others belongs to the title:
// short, no sentence, not an address to somebody.
func titleLine(p string) bool {
	return utf8.RuneCountInString(p) <= 80 && !strings.ContainsAny(p, "。；") &&
		!strings.HasSuffix(p, "：") && !strings.HasSuffix(p, ":")
}

// closes says whether the paragraph at i opens the closing of the document: by
// the layout's word, or because it speaks of the document's own force and no
// marker follows.
func (c *cutter) closes(i int) bool {
	p := c.paras[i]
	switch c.layout.Closing {
	case NoClosing:
		return false
	case "":
	default:
		return strings.HasPrefix(p, c.layout.Closing)
	}
	if !strings.HasPrefix(p, "本") || !containsAny(p, "施行", "实施", "有效期", "解释") {
		return false
	}
	for _, later := range c.paras[i+1:] {
		if _, _, ok := matchMarker(later, c.layout.Article); ok {
			return false
		}
		if _, ok := c.chapterMarker(later); ok {
			return false
		}
	}
	return true
}

func containsAny(s string, words ...string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

func joinLines(a, b string) string {
	if a == "" {
		return b
	}
	return a + "\n" + b
}

// document gives the drafts their ids and cuts their sentences.
func (c *cutter) document() *Document {
	d := &Document{Clauses: make([]Clause, 0, len(c.drafts))}
	printed := ascending(c.drafts)
	articles := 0
	for _, dr := range c.drafts {
		n := dr.number
		if dr.kind == articleDraft {
			articles++
			if !printed {
				n = articles
			}
		}
		cl := Clause{ID: c.name(dr.kind, n), Chapter: dr.chapter, Marker: dr.marker}
		if dr.headLine() {
			cl.Heading, cl.HeadLine, dr.body = dr.body[0], true, dr.body[1:]
		}
		body := strings.Join(dr.body, "")
		texts := []string{body} // a title is one sentence whatever stands in it
		if dr.kind == titleDraft {
			d.Title = body
		} else {
			cl.Lead, cl.Support, cl.Bracket = c.layout.offices(body)
			texts = sentences(strings.TrimSuffix(body, cl.Bracket))
		}
		for i, t := range texts {
			cl.Sentences = append(cl.Sentences, Sentence{ID: ID(fmt.Sprintf("%s.%d", cl.ID, i+1)), Text: t})
		}
		if dr.kind == articleDraft && !cl.HeadLine && len(texts) > 1 {
			cl.Heading = heading(texts[0])
		}
		d.Clauses = append(d.Clauses, cl)
	}
	d.build()
	return d
}

func (c *cutter) name(kind draftKind, n int) ID {
	id := [...]ID{titleDraft: "title", preambleDraft: "preamble", partDraft: "part", articleDraft: "art", closingDraft: "closing"}[kind]
	if kind == partDraft || kind == articleDraft {
		id = ID(fmt.Sprintf("%s-%d", id, n))
	}
	if to, ok := c.layout.Rename[id]; ok {
		return to
	}
	return id
}

// ascending says whether the printed numbers of the articles rise all through.
func ascending(drafts []draft) bool {
	last := 0
	for _, dr := range drafts {
		if dr.kind != articleDraft {
			continue
		}
		if dr.number <= last {
			return false
		}
		last = dr.number
	}
	return true
}
