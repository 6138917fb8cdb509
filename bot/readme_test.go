package main

import (
	"bytes"
	"context"
	"flag"
	"os"
	"strings"
	"testing"
)

var updateReadme = flag.Bool("update-readme", false, "write the consultation of the README anew")

// TestReadme holds the consultation of the README to what the program says: the
// lines that begin with › are typed, the rest is the reply.
func TestReadme(t *testing.T) {
	const path = "../README.md"
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := strings.Cut(string(data), "```\n› ")
	told, after, closed := strings.Cut(rest, "\n```\n")
	if !ok || !closed {
		t.Fatal("the README has no consultation")
	}
	var typed []string
	for line := range strings.Lines("› " + told) {
		if message, ok := strings.CutPrefix(line, "› "); ok {
			typed = append(typed, strings.TrimSpace(message))
		}
	}
	var out bytes.Buffer
	std := stdio{strings.NewReader(strings.Join(typed, "\n") + "\n"), &out, os.Stderr}
	if code := run(context.Background(), []string{"--as-of", "2026-11-23"}, std); code != 0 {
		t.Fatalf("exit status %d", code)
	}
	var real []string
	for reply := range strings.SplitSeq(strings.TrimSpace(out.String()), "\n\n") {
		real = append(real, "› "+typed[min(len(real), len(typed)-1)]+"\n"+reply)
	}
	if now := strings.Join(real, "\n\n"); now != "› "+told {
		if *updateReadme {
			if err := os.WriteFile(path, []byte(before+"```\n"+now+"\n```\n"+after), 0o644); err != nil {
				t.Fatal(err)
			}
			return
		}
		t.Errorf("the README's consultation is not what the program says; go test ./bot -run Readme -update-readme writes it anew:\n%s", now)
	}
}
