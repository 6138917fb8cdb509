package money

// class is what a character does in a numeral.
type class uint8

const (
	other   class = iota
	arabic        // 0 to 9, full-width too
	digit         // a Chinese digit; zero is one
	tens          // 廿, 卅, 卌: a digit of tens
	unit          // 十, 百, 千
	big           // 万, 亿, 兆
	point         // 点
	several       // 几, 数
	more          // 多, 余, 来, 把
	measure       // 个
	half          // 半
)

// classify returns what a character does in a numeral and its digit, or its power
// of ten.
func classify(r rune) (class, int) {
	switch {
	case r >= '0' && r <= '9':
		return arabic, int(r - '0')
	case r < 0x3007:
		return other, 0
	case r >= '０' && r <= '９':
		return arabic, int(r - '０')
	}
	if c, n := classifyDigit(r); c != other {
		return c, n
	}
	switch r {
	case '十', '拾':
		return unit, 1
	case '百', '佰':
		return unit, 2
	case '千', '仟':
		return unit, 3
	case '万', '萬':
		return big, 4
	case '亿', '億':
		return big, 8
	case '兆':
		return big, 12
	case '点', '點':
		return point, 0
	case '几', '幾', '数', '數':
		return several, 0
	case '多', '余', '餘', '来', '來', '把':
		return more, 0
	case '个', '個', '箇':
		return measure, 0
	case '半':
		return half, 0
	}
	return other, 0
}

func classifyDigit(r rune) (class, int) {
	switch r {
	case '零', '〇', '○':
		return digit, 0
	case '一', '壹', '弌', '幺':
		return digit, 1
	case '二', '贰', '貳', '弍', '两', '兩':
		return digit, 2
	case '三', '叁', '參', '叄', '弎':
		return digit, 3
	case '四', '肆':
		return digit, 4
	case '五', '伍':
		return digit, 5
	case '六', '陆', '陸':
		return digit, 6
	case '七', '柒':
		return digit, 7
	case '八', '捌':
		return digit, 8
	case '九', '玖':
		return digit, 9
	case '廿':
		return tens, 2
	case '卅':
		return tens, 3
	case '卌':
		return tens, 4
	}
	return other, 0
}

// plain is the half-width form of a character that numerals are written with.
func plain(r rune) rune {
	switch {
	case r < 0x80:
		return r
	case r >= '！' && r <= '～':
		return r - '！' + '!'
	case r == '−', r == '﹣':
		return '-'
	case r == '　', r == ' ', r == ' ', r == ' ':
		return ' '
	}
	return r
}

func isLetter(r rune) bool { return r|0x20 >= 'a' && r|0x20 <= 'z' }

// Begins says whether a numeral may begin with a character.
func Begins(r rune) bool {
	c, n := classify(r)
	switch c {
	case arabic, digit, tens, unit, half:
		return true
	case big:
		return n == 4
	case several:
		return true
	}
	return false
}

// IsFigure says whether a character is an Arabic digit, full-width or half-width.
func IsFigure(r rune) bool {
	c, _ := classify(r)
	return c == arabic
}

// IsDigit says whether a character is a Chinese digit, 零 to 九.
func IsDigit(r rune) bool {
	c, _ := classify(r)
	return c == digit
}
