package answer

import (
	"slices"
	"strconv"
	"strings"

	"suance/calc"
	"suance/calc/fact"
	"suance/calc/money"
	"suance/knowledge"
	"suance/knowledge/clause"
)

// words is text that stands in the program itself. The type is unexported, so
// that other packages can pass untyped constants only; a test proves that none
// of them holds a number.
type words string

// Builder puts a reply together, line by line. Methods return the builder, so
// that a line of a reply is a line of code.
type Builder struct {
	policy *knowledge.Policy
	text   Text
}

// New begins a reply under a policy.
func New(p *knowledge.Policy) *Builder { return &Builder{policy: p} }

// Line begins a new line that stays whatever the length of the reply.
func (b *Builder) Line() *Builder { return b.Spare(Keep, "") }

// Spare begins a new line of a rank; what names it where it is left out.
func (b *Builder) Spare(r Rank, what words) *Builder {
	if b.text.lines == nil {
		b.text.lines = make([]line, 0, usualLines)
	}
	b.text.lines = append(b.text.lines, line{rank: r, what: what})
	return b
}

// Words writes fixed words.
func (b *Builder) Words(w words) *Builder { return b.add(Part{kind: Words, text: string(w)}) }

// name writes words of policy data, which loading has found free of figures.
func (b *Builder) name(s string) *Builder { return b.add(Part{kind: Words, text: s}) }

// marked writes a name in quotation marks, but for one that has some itself: “链主”企业补助.
func (b *Builder) marked(s string) *Builder {
	if strings.Contains(s, "“") {
		return b.name(s)
	}
	return b.Words("“").name(s).Words("”")
}

// usualLines is how many lines most texts have at most, usualParts how many parts most
// lines.
const usualLines, usualParts = 4, 6

func (b *Builder) add(p Part) *Builder {
	if p.text == "" {
		return b
	}
	if len(b.text.lines) == 0 {
		b.Line()
	}
	last := &b.text.lines[len(b.text.lines)-1]
	if last.parts == nil {
		last.parts = make([]Part, 0, usualParts)
	}
	last.parts = append(last.parts, p.counted())
	return b
}

// Topic names a thing that people ask about.
func (b *Builder) Topic(t *knowledge.Topic) *Builder { return b.name(t.Name) }

// MarkedTopic names a thing that people ask about in quotation marks.
func (b *Builder) MarkedTopic(t *knowledge.Topic) *Builder { return b.marked(t.Name) }

// Absence names a matter that the document does not hold.
func (b *Builder) Absence(a *knowledge.Absence) *Builder { return b.name(a.Name) }

// Title names a measure.
func (b *Builder) Title(r *calc.Result) *Builder { return b.name(r.Title) }

// Marked names a measure in quotation marks.
func (b *Builder) Marked(r *calc.Result) *Builder { return b.marked(r.Title) }

// TitleOf names the measure with the id; an unknown id writes nothing.
func (b *Builder) TitleOf(measure string) *Builder {
	if m := b.policy.Rules.Measure(measure); m != nil {
		return b.name(m.Title)
	}
	return b
}

// Label names a fact. A label that itself holds a number (没有则 0), which would
// stand in the reply without a source, gives way to the short one.
func (b *Builder) Label(sp *fact.Spec) *Builder {
	if sp.Short != "" && len(numbers(sp.Label)) > 0 {
		return b.name(sp.Short)
	}
	return b.name(sp.Label)
}

// City names the city whose policy it is.
func (b *Builder) City() *Builder { return b.name(b.policy.City) }

// Standing names what the document is: 征求意见稿.
func (b *Builder) Standing() *Builder { return b.name(b.policy.Rules.Standing.Name) }

// Document names the document by its title.
func (b *Builder) Document() *Builder { return b.name("《" + b.policy.Doc.Title + "》") }

// Names writes offices with 、 between them.
func (b *Builder) names(list []string) *Builder { return b.name(strings.Join(list, "、")) }

// Value writes a value that the person gave for a fact. What people say in words
// (没有, 两项, 第二年) is written in words: in digits it would not stand in what they
// said.
func (b *Builder) Value(sp *fact.Spec, v fact.Value) *Builder {
	if said, ok := inWords(sp, v); ok {
		return b.add(Part{kind: Heard, text: said})
	}
	return b.add(Part{kind: Heard, text: sp.SayValue(v), source: "user"})
}

