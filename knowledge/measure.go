package knowledge

import (
	"strings"

	"suance/calc"
	"suance/calc/fact"
	"suance/knowledge/clause"
)

var measureKeys = []string{"id!", "title!", "sentences!", "quote!", "when", "amount", "cap", "cases", "received",
	"first_reached", "once", "yearly", "quota", "notes", "readings", "lead", "support"}

// measures reads the measures in their order, which is that of every output.
func (l *loader) measures(t table) []calc.Measure {
	offices := l.table(t.vals["offices"], "lead", "support")
	open := l.words(t, "open")
	var out []calc.Measure
	for _, n := range t.list("measures") {
		m := l.measure(n)
		if measureOf(out, m.ID) != nil {
			l.fail(n, "措施“%s”重复", m.ID)
		}
		if len(m.Lead)+len(m.Support) == 0 {
			m.Lead, m.Support = l.offices(offices)
		}
		m.Notes = append(m.Notes, open...)
		out = append(out, m)
	}
	return out
}

func (l *loader) measure(n *node) calc.Measure {
	t := l.table(n, measureKeys...)
	m := calc.Measure{ID: t.text("id"), Title: l.word(t, "title"), Once: t.flag("once"), Yearly: t.flag("yearly"),
		Received: fact.ID(t.text("received")), FirstReached: fact.ID(t.text("first_reached")), Notes: l.words(t, "notes")}
	if t.has("id") && !isID(m.ID) {
		l.fail(t.at("id"), "编号“%s”只能用小写字母、数字、下划线和连字符", m.ID)
	}
	l.place(t, &m)
	defer func() { l.sentences = nil }()
	m.Quote = l.quote(t, "quote", l.sentences)
	m.Require = l.when(t.list("when"))
	m.Branches = l.branches(t, &m)
	l.namedFact(t, "received", m.Received, fact.Money)
	l.namedFact(t, "first_reached", m.FirstReached, fact.YesNo)
	m.Quota = l.quota(t)
	for _, r := range t.list("readings") {
		m.Readings = append(m.Readings, l.use(r, &m))
	}
	return m
}

// place reads the sentences of a measure, against which its numbers and quotes
// are proven, and the offices of their clause.
func (l *loader) place(t table, m *calc.Measure) {
	l.sentences = l.sentenceIDs(t, "sentences")
	for _, id := range l.sentences {
		m.Sentences = append(m.Sentences, string(id))
	}
	if len(l.sentences) == 0 {
		return
	}
	m.Clause = string(l.sentences[0].Clause())
	if t.has("lead") || t.has("support") {
		m.Lead, m.Support = l.offices(t)
	} else if c := l.doc.Clause(l.sentences[0]); c != nil {
		m.Lead, m.Support = c.Lead, c.Support
	}
}

// sentenceIDs reads ids of sentences; a clause's id is not enough.
func (l *loader) sentenceIDs(t table, key string) []clause.ID {
	var out []clause.ID
	for _, n := range t.list(key) {
		if _, ok := l.doc.Sentence(clause.ID(n.Value)); !ok {
			l.fail(n, "文件里没有句子“%s”", n.Value)
			continue
		}
		out = append(out, clause.ID(n.Value))
	}
	return out
}

// offices reads offices that the file names itself; their names must stand in the
// document.
func (l *loader) offices(t table) (lead, support []string) {
	whole := l.doc.Text()
	for _, key := range []string{"lead", "support"} {
		for _, n := range t.list(key) {
			if !strings.Contains(whole, n.Value) {
				l.fail(n, "文件里没有写到“%s”", n.Value)
			}
		}
	}
	return t.texts("lead"), t.texts("support")
}

// namedFact proves that the fact under the key exists and has the type.
func (l *loader) namedFact(t table, key string, id fact.ID, typ fact.Type) {
	if id == "" {
		return
	}
	if sp := l.lookup(t.at(key), id); sp != nil && sp.Type != typ {
		l.fail(t.at(key), "“%s”的类型在这里不合适", id)
	}
}

// branches reads the amount of a measure, or its cases, of which the first that
// holds counts, and with it what kind of measure it is.
func (l *loader) branches(t table, m *calc.Measure) []calc.Branch {
	if t.has("amount") == t.has("cases") {
		l.fail(t.node, "措施要写金额（amount）或分情形（cases）之一")
		return nil
	}
	if t.has("amount") {
		b, kind := l.branch(t)
		m.Kind = kind
		if kind == calc.Split {
			m.Parts = l.splitParts(splitNode(t.vals["amount"]))
		}
		b.Sentence, b.Quote = firstOf(m.Sentences), m.Quote
		return []calc.Branch{b}
	}
	if t.has("cap") {
		l.fail(t.at("cap"), "分情形的，上限写在各情形里")
	}
	return l.cases(t, m)
}

