package calc

import (
	"math/bits"

	"suance/calc/fact"
	"suance/calc/money"
)

// dom is what a fact may still be: an interval of inner units, or for a choice
// the set of its options as bits of lo. Facts are filled in from one dom each; a
// box is a dom for every fact of the schema, by position.
type dom struct{ lo, hi int64 }

// An open end is a value beyond every threshold: input ends at 1e17 fen and 1e9
// units, so money from boundlessMoney and counts from boundlessCount on stand
// for "without limit", and the room up to top keeps such values comparable with
// each other by shares.
const (
	top            = 1 << 62
	boundlessMoney = 1 << 57
	boundlessCount = 1 << 40
	dayEnd         = 1 << 40
	maxInput       = int64(money.Max)
)

// typeDom is all that a fact may be with nothing known of it. Limits that bound
// input only (1e15 yuan, 1e9 units) leave the end open.
func typeDom(sp *fact.Spec) dom {
	switch sp.Type {
	case fact.Choice:
		return dom{lo: 1<<len(sp.Options) - 1}
	case fact.YesNo:
		return dom{0, 1}
	case fact.Date:
		return limited(dom{-dayEnd, dayEnd}, sp, dayEnd)
	case fact.Share:
		return limited(dom{0, int64(money.One)}, sp, int64(money.One))
	case fact.Count:
		return limited(dom{0, top}, sp, fact.MaxCount)
	}
	return limited(dom{0, top}, sp, maxInput)
}

// limited narrows a type's dom by the declaration's own limits; a Most at the
// limit of input says nothing.
func limited(d dom, sp *fact.Spec, input int64) dom {
	if sp.Least != 0 {
		d.lo = sp.Least
	}
	if sp.Most != 0 && sp.Most < input {
		d.hi = sp.Most
	}
	return d
}

// known is the dom of a fact of which v is known.
func known(full dom, choice bool, v fact.Value) dom {
	if !v.Known() {
		return full
	}
	lo, hi := v.Interval()
	if choice {
		return dom{lo: full.lo & (1 << lo)}
	}
	return dom{max(lo, full.lo), min(hi, full.hi)}
}

// exact says whether a single value is left.
func (d dom) exact(choice bool) bool {
	if choice {
		return bits.OnesCount64(uint64(d.lo)) == 1
	}
	return d.lo == d.hi
}

// empty says whether no value is left.
func (d dom) empty(choice bool) bool {
	if choice {
		return d.lo == 0
	}
	return d.lo > d.hi
}

// meet is what both doms allow.
func (d dom) meet(e dom, choice bool) dom {
	if choice {
		return dom{lo: d.lo & e.lo}
	}
	return dom{max(d.lo, e.lo), min(d.hi, e.hi)}
}

// span is a condition on one fact: it lies in a dom.
type span struct {
	v int
	dom
	choice bool
}

// linear is a condition on two facts: a·x ≥ b·y + c with a, b above zero. All
// conditions on two facts have this form, and so have their negations and the
// schema's couplings. Solutions of such a system form a lattice, so that
// narrowing the intervals until nothing moves yields its true least and greatest
// solutions, and finds an empty system empty.
type linear struct {
	x, y    int
	a, b, c int64
}

// negated is the opposite of l over whole numbers: b·y ≥ a·x - c + 1.
func (l linear) negated() linear { return linear{x: l.y, y: l.x, a: l.b, b: l.a, c: 1 - l.c} }

// rounds bounds the narrowing: a system that still moves then only creeps along
// a contradiction (x > y beside y ≥ x).
const rounds = 200

// narrow tightens the box by the linear conditions; false if nothing is left.
func narrow(box []dom, systems ...[]linear) bool {
	for range rounds {
		moved := false
		for _, ls := range systems {
			for i := range ls {
				m, ok := ls[i].tighten(box)
				if !ok {
					return false
				}
				moved = moved || m
			}
		}
		if !moved {
			return true
		}
	}
	return false
}

// tighten raises the lower end of x and lowers the upper end of y.
func (l *linear) tighten(box []dom) (moved, ok bool) {
	x, y := &box[l.x], &box[l.y]
	if lo := ceilDiv(l.b, y.lo, l.c, l.a); lo > x.lo {
		if lo > x.hi {
			return false, false
		}
		x.lo, moved = lo, true
	}
	hi, fits := floorDiv(l.a, x.hi, -l.c, l.b)
	if !fits {
		return false, false
	}
	if hi < y.hi {
		if hi < y.lo {
			return false, false
		}
		y.hi, moved = hi, true
	}
	return moved, true
}

// holds says whether the condition holds at a point, the lower ends of p.
func (l *linear) holds(p []dom) bool { return ceilDiv(l.b, p[l.y].lo, l.c, l.a) <= p[l.x].lo }

// ceilDiv is ⌈(k·v + c) ÷ d⌉ for v ≥ 0, at least 0; beyond int64 it is the
// largest int64.
func ceilDiv(k, v, c, d int64) int64 {
	hi, lo := bits.Mul64(uint64(k), uint64(v))
	if c < 0 {
		if hi == 0 && lo <= uint64(-c) {
			return 0
		}
		var borrow uint64
		lo, borrow = bits.Sub64(lo, uint64(-c), 0)
		hi -= borrow
	} else {
		var carry uint64
		lo, carry = bits.Add64(lo, uint64(c), 0)
		hi += carry
	}
	if hi >= uint64(d) {
		return 1<<63 - 1
	}
	q, r := bits.Div64(hi, lo, uint64(d))
	if r > 0 {
		q++
	}
	return int64(min(q, 1<<63-1))
}

// floorDiv is ⌊(k·v + c) ÷ d⌋ for v ≥ 0; false if that is below zero. Beyond
// int64 it is the largest int64.
func floorDiv(k, v, c, d int64) (int64, bool) {
	hi, lo := bits.Mul64(uint64(k), uint64(v))
	if c < 0 {
		if hi == 0 && lo < uint64(-c) {
			return 0, false
		}
		var borrow uint64
		lo, borrow = bits.Sub64(lo, uint64(-c), 0)
		hi -= borrow
	} else {
		var carry uint64
		lo, carry = bits.Add64(lo, uint64(c), 0)
		hi += carry
	}
	if hi >= uint64(d) {
		return 1<<63 - 1, true
	}
	q, _ := bits.Div64(hi, lo, uint64(d))
	return int64(min(q, 1<<63-1)), true
}
