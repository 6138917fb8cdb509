package openai

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"reflect"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"suance/bot/openai/hostile"
	"suance/dialog"
	"suance/dialog/modeltest"
)

var query = modeltest.Query

const key = "sk-secret-of-the-test"

// serve starts a server and returns a client of it.
func serve(t testing.TB, h http.Handler, change func(*Config)) *Client {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	cfg := Config{Key: key, BaseURL: s.URL + "/v1", Model: "m", Timeout: 2 * time.Second}
	if change != nil {
		change(&cfg)
	}
	c, err := New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c
}

// saying is a server that answers with a content, and keeps what it was asked.
type saying struct {
	content  string
	tools    string // arguments of a tool call in place of a content
	statuses []int  // of the first answers; then 200
	mu       sync.Mutex
	asked    []string
}

func (s *saying) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	var body json.RawMessage
	json.NewDecoder(r.Body).Decode(&body)
	s.mu.Lock()
	s.asked = append(s.asked, string(body))
	n := len(s.asked)
	s.mu.Unlock()
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	if n <= len(s.statuses) {
		w.WriteHeader(s.statuses[n-1])
		fmt.Fprintf(w, `{"error":{"message":"no, %s"}}`, r.Header.Get("Authorization"))
		return
	}
	m := map[string]any{"role": "assistant", "content": s.content}
	if s.tools != "" {
		m = map[string]any{"role": "assistant", "content": nil, "tool_calls": []any{map[string]any{"id": "1", "type": "function",
			"function": map[string]any{"name": "point", "arguments": s.tools}}}}
	}
	json.NewEncoder(w).Encode(map[string]any{"choices": []any{map[string]any{"message": m}}})
}

const pointed = `{"facts":[{"fact":"turnover","words":"12个亿"}],"sentences":["art-1.2"],"intents":["undo"]}`

var want = modeltest.Answer

// TestSuite runs what every model must pass.
func TestSuite(t *testing.T) {
	modeltest.Test(t, modeltest.Vendor{
		Right: func(t testing.TB) dialog.Model { return serve(t, &saying{content: pointed}, nil) },
		Hung:  func(t testing.TB) dialog.Model { return serve(t, hanging(), nil) },
		Dead:  func(t testing.TB) dialog.Model { return away(t) },
	})
}

// away is a client of a server that is not there.
func away(t testing.TB) *Client {
	s := httptest.NewServer(hanging())
	url := s.URL
	s.Close()
	c, err := New(Config{BaseURL: url, Key: key})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestPoint(t *testing.T) {
	for _, c := range []struct {
		name   string
		server *saying
		want   dialog.Pointers
		err    error
		calls  int
	}{
		{"by schema", &saying{content: pointed}, want, nil, 1},
		{"in a fence", &saying{content: "```json\n" + pointed + "\n```"}, want, nil, 1},
		{"by tool call", &saying{tools: pointed, statuses: []int{400}}, want, nil, 2},
		{"once more after 503", &saying{content: pointed, statuses: []int{503}}, want, nil, 2},
		{"once more after 429", &saying{content: pointed, statuses: []int{429}}, want, nil, 2},
		{"not a third time", &saying{content: pointed, statuses: []int{500, 500}}, dialog.Pointers{}, ErrFailed, 2},
		{"refused in both forms", &saying{content: pointed, statuses: []int{401, 401}}, dialog.Pointers{}, ErrRefused, 2},
		{"nothing", &saying{content: `{"facts":[],"sentences":[],"intents":[]}`}, dialog.Pointers{}, nil, 1},
		{"prose", &saying{content: "我觉得是营业收入"}, dialog.Pointers{}, ErrMalformed, 1},
		{"other words", &saying{content: `{"facts":[{"fact":"turnover","words":"12亿"}]}`}, dialog.Pointers{}, nil, 1},
		{"masked words", &saying{content: `{"facts":[{"fact":"turnover","words":"□□"}]}`}, dialog.Pointers{}, nil, 1},
		{"unknown ids", &saying{content: `{"facts":[{"fact":"profit","words":"12个亿"}],"sentences":["art-9"],"intents":["forget"]}`}, dialog.Pointers{}, nil, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			client := serve(t, c.server, nil)
			got, err := client.Point(t.Context(), query)
			if !reflect.DeepEqual(got, c.want) || !errors.Is(err, c.err) || len(c.server.asked) != c.calls {
				t.Errorf("%+v, %v after %d calls", got, err, len(c.server.asked))
			}
			if err != nil && (strings.Contains(err.Error(), key) || strings.Contains(err.Error(), "Bearer")) {
				t.Errorf("the error shows the key: %v", err)
			}
		})
	}
}

