package calc

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

// TestTotalsAgainstEnumeration: the least and the most of measures together,
// which share facts and partly count only as the higher of two, are those of
// trying every filling.
func TestTotalsAgainstEnumeration(t *testing.T) {
	n := 400
	if testing.Short() {
		n = 100
	}
	wide := 0
	for seed := range n {
		r := rand.New(rand.NewPCG(uint64(seed), 11))
		d := draw(r, 2+r.IntN(2))
		if r.IntN(4) == 0 {
			d.rules.Cap = &TotalCap{Amount: 7}
		}
		c, err := New(d.rules)
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		g := d.grid()
		if len(g.points) == 0 {
			continue
		}
		got := c.Outcomes(d.set)
		lo, hi := g.totals(d, got)
		if lo != hi {
			wide++
		}
		b := got.Total.PayableBounds
		if int64(b.Min) != lo || int64(b.Max) != hi {
			t.Errorf("seed %d: total %d to %d, by trying all %d to %d\nfacts %s\nmeasures %s\ngroups %v", seed, b.Min, b.Max, lo, hi,
				describe(d.set), fmt.Sprintf("%+v", d.rules.Measures), d.rules.Groups)
		}
	}
	if wide < n/4 {
		t.Errorf("only %d of %d totals are open: the test shows little", wide, n)
	}
}

// totals are the least and the most of all measures together. A measure without
// limit adds nothing to the most, unless a cap over all limits it.
func (g *grid) totals(d drawn, s Summary) (lo, hi int64) {
	lo = 1 << 40
	for _, p := range g.points {
		least, most := g.sum(d, s, p, false), g.sum(d, s, p, true)
		lo, hi = min(lo, least), max(hi, most)
	}
	if c := d.rules.Cap; c != nil {
		for _, m := range s.Measures {
			if m.Bounds.Unlimited {
				hi = 1 << 40
			}
		}
		lo, hi = min(lo, int64(c.Amount)), min(hi, int64(c.Amount))
	}
	return lo, hi
}

func (g *grid) sum(d drawn, s Summary, p []int64, limited bool) int64 {
	var sum, higher int64
	for i := range d.rules.Measures {
		m := &d.rules.Measures[i]
		_, a := naive(m, p, int64(d.set.Award(m.ID)))
		if limited && s.Measures[i].Bounds.Unlimited {
			a = 0
		}
		if len(d.rules.Groups) > 0 && i < 2 {
			higher = max(higher, a)
			continue
		}
		sum += a
	}
	return sum + higher
}
