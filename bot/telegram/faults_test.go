package telegram_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"suance/bot/telegram"
	"suance/bot/telegram/telegramtest"
	"suance/dialog/session"
)

// TestTelegramInTrouble: whatever calls fail, every reply arrives, in order, and
// twice only where a reset took effect; retry_after is respected (the server
// checks).
func TestTelegramInTrouble(t *testing.T) {
	const users, messages = 4, 6
	for _, c := range []struct {
		name  string
		fault func(telegramtest.Call) telegramtest.Fault
		extra int // sends that may be repeated
	}{
		{"429 with retry_after", func() func(telegramtest.Call) telegramtest.Fault {
			n := 0 // calls are asked about one at a time
			return func(c telegramtest.Call) telegramtest.Fault {
				if c.Method == "sendMessage" && c.Chat == 1 {
					if n++; n == 1 || n == 4 {
						return telegramtest.Fault{Status: 429, RetryAfter: 1}
					}
				}
				return telegramtest.Fault{}
			}
		}(), 0},
		{"500 and a gateway's 502", func(c telegramtest.Call) telegramtest.Fault {
			if c.N%5 == 1 && c.N > 1 {
				return []telegramtest.Fault{{Status: 500}, {Status: 502, Body: "<html><h1>Bad Gateway</h1>"}}[c.N%2]
			}
			return telegramtest.Fault{}
		}, 0},
		{"resets before anything was taken", func(c telegramtest.Call) telegramtest.Fault {
			return telegramtest.Fault{Reset: c.N%6 == 2}
		}, 0},
		{"resets after the message was taken", func(c telegramtest.Call) telegramtest.Fault {
			hit := c.Method == "sendMessage" && c.N%8 == 2
			return telegramtest.Fault{Reset: hit, Taken: hit}
		}, 6},
		{"slow drips", func(c telegramtest.Call) telegramtest.Fault {
			return telegramtest.Fault{Delay: time.Duration(c.N%3) * 10 * time.Millisecond}
		}, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			h := newHarness(t)
			h.make(nil)
			h.SetFault(c.fault)
			h.run()
			for i := range messages {
				for user := int64(1); user <= users; user++ {
					h.Say(user, fmt.Sprint("话", i))
				}
			}
			h.Await(t, "a reply to everything", func() bool {
				for user := int64(1); user <= users; user++ {
					if len(slices.Compact(h.SentTo(user))) < messages {
						return false
					}
				}
				return true
			})
			if err := h.stop(); err != nil {
				t.Fatal(err)
			}
			if n := len(h.Sent()) - users*messages; n > c.extra {
				t.Errorf("%d messages too many, at most %d had an unknown outcome", n, c.extra)
			}
			for user := int64(1); user <= users; user++ {
				if got := slices.Compact(h.SentTo(user)); !slices.IsSorted(got) || len(got) != messages {
					t.Errorf("chat %d got %q", user, got)
				}
			}
		})
	}
}

// TestOthersGoOnDuringBackoff: while one chat is told to wait, others are not.
func TestOthersGoOnDuringBackoff(t *testing.T) {
	h := newHarness(t)
	h.make(nil)
	h.SetFault(func(c telegramtest.Call) telegramtest.Fault {
		if c.Method == "sendMessage" && c.Chat == 1 {
			return telegramtest.Fault{Status: 429, RetryAfter: 3}
		}
		return telegramtest.Fault{}
	})
	h.run()
	told := time.Now()
	h.Say(1, "一")
	for i := range 50 {
		h.Say(2, fmt.Sprintf("%02d", i))
	}
	h.AwaitSent(t, 50)
	begin := time.Now()
	if err := h.stop(); err != nil || time.Since(begin) > 9*time.Second {
		t.Errorf("the end took %v, %v", time.Since(begin), err)
	}
	due := func() int {
		due, err := h.store.Due(context.Background(), 10)
		if err != nil {
			t.Fatal(err)
		}
		return len(due)
	}
	if due() != 0 && time.Since(told) < 3*time.Second { // not where the machine took longer to come here
		t.Error("the next process would send before Telegram allows it")
	}
	h.Await(t, "what was not sent is left for the next process", func() bool { return due() == 1 })
}

// TestBlocked: a person who blocked the bot, and a message that Telegram refuses,
// hold up nobody and are not tried for ever.
func TestBlocked(t *testing.T) {
	h := newHarness(t)
	h.make(nil)
	h.SetFault(func(c telegramtest.Call) telegramtest.Fault {
		if c.Method == "sendMessage" && c.N == 1 {
			return telegramtest.Fault{Status: 400}
		}
		return telegramtest.Fault{}
	})
	h.run()
	h.Say(2, "一")
	h.Await(t, "the refusal", func() bool { return h.bot.Stats().Dead.Load() == 1 })
	h.Say(1, "一")
	h.Block(1)
	h.Say(2, "二")
	h.Await(t, "the chat goes on", func() bool {
		got := h.SentTo(2)
		return len(got) > 0 && got[len(got)-1] == "2：二"
	})
}

