package telegram

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf16"

	"github.com/go-telegram/bot/models"

	"suance/dialog"
	"suance/dialog/session"
)

// incoming is an update that asks for a turn.
type incoming struct {
	dialog.Message
	origin
	// notMine says that somebody pressed a button of another member's question:
	// there is no turn, and the press is answered so.
	notMine bool
	// query is an inline query; there is no turn.
	query *models.InlineQuery
	// order is an officer's order, with its argument; there is no turn.
	order, argument string
	// document is a file to assess; there is no turn.
	document *models.Document
}

// origin is where a reply goes.
type origin struct {
	chat     int64
	thread   int    // of a forum; 0 outside
	reply    int    // the message answered, in groups, where it is not plain; else 0
	callback string // the press to acknowledge; empty for a message
}

// channel begins the names of Telegram's conversations.
const channel = "telegram:"

// open reads an update and its id; nil for one that cannot be read, and false if it
// has no id either.
func open(raw json.RawMessage) (u *models.Update, id int64, ok bool) {
	if u = decode(raw); u != nil && u.ID != 0 {
		return u, u.ID, true
	}
	id, ok = updateID(raw)
	return u, id, ok
}

// updateID reads the id of an update, whatever else is in it.
func updateID(raw json.RawMessage) (int64, bool) {
	var u struct {
		ID *int64 `json:"update_id"`
	}
	if json.Unmarshal(raw, &u) != nil || u.ID == nil {
		return 0, false
	}
	return *u.ID, true
}

// chatOf is the chat in whose order an update takes its turn.
func chatOf(u *models.Update) int64 {
	switch {
	case u.Message != nil:
		return u.Message.Chat.ID
	case u.EditedMessage != nil:
		return u.EditedMessage.Chat.ID
	case u.CallbackQuery != nil:
		return callbackChat(u.CallbackQuery).ID
	case u.InlineQuery != nil && u.InlineQuery.From != nil:
		return u.InlineQuery.From.ID
	}
	return 0
}

// reader reads updates for one bot.
type reader struct {
	me       int64
	username string
	officers []int64
	link     func(parameter string) string
	tables   bool // documents are assessed
}

// read is what an update asks for; false if nothing.
func (r reader) read(u *models.Update) (incoming, bool) {
	switch {
	case u.Message != nil:
		return r.message(u.ID, u.Message, true)
	case u.EditedMessage != nil:
		return r.message(u.ID, u.EditedMessage, false)
	case u.CallbackQuery != nil:
		return r.press(u.ID, u.CallbackQuery)
	case u.InlineQuery != nil && u.InlineQuery.From != nil:
		return incoming{query: u.InlineQuery}, true
	}
	return incoming{}, false
}

// message reads a message; fresh says that it is not one that was changed.
func (r reader) message(update int64, m *models.Message, fresh bool) (incoming, bool) {
	if m.From == nil || m.From.IsBot || m.SenderChat != nil && m.SenderChat.ID != m.Chat.ID {
		return incoming{}, false // a channel, a bot, or somebody who hides who they are
	}
	text, entities := m.Text, m.Entities
	if text == "" {
		text, entities = m.Caption, m.CaptionEntities
	}
	in := incoming{Message: dialog.Message{ID: strconv.FormatInt(update, 10), Text: text}}
	in.Conversation = conversation(m.Chat, m.From.ID)
	in.chat = m.Chat.ID
	if m.IsTopicMessage {
		in.thread = m.MessageThreadID
	}
	if m.Chat.Type != models.ChatTypePrivate {
		rest, named := r.addressed(text, entities)
		if !named && !r.answersMe(m) && !isCommand(text) {
			return incoming{}, false
		}
		in.Text, in.reply = rest, m.ID
	}
	in.order, in.argument = r.order(m, fresh)
	in.Text = r.start(in.Text)
	if r.tables && fresh && isFile(m) && (text == "" || tableKind(m.Document.FileName) != "") {
		in.document, in.reply = m.Document, m.ID
		return in, true
	}
	if text == "" {
		if !media(m) {
			return incoming{}, false // somebody joined, a title changed
		}
		in.Fault = dialog.FaultMedia
	}
	return in, true
}

