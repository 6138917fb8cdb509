package calc_test

import (
	"testing"

	"suance/calc"
	"suance/calc/fact"
	"suance/calc/money"
)

// TestForEveryWholeTime: 每满1亿元奖10万元 counts whole times, says how many, and says how
// far the next one is.
func TestForEveryWholeTime(t *testing.T) {
	const yi, wan = int64(money.Yi), int64(money.Wan)
	schema := fact.NewSchema([]fact.Spec{
		{ID: "output", Type: fact.Money, Label: "产值", Near: true},
		{ID: "last", Type: fact.Money, Label: "上年产值"},
	})
	measure := func(p calc.Product) *calc.Calculator {
		c, err := calc.New(&calc.Rules{Policy: "p", Schema: schema, Measures: []calc.Measure{{ID: "m", Title: "奖励", Sentences: []string{"art-1.1"},
			Kind: calc.Fixed, Branches: []calc.Branch{{Amount: []calc.Product{p}, Cap: money.Amount(50 * wan)}}}}})
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	all := measure(calc.Product{calc.Value{Fact: "output", Above: 2 * yi, Every: yi}, calc.Sum(10 * wan)})
	more := measure(calc.Product{calc.Increment{Now: "output", Before: "last", Every: yi}, calc.Sum(10 * wan)})
	for _, tt := range []struct {
		c            *calc.Calculator
		output, last int64
		amount, step string
		near         int64
	}{
		{all, 2*yi + yi - 1, 0, "0", "产值299,999,999.99元超过2亿元的部分（每满1亿元计一次，共0次）×10万元", 3 * yi},
		{all, 3 * yi, 0, "100000", "产值3亿元超过2亿元的部分（每满1亿元计一次，共1次）×10万元", 4 * yi},
		{all, 5*yi - 1, 0, "200000", "产值499,999,999.99元超过2亿元的部分（每满1亿元计一次，共2次）×10万元", 5 * yi},
		{all, 80 * yi, 0, "500000", "产值80亿元超过2亿元的部分（每满1亿元计一次，共78次）×10万元", 0},
		{more, 5 * yi, 3*yi - 1, "200000", "新增部分（每满1亿元计一次，共2次）×10万元", 6*yi - 1},
		{more, 5 * yi, 5 * yi, "0", "新增部分（每满1亿元计一次，共0次）×10万元", 6 * yi},
	} {
		set := fact.NewSet(schema).With("output", fact.Point(tt.output)).With("last", fact.Point(tt.last))
		m := tt.c.Assess(set, calc.Options{}).Measures[0]
		if m.Amount.Decimal() != tt.amount {
			t.Errorf("%d, %d: %s, want %s", tt.output, tt.last, m.Amount.Decimal(), tt.amount)
		}
		found := false
		for _, s := range m.Steps {
			found = found || s.Text.String() == tt.step
		}
		if !found {
			t.Errorf("%d, %d: no step %q in %v", tt.output, tt.last, tt.step, m.Steps)
		}
		var near int64
		for _, n := range m.Near {
			if n.Fact == "output" {
				near = n.Target
			}
		}
		if near != tt.near {
			t.Errorf("%d, %d: the next at %d, want %d", tt.output, tt.last, near, tt.near)
		}
	}
}
