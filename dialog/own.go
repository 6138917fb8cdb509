package dialog

import (
	"slices"
	"strings"

	"suance/calc"
	"suance/calc/fact"
	"suance/dialog/answer"
	"suance/dialog/ask"
	"suance/dialog/nlu"
	"suance/dialog/pattern"
)

// Ways to ask what one's own enterprise gets: ownWords name the asker, canWords ask whether
// something can be had, wantWords for what can be had, getWords for one's own sum, sumWords for
// the sum of all, totalWords plainly so; reckonWords put it as an order (帮我算算), requestWords
// as a request (诉求：咨询奖励金额).
var (
	ownWords     = pattern.Of(`我们|我司|我公司|我厂|我的|我家|我这|我能|我可|本公司|本企业|本厂|咱|这家|该公司|该企业|他们|帮我|替我|给我`)
	canWords     = pattern.Of(can + `[^，。？?]{0,8}(拿|领|得|享|补|奖|申|获|报)`)
	wantWords    = pattern.Of(`(` + can + `|有)[^，。？?]{0,8}(拿|领|得|享|补|奖|申|获|报|资格)|(奖|补|拿|给|领)[^，。？?]{0,3}(多少|几)|多少(钱|补贴|补助|奖励)|(奖励|补助|补贴|补偿)` + itsSum + `[是有]?(多少|几)|(我们|我司|我们?公司|我|咱们?)[^，。？?]{0,3}(有|是|拿|得|领)(多少|几)|(能|会|可以)有(多少|几)|还有吗|有(我们|咱们?|我司|我)?的?份|有戏|算不算[吗嘛呢啊]?[？?。 ]*$|轮得[上到]|沾[得到]?[上光边]|` + reckonWords.String() + `|` + requestWords.String() + `|符合(?:[^条]|条件(?:[^的]|的?(?:[吗么嘛呢吧？?]|$))|$)|达标|够得上|够不够|够格|够条件|行不行`)
	getWords     = pattern.Of(can + `(够)?((拿|领|得|获得|享受|有)(到|得)?(多少|几)|(补|奖|给|申请|申报|申领|报)(到|得)?多少)`)
	sumWords     = pattern.Of(`(能|可以|可)(够)?(拿|领|得|获得|享受|申请|申报|申领)(到|得)?(多少|几)|一共|总共|合计|总计|加起来|[加合]在?一起|算算|算一?下|测算一?下|帮.{0,4}算|(能|可以|会)给(我们?|我司|咱们?)[补奖发]?(多少|几)|多少(钱|补贴|奖励|补助|奖补)(可以|能|可|好)[拿领享申]|(补贴|奖励|补助|奖补)的?总额|算(一?笔|个)账`)
	totalWords   = pattern.Of(`一共|总共|合计|总计|加起来|合起来|[加合]在?一起`)
	reckonWords  = pattern.Of(giveSum + `|帮.{0,4}算|算一?算|算一?下|测算|算个数|[测核估]一下|测一?测|(^|[，,。；;])(那|就|先|来|再|只|光|单独?|仅|也|给我|替我|我想|我要|想)*[算测][^不了上进在作是来出试量绘]|[把将][^，,。；;]{2,14}算[进上入]`)
	requestWords = pattern.Of(`(咨询|了解|打听|请教|想问|询问|诉求|查询)[^，。；;？?\n]{0,16}(金额|额度|奖励|补助|补贴|补偿|标准)|问[^，。；;？?\n]{0,4}(可|能|应)[^，。；;？?\n]{0,3}(得|获|领|拿|享)[^，。；;？?\n]{0,4}(金额|数额|额度)`)
)

// giveSum wants to be told a sum (营收奖给我个数, 报个价), at the end of what is said.
const giveSum = `(?:^|[^我们])(?:给|报|说|来|出)(?:我们?|咱们?)?一?个(?:准|总|实|具体)?(?:数|价|数字|金额|准信)(?:吧|呗|啊|呀|嘛|看看?|听听?|行[吗不]|好吗)*(?:[，,。；;？?！! ]|$)`

// can says that something can be had; not the ends of 产能, 智能, 新能源, 社会.
const can = `((^|[^产智性功职储节新])能|(^|[^社])会|可以|可|够|应该)`

