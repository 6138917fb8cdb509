package session

import "sync"

// Recent remembers something of the conversations whose turn was last, so that their
// next turn has it at hand. It holds two generations of at most size conversations:
// the older is let go when the newer is full. The zero Recent remembers nothing. It is
// safe for concurrent use.
type Recent[V any] struct {
	size int

	mu       sync.Mutex
	new, old map[Conversation]V
}

// NewRecent remembers at least size conversations, and at most twice as many.
func NewRecent[V any](size int) *Recent[V] { return &Recent[V]{size: size} }

// Get is what is remembered of a conversation; false if nothing is.
func (r *Recent[V]) Get(c Conversation) (V, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	v, ok := r.new[c]
	if !ok {
		v, ok = r.old[c]
	}
	return v, ok
}

// Put remembers something of a conversation in place of what was.
func (r *Recent[V]) Put(c Conversation, v V) {
	if r.size == 0 {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.new) >= r.size {
		r.old, r.new = r.new, nil
	}
	if r.new == nil {
		r.new = map[Conversation]V{}
	}
	r.new[c] = v
}

// Forget lets go of what is remembered of a conversation.
func (r *Recent[V]) Forget(c Conversation) {
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.new, c)
	delete(r.old, c)
}
