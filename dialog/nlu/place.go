package nlu

import (
	"strings"
	"unicode/utf8"

	"suance/calc/fact"
	"suance/dialog/pattern"
)

// madeIn follow the place where the label of a yes/no fact says that something is made: 且在杭州生产的.
var madeIn = [...]string{"生产", "制造"}

// Elsewhere are places that people name beside their own, parted by blanks.
const Elsewhere = `杭州 宁波 温州 嘉兴 湖州 绍兴 金华 衢州 舟山 台州 丽水 义乌 上海 北京 天津 重庆 南京 苏州 无锡 常州 南通 扬州 徐州 合肥 芜湖 滁州 南昌 福州 厦门 济南 青岛 武汉 长沙 郑州 广州 深圳 佛山 东莞 珠海 成都 西安 长春 沈阳 大连 柳州 贵阳 昆明 江苏 安徽 江西 福建 山东 湖北 湖南 河南 河北 广东 广西 四川 外地 外省 外市 省外 市外 国外 海外`

var otherPlaces = strings.Fields(Elsewhere)

// makingThere are words that say that something is made at the place beside them.
var makingThere = pattern.Fields(`生产 制造 造的 产的 基地 工厂 总装 组装 下线 投产`)

// readPlaces denies what a fact says is made in one place where a clause says that it is
// made in another: 新车型列入公告但在湖州基地生产.
func (rd *reading) readPlaces(c *clause) {
	if len(rd.placed) == 0 || c.has(ask) || c.has(polarAsk) {
		return
	}
	said := rd.f.words(c.start, min(c.end, c.start+longestWhich))
	if !makingThere.In(said) || strings.Contains(said, "不在") {
		return
	}
	for _, p := range rd.placed {
		g := rd.group[p.fact]
		if strings.Contains(said, p.place) || p.fact != rd.asked && rd.cues>>g&1 == 0 && !rd.isGroupKnown(g) || !rd.isSpokenOf(c, g) {
			continue
		}
		if containsAny(said, otherPlaces) {
			rd.say(statement{fact: p.fact, value: fact.Bool(false), span: rd.spanOf(c.from, c.to-1)}, c.from)
		}
	}
}

// isFromElsewhere says whether a clause says that something is got at another place than the one
// that the label of a fact names.
func (rd *reading) isFromElsewhere(f int) bool {
	if c := rd.current[f]; c >= 0 {
		f = c
	}
	if !strings.Contains(rd.schema.Spec(f).Label, "本市") {
		return false
	}
	said := rd.f.words(rd.clause.start, min(rd.clause.end, rd.clause.start+longestWhich))
	if cityLevel.In(said) || strings.Contains(said, "本市") {
		return false
	}
	for _, p := range otherPlaces {
		if at := strings.Index(said, p); at >= 0 && (endsWithAny(said[:at], "从", "向", "在", "到", "去", "跟") || startsWithAny(said[at+len(p):], "采", "买", "供", "的供", "那边", "进")) {
			return true
		}
	}
	return false
}

// isSpokenOf says whether a clause is about a group: it brings it up, or what was spoken of
// before and nothing else.
func (rd *reading) isSpokenOf(c *clause, g int) bool {
	other := c.has(own) || c.has(quantity)
	for i := c.from; i < min(c.to, c.from+reachOfWords); i++ {
		if w := rd.toks[i].word; w >= 0 {
			cues := rd.lex.entries[w].cues
			if cues>>g&1 == 1 {
				return true
			}
			other = other || cues != 0
		}
	}
	return !other && (rd.subject == g || rd.asked >= 0 && rd.group[rd.asked] == g)
}

// placed is a fact that holds only of what is made in a place.
type placed struct {
	fact  int
	place string
}

// placeOf is the place of a fact's label; false for none.
func placeOf(i int, sp *fact.Spec) (placed, bool) {
	if sp.Type != fact.YesNo {
		return placed{}, false
	}
	for _, rest, ok := strings.Cut(sp.Label, "在"); ok; _, rest, ok = strings.Cut(rest, "在") {
		for _, how := range madeIn {
			place, _, made := strings.Cut(rest, how)
			if n := utf8.RuneCountInString(place); made && (n == 2 || n == 3) && !strings.ContainsFunc(place, func(r rune) bool { return !isHan(r) }) {
				return placed{i, place}, true
			}
		}
	}
	return placed{}, false
}
