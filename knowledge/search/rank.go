package search

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"runtime"
	"sync"
	"unicode/utf8"
)

// Rank ranks a collection for each of several queries. Both are JSON lines
// {"id","text"}; out gets a line {"query","hits":[{"id","score"}]} for each query,
// in their order, with the k best clauses, at most. The error names the part and
// the line that is wrong; nothing is written before both have been read.
func Rank(clauses, queries io.Reader, k int, out io.Writer) error {
	docs, err := readDocs(clauses)
	if err != nil {
		return fmt.Errorf("--clauses: %w", err)
	}
	index := New(docs)
	docs = nil // the texts may go
	asked, err := readDocs(queries)
	if err != nil {
		return fmt.Errorf("--queries: %w", err)
	}
	w := bufio.NewWriter(out)
	const batch = 256
	for len(asked) > 0 {
		n := min(batch, len(asked))
		for _, line := range index.answer(asked[:n], k) {
			if _, err := w.Write(line); err != nil {
				return err
			}
		}
		asked = asked[n:]
	}
	return w.Flush()
}

// answer encodes the answers to queries, on all cores, in the queries' order.
func (x *Index) answer(queries []Doc, k int) [][]byte {
	lines := make([][]byte, len(queries))
	var all sync.WaitGroup
	cores := runtime.GOMAXPROCS(0)
	for c := range cores {
		all.Go(func() {
			for i := c; i < len(queries); i += cores {
				lines[i] = encode(queries[i].ID, x.search(queries[i].Text, k, false))
			}
		})
	}
	all.Wait()
	return lines
}

func encode(query string, hits []Hit) []byte {
	type hit struct {
		ID    string  `json:"id"`
		Score float64 `json:"score"`
	}
	line := struct {
		Query string `json:"query"`
		Hits  []hit  `json:"hits"`
	}{query, make([]hit, len(hits))}
	for i, h := range hits {
		line.Hits[i] = hit{h.ID, h.Score}
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(line); err != nil {
		panic("search: strings and finite numbers always encode: " + err.Error())
	}
	return b.Bytes()
}

// readDocs reads JSON lines of an id and a text; blank lines are skipped.
func readDocs(r io.Reader) ([]Doc, error) {
	var docs []Doc
	seen := map[string]int{}
	in := bufio.NewReader(r)
	for n := 1; ; n++ {
		line, readErr := in.ReadBytes('\n')
		if readErr != nil && readErr != io.EOF {
			return nil, readErr
		}
		if n == 1 {
			line = bytes.TrimPrefix(line, []byte("\ufeff"))
		}
		if line = bytes.TrimSpace(line); len(line) > 0 {
			d, err := readDoc(line)
			if err != nil {
				return nil, fmt.Errorf("line %d: %w", n, err)
			}
			if first, ok := seen[d.ID]; ok {
				return nil, fmt.Errorf("line %d: id: “%s”在第%d行已经有了", n, d.ID, first)
			}
			seen[d.ID] = n
			docs = append(docs, d)
		}
		if readErr == io.EOF {
			return docs, nil
		}
	}
}

// readDoc reads one line. Other fields than id and text are passed over; names of
// fields are taken by the letter, not by encoding/json's looser way.
func readDoc(line []byte) (Doc, error) {
	if !utf8.Valid(line) {
		return Doc{}, errors.New("不是UTF-8编码")
	}
	var fields map[string]json.RawMessage
	if json.Unmarshal(line, &fields) != nil || fields == nil {
		return Doc{}, errors.New(`应为一个JSON对象 {"id":"…","text":"…"}`)
	}
	var d Doc
	for _, f := range []struct {
		name string
		into *string
	}{{"id", &d.ID}, {"text", &d.Text}} {
		raw, ok := fields[f.name]
		if !ok {
			return Doc{}, fmt.Errorf("%s: 缺少这一项；应为一段文字", f.name)
		}
		if raw[0] != '"' || json.Unmarshal(raw, f.into) != nil {
			return Doc{}, fmt.Errorf("%s: 应为一段文字", f.name)
		}
	}
	if d.ID == "" {
		return Doc{}, errors.New("id: 不能为空")
	}
	return d, nil
}
