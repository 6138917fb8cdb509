package session

import (
	"strconv"
	"strings"

	"suance/calc/fact"
)

// A set of facts is written as items between semicolons: the id, a blank, a
// letter for the type, and the value in inner units, an option by its id, a range
// with its ends in brackets, round where the end itself is outside:
//
//	revenue m(50000000000,100000000000];factory y1;field ob
//
// Ids hold none of these marks. Other policies' sums, which no conversation asks
// for, follow as the object that a facts object holds of them.

// letters are the types' letters.
var letters = [...]byte{
	fact.Money: 'm', fact.Share: 's', fact.Count: 'c', fact.YesNo: 'y', fact.Choice: 'o', fact.Date: 'd',
}

// writeFacts writes a set in the order of its schema.
func writeFacts(f fact.Set) string {
	if f.Schema() == nil {
		return ""
	}
	var room [256]byte
	b := room[:0]
	for i := range f.Schema().Len() {
		v, sp := f.At(i), f.Schema().Spec(i)
		if !v.Known() {
			continue
		}
		b = append(appendValue(append(append(b, sp.ID...), ' ', letters[sp.Type]), sp, v), ';')
	}
	if ids := f.AwardIDs(); len(ids) > 0 {
		b = append(b, '{')
		for i, id := range ids {
			if i > 0 {
				b = append(b, ',')
			}
			b = append(append(append(strconv.AppendQuote(b, id), `:"`...), f.Award(id).String()...), '"')
		}
		b = append(b, '}')
	}
	return strings.TrimSuffix(string(b), ";")
}

func appendValue(b []byte, sp *fact.Spec, v fact.Value) []byte {
	if n, ok := v.Exact(); ok {
		if sp.Type == fact.Choice {
			return append(b, sp.Options[n].ID...)
		}
		return strconv.AppendInt(b, n, 10)
	}
	low, high := sp.Ends(v)
	if low != nil && low.Open {
		b = append(b, '(')
	} else {
		b = append(b, '[')
	}
	if low != nil {
		b = strconv.AppendInt(b, low.Value, 10)
	}
	b = append(b, ',')
	if high == nil {
		return append(b, ']')
	}
	b = strconv.AppendInt(b, high.Value, 10)
	if high.Open {
		return append(b, ')')
	}
	return append(b, ']')
}

// readFacts reads what writeFacts wrote, perhaps under another version of the
// schema: what that no longer has, means otherwise or does not admit is lost.
func (k Codec) readFacts(s string) (facts fact.Set, lost []fact.ID) {
	facts = fact.NewSet(k.Schema)
	if at := strings.IndexByte(s, '{'); at >= 0 {
		if rec, err := k.Schema.Decode([]byte(`{"`+fact.AwardsField+`":`+s[at:]+`}`), k.Awards); err == nil {
			facts = rec.Facts
		} else {
			lost = append(lost, fact.AwardsField)
		}
		s = s[:at]
	}
	for item := range strings.SplitSeq(s, ";") {
		id, value, ok := strings.Cut(item, " ")
		if !ok {
			continue
		}
		sp := k.Schema.Lookup(fact.ID(id))
		if v, ok := readValue(sp, value); ok {
			facts.Put(sp.ID, v)
		} else {
			lost = append(lost, fact.ID(id))
		}
	}
	for _, e := range facts.Conflicts() {
		facts.Put(fact.ID(e.Field), fact.Value{})
		lost = append(lost, fact.ID(e.Field))
	}
	return facts, lost
}

// readValue reads a value with its letter; false if the fact cannot have it.
func readValue(sp *fact.Spec, s string) (fact.Value, bool) {
	if sp == nil || s == "" || s[0] != letters[sp.Type] {
		return fact.Value{}, false
	}
	s = s[1:]
	if sp.Type == fact.Choice {
		for i := range sp.Options {
			if sp.Options[i].ID == s {
				return fact.Point(int64(i)), true
			}
		}
		return fact.Value{}, false
	}
	if n, err := strconv.ParseInt(s, 10, 64); err == nil {
		return fact.Point(n), sp.Check(fact.Point(n)) == nil
	}
	low, high, ok := strings.Cut(s, ",")
	if !ok || len(low) == 0 || len(high) == 0 {
		return fact.Value{}, false
	}
	from, ok1 := readBound(low[1:], low[0] == '(')
	to, ok2 := readBound(high[:len(high)-1], high[len(high)-1] == ')')
	v := sp.Range(from, to)
	return v, ok1 && ok2 && sp.Check(v) == nil
}

func readBound(s string, open bool) (*fact.Bound, bool) {
	if s == "" {
		return nil, true
	}
	n, err := strconv.ParseInt(s, 10, 64)
	return &fact.Bound{Value: n, Open: open}, err == nil
}
