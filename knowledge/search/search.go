// Package search ranks any collection of Chinese clauses for a question.
//
// It is BM25 over characters and bigrams, in memory, with two things added that
// statutes show: a document that others of the collection cite by its 《title》 is
// the likelier place of an answer, and a lexicon, learnt offline from questions
// with their answers, leads from what people say to what statutes say.
package search

import (
	"cmp"
	"math"
	"slices"
	"sync"
)

// Doc is one clause of a collection.
type Doc struct{ ID, Text string }

// Hit is a clause found.
type Hit struct {
	ID string
	// Score orders the hits of one query; it is above 0 and means nothing beyond.
	Score float64
	// Coverage, from 0 to 1, is the share of the query's words that the clause
	// has, by their weight in the collection; a word that no clause has counts as
	// the rarest, the set phrases of questions (怎么办, 是否可以) do not count. Near 0,
	// the clause does not speak of what is asked.
	Coverage float64
	// Doc is the clause's place in the collection.
	Doc int
}

// Index is a collection made ready to be searched. Its answers do not depend on
// the order of the collection, and it is safe for concurrent use.
type Index struct {
	ids       []string
	terms     map[term]int32
	start     []uint32  // where each term's postings begin, and where the last end
	postings  []posting // by term, then by document
	idf       []float32 // inverse document frequency of each term
	strange   float32   // that of a term which no document has
	authority []float32 // of the document that a clause belongs to
	lexicon   *lexicon
	trust     float32 // in the lexicon: the share of clauses that are articles of a statute
	scratch   sync.Pool
}

// posting is a document's number above a term's frequency in it, which New
// replaces by the saturated frequency in steps of 1/255 of the largest.
type posting uint32

const (
	impactBits = 8
	impactMax  = 1<<impactBits - 1
	// maxDocs is how many documents a posting can tell apart.
	maxDocs = 1 << (32 - impactBits)
)

func (p posting) doc() uint32    { return uint32(p >> impactBits) }
func (p posting) impact() uint32 { return uint32(p & impactMax) }

// wanted is a term of a query with its weight beside the other terms.
type wanted struct {
	term   term
	weight float32
}

// work is the memory of one search, used again by later ones.
type work struct {
	scores  []float32
	query   []wanted
	learnt  []wanted
	best    []found
	covered []float32
}

type found struct {
	doc   uint32
	score float32
}

// Search returns the k best clauses for a query, best first; equal ones in the
// order of their ids. Clauses without any word of the query are left out.
func (x *Index) Search(query string, k int) []Hit {
	return x.search(query, k, true)
}

func (x *Index) search(query string, k int, coverage bool) []Hit {
	k = min(k, len(x.ids))
	if k <= 0 {
		return nil
	}
	w, _ := x.scratch.Get().(*work)
	if w == nil {
		w = &work{scores: make([]float32, len(x.ids))}
	}
	defer x.scratch.Put(w)
	chars := w.read(query)
	if len(w.query) == 0 {
		return nil
	}
	for _, t := range w.query {
		x.add(w.scores, t)
	}
	for _, t := range x.lexicon.expand(w, x.trust) {
		x.add(w.scores, t)
	}
	x.selectBest(w, k, authorityWeight*float32(math.Sqrt(float64(chars))))
	clear(w.scores)
	hits := make([]Hit, len(w.best))
	for i, b := range w.best {
		hits[i] = Hit{ID: x.ids[b.doc], Score: float64(b.score), Doc: int(b.doc)}
	}
	if coverage {
		x.cover(w, hits)
	}
	return hits
}

// read splits the query into its terms, each once, and tells its length. A term
// that stands in it n times weighs 1 + log n.
func (w *work) read(query string) (chars int) {
	w.query = w.query[:0]
	for range query {
		chars++
	}
	terms(query, func(t term) { w.query = append(w.query, wanted{t, 1}) })
	slices.SortFunc(w.query, func(a, b wanted) int { return cmp.Compare(a.term, b.term) })
	w.query = merge(w.query)
	for i, t := range w.query {
		if t.weight > 1 {
			w.query[i].weight = 1 + float32(math.Log(float64(t.weight)))
		}
	}
	return chars
}

// merge adds up the weights of equal neighbours.
func merge(list []wanted) []wanted {
	n := 0
	for _, t := range list {
		if n > 0 && list[n-1].term == t.term {
			list[n-1].weight += t.weight
			continue
		}
		list[n] = t
		n++
	}
	return list[:n]
}

// add gives each document of a term what the term is worth in it.
func (x *Index) add(scores []float32, t wanted) {
	id, ok := x.terms[t.term]
	if !ok {
		return
	}
	step := t.weight * x.idf[id] * impactStep
	for _, p := range x.postings[x.start[id]:x.start[id+1]] {
		scores[p.doc()] += step * float32(p.impact())
	}
}

// selectBest puts the k best documents into w.best, authority counted.
func (x *Index) selectBest(w *work, k int, authority float32) {
	better := func(a, b found) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(x.ids[a.doc], x.ids[b.doc]))
	}
	w.best = w.best[:0]
	least := float32(0)
	for d, score := range w.scores {
		if score <= 0 {
			continue
		}
		score += authority * x.authority[d]
		if score < least {
			continue
		}
		w.best = append(w.best, found{uint32(d), score})
		if len(w.best) >= 2*k+16 {
			slices.SortFunc(w.best, better)
			w.best = w.best[:k]
			least = w.best[k-1].score
		}
	}
	slices.SortFunc(w.best, better)
	w.best = w.best[:min(k, len(w.best))]
}

// cover fills in the hits' coverage, by bigrams and words, which say more than
// characters do; by characters where the query has nothing else.
func (x *Index) cover(w *work, hits []Hit) {
	w.covered = append(w.covered[:0], make([]float32, len(hits))...)
	whole, single := float32(0), !slices.ContainsFunc(w.query, func(t wanted) bool { return !t.term.char() })
	for _, t := range w.query {
		if t.term.char() != single || x.lexicon.phrase(t.term) {
			continue
		}
		id, ok := x.terms[t.term]
		if !ok {
			whole += x.strange
			continue
		}
		whole += x.idf[id]
		list := x.postings[x.start[id]:x.start[id+1]]
		for i, h := range hits {
			if holds(list, uint32(h.Doc)) {
				w.covered[i] += x.idf[id]
			}
		}
	}
	if whole == 0 {
		return
	}
	for i := range hits {
		hits[i].Coverage = float64(w.covered[i] / whole)
	}
}

func holds(list []posting, doc uint32) bool {
	i, ok := slices.BinarySearchFunc(list, doc, func(p posting, d uint32) int { return cmp.Compare(p.doc(), d) })
	return ok && i < len(list)
}
