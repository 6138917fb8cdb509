package telegram_test

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"suance/bot/telegram"
	"suance/bot/telegram/telegramtest"
	"suance/calc/fact"
	"suance/dialog"
	"suance/dialog/session"
)

// setup is what is simulated.
type setup struct {
	webhook  bool // else long polling
	replicas int  // processes at once; 1 for long polling
	chats    int
	messages int  // of each chat
	faults   bool // of Telegram, of the store and of the way to both
	crashes  bool // processes die, and are asked to end, again and again
	dieAt    int  // the first process dies at this step; negative: it does not
	bug      bug  // a mistake that is planted
}

// world is one run. Its clock is the one of the synctest bubble in which it runs:
// waiting costs nothing. Everything drawn depends on the seed and on what it is
// drawn for, and every call takes a time of its own, so that nothing happens at
// the same moment and the same seed gives the same run.
type world struct {
	setup
	t      testing.TB
	seed   uint64
	memory *session.Memory
	side   *session.Memory // an outbox apart from the sessions, for a planted bug
	api    *telegramAPI
	check  *checker
	calm   atomic.Bool   // nothing goes wrong any more
	over   chan struct{} // closed at the end

	mu      sync.Mutex
	drawn   map[string]uint64 // how often something was drawn for a purpose
	running []*process        // by place; nil while there is none
	update  int64             // the last update's id
	ends    sync.WaitGroup    // of processes

	firstDied bool // the first process did
}

func newWorld(t testing.TB, seed uint64, s setup) *world {
	w := &world{setup: s, t: t, seed: seed, memory: session.NewMemory(30*24*time.Hour, time.Now),
		side: session.NewMemory(30*24*time.Hour, time.Now), check: newChecker(), over: make(chan struct{}),
		drawn: map[string]uint64{}, running: make([]*process, s.replicas), update: 1000}
	w.api = newTelegramAPI(w)
	return w
}

// draw is a number that depends on the seed, the purpose, and how often it was
// asked for with this purpose.
func (w *world) draw(purpose string) uint64 {
	w.mu.Lock()
	n := w.drawn[purpose]
	w.drawn[purpose]++
	w.mu.Unlock()
	h := fnv.New64a()
	h.Write(binary.LittleEndian.AppendUint64(nil, w.seed))
	h.Write([]byte(purpose))
	h.Write(binary.LittleEndian.AppendUint64(nil, n))
	x := h.Sum64()
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

func (w *world) chance(purpose string, percent uint64) bool { return w.draw(purpose)%100 < percent }

// between is a time between two others.
func (w *world) between(purpose string, from, to time.Duration) time.Duration {
	return from + time.Duration(w.draw(purpose)%uint64(to-from))
}

// lag waits as long as a call takes on its way, which may be up to most, or until
// ctx ends.
func (w *world) lag(ctx context.Context, purpose string, most time.Duration) {
	d := w.between(purpose+" lag", 50*time.Microsecond, 2*time.Millisecond)
	if w.faults && !w.calm.Load() && w.chance(purpose+" slow", 1) {
		d = w.between(purpose+" slow", most/10, most)
	}
	pause(ctx, d)
}

// How long a call may take at most: the client of Redis gives up after three
// seconds, both ways together; Telegram takes its time. A store that answers later
// than a hold lasts, or a process that stands still so long, is not simulated: a
// reply comes twice then, and nothing can prevent it.
const (
	slowStore    = 1500 * time.Millisecond
	slowTelegram = 12 * time.Second
)

// apart lets a moment pass that no other call has: what begins at the same time is
// drawn for, and may be where a process dies, in the same order in every run.
func (w *world) apart(purpose string) {
	time.Sleep(w.between(purpose+" apart", 1, 10*time.Microsecond))
}

func pause(ctx context.Context, d time.Duration) {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
	case <-ctx.Done():
	}
}

// run has people talk until all is said, lets what is left be sent, and returns
// what is wrong.
func (w *world) run() []string {
	var places, people sync.WaitGroup
	for place := range w.replicas {
		places.Go(func() { w.keepRunning(place) })
	}
	for chat := range w.chats {
		people.Go(func() { newPerson(w, int64(chat+1)).talk() })
	}
	people.Wait()
	w.calm.Store(true)
	for deadline := time.Now().Add(10 * time.Minute); !w.check.settled() && time.Now().Before(deadline); {
		time.Sleep(time.Second)
	}
	time.Sleep(time.Minute) // what comes too often comes now
	close(w.over)
	places.Wait()
	w.ends.Wait()
	return w.check.complaints(w)
}

