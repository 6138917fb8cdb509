package nlu

import "testing"

// TestCommandsArePlain: a message is looked up among the commands as a plain text.
func TestCommandsArePlain(t *testing.T) {
	for w := range commands {
		if p := Plain(w); p != w {
			t.Errorf("%q is not plain, but %q is", w, p)
		}
	}
}

func TestTakesLastBack(t *testing.T) {
	for text, want := range map[string]bool{
		"刚才那句不算": true, "把上一条删了": true, "那句话当我没说": true, "刚才那句": false, "不算": false, "把": false, "": false, "刚才那句不算数": false,
	} {
		if got := takesLastBack(text); got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
	for _, what := range saidLast {
		if text := what + takenBack[0]; !takesLastBack(text) {
			t.Errorf("%q takes nothing back", text)
		}
	}
}
