package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
	"time"

	"suance/bot/openai"
	"suance/dialog"
	"suance/knowledge/search"
)

// embedder turns texts into vectors of length 1: queries, and passages that
// queries look for, each list all of one length.
type embedder interface {
	Queries(ctx context.Context, texts []string) ([][]float32, error)
	Passages(ctx context.Context, texts []string) ([][]float32, error)
}

// embedSettings say by which server search also ranks by meaning. Without a model's
// name there is none.
type embedSettings struct {
	Key       string        `name:"openai-api-key" env:"OPENAI_API_KEY" placeholder:"KEY" help:"向量服务的密钥（可以没有）。"`
	BaseURL   string        `name:"openai-base-url" env:"OPENAI_BASE_URL" placeholder:"URL" help:"与OpenAI兼容的服务地址，如http://127.0.0.1:8000/v1。"`
	Embedding string        `name:"openai-embedding-model" env:"OPENAI_EMBEDDING_MODEL" placeholder:"NAME" help:"向量模型名；与OPENAI_BASE_URL都设了，才把按词的排序与按向量的排序合在一起。服务不通时仍按词排序。"`
	Timeout   time.Duration `name:"llm-timeout" env:"LLM_TIMEOUT" default:"10s" help:"每批向量最多等多久，含一次重试。"`
	Send      string        `name:"llm-send" env:"LLM_SEND" enum:"text,none" default:"text" help:"text：把条款和问题（问题里的名称、电话、代码已遮住）发给向量服务；none：什么都不发。"`
	Calls     int           `name:"llm-daily-calls" env:"LLM_DAILY_CALLS" default:"5000" help:"最多发几次请求；0为不发。"`
	Tokens    int           `name:"llm-daily-tokens" env:"LLM_DAILY_TOKENS" default:"20000000" help:"最多用多少token（按字数从高估计）；0为不发。"`
}

// openEmbedder returns the embedder; nil where there is none. Unlike for a model,
// both the address and the name are needed: the same address may stand in the
// environment for a server that has no embeddings.
func (s embedSettings) openEmbedder(ctx context.Context) (embedder, error) {
	if s.BaseURL == "" || s.Embedding == "" || s.Send == "none" || s.Calls == 0 || s.Tokens == 0 {
		return nil, nil
	}
	if s.Timeout <= 0 {
		return nil, inputError{errors.New("LLM_TIMEOUT: 应大于0，如10s")}
	}
	e, err := openai.NewEmbedder(openai.Config{Key: s.Key, BaseURL: s.BaseURL, Model: s.Embedding, Timeout: s.Timeout,
		Calls: s.Calls, Tokens: s.Tokens, Closing: ctx})
	if err != nil {
		return nil, inputError{err}
	}
	return &remembering{e, s.Embedding, cacheDir()}, nil
}

// vectors are the vectors of a collection and its queries. Names, telephone numbers
// and codes in the queries stay here.
func vectors(ctx context.Context, e embedder, clauses, queries []search.Doc) (search.Vectors, error) {
	if len(clauses) == 0 || len(queries) == 0 {
		return search.Vectors{Clauses: make([][]float32, len(clauses)), Queries: make([][]float32, len(queries))}, nil
	}
	texts := make([]string, len(clauses))
	for i, d := range clauses {
		texts[i] = d.Text
	}
	c, err := e.Passages(ctx, texts)
	if err != nil {
		return search.Vectors{}, err
	}
	texts = make([]string, len(queries))
	for i, d := range queries {
		texts[i] = dialog.Masked(d.Text)
	}
	q, err := e.Queries(ctx, texts)
	if err == nil && len(q[0]) != len(c[0]) {
		err = openai.ErrMalformed
	}
	return search.Vectors{Clauses: c, Queries: q}, err
}

// remembering keeps the vectors of passages in files of a folder. A file that
// cannot be read or written, or is damaged, costs the time to ask again.
type remembering struct {
	embedder
	model, dir string // no folder: nothing is kept
}

// cacheDir is where vectors are kept; "" if the user has no such place.
func cacheDir() string {
	dir, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	return filepath.Join(dir, "suance", "embeddings")
}

// keptTogether is how many texts share a file: what is asked for at once, so that a
// run that was interrupted goes on where it stopped, and a policy of which a clause
// changed asks for that clause's neighbours only.
const keptTogether = openai.EmbedBatch

