package telegram

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/go-telegram/bot/models"

	"suance/dialog"
	"suance/dialog/session"
)

// Card is the hotline card of a question.
type Card struct {
	Say       string // a line to say aloud
	Paste     string // a text to paste, without markup
	FollowUps []FollowUp
}

// FollowUp is a question that often comes next, with its answer.
type FollowUp struct{ Question, Answer string }

// The officers' orders.
const (
	orderCard   = "card"
	orderStatus = "status"
)

// order reads a message as an officer's order with its argument; empty if it is
// none. Who sent it alone decides, by their id: a forwarded message, a changed
// one, and one in a group are text like any other.
func (r reader) order(m *models.Message, fresh bool) (order, argument string) {
	if !fresh || m.ForwardOrigin != nil || m.ViaBot != nil || m.Chat.Type != models.ChatTypePrivate ||
		m.From == nil || m.From.IsBot || !slices.Contains(r.officers, m.From.ID) {
		return "", ""
	}
	word, argument, _ := strings.Cut(strings.TrimSpace(m.Text), " ")
	word, at, _ := strings.Cut(word, "@")
	if at != "" && !strings.EqualFold(at, r.username) {
		return "", ""
	}
	for _, c := range officerCommands {
		if word == "/"+c.Command {
			return c.Command, strings.TrimSpace(argument)
		}
	}
	return "", ""
}

// obey answers an officer's order, from the outbox like everything else. It
// changes nothing of what the officer has told of an enterprise.
func (b *Bot) obey(ctx context.Context, in incoming) error {
	var sends []send
	switch in.order {
	case orderCard:
		sends = b.card(in)
	case orderStatus:
		sends = []send{{Chat: in.chat, HTML: plain(b.status())}}
	}
	return b.say(ctx, in, encode(sends))
}

// card is what an officer gets for a question: what to say and may be asked next,
// and by itself what to paste.
func (b *Bot) card(in incoming) []send {
	if b.Card == nil || in.argument == "" {
		return []send{{Chat: in.chat, HTML: plain("请把问题写在 /card 后面，例如：/card 智能工厂怎么补")}}
	}
	c := b.Card(in.argument)
	var talk strings.Builder
	fmt.Fprintf(&talk, "【口播】%s", c.Say)
	for _, f := range c.FollowUps {
		fmt.Fprintf(&talk, "\n【可能追问】%s\n%s", f.Question, f.Answer)
	}
	var sends []send
	for _, text := range []struct{ all, copy, label string }{{talk.String(), c.Say, "复制口播"}, {c.Paste, c.Paste, "复制回复"}} {
		pieces := render(dialog.Reply{Text: text.all})
		for i, piece := range pieces {
			s := send{Chat: in.chat, HTML: piece}
			if i == len(pieces)-1 && text.copy != "" && units(text.copy) <= maxCopy {
				s.Keys = [][]button{{{Label: text.label, Copy: text.copy}}}
			}
			sends = append(sends, s)
		}
	}
	return sends
}

// status is how the service does, without anything of anybody.
func (b *Bot) status() string {
	s := b.stats
	waiting, oldest := b.Backlog()
	return fmt.Sprintf("服务状态（本进程启动以来）\n收到消息：%d（其中重复投递%d，因存储不可用暂缓%d）\n发出消息：%d（重试%d，被限速%d）\n待发对话：%d，最久%s\n死信：%d",
		s.Updates.Load(), s.Repeats.Load(), s.Refused.Load(), s.Sends.Load(), s.Retries.Load(), s.Limited.Load(),
		waiting, oldest.Round(time.Millisecond), s.Dead.Load())
}

// say commits sends as the answer to a message and leaves the talk as it is.
func (b *Bot) say(ctx context.Context, in incoming, sends [][]byte) error {
	for {
		l, err := b.Store.Load(ctx, in.Conversation, in.ID)
		if err != nil || l.Answered {
			return err
		}
		if l.State == nil {
			l.State = b.Blank // nil would delete what waits in the outbox
		}
		err = b.Talks().Commit(ctx, session.Commit{Conversation: in.Conversation, Base: l.Version, Message: in.ID,
			State: l.State, Outgoing: sends})
		if !errors.Is(err, session.ErrConflict) {
			return err
		}
	}
}
