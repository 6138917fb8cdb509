//go:build evidence

package search

import (
	"math"
	"slices"
)

// How the judgement of the best clauses is learnt: softmax over them, as in gradient,
// each trait in units of its spread, with a pull towards the score alone. Chosen by
// cross-validation; a third or three times the pull differ by less than noise.
const (
	pull      = 0.01
	scoreOnly = 2
	descent   = 0.2
	descents  = 1500
)

// exam is the best clauses for a question, ranked with a lexicon that has not seen it.
type exam struct {
	work   *work
	chars  int
	hits   []Hit // a hundred
	traits []traits
	right  []bool
}

// exams asks each question with the lexicon of its part.
func (s suite) exams(x *Index, lexicons []lexicon, part []int) []exam {
	exams := make([]exam, len(s.queries))
	for i, q := range s.queries {
		y := x.known()
		y.lexicon = lexicons[part[i]]
		e := exam{work: &work{}, hits: y.Search(q.Text, 100)}
		e.chars = e.work.read(q.Text)
		x.look(e.work.query)
		e.work.best = e.best(x)
		best := e.work.best.list[:min(len(e.hits), reranked)]
		e.traits = x.traits(e.work.query, best, e.chars)
		for _, h := range e.hits[:len(best)] {
			e.right = append(e.right, s.relevant[q.ID][h.ID])
		}
		exams[i] = e
	}
	return exams
}

func (e exam) best(x *Index) best {
	b := best{ids: x.ids}
	for _, h := range e.hits {
		b.list = append(b.list, found{uint32(h.Doc), float32(h.Score)})
	}
	return b
}

// again is the hits in the order of other weights.
func (e exam) again(x *Index, weights *traits) []Hit {
	e.work.best = e.best(x)
	x.rerank(e.work, e.chars, weights)
	hits := make([]Hit, len(e.hits))
	for i, f := range e.work.best.list {
		hits[i] = Hit{ID: x.ids[f.doc], Score: float64(f.score), Doc: int(f.doc)}
	}
	return hits
}

// passed is the quality of each question's hits in the order of its part's weights.
func (s suite) passed(x *Index, exams []exam, weights []traits, part []int) quality {
	number := map[string]int{}
	for i, q := range s.queries {
		number[q.ID] = i
	}
	return s.evaluate(func(q Doc) []Hit {
		i := number[q.ID]
		return exams[i].again(x, &weights[part[i]])
	})
}

// others learns for each part what the traits weigh in the other parts.
func others(exams []exam, part []int) []traits {
	weights := make([]traits, slices.Max(part)+1)
	for p := range weights {
		var seen []exam
		for i, e := range exams {
			if part[i] != p {
				seen = append(seen, e)
			}
		}
		weights[p] = judgementFrom(seen)
	}
	return weights
}

// judgementFrom learns what each trait weighs.
func judgementFrom(exams []exam) traits {
	exams = slices.DeleteFunc(slices.Clone(exams), func(e exam) bool { return !slices.Contains(e.right, true) })
	spread := spreadOf(exams)
	var w [len(traits{})]float64 // in units of the spread
	w[0] = scoreOnly
	for range descents {
		var slope [len(w)]float64
		for _, e := range exams {
			scores := make([]float64, len(e.traits))
			for j, t := range e.traits {
				for n, v := range t {
					scores[j] += w[n] * float64(v) / spread[n]
				}
			}
			for j, g := range softmaxSlope(scores, e.right) {
				for n, v := range e.traits[j] {
					slope[n] += g * float64(v) / spread[n] / float64(len(exams))
				}
			}
		}
		for n := range w {
			towards := w[n]
			if n == 0 {
				towards -= scoreOnly
			}
			w[n] -= descent * (slope[n] + 2*pull*towards)
		}
	}
	var t traits
	for n := range t {
		t[n] = float32(w[n] / spread[n])
	}
	return t
}

// spreadOf is the standard deviation of each trait.
func spreadOf(exams []exam) (spread [len(traits{})]float64) {
	var sum, squares [len(spread)]float64
	count := 0.0
	for _, e := range exams {
		for _, t := range e.traits {
			count++
			for n, v := range t {
				sum[n] += float64(v)
				squares[n] += float64(v) * float64(v)
			}
		}
	}
	for n := range spread {
		mean := sum[n] / count
		spread[n] = math.Sqrt(max(squares[n]/count-mean*mean, 1e-12))
	}
	return spread
}

// softmaxSlope is the slope of the loss in each clause's score: half that some right
// clause leads, half that all do.
func softmaxSlope(scores []float64, right []bool) []float64 {
	best, whole, rightSum, rights := slices.Max(scores), 0.0, 0.0, 0.0
	slopes := make([]float64, len(scores))
	for j, s := range scores {
		slopes[j] = math.Exp(s - best)
		whole += slopes[j]
		if right[j] {
			rightSum += slopes[j]
			rights++
		}
	}
	for j, e := range slopes {
		slopes[j] = e / whole
		if right[j] {
			slopes[j] -= 0.5*e/rightSum + 0.5/rights
		}
	}
	return slopes
}