// wantsOwn says whether the message asks what the enterprise of this conversation
// gets, and not what the document says.
func (u *turn) wantsOwn(asks bool) bool {
	known := !u.now.Facts.Empty()
	own := u.hears(ownWords, u.text) || known && u.hears(thisCase, u.text) && !u.hears(capWords, u.text)
	switch {
	case u.hears(overviewWords, u.text), u.hears(oftenWords, u.text):
		return false
	case u.hears(mereReckoning, u.text), known && u.hears(byNow, u.text):
		return true
	case (u.hears(reckonWords, u.text) || u.hears(looks, u.text) && u.bringsUp(u.text) && !strings.Contains(u.text, "标准")) && len(u.named()) > 0:
		return true // 我想算一下营收奖励
	case !u.stated && u.pointsAtKnown():
		return true
	case asks && u.was.Begun && (u.was.Asking == "" || own) && u.hears(addWords, u.text) && !u.hears(merelyAsks, u.text) && u.hears(wantWords, u.text) && len(u.named()) > 0:
		return true // 再加上数字化车间能补多少
	case asksSum(u.text):
		return own || known || len(u.named()) == 0
	case asks && !u.stated && known && u.asksMerelyHowMuch() && u.settlesOneOf(u.named()):
		return true // 营收奖励多少, of one that is known whole
	case asks && u.hears(besideSum, u.text) && !strings.Contains(u.text, "多少") && !u.stated:
		return false
	case u.hears(stillOpen, u.text):
		return false
	case asks && u.hears(wantWords, u.text) && !u.stated && !u.asksForSum() && !u.asksWhetherOwn():
		return false // 只能拿一次吗, 明年还能申请吗
	case asks && u.hears(wantWords, u.text):
		named := u.named()
		return own && (known || len(named) > 0 || len(u.now.Topic) > 0) || known && (u.stated || len(named) == 0) ||
			(u.hears(canWords, u.text) || u.asksWhetherOwn()) && (u.knowsOf(named) || known && len(named) > 0 && u.settles(named))
	}
	return false
}

// merelyAsks leads to a question and adds nothing to what is asked for (顺便问 链主补多少).
var merelyAsks = pattern.Of(`^(那|那么|对了|，|,)*(另外|顺[便带]|还有)(再|还|也|想|请|麻烦|跟你)*(问|打听|咨询|了解)`)

// thisCase points at what was told of the enterprise, for what is asked to be reckoned by that (按这个营收
// 奖励是多少, 这样的话能补多少).
var thisCase = pattern.Of(`(^|[，,。；;])(那|那么|就|请)*(按照?|照着?|根据|依)(这个?|这些|这样|上面|刚才|以上)(的|说的|情况|条件|数据?|数字|算|来|看)*(，|,)?([^文政标办规条比措方个样些算法趋]|$)|(^|[，,。；;])(那|那么)?这样(子)?(的话|算|看|一来)`)

// pointsAtKnown says whether a message brings up what something particular is known of: by its mere
// name, where all of it is (采购奖励), or else as one thing among others (营收那笔钱, 那认定这块给多少).
func (u *turn) pointsAtKnown() bool {
	if u.mereName() || anyClause(u.text, func(c string) bool { return benefitNames.MatchString(c) && u.bringsUp(c) }) {
		return u.settles(u.named())
	}
	return (len(u.partPointedAt(u.text)) > 0 || u.bareMatter(u.text)) && u.knowsOf(u.named())
}

// asksForSum says whether a message asks how much something is, wants it reckoned, or asks of
// a sum whether it is given.
func (u *turn) asksForSum() bool {
	return strings.Contains(u.text, "多少") || u.hears(manyWords, u.text) || u.hears(reckonWords, u.text) || u.hears(requestWords, u.text) ||
		slices.ContainsFunc(nlu.Quantities(u.text), isMoney) && !u.hears(meansWords, u.text)
}

// meansWords ask by what means something comes about.
var meansWords = pattern.Of(`怎么|怎样|如何`)

// manyWords ask for a sum by its order.
var manyWords = pattern.Of(`几(个)?(钱|万|百|千|亿)`)

// asksWhetherOwn says whether one of the clauses of a message asks whether one gets what was
// spoken of or is named, and nothing particular about that.
func (u *turn) asksWhetherOwn() bool {
	return !u.hears(supposing, u.text) && anyClause(u.text, func(c string) bool {
		return wantWords.MatchString(c) && whetherOwn.MatchString(u.withoutNames(c))
	})
}

