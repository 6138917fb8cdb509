package dialog

import (
	"slices"
	"strings"
	"unicode/utf8"

	"suance/calc/fact"
	"suance/dialog/answer"
	"suance/dialog/ask"
	"suance/dialog/nlu"
	"suance/knowledge"
	"suance/knowledge/clause"
)

// heard is a message that the rules could do nothing with, in its place.
type heard struct {
	text   string
	asking fact.ID  // the fact that waits for an answer; empty if none does
	known  fact.Set // what the conversation knows
	single bool     // a question by itself, after which nothing is remembered
}

// choices are what is put to the person of what a model points at. Each is words
// of the program or the document, with values that the rules read from the
// person's own words; said as they stand, the rules understand them.
func (g *guide) choices(h heard, p Pointers) []string {
	var out []string
	add := func(labels ...string) {
		for _, l := range labels {
			if l != "" && !slices.Contains(out, l) {
				out = append(out, l)
			}
		}
	}
	for _, f := range p.Facts[:min(len(p.Facts), maxFactPointers)] {
		add(g.factChoices(h, f)...)
	}
	for _, at := range p.Sentences[:min(len(p.Sentences), maxSentencePointers)] {
		if at >= 0 && at < len(g.catalog.Sentences) {
			add(g.sentenceChoice(h, clause.ID(g.catalog.Sentences[at].ID)))
		}
	}
	for _, at := range p.Intents[:min(len(p.Intents), maxIntentPointers)] {
		if at >= 0 && at < len(wishes) && (!h.single || commandOf(wishes[at].words) == none) {
			add(wishes[at].words)
		}
	}
	return out
}

// factChoices are what a run of the message may say of a fact. An amount is
// offered only with the value that the rules read there once the fact is named; of
// a yes or no, or a choice, all answers are offered.
func (g *guide) factChoices(h heard, p FactPointer) []string {
	runes := []rune(h.text)
	if p.Fact < 0 || p.Fact >= g.policy.Rules.Schema.Len() || p.Start < 0 || p.End > len(runes) || p.Start >= p.End ||
		slices.Contains([]rune(masked(h.text))[p.Start:p.End], Mask) {
		return nil
	}
	sp := g.policy.Rules.Schema.Spec(p.Fact)
	if sp.Asked == fact.Never {
		return nil
	}
	switch sp.Type {
	case fact.YesNo:
		if g.plainlySaid(runes, p, sp, 1) {
			return g.forms(h, sp, 1, 0)
		}
	case fact.Choice:
		if g.plainlySaid(runes, p, sp, 0) {
			all := make([]int64, len(sp.Options))
			for i := range all {
				all[i] = int64(i)
			}
			return g.forms(h, sp, all...)
		}
	default:
		if n, ok := g.amountAt(h, runes, p, sp); ok {
			return g.forms(h, sp, n)
		}
	}
	return nil
}

// amountAt is the value that the rules read in a run of the message once its
// clause names the fact: bounded, denied, supposed, planned, or said of somebody
// else it is none.
func (g *guide) amountAt(h heard, runes []rune, p FactPointer, sp *fact.Spec) (int64, bool) {
	var at *nlu.Quantity
	for _, q := range nlu.Quantities(h.text) {
		if q.Span.Start >= p.End || q.Span.End <= p.Start {
			continue
		}
		if at != nil || q.Span.Start < p.Start || q.Span.End > p.End || q.Value == "" || q.Approx {
			return 0, false
		}
		at = &q
	}
	if at == nil || g.isOfOther(h, at.Span, sp.ID) {
		return 0, false
	}
	name := []rune(nameOf(sp))
	from := clauseStart(runes, at.Span.Start)
	if strings.ContainsAny(string(runes[from:at.Span.Start]), denials) {
		return 0, false
	}
	named := slices.Concat(runes[:from], name, runes[from:])
	whole, ok := g.read(string(named), sp.ID, nlu.Span{Start: at.Span.Start + len(name), End: at.Span.End + len(name)})
	if !ok {
		return 0, false
	}
	alone, ok := g.read(string(name)+at.Text, sp.ID, nlu.Span{Start: len(name), End: len(name) + len([]rune(at.Text))})
	if !ok || alone != whole {
		return 0, false
	}
	n, exact := whole.Exact()
	return n, exact
}

