package ask

import (
	"slices"
	"strings"
	"unicode/utf8"

	"suance/dialog/nlu"
	"suance/knowledge"
)

// anotherThing is what a stretch beside matters of the document names besides them: a
// run that is left without the words of every day and whose characters the policy
// puts together nowhere, or, where no sum is asked for, nowhere in what it says of
// these matters (智能工厂对产值有没有要求); empty if there is none.
func (a *Asker) anotherThing(q *query, p *part, s span, topics []int) string {
	for from := s.from; from < s.to; {
		if n := a.common().longest(q.runes[from:s.to]); n > 0 {
			from += n
			continue
		}
		to := from + 1
		for to < s.to && a.common().longest(q.runes[to:s.to]) == 0 {
			to++
		}
		if name := a.namesAnother(q, p, span{from, to}, topics); name != "" {
			return name
		}
		from = to
	}
	return ""
}

// maxNames is how many runs of a question are looked at closely: each is held against
// all that is said of its matters, and a long text holds hundreds.
const maxNames = 24

// namesAnother is what a run names, in whole words, if that is another thing than the
// topics beside it; empty if it is not.
func (a *Asker) namesAnother(q *query, p *part, run span, topics []int) string {
	text := q.runes[run.from:run.to]
	either := len(text) == 3 && text[0] == text[2] // 含不含
	if trimmed := withoutEnds(text); either || len(trimmed) < 2 || !isHan(trimmed[0]) || !p.mayName(run.from) || q.states(trimmed) {
		return ""
	}
	if q.names++; q.names > maxNames || a.nearlyTopic(q.runes, run) {
		return ""
	}
	whole, ok := a.whole(q, p, run)
	if !ok {
		return ""
	}
	name := q.runes[whole.from:whole.to]
	weak := func(t int) bool { return a.weak[t] }
	if (a.pays(topics) || slices.ContainsFunc(topics, weak)) && isTrade(q.runes[whole.to:p.to]) {
		return ""
	}
	if a.answered(q, p, topics) && !a.namesListed(q, p, whole) {
		return ""
	}
	if a.strange(name) || (p.asksAttribute() || p.counts(run.from) || p.counts(whole.from)) && !a.speaksOf(topics, name) {
		return string(name)
	}
	return ""
}

// isTrade says whether a name before such a text is the trade of an enterprise, and so of
// who asks: whether a measure holds for it is said by what it names (交通运输公司开放场景).
func isTrade(after []rune) bool {
	return slices.ContainsFunc([]string{"企业", "公司", "集团", "厂", "医院"}, func(w string) bool {
		n := utf8.RuneCountInString(w) // one character may stand between: 燃油车企业
		return strings.HasPrefix(string(after), w) || len(after) > n && strings.HasPrefix(string(after[1:1+n]), w)
	})
}

// asksAttribute says whether a part asks for something of a matter other than its sum.
func (p *part) asksAttribute() bool {
	const sums = 1<<aspectAmount | 1<<aspectCap | 1<<aspectTotal | 1<<aspectCompare | 1<<aspectGap
	return p.has(polarWord) || p.has(cueWord) && p.aspects()&sums == 0
}

// answered says whether a part asks for a sum, or for what one of the topics has a sentence
// of its own for.
func (a *Asker) answered(q *query, p *part, topics []int) bool {
	const sums, own = 1<<aspectAmount | 1<<aspectCap | 1<<aspectTotal, 1<<aspectQuota | 1<<aspectWho | 1<<aspectOffice
	asked := p.aspects()
	if asked&sums != 0 && containsAny(string(q.runes[p.from:p.to]), "多少", "几", "比例", "标准", "力度") {
		return true
	}
	for x := range aspectNames {
		if (asked & own).has(aspect(x)) && a.answers(topics, aspectNames[x]) {
			return true
		}
	}
	return false
}

// namesListed says whether one of the words of a stretch is listed as the name of a thing,
// or is too long to be a way of speaking: where that is asked for which is granted, other
// words are one (拢共).
func (a *Asker) namesListed(q *query, p *part, s span) bool {
	return slices.ContainsFunc(a.words(q, p, s), func(w span) bool {
		_, sort, listed := lookUp(string(q.runes[w.from:w.to]))
		return listed && sort == 'n' || w.to-w.from > 2 || p.counts(w.from)
	})
}

