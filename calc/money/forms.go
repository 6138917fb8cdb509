package money

import "strings"

// maxDigits is how many digits of an Arabic number are read; zeros at its ends do
// not count.
const maxDigits = 36

// figures reads an Arabic number, with separators and a decimal point.
func (s *scanner) figures() bool {
	if s.waiting != none || s.vague == More || s.pointed {
		return false
	}
	l := literal(s.text, s.i)
	if s.unit != noUnit || s.power != 0 {
		if !s.continues(l) {
			return false
		}
		s.zero = s.zero || l.zero
	} else {
		s.arabic = true
	}
	if l.over {
		s.failed = true
		return false
	}
	s.pend, s.waiting, s.pointed = span{l.value, l.value}, figures, l.point
	if l.end == s.i+1 {
		s.waiting = figure
	}
	s.i = l.end
	if s.peek(0) == 'e' || s.peek(0) == 'E' {
		return false
	}
	s.blank()
	return true
}

// continues says whether an Arabic number after a unit or magnitude goes on with
// the same number: 1亿2000万, 3万5, but not 12亿2024年.
func (s *scanner) continues(l written) bool {
	room := s.unit
	if s.unit == noUnit {
		room = s.power
	}
	if l.point || l.end-s.i > room {
		return false
	}
	if l.end < len(s.text) {
		return !strings.ContainsRune("年月日号季时点:：/-%％", s.text[l.end])
	}
	return true
}

// blank passes over a space between digits and magnitude: 177.1 亿元.
func (s *scanner) blank() {
	if plain(s.peek(0)) != ' ' {
		return
	}
	c, _ := classify(s.peek(1))
	if c == unit {
		c, _ = classify(s.peek(2))
	}
	if c == big {
		s.i++
	}
}

// written is an Arabic number as it stands in a text.
type written struct {
	value Number
	end   int
	point bool
	zero  bool // it begins with a needless zero
	over  bool // it has more digits than are read
}

// literal reads the Arabic number at a place; separators count where they part
// groups of three digits, or all of them groups of four.
func literal(text []rune, at int) written {
	l := written{end: at}
	var n digits
	group, places, size := 0, 0, 3
	for i := at; i < len(text); i++ {
		c, d := classify(text[i])
		switch {
		case c == arabic:
			n.put(d)
			group, l.end = group+1, i+1
			if l.point {
				places++
			}
			continue
		case plain(text[i]) == '.' && !l.point && isDigitAt(text, i+1):
			l.point = true
			continue
		case !l.point && group <= 3 && size == 3 && (separates(text, i, at) || spaced(text, i, at)):
			group = 0
			continue
		case !l.point && group <= 4 && isSeparator(text[i]) && (size == 4 || i == at+group && byFours(text, at, i)):
			group, size = 0, 4
			continue
		}
		break
	}
	l.zero = at+1 < l.end && plain(text[at]) == '0'
	l.value, l.over = n.number(places)
	return l
}

// digits gathers the digits of a number. Zeros at its ends take no room.
type digits struct {
	n     Number
	count int // digits in n
	zeros int // zeros after them
	over  bool
}

func (d *digits) put(v int) {
	if v == 0 {
		d.zeros++
		return
	}
	if d.count == 0 {
		d.zeros = 0
	}
	if d.count+d.zeros >= maxDigits {
		d.over = true
		return
	}
	for d.count += d.zeros + 1; d.zeros > 0; d.zeros-- {
		d.n.times(10)
	}
	d.n.times(10)
	lo := d.n.lo + uint64(v)
	if lo < d.n.lo {
		d.n.hi++
	}
	d.n.lo = lo
}

// number is the number with so many decimal places.
func (d *digits) number(places int) (_ Number, over bool) {
	if d.count == 0 || d.over {
		return Number{}, d.over
	}
	exp := d.zeros - places
	d.n.exp = int16(max(-maxExp, min(exp, maxExp)))
	return d.n, exp != int(d.n.exp)
}

func isDigitAt(text []rune, i int) bool {
	if i < 0 || i >= len(text) {
		return false
	}
	c, _ := classify(text[i])
	return c == arabic
}

// separates says whether the character at i parts groups of three digits of the
// number that begins at start.
func separates(text []rune, i, start int) bool {
	if !isSeparator(text[i]) || i == start {
		return false
	}
	for k := 1; k <= 3; k++ {
		if !isDigitAt(text, i+k) {
			return false
		}
	}
	return !isDigitAt(text, i+4)
}

// isSeparator says whether a mark may part the digits of a number.
func isSeparator(c rune) bool {
	c = plain(c)
	return c == ',' || c == '\'' || c == '’'
}

