package calc_test

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"suance/calc"
	"suance/calc/fact"
	"suance/knowledge"
)

// number is what the contract calls a number: it may stand in a figure only.
var number = regexp.MustCompile(`[0-9０-９]|[零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟]+(万元|亿元|万辆|元|个百分点)|百分之`)

// source is what backs a figure of the calculator.
var source = regexp.MustCompile(`^(calc:[a-z_]+|clause:[a-z]+(-[0-9]+)?(\.[0-9]+)?|meta:as_of)$`)

// some knows a random part of a random enterprise.
func some(r *rand.Rand, p *knowledge.Policy) fact.Set {
	s := p.Rules.Schema
	f := drawFilling(r, s)
	set := fact.NewSet(s)
	known := r.IntN(9)
	for i := range s.Len() {
		switch sp := s.Spec(i); {
		case r.IntN(8) < known:
			set = set.With(sp.ID, fact.Point(f[sp.ID]))
		case r.IntN(8) == 0 && edges[sp.ID] != nil:
			set = set.With(sp.ID, drawRange(r, sp, f[sp.ID]))
		}
	}
	return drawAwards(r, set, p)
}

// texts are all sentences of an assessment.
func texts(a *calc.Assessment) []calc.Text {
	out := slices.Clone(a.Warnings)
	for i := range a.Measures {
		m := &a.Measures[i]
		for _, c := range m.Conditions {
			out = append(out, c.Text, c.Because)
		}
		for _, s := range m.Steps {
			out = append(out, s.Text)
		}
		for _, n := range m.Near {
			out = append(out, n.Text)
		}
		for _, d := range m.Readings {
			out = append(out, d.Text, d.Alternative)
		}
		out = append(out, m.Notes...)
		if m.Quota != nil {
			out = append(out, *m.Quota)
		}
	}
	return out
}

// TestTexts: whatever is known, no number stands in plain words, every figure has
// a source, the last step is the amount, and a reason is given.
func TestTexts(t *testing.T) {
	p := policy(t)
	r := rand.New(rand.NewPCG(17, 17))
	for range 1500 {
		set := some(r, p)
		a := p.Calc.Assess(set, calc.Options{AsOf: day, Enterprise: "甲公司"})
		for _, s := range texts(&a) {
			for _, piece := range s.Pieces() {
				if f := piece.Figure(); f.Present() && !source.MatchString(f.Source()) {
					t.Fatalf("%q: source %q", s, f.Source())
				}
				if number.MatchString(piece.Words()) {
					t.Fatalf("%q: a number in words: %q", s, piece.Words())
				}
			}
			if len(s.Pieces()) == 0 || strings.Contains(s.String(), "““") {
				t.Fatalf("an empty or badly quoted sentence: %q\n%s", s, text(set))
			}
		}
		for i := range a.Measures {
			checkResult(t, set, &a.Measures[i])
		}
	}
}

func checkResult(t *testing.T, set fact.Set, m *calc.Result) {
	t.Helper()
	if has := m.Status != calc.NotMet && m.Status != calc.NeedsFacts; has != m.Amount.Present() || has != (len(m.Steps) > 0) {
		t.Fatalf("%s: %s with amount %q and %d steps\n%s", m.ID, m.Status, m.Amount, len(m.Steps), text(set))
	}
	if n := len(m.Steps); n > 0 && m.Steps[n-1].Amount.Decimal() != m.Amount.Decimal() {
		t.Fatalf("%s: the last step is %s, the amount %s\n%s", m.ID, m.Steps[n-1].Amount, m.Amount, text(set))
	}
	if (m.Status == calc.NeedsFacts) != (len(m.Missing) > 0) {
		t.Fatalf("%s: %s, but missing %v\n%s", m.ID, m.Status, m.Missing, text(set))
	}
	failed := slices.ContainsFunc(m.Conditions, func(c calc.Checked) bool { return c.Holds == calc.False })
	joint := slices.ContainsFunc(m.Notes, func(n calc.Text) bool { return strings.Contains(n.String(), "不能同时满足") })
	if m.Status == calc.NotMet && !failed && !joint || failed && m.Status != calc.NotMet {
		t.Fatalf("%s: %s, failed conditions: %v\n%s", m.ID, m.Status, failed, text(set))
	}
	for k, n := range m.Near {
		if n.Gap <= 0 || k > 0 && m.Near[k-1].Gap > n.Gap {
			t.Fatalf("%s: near %+v", m.ID, m.Near)
		}
	}
}

