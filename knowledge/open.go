package knowledge

import (
	"crypto/sha256"
	"embed"
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
)

// maxFile is the size up to which a file of a folder is read.
const maxFile = 1 << 20

//go:embed policies/hangzhou-equipment-materials-draft/document.txt policies/hangzhou-equipment-materials-draft/policy.yaml
var embedded embed.FS

// Default opens the embedded policy.
func Default() (*Policy, error) {
	dir, err := fs.Sub(embedded, "policies/hangzhou-equipment-materials-draft")
	if err != nil {
		return nil, fmt.Errorf("embedded policy: %w", err)
	}
	return Open(dir)
}

// Open reads a policy folder and proves it as a whole. The error of an unsound
// one is an *Invalid with all that is wrong. Only the two files of a folder are
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
	if problems := append(p1, p2...); len(problems) > 0 {
		return nil, problems
	}
	l := &loader{reader: reader{file: PolicyFile}, source: string(text)}
	var root yaml.Node
	if err := yaml.Unmarshal(data, &root); err != nil {
		return nil, []Problem{syntaxProblem(err)}
	}
	if len(root.Content) == 0 {
		return nil, []Problem{{File: PolicyFile, Message: "文件是空的"}}
	}
	var p *Policy
	if l.shapely(&root, 0) {
		p = l.policy(root.Content[0])
	}
	sortProblems(l.problems)
	if len(l.problems) > 0 {
		return nil, slices.Compact(l.problems)
	}
	p.Version = version(text, data)
	p.Rules.Version = p.Version
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
