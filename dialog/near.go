package dialog

import (
	"slices"

	"suance/calc"
	"suance/calc/fact"
	"suance/dialog/ask"
)

// nearby says how far the next better outcome of each measure is; false if there is
// nothing to say.
func (u *turn) nearby() bool {
	a, scope := u.assess(), u.named()
	if len(scope) == 0 {
		scope = u.scope()
	}
	var first *calc.Result
	for i := range a.Measures {
		r := &a.Measures[i]
		if len(scope) > 0 && !slices.Contains(scope, r.ID) {
			continue
		}
		for _, n := range r.Near {
			u.out.Line().Words("· ").Title(r).Words("：").Calculated(n.Text)
			if first == nil {
				first = r
			}
		}
		if len(r.Near) == 0 && u.nextLine(r) && first == nil {
			first = r
		}
	}
	if first == nil {
		return false
	}
	u.engaged, u.kind = true, KindAssessment
	u.out.Offices(first)
	return true
}

// nextLine says how far a stated value of a measure lies below the next line of the
// text, where facts still open keep the calculator from saying what that adds. It
// reports whether there is such a line.
func (u *turn) nextLine(r *calc.Result) bool {
	if r.Status != calc.NotMet && r.Status != calc.NeedsFacts {
		return false
	}
	known := u.now.Settled()
	for i := range u.policy.Rules.Schema.Len() {
		sp := u.policy.Rules.Schema.Spec(i)
		v, exact := known.Get(sp.ID).Exact()
		if !exact || !sp.Near || !slices.Contains(u.uses[sp.ID], r.ID) {
			continue
		}
		next, ok := ask.NextBand(u.measure(r.ID), sp.ID, v)
		if !ok {
			continue
		}
		there := resultOf(u.figuresOf(known.With(sp.ID, fact.Point(next))), r.ID)
		if there.Status != calc.NotMet && u.out.Distance(r, sp, known.Get(sp.ID), next) {
			u.out.Words("假设达到了：").Headline(there, u.reference())
			return true
		}
	}
	return false
}

// resultOf is the result of a measure in an assessment that has it.
func resultOf(a *calc.Assessment, id string) *calc.Result {
	i := slices.IndexFunc(a.Measures, func(r calc.Result) bool { return r.ID == id })
	return &a.Measures[i]
}
