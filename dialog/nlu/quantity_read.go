package nlu

import (
	"slices"
	"strings"

	"suance/calc/money"
)

// side is one number with its unit: a quantity, or one end of a range.
type side struct {
	start, end               int
	numeralStart, numeralEnd int
	low, high                money.Number
	vague                    money.Vague
	num                      money.Numeral
	kind                     QuantityKind
	unit                     string
	shift                    int  // power of ten of a share's unit: -2 for %
	written                  bool // the unit is written
	ordinal                  bool // 第 stands before it
	plus                     bool // + stands between number and unit
	fraction                 bool // 五分之一, 一半
	strong                   bool // a unit, sign or form that leaves no doubt that it is a number
	signed                   bool
	sharePrefix              bool
}

// read reads the quantity that begins at a place and returns the place after what
// it looked at.
func (r *quantityReader) read(i int) int {
	if r.inRun(i) {
		return r.pastRun(i)
	}
	switch c := r.text[i]; c {
	case '上':
		end, _ := r.upwards(i)
		return end
	case '亿', '億', '万', '萬':
		if c != '亿' && c != '億' && r.rune(i+1) == '一' { // 万一年产值少了
			return i + 2
		}
		if end, ok := r.beyondOne(i); ok || c != '万' && c != '萬' {
			return end
		}
	case '俩', '倆', '仨':
		r.both(i)
		return i + 1
	case '对', '對', '半':
		if end, ok := r.halfPrice(i); ok || c != '半' {
			return end
		}
	case '点', '點':
		if isChinese(r.rune(i - 1)) {
			return i
		}
	case '.', '．':
		if p := r.rune(i - 1); isLatin(p) || p >= '0' && p <= '9' || p == '.' { // 采购额....10亿
			return i
		}
	}
	if end, ok := r.date(i); ok {
		return end
	}
	p, ok := r.side(i)
	if !ok {
		return r.pastNumber(i)
	}
	if f, ok := r.misgrouped(&p); ok {
		return r.complete(&f)
	}
	f := p.found()
	ranged := r.rangeTo(&f, &p)
	if ranged && f.unit == "月" {
		f.kind, f.unit = KindDate, ""
	}
	if end := r.notOne(&p, ranged); end > 0 {
		return max(end, f.end)
	}
	f.ordinal = p.ordinal
	return r.complete(&f)
}

// misgrouped takes digits whose separators part no groups that anybody writes for one number that cannot be read
// (6,5亿 may be 6.5亿 or 65亿), so that its tail is not taken for all of it. A year before a comma, and numbers too
// small for a list of sums (1,2,3), stay numbers of their own.
func (r *quantityReader) misgrouped(p *side) (found, bool) {
	if !isGroupMark(r.rune(p.end)) || !money.IsFigure(r.rune(p.end+1)) || !p.num.Arabic || p.num.Large || p.kind != KindNumber ||
		p.numeralEnd-p.numeralStart == 4 && strings.ContainsRune("12", r.rune(p.numeralStart)) && strings.ContainsRune("90", r.rune(p.numeralStart+1)) || r.rune(p.numeralStart-1) == '第' {
		return found{}, false
	}
	last, end, most := p.end, p.end, p.end+longestGrouped
	for isGroupMark(r.rune(end)) && money.IsFigure(r.rune(end+1)) {
		if last, end = end+1, end+1; end > most {
			return found{}, false // a list
		}
		for money.IsFigure(r.rune(end)) {
			end++
		}
	}
	q, ok := r.side(last)
	if !ok || r.rune(end) == '.' || slices.Contains(r.text[p.numeralStart:p.numeralEnd], '.') { // 8.2,5 are two cells of a table
		return found{}, false
	}
	size := end - last
	switch q.kind {
	case KindCount:
		ok = q.num.Large || size > 1 && !strings.ContainsAny(q.unit, "年月日天")
	case KindNumber:
		ok = q.num.Large || size > 2 || size == 2 && r.rune(last) == '0'
	}
	f := q.found()
	f.start, f.ranged, f.noLow, f.noHigh = p.start, true, true, true
	f.low, f.high, f.approx = money.Number{}, money.NewNumber(1, 0), false
	return f, ok
}

// longestGrouped is how many characters a number with separators has at most.
const longestGrouped = 24

// isGroupMark says whether a mark may part groups of digits.
func isGroupMark(c rune) bool { return c == ',' || c == '\'' || c == '’' }

// inRun says whether an Arabic digit stands inside a word of Latin letters.
func (r *quantityReader) inRun(i int) bool {
	if !money.IsFigure(r.text[i]) || i == 0 || i == r.from && r.from > 0 {
		return false
	}
	c := r.rune(i - 1)
	if isLatin(c) && r.isSizedAfterWord(i) {
		return false
	}
	return isLatin(c) && !r.isCurrencyCode(i) || c == '_' || c == '#' ||
		(c == '-' || c == '.') && i >= 2 && isLatin(r.rune(i-2))
}

