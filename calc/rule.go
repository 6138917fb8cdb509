package calc

import (
	"iter"

	"suance/calc/fact"
	"suance/calc/money"
)

// Rules is all that the calculator needs of a policy: its facts, its measures in
// the order of every output, and what holds for all of them. Clause and sentence
// ids and quotes are plain words here; whoever builds Rules proves that they
// stand in the document.
type Rules struct {
	Policy   string // id of the policy
	Version  string // hash of the policy's content, bound into receipts
	Schema   *fact.Schema
	Measures []Measure
	Groups   []Group
	Readings []Reading // the readings of the text, in their order
	Cap      *TotalCap // a cap over all fixed measures; nil if there is none
	Standing Standing
	Validity Validity
	// Focus names the fact and the options outside of which every measure that
	// does not itself require the fact carries a note (industry other).
	Focus *Focus
	// Assumes are sentences without figures that hold for every assessment and
	// are shown as warnings ("按杭州市企业测算").
	Assumes []string
}

// Measure is the measure of an id; nil if the rules have none.
func (r *Rules) Measure(id string) *Measure {
	for i := range r.Measures {
		if m := &r.Measures[i]; m.ID == id {
			return m
		}
	}
	return nil
}

// Kind says what the text grants.
type Kind int

// Fixed is granted once the conditions hold; UpTo is only a ceiling, never a
// promise; Split shares a given sum out and is no award.
const (
	Fixed Kind = iota + 1
	UpTo
	Split
)

// Measure is one support measure of a policy.
type Measure struct {
	ID        string
	Title     string   // without figures
	Clause    string   // "art-3"
	Sentences []string // the sentences it rests on, "art-3.4"
	Quote     string   // verbatim run of those sentences, shown when no branch applies
	Kind      Kind
	// Require are the conditions of every branch. All must hold.
	Require []Condition
	// Branches in order: the first whose When holds counts. None: not met.
	Branches []Branch
	// Received names the fact that is subtracted from the figure, never below
	// zero; empty if there is none.
	Received fact.ID
	// FirstReached names the yes/no fact that says that the band of this measure
	// is reached for the first time: where it is no, a note says that the next
	// band would count. Empty if there is none.
	FirstReached fact.ID
	Parts        []SplitPart // of a Split
	Once         bool        // 一次性: a note says that it is assumed not yet paid
	Yearly       bool        // the figure is for one year
	Quota        *Quota
	Notes        []string // what the text leaves open, without figures
	Readings     []Use    // the readings that bear on this measure
	Lead         []string // offices
	Support      []string
}

// Branch is one case of a measure with its amount.
type Branch struct {
	Sentence string // the sentence of this case, "art-3.6"
	Quote    string // verbatim run of that sentence
	When     []Condition
	// Amount is the sum of products of terms, then the cap.
	Amount []Product
	Cap    money.Amount // 0: none
}

// Product is a product of terms. Exactly one term is an amount of money (a
// constant, a fact, an increment or a value by band); the others are counts,
// shares or ratios.
type Product []Term

// Term is a factor of an amount: Sum, Ratio, Value, Capped, Increment, ByBand or
// ByOrdinal.
type Term interface{ term() }

// Sum is a constant amount of money of the text.
type Sum money.Amount

// Ratio is a constant share of the text (10%), as a ratio of small integers.
type Ratio struct{ Num, Den int64 }

// Value is the value of a fact (money, count or share), of which at most Limit
// counts (40 persons, 24 months) and only what lies above Above (the part beyond
// 5亿元); 0 is none. With Every it is how many whole times that is in it (每满1亿元),
// a number and no money.
type Value struct {
	Fact                fact.ID
	Limit, Above, Every int64 // inner units
}

// Capped is the amount of money in Base scaled down so that the share in Rate
// counts at most Limit: the base itself while rate ≤ limit, else base × limit ÷
// rate (allowed premium at an insurance rate above 2%).
type Capped struct {
	Base, Rate fact.ID
	Limit      Ratio
}

// Increment is Now less Before, never below zero: of money, or of a count. With Every
// it is how many whole times that is in it (每新增1亿元).
type Increment struct {
	Now, Before fact.ID
	Every       int64 // inner units; 0: none
}

// ByBand is the value of the highest band whose From the fact reaches (inclusive,
// or exclusive where Above is set); below the first band the value is zero.
type ByBand struct {
	Fact  fact.ID
	Bands []Band // ascending
	// Whole is true where the band's value stands alone (a tier's sum); a rate
	// by band applies to the whole of the other factor as well, never band by band.
}

// Band is one band of a ByBand: either a sum of money or a ratio.
type Band struct {
	From  int64 // inner units
	Above bool  // the band begins above From, not at it
	Sum   money.Amount
	Rate  Ratio
}

