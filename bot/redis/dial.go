package redis

import (
	"context"
	"crypto/tls"
	"net"
	"time"
)

// dialer connects to a server, by TLS if config is not nil.
//
// A server that cannot be reached is reported by the connection's first use and
// not by the dial: after some failed dials the client's pool would refuse
// everything and look for the server once a second only, so that a turn could
// come a second after Redis is back.
func dialer(config *tls.Config) func(ctx context.Context, network, addr string) (net.Conn, error) {
	plain := &net.Dialer{Timeout: dialTimeout, KeepAlive: time.Minute}
	dial := plain.DialContext
	if config != nil {
		dial = (&tls.Dialer{NetDialer: plain, Config: config}).DialContext
	}
	return func(ctx context.Context, network, addr string) (net.Conn, error) {
		c, err := dial(ctx, network, addr)
		if err != nil {
			return unreachable{err: err}, nil
		}
		return c, nil
	}
}

const dialTimeout = 2 * time.Second

// unreachable is a connection to a server that could not be reached.
type unreachable struct{ err error }

func (u unreachable) Read([]byte) (int, error)       { return 0, u.err }
func (u unreachable) Write([]byte) (int, error)      { return 0, u.err }
func (unreachable) Close() error                     { return nil }
func (unreachable) LocalAddr() net.Addr              { return &net.TCPAddr{} }
func (unreachable) RemoteAddr() net.Addr             { return &net.TCPAddr{} }
func (unreachable) SetDeadline(time.Time) error      { return nil }
func (unreachable) SetReadDeadline(time.Time) error  { return nil }
func (unreachable) SetWriteDeadline(time.Time) error { return nil }
