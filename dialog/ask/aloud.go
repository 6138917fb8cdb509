package ask

import (
	"slices"
	"strings"
	"unicode/utf8"

	"suance/calc"
	"suance/calc/fact"
	"suance/calc/money"
	"suance/dialog/answer"
	"suance/dialog/nlu"
)

// What is said aloud answers the very thing that was asked: the tier, the gap, the share or
// the years, and not what the measure grants in all.

// asAsked are the lines that hold the very figure asked for, the most telling first; none
// where no particular one was.
func (a *Asker) asAsked(q *query, out *Answer) []string {
	lines := strings.Split(out.Text(), "\n")
	var tries []string
	if at := slices.IndexFunc(lines, func(l string) bool { return strings.HasPrefix(l, "两者相差") }); at >= 0 {
		tries = append(tries, answer.Spoken(lines[at]))
	}
	tries = append(tries, a.tierAloud(q))
	switch text := string(q.runes); {
	case containsAny(text, "几年", "多少年", "年限"):
		tries = append(tries, a.numberAloud(q, out, func(x nlu.Quantity) bool { return x.Unit == "年" })...)
	case containsAny(text, "百分之", "比例", "几成", "几个点", "百分点", "费率", "产能的多少", "保费的多少"):
		tries = append(tries, a.numberAloud(q, out, func(x nlu.Quantity) bool { return x.Kind == nlu.KindShare })...)
	case containsAny(text, "全称", "标题", "题目", "叫什么", "名称", "名字") && slices.ContainsFunc(out.Citations, func(c answer.Citation) bool { return c.Clause == "title.1" }):
		tries = append(tries, "文件全称是《"+a.policy.Doc.Title+"》。")
	}
	return slices.DeleteFunc(tries, func(s string) bool { return s == "" })
}

func containsAny(text string, words ...string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(text, w) })
}

// tierAloud is what a measure grants from the line on that the question names; empty
// where it names none, or several.
func (a *Asker) tierAloud(q *query) string {
	say := ""
	for _, at := range a.measuresOf(q) {
		m := &a.policy.Rules.Measures[at]
		for _, by := range m.ByBands() {
			sp := a.policy.Rules.Schema.Lookup(by.Fact)
			for _, band := range by.Bands {
				if band.Sum == 0 || sp.Type != fact.Money || !names(q, band.From) {
					continue
				}
				if say != "" {
					return ""
				}
				say = answer.Spoken(m.Title + "，达到" + money.Amount(band.From).Chinese() + "的是" + money.Amount(band.Sum).Chinese() + "。")
			}
		}
	}
	return say
}

// names says whether a question holds a sum.
func names(q *query, sum int64) bool {
	return slices.ContainsFunc(nlu.Quantities(string(q.runes)), func(x nlu.Quantity) bool {
		v, err := money.ParseAmount(x.Value)
		return x.Kind == nlu.KindMoney && err == nil && int64(v) == sum
	})
}

// numberAloud are lines with the number of a kind that was asked for: the part of the
// sentence that says most of what was asked, or the shares of several sentences that say
// as much, where they are what is granted.
func (a *Asker) numberAloud(q *query, out *Answer, wanted func(nlu.Quantity) bool) []string {
	words, numbers := pairs(q.runes), nlu.Quantities(string(q.runes))
	best := -1
	var told []string // the sentences that say most
	for _, c := range out.Citations {
		if !slices.ContainsFunc(nlu.Quantities(c.Quote), wanted) || c.Clause == a.policy.Rules.Validity.Clause {
			continue
		}
		switch score := worth(c.Quote, words, numbers, 0); {
		case score > best:
			best, told = score, []string{c.Quote}
		case score == best:
			told = append(told, c.Quote)
		}
	}
	several := slices.ContainsFunc(a.measuresOf(q), func(m int) bool { return a.cases(m) > 1 })
	if several && !q.numbers { // which case is meant is open
		told = nil
		for _, c := range out.Citations {
			told = append(told, c.Quote)
		}
	}
	if len(told) != 1 {
		return []string{a.sharesAloud(q, told, wanted)}
	}
	const lead = "文件原文："
	parts, at, most := fragments(told[0]), -1, -1
	for i := range parts {
		if score := worth(parts[i], words, numbers, 0); slices.ContainsFunc(nlu.Quantities(parts[i]), wanted) && score > most {
			at, most = i, score
		}
	}
	if at < 0 {
		return nil
	}
	run := strings.TrimRight(grow(parts, at, MaxSay-utf8.RuneCountInString(lead)), "，；。、")
	return []string{answer.Spoken(lead + strings.ReplaceAll(run, "-", "至") + "。")}
}

// sharesAloud is the shares that several sentences about one measure grant; empty where
// they are not its amount.
func (a *Asker) sharesAloud(q *query, sentences []string, wanted func(nlu.Quantity) bool) string {
	at := a.measuresOf(q)
	if len(at) != 1 || len(sentences) == 0 || constant(&a.policy.Rules.Measures[at[0]]) {
		return ""
	}
	var shares []string
	for _, s := range sentences {
		for _, x := range nlu.Quantities(s) {
			if wanted(x) && x.Text != "" && !slices.Contains(shares, x.Text) {
				shares = append(shares, x.Text)
			}
		}
	}
	if len(shares) == 0 {
		return ""
	}
	return answer.Spoken(a.policy.Rules.Measures[at[0]].Title + "，分档，按" + strings.Join(shares, "、") + "。")
}

// outcomeAloud are lines about a worked-out case: how far it is to the next line where
// that was asked or nothing is paid, and ceilings beside the sum.
func (a *Asker) outcomeAloud(q *query, out *Answer) []string {
	as := out.Assessment
	asked := slices.ContainsFunc(q.items, func(it item) bool { return it.aspects&(1<<aspectGap|1<<aspectCompare) != 0 })
	unmet := len(out.settled) == 1 && as.Measures[out.settled[0]].Status == calc.NotMet
	if asked || unmet {
		for l := range strings.SplitSeq(out.Text(), "\n") {
			if strings.Contains(l, "还差") && !strings.Contains(l, "还差信息") {
				say := answer.Spoken(strings.TrimRight(strings.TrimPrefix(l, "· "), "。") + "。")
				if len(out.settled) == 1 && as.Measures[out.settled[0]].Status == calc.Payable && slices.ContainsFunc(q.items, func(it item) bool { return it.aspects.has(aspectAmount) }) {
					return []string{answer.Spoken("按您说的测算是"+as.Measures[out.settled[0]].Amount.String()+"；") + say}
				}
				if unmet {
					return []string{"按您说的情况还不符合条件；" + say, say}
				}
				return []string{say}
			}
		}
	}
	if len(out.settled) < 2 {
		return nil
	}
	top, _ := as.Total.UpTo.Amount()
	fixed, _ := as.Total.Payable.Amount()
	switch {
	case top > 0 && fixed == 0:
		return []string{answer.Spoken("上限合计不超过" + top.Chinese() + "，只是上限，不是承诺，" + a.policy.Rules.Standing.Name + "。")}
	case top > 0:
		return []string{answer.Spoken("按您说的测算，固定金额合计" + fixed.Chinese() + "，另有上限合计不超过" + top.Chinese() + "，仅供参考，" + a.policy.Rules.Standing.Name + "。")}
	}
	return nil
}
