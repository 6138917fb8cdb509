package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"

	"suance/calc/fact"
	"suance/dialog/verify"
)

// verifyCommand says for each number of a pasted reply what backs it.
type verifyCommand struct {
	File  string `arg:"" optional:"" help:"要核对的回复；-或不写为标准输入。"`
	Facts string `name:"facts" placeholder:"FILE" help:"按这些事实核对（JSON文件），代替回复里“依据”一行所写的。"`
	JSON  bool   `name:"json" help:"输出JSON。"`
}

// Run verifies. What nothing backs is wrong input: exit status 2.
func (c *verifyCommand) Run(_ context.Context, a *app) error {
	data, err := a.read(c.File)
	if err != nil {
		return err
	}
	if !utf8.Valid(data) {
		return inputError{errors.New("要核对的文字不是UTF-8编码；请另存为UTF-8")}
	}
	if n := utf8.RuneCount(data); n > verify.MaxRunes {
		return inputError{fmt.Errorf("要核对的文字有%d字；一次最多%d字", n, verify.MaxRunes)}
	}
	o := verify.Options{Today: a.today(), Pinned: a.pinned}
	if c.Facts != "" {
		if o.Facts, o.Today, err = c.facts(a); err != nil {
			return err
		}
	}
	report := verify.New(a.policy, a.reader()).Verify(string(data), o)
	if err := c.print(a.out, report); err != nil {
		return err
	}
	if !report.OK {
		return errReported
	}
	return nil
}

// facts reads the facts to verify by, and the day if they name one.
func (c *verifyCommand) facts(a *app) (fact.Set, fact.Day, error) {
	data, err := a.read(c.Facts)
	if err != nil {
		return fact.Set{}, 0, err
	}
	rec, err := a.policy.Rules.Schema.Decode(data, a.policy.Rules.AwardMeasures())
	if err != nil {
		return fact.Set{}, 0, inputError{err}
	}
	if rec.HasAsOf {
		return rec.Facts, rec.AsOf, nil
	}
	return rec.Facts, a.today(), nil
}

// receipts says in words what became of the receipt.
var receipts = map[string]string{
	verify.ReceiptOK:       "校验码相符：政策版本、依据的情况和测算日都对得上。",
	verify.ReceiptAbsent:   "没有校验码。",
	verify.ReceiptMismatch: "校验码不符：依据的情况、测算日或政策版本已不是原来的。",
}

func (c *verifyCommand) print(w io.Writer, r verify.Report) error {
	if c.JSON {
		return printJSON(w, r)
	}
	fmt.Fprintln(w, receipts[r.Receipt])
	for _, n := range r.Numbers {
		mark := "有据"
		if n.Source == nil {
			mark = "无据"
		}
		fmt.Fprintf(w, "%s\t%s\t%s\n", mark, n.Text, n.Why)
	}
	verdict := "每个数都有依据。"
	if !r.OK {
		verdict = "有的数没有依据，请勿采用。"
	}
	_, err := fmt.Fprintln(w, verdict)
	return err
}
