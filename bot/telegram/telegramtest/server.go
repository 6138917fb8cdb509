// Package telegramtest is a Bot API server on a loopback port for tests. It
// enforces what Telegram enforces (the methods' parameters, 4,096 UTF-16 units of
// well-formed HTML, buttons, one poller, offsets, retry_after) and fails the way
// Telegram and the way to it fail, on demand.
package telegramtest

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// Token is the token that the server knows, and Username the bot's name.
const (
	Token    = "4242:AAE-secret-of-the-test-bot"
	BotID    = 4242
	Username = "suance_test_bot"
)

// Server is one Bot API server with one bot.
type Server struct {
	URL string

	client *http.Client // of the deliveries to a webhook

	mu         sync.Mutex
	updates    []update
	lastUpdate int64
	lastID     int // of messages and presses
	wake       chan struct{}
	polls      int // the newest poll's number; older ones are told of the conflict
	webhook    webhook
	chats      map[int64]bool // known; true: has blocked the bot
	authors    map[int]int64  // of people's messages
	sent       []Sent
	presses    map[string]*press
	wait       map[int64]time.Time // until when a chat was told to wait
	calls      map[string]int
	fault      func(Call) Fault
	onSent     func(Sent)
	violations []string
	commands   map[int64]string // by chat; 0 for all
	queries    map[string]*query
	about      map[string]string
	files      map[string]string // by their ids, which are their paths too
}

type update struct {
	id   int64
	chat int64
	raw  json.RawMessage
}

type press struct{ answers int }

type query struct {
	answered bool
	offers   []Offer
}

type webhook struct{ url, secret string }

// Key is a button of a message.
type Key struct {
	Text string `json:"text"`
	Data string `json:"callback_data"`
	Copy *Copy  `json:"copy_text"`
}

// Copy is the text that a button copies.
type Copy struct {
	Text string `json:"text"`
}

// Sent is a message that the server took from the bot.
type Sent struct {
	Chat    int64
	ID      int
	HTML    string
	Plain   string // as the person reads it
	Keys    [][]Key
	ReplyTo int
	Thread  int
	At      time.Time
	// File and FileName are a document's; empty for a message.
	File, FileName string
}

// Call is a call of the bot, as a fault may look at it.
type Call struct {
	Method string
	N      int   // the n-th of this method, from 1
	Chat   int64 // 0 where there is none
}

// Fault is how a call fails; the zero Fault is none.
type Fault struct {
	Status     int    // answered instead, with a body of the Bot API's form or Body
	Body       string // e.g. a gateway's HTML
	RetryAfter int    // seconds, with 429
	Reset      bool   // the connection is reset instead of an answer
	Taken      bool   // the call takes effect all the same
	Delay      time.Duration
}

// New starts a server. At the end of the test it reports what the bot did wrong.
func New(t testing.TB) *Server {
	s := &Server{client: &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 128}}, wake: make(chan struct{}), chats: map[int64]bool{}, authors: map[int]int64{}, presses: map[string]*press{},
		wait: map[int64]time.Time{}, calls: map[string]int{}, lastUpdate: 1000,
		commands: map[int64]string{}, queries: map[string]*query{}, about: map[string]string{}, files: map[string]string{}}
	h := httptest.NewServer(s)
	s.URL = h.URL
	t.Cleanup(func() {
		s.client.CloseIdleConnections()
		h.CloseClientConnections()
		h.Close()
		for _, v := range s.Violations() {
			t.Errorf("the Bot API was used wrongly: %s", v)
		}
	})
	return s
}

// SetFault has every call asked whether it fails; nil ends that.
func (s *Server) SetFault(f func(Call) Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.fault = f
}

// OnSent has f called with every message that is taken.
func (s *Server) OnSent(f func(Sent)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.onSent = f
}

// Violations are what the bot did that Telegram forbids.
func (s *Server) Violations() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.violations)
}

func (s *Server) violation(format string, args ...any) {
	s.violations = append(s.violations, fmt.Sprintf(format, args...))
}

// Calls is how often a method was called.
func (s *Server) Calls(method string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.calls[method]
}

// Commands are what setMyCommands set last for a chat; 0 stands for all.
func (s *Server) Commands(chat int64) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.commands[chat]
}

// About are the descriptions that were set, the long and the short one.
func (s *Server) About() (long, short string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.about["description"], s.about["short_description"]
}

// Sent are the messages taken so far.
func (s *Server) Sent() []Sent {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.sent)
}

// SentTo are the texts that a chat got, as the person reads them.
func (s *Server) SentTo(chat int64) []string {
	var out []string
	for _, m := range s.Sent() {
		if m.Chat == chat {
			out = append(out, m.Plain)
		}
	}
	return out
}

// Pending is how many updates are not acknowledged.
func (s *Server) Pending() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.updates)
}

// Await waits until ok holds and fails the test if it does not soon.
func (s *Server) Await(t testing.TB, what string, ok func() bool) {
	t.Helper()
	for deadline := time.Now().Add(20 * time.Second); !ok(); time.Sleep(2 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("in vain: %s; sent so far: %q", what, s.texts())
		}
	}
}

// AwaitSent waits until n messages were sent in all.
func (s *Server) AwaitSent(t testing.TB, n int) []Sent {
	t.Helper()
	s.Await(t, fmt.Sprintf("%d messages", n), func() bool { return len(s.Sent()) >= n })
	return s.Sent()
}

