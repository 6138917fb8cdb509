package dialog

import "testing"

// TestPhrases: orders in many words, and what looks like one and is none.
func TestPhrases(t *testing.T) {
	for text, want := range map[string]command{
		"刚才那条不算，退回去": undo, "写错了，回到上一步": undo, "刚刚说的作废": undo, "上一条撤掉吧": undo, "退回去": undo, "把刚才那个删掉": undo,
		"全部推倒重来": restart, "清零重新算": restart, "都清空": restart, "从头再来一遍": restart, "全部作废重新填": restart,
		"把我说的都列一下": summary, "帮我整理一下现在的情况": summary, "目前已知的情况汇总一下": summary, "你都记了些什么": summary, "理一理": summary, "我都说了些什么": summary,
		"这题过": skip, "这个没法说": skip, "不太确定 先过": skip, "这个我先不填": skip, "实在记不清了": skip, "这项先空着": skip, "说不上来": skip, "回头再说吧": skip,
		"再换一家": next, "那算下一家": next, "再看另外一家企业": next,
		"这个我得问问": skip, "我查查再告诉你": skip, "要回去查": skip, "我也不懂": skip, "不太好估": skip,
		"撤一下": undo, "撤掉上一条": undo, "还原": undo, "重新问一遍": restart, "把前面的都忘了": restart, "从第一步开始": restart, "清除记录": restart,
		"再帮我看一家": next, "还有一家企业": next, "下一个企业": next, "换一个公司": next, "这家算完了，下一家": next, "下一位": next, "一家": none, "一个": none,
		"赶紧算": reckon, "算补贴，快点": reckon, "谢谢，不用了": enough,
		"就先算这些": enough, "先这样吧": enough, "别问了直接算": enough, "就按目前的情况算": enough, "没有别的了": enough, "不用算了": enough,
		"都算一下": all, "我不太懂，你直接问我吧": all, "其他的也一起算算": all, "全都算上": all, "把别的措施也看一下": all,
		"算了不问这个了": drop, "换个问题": drop, "先不说这个": drop, "问点别的": drop,

		"没有": none, "有的": none, "不算": none, "算": none, "是这样": none, "没评过": none, "不算首次": none, "没有别的奖励": none,
		"没拿过": none, "都有": none, "都没有": none, "全部都是新能源": none, "智能工厂评过了": none, "能拿多少": none,
		"那能拿多少": none, "看看能拿多少": none, "都能拿吗": none, "先算首台套": none, "不是这个": none, "过了": none, "过": none, "先过": skip,
	} {
		if got := commandOf(text); got != want {
			t.Errorf("%s: %d, want %d", text, got, want)
		}
	}
}
