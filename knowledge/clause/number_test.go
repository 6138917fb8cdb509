package clause

import (
	"strings"
	"testing"
)

func TestNumbers(t *testing.T) {
	tests := []struct{ text, want string }{
		{"给予50万元的奖励", "50万=500000元"},
		{"年产值达到1亿元、5亿元", "1亿=100000000元 5亿=500000000元"},
		{"最高不超过2%，首年度90%", "2%=0.02% 90%=0.9%"},
		{"年采购额为1-10亿元的，0.5%", "1=100000000元 10亿=1000000000元 0.5%=0.005%"},
		{"１，０００人次以上", "１，０００=1000人次"},
		{"1,234.5万元", "1,234.5万=12345000元"},
		{"按1：1比例", "1=1 1=1"},
		{"二百万元，三点五亿元", "二百万=2000000元 三点五亿=350000000元"},
		{"百分之二十五，十五万辆，两个百分点", "百分之二十五=0.25% 十五万=150000辆 两=2个百分点"},
		{"5‰，千分之三，万分之二点五", "5‰=0.005% 千分之三=0.003% 万分之二点五=0.00025%"},
		{"百分之二十五点五、百分百", "百分之二十五点五=0.255% ~百=100 ~百=100"},
		{"3项、4项", "3=3项 4=4项"},
		{"两年内、五大产业生态圈", "~两=2年 ~五=5大"},
		{"零部件、一次性、第三条、一链一策、（二）、第12条", ""},
		{"2025年12月31日", "2025=2025年 12=12月 31=31日"},
		{"二〇二五年", "~二〇二五=2025年"},
		{"给予10,20,30元", "10=10 20=20 30=30元"},
	}
	for _, tt := range tests {
		var got []string
		for _, n := range Numbers(tt.text) {
			mark := ""
			if n.Loose {
				mark = "~"
			}
			got = append(got, mark+n.Text+"="+n.Value+n.Unit)
			if tt.text[n.Start:n.End()] != n.Text {
				t.Errorf("%s: %q is not at its place", tt.text, n.Text)
			}
		}
		if g := strings.Join(got, " "); g != tt.want {
			t.Errorf("%s: %s, want %s", tt.text, g, tt.want)
		}
	}
}

func TestHolds(t *testing.T) {
	_, d := parseFile(t, Layout{})
	tests := []struct {
		id   ID
		text string
		want bool
	}{
		{"art-3.4", "2000万元", true},
		{"art-3.4", "20000000元", true},
		{"art-3.4", "二千万元", true},
		{"art-3.4", "3000万元", false},
		{"art-3", "75%", true},
		{"art-3", "百分之七十五", true},
		{"art-3.10", "1亿元", true},
		{"art-3.10", "1-10亿元", true},
		{"art-3.6", "15万辆", true},
		{"art-3.6", "15万元", false},
		{"art-4.8", "1：1", true},
		{"art-3.4", "没有数", false},
		{"art-99", "2000万元", false},
	}
	for _, tt := range tests {
		if got := d.Holds(tt.id, tt.text); got != tt.want {
			t.Errorf("Holds(%s, %s) = %v, want %v", tt.id, tt.text, got, tt.want)
		}
	}
}

// Numbers stand in order, at their places, and do not overlap.
func FuzzNumbers(f *testing.F) {
	f.Add("１，０００万元、百分之三点五、10-20亿元、〇两千")
	f.Add("第十二条 3.5.7 1,2,3 亿亿万")
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 4096 {
			return
		}
		end := 0
		for _, n := range Numbers(text) {
			if n.Start < end || text[n.Start:n.End()] != n.Text || n.Value == "" {
				t.Fatalf("%q: %+v after %d", text, n, end)
			}
			end = n.End()
		}
	})
}
