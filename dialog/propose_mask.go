package dialog

import (
	"regexp"
	"strings"
	"sync"
	"unicode/utf8"

	"suance/dialog/nlu"
)

// Mask stands in place of a character that a model is not shown.
const Mask = '□'

// surnames begin a person's name.
const surnames = `赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤方俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常于时傅皮齐康伍余元卜顾孟黄穆萧尹姚邵汪祁毛禹狄米贝明臧计伏成戴谈宋庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫房裘缪解应宗丁宣邓郁单杭洪包诸左石崔吉龚程邢裴陆荣翁荀羊甄曲封储靳段富巫焦巴谷车侯全班仰秋仲伊宁仇甘厉祖武符刘景詹束龙叶幸司黎薄印白怀从卓蔺屠池乔阴胥苍双闻党翟谭劳姬申冉雍桑桂牛寿通边燕冀浦尚温庄晏柴瞿阎连习艾容向古易慎戈廖终居衡步都耿满弘匡国文寇广东欧利师巩聂关荆游权盖益桓`

// patterns are what names and reaches people. Compiling them takes most of a
// millisecond, which only who asks a model pays.
type patterns struct {
	// whole is masked whole: addresses on the net, long codes (credit codes, identity
	// and account numbers, keys), telephone numbers, number plates, street numbers. An
	// amount that is followed by its unit is none of them.
	whole []*regexp.Regexp
	// after is masked by what stands before it: the second group. person is such a
	// group that begins with a surname, and common are words that begin with one too.
	after, person []*regexp.Regexp
	common        *regexp.Regexp
	// titled is a surname, or a name, before a title; iAm a name after 我是.
	titled, iAm *regexp.Regexp
	// enterprise is a run that ends as names of enterprises do; nobody are openings
	// of such a run that name nobody; kinds is what an enterprise is called by what it
	// does, which names nobody either. called are names without such an end.
	enterprise, nobody, kinds *regexp.Regexp
	called                    []*regexp.Regexp
}

// Parts of the patterns. roles are words beside which a person's name stands, some
// with blanks within as forms have them; offices are held by persons; ending is
// where a name without a title ends.
const (
	roles   = `联\s*系\s*人|姓\s*名|负责人|经办人|经手人|申报人|申请人|填表人|填报人|收件人|投诉人|来电人|委托人|代理人|受益人|法人代表|法定代表人|法人|本人`
	offices = `董事长|董事|总经理|副总|总裁|总监|经理|厂长|院长|所长|部长|主任|主管|局长|处长|科长|会计|出纳|秘书|专员|律师|教授|博士|书记|师傅`
	ending  = `说|讲|让|问|叫|来电|电话|手机|的|在|是|[，。、,.：:；;！!？?（(\s0-9]|$`
	digits  = `0-9A-Za-z_\-`
)

