package sessiontest

import (
	"bytes"
	"context"
	"fmt"
	"testing"
	"time"

	"suance/dialog/session"
)

// BenchmarkTurn measures what a turn of ordinary size costs the store before the
// reply leaves: one load, one commit with one send.
func BenchmarkTurn(b *testing.B, store session.Outbox) {
	state, reply := bytes.Repeat([]byte("s"), 1500), bytes.Repeat([]byte("r"), 2000)
	ctx := context.Background()
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		message := fmt.Sprint(i)
		l, err := store.Load(ctx, talk, message)
		if err != nil {
			b.Fatal(err)
		}
		send, err := store.CommitAndTake(ctx, session.Commit{Conversation: talk, Base: l.Version,
			Message: message, State: state, Reply: reply, Outgoing: [][]byte{reply}}, time.Minute)
		if err != nil {
			b.Fatal(err)
		}
		b.StopTimer()
		if _, err := store.Done(ctx, talk, send, time.Minute); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
	}
}
