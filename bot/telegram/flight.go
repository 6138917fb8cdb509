package telegram

import "sync"

// flight counts what is under way and can be waited for. The zero flight is empty.
type flight struct {
	mu     sync.Mutex
	n      int
	closed bool
	empty  []chan struct{} // closed when nothing is under way
}

// enter counts one more; false after close.
func (f *flight) enter() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.closed {
		return false
	}
	f.n++
	return true
}

func (f *flight) leave() {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.n--; f.n == 0 {
		for _, c := range f.empty {
			close(c)
		}
		f.empty = nil
	}
}

// close lets nothing more in.
func (f *flight) close() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.closed = true
}

// landed is closed once nothing is under way.
func (f *flight) landed() <-chan struct{} {
	f.mu.Lock()
	defer f.mu.Unlock()
	c := make(chan struct{})
	if f.n == 0 {
		close(c)
	} else {
		f.empty = append(f.empty, c)
	}
	return c
}
