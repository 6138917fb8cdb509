package redis_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	goredis "github.com/redis/go-redis/v9"

	"suance/bot/redis"
	"suance/bot/redis/redistest"
	"suance/dialog/session"
	"suance/dialog/session/sessiontest"
)

// open opens a store and closes it with the test.
func open(t testing.TB, o redis.Options) *redis.Store {
	t.Helper()
	if o.TTL == 0 {
		o.TTL = time.Hour
	}
	s, err := redis.Open(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// client is a bare client of a server, to look at what a store does.
func client(t testing.TB, s *redistest.Server) *goredis.Client {
	t.Helper()
	c := goredis.NewClient(&goredis.Options{Addr: s.Addr})
	t.Cleanup(func() { c.Close() })
	return c
}

func TestStore(t *testing.T) {
	t.Parallel()
	server := redistest.Start(t)
	var n atomic.Int64
	sessiontest.TestStore(t, func(t *testing.T) (session.Outbox, func(time.Duration)) {
		o := redis.Options{URL: server.URL(), TTL: sessiontest.TTL, Prefix: fmt.Sprintf("test%d:", n.Add(1))}
		return open(t, o), time.Sleep
	})
}

// TestOneRoundTripEach: load and commit are one command each, once the server
// knows the script.
func TestOneRoundTripEach(t *testing.T) {
	server := redistest.Start(t)
	store := open(t, redis.Options{URL: server.URL()})
	look := client(t, server)
	ctx := context.Background()
	turn := func(i int) {
		t.Helper()
		l, err := store.Load(ctx, "c", fmt.Sprint(i))
		if err != nil {
			t.Fatal(err)
		}
		send, err := store.CommitAndTake(ctx, session.Commit{Conversation: "c", Base: l.Version, Message: fmt.Sprint(i),
			State: []byte("s"), Outgoing: [][]byte{[]byte("x")}}, time.Minute)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := store.Done(ctx, "c", send, time.Minute); err != nil {
			t.Fatal(err)
		}
	}
	turn(0) // loads the scripts
	look.ConfigResetStat(ctx)
	for i := range 10 {
		turn(i + 1)
	}
	info := look.Info(ctx, "commandstats").Val()
	for _, want := range []string{"cmdstat_evalsha:calls=20,", "cmdstat_hmget:calls=30,"} { // two of three hmget are in the scripts
		if !strings.Contains(info, want) {
			t.Errorf("commandstats lacks %q:\n%s", want, info)
		}
	}
	if strings.Contains(info, "cmdstat_eval:") {
		t.Errorf("scripts are sent whole each time:\n%s", info)
	}
}

// TestEveryKeyExpires, lies in the slot of its conversation, and tells no
// conversation's name.
func TestEveryKeyExpires(t *testing.T) {
	server := redistest.Start(t)
	store := open(t, redis.Options{URL: server.URL(), Prefix: "p:"})
	ctx := context.Background()
	for i := range 50 {
		c := session.Conversation(fmt.Sprintf("telegram:%d", 777000+i))
		k := session.Commit{Conversation: c, Message: "m", State: []byte("s"), Outgoing: [][]byte{[]byte("x")}}
		if i%2 == 0 {
			k.State = nil
		}
		if err := store.Commit(ctx, k); err != nil {
			t.Fatal(err)
		}
		if i%3 == 0 {
			send, err := store.Take(ctx, c, time.Minute)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := store.Done(ctx, c, send, time.Minute); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := store.Bury(ctx, session.DeadLetter{Kind: "update", Body: []byte("x")}); err != nil {
		t.Fatal(err)
	}
	look := client(t, server)
	keys := look.Keys(ctx, "*").Val()
	if len(keys) < 60 {
		t.Fatalf("only %d keys: %v", len(keys), keys)
	}
	for _, key := range keys {
		if ttl := look.PTTL(ctx, key).Val(); ttl <= 0 || ttl > time.Hour {
			t.Errorf("%s lives %v", key, ttl)
		}
		if !strings.HasPrefix(key, "p:") || strings.Contains(key, "7770") {
			t.Errorf("key %s", key)
		}
	}
}

// TestAnswerLost: where the answer to a commit is lost after it took effect, the
// store finds out; where the second is lost too, the caller learns that nothing
// is known, and asking by the message's id tells. Nothing takes effect twice.
func TestAnswerLost(t *testing.T) {
	server := redistest.Start(t)
	proxy := redistest.NewProxy(t, server.Addr)
	store := open(t, redis.Options{URL: "redis://" + proxy.Addr})
	ctx := context.Background()
	if err := store.Commit(ctx, session.Commit{Conversation: "other", State: []byte("s")}); err != nil {
		t.Fatal(err) // the server has the script now
	}
	for i := range 60 {
		message, cut := fmt.Sprint("m", i), i%3
		l, err := store.Load(ctx, "c", message)
		if err != nil {
			t.Fatal(err)
		}
		if l.Version != int64(i) {
			t.Fatalf("turn %d: version %d: a commit ran twice or not at all", i, l.Version)
		}
		proxy.CutAnswers(cut)
		c := session.Commit{Conversation: "c", Base: l.Version, Message: message,
			State: []byte("s"), Outgoing: [][]byte{[]byte(message)}}
		send, err := store.CommitAndTake(ctx, c, time.Minute)
		switch {
		case cut == 2 && !errors.Is(err, session.ErrUnavailable):
			t.Fatalf("a commit without an answer: %v; want ErrUnavailable", err)
		case cut < 2 && err != nil:
			t.Fatalf("a commit after %d lost answers: %v", cut, err)
		case i == 0 && string(send.Body) != "m0", i > 0 && !send.None():
			t.Fatalf("turn %d took %+v: the outbox is held since the first", i, send)
		}
		proxy.CutAnswers(0)
		if l, err = store.Load(ctx, "c", message); err != nil || !l.Answered {
			t.Fatalf("turn %d after the cut: %+v, %v", i, l, err)
		}
		if err := store.Commit(ctx, c); !errors.Is(err, session.ErrConflict) {
			t.Fatalf("the same commit again: %v; want ErrConflict", err)
		}
	}
	held := session.Send{Number: 1, Hold: 1}
	n := 1
	for send, err := store.Done(ctx, "c", held, time.Minute); !send.None(); send, err = store.Done(ctx, "c", send, time.Minute) {
		if want := fmt.Sprint("m", n); err != nil || string(send.Body) != want {
			t.Errorf("send %d is %s, %v", n, send.Body, err)
		}
		n++
		proxy.CutAnswers(n % 2)
	}
	if n != 60 {
		t.Errorf("%d sends for 60 turns", n)
	}
}

// TestHoldLostAnswer: a commit whose answer was lost still hands out its send.
func TestHoldLostAnswer(t *testing.T) {
	server := redistest.Start(t)
	proxy := redistest.NewProxy(t, server.Addr)
	store := open(t, redis.Options{URL: "redis://" + proxy.Addr})
	ctx := context.Background()
	for i := range 20 {
		c := session.Conversation(fmt.Sprint("c", i))
		proxy.CutAnswers(i % 2)
		send, err := store.CommitAndTake(ctx, session.Commit{Conversation: c, Message: "m", State: []byte("s"),
			Outgoing: [][]byte{[]byte("x"), []byte("y")}}, time.Minute)
		if err != nil || string(send.Body) != "x" {
			t.Fatalf("%s: %+v, %v", c, send, err)
		}
		if send, err = store.Done(ctx, c, send, time.Minute); err != nil || string(send.Body) != "y" {
			t.Fatalf("%s: %+v, %v", c, send, err)
		}
	}
}

// TestRedisAway: calls fail as unavailable, soon, and work again once it is back,
// also where it was away from the start and forgot its scripts.
func TestRedisAway(t *testing.T) {
	t.Parallel()
	server := redistest.Start(t)
	server.Kill()
	store := open(t, redis.Options{URL: server.URL()})
	ctx := context.Background()
	for range 200 { // more than the pool has places: it must not begin to refuse by itself
		if _, err := store.Load(ctx, "c", "m"); !errors.Is(err, session.ErrUnavailable) {
			t.Fatalf("Load without a server: %v", err)
		}
	}
	for range 2 {
		server.Restart()
		back := time.Now()
		for err := errors.New("away"); err != nil; {
			if err = store.Commit(ctx, session.Commit{Conversation: "c", State: []byte("s")}); errors.Is(err, session.ErrConflict) {
				t.Fatal("the restarted server kept a conversation")
			}
			if time.Since(back) > time.Second {
				t.Fatalf("no commit %v after Redis came back: %v", time.Since(back), err)
			}
		}
		t.Logf("first commit %v after Redis came back", time.Since(back).Round(time.Millisecond))
		server.Kill()
	}
}

func TestPausedServerTimesOut(t *testing.T) {
	t.Parallel()
	server := redistest.Start(t)
	store := open(t, redis.Options{URL: server.URL()})
	if err := store.Ping(context.Background()); err != nil {
		t.Fatal(err)
	}
	server.Pause()
	defer server.Resume()
	ctx, cancel := context.WithTimeout(context.Background(), 300*time.Millisecond)
	defer cancel()
	begin := time.Now()
	err := store.Commit(ctx, session.Commit{Conversation: "c", State: []byte("s")})
	if !errors.Is(err, session.ErrUnavailable) || time.Since(begin) > 2*time.Second {
		t.Errorf("a commit to a paused server: %v after %v", err, time.Since(begin))
	}
}

// TestScriptsForgotten: a server whose script cache was flushed gets them again.
func TestScriptsForgotten(t *testing.T) {
	server := redistest.Start(t)
	store := open(t, redis.Options{URL: server.URL()})
	for i := range 5 {
		if err := store.Commit(context.Background(), session.Commit{Conversation: "c", Base: int64(i), State: []byte("s")}); err != nil {
			t.Fatal(err)
		}
		server.Command("SCRIPT FLUSH")
	}
}

// TestFullServer refuses the whole turn.
func TestFullServer(t *testing.T) {
	server := redistest.Start(t, "--maxmemory-policy", "noeviction")
	store := open(t, redis.Options{URL: server.URL()})
	ctx := context.Background()
	if err := store.Commit(ctx, session.Commit{Conversation: "c", Message: "m0", State: []byte("s")}); err != nil {
		t.Fatal(err)
	}
	server.Command("CONFIG SET maxmemory 1")
	c := session.Commit{Conversation: "c", Base: 1, Message: "m1", State: []byte("t"), Outgoing: [][]byte{[]byte("x")}}
	for _, state := range [][]byte{[]byte("t"), nil} {
		c.State = state
		if err := store.Commit(ctx, c); !errors.Is(err, session.ErrUnavailable) && state != nil {
			t.Errorf("a commit to a full server: %v", err)
		}
		server.Command("CONFIG SET maxmemory 0")
		l, err := store.Load(ctx, "c", "m1")
		if err != nil || state != nil && (l.Version != 1 || string(l.State) != "s" || l.Answered) {
			t.Errorf("after a commit to a full server: %+v, %v", l, err)
		}
	}
}

// TestWaitsForReplicas: a turn is committed only when the replica has it; a
// message answered before is acknowledged only then too.
func TestWaitsForReplicas(t *testing.T) {
	t.Parallel()
	primary := redistest.Start(t, "--repl-diskless-sync-delay", "0")
	replica := redistest.Start(t, "--replicaof", "127.0.0.1 "+primary.Addr[strings.LastIndex(primary.Addr, ":")+1:])
	store := open(t, redis.Options{URL: primary.URL(), WaitReplicas: 1})
	ctx := context.Background()
	var err error
	for deadline := time.Now().Add(10 * time.Second); time.Now().Before(deadline); {
		if err = store.Commit(ctx, session.Commit{Conversation: "c", Message: "m0", State: []byte("s")}); err == nil ||
			errors.Is(err, session.ErrConflict) {
			break
		}
		time.Sleep(50 * time.Millisecond)
	}
	if l, err := store.Load(ctx, "c", "m0"); err != nil || !l.Answered {
		t.Fatalf("with a replica: %+v, %v", l, err)
	}
	replica.Pause()
	err = store.Commit(ctx, session.Commit{Conversation: "c", Base: 1, Message: "m1", State: []byte("s")})
	if !errors.Is(err, session.ErrUnavailable) {
		t.Errorf("a commit that no replica has: %v; want ErrUnavailable", err)
	}
	if _, err := store.Load(ctx, "c", "m1"); !errors.Is(err, session.ErrUnavailable) {
		t.Errorf("an answered message that no replica has: %v; want ErrUnavailable", err)
	}
	replica.Resume()
	if l, err := store.Load(ctx, "c", "m1"); err != nil || !l.Answered {
		t.Errorf("after the replica is back: %+v, %v", l, err)
	}
}

// TestWarnings: a server that would throw sessions away is told about.
func TestWarnings(t *testing.T) {
	server := redistest.Start(t)
	store := open(t, redis.Options{URL: server.URL()})
	for policy, want := range map[string]int{"noeviction": 0, "allkeys-lru": 1, "volatile-ttl": 1} {
		server.Command("CONFIG SET maxmemory-policy " + policy)
		if got, err := store.Warnings(context.Background()); err != nil || len(got) != want {
			t.Errorf("%s: %v, %v", policy, got, err)
		}
	}
}

// BenchmarkTurn also tells what a turn costs in round trips of the same run, with
// the conversation remembered, as serve does.
func BenchmarkTurn(b *testing.B) {
	server := redistest.Start(b)
	store := open(b, redis.Options{URL: server.URL(), Remember: 64})
	sessiontest.BenchmarkTurn(b, store, store.Ping)
}
