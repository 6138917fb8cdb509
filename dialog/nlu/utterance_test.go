package nlu_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"suance/calc/fact"
	"suance/dialog/nlu"
	"suance/knowledge"
)

// utterance is a line of testdata/utterances.txt.
type utterance struct {
	line       int
	kind, text string
	ctx        nlu.Context
	want       []string
	intent     string
}

func openReader(t testing.TB) (*nlu.Reader, *fact.Schema) {
	t.Helper()
	p, err := knowledge.Default()
	if err != nil {
		t.Fatal(err)
	}
	return nlu.New(p.Rules.Schema), p.Rules.Schema
}

// TestUtterances reads what people type and compares all that is understood.
func TestUtterances(t *testing.T) {
	r, schema := openReader(t)
	wrong, all := map[string]int{}, map[string]int{}
	for _, u := range utterances(t, schema) {
		got := r.Read(u.text, u.ctx)
		all[u.kind]++
		bad := ""
		if said := describe(schema, got); !slices.Equal(said, u.want) {
			bad = fmt.Sprintf("understood %q, want %q", said, u.want)
		}
		if u.intent != "" && string(got.Intent) != u.intent {
			bad += fmt.Sprintf(" intent %s, want %s", got.Intent, u.intent)
		}
		if bad != "" {
			wrong[u.kind]++
			t.Errorf("line %d: %s: %s", u.line, u.text, bad)
		}
	}
	for k, n := range all {
		t.Logf("%-12s %d of %d", k, n-wrong[k], n)
	}
}

// describe writes an Understanding as the table does, sorted.
func describe(schema *fact.Schema, u nlu.Understanding) []string {
	out := []string{}
	for _, s := range u.Facts {
		mark := ""
		if s.Confirm {
			mark = "~"
		}
		out = append(out, mark+string(s.Fact)+"="+inner(s.Value))
	}
	for _, s := range u.WhatIf {
		out = append(out, "if:"+string(s.Fact)+"="+inner(s.Value))
	}
	for _, x := range u.Unclear {
		s := "?" + string(x.Fact) + "/" + string(x.Why)
		if x.Range.Known() {
			s += "/" + ends(schema.Lookup(x.Fact), x.Range)
		}
		out = append(out, s)
	}
	for _, id := range u.Retracted {
		out = append(out, "-"+string(id))
	}
	slices.Sort(out)
	return out
}

func inner(v fact.Value) string {
	n, ok := v.Exact()
	if !ok {
		return "no single value"
	}
	return fmt.Sprint(n)
}

func ends(sp *fact.Spec, v fact.Value) string {
	low, high := sp.Ends(v)
	var out []string
	if low != nil {
		out = append(out, fmt.Sprintf("%s:%d", map[bool]string{true: "gt", false: "ge"}[low.Open], low.Value))
	}
	if high != nil {
		out = append(out, fmt.Sprintf("%s:%d", map[bool]string{true: "lt", false: "le"}[high.Open], high.Value))
	}
	return strings.Join(out, ",")
}

// utterances reads the table.
func utterances(t testing.TB, schema *fact.Schema) []utterance {
	t.Helper()
	data, err := os.ReadFile("testdata/utterances.txt")
	if err != nil {
		t.Fatal(err)
	}
	return parseTable(t, schema, string(data))
}

func parseTable(t testing.TB, schema *fact.Schema, data string) []utterance {
	t.Helper()
	var out []utterance
	for i, line := range strings.Split(data, "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		cells := strings.Split(line, " |")
		if len(cells) != 4 {
			t.Fatalf("line %d: %d cells", i+1, len(cells))
		}
		u := utterance{line: i + 1, kind: cells[0], want: []string{}}
		u.text = unescape.Replace(strings.TrimPrefix(cells[1], " "))
		u.ctx.Known = fact.NewSet(schema)
		for _, w := range strings.Fields(cells[2]) {
			id, v, _ := strings.Cut(w, "=")
			if id == "asking" {
				u.ctx.Asking = fact.ID(v)
			} else {
				u.ctx.Known = u.ctx.Known.With(fact.ID(id), fact.Point(parse(t, schema, i+1, id, v)))
			}
		}
		for _, w := range strings.Fields(cells[3]) {
			if w[0] == '@' {
				if !strings.HasSuffix(w, "?") {
					u.intent = w[1:]
				}
				continue
			}
			u.want = append(u.want, want(t, schema, i+1, w))
		}
		slices.Sort(u.want)
		out = append(out, u)
	}
	return out
}

// unescape reads \n and \t in a text.
var unescape = strings.NewReplacer(`\n`, "\n", `\t`, "\t")

// want is one expectation with its values in inner units.
func want(t testing.TB, schema *fact.Schema, line int, w string) string {
	if name, v, ok := strings.Cut(w, "="); ok {
		id := strings.TrimLeft(name, "~")
		id = strings.TrimPrefix(id, "if:")
		return fmt.Sprintf("%s=%d", name, parse(t, schema, line, id, v))
	}
	parts := strings.Split(w, "/")
	if w[0] != '?' || len(parts) < 3 {
		return w
	}
	var list []string
	for _, e := range strings.Split(parts[2], ",") {
		op, v, _ := strings.Cut(e, ":")
		list = append(list, fmt.Sprintf("%s:%d", op, parse(t, schema, line, parts[0][1:], v)))
	}
	return parts[0] + "/" + parts[1] + "/" + strings.Join(list, ",")
}

func parse(t testing.TB, schema *fact.Schema, line int, id, v string) int64 {
	t.Helper()
	sp := schema.Lookup(fact.ID(id))
	if sp == nil {
		t.Fatalf("line %d: no fact %q", line, id)
	}
	n, err := sp.Parse(v)
	if err != nil {
		t.Fatalf("line %d: %s=%s: %v", line, id, v, err)
	}
	return n
}
