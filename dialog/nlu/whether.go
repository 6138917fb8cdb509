package nlu

import (
	"strings"

	"suance/dialog/pattern"
)

// People ask whether something came about with the no of it behind its verb (够线了没有, 奖励达标没有). That denies
// nothing: such a text is read with 吗 in the place of the no.

// Whether is a text with its questions written so.
func Whether(text string) string { return whether(text).or(text) }

// tagNo is the no that such a question ends with.
const tagNo = "没有"

// whether writes a text so; nil for one that asks nothing of the kind.
func whether(text string) *table {
	if !strings.Contains(text, tagNo) {
		return nil
	}
	var w *rewriter
	for from := 0; ; {
		n := strings.Index(text[from:], tagNo)
		if n < 0 {
			break
		}
		no := from + n
		from = no + len(tagNo)
		if !isTagNo(text[:no], text[from:]) {
			continue
		}
		if w == nil {
			w = rewriting(text)
		}
		w.keep(no)
		w.t.insert('吗')
		w.skip(from)
	}
	if w == nil {
		return nil
	}
	w.keep(len(text))
	return w.t
}

// isTagNo says whether the no between two parts of a text asks whether what the first ends with came about.
func isTagNo(before, after string) bool {
	if !endsClauseHere(after) {
		return false
	}
	if verb, ok := strings.CutSuffix(before, "了"); ok {
		clause := verb[strings.LastIndexAny(verb, "，,。；;：:？?！! \n")+1:]
		return clause != "" && !endsWithAny(verb, toldOrAsked...) && !endsWithAny(verb, ofAmounts...) && !notCameAbout.In(clause)
	}
	return endsWithAny(before, cameAbout...)
}

// endsClauseHere says whether what follows a no leaves it at the end of its clause, or says that it is all the same.
func endsClauseHere(after string) bool {
	after = strings.TrimLeft(after, "啊呀呢")
	return after == "" || startsWithAny(after, "，", ",", "。", "；", ";", "？", "?", "！", "!", " ", "\n", "都一样", "都行", "都无所谓", "都没关系", "都可以", "无所谓")
}

// Words before such a no: cameAbout ask even without 了, and are no names, whose no tells that there are none
// (智能工厂没有). Behind toldOrAsked it is an answer once more (都说了没有), behind ofAmounts
// it asks of an amount, which nobody states (营收到5亿了没有), and in a clause that holds notCameAbout there is
// nothing to ask.
var (
	cameAbout    = strings.Fields(`达标 合格 符合 符合条件 够条件 够格 够线 够上 过线 到位 落实 到手 到账 下来 评上 批准 定下 拿到 领到 兑现 通过 稳`)
	toldOrAsked  = strings.Fields(`说 说过 讲 讲过 答 答过 问过 填过 提过 告诉过 回答 回复 问 填 写 选 查 告诉 提`)
	ofAmounts    = strings.Fields(`亿 万 元 块 辆 台 个 项 家 成 % ％`)
	notCameAbout = pattern.Fields(`没 不 未`)
)