// ByBands gives the values by band in the measure's amounts, each with its branch.
func (m *Measure) ByBands() iter.Seq2[*Branch, ByBand] {
	return func(yield func(*Branch, ByBand) bool) {
		for i := range m.Branches {
			for _, p := range m.Branches[i].Amount {
				for _, t := range p {
					if by, ok := t.(ByBand); ok && !yield(&m.Branches[i], by) {
						return
					}
				}
			}
		}
	}
}

// Row gives what the measure pays by the place in a row, and the branch that says so; nil if it does not.
func (m *Measure) Row() (*Branch, ByOrdinal) {
	for i := range m.Branches {
		for _, p := range m.Branches[i].Amount {
			for _, t := range p {
				if by, ok := t.(ByOrdinal); ok {
					return &m.Branches[i], by
				}
			}
		}
	}
	return nil, ByOrdinal{}
}

// ByOrdinal is the ratio for the first, second, … value of a counting fact; zero
// beyond the last.
type ByOrdinal struct {
	Fact   fact.ID
	Ratios []Ratio
}

func (Sum) term()       {}
func (Ratio) term()     {}
func (Value) term()     {}
func (Capped) term()    {}
func (Increment) term() {}
func (ByBand) term()    {}
func (ByOrdinal) term() {}

// Condition is true, false or open under what is known: Is, In, Compare,
// Proportion, Combined.
type Condition interface{ condition() }

// Is asks a yes/no fact.
type Is struct {
	Fact fact.ID
	Want bool
}

// In asks whether a choice is among options (by index), or, with Not, outside of
// them.
type In struct {
	Fact    fact.ID
	Options []int
	Not     bool
}

// Op compares.
type Op int

// The comparisons.
const (
	AtLeast Op = iota + 1
	MoreThan
	AtMost
	LessThan
)

// Compare holds a fact against a constant in inner units.
type Compare struct {
	Fact  fact.ID
	Op    Op
	Value int64
	// Technical is the reason why the constant stands in no sentence (a
	// capacity is at least 1); empty for a constant of the text.
	Technical string
}

// Proportion holds Fact against Share × Of, cross-multiplied: output against 75%
// of capacity; purchases against 1 × last year's for "more than before".
type Proportion struct {
	Fact  fact.ID
	Op    Op
	Share Ratio
	Of    fact.ID
	// Growth is the share by which Fact must have grown over Of, where the text
	// says it so: growth of 20% is a Share of 120%. Its zero is none.
	Growth Ratio
}

// Combined holds when at least K of its conditions hold; with Not, when fewer do.
type Combined struct {
	K   int
	Of  []Condition
	Not bool
	// Text names it without figures; empty lists its parts.
	Text string
}

func (Is) condition()         {}
func (In) condition()         {}
func (Compare) condition()    {}
func (Proportion) condition() {}
func (Combined) condition()   {}

// Quota limits how many are supported city-wide in a year. It never changes a
// figure.
type Quota struct {
	Number int64
	Unit   string // 项
	// Counts names the fact that is itself counted against the quota (80 items);
	// more than the whole quota gets a warning. Empty if there is none.
	Counts fact.ID
	Text   string // without figures, what is limited
	Clause string // sentence id
}

// Group names measures of which the totals count only the higher, by a reading.
type Group struct {
	Reading  string
	Measures []string
}

// TotalCap is a cap over all fixed measures together.
type TotalCap struct {
	Amount   money.Amount
	Sentence string
	Quote    string
}

// SplitPart is one part of a Split.
type SplitPart struct {
	Label string
	Share Ratio
}

// Reading is one way to read a doubtful place of the text.
type Reading struct {
	ID   string
	Text string // what is read, and why, without figures of its own
	// Alternative is the other way to read it, in words; empty if there is none.
	Alternative string
	// Selectable says that --reading takes it.
	Selectable bool
}

// Use is a reading that bears on a measure. Where the reading has an alternative
// with a figure, Rule is the measure under the alternative (its Require,
// Branches and Received replace the measure's).
type Use struct {
	Reading string
	Rule    *Alternative
	Note    string // shown where the reading bears on the figure and has no alternative figure
}

// Alternative is how a measure computes under the other way to read the text.
type Alternative struct {
	Require  []Condition
	Branches []Branch
}

// Standing says what the document is: a draft, on trial or in force.
type Standing struct {
	ID     string // draft, trial, in_force
	Name   string // 征求意见稿
	Clause string // the sentence that shows it
	Text   string // the warning, without figures
}

// Validity is the period that the document states for itself.
type Validity struct {
	From, Until fact.Day // zero: not stated
	Clause      string   // the sentence that states it
}

// Focus is the field that a policy mainly supports.
type Focus struct {
	Fact    fact.ID
	Outside []int  // options outside of it
	Note    string // without figures
}

// AwardMeasures are the ids of the measures that another policy's sum can be
// given for: all but the splits, which are no awards.
func (r *Rules) AwardMeasures() []string {
	var ids []string
	for i := range r.Measures {
		if r.Measures[i].Kind != Split {
			ids = append(ids, r.Measures[i].ID)
		}
	}
	return ids
}