// counts says whether how many there are is asked for of what stands at a place (需要多少
// 研发人员).
func (p *part) counts(at int) bool {
	return slices.ContainsFunc(p.hits, func(h hit) bool {
		return h.sort == cueWord && h.to == at && (strings.HasSuffix(h.text, "多少") || strings.HasPrefix(h.text, "几"))
	})
}

// speaksOf says whether what the policy says of some topics, or asks for their measures,
// puts at least half of a run's characters together. Of a topic that pays nothing
// anything may be said.
func (a *Asker) speaksOf(topics []int, run []rune) bool {
	if len(topics) == 0 || !a.pays(topics) || a.isOption(run) {
		return true
	}
	held, all := 0, 0
	for x := range eachPair(run) {
		all++
		if slices.ContainsFunc(topics, func(t int) bool { return a.holdsPair(t, x) }) {
			held++
		}
	}
	return held*2 >= all
}

// isOption says whether a run is one of the choices of a fact, as an industry is: whether
// a measure holds for it is said by what it does not name.
func (a *Asker) isOption(run []rune) bool {
	s := a.policy.Rules.Schema
	for i := range s.Len() {
		for _, o := range s.Spec(i).Options {
			if slices.ContainsFunc(o.Synonyms, func(w string) bool { return strings.Contains(nlu.Plain(w), string(run)) }) {
				return true
			}
		}
	}
	return false
}

// holdsPair says whether a topic's sentences, its words, or those for the facts of its
// measures put two characters together.
func (a *Asker) holdsPair(t int, x pair) bool {
	tp := &a.policy.Topics[t]
	in := func(w string) bool { return strings.Contains(w, string(x[:])) }
	said := func(at int32) bool { return slices.Contains(a.said[t], a.vocabulary.sentences[at]) }
	return slices.ContainsFunc(a.vocabulary.holds[x], said) || slices.ContainsFunc(tp.Words, in) || a.asksFor(tp, in)
}

// asksFor says whether one of the words for the facts of a topic's measures is as wanted.
func (a *Asker) asksFor(tp *knowledge.Topic, wanted func(string) bool) bool {
	for id, ms := range a.uses {
		if !slices.ContainsFunc(ms, func(m int) bool { return slices.Contains(tp.Measures, a.policy.Rules.Measures[m].ID) }) {
			continue
		}
		sp := a.policy.Rules.Schema.Lookup(id)
		if wanted(sp.Label) || slices.ContainsFunc(wordsFor(sp), func(ws []string) bool { return slices.ContainsFunc(ws, wanted) }) {
			return true
		}
	}
	return false
}

// mayName says whether what stands at a place may name another thing: where a sum is
// asked for, and no condition, only right after a matter (工业用地出让价多少) or as what is counted. Elsewhere
// it is mostly the asker's way to speak of money (能领多大的红包).
func (p *part) mayName(at int) bool {
	const sums = 1<<aspectAmount | 1<<aspectCap | 1<<aspectTotal
	if p.aspects()&sums == 0 || p.aspects().has(aspectCondition) || p.counts(at) {
		return true
	}
	return slices.ContainsFunc(p.hits, func(h hit) bool {
		return h.sort == topicWord && (h.to == at || h.to == at-1 && slices.ContainsFunc(p.hits, func(o hit) bool { return o.from == h.to && o.text == "的" }))
	})
}

// withoutEnds is a run without characters at its ends that are words by themselves.
func withoutEnds(run []rune) []rune {
	for len(run) > 0 && strings.ContainsRune(endings, run[0]) {
		run = run[1:]
	}
	for len(run) > 0 && strings.ContainsRune(endings, run[len(run)-1]) {
		run = run[:len(run)-1]
	}
	return run
}

