package fact

// AppendString appends a JSON string, as encoding/json writes it without escapes for
// HTML. The text is UTF-8.
func AppendString(b []byte, s string) []byte {
	return append(AppendEscaped(append(b, '"'), s), '"')
}

// AppendEscaped appends the inside of a JSON string. What needs no escapes, most of any
// text, is copied as it is.
func AppendEscaped(b []byte, s string) []byte {
	const lineEnd = "\u2028" // with the end of a paragraph, one higher, a line's end in JavaScript
	copied := 0
	for i := 0; i < len(s); i++ {
		c := s[i]
		if !escapes[c] || c == lineEnd[0] && (i+2 >= len(s) || s[i+1] != lineEnd[1] || s[i+2]&^1 != lineEnd[2]) {
			continue
		}
		b = append(b, s[copied:i]...)
		copied = i + 1
		switch c {
		case '"', '\\':
			b = append(b, '\\', c)
		case '\b':
			b = append(b, `\b`...)
		case '\f':
			b = append(b, `\f`...)
		case '\n':
			b = append(b, `\n`...)
		case '\r':
			b = append(b, `\r`...)
		case '\t':
			b = append(b, `\t`...)
		case lineEnd[0]:
			b = append(append(b, `\u202`...), hexDigits[s[i+2]&0xf])
			copied += len(lineEnd) - 1
		default:
			b = append(append(b, `\u00`...), hexDigits[c>>4], hexDigits[c&0xf])
		}
	}
	return append(b, s[copied:]...)
}

// escapes are the bytes that an escape may stand for, or for a character that begins so.
var escapes = func() (t [256]bool) {
	for c := range byte(' ') {
		t[c] = true
	}
	t['"'], t['\\'], t[0xe2] = true, true, true
	return t
}()

const hexDigits = "0123456789abcdef"
