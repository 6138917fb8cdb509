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
	"suance/dialog/pattern"
)

// nearby says how far the next better outcome of each measure is; false if there is
// nothing to say.
func (u *turn) nearby() bool {
	a, scope := u.assess(), u.steppedIn()
	steps := u.stepsUp()
	var first *calc.Result
	for i := range a.Measures {
		r := &a.Measures[i]
		if len(scope) > 0 && !slices.Contains(scope, r.ID) {
			continue
		}
		for _, n := range r.Near {
			if steps > 1 && u.nextLine(r, steps) {
				break
			}
			u.out.Nearer(r, n)
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
	u.now.Steps = steps
	u.out.Offices(first)
	return true
}

// stepsUp is how many steps up a message asks about: one, the next; and one more than the message before where that
// asked of a step too and this goes on from there (下一档呢, then 再上一档呢).
func (u *turn) stepsUp() int {
	switch {
	case u.hears(furtherWords, u.text) && u.was.Steps > 0:
		return u.was.Steps + 1
	case u.hears(secondNext, u.text):
		return 2
	}
	return 1
}

// target answers how much of something it takes (产能12万辆，产量要到多少才能拿满) by the least amount that
// does, where what is known settles that, and how far it is to an amount that is named (到50亿还差多少); false if
// it does not, or if the next better outcome says it.
func (u *turn) target() bool {
	if u.now.Settled().Empty() {
		return false
	}
	part := u.askedPart(u.stated)
	if u.stated && !takesHowMuch.MatchString(part) {
		part = lastClause(u.text) // 产能12万辆，新能源要多少辆才够
	}
	wanted := wantedIn(part)
	lacks := wanted > 0 && wanted != calc.Top && lacksWhat.MatchString(part)      // 想拿2000万还缺什么, which any number may bring
	if !lacks && !takesHowMuch.MatchString(part) || sumCapped.MatchString(part) { // 奖励多少封顶
		return false
	}
	var first *calc.Result
	for i := range u.policy.Rules.Measures {
		r := resultOf(u.figures(), u.policy.Rules.Measures[i].ID)
		if !u.knowsOf([]string{r.ID}) || u.stated && !u.bearsOnStated(r.ID) {
			continue
		}
		var there *calc.Result
		granted := len(u.factsNamed(part)) == 0 && slices.Contains(answer.Sums(u.policy, r.ID), wanted)
		for _, sp := range u.factsOf([]string{r.ID}) {
			var at *calc.Result
			lacks := lacks || granted // 到2000万还差多少, of which any number may bring them
			if (wanted != 0 || r.Status == calc.NeedsFacts && !u.now.Settled().Get(sp.ID).Known()) && (lacks && u.now.Settled().Get(sp.ID).Known() || !lacks && u.asksAmountOf(sp, part)) {
				at = u.leastFor(r, sp, wanted)
			}
			if at == nil && !(granted && sp.Type == fact.Count) { // 到2000万 is no number of vehicles
				at = u.amountAway(r, sp, part)
			}
			if at == nil {
				continue
			}
			if there = at; !lacks {
				break
			}
		}
		if there == nil {
			continue
		}
		if u.out.Passage(there); first == nil {
			first = r
		}
		if u.stated && len(u.scope()) == 0 && !u.now.All {
			u.widen([]string{r.ID}) // 整车企业，产能15万，新能源多少才够
		}
	}
	if first == nil {
		return false
	}
	u.engaged, u.kind = true, KindAssessment
	u.out.Offices(first)
	return true
}

// leastFor says from which value of a fact on a measure comes to a sum that is wanted or, of none, from which on
// it pays each sum that the text names, and is what it comes to at the last; nil if there is no such value, or it
// brings next to nothing.
func (u *turn) leastFor(r *calc.Result, sp *fact.Spec, wanted money.Amount) *calc.Result {
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
	var there *calc.Result
	for i, x := range targets {
		if i > 0 {
			u.out.Passage(there)
		}
		there = resultOf(u.figuresOf(u.now.Settled().With(sp.ID, fact.Point(x.Target))), r.ID)
		if i == 0 && there.Status == calc.Payable && !answer.Worthwhile(there.Amount) {
			return nil // of a share that grows with every yuan the document tells more
		}
		u.out.Reaching(r, x)
	}
	return there
}

// amountAway says how far the known value of a fact is from a higher one that a text names as where to come to, and
// is what a measure comes to there; nil if it names none, or the measure is not met with it.
func (u *turn) amountAway(r *calc.Result, sp *fact.Spec, text string) *calc.Result {
	have := u.now.Settled().Get(sp.ID)
	now, exact := have.Exact()
	if !exact || !sp.Near || !u.hears(awayFrom, text) || !weaklyNames(sp, text) && len(u.factsNamed(text)) > 0 {
		return nil
	}
	to := u.valuesIn(sp.ID, text, &nlu.Understanding{Quantities: nlu.Quantities(text)})
	if len(to) != 1 || to[0] <= now {
		return nil
	}
	there := resultOf(u.figuresOf(u.now.Settled().With(sp.ID, fact.Point(to[0]))), r.ID)
	if there.Status == calc.NotMet {
		return nil
	}
	u.out.Away(sp, have, to[0])
	u.reached(there)
	return there
}

// reached says what comes of a measure at the value that was just named.
func (u *turn) reached(there *calc.Result) {
	u.out.Words("假设达到了：").Headline(there, u.reference())
	if there.Status == calc.NeedsFacts {
		u.out.Possible(there)
	}
}

// bearsOnStated says whether what the message states anew, if anything, bears on a measure.
func (u *turn) bearsOnStated(measure string) bool {
	stated := differing(u.was.Facts, u.now.Facts)
	return len(stated) == 0 || slices.ContainsFunc(stated, func(id fact.ID) bool { return slices.Contains(u.uses[id], measure) })
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

// isWanted says whether a sum of a question is one to come to (要拿到800万得采购多少), and none of a fact.
func (u *turn) isWanted(x nlu.Unclear) bool {
	runes := []rune(u.text)
	return x.Span.End <= len(runes) && toHave.MatchString(string(runes[:x.Span.Start])) && takesHowMuch.MatchString(string(runes[x.Span.End:]))
}

// toHave ends before a sum that one would have.
var toHave = pattern.Of(`[拿领得补奖享][到满足够]?$`)

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

// topWords ask for all that can be had, takesHowMuch for the amount that it takes to have something, lacksWhat for
// whatever it takes; awayFrom asks how far it is.
var (
	topWords     = pattern.Of(`拿[满足]|封顶|到顶|顶格|满额|全额|上限|最高`)
	takesHowMuch = pattern.Of(`(多少|几)[^，。？?]{0,4}(才|就?(能|可以|会)|拿[满足]|封顶|够)|(要|得|需要?|达|做|干|搞|生产|采购|造|买|卖|产|差)到?(多少|几)|[差有]多远`)
	lacksWhat    = pattern.Of(`(差|缺|少|欠)[点些了]?(什么|啥|哪些|哪样)|(怎[么样]|如何|咋样?)[^，。？?]{0,4}(能|可以|会)[^，。？?]{0,3}(拿|领|得|补)|(需要?|要|得)(有|具备|满足|做到?|达到)?(什么|哪些|啥)[^，。？?]{0,6}(才|就)?(能|可以|$)|(要|得|该)(怎[么样]|如何|咋)(样|办|做)?[呢？?。 ]*$`)
	awayFrom     = pattern.Of(`差(多少|几)|[差有]多远`)
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

// furtherWords go on to a step after that spoken of, or else to the next; secondNext asks for the step after the next,
// stepAsked for any.
var (
	furtherWords = pattern.Of(`再(往)?上|再下一档|下下一?档|^(那|那么)?更高一?档|再高一?档`)
	secondNext   = pattern.Of(`再下一档|下下一?档`)
	stepAsked    = pattern.Of(`差(多少|几|多远)|[上下高]一?个?(档|台阶)|还有多远`)
)

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
		if there.Status != calc.NotMet && u.out.Distance(r, sp, known.Get(sp.ID), next, steps) {
			u.reached(there)
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
