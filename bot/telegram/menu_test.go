package telegram_test

import (
	"encoding/json"
	"fmt"
	"os/exec"
	"strings"
	"testing"
	"time"

	"suance/bot/redis/redistest"
	"suance/bot/telegram"
	"suance/bot/telegram/telegramtest"
	"suance/dialog"
)

// desk is a bot with an officer, cards and deep links.
func desk(c *telegram.Config) {
	c.Officers, c.About = []int64{7, 8}, "关于"
	c.Card = func(q string) telegram.Card {
		return telegram.Card{Say: "说" + q, Paste: "贴<" + q + ">&\n第二行", FollowUps: []telegram.FollowUp{{Question: "问", Answer: strings.Repeat("答", 300)}}}
	}
	c.Link = func(p string) string { return map[string]string{"revenue": "年营业收入"}[p] }
}

// TestMenu: everybody has the commands, officers more, and a part that Telegram
// refuses (an officer who has no chat yet) keeps nothing from working.
func TestMenu(t *testing.T) {
	h := newHarness(t)
	h.Know(8)
	h.make(desk)
	h.run()
	h.Await(t, "the descriptions", func() bool { long, short := h.About(); return long == "关于" && short != "" })
	count := func(chat int64) int {
		var list []struct{ Command, Description string }
		_ = json.Unmarshal([]byte(h.Commands(chat)), &list)
		return len(list)
	}
	if count(0) < 5 || count(7) != 0 || count(8) != count(0)+2 {
		t.Errorf("%d commands for all, %d and %d for the officers", count(0), count(7), count(8))
	}
	if err := h.stop(); err != nil {
		t.Fatal(err)
	}
	h.make(desk)
	h.run()
	h.Await(t, "the menu again", func() bool { return h.Calls("getMyShortDescription") == 2 })
	if n := h.Calls("setMyDescription") + h.Calls("setMyShortDescription"); n != 2 {
		t.Errorf("the descriptions were set %d times, not once each", n)
	}
}

// TestInline: a query in any chat is answered with the card, what to paste as it
// is, then the follow-ups.
func TestInline(t *testing.T) {
	h := newHarness(t)
	h.make(desk)
	h.run()
	for _, c := range []struct{ query, want string }{
		{" 首台套奖多少 ", "首台套奖多少/说首台套奖多少/贴<首台套奖多少>&\n第二行"},
		{"", ""},
	} {
		id := h.Ask(5, c.query)
		h.Await(t, "an answer", func() bool { _, ok := h.Offers(id); return ok })
		offers, _ := h.Offers(id)
		if c.want == "" && len(offers) != 0 {
			t.Errorf("%q: %+v", c.query, offers)
		}
		if c.want == "" {
			continue
		}
		if len(offers) != 2 || offers[0].Title+"/"+offers[0].Description+"/"+offers[0].Content.Text != c.want ||
			offers[1].Title != "问" || offers[1].Content.Text != strings.Repeat("答", 300) {
			t.Errorf("%q: %+v", c.query, offers)
		}
	}
	if n := len(h.Sent()); n != 0 {
		t.Errorf("%d messages for inline queries", n)
	}
}

// TestOfficers: the orders work for officers, by their id and in private, and are
// text like any other for everybody else and everywhere else.
func TestOfficers(t *testing.T) {
	const group = -100
	origin := map[string]any{"forward_origin": map[string]any{"type": "user", "date": 1, "sender_user": map[string]any{"id": 7, "is_bot": false, "first_name": "x"}}}
	named := map[string]any{"from": map[string]any{"id": 9, "is_bot": false, "first_name": "7", "username": "7"}}
	admin := map[string]any{"from": map[string]any{"id": 1087968824, "is_bot": true, "first_name": "Group"},
		"sender_chat": map[string]any{"id": group, "type": "supergroup"}}
	answersMe := map[string]any{"reply_to_message": map[string]any{"message_id": 1, "date": 1,
		"from": map[string]any{"id": telegramtest.BotID, "is_bot": true}, "chat": map[string]any{"id": group, "type": "supergroup"}}}
	for _, text := range []string{"/card 问题", "/status", "/status@" + telegramtest.Username} {
		for _, c := range []struct {
			name       string
			chat, user int64
			more       map[string]any
			edited     bool
			want       string // the beginning of the first reply
		}{
			{"an officer in private", 7, 7, nil, false, map[byte]string{'c': "【口播】说问题", 's': "服务状态"}[text[1]]},
			{"somebody in private", 9, 9, nil, false, "1：" + text},
			{"somebody with an officer's name", 9, 9, named, false, "1：" + text},
			{"an officer's message, forwarded by somebody", 9, 9, origin, false, "1：" + text},
			{"forwarded by an officer", 7, 7, origin, false, "1：" + text},
			{"changed by an officer", 7, 7, nil, true, "1：" + text},
			{"an officer in a group", group, 7, answersMe, false, "1：" + strings.TrimSuffix(text, "@"+telegramtest.Username)},
			{"somebody in a group", group, 9, answersMe, false, "1：" + strings.TrimSuffix(text, "@"+telegramtest.Username)},
			{"an admin without a name", group, 7, admin, false, ""},
		} {
			t.Run(text+" "+c.name, func(t *testing.T) {
				h := newHarness(t)
				h.make(desk)
				h.run()
				if c.edited {
					h.Edit(c.user, text)
				} else {
					h.SayIn(c.chat, c.user, text, c.more)
				}
				h.Await(t, "acknowledgement", func() bool { return h.Pending() == 0 })
				if c.want == "" {
					if got := h.SentTo(c.chat); len(got) != 0 {
						t.Errorf("got %q", got)
					}
					return
				}
				h.Await(t, "a reply", func() bool { return len(h.SentTo(c.chat)) > 0 })
				if got := h.SentTo(c.chat)[0]; !strings.HasPrefix(got, c.want) {
					t.Errorf("got %q, want %q", got, c.want)
				}
			})
		}
	}
}

