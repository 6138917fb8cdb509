package knowledge

import (
	"os"
	"testing"
)

func TestDefaultIsSound(t *testing.T) {
	p, err := Default()
	if err != nil {
		t.Fatal(err)
	}
	if got := len(p.Rules.Measures); got != 17 {
		t.Errorf("%d measures, want 17", got)
	}
}

// BenchmarkDefault is what opening the embedded policy adds to every start.
func BenchmarkDefault(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Default(); err != nil {
			b.Fatal(err)
		}
	}
}

func TestYunluIsSound(t *testing.T) {
	for _, p := range Check(os.DirFS("testdata/yunlu")) {
		t.Error(p)
	}
}
