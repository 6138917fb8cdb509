package nlu

import "strings"

// folded is a text made plain for matching: half-width, lower case, simplified,
// without quotation marks and invisible characters. at[i] is the place of rune i
// in the text exactly as given; at has one more entry, the length of the text.
type folded struct {
	text []rune // the text as given
	run  []rune // the plain one
	key  []rune // as run, with characters that sound alike made one
	at   []int32

	said string  // the plain text once more
	from []int32 // where in it each rune begins, and where it ends
}

// fold makes a text plain.
func fold(text string) *folded {
	given := []rune(text)
	n := len(given)
	runes, places := make([]rune, 0, 2*n), make([]int32, 0, 2*n+2)
	f := &folded{text: given, run: runes[:0:n], key: runes[n:n], at: places[: 0 : n+1], from: places[n+1 : n+1]}
	var said strings.Builder
	said.Grow(len(text))
	for i := range given {
		p := plainAt(given, i)
		if p == drop {
			continue
		}
		f.run = append(f.run, p)
		f.key = append(f.key, homophones.of(p))
		f.at = append(f.at, int32(i))
		f.from = append(f.from, int32(said.Len()))
		said.WriteRune(p)
	}
	f.at, f.from, f.said = append(f.at, int32(n)), append(f.from, int32(said.Len())), said.String()
	return f
}

// words are the runes from up to to of the plain text.
func (f *folded) words(from, to int) string { return f.said[f.from[from]:f.from[to]] }

// plainAt is the plain form of rune i; drop if it has none.
func plainAt(given []rune, i int) rune {
	p := plain(given[i])
	if brackets(given, i) || p == ' ' && spreads(given, i) {
		return drop
	}
	return p
}

// span is the run of the given text that runes from up to to of the plain one
// stand for.
func (f *folded) span(from, to int) Span {
	if from >= to {
		return Span{int(f.at[from]), int(f.at[from])}
	}
	return Span{int(f.at[from]), int(f.at[to-1]) + 1}
}

// spreads says whether the blank at i only spreads out a label: 营 业 收 入.
func spreads(given []rune, i int) bool {
	if !isSingle(given, i-1) || !isSingle(given, i+1) {
		return false
	}
	return i > 2 && isGap(given[i-2]) && isSingle(given, i-3) || i+3 < len(given) && isGap(given[i+2]) && isSingle(given, i+3)
}

// isSingle says whether a Chinese character stands alone between others.
func isSingle(given []rune, i int) bool {
	return i >= 0 && i < len(given) && isHan(given[i]) && (i == 0 || !isHan(given[i-1])) && (i+1 == len(given) || !isHan(given[i+1]))
}

func isGap(r rune) bool { return r == ' ' || r == '\u3000' }

// brackets says whether rune i is one of a pair of brackets around a single
// Chinese character, or around the value behind a colon: 首台（套） is 首台套,
// 小巨人：【是】 is 小巨人：是.
func brackets(given []rune, i int) bool {
	switch given[i] {
	case '(', '（':
		return i > 0 && i+2 < len(given) && isClose(given[i+2]) && isHan(given[i+1])
	case ')', '）':
		return i > 2 && isOpen(given[i-2]) && isHan(given[i-1])
	case '【':
		return isEntered(given, i)
	case '】':
		k := i - 1
		for k > max(0, i-longestEntered) && given[k] != '【' && given[k] != '】' {
			k--
		}
		return k >= 0 && given[k] == '【' && isEntered(given, k)
	}
	return false
}

// longestEntered is how far apart the brackets around a value may stand.
const longestEntered = 24

// isEntered says whether a colon stands right before place i.
func isEntered(given []rune, i int) bool {
	return i > 0 && (given[i-1] == ':' || given[i-1] == '：')
}

func isOpen(r rune) bool  { return r == '(' || r == '（' }
func isClose(r rune) bool { return r == ')' || r == '）' }
func isHan(r rune) bool   { return r >= 0x4e00 && r <= 0x9fff }

// drop marks a character that means nothing to a reader.
const drop = -1

// plain is the half-width, lower-case, simplified form of a character.
func plain(r rune) rune {
	switch {
	case r >= 'A' && r <= 'Z':
		return r + 'a' - 'A'
	case r < 0x80:
		if r == '"' || r == '\'' || r == '`' || r == '*' {
			return drop
		}
		if r == '\r' || r == '\v' || r == '\f' {
			return '\n'
		}
		return r
	case r >= 0xff21 && r <= 0xff3a:
		return r - 0xff21 + 'a'
	case r >= 0xff01 && r <= 0xff5e:
		return plain(halfWidth(r))
	case isHan(r):
		return simplified.of(r)
	}
	return plainMark(r)
}

// halfWidth is the half-width form of a full-width character.
func halfWidth(r rune) rune {
	if r >= 0xff01 && r <= 0xff5e {
		return r - 0xff01 + '!'
	}
	return r
}

// plainMark folds punctuation and drops what cannot be seen.
func plainMark(r rune) rune {
	switch r {
	case '“', '”', '‘', '’', '「', '」', '『', '』', '《', '》', '〈', '〉', '＂', '…':
		return drop
	case 0x200b, 0x200c, 0x200d, 0x2060, 0xfeff, 0xad, 0xfe0f, 0xfe0e:
		return drop
	case 0x3000, 0xa0, 0x2002, 0x2003, 0x2009, 0x202f:
		return ' '
	case '【', '〔', '［':
		return '('
	case '】', '〕', '］':
		return ')'
	case '｡':
		return '。'
	case '､':
		return '、'
	case 0x2028, 0x2029, 0x85:
		return '\n'
	case '∶', '：':
		return ':'
	case '│', '┃', '｜', '丨':
		return '|'
	case '✓', '☑', '✔', '✅', '☒':
		return '√'
	case '✗', '✘', '❌', '✕':
		return '×'
	}
	return r
}
