package telegram_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptrace"
	"path"
	"slices"
	"strconv"
	"sync"
	"time"
)

// telegramAPI is Telegram in a simulated world: it keeps updates until they are
// acknowledged, and messages as people get them.
type telegramAPI struct {
	w *world

	mu      sync.Mutex
	pending []pendingUpdate // for long polling, by id
	arrived chan struct{}   // closed when one comes
	sent    map[int64][]delivery
	wait    map[int64]time.Time // until when a chat was told to wait
}

type pendingUpdate struct {
	id  int64
	raw json.RawMessage
}

// delivery is a message that Telegram took.
type delivery struct {
	text string
	keys []struct {
		Text string `json:"text"`
		Data string `json:"callback_data"`
	}
	bytes string // all that was sent, to compare
}

// seen is the text with what its buttons carry: by it two messages are told apart.
func (d delivery) seen() string {
	seen := d.text
	for _, k := range d.keys {
		seen += " " + k.Data
	}
	return seen
}

func newTelegramAPI(w *world) *telegramAPI {
	return &telegramAPI{w: w, arrived: make(chan struct{}), sent: map[int64][]delivery{}, wait: map[int64]time.Time{}}
}

// transport is the way of a process to Telegram.
type transport struct{ p *process }

var errReset = errors.New("simulated: the connection was reset")

// fault is how a call of Telegram fails.
type fault int

const (
	none fault = iota
	limited
	broken  // 500
	gateway // a gateway's 502
	lost    // reset before the call took effect
	unheard // reset after
)

// writeOut does what the real transport does as it writes a request out: it tells of the
// headers and takes the body, which must be as long as it was said to be.
func writeOut(r *http.Request) (whole bool, err error) {
	if told := httptrace.ContextClientTrace(r.Context()); told != nil && told.WroteHeaders != nil {
		told.WroteHeaders()
	}
	if r.Body == nil {
		return true, nil
	}
	body, err := io.ReadAll(r.Body)
	r.Body = io.NopCloser(bytes.NewReader(body))
	return int64(len(body)) == r.ContentLength, err
}

// RoundTrip implements http.RoundTripper.
func (t transport) RoundTrip(r *http.Request) (*http.Response, error) {
	p, w, ctx := t.p, t.p.w, r.Context()
	method := path.Base(r.URL.Path)
	if whole, err := writeOut(r); err != nil || !whole {
		return nil, errReset // as the real transport does, before anything is sent
	}
	form, err := parameters(r)
	if err != nil {
		w.check.complain("%s: %v", method, err)
		return nil, err
	}
	chat, _ := strconv.ParseInt(form["chat_id"], 10, 64)
	purpose := fmt.Sprint(method, " ", chat, form["callback_query_id"])
	if purpose == method+" 0" {
		purpose += p.name
	}
	w.apart(purpose)
	if !p.step() {
		return nil, errReset
	}
	if method == "sendMessage" {
		w.check.sending(p, chat)
	}
	w.lag(ctx, purpose, slowTelegram)
	f := w.fault(purpose)
	if f == lost || ctx.Err() != nil || !p.lives() {
		return nil, errReset
	}
	if f != none && f != unheard {
		w.check.refused(p, chat)
		return w.api.fail(method, chat, f, w.draw(purpose+" wait"))
	}
	result := w.api.take(ctx, p, method, chat, form)
	if !p.step() {
		return nil, errReset
	}
	w.lag(ctx, purpose, slowTelegram)
	if f == unheard || ctx.Err() != nil || !p.lives() {
		if method == "sendMessage" && p.lives() {
			w.check.unsure(talkWith(chat))
		}
		return nil, errReset
	}
	return answerJSON(200, map[string]any{"ok": true, "result": result})
}

// fault draws how a call fails.
func (w *world) fault(purpose string) fault {
	if !w.faults || w.calm.Load() {
		return none
	}
	switch n := w.draw(purpose+" fault") % 100; {
	case n < 5:
		return limited
	case n < 7:
		return []fault{broken, gateway}[n%2]
	case n < 8:
		return lost
	case n < 9:
		return unheard
	}
	return none
}

