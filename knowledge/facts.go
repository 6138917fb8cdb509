package knowledge

import (
	"slices"
	"strings"

	"suance/calc/fact"
	"suance/knowledge/clause"
)

// factTypes are the types as a policy file names them.
var factTypes = map[string]fact.Type{"money": fact.Money, "share": fact.Share, "count": fact.Count,
	"yes_no": fact.YesNo, "choice": fact.Choice, "date": fact.Date}

var askedWords = map[string]fact.Asked{"": fact.Always, "always": fact.Always,
	"when_mentioned": fact.WhenMentioned, "never": fact.Never}

// facts reads the declarations, then their couplings.
func (l *loader) facts(nodes []*node) {
	l.spec = map[fact.ID]int{}
	var tables []table
	for _, n := range nodes {
		t := l.table(n, "id!", "type!", "label!", "short", "unit", "options", "least", "most", "at_most", "positive_if",
			"near", "asked", "previous", "question!", "hint", "example", "synonyms", "words")
		sp := l.fact(t)
		if _, twice := l.spec[sp.ID]; twice {
			l.fail(t.at("id"), "信息项“%s”重复", sp.ID)
			continue
		}
		l.spec[sp.ID] = len(l.specs)
		l.specs = append(l.specs, sp)
		tables = append(tables, t)
	}
	for i, t := range tables {
		l.coupled(t, "at_most", &l.specs[i], l.specs[i].AtMost, true)
		l.coupled(t, "previous", &l.specs[i], l.specs[i].Previous, true)
		l.coupled(t, "positive_if", &l.specs[i], l.specs[i].PositiveIf, false)
	}
}

func (l *loader) fact(t table) fact.Spec {
	sp := fact.Spec{ID: fact.ID(t.text("id")), Type: pick(t, "type", factTypes), Label: t.text("label"), Unit: t.text("unit"),
		AtMost: fact.ID(t.text("at_most")), PositiveIf: fact.ID(t.text("positive_if")), Previous: fact.ID(t.text("previous")),
		Near: t.flag("near"), Asked: pick(t, "asked", askedWords), Question: l.word(t, "question"), Hint: l.word(t, "hint"),
		Synonyms: t.texts("synonyms"), Words: l.factWords(t.vals["words"])}
	if t.has("short") { // a label with a figure in it is no word of a sentence
		sp.Short = l.word(t, "short")
	} else if t.has("label") {
		l.told = append(l.told, t.vals["label"])
	}
	if t.has("id") && !isID(string(sp.ID)) {
		l.fail(t.at("id"), "编号“%s”只能用小写字母、数字、下划线和连字符", sp.ID)
	}
	sp.Options = l.choices(t, sp.Type)
	sp.Least, sp.Most = l.limits(t, &sp)
	sp.Example = l.example(t)
	number := sp.Type == fact.Money || sp.Type == fact.Count
	if sp.Near && !number {
		l.fail(t.at("near"), "只有金额和数量可以提示还差多少")
	}
	// An answer of 没有 means the option that says so; of a number the author decides.
	sp.Words.None = sp.Words.None || slices.ContainsFunc(sp.Options, func(o fact.Option) bool { return o.Label == "无" })
	if sp.Unit != "" && sp.Type != fact.Count {
		l.fail(t.at("unit"), "只有数量才有单位")
	}
	return sp
}

// factWords reads how people speak of a fact beyond its names.
func (l *loader) factWords(n *node) fact.Words {
	if n == nil {
		return fact.Words{}
	}
	t := l.table(n, "group", "cues", "weak", "weak_no", "loose", "yes", "no", "sums", "zero", "none", "ordinal", "doubt_below")
	w := fact.Words{Group: t.text("group"), Cues: t.texts("cues"), Weak: t.texts("weak"), WeakNo: t.texts("weak_no"), Loose: t.texts("loose"),
		Yes: t.texts("yes"), No: t.texts("no"), Sums: t.texts("sums"), Zero: t.texts("zero"), None: t.flag("none"),
		Ordinal: t.texts("ordinal")}
	if t.has("doubt_below") {
		w.DoubtBelow = l.count(t.vals["doubt_below"], "")
	}
	return w
}

