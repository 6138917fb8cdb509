-- Hands out the first send that waits and holds the outbox.
--
-- KEYS  talk, waiting (see commit.lua)     ARGV  name, hold (ms), how far from now a
--       hold can end (ms)
-- Gives {0} if nothing waits or somebody holds it, else {number, body, hold}.
local talk, waiting, name = KEYS[1], KEYS[2], ARGV[1]
local held = redis.call('ZSCORE', waiting, name)
if not held then return {0} end
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
if tonumber(held) > now and tonumber(held) <= now + ARGV[3] then return {0} end

local was = redis.call('HMGET', talk, 'f', 'n')
if not was[1] or tonumber(was[1]) > tonumber(was[2]) then -- sent, or expired
  redis.call('ZREM', waiting, name)
  return {0}
end
redis.call('ZADD', waiting, now + ARGV[2], name)
local first = tonumber(was[1])
return {first, redis.call('HGET', talk, 'o:' .. first), redis.call('HINCRBY', talk, 'h', 1)}
