package knowledge

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"suance/calc"
	"suance/calc/fact"
	"suance/calc/money"
)

// snippet makes a loader with a few facts and the tree of a piece of a policy.
func snippet(t *testing.T, yaml string) (*loader, *node) {
	t.Helper()
	n, problems := parse([]byte(yaml))
	if len(problems) > 0 {
		t.Fatal(&Invalid{problems})
	}
	l := &loader{reader: reader{file: PolicyFile}, spec: map[fact.ID]int{}}
	for _, sp := range []fact.Spec{
		{ID: "cost", Type: fact.Money}, {ID: "last", Type: fact.Money}, {ID: "heads", Type: fact.Count, Unit: "人"},
		{ID: "year", Type: fact.Count, Unit: "年"}, {ID: "rate", Type: fact.Share}, {ID: "leads", Type: fact.YesNo},
		{ID: "born", Type: fact.Date}, {ID: "kind", Type: fact.Choice, Options: []fact.Option{{ID: "a"}, {ID: "b"}}},
	} {
		l.spec[sp.ID] = len(l.specs)
		l.specs = append(l.specs, sp)
	}
	return l, n
}

// Each spelling of an amount and what it stands for.
func TestAmountSpellings(t *testing.T) {
	grown := calc.Increment{Now: "cost", Before: "last"}
	bands := []calc.Band{{From: int64(money.Yi), Rate: calc.Ratio{Num: 1, Den: 100}}, {From: 10 * int64(money.Yi), Above: true, Rate: calc.Ratio{Num: 1, Den: 50}}}
	tests := []struct {
		yaml string
		kind calc.Kind
		want []calc.Product
	}{
		{"fixed: 1万元", calc.Fixed, []calc.Product{{calc.Sum(money.Wan)}}},
		{"ceiling: 1万元", calc.UpTo, []calc.Product{{calc.Sum(money.Wan)}}},
		{"increment: {of: cost, over: last, rates: [{from: 1亿元, rate: 1%}, {above: 10亿元, rate: 2%}]}", calc.Fixed,
			[]calc.Product{{grown, calc.ByBand{Fact: "cost", Bands: bands}}}},
		{"increment: {of: cost, over: last, by: heads, rates: [{from: 5人, rate: 1%}]}", calc.Fixed,
			[]calc.Product{{grown, calc.ByBand{Fact: "heads", Bands: []calc.Band{{From: 5, Rate: calc.Ratio{Num: 1, Den: 100}}}}}}},
		{"staged: {of: cost, by: year, first: 50%, less: 20%, last: 2年}", calc.Fixed,
			[]calc.Product{{calc.Value{Fact: "cost"}, calc.ByOrdinal{Fact: "year", Ratios: []calc.Ratio{{Num: 1, Den: 2}, {Num: 3, Den: 10}}}}}},
		{"sum: [[{fact: cost}, {share: 5%}], [{fact: heads}, {money: 300元}]]", calc.Fixed,
			[]calc.Product{{calc.Value{Fact: "cost"}, calc.Ratio{Num: 1, Den: 20}}, {calc.Value{Fact: "heads"}, calc.Sum(300 * money.Yuan)}}},
		{"product: [{fact: cost, rate: rate, limit: 2%}, {ordinal: year, shares: [90%, 5‰]}]", calc.Fixed,
			[]calc.Product{{calc.Capped{Base: "cost", Rate: "rate", Limit: calc.Ratio{Num: 1, Den: 50}}, calc.ByOrdinal{Fact: "year", Ratios: []calc.Ratio{{Num: 9, Den: 10}, {Num: 1, Den: 200}}}}}},
		{"product: [{increment: cost, over: last}, {of: heads, bands: [{from: 1人, rate: 10%}]}]", calc.Fixed,
			[]calc.Product{{grown, calc.ByBand{Fact: "heads", Bands: []calc.Band{{From: 1, Rate: calc.Ratio{Num: 1, Den: 10}}}}}}},
		{"product: [{of: heads, bands: [{from: 1人, sum: 2万元}, {from: 9人, sum: 3万元}]}, {fact: rate, limit: 50%}]", calc.Fixed,
			[]calc.Product{{calc.ByBand{Fact: "heads", Bands: []calc.Band{{From: 1, Sum: 2 * money.Wan}, {From: 9, Sum: 3 * money.Wan}}}, calc.Value{Fact: "rate", Limit: int64(money.One / 2)}}}},
		{"per_item: {each: 10万元, of: cost, above: 1亿元, per: 5000万元}", calc.Fixed,
			[]calc.Product{{calc.Value{Fact: "cost", Above: int64(money.Yi), Every: int64(5000 * money.Wan)}, calc.Sum(10 * money.Wan)}}},
		{"per_item: {each: 1万元, of: cost, over: last, per: 1亿元}", calc.Fixed,
			[]calc.Product{{calc.Increment{Now: "cost", Before: "last", Every: int64(money.Yi)}, calc.Sum(money.Wan)}}},
		{"product: [{fact: heads, per: 10人}, {money: 1万元}]", calc.Fixed,
			[]calc.Product{{calc.Value{Fact: "heads", Every: 10}, calc.Sum(money.Wan)}}},
		{"split: {of: cost, shares: [60%, 40%], parts: [市, 区]}", calc.Split, []calc.Product{{calc.Value{Fact: "cost"}}}},
	}
	for _, tt := range tests {
		l, n := snippet(t, tt.yaml)
		got, kind := l.amountOf(n)
		if diff := cmp.Diff(tt.want, got); diff != "" || kind != tt.kind || len(l.problems) > 0 {
			t.Errorf("%s: kind %d, problems %v (-want +got):\n%s", tt.yaml, kind, l.problems, diff)
		}
	}
}

