package ask

import (
	"slices"
	"strings"
	"unicode/utf8"

	"suance/calc"
	"suance/calc/fact"
	"suance/dialog/answer"
	"suance/dialog/nlu"
	"suance/knowledge/clause"
)

// spoken is the line to say aloud: of the true lines for an answer, from the most
// to the least telling, the first that fits.
func (a *Asker) spoken(q *query, out *Answer, asOf fact.Day) string {
	lines := strings.Split(out.Text(), "\n")
	var tries []string
	switch out.Kind {
	case KindAssessment:
		tries = append(a.outcomeAloud(q, out), answer.SayAssessment(a.policy, out.Assessment, out.settled),
			answer.SayAssessment(a.policy, out.Assessment, nil), sentInWriting)
	case KindAnswer:
		if out.Assessment != nil { // 第二年：80%
			tries = append(tries, answer.Spoken(lines[0]))
		}
		tries = slices.Concat(tries, a.asAsked(q, out), a.saidAloud(q, out, asOf), []string{sentInWriting})
	case KindNotInDoc:
		if o := a.leadOf(q); o != "" {
			tries = append(tries, answer.Spoken(lines[0]+"建议咨询"+o+"。"))
		}
		tries = append(tries, answer.Spoken(lines[0]), "您问的这一点，文件没有写。")
	default:
		if sp := a.policy.Rules.Schema.Lookup(out.Asking); sp != nil {
			tries = append(tries, answer.Spoken("还要请问："+sp.Question), answer.Spoken(sp.Question))
		}
		tries = append(tries, "请问想了解哪一项？我可以回答政策条款，也可以按企业情况测算。")
	}
	say := fitting(tries...)
	if out.Kind == KindAnswer && a.policy.Rules.Standing.ID != "in_force" && slices.ContainsFunc(nlu.Quantities(say), granting) && !strings.Contains(say, a.policy.Rules.Standing.Name) {
		whole, standing := strings.TrimSuffix(say, "。"), a.policy.Rules.Standing.Name
		return fitting(whole+"。文件是"+standing+"，仅供参考。", whole+"（"+standing+"）。", say)
	}
	return say
}

// granting says whether a number is a sum or a share.
func granting(x nlu.Quantity) bool { return x.Kind == nlu.KindMoney || x.Kind == nlu.KindShare }

// fitting is the first of some lines that is no longer than MaxSay; empty if none
// is.
func fitting(lines ...string) string {
	for _, s := range lines {
		if s != "" && utf8.RuneCountInString(s) <= MaxSay {
			return s
		}
	}
	return ""
}

// saidAloud are lines for an answer from the text: about the document itself, what
// is granted where a sum was asked for, who is in charge, else the most telling
// passage.
func (a *Asker) saidAloud(q *query, out *Answer, asOf fact.Day) []string {
	asked, validity, polar := aspects(0), len(q.items) == 1 && len(q.items[0].topics) > 0, false
	for _, it := range q.items {
		asked |= it.aspects
		polar = polar || it.polar
		for _, x := range it.topics {
			validity = validity && len(a.policy.Topics[x].Aspects["validity"])+len(a.policy.Topics[x].Aspects["standing"]) > 0
		}
	}
	const particular = 1<<aspectQuota | 1<<aspectTimes | 1<<aspectOffice | 1<<aspectFields | 1<<aspectCondition | 1<<aspectWho | 1<<aspectDefinition
	passage := a.passage(q, out, asked)
	switch {
	case asked.has(aspectOverview):
		return []string{"可能适用的措施已整理成文字发给您；说说企业的情况，还能逐项测算。"}
	case validity:
		return []string{answer.SayStanding(a.policy, asOf)}
	case asked.has(aspectOffice) && !asked.has(aspectAmount) && len(q.items) == 1:
		return []string{a.sayOffices(q), passage}
	case asked.has(aspectTogether):
		return append(a.sayTogether(), passage)
	case asked.has(aspectBenefit) && len(a.measuresOf(q)) == 0 && strings.Contains(out.Text(), noMoney):
		return []string{a.sayNoMoney(q)}
	case asked&particular != 0 && asked.has(aspectAmount) && len(a.measuresOf(q)) > 1:
		return a.sayMeasures(q)
	case asked&particular != 0 || polar && q.numbers: // a claim is put right by the text
		return append([]string{passage}, a.sayMeasures(q)...)
	}
	if at := a.measuresOf(q); len(at) == 1 && answer.SharePaid(&a.policy.Rules.Measures[at[0]]) { // of what the share is stands in the text
		return append([]string{passage}, a.sayMeasures(q)...)
	}
	return append(a.sayMeasures(q), passage)
}

// noMoney is how an answer says that no payment follows from a clause.
const noMoney = "没有规定据此向企业发放资金"

// sayNoMoney says that a matter is one of work to be done, and whom to ask.
func (a *Asker) sayNoMoney(q *query) string {
	say := "这一条写的是工作安排，文件没有规定据此向企业发钱"
	if o := a.leadOf(q); o != "" {
		say += "，可咨询" + o
	}
	return say + "。"
}

// sayTogether are the sentences on benefits that overlap, as they are said.
func (a *Asker) sayTogether() []string {
	var out []string
	for _, x := range a.overlap {
		for _, id := range a.policy.Topics[x].Aspects[aspectNames[aspectTogether]] {
			if s, ok := a.policy.Doc.Sentence(id); ok {
				out = append(out, answer.Spoken("文件原文："+s.Text))
			}
		}
	}
	return out
}