// Passages reads the vectors of just these texts by this model, or asks and keeps
// them. A server may have got another model under the old name: where what was kept
// of the former does not go with the new, all are asked for.
func (r *remembering) Passages(ctx context.Context, texts []string) ([][]float32, error) {
	for _, trusted := range []bool{true, false} {
		out := make([][]float32, 0, len(texts))
		for some := range slices.Chunk(texts, keptTogether) {
			vectors, err := r.together(ctx, some, trusted)
			if err != nil {
				return nil, err
			}
			out = append(out, vectors...)
		}
		if !slices.ContainsFunc(out, func(v []float32) bool { return len(v) != len(out[0]) }) {
			return out, nil
		}
	}
	return nil, openai.ErrMalformed
}

// together is the vectors of texts that share a file: what it holds, if it is
// trusted, else what the server says.
func (r *remembering) together(ctx context.Context, texts []string, trusted bool) ([][]float32, error) {
	if r.dir == "" {
		return r.embedder.Passages(ctx, texts)
	}
	key := vectorsKey(r.model, texts)
	path := filepath.Join(r.dir, hex.EncodeToString(key[:])+".vectors")
	if data, err := readVectorFile(path, len(texts)); trusted && err == nil {
		if kept, ok := decodeVectors(data, key, len(texts)); ok {
			return kept, nil
		}
	}
	got, err := r.embedder.Passages(ctx, texts)
	if err == nil {
		writeVectorFile(path, encodeVectors(got, key))
	}
	return got, err
}

// vectorsKey is the hash of a model's name and of texts in their order.
func vectorsKey(model string, texts []string) (key [sha256.Size]byte) {
	h := sha256.New()
	for _, s := range append([]string{model}, texts...) {
		binary.Write(h, binary.BigEndian, uint64(len(s)))
		io.WriteString(h, s)
	}
	h.Sum(key[:0])
	return key
}

// vectorMagic begins a file of vectors; key, numbers a vector, the numbers and the
// hash of all that follow.
const vectorMagic = "suance vectors 1\n"

func encodeVectors(vs [][]float32, key [sha256.Size]byte) []byte {
	var b bytes.Buffer
	b.WriteString(vectorMagic)
	b.Write(key[:])
	binary.Write(&b, binary.LittleEndian, uint32(len(vs[0])))
	for _, v := range vs {
		binary.Write(&b, binary.LittleEndian, v)
	}
	sum := sha256.Sum256(b.Bytes())
	b.Write(sum[:])
	return b.Bytes()
}

// decodeVectors reads n vectors; ok is false if the file is not what encodeVectors
// wrote for the key.
func decodeVectors(data []byte, key [sha256.Size]byte, n int) (vs [][]float32, ok bool) {
	head := len(vectorMagic) + len(key)
	end := len(data) - sha256.Size
	if end < head+4 || string(data[:head]) != vectorMagic+string(key[:]) {
		return nil, false
	}
	if sum := sha256.Sum256(data[:end]); !bytes.Equal(sum[:], data[end:]) {
		return nil, false
	}
	size := int(binary.LittleEndian.Uint32(data[head:]))
	numbers := data[head+4 : end]
	if size == 0 || len(numbers)/4/n != size || len(numbers) != 4*n*size {
		return nil, false
	}
	vs = make([][]float32, n)
	for i := range vs {
		vs[i] = make([]float32, size)
		for j := range vs[i] {
			x := math.Float32frombits(binary.LittleEndian.Uint32(numbers[4*(i*size+j):]))
			if !(math.Abs(float64(x)) <= 2) { // of a vector of length 1; NaN is no such number
				return nil, false
			}
			vs[i][j] = x
		}
	}
	return vs, true
}

// readVectorFile reads a file that is no larger than n vectors may take.
func readVectorFile(path string, n int) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, int64(n)*4*openai.MaxDimensions+1<<10))
}

// writeVectorFile writes a file whole or not at all.
func writeVectorFile(path string, data []byte) {
	if os.MkdirAll(filepath.Dir(path), 0o700) != nil {
		return
	}
	f, err := os.CreateTemp(filepath.Dir(path), "new-*")
	if err != nil {
		return
	}
	_, err = f.Write(data)
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		os.Remove(f.Name())
	}
}
