package nlu

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"suance/calc/fact"
	"suance/dialog/pattern"
)

// commands are the words that count as a whole message, particles aside.
var commands = wholeMessages(map[Intent]string{
	IntentRestart:  "/start /forget /restart 重新开始 重来 清空 重新来 从头来 从头开始 重新填写 重填 换一家企业算 重新来过 换一家企业 换一家 下一家 下一家企业 换个企业 换一个企业 重置 重新算 再来一次 重新填 全部清空 清空重来 全部清掉 清掉 重新来一遍 重来一遍 从头再来 再来一遍 重头来 重新来一次 从头来过 全部重来 全部重新来 重新开始吧 重新开始一下 从头再来一次 清空所有数据 清空数据 清空所有 全部清除 清除所有 重新录入 都清空 全清空 换一家公司 换家公司 换家企业 换个公司 换下一家 再算一家 再来一家 另一家 算下一家 算另一家 推倒重来 推倒 从头来一遍 从头再来一遍 全部作废 都作废 全作废 前面的都不算 前面都不算 前面说的都不算 之前的都不算 刚才的都不算 全不算 全都不算 清零 归零 全删了 都删了 全部删了 全部删掉 都删掉 删光 重新录 重新录一遍 重填一遍 再填一遍 重新填一遍 从零开始",
	IntentUndo:     "/undo 撤销 撤销一步 撤回一步 上一步 撤回 退回 回退 返回上一步 撤销上一步 撤回上一步 退一步 撤消 后退 后退一步 回到上一步 撤回上一条 撤销上一条 撤回刚才那条 撤销刚才那条 取消上一步 撤回刚才的 撤销刚才的 退回上一步 把上一条撤销 把刚才那条撤销 把刚才的撤销 撤销一下 撤回一下 退回一步 刚才那句撤回 刚才那条撤回 刚才那条撤销 撤回刚才那句 上一条撤回 上一条撤销 撤销上一句 撤回上一句 取消刚才那条 返回 退回上一个 退回去 回退一下 倒回去 倒回一步 回上一步 撤回上一句话 撤销上一句话 撤回上一个 撤销上一个 撤销刚才说的 撤回刚才说的",
	IntentSummary:  "/summary 汇总 小结 总结 总结一下 汇总一下 小结一下 看看结果 看一下结果 目前结果 目前情况 列一下 都填了什么 我填了什么 看汇总 看小结 看下汇总 看一下汇总 看下小结 看一下小结 汇总下 小结下 总结下 看下结果 汇总看看 看看我填了什么 看看填了什么 我都填了什么 目前填了哪些 我填了哪些 现在的情况 看看汇总 看看小结 给个小结 给个汇总 列个汇总 哪些信息 有哪些信息 我说过的 我填过的 我填的 我说的 我报的 记了啥 记了什么 记了些什么 记了些啥 记了哪些 记下了什么 记下了啥 记下什么 记下哪些 说了哪些 说了什么 说了啥 说过哪些 说过什么 填了什么 填了啥 填了哪些 填到哪了 填到哪里了 填过哪些 报了什么 报了哪些 提供了哪些 提供了什么 登记了什么 登记了哪些 录了什么 录了哪些 我的信息 已有信息 现有信息 已填信息 已知信息 目前信息 的信息 信息汇总 列出来 结果 目前为止的结果 目前为止的情况 当前结果 当前情况 现在结果",
	IntentSkip:     "/skip 不回答 跳过 跳过这个 跳过这题 下一个 下一题 先跳过 略过 不答 不想说 先不说 不方便说 过 pass skip 保密 这个跳过 不填 下一个问题 换个问题 不填了 这项不填 问下一个 换一个问题 先不填 不想回答 以后再说 跳 先跳 放一放 先放一放 先放着 放一边 空着 先空着 留空 下一项 下一条 换下一题 换一题 不管 先不管 先不管它 不想说这个 不想回答这个 没法回答 回答不了 不方便透露 不便透露 不便说 不便回答 无可奉告 先过 略 勿高兴讲 不高兴讲 不高兴说 懒得讲 懒得说 不想讲 勿想讲 勿讲 不讲 懒得回答 之后再说 回头再说 晚点再说 后面再说 等会再说 等会儿再说 待会再说 待会儿再说 改天再说 再说吧 再说 到时候再说 以后说 稍后再说 过会再说 下次再说 先不提",
	IntentDontKnow: "不知道 不清楚 不晓得 不太清楚 不太知道 不确定 不太确定 说不准 说不好 说不清 没数 忘了 忘记了 记不清 记不清楚 不了解 我不知道 我不清楚 这个不知道 这个不清楚 这我不知道 这个我不清楚 真不知道 真不清楚 不明白 还不知道 还不清楚 还不确定 没算过 没统计 没统计过 拿不准 勿晓得 弗晓得 晓不得 不造 没概念 吃不准 暂时不知道 暂时不清楚 说不上来 答不上来 没印象 没留意 没关注过 记不太清 记不太清楚 不太好说 不好说 很难说 记不得 不记得 想不起来 没查过 不太了解 不大清楚 说不清楚 也说不清楚 说不太清 得问财务 要问财务 手头没有 手上没有 手边没有 手头没数 手头没数据 这个数没有 这个数我没有 没有这个数 没有这个数据 没这个数 没这个数据 我这没有 我这里没有 财务才知道 财务知道 要财务才知道 会计才知道 老板才知道 老板知道 领导才知道 问领导 得问领导 问同事 得问同事 问问同事 问问老板 要问问老板 得问问老板 问问领导 得问一下财务 得查一下 要查一下 要问一下 说不清楚 不好判断 我也不知道 我也不清楚 idk 怎么知道 哪知道 哪里知道 哪晓得 哪能知道 我怎么知道 我哪知道 谁知道 鬼知道 鬼晓得 天晓得 天知道 问问财务 问下财务 问一下财务 得问问财务 要问问财务 回去问问财务 得回去问问财务 得回去问 回去问一下 问会计 问一下会计 要去问一下会计 得问会计 要问会计 问问会计 问老板 得问老板 要问老板 问一下老板 具体数字不记得 具体不记得 不记得具体数字 没有数据 没数据 没有具体数据 没有具体数字 没有统计 没有统计过 想不起 查不到 查一下 要去查 得去查 去查一下 得查查 回去查一下 得回去查 得查账 要查账 弄不清 弄不清楚 搞不清 搞不清楚 没把握 不掌握 没掌握 不敢说 不敢确定 没法确定 无法确定 确定不了 一言难尽 心里没数 心里没谱 没谱 不好讲 讲不清 讲不清楚 讲不好 拎不清 搞勿清 勿清爽 弗清爽 勿清楚 弗清楚 勿大清楚 没问过 没去问 没去了解 没了解过 晓勿得 晓弗得 勿晓得 弗晓得 勿知道 弗知道 呒没数 呒数",
	IntentWhy:      "为什么问这个 为什么要问这个 为什么问 为啥问这个 为啥问 问这个干什么 问这个干嘛 问这个做什么 干嘛问这个 为什么要知道这个 这个有什么用 为什么需要这个 有什么用 问这个有什么用 为什么问这个问题 为啥要问这个 干吗问这个 为什么 为啥 why /why",
	IntentGreeting: "你好 您好 你好啊 hi hello 嗨 哈喽 早上好 上午好 下午好 晚上好 早 在吗 在不在 有人吗 谢谢 谢谢你 谢谢您 多谢 感谢 非常感谢 谢了 thanks thx 再见 拜拜 bye 辛苦了 你好呀 大家好 喂 早安 晚安 你是谁 你是谁呀 你能做什么 你会什么 能做什么 hey 辛苦啦 新年好 新年快乐 节日快乐 中午好 您好呀 老师好 同志好 领导好 麻烦了 麻烦您了 麻烦你了 打扰了 打扰一下 好的谢谢 好的谢谢你 谢谢啦 /help",
	IntentYesNo:    "对 是 嗯 对的 是的 没错 没错没错 一点没错 没错的 对对 对对对 是是 嗯嗯 不是 不 不对 否 没有 有 没 有的 没有的 是啊 对啊 对呀 是呀 yes no y n ok 好 好的 可以 行 没问题 正确 确认 确定 不是的 不是啊 没有啊 没呢 还没 还没有 没有呢 算 不算 是滴 嗯是的 嗯对 当然 当然是 当然有 必须的 无 错 不行 冇 没得 嗯哼 是的是的 对的对的 没有没有 有的有的 不是不是 嗯呢 噢是 哦对 √ ×  就是 就是的 对头 nope nah yep yeah yup sure right 是嘞 有嘞 勿是 弗是 唔系 唔是 不对的 不不不 不不 肯定有 肯定是 那肯定 那肯定是 暂无 目前没有 目前没 暂时没有 暂时没",
})

