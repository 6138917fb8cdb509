package money

import (
	"math/bits"
	"strconv"
)

// Number is an exact number in a text, of any sign: a decimal of at most 38
// digits, or a fraction without a finite decimal. The zero Number is 0. Equal
// numbers are == to each other.
type Number struct {
	hi, lo uint64 // the digits, as a number of 128 bits
	exp    int16  // times ten to the power of exp
	neg    bool
	den    uint64 // divided by den; 0 for a decimal, which then ends in no zero
}

// maxExp bounds the power of ten, so that no text makes a number that is costly
// to print.
const maxExp = 60

// NewNumber returns n times ten to the power of exp.
func NewNumber(n int64, exp int) Number {
	x := Number{lo: uint64(n), exp: int16(exp)}
	if n < 0 {
		x.neg, x.lo = true, -x.lo
	}
	return x.trim()
}

// Ratio returns a/b; ok is false where b is 0 or the digits are too many.
func Ratio(a, b Number) (_ Number, ok bool) {
	n, d, ok := common(a, b)
	if !ok || d == 0 {
		return Number{}, false
	}
	g := gcd(n, d)
	n, d = n/g, d/g
	x := Number{lo: n, neg: n != 0 && a.neg != b.neg}
	rest := d
	for _, p := range [...]struct{ by, other uint64 }{{10, 1}, {5, 2}, {2, 5}} {
		for rest%p.by == 0 { // a factor below is one less in the exponent
			ok = ok && x.times(p.other)
			rest, x.exp = rest/p.by, x.exp-1
		}
	}
	if rest != 1 {
		return Number{lo: n, neg: x.neg, den: d}, true
	}
	return x.trim(), ok
}

// common writes two decimals as whole numbers in the same unit.
func common(a, b Number) (n, d uint64, ok bool) {
	e := min(a.exp, b.exp)
	a, ok1 := a.toExp(e)
	b, ok2 := b.toExp(e)
	return a.lo, b.lo, ok1 && ok2 && a.hi == 0 && b.hi == 0 && a.den == 0 && b.den == 0
}

func gcd(a, b uint64) uint64 {
	for b != 0 {
		a, b = b, a%b
	}
	return max(a, 1)
}

// Neg returns -n.
func (n Number) Neg() Number {
	n.neg = !n.neg && !n.IsZero()
	return n
}

// Sign returns -1, 0 or 1.
func (n Number) Sign() int {
	switch {
	case n.IsZero():
		return 0
	case n.neg:
		return -1
	}
	return 1
}

// IsZero says whether the number is 0.
func (n Number) IsZero() bool { return n.hi|n.lo == 0 }

// IsWhole says whether the number has no fraction.
func (n Number) IsWhole() bool { return n.den == 0 && n.exp >= 0 }

// Shift returns the decimal times ten to the power of k.
func (n Number) Shift(k int) Number {
	if !n.IsZero() {
		n.exp += int16(k)
	}
	return n
}

// Add returns n+m of two decimals of the same sign; ok is false where the digits
// are too many.
func (n Number) Add(m Number) (_ Number, ok bool) {
	e := min(n.exp, m.exp)
	a, ok1 := n.toExp(e)
	b, ok2 := m.toExp(e)
	lo, c := bits.Add64(a.lo, b.lo, 0)
	hi, c := bits.Add64(a.hi, b.hi, c)
	if !ok1 || !ok2 || c != 0 || n.den|m.den != 0 {
		return Number{}, false
	}
	return Number{hi: hi, lo: lo, exp: e, neg: n.neg || m.neg}.trim(), true
}

// Cmp compares two numbers: -1, 0 or 1.
func (n Number) Cmp(m Number) int {
	if n == m {
		return 0
	}
	if s, t := n.Sign(), m.Sign(); s != t {
		return sign(s - t)
	}
	c := n.size(m)
	if n.neg {
		return -c
	}
	return c
}

// size compares two numbers without their signs, over their product of
// denominators.
func (n Number) size(m Number) int {
	a, b := n, m
	if n.den|m.den != 0 {
		ok := a.times(max(m.den, 1)) && b.times(max(n.den, 1))
		if !ok {
			return 0
		}
	}
	if d := a.digits() + int(a.exp) - b.digits() - int(b.exp); d != 0 {
		return sign(d)
	}
	e := min(a.exp, b.exp)
	a, _ = a.toExp(e)
	b, _ = b.toExp(e)
	if a.hi != b.hi {
		return sign2(a.hi, b.hi)
	}
	return sign2(a.lo, b.lo)
}

// times multiplies the digits by k.
func (n *Number) times(k uint64) bool {
	h, l := bits.Mul64(n.lo, k)
	h2, m := bits.Mul64(n.hi, k)
	s, c := bits.Add64(h, m, 0)
	n.hi, n.lo = s, l
	return h2 == 0 && c == 0
}

