// Package telegram is the channel to Telegram: updates in, by long polling or by
// webhook, and replies out.
//
// Telegram itself is the queue: an update is acknowledged only after its turn is
// committed, and so are the replies, which are sent from the outbox that was
// committed with the turn. Updates of a chat are taken one after another, chats
// side by side. The library's client and types are used, not its intake, which
// acknowledges before anything is handled.
package telegram

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"github.com/go-telegram/bot"

	"suance/dialog"
	"suance/dialog/session"
)

// Turner answers a message and commits the turn, with the sends that Outgoing
// makes of the reply, to the store that Bot.Store returns.
type Turner interface {
	Turn(ctx context.Context, m dialog.Message) (dialog.Reply, error)
}

// Config is what a Bot is made of.
type Config struct {
	Token string
	// Server is the Bot API's address, https://api.telegram.org if empty.
	Server string
	// WebhookURL is where Telegram delivers updates; empty for long polling.
	WebhookURL string
	// WebhookSecret is what Telegram proves itself with; needed for a webhook.
	WebhookSecret string
	Store         session.Outbox
	Log           *slog.Logger
	// Observer is told how long things take; nil for nobody.
	Observer Observer
	// Officers are the ids of the people who have the officers' commands.
	Officers []int64
	// Blank is the state of a talk that has not begun.
	Blank []byte
	// About is what an empty chat shows of the bot.
	About string
	// Card makes the hotline card of a question; nil where there is none.
	Card func(question string) Card
	// Link gives the question that a deep link's parameter stands for; empty for
	// one that it does not know. It may be nil.
	Link func(parameter string) string
	// Assess assesses a table that somebody sent; nil where tables are not taken.
	// The same table gives the same bytes.
	Assess func(context.Context, Table) Assessed
	// Day is today, YYYY-MM-DD; needed with Assess.
	Day func() string
}

// Bot is one bot. It takes updates while Run runs.
type Bot struct {
	Config
	api    *api
	talks  Turner
	reader reader
	lanes  lanes
	inline lanes // of the people who type inline queries
	sender *sender
	stats  *Stats

	mu      sync.Mutex
	origins map[string]origin // of the turns under way, by message id

	ready atomic.Bool   // Telegram knows the token and how updates come
	slots chan struct{} // one for each webhook request under way
	turns flight
}

// How many updates a webhook has under way at once, and of one chat. What is above
// is refused, and Telegram delivers it again.
const (
	maxWebhooks = 256
	maxPerChat  = 16
)

// ErrToken says that Telegram does not know the token.
var ErrToken = errors.New("TELEGRAM_BOT_TOKEN: Telegram不认识这个令牌；请向@BotFather核对，形如 123456789:AA…")

// New returns a bot that has not started. The error says which setting is wrong.
func New(c Config) (*Bot, error) {
	if c.Server == "" {
		c.Server = "https://api.telegram.org"
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	if err := c.check(); err != nil {
		return nil, err
	}
	a, err := newAPI(c.Token, c.Server)
	if err != nil {
		return nil, err
	}
	b := &Bot{Config: c, api: a, stats: &Stats{}, origins: map[string]origin{},
		slots: make(chan struct{}, maxWebhooks)}
	b.sender = newSender(a, &b.Config, b.stats, b.alias)
	return b, nil
}

// check says which setting is wrong.
func (c Config) check() error {
	if id, rest, ok := cutToken(c.Token); !ok {
		return fmt.Errorf("%w（现在的值不是这个样子）", ErrToken)
	} else if id <= 0 || rest == "" {
		return ErrToken
	}
	if c.WebhookURL == "" {
		return nil
	}
	if c.WebhookSecret == "" {
		return errors.New("TELEGRAM_WEBHOOK_SECRET: 用webhook时必须设置，否则谁都能冒充Telegram")
	}
	for _, r := range c.WebhookSecret {
		if !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '_' || r == '-') || len(c.WebhookSecret) > 256 {
			return errors.New("TELEGRAM_WEBHOOK_SECRET: 只能用字母、数字、下划线和连字符，最多256个字符")
		}
	}
	return nil
}

// cutToken takes a token apart: the bot's id and the secret.
func cutToken(token string) (id int64, secret string, ok bool) {
	n, err := fmt.Sscanf(token, "%d:%s", &id, &secret)
	return id, secret, err == nil && n == 2 && fmt.Sprintf("%d:%s", id, secret) == token
}

