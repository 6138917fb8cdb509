package ask

import (
	"slices"
	"strings"

	"suance/calc"
	"suance/calc/fact"
	"suance/calc/money"
	"suance/dialog/answer"
	"suance/dialog/nlu"
	"suance/knowledge"
	"suance/knowledge/clause"
)

// A question names a case of the text by a value: 产能20万辆, 营收60亿, 第4台. What a measure grants in that
// case is one of its sums, and not any that stands in the same sentences.

// instance is a value that a question names, and the case of a measure that it falls in.
type instance struct {
	x      nlu.Quantity
	sp     *fact.Spec
	value  int64
	branch *calc.Branch // nil where the measure grants nothing at the value
	band   *calc.Band   // nil where the branch has none
}

// maxValues is how many numbers a question holds at most that names cases of the text: each is looked at
// for each fact of each measure.
const maxValues = 12

// instances are the cases of a measure that the question names by a value: where both sides of a line are
// named at once (15万辆以上和以下), both.
func (t *turn) instances(m *calc.Measure, alone bool) []instance {
	if len(t.u.Quantities) > maxValues {
		return nil
	}
	var out []instance
	for _, x := range t.quantities() {
		for _, id := range lineFacts(m) {
			sp := t.policy.Rules.Schema.Lookup(id)
			if v, ok := t.valueOf(m, sp, x, alone); ok {
				out = append(out, instanceAt(m, x, sp, v))
				break
			}
		}
	}
	text := string(t.q.runes)
	if len(out) == 1 && containsAny(text, "以上", "以外", "上下") && containsAny(text, "以下", "以内", "上下") {
		in := out[0]
		if v := in.x.Value + in.x.Low + in.x.High; in.sp.Type == fact.Count { // one of them is all there is
			lower, upper := in.x, in.x
			lower.Value, lower.Low, lower.High, upper.Value, upper.Low, upper.High = "", "", v, "", v, ""
			lv, _ := valueIn(in.sp, lower)
			uv, _ := valueIn(in.sp, upper)
			out = []instance{instanceAt(m, lower, in.sp, lv), instanceAt(m, upper, in.sp, uv)}
		}
	}
	return out
}

// quantities are those of the question, without bounds that words behind them make that belong to what
// follows: 8万辆封顶拿多少, 比10亿多奖多少.
func (t *turn) quantities() []nlu.Quantity {
	out := slices.Clone(t.u.Quantities)
	for i := range out {
		switch x, after := &out[i], t.after(out[i]); {
		case x.Value != "":
		case x.Low == "" && containsAny(after, "封顶", "最高", "最多", "顶格"):
			x.Value, x.High = x.High, ""
		case x.Low != "" && strings.HasSuffix(x.Text, "多") && containsAny(after, "奖", "拿", "补", "给", "得", "领"):
			x.Text, x.Value, x.Low, x.High = strings.TrimSuffix(x.Text, "多"), x.Low, "", ""
		}
	}
	return out
}

// ofOne is the one case that a question names of the one measure of a topic; false if there is none, or
// there are several.
func (t *turn) ofOne(tp *knowledge.Topic) (instance, bool) {
	if len(tp.Measures) != 1 {
		return instance{}, false
	}
	all := t.instances(&t.policy.Rules.Measures[t.measure(tp.Measures[0])], true)
	if len(all) != 1 {
		return instance{}, false
	}
	return all[0], true
}

// ofOneMeasure keeps, where cases are compared, of the sentences about several measures those of the one that a line of the text names
// (15万辆以下和以上的整车企业); all where it is not one.
func (t *turn) ofOneMeasure(tp *knowledge.Topic, it *item, ids []clause.ID) []clause.ID {
	if it.aspects&(1<<aspectCompare|1<<aspectGap) == 0 {
		return ids
	}
	var of *calc.Measure
	for _, id := range tp.Measures {
		if m := &t.policy.Rules.Measures[t.measure(id)]; len(t.instances(m, false)) > 0 {
			if of != nil {
				return ids
			}
			of = m
		}
	}
	if of == nil || len(tp.Measures) == 1 {
		return ids
	}
	kept := slices.DeleteFunc(slices.Clone(ids), func(id clause.ID) bool { return !slices.Contains(of.Sentences, string(id)) })
	if len(kept) == 0 {
		return ids
	}
	return kept
}

