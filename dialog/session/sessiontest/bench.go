package sessiontest

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"suance/dialog/session"
)

// BenchmarkTurn measures what a turn of ordinary size costs the store before the
// reply leaves: one load, one commit with one send. Where ping is given, it is
// called in turn with the turns, and p50/ping is the ratio of the medians.
func BenchmarkTurn(b *testing.B, store session.Outbox, ping func(context.Context) error) {
	state, reply := bytes.Repeat([]byte("s"), 1500), bytes.Repeat([]byte("r"), 2000)
	ctx := context.Background()
	var turns, pings []time.Duration
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		message := fmt.Sprint(i)
		begin := time.Now()
		l, err := store.Load(ctx, talk, message)
		if err != nil {
			b.Fatal(err)
		}
		send, err := store.CommitAndTake(ctx, session.Commit{Conversation: talk, Base: l.Version,
			Message: message, State: state, Reply: reply, Outgoing: [][]byte{reply}}, time.Minute)
		if err != nil {
			b.Fatal(err)
		}
		turns = append(turns, time.Since(begin))
		if _, err := store.Done(ctx, talk, send, time.Minute); err != nil {
			b.Fatal(err)
		}
		if ping == nil {
			continue
		}
		begin = time.Now()
		if err := ping(ctx); err != nil {
			b.Fatal(err)
		}
		pings = append(pings, time.Since(begin))
	}
	b.ReportMetric(float64(median(turns).Nanoseconds()), "p50-ns/turn")
	if ping != nil {
		b.ReportMetric(float64(median(turns))/float64(median(pings)), "p50-turn/ping")
	}
}

func median(d []time.Duration) time.Duration {
	slices.Sort(d)
	return d[len(d)/2]
}
