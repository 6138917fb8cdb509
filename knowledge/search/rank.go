package search

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"unicode/utf8"
)

// Rank ranks a collection for each of several queries. Both are JSON lines
// {"id","text"}; out gets a line {"query","hits":[{"id","score"}]} for each query,
// in their order, with the k best clauses. The error names the line that is wrong;
// nothing is written before both have been read.
func Rank(clauses, queries io.Reader, k int, out io.Writer) error {
	docs, err := readDocs(clauses)
	if err != nil {
		return fmt.Errorf("--clauses: %w", err)
	}
	asked, err := readDocs(queries)
	if err != nil {
		return fmt.Errorf("--queries: %w", err)
	}
	index := New(docs)
	w := bufio.NewWriter(out)
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	type hit struct {
		ID    string  `json:"id"`
		Score float64 `json:"score"`
	}
	for _, q := range asked {
		line := struct {
			Query string `json:"query"`
			Hits  []hit  `json:"hits"`
		}{q.ID, []hit{}}
		for _, h := range index.Search(q.Text, k) {
			line.Hits = append(line.Hits, hit{h.ID, h.Score})
		}
		if err := enc.Encode(line); err != nil {
			return err
		}
	}
	return w.Flush()
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

func readDoc(line []byte) (Doc, error) {
	var d struct{ ID, Text *string }
	switch {
	case !utf8.Valid(line):
		return Doc{}, fmt.Errorf("不是UTF-8编码")
	case json.Unmarshal(line, &d) != nil:
		return Doc{}, fmt.Errorf(`应为一个JSON对象 {"id":"…","text":"…"}`)
	case d.ID == nil || *d.ID == "":
		return Doc{}, fmt.Errorf("id: 缺少这一项；应为一段文字")
	case d.Text == nil:
		return Doc{}, fmt.Errorf("text: 缺少这一项；应为一段文字")
	}
	return Doc{*d.ID, *d.Text}, nil
}
