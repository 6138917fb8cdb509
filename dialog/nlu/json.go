package nlu

import (
	"encoding/json"
	"fmt"

	"suance/calc/fact"
)

// Extraction is an Understanding as the contract prints it, under the schema that
// it was read with.
type Extraction struct {
	Schema *fact.Schema
	Understanding
	// Award is the measure that the sum of another policy is for; empty where that is
	// not clear, or there is none.
	Award string
}

// MarshalJSON writes the object of extract --json.
func (x Extraction) MarshalJSON() ([]byte, error) {
	type unclear struct {
		Fact  *fact.ID        `json:"fact"`
		Text  string          `json:"text"`
		Start int             `json:"start"`
		End   int             `json:"end"`
		Why   Why             `json:"why"`
		Range json.RawMessage `json:"range,omitempty"`
	}
	type spot struct {
		Fact  fact.ID `json:"fact"`
		Start int     `json:"start"`
		End   int     `json:"end"`
	}
	out := struct {
		Quantities []Quantity      `json:"quantities"`
		Facts      json.RawMessage `json:"facts"`
		Confirm    []fact.ID       `json:"confirm"`
		Unclear    []unclear       `json:"unclear"`
		Retracted  []fact.ID       `json:"retracted"`
		WhatIf     json.RawMessage `json:"what_if"`
		Intent     Intent          `json:"intent"`
		Spans      []spot          `json:"spans"`
	}{Quantities: x.Quantities, Facts: x.slots(x.Facts, x.Intent != IntentWhatIf), WhatIf: x.slots(x.WhatIf, x.Intent == IntentWhatIf), Intent: x.Intent,
		Confirm: []fact.ID{}, Unclear: []unclear{}, Retracted: x.Retracted, Spans: []spot{}}
	if out.Quantities == nil {
		out.Quantities = []Quantity{}
	}
	if out.Retracted == nil {
		out.Retracted = []fact.ID{}
	}
	for _, s := range x.Facts {
		if s.Confirm {
			out.Confirm = append(out.Confirm, s.Fact)
		}
		out.Spans = append(out.Spans, spot{s.Fact, s.Span.Start, s.Span.End})
	}
	for _, c := range x.Unclear {
		o := unclear{Text: c.Text, Start: c.Span.Start, End: c.Span.End, Why: c.Why}
		if c.Fact != "" {
			id := c.Fact
			o.Fact = &id
			if c.Range.Known() {
				o.Range = x.Schema.Lookup(id).AppendJSON(nil, c.Range)
			}
		}
		out.Unclear = append(out.Unclear, o)
	}
	if _, ok := x.Overlap.Amount(); ok && x.Award == "" {
		q := x.Overlap.Quantity
		out.Unclear = append(out.Unclear, unclear{Text: q.Text, Start: q.Span.Start, End: q.Span.End, Why: WhyWhichFact})
	}
	return json.Marshal(out)
}

// slots is an object of facts in the order of the schema, with what another policy pays
// if that is wanted too.
func (x Extraction) slots(slots []Slot, award bool) json.RawMessage {
	b := []byte{'{'}
	for i, s := range slots {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(append(append(b, '"'), s.Fact...), `":`...)
		b = x.Schema.Lookup(s.Fact).AppendJSON(b, s.Value)
	}
	if sum, ok := x.Overlap.Amount(); ok && award && x.Award != "" {
		if len(slots) > 0 {
			b = append(b, ',')
		}
		b = fmt.Appendf(b, `%q:{%q:%q}`, fact.AwardsField, x.Award, sum.String())
	}
	return append(b, '}')
}
