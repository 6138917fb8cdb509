// Package deploy_test checks what this folder promises: with the tools that the
// files are for, and against the built program.
package deploy_test

import (
	"debug/elf"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"go.yaml.in/yaml/v3"

	"suance/bot/redis/redistest"
	"suance/bot/telegram/telegramtest"
)

// tool finds a program that a test needs; without it the test is skipped, or fails
// where SUANCE_NO_SKIP is all.
func tool(t *testing.T, name, pkg string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		if os.Getenv("SUANCE_NO_SKIP") == "all" {
			t.Fatalf("%s is needed: apt-get install %s", name, pkg)
		}
		t.Skipf("%s is not installed (apt-get install %s)", name, pkg)
	}
	return path
}

// run runs a command that must succeed and returns what it printed.
func run(t *testing.T, name string, args ...string) string {
	t.Helper()
	out, err := exec.Command(name, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, out)
	}
	return string(out)
}

func read(t *testing.T, name string) string {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// program is the program, built as the Containerfile says.
var program = sync.OnceValues(func() (string, error) {
	text, err := os.ReadFile("Containerfile")
	if err != nil {
		return "", err
	}
	line := regexp.MustCompile(`(?m)^RUN (CGO_ENABLED=0 go build .*) -o /suance \./bot$`).FindStringSubmatch(string(text))
	if line == nil {
		return "", fmt.Errorf("no line in the Containerfile builds the program")
	}
	path := filepath.Join(folder, "suance")
	out, err := exec.Command("sh", "-c", line[1]+" -o "+path+" ../bot").CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("%s: %w\n%s", line[1], err, out)
	}
	return path, nil
})

// folder is where it lies, for the time of the tests.
var folder string

func TestMain(m *testing.M) {
	if addr := os.Getenv("EMPTY_HANDLER"); addr != "" {
		panic(emptyHandler(addr))
	}
	var err error
	if folder, err = os.MkdirTemp("", "suance"); err != nil {
		panic(err)
	}
	code := m.Run()
	os.RemoveAll(folder)
	os.Exit(code)
}

func built(t *testing.T) string {
	t.Helper()
	path, err := program()
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// serve runs the program's serve until the test ends and returns its address.
func serve(t *testing.T, cmd *exec.Cmd, env ...string) (addr string, log *lines) {
	t.Helper()
	addr, log = redistest.SparePort(t), &lines{}
	cmd.Env = append(env, "LISTEN="+addr)
	cmd.Stderr = log
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Signal(syscall.SIGTERM)
		if err := cmd.Wait(); err != nil {
			t.Errorf("the end after SIGTERM: %v\n%s", err, log)
		}
	})
	for deadline := time.Now().Add(10 * time.Second); ; time.Sleep(10 * time.Millisecond) {
		if resp, err := http.Get("http://" + addr + "/readyz"); err == nil {
			resp.Body.Close()
			if resp.StatusCode == 200 {
				return addr, log
			}
		}
		if time.Now().After(deadline) {
			t.Fatalf("it is never ready\n%s", log)
		}
	}
}

// lines collects what a process prints.
type lines struct {
	mu sync.Mutex
	b  strings.Builder
}

func (l *lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lines) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// TestImage: the program, built as the Containerfile says, needs nothing: it runs
// as nobody in an empty, read-only root, and knows the time in Shanghai.
func TestImage(t *testing.T) {
	path := built(t)
	f, err := elf.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for _, p := range f.Progs {
		if p.Type == elf.PT_INTERP {
			t.Error("the program is not static")
		}
	}
	if os.Getuid() != 0 {
		t.Skip("an empty root is for root to make")
	}
	root, err := os.MkdirTemp("", "root")
	if err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(root)
	run(t, "cp", path, filepath.Join(root, "suance"))
	if err := os.Chmod(root, 0o555); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("/suance", "serve")
	cmd.SysProcAttr = &syscall.SysProcAttr{Chroot: root, Credential: &syscall.Credential{Uid: 65532, Gid: 65532}}
	cmd.Dir = "/"
	_, log := serve(t, cmd, "TZ=Asia/Shanghai")
	if !strings.Contains(log.String(), `+08:00"`) {
		t.Errorf("the log is not in Shanghai's time:\n%s", log)
	}
}

