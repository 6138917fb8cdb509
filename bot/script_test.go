package main

import (
	"context"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain lets the scripts run this program under its own name.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"suance": func() { os.Exit(run(context.Background(), os.Args[1:], stdio{os.Stdin, os.Stdout, os.Stderr})) },
	})
}

// TestScripts runs the program from outside, as people and scripts do: each file
// in testdata/script is one story.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(e *testscript.Env) error {
			e.Setenv("AS_OF", "2025-06-30")
			policies, err := filepath.Abs("../knowledge/policies")
			e.Setenv("POLICY", policies)
			return err
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"redis": startRedis, "replace": replace},
	})
}

// replace exchanges words in a file: replace old new file.
func replace(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: replace old new file")
	}
	was := ts.ReadFile(args[2])
	now := strings.ReplaceAll(was, args[0], args[1])
	if was == now {
		ts.Fatalf("%s holds no %s", args[2], args[0])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[2]), []byte(now), 0o644))
}

// startRedis starts a redis-server of the script's own, sets REDIS_URL, and stops
// it with the script; "redis" alone. The script skips where there is none.
func startRedis(ts *testscript.TestScript, neg bool, args []string) {
	server, err := exec.LookPath("redis-server")
	if err != nil {
		if os.Getenv("SUANCE_NO_SKIP") != "" {
			ts.Fatalf("redis-server is not installed")
		}
		ts.Setenv("REDIS_URL", "")
		return
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	ts.Check(err)
	_, port, _ := net.SplitHostPort(l.Addr().String())
	ts.Check(l.Close())
	dir := ts.MkAbs("redis")
	ts.Check(os.MkdirAll(dir, 0o755))
	cmd := exec.Command(server, "--port", port, "--bind", "127.0.0.1", "--save", "", "--dir", filepath.Clean(dir))
	ts.Check(cmd.Start())
	ts.Defer(func() { cmd.Process.Kill(); cmd.Wait() })
	for range 100 {
		conn, err := net.Dial("tcp", "127.0.0.1:"+port)
		if err == nil {
			conn.Close()
			break
		}
		time.Sleep(20 * time.Millisecond)
	}
	ts.Setenv("REDIS_URL", "redis://127.0.0.1:"+port+"/0")
	ts.Setenv("REDIS_PORT", port)
}
