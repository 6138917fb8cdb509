package fact

import (
	"bytes"
	"encoding/json"
	"slices"
	"testing"
)

// FuzzWalk: of every JSON object the walk hands out what the standard decoder
// does, in the same order.
func FuzzWalk(f *testing.F) {
	for _, s := range []string{`{}`, ` { "a" : 1 , "b":[1,{"c":"}"}],"d" :null}`, `{"a\"":"\\","b":-1.5e3,"a\"":true }`, `{"x":{"ge":"1","lt":[]}}`} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if !json.Valid(data) || bytes.TrimLeft(data, " \t\r\n")[0] != '{' {
			return
		}
		var got, want []string
		walk(data, func(key, value json.RawMessage) {
			var k string
			if err := json.Unmarshal(key, &k); err != nil {
				t.Fatalf("key %q: %v", key, err)
			}
			got = append(got, k, string(value))
		})
		dec := json.NewDecoder(bytes.NewReader(data))
		dec.Token()
		for dec.More() {
			key, err := dec.Token()
			var value json.RawMessage
			if err == nil {
				err = dec.Decode(&value)
			}
			if err != nil {
				t.Fatal(err)
			}
			want = append(want, key.(string), string(value))
		}
		if !slices.Equal(got, want) {
			t.Fatalf("%q, want %q", got, want)
		}
	})
}
