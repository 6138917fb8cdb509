package verify

import (
	"regexp"
	"strings"
	"sync"
	"unicode/utf8"

	"suance/calc/money"
)

// class says what a token is.
type class int

const (
	char   class = iota // a character of words
	number              // a number with its unit
	place               // where something stands in the document: 第（三）条第4句
	limit               // a word that bounds a number: 不超过
	code                // a receipt
)

// token is a run of a folded text that is compared as one.
type token struct {
	class
	text       string
	start, end int // in the folded text, in runes
}

// shape is how tokens of a class look.
type shape struct {
	class
	re *regexp.Regexp
}

// shapes are the tokens that are more than a character, the first that fits counts.
var shapes = sync.OnceValue(func() []shape {
	return []shape{
		{code, regexp.MustCompile(`^SC-[0-9A-Za-z]{4}-[0-9A-Za-z]{4}-[0-9A-Za-z]{4}`)},
		{place, regexp.MustCompile(`^第?\([一二三四五六七八九十]+\)条?(?:第[0-9]+句)?|^第[0-9一二三四五六七八九十百]+条(?:第[0-9]+句)?|^(?:引言|末段)第[0-9]+句|^第[0-9]+句|^art-[0-9]+(?:\.[0-9]+)?`)},
		{number, regexp.MustCompile(`^[0-9]{4}-[0-9]{2}-[0-9]{2}|^[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日|^[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?[万亿千百]*(?:%|‰)?` + units + `|^百分之[` + numerals + `]+|^[` + starts + `][` + numerals + `]*(?:元|辆|个百分点)`)},
		{limit, regexp.MustCompile(`^(?:不超过|不高于|不低于|不少于|不到|超过|最高|最低|最多|至少|上限|封顶|以上|以下|以内)`)},
	}
})

const (
	starts   = `零〇一二两三四五六七八九十半壹贰叁肆伍陆柒捌玖拾`
	numerals = `零〇一二两三四五六七八九十百千万亿半点壹贰叁肆伍陆柒捌玖拾佰仟`
	units    = `(?:元|辆|个百分点|人次|名|项|个月|个|台|家|次|年|月|日|天|档|人|倍)?`
)

// begins are the runes with which such a token can begin.
const begins = "S第(引末a0123456789百不超最至上封以" + numerals

// tokens cuts a folded text.
func tokens(f folded) []token {
	var out []token
	for i := 0; i < len(f.runes); {
		t := token{char, string(f.runes[i]), i, i + 1}
		if strings.ContainsRune(begins, f.runes[i]) {
			t = shaped(f.runes, i)
		}
		if f.first[i] && t.class == number && t.end < len(f.runes) && listMark(t.text, f.runes[t.end]) {
			t = token{char, t.text, i, t.end + 1}
		}
		out = append(out, t)
		i = t.end
	}
	return out
}

// longest is how many runes a token can have; what goes beyond is another.
const longest = 48

// shaped is the token that begins at a rune.
func shaped(runes []rune, i int) token {
	rest := string(runes[i:min(len(runes), i+longest)])
	for _, s := range shapes() {
		if m := s.re.FindString(rest); m != "" {
			return token{s.class, m, i, i + utf8.RuneCountInString(m)}
		}
	}
	return token{char, string(runes[i]), i, i + 1}
}

// listMark says whether digits before a rune only number the item of a list.
func listMark(digits string, next rune) bool {
	return len(digits) <= 2 && strings.ContainsRune("、)", next)
}

// same says whether two tokens of a class say the same: 2,000万元 is 2000万元, and
// 2000万 where the 元 was cut.
func same(a, b token) bool {
	if a.text == b.text {
		return true
	}
	switch a.class {
	case number:
		x, y := strings.ReplaceAll(a.text, ",", ""), strings.ReplaceAll(b.text, ",", "")
		return x == y || strings.TrimSuffix(x, "元") == strings.TrimSuffix(y, "元") || sameAmount(x, y)
	case place:
		return strings.Trim(a.text, "第条") == strings.Trim(b.text, "第条")
	}
	return false
}

// sameAmount says whether both are sums of money, and the same.
func sameAmount(a, b string) bool {
	if !strings.HasSuffix(a, "元") || !strings.HasSuffix(b, "元") {
		return false
	}
	x, errX := money.ParseAmount(a)
	y, errY := money.ParseAmount(b)
	return errX == nil && errY == nil && x == y
}
