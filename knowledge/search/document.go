package search

import (
	"math"
	"slices"
	"strings"
)

// What a document adds to the score of each of its articles: how well known it is,
// times the square root of the query's length, since scores grow with the query;
// and a share of what its best article is worth, since other articles of a statute
// that speaks of the question are likelier than those of another. Between half and twice of
// either makes no difference beyond noise.
const (
	authorityWeight = 0.75
	wholeShare      = 0.2
)

// documents tells which clauses are articles of one document, and how well known
// each document is. It is empty unless most clauses are articles.
type documents struct {
	of        []int32   // by clause: its document, from 1, or 0
	authority []float32 // by document: the logarithm of 1 + the times that others name it
	share     float32   // of the clauses that are articles
}

// findDocuments knows a document by its articles, which begin with its title and
// their number (民法典第一条); clauses of any other form belong to none.
func findDocuments(docs []Doc) documents {
	of, number, articles := make([]int32, len(docs)), map[string]int32{}, 0
	for d, doc := range docs {
		title := articleTitle(doc.Text)
		if title == "" {
			continue
		}
		articles++
		if number[title] == 0 {
			number[title] = int32(len(number)) + 1
		}
		of[d] = number[title]
	}
	if 2*articles <= len(docs) {
		return documents{}
	}
	named := make([]int, len(number)+1)
	for d, doc := range docs {
		titles(doc.Text, func(title string) {
			if n := number[title]; n != 0 && n != of[d] {
				named[n]++
			}
		})
	}
	authority := make([]float32, len(named))
	for n, times := range named {
		authority[n] = float32(math.Log1p(float64(times)))
	}
	return documents{of, authority, float32(articles) / float32(len(docs))}
}

// rewards fills w.rewards: what each document adds to the score of its articles, in
// a query of so many characters; and w.highest, the largest of them.
func (s *documents) rewards(w *work, chars int) {
	w.rewards = sized(w.rewards, len(s.authority))
	clear(w.rewards)
	for d, n := range s.of {
		if score := w.scores[d]; score > w.rewards[n] {
			w.rewards[n] = score
		}
	}
	known := authorityWeight * float32(math.Sqrt(float64(chars)))
	for n, best := range w.rewards {
		w.rewards[n] = known*s.authority[n] + wholeShare*best
	}
	w.rewards[0] = 0 // of clauses that are no article
	w.highest = slices.Max(w.rewards)
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
// as not; "" for a run of text that is no title (依照《民法典》第三条 begins with none).
func bareTitle(s string) string {
	if strings.ContainsAny(s, "。；，：\n") || strings.HasSuffix(s, "》") {
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
