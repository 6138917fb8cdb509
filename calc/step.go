package calc

import (
	"math/big"
	"strings"

	"suance/calc/fact"
	"suance/calc/money"
)

// steps writes the calculation of a settled measure so that it can be redone on a
// desk calculator. The amount of the last step is the measure's amount.
func (r *run) steps(i int, s *settled) []Step {
	if s.status == NotMet || s.status == NeedsFacts {
		return nil
	}
	m := r.measures[i]
	st := stepper{r: r, m: m.src, source: m.source}
	l := m.leafAt(r.box)
	if l == nil || !r.within(l, &m.src.Branches[l.branch]) {
		st.whatever(s, r.awards[i])
		return st.steps
	}
	st.branch = &m.src.Branches[l.branch]
	st.formula(l)
	st.capStep(l)
	st.receivedStep(l)
	if s.status == Superseded {
		st.supersededSteps(r.awards[i])
	}
	return st.steps
}

// leafAt is the leaf of a box whose formula's facts are single values: the leaf
// in which its lower ends lie; nil where they lie in none that pays.
func (m *measure) leafAt(box []dom) *leaf {
	for i := range m.leaves {
		if l := &m.leaves[i]; l.holds(box) {
			if l.branch < 0 {
				return nil
			}
			return l
		}
	}
	return nil
}

// within says whether one leaf alone decides a box, so that its calculation can be written out: all
// that its formula uses is exact, and what its conditions and bands leave open falls into one band,
// whatever it is (60多亿 into that of 50亿).
func (r *run) within(l *leaf, b *Branch) bool {
	for _, u := range l.uses {
		if d := r.box[u.v]; d.lo != d.hi {
			return false
		}
	}
	for i := range l.spans {
		s := &l.spans[i]
		if d := r.box[s.v]; d.meet(s.dom, s.choice) != d {
			return false
		}
	}
	for _, p := range b.Amount {
		for _, t := range p {
			if !r.sayable(t) {
				return false
			}
		}
	}
	return true
}

// sayable says whether the fact by which a term takes its band or its place in a row is known well
// enough to be written: a band's within a range.
func (r *run) sayable(t Term) bool {
	switch t := t.(type) {
	case ByBand:
		v, _ := r.c.rules.Schema.Index(t.Fact)
		return r.exact(v) || r.value(v).Known()
	case ByOrdinal:
		v, _ := r.c.rules.Schema.Index(t.Fact)
		return r.exact(v)
	}
	return true
}

// stepper writes the steps of one measure.
type stepper struct {
	r      *run
	m      *Measure
	branch *Branch
	source string
	steps  []Step
	fen    int64 // the amount so far
	cut    bool  // fractions of a fen were cut off
}

func (st *stepper) line() *line { return st.r.line(st.source) }

func (st *stepper) add(l *line, fen int64) {
	st.fen = fen
	st.steps = append(st.steps, Step{Text: l.text(), Amount: amountFigure(fen, st.source)})
}

// whatever is the step of an outcome that is settled although facts of its
// calculation are open.
func (st *stepper) whatever(s *settled, award int64) {
	l := st.line()
	switch {
	case s.status == Superseded:
		l.words("本市其他同类政策的金额").amount(award).words("，高于本措施在各种可能情形下的金额，按就高、不重复，本措施不再计发")
	default:
		l.words("尚未提供的情况在各种可能下都不影响金额，均为").amount(s.amount)
	}
	st.add(l, s.amount)
}

// formula writes the sum of products.
func (st *stepper) formula(l *leaf) {
	if len(st.branch.Amount) == 1 {
		st.product(st.branch.Amount[0], &l.formula, 0)
		return
	}
	for k := range st.branch.Amount {
		st.product(st.branch.Amount[k], &l.formula, k)
	}
	fen, whole := l.raw(st.r.box)
	t := st.line().words("以上各项合计")
	st.rounding(t, whole)
	st.add(t, fen)
}