var compiled = sync.OnceValue(func() *patterns {
	return &patterns{
		whole: []*regexp.Regexp{
			regexp.MustCompile(`[\w.+-]+ ?(?:@|[(\[]at[)\]]) ?[\w-]+(\.[\w-]+)*|https?://[!-~]+|www\.[!-~]+`),
			regexp.MustCompile(`[0-9A-Za-z_:\-]*[0-9][0-9A-Za-z_:\-]*`), // if it is as long as a code
			regexp.MustCompile(`[0-9A-Z]{2,8}([ \-][0-9A-Z]{2,8}){2,}`), // a code or number in groups
			regexp.MustCompile(`(\+?86[ \-]?)?1[3-9][0-9][ \-]?[0-9]{4}[ \-]?[0-9]{4}`),
			regexp.MustCompile(`[(（]?0[0-9]{2,3}[)）]?[ \-]?[0-9]{3,4}[ \-]?[0-9]{4}(-[0-9]{1,6})?|[48]00[ \-]?[0-9]{3,4}[ \-]?[0-9]{3,4}`),
			regexp.MustCompile(`[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][·.]?[A-HJ-NP-Z0-9]{5,6}`),
			regexp.MustCompile(`\p{Han}{2,8}(路|街|大道|巷|弄)[0-9]{1,5}号([0-9]+号?[栋幢楼室层])*`),
		},
		after: []*regexp.Regexp{
			regexp.MustCompile(`(?i)(电\s*话|手\s*机|座机|热线|致电|拨打|拨|打|传真|tel|phone|微信|v信|vx|wechat|QQ|账号|帐号|卡号|证号|工号|税号|注册号|代码|护照|密码|令牌|token)(?:号码|号)?(?:是|为|[:： ])*([` + digits + `]{5,})`),
			regexp.MustCompile(`(分机|转)号?[:： ]*([0-9]{2,6})`),
			regexp.MustCompile(`(我叫|名叫|我姓|免贵姓)(?:是|[:： ])*(\p{Han}{1,4})`),
			regexp.MustCompile(`(姓)(\p{Han}{1,2}名\p{Han}{1,2})`),
			regexp.MustCompile(`(` + roles + `|` + offices + `)(?:是|叫|为)?[:：]\s*(\p{Han}{1,4})`),
			regexp.MustCompile(`((?:企业|公司|单位|厂)(?:名称|名字|全称|简称|名[是为叫:：])|(?:公司|企业|厂子?|单位)叫|名字叫|户名|地址|住址|住所)(?:是|叫|为|做|在|[:： ])*([^，。；！？,;!?\s]{2,40})`),
		},
		person: []*regexp.Regexp{
			regexp.MustCompile(`(` + roles + `)(?:是|叫|为|就是)?\s*([` + surnames + `]\p{Han}{1,2})`),
			regexp.MustCompile(`(` + offices + `)\s*([` + surnames + `]\p{Han}{1,2}?)(?:` + ending + `)`),
			regexp.MustCompile(`([小老姓])([` + surnames + `])(?:` + ending + `)`),
			regexp.MustCompile(`(我是[^，。,.]{0,16}?的)([` + surnames + `]\p{Han}{1,2})(?:[，。,.！!\s]|$)`),
			regexp.MustCompile(`()([` + surnames + `])(?:董|处|局|科|工)(?:` + ending + `)`),
			regexp.MustCompile(`()([` + surnames + `]\p{Han}{1,2})(?:这边|[:：，, ]{0,2}(?:\+?86)?1[3-9][0-9][ \-]?[0-9]{4}[ \-]?[0-9]{4})`),
			regexp.MustCompile(`(1[3-9][0-9][ \-]?[0-9]{4}[ \-]?[0-9]{4}[，, ]{0,2})([` + surnames + `]\p{Han}{1,2})(?:[，。,.！!\s]|$)`),
		},
		common:     regexp.MustCompile(`^(单位|何时|何人|何处|都|应当|应该|时|全|于|从|常见|连续|连同|任何|安排|成立|成为|方面|方法|方式|步骤|关|许可|强制|容易|通过|国家|国企|平时|谈到|向|金额|高级|高新|总|盖章|终|居|广|章程|费用|马上|有|施工|计|卫生|经|阴|和)`),
		titled:     regexp.MustCompile(`[` + surnames + `]\p{Han}{0,2}?(总(?:[^额共数计产量价成投资结体部和务销的收]|$)|先生|女士|小姐|老师|工程师|` + offices + `)`),
		iAm:        regexp.MustCompile(`我是([` + surnames + `]\p{Han}{1,2})(?:[，。,.！!\s]|$)`),
		enterprise: regexp.MustCompile(`[\p{Han}A-Za-z0-9０-９（）()·&\-]{1,40}?(股份有限公司|有限责任公司|有限公司|股份公司|集团公司|集团|公司|研究院|研究所|设计院|合作社|事务所|工作室|厂)`),
		called: []*regexp.Regexp{
			regexp.MustCompile(`(?:企业|单位|户)[:：]\s*([^，。；！？,;!?\s0-9]{2,40})`),
			regexp.MustCompile(`(?:浙江|杭州)市?(\p{Han}{2,6}?)(?:股份|科技|智造|实业|控股|重工|精工)`),
		},
		nobody: regexp.MustCompile(`^(我们|我司|咱们|你们|他们|俺们|本人|隔壁|人家|别人|我|咱|本|贵|该|这|那|某|几|一|两|家|个|是|叫|有|在|做|开|的|了|和|跟|与|们|自己|朋友|亲戚|其他|其它|别的|哪|些|请问|想问|问一下|一下|帮|替|给|为|算|下|看|查|子|母|分|总|小|大|老|新|外地|上市|民营|国有)+`),
		kinds:  regexp.MustCompile(`(整车|汽车|新材料|智能装备|高端装备|装备|材料|零部件|配套|化工|食品|服装|科技|软件|贸易|机器人|机床|化纤|建筑|物业|餐饮|子|母|分)$`),
	}
})

// codeLength is from how many characters on a run with digits is a code.
const codeLength = 15

// masked is the text with Mask in place of each character of what names or reaches
// somebody. Where in doubt it masks: a model then helps less, that is all.
func masked(text string) string {
	half := []rune(maskedHalf(strings.Map(halfWidth, text)))
	i := -1
	return strings.Map(func(r rune) rune {
		if i++; half[i] == Mask {
			return Mask
		}
		return r
	}, text)
}

// halfWidth is the half-width form of a full-width letter, digit or mark.
func halfWidth(r rune) rune {
	if r >= '！' && r <= '～' {
		return r - '！' + '!'
	}
	return r
}