func (s *Server) texts() []string {
	var out []string
	for _, m := range s.Sent() {
		out = append(out, fmt.Sprintf("%d: %s", m.Chat, m.Plain))
	}
	return out[max(0, len(out)-20):]
}

// ServeHTTP serves /bot<token>/<method>.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if path, ok := strings.CutPrefix(r.URL.Path, "/file/bot"+Token+"/"); ok {
		s.serveFile(w, path)
		return
	}
	token, method, ok := strings.Cut(strings.TrimPrefix(r.URL.Path, "/bot"), "/")
	if !ok || token != Token {
		answer(w, failure(401, "Unauthorized"))
		return
	}
	p, err := parameters(r)
	if err != nil {
		s.mu.Lock()
		s.violation("%s: %v", method, err)
		s.mu.Unlock()
		answer(w, failure(400, "Bad Request: "+err.Error()))
		return
	}
	f := s.count(method, p)
	if f.Delay > 0 {
		time.Sleep(f.Delay)
	}
	if (f.Reset || f.Status != 0) && !f.Taken {
		f.fail(w)
		return
	}
	result := s.call(r.Context(), method, p)
	if f.Reset || f.Status != 0 {
		f.fail(w)
		return
	}
	answer(w, result)
}

// serveFile serves a file that a person sent; a fault sees it as a call of "file".
func (s *Server) serveFile(w http.ResponseWriter, path string) {
	f := s.count("file", params{})
	if f.Reset || f.Status != 0 {
		f.fail(w)
		return
	}
	s.mu.Lock()
	data, ok := s.files[path]
	s.mu.Unlock()
	if !ok {
		answer(w, failure(404, "Not Found"))
		return
	}
	fmt.Fprint(w, data)
}

// count notes a call and says how it fails.
func (s *Server) count(method string, p params) Fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.calls[method]++
	chat := p.number("chat_id")
	if until := s.wait[chat]; method == "sendMessage" && time.Now().Before(until) {
		s.violation("chat %d was sent to %v before the end of retry_after", chat, time.Until(until))
	}
	if s.fault == nil {
		return Fault{}
	}
	f := s.fault(Call{Method: method, N: s.calls[method], Chat: chat})
	if f.Status == 429 && method == "sendMessage" {
		s.wait[chat] = time.Now().Add(time.Duration(f.RetryAfter) * time.Second)
	}
	return f
}

func (f Fault) fail(w http.ResponseWriter) {
	if f.Reset {
		if c, _, err := w.(http.Hijacker).Hijack(); err == nil {
			c.Close()
		}
		return
	}
	if f.Body != "" {
		w.WriteHeader(f.Status)
		fmt.Fprint(w, f.Body)
		return
	}
	r := failure(f.Status, http.StatusText(f.Status))
	if f.RetryAfter > 0 {
		r.Parameters = map[string]int{"retry_after": f.RetryAfter}
	}
	answer(w, r)
}

// response is an answer of the Bot API.
type response struct {
	OK          bool           `json:"ok"`
	Result      any            `json:"result,omitempty"`
	ErrorCode   int            `json:"error_code,omitempty"`
	Description string         `json:"description,omitempty"`
	Parameters  map[string]int `json:"parameters,omitempty"`
}

func failure(code int, description string) response {
	return response{ErrorCode: code, Description: description}
}

func answer(w http.ResponseWriter, r response) {
	w.Header().Set("Content-Type", "application/json")
	if !r.OK {
		w.WriteHeader(r.ErrorCode)
	}
	_ = json.NewEncoder(w).Encode(r)
}

// call runs a method.
func (s *Server) call(ctx context.Context, method string, p params) response {
	known, ok := methods[method]
	if !ok {
		return failure(404, "Not Found")
	}
	s.mu.Lock()
	for name := range p {
		if name != fileName && !slices.Contains(known, name) {
			s.violation("%s has no parameter %s", method, name)
		}
	}
	switch method {
	case "getUpdates":
		s.mu.Unlock()
		return s.getUpdates(ctx, p)
	case "sendMessage", "sendDocument":
		m, r := s.sendMessage(p)
		told := s.onSent
		s.mu.Unlock()
		if r.OK && told != nil {
			told(m)
		}
		return r
	}
	defer s.mu.Unlock()
	switch method {
	case "getMe":
		return response{OK: true, Result: map[string]any{"id": BotID, "is_bot": true, "first_name": "算策", "username": Username}}
	case "getFile":
		data, ok := s.files[p["file_id"]]
		if !ok {
			return failure(400, "Bad Request: wrong file_id or the file is temporarily unavailable")
		}
		return response{OK: true, Result: map[string]any{"file_id": p["file_id"], "file_unique_id": "u", "file_size": len(data), "file_path": p["file_id"]}}
	case "setMyCommands":
		return s.setMyCommands(p)
	case "setWebhook":
		s.webhook = webhook{p["url"], p["secret_token"]}
		s.signal()
	case "deleteWebhook":
		s.webhook = webhook{}
	case "answerCallbackQuery":
		return s.answerCallbackQuery(p)
	case "answerInlineQuery":
		return s.answerInlineQuery(p)
	case "sendChatAction":
		return s.sendChatAction(p)
	case "getMyDescription", "setMyDescription", "getMyShortDescription", "setMyShortDescription":
		return s.describe(method, p)
	}
	return response{OK: true, Result: true}
}
