package ask

// aspect is what is asked of a matter.
type aspect int

// The aspects. Their names are the keys that a policy's topics use.
const (
	noAspect aspect = iota
	aspectOffice
	aspectQuota
	aspectTimes
	aspectFields
	aspectWho
	aspectDefinition
	aspectSupport
	aspectCap
	aspectCondition
	aspectAmount
	aspectTogether
	aspectCompare
	aspectGap
	aspectTotal
	aspectOverview
	aspectWhat
	aspectBenefit // a benefit is spoken of, whatever is asked
	aspectLong    // how long something lasts
	aspectWhen    // a day or a season that the document would have to name
)

var aspectNames = [...]string{
	aspectOffice: "office", aspectQuota: "quota", aspectTimes: "times", aspectFields: "fields",
	aspectWho: "who", aspectDefinition: "definition", aspectSupport: "support", aspectCap: "cap",
	aspectCondition: "condition", aspectAmount: "amount", aspectTogether: "stacking", aspectWhat: "what", aspectLong: "times", aspectWhen: "when",
}

// language is how people ask, whatever the policy.
var language = []struct {
	sort   sort
	aspect aspect
	words  string
}{
	{cueWord, aspectOffice, `in…charge which…department which…office 牵头单位 牵头部门 牵头 配合单位 配合部门 谁负责 谁来负责 谁管 谁来管 谁在管 归谁 归哪 归口
		哪个部门 什么部门 哪些部门 哪几个部门 哪个单位 哪些单位 什么单位 主管部门 主管单位 责任单位 责任部门 找谁 找哪 向谁申 向谁咨询 向哪个部门 向哪个单位 向哪里申 问谁 问哪个
		牵头…部门 牵头…单位 配合…部门 配合…单位 负责…部门 协同部门 协办 谁主管 哪个局 什么局 哪家单位 联系谁 跟谁对接 和谁对接 谁牵头 谁配合 谁受理 哪里受理 咨询谁 对口部门 对口单位 负责部门 负责单位 哪个处`},
	{cueWord, aspectQuota, `数量 人数 名额 多少项 几项 多少个 几个 多少家 几家 限额 多少名 几名 多少人 几人 多少人次 数量限制 限多少 限几
		数量有限 数量上限 总量控制 总量 几个指标 数量不超过 有多少席位 支持数量`},
	{cueWord, aspectTimes, `多久…一次 多久一次 多长时间…一次 几年 多少年 连续 一次性 每年都 年年 次数 几次 多少次 第二年 第三年 次年 期限 还能再 再拿 再领 重复申请
		重复拿 能拿几 几回 一年一次 一次还是 只能拿一次 只有一次 只给一次 每年给 每年发 每年还是`},
	{cueWord, aspectFields, `哪些领域 哪几个 哪些产业 哪些行业 什么行业 什么产业 哪些方向 包括哪些 包括什么 包含哪些 包含什么 哪五个 哪四个 哪四大 哪五大 哪些类
		什么领域 哪些机构 什么机构 算不算 属于 属不属于 在不在 范围 有哪些领域 几大领域 哪些生态圈 哪几大 几类`},
	{cueWord, aspectDefinition, `什么是 是什么意思 什么意思 啥意思 啥叫 什么叫 指什么 指的是 怎么定义 定义 是指 怎么理解 是什么 是啥 怎么解释`},
	{cueWord, aspectSupport, `支持 扶持 倾斜 优先 保障 帮助 帮扶`},
	{cueWord, aspectCap, `maximum cap max 最高 封顶 上限 最多 顶格 不超过 至多 最高多少 最多多少 限高 封顶多少 上限多少`},
	{cueWord, aspectCondition, `requirement requirements condition conditions eligible qualify 多长时间内 多久之内 多久内 几年内 多少年内 几年之内 至少要 要做到 要到 最少要 起码要 起码 达到什么 达到多少 条件 要求 门槛 怎样才能 怎么才能 如何才能 什么样 资格 满足 要达到 需要达到 才能 才有 才给 才奖 才算 才可以 符合 前提 最低 起步
		够不够 够格 达标 要多少才 要不要 需要吗 必须 可以吗 能不能 能否 可不可以 行不行 有没有资格`},
	{cueWord, aspectWho, `who 哪些企业 给谁 谁能 谁可以 对象 什么企业 谁有资格 哪类企业 哪些公司 什么公司 给哪些 奖给谁 补给谁 哪种企业 谁来申报 谁申报 受益 面向谁`},
	{cueWord, aspectAmount, `how…much amount 几个钱 几多钱 多少个钱 几块钱 多少 多少钱 奖多少 补多少 给多少 拿多少 几成 几个点 多少个点 几个百分点 多少个百分点 百分之几 百分之多少 比例 标准 力度 金额 怎么算 怎么奖 怎么补 怎么给 怎样奖 如何奖 如何补
		如何算 多大 几万 几百万 几多 多少万 怎么计算 怎样计算 如何计算 算法 什么奖 几档 哪几档 哪些档 分档 按什么 按多少 几个档 几个档次 多少档 各档 每档 档次 档位 好多 好多钱 几钿 几何 几多钱 how…much 按哪档 按哪一档 按哪个档 哪档 哪一档 算哪档 属于哪档 属于哪一档 第几档 几个等级 几级 怎么定 怎么分`},
	{cueWord, aspectTogether, `同时 都拿 一起拿 叠加 兼得 重复享受 都能拿 都能享受 一块拿 同时享受 可以都 能都 两个都 两项都 都可以拿 都可以申请 一起申请 双份`},
	{cueWord, aspectCompare, `哪个高 哪个多 哪个更 区别 差别 对比 比较 相差 差多少 有什么不同 有啥不同 比起来 谁高 谁多 哪个划算`},
	{cueWord, aspectGap, `还差 还差多少 多远 差多远 离下一档 下一档 还缺多少 再多少 还要多少 还需要多少 差距`},
	{cueWord, aspectTotal, `一共 总共 合计 加起来 总计 全部加`},
	{cueWord, aspectOverview, `什么奖励 什么补贴 什么补助 什么支持 什么扶持 啥奖励 啥补贴 啥政策 适合 合适 哪些条款 哪几条 哪些适合 适合我们 适合我 适用我们 哪些政策 哪些补贴 哪些奖励 哪些补助 哪些支持 什么政策 享受哪些 享受什么 和我们有关 跟我们有关
		与我们有关 与我有关 和我有关 跟我有关 符合哪些 用得上 用得着 沾边 介绍…政策 介绍…文件 介绍…措施 主要内容 政策…哪些内容 文件…哪些内容 措施…哪些内容 讲了什么 讲了啥 讲的什么 说了什么 说了啥 有哪些内容 什么内容 包括哪些措施 有哪些措施 概括…政策 总结…政策 概括…文件 总结…文件 能申请哪些 可以申请哪些 能拿哪些 哪些措施 哪些可以申请 哪些能申请 哪些能拿 哪些可以拿 哪些项目 哪几项 哪些钱 哪些扶持 哪些奖补 哪些奖金 哪些补偿 哪些资金
		申请什么 申报什么 能报哪些 能报什么 可以报哪些 哪些能报 哪些可以报 申报哪些 能享受 哪些优惠 有用吗 有什么好处`},
	{cueWord, aspectWhat, `what how which 哪家 哪一家 怎么样 怎么办 怎么做 怎么用 怎么 怎样 如何 什么 哪些 哪里 哪儿 哪个 哪几 哪 谁 几 为什么 为啥 啥 干什么 干嘛用 干啥 干嘛 做什么 讲什么 说什么 讲了什么 规定`},
	{cueWord, aspectLong, `多久 多长时间 多长 最长 最短 时长 周期 how…long`},
	{cueWord, aspectWhen, `when 什么时候 啥时候 何时 哪天 哪一天 几月 几月份 几号 哪个月 哪年 哪一年 多会儿 啥辰光 什么时间 啥时间 哪个季度`},
	{benefitWord, noAspect, `subsidy subsidies award awards reward grant bonus funding support 奖励 补贴 补助 补偿 奖金 资金 奖 补 钱 奖补 津贴 经费 优惠 政策 扶持资金 待遇 好处 红利 券 兑现`},
	{ownWord, noAspect, `we our 我们 我司 我厂 我公司 我家 咱们 咱 本公司 我企业 我们公司 我们企业 我们厂 俺们 我单位 本单位 本企业 我院 敝司 弊司 我 某企业 某公司 某厂 某单位 某医院 某整车 某智能 某新材料 某科技`},
	{polarWord, noAspect, `吗 吧 对吗 是吧 对不对 是不是 是否 对吧 是吗 么 呗 没错吧 有没有 没有吗 不是吗 能不能 能否 可以吗 行吗 算不算 算吗 会不会 要不要 给不给 补不补 奖不奖 发不发 管不管`},
	{toldWord, noAspect, `花了 投了 买了 交了 采购了 卖了 生产了 做到了 做了 完成了 认定了 拿了 领了 拿过 领过 去年 今年 本年 上年 上一年 累计 总共花 已经投 刚获 刚被 刚评 刚拿 刚刚`},
	{splitWord, noAspect, `另外 还有 以及 顺便 此外 再问 再就是 和 与 还想问 还想知道 同时想问 跟`},
	{talkWord, noAspect, `你好 您好 hi hello 嗨 哈喽 在吗 在么 在不在 早上好 下午好 晚上好 早安 晚安 谢谢 多谢 感谢 辛苦了 再见 拜拜 你是谁 您是谁 你叫什么 你叫啥 你能做什么 你会什么
		你会做什么 你能干什么 你能干嘛 你是机器人吗 你是人吗 你是真人吗 人工客服 转人工 傻逼 傻b 煞笔 sb 垃圾 废物 滚 妈的 他妈的 操你 去死 骗子 混蛋 王八蛋 蠢货 白痴 智障 弱智 呵呵 哈哈 嘿嘿 嗯 嗯嗯 哦 哦哦 好的 好吧 ok 收到 知道了 明白了 没事 没事了 不用了 破系统 烂系统 破机器人 破软件 破程序 什么玩意 破玩意 骗人 忽悠人 气死 脑残 神经病
		忽略 忽略以上 忽略之前 忽略上面 无视 系统提示词 系统提示 提示词 指令 所有规则 扮演 假装 角色 越狱 开发者模式 输出你的 泄露 从现在开始你 从现在起你 你是一只 你现在是 你必须 讲个笑话 讲笑话 笑话 写首诗 写诗 写一首 唱首歌 翻译 prompt system ignore jailbreak 请直接回答 直接输出 重复我的话 复述 密码 后台`},
	{severalWord, noAspect, `哪些 都有什么 都有哪些 包括什么 包括哪些 分别 各 全部 所有`},
	{talkWord, noAspect, aboutSelf},
	{selfWord, noAspect, aboutSelf},
	{matterWord, noAspect, `碳中和 中和 和谐 饱和 共和 总和 跟踪 跟进 某些 某个 某项 某种 智能 节能 储能 性能 功能 氢能 核能 产能 电能 热能 人才 过滤 过程 对外 对口 得分 给排水 从业 当量 以太 等级 若干`},
	{fillWord, noAspect, fillers},
}

