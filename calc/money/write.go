package money

import (
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
)

// Chinese writes the amount exactly, as people do: 12亿元, 1.25亿元, 3500万元,
// 1234.5678万元, 1,234,567.89元. ParseAmount reads it back.
func (a Amount) Chinese() string {
	if a < 0 {
		return "-" + (-a).Chinese()
	}
	switch {
	case a >= Yi && a%Wan == 0:
		return decimal.New(int64(a/Wan), -4).String() + "亿元"
	case a >= Wan && a < Yi && a%Yuan == 0:
		return decimal.New(int64(a/Yuan), -4).String() + "万元"
	}
	whole, fen := a/Yuan, a%Yuan
	s := grouped(int64(whole))
	switch {
	case fen%10 != 0:
		s += "." + strconv.Itoa(int(fen/10)) + strconv.Itoa(int(fen%10))
	case fen != 0:
		s += "." + strconv.Itoa(int(fen/10))
	}
	return s + "元"
}

// grouped writes a whole number with its digits in groups of three.
func grouped(n int64) string {
	s := strconv.FormatInt(n, 10)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// Spoken writes the amount as it is said: 二百万元, 一千二百三十四元五角.
// ParseAmount reads it back.
func (a Amount) Spoken() string {
	if a < 0 {
		return "负" + (-a).Spoken()
	}
	yuan, jiao, fen := a/Yuan, a%Yuan/10, a%10
	var b strings.Builder
	if yuan != 0 || a == 0 {
		b.WriteString(numerals(int64(yuan)))
		b.WriteString("元")
	}
	if jiao != 0 {
		b.WriteString(spelled[jiao] + "角")
	}
	if fen != 0 {
		if jiao == 0 && yuan != 0 {
			b.WriteString("零")
		}
		b.WriteString(spelled[fen] + "分")
	}
	return b.String()
}

var spelled = [...]string{"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"}

// numerals writes a whole number in Chinese numerals.
func numerals(n int64) string {
	if n < 10000 {
		return below(n)
	}
	for _, m := range [...]struct {
		size int64
		word string
	}{{100_000_000, "亿"}, {10_000, "万"}} {
		if n < m.size {
			continue
		}
		s, rest := numerals(n/m.size)+m.word, n%m.size
		if rest == 0 {
			return s
		}
		if rest < m.size/10 {
			s += "零"
		}
		return s + strings.TrimPrefix(numeralsAfter(rest), "零")
	}
	return ""
}

// numeralsAfter writes what follows a magnitude: its 十 has its 一.
func numeralsAfter(n int64) string {
	s := numerals(n)
	if strings.HasPrefix(s, "十") {
		s = "一" + s
	}
	return s
}

// below writes a number below ten thousand.
func below(n int64) string {
	if n < 10 {
		return spelled[n]
	}
	s, gap := "", false
	for _, u := range [...]struct {
		size int64
		word string
	}{{1000, "千"}, {100, "百"}, {10, "十"}, {1, ""}} {
		d := n / u.size
		n %= u.size
		if d == 0 {
			gap = s != ""
			continue
		}
		if gap {
			s, gap = s+"零", false
		}
		if d > 1 || u.size != 10 || s != "" {
			s += spelled[d]
		}
		s += u.word
	}
	return s
}

// Percent writes the share in hundredths: 1.8%.
func (s Share) Percent() string { return decimal.New(int64(s), -16).String() + "%" }

// ChineseCount writes a number of things: 15万, 1.25万, 150001. ParseCount reads
// it back.
func ChineseCount(n int64) string {
	switch {
	case n >= 100_000_000 && n%1_000_000 == 0:
		return decimal.New(n/1_000_000, -2).String() + "亿"
	case n >= 10_000 && n%100 == 0:
		return decimal.New(n/100, -2).String() + "万"
	}
	return strconv.FormatInt(n, 10)
}
