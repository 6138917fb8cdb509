package redis

import (
	"context"
	"strconv"
	"testing"
	"time"

	"suance/bot/redis/redistest"
	"suance/dialog/session"
)

// TestClockOfTheServer: whatever the server's clock does, what waits is handed out,
// nothing is handed out twice at once, and a turn that follows is committed.
func TestClockOfTheServer(t *testing.T) {
	const day = 24 * time.Hour
	for _, c := range []struct {
		name  string
		jump  time.Duration
		lives bool // the conversation: its time to live is the server's
	}{
		{"a day forward", day, true},
		{"a day back", -day, true},
		{"ten years back", -3652 * day, true},
		{"ten years forward", 3652 * day, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			server := redistest.Start(t)
			s, err := Open(Options{URL: server.URL(), TTL: 30 * day})
			if err != nil {
				t.Fatal(err)
			}
			defer s.Close()
			ctx := context.Background()
			commit := func(base int64) (session.Send, error) {
				return s.CommitAndTake(ctx, session.Commit{Conversation: "a:1", Base: base, Message: "m" + strconv.FormatInt(base, 10), State: []byte("x"),
					Outgoing: [][]byte{[]byte("hello")}}, 5*time.Second)
			}
			left, err := commit(0) // whoever took it dies
			if err != nil || left.None() {
				t.Fatal(left, err)
			}
			server.JumpClock(t, c.jump)
			due, err := s.Due(ctx, 10)
			if err != nil || len(due) == 1 != c.lives {
				t.Fatalf("due: %v, %v", due, err)
			}
			again, err := s.Take(ctx, "a:1", 5*time.Second)
			if err != nil || again.None() == c.lives {
				t.Fatalf("taken up again: %+v, %v", again, err)
			}
			if twice, err := s.Take(ctx, "a:1", 5*time.Second); err != nil || !twice.None() {
				t.Errorf("handed out twice: %+v, %v", twice, err)
			}
			l, err := s.Load(ctx, "a:1", "m0")
			if err != nil || l.Answered != c.lives || (l.Version == 1) != c.lives {
				t.Fatalf("%+v, %v", l, err)
			}
			next, err := commit(l.Version)
			if err != nil || next.None() == !c.lives {
				t.Errorf("the next turn: %+v, %v", next, err)
			}
			if c.lives {
				if next, err = s.Done(ctx, "a:1", again, 5*time.Second); err != nil || next.Number != 2 {
					t.Errorf("the send after: %+v, %v", next, err)
				}
			}
		})
	}
}
