package telegram

import (
	"sync"
	"time"

	"github.com/go-telegram/bot/models"
)

// lanes run what is given for a chat in the order given, chats side by side. The
// zero lanes are ready.
type lanes struct {
	mu    sync.Mutex
	queue map[int64][]func() // of the chats that are busy
	idle  chan lane          // those who drive lanes and have none for a while
}

// lane is a chat that is busy, with what comes first.
type lane struct {
	chat  int64
	first func()
}

// laneIdle is how long somebody who drove a lane waits for another. A goroutine
// that goes on has its stack grown; a new one would have to grow it, at each turn.
const laneIdle = time.Second

// run runs f after all that was given for the chat before. It does not wait.
func (l *lanes) run(chat int64, f func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.queue == nil {
		l.queue, l.idle = map[int64][]func(){}, make(chan lane)
	}
	waiting, busy := l.queue[chat]
	if busy {
		l.queue[chat] = append(waiting, f)
		return
	}
	l.queue[chat] = nil
	select {
	case l.idle <- lane{chat, f}:
	default:
		go l.drive(lane{chat, f})
	}
}

// waiting is how much waits for a chat behind what is under way.
func (l *lanes) waiting(chat int64) int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.queue[chat])
}

// drive drives a lane, and others after it.
func (l *lanes) drive(a lane) {
	late := time.NewTimer(laneIdle)
	defer late.Stop()
	for {
		l.empty(a)
		late.Reset(laneIdle)
		select {
		case a = <-l.idle:
		case <-late.C:
			return
		}
	}
}

// empty runs what is given for a chat until there is nothing more.
func (l *lanes) empty(a lane) {
	for f := a.first; ; {
		f()
		l.mu.Lock()
		waiting := l.queue[a.chat]
		if len(waiting) == 0 {
			delete(l.queue, a.chat)
			l.mu.Unlock()
			return
		}
		f, l.queue[a.chat] = waiting[0], waiting[1:]
		l.mu.Unlock()
	}
}

// queue runs f after all that was given for the chat of the update before; nil
// is an update that cannot be read.
func (b *Bot) queue(u *models.Update, f func()) {
	var chat int64
	if u != nil {
		chat = chatOf(u)
	}
	begin := time.Now()
	b.lanes.run(chat, func() {
		b.took(StageWait, begin)
		f()
	})
}

// crowded says that a chat has so many updates before it that it would take the
// others' places.
func (b *Bot) crowded(u *models.Update) bool {
	return u != nil && b.lanes.waiting(chatOf(u)) >= maxPerChat
}
