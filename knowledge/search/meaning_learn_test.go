//go:build evidence

package search

import (
	"bufio"
	"encoding/json"
	"flag"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
)

// teacher is a file of what a model of language makes of words and texts, which
// testdata/teach.py writes.
var teacher = flag.String("teacher", "", "vectors of words and texts")

// How meanings are learnt. The model's vectors of the texts, less the mean of their
// kind, lie mostly along 64 axes. A word begins with its own vector along these, and
// is then moved, by least squares with a pull back, to where the mean of a text's
// words comes near the text. A third or three times the pull differ by less than noise.
const (
	pullBack = 1
	moves    = 30  // of conjugate gradients
	turns    = 60  // towards the axes
	widest   = 4.0 // standard deviations that a byte holds
)

// TestLearnMeanings learns meanings.bin:
//
//	go test -tags evidence -run TestLearnMeanings ./knowledge/search -dev DIR -teacher FILE [-write]
func TestLearnMeanings(t *testing.T) {
	docs := readSuite(t, *dev, "-55k").docs
	x := New(docs)
	words, texts := readTeacher(t)
	l := &lessonOfMeaning{x: x, number: map[term]int{}}
	for i, w := range words {
		l.number[firstTerm(w.Text)] = i
	}
	lessMean(words)
	lessMean(texts)
	axes := principalAxes(texts)
	rows, places := along(words, axes), along(texts, axes)
	for _, p := range places {
		toUnit(p)
	}
	for _, text := range texts {
		l.texts = append(l.texts, l.mix(text.Text))
		l.kinds = append(l.kinds, text.Kind)
	}
	l.scale(rows, places)
	l.move(rows, places)
	l.lessClauses(rows, docs)
	got := record(words, rows)
	if *write {
		if err := os.WriteFile("meanings.bin", []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	} else if got != taught {
		t.Error("meanings.bin is not what is learnt from these files")
	}
}

type taughtText struct {
	Kind, Text string
	Vector     []float64
}

func readTeacher(t *testing.T) (words, texts []taughtText) {
	f, err := os.Open(*teacher)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var line taughtText
		if err := json.Unmarshal(lines.Bytes(), &line); err != nil {
			t.Fatal(err)
		}
		if line.Kind == "word" {
			words = append(words, line)
		} else {
			texts = append(texts, line)
		}
	}
	return words, texts
}

// lessMean takes from each vector the mean of its kind.
func lessMean(texts []taughtText) {
	sums, counts := map[string][]float64{}, map[string]float64{}
	for _, text := range texts {
		if sums[text.Kind] == nil {
			sums[text.Kind] = make([]float64, len(text.Vector))
		}
		addTo(sums[text.Kind], text.Vector, 1)
		counts[text.Kind]++
	}
	for _, text := range texts {
		addTo(text.Vector, sums[text.Kind], -1/counts[text.Kind])
	}
}

func addTo(to, v []float64, weight float64) {
	for i, x := range v {
		to[i] += weight * x
	}
}

func dot(a, b []float64) (sum float64) {
	for i, x := range a {
		sum += x * b[i]
	}
	return sum
}

func toUnit(v []float64) {
	if length := math.Sqrt(dot(v, v)); length > 0 {
		for i := range v {
			v[i] /= length
		}
	}
}

// principalAxes spans the space in which most of the vectors lies, by turning any
// axes towards it.
func principalAxes(texts []taughtText) [][]float64 {
	size := len(texts[0].Vector)
	together := make([][]float64, size)
	for i := range together {
		together[i] = make([]float64, size)
	}
	for _, text := range texts {
		for i, v := range text.Vector {
			addTo(together[i], text.Vector, v)
		}
	}
	rng := rand.New(rand.NewPCG(1, 1))
	list := make([][]float64, axes)
	for a := range list {
		list[a] = make([]float64, size)
		for i := range list[a] {
			list[a][i] = rng.NormFloat64()
		}
	}
	for range turns {
		for a := range list {
			turned := make([]float64, size)
			for i, row := range together {
				turned[i] = dot(row, list[a])
			}
			for _, other := range list[:a] {
				addTo(turned, other, -dot(turned, other))
			}
			toUnit(turned)
			list[a] = turned
		}
	}
	return list
}

func along(texts []taughtText, axes [][]float64) [][]float64 {
	rows := make([][]float64, len(texts))
	for i, text := range texts {
		for _, axis := range axes {
			rows[i] = append(rows[i], dot(text.Vector, axis))
		}
	}
	return rows
}

