package telegram

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// TestNothingLeavesLate: under a hold that may have ended nothing of a message reaches
// the Bot API, and under one that stands all of it does, also over a connection that the
// server had closed.
func TestNothingLeavesLate(t *testing.T) {
	var calls atomic.Int64
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil || !strings.Contains(string(body), "hello") {
			t.Errorf("a call is cut: %q, %v", body, err)
		}
		calls.Add(1)
		_, _ = io.WriteString(w, `{"ok":true,"result":{}}`)
	}))
	defer server.Close()
	a, err := newAPI("1:secret", server.URL)
	if err != nil {
		t.Fatal(err)
	}
	send := func(asked time.Time) error {
		l := &lease{}
		l.renew(asked)
		return a.send(under(context.Background(), l), &send{Chat: 1, HTML: "hello"})
	}
	for range 3 {
		if err := send(time.Now()); err != nil {
			t.Fatal(err)
		}
		if err := send(time.Now().Add(-holdTime)); !errors.Is(err, errLate) {
			t.Fatalf("late: %v", err)
		}
		server.CloseClientConnections()
	}
	if n := calls.Load(); n != 3 {
		t.Errorf("%d calls arrived, want 3", n)
	}
}