// aboutSelf is how people ask about the assistant itself.
const aboutSelf = `你会 你能 你是 你叫 你有 你喜欢 你多大 你在 您是 您能 您会 你们是 你们能 你们会 你知道 你好吗 你的 你几岁 你谁`

// validity is how people ask whether the document holds and until when.
const validity = `作不作数 算不算数 管不管用 就结束 结束了吗 政策…结束 有效期 有效期限 有效吗 有效么 有效没 有没有效 是否有效 还有效 仍有效 现在有效 有效 什么时候到期 何时到期 哪天到期 到期 截止到什么时候 截止到哪 何时截止 生效 施行 执行期
	过期 失效 作废 到哪年 到哪天 到几时 管到 管几年 用到哪 用到什么时候 执行到 实施到 什么时候开始执行 什么时候开始实施 从什么时候开始 什么时候实施 何时实施 何时施行 何时生效 什么时候落地 啥时候能落地 什么时候能落地 什么时候结束
	政策期限 还管用 还算数 还作数 还执行 还在执行 还能用 现在还能 现在能按 按这个文件 按这份文件 按这个政策 按这份政策 照这个文件 照这个政策 现在能申 现在可以申 现在还可以申 目前能申 目前可以申 现在能报 现在可以报 现在能不能申 现在能不能报 现在开始申 到…年还 明年还 年以后还 还能按 永久有效 长期有效 一直有效 现在执行 正在执行 目前执行 执行的是 仍然适用 还适用 in…force valid validity expire expired effective`

