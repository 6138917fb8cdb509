package search

import (
	"os"
	"strconv"
	"strings"
	"testing"
)

// BenchmarkPolicy is a question of thirty characters to the sentences of a policy.
func BenchmarkPolicy(b *testing.B) {
	text, err := os.ReadFile("../policies/hangzhou-equipment-materials-draft/document.txt")
	if err != nil {
		b.Fatal(err)
	}
	var docs []Doc
	for i, s := range strings.FieldsFunc(string(text), func(r rune) bool { return strings.ContainsRune("。；\n", r) }) {
		docs = append(docs, Doc{strconv.Itoa(i), s})
	}
	b.Run("New", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			New(docs)
		}
	})
	x := New(docs)
	b.Run("Search", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			x.Search("我们企业今年营业收入首次达到十亿元以上可以拿到多少奖励资金", 10)
		}
	})
}

// BenchmarkStatutes is questions to articles, where the lexicon acts.
func BenchmarkStatutes(b *testing.B) {
	s := readSuite(b, "testdata", "")
	x := New(s.docs)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		x.Search(s.queries[i%len(s.queries)].Text, 10)
	}
}
