package nlu

import (
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
		if end, ok := r.beyondOne(i); ok || c != '万' && c != '萬' {
			return end
		}
	case '点', '點':
		if isChinese(r.rune(i - 1)) {
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
	f := p.found()
	ranged := r.rangeTo(&f, &p)
	if ranged && f.unit == "月" {
		f.kind, f.unit = KindDate, ""
	}
	if end := r.notOne(&p, ranged); end > 0 {
		return end
	}
	f.ordinal = p.ordinal
	return r.complete(&f)
}

// inRun says whether an Arabic digit stands inside a word of Latin letters.
func (r *quantityReader) inRun(i int) bool {
	if !money.IsFigure(r.text[i]) || i == 0 || i == r.from && r.from > 0 {
		return false
	}
	c := r.rune(i - 1)
	return isLatin(c) && !r.isCurrencyCode(i) || c == '_' || c == '#' ||
		c == '-' && i >= 2 && isLatin(r.rune(i-2))
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
	switch {
	case ok && !(n.Digits == 1 && r.rune(n.End) == '半' && r.rune(i) == '一'):
		p.num, p.low, p.high, p.vague, p.end = n, n.Low, n.High, n.Vague, n.End
	case !r.halfAt(i, &p):
		return p, false
	}
	if !p.fraction && !r.broken(&p) {
		return p, false
	}
	p.numeralEnd = p.end
	r.exponent(&p)
	r.fractions(&p)
	if p.signed {
		p.low, p.high = p.high.Neg(), p.low.Neg()
	}
	r.currencyBefore(&p)
	r.unit(&p)
	return p, true
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
		return i + 1, true, money.IsFigure(r.rune(i+1)) || money.Begins(r.rune(i+1))
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
	n, ok := money.Scan(r.text, i)
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

// broken says whether an Arabic number ends where it must: not in letters, a
// second point, a version or a telephone number.
func (r *quantityReader) broken(p *side) bool {
	if !p.num.Arabic {
		return true
	}
	next, after := r.rune(p.end), r.rune(p.end+1)
	if next == '.' && after >= '0' && after <= '9' || next == ':' && after >= '0' && after <= '9' {
		return false
	}
	if isLatin(next) {
		_, _, isMoney := currencies.match(r, p.end)
		_, end, isUnit := weakMeasures.match(r, p.end)
		isExp := next|0x20 == 'e' && (after >= '0' && after <= '9' || after == '-' || after == '+')
		return isMoney || isUnit && !isLatin(r.rune(end)) || isExp
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

// fractions reads 分之, 又…分之 and a slash.
func (r *quantityReader) fractions(p *side) {
	if p.fraction || p.vague != money.Exact {
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
		q, ok := of.low.Times(whole)
		if num, ok = num.Add(q); !ok {
			return
		}
	}
	if q, ok := money.Ratio(num, of.low); ok {
		p.low, p.high, p.end, p.fraction, p.strong = q, q, n.End, true, true
		p.num.Power = 0
	}
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

// currencyBefore takes in the name of a currency before the number.
func (r *quantityReader) currencyBefore(p *side) {
	at := p.start
	if at > r.from && (r.rune(at-1) == ' ' || r.rune(at-1) == ':') {
		at--
	}
	if unit, start, ok := signsBack.matchBack(r, at); ok && !(isLatin(r.rune(start)) && isLatin(r.rune(start-1))) {
		p.start, p.kind, p.unit, p.written, p.strong = start, KindMoney, unit, true, true
		if sym := r.rune(start - 1); p.unit == "USD" && r.rune(start) == '$' && start > r.from {
			switch sym {
			case 'A', 'a':
				p.unit, p.start = "AUD", start-1
			}
		}
	}
}

// unit reads what follows the number.
func (r *quantityReader) unit(p *side) {
	if r.shareUnit(p) || r.moneyUnit(p) || p.kind == KindMoney {
		return
	}
	p.kind = KindNumber
	at := p.end
	if p.num.Arabic && r.rune(at) == ' ' {
		at++
	}
	if p.num.Arabic && r.rune(at) == '+' && p.vague == money.Exact { // 500+台
		if _, _, ok := measures.match(r, at+1); ok {
			p.plus, at = true, at+1
		}
	}
	if unit, end, ok := measures.match(r, at); ok && !r.notMeasure(at, end, unit) {
		if end2, half := r.halfAfter(p, end, unit); half {
			end = end2
		}
		p.kind, p.unit, p.end, p.written, p.strong = KindCount, unit, end, true, true
		p.pair()
		return
	}
	long := p.num.Arabic || p.num.Digits == 0 && p.numeralEnd-p.start > 1
	if unit, end, ok := weakMeasures.match(r, at); ok && long && !p.fraction && !r.notMeasure(at, end, unit) &&
		(p.num.Power < 4 || unit == "块" || unit == "部" || !isChinese(r.rune(at))) { // 12亿行吗 counts no 行
		p.kind, p.unit, p.end, p.written, p.strong = KindCount, unit, end, true, true
	}
}

// halfAfter reads 半 after a measure word: 一年半, 三个半.
func (r *quantityReader) halfAfter(p *side, end int, unit string) (int, bool) {
	if r.rune(end) != '半' || p.vague != money.Exact || !p.low.IsWhole() || strings.ContainsRune("导成自挂固结径路年月", r.rune(end+1)) {
		return end, false
	}
	sum, ok := p.low.Add(money.NewNumber(5, -1))
	if !ok || p.signed || !strings.Contains("年 个 天 倍 小时 個 吨 斤", unit) {
		return end, false
	}
	p.low, p.high = sum, sum
	return end + 1, true
}

// notMeasure says whether what looks like a measure word begins another word.
func (r *quantityReader) notMeasure(at, end int, unit string) bool {
	next := r.rune(end)
	switch unit {
	case "人":
		return strings.ContainsRune("民工类才均", next) && next != 0
	case "家":
		return strings.ContainsRune("庭电具", next) && next != 0
	case "年":
		return strings.ContainsRune("级轻", next) && next != 0
	case "天":
		return strings.ContainsRune("然津线猫", next) && next != 0
	case "日":
		return strings.ContainsRune("本元圆币幣", next) && next != 0
	case "次":
		return strings.ContainsRune("元级", next) && next != 0
	case "分":
		return strings.ContainsRune("别別享布析公", next) && next != 0
	case "场":
		return next == '景'
	case "条":
		return next == '件' || next == '例'
	case "位":
		return next == '于' || next == '置'
	case "名":
		return next == '单' || next == '录'
	case "首":
		return strings.ContainsRune("次台臺套批年个個期先位发發付创創度家破超达達款抬涛", next) && next != 0
	case "道":
		return strings.ContainsRune("路", next) && next != 0
	case "项":
		return strings.ContainsRune("目", next) && next != 0 && r.rune(at-1) != '0' && !isNumeralRune(r.rune(at-1))
	case "门", "口", "班", "把", "度", "节", "米", "克":
		return isChinese(next) && r.rune(at-1) == '一'
	}
	return false
}

// shareUnit reads %, 成, 个点 and the like.
func (r *quantityReader) shareUnit(p *side) bool {
	at := r.blank(p.end)
	end, power, ok := at, 0, true
	switch r.rune(at) {
	case '%', '％':
		end, power = at+1, -2
	case '‰':
		end, power = at+1, -3
	case '成':
		end, power, ok = r.tenths(p, at)
	case '折':
		if half := r.rune(at + 1); half != 0 && strings.ContainsRune("叠旧合射腾算磨", half) {
			return false
		}
		end, power = at+1, -1
		if p.num.Digits == 2 || p.num.Arabic && p.low.Cmp(money.NewNumber(10, 0)) > 0 {
			power = -2
		}
		p.num.Guess = 0
	default:
		return r.points(p, at)
	}
	if !ok || p.fraction && power != -1 {
		return false
	}
	p.pair()
	r.makeShare(p, end, power)
	return true
}

func (r *quantityReader) makeShare(p *side, end, power int) {
	p.pair()
	p.low, p.high, p.shift = p.low.Shift(power), p.high.Shift(power), power
	p.kind, p.end, p.strong, p.written, p.unit = KindShare, end, true, true, ""
}

// tenths reads 成, 成五, 成半.
func (r *quantityReader) tenths(p *side, at int) (end, power int, ok bool) {
	next := r.rune(at + 1)
	if p.num.Power > 0 || next != 0 && strings.ContainsRune("员立功本为长都果品就交分效熟人名套型年", next) || p.num.Guess == 0 && p.low.Cmp(money.NewNumber(10, 0)) > 0 {
		return at, 0, false
	}
	extra := money.Number{}
	end = at + 1
	switch {
	case next == '半':
		extra, end = money.NewNumber(5, -1), at+2
	default:
		n, ok := money.Scan(r.text, at+1)
		if !ok || n.End != at+2 || n.Vague != money.Exact || n.Digits != 1 {
			return end, -1, true
		}
		extra, end = n.Low.Shift(-1), at+2
	}
	if p.vague == money.Exact {
		if sum, ok := p.low.Add(extra); ok {
			p.low, p.high = sum, sum
			return end, -1, true
		}
	}
	return at + 1, -1, true
}

// points reads 个百分点, 个点, 个基点.
func (r *quantityReader) points(p *side, at int) bool {
	for _, w := range pointWords {
		end, ok := r.at(at, w.word)
		if !ok || w.unit == "" && strings.ContainsRune("位评名子", r.rune(end)) && r.rune(end) != 0 {
			continue
		}
		r.makeShare(p, end, w.power)
		p.unit = w.unit
		return true
	}
	return false
}

var pointWords = []struct {
	word  string
	power int
	unit  string
}{
	{"个百分点", -2, "百分点"}, {"個百分點", -2, "百分点"}, {"百分点", -2, "百分点"}, {"百分點", -2, "百分点"},
	{"个基点", -4, "基点"}, {"个点", -2, ""}, {"個點", -2, ""},
}

// moneyUnit reads coins and the names of currencies.
func (r *quantityReader) moneyUnit(p *side) bool {
	at := p.end
	if r.rune(at) == ' ' {
		at++
	}
	if unit, end, ok := currencies.match(r, at); ok && !(unit == "USD" && r.rune(at) == '刀' && isChinese(r.rune(end))) {
		r.setMoney(p, end, unit)
		return true
	}
	sum, end, ok := money.Coins(r.text, at, p.low)
	if !ok || r.notCoin(p, at, end) {
		return false
	}
	if p.num.Guess != 0 {
		p.pair()
		sum, _, _ = money.Coins(r.text, at, p.low)
	}
	high := sum
	if p.low != p.high {
		high, _, _ = money.Coins(r.text, at, p.high)
	}
	p.low, p.high = sum, high
	if p.signed && sum.Sign() > 0 {
		p.low, p.high = sum.Neg(), high.Neg()
	}
	unit := p.unit
	if name, after, ok := currencies.match(r, end); ok && name != "" {
		unit, end = name, after
	}
	if unit == "" {
		unit = "CNY"
	}
	r.setMoney(p, end, unit)
	return true
}

func (r *quantityReader) setMoney(p *side, end int, unit string) {
	p.pair()
	p.kind, p.unit, p.end, p.written, p.strong = KindMoney, unit, end, true, true
}

// notCoin says whether what looks like 元, 块, 角 or 分 begins another word.
func (r *quantityReader) notCoin(p *side, at, end int) bool {
	next := r.rune(end)
	word := end - at
	lone := p.num.Digits == 1 && word == 1
	switch r.rune(at) {
	case '元', '圆':
		return word == 1 && next != 0 && strings.ContainsRune("素件器月旦宇组论锂化", next)
	case '块':
		if word > 1 {
			return false
		}
		if lone || p.num.Arabic && p.num.Power == 0 {
			return isChinese(next) && !strings.ContainsRune("左以上下多出的吧了吗呢啊就和或到至", next)
		}
		return next != 0 && strings.ContainsRune("地田屏板砖石土玉牌肉硬电场", next)
	case '角', '毛':
		return word == 1 && next != 0 && strings.ContainsRune("形度落色洲利坯星钢", next)
	case '分':
		if word > 1 {
			return false
		}
		return !r.alone(p.start, end) || next != 0 && strings.ContainsRune("之钟", next)
	}
	return false
}

// alone says whether nothing but marks stands beside a run of the text.
func (r *quantityReader) alone(start, end int) bool {
	for _, c := range r.text[:start] {
		if isChinese(c) || isLatin(c) || money.IsFigure(c) {
			return false
		}

	}
	if len(r.text)-end > 64 {
		return false
	}
	for _, c := range r.text[end:] {
		if isChinese(c) || isLatin(c) || money.IsFigure(c) {
			return false
		}
	}
	return true
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
