package session

import (
	"context"
	"slices"
	"sync"
	"time"
)

// Memory keeps conversations in memory: they end with the process. It is safe
// for concurrent use.
type Memory struct {
	ttl time.Duration
	now func() time.Time

	mu     sync.Mutex
	talks  map[Conversation]*talk
	due    map[Conversation]struct{} // those with something waiting
	sweep  time.Time                 // when to look for what has expired
	letter []buried
}

var _ Outbox = (*Memory)(nil)

// talk is what is kept of a conversation. Its bytes are those that were committed and
// that Load hands out: nobody changes them.
type talk struct {
	version  int64
	state    []byte
	answered []answered // the oldest first
	waiting  []Send
	sends    int64 // the number of the last send
	hold     int64 // the number of the last hold
	heldTill time.Time
	expires  time.Time
}

type answered struct {
	message string
	reply   []byte
}

type buried struct {
	DeadLetter
	expires time.Time
}

// lettersKept bounds the dead letters.
const lettersKept = 1000

// NewMemory returns an empty store that forgets a conversation ttl after its
// last turn. now is the clock.
func NewMemory(ttl time.Duration, now func() time.Time) *Memory {
	return &Memory{ttl: ttl, now: now, talks: map[Conversation]*talk{}, due: map[Conversation]struct{}{}}
}

