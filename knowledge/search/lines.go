package search

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"runtime"
	"slices"
	"sync"
	"unicode/utf8"
)

// ReadDocs reads a collection or its queries: a JSON object {"id","text"} a line,
// other fields and blank lines passed over. An error of a line begins with the name
// and the line (clauses.jsonl:7: text: …), and the column where it is no object.
func ReadDocs(name string, r io.Reader) ([]Doc, error) {
	var docs []Doc
	first := map[string]int{} // line of an id
	in := bufio.NewReaderSize(r, 1<<16)
	for n := 1; ; n++ {
		line, end := in.ReadBytes('\n')
		if end != nil && end != io.EOF {
			return nil, fmt.Errorf("%s: %w", name, end)
		}
		if n == 1 {
			line = bytes.TrimPrefix(line, []byte("\ufeff"))
		}
		if len(bytes.TrimSpace(line)) > 0 {
			d, err := readDoc(line)
			if was := first[d.ID]; err == nil && was > 0 {
				err = fmt.Errorf(": id: “%s”在第%d行已经有了", d.ID, was)
			}
			if err == nil && len(docs) == MaxDocs {
				err = fmt.Errorf(": 一个集合最多%d条", MaxDocs)
			}
			if err != nil {
				return nil, fmt.Errorf("%s:%d%w", name, n, err)
			}
			first[d.ID] = n
			docs = append(docs, d)
		}
		if end == io.EOF {
			return docs, nil
		}
	}
}

// readDoc reads one line, more strictly than encoding/json: names of fields by the
// letter, no field twice, no null, nothing behind the object. Its errors go on
// where the place of the line ends.
func readDoc(line []byte) (Doc, error) {
	if !utf8.Valid(line) {
		return Doc{}, errors.New(": 不是UTF-8编码")
	}
	in, at := json.NewDecoder(bytes.NewReader(line)), 0
	next := func() (json.Token, error) {
		at = int(in.InputOffset())
		return in.Token()
	}
	broken := func() (Doc, error) { // at the token behind at, or in it
		at += len(line[at:]) - len(bytes.TrimLeft(line[at:], " \t,:"))
		return Doc{}, fmt.Errorf(`:%d: 应为一个JSON对象 {"id":"…","text":"…"}`, utf8.RuneCount(line[:at])+1)
	}
	if open, err := next(); err != nil || open != json.Delim('{') {
		return broken()
	}
	var id, text *string
	for in.More() {
		name, err := next()
		if err != nil {
			return broken()
		}
		into := map[any]**string{"id": &id, "text": &text}[name]
		if into != nil && *into != nil {
			return Doc{}, fmt.Errorf(": %s: 给了两次", name)
		}
		var value json.RawMessage
		at = int(in.InputOffset())
		if in.Decode(&value) != nil {
			return broken()
		}
		if into != nil && (json.Unmarshal(value, into) != nil || *into == nil) {
			return Doc{}, fmt.Errorf(": %s: 应为一段文字", name)
		}
	}
	if end, err := next(); err != nil || end != json.Delim('}') {
		return broken()
	}
	if _, err := next(); err != io.EOF {
		return broken()
	}
	switch {
	case id == nil:
		return Doc{}, errors.New(": id: 缺少这一项；应为一段文字")
	case *id == "":
		return Doc{}, errors.New(": id: 不能为空")
	case text == nil:
		return Doc{}, errors.New(": text: 缺少这一项；应为一段文字")
	}
	return Doc{*id, *text}, nil
}

// Answer searches for each query and writes a line {"query","hits":[{"id","score"}]}
// for each, in their order, with at most the k best clauses. As many queries as there
// are cores are answered at once, and written before the next ones begin. It stops at
// the first failure to write.
func (x *Index) Answer(queries []Doc, k int, out io.Writer) error {
	for some := range slices.Chunk(queries, runtime.GOMAXPROCS(0)) {
		for _, line := range x.answer(some, k) {
			if _, err := out.Write(line); err != nil {
				return err
			}
		}
	}
	return nil
}

// answer is the lines for some queries, answered at once.
func (x *Index) answer(queries []Doc, k int) [][]byte {
	lines := make([][]byte, len(queries))
	var all sync.WaitGroup
	for i, q := range queries {
		all.Go(func() { lines[i] = encode(q.ID, x.Search(q.Text, k)) })
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
