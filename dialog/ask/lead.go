package ask

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"suance/dialog/nlu"
)

// What a question begins with before it asks (你好，请问…) is no part of it: whether the
// document holds what is asked is judged on what remains, and so the same with and without.

// wants are how one has something asked, leads are what people say before they ask, and what points at the document as such.
const wants = `想问 想问问 想问下 想问一下 想咨询 想咨询下 想咨询一下 想了解 想了解下 想了解一下 想知道`
const leads = wants + ` 你好 您好 老师好 老师您好 老师 领导好 领导您好 领导 同志 hello hi 嗨 哈喽 喂 在吗 在么 早上好 上午好 中午好 下午好 晚上好 大家好 谢谢 谢谢你 谢谢您 多谢 感谢 辛苦了 打扰了 打扰一下 打扰下 不好意思
麻烦您 麻烦你 麻烦 请教 请教一下 请教下 请问 请问一下 请问下 咨询 咨询一下 咨询下 问下 问一下 问一句 问个事 想请问 想请教 想请教一下 麻烦问下 麻烦问一下 我想问 我想问问 我想问下 我想问一下 我想咨询 我想咨询下 我想咨询一下 我想了解 我想了解下 我想了解一下 我想知道 我就想问 我就问一下 再问一句 再问一下 再问下 再问个 顺便问下 顺便问一下 最后问一下 最后问下 急问 追问一句
聊聊 聊一下 先聊聊 说说 先说 先说说 先讲讲 先讲 讲讲 先问 先问下 先问一下`

// pauses lead only where a mark stands behind them: 还有 goes with what follows in 还有什么奖励.
const pauses = `你好机器人 您好机器人 你好客服 您好客服 机器人 客服 那个 嗯 嗯嗯 哦 好的 好 好吧 那 那么 另外 还有 对了 是这样 是这样的 问 q 根据文件 根据政策 根据这个文件 根据这份文件 根据这个政策 按文件 按政策 按照文件 按照政策 按照这个政策 按这个政策 按照这份文件 按你们的政策 看了文件 刚看了文件`

// leadMarks may stand behind a lead.
const leadMarks = " \t\r\n　,，。.!！~～:：、…"

// leadWords and pauseWords are the leads one by one.
var (
	leadWords  = sync.OnceValue(func() wordList { return newWordList(leads) })
	pauseWords = sync.OnceValue(func() wordList { return newWordList(pauses) })
)

// withoutLead is a text without what leads on to its question; a text of nothing else is
// left as it is.
func withoutLead(text string) string {
	runes, plain := []rune(text), []rune(nlu.Plain(text))
	if len(runes) != len(plain) {
		return text
	}
	at := 0
	for next := leadAt(plain); next > 0; next = leadAt(plain[at:]) {
		at += next
	}
	if len(plain)-at < shortestLed {
		return text
	}
	return string(runes[at:])
}

// askers are who has something asked.
const askers = `我们公司 我们企业 我们厂 我们单位 我们老板 我们领导 我们 我公司 我司 我朋友 我老板 朋友 老板 客户 单位 公司 企业`

// wishes are how somebody has something asked.
const wishes = wants + ` 让我问一下 让我问问 让我问下 让我问 要我问`

// askerWords and wishWords are these one by one.
var (
	askerWords = sync.OnceValue(func() wordList { return newWordList(askers) })
	wishWords  = sync.OnceValue(func() wordList { return newWordList(wishes) })
)

// askerAt is where who asks ends at the beginning of a text that tells no number (老板让我问);
// 0 if it begins otherwise. A number would be the asker's own.
func askerAt(text []rune) int {
	if countsAnything(text) {
		return 0
	}
	for _, who := range askerWords()[text[0]] {
		after, ok := strings.CutPrefix(string(text), who)
		if !ok {
			continue
		}
		first, _ := utf8.DecodeRuneInString(after)
		for _, w := range wishWords()[first] {
			if strings.HasPrefix(after, w) && len(after) > len(w) {
				return utf8.RuneCountInString(who + w)
			}
		}
	}
	return 0
}

// notThen are the characters with which 那 points at something and leads on to nothing.
const notThen = "个些里边时年种样次家笔天么一几两是会儿"

// led is a text without what leads on to its question; a greeting that but names a matter
// asks nothing of it yet, and is left as it is (你好我想咨询一下首台套).
func (a *Asker) led(text string) string {
	out := withoutLead(text)
	if out == text {
		return text
	}
	greets := slices.ContainsFunc(a.lex.find(squeeze(nlu.Plain(strings.TrimSuffix(text, out)))), func(h hit) bool { return h.sort == talkWord })
	if q := a.read(out, &nlu.Understanding{}, false); greets && len(q.parts) == 1 && q.parts[0].aspects() == 0 && q.isName() && q.parts[0].has(topicWord) {
		return text
	}
	return out
}

// shortestLed is how many characters a question has at least that something leads on to.
const shortestLed = 3

// leadAt is where what leads on at the beginning of a text ends, with its marks; 0 if it
// begins with nothing of the kind.
func leadAt(text []rune) int {
	if len(text) == 0 {
		return 0
	}
	marks := func(at int) int {
		for at < len(text) && strings.ContainsRune(leadMarks, text[at]) {
			at++
		}
		return at
	}
	begins := func(w string) bool {
		n := utf8.RuneCountInString(w)
		return n < len(text) && string(text[:n]) == w && !insideLatin(text, 0, n)
	}
	if n := askerAt(text); n > 0 {
		return marks(n)
	}
	for _, w := range pauseWords()[text[0]] {
		if n := utf8.RuneCountInString(w); begins(w) && marks(n) > n {
			return marks(n)
		}
	}
	for _, w := range leadWords()[text[0]] {
		if n := utf8.RuneCountInString(w); begins(w) {
			return marks(n)
		}
	}
	if then := []rune("那"); len(text) > 1 && text[0] == then[0] && !strings.ContainsRune(notThen, text[1]) {
		return len(then)
	}
	return 0
}

// ownClause is a question that is judged on the clause that asks where what stands before
// names and asks nothing that is granted (我们评上了，外贸奖励能拿多少): that the document does not
// hold what is asked is not to be hidden by what only leads on to it. Nil if it is held, or
// there is no such clause.
func (t *turn) ownClause() *turn {
	at := strings.LastIndexAny(strings.TrimRight(t.qn.Text, leadMarks+"?？"), ",，。；;")
	if at < 0 || t.numeric || t.kind != KindAnswer && t.kind != KindClarify || len(t.q.parts) < 2 || t.q.numbers {
		return nil
	}
	for i := range t.q.parts[:len(t.q.parts)-1] {
		if p := &t.q.parts[i]; p.asks() || p.has(absenceWord) || p.has(placeWord) || slices.ContainsFunc(p.args(topicWord), func(x int) bool { return !t.weak[x] }) {
			return nil
		}
	}
	_, width := utf8.DecodeRuneInString(t.qn.Text[at:])
	qn := t.qn
	qn.Text = qn.Text[at+width:]
	u := t.reader.Read(qn.Text, nlu.Context{Known: qn.Facts})
	other := t.begin(qn, t.read(qn.Text, &u, false), u)
	other.decide(nil)
	if j := other.judged(); j != nil {
		other = j
	}
	if other.kind != KindNotInDoc {
		return nil
	}
	return other
}
