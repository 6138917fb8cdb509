package telegramtest

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// methods are the methods that the server knows, with their parameters.
var methods = map[string][]string{
	"getMe":               {},
	"getUpdates":          {"offset", "limit", "timeout", "allowed_updates"},
	"setMyCommands":       {"commands", "scope", "language_code"},
	"setWebhook":          {"url", "certificate", "ip_address", "max_connections", "allowed_updates", "drop_pending_updates", "secret_token"},
	"deleteWebhook":       {"drop_pending_updates"},
	"answerCallbackQuery": {"callback_query_id", "text", "show_alert", "url", "cache_time"},
	"answerInlineQuery":   {"inline_query_id", "results", "cache_time", "is_personal", "next_offset", "button"},
	"sendChatAction":      {"business_connection_id", "chat_id", "message_thread_id", "action"},

	"getFile": {"file_id"},
	"sendDocument": {"business_connection_id", "chat_id", "message_thread_id", "document", "caption", "parse_mode",
		"disable_notification", "protect_content", "reply_parameters", "reply_markup"},

	"getMyDescription":      {"language_code"},
	"setMyDescription":      {"description", "language_code"},
	"getMyShortDescription": {"language_code"},
	"setMyShortDescription": {"short_description", "language_code"},
	"sendMessage": {"business_connection_id", "chat_id", "message_thread_id", "text", "parse_mode", "entities",
		"link_preview_options", "disable_notification", "protect_content", "reply_parameters", "reply_markup"},
}

// params are a call's parameters: strings as they are, all else as JSON.
type params map[string]string

// fileName is where the name of a call's file stands; no parameter is named so.
const fileName = ""

func (p params) number(name string) int64 {
	n, _ := strconv.ParseInt(p[name], 10, 64)
	return n
}

// parameters reads them from any of the forms that the Bot API takes.
func parameters(r *http.Request) (params, error) {
	p := params{}
	kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	switch kind {
	case "multipart/form-data":
		// A method without parameters comes with an empty body.
		if err := r.ParseMultipartForm(1 << 20); err != nil && !errors.Is(err, io.EOF) {
			return nil, err
		}
		if r.MultipartForm == nil {
			return p, nil
		}
		for name, values := range r.MultipartForm.Value {
			p[name] = values[0]
		}
		for name, files := range r.MultipartForm.File {
			f, err := files[0].Open()
			if err != nil {
				return nil, err
			}
			data, err := io.ReadAll(f)
			f.Close()
			if err != nil {
				return nil, err
			}
			p[name], p[fileName] = string(data), files[0].Filename
		}
	case "application/json":
		var m map[string]json.RawMessage
		if err := json.NewDecoder(r.Body).Decode(&m); err != nil {
			return nil, err
		}
		for name, raw := range m {
			var text string
			if json.Unmarshal(raw, &text) == nil {
				p[name] = text
			} else {
				p[name] = string(raw)
			}
		}
	default:
		if err := r.ParseForm(); err != nil {
			return nil, err
		}
		for name := range r.Form {
			p[name] = r.Form.Get(name)
		}
	}
	return p, nil
}

// strict decodes a parameter that is JSON, whose every field must be known.
func strict(s string, v any) error {
	d := json.NewDecoder(bytes.NewReader([]byte(s)))
	d.DisallowUnknownFields()
	return d.Decode(v)
}

// sendMessage takes a message, or a document, which has a caption in the text's
// place.
func (s *Server) sendMessage(p params) (Sent, response) {
	chat := p.number("chat_id")
	blocked, known := s.chats[chat]
	switch {
	case !known:
		return Sent{}, failure(400, "Bad Request: chat not found")
	case blocked:
		return Sent{}, failure(403, "Forbidden: bot was blocked by the user")
	}
	m, err := message(p)
	if err != nil {
		s.violation("sendMessage: %v", err)
		return Sent{}, failure(400, "Bad Request: "+err.Error())
	}
	s.lastID++
	m.Chat, m.ID, m.At = chat, s.lastID, time.Now()
	s.sent = append(s.sent, m)
	return m, response{OK: true, Result: map[string]any{"message_id": m.ID, "date": m.At.Unix(),
		"chat": map[string]any{"id": chat, "type": kindOf(chat)}, "text": m.Plain}}
}