// standing is how people ask what kind of document it is.
const standing = `最终文件 最终稿 最终版 终稿 法律效力 效力 正式文件 正式政策 正式稿 正式的 正式出台 正式发布 正式实施 正式印发 现行政策 现行文件 征求意见稿 草案 试行 定稿 出台了没 出台了吗`

// fillers are words that say nothing about what is asked: without them what
// remains of a question is what it is about.
const fillers = `想拿 想要 想领 想报 想申请 想申报 想得到 复核 复核通过 增量 基数 拿不到 加总 按 由 算 几折 谁批 哪级 哪一级 搞 弄 说法 内部 核对 核实一下 确认一下 答复 如何答复 怎么答复 质疑 反映 看不懂 培养 引进 引入 会给 也能 统筹 会再 就结束 只能 只可以 仅能 要求 限制 门槛 指标 这几个字 几个字 这几个 这些字 for the a an is are of to in on do does can could i you my me get receive apply there any please with and or if company companies enterprise enterprises policy be by at from will would it this that about tell hangzhou government city per each every one
	另外给 另外奖 另外补 另外再 另外配套 另外拿 另外领 热线的 我是热线 我是客服 我是窗口 客户问 来电问 企业问 有企业问 有家企业 有个企业 有人问 群众问 帮客户 代客户 替客户 来电咨询 来电 主任 科里 我同学 我亲戚
	各档 每档 从高到低 从低到高 念给 列出来 列一下 列举 一览 逐项 逐条 分别 依次 详细 详情 简单 简要 总的 总体 整体 完整 下来 起来 出来 出去 进来 过来 上来 回事 关系 作为 成为 担任 分担 照顾 在哪条 哪条 哪一条 哪句 哪里讲 讲的 写的 说的 提的 规定的
	涵盖 囊括 涉及到 覆盖 牵涉 投到 投向 用到 用在 处理 对待 应对 落实 执行 操作 安排 运作 承担 履行 负责 自己 本身 自身 我自己 他们的 之间 彼此 双方 各自 各方 大小 高低 两种 两类 三种 几种 几类 各种 种类 类型 类别 性质 结果 后果 影响 作用 好处 坏处 原因 理由 依据 根据什么 凭什么 来源 出处
	会变 变化 变动 调整 修改 改动 更新吗 以后会 将来 今后 未来会 建好 建成 投用 用上 搞定 搞好 做好 完成 结束后 之后再 已经给 给过 发过 拿过 领过 享受过 真金白银 真金 白银 牌子 称号 名头 换来 换到 图什么 图啥 拿钱 拿到钱 钱 多一点 少一点 一下子 一口气 一把 一笔 这笔 那笔 全套 整个
	配合 全额 足额 半额 大额 高额 巨额 单独 专门 专项 定额 固定 一点 一些 点 参与 参加 打听 打听下 要到 咱 请问 问下 问一下 问一问 想问 想问下 想问一下 想问问 咨询 咨询下 咨询一下 了解 了解一下 了解下 想了解 请教 请教一下 麻烦 麻烦问 帮忙 帮我 帮我查 查一下 查查
	看看 看一下 说说 说一下 讲讲 介绍 介绍一下 解释 解释一下 告诉我 告诉 想知道 知道 听说 据说 老板 老板让我 领导 让我 同事 客户 朋友 这个 这项 这条 那个 那项
	这些 那些 该 此 这 那 它 其 其中 的话 的 了 呢 啊 呀 哦 哈 嘛 啦 着 过 得 都 也 就 还 又 再 很 太 最 更 才 只 且 而 或 或者 但 但是 不过
	因为 所以 如果 要是 假如 若 当 在 于 从 对 对于 关于 把 被 给 让 按照 根据 依据 以 及 等 等等 是 有 没 没有 不 能 能够 可以 可 需要 应该 应当
	得到 获得 拿 拿到 领 领取 享受 申请 申报 评上 获评 列入 达到 超过 突破 具体 到底 究竟 一般 通常 大概 大约 目前 现在 当前 现行 今年 去年 明年 每年 一年
	年度 本年度 一个 一项 一家 一次 一下 个 万元 亿元 企业 公司 厂家 工厂 单位 机构 产业 行业 产品 项目 文件 办法 措施 规定 条款 条文 里面 以上 以下 之后
	之前 以后 以前 同类 相关 有关 方面 部分 情况 问题 事情 东西 市里 全市 本市 我市 政府 财政 首次 第一次 再次 认定 评定
	审核 主要 重点 所有 全部 各个 每个 单个 单项 直接 间接 马上 立即 尽快 一直 已经 正在 刚刚 刚才 曾经 其他 别的 其它 同样 一样 这样 那样 这么 那么 您 你
	你们 他 他们 她 大家 老师 小姐 先生 客服 哪位 有人 别人 人家 生产 经营 销售 使用 额外 现金 实际 真的 确实 肯定 一定 保证 确定 明确 写明 提到 涉及 包括
	包含 之类 样的 时候 时间 期间 地方 当地 本地 哪怕 即使 虽然 但凡 只要 只有 除了 与其 不是 不能 不会 不要 不用 也是 就是 还是 都是 只是 可是 于是 算是
	正是 所谓 例如 比如 譬如 内容 意思 作用 东东 咋样 咋办 咋算 咋弄 几时 吗 么 吧`

