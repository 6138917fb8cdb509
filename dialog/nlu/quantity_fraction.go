package nlu

import (
	"strings"

	"suance/calc/money"
)

// pair reads two digits as the two guesses that a unit after them makes of them.
func (p *side) pair() {
	if p.num.Guess == 0 || p.fraction {
		return
	}
	p.num = p.num.Pair()
	p.low, p.high, p.vague = p.num.Low, p.num.High, p.num.Vague
	if p.signed {
		p.low, p.high = p.high.Neg(), p.low.Neg()
	}
}

// halfAt reads 半 before a measure word, and 一半.
func (r *quantityReader) halfAt(i int, p *side) bool {
	if r.rune(i) == '一' && r.rune(i+1) == '半' {
		i++
		p.strong = true
	} else if r.rune(i) != '半' {
		return false
	}
	p.low, p.end, p.fraction = money.NewNumber(5, -1), i+1, true
	p.high = p.low
	_, _, measured := measures.match(r, i+1)
	if r.rune(i+1) == '成' && !p.strong {
		return true
	}
	return p.strong || measured || r.alone(i, i+1)
}

// halfMore reads 个半 between a number and 万 or 亿: 两个半亿.
func (r *quantityReader) halfMore(p *side) {
	j, ok := r.at(p.end, "个半")
	if !ok || p.vague != money.Exact || p.num.Power != 0 || !p.low.IsWhole() {
		return
	}
	power := 0
	switch r.rune(j) {
	case '亿', '億':
		power = 8
	case '万', '萬':
		power = 4
	default:
		return
	}
	if sum, ok := p.low.Add(money.NewNumber(5, -1)); ok {
		p.low = sum.Shift(power)
		p.high, p.end, p.num.Power, p.num.Large = p.low, j+1, power, true
		p.num.Digits, p.num.Guess = 0, 0
	}
}

// severalTenths reads 点几 behind a whole number, and the 万 or 亿 of both: 6点几亿. 6点多 alone is a time.
func (r *quantityReader) severalTenths(p *side) {
	if p.vague != money.Exact || p.num.Power != 0 || !p.low.IsWhole() || !strings.ContainsRune("点點.", r.rune(p.end)) || !strings.ContainsRune("几幾多", r.rune(p.end+1)) || r.rune(p.end+1) == 0 {
		return
	}
	several, j, power := r.rune(p.end+1) != '多', p.end+2, 0
	end := j
	if r.rune(j) == '个' || r.rune(j) == '個' {
		j++
	}
	switch r.rune(j) {
	case '亿', '億':
		power, end = 8, j+1
	case '万', '萬':
		power, end = 4, j+1
	default:
		if !several || r.rune(end) == '分' || r.rune(p.end) == '.' {
			return
		}
	}
	next, ok := p.low.Add(money.NewNumber(1, 0))
	if !ok {
		return
	}
	p.low, p.high, p.end, p.vague = p.low.Shift(power), next.Shift(power), end, money.More
	p.num.Power, p.num.Large, p.num.Digits, p.num.Guess = power, power > 0, 0, 0
}

// exponent reads 2e10 as a number.
func (r *quantityReader) exponent(p *side) {
	if r.rune(p.end)|0x20 != 'e' || !p.num.Arabic {
		return
	}
	j, sign, e := p.end+1, 1, 0
	switch r.rune(j) {
	case '-':
		sign, j = -1, j+1
	case '+':
		j++
	}
	k := j
	for ; k < len(r.text) && k < j+3 && r.rune(k) >= '0' && r.rune(k) <= '9'; k++ {
		e = e*10 + int(r.rune(k)-'0')
	}
	if k == j || e > 40 || isLatin(r.rune(k)) {
		return
	}
	p.low = p.low.Shift(sign * e)
	p.high, p.end = p.low, k
}

// power reads 2^5 as a number.
func (r *quantityReader) power(p *side) {
	at := r.blank(p.end)
	if r.rune(at) != '^' || !p.num.Arabic || p.vague != money.Exact {
		return
	}
	n, ok := money.Scan(r.text, r.blank(at+1))
	e, err := n.Low.Count()
	if !ok || err != nil || e > 60 || !n.Arabic {
		return
	}
	v := money.NewNumber(1, 0)
	for range e {
		if v, ok = v.Times(p.low); !ok {
			return
		}
	}
	p.low, p.high, p.end = v, v, n.End
}

// fractions reads 分之, 又…分之 and a slash.
func (r *quantityReader) fractions(p *side) {
	if p.fraction || p.vague != money.Exact {
		return
	}
	if r.mixed(p) {
		return
	}
	whole, of := money.Number{}, *p
	if r.rune(p.end) == '又' {
		n, ok := money.Scan(r.text, p.end+1)
		if _, mixed := r.at(n.End, "分之"); !ok || !mixed {
			return
		}
		whole, of.low, of.end = p.low, n.Low, n.End
	}
	j, ok := r.at(of.end, "分之")
	if !ok {
		r.slash(p)
		return
	}
	n, ok := money.Scan(r.text, r.blank(j))
	if !ok || n.Vague != money.Exact {
		return
	}
	num := n.Low
	if !whole.IsZero() {
		q, ok1 := of.low.Times(whole)
		sum, ok2 := num.Add(q)
		if num = sum; !ok1 || !ok2 {
			return
		}
	}
	if q, ok := money.Ratio(num, of.low); ok {
		p.low, p.high, p.end, p.fraction, p.strong = q, q, n.End, true, true
		p.num.Power = 0
	}
}

// mixed reads 3又1/2 and 3 1/2.
func (r *quantityReader) mixed(p *side) bool {
	if !p.num.Arabic || p.num.Power != 0 || r.rune(p.end) != '又' && r.rune(p.end) != ' ' {
		return false
	}
	n, ok := money.Scan(r.text, p.end+1)
	if !ok || !n.Arabic || r.rune(n.End) != '/' {
		return false
	}
	m, ok := money.Scan(r.text, n.End+1)
	if !ok || !m.Arabic || r.rune(m.End) == '/' || n.Low.Cmp(m.Low) >= 0 {
		return false
	}
	whole, ok1 := p.low.Times(m.Low)
	sum, ok2 := whole.Add(n.Low)
	q, ok3 := money.Ratio(sum, m.Low)
	if !ok1 || !ok2 || !ok3 {
		return false
	}
	p.low, p.high, p.end, p.fraction, p.strong = q, q, m.End, true, true
	return true
}

// slash reads 1/3.
func (r *quantityReader) slash(p *side) {
	if r.rune(p.end) != '/' || !p.num.Arabic || p.num.Power != 0 || !p.low.IsWhole() || !money.IsFigure(r.rune(p.end+1)) {
		return
	}
	n, ok := money.Scan(r.text, p.end+1)
	if !ok || n.Power != 0 || r.rune(n.End) == '/' || r.rune(p.start-1) == '/' {
		return
	}
	if q, ok := money.Ratio(p.low, n.Low); ok {
		p.low, p.high, p.end, p.fraction, p.strong = q, q, n.End, true, true
	}
}
