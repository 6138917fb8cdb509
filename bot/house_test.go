package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// house is who may import whom, from top to bottom: a package may import those of
// its row's list and nothing else of the module. Nothing imports what is in deploy.
var house = map[string][]string{
	"bot": {"bot/metrics", "bot/openai", "bot/openai/hostile", "bot/sheet", "bot/telegram", "bot/terminal", "bot/redis", "dialog", "dialog/answer", "dialog/ask", "dialog/nlu",
		"dialog/session", "dialog/verify", "knowledge", "knowledge/search", "knowledge/clause", "calc", "calc/fact", "calc/money"},
	"deploy":             {},
	"deploy/evidence":    {},
	"bot/metrics":        {},
	"bot/sheet":          {},
	"bot/telegram":       {"dialog", "dialog/answer", "dialog/session"},
	"bot/terminal":       {"dialog", "dialog/answer", "dialog/session"},
	"bot/openai":         {"dialog"},
	"bot/openai/hostile": {},
	"bot/redis":          {"dialog/session"},
	"dialog": {"dialog/answer", "dialog/ask", "dialog/nlu", "dialog/pattern", "dialog/session",
		"knowledge", "knowledge/clause", "calc", "calc/fact", "calc/money"},
	"dialog/ask": {"dialog/answer", "dialog/nlu", "knowledge", "knowledge/search", "knowledge/clause",
		"calc", "calc/fact", "calc/money"},
	"dialog/verify":    {"dialog/answer", "dialog/nlu", "knowledge", "knowledge/clause", "calc", "calc/fact", "calc/money"},
	"dialog/answer":    {"knowledge", "knowledge/clause", "calc", "calc/fact", "calc/money"},
	"dialog/nlu":       {"dialog/pattern", "calc/fact", "calc/money"},
	"dialog/pattern":   {},
	"dialog/session":   {"calc/fact"},
	"knowledge":        {"knowledge/search", "knowledge/clause", "calc", "calc/fact", "calc/money"},
	"knowledge/search": {},
	"knowledge/clause": {"calc/money"},
	"calc":             {"calc/fact", "calc/money"},
	"calc/fact":        {"calc/money"},
	"calc/money":       {},
}

// testOnly are packages that help tests; only test files may import them.
var testOnly = []string{"dialog/answer/answertest", "dialog/modeltest", "dialog/session/sessiontest", "bot/telegram/telegramtest", "bot/redis/redistest"}

// outside are the imports that the pure core may not have, with the reason.
var outside = map[string]string{
	"os":            "the core reads no files or environment: what it needs is handed in",
	"os/exec":       "the core starts no processes",
	"net":           "the core has no network: that is bot's",
	"net/http":      "the core has no network: that is bot's",
	"log":           "the core reports by values; bot logs",
	"log/slog":      "the core reports by values; bot logs",
	"math/rand":     "the core is deterministic",
	"math/rand/v2":  "the core is deterministic",
	"encoding/gob":  "stored state has a versioned codec of its own",
	"unsafe":        "nothing here needs it",
	"database/sql":  "stores are bot's",
	"html/template": "pages are bot's",
}

const module = "suance"

// goFile is one source file of the module.
type goFile struct {
	path, pkg string // "calc/fact/fact.go", "calc/fact"
	test      bool
	syntax    *ast.File
	fset      *token.FileSet
}

func (f goFile) at(n ast.Node) string {
	return f.path + ":" + strconv.Itoa(f.fset.Position(n.Pos()).Line)
}

