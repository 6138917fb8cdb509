package dialog_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestEveryButtonIsUnderstood goes through the talks under testdata, and after each
// reply says each label that it offers: none is met with not being understood.
func TestEveryButtonIsUnderstood(t *testing.T) {
	files, err := filepath.Glob("testdata/talks/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal(len(files), err)
	}
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		state := dialogTalk.Begin()
		for line := range strings.SplitSeq(string(data), "\n") {
			said, ok := strings.CutPrefix(line, "用户：")
			if !ok {
				continue
			}
			out := dialogTalk.Turn(state, strings.ReplaceAll(said, "⏎", "\n"), today())
			state = out.State
			for _, b := range out.Reply.Buttons {
				next := dialogTalk.Turn(state, b.Label, today())
				for _, lost := range []string{"没能用上", "对不上", "没听出", "哪一项", "您想了解", "您想问"} {
					if strings.Contains(next.Reply.Text, lost) {
						t.Errorf("%s: after %q the button %q: %s", filepath.Base(f), said, b.Label, next.Reply.Text)
					}
				}
			}
		}
	}
}
