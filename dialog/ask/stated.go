package ask

import (
	"slices"
	"strings"
	"unicode/utf8"

	"suance/calc/fact"
	"suance/dialog/nlu"
	"suance/knowledge"
)

// What a question says of the enterprise it asks for: what nlu reads in it, what it
// says only as a range, and what only the name of the matter says.

// gather puts together what is known of the enterprise.
func (t *turn) gather() {
	t.facts = t.qn.Facts
	if t.facts.Schema() == nil {
		t.facts = fact.NewSet(t.policy.Rules.Schema)
	}
	t.stated = append(t.stated, t.u.Facts...)
	t.stated = append(t.stated, t.u.WhatIf...)
	t.supposed = append(t.supposed, t.u.WhatIf...)
	for _, s := range t.stated {
		sp := t.policy.Rules.Schema.Lookup(s.Fact)
		switch sp.Type {
		case fact.Money, fact.Count, fact.Share:
			t.numeric = t.numeric || len(sp.Words.Ordinal) == 0 // 头一年 is no figure
		}
	}
	t.bounded()
	t.mentioned()
	for _, s := range t.stated {
		t.facts = t.facts.With(s.Fact, s.Value)
	}
	t.matters()
	for _, h := range t.q.hits {
		t.own = t.own || h.sort == ownWord
		t.happened = t.happened || h.sort == toldWord && t.numeric
	}
}

// matters lets what is stated name the matter of a question that names none (产量八万辆、
// 产值一百二十亿奖多少).
func (t *turn) matters() {
	ms := t.statedMeasures()
	if len(ms) == 0 || len(ms) > maxByAmount {
		return
	}
	for i := range t.q.items {
		it := &t.q.items[i]
		if !it.guessed {
			continue
		}
		it.found = nil
		for _, m := range ms {
			it.topics = append(it.topics, t.topicOf(m))
		}
	}
}

// topicOf is the topic that is about a measure alone, else the first about it.
func (a *Asker) topicOf(m int) int {
	id := a.policy.Rules.Measures[m].ID
	about := func(tp knowledge.Topic) bool { return slices.Contains(tp.Measures, id) }
	if at := slices.IndexFunc(a.policy.Topics, func(tp knowledge.Topic) bool { return about(tp) && len(tp.Measures) == 1 }); at >= 0 {
		return at
	}
	return slices.IndexFunc(a.policy.Topics, about) // every measure has one
}

// between are the marks between the two numbers of a range.
const between = "到至-~～—–"

// bounded adds what is stated only as a bound (不到5亿) or between two numbers (5到8亿). Of
// a range in other words (5亿多) the far end is nobody's number, so it is left to be
// asked for. A sum said to be passed (突破50亿) that
// is a line of the text is supposed to be the line that was reached.
func (t *turn) bounded() {
	for _, x := range t.u.Unclear {
		given := func(s nlu.Slot) bool { return s.Fact == x.Fact }
		if x.Fact == "" || slices.ContainsFunc(t.stated, given) || t.fromLineToLine(x) {
			continue
		}
		s := nlu.Slot{Fact: x.Fact, Span: x.Span} // spoken of, without a value
		if x.Why == nlu.WhyBound || strings.ContainsAny(x.Text, between) {
			s.Value = x.Range
		} else {
			t.numeric = true
		}
		if line, ok := t.line(x); ok {
			s.Value = fact.Point(line)
			t.supposed = append(t.supposed, s)
		}
		t.stated = append(t.stated, s)
	}
}

// mentioned adds what only the name of the matter says: of a kind of thing (首批次材料,
// 投保第一年) the one that the question names, where other facts of the same group
// are stated and it is not yet.
func (t *turn) mentioned() {
	s := t.policy.Rules.Schema
	for i := range s.Len() {
		sp := s.Spec(i)
		same := func(x nlu.Slot) bool { return x.Fact == sp.ID }
		kin := func(x nlu.Slot) bool { return x.Fact != sp.ID && s.Lookup(x.Fact).Words.Group == sp.Words.Group }
		if sp.Type != fact.Choice || sp.Words.Group == "" || t.facts.Get(sp.ID).Known() ||
			slices.ContainsFunc(t.stated, same) || !slices.ContainsFunc(t.stated, kin) {
			continue
		}
		if v, at, ok := t.option(sp); ok {
			t.stated = append(t.stated, nlu.Slot{Fact: sp.ID, Value: v, Span: at})
		}
	}
}

// option is the one option of a fact that the question names outside of what
// states other facts.
func (t *turn) option(sp *fact.Spec) (v fact.Value, at nlu.Span, ok bool) {
	text := []rune(nlu.Plain(t.qn.Text))
	if len(text) != len([]rune(t.qn.Text)) {
		return v, at, false
	}
	for i, o := range sp.Options {
		for _, w := range append([]string{o.Label}, o.Synonyms...) {
			from := indexRunes(text, []rune(nlu.Plain(w)))
			if from < 0 || utf8.RuneCountInString(w) < minMisspelt {
				continue
			}
			span := nlu.Span{Start: from, End: from + utf8.RuneCountInString(w)}
			if slices.ContainsFunc(t.stated, func(x nlu.Slot) bool { return x.Span.Meets(span) }) {
				continue
			}
			if ok && v != fact.Point(int64(i)) {
				return v, at, false
			}
			v, at, ok = fact.Point(int64(i)), span, true
		}
	}
	return v, at, ok
}

// indexRunes is where a run begins in a text; -1 if it is not there.
func indexRunes(text, run []rune) int {
	for i := 0; i+len(run) <= len(text); i++ {
		if slices.Equal(text[i:i+len(run)], run) {
			return i
		}
	}
	return -1
}

// fromLineToLine says whether a range goes from one line of the text to another (从5亿到
// 500亿的奖励): it is the text's, and nobody's.
func (t *turn) fromLineToLine(x nlu.Unclear) bool {
	low, high := x.Range.Interval()
	return x.Why == nlu.WhyRange && low != high && t.isLine(x.Fact, low) && t.isLine(x.Fact, high)
}

// line is the line of the text that a range without an upper end begins at.
func (t *turn) line(x nlu.Unclear) (int64, bool) {
	low, high := x.Range.Interval()
	if low == fact.NoLow || high != fact.NoHigh {
		return 0, false
	}
	for _, at := range [...]int64{low, low - 1} { // 50亿以上, 突破50亿
		if t.isLine(x.Fact, at) {
			return at, true
		}
	}
	return 0, false
}

// isLine says whether a figure changes at a value of a fact.
func (t *turn) isLine(id fact.ID, v int64) bool {
	return slices.ContainsFunc(t.uses[id], func(m int) bool {
		next, ok := t.policy.Rules.Measures[m].NextBand(id, v-1)
		return ok && next == v
	})
}
