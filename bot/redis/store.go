// Package redis keeps conversations in Redis: the state, the answered messages
// and the outbox of one conversation in one hash, changed by one script a turn.
//
// Keys are <prefix>{<bucket>}:<hash of the conversation's name> and, for each of
// 256 buckets, <prefix>{<bucket>}:waiting, the index of the conversations in
// whose outbox something waits; the names stand in clear only there and only so
// long. A bucket is a slot of Redis Cluster, so that a turn is atomic there too.
// Every key has a time to live. Times are the server's.
package redis

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"
	"github.com/redis/go-redis/v9/logging"

	"suance/dialog/session"
)

// The scripts say themselves what they take and give.
var (
	//go:embed commit.lua
	commitSource string
	//go:embed take.lua
	takeSource string
	//go:embed done.lua
	doneSource string
	//go:embed hold.lua
	holdSource string
)

// Options say where and how long conversations are kept.
type Options struct {
	URL    string        // as ParseURL reads it
	Prefix string        // of every key; without braces
	TTL    time.Duration // what is kept of a conversation after its last turn; at least a second
	// WaitReplicas is how many replicas must have a turn before it counts as
	// committed; 0 trusts the primary alone.
	WaitReplicas int
	// Remember is how many conversations at least are remembered for a minute after
	// a turn of this process, so that the next one need not be read; 0 for none. A
	// Load may then give what another process has changed meanwhile, and the Commit
	// that follows is refused with session.ErrConflict; the Load after that reads.
	Remember int
}

// Store is a session.Outbox in Redis. It is safe for concurrent use.
type Store struct {
	client redis.UniversalClient
	lines  []batcher // each for some of the buckets
	recent recent
	prefix string
	ttl    time.Duration
	wait   int

	commit, take, done, hold script
}

var _ session.Outbox = (*Store)(nil)

// Open returns the store of o. It does not connect: a Redis that is away is
// waited for, and every call until then returns session.ErrUnavailable. The error
// says which option is wrong and never holds the password.
func Open(o Options) (*Store, error) {
	u, err := ParseURL(o.URL)
	if err != nil {
		return nil, err
	}
	switch {
	case strings.ContainsAny(o.Prefix, "{}"):
		return nil, errors.New("REDIS_PREFIX: 不能含有花括号（它们在Redis Cluster里决定数据放在哪台机器）")
	case o.TTL < time.Second:
		return nil, errors.New("SESSION_TTL: 至少1s")
	case o.WaitReplicas < 0:
		return nil, errors.New("REDIS_WAIT_REPLICAS: 不能小于0")
	}
	// The client's own lines repeat what every call returns, past all log settings.
	logging.Disable()
	s := &Store{
		client: redis.NewUniversalClient(u), prefix: o.Prefix, ttl: o.TTL, wait: o.WaitReplicas,
		recent: recent{talks: session.NewRecent[memory](o.Remember), age: min(recentTime, o.TTL/2)},
		commit: newScript(commitSource), take: newScript(takeSource), done: newScript(doneSource), hold: newScript(holdSource),
	}
	s.lines = make([]batcher, 1)
	if u.IsClusterMode { // a primary that is away holds up only a part of the others' buckets
		s.lines = make([]batcher, clusterLines)
	}
	for i := range s.lines {
		s.lines[i].client = s.client
	}
	return s, nil
}

// clusterLines is how many round trips to a Cluster are under way at once.
const clusterLines = 16

// Close lets go of the connections.
func (s *Store) Close() error { return s.client.Close() }

// Ping says whether Redis answers.
func (s *Store) Ping(ctx context.Context) error { return away(s.client.Ping(ctx).Err()) }

// Load implements session.Store: one round trip, none if the conversation is
// remembered.
func (s *Store) Load(ctx context.Context, c session.Conversation, message string) (session.Loaded, error) {
	if m, ok := s.recent.get(c); ok && ctx.Err() == nil {
		return session.Loaded{Version: m.version, State: m.state}, nil
	}
	at := s.place(c)
	call := []any{"hmget", at.talk, "v", "s"}
	if message != "" {
		call = append(call, "a:"+message)
	}
	got, err := again(ctx, func() ([]any, error) {
		got, err := at.line.do(ctx, call...)
		list, _ := got.([]any)
		return list, err
	})
	if err != nil {
		return session.Loaded{}, away(err)
	}
	if len(got) != len(call)-2 {
		return session.Loaded{}, away(errors.New("redis: HMGET answered something else"))
	}
	var l session.Loaded
	if v, ok := got[0].(string); ok {
		if l.Version, err = strconv.ParseInt(v, 10, 64); err != nil {
			return session.Loaded{}, fmt.Errorf("redis: the version of a conversation is no number: %w", err)
		}
	}
	if state, ok := got[1].(string); ok {
		l.State = []byte(state)
	}
	if message == "" {
		return l, nil
	}
	if reply, ok := got[2].(string); ok {
		l.Answered = true
		if reply != "" {
			l.Reply = []byte(reply)
		}
		err = s.replicated(ctx, at)
	}
	return l, err
}

// Commit implements session.Store.
func (s *Store) Commit(ctx context.Context, c session.Commit) error {
	_, err := s.CommitAndTake(ctx, c, 0)
	return err
}

