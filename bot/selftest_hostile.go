package main

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"net/http"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"time"

	"suance/bot/openai"
	"suance/bot/openai/hostile"
	"suance/dialog"
	"suance/dialog/ask"
	"suance/dialog/session"
)

// deadEnds are messages that no policy's rules can do anything with, some with
// amounts of the speaker's own, of others, bounded and supposed.
var deadEnds = []string{
	"过手12个亿呢", "那个啥到底咋整", "拢共过手9300万", "隔壁那家过手23亿", "过手不到5亿", "要是过手23亿", "刚说的那句当没说过哈", "给句痛快话",
	"头里捣鼓出来三万五千台", "咱家扛大旗的", "按一点八个点掏的", "没扛过大旗", "红包发多少", "这摊子咋弄有说法吗", "两头都占行不行",
}

// hostileTimeout is how long the self-test waits for a server that hangs.
const hostileTimeout = 250 * time.Millisecond

// tryHostile runs the program against every way of a hostile server, tells what
// was tried, and fails if anything of it got through.
func (a *app) tryHostile(ctx context.Context) error {
	t := &hostileTest{app: a, asker: a.asker()}
	for _, q := range deadEnds {
		t.plainAnswers = append(t.plainAnswers, t.asker.Ask(ask.Question{Text: q, AsOf: a.today()}))
	}
	var err error
	if t.plainTalk, err = t.talk(ctx, nil); err != nil {
		return err
	}
	fmt.Fprintln(a.out, "恶意模型服务的自检：每一种做法，问几句没读懂的话，再谈一段完整的对话，与不用模型时逐字节比较。")
	modes := hostile.Modes()
	for _, m := range modes {
		if err := t.mode(ctx, m, t.newModel); err != nil {
			return err
		}
	}
	for _, m := range hostile.EmbeddingModes() {
		modes = append(modes, m)
		if err := t.mode(ctx, m, t.newLikeness); err != nil {
			return err
		}
	}
	var mem runtime.MemStats
	runtime.ReadMemStats(&mem)
	fmt.Fprintf(a.out, "共%d类%d种做法，%d次请求；给出%d个选项（都是程序和文件自己的话）；最长一次%v；内存%dMiB。\n",
		len(modes), t.ways, t.calls, t.choices, t.longest.Round(time.Millisecond), mem.Sys>>20)
	for _, leak := range t.leaks {
		fmt.Fprintln(a.out, "✗", leak)
	}
	if len(t.leaks) > 0 {
		return fmt.Errorf("有%d处混了进来", len(t.leaks))
	}
	fmt.Fprintln(a.out, "✓ 没有任何东西混进来：它的话0句，改变的事实、金额、引文、回执0处。")
	return nil
}

// hostileTest compares answers with a hostile model to those without.
type hostileTest struct {
	*app
	asker        *ask.Asker
	plainAnswers []ask.Answer
	plainTalk    []exchange

	ways, calls, choices int
	longest              time.Duration
	leaks                []string
}

// newModel and newLikeness make what is asked in a mode.
func (t *hostileTest) newModel(c openai.Config) (closingModel, error) { return openai.New(c) }

func (t *hostileTest) newLikeness(c openai.Config) (closingModel, error) {
	c.Model = "selftest"
	e, err := openai.NewEmbedder(c)
	if err != nil {
		return nil, err
	}
	return struct {
		*likeness
		closer
	}{newLikeness(e, "", t.policy), e}, nil
}

// mode runs one mode until each of its ways was taken.
func (t *hostileTest) mode(ctx context.Context, m hostile.Mode, newModel func(openai.Config) (closingModel, error)) error {
	h := hostile.New(m)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	server := &http.Server{Handler: h, ReadHeaderTimeout: 5 * time.Second}
	go server.Serve(l)
	defer server.Close()
	defer h.Close()
	leaks, choices := len(t.leaks), t.choices
	for range 1 + m.Tries {
		model := &renewed{newModel: newModel,
			config: openai.Config{BaseURL: "http://" + l.Addr().String() + "/v1", Key: "selftest-key", Timeout: hostileTimeout}}
		err := t.run(ctx, m.Name, model)
		model.close()
		if err != nil {
			return err
		}
		if h.Calls.Load() >= int64(m.Tries) {
			break
		}
	}
	if n := h.Led.Load(); n > 0 {
		t.leak(m.Name, fmt.Sprintf("跟着它去了别处%d次", n))
	}
	t.ways, t.calls = t.ways+m.Tries, t.calls+int(h.Calls.Load())
	mark := "✓"
	if len(t.leaks) > leaks {
		mark = "✗"
	}
	fmt.Fprintf(t.out, "%s %s：%d种，%d次请求，%d个选项\n", mark, m.Name, m.Tries, h.Calls.Load(), t.choices-choices)
	return nil
}

