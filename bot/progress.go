package main

import (
	"fmt"
	"io"
	"os"
	"time"

	"golang.org/x/term"
)

// progress is a line on a terminal that says how far a batch is. Where standard
// error is no terminal it says nothing.
type progress struct {
	w      io.Writer // nil: says nothing
	in     *countingReader
	size   int64 // of the input, 0 if not known
	rows   int
	faults int // rows of them that could not be assessed
	shown  time.Time
	now    func() time.Time
}

// countingReader counts what has been read.
type countingReader struct {
	io.Reader
	n int64
}

func (c *countingReader) Read(p []byte) (int, error) {
	n, err := c.Reader.Read(p)
	c.n += int64(n)
	return n, err
}

func newProgress(w io.Writer, in io.Reader, counted *countingReader) *progress {
	p := &progress{now: time.Now}
	if f, ok := w.(*os.File); !ok || !term.IsTerminal(int(f.Fd())) {
		return p
	}
	p.w = w
	if f, ok := in.(*os.File); ok {
		if info, err := f.Stat(); err == nil && info.Mode().IsRegular() {
			p.in, p.size = counted, info.Size()
		}
	}
	return p
}

// step counts a row, and now and then says so.
func (p *progress) step() {
	p.rows++
	if p.w == nil || p.rows%100 != 0 {
		return
	}
	if now := p.now(); now.Sub(p.shown) >= 200*time.Millisecond {
		p.shown = now
		fmt.Fprint(p.w, "\r\x1b[K", p.bar())
	}
}

// width of the bar in characters.
const width = 30

func (p *progress) bar() string {
	if p.size == 0 || p.in.n == 0 {
		return fmt.Sprintf("已测算%d行", p.rows)
	}
	done := min(int(p.in.n*width/p.size), width)
	bar := make([]byte, width)
	for i := range bar {
		bar[i] = '-'
		if i < done {
			bar[i] = '#'
		}
	}
	return fmt.Sprintf("[%s] %d%% 已测算%d行", bar, min(p.in.n*100/p.size, 100), p.rows)
}

// clear takes the line away, so that other lines can stand there.
func (p *progress) clear() {
	if p.w != nil && !p.shown.IsZero() {
		fmt.Fprint(p.w, "\r\x1b[K")
		p.shown = time.Time{}
	}
}
