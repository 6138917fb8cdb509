package nlu

import (
	"strings"

	"suance/dialog/pattern"
)

// Words with which speakers break off to put another value in place of the one just said: those that
// leave no doubt that they do, those that may also search for it, and those that only go with either.
var (
	repairs  = pattern.Fields(`等一下 等等 等下 稍等 慢着 且慢 不好意思 对不起 抱歉 其实 no 错 哎不 啊不 哦不 噢不 诶不 欸不 呃不 哦 噢 喔`)
	searches = pattern.Fields(`应该说是 应该说 应该是 应该 应当说是 应当说 应当是 应当 应是 呃 额 嗯 唔`)
	besides  = strings.Fields(`哎呀 哎 唉 啊 吧 是 到`)
)

// Words for a slip, which leave no doubt either: what was done, and how it went wrong (说快了, 看串行了, 记岔了),
// or both in one (手滑, 嘴瓢了). slipOpens may stand before them, slipEnds behind.
var (
	slipOpens = pattern.Fields(`我刚才 我刚 刚才 刚刚 刚 前面 上面 可能 怕是 是我 我又 又 我`)
	slipVerbs = pattern.Fields(`说得 说 讲 嘴 看 记 写 打字 打 填 报 算 数 听 念 读 输 按 敲 抄 搞 弄 翻 贴 复制 脑子`)
	slipWays  = pattern.Fields(`错行 错位 错 太快 快 太急 急 太早 早 岔 叉 串行 串列 串 混淆 混 反 颠倒 顺嘴 秃噜 瓢 溜 飘 漂 滑 抖 歪 偏 漏 差 拧 劈叉 短路 糊涂 乱`)
	slips     = pattern.Fields(`手滑 手一滑 手抖 手一抖 手误 嘴误 眼花 一时口快 口快 嘴快 嘴一快 脑抽 老糊涂 糊涂 晕 记性不好`)
	slipEnds  = pattern.Fields(`掉了 了一下 了点 了 啦 嘞 喽`)
)

// cutSlip cuts a slip off the beginning of a text.
func cutSlip(s string) (rest string, ok bool) {
	s, _ = slipOpens.Cut(s)
	rest, ok = slips.Cut(s)
	if !ok {
		if rest, ok = slipVerbs.Cut(s); ok {
			rest, ok = slipWays.Cut(rest)
		}
	}
	if ok {
		rest, _ = slipEnds.Cut(rest)
	}
	return rest, ok
}

// readRepair takes a clause that is nothing but another value for the fact just told, with nothing
// but such words between the two, for a correction: 营收12亿，其实13亿.
func (rd *reading) readRepair(c *clause) {
	i := c.from
	for rd.toks[i].kind != quantity {
		i++
	}
	last := i - 1
	for last >= 0 && rd.toks[last].kind != quantity {
		last--
	}
	if last < 0 || i-last > reachOfWords || rd.supposed || !rd.endsAt(c, i) {
		return
	}
	k := len(rd.said) - 1
	for span := rd.amounts[rd.toks[last].amount].span; k > 0 && k > len(rd.said)-4 && rd.said[k].span != span; {
		k-- // 首台套保费100万 says what is insured too
	}
	s := &rd.said[k]
	if s.fact < 0 || s.supposed || s.why != "" && s.why != WhyRange && s.why != WhyBound || s.span != rd.amounts[rd.toks[last].amount].span || !rd.takes(s.fact, &rd.amounts[rd.toks[i].amount]) || rd.isForAsked(s.fact, i) {
		return
	}
	end := i
	for end > last+1 && rd.toks[end-1].kind == bound { // 7亿，应该说不到5亿
		end--
	}
	between := rd.f.words(rd.toks[last].end, rd.toks[end].start)
	plainly, perhaps := repairOf(between)
	if at := rd.toks[last].start; endsWithAny(between, "实际", "实际是", "实际上是") && endsWithAny(rd.f.words(max(0, at-3), at), "填", "填的", "填了", "报的", "写的", "填的是", "报的是", "写的是") {
		plainly = true // 认定填的3项，实际4项
	}
	if plainly || perhaps && end == i { // 12亿，应该超过10亿 bounds what it says
		rd.corrected, rd.fixedAt = true, len(rd.said)
		rd.carry, rd.carrySum = s.fact, rd.sum
		rd.hedging = rd.hedging || !plainly
	}
}

// isForAsked says whether token i is rather the answer to what was asked than another value for f.
func (rd *reading) isForAsked(f, i int) bool {
	return rd.asked >= 0 && f != rd.asked && !rd.saidOf(rd.asked) && rd.takes(rd.asked, &rd.amounts[rd.toks[i].amount])
}

// endsAt says whether a clause ends with token i, particles aside.
func (rd *reading) endsAt(c *clause, i int) bool {
	switch rd.f.words(rd.toks[i].end, c.end) {
	case "", "吧", "了", "才对", "的":
		return true
	}
	return false
}

// repairOf says whether what stands between two values is nothing but words of a repair.
func repairOf(between string) (plainly, perhaps bool) {
	if len(between) > 3*longestRepair {
		return false, false
	}
	for between != "" {
		between = strings.TrimLeft(between, " ,，。.、…—-~!;:\n")
		if rest, ok := cutNo(between); ok {
			between, plainly = rest, true
		} else if rest, ok := repairs.Cut(between); ok {
			between, plainly = rest, true
		} else if rest, ok := cutSlip(between); ok {
			between, plainly = rest, true
		} else if rest, ok := searches.Cut(between); ok {
			between, perhaps = rest, true
		} else if rest, ok := cutAny(between, besides); ok {
			between = rest
		} else if between != "" {
			return false, false
		}
	}
	return plainly, perhaps
}

// cutNo cuts a no that stands for itself off the beginning of a text: ……不，应该是.
func cutNo(s string) (rest string, ok bool) {
	rest, ok = strings.CutPrefix(s, "不")
	return rest, ok && (searches.Begin(rest) || strings.IndexAny(rest, " ,，。.、…—-~!") == 0)
}

// longestRepair is how many characters of a repair are looked at.
const longestRepair = 12
