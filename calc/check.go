package calc

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"suance/calc/fact"
)

// check finds what is wrong with rules apart from their conditions and terms,
// which the compiler checks.
func (r *Rules) check() []error {
	var errs []error
	fail := func(format string, args ...any) { errs = append(errs, fmt.Errorf(format, args...)) }
	ids := map[string]bool{}
	for i := range r.Measures {
		m := &r.Measures[i]
		if m.ID == "" || ids[m.ID] {
			fail("measure %q: the id is empty or taken", m.ID)
		}
		ids[m.ID] = true
		if m.Kind < Fixed || m.Kind > Split {
			fail("measure %s: unknown kind", m.ID)
		}
		errs = append(errs, r.checkMeasure(m)...)
	}
	grouped := map[string]bool{}
	for _, g := range r.Groups {
		for _, id := range g.Measures {
			if !ids[id] || grouped[id] {
				fail("group of reading %s: measure %q is unknown or in another group", g.Reading, id)
			}
			grouped[id] = true
		}
	}
	errs = append(errs, r.checkFacts()...)
	for _, rd := range r.Readings {
		errs = append(errs, wordless("reading "+rd.ID, rd.Text, rd.Alternative)...)
	}
	errs = append(errs, wordless("assumptions", r.Assumes...)...)
	errs = append(errs, wordless("standing", r.Standing.Text, r.Standing.Name)...)
	if f := r.Focus; f != nil {
		if sp := r.Schema.Lookup(f.Fact); sp == nil || sp.Type != fact.Choice {
			fail("focus: %q is no choice among the facts", f.Fact)
		}
		errs = append(errs, wordless("focus", f.Note)...)
	}
	return errs
}

// checkFacts checks the declarations of the facts.
func (r *Rules) checkFacts() []error {
	var errs []error
	for i := range r.Schema.Len() {
		sp := r.Schema.Spec(i)
		if sp.Type == fact.Choice && len(sp.Options) > 60 {
			errs = append(errs, fmt.Errorf("fact %s: more than 60 options", sp.ID))
		}
		name := sp.Short // what stands inside a sentence; a label may hold a digit
		if name == "" {
			name = sp.Label
		}
		errs = append(errs, wordless("fact "+string(sp.ID), name)...)
		for _, o := range sp.Options {
			errs = append(errs, wordless("fact "+string(sp.ID), o.Label)...)
		}
	}
	return errs
}

// checkMeasure checks the words, the parts and the readings of a measure.
func (r *Rules) checkMeasure(m *Measure) []error {
	where := "measure " + m.ID
	errs := wordless(where, append(slices.Clone(m.Notes), m.Title)...)
	if m.Quota != nil {
		errs = append(errs, wordless(where, m.Quota.Text)...)
	}
	if len(m.Sentences) == 0 {
		errs = append(errs, fmt.Errorf("%s: rests on no sentence", where))
	}
	for _, u := range m.Readings {
		errs = append(errs, wordless(where, u.Note)...)
		if !slices.ContainsFunc(r.Readings, func(x Reading) bool { return x.ID == u.Reading }) {
			errs = append(errs, fmt.Errorf("%s: unknown reading %q", where, u.Reading))
		}
	}
	for _, p := range m.Parts {
		errs = append(errs, wordless(where, p.Label)...)
		if p.Share.Num <= 0 || p.Share.Den <= 0 {
			errs = append(errs, fmt.Errorf("%s: part %s has no share", where, p.Label))
		}
	}
	if (m.Kind == Split) != (len(m.Parts) > 0) {
		errs = append(errs, fmt.Errorf("%s: parts belong to a split, and a split has parts", where))
	}
	return errs
}

// wordless finds digits where there may only be words: a figure in them would
// reach a reply without a source.
func wordless(where string, texts ...string) []error {
	var errs []error
	for _, t := range texts {
		if strings.ContainsFunc(t, unicode.IsDigit) {
			errs = append(errs, fmt.Errorf("%s: digits in %q", where, t))
		}
	}
	return errs
}

// name is how a fact is called inside a sentence.
func name(sp *fact.Spec) string {
	if sp.Short != "" {
		return sp.Short
	}
	return sp.Label
}
