// Package search ranks any collection of Chinese clauses for a question.
//
// It is BM25 over characters and bigrams, in memory, which needs no dictionary and
// knows nothing of what the clauses are about. Where most are articles of statutes
// (民法典第一条), four things are added: a document that others of the collection
// cite by its 《title》 is the likelier place of an answer; an article gains by what
// the articles beside it and the best of its document have of the question; a
// lexicon, learnt offline from questions with their answers, leads from what people
// say to what statutes say; and the best fifty are put into order again by a few
// traits, among them how near question and article lie in meaning, by vectors of words
// learnt offline from a model of language. In other collections none of the four acts,
// and a clause that is no article is never moved by the last.
//
// What was tried and does not pay, in cross-validation on real questions: trigrams
// and nearness of words (both cost), weights for titles, citations between single
// articles, how often each statute answered questions before, synonyms from word
// vectors and thesauri, a lexicon of single characters. In the second order: a measure
// of meaning bent to the answers (it learns them by heart), the nearest words of an
// article one by one, its best sentence, and the kind of statute.
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
	// Doc is the clause's place in the collection.
	Doc int
}

// Index is a collection made ready to be searched. Its answers do not depend on
// the order of the collection, and it is safe for concurrent use.
type Index struct {
	ids       []string
	terms     map[term]int32
	start     []uint32  // where each term's postings begin, and where the last end
	postings  []posting // by term, then by clause
	idf       []float32 // inverse document frequency of each term
	documents documents
	lexicon   lexicon   // empty unless most clauses are articles
	points    []pointer // by clause; none unless most are articles
	records   []int32   // of taught, by term; below 0 where it has none
	scratch   sync.Pool
}

// posting is a clause's number above a term's frequency in it, which New
// replaces by the saturated frequency in steps of 1/255 of the largest.
type posting uint32

const (
	impactBits = 8
	impactMax  = 1<<impactBits - 1
	// MaxDocs is how many clauses an index can hold.
	MaxDocs = 1 << (32 - impactBits)
)

func (p posting) doc() uint32    { return uint32(p >> impactBits) }
func (p posting) impact() uint32 { return uint32(p & impactMax) }

// wanted is a term of a query with its weight beside the other terms, and its number
// in the index.
type wanted struct {
	term   term
	weight float32
	number int32 // below 0 where no clause has it
}

// work is the memory of one search, used again by later ones.
type work struct {
	scores []float32 // by clause
	query  []wanted
	leads  []uint64
	learnt []wanted
	best   best
}

type found struct {
	doc   uint32
	score float32
}

// Search returns the k best clauses for a query, best first; equal ones in the
// order of their ids. Clauses without any word of the query are left out.
func (x *Index) Search(query string, k int) []Hit {
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
	x.add(w.scores, w.query)
	w.best.begin(x.ids, max(k, reranked))
	if x.documents.share > 0 {
		x.add(w.scores, x.lexicon.expand(w, x.documents.share))
		x.documents.reward(w.scores, chars, &w.best)
	} else {
		for d, score := range w.scores {
			w.best.offer(uint32(d), score)
		}
	}
	w.best.end()
	clear(w.scores)
	if len(x.points) > 0 {
		x.rerank(w, chars, &judgement)
	}
	best := w.best.list[:min(k, len(w.best.list))]
	hits := make([]Hit, len(best))
	for i, b := range best {
		hits[i] = Hit{ID: x.ids[b.doc], Score: float64(b.score), Doc: int(b.doc)}
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
	terms(query, func(t term) { w.query = append(w.query, wanted{term: t, weight: 1}) })
	w.query = merge(w.query)
	for i, t := range w.query {
		if t.weight > 1 {
			w.query[i].weight = 1 + float32(math.Log(float64(t.weight)))
		}
	}
	return chars
}

// merge brings the list into the order of its terms, each once, and adds up their
// weights.
func merge(list []wanted) []wanted {
	slices.SortFunc(list, func(a, b wanted) int { return cmp.Compare(a.term, b.term) })
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

// add gives each clause of the terms what they are worth in it. In a collection of
// any size, a term that more than a third of the clauses have tells nothing that
// shows, and takes most of the time.
func (x *Index) add(scores []float32, query []wanted) {
	x.look(query)
	for _, t := range query {
		list := x.clauses(t)
		if len(list) > max(1000, len(x.ids)/3) {
			continue
		}
		step := t.weight * x.rarity(t) * impactStep
		for _, p := range list {
			scores[p.doc()] += step * float32(p.impact())
		}
	}
}

// look finds the numbers of terms.
func (x *Index) look(query []wanted) {
	for i, t := range query {
		number, ok := x.terms[t.term]
		if !ok {
			number = -1
		}
		query[i].number = number
	}
}

// clauses is the postings of a term.
func (x *Index) clauses(t wanted) []posting {
	if t.number < 0 {
		return nil
	}
	return x.postings[x.start[t.number]:x.start[t.number+1]]
}

// rarity is a term's inverse document frequency, whether or not a clause has it.
func (x *Index) rarity(t wanted) float32 {
	if t.number < 0 {
		return rarity(len(x.ids), 0)
	}
	return x.idf[t.number]
}

// best is the k best clauses of those offered. It keeps a list of twice as many and
// cuts it when it is full, so that it takes time linear in the collection.
type best struct {
	ids   []string
	k     int
	list  []found
	least float32 // what a clause must have to be among them
}

func (b *best) begin(ids []string, k int) {
	b.ids, b.k, b.list, b.least = ids, k, b.list[:0], math.SmallestNonzeroFloat32
}

func (b *best) offer(doc uint32, score float32) {
	if score < b.least {
		return
	}
	b.list = append(b.list, found{doc, score})
	if len(b.list) >= 2*b.k+16 {
		b.end()
		b.least = b.list[b.k-1].score
	}
}

// end leaves the k best, best first.
func (b *best) end() {
	slices.SortFunc(b.list, b.better)
	b.list = b.list[:min(b.k, len(b.list))]
}

// better orders by score, equal ones by their ids.
func (b *best) better(one, other found) int {
	if one.score != other.score { // nearly always, and ids take long to compare
		return cmp.Compare(other.score, one.score)
	}
	return cmp.Compare(b.ids[one.doc], b.ids[other.doc])
}