// wholeMessages indexes the messages, which are written plain.
func wholeMessages(lists map[Intent]string) map[string]Intent {
	m := make(map[string]Intent, 1<<10)
	for intent, words := range lists {
		for w := range strings.FieldsSeq(words) {
			m[w] = intent
		}
	}
	return m
}

// commandOf is what a plain text is for as a whole message.
func commandOf(text string) (Intent, bool) {
	if in, ok := commands[text]; ok {
		return in, true
	}
	return IntentUndo, takesLastBack(text)
}

// saidLast point at what was said last, takenBack take it back.
var (
	saidLast  = strings.Fields(`刚才那句 刚才那条 刚才那个 刚才那句话 刚刚那句 刚刚那条 刚刚那个 刚才说的 刚刚说的 刚说的 刚才的 刚才这条 刚才这句 上一句 上一条 上一个 上一句话 上句 上条 前一条 前一句 上面那句 上面那条 前面那句 前面那条 最后一条 最后那条 那句话 上一步`)
	takenBack = strings.Fields(`不算 不算了 撤了 作废 取消 取消掉 撤销 撤销掉 撤回 撤掉 删掉 删了 去掉 不要了 收回 别算 别算了 当我没说`)
)

// takesLastBack says whether a message takes back what was said last: 把刚才那句撤了.
func takesLastBack(text string) bool {
	text = strings.TrimPrefix(text, "把")
	switch r, _ := utf8.DecodeRuneInString(text); r {
	default:
		return false
	case '刚', '上', '前', '最', '那': // which all begin with
	}
	return slices.ContainsFunc(saidLast, func(what string) bool {
		how, ok := strings.CutPrefix(text, what)
		return ok && slices.Contains(takenBack, how)
	})
}

