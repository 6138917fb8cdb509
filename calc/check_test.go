package calc

import (
	"strings"
	"testing"

	"suance/calc/fact"
)

// TestNewGathersErrors: all that is wrong with rules is said at once.
func TestNewGathersErrors(t *testing.T) {
	s := fact.NewSchema([]fact.Spec{
		{ID: "money", Type: fact.Money, Label: "金额", AtMost: "nothing"},
		{ID: "yes", Type: fact.YesNo, Label: "是否满3年"},
	})
	_, err := New(&Rules{Schema: s, Groups: []Group{{Reading: "pairs", Measures: []string{"nobody"}}}, Measures: []Measure{
		{ID: "one", Kind: Fixed, Title: "奖励50万元", Sentences: []string{"s"}, Require: []Condition{Is{Fact: "money", Want: true}, Compare{Fact: "gone", Op: AtLeast}}},
		{ID: "one", Kind: Split, Sentences: []string{"s"}, Readings: []Use{{Reading: "unknown"}}},
		{ID: "two", Kind: Fixed, Branches: []Branch{{Amount: []Product{{Value{Fact: "money"}, Ratio{1, 0}}}}},
			Received: "money"},
	}})
	if err == nil {
		t.Fatal("no error")
	}
	for _, want := range []string{
		`"nothing"`, `digits in "是否满3年"`, `digits in "奖励50万元"`, `"nobody"`, "fact money has the wrong type", `unknown fact "gone"`,
		`"one": the id is empty or taken`, "a split has parts", `unknown reading "unknown"`, "two: rests on no sentence", "a ratio of 1 to 0",
		"what was received is also what the amount is computed from",
	} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("the errors do not say %s:\n%v", want, err)
		}
	}
}
