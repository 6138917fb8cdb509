package calc

import (
	"slices"
	"strings"

	"suance/calc/fact"
)

// shown is a condition as people read it, with what is needed to tell whether it
// holds.
type shown struct {
	text  Text
	cond  Condition
	hold  span // of a condition on one fact
	fail  span
	lin   linear // of a condition on two
	parts []shown
	facts []int
	// unknown is the reason while nothing is known of its facts, said the reason
	// for each answer about a yes/no fact or a choice.
	unknown Text
	said    []Text
}

// show prepares a condition for display. The measure's facts are known by now.
func (c *compiler) show(cond Condition) shown {
	s := c.showText(cond)
	r := &run{c: &Calculator{rules: &Rules{Schema: c.schema}}}
	say := func() Text {
		l := &line{}
		r.because(l, &s)
		return l.text()
	}
	s.unknown = say()
	if len(s.facts) != 1 {
		return s
	}
	sp := c.schema.Spec(s.facts[0])
	answers := len(sp.Options)
	if sp.Type == fact.YesNo {
		answers = 2
	}
	for v := range answers {
		r.facts = fact.NewSet(c.schema).With(sp.ID, fact.Point(int64(v)))
		s.said = append(s.said, say())
	}
	return s
}

func (c *compiler) showText(cond Condition) shown {
	s := shown{cond: cond}
	l := &line{source: c.out.source}
	switch k := cond.(type) {
	case Combined:
		for _, p := range k.Of {
			part := c.show(p)
			s.parts, s.facts = append(s.parts, part), append(s.facts, part.facts...)
		}
		s.text = c.combinedText(k, s.parts)
		return s
	case Proportion:
		s.lin = c.linear(k)
		s.facts = []int{c.place(k.Fact), c.place(k.Of)}
		if k.Growth.Den != 0 {
			l.words(c.name(k.Fact)).words("比").words(c.name(k.Of)).words("增长").words(opWords[k.Op]).share(k.Growth)
			break
		}
		l.words(c.name(k.Fact)).words(opWords[k.Op]).words(c.name(k.Of))
		if k.Share.Num != k.Share.Den {
			l.words("的").share(k.Share)
		}
	case Is:
		s.hold, s.fail = c.spans(cond)
		s.facts = []int{s.hold.v}
		l.words(yesNoText(c.schema.Spec(s.hold.v), k.Want))
	case In:
		s.hold, s.fail = c.spans(cond)
		s.facts = []int{s.hold.v}
		l.words(c.choiceText(k))
	case Compare:
		s.hold, s.fail = c.spans(cond)
		s.facts = []int{s.hold.v}
		c.compareText(l, k)
	}
	s.text = l.text()
	return s
}

var opWords = map[Op]string{AtLeast: "达到", MoreThan: "高于", AtMost: "不超过", LessThan: "低于"}

func (c *compiler) place(id fact.ID) int {
	i, _ := c.schema.Index(id)
	return i
}

// name is how a fact is called inside a sentence.
func (c *compiler) name(id fact.ID) string {
	if sp := c.schema.Lookup(id); sp != nil {
		return name(sp)
	}
	return ""
}

// yesNoText makes a statement of a yes/no fact's label.
func yesNoText(sp *fact.Spec, want bool) string {
	if rest, ok := strings.CutPrefix(sp.Label, "是否"); ok {
		if want {
			return "是" + rest
		}
		return "不是" + rest
	}
	if want {
		return name(sp)
	}
	return name(sp) + "：否"
}

func (c *compiler) choiceText(k In) string {
	sp := c.schema.Lookup(k.Fact)
	var labels []string
	for _, o := range k.Options {
		if o >= 0 && o < len(sp.Options) {
			labels = append(labels, sp.Options[o].Label)
		}
	}
	verb := "为"
	if k.Not {
		verb = "不为"
	}
	if len(labels) > 1 {
		verb += strings.Join(labels[:len(labels)-1], "、") + "或"
	}
	return name(sp) + verb + labels[len(labels)-1]
}

// compareText writes a fact beside a constant. A name with 第几 is an ordinal.
func (c *compiler) compareText(l *line, k Compare) {
	sp := c.schema.Lookup(k.Fact)
	words := opWords[k.Op]
	if before, after, ok := strings.Cut(name(sp), "第几"); ok && sp.Type == fact.Count {
		l.words(before).words(map[Op]string{AtLeast: "不早于第", MoreThan: "晚于第", AtMost: "不晚于第", LessThan: "早于第"}[k.Op])
		l.figure(Figure{decimal: plainValue(sp, k.Value), text: plainValue(sp, k.Value), source: l.source}).words(after)
		return
	}
	if sp.Type == fact.Date {
		words = map[Op]string{AtLeast: "不早于", MoreThan: "晚于", AtMost: "不晚于", LessThan: "早于"}[k.Op]
	}
	l.words(name(sp)).words(words).value(sp, k.Value)
}

// combinedText joins the parts of a condition, or takes its own name.
func (c *compiler) combinedText(k Combined, parts []shown) Text {
	if k.Text != "" {
		return wordsOnly(k.Text)
	}
	l := &line{source: c.out.source}
	joint := "，或"
	switch {
	case k.Not && k.K == 1:
		l.words("以下都不满足：")
		joint = "；"
	case k.Not:
		l.words("以下满足的不够数：")
		joint = "；"
	case k.K == len(parts):
		joint = "，且"
	case k.K > 1:
		l.words("以下至少满足").figure(countFigure(int64(k.K), "项", l.source)).words("：")
		joint = "；"
	}
	for i, p := range parts {
		if i > 0 {
			l.words(joint)
		}
		l.append(p.text)
	}
	return l.text()
}

