package knowledge

import (
	"math/big"
	"strings"
	"time"

	"suance/calc"
	"suance/calc/fact"
	"suance/calc/money"
	"suance/knowledge/clause"

	"github.com/shopspring/decimal"
)

// use is a number of a rule with the place where it is written and the sentences
// in which it must stand.
type use struct {
	node      *node
	number    clause.Number
	sentences []clause.ID
	measure   []clause.ID // all sentences of the measure: the number accounts for its equals there
}

// written reads a scalar that is one number with its unit, as the text writes
// it: 50万元, 75%, 3台（套）. Behind it may stand any measure word.
func (l *loader) written(n *node) (num clause.Number, unit string, ok bool) {
	s := l.text(n)
	if s == "" {
		return clause.Number{}, "", false
	}
	found := clause.Numbers(s)
	if len(found) != 1 || found[0].Start != 0 || found[0].Loose {
		l.fail(n, "“%s”不是一个数；请照原文写，如带单位的金额、比例或数量", s)
		return clause.Number{}, "", false
	}
	return found[0], strings.TrimSpace(s[found[0].End():]), true
}

// cite notes that a number belongs to the measure being read and so must stand in
// its sentences.
func (l *loader) cite(n *node, num clause.Number) {
	if len(l.sentences) > 0 {
		l.uses = append(l.uses, use{node: n, number: num, sentences: l.sentences, measure: l.whole})
	}
}

// amount reads a sum of money of a rule.
func (l *loader) amount(n *node) money.Amount {
	num, unit, ok := l.written(n)
	if !ok {
		return 0
	}
	if unit != "元" {
		l.fail(n, "“%s”应当是金额，单位为元、万元或亿元", l.text(n))
		return 0
	}
	l.cite(n, num)
	return money.Amount(l.scaled(n, num.Value, 2, int64(money.Max)))
}

// ratio reads a share of a rule.
func (l *loader) ratio(n *node) calc.Ratio {
	num, unit, ok := l.written(n)
	if !ok {
		return calc.Ratio{Num: 1, Den: 1}
	}
	r, sound := ratioOf(num.Value)
	switch {
	case num.Unit == "个百分点" && sound:
		r = lowest(calc.Ratio{Num: r.Num, Den: r.Den * 100})
	case num.Unit != "%" || unit != "" || !sound:
		l.fail(n, "“%s”应当是百分比", l.text(n))
		return calc.Ratio{Num: 1, Den: 1}
	}
	l.cite(n, num)
	return r
}

// count reads a whole number of a rule, with or without its measure word.
func (l *loader) count(n *node, unit string) int64 {
	num, written, ok := l.written(n)
	if !ok {
		return 0
	}
	if unit != "" && written != "" && written != unit || num.Unit == "%" {
		l.fail(n, "“%s”的单位应当是“%s”", l.text(n), unit)
	}
	l.cite(n, num)
	return l.scaled(n, num.Value, 0, maxCount)
}

// maxCount is the largest count that input may hold.
const maxCount = 1_000_000_000

// scaled is a decimal times 10^places as a whole number up to most.
func (l *loader) scaled(n *node, value string, places int32, most int64) int64 {
	d, err := decimal.NewFromString(value)
	if err != nil {
		l.fail(n, "“%s”不是一个数", l.text(n))
		return 0
	}
	d = d.Shift(places)
	if !d.IsInteger() || d.IsNegative() || d.GreaterThan(decimal.NewFromInt(most)) {
		l.fail(n, "“%s”过大、为负或小数位过多", l.text(n))
		return 0
	}
	return d.IntPart()
}

// constant reads a number that is held against a fact, in the fact's inner units.
func (l *loader) constant(n *node, sp *fact.Spec) int64 {
	switch sp.Type {
	case fact.Money:
		return int64(l.amount(n))
	case fact.Share:
		r := l.ratio(n)
		return int64(money.One) / r.Den * r.Num
	case fact.Count:
		return l.count(n, sp.Unit)
	case fact.Date:
		day, _ := l.day(n)
		if len(l.sentences) > 0 {
			l.dates = append(l.dates, dated{node: n, sentences: l.sentences})
		}
		return int64(day)
	}
	l.fail(n, "“%s”不能与数比较", sp.Label)
	return 0
}

// dated is a date of a rule, which must stand in the sentences as it is written.
type dated struct {
	node      *node
	sentences []clause.ID
}

// day reads a date as the text writes it, 2025年12月31日, or as 2025-12-31.
func (l *loader) day(n *node) (fact.Day, bool) {
	s := l.text(n)
	for _, layout := range []string{"2006年1月2日", "2006-01-02"} {
		if t, err := time.Parse(layout, s); err == nil {
			return fact.Day(t.Unix() / 86_400), true
		}
	}
	l.fail(n, "“%s”不是日期；请照原文写年月日", s)
	return 0, false
}

// ratioOf is a plain decimal as a ratio in lowest terms.
func ratioOf(value string) (calc.Ratio, bool) {
	r, ok := new(big.Rat).SetString(value)
	if !ok || r.Sign() < 0 || !r.Num().IsInt64() || !r.Denom().IsInt64() || r.Denom().Int64() > int64(money.One) {
		return calc.Ratio{}, false
	}
	return calc.Ratio{Num: r.Num().Int64(), Den: r.Denom().Int64()}, true
}

// proportion reads 1：1 or 6：4 and returns its parts. It must stand in the
// sentences as it is written.
func (l *loader) proportion(n *node) []int64 {
	s := strings.ReplaceAll(l.text(n), ":", "：")
	var parts []int64
	var sum int64
	for p := range strings.SplitSeq(s, "：") {
		found := clause.Numbers(p)
		if len(found) != 1 || found[0].Text != p {
			l.fail(n, "“%s”不是比例；请照原文写，如“一比一”写作 1：1", s)
			return nil
		}
		num := found[0]
		l.cite(n, num)
		v := l.scaled(n, num.Value, 0, 1000)
		parts = append(parts, v)
		sum += v
	}
	if sum == 0 {
		l.fail(n, "比例“%s”的各份合计为零", s)
		return nil
	}
	if len(l.sentences) > 0 {
		l.ratios = append(l.ratios, dated{node: n, sentences: l.sentences})
	}
	return parts
}
