package session

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"strings"
	"testing"

	"suance/calc/fact"

	"github.com/google/go-cmp/cmp"
)

// testSchema is a schema of all that the codec must keep.
func testSchema(ids ...fact.ID) *fact.Schema {
	all := []fact.Spec{
		{ID: "revenue", Type: fact.Money, Label: "年营业收入"},
		{ID: "rate", Type: fact.Share, Label: "费率"},
		{ID: "output", Type: fact.Count, Label: "产量", Unit: "辆"},
		{ID: "nev", Type: fact.Count, Label: "新能源产量", Unit: "辆", AtMost: "output"},
		{ID: "factory", Type: fact.YesNo, Label: "智能工厂"},
		{ID: "field", Type: fact.Choice, Label: "产业", Options: []fact.Option{{ID: "a", Label: "甲"}, {ID: "b", Label: "乙"}}},
	}
	var specs []fact.Spec
	for _, sp := range all {
		if len(ids) == 0 || contains(ids, sp.ID) {
			specs = append(specs, sp)
		}
	}
	return fact.NewSchema(specs)
}

func contains(ids []fact.ID, id fact.ID) bool { return len(With(ids, id)) == len(ids) }

// fullState is a state in which nothing is zero.
func fullState(k Codec) State {
	s := New("p", "v1", k.Schema)
	s.Facts = s.Facts.With("factory", fact.Bool(true))
	early := k.Snapshot(&s.Core)
	sp := k.Schema.Lookup("revenue")
	s.Facts = s.Facts.With("revenue", sp.Range(&fact.Bound{Value: 5, Open: true}, &fact.Bound{Value: 1e12})).
		With("output", fact.Point(7)).With("nev", fact.Point(3)).With("field", fact.Point(1)).
		With("rate", fact.Point(2e16)).WithAward("m", 300)
	s.Confirm = []fact.ID{"output"}
	s.Asking, s.Skipped, s.Spoken = "output", []fact.ID{"rate"}, []fact.ID{"field"}
	s.Recent = []fact.ID{"field", "output"}
	s.Supposed = fact.NewSet(k.Schema).With("revenue", fact.Point(12))
	s.SupposedBefore = fact.NewSet(k.Schema).With("revenue", fact.Point(13))
	s.Years = []YearSaid{{"revenue", -1, fact.Point(9e10)}, {"output", 2024, k.Schema.Lookup("output").Range(&fact.Bound{Value: 5}, nil)}}
	s.Scope, s.All, s.Begun = []string{"m"}, true, true
	s.Topic, s.Name = []string{"m"}, "甲公司"
	s.Number, s.Later, s.Idle, s.Steps = Number{Fact: "revenue", Text: "12\n"}, []Number{{Fact: "output", Text: "9"}}, 2, 1
	s.Offered, s.Told = []string{"对", "不是"}, true
	s.History = []Snapshot{early, k.Snapshot(&s.Core)}
	return s
}

func TestCodecKeepsEverything(t *testing.T) {
	k := Codec{Schema: testSchema(), Awards: []string{"m"}}
	for name, s := range map[string]State{"full": fullState(k), "empty": New("p", "v1", k.Schema)} {
		data := k.Encode(&s)
		got, lost, err := k.Decode(data)
		if err != nil || len(lost) > 0 {
			t.Fatalf("%s: %v, lost %v", name, err, lost)
		}
		if again := k.Encode(&got); !bytes.Equal(data, again) {
			t.Errorf("%s: encoded anew it differs:\n%s\n%s", name, data, again)
		}
		opts := cmp.Options{cmp.AllowUnexported(fact.Set{}, fact.Value{}), cmp.Comparer(func(a, b *fact.Schema) bool { return a == b })}
		if d := cmp.Diff(s, got, opts); d != "" {
			t.Errorf("%s: %s", name, d)
		}
	}
}

func TestRestoreGoesBackToTheByte(t *testing.T) {
	k := Codec{Schema: testSchema(), Awards: []string{"m"}}
	s := fullState(k)
	for _, h := range s.History {
		c, err := k.Restore(h)
		if err != nil {
			t.Fatal(err)
		}
		if again := k.Snapshot(&c); !bytes.Equal(again, h) {
			t.Errorf("restored and encoded anew it differs:\n%s\n%s", h, again)
		}
	}
}

func TestDecodeRefusesANewerFormat(t *testing.T) {
	k := Codec{Schema: testSchema()}
	s := New("p", "v1", k.Schema)
	data := k.Encode(&s)
	_, body, _ := bytes.Cut(data, []byte("\n"))
	newer := head(Format+1, body)
	if _, _, err := k.Decode(append(newer, body...)); !errors.Is(err, ErrNewer) {
		t.Errorf("a newer format: %v", err)
	}
	flipped := bytes.Replace(data, []byte(" 1 "), []byte(" 2 "), 1)
	if _, _, err := k.Decode(flipped); !errors.Is(err, ErrDamaged) {
		t.Errorf("a flipped format number: %v", err)
	}
}

