package knowledge

import (
	"os"
	"strings"
	"testing"

	"suance/calc"
	"suance/calc/fact"
)

// A third policy, of another layout (chapters 一、, articles 1．), uses what the
// others do not: growth by a share, the part above a line, a sum for each one more,
// percentage points, a sum of products, a date that stands in another article.
func TestThirdPolicyIsAssessed(t *testing.T) {
	p, err := Open(os.DirFS("testdata/chengjiang"))
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ name, facts, want string }{
		{"a sum of products up to its cap", `{"phase1":1,"phase2":0,"phase3":2}`, "clinical payable 10000000"},
		{"the part above the line", `{"rd":"2000万","rd_last":"1500万","revenue":"2亿"}`, "rd_subsidy payable 900000"},
		{"growth of exactly a fifth", `{"rd":"1200万","rd_last":"1000万","revenue":"1亿"}`, "rd_subsidy payable 420000"},
		{"a fen less than a fifth", `{"rd":"11999999.99","rd_last":"1000万","revenue":"1亿"}`, "rd_subsidy not_met"},
		{"three of four", `{"rd_staff":30,"rd_assets":"999万","patents":5,"certified":true}`, "tech_center payable 800000"},
		{"one more post", `{"jobs":101,"jobs_last":100}`, "job_subsidy payable 2000"},
		{"no more posts", `{"jobs":100,"jobs_last":100}`, "job_subsidy not_met"},
		{"posts up to the cap", `{"jobs":{"ge":500},"jobs_last":100}`, "job_subsidy payable 400000"},
		{"registered a day too early", `{"registered_on":"2023-06-30","output":"6亿","output_first":true}`, "output_award not_met"},
		{"the tier less what was received", `{"registered_on":"2023-07-01","output":"6亿","output_first":true,"output_received":"20万"}`, "output_award payable 600000"},
		{"the second year, fifteen points less", `{"premium":"50万","premium_rate":"3%","premium_year":2}`, "liability payable 112500"},
		{"the lower list", `{"green":"provincial"}`, "green_award payable 400000"},
		{"both limits", `{"area":4000,"months":40}`, "rent payable 1080000"},
	} {
		rec, err := p.Rules.Schema.Decode([]byte(tt.facts), p.Rules.AwardMeasures())
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		day, _ := fact.ParseDay("2026-11-24")
		a := p.Calc.Assess(rec.Facts, calc.Options{AsOf: day})
		id, _, _ := strings.Cut(tt.want, " ")
		for i := range a.Measures {
			m := &a.Measures[i]
			if got := strings.TrimSpace(m.ID + " " + string(m.Status) + " " + m.Amount.Decimal()); m.ID == id && got != tt.want {
				t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
			}
			if n := len(m.Steps); n > 0 && m.Status == calc.Payable && m.Steps[n-1].Amount.Decimal() != m.Amount.Decimal() {
				t.Errorf("%s: the last step is %s of %s", tt.name, m.Steps[n-1].Amount.Decimal(), m.Amount.Decimal())
			}
		}
	}
}

// TestGrowthIsSaid: a condition of growth is said as the text says it.
func TestGrowthIsSaid(t *testing.T) {
	p, err := Open(os.DirFS("testdata/chengjiang"))
	if err != nil {
		t.Fatal(err)
	}
	a := p.Calc.Assess(fact.NewSet(p.Rules.Schema), calc.Options{})
	said := ""
	for _, m := range a.Measures {
		for _, c := range m.Conditions {
			said += c.Text.String() + "\n"
		}
	}
	if !strings.Contains(said, "研发投入比上年研发投入增长达到20%") {
		t.Error(said)
	}
}
