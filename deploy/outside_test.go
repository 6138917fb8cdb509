package deploy_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	goredis "github.com/redis/go-redis/v9"

	"suance/bot/redis/redistest"
	"suance/bot/telegram/telegramtest"
)

// scale is how much a test does: what the environment says, or little.
func scale(name string, little int) int {
	if n, err := strconv.Atoi(os.Getenv(name)); err == nil {
		return n
	}
	return little
}

// replica is one process of the program that is started again and again.
type replica struct {
	t    testing.TB
	path string
	env  []string
	addr string
	cmd  *exec.Cmd
	log  *lines
}

const secret = "webhook_Secret-1"

// newReplica prepares a process that serves api, by webhook if there is one.
func newReplica(t testing.TB, api *telegramtest.Server, redisURL, webhook string) *replica {
	path, err := program()
	if err != nil {
		t.Fatal(err)
	}
	r := &replica{t: t, path: path, addr: redistest.SparePort(t), log: &lines{}}
	r.env = []string{"TELEGRAM_BOT_TOKEN=" + telegramtest.Token, "TELEGRAM_API_URL=" + api.URL, "LISTEN=" + r.addr,
		"REDIS_URL=" + redisURL, "LOG_LEVEL=warn"}
	if webhook != "" {
		r.env = append(r.env, "TELEGRAM_WEBHOOK_URL="+webhook, "TELEGRAM_WEBHOOK_SECRET="+secret)
	}
	t.Cleanup(func() {
		if r.cmd != nil {
			_ = r.cmd.Process.Kill()
			_ = r.cmd.Wait()
		}
		if t.Failed() {
			t.Logf("log:\n%s", r.log)
		}
	})
	return r
}

// start starts it and waits until it is ready.
func (r *replica) start() {
	r.t.Helper()
	r.cmd = exec.Command(r.path, "serve")
	r.cmd.Env, r.cmd.Stderr = r.env, r.log
	if err := r.cmd.Start(); err != nil {
		r.t.Fatal(err)
	}
	for deadline := time.Now().Add(20 * time.Second); !r.ready(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			r.t.Fatalf("a replica is never ready\n%s", r.log)
		}
	}
}

func (r *replica) ready() bool {
	resp, err := http.Get("http://" + r.addr + "/readyz")
	if err != nil {
		return false
	}
	resp.Body.Close()
	return resp.StatusCode == http.StatusOK
}

// end asks it to end and checks that it does, in time.
func (r *replica) end() {
	r.t.Helper()
	cmd := r.cmd
	_ = cmd.Process.Signal(syscall.SIGTERM)
	late := time.AfterFunc(10*time.Second, func() { _ = cmd.Process.Kill() })
	defer late.Stop()
	if err := cmd.Wait(); err != nil {
		r.t.Errorf("the end after SIGTERM: %v", err)
	}
	r.cmd = nil
}

// crowd is people who each say one sentence after the reply to the one before. The
// reply names the value of the sentence before as the old one, so that it shows
// what took effect.
type crowd struct {
	api *telegramtest.Server

	mu      sync.Mutex
	at      map[int64]int       // replies had
	said    map[int64]time.Time // when the sentence was said that waits for its reply
	took    []time.Duration     // from sentence to reply
	again   int                 // replies that came a second time
	wrong   []string
	stopped bool
}

func told(k int) string {
	if k == 0 {
		return "100亿元"
	}
	return fmt.Sprintf("由%d亿元改为%d亿元", 100+k-1, 100+k)
}

// gather has people with the given numbers talk.
func gather(api *telegramtest.Server, from, to int64) *crowd {
	c := &crowd{api: api, at: map[int64]int{}, said: map[int64]time.Time{}}
	api.OnSent(c.hear)
	for user := from; user <= to; user++ {
		c.say(user)
	}
	return c
}

func (c *crowd) say(user int64) {
	c.mu.Lock()
	text := fmt.Sprintf("年营业收入%d亿元", 100+c.at[user])
	c.said[user] = time.Now()
	c.mu.Unlock()
	c.api.Say(user, text)
}

func (c *crowd) hear(m telegramtest.Sent) {
	c.mu.Lock()
	k := c.at[m.Chat]
	switch {
	case strings.Contains(m.Plain, told(k)) && !c.said[m.Chat].IsZero():
		c.at[m.Chat]++
		c.took = append(c.took, time.Since(c.said[m.Chat]))
		c.said[m.Chat] = time.Time{}
	case k > 0 && strings.Contains(m.Plain, told(k-1)):
		c.again++
		c.mu.Unlock()
		return
	default:
		c.wrong = append(c.wrong, fmt.Sprintf("chat %d got %.80q where %s was due", m.Chat, m.Plain, told(k)))
		c.mu.Unlock()
		return
	}
	goOn := !c.stopped
	c.mu.Unlock()
	if goOn {
		c.say(m.Chat)
	}
}