// isOfOther says whether the rules already read the words as another fact.
func (g *guide) isOfOther(h heard, at nlu.Span, id fact.ID) bool {
	u := g.reader.Read(h.text, nlu.Context{Asking: h.asking, Known: h.known})
	return slices.ContainsFunc(append(u.Facts, u.WhatIf...), func(s nlu.Slot) bool {
		return s.Fact != id && s.Span.Meets(at)
	})
}

// read is what a text plainly states of a fact with words that touch a span.
func (g *guide) read(text string, id fact.ID, at nlu.Span) (fact.Value, bool) {
	for _, s := range g.reader.Read(text, nlu.Context{}).Facts {
		if s.Fact == id && s.Span.Meets(at) {
			return s.Value, true
		}
	}
	return fact.Value{}, false
}

// plainlySaid says whether the words at a place are said plainly and of the
// person's own enterprise: no word denies them, and the rules would believe a
// statement in the same sentence.
func (g *guide) plainlySaid(runes []rune, p FactPointer, sp *fact.Spec, value int64) bool {
	from, to := clauseStart(runes, p.Start), clauseEnd(runes, p.End)
	if strings.ContainsAny(string(runes[from:to]), denials) {
		return false
	}
	form := []rune("，" + sp.Label + "：" + sp.Say(value))
	probe := slices.Concat(runes[:to], form, runes[to:])
	got, ok := g.read(string(probe), sp.ID, nlu.Span{Start: to, End: to + len(form)})
	return ok && got == fact.Point(value)
}

// denials are the characters that can turn what a clause says around. Where one
// stands nothing is proposed, though it may belong to a harmless word.
const denials = "不没非无未别否"

// forms are the values of a fact as a person can say them: all, or none where one
// would not be understood as meant or cannot stand beside what is known.
func (g *guide) forms(h heard, sp *fact.Spec, values ...int64) []string {
	var out []string
	for _, n := range values {
		v := fact.Point(n)
		if sp.Check(v) != nil || h.known.Schema() != nil && len(h.known.With(sp.ID, v).Conflicts()) > 0 {
			return nil
		}
		form, ok := g.form(h, sp, v)
		if !ok {
			return nil
		}
		out = append(out, form)
	}
	return out
}

// form is the shortest way to state a value that the rules understand as just that.
func (g *guide) form(h heard, sp *fact.Spec, v fact.Value) (string, bool) {
	said, end := sp.SayValue(v), ""
	if h.single {
		end = "，能拿多少？"
	}
	forms := []string{nameOf(sp) + said, nameOf(sp) + "：" + said, sp.Label + "：" + said}
	if sp.Type == fact.YesNo || sp.Type == fact.Choice {
		forms = forms[1:] // without a colon the name and 是 run into each other
	}
	for _, form := range forms {
		form += end
		u := g.reader.Read(form, nlu.Context{Asking: h.asking, Known: h.known})
		if len(u.Facts) == 1 && u.Facts[0].Fact == sp.ID && u.Facts[0].Value == v && !u.Facts[0].Confirm &&
			len(u.Unclear) == 0 && len(u.WhatIf) == 0 && (!h.single || !isDeadEnd(g.asker.Ask(ask.Question{Text: form}))) {
			return form, true
		}
	}
	return "", false
}

// nameOf is what a fact is called in a sentence.
func nameOf(sp *fact.Spec) string {
	if sp.Short != "" {
		return sp.Short
	}
	if at := strings.IndexAny(sp.Label, "（("); at > 0 && strings.HasSuffix(sp.Label, "）") {
		return sp.Label[:at]
	}
	return sp.Label
}

