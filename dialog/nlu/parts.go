package nlu

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"
	"suance/calc/fact"
	"suance/dialog/pattern"
)

// partUnits count the parts of a whole: 第一批200万，第二批150万.
const partUnits = "批台套期条部笔次回年档"

// times are those of them that count how often something happened.
const times = "笔次回年档"

// partLetters tell things of a kind apart: 设备A 1200万，设备B 800万.
const partLetters = "abcd甲乙丙丁"

// parts puts the sum of several parts of a whole in the place of the one that was read as
// its value, to be said back: nobody said what they come to together.
func (r *Reader) parts(text string, u *Understanding) {
	if len(u.Facts)+len(u.WhatIf) == 0 || len(u.Quantities) < 2 || !strings.ContainsAny(text, partUnits+partLetters) {
		return
	}
	runes := []rune(text)
	var run []Quantity // the parts of one whole
	whole := ""
	for _, q := range u.Quantities {
		if q.Kind != KindMoney && q.Kind != KindCount || q.Value == "" || q.Ordinal || strings.ContainsRune(partUnits, firstOf(q.Unit)) || q.Span.Start > len(runes) {
			continue
		}
		if end := q.Span.End; end < len(runes) && runes[end] == '档' { // 5亿档50万
			continue
		}
		of := wholeBefore(runes[max(0, q.Span.Start-8):q.Span.Start])
		if of == "" || of != whole || run[0].Kind != q.Kind {
			r.addParts(whole, run, u)
			run = run[:0]
		}
		if whole = of; of != "" {
			run = append(run, q)
		}
	}
	r.addParts(whole, run, u)
}

// plus puts the sum of amounts that are added up in the place of the one that was read as
// the value, to be said back unless the text gives the same sum: 50万+100万，一共150万.
func (r *Reader) plus(text string, u *Understanding) {
	if len(u.Facts)+len(u.WhatIf) == 0 || len(u.Quantities) < 2 || !strings.ContainsAny(text, "+＋加") {
		return
	}
	runes := []rune(text)
	var run []Quantity
	for _, q := range u.Quantities {
		between := ""
		if n := len(run); n > 0 && run[n-1].Span.End <= q.Span.Start && q.Span.Start <= len(runes) {
			between = strings.Trim(string(runes[run[n-1].Span.End:q.Span.Start]), " ，,")
		}
		same := len(run) > 0 && q.Value != "" && q.Kind == run[0].Kind
		switch {
		case same && contains(plusWords, between):
			run = append(run, q)
		case same && len(run) > 1 && contains(equalWords, between):
			r.addUp(run, &q, u)
			return
		default:
			r.addUp(run, nil, u)
			if run = run[:0]; q.Value != "" && (q.Kind == KindMoney || q.Kind == KindCount) {
				run = append(run, q)
			}
		}
	}
	r.addUp(run, nil, u)
}

// plusWords join amounts that are added up, equalWords precede what they come to.
var (
	plusWords  = strings.Fields(`+ ＋ 加 加上 再加 再加上 外加 外加上 另加 另外加 还要加 还要加上 还得加上`)
	equalWords = strings.Fields(`= ＝ 共 一共 总共 合计 合共 等于 就是 是 一共是 总共是 合计是 加起来 加起来是`)
)

// addUp gives the fact that was read from one of some amounts, or from what they come to,
// their sum.
func (r *Reader) addUp(run []Quantity, total *Quantity, u *Understanding) {
	if len(run) < 2 {
		return
	}
	for _, slots := range [...][]Slot{u.Facts, u.WhatIf} {
		for k := range slots {
			s := &slots[k]
			f, ok := r.schema.Index(s.Fact)
			if !ok || !slices.ContainsFunc(run, func(q Quantity) bool { return q.Span.Meets(s.Span) }) && (total == nil || !total.Span.Meets(s.Span)) {
				continue
			}
			sum, ok := r.sum(run, f)
			if !ok {
				continue
			}
			s.Confirm, s.Value = s.Confirm || total == nil, sum
			if total == nil {
				continue
			}
			if said, ok := r.sum([]Quantity{*total}, f); ok {
				s.Confirm, s.Value = s.Confirm || said != sum, said
			}
		}
	}
}

// sum is what some amounts come to as a value of a fact; ok is false if that is none.
func (r *Reader) sum(run []Quantity, f int) (sum fact.Value, ok bool) {
	sp := r.schema.Spec(f)
	for _, q := range run {
		n, ok := number(q.Value)
		v, whole := inner(sp, n)
		if !ok || !whole {
			return fact.Value{}, false
		}
		sum = sumOf(sum, fact.Point(v))
	}
	return sum, sp.Check(sum) == nil
}

// firstOf is the first character of a text.
func firstOf(s string) rune {
	for _, c := range s {
		return c
	}
	return 0
}

