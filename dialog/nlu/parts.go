package nlu

import "strings"

// partUnits count the parts of a whole: 第一批200万，第二批150万.
const partUnits = "批台套期次笔条部"

// partLetters tell things of a kind apart: 设备A 1200万，设备B 800万.
const partLetters = "ABCDabcd甲乙丙丁"

// parts has a value said back that was read from one of several parts of a whole: nobody
// said what they come to together, nor that one of them is all.
func parts(text string, u *Understanding) {
	if len(u.Facts) == 0 || len(u.Quantities) < 2 || !strings.ContainsAny(text, partUnits+partLetters) {
		return
	}
	runes := []rune(text)
	whole, last := "", Quantity{}
	for _, q := range u.Quantities {
		if q.Kind != KindMoney && q.Kind != KindCount || q.Span.Start > len(runes) {
			continue
		}
		of := wholeBefore(runes[max(0, q.Span.Start-8):q.Span.Start])
		if of == "" {
			continue
		}
		if of == whole && last.Kind == q.Kind {
			u.sayBack(last.Span)
			u.sayBack(q.Span)
		}
		whole, last = of, q
	}
}

// wholeBefore is what the thing is a part of whose name a text ends with; empty for none.
func wholeBefore(text []rune) string {
	for i := len(text) - 1; i >= max(0, len(text)-5); i-- {
		switch r := text[i]; {
		case strings.ContainsRune("，,。；;：:、\n", r):
			return ""
		case strings.ContainsRune(partUnits, r) && i >= 2 && text[i-2] == '第':
			return string(r)
		case strings.ContainsRune(partLetters, r) && i >= 1 && isHan(text[i-1]):
			return string(text[i-1])
		}
	}
	return ""
}

// sayBack has the values that were read from a place in the text said back.
func (u *Understanding) sayBack(s Span) {
	for k := range u.Facts {
		if f := &u.Facts[k]; f.Span.Meets(s) {
			f.Confirm = true
		}
	}
}
