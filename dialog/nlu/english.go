package nlu

import (
	"strings"
	"sync"
	"unicode/utf8"
)

// People mix common words of English business into Chinese (purchase 金额 2000万, deadline 是什么时候). Such
// a text is read with the Chinese word in the place of each. A sentence of English is not.

// glosses are the Chinese words for English ones, longer names before the words that they begin with.
const glosses = `r&d equipment=研发设备 r&d=研发 annual revenue=年营收 annual sales=年销售额 revenue=营收 turnover=营业额 sales=销售额 income=收入 profit=利润 ` +
	`local purchase=本地采购 local procurement=本地采购 purchases=采购 purchase=采购 procurement=采购 equipment=设备 ` +
	`insurance rate=费率 insurance premium=保费 insurance=保险 premium rate=费率 premium=保费 compensation=补偿 ` +
	`output value=产值 nev output=新能源汽车产量 nev production=新能源汽车产量 output=产量 production=产量 capacity=产能 new model=新车型 first application=首次申报 ` +
	`new materials=新材料 new material=新材料 smart factory=智能工厂 digital workshop=数字化车间 little giant=小巨人 chain leader=链主 first set=首台套 first batch=首批次 ` +
	`awards=奖励 award=奖励 rewards=奖励 reward=奖励 bonus=奖金 subsidies=补助 subsidy=补助 grants=补助 grant=补助 funding=资金 ` +
	`applications=申报 application=申报 apply=申报 deadline=截止时间 documents=材料 document=文件 policy=政策 requirements=条件 requirement=条件 conditions=条件 condition=条件 ` +
	`eligible=符合条件 threshold=门槛 maximum=上限 quota=名额 total=一共 project=项目 investment=投资额 budget=预算 payment=拨付 ` +
	`first time=首次 last year=去年 this year=今年`

// sentenceWords are words that only a sentence of English holds.
const sentenceWords = ` the is are no was were of for in on at to our my your we you it this that these those have has had do does did can could will would should shall how what when where who why which and or with by from not if than over above below about received get got more less us their they he she please tell me any there `

// englishWord is a gloss by the words that it is for.
type englishWord struct{ words, gloss string }

var englishWords = sync.OnceValue(func() (list []englishWord) {
	rest := glosses
	for rest != "" {
		words, more, _ := strings.Cut(rest, "=")
		gloss, next, _ := strings.Cut(more, " ")
		list, rest = append(list, englishWord{words, gloss}), next
	}
	return list
})

// Glossed is a Chinese text with the Chinese words for the English ones mixed into it.
func Glossed(text string) string { return gloss(text).or(text) }

// gloss writes such a text so; nil for any other.
func gloss(typed string) *table {
	const longest = 600
	if len(typed) > longest || !hasLetter(typed) {
		return nil
	}
	text := strings.Map(narrow, typed)
	if strings.ContainsAny(text, `{}=<>"_|\`+"\n\t") || !strings.ContainsFunc(text, isHan) {
		return nil
	}
	lower := strings.ToLower(text)
	if len(lower) != len(text) {
		return nil
	}
	t, found := &table{given: []rune(typed), words: true}, false
	runes := []rune(text)
	for at, i := 0, 0; at < len(text); {
		if !isLetter(rune(lower[at])) || at > 0 && isOfWord(lower[at-1]) {
			t.keep(i)
			at += utf8.RuneLen(runes[i])
			i++
			continue
		}
		if w := glossAt(lower[at:]); w != nil {
			t.stand(w, i)
			found, at, i = true, at+len(w.words), i+len(w.words)
			if i+1 < len(runes) && runes[i] == ' ' && isHan(runes[i+1]) { // purchase 金额
				at, i = at+1, i+1
			}
			continue
		}
		end := at
		for end < len(text) && isLetter(rune(lower[end])) {
			end++
		}
		if strings.Contains(sentenceWords, " "+lower[at:end]+" ") {
			return nil
		}
		for ; at < end; at, i = at+1, i+1 {
			t.keep(i)
		}
	}
	if !found {
		return nil
	}
	return t
}

// narrow is a character without the full width that it may be typed in.
func narrow(r rune) rune {
	const first, last, apart = '！', '～', '！' - '!'
	switch {
	case r >= first && r <= last:
		return r - apart
	case r == '\u3000':
		return ' '
	}
	return r
}

// glossAt is the gloss of the words that a text begins with; nil for none.
func glossAt(text string) *englishWord {
	list := englishWords()
	for k := range list {
		if n := len(list[k].words); strings.HasPrefix(text, list[k].words) && (n == len(text) || !isOfWord(text[n])) {
			return &list[k]
		}
	}
	return nil
}

// stand puts the gloss of words that begin at rune i in their place: its first character stands for where
// they begin, its others for where they end.
func (t *table) stand(w *englishWord, i int) {
	at := i
	for _, r := range w.gloss {
		t.run, t.from = append(t.run, r), append(t.from, at)
		at = i + len(w.words) - 1
	}
}

// keep takes rune i of the text as it is.
func (t *table) keep(i int) { t.put(cell{i, i + 1}) }

// isOfWord says whether a byte belongs to a word of English, or to what is written like one.
func isOfWord(c byte) bool {
	return isLetter(rune(c)) || c >= 'A' && c <= 'Z' || isDigit(rune(c)) || strings.IndexByte("-.@/:&", c) >= 0
}

// hasLetter says whether a text has a Latin letter, in full width or not.
func hasLetter(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return isLetter(narrow(r) | 0x20) })
}
