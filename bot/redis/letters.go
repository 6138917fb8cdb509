package redis

import (
	"context"
	"encoding/json"
	"time"

	"github.com/redis/go-redis/v9"

	"suance/dialog/session"
)

// How many dead letters are kept, and how long at most.
const (
	lettersKept = 1000
	letterTTL   = 7 * 24 * time.Hour
)

// letter is a dead letter as it is kept: the conversation by the key of its hash.
type letter struct {
	session.DeadLetter
	Talk string `json:",omitempty"`
}

// unbury deletes the dead letters of a conversation.
func (s *Store) unbury(ctx context.Context, c session.Conversation) error {
	key, talk := s.prefix+"dead", s.place(c).talk
	all, err := s.client.LRange(ctx, key, 0, -1).Result()
	if err != nil {
		return away(err)
	}
	for _, raw := range all {
		var l letter
		if json.Unmarshal([]byte(raw), &l) != nil || l.Talk != talk {
			continue
		}
		if err := s.client.LRem(ctx, key, 1, raw).Err(); err != nil {
			return away(err)
		}
	}
	return nil
}

// Bury implements session.Outbox: the list <prefix>dead, the newest first.
func (s *Store) Bury(ctx context.Context, d session.DeadLetter) error {
	l := letter{DeadLetter: d}
	if d.Conversation != "" {
		l.Talk = s.place(d.Conversation).talk
	}
	b, err := json.Marshal(l)
	if err != nil {
		return err
	}
	key := s.prefix + "dead"
	_, err = s.client.TxPipelined(ctx, func(p redis.Pipeliner) error {
		p.LPush(ctx, key, b)
		p.LTrim(ctx, key, 0, lettersKept-1)
		p.PExpire(ctx, key, min(s.ttl, letterTTL))
		return nil
	})
	return away(err)
}
