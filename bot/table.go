package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"

	"suance/bot/telegram"
	"suance/calc/fact"
)

// Limits of a table that is sent, and of what is sent back, which Telegram takes up
// to 50 MB.
const (
	maxTableRows = 50_000
	maxResult    = 45 << 20
)

var (
	errManyRows  = errors.New("超过50000行")
	errRow       = errors.New("这一行读取时出错")
	errBigResult = errors.New("结果太大，发不出去；请分成几个文件，或者改用.csv或.xlsx")
)

// assess assesses a table that somebody sent to the bot, as check does.
func (a *app) assess(ctx context.Context, t telegram.Table) telegram.Assessed {
	day, ok := fact.ParseDay(t.Day)
	if !ok {
		return telegram.Assessed{Say: "这份表格的日期读不出来。请再发送一次。"}
	}
	own := *a
	own.today = func() fact.Day { return day }
	own.stdio.err = io.Discard // what is wrong with a row stands in the row
	out := &limited{}
	bar := newProgress(io.Discard, nil, nil)
	err := (&checkCommand{File: "表格", Out: "result" + t.Kind}).sent(ctx, &own, t, bar, out)
	switch {
	case err != nil && err != errReported:
		return telegram.Assessed{Say: "这份表格没有测算：" + a.reason(err) + "。"}
	case bar.rows == 0:
		return telegram.Assessed{Say: "这份表格里没有企业：第一行是列名，往下每行一家企业。"}
	}
	say := fmt.Sprintf("共%d行，都测算了", bar.rows)
	if bar.faults > 0 {
		say = fmt.Sprintf("共%d行，其中%d行有错，没有测算，原因写在该行", bar.rows, bar.faults)
	}
	return telegram.Assessed{File: out.b.Bytes(), Say: say + "。没有写日期的行按" + day.Chinese() + "测算。"}
}

// sent assesses a table in memory.
func (c *checkCommand) sent(ctx context.Context, a *app, t telegram.Table, bar *progress, out io.Writer) error {
	in := bytes.NewReader(t.Data)
	feed, marked, err := c.feed(a, t.Kind, in, in)
	if err != nil {
		return err
	}
	return c.write(ctx, a, t.Kind, marked, atMost(maxTableRows, feed), bar, out)
}

// atMost feeds up to so many rows, whose reading panics nowhere: what one person
// sends must not end the program for all.
func atMost(limit int, feed feeder) feeder {
	return func(put func(enterprise) error) (err error) {
		defer func() {
			if p := recover(); p != nil {
				err = fmt.Errorf("panic: %v", p)
			}
		}()
		rows := 0
		return feed(func(e enterprise) error {
			if rows++; rows > limit {
				return inputError{errManyRows}
			}
			e.record = guarded(e.record)
			return put(e)
		})
	}
}

// guarded reads a row; where that panics, the row is wrong.
func guarded(record func() (fact.Record, error)) func() (fact.Record, error) {
	return func() (rec fact.Record, err error) {
		defer func() {
			if p := recover(); p != nil {
				rec, err = fact.Record{}, errRow
			}
		}()
		return record()
	}
}

// reason is why a table was not assessed, for the person; what is not of their
// making is told to the log.
func (a *app) reason(err error) string {
	if errors.Is(err, errBigResult) {
		return errBigResult.Error()
	}
	var input inputError
	if !errors.As(err, &input) {
		a.log.Error("a table could not be assessed", slog.Any("error", err))
		return "程序出错"
	}
	if inner := errors.Unwrap(input.error); inner != nil { // without the file and the line
		return inner.Error()
	}
	return input.Error()
}

// limited is a buffer that takes no more than maxResult.
type limited struct{ b bytes.Buffer }

// Write implements io.Writer.
func (l *limited) Write(p []byte) (int, error) {
	if l.b.Len()+len(p) > maxResult {
		return 0, errBigResult
	}
	return l.b.Write(p)
}
