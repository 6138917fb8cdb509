package redistest

import (
	"io"
	"net"
	"sync"
	"sync/atomic"
	"testing"
)

// Proxy stands between clients and a server.
type Proxy struct {
	Addr   string
	target string
	l      net.Listener

	// cut is how many further answers are swallowed, with the connection.
	cut atomic.Int64

	mu    sync.Mutex
	conns map[net.Conn]struct{}
	down  bool
}

// NewProxy starts a proxy to a server. It ends with the test.
func NewProxy(t testing.TB, target string) *Proxy {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p := &Proxy{Addr: l.Addr().String(), target: target, l: l, conns: map[net.Conn]struct{}{}}
	go p.serve()
	t.Cleanup(func() { l.Close(); p.Down() })
	return p
}

// CutAnswers lets the server run the next n commands, but their answers never
// arrive: the connection breaks instead.
func (p *Proxy) CutAnswers(n int) { p.cut.Store(int64(n)) }

// Down breaks all connections and refuses new ones, until Up.
func (p *Proxy) Down() { p.set(true) }

// Up ends Down.
func (p *Proxy) Up() { p.set(false) }

func (p *Proxy) set(down bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.down = down
	if down {
		for c := range p.conns {
			c.Close()
		}
		clear(p.conns)
	}
}

func (p *Proxy) serve() {
	for {
		client, err := p.l.Accept()
		if err != nil {
			return
		}
		server, err := net.Dial("tcp", p.target)
		if err != nil || !p.keep(client, server) {
			client.Close()
			continue
		}
		go func() { _, _ = io.Copy(server, client); server.Close() }()
		go func() { p.answers(client, server); client.Close(); server.Close() }()
	}
}

func (p *Proxy) keep(conns ...net.Conn) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.down {
		for _, c := range conns {
			c.Close()
		}
		return false
	}
	for _, c := range conns {
		p.conns[c] = struct{}{}
	}
	return true
}

// answers copies the server's answers until one is to be cut.
func (p *Proxy) answers(client, server net.Conn) {
	b := make([]byte, 64<<10)
	for {
		n, err := server.Read(b)
		if err != nil {
			return
		}
		if p.cut.Load() > 0 && p.cut.Add(-1) >= 0 {
			return
		}
		if _, err := client.Write(b[:n]); err != nil {
			return
		}
	}
}
