package terminal

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"suance/dialog"

	"github.com/google/go-cmp/cmp"
	"github.com/rivo/uniseg"
)

// echo answers with what it was told; 坏 is an error of the store.
type echo struct{ got []dialog.Message }

func (e *echo) Turn(_ context.Context, m dialog.Message) (dialog.Reply, error) {
	e.got = append(e.got, m)
	if m.Text == "坏" {
		return dialog.Reply{}, errors.New("the store is away")
	}
	r := dialog.Reply{Text: "您说：" + m.Text + "\n还有呢？", Kind: dialog.KindAskFact, Asking: "revenue"}
	if m.Text == "选" {
		r.Buttons = []dialog.Choice{{Label: "是", Data: "x"}, {Label: "否", Data: "y"}}
	}
	return r, nil
}

func run(t *testing.T, in string, o Options) (string, []dialog.Message) {
	t.Helper()
	var out bytes.Buffer
	e := &echo{}
	o.Conversation = "terminal"
	if err := Run(t.Context(), e, strings.NewReader(in), &out, o); err != nil {
		t.Fatal(err)
	}
	return out.String(), e.got
}

func TestJSONGivesOneLineForEachMessage(t *testing.T) {
	long := strings.Repeat("长", MaxLine)
	in := "你好\n\n" + `{"text":"两行\n一条"}` + "\n{broken\n" + `{"text":3}` + "\n坏\n" + long + "\n\xff\xfe\n{\"text\":\"\xff\"}\n末行没有换行"
	out, got := run(t, in, Options{JSON: true})
	lines := strings.Split(strings.TrimSuffix(out, "\n"), "\n")
	if len(lines) != 10 {
		t.Fatalf("%d replies for 10 messages:\n%s", len(lines), out)
	}
	for i, l := range lines {
		var r map[string]any
		if err := json.Unmarshal([]byte(l), &r); err != nil {
			t.Errorf("line %d: %v: %s", i+1, err, l)
		}
		for _, key := range []string{"text", "buttons", "asking", "facts", "confirm", "figures", "citations", "kind", "assessment", "warnings", "receipt"} {
			if _, ok := r[key]; !ok {
				t.Errorf("line %d has no %q", i+1, key)
			}
		}
	}
	texts := []string{"你好", "", "两行\n一条"}
	for i, want := range texts {
		if got[i].Text != want || got[i].Fault != dialog.FaultNone {
			t.Errorf("message %d: %q", i, got[i].Text)
		}
	}
	for _, i := range []int{3, 4} {
		if got[i].Fault != dialog.FaultForm {
			t.Errorf("message %d: fault %v", i, got[i].Fault)
		}
	}
	if got[8].Text != "{\"text\":\"\xff\"}" {
		t.Errorf("invalid bytes inside JSON became %q", got[8].Text)
	}
	if !strings.Contains(lines[5], "没有记录") {
		t.Errorf("a store that is away: %s", lines[5])
	}
}

func TestWireText(t *testing.T) {
	for line, want := range map[string]string{
		`{"text":"好"}`: "好", `{"id":[1,{"text":2}],"text":"a\nb"}`: "a\nb", `{"text":""}`: "",
		`{"text":"a","text":"b"}`: "-", `{"Text":"a"}`: "-", `{"text":null}`: "-", `{"text":1}`: "-", `{}`: "-",
		`{"text":"a"} x`: "-", `{"text":"a"`: "-", `{"text":"a"}{}`: "-", `{`: "-", `{"text"}`: "-",
	} {
		got, ok := wireText(line)
		if !ok {
			got = "-"
		}
		if got != want {
			t.Errorf("%s: %q, want %q", line, got, want)
		}
	}
}

// TestRepliesAreFlushed: a program that waits for each reply before it writes on
// is never kept waiting.
func TestRepliesAreFlushed(t *testing.T) {
	for name, o := range map[string]Options{"json": {JSON: true}, "plain": {}} {
		t.Run(name, func(t *testing.T) {
			inR, inW := io.Pipe()
			outR, outW := io.Pipe()
			done := make(chan error, 1)
			go func() { done <- Run(t.Context(), &echo{}, inR, outW, o) }()
			buf := make([]byte, 4096)
			for range 3 {
				io.WriteString(inW, "你好\n")
				if n, err := outR.Read(buf); err != nil || n == 0 {
					t.Fatal(n, err)
				}
			}
			inW.Close()
			go io.Copy(io.Discard, outR)
			if err := <-done; err != nil {
				t.Error(err)
			}
		})
	}
}

func TestNothingBeforeTheFirstMessage(t *testing.T) {
	for name, o := range map[string]Options{"json": {JSON: true}, "plain": {}} {
		if out, _ := run(t, "", o); out != "" {
			t.Errorf("%s: %q", name, out)
		}
	}
}

func TestPlainLines(t *testing.T) {
	got, _ := run(t, "选\n你好\n", Options{})
	want := "您说：选\n还有呢？\n［是］  ［否］\n\n您说：你好\n还有呢？\n\n"
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func TestAPersonPicksByLetter(t *testing.T) {
	_, got := run(t, "选\nb\nb\n", Options{Interactive: true})
	if got[1].Text != "否" {
		t.Errorf("b after a choice: %q", got[1].Text)
	}
	if got[2].Text != "b" {
		t.Errorf("b where nothing is offered: %q", got[2].Text)
	}
}

func TestInterruptLeaves(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	inR, inW := io.Pipe() // nobody ever writes
	defer inW.Close()
	done := make(chan error, 1)
	go func() { done <- Run(ctx, &echo{}, inR, io.Discard, Options{Interactive: true}) }()
	cancel()
	select {
	case err := <-done:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(5 * time.Second):
		t.Fatal("still waiting for a line")
	}
}

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		line  string
		width int
		want  []string
	}{
		{"", 10, []string{""}},
		{"短", 10, []string{"短"}},
		{"一二三四五六七", 6, []string{"一二三", "四五六", "七"}},
		{"金额是四百万。好", 14, []string{"金额是四百万。", "好"}},
		{"金额是四百万。", 12, []string{"金额是四百", "万。"}}, // no line begins with a full stop
		{"合计3500000元", 8, []string{"合计", "3500000", "元"}},
		{"see you soon", 7, []string{"see you", "soon"}},
		{"aaaaaaaaaa", 4, []string{"aaaa", "aaaa", "aa"}},
		{"👩‍👩‍👧好好", 4, []string{"👩‍👩‍👧好", "好"}},
	} {
		if d := cmp.Diff(c.want, Wrap(c.line, c.width)); d != "" {
			t.Errorf("%q in %d columns: %s", c.line, c.width, d)
		}
	}
}

func FuzzWrap(f *testing.F) {
	f.Add("金额是四百万。see you “好”", 8)
	f.Add("\xff\x00aa", 3)
	f.Fuzz(func(t *testing.T, line string, width int) {
		if strings.ContainsAny(line, "\n\r") || width < 4 || width > 200 {
			return
		}
		parts := Wrap(line, width)
		if squeeze(strings.Join(parts, "")) != squeeze(line) {
			t.Fatalf("%q became %q", line, parts)
		}
		for _, p := range parts {
			if w := uniseg.StringWidth(p); w > width && uniseg.GraphemeClusterCount(p) > 1 {
				t.Fatalf("%q is %d columns wide, more than %d", p, w, width)
			}
		}
	})
}

func squeeze(s string) string { return strings.ReplaceAll(s, " ", "") }