const ends = "，,。；;！!？?：:\n"

// clauseStart and clauseEnd are where the clause around a place begins and ends.
func clauseStart(runes []rune, at int) int {
	for at > 0 && !strings.ContainsRune(ends, runes[at-1]) {
		at--
	}
	return at
}

func clauseEnd(runes []rune, at int) int {
	for at < len(runes) && !strings.ContainsRune(ends, runes[at]) {
		at++
	}
	return at
}

// sentenceChoice is a question that is answered with the sentence: by a topic that
// holds it, one of just the sentence's measures before others, else by a piece of its
// own words.
func (g *guide) sentenceChoice(h heard, id clause.ID) string {
	for _, tp := range g.topicsOf(id) {
		for _, a := range aspectQuestions {
			if slices.Contains(tp.Aspects[a.name], id) {
				for _, words := range []string{a.words, aspectQuestions[0].words} {
					if q := tp.Name + words; g.leadsTo(h, q, id) {
						return q
					}
				}
			}
		}
	}
	sentence, _ := g.policy.Doc.Sentence(id)
	for piece := range strings.FieldsFuncSeq(sentence.Text, func(r rune) bool { return strings.ContainsRune(ends, r) }) {
		if n := utf8.RuneCountInString(piece); n < 4 || n > 30 || len(nlu.Quantities(piece)) > 0 {
			continue
		}
		if q := "“" + piece + "”" + aspectQuestions[0].words; g.leadsTo(h, q, id) {
			return q
		}
	}
	return ""
}

// topicsOf are all topics, those of just the measures that a sentence is of first.
func (g *guide) topicsOf(id clause.ID) []*knowledge.Topic {
	var measures []string
	for i := range g.policy.Rules.Measures {
		if m := &g.policy.Rules.Measures[i]; slices.Contains(m.Sentences, string(id)) {
			measures = append(measures, m.ID)
		}
	}
	slices.Sort(measures)
	var just, others []*knowledge.Topic
	for i := range g.policy.Topics {
		tp := &g.policy.Topics[i]
		switch {
		case slices.Equal(slices.Sorted(slices.Values(tp.Measures)), measures):
			just = append(just, tp)
		default:
			others = append(others, tp)
		}
	}
	return append(just, others...)
}

// aspectQuestions ask for what a topic's sentences say of it, the general one first.
var aspectQuestions = []struct{ name, words string }{
	{"what", "是怎么规定的？"}, {"amount", "怎么算？"}, {"condition", "要什么条件？"}, {"who", "给哪些企业？"},
	{"quota", "名额有多少？"}, {"times", "给几年？"}, {"fields", "包括哪些领域？"}, {"definition", "是什么意思？"},
	{"support", "有什么支持？"}, {"cap", "最高多少？"}, {"stacking", "能同时享受吗？"}, {"validity", "有效期到什么时候？"},
	{"standing", "是正式文件吗？"},
}

// leadsTo says whether a question states nothing and is answered with a sentence.
func (g *guide) leadsTo(h heard, question string, id clause.ID) bool {
	u := g.reader.Read(question, nlu.Context{Asking: h.asking, Known: h.known})
	if u.Intent != nlu.IntentQuestion || len(u.Facts)+len(u.WhatIf)+len(u.Unclear) > 0 {
		return false
	}
	a := g.asker.Ask(ask.Question{Text: question, Facts: h.known})
	return a.Kind == ask.KindAnswer && slices.ContainsFunc(a.Citations, func(c answer.Citation) bool {
		return c.Clause == string(id)
	})
}

// isDeadEnd says whether an answer neither answers nor asks for a fact.
func isDeadEnd(a ask.Answer) bool {
	return a.Kind == ask.KindNotInDoc || a.Kind == ask.KindClarify && a.Asking == ""
}
