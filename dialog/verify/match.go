package verify

import (
	"cmp"
	"slices"
	"strings"

	"suance/calc"
)

// finding is what is known of one token of a reply.
type finding struct {
	done   bool
	source string // empty: nothing backs it
	why    string
}

// matcher holds a reply against the lines that could have been written.
type matcher struct {
	v        *Verifier
	tokens   []token
	lines    []line
	found    []finding
	headings []heading // the measures' names where a line about them begins
	scenes   []scene
	grams    map[string][]int // three tokens in a row, numbers as such → lines
}

// heading is the name of a measure in the text.
type heading struct {
	at      int // token
	measure string
}

func newMatcher(v *Verifier, f folded, ts []token, lines []line) *matcher {
	m := &matcher{v: v, tokens: ts, lines: lines, found: make([]finding, len(ts)), grams: map[string][]int{}}
	for i := range lines {
		seen := map[string]bool{}
		for k := range lines[i].tokens {
			if g := gram(lines[i].tokens, k); g != "" && !seen[g] {
				seen[g] = true
				m.grams[g] = append(m.grams[g], i)
			}
		}
	}
	m.headings = headingsOf(v.policy.Rules, f, ts)
	return m
}

// gram is three tokens in a row, whatever the numbers; empty at the end.
func gram(ts []token, k int) string {
	if k+3 > len(ts) {
		return ""
	}
	var b strings.Builder
	for _, t := range ts[k : k+3] {
		switch t.class {
		case number:
			b.WriteByte('#')
		case place:
			b.WriteByte('@')
		default:
			b.WriteString(t.text)
		}
	}
	return b.String()
}

// headingsOf finds the measures' names that a line begins with.
func headingsOf(r *calc.Rules, f folded, ts []token) []heading {
	text := string(f.runes)
	byRune := make([]int, len(f.runes)+1)
	for k, t := range ts {
		for i := t.start; i < t.end; i++ {
			byRune[i] = k
		}
	}
	var out []heading
	for i := range r.Measures {
		title := foldString(r.Measures[i].Title)
		for from := 0; ; {
			at := strings.Index(text[from:], title)
			if at < 0 {
				break
			}
			from += at + len(title)
			if strings.HasPrefix(text[from:], ":") || strings.HasPrefix(text[from:], "(") || strings.HasPrefix(text[from:], "还") {
				out = append(out, heading{byRune[len([]rune(text[:from-len(title)]))], r.Measures[i].ID})
			}
		}
	}
	slices.SortFunc(out, func(a, b heading) int { return cmp.Compare(a.at, b.at) })
	return out
}

// fits says whether a line can stand where it begins at a token: in its scene, and
// under the name of its measure.
func (m *matcher) fits(l *line, at int) bool {
	here := 0
	for i, s := range m.scenes {
		if at >= s.from && at < s.to {
			here = i + 1
		}
	}
	if l.scene != anywhere && l.scene != here {
		return false
	}
	if l.owners == nil {
		return true
	}
	under := ""
	for _, h := range m.headings {
		if h.at <= at {
			under = h.measure
		}
	}
	return under == "" || slices.Contains(l.owners, under)
}

// whole finds the lines that stand in the reply whole, the longest first.
func (m *matcher) whole() {
	at := map[string][]int{}
	for i, t := range m.tokens {
		at[t.text] = append(at[t.text], i)
	}
	order := make([]int, len(m.lines))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(len(m.lines[b].tokens), len(m.lines[a].tokens)) })
	for _, i := range order {
		l := &m.lines[i]
		for _, from := range at[l.tokens[0].text] {
			if m.stands(l, from) && m.fits(l, from) {
				for k := range l.tokens {
					m.found[from+k] = finding{done: true, source: l.sources[k]}
				}
			}
		}
	}
}

// stands says whether a line stands whole at a token, where nothing was found yet.
func (m *matcher) stands(l *line, from int) bool {
	if from+len(l.tokens) > len(m.tokens) {
		return false
	}
	for k, t := range l.tokens {
		if x := m.tokens[from+k]; m.found[from+k].done || x.class != t.class || x.text != t.text {
			return false
		}
	}
	return true
}

// Reach of the comparison: tokens around what is not found, lines tried, and how
// many of the words around a number must be those of the line.
const (
	margin   = 24
	tries    = 12
	around   = 10
	beside   = 3
	fewWords = 4
	stray    = 8 // the price of standing under another measure's name
)

// parts lays what is left along the lines most like it.
func (m *matcher) parts() {
	for i := 0; i < len(m.tokens); i++ {
		c := m.tokens[i].class
		if m.found[i].done || c != number && c != place {
			continue
		}
		if best, l := m.best(i); l != nil {
			m.judge(best, l)
		}
		if x := &m.found[i]; !x.done { // no line says more
			x.done = true
			if c == place {
				x.why = "出处与前后文对不上"
			}
		}
	}
}