// keepRunning keeps one process running: another one starts after it has died or
// was asked to end.
func (w *world) keepRunning(place int) {
	name := fmt.Sprint("process ", place)
	for n := 0; ; n++ {
		p := w.start(place, n)
		restart := make(<-chan time.Time)
		if w.crashes && !w.calm.Load() {
			restart = time.After(w.between(name+" is asked to end", 10*time.Second, 2*time.Minute))
		}
		select {
		case <-p.dead:
		case <-restart:
		case <-w.over:
			w.apart(name)
			p.end()
			return
		}
		p.end()
		select {
		case <-time.After(w.between(name+" restarts", 10*time.Millisecond, 4*time.Second)):
		case <-w.over:
			return
		}
	}
}

// process is one process of the program: a real bot with real turns. At its end
// step it dies: what it calls from then on has no effect, and it hears nothing.
type process struct {
	w      *world
	name   string
	place  int
	last   int64 // the step at which it dies; negative: it does not
	steps  atomic.Int64
	dead   chan struct{}
	asked  atomic.Int64 // when it was asked to end, or died; nanoseconds
	bot    *telegram.Bot
	cancel context.CancelFunc
}

func (w *world) start(place, n int) *process {
	p := &process{w: w, place: place, name: fmt.Sprintf("process %d.%d", place, n), last: -1, dead: make(chan struct{})}
	switch {
	case w.dieAt >= 0 && place == 0 && n == 0:
		p.last = int64(w.dieAt)
	case w.crashes && !w.calm.Load() && w.chance(p.name+" dies", 70):
		p.last = int64(w.draw(p.name+" dies at") % 400)
	}
	c := telegram.Config{Token: telegramtest.Token, Server: "http://telegram.invalid", Store: w.bug.store(p, store{w.memory, p})}
	if w.webhook {
		c.WebhookURL, c.WebhookSecret = "https://example.com/telegram/webhook", secret
	}
	b, err := telegram.New(c)
	if err != nil {
		w.t.Error(err)
		return p
	}
	p.bot = b
	b.SetTransport(transport{p})
	service := *talker() // the policy is read once, for all
	service.Config.Store, service.Config.Outgoing = b.Talks(), b.Outgoing
	service.Today = func() fact.Day { return fact.Day(w.draw(p.name+" today") % 40_000) } // the clock jumps by decades
	ctx, cancel := context.WithCancel(context.Background())
	p.cancel = cancel
	w.ends.Go(func() {
		if err := b.Run(ctx, w.bug.turner(p, &service)); err != nil {
			w.check.complain("%s: Run: %v", p.name, err)
		}
		if took := time.Duration(time.Now().UnixNano() - p.asked.Load()); took > 10*time.Second {
			w.check.complain("%s ended %v after it was asked to", p.name, took)
		}
	})
	w.mu.Lock()
	w.running[place] = p
	w.mu.Unlock()
	return p
}

// end asks the process to end, as SIGTERM does.
func (p *process) end() {
	p.w.mu.Lock()
	p.w.running[p.place] = nil
	p.w.mu.Unlock()
	if p.lives() {
		p.asked.Store(time.Now().UnixNano())
		p.w.check.ended(p)
	}
	p.cancel()
}

// step counts one step and says whether the process lives.
func (p *process) step() bool {
	if p.steps.Add(1)-1 == p.last {
		p.w.check.crashed(p)
		p.asked.Store(time.Now().UnixNano())
		p.w.mu.Lock()
		p.w.firstDied = p.w.firstDied || p.place == 0 && p.last == int64(p.w.dieAt)
		p.w.mu.Unlock()
		close(p.dead)
		p.cancel()
	}
	return p.lives()
}

func (p *process) lives() bool {
	select {
	case <-p.dead:
		return false
	default:
		return true
	}
}

// serve gives the process a request of the webhook; 0 is no answer.
func (p *process) serve(body []byte) int {
	r := httptest.NewRequest(http.MethodPost, "/telegram/webhook", strings.NewReader(string(body)))
	r.Header.Set("X-Telegram-Bot-Api-Secret-Token", secret)
	answer := httptest.NewRecorder()
	p.w.bug.handler(p, p.bot).ServeHTTP(answer, r)
	if !p.lives() {
		return 0
	}
	return answer.Code
}

