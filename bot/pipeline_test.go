package main

import (
	"context"
	"errors"
	"math"
	"slices"
	"sync/atomic"
	"testing"
	"time"
)

// numbers feeds 0 to n-1, then ends with err.
func numbers(n int, err error) func(func(int) error) error {
	return func(put func(int) error) error {
		for i := range n {
			if err := put(i); err != nil {
				return err
			}
		}
		return err
	}
}

func nothing() error { return nil }

// TestOrdered: the results come in the order of the items, each once, however long
// each took; what feed ended with comes after them.
func TestOrdered(t *testing.T) {
	end := errors.New("the end of the file is torn")
	for _, n := range []int{0, 1, 7, 500} {
		var got []int
		err := ordered(t.Context(), numbers(n, end), func(i int) int {
			if i%17 == 3 {
				time.Sleep(time.Millisecond)
			}
			return i * i
		}, func(r int) error { got = append(got, r); return nil }, nothing)
		want := make([]int, n)
		for i := range want {
			want[i] = i * i
		}
		if err != end || !slices.Equal(got, want) {
			t.Errorf("%d items: %v, %v", n, got, err)
		}
	}
}

// TestOrderedFlushes: who sends a line only after the answer to the last one was
// flushed is answered each time.
func TestOrderedFlushes(t *testing.T) {
	flushed := make(chan int, 1)
	emitted := -1
	feed := func(put func(int) error) error {
		for i := range 20 {
			if err := put(i); err != nil {
				return err
			}
			for got := -1; got < i; {
				select {
				case got = <-flushed:
				case <-time.After(10 * time.Second):
					return errors.New("an answer was kept back")
				}
			}
		}
		return nil
	}
	err := ordered(t.Context(), feed, func(i int) int { return i },
		func(r int) error { emitted = r; return nil },
		func() error {
			select {
			case <-flushed: // the newest counts: what nobody took yet is older
			default:
			}
			flushed <- emitted
			return nil
		})
	if err != nil {
		t.Error(err)
	}
}

// TestOrderedEnds: an error of emit or of flush, and a cancelled context, end it while
// there is more; what is fed stays within bounds of what has left.
func TestOrderedEnds(t *testing.T) {
	broken := errors.New("the disk is full")
	endless := numbers(math.MaxInt, nil)
	same := func(i int) int { return i }
	if err := ordered(t.Context(), endless, same, func(r int) error {
		if r == 3 {
			return broken
		}
		return nil
	}, nothing); err != broken {
		t.Errorf("emit: %v", err)
	}
	if err := ordered(t.Context(), endless, same, func(int) error { return nil }, func() error { return broken }); err != broken {
		t.Errorf("flush: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	var fed atomic.Int64
	counted := func(put func(int) error) error {
		return endless(func(i int) error {
			fed.Store(int64(i))
			return put(i)
		})
	}
	if err := ordered(ctx, counted, same, func(r int) error {
		if r == 1000 {
			cancel()
		}
		if ahead := fed.Load() - int64(r); ahead > 10_000 {
			return errors.New("the feed runs away")
		}
		return nil
	}, nothing); err != context.Canceled {
		t.Errorf("context: %v", err)
	}
}
