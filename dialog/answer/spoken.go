package answer

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"suance/calc"
	"suance/calc/fact"
	"suance/calc/money"
	"suance/knowledge"
)

// setMark is brackets around one character, which nobody says: 首台套, 区、县市.
var setMark = regexp.MustCompile(`[（(]\p{Han}[）)]`)

// Spoken writes a text as it is said aloud: sums, shares and dates in Chinese
// numerals (200万元 is 二百万元, 0.5% 百分之零点五), without marks of quotation.
func Spoken(s string) string {
	s = setMark.ReplaceAllStringFunc(s, func(m string) string {
		if strings.Contains(m, "含") { // 15万辆（含）以下 tells where the line lies
			return m
		}
		return strings.Trim(m, "（）()")
	})
	var b strings.Builder
	for i := 0; i < len(s); {
		n := numberAt(s[i:])
		if n == 0 {
			n = len("x")
			for i+n < len(s) && s[i+n]&0xc0 == 0x80 {
				n++
			}
			if ch := s[i : i+n]; ch == "：" && i > 0 && digitsAt(s[i+n:]) > 0 && s[i-1] >= '0' && s[i-1] <= '9' {
				b.WriteString("比")
			} else if !strings.Contains("“”·", ch) {
				b.WriteString(ch)
			}
			i += n
			continue
		}
		b.WriteString(spokenNumber(s[i : i+n]))
		i += n
	}
	return b.String()
}

// spokenNumber says one number with its unit.
func spokenNumber(s string) string {
	if dateAt(s) == len(s) {
		return spokenDate(s)
	}
	d := digitsAt(s)
	if d == 0 {
		return s // in Chinese numerals already
	}
	num, rest := strings.ReplaceAll(s[:d], ",", ""), s[d:]
	for _, sign := range []string{"%", "％"} {
		if tail, ok := strings.CutPrefix(rest, sign); ok {
			return "百分之" + spokenDecimal(num) + tail
		}
	}
	return spokenDecimal(num) + rest
}

const spokenDigits = "零一二三四五六七八九"

func spokenDigit(c byte) string {
	r := []rune(spokenDigits)
	if c < '0' || c > '9' {
		return ""
	}
	return string(r[c-'0'])
}

func spokenDecimal(num string) string {
	whole, frac, found := strings.Cut(num, ".")
	out := spokenWhole(whole)
	if !found {
		return out
	}
	out += "点"
	for i := range len(frac) {
		out += spokenDigit(frac[i])
	}
	return out
}

// spokenWhole says a whole number: 1200 is 一千二百, 10 is 十.
func spokenWhole(num string) string {
	num = strings.TrimLeft(num, "0")
	if num == "" {
		return "零"
	}
	scales := []string{"", "万", "亿", "万亿"}
	var out string
	for group := 0; num != "" && group < len(scales); group++ {
		cut := max(len(num)-4, 0)
		part := num[cut:]
		num = num[:cut]
		if said := spokenGroup(part, num != ""); said != "" {
			out = said + scales[group] + out
		}
	}
	if strings.HasPrefix(out, "一十") {
		out = strings.TrimPrefix(out, "一")
	}
	return strings.TrimPrefix(out, "零")
}

// spokenGroup says up to four digits; zeros inside become one 零.
func spokenGroup(part string, inner bool) string {
	units := []string{"", "十", "百", "千"}
	out, zero := "", inner && len(part) == 4 && part[0] == '0'
	for i := range len(part) {
		if part[i] == '0' {
			zero = zero || out != ""
			continue
		}
		if zero {
			out += "零"
			zero = false
		}
		out += spokenDigit(part[i]) + units[len(part)-1-i]
	}
	return out
}

// spokenDate says a date: the year digit by digit.
func spokenDate(s string) string {
	marks := []string{"年", "月", "日"}
	fields := strings.FieldsFunc(s, func(r rune) bool { return r == '-' || strings.ContainsRune("年月日", r) })
	var b strings.Builder
	for i, f := range fields {
		if i == 0 {
			for j := range len(f) {
				b.WriteString(spokenDigit(f[j]))
			}
		} else {
			b.WriteString(spokenWhole(f))
		}
		b.WriteString(marks[min(i, len(marks)-1)])
	}
	return b.String()
}

// SayMeasure says in one line what a measure grants: a sum, a range of sums, or a
// share up to a cap. A measure that no line can hold gives an empty one.
func SayMeasure(m *calc.Measure) string {
	var low, high, top int64
	plain := true
	for _, br := range m.Branches {
		top = max(top, int64(br.Cap))
		for _, p := range br.Amount {
			lo, hi, ok := constants(p)
			if !ok {
				plain = false
				continue
			}
			if low == 0 || lo < low {
				low = lo
			}
			high = max(high, hi)
		}
	}
	say := m.Title + "，"
	switch {
	case m.Kind == calc.UpTo:
		say += "最高不超过" + money.Amount(max(high, top)).Chinese() + "，只是上限"
	case m.Kind != calc.Fixed:
		return ""
	case plain && low == high:
		say += money.Amount(low).Chinese()
	case plain:
		say += "分档，从" + money.Amount(low).Chinese() + "到" + money.Amount(high).Chinese()
	case top > 0 && share(m) != "":
		say += share(m) + "，最高" + money.Amount(top).Chinese()
	case top > 0:
		say += rates(m) + "，最高" + money.Amount(top).Chinese()
	default:
		return ""
	}
	if len(m.Lead) > 0 {
		say += "，找" + m.Lead[0]
	}
	return Spoken(say + "。")
}

