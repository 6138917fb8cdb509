package main

import (
	"context"
	"runtime"
)

// job is one item on its way through ordered.
type job[T, R any] struct {
	item   T
	result R
	done   chan struct{}
}

// ordered works on the items that feed puts, on all processors, and hands the
// results to emit one by one in the order of the items. Before it waits it calls
// flush, so that a reader sees each result as soon as it is there. It ends with
// the first error of emit, else of feed, else of the context.
func ordered[T, R any](ctx context.Context, feed func(put func(T) error) error,
	work func(T) R, emit func(R) error, flush func() error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	workers := runtime.GOMAXPROCS(0)
	todo := make(chan *job[T, R], workers)
	line := make(chan *job[T, R], 64*workers)
	for range workers {
		go func() {
			for j := range todo {
				j.result = work(j.item)
				close(j.done)
			}
		}()
	}
	var fed error
	go func() {
		defer close(line)
		defer close(todo)
		fed = feed(func(item T) error {
			j := &job[T, R]{item: item, done: make(chan struct{})}
			select {
			case line <- j:
				todo <- j
				return nil
			case <-ctx.Done():
				return ctx.Err()
			}
		})
	}()
	for {
		j, ok, err := await(ctx, line, flush)
		if err != nil {
			return err
		}
		if !ok { // feed has returned
			return fed
		}
		if _, _, err := await(ctx, j.done, flush); err != nil {
			return err
		}
		if err := emit(j.result); err != nil {
			return err
		}
	}
}

// await receives from c, and flushes first if there is nothing yet. It is not ok
// when c is closed.
func await[T any](ctx context.Context, c <-chan T, flush func() error) (v T, ok bool, err error) {
	select {
	case v, ok = <-c:
		return v, ok, nil
	default:
	}
	if err := flush(); err != nil {
		return v, false, err
	}
	select {
	case v, ok = <-c:
		return v, ok, nil
	case <-ctx.Done():
		return v, false, ctx.Err()
	}
}