// Load implements Store.
func (m *Memory) Load(ctx context.Context, c Conversation, message string) (Loaded, error) {
	if err := ctx.Err(); err != nil {
		return Loaded{}, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	t := m.find(c, m.now())
	l := Loaded{Version: t.version, State: t.state}
	if i := t.find(message); i >= 0 {
		l.Answered = true
		l.Reply = t.answered[i].reply
	}
	return l, nil
}

// Commit implements Store.
func (m *Memory) Commit(ctx context.Context, c Commit) error {
	_, err := m.CommitAndTake(ctx, c, 0)
	return err
}

// CommitAndTake implements Outbox. A hold of no time takes nothing.
func (m *Memory) CommitAndTake(ctx context.Context, c Commit, hold time.Duration) (Send, error) {
	if err := ctx.Err(); err != nil {
		return Send{}, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	now := m.now()
	m.expire(now)
	t := m.find(c.Conversation, now)
	if t.version != c.Base || t.find(c.Message) >= 0 {
		return Send{}, ErrConflict
	}
	t.version++
	t.state = c.State
	t.expires = now.Add(m.ttl)
	if c.State == nil {
		m.letter = slices.DeleteFunc(m.letter, func(l buried) bool { return l.Conversation == c.Conversation })
		t.answered, t.waiting = nil, nil
		t.expires = now.Add(min(m.ttl, ForgottenFor))
	}
	t.answer(c.Message, c.Reply)
	for _, body := range c.Outgoing {
		t.sends++
		t.waiting = append(t.waiting, Send{Number: t.sends, Body: body})
	}
	m.talks[c.Conversation] = t
	m.mark(c.Conversation, t)
	if hold <= 0 {
		return Send{}, nil
	}
	return t.take(now, hold), nil
}

// Take implements Outbox.
func (m *Memory) Take(ctx context.Context, c Conversation, hold time.Duration) (Send, error) {
	if err := ctx.Err(); err != nil {
		return Send{}, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	now := m.now()
	return m.find(c, now).take(now, hold), nil
}

// Done implements Outbox.
func (m *Memory) Done(ctx context.Context, c Conversation, s Send, hold time.Duration) (Send, error) {
	if err := ctx.Err(); err != nil {
		return Send{}, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	now := m.now()
	t := m.find(c, now)
	if len(t.waiting) > 0 && t.waiting[0].Number == s.Number {
		t.waiting = slices.Delete(t.waiting, 0, 1)
	}
	m.mark(c, t)
	if t.hold != s.Hold {
		return Send{}, nil
	}
	t.heldTill = time.Time{}
	if len(t.waiting) == 0 {
		return Send{}, nil
	}
	t.heldTill = now.Add(hold)
	next := t.waiting[0]
	next.Hold = t.hold
	return next, nil
}

// Hold implements Outbox.
func (m *Memory) Hold(ctx context.Context, c Conversation, s Send, hold time.Duration) (bool, error) {
	if err := ctx.Err(); err != nil {
		return false, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	now := m.now()
	t := m.find(c, now)
	if t.hold != s.Hold || len(t.waiting) == 0 || t.waiting[0].Number != s.Number {
		return false, nil
	}
	t.heldTill = now.Add(min(hold, MaxHold))
	return true, nil
}

// Due implements Outbox.
func (m *Memory) Due(ctx context.Context, limit int) ([]Conversation, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	now := m.now()
	var due []Conversation
	for c := range m.due {
		if len(due) == limit {
			break
		}
		t := m.find(c, now)
		if len(t.waiting) == 0 {
			delete(m.due, c)
		} else if !t.held(now) {
			due = append(due, c)
		}
	}
	return due, nil
}

// Bury implements Outbox.
func (m *Memory) Bury(ctx context.Context, l DeadLetter) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.letter = append(m.letter, buried{l, m.now().Add(m.ttl)})
	m.letter = m.letter[max(0, len(m.letter)-lettersKept):]
	return nil
}

// DeadLetters are the letters that have not expired, the oldest first.
func (m *Memory) DeadLetters() []DeadLetter {
	m.mu.Lock()
	defer m.mu.Unlock()
	var out []DeadLetter
	for _, l := range m.letter {
		if l.expires.After(m.now()) {
			out = append(out, l.DeadLetter)
		}
	}
	return out
}

// find is the conversation, or a new one where there is none or it has expired.
func (m *Memory) find(c Conversation, now time.Time) *talk {
	if t := m.talks[c]; t != nil && t.expires.After(now) {
		return t
	}
	return &talk{}
}

// mark notes whether something waits in the conversation's outbox.
func (m *Memory) mark(c Conversation, t *talk) {
	if len(t.waiting) > 0 {
		m.due[c] = struct{}{}
	} else {
		delete(m.due, c)
	}
}

// expire forgets, now and then, what has expired.
func (m *Memory) expire(now time.Time) {
	if now.Before(m.sweep) {
		return
	}
	m.sweep = now.Add(min(m.ttl, time.Minute))
	for c, t := range m.talks {
		if !t.expires.After(now) {
			delete(m.talks, c)
			delete(m.due, c)
		}
	}
	m.letter = slices.DeleteFunc(m.letter, func(l buried) bool { return !l.expires.After(now) })
}

// held says whether somebody holds the outbox.
func (t *talk) held(now time.Time) bool {
	return t.heldTill.After(now) && !t.heldTill.After(now.Add(MaxHold))
}

// take hands out the first send unless somebody holds the outbox.
func (t *talk) take(now time.Time, hold time.Duration) Send {
	if len(t.waiting) == 0 || t.held(now) {
		return Send{}
	}
	t.hold++
	t.heldTill = now.Add(hold)
	s := t.waiting[0]
	s.Hold = t.hold
	return s
}

// find is the place of an answered message, or -1. Ids that follow each other differ at
// their ends: those are compared first.
func (t *talk) find(message string) int {
	last := len(message) - 1
	if last < 0 {
		return -1
	}
	return slices.IndexFunc(t.answered, func(a answered) bool {
		return len(a.message) == len(message) && a.message[last] == message[last] && a.message == message
	})
}

// answer remembers the reply to a message and lets go of old ones.
func (t *talk) answer(message string, reply []byte) {
	if message == "" {
		return
	}
	t.answered = append(t.answered, answered{message, reply})
	t.answered = t.answered[max(0, len(t.answered)-AnsweredKept):]
	if old := len(t.answered) - RepliesKept - 1; old >= 0 {
		t.answered[old].reply = nil
	}
}
