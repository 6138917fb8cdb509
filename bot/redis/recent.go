package redis

import (
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
	talks *session.Recent[memory]
	age   time.Duration
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
	m, ok := r.talks.Get(c)
	return m, ok && time.Since(m.at) < r.age
}

// token names the commit of the version, if it is the one remembered.
func (r *recent) token(c session.Conversation, version int64) string {
	if m, ok := r.get(c); ok && m.version == version {
		return m.token
	}
	return ""
}

// put remembers a commit.
func (r *recent) put(c session.Conversation, m memory) {
	m.at = time.Now()
	r.talks.Put(c, m)
}
