package telegram_test

import (
	"context"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"suance/bot/telegram"
	"suance/bot/telegram/telegramtest"
)

// tables is a bot that takes tables; assessing upper-cases them.
func tables(t *testing.T) (*harness, *atomic.Int64) {
	h := newHarness(t)
	var days atomic.Int64 // a new day each time it is asked
	h.make(func(c *telegram.Config) {
		c.Day = func() string { return "2026-01-0" + string(rune('0'+days.Add(1))) }
		c.Assess = func(_ context.Context, table telegram.Table) telegram.Assessed {
			switch string(table.Data) {
			case "bad":
				return telegram.Assessed{Say: "没有列名"}
			case "panic":
				panic("a bug")
			}
			return telegram.Assessed{File: []byte(strings.ToUpper(string(table.Data))), Say: table.Kind + table.Day}
		}
	})
	return h, &days
}

// TestTable: a table comes back as a file of the same kind, in the order of the
// chat, and what cannot be assessed is told.
func TestTable(t *testing.T) {
	h, _ := tables(t)
	h.run()
	const big = 10<<20 + 1
	h.Say(1, "一")
	h.SendFile(1, "企业.CSV", "a,b\r\n--x", 8)
	h.Say(1, "二")
	h.SendFile(1, "a.pdf", "x", 1)
	h.SendFile(1, "a.csv", "x", big)
	h.SendFile(1, "a.xlsx", strings.Repeat("x", big), 1) // its message says too little
	h.SendFile(1, "a.ndjson", "bad", 3)
	h.SendFile(1, "a.ndjson", "panic", 5)
	h.Say(1, "三")
	sent := h.AwaitSent(t, 9)
	for i, want := range []string{"1：一", ".csv2026-01-01", "3：二", "我看不了", "超过10 MiB", "超过10 MiB", "没有列名", "测算时出错", "9：三"} {
		if !strings.Contains(sent[i].Plain, want) {
			t.Errorf("message %d is %q, not %q", i, sent[i].Plain, want)
		}
		if isTable := i == 1; (sent[i].File != "") != isTable {
			t.Errorf("message %d has the file %q", i, sent[i].File)
		}
	}
	if sent[1].File != "A,B\r\n--X" || sent[1].FileName != "result.csv" || sent[1].ReplyTo == 0 {
		t.Errorf("the table came back as %q %q", sent[1].FileName, sent[1].File)
	}
	if n := h.Calls("getFile"); n != 4 { // neither the wrong kind nor the one that says it is too big
		t.Errorf("%d files were asked for", n)
	}
	h.Await(t, "acknowledgement", func() bool { return h.Pending() == 0 })
}

// TestTableIsSentOnceMore: whatever fails on the way, the table comes back, with
// the day on which it was sent; what was ambiguous comes again byte by byte.
func TestTableIsSentOnceMore(t *testing.T) {
	h, days := tables(t)
	h.SetFault(func(c telegramtest.Call) telegramtest.Fault {
		switch {
		case c.Method == "getFile" && c.N == 1:
			return telegramtest.Fault{Status: 502, Body: "<html>"}
		case c.Method == "file" && c.N == 1:
			return telegramtest.Fault{Reset: true}
		case c.Method == "file" && c.N == 2:
			return telegramtest.Fault{Status: 500}
		case c.Method == "sendDocument" && c.N == 1:
			return telegramtest.Fault{Reset: true, Taken: true}
		}
		return telegramtest.Fault{}
	})
	h.run()
	h.SendFile(1, "a.csv", "a", 1)
	sent := h.AwaitSent(t, 2)
	if sent[0].File != "A" || sent[0].File != sent[1].File || sent[0].Plain != sent[1].Plain || sent[0].Plain != ".csv2026-01-01" {
		t.Errorf("sent %+v", sent)
	}
	if n := days.Load(); n != 1 {
		t.Errorf("the day was taken %d times", n)
	}
}

// TestTableAfterTheEnd: a process that ends between the acknowledgement and the
// reply leaves the table to the next.
func TestTableAfterTheEnd(t *testing.T) {
	h, _ := tables(t)
	h.SetFault(func(c telegramtest.Call) telegramtest.Fault {
		if c.Method == "getFile" {
			return telegramtest.Fault{Status: 500}
		}
		return telegramtest.Fault{}
	})
	h.run()
	h.SendFile(1, "a.csv", "a", 1)
	h.Await(t, "a try", func() bool { return h.Calls("getFile") > 0 && h.Pending() == 0 })
	if err := h.stop(); err != nil {
		t.Fatal(err)
	}
	if len(h.Sent()) != 0 {
		t.Fatalf("sent %v", h.Sent())
	}
	next, _ := tables(t)
	h.SetFault(nil)
	next.Server, next.store = h.Server, h.store
	next.make(func(c *telegram.Config) {
		c.Day = func() string { return "2027-01-01" }
		c.Assess = func(_ context.Context, table telegram.Table) telegram.Assessed {
			return telegram.Assessed{File: table.Data, Say: table.Day}
		}
	})
	next.run()
	if sent := h.AwaitSent(t, 1); sent[0].Plain != "2026-01-01" || sent[0].File != "a" {
		t.Errorf("sent %+v", sent)
	}
}

// TestTableIsGone: a file that cannot be had does not hold the chat up.
func TestTableIsGone(t *testing.T) {
	h, _ := tables(t)
	h.run()
	h.SayIn(1, 1, "", map[string]any{"document": map[string]any{"file_id": "other", "file_unique_id": "u", "file_name": "a.csv"}})
	h.Say(1, "后")
	sent := h.AwaitSent(t, 2)
	if !strings.Contains(sent[0].Plain, "再发送一次") || sent[1].Plain != "2：后" {
		t.Errorf("sent %+v", sent)
	}
	time.Sleep(20 * time.Millisecond)
	if len(h.Sent()) != 2 {
		t.Errorf("sent %+v", h.Sent())
	}
}
