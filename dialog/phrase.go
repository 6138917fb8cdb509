package dialog

import (
	"strings"
	"sync"

	"suance/dialog/pattern"
)

// phrase is an order in the many words that people give it in. It is the whole message,
// or one of its parts between marks; nothing in it may state or ask anything else.
type phrase struct {
	words pattern.Pattern
	order command
}

// phraseBook is all phrases, with their words in a row.
type phraseBook struct {
	all   []phrase
	words pattern.Row
}

// Pieces of orders: what they point at, what they do to it, and how they trail off.
const (
	justNow  = `(?:把|将)?(?:我)?(?:刚才|刚刚|刚|上面|上一|前一|前面|最后|上)(?:我)?(?:说|填|写|答|发)?的?(?:那|这)?一?(?:条|句|个|项|步|次|题|下|些)?(?:话|消息|回答|数|信息)?`
	mistaken = `(?:说|写|填|搞|弄|打|答|算|记|选|按|点)错字?了?`
	thisOne  = `(?:这|那)?一?(?:个|题|项|条|问题|事|数)?`
	anew     = `(?:重来|重新来过?|从头再?来|重头再?来|重新开始|从头开始|重新[填说])(?:一遍|一次|过)?`
	lookAt   = `(?:列|整理|总结|汇总|小结|归纳|梳理|盘点|理|捋)(?:一?(?:列|整理|理|捋|盘|遍|下|个|出来))*`
	known    = `(?:目前|现在|到现在|到目前|当前|刚才|前面|之前|已经|已有|已知)*(?:为止)?`
	goOn     = `好了?|那|嗯|行|接着|继续|再|还有|还要|来|轮到|我|帮我|帮忙|麻烦|请|给我|换成?|看|算|查|测|问|说|一下`
	hurry    = `(?:快点?儿?|赶紧|赶快|马上|立刻|直接)`
	doReckon = `(?:给我|帮我|替我)*(?:测算|核算|计算|算)(?:一?下|个|算|看)*`
	before   = `我?(?:前面|之前|先前|以上|上面|此前|到现在|到目前|截至目前|为止)+的?`
	soFar    = `(?:我?(?:刚才|刚刚)|` + before + `)+的?`
	toldOf   = `(?:我|们|跟你)*(?:(?:给你)?(?:说|讲|填|报|写|答|回答|提供|给)(?:的|过的?|了的?)?|给你的)(?:这些|那些|内容|情况|数据|信息|话|东西|数字?)*`
	allOfIt  = `(?:说的|讲的|填的|报的)?(?:这些|那些|内容|情况|数据|信息|话|东西|数字?)*(?:全部|全都|全|统统|通通|一律|都全|所有的?)都?`
	noLonger = `(?:给我)?(?:不算数?|不作数|作废|不要|别算|别记|删掉|删了|删除|去掉|收回|撤掉|撤回|撤销|取消|忽略|推翻)(?:了|掉)?`
	allWrong = `(?:不对|错了?|是错的?|搞错了?|说错了?|有误|不准|有问题|不是真的)`
	details  = `(?:东西|情况|信息|内容|数据|资料|清单|结果|全部)?`
)

