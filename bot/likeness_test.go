package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"suance/bot/metrics"
	"suance/bot/openai"
	"suance/dialog"
	"suance/dialog/ask"
	"suance/dialog/modeltest"
	"suance/knowledge"
)

// alike is a server of vectors for which all texts with one of some words mean the
// same, and of a model that points at nothing; it keeps what it is sent.
func alike(t *testing.T, words string) (url string, m *meanings, chats *[]string) {
	m, chats = &meanings{near: words}, new([]string)
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "/embeddings") {
			m.ServeHTTP(w, r)
			return
		}
		body, _ := io.ReadAll(r.Body)
		m.mu.Lock()
		*chats = append(*chats, string(body))
		m.mu.Unlock()
		w.Header().Set("Content-Type", "application/json")
		json.NewEncoder(w).Encode(map[string]any{"choices": []any{map[string]any{"message": map[string]any{
			"content": `{"facts":[],"sentences":[],"intents":[]}`}}}})
	}))
	t.Cleanup(s.Close)
	return s.URL + "/v1", m, chats
}

// noSettings clears the environment of settings, and the place where vectors are kept.
func noSettings(t *testing.T) {
	for _, name := range []string{"OPENAI_API_KEY", "OPENAI_BASE_URL", "OPENAI_MODEL", "OPENAI_EMBEDDING_MODEL", "LLM_SEND", "LLM_TIMEOUT", "REDIS_URL"} {
		t.Setenv(name, "") // restores it afterwards
		os.Unsetenv(name)
	}
	t.Setenv("HOME", t.TempDir())
	t.Setenv("XDG_CACHE_HOME", filepath.Join(t.TempDir(), "cache"))
}

// program runs the program and returns what it says.
func program(t *testing.T, in string, args ...string) (out, errs string) {
	t.Helper()
	var o, e bytes.Buffer
	if code := run(t.Context(), args, stdio{strings.NewReader(in), &o, &e}); code != 0 {
		t.Fatalf("%v: exit %d: %s", args, code, e.String())
	}
	return o.String(), e.String()
}

// question is a dead end whose meaning the server of these tests sees in the
// sentences that speak of 智能工厂; choice is what that becomes.
const question, choice = "王小明经理问，哐当哐当那块匾发多少红包", "数字化改造补助怎么算？"

// TestLikenessSettings: an embedding model's name alone asks no chat model, with a
// model's name both are asked, once each; a name without an address, or with nothing
// to be sent, asks none. What names a person stays here.
func TestLikenessSettings(t *testing.T) {
	for _, c := range []struct {
		name          string
		flags         []string
		vectors, chat int
	}{
		{"embeddings alone", []string{"--openai-base-url", "URL", "--openai-embedding-model", "e"}, 1, 0},
		{"both", []string{"--openai-base-url", "URL", "--openai-embedding-model", "e", "--openai-model", "m"}, 1, 1},
		{"a model alone", []string{"--openai-base-url", "URL", "--openai-model", "m"}, 0, 1},
		{"no address", []string{"--openai-embedding-model", "e"}, 0, 0},
		{"nothing to be sent", []string{"--openai-base-url", "URL", "--openai-embedding-model", "e", "--llm-send", "none"}, 0, 0},
		{"no calls", []string{"--openai-base-url", "URL", "--openai-embedding-model", "e", "--llm-daily-calls", "0"}, 0, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			noSettings(t)
			url, m, chats := alike(t, "智能工厂 红包")
			var flags []string
			for _, f := range c.flags {
				flags = append(flags, strings.ReplaceAll(f, "URL", url))
			}
			for what, say := range map[string]func() string{
				"ask": func() string {
					out, _ := program(t, "", append([]string{"ask", "--json", question}, flags...)...)
					return out
				},
				"talk": func() string {
					out, _ := program(t, "你好\n"+question+"\n", append([]string{"talk", "--json"}, flags...)...)
					return out
				},
			} {
				m.bodies, *chats = nil, nil
				out := say()
				asked := slices.DeleteFunc(m.bodies, func(b string) bool { return strings.Contains(b, "征求意见稿") || !strings.Contains(b, "红包") })
				if len(asked) != c.vectors || len(*chats) != c.chat {
					t.Errorf("%s: %d requests for the question's vector, %d to the model", what, len(asked), len(*chats))
				}
				if got := strings.Contains(out, choice); got != (c.vectors > 0) {
					t.Errorf("%s: offered %v: %s", what, got, out)
				}
				if sent := strings.Join(append(m.bodies, *chats...), "\n"); strings.Contains(sent, "小明") {
					t.Errorf("%s: sent %s", what, sent)
				}
			}
		})
	}
}

