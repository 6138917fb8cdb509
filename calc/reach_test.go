package calc

import (
	"testing"

	"suance/calc/fact"
)

// TestReachAgainstEnumeration: the value that is told is the least with which a measure
// that is not met could be, and where none is told no single fact stands in the way.
func TestReachAgainstEnumeration(t *testing.T) {
	told := 0
	for seed := range 800 {
		d, c := drawNear(t, uint64(seed), 29)
		if len(d.grid().points) == 0 {
			continue
		}
		now := c.Outcomes(d.set).Measures[0]
		got, ok := c.Reach(d.set, now.ID)
		want := map[fact.ID]int64{}
		for k := range 4 {
			if at, exact := d.set.At(k).Exact(); exact && now.Status == NotMet && c.measures[0].requires(k) {
				if v := d.couldBeMet(c, k, at); v > 0 {
					want[id(k)] = v
				}
			}
		}
		switch {
		case ok && (want[got.Fact] != got.Target || got.Gap <= 0):
			t.Errorf("seed %d: %+v, want one of %v\n%+v\n%s", seed, got, want, d.rules.Measures[0], describe(d.set))
		case !ok && len(want) > 0:
			t.Errorf("seed %d: nothing told, want one of %v\n%+v\n%s", seed, want, d.rules.Measures[0], describe(d.set))
		case ok:
			told++
		}
	}
	if told < 30 {
		t.Errorf("only %d told: the test shows little", told)
	}
}

// couldBeMet is the least value of fact k above at with which the measure could be met,
// 0 if there is none.
func (d drawn) couldBeMet(c *Calculator, k int, at int64) int64 {
	for v := at + 1; v <= reach; v++ {
		changed := drawn{d.rules, d.set.With(id(k), fact.Point(v))}
		if len(changed.grid().points) > 0 && c.Outcomes(changed.set).Measures[0].Status != NotMet {
			return v
		}
	}
	return 0
}

// TestLeastForAgainstEnumeration: the value from which on a measure could come to a sum is the least that
// does, where nothing else could bring it.
func TestLeastForAgainstEnumeration(t *testing.T) {
	told := 0
	for seed := range 800 {
		d, c := drawNear(t, uint64(seed), 31)
		if len(d.grid().points) == 0 {
			continue
		}
		if c.Outcomes(d.set).Measures[0].Status != NotMet {
			continue // an open fact could bring it
		}
		for k := range 4 {
			at, exact := d.set.At(k).Exact()
			x, ok := c.LeastFor(d.set, c.measures[0].src.ID, id(k), 0)
			if !exact || !ok {
				continue
			}
			told++
			if want := d.couldBeMet(c, k, at); x.Target != want || x.Gap != want-at {
				t.Errorf("seed %d: %+v of fact %d, want %d\n%+v\n%s", seed, x, k, want, d.rules.Measures[0], describe(d.set))
			}
		}
	}
	if told < 30 {
		t.Errorf("only %d told: the test shows little", told)
	}
}
