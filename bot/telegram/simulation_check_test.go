package telegram_test

import (
	"context"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"suance/calc/fact"
	"suance/dialog"
	"suance/dialog/session"
)

// checker sees, beside the store and at Telegram, what took effect, and knows
// nothing of how the program works. At the end it compares that with what was
// said: see complaints.
type checker struct {
	mu      sync.Mutex
	updates map[int64]*said            // by update id
	took    map[int64][]committed      // by chat, in the order in which they took effect
	got     map[int64][]delivery       // by chat
	fates   map[int64]int              // by chat: how many outcomes of sends nobody could know
	open    map[*process]map[int64]int // sends under way, or made and not marked, by process and chat
	wrong   []string
	trace   []string
	tally
}

// said is an update and what became of it.
type said struct {
	chat     int64
	text     string
	choice   string     // a button that was pressed, instead of a text
	value    fact.Value // what it says
	poison   bool       // nothing can read it
	buried   bool       // it was put aside
	accepted bool
}

// committed is a turn that took effect.
type committed struct {
	update int64
	base   int64
	sends  []string // the replies committed with it, as delivery.seen
}

// tally counts what happened.
type tally struct{ turns, deaths, ends, doubts, again int }

func (t *tally) add(o tally) {
	t.turns += o.turns
	t.deaths += o.deaths
	t.ends += o.ends
	t.doubts += o.doubts
	t.again += o.again
}

func newChecker() *checker {
	return &checker{updates: map[int64]*said{}, took: map[int64][]committed{}, got: map[int64][]delivery{},
		fates: map[int64]int{}, open: map[*process]map[int64]int{}}
}

// talkWith is the conversation in a private chat, and chatOf the other way.
func talkWith(chat int64) session.Conversation {
	return session.Conversation(fmt.Sprint("telegram:", chat))
}

func chatOf(c session.Conversation) int64 {
	chat, _ := strconv.ParseInt(strings.TrimPrefix(string(c), "telegram:"), 10, 64)
	return chat
}

func (c *checker) locked(f func()) {
	c.mu.Lock()
	defer c.mu.Unlock()
	f()
}

// note adds a line to the trace; the lock is held.
func (c *checker) line(format string, args ...any) {
	c.trace = append(c.trace, fmt.Sprintf("%d ", time.Now().UnixNano())+fmt.Sprintf(format, args...))
}

func (c *checker) note(format string, args ...any) {
	c.locked(func() { c.line(format, args...) })
}

func (c *checker) complain(format string, args ...any) {
	c.locked(func() { c.wrong = append(c.wrong, fmt.Sprintf(format, args...)) })
}

// said notes an update that a person caused.
func (c *checker) said(id int64, s said) {
	c.locked(func() { c.updates[id] = &s; c.line("update %d of %d: %s%s", id, s.chat, s.text, s.choice) })
}

// accepted notes that the program said it has an update: from now on it is the
// only one that has.
func (c *checker) accepted(id int64) {
	c.locked(func() {
		s := c.updates[id]
		s.accepted = true
		c.line("update %d is accepted", id)
		if s.poison {
			if !s.buried {
				c.wrong = append(c.wrong, fmt.Sprintf("update %d, which nothing can read, was acknowledged before it was put aside", id))
			}
			return
		}
		if !slices.ContainsFunc(c.took[s.chat], func(t committed) bool { return t.update == id }) {
			c.wrong = append(c.wrong, fmt.Sprintf("update %d was acknowledged before its turn was committed", id))
		}
	})
}

// buried notes a dead letter: only what nothing can read may become one.
func (c *checker) buried(l session.DeadLetter) {
	id, _ := strconv.ParseInt(l.ID, 10, 64)
	c.locked(func() {
		c.line("dead letter: %s %s", l.Kind, l.ID)
		if s := c.updates[id]; l.Kind == "update" && s != nil && s.poison {
			s.buried = true
			return
		}
		c.wrong = append(c.wrong, fmt.Sprintf("a dead letter: %s %s %s", l.Kind, l.ID, l.Why))
	})
}