// TestCardToPaste: the text to paste stands by itself, as it is, and what is short
// has a button that copies it; the officer's own talk is untouched.
func TestCardToPaste(t *testing.T) {
	h := newHarness(t)
	h.make(desk)
	h.run()
	h.Say(7, "第一句")
	h.Say(7, "/card 甲")
	h.Say(7, "第二句")
	sent := h.AwaitSent(t, 4)
	h.wantTexts(7, "1：第一句", "【口播】说甲\n【可能追问】问\n"+strings.Repeat("答", 300), "贴<甲>&\n第二行", "3：第二句")
	for i, want := range []string{"", "说甲", "贴<甲>&\n第二行", ""} {
		got := ""
		if len(sent[i].Keys) > 0 && sent[i].Keys[0][0].Copy != nil {
			got = sent[i].Keys[0][0].Copy.Text
		}
		if got != want {
			t.Errorf("message %d copies %q, want %q", i, got, want)
		}
	}
}

func TestDeepLinks(t *testing.T) {
	h := newHarness(t)
	h.make(desk)
	h.run()
	for _, text := range []string{"/start", "/start revenue", "/start nothing_known", "/start 重新 开始"} {
		h.Say(1, text)
	}
	h.AwaitSent(t, 4)
	h.wantTexts(1, "1：/start", "2：重新开始：年营业收入", "3：/start", "4：/start")
}

// TestTyping: a slow turn shows that it is being answered, a quick one does not.
func TestTyping(t *testing.T) {
	h := newHarness(t)
	h.make(nil)
	h.talk.before = func(m dialog.Message) error {
		if m.Text == "慢" {
			time.Sleep(time.Second)
		}
		return nil
	}
	h.run()
	h.Say(1, "快")
	h.Say(1, "慢")
	h.AwaitSent(t, 2)
	if n := h.Calls("sendChatAction"); n != 1 {
		t.Errorf("typing was shown %d times", n)
	}
}

// TestInlineIsTheCard: what the program offers in a chat is what ask --card prints.
func TestInlineIsTheCard(t *testing.T) {
	path, api := build(t), telegramtest.New(t)
	serve := exec.Command(path, "serve", "--as-of", "2025-06-30")
	serve.Env = []string{"TELEGRAM_BOT_TOKEN=" + telegramtest.Token, "TELEGRAM_API_URL=" + api.URL, "LISTEN=" + redistest.SparePort(t)}
	if err := serve.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = serve.Process.Kill(); _ = serve.Wait() }()
	for _, question := range []string{"首台套奖多少", "数字化车间补多少钱？", "营收12亿的新材料企业，首次达到，奖多少？", "办公楼装修补多少", "你好"} {
		id := api.Ask(5, question)
		api.Await(t, "an answer", func() bool { _, ok := api.Offers(id); return ok })
		offers, _ := api.Offers(id)
		out, err := exec.Command(path, "ask", question, "--card", "--json", "--as-of", "2025-06-30").Output()
		if err != nil {
			t.Fatal(err)
		}
		var want struct {
			Card struct {
				Say, Paste string
				FollowUps  []struct{ Question, Answer string } `json:"follow_ups"`
			}
		}
		if err := json.Unmarshal(out, &want); err != nil {
			t.Fatal(err)
		}
		if len(offers) != 1+len(want.Card.FollowUps) || offers[0].Content.Text != want.Card.Paste || offers[0].Description != want.Card.Say {
			t.Errorf("%s: offered %+v\nask --card %+v", question, offers, want.Card)
			continue
		}
		for i, f := range want.Card.FollowUps {
			if got := offers[i+1]; got.Title != f.Question || got.Content.Text != f.Answer {
				t.Errorf("%s: offered %+v\nask --card %+v", question, got, f)
			}
		}
	}
}

// TestGroupCommands: a command of the menu needs no name in a group: Telegram
// hands a bot with privacy only those that may be meant for it.
func TestGroupCommands(t *testing.T) {
	h := start(t)
	const group = -5
	for _, text := range []string{"/summary", "/summary@other_bot", "/unknown", "/help please"} {
		h.SayIn(group, 1, text, nil)
	}
	h.Say(2, "完")
	h.AwaitSent(t, 2)
	if got := fmt.Sprint(h.SentTo(group)); got != "[1：/summary]" {
		t.Errorf("got %s", got)
	}
}
