package answer

import (
	"strings"
	"unicode/utf8"
)

// numbers finds the numbers of a text in their order, each with its scale, its
// percent sign and its unit: 2000万元, 10%, 15万辆, 2025年12月31日, 二百万元.
// The contract says what counts as a number; a unit more does no harm.
func numbers(s string) []string {
	var out []string
	for from, to := nextNumber(s, 0); to > 0; from, to = nextNumber(s, to) {
		out = append(out, s[from:to])
	}
	return out
}

// nextNumber is where the first number lies that begins at a place of a text or after it;
// to is 0 if there is none.
func nextNumber(s string, at int) (from, to int) {
	for i, r := range s[at:] {
		if isDigit(r) || isNumeral(r) {
			if n := numberAt(s[at+i:]); n > 0 {
				return at + i, at + i + n
			}
		}
	}
	return 0, 0
}

// numberAt is the length in bytes of the number that s begins with, 0 if none.
func numberAt(s string) int {
	if n := dateAt(s); n > 0 {
		return n
	}
	if n := digitsAt(s); n > 0 {
		n += runAt(s[n:], isScale)
		n += prefixAt(s[n:], "%", "％", "‰")
		return n + prefixAt(s[n:], units...)
	}
	if rest, ok := strings.CutPrefix(s, "百分之"); ok {
		if n := runAt(rest, isNumeral); n > 0 {
			return len("百分之") + n
		}
	}
	if n := runAt(s, isNumeral); n > 0 {
		if u := prefixAt(s[n:], "元", "辆", "个百分点"); u > 0 {
			return n + u
		}
	}
	return 0
}

// units are the measure words that belong to a number for a reader.
var units = []string{"元", "辆", "个百分点", "人次", "名", "项", "个", "台", "家", "次", "年", "档"}

// dateAt is the length of a date that s begins with: 2025年12月31日, 2025-12-31.
func dateAt(s string) int {
	n := 0
	for i, mark := range []string{"年", "月", "日"} {
		d := digitsAt(s[n:])
		if d == 0 || i == 0 && d != 4 {
			return isoDateAt(s)
		}
		n += d
		if !strings.HasPrefix(s[n:], mark) {
			return isoDateAt(s)
		}
		n += len(mark)
	}
	return n
}

func isoDateAt(s string) int {
	const shape = "0000-00-00"
	if len(s) < len(shape) {
		return 0
	}
	for i := range shape {
		digit := s[i] >= '0' && s[i] <= '9'
		if shape[i] == '0' && !digit || shape[i] == '-' && s[i] != '-' {
			return 0
		}
	}
	return len(shape)
}

// digitsAt is the length of a run of digits, of either width, with separators
// and a decimal point inside.
func digitsAt(s string) int {
	n := 0
	for n < len(s) {
		r, size := utf8.DecodeRuneInString(s[n:])
		if isDigit(r) {
			n += size
			continue
		}
		next, _ := utf8.DecodeRuneInString(s[n+size:])
		if n == 0 || !strings.ContainsRune(",.．", r) || !isDigit(next) {
			break
		}
		n += size
	}
	return n
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' || r >= '０' && r <= '９' }

func isScale(r rune) bool { return r == '万' || r == '亿' || r == '千' || r == '百' }

func isNumeral(r rune) bool {
	switch r {
	case '零', '〇', '一', '二', '两', '三', '四', '五', '六', '七', '八', '九', '十', '百', '千', '万', '亿', '半', '点',
		'壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖', '拾', '佰', '仟':
		return true
	}
	return false
}

// runAt is the length of the run of such characters that s begins with.
func runAt(s string, such func(rune) bool) int {
	for i, r := range s {
		if !such(r) {
			return i
		}
	}
	return len(s)
}

// prefixAt is the length of the first of the prefixes that s begins with.
func prefixAt(s string, prefixes ...string) int {
	for _, p := range prefixes {
		if strings.HasPrefix(s, p) {
			return len(p)
		}
	}
	return 0
}
