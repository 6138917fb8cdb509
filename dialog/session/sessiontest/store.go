// Package sessiontest is the suite that every session store must pass: what
// stands in it is what the program relies on.
package sessiontest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"suance/dialog/session"
)

// New opens a store that holds nothing. What wait does must let at least d pass
// on the store's clock.
type New func(t *testing.T) (store session.Outbox, wait func(d time.Duration))

// TTL is how long the stores made for the suite keep a conversation: longer than
// any hold in it, short enough to wait for.
const TTL = 3 * time.Second

// hold is as long as no test takes between two steps.
const hold = 700 * time.Millisecond

// TestStore runs the suite. The stores must expire after TTL.
func TestStore(t *testing.T, open New) {
	for _, test := range []struct {
		name string
		run  func(*testing.T, *suite)
	}{
		{"a conversation that never was is empty", neverWas},
		{"what was committed is loaded", roundTrip},
		{"any bytes come back as they were", anyBytes},
		{"a commit from an older version conflicts and changes nothing", olderVersion},
		{"a message answered before conflicts and changes nothing", answeredBefore},
		{"an answered message loads with its reply", answeredReply},
		{"as many answered ids are known as promised", answeredMany},
		{"of many turns at once one wins each version", oneWins},
		{"conversations do not see each other", apart},
		{"a deleted conversation keeps its version and last answer only", deleted},
		{"everything expires, a commit renews it", expires},
		{"a cancelled context does nothing", cancelled},
		{"sends are handed out in order and once", sendsInOrder},
		{"who holds the outbox alone gets sends", heldAlone},
		{"a hold ends by itself and the next takes over", holdEnds},
		{"a send marked late and twice removes nothing else", markedLate},
		{"a hold can be prolonged by its holder only", prolonged},
		{"waiting conversations are found", dueFound},
		{"a conflict adds nothing to the outbox", conflictNoSend},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel() // some wait for something to expire
			store, wait := open(t)
			test.run(t, &suite{T: t, Outbox: store, wait: wait})
		})
	}
}

// suite is a store under test with the checks that the cases share.
type suite struct {
	*testing.T
	session.Outbox
	wait func(time.Duration)
}

const talk session.Conversation = "test:1"

func (s *suite) load(c session.Conversation, message string) session.Loaded {
	s.Helper()
	l, err := s.Load(context.Background(), c, message)
	if err != nil {
		s.Fatalf("Load(%s): %v", c, err)
	}
	return l
}

// turn commits a turn on the version that is there.
func (s *suite) turn(c session.Conversation, message, state string, out ...string) {
	s.Helper()
	if err := s.Commit(context.Background(), s.commit(c, message, state, out...)); err != nil {
		s.Fatalf("Commit(%s, %q): %v", c, message, err)
	}
}

func (s *suite) commit(c session.Conversation, message, state string, out ...string) session.Commit {
	s.Helper()
	k := session.Commit{Conversation: c, Base: s.load(c, "").Version, Message: message,
		State: []byte(state), Reply: []byte("reply to " + message)}
	for _, o := range out {
		k.Outgoing = append(k.Outgoing, []byte(o))
	}
	return k
}

func (s *suite) want(c session.Conversation, version int64, state string) {
	s.Helper()
	if l := s.load(c, ""); l.Version != version || string(l.State) != state {
		s.Errorf("%s: version %d, state %q; want %d, %q", c, l.Version, l.State, version, state)
	}
}

func (s *suite) take(c session.Conversation) session.Send {
	s.Helper()
	send, err := s.Take(context.Background(), c, hold)
	if err != nil {
		s.Fatalf("Take: %v", err)
	}
	return send
}

func (s *suite) done(c session.Conversation, send session.Send) session.Send {
	s.Helper()
	next, err := s.Done(context.Background(), c, send, hold)
	if err != nil {
		s.Fatalf("Done: %v", err)
	}
	return next
}

func (s *suite) wantSend(send session.Send, number int64, body string) {
	s.Helper()
	if send.Number != number || string(send.Body) != body {
		s.Errorf("send %d %q; want %d %q", send.Number, send.Body, number, body)
	}
}

