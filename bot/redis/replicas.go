package redis

import (
	"context"
	"errors"
	"fmt"
	"net"
	"time"

	"github.com/redis/go-redis/v9"

	"suance/dialog/session"
)

// replicaTimeout is how long a turn waits for its replicas.
const replicaTimeout = time.Second

// runAndWait runs a script and waits until the replicas have what it wrote.
func (s *Store) runAndWait(ctx context.Context, at place, script script, args []any) ([]any, error) {
	if s.wait == 0 {
		got, err := at.run(ctx, script, args)
		return got, away(err)
	}
	cmd, err := s.acknowledged(ctx, at, at.call(script, false, args))
	if noScript(err) {
		cmd, err = s.acknowledged(ctx, at, at.call(script, true, args))
	}
	if err != nil {
		return nil, away(err)
	}
	return cmd.Slice()
}

// replicated waits until the replicas have what was written of a conversation
// before, since who learns that a message is answered acknowledges it. WAIT looks
// at what its own connection wrote, so something has to be written.
func (s *Store) replicated(ctx context.Context, at place) error {
	if s.wait == 0 {
		return nil
	}
	_, err := s.acknowledged(ctx, at, []any{"hincrby", at.talk, "h", 0})
	return away(err)
}

// acknowledged sends a write and a WAIT on one connection, in one round trip.
func (s *Store) acknowledged(ctx context.Context, at place, write []any) (*redis.Cmd, error) {
	node, err := s.primary(ctx, at.talk)
	if err != nil {
		return nil, err
	}
	p := node.Pipeline()
	cmd := p.Do(ctx, write...)
	reached := p.Do(ctx, "WAIT", s.wait, replicaTimeout.Milliseconds())
	if _, err := p.Exec(ctx); err != nil {
		relearn(s.client, err)
		return nil, err
	}
	if n, err := reached.Int(); err != nil || n < s.wait {
		return nil, fmt.Errorf("%w: %d of %d", errFewReplicas, n, s.wait)
	}
	return cmd, nil
}

// primary is the client of the server that has the key.
func (s *Store) primary(ctx context.Context, key string) (redis.Cmdable, error) {
	if cluster, ok := s.client.(*redis.ClusterClient); ok {
		return cluster.MasterForKey(ctx, key)
	}
	return s.client, nil
}

func noScript(err error) bool {
	return errors.Is(err, redis.ErrNoScript) || redis.HasErrorPrefix(err, "NOSCRIPT")
}

// again makes a call, and makes it once more if the connection broke: nobody
// knows then whether it took effect, and all calls of a store may be made twice.
// What Redis refused, and what took too long, is not tried again.
func again(ctx context.Context, call func() ([]any, error)) ([]any, error) {
	got, err := call()
	_, refused := errors.AsType[redis.Error](err)
	slow, isNet := errors.AsType[net.Error](err)
	if err == nil || refused || ctx.Err() != nil || isNet && slow.Timeout() || errors.Is(err, errFewReplicas) {
		return got, err
	}
	return call()
}

// errFewReplicas says that a turn is with the primary, but not with as many
// replicas as it should be.
var errFewReplicas = errors.New("too few replicas have the turn")

// away wraps an error of the client: whatever it is, the store cannot be used now.
func away(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%w: %w", session.ErrUnavailable, err)
}
