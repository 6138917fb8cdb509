package telegram_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"suance/bot/telegram"
	"suance/bot/telegram/telegramtest"
	"suance/dialog"
	"suance/dialog/session"
)

// echo is a Turner as simple as can be: the state is the texts so far, the reply
// their number and the last one. A text that begins with 按钮 gets a button.
type echo struct {
	store    session.Store
	outgoing func(dialog.Message, dialog.Reply) [][]byte
	before   func(dialog.Message) error // may fail, wait or panic; nil does nothing
	short    bool                       // the state does not grow
}

func (e *echo) Turn(ctx context.Context, m dialog.Message) (dialog.Reply, error) {
	if e.before != nil {
		if err := e.before(m); err != nil {
			return dialog.Reply{}, err
		}
	}
	for {
		l, err := e.store.Load(ctx, m.Conversation, m.ID)
		if err != nil {
			return dialog.Reply{}, err
		}
		if l.Answered {
			return dialog.Reply{Repeated: true}, nil
		}
		said := m.Text
		if m.Choice != "" {
			said = "按了" + m.Choice
		}
		if m.Fault == dialog.FaultMedia {
			said = "媒体"
		}
		r := dialog.Reply{Text: fmt.Sprintf("%d：%s", l.Version+1, said), Kind: dialog.KindAnswer}
		if strings.HasPrefix(said, "按钮") {
			r.Buttons = []dialog.Choice{{Label: "是", Data: fmt.Sprintf("%d.0.revenue", l.Version+1)}}
		}
		if e.short {
			l.State = nil
		}
		err = e.store.Commit(ctx, session.Commit{Conversation: m.Conversation, Base: l.Version, Message: m.ID,
			State: append(l.State, (said + "\n")...), Outgoing: e.outgoing(m, r)})
		if !errors.Is(err, session.ErrConflict) {
			return r, err
		}
	}
}

// harness is a bot that runs against a loopback Bot API.
type harness struct {
	*telegramtest.Server
	t     testing.TB
	store session.Outbox
	bot   *telegram.Bot
	talk  *echo
	log   *lockedBuffer
	stop  func() error // ends the bot and says how it ended
}

// lockedBuffer collects the log.
type lockedBuffer struct {
	mu sync.Mutex
	b  strings.Builder
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

func newHarness(t testing.TB) *harness {
	return &harness{Server: telegramtest.New(t), t: t, store: session.NewMemory(time.Hour, time.Now), log: &lockedBuffer{}}
}

// make makes a bot that does not run yet.
func (h *harness) make(change func(*telegram.Config)) {
	h.t.Helper()
	c := telegram.Config{Token: telegramtest.Token, Server: h.URL, Store: h.store,
		Log: slog.New(slog.NewTextHandler(h.log, &slog.HandlerOptions{Level: slog.LevelDebug}))}
	if change != nil {
		change(&c)
	}
	b, err := telegram.New(c)
	if err != nil {
		h.t.Fatal(err)
	}
	h.bot = b
	h.talk = &echo{store: b.Talks(), outgoing: b.Outgoing}
}

// run runs it; the test's end ends it, if stop did not before.
func (h *harness) run() *harness {
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	b, talk := h.bot, h.talk
	go func() { ended <- b.Run(ctx, talk) }()
	h.stop = sync.OnceValue(func() error {
		cancel()
		select {
		case err := <-ended:
			return err
		case <-time.After(15 * time.Second):
			return errors.New("the bot does not end")
		}
	})
	stop := h.stop
	h.t.Cleanup(func() {
		if err := stop(); err != nil {
			h.t.Errorf("Run: %v", err)
		}
		if h.t.Failed() {
			h.t.Logf("log:\n%s", h.log)
		}
		if log := h.log.String(); strings.Contains(log, "AAE-secret") {
			h.t.Errorf("the token is in the log:\n%s", log)
		}
	})
	return h
}

// start makes and runs a bot.
func start(t testing.TB) *harness {
	h := newHarness(t)
	h.make(nil)
	return h.run()
}

// wantTexts checks what a chat got, in order.
func (h *harness) wantTexts(chat int64, want ...string) {
	h.t.Helper()
	if got := h.SentTo(chat); fmt.Sprint(got) != fmt.Sprint(want) {
		h.t.Errorf("chat %d got %q\nwant %q", chat, got, want)
	}
}
