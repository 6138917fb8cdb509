// Command suance (算策) is a policy assistant: a conversation in the terminal or
// on Telegram that collects the facts of an enterprise, answers questions with
// the clause, and computes every figure deterministically.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"

	"github.com/alecthomas/kong"
)

// Exit statuses of the contract.
const (
	exitDone   = 0
	exitFailed = 1
	exitInput  = 2
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], stdio{os.Stdin, os.Stdout, os.Stderr})
	stop()
	os.Exit(code)
}

// gcPercent lets the heap, a few megabytes, grow to some times its size before it
// is collected: a command would else be collected twice before it has started, and
// at thousands of turns or rows a second it would be collected all the time.
const gcPercent = 300

// collectLess has garbage collected by gcPercent, unless the environment says how,
// until restore is called.
func collectLess() (restore func()) {
	if os.Getenv("GOGC") != "" {
		return func() {}
	}
	before := debug.SetGCPercent(gcPercent)
	return func() { debug.SetGCPercent(before) }
}

// stdio is where a command reads and writes.
type stdio struct {
	in       io.Reader
	out, err io.Writer
}

// commands is the command line: what each does stands in its help.
type commands struct {
	AsOf      string `name:"as-of" env:"AS_OF" placeholder:"YYYY-MM-DD" help:"以这一天为今天（默认：上海时间的今天）。"`
	PolicyDir string `name:"policy-dir" env:"POLICY_DIR" placeholder:"DIR" help:"用这个文件夹里的政策，代替内置的。"`
	LogLevel  string `name:"log-level" env:"LOG_LEVEL" enum:"debug,info,warn,error" default:"info" help:"日志级别：debug、info、warn、error。"`

	Talk     talkCommand     `cmd:"" default:"withargs" help:"在终端里对话（默认命令）。"`
	Serve    serveCommand    `cmd:"" help:"在Telegram上服务，并提供健康检查。"`
	Ask      askCommand      `cmd:"" help:"问一个问题，得到带条款出处的回答。"`
	Check    checkCommand    `cmd:"" help:"按企业事实测算：一个JSON对象，或.ndjson、.csv、.xlsx批量。"`
	Extract  extractCommand  `cmd:"" help:"显示助手从一句话里读懂了什么。"`
	Verify   verifyCommand   `cmd:"" help:"核对一段回复：里面的每个数有什么依据。"`
	Search   searchCommand   `cmd:"" help:"在任意条款集合里排序检索。"`
	Policy   policyCommand   `cmd:"" help:"检查政策文件夹。"`
	Selftest selftestCommand `cmd:"" help:"自检：政策、测算、问答、对话和存储；--llm hostile试恶意模型。"`
	Version  versionCommand  `cmd:"" help:"显示版本。"`
}

// run is the program without its process: it parses args, runs the command and
// returns the exit status. Nothing below it reads os.Args or exits.
func run(ctx context.Context, args []string, std stdio) int {
	defer collectLess()()
	var cmds commands
	exited := -1
	parser, err := kong.New(&cmds,
		kong.Name("suance"),
		kong.Description("算策：高端装备和新材料政策助手。每个数都有出处：条款、测算，或您自己的话。"),
		kong.Writers(std.out, std.err),
		kong.Exit(func(code int) { exited = code }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}),
	)
	if err != nil {
		fmt.Fprintln(std.err, "suance:", err)
		return exitFailed
	}
	kctx, err := parser.Parse(args)
	if exited >= 0 { // --help has been printed
		return exited
	}
	if err == nil {
		var a *app
		if a, err = newApp(cmds, std); err == nil {
			kctx.BindTo(ctx, (*context.Context)(nil))
			err = kctx.Run(a)
		}
	} else {
		err = inputError{err}
	}
	return report(std.err, err)
}

// inputError says that the input is wrong, not the program: exit status 2.
type inputError struct{ error }

func (e inputError) Unwrap() error { return e.error }

// errReported says that all that is wrong with the input was already told.
var errReported = errors.New("input errors were reported")

// report tells an error on standard error and turns it into the exit status.
func report(w io.Writer, err error) int {
	var input inputError
	switch {
	case err == nil, errors.Is(err, context.Canceled):
		return exitDone
	case errors.Is(err, errReported):
		return exitInput
	case errors.As(err, &input):
		fmt.Fprintln(w, err)
		return exitInput
	}
	fmt.Fprintln(w, "suance:", err)
	return exitFailed
}
