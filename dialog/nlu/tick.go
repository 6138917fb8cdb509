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