// byFours says whether the separator at i is the first of a number whose groups have four digits, as 万 and 亿
// count: 12,0000. A first group of four may be a year, or another number (1000,2000), so what follows it must be
// nothing but zeros; a last one may be a year too (5，2025年).
func byFours(text []rune, start, i int) bool {
	if i == start || i > start+4 || plain(text[start]) == '0' {
		return false
	}
	zeros, from, end := i == start+4, i, i+maxDigits
	for ; i < len(text) && isSeparator(text[i]) && isDigitAt(text, i+1); i += 5 {
		if i > end || isDigitAt(text, i+5) {
			return false
		}
		for k := 1; k <= 4; k++ {
			if !isDigitAt(text, i+k) || zeros && plain(text[i+k]) != '0' {
				return false
			}
		}
	}
	year := i == from+5 && (plain(text[from+1]) == '2' && plain(text[from+2]) == '0' || plain(text[from+1]) == '1' && plain(text[from+2]) == '9')
	return !year || i < len(text) && strings.ContainsRune("千万萬亿億元块辆台wW", plain(text[i]))
}

// spaced says whether the blank at i parts groups of three digits: where two or
// more such groups follow the first one, or one of nothing but zeros.
func spaced(text []rune, i, start int) bool {
	if plain(text[i]) != ' ' || i == start || plain(text[start]) == '0' {
		return false
	}
	groups, zeros := 0, true
	for j := i; j < i+24 && group(text, j); j += 4 {
		groups++
		zeros = zeros && plain(text[j+1]) == '0' && plain(text[j+2]) == '0' && plain(text[j+3]) == '0'
	}
	for k := start; k < i; k++ {
		if plain(text[k]) == ' ' { // it was decided at the first blank
			return groups > 0
		}
	}
	end := i + 4*groups
	return groups > 1 || groups == 1 && (zeros || end+1 < len(text) && plain(text[end]) == '.' && isDigitAt(text, end+1))
}

// group says whether a blank and three digits stand at a place, and no fourth.
func group(text []rune, i int) bool {
	return i < len(text) && plain(text[i]) == ' ' && isDigitAt(text, i+1) && isDigitAt(text, i+2) && isDigitAt(text, i+3) && !isDigitAt(text, i+4)
}

// letter reads k, w, M, B after Arabic digits as 千, 万, 百万, 十亿.
func (s *scanner) letter(r rune) bool {
	if s.waiting != figures && s.waiting != figure || s.unit != noUnit || s.power != 0 {
		return false
	}
	p := 0
	if power, end := s.english(); power > 0 {
		s.i = end - 1
		return s.scaled(power)
	}
	switch r {
	case 'k', 'K':
		p = 3
	case 'w', 'W':
		p = 4
	case 'M':
		p = 6
	case 'B':
		p = 9
	default:
		return false
	}
	after := plain(s.peek(1))
	if isLetter(after) || isDigitAt(s.text, s.i+1) && (isDigitAt(s.text, s.i+2) || isLetter(plain(s.peek(2)))) {
		return false
	}
	return s.scaled(p)
}

// scaled closes the numeral with a magnitude of one more character.
func (s *scanner) scaled(p int) bool {
	s.total, s.power = s.shift(s.pend, p), p
	s.drop()
	s.steps++
	s.i++
	s.after = s.i
	return !s.failed
}

// english reads a magnitude word after a number, with or without a blank: 1.2 billion.
func (s *scanner) english() (power, end int) {
	from := s.i
	if plain(s.text[from]) == ' ' {
		from++
	}
	for _, m := range [...]struct {
		word  string
		power int
	}{{"trillion", 12}, {"billion", 9}, {"million", 6}, {"thousand", 3}, {"mln", 6}, {"mn", 6}, {"bn", 9}} {
		end, ok := from, true
		for _, c := range m.word {
			if ok = ok && end < len(s.text) && plain(s.text[end])|0x20 == c; !ok {
				break
			}
			end++
		}
		if ok && (end == len(s.text) || !isLetter(plain(s.text[end]))) {
			return m.power, end
		}
	}
	return 0, 0
}

// point reads 点 and the digits after it; 八点五十 is a time, and no number.
func (s *scanner) point() bool {
	if s.power != 0 || s.vague != Exact || s.pointed {
		return false
	}
	value, _ := s.section()
	j, count := s.i+1, 0
	frac := Number{}
	for ; j < len(s.text); j++ {
		c, d := classify(s.text[j])
		if c != digit && c != arabic {
			if c == unit && d == 1 {
				return false
			}
			break
		}
		if count++; count > maxDigits/2 {
			return false
		}
		frac.times(10)
		frac.lo += uint64(d)
	}
	if count == 0 {
		return false
	}
	frac.exp = int16(-count)
	s.pend = s.add(value, span{frac, frac})
	s.waiting, s.digits, s.guess, s.pointed = figures, 0, 0, true
	s.sect, s.unit, s.zero = span{}, noUnit, false
	s.i = j
	s.steps++
	return !s.failed
}

// several reads 几, 数: 几千万, 十几.
func (s *scanner) several() bool {
	if s.vague != Exact || s.pointed || s.zero {
		return false
	}
	isTen := s.waiting == none && s.unit == 1 || s.waiting == figures && s.pend.lo.exp > 0
	if isTen && s.text[s.i] != '数' && s.text[s.i] != '數' {
		value, _ := s.section()
		if value.lo.IsZero() {
			return false
		}
		value.hi, _ = value.lo.Add(NewNumber(10, 0))
		s.sect, s.unit, s.vague = value, 1, More
		s.drop()
		s.i++
		return true
	}
	c, n := classify(s.peek(1))
	if c == measure {
		c, n = classify(s.peek(2))
		if c != big && (c != unit || !s.bigAt(3)) {
			return false
		}
	}
	if s.waiting != none || c != big && (c != unit || n >= s.unit) || s.power != 0 && c != unit {
		return false
	}
	s.pend, s.waiting, s.vague = span{NewNumber(1, 0), NewNumber(10, 0)}, figures, Several
	s.i++
	return true
}

