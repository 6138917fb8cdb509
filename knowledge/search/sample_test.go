package search

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// suite is a collection with questions and the clauses that answer each.
type suite struct {
	docs     []Doc
	queries  []Doc
	relevant map[string]map[string]bool
}

// quality is what the field measures: averages over the questions.
type quality struct{ recall5, recall10, recall20, recall100, mrr float64 }

func (q quality) String() string {
	return fmt.Sprintf("Recall@5 %.3f @10 %.3f @20 %.3f @100 %.3f MRR@10 %.3f", q.recall5, q.recall10, q.recall20, q.recall100, q.mrr)
}

// evaluate asks all questions; search is asked for 100 clauses.
func (s suite) evaluate(search func(query Doc) []Hit) quality {
	per := make([]quality, len(s.queries))
	var all sync.WaitGroup
	for c := range 2 {
		all.Go(func() {
			for i := c; i < len(s.queries); i += 2 {
				per[i] = judge(search(s.queries[i]), s.relevant[s.queries[i].ID])
			}
		})
	}
	all.Wait()
	var sum quality
	n := float64(len(per))
	for _, q := range per {
		sum.recall5 += q.recall5 / n
		sum.recall10 += q.recall10 / n
		sum.recall20 += q.recall20 / n
		sum.recall100 += q.recall100 / n
		sum.mrr += q.mrr / n
	}
	return sum
}

func judge(hits []Hit, relevant map[string]bool) (q quality) {
	each := 1 / float64(len(relevant))
	for i, h := range hits {
		if !relevant[h.ID] {
			continue
		}
		if i < 10 && q.mrr == 0 {
			q.mrr = 1 / float64(i+1)
		}
		for _, at := range []struct {
			k   int
			sum *float64
		}{{5, &q.recall5}, {10, &q.recall10}, {20, &q.recall20}, {100, &q.recall100}} {
			if i < at.k {
				*at.sum += each
			}
		}
	}
	return q
}

// plain is the index without what it knows of statutes; known has the documents
// back, not the lexicon.
func (x *Index) plain() *Index {
	return &Index{ids: x.ids, terms: x.terms, start: x.start, postings: x.postings, idf: x.idf}
}

func (x *Index) known() *Index {
	y := x.plain()
	y.documents = x.documents
	return y
}

func (s suite) ask(x *Index) quality {
	return s.evaluate(func(q Doc) []Hit { return x.Search(q.Text, 100) })
}

// TestSample holds the ranking on a small sample of real questions over statutes.
// The lexicon has seen these questions, so the floors are for the ranking without
// it, and with it they only must not get worse; what it is worth on questions that it
// has not seen, TestLearn tells (learn_test.go).
func TestSample(t *testing.T) {
	s := readSuite(t, "testdata", "")
	x := New(s.docs)
	plain, known, whole := s.ask(x.plain()), s.ask(x.known()), s.ask(x)
	t.Logf("characters and bigrams: %v", plain)
	t.Logf("with documents:         %v", known)
	t.Logf("with lexicon too:       %v", whole)
	if plain.recall10 < 0.80 || plain.mrr < 0.70 {
		t.Errorf("BM25 alone has fallen: %v", plain)
	}
	const noise = 0.03 // two of sixty questions
	if known.recall100 < plain.recall100-noise || known.recall10 < plain.recall10-noise || known.mrr < plain.mrr-noise {
		t.Errorf("documents cost: %v, without %v", known, plain)
	}
	if whole.mrr < known.mrr || whole.recall10 < known.recall10 {
		t.Errorf("the lexicon costs even on what it was learnt from: %v, without %v", whole, known)
	}
}

// readSuite reads clauses, queries and relevant clauses.
func readSuite(t testing.TB, dir, size string) suite {
	t.Helper()
	var s suite
	var err error
	if s.docs, err = ReadDocs("", openFile(t, dir, "clauses"+size+".jsonl")); err != nil {
		t.Fatal(err)
	}
	if s.queries, err = ReadDocs("", openFile(t, dir, "queries.jsonl")); err != nil {
		t.Fatal(err)
	}
	s.relevant = map[string]map[string]bool{}
	lines := bufio.NewScanner(openFile(t, dir, "qrels"+size+".jsonl"))
	for lines.Scan() {
		var line struct {
			Query    string
			Relevant []string
		}
		if err := json.Unmarshal(lines.Bytes(), &line); err != nil {
			t.Fatal(err)
		}
		s.relevant[line.Query] = map[string]bool{}
		for _, id := range line.Relevant {
			s.relevant[line.Query][id] = true
		}
	}
	return s
}

// openFile opens a file, or its .gz.
func openFile(t testing.TB, dir, name string) io.Reader {
	t.Helper()
	if data, err := os.ReadFile(filepath.Join(dir, name)); err == nil {
		return strings.NewReader(string(data))
	}
	f, err := os.Open(filepath.Join(dir, name+".gz"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	return z
}