// TestUnit: systemd takes the unit and finds little to harden.
func TestUnit(t *testing.T) {
	analyze := tool(t, "systemd-analyze", "systemd")
	unit := filepath.Join(t.TempDir(), "suance.service")
	text := strings.ReplaceAll(read(t, "systemd/suance.service"), "/usr/local/bin/suance", built(t))
	if err := os.WriteFile(unit, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	if out := run(t, analyze, "verify", unit); strings.Contains(out, "suance.service") {
		t.Error(out)
	}
	const most = 15 // tenths; 100 is everything open
	run(t, analyze, "security", "--offline=true", fmt.Sprint("--threshold=", most), unit)
}

// TestAlerts: Prometheus takes the rules, each fires when it should and only then,
// and every metric in them is one that the program has.
func TestAlerts(t *testing.T) {
	promtool := tool(t, "promtool", "prometheus")
	run(t, promtool, "check", "config", "prometheus/prometheus.yaml")
	run(t, promtool, "test", "rules", "prometheus/alerts_test.yaml")
	addr, _ := serve(t, exec.Command(built(t), "serve"),
		"TELEGRAM_BOT_TOKEN="+telegramtest.Token, "TELEGRAM_API_URL="+telegramtest.New(t).URL, "REDIS_URL="+redistest.Start(t).URL())
	resp, err := http.Get("http://" + addr + "/metrics")
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(promtool, "check", "metrics")
	cmd.Stdin = strings.NewReader(string(text))
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("promtool check metrics: %v\n%s", err, out)
	}
	for _, file := range []string{"prometheus/alerts.yaml", "prometheus/alerts_test.yaml", "OPERATIONS.md"} {
		for _, n := range metricNames(read(t, file)) {
			if !strings.Contains(string(text), "# TYPE "+n+" ") {
				t.Errorf("%s speaks of %s, which /metrics does not have", file, n)
			}
		}
	}
	explained := metricNames(read(t, "OPERATIONS.md"))
	for _, n := range metricNames(string(text)) {
		if !slices.Contains(explained, n) {
			t.Errorf("OPERATIONS.md does not explain %s", n)
		}
	}
}