func sign(d int) int {
	switch {
	case d < 0:
		return -1
	case d > 0:
		return 1
	}
	return 0
}

func sign2(a, b uint64) int {
	if a < b {
		return -1
	}
	return sign(int((a-b)>>1 | (a-b)&1))
}

// digits is the number of decimal digits; 0 for 0.
func (n Number) digits() int { return len(n.appendDigits(make([]byte, 0, 40))) }

// toExp writes a decimal with a lower exponent; ok is false where the digits are
// too many.
func (n Number) toExp(e int16) (_ Number, ok bool) {
	if n.IsZero() {
		n.exp = e
		return n, true
	}
	if n.exp-e > 38 {
		return n, false
	}
	for ; n.exp > e; n.exp-- {
		if !n.times(10) {
			return n, false
		}
	}
	return n, n.exp == e
}

// trim takes the zeros at the end of the digits into the exponent.
func (n Number) trim() Number {
	if n.IsZero() {
		return Number{}
	}
	for {
		q, r := n.lo/10, n.lo%10
		h := uint64(0)
		if n.hi != 0 {
			h = n.hi / 10
			q, r = bits.Div64(n.hi%10, n.lo, 10)
		}
		if r != 0 {
			return n
		}
		n.hi, n.lo, n.exp = h, q, n.exp+1
	}
}

// Step is one in the last digit that is not zero: 100 of 3200.
func (n Number) Step() Number { return Number{lo: 1, exp: n.trim().exp} }

// String writes the number as a decimal without exponent, separators or needless
// zeros, or as a fraction in lowest terms ("1/3").
func (n Number) String() string { return string(n.Append(make([]byte, 0, 24))) }

// Append appends what String returns.
func (n Number) Append(b []byte) []byte {
	if n.neg {
		b = append(b, '-')
	}
	if n.IsZero() {
		return append(b, '0')
	}
	start := len(b)
	b = n.appendDigits(b)
	if n.den != 0 {
		return strconv.AppendUint(append(b, '/'), n.den, 10)
	}
	for e := n.exp; e > 0; e-- {
		b = append(b, '0')
	}
	if n.exp >= 0 {
		return b
	}
	places := -int(n.exp)
	for len(b)-start <= places { // at least one digit before the point
		b = append(b, 0)
		copy(b[start+1:], b[start:])
		b[start] = '0'
	}
	at := len(b) - places
	b = append(b, 0)
	copy(b[at+1:], b[at:])
	b[at] = '.'
	return b
}

// appendDigits appends the digits alone.
func (n Number) appendDigits(b []byte) []byte {
	if n.hi == 0 {
		if n.lo == 0 {
			return b
		}
		return strconv.AppendUint(b, n.lo, 10)
	}
	const part = 10_000_000_000_000_000_000
	h := n.hi / part
	q, r := bits.Div64(n.hi%part, n.lo, part)
	b = Number{hi: h, lo: q}.appendDigits(b)
	for p := uint64(part / 10); p > 0; p /= 10 {
		b = append(b, byte('0'+r/p%10))
	}
	return b
}

// Amount is the number as yuan. Errors: ErrNegative, ErrRange, ErrDecimals.
func (n Number) Amount() (Amount, error) {
	v, err := n.whole(2, uint64(Max))
	return Amount(v), err
}

// Share is the number as a ratio. Errors: ErrNegative, ErrRange, ErrDecimals.
func (n Number) Share() (Share, error) {
	v, err := n.whole(18, uint64(One))
	return Share(v), err
}

// Count is the number as a number of things. Errors: ErrNegative, ErrRange,
// ErrDecimals.
func (n Number) Count() (int64, error) { return n.whole(0, MaxCount) }

// whole is the number in units of ten to the power of -places, up to most.
func (n Number) whole(places int16, most uint64) (int64, error) {
	limit := Number{lo: most, exp: -places}
	switch {
	case n.neg:
		return 0, ErrNegative
	case n.size(limit) > 0:
		return 0, ErrRange
	case n.den != 0:
		return 0, ErrDecimals
	}
	m, ok := n.toExp(-places)
	if !ok {
		return 0, ErrDecimals
	}
	return int64(m.lo), nil
}

// Times returns the product of two whole numbers; ok is false for others, and
// where the digits are too many.
func (n Number) Times(m Number) (_ Number, ok bool) {
	a, b, ok := common(n, m)
	if !ok || !n.IsWhole() || !m.IsWhole() {
		return Number{}, false
	}
	e := min(n.exp, m.exp)
	x := Number{lo: a, exp: 2 * e, neg: n.neg != m.neg}
	if !x.times(b) {
		return Number{}, false
	}
	return x.trim(), true
}
