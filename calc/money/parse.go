package money

import (
	"strings"
	"unicode/utf8"
)

// maxText is the longest text, in bytes, that is read as one number.
const maxText = 400

// reader reads a whole text as one value.
type reader struct {
	text []rune
	i    int
}

// open makes a reader of a text without the blanks around it.
func open(s string) (*reader, error) {
	if len(s) > maxText || !utf8.ValidString(s) {
		return nil, ErrSyntax
	}
	return &reader{text: []rune(strings.TrimSpace(s))}, nil
}

func (r *reader) done() bool { return r.i == len(r.text) }

func (r *reader) peek() rune {
	if r.done() {
		return 0
	}
	return plain(r.text[r.i])
}

// take passes over the first of the words that stands here; they are half-width.
func (r *reader) take(words ...string) bool {
	for _, w := range words {
		if j, ok := prefix(r.text, r.i, w); ok {
			r.i = j
			return true
		}
	}
	return false
}

// prefix says whether a text holds a word at a place, and where the word ends.
func prefix(text []rune, at int, word string) (end int, ok bool) {
	for _, w := range word {
		if at >= len(text) || plain(text[at]) != w {
			return 0, false
		}
		at++
	}
	return at, true
}

// blanks passes over blanks.
func (r *reader) blanks() {
	for r.peek() == ' ' || r.peek() == '\t' {
		r.i++
	}
}

// numeral reads a numeral that has one value.
func (r *reader) numeral() (Number, error) {
	switch {
	case r.take("-", "负", "負"):
		return Number{}, ErrNegative
	case r.take(hedges...):
		return Number{}, ErrVague
	}
	n, ok := Scan(r.text, r.i)
	if !ok {
		return Number{}, r.unread()
	}
	r.i = n.End
	switch {
	case n.Vague != Exact || n.Guess != 0 && !r.done():
		return Number{}, ErrVague
	case n.Arabic && r.exponent():
		return Number{}, ErrExponent
	}
	return n.Low, nil
}

// hedges are words before a number that make it a bound or a guess.
var hedges = strings.Fields("大约 大概 大致 约 将近 接近 近 不到 不足 超过 超 至少 最少 起码 至多 最多 顶多 不超过 不低于 不少于 上百 上千 上万 上亿 好几 差不多 估计")

// unread says what is wrong where no numeral stands: too many digits are a number
// out of range or too fine.
func (r *reader) unread() error {
	if !isDigitAt(r.text, r.i) && r.peek() != '.' {
		return ErrSyntax
	}
	l := literal(r.text, r.i)
	switch {
	case !l.over:
		return ErrSyntax
	case l.point:
		return ErrDecimals
	}
	return ErrRange
}

// exponent says whether an exponent follows.
func (r *reader) exponent() bool {
	if r.peek() != 'e' && r.peek() != 'E' {
		return false
	}
	j := r.i + 1
	if j < len(r.text) && (plain(r.text[j]) == '-' || plain(r.text[j]) == '+') {
		j++
	}
	return isDigitAt(r.text, j)
}

// end is the error of what is left over: a word of doubt, a second number of a
// range, or something that does not belong.
func (r *reader) end() error {
	r.blanks()
	if r.done() {
		return nil
	}
	if r.take(doubts...) {
		return ErrVague
	}
	if r.take("-", "~", "—", "–", "至", "到") {
		for r.take("-", "~", "—", "–") {
		}
		r.blanks()
		if _, ok := Scan(r.text, r.i); ok {
			return ErrVague
		}
	}
	return ErrSyntax
}

// doubts are words after a number that make it a bound or a guess.
var doubts = strings.Fields("多 余 左右 上下 出头 以上 以下 以内 及以上 及以下 (含)以上 (含)以下 不到 不止 起 几 有余 开外 封顶 +")

// ParseAmount reads a whole text as an amount in yuan: "1200000.5",
// "1,200,000.50", "12亿", "3500万元", "1.2个亿", "两千三百五十万", "壹仟万圆整",
// "一亿五", "12块5". A number without a unit counts yuan. Errors: ErrSyntax,
// ErrNegative, ErrRange above Max, ErrDecimals below a fen, ErrExponent, ErrVague,
// ErrCurrency.
func ParseAmount(s string) (Amount, error) {
	r, err := open(s)
	if err != nil {
		return 0, err
	}
	if r.take("人民币", "人民幣", "RMB", "CNY", "¥", "￥") {
		r.take(":")
		r.blanks()
	}
	n, err := r.numeral()
	if err != nil {
		return 0, err
	}
	r.blanks()
	if n, err = r.yuan(n); err != nil {
		return 0, err
	}
	r.take("整", "正")
	if err := r.end(); err != nil {
		return 0, err
	}
	return n.Amount()
}

