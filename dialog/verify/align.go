package verify

// aligned is how tokens of a text lie along a line.
type aligned struct {
	score int
	pairs map[int]int // token of the text → token of the line
	from  int         // the first and the last token of the line that has a partner
	to    int
}

// Weights of an alignment: a number in its place counts even where it is another,
// so that a changed number is found beside its own words.
const (
	sameChar  = 2
	sameItem  = 3
	otherItem = 1
	gap       = -1
)

func weigh(a, b token) (int, bool) {
	if a.class != b.class {
		return 0, false
	}
	switch a.class {
	case number, place:
		if same(a, b) {
			return sameItem, true
		}
		return otherItem, true
	}
	return sameChar, a.text == b.text
}

// align lays a run of a text along a line where they have most in common.
func align(text, line []token, offset int) aligned {
	w := len(line) + 1
	score := make([]int, (len(text)+1)*w)
	best, at := 0, 0
	for i := range text {
		for j := range line {
			s := max(0, score[i*w+j+1]+gap, score[(i+1)*w+j]+gap)
			if x, ok := weigh(text[i], line[j]); ok {
				s = max(s, score[i*w+j]+x)
			}
			k := (i+1)*w + j + 1
			score[k] = s
			if s > best {
				best, at = s, k
			}
		}
	}
	out := aligned{score: best, pairs: map[int]int{}, from: -1, to: -1}
	for k := at; score[k] > 0; {
		i, j := k/w-1, k%w-1
		if x, ok := weigh(text[i], line[j]); ok && score[k] == score[k-w-1]+x {
			out.pairs[offset+i] = j
			out.from = j
			if out.to < 0 {
				out.to = j
			}
			k -= w + 1
		} else if score[k] == score[k-w]+gap {
			k -= w
		} else {
			k--
		}
	}
	return out
}
