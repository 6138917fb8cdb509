package deploy_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

// empty does nothing: to start it costs what the packages cost that suance cannot do
// without, and no command of it can be faster.
const empty = `package main

import (
	_ "github.com/go-telegram/bot"
	_ "github.com/redis/go-redis/v9"
	_ "github.com/sashabaranov/go-openai"
	_ "github.com/shopspring/decimal"
)

func main() {}
`

// BenchmarkStart (P10) compares the time from the start of `ask` to its answer with
// that of a program that does nothing but import the same packages, in turn.
func BenchmarkStart(b *testing.B) {
	program := func(pkg string) string {
		path := filepath.Join(b.TempDir(), "program")
		if out, err := exec.Command("go", "build", "-o", path, pkg).CombinedOutput(); err != nil {
			b.Fatalf("%v\n%s", err, out)
		}
		return path
	}
	source := filepath.Join(b.TempDir(), "main.go")
	if err := os.WriteFile(source, []byte(empty), 0o600); err != nil {
		b.Fatal(err)
	}
	suance, nothing := program("suance/bot"), program(source)
	var asks, empties []time.Duration
	measure := func(to *[]time.Duration, name string, args ...string) {
		begin := time.Now()
		if out, err := exec.Command(name, args...).CombinedOutput(); err != nil {
			b.Fatalf("%v\n%s", err, out)
		}
		*to = append(*to, time.Since(begin))
	}
	for b.Loop() {
		measure(&asks, suance, "ask", "数字化车间补多少钱？")
		measure(&empties, nothing)
	}
	slices.Sort(asks)
	slices.Sort(empties)
	b.ReportMetric(float64(quantile(asks, .5))/float64(quantile(empties, .5)), "p50-ask/empty")
	b.ReportMetric(float64(quantile(asks, .5).Microseconds()), "p50-µs/ask")
}