func (s *scanner) bigAt(k int) bool {
	c, _ := classify(s.peek(k))
	return c == big
}

// more reads 多, 余, 来 after a round number: up to the next step of its last
// digit that is not zero.
func (s *scanner) more(r rune) bool {
	if s.vague != Exact || s.waiting == chinese || s.zero || s.leavesUnit() || !s.goesOn(r, s.peek(1)) || r == '把' && !s.roughly(0) {
		return false
	}
	value, some := s.section()
	if !some {
		value = s.total
	}
	lo := value.lo.trim()
	if lo.IsZero() {
		return false
	}
	hi, ok := lo.Add(lo.Step())
	if !ok {
		return false
	}
	value.hi = hi
	if s.vague = More; some {
		s.sect, s.unit = value, 0
		s.drop()
	} else {
		s.total = value
	}
	s.i++
	return true
}

// leavesUnit says whether the digit that waits leaves out its unit, so that what follows bounds the
// number as a whole (6万5多 is 65000 and more, as 六万五多 is); a magnitude behind is its unit (5多万).
func (s *scanner) leavesUnit() bool {
	c, _ := classify(s.peek(1))
	return s.waiting == figure && (s.power != 0 || s.unit != noUnit) && c != big && c != unit
}

// roughly says whether 把 after a unit without a digit belongs to the number:
// 千把块, 百把人, but not 一百把.
func (s *scanner) roughly(k int) bool {
	if s.peek(k) != '把' || s.peek(k+1) == 0 || !strings.ContainsRune("个個块塊元人台家年斤字里名辆万萬亿億", s.peek(k+1)) {
		return false
	}
	at := s.i + k - 2 // before the unit
	if at < 0 {
		return true
	}
	c, _ := classify(s.text[at])
	return c == other
}

// goesOn says whether 多, 余, 来 belong to the number, by the character after
// them: not in 多少, 余杭, 来自.
func (s *scanner) goesOn(r, after rune) bool {
	switch r {
	case '来', '來':
		return after != 0 && strings.ContainsRune("个個万萬亿億块元人台辆家套项种年岁天吨斤位名号次件条页亩", after)
	case '余', '餘':
		return after == 0 || !strings.ContainsRune("杭姚额款热电量数地", after)
	}
	return after == 0 || !strings.ContainsRune("少数功用媒样重晶", after)
}

// measure reads 个 between a number and its magnitude: 1.2个亿, 三百多个亿.
func (s *scanner) measure() bool {
	if !s.any() {
		return s.oneOrSo()
	}
	if s.waiting == none && (s.unit == noUnit || s.zero) || s.power != 0 {
		return false
	}
	k := 1
	if c, _ := classify(s.peek(1)); c == more && s.vague == Exact && s.waiting != none && s.goesOn(s.peek(1), s.peek(2)) && s.bigAt(2) {
		s.i++ // 1个多亿
		value, _ := s.section()
		s.pend, s.waiting = value, figures
		s.sect, s.unit = span{}, noUnit
		return s.more(s.peek(0))
	}
	if c, n := classify(s.peek(k)); c == unit && n > 1 && s.unit == noUnit {
		k++
	}
	switch after := s.peek(k); {
	case s.bigAt(k) && (k > 1 || after == '亿' || after == '億'):
	case k == 1 && (after == 'w' || after == 'W') && s.waiting != none && s.waiting != chinese:
	default:
		return false
	}
	if s.waiting == chinese && s.digits > 1 && !s.settlePair() {
		return false
	}
	s.i++
	return true
}

// oneOrSo reads 个把 before what it counts: 个把亿, 个把月.
func (s *scanner) oneOrSo() bool {
	if s.peek(1) != '把' || !s.bigAt(2) && (s.peek(2) == 0 || !strings.ContainsRune("月小天人年钟星", s.peek(2))) {
		return false
	}
	s.pend, s.waiting, s.vague = span{NewNumber(1, 0), NewNumber(2, 0)}, figures, More
	s.i += 2
	return true
}

// halves reads 半 before a magnitude: 半个亿, 半亿.
func (s *scanner) halves() bool {
	if s.any() || s.peek(1) == 0 {
		return false
	}
	k := 1
	if c, _ := classify(s.peek(1)); c == measure {
		k = 2
	}
	if !s.bigAt(k) && !(s.unitAt(k) && s.bigAt(k+1)) {
		return false
	}
	x := NewNumber(5, -1)
	s.pend, s.waiting, s.pointed = span{x, x}, figures, true
	s.i++
	return true
}

func (s *scanner) unitAt(k int) bool {
	c, n := classify(s.peek(k))
	return c == unit && n > 1
}