func countFigure(n int64, unit, source string) Figure {
	sp := fact.Spec{Type: fact.Count, Unit: unit}
	return Figure{decimal: plainValue(&sp, n), text: sp.Say(n), source: source}
}

// append adds a sentence to another.
func (l *line) append(t Text) *line {
	for _, p := range t.parts {
		if p.figure.text != "" {
			l.figure(p.figure)
		} else {
			l.words(p.words)
		}
	}
	return l
}

// truth says whether a condition holds for every filling of a box, for none, or
// for some.
func (w *work) truth(s *shown, box []dom) Truth {
	switch k := s.cond.(type) {
	case Combined:
		yes, open := 0, 0
		for i := range s.parts {
			switch w.truth(&s.parts[i], box) {
			case True:
				yes++
			case Open:
				open++
			}
		}
		switch {
		case yes >= k.K:
			return opposite(True, k.Not)
		case yes+open < k.K:
			return opposite(False, k.Not)
		}
		return Open
	case Proportion:
		return either(w.possible(box, s.lin), w.possible(box, s.lin.negated()))
	}
	d := box[s.hold.v]
	return either(!d.meet(s.hold.dom, s.hold.choice).empty(s.hold.choice), !d.meet(s.fail.dom, s.hold.choice).empty(s.hold.choice))
}

func either(can, cannot bool) Truth {
	switch {
	case can && !cannot:
		return True
	case cannot && !can:
		return False
	}
	return Open
}

func opposite(t Truth, not bool) Truth {
	if not {
		return True + False - t
	}
	return t
}

// possible says whether a linear condition has a filling in the box.
func (w *work) possible(box []dom, l linear) bool {
	p := w.push(box)
	defer w.pop()
	return narrow(p, []linear{l}, w.c.couplings)
}

// checked is a condition under the facts, with the reason.
func (r *run) checked(w *work, s *shown, id string) Checked {
	c := Checked{Text: s.text, Holds: w.truth(s, r.box), Because: s.unknown}
	if len(s.said) > 0 {
		if n, ok := r.value(s.facts[0]).Exact(); ok {
			c.Because = s.said[n]
		}
	} else if slices.ContainsFunc(s.facts, func(v int) bool { return r.value(v).Known() }) {
		l := r.line(id)
		r.because(l, s)
		c.Because = l.text()
	}
	return c
}

// line begins a sentence of the run.
func (r *run) line(source string) *line { return &line{source: source, room: &r.room} }

// because says what is known of the facts of a condition.
func (r *run) because(l *line, s *shown) {
	if p, ok := s.cond.(Proportion); ok && r.value(s.facts[0]).Known() && r.exact(s.facts...) {
		r.threshold(l, s, p)
		return
	}
	said := make([]int, 0, 4)
	unknown := 0
	for _, v := range s.facts {
		if slices.Contains(said, v) {
			continue
		}
		if len(said) > 0 && (unknown == 0 || r.value(v).Known()) {
			l.words("，")
		}
		said = append(said, v)
		switch {
		case r.value(v).Known():
			r.sayFact(l, v)
			continue
		case unknown == 0:
			l.words("尚未提供")
		default:
			l.words("、")
		}
		unknown++
		l.words(quoted(name(r.c.rules.Schema.Spec(v))))
	}
}

// quoted puts a name into quotation marks unless it has some itself.
func quoted(s string) string {
	if strings.Contains(s, "“") {
		return s
	}
	return "“" + s + "”"
}

// exact says whether all the facts are single values.
func (r *run) exact(vs ...int) bool {
	for _, v := range vs {
		if !r.box[v].exact(r.c.choice[v]) {
			return false
		}
	}
	return true
}

// sayFact says what is known of a fact.
func (r *run) sayFact(l *line, v int) {
	sp := r.c.rules.Schema.Spec(v)
	val := r.value(v)
	switch {
	case sp.Type == fact.YesNo:
		l.words(name(sp)).words("：").known(sp, val)
	case sp.Type == fact.Choice:
		l.words(name(sp)).words("为").known(sp, val)
	default:
		r.sayNumber(l, sp, val)
	}
}

// sayNumber says a number with its name; a name with 第几 takes the number in its
// place.
func (r *run) sayNumber(l *line, sp *fact.Spec, val fact.Value) {
	if n, ok := val.Exact(); ok && sp.Type == fact.Count {
		if before, after, ok := strings.Cut(name(sp), "第几"); ok {
			l.words(before).words("第").figure(Figure{decimal: plainValue(sp, n), text: plainValue(sp, n), source: l.source}).words(after)
			return
		}
	}
	if _, ok := val.Exact(); !ok {
		l.words(name(sp)).known(sp, val)
		return
	}
	l.words(name(sp)).words("为").known(sp, val)
}

// value is what is known of the fact at a position.
func (r *run) value(v int) fact.Value {
	if r.facts.Schema() == nil {
		return fact.Value{}
	}
	return r.facts.At(v)
}

// threshold says two facts and the line that the one has to reach for the other,
// in whole units.
func (r *run) threshold(l *line, s *shown, p Proportion) {
	x, y := s.facts[0], s.facts[1]
	sx, sy := r.c.rules.Schema.Spec(x), r.c.rules.Schema.Spec(y)
	r.sayNumber(l, sx, r.value(x))
	if p.Share.Num == p.Share.Den {
		l.words("，")
		r.sayNumber(l, sy, r.value(y))
		return
	}
	at := ceilDiv(p.Share.Num, r.box[y].lo, 0, p.Share.Den)
	l.words("，").words(name(sy)).value(sy, r.box[y].lo).words("的").share(p.Share).words("，即").value(sx, at)
}
