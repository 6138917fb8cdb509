package knowledge

import (
	"slices"
	"unicode/utf8"

	"suance/calc"
	"suance/calc/fact"
	"suance/knowledge/clause"
)

// loader turns the node tree of a policy file into a Policy and gathers what is
// wrong with it.
type loader struct {
	reader
	source  string // the document as it was read
	doc     *clause.Document
	specs   []fact.Spec
	spec    map[fact.ID]int
	reading map[string]bool
	named   map[string]*node // conditions that are defined once and named
	naming  []string         // named conditions being read, against circles

	// Of the measure being read: the sentences its numbers must stand in. The
	// numbers gathered over all measures are proven afterwards.
	sentences []clause.ID
	whole     []clause.ID // all sentences of the measure, while a case reads its own
	uses      []use
	dates     []dated
	ratios    []dated
	numbers   map[clause.ID][]clause.Number
	told      []*node // words that people read and that must hold no figure
}

// policyKeys are the keys of a policy file.
var policyKeys = []string{"policy!", "city!", "layout", "standing!", "validity", "assumes", "open", "offices", "focus",
	"facts!", "conditions", "readings", "measures!", "groups", "cap", "numbers", "topics", "absent"}

// policy reads the whole file, and proves it unless it was proven before.
func (l *loader) policy(root *node, prove bool) *Policy {
	t := l.table(root, policyKeys...)
	l.document(t)
	if l.doc == nil {
		return nil
	}
	l.facts(t.list("facts"))
	l.conditions(t)
	rules := &calc.Rules{Policy: t.text("policy"), Schema: fact.NewSchema(l.specs)}
	if rules.Policy != "" && !isID(rules.Policy) {
		l.fail(t.at("policy"), "编号“%s”只能用小写字母、数字、下划线和连字符", rules.Policy)
	}
	rules.Standing = l.standing(t)
	rules.Validity = l.validity(t)
	rules.Focus = l.focus(t)
	rules.Assumes = l.words(t, "assumes")
	rules.Readings = l.readings(t.list("readings"))
	rules.Measures = l.measures(t)
	rules.Groups = l.groups(t.list("groups"), rules.Measures)
	rules.Cap = l.totalCap(t)
	p := &Policy{ID: rules.Policy, City: t.text("city"), Doc: l.doc, Rules: rules}
	p.Topics = l.topics(t.list("topics"), rules.Measures)
	p.Absent = l.absences(t.list("absent"))
	if prove {
		l.proveNumbers(t)
		l.proveWords()
	}
	return p
}

// document cuts the text by the layout that the file states.
func (l *loader) document(t table) {
	lt := l.table(t.vals["layout"], "article", "chapters", "closing", "rename", "lead", "support")
	layout := clause.Layout{Article: lt.text("article"), Chapters: lt.texts("chapters"), Closing: lt.text("closing"),
		Lead: lt.texts("lead"), Support: lt.texts("support"), Rename: map[clause.ID]clause.ID{}}
	if n := lt.vals["rename"]; n != nil && n.Kind == mapping {
		for i := 0; i+1 < len(n.Content); i += 2 {
			if !isID(n.Content[i+1].Value) {
				l.fail(n.Content[i+1], "编号“%s”只能用小写字母、数字、下划线和连字符", n.Content[i+1].Value)
			}
			layout.Rename[clause.ID(n.Content[i].Value)] = clause.ID(n.Content[i+1].Value)
		}
	} else if n != nil {
		l.fail(n, "“rename”应当是“原编号: 新编号”的表")
	}
	doc, err := clause.Parse(l.source, layout)
	if err != nil {
		l.problems = append(l.problems, Problem{File: DocumentFile, Message: err.Error()})
		return
	}
	l.doc = doc
	seen := map[clause.ID]bool{}
	for _, c := range doc.Clauses {
		if seen[c.ID] {
			l.fail(t.at("layout"), "两个条款的编号都是“%s”", c.ID)
		}
		seen[c.ID] = true
	}
}

func (l *loader) standing(t table) calc.Standing {
	st := l.table(t.vals["standing"], "id!", "name!", "clause!", "text!")
	pick(st, "id", map[string]bool{"draft": true, "trial": true, "in_force": true})
	s := calc.Standing{ID: st.text("id"), Name: st.text("name"), Clause: st.text("clause"), Text: l.word(st, "text")}
	l.refer(st, "clause")
	return s
}

func (l *loader) validity(t table) calc.Validity {
	var v calc.Validity
	if !t.has("validity") {
		return v
	}
	vt := l.table(t.vals["validity"], "from", "until", "clause!")
	v.Clause = vt.text("clause")
	l.refer(vt, "clause")
	for key, day := range map[string]*fact.Day{"from": &v.From, "until": &v.Until} {
		if vt.has(key) {
			*day, _ = l.day(vt.vals[key])
			l.dates = append(l.dates, dated{node: vt.vals[key], sentences: []clause.ID{clause.ID(v.Clause)}})
		}
	}
	if v.From != 0 && v.Until != 0 && v.From > v.Until {
		l.fail(vt.at("until"), "有效期的止日早于起日")
	}
	return v
}