// TestDecodeDetectsDamage cuts, flips and swaps bytes: not one of the results may
// be taken for a state.
func TestDecodeDetectsDamage(t *testing.T) {
	k := Codec{Schema: testSchema(), Awards: []string{"m"}}
	s := fullState(k)
	data := k.Encode(&s)
	r := rand.New(rand.NewPCG(1, 2))
	for range 10_000 {
		bad := bytes.Clone(data)
		switch r.IntN(3) {
		case 0:
			bad = bad[:r.IntN(len(bad))]
		case 1:
			bad[r.IntN(len(bad))] ^= 1 << r.IntN(8)
		case 2:
			i, j := r.IntN(len(bad)), r.IntN(len(bad))
			bad[i], bad[j] = bad[j], bad[i]
		}
		if bytes.Equal(bad, data) {
			continue
		}
		if _, _, err := k.Decode(bad); err == nil {
			t.Fatalf("damage was not detected:\n%s\n%s", data, bad)
		}
	}
}

func TestDecodeUnderAnotherVersionKeepsFactsByID(t *testing.T) {
	k := Codec{Schema: testSchema(), Awards: []string{"m"}}
	s := fullState(k)
	next := Codec{Schema: testSchema("revenue", "factory", "nev"), Awards: []string{"m"}}
	got, lost, err := next.Decode(k.Encode(&s))
	if err != nil {
		t.Fatal(err)
	}
	if !got.Facts.Get("revenue").Known() || !got.Facts.Get("factory").Known() || !got.Facts.Get("nev").Known() {
		t.Errorf("kept only %s", got.Facts.AppendJSON(nil))
	}
	want := []fact.ID{"rate", "output", "field"}
	if d := cmp.Diff(want, lost); d != "" {
		t.Errorf("lost: %s", d)
	}
	if got.Asking != "" || len(got.Confirm) > 0 || len(got.Skipped) > 0 {
		t.Errorf("speaks of facts that are no more: %+v", got.Core)
	}
	if got.Version != "v1" {
		t.Errorf("version %q", got.Version)
	}
}

func FuzzDecode(f *testing.F) {
	k := Codec{Schema: testSchema(), Awards: []string{"m"}}
	s := fullState(k)
	f.Add(k.Encode(&s))
	f.Add([]byte(strings.Repeat("\n", 3)))
	f.Fuzz(func(t *testing.T, data []byte) {
		got, _, err := k.Decode(data)
		if err == nil && !bytes.Equal(k.Encode(&got), data) {
			// Only what a program of ours wrote has a right checksum, but fuzzing may
			// find another spelling of the same state: it must be stable.
			again, _, err := k.Decode(k.Encode(&got))
			if err != nil || !bytes.Equal(k.Encode(&again), k.Encode(&got)) {
				t.Fatalf("unstable: %q", data)
			}
		}
	})
}

func BenchmarkCodec(b *testing.B) {
	k := Codec{Schema: testSchema(), Awards: []string{"m"}}
	s := fullState(k)
	data := k.Encode(&s)
	b.Run("encode", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			k.Encode(&s)
		}
	})
	b.Run("decode", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, _, err := k.Decode(data); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// TestFactsUnderAnotherSchema: what another version of a policy means otherwise is
// lost and named, never read as something else.
func TestFactsUnderAnotherSchema(t *testing.T) {
	old := Codec{Schema: testSchema()}
	s := New("p", "v1", old.Schema)
	s.Facts = s.Facts.With("revenue", fact.Point(500)).With("output", fact.Point(7)).
		With("field", fact.Point(1)).With("factory", fact.Bool(true))
	data := old.Encode(&s)
	for name, c := range map[string]struct {
		specs []fact.Spec
		lost  []fact.ID
		kept  string
	}{
		"another type": {[]fact.Spec{{ID: "revenue", Type: fact.Count}, {ID: "output", Type: fact.Count}},
			[]fact.ID{"revenue", "factory", "field"}, `{"output":7}`},
		"options in another order": {[]fact.Spec{{ID: "field", Type: fact.Choice, Options: []fact.Option{{ID: "b"}, {ID: "a"}}}},
			[]fact.ID{"revenue", "output", "factory"}, `{"field":"b"}`},
		"an option gone": {[]fact.Spec{{ID: "field", Type: fact.Choice, Options: []fact.Option{{ID: "a"}}}, {ID: "factory", Type: fact.YesNo}},
			[]fact.ID{"revenue", "output", "field"}, `{"factory":true}`},
		"a tighter limit": {[]fact.Spec{{ID: "output", Type: fact.Count, Most: 5}, {ID: "factory", Type: fact.YesNo}},
			[]fact.ID{"revenue", "output", "field"}, `{"factory":true}`},
		"a new coupling": {[]fact.Spec{{ID: "output", Type: fact.Count}, {ID: "revenue", Type: fact.Money, AtMost: "output"}},
			[]fact.ID{"factory", "field", "revenue"}, `{"output":7}`},
	} {
		got, lost, err := Codec{Schema: fact.NewSchema(c.specs)}.Decode(data)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if d := cmp.Diff(c.lost, lost); d != "" {
			t.Errorf("%s: lost: %s", name, d)
		}
		if kept := string(got.Facts.AppendJSON(nil)); kept != c.kept {
			t.Errorf("%s: kept %s, want %s", name, kept, c.kept)
		}
	}
}