// nearlyTopic says whether the run at a place is part of a word for a topic with one
// wrong character (小聚人, 场景开方).
func (a *Asker) nearlyTopic(text []rune, run span) bool {
	return slices.ContainsFunc(a.lex.topical, func(w entry) bool {
		n := len(w.runes)
		for from := max(0, run.to-n); from <= run.from && from+n <= len(text); from++ {
			if at, ok := oneOff(w.runes, text[from:from+n]); ok && from+at >= run.from && from+at < run.to && (n > minMisspelt || run.to-run.from == n) {
				return true
			}
		}
		return false
	})
}

// wordList is words by their first character, longest first.
type wordList map[rune][]string

func newWordList(words string) wordList {
	out := make(wordList, len(words)/8)
	for w := range strings.FieldsSeq(words) {
		r, _ := utf8.DecodeRuneInString(w)
		out[r] = append(out[r], w)
	}
	for _, ws := range out {
		slices.SortFunc(ws, func(a, b string) int { return len(b) - len(a) })
	}
	return out
}

// longest is how long the longest word is that a text begins with; 0 for none.
func (l wordList) longest(text []rune) int {
	for _, w := range l[text[0]] {
		if n := utf8.RuneCountInString(w); n <= len(text) && string(text[:n]) == w {
			return n
		}
	}
	return 0
}

// endings are characters that are words by themselves: 里要 is none of another thing.
const endings = "想辆项个家台套名额越是按第比含里要时到上下来去会每谁算整大小有报发做能给对按从在和与再还也都就只是为被把将由让叫之其各该此某多少好返钱块懂涨念走进买批报场真假那这"

