package main

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
)

// meanings is a server of vectors: texts with one of some words lie near each other,
// all others where their hash says.
type meanings struct {
	near   string // words, with blanks between; 房 屋 住 if empty
	mu     sync.Mutex
	bodies []string
}

func (m *meanings) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	m.mu.Lock()
	m.bodies = append(m.bodies, string(body))
	m.mu.Unlock()
	var req struct{ Input []string }
	json.Unmarshal(body, &req)
	var data []string
	for i, s := range req.Input {
		v := "[1,0,0]"
		if !slices.ContainsFunc(strings.Fields(cmp.Or(m.near, "房 屋 住")), func(w string) bool { return strings.Contains(s, w) }) {
			h := fnv.New32()
			io.WriteString(h, s)
			v = fmt.Sprintf("[0,%d,%d]", h.Sum32()%100+1, h.Sum32()/100%100+1)
		}
		data = append(data, fmt.Sprintf(`{"index":%d,"embedding":%s}`, i, v))
	}
	w.Header().Set("Content-Type", "application/json")
	fmt.Fprintf(w, `{"data":[%s]}`, strings.Join(data, ","))
}

// searching runs search over three clauses in a folder of its own for the cache.
type searching struct {
	t                      *testing.T
	clauses, queries, home string
}

func newSearching(t *testing.T) searching {
	for _, name := range []string{"OPENAI_API_KEY", "OPENAI_BASE_URL", "OPENAI_EMBEDDING_MODEL", "LLM_SEND", "LLM_TIMEOUT"} {
		t.Setenv(name, "") // restores it afterwards
		os.Unsetenv(name)
	}
	dir := t.TempDir()
	s := searching{t, filepath.Join(dir, "clauses.jsonl"), filepath.Join(dir, "queries.jsonl"), dir}
	t.Setenv("HOME", dir)
	t.Setenv("XDG_CACHE_HOME", filepath.Join(dir, "cache"))
	for path, text := range map[string]string{
		s.clauses: `{"id":"1","text":"车辆应当年检"}` + "\n" + `{"id":"2","text":"租赁屋子的合同"}` + "\n" + `{"id":"3","text":"食品安全"}` + "\n",
		s.queries: `{"id":"q","text":"住的地方出了问题，我是王小明，电话13812345678"}` + "\n",
	} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

func (s searching) run(flags ...string) (out, errs string) {
	s.t.Helper()
	var o, e bytes.Buffer
	args := append([]string{"search", "--clauses", s.clauses, "--queries", s.queries}, flags...)
	if code := run(s.t.Context(), args, stdio{strings.NewReader(""), &o, &e}); code != 0 {
		s.t.Fatalf("exit %d: %s", code, e.String())
	}
	return o.String(), e.String()
}

// TestSearchByMeaning: with a server of vectors the clause that shares no word with
// the question comes first; what names a person stays here; the clauses are sent
// once, and again where the file that keeps their vectors is damaged.
func TestSearchByMeaning(t *testing.T) {
	s := newSearching(t)
	m := &meanings{}
	server := httptest.NewServer(m)
	defer server.Close()
	flags := []string{"--openai-base-url", server.URL + "/v1", "--openai-embedding-model", "any"}
	first, errs := s.run(flags...)
	if !strings.Contains(first, `"hits":[{"id":"2"`) || errs != "" {
		t.Errorf("%s %s", first, errs)
	}
	if sent := strings.Join(m.bodies, "\n"); strings.Contains(sent, "13812345678") || strings.Contains(sent, "小明") || !strings.Contains(sent, "住的地方") {
		t.Error(sent)
	}
	expect := func(what string, asked int) {
		t.Helper()
		m.bodies = nil
		again, errs := s.run(flags...)
		if again != first || errs != "" || len(m.bodies) != asked {
			t.Errorf("%s: %d requests, %s%s", what, len(m.bodies), again, errs)
		}
	}
	expect("kept", 1)
	files, _ := filepath.Glob(filepath.Join(s.home, "cache", "suance", "embeddings", "*"))
	if len(files) != 1 {
		t.Fatal(files)
	}
	whole, _ := os.ReadFile(files[0])
	for i := range whole {
		if i%7 != 0 && i != len(whole)-1 {
			continue
		}
		damaged := bytes.Clone(whole)
		damaged[i] ^= 0x40
		for what, data := range map[string][]byte{"a bit turned": damaged, "cut": whole[:i], "longer": append(damaged, whole...)} {
			os.WriteFile(files[0], data, 0o600)
			expect(fmt.Sprint(what, " at ", i), 2)
		}
	}
	expect("kept anew", 1)
}

// fewer is an embedder that gives up after some texts.
type fewer struct {
	left, size int
	asked      [][]string
}

func (f *fewer) Queries(context.Context, []string) ([][]float32, error) { panic("not asked for") }

func (f *fewer) Passages(_ context.Context, texts []string) ([][]float32, error) {
	if f.asked = append(f.asked, texts); len(texts) > f.left {
		return nil, errors.New("away")
	}
	f.left -= len(texts)
	out := make([][]float32, len(texts))
	for i := range out {
		out[i] = make([]float32, f.size)
		out[i][0] = 1
	}
	return out, nil
}

// TestVectorsGoOn: what was asked for before a run was interrupted is not asked for
// again, of a collection that changed only what lies near the change is, and where
// the server has got another model, all is.
func TestVectorsGoOn(t *testing.T) {
	var texts []string
	for i := range 5 * keptTogether {
		texts = append(texts, fmt.Sprint("clause ", i))
	}
	dir := t.TempDir()
	passages := func(f *fewer) error {
		got, err := (&remembering{f, "m", dir}).Passages(t.Context(), texts)
		if err == nil && (len(got) != len(texts) || len(got[0]) != f.size) {
			t.Errorf("%d vectors of %d", len(got), len(got[0]))
		}
		return err
	}
	if err := passages(&fewer{left: 3*keptTogether + 1, size: 2}); err == nil {
		t.Error("a server that went away gave all")
	}
	for _, c := range []struct {
		name  string
		size  int
		asked int
	}{{"goes on", 2, 2}, {"kept", 2, 0}, {"a clause changed", 2, 1}, {"another model", 3, 6}, {"and that is kept", 3, 0}} {
		switch c.name {
		case "a clause changed":
			texts[keptTogether] = "another clause"
		case "another model":
			texts[0] = "yet another"
		}
		f := &fewer{left: 1e6, size: c.size}
		if err := passages(f); err != nil || len(f.asked) != c.asked {
			t.Errorf("%s: %v, asked %d times, want %d", c.name, err, len(f.asked), c.asked)
		}
	}
}

// TestSearchWithoutMeaning: without the setting, with nothing to be sent, and with a
// server that is dead or answers nonsense, the ranking is that of the words to the
// byte; a failure is one line on stderr.
func TestSearchWithoutMeaning(t *testing.T) {
	s := newSearching(t)
	plain, _ := s.run()
	m := &meanings{}
	server := httptest.NewServer(m)
	defer server.Close()
	dead := httptest.NewServer(nil)
	dead.Close()
	nonsense := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		io.WriteString(w, `{"data":[{"index":0,"embedding":["SECRET-WORD"]}]}`)
	}))
	defer nonsense.Close()
	for _, c := range []struct {
		name  string
		lines int
		flags []string
	}{
		{"no model", 0, []string{"--openai-base-url", server.URL}},
		{"no address", 0, []string{"--openai-embedding-model", "any"}},
		{"nothing to be sent", 0, []string{"--openai-base-url", server.URL, "--openai-embedding-model", "any", "--llm-send", "none"}},
		{"no calls", 0, []string{"--openai-base-url", server.URL, "--openai-embedding-model", "any", "--llm-daily-calls", "0"}},
		{"dead", 1, []string{"--openai-base-url", dead.URL, "--openai-embedding-model", "any"}},
		{"nonsense", 1, []string{"--openai-base-url", nonsense.URL, "--openai-embedding-model", "any"}},
	} {
		out, errs := s.run(c.flags...)
		if out != plain || strings.Count(errs, "\n") != c.lines || strings.Contains(errs, "SECRET") {
			t.Errorf("%s: %s %s", c.name, out, errs)
		}
	}
	if len(m.bodies) != 0 {
		t.Errorf("sent: %v", m.bodies)
	}
}
