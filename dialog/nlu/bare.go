package nlu

import (
	"slices"
	"strings"
	"unicode/utf8"

	"suance/dialog/pattern"
)

// speaksElse says whether a clause holds, beside the words of an answer and those of the fact
// asked for, anything that is none of either: its 有 or 没 is then that of something else
// (我有个问题, 没收到短信, 公司没上市, 上限有多高).
func (rd *reading) speaksElse(c *clause) bool {
	for i := c.from; i < c.to; i++ {
		switch rd.toks[i].kind {
		case otherSum, partial, order, difference:
			if !rd.isOfAsked(i) {
				return true
			}
		case inquiry:
			if rd.word(c.to-1) == "没" { // 政策到期没
				return true
			}
		case benefit:
			if !rd.isGot(rd.asked) && !rd.isOfAsked(i) && !strings.HasSuffix(rd.word(i), "格") { // 还不够格
				return true
			}
		}
	}
	for i := c.start; i < c.end; i++ {
		if rd.loose[i+1] == rd.loose[i] {
			continue
		}
		n := rd.answersAt(i, c)
		if n == 0 {
			return true
		}
		i += n - 1
	}
	return false
}

// isOfAsked says whether token i is of the subject of the fact asked for, or stands in its label.
func (rd *reading) isOfAsked(i int) bool {
	w := rd.toks[i].word
	if w < 0 {
		return false
	}
	return rd.group[rd.asked] != 0 && rd.lex.entries[w].cues>>rd.group[rd.asked]&1 == 1 || rd.inLabels(rd.word(i))
}

// answersAt is how many characters at place i, that are no known word, are what people answer
// with or a word of the fact asked for; 0 for none.
func (rd *reading) answersAt(i int, c *clause) int {
	for _, w := range answerWords {
		if n := utf8.RuneCountInString(w); i+n <= c.end && rd.f.words(i, i+n) == w {
			return n
		}
	}
	r := rd.f.run[i]
	switch {
	case strings.ContainsRune(answerRunes, r), r == '用' && rd.deadlines[rd.asked].months.IsPositive():
	case i > c.start && rd.inLabels(rd.f.words(i-1, i+1)), i+1 < c.end && rd.inLabels(rd.f.words(i, i+2)):
	default:
		return 0
	}
	return 1
}

// inLabels says whether a text stands in a name of the fact asked for.
func (rd *reading) inLabels(s string) bool {
	sp := rd.schema.Spec(rd.asked)
	in := func(w string) bool { return strings.Contains(w, s) }
	return in(sp.Label) || slices.ContainsFunc(sp.Synonyms, in) || slices.ContainsFunc(sp.Words.Loose, in)
}

// What people answer with that is no known word: words, and characters of which their short
// words are made, verbs of getting and doing above all.
var answerWords = strings.Fields(`更新 补充 we 专 评审 正式 肯定 暂时 压根 根本 同样 名单 市里 公布 分文 回事 这事 情况 东西 业务 方面 相关`)

const answerRunes = "做搞弄投评报申选上中过拿领获得建参入办买产设造开试通批认达到列采出交付花卖审核沾边取收享成立" +
	"这那个种类样先按倒尚早真新头前终又也都就才完全至从里家亲" + "吗呢啊呀哈嘛哦啦噢哎诶咧嘞哩滴呐哼"

// isSaidOfTalk says whether what follows a sign at token i tells of the talk itself, or of how
// it is to the speaker: 没见过这么笨的, 已经问过了, 确实麻烦.
func (rd *reading) isSaidOfTalk(c *clause, i int) bool {
	for j := i + 1; j < c.to; j++ {
		if rd.toks[j].kind == plainWord && contains(ofTalk, rd.word(j)) {
			return true
		}
	}
	return false
}

var ofTalk = strings.Fields(`见过 听过 说过 提过 问过 麻烦 有关系 谢谢`)

// notOfTalk takes what tells of the talk or of the speaker out of a reply, whatever is asked for:
// 等我两分钟, 成立十年了, 三天后答复你, 我第二次问了.
func (rd *reading) notOfTalk() {
	for i := range rd.toks {
		t := &rd.toks[i]
		if t.kind == mark {
			continue
		}
		from, to := rd.clauseOf(i)
		end := len(rd.f.run)
		if to < len(rd.toks) {
			end = rd.toks[to].start
		}
		after := rd.f.words(t.end, end)
		if endsWithAny(rd.f.words(t.start, t.end), "次", "回", "趟") && talking.Begin(after) {
			rd.hush(i)
		}
		if t.kind != quantity {
			continue
		}
		unit, before := rd.amounts[t.amount].unit, rd.textOf(from, i)
		if contains(unitsOfTalk, unit) || strings.HasPrefix(after, "人") && !strings.HasPrefix(after, "人工") || doneInTalk.In(before) || isTime(unit) && (contains(waiting, before) || backLater.In(after)) {
			rd.hush(i)
		}
	}
}

// Measure words that no fact is counted with, what a speaker does in the talk and did before it,
// and words of waiting and of coming back to it.
var (
	unitsOfTalk = strings.Fields(`秒 分钟 小时 岁 人 个人 位 名 趟 楼 层`)
	talking     = pattern.Fields(`来 问 咨询 打电话 用这 听说 登录`)
	doneInTalk  = pattern.Fields(`问过 来过 打过 说过 跑了 成立 创办 开业`)
	waiting     = strings.Fields(`等 等我 请等 先等 等个 再等 过 再过 给我`)
	backLater   = pattern.Fields(`再说 答复 回复 回你 告诉你 联系 再来`)
)
