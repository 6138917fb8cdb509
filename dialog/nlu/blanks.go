package nlu

import "strings"

// unblank writes out a table whose cells are parted by nothing but blanks: sums under years, years beside
// sums, or one row of values under their labels. It returns nil for other texts.
func (r *Reader) unblank(text string) *table {
	if !strings.ContainsAny(text, " 　") {
		return nil
	}
	t := &table{given: []rune(text)}
	for _, least := range [...]int{2, 1} { // single blanks may stand within a cell
		rows, others := t.blankRows(least)
		if len(rows) < 2 {
			continue
		}
		head := rows[0]
		if n := len(head) + 1; n == len(rows[1]) && t.areYears(head) {
			head = append([]cell{{head[0].start, head[0].start}}, head...) // nothing over the labels
			rows[0] = head
		}
		if len(head) < 2 || !isEven(rows) || !r.isBlankTable(t, rows) {
			continue
		}
		for _, line := range others {
			t.put(line)
			t.insert('\n')
		}
		switch {
		case t.areYears(head[1:]):
			t.byYear(rows)
		case len(rows) == 2:
			for k, label := range head {
				t.line(label, rows[1][k])
			}
		default:
			t.byYear(turned(rows))
		}
		return t
	}
	return nil
}

// isEven says whether all rows have as many cells as the first.
func isEven(rows [][]cell) bool {
	for _, row := range rows {
		if len(row) != len(rows[0]) {
			return false
		}
	}
	return true
}

// isBlankTable says whether rows are labels and years over and beside nothing but values.
func (r *Reader) isBlankTable(t *table, rows [][]cell) bool {
	head, labels := rows[0], column(rows[1:], 0)
	if len(rows) == 2 && len(head) > 2 && r.areNames(t, head) {
		return t.areValues(rows[1])
	}
	if !t.areYears(head[1:]) && !(t.areYears(labels) && r.areNames(t, head[1:])) || len(head) == 2 && len(rows) == 2 {
		return false
	}
	if t.areYears(head[1:]) && !t.areLabels(labels) {
		return false
	}
	for _, row := range rows[1:] {
		if !t.areValues(row[1:]) {
			return false
		}
	}
	return true
}

// blankRows are the cells of the lines that have several, parted by so many blanks at least, and the lines
// that have not.
func (t *table) blankRows(least int) (rows [][]cell, others []cell) {
	for start := 0; start <= len(t.given); {
		end := start
		for end < len(t.given) && t.given[end] != '\n' {
			end++
		}
		line := t.trim(cell{start, end})
		switch row := t.blankCells(line, least); {
		case len(row) > 1:
			rows = append(rows, row)
		case line.start < line.end:
			others = append(others, line)
		}
		start = end + 1
	}
	return rows, others
}

// blankCells are the runs of a line between so many blanks; an ideographic one counts for two.
func (t *table) blankCells(line cell, least int) (row []cell) {
	start := line.start
	for i := line.start; i < line.end; {
		if !isBlank(t.given[i]) {
			i++
			continue
		}
		from, wide := i, 0
		for i < line.end && isBlank(t.given[i]) {
			if wide++; t.given[i] == '　' {
				wide++
			}
			i++
		}
		if wide >= least {
			row = append(row, cell{start, from})
			start = i
		}
	}
	return append(row, cell{start, line.end})
}
