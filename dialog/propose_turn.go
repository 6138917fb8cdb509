package dialog

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"suance/dialog/answer"
	"suance/dialog/ask"
	"suance/dialog/nlu"
	"suance/knowledge"
)

// advice is a model at hand for one turn. It is asked at most once, however often
// the turn is computed anew.
type advice struct {
	ctx   context.Context
	model Model // nil where there is none
	asked bool
	got   Pointers
}

// on is what the model points at in a message, nothing if it fails.
func (a *advice) on(g *guide, h heard) Pointers {
	if a.asked || a.model == nil {
		return a.got
	}
	a.asked = true
	if q, ok := g.query(h.text, h.asking); ok {
		if got, err := a.model.Point(a.ctx, q); err == nil {
			a.got = got
		}
	}
	return a.got
}

// propose puts to the person what a model points at, where the rules found no way
// on, and returns the choices for it. Facts, figures, citations and the question
// that waits stay what they are: a line says that there are choices, and a
// question that the document does not answer turns into one back.
func (u *turn) propose(g *guide, a *advice) []string {
	if a.model == nil || !u.deadEnd() {
		return nil
	}
	h := heard{text: u.text, asking: u.now.Asking, known: u.now.Facts}
	choices := g.choices(h, a.on(g, h))
	switch {
	case len(choices) == 0:
		return nil
	case u.out.Text().Runes() > roomy: // a line more could drive out another
	case u.now.Asking != "":
		u.out.Line().Words("如果您要说的是下面前几个选项中的一项，请点选，或照着说一遍。")
	default:
		u.out.Line().Words(proposal)
	}
	if u.kind == KindNotInDoc {
		u.kind = KindClarify
	}
	return choices
}

// deadEnd says whether the rules could do nothing with the message: it gave no
// value, is no order and no courtesy, and no answer was found.
func (u *turn) deadEnd() bool {
	switch {
	case u.stated || u.changed || u.silent || u.forget || u.now.Number != u.was.Number || u.now.Asking != u.was.Asking,
		u.kind != "" && u.kind != KindClarify && u.kind != KindNotInDoc,
		strings.TrimSpace(u.text) == "" || !utf8.ValidString(u.text),
		commandOf(u.text) != none || says(u.text, courtesies) || says(u.text, assent) || says(u.text, denial):
		return false
	}
	read := u.reader.Read(u.text, nlu.Context{Asking: u.was.Asking, Known: u.was.Facts})
	if understood(&read) { // and yet not taken, for a reason that was told
		return false
	}
	if u.kind == "" && u.engaged { // an answer that does not fit is a dead end, what was taken up is none
		return read.Intent != nlu.IntentQuestion && len(read.Unclear)+len(read.Quantities) > 0 || read.Intent == nlu.IntentYesNo
	}
	return read.Intent != nlu.IntentGreeting && intents[read.Intent] == none
}

// understood says whether a message was read as a value, be it one that cannot
// stand: below zero, not settled yet, impossible beside another.
func understood(read *nlu.Understanding) bool {
	return len(read.Facts)+len(read.WhatIf) > 0 || slices.ContainsFunc(read.Unclear, func(x nlu.Unclear) bool {
		return x.Why == nlu.WhyNegative || x.Why == nlu.WhyPending
	})
}

// proposal is the question back where none waits.
const proposal = "您要说的是不是下面选项中的一项？请点选，或照着说一遍；不选就什么都不记。"

// roomy is how long a reply may be, in characters, that takes a line more and the
// longest question without anything being left out.
const roomy = 1000

// offerFirst puts labels before the choices of the reply.
func (o *Outcome) offerFirst(labels []string) {
	if len(labels) == 0 {
		return
	}
	o.State.Offered = offered(labels, o.State.Offered)
	o.Reply.Buttons = nil
	for _, l := range o.State.Offered {
		o.Reply.Buttons = append(o.Reply.Buttons, Choice{Label: l})
	}
}

// offered are the choices of a reply: what was proposed, then the others.
func offered(proposed, others []string) []string {
	out := slices.Clone(proposed)
	for _, l := range others {
		if !slices.Contains(out, l) {
			out = append(out, l)
		}
	}
	return out
}

// Consultant answers single questions as an Asker does, with a model at hand where
// the rules find no way on. It is safe for concurrent use.
type Consultant struct {
	guide *guide
	model Model
}

// NewConsultant returns a Consultant; without a model (nil) it is the Asker.
func NewConsultant(p *knowledge.Policy, r *nlu.Reader, a *ask.Asker, m Model) *Consultant {
	return &Consultant{newGuide(p, r, a), m}
}

// Ask answers a question. With a model, one that the rules cannot answer may get
// choices, and then its kind is clarify; all else is as without. So is the hotline
// card: it has the same bytes on every channel, and on most nobody is asked back.
func (c *Consultant) Ask(ctx context.Context, q ask.Question) ask.Answer {
	a := c.guide.asker.Ask(q)
	if c.model == nil || !isDeadEnd(a) || c.isCourtesy(q.Text) {
		return a
	}
	h := heard{text: q.Text, known: q.Facts, single: true}
	choices := c.guide.choices(h, (&advice{ctx: ctx, model: c.model}).on(c.guide, h))
	if len(choices) == 0 {
		return a
	}
	if a.Body.Runes() <= roomy {
		a.Body = answer.New(c.guide.policy).Append(a.Body).Line().Words(proposal).Text()
	}
	a.Kind, a.Choices = ask.KindClarify, offered(choices, a.Choices)
	return a
}

// isCourtesy says whether a text is nothing that a model could help with.
func (c *Consultant) isCourtesy(text string) bool {
	return strings.TrimSpace(text) == "" || says(text, courtesies) ||
		c.guide.reader.Read(text, nlu.Context{}).Intent == nlu.IntentGreeting
}
