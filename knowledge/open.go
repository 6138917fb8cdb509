package knowledge

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"

	"go.yaml.in/yaml/v3"

	"suance/calc"
)

// The files of a policy folder.
const (
	DocumentFile = "document.txt" // the document, verbatim
	PolicyFile   = "policy.yaml"  // facts, measures, readings, words
	AskedFile    = "asked.txt"    // how questions are worded that the document answers; a folder may lack it
)

// maxFile is the size up to which a file of a folder is read.
const maxFile = 1 << 20

//go:embed policies/hangzhou-equipment-materials-draft/document.txt
var defaultDocument []byte

//go:embed policies/hangzhou-equipment-materials-draft/policy.yaml
var defaultPolicy []byte

//go:embed policies/hangzhou-equipment-materials-draft/asked.txt
var defaultAsked string

// Default opens the embedded policy.
func Default() (*Policy, error) {
	v := version(defaultDocument, defaultPolicy)
	root, prove := stampedTree(v), false
	if root == nil {
		var problems []Problem
		if root, problems = parse(defaultPolicy); len(problems) > 0 {
			return nil, &Invalid{Problems: problems}
		}
		prove = true
	}
	p, problems := build(root, string(defaultDocument), v, prove)
	if len(problems) > 0 {
		return nil, &Invalid{Problems: problems}
	}
	p.Asked = defaultAsked
	return p, nil
}

// Open reads a policy folder and proves it as a whole. The error of an unsound
// one is an *Invalid with all that is wrong. Only the files above are
// read; a caller who opens a folder from disk keeps links inside it (os.Root).
func Open(fsys fs.FS) (*Policy, error) {
	p, problems := load(fsys)
	if len(problems) > 0 {
		return nil, &Invalid{Problems: problems}
	}
	return p, nil
}

// Check is all that is wrong with a policy folder, in the order of its files.
func Check(fsys fs.FS) []Problem {
	_, problems := load(fsys)
	return problems
}

func load(fsys fs.FS) (*Policy, []Problem) {
	text, p1 := readFile(fsys, DocumentFile)
	data, p2 := readFile(fsys, PolicyFile)
	asked, p3 := readAsked(fsys)
	if problems := slices.Concat(p1, p2, p3); len(problems) > 0 {
		return nil, problems
	}
	root, problems := parse(data)
	if len(problems) > 0 {
		return nil, problems
	}
	p, problems := build(root, string(text), version(text, data), true)
	if p != nil {
		p.Asked = asked
	}
	return p, problems
}

// parse reads the tree of a policy file, which holds one YAML document.
func parse(data []byte) (*node, []Problem) {
	dec := yaml.NewDecoder(bytes.NewReader(data))
	var root, more yaml.Node
	switch err := dec.Decode(&root); {
	case errors.Is(err, io.EOF):
		return nil, []Problem{{File: PolicyFile, Message: "文件是空的"}}
	case err != nil:
		return nil, []Problem{syntaxProblem(err)}
	}
	if err := dec.Decode(&more); !errors.Is(err, io.EOF) {
		return nil, []Problem{{File: PolicyFile, Line: more.Line, Column: more.Column, Message: "一个文件里只能有一份内容，不能用 --- 分成几份"}}
	}
	r := reader{file: PolicyFile}
	n := r.tree(root.Content[0], 0)
	return n, r.problems
}

// build makes the policy of a tree. Only a tree that was proven before need not
// be proven again.
func build(root *node, text, version string, prove bool) (*Policy, []Problem) {
	l := &loader{reader: reader{file: PolicyFile}, source: text}
	p := l.policy(root, prove)
	sortProblems(l.problems)
	if len(l.problems) > 0 {
		return nil, slices.Compact(l.problems)
	}
	p.Version = version
	p.Rules.Version = version
	calculator, err := calc.New(p.Rules)
	if err != nil {
		return nil, []Problem{{File: PolicyFile, Message: "规则无法计算：" + err.Error()}}
	}
	p.Calc = calculator
	return p, nil
}

// version is the hash of the folder's content.
func version(text, data []byte) string {
	h := sha256.New()
	for _, part := range [][]byte{text, data} {
		fmt.Fprintf(h, "%d\n", len(part))
		h.Write(part)
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}

// readFile reads a file up to its limit.
func readFile(fsys fs.FS, name string) ([]byte, []Problem) {
	f, err := fsys.Open(name)
	if err != nil {
		msg := "打不开这个文件"
		if errors.Is(err, fs.ErrNotExist) {
			msg = "缺少这个文件"
		}
		return nil, []Problem{{File: name, Message: msg}}
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxFile+1))
	switch {
	case err != nil:
		return nil, []Problem{{File: name, Message: "读不了这个文件"}}
	case len(data) > maxFile:
		return nil, []Problem{{File: name, Message: "文件过大"}}
	}
	return data, nil
}

// syntaxProblem is what yaml says of a file that it cannot read, with the line
// that its message names.
func syntaxProblem(err error) Problem {
	p := Problem{File: PolicyFile, Message: "不是有效的 YAML：" + err.Error()}
	if _, scanErr := fmt.Sscanf(err.Error(), "yaml: line %d:", &p.Line); scanErr == nil {
		p.Column = 1
	}
	return p
}
