package money

// STOPGAP by the lead so that others compile: the owner of this package deletes
// this file as soon as the real notation lands.

import (
	"errors"
	"regexp"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
)

var (
	ErrNegative = errors.New("negative")
	ErrRange    = errors.New("out of range")
	ErrDecimals = errors.New("too many decimals")
	ErrExponent = errors.New("exponent")
	ErrVague    = errors.New("vague")
)

var stopgapNumber = regexp.MustCompile(`^(-?)([0-9][0-9,]*(?:\.[0-9]+)?)\s*(万|亿|个亿|百万|千万)?(.*)$`)

func stopgapParse(s string) (decimal.Decimal, string, error) {
	if strings.ContainsAny(s, "eE") {
		return decimal.Decimal{}, "", ErrExponent
	}
	m := stopgapNumber.FindStringSubmatch(strings.TrimSpace(s))
	if m == nil {
		return decimal.Decimal{}, "", ErrSyntax
	}
	if m[1] == "-" {
		return decimal.Decimal{}, "", ErrNegative
	}
	d, err := decimal.NewFromString(strings.ReplaceAll(m[2], ",", ""))
	if err != nil {
		return d, "", ErrSyntax
	}
	switch m[3] {
	case "万":
		d = d.Shift(4)
	case "百万":
		d = d.Shift(6)
	case "千万":
		d = d.Shift(7)
	case "亿", "个亿":
		d = d.Shift(8)
	}
	return d, strings.TrimSpace(m[4]), nil
}

func stopgapInt(d decimal.Decimal, shift int32, max int64) (int64, error) {
	d = d.Shift(shift)
	if !d.IsInteger() {
		return 0, ErrDecimals
	}
	if d.GreaterThan(decimal.NewFromInt(max)) {
		return 0, ErrRange
	}
	return d.IntPart(), nil
}

func ParseAmount(s string) (Amount, error) {
	d, rest, err := stopgapParse(s)
	if err != nil {
		return 0, err
	}
	if rest != "" && rest != "元" {
		return 0, ErrSyntax
	}
	n, err := stopgapInt(d, 2, int64(Max))
	return Amount(n), err
}

func ParseShare(s string) (Share, error) {
	d, rest, err := stopgapParse(s)
	if err != nil {
		return 0, err
	}
	if rest == "%" {
		d = d.Shift(-2)
	} else if rest != "" {
		return 0, ErrSyntax
	}
	n, err := stopgapInt(d, 18, int64(One))
	return Share(n), err
}

func ParseCount(s string) (int64, string, error) {
	d, rest, err := stopgapParse(s)
	if err != nil {
		return 0, "", err
	}
	n, err := stopgapInt(d, 0, 1e9)
	return n, rest, err
}

func (a Amount) Chinese() string {
	d := decimal.New(int64(a), -2)
	switch {
	case a != 0 && int64(a)%int64(Yi/10000) == 0 && a >= Yi:
		return d.Shift(-8).String() + "亿元"
	case a != 0 && int64(a)%int64(Yuan) == 0 && a >= Wan:
		return d.Shift(-4).String() + "万元"
	}
	return d.String() + "元"
}

func (a Amount) Spoken() string   { return a.Chinese() }
func (s Share) Percent() string   { return decimal.New(int64(s), -16).String() + "%" }
func ChineseCount(n int64) string { return strconv.FormatInt(n, 10) }
