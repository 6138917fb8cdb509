package telegram

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"

	"suance/dialog"
)

// Table is a table that somebody sent, one enterprise a row.
type Table struct {
	Kind string // .csv, .xlsx or .ndjson
	Day  string // the day it was sent, YYYY-MM-DD
	Data []byte
}

// Assessed is what came of a table: a file of the same kind with a line that goes
// with it, or, where File is nil, why there is none.
type Assessed struct {
	File []byte
	Say  string
}

// sentTable is a table in the outbox: where it lies with Telegram. What is made of
// it depends on nothing else, so that it is the same whoever sends it, however
// often.
type sentTable struct {
	File string `json:"file"`
	Kind string `json:"kind"`
	Day  string `json:"day"`

	assessed *Assessed // by an earlier attempt
}

// tableKinds are the kinds of files that are assessed.
var tableKinds = []string{".csv", ".xlsx", ".ndjson"}

const (
	maxTable  = 10 << 20
	tableTime = 3 * time.Minute // of one attempt, waiting for other tables in it
	// fetchTries is how often a file is tried to be had before the person is told.
	fetchTries = 5
)

// Sentences to the person.
const (
	sayKinds  = "能测算的文件是 .csv、.xlsx 或 .ndjson：每行一家企业，第一行是列名。这个文件我看不了；也可以直接用文字说。"
	sayBig    = "这个文件超过10 MiB，没有测算。请分成几个文件发送。"
	sayGone   = "没有取到这个文件，没有测算。请再发送一次。"
	sayFailed = "这份表格测算时出错，没有结果。请核对文件后再发送，或者分成几个文件。"
)

// tableKind is the kind of table that a file's name says; empty for another file.
func tableKind(name string) string {
	if kind := strings.ToLower(path.Ext(name)); slices.Contains(tableKinds, kind) {
		return kind
	}
	return ""
}

// isFile says that a message is a file; moving pictures are documents too.
func isFile(m *models.Message) bool { return m.Document != nil && m.Animation == nil }

// accept puts a table into the outbox, for the sender to assess, or says why not.
// It changes nothing of what the person has told of an enterprise.
func (b *Bot) accept(ctx context.Context, in incoming) error {
	s := send{Chat: in.chat, Thread: in.thread, Reply: in.reply}
	switch kind := tableKind(in.document.FileName); {
	case kind == "":
		s.HTML = plain(sayKinds)
	case in.document.FileSize > maxTable:
		s.HTML = plain(sayBig)
	default:
		s.HTML = plain(sayGone)
		s.Table = &sentTable{File: in.document.FileID, Kind: kind, Day: b.Day()}
	}
	return b.say(ctx, in, encode([]send{s}))
}

// table makes the attempt to send a table back. Tables are assessed one at a time:
// each takes memory and all processors.
func (s *sender) table(ctx context.Context, m *send, tries int) error {
	if m.Table.assessed == nil {
		select {
		case s.tables <- struct{}{}:
		case <-ctx.Done():
			return ctx.Err()
		}
		made, err := s.assess(ctx, m.Table)
		<-s.tables
		switch {
		case err != nil && (refused(err) || unauthorized(err) || tries >= fetchTries && ctx.Err() == nil):
			s.log.Warn("telegram: a file could not be had", "error", err)
			return s.api.send(ctx, m)
		case err != nil:
			return err
		}
		m.Table.assessed = &made
	}
	if made := m.Table.assessed; made.File != nil {
		return s.api.sendFile(ctx, m, "result"+m.Table.Kind, made)
	}
	word := *m
	word.HTML = render(dialog.Reply{Text: m.Table.assessed.Say})[0]
	return s.api.send(ctx, &word)
}

// assess gets a table's file and assesses it.
func (s *sender) assess(ctx context.Context, t *sentTable) (Assessed, error) {
	if s.config.Assess == nil {
		return Assessed{Say: sayFailed}, nil // accepted under another setting
	}
	data, err := s.api.file(ctx, t.File)
	if errors.Is(err, errBig) {
		return Assessed{Say: sayBig}, nil
	}
	if err != nil {
		return Assessed{}, err
	}
	var made Assessed
	if err := guard(func() error {
		made = s.config.Assess(ctx, Table{Kind: t.Kind, Day: t.Day, Data: data})
		return nil
	}); err != nil {
		s.log.Error("telegram: a table could not be assessed", "error", err)
		return Assessed{Say: sayFailed}, nil
	}
	return made, ctx.Err() // broken off, it is not whole
}

var errBig = errors.New("the file is too big")

// file gets a file that somebody sent.
func (a *api) file(ctx context.Context, id string) ([]byte, error) {
	result, err := a.call(ctx, "getFile", func(f *form) { f.add("file_id", id) })
	if err != nil {
		if errors.Is(err, bot.ErrorBadRequest) && strings.Contains(err.Error(), "too big") {
			return nil, errBig
		}
		return nil, err
	}
	var at struct {
		Path string `json:"file_path"`
		Size int64  `json:"file_size"`
	}
	if err := json.Unmarshal(result, &at); err != nil {
		return nil, fmt.Errorf("getFile: %w", err)
	}
	if at.Size > maxTable {
		return nil, errBig
	}
	u, err := url.Parse(a.server + "/file/bot" + a.token)
	if err != nil {
		return nil, a.clean(err)
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.JoinPath(at.Path).String(), nil)
	if err != nil {
		return nil, a.clean(err)
	}
	resp, err := a.http.Do(req)
	if err != nil {
		return nil, a.clean(err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, statusError{resp.StatusCode}
	}
	data, err := io.ReadAll(io.LimitReader(resp.Body, maxTable+1))
	if err == nil && len(data) > maxTable {
		err = errBig
	}
	return data, a.clean(err)
}

// sendFile sends a file with a line.
func (a *api) sendFile(ctx context.Context, m *send, name string, made *Assessed) error {
	_, err := a.call(ctx, "sendDocument", func(f *form) {
		m.address(f)
		f.add("caption", made.Say)
		f.file("document", name, made.File)
	})
	return err
}
