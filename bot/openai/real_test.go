package openai

import (
	"bufio"
	"context"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"suance/dialog"
	"suance/dialog/answer"
	"suance/dialog/ask"
	"suance/dialog/nlu"
	"suance/knowledge"
)

// TestRealModel measures what a real model makes of the dead ends among the lines
// of dialog/testdata/pointers.txt. SUANCE_LLM_URL names an OpenAI-compatible
// server, SUANCE_LLM_MODEL its model; without a server the test says that it was
// skipped. SUANCE_LLM_LINES limits it to so many dead ends, spread over the lines. It
// only measures: whatever comes out, the rules decide what is offered.
func TestRealModel(t *testing.T) {
	url := os.Getenv("SUANCE_LLM_URL")
	if url == "" {
		t.Skip("skipped: SUANCE_LLM_URL names no server of a model")
	}
	c, err := New(Config{BaseURL: url, Model: os.Getenv("SUANCE_LLM_MODEL"), Timeout: 5 * time.Minute})
	if err != nil {
		t.Fatal(err)
	}
	policy, err := knowledge.Default()
	if err != nil {
		t.Fatal(err)
	}
	reader := nlu.New(policy.Rules.Schema)
	asker := ask.New(policy, reader)
	m := &timed{model: c}
	consultant := dialog.NewConsultant(policy, reader, asker, m)
	var asked, offered, right, misleading int
	all := lines(t)
	step := 1
	if most, err := strconv.Atoi(os.Getenv("SUANCE_LLM_LINES")); err == nil && most > 0 {
		step = max(1, len(all)/most)
	}
	for i := 0; i < len(all); i += step {
		l, before := all[i], len(m.took)
		had := asker.Ask(ask.Question{Text: l.text})
		got := consultant.Ask(context.Background(), ask.Question{Text: l.text})
		if len(m.took) == before {
			continue
		}
		asked++
		choices := slices.DeleteFunc(got.Choices, func(s string) bool { return slices.Contains(had.Choices, s) })
		if len(choices) == 0 {
			continue
		}
		offered++
		if slices.ContainsFunc(choices, l.isRight(asker, reader)) {
			right++
		} else {
			misleading++
		}
		t.Logf("%s | %s | %v", l.text, l.truth, choices)
	}
	slices.Sort(m.took)
	if len(m.took) == 0 {
		t.Fatal("no dead end at all")
	}
	t.Logf("%d dead ends: %d became a question, %d of them with the right choice, %d with misleading ones only; %d calls failed; median %v, longest %v",
		asked, offered, right, misleading, m.failed, m.took[len(m.took)/2], m.took[len(m.took)-1])
}

// timed notes how long each call took.
type timed struct {
	model  dialog.Model
	took   []time.Duration
	failed int
}

func (m *timed) Point(ctx context.Context, q dialog.Query) (dialog.Pointers, error) {
	began := time.Now()
	p, err := m.model.Point(ctx, q)
	m.took = append(m.took, time.Since(began))
	if err != nil {
		m.failed++
	}
	return p, err
}

// line is a line of pointers.txt.
type line struct{ text, truth string }

func lines(t *testing.T) (out []line) {
	f, err := os.Open("../../dialog/testdata/pointers.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for sc := bufio.NewScanner(f); sc.Scan(); {
		if p := strings.Split(sc.Text(), " | "); len(p) == 3 && !strings.HasPrefix(p[0], "#") {
			out = append(out, line{p[1], p[2]})
		}
	}
	return out
}

// isRight says whether a choice is what was meant: it states the fact with the
// value, or is answered with the sentence.
func (l line) isRight(a *ask.Asker, r *nlu.Reader) func(string) bool {
	return func(choice string) bool {
		if id, value, ok := strings.Cut(l.truth, " = "); ok {
			id, _, _ = strings.Cut(id, " ")
			return slices.ContainsFunc(r.Read(choice, nlu.Context{}).Facts, func(s nlu.Slot) bool {
				return string(s.Fact) == id && strings.Contains(choice, value)
			})
		}
		return slices.ContainsFunc(a.Ask(ask.Question{Text: choice}).Citations, func(c answer.Citation) bool {
			return slices.Contains(strings.Fields(l.truth), c.Clause)
		})
	}
}