// yuan reads the unit after a number, and the jiao and fen after it.
func (r *reader) yuan(n Number) (Number, error) {
	if m, end, ok := Coins(r.text, r.i, n); ok {
		r.i = end
		r.take("人民币", "人民幣")
		return m, nil
	}
	if r.take("人民币", "人民幣", "RMB", "CNY", "rmb", "cny") {
		return n, nil
	}
	if r.take(foreign...) {
		return n, ErrCurrency
	}
	return n, nil
}

// foreign are currencies that people might write where yuan are meant.
var foreign = strings.Fields("美元 美金 美刀 欧元 港元 港币 港幣 日元 日圆 日币 英镑 韩元 台币 新台币 新加坡元 新币 澳元 加元 卢布 泰铢 法郎 瑞士法郎 USD HKD EUR JPY GBP")

// ParseShare reads a whole text as a ratio from 0 to 1: "0.02", "2%", "百分之二",
// "千分之三", "三成", "三成五", "两个点", "一半", "四分之一". Errors: ErrSyntax,
// ErrNegative, ErrRange above One, ErrDecimals finer than 1e-18, ErrExponent,
// ErrVague.
func ParseShare(s string) (Share, error) {
	r, err := open(s)
	if err != nil {
		return 0, err
	}
	n, ok := r.wordShare()
	if !ok {
		if n, err = r.share(); err != nil {
			return 0, err
		}
	}
	if err := r.end(); err != nil {
		return 0, err
	}
	return n.Share()
}

// wordShare reads the shares that are words.
func (r *reader) wordShare() (Number, bool) {
	switch {
	case r.take("百分百", "百分之百", "百分之一百", "全部"):
		return NewNumber(1, 0), true
	case r.take("一半", "半数"):
		return NewNumber(5, -1), true
	case r.take("半成"):
		return NewNumber(5, -2), true
	}
	return Number{}, false
}

// share reads a ratio written with a unit before or after its number, or bare.
func (r *reader) share() (Number, error) {
	for _, of := range [...]struct {
		word  string
		power int
	}{{"百分之", -2}, {"百分", -2}, {"千分之", -3}, {"万分之", -4}, {"萬分之", -4}} {
		if r.take(of.word) {
			r.blanks()
			n, err := r.numeral()
			return n.Shift(of.power), err
		}
	}
	n, err := r.numeral()
	if err != nil {
		return n, err
	}
	r.blanks()
	switch {
	case r.take("%", "个百分点", "个点", "個百分點", "個點", "百分点"):
		return n.Shift(-2), nil
	case r.take("‰"):
		return n.Shift(-3), nil
	case r.take("成半"):
		n, _ = n.Add(NewNumber(5, -1))
		return n.Shift(-1), nil
	case r.take("成"):
		if c, d := classify(r.peek()); c == digit && d > 0 {
			r.i++
			n, _ = n.Add(NewNumber(int64(d), -1))
		}
		return n.Shift(-1), nil
	}
	return r.fraction(n)
}

// fraction reads 分之 or a slash and the other number, if they follow.
func (r *reader) fraction(n Number) (Number, error) {
	slash := r.take("/")
	if !slash && !r.take("分之") {
		return n, nil
	}
	m, err := r.numeral()
	if err != nil {
		return n, err
	}
	if slash {
		n, m = m, n
	}
	q, ok := Ratio(m, n)
	if !ok {
		return n, ErrSyntax
	}
	return q, nil
}

// ParseCount reads a whole text as a number of things with its measure word, if
// one is written: "150000", "15万辆", "3台（套）", "1,000". Errors: ErrSyntax,
// ErrNegative, ErrRange above MaxCount, ErrDecimals, ErrExponent, ErrVague.
func ParseCount(s string) (n int64, unit string, err error) {
	r, err := open(s)
	if err != nil {
		return 0, "", err
	}
	x, err := r.numeral()
	if err != nil {
		return 0, "", err
	}
	r.blanks()
	rest := r.i
	if r.end() == ErrVague {
		return 0, "", ErrVague
	}
	word := r.text[rest:]
	if len(word) > 8 {
		return 0, "", ErrSyntax
	}
	for i, c := range word {
		k, _ := classify(c)
		isBracket := strings.ContainsRune("（）()", c)
		if (k != other && k != measure) || !isBracket && !isHan(c) || isBracket && i == 0 {
			return 0, "", ErrSyntax
		}
	}
	n, err = x.Count()
	return n, string(word), err
}

func isHan(r rune) bool { return r >= 0x4e00 && r <= 0x9fff }
