package search

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
)

func TestReadDocs(t *testing.T) {
	in := "\ufeff" + `{"id":"a","text":"智能工厂"}` + "\r\n\n  \n" + `{"more":[1],"text":"","id":"b"}`
	docs, err := ReadDocs("f", strings.NewReader(in))
	if want := []Doc{{"a", "智能工厂"}, {"b", ""}}; err != nil || !slices.Equal(docs, want) {
		t.Errorf("%v, %v, want %v", docs, err, want)
	}
	if docs, err := ReadDocs("f", strings.NewReader("")); err != nil || len(docs) > 0 {
		t.Errorf("nothing to read: %v, %v", docs, err)
	}
}

// An error says where and what: name, line, the field or, where there is no object,
// the column.
func TestReadDocsErrors(t *testing.T) {
	const ok = `{"id":"a","text":"甲"}` + "\n"
	for _, tt := range []struct{ name, in, want string }{
		{"no JSON", ok + "你好", "f.jsonl:2:1: 应为一个JSON对象"},
		{"an array", `["a"]`, "f.jsonl:1:1: 应为一个JSON对象"},
		{"cut off", ok + "\n" + `{"id":"数`, "f.jsonl:3:7: "},
		{"cut off between fields", `{"id":"b",`, "f.jsonl:1:11: "},
		{"a second object", `{"id":"b","text":""} {}`, "f.jsonl:1:22: "},
		{"no id", `{"text":"甲"}`, "f.jsonl:1: id: 缺少"},
		{"no text", ok + `{"id":"b"}`, "f.jsonl:2: text: 缺少"},
		{"another case", `{"ID":"b","text":"甲"}`, "f.jsonl:1: id: 缺少"},
		{"an empty id", `{"id":"","text":"甲"}`, "f.jsonl:1: id: 不能为空"},
		{"a number", `{"id":7,"text":"甲"}`, "f.jsonl:1: id: 应为一段文字"},
		{"null", `{"id":"b","text":null}`, "f.jsonl:1: text: 应为一段文字"},
		{"a field twice", `{"id":"b","text":"甲","text":"乙"}`, "f.jsonl:1: text: 给了两次"},
		{"an id twice", ok + "\n" + ok, "f.jsonl:3: id: “a”在第1行已经有了"},
		{"not UTF-8", ok + "{\"id\":\"b\",\"text\":\"\xff\"}", "f.jsonl:2: 不是UTF-8编码"},
	} {
		docs, err := ReadDocs("f.jsonl", strings.NewReader(tt.in))
		if err == nil || !strings.HasPrefix(err.Error(), tt.want) || docs != nil {
			t.Errorf("%s: %v, %v, want an error that begins with %s", tt.name, docs, err, tt.want)
		}
	}
	broken := errors.New("away")
	if _, err := ReadDocs("f.jsonl", io.MultiReader(strings.NewReader(ok), failing{broken})); !errors.Is(err, broken) {
		t.Errorf("a reader that fails: %v", err)
	}
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error)  { return 0, f.err }
func (f failing) Write([]byte) (int, error) { return 0, f.err }

// Each query has its line, in order, written by itself; what each holds is what a
// search alone finds.
func TestAnswer(t *testing.T) {
	s := readSuite(t, "testdata", "")
	x := New(s.docs)
	var queries []Doc
	for i := range 300 {
		q := s.queries[i%len(s.queries)]
		queries = append(queries, Doc{fmt.Sprintf("%d <%s>", i, q.ID), q.Text})
	}
	queries = append(queries, Doc{"none", "！"})
	var out lineWriter
	if err := x.Answer(queries, 7, &out); err != nil {
		t.Fatal(err)
	}
	if len(out) != len(queries) {
		t.Fatalf("%d writes for %d queries", len(out), len(queries))
	}
	for i, line := range out {
		var got struct {
			Query string
			Hits  []struct {
				ID    string
				Score float64
			}
		}
		if err := json.Unmarshal(line, &got); err != nil || bytes.IndexByte(line, '\n') != len(line)-1 {
			t.Fatalf("%q is no line of JSON: %v", line, err)
		}
		want := x.Search(queries[i].Text, 7)
		if got.Query != queries[i].ID || len(got.Hits) != len(want) || got.Hits == nil {
			t.Fatalf("line %d: %s, want query %s and %v", i, line, queries[i].ID, want)
		}
		for j, h := range got.Hits {
			if h.ID != want[j].ID || h.Score != want[j].Score {
				t.Fatalf("line %d: %s, want %v", i, line, want)
			}
		}
	}
	broken := errors.New("full")
	if err := x.Answer(queries, 7, failing{broken}); !errors.Is(err, broken) {
		t.Errorf("a writer that fails: %v", err)
	}
}

// lineWriter keeps each write.
type lineWriter [][]byte

func (w *lineWriter) Write(p []byte) (int, error) {
	*w = append(*w, bytes.Clone(p))
	return len(p), nil
}

// FuzzReadDocs: whatever the input, a collection or an error with its place, and
// what was read can be written and read again.
func FuzzReadDocs(f *testing.F) {
	f.Add(`{"id":"a","text":"甲"}` + "\n" + `{"id":"b","text":""}`)
	f.Add(`{"id":"a","text":"甲"} x`)
	f.Add(`[{"id":1}]`)
	f.Add("\xef\xbb\xbf{\"id\":\"\\ud800\",\"text\":{}}")
	f.Fuzz(func(t *testing.T, in string) {
		docs, err := ReadDocs("f", strings.NewReader(in))
		if err != nil {
			if !strings.HasPrefix(err.Error(), "f:") || docs != nil {
				t.Errorf("%q: %v with %v", in, err, docs)
			}
			return
		}
		var again bytes.Buffer
		for _, d := range docs {
			line, err := json.Marshal(map[string]string{"id": d.ID, "text": d.Text})
			if err != nil {
				t.Fatal(err)
			}
			again.Write(append(line, '\n'))
		}
		if got, err := ReadDocs("f", &again); err != nil || !slices.Equal(got, docs) {
			t.Errorf("%q: read %v, written and read again %v, %v", in, docs, got, err)
		}
	})
}
