package nlu

import (
	"strings"

	"suance/calc/money"
)

// articles are measure words with which 一 before a noun counts nothing: 一家企业.
const articles = "家 种 種 批 款 名 位"

// ordinals are units that people number with 第.
const ordinals = "年 年度 台 套 台套 辆 輛 台 臺"

// notOne says whether a number that was read is none, and where the word that holds
// it ends; 0 where it is one.
func (r *quantityReader) notOne(p *side, ranged bool) int {
	i := p.numeralStart
	prev := r.rune(i - 1)
	if prev == '第' || prev == '头' && r.rune(i) == '一' {
		if p.kind == KindCount && strings.Contains(ordinals, p.unit) || (p.unit == "个" || p.unit == "個") && r.yearFollows(p.end) {
			p.ordinal = true
			return 0
		}
		return p.end
	}
	if p.sharePrefix || ranged && (!r.isMarker(p) || r.rune(p.end) == '、' && r.rune(i) != '1' && r.rune(i) != '一') { // 5、6亿
		return 0
	}
	if !p.num.Arabic && !p.signed && !p.fraction && !r.isSince(p, i) {
		if end := r.innerWord(i, p.numeralEnd); end > 0 {
			return end
		}
	}
	switch {
	case p.fraction && p.unit == "年" && prev != 0 && strings.ContainsRune("上下前后", prev): // 上半年
		return p.end
	case r.isMarker(p), r.isTime(p), p.num.Large && r.rune(p.end) == '级', p.kind == KindNumber && r.rune(p.end) == '强',
		r.rune(i) == '点' && !r.alone(p.start, p.end):
		return max(p.end, i+1)
	case p.kind == KindNumber && r.rune(p.end) == '号':
		return p.end + 1
	case p.num.Arabic, p.signed:
		return 0
	case p.fraction && p.strong:
		return 0
	}
	return r.loneNumeral(p, prev)
}

// isSince says whether a length of time stands after what it is counted from: 认定后一年.
func (r *quantityReader) isSince(p *side, i int) bool {
	return r.rune(i-1) == '后' && isChinese(r.rune(i-2)) && r.rune(i-2) != '最' && (p.unit == "年" || p.unit == "个月")
}

// yearFollows says whether the words after 第二个 name a year.
func (r *quantityReader) yearFollows(i int) bool {
	for _, w := range [...]string{"年", "补偿年", "補償年", "自然年", "会计年", "會計年"} {
		if _, ok := r.at(i, w); ok {
			return true
		}
	}
	return false
}

// loneNumeral judges Chinese numerals by what stands beside them.
func (r *quantityReader) loneNumeral(p *side, prev rune) int {
	short := p.num.Digits > 0 || p.numeralEnd-p.numeralStart == 1
	if !short || p.kind == KindMoney && p.written || p.kind == KindShare {
		return 0
	}
	if p.kind == KindCount {
		if isCapital(r.rune(p.numeralStart)) && isChinese(prev) || strings.ContainsRune("周期", prev) && prev != 0 && p.num.Digits == 1 {
			return p.end
		}
		if r.rune(p.numeralStart) == '一' && p.num.Digits == 1 && strings.Contains(articles, p.unit) && isChinese(r.rune(p.end)) {
			return p.end
		}
		return 0
	}
	next := r.rune(p.end)
	if p.num.Digits > 1 && isNumeralRune(next) {
		end := p.end
		for end < len(r.text) && isNumeralRune(r.text[end]) {
			end++
		}
		return end // 三七二十一 is no number
	}
	free := !isChinese(next) && !isLatin(next)
	before := !isChinese(prev) && !isLatin(prev) || strings.ContainsRune("是为有等于共计约负正選选填", prev)
	if prev == '(' && next == ')' || p.num.Digits == 11 && p.low.Cmp(money.NewNumber(2, 10)) < 0 { // a telephone number
		return p.end
	}
	if free && before || p.num.Digits >= 3 && p.num.Guess == 0 {
		return 0
	}
	return max(p.end, p.numeralStart+1)
}

