package dialog_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"suance/calc"
	"suance/calc/fact"
	"suance/calc/money"
	"suance/dialog"
	"suance/dialog/session"

	"github.com/google/go-cmp/cmp"
)

// faulty is a memory store that fails where it is told to.
type faulty struct {
	session.Store
	load, commit, after error // before Load, before Commit, after a Commit that took effect
	conflicts           int   // this many commits find that another was faster
	commits             []session.Commit
}

func (f *faulty) Load(ctx context.Context, c session.Conversation, m string) (session.Loaded, error) {
	if f.load != nil {
		return session.Loaded{}, f.load
	}
	return f.Store.Load(ctx, c, m)
}

func (f *faulty) Commit(ctx context.Context, c session.Commit) error {
	if f.commit != nil {
		return f.commit
	}
	if f.conflicts > 0 {
		f.conflicts--
		other := c
		other.Message = fmt.Sprint("other", f.conflicts)
		if err := f.Store.Commit(ctx, other); err != nil {
			return err
		}
	}
	if err := f.Store.Commit(ctx, c); err != nil {
		return err
	}
	f.commits = append(f.commits, c)
	return f.after
}

func newFaulty() *faulty {
	return &faulty{Store: session.NewMemory(time.Hour, time.Now)}
}

func today() fact.Day {
	d, _ := fact.ParseDay(defaultDay)
	return d
}

