package main

import (
	"context"
	"errors"
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
	Key       string        `name:"openai-api-key" env:"OPENAI_API_KEY" placeholder:"KEY" help:"大模型服务的密钥（可以没有）。"`
	BaseURL   string        `name:"openai-base-url" env:"OPENAI_BASE_URL" placeholder:"URL" help:"与OpenAI兼容的服务地址，如http://127.0.0.1:8000/v1；与OPENAI_MODEL都不设则不用模型。"`
	Model     string        `name:"openai-model" env:"OPENAI_MODEL" placeholder:"NAME" help:"模型名。模型只用来指出没读懂的话可能说的是哪一项，由用户自己选。"`
	Embedding string        `name:"openai-embedding-model" env:"OPENAI_EMBEDDING_MODEL" placeholder:"NAME" help:"向量模型名，要与OPENAI_BASE_URL同设。没答上来的问题，用它找意思相近的条款，由用户自己选；不设OPENAI_MODEL时只用它。"`
	Timeout   time.Duration `name:"llm-timeout" env:"LLM_TIMEOUT" default:"10s" help:"最多等模型多久，含一次重试。"`
	Send      string        `name:"llm-send" env:"LLM_SEND" enum:"text,none" default:"text" help:"text：把没读懂的那句话（名称、电话、代码已遮住）发给模型；none：什么都不发。"`
	Calls     int           `name:"llm-daily-calls" env:"LLM_DAILY_CALLS" default:"5000" help:"一天最多问模型几次；0为不问。"`
	Tokens    int           `name:"llm-daily-tokens" env:"LLM_DAILY_TOKENS" default:"20000000" help:"一天最多用多少token（按字数从高估计）。"`
}

// openModel returns what may point: a model, the likeness of sentences, or both; nil
// where there is neither. All calls end with ctx.
func (s modelSettings) openModel(ctx context.Context, a *app) (dialog.Model, error) {
	if s.Timeout <= 0 {
		return nil, inputError{errors.New("LLM_TIMEOUT: 应大于0，如10s")}
	}
	if s.BaseURL == "" && s.Model == "" || s.Send == "none" || s.Calls == 0 || s.Tokens == 0 {
		return nil, nil
	}
	config := openai.Config{Key: s.Key, BaseURL: s.BaseURL, Model: s.Model, Timeout: s.Timeout,
		Calls: s.Calls, Tokens: s.Tokens, Closing: ctx,
		Failed: func(err error) {
			a.log.Warn("the model did not answer; the rules' answer stands", "error", err.Error())
		}}
	var l *likeness
	if s.BaseURL != "" && s.Embedding != "" {
		config := config
		config.Model = s.Embedding
		e, err := openai.NewEmbedder(config)
		if err != nil {
			return nil, inputError{err}
		}
		l = newLikeness(e, cacheDir(), a.policy)
		if s.Model == "" { // the server is one of embeddings, as far as is said
			return l, nil
		}
	}
	c, err := openai.New(config)
	if err != nil {
		return nil, inputError{err}
	}
	if l == nil {
		return c, nil
	}
	return both{c, l}, nil
}

// parts are what a model consists of; nil for what it has not.
func parts(m dialog.Model) (*openai.Client, *likeness) {
	switch m := m.(type) {
	case *openai.Client:
		return m, nil
	case *likeness:
		return nil, m
	case both:
		c, _ := parts(m.model)
		return c, m.likeness
	}
	return nil, nil
}

// measureModel adds what the clients of a model's parts count; without a model nothing.
func measureModel(r *metrics.Registry, m dialog.Model) {
	c, l := parts(m)
	if c != nil {
		measureCalls(r, "suance_model", "to the model's server", &c.Stats)
	}
	if l != nil {
		measureCalls(r, "suance_embedding", "to the embeddings' server", l.stats)
	}
}

// measureCalls adds what a client counts.
func measureCalls(r *metrics.Registry, prefix, to string, s *openai.Stats) {
	for _, n := range []struct {
		name, help string
		count      *atomic.Int64
	}{
		{"_requests_total", "Requests made " + to + ", those tried again too.", &s.Asked},
		{"_answers_total", "Questions put " + to + " that it answered in the form asked for.", &s.Answered},
		{"_failures_total", "Questions that it did not, or not in time.", &s.Failed},
		{"_skipped_total", "Questions not put " + to + ": it rests after failures, too many wait, or the day's budget is used up.", &s.Skipped},
	} {
		r.Count(prefix+n.name, n.help, n.count.Load)
	}
}