// committed notes a turn that took effect.
func (c *checker) committed(m session.Commit) {
	t := committed{base: m.Base}
	t.update, _ = strconv.ParseInt(m.Message, 10, 64)
	for _, body := range m.Outgoing {
		var s struct {
			HTML string
			Keys [][]struct{ Data string }
		}
		_ = json.Unmarshal(body, &s)
		seen := s.HTML
		for _, k := range slices.Concat(s.Keys...) {
			seen += " " + k.Data
		}
		t.sends = append(t.sends, seen)
	}
	chat := chatOf(m.Conversation)
	c.locked(func() {
		c.took[chat] = append(c.took[chat], t)
		c.turns++
		c.line("turn of update %d on version %d", t.update, t.base)
	})
}

// sending, delivered, refused and marked follow a send: it is under way, Telegram
// took it or said that it did not, the store knows.
func (c *checker) sending(p *process, chat int64) {
	c.locked(func() {
		if c.open[p] == nil {
			c.open[p] = map[int64]int{}
		}
		c.open[p][chat] = 1
	})
}

func (c *checker) delivered(p *process, chat int64, d delivery) {
	c.locked(func() {
		c.got[chat] = append(c.got[chat], d)
		c.line("%s sent to %d", p.name, chat)
	})
}

func (c *checker) refused(p *process, chat int64) {
	c.locked(func() { delete(c.open[p], chat) })
}

func (c *checker) marked(p *process, conversation session.Conversation) {
	c.locked(func() { delete(c.open[p], chatOf(conversation)) })
}

// unsure notes that nobody could know what became of a call that a send's fate
// hangs on.
func (c *checker) unsure(conversation session.Conversation) {
	c.locked(func() { c.fates[chatOf(conversation)]++; c.doubts++ })
}

// crashed notes that a process died: what it was sending may be sent again.
func (c *checker) crashed(p *process) {
	c.locked(func() {
		c.deaths++
		c.line("%s dies", p.name)
		for chat := range c.open[p] {
			c.fates[chat]++
			c.doubts++
		}
		delete(c.open, p)
	})
}

// ended notes that a process was asked to end.
func (c *checker) ended(p *process) {
	c.locked(func() { c.ends++; c.line("%s is asked to end", p.name) })
}

// answered says whether all replies to an update were delivered.
func (c *checker) answered(id int64) (answered bool) {
	c.locked(func() {
		chat, due := c.updates[id].chat, 0
		answered = c.updates[id].buried
		for _, t := range c.took[chat] {
			due += len(t.sends)
			if t.update == id {
				answered = len(c.got[chat]) >= due
			}
		}
	})
	return answered
}

// settled says whether all that was said is acknowledged and answered.
func (c *checker) settled() (settled bool) {
	c.locked(func() {
		settled = true
		for _, s := range c.updates {
			settled = settled && s.accepted
		}
		for chat, turns := range c.took {
			due := 0
			for _, t := range turns {
				due += len(t.sends)
			}
			settled = settled && len(c.got[chat]) >= due
		}
	})
	return settled
}

// digest stands for all that happened, in its order.
func (c *checker) digest() uint64 {
	h := fnv.New64a()
	c.locked(func() {
		for _, line := range c.trace {
			h.Write([]byte(line))
		}
	})
	return h.Sum64()
}

// complaints are what is wrong at the end of a run. For each chat:
//
//	every update was accepted and took effect once, in its order where the person
//	waited for that; each turn is built on the one before;
//	the facts are those of a simple model that hears the same;
//	the replies came in the order of the turns, none is missing, and one came
//	again only where nobody could know that it had come, with the same bytes.
func (c *checker) complaints(w *world) []string {
	c.mu.Lock()
	defer c.mu.Unlock()
	wrong := c.wrong
	for chat := int64(1); chat <= int64(w.chats); chat++ {
		for _, s := range slices.Concat(c.updatesOf(chat), c.turnsOf(chat), c.factsOf(w, chat), c.repliesOf(chat)) {
			wrong = append(wrong, fmt.Sprintf("chat %d: %s", chat, s))
		}
	}
	return wrong
}

