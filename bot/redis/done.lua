-- Removes a send that was made and hands out the next, if the hold still stands.
--
-- KEYS  talk, waiting (see commit.lua)     ARGV  name, number, hold's number, hold (ms)
-- Gives {0} if nothing is left or the hold was lost, else {number, body, hold}.
local talk, waiting, name = KEYS[1], KEYS[2], ARGV[1]
local was = redis.call('HMGET', talk, 'f', 'n', 'h')
if not was[1] then return {0} end
local first, last = tonumber(was[1]), tonumber(was[2])
if first <= last and first == tonumber(ARGV[2]) then
  redis.call('HDEL', talk, 'o:' .. first)
  first = first + 1
  redis.call('HSET', talk, 'f', first)
end
if first > last then
  redis.call('ZREM', waiting, name)
  return {0}
end
if was[3] ~= ARGV[3] then return {0} end
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('ZADD', waiting, now + ARGV[4], name)
return {first, redis.call('HGET', talk, 'o:' .. first), tonumber(was[3])}
