package clause

import (
	"strings"
	"unicode/utf8"
)

// Layout says how a document is laid out. The zero Layout lets Parse find out by
// itself; a policy folder sets what it gets wrong.
type Layout struct {
	// Article is the marker of a numbered clause with N for its number: 第N条,
	// （N）, N、 or N. — empty: found out.
	Article string
	// Chapters are the markers of chapter lines, 第N章 or N、; empty: found out.
	Chapters []string
	// Closing is how the paragraph after the last numbered clause begins that
	// belongs to no article; NoClosing: there is none; empty: found out.
	Closing string
	// Rename gives derived ids (part-1) a name of the policy's own (scope).
	Rename map[ID]ID
	// Lead and Support are the labels in the bracket of offices; empty: the
	// usual ones.
	Lead, Support []string
}

// NoClosing says that a document has no closing paragraph.
const NoClosing = "-"

var (
	chapterMarkers = []string{"第N编", "第N章", "第N节", "第N部分"}
	leadLabels     = []string{"牵头单位", "责任单位", "牵头部门", "责任部门", "主管部门"}
	supportLabels  = []string{"配合单位", "配合部门", "协同单位", "协助单位"}
)

// settle fills in what the layout leaves open, from the paragraphs.
func (l Layout) settle(paras []string) Layout {
	if l.Article == "" {
		l.Article = findArticle(paras)
	}
	if len(l.Chapters) == 0 {
		l.Chapters = chapterMarkers
		if l.Article == "（N）" || l.Article == "N." || l.Article == "N．" {
			l.Chapters = append([]string{"N、"}, chapterMarkers...)
		}
	}
	if len(l.Lead) == 0 {
		l.Lead = leadLabels
	}
	if len(l.Support) == 0 {
		l.Support = supportLabels
	}
	return l
}

// findArticle picks the marker of the numbered clauses. （N） and N. are articles
// only where they count through the whole document; where they begin anew they
// are items of something greater.
func findArticle(paras []string) string {
	through, seen := map[string]bool{"（N）": true, "N.": true}, map[string]int{}
	last := map[string]int{}
	for _, p := range paras {
		for _, pattern := range []string{"第N条", "（N）", "N、", "N."} {
			n, _, ok := matchMarker(p, pattern)
			if !ok {
				continue
			}
			seen[pattern]++
			through[pattern] = through[pattern] && n > last[pattern]
			last[pattern] = n
		}
	}
	switch {
	case seen["第N条"] > 0:
		return "第N条"
	case seen["（N）"] > 0 && through["（N）"]:
		return "（N）"
	case seen["N."] > seen["N、"] && through["N."]:
		return "N."
	case seen["N、"] > 0:
		return "N、"
	case seen["（N）"] > 0:
		return "（N）"
	}
	return "N."
}

// matchMarker reports the number of a paragraph that begins with the pattern's
// marker, and the marker as it is written.
func matchMarker(p, pattern string) (n int, marker string, ok bool) {
	before, after, found := strings.Cut(pattern, "N")
	if !found {
		return 0, "", false
	}
	rest, ok := cutPrefixWide(p, before)
	if !ok {
		return 0, "", false
	}
	end := strings.IndexFunc(rest, func(r rune) bool { return !isNumeral(r) })
	if end <= 0 || utf8.RuneCountInString(rest[:end]) > 8 {
		return 0, "", false
	}
	tail, ok := cutPrefixWide(rest[end:], after)
	if !ok || after == "." && tail != "" && isDigit(firstRune(tail)) {
		return 0, "", false
	}
	n, ok = ordinal(rest[:end])
	return n, p[:len(p)-len(tail)], ok
}

// cutPrefixWide is strings.CutPrefix that takes brackets and full stops of either
// width.
func cutPrefixWide(s, prefix string) (string, bool) {
	for _, want := range prefix {
		got, size := utf8.DecodeRuneInString(s)
		if size == 0 || narrow(got) != narrow(want) {
			return s, false
		}
		s = s[size:]
	}
	return s, true
}

// narrow maps the full-width forms that markers use to their half-width ones.
func narrow(r rune) rune {
	switch r {
	case '（':
		return '('
	case '）':
		return ')'
	case '．':
		return '.'
	}
	return r
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// ordinal reads the number of a marker, in digits or Chinese numerals.
func ordinal(s string) (int, bool) {
	v, ok := exact(halfWidth(s))
	n, err := v.Count()
	return int(n), ok && err == nil && n > 0 && n < 10_000
}