// commonWords are words of every day that people put beside a matter without naming
// another one by them: 刚好, 涨到, 报销. Each was missing somewhere and made a question
// look foreign. What the document itself says needs no entry here.
const commonWords = `机会 希望 可能性 年内 内能 平常 忙活 拍板 掏腰包 腰包 落成 回血 添置 搭配 撬动 拢共 统共 总共算 攒 凑 张罗 折腾 捞到 捞着 吃到 够得着 够到 轮得到 摊上 掏钱 一起掏钱 允许 硬性 硬性条件 好不好 开足 马力 开足马力 示范 多头 干得好 关心 只关心 应收 应收奖励 是否允许 从未 从未获 未补 未获补助 方向 方面的 能否优先 昨天 前天 明天 后天 昨日 今日 开会 会上 上周 下周 本周 这周 来着 刚接 接到 写汇报 汇报 写材料 做汇报 写报告 这种 通过 一种 由于 这里 两个 许多 因此 而且 我国 为了 之一 自然 最后 当时 如此 过去 十分 一切 然后 经过 一起 今天 非常 完全 有些 原来 突然 不断 任何 后来 那里 当然 很多 其实 不仅 随着 之中 进一步 终于 共同 来说 以来 先后 这次 几乎 真正 首先 积极
	更加 长期 并且 仍然 然而 不少 从而 这位 往往 经常 各地 本来 尤其 充分 尽管 有时 也许 每天 相当 相对 不再 因而 总是 最终 之下 正常 至少 难以 周围 三年 两年 多次 既然 一时 始终 同意 从此 普遍 一旦 上述 绝对 至于 常常 早已 很快 显然 无论 不论 否则 随后
	认真 似的 来看 互相 彻底 毕竟 快速 临时 多数 少数 唯一 慢慢 而言 两次 此次 此后 尚未 及时 近年来 各类 一份 依然 从来 反而 多个 主动 异常 恐怕 同一 至今 初步 全年 极为 仅仅 很少 大多 大多数 明天 早就 系列 居然 同年 而已 每次 最初 顺利 更为 最新 其次
	暂时 一层 事实上 现有 一度 即将 千万 随时 自从 更好 相继 所属 较为 在内 自行 当中 如同 与此同时 为何 尽量 以便 反正 无疑 如下 日前 的确 凡是 没什么 当初 即便 特定 随便 近日 当日 并未 各位 极其 大致 以往 那边 或许 开始 进行 研究 决定 可能 认为 形成 出现
	具有 发现 发生 提出 表示 进入 表现 存在 解决 称为 采用 取得 为主 受到 选择 加强 保持 坚持 改变 注意 采取 造成 集中 结束 扩大 拥有 结合 分为 用于 作出 完善 显示 创造 促进 变成 导致 构成 强调 处于 重视 适应 面对 发挥 加上 公布 体现 掌握 突出 关注 在于
	列为 加入 担心 变得 划分 加以 改善 改为 承认 具备 缺乏 叫做 推出 接近 举办 简称 给予 补充 等于 值得 放弃 依靠 保存 表达 等待 注重 含有 推广 享有 出于 就算 扩展 不够 足够 想法 可见 予以 提前 请求 得知 评为 确保 带有 缺少 号称 拿出 为止 推行 视为 相当于
	协助 通用 当作 截至 呈现 过于 高于 低于 添加 变为 最大 最小 先进 重大 丰富 成功 严重 稳定 很大 广泛 巨大 较大 较小 良好 不错 强烈 有限 显著 健全 灵活 充足 明白 叠着 叠着领 接着拿 跟着 对着 按着 顺着 冲着 为着 来着 有着 比方 比方说 好比 打比方 打个比方
	换句话说 换句话 说到底 归根到底 总而言之 简而言之 一般来说 具体来说 具体说 相对来说 来函 来信 来访 致电 拨打 反映 诉求 工单 转办 交办 督办 承办 业务 事项 事宜 一事 请复 请答复 盼复 望告知 烦请 谨此 特此 受理 办理 办事 会越来越少 越来越少 越来越多 越来越 人话
	说人话 高管 交叉 合并来 照着 走什么 要走 要进 开始实行 实行 起效 落款 民间 带动 开出 开出来 量化 量化目标 定位 点名 部署 措辞 表述 提法 举措 做法 亮相 框架 提成 红包 顶到天 顶天 到天 封到 撑死 满打满算 甜头 油水 彩头 名堂 讲头 说头 搞头 盼头 来头 花头
	干货 硬杠杠 杠杠 门路 窍门 怎么个 咋个 啥情况 几个意思 对半 对半开 五五开 平分 均摊 区是 出力 一起出力 每项 每一项 每家 每款 每辆 每台 每套 每样 每笔 每份 每档 每件 用出去 用出去以后 升上去 升到 涨上去 掉下来 降下来 拿下 拿下来 争取 争取到 申领 领走 领回
	拿走 拿回 补到 补上 补足 奖到 顶上 顶得上 划得来 合算 靠谱 属实 当真 作准 板上钉钉 天花板 卡脖子 越多 越少 越大 越高 越低 越快 越好 律师 会计 出纳 财务 经理 伙伴 街道 园区里 社区 居民 同学 亲戚 老乡 邻居 小伙伴 这事儿 那事儿 事儿 管不管 想建 想设 要设
	要建 看总量 看增量 看存量 总量 存量 增量 既看 又看 只看 光看 单看 看不看 既要 又要 起不 市长 大类 归到 归入 日期 描述 描写 阐述 一步步 步步 盘子 审定 审定通过 挂钩 评出 选出 同一件事 一件事 两件事 奖过 奖过了 补过 补过了 发过了 给过了 不看 按年 按年算 条里 条款里 哪些条 台数 水平 机制 成员 成员单位
	分之 答案 结论 市区 面向 承担 截止 截止到 何时 支持 扶持 鼓励 保障 优先 实施 评选 保额 人工 正好 刚好 恰好 恰巧 刚刚好 适用 适用于 涨到 增长 增加 增多 增大 减少 减小 下降 上升 提高 降低 下滑 翻倍 翻番 翻一番 做到 冲上 冲到 冲上去 冲破 上去 下去 进去
	回来 带来 拿来 用来 留下 剩下 落到 轮到 分到 算到 算进 算进去 算作 算成 计入 计算 折算 折合 累加 累积 相加 叠在一起 合并 合起来 分开 拆开 分摊 负担 担负 分担 掏钱 出钱 报销 资助 奖给 发给 付给 交给 划给 归给 返给 给报 兑现 落袋 到手 到位 稳拿 白拿 白给
	白送 追问 反问 转告 转达 回复 回答 告知 提醒 说明 讲解 解读 举例 举个例子 举例说明 对应 对应的 对照 参照 参考 依照 适合 不到 不足 未满 不满 超出 超额 跨过 跨档 越过 重新 重复 重来 再来 继续 接着 接下来 连着 持续 停止 停了 取消 中断 终止 保留 保底 兜底
	打折 全出 半数 一半 过半 全数 余下 剩余 其余 其它 年底 年初 年中 年末 月底 上半年 下半年 上个月 下个月 这个月 上月 本月 前年 后年 当年 往年 近年 近几年 近两年 近三年 头一年 头年 头两年 头三年 早年 分年 分次 逐年 逐步 逐渐 陆续 以内 以外 之外 之内 左右
	上下 上面 下面 前面 后面 里头 外面 中间 旁边 附近 里边 里面 外边 年年 天天 日常 平时 平均 人均 同期 同时期 普通 特殊 特别 优秀 重要 必要 次要 完整 全面 准确 正确 错误 真实 明显 清楚 清晰 复杂 容易 轻松 困难 严格 宽松 公平 合理 划算 便利 方便 麻烦 大型
	中型 小型 大点 小点 高一点 低一点 更高 更低 更多 更少 多得 少得 不同 有何不同 相同 一致 类似 相似 相关 无关 相比 相较 比起 对比 得多 情形 场合 方式 方法 途径 渠道 路径 步子 任务 责任 义务 职责 分工 需求 要点 亮点 关键 内涵 含义 概念 原则 规则 逻辑 思路
	数字 数额 额度 总额 比重 份额 占比 区间 边界 界限 分界 门道 套路 帽子 戴上 牌子 头衔 荣誉 名声 身份 买方 卖方 买家 卖家 原文 原话 句子 段落 句话 这句 那句 哪段 一段 红头 红头文件 本子 单子 厂子 厂里 科室 科里 处室 处里 办事员 窗口同事 同行 朋友圈 区县
	区里 县里 市里 省里 镇里 上级 下级 本级 各级 层级 级别 国家级 省级 市级 区级 县级 部级 中央 地方 部门 官方 服务 提供 负责 主导 牵头 组织 落地 运用 使用 利用 适当 合适 妥当 达成 完成 做成 办成 做好 做得好 做得不好 卖得好 干得好 合格 不合格 过关 达标
	不达标 够格 没达到 没完成 拿不准 吃不准 想晓得 晓得 搞清楚 弄清楚 搞明白 弄明白 看到 看见 看了 读到 听到 听人说 网上说 网上看到 朋友说 同事说 老板说 领导说 会计说 新闻说 报道说 有说法 传言 传说 念给 念一下 读一下 发一下 贴一下 写一下 列出 请列出 列个 列表
	表格形式 一句话 两句话 三句话 概述 概况 概要 简述 简介 梳理 归纳 整理 汇总 汇编 请列 请给出 给出 指出 写清 写清楚 标出 注明 标明 标注 说清 说清楚 讲清楚 明说 挑明 想做 想办 想搞 想要求 打算 准备 计划 预计 希望 盼着 愿意 考虑 琢磨 筹备 启动 着手 开展 推动
	搞出 做出 研制 研制出 造出 造好 卖出去 卖掉 卖出 卖到 卖给 投进去 投进 投入 投下 花掉 花出去 买来 买进 购入 购进 购置 购买 采买 上线 上马 投产 量产 开工 完工 竣工 建起来 办起来 听懂 看懂 不懂 看不明白 糊涂 纳闷 奇怪 疑问 问题是 问的是 问的 要问 请问一下
	请教下 请问您 请帮 请说 请讲 请查 请解释 请介绍 麻烦您 劳驾 拜托 着急 急用 在线等 快点 赶紧 尽早 马上 这会儿 眼下 如今 现阶段 这阵子 近期 最近 日后 往后 回头 到时候 届时 那时 这时 区别在哪 差别在哪 在哪 哪儿 谁任 由谁 由哪 让谁 叫谁 归谁 归属 隶属 出自
	来自 源自 属于谁 谁的 哪家的 何种 何样 怎讲 怎么说 怎么讲 咋回事 怎么回事 如何看 怎么看 是否能 是否会 能不能够 会否 可否 可不可 应否 需否 务必 须得 得要 非得 不得不 不用说 不必 无需 无须 免得 省得 以免 铜钿 边个 格个 迭个 格份 迭份`
