package telegramtest

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"time"
	"unicode/utf16"
)

// Group ids are negative, as Telegram's.
func kindOf(chat int64) string {
	if chat < 0 {
		return "supergroup"
	}
	return "private"
}

func person(id int64) map[string]any {
	return map[string]any{"id": id, "is_bot": false, "first_name": fmt.Sprint("人", id)}
}

// Say has a person write to the bot in private; it returns the update's id.
func (s *Server) Say(user int64, text string) int64 { return s.SayIn(user, user, text, nil) }

// SayIn has a person write in a chat, with further fields of the message, which
// may also take the text's place.
func (s *Server) SayIn(chat, user int64, text string, more map[string]any) int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.add(chat, map[string]any{"message": s.message(chat, user, text, more)})
}

// SendFile has a person send a file in private. Size is what the message says of
// it.
func (s *Server) SendFile(user int64, name, data string, size int) int64 {
	s.mu.Lock()
	id := fmt.Sprint("documents/file_", len(s.files))
	s.files[id] = data
	s.mu.Unlock()
	return s.SayIn(user, user, "", map[string]any{"document": map[string]any{"file_id": id, "file_unique_id": "u", "file_name": name, "file_size": size}})
}

// Edit has a person change a message.
func (s *Server) Edit(user int64, text string) int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.add(user, map[string]any{"edited_message": s.message(user, user, text, map[string]any{"edit_date": time.Now().Unix()})})
}

func (s *Server) message(chat, user int64, text string, more map[string]any) map[string]any {
	if _, ok := s.chats[chat]; !ok {
		s.chats[chat] = false
	}
	s.lastID++
	s.authors[s.lastID] = user
	m := map[string]any{"message_id": s.lastID, "date": time.Now().Unix(), "from": person(user),
		"chat": map[string]any{"id": chat, "type": kindOf(chat)}}
	if text != "" {
		m["text"] = text
		m["entities"] = marks(text)
	}
	for k, v := range more {
		m[k] = v
	}
	return m
}

// marks finds mentions and commands as Telegram does, in UTF-16 units.
func marks(text string) []map[string]any {
	var out []map[string]any
	at := 0
	for _, word := range strings.SplitAfter(text, " ") {
		units := len(utf16.Encode([]rune(word)))
		bare := strings.TrimRight(word, " ")
		kind := map[bool]string{strings.HasPrefix(bare, "@"): "mention", strings.HasPrefix(bare, "/"): "bot_command"}[true]
		if kind != "" {
			out = append(out, map[string]any{"type": kind, "offset": at, "length": Units(bare)})
		}
		at += units
	}
	return out
}

// Press has a person press a button under a message that was sent, or, where the
// message is nil, under one so old that Telegram no longer shows it.
func (s *Server) Press(user int64, under *Sent, data string) (update int64, query string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.lastID++
	query = fmt.Sprint("press", s.lastID)
	s.presses[query] = &press{}
	q := map[string]any{"id": query, "from": person(user), "chat_instance": "1", "data": data}
	chat := user
	if under != nil {
		chat = under.Chat
		m := map[string]any{"message_id": under.ID, "date": under.At.Unix(), "text": under.Plain,
			"from": map[string]any{"id": BotID, "is_bot": true, "first_name": "算策"},
			"chat": map[string]any{"id": chat, "type": kindOf(chat)}}
		if under.ReplyTo != 0 {
			m["reply_to_message"] = map[string]any{"message_id": under.ReplyTo, "date": 1, "from": person(s.authors[under.ReplyTo]),
				"chat": map[string]any{"id": chat, "type": kindOf(chat)}}
		}
		q["message"] = m
	} else {
		q["message"] = map[string]any{"message_id": 1, "date": 0, "chat": map[string]any{"id": chat, "type": kindOf(chat)}}
	}
	if _, ok := s.chats[chat]; !ok {
		s.chats[chat] = false
	}
	return s.add(chat, map[string]any{"callback_query": q}), query
}

// Ask has a person type an inline query in some chat; Offers are what was offered.
func (s *Server) Ask(user int64, text string) (id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.lastID++
	id = fmt.Sprint("query", s.lastID)
	s.queries[id] = &query{}
	s.add(user, map[string]any{"inline_query": map[string]any{"id": id, "from": person(user), "query": text, "offset": "", "chat_type": "group"}})
	return id
}

// Offers are the results that an inline query was answered with; false before.
func (s *Server) Offers(id string) ([]Offer, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	q := s.queries[id]
	return q.offers, q.answered
}

