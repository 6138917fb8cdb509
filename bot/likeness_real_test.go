package main

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"iter"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"suance/dialog"
	"suance/dialog/answer"
	"suance/dialog/ask"
	"suance/dialog/session"
)

// TestRealEmbeddings measures what a real embedding model makes of the dead ends
// among the questions and utterances of the project's own sets. SUANCE_EMBEDDING_URL
// names an OpenAI-compatible server, SUANCE_EMBEDDING_MODEL its model; without a
// server the test says that it was skipped. It only measures: what is offered is
// the program's own words, and the person decides. With -short it takes every eighth
// of the questions.
func TestRealEmbeddings(t *testing.T) {
	url := os.Getenv("SUANCE_EMBEDDING_URL")
	if url == "" {
		t.Skip("skipped: SUANCE_EMBEDDING_URL names no server of embeddings")
	}
	noSettings(t)
	a, err := newApp(commands{AsOf: "2026-11-23", LogLevel: "error"}, stdio{strings.NewReader(""), io.Discard, os.Stderr})
	if err != nil {
		t.Fatal(err)
	}
	s := modelSettings{BaseURL: url, Embedding: os.Getenv("SUANCE_EMBEDDING_MODEL"), Timeout: 30 * time.Second, Calls: 1e6, Tokens: 1e9}
	model, err := s.openModel(t.Context(), a)
	if err != nil || model == nil {
		t.Fatalf("SUANCE_EMBEDDING_MODEL: %v", err)
	}
	_, l := parts(model)
	began := time.Now()
	if <-l.prepare().done; l.document.err != nil {
		t.Fatalf("the document's vectors: %v", l.document.err)
	}
	t.Logf("the document's %d vectors: %v", len(l.texts), time.Since(began).Round(time.Millisecond))
	asker := a.asker()
	for _, set := range []struct {
		name      string
		questions []truth
		talk      bool
	}{
		{"pointers.txt, asked", pointerTruths(t, "ask"), false},
		{"pointers.txt, said", pointerTruths(t, "talk"), true},
		{"questions.jsonl, asked", questionTruths(t), false},
	} {
		var n struct{ lines, deadEnds, meant, asked, offered, right, beside int }
		var took []time.Duration
		for _, q := range set.questions {
			n.lines++
			var had, choices []string
			calls, counting := l.stats.Asked.Load(), &counted{model: model}
			began := time.Now()
			if set.talk {
				had, choices = said(t, a, nil, q.text), said(t, a, counting, q.text)
			} else {
				had = asker.Ask(ask.Question{Text: q.text}).Choices
				choices = dialog.NewConsultant(a.policy, a.reader(), asker, counting).Ask(t.Context(), ask.Question{Text: q.text}).Choices
			}
			if counting.points == 0 {
				continue
			}
			n.deadEnds++
			if len(q.clauses) > 0 {
				n.meant++
			}
			if l.stats.Asked.Load() > calls {
				n.asked++
				took = append(took, time.Since(began))
			}
			choices = slices.DeleteFunc(choices, func(c string) bool { return slices.Contains(had, c) })
			switch {
			case slices.ContainsFunc(choices, q.isAnsweredBy(asker)):
				n.right++
			case len(choices) > 0:
				n.beside++
			}
			if len(choices) > 0 {
				n.offered++
				t.Logf("%s | %v | %v", q.text, q.clauses, choices)
			}
		}
		slices.Sort(took)
		if len(took) == 0 {
			took = append(took, 0)
		}
		t.Logf("%s: %d lines, %d dead ends, %d of them meant a sentence; %d requests; %d became a question, %d of them with the right choice, %d with others only; median %v, longest %v",
			set.name, n.lines, n.deadEnds, n.meant, n.asked, n.offered, n.right, n.beside, took[len(took)/2].Round(time.Millisecond), took[len(took)-1].Round(time.Millisecond))
	}
	if failed := l.stats.Failed.Load(); failed > 0 {
		t.Logf("%d requests failed", failed)
	}
}

// truth is a question with the sentences that answer it; none if the document does not.
type truth struct {
	text    string
	clauses []string
}

// isAnsweredBy says whether a choice leads to a sentence that answers the question.
func (q truth) isAnsweredBy(a *ask.Asker) func(string) bool {
	return func(choice string) bool {
		return slices.ContainsFunc(a.Ask(ask.Question{Text: choice}).Citations, func(c answer.Citation) bool {
			return slices.Contains(q.clauses, c.Clause)
		})
	}
}

// counted counts how often a model is asked.
type counted struct {
	model  dialog.Model
	points int
}

func (c *counted) Point(ctx context.Context, q dialog.Query) (dialog.Pointers, error) {
	c.points++
	return c.model.Point(ctx, q)
}

// said is the choices of a fresh conversation's reply to a message.
func said(t *testing.T, a *app, m dialog.Model, text string) (out []string) {
	s := dialog.New(dialog.Config{Policy: a.policy, Reader: a.reader(), Asker: a.asker(), Model: m, Today: a.today,
		Store: session.NewMemory(time.Hour, time.Now)})
	r, err := s.Turn(t.Context(), dialog.Message{Conversation: "test", ID: "1", Text: text})
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range r.Buttons {
		out = append(out, b.Label)
	}
	return out
}

// fileLines are the lines of a file.
func fileLines(t *testing.T, path string) iter.Seq[string] {
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return func(yield func(string) bool) {
		for sc := bufio.NewScanner(f); sc.Scan() && yield(sc.Text()); {
		}
	}
}

// pointerTruths are the lines of a kind of dialog/testdata/pointers.txt.
func pointerTruths(t *testing.T, kind string) (out []truth) {
	for line := range fileLines(t, "../dialog/testdata/pointers.txt") {
		if p := strings.Split(line, " | "); len(p) == 3 && p[0] == kind {
			q := truth{text: p[1]}
			for _, id := range strings.Fields(p[2]) {
				if strings.Contains(id, ".") && kind == "ask" {
					q.clauses = append(q.clauses, id)
				}
			}
			out = append(out, q)
		}
	}
	return out
}

// questionTruths are the questions of dialog/ask/testdata/questions.jsonl.
func questionTruths(t *testing.T) (out []truth) {
	n := 0
	for line := range fileLines(t, "../dialog/ask/testdata/questions.jsonl") {
		if n++; testing.Short() && n%8 > 0 {
			continue
		}
		var q struct {
			Text, Kind string
			Clauses    []string
		}
		if err := json.Unmarshal([]byte(line), &q); err != nil {
			t.Fatal(err)
		}
		if q.Kind != "answer" { // the nearest clause is no answer
			q.Clauses = nil
		}
		out = append(out, truth{q.Text, q.Clauses})
	}
	return out
}