// TestLikenessKept: the document's vectors are asked for once, by whatever command
// comes first, and a run that was cut short goes on.
func TestLikenessKept(t *testing.T) {
	noSettings(t)
	url, m, _ := alike(t, "智能工厂 红包")
	flags := []string{"--openai-base-url", url, "--openai-embedding-model", "e"}
	program(t, "", append([]string{"ask", question}, flags...)...)
	if len(m.bodies) < 4 {
		t.Errorf("%d requests at first", len(m.bodies))
	}
	m.bodies = nil
	program(t, question+"\n", append([]string{"talk", "--json"}, flags...)...)
	if len(m.bodies) != 1 {
		t.Errorf("%d requests afterwards", len(m.bodies))
	}
}

// TestLikenessInvariance: with embeddings in every state, alone and beside a model,
// all that a reply states is byte for byte what it is without, in time.
func TestLikenessInvariance(t *testing.T) {
	noSettings(t)
	honest, _, _ := alike(t, "智能工厂 红包")
	dead := httptest.NewServer(nil)
	dead.Close()
	release := make(chan struct{})
	hung := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { <-release }))
	defer hung.Close()
	defer close(release)
	slow := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		time.Sleep(20 * time.Millisecond)
		(&meanings{near: "智能工厂 红包"}).ServeHTTP(w, r)
	}))
	defer slow.Close()
	everything := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { (&meanings{near: "的 。 ； 红包 "}).ServeHTTP(w, r) }))
	defer everything.Close()
	// What a hostile server does besides is in selftest --llm hostile.
	a, err := newApp(commands{AsOf: "2026-11-23", LogLevel: "error"}, stdio{strings.NewReader(""), io.Discard, io.Discard})
	if err != nil {
		t.Fatal(err)
	}
	for name, url := range map[string]string{"honest": honest, "slow": slow.URL, "hung": hung.URL, "dead": dead.URL, "likens everything": everything.URL} {
		for _, chat := range []string{"", "m"} {
			t.Run(name+" "+chat, func(t *testing.T) {
				s := modelSettings{BaseURL: url, Embedding: "e-" + name, Model: chat, Timeout: 10 * time.Second, Calls: 1000, Tokens: 1e6}
				if name == "hung" {
					s.Timeout = hostileTimeout
				}
				model, err := s.openModel(t.Context(), a)
				if err != nil {
					t.Fatal(err)
				}
				h := &hostileTest{app: a, asker: a.asker()}
				for _, q := range append(deadEnds, question) {
					h.plainAnswers = append(h.plainAnswers, h.asker.Ask(ask.Question{Text: q, AsOf: a.today()}))
				}
				if h.plainTalk, err = h.talk(t.Context(), nil); err != nil {
					t.Fatal(err)
				}
				if err := h.run(t.Context(), name, model); err != nil {
					t.Fatal(err)
				}
				for _, leak := range h.leaks {
					t.Error(leak)
				}
				got := dialog.NewConsultant(a.policy, a.reader(), h.asker, model).Ask(t.Context(), ask.Question{Text: question, AsOf: a.today()})
				if offered := slices.Contains(got.Choices, choice); offered != (name == "honest" || name == "slow") {
					t.Errorf("offered %v: %v", offered, got.Choices)
				}
			})
		}
	}
}

// TestLikenessSuite runs what every model must pass, for embeddings alone and beside
// a model that points at nothing, hangs, or is away.
func TestLikenessSuite(t *testing.T) {
	policy, err := knowledge.Default()
	if err != nil {
		t.Fatal(err)
	}
	q := dialog.Query{Text: "哐当哐当发多少红包", Asks: true, Catalog: &dialog.Catalog{}}
	for _, s := range policy.Doc.Sentences() {
		q.Catalog.Sentences = append(q.Catalog.Sentences, dialog.Target{ID: string(s.ID), Text: s.Text})
	}
	likenessAt := func(url string) *likeness {
		e, err := openai.NewEmbedder(openai.Config{BaseURL: url, Model: "e", Timeout: 5 * time.Second, Waiting: 50})
		if err != nil {
			t.Fatal(err)
		}
		return newLikeness(e, "", policy)
	}
	right, _, _ := alike(t, "智能工厂 红包")
	hung := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		io.Copy(io.Discard, r.Body)
		<-r.Context().Done()
	}))
	t.Cleanup(hung.CloseClientConnections)
	dead := httptest.NewServer(nil)
	dead.Close()
	at := slices.IndexFunc(q.Catalog.Sentences, func(s dialog.Target) bool { return s.ID == "art-3.5" })
	beside := func(chat string, l *likeness) dialog.Model {
		c, err := openai.New(openai.Config{BaseURL: chat, Timeout: 5 * time.Second, Waiting: 50})
		if err != nil {
			t.Fatal(err)
		}
		return both{c, l}
	}
	for name, with := range map[string]func(chat, vectors string) dialog.Model{
		"alone":          func(_, vectors string) dialog.Model { return likenessAt(vectors) },
		"beside a model": func(chat, vectors string) dialog.Model { return beside(chat, likenessAt(vectors)) },
		"beside none":    func(_, vectors string) dialog.Model { return beside(dead.URL, likenessAt(vectors)) },
	} {
		t.Run(name, func(t *testing.T) {
			modeltest.Test(t, modeltest.Vendor{Query: &q, Answer: dialog.Pointers{Sentences: []int{at}},
				Right: func(testing.TB) dialog.Model { return with(right, right) },
				Hung:  func(testing.TB) dialog.Model { return with(hung.URL, hung.URL) },
				Dead:  func(testing.TB) dialog.Model { return with(dead.URL, dead.URL) },
			})
		})
	}
}