// isSizedAfterWord says whether a number in 万 or 亿 follows a word of three letters or more:
// NEV5.5万.
func (r *quantityReader) isSizedAfterWord(i int) bool {
	letters := 0
	for j := i - 1; j >= 0 && isLatin(r.text[j]); j-- {
		letters++
	}
	for i < len(r.text) && (money.IsFigure(r.text[i]) || r.text[i] == '.') {
		i++
	}
	return letters == 3 && strings.ContainsRune("万亿", r.rune(i)) && r.rune(i) != 0
}

// isCurrencyCode says whether a currency's name ends right before a place.
func (r *quantityReader) isCurrencyCode(i int) bool {
	_, start, ok := signsBack.matchBack(r, i)
	return ok && !isLatin(r.rune(start-1))
}

// pastRun passes over the letters, digits and marks of one word.
func (r *quantityReader) pastRun(i int) int {
	for i < len(r.text) {
		c := r.rune(i)
		if !isLatin(c) && (c < '0' || c > '9') && !((c == '.' || c == '-' || c == '_' || c == ':') && money.IsFigure(r.rune(i+1))) {
			break
		}
		i++
	}
	return i
}

// longRun is more Chinese digits than any number is read with.
const longRun = 16

// pastNumber passes over digits that make no number.
func (r *quantityReader) pastNumber(i int) int {
	j := i
	for j < len(r.text) && r.text[j] != '十' && money.IsDigit(r.text[j]) {
		j++
	}
	if j > i+longRun {
		return j // no number has so many
	}
	j = i
	for j < len(r.text) && (money.IsFigure(r.text[j]) || j > i && strings.ContainsRune(".-:", r.rune(j)) && money.IsFigure(r.rune(j+1))) {
		j++
	}
	return j
}

func isLatin(c rune) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

func isChinese(c rune) bool { return c >= 0x4e00 && c <= 0x9fff }

// side reads a sign, a number in any form, and its unit.
func (r *quantityReader) side(i int) (side, bool) {
	p := side{start: i}
	i, negative, ok := r.sign(i)
	p.numeralStart = i
	if !ok {
		return p, false
	}
	p.signed = negative
	if j, power, ok := r.sharePrefix(i); ok {
		return r.shareOf(p, i, j, power)
	}
	n, ok := money.Scan(r.text, i)
	if ok && r.countsNext(i, n.End) { // 200万二期100万
		n, ok = money.Scan(r.text[:n.End-1], i)
	}
	if end := r.largerNext(i, n.End); ok && end > 0 {
		n, ok = money.Scan(r.text[:end], i)
	}
	switch {
	case ok && !(n.Digits == 1 && r.rune(n.End) == '半' && r.rune(i) == '一'):
		p.num, p.low, p.high, p.vague, p.end = n, n.Low, n.High, n.Vague, n.End
		r.halfMore(&p)
		r.severalTenths(&p)
	case !r.halfAt(i, &p):
		return p, false
	}
	if !p.fraction && !r.broken(&p) {
		return p, false
	}
	p.numeralEnd = p.end
	r.exponent(&p)
	r.power(&p)
	r.fractions(&p)
	if p.signed {
		p.low, p.high = p.high.Neg(), p.low.Neg()
	}
	r.currencyBefore(&p)
	r.unit(&p)
	return p, true
}

// countsNext says whether the last digit of what began as a figure belongs to the measure
// word behind it, or to the word that it begins: 200万二期, 50万一次, 200万一共. A 两 at the end is no
// digit: 10万两 is 10万辆 misspelt, for two thousand more is said 10万二.
func (r *quantityReader) countsNext(from, end int) bool {
	if r.rune(end-1) == '两' && end-2 > from && strings.ContainsRune("千万亿", r.rune(end-2)) {
		return true
	}
	word := r.rune(end-1) == '一' && strings.ContainsRune("共起样并", r.rune(end))
	if !money.IsFigure(r.rune(from)) || end-2 <= from || !word && !strings.ContainsRune("期次批笔回年月天台套辆项个件家款张", r.rune(end)) {
		return false
	}
	return strings.ContainsRune("一二两三四五", r.rune(end-1)) && strings.ContainsRune("万亿", r.rune(end-2))
}

// largerNext is where a number in 万 ends behind which a figure in 亿 begins, which is another: 50万5亿那档; 0
// where there is none.
func (r *quantityReader) largerNext(from, end int) int {
	for k := from + 1; k+1 < end; k++ {
		if c := r.text[k]; (c == '万' || c == '萬') && money.IsFigure(r.text[k+1]) && strings.ContainsAny(string(r.text[k+1:end]), "亿億") {
			return k + 1
		}
	}
	return 0
}

