package telegram_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"time"

	"suance/bot/telegram"
	"suance/dialog"
	"suance/dialog/session"
)

// bug is a mistake that is planted around the real program, to see that it is
// found.
type bug string

const (
	noBug           bug = ""
	earlyAck        bug = "acknowledges before the commit"
	ackAnyway       bug = "acknowledges although the store is away"
	noVersionCheck  bug = "does not compare the version"
	noDedupe        bug = "does not know answered messages"
	splitOutbox     bug = "writes the outbox after the session, not with it"
	removedEarly    bug = "removes a send before it is made"
	noHold          bug = "does not hold the outbox"
	rendersAgain    bug = "renders a retry anew"
	outdatedPressed bug = "accepts outdated buttons"
	dropsLetters    bug = "drops what it cannot read"
)

// bugs are all of them, in the order above.
var bugs = []bug{earlyAck, ackAnyway, noVersionCheck, noDedupe, splitOutbox, removedEarly, noHold, rendersAgain, outdatedPressed, dropsLetters}

// handler is the webhook with the mistake.
func (b bug) handler(p *process, h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch b {
		case earlyAck:
			p.w.ends.Go(func() { h.ServeHTTP(httptest.NewRecorder(), r) })
		case ackAnyway:
			h.ServeHTTP(httptest.NewRecorder(), r)
		default:
			h.ServeHTTP(w, r)
		}
	})
}

// turner is the turns with the mistake.
func (b bug) turner(p *process, t telegram.Turner) telegram.Turner {
	if b != outdatedPressed {
		return t
	}
	return turnFunc(func(ctx context.Context, m dialog.Message) (dialog.Reply, error) {
		if l, err := p.w.memory.Load(ctx, m.Conversation, ""); err == nil && m.Choice != "" {
			_, rest, _ := strings.Cut(m.Choice, ".")
			m.Choice = strconv.FormatInt(l.Version, 10) + "." + rest
		}
		return t.Turn(ctx, m)
	})
}

type turnFunc func(context.Context, dialog.Message) (dialog.Reply, error)

func (f turnFunc) Turn(ctx context.Context, m dialog.Message) (dialog.Reply, error) { return f(ctx, m) }

// commit commits with the mistake, and tells the checker.
func (b bug) commit(ctx context.Context, p *process, c session.Commit, hold time.Duration) (session.Send, error) {
	w, told := p.w, c
	switch b {
	case noVersionCheck:
		l, _ := w.memory.Load(ctx, c.Conversation, "")
		c.Base = l.Version
	case noDedupe:
		c.Message = ""
	case splitOutbox:
		c.Outgoing = nil
	}
	send, err := w.memory.CommitAndTake(ctx, c, hold)
	if err == nil {
		w.check.committed(told)
	}
	if err != nil || b != splitOutbox {
		return send, err
	}
	if !p.step() {
		return session.Send{}, errFault
	}
	l, _ := w.side.Load(ctx, c.Conversation, "")
	return w.side.CommitAndTake(ctx, session.Commit{Conversation: c.Conversation, Base: l.Version, State: []byte{1},
		Outgoing: told.Outgoing}, hold)
}

// store is the store with the mistake.
func (b bug) store(p *process, s store) session.Outbox {
	if b == splitOutbox {
		return splitStore{s, store{p.w.side, p}}
	}
	return buggyStore{s, b}
}

// splitStore has its outbox in another place than its sessions.
type splitStore struct {
	store
	side store
}

func (s splitStore) Take(ctx context.Context, c session.Conversation, hold time.Duration) (session.Send, error) {
	return s.side.Take(ctx, c, hold)
}

func (s splitStore) Done(ctx context.Context, c session.Conversation, made session.Send, hold time.Duration) (session.Send, error) {
	return s.side.Done(ctx, c, made, hold)
}

func (s splitStore) Hold(ctx context.Context, c session.Conversation, held session.Send, hold time.Duration) (bool, error) {
	return s.side.Hold(ctx, c, held, hold)
}

func (s splitStore) Due(ctx context.Context, limit int) ([]session.Conversation, error) {
	return s.side.Due(ctx, limit)
}

// buggyStore is a store with one of the other mistakes.
type buggyStore struct {
	store
	bug bug
}

func (s buggyStore) Load(ctx context.Context, c session.Conversation, message string) (session.Loaded, error) {
	l, err := s.store.Load(ctx, c, message)
	if s.bug == noDedupe {
		l.Answered = false
	}
	return l, err
}

func (s buggyStore) CommitAndTake(ctx context.Context, c session.Commit, hold time.Duration) (session.Send, error) {
	send, err := s.store.CommitAndTake(ctx, c, s.held(hold))
	s.handedOut(ctx, c.Conversation, send)
	return send, err
}

func (s buggyStore) Take(ctx context.Context, c session.Conversation, hold time.Duration) (session.Send, error) {
	send, err := s.store.Take(ctx, c, s.held(hold))
	s.handedOut(ctx, c, send)
	if s.bug == rendersAgain {
		send.Body = []byte(strings.Replace(string(send.Body), `"html":"`, `"html":"（补发）`, 1))
	}
	return send, err
}

func (s buggyStore) Done(ctx context.Context, c session.Conversation, made session.Send, hold time.Duration) (session.Send, error) {
	return s.store.Done(ctx, c, made, s.held(hold))
}

// handedOut removes a send as soon as it is handed out.
func (s buggyStore) handedOut(ctx context.Context, c session.Conversation, send session.Send) {
	if s.bug == removedEarly && !send.None() {
		_, _ = s.store.p.w.memory.Done(ctx, c, send, time.Minute)
	}
}

// held is how long the outbox is held.
func (s buggyStore) held(hold time.Duration) time.Duration {
	if s.bug == noHold {
		return min(hold, time.Nanosecond)
	}
	return hold
}