// TestRequest: a request holds the person's words as they were given, what may be
// pointed at, the form of the answer, and no other words of anybody.
func TestRequest(t *testing.T) {
	s := &saying{content: pointed}
	c := serve(t, s, nil)
	c.Point(t.Context(), query)
	var req struct {
		Model          string
		Stream         bool
		User           string
		MaxTokens      int                              `json:"max_tokens"`
		Messages       []struct{ Role, Content string } `json:"messages"`
		ResponseFormat struct{ Type string }            `json:"response_format"`
		Extra          map[string]json.RawMessage       `json:"metadata"`
	}
	if err := json.Unmarshal([]byte(s.asked[0]), &req); err != nil {
		t.Fatal(err)
	}
	if req.ResponseFormat.Type != "json_schema" || req.Stream || req.User != "" || req.MaxTokens != maxAnswer || len(req.Messages) != 2 {
		t.Errorf("%+v", req)
	}
	if got := req.Messages[1].Content; got != "程序刚问过：是链主吗？\n原话：过手12个亿，□□公司" {
		t.Errorf("%q", got)
	}
	for _, held := range []string{"turnover 年营业收入", "art-1.2 第二句。", "undo 想收回"} {
		if !strings.Contains(req.Messages[0].Content, held) {
			t.Errorf("the prompt lacks %q", held)
		}
	}
	if strings.Contains(req.Messages[0].Content, "{{") || strings.Contains(s.asked[0], key) {
		t.Errorf("%s", s.asked[0])
	}
}

// TestHostile: whatever the server does, the answer comes in time, holds places of
// the query only, and errors hold none of its words; redirects are not followed,
// and memory stays small.
func TestHostile(t *testing.T) {
	const timeout = 150 * time.Millisecond
	kinds := 0
	for _, m := range hostile.Modes() {
		kinds += m.Tries
		t.Run(m.Name, func(t *testing.T) {
			h := hostile.New(m)
			s := httptest.NewServer(h)
			defer s.Close()
			defer h.Close()
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			for range m.Tries {
				c, _ := New(Config{Key: key, BaseURL: s.URL, Timeout: timeout})
				began := time.Now()
				p, err := c.Point(t.Context(), query)
				c.Close()
				if took := time.Since(began); took > timeout+500*time.Millisecond {
					t.Errorf("took %v", took)
				}
				for _, f := range p.Facts {
					if f.Fact < 0 || f.Fact > 1 || f.Start < 0 || f.End > len([]rune(query.Text)) || f.Start >= f.End {
						t.Errorf("a pointer at nothing: %+v", f)
					}
				}
				if err != nil {
					for _, w := range append([]string{key, "Bearer", s.URL}, hostile.Words...) {
						if strings.Contains(err.Error(), w) {
							t.Errorf("the error holds %q: %v", w, err)
						}
					}
				}
			}
			runtime.ReadMemStats(&after)
			if grew := int64(after.TotalAlloc-before.TotalAlloc) / int64(m.Tries); grew > 256<<20 {
				t.Errorf("%d MiB allocated a try", grew>>20)
			}
			if h.Led.Load() > 0 {
				t.Error("it was followed elsewhere")
			}
		})
	}
	t.Logf("%d modes, %d kinds of answers", len(hostile.Modes()), kinds)
	if kinds < 157 || len(hostile.Modes()) < 23 {
		t.Error("too few")
	}
}

// hanging never answers.
func hanging() http.Handler {
	return http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		buf := make([]byte, 1<<16)
		for {
			if _, err := r.Body.Read(buf); err != nil {
				break
			}
		}
		<-r.Context().Done()
	})
}