// stop has nobody say more, waits for the replies that are due, and says how many
// came and how many came again.
func (c *crowd) stop(t testing.TB) (turns, again int) {
	t.Helper()
	c.mu.Lock()
	c.stopped = true
	c.mu.Unlock()
	c.api.Await(t, "a reply to every sentence", func() bool {
		c.mu.Lock()
		defer c.mu.Unlock()
		for _, at := range c.said {
			if !at.IsZero() {
				return false
			}
		}
		return true
	})
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, wrong := range c.wrong {
		t.Error(wrong)
	}
	for _, n := range c.at {
		turns += n
	}
	return turns, c.again
}

// lap gives the times from sentence to reply since the last lap.
func (c *crowd) lap() []time.Duration {
	c.mu.Lock()
	defer c.mu.Unlock()
	took := c.took
	c.took = nil
	slices.Sort(took)
	return took
}

func quantile(sorted []time.Duration, q float64) time.Duration {
	if len(sorted) == 0 {
		return 0
	}
	return sorted[min(len(sorted)-1, int(q*float64(len(sorted))))]
}

// TestRedisComesBack (R6): updates come while Redis is away; once it is back, all
// are answered in order, the first within a second, and nothing was started
// again. SUANCE_WAITING sets how many updates wait.
func TestRedisComesBack(t *testing.T) {
	waiting := scale("SUANCE_WAITING", 200)
	api := telegramtest.New(t)
	server := redistest.StartIn(t, t.TempDir(), "--appendonly", "yes", "--appendfsync", "always", "--save", "")
	r := newReplica(t, api, server.URL(), "")
	server.Kill()
	// It is started while Redis is away.
	r.cmd = exec.Command(r.path, "serve")
	r.cmd.Env, r.cmd.Stderr = r.env, r.log
	if err := r.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	var mu sync.Mutex
	var first time.Time
	api.OnSent(func(telegramtest.Sent) {
		mu.Lock()
		defer mu.Unlock()
		if first.IsZero() {
			first = time.Now()
		}
	})
	const chats = 20
	for i := range waiting {
		api.Say(int64(i%chats+1), fmt.Sprintf("年营业收入%d亿元", 100+i/chats))
	}
	api.Await(t, "polls in vain", func() bool { return api.Calls("getUpdates") > 3 })
	time.Sleep(2 * time.Second)
	if n := len(api.Sent()); n > 0 {
		t.Errorf("%d replies without Redis", n)
	}
	server.Restart()
	back := time.Now()
	api.AwaitSent(t, waiting)
	all := time.Since(back)
	api.Await(t, "acknowledgement", func() bool { return api.Pending() == 0 })
	for chat := int64(1); chat <= chats; chat++ {
		for k, text := range api.SentTo(chat) {
			if !strings.Contains(text, told(k)) {
				t.Fatalf("chat %d: reply %d is %.80q", chat, k, text)
			}
		}
	}
	if n := len(api.Sent()); n != waiting {
		t.Errorf("%d replies to %d updates", n, waiting)
	}
	t.Logf("first reply %v after Redis was back, all %d waiting updates in order after %v",
		first.Sub(back).Round(time.Millisecond), waiting, all.Round(time.Millisecond))
	if first.Sub(back) > 3*time.Second { // on a busy machine; the figure is the promise
		t.Errorf("the first reply came %v after Redis was back", first.Sub(back))
	}
	r.end()
}

// TestOthersDuringBackoff (R4): one chat is told to wait again and again; the
// others' times are compared with those before. SUANCE_LAPS sets how many laps of a
// second are compared.
func TestOthersDuringBackoff(t *testing.T) {
	laps := scale("SUANCE_LAPS", 2)
	api, server := telegramtest.New(t), redistest.Start(t)
	const limited = 777
	api.SetFault(func(c telegramtest.Call) telegramtest.Fault {
		if c.Method == "sendMessage" && c.Chat == limited {
			return telegramtest.Fault{Status: 429, RetryAfter: 1}
		}
		return telegramtest.Fault{}
	})
	newReplica(t, api, server.URL(), "").start()
	people := gather(api, 1, 20)
	time.Sleep(500 * time.Millisecond)
	var calm, busy []time.Duration
	people.lap()
	for range laps {
		time.Sleep(time.Second)
		calm = append(calm, people.lap()...)
	}
	for range 20 {
		api.Say(limited, "年营业收入12亿元")
	}
	api.Await(t, "the limited chat", func() bool { return api.Calls("sendMessage") > 0 })
	people.lap()
	for range laps {
		time.Sleep(time.Second)
		busy = append(busy, people.lap()...)
	}
	people.stop(t)
	slices.Sort(calm)
	slices.Sort(busy)
	p := func(d []time.Duration, q float64) float64 { return float64(quantile(d, q).Microseconds()) / 1000 }
	t.Logf("others' p99 is %.2f times that before (%.1f ms to %.1f ms), p50 %.2f times; %d and %d turns", p(busy, .99)/p(calm, .99),
		p(calm, .99), p(busy, .99), p(busy, .5)/p(calm, .5), len(calm), len(busy))
	if p(busy, .5) > max(2*p(calm, .5), 500) { // who is held up waits for a second
		t.Error("others are held up")
	}
}

