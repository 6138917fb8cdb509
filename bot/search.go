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
}

// Run ranks.
func (c *searchCommand) Run(_ context.Context, a *app) error {
	if c.K < 1 {
		return inputError{errors.New("-k: 应为1以上的整数")}
	}
	clauses, err := a.open(c.Clauses)
	if err != nil {
		return err
	}
	defer clauses.Close()
	queries, err := a.open(c.Queries)
	if err != nil {
		return err
	}
	defer queries.Close()
	if err := search.Rank(clauses, queries, c.K, a.out); err != nil {
		return inputError{err}
	}
	return nil
}