// phrases are read after the words of commandWords. They are made when first needed:
// most commands of the program, and most messages, need none.
var phrases = sync.OnceValue(func() phraseBook {
	all := []phrase{
		{pattern.Whole(`(?:把|将)?(?:` + soFar + allOfIt + noLonger + `|` + soFar + toldOf + allOfIt + allWrong + `|` + before + toldOf + `都(?:` + noLonger + `|` + allWrong + `)|` + before + `(?:这些|那些)*都` + noLonger + `)`), takeAll},
		{pattern.Whole(justNow + `(?:` + mistaken + `)?[都先就]?(?:不算|不作数|作废|不要|别算|别记|删掉|删了|删除|去掉|收回|撤掉|撤回|撤销|取消)(?:数|掉)?`), undo},
		{pattern.Whole(justNow + `都` + allWrong), undo},
		{pattern.Whole(`(?:就)?当我没说过?|(?:我)?收回(?:刚才|刚刚)?的?话`), undo},
		{pattern.Whole(`(?:退|返|倒|回)(?:回|退|到)?(?:去)?(?:到)?[上前]一?(?:步|条|句|题|个)`), undo},
		{pattern.Whole(`退回去?|倒回去?|退一步|倒一步|后退一?步?|返回一步|撤一?下?|还原|(?:撤掉?|撤回|撤销|删掉|收回)[上前]一?(?:步|条|句|个|项)`), undo},
		{pattern.Whole(`(?:全部|全都|整个|所有|统统|都)*(?:给我)?(?:推倒|推翻|清零|清空|清掉|清除|清了|删掉|删了|作废|不算|抹掉)?(?:了)?` + anew), restart},
		{pattern.Whole(`重新(?:问|咨询|测)(?:一遍|一次|过)?|重启|从(?:头|第一步|零)(?:开始)?(?:问|算|来)?|清除(?:全部|所有)?(?:记录|数据)|把?(?:前面|之前|刚才|所有|全部)?的?(?:都|全)(?:给我)?忘(?:掉|了)了?|全忘`), restart},
		{pattern.Whole(`(?:全部|全都|统统|都)?(?:清零|清空|清掉|推倒|推翻|作废)(?:重新?算|记录|全部)?(?:一遍)?`), restart},
		{pattern.Whole(`(?:帮我|给我)*把?我?` + known + `我?(?:说|讲|填|报|提供|知道|记)?(?:过|下|了)?的?` + details + `(?:都|全)*` + lookAt + known + `我?(?:说|填)?(?:过)?的?` + details + `(?:给我)?(?:看看?)?`), summary},
		{pattern.Whole(`(?:帮我|给我)*(?:整理|总结|汇总|归纳|列)(?:成|出)(?:一?[段份张个])?(?:话|表|表格|清单|材料|文字)?(?:给.{1,12}看?)?`), summary},
		{pattern.Whole(`你?(?:都|现在|目前)*(?:记|知道|记住|记下)了?(?:些|我)?(?:什么|哪些|啥)` + details), summary},
		{pattern.Whole(`(?:直接|先|就|赶紧)*(?:给我|告诉我|说)(?:一?个|下)?(?:总数|总额|总的|合计|总共的?数)`), summary},
		{pattern.Whole(`(?:你们?)?(?:会|要|能)?(?:不会)?(?:保存|泄露|泄漏|记录|收集|上传)(?:我们?|企业)?的?(?:信息|数据|情况|资料)|我们?的?(?:信息|数据|资料)(?:会|能)?(?:不会)?(?:被)?(?:保存|泄露|泄漏|安全|保密)`), privacy},
		{pattern.Whole(`(?:现在|目前|刚才|刚刚)?(?:都)?(?:算|说|问|填|进行)到哪(?:里|儿|一?步)?了?`), summary},
		{pattern.Whole(`我?(?:不是|刚才|刚刚|已经|都|前面)+(?:跟你)?(?:说|讲|告诉你)过?了?吗?`), summary},
		{pattern.Whole(`我(?:都|刚才|前面)*(?:说|填|报)(?:过|了)?(?:些|了)?(?:什么|哪些|啥)`), summary},
		{pattern.Whole(thisOne + `(?:我们?)?(?:实在|真的?|也|还|暂时|暂|先|就|都|有点)*(?:跳|跳过去?|略|略过|放过|不填|不答|不回答|不说|不讲|空着|放着|放一放|放一边|搁着|搁一边|没法[说答]|没法回答|没法提供|没法确定|` +
			`说不好|说不上来|说不准|答不上来|答不出来?|答不了|不方便说|不方便透露|不便透露|不好说|不太?确定|不能确定|不太?清楚|不太?知道|不晓得|不了解|拿不准|吃不准|记不清|记不得|不记得|想不起来|忘了|忘记|没数|不懂|不太?好估|估不出来?|(?:得|要|回去|回头)+(?:去|再)?(?:查|问)(?:一?[查问下])*(?:` + colleague + `)?(?:再(?:告诉|回复|答复|说)(?:你|您)?)?|(?:得|要|去|回去|回头)*(?:查|问)(?:一?[查问下])*(?:` + colleague + `)|(?:查|问)(?:一?[查问下])*再(?:告诉|回复|答复)(?:你|您)?|没统计|没算过|没查|没印象|没概念|` +
			`回头再说|以后再说|下次再说|等会儿?再说|晚点再说|再说)了?`), skip},
		{pattern.Whole(`(?:(?:这|那)一?(?:个|题|项|条)|我?(?:先|就|暂时))+过`), skip}, // 过 alone may be 评过
		{pattern.Whole(`(?:` + goOn + `)*(?:另外?|下|别的|其[他它])(?:一|的)?(?:家|位|个?(?:企业|公司|厂|客户)|个家)(?:企业|公司|厂|客户)?|(?:` + goOn + `)*第[二三四五六七八九十两]家(?:企业|公司|厂)?|` +
			`(?:` + goOn + `)*(?:换|再|还有|还要)(?:` + goOn + `)*(?:一?家(?:企业|公司|厂|客户)?|一?个?(?:企业|公司|厂|客户))|(?:那|好|再|来|我|帮我)*(?:算|看|查|问|换|说)(?:一下)?(?:另外?|别的)一?个|下家`), next},
		{pattern.Whole(nextOne + firmCalls), next},
		{pattern.Whole(oneMore + firmCalls), next},
		{pattern.Whole(askedFor + `|` + announced), next},
		{pattern.Whole(`(?:那|就|先|暂时|按|照|拿)+(?:这些|这样|这么多|这么|这点|这几项|目前的?|现在的?|已知的?|已有的?)(?:情况|数据|信息)?(?:先|就|来|直接|给我)*(?:算+|算结果|出结果|给个?结果)?(?:得了|好了|行了)?`), enough},
		{pattern.Whole(`(?:` + hurry + `)+` + doReckon + `|(?:` + hurry + `|我|想|要)*` + doReckon + `(?:补贴|补助|奖励|奖金|奖补)+(?:` + hurry + `)*|` + doReckon + `(?:` + hurry + `)+`), reckon},
		{pattern.Whole(`(?:那|现在|目前|这样)*(?:能|可以)?(?:算|得)(?:出来|出)?了?吗|(?:那|现在|目前)*(?:能|可以)算(?:出来)?(?:了)?(?:吗|没)?|(?:那|现在|目前|我们)*(?:还(?:缺|差|少|需要|要)|缺|差)(?:我)?(?:提供|说|填|补)?(?:什么|啥|哪些|哪项|几项)(?:情况|信息|数据)?(?:(?:你|您|请)?(?:一次性?|一并|一起|全部?|都)+(?:跟我|给我)?(?:说|讲|列|告诉我)(?:完|清楚|出来|全|了)*)?`), wanting},
		{pattern.Whole(`(?:` + fromHere + `)*(?:还(?:有|剩|差|要|得)*下?(?:多少|几)[个项道条]?(?:问题|题)(?:要|没|需要|得)*(?:问|答|回答|填)?|还?(?:要|得|需要|想|会)再?(?:问|答|回答|填)我?(?:多少|几)[个项道条]?(?:问题|题)?|都?[问答]完了?没有?|` +
			`还(?:缺|差|少|需要|要|得)我?们?再?(?:提供|说|填|补充?|告诉你|给你|知道|了解|问)?(?:什么|啥|哪些|哪项|几项)(?:(?:情况|信息|数据)?要?(?:告诉|提供给?|给|跟)你说?|(?:情况|信息|数据|资料|条件)?才(?:能|好|可以)算(?:出来)?)?的?不?)`), wanting},
		{pattern.Whole(`(?:就|先|那)*到(?:此|这|这里|这儿)(?:为止|吧)?`), enough},
		{pattern.Whole(`(?:就|先|那)*算(?:这些|这样|这么多|这几项|到这里?)`), enough},
		{pattern.Whole(`(?:别|不要|不用|甭)再?(?:问|啰嗦|废话|烦)了?我?(?:直接|赶紧|快|先|就|给我|帮我)*(?:算结果|算|(?:给|出|说|看|告诉)?我?个?(?:总数|结果)|(?:说|讲|告诉我?)(?:能|可以)?(?:拿|补|奖|领)?(?:到)?(?:多少)?(?:钱)?)?`), enough},
		{pattern.Whole(`(?:不用|不必|甭)再?(?:算|麻烦|管)`), enough},
		{pattern.Whole(`(?:别|不要|不用|甭)再?问(?:那么|这么)多了?`), enough},
		{pattern.Whole(`(?:那|我|就|先|也)*(?:不用|不必|没有?(?:别的|其他|其它)?(?:问题|事情?|要问的|想问的))了|没有?(?:别的|其他|其它|更多)的?(?:情况|信息)?|(?:其他|其它|别的|其余|剩下)的?(?:情况|措施|项目)?(?:都|也|就|全)*(?:没有?|(?:先|暂时)?(?:不用|不必|不要|别|不)再?(?:算|测|问|管|看|考虑))|(?:不考虑|不用管|不管|别管|不用算|别算)(?:其他|其它|别的|其余|剩下)的?(?:情况|措施|项目)?`), enough},
		{pattern.Whole(`把?(?:其他|其它|别的|剩下|所有|全部|全|都|各项|每项)+的?(?:措施|项目|政策|奖励|补贴)?(?:也|都|全)*(?:一起|一并)?(?:给我)?(?:算|测算|看|过)(?:一?下|一遍|算|看|上|进去)*`), all},
		{pattern.Whole(`你?(?:直接|来|就|一个个|一项项|一条条|逐项)+地?问我?`), all},
		{pattern.Whole(`(?:算了|好了|行了)?先?[不别]再?(?:问|说|谈|聊|算|弄|管|看)[这那](?:个|项|件|事|条)?(?:事|了|问题)*`), drop},
		{pattern.Whole(`换(?:个|一个|一项|件)(?:问题|话题|事|别的|项目|措施)?`), drop},
		{pattern.Whole(`(?:先)?(?:说|问|看|聊|算)(?:点|个)?(?:别的|其他的|另外的)`), drop},
	}
	words := make([]pattern.Pattern, len(all))
	for i := range all {
		words[i] = all[i].words
	}
	return phraseBook{all, pattern.RowOf(words...)}
})

