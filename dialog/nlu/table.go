package nlu

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// table is a text whose rows of cells were written out as lines of a form, label
// by label, so that it can be read like one. from[i] is the place of rune i in the
// text as given; -1 for what was put in.
type table struct {
	given []rune
	run   []rune
	from  []int
	bars  string // what stands between the cells
	words bool   // words stand in the place of others, and nothing else was moved
}

// or is the text as written anew; the text itself where nothing was to be written.
func (t *table) or(text string) string {
	if t == nil {
		return text
	}
	return string(t.run)
}

// form says what marks of a form a text holds.
type form uint8

const (
	listed    form = 1 << iota // strokes between the items of a list
	labelled                   // a colon
	barred                     // bars or tabs between cells
	bracketed                  // brackets
	boxed                      // boxes, and ticks beside signs
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
		case '|', '｜', '│', '┃', '\t':
			f |= barred
		case '(', '[', '（', '［', '【':
			f |= bracketed
		case '<', '＜':
			f |= angled
		case '上', '口', '写', '答', '启', '准', '句':
			f |= ordering
		case '{', '｛', '=', '＝', '“', '"', '「', '`', '〔', '_':
			f |= coded
		case '☐', '□', '▢', '◻', '⬜', '√', '✓', '✔':
			f |= boxed
		}
	}
	return f
}

// cell is a run of the text as given.
type cell struct{ start, end int }

// untable writes out a pasted table: a row of labels over one row of values, a column of labels
// beside one of values, or years over or beside the values of labels. It returns nil for other
// texts.
func (r *Reader) untable(text string, has form) *table {
	if has&(listed|labelled) == listed|labelled {
		if t := unlist(text); t != nil {
			return t
		}
	}
	if has&bracketed != 0 {
		if t := r.unbracket(text); t != nil {
			return t
		}
	}
	if !strings.Contains(strings.TrimSpace(text), "\n") {
		return nil
	}
	t := &table{given: []rune(text), bars: "|｜│┃\t"}
	if has&barred == 0 {
		if b := r.unblank(text); b != nil {
			return b
		}
		if !strings.ContainsAny(text, ",，") {
			return nil
		}
		t.bars = ",，"
	}
	rows, others := t.rows()
	if len(rows) < 2 {
		return nil
	}
	head := rows[0]
	if has&barred == 0 && len(others) > 0 && !(len(rows) == 2 && len(head) > 2 && r.areNames(t, head) && others[0].start > rows[1][0].start) { // 营收奖励多少 may follow the row of values
		return nil
	}
	for _, row := range rows {
		if len(row) != len(head) {
			return nil
		}
	}
	for _, line := range others {
		t.put(line)
		t.insert('\n')
	}
	switch {
	case len(head) < 2:
		return nil
	case len(head) == 3 && t.is(head[2], "单位", "计量单位") && r.areNames(t, column(rows[1:], 0)): // 营业收入 8.8 亿元
		for _, row := range rows[1:] {
			t.put(row[0])
			t.insert('：')
			t.put(row[1])
			t.put(row[2])
			t.insert('\n')
		}
	case t.is(head[0], "年度", "年份", "时间", "年", "会计年度", "期间") && t.areYears(column(rows[1:], 0)):
		t.byYear(turned(rows))
	case len(head) == 2 && r.areNames(t, column(rows[1:], 0)) && (r.areNames(t, head[:1]) || len(rows) > 2):
		for _, row := range rows {
			t.line(row[0], row[1])
		}
	case t.areYears(head[1:]) && has&barred != 0, len(rows) == 2 && t.areYears(head[1:]) && t.areValues(rows[1]):
		t.byYear(rows)
	case len(rows) == 2 && (r.areNames(t, head) || len(head) > 2 && t.areLabels(head) && (has&barred != 0 || t.areValues(rows[1]))):
		for k, label := range head {
			t.line(label, rows[1][k])
		}
	default:
		return nil
	}
	return t
}

// is says whether a cell is one of some words.
func (t *table) is(c cell, words ...string) bool {
	return slices.Contains(words, string(t.given[c.start:c.end]))
}

