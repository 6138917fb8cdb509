package fact

import (
	"slices"
)

// AppendJSON appends the facts as an object in the order of the schema, as the
// contract prints them; Decode accepts it unchanged. Facts not known are left
// out.
func (f Set) AppendJSON(b []byte) []byte {
	b = append(b, '{')
	sep := ""
	key := func(k string) {
		b = append(append(append(append(b, sep...), '"'), k...), '"', ':')
		sep = ","
	}
	for i, v := range f.vals {
		if v.known {
			key(string(f.schema.Spec(i).ID))
			b = f.schema.Spec(i).AppendJSON(b, v)
		}
	}
	if ids := f.AwardIDs(); len(ids) > 0 {
		key(AwardsField)
		b = append(b, '{')
		sep = ""
		for _, id := range ids {
			key(id)
			b = append(append(append(b, '"'), f.awards[id].String()...), '"')
		}
		b = append(b, '}')
	}
	return append(b, '}')
}

// MarshalJSON is AppendJSON.
func (f Set) MarshalJSON() ([]byte, error) { return f.AppendJSON(nil), nil }

// AwardIDs are the measures of which another policy's sum is known, sorted.
func (f Set) AwardIDs() []string {
	ids := make([]string, 0, len(f.awards))
	for id := range f.awards {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids
}
