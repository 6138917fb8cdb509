package redis

import (
	"context"
	"errors"
	"sync"

	"github.com/redis/go-redis/v9"
)

// maxBatch bounds the commands of one round trip, and so how long the first
// answer of many waits for the last.
const maxBatch = 128

// batcher sends the commands of many callers in one round trip: those that come
// while one is under way go together in the next. One command alone goes at once.
// Reading and writing for each by itself would cost more than the commands.
type batcher struct {
	client redis.UniversalClient

	mu      sync.Mutex
	waiting []*request
	running bool
}

type request struct {
	cmd  *redis.Cmd
	done chan struct{} // closed when cmd has its answer
}

// do runs a command. When ctx ends before the answer, it is not known whether the
// command took effect, or still will.
func (b *batcher) do(ctx context.Context, args ...any) (any, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	cmd := redis.NewCmd(ctx, args...)
	b.mu.Lock()
	if !b.running { // alone: nobody else waits for what ctx may end
		b.running = true
		b.mu.Unlock()
		relearn(b.client, b.client.Process(ctx, cmd))
		b.next()
		return cmd.Result()
	}
	r := &request{cmd, make(chan struct{})}
	b.waiting = append(b.waiting, r)
	b.mu.Unlock()
	select {
	case <-r.done:
		return r.cmd.Result()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// next has those who came meanwhile go together.
func (b *batcher) next() {
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.waiting) == 0 {
		b.running = false
		return
	}
	go b.run()
}

// run makes round trips until nobody waits.
func (b *batcher) run() {
	for {
		b.mu.Lock()
		batch := b.waiting[:min(len(b.waiting), maxBatch)]
		b.waiting = b.waiting[len(batch):]
		if len(batch) == 0 {
			b.waiting, b.running = nil, false
			b.mu.Unlock()
			return
		}
		b.mu.Unlock()
		b.exec(batch)
	}
}

// exec makes one round trip. The client's own time limits end it, not one
// caller's: the others wait for it too. Every command has its answer or its
// error then.
func (b *batcher) exec(batch []*request) {
	defer func() {
		for _, r := range batch {
			close(r.done)
		}
	}()
	if len(batch) == 1 {
		relearn(b.client, b.client.Process(context.Background(), batch[0].cmd))
		return
	}
	p := b.client.Pipeline()
	for _, r := range batch {
		_ = p.Process(context.Background(), r.cmd)
	}
	_, err := p.Exec(context.Background())
	relearn(b.client, err)
}

// relearn has a Cluster's client ask soon who has which slots, where a server
// could not be reached: another may have taken its place, and by itself the client
// would ask a minute later.
func relearn(client redis.UniversalClient, err error) {
	_, refused := errors.AsType[redis.Error](err)
	if cluster, ok := client.(*redis.ClusterClient); ok && err != nil && !refused {
		cluster.ReloadState(context.Background())
	}
}
