package ask

import (
	"slices"
	"strings"

	"suance/calc"
	"suance/calc/fact"
	"suance/calc/money"
	"suance/dialog/nlu"
	"suance/knowledge/clause"
)

// overview answers "which of these concern us": what is certain, what is
// excluded, what is possible, before any figure. It reports whether that was
// asked.
func (t *turn) overview() bool {
	asked := false
	for i := range t.q.items {
		it := &t.q.items[i]
		if !it.aspects.has(aspectOverview) && !(len(it.topics) > 0 && t.mereIndustry(it) && it.aspects.has(aspectWhat) && !it.aspects.has(aspectAmount)) || it.outside() || len(it.offices)+len(it.found) > 0 {
			continue
		}
		strong := slices.ContainsFunc(it.topics, func(x int) bool { return !t.weak[x] && !t.describing(x) && (!t.own || t.q.namedIn(x, it.from, it.to)) })
		asked = asked || !strong
	}
	if !asked {
		return false
	}
	t.industry()
	a := t.calc.Assess(t.facts, calc.Options{AsOf: t.qn.AsOf})
	t.kind = KindAnswer
	if !t.facts.Empty() {
		t.assessment = &a
	}
	if q, err := t.policy.Doc.QuoteSentence(t.scope()); err == nil {
		t.b.Cite(q)
	}
	t.b.Overview(&a, t.borneOn()...)
	t.b.Line().Words("告诉我企业的具体情况（产业、营业收入、获得的称号等），就能逐项测算。")
	return true
}

// namedIn says whether a topic is named within a stretch.
func (q *query) namedIn(topic, from, to int) bool {
	return slices.ContainsFunc(q.hits, func(h hit) bool {
		return h.sort == topicWord && h.arg == topic && from <= h.from && h.to <= to
	})
}

// industry takes the industry that the question names (新材料企业能享受哪些) for that of the
// enterprise, where nothing is known of it.
func (t *turn) industry() {
	f := t.policy.Rules.Focus
	if f == nil || t.facts.Get(f.Fact).Known() {
		return
	}
	for i, o := range t.policy.Rules.Schema.Lookup(f.Fact).Options {
		named := func(h hit) bool {
			begins := func(w string) bool { return strings.HasPrefix(h.text, nlu.Plain(w)) } // 新能源汽车企业
			return h.sort == topicWord && t.weak[h.arg] && (begins(o.Label) || slices.ContainsFunc(o.Synonyms, begins))
		}
		if slices.ContainsFunc(t.q.hits, named) {
			t.facts = t.facts.With(f.Fact, fact.Point(int64(i)))
			return
		}
	}
}

// borneOn are the measures that what is known bears on.
func (t *turn) borneOn() []int {
	var out []int
	s := t.policy.Rules.Schema
	for i := range s.Len() {
		if id := s.Spec(i).ID; t.facts.Get(id).Known() {
			out = append(out, t.uses[id]...)
		}
	}
	return out
}

// describing says whether a topic is named only to say what the enterprise is
// (我们是整车企业): all its words in the question state a fact.
func (t *turn) describing(topic int) bool {
	said := false
	for _, h := range t.q.hits {
		if h.sort != topicWord || h.arg != topic {
			continue
		}
		said = slices.ContainsFunc(t.stated, func(s nlu.Slot) bool {
			text := []rune(t.qn.Text)
			return s.Span.Start < s.Span.End && s.Span.End <= len(text) && strings.Contains(nlu.Plain(string(text[s.Span.Start:s.Span.End])), h.text)
		})
		if !said {
			return false
		}
	}
	return said
}

// scope is the first sentence that says which fields are supported.
func (t *turn) scope() clause.ID {
	for _, x := range t.ofAllFields() {
		return t.policy.Topics[x].Aspects[aspectNames[aspectFields]][0]
	}
	return clause.ID("title.1")
}

// chooseFirm asks which of several enterprises is to be assessed first, where facts of
// more than one are told. It reports whether it did.
func (t *turn) chooseFirm(names []string) bool {
	if len(names) == 0 || len(t.stated) == 0 {
		return false
	}
	t.kind, t.choices = KindClarify, names
	t.b.Line().Words("这里说到几家企业，情况不能混在一起算，一次测算一家。先算哪一家？请选一家，或只发这一家的情况。")
	return true
}

