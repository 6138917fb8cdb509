package nlu

import "strings"

// table is a text whose rows of cells were written out as lines of a form, label
// by label, so that it can be read like one. from[i] is the place of rune i in the
// text as given; -1 for what was put in.
type table struct {
	given []rune
	run   []rune
	from  []int
	bars  string // what stands between the cells
}

// form says what marks of a form a text holds.
type form uint8

const (
	listed    form = 1 << iota // strokes between the items of a list
	labelled                   // a colon
	barred                     // bars or tabs between cells
	bracketed                  // brackets
	boxed                      // empty boxes
	angled                     // angle brackets
	coded                      // braces, signs of equality, quotation marks, numbers of files
	ordering                   // characters of words that order a reply
)

// formOf looks for the marks of a form.
func formOf(text string) (f form) {
	for _, r := range text {
		switch r {
		case '/', '、', '／':
			f |= listed
		case ':', '：':
			f |= labelled
		case '|', '｜', '\t':
			f |= barred
		case '(', '[', '（', '［', '【':
			f |= bracketed
		case '<', '＜':
			f |= angled
		case '上', '口', '写', '答', '启', '准', '句':
			f |= ordering
		case '{', '｛', '=', '＝', '“', '"', '「', '`', '〔', '_':
			f |= coded
		case '☐', '□', '▢', '◻', '⬜':
			f |= boxed
		}
	}
	return f
}

// cell is a run of the text as given.
type cell struct{ start, end int }

// untable writes out a pasted table: a row of labels over one row of values, or a
// row of years over rows that begin with a label. It returns nil for other texts.
func untable(text string, has form) *table {
	if has&(listed|labelled) == listed|labelled {
		if t := unlist(text); t != nil {
			return t
		}
	}
	if !strings.Contains(strings.TrimSpace(text), "\n") {
		return nil
	}
	t := &table{given: []rune(text), bars: "|｜\t"}
	if has&barred == 0 {
		if !strings.ContainsAny(text, ",，") {
			return nil
		}
		t.bars = ",，"
	}
	rows := t.rows()
	if has&barred == 0 && (len(rows) != 2 || !t.areValues(rows[1])) {
		return nil
	}
	if len(rows) < 2 {
		return nil
	}
	head := rows[0]
	for _, row := range rows {
		if len(row) != len(head) {
			return nil
		}
	}
	switch {
	case len(head) < 2:
		return nil
	case t.areYears(head[1:]):
		t.byYear(head, rows[1:])
	case len(rows) == 2 && len(head) > 2 && t.areLabels(head):
		for k, label := range head {
			t.line(label, rows[1][k])
		}
	default:
		return nil
	}
	return t
}

// unlist writes out lines of labels and as many values: 产能/产量：15万/12万. It
// returns nil where there is none.
func unlist(text string) *table {
	t := &table{given: []rune(text)}
	found := false
	for start := 0; start <= len(t.given); {
		end := start
		for end < len(t.given) && t.given[end] != '\n' {
			end++
		}
		labels, values := t.list(cell{start, end})
		for k := range labels {
			found = true
			t.line(labels[k], values[k])
		}
		if labels == nil {
			t.put(cell{start, min(end+1, len(t.given))})
		}
		start = end + 1
	}
	if !found {
		return nil
	}
	return t
}

// list are the labels and values of a line that is nothing but as many of both.
func (t *table) list(line cell) (labels, values []cell) {
	at := line.start
	for at < line.end && t.given[at] != ':' && t.given[at] != '：' {
		at++
	}
	if at == line.end {
		return nil, nil
	}
	labels, values = t.parts(cell{line.start, at}), t.parts(cell{at + 1, line.end})
	if len(labels) < 2 || len(labels) != len(values) || !t.areLabels(labels) {
		return nil, nil
	}
	return labels, values
}

// parts are the runs between the strokes of a list.
func (t *table) parts(c cell) (out []cell) {
	start := c.start
	for i := c.start; i <= c.end; i++ {
		if i == c.end || strings.ContainsRune("/／、", t.given[i]) {
			out = append(out, cell{start, i})
			start = i + 1
		}
	}
	return out
}

