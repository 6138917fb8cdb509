package ask

import (
	"slices"

	"suance/calc"
	"suance/calc/fact"
	"suance/calc/money"
)

// usesOf lists the measures that each fact bears on.
func usesOf(r *calc.Rules) map[fact.ID][]int {
	out := map[fact.ID][]int{}
	for i := range r.Measures {
		m := &r.Measures[i]
		use := func(id fact.ID) {
			if id != "" && !slices.Contains(out[id], i) {
				out[id] = append(out[id], i)
			}
		}
		use(m.Received)
		conditions(m.Require, use)
		for _, br := range m.Branches {
			conditions(br.When, use)
			for _, p := range br.Amount {
				terms(p, use)
			}
		}
	}
	return out
}

func conditions(cs []calc.Condition, use func(fact.ID)) {
	for _, c := range cs {
		switch c := c.(type) {
		case calc.Is:
			use(c.Fact)
		case calc.In:
			use(c.Fact)
		case calc.Compare:
			use(c.Fact)
		case calc.Proportion:
			use(c.Fact)
			use(c.Of)
		case calc.Combined:
			conditions(c.Of, use)
		}
	}
}

func terms(p calc.Product, use func(fact.ID)) {
	for _, x := range p {
		switch x := x.(type) {
		case calc.Value:
			use(x.Fact)
		case calc.Capped:
			use(x.Base)
			use(x.Rate)
		case calc.Increment:
			use(x.Now)
			use(x.Before)
		case calc.ByBand:
			use(x.Fact)
		case calc.ByOrdinal:
			use(x.Fact)
		}
	}
}

// sumsOf are the sums of a measure: what it awards, its ceilings, and the numbers that
// a fact is held against.
func sumsOf(m *calc.Measure) []money.Amount {
	var out []money.Amount
	add := func(c calc.Compare) { out = append(out, money.Amount(c.Value)) }
	calc.Comparisons(m.Require, add)
	for _, br := range m.Branches {
		calc.Comparisons(br.When, add)
		out = append(out, br.Cap)
		for _, p := range br.Amount {
			for _, x := range p {
				switch x := x.(type) {
				case calc.Sum:
					out = append(out, money.Amount(x))
				case calc.ByBand:
					for _, band := range x.Bands {
						out = append(out, band.Sum, money.Amount(band.From))
					}
				}
			}
		}
	}
	return out
}
