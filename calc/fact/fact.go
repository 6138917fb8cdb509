// Package fact holds what is known of an enterprise: typed values, points or
// ranges, under a schema that a policy declares. It knows types and checks, not
// the names of any policy's facts.
package fact

import (
	"maps"

	"suance/calc/money"
)

// ID names a fact in a policy ("revenue").
type ID string

// Type says what the values of a fact are.
type Type int

// The types. Every value is an int64 on the inside, so that rules compare
// integers: fen for Money, units of 10^-18 for Share, a whole number for Count,
// 0 or 1 for YesNo, the index of the option for Choice, days since 1970-01-01
// for Date.
const (
	Money Type = iota + 1
	Share
	Count
	YesNo
	Choice
	Date
)

// Option is one admissible value of a Choice.
type Option struct {
	ID       string
	Label    string
	Synonyms []string
	Loose    []string // words that suggest the option: it is said back
}

// Spec declares one fact.
type Spec struct {
	ID    ID
	Type  Type
	Label string // what a person sees
	Short string // the label inside a sentence of a calculation; Label if empty
	Unit  string // the measure word of a Count: 辆, 项
	// Options of a Choice, in the order shown.
	Options []Option
	// Least and Most bound input, inclusive, in inner units. Most 0 means the
	// type's own limit: 1e15 yuan, a share of 1, 1e9.
	Least, Most int64
	// AtMost names a fact of the same type that this one cannot exceed
	// (nev_output within vehicle_output); empty if there is none.
	AtMost ID
	// PositiveIf names a fact beside which, when that is above zero, this one
	// cannot be zero (no rate 0 with a premium above 0); empty if there is none.
	PositiveIf ID
	// Near says whether "how far to the next step" is offered for this fact.
	Near bool
	// Asked says when a conversation asks for the fact.
	Asked Asked
	// Previous names the fact of the year before with the same meaning
	// (local_purchase → local_purchase_previous); empty if there is none.
	Previous ID
	Question string   // the question put to a person, without figures
	Hint     string   // what an answer looks like, without figures
	Example  Example  // a sum of the text that shows what an answer looks like
	Synonyms []string // words by which people name it
	Words    Words    // more of how people speak of it
}

// Example is a number that stands in a sentence of the document, shown beside a
// question; the zero Example is none.
type Example struct{ Text, Sentence string }

// Asked says when a conversation asks for a fact.
type Asked int

// A fact is asked for whenever it matters, only once the person has spoken of
// its subject, or never.
const (
	Always Asked = iota
	WhenMentioned
	Never
)

// Schema is the ordered set of a policy's facts. It is immutable.
type Schema struct {
	specs []Spec
	index map[ID]int
}

// NewSchema makes a schema of specs in their order. Ids must be unique and
// couplings must name facts of the schema; knowledge checks this beforehand.
func NewSchema(specs []Spec) *Schema {
	s := &Schema{specs: specs, index: make(map[ID]int, len(specs))}
	for i, sp := range specs {
		s.index[sp.ID] = i
	}
	return s
}

// Len is the number of facts.
func (s *Schema) Len() int { return len(s.specs) }

// Spec returns the declaration of the fact at a position.
func (s *Schema) Spec(i int) *Spec { return &s.specs[i] }

// Index returns the position of a fact in the schema.
func (s *Schema) Index(id ID) (int, bool) {
	i, ok := s.index[id]
	return i, ok
}

// Lookup returns the declaration of a fact, nil if the schema has none.
func (s *Schema) Lookup(id ID) *Spec {
	if i, ok := s.index[id]; ok {
		return &s.specs[i]
	}
	return nil
}

// Value is what is known of one fact: nothing (the zero Value), a single value,
// or a range of which at least one end is given.
type Value struct {
	lo, hi           int64 // the closed interval in inner units, NoLow/NoHigh where open
	known            bool
	openLow, openTop bool // the end was given as gt or lt: lo is one above it, hi one below
}

// NoLow and NoHigh stand for an end that nothing limits.
const (
	NoLow  = -1 << 62
	NoHigh = 1 << 62
)

// Point is a single value in inner units.
func Point(v int64) Value { return Value{lo: v, hi: v, known: true} }

// Bool is a single value of a YesNo fact.
func Bool(b bool) Value {
	if b {
		return Point(1)
	}
	return Point(0)
}

// Known says whether anything is known.
func (v Value) Known() bool { return v.known }

// Exact returns the value if it is a single one.
func (v Value) Exact() (int64, bool) { return v.lo, v.known && v.lo == v.hi }

// Interval returns the closed interval of what is known, in inner units;
// NoLow and NoHigh where an end is open. Nothing known is both.
func (v Value) Interval() (lo, hi int64) {
	if !v.known {
		return NoLow, NoHigh
	}
	return v.lo, v.hi
}

// Set is what is known of one enterprise under a schema. The zero Set knows
// nothing and has no schema. Sets are values: With returns a changed copy and
// never touches the receiver.
type Set struct {
	schema *Schema
	vals   []Value
	awards map[string]money.Amount // other municipal policies' sums by measure id
}

// NewSet returns a set that knows nothing.
func NewSet(s *Schema) Set { return Set{schema: s, vals: make([]Value, s.Len())} }

// Schema returns the schema of the set.
func (f Set) Schema() *Schema { return f.schema }

// At returns what is known of the fact at a position of the schema.
func (f Set) At(i int) Value { return f.vals[i] }

// Get returns what is known of a fact; an id outside the schema is not known.
func (f Set) Get(id ID) Value {
	if i, ok := f.schema.Index(id); ok {
		return f.vals[i]
	}
	return Value{}
}

// With returns a copy in which the fact has the value; the zero Value forgets
// it. An id outside the schema changes nothing.
func (f Set) With(id ID, v Value) Set {
	i, ok := f.schema.Index(id)
	if !ok {
		return f
	}
	vals := append([]Value(nil), f.vals...)
	vals[i] = v
	return Set{schema: f.schema, vals: vals, awards: f.awards}
}

// Put gives the fact the value in the set itself, for a set that its maker is still
// filling; an id outside the schema changes nothing. Copies of the set made before
// share the change, so a set that was handed out is changed by With only.
func (f *Set) Put(id ID, v Value) {
	if i, ok := f.schema.Index(id); ok {
		f.vals[i] = v
	}
}

// Award returns what another municipal policy pays for the matter of a measure;
// 0 if nothing was said.
func (f Set) Award(measure string) money.Amount { return f.awards[measure] }

// WithAward returns a copy in which another policy pays a for a measure.
func (f Set) WithAward(measure string, a money.Amount) Set {
	m := make(map[string]money.Amount, len(f.awards)+1)
	for k, v := range f.awards {
		m[k] = v
	}
	m[measure] = a
	return Set{schema: f.schema, vals: f.vals, awards: m}
}

// WithoutAward returns a copy in which no other policy pays for a measure.
func (f Set) WithoutAward(measure string) Set {
	m := maps.Clone(f.awards)
	delete(m, measure)
	return Set{schema: f.schema, vals: f.vals, awards: m}
}

// Empty says whether nothing at all is known.
func (f Set) Empty() bool {
	for _, v := range f.vals {
		if v.known {
			return false
		}
	}
	return len(f.awards) == 0
}

// Day is a calendar day, in days since 1970-01-01. The zero Day is not a day of
// any policy and stands for "none".
type Day int64