// lifeline ends a simulated process at a step: a call of the store or of the Bot
// API, before its effect or after. What is dead does and hears nothing.
type lifeline struct {
	steps atomic.Int64
	end   int64
	dead  atomic.Bool
	died  chan struct{}
	once  sync.Once
}

func newLifeline(end int) *lifeline { return &lifeline{end: int64(end), died: make(chan struct{})} }

// step counts one step and says whether the process lives.
func (l *lifeline) step() bool {
	if l.steps.Add(1)-1 == l.end {
		l.dead.Store(true)
		l.once.Do(func() { close(l.died) })
	}
	return !l.dead.Load()
}

// mortal is a store as a process that may die sees it.
type mortal struct {
	session.Outbox
	l *lifeline
}

func around[T any](l *lifeline, f func() (T, error)) (T, error) {
	var none T
	if !l.step() {
		return none, session.ErrUnavailable
	}
	v, err := f()
	if !l.step() {
		return none, session.ErrUnavailable
	}
	return v, err
}

func (m mortal) Load(ctx context.Context, c session.Conversation, id string) (session.Loaded, error) {
	return around(m.l, func() (session.Loaded, error) { return m.Outbox.Load(ctx, c, id) })
}

func (m mortal) CommitAndTake(ctx context.Context, c session.Commit, d time.Duration) (session.Send, error) {
	return around(m.l, func() (session.Send, error) { return m.Outbox.CommitAndTake(ctx, c, d) })
}

func (m mortal) Take(ctx context.Context, c session.Conversation, d time.Duration) (session.Send, error) {
	return around(m.l, func() (session.Send, error) { return m.Outbox.Take(ctx, c, d) })
}

func (m mortal) Done(ctx context.Context, c session.Conversation, s session.Send, d time.Duration) (session.Send, error) {
	return around(m.l, func() (session.Send, error) { return m.Outbox.Done(ctx, c, s, d) })
}

func (m mortal) Hold(ctx context.Context, c session.Conversation, s session.Send, d time.Duration) (bool, error) {
	return around(m.l, func() (bool, error) { return m.Outbox.Hold(ctx, c, s, d) })
}

// mortalAPI is the Bot API as a process that may die sees it.
type mortalAPI struct {
	http.Handler
	l *lifeline
}

func (m mortalAPI) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if m.l.step() {
		m.Handler.ServeHTTP(w, r)
		if m.l.step() {
			return
		}
	}
	panic(http.ErrAbortHandler)
}

// TestDiesAnywhere: the process dies before or after each call in turn, another
// takes over, and every message has taken effect once and has its reply; a reply
// comes twice only if death came between sending and marking it.
func TestDiesAnywhere(t *testing.T) {
	survived := 0
	for end := 0; survived < 3 && end < 200; end++ {
		died := false
		t.Run(fmt.Sprint("step ", end), func(t *testing.T) { died = dieAt(t, end) })
		if !died {
			survived++
		}
	}
	if survived < 3 {
		t.Error("the scenario never ends before death")
	}
}

func dieAt(t *testing.T, end int) (died bool) {
	var ahead atomic.Int64 // the store's clock is ahead: holds of the dead end soon
	store := session.NewMemory(time.Hour, func() time.Time { return time.Now().Add(time.Duration(ahead.Load())) })
	h := newHarness(t)
	l := newLifeline(end)
	front := httptest.NewServer(mortalAPI{h.Server, l})
	defer front.Close()
	defer front.CloseClientConnections()
	h.store = mortal{store, l}
	h.make(func(c *telegram.Config) { c.Server = front.URL })
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	first, talk := h.bot, h.talk
	go func() { _ = first.Run(ctx, talk) }()
	h.Say(1, "一")
	h.Say(1, "按钮二")
	h.Say(2, "一")
	all := func() bool {
		return len(slices.Compact(h.SentTo(1))) == 2 && len(slices.Compact(h.SentTo(2))) == 1 && h.Pending() == 0
	}
	for died = false; !died && !all(); {
		select {
		case <-l.died:
			died = true
		case <-time.After(time.Millisecond):
		}
	}
	ahead.Store(int64(time.Minute))
	if died {
		h.store = store
		h.make(nil)
		h.run()
	}
	h.Await(t, "all replies", all)
	want := map[int64][]string{1: {"1：一", "2：按钮二"}, 2: {"1：一"}}
	states := map[int64]string{1: "一\n按钮二\n", 2: "一\n"}
	for user, texts := range want {
		if got := slices.Compact(h.SentTo(user)); fmt.Sprint(got) != fmt.Sprint(texts) {
			t.Errorf("chat %d got %q", user, got)
		}
		got, err := store.Load(context.Background(), session.Conversation(fmt.Sprint("telegram:", user)), "")
		if err != nil || string(got.State) != states[user] || got.Version != int64(len(texts)) {
			t.Errorf("chat %d: version %d, %q, %v", user, got.Version, got.State, err)
		}
	}
	if n := len(h.Sent()) - 3; n > 2 || n > 0 && !died {
		t.Errorf("%d replies too many; only the sends under way may be repeated", n)
	}
	return died
}
