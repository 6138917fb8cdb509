package nlu

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"suance/calc/fact"
)

// doubtSeconds has a value said back where another amount of its kind and size follows which nothing takes,
// and nothing between the two says what that is: it may well be the one that counts (营收由6亿修正为7亿;
// 营收一份6亿，另一份7亿).
func (rd *reading) doubtSeconds() {
	if len(rd.said) == 0 || len(rd.said) > reachOfWords {
		return
	}
	last, told := -1, -1 // the amount before, and what it was told of
	for i := range rd.toks {
		t := &rd.toks[i]
		switch {
		case tellsOtherwise(t.kind), t.kind == quantity && (rd.isPastBehind(i) || rd.isOnlyStep(i, &rd.amounts[t.amount])): // 今年6亿，5亿去年就到了
			last = -1
		case t.kind == quantity:
			if a := &rd.amounts[t.amount]; a.kind == countAmount && a.isOne() { // 一个2000万，一个1500万
				continue
			}
			k := rd.toldBy(t.amount)
			if last >= 0 && k < 0 && rd.isSecondOf(last, t.amount, told) {
				rd.said[told].confirm = true
			}
			if last = -1; k >= 0 {
				last, told = t.amount, k
			}
		}
	}
}

// doubtSteps has it said back that a sum was reached before where only a step of it is said to be, and the
// sum itself is not known, or may well have reached a higher one for the first time: 5亿前年就过了.
//
// A lower step leaves it as it is where the sum is reached for the first time, or where the step is only told of what was got for
// it: 首次达到50亿，营收63亿，早几年上10亿那会儿拿过100万.
func (rd *reading) doubtSteps() {
	lower := false
	for k := range rd.said {
		s := &rd.said[k]
		if s.step == 0 {
			continue
		}
		now, known := rd.reachedNow(s.fact)
		if known && mayBeLower(s.step, now) && rd.isOfLower(k) {
			rd.beside, lower = append(rd.beside, s.span), true
			continue
		}
		s.confirm = s.confirm || !known || mayBeLower(s.step, now)
		s.step = 0
	}
	if lower {
		rd.said = slices.DeleteFunc(rd.said, func(s statement) bool { return s.step != 0 })
	}
}

// reachedNow is the sum of which a fact says whether it was reached for the first time, as it is said to be, or known.
func (rd *reading) reachedNow(f int) (now int64, known bool) {
	sum := rd.sums[rd.group[f]] - 1
	now, known = rd.known(sum).Exact()
	for _, o := range rd.said[:min(len(rd.said), reachOfWords)] {
		if n, exact := o.value.Exact(); exact && o.fact == sum && o.why == "" && !o.withdrawn {
			now, known = n, true
		}
	}
	return now, known
}

// isLowerStep says whether a statement tells of a step that was reached before, which is far below the present sum.
func (rd *reading) isLowerStep(s *statement) bool {
	if s.step == 0 {
		return false
	}
	now, known := rd.reachedNow(s.fact)
	return known && mayBeLower(s.step, now)
}

// isOfLower says whether the statement at k, that a step was reached before, which is below the present one, says that of
// it alone: the present one is the first time, and something else is told too, or it is told of what was got for it.
func (rd *reading) isOfLower(k int) bool {
	f := rd.said[k].fact
	first, got := len(rd.said) > 1 && rd.known(f) == fact.Bool(true), false
	for j := range rd.said[:min(len(rd.said), reachOfWords)] {
		o := &rd.said[j]
		first = first || j != k && o.fact == f && o.value == fact.Bool(true)
		got = got || o.fact >= 0 && rd.isGot(o.fact) && rd.group[o.fact] == rd.group[f]
	}
	return first || got
}

// mayBeLower says whether a step is so far below a sum that another step may lie between.
func mayBeLower(step, sum int64) bool { return step <= sum/2 }

// tellsOtherwise says whether words of a kind say of what an amount beside them is.
func tellsOtherwise(k kind) bool {
	switch k {
	case policyWord, benefit, ask, polarAsk, otherSum, partial, difference, part, tier, requirement, stranger, plan, nextYear, supposition,
		pendingWord, period, year, unsaid, retraction, conditional, order, quoted, own, negation, correction, applied, hedge:
		return true
	}
	return false
}

// toldBy is the plain statement that an amount makes; -1 for none. An amount of another kind or one that was
// taken in any way is -2.
func (rd *reading) toldBy(a int) int {
	span := rd.amounts[a].span
	for k := range rd.said {
		s := &rd.said[k]
		if !s.span.Meets(span) {
			continue
		}
		if s.fact < 0 || s.why != "" || s.withdrawn || s.supposed || s.span != span || rd.schema.Spec(s.fact).Type == fact.YesNo {
			return -2
		}
		return k
	}
	for _, b := range rd.beside {
		if b.Meets(span) {
			return -2
		}
	}
	return -1
}

// isSecondOf says whether amount b may be another value of what amount a told.
func (rd *reading) isSecondOf(a, b, told int) bool {
	x, y := &rd.amounts[a], &rd.amounts[b]
	sums := x.kind == moneyAmount && y.kind == moneyAmount
	if !sums && (y.kind != countAmount || rd.unitCues[y.unit] == 0) || x.vague || y.vague || !x.value.IsPositive() || !rd.takes(rd.said[told].fact, y) {
		return false
	}
	ratio := y.value.Div(x.value)
	if ratio.Equal(decimal.NewFromInt(1)) || ratio.LessThan(decimal.New(25, -2)) || ratio.GreaterThan(decimal.NewFromInt(4)) {
		return false
	}
	around := rd.f.words(max(0, x.start-4), min(len(rd.f.run), y.end+3))
	return !strings.ContainsAny(around, "比较离距差赔拿领得奖补给。?!;\n占出掏全总档前申时那") && !strings.Contains(around, "减去")
}