// Each spelling of a condition and what it stands for.
func TestConditionSpellings(t *testing.T) {
	leads := calc.Is{Fact: "leads", Want: true}
	tests := []struct {
		yaml string
		want calc.Condition
	}{
		{"{fact: leads, is: 否}", calc.Is{Fact: "leads"}},
		{"{fact: kind, in: [b]}", calc.In{Fact: "kind", Options: []int{1}}},
		{"{fact: kind, not_in: [a, b]}", calc.In{Fact: "kind", Options: []int{0, 1}, Not: true}},
		{"{fact: cost, more_than: 1.5亿元}", calc.Compare{Fact: "cost", Op: calc.MoreThan, Value: 15_000 * int64(money.Wan)}},
		{"{fact: rate, at_most: 2.5%}", calc.Compare{Fact: "rate", Op: calc.AtMost, Value: int64(money.One) / 40}},
		{"{fact: heads, less_than: 100人}", calc.Compare{Fact: "heads", Op: calc.LessThan, Value: 100}},
		{"{fact: born, at_least: 1970年1月2日}", calc.Compare{Fact: "born", Op: calc.AtLeast, Value: 1}},
		{"{fact: born, at_most: 1970-02-01}", calc.Compare{Fact: "born", Op: calc.AtMost, Value: 31}},
		{"{fact: heads, at_least: 1, technical: 至少一人}", calc.Compare{Fact: "heads", Op: calc.AtLeast, Value: 1, Technical: "至少一人"}},
		{"{fact: cost, at_least: 75%, of: last}", calc.Proportion{Fact: "cost", Op: calc.AtLeast, Share: calc.Ratio{Num: 3, Den: 4}, Of: "last"}},
		{"{fact: cost, grows_over: last}", calc.Proportion{Fact: "cost", Op: calc.MoreThan, Share: calc.Ratio{Num: 1, Den: 1}, Of: "last"}},
		{"{all: [{fact: leads, is: 是}, {fact: leads, is: 是}]}", calc.Combined{K: 2, Of: []calc.Condition{leads, leads}}},
		{"{any: [{fact: leads, is: 是}, {fact: leads, is: 是}], text: 任一}", calc.Combined{K: 1, Of: []calc.Condition{leads, leads}, Text: "任一"}},
		{"{none: [{fact: leads, is: 是}]}", calc.Combined{K: 1, Of: []calc.Condition{leads}, Not: true}},
		{"{some: {count: 1项, of: [{fact: leads, is: 是}]}}", calc.Combined{K: 1, Of: []calc.Condition{leads}}},
	}
	for _, tt := range tests {
		l, n := snippet(t, tt.yaml)
		got := l.condition(n)
		if diff := cmp.Diff(tt.want, got); diff != "" || len(l.problems) > 0 {
			t.Errorf("%s: problems %v (-want +got):\n%s", tt.yaml, l.problems, diff)
		}
	}
}

