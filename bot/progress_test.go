package main

import (
	"bytes"
	"strings"
	"testing"
	"time"
)

// TestProgress: the line says how far the batch is, no more than a few times a
// second, and gives way to other lines; where there is no terminal nothing is said.
func TestProgress(t *testing.T) {
	var out bytes.Buffer
	clock := time.Unix(0, 0)
	in := &countingReader{Reader: strings.NewReader(strings.Repeat("x", 1000)), n: 250}
	p := &progress{w: &out, in: in, size: 1000, now: func() time.Time { clock = clock.Add(time.Millisecond); return clock }}
	for range 30_000 {
		p.step()
	}
	if n := strings.Count(out.String(), "\r"); n < 1 || n > 3 {
		t.Errorf("%d times in 0.3 seconds", n)
	}
	if !strings.Contains(out.String(), "[#######-----------------------] 25% 已测算") {
		t.Errorf("%q", out.String())
	}
	p.clear()
	if !strings.HasSuffix(out.String(), "\r\x1b[K") {
		t.Errorf("not cleared: %q", out.String())
	}
	out.Reset()
	quiet := newProgress(&out, strings.NewReader(""), in)
	for range 1000 {
		quiet.step()
	}
	if quiet.clear(); out.Len() > 0 {
		t.Errorf("%q where there is no terminal", out.String())
	}
}
