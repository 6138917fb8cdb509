package dialog

import (
	"slices"
	"strings"

	"suance/calc"
	"suance/calc/fact"
	"suance/dialog/ask"
	"suance/dialog/pattern"
	"suance/knowledge"
)

// A question that names nothing of its own is asked of what the conversation is at.

// inContext asks again about the matter that the conversation is at, where the
// question by itself names none (这个归谁管？).
func (u *turn) inContext(a ask.Answer) ask.Answer {
	subject := u.plannedMatter()
	r := u.atHand()
	if subject == "" && r == nil {
		return a
	} else if subject == "" {
		subject = u.subject(r)
		if group := u.besideIn(r.ID); group != "" {
			subject = group
		} else if both := u.bothAtHand(); both != "" && subject == r.Title {
			subject = both
		}
	}
	text := u.text
	if u.hears(sourceWords, text) && len(u.named()) == 0 {
		text = "原文"
	}
	if r != nil && u.hears(requires, text) {
		text = u.asWritten(r.ID, text)
	}
	b := u.asker.Ask(ask.Question{Text: u.about(subject, text), Typed: u.typed, AsOf: u.day, Facts: u.now.Settled()})
	switch {
	case b.Kind == ask.KindAnswer && a.Kind == ask.KindNotInDoc && a.Absent && (u.hears(otherBenefit, u.text) || u.hears(otherThing, u.text) || u.hears(asksDay, u.text)) && !u.opens():
		return a // 电费补贴有吗 is of nothing that is granted here, and 几号截止 stands nowhere
	case b.Kind == ask.KindAnswer || b.Kind == ask.KindNotInDoc:
		return b
	}
	return a
}

// bothAtHand are the titles of the two measures last asked for, or of the two that what is stated is of,
// where a message asks whether one can have the one beside the other, or which is more; empty if it does
// not, or there are not two.
func (u *turn) bothAtHand() string {
	if !u.hears(besideWords, u.text) && !u.hears(setsBoth, u.text) {
		return ""
	}
	ids := u.scope()
	if len(ids) < 2 {
		ids = nil
		for _, r := range u.inStatus(nil, calc.Payable, calc.Ceiling, calc.NeedsFacts) {
			if u.knowsOf([]string{r.ID}) {
				ids = append(ids, r.ID)
			}
		}
	}
	if len(ids) > 2 && !slices.Equal(ids, u.scope()) || len(ids) < 2 {
		return ""
	}
	if len(u.now.Scope) == 0 {
		ids = ids[:2] // what was brought up last stands first
	} else {
		ids = ids[len(ids)-2:]
	}
	return u.measure(ids[0]).Title + "和" + u.measure(ids[1]).Title
}

// setsBoth is the whole of a message that sets two things against each other and names neither (差多少; 哪个补得多).
var setsBoth = pattern.Whole(`(?:那|那么|这|它们?|[两俩二](?:个|项|者|种|样)?|之间|一共|到底|分别|的|，|,)*(?:(?:相|能|会|要)*差(?:了|出)*(?:多少|几)(?:钱|万)?|(?:差别|差距|差额|区别)(?:是|有)?(?:多少|多大|什么)?|(?:哪|谁)一?(?:个|项|种|边|样|笔)?的?(?:补助?|奖励?|给|拿|领|得|钱)?(?:到|得|的)*(?:钱)?(?:更|最|比较)?(?:多|高|划算)一?[些点]?)[呢啊些]?[？?。 ]*`)

// requires asks whether something is required.
var requires = pattern.Of(`有(没有?|什么|啥|哪些|无)?(具体|特别|特殊|硬性|别的)?(的|地)?(要求|限制|限定|规定|条件|门槛)|(要求|限制|限定)(吗|么|多少|是什么)`)

// asWritten is a question what a measure requires in the words in which the measure says that: a
// place is the city, where it has to be there; a share is a proportion.
func (u *turn) asWritten(id, text string) string {
	text = strings.ReplaceAll(strings.ReplaceAll(text, "占比", "比例"), "比重", "比例")
	m := u.measure(id)
	in := "在" + strings.TrimSuffix(u.policy.City, "市")
	if m == nil || !u.hears(placeWords, text) {
		return text
	}
	for _, s := range u.policy.Doc.Sentences() {
		if slices.Contains(m.Sentences, string(s.ID)) && strings.Contains(s.Text, in) {
			return placeWords.ReplaceAllString(text, in)
		}
	}
	return text
}

// placeWords ask for the place of something.
var placeWords = pattern.Of(`(生产|制造)?的?(地点|地域|地区|区域|地方|产地|所在地)|生产地|产地`)

// asksDay asks for a day, which is the same for all that is granted.
var asksDay = pattern.Of(`几号|几月|哪一?天|截止`)

// otherBenefit names a benefit by what it is for.
var otherBenefit = pattern.Of(`[^这那该个项笔的有没拿领给发，。 ](补贴|补助|奖励|支持|扶持|优惠|减免|贴息|担保)|[^\pP\s\d这那该个项笔的有没拿领给发能可会再还先都也元万亿业司厂们家](奖|补)(是|有)?多少`)

// otherThing asks how much is given for what stands right before that, in the words of which no question for one's
// own sum is made.
var otherThing = pattern.Of(`[^\pP\s\d这那该个项笔的有没拿领给发能可会再还先都也元万亿业司厂们家后前时应是到我府政共计里年次概底样助贴励高多低少终在后总](?:能|可以|会|可|应该|该)*(?:(?:给|奖|补|拿|领|发)(?:到|得)?(?:我们?|咱们?|企业|公司|厂里|一个人?|每人)*)+(?:是|有)?多少`)

