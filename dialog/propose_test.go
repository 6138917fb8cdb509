package dialog_test

import (
	"context"
	"reflect"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"
	"unicode/utf8"

	"suance/calc/fact"
	"suance/dialog"
	"suance/dialog/ask"
	"suance/dialog/session"
)

// scripted is a model that points as a test says.
type scripted struct {
	point func(q dialog.Query) dialog.Pointers
	err   error
	calls atomic.Int64
}

func (m *scripted) Point(_ context.Context, q dialog.Query) (dialog.Pointers, error) {
	m.calls.Add(1)
	if m.err != nil {
		return dialog.Pointers{}, m.err
	}
	return m.point(q), nil
}

// at finds words of a query as a pointer at a fact.
func at(q dialog.Query, id, words string) dialog.FactPointer {
	i := strings.Index(q.Text, words)
	if i < 0 {
		return dialog.FactPointer{Fact: -1}
	}
	start := utf8.RuneCountInString(q.Text[:i])
	return dialog.FactPointer{Fact: place(q.Catalog.Facts, id), Start: start, End: start + utf8.RuneCountInString(words)}
}

func place(ts []dialog.Target, id string) int {
	return slices.IndexFunc(ts, func(t dialog.Target) bool { return t.ID == id })
}

// pointing is a model that points at one thing, whatever it is asked: a fact with
// words, a sentence or an intent.
func pointing(id, words string) *scripted {
	return &scripted{point: func(q dialog.Query) (p dialog.Pointers) {
		switch {
		case words != "":
			p.Facts = []dialog.FactPointer{at(q, id, words)}
		case place(q.Catalog.Sentences, id) >= 0:
			p.Sentences = []int{place(q.Catalog.Sentences, id)}
		default:
			p.Intents = []int{place(q.Catalog.Intents, id)}
		}
		return p
	}}
}

// withModel is a tester whose service has a model at hand.
func withModel(t testing.TB, m dialog.Model) *tester {
	d, _ := fact.ParseDay(defaultDay)
	return &tester{TB: t, service: dialog.New(dialog.Config{Policy: policy, Reader: reader, Asker: asker, Model: m,
		Store: session.NewMemory(time.Hour, time.Now), Today: func() fact.Day { return d }})}
}

func buttons(r dialog.Reply) []string {
	var out []string
	for _, b := range r.Buttons {
		out = append(out, b.Label)
	}
	return out
}

// TestPointersHoldNoWords: the type that a model's answer is decoded into has no
// place for a word of it.
func TestPointersHoldNoWords(t *testing.T) {
	var walk func(reflect.Type)
	walk = func(ty reflect.Type) {
		switch ty.Kind() {
		case reflect.Int:
		case reflect.Slice:
			walk(ty.Elem())
		case reflect.Struct:
			for i := range ty.NumField() {
				walk(ty.Field(i).Type)
			}
		default:
			t.Errorf("%s can hold more than a place", ty)
		}
	}
	walk(reflect.TypeFor[dialog.Pointers]())
}