// product writes one product; an increment gets a step of its own first.
func (st *stepper) product(p Product, f *formula, k int) {
	for _, t := range p {
		if inc, ok := t.(Increment); ok {
			st.increment(inc)
		}
	}
	l := st.line()
	st.terms(l, p)
	one := formula{products: f.products[k : k+1], received: -1}
	fen, whole := one.raw(st.r.box)
	if whole {
		st.add(l, fen)
		return
	}
	st.cut = true
	if st.last(f, k) {
		st.rounding(l, false)
		st.add(l, fen)
		return
	}
	st.fen = fen
	st.steps = append(st.steps, Step{Text: l.text(), Amount: exactFigure(one.rat(st.r.box), st.source)})
}

// last says that no step follows product k.
func (st *stepper) last(f *formula, k int) bool {
	if len(f.products) > 1 || f.received >= 0 && st.r.box[f.received].lo > 0 {
		return false
	}
	one := formula{products: f.products[k : k+1], received: -1}
	fen, _ := one.raw(st.r.box)
	return f.cap == 0 || fen < f.cap
}

// rounding says, where it is so, that fractions of a fen were cut off.
func (st *stepper) rounding(l *line, whole bool) {
	if !whole {
		l.words("，不足一分的部分舍去")
	}
}

// increment writes this year's figure less last year's.
func (st *stepper) increment(t Increment) {
	now, before := st.spec(t.Now), st.spec(t.Before)
	a, b := st.val(t.Now), st.val(t.Before)
	l := st.line().words(name(now)).value(now, a).words("，减去").words(name(before)).value(before, b).words("，新增部分")
	if now.Type == fact.Money {
		st.add(l, max(0, a-b))
		return
	}
	more := max(0, a-b)
	st.steps = append(st.steps, Step{Text: l.text(), Amount: Figure{decimal: plainValue(now, more), text: now.Say(more), source: st.source}})
}

func (st *stepper) spec(id fact.ID) *fact.Spec { return st.r.c.rules.Schema.Lookup(id) }

func (st *stepper) val(id fact.ID) int64 {
	v, _ := st.r.c.rules.Schema.Index(id)
	return st.r.box[v].lo
}

// terms writes the factors of a product.
func (st *stepper) terms(l *line, p Product) {
	for i, t := range p {
		if i > 0 {
			l.words("×")
		}
		switch t := t.(type) {
		case Sum:
			st.sum(l, t, len(p) == 1)
		case Ratio:
			l.share(t)
		case Value:
			st.factor(l, t)
		case Increment:
			l.words("新增部分")
			st.times(l, st.spec(t.Now), max(0, st.val(t.Now)-st.val(t.Before)), t.Every)
		case Capped:
			st.capped(l, t)
		case ByBand:
			st.band(l, t, len(p) == 1)
		case ByOrdinal:
			st.ordinal(l, t)
		}
	}
}

func (st *stepper) sum(l *line, t Sum, alone bool) {
	switch {
	case alone && st.m.Kind == UpTo:
		l.words("条文只规定上限，最高不超过")
	case alone:
		l.words("符合条件，按标准")
	}
	l.amount(int64(t))
}

func (st *stepper) factor(l *line, t Value) {
	sp, v := st.spec(t.Fact), st.val(t.Fact)
	l.words(name(sp)).value(sp, v)
	if t.Limit > 0 && v > t.Limit {
		l.words("（最多按").value(sp, t.Limit).words("计）")
	}
	if t.Above > 0 {
		l.words("超过").value(sp, t.Above).words("的部分")
	}
	if t.Limit > 0 {
		v = min(v, t.Limit)
	}
	st.times(l, sp, max(0, v-t.Above), t.Every)
}

// times writes how many whole times something is in a value, if that counts.
func (st *stepper) times(l *line, sp *fact.Spec, v, every int64) {
	if every > 0 {
		l.words("（每满").value(sp, every).words("计一次，共").figure(countFigure(v/every, "次", st.source)).words("）")
	}
}