func (c *checker) updatesOf(chat int64) (wrong []string) {
	times := map[int64]int{}
	for _, t := range c.took[chat] {
		times[t.update]++
	}
	for id, s := range c.updates {
		switch {
		case s.chat != chat:
		case !s.accepted:
			wrong = append(wrong, fmt.Sprintf("update %d was never accepted", id))
		case s.poison && times[id] == 0:
		case times[id] != 1:
			wrong = append(wrong, fmt.Sprintf("update %d took effect %d times", id, times[id]))
		}
	}
	return wrong
}

func (c *checker) turnsOf(chat int64) (wrong []string) {
	for i, t := range c.took[chat] {
		if t.base != int64(i) {
			wrong = append(wrong, fmt.Sprintf("turn %d (update %d) is built on version %d", i+1, t.update, t.base))
		}
		if len(t.sends) == 0 {
			wrong = append(wrong, fmt.Sprintf("turn %d (update %d) has no reply", i+1, t.update))
		}
	}
	return wrong
}

// factsOf compares the facts that the store has with the model's.
func (c *checker) factsOf(w *world, chat int64) []string {
	m := newModel()
	for i, t := range c.took[chat] {
		m.hear(c.updates[t.update], int64(i))
	}
	service := *talker()
	service.Config.Store, service.Config.Outgoing = w.memory, nil
	r, err := service.Turn(context.Background(), dialog.Message{Conversation: talkWith(chat), ID: "end", Text: "汇总"})
	if want := string(m.facts.AppendJSON(nil)); err != nil || string(r.Facts) != want {
		return []string{fmt.Sprintf("the facts are %s, want %s (%v)", r.Facts, want, err)}
	}
	return nil
}

// repliesOf goes through what a person got and what the turns said.
func (c *checker) repliesOf(chat int64) (wrong []string) {
	var want []string
	for _, t := range c.took[chat] {
		want = append(want, t.sends...)
	}
	next, extra := 0, 0
	for i, d := range c.got[chat] {
		switch {
		case next < len(want) && d.seen() == want[next]:
			next++
		case i > 0 && next > 0 && d.seen() == want[next-1]:
			extra++
			if d.bytes != c.got[chat][i-1].bytes {
				wrong = append(wrong, fmt.Sprintf("message %d came again with other bytes", i+1))
			}
		default:
			return append(wrong, fmt.Sprintf("message %d of %d is not the reply due: %.60q, not %.60q",
				i+1, len(c.got[chat]), d.seen(), append(want, "nothing")[next]))
		}
	}
	if next < len(want) {
		wrong = append(wrong, fmt.Sprintf("%d of %d replies never came", len(want)-next, len(want)))
	}
	if extra > c.fates[chat] {
		wrong = append(wrong, fmt.Sprintf("%d messages came again, where only %d had an unknown fate", extra, c.fates[chat]))
	}
	c.again += extra
	return wrong
}

// model is what a person expects the assistant to know: the last that was said of
// each fact, and the way back.
type model struct {
	facts fact.Set
	past  []fact.Set
}

func newModel() *model { return &model{facts: fact.NewSet(schema())} }

// hear takes an update in that is the turn after the version.
func (m *model) hear(s *said, version int64) {
	if s == nil {
		return
	}
	next := m.facts
	switch {
	case s.text == undo:
		if n := len(m.past); n > 0 {
			m.facts, m.past = m.past[n-1], m.past[:n-1]
		}
		return
	case s.choice != "":
		v, rest, _ := strings.Cut(s.choice, ".")
		_, id, _ := strings.Cut(rest, ".")
		if v != strconv.FormatInt(version, 10) {
			return // outdated
		}
		next = next.With(fact.ID(id), s.value)
	default:
		next = statements()[s.text](next)
	}
	if string(next.AppendJSON(nil)) != string(m.facts.AppendJSON(nil)) {
		m.past = append(m.past, m.facts)
		m.facts = next
	}
}
