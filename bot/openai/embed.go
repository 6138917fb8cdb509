package openai

import (
	"context"
	"errors"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	api "github.com/sashabaranov/go-openai"
)

// EmbedBatch is how many texts are in a request; a slow server without a GPU takes
// seconds for them.
const EmbedBatch = 16

// maxEmbedBody is how many bytes of an answer are read; 16 vectors of 4,096 numbers
// take 1.5 MB.
const maxEmbedBody = 8 << 20

// MaxDimensions is how many numbers a vector may have.
const MaxDimensions = 1 << 14

// Embedder turns texts into vectors by a server's embeddings. It is safe for
// concurrent use. Config.Model has no default here.
type Embedder struct{ *connection }

// NewEmbedder returns an Embedder, or an error that names the setting that is wrong.
func NewEmbedder(c Config) (*Embedder, error) {
	if c.Model == "" {
		return nil, errors.New("OPENAI_EMBEDDING_MODEL: 缺少模型名")
	}
	to, err := connect(c, maxEmbedBody)
	if err != nil {
		return nil, err
	}
	return &Embedder{to}, nil
}

// Queries returns a vector of length 1 for each text, as one that looks for others.
func (e *Embedder) Queries(ctx context.Context, texts []string) ([][]float32, error) {
	return e.embed(ctx, "query: ", texts)
}

// Passages returns a vector of length 1 for each text, as one that is looked for.
func (e *Embedder) Passages(ctx context.Context, texts []string) ([][]float32, error) {
	return e.embed(ctx, "passage: ", texts)
}

// embed asks for the vectors batch by batch, each within Timeout, and once more
// where that may help. All have one length, and every number is finite.
func (e *Embedder) embed(ctx context.Context, role string, texts []string) ([][]float32, error) {
	if !strings.Contains(strings.ToLower(e.Model), "e5") { // models of that family are taught with these words
		role = ""
	}
	out := make([][]float32, 0, len(texts))
	for some := range slices.Chunk(texts, EmbedBatch) {
		input := make([]string, len(some))
		for i, t := range some {
			input[i] = role + t
		}
		vectors, err := e.batch(ctx, input)
		if err != nil {
			return nil, err
		}
		out = append(out, vectors...)
		if len(vectors[0]) != len(out[0]) {
			return nil, ErrMalformed
		}
	}
	return out, nil
}

// batch is the vectors of some texts.
func (e *Embedder) batch(ctx context.Context, texts []string) (vectors [][]float32, err error) {
	size := 0
	for _, t := range texts {
		size += utf8.RuneCountInString(t)
	}
	err = e.within(ctx, func(ctx context.Context) (err error) {
		for attempt := 1; ; attempt++ {
			vectors, err = e.call(ctx, texts, size)
			if err == nil || ctx.Err() != nil || attempt == maxTries || !errors.Is(err, ErrFailed) && !errors.Is(err, ErrAway) {
				return err
			}
		}
	})
	return vectors, err
}

// call makes one request for texts of so many characters within the day's budget.
func (e *Embedder) call(ctx context.Context, texts []string, size int) ([][]float32, error) {
	if !e.budget.take(size) {
		return nil, ErrBudget
	}
	e.Stats.Asked.Add(1)
	resp, err := e.api.CreateEmbeddings(ctx, api.EmbeddingRequestStrings{Input: texts,
		Model: api.EmbeddingModel(e.Model), EncodingFormat: api.EmbeddingEncodingFormatFloat})
	if err != nil {
		return nil, reason(ctx, err)
	}
	return vectorsOf(resp.Data, len(texts))
}

// vectorsOf brings n vectors into the order of their texts and to length 1.
func vectorsOf(data []api.Embedding, n int) ([][]float32, error) {
	if len(data) != n {
		return nil, ErrMalformed
	}
	out := make([][]float32, n)
	for _, d := range data {
		if d.Index < 0 || d.Index >= n || out[d.Index] != nil || len(d.Embedding) == 0 ||
			len(d.Embedding) > MaxDimensions || len(d.Embedding) != len(data[0].Embedding) {
			return nil, ErrMalformed
		}
		sum := 0.0
		for _, x := range d.Embedding {
			sum += float64(x) * float64(x)
		}
		if !(sum > 0) || math.IsInf(sum, 0) { // NaN too
			return nil, ErrMalformed
		}
		for i, x := range d.Embedding {
			d.Embedding[i] = float32(float64(x) / math.Sqrt(sum))
		}
		out[d.Index] = d.Embedding
	}
	return out, nil
}