func (l *loader) focus(t table) *calc.Focus {
	if !t.has("focus") {
		return nil
	}
	ft := l.table(t.vals["focus"], "fact!", "outside!", "note!")
	f := &calc.Focus{Fact: fact.ID(ft.text("fact")), Note: l.word(ft, "note")}
	if sp := l.lookup(ft.at("fact"), f.Fact); sp != nil {
		f.Outside = l.options(ft, "outside", sp)
	}
	return f
}

// readings reads how the doubtful places of the text are read.
func (l *loader) readings(nodes []*node) []calc.Reading {
	l.reading = map[string]bool{}
	var out []calc.Reading
	for _, n := range nodes {
		t := l.table(n, "id!", "text!", "alternative", "selectable")
		r := calc.Reading{ID: t.text("id"), Text: l.word(t, "text"), Alternative: l.word(t, "alternative"), Selectable: t.flag("selectable")}
		if l.reading[r.ID] {
			l.fail(t.at("id"), "理解口径“%s”重复", r.ID)
		}
		if r.Selectable && r.Alternative == "" {
			l.fail(n, "理解口径“%s”可选，却没有写另一种理解（alternative）", r.ID)
		}
		l.reading[r.ID] = true
		out = append(out, r)
	}
	return out
}

// groups reads the measures of which the totals count only the higher.
func (l *loader) groups(nodes []*node, measures []calc.Measure) []calc.Group {
	var out []calc.Group
	grouped := map[string]bool{}
	for _, n := range nodes {
		t := l.table(n, "reading", "measures!")
		g := calc.Group{Reading: t.text("reading"), Measures: t.texts("measures")}
		if g.Reading != "" && !l.reading[g.Reading] {
			l.fail(t.at("reading"), "没有理解口径“%s”", g.Reading)
		}
		if len(g.Measures) < 2 {
			l.fail(n, "一组至少要有两项措施")
		}
		for i, id := range g.Measures {
			switch m := measureOf(measures, id); {
			case m == nil:
				l.fail(t.list("measures")[i], "没有措施“%s”", id)
			case m.Kind == calc.Split:
				l.fail(t.list("measures")[i], "“%s”是出资分担，不能归组", id)
			case grouped[id]:
				l.fail(t.list("measures")[i], "“%s”已在另一组里", id)
			}
			grouped[id] = true
		}
		out = append(out, g)
	}
	return out
}

func measureOf(measures []calc.Measure, id string) *calc.Measure {
	i := slices.IndexFunc(measures, func(m calc.Measure) bool { return m.ID == id })
	if i < 0 {
		return nil
	}
	return &measures[i]
}

// totalCap reads the cap over all fixed measures together.
func (l *loader) totalCap(t table) *calc.TotalCap {
	if !t.has("cap") {
		return nil
	}
	ct := l.table(t.vals["cap"], "amount!", "sentence!", "quote!")
	c := &calc.TotalCap{Sentence: ct.text("sentence"), Quote: ct.text("quote")}
	l.sentences = []clause.ID{clause.ID(c.Sentence)}
	c.Amount = l.amount(ct.vals["amount"])
	l.sentences = nil
	l.refer(ct, "sentence")
	l.quote(ct, "quote", []clause.ID{clause.ID(c.Sentence)})
	return c
}

// refer proves that the id under the key is one of the document.
func (l *loader) refer(t table, key string) {
	if id := t.text(key); id != "" && !l.doc.Has(clause.ID(id)) {
		l.fail(t.at(key), "文件里没有条款或句子“%s”", id)
	}
}

// quote proves that the words under the key stand verbatim in one of the
// sentences, or run through them.
func (l *loader) quote(t table, key string, sentences []clause.ID) string {
	s := t.text(key)
	if s == "" || len(sentences) == 0 {
		return s
	}
	if utf8.RuneCountInString(s) < clause.MinQuote {
		l.fail(t.at(key), "引文“%s”过短", s)
		return s
	}
	var run string
	for _, id := range sentences {
		if q, err := l.doc.Quote(id, s); err == nil {
			return q.Text()
		}
		sentence, _ := l.doc.Sentence(id)
		run += sentence.Text
	}
	if !contains(run, s) {
		l.fail(t.at(key), "引文“%s”不在 %s 的原文中", s, joinIDs(sentences))
	}
	return s
}

// word is text that people read; it is proven to hold no figure.
func (l *loader) word(t table, key string) string {
	if t.has(key) {
		l.told = append(l.told, t.vals[key])
	}
	return t.text(key)
}

// words is a list of texts that people read.
func (l *loader) words(t table, key string) []string {
	l.told = append(l.told, t.list(key)...)
	return t.texts(key)
}
