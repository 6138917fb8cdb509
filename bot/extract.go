package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"suance/calc/fact"
	"suance/dialog"
	"suance/dialog/nlu"
)

// extractCommand shows what is understood in a sentence, without acting on it.
type extractCommand struct {
	Text   string `arg:"" optional:"" help:"一句话。"`
	Asking string `name:"asking" placeholder:"FACT" help:"把这句话当作对这个事实的回答。"`
	Facts  string `name:"facts" placeholder:"FILE" help:"已经知道的事实（JSON文件）。"`
	JSON   bool   `name:"json" help:"输出JSON。"`
	Batch  string `name:"batch" placeholder:"F.jsonl" help:"批量：每行 {\"id\",\"text\"}，可带asking、facts；-为标准输入。"`
}

// Run extracts.
func (c *extractCommand) Run(ctx context.Context, a *app) error {
	reader := a.reader()
	if c.Batch != "" {
		return a.eachQuestion(ctx, c.Batch, func(l questionLine) (any, error) {
			return c.extract(a, reader, *l.Text, l.Asking, l.Facts)
		})
	}
	if c.Text == "" {
		return inputError{errors.New("缺少要读的一句话：suance extract \"去年做了1.2个亿\"")}
	}
	var facts []byte
	if c.Facts != "" {
		var err error
		if facts, err = a.read(c.Facts); err != nil {
			return err
		}
	}
	x, err := c.extract(a, reader, c.Text, c.Asking, facts)
	if err != nil {
		return inputError{err}
	}
	if c.JSON {
		return printJSON(a.out, x)
	}
	return a.printExtraction(x)
}

// extract reads one text in its context.
func (c *extractCommand) extract(a *app, r *nlu.Reader, text, asking string, facts json.RawMessage) (nlu.Extraction, error) {
	schema := a.policy.Rules.Schema
	if asking != "" && schema.Lookup(fact.ID(asking)) == nil {
		return nlu.Extraction{}, fmt.Errorf("asking: 没有“%s”这一项事实", asking)
	}
	rec := fact.Record{Facts: fact.NewSet(schema)}
	if len(facts) > 0 && string(facts) != "null" {
		var err error
		if rec, err = schema.Decode(facts, a.policy.Rules.AwardMeasures()); err != nil {
			return nlu.Extraction{}, fmt.Errorf("facts: %w", err)
		}
	}
	u := r.Read(text, nlu.Context{Asking: fact.ID(asking), Known: rec.Facts, Today: a.today()})
	x := nlu.Extraction{Understanding: u, Schema: schema}
	if _, ok := u.Overlap.Amount(); ok {
		x.Award = dialog.Overlapped(a.policy, text, &u)
	}
	return x, nil
}

// printExtraction shows for people what was understood.
func (a *app) printExtraction(x nlu.Extraction) error {
	var b strings.Builder
	schema := a.policy.Rules.Schema
	list := func(head string, slots []nlu.Slot) {
		for _, s := range slots {
			sp := schema.Lookup(s.Fact)
			fmt.Fprintf(&b, "%s%s：%s", head, sp.Label, sp.SayValue(s.Value))
			if s.Confirm {
				b.WriteString("（待确认）")
			}
			b.WriteByte('\n')
		}
	}
	list("", x.Facts)
	list("假设 ", x.WhatIf)
	if sum, ok := x.Overlap.Amount(); ok {
		of := "不清楚是哪一项的"
		for i := range a.policy.Rules.Measures {
			if m := &a.policy.Rules.Measures[i]; m.ID == x.Award {
				of = m.Title
			}
		}
		fmt.Fprintf(&b, "本市其他政策·%s：%s\n", of, sum.Chinese())
	}
	for _, u := range x.Unclear {
		label := "不清楚是哪一项"
		if sp := schema.Lookup(u.Fact); sp != nil {
			label = sp.Label
		}
		fmt.Fprintf(&b, "没完全读懂“%s”：%s\n", u.Text, label)
	}
	for _, id := range x.Retracted {
		fmt.Fprintf(&b, "收回 %s\n", schema.Lookup(id).Label)
	}
	if b.Len() == 0 {
		b.WriteString("没有读出事实。\n")
	}
	_, err := io.WriteString(a.out, b.String())
	return err
}
