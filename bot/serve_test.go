package main

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"suance/bot/redis/redistest"
	"suance/bot/telegram/telegramtest"
)

// served is one serve that runs in the test.
type served struct {
	t    *testing.T
	addr string
	log  logged
	end  func() int // asks it to end and gives its exit status
}

// logged collects what is logged.
type logged struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *logged) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *logged) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// startServe serves with the given flags until the test ends.
func startServe(t *testing.T, flags ...string) *served {
	s := &served{t: t, addr: redistest.SparePort(t)}
	ctx, cancel := context.WithCancel(context.Background())
	code := make(chan int, 1)
	go func() {
		code <- run(ctx, append([]string{"serve", "--listen", s.addr}, flags...), stdio{strings.NewReader(""), io.Discard, &s.log})
	}()
	s.end = sync.OnceValue(func() int {
		cancel()
		select {
		case c := <-code:
			return c
		case <-time.After(10 * time.Second):
			t.Error("serve still runs 10 s after it was asked to end")
			return -1
		}
	})
	t.Cleanup(func() { s.end() })
	s.await("it listens", func() bool { status, _ := s.get("/healthz"); return status == 200 })
	return s
}

// get asks for a page; 0 says that nobody answers.
func (s *served) get(path string) (int, string) {
	resp, err := http.Get("http://" + s.addr + path)
	if err != nil {
		return 0, ""
	}
	defer resp.Body.Close()
	body, _ := io.ReadAll(resp.Body)
	return resp.StatusCode, string(body)
}

func (s *served) await(what string, ok func() bool) {
	s.t.Helper()
	for deadline := time.Now().Add(10 * time.Second); !ok(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			s.t.Fatalf("in vain: %s\n%s", what, s.log.String())
		}
	}
}

// TestServeAlone: without a token and without Redis serve is alive and ready, says
// what is missing, tells its metrics, and ends with 0.
func TestServeAlone(t *testing.T) {
	s := startServe(t)
	if status, body := s.get("/readyz"); status != 200 || body != `{"policy":true}`+"\n" {
		t.Errorf("/readyz %d %s", status, body)
	}
	s.await("the first look", func() bool {
		_, body := s.get("/metrics")
		return strings.Contains(body, `suance_ready{component="policy"} 1`)
	})
	_, body := s.get("/metrics")
	for line := range strings.Lines(body) {
		if !strings.HasPrefix(line, "suance_") && !strings.HasPrefix(line, "# HELP suance_") && !strings.HasPrefix(line, "# TYPE suance_") {
			t.Errorf("/metrics: %s", line)
		}
	}
	if code := s.end(); code != exitDone {
		t.Errorf("exit status %d", code)
	}
	for _, want := range []string{"REDIS_URL is not set", "TELEGRAM_BOT_TOKEN is not set"} {
		if !strings.Contains(s.log.String(), want) {
			t.Errorf("the log does not say %q:\n%s", want, s.log.String())
		}
	}
}

// TestServeWaits: Redis and Telegram are away at the start; serve is alive, says
// that it is not ready, counts how long, and recovers by itself. A Redis that may
// throw sessions away is told about.
func TestServeWaits(t *testing.T) {
	server := redistest.Start(t, "--maxmemory-policy", "allkeys-lru")
	server.Kill()
	api := telegramtest.New(t)
	api.SetFault(func(c telegramtest.Call) telegramtest.Fault {
		return telegramtest.Fault{Status: map[bool]int{true: 500}[c.Method == "getMe" && c.N < 2]}
	})
	s := startServe(t, "--redis-url", server.URL(), "--telegram-bot-token", telegramtest.Token, "--telegram-api-url", api.URL)
	if status, body := s.get("/readyz"); status != 503 || !strings.Contains(body, `"redis":false`) || !strings.Contains(body, `"policy":true`) {
		t.Errorf("/readyz %d %s", status, body)
	}
	server.Restart()
	s.await("it is ready", func() bool { status, _ := s.get("/readyz"); return status == 200 })
	s.await("the warning", func() bool { return strings.Contains(s.log.String(), "allkeys-lru") })
	s.await("the log", func() bool {
		return strings.Contains(s.log.String(), "redis is away") && strings.Contains(s.log.String(), "redis is back")
	})
	_, body := s.get("/metrics")
	if strings.Contains(body, `suance_degraded_seconds_total{component="redis"} 0`+"\n") {
		t.Errorf("no degraded time:\n%s", body)
	}
	if code := s.end(); code != exitDone {
		t.Errorf("exit status %d", code)
	}
}