// pick is a process that runs, or nil.
func (w *world) pick(purpose string) *process {
	i := w.draw(purpose)
	w.mu.Lock()
	defer w.mu.Unlock()
	alive := slices.DeleteFunc(slices.Clone(w.running), func(p *process) bool { return p == nil })
	if len(alive) == 0 {
		return nil
	}
	return alive[i%uint64(len(alive))]
}

// errFault is what a call returns that a fault befell.
var errFault = fmt.Errorf("%w: simulated", session.ErrUnavailable)

// store is the store as a process sees it: each call takes time, may fail before
// or after it took effect, and may be where the process dies.
type store struct {
	session.Outbox
	p *process
}

// call makes a call of the store.
func call[T any](ctx context.Context, p *process, what string, c session.Conversation, f func() (T, error)) (v T, err error) {
	var none T
	purpose := fmt.Sprint("store ", what, " ", c)
	if c == "" {
		purpose += p.name
	}
	p.w.apart(purpose)
	if !p.step() {
		return none, errFault
	}
	p.w.lag(ctx, purpose, slowStore)
	fault := uint64(100)
	if p.w.faults && !p.w.calm.Load() {
		fault = p.w.draw(purpose+" fault") % 100
	}
	if fault == 0 || ctx.Err() != nil || !p.lives() {
		return none, errFault
	}
	v, err = f()
	if !p.step() {
		return none, errFault
	}
	p.w.lag(ctx, purpose, slowStore)
	if fault == 1 || ctx.Err() != nil || !p.lives() {
		return none, errFault
	}
	return v, err
}

func (s store) Load(ctx context.Context, c session.Conversation, message string) (session.Loaded, error) {
	return call(ctx, s.p, "load", c, func() (session.Loaded, error) { return s.Outbox.Load(ctx, c, message) })
}

func (s store) Commit(ctx context.Context, c session.Commit) error {
	_, err := s.CommitAndTake(ctx, c, 0)
	return err
}

func (s store) CommitAndTake(ctx context.Context, c session.Commit, hold time.Duration) (session.Send, error) {
	return call(ctx, s.p, "commit", c.Conversation, func() (session.Send, error) {
		send, err := s.p.w.bug.commit(ctx, s.p, c, hold)
		if errors.Is(err, session.ErrConflict) {
			s.p.w.check.note("%s: conflict of %s in %s", s.p.name, c.Message, c.Conversation)
		}
		return send, err
	})
}

func (s store) Take(ctx context.Context, c session.Conversation, hold time.Duration) (session.Send, error) {
	return call(ctx, s.p, "take", c, func() (session.Send, error) { return s.Outbox.Take(ctx, c, hold) })
}

// Done and Hold are where a send's fate becomes known: what is not heard of them
// leaves it open.
func (s store) Done(ctx context.Context, c session.Conversation, made session.Send, hold time.Duration) (session.Send, error) {
	next, err := call(ctx, s.p, "done", c, func() (session.Send, error) {
		s.p.w.check.marked(s.p, c)
		return s.Outbox.Done(ctx, c, made, hold)
	})
	if err != nil && s.p.lives() {
		s.p.w.check.unsure(c)
	}
	return next, err
}

func (s store) Hold(ctx context.Context, c session.Conversation, held session.Send, hold time.Duration) (bool, error) {
	ok, err := call(ctx, s.p, "hold", c, func() (bool, error) { return s.Outbox.Hold(ctx, c, held, hold) })
	if err != nil && s.p.lives() {
		s.p.w.check.unsure(c)
	}
	return ok, err
}

func (s store) Due(ctx context.Context, limit int) ([]session.Conversation, error) {
	return call(ctx, s.p, "due", "", func() ([]session.Conversation, error) {
		due, err := s.Outbox.Due(ctx, limit)
		slices.Sort(due) // in no order of its own
		return due, err
	})
}

func (s store) Bury(ctx context.Context, l session.DeadLetter) error {
	_, err := call(ctx, s.p, "bury", "", func() (struct{}, error) {
		if s.p.w.bug != dropsLetters {
			s.p.w.check.buried(l)
		}
		return struct{}{}, s.Outbox.Bury(ctx, l)
	})
	return err
}

var _ telegram.Turner = (*dialog.Service)(nil)