// besideIn is the name of the matter in which a message points at another measure than the one
// given by a word that is none alone (应用呢, with 首台（套）spoken of); empty if it does not.
func (u *turn) besideIn(id string) string {
	if !trailsOff(u.text) {
		return ""
	}
	for i := range u.policy.Topics {
		tp := &u.policy.Topics[i]
		if len(tp.Measures) < 2 || !slices.Contains(tp.Measures, id) {
			continue
		}
		if ids := u.namedIn(tp.Name + u.text); len(ids) > 0 && len(ids) < len(tp.Measures) && !slices.Contains(ids, id) {
			return tp.Name
		}
	}
	return ""
}

// plannedMatter is what the document was last asked about, by its name, if it grants nothing;
// empty if there is none.
func (u *turn) plannedMatter() string {
	if len(u.now.Topic) != 1 || len(u.now.Scope) > 0 || u.measure(u.now.Topic[0]) != nil {
		return ""
	}
	i := slices.IndexFunc(u.policy.Topics, func(t knowledge.Topic) bool { return t.ID == u.now.Topic[0] })
	if i < 0 {
		return ""
	}
	return u.policy.Topics[i].Name
}

// about is a question with what it is about put before it; of one that asks several things, before
// each that names nothing, until one names another matter (政策什么时候到期，封顶是多少).
func (u *turn) about(subject, text string) string {
	parts := questionsOf(text)
	open := u.openOf(parts)
	if len(open) == 0 || len(parts) < 2 {
		return subject + text
	}
	for _, i := range open {
		parts[i] = subject + parts[i]
	}
	return strings.Join(parts, "？")
}

// opens says whether one of several things that the message asks is of what the conversation is at.
func (u *turn) opens() bool {
	parts := questionsOf(u.text)
	return len(parts) > 1 && len(u.openOf(parts)) > 0
}

// openOf are the places of the parts that ask something and do not say of what. What is asked
// behind another matter, or behind what is told of elsewhere, may be of that, and so may a sum
// behind a benefit that is granted elsewhere (电费补贴有吗，补多少).
func (u *turn) openOf(parts []string) (open []int) {
	elsewhere := false
	for i, p := range parts {
		o := u.asker.Opens(p)
		other := otherBenefit.MatchString(p)
		told := (other || o.Reach == ask.Apart) && !askWords.MatchString(p) && !strings.ContainsAny(p, askingMarks+"么呢") && !strings.Contains(p, "有没有")
		switch {
		case o.Reach == ask.Matter, told: // 省里也给了钱，影响吗
			return open
		case other:
			elsewhere = true
		case o.Asks && o.Reach == ask.Nothing && !(elsewhere && howMuchOf.MatchString(p)):
			open = append(open, i)
		}
	}
	return open
}

// questionsOf are the clauses of a message, and the things of a list that is counted through.
func questionsOf(text string) []string {
	return clausesOf(strings.TrimSpace(countsThrough.ReplaceAllString(text, "，")))
}

// countsThrough stands before a thing of a list (1. 归谁管 2. 有效期到哪天).
var countsThrough = pattern.Of(`(^|\s)[1-9][.、)）]\s*`)

// ofTopicAlone says whether a message names no measure but words of what is asked for, or
// a number (产量要到多少, 第四年还补吗).
func (u *turn) ofTopicAlone() bool {
	scope := u.scope()
	return len(scope) > 0 && len(u.named()) == 0 && (holdsAmount(u.text) ||
		slices.ContainsFunc(u.factsOf(scope), func(sp *fact.Spec) bool { return weaklyNames(sp, u.text) }))
}

// factsOf are the facts that bear on one of some measures.
func (u *turn) factsOf(measures []string) []*fact.Spec {
	var out []*fact.Spec
	for i := range u.policy.Rules.Schema.Len() {
		sp := u.policy.Rules.Schema.Spec(i)
		if slices.ContainsFunc(u.uses[sp.ID], func(m string) bool { return slices.Contains(measures, m) }) {
			out = append(out, sp)
		}
	}
	return out
}

// subject is how what the conversation is at is called: the matter that stands for all the
// measures asked for, or the title of the one at hand.
func (u *turn) subject(r *calc.Result) string {
	scope := u.scope()
	if len(scope) < 2 || !slices.Contains(scope, r.ID) {
		return r.Title
	}
	if paid := u.inStatus(scope, calc.Payable, calc.Ceiling); len(paid) == 1 {
		return paid[0].Title
	}
	for i := range u.policy.Topics {
		if tp := &u.policy.Topics[i]; len(tp.Measures) == len(scope) && !slices.ContainsFunc(tp.Measures, func(id string) bool { return !slices.Contains(scope, id) }) {
			return tp.Name
		}
	}
	return r.Title
}

// atHand is the measure that the conversation is at: one asked for; else, unless
// the message points at the question (这个), one of the fact last stated; else one
// that needs the fact asked for. It is nil if there is none.
func (u *turn) atHand() *calc.Result {
	a := u.figures()
	find := func(ids []string) *calc.Result {
		for i := range a.Measures {
			if slices.Contains(ids, a.Measures[i].ID) {
				return &a.Measures[i]
			}
		}
		return nil
	}
	if r := find(u.scope()); r != nil {
		return r
	}
	if len(u.now.Recent) > 0 && (!strings.Contains(u.text, "这") || u.hears(ownThis, u.text)) {
		if r := find(u.uses[u.now.Recent[0]]); r != nil {
			return r
		}
	}
	return find(u.uses[u.now.Asking])
}

// ownThis points at what is the asker's, not at the question (我们这个算哪一档).
var ownThis = pattern.Of(`(我们?|我司|我厂|公司|企业|咱们?)(的)?这`)
