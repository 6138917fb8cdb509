package clause

import (
	"strings"

	"github.com/shopspring/decimal"
)

const (
	chineseDigits = "零一二三四五六七八九"
	chineseUnits  = "十百千万亿"
)

func isDigit(r rune) bool { return r >= '0' && r <= '9' || r >= '０' && r <= '９' }

func isChineseNumeral(r rune) bool {
	switch plainNumeral(r) {
	case '零', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '百', '千', '万', '亿':
		return true
	}
	return false
}

func isNumeral(r rune) bool { return isDigit(r) || isChineseNumeral(r) }

// halfWidth writes full-width digits, points and commas in half width.
func halfWidth(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '０' && r <= '９':
			return r - '０' + '0'
		case r == '．':
			return '.'
		case r == '，':
			return ','
		}
		return r
	}, s)
}

// plainNumeral maps the other forms of a numeral (两, 贰, 萬) to the usual one.
func plainNumeral(r rune) rune {
	switch r {
	case '〇':
		return '零'
	case '壹':
		return '一'
	case '两', '贰':
		return '二'
	case '叁':
		return '三'
	case '肆':
		return '四'
	case '伍':
		return '五'
	case '陆':
		return '六'
	case '柒':
		return '七'
	case '捌':
		return '八'
	case '玖':
		return '九'
	case '拾':
		return '十'
	case '佰':
		return '百'
	case '仟':
		return '千'
	case '萬':
		return '万'
	case '億':
		return '亿'
	}
	return r
}

// chineseValue reads a whole Chinese number up to 亿亿: 三百零五, 一二三, 十五万.
func chineseValue(s string) (int64, bool) {
	var total, section, digit int64 // up to 亿, up to 万, the digit that waits
	digits, units := 0, 0
	for _, r := range s {
		r = plainNumeral(r)
		if i := strings.IndexRune(chineseDigits, r); i >= 0 {
			digits++
			digit = int64(i / len("零"))
			continue
		}
		i := strings.IndexRune(chineseUnits, r)
		if i < 0 || len(s) > 60 {
			return 0, false
		}
		units++
		switch unit := [...]int64{10, 100, 1000, 10_000, 100_000_000}[i/len("十")]; {
		case unit < 10_000:
			if digit == 0 {
				digit = 1
			}
			section += digit * unit
		case section+digit == 0:
			total = max(total, 1) * unit
		case unit == 10_000:
			total += (section + digit) * unit
			section = 0
		default:
			total = (total + section + digit) * unit
			section = 0
		}
		digit = 0
	}
	if units == 0 && digits > 1 {
		return digitByDigit(s)
	}
	return total + section + digit, digits+units > 0
}

// digitByDigit reads 二〇二五.
func digitByDigit(s string) (v int64, ok bool) {
	n := 0
	for _, r := range s {
		v = v*10 + int64(strings.IndexRune(chineseDigits, plainNumeral(r))/len("零"))
		n++
	}
	return v, n <= 17
}

// chineseDecimal reads a Chinese number with or without 点: 三点五亿.
func chineseDecimal(s string) (decimal.Decimal, bool) {
	whole, frac, point := strings.Cut(s, "点")
	v, ok := chineseValue(whole)
	d := decimal.NewFromInt(v)
	if !ok || !point {
		return d, ok
	}
	digits := strings.TrimRight(frac, "百千万亿佰仟萬億")
	if digits == "" || len(digits) > 36 || strings.ContainsAny(digits, chineseUnits+"拾佰仟萬億点") {
		return d, false
	}
	f, ok := digitByDigit(digits)
	d = d.Add(decimal.New(f, -int32(len(digits)/len("一"))))
	for _, r := range frac[len(digits):] {
		d = d.Shift(powers[plainNumeral(r)])
	}
	return d, ok
}
