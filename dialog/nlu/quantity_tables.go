package nlu

import "strings"

// wordTable finds the longest of its words at a place by its first character.
type wordTable map[rune][]tableWord

type tableWord struct {
	word []rune
	out  string
}

// newWordTable makes a table of lines "output word word …"; the output of "-" is
// the word itself.
func newWordTable(lines ...string) wordTable {
	t := wordTable{}
	for _, l := range lines {
		f := strings.Fields(l)
		for _, w := range f[1:] {
			out := f[0]
			if out == "-" {
				out = w
			}
			word := []rune(w)
			ws := append(t[word[0]], tableWord{word, out})
			for k := len(ws) - 1; k > 0 && len(ws[k].word) > len(ws[k-1].word); k-- {
				ws[k], ws[k-1] = ws[k-1], ws[k]
			}
			t[word[0]] = ws
		}
	}
	return t
}

// match returns the longest word at a place and where it ends.
func (t wordTable) match(r *quantityReader, i int) (out string, end int, ok bool) {
	for _, w := range t[r.rune(i)] {
		if r.has(i, w.word) {
			return w.out, i + len(w.word), true
		}
	}
	return "", i, false
}

// has says whether a word stands at a place.
func (r *quantityReader) has(i int, word []rune) bool {
	for k, w := range word {
		if r.rune(i+k) != w {
			return false
		}
	}
	return true
}

// matchBack returns the word of a reversed table that ends right before a place,
// and where it begins.
func (t wordTable) matchBack(r *quantityReader, i int) (out string, start int, ok bool) {
	if i-1 < r.from {
		return "", i, false
	}
	for _, w := range t[r.rune(i-1)] {
		if start, ok := r.before(i, w.word); ok {
			return w.out, start, true
		}
	}
	return "", i, false
}

// byLast makes a table for matchBack: words by their last character.
func byLast(t wordTable) wordTable {
	out := wordTable{}
	for _, ws := range t {
		for _, w := range ws {
			last := w.word[len(w.word)-1]
			l := append(out[last], w)
			for k := len(l) - 1; k > 0 && len(l[k].word) > len(l[k-1].word); k-- {
				l[k], l[k-1] = l[k-1], l[k]
			}
			out[last] = l
		}
	}
	return out
}

