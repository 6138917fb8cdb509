package knowledge

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"suance/knowledge/clause"
)

// TestLint: what the texts of the two policies leave doubtful, and what they do not.
func TestLint(t *testing.T) {
	draft, err := Default()
	if err != nil {
		t.Fatal(err)
	}
	second, err := Open(os.DirFS("testdata/yunlu"))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		policy    *Policy
		want, not []string
	}{
		{draft, []string{"art-3.6 档位重叠", "art-3.10 档位重叠", "art-3.11 档位重叠", "500亿元处，一分钱之差最多相差1200万元", "10亿元处，一分钱之差最多相差500万元",
			"20亿元处，一分钱之差最多相差333.3333万元", "5万辆处，一辆之差最多相差1000万元", "的60%处，一辆之差相差2500万元", "“专精特新”在文中没有定义"}, []string{"art-3.4 档位重叠"}},
		{second, []string{"2024年1月1日处，一天之差最多相差200万元", "1000万元处，一分钱之差最多相差60万元"}, []string{Overlap}},
	} {
		all := ""
		for _, d := range Lint(c.policy) {
			all += fmt.Sprintf("%s %s：%s\n", d.Sentence, d.Kind, d.Message)
			if s, ok := c.policy.Doc.Sentence(d.Sentence); !ok || d.Offset < 0 || d.Offset > len(s.Text) {
				t.Errorf("%s at %d of %s", d.Message, d.Offset, d.Sentence)
			}
		}
		for _, w := range c.want {
			if !strings.Contains(all, w) {
				t.Errorf("%s is not in\n%s", w, all)
			}
		}
		for _, n := range c.not {
			if strings.Contains(all, n) {
				t.Errorf("%s is in\n%s", n, all)
			}
		}
	}
}

// TestDiff: sentences changed, added, removed; one that only moved is none.
func TestDiff(t *testing.T) {
	doc := func(articles ...string) *clause.Document {
		text := "某市办法\n"
		for i, a := range articles {
			text += "第" + string([]rune("一二三四五六")[i]) + "条 " + a + "\n"
		}
		d, err := clause.Parse(text, clause.Layout{})
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	old := doc("对甲类企业奖励10万元。每年一次。", "对乙类企业补助20万元。", "对丙类企业不予支持。")
	now := doc("对甲类企业奖励15万元。每年一次。", "对丙类企业不予支持。", "对丁类园区另行规定办法。", "对乙类企业补助20万元。")
	var got []string
	for _, c := range Diff(old, now) {
		got = append(got, string(c.Old.ID)+">"+string(c.New.ID))
	}
	if want := "art-1.1>art-1.1 >art-3.1"; strings.Join(got, " ") != want {
		t.Errorf("%s, want %s", strings.Join(got, " "), want)
	}
	if n := len(Diff(old, old)); n != 0 {
		t.Errorf("%d changes of none", n)
	}
}

// TestStarter: the folder to start from is sound.
func TestStarter(t *testing.T) {
	for _, p := range Check(Starter()) {
		t.Error(p)
	}
}