// inWords is a value as people say it without digits: nothing, or a small count.
func inWords(sp *fact.Spec, v fact.Value) (string, bool) {
	n, exact := v.Exact()
	switch {
	case !exact || sp.Type != fact.Money && sp.Type != fact.Count:
		return "", false
	case n == 0:
		return "没有", true
	case sp.Type == fact.Count && n <= 10 && sp.Unit != "辆":
		said := spokenWhole(strconv.FormatInt(n, 10))
		switch {
		case len(sp.Words.Ordinal) > 0:
			said = "第" + said
		case n == 2:
			said = "两"
		}
		return said + sp.Unit, true
	}
	return "", false
}

// Said is the person's own words.
type Said struct{ text string }

// Hear takes a message of the person, or a run of one. Nothing but a message
// may be passed.
func Hear(message string) Said { return Said{message} }

// Said writes the person's own words.
func (b *Builder) Said(s Said) *Builder {
	return b.add(Part{kind: Heard, text: s.text, source: "user"})
}

// Award writes what another policy was said to pay.
func (b *Builder) Award(sum money.Amount) *Builder {
	return b.add(Part{kind: Heard, text: sum.Chinese(), source: "user"})
}

// Quote writes a verbatim run in quotation marks and cites it.
func (b *Builder) Quote(q clause.Quote) *Builder {
	b.Words("“").Verbatim(q)
	return b.Words("”")
}

// Verbatim writes a verbatim run without marks and cites it.
func (b *Builder) Verbatim(q clause.Quote) *Builder {
	b.Cite(q)
	return b.add(Part{kind: Quotation, text: q.Text(), source: "clause:" + string(q.Clause())})
}

// Cite cites a quote that is not written out; a quote already cited, or part of
// one that is, is not cited again.
func (b *Builder) Cite(q clause.Quote) *Builder {
	c := Citation{Clause: string(q.Clause()), Quote: q.Text()}
	for _, have := range b.text.cites {
		if have.Clause == c.Clause && strings.Contains(have.Quote, c.Quote) {
			return b
		}
	}
	if c.Quote != "" {
		b.text.cites = append(b.text.cites, c)
	}
	return b
}

// Figure writes a figure of the calculator; an absent one writes nothing.
func (b *Builder) Figure(f calc.Figure) *Builder {
	return b.add(Part{kind: Number, text: f.String(), source: f.Source()})
}

// Calculated writes a sentence of the calculator.
func (b *Builder) Calculated(t calc.Text) *Builder {
	for _, p := range t.Pieces() {
		if f := p.Figure(); f.Present() {
			b.Figure(f)
		} else {
			b.name(p.Words())
		}
	}
	return b
}

// AsOf writes the day that stands for today.
func (b *Builder) AsOf(d fact.Day) *Builder {
	return b.add(Part{kind: Number, text: d.String(), source: "meta:as_of"})
}

// Receipt writes the receipt of an assessment.
func (b *Builder) Receipt(a *calc.Assessment) *Builder {
	return b.add(Part{kind: Mark, text: a.Receipt})
}

// Where writes where a clause or sentence stands, as people say it: 第（三）条第4句.
// Such numbers name a place and are no figures.
func (b *Builder) Where(id clause.ID) *Builder {
	return b.add(Part{kind: Reference, text: where(b.policy.Doc, id)})
}

// Append puts the lines and citations of another text after this one's.
func (b *Builder) Append(t Text) *Builder {
	b.text.lines = append(b.text.lines, t.lines...)
	b.text.cites = append(b.text.cites, t.cites...)
	return b
}

// Within makes the reply no longer than a number of characters: whole lines are left
// out, the least needed and the last first, and it says so.
func (b *Builder) Within(limit int) *Builder {
	b.text = b.text.fit(limit)
	return b
}

