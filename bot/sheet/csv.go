package sheet

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/transform"
)

// bom marks UTF-8; spreadsheets need it to show Chinese.
var bom = []byte("\xef\xbb\xbf")

// probed is how much of a file decides its encoding.
const probed = 1 << 16

// CSV reads comma separated values.
type CSV struct {
	// Marked says that the file was not plain UTF-8 without a mark: a spreadsheet
	// wrote it, and will want the mark back.
	Marked bool
	r      *csv.Reader
}

// NewCSV reads UTF-8, with or without a byte order mark, or GB18030.
func NewCSV(r io.Reader) (*CSV, error) {
	in := bufio.NewReaderSize(r, probed)
	head, err := in.Peek(probed)
	if err != nil && err != io.EOF {
		return nil, err
	}
	c := &CSV{}
	text := io.Reader(in)
	switch {
	case bytes.HasPrefix(head, bom):
		c.Marked = true
		in.Discard(len(bom))
	case bytes.HasPrefix(head, []byte{0xff, 0xfe}), bytes.HasPrefix(head, []byte{0xfe, 0xff}):
		return nil, errors.New("是UTF-16编码；请另存为UTF-8的CSV")
	case !validPrefix(head):
		c.Marked = true
		text = transform.NewReader(in, simplifiedchinese.GB18030.NewDecoder())
	}
	c.r = csv.NewReader(text)
	c.r.FieldsPerRecord = -1
	return c, nil
}

// validPrefix says whether the bytes are UTF-8, but perhaps for a rune cut off at
// the end.
func validPrefix(p []byte) bool {
	for i := range min(utf8.UTFMax, len(p)+1) {
		if utf8.Valid(p[:len(p)-i]) {
			return true
		}
	}
	return false
}

// Read returns the next row, io.EOF after the last. A row with broken quotes or
// bytes is a fault of its own; any other error ends the table.
func (c *CSV) Read() (Row, error) {
	cells, err := c.r.Read()
	var bad *csv.ParseError
	switch {
	case errors.As(err, &bad):
		return Row{Number: bad.StartLine, Fault: errors.New("引号不成对；含引号的格子要整个放在引号里，里面的引号写两遍")}, nil
	case err != nil:
		return Row{}, err
	}
	number, _ := c.r.FieldPos(0)
	row := Row{Number: number, Cells: cells}
	for i, cell := range cells {
		if !utf8.ValidString(cell) {
			return Row{Number: number, Fault: fmt.Errorf("第%d格不是UTF-8编码", i+1)}, nil
		}
	}
	return bounded(row), nil
}

// csvWriter writes comma separated values.
type csvWriter struct {
	w     *csv.Writer
	inert []string // of the row at hand; the memory is used again
}

// NewCSVWriter writes UTF-8, with a byte order mark where a spreadsheet wants it.
func NewCSVWriter(w io.Writer, mark bool) Writer {
	if mark {
		w.Write(bom) // an error shows at the first flush
	}
	return &csvWriter{w: csv.NewWriter(w)}
}

// Write implements Writer.
func (c *csvWriter) Write(cells []string) error {
	c.inert = c.inert[:0]
	for _, cell := range cells {
		c.inert = append(c.inert, Inert(cell))
	}
	return c.w.Write(c.inert)
}

// Flush implements Writer.
func (c *csvWriter) Flush() error {
	c.w.Flush()
	return c.w.Error()
}

// Close implements Writer.
func (c *csvWriter) Close() error { return c.Flush() }
