package knowledge

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"
)

var update = flag.Bool("update", false, "write what is found into the cases")

// yunlu is the made-up policy as a folder in memory.
func yunlu(t testing.TB) fstest.MapFS {
	t.Helper()
	fsys := fstest.MapFS{}
	for _, name := range []string{DocumentFile, PolicyFile} {
		data, err := os.ReadFile(filepath.Join("testdata/yunlu", name))
		if err != nil {
			t.Fatal(err)
		}
		fsys[name] = &fstest.MapFile{Data: data}
	}
	return fsys
}

// Each case changes one place of the sound policy and states, word by word, what
// its author is told.
func TestBrokenPoliciesAreExplained(t *testing.T) {
	files, err := filepath.Glob("testdata/broken/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			ar, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			part := func(i int) string { return strings.TrimSuffix(string(ar.Files[i].Data), "\n") }
			fsys := yunlu(t)
			name, old := part(0), part(1)
			data := string(fsys[name].Data)
			if strings.Count(data, old) != 1 {
				t.Fatalf("the old text stands %d times in %s", strings.Count(data, old), name)
			}
			fsys[name] = &fstest.MapFile{Data: []byte(strings.Replace(data, old, part(2), 1))}
			var got string
			for _, p := range Check(fsys) {
				got += p.String() + "\n"
			}
			if *update {
				ar.Files[3].Data = []byte(got)
				if err := os.WriteFile(file, txtar.Format(ar), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if diff := cmp.Diff(string(ar.Files[3].Data), got); diff != "" || got == "" {
				t.Errorf("problems (-want +got):\n%s", diff)
			}
			if _, err := Open(fsys); err == nil {
				t.Error("an unsound policy was opened")
			}
		})
	}
}
