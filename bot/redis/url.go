package redis

import (
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"
	"github.com/redis/go-redis/v9/maintnotifications"
)

// ParseURL reads REDIS_URL. With rediss in place of redis the connection is by
// TLS with the system's certificates; the port may be left out (6379, Sentinel
// 26379).
//
//	redis://[user:password@]host:port[/db]                         one server
//	unix:///run/redis.sock[?db=1]                                  one server
//	redis+sentinel://[user:password@]host:port,host:port/master[/db]   Sentinel
//	redis://host:port,host:port[/db]?master_name=master            Sentinel
//	redis+cluster://[user:password@]host:port,host:port            Cluster
//	redis://host:port,host:port                                    Cluster
//	redis://host:port?cluster=true                                 Cluster
//
// More hosts may also be given as addr=host:port, once each. Sentinel's own
// credentials are sentinel_username and sentinel_password. The error never holds
// the URL, since that may hold a password.
func ParseURL(raw string) (*redis.UniversalOptions, error) {
	o, err := parseURL(raw)
	if err != nil {
		return nil, fmt.Errorf("REDIS_URL: %w；可用的写法：redis://主机:6379/0，rediss://…（TLS），"+
			"redis+sentinel://主机:26379,主机:26379/主节点名/0，redis+cluster://主机:6379,主机:6379", err)
	}
	return o, nil
}

// The ways in which servers stand together.
const (
	single   = "single"
	sentinel = "sentinel"
	cluster  = "cluster"
)

// schemes are what each scheme means: how the servers stand together, and TLS.
var schemes = map[string]struct {
	mode string
	tls  bool
}{
	"redis": {"", false}, "rediss": {"", true}, "unix": {single, false},
	"redis+sentinel": {sentinel, false}, "rediss+sentinel": {sentinel, true},
	"redis-sentinel": {sentinel, false}, "rediss-sentinel": {sentinel, true}, "sentinel": {sentinel, false},
	"redis+cluster": {cluster, false}, "rediss+cluster": {cluster, true},
	"redis-cluster": {cluster, false}, "rediss-cluster": {cluster, true}, "cluster": {cluster, false},
}

func parseURL(raw string) (*redis.UniversalOptions, error) {
	scheme, rest, ok := strings.Cut(raw, "://")
	kind, known := schemes[scheme]
	if !ok || !known {
		return nil, errors.New("不认识的写法")
	}
	// net/url takes one host; the list is taken apart here.
	end := strings.IndexAny(rest, "/?#")
	if end < 0 {
		end = len(rest)
	}
	at := strings.LastIndex(rest[:end], "@") + 1
	hosts := strings.Split(rest[at:end], ",")
	u, err := url.Parse("redis://" + rest[:at] + "host" + rest[end:])
	if err != nil || u.Fragment != "" {
		return nil, errors.New("读不懂（密码里的特殊字符要写成%XX）")
	}
	o := options()
	o.Username = u.User.Username()
	o.Password, _ = u.User.Password()
	if scheme == "unix" {
		o.Addrs = []string{u.Path}
		u.Path = ""
	}
	p := params{Values: u.Query()}
	mode := p.mode(kind.mode, len(hosts))
	if scheme != "unix" {
		for _, h := range append(hosts, p.Values["addr"]...) {
			addr, err := address(h, mode)
			if err != nil {
				return nil, err
			}
			o.Addrs = append(o.Addrs, addr)
		}
	}
	if kind.tls {
		o.TLSConfig = &tls.Config{MinVersion: tls.VersionTLS12}
	}
	o.Dialer = dialer(o.TLSConfig)
	o.IsClusterMode = mode == cluster
	return o, p.fill(o, mode, strings.Trim(u.Path, "/"))
}

// params are the query of the URL.
type params struct{ url.Values }

// mode is how the servers stand together, by the scheme or else by what is given.
func (p params) mode(byScheme string, hosts int) string {
	switch {
	case byScheme != "":
		return byScheme
	case p.Has("master_name"):
		return sentinel
	case p.Get("cluster") == "true", hosts+len(p.Values["addr"]) > 1:
		return cluster
	}
	return single
}

// fill reads the path and the query.
func (p params) fill(o *redis.UniversalOptions, mode, path string) error {
	for name := range p.Values {
		if !slices.Contains([]string{"addr", "cluster", "db", "master_name", "sentinel_username", "sentinel_password"}, name) {
			return fmt.Errorf("不认识的参数%q", name)
		}
	}
	db := path
	if mode == sentinel {
		o.MasterName = p.Get("master_name")
		if o.MasterName == "" {
			o.MasterName, db, _ = strings.Cut(path, "/")
		}
		if o.MasterName == "" {
			return errors.New("缺少Sentinel的主节点名")
		}
		o.SentinelUsername, o.SentinelPassword = p.Get("sentinel_username"), p.Get("sentinel_password")
	}
	if p.Has("db") {
		db = p.Get("db")
	}
	if db == "" {
		return nil
	}
	n, err := strconv.Atoi(db)
	if err != nil || n < 0 {
		return errors.New("库号应是0、1、2这样的数")
	}
	if mode == cluster && n != 0 {
		return errors.New("Cluster只有0号库")
	}
	o.DB = n
	return nil
}

// address completes host[:port].
func address(s, mode string) (string, error) {
	port := "6379"
	if mode == sentinel {
		port = "26379"
	}
	host := s
	if h, p, err := net.SplitHostPort(s); err == nil {
		host, port = h, p
	} else {
		host = strings.TrimSuffix(strings.TrimPrefix(host, "["), "]")
	}
	if n, err := strconv.Atoi(port); err != nil || n < 1 || n > 65535 || strings.ContainsAny(host, "/ ") {
		return "", errors.New("主机应写成 主机:端口")
	}
	if host == "" {
		host = "localhost"
	}
	return net.JoinHostPort(host, port), nil
}

// options are what a store wants of the client, whatever the servers. Nothing is
// retried by the client, which does not know what may run twice; waiting is short,
// since Telegram keeps what cannot be committed.
func options() *redis.UniversalOptions {
	return &redis.UniversalOptions{
		MaxRetries:               -1,
		DialerRetries:            1,
		DialTimeout:              dialTimeout,
		ReadTimeout:              3 * time.Second,
		WriteTimeout:             3 * time.Second,
		PoolTimeout:              3 * time.Second,
		PoolSize:                 64,
		ContextTimeoutEnabled:    true,
		DisableIdentity:          true,
		PipelinePoolSize:         -1,
		MaintNotificationsConfig: &maintnotifications.Config{Mode: maintnotifications.ModeDisabled},
	}
}