func (s *suite) wantNone(send session.Send) {
	s.Helper()
	if !send.None() {
		s.Errorf("handed out send %d %q; want none", send.Number, send.Body)
	}
}

func neverWas(t *testing.T, s *suite) {
	if l := s.load(talk, "m1"); l.Version != 0 || l.State != nil || l.Answered || l.Reply != nil {
		t.Errorf("loaded %+v; want the zero value", l)
	}
	s.wantNone(s.take(talk))
}

func roundTrip(t *testing.T, s *suite) {
	s.turn(talk, "m1", "one")
	s.want(talk, 1, "one")
	s.turn(talk, "", "two")
	s.want(talk, 2, "two")
}

func anyBytes(t *testing.T, s *suite) {
	state := make([]byte, 256)
	for i := range state {
		state[i] = byte(i)
	}
	big := bytes.Repeat([]byte("年营业收入12亿元\r\n\x00"), 5000)
	for i, b := range [][]byte{state, big, {}} {
		c := session.Conversation(fmt.Sprintf("名字 with {braces}:%d\n", i))
		message := "编号:" + string(state[1:])
		err := s.Commit(context.Background(), session.Commit{Conversation: c, Message: message,
			State: b, Reply: b, Outgoing: [][]byte{b}})
		if err != nil {
			t.Fatal(err)
		}
		l := s.load(c, message)
		if !bytes.Equal(l.State, b) || l.State == nil || !bytes.Equal(l.Reply, b) || !l.Answered {
			t.Errorf("case %d: state and reply did not come back as they were", i)
		}
		if send := s.take(c); !bytes.Equal(send.Body, b) || send.None() {
			t.Errorf("case %d: the send did not come back as it was", i)
		}
	}
}

func olderVersion(t *testing.T, s *suite) {
	stale := s.commit(talk, "m2", "stale")
	s.turn(talk, "m1", "one")
	if err := s.Commit(context.Background(), stale); !errors.Is(err, session.ErrConflict) {
		t.Errorf("a commit on version 0 of 1: %v; want ErrConflict", err)
	}
	s.want(talk, 1, "one")
	if s.load(talk, "m2").Answered {
		t.Error("the message of the failed commit counts as answered")
	}
	future := stale
	future.Base = 5
	if err := s.Commit(context.Background(), future); !errors.Is(err, session.ErrConflict) {
		t.Errorf("a commit on version 5 of 1: %v; want ErrConflict", err)
	}
}

func answeredBefore(t *testing.T, s *suite) {
	s.turn(talk, "m1", "one")
	again := s.commit(talk, "m1", "again")
	if err := s.Commit(context.Background(), again); !errors.Is(err, session.ErrConflict) {
		t.Errorf("the same message again: %v; want ErrConflict", err)
	}
	s.want(talk, 1, "one")
}

func answeredReply(t *testing.T, s *suite) {
	s.turn(talk, "m1", "one")
	s.turn(talk, "m2", "two")
	for _, m := range []string{"m1", "m2"} {
		if l := s.load(talk, m); !l.Answered || string(l.Reply) != "reply to "+m || l.Version != 2 {
			t.Errorf("%s: %+v", m, l)
		}
	}
	if l := s.load(talk, "m3"); l.Answered || l.Reply != nil {
		t.Errorf("a message never answered: %+v", l)
	}
}

func answeredMany(t *testing.T, s *suite) {
	const n = session.AnsweredKept + 20
	for i := range n {
		s.turn(talk, fmt.Sprint("m", i), "state")
	}
	for i := n - session.AnsweredKept; i < n; i++ {
		l := s.load(talk, fmt.Sprint("m", i))
		if !l.Answered {
			t.Fatalf("message %d of %d is not known as answered", i, n)
		}
		if recent := i >= n-session.RepliesKept; recent != (l.Reply != nil) {
			t.Errorf("message %d of %d: reply kept is %v, want %v", i, n, l.Reply != nil, recent)
		}
	}
	if s.load(talk, "m0").Answered {
		t.Error("answered ids grow without bound")
	}
}

