package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"suance/bot/sheet"
	"suance/calc"
	"suance/calc/fact"
)

// Kinds of batch files, by the ending of their names.
const (
	kindLines = ".ndjson"
	kindCSV   = ".csv"
	kindExcel = ".xlsx"
)

// tableKind is the kind of batch that a file's name says; empty for another file.
func tableKind(name string) string {
	switch ext := strings.ToLower(filepath.Ext(name)); ext {
	case kindLines, kindCSV, kindExcel:
		return ext
	}
	return ""
}

// enterprise is one row of a batch on its way: what it says, then what came of it.
type enterprise struct {
	number   int
	record   func() (fact.Record, error)
	name     string
	facts    fact.Set
	outcomes calc.Summary // of a table
	line     []byte       // of ndjson
	cells    []string     // of a table
	fault    error
}

// batch assesses one enterprise a row.
func (c *checkCommand) batch(ctx context.Context, a *app, kind string) error {
	out := kind
	if c.Out != "" {
		out = tableKind(c.Out)
	}
	switch {
	case out == "":
		return inputError{errors.New("--out: 批量结果的文件名应以.ndjson、.csv或.xlsx结尾")}
	case out == kindExcel && c.Out == "":
		return inputError{errors.New("--out: 表格的结果要写到文件，例如 --out 结果.xlsx")}
	}
	in, err := a.open(c.File)
	if err != nil {
		return err
	}
	defer in.Close()
	counted := &countingReader{Reader: in}
	feed, marked, err := c.feed(a, kind, in, counted)
	if err != nil {
		return err
	}
	bar := newProgress(a.err, in, counted)
	defer bar.clear()
	return a.writeOut(c.Out, func(w io.Writer) error {
		return c.write(ctx, a, out, marked, feed, bar, w)
	})
}

// write assesses what is fed and writes it as a kind of file.
func (c *checkCommand) write(ctx context.Context, a *app, out string, marked bool, feed feeder, bar *progress, w io.Writer) error {
	switch out {
	case kindCSV:
		return c.table(ctx, a, feed, bar, sheet.NewCSVWriter(w, marked))
	case kindExcel:
		return c.book(ctx, a, feed, bar, w)
	}
	return c.objects(ctx, a, feed, bar, bufio.NewWriterSize(w, 1<<16))
}

// feeder puts the rows of a batch.
type feeder = func(put func(enterprise) error) error

// feed is the feeder for a kind of input; marked says that a spreadsheet wrote it.
// A workbook is not read in order: in is a file then, or in memory.
func (c *checkCommand) feed(a *app, kind string, in, counted io.Reader) (_ feeder, marked bool, err error) {
	switch kind {
	case kindCSV:
		r, err := sheet.NewCSV(counted)
		if err != nil {
			return nil, false, inputError{fmt.Errorf("%s: %w", c.File, err)}
		}
		feed, err := c.rows(a, r, nil)
		return feed, r.Marked, err
	case kindExcel:
		f, size, err := random(in)
		if err != nil {
			return nil, false, err
		}
		r, err := sheet.NewExcel(f, size)
		if err != nil {
			return nil, false, inputError{fmt.Errorf("%s: %w", c.File, err)}
		}
		feed, err := c.rows(a, r, r.Day)
		return feed, true, err
	}
	return c.lines(a, counted), false, nil
}

// random is the input as one that can be read at any place, with its size.
func random(in io.Reader) (io.ReaderAt, int64, error) {
	switch f := in.(type) {
	case *os.File:
		info, err := f.Stat()
		if err != nil {
			return nil, 0, err
		}
		return f, info.Size(), nil
	case *bytes.Reader:
		return f, f.Size(), nil
	}
	return nil, 0, inputError{errors.New("表格要从文件读取")}
}

// lines feeds from a facts object a line.
func (c *checkCommand) lines(a *app, in io.Reader) feeder {
	awards := a.policy.Rules.AwardMeasures()
	return func(put func(enterprise) error) error {
		return readLines(in, func(l line) error {
			return put(enterprise{number: l.number, record: func() (fact.Record, error) {
				if l.fault != nil {
					return fact.Record{}, l.fault
				}
				return a.policy.Rules.Schema.Decode(l.text, awards)
			}})
		})
	}
}

// rows feeds from a table whose first row names the facts. Where days are numbers,
// day reads them.
func (c *checkCommand) rows(a *app, r sheet.Reader, day func(string) string) (feeder, error) {
	head, err := r.Read()
	switch {
	case err == io.EOF:
		return nil, inputError{fmt.Errorf("%s: 没有内容；第一行应是列名", c.File)}
	case err != nil:
		return nil, inputError{fmt.Errorf("%s: %w", c.File, err)}
	case head.Fault != nil:
		return nil, inputError{fmt.Errorf("line %d: %w", head.Number, head.Fault)}
	}
	columns, err := a.policy.Rules.Schema.Columns(head.Cells, a.policy.Rules.AwardMeasures())
	if err != nil {
		return nil, inputError{fmt.Errorf("line %d: %w", head.Number, oneLine(err))}
	}
	return func(put func(enterprise) error) error {
		for {
			row, err := r.Read()
			if err == io.EOF {
				return nil
			}
			if err == nil && !row.Empty() {
				err = put(enterprise{number: row.Number, record: func() (fact.Record, error) {
					if row.Fault != nil {
						return fact.Record{}, row.Fault
					}
					if day != nil {
						columns.EachDay(row.Cells, day)
					}
					return columns.Decode(row.Cells)
				}})
			} else if err != nil {
				err = inputError{fmt.Errorf("%s: %w", c.File, err)}
			}
			if err != nil {
				return err
			}
		}
	}, nil
}

