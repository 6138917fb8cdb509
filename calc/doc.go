// Package calc assesses an enterprise under a policy: rules, facts and a day in,
// statuses, amounts, bounds, steps, near misses, readings and totals out. It
// knows no policy by name, reads no clock and computes with integers only.
package calc
