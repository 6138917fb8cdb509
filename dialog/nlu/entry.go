package nlu

import (
	"slices"
	"strings"

	"suance/calc/fact"
)

// readEntry reads a clause that is nothing but the name of a fact, a colon and a value of it, as
// forms have: 是否首次认定小巨人：否. It is false for any other clause.
func (rd *reading) readEntry(c *clause) bool {
	at := c.from
	for at < c.to && rd.toks[at].kind != colon {
		at++
	}
	if at+1 >= c.to || at == c.from || rd.residue(rd.toks[at].end, c.end) > 0 {
		return false
	}
	f := rd.labelled(c, at)
	if f < 0 {
		return rd.enterTurned(c, at)
	}
	value := at + 1
	if rd.toks[value].kind == ordinal && value+1 < c.to {
		value++
	}
	if value+1 != c.to && !(value+2 == c.to && rd.toks[value+1].kind == unitWord) {
		return false
	}
	rd.onAward, rd.unit = false, rd.unitAfter(c.from, &clause{to: at})
	said := len(rd.said)
	switch t := &rd.toks[value]; {
	case t.kind == negation || t.kind == affirmation:
		rd.enterSign(f, value)
	case t.kind == quantity:
		rd.enterAmount(f, at, value)
	case rd.schema.Spec(f).Type == fact.Choice && t.word >= 0:
		for _, x := range rd.lex.entries[t.word].refs {
			if int(x.fact) == f && (x.role == roleOption || x.role == roleLooseOption) {
				rd.say(statement{fact: f, value: fact.Point(int64(x.option)), span: rd.spanOf(value, value), confirm: x.role == roleLooseOption}, value)
				break
			}
		}
	}
	return len(rd.said) > said
}

// enterTurned reads a value that makes a phrase with what it is a value of: 申报：再次.
func (rd *reading) enterTurned(c *clause, colon int) bool {
	if colon+2 != c.to || rd.toks[colon+1].kind == quantity {
		return false
	}
	e := rd.entryOf([]rune(rd.word(colon+1) + rd.f.words(c.start, rd.toks[colon].start)))
	if e == nil || len(e.refs) != 1 || rd.schema.Spec(int(e.refs[0].fact)).Type != fact.YesNo {
		return false
	}
	s := statement{fact: int(e.refs[0].fact), span: rd.spanOf(colon+1, colon+1)}
	switch e.refs[0].role {
	case roleYes, roleName:
		s.value = fact.Bool(true)
	case roleNo:
		s.value = fact.Bool(false)
	default:
		return false
	}
	said := len(rd.said)
	rd.say(s, colon+1)
	return len(rd.said) > said
}

// enterSign states the yes, the no or the none at token i of a fact.
func (rd *reading) enterSign(f, i int) {
	yes := rd.toks[i].kind == affirmation
	switch {
	case rd.schema.Spec(f).Type == fact.YesNo:
		rd.say(statement{fact: f, value: fact.Bool(yes), span: rd.spanOf(i, i)}, i)
	case !yes:
		rd.sayZero(i, f)
	}
}

// enterAmount states the amount at token i of the fact whose label a colon ends.
func (rd *reading) enterAmount(f, colon, i int) {
	a := &rd.amounts[rd.toks[i].amount]
	sp := rd.schema.Spec(f)
	if len(sp.Words.Ordinal) > 0 {
		if n, ok := a.exactly(sp); ok && (a.kind == countAmount || a.kind == bareAmount) && sp.Check(fact.Point(n)) == nil {
			rd.say(statement{fact: f, value: fact.Point(n), span: a.span}, i)
		}
		return
	}
	if n, ok := a.exactly(sp); sp.Type == fact.YesNo && a.kind == bareAmount && ok && (n == 0 || n == 1) { // 链主：0
		rd.say(statement{fact: f, value: fact.Bool(n == 1), span: a.span}, i)
	}
	if sp.Type == fact.YesNo || sp.Type == fact.Choice || !rd.takes(f, a) {
		return
	}
	name := -1
	if colon == rd.clause.from+1 {
		name = rd.clause.from
	}
	rd.carry, rd.carrySum, rd.spoken = f, rd.sum, rd.group[f]
	rd.amountFor(i, a, f, name, false)
}

// labelled is the fact that all before the colon of a clause names; -1 for none, or where it
// means another beside the subject in hand.
func (rd *reading) labelled(c *clause, colon int) int {
	label := rd.f.run[c.start:rd.toks[colon].start]
	if j := colon - 1; rd.toks[j].kind == unitWord && j > c.from { // 营业收入（万元）
		label = rd.f.run[c.start:rd.toks[j-1].end]
	}
	f, e := rd.labelOf(label)
	if f < 0 || slices.ContainsFunc(e.refs, func(x ref) bool {
		return int(x.fact) != f && x.role == roleWeak && rd.subject == rd.group[x.fact] && rd.subject != 0
	}) {
		return -1
	}
	return f
}

// labelOf is the only fact that a plain label names by itself, as printed or as a question, and the
// word that does; -1 for none.
func (r *Reader) labelOf(label []rune) (int, *entry) {
	for _, w := range [...]string{"与否", "情况"} { // 首次达到与否：否
		label = []rune(strings.TrimSuffix(string(label), w))
	}
	e := r.entryOf(label)
	if title, ok := strings.CutSuffix(string(label), "首次认定"); ok && e == nil && title != "" {
		e = r.entryOf([]rune("首次认定" + title))
	}
	if e == nil {
		s := string(label)
		for _, ask := range [...]string{"是否", "有无", "有没有", "是不是"} {
			if before, after, ok := strings.Cut(s, ask); ok {
				e = r.entryOf([]rune(before + after))
				break
			}
		}
	}
	found := -1
	for k := 0; e != nil && k < len(e.refs); k++ {
		switch x := e.refs[k]; x.role {
		case roleLabel, roleName, roleYes:
			if found >= 0 && found != int(x.fact) {
				return -1, nil
			}
			found = int(x.fact)
		}
	}
	return found, e
}

// entryOf is the word of the policy that a plain text is; nil for none.
func (r *Reader) entryOf(text []rune) *entry {
	f := folded{run: []rune(strings.TrimSpace(string(text)))}
	if len(f.run) == 0 {
		return nil
	}
	for _, c := range f.run {
		f.key = append(f.key, homophones.of(c))
	}
	w, end, ok := r.lex.longest(&f, 0)
	if !ok || end != len(f.run) || len(r.lex.entries[w].refs) == 0 {
		return nil
	}
	return &r.lex.entries[w]
}