// cases reads the cases of a measure.
func (l *loader) cases(t table, m *calc.Measure) []calc.Branch {
	var out []calc.Branch
	for _, n := range t.list("cases") {
		ct := l.table(n, "sentence!", "sentences", "quote!", "applies", "when", "amount!", "cap")
		b, kind := l.caseOf(ct)
		if m.Kind != 0 && kind != 0 && m.Kind != kind {
			l.fail(ct.at("amount"), "同一项措施的各情形应当是同一类金额")
		}
		m.Kind = max(m.Kind, kind)
		out = append(out, b)
	}
	return out
}

// caseOf reads one case. Its numbers must stand in its own sentence (and those
// under sentences), so that no two cases can be mixed up; only its cap may stand
// in another sentence of the measure.
func (l *loader) caseOf(t table) (calc.Branch, calc.Kind) {
	all := l.sentences
	l.whole = all
	defer func() { l.sentences, l.whole = all, nil }()
	id := clause.ID(t.text("sentence"))
	if !containsID(all, id) {
		l.fail(t.at("sentence"), "“%s”不在这项措施的句子之中", id)
		return calc.Branch{}, 0
	}
	l.sentences = append([]clause.ID{id}, l.sentenceIDs(t, "sentences")...)
	cap := t.vals["cap"]
	delete(t.vals, "cap")
	b, kind := l.branch(t)
	b.Sentence, b.Quote = string(id), l.quote(t, "quote", []clause.ID{id})
	if l.sentences = all; cap != nil {
		b.Cap = l.amount(cap)
	}
	return b, kind
}

// branch reads conditions, amount and cap of one case.
func (l *loader) branch(t table) (calc.Branch, calc.Kind) {
	var b calc.Branch
	if t.has("sentence") { // the conditions of a measure's only case are its own
		b.When = append(l.when(t.list("applies")), l.when(t.list("when"))...)
	}
	var kind calc.Kind
	if n := t.vals["amount"]; n != nil {
		b.Amount, kind = l.amountOf(n)
	}
	if n := t.vals["cap"]; n != nil {
		b.Cap = l.amount(n)
	}
	return b, kind
}

// splitNode is the node under split of an amount.
func splitNode(n *node) *node {
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == "split" {
			return n.Content[i+1]
		}
	}
	return nil
}

// quota reads what is limited city-wide.
func (l *loader) quota(t table) *calc.Quota {
	if !t.has("quota") {
		return nil
	}
	qt := l.table(t.vals["quota"], "number!", "text!", "clause!", "counts")
	q := &calc.Quota{Counts: fact.ID(qt.text("counts")), Text: l.word(qt, "text"), Clause: qt.text("clause")}
	l.namedFact(qt, "counts", q.Counts, fact.Count)
	l.refer(qt, "clause")
	kept := l.sentences
	l.sentences = []clause.ID{clause.ID(q.Clause)}
	defer func() { l.sentences = kept }()
	q.Number = l.count(qt.vals["number"], "")
	if _, unit, ok := l.written(qt.vals["number"]); ok {
		q.Unit = unit
	}
	return q
}

// use reads how a reading bears on a measure. What its alternative leaves out is
// as in the measure.
func (l *loader) use(n *node, m *calc.Measure) calc.Use {
	t := l.table(n, "id!", "note", "sentences", "alternative")
	u := calc.Use{Reading: t.text("id"), Note: l.word(t, "note")}
	if !l.reading[u.Reading] {
		l.fail(t.at("id"), "没有理解口径“%s”", u.Reading)
	}
	if !t.has("alternative") {
		return u
	}
	kept := l.sentences
	l.sentences = append(append([]clause.ID(nil), kept...), l.sentenceIDs(t, "sentences")...)
	defer func() { l.sentences = kept }()
	at := l.table(t.vals["alternative"], "when", "amount", "cap", "cases")
	alt := &calc.Alternative{Require: m.Require, Branches: append([]calc.Branch(nil), m.Branches...)}
	if at.has("when") {
		alt.Require = l.when(at.list("when"))
	}
	switch {
	case at.has("cases"):
		other := *m
		other.Kind = 0
		alt.Branches = l.cases(at, &other)
	case len(alt.Branches) == 1:
		b, _ := l.branch(at)
		if at.has("amount") {
			alt.Branches[0].Amount = b.Amount
		}
		if at.has("cap") {
			alt.Branches[0].Cap = b.Cap
		}
	case at.has("amount") || at.has("cap"):
		l.fail(at.node, "分情形的措施，另一种理解也要分情形（cases）写")
	}
	u.Rule = alt
	return u
}

func firstOf(s []string) string {
	if len(s) == 0 {
		return ""
	}
	return s[0]
}

func containsID(ids []clause.ID, id clause.ID) bool {
	for _, i := range ids {
		if i == id {
			return true
		}
	}
	return false
}