// lessonOfMeaning is the texts as mixtures of words.
type lessonOfMeaning struct {
	x      *Index
	number map[term]int // of a word
	texts  [][]share
	kinds  []string
}

// share is what a word is of a text; the shares of a text sum up to 1.
type share struct {
	word int
	part float64
}

func (l *lessonOfMeaning) mix(text string) (shares []share) {
	w := &work{}
	w.read(text)
	l.x.look(w.query)
	whole := 0.0
	for _, t := range w.query {
		if n, ok := l.number[t.term]; ok {
			part := float64(t.weight * l.x.rarity(t))
			shares = append(shares, share{n, part})
			whole += part
		}
	}
	for i := range shares {
		shares[i].part /= whole
	}
	return shares
}

// means is where the mean of each text's words lies, less the mean of its kind.
func (l *lessonOfMeaning) means(rows [][]float64) [][]float64 {
	all := make([]taughtText, len(l.texts))
	for i, shares := range l.texts {
		all[i] = taughtText{Kind: l.kinds[i], Vector: mean(shares, rows)}
	}
	lessMean(all)
	list := make([][]float64, len(all))
	for i := range all {
		list[i] = all[i].Vector
	}
	return list
}

func mean(shares []share, rows [][]float64) []float64 {
	sum := make([]float64, axes)
	for _, s := range shares {
		addTo(sum, rows[s.word], s.part)
	}
	return sum
}

// scale makes the means of words as long as the texts.
func (l *lessonOfMeaning) scale(rows, places [][]float64) {
	means := l.means(rows)
	both, own := 0.0, 0.0
	for i, m := range means {
		both += dot(m, places[i])
		own += dot(m, m)
	}
	for _, row := range rows {
		addTo(row, row, both/own-1)
	}
}

// move brings the means near the texts, on each axis by conjugate gradients.
func (l *lessonOfMeaning) move(rows, places [][]float64) {
	means := l.means(rows)
	squares := 0.0
	for _, shares := range l.texts {
		for _, s := range shares {
			squares += s.part * s.part
		}
	}
	back := pullBack * squares / float64(len(l.texts))
	for a := range axes {
		left := make([]float64, len(rows))
		for i, shares := range l.texts {
			for _, s := range shares {
				left[s.word] += s.part * (places[i][a] - means[i][a])
			}
		}
		way := slices.Clone(left)
		for range moves {
			slope := l.slope(way, back)
			size := dot(left, left)
			step := size / dot(way, slope)
			for w := range rows {
				rows[w][a] += step * way[w]
			}
			addTo(left, slope, -step)
			again := dot(left, left) / size
			for w := range way {
				way[w] = left[w] + again*way[w]
			}
		}
	}
}

// slope is what the texts and the pull answer to a way.
func (l *lessonOfMeaning) slope(way []float64, back float64) []float64 {
	slope := make([]float64, len(way))
	addTo(slope, way, back)
	for _, shares := range l.texts {
		sum := 0.0
		for _, s := range shares {
			sum += s.part * way[s.word]
		}
		for _, s := range shares {
			slope[s.word] += s.part * sum
		}
	}
	return slope
}

// lessClauses takes the mean clause of statutes from each word: what all have in
// common tells none from another.
func (l *lessonOfMeaning) lessClauses(rows [][]float64, docs []Doc) {
	sum := make([]float64, axes)
	for _, d := range docs {
		addTo(sum, mean(l.mix(d.Text), rows), 1/float64(len(docs)))
	}
	for _, row := range rows {
		addTo(row, sum, -1)
	}
}

// record writes the words with their vectors, in bytes.
func record(words []taughtText, rows [][]float64) meanings {
	squares := 0.0
	for _, row := range rows {
		squares += dot(row, row)
	}
	step := widest * math.Sqrt(squares/float64(len(rows)*axes)) / math.MaxInt8
	records := make([]string, len(words))
	for i, w := range words {
		r := append([]byte(w.Text), 0, 0, 0)[:wordBytes]
		for _, v := range rows[i] {
			r = append(r, byte(int8(max(-math.MaxInt8, min(math.MaxInt8, math.Round(v/step))))))
		}
		records[i] = string(r)
	}
	slices.Sort(records)
	return meanings(strings.Join(records, ""))
}