// TestBreaker: a server that fails again and again is left alone for a while.
func TestBreaker(t *testing.T) {
	c := serve(t, hanging(), func(c *Config) { c.Timeout = 20 * time.Millisecond })
	for range breakAfter {
		if _, err := c.Point(t.Context(), query); !errors.Is(err, ErrTimeout) {
			t.Fatal(err)
		}
	}
	began := time.Now()
	if _, err := c.Point(t.Context(), query); !errors.Is(err, ErrResting) || time.Since(began) > 10*time.Millisecond {
		t.Errorf("%v after %v", err, time.Since(began))
	}
	if c.Stats.Asked.Load() != breakAfter || c.Stats.Skipped.Load() != 1 || c.Stats.Failed.Load() != breakAfter {
		t.Errorf("asked %d, skipped %d, failed %d", c.Stats.Asked.Load(), c.Stats.Skipped.Load(), c.Stats.Failed.Load())
	}
}

// TestHungServerHoldsFewTurns: of many turns at once only a few wait.
func TestHungServerHoldsFewTurns(t *testing.T) {
	c := serve(t, hanging(), func(c *Config) { c.Timeout, c.Waiting = 300*time.Millisecond, 4 })
	var wg sync.WaitGroup
	var mu sync.Mutex
	busy := 0
	for range 50 {
		wg.Go(func() {
			began := time.Now()
			_, err := c.Point(t.Context(), query)
			mu.Lock()
			defer mu.Unlock()
			if errors.Is(err, ErrBusy) && time.Since(began) < 100*time.Millisecond {
				busy++
			}
		})
	}
	wg.Wait()
	if busy != 46 {
		t.Errorf("%d of 50 did not wait; 46 must not", busy)
	}
}

// TestBudget: a day has so many calls and tokens; the next day has them again.
func TestBudget(t *testing.T) {
	now := time.Date(2026, 11, 23, 23, 30, 0, 0, time.FixedZone("Asia/Shanghai", 8*3600))
	s := &saying{content: pointed}
	c := serve(t, s, func(c *Config) { c.Calls, c.Now = 2, func() time.Time { return now } })
	ask := func() error { _, err := c.Point(t.Context(), query); return err }
	if err := errors.Join(ask(), ask()); err != nil {
		t.Fatal(err)
	}
	if err := ask(); !errors.Is(err, ErrBudget) || len(s.asked) != 2 {
		t.Errorf("%v after %d requests", err, len(s.asked))
	}
	now = now.Add(time.Hour)
	if err := ask(); err != nil {
		t.Error(err)
	}
	few := serve(t, s, func(c *Config) { c.Tokens = 10 })
	if _, err := few.Point(t.Context(), query); !errors.Is(err, ErrBudget) {
		t.Error(err)
	}
}

// TestEnding: a program that ends does not wait for a hung server, nor does a
// caller that gives up.
func TestEnding(t *testing.T) {
	closing, end := context.WithCancel(context.Background())
	c := serve(t, hanging(), func(c *Config) { c.Timeout, c.Closing = time.Minute, closing })
	time.AfterFunc(30*time.Millisecond, end)
	if _, err := c.Point(t.Context(), query); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(30*time.Millisecond, cancel)
	d := serve(t, hanging(), nil)
	if _, err := d.Point(ctx, query); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

// TestSettings: what is wrong is told by the name of its setting.
func TestSettings(t *testing.T) {
	for _, url := range []string{"127.0.0.1:8080", "ftp://x/v1", "http://", "http://user:pw@host/v1", "://", "http://[::1"} {
		if _, err := New(Config{BaseURL: url}); err == nil || !strings.HasPrefix(err.Error(), "OPENAI_BASE_URL") || strings.Contains(err.Error(), "pw") {
			t.Errorf("%s: %v", url, err)
		}
	}
	if _, err := New(Config{Timeout: -1}); err == nil {
		t.Error("a negative timeout")
	}
}

// TestAway: a server that is not there fails at once.
func TestAway(t *testing.T) {
	if _, err := away(t).Point(t.Context(), query); !errors.Is(err, ErrAway) || strings.Contains(err.Error(), "127.0.0.1") {
		t.Error(err)
	}
}