// TestServeRefuses: what cannot work is told at the start by the setting's name,
// with the exit status of wrong input, and no secret is in what is told.
func TestServeRefuses(t *testing.T) {
	api := telegramtest.New(t)
	token := []string{"--telegram-bot-token", telegramtest.Token, "--telegram-api-url", api.URL}
	for _, c := range []struct {
		name, want string
		flags      []string
	}{
		{"a token of the wrong form", "TELEGRAM_BOT_TOKEN", []string{"--telegram-bot-token", "abc"}},
		{"a token that Telegram does not know", "TELEGRAM_BOT_TOKEN", []string{"--telegram-bot-token", "7:AAE-wrong", "--telegram-api-url", api.URL}},
		{"a webhook without a secret", "TELEGRAM_WEBHOOK_SECRET", append(token, "--telegram-webhook-url", "https://example.com/telegram/webhook")},
		{"an API that is no address", "TELEGRAM_API_URL", []string{"--telegram-bot-token", telegramtest.Token, "--telegram-api-url", "api"}},
		{"a Redis of an unknown kind", "REDIS_URL", []string{"--redis-url", "http://user:s3cret@localhost"}},
		{"a prefix with braces", "REDIS_PREFIX", []string{"--redis-url", "redis://localhost", "--redis-prefix", "{a}"}},
		{"a life of nothing", "SESSION_TTL", []string{"--session-ttl", "0s"}},
		{"an address without a port", "LISTEN", []string{"--listen", "8080"}},
		{"a port that cannot be", "LISTEN", []string{"--listen", "127.0.0.1:99999"}},
		{"no such policy", "POLICY_DIR", []string{"--policy-dir", t.TempDir()}},
	} {
		var log logged
		args := append([]string{"serve", "--listen", redistest.SparePort(t)}, c.flags...)
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
		code := run(ctx, args, stdio{strings.NewReader(""), io.Discard, &log})
		cancel()
		told := log.String()
		if code != exitInput || !strings.Contains(told, c.want) || strings.Contains(told, "AAE") || strings.Contains(told, "s3cret") {
			t.Errorf("%s: exit status %d, %s", c.name, code, told)
		}
	}
}

// TestServeCounts: what happens in the chat is counted, and nothing of a person is
// in the metrics or the log.
func TestServeCounts(t *testing.T) {
	api := telegramtest.New(t)
	s := startServe(t, "--telegram-bot-token", telegramtest.Token, "--telegram-api-url", api.URL, "--log-level", "debug")
	const user = 777000111
	api.Say(user, "年营业收入98765万元")
	api.AwaitSent(t, 1)
	api.Inject(`"message":{"message_id":"x","text":"98765万","chat":777000111}`)
	for _, want := range []string{"suance_turns_total 1", "suance_sends_total 1", "suance_dead_letters_total 1", "suance_updates_total 2",
		`suance_stage_seconds_count{stage="turn"} 1`, `suance_stage_seconds_count{stage="reply"} 1`, "suance_outbox_conversations 0",
		"suance_outbox_age_seconds 0", "suance_dedupes_total 0", `suance_ready{component="telegram"} 1`} {
		s.await(want, func() bool { _, body := s.get("/metrics"); return strings.Contains(body, "\n"+want+"\n") })
	}
	_, body := s.get("/metrics")
	if code := s.end(); code != exitDone {
		t.Errorf("exit status %d", code)
	}
	for _, secret := range []string{"777000111", "98765万", "AAE-secret"} {
		if strings.Contains(body, secret) || strings.Contains(s.log.String(), secret) {
			t.Errorf("%s is told:\n%s\n%s", secret, body, s.log.String())
		}
	}
}

// TestServeAnotherPolicy: a folder is all that another policy needs, in chat too.
func TestServeAnotherPolicy(t *testing.T) {
	api := telegramtest.New(t)
	startServe(t, "--telegram-bot-token", telegramtest.Token, "--telegram-api-url", api.URL,
		"--as-of", "2026-11-20", "--policy-dir", "../knowledge/testdata/yunlu")
	api.Say(1, "研发投入补助能拿多少？")
	api.Say(1, "成立日期是2025年6月1日，研发投入2000万")
	api.Say(1, "汇总")
	sent := api.AwaitSent(t, 3)
	if last := sent[len(sent)-1]; !strings.Contains(last.Plain, "研发投入补助：200万元") {
		t.Errorf("%+v", last)
	}
}