// longestCommand bounds what is looked up among the commands.
const longestCommand = 24

// command is the intent of a message that is nothing but a command.
func (rd *reading) command() (Intent, bool) {
	in, ok := rd.whole()
	if !ok {
		in, ok = rd.composed()
	}
	if !ok && len(rd.amounts) == 0 && rd.asksWhy() {
		return IntentWhy, true
	}
	if !ok || in == IntentYesNo || rd.passedReply() || rd.isLostTitle() {
		return "", false
	}
	return in, true
}

// passedReply says whether a message is 过了 to a question by yes or no: it was passed.
func (rd *reading) passedReply() bool {
	return rd.asked >= 0 && rd.schema.Spec(rd.asked).Type == fact.YesNo && !rd.firsts[rd.asked] && strings.HasPrefix(rd.f.said, "过了")
}

// around are the words that may stand around an order without changing it.
var around = strings.Fields(`there everyone all 有 老师 亲 领导 师傅 同志 小助手 稍等 等一下 等下 等等 稍等一下 等我 我看看 我看一下 发我 发 一份 来一份 份 好的 知道了 明白了 了解了 晓得了 收到 信息 东西 内容 已经 给我看看 给我看 看下 列一下 列出 列个 查看 前面的 前面 为止 把 吗 些 掉 咱们 现 些 烦死了 烦人 好烦 真烦 烦 快点 行了 好了 算了 别问了 这一题 这一项 这一条 这道题 这道 那个 那题 具体 数字 数据 数 金额 情况 手头 手上 一时 一时半会 得 去 回去 才 可 多少 是多少 到底 究竟 反正 好像 感觉 刚好 这块 这方面 它 他 吧吧 哎 哎呀 唉 呵呵 哈哈 抱歉 不好意思 对不起 sorry 老实说 说实话 讲真 真心 完全 根本 全 啥 个 嘞 喔 噢 诶 耶 呗 喽 噻 哩 咯 。 、 … 咱们 咱 确实 说的 我说的 的情况 情况 暂时 目前 现在 还 真的 真 实在 其实 先 就 我 我们 要 想 想要 这个 这题 这项 这条 这 那 问题 吧 了 的 啊 呀 哦 嘛 呢 啦 哈 请 请问 帮我 麻烦 给我 一下 下 一遍 一次 看看 再 都 也 刚刚 刚才 那条 那句 把 嗯 呃 算 太 很 你 您 , . ! ? ~`)

