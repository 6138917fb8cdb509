package telegram_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"suance/bot/redis/redistest"
	"suance/bot/telegram/telegramtest"
)

// program is the built program, run again and again against one Bot API and one
// Redis.
type program struct {
	t      *testing.T
	path   string
	env    []string
	cmd    *exec.Cmd
	stderr *lockedBuffer
}

func build(t testing.TB) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "suance")
	if out, err := exec.Command("go", "build", "-o", path, "suance/bot").CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	return path
}

func (p *program) start() {
	p.cmd = exec.Command(p.path, "serve")
	p.cmd.Env = append(os.Environ(), p.env...)
	p.cmd.Stderr = p.stderr
	if err := p.cmd.Start(); err != nil {
		p.t.Fatal(err)
	}
}

func (p *program) kill() {
	_ = p.cmd.Process.Kill()
	_ = p.cmd.Wait()
}

// end asks the program to end and says how it did.
func (p *program) end() error {
	_ = p.cmd.Process.Signal(syscall.SIGTERM)
	ended := make(chan error, 1)
	go func() { ended <- p.cmd.Wait() }()
	select {
	case err := <-ended:
		return err
	case <-time.After(10 * time.Second):
		p.kill()
		return fmt.Errorf("still runs 10 s after SIGTERM")
	}
}

// TestProcess: people talk while the program is killed and asked to end, over and
// over. Every sentence takes effect once: the reply to each names the value of
// the sentence before as the old one. No reply is lost or out of order, and at
// most those under way at a kill come twice, with the same bytes.
func TestProcess(t *testing.T) {
	if testing.Short() {
		t.Skip("builds and kills the program")
	}
	path := build(t)
	for _, way := range []string{"polling", "webhook"} {
		t.Run(way, func(t *testing.T) { talkAndKill(t, path, way == "webhook") })
	}
}

func talkAndKill(t *testing.T, path string, webhook bool) {
	const users, rounds, kills = 6, 25, 6
	server := redistest.Start(t)
	api := telegramtest.New(t)
	listen := redistest.SparePort(t)
	p := &program{t: t, path: path, stderr: &lockedBuffer{}, env: []string{"TELEGRAM_BOT_TOKEN=" + telegramtest.Token,
		"TELEGRAM_API_URL=" + api.URL, "REDIS_URL=" + server.URL(), "LISTEN=" + listen, "LOG_LEVEL=warn"}}
	if webhook {
		p.env = append(p.env, "TELEGRAM_WEBHOOK_URL=http://"+listen+"/telegram/webhook", "TELEGRAM_WEBHOOK_SECRET="+secret)
		stop := api.Push(40)
		defer stop()
	}
	said := converse(api, users, rounds)
	p.start()
	t.Cleanup(func() { p.kill() })
	for range kills {
		time.Sleep(120 * time.Millisecond)
		p.kill()
		p.start()
		time.Sleep(100 * time.Millisecond)
		if err := p.end(); err != nil {
			t.Errorf("the end after SIGTERM: %v\n%s", err, p.stderr)
		}
		p.start()
	}
	api.Await(t, "a reply to every sentence", func() bool { return said.done.Load() == users })
	time.Sleep(50 * time.Millisecond)
	if err := p.end(); err != nil {
		t.Errorf("the end after SIGTERM: %v\n%s", err, p.stderr)
	}
	extra := 0
	for user := int64(1); user <= users; user++ {
		got := api.SentTo(user)
		k := 0
		for i, text := range got {
			switch {
			case k > 0 && text == got[i-1]:
				extra++
			case !strings.Contains(text, told(k)):
				t.Fatalf("chat %d: reply %d is %q, want %q", user, k, text, told(k))
			default:
				k++
			}
		}
		if k != rounds {
			t.Errorf("chat %d: %d of %d replies", user, k, rounds)
		}
	}
	t.Logf("%d sentences, %d kills, %d replies sent again", users*rounds, kills, extra)
	if extra > users*kills {
		t.Errorf("%d replies came again, at most those under way at a kill may", extra)
	}
	if log := p.stderr.String(); strings.Contains(log, "AAE-secret") || strings.Contains(log, "亿元") {
		t.Errorf("the log tells too much:\n%s", log)
	}
}

func sentence(k int) string { return fmt.Sprintf("年营业收入%d亿元", 100+k) }

// told is what the reply to a sentence must hold.
func told(k int) string {
	if k == 0 {
		return "100亿元"
	}
	return fmt.Sprintf("由%d亿元改为%d亿元", 100+k-1, 100+k)
}

// conversation counts the users that are through.
type conversation struct{ done atomic.Int64 }

// converse has each user say one sentence after the reply to the one before.
func converse(api *telegramtest.Server, users int64, rounds int) *conversation {
	c := &conversation{}
	var mu sync.Mutex
	at := map[int64]int{}
	api.OnSent(func(m telegramtest.Sent) {
		mu.Lock()
		k := at[m.Chat]
		answered := strings.Contains(m.Plain, told(k))
		if answered {
			at[m.Chat]++
		}
		mu.Unlock()
		switch {
		case answered && k == rounds-1:
			c.done.Add(1)
		case answered:
			api.Say(m.Chat, sentence(k+1))
		}
	})
	for user := int64(1); user <= users; user++ {
		api.Say(user, sentence(0))
	}
	return c
}
