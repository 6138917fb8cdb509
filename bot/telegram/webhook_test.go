package telegram_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"suance/bot/redis/redistest"
	"suance/bot/telegram"
	"suance/dialog"
	"suance/dialog/session"
)

const secret = "webhook_Secret-1"

// startWebhook runs bots on one store behind one address that gives requests to
// them in turn.
func startWebhook(t *testing.T, h *harness, bots int, before func(dialog.Message) error) string {
	t.Helper()
	var handlers []http.Handler
	var n atomic.Int64
	front := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		handlers[int(n.Add(1))%len(handlers)].ServeHTTP(w, r)
	}))
	t.Cleanup(front.Close)
	var made []*telegram.Bot
	for range bots {
		h.make(func(c *telegram.Config) { c.WebhookURL, c.WebhookSecret = front.URL+"/telegram/webhook", secret })
		h.talk.before = before
		handlers = append(handlers, h.bot)
		made = append(made, h.bot)
		h.run()
	}
	h.Await(t, "all are ready", func() bool {
		return !slices.ContainsFunc(made, func(b *telegram.Bot) bool { return !b.Ready() })
	})
	return front.URL
}

func TestWebhook(t *testing.T) {
	h := newHarness(t)
	startWebhook(t, h, 1, nil)
	for i := range 20 {
		h.Say(int64(i%4+1), fmt.Sprintf("%02d", i))
	}
	for _, code := range h.Deliver(t.Context(), 1) {
		if code != 200 {
			t.Errorf("status %d", code)
		}
	}
	h.AwaitSent(t, 20)
	h.wantTexts(2, "1：01", "2：05", "3：09", "4：13", "5：17")
}

// TestWebhookTwoReplicas: every update is delivered ten times to two processes,
// and takes effect and is answered once.
func TestWebhookTwoReplicas(t *testing.T) {
	t.Run("memory", func(t *testing.T) { twoReplicas(t, newHarness(t)) })
	t.Run("redis", func(t *testing.T) {
		server := redistest.Start(t)
		h := newHarness(t)
		h.store = openRedis(t, server.URL())
		twoReplicas(t, h)
	})
}

func twoReplicas(t *testing.T, h *harness) {
	startWebhook(t, h, 2, nil)
	for i := range 30 {
		h.Say(int64(i%5+1), fmt.Sprintf("%02d", i))
	}
	h.Deliver(t.Context(), 10)
	h.AwaitSent(t, 30)
	for user := range int64(5) {
		got := h.SentTo(user + 1)
		if len(got) != 6 || !slices.IsSorted(got) {
			t.Errorf("chat %d got %q", user+1, got)
		}
	}
	if n := len(h.Sent()); n != 30 {
		t.Errorf("%d messages for 30 updates", n)
	}
}

// TestFloodedWebhook: a chat whose turns hang and that sends on and on takes a few
// places; what is above is refused, and others go on.
func TestFloodedWebhook(t *testing.T) {
	h := newHarness(t)
	release := make(chan struct{})
	url := startWebhook(t, h, 1, func(m dialog.Message) error {
		if m.Text == "洪水" {
			<-release
		}
		return nil
	})
	h.Know(1)
	h.Know(2)
	post := func(update, chat int, text string) int {
		body := fmt.Sprintf(`{"update_id":%d,"message":{"message_id":5,"date":1,"text":%q,"chat":{"id":%d,"type":"private"},"from":{"id":%d,"is_bot":false}}}`,
			update, text, chat, chat)
		req, err := http.NewRequest("POST", url+"/telegram/webhook", strings.NewReader(body))
		if err != nil {
			t.Error(err)
			return 0
		}
		req.Header.Set("X-Telegram-Bot-Api-Secret-Token", secret)
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Error(err)
			return 0
		}
		resp.Body.Close()
		return resp.StatusCode
	}
	const flood = 300
	var taken, refused atomic.Int64
	var all sync.WaitGroup
	for i := range flood {
		all.Go(func() {
			if post(10+i, 1, "洪水") == 200 {
				taken.Add(1)
			} else {
				refused.Add(1)
			}
		})
	}
	h.Await(t, "refusals", func() bool { return refused.Load() > flood-32 })
	if code := post(9, 2, "别人"); code != 200 {
		t.Errorf("the other chat got %d", code)
	}
	h.Await(t, "the other's reply", func() bool { return len(h.SentTo(2)) == 1 })
	close(release)
	all.Wait()
	if n := taken.Load(); n < 2 || n+refused.Load() != flood {
		t.Errorf("%d taken, %d refused", n, refused.Load())
	}
	h.AwaitSent(t, 1+int(taken.Load()))
}

