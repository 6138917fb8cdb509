package calc

import (
	"suance/calc/fact"
	"suance/calc/money"
)

// Status is what comes of a measure for an enterprise.
type Status string

// The statuses of the contract.
const (
	Payable    Status = "payable"
	Ceiling    Status = "up_to"
	NotMet     Status = "not_met"
	NeedsFacts Status = "needs_facts"
	Superseded Status = "superseded"
	Divided    Status = "split"
)

// Assessment is what a policy gives an enterprise on a day, with all that a
// person needs to check it. Only this package makes one.
type Assessment struct {
	Policy         string
	AsOf           fact.Day
	WithinValidity bool
	Enterprise     string // a name carried through, never computed with
	Facts          fact.Set
	Measures       []Result // in the order of the rules
	Total          Total
	Warnings       []Text
	Receipt        string
}

// Result is the outcome of one measure.
type Result struct {
	ID         string
	Title      string
	Clause     string // sentence id of the case that applies
	Quote      string // verbatim
	Status     Status
	Amount     Figure // absent for not_met and needs_facts
	Bounds     Bounds
	Parts      []Part
	Conditions []Checked
	Steps      []Step
	Near       []Near
	Readings   []Doubt
	Missing    []fact.ID // in the order of the schema
	Notes      []Text
	Quota      *Text
	Lead       []string
	Support    []string
}

// Bounds are the smallest and largest amount still possible. Unlimited says that
// nothing limits the largest.
type Bounds struct {
	Min, Max  money.Amount
	Unlimited bool
}

// Part is one part of a split, an exact half or other share.
type Part struct {
	Label  string
	Amount Figure
}

// Truth is true, false or open.
type Truth int

// The truths.
const (
	Open Truth = iota
	True
	False
)

// Checked is a condition under the facts, with the reason.
type Checked struct {
	Text    Text
	Holds   Truth
	Because Text
}

// Step is one line of the calculation; it can be redone on a desk calculator.
type Step struct {
	Text   Text
	Amount Figure
}

// Near is how far the next better outcome is when one fact alone changes.
type Near struct {
	Fact        fact.ID
	Target, Gap int64 // inner units
	Gain        Figure
	Text        Text
}

// Doubt is a reading that bears on a figure, with its alternative.
type Doubt struct {
	ID                string
	Text, Alternative Text
	Amount            Figure // the alternative's
}

// Total adds what is payable, and apart from it what is a ceiling.
type Total struct {
	Payable, UpTo             Figure
	PayableBounds, UpToBounds Bounds // a measure without limit is left out of Max
	Unlimited                 []string
	UnlimitedUpTo             []string
	Alternatives              []Alternate
}

// Alternate is the totals under the alternative of one reading.
type Alternate struct {
	Reading       string
	Payable, UpTo Figure
}
