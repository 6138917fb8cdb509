package telegram

import "net/http"

// SetTransport has the Bot API called through rt instead of the network.
func (b *Bot) SetTransport(rt http.RoundTripper) { b.api.http.Transport = rt }
