package telegram

import (
	"context"
	"encoding/json"
	"time"

	"suance/dialog"
	"suance/dialog/session"
)

// send is one message to send, as it is kept in the outbox. It is read by later
// versions: fields may be added, none renamed.
type send struct {
	Chat   int64      `json:"chat"`
	Thread int        `json:"thread,omitempty"`
	Reply  int        `json:"reply,omitempty"`
	HTML   string     `json:"html"`
	Keys   [][]button `json:"keys,omitempty"`
	// Callback is the press to acknowledge with it.
	Callback string `json:"callback,omitempty"`
	// Table is the file to assess and send back. HTML is what is sent where the
	// file cannot be had.
	Table *sentTable `json:"table,omitempty"`
}

// outgoing makes the sends of a reply: the first acknowledges the press and
// answers the message, the last has the buttons.
func outgoing(to origin, r dialog.Reply) [][]byte {
	pieces := render(r)
	sends := make([]send, len(pieces))
	for i, piece := range pieces {
		s := send{Chat: to.chat, Thread: to.thread, HTML: piece}
		if i == 0 {
			s.Reply, s.Callback = to.reply, to.callback
		}
		if i == len(pieces)-1 {
			s.Keys = keyboard(r.Buttons)
		}
		sends[i] = s
	}
	return encode(sends)
}

// encode makes sends into what the outbox keeps.
func encode(sends []send) [][]byte {
	out := make([][]byte, len(sends))
	for i, s := range sends {
		b, err := json.Marshal(s)
		if err != nil {
			panic("telegram: " + err.Error()) // unreachable: strings and numbers
		}
		out[i] = b
	}
	return out
}

// Talks is the store for the Turner: what it commits is sent.
func (b *Bot) Talks() session.Store {
	return talks{observed{b.Config.Store, &b.Config}, b.sender}
}

// talks is a store whose commits set the sender to work.
type talks struct {
	session.Outbox
	sender *sender
}

// Commit implements session.Store.
func (t talks) Commit(ctx context.Context, c session.Commit) error {
	if len(c.Outgoing) == 0 {
		return t.Outbox.Commit(ctx, c)
	}
	// A message that is delivered again is acknowledged and nothing is sent: the
	// reply need not be kept beside the outbox.
	c.Reply = nil
	asked := time.Now()
	first, err := t.Outbox.CommitAndTake(ctx, c, holdTime)
	if err == nil {
		t.sender.start(c.Conversation, first, asked)
	}
	return err
}
