package openai

import (
	"encoding/json"
	"slices"
	"strings"
	"unicode/utf8"

	api "github.com/sashabaranov/go-openai"

	"suance/dialog"
)

// maxPointers is how many pointers of a kind are looked at.
const maxPointers = 8

// answerIn is the JSON of an answer, wherever the server put it.
func answerIn(m *api.ChatCompletionMessage) string {
	for _, call := range m.ToolCalls {
		if call.Function.Name == toolName {
			return call.Function.Arguments
		}
	}
	return m.Content
}

// decode turns an answer into places in the query's own lists. What it names that
// stands in none of them, and every other word of it, is gone afterwards.
func decode(answer string, q dialog.Query) (dialog.Pointers, error) {
	var a struct {
		Facts []struct {
			Fact  string `json:"fact"`
			Words string `json:"words"`
		} `json:"facts"`
		Sentences []string `json:"sentences"`
		Intents   []string `json:"intents"`
	}
	if json.Unmarshal([]byte(object(answer)), &a) != nil {
		return dialog.Pointers{}, ErrMalformed
	}
	var p dialog.Pointers
	for _, f := range a.Facts[:min(len(a.Facts), maxPointers)] {
		start, end, ok := span(q.Text, f.Words)
		if at := place(q.Catalog.Facts, f.Fact); at >= 0 && ok {
			p.Facts = append(p.Facts, dialog.FactPointer{Fact: at, Start: start, End: end})
		}
	}
	p.Sentences = places(q.Catalog.Sentences, a.Sentences)
	p.Intents = places(q.Catalog.Intents, a.Intents)
	return p, nil
}

// object is the outermost JSON object in an answer: small models put words or
// fences around it.
func object(s string) string {
	from, to := strings.IndexByte(s, '{'), strings.LastIndexByte(s, '}')
	if from < 0 || to < from {
		return ""
	}
	return s[from : to+1]
}

// span is where words stand in a text, in characters; not ok unless they stand
// there exactly once, word for word.
func span(text, words string) (start, end int, ok bool) {
	at := strings.Index(text, words)
	if words == "" || at < 0 || strings.Contains(text[at+1:], words) || strings.ContainsRune(words, dialog.Mask) {
		return 0, 0, false
	}
	start = utf8.RuneCountInString(text[:at])
	return start, start + utf8.RuneCountInString(words), true
}

func place(ts []dialog.Target, id string) int {
	return slices.IndexFunc(ts, func(t dialog.Target) bool { return t.ID == id })
}

// places are those of the ids that a list has, each once.
func places(ts []dialog.Target, ids []string) []int {
	var out []int
	for _, id := range ids[:min(len(ids), maxPointers)] {
		if at := place(ts, id); at >= 0 && !slices.Contains(out, at) {
			out = append(out, at)
		}
	}
	return out
}