// objects writes an assessment a line.
func (c *checkCommand) objects(ctx context.Context, a *app, feed feeder, bar *progress, w *bufio.Writer) error {
	return c.run(ctx, a, feed, bar,
		func(e enterprise, rec fact.Record) enterprise {
			if e.fault != nil {
				e.line = faultRow(e.fault)
			} else {
				assessment := c.assessRecord(a, rec)
				e.line = assessment.AppendJSON(make([]byte, 0, 24<<10))
			}
			return e
		},
		func(e enterprise) error {
			w.Write(e.line)
			return w.WriteByte('\n')
		}, w.Flush)
}

// table writes an assessment a row.
func (c *checkCommand) table(ctx context.Context, a *app, feed feeder, bar *progress, w sheet.Writer) error {
	if err := w.Write(tableHead(a.policy.Rules)); err != nil {
		return err
	}
	return c.run(ctx, a, feed, bar, c.row(a), func(e enterprise) error { return w.Write(e.cells) }, w.Flush)
}

// row makes the cells of a row. They need no texts, which cost most of an
// assessment.
func (c *checkCommand) row(a *app) func(enterprise, fact.Record) enterprise {
	return func(e enterprise, rec fact.Record) enterprise {
		if e.fault != nil {
			e.cells = faultCells(a.policy.Rules, rec.Enterprise, e.fault)
			return e
		}
		e.outcomes = a.policy.Calc.Outcomes(rec.Facts, c.Reading...)
		e.cells = tableRow(a.policy.Rules, rec.Enterprise, c.day(a, rec), &e.outcomes)
		return e
	}
}

// Names of the sheets of a workbook.
const (
	resultSheet   = "结果"
	conflictSheet = "冲突"
	sumSheet      = "合计"
)

// book writes a workbook: the results, what does not go together, and the sums.
func (c *checkCommand) book(ctx context.Context, a *app, feed feeder, bar *progress, out io.Writer) error {
	w, err := sheet.NewBook(out, resultSheet, conflictSheet, sumSheet)
	if err != nil {
		return err
	}
	head := tableHead(a.policy.Rules)
	amounts := make([]bool, len(head))
	for i, h := range head {
		amounts[i] = strings.HasSuffix(h, ".amount") || strings.HasPrefix(h, "total.")
	}
	if err := w.Next(amounts); err != nil {
		return err
	}
	if err := w.Write(head); err != nil {
		return err
	}
	sums := newTally(a.policy.Rules)
	result := c.run(ctx, a, feed, bar, c.row(a), func(e enterprise) error {
		sums.add(&e)
		return w.Write(e.cells)
	}, w.Flush)
	if result != nil && result != errReported {
		return result
	}
	for _, table := range [][][]string{sums.conflictRows(), sums.sumRows()} {
		if err := w.Next(make([]bool, 8)); err != nil {
			return err
		}
		for _, row := range table {
			if err := w.Write(row); err != nil {
				return err
			}
		}
	}
	if err := w.Close(); err != nil {
		return err
	}
	return result
}

// run reads each enterprise, has render make its row and write take it, in order.
// A row that is wrong is told and does not stop the others.
func (c *checkCommand) run(ctx context.Context, a *app, feed feeder, bar *progress,
	render func(enterprise, fact.Record) enterprise, write func(enterprise) error, flush func() error) error {
	waiting := flush
	if c.Out != "" { // nobody reads it before it is whole
		waiting = func() error { return nil }
	}
	err := ordered(ctx, feed,
		func(e enterprise) enterprise {
			rec, err := e.record()
			e.record, e.fault, e.name, e.facts = nil, err, rec.Enterprise, rec.Facts
			return render(e, rec)
		},
		func(e enterprise) error {
			if e.fault != nil {
				bar.faults++
				bar.clear()
				a.tellLine(e.number, e.fault)
			}
			bar.step()
			return write(e)
		}, waiting)
	if err == nil {
		err = flush()
	}
	if err == nil && bar.faults > 0 {
		err = errReported
	}
	return err
}

// tableHead names the columns of an output table.
func tableHead(r *calc.Rules) []string {
	head := []string{"enterprise", "as_of", "within_validity"}
	for i := range r.Measures {
		id := r.Measures[i].ID
		head = append(head, id+".status", id+".amount", id+".missing")
	}
	return append(head, "total.payable", "total.up_to", "error")
}

// tableRow is what came of an enterprise as a row.
func tableRow(r *calc.Rules, name string, day fact.Day, s *calc.Summary) []string {
	row := make([]string, 0, 3*len(s.Measures)+6)
	row = append(row, name, day.String(), strconv.FormatBool(r.Validity.Holds(day)))
	for i := range s.Measures {
		m := &s.Measures[i]
		amount := ""
		if m.Status != calc.NotMet && m.Status != calc.NeedsFacts {
			amount = m.Amount.String()
		}
		row = append(row, string(m.Status), amount, joined(m.Missing))
	}
	return append(row, s.Total.Payable.String(), s.Total.UpTo.String(), "")
}

// joined is the ids with a blank between.
func joined(ids []fact.ID) string {
	if len(ids) == 1 {
		return string(ids[0])
	}
	var b strings.Builder
	for i, id := range ids {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(string(id))
	}
	return b.String()
}

// faultCells stand in the place of a row that could not be assessed.
func faultCells(r *calc.Rules, name string, fault error) []string {
	row := make([]string, len(tableHead(r)))
	row[0], row[len(row)-1] = name, oneLine(fault).Error()
	return row
}
