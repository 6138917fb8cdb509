package dialog

import (
	"strings"
	"unicode/utf8"

	"suance/calc/fact"
	"suance/dialog/nlu"
	"suance/dialog/pattern"
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
	place := nlu.Plain(m[2] + m[3] + m[4])
	for _, places := range ordinals {
		at := strings.Index(places, place)
		if at < 0 {
			continue
		}
		if n := utf8.RuneCountInString(places[:at]); n < len(row) {
			return row[n]
		}
	}
	return text
}

// ordinals are the characters for the places of choices, picks a place, said to be chosen or not.
var ordinals = [...]string{"123456789", "abcdefgh", "一二三四五六七八九"}

var picks = pattern.Of(`^(?:那|就|我|我们)*(?:(选择?|选的是|挑|要选)(?:第)?([1-9１-９一二三四五六七八九A-Ha-h])(?:个|项|种|号|条)?|第([1-9１-９一二三四五六七八九])(?:个|项|种|号|条)|([1-9１-９A-Ha-h]))(?:选项)?[吧的。.！! ]*$`)
