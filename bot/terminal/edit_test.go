package terminal

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rivo/uniseg"
)

// screen is a terminal of a width, as far as the editor uses one.
type screen struct {
	width    int
	rows     [][]string // a wide cluster is followed by an empty cell
	row, col int
}

func (s *screen) Write(p []byte) (int, error) {
	for rest := string(p); rest != ""; {
		switch {
		case strings.HasPrefix(rest, "\x1b["):
			n := 2
			for rest[n] < '@' || rest[n] > '~' {
				n++
			}
			s.sequence(rest[2:n], rest[n])
			rest = rest[n+1:]
		default:
			c := firstCluster(rest)
			rest = rest[len(c):]
			s.put(c)
		}
	}
	return len(p), nil
}

func (s *screen) sequence(params string, final byte) {
	n := 1
	fmt.Sscan(params, &n)
	switch final {
	case 'A':
		s.row = max(0, s.row-n)
	case 'C':
		s.col = min(s.width-1, s.col+n)
	case 'J':
		s.grow()
		s.rows[s.row] = s.rows[s.row][:min(s.col, len(s.rows[s.row]))]
		s.rows = s.rows[:s.row+1]
	}
}

func (s *screen) put(c string) {
	switch c {
	case "\r\n":
		s.col, s.row = 0, s.row+1
	case "\r":
		s.col = 0
	case "\n":
		s.row++
	default:
		w := uniseg.StringWidth(c)
		if w == 0 { // drawn over the one before it
			return
		}
		if s.col+w > s.width { // the terminal wraps by itself: the editor never lets it
			s.col, s.row = 0, s.row+1
		}
		s.grow()
		line := s.rows[s.row]
		for len(line) < s.col+w {
			line = append(line, " ")
		}
		line[s.col] = c
		for i := 1; i < w; i++ {
			line[s.col+i] = ""
		}
		s.rows[s.row] = line
		s.col += w
	}
}

func (s *screen) grow() {
	for len(s.rows) <= s.row {
		s.rows = append(s.rows, nil)
	}
}

func (s *screen) String() string {
	var out []string
	for _, r := range s.rows {
		out = append(out, strings.TrimRight(strings.Join(r, ""), " "))
	}
	return strings.Join(out, "\n")
}

// keys of a terminal.
const (
	left, right, upKey, down = "\x1b[D", "\x1b[C", "\x1b[A", "\x1b[B"
	home, end, del           = "\x1b[H", "\x1b[4~", "\x1b[3~"
	back, enter              = "\x7f", "\r"
	ctrlC, ctrlD             = "\x03", "\x04"
)

func newEditor(typed string, s *screen, raws *int) *editor {
	return &editor{in: bufio.NewReader(strings.NewReader(typed)), out: bufio.NewWriter(s),
		columns: func() int { return s.width }, raw: func() (func(), error) {
			*raws++
			return func() { *raws-- }, nil
		}}
}

func TestEditing(t *testing.T) {
	for name, c := range map[string]struct {
		typed   string
		choices []string
		want    string
		screen  string // at the end; empty: not looked at
	}{
		"wide characters":           {"营收12亿" + enter, nil, "营收12亿", "› 营收12亿"},
		"backspace takes one":       {"营收入" + back + "12亿" + enter, nil, "营收12亿", "› 营收12亿"},
		"backspace at the head":     {back + "好" + enter, nil, "好", "› 好"},
		"in the middle":             {"营12亿" + left + left + left + "收" + enter, nil, "营收12亿", "› 营收12亿"},
		"right and delete":          {"甲乙丙" + home + right + del + enter, nil, "甲丙", "› 甲丙"},
		"home and end":              {"二" + home + "一" + end + "三" + enter, nil, "一二三", "› 一二三"},
		"a family is one character": {"👩‍👩‍👧好" + left + back + enter, nil, "好", "› 好"},
		"a combining mark":          {"e\u0301x" + left + back + enter, nil, "x", "› x"},
		"kill before":               {"全部删掉\x15新的" + enter, nil, "新的", "› 新的"},
		"kill after":                {"留下删掉" + left + left + "\x0b" + enter, nil, "留下", "› 留下"},
		"kill word":                 {"第一，第二\x17第三" + enter, nil, "第一，第三", "› 第一，第三"},
		"ctrl-d deletes in a line":  {"甲乙" + left + ctrlD + enter, nil, "甲", "› 甲"},
		"unknown keys":              {"甲\x1b[15~\x1b[1;5Pxy\x1bz\x00\x07乙" + enter, nil, "甲xy乙", ""},
		"wraps by width":            {"一二三四五六七八九十" + enter, nil, "一二三四五六七八九十", "› 一二三四\n五六七八九\n十"},
		"a wide one never half":     {"a一二三四五" + enter, nil, "a一二三四五", "› a一二三\n四五"},
		"edit across rows":          {"一二三四五六" + left + left + left + back + enter, nil, "一二四五六", "› 一二四五\n六"},
		"a paste is one message":    {"\x1b[200~营收：12亿\r\n首次：是\n\x1b[201~" + enter, nil, "营收：12亿\n首次：是", "› 营收：12\n亿⏎首次：\n是"},
		"a table pasted":            {"\x1b[200~营收\t12亿\x1b[201~" + enter, nil, "营收\t12亿", ""},
		"escape inside a paste":     {"\x1b[200~甲\x1b[20乙\x1b[201~" + enter, nil, "甲[20乙", ""},
		"pick the first":            {down + enter, []string{"是", "否"}, "是", "› 是"},
		"pick the last":             {upKey + enter, []string{"是", "否"}, "否", "› 否"},
		"pick and back":             {down + down + upKey + enter, []string{"是", "否"}, "是", ""},
		"past the last is nothing":  {down + down + down + "别的" + enter, []string{"是", "否"}, "别的", ""},
		"a picked one edited":       {down + back + "12万元" + enter, []string{"12亿元"}, "12亿12万元", ""},
	} {
		t.Run(name, func(t *testing.T) {
			s, raws := &screen{width: 10}, 0
			if c.screen != "" && !strings.Contains(c.screen, "\n") {
				s.width = 40
			}
			got, err := newEditor(c.typed, s, &raws).read(prompt, c.choices)
			if err != nil || got != c.want {
				t.Errorf("got %q, %v; want %q", got, err, c.want)
			}
			if c.screen != "" && strings.TrimRight(s.String(), "\n") != c.screen {
				t.Errorf("on the screen:\n%s\nwant:\n%s", s, c.screen)
			}
			if raws != 0 {
				t.Error("the terminal was left raw")
			}
		})
	}
}

