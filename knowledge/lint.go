package knowledge

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"suance/calc"
	"suance/calc/fact"
	"suance/calc/money"
	"suance/knowledge/clause"
)

// Doubt is a place of a document that its own words leave doubtful. It is no fault
// of the folder: whoever drafts or applies the document should know it.
type Doubt struct {
	Kind     string // 档位重叠, 临界点, 未定义的用语
	Sentence clause.ID
	Offset   int    // of the words in the sentence, in bytes
	Message  string // in Chinese
}

// The kinds of doubts.
const (
	Overlap   = "档位重叠"
	Cliff     = "临界点"
	Undefined = "未定义的用语"
)

// Lint lists what the text of a policy leaves doubtful: values that stand in two
// bands, lines at which a unit more or less moves much money, terms that nothing
// defines. Sentences come in the document's order.
func Lint(p *Policy) []Doubt {
	l := linter{policy: p, words: newWordings()}
	for i := range p.Rules.Measures {
		m := &p.Rules.Measures[i]
		l.overlaps(m)
		l.cliffs(i)
	}
	l.undefined()
	order := map[clause.ID]int{}
	for i, s := range p.Doc.Sentences() {
		order[s.ID] = i
	}
	slices.SortStableFunc(l.doubts, func(a, b Doubt) int { return order[a.Sentence] - order[b.Sentence] })
	return slices.Compact(l.doubts)
}

type linter struct {
	policy *Policy
	words  wordings
	doubts []Doubt
}

// edge is a value of a fact at which a measure changes.
type edge struct {
	fact   fact.ID
	value  int64
	op     calc.Op
	beside []fact.ID // of conditions of which one is enough: the others' facts
	before fact.ID   // what an increment of the fact is measured from
}

// edgesOf are the values at which a measure changes, by its conditions and bands.
func edgesOf(m *calc.Measure) []edge {
	var out []edge
	var visit func(conds []calc.Condition, beside []fact.ID)
	visit = func(conds []calc.Condition, beside []fact.ID) {
		for _, c := range conds {
			switch c := c.(type) {
			case calc.Compare:
				if c.Technical == "" {
					out = append(out, edge{fact: c.Fact, value: c.Value, op: c.Op, beside: beside})
				}
			case calc.Combined:
				visit(c.Of, append(slices.Clone(beside), compared(c.Of)...))
			}
		}
	}
	visit(m.Require, nil)
	for _, b := range m.Branches {
		visit(b.When, nil)
		for _, p := range b.Amount {
			out = append(out, bandEdges(p)...)
		}
	}
	for i := range out {
		out[i].before = measuredFrom(m, out[i].fact)
	}
	return out
}

// measuredFrom is the fact that an increment of another is measured from; empty if
// the measure pays for none.
func measuredFrom(m *calc.Measure, now fact.ID) fact.ID {
	for _, b := range m.Branches {
		for _, p := range b.Amount {
			for _, t := range p {
				if t, ok := t.(calc.Increment); ok && t.Now == now {
					return t.Before
				}
			}
		}
	}
	return ""
}

// compared are the facts that conditions hold against a number.
func compared(conds []calc.Condition) []fact.ID {
	var out []fact.ID
	for _, c := range conds {
		if c, ok := c.(calc.Compare); ok {
			out = append(out, c.Fact)
		}
	}
	return out
}

// bandEdges are the values at which the bands of a product begin.
func bandEdges(p calc.Product) []edge {
	var out []edge
	for _, t := range p {
		if t, ok := t.(calc.ByBand); ok {
			for _, band := range t.Bands {
				op := calc.AtLeast
				if band.Above {
					op = calc.MoreThan
				}
				out = append(out, edge{fact: t.Fact, value: band.From, op: op})
			}
		}
	}
	return out
}

// wordings are the words that the linter looks for.
type wordings struct {
	// Around a number, they make it the last or the first value of a band.
	lastAfter, lastBefore, firstAfter, firstBefore, without *regexp.Regexp
	// Terms that may need a definition: those in quotation marks, and words that
	// point at something outside the document or leave something to judgement.
	quoted, vague *regexp.Regexp
}

func newWordings() wordings {
	return wordings{
		lastAfter:   regexp.MustCompile(`^\S{0,3}?及?以(下|内)`),
		lastBefore:  regexp.MustCompile(`(不超过|不高于)$`),
		firstAfter:  regexp.MustCompile(`^\S{0,3}?及?以上`),
		firstBefore: regexp.MustCompile(`(达到|达|不低于|不少于)$`),
		without:     regexp.MustCompile(`^\S{0,6}?(不含|不满|以外)`),
		quoted:      regexp.MustCompile(`“([^”“]{2,12})”`),
		vague:       regexp.MustCompile(`现有政策\p{Han}{0,2}|(有关|相关|现行)(规定|政策|标准|要求)|一定(比例|额度|数额)|适当\p{Han}{2}|酌情|视情|原则上|同类政策|重大项目|重点企业|龙头企业`),
	}
}

