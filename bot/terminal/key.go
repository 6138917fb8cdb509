package terminal

import (
	"bufio"
	"strings"
	"unicode"
)

// keyName names a key, or what a combination is for.
type keyName int

// The keys that do something; any other is keyNone.
const (
	keyNone keyName = iota
	keyText
	keyEnter
	keyInterrupt
	keyEOF
	keyLeft
	keyRight
	keyHome
	keyEnd
	keyUp
	keyDown
	keyOlder
	keyNewer
	keyBackspace
	keyDelete
	keyKillBefore
	keyKillAfter
	keyKillWord
)

// key is a key that was pressed; text is what it types, of a paste all of it.
type key struct {
	name keyName
	text string
}

// controls are the keys that send one control character.
var controls = map[rune]keyName{
	'\r': keyEnter, '\n': keyEnter, 0x03: keyInterrupt, 0x04: keyEOF,
	0x01: keyHome, 0x05: keyEnd, 0x02: keyLeft, 0x06: keyRight, 0x10: keyOlder, 0x0e: keyNewer,
	0x7f: keyBackspace, 0x08: keyBackspace, 0x15: keyKillBefore, 0x0b: keyKillAfter, 0x17: keyKillWord,
}

// sequences are the keys that send an escape sequence, by what follows ESC [ or O.
var sequences = map[string]keyName{
	"A": keyUp, "B": keyDown, "C": keyRight, "D": keyLeft, "H": keyHome, "F": keyEnd,
	"1~": keyHome, "7~": keyHome, "4~": keyEnd, "8~": keyEnd, "3~": keyDelete,
}

const (
	escape     = '\x1b'
	pasteBegin = "200~"
	pasteEnd   = "\x1b[201~"
)

// readKey reads one key.
func readKey(in *bufio.Reader) (key, error) {
	r, _, err := in.ReadRune()
	switch {
	case err != nil:
		return key{}, err
	case r == escape:
		return readSequence(in)
	case typed(r):
		return key{keyText, string(r)}, nil
	}
	return key{name: controls[r]}, nil
}

// typed says whether a character goes into a line: what only moves the cursor, or turns
// the direction of writing, does not.
func typed(r rune) bool {
	const joiner = '\u200d' // holds a family together
	return r == '\t' || r == joiner || !unicode.IsControl(r) && !unicode.Is(unicode.Cf, r)
}

// readSequence reads what follows ESC: of a key that is not known nothing is left
// over to be taken for text.
func readSequence(in *bufio.Reader) (key, error) {
	r, _, err := in.ReadRune()
	if err != nil || r != '[' && r != 'O' {
		return key{}, err
	}
	var s strings.Builder
	for {
		r, _, err := in.ReadRune()
		if err != nil {
			return key{}, err
		}
		s.WriteRune(r)
		if r >= '@' && r <= '~' || s.Len() > 16 {
			break
		}
	}
	if s.String() == pasteBegin {
		return readPaste(in)
	}
	return key{name: sequences[s.String()]}, nil
}

// readPaste reads a paste to its end. Its line breaks stay, so that a pasted form is
// one message.
func readPaste(in *bufio.Reader) (key, error) {
	var s strings.Builder
	for ended := 0; ended < len(pasteEnd); {
		r, _, err := in.ReadRune()
		if err != nil {
			return key{}, err
		}
		switch {
		case r == rune(pasteEnd[ended]):
			ended++
		case r == escape:
			ended = 1
		default:
			ended = 0
		}
		if s.Len() < MaxLine+len(pasteEnd) {
			s.WriteRune(r)
		}
	}
	text := strings.TrimSuffix(s.String(), pasteEnd)
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	text = strings.Map(func(r rune) rune {
		if r == '\n' || typed(r) {
			return r
		}
		return -1
	}, strings.TrimRight(text, "\n"))
	return key{keyText, text}, nil
}
