package dialog

import (
	"slices"
	"strings"

	"suance/calc/fact"
	"suance/dialog/answer"
	"suance/dialog/nlu"
	"suance/dialog/pattern"
)

// An enterprise may tell its field in words that no option of the policy has (我们做芯片的). They
// place it nowhere, but they are not passed over without a word.

// tellUnplaced says of the field that a message tells that it is none of the options, while the field
// of the enterprise is not known.
func (u *turn) tellUnplaced(text string, read *nlu.Understanding) {
	focus := u.policy.Rules.Focus
	if focus == nil || u.now.Asking == focus.Fact || u.now.Facts.Get(focus.Fact).Known() || !u.hears(selfDoes, text) {
		return
	}
	if slices.ContainsFunc(read.Unclear, func(x nlu.Unclear) bool { return x.Fact == focus.Fact }) {
		return
	}
	for _, c := range partsOf(text) {
		if field := fieldTold(c); field != "" && u.unstated(c) == c && len(u.namedIn(field)) == 0 && !u.says(focus.Fact, c) {
			u.out.Line().Words("“").Said(answer.Hear(field)).Words("”属于哪个产业还不清楚，没有记；问到“").Label(u.spec(focus.Fact)).Words("”时请从选项中选。")
			return
		}
	}
}

// says says whether a text states a fact.
func (u *turn) says(id fact.ID, text string) bool {
	read := u.readFor(id, text)
	return slices.ContainsFunc(read.Facts, func(s nlu.Slot) bool { return s.Fact == id })
}

// fieldTold is what a clause says that the enterprise makes or does; empty where it says nothing such,
// or asks.
func fieldTold(clause string) string {
	m := selfField.FindStringSubmatch(clause)
	if m == nil || askWords.MatchString(clause) || holdsAmount(clause) {
		return ""
	}
	field := m[1] + m[2]
	if noField.MatchString(field) {
		return ""
	}
	return strings.TrimSpace(field)
}

// selfDoes is in what tells a field of its own, selfField tells it: 我们是做芯片的, 我司属于智能物联行业;
// noField is no field of an enterprise.
var (
	selfDoes  = pattern.Of(`[做搞干造卖产营事发]|行业|领域|产业`)
	selfField = pattern.Of(`^(?:你好|您好|请问)?(?:我们?|我司|我公司|我厂|咱们?|本公司|本企业|公司|企业)(?:公司|企业|厂|这边|这里|家|单位)?(?:主要|主营|一直|专门|就|都)*(?:` +
		`(?:是|是一?家)?(?:做|搞|干|造|卖|生产|经营|从事|研发)([^，。0-9]{2,10}?)(?:行业|企业|公司|生意|业务|领域)?的?(?:企业|公司|厂)?|(?:是|属于)(?:做)?([^，。0-9]{2,8}?)(?:行业|领域|产业)的?(?:企业|公司|厂)?)[。！! ]*$`)
	noField = pattern.Of(`财务|会计|人事|行政|代理|咨询|申报|项目|销售|采购|改造|不|没|过|了|要|想|这|那|哪|什么|事|得|好|大|小`)
)
