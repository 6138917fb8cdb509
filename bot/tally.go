package main

import (
	"fmt"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"suance/calc"
	"suance/calc/fact"
	"suance/calc/money"
)

// tally adds the rows of a batch up, and notes what does not go together: more than
// a quota admits, two of which only one counts, a place beyond those that count.
type tally struct {
	rules     *calc.Rules
	rows      int
	faults    int
	measures  []measureSum
	total     [2]rangeSum // payable, up to
	conflicts []conflict
	dropped   int // conflicts beyond maxConflicts
}

// measureSum is what comes of one measure over all rows.
type measureSum struct {
	payable, open int     // rows that are paid, and that wait for facts
	items         int64   // against the quota
	amount        big.Int // fen
}

// rangeSum is a total over all rows with its range, in fen.
type rangeSum struct {
	sum, min, max big.Int
	unlimited     []string // measures that nothing limits in some row
}

// conflict is a row of the sheet of conflicts; number 0 for one of all rows.
type conflict struct {
	number             int
	name, kind, detail string
}

// maxConflicts bounds the sheet of conflicts.
const maxConflicts = 20_000

func newTally(r *calc.Rules) *tally {
	return &tally{rules: r, measures: make([]measureSum, len(r.Measures))}
}

// add takes a row into account.
func (t *tally) add(e *enterprise) {
	t.rows++
	if e.fault != nil {
		t.faults++
		return
	}
	for i := range e.outcomes.Measures {
		t.measure(e, i)
	}
	t.groups(e)
	s := &e.outcomes.Total
	t.total[0].add(s.Payable, s.PayableBounds, s.Unlimited)
	t.total[1].add(s.UpTo, s.UpToBounds, s.UnlimitedUpTo)
}

func (t *tally) measure(e *enterprise, i int) {
	m, o, sum := &t.rules.Measures[i], &e.outcomes.Measures[i], &t.measures[i]
	switch o.Status {
	case calc.Payable, calc.Ceiling:
		sum.payable++
		sum.amount.Add(&sum.amount, big.NewInt(int64(o.Amount)))
		items := int64(1)
		if m.Quota != nil && m.Quota.Counts != "" {
			if n, exact := e.facts.Get(m.Quota.Counts).Exact(); exact {
				items = n
			}
		}
		sum.items += items
	case calc.NeedsFacts:
		sum.open++
	case calc.NotMet:
		t.beyond(e, m)
	}
}

// beyond notes a count that lies beyond the last place that counts.
func (t *tally) beyond(e *enterprise, m *calc.Measure) {
	for _, cond := range m.Require {
		c, ok := cond.(calc.Compare)
		sp := t.rules.Schema.Lookup(c.Fact)
		if !ok || c.Op != calc.AtMost || sp == nil || sp.Type != fact.Count {
			continue
		}
		if n, exact := e.facts.Get(c.Fact).Exact(); exact && n > c.Value {
			t.note(e.number, e.name, "超出名次或年度", fmt.Sprintf("%s：%s为%s，只算到%s", m.Title, sp.Label, sp.Say(n), sp.Say(c.Value)))
		}
	}
}

// groups notes measures of which the total counts only the higher.
func (t *tally) groups(e *enterprise) {
	for _, g := range t.rules.Groups {
		var both []string
		var status calc.Status
		for i := range e.outcomes.Measures {
			o := &e.outcomes.Measures[i]
			if !slices.Contains(g.Measures, o.ID) || o.Status != calc.Payable && o.Status != calc.Ceiling {
				continue
			}
			if status == "" || status == o.Status {
				status = o.Status
				both = append(both, t.rules.Measures[i].Title+o.Amount.Chinese())
			}
		}
		if len(both) > 1 {
			t.note(e.number, e.name, "只算较高一项", strings.Join(both, "、"))
		}
	}
}

func (t *tally) note(number int, name, kind, detail string) {
	if len(t.conflicts) == maxConflicts {
		t.dropped++
		return
	}
	t.conflicts = append(t.conflicts, conflict{number, name, kind, detail})
}

func (r *rangeSum) add(sum money.Amount, b calc.Bounds, unlimited []string) {
	r.sum.Add(&r.sum, big.NewInt(int64(sum)))
	r.min.Add(&r.min, big.NewInt(int64(b.Min)))
	r.max.Add(&r.max, big.NewInt(int64(b.Max)))
	for _, id := range unlimited {
		if !slices.Contains(r.unlimited, id) {
			r.unlimited = append(r.unlimited, id)
		}
	}
}

// conflictRows is the sheet of conflicts: those of all rows first.
func (t *tally) conflictRows() [][]string {
	rows := [][]string{{"行", "企业", "冲突", "说明"}}
	for i := range t.measures {
		m := &t.rules.Measures[i]
		if m.Quota != nil && t.measures[i].items > m.Quota.Number {
			rows = append(rows, []string{"", "", "超出名额", fmt.Sprintf("%s：名额%d%s，本表合计%d%s", m.Title, m.Quota.Number, m.Quota.Unit, t.measures[i].items, m.Quota.Unit)})
		}
	}
	for _, c := range t.conflicts {
		rows = append(rows, []string{strconv.Itoa(c.number), c.name, c.kind, c.detail})
	}
	if t.dropped > 0 {
		rows = append(rows, []string{"", "", "", fmt.Sprintf("另有%d处，没有列出", t.dropped)})
	}
	return rows
}

// sumRows is the sheet of sums: each measure, then the totals with their range.
func (t *tally) sumRows() [][]string {
	rows := [][]string{
		{"项目", "符合的企业数", "信息不全的企业数", "金额（元）", "最少（元）", "最多（元）", "说明"},
		{"企业", strconv.Itoa(t.rows - t.faults), "", "", "", "", ""},
		{"有错误的行", strconv.Itoa(t.faults), "", "", "", "", ""},
	}
	for i := range t.measures {
		m, s := &t.rules.Measures[i], &t.measures[i]
		note := ""
		if m.Kind == calc.UpTo {
			note = "只是上限，不是承诺，不计入固定金额合计"
		}
		rows = append(rows, []string{m.Title, strconv.Itoa(s.payable), strconv.Itoa(s.open), yuan(&s.amount), "", "", note})
	}
	for i, name := range []string{"固定金额合计", "上限合计"} {
		s := &t.total[i]
		most, note := yuan(&s.max), ""
		if len(s.unlimited) > 0 {
			note = "没有上限的措施未计入“最多”：" + t.titles(s.unlimited)
		}
		rows = append(rows, []string{name, "", "", yuan(&s.sum), yuan(&s.min), most, note})
	}
	return rows
}

func (t *tally) titles(ids []string) string {
	var out []string
	for i := range t.rules.Measures {
		if m := &t.rules.Measures[i]; slices.Contains(ids, m.ID) {
			out = append(out, m.Title)
		}
	}
	return strings.Join(out, "、")
}

// yuan writes fen in yuan, exactly.
func yuan(fen *big.Int) string {
	s := new(big.Rat).SetFrac(fen, big.NewInt(100)).FloatString(2)
	return strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
}