// TestIdleMemory (P11): what serve takes when nobody talks, and after many have.
func TestIdleMemory(t *testing.T) {
	api, server := telegramtest.New(t), redistest.Start(t)
	r := newReplica(t, api, server.URL(), "")
	r.start()
	time.Sleep(2 * time.Second)
	idle := resident(t, r.cmd.Process.Pid)
	people := gather(api, 1, 50)
	time.Sleep(3 * time.Second)
	turns, _ := people.stop(t)
	time.Sleep(time.Second)
	after := resident(t, r.cmd.Process.Pid)
	t.Logf("%.1f MiB idle after the start, %.1f MiB after %d turns of 50 chats", idle, after, turns)
	if idle > 40 {
		t.Errorf("%.1f MiB idle", idle)
	}
	r.end()
}

// resident is the memory of a process in MiB, as Linux tells it.
func resident(t *testing.T, pid int) float64 {
	t.Helper()
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		t.Skip(err) // not Linux
	}
	for line := range strings.Lines(string(text)) {
		if rest, ok := strings.CutPrefix(line, "VmRSS:"); ok {
			kib, _ := strconv.ParseFloat(strings.Fields(rest)[0], 64)
			return kib / 1024
		}
	}
	t.Fatal("no VmRSS")
	return 0
}

// emptyHandler serves what reads a request and answers nothing, in a process of its
// own as the program is.
func emptyHandler(addr string) error {
	return (&http.Server{Addr: addr, ReadHeaderTimeout: time.Second, Handler: http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
	})}).ListenAndServe()
}

// startEmpty starts the empty handler and returns its address.
func startEmpty(b *testing.B) string {
	self, err := os.Executable()
	if err != nil {
		b.Fatal(err)
	}
	addr := redistest.SparePort(b)
	cmd := exec.Command(self)
	cmd.Env = append(os.Environ(), "EMPTY_HANDLER="+addr)
	if err := cmd.Start(); err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = cmd.Process.Kill(); _ = cmd.Wait() })
	for deadline := time.Now().Add(10 * time.Second); ; time.Sleep(5 * time.Millisecond) {
		if resp, err := http.Get("http://" + addr); err == nil {
			resp.Body.Close()
			return addr
		}
		if time.Now().After(deadline) {
			b.Fatal("the empty handler never answers")
		}
	}
}

// BenchmarkWebhook (P3) compares the time from an update to its 200 with that of an
// empty handler and a PING of Redis together, all from the same client, in turn:
// three processes beside the client's. The updates are those of a consultation.
func BenchmarkWebhook(b *testing.B) {
	script := []string{"新材料企业，营收12亿，首次达到", "此前已获营收奖励50万", "智能工厂评上了", "有效期到什么时候？", "首台套2项", "撤销"}
	api, server := telegramtest.New(b), redistest.Start(b)
	r := newReplica(b, api, server.URL(), "http://127.0.0.1:1/telegram/webhook")
	r.start()
	empty := "http://" + startEmpty(b)
	client := goredis.NewClient(&goredis.Options{Addr: server.Addr})
	defer client.Close()
	post := func(url string, body string) {
		req, _ := http.NewRequest(http.MethodPost, url, strings.NewReader(body))
		req.Header.Set("X-Telegram-Bot-Api-Secret-Token", secret)
		resp, err := http.DefaultClient.Do(req)
		if err != nil || resp.StatusCode != http.StatusOK {
			b.Fatal(err, resp)
		}
		_, _ = io.Copy(io.Discard, resp.Body)
		resp.Body.Close()
	}
	api.Say(1, "认识一下") // the chat exists
	var turns, empties, pings []time.Duration
	measure := func(to *[]time.Duration, f func()) {
		begin := time.Now()
		f()
		*to = append(*to, time.Since(begin))
	}
	n := 0
	for b.Loop() {
		n++
		body := fmt.Sprintf(`{"update_id":%d,"message":{"message_id":%d,"date":1,"text":"%s","chat":{"id":1,"type":"private"},"from":{"id":1,"is_bot":false,"first_name":"人"}}}`, 5000+n, n, script[n%len(script)])
		measure(&turns, func() { post("http://"+r.addr+"/telegram/webhook", body) })
		measure(&empties, func() { post(empty, body) })
		measure(&pings, func() { _ = client.Ping(context.Background()).Err() })
	}
	for _, d := range [][]time.Duration{turns, empties, pings} {
		slices.Sort(d)
	}
	b.ReportMetric(float64(quantile(turns, .5))/float64(quantile(empties, .5)+quantile(pings, .5)), "p50-turn/(empty+ping)")
	b.ReportMetric(float64(quantile(turns, .5).Microseconds()), "p50-µs/turn")
	r.end()
}
