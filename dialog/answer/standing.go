package answer

import (
	"suance/calc/fact"
	"suance/knowledge"
	"suance/knowledge/clause"
)

// Ended says whether the validity that the document states for itself has ended
// before the day.
func Ended(p *knowledge.Policy, asOf fact.Day) bool {
	until := p.Rules.Validity.Until
	return until != 0 && asOf > until
}

// reference says whether a sum of the policy is for reference only: the document
// is no policy in force, or its validity has ended.
func reference(p *knowledge.Policy, asOf fact.Day) bool {
	return p.Rules.Standing.ID != "in_force" || Ended(p, asOf)
}

// until writes the last day of the validity that the document states.
func (b *Builder) until() *Builder {
	v := b.policy.Rules.Validity
	return b.add(Part{kind: Number, text: v.Until.Chinese(), source: "clause:" + v.Clause})
}

// Footing writes a line with the document's standing and validity in short; it
// stands in every reply with a figure.
func (b *Builder) Footing(asOf fact.Day) *Builder {
	b.Line().is(standing).Words("文件状态：").Standing()
	switch b.policy.Rules.Standing.ID {
	case "draft":
		b.Words("，尚不是正式政策")
	case "trial":
		b.Words("，试行")
	}
	b.validity(asOf)
	if reference(b.policy, asOf) {
		return b.Words("以上仅供参考，以").City().Words("政府最终公布的文件为准。")
	}
	return b
}

// validity goes on with what the document says of its validity, up to a full
// stop.
func (b *Builder) validity(asOf fact.Day) *Builder {
	if b.policy.Rules.Validity.Until == 0 {
		return b.Words("。")
	}
	b.Words("；自述有效期至").until()
	if Ended(b.policy, asOf) {
		return b.Words("，截至").AsOf(asOf).Words("已经届满。")
	}
	return b.Words("，截至").AsOf(asOf).Words("尚未届满。")
}

// Warnings are the standing and the validity in full sentences, for every reply
// with a figure.
func Warnings(p *knowledge.Policy, asOf fact.Day) []string {
	out := make([]string, 0, 2)
	if standing := p.Rules.Standing.Text; standing != "" {
		out = append(out, standing)
	}
	if until := p.Rules.Validity.Until; until != 0 {
		end := "尚未届满。"
		if Ended(p, asOf) {
			end = "已经届满；测算结果仅供参考，请以" + p.City + "政府最终公布的文件为准。"
		}
		out = append(out, "文件自述有效期至"+until.Chinese()+"，截至"+asOf.String()+end)
	}
	return out
}

// CiteStanding cites the sentences that show the standing and the validity.
func (b *Builder) CiteStanding() *Builder {
	for _, id := range []string{b.policy.Rules.Standing.Clause, b.policy.Rules.Validity.Clause} {
		if q, err := b.policy.Doc.QuoteSentence(clause.ID(id)); err == nil {
			b.Cite(q)
		}
	}
	return b
}
