package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"
)

// maxLine bounds one line of a batch.
const maxLine = 1 << 20

var errTooBig = errors.New("这一行超过1MiB")

// numbered is a line of a batch with its place, and what became of it.
type numbered struct {
	number int
	text   []byte
	result []byte
	fault  error
	done   chan struct{}
}

// answerLine answers one line of a batch. A fault that is handed in says why the
// line could not be read; the one handed back is told on standard error. What it
// returns is written either way.
type answerLine func(line []byte, fault error) ([]byte, error)

// eachLine answers the lines of a batch on all processors and writes one line for
// each, in the same order, as soon as it is there. Blank lines are skipped. A
// fault does not stop the run.
func (a *app) eachLine(ctx context.Context, in io.Reader, out io.Writer, answer answerLine) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	work := make(chan *numbered, runtime.GOMAXPROCS(0))
	ordered := make(chan *numbered, 64*runtime.GOMAXPROCS(0))
	for range runtime.GOMAXPROCS(0) {
		go func() {
			for l := range work {
				l.result, l.fault = answer(l.text, l.fault)
				close(l.done)
			}
		}()
	}
	var readErr error
	go func() {
		defer close(ordered)
		defer close(work)
		readErr = feed(ctx, in, work, ordered)
	}()
	faults, err := a.collect(ctx, ordered, out)
	switch {
	case err != nil:
		return err
	case readErr != nil:
		return readErr
	case ctx.Err() != nil:
		return ctx.Err()
	case faults > 0:
		return errReported
	}
	return nil
}

// feed cuts the input into lines and hands each to a worker and to the collector.
func feed(ctx context.Context, in io.Reader, work, ordered chan<- *numbered) error {
	r := bufio.NewReaderSize(in, 1<<16)
	for n := 1; ; n++ {
		text, tooBig, err := readLine(r)
		if line := bytes.TrimSpace(text); len(line) > 0 || tooBig {
			l := &numbered{number: n, text: line, done: make(chan struct{})}
			if tooBig {
				l.fault = errTooBig
			}
			select {
			case ordered <- l:
			case <-ctx.Done():
				return ctx.Err()
			}
			work <- l
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// readLine reads one line of its own; of one longer than maxLine the rest is
// passed over.
func readLine(r *bufio.Reader) (line []byte, tooBig bool, err error) {
	for {
		part, err := r.ReadSlice('\n')
		if !tooBig {
			line = append(line, part...)
			if len(line) > maxLine {
				line, tooBig = nil, true
			}
		}
		if err != bufio.ErrBufferFull {
			return line, tooBig, err
		}
	}
}

// collect writes the results in the order of the lines. It flushes before it
// waits, so that a reader sees each line as soon as it is there.
func (a *app) collect(ctx context.Context, ordered <-chan *numbered, out io.Writer) (faults int, err error) {
	w := bufio.NewWriterSize(out, 1<<16)
	for {
		l, ok := awaitFlushed(ctx, w, ordered)
		if !ok {
			return faults, w.Flush()
		}
		if _, ok := awaitFlushed(ctx, w, l.done); !ok && ctx.Err() != nil {
			return faults, ctx.Err()
		}
		if l.fault != nil {
			faults++
			fmt.Fprintf(a.err, "line %d: %v\n", l.number, l.fault)
		}
		w.Write(l.result)
		if err := w.WriteByte('\n'); err != nil {
			return faults, err
		}
	}
}

// awaitFlushed receives from c, and flushes w first if there is nothing yet. It
// is not ok when c is closed or the context ends.
func awaitFlushed[T any](ctx context.Context, w *bufio.Writer, c <-chan T) (v T, ok bool) {
	select {
	case v, ok = <-c:
		return v, ok
	default:
		w.Flush() // an error stays in w and shows at the next write
	}
	select {
	case v, ok = <-c:
		return v, ok
	case <-ctx.Done():
		return v, false
	}
}
