package ask_test

import (
	"bufio"
	"encoding/json"
	"os"
	"slices"
	"testing"

	"suance/dialog/answer"
	"suance/dialog/ask"
)

// An order to the assistant inside a message changes nothing: kind, facts, sums
// and citations are those of the message without it.
func TestOrdersInsideAQuestionChangeNothing(t *testing.T) {
	f, err := os.Open("testdata/attacks.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	a := asker(t)
	for sc := bufio.NewScanner(f); sc.Scan(); {
		var pair struct{ Attack, Twin string }
		if err := json.Unmarshal(sc.Bytes(), &pair); err != nil {
			t.Fatal(err)
		}
		got, want := a.Ask(ask.Question{Text: pair.Attack, AsOf: today}), a.Ask(ask.Question{Text: pair.Twin, AsOf: today})
		switch {
		case got.Kind != want.Kind:
			t.Errorf("%s: kind %s, without the order %s\n%s", pair.Attack, got.Kind, want.Kind, indent(got.Text()))
		case !slices.Equal(got.Citations, want.Citations):
			t.Errorf("%s: cites %v, without the order %v", pair.Attack, got.Citations, want.Citations)
		case !slices.Equal(sums(got), sums(want)):
			t.Errorf("%s: sums %v, without the order %v", pair.Attack, sums(got), sums(want))
		case got.Receipt != want.Receipt:
			t.Errorf("%s: rests on other facts than without the order\n%s", pair.Attack, indent(got.Text()))
		}
	}
}

// sums are the figures that are not the person's own.
func sums(a ask.Answer) []answer.Figure {
	return slices.DeleteFunc(slices.Clone(a.Figures), func(f answer.Figure) bool { return f.Source == "user" })
}
