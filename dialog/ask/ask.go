package ask

import (
	"encoding/json"
	"slices"
	"sync"

	"suance/calc"
	"suance/calc/fact"
	"suance/dialog/answer"
	"suance/dialog/nlu"
	"suance/knowledge"
	"suance/knowledge/clause"
)

// Kind says what an answer is.
type Kind string

// The kinds of the contract.
const (
	KindAnswer     Kind = "answer"          // the document says it
	KindAssessment Kind = "assessment"      // a figure is worked out for the asker
	KindClarify    Kind = "clarify"         // one more thing is needed
	KindNotInDoc   Kind = "not_in_document" // the document does not say
)

// MaxRunes is how much of a question is read; what goes beyond is ignored.
const MaxRunes = 4096

// Question is one question with the day it is asked on.
type Question struct {
	Text  string // as typed
	Typed string // as typed, where Text has common words in the place of others; what is written back stands in it
	AsOf  fact.Day
	Facts fact.Set // what the session knows; the zero Set if nothing
	Card  bool     // the hotline card is wanted too
}

// Answer is the answer to one question.
type Answer struct {
	Kind       Kind
	Body       answer.Text // for a channel to render; Text is its plain form
	Citations  []answer.Citation
	Figures    []answer.Figure
	Choices    []string
	Asking     fact.ID  // the fact that a clarifying question asks for; empty if none
	Facts      fact.Set // what the assessment rests on
	Assessment *calc.Assessment
	Warnings   []string
	Receipt    string // empty where no figure was worked out
	Card       *Card  // only where it was asked for
	Foreign    bool   // a part asks for what neither the document nor the rules know a word of
	Absent     bool   // a part asks for a matter that the policy knows not to be in the document
	Elsewhere  bool   // all of it asks what another place or level of government grants
	Topic      string // the matter that is answered about, if it is an article's that grants nothing
	Named      bool   // the question names a matter of its own, or asks of the document as a whole
	OtherSum   bool   // it is asked what there is for a sum that is no fact (利润三千万，有奖励没有)
	settled    []int  // the measures that a worked-out figure is of, by their place
}

// Text is what the person reads.
func (a Answer) Text() string { return a.Body.String() }

// MarshalJSON writes the answer as the contract's object.
func (a Answer) MarshalJSON() ([]byte, error) {
	out := struct {
		Kind       Kind              `json:"kind"`
		Text       string            `json:"text"`
		Citations  []answer.Citation `json:"citations"`
		Figures    []answer.Figure   `json:"figures"`
		Choices    []string          `json:"choices"`
		Facts      json.RawMessage   `json:"facts"`
		Assessment *calc.Assessment  `json:"assessment"`
		Warnings   []string          `json:"warnings"`
		Receipt    *string           `json:"receipt"`
		Card       *Card             `json:"card,omitempty"`
	}{a.Kind, a.Text(), a.Citations, a.Figures, a.Choices, json.RawMessage("{}"), a.Assessment, a.Warnings, nil, a.Card}
	if a.Facts.Schema() != nil {
		out.Facts = a.Facts.AppendJSON(nil)
	}
	if a.Receipt != "" {
		out.Receipt = &a.Receipt
	}
	if out.Choices == nil {
		out.Choices = []string{}
	}
	if out.Warnings == nil {
		out.Warnings = []string{}
	}
	return json.Marshal(out)
}

// Asker answers questions about one policy. It is immutable and safe for
// concurrent use.
type Asker struct {
	policy     *knowledge.Policy
	reader     *nlu.Reader
	calc       *calc.Calculator
	lex        *lexicon
	offices    []string
	weak       []bool        // of each topic: a mere industry
	said       [][]clause.ID // of each topic: its sentences
	vocabulary *vocabulary
	common     func() wordList // the words of every day, gathered when they are first needed
	numbered   map[string]clause.ID
	uses       map[fact.ID][]int // the measures that a fact bears on
	overlap    []int             // the topics about benefits that overlap
	staffed    []clause.ID       // the clauses that name offices
	wording    judgement         // how questions are worded that the document answers
}

