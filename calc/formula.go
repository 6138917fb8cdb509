package calc

import (
	"math"
	"math/big"
	"math/bits"

	"suance/calc/fact"
	"suance/calc/money"
)

// boundless is an amount that nothing limits; every finite amount is below it.
const boundless = math.MaxInt64

// largest is the largest finite amount, far above anything that input can yield.
const largest = 1 << 62

// formula is the amount of one case of a measure in integers: the sum of
// products, down to the fen, then the cap, then less what was received. Bands
// and ordinals are settled by the case, so what remains rises or falls in each
// fact.
type formula struct {
	products []product
	cap      int64 // 0: none
	received int   // position of the fact; -1: none
	uses     []use
}

// use says that a formula depends on a fact, and whether it rises (+1), falls
// (-1) or does both (0) in it, then with the values at which it can bend.
type use struct {
	v, sign int
	bends   []bend
}

// bend is a value at which a term stops growing: a constant, or the value of
// another fact (-1: none).
type bend struct {
	at    int64
	other int
}

// product is num ÷ den times its factors, in fen.
type product struct {
	num, den uint64
	factors  []factor
}

type factorKind uint8

const (
	plain     factorKind = iota // the value of a money or count fact
	share                       // the value of a share fact
	increment                   // v less w, never below zero
	capped                      // v, scaled down to the limit where the share w is above it
)

// factor is a term of a product that depends on facts.
type factor struct {
	kind  factorKind
	v, w  int
	limit int64 // of capped, in units of a share; of plain and share, what counts at most (0: all)
	above int64 // of plain and share: only what lies above counts
	every int64 // of plain and increment: how many whole times it is in the value (0: the value)
	// boundless is the value of v from which on it stands for "without limit".
	boundless int64
}

// value is the factor at a point as num ÷ den; inf where nothing limits it.
func (f *factor) value(p []dom) (num, den uint64, inf bool) {
	v := p[f.v].lo
	if f.limit > 0 && f.kind != capped {
		v = min(v, f.limit)
	}
	if inf = v >= f.boundless; f.above > 0 {
		v = max(0, v-f.above)
	}
	switch f.kind {
	case share:
		g := gcd(uint64(v), uint64(money.One))
		return uint64(v) / g, uint64(money.One) / g, false
	case increment:
		v = max(0, v-p[f.w].lo)
		inf = v >= f.boundless
	case capped:
		if rate := p[f.w].lo; rate > f.limit && v < f.boundless {
			g := gcd(uint64(f.limit), uint64(rate))
			return uint64(v), uint64(rate) / g, false
		}
	}
	if f.every > 0 {
		v /= f.every
	}
	return uint64(v), 1, inf
}

// over is the numerator by which a capped factor is multiplied besides its base.
func (f *factor) over(p []dom) uint64 {
	if f.kind != capped {
		return 1
	}
	if rate := p[f.w].lo; rate > f.limit && p[f.v].lo < f.boundless {
		return uint64(f.limit) / gcd(uint64(f.limit), uint64(rate))
	}
	return 1
}

// exact is the product at a point as num ÷ den in 128 and 64 bits. ok is false
// where that does not suffice.
func (pr *product) exact(p []dom) (num u128, den uint64, inf, ok bool) {
	num, den, ok = u128{lo: pr.num}, pr.den, true
	zero := pr.num == 0
	for i := range pr.factors {
		f := &pr.factors[i]
		n, d, unlimited := f.value(p)
		if n == 0 {
			zero = true
		}
		if unlimited {
			inf = true
			continue
		}
		var fits [3]bool
		num, fits[0] = num.mul(n)
		num, fits[1] = num.mul(f.over(p))
		den, fits[2] = mul64(den, d)
		ok = ok && fits[0] && fits[1] && fits[2]
	}
	if zero {
		return u128{}, 1, false, true
	}
	return num, den, inf, ok
}

