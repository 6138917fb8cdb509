package main

import (
	"sync/atomic"
	"time"

	"suance/bot/metrics"
	"suance/bot/telegram"
)

// counts are the metrics of this process, before any channel is served.
func (a *app) counts() *metrics.Registry {
	r := metrics.New()
	version, commit := built()
	r.Info("suance_build_info", "What runs here.", map[string]string{"version": version, "commit": commit,
		"policy": a.policy.ID, "policy_version": a.policy.Version})
	r.Process(time.Now())
	return r
}

// stages is the observer of a bot: it counts turns, and stages by how long they
// take.
type stages struct {
	turns *atomic.Int64
	took  metrics.Histogram
}

// Took implements telegram.Observer.
func (s stages) Took(stage telegram.Stage, d time.Duration) {
	if stage == telegram.StageTurn {
		s.turns.Add(1)
	}
	s.took.Observe(string(stage), d)
}

// observe adds what a bot's observer is told.
func observe(r *metrics.Registry) telegram.Observer {
	s := stages{turns: new(atomic.Int64)}
	r.Count("suance_turns_total", "Turns worked out, those tried again and the repeated ones too.", s.turns.Load)
	var names []string
	for _, stage := range telegram.Stages {
		names = append(names, string(stage))
	}
	bounds := []time.Duration{}
	for d := 250 * time.Microsecond; d < 20*time.Second; d *= 2 {
		bounds = append(bounds, d)
	}
	s.took = r.Histogram("suance_stage_seconds", "How long the stages of a message's way take.", bounds, "stage", names...)
	return s
}

// measure adds what a bot counts itself.
func measure(r *metrics.Registry, b *telegram.Bot) {
	n := b.Stats()
	for _, c := range []struct {
		name, help string
		read       func() int64
	}{
		{"suance_updates_total", "Updates dealt with and acknowledged.", n.Updates.Load},
		{"suance_dedupes_total", "Updates that had been delivered and answered before.", n.Repeats.Load},
		{"suance_updates_refused_total", "Updates left with Telegram for a while, because the store was away.", n.Refused.Load},
		{"suance_sends_total", "Messages that Telegram took.", n.Sends.Load},
		{"suance_send_retries_total", "Sends tried again.", n.Retries.Load},
		{"suance_send_limited_total", "Sends that Telegram asked to wait with (429).", n.Limited.Load},
		{"suance_dead_letters_total", "Updates and messages that could not be dealt with and were put aside.", n.Dead.Load},
	} {
		r.Count(c.name, c.help, c.read)
	}
	r.Gauge("suance_outbox_conversations", "Conversations with replies that this process is about to send.", func() float64 {
		waiting, _ := b.Backlog()
		return float64(waiting)
	})
	r.Gauge("suance_outbox_age_seconds", "How long the oldest reply waits that this process is about to send.", func() float64 {
		_, oldest := b.Backlog()
		return oldest.Seconds()
	})
}
