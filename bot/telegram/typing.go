package telegram

import (
	"context"
	"time"

	"github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"
)

// How long a turn takes before the chat shows that an answer is being written,
// and how often that is said again: Telegram shows it for five seconds.
const (
	typingAfter = 700 * time.Millisecond
	typingEvery = 4 * time.Second
)

// typing has the chat show, if the turn takes long, that an answer is being
// written, until stop.
func (b *Bot) typing(to origin) (stop func()) {
	ctx, cancel := context.WithCancel(context.Background())
	t := time.AfterFunc(typingAfter, func() {
		for ctx.Err() == nil {
			call, end := context.WithTimeout(ctx, typingEvery)
			_, _ = b.api.SendChatAction(call, &bot.SendChatActionParams{ChatID: to.chat, MessageThreadID: to.thread,
				Action: models.ChatActionTyping}) // a courtesy: nothing hangs on it
			end()
			sleep(ctx, typingEvery)
		}
	})
	return func() { cancel(); t.Stop() }
}