// rows are the cells of the lines that have several; a rule under the head is none.
func (t *table) rows() [][]cell {
	var out [][]cell
	var row []cell
	start, bars := 0, 0
	add := func(end int) {
		c := cell{start, end}
		for c.start < c.end && isBlank(t.given[c.start]) {
			c.start++
		}
		for c.end > c.start && isBlank(t.given[c.end-1]) {
			c.end--
		}
		row = append(row, c)
	}
	finish := func(end int) {
		add(end)
		if n := len(row); bars > 1 && n > 2 && row[0].start == row[0].end && row[n-1].start == row[n-1].end {
			row = row[1 : n-1] // | a | b |
		}
		if bars > 0 && !t.isRule(row) {
			out = append(out, row)
		}
		row, bars = nil, 0
	}
	for i, c := range t.given {
		switch {
		case strings.ContainsRune(t.bars, c):
			add(i)
			start, bars = i+1, bars+1
		case c == '\n':
			finish(i)
			start = i + 1
		}
	}
	finish(len(t.given))
	return out
}

func isBlank(c rune) bool { return c == ' ' || c == '\r' || c == '　' }

// isRule says whether a row is nothing but dashes.
func (t *table) isRule(row []cell) bool {
	for _, c := range row {
		for _, r := range t.given[c.start:c.end] {
			if r != '-' && r != ':' {
				return false
			}
		}
	}
	return true
}

// areLabels says whether cells can be labels: none is empty or begins with a digit.
func (t *table) areLabels(cells []cell) bool {
	for _, c := range cells {
		if c.start == c.end || !isHan(t.given[c.start]) || len(Quantities(string(t.given[c.start:c.end]))) > 0 {
			return false
		}
	}
	return true
}

// areValues says whether cells hold values only: most begin with a digit, and all are short.
func (t *table) areValues(cells []cell) bool {
	digits := 0
	for _, c := range cells {
		if c.start < c.end && isDigit(plain(t.given[c.start])) {
			digits++
		}
		if c.end-c.start > 12 {
			return false
		}
	}
	return 2*digits >= len(cells)
}

// areYears says whether cells are years: 2024年, 去年, 上年度.
func (t *table) areYears(cells []cell) bool {
	for _, c := range cells {
		w := strings.TrimSuffix(strings.TrimSuffix(Plain(string(t.given[c.start:c.end])), "度"), "年")
		if !strings.Contains(" 去 上 今 本 前 当 上一 ", " "+w+" ") && (len(w) != 4 || yearIn(w) == 0) {
			return false
		}
	}
	return true
}

// byYear writes a row as label：year value，year value.
func (t *table) byYear(head []cell, rows [][]cell) {
	for _, row := range rows {
		t.put(row[0])
		t.insert('：')
		for k := 1; k < len(row); k++ {
			t.put(head[k])
			if last := t.given[head[k].end-1]; last != '年' && last != '度' {
				t.insert('年')
			}
			t.put(row[k])
			t.insert('，')
		}
		t.insert('\n')
	}
}

// line writes label：value.
func (t *table) line(label, value cell) {
	t.put(label)
	t.insert('：')
	t.put(value)
	t.insert('\n')
}

func (t *table) put(c cell) {
	for i := c.start; i < c.end; i++ {
		t.run, t.from = append(t.run, t.given[i]), append(t.from, i)
	}
}

func (t *table) insert(r rune) { t.run, t.from = append(t.run, r), append(t.from, -1) }

// span is the last run of the text as given in a run of the one written out.
func (t *table) span(s Span) Span {
	end := s.End
	for end > s.Start && t.from[end-1] < 0 {
		end--
	}
	if end == s.Start {
		return Span{}
	}
	at := end - 1
	for at > s.Start && t.from[at-1] == t.from[at]-1 {
		at--
	}
	return Span{t.from[at], t.from[end-1] + 1}
}

// restore gives an understanding of the text written out the places of the text as
// given.
func (t *table) restore(u *Understanding) {
	u.Quantities = Quantities(string(t.given))
	for k := range u.Facts {
		u.Facts[k].Span = t.span(u.Facts[k].Span)
	}
	for k := range u.Beside {
		u.Beside[k] = t.span(u.Beside[k])
	}
	for k := range u.WhatIf {
		u.WhatIf[k].Span = t.span(u.WhatIf[k].Span)
	}
	for k := range u.Unclear {
		x := &u.Unclear[k]
		x.Span = t.span(x.Span)
		x.Text = string(t.given[x.Span.Start:x.Span.End])
	}
}
