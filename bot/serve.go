package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"

	"golang.org/x/sync/errgroup"

	"suance/bot/telegram"
	"suance/dialog"
	"suance/dialog/session"
)

// serveCommand serves the conversation on Telegram, with health checks beside it.
type serveCommand struct {
	Token           string `name:"telegram-bot-token" env:"TELEGRAM_BOT_TOKEN" placeholder:"TOKEN" help:"Telegram机器人的令牌；不设则只开健康检查。"`
	APIURL          string `name:"telegram-api-url" env:"TELEGRAM_API_URL" placeholder:"URL" help:"Bot API的地址（默认：https://api.telegram.org）。"`
	WebhookURL      string `name:"telegram-webhook-url" env:"TELEGRAM_WEBHOOK_URL" placeholder:"URL" help:"Telegram把消息送到这个地址；不设则用长轮询。"`
	WebhookSecret   string `name:"telegram-webhook-secret" env:"TELEGRAM_WEBHOOK_SECRET" placeholder:"SECRET" help:"webhook的密钥；用webhook时必须设。"`
	Listen          string `name:"listen" env:"LISTEN" default:"127.0.0.1:8080" help:"监听的地址。"`
	sessionSettings `embed:""`
}

// drain is how long requests under way may take when the program ends.
const drain = 5 * time.Second

// Run serves until the context ends.
func (c *serveCommand) Run(ctx context.Context, a *app) error {
	store, closeStore, err := c.open()
	if err != nil {
		return err
	}
	defer closeStore()
	if c.RedisURL == "" {
		a.log.Warn("REDIS_URL is not set: sessions live in memory and end with this process")
	}
	mux := http.NewServeMux()
	ready := []check{{"policy", func(context.Context) bool { return true }}}
	if p, ok := store.(pinger); ok {
		ready = append(ready, check{"redis", func(ctx context.Context) bool { return p.Ping(ctx) == nil }})
	}
	group, ctx := errgroup.WithContext(ctx)
	if c.Token == "" {
		a.log.Warn("TELEGRAM_BOT_TOKEN is not set: Telegram is not served")
	} else {
		bot, err := c.telegram(a, store)
		if err != nil {
			return inputError{err}
		}
		ready = append(ready, check{"telegram", func(context.Context) bool { return bot.Ready() }})
		mux.Handle("/telegram/webhook", bot)
		service := dialog.New(dialog.Config{Policy: a.policy, Reader: a.reader(), Asker: a.asker(),
			Store: bot.Talks(), Today: a.today, Outgoing: bot.Outgoing})
		group.Go(func() error { return tokenIsInput(bot.Run(ctx, service)) })
	}
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { w.Write([]byte("ok\n")) })
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, r *http.Request) { answerReady(w, r, ready) })
	group.Go(func() error { return a.listen(ctx, c.Listen, mux) })
	return group.Wait()
}

// telegram makes the bot.
func (c *serveCommand) telegram(a *app, store session.Outbox) (*telegram.Bot, error) {
	return telegram.New(telegram.Config{Token: c.Token, Server: c.APIURL, WebhookURL: c.WebhookURL,
		WebhookSecret: c.WebhookSecret, Store: store, Log: a.log})
}

// tokenIsInput says that a token which Telegram does not know is wrong input.
func tokenIsInput(err error) error {
	if errors.Is(err, telegram.ErrToken) {
		return inputError{err}
	}
	return err
}

// pinger is a store whose servers can be asked whether they are there.
type pinger interface{ Ping(context.Context) error }

// check is one thing without which no turn can be answered.
type check struct {
	name string
	ok   func(context.Context) bool
}

// answerReady says what is there: 200 if all is, 503 if not.
func answerReady(w http.ResponseWriter, r *http.Request, checks []check) {
	ctx, cancel := context.WithTimeout(r.Context(), 2*time.Second)
	defer cancel()
	status, told := http.StatusOK, map[string]bool{}
	for _, c := range checks {
		if told[c.name] = c.ok(ctx); !told[c.name] {
			status = http.StatusServiceUnavailable
		}
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(told)
}

// listen serves HTTP until the context ends, then lets requests under way finish.
func (a *app) listen(ctx context.Context, address string, handler http.Handler) error {
	l, err := net.Listen("tcp", address)
	if err != nil {
		return fmt.Errorf("LISTEN: %w", err)
	}
	a.log.Info("listening", "address", l.Addr().String())
	server := &http.Server{Handler: handler, ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 15 * time.Second,
		WriteTimeout: 30 * time.Second, IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 16 << 10}
	ended := make(chan error, 1)
	go func() {
		<-ctx.Done()
		grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), drain)
		defer cancel()
		ended <- server.Shutdown(grace)
	}()
	if err := server.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return <-ended
}
