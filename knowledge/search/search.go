// Package search ranks any collection of Chinese clauses for a question: BM25 over
// characters and bigrams, in memory, learnt from nothing but the collection.
package search

import (
	"cmp"
	"math"
	"slices"
	"unicode"
)

// Doc is one clause of a collection.
type Doc struct{ ID, Text string }

// Hit is a clause found. Score orders hits of one query and means nothing beyond;
// Coverage is the share, by weight, of the query's terms that stand in the clause.
type Hit struct {
	ID       string
	Score    float64
	Coverage float64
	Doc      int // its place in the collection
}

// Index is a collection made ready to be searched. It is immutable and safe for
// concurrent use.
type Index struct {
	ids     []string
	terms   map[uint64]int32 // a character or a bigram to its postings
	start   []int32          // the first posting of each term, and the end of the last
	docs    []int32
	impacts []float32 // BM25 of the term in the document
	weights []float32 // inverse document frequency of each term
	strange float32   // the weight of a term that no document has
}

// BM25's usual parameters; a bigram counts more than a character, which by
// itself says little.
const (
	saturation   = 1.2
	lengthening  = 0.75
	bigramFactor = 1.6
)

// posting is a term in a document.
type posting struct {
	term, doc int32
	count     int32
}

// New indexes a collection.
func New(docs []Doc) *Index {
	x := &Index{terms: map[uint64]int32{}}
	var all []posting
	lengths := make([]int, len(docs))
	total := 0
	for d, doc := range docs {
		x.ids = append(x.ids, doc.ID)
		seen := map[int32]int32{}
		each(doc.Text, func(t uint64) {
			id, ok := x.terms[t]
			if !ok {
				id = int32(len(x.terms))
				x.terms[t] = id
			}
			seen[id]++
			lengths[d]++
		})
		total += lengths[d]
		for id, n := range seen {
			all = append(all, posting{id, int32(d), n})
		}
	}
	slices.SortFunc(all, func(a, b posting) int {
		return cmp.Or(cmp.Compare(a.term, b.term), cmp.Compare(a.doc, b.doc))
	})
	x.weigh(all, lengths, float64(total)/float64(max(1, len(docs))))
	return x
}

// weigh turns counts into impacts.
func (x *Index) weigh(all []posting, lengths []int, mean float64) {
	n := float64(len(lengths))
	x.start = make([]int32, len(x.terms)+1)
	x.weights = make([]float32, len(x.terms))
	x.docs, x.impacts = make([]int32, len(all)), make([]float32, len(all))
	bigram := make([]bool, len(x.terms))
	for t, id := range x.terms {
		bigram[id] = t>>32 != 0
	}
	for i := 0; i < len(all); {
		term, j := all[i].term, i
		for j < len(all) && all[j].term == term {
			j++
		}
		idf := math.Log(1 + (n-float64(j-i)+0.5)/(float64(j-i)+0.5))
		if bigram[term] {
			idf *= bigramFactor
		}
		x.weights[term] = float32(idf)
		x.start[term], x.start[term+1] = int32(i), int32(j)
		for ; i < j; i++ {
			p := all[i]
			tf := float64(p.count)
			norm := saturation * (1 - lengthening + lengthening*float64(lengths[p.doc])/mean)
			x.docs[i], x.impacts[i] = p.doc, float32(idf*tf*(saturation+1)/(tf+norm))
		}
	}
	x.strange = float32(math.Log(1+(n+0.5)/0.5) * bigramFactor)
}

// Search returns the k best clauses for a query, best first, equal ones in the
// order of the collection.
func (x *Index) Search(query string, k int) []Hit {
	scores := make([]float32, len(x.ids))
	covered := make([]float32, len(x.ids))
	asked := map[uint64]bool{}
	var touched []int32
	whole := float32(0)
	each(query, func(t uint64) {
		if asked[t] {
			return
		}
		asked[t] = true
		id, ok := x.terms[t]
		if !ok {
			if t>>32 != 0 {
				whole += x.strange
			}
			return
		}
		w := x.weights[id]
		whole += w
		for i := x.start[id]; i < x.start[id+1]; i++ {
			d := x.docs[i]
			if scores[d] == 0 {
				touched = append(touched, d)
			}
			scores[d] += x.impacts[i]
			covered[d] += w
		}
	})
	slices.SortFunc(touched, func(a, b int32) int {
		return cmp.Or(cmp.Compare(scores[b], scores[a]), cmp.Compare(a, b))
	})
	hits := make([]Hit, 0, min(max(k, 0), len(touched)))
	for _, d := range touched[:cap(hits)] {
		hits = append(hits, Hit{ID: x.ids[d], Score: float64(scores[d]), Coverage: float64(covered[d] / whole), Doc: int(d)})
	}
	return hits
}

// each calls f for each character and each bigram of a text. Case, width and
// everything but letters and digits are set aside; a bigram reaches over no gap.
func each(text string, f func(term uint64)) {
	last := rune(0)
	for _, r := range text {
		switch {
		case r >= 'Ａ' && r <= 'ｚ', r >= '０' && r <= '９':
			r -= 'Ａ' - 'A'
		}
		r = unicode.ToLower(r)
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			last = 0
			continue
		}
		f(uint64(r))
		if last != 0 {
			f(uint64(last)<<32 | uint64(r))
		}
		last = r
	}
}
