package telegram

import (
	"bytes"
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"errors"
	"io"
	"net/http"
	"time"

	"github.com/go-telegram/bot/models"
)

// Limits of a webhook request.
const (
	maxUpdate   = 1 << 20
	webhookTime = 25 * time.Second // Telegram waits for about a minute
)

// ServeHTTP takes updates from the webhook. 200 says that the turn is committed;
// 503 that it is not and Telegram should deliver again. Nothing of a body is
// echoed or logged.
func (b *Bot) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodPost {
		w.Header().Set("Allow", http.MethodPost)
		http.Error(w, "POST only", http.StatusMethodNotAllowed)
		return
	}
	if !b.authentic(r.Header.Get("X-Telegram-Bot-Api-Secret-Token")) {
		http.Error(w, "unauthorized", http.StatusUnauthorized)
		return
	}
	if !b.Ready() { // not started, or at the end
		http.Error(w, "not ready", http.StatusServiceUnavailable)
		return
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxUpdate))
	if _, tooLarge := errors.AsType[*http.MaxBytesError](err); tooLarge {
		http.Error(w, "the update is too large", http.StatusRequestEntityTooLarge)
		return
	}
	u, id, ok := open(body)
	if err != nil || !ok || !bytes.HasPrefix(bytes.TrimSpace(body), []byte("{")) {
		http.Error(w, "not an update", http.StatusBadRequest)
		return
	}
	if err := b.deliver(r.Context(), id, body, u); err != nil {
		b.stats.Refused.Add(1)
		// Readiness tells that the store is away; each update says so again and again.
		b.Log.Debug("telegram: an update was refused, Telegram keeps it", "update", id, "error", err)
		w.Header().Set("Retry-After", "1")
		http.Error(w, "try again", http.StatusServiceUnavailable)
	}
}

// authentic compares in constant time, whatever the lengths.
func (b *Bot) authentic(secret string) bool {
	got, want := sha256.Sum256([]byte(secret)), sha256.Sum256([]byte(b.WebhookSecret))
	return b.WebhookSecret != "" && subtle.ConstantTimeCompare(got[:], want[:]) == 1
}

var errBusy = errors.New("too many updates at once")

// deliver handles an update in its chat's turn and waits for the end. A caller
// that goes away does not end a turn.
func (b *Bot) deliver(ctx context.Context, id int64, body []byte, u *models.Update) error {
	if b.crowded(u) {
		return errBusy
	}
	select {
	case b.slots <- struct{}{}:
	default:
		return errBusy
	}
	if !b.turns.enter() {
		<-b.slots
		return errBusy
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), webhookTime)
	result := make(chan error, 1)
	b.queue(u, func() {
		defer b.turns.leave()
		defer cancel()
		defer func() { <-b.slots }()
		err := ctx.Err()
		if err == nil {
			err = b.handle(ctx, id, body, u)
		}
		result <- err
	})
	return <-result
}
