package dialog

import (
	"suance/dialog/nlu"
	"suance/dialog/pattern"
)

// theirCase says of what is only told of somebody else's enterprise that it is not noted, and answers
// what that would get (朋友那家公司，他们营收6亿，奖励多少) as a supposition about an enterprise of which
// nothing else is known: what is known of one's own is neither used nor touched.
func (u *turn) theirCase() bool {
	tells := u.now.Asking == "" && u.hears(beginsWithTheirs, u.text) && !u.hears(asksWords, u.text) && !u.hears(wantWords, u.text) && !trailsOff(u.text)
	if !u.hears(theirFirm, u.text) || !tells && !asksForOwn(u.text) || u.hears(ourFirm, u.text) || u.hears(hearsaid, u.text) {
		return false
	}
	if read := u.readFor("", u.text); !read.Theirs || len(read.Facts)+len(read.WhatIf) > 0 {
		return false // 帮朋友问，他们营收6亿 speaks for them
	}
	if tells { // 隔壁那家营收20亿都拿到钱了
		u.engaged, u.kind = true, KindClarify
		u.out.Line().Words("那是别家的情况，没有记。要算贵企业能拿多少，请说贵企业自己的情况。")
		return true
	}
	own := *u
	u.now.Facts, u.now.Confirm = u.Begin().Facts, nil
	u.stale()
	read := u.reader.Read(theirFirm.ReplaceAllString(u.text, "这家企业"), nlu.Context{Today: u.day})
	list := u.statements(&read)
	answered := len(list) > 0 && u.trySupposed(u.now.Facts, list)
	if answered && own.now.Facts.Empty() {
		return true // 那12亿呢 goes on with it
	}
	rests, kind, engaged := u.rests, u.kind, u.engaged
	*u = own
	if answered {
		u.rests, u.kind, u.engaged = rests, kind, engaged
	}
	return answered
}

// beginsWithTheirs begins to tell of somebody else's enterprise; theirFirm speaks of somebody else's enterprise, ourFirm of one's own, hearsaid of what somebody said of
// what is granted (听同行说营收到10亿能拿100万).
var (
	beginsWithTheirs = pattern.Of(`^(?:隔壁|对门|对面|友商|竞争对手|对手|同行|我(?:的|们的?)?(?:一个|有个)?朋友)`)
	theirFirm        = pattern.Of(`(?:我(?:的|们的?)?(?:一个|有个)?)?(?:朋友|同学|亲戚|老乡|邻居|同行|隔壁|对门|对面|友商|竞争对手|对手|人家|别家|别人|客户|兄弟)(?:的|家|那边|那个|这个|那|这|一|开|他们)*(?:公司|企业|单位|厂子?)?|(?:他|她)们(?:公司|企业|单位|厂)?|他家|那家(?:公司|企业|单位|厂)`)
	ourFirm          = pattern.Of(`我们(?:[^的客对供同合]|$)|我司|我厂|我公司|咱|本公司|本企业|自己`)
	hearsaid         = pattern.Of(`听|[^来假]说|讲|传`)
)
