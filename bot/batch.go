package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
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
	number int
	record func() (fact.Record, error)
	line   []byte   // of ndjson
	cells  []string // of a table
	fault  error
}

// batch assesses one enterprise a row.
func (c *checkCommand) batch(ctx context.Context, a *app, kind string) error {
	out := kind
	if c.Out != "" {
		out = tableKind(c.Out)
	}
	if kind == kindExcel || out == kindExcel {
		return inputError{errors.New("还不能读写.xlsx；请在表格软件里另存为“CSV UTF-8”，再用.csv")}
	}
	if out == "" {
		return inputError{errors.New("--out: 批量结果的文件名应以.ndjson或.csv结尾")}
	}
	in, err := a.open(c.File)
	if err != nil {
		return err
	}
	defer in.Close()
	feed, marked := c.lines(a, in), false
	if kind == kindCSV {
		if feed, marked, err = c.rows(a, in); err != nil {
			return err
		}
	}
	return a.writeOut(c.Out, func(w io.Writer) error {
		if out == kindCSV {
			return c.table(ctx, a, feed, sheet.NewCSVWriter(w, marked))
		}
		return c.objects(ctx, a, feed, bufio.NewWriterSize(w, 1<<16))
	})
}

// feeder puts the rows of a batch.
type feeder = func(put func(enterprise) error) error

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

// rows feeds from a table whose first row names the facts; marked says that a
// spreadsheet wrote it.
func (c *checkCommand) rows(a *app, in io.Reader) (feed feeder, marked bool, err error) {
	r, err := sheet.NewCSV(in)
	if err != nil {
		return nil, false, inputError{fmt.Errorf("%s: %w", c.File, err)}
	}
	head, err := r.Read()
	switch {
	case err == io.EOF:
		return nil, false, inputError{fmt.Errorf("%s: 没有内容；第一行应是列名", c.File)}
	case err != nil:
		return nil, false, err
	case head.Fault != nil:
		return nil, false, inputError{fmt.Errorf("line %d: %w", head.Number, head.Fault)}
	}
	columns, err := a.policy.Rules.Schema.Columns(head.Cells, a.policy.Rules.AwardMeasures())
	if err != nil {
		return nil, false, inputError{fmt.Errorf("line %d: %w", head.Number, oneLine(err))}
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
					return columns.Decode(row.Cells)
				}})
			}
			if err != nil {
				return err
			}
		}
	}, r.Marked, nil
}

// objects writes an assessment a line.
func (c *checkCommand) objects(ctx context.Context, a *app, feed feeder, w *bufio.Writer) error {
	return c.run(ctx, a, feed,
		func(e enterprise, _ string, assessment calc.Assessment) enterprise {
			if e.fault != nil {
				e.line = faultRow(e.fault)
			} else {
				e.line, e.fault = marshal(assessment)
			}
			return e
		},
		func(e enterprise) error {
			w.Write(e.line)
			return w.WriteByte('\n')
		}, w.Flush)
}

// table writes an assessment a row.
func (c *checkCommand) table(ctx context.Context, a *app, feed feeder, w sheet.Writer) error {
	if err := w.Write(tableHead(a.policy.Rules)); err != nil {
		return err
	}
	return c.run(ctx, a, feed,
		func(e enterprise, name string, assessment calc.Assessment) enterprise {
			if e.fault != nil {
				e.cells = faultCells(a.policy.Rules, name, e.fault)
			} else {
				e.cells = tableRow(assessment)
			}
			return e
		},
		func(e enterprise) error { return w.Write(e.cells) }, w.Flush)
}

// run assesses each enterprise, has render make its row and write take it, in
// order. A row that is wrong is told and does not stop the others.
func (c *checkCommand) run(ctx context.Context, a *app, feed feeder,
	render func(enterprise, string, calc.Assessment) enterprise, write func(enterprise) error, flush func() error) error {
	faults := 0
	err := ordered(ctx, feed,
		func(e enterprise) enterprise {
			rec, err := e.record()
			e.fault = err
			var assessment calc.Assessment
			if err == nil {
				assessment = c.assessRecord(a, rec)
			}
			return render(e, rec.Enterprise, assessment)
		},
		func(e enterprise) error {
			if e.fault != nil {
				faults++
				a.tellLine(e.number, e.fault)
			}
			return write(e)
		}, flush)
	if err == nil {
		err = flush()
	}
	if err == nil && faults > 0 {
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

// tableRow is an assessment as a row.
func tableRow(a calc.Assessment) []string {
	row := []string{a.Enterprise, a.AsOf.String(), fmt.Sprint(a.WithinValidity)}
	for i := range a.Measures {
		m := &a.Measures[i]
		missing := make([]string, len(m.Missing))
		for j, id := range m.Missing {
			missing[j] = string(id)
		}
		row = append(row, string(m.Status), m.Amount.Decimal(), strings.Join(missing, " "))
	}
	return append(row, a.Total.Payable.Decimal(), a.Total.UpTo.Decimal(), "")
}

// faultCells stand in the place of a row that could not be assessed.
func faultCells(r *calc.Rules, name string, fault error) []string {
	row := make([]string, len(tableHead(r)))
	row[0], row[len(row)-1] = name, oneLine(fault).Error()
	return row
}