// New makes an asker for a policy.
func New(p *knowledge.Policy, r *nlu.Reader) *Asker {
	p = withMeasures(withValidity(p))
	a := &Asker{policy: p, reader: r, calc: p.Calc, weak: weakTopics(p), said: saidOf(p), numbered: numberedClauses(p),
		uses: usesOf(p.Rules), wording: judgement(p.Asked), overlap: overlapping(p), common: sync.OnceValue(func() wordList { return newWordList(commonWords) })}
	a.lex, a.offices = newLexicon(p)
	a.vocabulary = newVocabulary(p, a.lex)
	for i := range p.Doc.Clauses {
		if c := &p.Doc.Clauses[i]; len(c.Lead) > 0 {
			a.staffed = append(a.staffed, c.ID)
		}
	}
	return a
}

// Ask answers a question.
func (a *Asker) Ask(qn Question) Answer {
	out, q := a.reply(qn)
	if qn.Card {
		out.Card = a.card(q, &out, qn.AsOf)
	}
	return out
}

// reply is the answer without its card, and the question as it was read.
func (a *Asker) reply(qn Question) (Answer, *query) {
	text, firms := ofOneFirm(nlu.Parties(a.led(withoutOrders(nlu.Undictated(nlu.Glossed(nlu.Said(clip(qn.Text))))))))
	qn.Text = text
	u := a.reader.Read(text, nlu.Context{Known: qn.Facts})
	t := a.begin(qn, a.read(text, &u, false), u)
	t.decide(firms)
	if other := t.judged(); other != nil {
		t = other
	}
	if other := t.ownClause(); other != nil {
		t = other
	}
	return t.finish(), t.q
}

// begin begins to answer a question as it was read.
func (a *Asker) begin(qn Question, q *query, u nlu.Understanding) *turn {
	t := &turn{Asker: a, qn: qn, q: q, u: u, b: answer.New(a.policy)}
	t.gather()
	return t
}

