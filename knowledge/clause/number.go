package clause

import (
	"strings"
	"unicode/utf8"
)

// Number is a number as a text writes it.
type Number struct {
	Sentence ID // the sentence it stands in; empty for a text outside the document
	Text     string
	Start    int    // byte offset in the text
	Value    string // plain decimal with 万, 亿 and % worked in: 2000万 is 20000000, 10% is 0.1
	Unit     string // the measure word after it: 元, 辆, 项; empty if unknown
	// Bare is the value of the digits alone where the unit is that of the end of
	// a range: the 1 of 1-10亿元 has Value 100000000 and Bare 1.
	Bare string
	// Loose marks Chinese numerals that are no figure of a reply but state
	// something all the same: 两年内, 五大产业生态圈.
	Loose bool
}

// End is the byte offset behind the number in its text.
func (n Number) End() int { return n.Start + len(n.Text) }

// Same says whether two numbers have one value and no different units.
func (n Number) Same(m Number) bool {
	if n.Unit != "" && m.Unit != "" && n.Unit != m.Unit {
		return false
	}
	return n.Value == m.Value || n.Bare != "" && n.Bare == m.Value || m.Bare != "" && m.Bare == n.Value
}

// Numbers returns the numbers that stand in a clause or sentence, in order.
func (d *Document) Numbers(id ID) []Number {
	var all []Number
	add := func(s Sentence) {
		for _, n := range Numbers(s.Text) {
			n.Sentence = s.ID
			all = append(all, n)
		}
	}
	if s, ok := d.Sentence(id); ok {
		add(s)
	} else if c := d.Clause(id); c != nil {
		for _, s := range c.Sentences {
			add(s)
		}
	}
	return all
}

// Holds says whether each number of the text stands in the clause or sentence
// with the same value; a text without numbers is held by none.
func (d *Document) Holds(id ID, text string) bool {
	have := d.Numbers(id)
	wanted := Numbers(text)
	for _, w := range wanted {
		if !holds(have, w) {
			return false
		}
	}
	return len(wanted) > 0
}

func holds(have []Number, w Number) bool {
	for _, h := range have {
		if h.Same(w) {
			return true
		}
	}
	return false
}

// Numbers finds the numbers of a text: runs of digits of either width with
// separators, decimal point, 万, 亿, 千, 百 and %, and Chinese numerals. A bare 一,
// the 零 of 零部件 and what only marks a place (第三条, （二）) are none.
func Numbers(text string) []Number {
	var out []Number
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		n, ok := Number{}, false
		switch {
		case isDigit(r):
			n, ok = digits(text, i)
		case isChineseNumeral(r):
			n, ok = numerals(text, i)
		}
		if n.Text != "" {
			size = len(n.Text)
		}
		if ok && !isMarker(text, n) {
			out = append(out, n)
		}
		i += size
	}
	return inherit(text, out)
}

// shareSigns and shareWords are how a share is written, with the power of ten it
// divides by.
var (
	shareSigns = map[rune]int{'%': -2, '％': -2, '‰': -3}
	shareWords = []struct {
		word   string
		places int
	}{{"百分之", -2}, {"千分之", -3}, {"万分之", -4}}
)

// digits reads the number that begins with a digit at i.
func digits(text string, i int) (Number, bool) {
	j, lastDigit := i, i
	for j < len(text) {
		r, size := utf8.DecodeRuneInString(text[j:])
		if isDigit(r) {
			j += size
			lastDigit = j
			continue
		}
		next, _ := utf8.DecodeRuneInString(text[j+size:])
		if !strings.ContainsRune(".．,，", r) || !isDigit(next) || strings.ContainsRune(",，", r) && !thousand(text[j+size:]) {
			break
		}
		j += size
	}
	end := lastDigit
	for end < len(text) {
		r, size := utf8.DecodeRuneInString(text[end:])
		if !strings.ContainsRune(magnitudes, r) {
			break
		}
		end += size
	}
	v, ok := exact(strings.ReplaceAll(halfWidth(text[i:end]), ",", ""))
	unit := unitAt(text[end:])
	if places := shareSigns[firstRune(text[end:])]; places != 0 {
		end, v, unit = end+len(firstOf(text[end:])), v.Shift(places), "%"
	}
	return Number{Text: text[i:end], Start: i, Value: v.String(), Unit: unit}, ok
}

