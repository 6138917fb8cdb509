package dialog

import (
	"slices"
	"strings"
	"unicode"

	"suance/dialog/pattern"
)

// command is an order to the conversation itself.
type command int

// The commands.
const (
	none command = iota
	start
	restart
	undo
	summary
	skip
	why
	next
	forget
	privacy
	export
	help
	enough
	reckon  // begin to reckon, or have enough of the questions
	wanting // what is wanting for the result
	all     // everything is asked for
	drop    // what was asked for no longer is
	takeAll // all that was told is taken back
)

// commandWords are the words that give an order when they are the whole message,
// particles aside.
var commandWords = map[string]command{
	"/start": start, "/restart": restart, "重新开始": restart, "重来": restart, "清空": restart,
	"从头来": restart, "从头开始": restart, "重新来": restart, "清空重来": restart, "全部清空": restart,
	"/undo": undo, "undo": undo, "skip": skip, "summary": summary, "restart": restart, "reset": restart, "help": help, "帮助": help, "撤销": undo, "上一步": undo, "撤回": undo, "退回上一步": undo, "返回上一步": undo, "撤销上一步": undo,
	"/summary": summary, "汇总": summary, "小结": summary, "总结": summary, "汇总一下": summary, "小结一下": summary,
	"总结一下":  summary,
	"/skip": skip, "跳过": skip, "不知道": skip, "不清楚": skip, "不了解": skip, "不晓得": skip, "说不清": skip,
	"先跳过": skip, "略过": skip, "不确定": skip, "我不知道": skip, "我不清楚": skip, "下一题": skip, "下一个": skip,
	"算了": skip, "算了算了": skip, "拉倒": skip, "跳过这个": skip, "这个跳过": skip, "这个不知道": skip, "这个不清楚": skip, "不太清楚": skip, "不太知道": skip,
	"/why": why, "为什么问这个": why, "为什么问": why, "为什么要问这个": why, "为啥问这个": why, "为啥问": why,
	"什么意思": why, "是什么意思": why, "这是什么意思": why, "啥意思": why, "看不懂": why, "没看懂": why, "没听懂": why, "听不懂": why,
	"问这个干嘛": why, "问这个干什么": why, "为什么要问": why, "问这个做什么": why, "为什么问我这个": why,
	"/next": next, "next": next, "换一家企业": next, "下一家": next, "换一家": next, "换一家公司": next, "换个企业": next,
	"换家企业": next, "下一家企业": next, "再算一家": next, "换下一家": next, "下一家公司": next,
	"另一家": next, "另外一家": next, "另一家企业": next, "另一家公司": next, "再来一家": next, "还有一家": next, "换成另一家": next,
	"/forget": forget, "/privacy": privacy, "/export": export, "/help": help,
	"就这些": enough, "就这些算": enough, "就这样算": enough, "直接算": reckon, "直接算结果": reckon, "算吧": reckon, "先算": reckon,
	"别问": enough, "先别问": enough, "能不能先别问": enough, "别再问": enough, "不用问": enough, "不用再问": enough, "别问直接算": enough, "别问了直接算": enough,
	"不想答": enough, "不想再答": enough, "出结果": reckon, "给结果": reckon, "直接给结果": reckon, "直接给总数": reckon, "直接给个总数": reckon, "直接给我总数": reckon, "直接给我个总数": reckon, "给个总数": reckon, "直接出结果": reckon,
	"其他的都没有": enough, "其他都没有": enough, "其它都没有": enough, "其它的都没有": enough, "别的都没有": enough, "其余都没有": enough,
	"其余的都没有": enough, "剩下的都没有": enough, "剩下都没有": enough, "后面都没有": enough, "后面的都没有": enough,
}

