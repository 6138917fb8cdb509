package dialog

import (
	"strings"
	"unicode/utf8"

	"suance/calc/fact"
)

// picked is the option of the fact asked for that a message picks by its place in their row (1, 选3,
// 第一个, B); the message itself if it picks none. A bare place picks only an option of a choice: to
// a question by yes or no it may be something else.
func (u *turn) picked(text string) string {
	m := picks.FindStringSubmatch(strings.TrimSpace(text))
	sp := u.spec(u.now.Asking)
	if m == nil || sp == nil || u.now.Waits(sp.ID) {
		return text
	}
	var row []string
	switch {
	case sp.Type == fact.Choice:
		for _, o := range sp.Options {
			row = append(row, o.Label)
		}
	case sp.Type == fact.YesNo && m[1] != "":
		row = []string{"是", "否"}
	}
	place := m[2] + m[3] + m[4]
	r, _ := utf8.DecodeRuneInString(place)
	n := 0
	switch {
	case r >= '1' && r <= '9':
		n = int(r - '0')
	case r >= '１' && r <= '９':
		n = int(r - '０')
	case r >= 'A' && r <= 'H':
		n = int(r-'A') + 1
	case r >= 'a' && r <= 'h':
		n = int(r-'a') + 1
	default:
		n = strings.Index(ordinals, place)/len("一") + 1
	}
	if n > len(row) {
		return text
	}
	return row[n-1]
}

// ordinals are the Chinese numerals for the places of choices, picks a place, said to be chosen or not.
const ordinals = "一二三四五六七八九"

var picks = match(`^(?:那|就|我|我们)*(?:(选择?|选的是|挑|要选)(?:第)?([1-9１-９一二三四五六七八九A-Ha-h])(?:个|项|种|号|条)?|第([1-9１-９一二三四五六七八九])(?:个|项|种|号|条)|([1-9１-９A-Ha-h]))(?:选项)?[吧的。.！! ]*$`)
