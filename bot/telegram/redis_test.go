package telegram_test

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"
	goredis "github.com/redis/go-redis/v9"

	"suance/bot/redis"
	"suance/bot/redis/redistest"
	"suance/bot/telegram"
	"suance/bot/telegram/telegramtest"
	"suance/dialog"
)

var _ telegram.Turner = (*dialog.Service)(nil)

func openRedis(t testing.TB, url string) *redis.Store {
	t.Helper()
	s, err := redis.Open(redis.Options{URL: url, TTL: time.Hour, Prefix: fmt.Sprintf("t%d:", time.Now().UnixNano())})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// TestRedisInTrouble: answers of Redis are lost after commands took effect, the
// line breaks, Redis is killed and comes back; every message takes effect and is
// answered once.
func TestRedisInTrouble(t *testing.T) {
	server := redistest.StartIn(t, t.TempDir(), "--appendonly", "yes", "--appendfsync", "always", "--save", "")
	proxy := redistest.NewProxy(t, server.Addr)
	h := newHarness(t)
	h.store = openRedis(t, "redis://"+proxy.Addr)
	h.make(nil)
	h.run()
	const users, rounds = 5, 12
	for i := range rounds {
		for user := int64(1); user <= users; user++ {
			h.Say(user, fmt.Sprintf("%02d", i))
		}
		switch i {
		case 2, 4, 6:
			proxy.CutAnswers(3)
		case 5:
			proxy.Down()
			time.Sleep(100 * time.Millisecond)
			proxy.Up()
		case 8:
			server.Kill()
			time.Sleep(200 * time.Millisecond)
			server.Restart()
		}
		time.Sleep(10 * time.Millisecond)
	}
	h.AwaitSent(t, users*rounds)
	h.Await(t, "acknowledgement", func() bool { return h.Pending() == 0 })
	if err := h.stop(); err != nil {
		t.Fatal(err)
	}
	if n := len(h.Sent()); n != users*rounds {
		t.Errorf("%d messages for %d updates", n, users*rounds)
	}
	for user := int64(1); user <= users; user++ {
		if got := h.SentTo(user); len(got) != rounds || !slices.IsSortedFunc(got, byTurn) {
			t.Errorf("chat %d got %q", user, got)
		}
	}
}

// byTurn orders replies of echo by the number of their turn.
func byTurn(a, b string) int {
	var x, y int
	fmt.Sscanf(a, "%d", &x)
	fmt.Sscanf(b, "%d", &y)
	return x - y
}

// loop has chats talk to a bot in a closed loop, each after its reply, until n
// turns are done.
func loop(b *testing.B, s *telegramtest.Server, chats int64, n int) {
	b.Helper()
	var mu sync.Mutex
	begun, ended := 0, 0
	done := make(chan struct{})
	s.OnSent(func(m telegramtest.Sent) {
		mu.Lock()
		ended++
		more := begun < n
		if more {
			begun++
		}
		if ended == n {
			close(done)
		}
		mu.Unlock()
		if more {
			s.Say(m.Chat, "营收12亿")
		}
	})
	for chat := int64(1); chat <= chats; chat++ {
		mu.Lock()
		more := begun < n
		if more {
			begun++
		}
		mu.Unlock()
		if more {
			s.Say(chat, "营收12亿")
		}
	}
	select {
	case <-done:
	case <-time.After(time.Minute):
		b.Fatalf("%d of %d turns", ended, n)
	}
}

// BenchmarkPolling compares a turn with a bare bot of the library that does one
// GET and one SET a message, on the same server and Redis; the turn itself is as
// simple in both.
func BenchmarkPolling(b *testing.B) {
	server := redistest.Start(b)
	for _, chats := range []int64{1, 50} {
		b.Run(fmt.Sprintf("bare/%d chats", chats), func(b *testing.B) {
			s := telegramtest.New(b)
			client := goredis.NewClient(&goredis.Options{Addr: server.Addr})
			defer client.Close()
			bare, err := bot.New(telegramtest.Token, bot.WithServerURL(s.URL),
				bot.WithDefaultHandler(func(ctx context.Context, x *bot.Bot, u *models.Update) {
					key := fmt.Sprint("bare:", u.Message.Chat.ID)
					was, _ := client.Get(ctx, key).Result()
					client.Set(ctx, key, was+"x", time.Hour)
					_, _ = x.SendMessage(ctx, &bot.SendMessageParams{ChatID: u.Message.Chat.ID, Text: u.Message.Text})
				}))
			if err != nil {
				b.Fatal(err)
			}
			ctx, cancel := context.WithCancel(context.Background())
			defer cancel()
			go bare.Start(ctx)
			b.ResetTimer()
			loop(b, s, chats, b.N)
		})
		b.Run(fmt.Sprintf("suance/%d chats", chats), func(b *testing.B) {
			h := newHarness(b)
			h.store = openRedis(b, server.URL())
			h.make(nil)
			h.talk.short = true
			h.run()
			h.Await(b, "ready", h.bot.Ready)
			b.ResetTimer()
			loop(b, h.Server, chats, b.N)
			b.StopTimer()
			_ = h.stop()
		})
	}
}