// dash are the characters between two ends.
const dash = `-－—–~～至到`

// overlaps finds values that are the last of one band and the first of another.
func (l *linter) overlaps(m *calc.Measure) {
	seen := map[string]bool{}
	for _, e := range edgesOf(m) {
		sp := l.policy.Rules.Schema.Lookup(e.fact)
		said := sp.Say(e.value)
		if seen[said] {
			continue
		}
		seen[said] = true
		want := clause.Numbers(said)
		if len(want) != 1 {
			continue
		}
		var last, first []clause.Number
		for _, id := range m.Sentences {
			s, _ := l.policy.Doc.Sentence(clause.ID(id))
			for _, n := range l.policy.Doc.Numbers(clause.ID(id)) {
				if !n.Same(want[0]) {
					continue
				}
				switch l.words.place(s.Text, n) {
				case 1:
					last = append(last, n)
				case -1:
					first = append(first, n)
				}
			}
		}
		if len(last) > 0 && len(first) > 0 {
			l.doubts = append(l.doubts, Doubt{Overlap, last[0].Sentence, last[0].Start,
				fmt.Sprintf("“%s”恰好%s时，既在这一档（%s），又在%s的一档（%s）", sp.Label, said, around(l.policy, last[0]), first[0].Sentence, around(l.policy, first[0]))})
		}
	}
}

// place says whether a number is the last value of a band, 1, or the first, -1.
func (w *wordings) place(text string, n clause.Number) int {
	before, after := text[:n.Start], text[n.End():]
	if w.without.MatchString(after) {
		return 0
	}
	for _, with := range []string{"（含）", "(含)", "（含本数）"} {
		after = strings.Replace(after, with, "", 1)
	}
	after = strings.TrimPrefix(after, n.Unit)
	switch {
	case w.lastAfter.MatchString(after) || w.lastBefore.MatchString(before):
		return 1
	case w.firstAfter.MatchString(after) || w.firstBefore.MatchString(before):
		return -1
	case strings.ContainsAny(firstRune(after), dash) && after != "":
		return -1
	case strings.ContainsAny(lastRune(before), dash) && before != "":
		return 1
	}
	return 0
}

func firstRune(s string) string {
	for _, r := range s {
		return string(r)
	}
	return ""
}

func lastRune(s string) string {
	r := []rune(s)
	if len(r) == 0 {
		return ""
	}
	return string(r[len(r)-1])
}

// around are the words at a number.
func around(p *Policy, n clause.Number) string {
	s, _ := p.Doc.Sentence(n.Sentence)
	before, after := []rune(s.Text[:n.Start]), []rune(s.Text[n.End():])
	return string(before[max(0, len(before)-4):]) + n.Text + string(after[:min(6, len(after))])
}

// much is a difference worth telling.
const much = money.Wan

// cliffs finds the values at which one unit more or less moves much money, all else
// being as it may.
func (l *linter) cliffs(i int) {
	m := &l.policy.Rules.Measures[i]
	seen := map[string]bool{}
	for _, e := range edgesOf(m) {
		sp := l.policy.Rules.Schema.Lookup(e.fact)
		said := sp.Say(e.value)
		if seen[string(e.fact)+said] {
			continue
		}
		if d := l.jump(i, sp, e); d >= much {
			seen[string(e.fact)+said] = true
			l.doubts = append(l.doubts, Doubt{Cliff, l.sentenceOf(m, said), l.offsetOf(m, said),
				fmt.Sprintf("“%s”：%s在%s处，一%s之差最多相差%s", m.Title, sp.Label, said, unitOf(sp), (d - d%money.Yuan).Chinese())})
		}
	}
	l.ratios(m)
}

// jump is how much the amount moves at an edge, as far as can be seen: with the
// facts beside it at nothing, and of an increment with a grid of what it is
// measured from.
func (l *linter) jump(i int, sp *fact.Spec, e edge) money.Amount {
	below, at := e.value-1, e.value
	if e.op == calc.MoreThan || e.op == calc.AtMost {
		below, at = e.value, e.value+1
	}
	set := fact.NewSet(l.policy.Rules.Schema)
	for _, id := range e.beside {
		if id != e.fact {
			set = set.With(id, fact.Point(l.policy.Rules.Schema.Lookup(id).Least))
		}
	}
	d := l.between(i, set, sp, below, at)
	const grid = 240
	for k := int64(0); e.before != "" && k < grid; k++ {
		d = max(d, l.between(i, set.With(e.before, fact.Point(e.value/grid*k)), sp, below, at))
	}
	return d
}

