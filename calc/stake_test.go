package calc_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"suance/calc"
	"suance/calc/fact"
	"suance/calc/money"
	"suance/knowledge"
)

// TestStakesWithNothingKnown: the unlimited fact comes first, then the facts that
// can move the most money, ties in the order of the facts.
func TestStakesWithNothingKnown(t *testing.T) {
	p := policy(t)
	got := p.Calc.Stakes(fact.NewSet(p.Rules.Schema), nil)
	want := []struct {
		fact   fact.ID
		spread money.Amount
	}{{"first_set_recognized", 0}, {"carmaker", 3500 * money.Wan}, {"approved_capacity", 2500 * money.Wan}, {"vehicle_output", 2500 * money.Wan},
		{"industry", 2200 * money.Wan}, {"revenue", 2000 * money.Wan}, {"revenue_first_reached", 2000 * money.Wan}}
	for i, w := range want {
		if s := got[i]; s.Fact != w.fact || i > 0 && s.Spread != w.spread || s.Unlimited != (i == 0) {
			t.Errorf("stake %d: %+v, want %s with %s", i, s, w.fact, w.spread)
		}
	}
}

// TestStakesAreTheMissingFacts: each fact that is missing somewhere is listed
// once with the measures that miss it, no other is, and the order is by money.
func TestStakesAreTheMissingFacts(t *testing.T) {
	p := policy(t)
	r := rand.New(rand.NewPCG(29, 29))
	for range 300 {
		set := some(r, p)
		missing := map[fact.ID][]string{}
		for _, o := range p.Calc.Outcomes(set).Measures {
			for _, id := range o.Missing {
				missing[id] = append(missing[id], o.ID)
			}
		}
		got := p.Calc.Stakes(set, nil)
		if len(got) != len(missing) {
			t.Fatalf("%d stakes, %d missing facts\n%s", len(got), len(missing), text(set))
		}
		for i, s := range got {
			if !slices.Equal(s.Measures, missing[s.Fact]) {
				t.Fatalf("%s: %v, missing in %v\n%s", s.Fact, s.Measures, missing[s.Fact], text(set))
			}
			if i > 0 && !got[i-1].Unlimited && (s.Unlimited || s.Spread > got[i-1].Spread) {
				t.Fatalf("%+v after %+v", s, got[i-1])
			}
		}
	}
}

// TestStakesOfSomeMeasures: only what the measures asked about miss is listed.
func TestStakesOfSomeMeasures(t *testing.T) {
	p := policy(t)
	set := fact.NewSet(p.Rules.Schema).With("industry", fact.Point(newMaterials))
	var ids []fact.ID
	for _, s := range p.Calc.Stakes(set, []string{"revenue_milestone"}) {
		if !slices.Equal(s.Measures, []string{"revenue_milestone"}) || s.Spread != 2000*money.Wan {
			t.Errorf("%+v", s)
		}
		ids = append(ids, s.Fact)
	}
	if want := []fact.ID{"revenue", "revenue_first_reached", "revenue_award_received"}; !slices.Equal(ids, want) {
		t.Errorf("got %v, want %v", ids, want)
	}
}

// order picks the next fact to ask for among those at stake.
type order func([]calc.Stake) fact.ID

// TestPlannerSettlesTotal: asking what moves the most money first settles the
// total payable, asks nothing twice and nothing that is missing nowhere, and
// needs no more questions than a random order or the order of the facts.
func TestPlannerSettlesTotal(t *testing.T) {
	p := policy(t)
	n := 300
	if testing.Short() {
		n = 60
	}
	r := rand.New(rand.NewPCG(37, 37))
	hidden := make([]filling, n)
	for i := range hidden {
		hidden[i] = drawFilling(r, p.Rules.Schema)
	}
	place := func(id fact.ID) int { i, _ := p.Rules.Schema.Index(id); return i }
	byMoney := median(t, p, hidden, func(s []calc.Stake) fact.ID { return s[0].Fact })
	random := median(t, p, hidden, func(s []calc.Stake) fact.ID { return s[r.IntN(len(s))].Fact })
	byTable := median(t, p, hidden, func(s []calc.Stake) fact.ID {
		return slices.MinFunc(s, func(a, b calc.Stake) int { return place(a.Fact) - place(b.Fact) }).Fact
	})
	t.Logf("questions to a settled total, median of %d enterprises: by money %d, random %d, by the table of facts %d", n, byMoney, random, byTable)
	if byMoney > random || byMoney > byTable {
		t.Error("asking by money takes more questions than not to plan")
	}
}

// median is how many questions an order takes until the total payable is settled.
func median(t *testing.T, p *knowledge.Policy, hidden []filling, next order) int {
	t.Helper()
	var counts []int
	for _, f := range hidden {
		set := fact.NewSet(p.Rules.Schema)
		before := p.Calc.Outcomes(set).Total
		asked := 0
		for before.PayableBounds.Min != before.PayableBounds.Max || len(before.Unlimited) > 0 {
			id := next(p.Calc.Stakes(set, nil))
			if set.Get(id).Known() {
				t.Fatalf("asks again for %s", id)
			}
			set = set.With(id, fact.Point(f[id]))
			now := p.Calc.Outcomes(set).Total
			if len(before.Unlimited) == 0 && now.PayableBounds.Max > before.PayableBounds.Max || now.PayableBounds.Min < before.PayableBounds.Min {
				t.Fatalf("%+v after %+v\n%s", now, before, text(set))
			}
			before, asked = now, asked+1
		}
		counts = append(counts, asked)
	}
	slices.Sort(counts)
	return counts[len(counts)/2]
}
