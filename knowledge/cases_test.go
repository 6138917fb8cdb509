package knowledge_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"suance/calc"
	"suance/calc/fact"
	"suance/calc/money"
	"suance/knowledge"
)

// caseDir holds what officials can check: facts in, result out, a file for each
// measure and each reading.
const caseDir = "policies/hangzhou-equipment-materials-draft/cases"

// oneCase is a case of a file.
type oneCase struct {
	Case    string
	AsOf    string `yaml:"as_of"`
	Facts   map[string]any
	Reading []string
	Result  map[string]yaml.Node
}

// expected is what a case says of a measure or of the totals. What it leaves out
// is not compared.
type expected struct {
	Status, Amount, Clause, Quota, Note string
	Missing                             *[]string
	Range                               []string
	Near                                *map[string][2]string
	Alternative                         *map[string]string
	Steps                               [][2]string
	Parts                               map[string]string

	Payable       string
	UpTo          string            `yaml:"up_to"`
	RangeUpTo     []string          `yaml:"range_up_to"`
	AlternativeUp map[string]string `yaml:"alternative_up_to"`
	Unlimited     []string
}

// TestCases runs every case file of the policy.
func TestCases(t *testing.T) {
	p, err := knowledge.Default()
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(caseDir + "/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var cases []oneCase
		if err := yaml.Unmarshal(data, &cases); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		for _, c := range cases {
			t.Run(strings.TrimSuffix(filepath.Base(file), ".yaml")+"/"+c.Case, func(t *testing.T) { c.run(t, p) })
		}
	}
}

// TestEveryMeasureAndReadingHasACase keeps the case files whole.
func TestEveryMeasureAndReadingHasACase(t *testing.T) {
	p, err := knowledge.Default()
	if err != nil {
		t.Fatal(err)
	}
	for i := range p.Rules.Measures {
		exists(t, p.Rules.Measures[i].ID)
	}
	for _, r := range p.Rules.Readings {
		exists(t, "reading-"+r.ID)
	}
}

func exists(t *testing.T, name string) {
	t.Helper()
	if _, err := os.Stat(filepath.Join(caseDir, name+".yaml")); err != nil {
		t.Errorf("no case: %v", err)
	}
}

func (c oneCase) run(t *testing.T, p *knowledge.Policy) {
	raw, err := json.Marshal(c.Facts)
	if err != nil {
		t.Fatal(err)
	}
	rec, err := p.Rules.Schema.Decode(raw, p.Rules.AwardMeasures())
	if err != nil {
		t.Fatal(err)
	}
	day, _ := fact.ParseDay("2026-11-23")
	if c.AsOf != "" {
		day, _ = fact.ParseDay(c.AsOf)
	}
	a := p.Calc.Assess(rec.Facts, calc.Options{AsOf: day, Readings: c.Reading})
	for key, node := range c.Result {
		switch key {
		case "within_validity":
			var want bool
			if err := node.Decode(&want); err != nil || a.WithinValidity != want {
				t.Errorf("within validity: %v, want %v (%v)", a.WithinValidity, want, err)
			}
		case "warning":
			if !anyHas(a.Warnings, node.Value) {
				t.Errorf("no warning says %q: %v", node.Value, a.Warnings)
			}
		case "total":
			want := decodeExpected(t, &node)
			want.total(t, &a.Total)
		default:
			i := slices.IndexFunc(a.Measures, func(r calc.Result) bool { return r.ID == key })
			if i < 0 {
				t.Fatalf("no measure %s", key)
			}
			want := decodeExpected(t, &node)
			want.measure(t, p, &a.Measures[i])
		}
	}
}

func decodeExpected(t *testing.T, n *yaml.Node) expected {
	t.Helper()
	var e expected
	if err := n.Decode(&e); err != nil {
		t.Fatal(err)
	}
	return e
}

func anyHas(ts []calc.Text, words string) bool {
	return slices.ContainsFunc(ts, func(t calc.Text) bool { return strings.Contains(t.String(), words) })
}

// sum reads a sum of a case.
func sum(t *testing.T, s string) money.Amount {
	t.Helper()
	a, err := money.ParseAmount(s)
	if err != nil {
		t.Fatalf("%q: %v", s, err)
	}
	return a
}

func figure(t *testing.T, what string, f calc.Figure, want string) {
	t.Helper()
	if want != "" && f.Decimal() != sum(t, want).String() {
		t.Errorf("%s: %s, want %s", what, f, want)
	}
}