// TestProposals: what a model points at becomes choices, and what the rules would
// not believe in its whole clause becomes none.
func TestProposals(t *testing.T) {
	for _, c := range []struct {
		name, before, text, id, words string
		want                          string // the choices in front, with | between; empty for none
	}{
		{"an amount in odd words", "", "过手12个亿呢", "revenue", "12个亿", "年营业收入12亿元"},
		{"the run may be wider", "", "过手12个亿呢", "revenue", "过手12个亿", "年营业收入12亿元"},
		{"but not narrower than the amount", "", "过手12个亿呢", "revenue", "2个亿", ""},
		{"bounded", "", "过手不到5亿", "revenue", "5亿", ""},
		{"bounded from below", "", "过手超过5亿", "revenue", "5亿", ""},
		{"somebody else's", "", "隔壁公司过手23亿", "revenue", "23亿", ""},
		{"a friend's", "", "我朋友的厂过手23亿", "revenue", "23亿", ""},
		{"supposed", "", "要是过手23亿呢", "revenue", "23亿", ""},
		{"planned", "", "明年打算过手23亿", "revenue", "23亿", ""},
		{"denied", "", "不是过手12亿", "revenue", "12亿", ""},
		{"the wrong type", "", "过手12个亿呢", "insurance_rate", "12个亿", ""},
		{"no amount at all", "", "过手贼大", "revenue", "过手贼大", ""},
		{"yes or no", "", "咱家扛大旗的", "chain_leader", "扛大旗", "“链主”企业：是|“链主”企业：否"},
		{"denied yes or no", "", "咱家没扛大旗", "chain_leader", "扛大旗", ""},
		{"yes of somebody else", "", "隔壁公司扛大旗的", "chain_leader", "扛大旗", ""},
		{"supposed yes", "", "要是扛大旗的话", "chain_leader", "扛大旗", ""},
		{"an option", "", "成天捣鼓那些机械臂", "platform_field", "机械臂", "平台所属领域：高端装备|平台所属领域：新材料|平台所属领域：无"},
		{"an intent", "", "刚说的那句当没说过哈", "undo", "", "撤销"},
		{"a sentence", "", "无人工厂有说法没", "art-3.5", "", "数字化改造补助怎么算？"},
		{"beside a question that waits", "我们能拿多少？", "过手12个亿呢", "revenue", "12个亿", "年营业收入12亿元"},
	} {
		t.Run(c.name, func(t *testing.T) {
			x := withModel(t, pointing(c.id, c.words))
			if c.before != "" {
				x.say(c.before)
			}
			y := newTester(t, defaultDay)
			if c.before != "" {
				y.say(c.before)
			}
			plain, r := y.say(c.text), x.say(c.text)
			own := len(r.Buttons) - len(plain.Buttons)
			if got := strings.Join(buttons(r)[:max(own, 0)], "|"); got != c.want {
				t.Errorf("%s\nchoices %q, want %q, of %q\n%s", c.text, got, c.want, buttons(r), r.Text)
			}
		})
	}
}

// TestTheChoiceCounts: only what the person presses or types is noted, and then as
// if they had said it.
func TestTheChoiceCounts(t *testing.T) {
	m := pointing("revenue", "12个亿")
	x := withModel(t, m)
	if r := x.say("过手12个亿呢"); string(r.Facts) != "{}" || r.Kind != dialog.KindClarify {
		t.Fatalf("kind %s, facts %s", r.Kind, r.Facts)
	}
	pressed := x.press("年营业收入12亿元")
	if string(pressed.Facts) != `{"revenue":"1200000000"}` {
		t.Errorf("pressed: %s", pressed.Facts)
	}
	y := withModel(t, m)
	y.say("过手12个亿呢")
	if typed := y.say("年营业收入12亿元"); typed.Text != pressed.Text || string(typed.Facts) != string(pressed.Facts) {
		t.Errorf("typed %s\npressed %s", typed.Text, pressed.Text)
	}
	z := withModel(t, m)
	z.say("过手12个亿呢")
	if r := z.say("对"); string(r.Facts) != "{}" {
		t.Errorf("a yes chose: %s", r.Facts)
	}
}

// TestAskedOnceAndOnlyWhereUnsure: orders, courtesies and what the rules understand
// cost no call; a dead end costs one, also where the turn is computed anew.
func TestAskedOnceAndOnlyWhereUnsure(t *testing.T) {
	m := &scripted{point: func(dialog.Query) dialog.Pointers { return dialog.Pointers{} }}
	x := withModel(t, m)
	for _, text := range []string{"/start", "你好", "谢谢", "链主企业补多少？", "新材料企业，营收12亿", "我们能拿多少？", "汇总", "为什么问这个",
		"跳过", "撤销", "如果营收60亿呢？", "有效期到什么时候？", "不知道", "", "重新开始", "不是", "对", "/privacy", "/help"} {
		x.say(text)
	}
	if n := m.calls.Load(); n != 0 {
		t.Errorf("%d calls where the rules were sure", n)
	}
	x.say("过手贼大")
	if n := m.calls.Load(); n != 1 {
		t.Errorf("%d calls at a dead end", n)
	}
	c := dialog.NewConsultant(policy, reader, asker, m)
	day, _ := fact.ParseDay(defaultDay)
	for _, text := range []string{"链主企业补多少？", "你好", "谢谢", "营收12亿的新材料企业，首次达到，奖多少？"} {
		c.Ask(context.Background(), ask.Question{Text: text, AsOf: day})
	}
	if n := m.calls.Load(); n != 1 {
		t.Errorf("%d calls of ask where the rules were sure", n-1)
	}
}

