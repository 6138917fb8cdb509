package dialog_test

import (
	"strings"
	"testing"
	"time"
)

// TestCostIsLinear: a message of 4,096 characters costs about eight times one of 512,
// whatever it repeats. The limit leaves room for a busy machine; work that grows with
// the square goes far beyond it.
func TestCostIsLinear(t *testing.T) {
	const short, long, limit = 512, 4096, 40
	begun := dialogTalk.Turn(dialogTalk.Begin(), "我们新材料，营收8亿，首台套保险第一年，保费100万", today()).State
	for _, unit := range []string{"新材料企业营收12亿，首次达到。", "12亿", "第二年、第三年能补多少？", "a", "营收营收",
		"如果做到20亿呢，", "不对，", "甲公司：", "，", "是，12亿，没有，", "为什么", "1,"} {
		cost := func(n int) time.Duration {
			text := string([]rune(strings.Repeat(unit, n))[:n])
			best := time.Hour
			for range 5 {
				start := time.Now()
				dialogTalk.Turn(begun, text, today())
				best = min(best, time.Since(start))
			}
			return best
		}
		var a, b time.Duration
		for range 3 { // what is slow only once is the machine
			a, b = cost(short), cost(long)
			if b <= limit*max(a, 100*time.Microsecond) {
				break
			}
		}
		if b > limit*max(a, 100*time.Microsecond) {
			t.Errorf("%q: %v for %d characters, %v for %d", unit, a, short, b, long)
		}
	}
}
