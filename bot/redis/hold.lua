-- Prolongs a hold, from now.
--
-- KEYS  talk, waiting (see commit.lua)     ARGV  name, number, hold's number, hold (ms)
-- Gives {1}, or {0} if the hold was lost.
local was = redis.call('HMGET', KEYS[1], 'f', 'n', 'h')
if not was[1] or was[1] ~= ARGV[2] or was[3] ~= ARGV[3] or tonumber(was[1]) > tonumber(was[2]) then return {0} end
local time = redis.call('TIME')
redis.call('ZADD', KEYS[2], time[1] * 1000 + math.floor(time[2] / 1000) + ARGV[4], ARGV[1])
return {1}
