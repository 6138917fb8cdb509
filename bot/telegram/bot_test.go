package telegram_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"suance/bot/telegram"
	"suance/bot/telegram/telegramtest"
	"suance/dialog"
	"suance/dialog/session"
)

func TestAnswersInOrder(t *testing.T) {
	h := start(t)
	for i := range 20 {
		for user := int64(1); user <= 5; user++ {
			h.Say(user, fmt.Sprint("消息", i))
		}
	}
	h.AwaitSent(t, 100)
	for user := int64(1); user <= 5; user++ {
		var want []string
		for i := range 20 {
			want = append(want, fmt.Sprintf("%d：消息%d", i+1, i))
		}
		h.wantTexts(user, want...)
	}
	h.Await(t, "all updates acknowledged", func() bool { return h.Pending() == 0 })
}

// TestAcknowledgedOnlyAfterCommit: what is not committed stays with Telegram, and
// what is, does not come again.
func TestAcknowledgedOnlyAfterCommit(t *testing.T) {
	h := newHarness(t)
	h.make(nil)
	var away atomic.Bool
	away.Store(true)
	h.talk.before = func(m dialog.Message) error {
		if away.Load() {
			return session.ErrUnavailable
		}
		return nil
	}
	h.run()
	h.Say(1, "一")
	h.Say(1, "二")
	h.Say(2, "别人")
	h.Await(t, "polls while the store is away", func() bool { return h.Calls("getUpdates") > 3 })
	if n := h.Pending(); n != 3 {
		t.Errorf("%d of 3 updates are left while none is committed", n)
	}
	away.Store(false)
	h.AwaitSent(t, 3)
	h.wantTexts(1, "1：一", "2：二")
	h.Await(t, "acknowledgement", func() bool { return h.Pending() == 0 })
}

// TestSlowChatHoldsUpNobody: while one chat's turn hangs, others are answered.
func TestSlowChatHoldsUpNobody(t *testing.T) {
	h := newHarness(t)
	h.make(nil)
	release := make(chan struct{})
	h.talk.before = func(m dialog.Message) error {
		if m.Text == "慢" {
			<-release
		}
		return nil
	}
	h.run()
	h.Say(1, "慢")
	for i := range 10 {
		h.Say(2, fmt.Sprint(i))
	}
	h.AwaitSent(t, 10)
	h.Say(3, "后来")
	h.AwaitSent(t, 11)
	close(release)
	h.AwaitSent(t, 12)
	h.wantTexts(1, "1：慢")
}

// TestDrain: at the end the turn under way is finished, sent, and acknowledged.
func TestDrain(t *testing.T) {
	h := newHarness(t)
	h.make(nil)
	began := make(chan struct{})
	h.talk.before = func(m dialog.Message) error {
		close(began)
		time.Sleep(200 * time.Millisecond)
		return nil
	}
	h.run()
	h.Say(1, "最后一句")
	<-began
	if err := h.stop(); err != nil {
		t.Fatal(err)
	}
	h.wantTexts(1, "1：最后一句")
	if h.Pending() != 0 {
		t.Error("the committed update is not acknowledged and would come again")
	}
}

func TestButtons(t *testing.T) {
	h := start(t)
	h.Say(1, "按钮")
	sent := h.AwaitSent(t, 1)[0]
	if len(sent.Keys) != 1 || len(sent.Keys[0]) != 1 || sent.Keys[0][0].Text != "是" {
		t.Fatalf("keys %v", sent.Keys)
	}
	h.Press(1, &sent, sent.Keys[0][0].Data)
	h.Press(1, &sent, sent.Keys[0][0].Data)
	h.Press(1, nil, "x") // under a message too old to be shown
	h.AwaitSent(t, 4)
	h.wantTexts(1, "1：按钮", "2：按了1.0.revenue", "3：按了1.0.revenue", "4：按了x")
	h.Await(t, "answers to all presses", func() bool { return len(h.Unanswered()) == 0 })
}

