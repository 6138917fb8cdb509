package ask

import (
	"strings"
	"testing"

	"suance/dialog/nlu"
)

// The words of the language are written as a question is read: simplified, in half
// width and lower case.
func TestWordsArePlain(t *testing.T) {
	lists := []string{places, validity, standing, commonWords, orders}
	for _, l := range language {
		lists = append(lists, l.words)
	}
	for _, list := range lists {
		for w := range strings.FieldsSeq(list) {
			for part := range strings.SplitSeq(w, gap) {
				if plain := string(squeeze(nlu.Plain(part))); plain != part {
					t.Errorf("%s is read as %s", w, plain)
				}
			}
		}
	}
}
