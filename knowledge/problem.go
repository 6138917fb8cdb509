package knowledge

import (
	"fmt"
	"slices"
	"strings"
)

// Problem is one thing that is wrong with a policy folder. Line and Column count
// from 1; 0 where the problem is the whole file.
type Problem struct {
	File         string
	Line, Column int
	Message      string // in Chinese, for the author of the folder
}

// String is the problem as compilers print theirs.
func (p Problem) String() string {
	if p.Line == 0 {
		return p.File + ": " + p.Message
	}
	return fmt.Sprintf("%s:%d:%d: %s", p.File, p.Line, p.Column, p.Message)
}

// Invalid is the error of a folder that is no sound policy: all that is wrong
// with it.
type Invalid struct{ Problems []Problem }

// Error lists the problems, a line each.
func (e *Invalid) Error() string {
	lines := make([]string, len(e.Problems))
	for i, p := range e.Problems {
		lines[i] = p.String()
	}
	return strings.Join(lines, "\n")
}

// sortProblems puts problems in the order in which an author reads the files.
func sortProblems(ps []Problem) {
	slices.SortStableFunc(ps, func(a, b Problem) int {
		switch {
		case a.File != b.File:
			return strings.Compare(b.File, a.File) // policy.yaml before document.txt
		case a.Line != b.Line:
			return a.Line - b.Line
		}
		return a.Column - b.Column
	})
}