// TestBothFail: where one of the two fails the other's pointers stand; the error is
// that of both.
func TestBothFail(t *testing.T) {
	policy, err := knowledge.Default()
	if err != nil {
		t.Fatal(err)
	}
	dead := httptest.NewServer(nil)
	dead.Close()
	e, _ := openai.NewEmbedder(openai.Config{BaseURL: dead.URL, Model: "e", Timeout: time.Second})
	l := newLikeness(e, "", policy)
	q := dialog.Query{Text: question, Asks: true, Catalog: &dialog.Catalog{}}
	b := both{pointsAt{3}, l}
	if got, err := b.Point(t.Context(), q); err != nil || !slices.Equal(got.Sentences, []int{3}) {
		t.Errorf("%v, %v", got, err)
	}
	c, _ := openai.New(openai.Config{BaseURL: dead.URL, Timeout: time.Second})
	if got, err := (both{c, l}).Point(t.Context(), q); err == nil || len(got.Sentences) > 0 {
		t.Errorf("%v, %v", got, err)
	}
}

// pointsAt is a model that points at sentences.
type pointsAt []int

func (p pointsAt) Point(context.Context, dialog.Query) (dialog.Pointers, error) {
	return dialog.Pointers{Sentences: p}, nil
}

// TestInTurn: what both point at comes first, then one of each in turn.
func TestInTurn(t *testing.T) {
	for _, c := range []struct{ a, b, want []int }{
		{[]int{1, 2, 3}, []int{7, 3}, []int{3, 1, 7, 2}},
		{[]int{1, 2}, []int{7, 8}, []int{1, 7, 2, 8}},
		{nil, []int{7, 8}, []int{7, 8}},
		{[]int{1}, nil, []int{1}},
		{[]int{1, 2}, []int{2, 1}, []int{1, 2}},
	} {
		if got := inTurn(c.a, c.b); !slices.Equal(got, c.want) {
			t.Errorf("%v and %v: %v, want %v", c.a, c.b, got, c.want)
		}
	}
}

// TestStandingOut: only what lies much nearer than the others do is pointed at, and
// nothing where all lie alike.
func TestStandingOut(t *testing.T) {
	apart := make([][]float32, 40)
	same := make([][]float32, 40)
	for i := range apart {
		apart[i] = []float32{0.1 * float32(i%3), 1}
		same[i] = []float32{1, 0}
	}
	apart[7] = []float32{1, 0}
	if got := standingOut(apart, []float32{1, 0}); !slices.Equal(got, []int{7}) {
		t.Errorf("%v", got)
	}
	if got := standingOut(same, []float32{1, 0}); len(got) != 0 {
		t.Errorf("%v", got)
	}
	if got := standingOut(apart[:7], []float32{1, 0}); len(got) != 0 {
		t.Errorf("%v", got)
	}
}

// TestModelsAreCounted: each part of what may point has its own counts; the requests
// to the embeddings' server are four for the document and one for the question.
func TestModelsAreCounted(t *testing.T) {
	noSettings(t)
	url, _, _ := alike(t, "智能工厂 红包")
	a, err := newApp(commands{AsOf: "2026-11-23", LogLevel: "error"}, stdio{strings.NewReader(""), io.Discard, io.Discard})
	if err != nil {
		t.Fatal(err)
	}
	m, err := modelSettings{BaseURL: url, Model: "m", Embedding: "e", Timeout: 5 * time.Second, Calls: 100, Tokens: 1e6}.openModel(t.Context(), a)
	if err != nil {
		t.Fatal(err)
	}
	counts := metrics.New()
	measureModel(counts, m)
	dialog.NewConsultant(a.policy, a.reader(), a.asker(), m).Ask(t.Context(), ask.Question{Text: question})
	w, r := httptest.NewRecorder(), httptest.NewRequest("GET", "/metrics", nil)
	r.RemoteAddr = "127.0.0.1:40000"
	counts.ServeHTTP(w, r)
	for _, line := range []string{"suance_model_requests_total 1", "suance_model_answers_total 1", "suance_embedding_requests_total 5", "suance_embedding_failures_total 0"} {
		if !strings.Contains(w.Body.String(), "\n"+line+"\n") {
			t.Errorf("no %q in\n%s", line, w.Body)
		}
	}
}
