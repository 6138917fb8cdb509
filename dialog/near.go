package dialog

import (
	"slices"

	"suance/calc"
	"suance/calc/fact"
	"suance/calc/money"
	"suance/dialog/nlu"
)

// nearby says how far the next better outcome of each measure is; false if there is
// nothing to say.
func (u *turn) nearby() bool {
	a, scope := u.assess(), u.steppedIn()
	further := furtherWords.MatchString(u.text)
	var first *calc.Result
	for i := range a.Measures {
		r := &a.Measures[i]
		if len(scope) > 0 && !slices.Contains(scope, r.ID) {
			continue
		}
		for _, n := range r.Near {
			if further && u.nextLine(r, 2) {
				break
			}
			u.out.Line().Words("· ").Title(r).Words("：").Calculated(n.Text)
		}
		steps := 1
		if further {
			steps = 2
		}
		open := r.Status == calc.NotMet || r.Status == calc.NeedsFacts
		if first == nil && (len(r.Near) > 0 || open && u.nextLine(r, steps) || r.Status == calc.NotMet && u.short(r)) {
			first = r
		}
		if len(r.Near) > 0 || first == r {
			u.out.Sentence(r)
		}
	}
	if first == nil {
		return false
	}
	u.engaged, u.kind = true, KindAssessment
	u.out.Offices(first)
	return true
}

// steppedIn are the measures whose next step is asked for; none for all.
func (u *turn) steppedIn() []string {
	if named := u.named(); len(named) > 0 && !u.speaksOfScope() {
		return named
	}
	return u.scope()
}

// nextIsSaid says whether a message names the sum to which the next better outcome of a measure
// spoken of comes: that is the line which is asked for.
func (u *turn) nextIsSaid() bool {
	sums := except(nlu.Quantities(u.text), func(q nlu.Quantity) bool { return !isMoney(q) })
	if len(sums) == 0 {
		return false
	}
	scope := u.steppedIn()
	return slices.ContainsFunc(u.assess().Measures, func(r calc.Result) bool {
		return (len(scope) == 0 || slices.Contains(scope, r.ID)) && slices.ContainsFunc(r.Near, func(n calc.Near) bool {
			return slices.ContainsFunc(sums, func(q nlu.Quantity) bool { return comesTo(&r, n, q) })
		})
	})
}

// comesTo says whether a step brings a result to a sum.
func comesTo(r *calc.Result, n calc.Near, sum nlu.Quantity) bool {
	said, err := money.ParseAmount(sum.Number) // 到500万封顶 bounds it
	gain, ok := n.Gain.Amount()
	now, _ := r.Amount.Amount() // none of what is not met
	return err == nil && ok && now+gain == said
}

// speaksOfScope says whether a word of the message is one for a known number that what was
// asked for needs (销售额要到多少才封顶).
func (u *turn) speaksOfScope() bool {
	return slices.ContainsFunc(u.factsOf(u.scope()), func(sp *fact.Spec) bool {
		return numeric(sp) && u.now.Facts.Get(sp.ID).Known() && weaklyNames(sp, u.text)
	})
}

// furtherWords ask for the step after the next one.
var furtherWords = match(`再(往)?上|再下一档|下下一?档|^(那|那么)?更高一?档|再高一?档`)

// nextLine says how far a stated value of a measure lies below the next line of the
// text, or that many lines on, where facts still open keep the calculator from saying
// what that adds. It reports whether there is such a line.
func (u *turn) nextLine(r *calc.Result, steps int) bool {
	known := u.now.Settled()
	for i := range u.policy.Rules.Schema.Len() {
		sp := u.policy.Rules.Schema.Spec(i)
		v, exact := known.Get(sp.ID).Exact()
		if !exact || !sp.Near || !slices.Contains(u.uses[sp.ID], r.ID) {
			continue
		}
		next, ok := u.measure(r.ID).NextBand(sp.ID, v)
		for i := 1; i < steps && ok; i++ {
			next, ok = u.measure(r.ID).NextBand(sp.ID, next)
		}
		if !ok {
			continue
		}
		there := resultOf(u.figuresOf(known.With(sp.ID, fact.Point(next))), r.ID)
		if there.Status != calc.NotMet && u.out.Distance(r, sp, known.Get(sp.ID), next) {
			u.out.Words("假设达到了：").Headline(there, u.reference())
			if there.Status == calc.NeedsFacts {
				u.out.Possible(there)
			}
			return true
		}
	}
	return false
}

// short says how far a measure that is not met is from what it could be met with, where
// facts still open keep the calculator from saying what that pays; false if no single
// fact stands in the way.
func (u *turn) short(r *calc.Result) bool {
	x, ok := u.calc.Reach(u.now.Settled(), r.ID)
	if ok {
		u.out.Short(r, x)
	}
	return ok
}

// resultOf is the result of a measure in an assessment that has it.
func resultOf(a *calc.Assessment, id string) *calc.Result {
	i := slices.IndexFunc(a.Measures, func(r calc.Result) bool { return r.ID == id })
	return &a.Measures[i]
}
