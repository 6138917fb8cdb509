package calc

import (
	"fmt"
	"slices"

	"suance/calc/fact"
)

// couple finds the schema's couplings among the measure's facts, along chains of
// facts too.
func (c *compiler) couple() {
	slices.Sort(c.out.vars)
	if len(c.out.vars) > maxVars {
		c.failf("reads more than %d facts", maxVars)
	}
	for _, x := range c.out.vars {
		sp := c.schema.Spec(x)
		for at, hops := sp.AtMost, 0; at != "" && hops < c.schema.Len(); hops++ {
			y, ok := c.schema.Index(at)
			if !ok {
				break
			}
			if slices.Contains(c.out.vars, y) {
				c.out.couplings = append(c.out.couplings, linear{x: y, y: x, a: 1, b: 1})
			}
			at = c.schema.Spec(y).AtMost
		}
		if y, ok := c.schema.Index(sp.PositiveIf); ok && slices.Contains(c.out.vars, y) {
			c.out.couplings = append(c.out.couplings, positive(x, y))
		}
		if sp.Near && (sp.Type == fact.Money || sp.Type == fact.Count) {
			c.out.near = append(c.out.near, x)
		}
	}
}

// numerics finds the facts that are computed with.
func (m *measure) numerics() {
	add := func(v int) {
		if !slices.Contains(m.numeric, v) {
			m.numeric = append(m.numeric, v)
		}
	}
	for i := range m.leaves {
		for _, u := range m.leaves[i].uses {
			add(u.v)
		}
		for _, l := range m.leaves[i].lins {
			add(l.x)
			add(l.y)
		}
	}
	for _, l := range m.couplings {
		add(l.x)
		add(l.y)
	}
}

// positive says that x is above zero where y is: top·x ≥ y.
func positive(x, y int) linear { return linear{x: x, y: y, a: top, b: 1} }

// schemaLinears are the couplings of a whole schema.
func schemaLinears(s *fact.Schema) (ls []linear, errs []error) {
	for i := range s.Len() {
		sp := s.Spec(i)
		for _, id := range []fact.ID{sp.AtMost, sp.PositiveIf} {
			if id == "" {
				continue
			}
			j, ok := s.Index(id)
			if !ok || j == i {
				errs = append(errs, fmt.Errorf("fact %s: is coupled with the unknown fact %q", sp.ID, id))
				continue
			}
			if id == sp.AtMost {
				ls = append(ls, linear{x: j, y: i, a: 1, b: 1})
			}
			if id == sp.PositiveIf {
				ls = append(ls, positive(i, j))
			}
		}
	}
	return ls, errs
}
