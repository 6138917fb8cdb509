package calc

import "suance/calc/fact"

// warnings say what every figure is subject to.
func (r *run) warnings(asOf fact.Day) []Text {
	rules := r.c.rules
	var out []Text
	if rules.Standing.Text != "" {
		out = append(out, wordsOnly(rules.Standing.Text))
	}
	if v := rules.Validity; v.From != 0 || v.Until != 0 {
		out = append(out, validityWarning(v, asOf))
	}
	for _, s := range rules.Assumes {
		out = append(out, wordsOnly(s))
	}
	for i := range rules.Measures {
		q := rules.Measures[i].Quota
		if q == nil || q.Counts == "" {
			continue
		}
		if v, ok := rules.Schema.Index(q.Counts); ok && r.box[v].lo > q.Number {
			sp := rules.Schema.Spec(v)
			l := &line{source: "calc:" + rules.Measures[i].ID}
			l.words(name(sp))
			if !r.exact(v) {
				l.words("不少于")
			}
			l.value(sp, r.box[v].lo).words("，超过全部名额").figure(countFigure(q.Number, q.Unit, "clause:"+q.Clause))
			out = append(out, l.words("，请核对；能否全部获奖须以认定或遴选结果为准。").text())
		}
	}
	if c := rules.Cap; c != nil && int64(c.Amount) < r.add(Fixed) {
		l := &line{source: "clause:" + c.Sentence}
		out = append(out, l.words("各项合计超过总额上限，合计按").amount(int64(c.Amount)).words("计。").text())
	}
	return out
}

// validityWarning says until when the document is valid by its own words.
func validityWarning(v Validity, asOf fact.Day) Text {
	source := "clause:" + v.Clause
	day := func(l *line, d fact.Day, source string) {
		l.figure(Figure{decimal: d.String(), text: d.Chinese(), source: source})
	}
	l := &line{source: source}
	l.words("文件自述的有效期")
	if v.From != 0 {
		l.words("自")
		day(l, v.From, source)
		l.words("起")
	}
	if v.Until != 0 {
		l.words("至")
		day(l, v.Until, source)
	}
	switch {
	case v.Holds(asOf):
		return l.words("。").text()
	case v.From != 0 && asOf < v.From:
		l.words("，到")
		day(l, asOf, "meta:as_of")
		return l.words("尚未开始，以下金额只是参考测算。").text()
	}
	l.words("，到")
	day(l, asOf, "meta:as_of")
	return l.words("已经届满，以下金额只是参考测算，请以政府最终公布的文件为准。").text()
}
