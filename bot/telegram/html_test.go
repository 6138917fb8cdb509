package telegram

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"suance/bot/telegram/telegramtest"
	"suance/dialog"
)

func TestRender(t *testing.T) {
	for _, c := range []struct {
		name    string
		text    string
		figures []dialog.Figure
		want    string
	}{
		{"plain", "还需要知道一件事。\n年营业收入是多少？", nil, "还需要知道一件事。\n年营业收入是多少？"},
		{"markup of people is text", "您说<b>12亿</b> & \"更多\"", nil, `您说&lt;b&gt;12亿&lt;/b&gt; &amp; "更多"`},
		{"worked-out figures are bold", "合计350万元，不超过2000万元", []dialog.Figure{
			{Text: "350万元", Source: "calc:total"}, {Text: "2000万元", Source: "clause:art-3.4"}}, "合计<b>350万元</b>，不超过2000万元"},
		{"a figure inside a longer number is not", "50万元和350万元", []dialog.Figure{{Text: "50万元", Source: "calc:total"}}, "<b>50万元</b>和350万元"},
		{"overlapping figures", "奖励350万元", []dialog.Figure{{Text: "350万元", Source: "calc:a"}, {Text: "350万", Source: "calc:b"}}, "奖励<b>350万元</b>"},
		{"what cannot be seen is left out", "名\u202e称\u200b：\x00A", nil, "名称：A"},
		{"nothing", "", nil, "……"},
		{"white space", " \n ", nil, "……"},
	} {
		if got := render(dialog.Reply{Text: c.text, Figures: c.figures}); len(got) != 1 || got[0] != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestRenderCutsAtBorders(t *testing.T) {
	line := strings.Repeat("字", 99) + "\n"
	got := render(dialog.Reply{Text: strings.Repeat(line, 100)})
	if len(got) != 3 {
		t.Fatalf("%d pieces", len(got))
	}
	for i, piece := range got {
		if !strings.HasSuffix(piece, "字\n") {
			t.Errorf("piece %d is cut inside a line: …%q", i, piece[len(piece)-30:])
		}
	}
	clause := strings.Repeat("字", 600) + "，" + strings.Repeat("句", 400) + "。"
	for i, piece := range render(dialog.Reply{Text: strings.Repeat(clause, 9)}) {
		if !strings.HasSuffix(piece, "。") {
			t.Errorf("piece %d does not end with a sentence: …%q", i, piece[len(piece)-30:])
		}
	}
}

// TestRenderAlwaysWellFormed: whatever the text and the figures, every piece is
// HTML that Telegram takes, within the limit, and together they are the text.
func TestRenderAlwaysWellFormed(t *testing.T) {
	unit := rapid.SampledFrom([]string{"字", "。", "，", "\n", "<", ">", "&", "<b>", "</b>", "&amp;", "😀", "350万元", "12亿",
		"a", " ", "\u202e", "\xff", "\x00", "；"})
	rapid.Check(t, func(t *rapid.T) {
		times := rapid.IntRange(1, 600).Draw(t, "times")
		text := strings.Repeat(strings.Join(rapid.SliceOfN(unit, 1, 40).Draw(t, "units"), ""), times)
		if len(text) > 60000 {
			text = text[:60000]
		}
		var figures []dialog.Figure
		for _, f := range rapid.SliceOfN(rapid.SampledFrom([]string{"350万元", "12亿", "<", "&", "", "字。", "元😀"}), 0, 4).Draw(t, "figures") {
			figures = append(figures, dialog.Figure{Text: f, Source: "calc:total"})
		}
		var plain strings.Builder
		for _, piece := range render(dialog.Reply{Text: text, Figures: figures}) {
			p, err := telegramtest.ParseHTML(piece)
			if err != nil {
				t.Fatalf("%v in %q", err, piece)
			}
			if n := telegramtest.Units(piece); n > maxUnits || n == 0 || strings.TrimSpace(p) == "" || !utf8.ValidString(piece) {
				t.Fatalf("a piece of %d units: %q", n, piece)
			}
			plain.WriteString(p)
		}
		strip := func(s string) string { return strings.Join(strings.Fields(s), "") }
		if want := strip(visible(text)); strip(plain.String()) != want && want != "" {
			t.Fatalf("the pieces are not the text: %q, want %q", plain.String(), want)
		}
	})
}

// TestKeyboard: no button that Telegram would refuse, none with another's data.
func TestKeyboard(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var choices []dialog.Choice
		for range rapid.IntRange(0, 12).Draw(t, "n") {
			choices = append(choices, dialog.Choice{Label: rapid.String().Draw(t, "label"), Data: rapid.StringN(0, 80, 80).Draw(t, "data")})
		}
		var data []string
		for _, row := range keyboard(choices) {
			if len(row) == 0 || len(row) > 3 {
				t.Fatalf("a row of %d", len(row))
			}
			for _, b := range row {
				if strings.TrimSpace(b.Label) == "" || b.Data == "" || len(b.Data) > 64 || utf8.RuneCountInString(b.Label) > maxLabel {
					t.Fatalf("button %+v", b)
				}
				data = append(data, b.Data)
			}
		}
		i := 0
		for _, c := range choices {
			if i < len(data) && data[i] == c.Data {
				i++
			}
		}
		if i != len(data) {
			t.Fatalf("buttons %v are not the choices in their order", data)
		}
	})
}

func BenchmarkRender(b *testing.B) {
	r := dialog.Reply{Text: strings.Repeat("年营业收入12亿元，达到10亿元档，可得350万元。\n", 60),
		Figures: []dialog.Figure{{Text: "350万元", Source: "calc:total"}}}
	b.ReportAllocs()
	for b.Loop() {
		render(r)
	}
}
