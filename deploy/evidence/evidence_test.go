package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestTheTestsExist: the table names tests that are there, each promise once.
func TestTheTestsExist(t *testing.T) {
	seen := map[string]bool{}
	for _, p := range promises {
		if seen[p.id] {
			t.Errorf("%s stands twice", p.id)
		}
		seen[p.id] = true
		for _, proof := range p.shown {
			source := sources(t, filepath.Join("../..", proof.pkg))
			for name := range strings.SplitSeq(proof.command.run, "|") {
				name, _, _ = strings.Cut(name, "/")
				if !strings.Contains(source, "func "+name+"(") {
					t.Errorf("%s: %s has no %s", p.id, proof.pkg, name)
				}
			}
			for _, env := range proof.full {
				name, _, _ := strings.Cut(env, "=")
				if !strings.Contains(source, `"`+name+`"`) {
					t.Errorf("%s: %s does not look at %s", p.id, proof.pkg, name)
				}
			}
			if _, err := regexp.Compile(proof.figure); err != nil {
				t.Errorf("%s: %v", p.id, err)
			}
		}
	}
}

// sources are all tests of a package.
func sources(t *testing.T, dir string) string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*_test.go"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no tests in %s (%v)", dir, err)
	}
	var all strings.Builder
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		all.Write(text)
	}
	return all.String()
}

func TestFind(t *testing.T) {
	output := "=== RUN   TestX\n    x_test.go:64: 12 turns; 0 lost\n    x_test.go:65: 12 turns; 0 lost\n--- PASS: TestX (0.1s)\n" +
		"BenchmarkProgram/polling/50/bare-2   \t  100\t  12 ns/op\t  1234 turns/s\n"
	for pattern, want := range map[string]string{
		logged:                          "12 turns; 0 lost",
		`(\d+) lost`:                    "0",
		`none (here)`:                   "not measured: the test tells no figure",
		promiseOf("P4").shown[0].figure: "polling/50/bare 1234",
	} {
		if got := find(pattern, output); got != want {
			t.Errorf("%s finds %q, want %q", pattern, got, want)
		}
	}
}

func TestSum(t *testing.T) {
	output := "12 sentences, 3 kills\n 5 sentences, 4 kills\n"
	if got := sum(`(\d+) sentences, (\d+) kills`, "%d said, %d killed", output); got != "17 said, 7 killed" {
		t.Error(got)
	}
}

func promiseOf(id string) promise {
	for _, p := range promises {
		if p.id == id {
			return p
		}
	}
	return promise{}
}

// TestRow: a promise that nothing shows is not measured, and one whose test fails
// is broken.
func TestRow(t *testing.T) {
	failed, passed := test("./x", "TestX"), test("./y", "TestY")
	r := &runner{done: map[*command]result{failed: {}, passed: {ok: true, output: "    x_test.go:1: 3 lost of 4 | 5\n"}}}
	for _, c := range []struct {
		p    promise
		want string
		ok   bool
	}{
		{promise{id: "A"}, "| A |  |  | not measured | — |", true},
		{promise{id: "B", shown: []proof{by(passed, logged), by(failed, "")}}, "| B |  |  | 3 lost of 4 \\| 5; **broken** | `y TestY`<br>`x TestX` |", false},
		{promise{id: "C", shown: []proof{by(passed, "")}}, "| C |  |  | holds | `y TestY` |", true},
		{promise{id: "D", shown: []proof{by(passed, "7 of them")}}, "| D |  |  | 7 of them | `y TestY` |", true},
	} {
		if got, ok := r.row(c.p); got != c.want || ok != c.ok {
			t.Errorf("%s %v\nwant %s", got, ok, c.want)
		}
	}
}
