package terminal

import (
	"bufio"
	"context"
	"io"
)

// lineReader reads the next line; the labels are what is offered to choose from.
// After the last line it returns io.EOF.
type lineReader func(labels []string) (string, error)

// next reads a line, or returns when ctx ends: the read is then left behind, for the
// program is about to end.
func (read lineReader) next(ctx context.Context, labels []string) (line string, err error) {
	done := make(chan struct{})
	var got string
	var failed error
	go func() {
		defer close(done)
		got, failed = read(labels)
	}()
	select {
	case <-ctx.Done():
		return "", ctx.Err()
	case <-done:
		return got, failed
	}
}

// plainLines reads lines as they come. One without an end, where the input ends, is a
// line too.
func plainLines(in io.Reader) lineReader {
	r := bufio.NewReader(in)
	return func([]string) (string, error) {
		line, err := readLine(r)
		if line != "" {
			err = nil
		}
		return line, err
	}
}
