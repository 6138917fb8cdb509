package verify

import "slices"

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

// align lays a text along a line where they have most in common, such that the
// i-th token of the text has a partner. No partner: no score.
func align(text, line []token, i int) aligned {
	before := lay(text[:i], line)
	after := lay(reversed(text[i+1:]), reversed(line))
	out := aligned{pairs: map[int]int{}}
	at := -1
	for j := range line {
		if x, ok := weigh(text[i], line[j]); ok {
			if s := x + before.at(i, j) + after.at(len(text)-i-1, len(line)-j-1); s > out.score {
				out.score, at = s, j
			}
		}
	}
	if at < 0 {
		return out
	}
	out.pairs[i] = at
	before.follow(i, at, func(k, j int) { out.pairs[k] = j })
	after.follow(len(text)-i-1, len(line)-at-1, func(k, j int) { out.pairs[len(text)-1-k] = len(line) - 1 - j })
	out.from, out.to = at, at
	for _, j := range out.pairs {
		out.from, out.to = min(out.from, j), max(out.to, j)
	}
	return out
}

// shift moves the tokens of the text by an offset.
func (x *aligned) shift(offset int) {
	pairs := make(map[int]int, len(x.pairs))
	for i, j := range x.pairs {
		pairs[i+offset] = j
	}
	x.pairs = pairs
}

func reversed(ts []token) []token {
	out := slices.Clone(ts)
	slices.Reverse(out)
	return out
}

// layout is the best score of each beginning of a text along each beginning of a
// line.
type layout struct {
	text, line []token
	scores     []int
}

func lay(text, line []token) layout {
	l := layout{text, line, make([]int, (len(text)+1)*(len(line)+1))}
	w := len(line) + 1
	for i := range text {
		for j := range line {
			s := max(0, l.scores[i*w+j+1]+gap, l.scores[(i+1)*w+j]+gap)
			if x, ok := weigh(text[i], line[j]); ok {
				s = max(s, l.scores[i*w+j]+x)
			}
			l.scores[(i+1)*w+j+1] = s
		}
	}
	return l
}

// at is the score of the first i tokens of the text and the first j of the line.
func (l layout) at(i, j int) int { return l.scores[i*(len(l.line)+1)+j] }

// follow tells the pairs of the alignment that ends there.
func (l layout) follow(i, j int, pair func(i, j int)) {
	for l.at(i, j) > 0 {
		if x, ok := weigh(l.text[i-1], l.line[j-1]); ok && l.at(i, j) == l.at(i-1, j-1)+x {
			i, j = i-1, j-1
			pair(i, j)
		} else if l.at(i, j) == l.at(i-1, j)+gap {
			i--
		} else {
			j--
		}
	}
}
