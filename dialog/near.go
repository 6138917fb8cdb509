package dialog

import (
	"cmp"
	"slices"
	"strings"

	"suance/calc"
	"suance/calc/fact"
	"suance/calc/money"
	"suance/dialog/answer"
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

// target answers how much of something it takes (产能12万辆，产量要到多少才能拿满) by the least amount that
// does, where what is known settles that; false if it does not, or if the next better outcome says it.
func (u *turn) target() bool {
	part := u.askedPart(u.stated)
	if u.stated && !takesHowMuch.MatchString(part) {
		part = lastClause(u.text) // 产能12万辆，新能源要多少辆才够
	}
	if u.now.Settled().Empty() || !takesHowMuch.MatchString(part) || sumCapped.MatchString(part) { // 奖励多少封顶
		return false
	}
	wanted, told := wantedIn(part), false
	for i := range u.policy.Rules.Measures {
		r := resultOf(u.figures(), u.policy.Rules.Measures[i].ID)
		if !u.knowsOf([]string{r.ID}) || u.stated && !u.bearsOnStated(r.ID) || wanted == 0 && r.Status != calc.NeedsFacts {
			continue
		}
		for _, sp := range u.factsOf([]string{r.ID}) {
			if !u.asksAmountOf(sp, part) || !u.sayTargets(r, sp, wanted) {
				continue
			}
			if !told {
				u.out.Offices(r)
			}
			told = true
			if u.stated && len(u.scope()) == 0 && !u.now.All {
				u.widen([]string{r.ID}) // 整车企业，产能15万，新能源多少才够
			}
			break
		}
	}
	if told {
		u.engaged, u.kind = true, KindAssessment
	}
	return told
}

// sayTargets says from which value of a fact on a measure comes to the sum that is wanted or, of none, from
// which on it pays each sum that the text names; false if there is no such value, or it brings next to nothing.
func (u *turn) sayTargets(r *calc.Result, sp *fact.Spec, wanted money.Amount) bool {
	sums := []money.Amount{wanted}
	if wanted == 0 {
		sums = append(sums, answer.Sums(u.policy, r.ID)...)
	}
	var targets []calc.Reach
	for _, sum := range sums {
		if x, ok := u.calc.LeastFor(u.now.Settled(), r.ID, sp.ID, sum); ok {
			targets = append(targets, x)
		}
	}
	slices.SortFunc(targets, func(a, b calc.Reach) int { return cmp.Compare(a.Target, b.Target) })
	targets = slices.CompactFunc(targets, func(a, b calc.Reach) bool { return a.Target == b.Target })
	if len(targets) == 0 {
		return false
	}
	least := u.figuresOf(u.now.Settled().With(sp.ID, fact.Point(targets[0].Target)))
	if there := resultOf(least, r.ID); there.Status == calc.Payable && !answer.Worthwhile(there.Amount) {
		return false // of a share that grows with every yuan the document tells more
	}
	for i, x := range targets {
		u.out.Reaching(r, x)
		if i == len(targets)-1 || wanted == 0 {
			u.out.Passage(resultOf(u.figuresOf(u.now.Settled().With(sp.ID, fact.Point(x.Target))), r.ID))
		}
	}
	return true
}

// bearsOnStated says whether what the message states bears on a measure.
func (u *turn) bearsOnStated(measure string) bool {
	return slices.ContainsFunc(differing(u.was.Facts, u.now.Facts), func(id fact.ID) bool { return slices.Contains(u.uses[id], measure) })
}

// wantedIn is the sum that a question wants to come to: the one that it names, or the most that can be had;
// 0 if it only asks for anything.
func wantedIn(text string) money.Amount {
	for _, q := range nlu.Quantities(text) {
		if sum, err := money.ParseAmount(q.Number); (isMoney(q) || q.Kind == nlu.KindNumber) && err == nil {
			return sum
		}
	}
	if topWords.MatchString(text) {
		return calc.Top
	}
	return 0
}

// asksAmountOf says whether a question asks for an amount of a fact: by its name, by its unit, or, without
// either, of one that is known.
func (u *turn) asksAmountOf(sp *fact.Spec, text string) bool {
	switch {
	case weaklyNames(sp, text):
		return true
	case len(u.factsNamed(text)) > 0:
		return false
	case sp.Unit != "":
		return strings.Contains(text, "多少"+sp.Unit) || strings.Contains(text, "几"+sp.Unit)
	}
	return u.now.Settled().Get(sp.ID).Known()
}

// topWords ask for all that can be had, takesHowMuch for the amount that it takes to have something.
var (
	topWords     = match(`拿[满足]|封顶|到顶|顶格|满额|全额|上限|最高`)
	takesHowMuch = match(`(多少|几)[^，。？?]{0,4}(才|就?(能|可以|会)|拿[满足]|封顶|够)|(要|得|需要?|达|做|干|搞|生产|采购|造|买|卖|产|差)到?(多少|几)`)
)

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
