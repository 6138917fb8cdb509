package knowledge

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"suance/calc"
	"suance/calc/fact"
)

// A second policy is a folder and nothing else: its measures are assessed by the
// same code, with what the first policy does not use (a date, k of n, products
// with limits, an excluded pair, a cap over all, a split of 6：4).
func TestSecondPolicyIsAssessed(t *testing.T) {
	p, err := Open(os.DirFS("testdata/yunlu"))
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct{ name, facts, want string }{
		{"founded a day too early",
			`{"founded_on":"2023-12-31","rd_spending":"2000万"}`,
			"rd_subsidy not_met"},
		{"founded on the day, the lower rate and its cap",
			`{"founded_on":"2024-01-01","rd_spending":"9999999.99"}`,
			"rd_subsidy payable 600000"},
		{"the higher rate",
			`{"founded_on":"2024-01-01","rd_spending":"1000万"}`,
			"rd_subsidy payable 1200000"},
		{"one of three conditions is too few",
			`{"long_contract":true,"insured":false,"good_wage":false,"graduates":5,"graduate_months":12}`,
			"graduate_subsidy not_met"},
		{"two of three, below both limits",
			`{"long_contract":true,"insured":false,"good_wage":true,"graduates":5,"graduate_months":12}`,
			"graduate_subsidy payable 90000"},
		{"both limits",
			`{"long_contract":true,"insured":true,"graduates":41,"graduate_months":25}`,
			"graduate_subsidy payable 1440000"},
		{"only the higher of an excluded pair is in the total",
			`{"green_factory":true,"low_carbon_factory":true,"founded_on":"2020-01-01","long_contract":false,"insured":false}`,
			"green_factory payable 300000; low_carbon_factory payable 250000; total 300000"},
		{"the cap over all measures",
			`{"founded_on":"2025-06-01","rd_spending":"1亿","long_contract":true,"insured":true,"graduates":100,"graduate_months":24,"green_factory":true,"low_carbon_factory":false}`,
			"rd_subsidy payable 2000000; graduate_subsidy payable 1440000; green_factory payable 300000; total 3740000"},
		{"a ceiling and a split",
			`{"major_project":true,"district_fund":"1000万"}`,
			"major_project up_to 3000000; district_fund split 10000000 市 6000000 区 4000000"},
	}
	for _, tt := range tests {
		rec, err := p.Rules.Schema.Decode([]byte(tt.facts), p.Rules.AwardMeasures())
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		day, _ := fact.ParseDay("2026-11-24")
		a := p.Calc.Assess(rec.Facts, calc.Options{AsOf: day})
		for _, want := range strings.Split(tt.want, "; ") {
			if got := outcomes(&a); !strings.Contains(got, want+"\n") {
				t.Errorf("%s: want %q in\n%s", tt.name, want, got)
			}
		}
	}
}

// outcomes are the measures of an assessment, a line each, and the total.
func outcomes(a *calc.Assessment) string {
	var b strings.Builder
	for _, m := range a.Measures {
		b.WriteString(m.ID + " " + string(m.Status))
		if m.Amount.Present() {
			b.WriteString(" " + m.Amount.Decimal())
		}
		for _, part := range m.Parts {
			b.WriteString(" " + part.Label + " " + part.Amount.Decimal())
		}
		b.WriteString("\n")
	}
	fmt.Fprintf(&b, "total %s\n", a.Total.Payable.Decimal())
	return b.String()
}

// The cap binds only where more than it would be paid: with a lower one it does.
func TestCapOverAllBinds(t *testing.T) {
	fsys := yunlu(t)
	for _, name := range []string{DocumentFile, PolicyFile} {
		fsys[name].Data = []byte(strings.ReplaceAll(string(fsys[name].Data), "总额不超过400万元", "总额不超过100万元"))
	}
	fsys[PolicyFile].Data = []byte(strings.Replace(string(fsys[PolicyFile].Data), "amount: 400万元", "amount: 100万元", 1))
	p, err := Open(fsys)
	if err != nil {
		t.Fatal(err)
	}
	rec, err := p.Rules.Schema.Decode([]byte(`{"founded_on":"2025-06-01","rd_spending":"1亿","green_factory":true}`), nil)
	if err != nil {
		t.Fatal(err)
	}
	a := p.Calc.Assess(rec.Facts, calc.Options{})
	if diff := cmp.Diff("1000000", a.Total.Payable.Decimal()); diff != "" {
		t.Errorf("total payable:\n%s", diff)
	}
}
