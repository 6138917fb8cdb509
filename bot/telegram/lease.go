package telegram

import (
	"context"
	"errors"
	"io"
	"sync/atomic"
	"time"
)

// lease is until when a hold stands for sure, by this process's own clock, which goes
// on while the process is paused.
type lease struct{ until atomic.Pointer[time.Time] }

// renew notes that the hold was asked for at some time, for holdTime.
func (l *lease) renew(asked time.Time) {
	until := asked.Add(holdTime)
	l.until.Store(&until)
}

func (l *lease) stands() bool { return time.Now().Before(*l.until.Load()) }

type leaseKey struct{}

// under says that calls with the context are made under a lease.
func under(ctx context.Context, l *lease) context.Context {
	return context.WithValue(ctx, leaseKey{}, l)
}

func leaseOf(ctx context.Context) *lease {
	l, _ := ctx.Value(leaseKey{}).(*lease)
	return l
}

// errLate says that nothing was sent, because the hold may have ended.
var errLate = errors.New("the hold of the outbox may have ended")

// leased is a request's body that is given out only while the lease stands. The
// transport asks for it at the last moment, with nothing written yet: a process that
// was paused before sends nothing that another has sent meanwhile.
type leased struct {
	body  io.Reader
	lease *lease
}

// Read implements io.Reader.
func (l leased) Read(p []byte) (int, error) {
	if !l.lease.stands() {
		return 0, errLate
	}
	return l.body.Read(p)
}

// Close implements io.Closer.
func (l leased) Close() error { return nil }