// TestCursorStandsWhereTheTextSays looks at the cursor after each key.
func TestCursorStandsWhereTheTextSays(t *testing.T) {
	for _, c := range []struct {
		text     string
		at       int
		width    int
		row, col int
	}{
		{"", 0, 10, 0, 2},
		{"营收", 0, 10, 0, 2},
		{"营收", 3, 10, 0, 4},
		{"营收", 6, 10, 0, 6},
		{"一二三四", 12, 10, 1, 0}, // the row is full: what comes next stands on the next
		{"一二三四五", 12, 10, 1, 0},
		{"a一二三四", 10, 10, 1, 0}, // no room for half of 四
	} {
		_, row, col := layout(prompt, c.text, c.at, c.width)
		if row != c.row || col != c.col {
			t.Errorf("%q at %d in %d columns: row %d, column %d; want %d, %d", c.text, c.at, c.width, row, col, c.row, c.col)
		}
	}
}

func TestHistory(t *testing.T) {
	s, raws := &screen{width: 40}, 0
	e := newEditor("一"+enter+"二"+enter+"二"+enter+" "+enter+"草稿"+upKey+upKey+enter+
		"草稿"+upKey+down+"续"+enter+upKey+upKey+upKey+upKey+upKey+enter+down+down+"\x10\x10"+enter, s, &raws)
	var got []string
	for range 7 {
		line, err := e.read(prompt, nil)
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, line)
	}
	want := []string{"一", "二", "二", " ", "一", "草稿续", "一"}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func TestLeavingTheEditor(t *testing.T) {
	for typed, want := range map[string]error{"甲" + ctrlC: errInterrupt, ctrlD: io.EOF, "甲": io.EOF} {
		s, raws := &screen{width: 40}, 0
		if _, err := newEditor(typed, s, &raws).read(prompt, nil); !errors.Is(err, want) || raws != 0 {
			t.Errorf("%q: %v, raw %d", typed, err, raws)
		}
	}
}

// TestTalkWithTheEditor holds a talk through Run: a choice by an arrow key, one by its
// letter, and a clean end.
func TestTalkWithTheEditor(t *testing.T) {
	for name, c := range map[string]struct {
		typed string
		want  []string
	}{
		"arrows": {"选" + enter + down + down + enter + ctrlD, []string{"选", "否"}},
		"letter": {"选" + enter + "a" + enter + ctrlC, []string{"选", "是"}},
	} {
		s, raws := &screen{width: 60}, 0
		e := &echo{}
		err := Run(t.Context(), e, strings.NewReader(c.typed), s, Options{Interactive: true, Columns: func() int { return 60 },
			Raw: func() (func(), error) { raws++; return func() { raws-- }, nil }})
		if err != nil || raws != 0 {
			t.Errorf("%s: %v, raw %d", name, err, raws)
		}
		var got []string
		for _, m := range e.got {
			got = append(got, m.Text)
		}
		if d := cmp.Diff(c.want, got); d != "" {
			t.Errorf("%s: %s", name, d)
		}
		if !strings.HasSuffix(strings.TrimSpace(s.String()), "再见。") {
			t.Errorf("%s: ends with\n%s", name, s)
		}
	}
}

// TestTheTerminalIsPutBack: stopped from outside in the midst of a line.
func TestTheTerminalIsPutBack(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	inR, inW := io.Pipe()
	defer inW.Close()
	raw := make(chan bool, 4)
	var out bytes.Buffer
	done := make(chan error, 1)
	go func() {
		done <- Run(ctx, &echo{}, inR, &out, Options{Interactive: true,
			Raw: func() (func(), error) { raw <- true; return func() { raw <- false }, nil }})
	}()
	if !<-raw {
		t.Fatal("not raw")
	}
	cancel()
	select {
	case err := <-done:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(5 * time.Second):
		t.Fatal("still reading")
	}
	if back := <-raw; back {
		t.Error("still raw")
	}
}

func FuzzEditor(f *testing.F) {
	f.Add("营收12亿"+left+back+upKey+enter, 10)
	f.Add("\x1b[200~甲\r\n乙\x1b[201~\x17\x0b"+home+del+enter, 4)
	f.Add("👩‍👩‍👧\u0301\xff\x00\x1b[", 7)
	f.Fuzz(func(t *testing.T, typed string, width int) {
		if width < 4 || width > 100 || len(typed) > 300 {
			return
		}
		s, raws := &screen{width: width}, 0
		e := newEditor(typed, s, &raws)
		for {
			_, err := e.read(prompt, []string{"是", "否"})
			if raws != 0 {
				t.Fatal("left raw")
			}
			if err != nil {
				return
			}
		}
	})
}
