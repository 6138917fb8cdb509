package nlu

import (
	"strings"

	"suance/calc/fact"
)

// limit is a word that bounds an amount, with the span of both; kind 0 is none.
type limit struct {
	kind boundKind
	span Span
}

// boundOf finds the word that bounds an amount: 不到5亿, 5亿以上, 5亿出头.
func (rd *reading) boundOf(i int, a *amount) limit {
	span := a.span
	if from, to, ok := unreached(rd.f.run, rd.clause.start, a.start, a.end); ok && a.vague {
		return limit{below, rd.f.span(from, to)}
	}
	for j := i - 1; j >= max(rd.near(i), i-3); j-- {
		t := &rd.toks[j]
		if rd.isAspect(j) || strings.HasSuffix(rd.word(j), "过了") && a.kind == countAmount && rd.unitCues[a.unit] == 0 { // 拿过50万, 过了两项
			break
		}
		if rd.word(j) == "过了" && a.kind == countAmount && rd.unitCues[a.unit] == 0 { // 申报的首台套过了两项
			break
		}
		if t.kind == bound && boundKind(t.arg) != bitOver && rd.residue(t.end, rd.toks[i].start) == 0 && isPrefix(rd.word(j)) {
			return rd.limited(boundKind(t.arg), t.start, span.End)
		}
		if t.kind == negation && (j == i-1 || rd.toks[j+1].kind == reach) && !rd.lex.entries[t.word].deniesValue() && rd.word(j) != "么有" { // 没有达到5万辆; in 首台套么有两只 么 is a particle
			return limit{below, Span{int(rd.f.at[t.start]), span.End}}
		}
		if t.kind != plainWord && t.kind != hedge && t.kind != reach && t.kind != affirmation {
			if k := j - 1; k >= rd.clause.from && j == i-1 && t.kind == policyWord && rd.toks[k].kind == bound && rd.toks[k].end == t.start && boundKind(rd.toks[k].arg) != bitOver && isPrefix(rd.word(k)) && !rd.isAspect(k) {
				return limit{boundKind(rd.toks[k].arg), Span{int(rd.f.at[rd.toks[k].start]), span.End}} // 至少产了20万辆
			}
			break
		}
	}
	if j := i + 1; j < rd.clause.to {
		t := &rd.toks[j]
		if t.kind == bound && rd.residue(rd.toks[i].end, t.start) == 0 && isSuffix(rd.word(j), boundKind(t.arg)) && !(boundKind(t.arg) == bitOver && rd.isMeasure(i)) {
			return limit{boundKind(t.arg), Span{span.Start, rd.spanOf(j, j).End}}
		}
	}
	if i > rd.clause.from && rd.residue(rd.toks[i-1].end, rd.toks[i].start) == 0 && rd.isSums(i-1) && passes(rd.word(i-1)) {
		return limit{above, span}
	}
	if rd.isAttainedSum(i) {
		return limit{from, span}
	}
	return limit{0, span}
}

// limited is the limit that a bounding word at a place of the text sets, or the opposite one where
// it is denied: 不会超过5亿.
func (rd *reading) limited(k boundKind, at, end int) limit {
	n := denialBefore(rd.f.words(max(rd.clause.start, at-4), at))
	switch {
	case n == 0:
	case k == above:
		k, at = upTo, at-n
	case k == below:
		k, at = from, at-n
	}
	return limit{k, Span{int(rd.f.at[at]), end}}
}

// isAspect says whether token j is 过 right after what was got: no bound.
func (rd *reading) isAspect(j int) bool {
	if at := rd.toks[j].start; rd.word(j) == "过" && at > 0 && strings.ContainsRune("给批发补拿领得奖拨付受取现", rd.f.run[at-1]) {
		return true
	}
	if j <= rd.clause.from || rd.word(j) != "过" || rd.toks[j-1].end != rd.toks[j].start {
		return false
	}
	k := rd.toks[j-1].kind
	return k == benefit || k == affirmation || k == policyWord && strings.ContainsRune("拿领得奖补", rd.f.run[rd.toks[j].start-1])
}

