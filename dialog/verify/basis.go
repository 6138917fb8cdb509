package verify

import (
	"strings"

	"suance/calc"
	"suance/calc/fact"
	"suance/calc/money"
	"suance/dialog/answer"
	"suance/dialog/nlu"
)

// The words around what a reply's figures rest on, as answer.Basis writes them.
const (
	basisMark = "依据:测算日="
	codeMark  = "校验码"
	awardMark = "其他政策"
)

// basis is what a reply says that its figures rest on.
type basis struct {
	from, to int // where it stands in the folded text; to 0: nowhere
	day      fact.Day
	hasDay   bool
	facts    fact.Set
	receipt  string // empty where there is none
	readings []string
	bound    bool // the receipt binds facts and day
}

// bases reads the lines 依据 of a reply, each with its receipt. A receipt without
// such a line has one that states nothing.
func (v *Verifier) bases(f folded, ts []token) (out []basis) {
	text := string(f.runes)
	var codes []token
	for _, t := range ts {
		if t.class == code {
			codes = append(codes, t)
		}
	}
	for from := 0; ; {
		at := strings.Index(text[from:], basisMark)
		if at < 0 {
			break
		}
		from += at + len(basisMark)
		b := v.basis(f, text[from:], runeAt(text, from))
		for _, c := range codes {
			if b.receipt == "" && c.start >= b.to {
				b.receipt = strings.ToUpper(c.text)
			}
		}
		out = append(out, b)
	}
	if len(out) == 0 && (len(codes) > 0 || strings.Contains(text, codeMark)) {
		b := basis{facts: fact.NewSet(v.policy.Rules.Schema)}
		if len(codes) > 0 {
			b.receipt = strings.ToUpper(codes[0].text)
		}
		out = append(out, b)
	}
	return out
}

// basis reads one line 依据, the rest of which begins at a rune.
func (v *Verifier) basis(f folded, rest string, at int) basis {
	b := basis{facts: fact.NewSet(v.policy.Rules.Schema), from: at - len([]rune(basisMark))}
	b.to = at + basisEnd(rest, f, at)
	items := strings.Split(string(f.runes[at:b.to]), ";")
	if day, ok := fact.ParseDay(items[0]); ok {
		b.day, b.hasDay = day, true
	}
	for _, item := range items[1:] {
		if label, value, ok := strings.Cut(item, "="); ok {
			b.facts = v.stated(b.facts, label, value)
		}
	}
	return b
}

// basisEnd is how many runes of the rest belong to the line: up to the receipt,
// else to the end of the line.
func basisEnd(rest string, f folded, at int) int {
	for _, mark := range []string{codeMark, "SC-"} {
		if i := strings.Index(rest, mark); i >= 0 {
			return len([]rune(rest[:i]))
		}
	}
	for i := at; i < len(f.runes); i++ {
		if f.first[i] {
			return i - at
		}
	}
	return len(f.runes) - at
}

// stated adds one item of the line to the facts.
func (v *Verifier) stated(f fact.Set, label, value string) fact.Set {
	if title, ok := strings.CutPrefix(label, awardMark); ok {
		for i := range v.policy.Rules.Measures {
			m := &v.policy.Rules.Measures[i]
			if a, err := money.ParseAmount(value); err == nil && foldString(m.Title) == title {
				return f.WithAward(m.ID, a)
			}
		}
		return f
	}
	sp := v.spec(label, f)
	if sp == nil {
		return f
	}
	if x, ok := v.value(sp, value); ok {
		return f.With(sp.ID, x)
	}
	return f
}

// spec is the fact that a label names; where words of it were cut, the one that
// is most like it and not yet stated.
func (v *Verifier) spec(label string, f fact.Set) *fact.Spec {
	var best *fact.Spec
	most := 0
	schema := v.policy.Rules.Schema
	for i := range schema.Len() {
		sp := schema.Spec(i)
		name := v.labels[i]
		if label == name || label == foldString(sp.Short) {
			return sp
		}
		if n := common([]rune(label), []rune(name)); !f.Get(sp.ID).Known() && 5*n >= 3*len([]rune(name)) && n > most {
			best, most = sp, n
		}
	}
	return best
}

// common is the length of the longest common subsequence.
func common(a, b []rune) int {
	row := make([]int, len(b)+1)
	for _, x := range a {
		diagonal := 0
		for j, y := range b {
			above := row[j+1]
			if x == y {
				row[j+1] = diagonal + 1
			} else {
				row[j+1] = max(above, row[j])
			}
			diagonal = above
		}
	}
	return row[len(b)]
}

// value reads a value as a reply writes it: a single one, 没有, or a range; else
// as people say it.
func (v *Verifier) value(sp *fact.Spec, s string) (fact.Value, bool) {
	if x, ok := point(sp, s); ok {
		return fact.Point(x), true
	}
	if x, ok := ranged(sp, s); ok {
		return x, true
	}
	read := v.reader.Read(s, nlu.Context{Asking: sp.ID, Known: fact.NewSet(v.policy.Rules.Schema)})
	for _, slot := range read.Facts {
		if slot.Fact == sp.ID {
			return slot.Value, true
		}
	}
	return fact.Value{}, false
}