// excuses stand beside an order and say nothing of their own (写错了，回到上一步).
var excuses = pattern.Whole(mistaken + `|(?:非常)?(?:谢谢|多谢|感谢)(?:你|您)?|辛苦了?|[这那]一?(?:家|个)(?:企业|公司)?(?:算|问|说|看|弄|搞|测)?(?:完|好|清楚)了?|快点?儿?|(?:你)?(?:能不能|麻烦)?快点?儿?|赶紧(?:的)?|急用?|着急|我很?(?:着?急|忙)|(?:够|行|好|可以)了|不对|不是|错了|不好意思|抱歉|等等|等一?下|稍等|哎呀?|唉|那个|对了|我?回来了|在吗|在不在|我?不太?懂|我?不会`)

// orderRunes are characters of which each of the phrases holds one.
var orderRunes = pattern.WordsOf(strings.Split("保泄数额算废作当启除还懂估下位客另咨不删掉收撤取退返倒回后来始清推抹列整总汇小归梳盘理捋记说知跳略过放空搁没答拿吃忘晓看查问换样些么点项目进家到别要用甭全都他它电新", "")...)

// phraseOf reads the forms of a message as an order in many words; none if it is
// something else.
func phraseOf(forms []string) command {
	for _, t := range forms {
		if strings.ContainsAny(t, "0123456789") || !orderRunes.In(t) {
			continue // no order says a number; each says one of these, and most messages do not
		}
		book := phrases()
		if i := book.words.First(t); i >= 0 {
			return book.all[i].order
		}
	}
	return none
}

// withoutExcuses are the parts of a message that are no excuses; all of them if there
// is nothing else.
func withoutExcuses(parts []string) []string {
	var rest []string
	for _, p := range parts {
		if !excuses.MatchString(strings.TrimSpace(p)) {
			rest = append(rest, p)
		}
	}
	if len(rest) == 0 {
		return parts
	}
	return rest
}

// fromHere opens a question what is still to come.
const fromHere = `那|现在|目前|我们|下一步|接下来|后面|你们?|您|一共|总共|大概`
