package redistest

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"
)

// JumpClock does to what the server keeps what a jump of its clock by d would do: a
// server that jumps a day forward finds every time that it has stored a day nearer.
// Those are the times to live, and the scores of the keys that end in :waiting.
func (s *Server) JumpClock(t testing.TB, d time.Duration) {
	t.Helper()
	ctx := context.Background()
	client := redis.NewClient(&redis.Options{Addr: s.Addr})
	defer client.Close()
	// One script, so that nothing is stored under the old clock meanwhile.
	const script = `
for _, key in ipairs(redis.call('KEYS', '*')) do
  if string.sub(key, -8) == ':waiting' then
    local all = redis.call('ZRANGE', key, 0, -1, 'WITHSCORES')
    for i = 1, #all, 2 do redis.call('ZADD', key, all[i + 1] - ARGV[1], all[i]) end
  end
  local ends = redis.call('PEXPIRETIME', key)
  if ends > 0 then redis.call('PEXPIREAT', key, math.max(1, ends - ARGV[1])) end
end
return redis.status_reply('OK')`
	if got, err := client.Eval(ctx, script, nil, d.Milliseconds()).Text(); err != nil || !strings.HasPrefix(got, "OK") {
		t.Fatal(got, err)
	}
}
