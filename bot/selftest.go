package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"time"

	"suance/calc"
	"suance/calc/fact"
	"suance/calc/money"
	"suance/dialog"
	"suance/dialog/ask"
	"suance/dialog/session"
	"suance/knowledge/clause"
)

// selftestCommand has the program try itself out where it is to run: with its
// policy, its store, and a server that pretends to be its model.
type selftestCommand struct {
	LLM             string `name:"llm" enum:",hostile" default:"" placeholder:"hostile" help:"hostile：启动内置的恶意模型服务，看有没有它的话混进回复。"`
	sessionSettings `embed:""`
}

// Run tries everything out, says what came of it, and fails if anything did.
func (c *selftestCommand) Run(ctx context.Context, a *app) error {
	if c.LLM == "hostile" {
		return a.tryHostile(ctx)
	}
	store, closeStore, err := c.open()
	if err != nil {
		return err
	}
	defer closeStore()
	failed := 0
	for _, t := range []struct {
		what string
		try  func(context.Context) (string, error)
	}{
		{"政策", a.tryPolicy},
		{"测算", a.tryCalculator},
		{"问答", a.tryAnswers},
		{"对话和存储", func(ctx context.Context) (string, error) { return a.tryTalk(ctx, store) }},
	} {
		said, err := t.try(ctx)
		if err != nil {
			failed++
			fmt.Fprintf(a.out, "✗ %s：%v\n", t.what, err)
			continue
		}
		fmt.Fprintf(a.out, "✓ %s：%s\n", t.what, said)
	}
	if failed > 0 {
		return fmt.Errorf("%d项自检没有通过", failed)
	}
	return nil
}

// tryPolicy says what was opened: opening has checked it as a whole.
func (a *app) tryPolicy(context.Context) (string, error) {
	p := a.policy
	for i := range p.Rules.Measures {
		m := &p.Rules.Measures[i]
		for _, id := range m.Sentences {
			if !p.Doc.Has(clause.ID(id)) {
				return "", fmt.Errorf("%s引用的%s不在文件里", m.ID, id)
			}
		}
	}
	return fmt.Sprintf("%s（%s），%d项措施，%d项情况，%d句", p.ID, p.Version, len(p.Rules.Measures), p.Rules.Schema.Len(), len(p.Doc.Sentences())), nil
}

// tryCalculator works out drawn cases: twice the same, each amount its last step
// and within its bounds, and as the way without texts has it.
func (a *app) tryCalculator(context.Context) (string, error) {
	const cases = 200
	engine := a.policy.Calc
	for n := range cases {
		f := drawn(a.policy.Rules.Schema, n)
		x := engine.Assess(f, calc.Options{AsOf: a.today()})
		y := engine.Assess(f, calc.Options{AsOf: a.today()})
		if !bytes.Equal(x.AppendJSON(nil), y.AppendJSON(nil)) {
			return "", fmt.Errorf("同样的情况两次结果不同：%s", f.AppendJSON(nil))
		}
		if got, want := x.Total.Payable.Decimal(), engine.Outcomes(f).Total.Payable.String(); got != want {
			return "", fmt.Errorf("合计%s，不带说明的算法得%s：%s", got, want, f.AppendJSON(nil))
		}
		for i := range x.Measures {
			r := &x.Measures[i]
			if k := len(r.Steps); k > 0 && r.Amount.Present() && r.Steps[k-1].Amount != r.Amount {
				return "", fmt.Errorf("%s的最后一步不是金额：%s", r.ID, f.AppendJSON(nil))
			}
		}
	}
	return fmt.Sprintf("%d组情况，每组算两遍，逐字节相同，步骤与金额相合", cases), nil
}

// drawn is a case: of each fact a value or nothing, decided by a number.
func drawn(s *fact.Schema, n int) fact.Set {
	f := fact.NewSet(s)
	state := uint64(n)*0x9e3779b97f4a7c15 + 1
	next := func(k int) int {
		state ^= state << 13
		state ^= state >> 7
		state ^= state << 17
		return int(state % uint64(k))
	}
	for i := range s.Len() {
		sp := s.Spec(i)
		var v int64
		switch sp.Type {
		case fact.Money:
			v = int64(money.Wan) * []int64{0, 50, 3000, 10_000, 60_000, 120_000, 550_000}[next(7)]
		case fact.Share:
			v = int64(money.One) / 1000 * int64(next(40))
		case fact.Count:
			v = []int64{0, 1, 2, 3, 50_000, 80_000, 160_000}[next(7)]
		case fact.YesNo:
			v = int64(next(2))
		case fact.Choice:
			v = int64(next(len(sp.Options)))
		}
		g := f.With(sp.ID, fact.Point(v))
		if next(5) > 0 && sp.Check(fact.Point(v)) == nil && len(g.Conflicts()) == 0 {
			f = g
		}
	}
	return f
}

