package fact

import "encoding/json"

// walk hands out the keys, quoted, and the values of a JSON object that is known to
// be well-formed. It is the standard decoder without its copies: a batch reads
// millions of such objects.
func walk(data []byte, each func(key, value json.RawMessage)) {
	i := blanks(data, 0) + 1 // the opening brace
	for {
		i = blanks(data, i)
		if i >= len(data) || data[i] == '}' {
			return
		}
		if data[i] == ',' {
			i = blanks(data, i+1)
		}
		key := i
		i = valueEnd(data, i)
		name := data[key:i]
		i = blanks(data, blanks(data, i)+1) // the colon
		value := i
		i = valueEnd(data, i)
		each(name, data[value:i])
	}
}

// blanks is the first place from i on that is no white space.
func blanks(data []byte, i int) int {
	for i < len(data) && (data[i] == ' ' || data[i] == '\t' || data[i] == '\n' || data[i] == '\r') {
		i++
	}
	return i
}

// valueEnd is the place after the value that begins at i.
func valueEnd(data []byte, i int) int {
	depth := 0
	for ; i < len(data); i++ {
		switch data[i] {
		case '"':
			for i++; data[i] != '"'; i++ {
				if data[i] == '\\' {
					i++
				}
			}
			if depth == 0 {
				return i + 1
			}
		case '{', '[':
			depth++
		case '}', ']':
			if depth == 0 {
				return i
			}
			if depth--; depth == 0 {
				return i + 1
			}
		case ',', ' ', '\t', '\n', '\r', ':':
			if depth == 0 {
				return i
			}
		}
	}
	return i
}
