package main

import (
	"context"
	"errors"

	"suance/knowledge/search"
)

// searchCommand ranks any clause collection.
type searchCommand struct {
	Clauses string `required:"" placeholder:"F.jsonl" help:"条款集合，每行 {\"id\",\"text\"}。"`
	Queries string `required:"" placeholder:"F.jsonl" help:"问题，每行 {\"id\",\"text\"}。"`
	K       int    `short:"k" default:"100" help:"每个问题给出多少条。"`

	embedSettings `embed:""`
}

// Run ranks. Both files are read before the first line is written, so that wrong
// input leaves nothing half-written.
func (c *searchCommand) Run(ctx context.Context, a *app) error {
	if c.K < 1 {
		return inputError{errors.New("-k: 应为1以上的整数")}
	}
	embedder, err := c.openEmbedder(ctx)
	if err != nil {
		return err
	}
	if embedder != nil {
		return c.fused(ctx, a, embedder)
	}
	index, err := a.index(c.Clauses)
	if err != nil {
		return err
	}
	queries, err := a.docs(c.Queries)
	if err != nil {
		return err
	}
	return index.Answer(queries, c.K, a.out)
}

// fused ranks by words and by meaning; where the server fails, by words as without.
func (c *searchCommand) fused(ctx context.Context, a *app, e embedder) error {
	clauses, err := a.docs(c.Clauses)
	if err != nil {
		return err
	}
	queries, err := a.docs(c.Queries)
	if err != nil {
		return err
	}
	v, err := vectors(ctx, e, clauses, queries)
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil:
		a.log.Warn("the embeddings' server did not answer; ranked by words alone", "error", err.Error())
		return search.New(clauses).Answer(queries, c.K, a.out)
	}
	return search.New(clauses).AnswerFused(queries, v, c.K, a.out)
}

// index reads a collection and lets go of its texts.
func (a *app) index(path string) (*search.Index, error) {
	docs, err := a.docs(path)
	if err != nil {
		return nil, err
	}
	return search.New(docs), nil
}

func (a *app) docs(path string) ([]search.Doc, error) {
	f, err := a.open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	docs, err := search.ReadDocs(path, f)
	if err != nil {
		return nil, inputError{err}
	}
	return docs, nil
}
