package redis_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"suance/bot/redis"
	"suance/bot/redis/redistest"
	"suance/dialog/session"
	"suance/dialog/session/sessiontest"
)

// TestCluster: everything that holds on one server holds on a Cluster.
func TestCluster(t *testing.T) {
	t.Parallel()
	url := redistest.StartCluster(t, false).URL()
	var n atomic.Int64
	sessiontest.TestStore(t, func(t *testing.T) (session.Outbox, func(time.Duration)) {
		o := redis.Options{URL: url, TTL: sessiontest.TTL, Prefix: fmt.Sprintf("test%d:", n.Add(1))}
		return open(t, o), time.Sleep
	})
}

// TestSentinel: after the primary dies, turns go on at the replica that Sentinel
// promotes, with all that was committed and replicated.
func TestSentinel(t *testing.T) {
	t.Parallel()
	fast := []string{"--repl-diskless-sync-delay", "0", "--repl-ping-replica-period", "1"}
	primary := redistest.Start(t, fast...)
	host, port, _ := strings.Cut(primary.Addr, ":")
	redistest.Start(t, append(fast, "--replicaof", host+" "+port)...)
	dir := t.TempDir()
	conf := filepath.Join(dir, "sentinel.conf")
	text := fmt.Sprintf("sentinel monitor mymaster %s %s 1\nsentinel down-after-milliseconds mymaster 1000\n"+
		"sentinel failover-timeout mymaster 5000\n", host, port)
	if err := os.WriteFile(conf, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	sentinel := redistest.StartSentinel(t, conf)
	ctx := context.Background()
	store := open(t, redis.Options{URL: "redis+sentinel://" + sentinel.Addr + "/mymaster"})
	waiting := open(t, redis.Options{URL: "redis+sentinel://" + sentinel.Addr + "/mymaster", WaitReplicas: 1})
	for deadline := time.Now().Add(10 * time.Second); ; time.Sleep(50 * time.Millisecond) {
		known := sentinel.Command("SENTINEL replicas mymaster")
		err := waiting.Commit(ctx, session.Commit{Conversation: "c", Message: "m1", State: []byte("s")})
		l, _ := waiting.Load(ctx, "c", "m1")
		if (err == nil || errors.Is(err, session.ErrConflict)) && l.Answered && strings.Contains(known, "slave") {
			break
		}
		if time.Now().After(deadline) {
			t.Fatalf("no turn with a replica: %v; %s", err, known)
		}
	}
	died := time.Now()
	primary.Kill()
	for deadline := time.Now().Add(20 * time.Second); ; time.Sleep(20 * time.Millisecond) {
		err := store.Commit(ctx, session.Commit{Conversation: "c", Base: 1, Message: "m2", State: []byte("t")})
		if err == nil || errors.Is(err, session.ErrConflict) {
			break
		}
		if time.Now().After(deadline) {
			t.Fatalf("no turn after the failover: %v", err)
		}
	}
	t.Logf("the first turn after the primary died: %v", time.Since(died).Round(10*time.Millisecond))
	l, err := store.Load(ctx, "c", "m1")
	if err != nil || !l.Answered || l.Version != 2 || string(l.State) != "t" {
		t.Errorf("after the failover: %+v, %v", l, err)
	}
}
