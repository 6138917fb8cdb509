package search

import "math"

// BM25's usual parameters, which no other pair beat by more than noise on 55,404
// articles, 3,000, or passages.
const (
	saturation  = 1.2
	lengthShare = 0.75
	impactStep  = float32(saturation+1) / impactMax
)

// New indexes a collection of at most MaxDocs clauses, the first ones where there
// are more, in linear time. Two passes over the texts, the first to learn the
// sizes, keep the peak of memory at little more than the index itself. Ids should
// differ; the texts are not kept.
func New(docs []Doc) *Index {
	docs = docs[:min(len(docs), MaxDocs)]
	x := &Index{ids: make([]string, len(docs)), terms: map[term]int32{}, documents: findDocuments(docs)}
	lengths := x.measure(docs)
	x.fill(docs)
	if x.documents.share > 0 {
		x.lexicon = learnt
		x.understand()
	}
	x.saturate(lengths)
	return x
}

// measure learns the terms, how many documents each is in (which fixes where its
// postings begin), and how long each document is.
func (x *Index) measure(docs []Doc) (lengths []uint32) {
	lengths = make([]uint32, len(docs))
	var count, last []uint32 // by term: its documents, and the last of them, from 1
	for d, doc := range docs {
		x.ids[d] = doc.ID
		terms(doc.Text, func(t term) {
			id, ok := x.terms[t]
			if !ok {
				id = int32(len(count))
				x.terms[t] = id
				count, last = append(count, 0), append(last, 0)
			}
			if last[id] != uint32(d)+1 {
				last[id] = uint32(d) + 1
				count[id]++
			}
			if !t.bigram() {
				lengths[d]++
			}
		})
	}
	x.start = make([]uint32, len(count)+1)
	x.idf = make([]float32, len(count))
	for id, n := range count {
		x.start[id+1] = x.start[id] + n
		x.idf[id] = rarity(len(docs), n)
	}
	return lengths
}

// rarity is BM25's weight of a term that n of all documents have.
func rarity(all int, n uint32) float32 {
	return float32(math.Log(1 + (float64(all)-float64(n)+0.5)/(float64(n)+0.5)))
}

// fill writes the postings, with plain frequencies.
func (x *Index) fill(docs []Doc) {
	x.postings = make([]posting, x.start[len(x.start)-1])
	next := make([]uint32, len(x.idf))
	copy(next, x.start)
	for d, doc := range docs {
		terms(doc.Text, func(t term) {
			id := x.terms[t]
			n := next[id]
			if n > x.start[id] && x.postings[n-1].doc() == uint32(d) {
				if x.postings[n-1].impact() < impactMax {
					x.postings[n-1]++
				}
				return
			}
			x.postings[n] = posting(d<<impactBits | 1)
			next[id]++
		})
	}
}

// saturate turns frequencies into BM25's saturated ones, which grow ever less
// with the frequency and are smaller in a long document.
func (x *Index) saturate(lengths []uint32) {
	total := 0
	for _, n := range lengths {
		total += int(n)
	}
	norms := make([]float32, len(lengths))
	for d, n := range lengths {
		norms[d] = saturation * (1 - lengthShare + lengthShare*float32(n)*float32(len(lengths))/float32(max(total, 1)))
	}
	for i, p := range x.postings {
		tf := float32(p.impact())
		impact := tf * impactMax / (tf + norms[p.doc()])
		x.postings[i] = p&^impactMax | posting(max(1, uint32(impact+0.5)))
	}
}
