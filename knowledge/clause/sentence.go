package clause

import (
	"strings"
	"unicode/utf8"
)

// sentences cuts a text after each 。 or ； that stands outside brackets, title
// marks and quotation marks.
func sentences(text string) []string {
	var out []string
	depth, start := 0, 0
	for i, r := range text {
		switch r {
		case '（', '(', '《', '“':
			depth++
		case '）', ')', '》', '”':
			depth = max(depth-1, 0)
		case '。', '；':
			if depth > 0 {
				continue
			}
			end := i + utf8.RuneLen(r)
			out = appendText(out, text[start:end])
			start = end
		}
	}
	return appendText(out, text[start:])
}

func appendText(out []string, s string) []string {
	if s = strings.TrimSpace(s); s != "" {
		out = append(out, s)
	}
	return out
}

// heading is the first sentence of an article without its full stop, if it is
// short enough to be a heading and no sentence of its own.
func heading(first string) string {
	h, ok := strings.CutSuffix(first, "。")
	if !ok || utf8.RuneCountInString(h) > 20 || strings.ContainsAny(h, "，,：:") {
		return ""
	}
	return h
}

// offices reads the closing bracket of a clause: the offices that lead and those
// that support, and the bracket verbatim. A text without one has none.
func (l Layout) offices(body string) (lead, support []string, bracket string) {
	bracket, inner := officePart(body)
	label, _, ok := cutLabel(inner)
	if !ok || !startsWithLabel(label, l.Lead) && !startsWithLabel(label, l.Support) {
		return nil, nil, ""
	}
	role := &lead
	for _, item := range strings.FieldsFunc(inner, func(r rune) bool { return strings.ContainsRune("，,；;、", r) }) {
		label, name, labelled := cutLabel(strings.TrimSpace(item))
		if labelled {
			item = name
			role = &lead
			if startsWithLabel(label, l.Support) {
				role = &support
			}
		}
		if k := len(*role) - 1; k >= 0 && strings.HasSuffix((*role)[k], "区") && strings.HasPrefix(item, "县") {
			(*role)[k] += "、" + item // 各区、县（市） is one name
			continue
		}
		*role = appendText(*role, item)
	}
	return lead, support, bracket
}

// officePart is what may name the offices at the end of a text: a closing bracket
// of any shape, or what stands behind the last sentence.
func officePart(body string) (part, inner string) {
	if open := closingBracket(strings.TrimRight(body, "。 ")); open >= 0 {
		part = body[open:]
		_, first := utf8.DecodeRuneInString(part)
		inner = strings.TrimRight(part, "。 ")
		_, last := utf8.DecodeLastRuneInString(inner)
		return part, strings.TrimSpace(inner[first : len(inner)-last])
	}
	rest := strings.TrimSuffix(body, "。")
	if part = body; strings.ContainsAny(rest, "。；") {
		part = body[strings.LastIndexAny(rest, "。；")+len("。"):]
	}
	return part, strings.TrimRight(part, "。 ")
}

// closingBracket is where the bracket opens that the text ends with, -1 if it ends
// with none.
func closingBracket(text string) int {
	depth := 0
	for end := len(text); end > 0; {
		r, size := utf8.DecodeLastRuneInString(text[:end])
		end -= size
		switch {
		case strings.ContainsRune("）)】]〕", r):
			depth++
		case strings.ContainsRune("（(【[〔", r):
			if depth--; depth == 0 {
				return end
			}
		}
		if depth <= 0 {
			return -1
		}
	}
	return -1
}

func startsWithLabel(s string, labels []string) bool {
	for _, l := range labels {
		if strings.HasPrefix(s, l) {
			return true
		}
	}
	return false
}

// cutLabel cuts 牵头单位：市经信局 at its colon.
func cutLabel(s string) (label, name string, ok bool) {
	i := strings.IndexAny(s, "：:")
	if i < 0 {
		return "", s, false
	}
	_, size := utf8.DecodeRuneInString(s[i:])
	return s[:i], s[i+size:], true
}