// Know has a person begin a chat with the bot without a word.
func (s *Server) Know(user int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.chats[user] = false
}

// Unanswered are the presses that were never answered.
func (s *Server) Unanswered() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []string
	for id, q := range s.presses {
		if q.answers == 0 {
			out = append(out, id)
		}
	}
	return out
}

// Block has a person block the bot.
func (s *Server) Block(user int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.chats[user] = true
}

// Inject queues an update with the given further fields, however odd.
func (s *Server) Inject(fields string) int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.lastUpdate++
	raw := fmt.Sprintf(`{"update_id":%d,%s}`, s.lastUpdate, fields)
	s.updates = append(s.updates, update{s.lastUpdate, 0, json.RawMessage(raw)})
	s.signal()
	return s.lastUpdate
}

// Repeat queues an update again, as a webhook that was not acknowledged would.
func (s *Server) Repeat(u json.RawMessage) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.lastUpdate++
	s.updates = append(s.updates, update{s.lastUpdate, 0, u})
	s.signal()
}

func (s *Server) add(chat int64, u map[string]any) int64 {
	s.lastUpdate++
	u["update_id"] = s.lastUpdate
	raw, err := json.Marshal(u)
	if err != nil {
		panic(err)
	}
	s.updates = append(s.updates, update{s.lastUpdate, chat, raw})
	s.signal()
	return s.lastUpdate
}

// Deliver posts every update to the webhook, chats side by side, those of a chat
// one after another, each until it was taken as many times as said, or ctx ends;
// it returns the answers' statuses in the order they came.
func (s *Server) Deliver(ctx context.Context, times int) []int {
	s.mu.Lock()
	lines := map[int64][]update{}
	for _, u := range s.updates {
		lines[u.chat] = append(lines[u.chat], u)
	}
	s.updates = nil
	s.mu.Unlock()
	var mu sync.Mutex
	var statuses []int
	var all sync.WaitGroup
	for _, line := range lines {
		all.Go(func() {
			for _, u := range line {
				for taken := 0; taken < times && ctx.Err() == nil; {
					code := s.post(ctx, u.raw)
					mu.Lock()
					statuses = append(statuses, code)
					mu.Unlock()
					if code == http.StatusOK {
						taken++
					} else {
						time.Sleep(20 * time.Millisecond)
					}
				}
			}
		})
	}
	all.Wait()
	return statuses
}

// post delivers an update once; 0 says that there was no answer.
func (s *Server) post(ctx context.Context, body []byte) int {
	s.mu.Lock()
	to := s.webhook
	s.mu.Unlock()
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, to.url, bytes.NewReader(body))
	if err != nil {
		return 0
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("X-Telegram-Bot-Api-Secret-Token", to.secret)
	resp, err := s.client.Do(req)
	if err != nil {
		return 0
	}
	resp.Body.Close()
	return resp.StatusCode
}

// Push posts every update to the webhook as it comes, as Telegram does: at most
// as many at once as said, those of a chat one after another, each until it was
// taken as many times as said or stop is called.
func (s *Server) Push(atOnce, times int) (stop func()) {
	ctx, cancel := context.WithCancel(context.Background())
	var all sync.WaitGroup
	slots := make(chan struct{}, atOnce)
	var mu sync.Mutex
	lines := map[int64][]update{} // of the chats that somebody delivers to
	deliver := func(chat int64) {
		for {
			mu.Lock()
			line := lines[chat]
			if len(line) == 0 || ctx.Err() != nil {
				delete(lines, chat)
				mu.Unlock()
				return
			}
			lines[chat] = line[1:]
			mu.Unlock()
			slots <- struct{}{}
			for taken := 0; taken < times && ctx.Err() == nil; {
				if s.post(ctx, line[0].raw) == http.StatusOK {
					taken++
				} else {
					time.Sleep(10 * time.Millisecond)
				}
			}
			<-slots
		}
	}
	all.Go(func() {
		for ctx.Err() == nil {
			s.mu.Lock()
			wake, fresh := s.wake, s.updates
			if s.webhook.url == "" {
				fresh = nil
			} else {
				s.updates = nil
			}
			s.mu.Unlock()
			for _, u := range fresh {
				mu.Lock()
				line, busy := lines[u.chat]
				lines[u.chat] = append(line, u)
				mu.Unlock()
				if !busy {
					all.Go(func() { deliver(u.chat) })
				}
			}
			select {
			case <-wake:
			case <-ctx.Done():
			}
		}
	})
	return func() { cancel(); all.Wait() }
}

// Author is who wrote a message.
func (s *Server) Author(message int) int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.authors[message]
}
