package nlu_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"suance/calc/fact"
	"suance/dialog/nlu"
)

// clauses state one fact each and lean on no other clause.
var clauses = []string{
	"我们是新材料企业", "年营业收入12亿元", "首次达到10亿元", "有智能工厂", "没有数字化车间", "认定了2项首台套",
	"核准产能15万辆", "新能源汽车产量6万辆", "本地采购额3亿元", "保费200万元", "投保费率1.8%", "我们不是链主",
	"政府出资2亿元", "场景项目投资总额480万元", "没拿过营收奖励",
}

// TestOrderOfClauses: the order in which things are said changes nothing.
func TestOrderOfClauses(t *testing.T) {
	r, schema := openReader(t)
	rapid.Check(t, func(t *rapid.T) {
		some := rapid.SliceOfNDistinct(rapid.SampledFrom(clauses), 2, 8, rapid.ID[string]).Draw(t, "clauses")
		mixed := rapid.Permutation(some).Draw(t, "mixed")
		a := describe(schema, r.Read(strings.Join(some, "，"), nlu.Context{}))
		b := describe(schema, r.Read(strings.Join(mixed, "，"), nlu.Context{}))
		if !slices.Equal(a, b) {
			t.Fatalf("%q gives %q, %q gives %q", some, a, mixed, b)
		}
	})
}

// TestWidth: full-width letters, digits and marks are read as half-width ones.
func TestWidth(t *testing.T) {
	r, schema := openReader(t)
	wide := func(s string) string {
		return strings.Map(func(c rune) rune {
			if c > ' ' && c < 0x7f && c != '\n' {
				return c - '!' + 0xff01
			}
			return c
		}, s)
	}
	for _, u := range utterances(t, schema) {
		a, b := describe(schema, r.Read(u.text, u.ctx)), describe(schema, r.Read(wide(u.text), u.ctx))
		if !slices.Equal(a, b) {
			t.Errorf("line %d: %s: %q, full-width %q", u.line, u.text, a, b)
		}
	}
}

// TestSpans: what is pointed at is a run of the text as given, also after
// characters that are folded away.
func TestSpans(t *testing.T) {
	r, _ := openReader(t)
	text := "😀“智能工厂”有，\n营收１２亿"
	u := r.Read(text, nlu.Context{})
	got := map[fact.ID]string{}
	for _, s := range u.Facts {
		got[s.Fact] = string([]rune(text)[s.Span.Start:s.Span.End])
	}
	if got["smart_factory"] != "智能工厂" || got["revenue"] != "１２亿" {
		t.Errorf("spans %q", got)
	}
}

// TestExtractionJSON: the object of extract --json.
func TestExtractionJSON(t *testing.T) {
	r, schema := openReader(t)
	u := r.Read("大概两个首台套，营收不到5亿", nlu.Context{})
	u.Quantities = nil
	b, err := json.Marshal(nlu.Extraction{Schema: schema, Understanding: u})
	if err != nil {
		t.Fatal(err)
	}
	want := `{"quantities":[],"facts":{"first_set_recognized":2},"confirm":["first_set_recognized"],` +
		`"unclear":[{"fact":"revenue","text":"不到5亿","start":10,"end":14,"why":"bound","range":{"lt":"500000000"}}],` +
		`"retracted":[],"what_if":{},"intent":"facts","spans":[{"fact":"first_set_recognized","start":2,"end":4}]}`
	if string(b) != want {
		t.Errorf("got  %s\nwant %s", b, want)
	}
}

// FuzzRead: any text is read without a crash, and every span lies in it.
func FuzzRead(f *testing.F) {
	r, schema := openReader(f)
	for _, u := range utterances(f, schema) {
		f.Add(u.text, string(u.ctx.Asking))
	}
	f.Fuzz(func(t *testing.T, text, asking string) {
		n := len([]rune(text))
		u := r.Read(text, nlu.Context{Asking: fact.ID(asking)})
		check := func(s nlu.Span) {
			if s.Start < 0 || s.End < s.Start || s.End > n {
				t.Fatalf("span %v in %d runes", s, n)
			}
		}
		for _, s := range slices.Concat(u.Facts, u.WhatIf) {
			check(s.Span)
			if sp := schema.Lookup(s.Fact); sp == nil || sp.Check(s.Value) != nil || !s.Value.Known() {
				t.Fatalf("%s has %v", s.Fact, s.Value)
			}
		}
		for _, x := range u.Unclear {
			check(x.Span)
		}
		if _, err := json.Marshal(nlu.Extraction{Schema: schema, Understanding: u}); err != nil {
			t.Fatal(err)
		}
	})
}

// worst are texts that invite more than linear work.
var worst = []string{
	"营收", "没有", "不是", "12亿", "首次", "产值3亿", "如果", "智能工厂", "去年", "，", "1", "亿", "不对", "首台套2个，",
	"我们去年营收大概12亿首次达到没有智能工厂", "(", "不是没有", "有", "产量", "一", "第二",
	"5亿没到过，", "12亿，", "全部是新能源，", "没有基金，", "大于5亿小于10亿，", "产能/产量：1/2\n", "a|b\n", "第一次，", "没给首台套保险，", "1 234 ", "个把",
}

// TestLinear: eight times the text costs at most mostTimes the time. A busy
// machine is given a few chances.
func TestLinear(t *testing.T) {
	r, _ := openReader(t)
	cost := func(unit string, n int) time.Duration {
		text := strings.Repeat(unit, n/len([]rune(unit)))
		least := time.Hour
		for range 12 {
			start := time.Now()
			r.Read(text, nlu.Context{Asking: "revenue"})
			least = min(least, time.Since(start))
		}
		return least
	}
	for _, unit := range worst {
		short, long := time.Hour, time.Hour
		for range 10 {
			short, long = min(short, cost(unit, 512)), min(long, cost(unit, 4096))
			if long <= mostTimes*short {
				break
			}
		}
		if long > mostTimes*short {
			t.Errorf("%q: 512 characters cost %v, 4096 cost %v", unit, short, long)
		}
	}
}

// BenchmarkRead reads a sentence of 30 characters and a fact sheet of 4,096.
func BenchmarkRead(b *testing.B) {
	r, _ := openReader(b)
	sentence := "新材料企业，去年营收12亿元，首次达到，有智能工厂，没拿过奖"
	for name, text := range map[string]string{"30": sentence, "4096": strings.Repeat(sentence+"。", 4096/31)} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				r.Read(text, nlu.Context{})
			}
		})
	}
}

// BenchmarkNew compiles the words of the policy.
func BenchmarkNew(b *testing.B) {
	_, schema := openReader(b)
	b.ReportAllocs()
	for b.Loop() {
		nlu.New(schema)
	}
}
