package terminal

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

// errInterrupt is Ctrl-C.
var errInterrupt = errors.New("interrupted")

// historyKept is how many lines can be called up again.
const historyKept = 200

// editor reads lines from a terminal in raw mode. Chinese characters take two
// columns, and what people call a character may be several code points: the cursor
// moves by such clusters, and the screen is drawn by their widths.
type editor struct {
	in      *bufio.Reader
	out     *bufio.Writer
	columns func() int
	// raw puts the terminal into raw mode and returns what puts it back.
	raw     func() (restore func(), err error)
	history []string

	mu     sync.Mutex // of what follows, and of writing
	back   func()     // puts the terminal back; nil while it is as it was
	closed bool

	// Of the line being edited:
	prompt  string
	text    string
	at      int      // the cursor, in bytes of text
	choices []string // offered; the arrow keys go through them while nothing is typed
	picked  int      // the choice shown, from 1; 0 for none
	past    int      // the line of the history shown; len(history) for the new one
	draft   string   // the new line, while another is shown
	row     int      // where the cursor stands on the screen, from the first row
}

// read lets a person edit one line, until Enter. It returns io.EOF for Ctrl-D on an
// empty line and errInterrupt for Ctrl-C.
func (e *editor) read(prompt string, choices []string) (string, error) {
	if err := e.enterRaw(); err != nil {
		return "", err
	}
	defer e.leaveRaw()
	e.prompt, e.choices = prompt, choices
	e.text, e.at, e.picked, e.past, e.draft, e.row = "", 0, 0, len(e.history), "", 0
	for {
		if e.in.Buffered() > 0 { // more was typed meanwhile: drawn with it
		} else if err := e.draw(); err != nil {
			return "", err
		}
		k, err := readKey(e.in)
		if err != nil {
			return "", err
		}
		if done, err := e.press(k); done || err != nil {
			e.at = len(e.text)
			return e.text, errors.Join(err, e.draw(), e.endLine())
		}
	}
}

// Of a paste the terminal marks both ends, so that its line breaks send nothing.
const (
	markPastes   = "\x1b[?2004h"
	unmarkPastes = "\x1b[?2004l"
)

// enterRaw puts the terminal into raw mode.
func (e *editor) enterRaw() error {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.closed {
		return io.EOF
	}
	back, err := e.raw()
	if err != nil {
		return err
	}
	e.back = back
	e.out.WriteString(markPastes)
	return e.out.Flush()
}

// leaveRaw puts the terminal back; twice is as once.
func (e *editor) leaveRaw() {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.back == nil {
		return
	}
	e.out.WriteString(unmarkPastes)
	e.out.Flush()
	e.back()
	e.back = nil
}

// close puts the terminal back for good: a read that is still under way touches it no
// more.
func (e *editor) close() {
	e.leaveRaw()
	e.mu.Lock()
	defer e.mu.Unlock()
	e.closed = true
}

// press acts on a key; done says that the line is complete.
func (e *editor) press(k key) (done bool, err error) {
	before, after := e.text[:e.at], e.text[e.at:]
	switch k.name {
	case keyEnter:
		e.remember()
		return true, nil
	case keyInterrupt:
		return false, errInterrupt
	case keyEnd:
		e.at = len(e.text)
	case keyHome:
		e.at = 0
	case keyLeft:
		e.at -= len(lastCluster(before))
	case keyRight:
		e.at += len(firstCluster(after))
	case keyBackspace:
		e.edit(strings.TrimSuffix(before, lastCluster(before)), after)
	case keyDelete:
		e.edit(before, strings.TrimPrefix(after, firstCluster(after)))
	case keyEOF:
		if e.text == "" {
			return false, io.EOF
		}
		e.edit(before, strings.TrimPrefix(after, firstCluster(after)))
	case keyKillBefore:
		e.edit("", after)
	case keyKillAfter:
		e.edit(before, "")
	case keyKillWord:
		e.edit(withoutLastWord(before), after)
	case keyUp, keyDown:
		e.move(k.name)
	case keyOlder, keyNewer:
		e.recall(k.name)
	case keyText:
		if len(e.text)+len(k.text) <= MaxLine {
			e.edit(before+k.text, after)
		}
	}
	return false, nil
}

// edit replaces the line; a picked choice that is edited is the person's own text.
func (e *editor) edit(before, after string) {
	e.text, e.at, e.picked = before+after, len(before), 0
}

