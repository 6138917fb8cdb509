package redis_test

import (
	"fmt"
	"strings"
	"testing"

	"suance/bot/redis"
)

func TestParseURL(t *testing.T) {
	for _, c := range []struct{ url, want string }{
		{"redis://localhost", "single [localhost:6379]"},
		{"redis://10.0.0.1:6380/3", "single [10.0.0.1:6380] db=3"},
		{"redis://:secret@h:1", "single [h:1] password=secret"},
		{"redis://me:s%40c%2Fret@h:1/0", "single [h:1] user=me password=s@c/ret"},
		{"redis://[::1]:6380", "single [[::1]:6380]"},
		{"rediss://h:1", "single [h:1] tls"},
		{"unix:///run/redis.sock?db=2", "single [/run/redis.sock] db=2"},
		{"redis://h:1?db=4", "single [h:1] db=4"},
		{"redis+sentinel://a:1,b:2,c/mymaster/2", "sentinel mymaster [a:1 b:2 c:26379] db=2"},
		{"rediss+sentinel://u:p@a/m?sentinel_password=x", "sentinel m [a:26379] user=u password=p sentinel=x tls"},
		{"redis://a:1?master_name=m&addr=b:2", "sentinel m [a:1 b:2]"},
		{"redis://a:1,b:2/1?master_name=m", "sentinel m [a:1 b:2] db=1"},
		{"redis+cluster://a:1,b:2", "cluster [a:1 b:2]"},
		{"rediss+cluster://a", "cluster [a:6379] tls"},
		{"redis://u:p@a:1,b:2,c:3", "cluster [a:1 b:2 c:3] user=u password=p"},
		{"redis://a:1?addr=b:2&addr=c:3", "cluster [a:1 b:2 c:3]"},
		{"redis://a:1?cluster=true", "cluster [a:1]"},
	} {
		o, err := redis.ParseURL(c.url)
		if err != nil {
			t.Errorf("%s: %v", c.url, err)
			continue
		}
		got := "single"
		if o.MasterName != "" {
			got = "sentinel " + o.MasterName
		} else if o.IsClusterMode {
			got = "cluster"
		}
		got += fmt.Sprint(" ", o.Addrs)
		for _, part := range []struct{ name, value string }{
			{"user", o.Username}, {"password", o.Password}, {"sentinel", o.SentinelPassword}} {
			if part.value != "" {
				got += " " + part.name + "=" + part.value
			}
		}
		if o.DB != 0 {
			got += fmt.Sprint(" db=", o.DB)
		}
		if o.TLSConfig != nil {
			got += " tls"
		}
		if got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.url, got, c.want)
		}
		if o.MaxRetries != -1 {
			t.Errorf("%s: the client retries by itself: MaxRetries %d", c.url, o.MaxRetries)
		}
	}
}

func TestParseURLErrors(t *testing.T) {
	for _, url := range []string{
		"", "localhost:6379", "http://h", "redis://:hunter2@h:x", "redis://:hunter2@h:1/x", "redis://:hunter2@h:99999",
		"redis://:hunter2@h:1/-1", "redis+sentinel://:hunter2@a:1", "redis+cluster://:hunter2@a:1/3",
		"redis://:hunter2@h:1?pool_sise=3", "redis://:hunter2%zz@h:1", "redis://:hunter2@h:1#x",
	} {
		_, err := redis.ParseURL(url)
		if err == nil {
			t.Errorf("%q is taken", url)
		} else if strings.Contains(err.Error(), "hunter2") || !strings.Contains(err.Error(), "REDIS_URL") {
			t.Errorf("%q: %v", url, err)
		}
	}
}