func oneWins(t *testing.T, s *suite) {
	const workers, rounds = 8, 20
	var wg sync.WaitGroup
	for w := range workers {
		wg.Go(func() {
			for r := 0; r < rounds; {
				c := s.commit(talk, fmt.Sprintf("m-%d-%d", w, r), "x", "send")
				switch err := s.Commit(context.Background(), c); {
				case err == nil:
					r++
				case !errors.Is(err, session.ErrConflict):
					t.Errorf("Commit: %v", err)
					return
				}
			}
		})
	}
	wg.Wait()
	s.want(talk, workers*rounds, "x")
	n := 0
	for send := s.take(talk); !send.None(); send = s.done(talk, send) {
		n++
	}
	if n != workers*rounds {
		t.Errorf("%d sends for %d turns", n, workers*rounds)
	}
}

func apart(t *testing.T, s *suite) {
	for i := range 50 {
		c := session.Conversation(fmt.Sprint("test:", i))
		s.turn(c, "m1", fmt.Sprint("state ", i), fmt.Sprint("send ", i))
	}
	for i := range 50 {
		c := session.Conversation(fmt.Sprint("test:", i))
		s.want(c, 1, fmt.Sprint("state ", i))
		s.wantSend(s.take(c), 1, fmt.Sprint("send ", i))
	}
}

func deleted(t *testing.T, s *suite) {
	s.turn(talk, "m1", "one", "never sent")
	s.turn(talk, "m2", "two")
	c := s.commit(talk, "m3", "", "farewell")
	c.State = nil
	if err := s.Commit(context.Background(), c); err != nil {
		t.Fatal(err)
	}
	l := s.load(talk, "m3")
	if l.Version != 3 || l.State != nil || !l.Answered || string(l.Reply) != "reply to m3" {
		t.Errorf("after deleting: %+v", l)
	}
	if l := s.load(talk, "m2"); l.Answered || l.Reply != nil {
		t.Errorf("an older answer outlived the deletion: %+v", l)
	}
	s.wantSend(s.take(talk), 2, "farewell")
	s.turn(talk, "m4", "anew")
	s.want(talk, 4, "anew")
}

func expires(t *testing.T, s *suite) {
	s.turn(talk, "m1", "one", "send")
	s.turn("test:2", "m1", "other")
	s.wait(TTL * 3 / 5)
	s.turn(talk, "m2", "two")
	s.wait(TTL * 3 / 5)
	s.want(talk, 2, "two")
	s.want("test:2", 0, "")
	s.wait(TTL + TTL/5)
	s.want(talk, 0, "")
	s.wantNone(s.take(talk))
	if due, err := s.Due(context.Background(), 10); err != nil || len(due) != 0 {
		for _, c := range due {
			s.wantNone(s.take(c))
		}
	}
}

func cancelled(t *testing.T, s *suite) {
	ctx, cancel := context.WithCancel(context.Background())
	c := s.commit(talk, "m1", "one")
	cancel()
	if err := s.Commit(ctx, c); err == nil || errors.Is(err, session.ErrConflict) {
		t.Errorf("Commit with a cancelled context: %v", err)
	}
	if _, err := s.Load(ctx, talk, ""); err == nil {
		t.Error("Load with a cancelled context: no error")
	}
	s.want(talk, 0, "")
}

func sendsInOrder(t *testing.T, s *suite) {
	s.turn(talk, "m1", "one", "a", "b")
	s.turn(talk, "m2", "two")
	s.turn(talk, "m3", "three", "c")
	send := s.take(talk)
	for i, body := range []string{"a", "b", "c"} {
		s.wantSend(send, int64(i+1), body)
		send = s.done(talk, send)
	}
	s.wantNone(send)
	s.turn(talk, "m4", "four", "d")
	s.wantSend(s.take(talk), 4, "d")
}