// between is how far the largest amounts of two values lie apart; 0 where nothing
// limits one.
func (l *linter) between(i int, set fact.Set, sp *fact.Spec, below, at int64) money.Amount {
	low, ok := l.most(i, set, sp, below)
	high, ok2 := l.most(i, set, sp, at)
	if !ok || !ok2 {
		return 0
	}
	return max(high-low, low-high)
}

// ratios finds the lines that are a share of another fact.
func (l *linter) ratios(m *calc.Measure) {
	for _, b := range m.Branches {
		for _, c := range append(slices.Clone(m.Require), b.When...) {
			p, ok := c.(calc.Proportion)
			if !ok || p.Share.Num == p.Share.Den || len(b.Amount) != 1 || len(b.Amount[0]) != 1 {
				continue
			}
			sum, ok := b.Amount[0][0].(calc.Sum)
			sp, of := l.policy.Rules.Schema.Lookup(p.Fact), l.policy.Rules.Schema.Lookup(p.Of)
			if !ok || sp == nil || of == nil || money.Amount(sum) < much {
				continue
			}
			share, at := p.Share, "的"
			if p.Growth.Den != 0 {
				share, at = p.Growth, "的基础上增长"
			}
			said := money.Share(int64(money.One) / share.Den * share.Num).Percent()
			sentence := clause.ID(b.Sentence)
			if b.Sentence == "" {
				sentence = clause.ID(m.Sentences[0])
			}
			l.doubts = append(l.doubts, Doubt{Cliff, sentence, l.offsetOf(m, said),
				fmt.Sprintf("“%s”：%s在%s%s%s处，一%s之差相差%s", m.Title, sp.Label, of.Label, at, said, unitOf(sp), money.Amount(sum).Chinese())})
		}
	}
}

// most is the largest amount of a measure when one fact has a value; not ok where
// nothing limits it or the value is none of the fact's.
func (l *linter) most(i int, set fact.Set, sp *fact.Spec, v int64) (money.Amount, bool) {
	if sp.Check(fact.Point(v)) != nil {
		return 0, v < 0 || v < sp.Least
	}
	b := l.policy.Calc.Outcomes(set.With(sp.ID, fact.Point(v))).Measures[i].Bounds
	return b.Max, !b.Unlimited
}

func unitOf(sp *fact.Spec) string {
	switch {
	case sp.Type == fact.Money:
		return "分钱"
	case sp.Type == fact.Date:
		return "天"
	case sp.Unit != "":
		return sp.Unit
	}
	return "点"
}

// sentenceOf is the sentence of a measure that holds a number, else its first.
func (l *linter) sentenceOf(m *calc.Measure, said string) clause.ID {
	for _, id := range m.Sentences {
		if l.policy.Doc.Holds(clause.ID(id), said) {
			return clause.ID(id)
		}
	}
	return clause.ID(m.Sentences[0])
}

// offsetOf is where a number stands in its sentence.
func (l *linter) offsetOf(m *calc.Measure, said string) int {
	want := clause.Numbers(said)
	for _, n := range l.policy.Doc.Numbers(l.sentenceOf(m, said)) {
		if len(want) == 1 && n.Same(want[0]) {
			return n.Start
		}
	}
	return 0
}

// undefined finds terms of the measures' sentences that nothing defines, each once.
func (l *linter) undefined() {
	text := l.policy.Doc.Text()
	told := map[string]bool{}
	for i := range l.policy.Rules.Measures {
		for _, id := range l.policy.Rules.Measures[i].Sentences {
			s, _ := l.policy.Doc.Sentence(clause.ID(id))
			for _, re := range []*regexp.Regexp{l.words.quoted, l.words.vague} {
				for _, at := range re.FindAllStringIndex(s.Text, -1) {
					term := strings.Trim(s.Text[at[0]:at[1]], "“”")
					if !told[term] && !defines(text, term) {
						told[term] = true
						l.doubts = append(l.doubts, Doubt{Undefined, s.ID, at[0], fmt.Sprintf("“%s”在文中没有定义，也没有写明依据哪个文件", term)})
					}
				}
			}
		}
	}
}

// defines says whether a text says what a term is.
func defines(text, term string) bool {
	t := regexp.QuoteMeta(term)
	return regexp.MustCompile(`(所称|本办法的|本措施的)[“]?`+t+`|`+t+`[”]?[^。；]{0,8}(是指|指的是|指：|，指|（指|（是指)`).MatchString(text) ||
		regexp.MustCompile(`《[^》]*`+t+`[^》]*》`).MatchString(text)
}
