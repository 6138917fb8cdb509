package telegram

import (
	"context"
	"strconv"
	"strings"
	"time"

	"github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"
)

// Limits of answers to inline queries.
const (
	inlineTime  = 5 * time.Second // the person types on: a later answer is of no use
	inlineCache = 60              // seconds for which Telegram may give the same answer again
	maxTitle    = 80              // characters
)

// offer answers an inline query with the hotline card: what to paste first, then
// what may be asked next. It is answered at once or not at all: the person sees
// that nothing comes, and types on.
func (b *Bot) offer(ctx context.Context, q *models.InlineQuery) {
	ctx, cancel := context.WithTimeout(ctx, inlineTime)
	defer cancel()
	_, err := b.api.AnswerInlineQuery(ctx, &bot.AnswerInlineQueryParams{InlineQueryID: q.ID, Results: b.offers(q.Query), CacheTime: inlineCache})
	if err != nil {
		b.Log.Warn("telegram: an inline query was not answered", "error", b.api.clean(err))
	}
}

// offers are the texts to choose from for a question; none for none.
func (b *Bot) offers(question string) []models.InlineQueryResult {
	results := []models.InlineQueryResult{}
	question = strings.TrimSpace(question)
	if question == "" || b.Card == nil {
		return results
	}
	c := b.Card(question)
	add := func(title, description, text string) {
		if units(text) == 0 || units(text) > maxUnits {
			return
		}
		results = append(results, &models.InlineQueryResultArticle{ID: strconv.Itoa(len(results)), Title: clip(title, maxTitle),
			Description: clip(description, maxTitle), InputMessageContent: models.InputTextMessageContent{MessageText: text}})
	}
	add(question, c.Say, c.Paste)
	for _, f := range c.FollowUps {
		add(f.Question, f.Answer, f.Answer)
	}
	return results
}

// clip shortens a text to n characters of one line.
func clip(s string, n int) string {
	r := []rune(strings.ReplaceAll(s, "\n", " "))
	if len(r) > n {
		r = append(r[:n-1], '…')
	}
	return string(r)
}