// aroundFrom are these words by their first character.
var aroundFrom = sync.OnceValue(func() map[rune][]string {
	by := map[rune][]string{}
	for _, w := range around {
		first, _ := utf8.DecodeRuneInString(w)
		by[first] = append(by[first], w)
	}
	return by
})

// composed is the order that a message gives which is nothing but orders of one kind
// and words around them: 暂时还不清楚; 跳过吧，下一个.
func (rd *reading) composed() (in Intent, ok bool) {
	if len(rd.f.run) > longestCommand {
		return "", false
	}
	rest := strings.Map(func(r rune) rune {
		if isHan(r) || isLetter(r) || isDigit(r) || r == '/' {
			return r
		}
		return -1
	}, rd.f.said)
	for rest != "" {
		n, next := longestOrder(rest)
		switch {
		case n == 0:
			return "", false
		case next == "":
		case !ok || next == in:
			in, ok = next, true
		case isAvoiding(in) && isAvoiding(next): // 得问财务，先跳过
			in = IntentSkip
		case in == IntentGreeting, next == IntentRestart: // 您好，汇总一下; 都撤掉，重新来
			in = next
		case next == IntentGreeting, in == IntentRestart:
		default:
			return "", false
		}
		rest = rest[n:]
	}
	return in, ok
}

// isAvoiding says whether a message leaves a question open.
func isAvoiding(in Intent) bool { return in == IntentSkip || in == IntentDontKnow }

// longestOrder is the length of the longest order or word around one that a text
// begins with; intent is empty for the latter, n is 0 for neither.
func longestOrder(text string) (n int, in Intent) {
	first, _ := utf8.DecodeRuneInString(text)
	for _, w := range aroundFrom()[first] {
		if len(w) > n && strings.HasPrefix(text, w) {
			n = len(w)
		}
	}
	for end := range text {
		if end <= n || end <= len("不") && text[0] >= 0x80 {
			continue
		}
		if next, ok := commandOf(text[:end]); ok && next != IntentYesNo {
			n, in = end, next
		}
	}
	if next, ok := commandOf(text); ok && next != IntentYesNo && len(text) > len("不") {
		return len(text), next
	}
	return n, in
}

// asksWhy says whether a message only asks what the question put to it is for:
// 为什么要问产能, 知道这个有啥用.
func (rd *reading) asksWhy() bool {
	if len(rd.f.run) > longestCommand || rd.asked < 0 {
		return false
	}
	if !slices.ContainsFunc(rd.f.run, func(r rune) bool { return strings.ContainsRune(inWhys, r) }) {
		return false
	}
	s := strings.Trim(rd.f.said, " ,。!?~")
	return whys.In(s) && ofAsking.In(s) && !ofAwards.In(s)
}

// inWhys are characters of which each of whys holds one.
const inWhys = "为必干做啥什凭"

// Words that ask for a reason, that speak of the question put, and of what is asked about
// otherwise.
var (
	whys     = pattern.Fields(`为何 有必要 为什么 为啥 为何 干嘛 干吗 干什么 干啥 做什么 做啥 有啥用 有什么用 啥用 什么意思 什么用 凭什么 凭啥`)
	ofAsking = pattern.Fields(`需要 问 要知道 知道这 知道我 知道产 要填 填这 填它 要提供 要告诉 告诉你 要这个 需要这个 需要知道 了解这 要晓得 打听`)
	ofAwards = pattern.Fields(`奖 补 拿 领 申报 请问 想问 问一下 问问 问下 咨询`)
)

// whole is the intent of the whole message, with and without the particles around it.
func (rd *reading) whole() (Intent, bool) {
	if !rd.lookedUp {
		rd.lookedUp = true
		rd.wholeIntent, rd.isWhole = rd.lookUp()
	}
	return rd.wholeIntent, rd.isWhole
}

