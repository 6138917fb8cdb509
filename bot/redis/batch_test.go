package redis_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"suance/bot/redis"
	"suance/bot/redis/redistest"
	"suance/dialog/session"
)

// TestManyAtOnceShareRoundTrips: turns that come together go to Redis together,
// each with its own answer, and one that gives up harms nobody.
func TestManyAtOnceShareRoundTrips(t *testing.T) {
	server := redistest.Start(t)
	store := open(t, redis.Options{URL: server.URL()})
	gone, cancel := context.WithCancel(context.Background())
	cancel()
	var all sync.WaitGroup
	for i := range 400 {
		all.Go(func() {
			c := session.Conversation(fmt.Sprint("c", i%100))
			if i%7 == 0 {
				if _, err := store.Load(gone, c, ""); !errors.Is(err, context.Canceled) {
					t.Errorf("a caller that has gone got %v", err)
				}
			}
			for n := range 5 {
				m := fmt.Sprint(i, ".", n)
				for {
					l, err := store.Load(context.Background(), c, m)
					if err != nil || l.Answered {
						t.Errorf("%s: %+v, %v", m, l, err)
						return
					}
					err = store.Commit(context.Background(), session.Commit{Conversation: c, Base: l.Version, Message: m,
						State: append(l.State, 'x')})
					if err == nil {
						break
					}
					if !errors.Is(err, session.ErrConflict) {
						t.Error(err)
						return
					}
				}
			}
		})
	}
	all.Wait()
	for i := range 100 {
		l, err := store.Load(context.Background(), session.Conversation(fmt.Sprint("c", i)), "")
		if err != nil || l.Version != 20 || len(l.State) != 20 {
			t.Errorf("c%d: version %d, %d bytes, %v", i, l.Version, len(l.State), err)
		}
	}
}

// TestCallerGivesUp: a caller's time limit ends its waiting, not the command of
// the others that went with it.
func TestCallerGivesUp(t *testing.T) {
	server := redistest.Start(t)
	store := open(t, redis.Options{URL: server.URL()})
	if err := store.Commit(context.Background(), session.Commit{Conversation: "c", Message: "m", State: []byte("s")}); err != nil {
		t.Fatal(err)
	}
	server.Pause()
	patient := make(chan error, 1)
	go func() {
		l, err := store.Load(context.Background(), "c", "m")
		if err == nil && !l.Answered {
			err = errors.New("not answered")
		}
		patient <- err
	}()
	hasty, cancel := context.WithTimeout(context.Background(), 100*time.Millisecond)
	defer cancel()
	begin := time.Now()
	if _, err := store.Load(hasty, "c", "m"); !errors.Is(err, session.ErrUnavailable) || time.Since(begin) > time.Second {
		t.Errorf("a hasty caller got %v after %v", err, time.Since(begin))
	}
	server.Resume()
	if err := <-patient; err != nil {
		t.Errorf("a patient caller got %v", err)
	}
}
