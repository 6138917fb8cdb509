package dialog

import (
	"slices"
	"strings"

	"suance/dialog/pattern"
)

// Ways to name the enterprise that a message tells of: before a colon at its head
// (甲公司：…), in a form (企业名称：…), or by a mere letter (甲公司营收…).
var (
	headedName = pattern.Of(`^\s*([^\s，,。：:；;！!？?“”"《》]{1,30}?(?:公司|集团|厂|企业|研究院|研究所))(?:呢|的情况|这边|这家)?\s*[：:]`)
	formName   = pattern.Of(`(?:企业|公司|单位)(?:名称|全称)\s*[：:|\t ]\s*([^\s，,。；;|]{2,40})`)
	fieldName  = pattern.Of(`(?:^|[\n，；;])\s*(?:企业|公司|单位)\s*[：:|\t]\s*([^\s，,。；;|：:]{1,38}(?:公司|集团|厂|研究院|研究所))`)
	letterName = pattern.Of(`^\s*((?:[甲乙丙丁戊]|[A-Ha-h])(?:公司|企业|厂))`)
	letterNext = pattern.Of(`[^与和跟给向从是叫、]((?:[甲乙丙丁戊]|[A-H])(?:公司|企业|厂))`)
)

// callerName stands for an enterprise without a name of which somebody else speaks: it is what 他们
// is said of from then on.
const callerName = "来电企业"

// callers say that what follows is of such an enterprise, theyWords speak of it.
var (
	callers   = pattern.Of(`来电|咨询的(企业|公司|厂)|(帮|替|代|给)(一家|一个|我|我们)?(客户|企业|朋友|同学|亲戚)?(的?公司|的?企业|的?厂)?[^，。我]{0,4}(问|咨询|查)|我们?(是|做)(代办|代账|代理记账|中介)|^代理记账的|客户[甲乙丙丁]?(公司|企业)?[：:]|诉求人|咨询人|(客户|企业|厂家|公司)(来)?(问|咨询|反映|说他)|有一?[家个](企业|公司|厂)(来电|打|来?问|咨询)|对方(说|称|是|问)`)
	theyWords = pattern.Of(`(^|[，,。；;：:]|那|\s)(?:(?:他们|她们|他家|对方)(?:这?家|公司|企业|厂)?|[他她]的?(?:公司|企业|厂))`)
)

// nameless begin the words for an enterprise that name none: 我公司, 来电企业.
var nameless = []string{"我", "本", "该", "这", "那", "咱", "贵", "来电", "某", "一家", "有家", "有一家", "你", "您", "他", "另", "如果", "假如", "隔壁", "朋友"}

// sameFirm says whether two names are of one enterprise: a mere letter names it with what it is or without
// (乙, 乙公司).
func sameFirm(a, b string) bool {
	if a == b {
		return true
	}
	x, y := letterOnly.FindStringSubmatch(a), letterOnly.FindStringSubmatch(b)
	return x != nil && y != nil && x[1] == y[1]
}

// letterOnly is the whole of such a name.
var letterOnly = pattern.Whole(`([甲乙丙丁戊A-H])(?:公司|企业|厂)?`)

// anotherFirm is the order to go on with another enterprise.
const anotherFirm = "换一家企业"

// reckonsOf says that something is reckoned of an enterprise, and goes on.
var reckonsOf = pattern.Of(`^(?:那么?|好的?|现在|麻烦|请|帮我|帮忙|帮|给我|[，, ])*(再|接着|接下来|然后|下面)?(?:再|来|帮我|给我)*(?:算|看|查|测算|测)(?:一?下|算|看)*((?:[甲乙丙丁戊]|[A-Ha-h])(?:公司|企业|厂)|[甲乙丙丁戊A-H])(?:(?:的|呢|这家|那家|[，,：: ])+(.*)|((?:能|可以).*))?$`)

// looksUp asks to look an enterprise up that is named next (帮忙看下：A公司，…).
var looksUp = pattern.Of(`^(?:帮忙|帮我|帮|麻烦|请|再|你)*(?:看|算|查|测)(?:一?下)?[：:，, ]+`)

// namedInRow is what a message tells of the first of several enterprises, each of which a sentence
// begins with by its name (A公司，营收5亿；B公司，营收8亿), and the names of the others; nil for none.
func namedInRow(text string) (first string, others []string) {
	own, name := true, ""
	for i, part := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("；;。\n", r) }) {
		n := ""
		if m := rowName.FindStringSubmatch(part); m != nil && !isNameless(m[1]) {
			n = strings.ToUpper(m[1])
		}
		switch {
		case i == 0 && n == "":
			return "", nil
		case i == 0:
			name = n
		case n != "" && n != name:
			own, others = false, append(others, n)
		case n != "":
			own = true
		}
		if own || wantWords.MatchString(part) && n == "" {
			first += part + "。"
		}
	}
	if len(others) == 0 {
		return "", nil
	}
	return first, others
}

var rowName = pattern.Of(`^\s*([^\s，,。：:；;、！!？?“”"]{1,20}?(?:公司|集团|厂))[，,：: ]`)

// onlyName deals with a message that is but the name of the enterprise (企业名称：某某有限公司): it
// asks nothing and states nothing.
func (u *turn) onlyName() bool {
	if !u.hears(soleName, u.text) || len(u.readFor("", u.text).Facts) > 0 || len(u.namedIn(u.text)) > 0 {
		return false
	}
	u.engaged, u.kind = true, KindClarify
	u.out.Line().Words("好。请说说这家企业的情况，或直接提问。")
	return true
}

// soleName is the whole of such a message.
var soleName = pattern.Of(`^\s*(?:(?:企业|公司|单位)(?:名称|全称|名字)?(?:是|叫)?\s*[：:\t ]?\s*|(?:我们|我司|我)(?:公司|企业|单位)?(?:是|叫)\s*)[^\s，,。；;？?！!：:有没]{2,30}(?:有限公司|股份公司|有限责任公司|科技公司|集团|研究院|研究所|科技|股份)[。！! ]*$`)

// isNameless says whether the words for an enterprise name none.
func isNameless(name string) bool {
	return name == "公司" || name == "集团" || slices.ContainsFunc(nameless, func(w string) bool { return strings.HasPrefix(name, w) })
}

// nameIn is the name of the enterprise that a message tells of; empty if it names
// none.
func nameIn(text string) string {
	for _, re := range []pattern.Pattern{headedName, formName, fieldName, letterName} {
		m := re.FindStringSubmatch(text)
		if m == nil {
			continue
		}
		name := strings.ToUpper(strings.TrimSpace(m[1]))
		if name != "企业" && !isNameless(name) {
			return name
		}
	}
	return ""
}