// isCapital says whether a numeral is one that is also a common character.
func isCapital(c rune) bool { return strings.ContainsRune("參叁伍陆陸", c) }

// innerWord finds a word that holds the numeral from at to end, and more.
func (r *quantityReader) innerWord(at, end int) int {
	best := 0
	for _, w := range innerWords[r.text[at]] {
		start := at - w.at
		if stop := start + len(w.word); start >= 0 && stop >= end && stop > best && r.has(start, w.word) {
			best = stop
		}
	}
	if best == 0 && r.text[at] == '一' && r.rune(at+2) == '一' && isChinese(r.rune(at+1)) && isChinese(r.rune(at+3)) && !(r.rune(at+1) == '共' && isNumeralRune(r.rune(at+3))) && end == at+1 && !isNumeralRune(r.rune(at+1)) {
		if _, _, ok := measures.match(r, at+1); !ok || r.rune(at+3) == '策' || r.rune(at+3) == '议' || r.rune(at+3) == '档' {
			return at + 4 // 一链一策
		}
	}
	return best
}

// both reads 俩 and 仨 as counts, unless they only sum up who was named: 他们俩.
func (r *quantityReader) both(i int) {
	if c := r.rune(i - 1); c != 0 && strings.ContainsRune("们們我你他她咱俺妻爷爺哥娘爹母父子姐妹弟婆儿兒", c) {
		return
	}
	n := int64(2)
	if r.rune(i) == '仨' {
		n = 3
	}
	v := money.NewNumber(n, 0)
	r.put(&found{start: i, end: i + 1, low: v, high: v, kind: KindCount, unit: "个", written: true})
}

// halfPrice reads 对折 and 半折.
func (r *quantityReader) halfPrice(i int) (end int, ok bool) {
	if next := r.rune(i + 2); r.rune(i+1) != '折' || next != 0 && strings.ContainsRune(noDiscount, next) {
		return i, false
	}
	v := money.NewNumber(5, -1)
	r.put(&found{start: i, end: i + 2, low: v, high: v, kind: KindShare, written: true})
	return i + 2, true
}

// noDiscount are characters that make 折 before them no discount: 对折叠屏.
const noDiscount = "叠疊旧舊合射腾算磨线線"

// isMarker says whether a number only numbers a line or an item: 1. 2、 （一）
func (r *quantityReader) isMarker(p *side) bool {
	if p.kind != KindNumber || p.numeralEnd-p.numeralStart > 2 || p.end != p.numeralEnd {
		return false
	}
	prev, next := r.rune(p.start-1), r.rune(p.end)
	if prev == '(' && next == ')' {
		return p.num.Power < 4 // （9亿） is a sum
	}
	if p.start > 0 && prev != '\n' || p.end >= len(r.text)-1 {
		return false
	}
	return next == '.' || next == '、' || next == ')'
}

// isTime says whether a number is the hour of a day.
func (r *quantityReader) isTime(p *side) bool {
	if p.kind != KindNumber {
		return false
	}
	switch r.rune(p.end) {
	case '分':
		return r.hasPoint(p)
	case '点', '點':
		next := r.rune(p.end + 1)
		return next != 0 && (strings.ContainsRune("钟半整左多一前后之", next) || money.Begins(next)) || r.dayBefore(p.start)
	case '时', '時':
		return p.numeralEnd-p.numeralStart <= 2 && !r.hourWord(p.end)
	}
	return false
}

func (r *quantityReader) hourWord(i int) bool {
	next := r.rune(i + 1)
	return next != 0 && strings.ContainsRune("代间候期", next)
}

// dayBefore says whether a part of the day stands before a number.
func (r *quantityReader) dayBefore(i int) bool {
	for _, w := range [...][]rune{[]rune("上午"), []rune("下午"), []rune("晚上"), []rune("早上"), []rune("凌晨"), []rune("中午")} {
		if _, ok := r.before(i, w); ok {
			return true
		}
	}
	return false
}