// smalltalk answers what is no question about the document, or leaves open which
// matter it is about: one line on what the assistant can do, and choices.
func (t *turn) smalltalk() {
	t.kind = KindClarify
	if t.choices = t.onLine(); len(t.choices) > 0 {
		t.b.Line().Words("您想问的是哪一项？请选一项。")
		return
	}
	if t.asks() && t.ofFieldAlone() {
		return
	}
	if t.asks() {
		t.b.Line().Words("您想问的是哪一项？请选一项，或说出措施的名称。")
	} else {
		t.b.Line().Words("我可以回答").Document().Words("的内容，也可以按您企业的情况测算能获得的支持。您想了解哪一项？")
	}
	if t.choices = t.within(t.narrow(t.q.greeted)); len(t.choices) == 0 {
		t.choices = t.widest()
	}
}

// ofFieldAlone asks which measure is meant where nothing is stated but the field of the enterprise (我们是
// 新材料企业，能拿多少奖励): which ones concern it is said, and the field is kept. It reports whether that is so.
func (t *turn) ofFieldAlone() bool {
	if !t.field() || t.numeric || t.q.numbers {
		return false
	}
	a := t.calc.Assess(t.facts, calc.Options{AsOf: t.qn.AsOf})
	t.assessment = &a
	near := t.borneOn()
	t.b.Overview(&a, near...)
	t.b.Line().Words("您想先看哪一项？请选一项，或说说企业的具体情况。")
	for _, m := range near {
		if name := t.policy.Topics[t.topicOf(m)].Name; a.Measures[m].Status != calc.NotMet && !slices.Contains(t.choices, name) {
			t.choices = append(t.choices, name)
		}
	}
	if len(t.choices) == 0 {
		t.choices = t.widest()
	}
	return true
}

// onLine says what the measures grant that have a line of the text that the question names
// (达到10亿奖多少), and gives their names; none where the question names none.
func (t *turn) onLine() []string {
	if !t.asks() || len(t.stated) > 0 {
		return nil
	}
	var out []string
	for _, x := range t.u.Quantities {
		value := x.Value
		if value == "" && x.Low == "" {
			value = x.High // 连5亿都没有，能拿吗
		}
		line, err := money.ParseAmount(value)
		if x.Kind != nlu.KindMoney || err != nil {
			continue
		}
		for i := range t.policy.Rules.Measures {
			name := t.policy.Topics[t.topicOf(i)].Name
			if !slices.Contains(out, name) && t.b.Tier(&t.policy.Rules.Measures[i], int64(line)).Known() {
				out = append(out, name)
			}
		}
	}
	return out
}

// asks says whether anything is asked that is no small talk.
func (t *turn) asks() bool {
	return slices.ContainsFunc(t.q.parts, func(p part) bool { return p.asks() && !p.has(talkWord) })
}

// within are the names of the topics that one of some topics is parted into, each about
// one measure; none where it is about one measure itself.
func (t *turn) within(topics []int) []string {
	var out []string
	for _, x := range topics {
		ids := t.policy.Topics[x].Measures
		for _, id := range ids {
			if name := t.policy.Topics[t.topicOf(t.measure(id))].Name; len(ids) > 1 && !slices.Contains(out, name) {
				out = append(out, name)
			}
		}
	}
	return out
}

// widest are the names of the widest topics about measures.
func (t *turn) widest() []string {
	var out []string
	for i := range t.policy.Topics {
		tp := &t.policy.Topics[i]
		wider := func(j int) bool {
			mu := t.policy.Topics[j].Measures
			return j != i && contains(mu, tp.Measures) && (len(mu) > len(tp.Measures) || j < i)
		}
		covered := false
		for j := range t.policy.Topics {
			covered = covered || wider(j)
		}
		if len(tp.Measures) > 0 && !covered {
			out = append(out, tp.Name)
		}
	}
	return out
}
