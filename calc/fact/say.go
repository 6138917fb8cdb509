package fact

import (
	"strconv"

	"suance/calc/money"
)

// Say writes a value of the fact as people do: 12亿元, 2%, 15万辆, 是, 新材料.
func (sp *Spec) Say(v int64) string {
	switch sp.Type {
	case Money:
		return money.Amount(v).Chinese()
	case Share:
		return money.Share(v).Percent()
	case Count:
		return money.ChineseCount(v) + sp.Unit
	case YesNo:
		if v == 1 {
			return "是"
		}
		return "否"
	case Choice:
		if v >= 0 && v < int64(len(sp.Options)) {
			return sp.Options[v].Label
		}
	case Date:
		return Day(v).Chinese()
	}
	return strconv.FormatInt(v, 10)
}

// SayValue writes what is known of the fact: a value, or a range as 超过1亿元、
// 不到5亿元. Nothing known is 未知.
func (sp *Spec) SayValue(v Value) string {
	if !v.known {
		return "未知"
	}
	if n, ok := v.Exact(); ok {
		return sp.Say(n)
	}
	low, high := sp.Ends(v)
	s := ""
	if low != nil {
		s = "不少于" + sp.Say(low.Value)
		if low.Open {
			s = "超过" + sp.Say(low.Value)
		}
	}
	if high != nil {
		if s != "" {
			s += "、"
		}
		if high.Open {
			s += "不到" + sp.Say(high.Value)
		} else {
			s += "不超过" + sp.Say(high.Value)
		}
	}
	if s == "" {
		return "未知"
	}
	return s
}

// AppendJSON appends the value as the contract prints it: money and shares
// decimal strings, counts integers, yes/no booleans, options their ids, days
// YYYY-MM-DD, ranges objects. Nothing known is null.
func (sp *Spec) AppendJSON(b []byte, v Value) []byte {
	if !v.known {
		return append(b, "null"...)
	}
	if n, ok := v.Exact(); ok {
		return sp.appendPoint(b, n)
	}
	low, high := sp.Ends(v)
	b = append(b, '{')
	if low != nil {
		b = append(b, low.key(`"gt":`, `"ge":`)...)
		b = sp.appendPoint(b, low.Value)
	}
	if high != nil {
		if low != nil {
			b = append(b, ',')
		}
		b = append(b, high.key(`"lt":`, `"le":`)...)
		b = sp.appendPoint(b, high.Value)
	}
	if low == nil && high == nil { // a range that says no more than the limits
		b = append(b, `"ge":`...)
		least, _ := sp.limits()
		b = sp.appendPoint(b, least)
	}
	return append(b, '}')
}

func (b *Bound) key(open, closed string) string {
	if b.Open {
		return open
	}
	return closed
}

func (sp *Spec) appendPoint(b []byte, n int64) []byte {
	quoted := func(s string) []byte { return append(append(append(b, '"'), s...), '"') }
	switch sp.Type {
	case Money:
		return quoted(money.Amount(n).String())
	case Share:
		return quoted(money.Share(n).String())
	case YesNo:
		return strconv.AppendBool(b, n == 1)
	case Choice:
		return quoted(sp.Options[n].ID)
	case Date:
		return quoted(Day(n).String())
	}
	return strconv.AppendInt(b, n, 10)
}
