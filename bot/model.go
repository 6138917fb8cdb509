package main

import (
	"context"
	"errors"
	"log/slog"
	"sync/atomic"
	"time"

	"suance/bot/metrics"
	"suance/bot/openai"
	"suance/dialog"
)

// modelSettings say which model may point where the rules find no way on. Without
// a server and without a model's name there is none: a key alone, which may be in
// the environment for something else, sends nothing anywhere.
type modelSettings struct {
	Key     string        `name:"openai-api-key" env:"OPENAI_API_KEY" placeholder:"KEY" help:"大模型服务的密钥（可以没有）。"`
	BaseURL string        `name:"openai-base-url" env:"OPENAI_BASE_URL" placeholder:"URL" help:"与OpenAI兼容的服务地址，如http://127.0.0.1:8000/v1；与OPENAI_MODEL都不设则不用模型。"`
	Model   string        `name:"openai-model" env:"OPENAI_MODEL" placeholder:"NAME" help:"模型名。模型只用来指出没读懂的话可能说的是哪一项，由用户自己选。"`
	Timeout time.Duration `name:"llm-timeout" env:"LLM_TIMEOUT" default:"10s" help:"最多等模型多久，含一次重试。"`
	Send    string        `name:"llm-send" env:"LLM_SEND" enum:"text,none" default:"text" help:"text：把没读懂的那句话（名称、电话、代码已遮住）发给模型；none：什么都不发。"`
	Calls   int           `name:"llm-daily-calls" env:"LLM_DAILY_CALLS" default:"5000" help:"一天最多问模型几次；0为不问。"`
	Tokens  int           `name:"llm-daily-tokens" env:"LLM_DAILY_TOKENS" default:"20000000" help:"一天最多用多少token（按字数从高估计）。"`
}

// openModel returns the model; nil where there is none. The model's calls end with ctx.
func (s modelSettings) openModel(ctx context.Context, log *slog.Logger) (dialog.Model, error) {
	if s.Timeout <= 0 {
		return nil, inputError{errors.New("LLM_TIMEOUT: 应大于0，如10s")}
	}
	if s.BaseURL == "" && s.Model == "" || s.Send == "none" || s.Calls == 0 || s.Tokens == 0 {
		return nil, nil
	}
	c, err := openai.New(openai.Config{Key: s.Key, BaseURL: s.BaseURL, Model: s.Model, Timeout: s.Timeout,
		Calls: s.Calls, Tokens: s.Tokens, Closing: ctx,
		Failed: func(err error) { log.Warn("the model did not answer; the rules' answer stands", "error", err.Error()) }})
	if err != nil {
		return nil, inputError{err}
	}
	return c, nil
}

// measureModel adds what a model's client counts; without a model nothing.
func measureModel(r *metrics.Registry, m dialog.Model) {
	c, ok := m.(*openai.Client)
	if !ok {
		return
	}
	for _, n := range []struct {
		name, help string
		count      *atomic.Int64
	}{
		{"suance_model_requests_total", "Requests made to the model's server, those tried again too.", &c.Stats.Asked},
		{"suance_model_answers_total", "Questions that the model answered in the form asked for.", &c.Stats.Answered},
		{"suance_model_failures_total", "Questions that it did not, or not in time.", &c.Stats.Failed},
		{"suance_model_skipped_total", "Questions not put to it: it rests after failures, too many wait, or the day's budget is used up.", &c.Stats.Skipped},
	} {
		r.Count(n.name, n.help, n.count.Load)
	}
}
