package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"golang.org/x/term"

	"suance/bot/redis"
	"suance/bot/terminal"
	"suance/dialog"
	"suance/dialog/session"
)

// sessionSettings say where and how long conversations are kept.
type sessionSettings struct {
	RedisURL      string        `name:"redis-url" env:"REDIS_URL" placeholder:"URL" help:"会话存在这个Redis里（redis://、rediss://、Sentinel、Cluster）；不设则在内存里。"`
	RedisPrefix   string        `name:"redis-prefix" env:"REDIS_PREFIX" default:"suance:" help:"Redis里每个键的前缀。"`
	RedisReplicas int           `name:"redis-wait-replicas" env:"REDIS_WAIT_REPLICAS" default:"0" help:"一轮对话要写到几个从节点才算数。"`
	SessionTTL    time.Duration `name:"session-ttl" env:"SESSION_TTL" default:"720h" help:"最后一轮对话之后，会话保留多久。"`
}

// remembered is how many conversations' states a process keeps at hand, a
// kilobyte or two each.
const remembered = 2048

// open returns the store, and whether it outlives the process.
func (s sessionSettings) open() (session.Outbox, func() error, error) {
	if s.RedisURL == "" {
		if s.SessionTTL < time.Second {
			return nil, nil, inputError{errors.New("SESSION_TTL: 至少1s")}
		}
		return session.NewMemory(s.SessionTTL, time.Now), func() error { return nil }, nil
	}
	store, err := redis.Open(redis.Options{
		URL: s.RedisURL, Prefix: s.RedisPrefix, TTL: s.SessionTTL, WaitReplicas: s.RedisReplicas, Remember: remembered,
	})
	if err != nil {
		return nil, nil, inputError{err}
	}
	return store, store.Close, nil
}

// talkCommand holds a conversation in the terminal.
type talkCommand struct {
	JSON            bool   `name:"json" help:"一行一条消息，一行一个JSON回复。"`
	Conversation    string `name:"conversation" default:"terminal" placeholder:"NAME" help:"对话的名字；设了REDIS_URL时，同名的对话接着谈。"`
	sessionSettings `embed:""`
	modelSettings   `embed:""`
}

// Run talks until the input ends.
func (c *talkCommand) Run(ctx context.Context, a *app) error {
	store, closeStore, err := c.open()
	if err != nil {
		return err
	}
	defer closeStore()
	if s, ok := store.(*redis.Store); ok {
		if err := s.Ping(ctx); err != nil {
			return fmt.Errorf("REDIS_URL: Redis没有应答；请检查地址，或不设REDIS_URL，用内存里的会话：%w", err)
		}
	}
	model, err := c.openModel(ctx, a)
	if err != nil {
		return err
	}
	service := dialog.New(dialog.Config{
		Policy: a.policy, Reader: a.reader(), Asker: a.asker(), Model: model, Store: store, Today: a.today,
	})
	options := terminal.Options{
		Conversation: session.Conversation(c.Conversation),
		JSON:         c.JSON,
		Interactive:  isTerminal(a.in) && isTerminal(a.out),
		Columns:      func() int { return columns(a.out) },
		Problem:      func(err error) { a.log.Warn("turn", "error", err.Error()) },
	}
	if options.Interactive && os.Getenv("TERM") != "dumb" {
		options.Raw = func() (func(), error) { return rawMode(a.in) }
	}
	return terminal.Run(ctx, service, a.in, a.out, options)
}

// rawMode has the terminal hand over each key as it is pressed, until what it
// returns is called.
func rawMode(stream any) (restore func(), err error) {
	f, ok := stream.(*os.File)
	if !ok {
		return nil, errors.New("not a terminal")
	}
	state, err := term.MakeRaw(int(f.Fd()))
	if err != nil {
		return nil, err
	}
	return func() { term.Restore(int(f.Fd()), state) }, nil
}

// isTerminal says whether a stream is a terminal with a person before it.
func isTerminal(stream any) bool {
	f, ok := stream.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// columns is the width of the terminal behind a stream; 0 where there is none.
func columns(stream any) int {
	f, ok := stream.(*os.File)
	if !ok {
		return 0
	}
	width, _, err := term.GetSize(int(f.Fd()))
	if err != nil {
		return 0
	}
	return width
}