func (r reader) press(update int64, q *models.CallbackQuery) (incoming, bool) {
	chat := callbackChat(q)
	if chat.ID == 0 {
		chat = models.Chat{ID: q.From.ID, Type: models.ChatTypePrivate}
	}
	in := incoming{Message: dialog.Message{ID: strconv.FormatInt(update, 10), Choice: q.Data}}
	in.Conversation = conversation(chat, q.From.ID)
	in.chat, in.callback = chat.ID, q.ID
	if in.Choice == "" {
		in.Choice = "-" // a press is no empty message: it is outdated
	}
	if m := q.Message.Message; m != nil && chat.Type != models.ChatTypePrivate {
		if m.IsTopicMessage {
			in.thread = m.MessageThreadID
		}
		asked := m.ReplyToMessage
		in.notMine = asked != nil && asked.From != nil && asked.From.ID != q.From.ID
		if asked != nil {
			in.reply = asked.ID
		}
	}
	return in, true
}

// callbackChat is the chat of the message with the button; old messages come
// without content, and inline ones not at all.
func callbackChat(q *models.CallbackQuery) models.Chat {
	switch {
	case q.Message.Message != nil:
		return q.Message.Message.Chat
	case q.Message.InaccessibleMessage != nil:
		return q.Message.InaccessibleMessage.Chat
	}
	return models.Chat{}
}

// conversation names the talk with one person: in a group each member has their
// own facts.
func conversation(chat models.Chat, user int64) session.Conversation {
	if chat.Type == models.ChatTypePrivate || chat.ID == user {
		return session.Conversation(fmt.Sprint(channel, user))
	}
	return session.Conversation(fmt.Sprintf("%s%d:%d", channel, chat.ID, user))
}

// chatIn is the chat of a conversation.
func chatIn(c session.Conversation) int64 {
	chat, _, _ := strings.Cut(strings.TrimPrefix(string(c), channel), ":")
	id, _ := strconv.ParseInt(chat, 10, 64)
	return id
}

// answersMe says that a message answers one of the bot's.
func (r reader) answersMe(m *models.Message) bool {
	to := m.ReplyToMessage
	return to != nil && to.From != nil && to.From.ID == r.me
}

// addressed says whether a text in a group names the bot, and gives it without
// the name. Places in it are counted in UTF-16 units.
func (r reader) addressed(text string, entities []models.MessageEntity) (string, bool) {
	units := utf16.Encode([]rune(text))
	keep := make([]bool, len(units))
	for i := range keep {
		keep[i] = true
	}
	named := false
	for _, e := range entities {
		end := e.Offset + e.Length
		if e.Offset < 0 || e.Length < 0 || end > len(units) {
			continue
		}
		begin := e.Offset
		word := string(utf16.Decode(units[begin:end]))
		switch e.Type {
		case models.MessageEntityTypeMention:
			if !strings.EqualFold(word, "@"+r.username) {
				continue
			}
		case models.MessageEntityTypeTextMention:
			if e.User == nil || e.User.ID != r.me {
				continue
			}
		case models.MessageEntityTypeBotCommand:
			at := strings.IndexByte(word, '@')
			if at < 0 || !strings.EqualFold(word[at+1:], r.username) {
				continue
			}
			begin += at // commands are ASCII: a unit is a byte
		default:
			continue
		}
		named = true
		for i := begin; i < end; i++ {
			keep[i] = false
		}
	}
	var rest []uint16
	for i, u := range units {
		if keep[i] {
			rest = append(rest, u)
		}
	}
	return strings.TrimSpace(string(utf16.Decode(rest))), named
}

// start reads /start with the parameter of a deep link: the talk begins anew, and
// with the question that the parameter stands for, where it stands for one.
func (r reader) start(text string) string {
	word, parameter, more := strings.Cut(text, " ")
	if !more || word != "/start" {
		return text
	}
	if r.link != nil {
		if question := r.link(strings.TrimSpace(parameter)); question != "" {
			return "重新开始：" + question
		}
	}
	return word
}

// media says that a message is something other than text that a person sent.
func media(m *models.Message) bool {
	return m.Sticker != nil || m.Voice != nil || m.Photo != nil || m.Video != nil || m.VideoNote != nil ||
		m.Audio != nil || m.Document != nil || m.Animation != nil || m.Contact != nil || m.Location != nil ||
		m.Venue != nil || m.Poll != nil || m.Dice != nil || m.Story != nil || m.PaidMedia != nil || m.Game != nil ||
		m.Checklist != nil
}