var currencies = newWordTable(
	"CNY 人民币 人民幣 RMB rmb CNY cny ¥ ￥ yuan",
	"USD 美元 美金 美刀 美圆 USD usd US$ $ 刀 dollars dollar",
	"HKD 港元 港币 港幣 港纸 HKD HK$",
	"TWD 新台币 新臺幣 台币 臺幣 台幣 新台幣 台元 TWD NT$",
	"MOP 澳门元 澳門元 澳门币 MOP",
	"EUR 欧元 歐元 欧 EUR € euros euro",
	"JPY yen 日元 日圆 日圓 日币 日幣 JPY",
	"GBP 英镑 英鎊 镑 GBP £ pounds pound",
	"KRW 韩元 韓元 韩圆 韩币 韓幣 KRW",
	"AUD 澳元 澳币 澳大利亚元 AUD",
	"CAD 加元 加拿大元 加币 CAD",
	"NZD 新西兰元 纽元 NZD",
	"SGD 新加坡元 新加坡币 坡币 新元 新币 SGD",
	"CHF 瑞士法郎 瑞郎 法郎 CHF",
	"RUB 卢布 盧布 俄罗斯卢布 RUB",
	"THB 泰铢 泰銖 THB",
	"INR 印度卢比 卢比 INR",
	"PKR 巴基斯坦卢比",
	"IDR 印尼盾 印尼卢比 IDR",
	"VND 越南盾 越盾 VND",
	"MYR 令吉 马来西亚令吉 林吉特 马来西亚林吉特 马币 MYR",
	"PHP 菲律宾比索",
	"MXN 墨西哥比索",
	"ARS 阿根廷比索",
	"CLP 智利比索",
	"COP 哥伦比亚比索",
	"IQD 伊拉克第纳尔",
	"JOD 约旦第纳尔",
	"BRL 巴西雷亚尔 雷亚尔",
	"ZAR 南非兰特 兰特",
	"TRY 土耳其里拉 里拉",
	"SEK 瑞典克朗",
	"NOK 挪威克朗",
	"DKK 丹麦克朗",
	"ISK 冰岛克朗",
	"CZK 捷克克朗",
	"PLN 兹罗提 波兰兹罗提",
	"HUF 匈牙利福林 福林",
	"UAH 格里夫纳",
	"ILS 以色列新谢克尔 新谢克尔 谢克尔",
	"AED 阿联酋迪拉姆 迪拉姆",
	"SAR 沙特里亚尔",
	"IRR 伊朗里亚尔",
	"KWD 科威特第纳尔",
	"EGP 埃及镑",
	"KZT 坚戈",
	"MNT 图格里克",
	"BTC 比特币",
	"BND 文莱元", "FJD 斐济元", "BSD 巴哈马元", "JMD 牙买加元", "ZWL 津巴布韦元", "NAD 纳米比亚元", "LRD 利比里亚元", "TTD 特立尼达和多巴哥元",
	"BBD 巴巴多斯元", "BMD 百慕大元", "BZD 伯利兹元", "KYD 开曼群岛元 开曼元", "XCD 东加勒比元", "SRD 苏里南元", "SBD 所罗门群岛元", "GYD 圭亚那元",
	"BHD 巴林第纳尔", "LYD 利比亚第纳尔", "DZD 阿尔及利亚第纳尔", "TND 突尼斯第纳尔", "RSD 塞尔维亚第纳尔",
	"QAR 卡塔尔里亚尔", "OMR 阿曼里亚尔", "YER 也门里亚尔", "CUP 古巴比索", "DOP 多米尼加比索", "UYU 乌拉圭比索",
	"KES 肯尼亚先令", "TZS 坦桑尼亚先令", "UGX 乌干达先令", "SOS 索马里先令", "LBP 黎巴嫩镑", "SYP 叙利亚镑", "SDG 苏丹镑",
	"LKR 斯里兰卡卢比", "NPR 尼泊尔卢比", "MUR 毛里求斯卢比", "SCR 塞舌尔卢比", "XAF 中非法郎", "XOF 西非法郎", "XPF 太平洋法郎", "RWF 卢旺达法郎",
	"NGN 尼日利亚奈拉 奈拉", "GHS 加纳塞地 塞地", "ETB 埃塞俄比亚比尔", "ZMW 赞比亚克瓦查", "AOA 安哥拉宽扎 宽扎", "MZN 莫桑比克梅蒂卡尔",
	"MMK 缅甸元 缅元", "KHR 柬埔寨瑞尔 瑞尔", "LAK 老挝基普 基普", "BDT 孟加拉塔卡 塔卡", "BTN 努尔特鲁姆", "MVR 马尔代夫拉菲亚", "AFN 阿富汗尼",
	"UZS 乌兹别克斯坦苏姆 苏姆", "KGS 吉尔吉斯斯坦索姆", "TJS 索莫尼", "TMT 土库曼斯坦马纳特", "AZN 阿塞拜疆马纳特", "AMD 亚美尼亚德拉姆", "GEL 格鲁吉亚拉里",
	"BYN 白俄罗斯卢布", "MDL 摩尔多瓦列伊", "RON 罗马尼亚列伊 列伊", "BGN 保加利亚列弗 列弗", "HRK 克罗地亚库纳 库纳", "ALL 阿尔巴尼亚列克", "BAM 可兑换马克",
	"PEN 秘鲁索尔 新索尔 秘鲁新索尔", "BOB 玻利维亚诺", "PYG 瓜拉尼 巴拉圭瓜拉尼", "VES 玻利瓦尔 委内瑞拉玻利瓦尔", "CRC 哥斯达黎加科朗", "HNL 伦皮拉",
	"GTQ 格查尔", "NIO 科多巴", "PAB 巴波亚", "HTG 古德", "MAD 摩洛哥迪拉姆", "KPW 朝鲜元 朝鲜圆", "DEM 德国马克 马克", "FRF 法国法郎", "ITL 意大利里拉",
)

// cents are the hundredths of currencies that have a name of their own.
var cents = newWordTable("USD 美分", "EUR 欧分 歐分", "GBP 便士", "AUD 澳分", "CAD 加分", "HKD 港仙 港分", "RUB 戈比")

// currencySigns stand before a number.
var currencySigns = newWordTable("CNY ¥ ￥ CN¥ RMB¥ 人民币¥ 人民币 人民幣 RMB CNY rmb", "USD $ US$ USD$ 美元 美金 USD", "EUR € 欧元 歐元 EUR",
	"GBP £ 英镑 英鎊 GBP", "HKD HK$ HKD$ 港币 港幣 港元 HKD", "TWD NT$ 新台币 新臺幣 新台幣 台币 台幣 臺幣", "JPY JP¥ 日元 日币 日幣 JPY", "KRW ₩ 韩元 韩币 KRW",
	"MOP 澳门币 澳门元", "AUD 澳元 澳币 A$ AU$ AUD", "CAD 加元 加币 C$ CA$ CAD", "SGD 新加坡元 新币 S$ SG$ SGD", "NZD NZ$ 新西兰元 NZD", "VND ₫ 越南盾", "TRY ₺ 里拉", "CHF 瑞士法郎 CHF", "RUB ₽ 卢布 RUB", "THB ฿ 泰铢 THB", "INR ₹ 印度卢比 INR")