// lookUp looks the whole message up.
func (rd *reading) lookUp() (Intent, bool) {
	if len(rd.f.run) > longestCommand {
		return "", false
	}
	s := strings.Trim(rd.f.said, " \t\n,。!?、;.~:")
	if in, ok := commandOf(s); ok {
		return in, true
	}
	for cut := true; cut; {
		cut = false
		for _, p := range []string{"吧", "呢", "啊", "呀", "哦", "嘛", "啦", "了", "的", "哈", "噢", "诶", "耶", "呗", "嘞", "喽", "这个", "。", "!", ",", " ", "?", "谢谢"} {
			if t := strings.TrimSuffix(s, p); t != s && t != "" {
				s, cut = t, true
			}
		}
		for _, p := range []string{"嗯", "哦", "噢", "那就", "那", "先", "我", "这个问题", "这题", "这项", "这个", "呃", "额", "啊", "诶", "唉", "请", "帮我", "麻烦", "就", "都", "真", ",", " ", "、", "要", "想", "给我", "再"} {
			if t := strings.TrimPrefix(s, p); t != s && t != "" {
				if in, ok := commandOf(s); ok {
					return in, true
				}
				s, cut = t, true
			}
		}
		if in, ok := commandOf(s); ok {
			return in, true
		}
	}
	return "", false
}

// intent says what the message is for.
func (rd *reading) intent(ss []sentence, u *Understanding) Intent {
	asks, supposes, fixes, invites := false, false, rd.corrected, false
	for i := range ss {
		s := &ss[i]
		asks = asks || s.asks || s.has(choiceAsk) && len(rd.said) == 0
		supposes = supposes || s.has(supposition)
		fixes = fixes || s.has(correction) || s.has(retraction)
		invites = invites || s.has(inquiry)
		for k := range s.clauses {
			asks = asks || rd.isEither(&s.clauses[k]) || rd.isSure(&s.clauses[k])
		}
	}
	whole, isWhole := rd.whole()
	stated := len(u.Facts) > 0 || len(u.Unclear) > 0 || len(u.Retracted) > 0
	switch {
	case isWhole && whole == IntentYesNo && !(rd.asked >= 0 && len(u.Facts) == 1 && rd.schema.Spec(rd.asked).Type == fact.Choice):
		return IntentYesNo
	case len(rd.amounts) > 0 && rd.asksWhy(): // 50万，为什么要问这个
		return IntentWhy
	case len(u.WhatIf) > 0, supposes && !stated:
		return IntentWhatIf
	case asks && rd.asked < 0 && len(u.Retracted) == 0 && rd.knowsNothing(): // nothing was said before that could be put right
		return IntentQuestion
	case len(u.Retracted) > 0, (fixes || rd.contrasts) && (stated || !asks):
		return IntentCorrection
	case rd.asked >= 0 && !stated && !asks && turnsAway.In(rd.f.words(0, min(len(rd.f.run), 4*longestCommand))):
		return IntentSkip
	case rd.asked >= 0 && !stated && !asks && (slices.ContainsFunc(ss, func(s sentence) bool { return rd.isUnknownIn(&s) }) || forgotten.In(rd.f.words(0, min(len(rd.f.run), 4*longestCommand)))):
		return IntentDontKnow
	case asks, invites && !stated, rd.isTopic(ss):
		return IntentQuestion
	case rd.answered && len(u.Facts) == 1 && len(rd.said) == 1 && rd.schema.Spec(rd.asked).Type != fact.Choice:
		return IntentYesNo
	case stated:
		return IntentFacts
	case len(ss) > 0 && rd.greets():
		return IntentGreeting
	}
	return IntentOther
}

// forgotten are words of what one does not know.
var forgotten = pattern.Fields(`不记得 记不得 记不清 不清楚 不知道 不晓得 忘了 没印象`)

// knowsNothing says whether the session knows no fact.
func (rd *reading) knowsNothing() bool {
	for f := range rd.schema.Len() {
		if rd.isKnown(f) {
			return false
		}
	}
	return true
}

// turnsAway are words that ask for another question.
var turnsAway = pattern.Fields(`先问别的 问别的 先问其他 问其他的 问下一个 换一个问 先问下面`)

// isTopic says whether a message without statements names what can be asked
// about: 首台套补助.
func (rd *reading) isTopic(ss []sentence) bool {
	if len(rd.said) > 0 {
		return false
	}
	for i := range ss {
		if ss[i].has(benefit) {
			return true
		}
	}
	return false
}

// greets says whether a message begins with a greeting.
func (rd *reading) greets() bool {
	s := rd.f.words(0, min(len(rd.f.run), 4))
	for _, w := range []string{"你好", "您好", "谢谢", "多谢", "hi", "再见"} {
		if strings.HasPrefix(s, w) {
			return true
		}
	}
	return false
}