// decide finds the answer; firms are the enterprises that the text tells apart.
func (t *turn) decide(firms []string) {
	switch {
	case t.chooseFirm(firms):
	case t.overview():
	case t.unitless():
	case t.assess():
	case t.ofOtherSum():
	case t.document():
	default:
		t.smalltalk()
	}
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

// turn is one question on its way to an answer.
type turn struct {
	*Asker
	qn         Question
	q          *query
	u          nlu.Understanding
	facts      fact.Set // known and stated
	stated     []nlu.Slot
	supposed   []nlu.Slot // what of it is a supposition
	numeric    bool       // a number of the enterprise is stated
	own        bool       // the person speaks of their own enterprise
	sure       bool       // what is stated is known to be a case
	happened   bool       // a number is told as something that happened
	b          *answer.Builder
	kind       Kind
	choices    []string
	asking     fact.ID
	unit       bool // it is a unit that is asked for
	assessment *calc.Assessment
	worked     bool // the text holds a worked-out figure
	settled    []int
	told       []clause.ID // the sentences that are quoted already
	lacking    aspects     // what was said not to be written of a topic
}

// aboutStanding says whether it is asked what the document is.
func (t *turn) aboutStanding() bool {
	return slices.ContainsFunc(t.q.items, func(it item) bool {
		return slices.ContainsFunc(it.topics, func(x int) bool { return len(t.policy.Topics[x].Aspects["standing"]) > 0 })
	})
}

// plannedTopic is the most particular matter of the question that an article speaks of without
// granting anything; empty if there is none, or nothing was answered.
func (t *turn) plannedTopic() string {
	best := -1
	for _, it := range t.q.items {
		if it.aspects.has(aspectTogether) { // 跟省里的能一起拿吗 is still about what was spoken of
			return ""
		}
		for _, x := range it.topics {
			tp := &t.policy.Topics[x]
			if c := t.policy.Doc.Clause(tp.Clause); t.kind == KindAnswer && len(tp.Measures) == 0 && !t.weak[x] && c != nil && c.Marker != "" && (best < 0 || len(t.said[x]) < len(t.said[best])) {
				best = x
			}
		}
	}
	if best < 0 {
		return ""
	}
	return t.policy.Topics[best].ID
}

// Reach is what a text says by itself of what it asks about.
type Reach int

const (
	Nothing Reach = iota // 封顶是多少
	Apart                // what is no matter of an article: a rule for all, the document, a place, an office (有效期到哪天)
	Matter               // a matter of an article: what follows may be of that (智能工厂归谁管)
)

// Opening is what a text by itself asks.
type Opening struct {
	Asks   bool
	Reach  Reach // of what, as far as the text says
	Absent bool  // it asks for a matter that the policy knows not to be in the document
}

// Itself says whether the text says by itself of what it asks.
func (o Opening) Itself() bool { return o.Reach != Nothing || o.Absent }

// Opens says what a text by itself asks.
func (a *Asker) Opens(text string) (o Opening) {
	t := &turn{Asker: a, q: a.read(nlu.Said(clip(text)), &nlu.Understanding{}, false)}
	for i := range t.q.parts {
		p := &t.q.parts[i]
		o.Absent = o.Absent || p.has(absenceWord)
		o.Asks = o.Asks || p.has(cueWord) || p.has(polarWord) || p.has(absenceWord)
		o.Reach = max(o.Reach, t.reach(p))
	}
	return o
}

// namesMatter says whether the question by itself says what it is about.
func (t *turn) namesMatter() bool {
	return slices.ContainsFunc(t.q.parts, func(p part) bool { return t.reach(&p) != Nothing }) ||
		slices.ContainsFunc(t.q.items, func(it item) bool { return len(it.topics) == 0 && len(t.fieldsFor(&it)) > 0 }) // 光伏企业算不算 is of the document
}

// reach is what a part says of what it is about: an industry is no matter, unless its fields or its
// meaning are asked for.
func (t *turn) reach(p *part) Reach {
	asked, reach := p.aspects(), Nothing
	if p.ofTheWhole() || asked.has(aspectOverview) && !asked.has(aspectCondition) || p.has(headingWord) || p.has(officeWord) || p.has(placeWord) || len(t.numberedIn(t.q, p)) > 0 {
		reach = Apart
	}
	for _, x := range p.args(topicWord) {
		tp := &t.policy.Topics[x]
		c := t.policy.Doc.Clause(tp.Clause)
		switch {
		case len(tp.Aspects["validity"])+len(tp.Aspects["standing"]) > 0:
			reach = max(reach, Apart)
		case c == nil:
		case t.weak[x] && asked&(1<<aspectFields|1<<aspectDefinition) != 0 && !p.has(polarWord), !t.weak[x] && c.Marker != "":
			return Matter
		}
	}
	return reach
}

// finish puts the answer together.
func (t *turn) finish() Answer {
	said := t.b.Text()
	t.worked = t.assessment != nil && said.Has(answer.Figure.Worked)
	stand := said.Has(func(f answer.Figure) bool { return t.kind == KindAnswer || f.Source != "user" }) || t.kind == KindAnswer && t.aboutStanding()
	if stand {
		t.b.Footing(t.qn.AsOf).CiteStanding()
		if t.worked {
			t.b.Basis(t.assessment)
		}
	}
	body := t.b.Once().Text()
	out := Answer{Kind: t.kind, Body: body, Citations: body.Citations(), Figures: body.Figures(), Choices: t.choices, Asking: t.asking,
		Topic: t.plannedTopic(), Named: t.namesMatter(), Absent: slices.ContainsFunc(t.q.items, func(it item) bool { return it.absence >= 0 }), Foreign: slices.ContainsFunc(t.q.items, func(it item) bool {
			return it.foreign != "" && it.absence < 0 && !it.place && !it.sumless
		})}
	out.OtherSum = t.kind == KindNotInDoc && t.u.Other != "" && len(t.q.items) == 1 && t.q.items[0].foreign == t.u.Other
	out.Elsewhere = t.kind == KindNotInDoc && !slices.ContainsFunc(t.q.items, func(it item) bool { return !it.place })
	if stand {
		out.Warnings = answer.Warnings(t.policy, t.qn.AsOf)
	}
	if t.assessment != nil {
		out.Facts, out.Assessment = t.facts, t.assessment
		if t.worked {
			out.settled = t.settled
			out.Receipt = t.assessment.Receipt
		}
	}
	return out
}
