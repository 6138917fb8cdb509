package redis_test

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"suance/bot/redis"
	"suance/bot/redis/redistest"
	"suance/dialog/session"
)

// certificate makes a self-signed certificate for this machine and its key, as
// files.
func certificate(t *testing.T) (cert, key string) {
	t.Helper()
	k, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(time.Now().UnixNano()), Subject: pkix.Name{CommonName: "redis"},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour), IsCA: true, BasicConstraintsValid: true,
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &k.PublicKey, k)
	if err != nil {
		t.Fatal(err)
	}
	private, err := x509.MarshalPKCS8PrivateKey(k)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	cert, key = filepath.Join(dir, "cert.pem"), filepath.Join(dir, "key.pem")
	for path, block := range map[string]*pem.Block{cert: {Type: "CERTIFICATE", Bytes: der}, key: {Type: "PRIVATE KEY", Bytes: private}} {
		if err := os.WriteFile(path, pem.EncodeToMemory(block), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return cert, key
}

// TestTLS: rediss:// talks to a server whose certificate the system trusts, and to
// no other.
func TestTLS(t *testing.T) {
	serve := func(cert, key string) string {
		addr := redistest.SparePort(t)
		redistest.Start(t, "--tls-port", addr[strings.LastIndex(addr, ":")+1:], "--tls-cert-file", cert, "--tls-key-file", key,
			"--tls-ca-cert-file", cert, "--tls-auth-clients", "no")
		return "rediss://" + addr
	}
	cert, key := certificate(t)
	t.Setenv("SSL_CERT_FILE", cert) // read once, by the first connection by TLS
	t.Setenv("SSL_CERT_DIR", t.TempDir())
	trusted := open(t, redis.Options{URL: serve(cert, key)})
	if err := trusted.Commit(context.Background(), session.Commit{Conversation: "c", Message: "m", State: []byte("s")}); err != nil {
		t.Fatal(err)
	}
	if l, err := trusted.Load(context.Background(), "c", "m"); err != nil || !l.Answered {
		t.Errorf("%+v, %v", l, err)
	}
	other := open(t, redis.Options{URL: serve(certificate(t))})
	err := other.Ping(context.Background())
	if !errors.Is(err, session.ErrUnavailable) || !strings.Contains(err.Error(), "certificate") {
		t.Errorf("a server that nobody vouches for: %v", err)
	}
}
