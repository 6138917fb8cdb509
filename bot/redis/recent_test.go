package redis_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"suance/bot/redis"
	"suance/bot/redis/redistest"
	"suance/dialog/session"
)

// turn takes one turn as a service does: computed anew on a conflict. It says how
// many commits it took.
func turn(t *testing.T, s *redis.Store, c session.Conversation, message, word string) (tries int) {
	t.Helper()
	for tries = 1; ; tries++ {
		l, err := s.Load(context.Background(), c, message)
		if err != nil {
			t.Fatal(err)
		}
		if l.Answered {
			return tries
		}
		err = s.Commit(context.Background(), session.Commit{Conversation: c, Base: l.Version, Message: message,
			State: append(l.State, word...)})
		if err == nil {
			return tries
		}
		if !errors.Is(err, session.ErrConflict) || tries > 3 {
			t.Fatal(err)
		}
	}
}

func stateOf(t *testing.T, s *redis.Store, c session.Conversation) string {
	t.Helper()
	l, err := s.Load(context.Background(), c, "")
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("%d %s", l.Version, l.State)
}

// TestRemembered: what a process remembers saves the reading and is never taken
// for what is there: not after another process's turn, a message answered
// elsewhere, a deletion, or a Redis that lost the last turn and got another in
// its place.
func TestRemembered(t *testing.T) {
	server := redistest.Start(t)
	a := open(t, redis.Options{URL: server.URL(), Remember: 10})
	b := open(t, redis.Options{URL: server.URL(), Remember: 10})
	fresh := open(t, redis.Options{URL: server.URL()})
	look := client(t, server)
	const c = "c"
	turn(t, a, c, "1", "甲")
	look.ConfigResetStat(context.Background())
	if n := turn(t, a, c, "2", "乙"); n != 1 {
		t.Errorf("%d commits for a turn of the same process", n)
	}
	if info := look.Info(context.Background(), "commandstats").Val(); !strings.Contains(info, "cmdstat_hmget:calls=1,") { // the script's
		t.Errorf("the turn read: %s", info)
	}
	if n := turn(t, b, c, "3", "丙"); n != 1 {
		t.Errorf("%d commits for the first turn of another process", n)
	}
	if n := turn(t, a, c, "4", "丁"); n != 2 {
		t.Errorf("%d commits after another process's turn", n)
	}
	turn(t, b, c, "4", "丁") // delivered twice
	if got := stateOf(t, fresh, c); got != "4 甲乙丙丁" {
		t.Fatalf("state %s", got)
	}

	// Redis loses the last turn, and another process takes one in its place.
	turn(t, a, c, "5", "戊")
	before := look.Dump(context.Background(), look.Keys(context.Background(), "{*}:*").Val()[0]).Val()
	turn(t, a, c, "6", "己")
	key := look.Keys(context.Background(), "{*}:*").Val()[0]
	if err := look.RestoreReplace(context.Background(), key, time.Hour, before).Err(); err != nil {
		t.Fatal(err)
	}
	turn(t, fresh, c, "7", "庚")
	if n := turn(t, a, c, "8", "辛"); n != 2 {
		t.Errorf("%d commits where the version is the same and the turn another", n)
	}
	if got := stateOf(t, fresh, c); got != "7 甲乙丙丁戊庚辛" {
		t.Fatalf("state %s", got)
	}

	// Deleted here, and all of Redis elsewhere.
	if err := a.Commit(context.Background(), session.Commit{Conversation: c, Base: 7, Message: "9"}); err != nil {
		t.Fatal(err)
	}
	if got := stateOf(t, a, c); got != "8 " {
		t.Errorf("after the deletion %q", got)
	}
	turn(t, a, c, "10", "壬")
	server.Command("FLUSHALL")
	turn(t, a, c, "11", "癸")
	if got := stateOf(t, fresh, c); got != "1 癸" {
		t.Errorf("after all was lost %q", got)
	}
}

// TestRememberedIsBounded: old conversations make place for new ones.
func TestRememberedIsBounded(t *testing.T) {
	server := redistest.Start(t)
	store := open(t, redis.Options{URL: server.URL(), Remember: 4})
	for i := range 40 {
		turn(t, store, session.Conversation(fmt.Sprint("c", i)), "1", "x")
	}
	server.Kill()
	remembered := 0
	for i := range 40 {
		if _, err := store.Load(context.Background(), session.Conversation(fmt.Sprint("c", i)), ""); err == nil {
			remembered++
		}
	}
	if remembered < 4 || remembered > 8 {
		t.Errorf("%d conversations are remembered", remembered)
	}
}
