package telegram

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"
)

// form is a call's parameters in the form in which the library sends them.
type form struct {
	boundary string
	body     []byte
}

// add adds a parameter. The name is one of ours.
func (f *form) add(name, value string) {
	f.body = append(f.body, "--"+f.boundary+"\r\nContent-Disposition: form-data; name=\""+name+"\"\r\n\r\n"...)
	f.body = append(append(f.body, value...), "\r\n"...)
}

// file adds a file. The file's name is one of ours.
func (f *form) file(name, fileName string, data []byte) {
	f.body = append(f.body, "--"+f.boundary+"\r\nContent-Disposition: form-data; name=\""+name+"\"; filename=\""+fileName+
		"\"\r\nContent-Type: application/octet-stream\r\n\r\n"...)
	f.body = append(append(f.body, data...), "\r\n"...)
}

func (f *form) number(name string, n int64) { f.add(name, strconv.FormatInt(n, 10)) }

// json adds a parameter that is an object.
func (f *form) json(name string, v any) {
	b, err := json.Marshal(v)
	if err != nil {
		panic("telegram: " + err.Error()) // unreachable: strings and numbers
	}
	f.add(name, string(b))
}

// call makes a call and gives its result undecoded. The library would decode it
// all: of a batch of updates one that it cannot read would keep back the others,
// and a message that Telegram took would count as refused. It would also build
// each form by reflection through a pipe, at half the cost of a turn.
func (a *api) call(ctx context.Context, method string, fill func(*form)) (json.RawMessage, error) {
	f := form{boundary: a.boundary, body: make([]byte, 0, 2048)}
	fill(&f)
	f.body = append(f.body, "--"+f.boundary+"--\r\n"...)
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, a.server+"/bot"+a.token+"/"+method, bytes.NewReader(f.body))
	if err != nil {
		return nil, a.clean(err)
	}
	req.Header.Set("Content-Type", "multipart/form-data; boundary="+f.boundary)
	held := &leased{data: f.body, lease: leaseOf(ctx)}
	if held.lease != nil {
		req = held.attach(req)
	}
	_, body, err := a.do(req)
	if held.late.Load() {
		return nil, errLate
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", method, err)
	}
	var answer answer
	if err := json.Unmarshal(body, &answer); err != nil {
		return nil, fmt.Errorf("%s: %w", method, err)
	}
	if !answer.OK {
		return nil, a.clean(answer.err())
	}
	return answer.Result, nil
}

// answer is what the Bot API answers to a call.
type answer struct {
	OK          bool            `json:"ok"`
	Result      json.RawMessage `json:"result"`
	ErrorCode   int             `json:"error_code"`
	Description string          `json:"description"`
	Parameters  struct {
		RetryAfter      int `json:"retry_after"`
		MigrateToChatID int `json:"migrate_to_chat_id"`
	} `json:"parameters"`
}

// err is the library's error for an answer that is not ok.
func (a *answer) err() error {
	kind := map[int]error{400: bot.ErrorBadRequest, 401: bot.ErrorUnauthorized, 403: bot.ErrorForbidden,
		404: bot.ErrorNotFound, 409: bot.ErrorConflict}[a.ErrorCode]
	switch {
	case a.ErrorCode == http.StatusTooManyRequests:
		return &bot.TooManyRequestsError{Message: a.Description, RetryAfter: a.Parameters.RetryAfter}
	case a.Parameters.MigrateToChatID != 0:
		return &bot.MigrateError{Message: a.Description, MigrateToChatID: a.Parameters.MigrateToChatID}
	case kind != nil:
		return fmt.Errorf("%w, %s", kind, a.Description)
	}
	return fmt.Errorf("the Bot API answered %d: %s", a.ErrorCode, a.Description)
}

// allowed are the kinds of updates that are asked for.
var allowed = []string{models.AllowedUpdateMessage, models.AllowedUpdateEditedMessage, models.AllowedUpdateCallbackQuery,
	models.AllowedUpdateInlineQuery}

// maxBatch is how many updates one poll brings at most, so also how many are
// under way at once. A store knows more answered messages than that.
const maxBatch = 100

// updates polls for the updates from offset on, each still in its own bytes.
func (a *api) updates(ctx context.Context, offset int64, wait time.Duration) ([]json.RawMessage, error) {
	ctx, cancel := context.WithTimeout(ctx, wait+15*time.Second)
	defer cancel()
	result, err := a.call(ctx, "getUpdates", func(f *form) {
		f.number("offset", offset)
		f.number("limit", maxBatch)
		f.number("timeout", int64(wait.Seconds()))
		f.json("allowed_updates", allowed)
	})
	if err != nil {
		return nil, err
	}
	var batch []json.RawMessage
	if err := json.Unmarshal(result, &batch); err != nil {
		return nil, fmt.Errorf("getUpdates: %w", err)
	}
	return batch, nil
}

// send sends a message.
func (a *api) send(ctx context.Context, m *send) error {
	_, err := a.call(ctx, "sendMessage", func(f *form) {
		m.address(f)
		f.add("text", m.HTML)
		f.add("parse_mode", string(models.ParseModeHTML))
		f.add("link_preview_options", `{"is_disabled":true}`)
		if len(m.Keys) > 0 {
			f.json("reply_markup", markup(m.Keys))
		}
	})
	return err
}

// address says where a message goes.
func (m *send) address(f *form) {
	f.number("chat_id", m.Chat)
	if m.Thread != 0 {
		f.number("message_thread_id", int64(m.Thread))
	}
	if m.Reply != 0 {
		f.json("reply_parameters", models.ReplyParameters{MessageID: m.Reply, AllowSendingWithoutReply: true})
	}
}

// inlineKeyboard is the library's type without its button's copy_text, which it
// would send empty with every button.
type inlineKeyboard struct {
	Rows [][]inlineButton `json:"inline_keyboard"`
}

type inlineButton struct {
	Text string                 `json:"text"`
	Data string                 `json:"callback_data,omitempty"`
	Copy *models.CopyTextButton `json:"copy_text,omitempty"`
}

func markup(keys [][]button) inlineKeyboard {
	k := inlineKeyboard{Rows: make([][]inlineButton, len(keys))}
	for i, row := range keys {
		for _, b := range row {
			x := inlineButton{Text: b.Label, Data: b.Data}
			if b.Copy != "" {
				x.Copy = &models.CopyTextButton{Text: b.Copy}
			}
			k.Rows[i] = append(k.Rows[i], x)
		}
	}
	return k
}