// withoutNames is a text, plain, without the names of matters in it.
func (u *turn) withoutNames(text string) string {
	text = nlu.Plain(text)
	var names []string
	for i := range u.matters {
		if w := u.matters[i].Text; strings.Contains(text, w) {
			names = append(names, w)
		}
	}
	slices.SortFunc(names, func(a, b string) int { return len(b) - len(a) })
	for _, w := range names {
		text = strings.ReplaceAll(text, w, "")
	}
	return text
}

// whetherOwn is the whole of a question whether one gets something.
var whetherOwn = pattern.Whole(`(那|那么|所以|请问|问|我|想|知道|一?下|你看|看看?|这样|这么|照|按|现在|目前|到底|究竟|还|也|再|这边|那边|这块|那块|那笔|这笔|是不是|算不算|是否|应该|我们?|咱们?|我司|我厂|我公司|我家|本|公司|企业|厂|这|那|种|个|项|笔|块|家|的|情况|条件|话|就|得|到|了|给|过|去|来|要|不|没有?|会|能|能够|能否|可以|可否|可|够|符合|合|行|满足|达标|够格|够得上|有|有没有|资格|希望|机会|戏|份|轮得?[上到]|沾得?[上边光]|拿|领|享受|享|申请|申报|申领|申|报|获得|补|奖|评|钱|补贴|补助|奖励|补偿|政策|支持|和|与|跟|及|、|吗|么|嘛|吧|呢|啊|呀|是)*[?？。 ]*`)

// stillOpen is the whole of a question whether one can still apply by now, which is one of the
// document (现在还能申报吗).
var stillOpen = pattern.Whole(`(那|那么|我们?|咱们?|我司|企业|请问|这个|这项|这笔)*(现在|今年|目前|眼下|这会儿|下半年|到现在|还来得及|还赶得上)(我们?|咱们?|是不是)?(还|去|再)*(来得及|赶得上|能不能|能|可以|可)?(去)?(申报|申请|申领|报名?|申)(吗|么|不|嘛|呢|上|得上)*[？?。 ]*`)

// besideSum asks something else of what can be had than how much it is: whether it is certain,
// when, who else has it, and what goes with it.
var besideSum = pattern.Of(`一定|肯定|百分百|必然|保证|会不会[拿领得]不|稳[拿吗不]|板上钉钉|就(一定|肯定|有|给)|什么时候|何时|几(个)?(月|天|号|笔)|多久|外地|外省|省外|市外|[市州]以外|外资|外商|别的(补贴|补助|奖励|政策|钱)|其他(补贴|补助|奖励|政策)|省里|国家(的|那)|区里`)

// howMuchOf is what is left of a question for the sum of something, or the sums of some things, the names
// aside.
var howMuchOf = pattern.Whole(`(顺[便带]|另外|还有|问|那|那么|所以|这么说|按照?|照着?|根据|依|就|这个|这些|这样|这|子|的话|上面|刚才|以上|说的|情况|条件|数据|数字|算下?来?|来|看|请问|想问|问一?下|的|这块|部分|这部分|这一块|方面|这项|这个|那个|这一项|我们?|现在|目前|到底|到时候|大概|大约|一般|一共|总共|还|剩下?|那块|那笔|这笔|那边|这边|和|与|跟|以?及|、|分别|各自?|能够?|可以|可|会|应该?|应当|该|是|有|给|奖|补|拿|领|得|核定|核准|核|发放|发|拨付|拨|付|到|申请|申报|享受|获得?|金额|奖励|奖金|补助|补贴|补偿|钱|，|,)*(多少|几多)(钱|奖励|奖金|补助|补贴|补偿)?[呢啊呀]?[？?。 ]*`)

// asksMerelyHowMuch says whether a message asks for the sum of a matter and for nothing
// particular about it (not 场景补助的比例是多少).
func (u *turn) asksMerelyHowMuch() bool {
	return strings.Contains(u.text, "多") && (howMuchOf.MatchString(u.withoutNames(u.text)) && len(u.namedIn(u.text)) > 0 || u.byTitle(u.text))
}

// byTitle says whether a message asks for the sum of a matter by a word that only one title has (认定奖励多少), and
// not by what standard it is granted.
func (u *turn) byTitle(text string) bool {
	name, ok := mereBenefitOf(strings.TrimRight(text, "？?。 "))
	return ok && !strings.Contains(text, "标准") && name != "" && len(u.byTitleWord(nlu.Plain(name))) == 1
}

