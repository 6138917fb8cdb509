-- One turn of a conversation, whole or not at all; with it a hold of its outbox.
--
-- KEYS  talk      the conversation, a hash:
--                   v version, s state, n number of the last send, f number of the
--                   first that waits, h number of the last hold,
--                   o:<number> a send, a:<message> the reply to a message,
--                   m:<version mod kept> the message answered by that version
--       waiting   conversations with something in their outbox, by the time (ms)
--                 until which somebody holds it
-- ARGV  base version, message, "1" to delete the state, state, reply, time to live
--       of talk and of waiting (ms), ids kept, replies kept, hold (ms, 0: none),
--       the conversation's name, sends...
-- Gives {} on a conflict, {0} if there is nothing to send, else {number, body, hold}.
local talk, waiting = KEYS[1], KEYS[2]
local base, message = tonumber(ARGV[1]), ARGV[2]
local kept, replies, hold, name = tonumber(ARGV[8]), tonumber(ARGV[9]), tonumber(ARGV[10]), ARGV[11]

local was = redis.call('HMGET', talk, 'v', 'n', 'f', 'h')
local version, last = tonumber(was[1] or 0), tonumber(was[2] or 0)
local first, holds = tonumber(was[3] or 1), tonumber(was[4] or 0)
if version ~= base then return {} end
if message ~= '' and redis.call('HEXISTS', talk, 'a:' .. message) == 1 then return {} end

version = version + 1
if ARGV[3] == '1' then
  redis.call('DEL', talk)
  first = last + 1
  redis.call('HSET', talk, 'v', version, 'h', holds)
else
  local slot = 'm:' .. (version % kept)
  local oldest = redis.call('HGET', talk, slot)
  if oldest then redis.call('HDEL', talk, 'a:' .. oldest, slot) end
  local aged = redis.call('HGET', talk, 'm:' .. ((version - replies) % kept))
  if aged and version > replies then redis.call('HSET', talk, 'a:' .. aged, '') end
  redis.call('HSET', talk, 'v', version, 's', ARGV[4])
end
if message ~= '' then
  redis.call('HSET', talk, 'a:' .. message, ARGV[5], 'm:' .. (version % kept), message)
end
for i = 12, #ARGV do
  last = last + 1
  redis.call('HSET', talk, 'o:' .. last, ARGV[i])
end
redis.call('HSET', talk, 'n', last, 'f', first)
redis.call('PEXPIRE', talk, ARGV[6])

if first > last then
  if ARGV[3] == '1' then redis.call('ZREM', waiting, name) end
  return {0}
end
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local held = tonumber(redis.call('ZSCORE', waiting, name) or 0)
local free = held <= now
if free and hold > 0 then
  holds = holds + 1
  held = now + hold
  redis.call('HSET', talk, 'h', holds)
end
redis.call('ZADD', waiting, held, name)
redis.call('PEXPIRE', waiting, ARGV[7])
if not free or hold == 0 then return {0} end
return {first, redis.call('HGET', talk, 'o:' .. first), holds}
