package terminal

import (
	"strings"

	"suance/dialog"

	"github.com/rivo/uniseg"
)

// indent stands before what the assistant says, prompt before what the person does.
const (
	indent = "  "
	prompt = "› "
)

// greet says who speaks and how to leave.
func (t *talk) greet() {
	t.say("算策 · 政策助手\n说说企业情况，或直接提问。常用：汇总、撤销、跳过、重新开始。按 Ctrl-D 或 Ctrl-C 离开。")
	if t.Raw != nil {
		t.say("↑↓ 选择给出的选项，或翻看之前输入的话。")
	}
}

// prompt shows a person that it is their turn.
func (t *talk) prompt() error {
	if t.Interactive && !t.JSON {
		t.out.WriteByte('\n')
		if t.editor == nil {
			t.out.WriteString(prompt)
		}
	}
	return t.out.Flush()
}

// leave ends the line that a prompt began; stopped says that the person did not, so
// that the editor has not ended it.
func (t *talk) leave(stopped bool) {
	if !t.Interactive || t.JSON {
		return
	}
	if t.editor != nil {
		t.editor.close()
	}
	if t.editor == nil || stopped {
		t.out.WriteByte('\n')
	}
	t.out.WriteString("再见。\n")
}

// show prints a reply for a person.
func (t *talk) show(r dialog.Reply) {
	t.say(r.Text)
	if len(r.Buttons) == 0 {
		if !t.Interactive {
			t.out.WriteByte('\n')
		}
		return
	}
	labels := make([]string, len(r.Buttons))
	for i, b := range r.Buttons {
		labels[i] = "［" + b.Label + "］"
		if t.Interactive && i < 26 {
			labels[i] = string(rune('a'+i)) + "." + b.Label
		}
	}
	t.say(strings.Join(labels, "  "))
	if !t.Interactive {
		t.out.WriteByte('\n')
	}
}

// say prints lines, wrapped where a person reads them on a terminal; into a pipe
// they go as they are.
func (t *talk) say(text string) {
	for line := range strings.SplitSeq(text, "\n") {
		if !t.Interactive {
			t.out.WriteString(line + "\n")
			continue
		}
		for _, part := range Wrap(line, t.columns()-len(indent)) {
			t.out.WriteString(indent + part + "\n")
		}
	}
}

func (t *talk) columns() int {
	if t.Columns != nil {
		if n := t.Columns(); n > 0 {
			return max(n, 20)
		}
	}
	return 80
}

// Wrap cuts a line into lines of at most width columns, where Unicode's rules
// for line breaks allow it: between any two Chinese characters, never before a
// closing mark or inside a number. What has no such place is cut at the edge.
func Wrap(line string, width int) []string {
	var out []string
	var done, word string // what fits the line, and what follows its last place to break
	doneWidth, wordWidth := 0, 0
	flush := func() {
		out = append(out, strings.TrimRight(done, " "))
		done, doneWidth = "", 0
	}
	state := -1
	for line != "" {
		var cluster string
		var flags int
		cluster, line, flags, state = uniseg.StepString(line, state)
		w := flags >> uniseg.ShiftWidth
		if wordWidth+w > width && word != "" { // a word longer than a line
			if done != "" {
				flush()
			}
			done, doneWidth, word, wordWidth = word, wordWidth, "", 0
			flush()
		}
		word, wordWidth = word+cluster, wordWidth+w
		if flags&uniseg.MaskLine == uniseg.LineDontBreak && line != "" {
			continue
		}
		if doneWidth+uniseg.StringWidth(strings.TrimRight(word, " ")) > width && done != "" {
			flush()
		}
		done, doneWidth = done+word, doneWidth+wordWidth
		word, wordWidth = "", 0
	}
	return append(out, strings.TrimRight(done, " "))
}
