package ask

import (
	"slices"
	"strings"

	"suance/calc/fact"
	"suance/dialog/nlu"
	"suance/knowledge"
	"suance/knowledge/clause"
)

// withValidity is a policy that has a topic about its own standing and validity,
// whether its data name one or not: everybody asks whether it is in force.
func withValidity(p *knowledge.Policy) *knowledge.Policy {
	for i := range p.Topics {
		if len(p.Topics[i].Aspects["validity"]) > 0 {
			return p
		}
	}
	said := map[string][]clause.ID{}
	tp := knowledge.Topic{ID: "validity", Name: "文件状态和有效期", Aspects: said}
	for _, x := range []struct{ aspect, at string }{{"validity", p.Rules.Validity.Clause}, {"standing", p.Rules.Standing.Clause}} {
		if id := clause.ID(x.at); p.Doc.Has(id) {
			tp.Clause = id.Clause()
			said[x.aspect] = []clause.ID{id}
			said[aspectNames[aspectTimes]] = append(said[aspectNames[aspectTimes]], id)
		}
	}
	if len(said) == 0 {
		return p
	}
	out := *p
	out.Topics = append(slices.Clone(p.Topics), tp)
	if len(said["validity"]) == 0 { // a standing alone answers too
		said["validity"] = said["standing"]
	}
	return &out
}

// withMeasures is a policy in which each measure is a matter to ask about: one that
// no topic is about is known by its title.
func withMeasures(p *knowledge.Policy) *knowledge.Policy {
	out := *p
	for i := range p.Rules.Measures {
		m := &p.Rules.Measures[i]
		if slices.ContainsFunc(p.Topics, func(t knowledge.Topic) bool { return slices.Contains(t.Measures, m.ID) }) {
			continue
		}
		var said []clause.ID
		for _, s := range m.Sentences {
			said = append(said, clause.ID(s))
		}
		at := clause.ID(m.Clause).Clause()
		tp := knowledge.Topic{ID: m.ID, Name: m.Title, Words: []string{m.Title}, Measures: []string{m.ID}, Clause: at,
			Aspects: map[string][]clause.ID{aspectNames[aspectAmount]: said, aspectNames[aspectCondition]: said}}
		for _, kind := range []string{"奖励", "补助", "补贴", "补偿", "分担"} {
			if short, ok := strings.CutSuffix(m.Title, kind); ok {
				tp.Words = append(tp.Words, short)
			}
		}
		if _, err := p.Doc.QuoteOffices(at); err == nil {
			tp.Aspects[aspectNames[aspectOffice]] = []clause.ID{at}
		}
		out.Topics = append(slices.Clip(out.Topics), tp)
	}
	return &out
}

// topicsOf are the topics that a part names. A mere industry (新材料) is a topic
// only where nothing else is named.
func (a *Asker) topicsOf(p *part) []int { return p.args(topicWord) }

// narrow drops what a more particular topic of the set already says: 首台（套）
// beside its insurance, an industry beside a measure.
func (a *Asker) narrow(topics []int) []int {
	var out []int
	for _, t := range topics {
		if slices.Contains(out, t) {
			continue
		}
		if !slices.ContainsFunc(topics, func(u int) bool { return a.supersedes(u, t) }) {
			out = append(out, t)
		}
	}
	slices.Sort(out)
	return out
}

// supersedes says whether topic u says all that t would, more particularly.
func (a *Asker) supersedes(u, t int) bool {
	if u == t {
		return false
	}
	if a.weak[t] {
		return !a.weak[u]
	}
	mu, mt := a.policy.Topics[u].Measures, a.policy.Topics[t].Measures
	if len(mu) == 0 || !contains(mt, mu) {
		return false
	}
	return len(mu) < len(mt) || len(a.said[u]) < len(a.said[t]) && contains(a.said[t], a.said[u])
}

func contains[T comparable](all, some []T) bool {
	return !slices.ContainsFunc(some, func(s T) bool { return !slices.Contains(all, s) })
}

// saidOf are the sentences of each topic, offices aside.
func saidOf(p *knowledge.Policy) [][]clause.ID {
	order := map[clause.ID]int{}
	for i, s := range p.Doc.Sentences() {
		order[s.ID] = i
	}
	out := make([][]clause.ID, len(p.Topics))
	for i, t := range p.Topics {
		for name, ids := range t.Aspects {
			for _, id := range ids {
				if name != aspectNames[aspectOffice] && !slices.Contains(out[i], id) {
					out[i] = append(out[i], id)
				}
			}
		}
		slices.SortFunc(out[i], func(x, y clause.ID) int { return order[x] - order[y] })
	}
	return out
}

// weakTopics are those whose words are options of a fact: people say them to
// describe themselves.
func weakTopics(p *knowledge.Policy) []bool {
	options := map[string]bool{}
	s := p.Rules.Schema
	for i := range s.Len() {
		if sp := s.Spec(i); sp.Type == fact.Choice {
			for _, o := range sp.Options {
				options[nlu.Plain(o.Label)] = true
			}
		}
	}
	weak := make([]bool, len(p.Topics))
	for i, t := range p.Topics {
		if len(t.Measures) > 0 {
			continue
		}
		for _, w := range t.Words {
			if options[nlu.Plain(w)] {
				weak[i] = true
			}
		}
	}
	return weak
}

// absencesOf are the absent matters that a part names, by more than the name of a
// place, and that none of its topics answers.
func (a *Asker) absencesOf(p *part, topics []int) []int {
	var out []int
	for _, h := range p.hits {
		place := func(o hit) bool {
			return (o.sort == placeWord || o.sort == topicWord) && o.from == h.from && o.to == h.to
		}
		if h.sort == absenceWord && !slices.Contains(out, h.arg) && !p.handsIn(h) && !a.answers(topics, a.policy.Absent[h.arg].ID) && !slices.ContainsFunc(p.hits, place) {
			out = append(out, h.arg)
		}
	}
	return out
}

// handsIn says whether right behind a word it is asked whom to give that (申请材料要交给谁): the office
// is asked for, and not the thing.
func (p *part) handsIn(thing hit) bool {
	return slices.ContainsFunc(p.hits, func(h hit) bool {
		return h.sort == cueWord && aspect(h.arg) == aspectOffice && h.from >= thing.to && h.from <= thing.to+2 && strings.ContainsAny(h.text[:len("交")], "交递送往")
	})
}

// overruled are the absences of a part that its topics do answer.
func (a *Asker) overruled(p *part, topics []int) []string {
	var out []string
	for _, x := range a.absencesOf(p, nil) {
		if id := a.policy.Absent[x].ID; a.answers(topics, id) {
			out = append(out, id)
		}
	}
	return out
}

// answers says whether one of the topics has the aspect.
func (a *Asker) answers(topics []int, name string) bool {
	return slices.ContainsFunc(topics, func(t int) bool {
		return len(a.policy.Topics[t].Aspects[name]) > 0
	})
}

// overlapping are the topics that say what holds of benefits that overlap.
func overlapping(p *knowledge.Policy) []int {
	var out []int
	for i := range p.Topics {
		if len(p.Topics[i].Aspects[aspectNames[aspectTogether]]) > 0 {
			out = append(out, i)
		}
	}
	return out
}