// assent and denial are the words that settle a value that waits.
var (
	assent = words(`可以这么认为 可以这么说 可以这么理解 差不多就这样 差不多就是这样 对 是 嗯 是的 对的 嗯嗯 对对 对对对 没错 正确 好 好的 可以 确认 恩 行 是这样 是啊 对啊 对呀 是呀 就是 没问题 属实 准确 ok yes y 嗯是的 嗯对 对是的 是对的 是的没错 对没错 正是 确实 确定 就是这个数 就是这个 就这个数 就这数 就是这么多 就这么多 是这个数 对就是这个数 没变 没错就是 就是的 确实是 确实是这样 没毛病 没有问题 对滴 是滴 对头 准的 恩恩 我确认 确认的`)
	denial = words(`不是 不对 不 否 错 错了 不是的 no n 不对的 没有 不是这样 不准确 不确定是 搞错了 弄错了 说错了 非也 没 不正确 不是不是 不对不对 不不`)
)

func words(s string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(s) {
		set[w] = true
	}
	return set
}

// murmurs ask nothing, with a question mark or without; nor do counts that nobody counted (好几个).
var murmurs = words(`好几个 好几项 好几台 好几家 好几款 好多个 好多项 啊 哦 噢 呃 额 嗯 什么 啥 嘛 哈 诶 哎 喂 咦 哼 呵 呵呵 哈哈 嘿嘿 是吗 真的 真的吗`)

// hesitations open a message without saying anything.
var hesitations = words(`这个 那个 这 哎呀 哎哟 唉 额 呃 嗯 哦 噢 这样 不好意思 抱歉`)

// agreed opens an order without changing it (行，汇总一下).
var agreed = words(`行 可以 成 好 好的 ok 那行 那好 也行`)

// whyOrder is the order to say why the question is asked, in the words that it is given.
var whyOrder = pattern.Of(`^(你们?)?(为什么|为啥|为何|干嘛|干吗|怎么|凭什么)(还|又|老|总|都)?(要|得|想|非要|需要)?(问|打听|知道|了解|提供)(我们?)?(这个|这些|这项|这一项|这|那个)?(问题|情况)?$|` +
	`^(你们?)?(要|还要)?(问|知道|打听)(我们?)?(这个|这些|这|那个)?(问题)?(干嘛|干吗|干啥|干什么|做什么|做啥|有什么用|有啥用|什么用|是为什么|是为了什么)$`)

// whyAsked begins a question why one is asked (干嘛要知道我是不是整车厂).
var whyAsked = pattern.Of(`^(你们?)?(为什么|为啥|为何|干嘛|干吗|凭什么)(还|又|老|总|都)?(要|得|想|非要|需要)?(问|打听|知道|了解)`)

// particles end a message without changing it; openings begin one.
var (
	particles = []string{"一下吧", "一下", "吧", "了", "啊", "呀", "呢", "哦", "嘛", "哈", "啦", "呗", "谢谢", "吗", "诶", "哎", "的", "喽", "嘞", "咯", "哟", "噻", "呐"}
	openings  = []string{"请", "我要", "我想", "帮我", "麻烦", "那就", "那", "先", "好的", "好", "嗯", "就"}
)

// commandOf reads the message as an order; none if it is something else. The same
// order in several words is one (就这些，直接算吧).
func commandOf(text string) command {
	forms := bare(text)
	for _, t := range forms {
		if c, ok := commandWords[t]; ok {
			return c
		}
	}
	if slices.ContainsFunc(forms, whyOrder.MatchString) {
		return why
	}
	if c := phraseOf(forms); c == takeAll && strings.ContainsAny(text, askingMarks) {
		return none // 之前的都不算吗
	} else if c != none {
		return c
	}
	if !strings.ContainsFunc(text, endsOrder) {
		return none
	}
	parts := strings.FieldsFunc(text, endsOrder)
	if len(parts) > 1 && (says(parts[0], hesitations) || says(parts[0], agreed)) { // 这个嘛，不清楚
		return commandOf(strings.Join(parts[1:], "，"))
	}
	if len(parts) < 2 || len(parts) > 4 {
		return none
	}
	if rest := withoutExcuses(parts); len(rest) < len(parts) {
		return commandOf(strings.Join(rest, "，"))
	}
	if endsInSummary(parts) {
		return summary
	}
	first := commandOf(parts[0])
	for _, p := range parts[1:] {
		switch c := commandOf(p); {
		case c == first, first == enough && (c == reckon || reckons.MatchString(p)): // 其他都没有了，算一下吧
		case first == skip && begins(c) && letGo.MatchString(parts[0]): // 算了，重新开始
			first = c
		default:
			return none
		}
	}
	return first
}

