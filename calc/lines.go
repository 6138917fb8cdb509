package calc

import "suance/calc/fact"

// Comparisons goes through the comparisons among conditions, those within others too.
func Comparisons(cs []Condition, each func(Compare)) {
	for _, c := range cs {
		switch c := c.(type) {
		case Compare:
			each(c)
		case Combined:
			Comparisons(c.Of, each)
		}
	}
}

// Comparisons goes through the comparisons that a measure requires, and those of its branches.
func (m *Measure) Comparisons(each func(Compare)) {
	Comparisons(m.Require, each)
	for i := range m.Branches {
		Comparisons(m.Branches[i].When, each)
	}
}

// NextBand is the first line above a value of a fact, both in its inner units, at which the measure's
// figure changes; false if there is none.
func (m *Measure) NextBand(id fact.ID, v int64) (int64, bool) {
	next, found := int64(0), false
	consider := func(x int64) {
		if x > v && (!found || x < next) {
			next, found = x, true
		}
	}
	m.Comparisons(func(c Compare) {
		if c.Fact == id {
			consider(c.Value)
		}
	})
	for _, by := range m.ByBands() {
		if by.Fact == id {
			for _, band := range by.Bands {
				consider(band.From)
			}
		}
	}
	return next, found
}
