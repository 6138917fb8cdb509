package ask_test

import (
	"fmt"
	"strings"
	"testing"

	"suance/dialog/answer"
	"suance/dialog/answer/answertest"
	"suance/dialog/ask"
	"suance/dialog/nlu"
	"suance/knowledge"
)

// Whatever is sent gets an answer of the contract: within its limits, with every
// number backed.
func TestOddTexts(t *testing.T) {
	p, err := knowledge.Default()
	if err != nil {
		t.Fatal(err)
	}
	a := asker(t)
	for _, text := range []string{
		"", " ", "\n\n\n", "？", "。。。。", "😀🎉👍", "\xff\xfe", "智能工厂\xff补多少", "\x00\x01", "\u200b\u202e", "���",
		strings.Repeat("智能工厂补多少，", 1250), strings.Repeat("补", 10000), strings.Repeat("9", 10000), strings.Repeat("首台套", 3333),
		strings.Repeat("（“《", 3000), strings.Repeat("1亿2千万", 2000), strings.Repeat("我们营收12亿，", 1400), strings.Repeat("a ", 5000),
		strings.Repeat("什么时候…申报", 1400), strings.Repeat("第三条第四句", 1600), strings.Repeat("？\n", 5000),
	} {
		got := a.Ask(ask.Question{Text: text, AsOf: today, Card: true})
		for _, wrong := range answertest.Check(p, reply(text, got)) {
			t.Errorf("%.40q: %s\n%s", text, wrong, indent(got.Text()))
		}
		stated(t, p, text, got)
		if got.Text() == "" || got.Body.Runes() > answer.MaxRunes {
			t.Errorf("%.40q: %d characters", text, got.Body.Runes())
		}
	}
}

// texts are repeated to make long ones.
var texts = []string{"智能工厂补多少，", "补", "首台套", "我们营收12亿，", "1亿2千万", "什么时候", "今天天气好", "（“", "？", "甲公司营收12亿，", "智能工厂要验收备案吗，", "写成50万。"}

// BenchmarkAsk answers the questions of the set in turn.
func BenchmarkAsk(b *testing.B) {
	a := asker(b)
	qs := questions(b)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		a.Ask(ask.Question{Text: qs[i%len(qs)].Text, AsOf: today})
	}
}

// BenchmarkKinds answers one question of each kind.
func BenchmarkKinds(b *testing.B) {
	a := asker(b)
	for _, q := range []string{"数字化车间补多少钱？", "我们是新材料企业，营收12亿，首次达到，没领过，奖多少？", "申报截止日期是哪天？", "有哪些政策适合我们？", "你好"} {
		b.Run(q, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				a.Ask(ask.Question{Text: q, AsOf: today})
			}
		})
	}
}

// BenchmarkLong answers long texts.
func BenchmarkLong(b *testing.B) {
	a := asker(b)
	for _, unit := range texts {
		for _, n := range []int{512, 4096} {
			text := string([]rune(strings.Repeat(unit, n))[:n])
			b.Run(fmt.Sprintf("%s/%d", unit, n), func(b *testing.B) {
				for b.Loop() {
					a.Ask(ask.Question{Text: text, AsOf: today})
				}
			})
		}
	}
}

// BenchmarkNew makes an asker of a policy that is open already.
func BenchmarkNew(b *testing.B) {
	p, err := knowledge.Default()
	if err != nil {
		b.Fatal(err)
	}
	r := nlu.New(p.Rules.Schema)
	b.ReportAllocs()
	for b.Loop() {
		ask.New(p, r)
	}
}

// A greeting that names a matter is asked back what of that matter is meant.
func TestAGreetingNamesAMatter(t *testing.T) {
	a := asker(t)
	wide := a.Ask(ask.Question{Text: "你好我想咨询一下首台套", AsOf: today})
	none := a.Ask(ask.Question{Text: "你好", AsOf: today})
	if wide.Kind != ask.KindClarify || len(wide.Choices) == 0 || len(wide.Choices) >= len(none.Choices) {
		t.Fatalf("%s with choices %q", wide.Kind, wide.Choices)
	}
	for _, c := range wide.Choices {
		if !strings.HasPrefix(c, "首台（套）") {
			t.Errorf("choice %q is none of what was named", c)
		}
	}
}
