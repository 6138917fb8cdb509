package dialog_test

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"hash/fnv"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"suance/calc/fact"
	"suance/dialog"
	"suance/dialog/ask"
)

// models are a model in every state that one can be in.
func models() map[string]dialog.Model {
	return map[string]dialog.Model{
		"honest, finds nothing": &scripted{point: func(dialog.Query) dialog.Pointers { return dialog.Pointers{} }},
		"dead":                  &scripted{err: errors.New("away")},
		"slow": &scripted{point: func(q dialog.Query) dialog.Pointers {
			time.Sleep(time.Millisecond)
			return drawnPointers(q, 3)
		}},
		"points at everything": &scripted{point: func(q dialog.Query) (p dialog.Pointers) {
			n := len([]rune(q.Text))
			for i := range q.Catalog.Facts {
				p.Facts = append(p.Facts, dialog.FactPointer{Fact: i, Start: 0, End: n})
			}
			for i := range q.Catalog.Sentences {
				p.Sentences = append(p.Sentences, i)
			}
			for i := range q.Catalog.Intents {
				p.Intents = append(p.Intents, i)
			}
			return p
		}},
		"points at random": &scripted{point: func(q dialog.Query) dialog.Pointers { return drawnPointers(q, 1) }},
	}
}

// drawnPointers are pointers drawn by a text, many of them at nothing.
func drawnPointers(q dialog.Query, seed uint64) (p dialog.Pointers) {
	h := fnv.New64a()
	h.Write([]byte(q.Text))
	r := rand.New(rand.NewPCG(h.Sum64(), seed))
	n := len([]rune(q.Text))
	for range r.IntN(4) {
		from := r.IntN(n+4) - 2
		p.Facts = append(p.Facts, dialog.FactPointer{Fact: r.IntN(len(q.Catalog.Facts)+4) - 2, Start: from, End: from + r.IntN(n+4) - 2})
	}
	for range r.IntN(4) {
		p.Sentences = append(p.Sentences, r.IntN(len(q.Catalog.Sentences)+4)-2)
	}
	for range r.IntN(2) {
		p.Intents = append(p.Intents, r.IntN(len(q.Catalog.Intents)+4)-2)
	}
	return p
}

// changed names what a model changed in a reply; empty if nothing that it must not.
func changed(got, want dialog.Reply) string {
	if got.Kind != want.Kind && (want.Kind != dialog.KindNotInDoc || got.Kind != dialog.KindClarify) {
		return "kind"
	}
	if extra := strings.Count(got.Text, "\n") - strings.Count(want.Text, "\n"); extra > 1 {
		return "lines"
	}
	got.Kind, got.Text, got.Buttons = want.Kind, want.Text, want.Buttons
	for i := range reflect.TypeFor[dialog.Reply]().NumField() {
		if !reflect.DeepEqual(reflect.ValueOf(got).Field(i).Interface(), reflect.ValueOf(want).Field(i).Interface()) {
			return reflect.TypeFor[dialog.Reply]().Field(i).Name
		}
	}
	return ""
}

