package redis

import (
	"bytes"
	"sync"
	"time"

	"suance/dialog/session"
)

// recentTime is how long a conversation is remembered after its last turn.
const recentTime = time.Minute

// recent remembers conversations as this process committed them last, so that
// their next turn need not read them. Nothing relies on it: a commit names the
// commit that it was computed from, and is refused where that is no longer the
// last one, or the message was answered.
type recent struct {
	size int // of a generation; 0 remembers nothing
	age  time.Duration

	mu       sync.Mutex
	new, old map[session.Conversation]memory // two generations: the old one is let go when the new one is full
}

// memory is a conversation as it was committed.
type memory struct {
	version int64
	token   string // of the commit
	state   []byte
	at      time.Time
}

// get is what is remembered of a conversation.
func (r *recent) get(c session.Conversation) (memory, bool) {
	if r.size == 0 {
		return memory{}, false
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	m, ok := r.new[c]
	if !ok {
		m, ok = r.old[c]
	}
	return m, ok && time.Since(m.at) < r.age
}

// token names the commit of the version, if it is the one remembered.
func (r *recent) token(c session.Conversation, version int64) string {
	if m, ok := r.get(c); ok && m.version == version {
		return m.token
	}
	return ""
}

// put remembers a commit; forget forgets the conversation.
func (r *recent) put(c session.Conversation, m memory) {
	if r.size == 0 {
		return
	}
	m.state, m.at = bytes.Clone(m.state), time.Now()
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.new) >= r.size {
		r.old, r.new = r.new, nil
	}
	if r.new == nil {
		r.new = map[session.Conversation]memory{}
	}
	r.new[c] = m
}

func (r *recent) forget(c session.Conversation) {
	if r.size == 0 {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.new, c)
	delete(r.old, c)
}
