//go:build unix

package ask_test

import (
	"strings"
	"syscall"
	"testing"
	"time"

	"suance/dialog/ask"
)

// The cost of a text grows with its length and not faster: 4,096 characters take
// at most twelve times the processor time that 512 take.
func TestCostIsLinear(t *testing.T) {
	a := asker(t)
	for _, unit := range texts {
		ratio := 0.0
		for range 5 { // a busy machine may spoil a measurement
			if ratio = float64(cost(a, unit, 4096, 3)) / float64(cost(a, unit, 512, 24)); ratio <= 12 {
				break
			}
		}
		t.Logf("%s: %.1f", unit, ratio)
		if ratio > 12 {
			t.Errorf("%s: 4096 characters take %.1f times what 512 take", unit, ratio)
		}
	}
}

// cost is the processor time in which a text of n characters is answered, the
// least of three means over several times.
func cost(a *ask.Asker, unit string, n, times int) time.Duration {
	text := string([]rune(strings.Repeat(unit, n))[:n])
	best := time.Hour
	for range 3 {
		start := processorTime()
		for range times {
			a.Ask(ask.Question{Text: text, AsOf: today})
		}
		best = min(best, (processorTime()-start)/time.Duration(times))
	}
	return max(best, 1)
}

func processorTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