// conflicting is a store on which another turn is always a step ahead, so often.
type conflicting struct {
	session.Store
	left int
}

func (s *conflicting) Commit(ctx context.Context, c session.Commit) error {
	if s.left > 0 {
		s.left--
		return session.ErrConflict
	}
	return s.Store.Commit(ctx, c)
}

func TestAskedOnceThroughConflicts(t *testing.T) {
	m := pointing("revenue", "12个亿")
	d, _ := fact.ParseDay(defaultDay)
	s := dialog.New(dialog.Config{Policy: policy, Reader: reader, Asker: asker, Model: m, Today: func() fact.Day { return d },
		Store: &conflicting{session.NewMemory(time.Hour, time.Now), 3}})
	r, err := s.Turn(context.Background(), dialog.Message{Conversation: "c", ID: "1", Text: "过手12个亿呢"})
	if err != nil || !slices.Contains(buttons(r), "年营业收入12亿元") || m.calls.Load() != 1 {
		t.Errorf("%v %d calls, %v", err, m.calls.Load(), buttons(r))
	}
}

// TestTheModelSeesNobody: what a query holds of the person is the masked text.
func TestTheModelSeesNobody(t *testing.T) {
	var seen []dialog.Query
	m := &scripted{point: func(q dialog.Query) dialog.Pointers {
		seen = append(seen, q)
		return dialog.Pointers{Facts: []dialog.FactPointer{{Fact: 0, Start: 0, End: 4}}}
	}}
	x := withModel(t, m)
	r := x.say("杭州钱塘新材料有限公司过手贼大，电话13812345678")
	if len(seen) != 1 || strings.Contains(seen[0].Text, "钱塘") || strings.Contains(seen[0].Text, "138") {
		t.Errorf("%v", seen)
	}
	if len(buttons(r)) > 0 && strings.Contains(strings.Join(buttons(r), ""), "钱塘") {
		t.Errorf("a masked run was pointed at: %v", buttons(r))
	}
}

// TestCardIsAsWithout: what a model points at becomes choices beside a hotline card,
// which is the same to the byte.
func TestCardIsAsWithout(t *testing.T) {
	q := ask.Question{Text: "无人工厂给多少", Card: true}
	want := asker.Ask(q)
	got := dialog.NewConsultant(policy, reader, asker, pointing("art-3.5", "")).Ask(t.Context(), q)
	if len(got.Choices) == 0 || got.Kind != ask.KindClarify || !reflect.DeepEqual(got.Card, want.Card) {
		t.Errorf("kind %s, choices %v\n%v\nwithout\n%v", got.Kind, got.Choices, got.Card, want.Card)
	}
}

// TestNotAskedWhereUnderstood: a value that cannot stand was understood, and no model
// is asked what it may mean.
func TestNotAskedWhereUnderstood(t *testing.T) {
	m := &scripted{point: func(dialog.Query) dialog.Pointers { return dialog.Pointers{} }}
	x := withModel(t, m)
	for _, text := range []string{"我们能拿多少？", "年产量8万辆，核准产能12万辆", "其中新能源产量9万辆", "营收-3亿", "智能工厂我们还在申报"} {
		x.say(text)
	}
	if n := m.calls.Load(); n != 0 {
		t.Errorf("%d calls", n)
	}
}
