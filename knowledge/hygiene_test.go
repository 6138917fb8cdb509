package knowledge

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// What names a fact, a measure, a reading or the city of the embedded policy is
// data of its folder: no string in the program may be such a name.
func TestNoGoNamesThePolicy(t *testing.T) {
	p, err := Default()
	if err != nil {
		t.Fatal(err)
	}
	names := map[string]bool{p.City: true, strings.TrimSuffix(p.City, "市"): true}
	for i := range p.Rules.Schema.Len() {
		names[string(p.Rules.Schema.Spec(i).ID)] = true
	}
	for _, m := range p.Rules.Measures {
		names[m.ID], names[m.Title] = true, true
	}
	for _, r := range p.Rules.Readings {
		names[r.ID] = true
	}
	// Words of the contract's own that a policy also uses as an id.
	for _, common := range []string{"validity", "rounding", "totals", "zero", "industry", "other_awards"} {
		delete(names, common)
	}
	err = filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			t.Logf("%s: %v", path, err)
			return nil
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
				if s, err := strconv.Unquote(lit.Value); err == nil && (names[s] || strings.Contains(s, p.City)) {
					t.Errorf("%s names %q of the policy", path, s)
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat("policies"); err != nil {
		t.Fatal(err)
	}
}