// CommitAndTake implements session.Outbox: one round trip. The script knows a
// commit that it is given again and answers as the first time.
func (s *Store) CommitAndTake(ctx context.Context, c session.Commit, hold time.Duration) (session.Send, error) {
	deleted, ttl := "0", s.ttl
	if c.State == nil {
		deleted, ttl = "1", min(s.ttl, session.ForgottenFor)
		if err := s.unbury(ctx, c.Conversation); err != nil {
			return session.Send{}, err
		}
	}
	token := strconv.FormatUint(rand.Uint64(), 36)
	args := []any{
		c.Base, c.Message, deleted, c.State, c.Reply, ttl.Milliseconds(), s.ttl.Milliseconds(),
		session.AnsweredKept, session.RepliesKept, hold.Milliseconds(), string(c.Conversation),
		token, s.recent.token(c.Conversation, c.Base), session.MaxHold.Milliseconds(),
	}
	for _, o := range c.Outgoing {
		args = append(args, o)
	}
	at := s.place(c.Conversation)
	got, err := again(ctx, func() ([]any, error) { return s.runAndWait(ctx, at, s.commit, args) })
	if err != nil || len(got) == 0 || c.State == nil {
		s.recent.talks.Forget(c.Conversation)
	} else {
		s.recent.put(c.Conversation, memory{version: c.Base + 1, token: token, state: c.State})
	}
	if err != nil {
		return session.Send{}, err
	}
	if len(got) == 0 {
		return session.Send{}, session.ErrConflict
	}
	first, err := send(got)
	if err == nil && !first.None() && len(first.Body) == 0 && len(c.Outgoing) > 0 {
		first.Body = c.Outgoing[0] // not carried there and back
	}
	return first, err
}

// Take implements session.Outbox.
func (s *Store) Take(ctx context.Context, c session.Conversation, hold time.Duration) (session.Send, error) {
	return s.handOut(ctx, s.take, c, string(c), hold.Milliseconds(), session.MaxHold.Milliseconds())
}

// Done implements session.Outbox.
func (s *Store) Done(ctx context.Context, c session.Conversation, d session.Send, hold time.Duration) (session.Send, error) {
	return s.handOut(ctx, s.done, c, string(c), d.Number, d.Hold, hold.Milliseconds())
}

// Hold implements session.Outbox.
func (s *Store) Hold(ctx context.Context, c session.Conversation, d session.Send, hold time.Duration) (bool, error) {
	got, err := s.place(c).run(ctx, s.hold, []any{string(c), d.Number, d.Hold, min(hold, session.MaxHold).Milliseconds()})
	return len(got) == 1 && got[0] == int64(1), away(err)
}

func (s *Store) handOut(ctx context.Context, script script, c session.Conversation, args ...any) (session.Send, error) {
	at := s.place(c)
	got, err := again(ctx, func() ([]any, error) { return at.run(ctx, script, args) })
	if err != nil {
		return session.Send{}, away(err)
	}
	return send(got)
}

// send reads {0} or {number, body, hold}.
func send(got []any) (session.Send, error) {
	if len(got) != 3 {
		return session.Send{}, nil
	}
	number, ok1 := got[0].(int64)
	body, ok2 := got[1].(string)
	hold, ok3 := got[2].(int64)
	if !ok1 || !ok2 || !ok3 {
		return session.Send{}, errors.New("redis: the outbox of a conversation is damaged")
	}
	return session.Send{Number: number, Body: []byte(body), Hold: hold}, nil
}

// Due implements session.Outbox.
func (s *Store) Due(ctx context.Context, limit int) ([]session.Conversation, error) {
	now, err := s.client.Time(ctx).Result()
	if err != nil {
		return nil, away(err)
	}
	ended := redis.ZRangeBy{Min: "-inf", Max: strconv.FormatInt(now.UnixMilli(), 10), Count: int64(limit)}
	never := redis.ZRangeBy{Min: "(" + strconv.FormatInt(now.Add(session.MaxHold).UnixMilli(), 10), Max: "+inf", Count: int64(limit)}
	var cmds []*redis.StringSliceCmd
	_, err = s.client.Pipelined(ctx, func(p redis.Pipeliner) error {
		for b := range buckets {
			cmds = append(cmds, p.ZRangeByScore(ctx, s.index(b), &ended), p.ZRangeByScore(ctx, s.index(b), &never))
		}
		return nil
	})
	if err != nil {
		return nil, away(err)
	}
	var due []session.Conversation
	for _, cmd := range cmds {
		for _, name := range cmd.Val() {
			if len(due) == limit {
				return due, nil
			}
			due = append(due, session.Conversation(name))
		}
	}
	return due, nil
}

// Warnings are what in the server's settings could lose sessions. A server that
// does not tell its settings gives none.
func (s *Store) Warnings(ctx context.Context) ([]string, error) {
	got, err := s.client.ConfigGet(ctx, "maxmemory-policy").Result()
	if _, refused := errors.AsType[redis.Error](err); refused {
		return nil, nil
	}
	if err != nil {
		return nil, away(err)
	}
	if p := got["maxmemory-policy"]; p != "" && p != "noeviction" {
		return []string{"Redis的maxmemory-policy是" + p + "：内存满时会丢弃会话；应设为noeviction"}, nil
	}
	return nil, nil
}
