package telegram

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptrace"
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

// leased is the body of a request that is given out only while the lease stands. It is
// filled when the headers are written and nothing has left yet: a process that was paused
// until then sends nothing that another has sent meanwhile. The transport knows a
// bytes.Buffer for something that it need not wait for, and sends headers and body in
// one piece; a request whose process dies is not cut in two.
type leased struct {
	data  []byte
	lease *lease
	body  *bytes.Buffer // of the attempt under way
	late  atomic.Bool   // the lease did not stand
}

// attach makes data the body of a request.
func (l *leased) attach(req *http.Request) *http.Request {
	req.ContentLength = int64(len(l.data))
	req.GetBody = l.open
	req.Body, _ = l.open()
	return req.WithContext(httptrace.WithClientTrace(req.Context(), &httptrace.ClientTrace{WroteHeaders: l.fill}))
}

// open begins an attempt.
func (l *leased) open() (io.ReadCloser, error) {
	l.body = &bytes.Buffer{}
	return io.NopCloser(l.body), nil
}

// fill gives the body out. Without one the transport gives the attempt up.
func (l *leased) fill() {
	if !l.lease.stands() {
		l.late.Store(true)
		return
	}
	l.body.Write(l.data)
}