// reckons is all of a part that wants the result, which alone may want other things (算一下吧).
var reckons = pattern.Whole(`(?:那|就|先|请|麻烦|你|您)*` + doReckon + `(?:结果|总数)?[吧呗了]*`)

// begins says whether an order ends what was talked of, or some of it: what was asked last needs no skipping before.
func begins(c command) bool {
	switch c {
	case restart, next, forget, takeAll, undo, enough, reckon:
		return true
	}
	return false
}

// endsInSummary says whether the last part of a message wants the summary and the others before it only leave what was
// talked of (先到这儿，小结一下; 那边不谈了，汇总吧).
func endsInSummary(parts []string) bool {
	last := len(parts) - 1
	if !strings.ContainsAny(parts[last], "总结归理列盘捋") || commandOf(parts[last]) != summary {
		return false
	}
	for _, p := range parts[:last] {
		if c := commandOf(p); c != enough && c != drop && c != summary && !leaves.MatchString(p) {
			return false
		}
	}
	return true
}

// leaves is the whole of a part that leaves what was talked of, without a number and without 不算 alone, which may
// deny (整车不算).
var leaves = pattern.Whole(`[^0-9〇零一二三四五六七八九十百千万亿多少几吗是有没已过]{0,12}?(?:` +
	`(?:都|就|也)?(?:先|暂时|暂且|以后|回头|下次)+(?:都|就)?(?:不|别|不用|不必)(?:再|去)?(?:说|管|谈|提|聊|讲|问|算|看|理|考虑)|` +
	`(?:都|就|也)?(?:不|别|不用|不必)(?:再|去)?(?:说|管|谈|提|聊|讲|问|理)|` +
	`(?:都|就)?(?:先|暂时|暂且)?(?:放|搁)(?:一放|一边|一旁|着|下)|(?:以后|回头|下次|改天)再(?:说|谈|聊|问|看)|` +
	`(?:先|就|暂时|暂且|都)+(?:说|谈|聊|问|算|看|讲)?到(?:此|这里?|这儿)(?:为止)?|(?:说|谈|聊|问|讲)(?:完|到(?:此|这里?|这儿)))[了吧啦的]*`)

// endsOrder says whether a character stands between orders.
func endsOrder(r rune) bool {
	switch r {
	case '，', ',', '。', '！', '!', '；', ';', '…', ' ':
		return true
	}
	return false
}

// says says whether the message is one of the words, particles aside.
func says(text string, set map[string]bool) bool {
	for _, t := range bare(text) {
		if set[t] {
			return true
		}
	}
	return false
}

// bare gives the message without punctuation and blanks, and then with its
// particles and openings taken away one after the other.
func bare(text string) []string {
	const firstHan, lastHan = '一', '鿿'
	t := strings.ToLower(strings.Map(func(r rune) rune {
		if r != '/' && (r < firstHan || r > lastHan) && (unicode.IsPunct(r) || unicode.IsSpace(r) || unicode.IsSymbol(r)) {
			return -1
		}
		return r
	}, text))
	if strings.HasPrefix(t, "/") { // Telegram writes /start@name and /start word
		t, _, _ = strings.Cut(strings.ToLower(strings.TrimSpace(text)), " ")
		t, _, _ = strings.Cut(t, "@")
		return []string{t}
	}
	if len(t) > 60 { // no order is that long
		return nil
	}
	const usual = 4
	out := append(make([]string, 0, usual), t)
	for changed := true; changed; {
		changed = false
		for _, p := range particles {
			if s, ok := strings.CutSuffix(t, p); ok && s != "" {
				t, changed = s, true
				out = append(out, t)
				break
			}
		}
	}
	for _, base := range out {
		for changed := true; changed; {
			changed = false
			for _, o := range openings {
				if s, ok := strings.CutPrefix(base, o); ok && s != "" {
					base, changed = s, true
					out = append(out, base)
					break
				}
			}
		}
	}
	return out
}
