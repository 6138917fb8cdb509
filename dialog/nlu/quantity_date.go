package nlu

import (
	"strconv"
	"strings"

	"suance/calc/money"
)

// date reads a date or the time of a day; ok is false where there is none. A time
// is passed over.
func (r *quantityReader) date(i int) (end int, ok bool) {
	n, j := r.figure(i)
	if n < 0 {
		return i, false
	}
	switch c := r.rune(j); {
	case c == ':' && n < 25 && r.isFigure(j+1):
		return r.pastRun(i), true
	case j-i == 4 && n >= 1900 && n <= 2100:
		return r.year(i, j, n)
	case j-i == 2 && c == '年' && n >= 15 && n <= 40 && r.isMonth(j+1):
		return r.year(i, j, 2000+n)
	case c == '月' && n >= 1 && n <= 12:
		return r.month(i, j, "", n)
	case c == '号' && n >= 1 && n <= 31 && j-i <= 3 && !isChineseNoun(r.rune(j+1)),
		c == '日' && n >= 1 && n <= 31 && j-i <= 3 && !strings.ContainsRune("内元圆币游均本", r.rune(j+1)):
		if r.rune(i-1) == '第' {
			return i, false
		}
		r.putDate(i, j+1, two(n))
		return j + 1, true
	}
	return i, false
}

// isMonth says whether a month stands at a place.
func (r *quantityReader) isMonth(i int) bool {
	m, after := r.figure(i)
	return m >= 1 && m <= 12 && r.rune(after) == '月'
}

// isChineseNoun says whether a character after 号 makes it a name: 3号线.
func isChineseNoun(c rune) bool {
	return c != 0 && strings.ContainsRune("线楼机店院厂房馆门桌车库文令", c)
}

func (r *quantityReader) isFigure(i int) bool { return money.IsFigure(r.rune(i)) }

// figure reads a whole number of up to four Arabic digits, a run of four Chinese
// ones, or a Chinese numeral up to 31, where a word of a date may follow; n is -1
// for none.
func (r *quantityReader) figure(i int) (n, end int) {
	if r.isFigure(i) {
		n, end = 0, i
		for ; r.isFigure(end) && end < i+5; end++ {
			n = n*10 + int(r.rune(end)-'0')
		}
		if end-i > 4 {
			return -1, i
		}
		return n, end
	}
	end = i
	digits := 0
	for ; end < i+5; end++ {
		switch d := chineseDigit(r.rune(end)); {
		case d < 0:
			goto done
		case d == 10 && end == i:
			digits = 10
		case d == 10:
			digits *= 10
		case end > i && chineseDigit(r.rune(end-1)) == 10:
			digits += d
		default:
			digits = digits*10 + d
		}
	}
done:
	if end == i || end > i+4 || !strings.ContainsRune("年月日号", r.rune(end)) || r.rune(end) == 0 {
		return -1, i
	}
	return digits, end
}

// chineseDigit is a digit of a date in Chinese, 10 for 十, -1 for others.
func chineseDigit(c rune) int {
	switch c {
	case '〇', '零', '○', 'О':
		return 0
	case '十':
		return 10
	}
	for k, d := range [...]rune{'一', '二', '三', '四', '五', '六', '七', '八', '九'} {
		if c == d {
			return k + 1
		}
	}
	return -1
}

// year reads what follows the digits of a year.
func (r *quantityReader) year(i, j, n int) (end int, ok bool) {
	value := strconv.Itoa(n)
	k := r.blank(j)
	switch c := r.rune(k); {
	case c == '年' && r.rune(k+1) != '级':
		if m, after := r.figure(r.blank(k + 1)); m >= 1 && m <= 12 && r.rune(r.blank(after)) == '月' {
			return r.month(i, r.blank(after), value+"-", m)
		}
		end = k + 1
		if r.rune(end) == '度' {
			end++
		}
		r.putYear(i, end, value)
		return end, true
	case (c == '-' || c == '/' || c == '.') && k == j:
		m, after := r.figure(j + 1)
		if m >= 1 && m <= 12 && after-j <= 3 && r.rune(after) == c {
			if d, stop := r.figure(after + 1); d >= 1 && d <= 31 && stop-after <= 3 && !r.isFigure(stop) {
				r.putDate(i, stop, value+"-"+two(m)+"-"+two(d))
				return stop, true
			}
		}
	}
	if k, ok := r.connector(j); ok {
		if m, after := r.figure(k); m > n && m <= 2100 && r.rune(after) == '年' {
			r.out = append(r.out, Quantity{Span: Span{i, after + 1}, Text: string(r.text[i : after+1]), Kind: KindDate,
				Low: value, High: strconv.Itoa(m), Unit: "年", Written: true})
			return after + 1, true
		}
	}
	return i, false
}

// month reads what follows the digits of a month, at 月.
func (r *quantityReader) month(i, j int, year string, m int) (end int, ok bool) {
	if d, after := r.figure(r.blank(j + 1)); d >= 1 && d <= 31 && strings.ContainsRune("日号", r.rune(after)) && r.rune(after) != 0 {
		r.putDate(i, after+1, year+two(m)+"-"+two(d))
		return after + 1, true
	}
	end = j + 1
	if r.rune(end) == '份' {
		end++
	}
	r.putDate(i, end, year+two(m))
	return end, true
}

func two(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}

func (r *quantityReader) putDate(start, end int, value string) {
	r.out = append(r.out, Quantity{Span: Span{start, end}, Text: string(r.text[start:end]), Kind: KindDate, Value: value, Number: value, Written: true})
}

// putYear adds a year, whose unit says that it is one.
func (r *quantityReader) putYear(start, end int, value string) {
	r.putDate(start, end, value)
	r.out[len(r.out)-1].Unit = "年"
}
