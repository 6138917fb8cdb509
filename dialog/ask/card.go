package ask

import (
	"strings"

	"suance/calc"
	"suance/calc/fact"
	"suance/dialog/answer"
)

// MaxSay is the length of the line to say aloud, in characters.
const MaxSay = 60

// MaxFollowUps is how many follow-up questions a card has at most.
const MaxFollowUps = 3

// Card is the hotline card: what an officer says, pastes and may be asked next. It
// is plain text, the same for the same question and day on every channel.
type Card struct {
	Say       string     `json:"say"`   // to be read aloud, sums in spoken Chinese
	Paste     string     `json:"paste"` // plain text: answer, clause, office, standing and validity
	FollowUps []FollowUp `json:"follow_ups"`
}

// FollowUp is a question that often comes next, with its computed answer.
type FollowUp struct {
	Question string `json:"question"`
	Answer   string `json:"answer"`
}

// String is the card as plain text.
func (c *Card) String() string {
	var b strings.Builder
	b.WriteString("【口播】" + c.Say + "\n【粘贴】\n" + c.Paste)
	for _, f := range c.FollowUps {
		b.WriteString("\n【可能追问】" + f.Question + "\n" + f.Answer)
	}
	return b.String()
}

// Card is the hotline card of a question asked on a day.
func (a *Asker) Card(question string, asOf fact.Day) Card {
	return *a.Ask(Question{Text: question, AsOf: asOf, Card: true}).Card
}

// card is the hotline card of an answer.
func (a *Asker) card(q *query, out *Answer, asOf fact.Day) *Card {
	c := &Card{Say: a.spoken(q, out, asOf), Paste: a.paste(q, out, asOf), FollowUps: []FollowUp{}}
	if out.Kind == KindAssessment {
		c.FollowUps = append(c.FollowUps, a.computed(out.Assessment, out.settled)...)
	}
	for _, next := range a.followUps(q, out.Kind) {
		if len(c.FollowUps) >= MaxFollowUps {
			break
		}
		if re, _ := a.reply(Question{Text: next, AsOf: asOf}); re.Kind == KindAnswer {
			c.FollowUps = append(c.FollowUps, FollowUp{Question: next, Answer: re.Text()})
		}
	}
	c.FollowUps = c.FollowUps[:min(len(c.FollowUps), MaxFollowUps)]
	return c
}

// paste is the answer with whom to turn to, and what the document is, where the
// answer does not say so itself.
func (a *Asker) paste(q *query, out *Answer, asOf fact.Day) string {
	b := answer.New(a.policy).Append(out.Body)
	text := out.Text()
	if !strings.Contains(text, "牵头单位") {
		if c := a.policy.Doc.Clause(a.clauseOf(q)); c != nil {
			b.Counter(c)
		}
	}
	if out.Warnings == nil {
		b.Footing(asOf)
	}
	return b.Once().Text().String()
}

// AssessmentCard is the hotline card of an assessment.
func (a *Asker) AssessmentCard(as *calc.Assessment) *Card {
	var paying []int
	for i := range as.Measures {
		switch as.Measures[i].Status {
		case calc.Payable, calc.Ceiling, calc.Divided:
			paying = append(paying, i)
		}
	}
	c := &Card{Say: "按现有情况还测算不出金额，还要请您补充企业的情况。", Paste: answer.Report(a.policy, *as).String(), FollowUps: a.computed(as, paying)}
	if len(paying) > 0 {
		c.Say = fitting(answer.SayAssessment(a.policy, as, paying), answer.SayAssessment(a.policy, as, nil), sentInWriting)
		c.Paste = answer.New(a.policy).Cases(as, paying).Footing(as.AsOf).Basis(as).Text().String()
	}
	c.FollowUps = c.FollowUps[:min(len(c.FollowUps), MaxFollowUps)]
	return c
}

// sentInWriting is said where no line holds the answer.
const sentInWriting = "内容较多，已整理成文字发给您，里面有文件原文和出处。"

// computed are follow-up questions about an assessment that only the calculator
// can answer: how to get more, what another reading gives, what is still open.
func (a *Asker) computed(as *calc.Assessment, at []int) []FollowUp {
	out := []FollowUp{}
	add := func(question string, t answer.Text) {
		if !t.Empty() {
			b := answer.New(a.policy).Append(t).Footing(as.AsOf).Basis(as)
			out = append(out, FollowUp{Question: question, Answer: b.Text().String()})
		}
	}
	add("怎样才能拿得更多？", answer.More(a.policy, as, at))
	add("按条文的另一种读法是多少？", answer.OtherReadings(a.policy, as, at))
	if len(at) != 1 {
		add("还有哪些要补充情况才能算？", answer.StillOpen(a.policy, as))
	}
	return out
}

// followUps are questions that often come next about the same matter.
func (a *Asker) followUps(q *query, kind Kind) []string {
	var next []string
	for _, it := range q.items {
		if it.outside() && kind != KindNotInDoc {
			continue
		}
		for _, x := range it.topics {
			tp := &a.policy.Topics[x]
			for _, f := range []struct {
				aspect aspect
				ask    string
			}{{aspectAmount, "的标准是多少？"}, {aspectQuota, "有多少名额？"}, {aspectOffice, "由哪个部门负责？"}, {aspectCondition, "有什么条件？"}} {
				if len(tp.Aspects[aspectNames[f.aspect]]) > 0 && !it.aspects.has(f.aspect) && !(f.aspect == aspectAmount && it.aspects.has(aspectBenefit)) {
					next = append(next, tp.Name+f.ask)
				}
			}
		}
	}
	return append(next, "这个文件现在有效吗？", "和其他政策能叠加吗？", "重点支持哪些领域？")
}
