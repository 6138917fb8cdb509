// Package answer writes Chinese replies in which every number carries its
// source. A reply is put together from parts: fixed words, which hold no digit;
// quotes, which only knowledge/clause makes; figures, which only calc makes; the
// person's own words; names and values of a policy that was checked on loading.
// There is no way to put a number, a clause or a promise into it as a plain
// string.
package answer
