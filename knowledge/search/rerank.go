package search

import (
	"cmp"
	"math"
	"slices"
)

// reranked is how many of the best clauses are looked at more closely.
const reranked = 50

// traits is what an article among the best is judged by.
type traits [7]float32

// judgement is what each trait weighs, learnt offline by TestLearn on questions that the
// lexicon had not seen. What each trait brings is told in testdata/README.md.
var judgement = traits{
	0.208,  // score, over the square root of the query's length
	0.303,  // logarithm of 1 + the document's articles among the best
	-0.406, // logarithm of 1 + those of them that come before
	3.42,   // share of the query's bigrams, by rarity, that it has
	5.17,   // nearness of meaning
	0.440,  // logarithm of 1 + the number of the document's articles
	-0.173, // logarithm of 1 + the article's number
}

// rerank puts the articles among the best into the order of their judgement. They
// change places, and scores, with one another only: what is no article stays where
// it was.
func (x *Index) rerank(w *work, chars int, weights *traits) {
	best := w.best.list[:min(len(w.best.list), reranked)]
	var places []int
	var articles []judged
	for i, t := range x.traits(w.query, best, chars) {
		if x.documents.member[best[i].doc].document == 0 {
			continue
		}
		sum := float32(0)
		for n, v := range t {
			sum += weights[n] * v
		}
		places = append(places, i)
		articles = append(articles, judged{best[i].doc, sum})
	}
	slices.SortStableFunc(articles, func(a, b judged) int { return cmp.Compare(b.worth, a.worth) })
	for n, i := range places {
		best[i].doc = articles[n].doc
	}
	slices.SortFunc(best, w.best.better) // equal scores
}

type judged struct {
	doc   uint32
	worth float32
}

// traits tells of each clause among the best what is to be judged.
func (x *Index) traits(asked []wanted, best []found, chars int) []traits {
	all := make([]traits, len(best))
	shares, query := x.covered(asked, best), x.meaning(asked)
	among := map[uint32]int{} // by document
	for i, b := range best {
		m := x.documents.member[b.doc]
		all[i] = traits{
			b.score / float32(math.Sqrt(float64(chars))),
			0,
			log1p(among[m.document]),
			shares[i],
			x.points[b.doc].near(&query),
			log1p(x.documents.size(m.document)),
			log1p(int(m.number)),
		}
		among[m.document]++
	}
	for i, b := range best {
		all[i][1] = log1p(among[x.documents.member[b.doc].document])
	}
	return all
}

func log1p(n int) float32 { return float32(math.Log1p(float64(n))) }

// covered is the share of the query's bigrams, by their rarity, that each of some
// clauses has.
func (x *Index) covered(query []wanted, clauses []found) []float32 {
	order := make([]int, len(clauses)) // by number
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(clauses[a].doc, clauses[b].doc) })
	shares, whole := make([]float32, len(clauses)), float32(0)
	for _, t := range query {
		if !t.term.bigram() {
			continue
		}
		weight, list := x.rarity(t), x.clauses(t)
		whole += weight
		for _, i := range order {
			n, _ := slices.BinarySearch(list, posting(clauses[i].doc<<impactBits))
			if list = list[n:]; len(list) == 0 {
				break
			}
			if list[0].doc() == clauses[i].doc {
				shares[i] += weight
			}
		}
	}
	for i := range shares {
		shares[i] /= max(whole, 1)
	}
	return shares
}
