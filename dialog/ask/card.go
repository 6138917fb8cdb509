package ask

import (
	"slices"
	"strings"
	"unicode/utf8"

	"suance/calc"
	"suance/dialog/answer"
)

// MaxSay is the length of the line to say aloud, in characters.
const MaxSay = 60

// Card is the hotline card: what an officer says, pastes and may be asked next.
type Card struct {
	Say       string     `json:"say"`   // to be read aloud, sums in spoken Chinese
	Paste     string     `json:"paste"` // plain text
	FollowUps []FollowUp `json:"follow_ups"`
}

// FollowUp is a question that often comes next, with its answer.
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

// card is the hotline card of an answer.
func (a *Asker) card(qn Question, out *Answer) *Card {
	q := a.read(clip(qn.Text))
	c := &Card{Say: a.spoken(q, out), Paste: out.Text(), FollowUps: []FollowUp{}}
	for _, next := range a.followUps(q) {
		if len(c.FollowUps) == maxFollowUps {
			break
		}
		if re := a.reply(Question{Text: next, AsOf: qn.AsOf}); re.Kind == KindAnswer {
			c.FollowUps = append(c.FollowUps, FollowUp{Question: next, Answer: re.Text()})
		}
	}
	return c
}

const maxFollowUps = 3

// spoken is the line to say aloud: the shortest true answer that fits.
func (a *Asker) spoken(q *query, out *Answer) string {
	var tries []string
	if out.Assessment != nil && out.Kind == KindAssessment {
		tries = append(tries, answer.SayAssessment(a.policy, out.Assessment, a.measuresOf(q)))
	}
	if out.Kind == KindAnswer && len(q.items) > 0 && len(q.items[0].topics)+len(q.items[0].found)+len(q.items[0].offices) > 0 {
		tries = append(tries, a.saidAloud(q, out)...)
	}
	lines := strings.Split(out.Text(), "\n")
	switch out.Kind {
	case KindAnswer, KindAssessment:
		tries = append(tries, "内容较多，已整理成文字发给您，里面有文件原文和出处。")
	default:
		tries = append(tries, answer.Spoken(lines[0]), "请问想了解哪一项？我可以回答政策条款，也可以按企业情况测算。")
	}
	for _, s := range tries {
		if s != "" && utf8.RuneCountInString(s) <= MaxSay {
			return s
		}
	}
	return ""
}

// saidAloud are lines for an answer from the text: what a measure grants where a
// sum was asked for, else the most telling sentence.
func (a *Asker) saidAloud(q *query, out *Answer) []string {
	var sums, quotes []string
	for _, m := range a.measuresOf(q) {
		sums = append(sums, answer.SayMeasure(&a.policy.Rules.Measures[m]))
	}
	for _, c := range out.Citations {
		quotes = append(quotes, answer.Spoken("文件原文："+c.Quote))
	}
	const ask = 1<<aspectAmount | 1<<aspectBenefit | 1<<aspectCap
	if q.items[0].aspects&ask != 0 && q.items[0].aspects&(1<<aspectQuota|1<<aspectTimes|1<<aspectOffice|1<<aspectFields) == 0 {
		return append(sums, quotes[:min(1, len(quotes))]...)
	}
	return append(quotes[:min(1, len(quotes))], sums...)
}

// measuresOf are the measures that a question names.
func (a *Asker) measuresOf(q *query) []int {
	var out []int
	for _, it := range q.items {
		for _, x := range it.topics {
			for _, id := range a.policy.Topics[x].Measures {
				at := slices.IndexFunc(a.policy.Rules.Measures, func(m calc.Measure) bool { return m.ID == id })
				if at >= 0 && !slices.Contains(out, at) {
					out = append(out, at)
				}
			}
		}
	}
	return out
}

// followUps are questions that often come next about the same matter.
func (a *Asker) followUps(q *query) []string {
	var next []string
	for _, it := range q.items {
		for _, x := range it.topics {
			tp := &a.policy.Topics[x]
			for _, f := range []struct {
				aspect aspect
				ask    string
			}{{aspectAmount, "奖补多少？"}, {aspectOffice, "由哪个部门负责？"}, {aspectQuota, "有多少名额？"}, {aspectCondition, "有什么条件？"}} {
				if len(tp.Aspects[aspectNames[f.aspect]]) > 0 && !it.aspects.has(f.aspect) && !(f.aspect == aspectAmount && it.aspects.has(aspectBenefit)) {
					next = append(next, tp.Name+f.ask)
				}
			}
		}
	}
	return append(next, "这个文件现在有效吗？", "和其他政策能叠加吗？", "重点支持哪些领域？")
}