func bounds(t *testing.T, what string, b calc.Bounds, want []string) {
	t.Helper()
	if len(want) != 2 {
		return
	}
	if b.Min != sum(t, want[0]) || b.Unlimited != (want[1] == "不限") || want[1] != "不限" && b.Max != sum(t, want[1]) {
		t.Errorf("%s: %+v, want %v", what, b, want)
	}
}

func (e *expected) measure(t *testing.T, p *knowledge.Policy, r *calc.Result) {
	if e.Status != string(r.Status) {
		t.Errorf("%s: %s, want %s", r.ID, r.Status, e.Status)
	}
	figure(t, r.ID, r.Amount, e.Amount)
	bounds(t, r.ID, r.Bounds, e.Range)
	if e.Clause != "" && r.Clause != e.Clause {
		t.Errorf("%s: clause %s, want %s", r.ID, r.Clause, e.Clause)
	}
	if e.Quota != "" && (r.Quota == nil || !strings.Contains(r.Quota.String(), e.Quota)) {
		t.Errorf("%s: quota %v, want %s", r.ID, r.Quota, e.Quota)
	}
	if e.Note != "" && !anyHas(r.Notes, e.Note) {
		t.Errorf("%s: no note says %q: %v", r.ID, e.Note, r.Notes)
	}
	if e.Missing != nil {
		var got []string
		for _, id := range r.Missing {
			got = append(got, string(id))
		}
		if !slices.Equal(got, *e.Missing) {
			t.Errorf("%s: missing %v, want %v", r.ID, got, *e.Missing)
		}
	}
	e.near(t, p, r)
	e.alternatives(t, r)
	if e.Steps != nil {
		var got [][2]string
		for _, s := range r.Steps {
			got = append(got, [2]string{s.Text.String(), s.Amount.Decimal()})
		}
		want := slices.Clone(e.Steps)
		for i := range want {
			want[i][1] = sum(t, want[i][1]).String()
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: steps\n%v, want\n%v", r.ID, got, want)
		}
	}
	for _, part := range r.Parts {
		if e.Parts != nil && e.Parts[part.Label] != part.Amount.Decimal() {
			t.Errorf("%s: %s %s, want %s", r.ID, part.Label, part.Amount.Decimal(), e.Parts[part.Label])
		}
	}
}

func (e *expected) near(t *testing.T, p *knowledge.Policy, r *calc.Result) {
	if e.Near == nil {
		return
	}
	if len(r.Near) != len(*e.Near) {
		t.Errorf("%s: near %v, want %v", r.ID, r.Near, *e.Near)
	}
	for _, n := range r.Near {
		want, ok := (*e.Near)[string(n.Fact)]
		if !ok {
			t.Errorf("%s: near %s is not expected", r.ID, n.Fact)
			continue
		}
		target, err := p.Rules.Schema.Lookup(n.Fact).Parse(want[0])
		if err != nil || target != n.Target {
			t.Errorf("%s: %s at %d, want %s (%v)", r.ID, n.Fact, n.Target, want[0], err)
		}
		figure(t, r.ID+" gain", n.Gain, want[1])
	}
}

func (e *expected) alternatives(t *testing.T, r *calc.Result) {
	if e.Alternative == nil {
		return
	}
	if len(r.Readings) != len(*e.Alternative) {
		t.Errorf("%s: readings %v, want %v", r.ID, r.Readings, *e.Alternative)
	}
	for _, d := range r.Readings {
		want, ok := (*e.Alternative)[d.ID]
		if !ok {
			t.Errorf("%s: reading %s is not expected", r.ID, d.ID)
		}
		figure(t, r.ID+" under "+d.ID, d.Amount, want)
	}
}

func (e *expected) total(t *testing.T, got *calc.Total) {
	figure(t, "total payable", got.Payable, e.Payable)
	figure(t, "total up to", got.UpTo, e.UpTo)
	bounds(t, "total payable", got.PayableBounds, e.Range)
	bounds(t, "total up to", got.UpToBounds, e.RangeUpTo)
	if e.Unlimited != nil && !slices.Equal(got.Unlimited, e.Unlimited) {
		t.Errorf("unlimited: %v, want %v", got.Unlimited, e.Unlimited)
	}
	if e.Alternative != nil && len(got.Alternatives) != len(*e.Alternative) {
		t.Errorf("alternatives of the total: %v, want %v", got.Alternatives, *e.Alternative)
	}
	for _, a := range got.Alternatives {
		if e.Alternative != nil {
			figure(t, "total under "+a.Reading, a.Payable, (*e.Alternative)[a.Reading])
		}
		figure(t, "ceilings under "+a.Reading, a.UpTo, e.AlternativeUp[a.Reading])
	}
}
