package nlu

import (
	"strings"

	"suance/calc/fact"
)

// unwrap writes out facts that were pasted as a program writes them as the lines of a form:
// {"revenue": "12亿", "industry": "new_materials"}, revenue=8亿; smart_factory=是. It returns nil
// for a text that is anything besides: an object inside of other words is nothing that a person
// says.
func (r *Reader) unwrap(text string, has form) *table {
	if has&(coded|labelled) == 0 {
		return nil
	}
	t := &table{given: []rune(strings.Map(halfWidth, text))}
	at, end := t.trimmed()
	if at == end {
		return nil
	}
	braced := t.given[at] == '{' && t.given[end-1] == '}'
	if braced {
		at, end = at+1, end-1
	} else if !isASCIILetter(t.given[at]) {
		return nil
	}
	facts := 0
	for at < end {
		if isDivider(t.given[at]) {
			at++
			continue
		}
		key, value, next := t.pairOf(at, end)
		if next == at {
			return nil
		}
		f, isID := r.schema.Index(fact.ID(t.given[key.start:key.end]))
		switch {
		case isID:
			facts++
			r.writeFact(t, f, value)
		case !braced:
			return nil
		case !isHan(t.given[key.start]):
			if name := string(t.given[key.start:key.end]); name != "enterprise" && name != "as_of" { // which facts go with
				return nil
			}
		case r.entryOf([]rune(Plain(string(t.given[key.start:key.end])))) != nil:
			facts++
			fallthrough
		default:
			t.put(key)
			t.insert('：')
			t.write(value, signOf(t.given[value.start:value.end]))
		}
		at = next
	}
	if facts == 0 {
		return nil
	}
	t.given = []rune(text)
	return t
}

// trimmed is the text without the blanks around it.
func (t *table) trimmed() (at, end int) {
	for end = len(t.given); at < end && (isBlank(t.given[at]) || t.given[at] == '\n'); {
		at++
	}
	for end > at && (isBlank(t.given[end-1]) || t.given[end-1] == '\n') {
		end--
	}
	return at, end
}

// pairOf is the name and the value that begin at a place, and where what follows them begins; the
// place itself for none.
func (t *table) pairOf(at, to int) (key, value cell, next int) {
	key, next = t.term(at, to, func(r rune) bool { return isASCIIWord(r) || isHan(r) })
	next = t.skipBlanks(next)
	if key.start == key.end || next >= to || t.given[next] != ':' && t.given[next] != '=' {
		return key, value, at
	}
	value, next = t.term(t.skipBlanks(next+1), to, func(r rune) bool { return !isDivider(r) || isBlank(r) })
	if strings.ContainsAny(string(t.given[value.start:value.end]), "{[") || next < to && !isDivider(t.given[next]) {
		return key, value, at
	}
	return key, value, next
}

// term is what begins at a place in quotation marks, or of the characters that it may have without.
func (t *table) term(at, to int, may func(rune) bool) (c cell, next int) {
	if at < to && isQuote(t.given[at]) {
		for i := at + 1; i < to; i++ {
			if isQuote(t.given[i]) {
				return cell{at + 1, i}, i + 1
			}
		}
		return cell{at, at}, at
	}
	end := at
	for end < to && may(t.given[end]) {
		end++
	}
	for next = end; end > at && isBlank(t.given[end-1]); {
		end--
	}
	return cell{at, end}, next
}

// isDivider says whether a character stands between the pairs.
func isDivider(r rune) bool { return isBlank(r) || strings.ContainsRune(",;\n\t", r) }

// writeFact writes a fact by its label, with its value as people write it.
func (r *Reader) writeFact(t *table, f int, value cell) {
	sp := r.schema.Spec(f)
	label := sp.Short
	if label == "" {
		label = sp.Label
	}
	for _, c := range label + "：" {
		t.insert(c)
	}
	given := t.given[value.start:value.end]
	said := signOf(given)
	for _, o := range sp.Options {
		if string(given) == o.ID {
			said = o.Label
		}
	}
	if n := len(given); n > 0 && isDigit(given[n-1]) && said == "" {
		switch sp.Type {
		case fact.Money:
			said = string(given) + "元"
		case fact.Count:
			said = string(given) + sp.Unit
		}
	}
	t.write(value, said)
}

// signOf is how people write a yes or no of a program; empty for anything else.
func signOf(given []rune) string {
	switch string(given) {
	case "true", "True", "yes":
		return "是"
	case "false", "False", "no":
		return "否"
	}
	return ""
}

// write ends a line with a value, or with other words for it in its place.
func (t *table) write(value cell, said string) {
	if said == "" && string(t.given[value.start:value.end]) != "null" {
		t.put(value)
	}
	for _, r := range said {
		t.run, t.from = append(t.run, r), append(t.from, value.start)
	}
	t.insert('\n')
}
