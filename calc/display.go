package calc

// shownBranch is the display of one case.
type shownBranch struct {
	when      []shown
	selectors []int // the conditions that rule other cases out, by position in when
}

// display prepares what is shown of the measure under all facts.
func (c *compiler) display() {
	m := c.out.src
	if len(c.errs) > 0 {
		return
	}
	for _, cond := range m.Require {
		c.out.require = append(c.out.require, c.show(cond))
	}
	for _, b := range m.Branches {
		var sb shownBranch
		for _, cond := range b.When {
			sb.when = append(sb.when, c.show(cond))
		}
		c.out.branches = append(c.out.branches, sb)
	}
	for i := range c.out.branches {
		for k := range c.out.branches[i].when {
			if c.divides(i, &c.out.branches[i].when[k]) {
				c.out.branches[i].selectors = append(c.out.branches[i].selectors, k)
			}
		}
	}
	c.out.notes, c.out.quota = fixedNotes(m), quota(m.Quota)
	if f := c.focus; f != nil {
		v, ok := c.schema.Index(f.Fact)
		c.out.outsideFocus = ok && !c.out.requires(v)
	}
}

// divides says whether a condition of case i excludes a condition of another
// case on the same fact.
func (c *compiler) divides(i int, s *shown) bool {
	if len(s.facts) != 1 || s.parts != nil {
		return false
	}
	for k := range c.out.branches {
		for j := range c.out.branches[k].when {
			o := &c.out.branches[k].when[j]
			if k != i && len(o.facts) == 1 && o.parts == nil && o.hold.v == s.hold.v && o.hold.meet(s.hold.dom, s.hold.choice).empty(s.hold.choice) {
				return true
			}
		}
	}
	return false
}
