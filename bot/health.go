package main

import (
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"sync"
	"time"

	"suance/bot/metrics"
)

// health knows whether what turns need is there.
type health struct {
	checks []check

	mu sync.Mutex
	up map[string]bool // at the last look
}

// check is one thing without which no turn can be answered; away says why it is
// not there, or nil.
type check struct {
	name string
	away func(context.Context) error
}

// How often health looks, and how long a look may take.
const (
	lookEvery = time.Second
	lookTime  = 2 * time.Second
)

// look asks for everything at once and says what is away, and why.
func (h *health) look(ctx context.Context) map[string]error {
	ctx, cancel := context.WithTimeout(ctx, lookTime)
	defer cancel()
	errs := make([]error, len(h.checks))
	var all sync.WaitGroup
	for i, c := range h.checks {
		all.Go(func() { errs[i] = c.away(ctx) })
	}
	all.Wait()
	away, up := map[string]error{}, map[string]bool{}
	for i, c := range h.checks {
		up[c.name] = errs[i] == nil
		if errs[i] != nil {
			away[c.name] = errs[i]
		}
	}
	h.mu.Lock()
	h.up = up
	h.mu.Unlock()
	return away
}

// last is what was there at the last look.
func (h *health) last() map[string]bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.up
}

// ServeHTTP says what is there: 200 if all is, 503 if not.
func (h *health) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	status := http.StatusOK
	if len(h.look(r.Context())) > 0 {
		status = http.StatusServiceUnavailable
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(h.last())
}

// measure has the registry tell what is there and, by what it returns, how long
// it was not.
func (h *health) measure(r *metrics.Registry) metrics.Seconds {
	names := make([]string, len(h.checks))
	for i, c := range h.checks {
		names[i] = c.name
	}
	r.Gauges("suance_ready", "1 if what turns need is there, at the last look.", "component", names, func(name string) float64 {
		if h.last()[name] {
			return 1
		}
		return 0
	})
	return r.Seconds("suance_degraded_seconds_total", "How long what turns need was not there.", "component", names...)
}

// watch looks again and again until ctx ends, counts the time for which something
// is away, and logs when that changes.
func (h *health) watch(ctx context.Context, degraded metrics.Seconds, log *slog.Logger) {
	tick := time.NewTicker(lookEvery)
	defer tick.Stop()
	was := map[string]error{}
	for last := time.Now(); ; {
		away := h.look(ctx)
		if ctx.Err() != nil {
			return
		}
		now := time.Now()
		for name, err := range away {
			degraded.Add(name, now.Sub(last))
			if was[name] == nil {
				log.Warn(name+" is away", "error", err)
			}
		}
		for name := range was {
			if away[name] == nil {
				log.Info(name + " is back")
			}
		}
		last, was = now, away
		select {
		case <-tick.C:
		case <-ctx.Done():
			return
		}
	}
}