// tryAnswers asks about each topic and holds the quotes against the document.
func (a *app) tryAnswers(context.Context) (string, error) {
	asker := a.asker()
	quotes := 0
	for i := range a.policy.Topics {
		name := a.policy.Topics[i].Name
		answer := asker.Ask(ask.Question{Text: name + "是怎么规定的？", AsOf: a.today()})
		if answer.Kind != ask.KindAnswer || len(answer.Citations) == 0 {
			return "", fmt.Errorf("问“%s”没有得到带出处的回答", name)
		}
		for _, c := range answer.Citations {
			if _, err := a.policy.Doc.Quote(clause.ID(c.Clause), c.Quote); err != nil {
				return "", fmt.Errorf("“%s”的引文不是原文：%w", name, err)
			}
			quotes++
		}
	}
	return fmt.Sprintf("%d个话题都有回答，%d处引文逐字在原文里", len(a.policy.Topics), quotes), nil
}

// tryTalk holds a conversation to its end, continues it as another process would,
// and has it deleted.
func (a *app) tryTalk(ctx context.Context, store session.Store) (_ string, err error) {
	ctx, cancel := context.WithTimeout(ctx, 30*time.Second)
	defer cancel()
	service := func() *dialog.Service {
		return dialog.New(dialog.Config{Policy: a.policy, Reader: a.reader(), Asker: a.asker(), Store: store, Today: a.today})
	}
	name := session.Conversation("selftest:" + rand.Text())
	defer func() {
		_, gone := service().Turn(ctx, dialog.Message{Conversation: name, Text: "/forget"})
		err = errors.Join(err, gone)
	}()
	replies, err := a.rehearse(ctx, service(), name, nil)
	if err != nil {
		return "", err
	}
	last := replies[len(replies)-1].reply
	if last.Kind != dialog.KindDone || last.Assessment == nil {
		return "", fmt.Errorf("%d轮之后还没有结果", len(replies))
	}
	again, err := service().Turn(ctx, dialog.Message{Conversation: name, Text: "汇总"})
	if err != nil {
		return "", err
	}
	if !bytes.Equal(again.Facts, last.Facts) || !bytes.Equal(again.Assessment, last.Assessment) {
		return "", errors.New("接着谈时，情况或结果与刚才不同")
	}
	return fmt.Sprintf("%d轮谈到结果，接着谈时逐字节相同，最后已删除", len(replies)), nil
}

// exchange is a message with its reply.
type exchange struct {
	said  string
	reply dialog.Reply
}

// rehearse holds a conversation: it asks what can be had and answers what is asked
// until nothing is, with asides in between.
func (a *app) rehearse(ctx context.Context, s *dialog.Service, name session.Conversation, asides []string) ([]exchange, error) {
	var out []exchange
	say := func(text string) error {
		r, err := s.Turn(ctx, dialog.Message{Conversation: name, Text: text})
		out = append(out, exchange{text, r})
		return err
	}
	if err := say("我们能拿多少？"); err != nil {
		return nil, err
	}
	for n := range 100 {
		asking := out[len(out)-1].reply.Asking
		if asking == "" {
			break
		}
		if len(asides) > 0 && n%2 == 1 {
			aside := asides[0]
			asides = asides[1:]
			if err := say(aside); err != nil {
				return nil, err
			}
			continue
		}
		if err := say(plainAnswer(a.policy.Rules.Schema.Lookup(asking), &out[len(out)-1].reply)); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// plainAnswer is a plain answer to the question for a fact.
func plainAnswer(sp *fact.Spec, r *dialog.Reply) string {
	if len(r.Confirm) > 0 {
		return "对"
	}
	switch sp.Type {
	case fact.Money:
		return "3亿"
	case fact.Share:
		return "1%"
	case fact.Count:
		return sp.Say(max(sp.Least, 2))
	case fact.YesNo:
		return "是"
	case fact.Choice:
		return sp.Options[0].Label
	}
	return "跳过"
}
