// Command search measures the program's ranking beside bleve with its analyzer for
// Chinese, Japanese and Korean: the same clauses, the same questions, in one run,
// each question put to both in turn, so that a busy machine holds up both alike.
//
//	cd deploy/evidence/search && go run -mod=mod . -dev DIR
//
// DIR holds clauses-55k.jsonl.gz, queries.jsonl and qrels-55k.jsonl. The lexicon has
// been learnt from these very questions, so for quality only the column of bleve
// and, on questions not seen, TestLearn of knowledge/search count. The exit status
// is 1 where a promise about time is missed.
package main

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/blevesearch/bleve/v2"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/cjk" // the analyzer

	"golang.org/x/sys/unix"

	"suance/knowledge/search"
)

func main() {
	dev := flag.String("dev", "", "folder of clauses, questions and answers")
	k := flag.Int("k", 10, "clauses a question")
	flag.Parse()
	runtime.LockOSThread() // so that processorTime is this goroutine's
	kept, err := measure(*dev, *k, os.Stdout)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	if !kept {
		os.Exit(1)
	}
}

// ranker is one of the two.
type ranker struct {
	build  time.Duration
	search func(query string, k int) ([]string, error)
	times  []time.Duration // of the questions
	busy   []time.Duration // of the processor, on them
	found  float64         // sum over the questions of the share of their answers found
}

func (r *ranker) ask(q search.Doc, k int, answers []string) error {
	begin, busy := time.Now(), processorTime()
	ids, err := r.search(q.Text, k)
	r.times, r.busy = append(r.times, time.Since(begin)), append(r.busy, processorTime()-busy)
	for _, id := range answers {
		if slices.Contains(ids, id) {
			r.found += 1 / float64(len(answers))
		}
	}
	return err
}

// processorTime is what this thread has used so far: unlike the clock, it does not
// count the time for which a busy machine does something else.
func processorTime() time.Duration {
	var used unix.Timespec
	if err := unix.ClockGettime(unix.CLOCK_THREAD_CPUTIME_ID, &used); err != nil {
		panic(err) // the clock is always there
	}
	return time.Duration(used.Nano())
}

func quantile(times []time.Duration, q float64) time.Duration {
	slices.Sort(times)
	return times[int(q*float64(len(times)-1))]
}

// measure writes the table and tells whether the promises are kept: a quarter of
// bleve's median, an eighth of its 99th percentile, half of its time to build.
func measure(dir string, k int, out io.Writer) (kept bool, err error) {
	docs, queries, answers, err := read(dir)
	if err != nil {
		return false, err
	}
	scratch, err := os.MkdirTemp("", "bleve")
	if err != nil {
		return false, err
	}
	defer os.RemoveAll(scratch)
	other, err := buildBleve(docs, filepath.Join(scratch, "index"))
	if err != nil {
		return false, err
	}
	own := buildOwn(docs)
	for round := range 2 { // the first warms up
		own.times, own.busy, own.found = nil, nil, 0
		other.times, other.busy, other.found = nil, nil, 0
		for i, q := range queries {
			pair := []*ranker{own, other}
			if (i+round)%2 == 1 {
				slices.Reverse(pair)
			}
			for _, r := range pair {
				if err := r.ask(q, k, answers[q.ID]); err != nil {
					return false, err
				}
			}
		}
	}
	fmt.Fprintf(out, "%d clauses, %d questions, %d hits each\n\n", len(docs), len(queries), k)
	fmt.Fprintf(out, "| | suance | bleve | ratio | at most |\n|---|---|---|---|---|\n")
	kept = true
	for _, line := range []struct {
		name       string
		own, other time.Duration
		most       float64
	}{
		{"build", own.build, other.build, 1. / 2},
		{"p50 a question", quantile(own.times, 0.5), quantile(other.times, 0.5), 1. / 4},
		{"p99 a question", quantile(own.times, 0.99), quantile(other.times, 0.99), 1. / 8},
		{"p50 of the processor", quantile(own.busy, 0.5), quantile(other.busy, 0.5), 1. / 4},
		{"p99 of the processor", quantile(own.busy, 0.99), quantile(other.busy, 0.99), 1. / 8},
	} {
		ratio := float64(line.own) / float64(line.other)
		kept = kept && ratio <= line.most
		fmt.Fprintf(out, "| %s | %v | %v | %.3f | %.3f |\n", line.name,
			line.own.Round(10*time.Microsecond), line.other.Round(10*time.Microsecond), ratio, line.most)
	}
	n := float64(len(queries))
	_, err = fmt.Fprintf(out, "| Recall@%d | %.3f (lexicon has seen the questions) | %.3f | | |\n", k, own.found/n, other.found/n)
	return kept, err
}

func buildOwn(docs []search.Doc) *ranker {
	begin := time.Now()
	index := search.New(docs)
	return &ranker{build: time.Since(begin), search: func(query string, k int) ([]string, error) {
		var ids []string
		for _, h := range index.Search(query, k) {
			ids = append(ids, h.ID)
		}
		return ids, nil
	}}
}

// buildBleve builds its index as it is made to be, in a folder: the one that it
// keeps in memory is of an older kind and many times slower.
func buildBleve(docs []search.Doc, path string) (*ranker, error) {
	begin := time.Now()
	mapping := bleve.NewIndexMapping()
	mapping.DefaultAnalyzer = "cjk"
	index, err := bleve.New(path, mapping)
	if err != nil {
		return nil, err
	}
	for part := range slices.Chunk(docs, 1000) {
		batch := index.NewBatch()
		for _, d := range part {
			if err := batch.Index(d.ID, map[string]string{"text": d.Text}); err != nil {
				return nil, err
			}
		}
		if err := index.Batch(batch); err != nil {
			return nil, err
		}
	}
	return &ranker{build: time.Since(begin), search: func(query string, k int) ([]string, error) {
		q := bleve.NewMatchQuery(query)
		q.SetField("text")
		result, err := index.Search(bleve.NewSearchRequestOptions(q, k, 0, false))
		if err != nil {
			return nil, err
		}
		var ids []string
		for _, h := range result.Hits {
			ids = append(ids, h.ID)
		}
		return ids, nil
	}}, nil
}

// read reads the folder.
func read(dir string) (docs, queries []search.Doc, answers map[string][]string, err error) {
	packed, err := os.Open(filepath.Join(dir, "clauses-55k.jsonl.gz"))
	if err != nil {
		return nil, nil, nil, err
	}
	defer packed.Close()
	plain, err := gzip.NewReader(packed)
	if err != nil {
		return nil, nil, nil, err
	}
	if docs, err = search.ReadDocs(packed.Name(), plain); err != nil {
		return nil, nil, nil, err
	}
	text, err := os.ReadFile(filepath.Join(dir, "queries.jsonl"))
	if err != nil {
		return nil, nil, nil, err
	}
	if queries, err = search.ReadDocs("queries.jsonl", strings.NewReader(string(text))); err != nil {
		return nil, nil, nil, err
	}
	answers, err = readAnswers(filepath.Join(dir, "qrels-55k.jsonl"))
	return docs, queries, answers, err
}

func readAnswers(path string) (map[string][]string, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	answers := map[string][]string{}
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		var line struct {
			Query    string
			Relevant []string
		}
		if err := json.Unmarshal(lines.Bytes(), &line); err != nil {
			return nil, err
		}
		answers[line.Query] = line.Relevant
	}
	return answers, lines.Err()
}
