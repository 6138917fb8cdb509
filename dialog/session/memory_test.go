package session_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"suance/dialog/session"
	"suance/dialog/session/sessiontest"
)

// clock is a clock that a test moves.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

func TestMemory(t *testing.T) {
	sessiontest.TestStore(t, func(t *testing.T) (session.Outbox, func(time.Duration)) {
		c := &clock{now: time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)}
		return session.NewMemory(sessiontest.TTL, c.Now), c.advance
	})
}

func TestMemoryKeepsDeadLetters(t *testing.T) {
	c := &clock{now: time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)}
	m := session.NewMemory(time.Hour, c.Now)
	if err := m.Bury(context.Background(), session.DeadLetter{Kind: "update", ID: "7", Why: "unreadable", Body: []byte("{")}); err != nil {
		t.Fatal(err)
	}
	if l := m.DeadLetters(); len(l) != 1 || l[0].ID != "7" {
		t.Errorf("dead letters: %+v", l)
	}
	c.advance(2 * time.Hour)
	if l := m.DeadLetters(); len(l) != 0 {
		t.Errorf("dead letters do not expire: %+v", l)
	}
}

func BenchmarkMemoryTurn(b *testing.B) {
	m := session.NewMemory(time.Hour, time.Now)
	sessiontest.BenchmarkTurn(b, m, nil)
}

// TestDeletedWithItsLetters: a deleted conversation takes its dead letters along
// and nobody else's.
func TestDeletedWithItsLetters(t *testing.T) {
	m := session.NewMemory(time.Hour, time.Now)
	ctx := context.Background()
	for _, c := range []session.Conversation{"a", "b", "a", ""} {
		if err := m.Bury(ctx, session.DeadLetter{Kind: "send", ID: string(c), Conversation: c}); err != nil {
			t.Fatal(err)
		}
	}
	if err := m.Commit(ctx, session.Commit{Conversation: "a"}); err != nil {
		t.Fatal(err)
	}
	if l := m.DeadLetters(); len(l) != 2 || l[0].ID != "b" || l[1].ID != "" {
		t.Errorf("left: %+v", l)
	}
}
