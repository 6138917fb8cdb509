package dialog_test

import (
	"context"
	"encoding/json"
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"suance/calc/fact"
	"suance/calc/money"
	"suance/dialog"
	"suance/dialog/answer"
	"suance/dialog/answer/answertest"
	"suance/dialog/nlu"
	"suance/dialog/session"
)

// The talks under testdata/talks are conversations as people would note them
// down. A talk begins with # lines that say what it shows. Then follow, in turn,
//
//	用户：what the person types (⏎ is a line break), or
//	用户按：the label of a button, which is pressed,
//
// and what is expected of the reply, any of
//
//	已知：label＝value；… the whole state, 无 for nothing
//	其中：label＝value；… what is known among other things
//	待确认：label；…      问：label or 无       种类：kind
//	合计：sum             上限：sum            读法 pairs：sum
//	含：words；…          不含：words；…       按钮：label；… (among others)
//	缺：measure id＝label、… or 无, what a measure still needs
//	金额：measure id＝sum or status
//
// 日期：YYYY-MM-DD before the first message sets the day.

// defaultDay is after the validity that the document states.
const defaultDay = "2026-11-23"

func TestTalks(t *testing.T) {
	files, err := filepath.Glob("testdata/talks/*.txt")
	if err != nil || len(files) < 25 {
		t.Fatalf("%d talks, %v", len(files), err)
	}
	for _, f := range files {
		t.Run(strings.TrimSuffix(filepath.Base(f), ".txt"), func(t *testing.T) {
			t.Parallel()
			data, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			runTalk(t, string(data))
		})
	}
}

// tester holds one conversation through a Service with a memory store.
type tester struct {
	testing.TB
	service *dialog.Service
	sent    int
	heard   []string // all that the person said
	garbled bool     // the words are such that the test's reader does not find each number in them
	known   []string // all values that facts had, as replies write them
	reply   dialog.Reply
}

func newTester(t testing.TB, day string) *tester {
	t.Helper()
	d, ok := fact.ParseDay(day)
	if !ok {
		t.Fatalf("no day: %s", day)
	}
	store := session.NewMemory(time.Hour, time.Now)
	return &tester{TB: t, service: newService(t, store, func() fact.Day { return d })}
}

// say sends a message and checks what holds for every reply.
func (x *tester) say(text string) dialog.Reply {
	x.Helper()
	return x.send(dialog.Message{Text: text})
}

func (x *tester) send(m dialog.Message) dialog.Reply {
	x.Helper()
	x.sent++
	m.Conversation, m.ID = "test", fmt.Sprint(x.sent)
	for _, b := range x.reply.Buttons {
		if m.Choice != "" && b.Data == m.Choice {
			x.heard = append(x.heard, b.Label)
		}
	}
	x.heard = append(x.heard, m.Text, writtenOut(m.Text), sumsOf(m.Text))
	r, err := x.service.Turn(context.Background(), m)
	if err != nil {
		x.Fatalf("%q: %v", m.Text, err)
	}
	x.reply = r
	x.remember(r)
	for _, wrong := range append(unsound(r), answertest.Check(policy, answertest.Reply{
		Text: r.Text, Figures: figuresOf(r), Citations: citationsOf(r), Receipt: r.Receipt,
		Said: strings.Join(x.heard, "\n"), Earlier: x.known,
	})...) {
		if ambiguous(r, wrong) || x.garbled && strings.Contains(wrong, " of user: ") {
			continue
		}
		x.Errorf("after %q: %s\n%s", m.Text, wrong, r.Text)
	}
	return r
}

// sumsOf are the sums of a text as replies write them: 两百万 is the 200万元 that a reply
// speaks of.
func sumsOf(text string) string {
	var out []string
	for _, q := range nlu.Quantities(text) {
		switch q.Kind {
		case nlu.KindMoney:
			if a, err := money.ParseAmount(q.Value); err == nil {
				out = append(out, a.Chinese())
			}
		case nlu.KindCount:
			out = append(out, q.Value+q.Unit)
		}
	}
	return strings.Join(out, "\n")
}

// writtenOut is a text with its exponents written out: 1e9 is the billion that a
// reply speaks of.
func writtenOut(text string) string {
	return exponent.ReplaceAllStringFunc(text, func(s string) string {
		if f, _, err := big.ParseFloat(s, 10, 200, big.ToNearestEven); err == nil {
			return f.Text('f', 0)
		}
		return s
	})
}

var exponent = regexp.MustCompile(`\d+(\.\d+)?[eE]\d{1,2}`)

// ambiguous says whether a complaint about a ceiling is of characters that stand
// in the text a second time, as another measure's fixed sum or at its end (20万元
// in 320万元).
func ambiguous(r dialog.Reply, wrong string) bool {
	if !strings.Contains(wrong, "a ceiling without") {
		return false
	}
	for i, f := range r.Figures {
		if !strings.HasPrefix(wrong, fmt.Sprintf("figure %q", f.Text)) {
			continue
		}
		for j, g := range r.Figures {
			if i != j && strings.HasSuffix(g.Text, f.Text) {
				return true
			}
		}
	}
	return false
}

// remember notes the values of the facts of a reply: they were said, perhaps in
// another notation.
func (x *tester) remember(r dialog.Reply) {
	f := factsOf(r)
	for i := range f.Schema().Len() {
		if v := f.At(i); v.Known() {
			x.known = append(x.known, f.Schema().Spec(i).SayValue(v))
		}
	}
}

func figuresOf(r dialog.Reply) []answer.Figure {
	return append([]answer.Figure(nil), r.Figures...)
}

func citationsOf(r dialog.Reply) []answer.Citation {
	return append([]answer.Citation(nil), r.Citations...)
}

