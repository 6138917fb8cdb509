package main

import (
	"context"
	"runtime"
	"sync"
)

// ordered works on the items that feed puts, on all processors, and hands the
// results to emit one by one in the order of the items. Before it waits it calls
// flush, so that a reader sees each result as soon as it is there. It ends with
// the first error of emit, else of feed, else of the context.
func ordered[T, R any](ctx context.Context, feed func(put func(T) error) error,
	work func(T) R, emit func(R) error, flush func() error) error {
	workers := runtime.GOMAXPROCS(0)
	l := newLane[T, R](64 * workers)
	defer l.stop(context.Canceled)
	defer context.AfterFunc(ctx, func() { l.stop(ctx.Err()) })()
	for range workers {
		go l.work(work, workers)
	}
	go func() { l.end(feed(l.put)) }()
	var results []R
	for {
		var err error
		if results, err = l.results(results[:0], flush); err != nil || len(results) == 0 {
			return err
		}
		for _, r := range results {
			if err := emit(r); err != nil {
				return err
			}
		}
	}
}

// lane is a ring of items on their way. They enter in order, are worked on in runs
// of neighbours, since a hand-over for each would cost as much as the work, and
// leave in order. Places count up from 0; left ≤ taken ≤ entered ≤ left + size.
type lane[T, R any] struct {
	mu                   sync.Mutex
	room, items, done    sync.Cond
	ring                 []place[T, R]
	left, taken, entered int
	ended                bool  // nothing more enters
	err                  error // of feed, or why it was stopped
	stopped              bool
}

type place[T, R any] struct {
	item   T
	result R
	done   bool
}

func newLane[T, R any](size int) *lane[T, R] {
	l := &lane[T, R]{ring: make([]place[T, R], size)}
	l.room.L, l.items.L, l.done.L = &l.mu, &l.mu, &l.mu
	return l
}

func (l *lane[T, R]) at(n int) *place[T, R] { return &l.ring[n%len(l.ring)] }

// put lets an item enter when there is room.
func (l *lane[T, R]) put(item T) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	for l.entered-l.left == len(l.ring) && !l.stopped {
		l.room.Wait()
	}
	if l.stopped {
		return l.err
	}
	l.at(l.entered).item = item
	l.entered++
	l.items.Signal()
	return nil
}

// end says that nothing more enters.
func (l *lane[T, R]) end(err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.stopped {
		l.ended, l.err = true, err
	}
	l.wake()
}

// stop lets all who wait go.
func (l *lane[T, R]) stop(why error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.stopped {
		l.stopped, l.err = true, why
	}
	l.wake()
}

func (l *lane[T, R]) wake() {
	l.room.Broadcast()
	l.items.Broadcast()
	l.done.Broadcast()
}

// work takes runs of items until none is left: few at a time while few wait, so
// that no worker is idle beside another's run.
func (l *lane[T, R]) work(work func(T) R, workers int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for {
		for l.taken == l.entered && !l.ended && !l.stopped {
			l.items.Wait()
		}
		if l.stopped || l.taken == l.entered {
			return
		}
		from := l.taken
		l.taken += max(1, (l.entered-l.taken)/(4*workers))
		to := l.taken
		l.mu.Unlock()
		for n := from; n < to; n++ {
			p := l.at(n)
			p.result = work(p.item)
		}
		l.mu.Lock()
		for n := from; n < to; n++ {
			l.at(n).done = true
		}
		if from == l.left {
			l.done.Signal()
		}
	}
}

// results appends the results that are next to leave to buf, flushing first if it
// has to wait for them. None are left when it appends nothing.
func (l *lane[T, R]) results(buf []R, flush func() error) ([]R, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for flushed := false; ; {
		for l.left < l.taken && l.at(l.left).done && !l.stopped {
			buf = append(buf, l.at(l.left).result)
			*l.at(l.left) = place[T, R]{}
			l.left++
		}
		switch {
		case l.stopped:
			return nil, l.err
		case len(buf) > 0:
			l.room.Signal()
			return buf, nil
		case l.ended && l.left == l.entered:
			return nil, l.err
		case !flushed:
			flushed = true
			l.mu.Unlock()
			err := flush()
			l.mu.Lock()
			if err != nil {
				return nil, err
			}
		default:
			l.done.Wait()
		}
	}
}
