package nlu

// uncontrol leaves of a text what a person says in it: blocks that pretend to be the
// system's (<|im_start|>system … <|im_end|>, <system>…</system>) are cut out. It returns
// nil for a text without one.
func uncontrol(text string, has form) *table {
	if has&angled == 0 {
		return nil
	}
	t := &table{given: []rune(text)}
	at, found := 0, false
	for at < len(t.given) {
		end := t.block(at)
		if end > at {
			found = true
			t.insert('\n')
			at = end
			continue
		}
		t.put(cell{at, at + 1})
		at++
	}
	if !found {
		return nil
	}
	return t
}

// block is where a block that begins at a place ends; the place itself for none.
func (t *table) block(at int) int {
	for _, b := range [...]struct{ open, shut string }{
		{"<|im_start|>user", ""}, {"<|im_start|>", "<|im_end|>"}, {"<|im_end|>", ""}, {"<system>", "</system>"}, {"<script", "</script>"}, {"<|", "|>"},
	} {
		if !t.begins(at, b.open) {
			continue
		}
		from := at + len(b.open)
		if b.shut == "" {
			return from
		}
		for i := from; i < min(len(t.given), from+longestBlock); i++ {
			if t.begins(i, b.shut) {
				return i + len(b.shut)
			}
		}
		return from
	}
	return at
}

// longestBlock bounds how far the end of a block is looked for.
const longestBlock = 1024

// begins says whether a word of ASCII letters begins at a place, in either case and width.
func (t *table) begins(at int, word string) bool {
	if at+len(word) > len(t.given) {
		return false
	}
	for k := range len(word) {
		if plain(t.given[at+k]) != rune(word[k]) {
			return false
		}
	}
	return true
}
