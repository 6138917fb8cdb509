-- One turn of a conversation, whole or not at all; with it a hold of its outbox.
--
-- KEYS  talk      the conversation, a hash:
--                   v version, s state, n number of the last send, f number of the
--                   first that waits, h number of the last hold,
--                   t the last commit's token and the hold that it took, or 0,
--                   o:<number> a send, a:<message> the reply to a message,
--                   m:<version mod kept> the message answered by that version
--       waiting   conversations with something in their outbox, by the time (ms)
--                 until which somebody holds it
-- ARGV  base version, message, "1" to delete the state, state, reply, time to live
--       of talk and of waiting (ms), ids kept, replies kept, hold (ms, 0: none),
--       the conversation's name, a token by which this commit is known when it is
--       run again because its answer was lost, the token of the commit that it was
--       computed from ('': only the version is compared), how far from now a hold
--       can end (ms: one that ends later was set before the clock was put back),
--       sends...
-- Gives {} on a conflict, {0} if there is nothing to send, else {number, body, hold};
-- the body is left out where it is the first of the sends given.
local talk, waiting = KEYS[1], KEYS[2]
local base, message, delete = tonumber(ARGV[1]), ARGV[2], ARGV[3] == '1'
local kept, replies, hold, name = tonumber(ARGV[8]), tonumber(ARGV[9]), tonumber(ARGV[10]), ARGV[11]
local token, from, far = ARGV[12], ARGV[13], tonumber(ARGV[14])
local version = base + 1
local slot, aged = 'm:' .. (version % kept), 'm:' .. ((version - replies) % kept)

local was = redis.call('HMGET', talk, 'v', 'n', 'f', 'h', 'a:' .. message, slot, aged, 't')
local last, first, holds = tonumber(was[2] or 0), tonumber(was[3] or 1), tonumber(was[4] or 0)
if was[8] == token .. ':' .. holds and first <= last then
  return {first, redis.call('HGET', talk, 'o:' .. first), holds} -- run again, still held
elseif was[8] and string.sub(was[8], 1, #token + 1) == token .. ':' then
  return {0} -- run again
end
if tonumber(was[1] or 0) ~= base or message ~= '' and was[5] then return {} end
if from ~= '' and (not was[8] or string.sub(was[8], 1, #from + 1) ~= from .. ':') then return {} end
local fresh = last + 1 -- the number of the first of the sends given

local set = {'HSET', talk, 'v', version}
local function put(field, value)
  set[#set + 1] = field
  set[#set + 1] = value
end
if delete then
  redis.call('DEL', talk)
  first = fresh
else
  put('s', ARGV[4])
  if was[6] then redis.call('HDEL', talk, 'a:' .. was[6], slot) end
  if was[7] and version > replies then put('a:' .. was[7], '') end
end
if message ~= '' then
  put('a:' .. message, ARGV[5])
  put(slot, message)
end
for i = 15, #ARGV do
  last = last + 1
  put('o:' .. last, ARGV[i])
end

local out, taken = {0}, 0
if first <= last then
  local time = redis.call('TIME')
  local now = time[1] * 1000 + math.floor(time[2] / 1000)
  local held = tonumber(redis.call('ZSCORE', waiting, name) or 0)
  if (held <= now or held > now + far) and hold > 0 then
    holds = holds + 1
    held = now + hold
    taken = holds
    out = {first, '', holds}
    if first < fresh then out[2] = redis.call('HGET', talk, 'o:' .. first) end
  end
  redis.call('ZADD', waiting, held, name)
  redis.call('PEXPIRE', waiting, ARGV[7])
elseif delete then
  redis.call('ZREM', waiting, name)
end
put('n', last)
put('f', first)
put('h', holds)
put('t', token .. ':' .. taken)
redis.call(unpack(set))
redis.call('PEXPIRE', talk, ARGV[6])
return out
