package fact_test

import (
	"errors"
	"strings"
	"testing"

	"suance/calc/fact"
)

func TestColumnsByIDAndLabel(t *testing.T) {
	c, err := testSchema().Columns([]string{"企业", "年营业收入", "industry", "other_awards.workshop", " as_of ", "", "智能工厂"}, testAwards)
	if err != nil {
		t.Fatal(err)
	}
	rec, err := c.Decode([]string{"甲", "12亿", "首台(套)产品", "1万", "2025-06-30", "", "TRUE", ""})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := string(rec.Facts.AppendJSON(nil)),
		`{"industry":"first_set","revenue":"1200000000","factory":true,"other_awards":{"workshop":"10000"}}`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if rec.Enterprise != "甲" || rec.AsOf.String() != "2025-06-30" {
		t.Errorf("got %q %v", rec.Enterprise, rec.AsOf)
	}
	rec, err = c.Decode([]string{"乙", `{"ge":"1亿","lt":"5亿"}`, "", "", "", "", "否"})
	if got, want := string(rec.Facts.AppendJSON(nil)),
		`{"revenue":{"ge":"100000000","lt":"500000000"},"factory":false}`; err != nil || got != want {
		t.Errorf("got %s, %v, want %s", got, err, want)
	}
}

func TestColumnsRefuses(t *testing.T) {
	for name, head := range map[string][]string{
		"营收":                   {"营收"},
		"revenue":              {"年营业收入", "revenue"},
		"other_awards.fund":    {"other_awards.fund"},
		"other_awards":         {"other_awards"},
		"other_awards.revenue": {"revenue", "other_awards.revenue"},
	} {
		_, err := testSchema().Columns(head, testAwards)
		var errs fact.Errors
		if !errors.As(err, &errs) || errs[0].Field != name {
			t.Errorf("Columns(%q): %v, want an error of %q", head, err, name)
		}
	}
}

func TestRowRefuses(t *testing.T) {
	c, err := testSchema().Columns([]string{"enterprise", "revenue", "output", "nev", "", "factory"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range []struct {
		cells []string
		field string
	}{
		{[]string{"甲", "-1"}, "revenue"},
		{[]string{"甲", "1e9"}, "revenue"},
		{[]string{"甲", `{"ge":"x"}`}, "revenue"},
		{[]string{"甲", `{`}, "revenue"},
		{[]string{"甲", "", "5", "6"}, "nev"},
		{[]string{"甲", "", "", "", "丢了列名"}, "第5列"},
		{[]string{"甲", "", "", "", "", "", "多出来"}, "第7列"},
		{[]string{"甲", "", "", "", "", "1"}, "factory"},
	} {
		rec, err := c.Decode(x.cells)
		var errs fact.Errors
		if !errors.As(err, &errs) || errs[0].Field != x.field {
			t.Errorf("Decode(%q): %v, want an error of %q", x.cells, err, x.field)
		}
		if rec.Enterprise != "甲" {
			t.Errorf("Decode(%q) lost the enterprise's name", strings.Join(x.cells, ","))
		}
	}
}

// FuzzColumns: whatever stands in a table, an error has words, and what is read
// is printed as facts that decode to themselves.
func FuzzColumns(f *testing.F) {
	f.Add("revenue", "12亿", "workshop", "{\"ge\":1}")
	f.Add("other_awards.workshop", "1", "as_of", "2025-06-30")
	f.Add("企业", "=1", "rate", "2%")
	schema := testSchema()
	f.Fuzz(func(t *testing.T, h1, c1, h2, c2 string) {
		columns, err := schema.Columns([]string{h1, h2}, testAwards)
		if err != nil {
			return
		}
		rec, err := columns.Decode([]string{c1, c2})
		if err != nil {
			if err.Error() == "" {
				t.Error("an error without words")
			}
			return
		}
		printed := rec.Facts.AppendJSON(nil)
		again, err := schema.Decode(printed, testAwards)
		if err != nil || string(again.Facts.AppendJSON(nil)) != string(printed) {
			t.Errorf("%s does not decode to itself: %v", printed, err)
		}
	})
}
