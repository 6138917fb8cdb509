package money

import "strings"

// Coins reads the yuan, jiao and fen that follow a number of them, from the rune
// after the number: 元, 块钱, 块五, 元3角1分, 角5分. It returns the amount in yuan and
// the rune after the last one; ok is false where no such word follows. A digit
// after the last word counts one coin down (三块二, 两毛五).
func Coins(text []rune, at int, n Number) (_ Number, end int, ok bool) {
	power, at, ok := coin(text, at)
	if !ok {
		return n, at, false
	}
	total := n.Shift(power)
	for end = at; power > -2; end = at {
		next, zero := at, false
		if next < len(text) && power == 0 && strings.ContainsRune("零〇", text[next]) {
			next, zero = next+1, true
		}
		d, after, some := smallNumber(text, next)
		if !some {
			break
		}
		down, stop, word := coin(text, after)
		switch {
		case word && down < power:
		case word || !colloquial(text, at-1, after):
			return total, pastMoney(text, end), true
		default:
			down, stop = power-1, after
			if zero {
				down = -2
			}
			total, _ = total.Add(d.Shift(down))
			return total, pastMoney(text, stop), true
		}
		total, _ = total.Add(d.Shift(down))
		power, at = down, stop
	}
	return total, pastMoney(text, end), true
}

// coin reads 元, 角 or 分 and gives its power of ten.
func coin(text []rune, at int) (power, end int, ok bool) {
	if at >= len(text) {
		return 0, at, false
	}
	switch text[at] {
	case '元', '圆', '圓', '块', '塊':
		return 0, at + 1, true
	case '角', '毛':
		return -1, at + 1, true
	case '分':
		return -2, at + 1, !(at+1 < len(text) && strings.ContainsRune("之钟鐘红店公子期别析", text[at+1]))
	}
	return 0, at, false
}

// smallNumber reads one or two figures of jiao or fen.
func smallNumber(text []rune, at int) (_ Number, end int, ok bool) {
	if at >= len(text) {
		return Number{}, at, false
	}
	c, d := classify(text[at])
	if c == digit && d > 0 {
		if at+1 < len(text) {
			if next, _ := classify(text[at+1]); next != other && next != measure && next != more && !apiece(text, at+1) {
				return Number{}, at, false
			}
		}
		return NewNumber(int64(d), 0), at + 1, true
	}
	if c != arabic || isDigitAt(text, at+1) {
		return Number{}, at, false
	}
	return NewNumber(int64(d), 0), at + 1, true
}

// colloquial says whether a digit after a coin may stand alone: no more of a
// number follows it, nor anything that it counts.
func colloquial(text []rune, coin, after int) bool {
	if after >= len(text) {
		return true
	}
	r := text[after]
	if c, _ := classify(r); c != other && c != more && !apiece(text, after) || isLetter(plain(r)) {
		return false
	}
	if strings.ContainsRune("元圆圓", text[coin]) && isHan(r) {
		return false // people say 三块五, not 三元五
	}
	return !strings.ContainsRune("台套辆项家年月日号%％折成次件名位人天倍季楼./：:", plain(r))
}

// apiece says whether 一 and a measure word stand at a place: 三块五一斤.
func apiece(text []rune, at int) bool {
	if text[at] != '一' || at+1 >= len(text) {
		return false
	}
	c, _ := classify(text[at+1])
	return c == other && isHan(text[at+1]) || c == measure
}

// pastMoney passes over 钱.
func pastMoney(text []rune, end int) int {
	if end < len(text) && (text[end] == '钱' || text[end] == '錢') {
		return end + 1
	}
	return end
}
