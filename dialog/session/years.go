package session

import (
	"strconv"
	"strings"

	"suance/calc/fact"
)

// The years that were said for values are written like facts, each with its year in
// front: -1 revenue m50000000000.

func writeYears(schema *fact.Schema, years []YearSaid) string {
	var b []byte
	for i, y := range years {
		sp := schema.Lookup(y.Fact)
		if i > 0 {
			b = append(b, ';')
		}
		b = append(strconv.AppendInt(b, int64(y.Year), 10), ' ')
		b = appendValue(append(append(b, y.Fact...), ' ', letters[sp.Type]), sp, y.Value)
	}
	return string(b)
}

// readYears reads what writeYears wrote; what the schema does not admit is left out.
func (k Codec) readYears(s string) []YearSaid {
	var years []YearSaid
	for item := range strings.SplitSeq(s, ";") {
		year, rest, _ := strings.Cut(item, " ")
		id, value, _ := strings.Cut(rest, " ")
		n, err := strconv.Atoi(year)
		sp := k.Schema.Lookup(fact.ID(id))
		if v, ok := readValue(sp, value); ok && err == nil {
			years = append(years, YearSaid{Fact: sp.ID, Year: n, Value: v})
		}
	}
	return years
}
