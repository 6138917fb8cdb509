package dialog

import (
	"strings"

	"suance/dialog/nlu"
	"suance/dialog/pattern"
)

// theirCase says of what is only told of somebody else's enterprise that it is not noted, and answers
// what that would get (朋友那家公司，他们营收6亿，奖励多少) as a supposition about an enterprise of which
// nothing else is known: what is known of one's own is neither used nor touched.
func (u *turn) theirCase() bool {
	if !u.hears(theirFirm, u.text) {
		return false
	}
	tells := u.now.Asking == "" && u.hears(beginsWithTheirs, u.text) && !u.hears(asksWords, u.text) && !u.hears(wantWords, u.text) && !trailsOff(u.text)
	if !tells && !asksForOwn(u.text) && !trailsOff(u.text) || ourFirm.MatchString(theirFirm.ReplaceAllString(u.text, "")) || u.hears(hearsaid, u.text) {
		return false
	}
	if u.now.Begun && !u.now.Facts.Empty() && u.hears(asksForTheirs, u.text) { // 我朋友的厂能拿多少
		u.engaged, u.kind = true, KindClarify
		u.out.Line().Words("别家能拿多少，要看那家自己的情况；这里记的是贵企业的，没有用上，也没有改。")
		return true
	}
	read := u.readFor("", u.text)
	switch at := theirFirm.FindStringIndex(u.text); {
	case len(read.Facts)+len(read.WhatIf) > 0: // 帮朋友问，他们营收6亿 speaks for them
		return false
	case !read.Theirs && trailsOff(u.text) && holdsAmount(u.text) && !u.now.Facts.Empty() && strings.Trim(u.text[:at[0]], "那么，,") == "": // 那客户采购了2亿呢
		u.notTheirs()
		return true
	case !read.Theirs:
		return false
	}
	if tells { // 隔壁那家营收20亿都拿到钱了
		u.notTheirs()
		return true
	}
	own := *u
	u.now.Facts, u.now.Confirm = u.Begin().Facts, nil
	u.stale()
	list := u.toldOfThem(&own)
	if len(list) > 0 && !own.now.Facts.Empty() {
		u.out.Line().Words("说的是别家，另算一次，贵企业的情况没有用上，也没有改。")
	}
	answered := len(list) > 0 && u.trySupposed(u.now.Facts, list)
	if answered && own.now.Facts.Empty() {
		return true // 那12亿呢 goes on with it
	}
	rests, kind, engaged := u.rests, u.kind, u.engaged
	*u = own
	if answered {
		u.rests, u.kind, u.engaged = rests, kind, engaged
	} else if !u.now.Facts.Empty() && holdsAmount(u.text) { // which of their figures it is, nobody can tell
		u.notTheirs()
		return true
	}
	return answered
}

// notTheirs says of what was told of another enterprise that it is not noted.
func (u *turn) notTheirs() {
	u.engaged, u.kind = true, KindClarify
	u.out.Line().Words("那是别家的情况，没有记。要算贵企业能拿多少，请说贵企业自己的情况。")
}

// toldOfThem is what the message tells of somebody else's enterprise, read as of any; as of what was asked for
// where it names nothing (朋友厂里认了两个能拿多少, after 首台套认定一个多少); as of what was lately stated of one's own,
// of which it can be a number (我表弟的公司认定了5个，多少, after 首台套认定了2个).
func (u *turn) toldOfThem(own *turn) []statement {
	text := withoutIf(theirFirm.ReplaceAllString(u.text, "这家企业"))
	read := u.reader.Read(text, nlu.Context{Today: u.day})
	if list := u.statements(&read); len(list) > 0 {
		return list
	}
	if again, ok := u.inTopic(&read, text); ok {
		if list := u.statements(&again); len(list) > 0 {
			return list
		}
	}
	for _, id := range own.now.Recent {
		if !u.spec(id).Near {
			continue
		}
		if again := u.readFor(id, text); len(again.Facts) == 1 && again.Facts[0].Fact == id && own.canBe(again.Facts[0]) {
			return u.statements(&again)
		}
	}
	return nil
}

// beginsWithTheirs begins to tell of somebody else's enterprise; theirFirm speaks of somebody else's enterprise, ourFirm of one's own, hearsaid of what somebody said of
// what is granted (听同行说营收到10亿能拿100万).
var (
	beginsWithTheirs = pattern.Of(`^(?:` + neighbours + `|` + mine + kin + `|` + others + `)`)
	theirFirm        = pattern.Of(`(?:` + mine + `)?(?:` + kin + `|` + neighbours + `|人家|别家|别人|客户|兄弟)(?:的|家|那边|那个|这个|那|这|一|开|[他她]们)*(?:公司|企业|单位|厂子?)?|` +
		`(?:我(?:的|们的?)?)?老板(?:的|还有|另有|另外有)*(?:另外?一?|别的|一)家(?:公司|企业|单位|厂子?)?|` + others + `|(?:他|她)们(?:公司|企业|单位|厂)?|他家|那家(?:公司|企业|单位|厂)`)
	ourFirm  = pattern.Of(`我们(?:[^的客对供同合]|$)|我司|我厂|我公司|咱|本公司|本企业|自己`)
	hearsaid = pattern.Of(`听|[^来假]说|讲|传`)
)

// Pieces of speaking of others: whose they are, and who else does the same.
const (
	mine       = `我(?:的|们的?)?(?:一个|有个)?`
	neighbours = `同行|隔壁|对门|对面|友商|竞争对手|对手`
)

// others are enterprises that are not one's own, as a pattern.
const others = `(?:(?:别的|其[他它]|有的|有些|某些)(?:几家)?(?:公司|企业|单位|厂|平台|[整汽]?车企|主机厂|整车厂|车厂)|(?:行业|业内)(?:老大|龙头|巨头|第一)|\p{Han}{2}(?:那家|有一?家|有个)(?:公司|企业|单位|厂)|合资(?:公司|企业|厂))`

// asksForTheirs is the whole of a question what somebody else's enterprise gets of which nothing is told.
var asksForTheirs = pattern.Whole(`(?:那|那么|请问|，|,)*(?:` + mine + kin + `|` + neighbours + `|别家|别人|我们?的?客户)(?:的|家|那边|那个|那|开的|他们)*(?:公司|企业|单位|厂子?)?(?:一共|总共|大概|最多|又|也)*(?:能|可以|会)(?:拿|领|得|补|奖|享受)到?(?:多少|几)钱?(?:奖励|补助|补贴)?[呢啊呀]?[？?。 ]*`)

// kin are people whom one knows, as a pattern.
var kin = "(?:" + strings.ReplaceAll(nlu.Kin, " ", "|") + ")"