// TestPoison: updates that cannot be decoded, and turns that fail, hold up
// neither the polling nor their chat.
func TestPoison(t *testing.T) {
	h := newHarness(t)
	h.make(nil)
	h.talk.before = func(m dialog.Message) error {
		switch m.Text {
		case "恐慌":
			panic("a bug")
		case "出错":
			return errors.New("a bug")
		}
		return nil
	}
	h.run()
	h.Say(1, "前")
	h.Inject(`"message":"not an object"`)
	h.Inject(`"message":{"message_id":"x","chat":7}`)
	h.Inject(`"something_new":{"a":1}`)
	h.Say(1, "恐慌")
	h.Say(1, "出错")
	h.Say(1, "后")
	h.AwaitSent(t, 4)
	sorry := dialog.Unavailable().Text
	h.wantTexts(1, "1：前", sorry, sorry, "4：后")
	h.Await(t, "acknowledgement", func() bool { return h.Pending() == 0 })
	letters := h.store.(*session.Memory).DeadLetters()
	if len(letters) != 4 {
		t.Errorf("%d dead letters: %+v", len(letters), letters)
	}
	if n := h.bot.Stats().Dead.Load(); n != 4 {
		t.Errorf("%d dead letters counted", n)
	}
}

func TestKinds(t *testing.T) {
	h := start(t)
	h.SayIn(1, 1, "", map[string]any{"sticker": map[string]any{"file_id": "x", "type": "regular"}})
	h.SayIn(2, 2, "", map[string]any{"voice": map[string]any{"file_id": "x", "duration": 3}})
	h.SayIn(3, 3, "", map[string]any{"photo": []map[string]any{{"file_id": "x"}}})
	h.SayIn(4, 4, "", map[string]any{"photo": []map[string]any{{"file_id": "x"}}, "caption": "营收12亿"})
	h.SayIn(5, 5, "", map[string]any{"pinned_message": map[string]any{"message_id": 1, "date": 0, "chat": map[string]any{"id": 5, "type": "private"}}})
	h.Edit(6, "改成13亿")
	h.Say(7, "/start revenue")
	h.SayIn(8, 8, "机器人", map[string]any{"from": map[string]any{"id": 8, "is_bot": true}})
	h.Say(9, "完")
	h.AwaitSent(t, 7)
	for chat, want := range map[int64]string{1: "1：媒体", 2: "1：媒体", 3: "1：媒体", 4: "1：营收12亿", 6: "1：改成13亿", 7: "1：/start", 9: "1：完"} {
		h.wantTexts(chat, want)
	}
	h.wantTexts(5)
	h.wantTexts(8)
}

// TestGroups: the bot answers when it is named or answered, each member with
// facts of their own, and a member's button is theirs.
func TestGroups(t *testing.T) {
	h := start(t)
	const group = -100200300
	me := "@" + telegramtest.Username
	toMe := map[string]any{"reply_to_message": map[string]any{"message_id": 1, "date": 1,
		"from": map[string]any{"id": telegramtest.BotID, "is_bot": true}, "chat": map[string]any{"id": group, "type": "supergroup"}}}
	h.SayIn(group, 1, "大家好", nil)
	h.SayIn(group, 1, "按钮😀 "+me+" 营收12亿", nil)
	h.SayIn(group, 2, "我们也是", toMe)
	h.SayIn(group, 2, "/summary@"+strings.ToUpper(telegramtest.Username), nil)
	h.SayIn(group, 2, "/summary@other_bot", nil)
	h.SayIn(group, 2, "@someone 你好", nil)
	h.SayIn(group, 1, "第二句", toMe)
	sent := h.AwaitSent(t, 4)
	// Each member's replies come in order; whose first is not said.
	wantWithin(t, h.SentTo(group), "1：按钮😀  营收12亿", "2：第二句")
	wantWithin(t, h.SentTo(group), "1：我们也是", "2：/summary")
	asked := sent[slices.IndexFunc(sent, func(m telegramtest.Sent) bool { return m.Keys != nil })]
	for _, m := range sent {
		if m.ReplyTo == 0 {
			t.Errorf("%q answers no message, so in a group nobody knows whom it is for", m.Plain)
		}
	}
	h.Press(2, &asked, "1.0.revenue")
	h.Await(t, "an answer to the press", func() bool { return len(h.Unanswered()) == 0 })
	h.Press(1, &asked, "1.0.revenue")
	h.AwaitSent(t, 5)
	wantWithin(t, h.SentTo(group), "1：按钮😀  营收12亿", "2：第二句", "3：按了1.0.revenue")
}

// wantWithin checks that all of want are among got, in this order.
func wantWithin(t *testing.T, got []string, want ...string) {
	t.Helper()
	i := 0
	for _, g := range got {
		if i < len(want) && g == want[i] {
			i++
		}
	}
	if i < len(want) {
		t.Errorf("%q lacks %q in its order", got, want[i])
	}
}

