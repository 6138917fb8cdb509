package nlu

import (
	"regexp"
	"strings"

	"github.com/shopspring/decimal"
)

// Quantity stand-in until the quantity reader is there.
type Quantity struct {
	Span   Span
	Text   string
	Kind   string
	Value  string
	Low    string
	High   string
	Approx bool
	Unit   string
}

var standin = regexp.MustCompile(`(-?[0-9][0-9,]*(?:\.[0-9]+)?|[一二两三四五六七八九十百千半零]+(?:点[一二三四五六七八九零]+)?)(个)?(万亿|千万|百万|亿|万|千|w|k)?(美元|港币|元|块|辆|%|年度|年|项|台套|台|套|个|家|天|月|亿)?`)

// Quantities is a stand-in.
func Quantities(text string) []Quantity {
	var out []Quantity
	text = string([]rune(text))
	for _, m := range standin.FindAllStringSubmatchIndex(text, -1) {
		g := func(k int) string {
			if m[2*k] < 0 {
				return ""
			}
			return text[m[2*k]:m[2*k+1]]
		}
		q := Quantity{Span: Span{len([]rune(text[:m[0]])), len([]rune(text[:m[1]]))}, Text: g(0)}
		num := strings.ReplaceAll(g(1), ",", "")
		d, err := decimal.NewFromString(num)
		if err != nil {
			d = decimal.New(chinese(num), 0)
		}
		unit := g(3)
		sh := map[string]int32{"亿": 8, "万": 4, "千万": 7, "百万": 6, "千": 3, "w": 4, "k": 3}
		d = d.Shift(sh[unit])
		q.Kind = "number"
		q.Unit = g(4)
		switch g(4) {
		case "亿":
			d = d.Shift(8)
			q.Kind, q.Unit = "money", "CNY"
		case "元", "块":
			q.Kind, q.Unit = "money", "CNY"
		case "美元":
			q.Kind, q.Unit = "money", "USD"
		case "%":
			q.Kind, q.Unit = "share", ""
			d = d.Shift(-2)
		case "":
			if unit != "" {
				q.Kind, q.Unit = "money", "CNY"
			} else if g(2) != "" {
				q.Kind, q.Unit = "count", "个"
			}
		default:
			q.Kind = "count"
		}
		q.Value = d.String()
		out = append(out, q)
	}
	return out
}

func chinese(s string) int64 {
	total, n := int64(0), int64(0)
	for _, r := range s {
		if i := strings.IndexRune("零一二三四五六七八九", r); i >= 0 {
			n = int64(i / 3)
			continue
		}
		m := map[rune]int64{'十': 10, '百': 100, '千': 1000, '两': 2}[r]
		if r == '两' {
			n = 2
			continue
		}
		if n == 0 {
			n = 1
		}
		total += n * m
		n = 0
	}
	return total + n
}
