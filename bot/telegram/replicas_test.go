package telegram_test

import (
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"strconv"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"suance/bot/redis/redistest"
	"suance/bot/telegram/telegramtest"
)

// fleet is several processes of the program behind one webhook, which gives
// requests to them in turn.
type fleet struct {
	t     *testing.T
	all   []*program
	addrs []string
}

func startFleet(t *testing.T, n int, redisURL string, api *telegramtest.Server) *fleet {
	t.Helper()
	path := build(t)
	f := &fleet{t: t}
	var proxies []*httputil.ReverseProxy
	for range n {
		addr := redistest.SparePort(t)
		p := httputil.NewSingleHostReverseProxy(&url.URL{Scheme: "http", Host: addr})
		p.ErrorHandler = func(w http.ResponseWriter, _ *http.Request, _ error) { w.WriteHeader(http.StatusBadGateway) }
		f.addrs, proxies = append(f.addrs, addr), append(proxies, p)
	}
	var turn atomic.Int64
	front := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		proxies[int(turn.Add(1))%n].ServeHTTP(w, r)
	}))
	t.Cleanup(front.Close)
	for i := range n {
		p := &program{t: t, path: path, stderr: &lockedBuffer{}, env: []string{"TELEGRAM_BOT_TOKEN=" + telegramtest.Token,
			"TELEGRAM_API_URL=" + api.URL, "TELEGRAM_WEBHOOK_URL=" + front.URL + "/telegram/webhook", "TELEGRAM_WEBHOOK_SECRET=" + secret,
			"REDIS_URL=" + redisURL, "LISTEN=" + f.addrs[i], "LOG_LEVEL=warn"}}
		p.start()
		t.Cleanup(func() { p.kill() })
		f.all = append(f.all, p)
	}
	for i := range n {
		f.await(i)
	}
	return f
}

// await waits until a process says that it is ready.
func (f *fleet) await(i int) {
	f.t.Helper()
	for deadline := time.Now().Add(20 * time.Second); time.Now().Before(deadline); time.Sleep(10 * time.Millisecond) {
		resp, err := http.Get("http://" + f.addrs[i] + "/readyz")
		if err != nil {
			continue
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusOK {
			return
		}
	}
	f.t.Fatalf("process %d is not ready:\n%s", i, f.all[i].stderr)
}

// end ends all.
func (f *fleet) end() {
	f.t.Helper()
	for _, p := range f.all {
		if err := p.end(); err != nil {
			f.t.Errorf("the end after SIGTERM: %v\n%s", err, p.stderr)
		}
	}
}

// TestRollingRestarts: two processes are restarted one after the other while
// people talk; nothing is lost and nothing comes twice. SUANCE_RESTARTS sets how
// often.
func TestRollingRestarts(t *testing.T) {
	restarts := 20
	if n, err := strconv.Atoi(os.Getenv("SUANCE_RESTARTS")); err == nil {
		restarts = n
	}
	server, api := redistest.Start(t), telegramtest.New(t)
	f := startFleet(t, 2, server.URL(), api)
	defer api.Push(40, 1)()
	said := converse(api)
	for i := range restarts {
		p := f.all[i%2]
		begin := time.Now()
		if err := p.end(); err != nil {
			t.Errorf("the end after SIGTERM: %v after %v\n%s", err, time.Since(begin), p.stderr)
		}
		p.start()
		f.await(i % 2)
	}
	said.stop(t, api)
	f.end()
	said.check(t, api, &weather{})
}

// TestClusterAndReplicas: three processes on a Redis Cluster of six nodes answer
// everybody in order, also after a primary died and its replica took its place.
func TestClusterAndReplicas(t *testing.T) {
	cluster, api := redistest.StartCluster(t, true), telegramtest.New(t)
	f := startFleet(t, 3, cluster.URL(), api)
	defer api.Push(40, 1)()
	said := converse(api)
	time.Sleep(time.Second)
	before := len(api.Sent())
	died := time.Now()
	cluster.Nodes[0].Kill()
	api.Await(t, "replies to everybody after a primary died", func() bool { return said.everybodySince(died, api) })
	t.Logf("%d replies before; everybody was answered again %v after a primary died", before, time.Since(died).Round(time.Millisecond))
	said.stop(t, api)
	f.end()
	said.check(t, api, &weather{killed: 1})
}

// everybodySince says whether everybody got a reply after some time.
func (c *conversation) everybodySince(at time.Time, api *telegramtest.Server) bool {
	got := map[int64]bool{}
	for _, m := range api.Sent() {
		if m.At.After(at) {
			got[m.Chat] = true
		}
	}
	return len(got) == people
}

// TestPausedProcess: of two processes, one after the other is stopped in the midst of
// its work for longer than a hold lasts, and wakes up as one whose outboxes another
// took over. Nothing is lost or out of order, and at most what was under way at a
// pause comes again. SUANCE_PAUSES sets how often.
func TestPausedProcess(t *testing.T) {
	pauses := 1
	if n, err := strconv.Atoi(os.Getenv("SUANCE_PAUSES")); err == nil {
		pauses = n
	}
	server, api := redistest.Start(t), telegramtest.New(t)
	f := startFleet(t, 2, server.URL(), api)
	defer api.Push(40, 1)()
	said := converse(api)
	for i := range pauses {
		p := f.all[i%2].cmd.Process
		time.Sleep(300*time.Millisecond + time.Duration(i*7%50)*time.Millisecond)
		_ = p.Signal(syscall.SIGSTOP)
		time.Sleep(6 * time.Second)
		_ = p.Signal(syscall.SIGCONT)
	}
	time.Sleep(300 * time.Millisecond)
	said.stop(t, api)
	f.end()
	said.check(t, api, &weather{killed: pauses})
}

// TestServerClock: while people talk, a process is killed and the clock of Redis jumps
// by a day, by years back, and right again, each time. Nothing is lost or out of order;
// at most what was under way at a kill or a jump comes again.
func TestServerClock(t *testing.T) {
	const day = 24 * time.Hour
	jumps := []time.Duration{-day, day, -3652 * day, day, -day}
	server, api := redistest.Start(t), telegramtest.New(t)
	f := startFleet(t, 2, server.URL(), api)
	defer api.Push(40, 1)()
	said := converse(api)
	for i, jump := range jumps {
		time.Sleep(200 * time.Millisecond)
		p := f.all[i%2]
		p.kill() // what it holds, nobody lets go
		server.JumpClock(t, jump)
		p.start()
		f.await(i % 2)
	}
	time.Sleep(300 * time.Millisecond)
	said.stop(t, api)
	f.end()
	said.check(t, api, &weather{killed: 2 * len(jumps)})
}
