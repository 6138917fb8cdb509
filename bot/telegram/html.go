package telegram

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf16"

	"suance/dialog"
)

// maxUnits is the longest text of a message, in UTF-16 units. Telegram counts
// them after reading the entities; here the markup counts too.
const maxUnits = 4096

// bold is a run of text to set in bold; what is escaped grows.
const (
	boldOn, boldOff = "<b>", "</b>"
	boldUnits       = len(boldOn) + len(boldOff)
)

// render writes a reply as Telegram's HTML: everything escaped, worked-out figures
// in bold, in as many pieces as the limit needs, cut at the borders of clauses.
func render(r dialog.Reply) []string {
	text := []rune(visible(r.Text))
	strong := emphasis(text, r.Figures)
	var out []string
	for begin := 0; begin < len(text); {
		end := cut(text, strong, begin)
		if piece := html(text[begin:end], strong[begin:end]); strings.TrimSpace(piece) != "" {
			out = append(out, piece)
		}
		begin = end
	}
	if out == nil {
		out = []string{"……"} // Telegram refuses a message without text
	}
	return out
}

// visible leaves out what a text could trick a reader with: control characters,
// marks of direction, characters without width.
func visible(s string) string {
	return strings.Map(func(r rune) rune {
		if r != '\n' && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r)) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
}

// emphasis marks the characters of the figures that were worked out.
func emphasis(text []rune, figures []dialog.Figure) []bool {
	strong := make([]bool, len(text))
	for _, f := range figures {
		want := []rune(f.Text)
		if !f.Worked() || len(want) == 0 {
			continue
		}
		for i := 0; i+len(want) <= len(text); i++ {
			if slices.Equal(text[i:i+len(want)], want) && whole(text, i, i+len(want)) {
				for j := i; j < i+len(want); j++ {
					strong[j] = true
				}
			}
		}
	}
	return strong
}

// whole says that no number goes on at the ends of text[begin:end].
func whole(text []rune, begin, end int) bool {
	goesOn := func(r rune) bool { return unicode.IsDigit(r) || r == '.' || r == ',' }
	return (begin == 0 || !goesOn(text[begin-1])) && (end == len(text) || !goesOn(text[end]))
}

// cut is where the piece that begins at begin ends: all that fits, back to the
// last border in its second half, the end of a line before that of a sentence
// before that of a clause.
func cut(text []rune, strong []bool, begin int) int {
	units, end := 0, begin
	for ; end < len(text); end++ {
		units += len(utf16.Encode([]rune(escape(text[end]))))
		if strong[end] && (end == begin || !strong[end-1]) {
			units += boldUnits
		}
		if units > maxUnits {
			break
		}
	}
	if end == len(text) {
		return end
	}
	for _, border := range []string{"\n", "。！？", "；;", "，、,："} {
		for i := end; i > begin+(end-begin)/2; i-- {
			if strings.ContainsRune(border, text[i-1]) {
				return i
			}
		}
	}
	return end
}

// html escapes a piece and sets its strong characters in bold.
func html(text []rune, strong []bool) string {
	var b strings.Builder
	for i, r := range text {
		if strong[i] && (i == 0 || !strong[i-1]) {
			b.WriteString(boldOn)
		}
		b.WriteString(escape(r))
		if strong[i] && (i == len(text)-1 || !strong[i+1]) {
			b.WriteString(boldOff)
		}
	}
	return b.String()
}

// plain is a short text as HTML.
func plain(text string) string {
	r := []rune(visible(text))
	return html(r, make([]bool, len(r)))
}

// units is the length of a text as Telegram counts it.
func units(s string) int {
	n := 0
	for _, r := range s {
		n += utf16.RuneLen(r)
	}
	return n
}

func escape(r rune) string {
	switch r {
	case '&':
		return "&amp;"
	case '<':
		return "&lt;"
	case '>':
		return "&gt;"
	}
	return string(r)
}

// The limits of a button.
const (
	maxData  = 64 // bytes
	maxLabel = 60 // characters; Telegram shows about as many
	maxCopy  = 256
)

// button is one inline button as it is kept in the outbox: one to press, or one
// that copies a text.
type button struct {
	Label string `json:"label"`
	Data  string `json:"data,omitempty"`
	Copy  string `json:"copy,omitempty"`
}

// keyboard lays out the choices: short ones side by side.
func keyboard(choices []dialog.Choice) [][]button {
	const perRow, rowWidth = 3, 18
	var rows [][]button
	width := 0
	for _, c := range choices {
		label := []rune(strings.TrimSpace(strings.ReplaceAll(visible(c.Label), "\n", " ")))
		if len(label) > maxLabel {
			label = append(label[:maxLabel-1], '…')
		}
		if len(label) == 0 || c.Data == "" || len(c.Data) > maxData {
			continue
		}
		last := len(rows) - 1
		if last < 0 || len(rows[last]) == perRow || width+len(label) > rowWidth {
			rows = append(rows, nil)
			last, width = last+1, 0
		}
		rows[last] = append(rows[last], button{Label: string(label), Data: c.Data})
		width += len(label)
	}
	return rows
}
