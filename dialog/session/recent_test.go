package session_test

import (
	"fmt"
	"testing"

	"suance/dialog/session"
)

func TestRecent(t *testing.T) {
	r := session.NewRecent[int](2)
	name := func(i int) session.Conversation { return session.Conversation(fmt.Sprint(i)) }
	for i := range 5 {
		r.Put(name(i), i)
		for j := max(0, i-1); j <= i; j++ { // the last two at least
			if v, ok := r.Get(name(j)); !ok || v != j {
				t.Errorf("after %d: %d is %v, %v", i, j, v, ok)
			}
		}
	}
	if _, ok := r.Get(name(1)); ok {
		t.Error("more than twice the size is remembered")
	}
	r.Forget(name(4))
	if _, ok := r.Get(name(4)); ok {
		t.Error("what was forgotten is remembered")
	}
	none := session.NewRecent[int](0)
	none.Put(name(1), 1)
	if _, ok := none.Get(name(1)); ok {
		t.Error("a size of nothing remembers")
	}
}