// choices reads the options of a choice.
func (l *loader) choices(t table, typ fact.Type) []fact.Option {
	var out []fact.Option
	seen := map[string]bool{}
	for _, n := range t.list("options") {
		ot := l.table(n, "id!", "label!", "synonyms", "loose")
		o := fact.Option{ID: ot.text("id"), Label: l.word(ot, "label"), Synonyms: ot.texts("synonyms"), Loose: ot.texts("loose")}
		for _, name := range []string{o.ID, o.Label} {
			if seen[name] {
				l.fail(n, "选项“%s”重复", name)
			}
			seen[name] = true
		}
		out = append(out, o)
	}
	if typ == fact.Choice && len(out) < 2 {
		l.fail(t.node, "单选的信息项至少要有两个选项")
	}
	if typ != fact.Choice && len(out) > 0 {
		l.fail(t.at("options"), "只有单选（choice）才有选项")
	}
	return out
}

// limits reads the bounds of input. They are technical and stand in no sentence.
func (l *loader) limits(t table, sp *fact.Spec) (least, most int64) {
	if sp.Type == fact.YesNo || sp.Type == fact.Choice {
		if t.has("least") || t.has("most") {
			l.fail(t.node, "只有数值和日期可以写上下限")
		}
		return 0, 0
	}
	if t.has("least") {
		least = l.constant(t.vals["least"], sp)
	}
	if t.has("most") {
		most = l.constant(t.vals["most"], sp)
	}
	if most != 0 && least > most {
		l.fail(t.at("least"), "下限大于上限")
	}
	return least, most
}

// example reads a sum of the text that shows what an answer looks like.
func (l *loader) example(t table) fact.Example {
	if !t.has("example") {
		return fact.Example{}
	}
	et := l.table(t.vals["example"], "text!", "clause!")
	e := fact.Example{Text: et.text("text"), Sentence: et.text("clause")}
	l.refer(et, "clause")
	if s, ok := l.doc.Sentence(clause.ID(e.Sentence)); ok && !strings.Contains(s.Text, e.Text) {
		l.fail(et.at("text"), "示例“%s”不在 %s 的原文中", e.Text, e.Sentence)
	}
	return e
}

// coupled proves that the fact named under the key exists and, where the two are
// held against each other, is of the same type.
func (l *loader) coupled(t table, key string, sp *fact.Spec, other fact.ID, sameType bool) {
	if other == "" {
		return
	}
	o := l.lookup(t.at(key), other)
	switch {
	case o == nil:
	case other == sp.ID:
		l.fail(t.at(key), "信息项“%s”不能与自己相比", other)
	case sameType && o.Type != sp.Type:
		l.fail(t.at(key), "“%s”与“%s”类型不同，不能相比", sp.ID, other)
	}
}

// lookup is the declaration of a fact; an unknown one is a problem at the node.
func (l *loader) lookup(n *node, id fact.ID) *fact.Spec {
	i, ok := l.spec[id]
	if !ok {
		if id != "" {
			l.fail(n, "没有信息项“%s”", id)
		}
		return nil
	}
	return &l.specs[i]
}

// options reads a list of options of a choice as indices.
func (l *loader) options(t table, key string, sp *fact.Spec) []int {
	if sp.Type != fact.Choice {
		l.fail(t.at(key), "“%s”不是单选，不能列选项", sp.ID)
		return nil
	}
	var out []int
	for _, n := range t.list(key) {
		found := false
		for i, o := range sp.Options {
			if o.ID == n.Value {
				out, found = append(out, i), true
			}
		}
		if !found {
			l.fail(n, "“%s”没有选项“%s”", sp.ID, n.Value)
		}
	}
	if len(t.list(key)) == 0 {
		l.fail(t.at(key), "至少要列一个选项")
	}
	return out
}

func isID(s string) bool {
	for _, r := range s {
		if !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '_' || r == '-') {
			return false
		}
	}
	return s != ""
}
