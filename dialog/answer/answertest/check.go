// Package answertest holds a reply against the contract's rules for numbers,
// sources, citations and length. It shares no code with the package that writes
// replies, so that neither hides a mistake of the other.
package answertest

import (
	"fmt"
	"math/big"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"suance/calc"
	"suance/dialog/answer"
	"suance/knowledge"
	"suance/knowledge/clause"
)

// Reply is what is checked.
type Reply struct {
	Text      string
	Figures   []answer.Figure
	Citations []answer.Citation
	Receipt   string
	Said      string   // what the person has said; numbers of source user stand in it
	Earlier   []string // texts of figures that the session's facts hold from before
}

const chinese = `零〇一二两三四五六七八九十百千万亿半点壹贰叁肆伍陆柒捌玖拾佰仟`

var (
	digits  = `[0-9０-９]+(?:[,.，．][0-9０-９]+)*[万亿千百]*[%％]?`
	number  = regexp.MustCompile(digits + `|百分之[` + chinese + `]+|[` + chinese + `]+(?:个百分点|元|辆)`)
	onlyWan = regexp.MustCompile(`^[` + chinese + `]*[^万` + `]辆$`) // 一辆 is no number, 一万辆 is
	exempt  = regexp.MustCompile(`第?[（(][一二三四五六七八九十]+[）)]条?|第[0-9一二三四五六七八九十百]+[条句]|(?m:^\s*[0-9]+[.、)）])|art-[0-9]+(?:\.[0-9]+)?`)
)

// Check returns all that is wrong with a reply.
func Check(p *knowledge.Policy, r Reply) []string {
	var wrong []string
	fail := func(format string, args ...any) { wrong = append(wrong, fmt.Sprintf(format, args...)) }
	if n := utf8.RuneCountInString(r.Text); n > 1500 {
		fail("%d characters", n)
	}
	if len(r.Citations) > 12 {
		fail("%d citations", len(r.Citations))
	}
	for _, c := range r.Citations {
		if why := citation(p, c); why != "" {
			fail("citation %s %q: %s", c.Clause, c.Quote, why)
		}
	}
	for _, n := range Unsourced(r.Text, r.Receipt, r.Figures) {
		fail("%q has no source", n)
	}
	for _, f := range r.Figures {
		if !strings.Contains(r.Text, f.Text) {
			fail("figure %q is not in the text", f.Text)
		}
		if why := source(p, r, f); why != "" {
			fail("figure %q of %s: %s", f.Text, f.Source, why)
		}
	}
	return wrong
}

// Unsourced are the numbers of a text that lie in no occurrence of a figure.
func Unsourced(text, receipt string, figures []answer.Figure) []string {
	covered := make([]bool, len(text)+1)
	for _, f := range figures {
		for from := 0; f.Text != ""; {
			i := strings.Index(text[from:], f.Text)
			if i < 0 {
				break
			}
			for j := from + i; j < from+i+len(f.Text); j++ {
				covered[j] = true
			}
			from += i + 1
		}
	}
	masked := text
	if receipt != "" {
		masked = strings.ReplaceAll(masked, receipt, strings.Repeat(" ", len(receipt)))
	}
	masked = exempt.ReplaceAllStringFunc(masked, func(s string) string { return strings.Repeat(" ", len(s)) })
	var out []string
	for _, at := range number.FindAllStringIndex(masked, -1) {
		n := masked[at[0]:at[1]]
		if onlyWan.MatchString(n) {
			continue
		}
		for j := at[0]; j < at[1]; j++ {
			if !covered[j] {
				out = append(out, n)
				break
			}
		}
	}
	return out
}

// citation says what is wrong with a citation.
func citation(p *knowledge.Policy, c answer.Citation) string {
	cl := p.Doc.Clause(clause.ID(c.Clause))
	switch {
	case cl == nil:
		return "no such clause"
	case utf8.RuneCountInString(c.Quote) < 4:
		return "too short"
	}
	body := cl.Text() + cl.Bracket
	if s, ok := p.Doc.Sentence(clause.ID(c.Clause)); ok {
		body = s.Text
	}
	if !strings.Contains(squeeze(body), squeeze(c.Quote)) {
		return "not verbatim"
	}
	return ""
}

func squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

// source says why a figure's source does not back it.
func source(p *knowledge.Policy, r Reply, f answer.Figure) string {
	kind, id, _ := strings.Cut(f.Source, ":")
	switch kind {
	case "clause":
		cl := p.Doc.Clause(clause.ID(id))
		if cl == nil {
			return "no such clause"
		}
		body := cl.Text() + cl.Bracket
		if s, ok := p.Doc.Sentence(clause.ID(id)); ok {
			body = s.Text
		}
		return stands(f.Text, body)
	case "user":
		return stands(f.Text, r.Said+"\n"+strings.Join(r.Earlier, "\n"))
	case "calc":
		for _, g := range r.Figures {
			if g.Text == f.Text && g.Source != f.Source {
				return "" // the same sum of another source stands there too
			}
		}
		return ceiling(p, r.Text, f, id)
	case "meta":
		if id != "as_of" {
			return "unknown source"
		}
		return ""
	}
	return "unknown source"
}

// stands says whether each number of a figure stands, with the same value, in a
// body of text.
func stands(figure, body string) string {
	have := map[string]bool{}
	for _, n := range number.FindAllString(body, -1) {
		have[value(n)] = true
	}
	for _, n := range number.FindAllString(figure, -1) {
		if !have[value(n)] {
			return n + " does not stand there"
		}
	}
	return ""
}

// value is the exact value of a number in digits, or its characters.
func value(n string) string {
	plain := strings.Map(func(r rune) rune {
		switch {
		case r >= '０' && r <= '９':
			return r - '０' + '0'
		case r == '，' || r == ',':
			return -1
		case r == '．':
			return '.'
		case r == '％':
			return '%'
		}
		return r
	}, n)
	cut := strings.IndexFunc(plain, func(r rune) bool { return (r < '0' || r > '9') && r != '.' })
	head, tail := plain, ""
	if cut >= 0 {
		head, tail = plain[:cut], plain[cut:]
	}
	v, ok := new(big.Rat).SetString(head)
	if !ok {
		return n
	}
	for _, r := range tail {
		if s := map[rune]int64{'百': 100, '千': 1000, '万': 10_000, '亿': 100_000_000}[r]; s > 0 {
			v.Mul(v, new(big.Rat).SetInt64(s))
		}
	}
	if strings.HasSuffix(tail, "%") {
		v.Quo(v, big.NewRat(100, 1))
	}
	return v.RatString()
}

// ceiling says whether a figure of a measure that is only a ceiling stands
// without its word.
func ceiling(p *knowledge.Policy, text string, f answer.Figure, id string) string {
	for i := range p.Rules.Measures {
		m := &p.Rules.Measures[i]
		if m.ID != id || m.Kind != calc.UpTo || strings.HasPrefix(f.Text, "0") {
			continue
		}
		for from := 0; ; {
			i := strings.Index(text[from:], f.Text)
			if i < 0 {
				return ""
			}
			before := []rune(text[:from+i])
			if n := len(before); n > 0 && strings.ContainsRune("0123456789.,", before[n-1]) {
				from += i + len(f.Text) // 20万元 in 120万元 is another number
				continue
			}
			near := string(before[max(0, len(before)-12):])
			if !strings.Contains(near, "不超过") && !strings.Contains(near, "最高") && !strings.Contains(near, "上限") {
				return "a ceiling without 不超过, 最高 or 上限"
			}
			from += i + len(f.Text)
		}
	}
	return ""
}
