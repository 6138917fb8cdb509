package nlu

import (
	"os"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// say writes a quantity as testdata/quantities.txt does: the words, the kind, the
// value or the ends (a round bracket leaves the end out), ~ where it is vague, and
// the unit.
func (q Quantity) say() string {
	v := q.Value
	if v == "" {
		open, shut := "[", "]"
		if q.LowOpen {
			open = "("
		}
		if q.HighOpen {
			shut = ")"
		}
		v = open + q.Low + "," + q.High + shut
	}
	if q.Approx {
		v = "~" + v
	}
	return strings.TrimSpace(strings.Join([]string{strings.ReplaceAll(q.Text, "\n", `\n`), string(q.Kind), v, q.Unit}, " "))
}

// The file has a sentence a line, and after the bar what is read in it.
func TestQuantities(t *testing.T) {
	data, err := os.ReadFile("testdata/quantities.txt")
	if err != nil {
		t.Fatal(err)
	}
	cases := 0
	for _, l := range strings.Split(string(data), "\n") {
		if l == "" || strings.HasPrefix(l, "#") {
			continue
		}
		cases++
		text, want, _ := strings.Cut(l, " |")
		text = strings.ReplaceAll(text, `\n`, "\n")
		var got []string
		for _, q := range Quantities(text) {
			got = append(got, q.say())
			if string([]rune(text)[q.Span.Start:q.Span.End]) != q.Text {
				t.Errorf("%s: %q is not at %v", text, q.Text, q.Span)
			}
		}
		if g := strings.Join(got, " ; "); g != strings.TrimSpace(want) {
			t.Errorf("%s\n got  %s\n want %s", text, g, strings.TrimSpace(want))
		}
	}
	if cases < 150 {
		t.Errorf("only %d cases", cases)
	}
}

func TestQuantityJSON(t *testing.T) {
	for text, want := range map[string]string{
		"我们有1.2个亿的营收": `{"text":"1.2个亿","start":3,"end":8,"kind":"money","value":"120000000","unit":"CNY","approx":false}`,
		"三千多辆":        `{"text":"三千多辆","start":0,"end":4,"kind":"count","value":null,"low":"3000","high":"4000","unit":"辆","approx":true}`,
		"42":          `{"text":"42","start":0,"end":2,"kind":"number","value":"42","unit":null,"approx":false}`,
	} {
		q := Quantities(text)
		if len(q) != 1 {
			t.Fatalf("%s: %d quantities", text, len(q))
		}
		if b, err := q[0].MarshalJSON(); err != nil || string(b) != want {
			t.Errorf("%s: %s, %v; want %s", text, b, err, want)
		}
	}
}

func FuzzQuantities(f *testing.F) {
	for _, s := range []string{"去年营收1.2个亿，今年到2——3万", "第三年第2台，5万辆（含）以上", "2025-12-31 14:00", "負 1,200,000", "三四十万到五六百万元", "US$5 bn", "上千万，过亿，一半，半个亿", "五又七分之一"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		text := []rune(s)
		last := 0
		for _, q := range Quantities(s) {
			if q.Span.Start < last || q.Span.End <= q.Span.Start || q.Span.End > len(text) {
				t.Fatalf("%q: span %v after %d", s, q.Span, last)
			}
			if q.Text != string(text[q.Span.Start:q.Span.End]) {
				t.Fatalf("%q: %q is not at %v", s, q.Text, q.Span)
			}
			last = q.Span.End
		}
	})
}

// hard are messages that invite a reader to look again and again.
var hard = []string{"一", "1", "八九", "1,234,", "百分之", "三万", "1-2~", "二〇", "万", "￥", "-", "上", "十几", "2025年", "一又", "3分之", "5元5", "负", "亿", "1 ", "零", "一一一一二", ".1", "去年营收12亿元，"}

// Cost grows in proportion to length: eight times the text costs less than twelve
// times the time. The absolute limit is wide, for slow and shared machines, and a
// busy one is given a few chances.
func TestQuantitiesLinear(t *testing.T) {
	for _, h := range hard {
		cost := func(n int) time.Duration {
			text := strings.Repeat(h, n/utf8.RuneCountInString(h))
			best := time.Hour
			for range 15 {
				start := time.Now()
				Quantities(text)
				best = min(best, time.Since(start))
			}
			return best
		}
		short, long := time.Hour, time.Hour
		for range 10 {
			if short, long = min(short, cost(512)), min(long, cost(4096)); long <= 12*short {
				break
			}
		}
		if long > 12*short+200*time.Microsecond || long > 50*time.Millisecond {
			t.Errorf("%q: 512 characters cost %v, 4096 cost %v", h, short, long)
		}
	}
}

// BenchmarkHard shows the cost of the worst messages of 4,096 characters.
func BenchmarkHard(b *testing.B) {
	for _, h := range hard {
		text := strings.Repeat(h, 4096/utf8.RuneCountInString(h))
		b.Run(h, func(b *testing.B) {
			for range b.N {
				Quantities(text)
			}
		})
	}
}

func BenchmarkQuantities(b *testing.B) {
	for _, s := range []string{"我们去年营收12亿元，产能15万辆，新能源占百分之六十，首次达到", "请问一次性奖励需要哪些材料，向哪个部门提出，什么时候截止呢"} {
		b.Run(s[:15], func(b *testing.B) {
			b.ReportAllocs()
			for range b.N {
				Quantities(s)
			}
		})
	}
}
