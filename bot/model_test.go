package main

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"testing"
)

// seen is a model's server that keeps what it is sent, and points at an amount.
type seen struct {
	mu     sync.Mutex
	bodies []string
}

func (s *seen) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	s.mu.Lock()
	s.bodies = append(s.bodies, string(body))
	s.mu.Unlock()
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(map[string]any{"choices": []any{map[string]any{"message": map[string]any{
		"content": `{"facts":[{"fact":"revenue","words":"12个亿"}],"sentences":[],"intents":[]}`}}}})
}

// TestModelSettings: a model is asked where a server is named, once for a message
// that the rules do not understand; a key alone, or LLM_SEND=none, sends nothing.
func TestModelSettings(t *testing.T) {
	for _, name := range []string{"OPENAI_API_KEY", "OPENAI_BASE_URL", "OPENAI_MODEL", "LLM_SEND", "LLM_TIMEOUT", "REDIS_URL"} {
		t.Setenv(name, "") // restores it afterwards
		os.Unsetenv(name)
	}
	const messages = "你好\n链主企业补多少？\n我们是杭州云杉智造有限公司，过手12个亿，电话13812345678\n"
	for _, c := range []struct {
		name  string
		flags []string
		asked int
	}{
		{"none named", nil, 0},
		{"a key alone", []string{"--openai-api-key", "k"}, 0},
		{"a server", []string{"--openai-base-url", "URL/v1"}, 1},
		{"a server, and nothing to be sent", []string{"--openai-base-url", "URL/v1", "--llm-send", "none"}, 0},
		{"no calls a day", []string{"--openai-base-url", "URL/v1", "--llm-daily-calls", "0"}, 0},
		{"fewer tokens a day than a question has", []string{"--openai-base-url", "URL/v1", "--llm-daily-tokens", "5"}, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			model := &seen{}
			server := httptest.NewServer(model)
			defer server.Close()
			args := []string{"talk", "--json", "--conversation", "secret-name-of-the-chat"}
			for _, f := range c.flags {
				args = append(args, strings.ReplaceAll(f, "URL", server.URL))
			}
			var out, errs bytes.Buffer
			if code := run(t.Context(), args, stdio{strings.NewReader(messages), &out, &errs}); code != 0 {
				t.Fatalf("exit %d: %s", code, errs.String())
			}
			if len(model.bodies) != c.asked {
				t.Errorf("asked %d times, want %d", len(model.bodies), c.asked)
			}
			if offered := strings.Contains(out.String(), "年营业收入12亿元"); offered != (c.asked > 0) {
				t.Errorf("offered: %v\n%s", offered, out.String())
			}
			for _, body := range model.bodies {
				for _, secret := range []string{"云杉", "13812345678", "secret-name", "terminal"} {
					if strings.Contains(body, secret) {
						t.Errorf("the model was shown %q", secret)
					}
				}
			}
		})
	}
}
