package nlu

import (
	"strings"
	"unicode/utf8"

	"suance/dialog/pattern"
)

// A text may name two enterprises, one of them only as what it is to the speaker (乙公司是我们客户，
// 营收20亿；我们甲公司营收6亿). What is said of that one is nobody's here.

// relations are words for what another enterprise is to one's own.
var relations = strings.Fields(`大客户 客户 供应商 供货商 经销商 代理商 母公司 总公司 子公司 分公司 兄弟公司 关联公司 大股东 股东 竞争对手 对手 同行 合作方 合作伙伴 合资方 友商 上游 下游 业主 施工方 承建方 投资方`)

var relationWords = pattern.WordsOf(relations...)

// Names of enterprises: a letter of the row, and any.
const (
	letterFirm = `(?:[甲乙丙丁戊A-Ha-h](?:公司|集团|企业|厂))`
	anyFirm    = `(?:[甲乙丙丁戊A-Ha-h]|[\p{Han}A-Za-z]{2,8}?)(?:公司|集团|厂)`
	ours       = `(?:我们|我司|咱们?|我公司|本公司|我厂)(?:公司|厂)?的?`
)

// parties are the ways to say what a named enterprise is to the speaker; the one that has a name
// of its own in them is the group that is not empty.
var parties = pattern.Of(func() string {
	relation := anyOf(relations)
	return `(?:^|[，,。；;：:\s])(` + anyFirm + `)(?:是|为|算是?)` + ours + `[^，,。；;\d]{0,3}?` + relation +
		`|(?:^|[。；;\n])(` + anyFirm + `)[^。；;\n]{1,24}[，,](?:也|还|都)?(?:是|为)` + ours + relation +
		`|(?:^|[^帮替代给为])` + relation + `(?:是|为|叫)?(` + letterFirm + `)` +
		`|(?:我们|我司)(?:是|为)(` + letterFirm + `)的` + relation
}())

// anyOf matches one of some words.
func anyOf(words []string) string { return `(?:` + strings.Join(words, "|") + `)` }

// relatedTo stands right before the name of another enterprise, ourName is the speaker's own.
var (
	relatedTo = pattern.Of(anyOf(relations) + `(?:是|为|叫)$`)
	ourName   = pattern.Of(`((?:我们|我司|咱们?)是?)` + letterFirm)
)

// theirName and ourFirm are written in the place of the names.
const (
	theirName = "隔壁公司"
	ourFirm   = "公司"
)

// Parties is a text with each enterprise that it names only as another's written as one without a
// name, and the speaker's own beside it as theirs.
func Parties(text string) string { return unname(text).or(text) }

// unname writes a text so; nil for one that names no other enterprise.
func unname(text string) *table {
	if len(text) > longestParties || !strings.Contains(text, "公司") && !strings.ContainsAny(text, "厂团企") || !relationWords.In(text) {
		return nil
	}
	var names []string
	for _, m := range parties.FindAllStringSubmatch(text) {
		for _, name := range m[1:] {
			if name != "" && !noFirm.Begin(name) {
				names = append(names, name)
			}
		}
	}
	if len(names) == 0 {
		return nil
	}
	t := &table{given: []rune(text)}
	for at, i := 0, 0; at < len(text); {
		name, kept, said := "", 0, theirName
		for _, n := range names {
			if strings.HasPrefix(text[at:], n) {
				name = n
			}
		}
		if m := ourName.FindStringSubmatch(text[at:]); m != nil && strings.HasPrefix(text[at:], m[0]) {
			name, kept, said = m[0], utf8.RuneCountInString(m[1]), ourFirm
		}
		if name == "" {
			t.put(cell{i, i + 1})
			at += utf8.RuneLen(t.given[i])
			i++
			continue
		}
		t.put(cell{i, i + kept})
		if before := relatedTo.FindString(string(t.run)); said == theirName && before != "" {
			t.drop(utf8.RuneCountInString(before))
		}
		for _, r := range said {
			t.insert(r)
		}
		at, i = at+len(name), i+utf8.RuneCountInString(name)
	}
	return t
}

// longestParties is how many bytes a text has that is looked through.
const longestParties = 1200

// noFirm begin the words for an enterprise that name none.
var noFirm = pattern.Fields(`我 本 该 这 那 咱 贵 来电 某 一家 有家 你 您 他 另 隔壁 朋友 对方 兄弟 集团 母公司 子公司 总公司 分公司 关联 控股 客户 供应 竞争 同行`)

// drop takes the last characters back.
func (t *table) drop(n int) { t.run, t.from = t.run[:len(t.run)-n], t.from[:len(t.from)-n] }