// passes says whether words for a first time say that the amount was passed
// (首次突破), not just reached.
func passes(w string) bool {
	for _, end := range []string{"突破", "超过", "破", "过", "超"} {
		if strings.HasSuffix(w, end) {
			return true
		}
	}
	return false
}

// word is the plain text of token j.
func (rd *reading) word(j int) string { return rd.f.words(rd.toks[j].start, rd.toks[j].end) }

// isPrefix says whether a bounding word can stand before an amount, isSuffix
// whether it can stand after one.
func isPrefix(w string) bool {
	switch w {
	case "还差一点", "还差点", "还差一些", "还差些", "还差一点点", "差一点点", "还差不少", "还差一截",
		"以上", "以下", "以内", "及以上", "及以下", "之内", "往上", "往下", "打底", "朝上", "起", "封顶", "顶天", "顶天了", "到顶", "到顶了", "打住", "打不住", "开外", "未到", "起步":
		return false
	}
	return true
}

func isSuffix(w string, k boundKind) bool {
	switch w {
	case "勿到", "弗到", "还勿到", "还弗到", "不到", "未到", "没到", "不足", "不止", "开外", "未满", "不满", "没满", "还不到", "还没到", "都不到", "都没到", "也不到", "也没到", "都没有到", "都没满":
		return true
	}
	return k == bitOver || strings.Contains(w, "差") || !isPrefix(w) // 10亿差一口气
}

// rangeOf is the range that a bounded or vague amount gives a fact, and why it
// is no value. The zero Value stands for one that cannot be said.
func (rd *reading) rangeOf(sp *fact.Spec, a *amount, b limit) (fact.Value, Why) {
	if why := a.doubt(sp); why != "" && a.numbered {
		return fact.Value{}, why
	}
	if a.kind == bareAmount && !a.numbered && a.high != nil { // 6点几
		most := *a
		most.value = a.high.value
		if why := most.doubt(sp); why != "" {
			return fact.Value{}, why
		}
	}
	if b.kind == 0 || a.vague {
		v, ok := a.between(sp)
		if !ok {
			return fact.Value{}, WhyRange
		}
		if a.oneSided() {
			return v, WhyBound
		}
		return v, WhyRange
	}
	n, ok := a.exactly(sp)
	if !ok {
		return fact.Value{}, WhyBound
	}
	at := &fact.Bound{Value: n}
	open := &fact.Bound{Value: n, Open: true}
	switch b.kind {
	case below:
		return admissible(sp, sp.Range(nil, open), WhyBound)
	case above:
		return admissible(sp, sp.Range(open, nil), WhyBound)
	case from:
		return admissible(sp, sp.Range(at, nil), WhyBound)
	case upTo:
		return admissible(sp, sp.Range(nil, at), WhyBound)
	}
	step, ok := a.step(sp)
	if !ok {
		return fact.Value{}, WhyRange
	}
	return admissible(sp, sp.Range(open, &fact.Bound{Value: n + step, Open: true}), WhyRange)
}

// readCurrency has the sum that was just told asked back where a clause says nothing but that
// it is in another currency: 1亿，是美元.
func (rd *reading) readCurrency(c *clause) bool {
	n := len(rd.said)
	if n == 0 || c.end-c.start > 8 {
		return false
	}
	last := &rd.said[n-1]
	if last.fact < 0 || last.why != "" || rd.schema.Spec(last.fact).Type != fact.Money || !isForeign(strings.Trim(rd.f.words(c.start, c.end), "是算用按都的哦啊呢计 单位为")) {
		return false
	}
	last.why, last.value = WhyCurrency, fact.Value{}
	return true
}

// isForeign says whether a word is the name of another currency than the yuan.
func isForeign(w string) bool {
	run := []rune(w)
	if len(run) < 2 {
		return false
	}
	for _, t := range currencies[run[0]] {
		if string(t.word) == w {
			return t.out != "CNY"
		}
	}
	return false
}

// admissible drops a range that the fact cannot have.
func admissible(sp *fact.Spec, v fact.Value, why Why) (fact.Value, Why) {
	if sp.Check(v) != nil {
		return fact.Value{}, why
	}
	return v, why
}
