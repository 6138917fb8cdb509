package clause

import (
	"strings"

	"suance/calc/money"
)

func isDigit(r rune) bool { return r >= '0' && r <= '9' || r >= '０' && r <= '９' }

func isChineseNumeral(r rune) bool {
	switch r {
	case '零', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '百', '千', '万', '亿',
		'〇', '壹', '贰', '两', '叁', '肆', '伍', '陆', '柒', '捌', '玖', '拾', '佰', '仟', '萬', '億':
		return true
	}
	return false
}

func isNumeral(r rune) bool { return isDigit(r) || isChineseNumeral(r) }

// halfWidth writes full-width digits, points and commas in half width.
func halfWidth(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '０' && r <= '９':
			return r - '０' + '0'
		case r == '．':
			return '.'
		case r == '，':
			return ','
		}
		return r
	}, s)
}

// exact reads a text that is one number from end to end; of a vague one (两三) the
// lower.
func exact(s string) (money.Number, bool) {
	runes := []rune(s)
	n, ok := money.Scan(runes, 0)
	return n.Low, ok && n.End == len(runes)
}
