package dialog

import (
	"slices"

	"suance/calc"
	"suance/calc/fact"
	"suance/calc/money"
	"suance/dialog/ask"
)

// nearby says how far the next better outcome of each measure is; false if there is
// nothing to say.
func (u *turn) nearby() bool {
	a, scope := u.assess(), u.named()
	if len(scope) == 0 {
		scope = u.scope()
	}
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
	}
	if first == nil {
		return false
	}
	u.engaged, u.kind = true, KindAssessment
	u.out.Offices(first)
	return true
}

// furtherWords ask for the step after the next one.
var furtherWords = match(`再(往)?上|再下一档|下下一?档|更高一?档|再高一?档`)

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
		next, ok := ask.NextBand(u.measure(r.ID), sp.ID, v)
		for i := 1; i < steps && ok; i++ {
			next, ok = ask.NextBand(u.measure(r.ID), sp.ID, next)
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

// short says how far a stated value lies below the one from which a measure that is not
// met could be, where facts still open keep the calculator from saying what that pays. It
// reports whether there is such a value.
func (u *turn) short(r *calc.Result) bool {
	known := u.now.Settled()
	met := func(id fact.ID, v int64) bool {
		return resultOf(u.figuresOf(known.With(id, fact.Point(v))), r.ID).Status != calc.NotMet
	}
	for _, sp := range u.factsOf([]string{r.ID}) {
		v, exact := known.Get(sp.ID).Exact()
		if !exact || !sp.Near {
			continue
		}
		low, high := v, int64(fact.MaxCount)
		if sp.Type == fact.Money {
			high = int64(money.Max)
		}
		if whole, known := known.Get(sp.AtMost).Exact(); sp.AtMost != "" && known {
			high = whole
		}
		if high <= low || !met(sp.ID, high) {
			continue
		}
		for high-low > 1 { // it is not met at the one and is at the other
			if middle := low + (high-low)/2; met(sp.ID, middle) {
				high = middle
			} else {
				low = middle
			}
		}
		u.out.Short(r, sp, known.Get(sp.ID), high)
		return true
	}
	return false
}

// resultOf is the result of a measure in an assessment that has it.
func resultOf(a *calc.Assessment, id string) *calc.Result {
	i := slices.IndexFunc(a.Measures, func(r calc.Result) bool { return r.ID == id })
	return &a.Measures[i]
}
