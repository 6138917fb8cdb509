package main

import (
	"bytes"
	"strings"
	"testing"
)

// TestLongLines: a line beyond the limit is a fault of its own; those around it are
// read.
func TestLongLines(t *testing.T) {
	in := "a\n" + strings.Repeat("x", maxLine+1) + "\n\n b \r\n"
	var got []string
	err := readLines(strings.NewReader(in), func(l line) error {
		if l.fault != nil {
			got = append(got, "fault")
		} else {
			got = append(got, string(l.text))
		}
		return nil
	})
	if err != nil || strings.Join(got, " ") != "a fault b" {
		t.Errorf("%q %v", got, err)
	}
}

// FuzzLines: lines come in order, trimmed, none of them blank, and together they
// are what was there.
func FuzzLines(f *testing.F) {
	f.Add([]byte("a\n\n b\r\nc"))
	f.Fuzz(func(t *testing.T, data []byte) {
		var all []byte
		last := 0
		err := readLines(bytes.NewReader(data), func(l line) error {
			if l.number <= last || len(l.text) == 0 && l.fault == nil || bytes.ContainsRune(l.text, '\n') {
				t.Errorf("line %d: %q", l.number, l.text)
			}
			last = l.number
			all = append(all, l.text...)
			return nil
		})
		if want := bytes.Join(bytes.Fields(data), nil); err != nil || !bytes.Equal(bytes.Join(bytes.Fields(all), nil), want) {
			t.Errorf("%q of %q, %v", all, data, err)
		}
	})
}