// sayMeasures are lines about what the measures that a question names grant.
func (a *Asker) sayMeasures(q *query) []string {
	at := a.measuresOf(q)
	switch len(at) {
	case 0:
		return nil
	case 1:
		return []string{answer.SayMeasure(&a.policy.Rules.Measures[at[0]])}
	}
	names, sums := make([]string, len(at)), make([]string, len(at))
	for i, at := range at {
		m := &a.policy.Rules.Measures[at]
		names[i], sums[i] = m.Title, strings.TrimSuffix(answer.SayMeasure(m), "。")
		if len(m.Lead) > 0 {
			sums[i] = strings.TrimSuffix(sums[i], "，找"+m.Lead[0])
		}
	}
	all := strings.Join(sums, "；") + "。"
	if slices.Contains(sums, "") {
		all = ""
	}
	return []string{all, answer.Spoken("分" + strings.Join(names, "、") + "，金额和条件已发文字给您。"),
		"这里分几项，各项的金额和条件已整理成文字发给您。"}
}

// sayOffices says who leads and who supports.
func (a *Asker) sayOffices(q *query) string {
	c := a.policy.Doc.Clause(a.clauseOf(q))
	if c == nil || len(c.Lead) == 0 {
		return ""
	}
	lead := "牵头单位是" + strings.Join(c.Lead, "、")
	if all := lead + "，配合单位是" + strings.Join(c.Support, "、") + "。"; len(c.Support) > 0 && utf8.RuneCountInString(all) <= MaxSay {
		return all
	}
	return lead + "。"
}

// clauseOf is the clause that a question is about; empty if there is none.
func (a *Asker) clauseOf(q *query) clause.ID {
	for _, it := range q.items {
		switch {
		case len(it.found) > 0:
			return it.found[0].Clause()
		case len(it.topics) > 0:
			return a.policy.Topics[it.topics[0]].Clause
		}
	}
	return ""
}

// leadOf is the office that leads the matter of a question; empty if there is none.
func (a *Asker) leadOf(q *query) string {
	if c := a.policy.Doc.Clause(a.clauseOf(q)); c != nil && len(c.Lead) > 0 {
		return c.Lead[0]
	}
	return ""
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

// passage is the run of the cited sentences that says most of what was asked and
// is short enough to be said: whole parts between commas, in the document's words.
// Where the matter has several cases, or two sentences say as much, there is none:
// one of them would be half the answer.
func (a *Asker) passage(q *query, out *Answer, asked aspects) string {
	if slices.ContainsFunc(a.measuresOf(q), func(m int) bool { return a.cases(m) > 1 }) {
		return ""
	}
	const lead = "文件原文："
	room := MaxSay - utf8.RuneCountInString(lead)
	words, numbers := pairs(q.runes), nlu.Quantities(string(q.runes))
	best, text, at := -1, "", ""
	for _, c := range out.Citations {
		if c.Clause == a.policy.Rules.Standing.Clause || c.Clause == a.policy.Rules.Validity.Clause {
			continue
		}
		parts := fragments(c.Quote)
		for i := range parts {
			score := worth(parts[i], words, numbers, asked)
			run := grow(parts, i, room)
			switch {
			case score > best:
				best, text, at = score, run, c.Clause
			case score == best && c.Clause != at:
				text = ""
			}
		}
	}
	if utf8.RuneCountInString(text) < minPassage {
		return ""
	}
	return answer.Spoken(lead + strings.TrimRight(text, "，；。、") + "。")
}

// minPassage is how long a passage must be to say anything.
const minPassage = 15

// cases is in how many sentences a measure has its cases.
func (a *Asker) cases(m int) int {
	at := map[string]bool{}
	for _, br := range a.policy.Rules.Measures[m].Branches {
		at[br.Sentence] = true
	}
	return len(at)
}

// worth is how much of what was asked a part of a sentence holds.
func worth(part string, words map[pair]bool, numbers []nlu.Quantity, asked aspects) int {
	n := 0
	for x := range pairs([]rune(nlu.Plain(part))) {
		if words[x] {
			n++
		}
	}
	for _, x := range numbers {
		if holds(part, x) {
			n += 3
		}
	}
	for _, x := range nlu.Quantities(part) {
		switch sum := x.Kind == nlu.KindMoney || x.Kind == nlu.KindShare; {
		case sum && asked&(1<<aspectAmount|1<<aspectCap) != 0, x.Unit == "年" && asked.has(aspectTimes), !sum && asked.has(aspectQuota):
			n += 3 // a number of the kind that was asked for outweighs a word or two
		}
	}
	return n
}

// grow is a part with its neighbours, those before it first, as far as they fit
// when said aloud; empty if it does not fit itself.
func grow(parts []string, at, room int) string {
	from, to := at, at+1
	fits := func(from, to int) bool {
		return utf8.RuneCountInString(answer.Spoken(strings.Join(parts[from:to], ""))) <= room
	}
	if !fits(from, to) {
		return ""
	}
	for from > 0 && fits(from-1, to) {
		from--
	}
	for to < len(parts) && fits(from, to+1) {
		to++
	}
	return strings.Join(parts[from:to], "")
}

// fragments cuts a sentence after its commas, but not within brackets or quotes.
func fragments(s string) []string {
	var out []string
	depth, from := 0, 0
	for i, r := range s {
		switch {
		case strings.ContainsRune("（(“《", r):
			depth++
		case strings.ContainsRune("）)”》", r):
			depth--
		case depth <= 0 && strings.ContainsRune("，；。", r):
			next := i + utf8.RuneLen(r)
			out = append(out, s[from:next])
			from = next
		}
	}
	if from < len(s) {
		out = append(out, s[from:])
	}
	return out
}