// TestJSON: the object is valid JSON with the contract's fields, and no field is
// missing in any state.
func TestJSON(t *testing.T) {
	p := policy(t)
	r := rand.New(rand.NewPCG(19, 19))
	keys := []string{"id", "title", "clause", "quote", "status", "amount", "bounds", "parts", "conditions", "steps",
		"near", "readings", "missing", "notes", "quota", "offices"}
	for range 300 {
		a := p.Calc.Assess(some(r, p), calc.Options{AsOf: day, Enterprise: "甲\"\\\x01公司\u2028"})
		raw := a.AppendJSON(nil)
		std, err := json.Marshal(a)
		if err != nil {
			t.Fatalf("%v\n%s", err, raw)
		}
		var got struct {
			Measures []map[string]json.RawMessage
			Total    map[string]json.RawMessage
		}
		dec := json.NewDecoder(bytes.NewReader(std))
		if err := dec.Decode(&got); err != nil {
			t.Fatal(err)
		}
		for _, m := range got.Measures {
			for _, k := range keys {
				if m[k] == nil {
					t.Fatalf("no %s in %v", k, m)
				}
			}
			if len(m) != len(keys) {
				t.Fatalf("unknown keys in %v", m)
			}
		}
	}
}

// TestReceipt: the same input gives the same receipt; another fact, day, reading
// or version gives another.
func TestReceipt(t *testing.T) {
	p := policy(t)
	set := typical(t)
	one := p.Calc.Receipt(set, day, nil)
	if again := p.Calc.Receipt(set.With("revenue", fact.Point(12*yi)), day, nil); again != one {
		t.Errorf("the same facts give %s and %s", one, again)
	}
	other := *p.Rules
	other.Version += "x"
	c, err := calc.New(&other)
	if err != nil {
		t.Fatal(err)
	}
	for name, got := range map[string]string{
		"fact":    p.Calc.Receipt(set.With("revenue", fact.Point(12*yi+1)), day, nil),
		"day":     p.Calc.Receipt(set, day+1, nil),
		"reading": p.Calc.Receipt(set, day, []string{"pairs"}),
		"award":   p.Calc.Receipt(set.WithAward("scene_opening", 1), day, nil),
		"version": c.Receipt(set, day, nil),
	} {
		if got == one {
			t.Errorf("another %s gives the same receipt", name)
		}
	}
	if !regexp.MustCompile(`^SC(-[A-Z2-7]{4}){3}$`).MatchString(one) {
		t.Errorf("receipt %q", one)
	}
}

// TestConcurrentUse: many assessments at once give what each gives alone.
func TestConcurrentUse(t *testing.T) {
	p := policy(t)
	r := rand.New(rand.NewPCG(41, 41))
	var sets []fact.Set
	var want []string
	for range 16 {
		set := some(r, p)
		sets = append(sets, set)
		a := p.Calc.Assess(set, calc.Options{AsOf: day})
		want = append(want, string(a.AppendJSON(nil)))
	}
	c, err := calc.New(p.Rules) // fresh: nothing is computed yet
	if err != nil {
		t.Fatal(err)
	}
	var group sync.WaitGroup
	for i := range sets {
		group.Go(func() {
			a := c.Assess(sets[i], calc.Options{AsOf: day, Readings: nil})
			c.Stakes(sets[i], nil)
			c.Assess(sets[i], calc.Options{AsOf: day, Readings: []string{"purchase_edge", "purchase_whole"}})
			if got := string(a.AppendJSON(nil)); got != want[i] {
				t.Errorf("set %d differs when many run at once", i)
			}
		})
	}
	group.Wait()
}
