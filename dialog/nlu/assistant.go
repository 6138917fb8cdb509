package nlu

import (
	"strings"

	"suance/dialog/pattern"
)

// robot is what people call the assistant, and also what some enterprises make.
const robot = "机器人"

// OfAssistant says whether a text speaks of the assistant as a robot, and not of what somebody makes:
// 你这个机器人真笨; 问东问西烦死了，垃圾机器人; 我在跟机器人说话吗.
func OfAssistant(text string) bool {
	if !strings.Contains(text, robot) {
		return false
	}
	for c := range strings.FieldsFuncSeq(text, func(r rune) bool { return strings.ContainsRune("，,。；;：:？?！!… \n", r) }) {
		if before, after, found := strings.Cut(c, robot); found && isRemark(before, after) {
			return true
		}
	}
	return false
}

// isRemark says whether the words around a robot in its clause make it the assistant: it is addressed or called
// names, something is said of how it answers, or somebody talks with it.
func isRemark(before, after string) bool {
	if endsWithAny(before, "跟", "和", "同", "与", "对着") {
		return talksWith.Begin(after)
	}
	called := strings.Trim(before, "你您们这那个真是什么就一台种死了的咋怎")
	goesOn := after == "" || saidOfIt.Begin(after)
	switch {
	case called != "":
		return contains(scolding, called) && goesOn
	case strings.ContainsAny(before, "你您") && goesOn:
		return true
	}
	return !strings.HasSuffix(after, "吗") && remarks.Begin(strings.TrimLeft(after, "就是真太都也还只会老怎么这"))
}

// isOfAssistant says whether the option at token i is said of the assistant or its system, and of no enterprise:
// 你这个机器人真笨, 你们系统是新材料做的吧.
func (rd *reading) isOfAssistant(c *clause, i int) bool {
	t := &rd.toks[i]
	before := rd.f.words(c.start, t.start)
	if rd.word(i) == robot {
		return isRemark(before, rd.f.words(t.end, c.end))
	}
	return strings.ContainsAny(before, "你您") && itsNames.In(before) && strings.Trim(before, "你您们这那个就是的系统软件程序客服小助手") == ""
}

// Words with which the assistant is called names and named, for talking with it, with which what is said of it
// goes on, and what is said of how it answers.
var (
	scolding  = strings.Fields(`破 垃圾 烂 笨 蠢 傻 臭 狗屁 弱智 智障 废物 没用 愚蠢 讨厌 烦人 低级 人工智障`)
	itsNames  = pattern.Fields(`系统 软件 程序 客服 助手`)
	talksWith = pattern.Fields(`说话 讲话 聊 对话 交流 沟通 打交道 废话 谈`)
	saidOfIt  = pattern.Fields(`吗 么 吧 呢 啊 呀 真 太 也太 怎么 咋 是 就是 好 很 都 还 只 根本 不 没 能 会 到底 有点 一点 简直 笨 蠢 傻 垃圾 了`)
	remarks   = pattern.Fields(`笨 蠢 傻 垃圾 智障 弱智 废物 不行 不如 比你 比我 问问题 问来问去 听不懂 听懂 听得懂 不懂 聪明 不聪明 不智能 不靠谱 不好用 烦死 烦人 没用`)
)
