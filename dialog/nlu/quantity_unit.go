package nlu

import (
	"strings"

	"suance/calc/money"
)

// currencyBefore takes in the name of a currency before the number.
func (r *quantityReader) currencyBefore(p *side) {
	at := p.start
	if at > r.from && (r.rune(at-1) == ' ' || r.rune(at-1) == ':') {
		at--
	}
	if unit, start, ok := signsBack.matchBack(r, at); ok && !(isLatin(r.rune(start)) && isLatin(r.rune(start-1))) {
		p.start, p.kind, p.unit, p.written, p.strong = start, KindMoney, unit, true, true
		if prev := r.rune(start - 2); r.rune(start-1) == '-' && start > r.from && (prev < '0' || isChinese(prev)) && !p.signed {
			p.signed, p.start = true, start-1 // -¥5
			p.low, p.high = p.high.Neg(), p.low.Neg()
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
		if _, _, ok := measures.match(r, at+1); ok && r.rune(at+1) != '首' {
			p.plus, at = true, at+1
		}
	}
	if unit, end, ok := measures.match(r, at); ok && !r.notMeasure(at, end, unit) && !(at > p.end && r.opensWord(p, at, end)) {
		if end2, half := r.halfAfter(p, end, unit); half {
			end = end2
			if u, stop, ok := r.spanOfTime(end, unit); ok {
				unit, end = u, stop
			}
		}
		p.kind, p.unit, p.end, p.written, p.strong = KindCount, unit, end, true, true
		p.pair()
		return
	}
	long := p.num.Arabic || p.num.Digits == 0 && p.numeralEnd-p.start > 1
	if unit, end, ok := weakMeasures.match(r, at); ok && long && !p.fraction && !(isLatin(r.rune(at)) && isLatin(r.rune(end))) && !r.notMeasure(at, end, unit) && (unit != "分" || !r.hasPoint(p)) &&
		(p.num.Power < 4 || unit == "块" || unit == "部" || !isChinese(r.rune(at))) { // 12亿行吗 counts no 行
		p.kind, p.unit, p.end, p.written, p.strong = KindCount, unit, end, true, true
	}
}

// opensWord says whether what looks like a measure word behind a blank, which is a comma to many, begins
// what is said next: 500万 年度产量, 530亿 集团大, 380万 批文里写的. Vehicles are counted by the ten thousand.
func (r *quantityReader) opensWord(p *side, at, end int) bool {
	c := r.rune(at)
	switch {
	case c == '年':
		return p.num.Power > 0
	case p.num.Power < 4 || !isChinese(r.rune(end)):
		return false
	}
	return p.num.Power >= 8 || c != '辆' && c != '台'
}

// halfAfter reads 半 after a measure word: 一年半, 三个半.
func (r *quantityReader) halfAfter(p *side, end int, unit string) (int, bool) {
	if r.rune(end) != '半' || p.vague != money.Exact || !p.low.IsWhole() || strings.ContainsRune("导成自挂固结径路年", r.rune(end+1)) ||
		r.rune(end+1) == '月' && unit != "个" && unit != "個" {
		return end, false
	}
	sum, ok := p.low.Add(money.NewNumber(5, -1))
	if !ok || p.signed || !strings.Contains("年 个 天 倍 小时 個 吨 斤", unit) {
		return end, false
	}
	p.low, p.high = sum, sum
	return end + 1, true
}

// spanOfTime is the unit that 个半 goes with: 两个半小时, 一个半月.
func (r *quantityReader) spanOfTime(end int, unit string) (string, int, bool) {
	if unit != "个" && unit != "個" {
		return "", end, false
	}
	for _, w := range [...]string{"小时", "小時", "钟头", "月", "星期", "世纪"} {
		if stop, ok := r.at(end, w); ok {
			if w == "月" {
				w = "个月"
			}
			return w, stop, true
		}
	}
	return "", end, false
}

// notMeasure says whether what looks like a measure word begins another word.
func (r *quantityReader) notMeasure(at, end int, unit string) bool {
	next := r.rune(end)
	switch unit {
	case "人":
		return strings.ContainsRune("民工类才均口", next) && next != 0
	case "家":
		return strings.ContainsRune("庭电具", next) && next != 0
	case "年":
		return strings.ContainsRune("级轻代", next) && next != 0
	case "天":
		return strings.ContainsRune("然津线猫", next) && next != 0
	case "日":
		return strings.ContainsRune("本元圆币幣", next) && next != 0
	case "次":
		return strings.ContainsRune("元级", next) && next != 0
	case "分":
		return strings.ContainsRune("别別享布析公", next) && next != 0
	case "头":
		return next != 0 && strings.ContainsRune("一回次遭年埭趟", next)
	case "只":
		return next != 0 && strings.ContainsRune("给有能拿要补奖是够算到领得发按报", next)
	case "场":
		return next == '景'
	case "条":
		return next == '件' || next == '例'
	case "位":
		return next == '于' || next == '置'
	case "本":
		return strings.ContainsRune("年期市地省区县土次级月周公单季企司厂", next) && next != 0
	case "部":
		return strings.ContainsRune("分门署委长", next) && next != 0
	case "台":
		return strings.ContainsRune("湾州账阶", next) && next != 0
	case "版":
		return next == '本'
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
		if half := r.rune(at + 1); half != 0 && strings.ContainsRune(noDiscount, half) {
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
	if end, ok := r.at(at, "个半点"); ok && p.vague == money.Exact && p.low.IsWhole() && !money.Begins(r.rune(end)) && r.rune(end) != '钟' {
		if sum, ok := p.low.Add(money.NewNumber(5, -1)); ok {
			p.low, p.high, p.num.Guess = sum, sum, 0
			r.makeShare(p, end, -2)
			return true
		}
	}
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
	if unit, end, ok := cents.match(r, at); ok {
		p.pair()
		p.low, p.high = p.low.Shift(-2), p.high.Shift(-2)
		r.setMoney(p, end, unit)
		return true
	}
	if unit, end, ok := currencies.match(r, at); ok && !r.notCurrency(at, end) {
		r.setMoney(p, end, unit)
		r.addCents(p)
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

// addCents adds the hundredths that follow a sum: 十美元五十美分.
func (r *quantityReader) addCents(p *side) {
	n, ok := money.Scan(r.text, p.end)
	unit, end, isCent := cents.match(r, n.End)
	if !ok || !isCent || unit != p.unit || p.vague != money.Exact || n.Vague != money.Exact || p.signed {
		return
	}
	if sum, ok := p.low.Add(n.Low.Shift(-2)); ok {
		p.low, p.high, p.end = sum, sum, end
	}
}

// notCurrency says whether what looks like a currency's short name begins another
// word: 刀具, 欧洲.
func (r *quantityReader) notCurrency(at, end int) bool {
	return end == at+1 && isChinese(r.rune(at)) && isChinese(r.rune(end))
}

func (r *quantityReader) setMoney(p *side, end int, unit string) {
	p.pair()
	p.kind, p.unit, p.end, p.written, p.strong = KindMoney, unit, end, true, true
}

// hasPoint says whether 点 stands in a number.
func (r *quantityReader) hasPoint(p *side) bool {
	for k := p.numeralStart; k < p.numeralEnd; k++ {
		if r.text[k] == '点' || r.text[k] == '點' {
			return true
		}
	}
	return false
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
		if _, _, named := currencies.match(r, end); word > 1 || named {
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
		if r.hasPoint(p) { // 8点30分
			return true
		}
		return !r.alone(p.start, end) || next != 0 && strings.ContainsRune("之钟", next)
	}
	return false
}
