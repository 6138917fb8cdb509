package knowledge

import "suance/knowledge/clause"

// Change is one sentence that differs between two documents. Of an added one Old
// is the zero Sentence, of a removed one New.
type Change struct{ Old, New clause.Sentence }

// Diff lists sentence by sentence what changed between two documents, in their
// order. A sentence that only moved to another place is not changed; where a
// sentence went and another came, they are one change.
func Diff(old, now *clause.Document) []Change {
	a, b := old.Sentences(), now.Sentences()
	var out []Change
	i, j := 0, 0
	for _, k := range kept(a, b) {
		out = paired(out, a[i:k[0]], b[j:k[1]])
		i, j = k[0]+1, k[1]+1
	}
	return moved(paired(out, a[i:], b[j:]))
}

// kept are the pairs of equal sentences of a longest common run, as places.
func kept(a, b []clause.Sentence) [][2]int {
	length := make([][]int, len(a)+1)
	for i := range length {
		length[i] = make([]int, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i].Text == b[j].Text {
				length[i][j] = length[i+1][j+1] + 1
			} else {
				length[i][j] = max(length[i+1][j], length[i][j+1])
			}
		}
	}
	var out [][2]int
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i].Text == b[j].Text:
			out = append(out, [2]int{i, j})
			i, j = i+1, j+1
		case length[i+1][j] >= length[i][j+1]:
			i++
		default:
			j++
		}
	}
	return out
}

// paired adds what stands between two kept sentences: one that went with the one
// that came and is most like it.
func paired(out []Change, went, came []clause.Sentence) []Change {
	taken := make([]bool, len(came))
	next := 0
	for _, s := range went {
		best, at := 0, -1
		for j := next; j < len(came); j++ {
			if n := alike(s.Text, came[j].Text); !taken[j] && n > best {
				best, at = n, j
			}
		}
		if at < 0 {
			out = append(out, Change{Old: s})
			continue
		}
		for ; next < at; next++ {
			out = append(out, Change{New: came[next]})
		}
		taken[at], next = true, at+1
		out = append(out, Change{Old: s, New: came[at]})
	}
	for ; next < len(came); next++ {
		out = append(out, Change{New: came[next]})
	}
	return out
}

// alike is how many pairs of characters two texts share in a hundred of the
// shorter, 0 below half.
func alike(a, b string) int {
	have := map[string]int{}
	x, y := []rune(a), []rune(b)
	for i := 0; i+1 < len(x); i++ {
		have[string(x[i:i+2])]++
	}
	n := 0
	for i := 0; i+1 < len(y); i++ {
		if pair := string(y[i : i+2]); have[pair] > 0 {
			have[pair]--
			n++
		}
	}
	if shorter := min(len(x), len(y)) - 1; shorter > 0 && 2*n >= shorter {
		return max(1, 100*n/shorter)
	}
	return 0
}

// moved drops sentences that were taken out at one place and put in at another as
// they were.
func moved(all []Change) []Change {
	came := map[string]int{}
	for _, c := range all {
		if c.Old.Text == "" {
			came[c.New.Text]++
		}
	}
	gone := map[string]int{}
	for _, c := range all {
		if c.New.Text == "" && came[c.Old.Text] > gone[c.Old.Text] {
			gone[c.Old.Text]++
		}
	}
	skip := map[string]int{}
	for text, n := range gone {
		skip[text] = 2 * n
	}
	out := all[:0:0]
	for _, c := range all {
		if text := c.Old.Text + c.New.Text; (c.Old.Text == "" || c.New.Text == "") && skip[text] > 0 {
			skip[text]--
			continue
		}
		out = append(out, c)
	}
	return out
}