// message checks a message as Telegram does.
func message(p params) (Sent, error) {
	m := Sent{HTML: p["text"], Plain: p["text"], Thread: int(p.number("message_thread_id"))}
	if name, ok := p[fileName]; ok {
		m.HTML, m.Plain, m.File, m.FileName = p["caption"], p["caption"], p["document"], name
		if m.File == "" || Units(m.Plain) > 1024 {
			return m, errors.New("file must be non-empty, caption at most 1024")
		}
	}
	var err error
	switch p["parse_mode"] {
	case "HTML":
		if m.Plain, err = ParseHTML(m.HTML); err != nil {
			return m, fmt.Errorf("can't parse entities: %w", err)
		}
	case "":
	default:
		return m, errors.New("unsupported parse_mode")
	}
	if strings.TrimSpace(m.Plain) == "" {
		return m, errors.New("message text is empty")
	}
	if Units(m.Plain) > 4096 || Units(m.HTML) > 4096 {
		return m, errors.New("message is too long")
	}
	if raw, ok := p["reply_parameters"]; ok {
		var r struct {
			ID    int  `json:"message_id"`
			Allow bool `json:"allow_sending_without_reply"`
		}
		if err := strict(raw, &r); err != nil || r.ID == 0 {
			return m, fmt.Errorf("reply_parameters: %v", err)
		}
		m.ReplyTo = r.ID
	}
	if raw, ok := p["reply_markup"]; ok {
		m.Keys, err = keys(raw)
	}
	return m, err
}

func keys(raw string) ([][]Key, error) {
	var k struct {
		Rows [][]Key `json:"inline_keyboard"`
	}
	if err := strict(raw, &k); err != nil {
		return nil, fmt.Errorf("can't parse reply_markup: %w", err)
	}
	if len(k.Rows) == 0 {
		return nil, errors.New("an inline keyboard without buttons")
	}
	for _, row := range k.Rows {
		if len(row) == 0 || len(row) > 8 {
			return nil, fmt.Errorf("a row of %d buttons", len(row))
		}
		for _, b := range row {
			switch n := len(b.Data); {
			case b.Copy != nil && n == 0:
				if units := Units(b.Copy.Text); units < 1 || units > 256 {
					return nil, fmt.Errorf("copy_text of %d units", units)
				}
			case b.Copy != nil, n < 1, n > 64:
				return nil, fmt.Errorf("BUTTON_DATA_INVALID: %d bytes", n)
			}
			if strings.TrimSpace(b.Text) == "" {
				return nil, errors.New("a button without text")
			}
		}
	}
	return k.Rows, nil
}

func (s *Server) answerCallbackQuery(p params) response {
	q, ok := s.presses[p["callback_query_id"]]
	if !ok || q.answers > 0 {
		return failure(400, "Bad Request: query is too old and response timeout expired or query ID is invalid")
	}
	if Units(p["text"]) > 200 {
		s.violation("answerCallbackQuery: a text of %d units", Units(p["text"]))
	}
	q.answers++
	return response{OK: true, Result: true}
}

func (s *Server) setMyCommands(p params) response {
	var list []struct {
		Command     string `json:"command"`
		Description string `json:"description"`
	}
	if err := strict(p["commands"], &list); err != nil || len(list) > 100 {
		s.violation("setMyCommands: %d commands, %v", len(list), err)
	}
	for _, c := range list {
		if len(c.Command) < 1 || len(c.Command) > 32 || strings.Trim(c.Command, "abcdefghijklmnopqrstuvwxyz0123456789_") != "" ||
			len(c.Description) < 1 || Units(c.Description) > 256 {
			s.violation("setMyCommands: %+v", c)
		}
	}
	chat := int64(0)
	if raw, ok := p["scope"]; ok {
		var scope struct {
			Type string `json:"type"`
			Chat int64  `json:"chat_id"`
		}
		if err := strict(raw, &scope); err != nil || scope.Type != "chat" || scope.Chat == 0 {
			s.violation("setMyCommands: scope %s, %v", raw, err)
		}
		if _, known := s.chats[scope.Chat]; !known {
			return failure(400, "Bad Request: chat not found")
		}
		chat = scope.Chat
	}
	s.commands[chat] = p["commands"]
	return response{OK: true, Result: true}
}