func TestWebhookRequests(t *testing.T) {
	h := newHarness(t)
	var away atomic.Bool
	url := startWebhook(t, h, 1, func(dialog.Message) error {
		if away.Load() {
			return session.ErrUnavailable
		}
		return nil
	})
	h.Say(1, "认识一下") // the chat exists
	h.Deliver(t.Context(), 1)
	good := `{"update_id":%d,"message":{"message_id":5,"date":1,"text":"你好","chat":{"id":1,"type":"private"},"from":{"id":1,"is_bot":false}}}`
	for i, c := range []struct {
		name, method, secret, body string
		away                       bool
		want                       int
	}{
		{"an update", "POST", secret, fmt.Sprintf(good, 1), false, 200},
		{"the same again", "POST", secret, fmt.Sprintf(good, 1), false, 200},
		{"no secret", "POST", "", fmt.Sprintf(good, 2), false, 401},
		{"a wrong secret", "POST", secret + "x", fmt.Sprintf(good, 2), false, 401},
		{"a wrong secret and a huge body", "POST", "x", strings.Repeat("x", 2<<20), false, 401},
		{"another method", "GET", secret, "", false, 405},
		{"too large", "POST", secret, `{"update_id":3,"x":"` + strings.Repeat("x", 1<<20) + `"}`, false, 413},
		{"no JSON", "POST", secret, "hello", false, 400},
		{"cut JSON", "POST", secret, `{"update_id":4,`, false, 400},
		{"an array", "POST", secret, `[{"update_id":4}]`, false, 400},
		{"nothing", "POST", secret, "", false, 400},
		{"null", "POST", secret, "null", false, 400},
		{"no number", "POST", secret, `{"message":{}}`, false, 400},
		{"the store is away", "POST", secret, fmt.Sprintf(good, 6), true, 503},
		{"the store is back", "POST", secret, fmt.Sprintf(good, 6), false, 200},
		{"JSON that goes on", "POST", secret, fmt.Sprintf(good, 9) + "x", false, 400},
		{"blanks and another order", "POST", secret, ` { "x" : 1 , "update_id" : 10 } `, false, 200},
		{"a fraction for a number", "POST", secret, `{"update_id":11.5}`, false, 400},
		{"a number that begins like one", "POST", secret, `{"update_id":11e2}`, false, 400},
		{"cannot be decoded, another order", "POST", secret, `{"message":"x","update_id":12}`, false, 200},
		{"cannot be decoded", "POST", secret, `{"update_id":7,"message":"x"}`, false, 200},
		{"of a kind unknown", "POST", secret, `{"update_id":8,"brand_new":{}}`, false, 200},
	} {
		away.Store(c.away)
		req, err := http.NewRequest(c.method, url+"/telegram/webhook", strings.NewReader(c.body))
		if err != nil {
			t.Fatal(err)
		}
		if c.secret != "" {
			req.Header.Set("X-Telegram-Bot-Api-Secret-Token", c.secret)
		}
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Errorf("%d %s: %v", i, c.name, err)
			continue
		}
		answer := make([]byte, 1024)
		n, _ := resp.Body.Read(answer)
		resp.Body.Close()
		if resp.StatusCode != c.want || strings.Contains(string(answer[:n]), "你好") || strings.Contains(string(answer[:n]), "hello") {
			t.Errorf("%s: %d %s, want %d", c.name, resp.StatusCode, answer[:n], c.want)
		}
	}
	h.AwaitSent(t, 3)
	h.wantTexts(1, "1：认识一下", "2：你好", "3：你好")
	if n := h.bot.Stats().Dead.Load(); n != 2 {
		t.Errorf("%d dead letters", n)
	}
}
