package telegram

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/go-telegram/bot"
)

// maxAnswer bounds what is read of an answer of the Bot API.
const maxAnswer = 16 << 20

// api calls the Bot API: by the library's client, whose HTTP client it is, and by
// itself where every message passes (see call). No error of it holds the token.
type api struct {
	token, server string
	boundary      string // between the fields of a form; nobody can guess it
	http          *http.Client
	*bot.Bot
}

// newAPI prepares calls; it makes none.
func newAPI(token, server string) (*api, error) {
	a := &api{token: token, server: strings.TrimSuffix(server, "/"), boundary: rand.Text(), http: &http.Client{
		Transport: &http.Transport{
			Proxy:                 http.ProxyFromEnvironment,
			DialContext:           (&net.Dialer{Timeout: 10 * time.Second, KeepAlive: 30 * time.Second}).DialContext,
			TLSHandshakeTimeout:   10 * time.Second,
			MaxIdleConnsPerHost:   128, // as many as chats answered at once; the default 2 dials anew
			MaxConnsPerHost:       256,
			IdleConnTimeout:       60 * time.Second,
			ResponseHeaderTimeout: 0, // a poll waits; every call has its own deadline
			ForceAttemptHTTP2:     true,
		},
		// The token is in the path: nothing is followed to another host.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
	u, err := url.Parse(a.server)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return nil, errors.New("TELEGRAM_API_URL: 应写成 https://api.telegram.org 这样的地址")
	}
	a.Bot, err = bot.New(token, bot.WithSkipGetMe(), bot.WithServerURL(a.server), bot.WithHTTPClient(time.Minute, a),
		bot.WithErrorsHandler(func(error) {}), bot.WithDebugHandler(func(string, ...any) {}))
	return a, a.clean(err)
}

// statusError is an answer that is none of the Bot API's: from a gateway before
// it, or of a server in trouble.
type statusError struct{ status int }

func (e statusError) Error() string {
	return fmt.Sprintf("the Bot API's server answered %d %s", e.status, http.StatusText(e.status))
}

// Do implements bot.HttpClient. The body is sent whole, with its length, so that
// a connection that the server has closed meanwhile is noticed before anything
// was sent.
func (a *api) Do(req *http.Request) (*http.Response, error) {
	if req.Body != nil {
		body, err := io.ReadAll(req.Body)
		req.Body.Close()
		if err != nil {
			return nil, a.clean(err)
		}
		req.ContentLength = int64(len(body))
		req.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(body)), nil }
		req.Body, _ = req.GetBody()
	}
	resp, answer, err := a.do(req)
	if err != nil {
		return nil, err
	}
	resp.Body = io.NopCloser(bytes.NewReader(answer))
	return resp, nil
}

// do makes a request and reads the answer; what is no JSON object is told by its
// status.
func (a *api) do(req *http.Request) (*http.Response, []byte, error) {
	resp, err := a.http.Do(req)
	if err != nil {
		return nil, nil, a.clean(err)
	}
	defer resp.Body.Close()
	answer, err := io.ReadAll(io.LimitReader(resp.Body, maxAnswer))
	if err != nil {
		return nil, nil, a.clean(err)
	}
	switch isObject := bytes.HasPrefix(bytes.TrimSpace(answer), []byte("{")); {
	case !isObject && resp.StatusCode == http.StatusTooManyRequests:
		after, _ := strconv.Atoi(resp.Header.Get("Retry-After"))
		return nil, nil, &bot.TooManyRequestsError{Message: "too many requests", RetryAfter: after}
	case !isObject, resp.StatusCode >= 500:
		return nil, nil, statusError{resp.StatusCode}
	}
	return resp, answer, nil
}

// clean takes the URL, which holds the token, out of an error.
func (a *api) clean(err error) error {
	if err == nil {
		return nil
	}
	if u, ok := errors.AsType[*url.Error](err); ok {
		err = u.Err
	}
	if strings.Contains(err.Error(), a.token) {
		return errors.New(strings.ReplaceAll(err.Error(), a.token, "<token>"))
	}
	return err
}

// unauthorized says that the Bot API does not know the token.
func unauthorized(err error) bool {
	return errors.Is(err, bot.ErrorUnauthorized) || errors.Is(err, bot.ErrorNotFound)
}

// backoff is how long to wait after an error, the tries-th in a row: what the Bot
// API asks for, else doubling from base to limit.
func backoff(err error, tries int, base, limit time.Duration) time.Duration {
	if e, ok := errors.AsType[*bot.TooManyRequestsError](err); ok {
		return time.Duration(max(e.RetryAfter, 1)) * time.Second
	}
	return min(base<<min(tries, 16), limit)
}

// sleep waits, or until the context ends, and says which.
func sleep(ctx context.Context, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-ctx.Done():
		return false
	}
}