// lineFacts are the facts that a measure holds against a number of the text.
func lineFacts(m *calc.Measure) []fact.ID {
	var out []fact.ID
	add := func(id fact.ID) {
		if !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	m.Comparisons(func(c calc.Compare) {
		if c.Technical == "" {
			add(c.Fact)
		}
	})
	for _, by := range m.ByBands() {
		add(by.Fact)
	}
	return out
}

// valueOf is the value of a fact of a measure that a quantity of the question names: one that stands
// behind the fact's name, or has its unit. Beside other measures a unit alone names only a line.
func (t *turn) valueOf(m *calc.Measure, sp *fact.Spec, x nlu.Quantity, alone bool) (int64, bool) {
	for _, s := range t.stated {
		if s.Span.Meets(x.Span) && s.Fact != sp.ID && t.policy.Rules.Schema.Lookup(s.Fact).Type != fact.YesNo {
			return 0, false
		}
	}
	v, ok := valueIn(sp, x)
	switch {
	case !ok, x.Ordinal != (len(sp.Words.Ordinal) > 0), x.Ordinal && !slices.Contains(sp.Words.Ordinal, x.Unit):
		return 0, false
	case x.Ordinal:
		return v, true
	case sp.Type == fact.Money && (x.Kind != nlu.KindMoney || !t.behind(sp, x)):
		return 0, false
	case sp.Type == fact.Count && x.Unit != sp.Unit && !(x.Kind == nlu.KindNumber && t.behind(sp, x)) && !(x.Kind == nlu.KindMoney && !x.Written && t.nearLine(sp, v)):
		return 0, false
	case sp.Type == fact.Count && (t.behindAnother(m, sp, x) || !alone && !t.behind(sp, x) && !t.nearLine(sp, v)):
		return 0, false
	}
	if x.Value != "" && strings.HasPrefix(t.after(x), "不到") {
		v--
	}
	return v, true
}

// nearLine says whether a value is a line of the text, or one beside it, as a bound is read.
func (t *turn) nearLine(sp *fact.Spec, v int64) bool {
	return t.isLine(sp.ID, v-1) || t.isLine(sp.ID, v) || t.isLine(sp.ID, v+1)
}

// after are the few characters behind a quantity.
func (t *turn) after(x nlu.Quantity) string {
	text := []rune(t.qn.Text)
	from := min(x.Span.End, len(text))
	return string(text[from:min(from+2, len(text))])
}

// valueIn is a quantity as a value of a fact; of a bound (15万辆以上) a value beyond it.
func valueIn(sp *fact.Spec, x nlu.Quantity) (int64, bool) {
	text, beyond := x.Value, int64(0)
	switch {
	case text != "":
	case x.Low != "" && x.High == "":
		text, beyond = x.Low, 1
	case x.High != "" && x.Low == "":
		text, beyond = x.High, -1
	}
	switch sp.Type {
	case fact.Money:
		if v, err := money.ParseAmount(text); err == nil && x.Kind != nlu.KindShare {
			return int64(v) + beyond, true
		}
	case fact.Count:
		if v, _, err := money.ParseCount(text); err == nil && x.Kind != nlu.KindShare {
			return v + beyond, true
		}
	}
	return 0, false
}

// reaching are what may stand between the name of a fact and its value.
const reaching = "首次达到超过突破满才是有为在只仅刚好正的了年"

// behind says whether a quantity stands behind a name of a fact.
func (t *turn) behind(sp *fact.Spec, x nlu.Quantity) bool {
	before := []rune(nlu.Plain(t.qn.Text))
	if x.Span.Start > len(before) {
		return false
	}
	before = before[:x.Span.Start]
	for n := 0; ; n++ {
		named := func(w string) bool { return w != "" && strings.HasSuffix(string(before), nlu.Plain(w)) }
		if named(sp.Label) || slices.ContainsFunc(sp.Synonyms, named) || slices.ContainsFunc(sp.Words.Weak, named) {
			return true
		}
		if len(before) == 0 || n == maxGap || !strings.ContainsRune(reaching, before[len(before)-1]) {
			return false
		}
		before = before[:len(before)-1]
	}
}

// behindAnother says whether a quantity stands behind the name of another number of the measure.
func (t *turn) behindAnother(m *calc.Measure, sp *fact.Spec, x nlu.Quantity) bool {
	at := t.measure(m.ID)
	for id, ms := range t.uses {
		if other := t.policy.Rules.Schema.Lookup(id); id != sp.ID && other.Type == sp.Type && slices.Contains(ms, at) && t.behind(other, x) {
			return true
		}
	}
	return false
}

// instanceAt is the case of a measure at a value of one fact, whatever else may be open.
func instanceAt(m *calc.Measure, x nlu.Quantity, sp *fact.Spec, v int64) instance {
	out := instance{x: x, sp: sp, value: v}
	holds := func(cs []calc.Condition) bool {
		ok := true
		calc.Comparisons(cs, func(c calc.Compare) { ok = ok && (c.Fact != sp.ID || holdsAt(c, v)) })
		return ok
	}
	if !holds(m.Require) {
		return out
	}
	for i := range m.Branches {
		if br := &m.Branches[i]; holds(br.When) {
			out.branch = br
			break
		}
	}
	for br, by := range m.ByBands() {
		if br != out.branch || by.Fact != sp.ID {
			continue
		}
		for i := range by.Bands {
			if b := &by.Bands[i]; v > b.From || v == b.From && !b.Above {
				out.band = b
			}
		}
		if out.band == nil {
			out.branch = nil
		}
	}
	return out
}

// holdsAt says whether a comparison holds at a value.
func holdsAt(c calc.Compare, v int64) bool {
	switch c.Op {
	case calc.AtLeast:
		return v >= c.Value
	case calc.MoreThan:
		return v > c.Value
	case calc.AtMost:
		return v <= c.Value
	}
	return v < c.Value
}

// grants says whether a case grants a sum, or up to it.
func (in *instance) grants(sum money.Amount) bool {
	if in.branch == nil {
		return false
	}
	if in.band != nil && in.band.Sum > 0 {
		return in.band.Sum == sum
	}
	return in.branch.Cap == sum || slices.ContainsFunc(in.branch.Amount, func(p calc.Product) bool {
		return slices.Contains(p, calc.Term(calc.Sum(sum)))
	})
}

// claimed is the sum or the share that the question takes to be granted in the case that it names, the one
// said next to it, if that is not so (产能20万辆的拿2000万吧); empty if it is, or there is none.
func (t *turn) claimed(m *calc.Measure, in *instance) string {
	claim := nlu.Quantity{}
	for _, x := range t.u.Quantities {
		if x.Span != in.x.Span && x.Value != "" && !t.stating(x) && claims(m, x) && (claim.Text == "" || claim.Span.End <= in.x.Span.Start) {
			claim = x
		}
	}
	sum, err := money.ParseAmount(claim.Value)
	switch {
	case claim.Text == "":
		return ""
	case claim.Kind == nlu.KindShare && in.branch != nil && t.inSentence(in.branch.Sentence, claim), claim.Kind != nlu.KindShare && err == nil && in.grants(sum):
		return ""
	}
	return claim.Text
}

// claims says whether a quantity may be one that a measure grants or asks a share of: it is no line of it.
func claims(m *calc.Measure, x nlu.Quantity) bool {
	if x.Kind == nlu.KindShare {
		return true
	}
	sum, err := money.ParseAmount(x.Value)
	line := false
	m.Comparisons(func(c calc.Compare) { line = line || c.Value == int64(sum) })
	for _, by := range m.ByBands() {
		line = line || slices.ContainsFunc(by.Bands, func(b calc.Band) bool { return b.From == int64(sum) })
	}
	return err == nil && !line && (x.Kind == nlu.KindMoney || x.Kind == nlu.KindNumber && strings.ContainsAny(x.Text, "万亿"))
}

// stating says whether a quantity is a number that is stated of an enterprise.
func (t *turn) stating(x nlu.Quantity) bool {
	return slices.ContainsFunc(t.stated, func(s nlu.Slot) bool {
		return s.Span.Meets(x.Span) && t.policy.Rules.Schema.Lookup(s.Fact).Type != fact.YesNo
	})
}

// inSentence says whether a sentence holds a number.
func (t *turn) inSentence(id string, x nlu.Quantity) bool {
	s, _ := t.policy.Doc.Sentence(clause.ID(id))
	return holds(s.Text, x)
}

// said is how a case is named.
func (in *instance) said() answer.Said {
	text := in.x.Text
	switch {
	case in.x.Ordinal:
		text = "第" + text
	case in.x.Value == "" && in.x.Low != "" && !strings.HasPrefix(text, "上"):
		text += "以上"
	case in.x.Value == "" && in.x.High != "":
		text += "以下"
	}
	return answer.Hear(text)
}

// instance writes what a measure grants in a case that the question names, and returns the sum, if it is
// one. Where what else is stated rules the measure out, it writes nothing.
func (t *turn) instance(m *calc.Measure, in *instance) answer.Sum {
	if in.branch == nil {
		lowest, _ := m.NextBand(in.sp.ID, fact.NoLow)
		t.b.Outside(in.said(), m.ID, in.sp, in.value, lowest)
		return answer.Sum{}
	}
	a := t.calc.Assess(t.facts, calc.Options{AsOf: t.qn.AsOf})
	switch {
	case t.field() && a.Measures[t.measure(m.ID)].Status == calc.NotMet:
	case in.band != nil && in.band.Sum > 0:
		return t.b.Tier(m, in.band.From)
	case in.distinct(m):
		return t.b.Grants(in.said(), in.branch)
	}
	return answer.Sum{}
}

// distinct says whether the value decides which case of several it is.
func (in *instance) distinct(m *calc.Measure) bool {
	decides := false
	for i := range m.Branches {
		calc.Comparisons(m.Branches[i].When, func(c calc.Compare) { decides = decides || c.Fact == in.sp.ID && c.Technical == "" })
	}
	return decides && len(m.Branches) > 1
}

// first puts the sentence of the case that the question names before the others.
func (in *instance) first(m *calc.Measure, ids []clause.ID) []clause.ID {
	if in.branch == nil || !in.distinct(m) || !slices.Contains(ids, clause.ID(in.branch.Sentence)) {
		return ids
	}
	id := clause.ID(in.branch.Sentence)
	return append([]clause.ID{id}, slices.DeleteFunc(slices.Clone(ids), func(x clause.ID) bool { return x == id })...)
}
