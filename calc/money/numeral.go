package money

import "strings"

// Numeral is one number as written in a text, without sign and unit: in Arabic
// digits, Chinese numerals of any form, or both, with its magnitude words.
type Numeral struct {
	Low, High Number // equal where the numeral is exact
	Vague     Vague
	End       int // rune after the last one

	Arabic bool // it begins with an Arabic digit
	Digits int  // it is nothing but so many Chinese digits; 0 otherwise
	Guess  int  // these two, if they may be guesses instead: 七八 is 78, or 7 to 8; else 0
	Power  int  // power of ten of the magnitude word that closes it (万: 4); 0 for none
	Unit   int  // power of ten of the unit after its single digit, as in 三百万; 0 otherwise
	Large  bool // it holds a magnitude word
}

// Vague says how far a numeral is from one value.
type Vague uint8

// Kinds of vagueness.
const (
	Exact   Vague = iota
	Pair          // 八九亿: both ends may be meant
	Several       // 几千万: from 1000万 to below 1亿
	More          // 3000多, 十几: above 3000 and below 4000
)

// Scan reads the longest numeral that begins at a rune of a text; ok is false
// where none does. It reads on as long as one number is being written and takes
// no account of the words around it.
func Scan(text []rune, at int) (_ Numeral, ok bool) {
	s := scanner{text: text, i: at, unit: noUnit}
	for s.next() {
	}
	if s.failed || s.i == at || !s.any() {
		return Numeral{}, false
	}
	return s.finish()
}

// Pair reads two digits that may be guesses as such: 七八 as 7 to 8.
func (n Numeral) Pair() Numeral {
	n.Low, n.High = NewNumber(int64(n.Guess/10), 0), NewNumber(int64(n.Guess%10), 0)
	n.Vague, n.Digits, n.Guess = Pair, 0, 0
	return n
}

// span is a value or, where it is vague, the two ends of it.
type span struct{ lo, hi Number }

// scanner reads one numeral: finished magnitudes (一亿), the section being
// written (三千二百) and the digits that wait for a unit.
type scanner struct {
	text   []rune
	i      int
	failed bool // more digits than a Number holds
	arabic bool

	total span
	power int // of the last magnitude; 0 for none
	after int // where it ended

	sect span
	unit int  // power of the last unit of the section; noUnit for none
	zero bool // 零 came after it

	pend    span
	waiting form
	digits  int  // Chinese digits waiting
	last    int  // the last of them
	pointed bool // a decimal point was read
	guess   int  // the two digits waiting, if they may be a range

	vague  Vague
	single int // power of the unit after a single digit
	steps  int // units and magnitudes read
}

const noUnit = 4 // above 千

// maxRun is how many Chinese digits in a row are read as a number.
const maxRun = 20

// form is how the waiting digits are written.
type form uint8

const (
	none    form = iota
	chinese      // 三, 二〇二五
	figure       // one Arabic digit
	figures      // an Arabic number
)

func (s *scanner) any() bool { return s.waiting != none || s.unit != noUnit || s.power != 0 }

func (s *scanner) peek(k int) rune {
	if s.i+k < len(s.text) {
		return s.text[s.i+k]
	}
	return 0
}

// next reads one character or one Arabic number; false ends the numeral.
func (s *scanner) next() bool {
	if s.i >= len(s.text) {
		return false
	}
	r := s.text[s.i]
	c, n := classify(r)
	switch c {
	case arabic:
		return s.figures()
	case digit:
		if n == 0 {
			return s.nought()
		}
		return s.digit(n)
	case tens:
		return s.tens(n)
	case unit:
		return s.ten(n)
	case big:
		return s.magnitude(n)
	case point:
		return s.point()
	case several:
		return s.several()
	case more:
		return s.more(r)
	case measure:
		return s.measure()
	case half:
		return s.halves()
	}
	if r == '好' && s.unit == 1 && s.waiting == none && (s.peek(1) == '几' || s.peek(1) == '幾') { // 十好几
		if s.i++; s.several() {
			return true
		}
		s.i--
		return false
	}
	if plain(r) == '.' && !s.any() && isDigitAt(s.text, s.i+1) {
		return s.figures() // .77
	}
	return s.letter(plain(r))
}

