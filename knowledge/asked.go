package knowledge

import (
	"errors"
	"io/fs"
	"strconv"
	"strings"
)

// readAsked reads what was learnt of the questions about a policy, if its folder holds it.
// It bears on no figure, and so not on the version either.
func readAsked(fsys fs.FS) (string, []Problem) {
	if _, err := fs.Stat(fsys, AskedFile); errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	data, problems := readFile(fsys, AskedFile)
	if len(problems) > 0 {
		return "", problems
	}
	text, last, n := string(data), "", 0
	for line := range strings.Lines(text) {
		n++
		run, weights, _ := strings.Cut(line, "\t")
		absent, own, _ := strings.Cut(weights, "\t")
		own, whole := strings.CutSuffix(own, "\n")
		_, err1 := strconv.Atoi(absent)
		_, err2 := strconv.Atoi(own)
		switch {
		case err1 != nil || err2 != nil || !whole:
			return "", []Problem{{File: AskedFile, Line: n, Column: 1, Message: "一行应当是几个字和两个整数，用制表符隔开"}}
		case n > 1 && run <= last:
			return "", []Problem{{File: AskedFile, Line: n, Column: 1, Message: "各行应当按字节顺序排列，不能重复"}}
		}
		last = run
	}
	return text, nil
}
