// Package redistest starts real Redis servers for tests, each on a spare
// loopback port, and stands between them and their clients to break the line.
package redistest

import (
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"
	"time"
)

// Server is a redis-server of a test's own. It ends with the test.
type Server struct {
	Addr string
	t    testing.TB
	args []string
	cmd  *exec.Cmd
}

// Start starts a server that keeps nothing on disk, with further command line
// arguments, and waits until it answers. Without redis-server on this machine the
// test is skipped, or fails where SUANCE_NO_SKIP is set.
func Start(t testing.TB, args ...string) *Server {
	t.Helper()
	return StartIn(t, t.TempDir(), append([]string{"--save", "", "--appendonly", "no"}, args...)...)
}

// StartIn is Start in a folder, with no settings but those given.
func StartIn(t testing.TB, dir string, args ...string) *Server {
	t.Helper()
	if _, err := exec.LookPath("redis-server"); err != nil {
		if os.Getenv("SUANCE_NO_SKIP") != "" {
			t.Fatal("redis-server is needed: apt-get install redis-server")
		}
		t.Skip("redis-server is not installed (apt-get install redis-server)")
	}
	return start(t, append([]string{"--dir", dir}, args...))
}

// StartSentinel starts a Sentinel with a configuration file, which it rewrites.
func StartSentinel(t testing.TB, conf string) *Server {
	t.Helper()
	return start(t, []string{conf, "--sentinel", "--dir", filepath.Dir(conf)})
}

func start(t testing.TB, args []string) *Server {
	t.Helper()
	addr := SparePort(t)
	_, port, _ := net.SplitHostPort(addr)
	s := &Server{Addr: addr, t: t,
		args: append(args, "--port", port, "--bind", "127.0.0.1", "--loglevel", "warning")}
	s.Restart()
	t.Cleanup(s.Kill)
	return s
}

// URL is the server's REDIS_URL.
func (s *Server) URL() string { return "redis://" + s.Addr + "/0" }

// PID is the process id of the server.
func (s *Server) PID() int { return s.cmd.Process.Pid }

// Kill ends the server at once, as a power cut would.
func (s *Server) Kill() {
	if s.cmd == nil {
		return
	}
	_ = s.cmd.Process.Kill()
	_ = s.cmd.Wait()
	s.cmd = nil
}

// Restart starts the server, after Kill on the same port, and waits until it
// answers.
func (s *Server) Restart() {
	s.t.Helper()
	s.Kill()
	cmd := exec.Command("redis-server", s.args...)
	if err := cmd.Start(); err != nil {
		s.t.Fatal(err)
	}
	s.cmd = cmd
	for deadline := time.Now().Add(10 * time.Second); ; {
		if answers(s.Addr) {
			return
		}
		if time.Now().After(deadline) {
			s.t.Fatalf("redis-server %v does not answer", s.args)
		}
		time.Sleep(5 * time.Millisecond)
	}
}

// Pause stops the process where it is, with its connections open.
func (s *Server) Pause() { _ = s.cmd.Process.Signal(syscall.SIGSTOP) }

// Resume lets a paused process go on.
func (s *Server) Resume() { _ = s.cmd.Process.Signal(syscall.SIGCONT) }

func answers(addr string) bool {
	c, err := net.DialTimeout("tcp", addr, time.Second)
	if err != nil {
		return false
	}
	defer c.Close()
	_ = c.SetDeadline(time.Now().Add(time.Second))
	if _, err := c.Write([]byte("PING\r\n")); err != nil {
		return false
	}
	n, err := c.Read(make([]byte, 64))
	return err == nil && n > 0
}

// SparePort is a loopback address that nobody listens on.
func SparePort(t testing.TB) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return net.JoinHostPort("127.0.0.1", strconv.Itoa(l.Addr().(*net.TCPAddr).Port))
}

// Command sends one command of plain words to the server and returns the first
// line of the answer.
func (s *Server) Command(words string) string {
	s.t.Helper()
	c, err := net.DialTimeout("tcp", s.Addr, time.Second)
	if err != nil {
		s.t.Fatal(err)
	}
	defer c.Close()
	_ = c.SetDeadline(time.Now().Add(5 * time.Second))
	fmt.Fprintf(c, "%s\r\n", words)
	b := make([]byte, 4096)
	n, _ := c.Read(b)
	return string(b[:n])
}
