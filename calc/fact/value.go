package fact

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"suance/calc/money"
)

// Limits of input: 1e9 for counts; money's is money.Max, a share's money.One.
const MaxCount = 1_000_000_000

// limits are the least and the largest input of the fact, in inner units.
func (sp *Spec) limits() (least, most int64) {
	most = sp.Most
	if most == 0 {
		switch sp.Type {
		case Money:
			most = int64(money.Max)
		case Share:
			most = int64(money.One)
		case Count:
			most = MaxCount
		case YesNo:
			most = 1
		case Choice:
			most = int64(len(sp.Options) - 1)
		case Date:
			most = int64(lastDay)
		}
	}
	return sp.Least, most
}

// Check says, in Chinese, why a value is not admissible for the fact: outside its
// limits or an empty range. An admissible value gives nil.
func (sp *Spec) Check(v Value) error {
	if !v.known {
		return nil
	}
	least, most := sp.limits()
	switch {
	case v.lo > v.hi:
		return errors.New("这个范围里没有任何可取的值；请检查两端")
	case v.lo < least && v.lo != NoLow, v.hi < least, v.lo > most, v.hi > most && v.hi != NoHigh:
		return errors.New(sp.outside(least, most))
	}
	return nil
}

func (sp *Spec) outside(least, most int64) string {
	return fmt.Sprintf("超出范围；应在%s到%s之间", sp.Say(least), sp.Say(most))
}

// decode reads one JSON value of the fact; the error is a Chinese sentence.
func (sp *Spec) decode(raw json.RawMessage) (Value, error) {
	if raw[0] == '{' && (sp.Type == Money || sp.Type == Share || sp.Type == Count) {
		return sp.decodeRange(raw)
	}
	n, err := sp.decodePoint(raw)
	if err != nil {
		return Value{}, err
	}
	v := Point(n)
	return v, sp.Check(v)
}

// decodePoint reads a single value in inner units.
func (sp *Spec) decodePoint(raw json.RawMessage) (int64, error) {
	word := ""
	switch raw[0] {
	case '"':
		s, err := text(raw)
		if err != nil {
			return 0, sp.wanted()
		}
		word = s
	case 't', 'f':
		if sp.Type != YesNo {
			return 0, sp.wanted()
		}
		if raw[0] == 't' {
			return 1, nil
		}
		return 0, nil
	case '{', '[':
		return 0, sp.wanted()
	default: // a number
		if sp.Type != Money && sp.Type != Share && sp.Type != Count {
			return 0, sp.wanted()
		}
		if word = string(raw); sp.Type == Count && strings.Contains(word, ".") {
			return 0, errors.New("应为整数")
		}
	}
	return sp.Parse(word)
}

// Parse reads a single value as a person writes it, in inner units: the notation
// of money, shares and counts, 是/否, an option's id or label, a date. The error
// is a Chinese sentence that says what would be right. It does not check limits
// other than the type's own.
func (sp *Spec) Parse(s string) (int64, error) {
	switch sp.Type {
	case Money:
		a, err := money.ParseAmount(s)
		return int64(a), sp.explain(err)
	case Share:
		r, err := money.ParseShare(s)
		return int64(r), sp.explain(err)
	case Count:
		n, unit, err := money.ParseCount(s)
		if err == nil && !sp.measures(unit) {
			return 0, fmt.Errorf("单位“%s”不对；应为%s", unit, sp.Unit)
		}
		return n, sp.explain(err)
	case YesNo:
		switch s {
		case "是":
			return 1, nil
		case "否":
			return 0, nil
		}
	case Choice:
		for i, o := range sp.Options {
			if s == o.ID || foldBrackets(s) == foldBrackets(o.Label) {
				return int64(i), nil
			}
		}
	case Date:
		if d, ok := ParseDay(s); ok {
			return int64(d), nil
		}
	}
	return 0, sp.wanted()
}

// measures says whether a count may be written with the unit.
func (sp *Spec) measures(unit string) bool {
	return unit == "" || sp.Unit == "" || foldBrackets(unit) == foldBrackets(sp.Unit) ||
		strings.Contains(unitClasses, unit)
}

// unitClasses are measure words that people use for anything counted.
const unitClasses = "个 辆 台 套 台套 项 件 次 年 家"

// explain turns an error of the notation into a sentence.
func (sp *Spec) explain(err error) error {
	least, most := sp.limits()
	switch {
	case err == nil:
		return nil
	case errors.Is(err, money.ErrNegative):
		return fmt.Errorf("不能为负；应在%s到%s之间", sp.Say(least), sp.Say(most))
	case errors.Is(err, money.ErrRange):
		return errors.New(sp.outside(least, most))
	case errors.Is(err, money.ErrExponent):
		return errors.New("不能用科学计数法；请把数字写全，或用万、亿")
	case errors.Is(err, money.ErrVague):
		return errors.New(`要一个确定的值；只知道范围时写成 {"ge":…,"lt":…}`)
	case errors.Is(err, money.ErrDecimals):
		switch sp.Type {
		case Count:
			return errors.New("应为整数")
		case Money:
			return errors.New("最多精确到分，即元以下两位小数")
		}
		return errors.New("小数位太多；最多18位")
	}
	return sp.wanted()
}

// wanted says what a value of the fact looks like.
func (sp *Spec) wanted() error {
	switch sp.Type {
	case Money:
		return errors.New(`应为金额，单位元，例如 "12亿"、"3500万元" 或 1200000.50`)
	case Share:
		return errors.New(`应为0到1之间的比例，例如 "2%" 或 0.02`)
	case Count:
		return fmt.Errorf("应为整数，例如 3 或 \"3%s\"", sp.Unit)
	case YesNo:
		return errors.New(`应为 true、false、"是" 或 "否"`)
	case Choice:
		labels := make([]string, len(sp.Options))
		for i, o := range sp.Options {
			labels[i] = o.ID + "（" + o.Label + "）"
		}
		return errors.New("应为其中一项：" + strings.Join(labels, "、"))
	}
	return errors.New(`应为日期，例如 "2025-06-30"`)
}

// foldBrackets writes full-width brackets as half-width ones.
func foldBrackets(s string) string {
	return strings.ReplaceAll(strings.ReplaceAll(s, "（", "("), "）", ")")
}

// lastDay is the last day that input can name.
const lastDay Day = 2932896 // 9999-12-31

// ParseDay reads YYYY-MM-DD.
func ParseDay(s string) (Day, bool) {
	t, err := time.Parse("2006-01-02", s)
	if err != nil || t.Year() < 1 {
		return 0, false
	}
	return DayOf(t), true
}

// DayOf is the calendar day of a time in its own zone.
func DayOf(t time.Time) Day {
	y, m, d := t.Date()
	return Day(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix() / 86400)
}

// String writes the day as YYYY-MM-DD.
func (d Day) String() string {
	return time.Unix(int64(d)*86400, 0).UTC().Format("2006-01-02")
}

// Year is the calendar year of the day.
func (d Day) Year() int { return time.Unix(int64(d)*86400, 0).UTC().Year() }

// Chinese writes the day as 2025年12月31日.
func (d Day) Chinese() string {
	return time.Unix(int64(d)*86400, 0).UTC().Format("2006年1月2日")
}
