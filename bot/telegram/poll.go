package telegram

import (
	"context"
	"encoding/json"
	"errors"
	"sync"
	"time"

	"github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"
)

// How long a poll waits for an update, and how soon the next one follows while
// updates are under way: once the oldest and half of all are dealt with, or a
// little later the oldest alone, or else to see what has come for other chats.
const (
	pollWait  = 30 * time.Second
	pollSoon  = 5 * time.Millisecond
	pollStuck = 50 * time.Millisecond
	pollIdle  = 150 * time.Millisecond // after one that brought nothing new
)

// poll takes updates by long polling until ctx ends. The offset acknowledges: it
// is always the oldest update that is not dealt with, so that a crash at any
// point has the others delivered again. Turns run in work.
func (b *Bot) poll(ctx, work context.Context) error {
	w := newWindow()
	for failures := 0; ctx.Err() == nil; {
		wait := pollWait
		if w.busy() {
			wait = 0
		}
		batch, err := b.api.updates(ctx, w.offset(), wait)
		switch {
		case ctx.Err() != nil:
		case errors.Is(err, bot.ErrorUnauthorized):
			return ErrToken // revoked
		case err != nil:
			pause := backoff(err, failures, 200*time.Millisecond, 3*time.Second)
			failures++
			if errors.Is(err, bot.ErrorConflict) {
				b.Log.Error("telegram: another process polls with this token", "error", err)
			} else {
				b.Log.Warn("telegram: polling failed", "error", err, "again_in", pause.String())
			}
			sleep(ctx, pause)
		default:
			failures = 0
			late := pollStuck
			if b.take(ctx, work, w, batch) == 0 {
				late = pollIdle
			}
			w.wait(ctx, late)
		}
	}
	b.acknowledge(work, w)
	return nil
}

// take starts what is new of a batch and says how many that are.
func (b *Bot) take(ctx, work context.Context, w *window, batch []json.RawMessage) (fresh int) {
	for _, raw := range batch {
		u, id, ok := open(raw)
		if !ok {
			b.Log.Error("telegram: an update without a number was left out")
			continue
		}
		if !w.begin(id) || !b.turns.enter() {
			continue
		}
		fresh++
		b.queue(u, func() {
			defer b.turns.leave()
			if b.persist(ctx, work, id, raw, u) {
				w.done(id)
			}
		})
	}
	return fresh
}

// persist handles an update until the store takes it, or the end has come; then
// Telegram keeps it.
func (b *Bot) persist(ctx, work context.Context, id int64, raw json.RawMessage, u *models.Update) bool {
	for tries := 0; ; tries++ {
		err := b.handle(work, id, raw, u)
		if err == nil {
			return true
		}
		if tries == 0 {
			b.stats.Refused.Add(1)
		}
		pause := backoff(err, tries, 50*time.Millisecond, 500*time.Millisecond)
		if tries == 0 || tries%20 == 19 {
			b.Log.Warn("telegram: an update waits for the store", "update", id, "tries", tries+1, "error", err)
		}
		if !sleep(ctx, pause) {
			return false
		}
	}
}

// acknowledge tells Telegram at the end what was dealt with since the last poll.
func (b *Bot) acknowledge(work context.Context, w *window) {
	<-b.turns.landed()
	ctx, cancel := context.WithTimeout(work, 2*time.Second)
	defer cancel()
	if _, err := b.api.updates(ctx, w.offset(), 0); err != nil {
		b.Log.Warn("telegram: the last updates were not acknowledged", "error", err)
	}
}

// window knows which updates are under way: those from the oldest that is not
// dealt with to the newest that was taken.
type window struct {
	mu       sync.Mutex
	next     int64          // above the newest taken; 0 before the first
	under    map[int64]bool // taken and not acknowledged: whether dealt with
	open     int            // of them, how many are not
	progress chan struct{}  // signals that something was dealt with
}

func newWindow() *window {
	return &window{under: map[int64]bool{}, progress: make(chan struct{}, 1)}
}

// begin notes that an update is taken; false if it was before.
func (w *window) begin(id int64) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	if _, ok := w.under[id]; ok {
		return false
	}
	w.under[id] = false
	w.open++
	w.next = max(w.next, id+1)
	return true
}

func (w *window) done(id int64) {
	w.mu.Lock()
	w.under[id] = true
	w.open--
	w.mu.Unlock()
	select {
	case w.progress <- struct{}{}:
	default:
	}
}

// offset is the oldest update that is not dealt with. Asking for it acknowledges
// the ones before, which are forgotten here.
func (w *window) offset() int64 {
	w.mu.Lock()
	defer w.mu.Unlock()
	o := w.next
	for id, done := range w.under {
		if !done {
			o = min(o, id)
		}
	}
	for id, done := range w.under {
		if done && id < o {
			delete(w.under, id)
		}
	}
	return o
}

// busy says that updates are under way.
func (w *window) busy() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.open > 0
}

// half says that at least half of the updates are dealt with.
func (w *window) half() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return 2*w.open <= len(w.under)
}

// stuck says that the oldest update is still under way.
func (w *window) stuck() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	oldest, at := w.next, true
	for id, done := range w.under {
		if id < oldest {
			oldest, at = id, done
		}
	}
	return !at
}

// wait returns when the next poll is due: at once if nothing is under way.
func (w *window) wait(ctx context.Context, stuck time.Duration) {
	soon, late := time.NewTimer(pollSoon), time.NewTimer(stuck)
	defer soon.Stop()
	defer late.Stop()
	due := false
	for w.busy() && !((due || w.half()) && !w.stuck()) {
		select {
		case <-w.progress:
		case <-soon.C:
			due = true
		case <-late.C:
			return
		case <-ctx.Done():
			return
		}
	}
}
