package telegram_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	goredis "github.com/redis/go-redis/v9"

	"suance/bot/redis/redistest"
	"suance/bot/telegram/telegramtest"
)

// contents is all that a Redis holds, keys and values.
func contents(t *testing.T, addr string) string {
	t.Helper()
	c := goredis.NewClient(&goredis.Options{Addr: addr})
	defer c.Close()
	ctx := context.Background()
	var all strings.Builder
	for _, key := range c.Keys(ctx, "*").Val() {
		fmt.Fprintln(&all, key, c.HGetAll(ctx, key).Val(), c.LRange(ctx, key, 0, -1).Val(), c.ZRange(ctx, key, 0, -1).Val())
		if ttl := c.TTL(ctx, key).Val(); ttl <= 0 {
			t.Errorf("%s never expires", key)
		}
	}
	return all.String()
}

// TestForgotten: what a person wrote and who they are stands in no log, metric or
// page of the program, and after /forget nowhere in Redis either.
func TestForgotten(t *testing.T) {
	const user, name = 987654321987, "独有之名有限公司"
	secrets := []string{fmt.Sprint(user), name, "独有", "7654321", "76543", "AAE-secret"}
	server, api, listen := redistest.Start(t), telegramtest.New(t), redistest.SparePort(t)
	p := &program{t: t, path: build(t), stderr: &lockedBuffer{}, env: []string{"TELEGRAM_BOT_TOKEN=" + telegramtest.Token,
		"TELEGRAM_API_URL=" + api.URL, "REDIS_URL=" + server.URL(), "LISTEN=" + listen, "LOG_LEVEL=debug"}}
	p.start()
	t.Cleanup(func() { p.kill() })
	sends := 0
	api.SetFault(func(c telegramtest.Call) telegramtest.Fault {
		if c.Method != "sendMessage" {
			return telegramtest.Fault{}
		}
		sends++
		return telegramtest.Fault{Status: map[int]int{2: 500, 3: 400}[sends]} // tried again; refused, a dead letter
	})
	said := []string{name + "，年营业收入7654321万元，新材料", "首次达到", "智能工厂评上了", "独有的问题怎么办？", "撤销"}
	for _, text := range said {
		api.Say(user, text)
	}
	api.AwaitSent(t, len(said)-1)
	if all := contents(t, server.Addr); !strings.Contains(all, "7654321") || !strings.Contains(all, `"Kind":"send"`) {
		t.Error("the session or the dead letter is not where it is looked for")
	}
	api.Say(user, "/forget")
	api.AwaitSent(t, len(said))
	time.Sleep(100 * time.Millisecond) // the last send is marked
	pages := ""
	for _, path := range []string{"/metrics", "/readyz", "/healthz"} {
		resp, err := http.Get("http://" + listen + path)
		if err != nil {
			t.Fatal(err)
		}
		body, _ := io.ReadAll(resp.Body)
		resp.Body.Close()
		pages += string(body)
	}
	if !strings.Contains(pages, "suance_") {
		t.Error("no metrics")
	}
	if err := p.end(); err != nil {
		t.Error(err)
	}
	all := contents(t, server.Addr)
	if strings.Contains(all, `"Kind":"send"`) {
		t.Error("the dead letter is still there")
	}
	for where, text := range map[string]string{"Redis": all, "the pages": pages, "the log": p.stderr.String()} {
		for _, s := range secrets {
			if i := strings.Index(text, s); i >= 0 {
				t.Errorf("%q stands in %s: …%s…", s, where, text[max(0, i-200):min(len(text), i+100)])
			}
		}
	}
}

// TestNobodySeesAnother: many people in private and in groups, all at once, each
// with a figure of their own; nobody gets another's.
func TestNobodySeesAnother(t *testing.T) {
	people := int64(200)
	if testing.Short() {
		people = 40
	}
	api, listen := telegramtest.New(t), redistest.SparePort(t)
	p := &program{t: t, path: build(t), stderr: &lockedBuffer{}, env: []string{"TELEGRAM_BOT_TOKEN=" + telegramtest.Token,
		"TELEGRAM_API_URL=" + api.URL, "LISTEN=" + listen, "LOG_LEVEL=warn"}}
	p.start()
	t.Cleanup(func() { p.kill() })
	own := func(user int64) string { return fmt.Sprintf("%d万元", 1000000+7*user) }
	var all sync.WaitGroup
	for user := int64(1); user <= people; user++ {
		all.Go(func() {
			chat := user
			if user%2 == 0 {
				chat = -1 - user%10 // ten members a group and more
			}
			for _, text := range []string{"年营业收入" + own(user), "汇总"} {
				if chat < 0 {
					text = "@" + telegramtest.Username + " " + text
				}
				api.SayIn(chat, user, text, nil)
			}
		})
	}
	all.Wait()
	sent := api.AwaitSent(t, int(2*people))
	api.Await(t, "acknowledgement", func() bool { return api.Pending() == 0 })
	for _, m := range sent {
		owner := m.Chat
		if m.ReplyTo != 0 {
			owner = api.Author(m.ReplyTo)
		}
		for user := int64(1); user <= people; user++ {
			// 1亿 and above is told in 亿元; both forms of the own figure are looked for.
			other := fmt.Sprintf("%g亿元", float64(1000000+7*user)/10000)
			if user != owner && (strings.Contains(m.Plain, own(user)) || strings.Contains(m.Plain, other)) {
				t.Fatalf("%d got %d's figure: %s", owner, user, m.Plain)
			}
		}
	}
	if err := p.end(); err != nil {
		t.Error(err)
	}
}