// metricNames are the metrics that a text speaks of, a histogram's series by its
// name.
func metricNames(text string) []string {
	var names []string
	for _, n := range regexp.MustCompile(`\bsuance_[a-z_]+`).FindAllString(text, -1) {
		names = append(names, regexp.MustCompile(`_(bucket|sum|count)$`).ReplaceAllString(n, ""))
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// TestRedisExamples: each file starts the Redis that it describes, one that keeps
// what is committed and throws nothing away.
func TestRedisExamples(t *testing.T) {
	tool(t, "redis-server", "redis-server")
	dir := t.TempDir()
	for _, name := range []string{"redis.conf", "replica.conf", "cluster.conf", "sentinel.conf"} {
		text := strings.ReplaceAll(read(t, "redis/"+name), "redis-1", "127.0.0.1")
		text = strings.ReplaceAll(text, "include redis.conf", "include "+filepath.Join(dir, "redis.conf"))
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"redis.conf", "replica.conf", "cluster.conf"} {
		args := []string{"--include", filepath.Join(dir, name), "--dir", dir}
		if name == "cluster.conf" {
			_, bus, _ := strings.Cut(redistest.SparePort(t), ":")
			args = append(args, "--cluster-port", bus)
		}
		server := redistest.StartIn(t, dir, args...)
		for setting, want := range map[string]string{"maxmemory-policy": "noeviction", "appendonly": "yes", "appendfsync": "always"} {
			if got := server.Command("CONFIG GET " + setting); !strings.Contains(got, want+"\r\n") {
				t.Errorf("%s: %s is %q, want %s", name, setting, got, want)
			}
		}
		if got := server.Command("CLUSTER INFO"); strings.Contains(got, "cluster_state") != (name == "cluster.conf") {
			t.Errorf("%s: %q", name, got)
		}
	}
	sentinel := redistest.StartSentinel(t, filepath.Join(dir, "sentinel.conf"))
	if got := sentinel.Command("SENTINEL CKQUORUM suance"); !strings.Contains(got, "NOQUORUM") && !strings.HasPrefix(got, "+OK") {
		t.Errorf("sentinel.conf: %q", got)
	}
}

// TestManifests: what runs the image runs it as nobody, with nothing to write to
// and nothing to gain, and gives it the time to drain.
func TestManifests(t *testing.T) {
	for file, want := range map[string][]string{
		"compose.yaml": {"services.suance.read_only=true", "services.suance.user=65532:65532", "services.suance.cap_drop=[ALL]",
			"services.suance.security_opt=[no-new-privileges:true]", "services.suance.stop_grace_period=15s",
			"services.suance.ports=[127.0.0.1:8080:8080]", "services.redis.networks=[inside]", "services.redis.user=999:1000", "services.redis.cap_drop=[ALL]", "networks.inside.internal=true"},
		"kubernetes/suance.yaml": {"spec.template.spec.securityContext.runAsNonRoot=true",
			"spec.template.spec.terminationGracePeriodSeconds=20", "spec.template.spec.automountServiceAccountToken=false"},
	} {
		d := yaml.NewDecoder(strings.NewReader(read(t, file)))
		var first any
		if err := d.Decode(&first); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		for rest := (any)(nil); ; {
			if err := d.Decode(&rest); err == io.EOF {
				break
			} else if err != nil {
				t.Fatalf("%s: %v", file, err)
			}
		}
		for _, w := range want {
			path, value, _ := strings.Cut(w, "=")
			at := first
			for key := range strings.SplitSeq(path, ".") {
				m, _ := at.(map[string]any)
				at = m[key]
			}
			if fmt.Sprint(at) != value {
				t.Errorf("%s: %s is %v, want %s", file, path, at, value)
			}
		}
	}
}

// TestSettings: the settings that OPERATIONS.md and the example explain are those
// that serve has; the page explains all of them.
func TestSettings(t *testing.T) {
	name := regexp.MustCompile(`\$([A-Z_]+)`)
	var have []string
	for _, m := range name.FindAllStringSubmatch(run(t, built(t), "serve", "--help"), -1) {
		have = append(have, m[1])
	}
	if len(have) < 10 {
		t.Fatalf("serve has only %q", have)
	}
	page := read(t, "OPERATIONS.md")
	var told []string
	for _, m := range regexp.MustCompile("(?m)^\\| `([A-Z_]+)`").FindAllStringSubmatch(page, -1) {
		told = append(told, m[1])
		if !slices.Contains(have, m[1]) {
			t.Errorf("OPERATIONS.md explains %s, which serve does not have", m[1])
		}
	}
	for _, h := range have {
		if !slices.Contains(told, h) {
			t.Errorf("OPERATIONS.md does not explain %s", h)
		}
	}
	for _, m := range regexp.MustCompile(`(?m)^#?([A-Z_]+)=`).FindAllStringSubmatch(read(t, "suance.env.example"), -1) {
		if !slices.Contains(have, m[1]) {
			t.Errorf("suance.env.example sets %s, which serve does not have", m[1])
		}
	}
}

// TestOneWayToBuild: the image, the page and the check of reproducibility build the
// same program.
func TestOneWayToBuild(t *testing.T) {
	const line = `CGO_ENABLED=0 go build -trimpath -buildvcs=false -tags timetzdata -ldflags="-s -w -buildid=" -o `
	for _, file := range []string{"Containerfile", "OPERATIONS.md", "supply-chain"} {
		if !strings.Contains(read(t, file), line) {
			t.Errorf("%s does not build by %s", file, line)
		}
	}
}
