package dialog

import (
	"slices"
	"strings"

	"suance/dialog/pattern"
)

// A table, forms one after the other, or the lines of a list may tell of several enterprises: a row, a
// form or a line each. Only the first is read, and the others are told by their names.

// firstOfRows is what a table, some forms or a list tell of the first enterprise, and the names of the
// others; nil where they tell of one only.
func firstOfRows(text string) (first string, others []string) {
	text = strings.TrimSpace(text)
	if !strings.Contains(text, "\n") {
		return "", nil
	}
	lines := strings.Split(text, "\n")
	for _, read := range []func([]string) (string, []string){firstOfForms, firstOfTable, firstOfColumns, firstOfList} {
		if first, others = read(lines); len(others) > 0 {
			return first, others
		}
	}
	return "", nil
}

// firstOfForms is the first of several forms, each of which begins with the name of its enterprise.
func firstOfForms(lines []string) (first string, others []string) {
	label, name, end := "", "", len(lines)
	for i, line := range lines {
		m := formLine.FindStringSubmatch(line)
		switch {
		case m == nil || (m[1] == "企业" || m[1] == "公司") && !firmCell.MatchString(m[2]) || label != "" && m[1] != label || m[2] == name || slices.Contains(others, m[2]):
		case name == "":
			label, name = m[1], m[2]
		default:
			others, end = append(others, m[2]), min(end, i)
		}
	}
	return strings.Join(lines[:end], "\n"), others
}

// firstOfTable is a table with the first of its rows alone, where its head has a column of names.
func firstOfTable(lines []string) (first string, others []string) {
	head, rule, rows := tableOf(lines)
	at := slices.IndexFunc(head, func(c string) bool { return slices.Contains(nameColumns, c) })
	if at < 0 || len(rows) < 2 {
		return "", nil
	}
	name := rows[0].cells[at]
	for _, r := range rows[1:] {
		if n := r.cells[at]; n != "" && n != name && !slices.Contains(others, n) {
			others = append(others, n)
		}
	}
	kept := append(slices.Clone(lines[:rule]), rows[0].line)
	kept[0] = strings.Replace(kept[0], head[at], "名称", 1) // what stands beside it is no name
	return strings.Join(kept, "\n"), others
}

// firstOfColumns is a table with the first of its columns of values alone, where its head names enterprises.
func firstOfColumns(lines []string) (first string, others []string) {
	head, _, rows := tableOf(lines)
	if len(head) < 3 || slices.ContainsFunc(head[1:], func(c string) bool { return !firmCell.MatchString(c) }) {
		return "", nil
	}
	for _, r := range rows {
		first += r.cells[0] + "：" + r.cells[1] + "\n"
	}
	return first, head[2:]
}

// firstOfList is the first of the numbered lines that each begin with the name of an enterprise.
func firstOfList(lines []string) (first string, others []string) {
	name := ""
	for _, line := range lines {
		if strings.TrimSpace(line) == "" {
			continue
		}
		m := numberedFirm.FindStringSubmatch(line)
		switch {
		case m == nil && wantWords.MatchString(line):
			first += "\n" + line
		case m == nil || isNameless(m[1]):
			return "", nil
		case name == "":
			name, first = m[1], m[1]+m[2]
		case m[1] != name:
			others = append(others, m[1])
		}
	}
	return first, others
}

// row is a line of a table with its cells.
type row struct {
	line  string
	cells []string
}

// tableOf are the head of a table that a text is, how many lines the head takes with the rule under it, and
// the rows; nil where it is none.
func tableOf(lines []string) (head []string, rule int, rows []row) {
	bars := ""
	for _, b := range []string{"\t", "|｜│┃", ",，", " 　"} {
		if strings.ContainsAny(strings.TrimSpace(lines[0]), b) {
			bars = b
			break
		}
	}
	if bars == "" {
		return nil, 0, nil
	}
	head, rule = cellsOf(lines[0], bars), 1
	for i, line := range lines[1:] {
		cells := cellsOf(line, bars)
		switch {
		case strings.Trim(line, "-:|｜│┃+— \t") == "":
			if len(rows) == 0 {
				rule = i + 2
			}
		case sumsUp(cells):
		case len(cells) != len(head):
			return nil, 0, nil
		default:
			rows = append(rows, row{line, cells})
		}
	}
	return head, rule, rows
}

// cellsOf are the cells of a line, without the empty ones around | a | b |; blanks in a row part but two.
func cellsOf(line, bars string) []string {
	if bars == " 　" {
		return strings.Fields(line)
	}
	line = strings.Trim(line, " 　\r")
	if strings.HasPrefix(bars, "|") {
		line = strings.Trim(line, bars)
	}
	cells := strings.Split(strings.Map(func(r rune) rune {
		if strings.ContainsRune(bars, r) {
			return '\n'
		}
		return r
	}, line), "\n")
	for i := range cells {
		cells[i] = strings.TrimSpace(cells[i])
	}
	return cells
}

// sumsUp says whether a row sums up the others: that is of none.
func sumsUp(cells []string) bool {
	return slices.ContainsFunc(cells, func(c string) bool { return c == "合计" || c == "总计" || c == "小计" })
}

// nameColumns head the column of the names of enterprises.
var nameColumns = strings.Fields(`名称 企业 公司 单位 厂家 客户 企业名称 公司名称 单位名称 企业名 公司名 单位名 企业全称 公司全称 申报企业 申报单位 客户名称 企业简称 公司简称`)

// formLine begins a form with the name of its enterprise, firmCell is one, and numberedFirm stands in a
// line of a list.
var (
	formLine     = pattern.Of(`^\s*(?:[0-9一二三四五六七八九十]+[、.．)）]\s*)?((?:企业|公司|单位)(?:名称|全称|名)|企业|公司)\s*[：:|\t]\s*([^\s，,。；;|：:]{1,40})`)
	firmCell     = pattern.Of(`(?:公司|集团|厂|科技|股份|研究院|研究所)$|^[甲乙丙丁戊A-Ha-h](?:企业)?$`)
	numberedFirm = pattern.Of(`^\s*[（(]?[0-9一二三四五六七八九十]{1,2}[、.．)）]\s*([^\s，,。：:；;、！!？?]{1,20}?(?:公司|集团|厂|科技|企业))([\s，,：:营是].*)$`)
)
