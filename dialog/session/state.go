package session

import (
	"slices"

	"suance/calc/fact"
)

// UndoDepth is how many messages that changed facts can be taken back.
const UndoDepth = 12

// State is what a conversation knows. The zero State with a Facts set of the
// policy's schema is a conversation that has not begun. States are values: a
// turn makes a new one and shares no slice that it changes.
type State struct {
	// Policy and Version name the policy, and its content, that the state was
	// last computed under.
	Policy, Version string
	Core
	// Offered are the labels of the choices of the last reply, in their order.
	Offered []string
	// Told says that the word on what is kept was given.
	Told bool
	// History holds encoded cores, the newest last: what undo goes back to.
	History []Snapshot
}

// Core is the part of a state that undo brings back.
type Core struct {
	// Facts is all that was said; those in Confirm wait to be confirmed and count
	// for no figure until then.
	Facts   fact.Set
	Confirm []fact.ID // in the order of the schema
	Asking  fact.ID   // the fact last asked for; empty if none is open
	Skipped []fact.ID // left open by the person, not asked again
	Spoken  []fact.ID // facts of which the person brought up the subject
	// Recent are the facts last stated, the latest first: what a correction
	// without a name is about.
	Recent []fact.ID
	// Years are the years that were said for values: what is said later of another
	// year is told apart by them. They stay where the value was left open.
	Years []YearSaid
	// Supposed is what was supposed since anything was stated: while nothing is known the
	// next supposition is about the same case, and a correction is of it. The zero Set is
	// nothing.
	Supposed fact.Set
	// SupposedBefore is what was supposed before that, of other facts: the two can be asked
	// about together. The zero Set is nothing.
	SupposedBefore fact.Set
	// Scope are the measures that were asked for; empty means all. All says that
	// the person asked for all.
	Scope []string
	All   bool
	// Topic are the measures that were last brought up, or of which the document was
	// asked for a sum: what statements that follow are taken to be for, while nothing
	// of the person's own was asked for; or the one matter that grants nothing.
	Topic []string
	// Line is the line, in the inner unit of its fact, of which the last message asked the document
	// what it brings: an amount said next is another one, and a step up is from there. 1 stands for any
	// place in a row, 0 says that it asked of none.
	Line int
	// Name is the name of the enterprise spoken of; empty if it was not named.
	Name string
	// Begun says that the person asked for figures or stated facts, so that the
	// conversation goes on asking until nothing is left.
	Begun bool
	// Number is a number that waits for its unit; empty if none does. Later are those of
	// other facts that wait behind it.
	Number Number
	Later  []Number
	// Idle counts the messages in a row that neither answered nor asked.
	Idle int
	// Steps is how many steps up the last message asked about; 0 if it asked of none.
	Steps int
}

// Number is a number of the person's own words that waits for its unit.
type Number struct {
	Fact fact.ID
	Text string
}

// laterKept is how many numbers wait behind the first: nobody completes more of them.
const laterKept = 3

// Await lets a number wait for its unit, behind those of other facts that do.
func (c *Core) Await(n Number) {
	if c.Number.Text == "" || c.Number.Fact == n.Fact {
		c.Number = n
		return
	}
	later := slices.DeleteFunc(slices.Clone(c.Later), func(o Number) bool { return o.Fact == n.Fact })
	if len(later) < laterKept {
		later = append(later, n)
	}
	c.Later = later
}

// AwaitNone lets no number of a fact wait; the next one is its successor.
func (c *Core) AwaitNone(id fact.ID) {
	c.Later = slices.DeleteFunc(slices.Clone(c.Later), func(o Number) bool { return o.Fact == id })
	if c.Number.Fact != id {
		return
	}
	if c.Number = (Number{}); len(c.Later) > 0 {
		c.Number, c.Later = c.Later[0], c.Later[1:]
	}
}

// AwaitNothing lets no number wait.
func (c *Core) AwaitNothing() { c.Number, c.Later = Number{}, nil }

// YearSaid is a value of a fact and the year that was said for it: 0 this one, -1 the
// one before, 2024 that of the calendar.
type YearSaid struct {
	Fact  fact.ID
	Year  int
	Value fact.Value
}

// SaidOf is the value of a fact for which a year was said; false if there is none.
func (c *Core) SaidOf(id fact.ID) (YearSaid, bool) {
	for _, y := range c.Years {
		if y.Fact == id {
			return y, true
		}
	}
	return YearSaid{}, false
}

// SupposedOf is what was supposed of a fact; not known if nothing was.
func (c *Core) SupposedOf(id fact.ID) fact.Value {
	if c.Supposed.Schema() == nil {
		return fact.Value{}
	}
	return c.Supposed.Get(id)
}

// Snapshot is an encoded core.
type Snapshot []byte

// New returns a conversation under a policy that knows nothing.
func New(policy, version string, schema *fact.Schema) State {
	return State{Policy: policy, Version: version, Core: Core{Facts: fact.NewSet(schema)}}
}

// Shared is the state for several turns to begin from: what one of them appends to a
// list is in no other's.
func (s *State) Shared() State {
	c := *s
	c.Confirm, c.Skipped, c.Spoken, c.Recent = slices.Clip(c.Confirm), slices.Clip(c.Skipped), slices.Clip(c.Spoken), slices.Clip(c.Recent)
	c.Years, c.Scope, c.Topic, c.Later = slices.Clip(c.Years), slices.Clip(c.Scope), slices.Clip(c.Topic), slices.Clip(c.Later)
	c.Offered, c.History = slices.Clip(c.Offered), slices.Clip(c.History)
	return c
}

// Settled is what figures may rest on: the facts without those that wait to be
// confirmed.
func (c *Core) Settled() fact.Set {
	f := c.Facts
	for _, id := range c.Confirm {
		f = f.With(id, fact.Value{})
	}
	return f
}

// Waits says whether the fact waits to be confirmed.
func (c *Core) Waits(id fact.ID) bool { return slices.Contains(c.Confirm, id) }

// Skips says whether the person left the fact open.
func (c *Core) Skips(id fact.ID) bool { return slices.Contains(c.Skipped, id) }

// With returns ids with id among them.
func With(ids []fact.ID, id fact.ID) []fact.ID {
	if slices.Contains(ids, id) {
		return ids
	}
	return append(slices.Clone(ids), id)
}

// recentKept is how many facts Recent holds.
const recentKept = 6

// Touch puts the fact at the head of those last stated.
func (c *Core) Touch(id fact.ID) {
	recent := append(make([]fact.ID, 0, recentKept+1), id)
	for _, x := range c.Recent {
		if x != id {
			recent = append(recent, x)
		}
	}
	c.Recent = recent[:min(len(recent), recentKept)]
}

// Without returns ids without id.
func Without(ids []fact.ID, id fact.ID) []fact.ID {
	if !slices.Contains(ids, id) {
		return ids
	}
	out := make([]fact.ID, 0, len(ids))
	for _, x := range ids {
		if x != id {
			out = append(out, x)
		}
	}
	return out
}