// magnitudes may follow digits.
const magnitudes = "百千万亿"

// thousand says whether a separator is followed by exactly three digits.
func thousand(s string) bool {
	n := 0
	for _, r := range s {
		if !isDigit(r) {
			break
		}
		n++
	}
	return n == 3
}

// numerals reads the Chinese number at i. Only before a unit of figures, or in a
// share, it is a figure; a longer one than a bare 一 is a loose number else.
func numerals(text string, i int) (Number, bool) {
	start, places := i, 0
	for _, w := range shareWords {
		if strings.HasPrefix(text[i:], w.word) {
			start, places = i+len(w.word), w.places
		}
	}
	end := start
	for end < len(text) {
		r, size := utf8.DecodeRuneInString(text[end:])
		if !isChineseNumeral(r) && !(r == '点' && end > start) {
			break
		}
		end += size
	}
	body := strings.TrimSuffix(text[start:end], "点")
	end = start + len(body)
	n := Number{Text: text[i:end], Start: i, Unit: unitAt(text[end:])}
	v, ok := exact(body)
	if !ok || body == "" {
		return n, false
	}
	n.Value = v.String()
	if places != 0 {
		n.Value, n.Unit = v.Shift(places).String(), "%"
		return n, true
	}
	n.Loose = n.Unit != "元" && n.Unit != "个百分点" && !(n.Unit == "辆" && strings.HasSuffix(body, "万"))
	if strings.HasPrefix(text[i:], "百分点") {
		return n, false
	}
	return n, body != "一" && body != "零" || !n.Loose
}

// isMarker says whether a number only marks a place: 第三条, （二）.
func isMarker(text string, n Number) bool {
	before, after := text[:n.Start], text[n.End():]
	switch {
	case strings.HasSuffix(before, "第"):
		return containsAny(firstOf(after), "条", "章", "节", "款", "项", "句")
	case strings.HasSuffix(before, "（"), strings.HasSuffix(before, "("):
		return n.Loose && (strings.HasPrefix(after, "）") || strings.HasPrefix(after, ")"))
	}
	return false
}

func firstOf(s string) string {
	_, size := utf8.DecodeRuneInString(s)
	return s[:size]
}

// units are the measure words that tell numbers apart, longest first where one
// begins like another.
var units = []string{"元", "%", "％", "个百分点", "台（套）", "个月", "台", "套", "辆", "项", "人次", "人", "名", "家", "个", "年", "月", "日", "天", "倍", "平方米", "大", "级", "次", "件", "种"}

func unitAt(s string) string {
	s = strings.TrimLeft(s, " ")
	for _, u := range units {
		if strings.HasPrefix(s, u) {
			if u == "％" {
				return "%"
			}
			return u
		}
	}
	return ""
}

// inherit gives the first end of a range the unit and magnitude of the second:
// 1-10亿元 begins at 1亿元.
func inherit(text string, ns []Number) []Number {
	for i := 1; i < len(ns); i++ {
		a, b := &ns[i-1], ns[i]
		between := text[a.End():b.Start]
		if a.Unit != "" || b.Unit == "" || !strings.Contains("-－—–~～至到", between) || between == "" || a.Loose || b.Loose {
			continue
		}
		v, ok := exact(halfWidth(a.Text) + strings.TrimLeft(b.Text, "0123456789０１２３４５６７８９.．,，%％"))
		if !ok || strings.ContainsAny(a.Text, magnitudes) {
			continue
		}
		if b.Unit == "%" {
			v = v.Shift(-2)
		}
		a.Bare, a.Unit, a.Value = a.Value, b.Unit, v.String()
	}
	return ns
}
