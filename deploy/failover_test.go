package deploy_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"suance/bot/redis"
	"suance/bot/redis/redistest"
	"suance/dialog/session"
)

// TestFailover (R7): the primary dies at the worst moment, just after its two
// replicas were cut off while it went on taking turns, and Sentinel promotes one of
// them. What was acknowledged is there afterwards if one replica was waited for;
// without that it is not, which shows that the moment is a bad one. (With one
// replica alone there would be none left to wait for.) SUANCE_FAILOVERS sets how
// often.
func TestFailover(t *testing.T) {
	for range scale("SUANCE_FAILOVERS", 1) {
		for _, wait := range []int{0, 1} {
			t.Run(fmt.Sprint("REDIS_WAIT_REPLICAS=", wait), func(t *testing.T) { failOver(t, wait) })
		}
	}
}

const downAfter = time.Second

// watched is a primary and two replicas that follow it, under one Sentinel.
type watched struct {
	primary  *redistest.Server
	replicas []*redistest.Server
	sentinel *redistest.Server
}

func startWatched(t *testing.T) watched {
	t.Helper()
	fast := []string{"--repl-diskless-sync-delay", "0", "--repl-ping-replica-period", "1"}
	w := watched{primary: redistest.Start(t, fast...)}
	host, port, _ := strings.Cut(w.primary.Addr, ":")
	for range 2 {
		w.replicas = append(w.replicas, redistest.Start(t, append(fast, "--replicaof", host+" "+port)...))
	}
	conf := filepath.Join(t.TempDir(), "sentinel.conf")
	text := fmt.Sprintf("sentinel monitor suance %s %s 1\nsentinel down-after-milliseconds suance %d\nsentinel failover-timeout suance 5000\n",
		host, port, downAfter.Milliseconds())
	if err := os.WriteFile(conf, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	w.sentinel = redistest.StartSentinel(t, conf)
	await(t, "two replicas that follow", func() bool {
		return strings.Contains(w.replicas[0].Command("INFO replication"), "master_link_status:up") &&
			strings.Contains(w.replicas[1].Command("INFO replication"), "master_link_status:up") &&
			strings.Contains(w.sentinel.Command("SENTINEL master suance"), "num-slaves\r\n$1\r\n2")
	})
	return w
}

func failOver(t *testing.T, wait int) {
	servers := startWatched(t)
	store, err := redis.Open(redis.Options{URL: "redis+sentinel://" + servers.sentinel.Addr + "/suance", TTL: time.Hour, WaitReplicas: wait})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()

	w := &writers{store: store, acknowledged: make([]int64, 8)}
	stop := w.start()
	await(t, "turns", func() bool { return w.total() > 200 })
	for _, r := range servers.replicas {
		r.Pause()
	}
	servers.primary.Command("CLIENT KILL TYPE replica")
	time.Sleep(300 * time.Millisecond) // what is taken now, nobody else has
	servers.primary.Kill()
	died, before := time.Now(), w.total()
	for _, r := range servers.replicas {
		r.Resume()
	}
	await(t, "turns at a replica", func() bool { return w.total() > before })
	away := time.Since(died)
	stop()

	lost := int64(0)
	for i := range w.acknowledged {
		l, err := store.Load(context.Background(), w.conversation(i), "")
		if err != nil {
			t.Fatal(err)
		}
		lost += max(0, w.acknowledged[i]-l.Version)
	}
	t.Logf("waiting for %d: %d of %d acknowledged turns lost, no turns for %v (down-after %v)",
		wait, lost, w.total(), away.Round(10*time.Millisecond), downAfter)
	if wait > 0 && lost > 0 {
		t.Error("acknowledged turns are lost")
	}
	if wait == 0 && lost == 0 {
		t.Log("the moment was not bad enough to show anything")
	}
	if away > downAfter+10*time.Second {
		t.Errorf("no turns for %v", away)
	}
}

func await(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for deadline := time.Now().Add(30 * time.Second); !ok(); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("in vain: %s", what)
		}
	}
}

// writers commit turn after turn, each to a conversation of its own, and note the
// last version that was acknowledged.
type writers struct {
	store session.Store

	mu           sync.Mutex
	acknowledged []int64
	count        int
}

func (w *writers) conversation(i int) session.Conversation {
	return session.Conversation(fmt.Sprint("telegram:", i))
}

func (w *writers) total() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.count
}

func (w *writers) start() (stop func()) {
	ctx, cancel := context.WithCancel(context.Background())
	var all sync.WaitGroup
	for i := range w.acknowledged {
		all.Go(func() {
			for n := 0; ctx.Err() == nil; n++ {
				if !w.turn(ctx, i, fmt.Sprint(n)) {
					time.Sleep(10 * time.Millisecond)
				}
			}
		})
	}
	return func() { cancel(); all.Wait() }
}

// turn commits one turn and notes it if it is acknowledged.
func (w *writers) turn(ctx context.Context, i int, message string) bool {
	l, err := w.store.Load(ctx, w.conversation(i), message)
	if err != nil {
		return false
	}
	err = w.store.Commit(ctx, session.Commit{Conversation: w.conversation(i), Base: l.Version, Message: message, State: []byte("s")})
	if err != nil {
		return errors.Is(err, session.ErrConflict)
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.acknowledged[i] = max(w.acknowledged[i], l.Version+1)
	w.count++
	return true
}
