package telegram_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
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

// build builds the program, once for all tests; TestMain removes it.
func build(t testing.TB) string {
	t.Helper()
	path, err := built()
	if err != nil {
		t.Fatal(err)
	}
	return path
}

var builtIn string // where the program is, once it is built

var built = sync.OnceValues(func() (path string, err error) {
	if builtIn, err = os.MkdirTemp("", "suance"); err != nil {
		return "", err
	}
	path = filepath.Join(builtIn, "suance")
	if out, err := exec.Command("go", "build", "-o", path, "suance/bot").CombinedOutput(); err != nil {
		return path, fmt.Errorf("go build: %w\n%s", err, out)
	}
	return path, nil
})

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

// trouble is what happens to the program while people talk.
type trouble struct {
	name    string
	kills   int  // SIGKILL of the program, each followed by a SIGTERM of the next one
	faults  bool // 5% of the calls are told to wait (429), 2% reset, half of these after they took effect
	redis   int  // kills of Redis, which keeps its log
	twice   bool // every update is delivered twice, or the answer to the poll is lost
	poison  bool // updates that nothing can read come between
	outages int  // times at which Telegram answers nothing
}

// TestProcess: people talk while everything around the program, and the program,
// breaks. Every sentence takes effect once: the reply to each names the value of
// the sentence before as the old one. No reply is lost or out of order, and one
// comes again, with the same bytes, only across a kill or a reset that took
// effect. SUANCE_KILLS sets how often the program is killed in all.
func TestProcess(t *testing.T) {
	if testing.Short() && os.Getenv("SUANCE_NO_SKIP") == "" {
		t.Skip("builds and kills the program")
	}
	kills := 24
	if n, err := strconv.Atoi(os.Getenv("SUANCE_KILLS")); err == nil {
		kills = n
	}
	path := build(t)
	for _, way := range []string{"polling", "webhook"} {
		for _, what := range []trouble{
			{name: "kills", kills: kills / 4},
			{name: "faults", faults: true},
			{name: "redis", redis: 3},
			{name: "twice and poison", twice: true, poison: true},
			{name: "outage", outages: 2},
			{name: "everything", kills: kills / 4, faults: true, redis: 2, twice: true, poison: true, outages: 2},
		} {
			t.Run(way+"/"+what.name, func(t *testing.T) { talkIn(t, path, way == "webhook", what) })
		}
	}
}

// people is how many talk at once.
const people = 12

func talkIn(t *testing.T, path string, webhook bool, what trouble) {
	server := redistest.StartIn(t, t.TempDir(), "--appendonly", "yes", "--appendfsync", "always", "--save", "")
	api := telegramtest.New(t)
	listen := redistest.SparePort(t)
	p := &program{t: t, path: path, stderr: &lockedBuffer{}, env: []string{"TELEGRAM_BOT_TOKEN=" + telegramtest.Token,
		"TELEGRAM_API_URL=" + api.URL, "REDIS_URL=" + server.URL(), "LISTEN=" + listen, "LOG_LEVEL=warn"}}
	if webhook {
		p.env = append(p.env, "TELEGRAM_WEBHOOK_URL=http://"+listen+"/telegram/webhook", "TELEGRAM_WEBHOOK_SECRET="+secret)
		times := 1
		if what.twice {
			times = 2
		}
		defer api.Push(40, times)()
	}
	weather := &weather{trouble: what}
	api.SetFault(weather.fault)
	said := converse(api)
	p.start()
	t.Cleanup(func() { p.kill() })
	weather.rage(t, p, server, api)
	said.stop(t, api)
	if err := p.end(); err != nil {
		t.Errorf("the end after SIGTERM: %v\n%s", err, p.stderr)
	}
	said.check(t, api, weather)
	if log := p.stderr.String(); strings.Contains(log, "AAE-secret") || strings.Contains(log, "亿元") {
		t.Errorf("the log tells too much:\n%s", log)
	}
}

// weather makes the trouble.
type weather struct {
	trouble
	out    atomic.Bool  // Telegram is away
	taken  atomic.Int64 // resets after a message was taken
	killed int
}

// fault says how a call fails; each call is asked about once.
func (w *weather) fault(c telegramtest.Call) telegramtest.Fault {
	dice := rand.IntN(100)
	switch {
	case w.out.Load():
		return telegramtest.Fault{Reset: true}
	case w.twice && c.Method == "getUpdates" && dice < 20:
		return telegramtest.Fault{Reset: true, Taken: true}
	case !w.faults:
	case dice < 5 && c.Method == "sendMessage":
		return telegramtest.Fault{Status: 429, RetryAfter: 1}
	case dice < 6:
		return telegramtest.Fault{Reset: true}
	case dice < 7:
		if c.Method == "sendMessage" {
			w.taken.Add(1)
		}
		return telegramtest.Fault{Reset: true, Taken: true}
	}
	return telegramtest.Fault{}
}

