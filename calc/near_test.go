package calc

import (
	"math/rand/v2"
	"testing"

	"suance/calc/fact"
)

// drawNear draws a measure for whose facts higher values are offered.
func drawNear(t *testing.T, seed, stream uint64) (drawn, *Calculator) {
	t.Helper()
	d := draw(rand.New(rand.NewPCG(seed, stream)), 1)
	for k := range 4 {
		d.rules.Schema.Spec(k).Near = true
	}
	c, err := New(d.rules)
	if err != nil {
		t.Fatalf("seed %d: %v", seed, err)
	}
	return d, c
}

// TestNearAgainstEnumeration: at the target of a near miss the measure gives what
// is promised whatever the open facts are, just below it does not; and where
// none is offered of a measure that pays nothing, no higher value of the fact
// makes it pay.
func TestNearAgainstEnumeration(t *testing.T) {
	n := 500
	if testing.Short() {
		n = 300
	}
	offered := 0
	for seed := range n {
		d, c := drawNear(t, uint64(seed), 23)
		if len(d.grid().points) == 0 {
			continue
		}
		m := c.Assess(d.set, Options{}).Measures[0]
		if m.Status == NeedsFacts {
			if len(m.Near) > 0 {
				t.Errorf("seed %d: near misses of an open measure", seed)
			}
			continue
		}
		now := c.Outcomes(d.set).Measures[0].Amount
		got := map[fact.ID]Near{}
		for _, x := range m.Near {
			got[x.Fact] = x
			offered++
		}
		for k := range 4 {
			at, exact := d.set.At(k).Exact()
			if !exact || !c.measures[0].requires(k) {
				continue
			}
			x, ok := got[id(k)]
			if !ok {
				// a figure that grows with every unit and has no cap has no next step
				if v := d.better(c, k, at, int64(now)); v > 0 && now == 0 {
					t.Errorf("seed %d: %s at %d gives more than at %d, but is not offered\n%+v\n%s", seed, id(k), v, at, d.rules.Measures[0], describe(d.set))
				}
				continue
			}
			there, _ := d.at(c, k, x.Target)
			below, settled := d.at(c, k, x.Target-1)
			if there <= int64(now) || decimal(there-int64(now)) != x.Gain.Decimal() || x.Gap != x.Target-at {
				t.Errorf("seed %d: %s at %d gives %d, not %s more than %d\n%+v\n%s", seed, id(k), x.Target, there, x.Gain, now, d.rules.Measures[0], describe(d.set))
			}
			if settled && below >= there {
				t.Errorf("seed %d: %s below %d gives no less\n%+v\n%s", seed, id(k), x.Target, d.rules.Measures[0], describe(d.set))
			}
		}
	}
	if offered < n/20 {
		t.Errorf("only %d near misses in %d cases: the test shows little", offered, n)
	}
}

// at is what the measure gives with fact k at v; false if that depends on what is
// open or is not admissible.
func (d drawn) at(c *Calculator, k int, v int64) (int64, bool) {
	changed := drawn{d.rules, d.set.With(id(k), fact.Point(v))}
	if g := changed.grid(); len(g.points) == 0 {
		return 0, false
	}
	o := c.Outcomes(changed.set).Measures[0]
	return int64(o.Amount), o.Status != NeedsFacts
}

// better is the least value of fact k above at that gives more than now, 0 if
// none does.
func (d drawn) better(c *Calculator, k int, at, now int64) int64 {
	for v := at + 1; v <= reach; v++ {
		if a, ok := d.at(c, k, v); ok && a > now {
			return v
		}
	}
	return 0
}

// TestBoundsNest: as facts become known one by one, each measure's bounds and the
// totals lie within those before and end as a point.
func TestBoundsNest(t *testing.T) {
	for seed := range 400 {
		r := rand.New(rand.NewPCG(uint64(seed), 31))
		d := draw(r, 3)
		c, err := New(d.rules)
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		g := d.grid()
		if len(g.points) == 0 {
			continue
		}
		p := g.points[r.IntN(len(g.points))]
		before := c.Outcomes(d.set)
		for _, k := range r.Perm(6) {
			d.set = d.set.With(id(k), fact.Point(p[k]))
			now := c.Outcomes(d.set)
			for i := range now.Measures {
				if !within(now.Measures[i].Bounds, before.Measures[i].Bounds) {
					t.Fatalf("seed %d: %s: %+v not within %+v", seed, describe(d.set), now.Measures[i], before.Measures[i])
				}
			}
			if len(before.Total.Unlimited) == 0 && !within(now.Total.PayableBounds, before.Total.PayableBounds) {
				t.Fatalf("seed %d: %s: total %+v not within %+v", seed, describe(d.set), now.Total, before.Total)
			}
			before = now
		}
		if b := before.Total.PayableBounds; b.Min != b.Max || b.Min != before.Total.Payable {
			t.Errorf("seed %d: all is known, but the total is %+v", seed, before.Total)
		}
	}
}

func within(inner, outer Bounds) bool {
	return inner.Min >= outer.Min && (outer.Unlimited || !inner.Unlimited && inner.Max <= outer.Max)
}