// addParts gives the fact that was read from one of several parts their sum.
func (r *Reader) addParts(whole string, run []Quantity, u *Understanding) {
	if len(run) < 2 {
		return
	}
	for _, slots := range [...][]Slot{u.Facts, u.WhatIf} {
		for k := range slots {
			f, ok := r.schema.Index(slots[k].Fact)
			if !ok || strings.Contains(times, whole) && !r.summed[f] || !slices.ContainsFunc(run, func(q Quantity) bool { return q.Span.Meets(slots[k].Span) }) {
				continue
			}
			slots[k].Confirm = true
			if sum, ok := r.sum(run, f); ok {
				slots[k].Value, slots[k].Span.End = sum, run[len(run)-1].Span.End
				slots[k].Span.Start = run[0].Span.Start
			}
		}
	}
}

// wholeBefore is what the thing is a part of whose name a text ends with; empty for none.
func wholeBefore(text []rune) string {
	for i := len(text) - 1; i >= max(0, len(text)-5); i-- {
		switch r := plain(text[i]); {
		case strings.ContainsRune("，,。；;：:、\n", r):
			return ""
		case r == '档':
			return string(r)
		case strings.ContainsRune(partUnits, r) && (i >= 2 && text[i-2] == '第' || i >= 1 && strings.ContainsRune("一二三四另", text[i-1]) || i >= 1 && text[i-1] == '首' && r != '台' && r != '套'):
			return string(r)
		case strings.ContainsRune(partLetters, r) && i >= 1 && isHan(text[i-1]):
			return string(text[i-1])
		}
	}
	return ""
}

// sumOf is the sum of two single values; an unknown one counts nothing.
func sumOf(a, b fact.Value) fact.Value {
	m, _ := a.Exact()
	n, _ := b.Exact()
	return fact.Point(m + n)
}

// readShareOf puts the part of a sum that a fact is in the place of the whole that was read
// as its value, to be said back: 采购总额30亿，本市占三成. Without it the whole is none.
func (rd *reading) readShareOf(i int, a *amount, all []mention) bool {
	if a.kind != shareAmount && !a.isFraction || a.vague || rd.clause.has(difference) {
		return false
	}
	k := len(all) - 1
	for k >= 0 && all[k].tok >= i {
		k--
	}
	if k < 0 || all[k].used || rd.schema.Spec(all[k].fact).Type != fact.Money || rd.toks[all[k].tok].start < rd.toks[i].start-8 ||
		slices.Contains(rd.f.run[rd.clause.start:rd.toks[all[k].tok].start], '占') { // 占总采购的六成
		return false
	}
	f, w := all[k].fact, rd.toks[all[k].tok].word+1
	for n := len(rd.said) - 1; n >= max(rd.before, len(rd.said)-reachOfWords); n-- {
		s := &rd.said[n]
		if s.fact != f || s.why != "" || s.name == w || s.supposed != rd.supposed {
			continue
		}
		all[k].used = true
		whole, ok := s.value.Exact()
		product := a.value.Mul(decimal.New(whole, 0))
		if ok && !a.endless && product.IsInteger() {
			s.value, s.span, s.confirm = fact.Point(product.IntPart()), a.span, true
		} else {
			rd.said = slices.Delete(rd.said, n, n+1)
			rd.clauseFrom = min(rd.clauseFrom, len(rd.said))
		}
		return true
	}
	return false
}

// isSinceLong says whether amount i is said to be what came together over years.
func (rd *reading) isSinceLong(i int) bool {
	from := max(rd.clause.start, rd.toks[i].start-14)
	for j := i - 1; j >= rd.clause.from && rd.toks[j].end > from; j-- {
		if rd.toks[j].kind == year {
			return false // 本年累计
		}
		if rd.toks[j].kind == quantity {
			if from = rd.toks[j].end; rd.amounts[rd.toks[j].amount].calendarYear != 0 && !sinceWords.In(rd.f.words(from, rd.toks[i].start)) {
				return false // 2025年截至目前
			}
			break
		}
	}
	return overYearsWords.In(rd.f.words(from, rd.toks[i].start))
}

// isYearsTotal says whether amount i is what several years come to: 三年一共90万.
func (rd *reading) isYearsTotal(i int) bool {
	years, from, several := 0, 0, false
	for j := i - 1; j >= rd.near(i); j-- {
		switch t := &rd.toks[j]; {
		case t.kind == year:
			years, from = years+1, t.end
		case t.kind == quantity:
			switch a := &rd.amounts[t.amount]; {
			case a.calendarYear != 0:
				years, from = years+1, t.end
			case a.kind == otherAmount && a.low != nil && rd.f.run[t.end-1] == '年': // 2023到2025年
				years, from, several = years+2, t.end, true
			case a.unit == "年" && !a.isOrdinal && a.kind == countAmount:
				years, from = years+2, t.end
			default:
				j = 0 // what stands before is of another amount
			}
		}
	}
	if years < 2 {
		return false
	}
	said := rd.f.words(from, rd.toks[i].start)
	return containsAny(said, totals) || several && !rd.clause.has(apart) && !strings.ContainsAny(said, "每均各")
}

