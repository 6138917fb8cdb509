package openai

import (
	"sync"
	"time"
)

// budget limits calls and tokens a day. What a call costs is estimated from above
// before it is made: what a server says of its own use is nothing to go by.
type budget struct {
	now           func() time.Time
	calls, tokens int // a day

	mu       sync.Mutex
	day      int64 // since 1970, in Asia/Shanghai
	made, by int   // calls and tokens of that day
}

// shanghai is ahead of UTC by so much, all year.
const shanghai = 8 * time.Hour

// take takes one call of so many tokens from the day's budget; false if it does
// not suffice.
func (b *budget) take(tokens int) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if day := b.now().Add(shanghai).Unix() / 86400; day != b.day {
		b.day, b.made, b.by = day, 0, 0
	}
	if b.made+1 > b.calls || b.by+tokens > b.tokens {
		return false
	}
	b.made++
	b.by += tokens
	return true
}
