package metrics_test

import (
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"suance/bot/metrics"
)

func example() *metrics.Registry {
	r := metrics.New()
	r.Info("suance_build_info", "What runs.", map[string]string{"version": "1", "policy": `a"b\c` + "\n"})
	r.Gauge("suance_goroutines", `Help with a \ and`+"\na line break.", func() float64 { return 7 })
	r.Gauges("suance_ready", "Whether it is there.", "component", []string{"policy", "redis"}, func(v string) float64 {
		return map[string]float64{"policy": 1}[v]
	})
	r.Count("suance_updates_total", "Updates.", func() int64 { return 12 })
	turns := r.Counter("suance_turns_total", "Turns.", "outcome", "answered", "failed")
	turns.Add("answered", 2)
	turns.Add("answered", 1)
	turns.Add("telegram:42", 1)
	away := r.Seconds("suance_degraded_seconds_total", "Time.", "component", "redis")
	away.Add("redis", 1500*time.Millisecond)
	h := r.Histogram("suance_turn_seconds", "How long.", []time.Duration{time.Millisecond, time.Second}, "stage", "turn", "send")
	for _, d := range []time.Duration{time.Microsecond, time.Millisecond, time.Millisecond + 1, time.Second, 2 * time.Second} {
		h.Observe("turn", d)
	}
	h.Observe("telegram:42", time.Second)
	return r
}

// ask is what a scrape from this machine gets.
func ask(r *metrics.Registry) string {
	req := httptest.NewRequest("GET", "/metrics", nil)
	req.RemoteAddr = "127.0.0.1:40000"
	w := httptest.NewRecorder()
	r.ServeHTTP(w, req)
	return w.Body.String()
}

func TestText(t *testing.T) {
	text := ask(example())
	for _, line := range []string{
		`suance_build_info{policy="a\"b\\c\n",version="1"} 1`,
		`# HELP suance_goroutines Help with a \\ and\na line break.`,
		`suance_goroutines 7`,
		`suance_ready{component="policy"} 1`,
		`suance_ready{component="redis"} 0`,
		`suance_updates_total 12`,
		`suance_turns_total{outcome="answered"} 3`,
		`suance_turns_total{outcome="failed"} 0`,
		`suance_degraded_seconds_total{component="redis"} 1.5`,
		`suance_turn_seconds_bucket{stage="turn",le="0.001"} 2`,
		`suance_turn_seconds_bucket{stage="turn",le="+Inf"} 5`,
		`suance_turn_seconds_count{stage="send"} 0`,
	} {
		if !strings.Contains(text, line+"\n") {
			t.Errorf("no %s", line)
		}
	}
	if strings.Contains(text, "42") {
		t.Errorf("an id became a label's value:\n%s", text)
	}
}

// TestPromtoolReadsIt: what is written is Prometheus's format by its own tool.
func TestPromtoolReadsIt(t *testing.T) {
	tool, err := exec.LookPath("promtool")
	if err != nil {
		if os.Getenv("SUANCE_NO_SKIP") == "all" {
			t.Fatal("promtool is needed: apt-get install prometheus")
		}
		t.Skip("promtool is not installed (apt-get install prometheus)")
	}
	cmd := exec.Command(tool, "check", "metrics")
	cmd.Stdin = strings.NewReader(ask(example()))
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
	cmd = exec.Command(tool, "check", "metrics")
	cmd.Stdin = strings.NewReader("suance_x{ 1\n")
	if cmd.Run() == nil {
		t.Error("promtool takes anything")
	}
}

func TestCountedSideBySide(t *testing.T) {
	r := metrics.New()
	h := r.Histogram("h", "h", []time.Duration{time.Second}, "l", "v")
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for range 1000 {
				h.Observe("v", time.Millisecond)
			}
		})
	}
	ask(r)
	all.Wait()
	if text := ask(r); !strings.Contains(text, "h_count{l=\"v\"} 8000\n") {
		t.Error(text)
	}
}

// TestNotPublic: the metrics are told to neighbours that ask directly, and to
// nobody else.
func TestNotPublic(t *testing.T) {
	for _, c := range []struct {
		from, header string
		want         int
	}{
		{"127.0.0.1:40000", "", 200},
		{"[::1]:40000", "", 200},
		{"10.1.2.3:40000", "", 200},
		{"[::ffff:192.168.1.1]:40000", "", 200},
		{"[fd00::1]:40000", "", 200},
		{"[fe80::1%eth0]:40000", "", 200},
		{"8.8.8.8:40000", "", 404},
		{"172.32.0.1:40000", "", 404},
		{"[2001:db8::1]:40000", "", 404},
		{"@", "", 404},
		{"127.0.0.1:40000", "X-Forwarded-For", 404},
		{"127.0.0.1:40000", "x-real-ip", 404},
		{"10.1.2.3:40000", "Forwarded", 404},
		{"10.1.2.3:40000", "Via", 404},
	} {
		req := httptest.NewRequest("GET", "/metrics", nil)
		req.RemoteAddr = c.from
		if c.header != "" {
			req.Header.Set(c.header, "127.0.0.1")
		}
		w := httptest.NewRecorder()
		example().ServeHTTP(w, req)
		if w.Code != c.want || (w.Code == 200) != strings.Contains(w.Body.String(), "suance_") {
			t.Errorf("from %s %s: %d %q, want %d", c.from, c.header, w.Code, w.Body.String(), c.want)
		}
	}
}