// move goes through what is offered, while nothing else is typed; else through the
// lines typed before.
func (e *editor) move(k keyName) {
	if len(e.choices) == 0 || e.text != "" && e.picked == 0 {
		e.recall(map[keyName]keyName{keyUp: keyOlder, keyDown: keyNewer}[k])
		return
	}
	n := len(e.choices) + 1
	if k == keyDown {
		e.picked = (e.picked + 1) % n
	} else {
		e.picked = (e.picked + n - 1) % n
	}
	e.text = ""
	if e.picked > 0 {
		e.text = e.choices[e.picked-1]
	}
	e.at = len(e.text)
}

// recall shows the line typed before the one shown, or after it.
func (e *editor) recall(k keyName) {
	to := e.past + 1
	if k == keyOlder {
		to = e.past - 1
	}
	if to < 0 || to > len(e.history) {
		return
	}
	if e.past == len(e.history) {
		e.draft = e.text
	}
	e.past, e.picked = to, 0
	e.text = e.draft
	if to < len(e.history) {
		e.text = e.history[to]
	}
	e.at = len(e.text)
}

// remember keeps the line for later.
func (e *editor) remember() {
	if strings.TrimSpace(e.text) == "" || len(e.history) > 0 && e.history[len(e.history)-1] == e.text {
		return
	}
	e.history = append(e.history, e.text)
	e.history = e.history[max(0, len(e.history)-historyKept):]
}

// draw writes the line anew, over what was drawn of it before.
func (e *editor) draw() error {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.closed {
		return io.EOF
	}
	rows, row, col := layout(e.prompt, e.text, e.at, e.columns())
	up(e.out, e.row)
	e.out.WriteString("\r\x1b[J" + strings.Join(rows, "\r\n"))
	up(e.out, len(rows)-1-row)
	e.out.WriteByte('\r')
	if col > 0 {
		fmt.Fprintf(e.out, "\x1b[%dC", col)
	}
	e.row = row
	return e.out.Flush()
}

// endLine leaves the line on the screen.
func (e *editor) endLine() error {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.closed {
		return nil
	}
	e.out.WriteString("\r\n")
	return e.out.Flush()
}

func up(w io.Writer, rows int) {
	if rows > 0 {
		fmt.Fprintf(w, "\x1b[%dA", rows)
	}
}

// layout cuts prompt and text into the rows of a terminal, and finds the place of
// the cursor in them.
func layout(prompt, text string, at, width int) (rows []string, row, col int) {
	width = max(width, 4)
	var line strings.Builder
	column := 0
	end := func() {
		rows = append(rows, line.String())
		line.Reset()
		column = 0
	}
	put := func(cluster string) {
		shown := visible(cluster)
		w := uniseg.StringWidth(shown)
		if column+w > width {
			end()
		}
		line.WriteString(shown)
		column += w
	}
	for rest := prompt; rest != ""; {
		c := firstCluster(rest)
		put(c)
		rest = rest[len(c):]
	}
	for i := 0; ; {
		c := firstCluster(text[i:])
		if i == at {
			if column+max(1, uniseg.StringWidth(visible(c))) > width {
				end()
			}
			row, col = len(rows), column
		}
		if c == "" {
			break
		}
		put(c)
		i += len(c)
	}
	end()
	return rows, row, col
}

// visible is how a cluster is drawn: what would move the cursor is not.
func visible(cluster string) string {
	switch cluster {
	case "\n", "\r\n":
		return "⏎"
	case "\t":
		return " "
	}
	return cluster
}

func firstCluster(s string) string {
	c, _, _, _ := uniseg.FirstGraphemeClusterInString(s, -1)
	return c
}

func lastCluster(s string) string {
	last := ""
	for state := -1; s != ""; {
		last, s, _, state = uniseg.FirstGraphemeClusterInString(s, state)
	}
	return last
}

// withoutLastWord takes the run at the end away, and the blanks and marks after it.
func withoutLastWord(s string) string {
	between := func(r rune) bool { return unicode.IsSpace(r) || unicode.IsPunct(r) }
	s = strings.TrimRightFunc(s, between)
	i := strings.LastIndexFunc(s, between)
	if i < 0 {
		return ""
	}
	_, size := utf8.DecodeRuneInString(s[i:])
	return s[:i+size]
}
