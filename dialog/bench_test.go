package dialog_test

import (
	"context"
	"fmt"
	"runtime/debug"
	"testing"
	"time"

	"suance/calc"
	"suance/calc/fact"
	"suance/dialog"
	"suance/dialog/ask"
	"suance/dialog/nlu"
	"suance/dialog/session"
)

// BenchmarkTurn compares a whole turn with a memory store with its parts.
func BenchmarkTurn(b *testing.B) {
	script := []string{"新材料企业，营收12亿，首次达到", "此前已获营收奖励50万", "智能工厂评上了", "有效期到什么时候？", "首台套2项", "撤销"}
	for i, name := range []string{"serve", "json"} { // as serve shows it, and with the assessment
		textOnly := i == 0
		b.Run(name, func(b *testing.B) {
			defer debug.SetGCPercent(debug.SetGCPercent(300)) // as serve runs
			s := dialog.New(dialog.Config{Policy: policy, Reader: reader, Asker: asker, Today: today,
				Store: session.NewMemory(time.Hour, time.Now), TextOnly: textOnly})
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				c := session.Conversation(fmt.Sprint(i / len(script) % 50))
				if _, err := s.Turn(context.Background(), dialog.Message{Conversation: c, ID: fmt.Sprint(i), Text: script[i%len(script)]}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	b.Run("stakes", func(b *testing.B) {
		engine, err := calc.New(policy.Rules)
		if err != nil {
			b.Fatal(err)
		}
		f := factsFor(b)
		b.ReportAllocs()
		for b.Loop() {
			engine.Stakes(f, nil)
		}
	})
	b.Run("read", func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			reader.Read(script[i%len(script)], nlu.Context{})
		}
	})
	b.Run("assess", func(b *testing.B) {
		engine, err := calc.New(policy.Rules)
		if err != nil {
			b.Fatal(err)
		}
		f := factsFor(b)
		b.ReportAllocs()
		for b.Loop() {
			engine.Assess(f, calc.Options{AsOf: today()})
		}
	})
	b.Run("ask", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			asker.Ask(ask.Question{Text: "有效期到什么时候？", AsOf: today()})
		}
	})
}

// factsFor is a typical state of facts.
func factsFor(b *testing.B) fact.Set {
	out := dialogTalk.Turn(dialogTalk.Begin(), "新材料企业，营收12亿，首次达到，智能工厂评上了，首台套2项", today())
	if out.State.Facts.Empty() {
		b.Fatal("nothing understood")
	}
	return out.State.Facts
}