var signsBack = byLast(currencySigns)

// measures are words that make a numeral a count, also 一 and 三 alone.
var measures = newWordTable(
	"台套 台（套） 台(套) 台套 臺套",
	"辆 俩 倆",
	"- 年度 个月 個月 个工作日 工作日 个自然日 个交易日 个小时 小时 分钟 分鐘 秒钟 平方米 平方公里 平方千米 平方厘米 立方米 平米 公里 千米 厘米 毫米 分米 微米 纳米 公斤 千克 毫克 微克 毫升 公升 公顷 英亩 英里 英尺 英寸 海里 万吨 千瓦 千瓦时 兆瓦 兆瓦时 度电 马力 卡路里 大卡 摄氏度 华氏度 光年 钟头 星期",
	"- 号人 人次 车次 批次 架次 课时 个季度 学时 人年 台次 班次",
	"- 辆 輛 台 臺 套 个 個 家 项 項 年 月 天 日 周 次 件 批 款 种 種 条 條 名 位 人 户 戶 岁 歲 倍 届 轮 页 頁 字 篇 本 份 张 張 支 只 隻 头 艘 架 座 栋 棟 幢 间 間 所 处 處 片 枚 颗 粒 瓶 箱 袋 桶 双 雙 组 吨 噸 亩 畝 斤 笔 筆 宗 株 匹 碗 杯 顿 场 场次 集 章 节 首 组 秒 米 克 道 度 门 口 列 班 根 幅 盒 包 串 朵 棵 节 层 級 步 遍 趟 回 起 例 檔 盘 餐",
)

// weakMeasures make a count only of Arabic or longer numerals.
var weakMeasures = newWordTable("- 级 期 代 档 层 类 類 行 手 股 区 城 县 国 省 市 镇 村 校 院 条款 分 路 线 版 块 部 升 里 转 对 排 届 档次 kg km cm mm nm t KG MW GW kW KW kWh GWh MWh L l ml mL KB MB GB TB kb mb gb tb Hz kHz MHz GHz dB mAh Ah Wh V kV Mbps Gbps bps ppm kcal Pa kPa MPa 寸")

