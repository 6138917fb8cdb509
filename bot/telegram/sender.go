package telegram

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/go-telegram/bot"

	"suance/dialog/session"
)

// Times of the sender.
const (
	// holdTime is how long an outbox stays held without a word from its holder: so
	// late another process sends what one that died had taken. Holds are prolonged
	// every renewTime while a send lasts.
	holdTime  = 5 * time.Second
	renewTime = 2 * time.Second
	sendTime  = 30 * time.Second // of one attempt
	sweepTime = time.Second      // between looks for what nobody sends
)

// sender sends what waits in the outboxes: of each conversation one after
// another, conversations side by side. A send is tried until Telegram takes or
// refuses it; what a process that died left is found by the sweep.
type sender struct {
	api    *api
	config *Config
	store  session.Outbox
	stats  *Stats
	log    *slog.Logger
	alias  func(session.Conversation) string

	flight flight
	lanes  lanes // one send at a time in a chat, also of a group's several talks

	mu     sync.Mutex
	active map[session.Conversation]int // who is being sent to here
	soft   context.Context              // ends after the send under way; nil before run
	hard   context.Context              // breaks it off
	early  []func()                     // what was to be started before run

	waiting backlog
	tables  chan struct{} // holds one while a table is assessed
}

func newSender(a *api, c *Config, stats *Stats, alias func(session.Conversation) string) *sender {
	return &sender{api: a, config: c, store: c.Store, stats: stats, log: c.Log, alias: alias, active: map[session.Conversation]int{},
		tables: make(chan struct{}, 1)}
}

// run sweeps until soft ends. The sends end then too, each after the attempt under
// way, which hard breaks off; what is not sent is released for another process.
func (s *sender) run(soft, hard context.Context) {
	s.mu.Lock()
	s.soft, s.hard = soft, hard
	early := s.early
	s.early = nil
	s.mu.Unlock()
	for _, f := range early {
		f()
	}
	for wait := time.Duration(0); sleep(soft, wait); wait = sweepTime {
		s.sweep(soft)
	}
}

// sweep takes up what waits and nobody sends.
func (s *sender) sweep(ctx context.Context) {
	const atOnce = 512
	due, err := s.store.Due(ctx, atOnce)
	if err != nil {
		return // the turns tell that the store is away
	}
	for _, c := range due {
		if !strings.HasPrefix(string(c), channel) || s.busy(c) {
			continue
		}
		asked := time.Now()
		first, err := s.store.Take(ctx, c, holdTime)
		if err != nil {
			return
		}
		s.start(c, first, asked)
	}
}

func (s *sender) busy(c session.Conversation) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.active[c] > 0
}

// start sends what was taken and what follows it, after what was started for the
// chat before. It does not wait. Asked is when the hold was asked for.
func (s *sender) start(c session.Conversation, first session.Send, asked time.Time) {
	if first.None() {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.soft == nil {
		s.early = append(s.early, func() { s.start(c, first, asked) })
		return
	}
	s.active[c]++
	s.flight.enter()
	begin := time.Now()
	sent := s.waiting.add(begin)
	s.lanes.run(chatIn(c), func() {
		defer s.flight.leave()
		defer s.finished(c)
		defer sent()
		s.deliver(s.soft, c, first, asked, begin)
	})
}

// stands asks for a hold anew, if it may have ended since it was asked for: behind
// others of the chat, or while the process was paused. It gives when it was asked for
// last; false if it was lost.
func (s *sender) stands(ctx context.Context, c session.Conversation, held session.Send, asked time.Time) (time.Time, bool) {
	if time.Since(asked) < renewTime {
		return asked, true
	}
	asked = time.Now()
	return asked, s.pause(ctx, c, held, 0)
}

func (s *sender) finished(c session.Conversation) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.active[c]--; s.active[c] == 0 {
		delete(s.active, c)
	}
}

// deliver makes a conversation's sends while the hold stands; the first of them
// was taken up at begin.
func (s *sender) deliver(ctx context.Context, c session.Conversation, next session.Send, asked, begin time.Time) {
	var ok bool
	for first := next; !next.None(); {
		if asked, ok = s.stands(ctx, c, next, asked); !ok || !s.attempt(ctx, c, next, asked) {
			return
		}
		if next.Number == first.Number {
			s.config.took(StageReply, begin)
		}
		asked = time.Now()
		if next, ok = s.mark(ctx, c, next); !ok {
			return
		}
		if ctx.Err() != nil && !next.None() {
			s.release(c, next, 0)
			return
		}
	}
}

// mark tells the store that a send was made, until it knows: an unmarked send
// would be made again.
func (s *sender) mark(ctx context.Context, c session.Conversation, made session.Send) (session.Send, bool) {
	for tries := 0; ; tries++ {
		call, cancel := context.WithTimeout(s.hard, 3*time.Second)
		next, err := s.store.Done(call, c, made, holdTime)
		cancel()
		if err == nil {
			return next, true
		}
		if !sleep(ctx, backoff(err, tries, 20*time.Millisecond, 200*time.Millisecond)) {
			s.log.Warn("telegram: a message that was sent could not be marked so", "chat", s.alias(c), "error", err)
			return session.Send{}, false
		}
	}
}

// release ends a hold after some time, so that another process can go on then.
func (s *sender) release(c session.Conversation, held session.Send, after time.Duration) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	_, _ = s.store.Hold(ctx, c, held, max(0, after)) // else it ends by itself
}