// add adds to a span, and notes where the digits are too many.
func (s *scanner) add(a, b span) span {
	lo, ok := a.lo.Add(b.lo)
	hi := lo
	if a.lo != a.hi || b.lo != b.hi {
		hi, ok = a.hi.Add(b.hi)
	}
	if !ok {
		s.failed = true
	}
	return span{lo, hi}
}

// shift multiplies a span by a power of ten.
func (s *scanner) shift(a span, k int) span {
	a.lo, a.hi = a.lo.Shift(k), a.hi.Shift(k)
	if a.lo.exp > maxExp || a.hi.exp > maxExp {
		s.failed = true
	}
	return a
}

func whole(n int64) span {
	x := NewNumber(n, 0)
	return span{x, x}
}

// nought reads 零: a digit of a run (二〇), or what stands for the units that are
// left out (一万零五).
func (s *scanner) nought() bool {
	if s.unit == noUnit && s.power == 0 {
		return s.digit(0)
	}
	c, n := classify(s.peek(1))
	if s.waiting != none || s.zero || c != arabic && c != tens && (c != digit || n == 0) && (c != unit || n != 1) {
		return false
	}
	s.zero = true
	s.i++
	return true
}

// digit reads one Chinese digit: the first, one more of a run, or the second of a
// pair (八九).
func (s *scanner) digit(n int) bool {
	switch {
	case s.vague == More || s.pointed:
		return false
	case s.waiting == none:
		s.pend, s.waiting, s.digits, s.last = whole(int64(n)), chinese, 1, n
	case s.waiting != chinese || s.vague == Several:
		return false
	case s.unit != noUnit || s.power != 0:
		if s.digits > 1 || !isPair(s.last, n) || s.vague != Exact {
			return false
		}
		s.pend.hi, s.vague, s.digits = NewNumber(int64(n), 0), Pair, 2
	default:
		s.pend = s.add(s.shift(s.pend, 1), whole(int64(n)))
		if s.digits++; s.digits > maxRun {
			s.failed = true
		}
		s.pairs(n)
	}
	s.i++
	return !s.failed
}

// pairs remembers whether two digits in a row may be a range.
func (s *scanner) pairs(n int) {
	s.guess = 0
	if s.digits == 2 && isPair(s.last, n) {
		s.guess = s.last*10 + n
	}
	s.last = n
}

// isPair says whether two digits in a row are two guesses at a number: 八九, 三五.
func isPair(a, b int) bool { return a > 0 && (b-a == 1 || a == 3 && b == 5) }

// settlePair makes a range of a run of two digits that a unit follows; false for
// other runs, which no unit can follow.
func (s *scanner) settlePair() bool {
	if s.waiting != chinese || s.digits < 2 || s.vague == Pair {
		return true
	}
	if s.guess == 0 || s.vague != Exact {
		return false
	}
	s.pend = span{NewNumber(int64(s.guess/10), 0), NewNumber(int64(s.guess%10), 0)}
	s.vague = Pair
	return true
}

// tens reads 廿, 卅, 卌.
func (s *scanner) tens(n int) bool {
	if s.waiting != none || s.unit <= 1 || s.vague == More || s.pointed {
		return false
	}
	s.sect = s.add(s.sect, s.shift(whole(int64(n)), 1))
	s.unit, s.zero = 1, false
	s.steps++
	s.i++
	return !s.failed
}