// press sends the data of the button with the label.
func (x *tester) press(label string) dialog.Reply {
	x.Helper()
	for _, b := range x.reply.Buttons {
		if b.Label == label {
			return x.send(dialog.Message{Choice: b.Data})
		}
	}
	x.Fatalf("no button %q among %v", label, x.reply.Buttons)
	return dialog.Reply{}
}

func runTalk(t *testing.T, talk string) {
	day, started := defaultDay, false
	var x *tester
	for n, line := range strings.Split(talk, "\n") {
		line = strings.TrimSpace(line)
		key, rest, ok := strings.Cut(line, "：")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if !ok {
			t.Fatalf("line %d: no key: %s", n+1, line)
		}
		rest = strings.ReplaceAll(rest, "⏎", "\n")
		if key == "日期" && !started {
			day = rest
			continue
		}
		if !started {
			x, started = newTester(t, day), true
		}
		switch key {
		case "用户":
			x.say(rest)
		case "用户按":
			x.press(rest)
		default:
			if wrong := expect(x.reply, key, rest); wrong != "" {
				t.Errorf("line %d: %s：%s\n  %s\n%s", n+1, key, rest, wrong, x.reply.Text)
			}
		}
	}
	if !started || x.sent < 1 {
		t.Fatal("nothing was said")
	}
}

// expect checks one expectation; it returns what is wrong.
func expect(r dialog.Reply, key, want string) string {
	a := assessmentOf(r)
	list := func() []string { return strings.FieldsFunc(want, func(r rune) bool { return r == '；' }) }
	equal := func(got string) string {
		if got != want {
			return "got " + got
		}
		return ""
	}
	switch key {
	case "已知":
		return equal(stateOf(r))
	case "其中":
		known := strings.Split(stateOf(r), "；")
		for _, w := range list() {
			if !slices.Contains(known, w) {
				return fmt.Sprintf("no %s among %s", w, known)
			}
		}
		return ""
	case "待确认":
		return equal(labels(r.Confirm))
	case "问":
		return equal(labels(one(r.Asking)))
	case "种类":
		return equal(string(r.Kind))
	case "合计":
		return equal(sum(a.Total.Payable))
	case "上限":
		return equal(sum(a.Total.UpTo))
	case "含", "不含":
		for _, w := range list() {
			if strings.Contains(r.Text, w) != (key == "含") {
				return w
			}
		}
		return ""
	case "按钮":
		for _, w := range list() {
			if !slices.ContainsFunc(r.Buttons, func(c dialog.Choice) bool { return c.Label == w }) {
				return fmt.Sprint("got ", r.Buttons)
			}
		}
		return ""
	case "金额":
		id, value, _ := strings.Cut(want, "＝")
		got := string(a.measure(id).Status)
		if f := a.measure(id).Amount; f != nil && !strings.HasPrefix(value, got) {
			got = sum(*f)
		}
		if got != value {
			return "got " + got
		}
		return ""
	case "缺":
		id, value, _ := strings.Cut(want, "＝")
		if got := labels(a.measure(id).Missing); got != value {
			return "got " + got
		}
		return ""
	}
	if id, ok := strings.CutPrefix(key, "读法 "); ok {
		for _, alt := range a.Total.Alternatives {
			if alt.ID == id {
				return equal(sum(alt.Payable))
			}
		}
		return fmt.Sprint("no such alternative among ", a.Total.Alternatives)
	}
	return "unknown key"
}

func one(id fact.ID) []fact.ID {
	if id == "" {
		return nil
	}
	return []fact.ID{id}
}

// name is how a talk names a fact.
func name(sp *fact.Spec) string {
	if sp.Short != "" {
		return sp.Short
	}
	return sp.Label
}

func labels(ids []fact.ID) string {
	var out []string
	for _, id := range ids {
		out = append(out, name(policy.Rules.Schema.Lookup(id)))
	}
	if len(out) == 0 {
		return "无"
	}
	return strings.Join(out, "；")
}

// stateOf writes the facts of a reply as a talk does.
func stateOf(r dialog.Reply) string {
	f := factsOf(r)
	var out []string
	for i := range f.Schema().Len() {
		if sp := f.Schema().Spec(i); f.At(i).Known() {
			out = append(out, name(sp)+"＝"+sp.SayValue(f.At(i)))
		}
	}
	if len(out) == 0 {
		return "无"
	}
	return strings.Join(out, "；")
}

// factsOf reads the facts of a reply as check would.
func factsOf(r dialog.Reply) fact.Set {
	rec, err := policy.Rules.Schema.Decode(r.Facts, policy.Rules.AwardMeasures())
	if err != nil {
		panic(fmt.Sprintf("facts that check refuses: %s: %v", r.Facts, err))
	}
	return rec.Facts
}

func sum(decimal string) string {
	a, err := money.ParseAmount(decimal)
	if err != nil {
		return decimal
	}
	return a.Chinese()
}

// assessmentJSON is what a talk looks at in an assessment.
type assessmentJSON struct {
	Measures []measureJSON
	Total    struct {
		Payable      string
		UpTo         string `json:"up_to"`
		Alternatives []struct {
			ID, Payable string
		}
	}
	Receipt string
}

type measureJSON struct {
	ID      string
	Status  string
	Amount  *string
	Missing []fact.ID
}

func (a *assessmentJSON) measure(id string) measureJSON {
	for _, m := range a.Measures {
		if m.ID == id {
			return m
		}
	}
	return measureJSON{Status: "no such measure"}
}

func assessmentOf(r dialog.Reply) assessmentJSON {
	var a assessmentJSON
	if r.Assessment != nil {
		if err := json.Unmarshal(r.Assessment, &a); err != nil {
			panic(err)
		}
	}
	return a
}
