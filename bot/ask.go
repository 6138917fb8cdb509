package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"suance/dialog"
	"suance/dialog/ask"
)

// askCommand answers one question.
type askCommand struct {
	Text  string `arg:"" optional:"" help:"问题。"`
	JSON  bool   `name:"json" help:"输出JSON。"`
	Card  bool   `name:"card" help:"热线卡片：一句口播、一段可粘贴的文字、可能的追问。"`
	Batch string `name:"batch" placeholder:"F.jsonl" help:"批量：每行 {\"id\",\"text\"}；-为标准输入。"`

	modelSettings `embed:""`
}

// Run answers.
func (c *askCommand) Run(ctx context.Context, a *app) error {
	model, err := c.openModel(ctx, a)
	if err != nil {
		return err
	}
	asker := dialog.NewConsultant(a.policy, a.reader(), a.asker(), model)
	question := func(text string) ask.Question { return ask.Question{Text: text, AsOf: a.today(), Card: c.Card} }
	if c.Batch != "" {
		return a.eachQuestion(ctx, c.Batch, func(l questionLine) (any, error) {
			return asker.Ask(ctx, question(*l.Text)), nil
		})
	}
	switch {
	case c.Text == "":
		return inputError{errors.New("缺少问题：suance ask \"数字化车间补多少钱？\"")}
	case strings.ContainsRune(c.Text, utf8.RuneError): // what is no UTF-8 has become this on its way through the command line
		return inputError{errors.New("问题不是UTF-8编码")}
	}
	answer := asker.Ask(ctx, question(c.Text))
	if c.JSON {
		return printJSON(a.out, answer)
	}
	text := answer.Text()
	if c.Card && answer.Card != nil {
		text = answer.Card.String()
	}
	if len(answer.Choices) > 0 && !c.Card {
		text += "\n［" + strings.Join(answer.Choices, "］  ［") + "］"
	}
	_, err = fmt.Fprintln(a.out, text)
	return err
}

// questionLine is one line of a batch of ask or extract.
type questionLine struct {
	ID     json.RawMessage `json:"id"`
	Text   *string         `json:"text"`
	Asking string          `json:"asking"`
	Facts  json.RawMessage `json:"facts"`
}

// eachQuestion answers a batch: for each line the object that answer gives, with
// the line's id in front.
func (a *app) eachQuestion(ctx context.Context, path string, answer func(questionLine) (any, error)) error {
	in, err := a.open(path)
	if err != nil {
		return err
	}
	defer in.Close()
	return a.eachLine(ctx, in, a.out, func(line []byte, fault error) ([]byte, error) {
		l, err := readQuestion(line)
		if fault != nil {
			err = fault
		}
		var result any
		if err == nil {
			result, err = answer(l)
		}
		if err != nil {
			return withID(l.ID, struct {
				Error string `json:"error"`
			}{oneLine(err).Error()}), err
		}
		return withID(l.ID, result), nil
	})
}

// readQuestion reads a line; an id that could be read is kept beside the error.
func readQuestion(line []byte) (questionLine, error) {
	var l questionLine
	if !utf8.Valid(line) {
		return l, errors.New("不是UTF-8编码；请把文件另存为UTF-8")
	}
	if err := json.Unmarshal(line, &l); err != nil {
		return questionLine{ID: l.ID}, errors.New(`应为一个JSON对象 {"id":…,"text":"…"}`)
	}
	if l.Text == nil {
		return l, errors.New("text: 缺少这一项；应为一段文字")
	}
	return l, nil
}

// withID is the JSON object of v with the id in front.
func withID(id json.RawMessage, v any) []byte {
	if len(id) == 0 {
		id = json.RawMessage("null")
	}
	data, err := marshal(v)
	if err != nil {
		data, _ = marshal(map[string]string{"error": err.Error()})
	}
	line := append([]byte(`{"id":`), id...)
	if body := data[1:]; !bytes.Equal(body, []byte("}")) {
		line = append(line, ',')
	}
	return append(line, data[1:]...)
}

// marshal is JSON on one line, with <, > and & as they are.
func marshal(v any) ([]byte, error) {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, err
	}
	return []byte(strings.TrimSuffix(b.String(), "\n")), nil
}