// ten reads 十, 百, 千.
func (s *scanner) ten(u int) bool {
	if u >= s.unit || s.vague == More || u == 3 && strings.ContainsRune("瓦克米伏帕赫焦", s.peek(1)) {
		return false
	}
	single := 0
	switch {
	case s.waiting == none:
		if u != 1 && (s.unit != noUnit || s.power != 0 && !s.closes()) {
			return false
		}
		s.pend = whole(1)
	case s.zero && u > 1 && s.unit != noUnit, !s.settlePair():
		return false
	default:
		if s.unit == noUnit && s.power == 0 && s.pend.hi.Cmp(NewNumber(10, 0)) < 0 {
			single = u
		}
	}
	s.sect = s.add(s.sect, s.shift(s.pend, u))
	s.unit, s.zero, s.single = u, false, single
	s.drop()
	s.steps++
	s.i++
	return !s.failed
}

// closes says whether a unit without a digit belongs to the number: 一亿千万.
func (s *scanner) closes() bool {
	c, n := classify(s.peek(1))
	return c == big && n < s.power
}

// drop forgets the waiting digits.
func (s *scanner) drop() { s.pend, s.waiting, s.digits, s.guess = span{}, none, 0, 0 }

// magnitude reads 万, 亿, 兆: it multiplies the section, or all that was read if
// it is larger than the last magnitude (三千万亿).
func (s *scanner) magnitude(p int) bool {
	if p == 12 && strings.ContainsRune("瓦帕赫欧字比伏安焦", s.peek(1)) {
		return false // 兆 as in 兆瓦
	}
	if s.guess != 0 && !s.settlePair() {
		return false
	}
	value, some := s.section()
	if !some && s.power == 0 {
		if c, n := classify(s.peek(1)); p != 4 || (c != digit || n < 2) && !s.roughly(1) {
			return false
		}
		value = whole(1) // 万九, 万把; 万一 is a word
	}
	grown := s.shift(value, p)
	switch {
	case s.power == 0:
		s.total, s.power = grown, p
	case !some:
		s.total, s.power = s.shift(s.total, p), s.power+p
	case p > s.power:
		s.total, s.power = s.shift(s.add(s.total, value), p), p
	case grown.hi.Cmp(NewNumber(1, s.power)) >= 0:
		s.back()
		return false
	default:
		s.total, s.power = s.add(s.total, grown), p
	}
	s.sect, s.unit, s.zero = span{}, noUnit, false
	s.drop()
	s.steps++
	s.i++
	s.after = s.i
	return !s.failed
}

// back gives up what came after the last magnitude: 五亿三亿 are two numbers.
func (s *scanner) back() {
	s.sect, s.unit, s.zero = span{}, noUnit, false
	s.drop()
	s.i = s.after
	if s.total.lo == s.total.hi {
		s.vague = Exact
	}
}

// section is the value of what was read since the last magnitude; a last digit
// without its unit counts one unit down (三百二 is 320).
func (s *scanner) section() (_ span, some bool) {
	if s.waiting == none {
		return s.sect, s.unit != noUnit
	}
	down := 0
	if !s.zero && s.waiting != figures && s.unit != noUnit {
		down = s.unit - 1
	}
	return s.add(s.sect, s.shift(s.pend, down)), true
}

// finish closes the numeral.
func (s *scanner) finish() (Numeral, bool) {
	value, some := s.section()
	if some && s.power != 0 && s.unit == noUnit && !s.zero && s.waiting != figures && s.waiting != none {
		value = s.shift(value, s.power-1) // 一亿五
	}
	power := s.power
	if some && s.power != 0 {
		value, power = s.add(s.total, value), 0
	} else if s.power != 0 {
		value = s.total
	}
	if s.failed {
		return Numeral{}, false
	}
	n := Numeral{Low: value.lo.trim(), High: value.hi.trim(), Vague: s.vague, End: s.i, Arabic: s.arabic, Power: power, Large: s.power != 0}
	if s.steps == 0 && s.waiting == chinese {
		n.Digits, n.Guess = s.digits, s.guess
	}
	if s.single > 0 && s.steps == 1+min(s.power, 1) && s.waiting == none {
		n.Unit = s.single
	}
	return n, true
}
