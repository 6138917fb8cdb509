package fact

import (
	"encoding/json"
	"errors"
)

// Bound is one end of a range: a value in inner units, itself included or not.
type Bound struct {
	Value int64
	Open  bool // the value itself is outside: gt, lt
}

// Range is what is known as a range under the fact's limits; a nil end is open.
// A range of one value is that value. Whether it is admissible, Check says.
func (sp *Spec) Range(low, high *Bound) Value {
	least, most := sp.limits()
	v := Value{lo: least, hi: NoHigh, known: true}
	if sp.Type == Share || sp.Type == YesNo || sp.Type == Choice || sp.Most != 0 {
		v.hi = most
	}
	if low != nil {
		v.lo, v.openLow = low.Value, low.Open
		if low.Open {
			v.lo++
		}
	}
	if high != nil {
		v.hi, v.openTop = high.Value, high.Open
		if high.Open {
			v.hi--
		}
	}
	if v.lo == v.hi {
		return Point(v.lo)
	}
	return v
}

// Ends returns the ends of a range as they were given; nil where an end is the
// fact's own limit or open.
func (sp *Spec) Ends(v Value) (low, high *Bound) {
	least, most := sp.limits()
	if lo := v.lo; v.known && (v.openLow || lo > least) {
		low = &Bound{Value: lo, Open: v.openLow}
		if v.openLow {
			low.Value--
		}
	}
	if hi := v.hi; v.known && hi != NoHigh && (v.openTop || hi < most || sp.Type == Money || sp.Type == Count) {
		high = &Bound{Value: hi, Open: v.openTop}
		if v.openTop {
			high.Value++
		}
	}
	return low, high
}

// decodeRange reads {"ge":…,"lt":…}; the error is a Chinese sentence.
func (sp *Spec) decodeRange(raw json.RawMessage) (Value, error) {
	var low, high *Bound
	var failed error
	ends := decoder{}
	ends.object("", raw, func(key string, raw json.RawMessage) {
		if failed != nil {
			return
		}
		n, err := sp.decodePoint(raw)
		if err != nil {
			failed = err
			return
		}
		b := &Bound{Value: n, Open: key == "gt" || key == "lt"}
		switch {
		case (key == "ge" || key == "gt") && low == nil:
			low = b
		case (key == "le" || key == "lt") && high == nil:
			high = b
		case key == "ge" || key == "gt" || key == "le" || key == "lt":
			failed = errors.New("范围的下端（ge、gt）和上端（le、lt）各只能有一个")
		default:
			failed = errors.New("范围只能用 ge（至少）、gt（超过）、le（至多）、lt（不到）")
		}
	})
	switch {
	case failed != nil:
		return Value{}, failed
	case len(ends.errs) > 0:
		return Value{}, errors.New("范围的同一端写了两次；请只保留一个")
	case low == nil && high == nil:
		return Value{}, errors.New("范围至少要有一端：ge（至少）、gt（超过）、le（至多）、lt（不到）")
	}
	least, most := sp.limits()
	for _, b := range []*Bound{low, high} {
		if b != nil && (b.Value < least || b.Value > most) {
			return Value{}, errors.New(sp.outside(least, most))
		}
	}
	v := sp.Range(low, high)
	return v, sp.Check(v)
}
