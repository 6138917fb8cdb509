package calc

import (
	"errors"
	"fmt"
	"sync"

	"suance/calc/fact"
	"suance/calc/money"
)

// Calculator assesses enterprises under the rules of one policy. It is immutable
// and safe for concurrent use.
type Calculator struct {
	rules     *Rules
	full      []dom // all that each fact may be
	choice    []bool
	couplings []linear
	focusNote Text
	measures  []*measure
	groups    []*group // by measure
	clusters  map[Kind][]cluster
	// blankSpreads are the spreads of the facts with nothing known, made when
	// they are first asked for.
	blankSpreads func() []money.Amount
	works        sync.Pool             // of *work
	variants     map[string][]*measure // by reading: the measures under its alternative, nil where it changes none
}

// New compiles the rules of a policy. The error joins all that is wrong with
// them; errors.Join's Unwrap gives them one by one.
func New(r *Rules) (*Calculator, error) {
	c := &Calculator{rules: r, variants: map[string][]*measure{}}
	if r.Schema == nil {
		return nil, errors.New("rules without a schema of facts")
	}
	errs := r.check()
	for i := range r.Schema.Len() {
		sp := r.Schema.Spec(i)
		c.full = append(c.full, typeDom(sp))
		c.choice = append(c.choice, sp.Type == fact.Choice)
	}
	ls, bad := schemaLinears(r.Schema)
	c.couplings, errs = ls, append(errs, bad...)
	for i := range r.Measures {
		m, bad := c.compile(&r.Measures[i], i)
		c.measures, errs = append(c.measures, m), append(errs, bad...)
	}
	if len(errs) > 0 {
		return nil, errors.Join(errs...)
	}
	c.compileGroups()
	if r.Focus != nil {
		c.focusNote = wordsOnly(r.Focus.Note)
	}
	if err := c.compileVariants(); err != nil {
		return nil, err
	}
	c.precompute()
	c.precomputeTotals()
	return c, nil
}

// compile compiles one measure.
func (c *Calculator) compile(m *Measure, at int) (*measure, []error) {
	cc := &compiler{schema: c.rules.Schema, full: c.full, choice: c.choice, focus: c.rules.Focus}
	out := cc.measure(m, at)
	return out, cc.errs
}

// compileVariants compiles the measures under the alternative of each reading.
func (c *Calculator) compileVariants() error {
	var errs []error
	for i := range c.rules.Measures {
		src := &c.rules.Measures[i]
		for _, u := range src.Readings {
			if u.Rule == nil {
				continue
			}
			alt := *src
			alt.Require, alt.Branches = u.Rule.Require, u.Rule.Branches
			m, bad := c.compile(&alt, i)
			if c.variants[u.Reading] == nil {
				c.variants[u.Reading] = make([]*measure, len(c.rules.Measures))
			}
			c.variants[u.Reading][i] = m
			for _, err := range bad {
				errs = append(errs, fmt.Errorf("reading %s: %w", u.Reading, err))
			}
		}
	}
	return errors.Join(errs...)
}

// precompute finds what each measure gives with nothing known.
func (c *Calculator) precompute() {
	w := c.work()
	for _, m := range c.measures {
		m.blank = w.settle(m, c.full, 0)
	}
	for _, ms := range c.variants {
		for _, m := range ms {
			if m != nil {
				m.blank = w.settle(m, c.full, 0)
			}
		}
	}
}

// precomputeTotals finds which measures hang together, and what they give
// together, with nothing known.
func (c *Calculator) precomputeTotals() {
	w := c.work()
	r := c.run(w, fact.Set{}, nil)
	clusters := map[Kind][]cluster{}
	for _, kind := range [2]Kind{Fixed, UpTo} {
		t := tally{r: r, w: w, kind: kind}
		clusters[kind] = t.cluster()
	}
	c.clusters = clusters
	c.blankSpreads = sync.OnceValue(func() []money.Amount {
		w := c.work()
		t := tally{r: c.run(w, fact.Set{}, nil), w: w, kind: Fixed}
		out := make([]money.Amount, len(c.full))
		for v := range out {
			out[v] = t.spread(v)
		}
		return out
	})
}

// given is what a set leaves each fact by itself. The zero Set knows nothing.
func (c *Calculator) given(f fact.Set) []dom {
	box := make([]dom, len(c.full))
	copy(box, c.full)
	if f.Schema() == nil {
		return box
	}
	for i := range box {
		box[i] = known(c.full[i], c.choice[i], f.At(i))
	}
	return box
}

// Outcome is what comes of one measure, without texts.
type Outcome struct {
	ID      string
	Status  Status
	Amount  money.Amount // 0 for not_met and needs_facts, which have none
	Bounds  Bounds
	Missing []fact.ID // in the order of the schema
}

// Summary is what comes of all measures, without texts.
type Summary struct {
	Measures []Outcome // in the order of the rules
	Total    Sums
}

// Sums are the totals as plain amounts.
type Sums struct {
	Payable, UpTo             money.Amount
	PayableBounds, UpToBounds Bounds // a measure without limit is left out of Max
	Unlimited, UnlimitedUpTo  []string
}

// Outcomes is the part of Assess that needs no texts: statuses, amounts, bounds,
// missing facts and totals, with the alternatives of the given readings applied.
func (c *Calculator) Outcomes(f fact.Set, readings ...string) Summary {
	w := c.work()
	r := c.run(w, f, readings)
	s := Summary{Measures: make([]Outcome, len(r.results)), Total: r.sums(w)}
	c.rest(w)
	for i := range r.results {
		s.Measures[i] = c.outcome(r.measures[i], &r.results[i])
	}
	return s
}

// outcome shows a settled measure to the outside.
func (c *Calculator) outcome(m *measure, s *settled) Outcome {
	o := Outcome{ID: m.src.ID, Status: s.status, Amount: money.Amount(s.amount), Bounds: bounds(s.min, s.max)}
	for _, v := range s.missing {
		o.Missing = append(o.Missing, c.rules.Schema.Spec(v).ID)
	}
	return o
}

func bounds(lo, hi int64) Bounds {
	if hi == boundless {
		return Bounds{Min: money.Amount(lo), Unlimited: true}
	}
	return Bounds{Min: money.Amount(lo), Max: money.Amount(hi)}
}

// run is one assessment under way.
type run struct {
	c        *Calculator
	facts    fact.Set
	given    []dom      // what each fact may be by itself
	box      []dom      // with the couplings applied
	measures []*measure // under the readings applied
	applied  map[string]bool
	awards   []int64
	results  []settled
	room     room
}

func (c *Calculator) run(w *work, f fact.Set, readings []string) *run {
	r := &run{c: c, facts: f, given: c.given(f), measures: c.measures}
	r.box = append([]dom(nil), r.given...)
	narrow(r.box, c.couplings)
	r.awards = make([]int64, len(c.measures))
	if f.Schema() != nil {
		for i, m := range c.measures {
			if m.src.Kind != Split {
				r.awards[i] = int64(f.Award(m.src.ID))
			}
		}
	}
	if len(readings) > 0 {
		r.apply(readings)
	}
	r.results = make([]settled, len(r.measures))
	for i, m := range r.measures {
		r.results[i] = w.settle(m, r.box, r.awards[i])
	}
	return r
}