// point reads a single value.
func point(sp *fact.Spec, s string) (int64, bool) {
	switch {
	case s == "没有" && (sp.Type == fact.Money || sp.Type == fact.Count):
		return 0, true
	case sp.Type == fact.Choice:
		for i, o := range sp.Options {
			if foldString(o.Label) == s {
				return int64(i), true
			}
		}
		return 0, false
	case sp.Type == fact.Date:
		if d, ok := chineseDay(s); ok {
			return int64(d), true
		}
	}
	x, err := sp.Parse(s)
	return x, err == nil
}

// chineseDay reads 2025年12月31日.
func chineseDay(s string) (fact.Day, bool) {
	parts := strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("年月日", r) })
	if len(parts) != 3 {
		return 0, false
	}
	for i := 1; i < 3; i++ {
		if len(parts[i]) == 1 {
			parts[i] = "0" + parts[i]
		}
	}
	return fact.ParseDay(strings.Join(parts, "-"))
}

// ranged reads 超过1亿元、不到5亿元, as fact.SayValue writes it.
func ranged(sp *fact.Spec, s string) (fact.Value, bool) {
	var low, high *fact.Bound
	for _, part := range strings.Split(s, "、") {
		done := false
		for _, w := range []struct {
			word        string
			upper, open bool
		}{{"超过", false, true}, {"不少于", false, false}, {"不到", true, true}, {"不超过", true, false}} {
			rest, ok := strings.CutPrefix(part, w.word)
			if !ok {
				continue
			}
			x, err := sp.Parse(rest)
			if err != nil {
				return fact.Value{}, false
			}
			if b := (&fact.Bound{Value: x, Open: w.open}); w.upper {
				high = b
			} else {
				low = b
			}
			done = true
		}
		if !done {
			return fact.Value{}, false
		}
	}
	return sp.Range(low, high), true
}

// applied finds the readings under which facts and day give the receipt.
func (v *Verifier) applied(f fact.Set, day fact.Day, receipt string) (readings []string, ok bool) {
	var ids []string
	for _, r := range v.policy.Rules.Readings {
		if r.Selectable && len(ids) < 8 {
			ids = append(ids, r.ID)
		}
	}
	for set := range 1 << len(ids) {
		var some []string
		for i, id := range ids {
			if set&(1<<i) != 0 {
				some = append(some, id)
			}
		}
		if v.policy.Calc.Receipt(f, day, some) == receipt {
			return some, true
		}
	}
	return nil, false
}

// before is what was known before a change that the reply speaks of
// (“年营业收入”由12亿元改为20亿元); not ok where it speaks of none.
func (v *Verifier) before(f folded, now fact.Set) (_ fact.Set, changed []fact.ID, ok bool) {
	text := string(f.runes)
	was := now
	for i := range v.labels {
		sp := v.policy.Rules.Schema.Spec(i)
		for _, form := range []struct{ open, close string }{{"由", "改为"}, {"由", "变为"}, {"已撤回(原为", ")"}, {"记为", "。"}, {":", "(只是假设"}} {
			old, found := between(text, v.labels[i]+form.open, form.close)
			if tail := v.tailOf(i); !found && tail != "" { // words at its beginning may have been cut
				old, found = between(text, tail+form.open, form.close)
			}
			if !found || form.open == ":" && strings.Contains(old, "。") { // what is noted before a supposition begins is none
				continue
			}
			x, known := v.value(sp, old)
			if form.open == "记为" || form.open == ":" {
				x = fact.Value{}
			} else if !known {
				continue
			}
			was, changed = was.With(sp.ID, x), append(changed, sp.ID)
			break
		}
	}
	moved := false // a sum of another policy
	for i := range v.policy.Rules.Measures {
		id := v.policy.Rules.Measures[i].ID
		of := foldString(answer.New(v.policy).TitleOf(id).Text().String()) + ",本市其他政策"
		if _, found := between(text, of+"有", "(只是假设"); found && now.Award(id) != 0 {
			was, moved = was.WithAward(id, 0), true
		}
		for _, form := range []struct{ open, close string }{{"的金额由", "改为"}, {"的", "已撤回"}} {
			old, found := between(text, of+form.open, form.close)
			if sum, err := money.ParseAmount(old); found && err == nil {
				was, moved = was.WithAward(id, sum), true
			}
		}
	}
	return was, changed, len(changed) > 0 || moved
}

// tailOf is how the label of a fact ends, if no other ends so.
func (v *Verifier) tailOf(i int) string {
	tail := lastRunes(v.labels[i], 8)
	for k, label := range v.labels {
		if k != i && strings.HasSuffix(label, tail) {
			return ""
		}
	}
	return tail
}

// between is the text between two marks, no longer than a value can be.
func between(text, open, end string) (string, bool) {
	_, rest, ok := strings.Cut(text, open)
	if !ok {
		return "", false
	}
	s, _, ok := strings.Cut(rest, end)
	return s, ok && len([]rune(s)) <= 40
}

// labelsOf are the labels of the facts as replies write them, folded.
func labelsOf(v *Verifier) []string {
	out := make([]string, v.policy.Rules.Schema.Len())
	for i := range out {
		out[i] = foldString(answer.New(v.policy).Label(v.policy.Rules.Schema.Spec(i)).Text().String())
	}
	return out
}

// worked is the assessment that the reply rests on.
func (v *Verifier) worked(f fact.Set, day fact.Day, readings []string) *calc.Assessment {
	a := v.policy.Calc.Assess(f, calc.Options{AsOf: day, Readings: readings})
	return &a
}
