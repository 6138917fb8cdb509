package pattern

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestPatternPassesOver shows that a text is passed over only where the expression
// itself does not match, and that the words of an expression are seen.
func TestPatternPassesOver(t *testing.T) {
	texts := []string{"", "不对吗", "对了", "对", "多少钱", "可以先领", "领了可以", "总", "一共多少", "总共", "合计", "差了5000万", "帮我算一下", "先只算", "我们能拿多少钱？", "aXb", "axb", "\xff总共", "\xe4总共", "\xe4\xb8", "怎么才", "好的，那"}
	for expr, ways := range map[string]string{ // the ways between bars, their lists between slashes; all there is to it in brackets
		`一共|总共|总计|合计`:                 "(一共 合计 总共 总计)",
		`差(了|着|个)?\s*[0-9一二]`:         "差 / 0 1 2 3 4 5 6 7 8 9 一 二",
		`(能|可以)[^，]{0,8}(拿|领)`:        "可以 能 / 拿 领",
		`(能|可以)[^，]{0,8}(拿|领)|多少钱?`:   "可以 能 / 拿 领 | 多少",
		`(不?对)(吗|么)|[对是]了`:            "(不对么 不对吗 对么 对了 对吗 是了)",
		`^(那|我)*(就|只)(是)?(问|算)`:       "只 就 / 算 问",
		`(?i)axb`:                     "",
		`(好的?)?`:                      "",
		`[\p{Han}]+公司`:                "公司",
		`^(?:怎么(会|才)|为什么)$`:           "为什么 怎么",
		`帮.{0,4}算|算一?算`:               "帮 / 算 | 算 / 算",
		`\d+`:                         "0 1 2 3 4 5 6 7 8 9",
		`^(嗯|哦)*[，, ]*(我)?(知道了|明白了?)`: "明白 知道了",
	} {
		p, plain := Of(expr), regexp.MustCompile(expr)
		if got := p.ready().String(); got != ways {
			t.Errorf("%s: ways %q, want %q", expr, got, ways)
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

// TestPatternHeads shows that what the texts with a match begin with is seen, where that is
// laid down.
func TestPatternHeads(t *testing.T) {
	texts := []string{"", "那问", "只问", "问", "明白了", "我知道了", "我知", "，嗯", "嗯，知道了", "a", "xy", "\xe4\xb8", " 算了", "算了", "错了", "你错了"}
	for expr, heads := range map[string]string{
		`^(那|我)*(就|只)(是)?(问|算)`:      "只 就 我 那",
		`^(嗯|哦)*[，, ]*(我)?(知道|明白了?)`: "  , 哦 嗯 我 明白 知道 ，",
		`^\s*错|^算了`:                  "\t \n \f \r   算了 错",
		`^(?:是|x+y?)$`:               "x 是",
		`^[^错]*错`:                    "",
		`^(?i:a)`:                    "",
		`^(算了)?`:                     "",
		`^(算了)?$`:                    "算了",
		`^[了问]*(?:是|$)`:              "了 是 问",
		`^算|错`:                       "",
		`算|错`:                        "",
	} {
		p, plain := Of(expr), regexp.MustCompile(expr)
		var got []string
		if list := p.ready().heads; list != nil {
			for _, w := range list.list {
				got = append(got, w.Text)
			}
		}
		slices.Sort(got)
		if got := strings.Join(got, " "); got != heads {
			t.Errorf("%s: heads %q, want %q", expr, got, heads)
		}
		for _, text := range texts {
			if got, want := p.MatchString(text), plain.MatchString(text); got != want {
				t.Errorf("%s in %q: %v, want %v", expr, text, got, want)
			}
		}
	}
}

func (m *matcher) String() string {
	var ways []string
	for _, w := range m.ways {
		var lists []string
		for _, l := range w {
			var words []string
			for _, k := range l.list {
				words = append(words, k.Text)
			}
			slices.Sort(words)
			lists = append(lists, strings.Join(words, " "))
		}
		ways = append(ways, strings.Join(lists, " / "))
	}
	said := strings.Join(ways, " | ")
	if m.exact {
		said = "(" + said + ")"
	}
	return said
}

// TestRowFindsTheFirst shows that a row finds what trying its patterns one after the other would.
func TestRowFindsTheFirst(t *testing.T) {
	patterns := []Pattern{Whole(`(那|就)*(算了|不算)`), Of(`^\s*(重新)?开始`), Of(`多少`), Whole(`(就|再)?算[一这]?下?`), Of(`^(?i:x)`), Of(`^$`)}
	row := RowOf(patterns...)
	for _, text := range []string{"", "算了", "那就算了", "就算多少", "算下", "重新开始", " 开始", "X", "xy", "开始多少", "多少开始", "\xe7多少", "下"} {
		want := slices.IndexFunc(patterns, func(p Pattern) bool { return text != "" && p.MatchString(text) })
		if got := row.First(text); got != want {
			t.Errorf("%q: %d, want %d", text, got, want)
		}
	}
}
