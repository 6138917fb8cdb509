package knowledge

import (
	"suance/calc"
	"suance/knowledge/clause"
)

// topics reads the things people ask about.
func (l *loader) topics(nodes []*node, measures []calc.Measure) []Topic {
	var out []Topic
	seen := map[string]bool{}
	for _, n := range nodes {
		t := l.table(n, "id!", "name!", "words!", "measures", "clause!", "aspects!")
		tp := Topic{ID: t.text("id"), Name: l.word(t, "name"), Words: t.texts("words"), Measures: t.texts("measures"),
			Clause: clause.ID(t.text("clause")), Aspects: l.aspects(t)}
		if seen[tp.ID] {
			l.fail(t.at("id"), "话题“%s”重复", tp.ID)
		}
		seen[tp.ID] = true
		l.refer(t, "clause")
		for i, id := range tp.Measures {
			if measureOf(measures, id) == nil {
				l.fail(t.list("measures")[i], "没有措施“%s”", id)
			}
		}
		out = append(out, tp)
	}
	return out
}

// aspects reads which sentences say what of a topic.
func (l *loader) aspects(t table) map[string][]clause.ID {
	n := t.vals["aspects"]
	out := map[string][]clause.ID{}
	if n == nil || n.Kind != mapping {
		if n != nil {
			l.fail(n, "“aspects”应当是“方面: [句子]”的表")
		}
		return out
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		k, v := n.Content[i], n.Content[i+1]
		if _, twice := out[k.Value]; twice {
			l.fail(k, "方面“%s”重复", k.Value)
		}
		if v.Kind != sequence || len(v.Content) == 0 {
			l.fail(v, "这里应当是条款或句子的列表")
			continue
		}
		for _, s := range v.Content {
			if !l.doc.Has(clause.ID(s.Value)) {
				l.fail(s, "文件里没有条款或句子“%s”", s.Value)
			}
			out[k.Value] = append(out[k.Value], clause.ID(s.Value))
		}
	}
	return out
}

// absences reads what people ask about and the document does not hold.
func (l *loader) absences(nodes []*node) []Absence {
	var out []Absence
	seen := map[string]bool{}
	for _, n := range nodes {
		t := l.table(n, "id!", "name!", "words!", "near")
		a := Absence{ID: t.text("id"), Name: l.word(t, "name"), Words: t.texts("words"), Near: clause.ID(t.text("near"))}
		if seen[a.ID] {
			l.fail(t.at("id"), "“%s”重复", a.ID)
		}
		seen[a.ID] = true
		l.refer(t, "near")
		out = append(out, a)
	}
	return out
}
