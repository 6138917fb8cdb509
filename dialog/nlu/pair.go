package nlu

// pairing is what goes with an amount in 产能和产量分别是15万辆和12万辆.
type pairing struct {
	name    int // index of the mention; -1 where the usual rule finds it
	year    int
	hasYear bool
}

// pair finds the name and the year of each amount after 分别, one by one in their
// order.
func (rd *reading) pair(c *clause, m []mention) {
	rd.paired = nil
	if !c.has(apart) {
		return
	}
	at := c.from
	for rd.toks[at].kind != apart {
		at++
	}
	var amounts, years []int
	for i := c.from; i < c.to; i++ {
		if y, ok := rd.yearAt(i); ok && i < at {
			years = append(years, y)
		} else if rd.toks[i].kind == quantity && i > at {
			amounts = append(amounts, i)
		}
	}
	names := 0
	for names < len(m) && m[names].tok < at {
		names++
	}
	if len(amounts) < 2 || len(amounts) > 8 {
		return
	}
	rd.paired = map[int]pairing{}
	for k, i := range amounts {
		p := pairing{name: -1}
		if names == len(amounts) {
			p.name = k
		}
		if len(years) == len(amounts) {
			p.year, p.hasYear = years[k], true
		}
		rd.paired[i] = p
	}
}

// joined makes one range of two amounts that 之间 follows: 5亿和10亿之间. It returns
// the token of the second; 0 for none.
func (rd *reading) joined(i int) int {
	if !rd.clause.has(between) || i+3 >= rd.clause.to {
		return 0
	}
	if rd.toks[i+1].kind != plainWord || rd.toks[i+2].kind != quantity || rd.toks[i+3].kind != between {
		return 0
	}
	a, b := &rd.amounts[rd.toks[i].amount], &rd.amounts[rd.toks[i+2].amount]
	if a.vague || b.vague || a.kind != b.kind || a.value.GreaterThan(b.value) {
		return 0
	}
	a.low, a.high = &limitOf{value: a.value}, &limitOf{value: b.value}
	a.vague, a.numbered = true, false
	a.span.End = b.span.End
	b.kind = otherAmount
	return i + 2
}