func turn(t *testing.T, s *dialog.Service, id, text string) dialog.Reply {
	t.Helper()
	r, err := s.Turn(t.Context(), dialog.Message{Conversation: "c", ID: id, Text: text})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestTheSameMessageIsAnsweredOnce(t *testing.T) {
	store := newFaulty()
	s := newService(t, store, today)
	first := turn(t, s, "1", "我们是新材料企业")
	turn(t, s, "2", "智能工厂评上了")
	again := turn(t, s, "1", "我们是新材料企业")
	if !again.Repeated || first.Repeated {
		t.Errorf("repeated: first %v, again %v", first.Repeated, again.Repeated)
	}
	again.Repeated = false
	if d := cmp.Diff(first, again); d != "" {
		t.Errorf("the reply changed: %s", d)
	}
	if len(store.commits) != 2 {
		t.Errorf("%d commits for 2 messages", len(store.commits))
	}
}

func TestAConflictIsComputedAnew(t *testing.T) {
	store := newFaulty()
	s := newService(t, store, today)
	store.conflicts = 2
	if r := turn(t, s, "1", "我们是新材料企业"); stateOf(r) != "所属产业＝新材料" {
		t.Errorf("facts %s", stateOf(r))
	}
	store.conflicts = 1 << 30
	if _, err := s.Turn(t.Context(), dialog.Message{Conversation: "c", ID: "2", Text: "好"}); !errors.Is(err, session.ErrConflict) {
		t.Errorf("endless conflicts: %v", err)
	}
}

func TestConcurrentTurnsAllTakeEffect(t *testing.T) {
	s := newService(t, session.NewMemory(time.Hour, time.Now), today)
	texts := []string{"我们是新材料企业", "智能工厂评上了", "数字化车间评上了", "不是链主"}
	var wg sync.WaitGroup
	for i, text := range texts {
		wg.Go(func() {
			if _, err := s.Turn(t.Context(), dialog.Message{Conversation: "c", ID: fmt.Sprint(i), Text: text}); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	want := "所属产业＝新材料；“链主”企业＝否；获评“智能工厂”＝是；获评“数字化车间”＝是"
	if got := stateOf(turn(t, s, "last", "汇总")); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestAStoreThatFailsStoresNothing(t *testing.T) {
	store := newFaulty()
	s := newService(t, store, today)
	turn(t, s, "1", "我们是新材料企业")
	away := errors.New("the store is away")
	for name, set := range map[string]func(error){
		"load":   func(e error) { store.load = e },
		"commit": func(e error) { store.commit = e },
	} {
		set(away)
		if _, err := s.Turn(t.Context(), dialog.Message{Conversation: "c", ID: name, Text: "智能工厂评上了"}); !errors.Is(err, away) {
			t.Errorf("%s: error %v", name, err)
		}
		set(nil)
		if got := stateOf(turn(t, s, name+" after", "汇总")); got != "所属产业＝新材料" {
			t.Errorf("%s: stored %s", name, got)
		}
	}
}

// TestACommitThatWasNotHeardOf: it took effect and the answer was lost, so the
// message comes again and gets its reply.
func TestACommitThatWasNotHeardOf(t *testing.T) {
	store := newFaulty()
	s := newService(t, store, today)
	store.after = session.ErrUnavailable
	if _, err := s.Turn(t.Context(), dialog.Message{Conversation: "c", ID: "1", Text: "首台套2项"}); err == nil {
		t.Fatal("no error")
	}
	store.after = nil
	if r := turn(t, s, "1", "首台套2项"); !r.Repeated || stateOf(r) != "当年认定的首台（套）产品＝2项" {
		t.Errorf("%v %s", r.Repeated, stateOf(r))
	}
	if r := turn(t, s, "2", "撤销"); stateOf(r) != "无" {
		t.Errorf("it took effect twice: %s", stateOf(r))
	}
}

func TestDamagedAndNewerStates(t *testing.T) {
	for name, spoil := range map[string]func([]byte) []byte{
		"damaged": func(b []byte) []byte { return bytes.Replace(b, []byte("new_materials"), []byte("other"), 1) },
		"cut":     func(b []byte) []byte { return b[:len(b)/2] },
		"empty":   func(b []byte) []byte { return []byte{} },
	} {
		store := newFaulty()
		s := newService(t, store, today)
		turn(t, s, "1", "我们是新材料企业")
		bad := spoil(bytes.Clone(store.commits[0].State))
		if err := store.Commit(t.Context(), session.Commit{Conversation: "c", Base: 1, State: bad}); err != nil {
			t.Fatal(err)
		}
		r := turn(t, s, "2", "智能工厂评上了")
		if !strings.Contains(r.Text, "损坏") || stateOf(r) != "无" || r.Assessment != nil {
			t.Errorf("%s: %s %s", name, stateOf(r), r.Text)
		}
		if last := store.commits[len(store.commits)-1]; !bytes.Equal(last.State, bad) {
			t.Errorf("%s: overwritten with %q", name, last.State)
		}
		turn(t, s, "3", "/start")
		if r := turn(t, s, "4", "智能工厂评上了"); stateOf(r) != "获评“智能工厂”＝是" {
			t.Errorf("%s: after /start %s", name, stateOf(r))
		}
	}
}

func TestAnotherVersionOfThePolicyIsTold(t *testing.T) {
	store := newFaulty()
	turn(t, newService(t, store, today), "1", "新材料企业，智能工厂评上了")
	newer := *policy
	newer.Version = "another"
	s := dialog.New(dialog.Config{Policy: &newer, Reader: reader, Asker: asker, Store: store, Today: today})
	r := turn(t, s, "2", "汇总")
	if !strings.Contains(r.Text, "更新") || stateOf(r) != "所属产业＝新材料；获评“智能工厂”＝是" {
		t.Errorf("%s: %s", stateOf(r), r.Text)
	}
	if r := turn(t, s, "3", "汇总"); strings.Contains(r.Text, "更新") {
		t.Errorf("told twice: %s", r.Text)
	}
}

// TestAnotherVersionComputesAnew: the same facts come to what the newer policy gives.
func TestAnotherVersionComputesAnew(t *testing.T) {
	store := newFaulty()
	before := turn(t, newService(t, store, today), "1", "新材料企业，智能工厂评上了")
	newer, rules := *policy, *policy.Rules
	rules.Measures = slices.Clone(rules.Measures)
	i := slices.IndexFunc(rules.Measures, func(m calc.Measure) bool { return m.ID == "smart_factory" })
	br := slices.Clone(rules.Measures[i].Branches)
	br[0].Amount = []calc.Product{{calc.Sum(300 * money.Wan)}}
	rules.Measures[i].Branches = br
	engine, err := calc.New(&rules)
	if err != nil {
		t.Fatal(err)
	}
	newer.Version, newer.Rules, newer.Calc = "another", &rules, engine
	s := dialog.New(dialog.Config{Policy: &newer, Reader: reader, Asker: asker, Store: store, Today: today})
	after := turn(t, s, "2", "汇总")
	if got, want := assessmentOf(before).Total.Payable, "2000000"; got != want {
		t.Errorf("before: %s, want %s", got, want)
	}
	if got, want := assessmentOf(after).Total.Payable, "3000000"; got != want || !strings.Contains(after.Text, "更新") || stateOf(after) != stateOf(before) {
		t.Errorf("after: %s, want %s\n%s", got, want, after.Text)
	}
}

func TestForgetDeletes(t *testing.T) {
	store := newFaulty()
	s := newService(t, store, today)
	turn(t, s, "1", "我们是新材料企业")
	turn(t, s, "2", "/forget")
	if last := store.commits[1]; last.State != nil {
		t.Errorf("kept %q", last.State)
	}
}

func TestOldButtonsChangeNothing(t *testing.T) {
	x := newTester(t, defaultDay)
	x.say("我们能拿智能工厂的补助吗？")
	old := x.reply.Buttons[0].Data
	x.say("智能工厂没有") // settles it: the industry is no longer asked for
	for _, data := range []string{old, "", "x", "3.0.", "999.0.industry", strings.Repeat("9", 100)} {
		if data == "" {
			continue
		}
		if r := x.send(dialog.Message{Choice: data}); !strings.Contains(r.Text, "过期") || stateOf(r) != "获评“智能工厂”＝否" {
			t.Errorf("%q: %s %s", data, stateOf(r), r.Text)
		}
	}
}

func TestButtonDataIsShort(t *testing.T) {
	x := newTester(t, defaultDay)
	for _, text := range []string{"能拿多少", "首台套2项", "跳过", "跳过", "12亿", "你好", "新材料"} {
		for _, b := range x.say(text).Buttons {
			if len(b.Data) == 0 || len(b.Data) > 64 || b.Label == "" {
				t.Errorf("after %q: %+v", text, b)
			}
		}
	}
}

// TestEveryOptionAnswersByItsLabel: what a button says, typed, sets the option
// that it names, whatever fact is asked for.
func TestEveryOptionAnswersByItsLabel(t *testing.T) {
	schema := policy.Rules.Schema
	for i := range schema.Len() {
		sp := schema.Spec(i)
		labels := []string{"否", "是"}
		if sp.Type == fact.Choice {
			labels = nil
			for _, o := range sp.Options {
				labels = append(labels, o.Label)
			}
		} else if sp.Type != fact.YesNo {
			continue
		}
		for n, label := range labels {
			s := dialogTalk.Begin()
			s.Begun, s.Asking = true, sp.ID
			out := dialogTalk.Turn(s, label, today())
			if got, ok := out.State.Facts.Get(sp.ID).Exact(); !ok || got != int64(n) || len(out.State.Confirm) > 0 {
				t.Errorf("%s: %q gives %s, to confirm %v", sp.ID, label, sp.SayValue(out.State.Facts.Get(sp.ID)), out.State.Confirm)
			}
		}
	}
}

func TestBadInput(t *testing.T) {
	x := newTester(t, defaultDay)
	x.say("新材料企业")
	for name, m := range map[string]dialog.Message{
		"long":    {Text: strings.Repeat("营收12亿。", 1700)},
		"invalid": {Text: "营收\xff\xfe12亿"},
		"empty":   {Text: ""},
		"blank":   {Text: " \t\n　"},
		"nul":     {Text: "\x00\x00"},
		"digits":  {Text: strings.Repeat("12", 2000)},
		"form":    {Fault: dialog.FaultForm, Text: "营收12亿"},
		"media":   {Fault: dialog.FaultMedia},
	} {
		r := x.send(m)
		if stateOf(r) != "所属产业＝新材料" || r.Text == "" {
			t.Errorf("%s: %s %s", name, stateOf(r), r.Text)
		}
	}
	if r := x.say("智能\x00工厂\u200b评上了"); stateOf(r) != "所属产业＝新材料；获评“智能工厂”＝是" {
		t.Errorf("control characters inside: %s", stateOf(r))
	}
}

func TestReplyJSON(t *testing.T) {
	x := newTester(t, defaultDay)
	r := x.say("新材料企业，智能工厂评上了")
	data, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.ContainsRune(data, '\n') {
		t.Error("more than one line")
	}
	var got map[string]json.RawMessage
	if err := json.Unmarshal(data, &got); err != nil {
		t.Fatal(err)
	}
	for key, first := range map[string]byte{"text": '"', "buttons": '[', "asking": '"', "facts": '{', "confirm": '[', "figures": '[',
		"citations": '[', "kind": '"', "assessment": '{', "warnings": '['} {
		if len(got[key]) == 0 || got[key][0] != first {
			t.Errorf("%s: %s", key, got[key])
		}
	}
	if string(got["facts"]) != `{"industry":"new_materials","smart_factory":true}` {
		t.Errorf("facts %s", got["facts"])
	}
	empty, _ := json.Marshal(dialog.Unavailable())
	for _, want := range []string{`"asking":null`, `"facts":{}`, `"assessment":null`, `"receipt":null`, `"buttons":[]`} {
		if !strings.Contains(string(empty), want) {
			t.Errorf("no %s in %s", want, empty)
		}
	}
}

// TestStatesAtHandAreThoseStored holds every fourth talk twice: with a service that has the
// states of its last turns at hand, and with two that take turns, so that each has to
// read from the store what the other one wrote.
// What they say and store is the same to the byte.
func TestStatesAtHandAreThoseStored(t *testing.T) {
	files, err := filepath.Glob("testdata/talks/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	t.Parallel()
	atHand, stored := newFaulty(), newFaulty()
	s := newService(t, atHand, today)
	two := []*dialog.Service{newService(t, stored, today), newService(t, stored, today)}
	for i := 0; i < len(files); i += 4 {
		f := files[i]
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for i, text := range regexp.MustCompile(`(?m)^用户：(.*)$`).FindAllStringSubmatch(string(data), -1) {
			m := dialog.Message{Conversation: session.Conversation(f), ID: fmt.Sprint(i), Text: text[1]}
			a, errA := s.Turn(t.Context(), m)
			b, errB := two[i%2].Turn(t.Context(), m)
			if errA != nil || errB != nil {
				t.Fatal(errA, errB)
			}
			if !reflect.DeepEqual(b, a) { // to look for a difference costs twenty times as much
				t.Fatalf("%s, %q: %s", f, m.Text, cmp.Diff(b, a))
			}
			x, y := atHand.commits[len(atHand.commits)-1], stored.commits[len(stored.commits)-1]
			if !bytes.Equal(x.State, y.State) {
				t.Fatalf("%s, %q:\n%s\n%s", f, m.Text, x.State, y.State)
			}
		}
	}
}