// places are other places whose policies people ask about: provinces, cities.
const places = `北京 上海 天津 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南 陕西 甘肃 青海 内蒙古 广西 西藏 宁夏 新疆 香港 澳门 台湾
	石家庄 唐山 秦皇岛 邯郸 邢台 保定 张家口 承德 沧州 廊坊 衡水 太原 大同 阳泉 长治 晋城 朔州 晋中 运城 忻州 临汾 吕梁 呼和浩特 包头 乌海 赤峰 通辽 鄂尔多斯 沈阳 大连 鞍山 抚顺 本溪 丹东 锦州 营口 阜新 辽阳 盘锦 铁岭 葫芦岛 长春 四平 辽源 通化 白山 松原 白城 延边 哈尔滨 齐齐哈尔 鸡西 鹤岗 双鸭山 大庆 伊春 佳木斯 七台河 牡丹江 黑河 绥化
	南京 无锡 徐州 常州 苏州 南通 连云港 淮安 盐城 扬州 镇江 泰州 宿迁 昆山 江阴 张家港 常熟 太仓 宁波 温州 嘉兴 湖州 绍兴 金华 衢州 舟山 台州 丽水 义乌 慈溪 余姚 诸暨 海宁 桐乡 温岭 乐清 瑞安 合肥 芜湖 蚌埠 淮南 马鞍山 淮北 铜陵 安庆 黄山 滁州 阜阳 宿州 六安 亳州 池州 宣城 福州 厦门 莆田 三明 泉州 漳州 南平 龙岩 宁德 南昌 景德镇 萍乡 九江 新余 鹰潭 赣州 吉安 宜春 抚州 上饶
	济南 青岛 淄博 枣庄 东营 烟台 潍坊 济宁 泰安 威海 日照 临沂 德州 聊城 滨州 菏泽 郑州 开封 洛阳 平顶山 安阳 鹤壁 新乡 焦作 濮阳 许昌 漯河 三门峡 南阳 商丘 信阳 周口 驻马店 武汉 黄石 十堰 宜昌 襄阳 鄂州 荆门 孝感 荆州 黄冈 咸宁 随州 恩施 长沙 株洲 湘潭 衡阳 邵阳 岳阳 常德 张家界 益阳 郴州 永州 怀化 娄底 湘西
	广州 深圳 珠海 汕头 佛山 韶关 湛江 肇庆 江门 茂名 惠州 梅州 汕尾 河源 阳江 清远 东莞 中山 潮州 揭阳 云浮 南宁 柳州 桂林 梧州 北海 防城港 钦州 贵港 玉林 百色 贺州 河池 来宾 崇左 海口 三亚 儋州 成都 自贡 攀枝花 泸州 德阳 绵阳 广元 遂宁 内江 乐山 南充 眉山 宜宾 广安 达州 雅安 巴中 资阳 贵阳 六盘水 遵义 安顺 毕节 铜仁 昆明 曲靖 玉溪 保山 昭通 丽江 普洱 临沧 大理 拉萨 西安 铜川 宝鸡 咸阳 渭南 延安 汉中 榆林 安康 商洛 兰州 嘉峪关 金昌 白银 天水 武威 张掖 酒泉 庆阳 定西 陇南 西宁 海东 银川 石嘴山 吴忠 固原 中卫 乌鲁木齐 克拉玛依 吐鲁番 哈密 雄安 浦东 长三角 珠三角 粤港澳 外地企业 外地公司 外地的企业 外地的公司 外地厂 外省企业 外市企业 异地企业 外地政策 外省政策 其他城市 别的城市 其他省 别的省 国外 海外
	省里 省上 省财政 省政府给 省里给 省级奖励 省级补贴 省级补助 省级财政 国家给 国家奖 国家补 国家补贴 国家奖励 国家层面 国家级奖励 国家级补贴 中央财政 中央给 国家财政`
