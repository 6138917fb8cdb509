package search

import (
	"bytes"
	"strings"
	"testing"
)

// TestAnswerFused: a clause that shares no word with the question is found by its
// vector, one that both rankings have first stays first, and equal ones come in the
// order of their ids.
func TestAnswerFused(t *testing.T) {
	docs := []Doc{{"b", "住房补贴的标准"}, {"a", "车辆年检"}, {"c", "房屋租赁合同"}}
	v := Vectors{Clauses: [][]float32{{1, 0}, {0, 1}, {0.6, 0.8}}, Queries: [][]float32{{1, 0}, {0, 1}, {0, 1}}}
	queries := []Doc{{"both", "住房补贴"}, {"vector", "小轿车"}, {"apart", "住房补贴"}}
	for k, want := range map[int][]string{1: {"b", "a", "b"}, 3: {"b,c,a", "a,c,b", "b,c,a"}} {
		var out bytes.Buffer
		if err := New(docs).AnswerFused(queries, v, k, &out); err != nil {
			t.Fatal(err)
		}
		for i, line := range strings.Split(strings.TrimSpace(out.String()), "\n") {
			var ids []string
			for _, part := range strings.Split(line, `"id":"`)[1:] {
				ids = append(ids, part[:1])
			}
			if got := strings.Join(ids, ","); got != want[i] {
				t.Errorf("%s, k=%d: %s, want %s", queries[i].ID, k, got, want[i])
			}
		}
	}
}

// TestNearest: the nearest first, equal ones in their order, no more than there are.
func TestNearest(t *testing.T) {
	got := Nearest([][]float32{{0, 1}, {1, 0}, {1, 0}, {-1, 0}}, []float32{1, 0}, 9)
	for i, want := range []int{1, 2, 0, 3} {
		if got[i] != want {
			t.Fatalf("%v", got)
		}
	}
	if got := Nearest(nil, []float32{1}, 3); len(got) != 0 {
		t.Errorf("%v", got)
	}
}
