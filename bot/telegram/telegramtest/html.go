package telegramtest

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf16"
)

// tags are the elements that Telegram's HTML knows, but for those with attributes.
var tags = []string{"b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "code", "pre", "blockquote", "tg-spoiler"}

var entities = map[string]string{"lt": "<", "gt": ">", "amp": "&", "quot": `"`}

// ParseHTML reads a text as Telegram reads it with parse_mode HTML, strictly:
// every tag known, nested and closed, every entity known, no bare <, > or &.
func ParseHTML(s string) (plain string, err error) {
	var out strings.Builder
	var open []string
	for s != "" {
		switch s[0] {
		case '<':
			end := strings.IndexByte(s, '>')
			if end < 0 {
				return "", fmt.Errorf("unclosed tag at %q", head(s))
			}
			name, closing := strings.CutPrefix(s[1:end], "/")
			switch {
			case !slices.Contains(tags, name):
				return "", fmt.Errorf("unsupported tag %q", s[:end+1])
			case !closing:
				open = append(open, name)
			case len(open) == 0 || open[len(open)-1] != name:
				return "", fmt.Errorf("unexpected end tag %q", s[:end+1])
			default:
				open = open[:len(open)-1]
			}
			s = s[end+1:]
		case '>':
			return "", fmt.Errorf("bare > at %q", head(s))
		case '&':
			name, _, ok := strings.Cut(s[1:], ";")
			char, known := entities[name]
			if !ok || !known {
				return "", fmt.Errorf("unknown entity at %q", head(s))
			}
			out.WriteString(char)
			s = s[len(name)+2:]
		default:
			next := strings.IndexAny(s, "<>&")
			if next < 0 {
				next = len(s)
			}
			out.WriteString(s[:next])
			s = s[next:]
		}
	}
	if len(open) > 0 {
		return "", fmt.Errorf("tag %q is not closed", open[len(open)-1])
	}
	return out.String(), nil
}

func head(s string) string {
	r := []rune(s)
	return string(r[:min(len(r), 20)])
}

// Units is the length of a text as Telegram counts it.
func Units(s string) int { return len(utf16.Encode([]rune(s))) }
