package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"suance/calc"
	"suance/calc/fact"
	"suance/dialog/answer"
)

// checkCommand assesses one enterprise, or one a row.
type checkCommand struct {
	File    string   `arg:"" optional:"" help:"企业事实：JSON文件，或.ndjson、.csv、.xlsx批量；-或不写为标准输入。"`
	JSON    bool     `name:"json" help:"输出JSON。"`
	Card    bool     `name:"card" help:"热线卡片：一句口播、一段可粘贴的文字、可能的追问。"`
	Reading []string `name:"reading" placeholder:"ID" sep:"none" help:"按这一读法的另一种读法测算，可写多次。"`
	Out     string   `name:"out" placeholder:"OUT" help:"批量结果写到这个文件（.ndjson、.csv或.xlsx）：写完才出现。"`
}

// Run assesses.
func (c *checkCommand) Run(ctx context.Context, a *app) error {
	if err := c.readings(a); err != nil {
		return err
	}
	if kind := tableKind(c.File); kind != "" {
		return c.batch(ctx, a, kind)
	}
	data, err := a.read(c.File)
	if err != nil {
		return err
	}
	assessment, err := c.assess(a, data)
	if err != nil {
		return inputError{err}
	}
	return a.writeOut(c.Out, func(w io.Writer) error { return c.print(w, a, assessment) })
}

// readings checks the ids of --reading.
func (c *checkCommand) readings(a *app) error {
	var known []string
	for _, r := range a.policy.Rules.Readings {
		if r.Selectable {
			known = append(known, r.ID)
		}
	}
	for _, id := range c.Reading {
		if !slices.Contains(known, id) {
			return inputError{fmt.Errorf("--reading: 没有可选的读法“%s”；可用的有：%s", id, strings.Join(known, ", "))}
		}
	}
	return nil
}

// assess decodes one facts object and assesses it.
func (c *checkCommand) assess(a *app, data []byte) (calc.Assessment, error) {
	rec, err := a.policy.Rules.Schema.Decode(data, a.policy.Rules.AwardMeasures())
	if err != nil {
		return calc.Assessment{}, err
	}
	return c.assessRecord(a, rec), nil
}

// assessRecord assesses for the record's own day, else for today.
func (c *checkCommand) assessRecord(a *app, rec fact.Record) calc.Assessment {
	return a.policy.Calc.Assess(rec.Facts, calc.Options{AsOf: c.day(a, rec), Enterprise: rec.Enterprise, Readings: c.Reading})
}

func (c *checkCommand) day(a *app, rec fact.Record) fact.Day {
	if rec.HasAsOf {
		return rec.AsOf
	}
	return a.today()
}

// print writes one assessment for a person or a program.
func (c *checkCommand) print(w io.Writer, a *app, assessment calc.Assessment) error {
	if c.Card {
		return c.printCard(w, a, assessment)
	}
	if !c.JSON {
		_, err := fmt.Fprintln(w, answer.Report(a.policy, assessment).String())
		return err
	}
	return printJSON(w, assessment)
}

// printCard writes the hotline card of an assessment, in JSON beside it.
func (c *checkCommand) printCard(w io.Writer, a *app, assessment calc.Assessment) error {
	card := a.asker().AssessmentCard(&assessment)
	if !c.JSON {
		_, err := fmt.Fprintln(w, card.String())
		return err
	}
	data, err := marshal(assessment)
	if err != nil {
		return err
	}
	with, err := marshal(map[string]any{"card": card})
	if err != nil {
		return err
	}
	return printJSON(w, json.RawMessage(string(data[:len(data)-1])+","+string(with[1:])))
}

// printJSON writes one JSON value, indented for reading.
func printJSON(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}

// faultRow stands in the place of a row that could not be assessed.
func faultRow(err error) []byte {
	row := struct {
		Error string  `json:"error"`
		Field *string `json:"field"`
	}{Error: err.Error()}
	var errs fact.Errors
	if errors.As(err, &errs) {
		first := errs[0]
		if first.Field != "" {
			row.Field = &first.Field
		}
	}
	data, _ := marshal(row) // strings always encode
	return data
}

// oneLine joins several errors of one row into one line.
func oneLine(err error) error {
	return errors.New(strings.ReplaceAll(err.Error(), "\n", "; "))
}