// attempt makes a send, with as many tries as it takes, under a hold asked for at
// some time. False says that it was not made: the end has come, or the hold is lost.
func (s *sender) attempt(ctx context.Context, c session.Conversation, held session.Send, asked time.Time) bool {
	var m send
	if json.Unmarshal(held.Body, &m) != nil || m.Chat == 0 {
		return s.bury(ctx, c, held, "cannot be decoded")
	}
	s.acknowledge(ctx, c, m)
	for tries := 0; ; tries++ {
		err := s.post(c, held, &m, tries, asked)
		if err == nil {
			s.stats.Sends.Add(1)
			return true
		}
		if errors.Is(err, errLate) {
			var ok bool
			if asked, ok = s.stands(ctx, c, held, asked); !ok {
				return false
			}
			continue
		}
		if moved, ok := errors.AsType[*bot.MigrateError](err); ok && tries < maxTries {
			m.Chat = int64(moved.MigrateToChatID) // the group became a supergroup
			continue
		}
		if refused(err) {
			s.log.Warn("telegram: a message was refused", "chat", s.alias(c), "error", err)
			return s.bury(ctx, c, held, err.Error())
		}
		pause := backoff(err, tries, 250*time.Millisecond, 5*time.Second)
		s.stats.Retries.Add(1)
		if _, limited := errors.AsType[*bot.TooManyRequestsError](err); limited {
			s.stats.Limited.Add(1)
		}
		s.log.Warn("telegram: a message is sent again", "chat", s.alias(c), "error", err, "in", pause.String())
		asked = time.Now().Add(pause) // the hold is for holdTime from there
		if !s.pause(ctx, c, held, pause) {
			return false
		}
	}
}

// refused says that Telegram will never take the message: the person has blocked
// the bot, the chat is gone, the text displeases it.
func refused(err error) bool {
	return errors.Is(err, bot.ErrorForbidden) || errors.Is(err, bot.ErrorBadRequest)
}

// pause waits before the next try, holding the outbox so that nobody else tries
// meanwhile.
func (s *sender) pause(ctx context.Context, c session.Conversation, held session.Send, d time.Duration) bool {
	for ; d > longestWait; d -= longestWait {
		if !s.wait(ctx, c, held, longestWait, d) {
			return false
		}
	}
	return s.wait(ctx, c, held, d, d)
}

// longestWait is how long one hold is waited under at most.
const longestWait = session.MaxHold - holdTime

// wait waits for d of all the rest of a pause.
func (s *sender) wait(ctx context.Context, c session.Conversation, held session.Send, d, rest time.Duration) bool {
	call, cancel := context.WithTimeout(ctx, 3*time.Second)
	ok, err := s.store.Hold(call, c, held, d+holdTime)
	cancel()
	if err == nil && !ok {
		return false
	}
	begin := time.Now()
	if !sleep(ctx, d) {
		// Whoever goes on must not be sooner: Telegram may have said how long.
		s.release(c, held, rest-time.Since(begin))
		return false
	}
	return true
}

// post makes one attempt, prolonging the hold while it lasts.
func (s *sender) post(c session.Conversation, held session.Send, m *send, tries int, asked time.Time) error {
	limit := sendTime
	if m.Table != nil {
		limit = tableTime
	}
	// The end lets an attempt finish: else nobody would know what became of it.
	call, cancel := context.WithTimeout(s.hard, limit)
	defer cancel()
	l := &lease{}
	l.renew(asked)
	call = under(call, l)
	var renew *time.Timer
	renew = time.AfterFunc(renewTime, func() {
		asked := time.Now()
		ok, err := s.store.Hold(call, c, held, holdTime)
		if err == nil && ok {
			l.renew(asked)
		}
		if err != nil || ok {
			renew.Reset(renewTime)
		}
	})
	defer renew.Stop()
	defer s.config.took(StageSend, time.Now())
	if m.Table != nil {
		return s.table(call, m, tries)
	}
	return s.api.send(call, m)
}

// acknowledge answers the press beside the send and does not wait: behind a slow
// answer the hold of the outbox would end, and another process send again.
// Telegram refuses answers to presses that are old: that is the end of it.
func (s *sender) acknowledge(ctx context.Context, c session.Conversation, m send) {
	if m.Callback == "" {
		return
	}
	s.flight.enter()
	go func() {
		defer s.flight.leave()
		var err error
		for tries := range 4 {
			call, cancel := context.WithTimeout(s.hard, 10*time.Second)
			_, err = s.api.AnswerCallbackQuery(call, &bot.AnswerCallbackQueryParams{CallbackQueryID: m.Callback})
			cancel()
			if err == nil || refused(err) || !sleep(ctx, backoff(err, tries, 250*time.Millisecond, 2*time.Second)) {
				break
			}
		}
		if err != nil {
			s.log.Warn("telegram: a press was not answered", "chat", s.alias(c), "error", s.api.clean(err))
		}
	}()
}

// bury keeps what Telegram refuses, so that the chat goes on. It returns whether
// the send may be marked.
func (s *sender) bury(ctx context.Context, c session.Conversation, held session.Send, why string) bool {
	l := session.DeadLetter{Kind: "send", ID: strconv.FormatInt(held.Number, 10), Why: why, Body: held.Body, Conversation: c}
	if err := s.store.Bury(ctx, l); err != nil {
		s.release(c, held, 0)
		return false
	}
	s.stats.Dead.Add(1)
	return true
}