func heldAlone(t *testing.T, s *suite) {
	first, err := s.CommitAndTake(context.Background(), s.commit(talk, "m1", "one", "a"), hold)
	if err != nil {
		t.Fatal(err)
	}
	s.wantSend(first, 1, "a")
	second, err := s.CommitAndTake(context.Background(), s.commit(talk, "m2", "two", "b"), hold)
	if err != nil {
		t.Fatal(err)
	}
	s.wantNone(second)
	s.wantNone(s.take(talk))
	next := s.done(talk, first)
	s.wantSend(next, 2, "b")
	s.wantNone(s.take(talk))
	s.wantNone(s.done(talk, next))
	third, err := s.CommitAndTake(context.Background(), s.commit(talk, "m3", "three", "c"), hold)
	if err != nil {
		t.Fatal(err)
	}
	s.wantSend(third, 3, "c")
}

func holdEnds(t *testing.T, s *suite) {
	s.turn(talk, "m1", "one", "a", "b")
	lost := s.take(talk)
	s.wait(hold + hold/5)
	taken := s.take(talk)
	s.wantSend(taken, 1, "a")
	s.wantNone(s.done(talk, lost)) // it was sent, so it is removed, but the hold is another's
	s.wantSend(s.done(talk, taken), 2, "b")
}

func markedLate(t *testing.T, s *suite) {
	s.turn(talk, "m1", "one", "a", "b", "c")
	a := s.take(talk)
	b := s.done(talk, a)
	s.wantSend(s.done(talk, a), 2, "b")
	s.wantSend(s.done(talk, b), 3, "c")
	s.wantNone(s.done(talk, session.Send{Number: 99, Hold: -1}))
	s.wait(hold + hold/5)
	s.wantSend(s.take(talk), 3, "c")
}

func prolonged(t *testing.T, s *suite) {
	s.turn(talk, "m1", "one", "a")
	a := s.take(talk)
	for range 3 {
		s.wait(hold * 3 / 5)
		if ok, err := s.Hold(context.Background(), talk, a, hold); !ok || err != nil {
			t.Fatalf("Hold: %v, %v", ok, err)
		}
		s.wantNone(s.take(talk))
	}
	s.wait(hold + hold/5)
	s.wantSend(s.take(talk), 1, "a")
	if ok, err := s.Hold(context.Background(), talk, a, hold); ok || err != nil {
		t.Errorf("a lost hold was prolonged: %v, %v", ok, err)
	}
}

func dueFound(t *testing.T, s *suite) {
	due := func() map[session.Conversation]bool {
		list, err := s.Due(context.Background(), 100)
		if err != nil {
			t.Fatal(err)
		}
		found := map[session.Conversation]bool{}
		for _, c := range list {
			found[c] = true
		}
		if len(found) != len(list) {
			t.Errorf("a conversation is named twice: %v", list)
		}
		return found
	}
	for i := range 20 {
		s.turn(session.Conversation(fmt.Sprint("test:", i)), "m1", "one", "a")
	}
	s.turn("test:quiet", "m1", "one")
	held := s.take("test:0")
	s.wantNone(s.done("test:1", s.take("test:1")))
	if found := due(); len(found) != 18 || found["test:0"] || found["test:1"] || found["test:quiet"] {
		t.Errorf("due: %v", found)
	}
	s.wait(hold + hold/5)
	if found := due(); len(found) != 19 || !found["test:0"] {
		t.Errorf("after the hold ended: %v", found)
	}
	s.wantNone(s.done("test:0", held)) // sent all the same
	if found := due(); len(found) != 18 {
		t.Errorf("after the send was marked: %v", found)
	}
	if list, err := s.Due(context.Background(), 5); err != nil || len(list) > 5 {
		t.Errorf("a limit of 5: %v, %v", list, err)
	}
}

func conflictNoSend(t *testing.T, s *suite) {
	stale := s.commit(talk, "m2", "stale", "never")
	s.turn(talk, "m1", "one")
	if send, err := s.CommitAndTake(context.Background(), stale, hold); !errors.Is(err, session.ErrConflict) || !send.None() {
		t.Errorf("%+v, %v; want ErrConflict and nothing to send", send, err)
	}
	s.wantNone(s.take(talk))
}
