package openai

import (
	"bytes"
	"io"
	"mime"
	"net"
	"net/http"
	"time"
)

// guard makes requests and lets only a whole, small JSON answer with status 200
// through. The library behind it would read an answer of any length, take a
// redirect for an answer, and put a refusal's body into its error.
type guard struct {
	client *http.Client
	most   int64 // bytes of an answer that are read
}

// newGuard returns a guard for so many calls at once, and answers of so many bytes.
func newGuard(calls int, most int64) *guard {
	return &guard{most: most, client: &http.Client{
		CheckRedirect: func(*http.Request, []*http.Request) error { return ErrRedirect },
		Transport: &http.Transport{
			Proxy:                  http.ProxyFromEnvironment,
			DialContext:            (&net.Dialer{Timeout: 5 * time.Second}).DialContext,
			TLSHandshakeTimeout:    5 * time.Second,
			MaxIdleConnsPerHost:    calls,
			MaxConnsPerHost:        2 * calls,
			IdleConnTimeout:        90 * time.Second,
			MaxResponseHeaderBytes: 16 << 10,
			DisableCompression:     true, // a few kilobytes; what unpacks without end never comes in
			ForceAttemptHTTP2:      true,
		},
	}}
}

// Do makes a request. The body of the response is in memory, at most g.most bytes.
func (g *guard) Do(req *http.Request) (*http.Response, error) {
	resp, err := g.client.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	switch kind, _, _ := mime.ParseMediaType(resp.Header.Get("Content-Type")); {
	case resp.StatusCode >= 300 && resp.StatusCode < 400:
		return nil, ErrRedirect
	case resp.StatusCode != http.StatusOK:
		return nil, &refusal{resp.StatusCode}
	case kind != "application/json" || resp.Header.Get("Content-Encoding") != "":
		return nil, ErrMalformed
	}
	body, err := io.ReadAll(io.LimitReader(resp.Body, g.most+1))
	if err != nil {
		return nil, err
	}
	if int64(len(body)) > g.most {
		return nil, ErrTooLarge
	}
	resp.Body = io.NopCloser(bytes.NewReader(body))
	return resp, nil
}
