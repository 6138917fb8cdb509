// Package sheet reads and writes tables, comma separated or workbooks, a row at a time.
// A cell that a spreadsheet would run as a formula goes out inert.
package sheet

import (
	"errors"
	"strings"
	"unicode/utf8"
)

// Limits of what is read.
const (
	maxCells = 1 << 10 // cells of a row
	maxCell  = 1 << 15 // bytes of a cell
)

// Reader gives rows in order, io.EOF after the last.
type Reader interface{ Read() (Row, error) }

// Row is one row of a table.
type Row struct {
	Number int // from 1, as a spreadsheet counts
	Cells  []string
	Fault  error // why it could not be read; a Chinese sentence
}

// Empty says whether no cell holds anything.
func (r Row) Empty() bool {
	for _, c := range r.Cells {
		if strings.TrimSpace(c) != "" {
			return false
		}
	}
	return r.Fault == nil
}

// Writer takes rows in order. Close ends the table; until then it is not whole.
type Writer interface {
	Write(cells []string) error
	Flush() error
	Close() error
}

var (
	errWide = errors.New("这一行的列太多")
	errLong = errors.New("这一行里有过长的格子")
)

// bounded is the row, or a fault where it is beyond the limits.
func bounded(r Row) Row {
	if len(r.Cells) > maxCells {
		return Row{Number: r.Number, Fault: errWide}
	}
	for _, c := range r.Cells {
		if len(c) > maxCell {
			return Row{Number: r.Number, Fault: errLong}
		}
	}
	return r
}

// Inert is the cell such that no spreadsheet runs it: what begins like a formula
// gets an apostrophe in front.
func Inert(cell string) string {
	first, size := utf8.DecodeRuneInString(strings.TrimLeft(cell, " \u00a0\u3000"))
	if size > 0 && strings.ContainsRune("=+-@\t\r\n＝＋－＠", first) {
		return "'" + cell
	}
	return cell
}
