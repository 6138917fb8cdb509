package verify

import (
	"regexp"
	"strings"
	"sync"
	"unicode/utf8"

	"suance/calc/fact"
)

// echoes are the forms in which a reply says the person's own words back, made when
// first needed as all expressions here: most commands verify nothing.
var echoes = sync.OnceValue(func() []*regexp.Regexp {
	return []*regexp.Regexp{
		regexp.MustCompile(`没有.{1,40}?这个说法`),
		regexp.MustCompile(`:.{1,40}?不是(?:这一项|.{1,30}?对应)的数`),
		regexp.MustCompile(`.{1,20}?(?:对应的是|没有达到条文写的最低线|不在条文写的范围内)`),
		regexp.MustCompile(`按较近的一年算,还是.{1,20}?;`),
		regexp.MustCompile(`现在记着的是.{1,20}?,没有改动`),
		regexp.MustCompile(`本市其他政策(?:的|有).{1,20}?(?:改为.{1,20}?)?(?:是对哪一项的|;两者不重复|\(只是假设|已撤回)`),
		regexp.MustCompile(`\(您问到.{1,40}?\)`),
		regexp.MustCompile(`文件没有提到.{1,40}?。`),
		regexp.MustCompile(`.{1,40}?(?:,单位是什么|也没有单位|是负数|不是人民币|还没有定下来|不是一整年的数|是比例,这一项要的是数量|对不上这一项|还不能确定是多少|说的是哪一项)`),
	}
})

// echo backs the numbers, not yet found, that only say back what the person said:
// a value beside its fact's name, which what is known must not contradict.
func (v *Verifier) echo(m *matcher, f folded, known fact.Set) {
	text := string(f.runes)
	for _, re := range echoes() {
		for _, at := range re.FindAllStringIndex(text, -1) {
			m.user(runeAt(text, at[0]), runeAt(text, at[1]))
		}
	}
	for i, label := range v.labels {
		sp := v.policy.Rules.Schema.Spec(i)
		tail := lastRunes(label, 8) // words at its beginning may have been cut
		for from := 0; ; {
			at := strings.Index(text[from:], tail)
			if at < 0 {
				break
			}
			from += at + len(tail)
			v.said(m, sp, tail, text, from, known)
		}
	}
}

func lastRunes(s string, n int) string {
	r := []rune(s)
	return string(r[max(0, len(r)-n):])
}

// said backs the values that stand after a fact's name.
func (v *Verifier) said(m *matcher, sp *fact.Spec, label, text string, from int, known fact.Set) {
	for _, lead := range []string{":", "由", "为", "是", "已撤回(原为", ""} {
		tail, ok := strings.CutPrefix(text[from:], lead)
		if !ok {
			continue
		}
		at := len(text) - len(tail)
		end, x, ok := v.valueAt(sp, text, at)
		if !ok || !plainEcho(lead, text[:from-len(label)], text[end:]) {
			continue
		}
		for _, to := range []string{"改为", "变为"} {
			if lead == "由" && strings.HasPrefix(text[end:], to) {
				was := x
				if end, x, ok = v.valueAt(sp, text, end+len(to)); !ok {
					return
				}
				end = v.grown(sp, text, end, was, x)
			}
		}
		if lead == "" {
			end = v.away(sp, text, end, x)
		}
		asked := strings.HasPrefix(text[end:], ",对吗")
		// The reply rests on another value, or is of another enterprise by then.
		elsewhere := lead == ":" && (supposes(text, label) || strings.Contains(text[:from], "换一家企业")) ||
			lead == "由" && strings.Contains(text, totalMark) && supposes(text, label) // of all the situations that it lists
		if have := known.Get(sp.ID); asked || elsewhere || !have.Known() || have == x {
			m.user(runeAt(text, at), runeAt(text, end))
		}
		return
	}
}

// away is where the words end that say rightly how far a value is from one that was named, at the place if none do.
func (v *Verifier) away(sp *fact.Spec, text string, at int, have fact.Value) int {
	const short = ",还差"
	if !strings.HasPrefix(text[at:], awayMark) {
		return at
	}
	end, to, ok := v.valueAt(sp, text, at+len(awayMark))
	if !ok || !strings.HasPrefix(text[end:], short) {
		return at
	}
	end, gap, ok := v.valueAt(sp, text, end+len(short))
	n, known := have.Exact()
	x, exact := to.Exact()
	if !ok || !known || !exact || gap != fact.Point(x-n) {
		return at
	}
	return end
}

