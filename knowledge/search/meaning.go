package search

import (
	_ "embed" // the vectors
	"math"
	"slices"
	"sort"
	"unicode/utf8"
)

// meanings tells of characters, and of words of two, in which direction of a space of
// 64 axes their meaning lies. A record is the word in UTF-8, filled up with zeros to
// six bytes, and a signed byte for each axis; records are in the order of their bytes.
// It is read where it stands: nothing is decoded but what a text needs.
type meanings string

// taught is learnt offline from a model of language, by TestLearnMeanings: so that the mean
// of the vectors of a text's words lies where the model puts the text.
//
//go:embed meanings.bin
var taught meanings

const (
	axes       = 64
	wordBytes  = 6
	recordSize = wordBytes + axes
)

// direction is a sum of vectors. Only where it points counts.
type direction [axes]float32

func (m meanings) size() int { return len(m) / recordSize }

// word is the term of a record.
func (m meanings) word(i int) term {
	var t term
	for _, r := range string(m[i*recordSize:][:wordBytes]) {
		if r != 0 {
			t = t<<half | term(r)
		}
	}
	return t
}

// add adds a record's vector to a direction.
func (m meanings) add(to *direction, i int, weight float32) {
	vector := m[i*recordSize+wordBytes:][:axes]
	for a := range to {
		to[a] += weight * float32(int8(vector[a]))
	}
}

// find is the record of a term, if it has one.
func (m meanings) find(t term) (i int, ok bool) {
	if t.word() {
		return 0, false
	}
	var room [2 * utf8.UTFMax]byte
	key := room[:0]
	if t.bigram() {
		key = utf8.AppendRune(key, rune(t>>half))
	}
	key = utf8.AppendRune(key, rune(t&(1<<half-1)))
	word := string(room[:max(len(key), wordBytes)])
	return sort.Find(m.size(), func(i int) int {
		here := string(m[i*recordSize:][:wordBytes])
		switch {
		case word < here:
			return -1
		case word > here:
			return 1
		}
		return 0
	})
}

// meaning is where a query points.
func (x *Index) meaning(query []wanted) direction {
	var d direction
	for _, t := range query {
		if i := x.record(t); i >= 0 {
			taught.add(&d, i, t.weight*x.rarity(t))
		}
	}
	return d.unit()
}

// record is where taught has a term, below 0 for nowhere.
func (x *Index) record(t wanted) int {
	if t.number >= 0 {
		return int(x.records[t.number])
	}
	if i, ok := taught.find(t.term); ok {
		return i
	}
	return -1
}

// unit is a direction at length 1, or nothing where there is none.
func (d direction) unit() direction {
	whole := float32(0)
	for _, v := range d {
		whole += v * v
	}
	if whole > 0 {
		whole = 1 / float32(math.Sqrt(float64(whole)))
	}
	for a := range d {
		d[a] *= whole
	}
	return d
}

// pointer is a clause's direction in steps of 1/127.
type pointer [axes]int8

// near is the cosine of the angle between a query's direction, of length 1, and a
// clause's.
func (p *pointer) near(query *direction) float32 {
	sum := float32(0)
	for a, v := range p {
		sum += float32(v) * query[a]
	}
	return sum / math.MaxInt8
}

// understand finds the records of the terms, and where each clause points. It takes the
// postings with plain frequencies. It adds in the order of the words, so that the order
// of the collection changes nothing.
func (x *Index) understand() {
	var often [impactMax + 1]float32
	for n := range often {
		often[n] = 1 + float32(math.Log(float64(max(n, 1))))
	}
	sums := make([]direction, len(x.ids))
	x.records = slices.Repeat([]int32{-1}, len(x.idf))
	for i := range taught.size() {
		id, ok := x.terms[taught.word(i)]
		if !ok {
			continue
		}
		x.records[id] = int32(i)
		var vector direction
		taught.add(&vector, i, x.idf[id])
		for _, p := range x.postings[x.start[id]:x.start[id+1]] {
			sum, times := &sums[p.doc()], often[p.impact()]
			for a := range sum {
				sum[a] += times * vector[a]
			}
		}
	}
	x.points = make([]pointer, len(sums))
	for d := range sums {
		for a, v := range sums[d].unit() {
			x.points[d][a] = int8(math.Round(float64(v * math.MaxInt8)))
		}
	}
}
