// Package money holds exact amounts of money and exact shares, and reads and
// writes them in decimal and in Chinese notation. There is no way to make one
// from a float.
package money

import (
	"errors"
	"strconv"

	"github.com/shopspring/decimal"
)

// Amount is a sum of money in whole fen, hundredths of a yuan.
type Amount int64

// Units of an Amount.
const (
	Fen  Amount = 1
	Yuan        = 100 * Fen
	Wan         = 10_000 * Yuan // 万元
	Yi          = 10_000 * Wan  // 亿元
)

// Max is the largest amount taken as input: 1e15 yuan.
const Max = 10_000_000 * Yi

// Share is an exact ratio from 0 to 1, counted in units of 10^-18, so that
// every share with up to 18 decimals is exact and comparisons are of integers.
type Share int64

// One is the whole: a share of 100%.
const One Share = 1_000_000_000_000_000_000

// MaxCount is the largest count taken as input.
const MaxCount = 1_000_000_000

// What can be wrong with a text that should be one amount, share or count.
var (
	ErrSyntax   = errors.New("not a number")
	ErrNegative = errors.New("negative")
	ErrRange    = errors.New("above the limit")
	ErrDecimals = errors.New("too many decimals")
	ErrExponent = errors.New("exponents are not read")
	ErrVague    = errors.New("a range or a vague number where one value is wanted")
	ErrCurrency = errors.New("another currency than the yuan")
)

// String writes the amount in yuan: a decimal without exponent, separators or
// needless zeros ("1230000000.5").
func (a Amount) String() string {
	if a%Yuan == 0 {
		return strconv.FormatInt(int64(a/Yuan), 10)
	}
	return decimal.New(int64(a), -2).String()
}

// String writes the share as a decimal ratio without needless zeros ("0.018").
func (s Share) String() string { return decimal.New(int64(s), -18).String() }
