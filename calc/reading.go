package calc

import (
	"reflect"
	"slices"
)

// group is a compiled Group.
type group struct {
	reading string
	members []int
}

// Selectable says whether Options.Readings takes the reading.
func (c *Calculator) Selectable(id string) bool {
	return slices.ContainsFunc(c.rules.Readings, func(r Reading) bool { return r.ID == id && r.Selectable })
}

// Selectables are the readings that Options.Readings takes, in their order.
func (c *Calculator) Selectables() []string {
	var ids []string
	for _, r := range c.rules.Readings {
		if r.Selectable {
			ids = append(ids, r.ID)
		}
	}
	return ids
}

// compileGroups finds the group of each measure. Of a group only measures of one
// kind are compared with each other: each total counts its own.
func (c *Calculator) compileGroups() {
	c.groups = make([]*group, len(c.measures))
	for _, g := range c.rules.Groups {
		for _, kind := range [2]Kind{Fixed, UpTo} {
			out := &group{reading: g.Reading}
			for i, m := range c.measures {
				if m.src.Kind == kind && slices.Contains(g.Measures, m.src.ID) {
					out.members = append(out.members, i)
				}
			}
			for _, i := range out.members {
				c.groups[i] = out
			}
		}
	}
}

// apply puts the alternatives of readings in force.
func (r *run) apply(readings []string) {
	r.applied = map[string]bool{}
	r.measures = slices.Clone(r.measures)
	for _, id := range readings {
		r.applied[id] = true
	}
	for i := range r.measures {
		r.measures[i] = r.c.variant(i, r.applied)
	}
}

// variant is measure i under the alternatives applied. Where several readings
// change one measure, their changes are put together.
func (c *Calculator) variant(i int, applied map[string]bool) *measure {
	src := &c.rules.Measures[i]
	out, changed := c.measures[i], 0
	for _, u := range src.Readings {
		if u.Rule != nil && applied[u.Reading] {
			out = c.variants[u.Reading][i]
			changed++
		}
	}
	if changed < 2 {
		return out
	}
	alt := *src
	for _, u := range src.Readings {
		if u.Rule != nil && applied[u.Reading] {
			alt.Require, alt.Branches = merge(src, &alt, u.Rule)
		}
	}
	if m, errs := c.compile(&alt, i); len(errs) == 0 {
		return m
	}
	return out
}

// merge puts what an alternative changes of a measure over what others changed
// before.
func merge(base, so *Measure, alt *Alternative) ([]Condition, []Branch) {
	require := so.Require
	if !reflect.DeepEqual(base.Require, alt.Require) {
		require = alt.Require
	}
	if len(alt.Branches) != len(base.Branches) || len(so.Branches) != len(base.Branches) {
		return require, alt.Branches
	}
	branches := slices.Clone(so.Branches)
	for i := range branches {
		if !reflect.DeepEqual(base.Branches[i].When, alt.Branches[i].When) {
			branches[i].When = alt.Branches[i].When
		}
		if !reflect.DeepEqual(base.Branches[i].Amount, alt.Branches[i].Amount) {
			branches[i].Amount = alt.Branches[i].Amount
		}
		if base.Branches[i].Cap != alt.Branches[i].Cap {
			branches[i].Cap = alt.Branches[i].Cap
		}
	}
	return require, branches
}