// Offer is one result of an inline query.
type Offer struct {
	Type        string `json:"type"`
	ID          string `json:"id"`
	Title       string `json:"title"`
	Description string `json:"description"`
	Content     struct {
		Text string `json:"message_text"`
	} `json:"input_message_content"`
}

func (s *Server) answerInlineQuery(p params) response {
	q, ok := s.queries[p["inline_query_id"]]
	if !ok || q.answered {
		return failure(400, "Bad Request: query is too old and response timeout expired or query ID is invalid")
	}
	var offers []Offer
	if err := strict(p["results"], &offers); err != nil || len(offers) > 50 {
		s.violation("answerInlineQuery: %d results, %v", len(offers), err)
	}
	ids := map[string]bool{}
	for _, o := range offers {
		if o.Type != "article" || len(o.ID) < 1 || len(o.ID) > 64 || ids[o.ID] || o.Title == "" ||
			Units(o.Content.Text) < 1 || Units(o.Content.Text) > 4096 {
			s.violation("answerInlineQuery: %+v", o)
		}
		ids[o.ID] = true
	}
	q.answered, q.offers = true, offers
	return response{OK: true, Result: true}
}

func (s *Server) sendChatAction(p params) response {
	if p["action"] != "typing" {
		s.violation("sendChatAction: %q", p["action"])
	}
	if _, known := s.chats[p.number("chat_id")]; !known {
		return failure(400, "Bad Request: chat not found")
	}
	return response{OK: true, Result: true}
}

// describe sets or gets one of the descriptions.
func (s *Server) describe(method string, p params) response {
	field, limit := "description", 512
	if strings.HasSuffix(method, "ShortDescription") {
		field, limit = "short_description", 120
	}
	if strings.HasPrefix(method, "get") {
		return response{OK: true, Result: map[string]string{field: s.about[field]}}
	}
	if Units(p[field]) > limit {
		s.violation("%s: %d units", method, Units(p[field]))
	}
	s.about[field] = p[field]
	return response{OK: true, Result: true}
}

// getUpdates gives the updates from offset on; asking for it acknowledges the
// ones before. A second poller ends the first's poll.
func (s *Server) getUpdates(ctx context.Context, p params) response {
	offset, limit := p.number("offset"), int(p.number("limit"))
	if limit < 1 || limit > 100 {
		limit = 100
	}
	deadline := time.Now().Add(time.Duration(p.number("timeout")) * time.Second)
	s.mu.Lock()
	s.polls++
	me := s.polls
	s.signal()
	for {
		if s.webhook.url != "" {
			s.mu.Unlock()
			return failure(409, "Conflict: can't use getUpdates method while webhook is active")
		}
		if s.polls != me {
			s.mu.Unlock()
			return failure(409, "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running")
		}
		for len(s.updates) > 0 && s.updates[0].id < offset {
			s.updates = s.updates[1:]
		}
		if n := min(limit, len(s.updates)); n > 0 || !time.Now().Before(deadline) {
			batch := make([]json.RawMessage, n)
			for i := range batch {
				batch[i] = s.updates[i].raw
			}
			s.mu.Unlock()
			return response{OK: true, Result: batch}
		}
		wake := s.wake
		s.mu.Unlock()
		select {
		case <-wake:
		case <-time.After(time.Until(deadline)):
		case <-ctx.Done():
			return failure(500, "gone")
		}
		s.mu.Lock()
	}
}

// signal wakes the polls that wait. The caller holds the lock.
func (s *Server) signal() {
	close(s.wake)
	s.wake = make(chan struct{})
}
