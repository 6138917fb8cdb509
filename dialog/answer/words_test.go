package answer_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"suance/dialog/answer/answertest"
)

// writers are the methods that write fixed words; their parameter's type is
// unexported, so that other packages can pass constants only.
var writers = map[string]bool{"Words": true, "Spare": true}

// alphabets are the files that hold the characters numbers are made of.
var alphabets = map[string]bool{"number.go": true, "spoken.go": true}

// No fixed words of a reply hold a number, in digits or in Chinese numerals: a
// number can only come from a figure, a quote or the person. In this package
// that holds of every string; elsewhere of what is passed to the writers, and
// that must be a literal, so that it can be read here.
func TestFixedWordsHoldNoNumber(t *testing.T) {
	found := 0
	named := constants(t)
	eachFile(t, func(path string, file *ast.File) {
		inside := filepath.Base(filepath.Dir(path)) == "answer" && !alphabets[filepath.Base(path)]
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.ImportSpec:
				return false
			case *ast.Field:
				return n.Tag == nil
			case *ast.BasicLit:
				if inside && n.Kind == token.STRING {
					numberless(t, path, n)
				}
			case *ast.CallExpr:
				sel, ok := n.Fun.(*ast.SelectorExpr)
				if !ok || !writers[sel.Sel.Name] || len(n.Args) == 0 {
					return true
				}
				found++
				if !literal(t, path, n.Args[len(n.Args)-1], named) && !inside {
					t.Errorf("%s: fixed words of a reply that are no literal", path)
				}
			}
			return true
		})
	})
	if found < 100 {
		t.Errorf("only %d places that write fixed words were found", found)
	}
}

// literal checks the literals of an argument, and the constants of the package that
// are literals; it reports whether there is nothing else in it.
func literal(t *testing.T, path string, arg ast.Expr, named map[string]*ast.BasicLit) bool {
	t.Helper()
	switch arg := arg.(type) {
	case *ast.BasicLit:
		numberless(t, path, arg)
		return true
	case *ast.BinaryExpr:
		left, right := literal(t, path, arg.X, named), literal(t, path, arg.Y, named)
		return left && right
	case *ast.Ident:
		lit, ok := named[filepath.Dir(path)+"."+arg.Name]
		if ok {
			numberless(t, path, lit)
		}
		return ok
	}
	return false
}

// constants are the literals that constants of a package stand for, by directory and
// name.
func constants(t *testing.T) map[string]*ast.BasicLit {
	out := map[string]*ast.BasicLit{}
	eachFile(t, func(path string, file *ast.File) {
		for _, d := range file.Decls {
			g, ok := d.(*ast.GenDecl)
			if !ok || g.Tok != token.CONST {
				continue
			}
			for _, s := range g.Specs {
				v := s.(*ast.ValueSpec)
				for i, x := range v.Values {
					if lit, ok := x.(*ast.BasicLit); ok && lit.Kind == token.STRING {
						out[filepath.Dir(path)+"."+v.Names[i].Name] = lit
					}
				}
			}
		}
	})
	return out
}

func numberless(t *testing.T, path string, lit *ast.BasicLit) {
	t.Helper()
	s, err := strconv.Unquote(lit.Value)
	if err != nil {
		t.Fatal(err)
	}
	if strings.ContainsAny(s, "0123456789０１２３４５６７８９%％") && !strings.HasPrefix(s, "2006") {
		t.Errorf("%s: fixed words with a digit: %q", path, s)
	}
	for _, n := range answertest.Unsourced(s, "", nil) {
		t.Errorf("%s: fixed words with the number %s: %q", path, n, s)
	}
}

// What the person said is never a literal of the program.
func TestNobodyPutsWordsIntoThePersonsMouth(t *testing.T) {
	eachFile(t, func(path string, file *ast.File) {
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || len(call.Args) != 1 {
				return true
			}
			sel, ok := call.Fun.(*ast.SelectorExpr)
			if _, lit := call.Args[0].(*ast.BasicLit); ok && lit && sel.Sel.Name == "Hear" {
				t.Errorf("%s: Hear of a literal", path)
			}
			return true
		})
	})
}

// eachFile parses every file of the program, tests aside.
func eachFile(t *testing.T, see func(path string, file *ast.File)) {
	t.Helper()
	err := filepath.WalkDir("../..", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			return nil // a file that does not parse is the compiler's matter
		}
		see(path, file)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