// column is one column of some rows.
func column(rows [][]cell, k int) []cell {
	out := make([]cell, len(rows))
	for i, row := range rows {
		out[i] = row[k]
	}
	return out
}

// areNames says whether most of some cells are labels of facts.
func (r *Reader) areNames(t *table, cells []cell) bool {
	n := 0
	for _, c := range cells {
		if r.isName(t, c) {
			n++
		}
	}
	return 3*n >= 2*len(cells) && n > 0
}

// isName says whether a cell is the label of a fact, with its unit or without.
func (r *Reader) isName(t *table, c cell) bool {
	label := fold(string(t.given[c.start:c.end])).run
	if f, _ := r.labelOf(label); f >= 0 {
		return true
	}
	at := slices.Index(label, '(')
	if at <= 0 {
		return false
	}
	f, _ := r.labelOf(label[:at])
	return f >= 0
}

// unbracket writes out labels in brackets before their values: 【整车企业】否 【产能】15万辆.
func (r *Reader) unbracket(text string) *table {
	if !strings.ContainsRune(text, '【') {
		return nil
	}
	t := &table{given: []rune(text)}
	found, start := 0, 0
	for i := 0; i < len(t.given); i++ {
		end := i
		for t.given[i] == '【' && end < min(len(t.given)-1, i+40) && t.given[end] != '】' {
			end++
		}
		label := cell{i + 1, end}
		if end == i || t.given[end] != '】' || !r.isName(t, label) {
			continue
		}
		t.put(cell{start, i})
		t.insert('\n')
		t.put(label)
		t.insert('：')
		found, start, i = found+1, end+1, end
	}
	if found == 0 {
		return nil
	}
	t.put(cell{start, len(t.given)})
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

// rows are the cells of the lines that have several, and the lines that have not; a rule under the
// head is neither.
func (t *table) rows() (rows [][]cell, others []cell) {
	for start := 0; start <= len(t.given); {
		end := start
		for end < len(t.given) && t.given[end] != '\n' {
			end++
		}
		line := t.trim(cell{start, end})
		switch row := t.cells(line); {
		case len(row) > 1 && !t.isRule(row):
			rows = append(rows, row)
		case len(row) == 1 && line.start < line.end:
			others = append(others, line)
		}
		start = end + 1
	}
	return rows, others
}

// cells are the runs between the bars of a line, without the empty ones around | a | b |.
func (t *table) cells(line cell) (row []cell) {
	start := line.start
	for i := line.start; i <= line.end; i++ {
		if i == line.end || strings.ContainsRune(t.bars, t.given[i]) {
			row = append(row, t.trim(cell{start, i}))
			start = i + 1
		}
	}
	if n := len(row); n > 3 && row[0].start == row[0].end && row[n-1].start == row[n-1].end {
		row = row[1 : n-1]
	}
	return row
}

// trim takes the blanks around a cell away.
func (t *table) trim(c cell) cell {
	for c.start < c.end && isBlank(t.given[c.start]) {
		c.start++
	}
	for c.end > c.start && isBlank(t.given[c.end-1]) {
		c.end--
	}
	return c
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

// turned are the columns of a table.
func turned(rows [][]cell) [][]cell {
	out := make([][]cell, len(rows[0]))
	for k := range out {
		out[k] = column(rows, k)
	}
	return out
}

// byYear writes each row under one of years as label：year value，year value.
func (t *table) byYear(rows [][]cell) {
	head := rows[0]
	for _, row := range rows[1:] {
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
	if t.words && s.End > s.Start {
		return Span{t.from[s.Start], t.from[s.End-1] + 1}
	}
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

// rewriter writes a text anew from its beginning, by places in it in bytes.
type rewriter struct {
	t    *table
	at   int // in bytes
	next int // in characters
}

func rewriting(text string) *rewriter { return &rewriter{t: &table{given: []rune(text)}} }

// keep takes the text over up to a place, skip leaves it out.
func (w *rewriter) keep(to int) {
	from := w.next
	w.skip(to)
	w.t.put(cell{from, w.next})
}

func (w *rewriter) skip(to int) {
	for ; w.at < to; w.next++ {
		w.at += utf8.RuneLen(w.t.given[w.next])
	}
}
