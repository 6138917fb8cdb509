package telegram_test

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"os/signal"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"
	goredis "github.com/redis/go-redis/v9"

	"suance/bot/redis/redistest"
	"suance/bot/telegram/telegramtest"
)

// TestMain lets the test binary be a bare bot, to compare with: a process of its
// own like the program.
func TestMain(m *testing.M) {
	if os.Getenv("BARE_BOT_REDIS") != "" {
		if err := bareBot(); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	code := m.Run()
	if builtIn != "" {
		_ = os.RemoveAll(builtIn)
	}
	os.Exit(code)
}

// bareBot echoes with the library alone and one GET and one SET a message.
func bareBot() error {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	defer stop()
	client := goredis.NewClient(&goredis.Options{Addr: os.Getenv("BARE_BOT_REDIS")})
	defer client.Close()
	b, err := bot.New(telegramtest.Token, bot.WithServerURL(os.Getenv("TELEGRAM_API_URL")),
		bot.WithDefaultHandler(func(ctx context.Context, x *bot.Bot, u *models.Update) {
			key := fmt.Sprint("bare:", u.Message.Chat.ID)
			_, _ = client.Get(ctx, key).Result()
			client.Set(ctx, key, u.Message.Text, time.Hour)
			_, _ = x.SendMessage(ctx, &bot.SendMessageParams{ChatID: u.Message.Chat.ID, Text: u.Message.Text})
		}))
	if err != nil {
		return err
	}
	listen := os.Getenv("LISTEN")
	if os.Getenv("TELEGRAM_WEBHOOK_URL") == "" {
		b.Start(ctx)
		return nil
	}
	if _, err := b.SetWebhook(ctx, &bot.SetWebhookParams{URL: os.Getenv("TELEGRAM_WEBHOOK_URL")}); err != nil {
		return err
	}
	go b.StartWebhook(ctx)
	server := &http.Server{Addr: listen, Handler: b.WebhookHandler(), ReadHeaderTimeout: time.Second}
	context.AfterFunc(ctx, func() { server.Close() })
	_ = server.ListenAndServe()
	return nil
}

// BenchmarkProgram compares the built program, which answers for real, with a
// bare bot that echoes: processes of their own at the same Bot API server and
// Redis, and chats that each write again after the reply. It tells turns a second.
func BenchmarkProgram(b *testing.B) {
	path := build(b)
	self, err := os.Executable()
	if err != nil {
		b.Fatal(err)
	}
	for _, way := range []string{"polling", "webhook"} {
		for _, chats := range []int64{50, 1000} {
			for _, who := range []string{"bare", "suance"} {
				b.Run(fmt.Sprintf("%s/%d/%s", way, chats, who), func(b *testing.B) {
					command := exec.Command(path, "serve")
					if who == "bare" {
						command = exec.Command(self)
					}
					runProgram(b, command, who == "bare", way == "webhook", chats)
				})
			}
		}
	}
}

// cpuTime is how long a process has had a processor, as Linux tells it.
func cpuTime(b *testing.B, pid int) time.Duration {
	b.Helper()
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		b.Skip(err) // not Linux
	}
	fields := strings.Fields(string(stat[bytes.LastIndexByte(stat, ')')+1:]))
	user, _ := strconv.Atoi(fields[11])
	system, _ := strconv.Atoi(fields[12])
	const tick = 10 * time.Millisecond
	return time.Duration(user+system) * tick
}

func runProgram(b *testing.B, command *exec.Cmd, bare, webhook bool, chats int64) {
	server, api, listen := redistest.Start(b), telegramtest.New(b), redistest.SparePort(b)
	command.Env = append(os.Environ(), programEnv(server.URL(), api.URL, listen, webhook)...)
	if bare {
		command.Env = append(command.Env, "BARE_BOT_REDIS="+server.Addr)
	}
	if webhook {
		defer api.Push(100, 1)()
	}
	var stderr bytes.Buffer
	command.Stderr = &stderr
	if err := command.Start(); err != nil {
		b.Fatal(err)
	}
	defer func() {
		_ = command.Process.Signal(syscall.SIGTERM)
		_ = command.Wait()
		if b.Failed() {
			b.Log(stderr.String())
		}
	}()
	api.Await(b, "the bot", func() bool { return api.Calls("getUpdates") > 0 || api.Calls("setWebhook") > 0 })
	loop(b, api, chats, int(chats)) // connects, loads
	bot, redis := cpuTime(b, command.Process.Pid), cpuTime(b, server.PID())
	b.ResetTimer()
	loop(b, api, chats, b.N)
	b.StopTimer()
	bot, redis = cpuTime(b, command.Process.Pid)-bot, cpuTime(b, server.PID())-redis
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "turns/s")
	b.ReportMetric(float64(bot.Microseconds())/float64(b.N), "µs-cpu/turn")
	b.ReportMetric(float64(redis.Microseconds())/float64(b.N), "µs-redis/turn")
}

// programEnv are the settings of the program, or of the bare bot.
func programEnv(redisURL, apiURL, listen string, webhook bool) []string {
	env := []string{"TELEGRAM_BOT_TOKEN=" + telegramtest.Token, "TELEGRAM_API_URL=" + apiURL,
		"REDIS_URL=" + redisURL, "LISTEN=" + listen, "LOG_LEVEL=warn"}
	if webhook {
		env = append(env, "TELEGRAM_WEBHOOK_URL=http://"+listen+"/telegram/webhook", "TELEGRAM_WEBHOOK_SECRET="+secret)
	}
	return env
}

// BenchmarkOpenLoop sends 200 messages a second from 100 chats, whatever comes
// back, and tells how long the replies take.
func BenchmarkOpenLoop(b *testing.B) {
	for _, way := range []string{"polling", "webhook"} {
		b.Run(way, func(b *testing.B) {
			const rate, chats = 200, 100
			server, api, listen := redistest.Start(b), telegramtest.New(b), redistest.SparePort(b)
			command := exec.Command(build(b), "serve")
			command.Env = append(os.Environ(), programEnv(server.URL(), api.URL, listen, way == "webhook")...)
			if way == "webhook" {
				defer api.Push(100, 1)()
			}
			if err := command.Start(); err != nil {
				b.Fatal(err)
			}
			defer func() { _ = command.Process.Kill(); _ = command.Wait() }()
			api.Await(b, "the bot", func() bool { return api.Calls("getUpdates") > 0 || api.Calls("setWebhook") > 0 })
			var mu sync.Mutex
			at := map[int64][]time.Time{}
			var took []time.Duration
			api.OnSent(func(m telegramtest.Sent) {
				mu.Lock()
				defer mu.Unlock()
				took = append(took, time.Since(at[m.Chat][0]))
				at[m.Chat] = at[m.Chat][1:]
			})
			tick := time.NewTicker(time.Second / rate)
			defer tick.Stop()
			for i := range b.N {
				<-tick.C
				chat := int64(i%chats + 1)
				mu.Lock()
				at[chat] = append(at[chat], time.Now())
				mu.Unlock()
				api.Say(chat, fmt.Sprintf("营收%d亿", 6+i%50))
			}
			api.AwaitSent(b, b.N)
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "p50-ms")
			b.ReportMetric(float64(took[len(took)*99/100].Microseconds())/1000, "p99-ms")
		})
	}
}
