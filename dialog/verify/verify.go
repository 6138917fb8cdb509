package verify

import (
	"strings"
	"unicode"

	"suance/calc/fact"
	"suance/calc/money"
	"suance/dialog/answer"
	"suance/dialog/nlu"
	"suance/knowledge"
)

// Verifier verifies replies about one policy. It is immutable and safe for
// concurrent use.
type Verifier struct {
	policy *knowledge.Policy
	reader *nlu.Reader
	labels []string // of the facts, folded, in their order
	text   []line   // what replies say of the document
}

// New makes a verifier for a policy.
func New(p *knowledge.Policy, r *nlu.Reader) *Verifier {
	v := &Verifier{policy: p, reader: r}
	v.labels = labelsOf(v)
	c := newCorpus()
	v.document(c)
	v.text = c.lines
	return v
}

// Options say what is known beside the text.
type Options struct {
	// Facts, if it has a schema, are what the figures must rest on; else those that
	// the reply states count.
	Facts fact.Set
	// Today is the day of a reply that does not state its own. Pinned says that it
	// must be this day; else a reply may be of some years before.
	Today  fact.Day
	Pinned bool
}

// What a report says of the receipt.
const (
	ReceiptOK       = "ok"
	ReceiptAbsent   = "absent"
	ReceiptMismatch = "mismatch"
)

// Report says of each number of a reply what backs it.
type Report struct {
	OK      bool     `json:"ok"`
	Receipt string   `json:"receipt"`
	Numbers []Number `json:"numbers"`
}

// Number is a number of a reply, or a place or a bound that is wrong.
type Number struct {
	Text   string  `json:"text"` // as it stands in the reply
	Start  int     `json:"start"`
	End    int     `json:"end"`    // in runes, exclusive
	Source *string `json:"source"` // as in an answer; nil: nothing backs it
	Why    string  `json:"why"`
}

// MaxRunes is how much of a text is read; what goes beyond is no reply.
const MaxRunes = 8000

// Verify holds a reply against the document and against what comes of the facts
// that it states.
func (v *Verifier) Verify(text string, o Options) Report {
	text = clip(text)
	f := fold(text)
	ts := tokens(f)
	bs := v.bases(f, ts)
	c := newCorpus()
	c.lines = append(c.lines, v.text...)
	if o.Facts.Schema() != nil && len(bs) == 0 {
		bs = []basis{{facts: o.Facts}}
	}
	receipt := ReceiptAbsent
	known := fact.NewSet(v.policy.Rules.Schema)
	var scenes []scene
	for i := range bs {
		b := &bs[i]
		v.settle(b, f, o)
		if i == 0 {
			scenes = v.supposed(f, ts, b.facts)
			v.scenes(c, scenes, b)
		}
		v.computed(c, f, b)
		known = b.facts
		switch {
		case !b.bound && (b.receipt != "" || o.Facts.Schema() == nil || b.to > 0):
			receipt = ReceiptMismatch
		case b.bound && receipt == ReceiptAbsent:
			receipt = ReceiptOK
		}
	}
	if len(bs) == 0 {
		v.day(c, v.dayOf(f, &basis{}, o))
	}
	m := newMatcher(v, f, ts, c.lines)
	m.scenes = scenes
	m.bases(bs)
	m.whole()
	v.echo(m, f, known)
	m.parts()
	m.heads()
	if receipt == ReceiptMismatch {
		m.distrust()
	}
	report := Report{OK: receipt != ReceiptMismatch, Receipt: receipt, Numbers: v.numbers(m, f, []rune(text))}
	for _, n := range report.Numbers {
		report.OK = report.OK && n.Source != nil
	}
	return report
}

// clip cuts a text to MaxRunes.
func clip(s string) string {
	n := 0
	for i := range s {
		if n == MaxRunes {
			return s[:i]
		}
		n++
	}
	return s
}

// settle decides on which facts and day a part of the reply rests, and whether its
// receipt binds them.
func (v *Verifier) settle(b *basis, f folded, o Options) {
	if o.Facts.Schema() != nil {
		b.facts = o.Facts
	}
	b.day = v.dayOf(f, b, o)
	b.readings, b.bound = v.applied(b.facts, b.day, b.receipt)
	b.bound = b.bound && (b.hasDay || b.to == 0)
}