func sourceFiles(t *testing.T) []goFile {
	t.Helper()
	var files []goFile
	fset := token.NewFileSet()
	root := ".."
	err := filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if _, err := os.Stat(filepath.Join(p, "go.mod")); err == nil && p != root {
				return filepath.SkipDir // another module, which measures this one
			}
			return nil
		}
		if !strings.HasSuffix(p, ".go") {
			return nil
		}
		rel, err := filepath.Rel(root, p)
		if err != nil {
			return err
		}
		rel = filepath.ToSlash(rel)
		syntax, err := parser.ParseFile(fset, p, nil, parser.ParseComments)
		if err != nil {
			return err
		}
		files = append(files, goFile{
			path: rel, pkg: strings.TrimSuffix(rel, "/"+filepath.Base(p)),
			test: strings.HasSuffix(p, "_test.go"), syntax: syntax, fset: fset,
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(files) < 20 {
		t.Fatalf("found only %d files: the walk is broken", len(files))
	}
	return files
}

func inCore(pkg string) bool {
	return !strings.HasPrefix(pkg, "bot") && !strings.HasPrefix(pkg, "deploy") && !slices.Contains(testOnly, pkg)
}

func TestImportsGoDownOnly(t *testing.T) {
	for _, f := range sourceFiles(t) {
		allowed, known := house[f.pkg]
		if slices.Contains(testOnly, f.pkg) {
			continue
		}
		if !known {
			t.Errorf("%s: package %s has no room in the house: add it to the table with its imports", f.path, f.pkg)
			continue
		}
		if f.test {
			continue
		}
		for _, imp := range f.syntax.Imports {
			p, _ := strconv.Unquote(imp.Path.Value)
			if own, ok := strings.CutPrefix(p, module+"/"); ok && !slices.Contains(allowed, own) {
				t.Errorf("%s: %s may not import %s: imports go down only", f.at(imp), f.pkg, own)
			}
			if why, no := outside[p]; no && inCore(f.pkg) {
				t.Errorf("%s: %s may not import %s: %s", f.at(imp), f.pkg, p, why)
			}
		}
	}
}

// TestTheCoreReadsNoClock: today is handed in, so that every run can be repeated.
func TestTheCoreReadsNoClock(t *testing.T) {
	for _, f := range sourceFiles(t) {
		if f.test || !inCore(f.pkg) {
			continue
		}
		ast.Inspect(f.syntax, func(n ast.Node) bool {
			sel, ok := n.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			if x, ok := sel.X.(*ast.Ident); ok && x.Name == "time" &&
				slices.Contains([]string{"Now", "Since", "Until", "Sleep", "After", "NewTimer", "NewTicker"}, sel.Sel.Name) {
				t.Errorf("%s: time.%s in the core: the clock is handed in from outside", f.at(sel), sel.Sel.Name)
			}
			return true
		})
	}
}

// wallClocks are the files outside of the core that read from a time what the clock on
// the wall says, and for what. All else in bot measures how long something takes,
// which a jump of the clock does not change.
var wallClocks = map[string]string{
	"bot/app.go":             "the day of a turn, which is fixed at its start and written into the reply",
	"bot/openai/budget.go":   "the day of the model's budget",
	"bot/redis/store.go":     "Redis's own time, to compare with the holds that it keeps",
	"bot/sheet/excel.go":     "a cell's date",
	"bot/metrics/process.go": "since when the process runs",
}

// TestWallClock: a jump of the process's clock changes nothing but the day.
func TestWallClock(t *testing.T) {
	reads := []string{"Unix", "UnixMilli", "UnixMicro", "UnixNano", "Format", "AppendFormat", "Date", "Year", "Month", "YearDay", "Clock", "Hour", "In", "Local", "UTC"}
	seen := map[string]bool{}
	for _, f := range sourceFiles(t) {
		if f.test || f.pkg != "bot" && !strings.HasPrefix(f.pkg, "bot/") || slices.Contains(testOnly, f.pkg) {
			continue
		}
		ast.Inspect(f.syntax, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			sel, ok := call.Fun.(*ast.SelectorExpr)
			if !ok || !slices.Contains(reads, sel.Sel.Name) {
				return true
			}
			if x, ok := sel.X.(*ast.Ident); ok && x.Name == "time" { // makes a time and reads none
				return true
			}
			file, _, _ := strings.Cut(f.at(sel), ":")
			if seen[file] = true; wallClocks[file] == "" {
				t.Errorf("%s: %s reads the clock on the wall, which can jump", f.at(sel), sel.Sel.Name)
			}
			return true
		})
	}
	for file := range wallClocks {
		if !seen[file] {
			t.Errorf("%s reads no clock any more", file)
		}
	}
}

// TestNoFloatUnderCalc: a figure never passes through a float.
func TestNoFloatUnderCalc(t *testing.T) {
	floats := []string{"float32", "float64", "complex64", "complex128",
		"NewFromFloat", "InexactFloat64", "Float64", "SetFloat64", "ParseFloat", "NewFloat"}
	for _, f := range sourceFiles(t) {
		if f.test || f.pkg != "calc" && !strings.HasPrefix(f.pkg, "calc/") {
			continue
		}
		ast.Inspect(f.syntax, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.Ident:
				if slices.Contains(floats, n.Name) {
					t.Errorf("%s: %s under calc: figures are exact", f.at(n), n.Name)
				}
			case *ast.BasicLit:
				if n.Kind == token.FLOAT {
					t.Errorf("%s: the float %s under calc: figures are exact", f.at(n), n.Value)
				}
			}
			return true
		})
	}
}

// TestNoInit: nothing happens before main, and no package variable is a store.
func TestNoInit(t *testing.T) {
	for _, f := range sourceFiles(t) {
		for _, d := range f.syntax.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && fn.Recv == nil && fn.Name.Name == "init" {
				t.Errorf("%s: init: everything is made where it is used", f.at(fn))
			}
		}
	}
}

// TestEveryPackageSaysItsJob: each package has a doc comment.
func TestEveryPackageSaysItsJob(t *testing.T) {
	told := map[string]bool{}
	for _, f := range sourceFiles(t) {
		told[f.pkg] = told[f.pkg] || f.syntax.Doc != nil
	}
	for pkg, ok := range told {
		if !ok {
			t.Errorf("package %s has no comment that says what its job is", pkg)
		}
	}
}