// fail answers that a call failed.
func (a *telegramAPI) fail(method string, chat int64, f fault, draw uint64) (*http.Response, error) {
	switch f {
	case limited:
		after := 1 + int(draw%3)
		if method == "sendMessage" {
			a.mu.Lock()
			a.wait[chat] = time.Now().Add(time.Duration(after) * time.Second)
			a.mu.Unlock()
		}
		return answerJSON(429, map[string]any{"ok": false, "error_code": 429, "description": "Too Many Requests",
			"parameters": map[string]int{"retry_after": after}})
	case gateway:
		return &http.Response{StatusCode: 502, Header: http.Header{}, Body: io.NopCloser(bytes.NewReader([]byte("<html>Bad Gateway")))}, nil
	}
	return answerJSON(500, map[string]any{"ok": false, "error_code": 500, "description": "Internal Server Error"})
}

func answerJSON(status int, v any) (*http.Response, error) {
	b, err := json.Marshal(v)
	return &http.Response{StatusCode: status, Header: http.Header{}, Body: io.NopCloser(bytes.NewReader(b))}, err
}

// take lets a call take effect.
func (a *telegramAPI) take(ctx context.Context, p *process, method string, chat int64, form map[string]string) any {
	switch method {
	case "getMe":
		return map[string]any{"id": 4242, "is_bot": true, "first_name": "算策", "username": "suance_test_bot"}
	case "getUpdates":
		offset, _ := strconv.ParseInt(form["offset"], 10, 64)
		wait, _ := strconv.Atoi(form["timeout"])
		return a.updates(ctx, p, offset, time.Duration(wait)*time.Second)
	case "sendMessage":
		d := delivery{text: form["text"], bytes: fmt.Sprint(form)} // maps print in order
		var markup struct {
			Rows [][]struct {
				Text string `json:"text"`
				Data string `json:"callback_data"`
			} `json:"inline_keyboard"`
		}
		_ = json.Unmarshal([]byte(form["reply_markup"]), &markup)
		for _, row := range markup.Rows {
			d.keys = append(d.keys, row...)
		}
		a.mu.Lock()
		if until := a.wait[chat]; time.Now().Before(until) {
			a.w.check.complain("%s sends to chat %d %v before the end of retry_after", p.name, chat, time.Until(until))
		}
		a.sent[chat] = append(a.sent[chat], d)
		a.mu.Unlock()
		a.w.check.delivered(p, chat, d)
		return map[string]any{"message_id": 1, "date": 1, "chat": map[string]any{"id": chat, "type": "private"}}
	}
	return true
}

// enqueue keeps an update for long polling until it is acknowledged.
func (a *telegramAPI) enqueue(id int64, raw json.RawMessage) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.pending = append(a.pending, pendingUpdate{id, raw})
	slices.SortFunc(a.pending, func(x, y pendingUpdate) int { return int(x.id - y.id) })
	close(a.arrived)
	a.arrived = make(chan struct{})
}

// updates answers getUpdates: what is before the offset is acknowledged.
func (a *telegramAPI) updates(ctx context.Context, p *process, offset int64, wait time.Duration) []json.RawMessage {
	late := time.NewTimer(wait)
	defer late.Stop()
	for {
		a.mu.Lock()
		out := []json.RawMessage{}
		rest := a.pending[:0:0]
		for _, u := range a.pending {
			if u.id < offset {
				a.w.check.accepted(u.id)
				continue
			}
			rest = append(rest, u)
			if len(out) < 100 {
				out = append(out, u.raw)
			}
		}
		a.pending = rest
		arrived := a.arrived
		a.mu.Unlock()
		if len(out) > 0 || wait == 0 {
			return out
		}
		select {
		case <-arrived:
		case <-late.C:
			return out
		case <-ctx.Done():
			return out
		case <-p.dead:
			return out
		}
	}
}

// messages are what a person has got so far.
func (a *telegramAPI) messages(chat int64) []delivery {
	a.mu.Lock()
	defer a.mu.Unlock()
	return slices.Clone(a.sent[chat])
}

// parameters reads a call's parameters.
func parameters(r *http.Request) (map[string]string, error) {
	form := map[string]string{}
	if r.Body == nil {
		return form, nil
	}
	if r.Header.Get("Content-Type") == "application/json" {
		var m map[string]json.RawMessage
		if err := json.NewDecoder(r.Body).Decode(&m); err != nil {
			return nil, err
		}
		for name, raw := range m {
			form[name] = string(raw)
		}
		return form, nil
	}
	if err := r.ParseMultipartForm(1 << 20); err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	if r.MultipartForm != nil {
		for name, values := range r.MultipartForm.Value {
			form[name] = values[0]
		}
	}
	return form, nil
}