// run asks the dead ends and holds the talk with a model.
func (t *hostileTest) run(ctx context.Context, mode string, model dialog.Model) error {
	c := dialog.NewConsultant(t.policy, t.reader(), t.asker, model)
	for i, q := range deadEnds {
		began := time.Now()
		got := c.Ask(ctx, ask.Question{Text: q, AsOf: t.today()})
		t.took(mode, time.Since(began))
		want := t.plainAnswers[i]
		same := reflect.DeepEqual(got.Figures, want.Figures) && reflect.DeepEqual(got.Citations, want.Citations) &&
			got.Receipt == want.Receipt && reflect.DeepEqual(got.Assessment, want.Assessment) && slices.Equal(got.Warnings, want.Warnings)
		if !same || got.Kind != want.Kind && (want.Kind != ask.KindNotInDoc || got.Kind != ask.KindClarify) {
			t.leak(mode, fmt.Sprintf("问“%s”的结果变了", q))
		}
		t.read(mode, q, got.Text(), want.Text(), got.Choices, want.Choices)
	}
	talk, err := t.talk(ctx, model)
	if err != nil {
		return err
	}
	for i, x := range talk {
		if i >= len(t.plainTalk) || x.said != t.plainTalk[i].said {
			t.leak(mode, "对话走了别的路")
			break
		}
		t.compare(mode, x.said, &x.reply, &t.plainTalk[i].reply)
	}
	return nil
}

// talk holds the rehearsed conversation with a model; nil for none.
func (t *hostileTest) talk(ctx context.Context, model dialog.Model) ([]exchange, error) {
	s := dialog.New(dialog.Config{Policy: t.policy, Reader: t.reader(), Asker: t.asker, Model: model, Today: t.today,
		Store: session.NewMemory(time.Hour, time.Now)})
	return t.rehearse(ctx, s, "selftest", deadEnds)
}

// compare holds a reply against the one without a model.
func (t *hostileTest) compare(mode, said string, got, want *dialog.Reply) {
	same := bytes.Equal(got.Facts, want.Facts) && bytes.Equal(got.Assessment, want.Assessment) && got.Receipt == want.Receipt &&
		got.Asking == want.Asking && slices.Equal(got.Confirm, want.Confirm) && slices.Equal(got.Figures, want.Figures) &&
		slices.Equal(got.Citations, want.Citations) && slices.Equal(got.Warnings, want.Warnings)
	if !same || got.Kind != want.Kind && (want.Kind != dialog.KindNotInDoc || got.Kind != dialog.KindClarify) {
		t.leak(mode, fmt.Sprintf("说“%s”之后的状态变了", said))
	}
	labels := func(r *dialog.Reply) (out []string) {
		for _, b := range r.Buttons {
			out = append(out, b.Label)
		}
		return out
	}
	t.read(mode, said, got.Text, want.Text, labels(got), labels(want))
}

// read looks for words of the server in what the person reads, and for more than
// one new line.
func (t *hostileTest) read(mode, said, got, want string, choices, had []string) {
	t.choices += max(0, len(choices)-len(had))
	all := got + "\n" + strings.Join(choices, "\n")
	for _, w := range hostile.Words {
		if strings.Contains(all, w) {
			t.leak(mode, fmt.Sprintf("说“%s”之后回复里有它的“%s”", said, w))
		}
	}
	if strings.Count(got, "\n") > strings.Count(want, "\n")+1 {
		t.leak(mode, fmt.Sprintf("说“%s”之后回复多了不止一行", said))
	}
}

// took notes how long an answer took: at most the timeout and a second.
func (t *hostileTest) took(mode string, d time.Duration) {
	t.longest = max(t.longest, d)
	if d > hostileTimeout+time.Second {
		t.leak(mode, fmt.Sprintf("等了%v", d))
	}
}

func (t *hostileTest) leak(mode, what string) { t.leaks = append(t.leaks, mode+"："+what) }

// closingModel is a model that lets go of its connections.
type closingModel interface {
	dialog.Model
	closer
}

type closer interface{ Close() }

// renewed is a model that is made anew after each failure, so that no way of a
// server is spared because of the one before; after a few timeouts it stays.
type renewed struct {
	newModel func(openai.Config) (closingModel, error)
	config   openai.Config
	model    closingModel
	timeouts int
}

func (r *renewed) Point(ctx context.Context, q dialog.Query) (dialog.Pointers, error) {
	if r.model == nil {
		m, err := r.newModel(r.config)
		if err != nil {
			return dialog.Pointers{}, err
		}
		r.model = m
	}
	p, err := r.model.Point(ctx, q)
	if err == openai.ErrTimeout {
		r.timeouts++
	}
	if err != nil && r.timeouts == 0 {
		r.close()
	}
	return p, err
}

func (r *renewed) close() {
	if r.model != nil {
		r.model.Close()
		r.model = nil
	}
}
