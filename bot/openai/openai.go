// Package openai fills dialog's Model port with any server that speaks OpenAI's
// chat completions, and turns texts into vectors by one that has embeddings. Of what
// the server answers it decodes places in the query's own lists, or numbers, and
// nothing else; its errors hold no word of an answer and no key.
package openai

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"sync/atomic"
	"time"

	api "github.com/sashabaranov/go-openai"
	"github.com/sony/gobreaker/v2"

	"suance/dialog"
)

// Config says how to reach the server and how much to use it. Zero numbers stand
// for the defaults.
type Config struct {
	Key     string // may be empty for a server that wants none
	BaseURL string // default: OpenAI's
	Model   string
	Timeout time.Duration // for a whole answer, retry included; default 10 s
	Calls   int           // a day; default 5,000
	Tokens  int           // a day, estimated from above as characters; default 20,000,000
	Waiting int           // calls at once; beyond it the rules answer at once; default 8
	Now     func() time.Time
	// Closing ends all calls, so that a program that ends need not wait for them;
	// nil if nothing does.
	Closing context.Context
	// Failed is told why the server did not answer; not of calls that were not made.
	// May be nil.
	Failed func(error)
}

// Defaults and limits.
const (
	DefaultModel   = "gpt-4o-mini"
	DefaultTimeout = 10 * time.Second
	DefaultCalls   = 5_000
	DefaultTokens  = 20_000_000
	defaultWaiting = 8

	maxAnswer  = 256      // tokens asked for; two facts and three sentences take half
	maxBody    = 64 << 10 // bytes of an answer that are read
	maxTries   = 2        // requests for one answer
	breakAfter = 3        // failures in a row
	breakFor   = 30 * time.Second
)

// The reasons why there is no answer. None carries words of the server.
var (
	ErrTimeout   = errors.New("openai: no answer in time")
	ErrBusy      = errors.New("openai: too many calls are waiting")
	ErrBudget    = errors.New("openai: the day's budget is used up")
	ErrResting   = errors.New("openai: the server failed repeatedly and is left alone for a while")
	ErrRefused   = errors.New("openai: the server refused the request")
	ErrFailed    = errors.New("openai: the server failed")
	ErrMalformed = errors.New("openai: the answer is not of the form asked for")
	ErrTooLarge  = errors.New("openai: the answer is too large")
	ErrRedirect  = errors.New("openai: the server redirects, which is not followed")
	ErrAway      = errors.New("openai: the server cannot be reached")
)

// Stats counts what happened since the start.
type Stats struct{ Asked, Answered, Failed, Skipped atomic.Int64 }

// Client is a dialog.Model. It is safe for concurrent use.
type Client struct {
	*connection
	prompts prompts
	tools   atomic.Bool // the server wants a tool call in place of a schema
}

// New returns a Client, or an error that names the setting that is wrong.
func New(c Config) (*Client, error) {
	to, err := connect(c, maxBody)
	if err != nil {
		return nil, err
	}
	return &Client{connection: to}, nil
}

// connection is the way to a server, whatever it is asked for.
type connection struct {
	Config
	Stats   Stats
	api     *api.Client
	guard   *guard
	budget  *budget
	waiting chan struct{}
	breaker *gobreaker.CircuitBreaker[struct{}]
}

// connect makes a connection that reads at most so many bytes of an answer, or an
// error that names the setting that is wrong.
func connect(c Config, most int64) (*connection, error) {
	if err := c.check(); err != nil {
		return nil, err
	}
	c.fill()
	cfg := api.DefaultConfig(c.Key)
	cfg.BaseURL = c.BaseURL
	g := newGuard(c.Waiting, most)
	cfg.HTTPClient = g
	return &connection{Config: c, api: api.NewClientWithConfig(cfg), guard: g,
		budget:  &budget{now: c.Now, calls: c.Calls, tokens: c.Tokens},
		waiting: make(chan struct{}, c.Waiting),
		breaker: gobreaker.NewCircuitBreaker[struct{}](gobreaker.Settings{
			Timeout:     breakFor,
			ReadyToTrip: func(n gobreaker.Counts) bool { return n.ConsecutiveFailures >= breakAfter },
			IsExcluded:  func(err error) bool { return errors.Is(err, context.Canceled) || errors.Is(err, ErrBudget) },
		})}, nil
}

// Close closes connections that wait for the next call.
func (c *connection) Close() { c.guard.client.CloseIdleConnections() }

