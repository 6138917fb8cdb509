package knowledge

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"

	"suance/knowledge/clause"
)

// account names a number of the document by where it stands.
type account struct {
	sentence clause.ID
	start    int
}

// proveNumbers proves both ways: each number of a rule stands in its sentences,
// and each number of the document is accounted for, by a rule, a quota, a date or
// an entry under numbers.
func (l *loader) proveNumbers(t table) {
	known := map[account]bool{}
	l.numbers = map[clause.ID][]clause.Number{}
	for _, s := range l.doc.Sentences() {
		l.numbers[s.ID] = clause.Numbers(s.Text)
	}
	for _, u := range l.uses {
		if !l.cover(known, u) {
			hint := ""
			if u.number.Unit == "" {
				hint = "；只是技术上需要的数，用 technical 写明原因"
			}
			l.fail(u.node, "“%s”不在 %s 的原文中%s", u.node.Value, joinIDs(u.sentences), hint)
		}
	}
	for _, d := range append(l.dates, l.ratios...) {
		if !l.coverRun(known, d.node.Value, d.sentences) {
			l.fail(d.node, "“%s”不在 %s 的原文中", d.node.Value, joinIDs(d.sentences))
		}
	}
	l.accounts(t.list("numbers"), known)
	for _, s := range l.doc.Sentences() {
		for _, n := range l.numbers[s.ID] {
			if !known[account{s.ID, n.Start}] {
				line, column := l.doc.Position(l.source, s.ID, n.Start)
				l.problems = append(l.problems, Problem{File: DocumentFile, Line: line, Column: column,
					Message: fmt.Sprintf("%s 里的数“%s”没有交代；请写进规则，或列在 %s 的 numbers 里", s.ID, s.Text[n.Start:n.End()]+unitBehind(s.Text, n), PolicyFile)})
			}
		}
	}
}

// unitBehind is the measure word of a number where it follows at once.
func unitBehind(text string, n clause.Number) string {
	if strings.HasPrefix(text[n.End():], n.Unit) {
		return n.Unit
	}
	return ""
}

// cover proves that the number of a rule stands in its sentences and marks its
// equals in the whole measure: the upper end of one band is the lower of the next.
func (l *loader) cover(known map[account]bool, u use) bool {
	found := false
	for i, ids := range [][]clause.ID{u.sentences, u.measure} {
		for _, id := range ids {
			for _, n := range l.numbers[id] {
				if n.Same(u.number) {
					known[account{id, n.Start}] = true
					found = found || i == 0
				}
			}
		}
	}
	return found
}

// coverRun marks the numbers inside a run of the sentences: a date, a proportion.
func (l *loader) coverRun(known map[account]bool, run string, sentences []clause.ID) bool {
	found := false
	for _, id := range sentences {
		s, ok := l.doc.Sentence(id)
		at := strings.Index(s.Text, run)
		if !ok || run == "" || at < 0 {
			continue
		}
		found = true
		for _, n := range l.numbers[id] {
			if n.Start >= at && n.End() <= at+len(run) {
				known[account{id, n.Start}] = true
			}
		}
	}
	return found
}

// accountKinds are what a number can be that is no part of a rule.
var accountKinds = map[string]bool{"quota": true, "plan": true, "date": true, "description": true}

// accounts reads the numbers that are no part of a rule. An entry that accounts
// for nothing new is a problem.
func (l *loader) accounts(nodes []*node, known map[account]bool) {
	for _, n := range nodes {
		t := l.table(n, "at!", "text!", "as!")
		pick(t, "as", accountKinds)
		l.refer(t, "at")
		before := maps.Clone(known)
		id := clause.ID(t.text("at"))
		switch {
		case !l.doc.Has(id) || !t.has("text"):
		case !l.coverRun(known, t.text("text"), []clause.ID{id}):
			l.fail(t.at("text"), "“%s”不在 %s 的原文中", t.text("text"), id)
		case len(known) == len(before):
			l.fail(n, "“%s”里没有需要交代的数", t.text("text"))
		}
	}
}

// proveWords proves that what people read holds no figure of its own: figures
// come from the document and from the calculator.
func (l *loader) proveWords() {
	for _, n := range l.told {
		figure := strings.IndexFunc(n.Value, unicode.IsDigit) >= 0
		for _, num := range clause.Numbers(n.Value) {
			figure = figure || !num.Loose
		}
		if figure {
			l.fail(n, "这段文字里不能有数字：“%s”", n.Value)
		}
	}
}

func joinIDs(ids []clause.ID) string {
	words := make([]string, len(ids))
	for i, id := range ids {
		words[i] = string(id)
	}
	return strings.Join(words, "、")
}

func contains(text, run string) bool {
	squeeze := func(s string) string { return strings.Join(strings.Fields(s), "") }
	return strings.Contains(squeeze(text), squeeze(run))
}

func sortedKeys[T any](m map[string]T) []string {
	keys := slices.Sorted(maps.Keys(m))
	return slices.DeleteFunc(keys, func(k string) bool { return k == "" })
}
