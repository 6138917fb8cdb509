package search

import (
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// Of articles that have the same words of a question, the one that means it comes
// first.
func TestMeaningDecides(t *testing.T) {
	docs := []Doc{
		{"1", "甲法第一条 老板可以要求搬运货物。"},
		{"2", "乙法第一条 老板应当按时支付劳动报酬。"},
		{"3", "丙法第一条 老板可以申请修建道路。"},
	}
	x := New(docs)
	if hits := x.Search("老板拖欠工资", 3); len(hits) < 3 || hits[0].ID != "2" {
		t.Errorf("hits %v, want the article on pay first", hits)
	}
	x.points = nil
	if hits := x.Search("老板拖欠工资", 3); hits[0].ID == "2" {
		t.Errorf("hits %v: the article on pay comes first by its words", hits)
	}
}

// Looking at the best again changes the order of articles among them, and nothing
// else: what is no article stays where it was, with its score.
func TestRerankMovesOnlyArticles(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		docs, query := collections().Draw(t, "docs"), questions.Draw(t, "query")
		x := New(docs)
		if len(x.points) == 0 {
			t.Skip("most are no articles")
		}
		after := x.Search(query, len(docs))
		x.points = nil
		before := x.Search(query, len(docs))
		for i, h := range before {
			if after[i].Score != h.Score {
				t.Fatalf("place %d: score %v, was %v", i, after[i].Score, h.Score)
			}
			alone := i == 0 || before[i-1].Score != h.Score
			alone = alone && (i+1 == len(before) || before[i+1].Score != h.Score)
			if x.documents.member[h.Doc].document == 0 && alone && after[i] != h {
				t.Fatalf("place %d: %v, was %v, which is no article", i, after[i], h)
			}
		}
		for _, list := range [][]Hit{before, after} {
			slices.SortFunc(list, func(a, b Hit) int { return a.Doc - b.Doc })
		}
		for i := range before {
			if before[i].Doc != after[i].Doc {
				t.Fatalf("clause %d was found, now %d", before[i].Doc, after[i].Doc)
			}
		}
	})
}

// Each clause has of a question's bigrams those that stand in it.
func TestCovered(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		docs, query := collections().Draw(t, "docs"), questions.Draw(t, "query")
		x, w := New(docs), &work{}
		w.read(query)
		x.look(w.query)
		var clauses []found
		for d := range docs {
			clauses = append(clauses, found{doc: uint32(d)})
		}
		for d, got := range x.covered(w.query, clauses) {
			has, whole := float32(0), float32(0)
			for _, q := range w.query {
				if q.term.bigram() {
					whole += x.rarity(q)
					if strings.Contains(docs[d].Text, q.term.spell()) {
						has += x.rarity(q)
					}
				}
			}
			if want := has / max(whole, 1); math.Abs(float64(got-want)) > 1e-4 {
				t.Fatalf("%q has %v of %q, want %v", docs[d].Text, got, query, want)
			}
		}
	})
}

// The vectors are in the form that their lookup needs, and it finds each word.
func TestMeanings(t *testing.T) {
	if len(taught)%recordSize != 0 {
		t.Fatalf("%d bytes are no whole records", len(taught))
	}
	last := ""
	for i := range taught.size() {
		word := string(taught[i*recordSize:][:wordBytes])
		if word <= last {
			t.Fatalf("%q after %q: want the words in order", word, last)
		}
		last = word
		if at, ok := taught.find(taught.word(i)); !ok || at != i {
			t.Fatalf("%q: looked up %d, %v, want %d", word, at, ok, i)
		}
	}
	for _, absent := range []string{"a", "龘龘", "𠀀", "𠀀𠀁"} {
		for _, w := range []term{firstTerm(absent)} {
			if i, ok := taught.find(w); ok {
				t.Errorf("%q has no vector, and is found at %d", absent, i)
			}
		}
	}
}

// firstTerm is the term that a word of one or two characters is.
func firstTerm(word string) (last term) {
	terms(word, func(t term) { last = t })
	return last
}

// Words that mean alike point the same way, more than words that do not.
func TestMeaningsOfWords(t *testing.T) {
	x := &Index{terms: map[term]int32{}, ids: []string{""}}
	points := func(text string) direction {
		w := &work{}
		w.read(text)
		x.look(w.query)
		return x.meaning(w.query)
	}
	near := func(a, b string) (sum float32) {
		first, second := points(a), points(b)
		for i, v := range first {
			sum += v * second[i]
		}
		return sum
	}
	for _, tt := range []struct{ word, near, far string }{
		{"工资", "报酬", "道路"},
		{"离婚", "夫妻", "税务"},
		{"欠钱", "债务", "船舶"},
		{"坐牢", "监禁", "专利"},
	} {
		if like, unlike := near(tt.word, tt.near), near(tt.word, tt.far); like <= unlike {
			t.Errorf("%s: %.2f from %s, %.2f from %s", tt.word, like, tt.near, unlike, tt.far)
		}
	}
}
