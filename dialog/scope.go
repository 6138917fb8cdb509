package dialog

import (
	"slices"
	"strings"

	"suance/calc"
	"suance/dialog/pattern"
)

// dwell notes the measures that were asked about before anything else, or later of which a
// sum was asked for or that were brought up, or else the planned matter, which grants nothing,
// unless the person is in the middle of a question or asked for figures of their own.
func (u *turn) dwell(planned string) {
	if u.onOwn() || u.stated ||
		u.now.Begun && !u.hears(wantWords, u.text) && !u.hears(topicWords, u.text) {
		return
	}
	if named := u.named(); len(named) > 0 && !slices.Equal(named, u.now.Topic) {
		if strings.HasSuffix(strings.TrimRight(u.text, "？? "), "呢") { // 智能工厂给多少 … 数字化车间呢
			for _, id := range u.now.Topic {
				if !slices.Contains(named, id) && u.measure(id) != nil {
					named = append(slices.Clone(named), id)
				}
			}
		}
		u.now.Topic, u.stakesKnown = named, nil
	} else if len(named) == 0 && planned != "" && u.measure(planned) == nil {
		u.now.Topic, u.stakesKnown = []string{planned}, nil
	}
}

// onOwn says whether the person is in the middle of a question, or asked for figures of their own.
func (u *turn) onOwn() bool { return u.now.Asking != "" || u.now.All || len(u.now.Scope) > 0 }

// turnTopic makes measures that were named without anything being stated of them (企业打算申报链主) what the
// document is asked about next, as dwell does those that were asked about.
func (u *turn) turnTopic(named []string) {
	if len(named) > 0 && !u.onOwn() {
		u.now.Topic, u.stakesKnown = named, nil
	}
}

// leaveTopic lets go of what the document was asked about, where a statement bears
// on other measures. The field of an enterprise is said in any talk.
func (u *turn) leaveTopic(list []statement) {
	focus := u.policy.Rules.Focus
	if len(u.now.Topic) == 0 || !slices.ContainsFunc(list, func(s statement) bool {
		return (focus == nil || s.id != focus.Fact) && !slices.ContainsFunc(u.uses[s.id], func(m string) bool { return slices.Contains(u.now.Topic, m) })
	}) {
		return
	}
	topic := slices.DeleteFunc(slices.Clone(u.now.Topic), func(id string) bool { return u.measure(id) == nil })
	u.now.Topic = nil
	u.stale()
	if u.was.Begun && u.was.Asking == "" { // what was asked about is told: this is asked beside it
		for _, s := range list {
			if ms := u.uses[s.id]; len(ms) == 1 && !slices.Contains(topic, ms[0]) {
				topic = append(slices.Clone(topic), ms[0])
			}
		}
		u.now.Scope = topic
	}
}

// knowsOf says whether something particular to one of the measures is known.
func (u *turn) knowsOf(measures []string) bool {
	const few = 2 // a fact that bears on more tells of no measure
	for _, id := range differing(u.Begin().Facts, u.now.Settled()) {
		if ms := u.uses[id]; len(ms) <= few && slices.ContainsFunc(ms, func(m string) bool { return slices.Contains(measures, m) }) {
			return true
		}
	}
	return false
}

// widen takes the measures into what is asked for; nil means all, and who asked
// for all keeps being asked about all.
func (u *turn) widen(named []string) {
	u.now.Begun = true
	if len(u.now.Topic) > 0 {
		u.now.Topic, u.stakesKnown, u.changed = nil, nil, true
	}
	scope := named
	switch {
	case len(named) == 0:
		u.now.All = true
	case u.now.All && u.hears(onlyWords, u.text):
		u.now.All = false // the rest when it is asked for: 先算采购那块能拿多少
	case u.now.All && !u.needsFacts(named):
		scope = nil
	case (u.now.Asking != "" || u.hears(addWords, u.text) || trailsOff(u.text) || u.stated && u.hears(besideWords, u.text)) && len(u.now.Scope) > 0: // what was asked for before is still open
		scope = slices.Clone(u.now.Scope)
		for _, id := range named {
			if !slices.Contains(scope, id) {
				scope = append(scope, id)
			}
		}
	}
	if !slices.Equal(scope, u.now.Scope) {
		u.now.Scope = scope
		u.stakesKnown, u.changed = nil, true
	}
}

// needsFacts says whether one of the measures waits for facts.
func (u *turn) needsFacts(ids []string) bool {
	a := u.figures()
	return slices.ContainsFunc(ids, func(id string) bool { return resultOf(a, id).Status == calc.NeedsFacts })
}

// backToAll goes on with all that is asked for, once nothing is left to ask of what was
// asked for in between, and says what came of that.
func (u *turn) backToAll() {
	if !u.now.All || len(u.now.Scope) == 0 {
		return
	}
	named := u.now.Scope
	u.now.Scope = nil
	u.stale()
	if !u.based && u.changed {
		u.sofar(named)
	}
}

// onlyWords narrow what is asked for.
var onlyWords = pattern.Of(`(先|只|单独?|就|光)(帮我|给我)?(算|看|说|问|讲)|(先|只|单独?|光)(问|看|说)?[^，。？?]{1,12}能`)