// within makes a call within the limits that hold for all: a server that hangs
// holds up at most Waiting callers, each for Timeout, and then is left alone.
func (c *connection) within(ctx context.Context, call func(context.Context) error) error {
	select {
	case c.waiting <- struct{}{}:
		defer func() { <-c.waiting }()
	default:
		c.Stats.Skipped.Add(1)
		return ErrBusy
	}
	ctx, cancel := context.WithTimeout(ctx, c.Timeout)
	defer cancel()
	defer context.AfterFunc(c.Closing, cancel)()
	_, err := c.breaker.Execute(func() (struct{}, error) { return struct{}{}, call(ctx) })
	switch {
	case err == nil:
		c.Stats.Answered.Add(1)
	case errors.Is(err, gobreaker.ErrOpenState), errors.Is(err, gobreaker.ErrTooManyRequests):
		err = ErrResting
		fallthrough
	case errors.Is(err, ErrBudget):
		c.Stats.Skipped.Add(1)
	default:
		c.Stats.Failed.Add(1)
		if c.Failed != nil {
			c.Failed(err)
		}
	}
	return err
}

// check puts OpenAI's address in where there is none, and says which setting is wrong.
func (c *Config) check() error {
	if c.BaseURL == "" {
		c.BaseURL = "https://api.openai.com/v1"
	}
	u, err := url.Parse(c.BaseURL)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" || u.User != nil {
		return errors.New("OPENAI_BASE_URL: 应为http://或https://开头的地址，不含用户名和密码")
	}
	if c.Timeout < 0 || c.Calls < 0 || c.Tokens < 0 {
		return errors.New("LLM_TIMEOUT、LLM_DAILY_CALLS、LLM_DAILY_TOKENS: 不能是负数")
	}
	return nil
}

// fill puts the defaults in.
func (c *Config) fill() {
	if c.Model == "" {
		c.Model = DefaultModel
	}
	if c.Timeout == 0 {
		c.Timeout = DefaultTimeout
	}
	if c.Calls == 0 {
		c.Calls = DefaultCalls
	}
	if c.Tokens == 0 {
		c.Tokens = DefaultTokens
	}
	if c.Waiting <= 0 {
		c.Waiting = defaultWaiting
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Closing == nil {
		c.Closing = context.Background()
	}
}

// Point asks the server once, and once more where that may help.
func (c *Client) Point(ctx context.Context, q dialog.Query) (p dialog.Pointers, err error) {
	err = c.within(ctx, func(ctx context.Context) (err error) {
		p, err = c.ask(ctx, q)
		return err
	})
	return p, err
}

// ask makes the call: in the form that the server last took, then, where it
// refused that, in the other; and again where it failed by itself.
func (c *Client) ask(ctx context.Context, q dialog.Query) (dialog.Pointers, error) {
	for attempt := 1; ; attempt++ {
		tools := c.tools.Load()
		p, err := c.call(ctx, q, tools)
		switch {
		case err == nil || ctx.Err() != nil || attempt == maxTries:
			return p, err
		case errors.Is(err, ErrRefused):
			c.tools.CompareAndSwap(tools, !tools)
		case !errors.Is(err, ErrFailed) && !errors.Is(err, ErrAway):
			return p, err
		}
	}
}

// call makes one request within the day's budget.
func (c *Client) call(ctx context.Context, q dialog.Query, tools bool) (dialog.Pointers, error) {
	req, size := c.request(q, tools)
	if !c.budget.take(size + maxAnswer) {
		return dialog.Pointers{}, ErrBudget
	}
	c.Stats.Asked.Add(1)
	resp, err := c.api.CreateChatCompletion(ctx, req)
	if err != nil {
		return dialog.Pointers{}, reason(ctx, err)
	}
	if len(resp.Choices) == 0 {
		return dialog.Pointers{}, ErrMalformed
	}
	return decode(answerIn(&resp.Choices[0].Message), q)
}

// reason says why a call failed, in words of this package.
func reason(ctx context.Context, err error) error {
	var refusal *refusal
	switch {
	case context.Cause(ctx) == context.DeadlineExceeded:
		return ErrTimeout
	case ctx.Err() != nil:
		return context.Canceled
	case errors.As(err, &refusal):
		return refusal
	case errors.Is(err, ErrRedirect):
		return ErrRedirect
	case errors.Is(err, ErrTooLarge):
		return ErrTooLarge
	case errors.As(err, new(*url.Error)):
		return ErrAway
	}
	return ErrMalformed
}

// refusal is an answer that is none, by its status.
type refusal struct{ status int }

func (r *refusal) Error() string { return fmt.Sprintf("%v (HTTP %d)", r.Unwrap(), r.status) }

// Unwrap is ErrFailed where trying again may help, else ErrRefused.
func (r *refusal) Unwrap() error {
	if r.status >= 500 && r.status != http.StatusNotImplemented || r.status == http.StatusTooManyRequests || r.status == http.StatusRequestTimeout {
		return ErrFailed
	}
	return ErrRefused
}
