package nlu

import (
	"os"
	"testing"

	"suance/calc/fact"
	"suance/knowledge"
)

// TestDays: a day is a fact of a policy that has one, by its name or as an answer.
func TestDays(t *testing.T) {
	p, err := knowledge.Open(os.DirFS("../../knowledge/testdata/yunlu"))
	if err != nil {
		t.Fatal(err)
	}
	r := New(p.Rules.Schema)
	for _, c := range []struct {
		text, asking, want string
		supposed           bool
	}{
		{"2025年6月1日成立，研发投入2000万", "", "2025-06-01", false},
		{"我们成立于2024年3月1日", "", "2024-03-01", false},
		{"设立日期：2025-06-01", "", "2025-06-01", false},
		{"2025年6月1日", "founded_on", "2025-06-01", false},
		{"如果2025年6月1日才成立呢", "", "2025-06-01", true},
		{"2025年6月1日", "", "", false},
		{"2025年6月1日签的合同", "", "", false},
		{"2025年6月成立", "", "", false},
	} {
		u := r.Read(c.text, Context{Asking: fact.ID(c.asking)})
		list, got := u.Facts, ""
		if c.supposed {
			list = u.WhatIf
		}
		for _, s := range list {
			if n, exact := s.Value.Exact(); s.Fact == "founded_on" && exact {
				got = fact.Day(n).String()
			}
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.text, got, c.want)
		}
	}
}

// TestYearsAsCount: as the answer to a question for a number of years, 20年 is no
// year.
func TestYearsAsCount(t *testing.T) {
	p, err := knowledge.Open(os.DirFS("../../knowledge/testdata/chengjiang"))
	if err != nil {
		t.Fatal(err)
	}
	r := New(p.Rules.Schema)
	for _, text := range []string{"3年", "20年", "30年"} {
		u := r.Read(text, Context{Asking: "talent_years"})
		if len(u.Facts) != 1 || p.Rules.Schema.Lookup("talent_years").SayValue(u.Facts[0].Value) != text {
			t.Errorf("%s: %+v", text, u.Facts)
		}
	}
}
