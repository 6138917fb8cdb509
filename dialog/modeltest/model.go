// Package modeltest is what every dialog.Model must pass, whoever its vendor is.
package modeltest

import (
	"context"
	"reflect"
	"sync"
	"testing"
	"time"

	"suance/dialog"
)

// Query is what the suite asks; Answer is what a server that points rightly says
// of it: the first fact in the words “12个亿”, the second sentence, the first wish.
var Query = dialog.Query{Text: "过手12个亿，□□公司", Asking: "是链主吗？", Catalog: &dialog.Catalog{
	Facts:     []dialog.Target{{ID: "turnover", Text: "年营业收入"}, {ID: "leader", Text: "是否“链主”企业"}},
	Sentences: []dialog.Target{{ID: "art-1.1", Text: "第一句。"}, {ID: "art-1.2", Text: "第二句。"}},
	Intents:   []dialog.Target{{ID: "undo", Text: "想收回"}},
}}

// Answer is what Query is to be answered with.
var Answer = dialog.Pointers{Facts: []dialog.FactPointer{{Fact: 0, Start: 2, End: 6}}, Sentences: []int{1}, Intents: []int{0}}

// Vendor makes models whose servers are in a state.
type Vendor struct {
	Right func(testing.TB) dialog.Model // points as Answer does
	Hung  func(testing.TB) dialog.Model // takes the question and never answers
	Dead  func(testing.TB) dialog.Model // cannot be reached
	// Query and Answer are for a model that cannot point at everything; without a
	// Query the suite's own count.
	Query  *dialog.Query
	Answer dialog.Pointers
}

// Test runs the suite.
func Test(t *testing.T, v Vendor) {
	q, answer := Query, Answer
	if v.Query != nil {
		q, answer = *v.Query, v.Answer
	}
	t.Run("points", func(t *testing.T) {
		if got, err := v.Right(t).Point(t.Context(), q); err != nil || !reflect.DeepEqual(got, answer) {
			t.Errorf("%+v, %v", got, err)
		}
	})
	t.Run("is used by many at once", func(t *testing.T) {
		m := v.Right(t)
		var wg sync.WaitGroup
		for range 20 {
			wg.Go(func() { // one that is busy may say so, and then says nothing else
				if got, err := m.Point(t.Context(), q); err == nil && !reflect.DeepEqual(got, answer) || err != nil && !isZero(got) {
					t.Errorf("%+v, %v", got, err)
				}
			})
		}
		wg.Wait()
	})
	t.Run("gives up when told to", func(t *testing.T) {
		m := v.Hung(t)
		ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
		defer cancel()
		began := time.Now()
		if got, err := m.Point(ctx, q); err == nil || !isZero(got) || time.Since(began) > time.Second {
			t.Errorf("%+v, %v after %v", got, err, time.Since(began))
		}
	})
	t.Run("says that nobody is there", func(t *testing.T) {
		if got, err := v.Dead(t).Point(t.Context(), q); err == nil || !isZero(got) {
			t.Errorf("%+v, %v", got, err)
		}
	})
}

func isZero(p dialog.Pointers) bool { return reflect.ValueOf(p).IsZero() }