// sign reads a minus or 负 before a number.
func (r *quantityReader) sign(i int) (_ int, negative, ok bool) {
	switch c := r.rune(i); c {
	case '-':
		prev := r.rune(i - 1)
		if i == r.from && i > 0 || prev == '-' || prev == ')' || prev >= '0' && prev <= '9' || isLatin(prev) || prev == '%' || prev == '—' {
			return i, false, false
		}
		if r.rune(i+1) == ' ' && (i == 0 || prev == '\n') {
			i++
		}
		return i + 1, true, money.Begins(r.rune(i+1)) || r.rune(i+1) == '.' && money.IsFigure(r.rune(i+2))
	case '零':
		if end, ok := r.at(i, "零下"); ok && money.Begins(r.rune(end)) {
			return end, true, true
		}
	case '负', '負':
		i++
		if r.rune(i) == '的' {
			i++
		}
		i = r.blank(i)
		return i, true, i < len(r.text) && (money.Begins(r.text[i]) || r.rune(i) == '.' || r.rune(i) == '点')
	}
	return i, false, true
}

// sharePrefix reads 百分之, 千分之, 万分之, and 百分 before a number.
func (r *quantityReader) sharePrefix(i int) (end, power int, ok bool) {
	switch r.rune(i) {
	case '百', '佰':
		power = -2
	case '千':
		power = -3
	case '万', '萬':
		power = -4
	default:
		return i, 0, false
	}
	if r.rune(i+1) != '分' {
		return i, 0, false
	}
	if r.rune(i+2) == '之' {
		return r.blank(i + 3), power, true
	}
	return i + 2, power, power == -2 && i+2 < len(r.text) && r.rune(i+2) != '几' && money.Begins(r.text[i+2])
}

// shareOf reads the number after 百分之.
func (r *quantityReader) shareOf(p side, from, i, power int) (side, bool) {
	p.kind, p.strong, p.written, p.sharePrefix, p.shift, p.numeralStart = KindShare, true, true, true, power, i
	if c := r.rune(i); c == '-' || c == '负' || c == '負' {
		p.signed = !p.signed
		i++
	}
	n, ok := money.Scan(r.text, i)
	if _, more := r.at(n.End, "分之"); ok && more { // 百分之二万分之三 are two
		n, ok = money.Scan(r.text[:n.End-1], i)
	}
	if !ok {
		return p, false
	}
	p.num, p.low, p.high, p.vague, p.end, p.numeralEnd = n, n.Low.Shift(power), n.High.Shift(power), n.Vague, n.End, n.End
	if p.signed {
		p.low, p.high = p.high.Neg(), p.low.Neg()
	}
	if r.rune(from-1) == '第' {
		return p, false
	}
	return p, true
}

// broken says whether an Arabic number ends where it must: not in letters, a
// second point, a version or a telephone number.
func (r *quantityReader) broken(p *side) bool {
	if !p.num.Arabic {
		return true
	}
	next, after := r.rune(p.end), r.rune(p.end+1)
	if next == 0xfe0f || next == 0x20e3 { // digits drawn as keys are read by nobody
		return false
	}
	if next == '.' && after >= '0' && after <= '9' || next == ':' && after >= '0' && after <= '9' {
		return false
	}
	if isLatin(next) {
		_, _, isMoney := currencies.match(r, p.end)
		_, end, isUnit := weakMeasures.match(r, p.end)
		isExp := next|0x20 == 'e' && (after >= '0' && after <= '9' || after == '-' || after == '+')
		isSlang := next|0x20 == 'e' && !isLatin(after) // 6e, for 6亿
		return isMoney || isUnit && !isLatin(r.rune(end)) || isExp || isSlang
	}
	digits := 0
	for k := p.start; k < p.end; k++ {
		if !money.IsFigure(r.text[k]) {
			return true
		}
		digits++
	}
	first := r.rune(p.start)
	if digits == 11 && first == '1' && r.rune(p.start+1) >= '3' || digits == 18 {
		_, _, measured := measures.match(r, r.blank(p.end))
		_, _, coin := money.Coins(r.text, p.end, p.low)
		return measured || coin || r.alone(p.start, p.end) && digits != 11
	}
	return !(first == '0' && digits >= 3 && digits <= 4 && next == '-' && after >= '0' && after <= '9')
}

// alone says whether nothing but marks stands beside a run of the text.
func (r *quantityReader) alone(start, end int) bool {
	return start <= 64 && len(r.text)-end <= 64 && r.marks(0, start) && r.marks(end, len(r.text))
}

// marks says whether a run of the text holds marks and blanks only.
func (r *quantityReader) marks(from, to int) bool {
	for _, c := range r.text[from:to] {
		if isChinese(c) || isLatin(c) || money.IsFigure(c) {
			return false
		}
	}
	return true
}

func isNumeralRune(c rune) bool { return money.Begins(c) || c == '亿' || c == '億' }
