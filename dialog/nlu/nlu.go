package nlu

import "suance/calc/fact"

// Span is a run of a text in runes, End exclusive.
type Span struct{ Start, End int }

// Meets says whether two runs have a character in common.
func (s Span) Meets(o Span) bool { return s.Start < o.End && o.Start < s.End }

// Slot is a fact that a text states, with the words that state it.
type Slot struct {
	Fact  fact.ID
	Value fact.Value
	Span  Span
	// Confirm says that the sentence hedges or that the value had to be
	// interpreted: it is said back before a figure rests on it.
	Confirm bool
	Year    Year // the year that was said for the value
}

// Year is a year as a text says it: 0 this one, -1 the one before, 2024 that of the
// calendar. The zero Year is none that was said.
type Year struct {
	N    int
	Said bool
}

// Why says why a part of a text was understood only in part.
type Why string

// The reasons of the contract.
const (
	WhyRange     Why = "range"
	WhyBound     Why = "bound"
	WhyNoUnit    Why = "no_unit"
	WhyMagnitude Why = "magnitude"
	WhyCurrency  Why = "currency"
	WhyWhichFact Why = "which_fact"
	WhyNegative  Why = "negative"
	WhyPending   Why = "pending"
	WhyType      Why = "type"
)

// Unclear is a part of a text that was understood only in part.
type Unclear struct {
	Fact  fact.ID // empty where it is not known which
	Text  string
	Span  Span
	Why   Why
	Range fact.Value // known only where the words give a range
	Year  Year       // the year that was said for it
	// OfPart says that the amount is that of a part of a year, or of several, where the fact is that of one.
	OfPart bool
}

// Intent says what the person wants with the message.
type Intent string

// The intents of the contract.
const (
	IntentFacts      Intent = "facts"
	IntentQuestion   Intent = "question"
	IntentWhatIf     Intent = "what_if"
	IntentCorrection Intent = "correction"
	IntentYesNo      Intent = "yes_no"
	IntentSkip       Intent = "skip"
	IntentDontKnow   Intent = "dont_know"
	IntentWhy        Intent = "why"
	IntentSummary    Intent = "summary"
	IntentUndo       Intent = "undo"
	IntentRestart    Intent = "restart"
	IntentGreeting   Intent = "greeting"
	IntentOther      Intent = "other"
)

// Understanding is what a text says, before anything is done about it.
type Understanding struct {
	Quantities []Quantity
	Facts      []Slot // at most one a fact
	Unclear    []Unclear
	Retracted  []fact.ID
	WhatIf     []Slot
	Overlap    Overlap
	Intent     Intent
	// Beside is what a reply tells beside its answer, and states nothing by itself: the
	// parts of the whole, what was paid out, what was got of something else, a value that
	// another was put in the place of.
	Beside []Span
	// Theirs says that something was told of somebody else: what is left of the text is none
	// of the enterprise's.
	Theirs bool
	// Other is the word for a sum that is no fact (利润三千万), where the text states nothing; empty if none.
	Other string
}
