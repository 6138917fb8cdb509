package telegram_test

import (
	"slices"
	"sync"
	"testing"
	"time"

	"suance/bot/telegram"
	"suance/bot/telegram/telegramtest"
)

// stopwatch is an Observer that keeps what it is told.
type stopwatch struct {
	mu   sync.Mutex
	took map[telegram.Stage][]time.Duration
}

func (s *stopwatch) Took(stage telegram.Stage, d time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.took == nil {
		s.took = map[telegram.Stage][]time.Duration{}
	}
	s.took[stage] = append(s.took[stage], d)
}

// TestObserved: every stage of every message is told once, a reply's from the
// commit on, and what Telegram has not taken shows in the backlog.
func TestObserved(t *testing.T) {
	const pause = 30 * time.Millisecond
	watch := &stopwatch{}
	h := newHarness(t)
	h.make(func(c *telegram.Config) { c.Observer = watch })
	release := make(chan struct{})
	h.SetFault(func(c telegramtest.Call) telegramtest.Fault {
		if c.Method == "sendMessage" && c.N == 1 {
			return telegramtest.Fault{Status: 500}
		}
		return telegramtest.Fault{}
	})
	h.OnSent(func(telegramtest.Sent) { <-release })
	h.run()
	h.Say(1, "一")
	h.AwaitSent(t, 1)
	time.Sleep(pause)
	if n, oldest := h.bot.Backlog(); n != 1 || oldest < pause {
		t.Errorf("backlog of %d, the oldest %v", n, oldest)
	}
	close(release)
	h.Await(t, "an empty backlog", func() bool { n, _ := h.bot.Backlog(); return n == 0 })
	if err := h.stop(); err != nil {
		t.Fatal(err)
	}
	for _, s := range telegram.Stages {
		want := 1
		if s == telegram.StageSend {
			want = 2
		}
		if got := watch.took[s]; len(got) != want || slices.Min(got) < 0 {
			t.Errorf("%s took %v, want it told %d times", s, got, want)
		}
	}
	if got := watch.took[telegram.StageReply][0]; got < pause {
		t.Errorf("the reply took %v, less than Telegram did", got)
	}
}
