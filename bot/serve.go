package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"syscall"
	"time"

	"golang.org/x/sync/errgroup"

	"suance/bot/redis"
	"suance/bot/telegram"
	"suance/dialog"
	"suance/dialog/ask"
	"suance/dialog/session"
)

// serveCommand serves the conversation on Telegram, with health checks beside it.
type serveCommand struct {
	Token           string `name:"telegram-bot-token" env:"TELEGRAM_BOT_TOKEN" placeholder:"TOKEN" help:"Telegram机器人的令牌；不设则只开健康检查。"`
	APIURL          string `name:"telegram-api-url" env:"TELEGRAM_API_URL" placeholder:"URL" help:"Bot API的地址（默认：https://api.telegram.org）。"`
	WebhookURL      string `name:"telegram-webhook-url" env:"TELEGRAM_WEBHOOK_URL" placeholder:"URL" help:"Telegram把消息送到这个地址；不设则用长轮询。"`
	WebhookSecret   string `name:"telegram-webhook-secret" env:"TELEGRAM_WEBHOOK_SECRET" placeholder:"SECRET" help:"webhook的密钥；用webhook时必须设。"`
	Officers        string `name:"officers" env:"OFFICERS" placeholder:"ID,…" help:"经办人员的Telegram用户编号，逗号分隔；他们在私聊里有热线卡片和服务状态。"`
	Listen          string `name:"listen" env:"LISTEN" default:"127.0.0.1:8080" help:"监听的地址。"`
	sessionSettings `embed:""`
	modelSettings   `embed:""`
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
	mux, counts := http.NewServeMux(), a.counts()
	ready := &health{checks: []check{{"policy", func(context.Context) error { return nil }}}} // opened before
	group, ctx := errgroup.WithContext(ctx)
	model, err := c.openModel(ctx, a)
	if err != nil {
		return err
	}
	measureModel(counts, model)
	if _, l := parts(model); l != nil {
		l.prepare() // so that no turn waits for it
	}
	if s, ok := store.(*redis.Store); ok {
		ready.checks = append(ready.checks, check{"redis", s.Ping})
		group.Go(func() error { a.warn(ctx, s); return nil })
	}
	if c.Token == "" {
		a.log.Warn("TELEGRAM_BOT_TOKEN is not set: Telegram is not served")
	} else {
		asker := a.asker()
		bot, err := c.telegram(a, asker, store, observe(counts))
		if err != nil {
			return inputError{err}
		}
		ready.checks = append(ready.checks, check{"telegram", telegramAway(bot)})
		mux.Handle("/telegram/webhook", bot)
		measure(counts, bot)
		service := dialog.New(dialog.Config{Policy: a.policy, Reader: a.reader(), Asker: asker, Model: model,
			Store: bot.Talks(), Today: a.today, Outgoing: bot.Outgoing, TextOnly: true})
		group.Go(func() error { return tokenIsInput(bot.Run(ctx, service)) })
	}
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { w.Write([]byte("ok\n")) })
	mux.Handle("GET /readyz", ready)
	mux.Handle("GET /metrics", counts)
	degraded := ready.measure(counts)
	group.Go(func() error { ready.watch(ctx, degraded, a.log); return nil })
	group.Go(func() error { return a.listen(ctx, c.Listen, mux) })
	return group.Wait()
}

// telegram makes the bot.
func (c *serveCommand) telegram(a *app, asker *ask.Asker, store session.Outbox, o telegram.Observer) (*telegram.Bot, error) {
	ids, err := officers(c.Officers)
	if err != nil {
		return nil, err
	}
	return telegram.New(telegram.Config{Token: c.Token, Server: c.APIURL, WebhookURL: c.WebhookURL,
		WebhookSecret: c.WebhookSecret, Store: store, Log: a.log, Observer: o,
		Officers: ids, Blank: a.blank(), About: a.about(), Card: a.card(asker), Link: a.link,
		Assess: a.assess, Day: func() string { return a.today().String() }})
}

// telegramAway says whether Telegram has not accepted the bot yet.
func telegramAway(bot *telegram.Bot) func(context.Context) error {
	return func(context.Context) error {
		if !bot.Ready() {
			return errors.New("not accepted yet")
		}
		return nil
	}
}

// tokenIsInput says that a token which Telegram does not know is wrong input.
func tokenIsInput(err error) error {
	if errors.Is(err, telegram.ErrToken) {
		return inputError{err}
	}
	return err
}

// warn tells, once Redis answers, which of its settings could lose sessions.
func (a *app) warn(ctx context.Context, store *redis.Store) {
	tick := time.NewTicker(lookEvery)
	defer tick.Stop()
	for {
		warnings, err := store.Warnings(ctx)
		for _, w := range warnings {
			a.log.Error("redis: " + w)
		}
		if err == nil {
			return
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			return
		}
	}
}

// listen serves HTTP until the context ends, then lets requests under way finish.
func (a *app) listen(ctx context.Context, address string, handler http.Handler) error {
	l, err := net.Listen("tcp", address)
	if _, taken := errors.AsType[syscall.Errno](err); taken {
		return fmt.Errorf("LISTEN: %w", err)
	}
	if err != nil {
		return inputError{fmt.Errorf("LISTEN: 应写成 127.0.0.1:8080 这样的地址：%w", err)}
	}
	a.log.Info("listening", "address", l.Addr().String())
	server := &http.Server{Handler: handler, ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 15 * time.Second,
		WriteTimeout: 30 * time.Second, IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 16 << 10}
	ended := make(chan error, 1)
	go func() {
		<-ctx.Done()
		grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), drain)
		defer cancel()
		err := server.Shutdown(grace)
		if errors.Is(err, context.DeadlineExceeded) { // connections on which no request ever came
			err = server.Close()
		}
		ended <- err
	}()
	if err := server.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return <-ended
}