// innerWords are words in which a numeral is no number. The numeral is the first
// numeral character of the word.
var innerWords = innerTable(`
一次性 一年一度 一家人 一家子 一条龙 一条心 一对一 一个劲 一回事 一天到晚 一日游 一日千里 一人公司 一件代发 一本正经 一本通 一口气 一口价   一次函数 一把手 一把抓 一步到位 一步一 一起  一种 一些  一班人   一套班子 一包到底 一回头 一名列     一批批 一台戏 一众  一位难求          一带一路 一窗 一网  一门心思 一门式 一门子  一件事 一个样 一毛不拔 一分为二 一分耕耘 一日 一场空       一项项 一家家 一年年 一天天 一次次 一个个 一台台 一条条
统一 唯一 单一 同一 专一 划一 逐一 不一 万一 之一 其一 任一 某一 另一 这一 那一 哪一 每一 上一 下一 前一 后一 进一步 下一步  周一 星期一 礼拜一 初一 大一 高一 五一 六一 七一 八一 双十一 十一黄金 三合一 二合一 多合一 合一 归一
二手 二次元 二次创业 二次开发 二次供水 二线 二维 二级 二期 二代 二人转  二氧 二孩 二房东 二把手
 三元锂 三元正极 三元材料 三年级 三个代表 三家村 三包 三人成虎 三位一体  三角形 三班倒 三头六臂 三天两头 三番两次 三五成群 三三两两 三步走 三级 三期 三代 三明  三门峡 三张牌 三家分晋 三口之家 三支一扶 三次产业 三次元 三条红线
四两拨千斤 四两 四川 四季 四季度  四个意识 四个自信 四级 四代 四期 四次工业革命
五金 五年规划 五年计划 五位一体  五角大楼 五级 五险一金 五星 五笔
六安 六合 六级 
七夕 七上八下 七里 
 八成新 八项规定 八达岭 八方 八字
九江 九牛一毛 九州  九寨沟
十分 十足 十堰 十四五 十三五 十五五 十二五 十一五 十佳 十强 十大 十全十美 十字 十项全能 十年树木  十进制 十万火急 十面埋伏 十有八九
百强 百货 百姓 百度 百家姓 百家争鸣 百家乐 百科 百合 百日 百花 百炼 百年老店 百年好合 百年大计 百年一遇 百年品牌 百里 百分比 百分点 百分制 百分位 百家号  百叶 百折 百千万工程 百千万人才 百般 百余杭 百步 百人计划
老百姓 
千岛湖 千兆 千方百计 千家万户 千里马 千万别 千万不 千万要 千万记 千万小心 千万注意 千万莫 千万勿 千人计划 千人千面  千瓦 千瓦时 千米 千克 千伏 千户  千年 千岁 千头万绪 千篇一律 千丝万缕 千百万 千禧 千里
万众 万向 万科
两会 两化 两业 两山 两者 两手  两面 两口子 两回事  两节 两步走 两班倒 两票制  
成百上千 成千上万 千千万万 数字 数据 数量 数据库 数目 数控 数码 数智 数额 数学 数值  数十年如一日 数组  
半导体 半成品 半自动 半挂 半年报 半年度  半个世纪 半个人 半固态 半结晶 半径 半路 半个小时
十二万分 五花八门 三番五次 三年五载 半斤八两 百年不遇 十万八千里 五十步笑百步 一五一十 三七二十一 三个臭皮匠 一年半载 三下五除二 十年寒窗 十年磨一剑 一本万利 百年树人 九死一生 两把刷子 三天打鱼 一天两天 一朝一夕 一点一滴 十个手指 一个萝卜 三岁看大 一家之言 半年线
零件 零部件 零配件 零头 零售 零下 零点 零首付 零次 零距离 零度 零门槛 零工 零星 零碳 零组件 零散 零和 零食
陆家嘴 大陆 陆续 陆地 陆军 陆上 内陆 着陆 登陆 
参加 参与 参考 参保 参数 参赛 参展 参股 參加 參與 參考 參保 參數 參股 參展
队伍 入伍 退伍 两廊 两侧 两翼 两岸 两地 两边 两端 两用 两级 两区 两轮
几个 几家 几台 几项 几年 几乎 几何 几次
`)

// innerTable makes the table of inner words by their first numeral character.
func innerTable(words string) map[rune][]innerWord {
	t := map[rune][]innerWord{}
	for _, w := range strings.Fields(words) {
		word := []rune(w)
		for k, c := range word {
			if isNumeralRune(c) {
				t[c] = append(t[c], innerWord{word, k})
				break
			}
		}
	}
	return t
}

// innerWord is a word with the place of its first numeral character.
type innerWord struct {
	word []rune
	at   int
}

// contexts are words that say what a bare 12亿 counts: money or things.
var contexts = contextTable(
	"设备 购置 营收 收入 营业 产值 投资 奖励 补助 补贴 采购 保费 金额 资金 利润 税收 缴税 纳税 价格 价值 费用 花费 成本 销售 贷款 融资 估值 市值 预算 工资 薪酬 月薪 年薪 出资 资产 资本 注册 基金 支出 开销 罚款 赔偿 债务 负债 补偿 奖金 总价 单价 售价 款项 货款 首付 房价 房租 租金 欠款 存款 现金 资助 赞助 捐款 经费 保险 保额 拨款 收购 营业额 销售额 流水 回款 亏损 盈利 净利 毛利 分红 奖给 奖了 补了 花了 赚了 挣了 投了 欠了 借了 卖了 标价 报价 定价 出口额 进口额 采购额 身家 净赚 财政 万元 亿元 块钱 还款 打款 造价 费率 奖多 补多 赔了 值钱 奖吗 外债 总额 余额 差额 年金 退税 每台 每套 每辆 每家 每个 每项 每年",
	"产能 产量 辆车 台数 人口 用户 人数 员工 销量 件数 面积 粉丝 观众 人员 数量 总数 个数 台量 下线 车辆 户数 次数 阅读 点击 播放 里程 字数 游客 人群 会员 装机",
)

const (
	countsNothing int8 = iota
	countsMoney
	countsThings
)

func contextTable(sums, things string) map[uint64]int8 {
	t := map[uint64]int8{}
	for k, words := range []string{sums, things} {
		for _, w := range strings.Fields(words) {
			if c := []rune(w); len(c) >= 2 {
				t[pairOf(c[0], c[1])] = int8(k + 1)
			}
		}
	}
	return t
}

// pairOf packs two characters.
func pairOf(a, b rune) uint64 { return uint64(a)<<32 | uint64(b) }
