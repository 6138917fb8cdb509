// Package hostile is an OpenAI-compatible server that does all it can to get a
// word, a number or a fact of its own into a reply, or to use the program up: the
// program's self-test and its tests are run against it.
package hostile

import (
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"sync/atomic"
)

// Words stand in everything that the server says of its own: none may reach a
// reply in any form.
var Words = []string{"鸩羽", "87654321", "87,654,321", "8765万", "８７６５", "捌仟柒佰", "八千七百六十五", "87.65%", "百分之八十七", "art-99"}

// elsewherePath is where it redirects to.
const elsewherePath = "/elsewhere"

// Mode is one way to be hostile.
type Mode struct {
	Name  string // in Chinese, as the self-test tells it
	Tries int    // ways of it that are taken in turn, a request each
	serve func(s *Server, w http.ResponseWriter, r *http.Request, a asked)
	// honest says which requests for vectors are answered as they should be; nil
	// for none.
	honest func(asked) bool
}

// Modes are all ways to be hostile of a server of chat completions.
func Modes() []Mode { return append(liars(), breakers()...) }

// Server is hostile in one mode. It is safe for concurrent use.
type Server struct {
	Mode  Mode
	Calls atomic.Int64 // requests that it answered in its mode
	Led   atomic.Int64 // requests that followed it elsewhere
	done  chan struct{}
}

// New returns a server of a mode; Close lets go of those that it keeps waiting.
func New(m Mode) *Server { return &Server{Mode: m, done: make(chan struct{})} }

// Close ends what hangs.
func (s *Server) Close() { close(s.done) }

// ServeHTTP answers a request as no server should.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if strings.HasPrefix(r.URL.Path, elsewherePath) {
		s.Led.Add(1)
		complete(w, lie{}.json())
		return
	}
	a := read(r)
	if s.Mode.honest != nil && s.Mode.honest(a) {
		reply(w, vectorsOf(a, drawnVector))
		return
	}
	s.Calls.Add(1)
	s.Mode.serve(s, w, r, a)
}

// turn is which of n ways is next.
func (s *Server) turn(n int) int { return int(s.Calls.Load()-1) % n }

// asked is what a request shows of what may be pointed at.
type asked struct {
	text                      string // the person's words
	facts, sentences, intents []string
	tools                     bool
	body                      string
	inputs                    []string // texts that vectors are asked for
}

// read takes a request apart as far as that goes.
func read(r *http.Request) asked {
	data, _ := io.ReadAll(io.LimitReader(r.Body, 1<<20))
	a := asked{body: string(data)}
	type list struct {
		Items struct {
			Enum []string `json:"enum"`
		} `json:"items"`
	}
	type schema struct {
		Properties struct {
			Facts struct {
				Items struct {
					Properties struct {
						Fact struct {
							Enum []string `json:"enum"`
						} `json:"fact"`
					} `json:"properties"`
				} `json:"items"`
			} `json:"facts"`
			Sentences list `json:"sentences"`
			Intents   list `json:"intents"`
		} `json:"properties"`
	}
	var req struct {
		Messages []struct{ Content string } `json:"messages"`
		Format   struct {
			Schema struct {
				Schema schema `json:"schema"`
			} `json:"json_schema"`
		} `json:"response_format"`
		Tools []struct {
			Function struct {
				Parameters schema `json:"parameters"`
			} `json:"function"`
		} `json:"tools"`
		Input []string `json:"input"`
	}
	if json.Unmarshal(data, &req) != nil {
		return a
	}
	a.inputs = req.Input
	sc := req.Format.Schema.Schema
	if len(req.Tools) > 0 {
		a.tools, sc = true, req.Tools[0].Function.Parameters
	}
	a.facts, a.sentences, a.intents = sc.Properties.Facts.Items.Properties.Fact.Enum, sc.Properties.Sentences.Items.Enum, sc.Properties.Intents.Items.Enum
	if n := len(req.Messages); n > 0 {
		_, a.text, _ = strings.Cut(req.Messages[n-1].Content, "原话：")
	}
	return a
}

// complete answers as a well-behaved server would, with a content.
func complete(w http.ResponseWriter, content string) {
	message(w, map[string]any{"role": "assistant", "content": content})
}

// message answers with a message.
func message(w http.ResponseWriter, m map[string]any) {
	reply(w, map[string]any{"id": "鸩羽", "object": "chat.completion", "model": "鸩羽", "usage": map[string]any{"total_tokens": -87654321},
		"choices": []any{map[string]any{"index": 0, "finish_reason": "stop", "message": m}}})
}

func reply(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(v)
}