// tellsYears says whether years are named in the clause, one by one or by their number.
func (rd *reading) tellsYears() bool {
	for j := rd.clause.from; j < min(rd.clause.to, rd.clause.from+reachOfWords); j++ {
		if t := &rd.toks[j]; t.kind == year || t.kind == quantity && (rd.amounts[t.amount].calendarYear != 0 || rd.amounts[t.amount].unit == "年" || rd.amounts[t.amount].kind == otherAmount) {
			return true
		}
	}
	return false
}

// followsTotal says whether the last value said of the fact in hand was one of many years.
func (rd *reading) followsTotal() bool {
	n := len(rd.said)
	return n > 0 && rd.carry >= 0 && rd.said[n-1].fact == rd.carry && rd.said[n-1].sinceLong && rd.clause.has(year)
}

// sinceWords make a year the first of many.
var sinceWords = pattern.Fields(`以来 起 开始 至今 到现在`)

// overYearsWords say that something came together over years.
var overYearsWords = pattern.Fields(`累计 历年 到目前为止 截至目前 截止目前 迄今 至今 往年 历史上 这些年 这几年`)

// comesOnTop says whether amount i is said to be more of what was said before: 又拿了50万.
func (rd *reading) comesOnTop(i int) bool {
	from := max(rd.clause.start, rd.toks[i].start-6)
	before := rd.f.words(from, rd.toks[i].start)
	return strings.ContainsAny(before, "又再另还") || endsWithAny(before, "和", "跟", "加", "、")
}

// isEarlierToo says whether of this clause and the one before one speaks of this year and the other
// of earlier: 今年买设备300万，以前买了700万.
func (rd *reading) isEarlierToo() bool {
	if rd.clause.from == 0 || rd.lastFrom >= rd.clause.from {
		return false
	}
	before, here := rd.f.words(rd.toks[rd.lastFrom].start, rd.toks[rd.clause.from].start), rd.f.words(rd.clause.start, rd.clause.end)
	return nowWords.In(before) && earlierWords.In(here) || nowWords.In(here) && earlierWords.In(before)
}

// nowWords and earlierWords tell this year from those before.
var (
	nowWords     = pattern.Fields(`今年 本年`)
	earlierWords = pattern.Fields(`以前 之前 此前 往年 早先 前几年 前些年`)
)

func startsWithAny(s string, starts ...string) bool {
	return slices.ContainsFunc(starts, func(w string) bool { return strings.HasPrefix(s, w) })
}

func endsWithAny(s string, ends ...string) bool {
	return slices.ContainsFunc(ends, func(e string) bool { return strings.HasSuffix(s, e) })
}

// isWithin says whether a value is said to be a part of the one said before, of a kind of
// its own: 新能源7万，其中纯电5万.
func (rd *reading) isWithin(s, last *statement) bool {
	return last.why == "" && rd.schema.Spec(s.fact).AtMost != "" && rd.isOfKind(s) && !rd.isOfKind(last)
}

// addsUp says whether a value comes on top of the one said before: 又拿了50万; 纯电5万，混动2万.
func (rd *reading) addsUp(s, last *statement) bool {
	if s.corrects || s.instead || s.why != "" || last.why != "" || s.hasYear && last.hasYear && s.year != last.year {
		return false
	}
	sp := rd.schema.Spec(s.fact)
	if s.more {
		return true
	}
	return sp.AtMost != "" && s.name != last.name && rd.isOfKind(s) && rd.isOfKind(last)
}

// isOfKind says whether the word that named the fact of a statement names only a kind of
// what the fact counts, since no full name of the fact holds it: 混动 of 新能源产量.
func (rd *reading) isOfKind(s *statement) bool {
	if s.name == 0 {
		return false
	}
	w := string(rd.lex.entries[s.name-1].surface)
	sp := rd.schema.Spec(s.fact)
	return !strings.Contains(sp.Label, w) && !slices.ContainsFunc(sp.Synonyms, func(n string) bool { return strings.Contains(n, w) })
}

// overYears adds up what was said of several years of a fact that is a sum over them, to be
// said back, unless the sum was said too: 2022年拿过50万，2023年又拿了50万.
func (rd *reading) overYears(said []statement, f int) []statement {
	sum, last, added := fact.Value{}, -1, map[int]int{}
	for k, s := range said {
		if s.fact != f || s.withdrawn || s.why != "" {
			continue
		}
		if s.instead || s.corrects {
			return slices.DeleteFunc(said, func(o statement) bool { return o.fact == f && o.span != s.span && !o.withdrawn })
		}
		added[s.year], last = k, k
	}
	if last < 0 {
		return said
	}
	for _, k := range added {
		sum = sumOf(sum, said[k].value)
	}
	total := said[last]
	total.value, total.confirm, total.more = sum, true, false
	out := said[:0]
	for k, s := range said {
		if k == last {
			out = append(out, total)
		} else if s.fact != f || s.withdrawn {
			out = append(out, s)
		}
	}
	return out
}
