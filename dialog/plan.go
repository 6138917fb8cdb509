package dialog

import (
	"slices"
	"strings"

	"suance/calc"
	"suance/calc/fact"
	"suance/dialog/session"
)

// plan chooses the fact to ask for: one that waits for confirmation or for its
// unit; the one asked for before, while nothing changed and it still matters;
// else the one that can move the most money. Empty: nothing is left to ask.
func (u *turn) plan() fact.ID {
	asking := u.now.Asking
	switch {
	case asking != "" && u.now.Waits(asking):
		return asking
	case len(u.now.Confirm) > 0:
		return u.now.Confirm[0]
	case u.now.Number.Text != "":
		return u.now.Number.Fact
	case !u.now.Begun:
		return ""
	case asking != "" && !u.changed: // it mattered when it was asked, and nothing has changed
		return asking
	}
	for _, s := range u.stakes() {
		if !u.now.Skips(s.Fact) && u.asked(s.Fact) {
			return s.Fact
		}
	}
	return ""
}

// stakes are the facts that can still change an outcome of what was asked for,
// those first that can move the most money.
func (u *turn) stakes() []calc.Stake {
	if u.stakesKnown == nil {
		u.stakesKnown = u.calc.Stakes(u.now.Settled(), u.scope())
	}
	return u.stakesKnown
}

// asked says whether the conversation may ask for a fact.
func (u *turn) asked(id fact.ID) bool {
	switch u.spec(id).Asked {
	case fact.Always:
		return true
	case fact.WhenMentioned:
		return slices.Contains(u.now.Spoken, id)
	}
	return false
}

// mention notes the facts, asked for only when mentioned, whose subject the text
// brings up.
func (u *turn) mention(text string) {
	for i := range u.policy.Rules.Schema.Len() {
		sp := u.policy.Rules.Schema.Spec(i)
		if sp.Asked != fact.WhenMentioned || slices.Contains(u.now.Spoken, sp.ID) {
			continue
		}
		for _, list := range [][]string{{sp.Label, sp.Short}, sp.Synonyms, sp.Words.Cues} {
			if slices.ContainsFunc(list, func(w string) bool { return w != "" && strings.Contains(text, w) }) {
				u.now.Spoken = session.With(u.now.Spoken, sp.ID)
				u.stakesKnown = nil
			}
		}
	}
}

// scope are the measures that were asked for, those that the policy still has;
// nil means all.
func (u *turn) scope() []string {
	var ids []string
	asked := u.now.Scope
	if len(asked) == 0 && !u.now.All {
		asked = u.now.Topic
	}
	for _, id := range asked {
		if u.measure(id) != nil {
			ids = append(ids, id)
		}
	}
	return ids
}

// measure is a measure of the policy.
func (u *turn) measure(id string) *calc.Measure { return u.policy.Rules.Measure(id) }

// usesOf lists the measures that each fact bears on: those that need it while
// nothing is known.
func usesOf(c *calc.Calculator) map[fact.ID][]string {
	uses := map[fact.ID][]string{}
	for _, m := range c.Outcomes(fact.Set{}).Measures {
		for _, id := range m.Missing {
			uses[id] = append(uses[id], m.ID)
		}
	}
	return uses
}
