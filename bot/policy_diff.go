package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/big"
	"slices"

	"suance/calc"
	"suance/calc/fact"
	"suance/knowledge"
)

// policyDiffCommand compares two versions of a policy.
type policyDiffCommand struct {
	Old   string `arg:"" help:"旧的政策文件夹。"`
	New   string `arg:"" help:"新的政策文件夹。"`
	Cases string `name:"cases" placeholder:"F.ndjson" help:"企业事实，每行一个：列出改动对每家值多少。"`
}

// Run lists what changed sentence by sentence, then what that is worth.
func (c *policyDiffCommand) Run(_ context.Context, a *app) error {
	old, _, err := openFolder(c.Old)
	if err != nil {
		return err
	}
	now, _, err := openFolder(c.New)
	if err != nil {
		return err
	}
	tellChanges(a.out, knowledge.Diff(old.Doc, now.Doc))
	if c.Cases == "" {
		return nil
	}
	in, err := a.open(c.Cases)
	if err != nil {
		return err
	}
	defer in.Close()
	w := worth{app: a, old: old, now: now}
	if err := readLines(in, w.line); err != nil {
		return err
	}
	return w.end()
}

// tellChanges writes the sentences that changed.
func tellChanges(w io.Writer, changes []knowledge.Change) {
	fmt.Fprintf(w, "原文改动%d处\n", len(changes))
	for _, c := range changes {
		switch {
		case c.Old.Text == "":
			fmt.Fprintf(w, "+ %s %s\n", c.New.ID, c.New.Text)
		case c.New.Text == "":
			fmt.Fprintf(w, "- %s %s\n", c.Old.ID, c.Old.Text)
		default:
			fmt.Fprintf(w, "~ %s %s\n  %s %s\n", c.Old.ID, c.Old.Text, c.New.ID, c.New.Text)
		}
	}
}

// worth tells what a change of the policy is worth to each enterprise, and in all.
type worth struct {
	*app
	old, now    *knowledge.Policy
	rows        int
	more, less  int
	faults      int
	before, sum big.Int
}

func (w *worth) line(l line) error {
	w.rows++
	before, after, err := w.both(l)
	if err != nil {
		w.faults++
		w.tellLine(l.number, err)
		return nil
	}
	was, is := w.old.Calc.Outcomes(before.Facts), w.now.Calc.Outcomes(after.Facts)
	name := before.Enterprise
	if name == "" {
		name = fmt.Sprintf("第%d行", l.number)
	}
	d := is.Total.Payable - was.Total.Payable
	w.before.Add(&w.before, big.NewInt(int64(was.Total.Payable)))
	w.sum.Add(&w.sum, big.NewInt(int64(is.Total.Payable)))
	sign := "不变"
	switch {
	case d > 0:
		w.more++
		sign = "增加" + d.Chinese()
	case d < 0:
		w.less++
		sign = "减少" + (-d).Chinese()
	}
	fmt.Fprintf(w.out, "%s：固定金额合计由%s变为%s（%s）\n", name, was.Total.Payable.Chinese(), is.Total.Payable.Chinese(), sign)
	w.measures(&was, &is)
	return nil
}

// both reads a line under both policies: a fact that only one of them knows counts
// for that one, one that neither knows is an error.
func (w *worth) both(l line) (before, after fact.Record, err error) {
	if l.fault != nil {
		return before, after, l.fault
	}
	var keys map[string]json.RawMessage
	if err := json.Unmarshal(l.text, &keys); err != nil {
		return before, after, errors.New("应为一个JSON对象")
	}
	if before, err = decodeKnown(w.old, w.now, l.text, keys); err != nil {
		return before, after, err
	}
	after, err = decodeKnown(w.now, w.old, l.text, keys)
	return before, after, err
}

// decodeKnown reads the facts of a line that a policy knows. Without a fact of the
// other policy alone it is read as it is, so that every error is told.
func decodeKnown(p, other *knowledge.Policy, text []byte, keys map[string]json.RawMessage) (fact.Record, error) {
	known := map[string]json.RawMessage{}
	for key, value := range keys {
		if p.Rules.Schema.Lookup(fact.ID(key)) != nil || other.Rules.Schema.Lookup(fact.ID(key)) == nil {
			known[key] = value
		}
	}
	if len(known) < len(keys) {
		var err error
		if text, err = json.Marshal(known); err != nil {
			return fact.Record{}, err
		}
	}
	return p.Rules.Schema.Decode(text, p.Rules.AwardMeasures())
}

// measures tells the measures whose outcome changed.
func (w *worth) measures(was, is *calc.Summary) {
	title := func(p *knowledge.Policy, id string) string {
		for i := range p.Rules.Measures {
			if m := &p.Rules.Measures[i]; m.ID == id {
				return m.Title
			}
		}
		return id
	}
	for i := range was.Measures {
		o := &was.Measures[i]
		j := slices.IndexFunc(is.Measures, func(n calc.Outcome) bool { return n.ID == o.ID })
		switch {
		case j < 0:
			fmt.Fprintf(w.out, "  %s：%s → 已取消\n", title(w.old, o.ID), outcomeWords(o))
		case o.Status != is.Measures[j].Status || o.Amount != is.Measures[j].Amount:
			fmt.Fprintf(w.out, "  %s：%s → %s\n", title(w.now, o.ID), outcomeWords(o), outcomeWords(&is.Measures[j]))
		}
	}
	for j := range is.Measures {
		n := &is.Measures[j]
		if !slices.ContainsFunc(was.Measures, func(o calc.Outcome) bool { return o.ID == n.ID }) {
			fmt.Fprintf(w.out, "  %s：新增 → %s\n", title(w.now, n.ID), outcomeWords(n))
		}
	}
}

// outcomeWords is an outcome in a few words.
func outcomeWords(o *calc.Outcome) string {
	switch o.Status {
	case calc.Payable:
		return o.Amount.Chinese()
	case calc.Ceiling:
		return "最高不超过" + o.Amount.Chinese()
	case calc.Divided:
		return "分担" + o.Amount.Chinese()
	case calc.Superseded:
		return "不与其他政策重复"
	case calc.NeedsFacts:
		return "信息不全"
	}
	return "不符合条件"
}

// end tells the sum over all enterprises.
func (w *worth) end() error {
	fmt.Fprintf(w.out, "共%d家：%d家增加，%d家减少，固定金额合计由%s元变为%s元\n",
		w.rows-w.faults, w.more, w.less, yuan(&w.before), yuan(&w.sum))
	if w.faults > 0 {
		return errReported
	}
	return nil
}
