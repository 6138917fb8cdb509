package dialog

import (
	"regexp"
	"slices"
	"testing"
)

// TestPatternPassesOver shows that a text is passed over only where the expression
// itself does not match, and that the words of an expression are seen.
func TestPatternPassesOver(t *testing.T) {
	texts := []string{"", "总", "一共多少", "总共", "合计", "差了5000万", "帮我算一下", "先只算", "我们能拿多少钱？", "aXb", "axb", "\xff总共", "怎么才", "好的，那"}
	for expr, words := range map[string][]string{
		`一共|总共|总计|合计`:                 {"一共", "总", "合计"},
		`差(了|着|个)?\s*[0-9一二]`:         {"差"},
		`(能|可以)[^，]{0,8}(拿|领)`:        {"拿", "领"},
		`^(那|我)*(就|只)(是)?(问|算)`:       {"算", "问"},
		`(?i)axb`:                     nil,
		`(好的?)?`:                      nil,
		`[\p{Han}]+公司`:                {"公司"},
		`^(?:怎么(会|才)|为什么)$`:           {"怎么", "为什么"},
		`帮.{0,4}算|算一?算`:               {"帮", "算"},
		`\d+`:                         {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"},
		`^(嗯|哦)*[，, ]*(我)?(知道了|明白了?)`: {"知道了", "明白"},
	} {
		p, plain := match(expr), regexp.MustCompile(expr)
		if got := p.ready().words; !sameWords(got, words) {
			t.Errorf("%s: words %q, want %q", expr, got, words)
		}
		for _, text := range texts {
			if got, want := p.MatchString(text), plain.MatchString(text); got != want {
				t.Errorf("%s in %q: %v, want %v", expr, text, got, want)
			}
			if got, want := p.FindStringIndex(text), plain.FindStringIndex(text); !slices.Equal(got, want) {
				t.Errorf("%s in %q: at %v, want %v", expr, text, got, want)
			}
			if got, want := p.ReplaceAllString(text, "〇"), plain.ReplaceAllString(text, "〇"); got != want {
				t.Errorf("%s in %q: %q, want %q", expr, text, got, want)
			}
		}
	}
}

func sameWords(a, b []string) bool {
	a, b = slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b))
	return slices.Equal(a, b)
}