// maskedHalf masks a text in half width.
func maskedHalf(text string) string {
	m := masking{patterns: compiled(), text: text, hide: make([]bool, len(text))}
	for i, re := range m.whole {
		for _, at := range re.FindAllStringIndex(text, -1) {
			if i == 1 && at[1]-at[0] < codeLength || i == 2 && digitsIn(text[at[0]:at[1]]) < 8 || m.isAmount(at[0], at[1]) {
				continue
			}
			m.mark(at[0], at[1])
		}
	}
	for _, re := range m.after {
		for _, at := range re.FindAllStringSubmatchIndex(text, -1) {
			if !m.isAmount(at[4], at[5]) {
				m.mark(at[4], at[5])
			}
		}
	}
	for _, re := range m.person {
		for _, at := range re.FindAllStringSubmatchIndex(text, -1) {
			m.markPerson(at[4], at[5])
		}
	}
	for _, at := range m.titled.FindAllStringSubmatchIndex(text, -1) {
		m.markPerson(at[0], at[2])
	}
	for _, at := range m.iAm.FindAllStringSubmatchIndex(text, -1) {
		m.mark(at[2], at[3])
	}
	m.enterprises()
	return m.String()
}

// masking is a text with the bytes to hide.
type masking struct {
	*patterns
	text string
	hide []bool
}

func (m *masking) mark(from, to int) {
	for i := from; i < to; i++ {
		m.hide[i] = true
	}
}

// markPerson marks a name that begins with a surname, unless a common word does so.
func (m *masking) markPerson(from, to int) {
	if !m.common.MatchString(m.text[from:]) && !strings.Contains(m.text[from:to], "的") {
		m.mark(from, to)
	}
}

// isAmount says whether a run of digits goes on with a unit.
func (m *masking) isAmount(from, to int) bool {
	if strings.Trim(m.text[from:to], "0123456789") != "" {
		return false
	}
	next, _ := utf8.DecodeRuneInString(strings.TrimLeft(m.text[to:], " "))
	return to-from < 17 && strings.ContainsRune("元块万亿千百辆台套项个年%％.．", next)
}

// enterprises marks the names of enterprises: what stands before 公司, 集团 …, as
// far as the last punctuation or amount.
func (m *masking) enterprises() {
	from := 0
	for _, piece := range append(m.amounts(), [2]int{len(m.text), len(m.text)}) {
		for _, at := range m.enterprise.FindAllStringSubmatchIndex(m.text[from:piece[0]], -1) {
			start, suffix, end := from+at[0], from+at[2], from+at[3]
			name := m.text[start:suffix]
			bare := name[len(m.nobody.FindString(name)):]
			long := utf8.RuneCountInString(bare)
			if long < 2 || m.kinds.ReplaceAllString(bare, "") == "" || long > 2 && strings.HasSuffix(bare, "的") || m.isPlant(suffix, end) {
				continue
			}
			m.mark(suffix-len(bare), end)
		}
		from = piece[1]
	}
	for _, re := range m.called {
		for _, at := range re.FindAllStringSubmatchIndex(m.text, -1) {
			if m.kinds.ReplaceAllString(m.text[at[2]:at[3]], "") != "" {
				m.mark(at[2], at[3])
			}
		}
	}
}

// isPlant says whether 厂 at the end of a run stands in 工厂, 厂房 and the like, which
// are no enterprises: 智能工厂 is a title that the document grants.
func (m *masking) isPlant(from, to int) bool {
	next, _ := utf8.DecodeRuneInString(m.text[to:])
	return m.text[from:to] == "厂" && (strings.HasSuffix(m.text[:from], "工") || strings.ContainsRune("房区子里家商", next))
}

// amounts are the places of amounts with their units, in bytes.
func (m *masking) amounts() [][2]int {
	var out [][2]int
	at := make([]int, 0, len(m.text)+1)
	for i := range m.text {
		at = append(at, i)
	}
	at = append(at, len(m.text))
	for _, q := range nlu.Quantities(m.text) {
		switch q.Kind {
		case nlu.KindMoney, nlu.KindShare, nlu.KindCount:
			out = append(out, [2]int{at[q.Span.Start], at[q.Span.End]})
		}
	}
	return out
}

// String is the text without what is hidden.
func (m *masking) String() string {
	var b strings.Builder
	for i, r := range m.text {
		if m.hide[i] {
			r = Mask
		}
		b.WriteRune(r)
	}
	return b.String()
}

func digitsIn(s string) int {
	n := 0
	for _, r := range s {
		if r >= '0' && r <= '9' {
			n++
		}
	}
	return n
}
