package dialog

import (
	"suance/calc/fact"
	"suance/dialog/nlu"
	"suance/dialog/pattern"
)

// supposesNot asks what is supposed instead, where all that a message supposes is that what is known of several
// options is not so (假如我们不是新材料呢); false if it supposes nothing of the kind.
func (u *turn) supposesNot(read *nlu.Understanding, text string) bool {
	if len(read.Facts)+len(read.WhatIf) > 0 || !u.hears(supposing, text) || severalClauses(text) {
		return false
	}
	denied := deniesOption.FindStringSubmatch(withoutIf(text))
	if denied == nil {
		return false
	}
	for _, s := range u.readFor("", "我们是"+denied[1]).Facts {
		sp := u.spec(s.Fact)
		if sp.Type != fact.Choice || u.now.Settled().Get(s.Fact) != s.Value {
			continue
		}
		other := int64(0) // another option, as an example
		if s.Value == fact.Point(other) {
			other++
		}
		u.engaged, u.kind = true, KindClarify
		u.out.Line().Words("请直接说“").Label(sp).Words("”换成哪一个（例如“如果是").Value(sp, fact.Point(other)).Words("呢”），我再按假设来算。")
		return true
	}
	return false
}

// deniesOption is a clause that denies an option and says nothing else.
var deniesOption = pattern.Of(`^(?:我们?|咱们?|我司|公司|企业|本)*(?:不再?是|不属于|不算|并非|不做)([^，,。；;：:？?！!不没]{2,14}?)(?:的|了)*$`)
