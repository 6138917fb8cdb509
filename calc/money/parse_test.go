package money

import (
	"errors"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestParseAmount(t *testing.T) {
	for _, c := range []struct {
		text string
		want string // yuan
		err  error
	}{
		{"1200000.5", "1200000.5", nil},
		{"1,200,000.50", "1200000.5", nil},
		{"１，２００，０００．５０", "1200000.5", nil},
		{"12亿", "1200000000", nil},
		{"3500万元", "35000000", nil},
		{"1.2个亿", "120000000", nil},
		{"一百零二个亿", "10200000000", nil},
		{"三百零五个亿", "30500000000", nil},
		{"两千三百五十万", "23500000", nil},
		{"壹仟万圆整", "10000000", nil},
		{"３５００万", "35000000", nil},
		{"一亿五", "150000000", nil},
		{"一亿零五百万", "105000000", nil},
		{"三万二", "32000", nil},
		{"3万5", "35000", nil},
		{"人民币12亿元整", "1200000000", nil},
		{"12亿元人民币", "1200000000", nil},
		{"¥3,500.00", "3500", nil},
		{"30w", "300000", nil},
		{"30个w", "300000", nil},
		{"15k", "15000", nil},
		{"1.2M", "1200000", nil},
		{"1.005万", "10050", nil},
		{"12块5", "12.5", nil},
		{"25元3毛", "25.3", nil},
		{"123元1角1分", "123.11", nil},
		{"三块零五", "3.05", nil},
		{"十块三毛", "10.3", nil},
		{"五分", "0.05", nil},
		{"一百三十五块六角七分钱", "135.67", nil},
		{"九千块钱", "9000", nil},
		{"3千万亿", "", ErrRange},
		{"1千万亿", "1000000000000000", nil},
		{"5亿3千万", "530000000", nil},
		{"1亿2000万", "120000000", nil},
		{"半个亿", "50000000", nil},
		{"三千五百万零八十元", "35000080", nil},
		{"177.1 亿元", "17710000000", nil},
		{" 12 亿 元 ", "1200000000", nil},
		{"百万", "1000000", nil},
		{"二〇〇万", "2000000", nil},
		{"0", "0", nil},
		{"000012.00", "12", nil},
		{"1.5000000000000000000000000000000000000000000", "1.5", nil},
		{".77", "0.77", nil},

		{"-5", "", ErrNegative},
		{"－5万", "", ErrNegative},
		{"负三万", "", ErrNegative},
		{"1000000000000000.01", "", ErrRange},
		{"1000000000000000", "1000000000000000", nil},
		{strings.Repeat("9", 60), "", ErrRange},
		{"0.001", "", ErrDecimals},
		{"三十四点五二一元", "", ErrDecimals},
		{"0." + strings.Repeat("1", 60), "", ErrDecimals},
		{"1e5", "", ErrExponent},
		{"1.2E+10", "", ErrExponent},
		{"几千万", "", ErrVague},
		{"3000多", "", ErrVague},
		{"十几亿", "", ErrVague},
		{"八九百万", "", ErrVague},
		{"5-10亿", "", ErrVague},
		{"10到12亿", "", ErrVague},
		{"12亿左右", "", ErrVague},
		{"12亿以上", "", ErrVague},
		{"不到5亿", "", ErrVague},
		{"约5亿", "", ErrVague},
		{"500万美元", "", ErrCurrency},
		{"", "", ErrSyntax},
		{"abc", "", ErrSyntax},
		{"12亿吗", "", ErrSyntax},
		{"1,20", "", ErrSyntax},
		{"1.2.3", "", ErrSyntax},
		{"5.", "", ErrSyntax},
		{"+5", "", ErrSyntax},
		{"万一", "", ErrSyntax},
		{"NaN", "", ErrSyntax},
		{"0x10", "", ErrSyntax},
		{"12亿辆", "", ErrSyntax},
		{"\xff12", "", ErrSyntax},
		{strings.Repeat("0", 100000), "", ErrSyntax},
	} {
		a, err := ParseAmount(c.text)
		if !errors.Is(err, c.err) || err == nil && a.String() != c.want {
			t.Errorf("ParseAmount(%.40q) = %v, %v; want %s, %v", c.text, a, err, c.want, c.err)
		}
	}
}

func TestParseShare(t *testing.T) {
	for _, c := range []struct {
		text, want string
		err        error
	}{
		{"0.02", "0.02", nil}, {"2%", "0.02", nil}, {"２％", "0.02", nil}, {"2 %", "0.02", nil},
		{"百分之二", "0.02", nil}, {"百分之零点五", "0.005", nil}, {"百分之0.5", "0.005", nil},
		{"千分之三", "0.003", nil}, {"万分之一", "0.0001", nil}, {"5‰", "0.005", nil},
		{"三成", "0.3", nil}, {"三成五", "0.35", nil}, {"一成半", "0.15", nil},
		{"两个点", "0.02", nil}, {"1.8个百分点", "0.018", nil}, {"一半", "0.5", nil},
		{"百分之百", "1", nil}, {"百分百", "1", nil}, {"1", "1", nil}, {"0", "0", nil}, {"100%", "1", nil},
		{"四分之一", "0.25", nil}, {"1/8", "0.125", nil},
		{"三分之一", "", ErrDecimals}, {"0.0000000000000000001", "", ErrDecimals},
		{"0.000000000000000001", "0.000000000000000001", nil},
		{"101%", "", ErrRange}, {"2", "", ErrRange}, {"1.0001", "", ErrRange}, {"三分之四", "", ErrRange},
		{"-1%", "", ErrNegative}, {"两三成", "", ErrVague}, {"2%左右", "", ErrVague}, {"1%-2%", "", ErrVague},
		{"1e-2", "", ErrExponent}, {"二元", "", ErrSyntax}, {"1/0", "", ErrSyntax}, {"", "", ErrSyntax},
	} {
		s, err := ParseShare(c.text)
		if !errors.Is(err, c.err) || err == nil && s.String() != c.want {
			t.Errorf("ParseShare(%q) = %v, %v; want %s, %v", c.text, s, err, c.want, c.err)
		}
	}
}

func TestParseCount(t *testing.T) {
	for _, c := range []struct {
		text string
		want int64
		unit string
		err  error
	}{
		{"150000", 150000, "", nil}, {"15万辆", 150000, "辆", nil}, {"80项", 80, "项", nil},
		{"三台", 3, "台", nil}, {"3台（套）", 3, "台（套）", nil}, {"1,000", 1000, "", nil},
		{"1.5万辆", 15000, "辆", nil}, {"十二", 12, "", nil}, {"两个", 2, "个", nil}, {"3.0", 3, "", nil},
		{"1000000000", MaxCount, "", nil}, {"10亿", MaxCount, "", nil},
		{"1000000001", 0, "", ErrRange}, {"1.5", 0, "", ErrDecimals}, {"-3", 0, "", ErrNegative},
		{"1e3", 0, "", ErrExponent}, {"几台", 0, "", ErrSyntax}, {"十几台", 0, "", ErrVague},
		{"3-5台", 0, "", ErrVague}, {"三五台", 0, "", ErrVague}, {"3%", 0, "", ErrSyntax}, {"", 0, "", ErrSyntax},
		{"3台5", 0, "", ErrSyntax},
	} {
		n, unit, err := ParseCount(c.text)
		if !errors.Is(err, c.err) || err == nil && (n != c.want || unit != c.unit) {
			t.Errorf("ParseCount(%q) = %d %q, %v; want %d %q, %v", c.text, n, unit, err, c.want, c.unit, c.err)
		}
	}
}

func TestWriting(t *testing.T) {
	for _, c := range []struct{ yuan, chinese, spoken string }{
		{"1200000000", "12亿元", "十二亿元"},
		{"35000000", "3500万元", "三千五百万元"},
		{"125000000", "1.25亿元", "一亿二千五百万元"},
		{"12345678", "1234.5678万元", "一千二百三十四万五千六百七十八元"},
		{"1234567.89", "1,234,567.89元", "一百二十三万四千五百六十七元八角九分"},
		{"2000000", "200万元", "二百万元"},
		{"1234.5", "1,234.5元", "一千二百三十四元五角"},
		{"1.05", "1.05元", "一元零五分"},
		{"0", "0元", "零元"},
		{"0.1", "0.1元", "一角"},
		{"10", "10元", "十元"},
		{"100010", "10.001万元", "十万零一十元"},
		{"1000000000000000", "10000000亿元", "一千万亿元"},
		{"1000000000.01", "1,000,000,000.01元", "十亿元零一分"},
	} {
		a, err := ParseAmount(c.yuan)
		if err != nil || a.Chinese() != c.chinese || a.Spoken() != c.spoken {
			t.Errorf("%s: %s %s, %v; want %s %s", c.yuan, a.Chinese(), a.Spoken(), err, c.chinese, c.spoken)
		}
	}
	for n, want := range map[int64]string{150000: "15万", 150001: "150001", 12500: "1.25万", 3: "3", 100_000_000: "1亿", 75001: "75001"} {
		if got := ChineseCount(n); got != want {
			t.Errorf("ChineseCount(%d) = %s; want %s", n, got, want)
		}
	}
	if got := (One / 1000 * 18).Percent(); got != "1.8%" {
		t.Errorf("Percent = %s", got)
	}
}

// What is written is read back to the same value, whatever the notation.
func TestRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := Amount(rapid.Int64Range(0, int64(Max)).Draw(t, "fen"))
		for k := rapid.IntRange(0, 17).Draw(t, "zeros"); k > 0; k-- {
			a = a / 10 * 10
		}
		a /= Amount(rapid.SampledFrom([]int64{1, 10, 10_000, 100_000_000, 1_000_000_000_000}).Draw(t, "by"))
		for _, s := range []string{a.String(), a.Chinese(), a.Spoken()} {
			if b, err := ParseAmount(s); err != nil || a != b {
				t.Fatalf("%d written as %s is read as %d, %v", a, s, b, err)
			}
		}
		r := Share(rapid.Int64Range(0, int64(One)).Draw(t, "share"))
		for _, s := range []string{r.String(), r.Percent()} {
			if b, err := ParseShare(s); err != nil || r != b {
				t.Fatalf("%d written as %s is read as %d, %v", r, s, b, err)
			}
		}
		n := rapid.Int64Range(0, MaxCount).Draw(t, "count")
		if b, _, err := ParseCount(ChineseCount(n)); err != nil || n != b {
			t.Fatalf("%d written as %s is read as %d, %v", n, ChineseCount(n), b, err)
		}
	})
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"1.2个亿", "三万二", "百分之零点五", "3台（套）", "一二三", "十几个亿", "¥3,500", "万九", "八九百万", "三千多万亿"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if a, err := ParseAmount(s); err == nil && (a < 0 || a > Max) {
			t.Errorf("ParseAmount(%q) = %d", s, a)
		}
		if r, err := ParseShare(s); err == nil && (r < 0 || r > One) {
			t.Errorf("ParseShare(%q) = %d", s, r)
		}
		if n, _, err := ParseCount(s); err == nil && (n < 0 || n > MaxCount) {
			t.Errorf("ParseCount(%q) = %d", s, n)
		}
		text := []rune(s)
		for i := range text {
			if n, ok := Scan(text, i); ok && (n.End <= i || n.End > len(text) || n.Low.Cmp(n.High) > 0) {
				t.Errorf("Scan(%q, %d) = %+v", s, i, n)
			}
		}
	})
}

func BenchmarkParseAmount(b *testing.B) {
	for _, s := range []string{"1200000.5", "1.2个亿", "两千三百五十万"} {
		b.Run(s, func(b *testing.B) {
			b.ReportAllocs()
			for range b.N {
				if _, err := ParseAmount(s); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
