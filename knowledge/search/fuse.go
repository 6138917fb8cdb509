package search

import (
	"cmp"
	"io"
	"slices"
)

// How two rankings become one: a clause gains from each the ranking's weight over
// its rank + rankOffset, so that scores of two kinds need no common measure. On
// questions that the lexicon has not seen, weights of the vectors from 0.5 to 1.5
// and offsets from 5 to 60 differ by no more than noise.
const (
	rankOffset    = 60
	wordsWeight   = 1.0
	vectorsWeight = 0.7
	fusedDepth    = 200 // how far down each ranking is looked at
)

// Vectors are the clauses of an Index, in its order, and a list of queries, as
// vectors of length 1 that lie near each other where texts mean the same. All must
// have as many numbers as the first clause.
type Vectors struct{ Clauses, Queries [][]float32 }

// AnswerFused is Answer with each query's clauses ranked by their words and by
// vectors together; v has a vector for each clause and each query. A clause
// without any word of the query may then be among the hits.
func (x *Index) AnswerFused(queries []Doc, v Vectors, k int, out io.Writer) error {
	depth := max(k, fusedDepth)
	for i, q := range queries {
		hits := x.fuse(x.Search(q.Text, depth), Nearest(v.Clauses, v.Queries[i], depth), k)
		if _, err := out.Write(encode(q.ID, hits)); err != nil {
			return err
		}
	}
	return nil
}

// fuse is the k best of clauses ranked by words and, as places, by vectors.
func (x *Index) fuse(words []Hit, vectors []int, k int) []Hit {
	scores := make(map[int]float64, len(words)+len(vectors))
	for rank, h := range words {
		scores[h.Doc] += wordsWeight / float64(rank+1+rankOffset)
	}
	for rank, d := range vectors {
		scores[d] += vectorsWeight / float64(rank+1+rankOffset)
	}
	hits := make([]Hit, 0, len(scores))
	for d, score := range scores {
		hits = append(hits, Hit{ID: x.ids[d], Score: score, Doc: d})
	}
	slices.SortFunc(hits, func(a, b Hit) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.ID, b.ID))
	})
	return hits[:min(k, len(hits))]
}

// Nearest is the places of the k vectors that lie nearest to a query, the nearest
// first; equal ones in their order. All are of one length.
func Nearest(vectors [][]float32, query []float32, k int) []int {
	near := make([]float32, len(vectors))
	places := make([]int, len(vectors))
	for i, v := range vectors {
		places[i] = i
		for j, x := range v {
			near[i] += x * query[j]
		}
	}
	slices.SortStableFunc(places, func(a, b int) int { return cmp.Compare(near[b], near[a]) })
	return places[:min(k, len(places))]
}