// Once drops lines that say what an earlier one has said: several measures have
// the same office and the same sentence.
func (b *Builder) Once() *Builder {
	seen := make(map[string]bool, len(b.text.lines))
	kept := make([]line, 0, len(b.text.lines))
	for _, l := range b.text.lines {
		s := Text{lines: []line{l}}.String()
		if !seen[s] {
			seen[s] = true
			kept = append(kept, l)
		}
	}
	b.text.lines = kept
	return b
}

// is says what the line begun last is.
func (b *Builder) is(m matter) *Builder {
	b.text.lines[len(b.text.lines)-1].of = m
	return b
}

// Tidied drops what one part of a reply says and another says as well: the document's standing, and what
// figures rest on, but where they stand last, a lead office before the line that says where to apply, the sentence that an
// outcome rests on behind the same quoted whole, and a line that stands already.
func (b *Builder) Tidied() *Builder {
	lines := b.text.lines
	last, office, based := -1, -1, -1
	for i := range lines {
		switch lines[i].of {
		case standing:
			last = i
		case offices:
			office = i
		case basis:
			based = i // and the receipt behind it
		}
	}
	if last < 0 {
		return b // nothing that was put together
	}
	kept := make([]line, 0, len(lines))
	for i, l := range lines {
		switch {
		case l.of == standing && i != last, l.of == basis && i != based, l.of == receipt && i < based,
			l.of == counter && office >= 0 && l.parts[1].text == lines[office].parts[1].text,
			l.of == passage && quotes(kept, l),
			slices.ContainsFunc(kept, l.same):
			continue
		}
		kept = append(kept, l)
	}
	b.text.lines = kept
	return b
}

// quotes says whether some lines quote all that a passage does.
func quotes(lines []line, l line) bool {
	for _, p := range l.parts {
		if p.kind != Quotation {
			continue
		}
		for i := range lines {
			if slices.ContainsFunc(lines[i].parts, func(o Part) bool {
				return lines[i].rank == Keep && o.kind == Quotation && o.source == p.source && strings.Contains(o.text, p.text)
			}) {
				return true
			}
		}
	}
	return false
}

// Text is the reply, no longer than MaxRunes: what is least needed is left out,
// and it says so.
func (b *Builder) Text() Text { return b.text.fit(MaxRunes) }

// where names the place of an id in the document's own numbering.
func where(d *clause.Document, id clause.ID) string {
	c := d.Clause(id)
	if c == nil {
		return string(id)
	}
	place := ""
	switch {
	case strings.HasPrefix(c.Marker, "第"):
		place = c.Marker
	case c.Marker != "":
		place = "第" + strings.Trim(c.Marker, "、.．") + "条"
	case c.ID == "title":
		return "标题"
	case c.ID == "preamble":
		place = "引言"
	case c.ID == "closing":
		place = "末段"
	case c.Heading != "":
		place = "“" + c.Heading + "”部分"
	default:
		place = "“" + strings.ReplaceAll(c.Chapter, "\n", "") + "”部分"
	}
	if _, n, ok := strings.Cut(string(id), "."); ok {
		place += "第" + n + "句"
	}
	return place
}

// Heading names a clause by its heading.
func (b *Builder) Heading(c *clause.Clause) *Builder { return b.name(c.Heading) }

// Counter writes the offices of a clause to turn to; a clause without any writes
// nothing.
func (b *Builder) Counter(c *clause.Clause) *Builder {
	if c == nil || len(c.Lead) == 0 {
		return b
	}
	return b.Line().is(counter).Words("可咨询牵头单位：").names(c.Lead)
}

// Readings writes how a measure's text is read where it can be read in more than
// one way, and that a ceiling is no promise.
func (b *Builder) Readings(m *calc.Measure) *Builder {
	if m.Kind == calc.UpTo {
		b.Line().marked(m.Title).Words("写的只是上限，不是承诺，具体金额由主管部门核定。")
	}
	for _, u := range m.Readings {
		for i := range b.policy.Rules.Readings {
			rd := &b.policy.Rules.Readings[i]
			switch {
			case rd.ID != u.Reading:
			case u.Note != "":
				b.Spare(Detail, "读法说明").Words("说明：").name(u.Note)
			case rd.Alternative != "":
				b.Spare(Detail, "读法说明").Words("读法：").name(rd.Text).Words("另一种读法：").name(rd.Alternative)
			}
		}
	}
	return b
}
