package nlu

// replies lists the words with which people answer a question; they go before those of
// the language.
var replies = []struct {
	kind  kind
	arg   int8
	words string
}{
	{negation, 0, `没批下来 摘了 被摘了 被摘 被收了 没戏`},
	{affirmation, 0, `批下来 刚批下来 刚批下来了 刚下来 审核过了 审过了 验收过了 挂了 已经是了 妥妥的 那是`},
	{hedge, 0, `可以说是 也可以说是 可以这么说是 勉强算是`},
	{unsure, 0, `是又不是 又是又不是 也是也不是 不完全是 不全是 说不上`},
	{plainWord, 0, `再次 复审 复查 老的 老项目 第二次 第二回 第三次 第三回 第四次 头次 头回 第一回 头一遭 首度 初次 第一趟 年年`},
	{correction, 0, `才对 才是对的`},
	{present, 0, `审下来 审下来是 核下来 核下来是 核实下来 审出来 审出来是 查下来 查下来是 查了下是 看了下是 看了一下是`},
	{plan, 0, `估计能 估计能到 估计会 估计会到 估计可以到 应该能到 大概能到 可能能到 今年能到`},
	{plainWord, 0, `拢共 统共 归总 前前后后 前前后后花了 里里外外 陆陆续续 财务那边 财务那边给的 给的数 怎么说呢 怎么讲呢 这么说吧 无论如何 不管怎样 不管怎么说 无论怎样 几年前 好几年前 什么时候都 不管多少`},
	{present, 0, `财务报的 财务报的是 财务给的 财务给的是 财务那边给的数 财务那边给的数是 给的数是 报表上是 报表数 报表数是 账上是 账面是 账面数`},
	{retraction, 0, `别当真 不当真 不能当真 别当回事`},
	{hedge, 0, `怎么也有 怎么着也有 怎么也得有 怎么着也得有`},
}