// computed adds what comes of the facts and, where the reply speaks of a change,
// what came before.
func (v *Verifier) computed(c *corpus, f folded, b *basis) {
	now := v.worked(b.facts, b.day, b.readings)
	c.scene = 0
	v.assessment(c, now)
	c.text(answer.Reaches(v.policy, now, sumsReached(string(f.runes))), "")
	if was, changed, ok := v.before(f, b.facts); ok {
		v.change(c, v.worked(was, b.day, b.readings), now, changed)
	}
}

// sumsReached are the sums that a reply says can be had from some value of a fact on.
func sumsReached(text string) (sums []money.Amount) {
	const most = 40 // no reply says more
	for _, rest := range strings.Split(text, "可得")[1:] {
		word := strings.TrimRightFunc(rest[:strings.IndexFunc(rest+"。", func(r rune) bool { return strings.ContainsRune(",，。;；(（ ", r) })], unicode.IsSpace)
		if sum, err := money.ParseAmount(word); err == nil && len(sums) < most {
			sums = append(sums, sum)
		}
	}
	return sums
}

// dayOf is the day that the reply was written for: its own, else today; of an
// earlier reply that does not state one, the day in its word on the validity.
func (v *Verifier) dayOf(f folded, b *basis, o Options) fact.Day {
	if b.hasDay {
		return b.day
	}
	const years = 3 * 366
	if s, ok := between(string(f.runes), "截至", "尚未届满"); ok && !o.Pinned {
		if d, ok := fact.ParseDay(s); ok && d <= o.Today && d > o.Today-years {
			return d
		}
	}
	if s, ok := between(string(f.runes), "截至", "已经届满"); ok && !o.Pinned {
		if d, ok := fact.ParseDay(s); ok && d <= o.Today && d > o.Today-years {
			return d
		}
	}
	return o.Today
}

// bases backs the lines of what the figures rest on by the receipts that bind them.
func (m *matcher) bases(bs []basis) {
	for i, t := range m.tokens {
		if t.class == code {
			m.found[i].done = true
		}
	}
	for _, b := range bs {
		dated := false
		for i, t := range m.tokens {
			if t.start < b.from || t.end > b.to {
				continue
			}
			m.found[i] = finding{done: true, why: "校验码与依据对不上"}
			if b.bound {
				m.found[i] = finding{done: true, source: "user"}
				if t.class == number && !dated {
					m.found[i].source = "meta:as_of"
				}
			}
			dated = dated || t.class == number
		}
	}
}

// distrust takes back what rests on facts that the receipt does not bind.
func (m *matcher) distrust() {
	for i := range m.found {
		if s := m.found[i].source; s != "" && !strings.HasPrefix(s, "clause:") && s != "meta:as_of" {
			m.found[i] = finding{done: true, why: "校验码与依据对不上，这个数无法核对"}
		}
	}
}

// numbers lists what was found, in the order of the text.
func (v *Verifier) numbers(m *matcher, f folded, text []rune) []Number {
	out := []Number{}
	for i, t := range m.tokens {
		x := m.found[i]
		wrongPlace := t.class == place && x.source == "" && x.why != "" || t.class == place && !x.done
		if t.class != number && !wrongPlace {
			continue
		}
		start, end := f.at[t.start], f.at[t.end-1]+1
		n := Number{Text: string(text[start:end]), Start: start, End: end, Why: x.why}
		if x.source != "" {
			source := x.source
			n.Source, n.Why = &source, v.because(source)
		} else if n.Why == "" {
			n.Why = "文件里和测算里都没有这句话里的这个数"
		}
		out = append(out, n)
	}
	return out
}

// because says in words what a source is.
func (v *Verifier) because(source string) string {
	kind, id, _ := strings.Cut(source, ":")
	switch {
	case kind == "clause":
		return "文件原文" + id
	case kind == "user":
		return "所依据的情况"
	case kind == "meta":
		return "测算日"
	case id == "total":
		return "测算的合计"
	case id == "compare":
		return "上下文里两个数的和或差"
	}
	for i := range v.policy.Rules.Measures {
		if m := &v.policy.Rules.Measures[i]; m.ID == id {
			return "“" + m.Title + "”的测算"
		}
	}
	return "测算"
}
