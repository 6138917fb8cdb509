package main

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"suance/bot/telegram"
	"suance/bot/telegram/telegramtest"
)

// TestTableAsCheck: a table sent to the bot gives the bytes that check writes.
func TestTableAsCheck(t *testing.T) {
	api := telegramtest.New(t)
	startServe(t, "--telegram-bot-token", telegramtest.Token, "--telegram-api-url", api.URL)
	dir := t.TempDir()
	for kind, text := range map[string]string{
		".csv":    "enterprise,revenue,as_of\n甲,12亿,2026-03-01\n=乙,x,2026-03-01\n",
		".ndjson": `{"as_of":"2026-03-01","revenue":"12亿"}` + "\n{\n",
	} {
		in, out := filepath.Join(dir, "in"+kind), filepath.Join(dir, "out"+kind)
		if err := os.WriteFile(in, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		run(context.Background(), []string{"check", in, "--out", out}, stdio{strings.NewReader(""), io.Discard, io.Discard})
		want, err := os.ReadFile(out)
		if err != nil {
			t.Fatal(err)
		}
		n := len(api.Sent())
		api.SendFile(1, "企业"+kind, text, len(text))
		sent := api.AwaitSent(t, n+1)[n]
		if sent.File != string(want) || sent.FileName != "result"+kind || !strings.HasPrefix(sent.Plain, "共2行，其中1行有错") {
			t.Errorf("%s: %q with %q, not %q", kind, sent.Plain, sent.File, want)
		}
	}
}

// TestTableRefused: why a table is not assessed is a sentence for its sender.
func TestTableRefused(t *testing.T) {
	a, err := newApp(commands{LogLevel: "error"}, stdio{strings.NewReader(""), io.Discard, io.Discard})
	if err != nil {
		t.Fatal(err)
	}
	var log bytes.Buffer
	a.log = slog.New(slog.NewTextHandler(&log, nil))
	for _, c := range []struct{ kind, data, want string }{
		{".csv", "", "没有内容"},
		{".csv", "enterprise\n", "没有企业"},
		{".csv", "没有这一列\n1\n", "没有这一列"},
		{".csv", "\xff\xfea\x00", "UTF-16"},
		{".xlsx", "no workbook", "xlsx"},
		{".csv", "revenue\n" + strings.Repeat("x\n", maxTableRows+1), "超过50000行"},
		{".csv", "enterprise\n" + strings.Repeat("甲\n", maxTableRows), "结果太大"},
	} {
		got := a.assess(context.Background(), telegram.Table{Kind: c.kind, Day: "2026-03-01", Data: []byte(c.data)})
		if got.File != nil || !strings.Contains(got.Say, c.want) || strings.Contains(got.Say, "line") {
			t.Errorf("%s %.20q: %q, not %q", c.kind, c.data, got.Say, c.want)
		}
	}
	if log.Len() > 0 {
		t.Errorf("log: %s", log.String())
	}
}
