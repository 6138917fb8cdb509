package calc

import (
	"strconv"

	"suance/calc/fact"
)

// MarshalJSON writes the assessment as the contract gives it.
func (a Assessment) MarshalJSON() ([]byte, error) { return a.AppendJSON(make([]byte, 0, 16<<10)), nil }

// AppendJSON appends the assessment as the contract gives it.
func (a *Assessment) AppendJSON(b []byte) []byte {
	e := encoder{b}
	e.open('{')
	e.str("policy", a.Policy)
	e.str("as_of", a.AsOf.String())
	e.key("within_validity")
	e.b = strconv.AppendBool(e.b, a.WithinValidity)
	e.key("enterprise")
	if a.Enterprise == "" {
		e.raw("null")
	} else {
		e.quote(a.Enterprise)
	}
	e.key("measures")
	e.open('[')
	for i := range a.Measures {
		e.next()
		e.measure(&a.Measures[i], a.Facts.Schema())
	}
	e.close(']')
	e.key("total")
	e.total(&a.Total)
	e.texts("warnings", a.Warnings)
	e.str("receipt", a.Receipt)
	e.close('}')
	return e.b
}

// encoder appends JSON in the order of the calls.
type encoder struct{ b []byte }

func (e *encoder) raw(s string)   { e.b = append(e.b, s...) }
func (e *encoder) open(c byte)    { e.b = append(e.b, c) }
func (e *encoder) close(c byte)   { e.b = append(e.b, c) }
func (e *encoder) quote(s string) { e.b = fact.AppendString(e.b, s) }

// next puts a comma where one is due.
func (e *encoder) next() {
	if c := e.b[len(e.b)-1]; c != '{' && c != '[' && c != ':' {
		e.b = append(e.b, ',')
	}
}

func (e *encoder) key(k string) {
	e.next()
	e.b = append(append(append(e.b, '"'), k...), '"', ':')
}

func (e *encoder) str(k, v string) { e.key(k); e.quote(v) }

// sum is an amount in yuan, null where there is none.
func (e *encoder) sum(k string, f Figure) {
	e.key(k)
	if !f.Present() {
		e.raw("null")
		return
	}
	e.b = append(append(append(e.b, '"'), f.decimal...), '"')
}

func (e *encoder) fen(k string, fen int64) {
	e.key(k)
	e.b = append(appendDecimal(append(e.b, '"'), fen), '"')
}

func (e *encoder) text(k string, t Text) {
	e.key(k)
	e.b = append(e.b, '"')
	for _, p := range t.parts {
		e.b = fact.AppendEscaped(e.b, p.words)
		e.b = fact.AppendEscaped(e.b, p.figure.text)
	}
	e.b = append(e.b, '"')
}

func (e *encoder) texts(k string, ts []Text) {
	e.key(k)
	e.open('[')
	for _, t := range ts {
		e.next()
		e.b = append(e.b, '"')
		for _, p := range t.parts {
			e.b = fact.AppendEscaped(e.b, p.words)
			e.b = fact.AppendEscaped(e.b, p.figure.text)
		}
		e.b = append(e.b, '"')
	}
	e.close(']')
}

func (e *encoder) strings(k string, ss []string) {
	e.key(k)
	e.open('[')
	for _, s := range ss {
		e.next()
		e.quote(s)
	}
	e.close(']')
}

func (e *encoder) bounds(k string, b Bounds) {
	e.key(k)
	e.open('{')
	e.fen("min", int64(b.Min))
	if b.Unlimited {
		e.key("max")
		e.raw("null")
	} else {
		e.fen("max", int64(b.Max))
	}
	e.close('}')
}

func (e *encoder) measure(r *Result, s *fact.Schema) {
	e.open('{')
	e.str("id", r.ID)
	e.str("title", r.Title)
	e.str("clause", r.Clause)
	e.str("quote", r.Quote)
	e.str("status", string(r.Status))
	e.sum("amount", r.Amount)
	e.bounds("bounds", r.Bounds)
	e.working(r)
	e.key("near")
	e.open('[')
	for i := range r.Near {
		e.next()
		e.near(&r.Near[i], s)
	}
	e.close(']')
	e.readings(r)
	e.key("missing")
	e.open('[')
	for _, id := range r.Missing {
		e.next()
		e.quote(string(id))
	}
	e.close(']')
	e.texts("notes", r.Notes)
	if r.Quota == nil {
		e.key("quota")
		e.raw("null")
	} else {
		e.text("quota", *r.Quota)
	}
	e.key("offices")
	e.open('{')
	e.strings("lead", r.Lead)
	e.strings("support", r.Support)
	e.close('}')
	e.close('}')
}

// readings writes the readings that bear on the figure.
func (e *encoder) readings(r *Result) {
	e.key("readings")
	e.open('[')
	for _, d := range r.Readings {
		e.next()
		e.open('{')
		e.str("id", d.ID)
		e.text("text", d.Text)
		e.text("alternative", d.Alternative)
		e.sum("alternative_amount", d.Amount)
		e.close('}')
	}
	e.close(']')
}

// working writes parts, conditions and steps.
func (e *encoder) working(r *Result) {
	e.key("parts")
	e.open('[')
	for _, p := range r.Parts {
		e.next()
		e.open('{')
		e.str("label", p.Label)
		e.sum("amount", p.Amount)
		e.close('}')
	}
	e.close(']')
	e.key("conditions")
	e.open('[')
	for i := range r.Conditions {
		c := &r.Conditions[i]
		e.next()
		e.open('{')
		e.text("text", c.Text)
		e.key("holds")
		e.raw([...]string{Open: "null", True: "true", False: "false"}[c.Holds])
		e.text("because", c.Because)
		e.close('}')
	}
	e.close(']')
	e.key("steps")
	e.open('[')
	for i := range r.Steps {
		e.next()
		e.open('{')
		e.text("text", r.Steps[i].Text)
		e.sum("amount", r.Steps[i].Amount)
		e.close('}')
	}
	e.close(']')
}

// near writes target and gap as facts are printed.
func (e *encoder) near(n *Near, s *fact.Schema) {
	e.open('{')
	e.str("fact", string(n.Fact))
	sp := s.Lookup(n.Fact)
	e.key("target")
	e.b = sp.AppendJSON(e.b, fact.Point(n.Target))
	e.key("gap")
	e.b = sp.AppendJSON(e.b, fact.Point(n.Gap))
	e.sum("gain", n.Gain)
	e.text("text", n.Text)
	e.close('}')
}

func (e *encoder) total(t *Total) {
	e.open('{')
	e.sum("payable", t.Payable)
	e.sum("up_to", t.UpTo)
	e.key("bounds")
	e.open('{')
	e.totalBounds("payable", t.PayableBounds, t.Unlimited)
	e.totalBounds("up_to", t.UpToBounds, t.UnlimitedUpTo)
	e.close('}')
	e.key("alternatives")
	e.open('[')
	for _, a := range t.Alternatives {
		e.next()
		e.open('{')
		e.str("id", a.Reading)
		e.sum("payable", a.Payable)
		e.sum("up_to", a.UpTo)
		e.close('}')
	}
	e.close(']')
	e.close('}')
}

func (e *encoder) totalBounds(k string, b Bounds, unlimited []string) {
	e.key(k)
	e.open('{')
	e.fen("min", int64(b.Min))
	e.fen("max", int64(b.Max))
	e.strings("unlimited", unlimited)
	e.close('}')
}