// Stats are the bot's counts.
func (b *Bot) Stats() *Stats { return b.stats }

// Ready says whether Telegram accepted the token and updates can come.
func (b *Bot) Ready() bool { return b.ready.Load() }

// How long the end may take: sends may go on until sendGrace, and all that is
// under way is broken off at drainTime.
const (
	sendGrace = 3 * time.Second
	drainTime = 8 * time.Second
)

// Run takes updates, has talks answer them, and sends the replies, until ctx
// ends; then what is under way is finished or left for the next process. It
// returns nil then, and ErrToken if Telegram does not know the token.
func (b *Bot) Run(ctx context.Context, talks Turner) error {
	b.talks = talks
	// Turns and sends outlive ctx by the time to drain.
	work, stop := context.WithCancel(context.WithoutCancel(ctx))
	defer stop()
	context.AfterFunc(ctx, func() { time.AfterFunc(drainTime, stop) })
	sends, stopSends := context.WithCancel(work)
	defer stopSends()
	swept := make(chan struct{})
	go func() {
		defer close(swept)
		b.sender.run(sends, work)
	}()

	err := b.introduce(ctx)
	menu := make(chan struct{})
	introduced := err == nil
	go func() {
		defer close(menu)
		if introduced && ctx.Err() == nil {
			b.adorn(ctx)
		}
	}()
	switch {
	case err != nil || ctx.Err() != nil:
	case b.WebhookURL == "":
		b.ready.Store(true)
		err = b.poll(ctx, work)
	default:
		b.ready.Store(true)
		<-ctx.Done()
	}
	b.ready.Store(false)
	b.turns.close()
	<-b.turns.landed()
	select {
	case <-b.sender.flight.landed():
	case <-time.After(sendGrace):
		b.Log.Warn("telegram: not all replies are sent at the end; they stay in the outbox")
	}
	stopSends()
	select {
	case <-b.sender.flight.landed():
	case <-time.After(drainTime - sendGrace):
		stop()
		<-b.sender.flight.landed()
	}
	<-swept
	<-menu
	b.api.http.CloseIdleConnections()
	return err
}

// introduce asks who the bot is and tells Telegram how updates come. Telegram
// being away is waited for.
func (b *Bot) introduce(ctx context.Context) error {
	steps := []struct {
		name string
		run  func(context.Context) error
	}{
		{"getMe", func(ctx context.Context) error {
			me, err := b.api.GetMe(ctx)
			if err == nil {
				b.reader = reader{me: me.ID, username: me.Username, officers: b.Officers, link: b.Link, tables: b.Assess != nil}
			}
			return err
		}},
		{"the webhook", b.setWebhook},
	}
	for i, step := range steps {
		for tries := 0; ; tries++ {
			call, cancel := context.WithTimeout(ctx, 20*time.Second)
			err := b.api.clean(step.run(call))
			cancel()
			if err == nil {
				break
			}
			if unauthorized(err) && i == 0 {
				return ErrToken
			}
			if i > 0 && (refused(err) || unauthorized(err)) {
				b.Log.Error("telegram: Telegram refuses a setting", "step", step.name, "error", err)
				break
			}
			wait := backoff(err, tries, 500*time.Millisecond, 5*time.Second)
			b.Log.Warn("telegram: cannot start yet", "step", step.name, "error", err, "again_in", wait.String())
			if !sleep(ctx, wait) {
				return nil
			}
		}
	}
	b.Log.Info("telegram: started", "bot", b.reader.username, "webhook", b.WebhookURL != "")
	return nil
}

// setWebhook sets the webhook, or removes one that is left, beside which polling
// is refused.
func (b *Bot) setWebhook(ctx context.Context) error {
	if b.WebhookURL == "" {
		_, err := b.api.DeleteWebhook(ctx, &bot.DeleteWebhookParams{})
		return err
	}
	_, err := b.api.SetWebhook(ctx, &bot.SetWebhookParams{URL: b.WebhookURL, SecretToken: b.WebhookSecret,
		AllowedUpdates: allowed, MaxConnections: 100})
	return err
}

// alias stands for a conversation in the log: the same for the same one, but not
// to be turned back without the token.
func (b *Bot) alias(c session.Conversation) string {
	mac := hmac.New(sha256.New, []byte(b.Token))
	mac.Write([]byte(c))
	return fmt.Sprintf("%x", mac.Sum(nil)[:6])
}