func (st *stepper) capped(l *line, t Capped) {
	base, rate := st.spec(t.Base), st.spec(t.Rate)
	l.words(name(base)).value(base, st.val(t.Base))
	v, _ := st.r.c.rules.Schema.Index(t.Rate)
	limit := new(big.Int).Mul(big.NewInt(t.Limit.Num), big.NewInt(int64(money.One)))
	limit.Quo(limit, big.NewInt(t.Limit.Den))
	if r := st.r.box[v].lo; st.r.exact(v) && limit.Cmp(big.NewInt(r)) < 0 {
		l.words("×").share(t.Limit).words("÷").value(rate, r)
		l.words("（").words(name(rate)).words("高于").share(t.Limit).words("的部分不计）")
	}
}

// band writes the band that the fact reaches.
func (st *stepper) band(l *line, t ByBand, alone bool) {
	sp, v := st.spec(t.Fact), st.val(t.Fact)
	k := -1
	for i, b := range t.Bands {
		if v > b.From || !b.Above && v == b.From {
			k = i
		}
	}
	switch {
	case k < 0:
		st.said(l.words(name(sp)), sp).words("，未达到最低一档")
	case alone:
		st.said(l.words(name(sp)), sp).words("，达到").value(sp, t.Bands[k].From).words("档")
	case t.Bands[k].Rate.Den != 0:
		l.share(t.Bands[k].Rate)
	default:
		l.amount(int64(t.Bands[k].Sum))
	}
}

// said writes what is known of the fact of a band: its value, or the range that lies in the band.
func (st *stepper) said(l *line, sp *fact.Spec) *line {
	v, _ := st.r.c.rules.Schema.Index(sp.ID)
	if st.r.exact(v) {
		return l.value(sp, st.r.box[v].lo)
	}
	return l.known(sp, st.r.value(v))
}

func (st *stepper) ordinal(l *line, t ByOrdinal) {
	n := st.val(t.Fact)
	if n < 1 || n > int64(len(t.Ratios)) {
		l.share(Ratio{0, 1})
	} else {
		l.share(t.Ratios[n-1])
	}
	sp := st.spec(t.Fact)
	number := Figure{decimal: plainValue(sp, n), text: plainValue(sp, n), source: st.source}
	if before, after, ok := strings.Cut(name(sp), "第几"); ok {
		l.words("（").words(before).words("第").figure(number).words(after).words("）")
		return
	}
	l.words("（").words(name(sp)).value(sp, n).words("）")
}

// capStep says that the sum meets its cap.
func (st *stepper) capStep(l *leaf) {
	if l.cap == 0 || st.fen < l.cap {
		return
	}
	if st.fen > l.cap || st.cut {
		st.cut = false
		st.add(st.line().words("超过上限，按最高").amount(l.cap).words("计"), l.cap)
	}
}

// receivedStep subtracts what was received under this policy.
func (st *stepper) receivedStep(l *leaf) {
	if l.received < 0 {
		return
	}
	got := st.r.box[l.received].lo
	if got == 0 {
		return
	}
	t := st.line().words("减去").words(name(st.spec(st.m.Received))).amount(got)
	if got > st.fen {
		t.words("，不低于零")
	} else {
		st.rounding(t, !st.cut)
	}
	st.add(t, max(0, st.fen-got))
}

// supersededSteps says that another policy's sum is higher.
func (st *stepper) supersededSteps(award int64) {
	st.add(st.line().words("本市其他同类政策的金额"), award)
	st.add(st.line().words("其他政策高于本措施的").amount(st.steps[len(st.steps)-2].fen()).words("，按就高、不重复，本措施不再计发"), 0)
}

// fen is the amount of a step in whole fen.
func (s Step) fen() int64 {
	r, ok := new(big.Rat).SetString(s.Amount.decimal)
	if !ok {
		return 0
	}
	r.Mul(r, big.NewRat(100, 1))
	return new(big.Int).Quo(r.Num(), r.Denom()).Int64()
}