// rat is the product at a point whatever its size.
func (pr *product) rat(p []dom) *big.Rat {
	r := new(big.Rat).SetFrac(new(big.Int).SetUint64(pr.num), new(big.Int).SetUint64(pr.den))
	for i := range pr.factors {
		n, d, _ := pr.factors[i].value(p)
		num := new(big.Int).SetUint64(n)
		num.Mul(num, new(big.Int).SetUint64(pr.factors[i].over(p)))
		r.Mul(r, new(big.Rat).SetFrac(num, new(big.Int).SetUint64(d)))
	}
	return r
}

// raw is the sum of products at a point, down to the fen; boundless where
// nothing limits it. whole says that nothing was cut off.
func (f *formula) raw(p []dom) (fen int64, whole bool) {
	whole = true
	for i := range f.products {
		num, den, inf, ok := f.products[i].exact(p)
		if inf {
			return boundless, true
		}
		if !ok {
			return f.rawRat(p)
		}
		q, rem := num.div(den)
		if rem > 0 {
			if len(f.products) > 1 {
				return f.rawRat(p)
			}
			whole = false
		}
		fen = min(largest, fen+min(largest, q))
	}
	return fen, whole
}

// rawRat is raw in rationals, for what does not fit 128 bits and for sums of
// fractions.
func (f *formula) rawRat(p []dom) (fen int64, whole bool) {
	for i := range f.products {
		if _, _, inf, _ := f.products[i].exact(p); inf {
			return boundless, true
		}
	}
	sum := f.rat(p)
	q := new(big.Int).Quo(sum.Num(), sum.Denom())
	if !q.IsInt64() || q.Int64() > largest {
		return largest, true
	}
	return q.Int64(), sum.IsInt()
}

// rat is the sum of products at a point as a ratio, in fen.
func (f *formula) rat(p []dom) *big.Rat {
	sum := new(big.Rat)
	for i := range f.products {
		sum.Add(sum, f.products[i].rat(p))
	}
	return sum
}

// figure is the measure's own figure at a point: capped, less what was received.
func (f *formula) figure(p []dom) int64 {
	fen, _ := f.raw(p)
	if f.cap > 0 {
		fen = min(fen, f.cap)
	}
	if f.received < 0 {
		return fen
	}
	r := p[f.received].lo
	if fen == boundless {
		if r >= boundlessMoney && f.rat(p).Cmp(new(big.Rat).SetInt64(r)) <= 0 {
			return 0 // both lie beyond every threshold: they are compared as they stand
		}
		return boundless
	}
	return max(0, fen-r)
}

// u128 is an unsigned integer of 128 bits.
type u128 struct{ hi, lo uint64 }

// mul multiplies; false if 128 bits do not suffice.
func (u u128) mul(k uint64) (u128, bool) {
	if k == 1 {
		return u, true
	}
	over, hi := bits.Mul64(u.hi, k)
	carry, lo := bits.Mul64(u.lo, k)
	hi, c := bits.Add64(hi, carry, 0)
	return u128{hi, lo}, over == 0 && c == 0
}

// div divides, down, with the remainder; a quotient beyond int64 is the largest
// int64.
func (u u128) div(d uint64) (int64, uint64) {
	if u.hi == 0 {
		q := u.lo / d
		return int64(min(q, math.MaxInt64)), u.lo - q*d
	}
	if u.hi >= d {
		return math.MaxInt64, 0
	}
	q, r := bits.Div64(u.hi, u.lo, d)
	return int64(min(q, math.MaxInt64)), r
}

func mul64(a, b uint64) (uint64, bool) {
	hi, lo := bits.Mul64(a, b)
	return lo, hi == 0
}

func gcd(a, b uint64) uint64 {
	for b != 0 {
		a, b = b, a%b
	}
	return max(a, 1)
}

// beyond is the value from which on a fact of the type stands for "without
// limit".
func beyond(t fact.Type) int64 {
	if t == fact.Count {
		return boundlessCount
	}
	return boundlessMoney
}
