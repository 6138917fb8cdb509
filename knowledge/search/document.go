package search

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// What an article gets from the others of its document: a share of the scores of
// the articles next to it, for a matter is seldom settled in one; a share of the
// score of the best, for a document that speaks of the question in one place is
// likelier to answer it in another; and how well known the document is, times the
// square root of the query's length, since scores grow with the query. Between half
// and twice of each makes no difference beyond noise.
const (
	nextShare       = 0.08
	bestShare       = 0.2
	authorityWeight = 0.75
)

// documents tells which clauses are articles of one document, and how well known
// each document is. It is empty unless most clauses are articles.
type documents struct {
	articles  []uint32  // clauses, document by document, in the order of their numbers
	ends      []uint32  // where the articles of each document end
	authority []float32 // by document: the logarithm of 1 + the times that others name it
	member    []member  // by clause
	others    []uint32  // clauses that are no articles
	share     float32   // of the clauses that are articles
}

// member is the document that a clause is an article of, from 1, 0 for none, and the
// article's number.
type member struct {
	document uint32
	number   uint16
}

// article is a clause with its place in a document.
type article struct {
	clause, document uint32
	number           int
}

// findDocuments knows a document by its articles, which begin with its title and
// their number (民法典第一条); clauses of any other form belong to none.
func findDocuments(docs []Doc) documents {
	var articles []article
	var others []uint32
	numbers := map[string]uint32{} // of documents, by title, from 1
	for d, doc := range docs {
		title, number := articleHead(doc.Text)
		if title == "" {
			others = append(others, uint32(d))
			continue
		}
		if numbers[title] == 0 {
			numbers[title] = uint32(len(numbers)) + 1
		}
		articles = append(articles, article{uint32(d), numbers[title], number})
	}
	if 2*len(articles) <= len(docs) {
		return documents{}
	}
	slices.SortFunc(articles, func(a, b article) int {
		first, second := docs[a.clause], docs[b.clause]
		return cmp.Or(cmp.Compare(a.document, b.document), cmp.Compare(a.number, b.number),
			cmp.Compare(first.Text, second.Text), cmp.Compare(first.ID, second.ID))
	})
	s := documents{ends: make([]uint32, len(numbers)), member: make([]member, len(docs)), others: others}
	for _, a := range articles {
		s.member[a.clause] = member{a.document, uint16(min(a.number, math.MaxUint16))}
	}
	s.authority = authorities(docs, s.member, numbers)
	for i, a := range articles {
		s.articles = append(s.articles, a.clause)
		s.ends[a.document-1] = uint32(i) + 1
	}
	s.share = float32(len(articles)) / float32(len(docs))
	return s
}

// authorities counts by document how often the clauses of others name it.
func authorities(docs []Doc, members []member, numbers map[string]uint32) []float32 {
	named := make([]float32, len(numbers))
	for d, doc := range docs {
		titles(doc.Text, func(title string) {
			if n := numbers[title]; n != 0 && n != members[d].document {
				named[n-1]++
			}
		})
	}
	for n, times := range named {
		named[n] = float32(math.Log1p(float64(times)))
	}
	return named
}

// size is how many articles a document has.
func (s *documents) size(document uint32) int {
	switch document {
	case 0:
		return 0
	case 1:
		return int(s.ends[0])
	}
	return int(s.ends[document-1] - s.ends[document-2])
}

// reward offers to the best each article that has a score, with what it gets from its
// document, in a query of so many characters, and the other clauses as they are. Of
// most documents not even the best article would be among the best.
func (s *documents) reward(scores []float32, chars int, to *best) {
	known, begin := authorityWeight*float32(math.Sqrt(float64(chars))), uint32(0)
	for n, end := range s.ends {
		articles := s.articles[begin:end]
		begin = end
		first := near(scores, articles)
		reward := known*s.authority[n] + bestShare*first
		if first == 0 || first+reward < to.least {
			continue
		}
		for _, d := range articles {
			if scores[d] > 0 {
				to.offer(d, scores[d]+reward)
			}
		}
	}
	for _, d := range s.others {
		to.offer(d, scores[d])
	}
}

// near adds to the score of each article that has one a share of its neighbours',
// and returns the best.
func near(scores []float32, articles []uint32) (best float32) {
	before, score := float32(0), scores[articles[0]]
	for i, d := range articles {
		after := float32(0)
		if i+1 < len(articles) {
			after = scores[articles[i+1]]
		}
		sum := gained(score, nextShare*(before+after))
		scores[d] = sum
		if sum > best {
			best = sum
		}
		before, score = score, after
	}
	return best
}

// gained is a score with a gain, or still 0. It does so without a branch: whether a
// clause has a word of the query is what a processor cannot foresee, and tens of
// thousands of wrong guesses take most of the time of a search.
func gained(score, gain float32) float32 {
	mask := uint32(int32(-math.Float32bits(score)) >> 31) // all ones unless the score is 0
	return math.Float32frombits(math.Float32bits(score+gain) & mask)
}

// articleHead is what stands at the head of an article: the document's title,
// without the name of the state, and the article's number; "" where the text begins
// otherwise.
func articleHead(text string) (title string, number int) {
	const longest = 300 // bytes, a hundred characters
	head := text[:min(len(text), longest)]
	for at := 0; ; at += len("第") {
		i := strings.Index(head[at:], "第")
		if i < 0 {
			return "", 0
		}
		at += i
		digits := head[at+len("第"):]
		rest := strings.TrimLeft(digits, "〇零一二三四五六七八九十百千0123456789")
		if len(rest) < len(digits) && strings.HasPrefix(rest, "条") {
			return bareTitle(head[:at]), readNumber(digits[:len(digits)-len(rest)])
		}
	}
}

// readNumber reads the number of an article, 一百二十三 or 123. It only has to bring
// articles into order: whatever else stands there gives some number.
func readNumber(digits string) int {
	whole, last := 0, 0
	for _, r := range digits {
		switch unit := strings.IndexRune("十百千", r); {
		case unit >= 0:
			whole += max(last, 1) * [...]int{10, 100, 1000}[unit/len("十")]
			last = 0
		case '0' <= r && r <= '9':
			last = 10*last + int(r-'0')
		default: // 零 reads as 〇
			last = max(strings.IndexRune("〇一二三四五六七八九", r), 0) / len("一")
		}
	}
	return whole + last
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
