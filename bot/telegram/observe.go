package telegram

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"suance/dialog/session"
)

// Stats count what a bot did since its start.
type Stats struct {
	Updates atomic.Int64 // taken and acknowledged
	Repeats atomic.Int64 // of them delivered before
	Refused atomic.Int64 // left with Telegram, for a while, because the store was away
	Sends   atomic.Int64 // messages that Telegram took
	Retries atomic.Int64 // sends tried again
	Limited atomic.Int64 // of them because Telegram asked to wait (429)
	Dead    atomic.Int64 // dead letters
}

// Stage is a part of a message's way whose time is observed.
type Stage string

// The stages.
const (
	StageWait   Stage = "wait"   // behind others of its chat, before its turn
	StageLoad   Stage = "load"   // reading the session
	StageCommit Stage = "commit" // writing the session and the reply
	StageTurn   Stage = "turn"   // the whole turn, load and commit in it
	StageSend   Stage = "send"   // one attempt to send
	StageReply  Stage = "reply"  // from the commit until Telegram took the reply
)

// Stages are all stages.
var Stages = []Stage{StageWait, StageLoad, StageCommit, StageTurn, StageSend, StageReply}

// Observer is told how long the stages took. It is called by many goroutines at
// once and must not wait.
type Observer interface {
	Took(s Stage, d time.Duration)
}

// took tells the observer, if there is one, how long a stage took that began at
// begin.
func (c *Config) took(s Stage, begin time.Time) {
	if c.Observer != nil {
		c.Observer.Took(s, time.Since(begin))
	}
}

// observed is a store whose times are told.
type observed struct {
	session.Outbox
	config *Config
}

// Load implements session.Store.
func (o observed) Load(ctx context.Context, c session.Conversation, message string) (session.Loaded, error) {
	defer o.config.took(StageLoad, time.Now())
	return o.Outbox.Load(ctx, c, message)
}

// CommitAndTake implements session.Outbox.
func (o observed) CommitAndTake(ctx context.Context, c session.Commit, hold time.Duration) (session.Send, error) {
	defer o.config.took(StageCommit, time.Now())
	return o.Outbox.CommitAndTake(ctx, c, hold)
}

// backlog knows the replies that this process is about to send, by when they were
// taken up. The zero backlog is empty.
type backlog struct {
	mu    sync.Mutex
	last  int64
	since map[int64]time.Time
}

// add notes replies that wait; remove takes them out.
func (b *backlog) add(at time.Time) (remove func()) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.since == nil {
		b.since = map[int64]time.Time{}
	}
	b.last++
	n := b.last
	b.since[n] = at
	return func() {
		b.mu.Lock()
		defer b.mu.Unlock()
		delete(b.since, n)
	}
}

// Backlog tells how many conversations this process has replies for that Telegram
// has not taken yet, and how long the oldest of them waits.
func (b *Bot) Backlog() (conversations int, oldest time.Duration) {
	w := &b.sender.waiting
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, at := range w.since {
		oldest = max(oldest, time.Since(at))
	}
	return len(w.since), oldest
}