// share is the one share that a measure pays, 百分之十; empty where there are several.
func share(m *calc.Measure) string {
	if len(m.Branches) != 1 || len(m.Branches[0].Amount) != 1 {
		return ""
	}
	say := ""
	for _, term := range m.Branches[0].Amount[0] {
		switch x := term.(type) {
		case calc.Ratio:
			if x.Den == 0 || x.Num*100%x.Den != 0 {
				return ""
			}
			say = "百分之" + spokenWhole(strconv.FormatInt(x.Num*100/x.Den, 10))
		case calc.ByBand, calc.ByOrdinal:
			return ""
		}
	}
	return say
}

// SharePaid says whether a measure pays one share of something.
func SharePaid(m *calc.Measure) bool { return m.Kind == calc.Fixed && share(m) != "" }

// rates are the smallest and the largest share that the branches of a measure pay.
func rates(m *calc.Measure) string {
	var all []calc.Ratio
	for _, br := range m.Branches {
		for _, p := range br.Amount {
			for _, term := range p {
				if r, ok := term.(calc.Ratio); ok && r.Den > 0 {
					all = append(all, r)
				}
			}
		}
	}
	if len(all) < 2 {
		return "按比例"
	}
	slices.SortFunc(all, func(x, y calc.Ratio) int { return cmp.Compare(x.Num*y.Den, y.Num*x.Den) })
	return "按" + percent(all[0]) + "到" + percent(all[len(all)-1]) // made spoken with the rest
}

// constants are the smallest and largest sum of a product that is one sum of the
// text alone.
func constants(p calc.Product) (lo, hi int64, ok bool) {
	if len(p) != 1 {
		return 0, 0, false
	}
	switch x := p[0].(type) {
	case calc.Sum:
		return int64(x), int64(x), true
	case calc.ByBand:
		for _, b := range x.Bands {
			if b.Sum == 0 {
				return 0, 0, false
			}
			if lo == 0 || int64(b.Sum) < lo {
				lo = int64(b.Sum)
			}
			hi = max(hi, int64(b.Sum))
		}
		return lo, hi, len(x.Bands) > 0
	}
	return 0, 0, false
}

// SayStanding says in one line what the document is and until when it holds.
func SayStanding(p *knowledge.Policy, asOf fact.Day) string {
	say := "这份文件是" + p.Rules.Standing.Name
	if until := p.Rules.Validity.Until; until != 0 {
		say += "，自述有效期至" + until.Chinese()
		if Ended(p, asOf) {
			say += "，已经届满"
		}
	}
	return Spoken(say + "。")
}

// SayAssessment says in one line what comes of an assessment: of the measure at the
// given place, if there is only one, else the total.
func SayAssessment(p *knowledge.Policy, a *calc.Assessment, at []int) string {
	if len(at) == 1 {
		r := &a.Measures[at[0]]
		switch r.Status {
		case calc.Payable:
			return Spoken(r.Title + "，按您说的测算是" + r.Amount.String() + caveat(p, a.AsOf))
		case calc.Ceiling:
			return Spoken(r.Title + "，最高不超过" + r.Amount.String() + "，只是上限，" + p.Rules.Standing.Name + "。")
		case calc.Divided:
			say := r.Title
			for _, part := range r.Parts {
				say += "，" + part.Label + part.Amount.String()
			}
			return Spoken(say + "。")
		case calc.NotMet:
			return Spoken(r.Title + "，按您说的情况不符合条件。")
		case calc.Superseded:
			return Spoken(r.Title + "，本市其他政策的金额更高，两者不重复享受。")
		case calc.NeedsFacts:
			if r.Bounds.Unlimited {
				return Spoken(r.Title + "，还要补充情况才能确定，" + p.Rules.Standing.Name + "。")
			}
			return Spoken(r.Title + "，最高不超过" + r.Bounds.Max.Chinese() + "，还要补充情况才能确定，" + p.Rules.Standing.Name + "。")
		}
	}
	open := func(r calc.Result) bool { return r.Status == calc.NeedsFacts }
	if p, ok := a.Total.Payable.Amount(); ok && p == 0 && slices.ContainsFunc(a.Measures, open) {
		return "固定金额现在还测算不出来，还要请您补充企业的情况；已知的部分已发文字给您。"
	}
	return Spoken("按您说的测算，固定金额合计" + a.Total.Payable.String() + caveat(p, a.AsOf))
}

// caveat ends a line with a worked-out sum: of what kind of document it is.
func caveat(p *knowledge.Policy, asOf fact.Day) string {
	if reference(p, asOf) {
		return "，仅供参考，" + p.Rules.Standing.Name + "。"
	}
	return "，依据" + p.Rules.Standing.Name + "。"
}
