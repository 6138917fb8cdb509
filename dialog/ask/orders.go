package ask

import (
	"slices"
	"strings"
)

// orderWords are the orders one by one.
var orderWords = strings.Fields(orders)

// withoutOrders is a text without the sentences that tell the assistant what to say:
// their numbers are nothing that is stated of an enterprise. A text of nothing else is
// left as it is.
func withoutOrders(text string) string {
	gives := func(s string) bool {
		return slices.ContainsFunc(orderWords, func(w string) bool { return strings.Contains(s, w) })
	}
	if !gives(text) {
		return text
	}
	var kept strings.Builder
	for s := range sentences(text) {
		if !gives(s) {
			kept.WriteString(s)
		}
	}
	if out := kept.String(); strings.TrimFunc(out, func(r rune) bool { return strings.ContainsRune(ends+" \t\r", r) }) != "" {
		return out
	}
	return text
}

// ends are the marks after which a new sentence begins.
const ends = "。！？!?；;\n<>|{}"

// sentences cuts a text after its marks.
func sentences(text string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		from := 0
		for i, r := range text {
			if !strings.ContainsRune(ends, r) {
				continue
			}
			next := i + len(string(r))
			if !yield(text[from:next]) {
				return
			}
			from = next
		}
		yield(text[from:])
	}
}
