package telegram

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"runtime/debug"
	"strconv"
	"time"

	"github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"

	"suance/dialog"
	"suance/dialog/session"
)

// decode reads an update; nil if it cannot be read.
func decode(raw json.RawMessage) *models.Update {
	var u models.Update
	if json.Unmarshal(raw, &u) != nil {
		return nil
	}
	return &u
}

// maxTries is how often a turn that fails by itself is tried.
const maxTries = 3

// handle deals with one update. After nil it may be acknowledged: its turn is
// committed, or there is none, or it is a dead letter. An error says that the
// store is away.
func (b *Bot) handle(ctx context.Context, id int64, raw json.RawMessage, u *models.Update) error {
	if u == nil {
		return b.bury(ctx, "", id, raw, "cannot be decoded")
	}
	in, ok := b.reader.read(u)
	if !ok {
		b.stats.Updates.Add(1)
		return nil
	}
	switch {
	case in.notMine:
		b.decline(ctx, in)
		b.stats.Updates.Add(1)
		return nil
	case in.query != nil:
		b.inline.run(in.query.From.ID, func() { b.offer(context.WithoutCancel(ctx), in.query) })
		b.stats.Updates.Add(1)
		return nil
	}
	act := b.turn
	switch {
	case in.document != nil:
		act = b.accept
	case in.order != "":
		act = b.obey
	}
	var err error
	for try := range maxTries {
		if err = guard(func() error { return act(ctx, in) }); err == nil || away(err) {
			break
		}
		b.Log.Error("telegram: a turn failed", "chat", b.alias(in.Conversation), "update", id, "try", try+1, "error", err)
	}
	switch {
	case err == nil:
		b.stats.Updates.Add(1)
		return nil
	case away(err):
		return err
	}
	if err := b.apologize(ctx, in); err != nil {
		return err
	}
	return b.bury(ctx, in.Conversation, id, raw, "the turn failed")
}

// away says that the store, not the turn, is to blame.
func away(err error) bool {
	return errors.Is(err, session.ErrUnavailable) || errors.Is(err, session.ErrConflict) ||
		errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded)
}

// turn has the message answered. The reply is in the outbox then.
func (b *Bot) turn(ctx context.Context, in incoming) error {
	b.begin(in)
	defer b.end(in)
	defer b.typing(in.origin)()
	defer b.took(StageTurn, time.Now())
	reply, err := b.talks.Turn(ctx, in.Message)
	if err == nil && reply.Repeated {
		b.stats.Repeats.Add(1)
	}
	return err
}

// guard runs f, a panic of which is an error like any other.
func guard(f func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	return f()
}

// begin and end keep where the reply to a message under way goes, for Outgoing.
func (b *Bot) begin(in incoming) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.origins[in.ID] = in.origin
}

func (b *Bot) end(in incoming) {
	b.mu.Lock()
	defer b.mu.Unlock()
	delete(b.origins, in.ID)
}

// Outgoing makes the sends of a reply, for a Turner to commit with the turn.
func (b *Bot) Outgoing(m dialog.Message, r dialog.Reply) [][]byte {
	b.mu.Lock()
	to, ok := b.origins[m.ID]
	b.mu.Unlock()
	if !ok {
		return nil
	}
	return outgoing(to, r)
}

// apologize commits, in place of the turn that failed, a word that it did.
func (b *Bot) apologize(ctx context.Context, in incoming) error {
	return b.say(ctx, in, outgoing(in.origin, dialog.Unavailable()))
}

// bury keeps an update that nothing can deal with, so that the next ones can be.
func (b *Bot) bury(ctx context.Context, c session.Conversation, id int64, raw json.RawMessage, why string) error {
	err := b.Store.Bury(ctx, session.DeadLetter{Kind: "update", ID: strconv.FormatInt(id, 10), Why: why, Body: raw, Conversation: c})
	if err != nil {
		return err
	}
	b.stats.Dead.Add(1)
	b.stats.Updates.Add(1)
	b.Log.Error("telegram: an update is kept as a dead letter", "update", id, "why", why)
	return nil
}

// decline tells somebody that a button is another member's.
func (b *Bot) decline(ctx context.Context, in incoming) {
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	_, err := b.api.AnswerCallbackQuery(ctx, &bot.AnswerCallbackQueryParams{CallbackQueryID: in.callback,
		Text: "这是给提问者的按钮。您可以@我，说说您自己的情况。", ShowAlert: true})
	if err != nil {
		b.Log.Warn("telegram: a press was not answered", "chat", b.alias(in.Conversation), "error", b.api.clean(err))
	}
}