// grown is where the words end that say rightly by how much a value grows from another, or is
// more than that of the year before (比上一年度…增加…), at the place if none do.
func (v *Verifier) grown(sp *fact.Spec, text string, at int, was, x fact.Value) int {
	if strings.HasPrefix(text[at:], "(") {
		if end, ok := v.moreBy(sp, text, at+len("("), was, x); ok {
			return end
		}
	}
	i, ok := v.policy.Rules.Schema.Index(sp.Previous)
	if !ok {
		return at
	}
	lead := "(比" + v.labels[i]
	if !strings.HasPrefix(text[at:], lead) {
		return at
	}
	end, before, ok := v.valueAt(v.policy.Rules.Schema.Spec(i), text, at+len(lead))
	if !ok {
		return at
	}
	if end, ok = v.moreBy(sp, text, end, before, x); ok {
		return end
	}
	return at
}

// moreBy is where the words at a place end that say rightly by how much a value is more, or
// less, than another; false if none do.
func (v *Verifier) moreBy(sp *fact.Spec, text string, at int, than, x fact.Value) (int, bool) {
	n, known := than.Exact()
	to, exact := x.Exact()
	if !known || !exact {
		return 0, false
	}
	for _, by := range []struct {
		word string
		sign int64
	}{{"增加", 1}, {"减少", -1}} {
		if !strings.HasPrefix(text[at:], by.word) {
			continue
		}
		if end, d, ok := v.valueAt(sp, text, at+len(by.word)); ok && d == fact.Point(by.sign*(to-n)) {
			return end, true
		}
	}
	return 0, false
}

// supposes says whether a reply supposes another value of the fact whose label ends
// in these words.
func supposes(text, label string) bool {
	for _, part := range strings.Split(text, "假设")[1:] {
		if strings.Contains(upTo(part, ":", "。"), label) {
			return true
		}
	}
	return false
}

// plainEcho says whether a value after a name and a word is said back, and is not
// part of a sentence of the document or of a calculation.
func plainEcho(lead, before, after string) bool {
	switch lead {
	case "为":
		_, supposed, ok := strings.Cut(before[max(0, len(before)-300):], "假设")
		return ok && !strings.ContainsAny(supposed, "。;")
	case "":
		for _, next := range []string{"与", "对不上", ",还需要", ",下一档", ",再往上的一档", awayMark, "超出"} {
			if strings.HasPrefix(after, next) {
				return true
			}
		}
		return false
	}
	return true
}

// written is a value with a number, or a range of such, as a reply writes it.
var written = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?:超过|不少于|不到|不超过)?` + amount + `(?:、(?:不到|不超过)` + amount + `)?`)
})

const amount = `(?:[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日|[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?[万亿]*\pL{0,1}%?(?:\([\pL]\))?)`

// valueAt reads the value that stands in a text, and says where it ends.
func (v *Verifier) valueAt(sp *fact.Spec, text string, at int) (end int, _ fact.Value, ok bool) {
	for _, s := range []string{written().FindString(text[at:]), upTo(text[at:], ";", "。", ",", "(", "、", ")", "改为", "变为", "与", "超出", "对不上", "这次", "还需要")} {
		if x, ok := point(sp, s); ok && s != "" {
			return at + len(s), fact.Point(x), true
		}
		if x, ok := ranged(sp, s); ok {
			return at + len(s), x, ok
		}
	}
	return at, fact.Value{}, false
}

// upTo is the text before the first of the marks.
func upTo(s string, marks ...string) string {
	end := len(s)
	for _, m := range marks {
		if i := strings.Index(s, m); i >= 0 {
			end = min(end, i)
		}
	}
	return s[:end]
}

func runeAt(s string, at int) int { return utf8.RuneCountInString(s[:at]) }

// user backs the numbers of a run of runes by the person's own words, unless a
// line says otherwise.
func (m *matcher) user(from, to int) {
	for i, t := range m.tokens {
		if t.start >= from && t.end <= to && t.class == number && m.found[i].source == "" && m.found[i].why == "" {
			m.found[i] = finding{done: true, source: "user"}
		}
	}
}

// heads finds lines that only name a place (第（三）条，文件原文：) and what follows
// from another.
func (m *matcher) heads() {
	var places []int
	for i, t := range m.tokens {
		if t.class == place {
			places = append(places, i)
		}
	}
	for k, i := range places {
		if !m.follows(i, ",文件原文:") || k+1 == len(places) {
			continue
		}
		head, quoted := m.tokens[i], m.tokens[places[k+1]]
		if !strings.HasSuffix(head.text, "句") { // it names the whole article
			head.text, quoted.text = article(head.text), article(quoted.text)
		}
		if !same(head, quoted) {
			m.found[i] = finding{done: true, why: "下面引的是“" + quoted.text + "”"}
		}
	}
}

func (m *matcher) follows(i int, words string) bool {
	for _, r := range words {
		if i++; i >= len(m.tokens) || m.tokens[i].text != string(r) {
			return false
		}
	}
	return true
}

// article is a place without its sentence.
func article(s string) string {
	if i := strings.LastIndex(s, "第"); i > 0 && strings.HasSuffix(s, "句") {
		s = s[:i]
	}
	return strings.Trim(s, "第条")
}
