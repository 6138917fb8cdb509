package main

import (
	"fmt"
	"io"
	"log/slog"
	"os"
	"sync"
	"time"

	"suance/calc/fact"
	"suance/dialog/ask"
	"suance/dialog/nlu"
	"suance/knowledge"
)

// app is what all commands share: the streams, the logger, today, the policy.
type app struct {
	stdio
	log    *slog.Logger
	today  func() fact.Day
	pinned bool // today is what --as-of says
	policy *knowledge.Policy
	// reader reads what people type in the policy's own words; made when it is
	// first wanted, once.
	reader func() *nlu.Reader
}

// newApp opens the policy and fixes what today means.
func newApp(c commands, std stdio) (*app, error) {
	a := &app{stdio: std}
	var level slog.Level
	if err := level.UnmarshalText([]byte(c.LogLevel)); err != nil {
		return nil, inputError{fmt.Errorf("LOG_LEVEL: %w", err)}
	}
	a.log = slog.New(slog.NewJSONHandler(std.err, &slog.HandlerOptions{Level: level}))
	a.today = shanghaiToday
	if c.AsOf != "" {
		day, ok := fact.ParseDay(c.AsOf)
		if !ok {
			return nil, inputError{fmt.Errorf("--as-of: “%s”不是日期；应写成2025-06-30这样的年-月-日", c.AsOf)}
		}
		a.today, a.pinned = func() fact.Day { return day }, true
	}
	var err error
	a.policy, err = openPolicy(c.PolicyDir)
	a.reader = sync.OnceValue(func() *nlu.Reader { return nlu.New(a.policy.Rules.Schema) })
	return a, err
}

// openPolicy opens the policy in a folder, from which no link leads out; the
// embedded one where none is named.
func openPolicy(dir string) (*knowledge.Policy, error) {
	if dir == "" {
		return knowledge.Default()
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, inputError{fmt.Errorf("POLICY_DIR: %w", err)}
	}
	defer root.Close()
	p, err := knowledge.Open(root.FS())
	if err != nil {
		return nil, inputError{fmt.Errorf("POLICY_DIR:\n%w", err)}
	}
	return p, nil
}

// shanghaiToday is today's date in Asia/Shanghai, which keeps UTC+8 all year.
func shanghaiToday() fact.Day {
	return fact.DayOf(time.Now().In(time.FixedZone("Asia/Shanghai", 8*60*60)))
}

// asker answers single questions.
func (a *app) asker() *ask.Asker { return ask.New(a.policy, a.reader()) }

// open opens a file to read; "-" and nothing are standard input. What cannot be
// opened is wrong input.
func (a *app) open(path string) (io.ReadCloser, error) {
	if path == "" || path == "-" {
		return io.NopCloser(a.in), nil
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, inputError{err}
	}
	return f, nil
}

// maxInput bounds a single input object, so that a wrong file is told and not
// read into memory whole.
const maxInput = 1 << 20

// read reads a whole input of at most maxInput bytes.
func (a *app) read(path string) ([]byte, error) {
	f, err := a.open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxInput+1))
	if err != nil {
		return nil, inputError{fmt.Errorf("%s: %w", path, err)}
	}
	if len(data) > maxInput {
		return nil, inputError{fmt.Errorf("%s: 输入超过1MiB；一个企业的事实用不了这么多，批量请用.ndjson文件", path)}
	}
	return data, nil
}
