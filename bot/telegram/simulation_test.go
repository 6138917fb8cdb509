package telegram_test

import (
	"os"
	"strconv"
	"testing"
	"testing/synctest"
)

// outcome is what came of a simulated run.
type outcome struct {
	tally
	wrong  []string
	died   bool // the first process did
	digest uint64
}

// simulate runs a world in a bubble whose time passes by itself.
func simulate(t *testing.T, seed uint64, s setup) (o outcome) {
	_ = sentences() // made outside: they are of no world
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, seed, s)
		o.wrong = w.run()
		o.tally, o.digest, o.died = w.check.tally, w.check.digest(), w.firstDied
	})
	return o
}

// everything goes wrong here: Telegram, the store, the way to both, and processes
// that die and are asked to end.
func everything(webhook bool) setup {
	s := setup{webhook: webhook, replicas: 1, chats: 8, messages: 12, faults: true, crashes: true, dieAt: -1}
	if webhook {
		s.replicas = 2
	}
	return s
}

// TestSimulation: whatever goes wrong, every update takes effect once, no reply is
// lost or out of order, and one comes twice only where nobody could know that it
// came. SUANCE_TURNS says how many turns are simulated.
func TestSimulation(t *testing.T) {
	want := 2000
	if s := os.Getenv("SUANCE_TURNS"); s != "" {
		n, err := strconv.Atoi(s)
		if err != nil {
			t.Fatal(err)
		}
		want = n
	}
	var all tally
	runs, failed := 0, 0
	for seed := uint64(1); all.turns < want && failed < 5; seed++ {
		o := simulate(t, seed, everything(seed%2 == 0))
		all.add(o.tally)
		runs++
		if len(o.wrong) > 0 {
			failed++
		}
		for _, wrong := range o.wrong {
			t.Errorf("seed %d: %s", seed, wrong)
		}
	}
	t.Logf("%d turns in %d runs; processes died %d times and were asked to end %d times; "+
		"%d outcomes of sends were unknown, %d messages came again", all.turns, runs, all.deaths, all.ends, all.doubts, all.again)
}

// TestSameSeedSameRun: a run can be repeated, to the nanosecond.
func TestSameSeedSameRun(t *testing.T) {
	for _, webhook := range []bool{false, true} {
		first, again, other := simulate(t, 7, everything(webhook)), simulate(t, 7, everything(webhook)), simulate(t, 8, everything(webhook))
		if first.digest != again.digest || first.digest == other.digest {
			t.Errorf("webhook %v: runs of one seed %x and %x, of another %x", webhook, first.digest, again.digest, other.digest)
		}
	}
}

// TestPlantedBugsAreFound: the checker finds each mistake, in some run.
func TestPlantedBugsAreFound(t *testing.T) {
	for _, b := range bugs {
		found := false
		for seed := uint64(1); seed <= 40 && !found; seed++ {
			s := everything(true)
			s.bug = b
			o := simulate(t, seed, s)
			found = len(o.wrong) > 0
			if found {
				t.Logf("%s: seed %d: %s", b, seed, o.wrong[0])
			}
		}
		if !found {
			t.Errorf("a program that %s is not found out", b)
		}
	}
	if !t.Failed() {
		t.Logf("%d planted mistakes, all found", len(bugs))
	}
}

// TestEveryStep: the process dies at each of its steps in turn, that is before and
// after each call of the store and of Telegram; another one takes over. Nothing
// else goes wrong, so that only what was being sent may come twice.
func TestEveryStep(t *testing.T) {
	for _, webhook := range []bool{false, true} {
		points, survived := 0, 0
		for at := 0; survived < 3 && at < 2000; at++ {
			s := setup{webhook: webhook, replicas: 1, chats: 2, messages: 4, dieAt: at}
			o := simulate(t, 3, s)
			if !o.died {
				survived++
				continue
			}
			points++
			for _, wrong := range o.wrong {
				t.Errorf("webhook %v, step %d: %s", webhook, at, wrong)
			}
		}
		if survived < 3 {
			t.Error("the run never ends before death")
		}
		t.Logf("%s: %d points", map[bool]string{true: "webhook", false: "polling"}[webhook], points)
	}
}
