package search

import (
	"math"
	"strings"
)

// authorityWeight is how much authority counts, times the square root of the
// query's length, since scores grow with the query. Between half and twice of it
// makes no difference beyond noise.
const authorityWeight = 0.6

// authorities tells for each clause how well known its document is: the logarithm
// of 1 + the times that other documents name it (《民法典》). A document is known by
// its articles, which begin with its title and their number (民法典第一条); clauses of
// any other form have no authority. The share of articles is told too.
func authorities(docs []Doc) (authority []float32, articles float32) {
	authority = make([]float32, len(docs))
	member := make([]int, len(docs)) // document of a clause, from 1
	number := map[string]int{}
	n := 0
	for d, doc := range docs {
		title := articleTitle(doc.Text)
		if title == "" {
			continue
		}
		n++
		if number[title] == 0 {
			number[title] = len(number) + 1
		}
		member[d] = number[title]
	}
	if n == 0 {
		return authority, 0
	}
	named := make([]int, len(number)+1)
	for d, doc := range docs {
		titles(doc.Text, func(title string) {
			if g := number[title]; g != 0 && g != member[d] {
				named[g]++
			}
		})
	}
	for d, g := range member {
		if g != 0 {
			authority[d] = float32(math.Log1p(float64(named[g])))
		}
	}
	return authority, float32(n) / float32(len(docs))
}

// articleTitle is the document's title at the head of an article, without the
// name of the state; "" where the text begins otherwise.
func articleTitle(text string) string {
	const longest = 300 // bytes, a hundred characters
	head := text[:min(len(text), longest)]
	for at := 0; ; at += len("第") {
		i := strings.Index(head[at:], "第")
		if i < 0 {
			return ""
		}
		at += i
		number := head[at+len("第"):]
		rest := strings.TrimLeft(number, "〇零一二三四五六七八九十百千0123456789")
		if len(rest) < len(number) && strings.HasPrefix(rest, "条") {
			return bareTitle(head[:at])
		}
	}
}

// bareTitle is a title without the name of the state, which is left out as often
// as not; "" for a run of text that is no title.
func bareTitle(s string) string {
	if strings.ContainsAny(s, "。；，：\n") {
		return ""
	}
	return strings.TrimPrefix(strings.TrimSpace(s), "中华人民共和国")
}

// titles calls f for each title that a text names in 《》.
func titles(text string, f func(title string)) {
	for {
		_, rest, ok := strings.Cut(text, "《")
		if !ok {
			return
		}
		title, after, ok := strings.Cut(rest, "》")
		if !ok {
			return
		}
		f(bareTitle(title))
		text = after
	}
}