// settles says whether what is known settles some measures, something particular to them
// being known.
func (u *turn) settles(measures []string) bool {
	return len(measures) > 0 && u.knowsOf(measures) && !u.needsFacts(measures)
}

// settlesOneOf says whether what is known settles some measures, or one of those for which one name stands
// (首台套奖多少, two being recognized and none insured).
func (u *turn) settlesOneOf(measures []string) bool {
	single := func(id string) bool { return u.settles([]string{id}) }
	oneName := func(m matter) bool { return slices.Equal(m.measures, measures) }
	return u.settles(measures) || slices.ContainsFunc(measures, single) && slices.ContainsFunc(u.matters, oneName)
}

// oftenWords ask how often or for how many something is granted (最多能补几年, 一年补几家).
var oftenWords = pattern.Of(`[补奖给续享评认支][^，。？?0-9]{0,3}(几|多少)(年|次|家|名|批|项)|[拿领得享][^，。？?0-9]{0,3}(几|多少)(年|次|回)|名额|多少个?指标`)

// howMuch is the whole of a question for a sum.
var howMuch = pattern.Of(`^(那|那么|所以|这么说|这个|这项|这一项|这一?笔|也就是说?|结果|最后|最终|说到底|到头来|到底|究竟|是|能|一共|总共|合计|总计|加起来)*(多少钱?|一共|总共|合计|总计|加起来)(呢|啊|呀)?[？?。 ]*$`)

// byNow is the whole of a question for what one's own sum is by now.
var byNow = pattern.Whole(`(那|那么|所以|，|,)*(现在|目前|眼下)(的|这样|到底|究竟|总共|一共|总数|金额|算|会|是|有|能|可以|拿|得|领|，|,)*多少(钱)?[呢啊呀]?[？?。 ]*`)

// asksSum says whether a text asks what can be had; 一共 alone tells of a sum.
func asksSum(text string) bool {
	return howMuch.MatchString(text) || sumWords.MatchString(text) && (!totalWords.MatchString(text) || strings.ContainsAny(text, "多几算哪"+askingMarks) || strings.HasSuffix(text, "呢"))
}

// ownCase takes up a question about what the person's own enterprise gets: it
// sets what is asked for, and says what can be said by now. The answer is one
// that works the stated case out, nil if there is none.
func (u *turn) ownCase(a *ask.Answer) {
	u.engaged = true
	named := u.named()
	if len(named) == 0 && len(u.scope()) > 0 && u.keepsScope() {
		named = u.scope()
	}
	if len(named) == 0 && !u.stated && u.hears(thisWords, u.text) {
		named = u.lately()
	}
	u.widen(named)
	switch {
	case len(u.now.Confirm) > 0 || u.now.Number.Text != "":
		u.meanwhile()
	case a != nil && a.Kind == ask.KindAssessment && !u.refused && len(differing(a.Assessment.Facts, u.now.Settled())) == 0 && (u.plan() != "" || !u.stated):
		u.out.Append(a.Body)
		u.rests, u.based = a.Assessment, a.Receipt != ""
		u.kind = KindAssessment
	case u.plan() == "":
		u.result = true
	case len(named) > 0 && !u.stated && u.settles(named) && u.explain(): // 营收部分是多少, of several that are told
	default:
		u.sofar(append(slices.Clone(named), u.settledNow()...))
	}
}

// keepsScope says whether a question for a sum that names nothing is of what was asked for before.
// By itself it is, unless it asks for all that there is or for something else besides; beside
// statements, where they are of that as well.
func (u *turn) keepsScope() bool {
	own, total := u.hears(ownWords, u.text), u.hears(totalWords, u.text)
	all := total && (u.hears(furtherThings, u.text) || u.hears(atMostWords, u.text)) && !u.hears(theseWords, u.text) // 全部措施加起来, 总共最多拿多少
	if u.hears(mereReckoning, u.text) || !u.hears(sumWords, u.text) || total && !all && !u.hears(canWords, u.text) || u.hears(sameMatter, u.text) && !(total && own) && !all {
		return true
	}
	if u.stated {
		return u.toldOfScope() || !total && (u.was.Asking != "" && !own || !u.now.Begun)
	}
	return u.hears(theseWords, u.text) || !total && (!u.hears(furtherThings, u.text) || u.was.Asking != "" && !own)
}

