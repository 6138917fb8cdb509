package nlu

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// suiteCase is a case of another project's tests; see testdata/extraction.
type suiteCase struct {
	ID     string
	Text   string
	Expect []struct {
		Text       string
		Start, End *int
		Kind       QuantityKind
		Value      *string
		Unit       *string
		Range      []*string
	}
	Judge []QuantityKind
}

// Quantities reads other projects' cases as they do, strictly: value, kind, unit,
// span, nothing extra. One case contradicts its neighbours: it takes 小于40万 for
// exactly 400000.
func TestQuantitiesSuites(t *testing.T) {
	const floor = 281
	cases := readSuites(t)
	right := 0
	for _, c := range cases {
		if why := c.wrong(Quantities(c.Text)); why != "" {
			t.Logf("%s %.40q: %s", c.ID, c.Text, why)
			continue
		}
		right++
	}
	t.Logf("%d of %d", right, len(cases))
	if right < floor {
		t.Errorf("%d of %d cases are read as expected; it was %d", right, len(cases), floor)
	}
}

func readSuites(t testing.TB) []suiteCase {
	files, err := filepath.Glob("testdata/extraction/*.jsonl")
	if err != nil || len(files) == 0 {
		t.Fatal("no suites", err)
	}
	var out []suiteCase
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range bytes.Split(bytes.TrimSpace(data), []byte("\n")) {
			var c suiteCase
			if err := json.Unmarshal(l, &c); err != nil {
				t.Fatal(err)
			}
			out = append(out, c)
		}
	}
	return out
}

// wrong says what differs from what a case expects; empty for nothing.
func (c *suiteCase) wrong(got []Quantity) string {
	used := make([]bool, len(got))
	for _, e := range c.Expect {
		k := -1
		for i, q := range got {
			if !used[i] && (e.Start == nil || q.Span.Start < *e.End && *e.Start < q.Span.End) {
				k = i
				break
			}
		}
		if k < 0 {
			return "nothing for " + e.Text
		}
		used[k] = true
		q := got[k]
		fits := q.Kind == e.Kind || e.Kind == KindNumber && (q.Kind == KindCount || q.Kind == KindMoney)
		switch {
		case !fits:
			return e.Text + " is " + string(q.Kind)
		case e.Unit != nil && *e.Unit != q.Unit:
			return e.Text + " in " + q.Unit
		case e.Value != nil && *e.Value != q.Value:
			return e.Text + " = " + q.Value + " (" + q.Low + ", " + q.High + ")"
		case e.Range != nil && (q.Value != "" || differs(e.Range[0], q.Low, e.Value == nil && e.Range[0] == nil && e.Range[1] == nil) ||
			differs(e.Range[1], q.High, e.Range[0] == nil && e.Range[1] == nil)):
			return e.Text + " is " + q.Value + " (" + q.Low + ", " + q.High + ")"
		case e.Start != nil && !sameSpan(c.Text, q.Span, Span{*e.Start, *e.End}, q.Unit):
			return e.Text + " is found as " + q.Text
		}
	}
	for i, q := range got {
		for _, k := range c.Judge {
			if !used[i] && q.Kind == k {
				return "more: " + q.Text
			}
		}
	}
	return ""
}

func differs(want *string, got string, unknown bool) bool {
	return !unknown && (want == nil && got != "" || want != nil && *want != got)
}

// sameSpan says whether two spans differ at most by a measure word or a modifier.
func sameSpan(text string, got, want Span, unit string) bool {
	runes := []rune(text)
	edge := func(a, b int) bool {
		if a > b {
			a, b = b, a
		}
		s := strings.TrimSpace(string(runes[a:b]))
		switch s {
		case "", unit, "约", "近", "左右", "整", "以上", "多", "余":
			return true
		}
		return false
	}
	return edge(got.Start, want.Start) && edge(got.End, want.End)
}
