// Package terminal is the channel of the terminal: a line in, a reply out, for a
// person, for a pipe, or as JSON for a program.
package terminal

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"suance/dialog"
	"suance/dialog/session"
)

// Service is what answers.
type Service interface {
	Turn(ctx context.Context, m dialog.Message) (dialog.Reply, error)
}

// Options say how the terminal speaks.
type Options struct {
	Conversation session.Conversation
	// JSON: a message a line in, exactly one JSON reply line each out.
	JSON bool
	// Interactive: a person sits at a terminal and wants to be greeted and shown
	// what to choose from.
	Interactive bool
	// Columns is the width of the terminal; nil or 0 means 80.
	Columns func() int
	// Raw puts the terminal into raw mode and returns what puts it back, so that a
	// person can edit the line; nil where the terminal itself does what it can.
	Raw func() (restore func(), err error)
	// Problem is told of errors that a reply only hints at; may be nil.
	Problem func(error)
}

// MaxLine bounds a line that is read; of a longer one the rest is passed over,
// and it is answered as too long.
const MaxLine = 1 << 20

// Run reads messages until the input ends or ctx does, and answers each. It
// returns nil then; an error is one of reading or writing.
func Run(ctx context.Context, s Service, in io.Reader, out io.Writer, o Options) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	t := &talk{Options: o, service: s, out: bufio.NewWriter(out)}
	if o.Interactive && !o.JSON {
		t.greet()
	}
	read := plainLines(in)
	if o.Interactive && !o.JSON && o.Raw != nil {
		t.editor = &editor{in: bufio.NewReader(in), out: bufio.NewWriter(out), columns: t.columns, raw: o.Raw}
		defer t.editor.close()
		read = func(labels []string) (string, error) { return t.editor.read(prompt, labels) }
	}
	for {
		if err := t.prompt(); err != nil {
			return err
		}
		line, err := read.next(ctx, t.labels())
		switch {
		case err == nil:
			err = t.answer(ctx, line)
		case errors.Is(err, io.EOF) || errors.Is(err, errInterrupt) || ctx.Err() != nil:
			t.leave(ctx.Err() != nil)
			return t.out.Flush()
		}
		if err != nil {
			return err
		}
	}
}

// labels are what the last reply offers to choose from.
func (t *talk) labels() []string {
	labels := make([]string, len(t.choices))
	for i, c := range t.choices {
		labels[i] = c.Label
	}
	return labels
}

// readLine reads a line without its end, at most MaxLine bytes of it.
func readLine(r *bufio.Reader) (string, error) {
	var b strings.Builder
	for {
		part, err := r.ReadSlice('\n')
		if room := MaxLine - b.Len(); room > 0 {
			b.Write(part[:min(len(part), room)])
		}
		if err == bufio.ErrBufferFull {
			continue
		}
		return strings.TrimSuffix(strings.TrimSuffix(b.String(), "\n"), "\r"), err
	}
}

// talk is one run.
type talk struct {
	Options
	service Service
	out     *bufio.Writer
	editor  *editor         // nil where the terminal itself edits
	choices []dialog.Choice // of the last reply
}

// answer answers one line.
func (t *talk) answer(ctx context.Context, line string) error {
	m := t.message(line)
	reply, err := t.service.Turn(ctx, m)
	if err != nil {
		if ctx.Err() != nil {
			return nil
		}
		if t.Problem != nil {
			t.Problem(err)
		}
		reply = dialog.Unavailable()
	}
	t.choices = reply.Buttons
	if !t.JSON {
		t.show(reply)
		return t.out.Flush()
	}
	data, err := json.Marshal(reply)
	if err != nil {
		return fmt.Errorf("encode the reply: %w", err)
	}
	t.out.Write(data)
	t.out.WriteByte('\n')
	return t.out.Flush()
}

// message turns a line into a message.
func (t *talk) message(line string) dialog.Message {
	m := dialog.Message{Conversation: t.Conversation, Text: line}
	switch {
	case t.JSON && strings.HasPrefix(line, "{") && utf8.ValidString(line): // the decoder would mend it silently
		text, ok := wireText(line)
		if !ok {
			m.Fault = dialog.FaultForm
			return m
		}
		m.Text = text
	case t.Interactive && !t.JSON:
		if i, ok := letter(line); ok && i < len(t.choices) {
			m.Text = t.choices[i].Label
		}
	}
	return m
}

// wireText is the text of {"text":"…"}. Two of them, or one spelled otherwise, which the
// decoder would take in silence, are none.
func wireText(line string) (text string, ok bool) {
	d := json.NewDecoder(strings.NewReader(line))
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return "", false
	}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return "", false
		}
		var value any
		if d.Decode(&value) != nil {
			return "", false
		}
		if name, _ := key.(string); strings.EqualFold(name, "text") {
			said, isText := value.(string)
			if ok || name != "text" || !isText {
				return "", false
			}
			text, ok = said, true
		}
	}
	if _, err := d.Token(); err != nil { // the closing brace
		return "", false
	}
	_, err := d.Token()
	return text, ok && err == io.EOF
}

// letter is the place of the choice that a single letter picks. Letters pick, for
// a number could be the answer itself.
func letter(line string) (int, bool) {
	s := strings.ToLower(strings.TrimSpace(line))
	if len(s) != 1 || s[0] < 'a' || s[0] > 'z' {
		return 0, false
	}
	return int(s[0] - 'a'), true
}