// stretch is the run of tokens around one that is not found.
func (m *matcher) stretch(i int) (from, to int) {
	from, to = i, i
	for from > 0 && !m.found[from-1].done && i-from < 4*margin {
		from--
	}
	for to < len(m.tokens) && !m.found[to].done && to-i < 4*margin {
		to++
	}
	return from, to
}

// best is the line that the words around a token are most like, nil if none: those
// words that no other line has taken, else with their neighbours.
func (m *matcher) best(i int) (aligned, *line) {
	from, to := m.stretch(i)
	near := slices.Concat(m.alike(max(from, i-around/2), min(to, i+around/2)), m.alike(max(from, i-around), min(to, i+around)), m.alike(from, to))
	if x, l := m.among(near, i, from, to); l != nil {
		return x, l
	}
	from, to = max(0, from-margin), min(len(m.tokens), to+margin)
	return m.among(append(near, m.alike(from, to)...), i, from, to)
}

// among is the line of several that a run of tokens is most like at a token of it.
func (m *matcher) among(lines []int, i, from, to int) (aligned, *line) {
	var best aligned
	var found *line
	slices.Sort(lines)
	for _, c := range slices.Compact(lines) {
		l := &m.lines[c]
		x := align(m.tokens[from:to], l.tokens, i-from)
		if !m.fits(l, i) {
			x.score -= stray
		}
		if x.score <= best.score {
			continue
		}
		x.shift(from)
		if m.words(x, i, around) >= fewWords && m.words(x, i, beside) >= beside-1 {
			best, found = x, l
		}
	}
	return best, found
}

// alike are the lines that share most with a run of tokens, the most first.
func (m *matcher) alike(from, to int) []int {
	votes := map[int]int{}
	for k := from; k < to; k++ {
		if g := gram(m.tokens[:to], k); g != "" {
			for _, l := range m.grams[g] {
				votes[l]++
			}
		}
	}
	out := make([]int, 0, len(votes))
	for l := range votes {
		out = append(out, l)
	}
	slices.SortFunc(out, func(a, b int) int { return cmp.Or(cmp.Compare(votes[b], votes[a]), cmp.Compare(a, b)) })
	return out[:min(tries, len(out))]
}

// words counts the characters near a token that are those of the line.
func (m *matcher) words(x aligned, i, near int) int {
	n := 0
	for k := i - near; k <= i+near; k++ {
		if _, ok := x.pairs[k]; ok && m.tokens[k].class != number && m.tokens[k].class != place {
			n++
		}
	}
	return n
}

// judge takes what a line says of the numbers and places along it.
func (m *matcher) judge(x aligned, l *line) {
	partner := map[int]int{}
	for i, j := range x.pairs {
		partner[j] = i
		t := m.tokens[i]
		if m.found[i].done || t.class != number && t.class != place {
			continue
		}
		switch {
		case !same(t, l.tokens[j]) || t.text != l.tokens[j].text && m.intruder(x, i+1):
			m.found[i] = finding{done: true, why: "这里应是“" + l.tokens[j].text + "”"}
		default:
			m.found[i] = finding{done: true, source: l.sources[j]}
		}
	}
	m.limits(x, l, partner)
}

// intruder says whether a character stands at a token that the line has not.
func (m *matcher) intruder(x aligned, i int) bool {
	if i >= len(m.tokens) || m.tokens[i].class != char {
		return false
	}
	_, ok := x.pairs[i]
	return !ok && strings.ContainsAny(m.tokens[i].text, "吨美日港欧个件台套辆项家名人年月天次倍档元角分%‰")
}

// limits finds the words that bound a number in the line and are missing beside
// it in the reply.
func (m *matcher) limits(x aligned, l *line, partner map[int]int) {
	for j := max(0, x.from-1); j <= min(x.to+1, len(l.tokens)-1); j++ {
		if _, have := partner[j]; have || l.tokens[j].class != limit {
			continue
		}
		if i, ok := bounded(l, j, partner); ok {
			m.found[i] = finding{done: true, why: "缺了“" + l.tokens[j].text + "”"}
		}
	}
}

// bounded is the token of the reply for the number that a word of the line bounds:
// the next one, else the one before.
func bounded(l *line, j int, partner map[int]int) (int, bool) {
	for k := j + 1; k < len(l.tokens); k++ {
		if l.tokens[k].class == number {
			i, ok := partner[k]
			return i, ok
		}
	}
	for k := j - 1; k >= 0; k-- {
		if l.tokens[k].class == number {
			i, ok := partner[k]
			return i, ok
		}
	}
	return 0, false
}
