package nlu

import "strings"

// untick leaves of a form with boxes what is ticked: ☑智能装备 ☐新材料 is 智能装备. It
// returns nil for a text without an empty box.
func untick(text string, has form) *table {
	if has&(boxed|bracketed) == 0 {
		return nil
	}
	t := &table{given: []rune(text)}
	found := false
	for start := 0; start <= len(t.given); {
		end := start
		for end < len(t.given) && !strings.ContainsRune("\n；;。", t.given[end]) {
			end++
		}
		found = t.boxes(cell{start, end}) || found
		t.put(cell{end, min(end+1, len(t.given))})
		start = end + 1
	}
	if !found {
		return nil
	}
	return t
}

// The boxes that people and word processors draw.
const (
	emptyBoxes = "☐□▢◻⬜"
	fullBoxes  = "☑■√✓✔✅☒▣"
)

// box is a box of a form, drawn with one character or in brackets.
type box struct {
	cell
	ticked bool
}

// boxAt is the box that begins at a place; ok is false for none.
func (t *table) boxAt(i, to int) (b box, ok bool) {
	c := t.given[i]
	switch {
	case strings.ContainsRune(emptyBoxes, c):
		return box{cell{i, i + 1}, false}, true
	case strings.ContainsRune(fullBoxes, c):
		return box{cell{i, i + 1}, true}, true
	case !strings.ContainsRune("([", plain(c)):
		return box{}, false
	}
	j := i + 1
	for j < to && isBlank(t.given[j]) {
		j++
	}
	ticked := j < to && strings.ContainsRune(fullBoxes+"xv", plain(t.given[j]))
	if ticked {
		for j++; j < to && isBlank(t.given[j]); j++ {
		}
	}
	if j >= to || !strings.ContainsRune(")]", plain(t.given[j])) || !ticked && j > i+4 {
		return box{}, false
	}
	return box{cell{i, j + 1}, ticked}, true
}

// boxes writes out a line without its boxes and what is not ticked; false where it has
// no empty box, and is written as it is.
func (t *table) boxes(line cell) bool {
	var all []box
	empty := false
	for i := line.start; i < line.end; {
		b, ok := t.boxAt(i, line.end)
		if !ok {
			i++
			continue
		}
		all = append(all, b)
		empty = empty || !b.ticked
		i = b.end
	}
	if len(all) == 1 && t.struck(line, all[0]) || len(all) == 2 && t.signed(line, all[0], all[1]) {
		return true
	}
	if !empty {
		t.put(line)
		return false
	}
	end := line.end
	for end > line.start && isBlank(t.given[end-1]) {
		end--
	}
	if all[len(all)-1].end == end { // 智能装备□ 新材料☑
		from := line.start
		for i := line.start; i < all[0].start; i++ {
			if t.given[i] == ':' || t.given[i] == '：' {
				from = i + 1
			}
		}
		t.put(cell{line.start, from})
		for _, b := range all {
			if b.ticked {
				t.put(cell{from, b.start})
				t.insert(' ')
			}
			from = b.end
		}
		return true
	}
	t.put(cell{line.start, all[0].start})
	for k, b := range all {
		to := line.end
		if k+1 < len(all) {
			to = all[k+1].start
		}
		if !b.ticked {
			t.put(t.nextLabel(cell{b.end, to}))
			continue
		}
		if n := len(t.run); n > 0 && t.run[n-1] != ':' && t.run[n-1] != '：' {
			t.insert(' ')
		}
		t.put(cell{b.end, to})
	}
	return true
}

// signed writes out a line of a yes and a no with their boxes before what they are of: ☐是 ☑否 数字化车间 is
// 数字化车间：否. It is false for any other line.
func (t *table) signed(line cell, a, b box) bool {
	first := t.trim(cell{line.start, a.start})
	second, label := t.trim(cell{a.end, b.start}), t.trim(cell{b.end, line.end})
	if first.start == first.end { // the boxes stand before their signs
		first, second = second, cell{label.start, min(label.start+1, label.end)}
		label = t.trim(cell{second.end, label.end})
	}
	if !t.isSign(first) || !t.isSign(second) || t.given[first.start] == t.given[second.start] || label.start == label.end {
		return false
	}
	if a.ticked == b.ticked {
		return true // neither, or both: nothing is told
	}
	if b.ticked {
		first = second
	}
	end := label.start
	for end < label.end && !strings.ContainsRune("，,、", t.given[end]) {
		end++
	}
	t.put(cell{label.start, end})
	t.insert('：')
	t.put(first)
	t.put(cell{end, label.end})
	return true
}

// struck writes out a line in which one of 是/否 is ticked without that one which is not: 链主：是/否√.
func (t *table) struck(line cell, b box) bool {
	from, to := b.start, b.end // of all that is written of the two
	for from > line.start && strings.ContainsRune("是否/／", t.given[from-1]) {
		from--
	}
	for to < line.end && strings.ContainsRune("是否/／", t.given[to]) {
		to++
	}
	for from+3 < b.start { // 是否是/否√
		from++
	}
	signs := string(t.given[from:b.start]) + string(t.given[b.end:to])
	if signs = strings.ReplaceAll(signs, "／", "/"); !b.ticked || signs != "是/否" && signs != "否/是" {
		return false
	}
	chosen := cell{b.start - 1, b.start}
	if b.start == from || !t.isSign(chosen) {
		chosen = cell{b.end, b.end + 1}
	}
	t.put(cell{line.start, from})
	t.put(chosen)
	t.put(cell{to, line.end})
	return true
}

// isSign says whether a stretch is a yes or a no of a form.
func (t *table) isSign(c cell) bool {
	return c.end == c.start+1 && strings.ContainsRune("是否", t.given[c.start])
}

// nextLabel is what follows an option in the same line if it is a label and what is written
// there: □首台套 保费：35.
func (t *table) nextLabel(option cell) cell {
	at := option.start
	for at < option.end && isBlank(t.given[at]) {
		at++
	}
	for at < option.end && !isBlank(t.given[at]) && !strings.ContainsRune("，,", t.given[at]) {
		at++
	}
	for i := at; i < option.end; i++ {
		if t.given[i] == ':' || t.given[i] == '：' {
			return cell{at, option.end}
		}
	}
	return cell{option.end, option.end}
}
