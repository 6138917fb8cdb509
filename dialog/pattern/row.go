package pattern

import "sync"

// Row is patterns in order, of which the first that a text holds counts. Those whose matches cannot begin as a
// text does are passed over together.
type Row struct {
	patterns []Pattern
	byHead   func() *[1 << 8]uint64 // the patterns of which a match may begin with a character, by its key
}

// mostInRow is how many patterns a row may have.
const mostInRow = 64

// RowOf is a row of patterns; it panics if they are more than 64.
func RowOf(patterns ...Pattern) Row {
	if len(patterns) > mostInRow {
		panic("pattern: a row of more than 64")
	}
	return Row{patterns, sync.OnceValue(func() *[1 << 8]uint64 {
		var by [1 << 8]uint64
		for i, p := range patterns {
			heads := p.ready().heads
			for key := range by {
				if heads == nil || heads.heads.has(byte(key)) {
					by[key] |= 1 << i
				}
			}
		}
		return &by
	})}
}

// First is the place of the first pattern that a text, which is not empty, matches; -1 for none.
func (r Row) First(text string) int {
	if text == "" {
		return -1
	}
	key, _ := step(text, 0)
	for mask, i := r.byHead()[key], 0; mask != 0; mask, i = mask>>1, i+1 {
		if mask&1 == 1 && r.patterns[i].MatchString(text) {
			return i
		}
	}
	return -1
}