func TestWrongToken(t *testing.T) {
	h := newHarness(t)
	h.make(func(c *telegram.Config) { c.Token = "4242:BBE-another-secret" })
	err := h.bot.Run(context.Background(), h.talk)
	if !errors.Is(err, telegram.ErrToken) || strings.Contains(err.Error(), "BBE") {
		t.Errorf("Run with a wrong token: %v", err)
	}
	for _, token := range []string{"", "abc", "4242", ":x", "4242:", "4242:a b"} {
		if _, err := telegram.New(telegram.Config{Token: token, Store: h.store}); !errors.Is(err, telegram.ErrToken) ||
			token != "" && len(token) > 4 && strings.Contains(err.Error(), token) {
			t.Errorf("New with the token %q: %v", token, err)
		}
	}
}

func TestSettings(t *testing.T) {
	for name, change := range map[string]func(*telegram.Config){
		"TELEGRAM_WEBHOOK_SECRET": func(c *telegram.Config) { c.WebhookURL = "https://example.com/telegram/webhook" },
		"TELEGRAM_API_URL":        func(c *telegram.Config) { c.Server = "api.telegram.org" },
	} {
		c := telegram.Config{Token: telegramtest.Token, Store: session.NewMemory(time.Hour, time.Now)}
		change(&c)
		if _, err := telegram.New(c); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestTokenInNoError: every way in which a call can fail, and no error or log
// line holds the token.
func TestTokenInNoError(t *testing.T) {
	var log lockedBuffer
	faults := map[string][]telegramtest.Fault{
		"getMe":         {{Reset: true}},
		"setMyCommands": {{Status: 302, Body: "x"}},
		"getUpdates":    {{Status: 502, Body: "<html>bad gateway"}, {Status: 403, Body: "<html>no /bot" + telegramtest.Token}, {Status: 409}},
		"sendMessage":   {{Status: 500}, {Status: 429, RetryAfter: 1}, {Reset: true}},
	}
	h := newHarness(t)
	h.log = &log
	h.make(nil)
	h.SetFault(func(c telegramtest.Call) telegramtest.Fault {
		if list := faults[c.Method]; c.N <= len(list) {
			return list[c.N-1]
		}
		return telegramtest.Fault{}
	})
	h.run()
	h.Say(1, "一")
	h.AwaitSent(t, 1)
	if err := h.stop(); err != nil {
		t.Fatal(err)
	}
	h = newHarness(t)
	h.log = &log
	h.make(func(c *telegram.Config) { c.Server = "http://127.0.0.1:1" })
	h.run()
	time.Sleep(50 * time.Millisecond)
	if err := h.stop(); err != nil {
		t.Fatal(err)
	}
	if text := log.String(); strings.Contains(text, "AAE") || !strings.Contains(text, "refused") {
		t.Errorf("log:\n%s", text)
	}
}

// TestLogTellsNothing: no text and no id of a person is in the log.
func TestLogTellsNothing(t *testing.T) {
	h := newHarness(t)
	h.make(nil)
	h.talk.before = func(m dialog.Message) error {
		if m.Text == "秘密失败" {
			return errors.New("a bug")
		}
		return nil
	}
	h.SetFault(func(c telegramtest.Call) telegramtest.Fault {
		if c.Method == "sendMessage" && c.N <= 2 {
			return telegramtest.Fault{Status: 500}
		}
		return telegramtest.Fault{}
	})
	h.run()
	h.Say(777000111, "秘密12345")
	h.Say(777000111, "秘密失败")
	h.Inject(`"message":{"message_id":"x","text":"秘密","chat":777000111}`)
	h.AwaitSent(t, 2)
	if err := h.stop(); err != nil {
		t.Fatal(err)
	}
	if log := h.log.String(); strings.Contains(log, "秘密") || strings.Contains(log, "777000111") || !strings.Contains(log, "level=ERROR") {
		t.Errorf("log:\n%s", log)
	}
}

func TestCommandsAreSet(t *testing.T) {
	h := start(t)
	h.Await(t, "setMyCommands", func() bool { return h.Commands(0) != "" })
	var list []map[string]string
	if err := json.Unmarshal([]byte(h.Commands(0)), &list); err != nil || len(list) < 5 || list[0]["command"] != "start" {
		t.Errorf("commands %s, %v", h.Commands(0), err)
	}
}
