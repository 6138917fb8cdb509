package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
)

// maxLine bounds one line of a batch.
const maxLine = 1 << 20

var errTooBig = errors.New("这一行超过1MiB")

// line is a line of a batch; fault says why it could not be read.
type line struct {
	number int
	text   []byte
	fault  error
}

// answerLine answers one line. A fault that is handed in says why the line could
// not be read; the one handed back is told on standard error. What it returns is
// written either way.
type answerLine func(text []byte, fault error) ([]byte, error)

// eachLine answers the lines of a batch and writes one line for each, in the same
// order, as soon as it is there. Blank lines are skipped. A fault does not stop
// the run.
func (a *app) eachLine(ctx context.Context, in io.Reader, out io.Writer, answer answerLine) error {
	w := bufio.NewWriterSize(out, 1<<16)
	faults := 0
	err := ordered(ctx,
		func(put func(line) error) error { return readLines(in, put) },
		func(l line) line {
			l.text, l.fault = answer(l.text, l.fault)
			return l
		},
		func(l line) error {
			if l.fault != nil {
				faults++
				a.tellLine(l.number, l.fault)
			}
			w.Write(l.text)
			return w.WriteByte('\n')
		},
		w.Flush)
	if err == nil {
		err = w.Flush()
	}
	if err == nil && faults > 0 {
		err = errReported
	}
	return err
}

// tellLine says on standard error what is wrong with a line.
func (a *app) tellLine(number int, fault error) {
	fmt.Fprintf(a.err, "line %d: %v\n", number, oneLine(fault))
}

// readLines cuts the input into lines.
func readLines(in io.Reader, put func(line) error) error {
	r := bufio.NewReaderSize(in, 1<<16)
	for n := 1; ; n++ {
		text, err := readLine(r)
		l := line{number: n, text: bytes.TrimSpace(text)}
		if err == errTooBig {
			l.fault, err = errTooBig, nil
		}
		if len(l.text) > 0 || l.fault != nil {
			if err := put(l); err != nil {
				return err
			}
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// readLine reads one line into memory of its own. Of one longer than maxLine it
// passes over the rest and returns errTooBig.
func readLine(r *bufio.Reader) (text []byte, err error) {
	for tooBig := false; ; {
		part, err := r.ReadSlice('\n')
		if !tooBig {
			text = append(text, part...)
		}
		if len(text) > maxLine {
			text, tooBig = nil, true
		}
		switch {
		case err == bufio.ErrBufferFull:
		case tooBig && (err == nil || err == io.EOF):
			return nil, errTooBig
		default:
			return text, err
		}
	}
}
