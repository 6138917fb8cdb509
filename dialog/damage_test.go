package dialog_test

import (
	"bytes"
	"context"
	"math/rand/v2"
	"strings"
	"testing"

	"suance/dialog/session"
)

// fixed is a store that always holds the same bytes.
type fixed struct{ state []byte }

func (f fixed) Load(context.Context, session.Conversation, string) (session.Loaded, error) {
	return session.Loaded{Version: 7, State: f.state}, nil
}

func (f fixed) Commit(context.Context, session.Commit) error { return nil }

// TestNoDamageReachesAFigure flips, cuts, swaps and repeats bytes of a stored talk:
// each time the reply says so, holds no fact and no figure, and /start begins anew.
func TestNoDamageReachesAFigure(t *testing.T) {
	store := newFaulty()
	s := newService(t, store, today)
	for i, text := range []string{"新材料企业，营收12亿，首次达到，没拿过", "智能工厂评上了", "营收改成60亿"} {
		turn(t, s, string(rune('1'+i)), text)
	}
	whole := store.commits[len(store.commits)-1].State
	r := rand.New(rand.NewPCG(13, 13))
	for range 10_000 {
		bad := damage(r, whole)
		if bytes.Equal(bad, whole) {
			continue
		}
		s.Store = fixed{bad}
		got := turn(t, s, "9", "汇总")
		if !strings.Contains(got.Text, "损坏") || string(got.Facts) != "{}" || got.Assessment != nil || len(got.Figures) > 0 {
			t.Fatalf("taken for a talk:\n%q\n%s", bad, got.Text)
		}
		if got = turn(t, s, "10", "/start"); !strings.Contains(got.Text, "从头开始") {
			t.Fatalf("/start after damage: %s", got.Text)
		}
	}
}

// damage spoils bytes in one of the ways that bytes are spoilt.
func damage(r *rand.Rand, whole []byte) []byte {
	bad := bytes.Clone(whole)
	i, j := r.IntN(len(bad)), r.IntN(len(bad))
	switch r.IntN(5) {
	case 0:
		return bad[:i]
	case 1:
		bad[i] ^= 1 << r.IntN(8)
	case 2:
		bad[i], bad[j] = bad[j], bad[i]
	case 3:
		return append(bad[:i], whole[j:]...)
	case 4:
		return append(bad, whole[i:]...)
	}
	return bad
}