// rage has everything happen, in turn.
func (w *weather) rage(t *testing.T, p *program, server *redistest.Server, api *telegramtest.Server) {
	const calm = 300 * time.Millisecond
	time.Sleep(calm)
	for round := range max(w.kills, w.redis, w.outages, 3) {
		if round < w.kills {
			time.Sleep(time.Duration(rand.IntN(150)) * time.Millisecond)
			p.kill()
			w.killed++
			p.start()
			time.Sleep(time.Duration(50+rand.IntN(150)) * time.Millisecond)
			// So early a process may not have come to listen for the signal.
			if err := p.end(); err != nil && err.Error() != "signal: terminated" {
				t.Errorf("the end after SIGTERM: %v\n%s", err, p.stderr)
			}
			p.start()
		}
		if round < w.redis {
			server.Kill()
			time.Sleep(calm)
			server.Restart()
			time.Sleep(calm)
		}
		if round < w.outages {
			w.out.Store(true)
			time.Sleep(2 * calm)
			w.out.Store(false)
			time.Sleep(calm)
		}
		if w.poison {
			api.Inject(`"message":{"message_id":"x","chat":7}`)
			api.Inject(`"something_new":{"a":1}`)
		}
		time.Sleep(20 * time.Millisecond)
	}
	time.Sleep(calm)
}

func sentence(k int) string { return fmt.Sprintf("年营业收入%d亿元", 100+k) }

// told is what the reply to a sentence must hold.
func told(k int) string {
	if k == 0 {
		return "100亿元"
	}
	return fmt.Sprintf("由%d亿元改为%d亿元", 100+k-1, 100+k)
}

// conversation is people who each say one sentence after the reply to the one
// before.
type conversation struct {
	mu      sync.Mutex
	at      map[int64]int // replies had
	said    map[int64]int // sentences said
	stopped bool
}

func converse(api *telegramtest.Server) *conversation {
	c := &conversation{at: map[int64]int{}, said: map[int64]int{}}
	api.OnSent(func(m telegramtest.Sent) {
		c.mu.Lock()
		defer c.mu.Unlock()
		if !strings.Contains(m.Plain, told(c.at[m.Chat])) {
			return // one that came before
		}
		c.at[m.Chat]++
		if !c.stopped {
			c.said[m.Chat]++
			api.Say(m.Chat, sentence(c.said[m.Chat]-1))
		}
	})
	for user := int64(1); user <= people; user++ {
		c.said[user] = 1
		api.Say(user, sentence(0))
	}
	return c
}

// stop has nobody say more, and waits for the replies to what was said.
func (c *conversation) stop(t *testing.T, api *telegramtest.Server) {
	t.Helper()
	c.mu.Lock()
	c.stopped = true
	c.mu.Unlock()
	api.Await(t, "a reply to every sentence", func() bool {
		c.mu.Lock()
		defer c.mu.Unlock()
		for user, said := range c.said {
			if c.at[user] < said {
				return false
			}
		}
		return true
	})
	api.Await(t, "every update to be acknowledged", func() bool { return api.Pending() == 0 })
	time.Sleep(50 * time.Millisecond) // what would come too much comes now
}

// check looks at all that everybody got.
func (c *conversation) check(t *testing.T, api *telegramtest.Server, w *weather) {
	t.Helper()
	got := map[int64][]telegramtest.Sent{}
	for _, m := range api.Sent() {
		got[m.Chat] = append(got[m.Chat], m)
	}
	extra, all := 0, 0
	for user, said := range c.said {
		k := 0
		for i, m := range got[user] {
			switch {
			case strings.Contains(m.Plain, told(k)):
				k++
			case i > 0 && m.HTML == got[user][i-1].HTML && fmt.Sprint(m.Keys) == fmt.Sprint(got[user][i-1].Keys):
				extra++
			default:
				t.Fatalf("chat %d: reply %d is %q, want %q", user, k, m.Plain, told(k))
			}
		}
		if k != said {
			t.Errorf("chat %d: %d of %d replies", user, k, said)
		}
		all += said
	}
	t.Logf("%d sentences, %d kills, %d resets that took effect, %d replies sent again", all, w.killed, w.taken.Load(), extra)
	if limit := people*w.killed + int(w.taken.Load()); extra > limit {
		t.Errorf("%d replies came again, at most the %d under way at a kill or a reset may", extra, limit)
	}
}