// What an amount or a condition may not be, and what its author is told.
func TestUnsoundSpellings(t *testing.T) {
	tests := []struct{ yaml, want string }{
		{"{amount: {increment: {of: cost, over: last}}}", "增量奖励要写一个比例（rate）或分档比例（rates）之一"},
		{"{amount: {tiers: {of: cost, steps: [{from: 2亿元, sum: 1万元}, {from: 1亿元, sum: 2万元}]}}}", "各档应当从低到高"},
		{"{amount: {tiers: {of: cost, steps: [{from: 1亿元, sum: 2万元}, {from: 2亿元, sum: 1万元}]}}}", "各档应当从低到高"},
		{"{amount: {tiers: {of: cost, steps: []}}}", "至少要有一档"},
		{"{amount: {tiers: {of: cost, steps: [{sum: 2万元}]}}}", "每一档要写 from（含本数）或 above（不含本数）之一"},
		{"{amount: {rate: {share: 10%, of: heads}}}", "“heads”的类型在这里不合适"},
		{"{amount: {rate: {share: 10万元, of: cost}}}", "“10万元”应当是百分比"},
		{"{amount: {fixed: 10%}}", "“10%”应当是金额，单位为元、万元或亿元"},
		{"{amount: {fixed: 0.001元}}", "“0.001元”过大、为负或小数位过多"},
		{"{amount: {sum: []}}", "这里应当是乘积的列表"},
		{"{amount: {product: [{share: 10%}]}}", "一个乘积里应当恰好有一个金额"},
		{"{amount: {product: [{fact: kind}, {money: 1元}]}}", "“kind”不是数值，不能相乘"},
		{"{amount: {product: [{limit: 1元}]}}", "因子里要有 money、share、fact、increment、bands 或 ordinal"},
		{"{amount: {staged: {of: cost, by: year, first: 90%, less: 50%, last: 3年}}}", "逐年递减到不了这么多年"},
		{"{amount: {staged: {of: cost, rate: rate, by: year, first: 90%, less: 50%, last: 2年}}}", "费率（rate）和费率上限（limit）要同时写"},
		{"{when: {fact: leads}}", "关于“leads”的条件应当恰好有一种比较"},
		{"{when: {text: 空}}", "条件里要有 fact、all、any、none、some 或 named"},
		{"{when: {all: []}}", "“all”下至少要有一个条件"},
		{"{when: {fact: cost, at_least: 75%, of: heads}}", "“cost”与“heads”不能相比"},
		{"{when: {fact: born, at_least: 去年}}", "“去年”不是日期；请照原文写年月日"},
		{"{when: {fact: heads, at_least: 1, technical: ''}}", "请写明这个数为什么不在原文中"},
	}
	for _, tt := range tests {
		l, n := snippet(t, tt.yaml)
		top := l.table(n, "amount", "when")
		if top.has("amount") {
			l.amountOf(top.vals["amount"])
		} else {
			l.condition(top.vals["when"])
		}
		if len(l.problems) != 1 || l.problems[0].Message != tt.want {
			t.Errorf("%s: %v, want %s", tt.yaml, l.problems, tt.want)
		}
	}
}
