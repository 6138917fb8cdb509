package openai

import (
	"context"
	"fmt"
	"os"
	"slices"
	"sync"
	"testing"
	"time"

	"suance/calc/fact"
	"suance/dialog"
	"suance/dialog/ask"
	"suance/dialog/nlu"
	"suance/dialog/session"
	"suance/knowledge"
)

// TestHungModelHoldsUpNobodyElse: while fifty chats wait for a model that hangs,
// the turns of other chats take as long as ever, and those fifty have their
// answers within the timeout and a second.
func TestHungModelHoldsUpNobodyElse(t *testing.T) {
	policy, err := knowledge.Default()
	if err != nil {
		t.Fatal(err)
	}
	const timeout = 3 * time.Second
	reader := nlu.New(policy.Rules.Schema)
	day, _ := fact.ParseDay("2026-11-23")
	s := dialog.New(dialog.Config{Policy: policy, Reader: reader, Asker: ask.New(policy, reader),
		Model: serve(t, hanging(), func(c *Config) { c.Timeout, c.Waiting = timeout, 50 }), // all fifty really wait
		Store: session.NewMemory(time.Hour, time.Now), Today: func() fact.Day { return day }})
	say := func(chat, text string) time.Duration {
		began := time.Now()
		if _, err := s.Turn(context.Background(), dialog.Message{Conversation: session.Conversation(chat), Text: text}); err != nil {
			t.Error(err)
		}
		return time.Since(began)
	}
	turns := 100 // a round
	if os.Getenv("SUANCE_FULL") != "" {
		turns = 1500
	}
	others := func() time.Duration { // the median of the 99th percentiles of five rounds
		var rounds []time.Duration
		for range 5 {
			var took []time.Duration
			for i := range turns {
				took = append(took, say(fmt.Sprint("other", i%20), []string{"新材料企业，营收12亿", "首次达到", "有效期到什么时候？", "汇总"}[i/20%4]))
			}
			slices.Sort(took)
			rounds = append(rounds, took[len(took)*99/100])
		}
		slices.Sort(rounds)
		return rounds[len(rounds)/2]
	}
	others()
	alone := others()
	var wg sync.WaitGroup
	for i := range 50 {
		wg.Go(func() {
			if took := say(fmt.Sprint("hung", i), "过手贼大呀"); took > timeout+time.Second {
				t.Errorf("a chat waited %v", took)
			}
		})
	}
	time.Sleep(300 * time.Millisecond) // their requests are out
	beside := others()
	t.Logf("p99 of other chats: %v alone, %v beside 50 that wait for a hung model", alone, beside)
	if beside > 5*alone+20*time.Millisecond { // a busy machine, not a lock
		t.Errorf("other chats were held up: %v against %v", beside, alone)
	}
	wg.Wait()
}
