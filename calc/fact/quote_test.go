package fact

import (
	"bytes"
	"encoding/json"
	"testing"
)

// TestAppendString compares it with the standard encoder, character by character.
func TestAppendString(t *testing.T) {
	texts := []string{"", "营收12亿\n首次", "\u2028甲\u2029“乙”…—"}
	for r := rune(0); r < 0x3000; r++ {
		texts = append(texts, "甲"+string(r)+"乙")
	}
	for _, s := range texts {
		var want bytes.Buffer
		enc := json.NewEncoder(&want)
		enc.SetEscapeHTML(false)
		if err := enc.Encode(s); err != nil {
			t.Fatal(err)
		}
		if got := string(AppendString(nil, s)) + "\n"; got != want.String() {
			t.Errorf("%q: %s, want %s", s, got, want.String())
		}
	}
	for _, cut := range []string{"\xe2", "甲\xe2\x80", "\xff"} {
		if got := string(AppendString(nil, cut)); got != `"`+cut+`"` {
			t.Errorf("%q: %q", cut, got)
		}
	}
}