// TestInvarianceOfTalks: whatever the model does, each reply of each golden talk
// has the facts, figures, citations, assessment and receipt that it has without. Each
// state of the model goes through a fifth of the talks, through all of them where
// SUANCE_FULL is set.
func TestInvarianceOfTalks(t *testing.T) {
	files, _ := filepath.Glob("testdata/talks/*.txt")
	scripts := map[string][]string{}
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(data)) {
			for _, who := range []string{"用户：", "用户按："} {
				if said, ok := strings.CutPrefix(strings.TrimSpace(line), who); ok {
					scripts[f] = append(scripts[f], strings.ReplaceAll(said, "⏎", "\n"))
				}
			}
		}
		// Dead ends in between, so that a model is asked in every state.
		mixed := []string{}
		for i, said := range scripts[f] {
			mixed = append(mixed, said, []string{"过手12个亿", "那个啥到底咋整", "咱家扛大旗的", "按一点八个点掏的", "过手不到5亿"}[i%5])
		}
		scripts[f+" with dead ends"] = mixed
	}
	for some := range slices.Chunk(utterances(t), 12) {
		scripts["from "+some[0]] = some
	}
	plain := map[string]func() []dialog.Reply{}
	for file, script := range scripts {
		plain[file] = sync.OnceValue(func() []dialog.Reply { return replies(t, newTester(t, defaultDay), script) })
	}
	for name, m := range models() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			turns, offered := 0, 0
			for file, script := range scripts {
				if os.Getenv("SUANCE_FULL") == "" && !drawn(name, file) {
					continue
				}
				for i, got := range replies(t, withModel(t, m), script) {
					want := plain[file]()[i]
					turns++
					offered += max(0, len(got.Buttons)-len(want.Buttons))
					if what := changed(got, want); what != "" {
						t.Fatalf("%s: after %q: another %s\nwith    %+v\nwithout %+v", file, script[i], what, got, want)
					}
				}
			}
			t.Logf("%d turns, %d calls, %d choices", turns, m.(*scripted).calls.Load(), offered)
		})
	}
}

// drawn says whether a talk is among the fifth that a state of the model goes through.
func drawn(model, file string) bool {
	h := fnv.New64a()
	h.Write([]byte(model + file))
	return rand.New(rand.NewPCG(h.Sum64(), 5)).IntN(5) == 0
}

// replies are the replies of a conversation to messages, unchecked.
func replies(t *testing.T, x *tester, script []string) (out []dialog.Reply) {
	for i, said := range script {
		r, err := x.service.Turn(t.Context(), dialog.Message{Conversation: "test", ID: strconv.Itoa(i), Text: said})
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, r)
	}
	return out
}

// utterances are the sentences of the understanding's own tests, as one talk.
func utterances(t *testing.T) []string {
	f, err := os.Open("nlu/testdata/utterances.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []string
	for sc := bufio.NewScanner(f); sc.Scan(); {
		if parts := strings.Split(sc.Text(), "|"); len(parts) == 4 && !strings.HasPrefix(sc.Text(), "#") {
			out = append(out, strings.ReplaceAll(strings.TrimSpace(parts[1]), `\n`, "\n"))
		}
	}
	return out
}

// TestInvarianceOfQuestions: the same of every question of the set.
func TestInvarianceOfQuestions(t *testing.T) {
	f, err := os.Open("ask/testdata/questions.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var texts []string
	for sc := bufio.NewScanner(f); sc.Scan(); {
		var q struct{ Text string }
		if err := json.Unmarshal(sc.Bytes(), &q); err != nil {
			t.Fatal(err)
		}
		texts = append(texts, q.Text)
	}
	day, _ := fact.ParseDay(defaultDay)
	for name, m := range models() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := dialog.NewConsultant(policy, reader, asker, m)
			turned := 0
			for _, text := range texts {
				q := ask.Question{Text: text, AsOf: day}
				want, got := asker.Ask(q), c.Ask(context.Background(), q)
				if got.Kind != want.Kind {
					turned++
					if want.Kind != ask.KindNotInDoc || got.Kind != ask.KindClarify {
						t.Errorf("%s: kind %s, without %s", text, got.Kind, want.Kind)
					}
				}
				if !strings.HasPrefix(got.Text(), want.Text()) && got.Body.Runes() < 1490 {
					t.Errorf("%s: another text\n%s\nwithout\n%s", text, got.Text(), want.Text())
				}
				got.Kind, got.Body, got.Choices = want.Kind, want.Body, want.Choices
				if !reflect.DeepEqual(got, want) {
					t.Errorf("%s: %+v\nwithout %+v", text, got, want)
				}
			}
			t.Logf("%d questions, %d calls, %d turned from not_in_document to clarify", len(texts), m.(*scripted).calls.Load(), turned)
		})
	}
}
