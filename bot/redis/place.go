package redis

import (
	"context"
	"crypto/sha256"
	"fmt"

	"github.com/redis/go-redis/v9"

	"suance/dialog/session"
)

// place is where a conversation is kept.
type place struct {
	talk, waiting string // the keys of its hash and of its bucket's index
	line          *batcher
}

func (s *Store) place(c session.Conversation) place {
	sum := sha256.Sum256([]byte(c))
	return place{fmt.Sprintf("%s{%02x}:%x", s.prefix, sum[0], sum[:16]), s.index(int(sum[0])), &s.lines[int(sum[0])%len(s.lines)]}
}

// script is a script and the name by which a server that ran it knows it.
type script struct{ source, hash string }

func newScript(source string) script { return script{source, redis.NewScript(source).Hash()} }

// call is the command that runs a script at a place; whole sends it whole, for a
// server that does not know it.
func (p place) call(s script, whole bool, args []any) []any {
	call := make([]any, 0, 5+len(args))
	if whole {
		call = append(call, "eval", s.source)
	} else {
		call = append(call, "evalsha", s.hash)
	}
	return append(append(call, 2, p.talk, p.waiting), args...)
}

// run runs a script at a place.
func (p place) run(ctx context.Context, s script, args []any) ([]any, error) {
	got, err := p.line.do(ctx, p.call(s, false, args)...)
	if noScript(err) {
		got, err = p.line.do(ctx, p.call(s, true, args)...)
	}
	if err != nil {
		return nil, err
	}
	list, _ := got.([]any)
	return list, nil
}

func (s *Store) index(bucket int) string { return fmt.Sprintf("%s{%02x}:waiting", s.prefix, bucket) }

const buckets = 256