// settledNow are the measures asked for before that what the message states settles, where it asks
// for another: nobody would hear of them else.
func (u *turn) settledNow() []string {
	if !u.stated || len(u.was.Scope) == 0 {
		return nil
	}
	before, a := u.figuresOf(u.was.Settled()), u.figures()
	return slices.DeleteFunc(slices.Clone(u.was.Scope), func(id string) bool {
		return u.measure(id) == nil || resultOf(before, id).Status != calc.NeedsFacts || resultOf(a, id).Status == calc.NeedsFacts
	})
}

// toldOfScope says whether all that a message states bears on what was asked for, and
// something on that in particular (我们12亿，能拿多少): the sum that it asks for is of that.
func (u *turn) toldOfScope() bool {
	if !u.stated || u.hears(totalWords, u.text) || u.hears(furtherThings, u.text) || u.bearsBeside(u.statedIDs, u.scope()) {
		return false
	}
	focus := u.policy.Rules.Focus
	return slices.Contains(u.statedIDs, u.was.Asking) || slices.ContainsFunc(u.statedIDs, func(id fact.ID) bool { return focus == nil || id != focus.Fact })
}

// atMostWords ask for the most that can be had.
var atMostWords = pattern.Of(`最[多高]|顶多`)

// furtherThings ask for more than what was spoken of.
var furtherThings = pattern.Of(`全部|所有|统统|别的|其[他它余]|还(能|可以|有)|哪些|什么|啥|都能|都可以`)

// mereReckoning is an order to reckon that names nothing.
var mereReckoning = pattern.Of(`^(那|就|先|来|再|请|麻烦|你|可以|开始|现在)*(帮我|给我|替我|为我)?([测核]?算一?算|[测核]?算一?下|[测核]算|计算|算算|算)(看|吧|呗|了)*[。！!？? ]*$`)

// sameMatter points at what was spoken of.
var sameMatter = pattern.Of(`^(那|那么|所以|这样|这么说)|这个|这项|这一项|这笔`)

// thisWords point at what was said last.
var thisWords = pattern.Of(`^(那|那么)?(这个|这项|这一项|这笔|这)[^，。？?]{0,4}(能|可以|可|应该|会|有|奖|补|给|是)`)

// lately are the measures that the fact last stated bears on, where those are few.
func (u *turn) lately() []string {
	if len(u.now.Recent) == 0 || !u.now.Facts.Get(u.now.Recent[0]).Known() {
		return nil
	}
	if ms := u.uses[u.now.Recent[0]]; len(ms) == 1 {
		return ms
	}
	return nil
}

// meanwhile answers by the document what is asked of a sum while figures wait for a
// value to be confirmed.
func (u *turn) meanwhile() {
	if u.stated {
		return
	}
	if len(u.named()) == 0 && asksSum(u.text) && !u.now.Settled().Empty() {
		u.sofar(nil)
		return
	}
	a := u.inContext(u.asker.Ask(ask.Question{Text: u.text, AsOf: u.day}))
	if a.Kind == ask.KindAnswer {
		u.out.Append(a.Body)
		u.kind = KindAnswer
		return
	}
	u.out.Line().Words("先把下面这一项定下来，马上就能算。")
}

// sofar says what comes of the measures named, none for those asked for, as far as
// it is settled by now.
func (u *turn) sofar(scope []string) {
	a := u.assess()
	if len(scope) == 0 {
		scope = u.scope()
	}
	shown := 0
	for i := range a.Measures {
		r := &a.Measures[i]
		named := slices.Contains(scope, r.ID)
		if len(scope) > 0 && !named || r.Status == calc.NeedsFacts || r.Status == calc.NotMet && !named {
			continue
		}
		if shown == 0 {
			u.out.Line().Words("按目前知道的情况：")
		}
		u.out.Headline(r, u.reference()).Alternatives(r)
		shown++
	}
	switch {
	case shown == 0:
		u.out.Line().Words("要算出来，还需要了解一些情况，我一次问一项。")
	case shown > 1 && len(scope) == 0:
		u.out.Total(a)
	}
}

// reference says whether sums are for reference only, the document being no policy
// in force.
func (u *turn) reference() bool {
	return u.policy.Rules.Standing.ID != "in_force" || answer.Ended(u.policy, u.day)
}
