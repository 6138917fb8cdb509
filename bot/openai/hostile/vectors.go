package hostile

import (
	"encoding/json"
	"fmt"
	"hash/fnv"
	"net/http"
	"strings"
)

// EmbeddingModes are all ways to be hostile of a server of embeddings: it lies, or
// does not answer, about the questions alone or about the document too.
func EmbeddingModes() []Mode {
	lies := func(name string, honest func(asked) bool) Mode {
		return Mode{Name: name, Tries: len(vectorLies(asked{inputs: []string{"鸩羽"}})), honest: honest,
			serve: func(s *Server, w http.ResponseWriter, _ *http.Request, a asked) {
				all := vectorLies(a)
				w.Header().Set("Content-Type", "application/json")
				fmt.Fprint(w, all[s.turn(len(all))])
			}}
	}
	document := func(a asked) bool { return len(a.inputs) > 1 }
	modes := []Mode{
		lies("向量：只对问题说谎", document),
		lies("向量：对文件也说谎", nil),
		{Name: "向量：什么都相近", Tries: 1, serve: func(_ *Server, w http.ResponseWriter, _ *http.Request, a asked) {
			reply(w, vectorsOf(a, func(int, string) any { return []float64{1, 0, 0} }))
		}},
		{Name: "向量：指向最后一句", Tries: 1, serve: func(_ *Server, w http.ResponseWriter, _ *http.Request, a asked) {
			reply(w, vectorsOf(a, func(i int, _ string) any {
				if i == len(a.inputs)-1 {
					return []float64{1, 0, 0}
				}
				return []float64{0, 1, 0}
			}))
		}},
	}
	for _, m := range breakers() {
		m.Name, m.honest = "向量："+m.Name, document
		modes = append(modes, m)
	}
	return modes
}

// drawnVector is a vector that a text decides, as a server's might be.
func drawnVector(_ int, text string) any {
	h := fnv.New64a()
	h.Write([]byte(text))
	out := make([]float64, 8)
	for i, n := 0, h.Sum64(); i < len(out); i, n = i+1, n>>8 {
		out[i] = float64(n&0xff) - 127
	}
	return out
}

// vectorsOf is an answer in the form asked for, with a vector for each text.
func vectorsOf(a asked, of func(i int, text string) any) map[string]any {
	data := []any{}
	for i, text := range a.inputs {
		data = append(data, map[string]any{"index": i, "object": "embedding", "embedding": of(i, text)})
	}
	return map[string]any{"object": "list", "model": "鸩羽", "data": data, "usage": map[string]any{"total_tokens": -87654321}}
}

// vectorLies are answers that are not what was asked for, or hardly.
func vectorLies(a asked) (out []string) {
	put := func(v any) {
		data, _ := json.Marshal(v)
		out = append(out, string(data))
	}
	for _, p := range promises {
		answer := vectorsOf(a, drawnVector)
		answer["text"], answer["reply"], answer["choices"], answer["error"] = p, p, []any{p}, nil
		put(answer)
		put(vectorsOf(a, func(int, string) any { return []any{p, p} }))
	}
	for _, v := range []any{nil, []any{}, "鸩羽", 87654321, []float64{0, 0, 0}, []float64{1e38, 1e38}, []float64{87654321}, []any{nil, nil},
		[]any{true}, []any{[]any{1.0}}, map[string]any{"0": 1}, make([]float64, 1<<15), make([]float64, 8)} {
		put(vectorsOf(a, func(int, string) any { return v }))
	}
	for _, index := range []any{-1, 1, 87654321, 0.5, "0", nil, 1e300} {
		answer := vectorsOf(a, drawnVector)
		for _, d := range answer["data"].([]any) {
			d.(map[string]any)["index"] = index
		}
		put(answer)
	}
	few, many := vectorsOf(a, drawnVector), vectorsOf(a, drawnVector)
	few["data"] = few["data"].([]any)[1:]
	many["data"] = append(many["data"].([]any), many["data"].([]any)...)
	put(few)
	put(many)
	put(vectorsOf(a, func(i int, _ string) any { return make([]int, i+2) }))
	return append(out, `null`, `[]`, `{}`, `{"data":null}`, `{"data":{"鸩羽":1}}`, `{"data":[{"index":0,"embedding":[NaN,Infinity]}]}`,
		`{"data":[{"index":0,"embedding":[1e999]}]}`, `{"data":[{"index":0,"embedding":[1,0`, `{"error":{"message":"鸩羽87654321"}}`,
		`{"data":[{"index":0,"embedding":"AACAPwAAAAA="}]}`, strings.Repeat(`{"data":[`, 3000), "鸩羽87654321", "")
}
